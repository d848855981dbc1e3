//! The program: the command line, or the window.

use std::process::ExitCode;

use glossator::cli::{self, Request};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Request::Done(code) => code,
        Request::Window(path) => window(path),
    }
}

#[cfg(feature = "gui")]
fn window(path: Option<std::path::PathBuf>) -> ExitCode {
    match glossator::ui::run(path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            cli::tell(&why);
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "gui"))]
fn window(_: Option<std::path::PathBuf>) -> ExitCode {
    cli::tell("this build has no window (feature `gui`); see glossator --help for what it can do without");
    ExitCode::from(2)
}
