//! What was opened lately.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Settings, project_file};

/// A project or text opened lately.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// The project’s title, or the text’s file name.
    pub title: String,
    /// Whether it is still there.
    pub exists: bool,
}

/// What was opened lately, the latest first. Reads the `project.ron` of each.
#[must_use]
pub fn recent(settings: &Settings) -> Vec<Recent> {
    settings.recent.iter().map(|path| Recent { path: path.clone(), title: title(path), exists: path.exists() }).collect()
}

fn title(path: &Path) -> String {
    let file = path.join("project.ron");
    let project = fs::read(&file).ok().and_then(|bytes| project_file::read_project(&file, &bytes).ok());
    let name = || path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    project.map_or_else(name, |p| p.title)
}
