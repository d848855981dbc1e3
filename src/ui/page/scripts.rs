//! Which runs of a text are Chinese, so that the punctuation among Han characters comes from the Chinese font.

use std::ops::Range;

use crate::text::is_cjk;

/// Splits a text into runs, each Chinese or not, in bytes. Quotation marks, dashes and dots that both scripts have go with their
/// neighbours: a closing one with what is before it, all others with what is behind.
pub(crate) fn script_runs(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut runs: Vec<(Range<usize>, bool)> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let han = match c {
            '”' | '’' | '…' | '—' | '·' => {
                before.is_some_and(is_cjk) && next.is_none_or(|n| is_cjk(n) || is_shared(n) || n.is_whitespace())
            }
            '“' | '‘' => next.is_some_and(is_cjk) && before.is_none_or(|b| is_cjk(b) || is_shared(b)),
            _ => is_cjk(c),
        };
        let end = i + c.len_utf8();
        match runs.last_mut() {
            Some((range, same)) if *same == han => range.end = end,
            _ => runs.push((i..end, han)),
        }
        before = Some(c);
    }
    runs
}

const fn is_shared(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}
