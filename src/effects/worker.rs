//! A thread that does jobs in order, and tells what it does.

use std::{
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use crate::progress::Progress;

/// A piece of work. It may tell something before it is done.
pub(super) type Job<M> = Box<dyn FnOnce(&Tell<'_, M>) -> M + Send>;
/// Tells something while the work goes on.
pub(super) type Tell<'a, M> = dyn Fn(M) + 'a;

/// What comes back from a worker.
enum Word<M> {
    /// The work goes on.
    News(M),
    /// It is done.
    Done(M),
}

/// Work that is under way.
#[derive(Debug, Clone)]
pub struct Work {
    /// What is done: `Opening`.
    pub label: &'static str,
    /// How far it is.
    pub progress: Progress,
    begun: Instant,
}

impl Work {
    /// For how long it has been wanted.
    #[must_use]
    pub fn since(&self) -> Duration {
        self.begun.elapsed()
    }
}

/// A thread that does jobs in order.
pub(super) struct Worker<M> {
    jobs: Sender<Job<M>>,
    words: Receiver<Word<M>>,
    /// What was asked for and is not done, in order.
    pending: Vec<Work>,
}

impl<M: Send + 'static> Worker<M> {
    /// Starts the thread. `wake` is called whenever it has something to say; a job that panics comes back as `accident`.
    pub(super) fn new(name: &str, wake: impl Fn() + Send + 'static, accident: fn() -> M) -> Self {
        let (jobs, work) = channel::<Job<M>>();
        let (say, words) = channel();
        let run = move || {
            while let Ok(job) = work.recv() {
                let tell = |news: M| {
                    say.send(Word::News(news)).unwrap_or_default();
                    wake();
                };
                // If it panics, that is a mistake in this program and must not take the window with it.
                let guarded = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(&tell)));
                if say.send(Word::Done(guarded.unwrap_or_else(|_| accident()))).is_err() {
                    break;
                }
                wake();
            }
        };
        // Without a thread every job is done at once, by whoever asks for it: see `run`.
        drop(thread::Builder::new().name(name.to_owned()).spawn(run));
        Self { jobs, words, pending: Vec::new() }
    }

    /// Asks for work; `job` gets the progress that the window sees.
    pub(super) fn run(&mut self, label: &'static str, job: impl FnOnce(&Progress, &Tell<'_, M>) -> M + Send + 'static) {
        let progress = Progress::default();
        self.pending.push(Work { label, progress: progress.clone(), begun: Instant::now() });
        if let Err(unsent) = self.jobs.send(Box::new(move |tell| job(&progress, tell))) {
            // There is no thread: better late than never.
            let (say, words) = channel();
            let done = (unsent.0)(&|news| say.send(Word::News(news)).unwrap_or_default());
            say.send(Word::Done(done)).unwrap_or_default();
            self.words = words;
        }
    }

    /// Says that nothing of what was asked for is wanted any more.
    pub(super) fn cancel(&self) {
        self.pending.iter().for_each(|work| work.progress.cancel());
    }

    /// What is under way.
    pub(super) fn pending(&self) -> &[Work] {
        &self.pending
    }

    /// What the thread had to say since it was last asked, one thing at a time.
    pub(super) fn heard(&mut self) -> Option<M> {
        let word = self.words.try_recv().ok()?;
        Some(self.settle(word))
    }

    /// Waits for the next thing the thread has to say; `None` if nothing is under way.
    pub(super) fn wait(&mut self) -> Option<M> {
        if self.pending.is_empty() {
            return None;
        }
        let word = self.words.recv().ok()?;
        Some(self.settle(word))
    }

    fn settle(&mut self, word: Word<M>) -> M {
        match word {
            Word::News(news) => news,
            Word::Done(done) => {
                if !self.pending.is_empty() {
                    self.pending.remove(0);
                }
                done
            }
        }
    }
}
