//! Open a text, attach the three kinds of annotation, save, open again, export: by keyboard alone, by mouse alone.

use egui::PointerButton;

use crate::stage::{ESSAY, Stage, timeless};

/// What both journeys leave on the disk.
fn assert_files(stage: &Stage) {
    assert_eq!(stage.file("essay.md"), ESSAY, "the text is as it was");
    assert_eq!(stage.file("essay/text.md"), ESSAY);
    insta::assert_snapshot!("layer", timeless(&stage.file("essay/layers/lin-hui.ron")));
    insta::assert_snapshot!("terms", stage.file("essay/terms.ron"));
    insta::assert_snapshot!("export", stage.file("essay-annotated.md"));
}

#[test]
fn by_keyboard_alone() {
    let mut stage = Stage::new();
    stage.key("Ctrl+O");
    let essay = stage.path("essay.md").display().to_string();
    stage.type_text(&essay);
    stage.key("Enter");
    assert!(stage.says("Paragraph 1 of 3"));

    // To “Zhejiang”: two paragraphs down, five words on.
    stage.keys(&["Ctrl+Down", "Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "Ctrl+Right", "Right"]);
    stage.key("OpenBracket");
    assert!(stage.says("Who are you?"), "before the first annotation one is asked for a name");
    stage.type_text("Lin Hui");
    stage.key("Enter");
    assert!(stage.says("Insert in brackets"));
    stage.type_text("China’s");
    stage.key("Enter");
    assert_eq!(stage.workspace().layers.len(), 1);

    // The capital letter of “Multilateral”.
    stage.keys(&["Ctrl+Down", "Right", "Shift+C"]);

    // The second “multilateral”: find it, link it to a new term.
    stage.key("Ctrl+F");
    stage.type_text("A multilateral");
    stage.keys(&["Enter", "Escape"]);
    stage.keys(&["Right", "Ctrl+Shift+Left"]);
    assert_eq!(stage.selected_text(), "multilateral");
    stage.key("T");
    stage.type_text("多边");
    stage.key("Enter");
    assert_eq!(stage.workspace().terms.len(), 1);

    // A note, written with an input method.
    stage.key("Ctrl+F");
    stage.type_text("table");
    stage.keys(&["Enter", "Escape", "N"]);
    stage.ime("席位之意。");
    stage.key("Enter");

    stage.key("Ctrl+S");
    assert!(stage.says("Saved"));
    stage.key("Ctrl+E");
    let target = stage.path("essay-annotated.md").display().to_string();
    stage.key("Ctrl+A");
    stage.type_text(&target);
    stage.key("Enter");
    assert!(stage.says("Exported to"));
    assert_files(&stage);
    stage.key("Ctrl+Q");
    assert!(stage.app().is_quitting(), "all is saved, so nothing is asked");
}

#[test]
fn by_mouse_alone() {
    let mut stage = Stage::new();
    let essay = stage.path("essay.md");
    stage.drop_file(essay);

    // Only words are typed: everything else is the mouse.
    let point = stage.words("Zhejiang").left_center();
    stage.click_at(point, PointerButton::Primary, 1);
    stage.click("Annotate");
    stage.click("Insertion…");
    stage.type_text("Lin Hui");
    stage.click("That’s me");
    stage.type_text("China’s");
    stage.click("Add");

    stage.drag_over("M");
    stage.click("Annotate");
    stage.click("Change case");

    let word = stage.words("multilateral").center();
    stage.click_at(word, PointerButton::Primary, 2);
    assert_eq!(stage.selected_text(), "multilateral");
    stage.click_at(word, PointerButton::Secondary, 1);
    stage.click("Term link…");
    stage.type_text("多边");
    stage.click("New term: 多边 = multilateral");

    stage.drag_over("table");
    let table = stage.words("table").center();
    stage.click_at(table, PointerButton::Secondary, 1);
    stage.click("Translator’s note…");
    stage.ime("席位之意。");
    stage.click("Add");

    stage.click("File");
    stage.click("Save");
    assert!(stage.workspace().is_saved());
    stage.click("File");
    stage.click("Export…");
    let target = stage.path("essay-annotated.md");
    stage.answers.next(target);
    stage.click("Browse: File");
    stage.click("Export");
    assert_files(&stage);
    stage.click("File");
    stage.click("Quit");
    assert!(stage.app().is_quitting());
}

#[test]
fn opened_again_everything_is_there() {
    let mut stage = Stage::essay();
    stage.keys(&["Ctrl+Down", "T"]);
    stage.type_text("Lin Hui");
    stage.key("Enter");
    stage.type_text("论坛");
    stage.key("Enter");
    stage.keys(&["Ctrl+S", "Ctrl+W"]);
    assert!(stage.says("SAMPLES"), "the start page is back");
    stage.click("essay");
    assert_eq!(stage.workspace().layers[0].layer().len(), 1);
    assert!(stage.workspace().is_saved());
}
