//! Opening, saving, leaving.

use std::path::PathBuf;

use super::{Ask, Command, Effect, Leaving, NoticeKind, Outcome, Session, Workspace, find, navigate};
use crate::{
    layer::Author,
    project::{Early, Opened, Underneath},
};

/// Leaves the open project, if there is one; asks first if something is unsaved.
pub(super) fn leave(session: &mut Session, to: Leaving) -> Vec<Effect> {
    match session.workspace() {
        Some(workspace) if !workspace.is_saved() => vec![Effect::Ask(Ask::Unsaved(to))],
        _ => leave_now(session, to),
    }
}

pub(super) fn leave_now(session: &mut Session, to: Leaving) -> Vec<Effect> {
    if let Some(workspace) = session.workspace.as_mut().filter(|_| !matches!(to, Leaving::Start | Leaving::Quit)) {
        // The project stays open until the other one is read: if that fails, nothing is lost. Until then nothing is added to it.
        workspace.being_left = true;
    }
    // Who leaves a project that is still being read does not want it any more.
    let early = session.workspace().is_some_and(|w| w.is_early);
    let mut effects = if early { vec![Effect::GiveUp] } else { Vec::new() };
    effects.extend(leave_to(session, to));
    effects
}

fn leave_to(session: &mut Session, to: Leaving) -> Vec<Effect> {
    match to {
        Leaving::Open(path) => vec![Effect::Open(path)],
        Leaving::Sample { name, into } => vec![Effect::OpenSample { name, into }],
        Leaving::Create(new) => vec![Effect::Create(new)],
        Leaving::Start => {
            session.workspace = None;
            vec![Effect::Release]
        }
        Leaving::Quit => vec![Effect::Quit],
    }
}

pub(super) fn save_and_leave(session: &mut Session, to: Leaving) -> Vec<Effect> {
    session.leaving = Some(to);
    save(session, Underneath::Refuse)
}

/// Saves. What is typed from now on is a step of its own, so that it is not taken for saved.
pub(super) fn save(session: &mut Session, underneath: Underneath) -> Vec<Effect> {
    let Some(workspace) = session.workspace.as_mut() else { return Vec::new() };
    workspace.history.seal();
    vec![Effect::Save(underneath)]
}

/// Notes who the user is, and goes on with what was interrupted.
pub(super) fn i_am(session: &mut Session, author: Author, then: Option<Box<Command>>) -> Vec<Effect> {
    if let Some(workspace) = &mut session.workspace {
        workspace.me = Some(author.id.clone());
    }
    session.me = Some(author);
    let mut effects = vec![Effect::SaveSettings];
    if let Some(command) = then {
        effects.extend(session.execute(*command));
    }
    effects
}

pub(super) fn finished(session: &mut Session, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Early(early) => early_text(session, *early),
        Outcome::Opened(opened) => opened_project(session, *opened),
        Outcome::Found(found) => session.workspace.as_mut().map(|w| find::found(w, found)).unwrap_or_default(),
        Outcome::Saved { home, layers, terms, at, notes } => {
            let Some(workspace) = &mut session.workspace else { return Vec::new() };
            workspace.saved(home, &layers, terms, at);
            let saved = workspace.is_saved();
            let mut effects: Vec<Effect> = notes.into_iter().map(|n| Effect::tell(NoticeKind::Warning, n)).collect();
            if effects.is_empty() {
                effects.push(Effect::tell(NoticeKind::Done, "Saved"));
            }
            if let Some(to) = session.leaving.take().filter(|_| saved) {
                effects.extend(leave_now(session, to));
            }
            effects
        }
        Outcome::ChangedUnderneath(files) => vec![Effect::Ask(Ask::ChangedUnderneath(files))],
        Outcome::Exported(path) => vec![Effect::tell(NoticeKind::Done, format!("Exported to {}", shown(&path)))],
        Outcome::WordsLoaded => navigate::words_loaded(session),
        Outcome::Failed(why) => vec![Effect::tell(NoticeKind::Error, why)],
        Outcome::NotOpened(why) => {
            // A text without its annotations is no project to work in.
            session.workspace.take_if(|w| w.is_early);
            if let Some(workspace) = &mut session.workspace {
                workspace.being_left = false;
            }
            vec![Effect::tell(NoticeKind::Error, why)]
        }
        Outcome::SaveFailed { why, layers } => {
            session.leaving = None;
            if let Some(workspace) = &mut session.workspace {
                workspace.written(&layers);
            }
            vec![Effect::tell(NoticeKind::Error, why)]
        }
    }
}

/// Shows a text whose annotations are still being read, if nothing else is open: what is open stays until the other project is read.
fn early_text(session: &mut Session, early: Early) -> Vec<Effect> {
    if session.workspace.is_some() {
        return Vec::new();
    }
    let me = session.me.as_ref().map(|me| me.id.clone());
    session.workspace = Some(Workspace::early(early, me));
    vec![Effect::Reveal(0)]
}

fn opened_project(session: &mut Session, opened: Opened) -> Vec<Effect> {
    let recovered = opened.recovered.len();
    let problems = opened.problems.len();
    let me = session.me.as_ref().map(|me| me.id.clone());
    let before = session.workspace.take().filter(|w| w.is_early && w.text.hash() == opened.text.hash());
    let mut workspace = Workspace::new(opened, me);
    let mut effects = vec![Effect::SaveSettings];
    match before {
        // Its reader has gone on already; what was worked out for the bare text is stale.
        Some(early) => {
            workspace.selection = early.selection;
            workspace.touch();
        }
        None => effects.push(Effect::Reveal(0)),
    }
    session.workspace = Some(workspace);
    if recovered > 0 {
        let text = format!("{} recovered from the last session; save to keep, or undo", count_of(recovered, "unsaved edit"));
        effects.push(Effect::tell(NoticeKind::Warning, text));
    }
    if problems > 0 {
        effects.push(Effect::tell(NoticeKind::Warning, "Some of the project’s files have problems: see Problems on the right"));
    }
    let lost: usize = session.workspace().map_or(0, |w| w.layers.iter().map(|l| l.layer().orphan_count()).sum());
    if lost > 0 {
        let text = format!("The text changed: {} no place in it any more. See Problems on the right", have(lost));
        effects.push(Effect::tell(NoticeKind::Warning, text));
    }
    effects
}

fn have(lost: usize) -> String {
    format!("{} {}", count_of(lost, "annotation"), if lost == 1 { "has" } else { "have" })
}

/// A number of things, in words: `1 place`, `2 places`.
pub(super) fn count_of(number: usize, what: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {what}{s}")
}

fn shown(path: &PathBuf) -> String {
    std::path::absolute(path).as_ref().unwrap_or(path).display().to_string()
}
