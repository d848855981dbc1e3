//! Making changes that can be undone and that survive a crash.

use super::{Effect, NoticeKind, Session, Step, Typing, Workspace, navigate, workspace::annotation_of};
use crate::project::Edit;

/// A change as the user thinks of it.
pub(super) struct Change {
    /// What it is called: `Add note`.
    pub(super) label: String,
    /// The edits it consists of.
    pub(super) edits: Vec<Edit>,
    /// What was typed into, so that typing is one step.
    pub(super) typing: Option<Typing>,
}

impl Change {
    pub(super) fn new(label: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { label: label.into(), edits, typing: None }
    }
}

/// Applies a change, notes it in history and asks for it to be journalled. All of it happens, or nothing.
pub(super) fn commit(workspace: &mut Workspace, change: Change) -> Vec<Effect> {
    let journal = change.edits.clone();
    match apply_all(workspace, change.edits) {
        Ok(inverse) => {
            let about = journal.iter().rev().find_map(annotation_of);
            workspace.history.push(Step::new(change.label, inverse, about), change.typing);
            vec![Effect::Journal(journal)]
        }
        Err(why) => vec![Effect::tell(NoticeKind::Error, why)],
    }
}

/// Applies edits in order and gives those that take them back, in order.
fn apply_all(workspace: &mut Workspace, edits: Vec<Edit>) -> Result<Vec<Edit>, String> {
    let mut inverse = Vec::with_capacity(edits.len());
    for edit in edits {
        match workspace.apply(edit) {
            Ok(back) => inverse.push(back),
            Err(why) => {
                for back in inverse.into_iter().rev() {
                    // What was just done can be taken back: nothing came between.
                    drop(workspace.apply(back));
                }
                return Err(why.to_string());
            }
        }
    }
    inverse.reverse();
    Ok(inverse)
}

pub(super) fn undo(session: &mut Session) -> Vec<Effect> {
    let Some(workspace) = session.workspace.as_mut() else { return Vec::new() };
    let Some(step) = workspace.history.take_undo() else { return Vec::new() };
    let (effects, inverse) = take_back(workspace, step);
    if let Some(step) = inverse {
        workspace.history.push_redo(step);
    }
    effects
}

pub(super) fn redo(session: &mut Session) -> Vec<Effect> {
    let Some(workspace) = session.workspace.as_mut() else { return Vec::new() };
    let Some(step) = workspace.history.take_redo() else { return Vec::new() };
    let (effects, inverse) = take_back(workspace, step);
    if let Some(step) = inverse {
        workspace.history.push_undo(step);
    }
    effects
}

/// Applies a step's edits and selects what it was about; gives the step that goes the other way.
fn take_back(workspace: &mut Workspace, step: Step) -> (Vec<Effect>, Option<Step>) {
    let (journal, about) = (step.inverse.clone(), step.about);
    match apply_all(workspace, journal.clone()) {
        Ok(inverse) => {
            let mut effects = vec![Effect::Journal(journal)];
            workspace.selected = None;
            if let Some(id) = about.filter(|id| workspace.annotation(*id).is_some()) {
                effects.extend(navigate::select_annotation(workspace, id));
            }
            (effects, Some(step.turned(inverse)))
        }
        Err(why) => (vec![Effect::tell(NoticeKind::Error, why)], None),
    }
}
