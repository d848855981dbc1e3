//! The words that stand for values in a record: those that serde makes of the variants' names.

use super::record::StoredPlace;
use crate::layer::{NoteKind, Reason};

/// A value that a record names by a single word.
pub(super) trait Named: Copy + 'static {
    /// Every value.
    const EVERY: &'static [Self];

    /// Its word.
    fn word(self) -> &'static str;

    /// The value of a word.
    fn of_word(word: &str) -> Option<Self> {
        Self::EVERY.iter().copied().find(|value| value.word() == word)
    }
}

impl Named for StoredPlace {
    const EVERY: &'static [Self] = &[Self::Exact, Self::Moved, Self::Orphan];

    fn word(self) -> &'static str {
        match self {
            Self::Exact => "Exact",
            Self::Moved => "Moved",
            Self::Orphan => "Orphan",
        }
    }
}

impl Named for NoteKind {
    const EVERY: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Translator => "Translator",
            Self::Source => "Source",
            Self::Context => "Context",
            Self::Query => "Query",
            Self::Comment => "Comment",
        }
    }
}

impl Named for Reason {
    const EVERY: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Supplied => "Supplied",
            Self::Clarification => "Clarification",
            Self::Case => "Case",
            Self::Omission => "Omission",
            Self::Sic => "Sic",
            Self::Caption => "Caption",
            Self::Other => "Other",
        }
    }
}
