//! Making a project from a text.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{StorageError, atomic, open::project_path, project_file, terms_file};
use crate::{
    project::{NewProject, Project},
    terms::{LanguageTag, Termbase},
    text::{Encoding, SourceText, Syntax, is_han},
};

/// Makes a project's folder with copies of the texts, byte for byte. It appears whole or not at all.
///
/// # Errors
/// When a text can't be read, or something is where the folder is to be.
pub fn create(new: &NewProject) -> Result<PathBuf, StorageError> {
    let text = Copied::read(&new.text, new.encoding)?;
    let original = new.original.as_deref().map(|path| Copied::read(path, None)).transpose()?;
    let mut project = project_named(&new.text, &text.decoded, "text")?;
    if let Some(title) = new.title.as_ref().filter(|t| !t.trim().is_empty()) {
        title.trim().clone_into(&mut project.title);
    }
    if let Some(language) = &new.text_language {
        project = Project { style: crate::weave::Style::for_language(language), text_language: language.clone(), ..project };
    }
    project.encoding = new.encoding;
    project.original =
        original.as_ref().map(|_| ()).and(new.original.as_deref()).map(|path| file_name("original", path)).transpose()?;
    let guessed = original.as_ref().map(|o| guess_language(&o.decoded));
    let other = || usual_original(&project.text_language);
    project.original_language = new.original_language.clone().or(guessed).unwrap_or_else(other);
    write_project_folder(&new.folder, &project, &text, original.as_ref())?;
    Ok(new.folder.clone())
}

/// A text that is copied into a project.
pub(super) struct Copied {
    pub(super) bytes: Vec<u8>,
    pub(super) decoded: SourceText,
}

impl Copied {
    fn read(path: &Path, encoding: Option<Encoding>) -> Result<Self, StorageError> {
        let bytes = fs::read(path).map_err(StorageError::io("read", path))?;
        let decoded = SourceText::from_bytes(&bytes, Syntax::of_path(path), encoding)
            .map_err(|source| StorageError::Decode { path: path.to_owned(), source })?;
        Ok(Self { bytes, decoded })
    }
}

/// What a project of a text without one would be.
pub(super) fn project_for(path: &Path, text: &SourceText) -> Result<Project, StorageError> {
    project_named(path, text, "text")
}

fn project_named(path: &Path, text: &SourceText, name: &str) -> Result<Project, StorageError> {
    let language = guess_language(text);
    let original = usual_original(&language);
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let title = if stem.is_empty() { "Untitled".to_owned() } else { stem };
    Ok(Project::new(&title, file_name(name, path)?, language, original))
}

/// `text` with the extension of `path`; `.txt` if it has none that a project's path may have.
fn file_name(name: &str, path: &Path) -> Result<crate::project::ProjectPath, StorageError> {
    let extension = path.extension().and_then(|e| e.to_str()).filter(|e| e.chars().all(char::is_alphanumeric)).unwrap_or("txt");
    project_path(&format!("{name}.{extension}"))
}

/// Writes a project's folder beside its place and moves it there.
pub(super) fn write_project_folder(
    folder: &Path,
    project: &Project,
    text: &Copied,
    original: Option<&Copied>,
) -> Result<(), StorageError> {
    let empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if folder.exists() && !empty {
        return Err(StorageError::Exists(folder.to_owned()));
    }
    let parent = atomic::folder_of(folder);
    let failed = || StorageError::io("make the folder", folder);
    fs::create_dir_all(&parent).map_err(failed())?;
    let draft = atomic::builder(0o777).tempdir_in(&parent).map_err(failed())?;
    let at = draft.path();
    atomic::write(&at.join(project.text.as_str()), &text.bytes)?;
    if let (Some(path), Some(original)) = (&project.original, original) {
        atomic::write(&at.join(path.as_str()), &original.bytes)?;
    }
    let terms = at.join(project.termbase.as_str());
    atomic::write(&terms, terms_file::write_terms(&terms, &Termbase::default(), &[])?.as_bytes())?;
    fs::create_dir_all(at.join(project.layers.as_str())).map_err(failed())?;
    let file = at.join("project.ron");
    atomic::write(&file, project_file::write_project(&file, project)?.as_bytes())?;
    if empty {
        fs::remove_dir(folder).map_err(failed())?;
    }
    fs::rename(at, folder).map_err(failed())?;
    // It has moved: there is nothing left to delete.
    drop(draft.keep());
    atomic::sync_folder(&parent);
    Ok(())
}

/// The language a text seems to be in: Chinese by its characters, traditional ones told from simplified ones by some of the most
/// frequent that differ; anything else is taken for English, which the user can change.
#[must_use]
pub fn guess_language(text: &SourceText) -> LanguageTag {
    const SIMPLIFIED: &str = "们这为来说国时会个对学过发开动现样还后见实关头问与业东车长门马书";
    const TRADITIONAL: &str = "們這為來說國時會個對學過發開動現樣還後見實關頭問與業東車長門馬書";
    let sample = || text.as_str().chars().take(20_000);
    let letters = sample().filter(|c| c.is_alphabetic()).count();
    let han = sample().filter(|c| is_han(*c)).count();
    if han * 4 < letters || han == 0 {
        return LanguageTag::english();
    }
    let count = |of: &str| sample().filter(|c| of.contains(*c)).count();
    let traditional = text.encoding() == Encoding::Big5 || count(TRADITIONAL) > count(SIMPLIFIED);
    if traditional { LanguageTag::traditional_chinese() } else { LanguageTag::simplified_chinese() }
}

/// What a text in a language was most likely translated from.
fn usual_original(language: &LanguageTag) -> LanguageTag {
    if language.is_cjk() { LanguageTag::english() } else { LanguageTag::simplified_chinese() }
}
