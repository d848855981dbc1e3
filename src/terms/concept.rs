//! One concept and what it is called.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use super::LanguageTag;
use crate::text::slug;

/// A concept's name in files: lower-case letters of any script, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ConceptId(Arc<str>);

impl ConceptId {
    /// The id made from a term: `Fang Kecheng` gives `fang-kecheng`.
    #[must_use]
    pub fn from_term(term: &str) -> Self {
        Self(slug(term).unwrap_or_else(|| "term".to_owned()).into())
    }

    /// This id with a number behind it, for a second concept of the same name.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        Self(format!("{}-{number}", self.0).into())
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ConceptId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if slug(&text).is_some_and(|slug| slug == text) {
            Ok(Self(text.into()))
        } else {
            Err(format!("{text:?} is not a concept id: use lower-case letters, digits and hyphens"))
        }
    }
}

impl From<ConceptId> for String {
    fn from(id: ConceptId) -> Self {
        id.0.as_ref().to_owned()
    }
}

impl fmt::Display for ConceptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A concept (TBX `conceptEntry`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Its name in files.
    pub id: ConceptId,
    /// What it is called, language by language.
    pub languages: Vec<LanguageSection>,
    /// What it means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// The field it belongs to (TBX `subjectField`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What a concept is called in one language (TBX `langSec`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageSection {
    /// The language.
    pub language: LanguageTag,
    /// Its terms, best first.
    pub terms: Vec<Term>,
}

/// One term (TBX `termSec`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The term as it stands in a text.
    pub text: String,
    /// In Latin letters: `duōbiān`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub romanisation: String,
    /// Noun, verb …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of_speech: Option<PartOfSpeech>,
    /// Whether to use it.
    #[serde(default)]
    pub status: Status,
}

impl Term {
    /// A preferred term and nothing more.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), romanisation: String::new(), part_of_speech: None, status: Status::Preferred }
    }
}

/// Parts of speech, as TBX-Basic lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartOfSpeech {
    /// A noun.
    Noun,
    /// A proper noun: a name.
    ProperNoun,
    /// A verb.
    Verb,
    /// An adjective.
    Adjective,
    /// An adverb.
    Adverb,
    /// Anything else.
    Other,
}

/// Whether a term is to be used (TBX `administrativeStatus`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Use this one.
    #[default]
    Preferred,
    /// May be used.
    Admitted,
    /// Must not be used.
    Deprecated,
    /// Was used once.
    Superseded,
}

impl Status {
    /// Every status, best first.
    pub const ALL: [Self; 4] = [Self::Preferred, Self::Admitted, Self::Deprecated, Self::Superseded];

    /// In plain English.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Preferred => "Preferred",
            Self::Admitted => "Admitted",
            Self::Deprecated => "Deprecated",
            Self::Superseded => "Superseded",
        }
    }
}

impl Concept {
    /// A concept with one term in each of two languages.
    #[must_use]
    pub fn pair(id: ConceptId, source: (LanguageTag, &str), rendering: (LanguageTag, &str)) -> Self {
        let section = |(language, text): (LanguageTag, &str)| LanguageSection { language, terms: vec![Term::new(text)] };
        let languages = vec![section(source), section(rendering)];
        Self { id, languages, definition: String::new(), subject: String::new(), note: String::new() }
    }

    /// Its terms in a language: the section of just this tag, else one of the same language.
    #[must_use]
    pub fn terms_in(&self, language: &LanguageTag) -> &[Term] {
        let exact = self.languages.iter().find(|s| s.language == *language);
        let near = || self.languages.iter().find(|s| s.language.same_language(language));
        exact.or_else(near).map_or(&[], |s| s.terms.as_slice())
    }

    /// The terms to show in a language: the preferred ones; where none is, the first.
    #[must_use]
    pub fn preferred_in(&self, language: &LanguageTag) -> Vec<&Term> {
        let terms = self.terms_in(language);
        let preferred: Vec<_> = terms.iter().filter(|t| t.status == Status::Preferred).collect();
        if preferred.is_empty() { terms.iter().take(1).collect() } else { preferred }
    }

    /// Every term in every language.
    pub fn all_terms(&self) -> impl Iterator<Item = &Term> {
        self.languages.iter().flat_map(|s| &s.terms)
    }
}
