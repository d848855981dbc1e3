//! The keys as a user wrote them down, before anybody asks what they mean.

use std::path::PathBuf;

/// A word of a file, and where it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The word.
    pub text: String,
    /// Line and column, from 1, in code points.
    pub at: (usize, usize),
}

/// What a file of keys says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WrittenKeys {
    /// The file.
    pub file: PathBuf,
    /// Actions, each with its keys, as they stand in the file.
    pub entries: Vec<(Placed, Vec<Placed>)>,
}
