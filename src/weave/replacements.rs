//! Which of several replacements of the same words stands.

use std::cmp::Reverse;

use super::{Hidden, HiddenReason, Plan, Role, can_replace, marks::Mark};
use crate::{
    layer::{AnnotationId, Body, Placed},
    text::Span,
    tree::Item,
};

/// Text for which an annotation's words stand. No two overlap.
#[derive(Debug, Clone)]
pub(super) struct Replaced {
    pub(super) span: Span,
    pub(super) by: AnnotationId,
}

impl Item for Replaced {
    type Key = usize;
    type Sum = ();

    fn key(&self) -> usize {
        self.span.start()
    }

    fn sum(&self) {}
}

pub(super) fn is_replacement(placed: &Placed) -> bool {
    !placed.span.is_empty() && matches!(placed.annotation.body, Body::Insertion(_))
}

impl Plan {
    /// The replacement that takes away the character before byte `at` and goes on behind it.
    pub(super) fn replaced_around(&self, at: usize) -> Option<&Replaced> {
        self.replaced.before(&at).next().filter(|r| r.span.end() > at)
    }

    /// The nearest point not inside replaced text, at or behind `at`.
    pub(super) fn visible(&self, at: usize) -> usize {
        self.replaced_around(at).map_or(at, |r| r.span.end())
    }

    /// The replacement that took all of a span away.
    pub(super) fn replaced_whole(&self, span: Span) -> Option<AnnotationId> {
        let last = self.replaced.before(&(span.start() + 1)).next();
        last.filter(|r| r.span.contains(span) && !span.is_empty()).map(|r| r.by)
    }

    /// The replacements, of whatever layer, that share a character with `range`.
    pub(super) fn candidates(&self, range: Span) -> impl Iterator<Item = (usize, Placed)> {
        let overlaps = move |span: Span| span.start() < range.end() && range.start() < span.end();
        let layers = self.layers.iter().enumerate();
        layers.flat_map(move |(i, layer)| {
            let touching = layer.touching(range).filter(move |(span, _)| overlaps(*span));
            touching.map(|(span, a)| Placed { span, annotation: a.clone() }).filter(is_replacement).map(move |p| (i, p))
        })
    }

    /// Decides anew which replacements stand in `range`, over whose ends none reaches. Of those that overlap, that of the earlier
    /// layer stands; in one layer the one that begins first, then the longer.
    pub(super) fn replace_anew(&mut self, range: Span) {
        while let Some(old) = self.replaced.from(&range.start()).next().map(|r| r.span.start()).filter(|at| *at < range.end()) {
            self.replaced.remove(&old);
        }
        let mut wanted: Vec<(usize, Placed)> = self.candidates(range).collect();
        wanted.sort_by_key(|(layer, p)| (*layer, p.span.start(), Reverse(p.span.end()), p.annotation.id));
        for (layer, placed) in wanted {
            let (span, id) = (placed.span, placed.annotation.id);
            if !can_replace(&self.text, span) {
                self.hidden.insert(Hidden { id, reason: HiddenReason::InMarkup });
                continue;
            }
            let in_its_way = self.replaced.before(&span.end()).next().filter(|r| r.span.end() > span.start());
            if let Some(by) = in_its_way.map(|r| r.by) {
                self.hidden.insert(Hidden { id, reason: HiddenReason::Overruled { by } });
                continue;
            }
            self.replaced.insert(Replaced { span, by: id });
            self.marks.insert(Mark::new(&self.text, (layer, &placed), span.start(), Role::Replacement));
        }
    }
}
