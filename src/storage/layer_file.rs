//! An author's layer on disk: `layers/<author>.ron`.

use std::{collections::HashSet, path::Path};

use serde::{Deserialize, Serialize};

use super::{
    StorageError,
    record::{Placed, Record, place_on_changed_text, place_on_same_text},
    ron_file::{self, RecordPlace, VERSION},
};
use crate::{
    layer::{Author, Layer},
    project::{FileHash, OpenedLayer, Problem, UnreadRecord},
    text::{SourceText, TextHash},
};

const FORMAT: &str = "glossator layer";

#[derive(Serialize)]
struct HeaderOut<'a> {
    format: &'static str,
    version: u32,
    author: &'a Author,
    text: TextMark,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderIn {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u32,
    author: Author,
    text: TextMark,
    #[serde(default, rename = "annotations")]
    _annotations: Vec<()>,
}

/// The text a layer was made on.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextMark {
    file: String,
    blake3: TextHash,
    code_points: usize,
}

/// Reads a layer's file. Records that can't be read are set aside; if the text is not the one the layer was made on, every annotation finds
/// its place again or becomes an orphan. O(text + file).
///
/// The problem that may come with it is about the file as a whole: it is cut short.
///
/// # Errors
/// When the file as a whole can't be read.
pub fn read_layer(path: &Path, bytes: &[u8], text: &SourceText) -> Result<(OpenedLayer, Option<Problem>), Problem> {
    let source = ron_file::utf8(path, bytes)?;
    let file = ron_file::read_list::<HeaderIn, Record>(path, source, FORMAT, "annotations")?;
    let mut unread = file.unread;
    let records = once_each(path, file.records, &mut unread);
    let same_text = file.header.text.blake3 == text.hash();
    let (mut annotations, mut lost) = (Vec::with_capacity(records.len()), Vec::new());
    for (record, place) in records {
        match if same_text { place_on_same_text(record, text) } else { Placed::Lost(record) } {
            Placed::There(annotation) => annotations.push(annotation),
            Placed::Lost(record) => lost.push(record),
            Placed::Wrong(why) => unread.push(place.unread(path, why)),
        }
    }
    annotations.extend(place_on_changed_text(lost, text));
    unread.sort_by_key(|u| u.problem.at);
    let layer = Layer::with(file.header.author, annotations);
    Ok((OpenedLayer { layer, unread, on_disk: Some(FileHash::of(bytes)) }, file.cut_short))
}

/// Sets every record aside whose id an earlier one has.
fn once_each(path: &Path, records: Vec<(Record, RecordPlace)>, unread: &mut Vec<UnreadRecord>) -> Vec<(Record, RecordPlace)> {
    let mut seen = HashSet::new();
    let (first, again): (Vec<_>, Vec<_>) = records.into_iter().partition(|(record, _)| seen.insert(record.id));
    unread.extend(again.into_iter().map(|(record, place)| {
        place.unread(path, format!("annotation {} stands in this file twice; delete one, or give it a new id", record.id))
    }));
    first
}

/// A layer's file: the annotations in the order of the text, orphans behind them, then the records that could not be read, as they were.
/// The same layer always gives the same bytes.
///
/// # Errors
/// When a value can't be put into RON.
pub fn write_layer(
    path: &Path,
    layer: &Layer,
    unread: &[UnreadRecord],
    text: &SourceText,
    text_file: &str,
) -> Result<String, StorageError> {
    let text_mark = TextMark { file: text_file.to_owned(), blake3: text.hash(), code_points: text.code_point_len() };
    let header = HeaderOut { format: FORMAT, version: VERSION, author: layer.author(), text: text_mark };
    ron_file::write_list(path, &header, "annotations", layer.iter().map(|a| Record::of(a, text)), unread)
}
