//! The termbase on disk: `terms.ron`.

use std::{collections::HashSet, path::Path};

use serde::{Deserialize, Serialize};

use super::{
    StorageError,
    ron_file::{self, VERSION},
};
use crate::{
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

/// Reads a termbase's file; concepts that can't be read are set aside.
///
/// # Errors
/// When the file as a whole can't be read.
pub fn read_terms(path: &Path, bytes: &[u8]) -> Result<(Termbase, Vec<UnreadRecord>), Problem> {
    let source = ron_file::utf8(path, bytes)?;
    let file = ron_file::read_list::<HeaderIn, Concept>(path, source, FORMAT, "concepts")?;
    drop(file.header);
    if let Some(problem) = file.cut_short {
        return Err(problem);
    }
    let mut unread = file.unread;
    let mut seen = HashSet::new();
    let (first, again): (Vec<_>, Vec<_>) = file.records.into_iter().partition(|(concept, _)| seen.insert(concept.id.clone()));
    unread.extend(again.into_iter().map(|(concept, place)| {
        place.unread(path, format!("concept {} stands in this file twice; join the two, or give one a new id", concept.id))
    }));
    unread.sort_by_key(|u| u.problem.at);
    Ok((Termbase::with(first.into_iter().map(|(concept, _)| concept)), unread))
}

/// A termbase's file: concepts by id, then the records that could not be read, as they were.
///
/// # Errors
/// When a value can't be put into RON.
pub fn write_terms(path: &Path, terms: &Termbase, unread: &[UnreadRecord]) -> Result<String, StorageError> {
    let header = HeaderOut { format: FORMAT, version: VERSION };
    ron_file::write_list(path, &header, "concepts", terms.iter().map(|c| (**c).clone()), unread)
}
