//! The dialog in which actions get other keys.

use egui::{EventFilter, RichText, Ui};

use super::{Scene, Stay};
use crate::{
    session::{Action, Clash, Command, Group, KeyName, Keymap, Shortcut},
    ui::{
        inputs::{button, faded, line, live, palette, primary, section},
        keys::shortcuts,
    },
};

/// The dialog's state.
#[derive(Debug, Default)]
pub(super) struct ChangeKeys {
    filter: String,
    asked: Option<Asked>,
}

/// What the dialog waits for, of which action.
#[derive(Debug)]
struct Asked {
    action: Action,
    what: What,
}

#[derive(Debug)]
enum What {
    /// A key is to be pressed. If the one before was no good: why.
    Press(Option<String>),
    /// The key is another action’s: is it to be taken from it?
    Take { key: Shortcut, from: Action },
}

/// What was asked for in a row.
enum Wish {
    Add,
    Remove(Shortcut),
    Reset,
    Take(Shortcut),
    Cancel,
}

/// Where the column of keys begins, in points.
const NAMES: f32 = 220.0;

impl ChangeKeys {
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Stay {
        let keys = &scene.session.keys;
        let mut changed = self.listen(ui, keys);
        let field = line(ui, "Find an action or a key", &mut self.filter, "");
        if scene.fresh {
            field.request_focus();
        }
        problems(ui, keys);
        let height = (ui.ctx().content_rect().height() - 270.0).max(120.0);
        let mut wish = None;
        egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for group in Group::ALL {
                let fits = |action: &&Action| action.group() == group && self.fits(**action, keys);
                let mut actions = Action::ALL.iter().filter(fits).peekable();
                if actions.peek().is_some() {
                    section(ui, &group.label().to_uppercase());
                }
                for action in actions {
                    let wished = ui.push_id(action.id(), |ui| self.row(ui, *action, keys)).inner;
                    wish = wished.map(|w| (*action, w)).or(wish.take());
                }
            }
        });
        if let Some((action, wish)) = wish {
            changed = self.grant(action, wish, keys).or(changed);
        }
        ui.add_space(8.0);
        let mut stay = Stay::Open;
        ui.horizontal(|ui| {
            if ui.button("Close").clicked() {
                stay = Stay::Closed;
            }
            let available = if keys.changes().is_empty() { Err("No key was changed".to_owned()) } else { Ok(()) };
            if button(ui, "Reset all", available).clicked() {
                (self.asked, changed) = (None, Some(Keymap::default()));
            }
            faded(ui, "Changes count at once. They are kept in keys.ron in the settings’ folder.");
        });
        if let Some(keys) = changed {
            scene.commands.push(Command::ChangeKeys(Box::new(keys)));
        }
        stay
    }

    fn fits(&self, action: Action, keys: &Keymap) -> bool {
        let words = self.filter.trim().to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&words);
        let waits = self.asked.as_ref().is_some_and(|asked| asked.action == action);
        waits || has(action.label()) || has(&keys.all_shown(action)) || keys.of(action).iter().any(|key| has(&key.to_string()))
    }

    /// Takes the key that is pressed, if one is waited for; the keys as they are then.
    fn listen(&mut self, ui: &Ui, keys: &Keymap) -> Option<Keymap> {
        let Some(Asked { action, what: What::Press(_) }) = self.asked else { return None };
        let pressed = ui.input_mut(|input| {
            let pressed = input.events.iter().flat_map(shortcuts).flatten().next();
            input.events.retain(|e| pressed.is_none() || !matches!(e, egui::Event::Key { .. } | egui::Event::Text(_)));
            pressed
        })?;
        if pressed == Shortcut::plain(KeyName::Named("Escape")) {
            self.asked = None;
            return None;
        }
        match keys.clash(action, pressed) {
            None => {
                self.asked = None;
                let mut keys = keys.clone();
                keys.give(action, pressed);
                return Some(keys);
            }
            Some(Clash::With(from)) => self.asked = Some(Asked { action, what: What::Take { key: pressed, from } }),
            Some(Clash::Refused(why)) => {
                let why = format!("{} can be no action’s key: {why}.", pressed.shown());
                self.asked = Some(Asked { action, what: What::Press(Some(why)) });
            }
        }
        None
    }

    /// An action with its keys; what is wished for it.
    fn row(&self, ui: &mut Ui, action: Action, keys: &Keymap) -> Option<Wish> {
        let mut wish = None;
        ui.horizontal_wrapped(|ui| {
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(egui::vec2(NAMES, 22.0), layout, |ui| {
                ui.set_min_width(NAMES);
                ui.add(egui::Label::new(action.label()).truncate()).on_hover_text(action.tooltip());
            });
            for key in keys.of(action) {
                let button = ui.button(format!("{}  ×", key.shown())).on_hover_text("Take this key away");
                if button.accessible_name(format!("Take {} from {}", key.shown(), action.label())).clicked() {
                    wish = Some(Wish::Remove(*key));
                }
            }
            let add =
                ui.button("+").on_hover_text("Add a key: press it").accessible_name(format!("Add a key: {}", action.label()));
            if add.clicked() {
                add.request_focus();
                wish = Some(Wish::Add);
            }
            if keys.is_changed(action)
                && ui
                    .button("Reset")
                    .on_hover_text("The usual keys")
                    .accessible_name(format!("Reset {}", action.label()))
                    .clicked()
            {
                wish = Some(Wish::Reset);
            }
            if let Some(asked) = self.asked.as_ref().filter(|asked| asked.action == action) {
                // Every key is listened for now, those that move the keyboard’s focus too.
                let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
                ui.memory_mut(|m| m.set_focus_lock_filter(add.id, filter));
                wish = question(ui, asked, &add).or(wish.take());
            }
        });
        wish
    }

    fn grant(&mut self, action: Action, wish: Wish, keys: &Keymap) -> Option<Keymap> {
        self.asked = None;
        let mut keys = keys.clone();
        match wish {
            Wish::Add => {
                self.asked = Some(Asked { action, what: What::Press(None) });
                return None;
            }
            Wish::Cancel => return None,
            Wish::Remove(key) => keys.take_from(action, key),
            Wish::Reset => keys.reset(action),
            Wish::Take(key) => keys.give(action, key),
        }
        Some(keys)
    }
}

/// What is asked in a row, behind its button `add`, and the answer.
fn question(ui: &mut Ui, asked: &Asked, add: &egui::Response) -> Option<Wish> {
    let color = palette(ui).accent;
    match &asked.what {
        What::Press(why) => {
            let why = why.as_ref().map(|why| format!("{why} ")).unwrap_or_default();
            live(ui.label(RichText::new(format!("{why}Press a key… (Escape: none)")).color(color)));
            None
        }
        What::Take { key, from } => {
            live(ui.label(RichText::new(format!("{} is the key of “{}”.", key.shown(), from.label())).color(color)));
            let take = primary(ui, &format!("Give it to “{}”", asked.action.label()), Ok(()));
            let cancel = ui.button("Leave it");
            if add.has_focus() {
                // The answer is asked for where the key was.
                take.request_focus();
            }
            match (take.clicked(), cancel.clicked()) {
                (true, _) => Some(Wish::Take(*key)),
                (false, true) => Some(Wish::Cancel),
                (false, false) => None,
            }
        }
    }
}

/// What was wrong with the file.
fn problems(ui: &mut Ui, keys: &Keymap) {
    let color = palette(ui).warning;
    egui::ScrollArea::vertical().id_salt("problems").max_height(90.0).show(ui, |ui| {
        for problem in keys.problems() {
            ui.add(egui::Label::new(RichText::new(problem.to_string()).color(color)).wrap());
        }
    });
}
