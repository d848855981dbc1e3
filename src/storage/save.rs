//! Saving: every file that changed, each replaced as a whole, none of them if somebody else replaced one since it was read.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    Dirs, StorageError, atomic,
    create::{Copied, write_project_folder},
    layer_file, terms_file,
};
use crate::{
    layer::{AuthorId, Layer},
    project::{FileHash, Home, Project, Underneath, UnreadRecord},
    terms::Termbase,
    text::{SourceText, TextHash},
};

/// What is to be saved.
#[derive(Debug)]
pub struct SaveJob {
    /// Where the project lives.
    pub home: Home,
    /// The project.
    pub project: Project,
    /// The text the layers are made on.
    pub text: SourceText,
    /// The layers that changed.
    pub layers: Vec<LayerToSave>,
    /// The termbase, if it changed.
    pub terms: Option<TermsToSave>,
    /// What to do with files that somebody else replaced.
    pub underneath: Underneath,
}

/// A layer that changed.
#[derive(Debug)]
pub struct LayerToSave {
    /// The layer.
    pub layer: Layer,
    /// Records to be written back as they were.
    pub unread: Vec<UnreadRecord>,
    /// Its file as last read or written.
    pub on_disk: Option<FileHash>,
}

/// A termbase that changed.
#[derive(Debug)]
pub struct TermsToSave {
    /// The termbase.
    pub terms: Termbase,
    /// Records to be written back as they were.
    pub unread: Vec<UnreadRecord>,
    /// Its file as last read or written.
    pub on_disk: Option<FileHash>,
}

/// What a save wrote.
#[derive(Debug)]
pub struct Saved {
    /// Where the project lives now: a text without one has got one.
    pub home: Home,
    /// The layers' files.
    pub layers: Vec<(AuthorId, FileHash)>,
    /// The termbase's file.
    pub terms: Option<FileHash>,
    /// What the user should know.
    pub notes: Vec<String>,
}

/// A file that is about to be replaced.
struct Pending {
    path: PathBuf,
    bytes: Vec<u8>,
    on_disk: Option<FileHash>,
    /// Whose layer it is; `None` for the termbase.
    of: Option<AuthorId>,
}

/// Why not all could be saved.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct NotSaved {
    /// What went wrong.
    #[source]
    pub error: StorageError,
    /// The layers' files that were written all the same; each is whole.
    pub layers: Vec<(AuthorId, FileHash)>,
}

impl From<StorageError> for NotSaved {
    fn from(error: StorageError) -> Self {
        Self { error, layers: Vec::new() }
    }
}

/// Saves. All files are prepared and compared with what was read before the first is written.
///
/// # Errors
/// [`StorageError::ChangedUnderneath`] when somebody else replaced a file and the job says to refuse; else when one can't be written. The
/// journal then still has every edit.
pub fn save(job: SaveJob, dirs: &Dirs, _progress: &crate::progress::Progress) -> Result<Saved, NotSaved> {
    let (folder, mut notes) = match &job.home {
        Home::Folder(folder) => (folder.clone(), check_text(&folder.join(job.project.text.as_str()), job.text.hash())),
        Home::BareText(path) => make_folder(&job, path, dirs)?,
    };
    let pending = prepare(&job, &folder)?;
    let changed = changed_underneath(&pending)?;
    if !changed.is_empty() && job.underneath == Underneath::Refuse {
        return Err(StorageError::ChangedUnderneath(changed).into());
    }
    for path in changed {
        notes.push(keep_theirs(&path)?);
    }
    let (mut layers, mut terms) = (Vec::new(), None);
    for Pending { path, bytes, of, .. } in pending {
        let hash = FileHash::of(&bytes);
        if let Err(error) = replace(&path, &bytes) {
            return Err(NotSaved { error, layers });
        }
        match of {
            Some(author) => layers.push((author, hash)),
            None => terms = Some(hash),
        }
    }
    Ok(Saved { home: Home::Folder(folder), layers, terms, notes })
}

fn replace(path: &Path, bytes: &[u8]) -> Result<(), StorageError> {
    let parent = atomic::folder_of(path);
    fs::create_dir_all(&parent).map_err(StorageError::io("make the folder", &parent))?;
    atomic::write(path, bytes)
}

/// The files to be written: first the layers, then the termbase.
fn prepare(job: &SaveJob, folder: &Path) -> Result<Vec<Pending>, StorageError> {
    let mut pending = Vec::new();
    for LayerToSave { layer, unread, on_disk } in &job.layers {
        let author = &layer.author().id;
        let path = folder.join(job.project.layers.as_str()).join(format!("{author}.ron"));
        let bytes = layer_file::write_layer(&path, layer, unread, &job.text, job.project.text.as_str())?.into_bytes();
        pending.push(Pending { path, bytes, on_disk: *on_disk, of: Some(author.clone()) });
    }
    if let Some(TermsToSave { terms, unread, on_disk }) = &job.terms {
        let path = folder.join(job.project.termbase.as_str());
        let bytes = terms_file::write_terms(&path, terms, unread)?.into_bytes();
        // A project just made has an empty termbase, which nobody has read.
        let fresh = matches!(job.home, Home::BareText(_));
        let on_disk = if fresh { hash_on_disk(&path)? } else { *on_disk };
        pending.push(Pending { path, bytes, on_disk, of: None });
    }
    Ok(pending)
}

/// Whether the text on disk is still the one that was opened. The layers are written all the same: they name the text they were made on.
fn check_text(path: &Path, hash: TextHash) -> Vec<String> {
    let advice =
        "Your annotations are saved as they stand in the text you see; close and open the project to see them in the other";
    match fs::read(path) {
        Ok(bytes) if TextHash::of(&bytes) == hash => Vec::new(),
        Ok(_) => vec![format!("{} was changed by another program since it was opened. {advice}", path.display())],
        Err(e) => vec![format!("{} can no longer be read ({e}). Your annotations are saved", path.display())],
    }
}

/// The folder of a text's new project, made beside it; the one made before, if a save was cut short behind that.
fn make_folder(job: &SaveJob, text: &Path, dirs: &Dirs) -> Result<(PathBuf, Vec<String>), StorageError> {
    let bytes = fs::read(text).map_err(StorageError::io("read", text))?;
    let mut notes = check_text(text, job.text.hash());
    if let Some(folder) = dirs.project_of_text(text) {
        return Ok((folder, notes));
    }
    let stem = text.with_extension("");
    let named = |n: usize| match n {
        0 if stem != text => stem.clone(),
        _ => stem.with_file_name(format!("{}-{}", stem.file_name().unwrap_or_default().to_string_lossy(), n + 1)),
    };
    let folder = (0..).map(named).find(|f| !f.exists()).unwrap_or_else(|| stem.clone());
    write_project_folder(&folder, &job.project, &Copied { bytes, decoded: job.text.clone() }, None)?;
    dirs.note_project_of_text(text, &folder)?;
    notes.push(format!("Saved. A project was made for this text: {}", folder.display()));
    Ok((folder, notes))
}

fn hash_on_disk(path: &Path) -> Result<Option<FileHash>, StorageError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(FileHash::of(&bytes))),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(StorageError::io("read", path)(e)),
    }
}

/// The files that are not as they were last read or written. One that was deleted takes nothing away: it is written anew.
fn changed_underneath(pending: &[Pending]) -> Result<Vec<PathBuf>, StorageError> {
    let mut changed = Vec::new();
    for file in pending {
        let now = hash_on_disk(&file.path)?;
        if now.is_some() && now != file.on_disk {
            changed.push(file.path.clone());
        }
    }
    Ok(changed)
}

/// Copies somebody else's file to a name of its own.
fn keep_theirs(path: &Path) -> Result<String, StorageError> {
    let bytes = fs::read(path).map_err(StorageError::io("read", path))?;
    let stamp = jiff::Zoned::now().strftime("%Y%m%d-%H%M%S");
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let kept = path.with_file_name(format!("{name}.kept-{stamp}"));
    atomic::write(&kept, &bytes)?;
    Ok(format!("Saved. The other version of {name} is kept as {}", kept.display()))
}
