//! Undo and redo without limit.

use super::Field;
use crate::{layer::AnnotationId, project::Edit, terms::ConceptId};

/// One step that undo takes back as a whole.
#[derive(Debug, Clone)]
pub struct Step {
    /// What the user did: `Delete note`.
    pub label: String,
    /// The edits that take it back, in the order to apply them.
    pub inverse: Vec<Edit>,
    /// The annotation it was about.
    pub about: Option<AnnotationId>,
    /// Names the state it led to.
    serial: u64,
}

impl Step {
    /// A step that is yet to be noted.
    #[must_use]
    pub const fn new(label: String, inverse: Vec<Edit>, about: Option<AnnotationId>) -> Self {
        Self { label, inverse, about, serial: 0 }
    }

    /// The step that goes the other way.
    #[must_use]
    pub fn turned(self, inverse: Vec<Edit>) -> Self {
        Self { inverse, ..self }
    }
}

/// What is typed into: typing into one thing goes into one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typing {
    /// A field of an annotation.
    Annotation(AnnotationId, Field),
    /// A concept of the termbase.
    Concept(ConceptId),
}

/// What was done, and how to take it back.
///
/// A state is named by the serial of the step that led to it; 0 is the state on opening. A serial is given once, so a state that was
/// saved is never mistaken for another one that has as many steps behind it.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// The typing that the next edit belongs to, if it goes on.
    typing: Option<Typing>,
    /// The last serial given.
    last: u64,
    /// The state that is on disk.
    saved: u64,
}

impl History {
    /// Notes what was done. Typing that goes on belongs to the step it began.
    pub fn push(&mut self, step: Step, typing: Option<Typing>) {
        self.last += 1;
        let goes_on = typing.is_some() && typing == self.typing && self.redo.is_empty();
        self.typing = typing;
        match self.undo.last_mut().filter(|_| goes_on) {
            Some(begun) => begun.serial = self.last,
            None => {
                self.redo.clear();
                self.undo.push(Step { serial: self.last, ..step });
            }
        }
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

    /// The name of the present state.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.undo.last().map_or(0, |s| s.serial)
    }

    /// Notes that the state of this name is on disk.
    pub fn mark_saved(&mut self, position: u64) {
        self.saved = position;
        self.seal();
    }

    /// Whether the present is what is on disk.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saved == self.position()
    }
}
