//! Lists of annotations, as plain data.

use super::Workspace;
use crate::{
    layer::{Annotation, AnnotationId, AuthorId, Body, Kind, Place, Target},
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

/// An annotation in a list.
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
    /// Its rank among the pieces at one point.
    pub rank: i32,
    /// Whether it was moved and not looked at since.
    pub moved: bool,
    /// What it is about.
    pub quote: String,
    /// What it says.
    pub words: String,
}

/// The longest quote in a list, in characters.
const QUOTE: usize = 80;

/// The annotations of shown layers that pass a filter: orphans first, since they want work, then in the order of the text. O(n log n).
#[must_use]
pub fn list_items(workspace: &Workspace, filter: &Filter) -> Vec<ListItem> {
    let words = filter.words.to_lowercase();
    let shown = workspace.layers.iter().filter(|l| l.shown);
    let mut items: Vec<ListItem> = shown
        .filter(|l| filter.author.as_ref().is_none_or(|author| *author == l.author().id))
        .flat_map(|l| l.layer().iter().map(move |a| (l.number, a)))
        .filter(|(_, a)| filter.kinds.is_empty() || filter.kinds.contains(&a.body.kind()))
        .filter(|(_, a)| passes(filter.state, a))
        .map(|(i, a)| item(workspace, i, a))
        .filter(|item| {
            words.is_empty() || item.words.to_lowercase().contains(&words) || item.quote.to_lowercase().contains(&words)
        })
        .collect();
    items.sort_by_key(|item| (item.span.is_some(), item.span, item.rank, item.id));
    items
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

fn item(workspace: &Workspace, author: usize, annotation: &Annotation) -> ListItem {
    ListItem {
        id: annotation.id,
        kind: annotation.body.kind(),
        author,
        span: annotation.span(),
        rank: annotation.rank,
        moved: matches!(annotation.target, Target::Placed { place: Place::Moved, .. }),
        quote: annotation.quote(&workspace.text).chars().take(QUOTE).collect(),
        words: words(workspace, annotation),
    }
}

/// What an annotation says, in a line: of a term link, its concept's terms.
#[must_use]
pub fn words(workspace: &Workspace, annotation: &Annotation) -> String {
    match &annotation.body {
        Body::TermLink(link) if annotation.body.words().is_empty() => {
            let concept = workspace.terms.get(&link.term);
            let gloss =
                concept.and_then(|c| crate::weave::gloss_text(c, &workspace.project.original_language, &workspace.project.style));
            gloss.unwrap_or_else(|| link.term.to_string())
        }
        Body::Suggestion(suggestion) if suggestion.replacement.is_empty() => "(delete)".to_owned(),
        body => body.words().to_owned(),
    }
}
