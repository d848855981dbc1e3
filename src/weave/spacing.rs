//! The blanks between text and apparatus, worked out from the neighbours.

use crate::text::is_cjk;

/// Whether a blank is wanted between `left` and a piece that begins with `opening`.
pub(super) fn blank_before(left: Option<char>, opening: Option<char>) -> bool {
    match left {
        None => false,
        Some(c) if c.is_whitespace() || is_cjk(c) || opens(c) || joins(c) => false,
        Some(_) => !opening.is_some_and(is_cjk),
    }
}

/// Whether a blank is wanted between a piece that ends with `closing` and `right`.
pub(super) fn blank_after(closing: Option<char>, right: Option<char>) -> bool {
    match right {
        None => false,
        Some(c) if c.is_whitespace() || is_cjk(c) || joins(c) => false,
        Some(c) => (c.is_alphanumeric() || opens(c) || is_currency(c)) && !closing.is_some_and(is_cjk),
    }
}

/// Whether a point between these two lies inside a word: `translat|s` wants no blank.
pub(super) fn inside_word(left: Option<char>, right: Option<char>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_cjk(c));
    letter(left) && letter(right)
}

/// Opening brackets and opening quotation marks.
fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '“' | '‘' | '«' | '‹' | '„' | '‚' | '¿' | '¡')
}

/// Marks that stand without blanks between words.
fn joins(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '/' | '\\')
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '#' | '@')
}
