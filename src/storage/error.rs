//! What can go wrong on disk, in words for the user: which file, what, and what to do.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{progress::Cancelled, project::Problem, text::DecodeError};

/// Why something could not be read or written. Nothing was half done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// The operating system said no.
    #[error("could not {doing} {}: {source}{}", path.display(), advice(source))]
    Io {
        /// What was tried: `read`, `write`.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A text is not text, or not in an encoding this program reads.
    #[error("could not read {}: {source}", path.display())]
    Decode {
        /// The file.
        path: PathBuf,
        /// Why.
        source: DecodeError,
    },
    /// A file of the project makes no sense as a whole.
    #[error("{0}")]
    Refused(Problem),
    /// A folder without a project.
    #[error("{} holds no project.ron, so it is not a Glossator project; open a text file to begin one", .0.display())]
    NotAProject(PathBuf),
    /// Something is already where a project was to be made.
    #[error("{} already exists; choose another folder, or open it if it is a project", .0.display())]
    Exists(PathBuf),
    /// A project was to be made in a place without a name.
    #[error("{} cannot be made into a folder; give a folder's path", .0.display())]
    NoFolder(PathBuf),
    /// Files that somebody else replaced since they were read; nothing was written.
    #[error("{} was changed by another program since it was opened; nothing was saved", list(.0))]
    ChangedUnderneath(Vec<PathBuf>),
    /// An export would replace a file of the project.
    #[error("{} is a file of this project, which an export must never replace; choose another name", .0.display())]
    Protected(PathBuf),
    /// A value could not be put into RON.
    #[error("could not write {}: {message}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the serialiser said.
        message: String,
    },
    /// The work was given up before it was done; everything is as it was.
    #[error("it was cancelled")]
    Cancelled,
    /// There is no sample of this name.
    #[error("there is no sample project {0:?}")]
    NoSuchSample(String),
}

impl From<Cancelled> for StorageError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

impl StorageError {
    /// Says what was being done to which file when the system said no.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { doing, path, source }
    }
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "; check the name, it may have been moved or deleted",
        io::ErrorKind::PermissionDenied => "; you have no permission there: change it, or choose another place",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "; free some space and try again, nothing was lost",
        io::ErrorKind::ReadOnlyFilesystem => "; the disk can only be read: copy the project to another place",
        io::ErrorKind::IsADirectory => "; it is a folder, a file is wanted",
        _ => "",
    }
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
}
