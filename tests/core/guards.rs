//! The arrows of ARCHITECTURE.md are true.

use std::{fs, path::Path};

fn source(path: &Path, out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            source(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Every source file of a module.
fn module(name: &str) -> Vec<(String, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    if top.join(name).is_dir() {
        source(&top.join(name), &mut files);
    } else {
        let path = top.join(format!("{name}.rs"));
        files.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
    }
    files
}

/// The modules as lib.rs lists them, lowest first.
fn order() -> Vec<String> {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let names = lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// The modules named in `use crate::{…}` and `crate::x`.
fn uses(code: &str, modules: &[String]) -> Vec<String> {
    let grouped = code.split("use crate::{").skip(1).filter_map(|rest| rest.split("\n};").next());
    let direct = |m: &&String| code.contains(&format!("crate::{m}::")) || code.contains(&format!("use crate::{m}"));
    let listed: Vec<&str> = grouped.flat_map(|g| g.lines()).map(str::trim).collect();
    let in_group = |m: &&String| listed.iter().any(|l| l.starts_with(&format!("{m}::")) || *l == format!("{m},"));
    let one_line = |m: &&String| code.lines().filter(|l| l.contains("use crate::{")).any(|l| l.contains(&format!("{m}::")));
    modules.iter().filter(|m| direct(m) || in_group(m) || one_line(m)).cloned().collect()
}

#[test]
fn a_module_uses_only_those_below_it() {
    let order = order();
    assert!(order.len() > 10, "{order:?}");
    for (i, name) in order.iter().enumerate() {
        for (path, code) in module(name) {
            for used in uses(&code, &order) {
                let at = order.iter().position(|m| *m == used).unwrap();
                assert!(at <= i, "{path} uses {used}, which stands above {name} in src/lib.rs");
            }
        }
    }
}

#[test]
fn only_the_window_uses_egui() {
    for name in order().iter().filter(|n| *n != "ui") {
        for (path, code) in module(name) {
            let words = code.lines().filter(|l| !l.trim_start().starts_with("//"));
            let found = words.filter(|l| l.contains("egui::") || l.contains("eframe::") || l.contains("rfd::")).count();
            assert_eq!(found, 0, "{path} uses the window’s libraries");
        }
    }
}

#[test]
fn colours_are_made_in_the_theme_alone() {
    for (path, code) in module("ui").into_iter().filter(|(path, _)| !path.ends_with("theme.rs")) {
        let made = ["Color32::from", "Color32::RED", "Color32::BLACK", "Color32::WHITE", "Rgba::from"];
        assert!(made.iter().all(|m| !code.contains(m)), "{path} makes a colour of its own");
    }
}
