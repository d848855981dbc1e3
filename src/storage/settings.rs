//! What the program remembers of its user from one run to the next.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{Dirs, Reading, StorageError, atomic, ron_file};
use crate::layer::Author;

const FORMAT: &str = "glossator settings";
/// How many recent projects are remembered.
const RECENT: usize = 12;

/// The user's settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    format: String,
    version: u32,
    /// Who the user is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// Projects and texts opened lately, the latest first.
    #[serde(default)]
    pub recent: Vec<PathBuf>,
    /// Light or dark.
    #[serde(default)]
    pub theme: ThemeChoice,
    /// The size of the text, in points.
    pub size: f32,
    /// How the text is set otherwise.
    #[serde(default)]
    pub reading: Reading,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Default for Settings {
    fn default() -> Self {
        let (format, version) = (FORMAT.to_owned(), ron_file::VERSION);
        let (theme, size, reading) = (ThemeChoice::System, Self::USUAL_SIZE, Reading::default());
        Self { format, version, author: None, recent: Vec::new(), theme, size, reading }
    }
}

impl Settings {
    /// The usual size of the text, in points.
    pub const USUAL_SIZE: f32 = 18.0;
    /// The smallest and the largest size, in points.
    pub const SIZES: (f32, f32) = (11.0, 40.0);

    /// Reads the settings. If they can't be read the usual ones are taken, the file is kept under another name, and a message says so.
    #[must_use]
    pub fn load(dirs: &Dirs) -> (Self, Option<String>) {
        let path = dirs.settings();
        let Ok(bytes) = fs::read(&path) else { return (Self::default(), None) };
        let read = ron_file::utf8(&path, &bytes).and_then(|source| ron_file::from_ron::<Self>(&path, source, FORMAT));
        match read {
            Ok(settings) => {
                let (size, reading) = (settings.size.clamp(Self::SIZES.0, Self::SIZES.1), settings.reading.clamped());
                (Self { size, reading, ..settings }, None)
            }
            Err(problem) => {
                drop(fs::rename(&path, path.with_extension("ron.bad")));
                (
                    Self::default(),
                    Some(format!("{problem}. The usual settings are used; the old ones are kept as settings.ron.bad")),
                )
            }
        }
    }

    /// Writes the settings.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn store(&self, dirs: &Dirs) -> Result<(), StorageError> {
        let path = dirs.settings();
        let folder = atomic::folder_of(&path);
        fs::create_dir_all(&folder).map_err(StorageError::io("make the folder", &folder))?;
        atomic::write(&path, (ron_file::to_ron(&path, self)? + "\n").as_bytes())
    }

    /// Notes that a text has got a project, which takes its place in the list.
    pub fn became(&mut self, text: &Path, project: PathBuf) {
        self.recent.retain(|p| p != text);
        self.opened(project);
    }

    /// Notes that a project was opened.
    pub fn opened(&mut self, path: PathBuf) {
        self.recent.retain(|p| *p != path);
        self.recent.insert(0, path);
        self.recent.truncate(RECENT);
    }
}
