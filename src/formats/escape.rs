//! Plain words as Markdown that every engine reads as just those words.
//!
//! What is escaped, and why, was measured with pandoc, comrak, pulldown-cmark, cmark-gfm, markdown-it and Hugo; see docs/formats.md.

/// Appends `words` to `out`, escaped for the place they come to: a mark that means something only at a line's start is escaped only there.
/// Line ends become blanks.
pub(super) fn push(out: &mut String, words: &str) {
    // Blanks at a line's start are code, or nothing.
    let words = if at_line_start(out) { words.trim_start() } else { words };
    let start = at_line_start(out).then(|| enumerator(words)).flatten();
    let mut chars = words.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
        if start == Some(i) || needs_escape(out, c, next) {
            out.push('\\');
        }
        out.push(c);
    }
}

fn needs_escape(out: &str, c: char, next: Option<char>) -> bool {
    let before = out.chars().next_back();
    match c {
        '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '~' | '^' | '$' | '@' | '|' | '"' | '\'' => true,
        // An entity; an image.
        '&' => next.is_some_and(|n| n.is_alphanumeric() || n == '#'),
        '!' => next.is_none_or(|n| n == '['),
        // A link's destination, also behind a note's mark.
        '(' => before == Some(']'),
        // `==marked==`, `++`, `%%`, `--`, `...` and what begins a line.
        '=' | '+' | '%' | '-' => before == Some(c) || next == Some(c) || at_line_start(out),
        '.' => before == Some('.') || next == Some('.') || ends_with_www(out),
        // An address, a short code such as `:tada:`, a definition.
        ':' => next.is_none_or(|n| n == '/' || n.is_ascii_alphanumeric()) || before == Some(']') || at_line_start(out),
        _ => false,
    }
}

fn ends_with_www(out: &str) -> bool {
    let tail = out.get(out.len().saturating_sub(3)..).unwrap_or_default();
    tail.eq_ignore_ascii_case("www")
}

/// Whether what comes next begins a line, as Markdown sees it.
fn at_line_start(out: &str) -> bool {
    let line = out.rsplit('\n').next().unwrap_or_default();
    line.chars().all(|c| c == ' ' || c == '\t' || c == '>')
}

/// The byte of the mark that would make `words` the item of a numbered list: the point of `1986.`, `a)`, `iv.`; the bracket of `(1)`.
fn enumerator(words: &str) -> Option<usize> {
    let bracketed = words.starts_with('(');
    let body = words.strip_prefix('(').unwrap_or(words);
    let label: String = body.chars().take_while(char::is_ascii_alphanumeric).take(10).collect();
    let behind = body.get(label.len()..).and_then(|rest| rest.chars().next())?;
    let roman = label.chars().all(|c| "ivxlcdmIVXLCDM".contains(c));
    let numbers = label.chars().all(|c| c.is_ascii_digit()) || label.len() == 1 || roman;
    match behind {
        _ if label.is_empty() || !numbers => None,
        ')' if bracketed => Some(0),
        '.' | ')' => Some(label.len()),
        _ => None,
    }
}
