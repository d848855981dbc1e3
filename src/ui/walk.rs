//! A list as one stop of the Tab key, walked by the arrows.

use egui::{EventFilter, Key, Modifiers, Response, Sense, Ui};

/// Which entry of a list the keyboard is at.
#[derive(Debug, Default)]
pub(super) struct Walk {
    at: usize,
    /// Whether that entry had the keyboard when it was last drawn.
    has: bool,
    /// Whether it is to get the keyboard.
    wants: bool,
}

/// How many entries Page Up and Page Down go.
const PAGE: usize = 10;

impl Walk {
    /// Takes the keys that walk out of the input, if an entry has the keyboard; to be called before the entries are drawn. The entry walked to.
    pub(super) fn step(&mut self, ui: &Ui, count: usize) -> Option<usize> {
        let had = std::mem::take(&mut self.has);
        let last = count.checked_sub(1)?;
        self.at = self.at.min(last);
        if !had {
            return None;
        }
        let before = self.at;
        let ways = [
            (Key::ArrowUp, before.saturating_sub(1)),
            (Key::ArrowDown, before + 1),
            (Key::Home, 0),
            (Key::End, last),
            (Key::PageUp, before.saturating_sub(PAGE)),
            (Key::PageDown, before + PAGE),
        ];
        let (_, target) = ways.into_iter().find(|(key, _)| ui.input_mut(|i| i.consume_key(Modifiers::NONE, *key)))?;
        self.go(target.min(last));
        Some(self.at)
    }

    /// Puts the keyboard to an entry when it is drawn next.
    pub(super) const fn go(&mut self, to: usize) {
        self.at = to;
        self.wants = true;
    }

    /// Has Tab come to an entry, unless the keyboard is in the list now.
    pub(super) const fn rest_at(&mut self, entry: usize) {
        if !self.has && !self.wants {
            self.at = entry;
        }
    }

    /// Whether an entry had the keyboard when the list was drawn last.
    pub(super) const fn has_keyboard(&self) -> bool {
        self.has
    }

    /// The entry Tab comes to.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// What an entry senses: only one is a stop of the Tab key.
    pub(super) fn sense(&self, entry: usize) -> Sense {
        if entry == self.at { Sense::click() } else { Sense::CLICK }
    }

    /// Notes that an entry was drawn, and gives it the keyboard if it is to have it.
    pub(super) fn drawn(&mut self, ui: &Ui, entry: usize, response: &Response) {
        if entry == self.at && std::mem::take(&mut self.wants) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.clicked() {
            self.at = entry;
        }
        if response.has_focus() {
            self.has = true;
            // The keyboard may be on its way to another entry.
            if !self.wants {
                self.at = entry;
            }
            // Those to the sides too: they would leave the list for whatever is nearest.
            let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
        }
    }
}
