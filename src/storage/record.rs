//! An annotation as layer files and the journal write it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    anchor::{Resolution, Selector, describe, resolve_all},
    layer::{Annotation, AnnotationId, Body, Place, Target},
    text::SourceText,
};

/// One annotation. The selector's parts stand first, so that a reader of the file sees what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    pub(super) id: AnnotationId,
    /// Code points.
    pub(super) at: (usize, usize),
    pub(super) exact: String,
    pub(super) prefix: String,
    pub(super) suffix: String,
    #[serde(default, skip_serializing_if = "StoredPlace::is_exact")]
    pub(super) place: StoredPlace,
    pub(super) body: Body,
    pub(super) created: Timestamp,
    pub(super) modified: Timestamp,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) tags: Vec<String>,
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
    const fn is_exact(&self) -> bool {
        matches!(self, Self::Exact)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
const fn is_zero(rank: &i32) -> bool {
    *rank == 0
}

impl Record {
    pub(super) fn of(annotation: &Annotation, text: &SourceText) -> Self {
        let (selector, place) = match &annotation.target {
            Target::Placed { span, place: Place::Exact } => (describe(text, *span), StoredPlace::Exact),
            Target::Placed { span, place: Place::Moved } => (describe(text, *span), StoredPlace::Moved),
            Target::Orphan { selector, .. } => ((**selector).clone(), StoredPlace::Orphan),
        };
        let Selector { position, exact, prefix, suffix } = selector;
        Self {
            id: annotation.id,
            at: (position.start, position.end),
            exact,
            prefix,
            suffix,
            place,
            body: annotation.body.clone(),
            created: annotation.created,
            modified: annotation.modified,
            tags: annotation.tags.clone(),
            derived_from: annotation.derived_from,
            rank: annotation.rank,
        }
    }

    fn selector(&self) -> Selector {
        Selector {
            position: self.at.0..self.at.1,
            exact: self.exact.clone(),
            prefix: self.prefix.clone(),
            suffix: self.suffix.clone(),
        }
    }

    fn annotation(self, target: Target) -> Annotation {
        let Self { id, body, created, modified, tags, derived_from, rank, .. } = self;
        Annotation { id, target, body, created, modified, tags, derived_from, rank }
    }
}

/// Where a record made on this very text is.
pub(super) enum Placed {
    /// Where it says.
    There(Annotation),
    /// It must be looked for: it had no place, or what is around its place is not what it says.
    Lost(Record),
    /// Its place and its quote contradict each other; a message says how.
    Wrong(String),
}

/// Finds the place of a record made on this very text.
pub(super) fn place_on_same_text(record: Record, text: &SourceText) -> Placed {
    if record.place == StoredPlace::Orphan {
        return Placed::Lost(record);
    }
    let span = match text.span_from_code_points(&(record.at.0..record.at.1)) {
        Ok(span) => span,
        Err(e) => {
            return Placed::Wrong(format!(
                "annotation {}: {e} code points; correct `at`, or restore the file from a copy",
                record.id
            ));
        }
    };
    let selector = record.selector();
    if !selector.quote_stands_at(text, span) {
        let (quote, found) = (shorten(&record.exact), shorten(text.slice(span)));
        return Placed::Wrong(format!(
            "annotation {} quotes {quote:?}, but the text has {found:?} at {}..{}; correct `at` or `exact`",
            record.id, record.at.0, record.at.1
        ));
    }
    if !selector.stands_at(text, span) {
        // A point quotes nothing: what is around it must tell. So too where a merge gave records of an older text a newer header.
        return Placed::Lost(record);
    }
    let place = if record.place == StoredPlace::Moved { Place::Moved } else { Place::Exact };
    Placed::There(record.annotation(Target::Placed { span, place }))
}

/// The annotations of records made on another state of the text: where quote and context stand once, else without a place.
pub(super) fn place_on_changed_text(records: Vec<Record>, text: &SourceText) -> Vec<Annotation> {
    let selectors: Vec<Selector> = records.iter().map(Record::selector).collect();
    let found = resolve_all(text, &selectors);
    let placed = |record: Record, (selector, resolution): (Selector, Resolution)| {
        let stored = record.place;
        let orphan = |candidates| Target::Orphan { selector: Box::new(selector), candidates };
        let target = match resolution {
            Resolution::Exact(span) if stored == StoredPlace::Exact => Target::Placed { span, place: Place::Exact },
            // An orphan of this very text was given up on by its author's program: it is not put back in silence.
            Resolution::Exact(span) | Resolution::Moved(span) => Target::Placed { span, place: Place::Moved },
            Resolution::Ambiguous(candidates) => orphan(candidates),
            Resolution::Orphaned => orphan(Vec::new()),
        };
        record.annotation(target)
    };
    records.into_iter().zip(selectors.into_iter().zip(found)).map(|(record, found)| placed(record, found)).collect()
}

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
