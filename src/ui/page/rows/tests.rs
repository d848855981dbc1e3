//! What is under the pointer, and where a byte is drawn: both ways for every character of lines in two scripts with apparatus among them.

use egui::{Context, Pos2, TextFormat, pos2, text::LayoutJob, text::TextWrapping, vec2};

use super::Row;
use crate::{
    layer::AnnotationId,
    text::{BlockKind, SourceText, Syntax},
    ui::{
        fonts::Face,
        page::{
            breaking::Lines,
            compose::Composed,
            map::{DisplayMap, Hit, Shown, Side},
            scripts::script_runs,
        },
        prepare,
    },
};

/// Text, and in brackets of this form ⟦ ⟧ what is apparatus.
const LINE: &str = "The forum was held in ⟦[China’s] ⟧Zhejiang province: “multilateral” ⟦(多边)⟧ means 国家⟦（states）⟧之间的秩序，\
                    而《规则》⟦［之］⟧……——却𠮟常被“忽视”。It is ⟦[so] ⟧small⟦1⟧, he said（他说）。";

/// What is displayed: for every character where it is in the text, or before which place of the text it stands.
type Places = Vec<(char, usize, Option<AnnotationId>)>;

/// The line laid out in a width; its text, and its places.
fn row(width: f32) -> (Row, SourceText, Places) {
    let (mut source, mut display, mut places) = (String::new(), String::new(), Places::new());
    let mut map = DisplayMap::default();
    for (i, part) in LINE.split(['⟦', '⟧']).enumerate() {
        let id = (i % 2 == 1).then(|| AnnotationId::from_u128(i as u128));
        let (at, start) = (source.len(), display.len());
        display.push_str(part);
        let shown = id.map_or(Shown::Text { start: at }, |id| Shown::Apparatus { at, id });
        map.push(part, start..display.len(), shown);
        places.extend(part.char_indices().map(|(k, c)| (c, if id.is_some() { at } else { at + k }, id)));
        if id.is_none() {
            source.push_str(part);
        }
    }
    let text = SourceText::from_text(&source, Syntax::Plain);
    let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(width), ..LayoutJob::default() };
    for (range, han) in script_runs(&display) {
        let face = if han { Face::Han } else { Face::Regular };
        let format = TextFormat { font_id: face.id(18.0), line_height: Some(29.0), ..TextFormat::default() };
        job.append(display.get(range).unwrap(), 0.0, format);
    }
    let (lines, galley) = laid_out(job);
    let composed = Composed { lines, map, indent: 0.0, above: 0.0, kind: BlockKind::Paragraph };
    let row = Row {
        block: 0,
        content: text.whole(),
        origin: pos2(100.0, 50.0),
        height: galley.size().y,
        galley,
        composed: composed.into(),
        original: None,
    };
    (row, text, places)
}

fn laid_out(job: LayoutJob) -> (Lines, std::sync::Arc<egui::Galley>) {
    let ctx = Context::default();
    prepare(&ctx);
    let mut result = None;
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        result = Some(ui.fonts_mut(|fonts| {
            let lines = Lines::plain(job.clone()).well_broken(fonts);
            (lines.clone(), lines.galley(fonts))
        }));
    });
    output.textures_delta.clear();
    result.unwrap()
}

/// The middle left and the middle right of every displayed character, and whether it begins a row.
fn drawn(row: &Row) -> Vec<(Pos2, Pos2, bool)> {
    let mut all = Vec::new();
    for line in &row.galley.rows {
        for (i, glyph) in line.glyphs.iter().enumerate() {
            let left = row.origin + line.pos.to_vec2() + vec2(glyph.pos.x, line.size.y / 2.0);
            all.push((left, left + vec2(glyph.advance_width, 0.0), i == 0));
        }
    }
    all
}

#[test]
fn every_character_is_hit_where_it_is_drawn() {
    for width in [180.0, 240.0, 333.0, 620.0, 5_000.0] {
        let (row, text, places) = row(width);
        let drawn = drawn(&row);
        assert_eq!(drawn.len(), places.len(), "every character is displayed once");
        // `——` is drawn as one sign: its second half has no place of its own.
        for ((left, right, _), (c, byte, id)) in drawn.iter().zip(&places).filter(|((left, right, _), _)| left.x < right.x) {
            let near = |share: f32| row.hit(left.lerp(*right, share)).unwrap();
            let first = Hit { byte: *byte, under: *byte, apparatus: *id };
            assert_eq!(near(0.25), first, "the first half of {c:?} at {width}");
            let behind = if id.is_some() { first } else { Hit { byte: byte + c.len_utf8(), ..first } };
            assert_eq!(near(0.75), behind, "the second half of {c:?} at {width}");
            assert!(text.len() >= behind.byte);
        }
    }
}

#[test]
fn every_byte_is_drawn_where_it_is_hit() {
    for width in [180.0, 240.0, 333.0, 620.0, 5_000.0] {
        let (row, _, places) = row(width);
        let drawn = drawn(&row);
        for ((left, right, begins), (c, byte, _)) in drawn.iter().zip(&places).filter(|(_, (_, _, id))| id.is_none()) {
            let (after, before) = (row.position(*byte, Side::After), row.position(byte + c.len_utf8(), Side::Before));
            assert!((before.left() - right.x).abs() < 1.1 && before.y_range().contains(right.y), "behind {c:?} at {width}");
            // A place at the start of a row may be shown at the end of the one before, as egui does.
            let here = (after.left() - left.x).abs() < 1.1 && after.y_range().contains(left.y);
            assert!(here || *begins, "before {c:?} at {width}: {after:?}, {left:?}");
        }
    }
}
