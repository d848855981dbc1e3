//! Moves of the caret that depend on how the lines fall: up, down, to the ends of a line, by a page.

use egui::{Ui, text::CCursor, text::CharIndex};

use super::{Page, Sheet, hit, map::Side, rows::Row, scroll::row_of};
use crate::{
    session::{Command, Extend, Selection, Workspace},
    text::Direction,
};

/// A move by lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowMove {
    /// One line up or down.
    Line(Direction),
    /// To the start or the end of the line.
    End(Direction),
    /// A page up or down.
    Page(Direction),
}

/// A move by a page that is under way: the text scrolls first.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageMove {
    direction: Direction,
    extend: Extend,
    /// Where the caret was on the screen.
    from: Option<egui::Pos2>,
}

impl Page {
    /// Moves the caret by lines and pushes the selection that results.
    pub(crate) fn move_by_row(
        &mut self,
        ui: &Ui,
        workspace: &Workspace,
        (row_move, extend): (RowMove, Extend),
        commands: &mut Vec<Command>,
    ) {
        let Some((_, setting)) = self.measured.clone() else { return };
        let sheet = Sheet { ui, workspace, setting: &setting };
        if let RowMove::Page(direction) = row_move {
            let from = self.selection_rect.map(|r| r.center());
            self.pages = Some(PageMove { direction, extend, from });
            return;
        }
        let caret = workspace.selection.caret;
        let block = workspace.text.block_at(caret);
        let (composed, galley) = self.galley(sheet, block);
        let index = composed.map.display(&galley.job.text, caret, Side::After);
        let cursor = CCursor::new(CharIndex(index));
        let x = self.goal.unwrap_or_else(|| galley.pos_from_cursor(cursor).left() + composed.indent);
        let target = match row_move {
            RowMove::End(Direction::Backward) => Some((block, galley.cursor_begin_of_row(&cursor))),
            RowMove::End(Direction::Forward) => Some((block, galley.cursor_end_of_row(&cursor))),
            RowMove::Line(direction) => {
                self.goal = Some(x);
                self.line_away(sheet, (block, cursor), (direction, x))
            }
            RowMove::Page(_) => None,
        };
        let Some((block, cursor)) = target else { return };
        let byte = self.byte_at(sheet, block, cursor);
        select(workspace, byte, extend, commands);
        self.reveal(byte);
    }

    /// Up and down keep to one column; any other move forgets it.
    pub(crate) const fn forget_column(&mut self) {
        self.goal = None;
    }

    fn line_away(
        &mut self,
        sheet: Sheet<'_>,
        (block, cursor): (usize, CCursor),
        (direction, x): (Direction, f32),
    ) -> Option<(usize, CCursor)> {
        let (composed, galley) = self.galley(sheet, block);
        let row = galley.layout_from_cursor(cursor).row;
        let (next_row, next_block) = match direction {
            Direction::Forward => ((row + 1 < galley.rows.len()).then_some(row + 1), block.checked_add(1)),
            Direction::Backward => (row.checked_sub(1), block.checked_sub(1)),
        };
        if let Some(row) = next_row {
            return Some((block, cursor_in_row(&galley, row, x - composed.indent)));
        }
        let next = next_block.filter(|b| *b < self.heights.len())?;
        let (composed, galley) = self.galley(sheet, next);
        let row = if direction == Direction::Forward { 0 } else { galley.rows.len().saturating_sub(1) };
        Some((next, cursor_in_row(&galley, row, x - composed.indent)))
    }

    fn byte_at(&mut self, sheet: Sheet<'_>, block: usize, cursor: CCursor) -> usize {
        let text = &sheet.workspace.text;
        let (composed, galley) = self.galley(sheet, block);
        let content = text.blocks().get(block).map(|b| b.content);
        let at = usize::from(cursor.index);
        let end = content.map_or(text.len(), crate::text::Span::end);
        if at >= composed.map.len() {
            return end;
        }
        composed.map.hit(&galley.job.text, at).map_or(end, |hit| hit.byte)
    }

    /// Scrolls by nine tenths of the window, if a move by a page is under way.
    pub(super) fn scroll_by_pages(&mut self, sheet: Sheet<'_>) {
        let text = &sheet.workspace.text;
        let Some(page) = self.pages else { return };
        let by = self.height * 0.9;
        let before = self.top;
        self.scroll(sheet, if page.direction == Direction::Forward { by } else { -by });
        if before == self.top {
            let end = if page.direction == Direction::Forward { text.len() } else { 0 };
            self.reveal(end);
        }
    }

    /// Puts the caret where it was on the screen before the page moved.
    pub(super) fn finish_page_move(&mut self, workspace: &Workspace, rows: &[Row], commands: &mut Vec<Command>) {
        let Some(page) = self.pages.take() else { return };
        let fallback = rows.first().map(|r| r.origin);
        let Some(at) = page.from.or(fallback) else { return };
        if let Some(hit) = hit(rows, at) {
            select(workspace, hit.byte, page.extend, commands);
        }
    }
}

fn cursor_in_row(galley: &egui::Galley, row: usize, x: f32) -> CCursor {
    let y = galley.rows.get(row).map_or(0.0, |r| r.rect().center().y);
    galley.cursor_from_pos(egui::vec2(x, y))
}

fn select(workspace: &Workspace, caret: usize, extend: Extend, commands: &mut Vec<Command>) {
    let anchor = if extend == Extend::Yes { workspace.selection.anchor } else { caret };
    commands.push(Command::Select(Selection { anchor, caret }));
}

/// Where the caret is on the screen, if it is.
pub(super) fn caret_rect(workspace: &Workspace, rows: &[Row]) -> Option<egui::Rect> {
    let caret = workspace.selection.caret;
    let row = rows.get(row_of(rows, workspace, caret)?)?;
    let side = if workspace.selection.anchor < caret { Side::Before } else { Side::After };
    Some(row.position(caret, side))
}
