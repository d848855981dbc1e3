//! Texts of every sort, with a project and without.

use glossator::{layer::NoteKind, project::Home, session::Command, text::Newline};
use std::fs;

use crate::{
    desk::{Desk, pair, project},
    support::{note, put},
};

#[test]
fn a_text_that_changes_while_it_is_open_is_noticed_at_the_save() {
    let (home, path) = project();
    let mut desk = Desk::opened(home.path(), &path);
    desk.annotate("distributed", "one");
    put(&path.join("text.md"), "Something else entirely.\n");
    desk.save();
    assert!(desk.told.iter().any(|(_, t)| t.contains("was changed by another program")), "{:?}", desk.told);
    assert!(desk.is_saved(), "the annotations are safe all the same");
    assert_eq!(fs::read_to_string(path.join("text.md")).unwrap(), "Something else entirely.\n");
}

#[test]
fn a_text_without_a_project_gets_one_at_the_first_save() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("my essay.txt");
    put(&file, "One two three.\r\nFour.\r\n");
    let mut desk = Desk::opened(home.path(), &file);
    assert!(matches!(desk.session.workspace().unwrap().home, Home::BareText(_)));
    desk.annotate("two", "kept");
    assert!(!home.path().join("my essay").exists(), "nothing is made before");
    drop(desk);
    let mut desk = Desk::opened(home.path(), &file);
    assert_eq!(desk.notes().len(), 1, "its edits outlast a crash too");
    desk.save();
    let folder = home.path().join("my essay");
    assert_eq!(desk.session.workspace().unwrap().home, Home::Folder(folder.clone()));
    desk.annotate("three", "in the new journal");
    drop(desk);
    assert_eq!(fs::read(folder.join("text.txt")).unwrap(), fs::read(&file).unwrap());
    let desk = Desk::opened(home.path(), &file);
    assert_eq!(desk.notes().len(), 2, "opening the text again opens its project, with what was not saved");
}

#[test]
fn every_encoding_and_line_end_is_read_and_never_written() {
    let words = "多边主义，分散。\r\nTwo\r\n";
    let gb = encoding_rs_bytes("gb18030", words);
    let big5 =
        encoding_rs_bytes("big5", "多邊主義，分散，這是一個比較長的句子，為了讓程式認得出它的編碼。\r\n第二行也是中文。\r\n");
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend(words.encode_utf16().flat_map(u16::to_le_bytes));
    let mut bom = vec![0xEF, 0xBB, 0xBF];
    bom.extend(words.as_bytes());
    for (name, bytes, found) in [
        ("plain", words.as_bytes().to_vec(), "主义"),
        ("bom", bom, "主义"),
        ("utf16", utf16, "主义"),
        ("gb", gb, "主义"),
        ("big5", big5, "主義"),
    ] {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join(format!("{name}.txt"));
        put(&file, &bytes);
        let mut desk = Desk::opened(home.path(), &file);
        assert!(desk.session.workspace().is_some(), "{name}: {:?}", desk.told);
        assert_eq!(desk.text().newline(), Newline::CrLf);
        desk.annotate(found, "注");
        desk.save();
        drop(desk);
        assert_eq!(fs::read(&file).unwrap(), bytes);
        let desk = Desk::opened(home.path(), &home.path().join(name));
        assert_eq!(desk.notes(), [pair(found, "注")], "{name}");
    }
}

/// Bytes of words in an encoding, by the decoder's own table.
fn encoding_rs_bytes(label: &str, words: &str) -> Vec<u8> {
    let (bytes, _, failed) = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(words);
    assert!(!failed);
    bytes.into_owned()
}

#[test]
fn empty_and_giant_texts_open() {
    let home = tempfile::tempdir().unwrap();
    put(&home.path().join("empty.txt"), "");
    let mut desk = Desk::opened(home.path(), &home.path().join("empty.txt"));
    desk.run(Command::Annotate { span: desk.text().whole(), body: note(NoteKind::Comment, "nothing here") });
    desk.save();
    assert!(desk.is_saved(), "{:?}", desk.told);
    drop(desk);
    assert_eq!(Desk::opened(home.path(), &home.path().join("empty")).notes().len(), 1);
    let line = "word 多边 ".repeat(500_000);
    put(&home.path().join("giant.md"), &line);
    let desk = Desk::opened(home.path(), &home.path().join("giant.md"));
    assert!(desk.text().blocks().len() > 500, "a line of {} bytes is cut to be laid out", line.len());
}

#[test]
fn a_text_without_a_project_is_saved_although_it_changed_since() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("essay.txt");
    put(&file, "One two three.\n");
    let mut desk = Desk::opened(home.path(), &file);
    desk.annotate("two", "kept");
    put(&file, "One, two three.\n");
    desk.save();
    assert!(desk.is_saved(), "{:?}", desk.told);
    assert!(desk.told.iter().any(|(_, t)| t.contains("was changed by another program")), "{:?}", desk.told);
    drop(desk);
    let desk = Desk::opened(home.path(), &home.path().join("essay"));
    assert_eq!(desk.text().as_str(), "One, two three.\n");
    assert_eq!(desk.notes(), [pair("two", "kept")], "it is there, moved or lost");
}

#[test]
fn a_text_finds_its_project_wherever_it_was_made() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("essay.txt");
    put(&file, "One two three.\n");
    put(&home.path().join("essay/other.txt"), "taken");
    let mut desk = Desk::opened(home.path(), &file);
    desk.annotate("two", "kept");
    desk.save();
    drop(desk);
    assert!(home.path().join("essay-2/project.ron").exists());
    let desk = Desk::opened(home.path(), &file);
    assert_eq!(desk.notes(), [pair("two", "kept")]);
    drop(desk);
    put(&file, "Four.\n");
    let desk = Desk::opened(home.path(), &file);
    assert_eq!(desk.notes(), [pair("two", "kept")], "its project is opened although the text was changed");
    assert!(desk.session.workspace().unwrap().problems[0].message.contains("project’s own copy"));
}
