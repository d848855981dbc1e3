//! Why did it move?
//!
//! Two verbs: [`describe`] says where a span is in a way that survives an edit of the text, and [`resolve()`] finds it
//! again. A place is told only when there is no doubt; everything else is an orphan, with the candidates it had.
//!
//! The rule is small and honest: in a text that changed, an annotation's quote with its context must stand exactly once. A
//! better engine goes behind the same two verbs.

mod resolve;
mod selector;

pub use resolve::{Resolution, resolve, resolve_all};
pub use selector::{CONTEXT, Selector, describe};
pub(crate) use selector::{context, context_stands_at};
