//! From records to annotations: where in the text is each?

use super::record::{Record, StoredPlace};
use crate::{
    anchor::{Resolution, Selector, context_stands_at, resolve_all},
    layer::{Annotation, AnnotationId, Place, Target},
    text::SourceText,
};

/// Where a record made on this very text is.
pub(super) enum Placed<'a> {
    /// Where it says.
    There(Annotation),
    /// It must be looked for: it had no place, or what is around its place is not what it says.
    Lost(Box<Record<'a>>),
    /// Its place and its quote contradict each other; a message says how.
    Wrong(AnnotationId, String),
}

impl Placed<'_> {
    /// Whose place it is.
    pub(super) fn id(&self) -> AnnotationId {
        match self {
            Self::There(annotation) => annotation.id,
            Self::Lost(record) => record.id,
            Self::Wrong(id, _) => *id,
        }
    }
}

/// Finds the place of a record made on this very text.
pub(super) fn place_on_same_text<'a>(record: Record<'a>, text: &SourceText) -> Placed<'a> {
    let lost = |record| Placed::Lost(Box::new(record));
    if record.place == StoredPlace::Orphan {
        return lost(record);
    }
    let id = record.id;
    let span = match text.span_from_code_points(&(record.at.0..record.at.1)) {
        Ok(span) => span,
        Err(e) => {
            let message = format!("annotation {id}: {e} code points; correct `at`, or restore the file from a copy");
            return Placed::Wrong(id, message);
        }
    };
    if text.slice(span) != record.exact {
        let (quote, found) = (shorten(&record.exact), shorten(text.slice(span)));
        let message = format!(
            "annotation {id} quotes {quote:?}, but the text has {found:?} at {}..{}; correct `at` or `exact`",
            record.at.0, record.at.1
        );
        return Placed::Wrong(id, message);
    }
    if !context_stands_at(text, span, &record.prefix, &record.suffix) {
        // A point quotes nothing: what is around it must tell. So too where a merge gave records of an older text a newer header.
        return lost(record);
    }
    let place = if record.place == StoredPlace::Moved { Place::Moved } else { Place::Exact };
    Placed::There(record.annotation(Target::Placed { span, place }))
}

/// The annotations of records made on another state of the text: where quote and context stand once, else without a place.
pub(super) fn place_on_changed_text<'a>(
    records: impl IntoIterator<Item = Box<Record<'a>>>,
    text: &SourceText,
) -> Vec<Annotation> {
    let records: Vec<Box<Record<'a>>> = records.into_iter().collect();
    let selectors: Vec<Selector> = records.iter().map(|r| r.selector()).collect();
    let found = resolve_all(text, &selectors);
    let placed = |record: Record<'a>, (selector, resolution): (Selector, Resolution)| {
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
    records.into_iter().zip(selectors.into_iter().zip(found)).map(|(record, found)| placed(*record, found)).collect()
}

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
