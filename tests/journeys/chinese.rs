//! Chinese in the window: words, fonts, and what no font has.

use egui::PointerButton;

use crate::stage::Stage;

const CHINESE: &str = "主张多边主义的国家，遵守WTO规则。\n\nA word of English.\n";

#[test]
fn a_double_click_selects_a_chinese_word() {
    let mut stage = Stage::with_text(CHINESE);
    for part in ["多", "义"] {
        let at = stage.words(part);
        // In either half of the first and of the last character.
        for x in [0.2, 0.8] {
            stage.click_at(at.lerp_inside(egui::vec2(x, 0.5)), PointerButton::Primary, 2);
            assert_eq!(stage.selected_text(), "多边主义", "at {x} of {part}");
        }
    }
}

#[test]
fn beside_latin_letters_a_word_ends() {
    let mut stage = Stage::with_text(CHINESE);
    let at = stage.words("WTO");
    stage.click_at(at.center(), PointerButton::Primary, 2);
    assert_eq!(stage.selected_text(), "WTO");
    let at = stage.words("规");
    stage.click_at(at.center(), PointerButton::Primary, 2);
    assert_eq!(stage.selected_text(), "规则");
    let at = stage.words("English");
    stage.click_at(at.center(), PointerButton::Primary, 2);
    assert_eq!(stage.selected_text(), "English");
}

#[test]
fn control_and_an_arrow_go_by_chinese_words() {
    let mut stage = Stage::with_text(CHINESE);
    // The first step may be one character: it asks for the dictionary.
    stage.keys(&["Ctrl+Right", "Ctrl+Home", "Ctrl+Right", "Ctrl+Shift+Right"]);
    assert_eq!(stage.selected_text(), "多边主义");
    stage.keys(&["Right", "Ctrl+Left", "Shift+Right"]);
    assert_eq!(stage.selected_text(), "多");
}

#[test]
fn a_text_in_traditional_chinese_is_told_once_that_its_forms_need_a_font() {
    let mut stage = Stage::new();
    let project = stage.project("zh-Hant", "多邊主義的國家。\n");
    stage.drop_file(project);
    assert!(stage.says("Noto Serif CJK TC"), "without fonts of the machine there is none");
    let stage = Stage::with_text(CHINESE);
    assert!(!stage.says("Noto Serif CJK TC"));
}

#[test]
fn what_no_font_has_is_said() {
    let mut stage = Stage::new();
    stage.allow_missing_glyphs();
    let project = stage.project("zh-Hans", "这个字是𠀀。\n");
    stage.drop_file(project);
    assert!(stage.says("No font on this machine has 𠀀 (U+20000). Install one"));
    let at = stage.words("𠀀").center();
    stage.hover(at);
    assert!(stage.says("No font on this machine has 𠀀 (U+20000)"));
}
