//! What a window holds of a project as long as it has it open: the lock and the journal.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
};

use super::{Dirs, StorageError, journal::Journal, open::state_folder, place::home_of};
use crate::{
    layer::AuthorId,
    project::{Edit, Home},
    text::SourceText,
};

/// The lock and the journal of an open project. Dropping it gives the lock back.
#[derive(Debug)]
pub struct Held {
    folder: PathBuf,
    journal: Journal,
    /// Locked as long as it is open.
    _lock: File,
}

impl Held {
    /// Takes the lock of a project whose state is kept in `folder`; `None` if another window has it.
    pub(super) fn take(folder: &Path) -> Result<Option<Self>, StorageError> {
        fs::create_dir_all(folder).map_err(StorageError::io("make the folder", folder))?;
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            super::atomic::write(&ignore, b"*\n")?;
        }
        let path = folder.join("lock");
        let failed = || StorageError::io("lock", &path);
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(failed())?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(e)) => return Err(failed()(e)),
        }
        let journal = Journal::open(&folder.join("journal"))?;
        let folder = fs::canonicalize(folder).map_err(StorageError::io("find", folder))?;
        Ok(Some(Self { folder, journal, _lock: lock }))
    }

    /// Takes the lock of the project that lives at `home`; `None` if another window has it.
    ///
    /// # Errors
    /// When its folder can't be written to.
    pub fn of(home: &Home, dirs: &Dirs) -> Result<Option<Self>, StorageError> {
        Self::take(&state_folder(home, dirs))
    }

    /// Whether this is the lock of the project that opening `path` leads to.
    #[must_use]
    pub fn is_of_project(&self, path: &Path, dirs: &Dirs) -> bool {
        home_of(path, dirs).is_ok_and(|home| self.is_of(&state_folder(&home, dirs)))
    }

    /// Whether this is the state kept in `folder`.
    pub(super) fn is_of(&self, folder: &Path) -> bool {
        fs::canonicalize(folder).is_ok_and(|folder| self.folder == folder)
    }

    /// Keeps a step's edits safe: when this returns they outlast the program.
    ///
    /// # Errors
    /// When they could not be written; then none of them is in the journal.
    pub fn write(
        &mut self,
        edits: &[Edit],
        text: &SourceText,
        name_of: impl Fn(&AuthorId) -> String,
    ) -> Result<(), StorageError> {
        self.journal.write(edits, text, name_of)
    }

    /// Forgets the journal: all of it is saved, or was given up by its author.
    ///
    /// # Errors
    /// When the file could not be emptied.
    pub fn clear(&mut self) -> Result<(), StorageError> {
        self.journal.clear()
    }

    pub(super) const fn journal(&mut self) -> &mut Journal {
        &mut self.journal
    }
}
