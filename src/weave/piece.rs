//! What a woven text is made of.

use crate::{layer::AnnotationId, text::Span};

/// A piece of the woven text. The spans of [`Piece::Text`] and [`Piece::Replaced`], joined, are the source text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Source text as it stands.
    Text(Span),
    /// Source text for which an insertion stands; readers don't see it.
    Replaced {
        /// The text.
        span: Span,
        /// The annotation that stands for it.
        by: AnnotationId,
    },
    /// Something that is not in the text.
    Apparatus(Apparatus),
}

/// Something readers see that is not in the text.
///
/// A reader sees `before`, `open`, `words`, `close`, `after`, one behind the other; an exporter escapes or styles each part in its own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apparatus {
    /// The byte of the source text before which it stands.
    pub at: usize,
    /// The annotation it comes from.
    pub id: AnnotationId,
    /// The number of that annotation's layer in [`Sources::layers`](super::Sources).
    pub layer: usize,
    /// What it is.
    pub role: Role,
    /// Blanks or line ends before it.
    pub before: String,
    /// The opening bracket.
    pub open: String,
    /// What it says. Of a note's mark, its number.
    pub words: String,
    /// Whether the words are set in italics, as *sic* is.
    pub italic: bool,
    /// The closing bracket.
    pub close: String,
    /// Blanks or line ends behind it.
    pub after: String,
}

impl Apparatus {
    /// As plain text reads it.
    #[must_use]
    pub fn display(&self) -> String {
        [&self.before, &self.open, &self.words, &self.close, &self.after].map(String::as_str).concat()
    }
}

/// What a piece of apparatus is. At one point they stand in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// A term's gloss, behind the term.
    Gloss,
    /// Words added at a point.
    Insertion,
    /// Words on a line of their own.
    Caption,
    /// The mark of a note: its number, from 1, in reading order.
    NoteMark(usize),
    /// Words in place of a span.
    Replacement,
}
