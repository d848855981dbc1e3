//! Which term is this?
//!
//! A [`Termbase`] is concept-oriented, as TBX (ISO 30042) has it: a [`Concept`] has sections by language, each with its
//! [`Term`]s. A layer's term links name concepts; what a reader sees of one is the weave's affair.

mod concept;
mod edit;
mod language;
mod model;

pub use concept::{Concept, ConceptId, LanguageSection, PartOfSpeech, Status, Term};
pub use edit::{TermEdit, TermEditError};
pub use language::LanguageTag;
pub use model::Termbase;
