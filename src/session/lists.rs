//! Lists of annotations, as plain data.

use super::{Snapshot, Workspace};
use crate::{
    layer::{Annotation, AnnotationId, AuthorId, Body, Kind, Place, PlaceKey, Target},
    progress::{Cancelled, Progress},
    project::Project,
    terms::{ConceptId, Termbase},
    text::Span,
};

/// Which annotations a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these kinds; all, if empty.
    pub kinds: Vec<Kind>,
    /// Only this author's.
    pub author: Option<AuthorId>,
    /// Only in this state.
    pub state: StateFilter,
    /// Only those with these words, in what they say or what they are about.
    pub words: String,
}

/// Which states a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum StateFilter {
    /// Any.
    #[default]
    Any,
    /// Moved or without a place.
    Unsettled,
    /// For readers.
    Published,
    /// Never published.
    Internal,
}

impl StateFilter {
    /// Every one, in order.
    pub const ALL: [Self; 4] = [Self::Any, Self::Published, Self::Internal, Self::Unsettled];

    /// In plain English.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Any => "Any state",
            Self::Published => "Published",
            Self::Internal => "Internal",
            Self::Unsettled => "Moved or lost",
        }
    }
}

/// The place of an annotation in a list: those without a place in the text first, since they want work, then in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListEntry {
    place: Option<PlaceKey>,
    /// The annotation.
    pub id: AnnotationId,
}

impl ListEntry {
    /// The place of an annotation.
    #[must_use]
    pub fn of(annotation: &Annotation) -> Self {
        let id = annotation.id;
        Self { place: annotation.span().map(|span| (span, annotation.rank, id)), id }
    }
}

/// An annotation in a list, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// Its id.
    pub id: AnnotationId,
    /// Its kind.
    pub kind: Kind,
    /// Its author's number: [`LayerState::number`](super::LayerState).
    pub author: usize,
    /// Its place; an orphan has none.
    pub span: Option<Span>,
    /// Whether it was moved and not looked at since.
    pub moved: bool,
    /// What it is about.
    pub quote: String,
    /// What it says.
    pub words: String,
}

/// The longest quote in a list, in characters.
const QUOTE: usize = 80;
/// How many annotations are looked at between two looks at whether to go on.
const BATCH: usize = 4_096;

/// The annotations of shown layers that pass a filter, sorted. O(n log n).
///
/// # Errors
/// [`Cancelled`] if the list is no longer wanted.
pub fn list_entries(snapshot: &Snapshot, filter: &Filter, progress: &Progress) -> Result<Vec<ListEntry>, Cancelled> {
    let words = filter.words.to_lowercase();
    let says = |a: &Annotation| {
        let quote = || a.quote(&snapshot.text).to_lowercase().contains(&words);
        words.is_empty() || self::words(&snapshot.terms, &snapshot.project, a).to_lowercase().contains(&words) || quote()
    };
    let layers = snapshot.shown().filter(|l| filter.author.as_ref().is_none_or(|author| *author == l.author().id));
    let mut entries = Vec::new();
    for (i, annotation) in layers.flat_map(crate::layer::Layer::iter).enumerate() {
        if i % BATCH == 0 {
            progress.advance(BATCH as u64)?;
        }
        let kind = filter.kinds.is_empty() || filter.kinds.contains(&annotation.body.kind());
        if kind && passes(filter.state, annotation) && says(annotation) {
            entries.push(ListEntry::of(annotation));
        }
    }
    entries.sort_unstable();
    Ok(entries)
}

/// An annotation as a list shows it.
#[must_use]
pub fn list_item(workspace: &Workspace, id: AnnotationId) -> Option<ListItem> {
    let (layer, annotation) = workspace.annotation(id)?;
    Some(ListItem {
        id,
        kind: annotation.body.kind(),
        author: layer.number,
        span: annotation.span(),
        moved: matches!(annotation.target, Target::Placed { place: Place::Moved, .. }),
        quote: annotation.quote(&workspace.text).chars().take(QUOTE).collect(),
        words: annotation_words(workspace, annotation),
    })
}

fn passes(state: StateFilter, annotation: &Annotation) -> bool {
    let settled = matches!(annotation.target, Target::Placed { place: Place::Exact, .. });
    match state {
        StateFilter::Any => true,
        StateFilter::Unsettled => !settled,
        StateFilter::Published => annotation.body.kind().is_published(),
        StateFilter::Internal => !annotation.body.kind().is_published(),
    }
}

/// What an annotation says, in a line: of a term link, its concept's terms.
#[must_use]
pub fn annotation_words(workspace: &Workspace, annotation: &Annotation) -> String {
    words(&workspace.terms, &workspace.project, annotation)
}

fn words(terms: &Termbase, project: &Project, annotation: &Annotation) -> String {
    match &annotation.body {
        Body::TermLink(link) if annotation.body.words().is_empty() => gloss_of(terms, project, &link.term),
        Body::Suggestion(suggestion) if suggestion.replacement.is_empty() => "(delete)".to_owned(),
        body => body.words().to_owned(),
    }
}

/// What the gloss of a concept says; its id, if it has none.
pub(super) fn gloss_of(terms: &Termbase, project: &Project, concept: &ConceptId) -> String {
    let known = terms.get(concept);
    let gloss = known.and_then(|c| crate::weave::gloss_text(c, &project.original_language, &project.style));
    gloss.unwrap_or_else(|| concept.to_string())
}
