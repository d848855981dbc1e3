//! Annotations in a text that changed.

use glossator::{
    layer::{Place, Target},
    session::{Action, Command},
};
use std::fs;

use crate::{
    desk::{Desk, ESSAY, project},
    support::{insertion, put},
};

#[test]
fn annotations_find_their_place_in_a_changed_text_or_say_that_they_lost_it() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("Zhejiang", "still there");
    desk.annotate("distributed", "gone");
    desk.save();
    drop(desk);
    let changed = ESSAY.replace("# Essay\n", "# A longer title\n").replace("distributed order", "dispersed order");
    put(&path.join("text.md"), &changed);
    let mut desk = Desk::opened(home.path(), &path);
    let workspace = desk.session.workspace().unwrap();
    let targets: Vec<Target> = workspace.layers[0].layer().iter().map(|a| a.target.clone()).collect();
    assert!(
        matches!(targets[0], Target::Placed { place: Place::Moved, span } if workspace.text.slice(span) == "Zhejiang"),
        "{targets:?}"
    );
    assert!(matches!(&targets[1], Target::Orphan { selector, .. } if selector.exact == "distributed"));
    assert!(desk.told.iter().any(|(_, t)| t.contains("1 annotation has no place")), "{:?}", desk.told);
    // By hand.
    let id = workspace.layers[0].layer().orphans().next().unwrap().id;
    let span = desk.find("dispersed");
    desk.run(Command::Retarget { id, span });
    let moved = desk.session.workspace().unwrap().layers[0].layer().placed().map(|(_, a)| a.id).find(|i| *i != id).unwrap();
    desk.run(Command::SelectAnnotation(moved));
    desk.run(Command::Do(Action::ConfirmPlace));
    desk.save();
    drop(desk);
    let desk = Desk::opened(home.path(), &path);
    let all: Vec<_> = desk.session.workspace().unwrap().layers[0].layer().iter().cloned().collect();
    assert!(all.iter().all(|a| matches!(a.target, Target::Placed { place: Place::Exact, .. })));
    assert_eq!(fs::read_to_string(path.join("text.md")).unwrap(), changed);
}

#[test]
fn a_quote_that_stands_twice_is_not_guessed() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("Zhejiang", "where?");
    desk.save();
    drop(desk);
    put(&path.join("text.md"), format!("{ESSAY}{ESSAY}"));
    let desk = Desk::opened(home.path(), &path);
    let orphan = desk.session.workspace().unwrap().layers[0].layer().orphans().next().unwrap().clone();
    assert!(matches!(&orphan.target, Target::Orphan { candidates, .. } if candidates.len() == 2), "{orphan:?}");
}

#[test]
fn a_point_whose_surroundings_are_not_there_is_never_taken_for_exact() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    let span = desk.find("Zhejiang").start_point();
    desk.run(Command::Annotate { span, body: insertion("China’s") });
    desk.save();
    drop(desk);
    // As a merge may leave it: the header of this text, a record made on another one.
    let layer = path.join("layers/lin-hui.ron");
    let merged = fs::read_to_string(&layer).unwrap().replace("at: (63, 63)", "at: (20, 20)");
    assert!(merged.contains("at: (20, 20)"));
    put(&layer, merged);
    let desk = Desk::opened(home.path(), &path);
    let workspace = desk.session.workspace().unwrap();
    let target = workspace.layers[0].layer().iter().next().unwrap().target.clone();
    assert_eq!(target, Target::Placed { span, place: Place::Moved }, "found where its surroundings are, and shown as moved");
}

#[test]
fn all_moved_places_are_confirmed_in_one_step() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    for words in ["distributed", "multilateral", "Zhejiang"] {
        desk.annotate(words, words);
    }
    desk.save();
    drop(desk);
    put(&path.join("text.md"), format!("A new beginning.\n\n{ESSAY}"));
    let mut desk = Desk::opened(home.path(), &path);
    let moved = |desk: &Desk| desk.session.workspace().unwrap().moved().count();
    assert!(moved(&desk) >= 2);
    desk.run(Command::Do(Action::ConfirmAll));
    assert_eq!(moved(&desk), 0);
    desk.run(Command::Do(Action::Undo));
    assert!(moved(&desk) >= 2);
}
