//! Which actions move the caret, and how.

use super::Action;
use crate::text::{Direction, Unit};

/// A move of the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movement {
    /// By a unit of the text.
    Unit(Unit, Direction),
    /// A line up or down: how the lines fall is known to the page alone.
    Line(Direction),
    /// To the start or the end of the line.
    LineEnd(Direction),
    /// A page up or down.
    Page(Direction),
}

impl Action {
    /// The move of the caret that this action is, if it is one. Its keys together with Shift select.
    #[must_use]
    pub const fn movement(self) -> Option<Movement> {
        use Direction::{Backward, Forward};
        Some(match self {
            Self::CharacterBack => Movement::Unit(Unit::Character, Backward),
            Self::CharacterForward => Movement::Unit(Unit::Character, Forward),
            Self::WordBack => Movement::Unit(Unit::Word, Backward),
            Self::WordForward => Movement::Unit(Unit::Word, Forward),
            Self::SentenceBack => Movement::Unit(Unit::Sentence, Backward),
            Self::SentenceForward => Movement::Unit(Unit::Sentence, Forward),
            Self::ParagraphBack => Movement::Unit(Unit::Paragraph, Backward),
            Self::ParagraphForward => Movement::Unit(Unit::Paragraph, Forward),
            Self::TextStart => Movement::Unit(Unit::Document, Backward),
            Self::TextEnd => Movement::Unit(Unit::Document, Forward),
            Self::LineUp => Movement::Line(Backward),
            Self::LineDown => Movement::Line(Forward),
            Self::LineStart => Movement::LineEnd(Backward),
            Self::LineEnd => Movement::LineEnd(Forward),
            Self::PageUp => Movement::Page(Backward),
            Self::PageDown => Movement::Page(Forward),
            _ => return None,
        })
    }
}
