//! Keeping a plan true while its layers change, at the cost of what changed.

use std::sync::Arc;

use super::{Plan, replacements::is_replacement};
use crate::{
    layer::{Annotation, Body, Layer, Placed},
    text::Span,
    tree::Item,
};

/// A change to one of the layers that a plan was made from.
#[derive(Debug, Clone, Copy)]
pub struct LayerChange<'a> {
    /// The number of the layer in [`Sources::layers`](super::Sources).
    pub layer: usize,
    /// The layer as it is now.
    pub now: &'a Layer,
    /// The annotation as it was; `None` if it is new.
    pub old: Option<&'a Arc<Annotation>>,
    /// The annotation as it is; `None` if it is gone.
    pub new: Option<&'a Arc<Annotation>>,
}

/// How far, in bytes, a mark may stand behind the span it belongs to: eight characters of four bytes, see [`super::place`].
const REACH: usize = 32;

impl Plan {
    /// Goes on with a layer in which one annotation changed. O(log n); where a replacement comes or goes, also what is around it.
    ///
    /// The plan is then the one that [`Plan::new`] would make.
    pub fn follow(&mut self, change: &LayerChange<'_>) {
        let published = |a: Option<&Arc<Annotation>>| a.filter(|a| a.body.kind().is_published()).and_then(Placed::of);
        let (old, new) = (published(change.old), published(change.new));
        let range = self.disturbed(old.as_ref(), new.as_ref());
        for (layer, placed) in self.affected(range, old.map(|p| (change.layer, p))) {
            self.drop_marks(layer, &placed);
        }
        if let Some(layer) = self.layers.get_mut(change.layer) {
            layer.clone_from(change.now);
        }
        if let Some(range) = range {
            self.replace_anew(range);
        }
        for (layer, placed) in self.affected(range, new.map(|p| (change.layer, p))) {
            self.put_marks(layer, &placed);
        }
    }

    /// The stretch of text in which other replacements may stand than did, if one came or went: widened until none reaches over its ends.
    fn disturbed(&self, old: Option<&Placed>, new: Option<&Placed>) -> Option<Span> {
        let changed = [old, new].into_iter().flatten().filter(|p| is_replacement(p)).map(|p| p.span);
        let mut range = changed.reduce(Span::hull)?;
        loop {
            let wider = self.candidates(range).fold(range, |range, (_, p)| range.hull(p.span));
            if wider == range {
                return Some(range);
            }
            range = wider;
        }
    }

    /// The published annotations whose marks may stand in `range`, and the changed one.
    fn affected(&self, range: Option<Span>, changed: Option<(usize, Placed)>) -> Vec<(usize, Placed)> {
        let mut all = Vec::new();
        if let Some(range) = range {
            // A replacement beside the range stands as it did.
            let beside = |p: &Placed| is_replacement(p) && p.span.intersection(range).is_none();
            let wide = self.text.span_between(range.start().saturating_sub(REACH), range.end());
            for (i, layer) in self.layers.iter().enumerate() {
                let published = layer.touching(wide).filter(|(_, a)| a.body.kind().is_published());
                let placed = published.map(|(span, a)| Placed { span, annotation: Arc::clone(a) });
                all.extend(placed.filter(|p| !beside(p)).map(|p| (i, p)));
            }
        }
        let known = |(layer, p): &(usize, Placed)| all.iter().any(|(l, q)| l == layer && q.annotation.id == p.annotation.id);
        let more = changed.filter(|c| !known(c));
        all.extend(more);
        all
    }

    fn drop_marks(&mut self, layer: usize, placed: &Placed) {
        if is_replacement(placed) {
            let mark = super::marks::Mark::new(&self.text, (layer, placed), placed.span.start(), super::Role::Replacement);
            self.marks.remove(&mark.key());
            self.hidden.remove(&placed.annotation.id);
        } else if let Some(link) = self.link(layer, placed) {
            self.drop_link(&link);
        } else if let Some(mark) = self.simple_mark(layer, placed) {
            self.marks.remove(&mark.key());
        }
    }

    /// Puts in the marks of all but replacements, which [`Plan::replace_anew`] has put in.
    fn put_marks(&mut self, layer: usize, placed: &Placed) {
        match &placed.annotation.body {
            Body::TermLink(_) => {
                if let Some(link) = self.link(layer, placed) {
                    self.take_link(link);
                }
            }
            _ => {
                if let Some(mark) = self.simple_mark(layer, placed) {
                    self.marks.insert(mark);
                }
            }
        }
    }
}
