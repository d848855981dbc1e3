//! What the user asks of storage.

use std::path::PathBuf;

use crate::{terms::LanguageTag, text::Encoding};

/// A project to be made from files the user has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProject {
    /// The source text; it is copied into the project.
    pub text: PathBuf,
    /// The original, if there is one; it is copied too.
    pub original: Option<PathBuf>,
    /// The folder to make.
    pub folder: PathBuf,
    /// What to call it; the text's name if nothing is said.
    pub title: Option<String>,
    /// The text's language; guessed if nothing is said.
    pub text_language: Option<LanguageTag>,
    /// The original's language; guessed if nothing is said.
    pub original_language: Option<LanguageTag>,
    /// The text's encoding; found out if nothing is said.
    pub encoding: Option<Encoding>,
}

/// What to do with a file that somebody else replaced since it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Underneath {
    /// Save nothing, and say so.
    Refuse,
    /// Keep theirs beside it under another name, and write mine.
    KeepBoth,
}
