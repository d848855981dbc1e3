//! Writing files with a list of records.

use std::path::Path;

use serde::Serialize;

use super::{StorageError, ron_file::to_ron};
use crate::project::UnreadRecord;

/// A file with a list: header fields, then a record a block with a blank line between, then those that could not be read.
pub(super) fn write_list<H: Serialize, R: Serialize>(
    path: &Path,
    header: &H,
    list: &str,
    records: impl IntoIterator<Item = R>,
    unread: &[UnreadRecord],
) -> Result<String, StorageError> {
    let mut out = head(path, header, list)?;
    for record in records {
        block(&to_ron(path, &record)?.replace('\n', "\n        "), &mut out);
    }
    tail(unread, &mut out);
    Ok(out)
}

/// The beginning of a file with a list: its header and the beginning of the list.
pub(super) fn head<H: Serialize>(path: &Path, header: &H, list: &str) -> Result<String, StorageError> {
    let mut out = to_ron(path, header)?;
    out.truncate(out.trim_end_matches(')').len());
    out.push_str("    ");
    out.push_str(list);
    out.push_str(": [\n");
    Ok(out)
}

/// The end of a file with a list: the records that could not be read, and the end of the list.
pub(super) fn tail(unread: &[UnreadRecord], out: &mut String) {
    for record in unread {
        block(&record.raw, out);
    }
    out.push_str("    ],\n)\n");
}

fn block(record: &str, out: &mut String) {
    out.push_str("\n        ");
    out.push_str(record);
    out.push_str(",\n");
}
