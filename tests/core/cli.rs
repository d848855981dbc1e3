//! The command line, as a script sees it.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn glossator(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_glossator"))
        .args(arguments)
        .current_dir(folder)
        .env("GLOSSATOR_HOME", folder.join("home"))
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_project_is_made_checked_counted_and_exported() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    crate::support::put(&at.join("essay.md"), "# A\n\nSome words.\n");
    crate::support::put(&at.join("原文.txt"), "标题\n几个词。\n");
    let made = glossator(at, &["new", "essay.md", "--original", "原文.txt", "-o", "essay"]);
    assert_eq!((made.status.code(), out(&made).trim()), (Some(0), "essay"));
    assert_eq!(fs::read(at.join("essay/text.md")).unwrap(), fs::read(at.join("essay.md")).unwrap());
    let project = fs::read_to_string(at.join("essay/project.ron")).unwrap();
    assert!(project.contains("original: \"original.txt\"") && project.contains("original_language: \"zh-Hans\""), "{project}");

    let checked = glossator(at, &["check", "essay"]);
    assert_eq!((checked.status.code(), out(&checked).as_str()), (Some(0), ""));
    let stats = glossator(at, &["stats", "essay", "--json"]);
    let stats: serde_json::Value = serde_json::from_slice(&stats.stdout).unwrap();
    assert_eq!((stats["words"].as_u64(), stats["paragraphs"].as_u64()), (Some(3), Some(2)));
    let exported = glossator(at, &["export", "essay"]);
    assert_eq!(out(&exported), "# A\n\nSome words.\n");
    assert_eq!(glossator(at, &["export", "essay", "-o", "out.md"]).status.code(), Some(0));
    assert_eq!(fs::read(at.join("out.md")).unwrap(), fs::read(at.join("essay.md")).unwrap());
}

#[test]
fn errors_make_the_exit_code_1_and_are_in_the_json() {
    let folder = tempfile::tempdir().unwrap();
    let sample =
        glossator::storage::copy_sample("platform-commons", Some(folder.path()), &glossator::storage::Dirs::below(folder.path()))
            .unwrap();
    fs::remove_file(sample.join("terms.ron")).unwrap();
    let checked = glossator(folder.path(), &["check", "platform-commons", "--json"]);
    assert_eq!(checked.status.code(), Some(1));
    let findings: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    let first = findings.as_array().unwrap().iter().find(|f| f["code"] == "no-such-term").unwrap();
    assert_eq!((first["severity"].as_str(), first["author"].as_str()), (Some("error"), Some("lin")));
    assert!(first["at"][0].as_u64().is_some());
}

#[test]
fn bad_usage_and_bad_input_make_the_exit_code_2_and_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    crate::support::put(&at.join("picture.txt"), b"\x89PNG\0\0");
    for (arguments, message) in [
        (&["frobnicate", "x"][..], "cannot be used with"),
        (&["check"], "required arguments"),
        (&["export", "nowhere"], "check the name"),
        (&["export", "."], "holds no project.ron"),
        (&["new", "picture.txt", "-o", "p"], "not a text file"),
        (&["export", ".", "--format", "pdf"], "invalid value"),
        (&["new", "picture.txt", "-o", "p", "--language", "x y"], "BCP 47"),
    ] {
        let output = glossator(at, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", err(&output));
        assert!(err(&output).contains(message), "{arguments:?} says {}", err(&output));
        assert_eq!(out(&output), "");
    }
    assert!(!at.join("p").exists(), "nothing is half made");
}

#[test]
fn an_export_never_replaces_a_file_of_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    crate::support::put(&at.join("essay.md"), "Some words.\n");
    assert!(glossator(at, &["new", "essay.md", "-o", "essay"]).status.success());
    for file in ["essay/text.md", "essay/project.ron", "essay/../essay/terms.ron"] {
        let before = fs::read(at.join(file)).unwrap();
        let output = glossator(at, &["export", "essay", "-o", file]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains("must never replace"), "{}", err(&output));
        assert_eq!(fs::read(at.join(file)).unwrap(), before);
    }
    assert_eq!(
        glossator(at, &["export", "essay.md", "-o", "essay.md"]).status.code(),
        Some(2),
        "a text without a project is safe too"
    );
}

#[test]
fn the_help_teaches() {
    let folder = tempfile::tempdir().unwrap();
    let help = glossator(folder.path(), &["--help"]);
    assert_eq!(help.status.code(), Some(0));
    for part in ["new", "export", "check", "stats", "glossator essay.md", "exit 1"] {
        assert!(out(&help).contains(part), "--help does not speak of {part}");
    }
    for command in ["new", "export", "check", "stats"] {
        assert_eq!(glossator(folder.path(), &[command, "--help"]).status.code(), Some(0));
    }
}
