//! Opening a project, or a text that has none yet.

use std::path::{Path, PathBuf};

use super::{
    Dirs, Held, StorageError,
    parts::{Parts, ReadTerms},
    place::{Place, Text, decode, read_text_file},
};
use crate::{
    parallel,
    progress::Progress,
    project::{Access, Early, Edit, Home, Opened, Problem, ProjectPath},
    text::{Encoding, SourceText},
};

/// A project as read, and what the window holds of it.
#[derive(Debug)]
pub struct OpenedProject {
    /// The project.
    pub opened: Opened,
    /// Its lock and journal; `None` if it is read-only.
    pub held: Option<Held>,
}

/// Opens a project for work: takes its lock, recovers what a crash left. Where another window has it, it is opened read-only.
/// `mine` is what this window already holds; if it is of the same project it is used again, its journal forgotten.
///
/// `early` is given the text as soon as it is read. `progress` counts the bytes of all files.
///
/// # Errors
/// When the text or `project.ron` can't be read, or it is cancelled; the lock is given back then. A layer or termbase that
/// can't be read is reported in the project's problems.
pub fn open(
    path: &Path,
    dirs: &Dirs,
    mine: &mut Option<Held>,
    progress: &Progress,
    early: &mut dyn FnMut(Early),
) -> Result<OpenedProject, StorageError> {
    let place = Place::find(path, dirs)?;
    let state = state_folder(&place.home, dirs);
    let again = mine.as_ref().is_some_and(|held| held.is_of(&state));
    let (mut held, access) = if again { (None, Access::Full) } else { hold(&state) };
    let mut opened = read(place, access, progress, early)?;
    if again {
        held = mine.take();
    }
    if let Some(held) = &mut held {
        let recovered = if again { held.clear().map(|()| (Vec::new(), None)) } else { recover(held, &mut opened) };
        match recovered {
            Ok((edits, problem)) => {
                opened.problems.extend(problem);
                opened.recovered = edits;
            }
            Err(e) => {
                // Whoever writes from here on would lose what the journal holds.
                opened.problems.push(Problem { file: state, at: None, message: e.to_string() });
                let why = "The journal of unsaved edits could not be read, so the project can only be read: see Problems";
                opened.access = Access::ReadOnly { why: why.to_owned() };
                return Ok(OpenedProject { opened, held: None });
            }
        }
    }
    opened.layers.sort_by(|a, b| a.layer.author().id.cmp(&b.layer.author().id));
    Ok(OpenedProject { opened, held })
}

fn recover(held: &mut Held, opened: &mut Opened) -> Result<(Vec<Edit>, Option<Problem>), StorageError> {
    held.journal().recover(&opened.text, &mut opened.layers, &opened.terms)
}

/// Reads a project as it is on disk, without a lock: for the command line.
///
/// # Errors
/// As [`open`].
pub fn look(path: &Path, dirs: &Dirs) -> Result<Opened, StorageError> {
    let access = Access::ReadOnly { why: "It was opened to be read".to_owned() };
    read(Place::find(path, dirs)?, access, &Progress::default(), &mut |_| {})
}

/// Where the journal and the lock are.
pub(super) fn state_folder(home: &Home, dirs: &Dirs) -> PathBuf {
    match home {
        Home::Folder(folder) => folder.join(".glossator"),
        Home::BareText(text) => dirs.state_of_bare_text(text),
    }
}

fn hold(state: &Path) -> (Option<Held>, Access) {
    let read_only = |why: String| (None, Access::ReadOnly { why });
    match Held::take(state) {
        Ok(Some(held)) => (Some(held), Access::Full),
        Ok(None) => read_only("This project is open in another window, so it can only be read here".to_owned()),
        Err(e) => read_only(format!("The project can only be read: {e}")),
    }
}

fn read(place: Place, access: Access, progress: &Progress, early: &mut dyn FnMut(Early)) -> Result<Opened, StorageError> {
    let parts = Parts::of(&place);
    progress.expect(parts.size());
    let text = read_text(&place.text_path, place.text, place.project.encoding, progress)?;
    let Place { home, project, note, .. } = place;
    progress.advance(0)?;
    let read = Early { home, project, text };
    early(read.clone());
    let rest = || (parts.read_original(progress), parts.read_termbase(progress));
    let (layers, (original, terms)) = parallel::both(|| parts.read_layers(&read.text, progress), rest);
    // What was read by halves does not count.
    progress.advance(0)?;
    let mut opened = Opened {
        layers: layers.layers,
        refused_layers: layers.refused,
        problems: note.into_iter().collect(),
        ..Opened::early(read, access)
    };
    match original {
        Some(Ok(original)) => opened.original = Some(original),
        Some(Err(problem)) => opened.problems.push(problem),
        None => {}
    }
    add_termbase(&mut opened, terms);
    opened.problems.extend(layers.problems);
    Ok(opened)
}

fn read_text(path: &Path, text: Text, encoding: Option<Encoding>, progress: &Progress) -> Result<SourceText, StorageError> {
    let bytes = match text {
        Text::Decoded(text) => {
            progress.advance(text.len() as u64)?;
            return Ok(text);
        }
        Text::Read(bytes) => bytes,
        Text::Named => read_text_file(path)?,
    };
    let size = bytes.len() as u64;
    let text = decode(path, bytes, encoding)?;
    progress.advance(size)?;
    Ok(text)
}

/// A project whose termbase can't be read can only be read.
fn add_termbase(opened: &mut Opened, read: Result<Option<ReadTerms>, Problem>) {
    match read {
        Ok(None) => {}
        Ok(Some(ReadTerms { terms, unread, hash })) => {
            opened.terms = terms;
            opened.terms_on_disk = Some(hash);
            opened.problems.extend(unread.iter().map(|u| u.problem.clone()));
            opened.unread_concepts = unread;
        }
        Err(problem) => {
            opened.problems.push(problem);
            let why = "The termbase could not be read, so the project can only be read: see Problems";
            opened.access = Access::ReadOnly { why: why.to_owned() };
        }
    }
}

/// A path inside a project made by this program.
pub(super) fn project_path(name: &str) -> Result<ProjectPath, StorageError> {
    ProjectPath::try_from(name.to_owned()).map_err(|_not_a_path| StorageError::NoFolder(PathBuf::from(name)))
}
