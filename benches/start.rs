//! How long the built program takes from its start to the sample on the screen, and how much memory it holds then.
//!
//! `cargo bench --bench start`: a real window under Xvfb with software GL, ten starts, settings in a fresh folder. “First frame” is the first
//! answer with an accessibility tree, “sample” the first tree in which the sample’s paragraphs are counted in the status bar.
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

use std::{fs, path::Path, time::Instant};

use driver::{Display, Window};

const RUNS: usize = 10;

fn main() {
    let display = Display::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/platform-commons");
    let (mut frames, mut samples, mut memory) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let home = tempfile::tempdir().unwrap();
        let dirs = glossator::storage::Dirs::below(home.path());
        let copy = glossator::storage::copy_sample("platform-commons", Some(home.path()), &dirs).unwrap();
        assert!(sample.exists());
        let begun = Instant::now();
        let mut window = Window::open_on(&display, home.path(), &[copy.to_str().unwrap()]);
        window.wait_for("File");
        frames.push(begun.elapsed().as_millis());
        window.wait_for("of 30");
        samples.push(begun.elapsed().as_millis());
        memory.push(resident(window.process()));
        window.quit();
    }
    for (what, values, unit) in
        [("first frame", &mut frames, "ms"), ("sample on the screen", &mut samples, "ms"), ("resident memory", &mut memory, "MB")]
    {
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
