//! The built program in a real window: Xvfb, Mesa's software GL, eframe's inspection port.
#![cfg(all(target_os = "linux", feature = "gui"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    reason = "a test that cannot go on should stop where it stands"
)]

mod driver;

use std::{fs, path::Path, process::Command};

use driver::Window;

#[test]
fn the_main_job_in_a_real_window() {
    let home = tempfile::tempdir().unwrap();
    let project = home.path().join("data/samples/platform-commons");
    let original = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/platform-commons/text.md")).unwrap();

    let mut window = Window::open(home.path(), &[]);
    window.wait_for("SAMPLES");
    window.click("Open sample: Whose Bridge? Interoperability and the Unfinished Platform Commons");
    window.wait_for("Paragraph 1 of 30");

    annotate(&mut window);
    window.key("Ctrl+S");
    window.wait_for("Saved");
    let layer = project.join("layers/wen-qi.ron");
    let saved = fs::read_to_string(&layer).unwrap();
    for words in ["words: \"…\"", "words: \"paper\"", "“打伞”在此指旁观者的善意。", "exact: \"umbrellas\"", "reason: Omission"]
    {
        assert!(saved.contains(words), "{words} is not in {saved}");
    }
    assert!(fs::read_to_string(project.join("terms.ron")).unwrap().contains("text: \"水乡\""));
    window.quit();

    // Opened again, it is all there.
    let mut window = Window::open(home.path(), &[project.to_str().unwrap()]);
    window.wait_for("Paragraph 1 of 30");
    window.find("cup of tea");
    window.wait_for("[paper]");
    window.key("Ctrl+E");
    window.wait_for("Export annotated Markdown");
    let target = home.path().join("out.md");
    window.key("Ctrl+A");
    window.type_text(target.to_str().unwrap());
    window.key("Enter");
    window.wait_for("Exported to");
    window.quit();

    let exported = fs::read_to_string(&target).unwrap();
    for words in
        ["went \\[…\\]; inside", "\\[paper\\] cup of tea", "canal town (水乡)", "旁观者的善意", "held in \\[China’s\\] Zhejiang"]
    {
        assert!(exported.contains(words), "{words} is not in the export: {exported}");
    }
    assert!(!exported.contains("New Year card"), "a query is internal");
    let by_command = Command::new(env!("CARGO_BIN_EXE_glossator")).arg("export").arg(&project).output().unwrap();
    assert_eq!(String::from_utf8(by_command.stdout).unwrap(), exported, "window and command line write the same");
    assert_eq!(fs::read(project.join("text.md")).unwrap(), original, "the text’s bytes are as they were");
}

/// Makes an insertion in place of words, one at a point, a link and a note; the first one asks who is writing.
fn annotate(window: &mut Window) {
    // An insertion in place of a phrase; the first annotation asks who is writing.
    window.find("as usual");
    window.key("Period");
    window.wait_for("Who are you?");
    window.type_text("Wen Qi");
    window.key("Enter");
    window.wait_for("[…]");
    // An insertion at a point.
    window.find("cup of tea");
    window.keys(&["Left", "OpenBracket"]);
    window.wait_for("Insert in brackets");
    window.type_text("paper");
    window.key("Enter");
    window.wait_for("[paper]");
    // A link to a new term.
    window.find("canal town");
    window.key("T");
    window.wait_for("Link to a term");
    window.type_text("水乡");
    window.key("Enter");
    window.wait_for("(水乡)");
    // A note in Chinese, by an input method.
    window.find("umbrellas");
    window.key("N");
    window.wait_for("Text of the note");
    window.ime("“打伞”在此指旁观者的善意。");
    window.key("Enter");
    window.wait_for("旁观者的善意");
}
