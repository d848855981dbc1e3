//! A project's concepts.

use std::sync::Arc;

use super::{Concept, ConceptId};
use crate::tree::{Item, Tree};

/// A project's concepts, by id. A clone costs nothing: it shares them until one of the two changes. It changes only by a [`TermEdit`](super::TermEdit).
#[derive(Debug, Clone, Default)]
pub struct Termbase {
    concepts: Tree<Known>,
}

/// A concept under its id.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known(Arc<Concept>);

impl Item for Known {
    type Key = ConceptId;
    type Sum = usize;

    fn key(&self) -> ConceptId {
        self.0.id.clone()
    }

    fn sum(&self) -> usize {
        1
    }
}

impl PartialEq for Termbase {
    fn eq(&self, other: &Self) -> bool {
        self.concepts.iter().eq(other.concepts.iter())
    }
}

impl Termbase {
    /// A termbase of these concepts; of two with one id the later stays.
    #[must_use]
    pub fn with(concepts: impl IntoIterator<Item = Concept>) -> Self {
        Self { concepts: concepts.into_iter().map(|c| Known(Arc::new(c))).collect() }
    }

    /// The concept of this id.
    #[must_use]
    pub fn get(&self, id: &ConceptId) -> Option<&Arc<Concept>> {
        self.concepts.get(id).map(|known| &known.0)
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Concept>> {
        self.concepts.iter().map(|known| &known.0)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.concepts.total()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }

    /// An id for a new concept called `term` that no other has.
    #[must_use]
    pub fn free_id(&self, term: &str) -> ConceptId {
        let id = ConceptId::from_term(term);
        if self.get(&id).is_none() {
            return id;
        }
        (2..).map(|n| id.numbered(n)).find(|id| self.get(id).is_none()).unwrap_or(id)
    }

    pub(super) fn put(&mut self, concept: Concept) -> Option<Arc<Concept>> {
        self.concepts.insert(Known(Arc::new(concept))).map(|known| known.0)
    }

    pub(super) fn take(&mut self, id: &ConceptId) -> Option<Arc<Concept>> {
        self.concepts.remove(id).map(|known| known.0)
    }
}
