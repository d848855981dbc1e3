//! The keyboard on the page, and the keys of the actions everywhere.

use egui::{Event, Key, Modifiers, Ui};

use crate::session::{Action, Extend, Held, KeyName, Keymap, Shortcut};

/// What a key does: an action and, if that moves the caret, whether the selection goes along.
pub(super) type Pressed = (Action, Extend);

/// Where the keyboard goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    /// To the page: every key works.
    Page,
    /// To a field that is typed into: only keys with Ctrl or Alt and F1 to F12 work, and none that edit text.
    Field,
    /// To a dialog: none.
    Dialog,
    /// To a button or a list: its own keys (Enter, Space, arrows) are its own.
    Widget,
}

/// Takes the keys that mean something out of the input and says what they mean.
pub(super) fn pressed(ui: &Ui, focus: Focus, keys: &Keymap) -> Vec<Pressed> {
    if focus == Focus::Dialog {
        return Vec::new();
    }
    ui.input_mut(|input| {
        let mut found = Vec::new();
        let events = std::mem::take(&mut input.events);
        let mut typed_key = false;
        for event in events {
            // The character of a key that meant something already.
            if matches!(event, Event::Text(_)) && std::mem::take(&mut typed_key) {
                continue;
            }
            let is_key = matches!(event, Event::Key { pressed: true, .. });
            let meaning = shortcuts(&event).into_iter().flatten().find_map(|shortcut| {
                let (action, extend) = keys.action(shortcut)?;
                works(shortcut, action, focus).then_some((action, extend))
            });
            if is_key {
                typed_key = meaning.is_some();
            }
            match meaning {
                Some(meaning) => found.push(meaning),
                None => input.events.push(event),
            }
        }
        found
    })
}

/// The key that an event is; sometimes it may be read in two ways, the better one first.
pub(super) fn shortcuts(event: &Event) -> [Option<Shortcut>; 2] {
    let copy = |name| Some(Shortcut { held: Held { command: true, ..Held::default() }, key: KeyName::named(name)? });
    match event {
        Event::Key { key, pressed: true, modifiers, .. } => by_key(*key, *modifiers),
        Event::Text(text) => [by_text(text), None],
        // Ctrl+C comes as this and not as a key.
        Event::Copy => [copy("C"), None],
        _ => [None, None],
    }
}

fn by_key(key: Key, modifiers: Modifiers) -> [Option<Shortcut>; 2] {
    let held = Held { command: modifiers.command, shift: modifiers.shift, alt: modifiers.alt };
    let Some(name) = name_of(key) else { return [None, None] };
    if name.is_mark() && !held.command && !held.alt {
        // Some keyboards have a mark only together with AltGr or Shift: it comes as text.
        return [None, None];
    }
    // Ctrl and plus is Ctrl, Shift and equals on many keyboards.
    let plus = KeyName::named("Plus").filter(|_| matches!(key, Key::Plus | Key::Equals));
    let plus = plus.map(|key| Shortcut { held: Held { shift: false, ..held }, key });
    let held = if name.is_mark() { Held { shift: false, ..held } } else { held };
    [Some(Shortcut { held, key: name }), plus]
}

fn by_text(text: &str) -> Option<Shortcut> {
    let mut chars = text.chars();
    let mark = chars.next().filter(|_| chars.next().is_none())?;
    KeyName::mark(mark).map(Shortcut::plain)
}

/// egui’s name of a key as ours.
fn name_of(key: Key) -> Option<KeyName> {
    if key == Key::Quote {
        return KeyName::mark('\'');
    }
    let symbol = || {
        let mut chars = key.symbol_or_name().chars();
        chars.next().filter(|_| chars.next().is_none()).and_then(KeyName::mark)
    };
    KeyName::named(key.name()).or_else(symbol)
}

/// Whether a key does what it means, wherever the keyboard goes.
fn works(shortcut: Shortcut, action: Action, focus: Focus) -> bool {
    let KeyName::Named(name) = shortcut.key else { return focus != Focus::Field || !shortcut.is_typed() };
    match focus {
        Focus::Page => true,
        Focus::Dialog => false,
        Focus::Field => !shortcut.is_of_fields() && action.movement().is_none(),
        Focus::Widget => {
            let own = ["Enter", "Escape", "Space", "Delete", "Backspace", "Left", "Right", "Up", "Down", "Home", "End"];
            !(shortcut.is_typed() && own.contains(&name)) && action.movement().is_none()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_key_can_be_pressed() {
        let keys = Keymap::default();
        for action in Action::ALL {
            for shortcut in keys.of(*action) {
                let pressed = match shortcut.key {
                    KeyName::Mark(mark) => by_text(&mark.to_string()),
                    KeyName::Named(name) => {
                        let key = Key::from_name(name).unwrap_or_else(|| panic!("egui has no key {name}"));
                        let Held { command, shift, alt } = shortcut.held;
                        let modifiers = Modifiers { command, ctrl: command, shift, alt, ..Modifiers::NONE };
                        by_key(key, modifiers).into_iter().flatten().next()
                    }
                };
                assert_eq!(pressed, Some(*shortcut), "{shortcut} of {action:?}");
            }
        }
    }

    #[test]
    fn ctrl_and_plus_is_found_on_every_keyboard() {
        let keys = Keymap::default();
        for (key, shift) in [(Key::Plus, false), (Key::Plus, true), (Key::Equals, false), (Key::Equals, true)] {
            let modifiers = Modifiers { shift, ..Modifiers::COMMAND };
            let found = by_key(key, modifiers).into_iter().flatten().find_map(|s| keys.action(s));
            assert_eq!(found, Some((Action::Larger, Extend::No)), "{key:?} {shift}");
        }
    }

    #[test]
    fn a_field_keeps_the_keys_that_edit_text() {
        let works = |name: &str, action| works(name.parse().unwrap_or_else(|e| panic!("{e}")), action, Focus::Field);
        assert!(works("Ctrl+S", Action::Save) && works("F3", Action::FindNext) && works("Ctrl+Shift+P", Action::Palette));
        assert!(!works("T", Action::Term) && !works("[", Action::Insertion) && !works("Ctrl+Z", Action::Undo));
        assert!(!works("Ctrl+Left", Action::WordBack) && !works("Delete", Action::Delete));
    }
}
