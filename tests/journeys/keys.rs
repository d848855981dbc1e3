//! Keys that were changed, and every action by its key or from the palette.

use glossator::{
    layer::Author,
    session::{Action, Keymap},
    storage::{Dirs, Settings, load_keys, store_keys, write_file},
};

use crate::stage::Stage;

/// A window on the essay whose `keys.ron` has these entries.
fn with_keys(entries: &str) -> Stage {
    Stage::with(|folder| {
        let dirs = Dirs::below(folder);
        store_keys(&dirs, &[]).unwrap();
        let file = format!("(format: \"glossator keys\", version: 1, keys: {{\n{entries}\n}})");
        write_file(&dirs.keys(), file.as_bytes()).unwrap();
        Some(folder.join("essay.md"))
    })
}

#[test]
fn a_key_of_the_file_works_and_the_usual_one_does_no_more() {
    let mut stage = with_keys("\"find\": [\"Ctrl+J\", \"/\"], \"word-forward\": [\"F\"]");
    stage.key("Ctrl+F");
    assert!(!stage.says("in the text and in annotations"));
    stage.key("Ctrl+J");
    assert!(stage.says("Find"));
    stage.type_text("Zhejiang");
    assert!(stage.says("1 of 1"));
    stage.key("Escape");
    stage.key("Slash");
    assert!(stage.says("nothing found") || stage.says("of 1") || stage.says("Previous"), "a mark is known by its character");
    stage.key("Escape");
    stage.key("Ctrl+Home");
    stage.keys(&["F", "Shift+F"]);
    assert_eq!(stage.selected_text().trim(), "Rules", "Shift and the new key of a move select");
}

#[test]
fn menus_and_the_page_of_keys_show_the_keys_in_force() {
    let mut stage = with_keys("\"save\": [\"Ctrl+Alt+F2\"], \"query\": []");
    stage.click("File");
    assert!(stage.says("Ctrl+Alt+F2") && !stage.says("Ctrl+S"));
    stage.keys(&["Escape", "F1"]);
    assert!(stage.says("Ctrl+Alt+F2"));
    assert!(!stage.says("Query…"), "what has no key is not on the page of keys");
}

#[test]
fn what_is_wrong_in_the_file_is_told_with_its_place_and_the_rest_counts() {
    let stage = with_keys("  \"fly\": [\"F2\"],\n  \"term\": [\"G\", \"Ctrl+Wurst\"]");
    let file = stage.path("config/keys.ron").display().to_string();
    assert!(stage.says(&format!("{file}:2:3: there is no action \"fly\"")));
    assert!(stage.says(&format!("{file}:3:17: there is no key \"Ctrl+Wurst\"")));
    assert_eq!(stage.app().session().keys.shown(Action::Term), "G");
}

#[test]
fn a_file_that_makes_no_sense_is_told_and_the_usual_keys_count() {
    let mut stage = with_keys("\"term\": [T]");
    assert!(stage.says("keys.ron:2:"));
    stage.key("Ctrl+F");
    assert!(stage.says("Previous"));
}

#[test]
fn a_key_is_given_by_pressing_it_counts_at_once_and_is_kept() {
    let mut stage = Stage::known();
    stage.key("Shift+F1");
    stage.type_text("Query…");
    stage.click("Add a key: Query…");
    assert!(stage.says("Press a key…"));
    stage.key("Ctrl+V");
    assert!(stage.says("typing needs it"), "what can’t be had is refused");
    stage.key("Ctrl+Shift+K");
    assert!(stage.says("Take Ctrl+Shift+K from Query…"));
    stage.key("Escape");
    stage.keys(&["Ctrl+Down", "Ctrl+Shift+K"]);
    assert!(stage.says("Text of the note"));
    assert!(stage.file("config/keys.ron").contains("\"query\": [\"Q\", \"Ctrl+Shift+K\"]"));
    let written = load_keys(&Dirs::below(&stage.path(""))).unwrap();
    assert_eq!(Keymap::written(&written), stage.app().session().keys);
}

#[test]
fn a_key_that_is_taken_is_given_only_after_asking_and_comes_back_by_reset() {
    let mut stage = Stage::known();
    stage.click("Help");
    stage.click("Change keys…");
    stage.type_text("Quer");
    stage.click("Add a key: Query…");
    stage.key("T");
    assert!(stage.says("T is the key of “Term link…”."));
    assert_eq!(stage.app().session().keys.shown(Action::Term), "T", "nothing happens before it is accepted");
    stage.click("Give it to “Query…”");
    let keys = &stage.app().session().keys;
    assert_eq!((keys.shown(Action::Term), keys.all_shown(Action::Query)), (String::new(), "Q  T".to_owned()));
    stage.click("Reset all");
    assert_eq!(stage.app().session().keys, Keymap::default());
    assert!(!stage.file("config/keys.ron").contains("query"));
}

#[test]
fn escape_gives_up_a_key_that_is_waited_for_and_nothing_else() {
    let mut stage = Stage::known();
    stage.key("Shift+F1");
    stage.type_text("Query…");
    stage.click("Add a key: Query…");
    stage.key("Escape");
    assert!(stage.says("Change keys") && !stage.says("Press a key…"));
    assert_eq!(stage.app().session().keys, Keymap::default());
}

/// The files of a project with an original and two notes, by Lin Hui, who has saved them.
fn project() -> Vec<(String, Vec<u8>)> {
    let mut stage = Stage::with(|folder| {
        write_file(&folder.join("original.txt"), "论规则。\n\n论坛。\n\n多边。\n".as_bytes()).unwrap();
        let new = glossator::project::NewProject {
            text: folder.join("essay.md"),
            original: Some(folder.join("original.txt")),
            folder: folder.join("made"),
            title: Some("On Rules".to_owned()),
            text_language: None,
            original_language: None,
            encoding: None,
        };
        Some(glossator::storage::create(&new).unwrap())
    });
    stage.keys(&["Ctrl+Down", "Ctrl+Shift+Right", "N"]);
    stage.type_text("Lin Hui");
    stage.key("Enter");
    for (text, next) in [("First.", "N"), ("Second.", "Ctrl+S")] {
        stage.type_text(text);
        stage.keys(&["Enter", next]);
    }
    let files = ["project.ron", "text.md", "original.txt", "terms.ron", "layers/lin-hui.ron"];
    files.iter().filter_map(|name| Some(((*name).to_owned(), std::fs::read(stage.path("made").join(name)).ok()?))).collect()
}

/// A window on these files, of which `changed` may change some.
fn window(files: &[(String, Vec<u8>)], changed: impl Fn(&str, &[u8]) -> Vec<u8>) -> Stage {
    Stage::with(|folder| {
        let mut settings = Settings::default();
        settings.author = Some(Author::named("Lin Hui"));
        settings.store(&Dirs::below(folder)).unwrap();
        std::fs::create_dir_all(folder.join("made/layers")).unwrap();
        for (name, bytes) in files {
            write_file(&folder.join("made").join(name), &changed(name, bytes)).unwrap();
        }
        Some(folder.join("made"))
    })
}

/// Brings about what an action needs.
fn ready(files: &[(String, Vec<u8>)], action: Action) -> Stage {
    let moved = matches!(action, Action::ConfirmPlace | Action::ConfirmAll);
    let mut stage = window(files, |name, bytes| {
        let foreword: &[u8] = if moved && name == "text.md" { b"A foreword.\n\n" } else { b"" };
        [foreword, bytes].concat()
    });
    stage.keys(&["Ctrl+Down", "J"]);
    match action {
        Action::Save | Action::Undo => stage.key("Delete"),
        Action::Redo => stage.keys(&["Delete", "Ctrl+Z"]),
        Action::FindNext | Action::FindPrevious => {
            stage.key("Ctrl+F");
            stage.type_text("multilateral");
            stage.key("Enter");
        }
        Action::UsualSize => stage.key("Ctrl+Plus"),
        Action::ViewEverything => stage.key("1"),
        Action::PageUp | Action::TextStart | Action::LineStart => stage.key("Ctrl+End"),
        Action::Omission | Action::Suggestion | Action::Copy => stage.key("Ctrl+Shift+Right"),
        Action::PlaceHere => stage.keys(&["Ctrl+Shift+Right", "Ctrl+Shift+Right"]),
        Action::Choose => stage.keys(&["Escape", "Right"]),
        _ => {}
    }
    stage
}

#[test]
fn every_action_does_something_by_its_key_or_from_the_palette() {
    let files = project();
    assert_eq!(files.len(), 5, "the project was saved");
    for action in Action::ALL {
        let mut stage = ready(&files, *action);
        if let Err(why) = action.available(stage.app().session()) {
            panic!("{action:?} is not available: {why}");
        }
        let before = stage.picture();
        match stage.app().session().keys.of(*action).first().copied() {
            Some(key) => stage.key(&key.to_string()),
            None => {
                stage.key("Ctrl+Shift+P");
                stage.type_text(action.label());
                stage.key("Enter");
            }
        }
        let quits = stage.app().is_quitting();
        assert!(quits || before != stage.picture(), "{action:?} does nothing that can be seen");
    }
}

#[test]
fn moves_of_the_caret_can_be_chosen_from_the_palette() {
    let mut stage = Stage::sample();
    for (name, moved) in [("End of the line", true), ("Line down", true), ("Page down", true), ("Start of the text", true)] {
        let before = stage.workspace().selection;
        stage.key("Ctrl+Shift+P");
        stage.type_text(name);
        stage.key("Enter");
        assert_eq!(stage.workspace().selection != before, moved, "{name}");
    }
    assert_eq!(stage.workspace().selection.caret, 0);
}
