//! The sample projects, embedded in the program.

use std::{
    fs,
    path::{Path, PathBuf},
};

use include_dir::{Dir, include_dir};

use super::{Dirs, StorageError, atomic, project_file};

static PROJECTS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/projects");

/// A sample project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Its folder's name.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// From which language into which, as tags.
    pub languages: (String, String),
}

/// Every sample: translations into English first, then by name.
#[must_use]
pub fn samples() -> Vec<Sample> {
    let mut samples: Vec<Sample> = PROJECTS.dirs().filter_map(sample).collect();
    samples.sort_by_key(|s| (s.languages.1 != "en", s.name.clone()));
    samples
}

fn sample(folder: &Dir<'static>) -> Option<Sample> {
    let path = folder.path().join("project.ron");
    let project = project_file::read_project(&path, folder.get_file(&path)?.contents()).ok()?;
    Some(Sample {
        name: folder.path().to_str()?.to_owned(),
        title: project.title,
        languages: (project.original_language.to_string(), project.text_language.to_string()),
    })
}

/// Where a sample is to be worked on: in the repository itself, if that is where the program runs; else a copy of it, made at first. A copy the
/// user has worked on is never written over.
///
/// # Errors
/// When there is no such sample, or it can't be copied.
pub fn copy_sample(name: &str, into: Option<&Path>, dirs: &Dirs) -> Result<PathBuf, StorageError> {
    let no_such = || StorageError::NoSuchSample(name.to_owned());
    let embedded = PROJECTS.get_dir(name).ok_or_else(no_such)?;
    if into.is_none()
        && let Some(folder) = in_repository(name)
    {
        return Ok(folder);
    }
    let parent = into.map_or_else(|| dirs.samples(), Path::to_owned);
    let folder = parent.join(name);
    if !folder.join("project.ron").exists() {
        copy(embedded, &folder)?;
    }
    Ok(folder)
}

/// The sample's folder, if the program was started at the top of Glossator's repository.
fn in_repository(name: &str) -> Option<PathBuf> {
    let top = std::env::current_dir().ok()?;
    let manifest = fs::read_to_string(top.join("Cargo.toml")).ok()?;
    let folder = top.join("projects").join(name);
    (manifest.contains("name = \"glossator\"") && folder.join("project.ron").exists()).then_some(folder)
}

fn copy(from: &Dir<'static>, to: &Path) -> Result<(), StorageError> {
    fs::create_dir_all(to).map_err(StorageError::io("make the folder", to))?;
    for folder in from.dirs() {
        let name = folder.path().file_name().unwrap_or_default();
        copy(folder, &to.join(name))?;
    }
    // project.ron last: without it the copy is not taken for a project.
    let mut files: Vec<_> = from.files().collect();
    files.sort_by_key(|f| f.path().ends_with("project.ron"));
    for file in files {
        atomic::write(&to.join(file.path().file_name().unwrap_or_default()), file.contents())?;
    }
    Ok(())
}
