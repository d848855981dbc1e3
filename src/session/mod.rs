//! What does this menu do?
//!
//! The application without a window. A [`Session`] holds the open project, the selection and the history. It changes only in
//! [`Session::execute`], which takes a [`Command`] and returns the [`Effect`]s that somebody else carries out: saving, opening, asking the user.
//! Everything the window can do, a test can do by sending commands.

mod action;
mod annotate;
mod command;
mod edit;
mod execute;
mod files;
mod find;
mod group;
mod history;
mod keymap;
mod lists;
mod look;
mod movement;
mod navigate;
mod plans;
mod selection;
mod shortcut;
mod snapshot;
mod state;
mod workspace;

pub use action::Action;
pub use command::{Ask, Command, Effect, Extend, Field, Leaving, Notice, NoticeKind, Outcome};
pub use find::{Find, FindMatch, Looking};
pub use group::Group;
pub use history::{History, Step, Typing};
pub use keymap::{Clash, Keymap};
pub use lists::{Filter, ListEntry, ListItem, StateFilter, annotation_words, list_entries, list_item};
pub use look::{FindQuery, Found, look_for};
pub use movement::Movement;
pub use selection::Selection;
pub use shortcut::{Held, KeyName, Shortcut, ShortcutError};
pub use snapshot::{LayerView, Snapshot};
pub use state::Session;
pub use workspace::{LayerState, ViewMode, Workspace};
