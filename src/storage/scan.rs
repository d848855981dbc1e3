//! Finding one's way in the source of a RON file without reading it: where a list begins, where an element ends, which line this is.

/// The byte behind the `[` of field `list` of the outermost struct.
pub(super) fn list_start(source: &str, list: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = source.as_bytes().get(at) {
        let rest = source.get(at..).unwrap_or_default();
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ if depth == 1 && rest.starts_with(list) => {
                let colon = skip_blanks(source, at + list.len());
                let bracket = skip_blanks(source, colon + 1);
                let found = source.as_bytes().get(colon) == Some(&b':') && source.as_bytes().get(bracket) == Some(&b'[');
                if found {
                    return Some(bracket + 1);
                }
            }
            _ => {}
        }
        at = skip_token(source, at);
    }
    None
}

/// The end of the element that begins at `start`: where a comma or a closing bracket stands outside all brackets and strings.
pub(super) fn balanced_end(source: &str, start: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(byte) = source.as_bytes().get(at) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => return at,
            b')' | b']' | b'}' => depth -= 1,
            b',' if depth == 0 => return at,
            _ => {}
        }
        at = skip_token(source, at);
    }
    source.len()
}

/// Steps over a string, a character, a comment or one byte.
fn skip_token(source: &str, at: usize) -> usize {
    let bytes = source.as_bytes();
    let rest = source.get(at..).unwrap_or_default();
    let find =
        |from: usize, end: &str| source.get(from..).and_then(|s| s.find(end)).map_or(source.len(), |i| from + i + end.len());
    if rest.starts_with("//") {
        return find(at, "\n");
    }
    if rest.starts_with("/*") {
        return find(at + 2, "*/");
    }
    if let Some(hashes) = raw_string(rest) {
        return find(at + 2 + hashes, &format!("\"{}", "#".repeat(hashes)));
    }
    if rest.starts_with('\'') {
        // A character: 'x' or '\x'.
        let body = if rest.starts_with("'\\") { at + 3 } else { at + 1 };
        return find(body, "'");
    }
    if rest.starts_with('"') {
        let mut i = at + 1;
        while let Some(byte) = bytes.get(i) {
            match byte {
                b'\\' => i += 2,
                b'"' => return i + 1,
                _ => i += 1,
            }
        }
        return source.len();
    }
    at + rest.chars().next().map_or(1, char::len_utf8)
}

/// The number of hashes of a raw string that begins here.
fn raw_string(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('r')?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    body.trim_start_matches('#').starts_with('"').then_some(hashes)
}

/// The next byte that is neither blank nor in a comment.
pub(super) fn skip_blanks(source: &str, mut at: usize) -> usize {
    while let Some(rest) = source.get(at..) {
        if rest.starts_with("//") || rest.starts_with("/*") {
            at = skip_token(source, at);
            continue;
        }
        match rest.chars().next() {
            Some(c) if c.is_whitespace() => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// Finds lines and columns of ever later places, each stretch looked at once.
#[derive(Default)]
pub(super) struct Lines {
    seen: usize,
    line: usize,
}

impl Lines {
    /// As [`Self::locate`], where what is before `at` is UTF-8.
    pub(super) fn locate_byte(mut self, bytes: &[u8], at: usize) -> (usize, usize) {
        let before = bytes.get(..at).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default();
        self.locate(before, before.len())
    }

    /// Line and column of byte `at`, from 1.
    pub(super) fn locate(&mut self, source: &str, at: usize) -> (usize, usize) {
        self.line += source.get(self.seen..at).map_or(0, |s| memchr::memchr_iter(b'\n', s.as_bytes()).count());
        self.seen = at;
        let before = source.get(..at).unwrap_or_default();
        let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |i| i + 1);
        (self.line + 1, before.get(start..).unwrap_or_default().chars().count() + 1)
    }
}
