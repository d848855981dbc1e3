//! Chinese words: which characters belong together.
//!
//! The dictionary is that of jieba (<https://github.com/fxsjy/jieba>). It takes a good part of a second and some tens of megabytes, so it is loaded only when
//! it is first needed, by a thread that may wait; until then every character is a word of its own.

use std::{ops::Range, sync::OnceLock};

use jieba_rs::Jieba;

use super::{SourceText, Span, is_han};

static DICTIONARY: OnceLock<Jieba> = OnceLock::new();

/// How many characters on either side of a place are looked at. Words are short; a line of a whole book is not.
const REACH: usize = 100;

/// Loads the dictionary, if that was not done before. Takes long: not for a thread that draws.
pub fn load() {
    DICTIONARY.get_or_init(Jieba::new);
}

/// Whether the dictionary is there.
#[must_use]
pub fn are_known() -> bool {
    DICTIONARY.get().is_some()
}

/// Whether a span begins in Chinese whose words can't be told yet.
#[must_use]
pub fn are_wanted(text: &SourceText, span: Span) -> bool {
    !are_known() && text.slice(span).starts_with(is_han)
}

/// The word that holds the Han character at byte `at`; `None` if there is none, or no dictionary.
pub(super) fn word_at(text: &str, at: usize) -> Option<Range<usize>> {
    let dictionary = DICTIONARY.get()?;
    let (before, behind) = text.split_at_checked(at)?;
    if !behind.starts_with(is_han) {
        return None;
    }
    let back: usize = before.chars().rev().take(REACH).take_while(|c| is_han(*c)).map(char::len_utf8).sum();
    let on: usize = behind.chars().take(REACH).take_while(|c| is_han(*c)).map(char::len_utf8).sum();
    let start = at - back;
    // New names are found by their characters (the argument `true`), since no dictionary has them all.
    let words = dictionary.cut(text.get(start..at + on)?, true);
    words.into_iter().find(|w| back < w.byte_end).map(|w| start + w.byte_start..start + w.byte_end)
}
