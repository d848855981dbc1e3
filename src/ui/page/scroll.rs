//! Where the page is scrolled to.

use egui::{Rect, Response, Sense, Ui, pos2, vec2};

use super::{Page, Sheet, eye::walk, map::Side};
use crate::{
    session::Workspace,
    ui::{page::rows::Row, theme::Palette},
};

/// The space above the first block and below the last.
pub(super) const PADDING: f32 = 28.0;

/// The place at the top of the window: a block and a distance below its top.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Top {
    pub(super) block: usize,
    pub(super) offset: f32,
}

impl Page {
    pub(super) fn scroll_by_wheel(&mut self, sheet: Sheet<'_>, response: &Response) {
        let over = response.contains_pointer() || sheet.ui.rect_contains_pointer(response.rect);
        if over && self.reveal.is_none() {
            let delta = sheet.ui.input(|i| i.smooth_scroll_delta().y);
            self.scroll(sheet, -delta);
        }
    }

    /// Scrolls by points, down if positive; stops at the ends. Blocks that come into view are measured, so the way is exact.
    pub(super) fn scroll(&mut self, sheet: Sheet<'_>, by: f32) {
        if by == 0.0 || self.heights.len() == 0 {
            return;
        }
        let (blocks, before) = (self.heights.len(), self.top);
        self.top = walk(self.top, by, blocks, |block| self.measure_block(sheet, block));
        let most = (self.heights.total() + f64::from(2.0 * PADDING) - f64::from(self.height * 0.75)).max(0.0);
        if by > 0.0 && self.y_of(self.top) > most {
            // Who was further down already, since something there was to be shown, stays.
            if self.y_of(before) >= most { self.top = before } else { self.go_to(most) }
        }
    }

    /// How far below the start of the text a place is.
    fn y_of(&self, top: Top) -> f64 {
        self.heights.before(top.block) + f64::from(top.offset)
    }

    fn go_to(&mut self, y: f64) {
        let (block, offset) = self.heights.at(y);
        self.top = Top { block, offset };
    }

    /// Brings the byte that was asked for into view, unless it is there already. Blocks around it are measured first, so the place is exact.
    pub(super) fn scroll_to_reveal(&mut self, sheet: Sheet<'_>, rect: Rect) {
        let Some(byte) = self.reveal.take() else { return };
        let block = sheet.workspace.text.block_at(byte);
        let line = self.line_in_block(sheet, block, byte);
        if self.is_in_view(sheet, (block, line), rect) {
            return;
        }
        // Up from the line until a third of the window is filled.
        let mut top = Top { block, offset: line };
        let mut wanted = rect.height() * 0.33;
        while top.offset < wanted && top.block > 0 {
            wanted -= top.offset;
            top.block -= 1;
            top.offset = self.measure_block(sheet, top.block);
        }
        top.offset = (top.offset - wanted).max(0.0);
        self.top = top;
    }

    /// How far below the top of its block a byte's line begins.
    pub(super) fn line_in_block(&mut self, sheet: Sheet<'_>, block: usize, byte: usize) -> f32 {
        let (composed, galley) = self.galley(sheet, block);
        let index = composed.map.display(&galley.job.text, byte, Side::After);
        // A place where a row was broken belongs to the row it begins.
        let cursor = egui::text::CCursor { index: egui::text::CharIndex(index), prefer_next_row: true };
        composed.above + galley.pos_from_cursor(cursor).top()
    }

    fn is_in_view(&mut self, sheet: Sheet<'_>, (block, line): (usize, f32), rect: Rect) -> bool {
        if block < self.top.block {
            return false;
        }
        let mut y = PADDING - self.top.offset;
        for before in self.top.block..block {
            y += self.measure_block(sheet, before);
            if y > rect.height() {
                return false;
            }
        }
        (sheet.setting.size..rect.height() - 3.0 * sheet.setting.size).contains(&(y + line))
    }

    /// The bar at the right edge: where in the text the window is; dragged or clicked, it goes there.
    pub(super) fn scroll_bar(&mut self, ui: &Ui, workspace: &Workspace, rect: Rect, palette: &Palette) {
        let total = self.heights.total() + f64::from(2.0 * PADDING);
        let visible = f64::from(rect.height());
        if total <= visible {
            return;
        }
        let track = Rect::from_min_max(pos2(rect.right() - super::geometry::BAR, rect.top()), rect.max);
        let response = ui.interact(track, ui.scope_id().with("scroll"), Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Slider, true, "Scroll bar"));
        #[expect(clippy::cast_possible_truncation, reason = "shares of the window's height")]
        let share = |part: f64| (part / total) as f32;
        let handle = (share(visible) * track.height()).clamp(28.0, track.height());
        let range = track.height() - handle;
        if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked()) {
            let part = f64::from(((at.y - track.top() - handle / 2.0) / range.max(1.0)).clamp(0.0, 1.0));
            self.go_to(part * (total - visible * 0.75));
            ui.request_repaint();
        }
        let y = self.y_of(self.top);
        #[expect(clippy::cast_possible_truncation, reason = "a share of 1")]
        let part = (y / (total - visible * 0.75).max(1.0)).clamp(0.0, 1.0) as f32;
        let top = track.top() + part * range;
        let bar = Rect::from_min_size(pos2(track.left() + 2.0, top), vec2(track.width() - 4.0, handle));
        self.overview(ui, workspace, track, palette);
        let strength = if response.hovered() || response.dragged() { 0.75 } else { 0.4 };
        let edge = egui::Stroke::new(1.0, Palette::thin(palette.faded, strength + 0.2));
        ui.painter().rect(bar, 4.0, Palette::thin(palette.ghost, strength * 0.7), edge, egui::StrokeKind::Inside);
        response.on_hover_text(super::overview::LEGEND);
    }
}

/// The row that holds a byte.
pub(super) fn row_of(rows: &[Row], workspace: &Workspace, byte: usize) -> Option<usize> {
    let block = workspace.text.block_at(byte);
    rows.iter().position(|r| r.block == block)
}
