//! Languages, by their BCP 47 tags.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A BCP 47 language tag: `en`, `zh-Hans`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag(String);

impl LanguageTag {
    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// Chinese in simplified characters.
    #[must_use]
    pub fn simplified_chinese() -> Self {
        Self("zh-Hans".to_owned())
    }

    /// Chinese in traditional characters.
    #[must_use]
    pub fn traditional_chinese() -> Self {
        Self("zh-Hant".to_owned())
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without script and region: `zh` of `zh-Hans`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether this is Chinese, Japanese or Korean: written with full-width punctuation.
    #[must_use]
    pub fn is_cjk(&self) -> bool {
        matches!(self.primary(), "zh" | "yue" | "wuu" | "lzh" | "ja" | "ko")
    }

    /// Whether both are one language, whatever their script or region.
    #[must_use]
    pub fn same_language(&self, other: &Self) -> bool {
        self.primary().eq_ignore_ascii_case(other.primary())
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let subtag = |s: &str| (1..=8).contains(&s.len()) && s.chars().all(|c| c.is_ascii_alphanumeric());
        let primary = |s: &str| (2..=8).contains(&s.len()) && s.chars().all(|c| c.is_ascii_alphabetic());
        let good = text.split('-').all(subtag) && text.split('-').next().is_some_and(primary);
        if good { Ok(Self(text)) } else { Err(format!("{text:?} is not a BCP 47 language tag such as \"en\" or \"zh-Hans\"")) }
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
