//! No row offends if it need not, nothing is lost, and whoever asks the galley finds rows like egui's own.

use std::sync::Arc;

use egui::{
    Context, Galley,
    epaint::text::FontsView,
    text::{LayoutJob, TextFormat, TextWrapping},
};
use proptest::prelude::*;

use super::Lines;
use crate::ui::{fonts::Face, page::scripts::script_runs, prepare};

/// Does something with the program's fonts.
fn with_fonts<T>(run: impl Fn(&mut FontsView<'_>) -> T) -> T {
    let ctx = Context::default();
    prepare(&ctx);
    let mut result = None;
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| result = Some(ui.fonts_mut(|fonts| run(fonts))));
    output.textures_delta.clear();
    result.unwrap()
}

/// Lays a text out as the page does.
fn lay_out(text: &str, width: f32) -> Arc<Galley> {
    with_fonts(|fonts| Lines::plain(job(text, width)).well_broken(fonts).galley(fonts))
}

fn job(text: &str, width: f32) -> LayoutJob {
    let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(width), ..LayoutJob::default() };
    for (range, han) in script_runs(text) {
        let face = if han { Face::Han } else { Face::Regular };
        job.append(
            text.get(range).unwrap(),
            0.0,
            TextFormat { font_id: face.id(18.0), line_height: Some(29.0), ..TextFormat::default() },
        );
    }
    job
}

fn rows(galley: &Galley) -> Vec<String> {
    galley.rows.iter().map(|row| row.glyphs.iter().map(|g| g.chr).collect()).collect()
}

/// What a reader of Chinese would object to between two rows. Behind a blank a mark that Latin has too may be another one: `word ’tis`.
fn offends(row: &str, next: &str) -> bool {
    let (Some(last), Some(first)) = (row.chars().last(), next.chars().next()) else { return false };
    let torn = last == first && "…—".contains(last);
    if last == ' ' {
        return "，。、；：！？）》」』】〉〕］％".contains(first);
    }
    torn || "（《「『【〈“‘〔［".contains(last) || "，。、；：！？）》」』】〉”’〕］…·%％々".contains(first)
}

/// Whether a row could have ended somewhere else.
fn has_another_end(row: &str) -> bool {
    let places = row.char_indices().skip(1).map(|(i, _)| row.split_at(i));
    let mut good = places.filter(|(a, b)| {
        let blank = a.ends_with(' ') && !b.starts_with(' ');
        let chinese = |c: Option<char>| c.is_some_and(crate::text::is_cjk);
        !b.starts_with(' ') && (blank || chinese(a.chars().last()) || chinese(b.chars().next())) && !offends(a.trim_end(), b)
    });
    good.next().is_some()
}

fn assert_well_broken(text: &str, width: f32) {
    let galley = lay_out(text, width);
    let rows = rows(&galley);
    assert_eq!(rows.concat(), text, "every character is displayed once");
    for (row, next) in rows.iter().zip(rows.iter().skip(1)) {
        assert!(!offends(row, next) || !has_another_end(row), "{row} | {next} at {width}");
    }
    for row in &galley.rows {
        assert!(row.size.x <= width + 1.0 || row.glyphs.len() < 3, "a row is {} wide, not {width}", row.size.x);
    }
}

/// Words, marks and brackets as they come, without blanks inside Chinese.
fn mixed_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        6 => proptest::sample::select(vec!["多", "边", "主义", "国家", "规则", "贸易组织", "一", "會議", "𠀀𪚥", "々"]).prop_map(str::to_owned),
        3 => proptest::sample::select(vec!["，", "。", "、", "；", "：", "！", "？", "……", "——", "·", "％", "%", "”", "’"])
            .prop_map(str::to_owned),
        2 => proptest::sample::select(vec!["（甲）", "《论语》", "「引」", "『内』", "【注】", "〈篇〉", "“好”", "‘一’", "〔三〕", "［四］"])
            .prop_map(str::to_owned),
        2 => proptest::sample::select(vec![" WTO ", " the order of states ", "[China’s] ", "(多边) ", "2026", "well-known "])
            .prop_map(str::to_owned),
        1 => proptest::sample::select(vec!["（", "《", "“", "[", "」", "）"]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(part, 1..90).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn no_row_offends_unless_there_is_no_other_place(text in mixed_text(), width in 120_u16..700) {
        assert_well_broken(&text, f32::from(width));
    }
}

#[test]
fn an_opening_bracket_goes_with_what_it_opens() {
    // Six characters a row: the bracket would be the sixth.
    let galley = lay_out("一二三四五（六）七八", 6.2 * 18.0);
    assert_eq!(rows(&galley), ["一二三四五", "（六）七八"]);
}

#[test]
fn dots_and_dashes_are_not_torn_apart() {
    assert_eq!(rows(&lay_out("一二三四五——六七", 6.2 * 18.0)), ["一二三四五", "——六七"]);
    assert_eq!(rows(&lay_out("一二三四五……六七", 6.2 * 18.0)), ["一二三四", "五……六七"]);
}

#[test]
fn rare_characters_fill_their_row() {
    let galley = lay_out("word 𠀀𠀁𠀂𠀃𠀄𠀅𠀆𠀇𠀈𠀉𠀊", 200.0);
    assert!(rows(&galley)[0].chars().count() > 6, "{:?}", rows(&galley));
}

#[test]
fn where_nothing_offends_egui_lays_out_once() {
    let text = "The table is small, and the order of states is not a table at all.";
    let lines = with_fonts(|fonts| Lines::plain(job(text, 200.0)).well_broken(fonts));
    assert!(lines.ended.is_none());
}

#[test]
fn a_place_is_found_again_from_where_it_is_drawn() {
    let text = "他说“多边（multilateral）主义是国家之间的秩序”，而规则……——《论语》里没有。";
    let galley = lay_out(text, 150.0);
    let mut index = 0;
    for row in &galley.rows {
        // `——` is drawn as one sign: its second half has no place of its own.
        for (column, glyph) in row.glyphs.iter().enumerate().filter(|(_, g)| g.advance_width > 0.0) {
            let at = row.pos.to_vec2() + egui::vec2(glyph.pos.x + glyph.advance_width * 0.25, row.size.y / 2.0);
            assert_eq!(usize::from(galley.cursor_from_pos(at).index), index + column, "{:?}", glyph.chr);
        }
        index += row.glyphs.len();
    }
    assert_eq!(index, text.chars().count());
}
