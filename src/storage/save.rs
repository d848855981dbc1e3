//! Saving: every file that changed, each replaced as a whole, none of them if somebody else replaced one since it was read.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{
    Dirs, StorageError,
    atomic::{self, Draft},
    create::{Copied, write_project_folder},
    hashing::{hash_file, hash_on_disk},
    layer_writer, terms_file,
};
use crate::{
    layer::{AuthorId, Layer},
    parallel,
    progress::Progress,
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

/// A file that is to be replaced.
struct Target<'a> {
    path: PathBuf,
    contents: Contents<'a>,
    /// Its file as last read or written.
    on_disk: Option<FileHash>,
}

/// What is to stand in a file.
#[derive(Clone, Copy)]
enum Contents<'a> {
    Layer(&'a LayerToSave),
    Terms(&'a TermsToSave),
}

/// A file that is written, but not in its place.
struct Written<'a> {
    draft: Draft,
    contents: Contents<'a>,
    hash: FileHash,
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

/// Saves. All files are written beside their places, flushed, and compared with what was read before the first is replaced.
/// Counts annotations and concepts.
///
/// # Errors
/// [`StorageError::ChangedUnderneath`] when somebody else replaced a file and the job says to refuse;
/// [`StorageError::Cancelled`] when it is no longer wanted; else when one can't be written. The journal then still has every
/// edit.
pub fn save(job: SaveJob, dirs: &Dirs, progress: &Progress) -> Result<Saved, NotSaved> {
    progress.expect(job.layers.iter().map(|l| l.layer.len() as u64).sum());
    progress.expect(job.terms.iter().map(|t| t.terms.len() as u64).sum());
    progress.advance(0).map_err(StorageError::from)?;
    let (folder, notes) = match &job.home {
        Home::Folder(folder) => (folder.clone(), Vec::new()),
        Home::BareText(path) => make_folder(&job, path, dirs)?,
    };
    let targets = targets(&job, &folder)?;
    // What is on the disk is looked at while the new files are written beside it.
    let text = folder.join(job.project.text.as_str());
    let stamps: Vec<Option<Stamp>> = targets.iter().map(|target| stamp(&target.path)).collect();
    let look = || match job.home {
        Home::Folder(_) => (check_text(&text, job.text.hash()), changed_underneath(targets.iter())),
        Home::BareText(_) => (Vec::new(), changed_underneath(targets.iter())),
    };
    let (written, (text_notes, changed)) = parallel::both(|| write_beside(&targets, &job, progress), look);
    let (written, mut changed) = (written?, changed?);
    // That took a while: what was replaced meanwhile is looked at once more.
    let meanwhile = targets.iter().zip(&stamps).filter(|(target, before)| stamp(&target.path) != **before);
    changed.extend(changed_underneath(meanwhile.map(|(target, _)| target).filter(|target| !changed.contains(&target.path)))?);
    if !changed.is_empty() && job.underneath == Underneath::Refuse {
        return Err(StorageError::ChangedUnderneath(changed).into());
    }
    // From here on it can't be cancelled.
    progress.advance(0).map_err(StorageError::from)?;
    let kept = changed.iter().map(|path| keep_theirs(path)).collect::<Result<Vec<_>, _>>()?;
    let notes = [notes, text_notes, kept].concat();
    let (layers, terms) = put_all(written)?;
    Ok(Saved { home: Home::Folder(folder), layers, terms, notes })
}

/// The files that are to be replaced: first the layers, then the termbase.
fn targets<'a>(job: &'a SaveJob, folder: &Path) -> Result<Vec<Target<'a>>, StorageError> {
    let layers = folder.join(job.project.layers.as_str());
    let layer = |layer: &'a LayerToSave| Target {
        path: layers.join(format!("{}.ron", layer.layer.author().id)),
        contents: Contents::Layer(layer),
        on_disk: layer.on_disk,
    };
    let mut targets: Vec<Target<'a>> = job.layers.iter().map(layer).collect();
    if let Some(terms) = &job.terms {
        let path = folder.join(job.project.termbase.as_str());
        // A project just made has an empty termbase, which nobody has read.
        let fresh = matches!(job.home, Home::BareText(_));
        let on_disk = if fresh { hash_on_disk(&path)? } else { terms.on_disk };
        targets.push(Target { path, contents: Contents::Terms(terms), on_disk });
    }
    Ok(targets)
}

/// Writes every file beside its place, so that a full disk leaves all of them as they were.
fn write_beside<'a>(targets: &[Target<'a>], job: &SaveJob, progress: &Progress) -> Result<Vec<Written<'a>>, StorageError> {
    let write = |target: &Target<'a>| {
        let parent = atomic::folder_of(&target.path);
        fs::create_dir_all(&parent).map_err(StorageError::io("make the folder", &parent))?;
        let mut draft = Draft::beside(&target.path)?;
        let hash = match target.contents {
            Contents::Layer(layer) => layer_writer::write(&mut draft, layer, job, progress)?,
            Contents::Terms(TermsToSave { terms, unread, .. }) => {
                let bytes = terms_file::write_terms(&target.path, terms, unread)?.into_bytes();
                draft.write(&bytes)?;
                progress.advance(terms.len() as u64)?;
                FileHash::of(&bytes)
            }
        };
        draft.flush()?;
        Ok(Written { draft, contents: target.contents, hash })
    };
    targets.iter().map(write).collect()
}

/// The hashes of the layers' files and the termbase's.
type Hashes = (Vec<(AuthorId, FileHash)>, Option<FileHash>);

/// Puts the files in their places.
fn put_all(written: Vec<Written<'_>>) -> Result<Hashes, NotSaved> {
    let (mut layers, mut terms) = (Vec::new(), None);
    for Written { draft, contents, hash } in written {
        if let Err(error) = draft.put() {
            return Err(NotSaved { error, layers });
        }
        match contents {
            Contents::Layer(layer) => layers.push((layer.layer.author().id.clone(), hash)),
            Contents::Terms(_) => terms = Some(hash),
        }
    }
    Ok((layers, terms))
}

/// Whether the text on disk is still the one that was opened. The layers are written all the same: they name the text they were
/// made on.
fn check_text(path: &Path, hash: TextHash) -> Vec<String> {
    text_note(path, hash, hash_file(path).map(TextHash::from)).into_iter().collect()
}

fn text_note(path: &Path, opened: TextHash, found: io::Result<TextHash>) -> Option<String> {
    let advice =
        "Your annotations are saved as they stand in the text you see; close and open the project to see them in the other";
    match found {
        Ok(found) if found == opened => None,
        Ok(_) => Some(format!("{} was changed by another program since it was opened. {advice}", path.display())),
        Err(e) => Some(format!("{} can no longer be read ({e}). Your annotations are saved", path.display())),
    }
}

/// The folder of a text's new project, made beside it; the one made before, if a save was cut short behind that.
fn make_folder(job: &SaveJob, text: &Path, dirs: &Dirs) -> Result<(PathBuf, Vec<String>), StorageError> {
    let bytes = fs::read(text).map_err(StorageError::io("read", text))?;
    let mut notes: Vec<String> = text_note(text, job.text.hash(), Ok(TextHash::of(&bytes))).into_iter().collect();
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

/// The files that are not as they were last read or written. One that was deleted takes nothing away: it is written anew.
fn changed_underneath<'a>(targets: impl Iterator<Item = &'a Target<'a>>) -> Result<Vec<PathBuf>, StorageError> {
    let mut changed = Vec::new();
    for target in targets {
        let now = hash_on_disk(&target.path)?;
        if now.is_some() && now != target.on_disk {
            changed.push(target.path.clone());
        }
    }
    Ok(changed)
}

/// A file's length and the time of its last change: if they are another, so may be the file.
type Stamp = (u64, SystemTime);

fn stamp(path: &Path) -> Option<Stamp> {
    let meta = fs::metadata(path).ok()?;
    Some((meta.len(), meta.modified().ok()?))
}

/// Copies somebody else's file to a name of its own.
fn keep_theirs(path: &Path) -> Result<String, StorageError> {
    let stamp = jiff::Zoned::now().strftime("%Y%m%d-%H%M%S");
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let kept = path.with_file_name(format!("{name}.kept-{stamp}"));
    atomic::copy(path, &kept)?;
    Ok(format!("Saved. The other version of {name} is kept as {}", kept.display()))
}
