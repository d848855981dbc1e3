//! Reading a project's folder, its `project.ron`, or a text that has no project yet.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Dirs, Held, StorageError, layer_file, project_file, terms_file};
use crate::{
    layer::AuthorId,
    project::{Access, Edit, FileHash, Home, Opened, OpenedLayer, Problem, Project, ProjectPath},
    terms::Termbase,
    text::{SourceText, Syntax},
};

/// The largest text this program reads, in bytes: offsets and heights are sound far beyond it, memory may not be.
const LARGEST: u64 = 1 << 30;

/// A project as read, and what the window holds of it.
#[derive(Debug)]
pub struct OpenedProject {
    /// The project.
    pub opened: Opened,
    /// Its lock and journal; `None` if it is read-only.
    pub held: Option<Held>,
}

/// Opens a project for work: takes its lock, recovers what a crash left. Where another window has it, it is opened read-only. `mine` is what
/// this window already holds; if it is of the same project it is used again, its journal forgotten.
///
/// # Errors
/// When the text or `project.ron` can't be read. A layer or termbase that can't is reported in the project's problems.
pub fn open(
    path: &Path,
    dirs: &Dirs,
    mine: &mut Option<Held>,
    _progress: &crate::progress::Progress,
    early: &mut dyn FnMut(crate::project::Early),
) -> Result<OpenedProject, StorageError> {
    let place = Place::find(path, dirs)?;
    let state = state_folder(&place.home, dirs);
    let again = mine.as_ref().is_some_and(|held| held.is_of(&state));
    let (mut held, access) = if again { (None, Access::Full) } else { hold(&state) };
    let mut opened = read(place, access, early)?;
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
    read(Place::find(path, dirs)?, Access::ReadOnly { why: "It was opened to be read".to_owned() }, &mut |_| {})
}

/// Where the project that `path` leads to lives.
pub(super) fn home_of(path: &Path, dirs: &Dirs) -> Result<Home, StorageError> {
    Place::find(path, dirs).map(|place| place.home)
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

/// Where a path leads.
struct Place {
    home: Home,
    project: Project,
    text_path: PathBuf,
    /// What the user should know of the way there.
    note: Option<Problem>,
}

impl Place {
    fn find(path: &Path, dirs: &Dirs) -> Result<Self, StorageError> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let meta = fs::metadata(&path).map_err(StorageError::io("open", &path))?;
        if meta.is_dir() {
            return Self::folder(path);
        }
        match (path.file_name(), path.parent()) {
            (Some(name), Some(folder)) if name == "project.ron" => Self::folder(folder.to_owned()),
            _ => Self::text(path, dirs),
        }
    }

    fn folder(folder: PathBuf) -> Result<Self, StorageError> {
        let file = folder.join("project.ron");
        if !file.exists() {
            return Err(StorageError::NotAProject(folder));
        }
        let bytes = fs::read(&file).map_err(StorageError::io("read", &file))?;
        let project = project_file::read_project(&file, &bytes).map_err(StorageError::Refused)?;
        let text_path = folder.join(project.text.as_str());
        Ok(Self { home: Home::Folder(folder), project, text_path, note: None })
    }

    /// A text. If a project was made from it, that one.
    fn text(path: PathBuf, dirs: &Dirs) -> Result<Self, StorageError> {
        let bytes = read_text_file(&path)?;
        if let Some(place) = Self::made_from(&path, &bytes, dirs) {
            return Ok(place);
        }
        let project = super::create::project_for(&path, &bytes)?;
        Ok(Self { home: Home::BareText(path.clone()), project, text_path: path, note: None })
    }

    /// The project made from a text: the one that was noted, else the folder beside it that holds the same text.
    fn made_from(path: &Path, bytes: &[u8], dirs: &Dirs) -> Option<Self> {
        let noted = dirs.project_of_text(path);
        let place = Self::folder(noted.clone().unwrap_or_else(|| path.with_extension(""))).ok()?;
        if fs::read(&place.text_path).ok()? == bytes {
            return Some(place);
        }
        noted?;
        let message = format!(
            "this text was changed since a project was made from it. You see the project’s own copy; to go on with the new text, \
             copy it over {} and open the project again: annotations will find their places, or be listed as lost",
            place.text_path.display()
        );
        Some(Self { note: Some(Problem { file: path.to_owned(), at: None, message }), ..place })
    }
}

fn read_text_file(path: &Path) -> Result<Vec<u8>, StorageError> {
    let failed = || StorageError::io("read", path);
    let size = fs::metadata(path).map_err(failed())?.len();
    if size > LARGEST {
        let message = format!("this text has {size} bytes; the largest this program reads has {LARGEST}: split it");
        return Err(StorageError::Refused(Problem { file: path.to_owned(), at: None, message }));
    }
    fs::read(path).map_err(failed())
}

fn read(place: Place, access: Access, early: &mut dyn FnMut(crate::project::Early)) -> Result<Opened, StorageError> {
    let Place { home, project, text_path, note } = place;
    let bytes = read_text_file(&text_path)?;
    let text = SourceText::from_bytes(&bytes, Syntax::of_path(&text_path), project.encoding)
        .map_err(|source| StorageError::Decode { path: text_path, source })?;
    early(crate::project::Early { home: home.clone(), project: project.clone(), text: text.clone() });
    let mut opened = Opened {
        home,
        project,
        text,
        original: None,
        terms: Termbase::default(),
        unread_concepts: Vec::new(),
        terms_on_disk: None,
        layers: Vec::new(),
        refused_layers: Vec::new(),
        recovered: Vec::new(),
        problems: note.into_iter().collect(),
        access,
        plan: None,
    };
    if let Home::Folder(folder) = opened.home.clone() {
        read_original(&folder, &mut opened);
        read_termbase(&folder, &mut opened);
        read_layers(&folder, &mut opened);
        opened.layers.sort_by(|a, b| a.layer.author().id.cmp(&b.layer.author().id));
    }
    Ok(opened)
}

fn read_original(folder: &Path, opened: &mut Opened) {
    let Some(path) = opened.project.original.as_ref().map(|p| folder.join(p.as_str())) else { return };
    let read = read_text_file(&path).and_then(|bytes| {
        let text = SourceText::from_bytes(&bytes, Syntax::of_path(&path), None);
        text.map_err(|source| StorageError::Decode { path: path.clone(), source })
    });
    match read {
        Ok(text) => opened.original = Some(text),
        Err(e) => opened.problems.push(Problem { file: path, at: None, message: e.to_string() }),
    }
}

fn read_termbase(folder: &Path, opened: &mut Opened) {
    let path = folder.join(opened.project.termbase.as_str());
    let refuse = |opened: &mut Opened, problem: Problem| {
        opened.problems.push(problem);
        let why = "The termbase could not be read, so the project can only be read: see Problems";
        opened.access = Access::ReadOnly { why: why.to_owned() };
    };
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return,
        Err(e) => {
            let message = StorageError::io("read", &path)(e).to_string();
            return refuse(opened, Problem { file: path, at: None, message });
        }
    };
    match terms_file::read_terms(&path, &bytes) {
        Ok((terms, unread)) => {
            opened.terms = terms;
            opened.terms_on_disk = Some(FileHash::of(&bytes));
            opened.problems.extend(unread.iter().map(|u| u.problem.clone()));
            opened.unread_concepts = unread;
        }
        Err(problem) => refuse(opened, problem),
    }
}

fn read_layers(folder: &Path, opened: &mut Opened) {
    let folder = folder.join(opened.project.layers.as_str());
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return,
        Err(e) => {
            let message = StorageError::io("read the folder", &folder)(e).to_string();
            return opened.problems.push(Problem { file: folder, at: None, message });
        }
    };
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == "ron")).collect();
    paths.sort();
    for path in paths {
        read_one_layer(&path, opened);
    }
}

/// Reads a layer; one whose file can't be read as a whole is noted, so that nothing is ever written over it.
fn read_one_layer(path: &Path, opened: &mut Opened) {
    let bytes = fs::read(path).map_err(StorageError::io("read", path));
    let read = bytes
        .map_err(|e| Problem { file: path.to_owned(), at: None, message: e.to_string() })
        .and_then(|bytes| layer_file::read_layer(path, &bytes, &opened.text));
    let named = path.file_stem().and_then(|s| s.to_str()).and_then(|s| AuthorId::try_from(s.to_owned()).ok());
    match read {
        Ok((layer, _)) if Some(&layer.layer.author().id) != named.as_ref() => {
            let author = &layer.layer.author().id;
            let message = format!(
                "this is the layer of {author}, so its file must be called {author}.ron. If there is no such file, rename this one; if there is, compare the two: a file sync may have kept both"
            );
            opened.problems.push(Problem { file: path.to_owned(), at: None, message });
            opened.refused_layers.extend(named);
        }
        Ok(layer) => push_layer(opened, layer),
        Err(problem) => {
            opened.problems.push(problem);
            opened.refused_layers.extend(named);
        }
    }
}

fn push_layer(opened: &mut Opened, (layer, note): (OpenedLayer, Option<Problem>)) {
    opened.problems.extend(note);
    opened.problems.extend(layer.unread.iter().map(|u| u.problem.clone()));
    opened.layers.push(layer);
}

/// A path inside a project made by this program.
pub(super) fn project_path(name: &str) -> Result<ProjectPath, StorageError> {
    ProjectPath::try_from(name.to_owned()).map_err(|_not_a_path| StorageError::NoFolder(PathBuf::from(name)))
}
