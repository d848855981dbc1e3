//! An author's layer on disk: `layers/<author>.ron`.

use std::{collections::HashSet, path::Path};

use serde::{Deserialize, Serialize};

use super::{
    StorageError,
    list_file::{Aside, Found, ListSource, NotRead, Reads},
    list_writer,
    placing::{Placed, place_on_changed_text, place_on_same_text},
    record::Record,
    record_reader, record_writer,
    ron_file::{self, VERSION},
};
use crate::{
    layer::{Annotation, Author, Layer},
    parallel,
    progress::Progress,
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

/// A layer as it was read, and what may be wrong with its file as a whole.
pub(super) type ReadLayer = (OpenedLayer, Option<Problem>);

/// Reads a layer's file. Records that can't be read are set aside; if the text is not the one the layer was made on, every annotation finds
/// its place again or becomes an orphan. O(text + file).
///
/// The problem that may come with it is about the file as a whole: it is cut short.
///
/// # Errors
/// When the file as a whole can't be read.
pub fn read_layer(path: &Path, bytes: &[u8], text: &SourceText) -> Result<ReadLayer, Problem> {
    read(path, bytes, text, &Progress::default()).map_err(|e| e.problem(path))
}

/// As [`read_layer`], counting the bytes.
pub(super) fn read(path: &Path, bytes: &[u8], text: &SourceText, progress: &Progress) -> Result<ReadLayer, NotRead> {
    let (read, hash) = parallel::both(|| read_records(path, bytes, text, progress), || FileHash::of(bytes));
    let (layer, unread, cut_short) = read?;
    Ok((OpenedLayer { layer, unread, on_disk: Some(hash) }, cut_short))
}

/// Finds the places of records as they are read, if it is known that they were made on this text.
struct Placing<'t> {
    text: Option<&'t SourceText>,
}

impl<'a> Reads<'a> for Placing<'_> {
    type Item = Placed<'a>;
    type Record = Record<'static>;

    fn in_our_layout(&self, source: &'a str, at: usize) -> Option<(Placed<'a>, usize)> {
        let (record, end) = record_reader::read(source, at)?;
        Some((self.place(record), end))
    }

    fn item(&self, record: Record<'static>) -> Placed<'a> {
        self.place(record)
    }
}

impl Placing<'_> {
    fn place<'a>(&self, record: Record<'a>) -> Placed<'a> {
        match self.text {
            Some(text) => place_on_same_text(record, text),
            None => Placed::Lost(Box::new(record)),
        }
    }
}

type Runs<'a> = Vec<Vec<Found<Placed<'a>>>>;

fn read_records(
    path: &Path,
    bytes: &[u8],
    text: &SourceText,
    progress: &Progress,
) -> Result<(Layer, Vec<UnreadRecord>, Option<Problem>), NotRead> {
    let source = ListSource::new(path, ron_file::utf8(path, bytes)?, FORMAT, "annotations");
    let same_text = |header: &HeaderIn| header.text.blake3 == text.hash();
    let early = Placing { text: source.early_header().is_some_and(|h| same_text(&h)).then_some(text) };
    let mut list = source.records(&early, progress)?;
    let header: HeaderIn = source.header(&list)?;
    once_each(&mut list.runs, &mut list.aside);
    if same_text(&header) && early.text.is_none() {
        place_all(&mut list.runs, text);
    }
    let mut lost = Vec::new();
    for found in list.runs.iter_mut().flat_map(|run| run.extract_if(.., |f| !matches!(f.item, Placed::There(_)))) {
        match found {
            Found { item: Placed::Lost(record), .. } => lost.push(record),
            Found { item: Placed::Wrong(_, ref why), .. } => list.aside.push(found.aside(why.clone())),
            Found { item: Placed::There(_), .. } => {}
        }
    }
    let cut_short = source.cut_short(&list);
    let unread = source.unread(list.aside);
    // To look for nothing would still take a look at the whole text.
    let found_again = if lost.is_empty() { Vec::new() } else { place_on_changed_text(lost, text) };
    let layer = Layer::with(header.author, list.runs.into_iter().flatten().filter_map(placed).chain(found_again));
    Ok((layer, unread, cut_short))
}

fn placed(found: Found<Placed<'_>>) -> Option<Annotation> {
    match found.item {
        Placed::There(annotation) => Some(annotation),
        Placed::Lost(_) | Placed::Wrong(..) => None,
    }
}

/// Sets every record aside whose id an earlier one has.
fn once_each(runs: &mut Runs<'_>, aside: &mut Vec<Aside>) {
    let mut ids: Vec<_> = runs.iter().flatten().map(|found| found.item.id()).collect();
    ids.sort_unstable();
    if ids.array_windows().all(|[a, b]| a != b) {
        return;
    }
    let mut seen = HashSet::new();
    for run in runs {
        aside.extend(run.extract_if(.., |found| !seen.insert(found.item.id())).map(|again| {
            let id = again.item.id();
            again.aside(format!("annotation {id} stands in this file twice; delete one, or give it a new id"))
        }));
    }
}

/// Finds the places of records that were read before it was known that they were made on this text.
fn place_all(runs: &mut Runs<'_>, text: &SourceText) {
    for run in runs {
        let placed = std::mem::take(run).into_iter().map(|Found { item, range }| match item {
            Placed::Lost(record) => Found { item: place_on_same_text(*record, text), range },
            item @ (Placed::There(_) | Placed::Wrong(..)) => Found { item, range },
        });
        *run = placed.collect();
    }
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
    let mut out = head(path, layer, text, text_file)?;
    for annotation in layer.iter() {
        record_writer::write(&Record::of(annotation, text), &mut out);
    }
    list_writer::tail(unread, &mut out);
    Ok(out)
}

/// The beginning of a layer's file, up to its first annotation.
pub(super) fn head(path: &Path, layer: &Layer, text: &SourceText, text_file: &str) -> Result<String, StorageError> {
    let mark = TextMark { file: text_file.to_owned(), blake3: text.hash(), code_points: text.code_point_len() };
    let header = HeaderOut { format: FORMAT, version: VERSION, author: layer.author(), text: mark };
    list_writer::head(path, &header, "annotations")
}
