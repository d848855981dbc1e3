//! What is a note?
//!
//! An [`Annotation`] is one mark by one author: a place, a body, timestamps. A [`Layer`] is all of one author's on one text.
//! A layer changes only by a [`LayerEdit`], whose application gives its inverse.

mod annotation;
mod body;
mod edit;
mod id;
mod index;
mod model;

pub use annotation::{Annotation, Place, Target};
pub use body::{Body, Brackets, Gloss, Insertion, Kind, Note, NoteKind, Reason, Spacing, Suggestion, TermLink};
pub use edit::{EditError, LayerEdit};
pub use id::{AnnotationId, AuthorId};
pub use index::{PlaceKey, Placed, Places, Tally};
pub use model::{Author, Layer};
