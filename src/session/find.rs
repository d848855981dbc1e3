//! Finding words in the text and in annotations.

use super::{Effect, FindQuery, Found, NoticeKind, Selection, Workspace, navigate};
use crate::{
    layer::AnnotationId,
    text::{Direction, Span},
};

/// What was looked for, and where it is.
#[derive(Debug, Default)]
pub struct Find {
    query: String,
    /// Tells this search from earlier ones.
    serial: u64,
    matches: Vec<FindMatch>,
    state: Looking,
    current: Option<usize>,
}

/// Whether all has been found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Looking {
    /// Nothing is looked for any more: these are all the finds.
    #[default]
    Done,
    /// There may be more.
    On,
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
    /// Where it is, for the order of finds.
    pub(super) const fn at(&self) -> usize {
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

    /// Whether all has been found.
    #[must_use]
    pub const fn state(&self) -> Looking {
        self.state
    }

    /// The finds so far, in the order of the text.
    #[must_use]
    pub fn matches(&self) -> &[FindMatch] {
        &self.matches
    }

    /// The number of the find the user is at, from 0.
    #[must_use]
    pub const fn current(&self) -> Option<usize> {
        self.current
    }

    /// The number of a find among all.
    fn place_of(&self, find: FindMatch) -> Option<usize> {
        let from = self.matches.partition_point(|m| m.at() < find.at());
        let rest = self.matches.get(from..).unwrap_or_default();
        rest.iter().take_while(|m| m.at() == find.at()).position(|m| *m == find).map(|i| from + i)
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

/// Looks for words in the text and in what shown annotations say, from the caret on. They are looked for elsewhere, see
/// [`look_for`](super::look_for).
pub(super) fn find(workspace: &mut Workspace, words: &str) -> Vec<Effect> {
    let serial = workspace.find.serial + 1;
    let state = if words.is_empty() { Looking::Done } else { Looking::On };
    workspace.find = Find { query: words.to_owned(), serial, matches: Vec::new(), state, current: None };
    if words.is_empty() {
        return vec![Effect::StopLooking];
    }
    let from = workspace.selection.span(&workspace.text).start();
    vec![Effect::Look(FindQuery { words: words.to_owned(), serial, from })]
}

/// Takes what was found; goes to the first find as soon as it is known.
pub(super) fn found(workspace: &mut Workspace, found: Found) -> Vec<Effect> {
    let find = &mut workspace.find;
    if found.serial != find.serial {
        return Vec::new();
    }
    let at = find.current.and_then(|i| find.matches.get(i)).copied();
    find.matches = found.matches;
    find.state = if found.complete { Looking::Done } else { Looking::On };
    match at {
        Some(here) => {
            find.current = find.place_of(here);
            Vec::new()
        }
        None => {
            let from = workspace.selection.span(&workspace.text).start();
            let behind = find.matches.partition_point(|m| m.at() < from);
            find.current = (!find.matches.is_empty()).then_some(if behind < find.matches.len() { behind } else { 0 });
            go(workspace)
        }
    }
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
        let text = if workspace.find.state == Looking::On { "Still looking" } else { "Nothing was found" };
        return vec![Effect::tell(NoticeKind::Info, text)];
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
