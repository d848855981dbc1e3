//! One mark by one author.

use jiff::Timestamp;

use super::{AnnotationId, Body};
use crate::{
    anchor::Selector,
    text::{SourceText, Span},
};

/// One mark by one author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// Its name, for good.
    pub id: AnnotationId,
    /// What it is about.
    pub target: Target,
    /// What it says.
    pub body: Body,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// The author's own labels.
    pub tags: Vec<String>,
    /// The annotation it was copied from.
    pub derived_from: Option<AnnotationId>,
    /// Breaks ties among pieces of one kind at one point: lower comes first. Nearly always 0.
    pub rank: i32,
}

impl Annotation {
    /// A new annotation of a span, made at `now`.
    #[must_use]
    pub fn new(id: AnnotationId, span: Span, body: Body, now: Timestamp) -> Self {
        Self {
            id,
            target: Target::Placed { span, place: Place::Exact },
            body,
            created: now,
            modified: now,
            tags: Vec::new(),
            derived_from: None,
            rank: 0,
        }
    }

    /// Its span, unless it is an orphan.
    #[must_use]
    pub const fn span(&self) -> Option<Span> {
        match self.target {
            Target::Placed { span, .. } => Some(span),
            Target::Orphan { .. } => None,
        }
    }

    /// The characters it is about: those of its span, or for an orphan those it was made on.
    #[must_use]
    pub fn quote<'a>(&'a self, text: &'a SourceText) -> &'a str {
        match &self.target {
            Target::Placed { span, .. } => text.slice(*span),
            Target::Orphan { selector, .. } => &selector.exact,
        }
    }
}

/// What an annotation is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A span of the text as it is now.
    Placed {
        /// The span.
        span: Span,
        /// How it is known.
        place: Place,
    },
    /// A place that cannot be told with confidence.
    Orphan {
        /// The place as it was.
        selector: Box<Selector>,
        /// Where it might be; empty if nowhere.
        candidates: Vec<Span>,
    },
}

/// How a place is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It is where the author put it.
    Exact,
    /// The text changed and it was found elsewhere; its author has not looked at it since.
    Moved,
}
