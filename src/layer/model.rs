//! All the annotations of one author on one text.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Annotation, AnnotationId, AuthorId,
    index::{PlaceKey, Placed, Places, Tally, touching},
};
use crate::{
    text::Span,
    tree::{Item, Tree},
};

/// Who annotates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// Names the layer's file.
    pub id: AuthorId,
    /// As people write it.
    pub name: String,
}

impl Author {
    /// The author of this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { id: AuthorId::from_name(name), name: name.trim().to_owned() }
    }
}

/// All the annotations of one author on one text. A clone costs nothing: it shares them until one of the two changes.
#[derive(Debug, Clone)]
pub struct Layer {
    author: Author,
    by_id: Tree<Known>,
    places: Places,
}

/// An annotation under its id.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known(Arc<Annotation>);

impl Item for Known {
    type Key = AnnotationId;
    type Sum = usize;

    fn key(&self) -> AnnotationId {
        self.0.id
    }

    fn sum(&self) -> usize {
        1
    }
}

impl Layer {
    /// An empty layer.
    #[must_use]
    pub fn new(author: Author) -> Self {
        Self { author, by_id: Tree::default(), places: Places::default() }
    }

    /// A layer of these annotations; of two with one id the later stays. O(n log n).
    #[must_use]
    pub fn with(author: Author, annotations: impl IntoIterator<Item = Annotation>) -> Self {
        let by_id: Tree<Known> = annotations.into_iter().map(|a| Known(Arc::new(a))).collect();
        let places = by_id.iter().filter_map(|known| Placed::of(&known.0)).collect();
        Self { author, by_id, places }
    }

    /// Whose it is.
    #[must_use]
    pub const fn author(&self) -> &Author {
        &self.author
    }

    /// How many annotations it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.total()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The annotation of this id. O(log n).
    #[must_use]
    pub fn get(&self, id: AnnotationId) -> Option<&Arc<Annotation>> {
        self.by_id.get(&id).map(|known| &known.0)
    }

    /// The one made first, by its id.
    #[must_use]
    pub fn oldest(&self) -> Option<&Arc<Annotation>> {
        self.by_id.iter().next().map(|known| &known.0)
    }

    /// Those with a place, sorted, with what is known of them.
    #[must_use]
    pub const fn places(&self) -> &Places {
        &self.places
    }

    /// Those with a place, in the order of the text.
    pub fn placed(&self) -> impl Iterator<Item = (Span, &Arc<Annotation>)> {
        self.places.iter().map(|p| (p.span, &p.annotation))
    }

    /// Those without, oldest first. O(n), O(1) if there are none.
    pub fn orphans(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        let all = if self.orphan_count() == 0 { None } else { Some(self.by_id.iter()) };
        all.into_iter().flatten().map(|known| &known.0).filter(|a| a.span().is_none())
    }

    /// How many have no place. O(1).
    #[must_use]
    pub fn orphan_count(&self) -> usize {
        self.len() - self.places.total().count
    }

    /// All of them: the placed in the order of the text, then the orphans.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        self.placed().map(|(_, a)| a).chain(self.orphans())
    }

    /// Those that share a character with `range` or touch its ends, in the order of the text. O(log n + finds).
    pub fn touching(&self, range: Span) -> impl Iterator<Item = (Span, &Arc<Annotation>)> {
        touching(&self.places, range).map(|p| (p.span, &p.annotation))
    }

    /// The first one behind `key` in the order of the text. O(log n).
    #[must_use]
    pub fn after(&self, key: &PlaceKey) -> Option<&Placed> {
        self.places.from(key).find(|p| p.key() > *key)
    }

    /// The last one before `key` in the order of the text. O(log n).
    #[must_use]
    pub fn before(&self, key: &PlaceKey) -> Option<&Placed> {
        self.places.before(key).next()
    }

    /// What is known of those that begin in `range`. O(log n).
    #[must_use]
    pub fn tally(&self, range: Span) -> Tally {
        let key = |at: Span| (at, i32::MIN, AnnotationId::from_u128(0));
        let before = self.places.sum_before(&key(range.start_point()));
        self.places.sum_before(&key(range.end_point())).without(&before)
    }

    pub(super) fn put(&mut self, annotation: Annotation) -> Option<Arc<Annotation>> {
        let annotation = Arc::new(annotation);
        let old = self.by_id.insert(Known(Arc::clone(&annotation))).map(|known| known.0);
        if let Some(gone) = old.as_ref().and_then(Placed::of) {
            self.places.remove(&gone.key());
        }
        if let Some(placed) = Placed::of(&annotation) {
            self.places.insert(placed);
        }
        old
    }

    pub(super) fn take(&mut self, id: AnnotationId) -> Option<Arc<Annotation>> {
        let old = self.by_id.remove(&id)?.0;
        if let Some(gone) = Placed::of(&old) {
            self.places.remove(&gone.key());
        }
        Some(old)
    }
}

impl PartialEq for Layer {
    fn eq(&self, other: &Self) -> bool {
        self.author == other.author && self.by_id.iter().eq(other.by_id.iter())
    }
}
