//! The blocks in view, laid out.

use std::{collections::hash_map::Entry, sync::Arc};

use egui::{
    Galley, Pos2, Rect, pos2,
    text::{CharIndex, LayoutJob},
};

use super::{
    Page, PageLook, Sheet,
    breaking::Lines,
    compose::{Composed, Setting},
    geometry::Geometry,
    map::{Hit, Shown, Side},
    scripts::script_runs,
};
use crate::{
    text::{BlockKind, SourceText, Span},
    ui::fonts::Face,
};

/// A block on the screen.
#[derive(Debug)]
pub(crate) struct Row {
    /// Its number in the text.
    pub(crate) block: usize,
    /// Its content in the text.
    pub(crate) content: Span,
    /// Where its galley is drawn.
    pub(crate) origin: Pos2,
    /// What egui laid out.
    pub(crate) galley: Arc<Galley>,
    /// What it was composed of.
    pub(crate) composed: Arc<Composed>,
    /// The original's paragraphs beside it, and where.
    pub(crate) original: Option<(Pos2, Arc<Galley>)>,
    height: f32,
}

impl Row {
    pub(crate) const fn bottom(&self) -> f32 {
        self.origin.y + self.height
    }

    pub(crate) fn display(&self) -> &str {
        &self.galley.job.text
    }

    /// What is at a place on the screen. A place behind the middle of a character is behind it.
    pub(crate) fn hit(&self, at: Pos2) -> Option<Hit> {
        let local = at - self.origin;
        let cursor = self.galley.cursor_from_pos(local);
        let index = usize::from(cursor.index);
        let edge = self.galley.pos_from_cursor(cursor).left();
        let under = if local.x < edge { index.saturating_sub(1) } else { index };
        let last = self.composed.map.len();
        let Some(hit) = self.composed.map.hit(self.display(), under.min(last.saturating_sub(1))) else {
            let start = self.content.start();
            return Some(Hit { byte: start, under: start, apparatus: None });
        };
        if hit.apparatus.is_some() && index > under && under + 1 < last || hit.apparatus.is_some() && index <= under {
            return Some(hit);
        }
        if hit.apparatus.is_some() {
            return Some(Hit { byte: self.content.end(), ..hit });
        }
        if index > under || under >= last {
            let behind = self.display().chars().nth(under.min(last.saturating_sub(1))).map_or(0, char::len_utf8);
            return Some(Hit { byte: hit.byte + behind, ..hit });
        }
        Some(hit)
    }

    /// Where source byte `byte` is on the screen.
    pub(crate) fn position(&self, byte: usize, side: Side) -> Rect {
        let index = self.composed.map.display(self.display(), byte, side);
        let cursor = egui::text::CCursor::new(CharIndex(index));
        self.galley.pos_from_cursor(cursor).translate(self.origin.to_vec2())
    }

    /// The rectangles on the screen of a part of the block, a line each.
    pub(crate) fn rects(&self, span: Span) -> Vec<Rect> {
        let map = &self.composed.map;
        let from = map.display(self.display(), span.start().max(self.content.start()), Side::After);
        let to = map.display(self.display(), span.end().min(self.content.end()), Side::Before);
        self.char_rects(from, to)
    }

    /// The rectangles of an annotation's apparatus.
    pub(crate) fn apparatus_rects(&self, id: crate::layer::AnnotationId) -> Vec<Rect> {
        let stretches = self.composed.map.stretches().iter();
        let mine = stretches.filter(|s| matches!(s.shown, Shown::Apparatus { id: i, .. } if i == id));
        mine.flat_map(|s| self.char_rects(s.chars.start, s.chars.end)).collect()
    }

    fn char_rects(&self, from: usize, to: usize) -> Vec<Rect> {
        let mut rects = Vec::new();
        let mut start = 0;
        for row in &self.galley.rows {
            let count = usize::from(row.char_count_excluding_newline());
            let (a, b) = (from.max(start), to.min(start + count));
            // A blank at the end of a line is not seen, so nothing is drawn for it.
            let blank = |i: usize| row.glyphs.get(i - start).is_some_and(|g| g.chr.is_whitespace());
            let b = if b == start + count && b > a && blank(b - 1) { b - 1 } else { b };
            if a < b {
                let left = row.pos.x + row.x_offset(CharIndex(a - start));
                let right = row.pos.x + row.x_offset(CharIndex(b - start));
                let top = self.origin.y + row.pos.y;
                rects.push(Rect::from_min_max(pos2(self.origin.x + left, top), pos2(self.origin.x + right, top + row.size.y)));
            }
            start += usize::from(row.char_count_including_newline());
        }
        rects
    }
}

impl Page {
    /// Lays out a block and notes its height.
    pub(super) fn galley(&mut self, sheet: Sheet<'_>, block: usize) -> (Arc<Composed>, Arc<Galley>) {
        let composed = self.compose(sheet, block);
        let galley = sheet.ui.fonts_mut(|fonts| composed.lines.galley(fonts));
        (composed, galley)
    }

    /// The height of a block as laid out, the space above it included.
    pub(super) fn measure_block(&mut self, sheet: Sheet<'_>, block: usize) -> f32 {
        let (composed, galley) = self.galley(sheet, block);
        let height = composed.above + if galley.job.text.is_empty() && block > 0 { 0.0 } else { galley.size().y };
        self.heights.set(block, height);
        height
    }

    /// Lays out what is in view.
    pub(super) fn lay_out(&mut self, sheet: Sheet<'_>, geometry: &Geometry, look: &PageLook<'_>) -> Vec<Row> {
        let mut rows = Vec::new();
        let rect = geometry.rect;
        let mut y = rect.top() + super::scroll::PADDING - self.top.offset;
        let mut block = self.top.block;
        while block < self.heights.len() && y < rect.bottom() {
            let Some(content) = sheet.workspace.text.blocks().get(block).map(|b| b.content) else { break };
            let text_height = self.measure_block(sheet, block);
            let (composed, galley) = self.galley(sheet, block);
            let origin = pos2(geometry.left + composed.indent, (y + composed.above).round());
            let original = geometry.original.and_then(|left| {
                let galley = self.original_galley(sheet, look, block)?;
                Some((pos2(left, origin.y), galley))
            });
            let beside = original.as_ref().map_or(0.0, |(_, g)| composed.above + g.size().y);
            let height = text_height.max(beside);
            self.heights.set(block, height);
            rows.push(Row {
                block,
                content,
                origin,
                galley,
                composed: Arc::clone(&composed),
                original,
                height: height - composed.above,
            });
            y += height;
            block += 1;
        }
        rows
    }

    /// Lays out what stands in the original beside a block.
    fn original_galley(&mut self, sheet: Sheet<'_>, look: &PageLook, block: usize) -> Option<Arc<Galley>> {
        let lines = match self.originals.entry(block) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let job = original_job(sheet, look, block)?;
                unknown.insert(sheet.ui.fonts_mut(|fonts| Lines::plain(job).well_broken(fonts)))
            }
        };
        Some(sheet.ui.fonts_mut(|fonts| lines.galley(fonts)))
    }
}

/// The paragraphs of the original that go with a block: the same number if both texts have as many, else the same share.
fn original_job(sheet: Sheet<'_>, look: &PageLook<'_>, block: usize) -> Option<LayoutJob> {
    let Sheet { workspace, setting, .. } = sheet;
    let original = workspace.original.as_ref()?;
    let (ours, theirs) = (workspace.text.blocks().len(), original.blocks().len());
    let (from, to) = if ours == theirs { (block, block + 1) } else { (block * theirs / ours, (block + 1) * theirs / ours) };
    let blocks = original.blocks().get(from..to)?;
    let mut job = LayoutJob::default();
    for (i, b) in blocks.iter().enumerate() {
        if i > 0 {
            job.append("\n", 0.0, original_format(setting, look, false, b.kind));
        }
        let text = shown_text(original, b.content);
        for (range, han) in script_runs(&text) {
            job.append(text.get(range).unwrap_or_default(), 0.0, original_format(setting, look, han, b.kind));
        }
    }
    job.wrap = egui::text::TextWrapping::wrap_at_width(setting.width);
    Some(job)
}

fn shown_text(text: &SourceText, span: Span) -> String {
    text.slice(span).replace('\r', "")
}

fn original_format(setting: &Setting, look: &PageLook<'_>, han: bool, kind: BlockKind) -> egui::TextFormat {
    let size = setting.size * 0.95;
    let face = if han { Face::Han } else { Face::Regular };
    let color = if matches!(kind, BlockKind::Heading(_)) { look.palette.ink } else { look.palette.faded };
    egui::TextFormat {
        font_id: face.set(setting.reading.face, size),
        color,
        line_height: Some(setting.line_height()),
        ..egui::TextFormat::default()
    }
}

#[cfg(test)]
mod tests;
