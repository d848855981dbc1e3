//! What is saved is there again, whoever else writes.

use glossator::{
    layer::{Annotation, NoteKind},
    project::{Access, Underneath},
    session::{Action, Command, Leaving, NoticeKind},
    storage::{self},
    terms::Termbase,
};
use std::{fs, path::PathBuf};

use crate::{
    desk::{Desk, ESSAY, pair, project},
    support::{insertion, note, put},
};

#[test]
fn what_is_saved_is_there_again_and_the_text_is_untouched() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("distributed", "分散");
    assert!(!desk.is_saved());
    desk.save();
    assert!(desk.is_saved());
    drop(desk);
    let desk = Desk::opened(home.path(), &path);
    assert_eq!(desk.notes(), [pair("distributed", "分散")]);
    assert_eq!(fs::read_to_string(path.join("text.md")).unwrap(), ESSAY);
    assert!(path.join("layers/lin-hui.ron").exists());
}

#[test]
fn a_layers_file_is_a_block_an_annotation() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("Zhejiang", "second");
    desk.annotate("distributed", "first");
    desk.save();
    let written = fs::read_to_string(path.join("layers/lin-hui.ron")).unwrap();
    let ids = written.lines().filter(|l| l.starts_with("            id: ")).count();
    assert_eq!(ids, 2);
    let stable: Vec<&str> = written
        .lines()
        .filter(|l| !["id:", "created:", "modified:", "blake3:"].iter().any(|f| l.trim_start().starts_with(f)))
        .collect();
    insta::assert_snapshot!(stable.join("\n"));
}

#[test]
fn leaving_without_saving_asks_and_giving_up_gives_up() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("distributed", "one");
    desk.run(Command::Do(Action::Quit));
    assert!(desk.asked[0].starts_with("Unsaved") && !desk.quit);
    desk.run(Command::Leave { to: Leaving::Quit });
    assert!(desk.quit);
    drop(desk);
    let desk = Desk::opened(home.path(), &path);
    assert!(desk.notes().is_empty(), "what was given up does not come back");
}

#[test]
fn save_and_leave_saves_first() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("distributed", "one");
    desk.run(Command::SaveAndLeave(Leaving::Quit));
    assert!(desk.quit);
    drop(desk);
    assert_eq!(Desk::opened(home.path(), &path).notes().len(), 1);
}

#[test]
fn a_second_window_can_only_read() {
    let (home, path) = project();
    let mut first = Desk::opened(home.path(), &path);
    first.annotate("distributed", "one");
    let mut second = Desk::opened(home.path(), &path);
    let workspace = second.session.workspace().unwrap();
    assert!(matches!(&workspace.access, Access::ReadOnly { why } if why.contains("another window")));
    let span = second.find("multilateral");
    second.run(Command::Annotate { span, body: insertion("x") });
    assert!(second.notes().is_empty() && second.told.iter().any(|(_, t)| t.contains("another window")));
    drop(second);
    first.save();
    assert!(first.is_saved(), "{:?}", first.told);
}

#[test]
fn the_same_window_may_open_its_project_again() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("distributed", "one");
    desk.save();
    desk.run(Command::Open(path));
    assert!(matches!(desk.session.workspace().unwrap().access, Access::Full));
    assert_eq!(desk.notes().len(), 1);
}

#[test]
fn a_project_that_cannot_be_opened_leaves_the_open_one_as_it_is() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.run(Command::Open(home.path().join("nowhere.md")));
    assert!(desk.told.iter().any(|(k, t)| *k == NoticeKind::Error && t.contains("check the name")), "{:?}", desk.told);
    desk.annotate("distributed", "one");
    drop(desk);
    assert_eq!(Desk::opened(home.path(), &path).notes().len(), 1, "the journal is still written");
}

#[test]
fn a_layer_that_somebody_else_replaced_is_not_written_over() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("distributed", "one");
    desk.save();
    desk.annotate("multilateral", "two");
    let layer = path.join("layers/lin-hui.ron");
    let theirs = fs::read_to_string(&layer).unwrap().replace("\"one\"", "\"theirs\"");
    put(&layer, &theirs);
    desk.save();
    assert!(desk.asked.iter().any(|a| a.starts_with("ChangedUnderneath")) && !desk.is_saved());
    assert_eq!(fs::read_to_string(&layer).unwrap(), theirs, "nothing was written");
    desk.run(Command::SaveWith(Underneath::KeepBoth));
    assert!(desk.is_saved());
    let kept: Vec<PathBuf> = fs::read_dir(path.join("layers"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.to_string_lossy().contains(".kept-"))
        .collect();
    assert_eq!(fs::read_to_string(&kept[0]).unwrap(), theirs);
    drop(desk);
    assert_eq!(Desk::opened(home.path(), &path).notes(), [pair("distributed", "one"), pair("multilateral", "two")]);
}

#[test]
fn a_project_that_cannot_be_written_says_so_and_keeps_the_edits() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("distributed", "one");
    fs::remove_dir(path.join("layers")).unwrap();
    put(&path.join("layers"), "a file where a folder should be");
    desk.save();
    assert!(
        !desk.is_saved() && desk.told.iter().any(|(k, t)| *k == NoticeKind::Error && t.contains("Not saved")),
        "{:?}",
        desk.told
    );
    fs::remove_file(path.join("layers")).unwrap();
    desk.save();
    assert!(desk.is_saved(), "{:?}", desk.told);
}

#[test]
fn a_link_to_a_file_stays_a_link_and_permissions_stay() {
    let home = tempfile::tempdir().unwrap();
    let (real, link) = (home.path().join("real.txt"), home.path().join("link.txt"));
    put(&real, "old");
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
        symlink(&real, &link).unwrap();
        storage::write_file(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read(&real).unwrap(), b"new");
    }
}

#[test]
fn terms_are_written_and_read_again() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    let span = desk.find("multilateral");
    desk.run(Command::LinkNewTerm { span, typed: "多边".to_owned() });
    desk.save();
    let terms: Termbase = desk.session.workspace().unwrap().terms.clone();
    drop(desk);
    let desk = Desk::opened(home.path(), &path);
    assert_eq!(desk.session.workspace().unwrap().terms, terms);
    insta::assert_snapshot!(fs::read_to_string(path.join("terms.ron")).unwrap());
    let kept: Vec<Annotation> = desk.session.workspace().unwrap().layers[0].layer().iter().map(|a| (**a).clone()).collect();
    assert_eq!(kept.len(), 1);
}

#[test]
fn what_is_typed_while_a_save_runs_is_not_taken_for_saved() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("distributed", "o");
    let id = desk.session.workspace().unwrap().selected.unwrap();
    let typed = |desk: &mut Desk, text: &str| {
        let body = note(NoteKind::Translator, text);
        desk.execute(Command::SetBody { id, body, field: glossator::session::Field::Words });
    };
    typed(&mut desk, "on");
    desk.execute(Command::Do(Action::Save)); // under way
    typed(&mut desk, "one");
    desk.run(Command::Stay); // waits for the save
    assert!(!desk.is_saved(), "the last letter is not on disk");
    drop(desk);
    assert_eq!(Desk::opened(home.path(), &path).notes(), [pair("distributed", "one")], "and it is in the journal");
}

#[test]
fn a_state_that_was_saved_is_not_mistaken_for_another_as_many_steps_away() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("distributed", "one");
    desk.save();
    desk.run(Command::Do(Action::Undo));
    assert!(!desk.is_saved());
    desk.annotate("multilateral", "two");
    assert!(!desk.is_saved(), "as many steps, but others");
    desk.run(Command::Do(Action::Undo));
    desk.run(Command::Do(Action::Redo));
    assert!(!desk.is_saved());
    desk.save();
    desk.annotate("order", "three");
    desk.run(Command::Do(Action::Undo));
    assert!(desk.is_saved(), "back at what was saved");
}

#[test]
fn going_to_another_project_with_unsaved_work_asks_whatever_the_way() {
    let (home, path) = project();
    let new = glossator::project::NewProject {
        text: home.path().join("essay.md"),
        original: None,
        folder: home.path().join("other"),
        title: None,
        text_language: None,
        original_language: None,
        encoding: None,
    };
    for command in [
        Command::Create(Box::new(new)),
        Command::OpenSample { name: "platform-commons".to_owned(), into: Some(home.path().to_owned()) },
        Command::Open(home.path().join("essay.md")),
        Command::Do(Action::CloseProject),
    ] {
        let mut desk = Desk::opened(home.path(), &path);
        desk.annotate("distributed", "one");
        desk.run(command);
        assert!(desk.asked.iter().any(|a| a.starts_with("Unsaved")), "{:?}", desk.asked);
        assert_eq!(desk.notes().len(), 1);
        desk.run(Command::Do(Action::Undo));
    }
}

#[test]
fn a_partly_failed_save_is_no_change_by_somebody_else() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    let span = desk.find("multilateral");
    desk.run(Command::LinkNewTerm { span, typed: "多边".to_owned() });
    let terms = path.join("terms.ron");
    let kept = fs::read(&terms).unwrap();
    fs::remove_file(&terms).unwrap();
    fs::create_dir_all(terms.join("in the way")).unwrap();
    desk.save();
    assert!(!desk.is_saved());
    fs::remove_dir_all(&terms).unwrap();
    put(&terms, kept);
    desk.save();
    assert!(desk.is_saved(), "{:?} {:?}", desk.asked, desk.told);
}
