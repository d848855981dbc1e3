//! What does the reader see?
//!
//! The one place where apparatus meets text. A [`Plan`] looks at all annotations once and decides what is shown where: which
//! mention of a term gets the gloss, which number a note has, which of two overlapping replacements stands. [`Plan::block`] then
//! gives any part of the text as [`Piece`]s in reading order. The page and every exporter draw from it, so what the one shows is
//! what the other writes. When an annotation changes the plan follows ([`Plan::follow`]) instead of being made anew.

mod follow;
mod gloss;
mod links;
mod marks;
mod piece;
mod place;
mod plan;
mod replacements;
mod sealed;
mod spacing;
mod style;
mod weaver;

pub use follow::LayerChange;
pub use gloss::gloss_text;
pub use piece::{Apparatus, Piece, Role};
pub use plan::{Hidden, HiddenReason, NumberedNote, Plan, Sources};
pub use sealed::can_replace;
pub use style::{GlossOrder, GlossPolicy, Style};
