//! The reading type.

use glossator::storage::{Dirs, Face, Reading, Settings, write_file};

use crate::stage::Stage;

/// Where the first paragraph of running text stands, and how wide it is.
fn paragraph(stage: &Stage) -> egui::Rect {
    let seen = stage.seen().into_iter().find(|s| s.role == egui::accesskit::Role::Label && s.label.contains("In December 2019"));
    seen.expect("the paragraph is in view").rect
}

#[test]
fn longer_lines_make_the_paragraph_wider_and_the_top_line_stays() {
    let mut stage = Stage::sample();
    stage.resize(1700.0, 900.0);
    stage.keys(&["F9", "F10"]);
    let (before, top) = (paragraph(&stage), stage.words("Whose Bridge").top());
    stage.keys(&["W", "W"]);
    let wider = paragraph(&stage);
    assert!(wider.width() > before.width() + 20.0, "{before} {wider}");
    assert_eq!(stage.words("Whose Bridge").top(), top);
    stage.keys(&["Shift+W", "Shift+W", "Shift+W"]);
    assert!(paragraph(&stage).width() < before.width());
}

#[test]
fn looser_lines_make_the_paragraph_higher() {
    let mut stage = Stage::sample();
    let before = paragraph(&stage).height();
    stage.keys(&["L", "L"]);
    let looser = paragraph(&stage).height();
    assert!(looser > before);
    stage.keys(&["Shift+L", "Shift+L", "Shift+L"]);
    assert!(paragraph(&stage).height() < before);
}

#[test]
fn the_reading_type_is_kept_and_stops_at_its_bounds() {
    let mut stage = Stage::sample();
    for _ in 0..30 {
        stage.keys(&["W", "Shift+L"]);
    }
    let (settings, trouble) = Settings::load(&Dirs::below(&stage.path("")));
    assert_eq!((settings.reading.measure, settings.reading.leading), (Reading::MEASURES.1, Reading::LEADINGS.0));
    assert_eq!(trouble, None);
}

#[test]
fn a_file_of_settings_from_before_there_was_a_reading_type_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let dirs = Dirs::below(folder.path());
    Settings::default().store(&dirs).unwrap();
    let old = "(format: \"glossator settings\", version: 1, recent: [], theme: Dark, size: 21.0)";
    write_file(&dirs.settings(), old.as_bytes()).unwrap();
    let (mut settings, trouble) = Settings::load(&dirs);
    assert_eq!((settings.size, settings.reading, trouble), (21.0, Reading::default(), None));
    let chosen = Reading { face: Face::Sans, measure: 60.0, leading: 1.5, gap: 1.0 };
    settings.reading = chosen;
    settings.store(&dirs).unwrap();
    assert_eq!(Settings::load(&dirs).0.reading, chosen);
}

#[test]
fn the_box_stands_beside_the_page_which_goes_on() {
    let mut stage = Stage::sample();
    let before = paragraph(&stage);
    stage.key("Ctrl+T");
    assert_eq!(stage.focused(), "Size, in points");
    stage.keys(&["Right", "Right"]);
    assert!(paragraph(&stage).height() > before.height(), "the page is the preview");
    stage.key("Escape");
    assert!(!stage.says("Longest line"));
    let (settings, _) = Settings::load(&Dirs::below(&stage.path("")));
    assert_eq!(settings.size, Settings::USUAL_SIZE + 2.0);
    stage.key("Ctrl+Down");
    assert_ne!(stage.workspace().selection.caret, 0, "the page has the keyboard again");
}

#[test]
fn a_window_narrower_than_the_measure_still_shows_whole_lines() {
    let mut stage = Stage::sample();
    stage.keys(&["W", "W", "W", "W", "W", "W"]);
    stage.resize(640.0, 420.0);
    let paragraph = paragraph(&stage);
    assert!(paragraph.left() >= 0.0 && paragraph.right() <= 640.0, "{paragraph}");
}
