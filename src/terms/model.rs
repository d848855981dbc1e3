//! A project's concepts.

use std::{collections::BTreeMap, sync::Arc};

use super::{Concept, ConceptId};

/// A project's concepts, by id. A clone shares them. It changes only by a [`TermEdit`](super::TermEdit).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Termbase {
    concepts: BTreeMap<ConceptId, Arc<Concept>>,
}

impl Termbase {
    /// A termbase of these concepts; of two with one id the later stays.
    #[must_use]
    pub fn with(concepts: impl IntoIterator<Item = Concept>) -> Self {
        Self { concepts: concepts.into_iter().map(|c| (c.id.clone(), Arc::new(c))).collect() }
    }

    /// The concept of this id.
    #[must_use]
    pub fn get(&self, id: &ConceptId) -> Option<&Arc<Concept>> {
        self.concepts.get(id)
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Concept>> {
        self.concepts.values()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.concepts.len()
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
        self.concepts.insert(concept.id.clone(), Arc::new(concept))
    }

    pub(super) fn take(&mut self, id: &ConceptId) -> Option<Arc<Concept>> {
        self.concepts.remove(id)
    }
}
