//! How long the built program takes from its start to a project on the screen, and how much memory it holds then.
//!
//! `cargo bench --bench start [-- PROJECT]` (the first sample if none is named): a real window under Xvfb with software GL, ten starts, settings in a fresh folder. “First frame” is the first
//! answer with an accessibility tree, “project” the first tree in which its paragraphs are counted in the status bar.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stdout,
    dead_code,
    reason = "a benchmark that cannot go on should stop where it stands, and its result is what it prints"
)]

#[path = "../tests/window/driver.rs"]
mod driver;

use std::{fs, time::Instant};

use driver::{Display, Window};

const RUNS: usize = 10;

fn main() {
    let display = Display::new();
    let named = std::env::args().skip(1).find(|a| !a.starts_with("--"));
    let (mut frames, mut projects, mut memory) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let home = tempfile::tempdir().unwrap();
        let project = match &named {
            Some(path) => fs::canonicalize(path).unwrap(),
            None => {
                let dirs = glossator::storage::Dirs::below(home.path());
                glossator::storage::copy_sample("platform-commons", Some(home.path()), &dirs).unwrap()
            }
        };
        let begun = Instant::now();
        let mut window = Window::open_on(&display, home.path(), &[project.to_str().unwrap()]);
        window.wait_for("File");
        frames.push(begun.elapsed().as_millis());
        window.wait_for("Paragraph 1 of");
        projects.push(begun.elapsed().as_millis());
        memory.push(resident(window.process()));
        window.quit();
    }
    for (what, values, unit) in [
        ("first frame", &mut frames, "ms"),
        ("project on the screen", &mut projects, "ms"),
        ("resident memory", &mut memory, "MB"),
    ] {
        values.sort_unstable();
        println!("{what:<22} median {:>5} {unit}   ({} to {})", values[RUNS / 2], values[0], values[RUNS - 1]);
    }
    let size = fs::metadata(env!("CARGO_BIN_EXE_glossator")).unwrap().len();
    println!("{:<22}        {:>5} MB", "program", size / 1_000_000);
}

/// Resident memory in MB, as the kernel counts it.
fn resident(process: u32) -> u128 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|l| l.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u128>().unwrap() / 1_000
}
