//! What screen readers are told.

use egui::accesskit::{Live, Role};

use crate::{
    stage::{ESSAY, Stage},
    watching::Seen,
};

fn annotations(stage: &Stage) -> Vec<Seen> {
    let roles = [Role::Comment, Role::Mark, Role::ContentInsertion, Role::Suggestion];
    stage.seen().into_iter().filter(|seen| roles.contains(&seen.role)).collect()
}

#[test]
fn every_kind_of_annotation_is_announced_with_its_author_its_words_and_what_it_says() {
    let stage = Stage::sample();
    let labels: Vec<String> = annotations(&stage).into_iter().map(|seen| seen.label).collect();
    for start in
        ["Insertion, Lin Hui: China’s", "Term, Lin Hui, on “", "Translator’s note, Lin Hui, on “", "Query, J. Marlow, on “"]
    {
        assert!(labels.iter().any(|label| label.starts_with(start)), "{start} is not in {labels:#?}");
    }
}

#[test]
fn annotations_are_read_under_their_paragraph_in_the_order_of_the_text() {
    let stage = Stage::sample();
    let seen: Vec<String> = stage.seen().into_iter().map(|s| s.label).collect();
    let at = |words: &str| seen.iter().position(|s| s.contains(words)).unwrap_or_else(|| panic!("{words} is not in {seen:#?}"));
    let in_order = [
        "# Whose Bridge?",
        "Term, Lin Hui, on “Interoperability”",
        "*By Shen Ruochuan",
        "Term, Lin Hui, on “Shen Ruochuan”",
        "was held in [China’s] Zhejiang province",
        "Insertion, Lin Hui: China’s",
    ];
    assert!(in_order.map(at).is_sorted(), "{:?}", in_order.map(at));
}

#[test]
fn a_screen_readers_click_selects_an_annotation_and_it_is_marked_selected() {
    let mut stage = Stage::sample();
    let query = annotations(&stage).into_iter().find(|seen| seen.label.starts_with("Query, ")).unwrap();
    assert_eq!(query.selected, Some(false));
    stage.activate(query.id);
    let (_, annotation) = stage.workspace().selected().expect("it is selected");
    assert_eq!(annotation.body.kind().label(), "Query");
    let selected: Vec<String> = annotations(&stage).into_iter().filter(|s| s.selected == Some(true)).map(|s| s.label).collect();
    assert_eq!(selected, [query.label]);
}

#[test]
fn what_the_reader_is_at_is_the_selected_annotation_or_the_paragraph_of_the_caret() {
    let mut stage = Stage::sample();
    let at = |stage: &Stage| {
        let seen = stage.seen();
        let id = stage.active_descendant().expect("the page says what one is at");
        seen.into_iter().find(|s| s.id == id).unwrap()
    };
    assert!(at(&stage).label.contains("Whose Bridge?"));
    stage.key("J");
    assert_eq!(at(&stage).selected, Some(true));
    stage.keys(&["Escape", "Ctrl+Down"]);
    assert_eq!(at(&stage).role, Role::Label);
}

#[test]
fn an_annotation_that_was_moved_says_so() {
    let mut stage = Stage::known();
    stage.drag_over("Zhejiang");
    stage.key("N");
    stage.type_text("Where?");
    stage.keys(&["Enter", "Ctrl+S", "Ctrl+W"]);
    let changed = format!("A foreword.\n\n{ESSAY}");
    glossator::storage::write_file(&stage.path("essay/text.md"), changed.as_bytes()).unwrap();
    stage.click("essay");
    assert_eq!(annotations(&stage)[0].label, "Translator’s note, Lin Hui, moved, on “Zhejiang”: Where?");
}

#[test]
fn headings_have_their_level() {
    let stage = Stage::sample();
    let headings: Vec<(Option<usize>, String)> =
        stage.seen().into_iter().filter(|s| s.role == Role::Heading).map(|s| (s.level, s.label)).collect();
    assert_eq!(headings[0].0, Some(1));
    assert!(headings[0].1.contains("Whose Bridge?"));
}

#[test]
fn what_is_saved_found_and_told_is_said_without_being_asked_for() {
    let mut stage = Stage::known();
    let polite = |stage: &Stage, text: &str| {
        let seen = stage.seen();
        let found: Vec<&Seen> = seen.iter().filter(|s| s.live == Live::Polite).collect();
        assert!(found.iter().any(|s| s.label.contains(text)), "{text} is not in {found:#?}");
    };
    stage.drag_over("province");
    stage.key("Period");
    polite(&stage, "● Unsaved");
    stage.key("Ctrl+S");
    polite(&stage, "Saved");
    stage.key("Ctrl+F");
    stage.type_text("multilateral");
    polite(&stage, "1 of 2");
    stage.key("Escape");
    stage.keys(&["Delete", "Delete"]);
    stage.key("F3");
    polite(&stage, "Nothing was found");
}

#[test]
fn in_the_clean_view_there_is_nothing_but_text() {
    let mut stage = Stage::sample();
    assert!(!annotations(&stage).is_empty());
    stage.key("1");
    assert!(annotations(&stage).is_empty());
}
