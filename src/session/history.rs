//! Undo and redo without limit.

use super::Field;
use crate::{layer::AnnotationId, project::Edit};

/// One step that undo takes back as a whole.
#[derive(Debug, Clone)]
pub struct Step {
    /// What the user did: `Delete note`.
    pub label: String,
    /// The edits that take it back, in the order to apply them.
    pub inverse: Vec<Edit>,
    /// The annotation it was about.
    pub about: Option<AnnotationId>,
}

/// What was done, and how to take it back.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// The typing that the next edit of the same field belongs to.
    typing: Option<(AnnotationId, Field)>,
    /// The length of `undo` when all was last saved; `None` if that state can't be reached any more.
    saved: Option<usize>,
}

impl History {
    /// A history that begins with a saved state.
    #[must_use]
    pub fn saved() -> Self {
        Self { saved: Some(0), ..Self::default() }
    }

    /// Notes what was done. Typing into one field goes into one step.
    pub fn push(&mut self, step: Step, field: Option<Field>) {
        let typing = step.about.zip(field).filter(|(_, field)| *field != Field::Choice);
        let goes_on = typing.is_some() && typing == self.typing && self.redo.is_empty() && !self.undo.is_empty();
        self.typing = typing;
        if goes_on {
            return;
        }
        self.redo.clear();
        if self.saved.is_some_and(|at| at > self.undo.len()) {
            self.saved = None;
        }
        self.undo.push(step);
    }

    /// The next edit begins a step of its own.
    pub fn seal(&mut self) {
        self.typing = None;
    }

    /// The step to take back next.
    pub fn take_undo(&mut self) -> Option<Step> {
        self.seal();
        self.undo.pop()
    }

    /// The step to do again next.
    pub fn take_redo(&mut self) -> Option<Step> {
        self.seal();
        self.redo.pop()
    }

    /// Notes a step that was taken back: `step` does it again.
    pub fn push_redo(&mut self, step: Step) {
        self.redo.push(step);
    }

    /// Notes a step that was done again: `step` takes it back.
    pub fn push_undo(&mut self, step: Step) {
        self.undo.push(step);
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.last().map(|s| s.label.as_str())
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|s| s.label.as_str())
    }

    /// How far in history the present is.
    #[must_use]
    pub fn position(&self) -> usize {
        self.undo.len()
    }

    /// Notes that the state at `position` is on disk.
    pub fn mark_saved(&mut self, position: usize) {
        self.saved = Some(position);
        self.seal();
    }

    /// Notes that what is on disk is not in this history.
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    /// Whether the present is what is on disk.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saved == Some(self.undo.len())
    }
}
