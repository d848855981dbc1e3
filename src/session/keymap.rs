//! Which keys do what: those of the table of actions, but for what the user changed.

use std::collections::HashMap;

use super::{Action, Extend, Shortcut};
use crate::project::{Placed, Problem, WrittenKeys};

/// The keys in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    keys: HashMap<Action, Vec<Shortcut>>,
    /// Entries of the file for actions that this program doesn’t know: a later one may. They are written back.
    unknown: Vec<(String, Vec<String>)>,
    /// What was wrong with the file.
    problems: Vec<Problem>,
}

/// Why a key can’t simply be given to an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// It never can: why.
    Refused(&'static str),
    /// It is another action’s.
    With(Action),
}

impl Action {
    /// What it is called in files: `NextRegion` is `next-region`.
    #[must_use]
    pub fn id(self) -> String {
        let mut id = String::new();
        for c in self.name().chars() {
            if c.is_uppercase() && !id.is_empty() {
                id.push('-');
            }
            id.extend(c.to_lowercase());
        }
        id
    }

    /// The action of an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.id() == id)
    }
}

impl Default for Keymap {
    fn default() -> Self {
        let keys = Action::ALL.iter().map(|action| (*action, defaults(*action))).collect();
        Self { keys, unknown: Vec::new(), problems: Vec::new() }
    }
}

/// The keys of the table; a test sees to it that all of them can be read.
fn defaults(action: Action) -> Vec<Shortcut> {
    action.default_keys().iter().filter_map(|key| key.parse().ok()).collect()
}

impl Keymap {
    /// The usual keys, changed as a file says. What is wrong in it is noted as [`Self::problems`]; the rest counts.
    #[must_use]
    pub fn written(file: &WrittenKeys) -> Self {
        let mut map = Self::default();
        let mut said: Vec<(Action, &[Placed])> = Vec::new();
        for (name, keys) in &file.entries {
            match Action::from_id(&name.text) {
                None => {
                    let list = "Help ▸ Change keys… lists them all, and writes this file";
                    map.problem(file, name, format!("there is no action {:?}; {list}", name.text));
                    map.unknown.push((name.text.clone(), keys.iter().map(|k| k.text.clone()).collect()));
                }
                Some(action) if said.iter().any(|(known, _)| *known == action) => {
                    map.problem(
                        file,
                        name,
                        format!("{:?} stands here twice; the first one counts. Delete one of them", name.text),
                    );
                }
                Some(action) => {
                    said.push((action, keys));
                    map.keys.insert(action, Vec::new());
                }
            }
        }
        for (action, keys) in &said {
            for key in *keys {
                map.read(file, *action, key, &said);
            }
        }
        map
    }

    /// Reads a key of the file. What the file says goes before the usual keys, and what it says first before what it says later.
    fn read(&mut self, file: &WrittenKeys, action: Action, key: &Placed, said: &[(Action, &[Placed])]) {
        let shortcut: Shortcut = match key.text.parse() {
            Ok(shortcut) => shortcut,
            Err(e) => return self.problem(file, key, e.to_string()),
        };
        match self.clash(action, shortcut) {
            Some(Clash::Refused(why)) => {
                return self.problem(file, key, format!("{} can be no action’s key: {why}. Choose another one", key.text));
            }
            Some(Clash::With(other)) if self.of(other).contains(&shortcut) => {
                let (key_text, id) = (&key.text, other.id());
                if said.iter().any(|(known, _)| *known == other) {
                    return self.problem(file, key, format!("{key_text} is the key of {id:?} already; choose another one"));
                }
                let advice = format!("give {id:?} another one here, or say that it has none: {id:?}: []");
                self.problem(file, key, format!("{key_text} was the key of {id:?}, which has lost it; {advice}"));
                self.take_from(other, shortcut);
            }
            // Shift and a move of the caret: who wants it for something else may have it.
            Some(Clash::With(_)) | None => {}
        }
        self.keys.entry(action).or_default().push(shortcut);
    }

    fn problem(&mut self, file: &WrittenKeys, word: &Placed, message: String) {
        self.problems.push(Problem { file: file.file.clone(), at: Some(word.at), message });
    }

    /// Notes that the file could not be read at all.
    #[must_use]
    pub fn unread(problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::default() }
    }

    /// What was wrong with the file, in the order of the file.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The keys of an action, the one to show first.
    #[must_use]
    pub fn of(&self, action: Action) -> &[Shortcut] {
        self.keys.get(&action).map_or(&[], Vec::as_slice)
    }

    /// The action of a key. A key of a move of the caret does the same together with Shift, and selects, unless it is another action’s then.
    #[must_use]
    pub fn action(&self, shortcut: Shortcut) -> Option<(Action, Extend)> {
        let of = |shortcut: Shortcut| Action::ALL.iter().copied().find(|action| self.of(*action).contains(&shortcut));
        let selects = || of(shortcut.unshifted()?).filter(|action| action.movement().is_some());
        of(shortcut).map(|action| (action, Extend::No)).or_else(|| Some((selects()?, Extend::Yes)))
    }

    /// Why a key can’t simply be given to an action, if so.
    #[must_use]
    pub fn clash(&self, action: Action, shortcut: Shortcut) -> Option<Clash> {
        if let Some(why) = shortcut.refused() {
            return Some(Clash::Refused(why));
        }
        let (other, _) = self.action(shortcut)?;
        (other != action).then_some(Clash::With(other))
    }

    /// Gives a key to an action. Another action that had it has it no more.
    pub fn give(&mut self, action: Action, shortcut: Shortcut) {
        if let Some(Clash::With(other)) = self.clash(action, shortcut) {
            self.take_from(other, shortcut);
        }
        let keys = self.keys.entry(action).or_default();
        if !keys.contains(&shortcut) {
            keys.push(shortcut);
        }
    }

    /// Takes a key from an action.
    pub fn take_from(&mut self, action: Action, shortcut: Shortcut) {
        if let Some(keys) = self.keys.get_mut(&action) {
            keys.retain(|key| *key != shortcut);
        }
    }

    /// Gives an action its usual keys. Whoever has them now loses them.
    pub fn reset(&mut self, action: Action) {
        self.keys.insert(action, Vec::new());
        for key in defaults(action) {
            self.give(action, key);
        }
    }

    /// Whether an action has other keys than usual.
    #[must_use]
    pub fn is_changed(&self, action: Action) -> bool {
        self.of(action) != defaults(action)
    }

    /// What differs from the usual keys, by id, as it is written to the file.
    #[must_use]
    pub fn changes(&self) -> Vec<(String, Vec<String>)> {
        let changed = Action::ALL.iter().copied().filter(|action| self.is_changed(*action));
        let written = changed.map(|action| (action.id(), self.of(action).iter().map(ToString::to_string).collect()));
        written.chain(self.unknown.iter().cloned()).collect()
    }

    /// The first key of an action as it is shown; empty if it has none.
    #[must_use]
    pub fn shown(&self, action: Action) -> String {
        self.of(action).first().map(|key| key.shown()).unwrap_or_default()
    }

    /// All keys of an action as they are shown, two blanks between.
    #[must_use]
    pub fn all_shown(&self, action: Action) -> String {
        self.of(action).iter().map(|key| key.shown()).collect::<Vec<_>>().join("  ")
    }

    /// A text with the first key of an action in parentheses behind it, if it has one.
    #[must_use]
    pub fn with_key(&self, text: &str, action: Action) -> String {
        match self.of(action).first() {
            Some(key) => format!("{text} ({})", key.shown()),
            None => text.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(entries: &[(&str, &[&str])]) -> WrittenKeys {
        let placed = |text: &str| Placed { text: text.to_owned(), at: (1, 1) };
        let entries = entries.iter().map(|(id, keys)| (placed(id), keys.iter().map(|k| placed(k)).collect())).collect();
        WrittenKeys { file: "keys.ron".into(), entries }
    }

    fn key(name: &str) -> Shortcut {
        name.parse().unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    #[test]
    fn every_usual_key_can_be_read_and_is_allowed() {
        for action in Action::ALL {
            for name in action.default_keys() {
                assert_eq!(key(name).refused(), None, "{name} of {action:?}");
                assert_eq!(key(name).to_string(), *name, "{name} of {action:?} is written as it is printed");
            }
        }
    }

    #[test]
    fn no_two_actions_share_a_usual_key() {
        let map = Keymap::default();
        for action in Action::ALL {
            for key in map.of(*action) {
                assert_eq!(map.action(*key), Some((*action, Extend::No)), "{key} is taken twice");
                assert_eq!(map.clash(*action, *key), None);
            }
        }
    }

    #[test]
    fn every_action_is_found_by_its_id() {
        for action in Action::ALL {
            assert_eq!(Action::from_id(&action.id()), Some(*action));
        }
        assert_eq!(Action::TranslatorNote.id(), "translator-note");
    }

    #[test]
    fn what_is_written_and_read_again_are_the_same_keys() {
        let mut map = Keymap::default();
        map.give(Action::Insertion, key("Ctrl+I"));
        map.give(Action::Omission, key("T"));
        map.give(Action::Query, key("Shift+Left"));
        let changes = map.changes();
        let entries: Vec<(&str, Vec<&str>)> =
            changes.iter().map(|(id, keys)| (id.as_str(), keys.iter().map(String::as_str).collect())).collect();
        let entries: Vec<(&str, &[&str])> = entries.iter().map(|(id, keys)| (*id, keys.as_slice())).collect();
        assert_eq!(
            entries,
            [("insertion", &["[", "Ctrl+I"][..]), ("omission", &[".", "T"]), ("term", &[]), ("query", &["Q", "Shift+Left"])]
        );
        assert_eq!(Keymap::written(&file(&entries)), map);
    }

    #[test]
    fn a_key_that_two_actions_want_is_told_and_goes_to_the_first() {
        let map = Keymap::written(&file(&[("term", &["G"]), ("query", &["G", "H"])]));
        assert_eq!(map.action(key("G")), Some((Action::Term, Extend::No)));
        assert_eq!(map.of(Action::Query), [key("H")], "the rest counts");
        assert!(map.problems()[0].message.contains("\"term\" already"), "{:?}", map.problems());
    }

    #[test]
    fn a_usual_key_of_another_action_goes_to_the_one_in_the_file_and_that_is_told() {
        let map = Keymap::written(&file(&[("query", &["T"])]));
        assert_eq!(map.action(key("T")), Some((Action::Query, Extend::No)));
        assert!(map.of(Action::Term).is_empty());
        assert_eq!(map.problems().len(), 1);
        let said = Keymap::written(&file(&[("term", &[]), ("query", &["T"])]));
        assert!(said.problems().is_empty(), "{:?}", said.problems());
    }

    #[test]
    fn unknown_actions_and_keys_are_told_and_the_unknown_action_is_kept() {
        let map = Keymap::written(&file(&[("fly", &["F2"]), ("term", &["Wurst", "Ctrl+V", "F4"])]));
        assert_eq!(map.problems().len(), 3);
        assert_eq!(map.of(Action::Term), [key("F4")]);
        assert!(map.changes().contains(&("fly".to_owned(), vec!["F2".to_owned()])));
    }

    #[test]
    fn shift_with_a_move_of_the_caret_selects_unless_the_key_is_taken() {
        let mut map = Keymap::default();
        assert_eq!(map.action(key("Ctrl+Shift+Left")), Some((Action::WordBack, Extend::Yes)));
        assert_eq!(map.action(key("Ctrl+Shift+S")), None, "saving selects nothing");
        assert_eq!(map.clash(Action::Term, key("Shift+End")), Some(Clash::With(Action::LineEnd)));
        map.give(Action::Term, key("Shift+End"));
        assert_eq!(map.action(key("Shift+End")), Some((Action::Term, Extend::No)));
        assert_eq!(map.action(key("End")), Some((Action::LineEnd, Extend::No)));
    }

    #[test]
    fn an_action_that_is_reset_has_its_usual_keys_again() {
        let mut map = Keymap::default();
        map.give(Action::Query, key("T"));
        map.reset(Action::Term);
        assert_eq!(map.action(key("T")), Some((Action::Term, Extend::No)));
        map.reset(Action::Query);
        assert_eq!(map, Keymap::default());
    }
}
