//! A change to a project.

use crate::{
    layer::{AuthorId, EditError, LayerEdit},
    terms::{TermEdit, TermEditError},
};

/// A change to a layer or to the termbase: what history undoes and the journal keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// To an author's layer.
    Layer {
        /// Whose.
        author: AuthorId,
        /// What.
        edit: LayerEdit,
    },
    /// To the termbase.
    Terms(TermEdit),
}

/// Why an edit could not be applied; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditFailure {
    /// The layer would not have it.
    #[error(transparent)]
    Layer(#[from] EditError),
    /// The termbase would not have it.
    #[error(transparent)]
    Terms(#[from] TermEditError),
    /// There is no layer of that author.
    #[error("the project has no layer by {0}")]
    NoLayer(AuthorId),
}
