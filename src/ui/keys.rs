//! The keyboard on the page, and the keys of the menus everywhere.

use egui::{Event, Key, Modifiers, Ui};

use super::page::RowMove;
use crate::{
    session::{Action, Command, Extend},
    text::{Direction, Unit},
};

/// What a key does.
#[derive(Debug)]
pub(super) enum Pressed {
    /// A command for the session.
    Command(Command),
    /// A move of the caret by lines, which only the page can work out.
    Rows(RowMove, Extend),
}

/// Where the keyboard goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    /// To the page: every key works.
    Page,
    /// To a field that is typed into: only keys with Ctrl, and F1 to F12, and none that edit text.
    Field,
    /// To a dialog: none.
    Dialog,
    /// To a button or a list: its own keys (Enter, Space, arrows) are its own.
    Widget,
}

/// Takes the keys that mean something out of the input and says what they mean.
pub(super) fn pressed(ui: &Ui, focus: Focus) -> Vec<Pressed> {
    if focus == Focus::Dialog {
        return Vec::new();
    }
    ui.input_mut(|input| {
        let mut found = Vec::new();
        let events = std::mem::take(&mut input.events);
        let mut typed_key = false;
        for event in events {
            let meaning = match &event {
                Event::Key { key, pressed: true, modifiers, .. } => {
                    let meaning = by_key(*key, *modifiers, focus);
                    typed_key = meaning.is_some();
                    meaning
                }
                // The character of a key that meant something already.
                Event::Text(_) if typed_key => {
                    typed_key = false;
                    continue;
                }
                Event::Text(text) if focus != Focus::Field => by_text(text),
                Event::Copy if focus == Focus::Page => Some(command(Action::Copy)),
                _ => None,
            };
            match meaning {
                Some(meaning) => found.push(meaning),
                None => input.events.push(event),
            }
        }
        found
    })
}

fn command(action: Action) -> Pressed {
    Pressed::Command(Command::Do(action))
}

fn by_key(key: Key, modifiers: Modifiers, focus: Focus) -> Option<Pressed> {
    let plain = !modifiers.command && !modifiers.ctrl && !modifiers.alt;
    if focus == Focus::Page
        && let Some(moved) = movement(key, modifiers)
    {
        return Some(moved);
    }
    for action in Action::ALL {
        for name in action.keys() {
            let Some(shortcut) = Shortcut::parse(name) else { continue };
            if !shortcut.matches(key, modifiers) {
                continue;
            }
            let function = matches!(key, Key::F1 | Key::F3 | Key::F7 | Key::F8 | Key::F9 | Key::F10);
            let works = match focus {
                Focus::Page => true,
                Focus::Dialog => false,
                Focus::Widget => !matches!(key, Key::Enter | Key::Escape | Key::Delete | Key::Backspace) || !plain,
                Focus::Field => (!plain || function) && !edits_text(*action),
            };
            // Escape in a field leaves the field; egui sees to that.
            if works {
                return Some(command(*action));
            }
        }
    }
    None
}

/// What a field does itself.
const fn edits_text(action: Action) -> bool {
    matches!(
        action,
        Action::Undo | Action::Redo | Action::Copy | Action::CopyAnnotated | Action::SelectAll | Action::Earlier | Action::Later
    )
}

/// Whether a key of the table is a mark such as `[`. Some keyboards have it only together with `AltGr`, so it is known by its character.
fn is_mark(name: &str) -> bool {
    name.chars().count() == 1 && !name.chars().all(char::is_alphanumeric)
}

fn by_text(text: &str) -> Option<Pressed> {
    let has = |action: &&Action| is_mark(text) && action.keys().contains(&text);
    Action::ALL.iter().find(has).map(|action| command(*action))
}

fn movement(key: Key, modifiers: Modifiers) -> Option<Pressed> {
    let extend = if modifiers.shift { Extend::Yes } else { Extend::No };
    let direction = match key {
        Key::ArrowLeft | Key::ArrowUp | Key::Home | Key::PageUp => Direction::Backward,
        Key::ArrowRight | Key::ArrowDown | Key::End | Key::PageDown => Direction::Forward,
        _ => return None,
    };
    let unit = match key {
        Key::ArrowLeft | Key::ArrowRight if modifiers.alt => return None,
        Key::ArrowLeft | Key::ArrowRight if modifiers.command => Unit::Word,
        Key::ArrowLeft | Key::ArrowRight => Unit::Character,
        Key::ArrowUp | Key::ArrowDown if modifiers.command => Unit::Paragraph,
        Key::ArrowUp | Key::ArrowDown if modifiers.alt => Unit::Sentence,
        Key::ArrowUp | Key::ArrowDown => return Some(Pressed::Rows(RowMove::Line(direction), extend)),
        Key::Home | Key::End if modifiers.command => Unit::Document,
        Key::Home | Key::End => return Some(Pressed::Rows(RowMove::End(direction), extend)),
        _ => return Some(Pressed::Rows(RowMove::Page(direction), extend)),
    };
    Some(Pressed::Command(Command::MoveCaret { unit, direction, extend }))
}

/// A key of the table of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shortcut {
    ctrl: bool,
    shift: bool,
    alt: bool,
    key: Key,
}

impl Shortcut {
    /// `Ctrl+Shift+P`; `None` for a mark.
    fn parse(name: &str) -> Option<Self> {
        if is_mark(name) {
            return None;
        }
        let mut parts: Vec<&str> = name.split('+').collect();
        let key = match parts.pop()? {
            "Plus" => Key::Plus,
            "Left" => Key::ArrowLeft,
            "Right" => Key::ArrowRight,
            name => Key::from_name(name)?,
        };
        Some(Self { ctrl: parts.contains(&"Ctrl"), shift: parts.contains(&"Shift"), alt: parts.contains(&"Alt"), key })
    }

    fn matches(self, key: Key, modifiers: Modifiers) -> bool {
        // Ctrl and plus is Ctrl, Shift and equals on most keyboards.
        let plus = self.key == Key::Plus && matches!(key, Key::Plus | Key::Equals);
        let shift = plus || self.shift == modifiers.shift;
        (plus || self.key == key) && self.ctrl == modifiers.command && self.alt == modifiers.alt && shift
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_in_the_table_can_be_pressed() {
        for action in Action::ALL {
            for name in action.keys() {
                let by_character = matches!(by_text(name), Some(Pressed::Command(Command::Do(a))) if a == *action);
                assert!(Shortcut::parse(name).is_some() || by_character, "{name} of {action:?} is no key");
            }
        }
    }

    #[test]
    fn no_two_actions_share_a_key() {
        let mut seen = std::collections::HashMap::new();
        for action in Action::ALL {
            for name in action.keys() {
                assert_eq!(seen.insert(name, action), None, "{name} is taken twice");
            }
        }
    }
}
