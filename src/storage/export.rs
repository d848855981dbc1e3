//! Writing an export, but never over a file of the project.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{StorageError, atomic};
use crate::{
    layer::AuthorId,
    project::{Home, Project},
};

/// The files of a project, which no export may replace.
#[must_use]
pub fn project_files<'a>(home: &Home, project: &Project, authors: impl Iterator<Item = &'a AuthorId>) -> Vec<PathBuf> {
    let folder = match home {
        Home::Folder(folder) => folder,
        Home::BareText(text) => return vec![text.clone()],
    };
    let layers = folder.join(project.layers.as_str());
    let named = [Some(&project.text), project.original.as_ref(), Some(&project.termbase)];
    let mut files: Vec<PathBuf> = named.into_iter().flatten().map(|p| folder.join(p.as_str())).collect();
    files.push(folder.join("project.ron"));
    files.extend(authors.map(|author| layers.join(format!("{author}.ron"))));
    files
}

/// Writes an export, replacing an older one.
///
/// # Errors
/// When it would replace one of `protected`, or can't be written.
pub fn write_export(path: &Path, contents: &str, protected: &[PathBuf]) -> Result<(), StorageError> {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let target = real(path);
    if target.is_some() && protected.iter().any(|file| real(file) == target) {
        return Err(StorageError::Protected(path.to_owned()));
    }
    atomic::write(path, contents.as_bytes())
}
