//! Big projects: the text is there first, and whoever waits may give up.

use glossator::{
    layer::{Annotation, AnnotationId, Layer, NoteKind},
    progress::Progress,
    project::{Access, Home, Opened, Underneath},
    storage::{self, Dirs, LayerToSave, SaveJob, StorageError, TermsToSave, write_layer},
};
use jiff::Timestamp;
use std::{fs, path::Path, thread};

use crate::{
    desk::project,
    support::{lin, note, put},
};

/// A layer with a note at every place of the text in turn, `count` in all.
fn many(opened: &Opened, count: usize) -> Layer {
    let note = |i: usize| note(NoteKind::ALL[i % 5], &format!("“{i}”\n多边 'x'"));
    let place = |i: usize| opened.text.span_between(i % opened.text.len(), (i * 7) % opened.text.len());
    let made = |i: usize| Annotation::new(AnnotationId::from_u128(i as u128 + 1), place(i), note(i), Timestamp::UNIX_EPOCH);
    Layer::with(lin(), (0..count).map(made))
}

fn job(opened: &Opened, layer: &Layer) -> SaveJob {
    let on_disk = opened.layers.first().and_then(|l| l.on_disk);
    SaveJob {
        home: opened.home.clone(),
        project: opened.project.clone(),
        text: opened.text.clone(),
        layers: vec![LayerToSave { layer: layer.clone(), unread: Vec::new(), on_disk }],
        terms: None,
        underneath: Underneath::Refuse,
    }
}

fn files(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_big_layer_is_written_as_a_small_one_and_is_there_again() {
    let (home, path) = project();
    let dirs = Dirs::below(home.path());
    let opened = storage::look(&path, &dirs).unwrap();
    let layer = many(&opened, 3_000);
    let progress = Progress::default();
    let saved = storage::save(job(&opened, &layer), &dirs, &progress).unwrap();
    assert_eq!(progress.counts(), (3_000, 3_000));
    let file = path.join("layers/lin.ron");
    let written = write_layer(&file, &layer, &[], &opened.text, "text.md").unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), written);
    let again = storage::look(&path, &dirs).unwrap();
    assert!(again.layers[0].layer == layer && again.problems.is_empty(), "{:?}", again.problems);
    assert_eq!(again.layers[0].on_disk, Some(saved.layers[0].1));
}

#[test]
fn the_text_is_there_before_the_layers_are_read() {
    let (home, path) = project();
    let dirs = Dirs::below(home.path());
    let opened = storage::look(&path, &dirs).unwrap();
    storage::save(job(&opened, &many(&opened, 500)), &dirs, &Progress::default()).unwrap();
    let progress = Progress::default();
    let mut early = None;
    let project = storage::open(&path, &dirs, &mut None, &progress, &mut |seen| {
        assert_eq!(progress.counts().0, seen.text.len() as u64, "nothing but the text");
        assert!(progress.counts().1 > 100_000, "the layer is expected");
        early = Some(seen);
    });
    let (opened, early) = (project.unwrap().opened, early.unwrap());
    assert_eq!((early.home, early.text.hash()), (Home::Folder(path), opened.text.hash()));
    assert_eq!(opened.layers[0].layer.len(), 500);
    assert!(progress.share().unwrap() > 0.98, "{:?}", progress.counts());
}

#[test]
fn whoever_gives_up_opening_leaves_the_project_to_others() {
    let (home, path) = project();
    let dirs = Dirs::below(home.path());
    let progress = Progress::default();
    let open = |progress: &Progress| storage::open(&path, &dirs, &mut None, progress, &mut |_| progress.cancel());
    assert!(matches!(open(&progress), Err(StorageError::Cancelled)));
    let again = storage::open(&path, &dirs, &mut None, &Progress::default(), &mut |_| {}).unwrap();
    assert!(matches!(again.opened.access, Access::Full));
}

#[test]
fn whoever_gives_up_saving_finds_everything_as_it_was() {
    let (home, path) = project();
    let dirs = Dirs::below(home.path());
    let empty = storage::look(&path, &dirs).unwrap();
    storage::save(job(&empty, &many(&empty, 10)), &dirs, &Progress::default()).unwrap();
    let opened = storage::look(&path, &dirs).unwrap();
    let before = fs::read(path.join("layers/lin.ron")).unwrap();
    let progress = Progress::default();
    let give_up = progress.clone();
    let watcher = thread::spawn(move || {
        while give_up.counts().0 == 0 {
            thread::yield_now();
        }
        give_up.cancel();
    });
    let saved = storage::save(job(&opened, &many(&opened, 20_000)), &dirs, &progress);
    watcher.join().unwrap();
    assert!(matches!(saved.unwrap_err().error, StorageError::Cancelled));
    assert_eq!(fs::read(path.join("layers/lin.ron")).unwrap(), before);
    assert_eq!(files(&path.join("layers")), ["lin.ron"], "nothing is left lying about");
}

#[test]
fn a_file_that_cannot_be_written_leaves_the_others_as_they_were() {
    let (home, path) = project();
    let dirs = Dirs::below(home.path());
    let opened = storage::look(&path, &dirs).unwrap();
    let mut job = job(&opened, &many(&opened, 10));
    put(&path.join("sub"), "a file where a folder should be");
    job.project.termbase = "sub/terms.ron".to_owned().try_into().unwrap();
    job.terms = Some(TermsToSave { terms: opened.terms.clone(), unread: Vec::new(), on_disk: None });
    assert!(storage::save(job, &dirs, &Progress::default()).is_err());
    assert!(files(&path.join("layers")).is_empty());
}
