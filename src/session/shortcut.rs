//! A key as users write it: `Ctrl+Shift+P`, `[`, `F3`.

use std::{fmt, str::FromStr};

/// A key together with what is held down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// What is held down.
    pub held: Held,
    /// The key.
    pub key: KeyName,
}

/// What is held down together with a key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Held {
    /// Ctrl; on a Mac, Command.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt; on a Mac, Option.
    pub alt: bool,
}

/// A key by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyName {
    /// A letter, a digit or a key with a name.
    Named(&'static str),
    /// A mark such as `[`. Where it is on a keyboard differs from country to country, so it is known by its character.
    Mark(char),
}

/// Every key with a name. Plus and minus have names, since `Ctrl++` is hard to read.
const NAMES: &[&str] = &[
    "A",
    "B",
    "C",
    "D",
    "E",
    "F",
    "G",
    "H",
    "I",
    "J",
    "K",
    "L",
    "M",
    "N",
    "O",
    "P",
    "Q",
    "R",
    "S",
    "T",
    "U",
    "V",
    "W",
    "X",
    "Y",
    "Z",
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "F1",
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "F7",
    "F8",
    "F9",
    "F10",
    "F11",
    "F12",
    "Left",
    "Right",
    "Up",
    "Down",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Enter",
    "Escape",
    "Delete",
    "Backspace",
    "Insert",
    "Space",
    "Tab",
    "Plus",
    "Minus",
];

/// Why something is not a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ShortcutError {
    /// No such key.
    #[error("there is no key {0:?}; write it as in Ctrl+Shift+P, F3, PageUp or [")]
    NoSuchKey(String),
    /// Something else than Ctrl, Shift and Alt in front.
    #[error("{0:?} can’t be held down; what can are Ctrl, Shift and Alt")]
    NotHeld(String),
    /// Shift together with a mark.
    #[error("a mark is written as it is typed, without Shift: {{ rather than Shift+[")]
    ShiftedMark,
}

impl KeyName {
    /// The key of a name, in capital letters or not.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = match name {
            "Esc" => "Escape",
            "Del" => "Delete",
            "Return" => "Enter",
            other => other,
        };
        NAMES.iter().find(|known| known.eq_ignore_ascii_case(name)).copied().map(Self::Named)
    }

    /// The key that types a mark; `None` for a letter, a digit or a blank.
    #[must_use]
    pub fn mark(mark: char) -> Option<Self> {
        match mark {
            '+' => Some(Self::Named("Plus")),
            '-' | '−' => Some(Self::Named("Minus")),
            _ if mark.is_alphanumeric() || mark.is_whitespace() || mark.is_control() => None,
            _ => Some(Self::Mark(mark)),
        }
    }

    /// Whether a character is typed with it that is no letter and no digit.
    #[must_use]
    pub fn is_mark(self) -> bool {
        matches!(self, Self::Mark(_) | Self::Named("Plus" | "Minus"))
    }
}

impl Shortcut {
    /// A key by itself.
    #[must_use]
    pub fn plain(key: KeyName) -> Self {
        Self { held: Held::default(), key }
    }

    /// The same key without Shift; `None` if Shift is not held.
    #[must_use]
    pub fn unshifted(self) -> Option<Self> {
        self.held.shift.then_some(Self { held: Held { shift: false, ..self.held }, ..self })
    }

    /// Whether it types something in a field, so that it works only where nothing is typed.
    #[must_use]
    pub fn is_typed(self) -> bool {
        let function = matches!(self.key, KeyName::Named(name) if name.len() > 1 && name.starts_with('F'));
        !self.held.command && !self.held.alt && !function
    }

    /// Whether fields need it for themselves, so that there it is theirs, whatever it does on the page.
    #[must_use]
    pub fn is_of_fields(self) -> bool {
        let KeyName::Named(name) = self.key else { return self.is_typed() };
        let edits =
            matches!(name, "Left" | "Right" | "Up" | "Down" | "Home" | "End" | "Delete" | "Backspace" | "Enter" | "Insert");
        let commands = self.held.command && !self.held.alt && matches!(name, "A" | "C" | "V" | "X" | "Y" | "Z");
        self.is_typed() || edits || commands
    }

    /// Why it can be no action’s key, if it can’t.
    #[must_use]
    pub fn refused(self) -> Option<&'static str> {
        let KeyName::Named(name) = self.key else {
            return (self.held.command && self.held.alt).then_some(ALT_GR);
        };
        let Held { command, shift, alt } = self.held;
        match name {
            "Tab" => Some("Tab goes from field to field"),
            "X" | "V" if command && !shift && !alt => Some("typing needs it, to cut and to paste"),
            "Insert" | "Delete" if command != shift && !alt => Some("typing needs it, to cut, copy and paste"),
            _ if command && alt && name.len() == 1 => Some(ALT_GR),
            _ => None,
        }
    }

    /// As menus and tooltips show it: with arrows, and on a Mac with that keyboard’s names.
    #[must_use]
    pub fn shown(self) -> String {
        let (command, alt) = if cfg!(target_os = "macos") { ("Cmd", "Option") } else { ("Ctrl", "Alt") };
        let key = match self.key {
            KeyName::Mark(mark) => mark.to_string(),
            KeyName::Named(name) => match name {
                "Left" => "←",
                "Right" => "→",
                "Up" => "↑",
                "Down" => "↓",
                "PageUp" => "Page Up",
                "PageDown" => "Page Down",
                other => other,
            }
            .to_owned(),
        };
        self.joined(command, alt, &key)
    }

    fn joined(self, command: &str, alt: &str, key: &str) -> String {
        let held = [(self.held.command, command), (self.held.alt, alt), (self.held.shift, "Shift")];
        held.into_iter().filter(|(held, _)| *held).map(|(_, name)| name).chain([key]).collect::<Vec<_>>().join("+")
    }
}

/// Why Ctrl and Alt together are refused for what is typed.
const ALT_GR: &str = "many keyboards type characters with Ctrl and Alt";

impl FromStr for Shortcut {
    type Err = ShortcutError;

    fn from_str(text: &str) -> Result<Self, ShortcutError> {
        let text = text.trim();
        // The last plus that has something behind it: the key itself may be one.
        let cut = text.char_indices().rev().skip(1).find(|(_, c)| *c == '+').map(|(at, _)| at);
        let (held, key) = match cut.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?))) {
            Some((held, key)) => (held.split('+').collect(), key),
            None => (Vec::new(), text),
        };
        let mut all = Held::default();
        for name in held {
            match name.trim().to_ascii_lowercase().as_str() {
                "ctrl" | "control" | "cmd" | "command" => all.command = true,
                "shift" => all.shift = true,
                "alt" | "option" => all.alt = true,
                _ => return Err(ShortcutError::NotHeld(name.to_owned())),
            }
        }
        let mut chars = key.trim().chars();
        let mark = chars.next().filter(|_| chars.next().is_none()).and_then(KeyName::mark);
        let found = mark.or_else(|| KeyName::named(key.trim()));
        match found {
            Some(KeyName::Mark(_)) if all.shift => Err(ShortcutError::ShiftedMark),
            Some(key) => Ok(Self { held: all, key }),
            None => Err(ShortcutError::NoSuchKey(text.to_owned())),
        }
    }
}

/// As it is written in files: the same on every machine.
impl fmt::Display for Shortcut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = match self.key {
            KeyName::Named(name) => name.to_owned(),
            KeyName::Mark(mark) => mark.to_string(),
        };
        f.write_str(&self.joined("Ctrl", "Alt", &key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for name in
            ["Ctrl+Shift+P", "[", "F3", "Ctrl+Plus", "Alt+Left", "Ctrl+Alt+Shift+F12", "Ctrl+[", "\"", "Shift+PageDown", "1"]
        {
            let shortcut: Shortcut = name.parse().unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(shortcut.to_string().parse(), Ok(shortcut), "{name}");
        }
    }

    #[test]
    fn other_ways_of_writing_a_key_mean_the_same() {
        for (one, other) in
            [("ctrl+shift+p", "Shift+Ctrl+P"), ("Cmd+S", "Ctrl+S"), ("Ctrl++", "Ctrl+Plus"), ("-", "Minus"), ("esc", "Escape")]
        {
            let one = one.to_owned();
            assert_eq!(one.replace("esc", "Esc").parse::<Shortcut>(), other.parse(), "{one} and {other}");
        }
    }

    #[test]
    fn what_is_no_key_is_told_apart() {
        assert_eq!("Ctrl+Wurst".parse::<Shortcut>(), Err(ShortcutError::NoSuchKey("Ctrl+Wurst".to_owned())));
        assert_eq!("Hyper+A".parse::<Shortcut>(), Err(ShortcutError::NotHeld("Hyper".to_owned())));
        assert_eq!("Shift+[".parse::<Shortcut>(), Err(ShortcutError::ShiftedMark));
        assert!("".parse::<Shortcut>().is_err() && "Ctrl+".parse::<Shortcut>().is_err());
    }

    #[test]
    fn keys_that_typing_needs_are_refused() {
        for name in ["Tab", "Ctrl+V", "Ctrl+X", "Shift+Insert", "Ctrl+Alt+Q", "Ctrl+Alt+["] {
            assert!(name.parse::<Shortcut>().is_ok_and(|s| s.refused().is_some()), "{name}");
        }
        for name in ["Ctrl+C", "Delete", "V", "Ctrl+Alt+F1", "["] {
            assert!(name.parse::<Shortcut>().is_ok_and(|s| s.refused().is_none()), "{name}");
        }
    }
}
