//! What `project.ron` says.

use serde::{Deserialize, Serialize};

use crate::{layer::AuthorId, terms::LanguageTag, text::Encoding, weave::Style};

/// A project: a text, what it was translated from, and how its apparatus is rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// What users call it.
    pub title: String,
    /// The source text's file.
    pub text: ProjectPath,
    /// The source text's language.
    pub text_language: LanguageTag,
    /// The source text's encoding, where detection should not be trusted.
    pub encoding: Option<Encoding>,
    /// The original's file.
    pub original: Option<ProjectPath>,
    /// The original's language: glosses are in it.
    pub original_language: LanguageTag,
    /// The termbase's file.
    pub termbase: ProjectPath,
    /// The folder of the layers.
    pub layers: ProjectPath,
    /// Whose annotations are published; everybody's if there is no such list.
    pub published: Option<Vec<AuthorId>>,
    /// How the apparatus is rendered.
    pub style: Style,
}

impl Project {
    /// A project with the usual file names and the style of the text's language.
    #[must_use]
    pub fn new(title: &str, text: ProjectPath, text_language: LanguageTag, original_language: LanguageTag) -> Self {
        Self {
            title: title.to_owned(),
            text,
            style: Style::for_language(&text_language),
            text_language,
            encoding: None,
            original: None,
            original_language,
            termbase: ProjectPath::fixed("terms.ron"),
            layers: ProjectPath::fixed("layers"),
            published: None,
        }
    }

    /// Of these authors, the numbers of those that are published, in order of precedence: that of the list, else by id.
    #[must_use]
    pub fn published_order(&self, authors: &[&AuthorId]) -> Vec<usize> {
        let mut order: Vec<usize> = match &self.published {
            Some(list) => list.iter().filter_map(|wanted| authors.iter().position(|id| *id == wanted)).collect(),
            None => (0..authors.len()).collect(),
        };
        if self.published.is_none() {
            order.sort_by_key(|i| authors.get(*i).copied());
        }
        let mut seen = std::collections::HashSet::new();
        order.retain(|i| seen.insert(*i));
        order
    }

    /// Whether an author's annotations are published.
    #[must_use]
    pub fn publishes(&self, author: &AuthorId) -> bool {
        self.published.as_ref().is_none_or(|list| list.contains(author))
    }
}

/// A path inside the project's folder: relative, with forward slashes, never leading out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProjectPath(String);

impl ProjectPath {
    fn fixed(path: &str) -> Self {
        Self(path.to_owned())
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ProjectPath {
    type Error = String;

    fn try_from(path: String) -> Result<Self, Self::Error> {
        let part = |p: &str| !p.is_empty() && p != "." && p != ".." && !p.contains(['\\', ':', '\0']);
        if path.split('/').all(part) {
            Ok(Self(path))
        } else {
            Err(format!("{path:?} is not a path inside the project's folder: use a relative path with \"/\" and without \"..\""))
        }
    }
}

impl From<ProjectPath> for String {
    fn from(path: ProjectPath) -> Self {
        path.0
    }
}
