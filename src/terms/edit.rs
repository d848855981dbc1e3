//! The one way a termbase changes.

use super::{Concept, ConceptId, Termbase};

/// A change to a termbase. [`TermEdit::apply`] gives the edit that takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermEdit {
    /// Adds a concept that is not there.
    Add(Box<Concept>),
    /// Takes one away.
    Remove(ConceptId),
    /// Puts one in the place of the one with its id.
    Replace(Box<Concept>),
}

/// Why an edit could not be applied; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TermEditError {
    /// A concept of that id is there already.
    #[error("the termbase already has a concept {0}")]
    AlreadyThere(ConceptId),
    /// There is no concept of that id.
    #[error("the termbase has no concept {0}")]
    NotThere(ConceptId),
}

impl TermEdit {
    /// The concept it is about.
    #[must_use]
    pub const fn id(&self) -> &ConceptId {
        match self {
            Self::Add(concept) | Self::Replace(concept) => &concept.id,
            Self::Remove(id) => id,
        }
    }

    /// Changes the termbase and gives the inverse. O(log concepts).
    ///
    /// # Errors
    /// When what it adds is there, or what it removes or replaces is not.
    pub fn apply(self, terms: &mut Termbase) -> Result<Self, TermEditError> {
        let id = self.id().clone();
        let there = terms.get(&id).is_some();
        match self {
            Self::Add(_) if there => Err(TermEditError::AlreadyThere(id)),
            Self::Remove(_) | Self::Replace(_) if !there => Err(TermEditError::NotThere(id)),
            Self::Add(concept) => {
                terms.put(*concept);
                Ok(Self::Remove(id))
            }
            Self::Remove(_) => terms.take(&id).map(|old| Self::Add(Box::new((*old).clone()))).ok_or(TermEditError::NotThere(id)),
            Self::Replace(concept) => {
                terms.put(*concept).map(|old| Self::Replace(Box::new((*old).clone()))).ok_or(TermEditError::NotThere(id))
            }
        }
    }
}
