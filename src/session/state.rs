//! The session's state.

use jiff::Timestamp;

use super::{Command, Effect, Keymap, Leaving, Selection, Workspace, execute};
use crate::layer::{AnnotationId, Author};

/// The application without a window.
#[derive(Debug)]
pub struct Session {
    /// Who uses the program, if known.
    pub me: Option<Author>,
    /// The keys in force.
    pub keys: Keymap,
    pub(super) workspace: Option<Workspace>,
    /// Where to go once all is saved.
    pub(super) leaving: Option<Leaving>,
    /// The selected character that is to become a word when the dictionary is there.
    pub(super) widening: Option<Selection>,
    pub(super) clock: fn() -> Timestamp,
    pub(super) ids: fn() -> AnnotationId,
}

impl Session {
    /// A session with nothing open.
    #[must_use]
    pub fn new(me: Option<Author>) -> Self {
        Self::deterministic(me, now, AnnotationId::new)
    }

    /// A session whose times and ids come out the same every time, for tests.
    #[must_use]
    pub fn deterministic(me: Option<Author>, clock: fn() -> Timestamp, ids: fn() -> AnnotationId) -> Self {
        Self { me, keys: Keymap::default(), workspace: None, leaving: None, widening: None, clock, ids }
    }

    /// The open project.
    #[must_use]
    pub const fn workspace(&self) -> Option<&Workspace> {
        self.workspace.as_ref()
    }

    /// Does what a command says and returns what must be done outside. The one place where the session changes.
    pub fn execute(&mut self, command: Command) -> Vec<Effect> {
        execute::execute(self, command)
    }
}

/// The time, to the second: no annotation needs more, and files stay short.
fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
