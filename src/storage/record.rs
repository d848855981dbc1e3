//! An annotation as layer files and the journal write it.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    anchor::{Selector, context},
    layer::{Annotation, AnnotationId, Body, Place, Target},
    text::SourceText,
};

/// One annotation. The selector's parts stand first, so that a reader of the file sees what it is about.
///
/// What it holds may be borrowed: to write a record from an annotation and its text, or to compare one that was read with the text,
/// takes no copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record<'a> {
    pub(super) id: AnnotationId,
    /// Code points.
    pub(super) at: (usize, usize),
    pub(super) exact: Cow<'a, str>,
    pub(super) prefix: Cow<'a, str>,
    pub(super) suffix: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "StoredPlace::is_exact")]
    pub(super) place: StoredPlace,
    pub(super) body: Cow<'a, Body>,
    pub(super) created: Timestamp,
    pub(super) modified: Timestamp,
    #[serde(default, skip_serializing_if = "is_none")]
    pub(super) tags: Cow<'a, [String]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) derived_from: Option<AnnotationId>,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) rank: i32,
}

/// How the place of a record is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum StoredPlace {
    #[default]
    Exact,
    Moved,
    Orphan,
}

impl StoredPlace {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
    pub(super) const fn is_exact(&self) -> bool {
        matches!(self, Self::Exact)
    }
}

fn is_none(tags: &[String]) -> bool {
    tags.is_empty()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
const fn is_zero(rank: &i32) -> bool {
    *rank == 0
}

impl<'a> Record<'a> {
    /// The record of an annotation of a text.
    pub(super) fn of(annotation: &'a Annotation, text: &'a SourceText) -> Self {
        let (at, [exact, prefix, suffix], place) = match &annotation.target {
            Target::Placed { span, place } => {
                let (prefix, suffix) = context(text, *span);
                let place = if *place == Place::Exact { StoredPlace::Exact } else { StoredPlace::Moved };
                (text.code_points(*span), [text.slice(*span), prefix, suffix], place)
            }
            Target::Orphan { selector, .. } => {
                let Selector { position, exact, prefix, suffix } = &**selector;
                (position.clone(), [exact.as_str(), prefix, suffix], StoredPlace::Orphan)
            }
        };
        Self {
            id: annotation.id,
            at: (at.start, at.end),
            exact: exact.into(),
            prefix: prefix.into(),
            suffix: suffix.into(),
            place,
            body: Cow::Borrowed(&annotation.body),
            created: annotation.created,
            modified: annotation.modified,
            tags: Cow::Borrowed(&annotation.tags),
            derived_from: annotation.derived_from,
            rank: annotation.rank,
        }
    }

    /// The same, holding all of it.
    pub(super) fn into_owned(self) -> Record<'static> {
        let Self { id, at, exact, prefix, suffix, place, body, created, modified, tags, derived_from, rank } = self;
        Record {
            id,
            at,
            exact: exact.into_owned().into(),
            prefix: prefix.into_owned().into(),
            suffix: suffix.into_owned().into(),
            place,
            body: Cow::Owned(body.into_owned()),
            created,
            modified,
            tags: tags.into_owned().into(),
            derived_from,
            rank,
        }
    }

    pub(super) fn selector(&self) -> Selector {
        Selector {
            position: self.at.0..self.at.1,
            exact: self.exact.clone().into_owned(),
            prefix: self.prefix.clone().into_owned(),
            suffix: self.suffix.clone().into_owned(),
        }
    }

    pub(super) fn annotation(self, target: Target) -> Annotation {
        let Self { id, body, created, modified, tags, derived_from, rank, .. } = self;
        Annotation { id, target, body: body.into_owned(), created, modified, tags: tags.into_owned(), derived_from, rank }
    }
}
