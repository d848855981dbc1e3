//! `new`, `export` and `check`.

use std::{io::Write, path::Path};

use super::{
    arguments::{Check, Export, FormatName, New, Profile},
    tell,
};
use crate::{
    check::{self, Checked, Severity},
    formats::{self, Format},
    layer::{AuthorId, Layer},
    progress::Progress,
    project::{NewProject, Opened},
    storage::{self, Dirs, StorageError},
    weave::Plan,
};

/// Why a command could not be carried out.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("could not write the result: {0}")]
    Output(#[from] std::io::Error),
    #[error("could not write JSON: {0}")]
    Json(#[from] serde_json::Error),
}

pub(super) fn new(new: &New, out: &mut impl Write) -> Result<u8, Failure> {
    let folder = storage::create(&NewProject {
        text: new.text.clone(),
        original: new.original.clone(),
        folder: new.output.clone(),
        title: new.title.clone(),
        text_language: new.language.clone(),
        original_language: new.original_language.clone(),
        encoding: new.encoding,
    })?;
    writeln!(out, "{}", folder.display())?;
    tell(&format!("made a project; open it with: glossator {}", folder.display()));
    Ok(0)
}

pub(super) fn export(export: &Export, out: &mut impl Write) -> Result<u8, Failure> {
    let opened = look(&export.project)?;
    let (FormatName::Markdown, Profile::Publish) = (export.format, export.profile);
    // Nobody can cancel this but by ending the program.
    let contents = formats::export(&published(&opened), Format::Markdown, &Progress::default()).unwrap_or_default();
    match &export.output {
        None => out.write_all(contents.as_bytes())?,
        Some(path) => {
            let authors = opened.layers.iter().map(|l| &l.layer.author().id);
            let mut protected = storage::project_files(&opened.home, &opened.project, authors);
            protected.push(export.project.clone());
            storage::write_export(path, &contents, &protected)?;
        }
    }
    Ok(0)
}

pub(super) fn check(wanted: &Check, out: &mut impl Write) -> Result<u8, Failure> {
    let opened = storage::look(&wanted.project, &Dirs::of_user())?;
    let layers: Vec<&Layer> = opened.layers.iter().map(|l| &l.layer).collect();
    let findings =
        check::check(Checked { text: &opened.text, plan: &published(&opened), layers: &layers, problems: &opened.problems });
    if wanted.json {
        serde_json::to_writer_pretty(&mut *out, &findings)?;
        writeln!(out)?;
    } else {
        for finding in &findings {
            let kind = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let place = finding.at.map(|(line, column)| format!("{}:{line}:{column}: ", opened.project.text.as_str()));
            let quote = if finding.quote.is_empty() { String::new() } else { format!(" “{}”", finding.quote) };
            let author = finding.author.as_ref().map(|a| format!(" ({a})")).unwrap_or_default();
            writeln!(out, "{}{kind}: {}{quote}{author} [{}]", place.unwrap_or_default(), finding.message, finding.code)?;
        }
    }
    let errors = findings.iter().filter(|f| f.severity == Severity::Error).count();
    let warnings = findings.iter().filter(|f| f.severity == Severity::Warning).count();
    tell(&format!("{errors} errors, {warnings} warnings, {} notes", findings.len() - errors - warnings));
    Ok(u8::from(errors > 0))
}

/// Reads a project and says what was wrong with its files.
pub(super) fn look(path: &Path) -> Result<Opened, Failure> {
    let opened = storage::look(path, &Dirs::of_user())?;
    for problem in &opened.problems {
        tell(&problem.to_string());
    }
    Ok(opened)
}

/// The plan of the published text.
fn published(opened: &Opened) -> Plan {
    let authors: Vec<&AuthorId> = opened.layers.iter().map(|l| &l.layer.author().id).collect();
    let order = opened.project.published_order(&authors).into_iter();
    let layers: Vec<&Layer> = order.filter_map(|i| Some(&opened.layers.get(i)?.layer)).collect();
    opened.weave(&layers)
}
