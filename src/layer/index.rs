//! Which annotations touch this range, and how many of what kind are there?

use std::sync::Arc;

use super::{Annotation, AnnotationId, Kind, Place, Target};
use crate::{
    text::Span,
    tree::{Item, Sum, Tree},
};

/// The annotations of a layer that have a place, in the order of lists and of files. The text never moves, so neither do they.
pub type Places = Tree<Placed>;

/// An annotation that has a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its span.
    pub span: Span,
    /// The annotation.
    pub annotation: Arc<Annotation>,
}

impl Placed {
    /// An annotation in its place, if it has one.
    #[must_use]
    pub fn of(annotation: &Arc<Annotation>) -> Option<Self> {
        Some(Self { span: annotation.span()?, annotation: Arc::clone(annotation) })
    }
}

/// Span, rank among the pieces at one point, id.
pub type PlaceKey = (Span, i32, AnnotationId);

impl Item for Placed {
    type Key = PlaceKey;
    type Sum = Tally;

    fn key(&self) -> PlaceKey {
        (self.span, self.annotation.rank, self.annotation.id)
    }

    fn sum(&self) -> Tally {
        let mut tally = Tally { reach: self.span.end(), count: 1, ..Tally::default() };
        if let Some(count) = tally.by_kind.get_mut(self.annotation.body.kind().number()) {
            *count = 1;
        }
        tally.moved = u32::from(matches!(self.annotation.target, Target::Placed { place: Place::Moved, .. }));
        tally
    }
}

/// What is known of a number of annotations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// The end of the one that reaches furthest (byte).
    pub reach: usize,
    /// How many there are.
    pub count: usize,
    /// How many of them were moved and not looked at since.
    pub moved: u32,
    by_kind: [u32; Kind::ALL.len()],
}

impl Tally {
    /// How many there are of a kind.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> u32 {
        self.by_kind.get(kind.number()).copied().unwrap_or_default()
    }

    /// Only what there is of some kinds; the rest of what is known stays.
    #[must_use]
    pub fn of_kinds(mut self, wanted: impl Fn(Kind) -> bool) -> Self {
        for (count, kind) in self.by_kind.iter_mut().zip(Kind::ALL) {
            *count = if wanted(kind) { *count } else { 0 };
        }
        self
    }

    /// What there is more than in `less`, a part of it.
    #[must_use]
    pub fn without(mut self, less: &Self) -> Self {
        self.count -= less.count.min(self.count);
        self.moved -= less.moved.min(self.moved);
        for (count, less) in self.by_kind.iter_mut().zip(less.by_kind) {
            *count -= less.min(*count);
        }
        self
    }
}

impl Sum for Tally {
    fn add(&mut self, other: &Self) {
        self.reach = self.reach.max(other.reach);
        self.count += other.count;
        self.moved += other.moved;
        for (count, more) in self.by_kind.iter_mut().zip(other.by_kind) {
            *count += more;
        }
    }
}

/// Those that share a character with `range`, or touch it with an end or as a point, in order. O(log n + finds).
pub(super) fn touching(places: &Places, range: Span) -> impl Iterator<Item = &Placed> {
    let wanted = places.below(move |tally: &Tally| tally.reach >= range.start());
    wanted.take_while(move |p| p.span.start() <= range.end()).filter(move |p| p.span.touches(range))
}
