//! The files of a project beside its text: the original, the termbase, the layers. What is wrong with one of them keeps nobody
//! from the others.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    StorageError,
    layer_file::{self, ReadLayer},
    place::{Place, Text, decode, read_text_file},
    terms_file,
};
use crate::{
    layer::AuthorId,
    progress::Progress,
    project::{FileHash, Home, OpenedLayer, Problem, UnreadRecord},
    terms::Termbase,
    text::SourceText,
};

/// Where a project's files are. A text without a project has none but itself.
pub(super) struct Parts {
    text: u64,
    original: Option<PathBuf>,
    termbase: Option<PathBuf>,
    layers: Result<Vec<PathBuf>, Problem>,
}

/// A termbase as it was read.
pub(super) struct ReadTerms {
    pub(super) terms: Termbase,
    pub(super) unread: Vec<UnreadRecord>,
    pub(super) hash: FileHash,
}

/// The layers as they were read.
#[derive(Default)]
pub(super) struct ReadLayers {
    pub(super) layers: Vec<OpenedLayer>,
    /// Authors whose layer's file could not be read as a whole.
    pub(super) refused: Vec<AuthorId>,
    pub(super) problems: Vec<Problem>,
}

impl Parts {
    /// Finds them.
    pub(super) fn of(place: &Place) -> Self {
        let text = match &place.text {
            Text::Named => size(&place.text_path),
            Text::Read(bytes) => bytes.len() as u64,
            Text::Decoded(text) => text.len() as u64,
        };
        let Home::Folder(folder) = &place.home else {
            return Self { text, original: None, termbase: None, layers: Ok(Vec::new()) };
        };
        Self {
            text,
            original: place.project.original.as_ref().map(|p| folder.join(p.as_str())),
            termbase: Some(folder.join(place.project.termbase.as_str())),
            layers: layer_files(&folder.join(place.project.layers.as_str())),
        }
    }

    /// The bytes of all files.
    pub(super) fn size(&self) -> u64 {
        let named = self.original.iter().chain(&self.termbase);
        self.text + named.chain(self.layers.iter().flatten()).map(|path| size(path)).sum::<u64>()
    }

    pub(super) fn read_original(&self, progress: &Progress) -> Option<Result<SourceText, Problem>> {
        let path = self.original.as_ref()?;
        let read = read_text_file(path).and_then(|bytes| {
            let size = bytes.len() as u64;
            let text = decode(path, bytes, None)?;
            progress.advance(size)?;
            Ok(text)
        });
        Some(read.map_err(|e| Problem { file: path.clone(), at: None, message: e.to_string() }))
    }

    pub(super) fn read_termbase(&self, progress: &Progress) -> Result<Option<ReadTerms>, Problem> {
        let Some(path) = &self.termbase else { return Ok(None) };
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => {
                let message = StorageError::io("read", path)(e).to_string();
                return Err(Problem { file: path.clone(), at: None, message });
            }
        };
        let (terms, unread) = terms_file::read(path, &bytes, progress).map_err(|e| e.problem(path))?;
        Ok(Some(ReadTerms { terms, unread, hash: FileHash::of(&bytes) }))
    }

    /// Reads the layers one after the other, each on all cores.
    pub(super) fn read_layers(&self, text: &SourceText, progress: &Progress) -> ReadLayers {
        let mut read = ReadLayers::default();
        match &self.layers {
            Ok(paths) => paths.iter().for_each(|path| read.add(path, text, progress)),
            Err(problem) => read.problems.push(problem.clone()),
        }
        read.layers.sort_by(|a, b| a.layer.author().id.cmp(&b.layer.author().id));
        read
    }
}

impl ReadLayers {
    /// Reads a layer; one whose file can't be read as a whole is noted, so that nothing is ever written over it.
    fn add(&mut self, path: &Path, text: &SourceText, progress: &Progress) {
        let bytes = fs::read(path).map_err(StorageError::io("read", path));
        let read = bytes
            .map_err(|e| Problem { file: path.to_owned(), at: None, message: e.to_string() })
            .and_then(|bytes| layer_file::read(path, &bytes, text, progress).map_err(|e| e.problem(path)));
        let named = path.file_stem().and_then(|s| s.to_str()).and_then(|s| AuthorId::try_from(s.to_owned()).ok());
        match read {
            Ok((layer, _)) if Some(&layer.layer.author().id) != named.as_ref() => {
                let author = &layer.layer.author().id;
                let message = format!(
                    "this is the layer of {author}, so its file must be called {author}.ron. If there is no such file, rename this one; if there is, compare the two: a file sync may have kept both"
                );
                self.problems.push(Problem { file: path.to_owned(), at: None, message });
                self.refused.extend(named);
            }
            Ok(layer) => self.push(layer),
            Err(problem) => {
                self.problems.push(problem);
                self.refused.extend(named);
            }
        }
    }

    fn push(&mut self, (layer, note): ReadLayer) {
        self.problems.extend(note);
        self.problems.extend(layer.unread.iter().map(|u| u.problem.clone()));
        self.layers.push(layer);
    }
}

/// The layers' files, by name.
fn layer_files(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => {
            let message = StorageError::io("read the folder", folder)(e).to_string();
            return Err(Problem { file: folder.to_owned(), at: None, message });
        }
    };
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == "ron")).collect();
    paths.sort();
    Ok(paths)
}

/// How long a file is, for the count; whoever reads it finds out if it is not there.
fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |meta| meta.len())
}
