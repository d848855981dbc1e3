//! What is a position?
//!
//! A [`SourceText`] is the decoded text of a file that is never written. A [`Span`] is a checked
//! byte range in it. Bytes are the unit inside the program; Unicode code points, as W3C Web
//! Annotation asks, the unit on disk ([`SourceText::code_points`] goes from one to the other).

mod block;
mod encoding;
mod inline;
mod offsets;
mod segment;
mod slug;
mod source;
mod span;
pub mod words;

pub use block::{Block, BlockKind, Syntax};
pub use encoding::{DecodeError, Encoding};
pub use inline::{InlineKind, InlineRun, inline_runs, visible_text};
pub use segment::{Direction, Unit, move_from, unit_at};
pub(crate) use slug::slug;
pub use source::{Newline, SourceText, TextHash};
pub use span::{CodePointRange, Span, SpanError, SpanErrorKind};

/// Whether `c` belongs to a script written without spaces between words: Han, kana, bopomofo,
/// CJK punctuation and full-width forms.
#[must_use]
pub const fn is_cjk(c: char) -> bool {
    matches!(c as u32,
        0x2E80..=0x303F | 0x3040..=0x30FF | 0x3100..=0x312F | 0x3190..=0x31BF | 0x31F0..=0x31FF
        | 0x3200..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F
        | 0xFF00..=0xFF65 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFF)
}

/// Whether `c` is a Han character (not punctuation, not kana).
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c as u32, 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}
