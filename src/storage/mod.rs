//! Is it safe on disk?
//!
//! Reads and writes a project's files. The source text is only ever read. Every other file is replaced as a whole, by a
//! rename, and between saves every edit stands in a journal. docs/formats.md says what the files look like.

mod atomic;
mod create;
mod dirs;
mod error;
mod export;
mod hashing;
mod held;
mod journal;
mod keys_file;
mod layer_file;
mod layer_writer;
mod list_file;
mod list_writer;
mod open;
mod parts;
mod place;
mod placing;
mod project_file;
mod reading;
mod recent;
mod record;
mod record_names;
mod record_reader;
#[cfg(test)]
mod record_tests;
mod record_writer;
mod ron_file;
mod samples;
mod save;
mod scan;
mod settings;
mod terms_file;

pub use atomic::write as write_file;
pub use create::{create, guess_language};
pub use dirs::Dirs;
pub use error::StorageError;
pub use export::{project_files, write_export};
pub use held::Held;
pub use keys_file::{load_keys, read_keys, store_keys};
pub use layer_file::{read_layer, write_layer};
pub use open::{OpenedProject, look, open};
pub use project_file::{read_project, write_project};
pub use reading::{Face, Reading};
pub use recent::{Recent, recent};
pub use samples::{Sample, copy_sample, samples};
pub use save::{LayerToSave, NotSaved, SaveJob, Saved, TermsToSave, save};
pub use settings::{Settings, ThemeChoice};
pub use terms_file::{read_terms, write_terms};
