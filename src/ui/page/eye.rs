//! The line under the reader's eye, which stays where it is whatever becomes of the lines around it.

use egui::Rect;

use super::{
    Page, Sheet,
    rows::Row,
    scroll::{PADDING, Top},
};

/// The first line of the page, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eye {
    /// The byte it begins with.
    byte: usize,
    /// How far below the top of the page, in points.
    y: f32,
    /// Where the page was scrolled to then.
    top: Top,
}

/// Goes from a place by a distance, down if positive, block by block in heights as they are measured: a height that was only estimated
/// never moves what is read. O(blocks passed).
pub(super) fn walk(top: Top, by: f32, blocks: usize, mut measure: impl FnMut(usize) -> f32) -> Top {
    let mut top = Top { offset: top.offset + by, ..top };
    while top.offset < 0.0 && top.block > 0 {
        top.block -= 1;
        top.offset += measure(top.block);
    }
    while top.block + 1 < blocks {
        let height = measure(top.block);
        if top.offset < height {
            break;
        }
        top.offset -= height;
        top.block += 1;
    }
    Top { offset: top.offset.max(0.0), ..top }
}

impl Page {
    /// Notes the line under the reader's eye, unless the page stands where it stood: so a line that was wrapped anew several times stays the same.
    pub(super) fn note_eye(&mut self, rows: &[Row], rect: Rect) {
        if self.eye.is_some_and(|eye| eye.top == self.top) {
            return;
        }
        self.eye = rows.iter().find_map(|row| {
            let lines = row.galley.rows.iter().map(|line| row.origin.y + line.pos.y);
            let y = lines.clone().find(|y| *y >= rect.top())?;
            let hit = row.hit(egui::pos2(row.origin.x, y + 1.0))?;
            Some(Eye { byte: hit.byte, y: y - rect.top(), top: self.top })
        });
    }

    /// Puts the line under the reader's eye back to its place after all lines were broken anew.
    pub(super) fn keep_eye(&mut self, sheet: Sheet<'_>) {
        let Some(eye) = self.eye.filter(|eye| eye.top == self.top && self.top != Top::default()) else { return };
        let block = sheet.workspace.text.block_at(eye.byte);
        let line = self.line_in_block(sheet, block, eye.byte);
        let blocks = self.heights.len();
        let start = Top { block, offset: line };
        self.top = walk(start, PADDING - eye.y, blocks, |block| self.measure_block(sheet, block));
        self.eye = Some(Eye { top: self.top, ..eye });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::walk;
    use crate::ui::page::{heights::Heights, scroll::Top};

    /// How far below the start of the text a place is, in heights as they are.
    fn depth(heights: &[f32], top: Top) -> f32 {
        heights.iter().take(top.block).sum::<f32>() + top.offset
    }

    proptest! {
        #[test]
        fn corrected_heights_never_move_the_line_under_the_readers_eye(
            blocks in prop::collection::vec((1.0_f32..900.0, 1.0_f32..900.0), 1..60),
            scrolls in prop::collection::vec(-700.0_f32..700.0, 1..40),
        ) {
            let estimated: Vec<f32> = blocks.iter().map(|b| b.0).collect();
            let real: Vec<f32> = blocks.iter().map(|b| b.1).collect();
            let mut heights = Heights::new(estimated);
            let mut top = Top::default();
            for by in scrolls {
                let before = depth(&real, top);
                // Blocks are measured as the page comes to them, which corrects their heights.
                top = walk(top, by, real.len(), |block| {
                    let height = real.get(block).copied().unwrap_or_default();
                    heights.set(block, height);
                    height
                });
                let moved = depth(&real, top) - before;
                let wanted = (before + by).max(0.0) - before;
                prop_assert!((moved - wanted).abs() < 1.0, "{by} moved the page by {moved}");
                let inside = real.get(top.block).is_some_and(|height| top.offset < *height);
                prop_assert!(inside || top.block + 1 == real.len(), "{top:?} is not in its block");
            }
        }
    }
}
