//! A file that is broken says where, and loses nothing.

use glossator::{
    layer::Author,
    session::Command,
    storage::{Dirs, Settings},
};
use std::{fs, io::Write, path::PathBuf};
use tempfile::TempDir;

use crate::{
    desk::{Desk, pair, project},
    support::{insertion, put},
};

/// A layer's file with three annotations.
fn three() -> (TempDir, PathBuf, PathBuf, String) {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    for (words, text) in [("distributed", "one"), ("multilateral", "two"), ("Zhejiang", "three")] {
        desk.annotate(words, text);
    }
    desk.save();
    drop(desk);
    let layer = path.join("layers/lin-hui.ron");
    let written = fs::read_to_string(&layer).unwrap();
    (home, path, layer, written)
}

#[test]
fn a_bad_record_never_hides_the_good_ones_and_stays_as_it_was() {
    let ids: Vec<String> = three().3.lines().filter(|l| l.trim_start().starts_with("id: \"0")).map(str::to_owned).collect();
    assert_eq!(ids.len(), 3);
    for (bad, good, message) in [
        ("kind: Translator,\n                text: \"two\"", "kind: Nonsense,\n                text: \"two\"", "Nonsense"),
        ("text: \"two\",", "text: \"two,", ""),
        ("text: \"two\",\n            )),", "text: \"two\",\n            )", ""),
        ("text: \"two\"", "text: \"two\", colour: \"red\"", "colour"),
        ("exact: \"multilateral\",", "exact: \"multilateral\"),", ""),
        ("exact: \"multilateral\"", "exact: \"unilateral\"", "quotes"),
        ("at: (34, 46)", "at: (34, 46000)", "past the end"),
        ("at: (34, 46)", "at: (46, 34)", "before it starts"),
    ] {
        let (home, path, layer, written) = three();
        assert!(written.contains(bad), "{written}");
        let broken = written.replacen(bad, good, 1);
        put(&layer, &broken);
        let mut desk = Desk::opened(home.path(), &path);
        assert_eq!(desk.notes(), [pair("distributed", "one"), pair("Zhejiang", "three")], "with {good:?}");
        let problem = desk.session.workspace().unwrap().problems[0].clone();
        assert!(problem.file == layer && problem.at.is_some_and(|(line, _)| line > 20), "{problem}");
        assert!(problem.message.contains(message), "{problem}");
        desk.annotate("province", "four");
        desk.save();
        assert!(desk.is_saved(), "{:?}", desk.told);
        drop(desk);
        let kept = fs::read_to_string(&layer).unwrap();
        assert!(kept.contains(good), "the bad record is as it was: {kept}");
        let desk = Desk::opened(home.path(), &path);
        assert_eq!(desk.notes().len(), 3, "with {good:?}");
        assert_eq!(desk.session.workspace().unwrap().problems.len(), 1);
    }
}

#[test]
fn an_id_that_stands_twice_is_reported() {
    let (home, path, layer, written) = three();
    let id = |n: usize| written.lines().filter(|l| l.starts_with("            id: ")).nth(n).unwrap();
    put(&layer, written.replace(id(1), id(0)));
    let desk = Desk::opened(home.path(), &path);
    assert_eq!(desk.notes().len(), 2);
    assert!(desk.session.workspace().unwrap().problems[0].message.contains("twice"));
}

#[test]
fn a_file_of_another_version_is_left_alone() {
    let (home, path, layer, written) = three();
    let newer = written.replace("version: 1", "version: 9").replace("author: (", "mood: Bright, author: (");
    put(&layer, &newer);
    let mut desk = Desk::opened(home.path(), &path);
    let problem = desk.session.workspace().unwrap().problems[0].to_string();
    assert!(problem.contains("version 9") && problem.contains("lin-hui.ron:1:1"), "{problem}");
    let span = desk.find("order");
    desk.run(Command::Annotate { span, body: insertion("x") });
    assert!(desk.told.iter().any(|(_, t)| t.contains("could not be read")), "{:?}", desk.told);
    assert_eq!(fs::read_to_string(&layer).unwrap(), newer);
}

#[test]
fn broken_files_say_where_they_are_broken() {
    let (home, path, layer, written) = three();
    for (file, contents, message) in [
        (layer.clone(), written.replace("author: (", "autor: ("), "autor"),
        (layer.clone(), String::new(), ""),
        (layer, "\u{feff}(((((".to_owned(), ""),
        (path.join("terms.ron"), "(format: \"glossator termbase\", version: 1, concepts: [(]".to_owned(), ""),
    ] {
        let before = fs::read(&file).unwrap_or_default();
        put(&file, &contents);
        let desk = Desk::opened(home.path(), &path);
        let problems = &desk.session.workspace().unwrap().problems;
        assert!(problems.iter().any(|p| p.file == file && p.at.is_some() && p.message.contains(message)), "{problems:?}");
        put(&file, before);
    }
    put(&path.join("project.ron"), "(format: \"glossator project\", version: 1, title: 3)");
    let desk = Desk::opened(home.path(), &path);
    assert!(desk.session.workspace().is_none());
    assert!(desk.told[0].1.contains("project.ron:1:"), "{:?}", desk.told);
}

#[test]
fn hostile_files_end_in_a_message() {
    let (home, path) = project();
    let deep = format!("(format: \"glossator layer\", version: 1, author: {}", "(".repeat(100_000));
    put(&path.join("layers/x.ron"), deep);
    let desk = Desk::opened(home.path(), &path);
    assert_eq!(desk.session.workspace().unwrap().problems.len(), 1);
    drop(desk);
    let outside = fs::read_to_string(path.join("project.ron")).unwrap().replace("\"text.md\"", "\"../essay.md\"");
    put(&path.join("project.ron"), outside);
    let desk = Desk::opened(home.path(), &path);
    assert!(desk.told[0].1.contains("inside the project"), "{:?}", desk.told);
}

#[test]
fn settings_that_are_broken_are_set_aside() {
    let home = tempfile::tempdir().unwrap();
    let dirs = Dirs::below(home.path());
    let mut settings = Settings::default();
    settings.author = Some(Author::named("Lin"));
    settings.size = 22.0;
    settings.opened(PathBuf::from("a"));
    settings.store(&dirs).unwrap();
    assert_eq!(Settings::load(&dirs), (settings, None));
    fs::OpenOptions::new().append(true).open(dirs.settings()).unwrap().write_all(b"nonsense").unwrap();
    let (found, trouble) = Settings::load(&dirs);
    assert_eq!(found, Settings::default());
    assert!(trouble.unwrap().contains("settings.ron.bad"));
    assert!(dirs.settings().with_extension("ron.bad").exists());
}

#[test]
fn a_file_that_was_cut_short_is_reported() {
    let (home, path, layer, written) = three();
    let third = written.find("exact: \"Zhejiang\"").unwrap();
    let end_of_second = written[..third].rfind("        (\n").unwrap();
    put(&layer, &written[..end_of_second]);
    let desk = Desk::opened(home.path(), &path);
    assert_eq!(desk.notes().len(), 2);
    assert!(desk.session.workspace().unwrap().problems[0].message.contains("cut short"));
}

#[test]
fn a_term_in_any_letters_is_read_again() {
    let (home, path) = project();
    for term in ["ℝ-tree", "İstanbul", "ẞ", "𝔘nicode", "ǅ", "多边"] {
        let mut desk = Desk::opened(home.path(), &path);
        let concept = glossator::terms::Concept::pair(
            desk.session.workspace().unwrap().terms.free_id(term),
            (crate::support::zh(), term),
            (glossator::terms::LanguageTag::english(), term),
        );
        desk.run(Command::PutConcept(Box::new(concept)));
        desk.save();
        drop(desk);
        let desk = Desk::opened(home.path(), &path);
        assert!(desk.session.workspace().unwrap().unread_concepts.is_empty(), "{term}");
    }
}
