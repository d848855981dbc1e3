//! What is read stays where it is.

use egui::Rect;

use crate::stage::Stage;

/// The first line of the page that is in view: how it begins, and where it stands.
fn first_line(stage: &Stage) -> (String, Rect) {
    let lines = stage.lines();
    let inside = lines.into_iter().filter(|(_, rect)| rect.top() >= 31.0 && rect.left() > 225.0 && rect.left() < 300.0);
    inside.min_by(|a, b| a.1.top().total_cmp(&b.1.top())).unwrap()
}

#[test]
fn the_first_line_stays_when_the_window_gets_narrower_and_wider_again() {
    let mut stage = Stage::sample();
    stage.resize(1280.0, 640.0);
    stage.keys(&["PageDown", "PageDown", "PageDown"]);
    let (line, before) = first_line(&stage);
    let word = line.split_whitespace().next().unwrap();
    for width in [1_180.0, 1_060.0, 1_280.0] {
        stage.resize(width, 640.0);
        let (now, rect) = first_line(&stage);
        assert!(now.contains(word), "{word:?} is not in {now:?} at a width of {width}");
        assert!((rect.top() - before.top()).abs() <= 1.0, "{word:?} was at {before} and is at {rect} at a width of {width}");
    }
}

#[test]
fn scrolling_up_over_paragraphs_never_seen_goes_just_as_far_as_it_should() {
    let mut stage = Stage::sample();
    stage.keys(&["Ctrl+End", "Ctrl+Home", "Ctrl+End"]);
    for _ in 0..12 {
        let (line, before) = first_line(&stage);
        stage.wheel(40.0);
        let there = |(now, rect): &(String, Rect)| *now == line && (rect.top() - before.top() - 40.0).abs() <= 1.0;
        assert!(stage.lines().iter().any(there), "{line:?} was at {before}, and did not go down by 40 points");
    }
}
