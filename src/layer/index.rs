//! Which annotations touch this range?

use super::AnnotationId;
use crate::text::Span;

/// An annotation's place in the index. Entries order by start, end, rank, id: the order of lists and of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its span.
    pub span: Span,
    /// Its rank among the pieces at one point.
    pub rank: i32,
    /// Its id.
    pub id: AnnotationId,
}

/// Entries in one group; the greatest end of each group is kept, so a query passes over whole groups.
const GROUP: usize = 128;

/// The spans of a layer, sorted. The text never moves, so neither do they.
///
/// A query costs O(log n + groups + finds), a change O(n) moves of memory, which at 100,000 entries is some 100 µs.
#[derive(Debug, Clone, Default)]
pub struct SpanIndex {
    entries: Vec<Entry>,
    group_ends: Vec<usize>,
}

impl SpanIndex {
    /// All entries, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Adds an entry.
    pub fn insert(&mut self, entry: Entry) {
        let at = self.entries.partition_point(|e| *e < entry);
        self.entries.insert(at, entry);
        self.regroup(at / GROUP);
    }

    /// Adds many entries at once. O(n log n).
    pub fn extend(&mut self, entries: impl IntoIterator<Item = Entry>) {
        self.entries.extend(entries);
        self.entries.sort_unstable();
        self.regroup(0);
    }

    /// Takes an entry out; whether it was there.
    pub fn remove(&mut self, entry: &Entry) -> bool {
        let Ok(at) = self.entries.binary_search(entry) else { return false };
        self.entries.remove(at);
        self.regroup(at / GROUP);
        true
    }

    /// The entries that share a character with `range`, or touch it with an end or as a point, in order.
    pub fn touching(&self, range: Span) -> impl Iterator<Item = &Entry> {
        let past = self.entries.partition_point(|e| e.span.start() <= range.end());
        let groups = self.group_ends.iter().enumerate().take(past.div_ceil(GROUP));
        groups
            .filter(move |(_, end)| **end >= range.start())
            .flat_map(move |(g, _)| {
                let (from, to) = (g * GROUP, ((g + 1) * GROUP).min(past));
                self.entries.get(from..to).unwrap_or_default()
            })
            .filter(move |e| e.span.touches(range))
    }

    fn regroup(&mut self, from: usize) {
        self.group_ends.truncate(from);
        let rest = self.entries.get(from * GROUP..).unwrap_or_default();
        let ends = rest.chunks(GROUP).map(|group| group.iter().map(|e| e.span.end()).max().unwrap_or(0));
        self.group_ends.extend(ends);
    }
}
