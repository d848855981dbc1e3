//! Work shared by the machine's cores. Where the system gives no thread, the one that asks does it all.

use std::{
    panic::resume_unwind,
    sync::atomic::{AtomicUsize, Ordering},
    thread::{self, ScopedJoinHandle},
};

/// How many threads are worth having.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Does two things at once.
pub(crate) fn both<A, B: Send>(here: impl FnOnce() -> A, there: impl Fn() -> B + Sync) -> (A, B) {
    thread::scope(|scope| {
        let handle = thread::Builder::new().spawn_scoped(scope, &there).ok();
        let done = here();
        (done, handle.map_or_else(&there, joined))
    })
}

/// Does `work` for every number below `count`, each once, in any order; the results in the order of the numbers.
pub(crate) fn each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let share = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return done;
            }
            done.push((number, work(number)));
        }
    };
    let mut all = thread::scope(|scope| {
        let helpers = 1..cores().min(count);
        let handles: Vec<_> = helpers.map_while(|_| thread::Builder::new().spawn_scoped(scope, share).ok()).collect();
        let mut all = share();
        all.extend(handles.into_iter().flat_map(joined));
        all
    });
    all.sort_unstable_by_key(|(number, _)| *number);
    all.into_iter().map(|(_, result)| result).collect()
}

/// What a thread came to; its panic goes on here.
pub(crate) fn joined<T>(handle: ScopedJoinHandle<'_, T>) -> T {
    handle.join().unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::{both, each};

    #[test]
    fn results_come_in_the_order_of_the_work() {
        let squares: Vec<usize> = (0..1000).map(|n| n * n).collect();
        assert_eq!(each(1000, |n| n * n), squares);
        assert!(each(0, |n| n).is_empty());
        assert_eq!(both(|| 1, || "two"), (1, "two"));
    }
}
