//! Where the keyboard goes.

use crate::stage::Stage;

#[test]
fn f6_goes_from_part_to_part_and_back() {
    let mut stage = Stage::sample();
    assert_eq!(stage.focused(), "Page");
    let mut seen = Vec::new();
    for _ in 0..4 {
        stage.key("F6");
        seen.push(stage.focused());
    }
    assert_eq!(seen[3], "Page", "{seen:?}");
    assert!(seen[..3].contains(&"File".to_owned()), "the menus: {seen:?}");
    assert!(seen[..3].contains(&"J. Marlow".to_owned()) || seen[..3].contains(&"Lin Hui".to_owned()), "the left panel: {seen:?}");
    assert!(seen[..3].contains(&"Annotations".to_owned()), "the right panel: {seen:?}");
    let mut back = Vec::new();
    for _ in 0..3 {
        stage.key("Shift+F6");
        back.push(stage.focused());
    }
    back.reverse();
    assert_eq!(back, seen[..3], "the same way back");
}

#[test]
fn tab_goes_through_everything_and_comes_back_to_the_page() {
    let mut stage = Stage::sample();
    let mut seen = Vec::new();
    for _ in 0..120 {
        stage.key("Tab");
        let focused = stage.focused();
        assert!(!focused.is_empty(), "the keyboard is lost behind {seen:?}");
        if focused == "Page" {
            break;
        }
        seen.push(focused);
    }
    assert!(seen.len() < 100, "it is a trap: {seen:?}");
    for stop in ["File", "Help", "Lin Hui", "Filter by words", "Problems", "Larger text", "As published"] {
        assert!(seen.iter().any(|s| s.starts_with(stop)), "{stop} is not in {seen:?}");
    }
    let in_list = seen.iter().filter(|s| s.starts_with("Translator’s note: ") || s.starts_with("Term: ")).count();
    assert!(in_list <= 1, "a list is one stop: {seen:?}");
}

#[test]
fn the_list_of_annotations_is_walked_by_the_arrows_and_enter_goes_to_the_place() {
    let mut stage = Stage::sample();
    stage.click("Filter by words");
    for _ in 0..4 {
        stage.key("Tab");
    }
    let first = stage.focused();
    stage.key("Down");
    let second = stage.focused();
    assert_ne!(first, second);
    stage.key("Up");
    assert_eq!(stage.focused(), first);
    stage.key("End");
    let last = stage.focused();
    stage.key("Enter");
    let workspace = stage.workspace();
    let (_, annotation) = workspace.selected().unwrap_or_else(|| panic!("Enter selects {last}"));
    assert!(last.starts_with(annotation.body.kind().label()), "{last}");
    assert!(workspace.selection.caret > workspace.text.len() / 2, "the last one is far down");
    stage.key("Escape");
    assert_eq!(stage.focused(), "Page");
    assert!(stage.workspace().selected.is_some(), "Escape in a list only leaves it");
    stage.key("Escape");
    assert!(stage.workspace().selected.is_none());
}

#[test]
fn outline_problems_and_terms_are_walked_too() {
    let mut stage = Stage::sample();
    for _ in 0..60 {
        stage.key("Tab");
        if stage.focused().starts_with("Whose Bridge?") {
            break;
        }
    }
    stage.keys(&["End", "Enter"]);
    let workspace = stage.workspace();
    assert!(workspace.selection.caret > workspace.text.len() / 2, "the last heading");
    let is_entry = |name: &str| name.contains(" = ") || name.contains(" · ");
    for tab in ["Terms", "Problems"] {
        stage.click(tab);
        stage.click(tab);
        let mut walked = false;
        for _ in 0..40 {
            stage.key("Tab");
            let here = stage.focused();
            if is_entry(&here) {
                stage.key("Down");
                let there = stage.focused();
                stage.key("Up");
                walked = here != there && is_entry(&there) && stage.focused() == here;
                break;
            }
        }
        assert!(walked, "{tab}");
        stage.key("Escape");
    }
}

#[test]
fn escape_in_a_field_goes_back_to_the_page_and_keeps_what_is_selected() {
    let mut stage = Stage::known();
    stage.drag_over("province");
    stage.keys(&["Period", "J", "Enter"]);
    let selected = stage.workspace().selected;
    assert_ne!(stage.focused(), "Page");
    stage.key("Escape");
    assert_eq!(stage.focused(), "Page");
    assert_eq!(stage.workspace().selected, selected);
}

#[test]
fn a_menu_is_opened_walked_and_used_by_keys() {
    let mut stage = Stage::sample();
    while stage.focused() != "File" {
        stage.key("F6");
    }
    for _ in 0..4 {
        stage.key("Tab");
    }
    assert_eq!(stage.focused(), "View");
    stage.key("Enter");
    assert!(stage.focused().starts_with("Clean text"), "{}", stage.focused());
    stage.keys(&["Down", "Down", "Up", "Enter"]);
    assert_eq!(stage.workspace().view(), glossator::session::ViewMode::Published);
    assert_eq!(stage.focused(), "Page");
}

#[test]
fn the_arrows_to_the_sides_go_from_menu_to_menu_and_escape_closes_them() {
    let mut stage = Stage::sample();
    while stage.focused() != "File" {
        stage.key("F6");
    }
    stage.keys(&["Enter", "Right"]);
    assert!(stage.says("Select all") && !stage.says("Close project"), "the menu Edit is open");
    stage.key("Left");
    assert!(stage.says("Close project"));
    stage.key("Left");
    assert!(stage.says("About Glossator"), "it goes round");
    stage.key("Escape");
    assert!(!stage.says("About Glossator"));
    assert_eq!(stage.focused(), "Page");
}

#[test]
fn what_gets_the_keyboard_out_of_view_is_scrolled_into_it() {
    let mut stage = Stage::sample();
    stage.resize(1024.0, 480.0);
    stage.key("J");
    for _ in 0..40 {
        stage.key("Tab");
        if stage.focused() == "Close" {
            break;
        }
    }
    let close = stage.seen().into_iter().find(|s| s.label == "Close").unwrap();
    let list = stage.seen().into_iter().find(|s| s.label == "Filter by words").unwrap();
    assert!(close.rect.bottom() < list.rect.top(), "{close:?} {list:?}");
}

#[test]
fn at_three_times_the_size_dialogs_still_fit_and_scroll() {
    let mut stage = Stage::sample();
    stage.resize(1024.0, 700.0);
    for (scale, size) in [(1.0, (1024.0, 700.0)), (2.0, (512.0, 350.0)), (3.0, (341.0, 233.0))] {
        stage.harness.set_pixels_per_point(scale);
        stage.resize(size.0, size.1);
        for key in ["F1", "Shift+F1", "Ctrl+E", "Ctrl+Shift+P", "Ctrl+N", "Ctrl+O"] {
            stage.key(key);
            let cut: Vec<_> = stage
                .seen()
                .into_iter()
                .filter(|s| s.label == "Close" || s.label == "Cancel" || s.label == "Export" || s.label == "Make project")
                .filter(|s| s.rect.right() > size.0 || s.rect.left() < 0.0 || (scale < 2.0 && s.rect.bottom() > size.1))
                .collect();
            assert!(cut.is_empty(), "{key} at {scale}: {cut:?}");
            stage.key("Escape");
        }
    }
}
