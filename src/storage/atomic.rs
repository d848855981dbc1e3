//! Replacing a file so that at every moment either the old or the new one is there, whole.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::mpsc::sync_channel,
    thread,
};

use tempfile::NamedTempFile;

use super::StorageError;
use crate::parallel::joined;

/// Bytes after which the disk is asked to begin.
const FLUSH: usize = 8 << 20;
/// The length of a file that is worth a thread to be given up.
#[cfg(unix)]
const BIG: u64 = 4 << 20;

/// Replaces `path` by a file with these bytes: written beside it, flushed to the disk, renamed, the folder flushed too. A symbolic
/// link stays a link; permissions stay as they were.
///
/// # Errors
/// When any of that fails; the old file is untouched then.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), StorageError> {
    let mut draft = Draft::beside(path)?;
    draft.write(bytes)?;
    draft.flush()?;
    draft.put()
}

/// Copies a file to a path, which is replaced as by [`write()`].
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), StorageError> {
    let mut draft = Draft::beside(to)?;
    let mut source = File::open(from).map_err(StorageError::io("read", from))?;
    io::copy(&mut source, draft.file.as_file_mut()).map_err(StorageError::io("write", to))?;
    draft.flush()?;
    draft.put()
}

/// A file that is written beside its place, where nobody sees it. Dropped, it is gone.
pub(super) struct Draft {
    path: PathBuf,
    folder: PathBuf,
    file: NamedTempFile,
}

impl Draft {
    /// An empty one, in the folder of `path`.
    pub(super) fn beside(path: &Path) -> Result<Self, StorageError> {
        let path = followed(path);
        let folder = folder_of(&path);
        let file = builder(0o666).tempfile_in(&folder).map_err(StorageError::io("write", &path))?;
        Ok(Self { path, folder, file })
    }

    /// Where it is to stand.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Goes on with these bytes.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), StorageError> {
        self.file.write_all(bytes).map_err(StorageError::io("write", &self.path))
    }

    /// Goes on with what `work` hands over, in however many parts, while the disk takes what was written before.
    pub(super) fn write_parts<T>(
        &mut self,
        work: impl FnOnce(&mut dyn FnMut(&[u8]) -> Result<(), StorageError>) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        let failed = || StorageError::io("write", &self.path);
        let flushed = self.file.as_file().try_clone().map_err(failed())?;
        let (ask, asked) = sync_channel::<()>(1);
        let flush = move || asked.iter().try_for_each(|()| flushed.sync_data());
        let file = &mut self.file;
        thread::scope(|scope| {
            // Without the thread the disk takes it all in the end.
            let flusher = thread::Builder::new().spawn_scoped(scope, flush).ok();
            let mut waiting = 0;
            let done = work(&mut |bytes| {
                file.write_all(bytes).map_err(StorageError::io("write", &self.path))?;
                waiting += bytes.len();
                if waiting >= FLUSH && ask.try_send(()).is_ok() {
                    waiting = 0;
                }
                Ok(())
            });
            drop(ask);
            // The system tells of a write that failed only once.
            flusher.map_or(Ok(()), joined).map_err(failed())?;
            done
        })
    }

    /// Gives it the permissions of the file it is to replace, and waits until the disk has it.
    pub(super) fn flush(&self) -> Result<(), StorageError> {
        let failed = || StorageError::io("write", &self.path);
        if let Ok(old) = fs::metadata(&self.path) {
            self.file.as_file().set_permissions(old.permissions()).map_err(failed())?;
        }
        self.file.as_file().sync_all().map_err(failed())
    }

    /// Puts it in its place.
    pub(super) fn put(self) -> Result<(), StorageError> {
        let Self { path, folder, file } = self;
        let old = kept_open(&path);
        file.persist(&path).map_err(|e| StorageError::io("write", &path)(e.error))?;
        sync_folder(&folder);
        // The system gives up the old file's bytes when nobody has it open any more. That takes a big file's time, which nobody
        // waits for.
        if let Some(old) = old {
            drop(thread::Builder::new().spawn(move || drop(old)));
        }
        Ok(())
    }
}

/// The file that is about to be replaced, if it is so big that to give up its bytes takes time.
#[cfg(unix)]
fn kept_open(path: &Path) -> Option<File> {
    File::open(path).ok().filter(|old| old.metadata().is_ok_and(|meta| meta.len() > BIG))
}

/// Elsewhere a file that is open can't be replaced.
#[cfg(not(unix))]
fn kept_open(_: &Path) -> Option<File> {
    None
}

/// Flushes a folder, so that a rename in it outlasts a loss of power. Where the system can't, the rename is all there is.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        drop(folder.sync_all());
    }
}

/// Where a symbolic link leads; a path that is none, or leads nowhere, as it is.
fn followed(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

pub(super) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Makes temporary files and folders beside their places, with the permissions that the user's `umask` leaves of `mode`.
#[cfg(unix)]
pub(super) fn builder(mode: u32) -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".glossator-").permissions(fs::Permissions::from_mode(mode));
    builder
}

#[cfg(not(unix))]
pub(super) fn builder(_: u32) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".glossator-");
    builder
}
