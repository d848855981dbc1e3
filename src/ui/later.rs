//! Values that are worked out on another thread, because they cost more than a frame may.

use std::{
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, TryRecvError, channel},
    },
    thread,
};

use egui::Context;

use crate::progress::{Cancelled, Progress};

/// A value that is worked out elsewhere for a key: for a revision of the project, a filter. Until it is there, the one before is shown.
#[derive(Debug)]
pub(super) struct Later<K, V> {
    made: Option<(K, V)>,
    running: Option<Running<K, V>>,
}

#[derive(Debug)]
struct Running<K, V> {
    key: K,
    progress: Progress,
    result: Receiver<Result<V, Cancelled>>,
}

impl<K, V> Default for Later<K, V> {
    fn default() -> Self {
        Self { made: None, running: None }
    }
}

impl<K: PartialEq, V: Send + 'static> Later<K, V> {
    /// The value for `key`, or for an earlier key as long as `make` is at work; `None` if there never was one. One `make` is at work at a time: where the
    /// key changes meanwhile it is asked to give up, and the next one begins when it has.
    pub(super) fn get<M>(&mut self, ctx: &Context, key: K, make: impl FnOnce() -> M) -> Option<&V>
    where
        M: FnOnce(&Progress) -> Result<V, Cancelled> + Send + 'static,
    {
        self.collect();
        let known = self.made.as_ref().is_some_and(|(made, _)| *made == key);
        match &self.running {
            Some(running) if running.key != key => running.progress.cancel(),
            None if !known => self.running = start(ctx, key, make()),
            _ => {}
        }
        self.made.as_ref().map(|(_, value)| value)
    }

    /// Whether a value is being worked out.
    pub(super) const fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    fn collect(&mut self) {
        let Some(running) = self.running.take() else { return };
        match running.result.try_recv() {
            Ok(Ok(value)) => self.made = Some((running.key, value)),
            Ok(Err(Cancelled)) | Err(TryRecvError::Disconnected) => {}
            Err(TryRecvError::Empty) => self.running = Some(running),
        }
    }
}

fn start<K, V: Send + 'static>(
    ctx: &Context,
    key: K,
    make: impl FnOnce(&Progress) -> Result<V, Cancelled> + Send + 'static,
) -> Option<Running<K, V>> {
    let (send, result) = channel();
    let progress = Progress::default();
    let (ctx, theirs) = (ctx.clone(), progress.clone());
    let run = move || {
        // One at a time: the thread that draws keeps a core for itself.
        static TURN: Mutex<()> = Mutex::new(());
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let made = make(&theirs);
        drop(turn);
        send.send(made).unwrap_or_default();
        ctx.request_repaint();
    };
    thread::Builder::new().name("later".to_owned()).spawn(run).ok()?;
    Some(Running { key, progress, result })
}
