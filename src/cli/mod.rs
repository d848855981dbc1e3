//! How do I script it?
//!
//! The same work without a window. Results go to standard output, messages to standard error; the exit code is 0 when all went well, 1 when
//! `check` found errors, 2 for bad usage or input.

mod arguments;
mod commands;
mod stats;

use std::{ffi::OsString, io::Write, path::PathBuf, process::ExitCode};

use clap::Parser;

use self::arguments::{Arguments, Command};

/// What the program is to do once the arguments are read.
#[derive(Debug)]
pub enum Request {
    /// Open the window, on this project or text.
    Window(Option<PathBuf>),
    /// Nothing more: it is done, and this is the exit code.
    Done(ExitCode),
}

/// Bad usage or input.
const BAD: u8 = 2;

/// Reads the arguments, the program's name first, and does what they ask for, but for opening the window.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Request {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(message) => {
            let code = if message.use_stderr() { BAD } else { 0 };
            // Where not even a message can be written there is nobody to tell.
            message.print().unwrap_or_default();
            return Request::Done(ExitCode::from(code));
        }
    };
    let Some(command) = arguments.command else { return Request::Window(arguments.path) };
    let mut out = Vec::new();
    let result = match command {
        Command::New(new) => commands::new(&new, &mut out),
        Command::Export(export) => commands::export(&export, &mut out),
        Command::Check(check) => commands::check(&check, &mut out),
        Command::Stats(wanted) => stats::stats(&wanted, &mut out),
    };
    Request::Done(finish(result, &out))
}

fn finish(result: Result<u8, commands::Failure>, out: &[u8]) -> ExitCode {
    let mut stdout = std::io::stdout().lock();
    let written = stdout.write_all(out).and_then(|()| stdout.flush());
    let result = match written {
        // A reader that has seen enough (`| head`) is no failure.
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(e.into()),
        _ => result,
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            tell(&failure.to_string());
            ExitCode::from(BAD)
        }
    }
}

/// Says something to the user that is not the result.
pub fn tell(message: &str) {
    writeln!(std::io::stderr().lock(), "glossator: {message}").unwrap_or_default();
}
