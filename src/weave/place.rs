//! Where behind a span its gloss or its note's mark stands.

use crate::text::{SourceText, Syntax, is_han};

/// How far, in characters, a mark may move to get behind quotation marks and punctuation.
const REACH: usize = 8;

/// Behind the span and any closing quotation mark: `“multilateral” (多边)`.
pub(super) fn behind_quotes(text: &SourceText, end: usize) -> usize {
    skip(text, end, closes_quote)
}

/// Behind the span, closing quotation marks and the punctuation that follows: `“multilateral.”¹`
pub(super) fn behind_punctuation(text: &SourceText, end: usize) -> usize {
    skip(text, end, |c, before, next| closes_quote(c, before, next) || punctuates(c, next))
}

/// Steps over characters as long as `goes(character, the one before, the one behind)` says so.
fn skip(text: &SourceText, end: usize, goes: impl Fn(char, Option<char>, Option<char>) -> bool) -> usize {
    let (left, right) = text.split_at(end);
    let mut before = left.chars().next_back();
    let mut at = end;
    let mut rest = right.chars().take(REACH).peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        let markup = text.syntax() == Syntax::Markdown && closes_emphasis(text, at, c, before, next);
        if !markup && !goes(c, before, next) {
            break;
        }
        at += c.len_utf8();
        before = Some(c);
    }
    at
}

fn closes_quote(c: char, before: Option<char>, next: Option<char>) -> bool {
    let after_word = before.is_some_and(|b| !b.is_whitespace());
    match c {
        '”' | '»' | '›' | '」' | '』' | '》' | '〉' => true,
        // An apostrophe, unless a word ends here.
        '’' | '\'' => after_word && !next.is_some_and(char::is_alphanumeric),
        '"' => after_word && !next.is_some_and(|n| n.is_alphanumeric() && !is_han(n)),
        _ => false,
    }
}

fn punctuates(c: char, next: Option<char>) -> bool {
    match c {
        // Not the point in 3.5 nor the colon in 10:30.
        '.' | ',' | ':' => !next.is_some_and(char::is_alphanumeric),
        ';' | '!' | '?' | ')' | ']' | '。' | '，' | '、' | '；' | '：' | '！' | '？' | '）' | '］' | '】' => true,
        _ => false,
    }
}

/// Whether a `*` or `_` at `at` ends emphasis: `CommonMark`'s right-flanking run; where a Han character makes it ambiguous, the one
/// with an opening mark before it in its block.
fn closes_emphasis(text: &SourceText, at: usize, c: char, before: Option<char>, next: Option<char>) -> bool {
    if !matches!(c, '*' | '_') || before.is_none_or(char::is_whitespace) {
        return false;
    }
    match next {
        None => true,
        Some(n) if n.is_whitespace() || n == c || (!n.is_alphanumeric() && !matches!(n, '“' | '‘' | '(')) => {
            n != c || opened_before(text, at, c)
        }
        Some(_) => c == '*' && opened_before(text, at, c),
    }
}

fn opened_before(text: &SourceText, at: usize, mark: char) -> bool {
    let Some(block) = text.blocks().get(text.block_at(at)) else { return false };
    let before = text.slice(text.span_between(block.content.start(), at));
    let before = before.trim_end_matches(mark);
    before.matches(mark).count() % 2 == 1 || before.matches(&mark.to_string().repeat(2)).count() % 2 == 1
}
