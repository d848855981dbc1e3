//! Names of things that never change.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::text::slug;

/// An annotation's name: a `UUIDv7`, so that ids sort by the time they were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AnnotationId(Uuid);

impl AnnotationId {
    /// A new one, unlike all others.
    #[must_use]
    pub fn new() -> Self {
        Self(Uuid::now_v7())
    }

    /// The id with this number, for tests and fixtures that must come out the same every time.
    #[must_use]
    pub const fn from_u128(number: u128) -> Self {
        Self(Uuid::from_u128(number))
    }

    /// The id as a number.
    #[must_use]
    pub const fn as_u128(self) -> u128 {
        self.0.as_u128()
    }
}

impl Default for AnnotationId {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An author's name in file names and records: lower-case letters of any script, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AuthorId(String);

impl AuthorId {
    /// The id made from a person's name: `Lin Hui` gives `lin-hui`. A name without a letter or digit gives `author`.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self(slug(name).unwrap_or_else(|| "author".to_owned()))
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AuthorId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match slug(&text) {
            Some(slug) if slug == text => Ok(Self(text)),
            _ => Err(format!("{text:?} is not an author id: use lower-case letters, digits and hyphens")),
        }
    }
}

impl From<AuthorId> for String {
    fn from(id: AuthorId) -> Self {
        id.0
    }
}

impl fmt::Display for AuthorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
