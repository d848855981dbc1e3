//! Writing a layer's file as it is made: its annotations are put into RON on all cores, some hundred at a time, so that the
//! file is never whole in memory.

use std::{
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use super::{LayerToSave, SaveJob, StorageError, atomic::Draft, layer_file, list_writer, record::Record, record_writer};
use crate::{layer::Annotation, parallel, progress::Progress, project::FileHash, text::SourceText};

/// Annotations put into RON in one go.
const BATCH: usize = 256;
/// How many batches a thread may be ahead.
const AHEAD: usize = 2;

/// Writes a layer's file, the very bytes of [`write_layer`](super::write_layer), and gives their hash. Counts annotations.
pub(super) fn write(
    draft: &mut Draft,
    layer: &LayerToSave,
    job: &SaveJob,
    progress: &Progress,
) -> Result<FileHash, StorageError> {
    let head = layer_file::head(draft.path(), &layer.layer, &job.text, job.project.text.as_str())?;
    let annotations: Vec<&Annotation> = layer.layer.iter().map(|a| &**a).collect();
    let mut tail = String::new();
    list_writer::tail(&layer.unread, &mut tail);
    let mut hasher = blake3::Hasher::new();
    draft.write_parts(|put| {
        let mut put = |part: &str| {
            hasher.update(part.as_bytes());
            put(part.as_bytes())
        };
        put(&head)?;
        in_batches(&annotations, &job.text, |batch, records| {
            put(&records)?;
            Ok(progress.advance(batch as u64)?)
        })?;
        put(&tail)
    })?;
    Ok(hasher.finalize().into())
}

/// Hands over the records of a batch after the other, and how many they are. Every thread makes its own share of the batches,
/// so that their order needs no thought.
fn in_batches(
    annotations: &[&Annotation],
    text: &SourceText,
    mut take: impl FnMut(usize, String) -> Result<(), StorageError>,
) -> Result<(), StorageError> {
    let batches: Vec<&[&Annotation]> = annotations.chunks(BATCH).collect();
    let helpers = parallel::cores().min(batches.len());
    thread::scope(|scope| {
        let share = |first: usize, made: SyncSender<String>| {
            let mut mine = batches.iter().skip(first).step_by(helpers);
            mine.all(|batch| made.send(records(batch, text)).is_ok())
        };
        let receivers: Vec<Receiver<String>> = (0..helpers)
            .map(|first| {
                let (made, receiver) = sync_channel(AHEAD);
                // Without the thread nothing is received, and what it should have made is made here.
                drop(thread::Builder::new().spawn_scoped(scope, move || share(first, made)));
                receiver
            })
            .collect();
        for (batch, receiver) in batches.iter().zip(receivers.iter().cycle()) {
            take(batch.len(), receiver.recv().unwrap_or_else(|_| records(batch, text)))?;
        }
        Ok(())
    })
}

fn records(annotations: &[&Annotation], text: &SourceText) -> String {
    let mut out = String::with_capacity(annotations.len() * 512);
    for annotation in annotations {
        record_writer::write(&Record::of(annotation, text), &mut out);
    }
    out
}
