//! A text that is shown while its annotations are still being read.

use glossator::{
    effects::Effects,
    layer::NoteKind,
    project::{Early, Home},
    session::{Action, Command, Effect, Outcome, Selection, Session},
    storage::{Dirs, Settings},
};

use crate::{
    desk::{Desk, project},
    support::{lin, note},
};

/// A session with the text of a project whose annotations are still being read.
fn early() -> (tempfile::TempDir, std::path::PathBuf, Session) {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    let workspace = desk.session.workspace().unwrap();
    let early = Early { home: Home::Folder(path.clone()), project: (*workspace.project).clone(), text: workspace.text.clone() };
    desk.run(Command::Do(Action::CloseProject));
    let mut session = Session::new(Some(lin()));
    drop(session.execute(Command::Finished(Outcome::Early(Box::new(early)))));
    (home, path, session)
}

#[test]
fn nothing_is_added_before_the_annotations_are_there() {
    let (_home, _path, mut session) = early();
    let span = crate::support::find(&session.workspace().unwrap().text, "distributed");
    let told = session.execute(Command::Annotate { span, body: note(NoteKind::Query, "?") });
    assert!(matches!(told.as_slice(), [Effect::Tell(notice)] if notice.text.contains("still being read")));
    assert!(session.workspace().unwrap().layers.is_empty());
}

#[test]
fn who_has_gone_on_reading_stays_there_when_the_annotations_come() {
    let (home, path, mut session) = early();
    drop(session.execute(Command::Select(Selection::caret(20))));
    let mut effects = Effects::new(Dirs::below(home.path()), Settings::default(), || {});
    assert!(effects.carry_out(Effect::Open(path), &session).is_none());
    let mut moved = Vec::new();
    while let Some(command) = effects.wait(&session) {
        moved.extend(session.execute(command).into_iter().filter(|e| matches!(e, Effect::Reveal(_))));
    }
    let workspace = session.workspace().unwrap();
    assert!(!workspace.is_early && moved.is_empty(), "{moved:?}");
    assert_eq!(workspace.selection, Selection::caret(20));
}

#[test]
fn who_leaves_meanwhile_gives_the_reading_up() {
    let (_home, _path, mut session) = early();
    let effects = session.execute(Command::Do(Action::CloseProject));
    assert!(matches!(effects.as_slice(), [Effect::GiveUp, Effect::Release]), "{effects:?}");
    assert!(session.workspace().is_none());
}
