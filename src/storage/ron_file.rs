//! What all of the project's RON files have in common: a header that names format and version, and a list of records of which a
//! bad one never hides the good ones.

use std::{ops::Range, path::Path};

use ron::{extensions::Extensions, ser::PrettyConfig};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::StorageError;
use crate::project::{Problem, UnreadRecord};

/// The only version there is.
pub(super) const VERSION: u32 = 1;
/// How deep a file may nest: far deeper than any of ours, far shallower than the stack.
const DEPTH: usize = 64;

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME).with_recursion_limit(DEPTH)
}

/// A value, a field a line, without its last line end.
pub(super) fn to_ron<T: Serialize>(path: &Path, value: &T) -> Result<String, StorageError> {
    let pretty = PrettyConfig::new().new_line("\n").indentor("    ").separate_tuple_members(false);
    options()
        .to_string_pretty(value, pretty)
        .map_err(|e| StorageError::Unwritable { path: path.to_owned(), message: e.to_string() })
}

/// A value on one line.
pub(super) fn to_line<T: Serialize>(path: &Path, value: &T) -> Result<String, StorageError> {
    options().to_string(value).map_err(|e| StorageError::Unwritable { path: path.to_owned(), message: e.to_string() })
}

/// A value written on one line.
pub(super) fn from_line<T: DeserializeOwned>(line: &str) -> Option<T> {
    options().from_str(line).ok()
}

/// A file's bytes as text.
pub(super) fn utf8<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a str, Problem> {
    std::str::from_utf8(bytes).map_err(|e| {
        let (line, column) = Lines::default().locate_byte(bytes, e.valid_up_to());
        Problem {
            file: path.to_owned(),
            at: Some((line, column)),
            message: "this is not UTF-8; restore the file from a copy".to_owned(),
        }
    })
}

/// Reads a whole file of a format.
pub(super) fn from_ron<T: DeserializeOwned>(path: &Path, source: &str, format: &str) -> Result<T, Problem> {
    check_header(path, source, format)?;
    options().from_str(source).map_err(|e| problem(path, &e, (1, 1)))
}

#[derive(Deserialize)]
struct Header {
    format: String,
    version: u32,
}

/// Looks at format and version before anything else: a file of a later version is not a file with mistakes.
fn check_header(path: &Path, source: &str, format: &str) -> Result<(), Problem> {
    let header: Header = options().from_str(source).map_err(|e| problem(path, &e, (1, 1)))?;
    let refuse = |message| Err(Problem { file: path.to_owned(), at: Some((1, 1)), message });
    if header.format != format {
        return refuse(format!("this is a {:?} file, where a {format:?} file is wanted", header.format));
    }
    if header.version != VERSION {
        let version = header.version;
        return refuse(format!("version {version} is not known (this program knows {VERSION}); a newer Glossator wrote it"));
    }
    Ok(())
}

/// A RON error, its place moved by that of the record in the file.
fn problem(path: &Path, error: &ron::error::SpannedError, (line, column): (usize, usize)) -> Problem {
    let found = error.span.start;
    let column = if found.line <= 1 { column + found.col.saturating_sub(1) } else { found.col };
    let at = (line + found.line.saturating_sub(1), column);
    Problem { file: path.to_owned(), at: Some(at), message: format!("{}; correct it by hand, or restore the file", error.code) }
}

/// A file with a list of records.
pub(super) struct ListFile<H, R> {
    /// Everything but the list.
    pub(super) header: H,
    /// The records that could be read, and where each begins.
    pub(super) records: Vec<(R, RecordPlace)>,
    /// The others.
    pub(super) unread: Vec<UnreadRecord>,
    /// The list has no end: the file was cut short.
    pub(super) cut_short: Option<Problem>,
}

/// Where in its file a record stands.
#[derive(Debug, Clone)]
pub(super) struct RecordPlace {
    /// Line and column, from 1.
    pub(super) at: (usize, usize),
    /// As it stands there.
    pub(super) raw: String,
}

impl RecordPlace {
    /// The record, set aside.
    pub(super) fn unread(self, path: &Path, message: String) -> UnreadRecord {
        UnreadRecord { problem: Problem { file: path.to_owned(), at: Some(self.at), message }, raw: self.raw }
    }
}

/// Reads a file whose field `list` is a list of records. A record that can't be read is set aside as it stands.
///
/// # Errors
/// When the rest of the file can't be read.
pub(super) fn read_list<H: DeserializeOwned, R: DeserializeOwned>(
    path: &Path,
    source: &str,
    format: &str,
    list: &str,
) -> Result<ListFile<H, R>, Problem> {
    let Some(open) = list_start(source, list) else {
        // Not one of ours, or broken before the list: say what the parser says.
        let header: H = from_ron(path, source, format)?;
        return Ok(ListFile { header, records: Vec::new(), unread: Vec::new(), cut_short: None });
    };
    let mut records = Vec::new();
    let mut unread = Vec::new();
    let mut lines = Lines::default();
    let mut at = open;
    let end = loop {
        at = skip_blanks(source, at);
        match source.as_bytes().get(at) {
            None => break source.len(),
            Some(b']') => break at,
            Some(b',') => at += 1,
            Some(_) => {
                let range = record_range::<R>(source, at);
                at = range.end.max(at + 1);
                let raw = source.get(range.clone()).unwrap_or_default().trim_end();
                let place = RecordPlace { at: lines.locate(source, range.start), raw: raw.to_owned() };
                match options().from_str::<R>(raw) {
                    Ok(record) => records.push((record, place)),
                    Err(e) => unread.push(UnreadRecord { problem: problem(path, &e, place.at), raw: place.raw }),
                }
            }
        }
    };
    let (before, after) = (source.get(..open).unwrap_or_default(), source.get(end..).unwrap_or_default());
    let rest = if after.is_empty() { "])" } else { after };
    let header = from_ron(path, &[before, rest].concat(), format)?;
    let message = "this file is cut short: what stands behind its last line is missing. Restore it from a copy before you save";
    let end = after.is_empty().then(|| lines.locate(source, source.len()));
    let cut_short = end.map(|at| Problem { file: path.to_owned(), at: Some(at), message: message.to_owned() });
    Ok(ListFile { header, records, unread, cut_short })
}

/// Writes such a file: header fields, then a record a block with a blank line between, then those that could not be read.
pub(super) fn write_list<H: Serialize, R: Serialize>(
    path: &Path,
    header: &H,
    list: &str,
    records: impl IntoIterator<Item = R>,
    unread: &[UnreadRecord],
) -> Result<String, StorageError> {
    let mut out = to_ron(path, header)?;
    out.truncate(out.trim_end_matches(')').len());
    out.push_str("    ");
    out.push_str(list);
    out.push_str(": [\n");
    for record in records {
        out.push_str("\n        ");
        out.push_str(&to_ron(path, &record)?.replace('\n', "\n        "));
        out.push_str(",\n");
    }
    for record in unread {
        out.push_str("\n        ");
        out.push_str(&record.raw);
        out.push_str(",\n");
    }
    out.push_str("    ],\n)\n");
    Ok(out)
}

/// The byte behind the `[` of field `list` of the outermost struct.
fn list_start(source: &str, list: &str) -> Option<usize> {
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

/// Where the record that begins at `start` ends. If it can't be read as it is balanced, it ends before the next line that
/// begins as a record or the end of the list does: a missing bracket or quotation mark costs one record, not the rest.
fn record_range<R: DeserializeOwned>(source: &str, start: usize) -> Range<usize> {
    let end = balanced_end(source, start);
    let raw = source.get(start..end).unwrap_or_default();
    if options().from_str::<R>(raw).is_ok() {
        return start..end;
    }
    let marks = ["\n        (\n", "\n    ],\n", "\n    ]\n"];
    let tail = source.get(start..).unwrap_or_default();
    let cut = marks.iter().filter_map(|mark| tail.find(mark)).min().map_or(source.len(), |i| start + i);
    // Whole by its brackets: what follows is another record, or the end of the list. Else a bracket too many ended it early.
    let next = skip_blanks(source, end + usize::from(source.as_bytes().get(end) == Some(&b',')));
    let follows = matches!(source.as_bytes().get(next), Some(b'(' | b']'));
    if cut >= end && follows {
        return start..end;
    }
    let record = source.get(start..cut).unwrap_or_default();
    start..start + record.trim_end().trim_end_matches(',').len()
}

/// The end of the element that begins at `start`: where a comma or a closing bracket stands outside all brackets and strings.
fn balanced_end(source: &str, start: usize) -> usize {
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
fn skip_blanks(source: &str, mut at: usize) -> usize {
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
struct Lines {
    seen: usize,
    line: usize,
}

impl Lines {
    /// As [`Self::locate`], where what is before `at` is UTF-8.
    fn locate_byte(mut self, bytes: &[u8], at: usize) -> (usize, usize) {
        let before = bytes.get(..at).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default();
        self.locate(before, before.len())
    }

    fn locate(&mut self, source: &str, at: usize) -> (usize, usize) {
        self.line += source.get(self.seen..at).map_or(0, |s| memchr::memchr_iter(b'\n', s.as_bytes()).count());
        self.seen = at;
        let before = source.get(..at).unwrap_or_default();
        let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |i| i + 1);
        (self.line + 1, before.get(start..).unwrap_or_default().chars().count() + 1)
    }
}
