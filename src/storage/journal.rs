//! The edits since the last save, append-only: what outlasts a crash.
//!
//! A line a step: a checksum, then the step's entries in RON. An entry says what is to be there (`Put`) or not to be there
//! (`Delete`), so replaying what is saved already changes nothing. A line cut short by a crash is a step that was never shown as done; a damaged line
//! elsewhere is reported and the file kept.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
};

use serde::{Deserialize, Serialize};

use super::{
    StorageError,
    placing::{Placed, place_on_changed_text, place_on_same_text},
    record::Record,
    ron_file,
};
use crate::{
    layer::{Annotation, AnnotationId, Author, AuthorId, Layer, LayerEdit},
    project::{Edit, OpenedLayer, Problem},
    terms::{Concept, ConceptId, TermEdit, Termbase},
    text::{SourceText, TextHash},
};

/// One thing that is to be so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Entry {
    Put { author: Author, text: TextHash, record: Box<Record<'static>> },
    Delete { author: AuthorId, id: AnnotationId },
    PutConcept(Concept),
    DeleteConcept(ConceptId),
}

/// An open journal.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    /// How long the file is, all lines whole.
    len: u64,
    /// Asks the thread that flushes to do so; it ends when this is dropped.
    flush: mpsc::Sender<()>,
    /// Whether the disk refused what the system had taken.
    failed: Arc<AtomicBool>,
}

impl Journal {
    pub(super) fn open(path: &Path) -> Result<Self, StorageError> {
        let failed = || StorageError::io("open the journal", path);
        let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path).map_err(failed())?;
        let len = file.metadata().map_err(failed())?.len();
        let refused = Arc::new(AtomicBool::new(false));
        let flush = flusher(file.try_clone().map_err(failed())?, Arc::clone(&refused));
        Ok(Self { path: path.to_owned(), file, len, flush, failed: refused })
    }

    /// Appends a step. The system has it when this returns, the disk soon after.
    pub(super) fn write(
        &mut self,
        edits: &[Edit],
        text: &SourceText,
        name_of: impl Fn(&AuthorId) -> String,
    ) -> Result<(), StorageError> {
        let entries: Vec<Entry> = edits.iter().map(|edit| entry(edit, text, &name_of)).collect();
        let body = ron_file::to_line(&self.path, &entries)?;
        let line = format!("{} {body}\n", checksum(&body));
        let written = self.file.seek(SeekFrom::Start(self.len)).and_then(|_| self.file.write_all(line.as_bytes()));
        if let Err(e) = written {
            // Nothing of the step may stay; if even that fails, reading drops the torn line.
            drop(self.file.set_len(self.len));
            return Err(StorageError::io("write the journal", &self.path)(e));
        }
        self.len += line.len() as u64;
        self.ask_to_flush();
        if self.failed.swap(false, Ordering::Relaxed) {
            let refused = std::io::Error::other("the disk did not take what was written before");
            return Err(StorageError::io("write the journal", &self.path)(refused));
        }
        Ok(())
    }

    /// Without the thread, the system flushes in its own time.
    fn ask_to_flush(&self) {
        self.flush.send(()).unwrap_or_default();
    }

    pub(super) fn clear(&mut self) -> Result<(), StorageError> {
        self.file.set_len(0).map_err(StorageError::io("empty the journal", &self.path))?;
        self.len = 0;
        self.ask_to_flush();
        Ok(())
    }

    /// The edits that bring the project as read to where the journal left it. Where lines are damaged the file is kept under another
    /// name, and a problem says so.
    pub(super) fn recover(
        &mut self,
        text: &SourceText,
        layers: &mut Vec<OpenedLayer>,
        terms: &Termbase,
    ) -> Result<(Vec<Edit>, Option<Problem>), StorageError> {
        let bytes = fs::read(&self.path).map_err(StorageError::io("read the journal", &self.path))?;
        let (entries, whole, damaged) = read(&bytes);
        let problem = if damaged { Some(self.set_aside(&bytes)?) } else { None };
        self.len = whole;
        self.file.set_len(whole).map_err(StorageError::io("repair the journal", &self.path))?;
        Ok((Replay::new(text, layers, terms).run(entries), problem))
    }

    fn set_aside(&self, bytes: &[u8]) -> Result<Problem, StorageError> {
        let copy = self.path.with_file_name(format!("journal.damaged-{}", jiff::Timestamp::now().as_second()));
        super::atomic::write(&copy, bytes)?;
        let message = format!(
            "the journal of unsaved edits is damaged; what could be read was recovered, and a copy is kept as {}",
            copy.display()
        );
        Ok(Problem { file: self.path.clone(), at: None, message })
    }
}

/// A thread that flushes the journal to the disk whenever it is asked, so that no keystroke waits for a disk.
fn flusher(file: File, failed: Arc<AtomicBool>) -> mpsc::Sender<()> {
    let (sender, receiver) = mpsc::channel();
    let run = move || {
        while receiver.recv().is_ok() {
            while receiver.try_recv().is_ok() {}
            failed.fetch_or(file.sync_data().is_err(), Ordering::Relaxed);
        }
    };
    // Without the thread the lines are still with the system; only a loss of power could take them.
    drop(std::thread::Builder::new().name("journal".to_owned()).spawn(run));
    sender
}

fn checksum(body: &str) -> String {
    blake3::hash(body.as_bytes()).to_hex().chars().take(16).collect()
}

/// The entries of whole lines, the length up to the end of the last whole line, and whether a line is damaged. One without its end is not: a
/// crash cut it short.
fn read(bytes: &[u8]) -> (Vec<Entry>, u64, bool) {
    let mut entries = Vec::new();
    let (mut at, mut whole, mut damaged) = (0_u64, 0, false);
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        at += line.len() as u64;
        if !line.ends_with(b"\n") {
            break;
        }
        whole = at;
        match parse(line) {
            Some(step) => entries.extend(step),
            None => damaged = true,
        }
    }
    (entries, whole, damaged)
}

fn parse(line: &[u8]) -> Option<Vec<Entry>> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (sum, body) = line.split_once(' ')?;
    if sum != checksum(body) {
        return None;
    }
    ron_file::from_line(body)
}

fn entry(edit: &Edit, text: &SourceText, name_of: &impl Fn(&AuthorId) -> String) -> Entry {
    match edit {
        Edit::Layer { author, edit: LayerEdit::Add(annotation) | LayerEdit::Replace(annotation) } => Entry::Put {
            author: Author { id: author.clone(), name: name_of(author) },
            text: text.hash(),
            record: Box::new(Record::of(annotation, text).into_owned()),
        },
        Edit::Layer { author, edit: LayerEdit::Remove(id) } => Entry::Delete { author: author.clone(), id: *id },
        Edit::Terms(TermEdit::Add(concept) | TermEdit::Replace(concept)) => Entry::PutConcept((**concept).clone()),
        Edit::Terms(TermEdit::Remove(id)) => Entry::DeleteConcept(id.clone()),
    }
}

/// Turns entries into the edits they still mean for a project as read: one for each thing that is to be otherwise.
struct Replay<'a> {
    text: &'a SourceText,
    layers: &'a mut Vec<OpenedLayer>,
    terms: &'a Termbase,
    /// What is to be there in the end: an annotation, or none.
    annotations: BTreeMap<(AuthorId, AnnotationId), Option<Box<Annotation>>>,
    concepts: BTreeMap<ConceptId, Option<Box<Concept>>>,
}

impl<'a> Replay<'a> {
    const fn new(text: &'a SourceText, layers: &'a mut Vec<OpenedLayer>, terms: &'a Termbase) -> Self {
        Self { text, layers, terms, annotations: BTreeMap::new(), concepts: BTreeMap::new() }
    }

    fn run(mut self, entries: Vec<Entry>) -> Vec<Edit> {
        for entry in entries {
            self.note(entry);
        }
        let Self { layers, terms, annotations, concepts, .. } = self;
        let concepts = concepts.into_iter().filter_map(|(id, end)| concept_edit(terms.get(&id).map(|c| &**c), id, end));
        let annotations = annotations.into_iter().filter_map(|((author, id), end)| {
            let layer = layers.iter().find(|l| l.layer.author().id == author)?;
            Some(Edit::Layer { edit: annotation_edit(layer.layer.get(id).map(|a| &**a), id, end)?, author })
        });
        concepts.chain(annotations).collect()
    }

    /// The last word on a thing counts.
    fn note(&mut self, entry: Entry) {
        match entry {
            Entry::Put { author, text, record } => {
                let id = record.id;
                if let Some(annotation) = self.place(text, record) {
                    self.add_layer(&author);
                    self.annotations.insert((author.id, id), Some(Box::new(annotation)));
                }
            }
            Entry::Delete { author, id } => {
                self.annotations.insert((author, id), None);
            }
            Entry::PutConcept(concept) => {
                self.concepts.insert(concept.id.clone(), Some(Box::new(concept)));
            }
            Entry::DeleteConcept(id) => {
                self.concepts.insert(id, None);
            }
        }
    }

    fn place(&self, text: TextHash, record: Box<Record<'static>>) -> Option<Annotation> {
        let placed = if text == self.text.hash() { place_on_same_text(*record, self.text) } else { Placed::Lost(record) };
        match placed {
            Placed::There(annotation) => Some(annotation),
            Placed::Lost(record) => place_on_changed_text([record], self.text).pop(),
            Placed::Wrong(..) => None,
        }
    }

    fn add_layer(&mut self, author: &Author) {
        if !self.layers.iter().any(|l| l.layer.author().id == author.id) {
            self.layers.push(OpenedLayer { layer: Layer::new(author.clone()), unread: Vec::new(), on_disk: None });
        }
    }
}

fn annotation_edit(now: Option<&Annotation>, id: AnnotationId, end: Option<Box<Annotation>>) -> Option<LayerEdit> {
    match (now, end) {
        (Some(now), Some(end)) if *now == *end => None,
        (Some(_), Some(end)) => Some(LayerEdit::Replace(end)),
        (None, Some(end)) => Some(LayerEdit::Add(end)),
        (Some(_), None) => Some(LayerEdit::Remove(id)),
        (None, None) => None,
    }
}

fn concept_edit(now: Option<&Concept>, id: ConceptId, end: Option<Box<Concept>>) -> Option<Edit> {
    let edit = match (now, end) {
        (Some(now), Some(end)) if *now == *end => return None,
        (Some(_), Some(end)) => TermEdit::Replace(end),
        (None, Some(end)) => TermEdit::Add(end),
        (Some(_), None) => TermEdit::Remove(id),
        (None, None) => return None,
    };
    Some(Edit::Terms(edit))
}
