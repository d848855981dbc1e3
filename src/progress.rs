//! How far is it, and is it still wanted?
//!
//! Long work runs away from the thread that draws. A [`Progress`] is what the two share: the worker counts, the window shows the count and
//! may say that the work is no longer wanted.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

/// How far a piece of work is. A clone speaks of the same work.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
}

/// The work was cancelled: nothing came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it was cancelled")]
pub struct Cancelled;

impl Progress {
    /// Says how much there is to do, in a unit of the worker's choice; 0 if it is not known. Adds to what was said before.
    pub fn expect(&self, total: u64) {
        self.shared.total.fetch_add(total, Ordering::Relaxed);
    }

    /// Counts work that was done, and asks whether to go on.
    ///
    /// # Errors
    /// [`Cancelled`] if the work is no longer wanted; whoever works gives up then and leaves nothing half done.
    pub fn advance(&self, done: u64) -> Result<(), Cancelled> {
        self.shared.done.fetch_add(done, Ordering::Relaxed);
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// The share that is done, from 0 to 1; `None` as long as it is not known how much there is.
    #[must_use]
    pub fn share(&self) -> Option<f32> {
        let (done, total) = self.counts();
        #[expect(clippy::cast_precision_loss, reason = "a share for a bar")]
        (total > 0).then(|| (done as f32 / total as f32).min(1.0))
    }

    /// What is done, and how much there is to do.
    #[must_use]
    pub fn counts(&self) -> (u64, u64) {
        (self.shared.done.load(Ordering::Relaxed), self.shared.total.load(Ordering::Relaxed))
    }

    /// Says that the work is no longer wanted.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the work is no longer wanted.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cancelled, Progress};

    #[test]
    fn the_share_is_of_all_that_is_expected() {
        let progress = Progress::default();
        assert_eq!(progress.share(), None);
        progress.expect(30);
        progress.expect(10);
        assert_eq!(progress.advance(10), Ok(()));
        assert_eq!(progress.share(), Some(0.25));
    }

    #[test]
    fn whoever_works_hears_that_it_is_not_wanted_any_more() {
        let progress = Progress::default();
        progress.clone().cancel();
        assert_eq!(progress.advance(1), Err(Cancelled));
    }
}
