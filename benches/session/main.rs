//! A session at work on a large document, headless: the real interface, laid out and made into triangles.
//!
//! `cargo bench --bench session -- --text T --annotations A --adds ADDS --out DIR [--window]` prints JSON objects, one a line. T, A and ADDS are what
//! the generator of benchmark documents makes: a text, its annotations, and some more to add. Each part runs in a process of its own, so that
//! starting counts from the start of a process and memory is that of one document: opening and working; opening again what was saved; an empty text.
//! With `--window` the first part runs in a real window, frame by frame as the screen takes them: opening, adding, scrolling, jumping.
//! `--part count` is for valgrind: see scripts/count-instructions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::print_stdout,
    clippy::field_reassign_with_default,
    reason = "a benchmark that cannot go on should stop where it stands, and its result is what it prints"
)]

mod document;
mod report;
mod stage;
mod steps;
mod window;

use std::{
    path::PathBuf,
    process::Command,
    time::{SystemTime, UNIX_EPOCH},
};

use clap::Parser;
use steps::Paths;

#[derive(Debug, Parser)]
struct Arguments {
    /// The text.
    #[arg(long)]
    text: PathBuf,
    /// Its annotations.
    #[arg(long)]
    annotations: PathBuf,
    /// Annotations to add one by one.
    #[arg(long)]
    adds: PathBuf,
    /// A folder for what is written.
    #[arg(long)]
    out: PathBuf,
    /// In a real window.
    #[arg(long)]
    window: bool,
    /// Which part to run; all of them, one after the other, if none is named.
    #[arg(long)]
    part: Option<String>,
    /// What cargo adds.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let arguments = Arguments::parse();
    let paths = Paths {
        annotations: arguments.annotations.clone(),
        adds: arguments.adds.clone(),
        folder: arguments.out.join("project"),
        home: arguments.out.join("home"),
    };
    match arguments.part.as_deref() {
        Some("work") if arguments.window => window::work(&paths),
        Some("work") => steps::work(&paths),
        Some("prepare") => prepare(&arguments, &paths),
        Some("count") => steps::count(&paths),
        Some("reopen") => steps::reopen(&paths),
        Some("empty") => steps::empty(&Paths { folder: arguments.out.join("empty"), ..paths }),
        _ => all(&arguments, &paths),
    }
}

fn prepare(arguments: &Arguments, paths: &Paths) {
    std::fs::create_dir_all(&arguments.out).unwrap();
    document::prepare(&arguments.text, &paths.folder);
    let blank = arguments.out.join("empty.txt");
    std::fs::File::create(&blank).unwrap();
    document::prepare(&blank, &arguments.out.join("empty"));
}

fn all(arguments: &Arguments, paths: &Paths) {
    prepare(arguments, paths);
    // In a window nothing is saved that could be opened again.
    let parts: &[&str] = if arguments.window { &["work"] } else { &["work", "reopen", "empty"] };
    for part in parts {
        let started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
        let status = Command::new(std::env::current_exe().unwrap())
            .args(std::env::args_os().skip(1))
            .args(["--part", part])
            .env("GLOSSATOR_BENCH_STARTED", started.to_string())
            .status()
            .unwrap();
        if !status.success() {
            report::error(&format!("{part} ended with {status}"));
            std::process::abort();
        }
    }
    report::done();
}
