//! How the apparatus is rendered: never part of the annotations.

use serde::{Deserialize, Serialize};

use crate::terms::{ConceptId, LanguageTag};

/// A style profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Style {
    /// What stands around an insertion's words.
    pub insertion_brackets: (String, String),
    /// What stands around a gloss.
    pub gloss_brackets: (String, String),
    /// Which mentions of a concept are glossed.
    pub gloss_policy: GlossPolicy,
    /// What a gloss says, and in which order.
    pub gloss_order: GlossOrder,
    /// What stands between alternatives: the ` or ` of `(分散 or 分布式)`.
    pub alternatives: String,
    /// Concepts too well known to gloss.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exempt: Vec<ConceptId>,
}

/// Which mentions of a concept are glossed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum GlossPolicy {
    /// The first in the document.
    FirstInDocument,
    /// The first under each heading.
    FirstInSection,
    /// All.
    Always,
    /// None, but for those an annotation insists on.
    Never,
}

impl GlossPolicy {
    /// Every policy.
    pub const ALL: [Self; 4] = [Self::FirstInDocument, Self::FirstInSection, Self::Always, Self::Never];

    /// In plain English.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::FirstInDocument => "First mention in the document",
            Self::FirstInSection => "First mention in each section",
            Self::Always => "Every mention",
            Self::Never => "Only where asked for",
        }
    }
}

/// What a gloss says, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum GlossOrder {
    /// `多边`
    Characters,
    /// `duōbiān 多边`
    RomanisationCharacters,
    /// `多边 duōbiān`
    CharactersRomanisation,
}

impl GlossOrder {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Characters, Self::RomanisationCharacters, Self::CharactersRomanisation];

    /// In plain English.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Characters => "Original term only",
            Self::RomanisationCharacters => "Romanisation, then original",
            Self::CharactersRomanisation => "Original, then romanisation",
        }
    }
}

impl Style {
    /// The usual style for a text in `language`: full-width brackets and `或` in Chinese, half-width and `or` elsewhere.
    #[must_use]
    pub fn for_language(language: &LanguageTag) -> Self {
        let pair = |open: &str, close: &str| (open.to_owned(), close.to_owned());
        let full = language.is_cjk();
        Self {
            insertion_brackets: if full { pair("［", "］") } else { pair("[", "]") },
            gloss_brackets: if full { pair("（", "）") } else { pair("(", ")") },
            gloss_policy: GlossPolicy::FirstInDocument,
            gloss_order: GlossOrder::Characters,
            alternatives: if full { "或".to_owned() } else { " or ".to_owned() },
            exempt: Vec::new(),
        }
    }
}

impl Default for Style {
    fn default() -> Self {
        Self::for_language(&LanguageTag::english())
    }
}
