//! What an annotation says.

use serde::{Deserialize, Serialize};

use crate::terms::ConceptId;

/// The body of an annotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// Words the translator supplies, in brackets.
    Insertion(Insertion),
    /// A tie to a concept of the termbase, shown as a gloss.
    TermLink(TermLink),
    /// Prose about the span.
    Note(Note),
    /// A proposed replacement, never applied to the text.
    Suggestion(Suggestion),
}

/// What the user calls an annotation of one sort or another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An insertion, or a replacement.
    Insertion,
    /// A term link.
    Term,
    /// A note of one kind or another.
    Note(NoteKind),
    /// A suggestion.
    Suggestion,
}

impl Kind {
    /// Every kind, in the order in which lists and menus show them.
    pub const ALL: [Self; 8] = [
        Self::Insertion,
        Self::Term,
        Self::Note(NoteKind::Translator),
        Self::Note(NoteKind::Source),
        Self::Note(NoteKind::Context),
        Self::Note(NoteKind::Query),
        Self::Note(NoteKind::Comment),
        Self::Suggestion,
    ];

    /// Its place in [`Self::ALL`].
    #[must_use]
    pub const fn number(self) -> usize {
        match self {
            Self::Insertion => 0,
            Self::Term => 1,
            Self::Note(NoteKind::Translator) => 2,
            Self::Note(NoteKind::Source) => 3,
            Self::Note(NoteKind::Context) => 4,
            Self::Note(NoteKind::Query) => 5,
            Self::Note(NoteKind::Comment) => 6,
            Self::Suggestion => 7,
        }
    }

    /// In plain English.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Insertion => "Insertion",
            Self::Term => "Term",
            Self::Note(kind) => kind.label(),
            Self::Suggestion => "Suggestion",
        }
    }

    /// Whether readers of the published text see it.
    #[must_use]
    pub const fn is_published(self) -> bool {
        match self {
            Self::Insertion | Self::Term => true,
            Self::Note(kind) => kind.is_published(),
            Self::Suggestion => false,
        }
    }
}

impl Body {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Insertion(_) => Kind::Insertion,
            Self::TermLink(_) => Kind::Term,
            Self::Note(note) => Kind::Note(note.kind),
            Self::Suggestion(_) => Kind::Suggestion,
        }
    }

    /// The words a user typed, to look through or to show in a list. Of a term link, its verbatim gloss.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Insertion(insertion) => &insertion.words,
            Self::TermLink(TermLink { gloss: Gloss::Verbatim(text), .. }) => text,
            Self::TermLink(_) => "",
            Self::Note(note) => &note.text,
            Self::Suggestion(suggestion) => &suggestion.replacement,
        }
    }
}

/// Words the translator supplies. At a point they are added; on a span they stand in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Insertion {
    /// The words, without brackets.
    pub words: String,
    /// Why.
    pub reason: Reason,
    /// Whether the style's brackets are put around them.
    #[serde(default, skip_serializing_if = "Brackets::is_house")]
    pub brackets: Brackets,
    /// The blanks around them.
    #[serde(default, skip_serializing_if = "Spacing::is_auto")]
    pub spacing: Spacing,
}

/// Why words were supplied or replaced. The published Chicago and TEI reasons, in one list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// Words the original leaves unsaid and English cannot: a subject, a pronoun.
    #[default]
    Supplied,
    /// An explanation for the reader.
    Clarification,
    /// A letter's case changed: `[m]ultilateral`.
    Case,
    /// Something left out: `[…]`.
    Omission,
    /// As in the original: `[sic]`.
    Sic,
    /// A caption, on a line of its own.
    Caption,
    /// Anything else.
    Other,
}

impl Reason {
    /// Every reason, in the order in which menus show them.
    pub const ALL: [Self; 7] =
        [Self::Supplied, Self::Clarification, Self::Case, Self::Omission, Self::Sic, Self::Caption, Self::Other];

    /// In plain English.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Supplied => "Supplied words",
            Self::Clarification => "Clarification",
            Self::Case => "Change of case",
            Self::Omission => "Omission",
            Self::Sic => "Sic",
            Self::Caption => "Caption",
            Self::Other => "Other",
        }
    }
}

/// Whether an insertion's words stand in brackets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Brackets {
    /// In those of the style profile.
    #[default]
    House,
    /// In none.
    None,
}

impl Brackets {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
    const fn is_house(&self) -> bool {
        matches!(self, Self::House)
    }
}

/// The blanks around a piece of apparatus.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Spacing {
    /// Worked out from the neighbours.
    #[default]
    Auto,
    /// Just these, as `lift` found them.
    Verbatim {
        /// Before the piece.
        before: String,
        /// Behind it.
        after: String,
    },
}

impl Spacing {
    const fn is_auto(&self) -> bool {
        matches!(self, Self::Auto)
    }
}

/// A tie from a span to a concept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermLink {
    /// The concept.
    pub term: ConceptId,
    /// Whether and how its gloss is shown.
    #[serde(default, skip_serializing_if = "Gloss::is_auto")]
    pub gloss: Gloss,
    /// The blanks around the gloss.
    #[serde(default, skip_serializing_if = "Spacing::is_auto")]
    pub spacing: Spacing,
}

/// Whether and how a term link shows its gloss.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gloss {
    /// As the style profile's policy has it: at the first mention, as a rule.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
    /// Always, and in these words.
    Verbatim(String),
}

impl Gloss {
    const fn is_auto(&self) -> bool {
        matches!(self, Self::Auto)
    }
}

/// Prose about a span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Of which kind.
    pub kind: NoteKind,
    /// What it says, in Markdown.
    pub text: String,
}

/// The kinds of notes. The first three are for readers; the others never leave the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NoteKind {
    /// A translator's note.
    Translator,
    /// Where something comes from.
    Source,
    /// What a reader from elsewhere needs to know.
    Context,
    /// A question, to the author or a colleague.
    Query,
    /// A remark.
    Comment,
}

impl NoteKind {
    /// Every kind, published ones first.
    pub const ALL: [Self; 5] = [Self::Translator, Self::Source, Self::Context, Self::Query, Self::Comment];

    /// In plain English.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Translator => "Translator’s note",
            Self::Source => "Source",
            Self::Context => "Context",
            Self::Query => "Query",
            Self::Comment => "Comment",
        }
    }

    /// Whether readers of the published text see it.
    #[must_use]
    pub const fn is_published(self) -> bool {
        matches!(self, Self::Translator | Self::Source | Self::Context)
    }
}

/// A proposed replacement for a span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggestion {
    /// What should stand there. Empty: the span should go.
    pub replacement: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}
