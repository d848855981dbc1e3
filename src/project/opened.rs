//! Everything read from a project's folder.

use std::{fmt, path::PathBuf, sync::Arc};

use super::{Edit, Project};
use crate::{
    layer::{AuthorId, Layer},
    terms::Termbase,
    text::SourceText,
    weave::{Plan, Sources},
};

/// A project as it was read, with what was wrong with it.
#[derive(Debug)]
pub struct Opened {
    /// Where it lives.
    pub home: Home,
    /// What `project.ron` says.
    pub project: Project,
    /// The source text.
    pub text: SourceText,
    /// The original.
    pub original: Option<SourceText>,
    /// The termbase.
    pub terms: Termbase,
    /// Concepts that could not be read, kept as they were.
    pub unread_concepts: Vec<UnreadRecord>,
    /// The termbase's file as it was read; `None` if there was none.
    pub terms_on_disk: Option<FileHash>,
    /// Every layer that could be read, by author.
    pub layers: Vec<OpenedLayer>,
    /// Authors whose layer's file could not be read as a whole; it must never be written over.
    pub refused_layers: Vec<AuthorId>,
    /// Edits that were made but not saved before the program last ended, in order.
    pub recovered: Vec<Edit>,
    /// What the user should know: files or records that could not be read, a text that changed.
    pub problems: Vec<Problem>,
    /// Whether it may be changed.
    pub access: Access,
    /// The plan of all layers by author, if it was made where the project was read.
    pub plan: Option<Arc<Plan>>,
}

/// A project of which only the text was read so far.
#[derive(Debug, Clone)]
pub struct Early {
    /// Where it lives.
    pub home: Home,
    /// What `project.ron` says.
    pub project: Project,
    /// The source text.
    pub text: SourceText,
}

impl Opened {
    /// A project with its text and nothing else yet.
    #[must_use]
    pub fn early(early: Early, access: Access) -> Self {
        let Early { home, project, text } = early;
        Self {
            home,
            project,
            text,
            original: None,
            terms: Termbase::default(),
            unread_concepts: Vec::new(),
            terms_on_disk: None,
            layers: Vec::new(),
            refused_layers: Vec::new(),
            recovered: Vec::new(),
            problems: Vec::new(),
            access,
            plan: None,
        }
    }

    /// The plan of some of its layers, in this order of precedence. O(n log n).
    #[must_use]
    pub fn weave(&self, layers: &[&Layer]) -> Plan {
        let Self { text, terms, project, .. } = self;
        Plan::new(Sources { text, layers, terms, original: &project.original_language, style: &project.style })
    }
}

/// A layer as it was read.
#[derive(Debug, Clone)]
pub struct OpenedLayer {
    /// The layer.
    pub layer: Layer,
    /// Records that could not be read, kept as they were and written back.
    pub unread: Vec<UnreadRecord>,
    /// The file as it was read; `None` if there was none.
    pub on_disk: Option<FileHash>,
}

/// Where a project lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// A project's folder.
    Folder(PathBuf),
    /// A text without a project; one is made beside it at the first save.
    BareText(PathBuf),
}

/// Whether a project may be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// It may.
    Full,
    /// It may not.
    ReadOnly {
        /// Why, in words for the user.
        why: String,
    },
}

/// A record in a file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadRecord {
    /// What is wrong and where.
    pub problem: Problem,
    /// The record as it stands in the file, without the comma behind it.
    pub raw: String,
}

/// Something wrong with a file: where, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// Line and column, from 1, in code points.
    pub at: Option<(usize, usize)>,
    /// What is wrong and what to do, in words for the user.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some((line, column)) = self.at {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// BLAKE3 of a file's bytes as last read or written: tells whether somebody else replaced it since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileHash([u8; 32]);

impl From<blake3::Hash> for FileHash {
    fn from(hash: blake3::Hash) -> Self {
        Self(*hash.as_bytes())
    }
}

impl FileHash {
    /// The hash of a file's bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        blake3::hash(bytes).into()
    }
}
