//! Finding words in the text and in annotations.

use aho_corasick::AhoCorasick;

use super::{Effect, NoticeKind, Selection, Workspace, lists, navigate};
use crate::{
    layer::AnnotationId,
    text::{Direction, Span},
};

/// What was looked for, and where it is.
#[derive(Debug, Default)]
pub struct Find {
    query: String,
    matches: Vec<FindMatch>,
    current: Option<usize>,
}

/// A find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindMatch {
    /// In the text.
    Text(Span),
    /// In the words of an annotation.
    Annotation {
        /// Which.
        id: AnnotationId,
        /// Its place, for the order of finds; an orphan's is the end of the text.
        at: usize,
    },
}

impl FindMatch {
    const fn at(&self) -> usize {
        match self {
            Self::Text(span) => span.start(),
            Self::Annotation { at, .. } => *at,
        }
    }
}

impl Find {
    /// What was looked for.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// All finds, in the order of the text.
    #[must_use]
    pub fn matches(&self) -> &[FindMatch] {
        &self.matches
    }

    /// The number of the find the user is at, from 0.
    #[must_use]
    pub const fn current(&self) -> Option<usize> {
        self.current
    }

    /// The finds in the text that lie in `range`. O(log finds + those).
    pub fn in_text(&self, range: Span) -> impl Iterator<Item = Span> + '_ {
        let from = self.matches.partition_point(|m| m.at() < range.start().saturating_sub(self.query.len() * 3));
        let rest = self.matches.get(from..).unwrap_or_default();
        rest.iter().take_while(move |m| m.at() <= range.end()).filter_map(|m| match m {
            FindMatch::Text(span) => Some(*span),
            FindMatch::Annotation { .. } => None,
        })
    }
}

/// Looks for `query` in the text and in the words of shown annotations; goes to the first find from the caret on. Case does not
/// matter. O(text + annotations).
pub(super) fn find(workspace: &mut Workspace, query: &str) -> Vec<Effect> {
    let mut matches = if query.is_empty() { Vec::new() } else { all(workspace, query) };
    matches.sort_by_key(FindMatch::at);
    let from = workspace.selection.span(&workspace.text).start();
    let first = matches.iter().position(|m| m.at() >= from).or(if matches.is_empty() { None } else { Some(0) });
    workspace.find = Find { query: query.to_owned(), matches, current: first };
    go(workspace)
}

fn all(workspace: &Workspace, query: &str) -> Vec<FindMatch> {
    // Upper and lower case of every letter, not only of the Latin ones.
    let spellings = [query.to_owned(), query.to_lowercase(), query.to_uppercase(), capitalised(query)];
    let Ok(automaton) = AhoCorasick::builder().ascii_case_insensitive(true).build(spellings) else { return Vec::new() };
    let text = &workspace.text;
    let in_text = automaton.find_iter(text.as_str()).map(|m| FindMatch::Text(text.span_between(m.start(), m.end())));
    let shown = workspace.layers.iter().filter(|l| l.shown).flat_map(|l| l.layer().iter());
    let in_notes = shown
        .filter(|a| automaton.is_match(&lists::words(workspace, a)))
        .map(|a| FindMatch::Annotation { id: a.id, at: a.span().map_or(text.len(), Span::start) });
    in_text.chain(in_notes).collect()
}

fn capitalised(query: &str) -> String {
    let mut chars = query.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

pub(super) fn next(workspace: &mut Workspace) -> Vec<Effect> {
    step(workspace, Direction::Forward)
}

pub(super) fn previous(workspace: &mut Workspace) -> Vec<Effect> {
    step(workspace, Direction::Backward)
}

fn step(workspace: &mut Workspace, direction: Direction) -> Vec<Effect> {
    let count = workspace.find.matches.len();
    if count == 0 {
        return vec![Effect::tell(NoticeKind::Info, "Nothing was found")];
    }
    workspace.find.current = Some(match (workspace.find.current, direction) {
        (Some(i), Direction::Forward) => (i + 1) % count,
        (Some(i), Direction::Backward) => (i + count - 1) % count,
        (None, _) => 0,
    });
    go(workspace)
}

fn go(workspace: &mut Workspace) -> Vec<Effect> {
    let current = workspace.find.current.and_then(|i| workspace.find.matches.get(i)).copied();
    match current {
        Some(FindMatch::Text(span)) => {
            navigate::select(workspace, Selection::of(span));
            vec![Effect::Reveal(span.start())]
        }
        Some(FindMatch::Annotation { id, .. }) => navigate::select_annotation(workspace, id),
        None => Vec::new(),
    }
}
