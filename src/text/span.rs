//! A checked range of a source text.

use std::ops::Range;

/// A half-open range of a source text, in bytes, whose ends are character boundaries and in order.
///
/// Only [`SourceText`](super::SourceText) makes one, so whoever holds a span need not check it again. An empty
/// span is an insertion point. Spans order by start, then by end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: usize,
    end: usize,
}

/// A half-open range in Unicode code points: what stands on disk and in interchange.
pub type CodePointRange = Range<usize>;

impl Span {
    /// For [`SourceText`](super::SourceText) alone, which has checked the ends.
    pub(super) const fn checked(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether this is an insertion point.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a byte range.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether `other` lies inside, ends included.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a character, or one is a point inside or at an end of the other.
    #[must_use]
    pub const fn touches(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The characters both have, if any.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The insertion point at the start.
    #[must_use]
    pub const fn start_point(self) -> Self {
        Self { start: self.start, end: self.start }
    }

    /// The insertion point at the end.
    #[must_use]
    pub const fn end_point(self) -> Self {
        Self { start: self.end, end: self.end }
    }
}

/// Why a range is not a span of a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct SpanError {
    kind: SpanErrorKind,
}

impl SpanError {
    pub(super) const fn new(kind: SpanErrorKind) -> Self {
        Self { kind }
    }

    /// What is wrong, and with which end.
    #[must_use]
    pub const fn kind(&self) -> &SpanErrorKind {
        &self.kind
    }
}

/// What is wrong with a range, and with which end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SpanErrorKind {
    /// The end comes before the start.
    #[error("the range ends ({end}) before it starts ({start})")]
    Reversed {
        /// Where it starts.
        start: usize,
        /// Where it ends.
        end: usize,
    },
    /// An end lies past the end of the text.
    #[error("position {at} lies past the end of the text ({len})")]
    OutOfRange {
        /// The offending position.
        at: usize,
        /// The length of the text, in the same unit.
        len: usize,
    },
    /// A byte position lies inside a character.
    #[error("byte {at} lies inside a character")]
    InsideCharacter {
        /// The offending byte position.
        at: usize,
    },
}
