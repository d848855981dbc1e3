//! The termbase on disk: `terms.ron`.

use std::{collections::HashSet, path::Path};

use serde::{Deserialize, Serialize};

use super::{
    StorageError,
    list_file::{ListSource, NotRead, Reads},
    list_writer,
    ron_file::{self, VERSION},
};
use crate::{
    progress::Progress,
    project::{Problem, UnreadRecord},
    terms::{Concept, Termbase},
};

const FORMAT: &str = "glossator termbase";

#[derive(Serialize)]
struct HeaderOut {
    format: &'static str,
    version: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderIn {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default, rename = "concepts")]
    _concepts: Vec<()>,
}

/// Concepts are few: RON's parser reads them all.
struct Concepts;

impl<'a> Reads<'a> for Concepts {
    type Item = Concept;
    type Record = Concept;

    fn in_our_layout(&self, _: &'a str, _: usize) -> Option<(Concept, usize)> {
        None
    }

    fn item(&self, concept: Concept) -> Concept {
        concept
    }
}

/// Reads a termbase's file; concepts that can't be read are set aside.
///
/// # Errors
/// When the file as a whole can't be read.
pub fn read_terms(path: &Path, bytes: &[u8]) -> Result<(Termbase, Vec<UnreadRecord>), Problem> {
    read(path, bytes, &Progress::default()).map_err(|e| e.problem(path))
}

/// As [`read_terms`], counting the bytes.
pub(super) fn read(path: &Path, bytes: &[u8], progress: &Progress) -> Result<(Termbase, Vec<UnreadRecord>), NotRead> {
    let source = ListSource::new(path, ron_file::utf8(path, bytes)?, FORMAT, "concepts");
    let list = source.records(&Concepts, progress)?;
    drop(source.header::<HeaderIn, _>(&list)?);
    if let Some(problem) = source.cut_short(&list) {
        return Err(problem.into());
    }
    let mut aside = list.aside;
    let mut seen = HashSet::new();
    let (first, again): (Vec<_>, Vec<_>) = list.runs.into_iter().flatten().partition(|found| seen.insert(found.item.id.clone()));
    aside.extend(again.into_iter().map(|found| {
        let id = &found.item.id;
        found.aside(format!("concept {id} stands in this file twice; join the two, or give one a new id"))
    }));
    Ok((Termbase::with(first.into_iter().map(|found| found.item)), source.unread(aside)))
}

/// A termbase's file: concepts by id, then the records that could not be read, as they were.
///
/// # Errors
/// When a value can't be put into RON.
pub fn write_terms(path: &Path, terms: &Termbase, unread: &[UnreadRecord]) -> Result<String, StorageError> {
    let header = HeaderOut { format: FORMAT, version: VERSION };
    list_writer::write_list(path, &header, "concepts", terms.iter().map(|c| (**c).clone()), unread)
}
