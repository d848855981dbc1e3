//! Where the program keeps what belongs to no project.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{StorageError, atomic};

/// The file that names a text's project, in the text's state folder.
const PROJECT: &str = "project";

/// The folders for settings and for data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dirs {
    config: PathBuf,
    data: PathBuf,
}

impl Dirs {
    /// The user's folders; everything below the folder that the variable `GLOSSATOR_HOME` names, if it is set.
    #[must_use]
    pub fn of_user() -> Self {
        if let Some(home) = std::env::var_os("GLOSSATOR_HOME").filter(|h| !h.is_empty()) {
            return Self::below(Path::new(&home));
        }
        match directories::ProjectDirs::from("", "", "Glossator") {
            Some(dirs) => Self { config: dirs.config_dir().to_owned(), data: dirs.data_dir().to_owned() },
            None => Self::below(&std::env::temp_dir().join("glossator")),
        }
    }

    /// Everything below one folder.
    #[must_use]
    pub fn below(folder: &Path) -> Self {
        Self { config: folder.join("config"), data: folder.join("data") }
    }

    /// The settings' file.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.ron")
    }

    /// The file that says which keys the user changed.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.config.join("keys.ron")
    }

    /// Where samples are copied to.
    #[must_use]
    pub fn samples(&self) -> PathBuf {
        self.data.join("samples")
    }

    /// The project that was made for a text by this program, if it is still there.
    pub(super) fn project_of_text(&self, text: &Path) -> Option<PathBuf> {
        let noted = fs::read_to_string(self.state_of_bare_text(text).join(PROJECT)).ok()?;
        let folder = PathBuf::from(noted);
        folder.join("project.ron").exists().then_some(folder)
    }

    /// Notes which project was made for a text, so that opening the text finds it.
    pub(super) fn note_project_of_text(&self, text: &Path, folder: &Path) -> Result<(), StorageError> {
        let state = self.state_of_bare_text(text);
        fs::create_dir_all(&state).map_err(StorageError::io("make the folder", &state))?;
        atomic::write(&state.join(PROJECT), folder.to_string_lossy().as_bytes())
    }

    /// The journal and the lock of a text that has no project yet.
    pub(super) fn state_of_bare_text(&self, text: &Path) -> PathBuf {
        let path = std::path::absolute(text).unwrap_or_else(|_| text.to_owned());
        let name = blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex();
        self.data.join("texts").join(name.as_str().get(..16).unwrap_or_default())
    }
}
