//! A place, described so that it can be found again.

use crate::text::{CodePointRange, SourceText, Span};

/// How many code points of context a selector keeps on each side.
pub const CONTEXT: usize = 32;

/// A place in a text: W3C Web Annotation's `TextPositionSelector` and `TextQuoteSelector` in one.
///
/// Offsets are in Unicode code points of the decoded text. Of a point the quote is empty and the context alone tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// Where it is, in code points.
    pub position: CodePointRange,
    /// The characters of the span.
    pub exact: String,
    /// Up to [`CONTEXT`] code points before it.
    pub prefix: String,
    /// Up to [`CONTEXT`] code points behind it.
    pub suffix: String,
}

impl Selector {
    /// Quote and context in one, as they stood in the text, and where in it the quote begins (in bytes).
    pub(super) fn needle(&self) -> (String, usize) {
        ([self.prefix.as_str(), &self.exact, &self.suffix].concat(), self.prefix.len())
    }

    /// Whether the text has just this quote at `span`.
    #[must_use]
    pub fn quote_stands_at(&self, text: &SourceText, span: Span) -> bool {
        text.slice(span) == self.exact
    }

    /// Whether the text has this quote at `span`, and this context around it.
    #[must_use]
    pub fn stands_at(&self, text: &SourceText, span: Span) -> bool {
        self.quote_stands_at(text, span) && context_stands_at(text, span, &self.prefix, &self.suffix)
    }
}

/// Whether the text has this context around `span`.
pub(crate) fn context_stands_at(text: &SourceText, span: Span, prefix: &str, suffix: &str) -> bool {
    let (before, _) = text.split_at(span.start());
    let (_, after) = text.split_at(span.end());
    before.ends_with(prefix) && after.starts_with(suffix)
}

/// Up to [`CONTEXT`] code points before a span, and behind it.
pub(crate) fn context(text: &SourceText, span: Span) -> (&str, &str) {
    let (before, _) = text.split_at(span.start());
    let (_, after) = text.split_at(span.end());
    let prefix_start = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(i, _)| i);
    let suffix_end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(i, _)| i);
    (before.get(prefix_start..).unwrap_or_default(), after.get(..suffix_end).unwrap_or_default())
}

/// Describes a span of a text. O(length of the span).
#[must_use]
pub fn describe(text: &SourceText, span: Span) -> Selector {
    let (prefix, suffix) = context(text, span);
    Selector {
        position: text.code_points(span),
        exact: text.slice(span).to_owned(),
        prefix: prefix.to_owned(),
        suffix: suffix.to_owned(),
    }
}
