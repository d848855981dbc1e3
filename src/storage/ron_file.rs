//! What all of the project's RON files have in common: one way of writing, and a header that names format and version.

use std::path::Path;

use ron::{extensions::Extensions, ser::PrettyConfig};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{StorageError, scan::Lines};
use crate::project::Problem;

/// The only version there is.
pub(super) const VERSION: u32 = 1;
/// How deep a file may nest: far deeper than any of ours, far shallower than the stack.
const DEPTH: usize = 64;

/// How RON is read and written.
pub(super) fn options() -> ron::Options {
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
    if let Ok(source) = simdutf8::basic::from_utf8(bytes) {
        return Ok(source);
    }
    // Slower, it knows where the mistake is.
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
pub(super) fn problem(path: &Path, error: &ron::error::SpannedError, (line, column): (usize, usize)) -> Problem {
    let found = error.span.start;
    let column = if found.line <= 1 { column + found.col.saturating_sub(1) } else { found.col };
    let at = (line + found.line.saturating_sub(1), column);
    Problem { file: path.to_owned(), at: Some(at), message: format!("{}; correct it by hand, or restore the file", error.code) }
}
