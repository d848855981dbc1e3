//! The file that says which keys the user changed.

use std::{fmt, fs, path::Path};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

use super::{Dirs, StorageError, atomic, ron_file};
use crate::project::{Placed, Problem, WrittenKeys};

const FORMAT: &str = "glossator keys";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u32,
    keys: Entries,
}

/// A map in the order of the file, with everything that stands in it twice.
struct Entries(Vec<(String, Vec<String>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("actions with their keys, as in {\"term\": [\"T\"]}")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Entries, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// What the user's file of keys says; nothing, if there is none.
///
/// # Errors
/// When it can’t be read as a whole: where, and what to do.
pub fn load_keys(dirs: &Dirs) -> Result<WrittenKeys, Problem> {
    let path = dirs.keys();
    match fs::read(&path) {
        Ok(bytes) => read_keys(&path, &bytes),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(WrittenKeys::default()),
        Err(e) => Err(Problem { message: StorageError::io("read", &path)(e).to_string(), file: path, at: None }),
    }
}

/// Reads a file of keys. What the words mean is not asked here.
///
/// # Errors
/// When it can’t be read as a whole: where, and what to do.
pub fn read_keys(path: &Path, bytes: &[u8]) -> Result<WrittenKeys, Problem> {
    let source = ron_file::utf8(path, bytes)?;
    let File { keys: Entries(entries), .. } = ron_file::from_ron(path, source, FORMAT)?;
    // The strings inside the braces stand in the file in just the order in which they were read.
    let mut places = strings(source).into_iter();
    let mut placed = |text: String| Placed { text, at: places.next().map_or((1, 1), |at| line_and_column(source, at)) };
    let entries = entries.into_iter().map(|(action, keys)| (placed(action), keys.into_iter().map(&mut placed).collect()));
    Ok(WrittenKeys { file: path.to_owned(), entries: entries.collect() })
}

/// Writes which keys were changed: ids of actions, each with its keys. A file that could not be read is kept as `keys.ron.bad`.
///
/// # Errors
/// When the file can’t be written.
pub fn store_keys(dirs: &Dirs, changes: &[(String, Vec<String>)]) -> Result<(), StorageError> {
    let path = dirs.keys();
    let folder = atomic::folder_of(&path);
    fs::create_dir_all(&folder).map_err(StorageError::io("make the folder", &folder))?;
    if fs::read(&path).is_ok_and(|bytes| read_keys(&path, &bytes).is_err()) {
        let kept = path.with_extension("ron.bad");
        fs::rename(&path, &kept).map_err(StorageError::io("rename", &path))?;
    }
    let mut out = format!("(\n    format: \"{FORMAT}\",\n    version: {},\n    keys: {{\n", ron_file::VERSION);
    for (action, keys) in changes {
        let keys = keys.iter().map(|key| ron_file::to_line(&path, key)).collect::<Result<Vec<_>, _>>()?;
        out.push_str(&format!("        {}: [{}],\n", ron_file::to_line(&path, action)?, keys.join(", ")));
    }
    out.push_str("    },\n)\n");
    atomic::write(&path, out.as_bytes())
}

/// The bytes at which the strings inside the outermost braces begin. To be asked only of what is RON.
fn strings(source: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let hashes = rest.strip_prefix('r').map(|r| r.len() - r.trim_start_matches('#').len());
        let raw = hashes.filter(|n| rest.get(1 + n..).is_some_and(|r| r.starts_with('"')));
        if rest.starts_with('"') || raw.is_some() {
            if depth > 0 {
                found.push(at);
            }
            at += string_length(rest, raw);
        } else if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            at += comment_length(rest);
        } else {
            match rest.chars().next() {
                Some('{') => depth += 1,
                Some('}') => depth = depth.saturating_sub(1),
                _ => {}
            }
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// How long the string is that `rest` begins with; of a raw one, the number of its hashes is known.
fn string_length(rest: &str, raw: Option<usize>) -> usize {
    if let Some(hashes) = raw {
        let end = format!("\"{}", "#".repeat(hashes));
        let body = hashes + 2;
        return rest.get(body..).and_then(|r| r.find(&end)).map_or(rest.len(), |i| body + i + end.len());
    }
    let mut escaped = false;
    for (i, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return i + 1,
            _ => {}
        }
    }
    rest.len()
}

/// How long the comment is that `rest` begins with. In RON one may stand in another.
fn comment_length(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = rest.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest.starts_with("*/") {
            (depth, at) = (depth.saturating_sub(1), at + 2);
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// Line and column of a byte, from 1, in code points.
fn line_and_column(source: &str, at: usize) -> (usize, usize) {
    let before = source.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_told_with_its_place() {
        let source = "(format: \"glossator keys\", version: 1, keys: {\n  // \"no\"\n  \"äh\": [\"\\\"\", r#\"F2\"#], /* \"no\" */ \"term\": [],\n})";
        let read = read_keys(Path::new("keys.ron"), source.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
        let words: Vec<(&str, (usize, usize))> =
            read.entries.iter().flat_map(|(a, k)| [a].into_iter().chain(k)).map(|w| (w.text.as_str(), w.at)).collect();
        assert_eq!(words, [("äh", (3, 3)), ("\"", (3, 10)), ("F2", (3, 16)), ("term", (3, 37))]);
    }

    #[test]
    fn a_file_that_makes_no_sense_says_where() {
        let read = |source: &str| read_keys(Path::new("keys.ron"), source.as_bytes());
        let broken = read("(format: \"glossator keys\", version: 1, keys: {\n  \"term\": [T],\n})");
        assert_eq!(broken.err().and_then(|p| p.at).map(|(line, _)| line), Some(2));
        assert!(read("(format: \"glossator keys\", version: 2, keys: {})").is_err_and(|p| p.message.contains("newer Glossator")));
        assert!(read("(format: \"glossator layer\", version: 1, keys: {})").is_err());
        assert!(read("(format: \"glossator keys\", version: 1, keys: {}, more: 1)").is_err());
    }

    #[test]
    fn what_is_stored_is_loaded_and_an_unreadable_file_is_kept() {
        let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
        let dirs = Dirs::below(folder.path());
        assert_eq!(load_keys(&dirs), Ok(WrittenKeys::default()));
        let changes = vec![("term".to_owned(), vec!["\"".to_owned(), "Ctrl+\\".to_owned()]), ("query".to_owned(), Vec::new())];
        store_keys(&dirs, &changes).unwrap_or_else(|e| panic!("{e}"));
        let read = load_keys(&dirs).unwrap_or_else(|e| panic!("{e}"));
        let words = |list: &[Placed]| list.iter().map(|w| w.text.clone()).collect::<Vec<_>>();
        let again: Vec<_> = read.entries.iter().map(|(a, keys)| (a.text.clone(), words(keys))).collect();
        assert_eq!(again, changes);
        atomic::write(&dirs.keys(), b"(oops").unwrap_or_else(|e| panic!("{e}"));
        assert!(load_keys(&dirs).is_err());
        store_keys(&dirs, &changes).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(fs::read(dirs.keys().with_extension("ron.bad")).ok().as_deref(), Some(&b"(oops"[..]));
        assert!(load_keys(&dirs).is_ok());
    }
}
