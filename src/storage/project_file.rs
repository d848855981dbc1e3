//! What a project is, on disk: `project.ron`.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{
    StorageError,
    ron_file::{self, VERSION},
};
use crate::{
    layer::AuthorId,
    project::{Problem, Project, ProjectPath},
    terms::LanguageTag,
    text::Encoding,
    weave::Style,
};

const FORMAT: &str = "glossator project";

/// [`Project`] with its header. RON can't flatten a struct, so the fields stand here once more.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectFile {
    format: String,
    version: u32,
    title: String,
    text: ProjectPath,
    text_language: LanguageTag,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    encoding: Option<Encoding>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    original: Option<ProjectPath>,
    original_language: LanguageTag,
    termbase: ProjectPath,
    layers: ProjectPath,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<Vec<AuthorId>>,
    style: Style,
}

/// Reads `project.ron`.
///
/// # Errors
/// When it can't be read: a project is all or nothing.
pub fn read_project(path: &Path, bytes: &[u8]) -> Result<Project, Problem> {
    let file: ProjectFile = ron_file::from_ron(path, ron_file::utf8(path, bytes)?, FORMAT)?;
    let ProjectFile { format: _, version: _, title, text, text_language, encoding, original, .. } = file;
    let ProjectFile { original_language, termbase, layers, published, style, .. } = file;
    Ok(Project { title, text, text_language, encoding, original, original_language, termbase, layers, published, style })
}

/// `project.ron` of a project.
///
/// # Errors
/// When a value can't be put into RON.
pub fn write_project(path: &Path, project: &Project) -> Result<String, StorageError> {
    let Project { title, text, text_language, encoding, original, original_language, termbase, layers, published, style } =
        project.clone();
    let file = ProjectFile {
        format: FORMAT.to_owned(),
        version: VERSION,
        title,
        text,
        text_language,
        encoding,
        original,
        original_language,
        termbase,
        layers,
        published,
        style,
    };
    Ok(ron_file::to_ron(path, &file)? + "\n")
}
