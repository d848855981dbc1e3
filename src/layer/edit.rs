//! The one way a layer changes.

use super::{Annotation, AnnotationId, Layer};

/// A change to a layer. [`LayerEdit::apply`] gives the edit that takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LayerEdit {
    /// Adds an annotation that is not there.
    Add(Box<Annotation>),
    /// Takes one away.
    Remove(AnnotationId),
    /// Puts one in the place of the one with its id.
    Replace(Box<Annotation>),
}

/// Why an edit could not be applied; nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// An annotation of that id is there already.
    #[error("annotation {0} is already in the layer")]
    AlreadyThere(AnnotationId),
    /// There is no annotation of that id.
    #[error("annotation {0} is not in the layer")]
    NotThere(AnnotationId),
}

impl LayerEdit {
    /// The annotation it is about.
    #[must_use]
    pub const fn id(&self) -> AnnotationId {
        match self {
            Self::Add(annotation) | Self::Replace(annotation) => annotation.id,
            Self::Remove(id) => *id,
        }
    }

    /// Changes the layer and gives the inverse. O(log annotations).
    ///
    /// # Errors
    /// When what it adds is there, or what it removes or replaces is not.
    pub fn apply(self, layer: &mut Layer) -> Result<Self, EditError> {
        let id = self.id();
        let there = layer.get(id).is_some();
        match self {
            Self::Add(_) if there => Err(EditError::AlreadyThere(id)),
            Self::Remove(_) | Self::Replace(_) if !there => Err(EditError::NotThere(id)),
            Self::Add(annotation) => {
                layer.put(*annotation);
                Ok(Self::Remove(id))
            }
            Self::Remove(_) => layer.take(id).map(|old| Self::Add(Box::new((*old).clone()))).ok_or(EditError::NotThere(id)),
            Self::Replace(annotation) => {
                layer.put(*annotation).map(|old| Self::Replace(Box::new((*old).clone()))).ok_or(EditError::NotThere(id))
            }
        }
    }
}
