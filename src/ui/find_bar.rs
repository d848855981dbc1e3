//! The bar for finding words.

use egui::{Key, TextEdit, Ui};

use super::inputs::{Fresh, live, palette};
use crate::session::{Action, Command, Session, Workspace};

/// The bar's state.
#[derive(Debug, Default)]
pub(super) struct FindBar {
    open: bool,
    query: String,
    focus: Fresh,
}

impl FindBar {
    /// Opens it and puts the keyboard to it; what is selected is looked for.
    pub(super) fn open(&mut self, workspace: &Workspace) {
        self.open = true;
        self.focus = Fresh::default();
        let selected = workspace.text.slice(workspace.selection.span(&workspace.text));
        if !selected.is_empty() && selected.chars().count() < 60 && !selected.contains('\n') {
            selected.clone_into(&mut self.query);
        }
    }

    /// Whether it is there.
    pub(super) const fn is_open(&self) -> bool {
        self.open
    }

    /// Draws it and pushes what is to be found.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let Some(workspace) = session.workspace() else { return };
        let tip = |action: Action| session.keys.with_key(action.tooltip(), action);
        let palette = palette(ui);
        ui.horizontal_centered(|ui| {
            ui.add_space(4.0);
            let label = ui.label("Find");
            let id = egui::Id::unique("find words");
            self.focus.focus_all(ui, id, &self.query);
            let field =
                TextEdit::singleline(&mut self.query).id(id).desired_width(260.0).hint_text("in the text and in annotations");
            let response = ui.add(field).labelled_by(label.id);
            if response.changed() {
                commands.push(Command::Find(self.query.clone()));
            }
            let (enter, shift) = ui.input(|i| (i.key_pressed(Key::Enter), i.modifiers.shift));
            if response.lost_focus() && enter {
                // Enter goes on to the next find and leaves the keyboard where it is.
                let again = workspace.find.query() == self.query;
                let next = if shift { Action::FindPrevious } else { Action::FindNext };
                commands.push(if again { Command::Do(next) } else { Command::Find(self.query.clone()) });
                response.request_focus();
            }
            let find = &workspace.find;
            let count = find.matches().len();
            let text = match (find.query().is_empty(), count, find.current()) {
                (true, ..) => String::new(),
                (_, 0, _) => "nothing found".to_owned(),
                (_, n, Some(i)) => format!("{} of {n}", i + 1),
                (_, n, None) => format!("{n} found"),
            };
            live(ui.label(egui::RichText::new(text).color(palette.faded)));
            if ui.button("Previous").on_hover_text(tip(Action::FindPrevious)).clicked() {
                commands.push(Command::Do(Action::FindPrevious));
            }
            if ui.button("Next").on_hover_text(tip(Action::FindNext)).clicked() {
                commands.push(Command::Do(Action::FindNext));
            }
            let closed = ui.button("Close").on_hover_text(tip(Action::Escape)).clicked();
            if closed || (response.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape))) {
                self.open = false;
                commands.push(Command::Find(String::new()));
            }
        });
    }
}
