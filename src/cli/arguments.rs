//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Annotate translations by hand: bracketed insertions, term glosses and notes, kept apart from the text.
#[derive(Debug, Parser)]
#[command(name = "glossator", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// A project's folder or a text to open in the window; without it the window opens on the start page
    #[arg(value_name = "PROJECT|TEXT")]
    pub(super) path: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  glossator                                  open the window: samples, recent projects, New, Open
  glossator essay.md                         annotate a text; a project is made beside it at the first save
  glossator new essay.md --original 原文.txt -o essay
                                             make a project from a translation and its original
  glossator export essay -o essay-annotated.md
                                             write the annotated text, ready to publish
  glossator check essay                      list what is still wrong; exit 1 if there are errors
  glossator stats essay --json               count words and annotations

A text is plain (.txt: every line a paragraph) or Markdown (.md), in UTF-8, UTF-16, GB18030 or Big5.
Glossator never writes it: annotations are kept in the project's folder, a file for each annotator.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a project from a text and, if there is one, its original
    New(New),
    /// Write the annotated text, as readers will see it
    Export(Export),
    /// List what is still wrong: lost places, missing terms, empty or hidden annotations, open queries
    Check(Check),
    /// Count words, annotations and terms
    Stats(Stats),
}

#[derive(Debug, Args)]
#[command(after_help = "The texts are copied into the new folder byte for byte; your own files are left alone.")]
pub(super) struct New {
    /// The text to annotate
    pub(super) text: PathBuf,
    /// What it was translated from
    #[arg(long, value_name = "FILE")]
    pub(super) original: Option<PathBuf>,
    /// The folder to make
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: PathBuf,
    /// What to call the project [default: the text’s name]
    #[arg(long)]
    pub(super) title: Option<String>,
    /// The text’s language, as a BCP 47 tag such as en or zh-Hant [default: guessed]
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(super) language: Option<crate::terms::LanguageTag>,
    /// The original’s language [default: guessed]
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(super) original_language: Option<crate::terms::LanguageTag>,
    /// The text’s encoding: utf-8, utf-16le, utf-16be, gb18030 or big5 [default: found out]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(super) encoding: Option<crate::text::Encoding>,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    /// The project’s folder, or a text
    pub(super) project: PathBuf,
    /// What to write
    #[arg(long, value_enum, default_value_t = FormatName::Markdown)]
    pub(super) format: FormatName,
    /// For whom: `publish` shows what readers are to see and nothing internal
    #[arg(long, value_enum, default_value_t = Profile::Publish)]
    pub(super) profile: Profile,
    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// A format by name.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FormatName {
    /// Markdown with footnotes
    Markdown,
}

/// For whom an export is.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Profile {
    /// Readers
    Publish,
}

#[derive(Debug, Args)]
#[command(after_help = "Errors are what readers would miss or see wrong; they make the exit code 1. Warnings and notes don’t.")]
pub(super) struct Check {
    /// The project’s folder, or a text
    pub(super) project: PathBuf,
    /// Write a JSON array of findings
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Stats {
    /// The project’s folder, or a text
    pub(super) project: PathBuf,
    /// Write JSON
    #[arg(long)]
    pub(super) json: bool,
}

fn language(tag: &str) -> Result<crate::terms::LanguageTag, String> {
    tag.to_owned().try_into()
}

fn encoding(name: &str) -> Result<crate::text::Encoding, String> {
    crate::text::Encoding::from_label(name)
        .ok_or_else(|| format!("{name:?} is not an encoding Glossator reads: use utf-8, utf-16le, utf-16be, gb18030 or big5"))
}
