//! BLAKE3 of what is on the disk, read piece by piece.

use std::{fs::File, io, path::Path};

use super::StorageError;
use crate::project::FileHash;

/// The hash of a file.
pub(super) fn hash_file(path: &Path) -> io::Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize())
}

/// The hash of a file, if there is one.
pub(super) fn hash_on_disk(path: &Path) -> Result<Option<FileHash>, StorageError> {
    match hash_file(path) {
        Ok(hash) => Ok(Some(hash.into())),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(StorageError::io("read", path)(e)),
    }
}
