//! Which marks a block has, and on which lane each is drawn.

use std::sync::Arc;

use crate::{
    layer::{Annotation, Kind, NoteKind},
    session::{ViewMode, Workspace},
    text::Span,
};

/// How a kind of annotation is underlined. The line tells the kind, its colour the author.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// Terms.
    Dotted,
    /// Published notes.
    Solid,
    /// Queries.
    Wavy,
    /// Comments.
    Dashed,
    /// Suggestions.
    Double,
    /// Insertions: the brackets are enough, but for the selected one.
    None,
}

/// A mark on a span.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// Its place.
    pub(crate) span: Span,
    /// The annotation.
    pub(crate) annotation: Arc<Annotation>,
    /// The number of its layer in the project.
    pub(crate) layer: usize,
    /// Its author's number, which decides its colour.
    pub(crate) author: usize,
    /// On which lane below the text its line is drawn, from 0.
    pub(crate) lane: usize,
}

impl Line {
    /// How a kind of annotation is underlined.
    pub(crate) const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Insertion => Self::None,
            Kind::Term => Self::Dotted,
            Kind::Suggestion => Self::Double,
            Kind::Note(NoteKind::Query) => Self::Wavy,
            Kind::Note(NoteKind::Comment) => Self::Dashed,
            Kind::Note(NoteKind::Translator | NoteKind::Source | NoteKind::Context) => Self::Solid,
        }
    }
}

impl Mark {
    /// How it is underlined.
    pub(crate) fn line(&self) -> Line {
        Line::of(self.annotation.body.kind())
    }
}

/// Lanes there is room for between two lines of text.
const LANES: usize = 3;

/// The marks that touch a range, in the order of the text; overlapping ones get lanes of their own, as far as there is room.
pub(crate) fn marks(workspace: &Workspace, range: Span) -> Vec<Mark> {
    let view = workspace.view();
    if view == ViewMode::Clean {
        return Vec::new();
    }
    let woven = workspace.layers.iter().enumerate().filter(|(_, l)| match view {
        ViewMode::Published => workspace.project.publishes(&l.author().id),
        ViewMode::Clean | ViewMode::Everything => l.shown,
    });
    let seen = |a: &Annotation| view == ViewMode::Everything || a.body.kind().is_published();
    let mut marks: Vec<Mark> = woven
        .flat_map(|(layer, l)| l.layer().touching(range).map(move |(span, a)| (span, (layer, l.number), a)))
        .filter(|(_, _, a)| seen(a))
        .map(|(span, (layer, author), a)| Mark { span, annotation: Arc::clone(a), layer, author, lane: 0 })
        .collect();
    marks.sort_by_key(|m| (m.span.start(), std::cmp::Reverse(m.span.end()), m.annotation.id));
    assign_lanes(&mut marks);
    marks
}

fn assign_lanes(marks: &mut [Mark]) {
    let mut ends = [0_usize; LANES];
    for mark in marks.iter_mut().filter(|m| m.line() != Line::None && !m.span.is_empty()) {
        let free = ends.iter().position(|end| *end <= mark.span.start()).unwrap_or(LANES - 1);
        mark.lane = free;
        if let Some(end) = ends.get_mut(free) {
            *end = (*end).max(mark.span.end());
        }
    }
}
