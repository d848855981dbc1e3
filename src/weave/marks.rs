//! The pieces of apparatus that are to be put in, and where.

use std::{cmp::Reverse, sync::Arc};

use super::{Plan, Role, place};
use crate::{
    layer::{Annotation, AnnotationId, Body, Placed, Reason},
    text::SourceText,
    tree::Item,
};

/// A piece of apparatus that is to be put in.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) order: Order,
    pub(super) layer: usize,
    pub(super) annotation: Arc<Annotation>,
    /// A note's number is told when its block is put together.
    pub(super) role: Role,
}

/// The order of pieces at one point: role, the author's rank, the span that began last, age.
pub(super) type Order = (u8, i32, Reverse<usize>, AnnotationId);

/// The byte it stands before, its order there, its layer.
pub(super) type MarkKey = (usize, Order, usize);

impl Item for Mark {
    type Key = MarkKey;
    /// How many notes there are.
    type Sum = usize;

    fn key(&self) -> MarkKey {
        (self.at, self.order, self.layer)
    }

    fn sum(&self) -> usize {
        usize::from(matches!(self.role, Role::NoteMark(_)))
    }
}

/// The key before all marks at a byte.
pub(super) const fn first_at(at: usize) -> MarkKey {
    (at, (0, i32::MIN, Reverse(usize::MAX), AnnotationId::from_u128(0)), 0)
}

impl Mark {
    /// A piece of an annotation of layer number `layer`, to be put in at `at`.
    pub(super) fn new(text: &SourceText, (layer, placed): (usize, &Placed), at: usize, role: Role) -> Self {
        let first = || text.blocks().get(text.block_at(at)).is_some_and(|b| b.content.start() == at);
        let order = match role {
            Role::Caption if first() => 0,
            Role::Gloss => 1,
            Role::Insertion => 2,
            Role::NoteMark(_) => 3,
            Role::Caption => 4,
            Role::Replacement => 5,
        };
        let (start, annotation) = (placed.span.start(), Arc::clone(&placed.annotation));
        // Of two notes the one that began first has the lower number; of two glosses the inner term's comes first.
        let start = if matches!(role, Role::NoteMark(_)) { usize::MAX - start } else { start };
        let order = (order, annotation.rank, Reverse(start), annotation.id);
        Self { at, order, layer, annotation, role }
    }
}

impl Plan {
    /// The piece of an insertion at a point or of a note; `None` for all others.
    pub(super) fn simple_mark(&self, layer: usize, placed: &Placed) -> Option<Mark> {
        let text = &self.text;
        let (at, role) = match &placed.annotation.body {
            Body::Insertion(insertion) if placed.span.is_empty() => {
                let caption = insertion.reason == Reason::Caption && on_its_own_line(text, placed.span.start());
                (placed.span.start(), if caption { Role::Caption } else { Role::Insertion })
            }
            Body::Note(note) if note.kind.is_published() => {
                (place::behind_punctuation(text, placed.span.end()), Role::NoteMark(0))
            }
            _ => return None,
        };
        Some(Mark::new(text, (layer, placed), self.visible(at), role))
    }
}

/// Whether a point is at an end of a block, so that a caption there stands between paragraphs.
fn on_its_own_line(text: &SourceText, at: usize) -> bool {
    text.blocks().get(text.block_at(at)).is_some_and(|b| at <= b.content.start() || at >= b.content.end())
}
