//! What a crash leaves is there again.

use glossator::session::{Action, Command};
use std::fs;

use crate::{
    desk::{Desk, pair, project},
    support::put,
};

#[test]
fn edits_that_were_not_saved_outlast_a_crash() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("distributed", "kept");
    desk.save();
    desk.annotate("multilateral", "unsaved");
    let span = desk.find("Zhejiang");
    desk.run(Command::LinkNewTerm { span, typed: "浙江".to_owned() });
    desk.run(Command::Do(Action::Undo));
    desk.run(Command::Do(Action::Redo));
    drop(desk); // as if the program had been killed: nothing was saved, the lock is gone
    let mut desk = Desk::opened(home.path(), &path);
    assert_eq!(desk.notes(), [pair("distributed", "kept"), pair("multilateral", "unsaved"), pair("Zhejiang", "")]);
    assert_eq!(desk.session.workspace().unwrap().terms.len(), 1);
    assert!(!desk.is_saved());
    assert!(desk.told.iter().any(|(_, t)| t.contains("recovered")), "{:?}", desk.told);
    desk.save();
    drop(desk);
    let desk = Desk::opened(home.path(), &path);
    assert!(desk.is_saved(), "what was recovered and saved is not recovered again");
    assert_eq!(desk.notes().len(), 3);
}

#[test]
fn recovered_edits_can_be_undone() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("multilateral", "unsaved");
    drop(desk);
    let mut desk = Desk::opened(home.path(), &path);
    desk.run(Command::Do(Action::Undo));
    assert!(desk.notes().is_empty() && desk.is_saved());
}

#[test]
fn a_line_of_the_journal_that_a_crash_cut_short_is_dropped_and_the_rest_kept() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("distributed", "one");
    desk.annotate("multilateral", "two");
    drop(desk);
    let journal = path.join(".glossator/journal");
    let whole = fs::read(&journal).unwrap();
    for cut in [whole.len() - 1, whole.len() - 40] {
        put(&journal, &whole[..cut]);
        let desk = Desk::opened(home.path(), &path);
        assert_eq!(desk.notes(), [pair("distributed", "one")]);
        assert!(desk.session.workspace().unwrap().problems.is_empty());
        drop(desk);
    }
}

#[test]
fn a_damaged_journal_is_reported_and_kept() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("distributed", "one");
    desk.annotate("multilateral", "two");
    drop(desk);
    let journal = path.join(".glossator/journal");
    let mut bytes = fs::read(&journal).unwrap();
    bytes[30] ^= 1;
    put(&journal, &bytes);
    let desk = Desk::opened(home.path(), &path);
    assert_eq!(desk.notes(), [pair("multilateral", "two")]);
    assert!(desk.session.workspace().unwrap().problems[0].message.contains("damaged"));
    let kept = fs::read_dir(path.join(".glossator"))
        .unwrap()
        .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().starts_with("journal.damaged"));
    assert_eq!(kept.count(), 1);
}
