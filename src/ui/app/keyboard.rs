//! What the keyboard does, and where it goes.

use egui::{Context, Key, Ui};

use super::App;
use crate::{
    session::{Action, Command, Extend, Movement},
    ui::{
        find_bar::FindBar,
        focus::Region,
        inputs::take_key,
        keys::{self, Focus},
        page::{self, RowMove},
    },
};

impl App {
    pub(super) fn keyboard(&mut self, ui: &Ui, commands: &mut Vec<Command>) {
        self.regions.watch(ui.ctx());
        self.regions.reveal(ui.ctx());
        let focus = self.focus(ui);
        if focus != Focus::Dialog && self.session.workspace().is_some() {
            self.leave_by_escape(ui, commands);
        }
        for action in std::mem::take(&mut self.moves) {
            self.pressed(ui, (action, Extend::No), commands);
        }
        for pressed in keys::pressed(ui, focus, &self.session.keys) {
            if pressed.0 == Action::Escape && focus != Focus::Field && self.close_find(commands) {
                continue;
            }
            self.pressed(ui, pressed, commands);
        }
    }

    fn pressed(&mut self, ui: &Ui, (action, extend): keys::Pressed, commands: &mut Vec<Command>) {
        let row_move = match action.movement() {
            Some(Movement::Unit(unit, direction)) => {
                self.page.forget_column();
                return commands.push(Command::MoveCaret { unit, direction, extend });
            }
            Some(Movement::Line(direction)) => RowMove::Line(direction),
            Some(Movement::LineEnd(direction)) => RowMove::End(direction),
            Some(Movement::Page(direction)) => RowMove::Page(direction),
            None => {
                self.page.forget_column();
                return commands.push(Command::Do(action));
            }
        };
        if let Some(workspace) = self.session.workspace() {
            self.page.move_by_row(ui, workspace, (row_move, extend), commands);
        }
    }

    /// Escape in a panel, a field or a box goes back to the page, and does nothing else: what is selected stays so.
    fn leave_by_escape(&mut self, ui: &Ui, commands: &mut Vec<Command>) {
        if !ui.input(|i| i.key_pressed(Key::Escape)) {
            return;
        }
        let Some(had) = self.had.filter(|id| *id != page::id()) else {
            // On the page it is the box’s too, as long as there is one.
            if self.reading.close() {
                take_key(ui, Key::Escape);
                self.keep_settings();
            }
            return;
        };
        take_key(ui, Key::Escape);
        if self.reading.close() {
            self.keep_settings();
        } else if self.regions.region_of(ui.ctx(), had) == Some(Region::Find) {
            self.close_find(commands);
        }
        self.regions.came_by_key();
        self.to_page = true;
    }

    /// Closes the bar for finding words; whether it was open.
    fn close_find(&mut self, commands: &mut Vec<Command>) -> bool {
        let open = self.find.is_open();
        if open {
            self.find = FindBar::default();
            commands.push(Command::Find(String::new()));
        }
        open
    }

    fn focus(&self, ui: &Ui) -> Focus {
        let focused = ui.memory(|m| m.focused());
        match focused {
            _ if self.dialog.is_some() || self.quick.is_some() => Focus::Dialog,
            _ if egui::Popup::is_any_open(ui.ctx()) => Focus::Dialog,
            _ if ui.ctx().text_edit_focused() => Focus::Field,
            None => Focus::Page,
            Some(id) if id == page::id() => Focus::Page,
            Some(_) => Focus::Widget,
        }
    }

    /// Draws the ring around what has the keyboard. If nothing has it, the page gets it.
    pub(super) fn keep_focus(&mut self, ctx: &Context) {
        self.regions.ring(ctx);
        self.had = ctx.memory(egui::Memory::focused);
        let asked = self.dialog.is_some() || self.quick.is_some() || egui::Popup::is_any_open(ctx);
        if self.had.is_none() && !asked && self.session.workspace().is_some() {
            ctx.memory_mut(|m| m.request_focus(page::id()));
        }
    }
}
