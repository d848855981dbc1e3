//! Where does a path lead? To a project's folder, its `project.ron`, or a text that has no project yet.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Dirs, StorageError, create::project_for, project_file};
use crate::{
    project::{Home, Problem, Project},
    text::{Encoding, SourceText, Syntax},
};

/// The largest text this program reads, in bytes: offsets and heights are sound far beyond it, memory may not be.
const LARGEST: u64 = 1 << 30;

/// Where a path leads.
pub(super) struct Place {
    pub(super) home: Home,
    pub(super) project: Project,
    pub(super) text_path: PathBuf,
    /// The text, as far as it had to be read on the way.
    pub(super) text: Text,
    /// What the user should know of the way there.
    pub(super) note: Option<Problem>,
}

/// A text, read or not.
pub(super) enum Text {
    /// Only its name is known.
    Named,
    /// Its bytes are.
    Read(Vec<u8>),
    /// All of it is.
    Decoded(SourceText),
}

/// A project's folder or a text without one.
enum Way {
    Folder(Box<Place>),
    Bare(PathBuf, Vec<u8>),
}

/// Where the project that `path` leads to lives.
pub(super) fn home_of(path: &Path, dirs: &Dirs) -> Result<Home, StorageError> {
    Ok(match Way::of(path, dirs)? {
        Way::Folder(place) => place.home,
        Way::Bare(text, _) => Home::BareText(text),
    })
}

impl Way {
    fn of(path: &Path, dirs: &Dirs) -> Result<Self, StorageError> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let meta = fs::metadata(&path).map_err(StorageError::io("open", &path))?;
        let folder = match (path.file_name(), path.parent()) {
            _ if meta.is_dir() => path,
            (Some(name), Some(folder)) if name == "project.ron" => folder.to_owned(),
            _ => {
                let bytes = read_text_file(&path)?;
                let made = Place::made_from(&path, &bytes, dirs);
                return Ok(made.map_or_else(|| Self::Bare(path, bytes), |place| Self::Folder(Box::new(place))));
            }
        };
        Place::folder(folder).map(|place| Self::Folder(Box::new(place)))
    }
}

impl Place {
    /// Where `path` leads: to a project, or to a text. If a project was made from the text, to that one.
    pub(super) fn find(path: &Path, dirs: &Dirs) -> Result<Self, StorageError> {
        let (path, bytes) = match Way::of(path, dirs)? {
            Way::Folder(place) => return Ok(*place),
            Way::Bare(path, bytes) => (path, bytes),
        };
        let text = decode(&path, bytes, None)?;
        let project = project_for(&path, &text)?;
        Ok(Self { home: Home::BareText(path.clone()), project, text_path: path, text: Text::Decoded(text), note: None })
    }

    fn folder(folder: PathBuf) -> Result<Self, StorageError> {
        let file = folder.join("project.ron");
        if !file.exists() {
            return Err(StorageError::NotAProject(folder));
        }
        let bytes = fs::read(&file).map_err(StorageError::io("read", &file))?;
        let project = project_file::read_project(&file, &bytes).map_err(StorageError::Refused)?;
        let text_path = folder.join(project.text.as_str());
        Ok(Self { home: Home::Folder(folder), project, text_path, text: Text::Named, note: None })
    }

    /// The project made from a text: the one that was noted, else the folder beside it that holds the same text.
    fn made_from(path: &Path, bytes: &[u8], dirs: &Dirs) -> Option<Self> {
        let noted = dirs.project_of_text(path);
        let place = Self::folder(noted.clone().unwrap_or_else(|| path.with_extension(""))).ok()?;
        let own = fs::read(&place.text_path).ok()?;
        if own == bytes {
            return Some(Self { text: Text::Read(own), ..place });
        }
        noted?;
        let message = format!(
            "this text was changed since a project was made from it. You see the project’s own copy; to go on with the new text, \
             copy it over {} and open the project again: annotations will find their places, or be listed as lost",
            place.text_path.display()
        );
        Some(Self { note: Some(Problem { file: path.to_owned(), at: None, message }), ..place })
    }
}

/// The bytes of a text, if there are not too many.
pub(super) fn read_text_file(path: &Path) -> Result<Vec<u8>, StorageError> {
    let failed = || StorageError::io("read", path);
    let size = fs::metadata(path).map_err(failed())?.len();
    if size > LARGEST {
        let message = format!("this text has {size} bytes; the largest this program reads has {LARGEST}: split it");
        return Err(StorageError::Refused(Problem { file: path.to_owned(), at: None, message }));
    }
    fs::read(path).map_err(failed())
}

/// A text of a file's bytes.
pub(super) fn decode(path: &Path, bytes: Vec<u8>, encoding: Option<Encoding>) -> Result<SourceText, StorageError> {
    SourceText::from_vec(bytes, Syntax::of_path(path), encoding)
        .map_err(|source| StorageError::Decode { path: path.to_owned(), source })
}
