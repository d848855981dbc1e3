//! The menus.

use egui::{Key, Ui};

use super::{
    inputs::{palette, take_key},
    walk::Walk,
};
use crate::session::{Action, Command, Group, Session};

/// The menu bar's state.
#[derive(Debug, Default)]
pub(super) struct Menu {
    /// The menu that is open.
    open: Option<Group>,
    walk: Walk,
}

impl Menu {
    /// The menu bar, made from the table of actions. An open menu has the keyboard and is walked by the arrows.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        egui::MenuBar::new().ui(ui, |ui| {
            let mut open = None;
            let mut buttons = Vec::new();
            for group in Group::MENUS {
                let shown = ui.menu_button(group.label(), |ui| self.entries(ui, group, session, commands));
                open = open.or(shown.inner.map(|()| group));
                buttons.push(shown.response);
            }
            self.open = open;
            self.turn(ui, &buttons);
            title(ui, session);
        });
    }

    /// The arrows to the sides open the next menu in place of the open one.
    fn turn(&self, ui: &Ui, buttons: &[egui::Response]) {
        let Some(at) = self.open.and_then(|open| Group::MENUS.iter().position(|g| *g == open)) else { return };
        let count = buttons.len();
        let step = match (take_key(ui, Key::ArrowLeft), take_key(ui, Key::ArrowRight)) {
            (true, _) => count.saturating_sub(1),
            (false, true) => 1,
            (false, false) => return,
        };
        if let Some(next) = buttons.get((at + step) % count.max(1)) {
            egui::Popup::open_id(ui.ctx(), egui::Popup::default_response_id(next));
        }
    }

    fn entries(&mut self, ui: &mut Ui, group: Group, session: &Session, commands: &mut Vec<Command>) {
        if self.open != Some(group) {
            self.walk.go(0);
        }
        ui.set_min_width(250.0);
        let height = ui.ctx().content_rect().height() - 80.0;
        let all = Action::ALL.iter().copied().filter(|a| a.group() == group);
        let possible: Vec<Action> = all.clone().filter(|a| a.available(session).is_ok()).collect();
        self.walk.step(ui, possible.len());
        egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            for action in all {
                let response = entry(ui, action, session, commands);
                if let Some(at) = possible.iter().position(|a| *a == action) {
                    self.walk.drawn(ui, at, &response);
                }
            }
        });
    }
}

/// An action as a line of a menu: one that can't be done says why.
fn entry(ui: &mut Ui, action: Action, session: &Session, commands: &mut Vec<Command>) -> egui::Response {
    let available = action.available(session);
    let keys = session.keys.shown(action);
    let button = egui::Button::new(label(action, session)).shortcut_text(keys).frame(true);
    let response = ui.add_enabled(available.is_ok(), button);
    let clicked = response.clicked();
    let response = match available {
        Ok(()) => response.on_hover_text(action.tooltip()),
        Err(why) => response.on_disabled_hover_text(format!("{}\n{why}.", action.tooltip())),
    };
    if clicked {
        commands.push(Command::Do(action));
        ui.close();
    }
    response
}

/// What an action is called now: undo says what it undoes.
fn label(action: Action, session: &Session) -> String {
    let history = session.workspace().map(|w| &w.history);
    let what = match action {
        Action::Undo => history.and_then(|h| h.undo_label()),
        Action::Redo => history.and_then(|h| h.redo_label()),
        _ => None,
    };
    let lower = what.map(|w| {
        let mut chars = w.chars();
        chars.next().map(|c| c.to_lowercase().chain(chars).collect::<String>()).unwrap_or_default()
    });
    match lower {
        Some(what) => format!("{}: {what}", action.label()),
        None => action.label().to_owned(),
    }
}

/// The project's title in the middle of the bar, with a dot as long as something is unsaved.
fn title(ui: &mut Ui, session: &Session) {
    let Some(workspace) = session.workspace() else { return };
    let palette = palette(ui);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.add_space(6.0);
        let mark = if workspace.is_saved() { "" } else { "● " };
        let title = egui::RichText::new(format!("{mark}{}", workspace.project.title)).color(palette.faded);
        ui.add(egui::Label::new(title).truncate());
    });
}
