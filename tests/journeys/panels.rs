//! What each panel owes its user.

use egui::PointerButton;
use glossator::{
    layer::{Body, Kind},
    session::ViewMode,
};

use crate::stage::{ESSAY, Stage};

#[test]
fn leaving_with_unsaved_work_asks() {
    let mut stage = Stage::essay();
    stage.keys(&["Ctrl+Down", "Q"]);
    stage.type_text("Lin Hui");
    stage.key("Enter");
    stage.type_text("Which forum?");
    stage.key("Enter");
    assert!(stage.says("● Unsaved"));
    stage.key("Ctrl+Q");
    assert!(stage.says("Save before you go?") && !stage.app().is_quitting());
    stage.key("Escape");
    assert!(!stage.says("Save before you go?") && !stage.app().is_quitting());
    stage.key("Ctrl+Q");
    stage.click("Save");
    assert!(stage.app().is_quitting());
    assert!(stage.file("essay/layers/lin-hui.ron").contains("Which forum?"));
}

#[test]
fn a_menu_entry_that_cannot_be_done_is_disabled() {
    let mut stage = Stage::new();
    stage.click("File");
    assert!(stage.is_disabled("Save") && stage.is_disabled("Export…"));
    assert!(!stage.is_disabled("Quit"));
}

#[test]
fn three_letters_and_enter_link_a_known_term() {
    let mut stage = Stage::sample();
    let before = stage.workspace().terms.len();
    stage.key("Ctrl+F");
    stage.type_text("sculling");
    stage.keys(&["Enter", "Escape", "T"]);
    stage.type_text("Wen Qi");
    stage.key("Enter");
    stage.type_text("zha");
    stage.key("Enter");
    let (layer, annotation) = stage.workspace().selected().unwrap();
    assert_eq!(layer.author().name, "Wen Qi");
    let Body::TermLink(link) = &annotation.body else { panic!("{annotation:?}") };
    assert!(stage.workspace().terms.get(&link.term).is_some());
    assert_eq!(stage.workspace().terms.len(), before, "no new term was made");
}

#[test]
fn undo_and_redo_go_by_steps_and_the_menu_says_which() {
    let mut stage = Stage::essay();
    stage.keys(&["Ctrl+Down", "N"]);
    stage.type_text("Lin");
    stage.key("Enter");
    stage.type_text("One.");
    stage.keys(&["Enter", "Enter"]);
    stage.type_text("Two.");
    stage.type_text(" Three.");
    stage.key("Escape");
    let words = |s: &Stage| s.workspace().layers[0].layer().iter().map(|a| a.body.words().to_owned()).collect::<Vec<_>>();
    assert_eq!(words(&stage), ["One.Two. Three."]);
    stage.click("Edit");
    assert!(stage.says("Undo: change translator’s note"));
    stage.key("Escape");
    stage.key("Ctrl+Z");
    assert_eq!(words(&stage), ["One."], "typing is one step");
    stage.key("Ctrl+Z");
    assert!(words(&stage).is_empty());
    stage.keys(&["Ctrl+Shift+Z", "Ctrl+Y"]);
    assert_eq!(words(&stage), ["One.Two. Three."]);
}

#[test]
fn a_click_selects_the_innermost_annotation_and_the_next_click_the_one_around_it() {
    let mut stage = Stage::sample();
    let at = stage.words("Platform Commons ").left_center() + egui::vec2(12.0, 0.0);
    let mut seen = Vec::new();
    for _ in 0..3 {
        stage.click_at(at, PointerButton::Primary, 1);
        seen.push(stage.workspace().selected.expect("something is selected"));
    }
    assert_ne!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2], "it goes round");
}

#[test]
fn overlapping_annotations_at_the_caret_can_be_chosen_by_key() {
    let mut stage = Stage::sample();
    stage.key("Ctrl+F");
    stage.type_text("ten thousand households");
    stage.keys(&["Enter", "Escape", "A"]);
    assert!(stage.says("Annotations here"));
    stage.keys(&["Down", "Enter"]);
    assert!(stage.workspace().selected.is_some());
}

#[test]
fn layers_are_hidden_shown_and_taken_alone() {
    let mut stage = Stage::sample();
    let marlow = "ten thousand households to govern it";
    assert!(stage.says(marlow));
    stage.click("J. Marlow");
    let shown: Vec<bool> = stage.workspace().layers.iter().map(|l| l.shown).collect();
    assert_eq!(shown, [true, false]);
    stage.click("Only J. Marlow");
    let shown: Vec<bool> = stage.workspace().layers.iter().map(|l| l.shown).collect();
    assert_eq!(shown, [false, true]);
}

#[test]
fn another_authors_annotation_cannot_be_changed_until_one_works_as_them() {
    let mut stage = Stage::sample();
    stage.key("J");
    assert!(stage.workspace().selected.is_some());
    stage.key("Delete");
    assert!(stage.says("only Lin Hui can change it"));
    let before = stage.workspace().layers[0].layer().len();
    stage.click("Work as Lin Hui");
    stage.key("J");
    stage.key("Delete");
    assert_eq!(stage.workspace().layers[0].layer().len(), before - 1);
}

#[test]
fn the_three_views_are_a_key_each() {
    let mut stage = Stage::sample();
    assert!(stage.says("[China’s]"));
    stage.key("1");
    assert_eq!(stage.workspace().view(), ViewMode::Clean);
    assert!(!stage.says("[China’s]") && stage.says("was held in Zhejiang province"));
    stage.key("2");
    assert!(stage.says("[China’s]") && !stage.says("# Whose Bridge?"));
    stage.key("3");
    assert!(stage.says("# Whose Bridge?"));
}

#[test]
fn the_palette_finds_every_command() {
    let mut stage = Stage::sample();
    stage.key("Ctrl+Shift+P");
    stage.type_text("as published");
    stage.key("Enter");
    assert_eq!(stage.workspace().view(), ViewMode::Published);
}

#[test]
fn the_original_stands_beside_the_text() {
    let mut stage = Stage::sample();
    stage.key("F7");
    assert!(stage.words("Whose").left() > 300.0);
}

#[test]
fn panels_can_be_put_away() {
    let mut stage = Stage::sample();
    assert!(stage.says("OUTLINE") && stage.says("Filter by words"));
    stage.keys(&["F9", "F10"]);
    assert!(!stage.says("OUTLINE") && !stage.says("Filter by words"));
}

#[test]
fn the_outline_goes_to_its_heading() {
    let mut stage = Stage::sample();
    stage.click("A Protocol Is Not a Platform");
    let workspace = stage.workspace();
    let block = workspace.text.blocks()[workspace.text.block_at(workspace.selection.caret)];
    assert!(workspace.text.slice(block.content).contains("A Protocol Is Not a Platform"));
    assert!(stage.words("A Protocol Is Not").top() < 700.0);
}

#[test]
fn lists_filter_and_go() {
    let mut stage = Stage::sample();
    stage.click("Filter by words");
    stage.type_text("umbrellas");
    stage.click("Translator’s note: ");
    let (_, annotation) = stage.workspace().selected().unwrap();
    assert!(matches!(annotation.body.kind(), Kind::Note(_)));
}

#[test]
fn the_export_dialog_previews_what_it_writes_and_nothing_internal() {
    let mut stage = Stage::sample();
    stage.key("Ctrl+E");
    assert!(stage.says("\\[China’s\\] Zhejiang") && stage.says("[^tn-1]"));
    stage.key("Escape");
    stage.click("Preview");
    assert!(stage.says("\\[China’s\\] Zhejiang"));
    assert!(!stage.says("[^query"));
}

#[test]
fn a_project_is_made_from_a_text_and_its_original() {
    let mut stage = Stage::new();
    stage.key("Ctrl+N");
    let (text, folder) = (stage.path("essay.md"), stage.path("made"));
    stage.answers.next(text.clone());
    stage.click("Browse: Text to annotate");
    assert!(stage.says("Make project"));
    stage.click("Folder to make");
    stage.key("Ctrl+A");
    let typed = folder.display().to_string();
    stage.type_text(&typed);
    stage.click("Make project");
    assert_eq!(stage.workspace().home, glossator::project::Home::Folder(folder));
    assert_eq!(stage.file("made/text.md"), ESSAY);
    assert_eq!(std::fs::read_to_string(text).unwrap(), ESSAY);
}

#[test]
fn a_file_that_is_no_text_ends_in_a_message() {
    let mut stage = Stage::new();
    let picture = stage.path("picture.png");
    glossator::storage::write_file(&picture, b"\x89PNG\0\0\0").unwrap();
    stage.drop_file(picture);
    assert!(stage.says("it is not a text file"));
    assert!(stage.says("SAMPLES"));
}

#[test]
fn every_page_of_the_window_is_named_for_screen_readers() {
    // The harness checks every frame that no field or button is without a name.
    let mut stage = Stage::sample();
    for key in ["F1", "Ctrl+O", "Ctrl+N", "Ctrl+E", "Ctrl+Shift+P"] {
        stage.keys(&[key, "Escape"]);
    }
    for tab in ["Terms", "Problems", "Preview", "Annotations"] {
        stage.click(tab);
    }
    for _ in 0..12 {
        stage.key("J");
    }
    assert!(stage.workspace().selected.is_some());
}

#[test]
fn what_was_typed_into_a_box_closed_by_escape_is_there_again() {
    let mut stage = Stage::known();
    stage.keys(&["Ctrl+Down", "N"]);
    stage.type_text("A long thought");
    stage.key("Escape");
    assert!(!stage.says("A long thought"));
    stage.key("N");
    assert!(stage.says("A long thought"));
    stage.keys(&["Enter", "Escape", "N"]);
    assert_eq!(stage.workspace().layers[0].layer().len(), 1);
    assert!(!stage.says("Enter adds") || stage.workspace().selected.is_none(), "once it is answered it is forgotten");
}

#[test]
fn words_that_stand_in_a_box_already_are_replaced_by_typing() {
    let mut stage = Stage::known();
    stage.drag_over("province");
    stage.key("S");
    stage.type_text("region");
    stage.key("Enter");
    assert_eq!(stage.workspace().layers[0].layer().iter().next().unwrap().body.words(), "region");
}

#[test]
fn a_gloss_is_found_as_it_is_seen() {
    let mut stage = Stage::sample();
    stage.key("Ctrl+F");
    stage.type_text("万家共治");
    assert!(!stage.says("nothing found"));
}

#[test]
fn a_click_on_a_note_in_the_margin_leaves_the_caret_where_it_is() {
    let mut stage = Stage::sample();
    let caret = stage.workspace().selection;
    stage.click("Query by J. Marlow");
    assert!(stage.workspace().selected.is_some());
    assert_eq!(stage.workspace().selection, caret);
}

#[test]
fn an_annotation_without_a_place_stays_selected_until_it_has_one() {
    let mut stage = Stage::known();
    stage.drag_over("Zhejiang");
    stage.key("N");
    stage.type_text("Where?");
    stage.keys(&["Enter", "Ctrl+S", "Ctrl+W"]);
    let changed = ESSAY.replace("in Zhejiang province", "in Jiangsu, next to it");
    glossator::storage::write_file(&stage.path("essay/text.md"), changed.as_bytes()).unwrap();
    stage.click("essay");
    assert!(stage.says("has no place in it any more"), "the user is told");
    stage.click("Error · “Zhejiang”");
    stage.drag_over("Jiangsu");
    stage.key("P");
    let workspace = stage.workspace();
    let annotation = workspace.layers[0].layer().iter().next().unwrap();
    assert_eq!(annotation.quote(&workspace.text), "Jiangsu");
}

#[test]
fn tags_and_terms_count_as_they_are_typed() {
    let mut stage = Stage::known();
    stage.drag_over("Zhejiang");
    stage.key("T");
    stage.type_text("浙江");
    stage.key("Enter");
    stage.resize(1280.0, 1600.0);
    stage.click("Tags");
    stage.type_text("place, check");
    stage.click("Definition");
    stage.type_text("A coast");
    let point = stage.words("states").center();
    stage.click_at(point, PointerButton::Primary, 1);
    let workspace = stage.workspace();
    assert_eq!(workspace.layers[0].layer().iter().next().unwrap().tags, ["place", "check"]);
    assert_eq!(workspace.terms.iter().next().unwrap().definition, "A coast");
    stage.key("Ctrl+Z");
    assert_eq!(stage.workspace().terms.iter().next().unwrap().definition, "", "typing is one step here too");
}

#[test]
fn the_undo_of_one_field_never_brings_back_another_annotations_words() {
    let mut stage = Stage::known();
    for (words, text) in [("Zhejiang", "First."), ("states", "Second.")] {
        stage.drag_over(words);
        stage.key("N");
        stage.type_text(text);
        stage.key("Enter");
    }
    stage.key("Enter");
    stage.type_text(" More.");
    stage.key("Escape");
    stage.keys(&["K", "Enter", "Ctrl+Z", "Ctrl+Z"]);
    let words: Vec<String> = stage.workspace().layers[0].layer().iter().map(|a| a.body.words().to_owned()).collect();
    assert_eq!(words[0], "First.");
}

#[test]
fn the_palette_hands_the_keyboard_on() {
    let mut stage = Stage::known();
    stage.key("Ctrl+Shift+P");
    stage.type_text("find…");
    stage.key("Enter");
    stage.type_text("states");
    assert!(stage.says("1 of 1"), "what is typed goes to the find bar");
}

#[test]
fn enter_on_a_button_of_a_dialog_is_that_buttons_alone() {
    let mut stage = Stage::sample();
    stage.key("Ctrl+E");
    stage.keys(&["Tab", "Enter"]);
    assert!(!stage.says("Exported to"), "Browse… was pressed, not Export");
}

#[test]
fn a_small_window_folds_its_panels() {
    let mut stage = Stage::sample();
    stage.resize(800.0, 600.0);
    assert!(!stage.says("OUTLINE"));
    assert!(stage.words("In December 2019").left() < 60.0);
    stage.key("F9");
    assert!(stage.says("OUTLINE"), "unless they are asked for");
}

#[test]
fn the_windows_own_close_button_asks_too() {
    let mut stage = Stage::known();
    stage.drag_over("province");
    stage.key("Period");
    stage.press_close();
    assert!(stage.says("Save before you go?") && !stage.app().is_quitting());
    stage.click("Don’t save");
    assert!(stage.app().is_quitting());
    assert!(!stage.path("essay").exists(), "nothing was saved");
}
