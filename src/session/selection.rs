//! What is selected in the text.

use crate::text::{SourceText, Span};

/// A caret and the place its selection began. Equal places: nothing is selected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Selection {
    /// Where the selection began (byte).
    pub anchor: usize,
    /// Where the caret stands (byte).
    pub caret: usize,
}

impl Selection {
    /// A caret with nothing selected.
    #[must_use]
    pub const fn caret(at: usize) -> Self {
        Self { anchor: at, caret: at }
    }

    /// The selection of a span, the caret at its end.
    #[must_use]
    pub const fn of(span: Span) -> Self {
        Self { anchor: span.start(), caret: span.end() }
    }

    /// The selected characters, or the caret as a point.
    #[must_use]
    pub fn span(self, text: &SourceText) -> Span {
        text.span_between(self.anchor, self.caret)
    }

    /// Whether nothing is selected.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.anchor == self.caret
    }
}
