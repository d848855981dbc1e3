//! Reading files with a list of records, of which a bad one never hides the good ones.
//!
//! Records in our own layout are read by a reader made for it, those of a big file on all cores: a run of records begins
//! wherever a record seems to begin, and counts if reading on from the one before comes to that very place. Everything else is
//! read one by one by RON's parser.

use std::{ops::Range, path::Path};

use memchr::memmem;
use ron::error::SpannedError;
use serde::de::DeserializeOwned;

use super::{
    record_reader,
    ron_file::{self, options},
    scan::{Lines, balanced_end, list_start, skip_blanks},
};
use crate::{
    parallel,
    progress::{Cancelled, Progress},
    project::{Problem, UnreadRecord},
};

/// Bytes of a run: enough to be worth a thread's while, little enough that a bad record leaves few to be read one by one.
const RUN: usize = 1 << 18;

/// What becomes of the records of a list.
pub(super) trait Reads<'a>: Sync {
    /// A record as RON's parser reads it.
    type Record: DeserializeOwned;
    /// What it becomes.
    type Item: Send;

    /// Reads the record at byte `at` if it is in our own layout, and says where it ends; `None` if there is any doubt.
    fn in_our_layout(&self, source: &'a str, at: usize) -> Option<(Self::Item, usize)>;

    /// What a record becomes that RON's parser read.
    fn item(&self, record: Self::Record) -> Self::Item;
}

/// The source of a file with a list.
pub(super) struct ListSource<'a> {
    path: &'a Path,
    source: &'a str,
    format: &'static str,
    /// The byte behind the list's bracket; `None` if there is no list.
    start: Option<usize>,
    run: usize,
}

/// The records of a list.
pub(super) struct Records<T> {
    /// Those that could be read, in order, in the runs in which they were read.
    pub(super) runs: Vec<Vec<Found<T>>>,
    /// The others.
    pub(super) aside: Vec<Aside>,
    /// Where the list ends.
    end: usize,
}

/// Why a file as a whole was not read.
#[derive(Debug)]
pub(super) enum NotRead {
    /// It can't be.
    Problem(Problem),
    /// It is no longer wanted.
    Cancelled,
}

impl NotRead {
    /// For work that nobody can cancel.
    pub(super) fn problem(self, path: &Path) -> Problem {
        match self {
            Self::Problem(problem) => problem,
            Self::Cancelled => Problem { file: path.to_owned(), at: None, message: Cancelled.to_string() },
        }
    }
}

impl From<Problem> for NotRead {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Cancelled> for NotRead {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// A record that was read, and its bytes.
pub(super) struct Found<T> {
    pub(super) item: T,
    pub(super) range: Range<usize>,
}

impl<T> Found<T> {
    /// Set aside, for a reason that its author is told.
    pub(super) const fn aside(&self, why: String) -> Aside {
        Aside { range: self.range.start..self.range.end, why: Why::Said(why) }
    }
}

/// A record that is set aside, and its bytes.
pub(super) struct Aside {
    range: Range<usize>,
    why: Why,
}

enum Why {
    Syntax(SpannedError),
    Said(String),
}

/// Records that were read one after the other, from a place that may be a record's beginning.
struct Run<T> {
    start: usize,
    end: usize,
    found: Vec<Found<T>>,
}

impl<'a> ListSource<'a> {
    /// A file of a format, whose field `list` is a list of records.
    pub(super) fn new(path: &'a Path, source: &'a str, format: &'static str, list: &str) -> Self {
        Self { path, source, format, start: list_start(source, list), run: RUN }
    }

    /// The same, read in runs of `run` bytes.
    #[cfg(test)]
    pub(super) const fn in_runs_of(self, run: usize) -> Self {
        Self { run, ..self }
    }

    /// What stands before the list, if that is a whole header. Only [`Self::header`] has the last word.
    pub(super) fn early_header<H: DeserializeOwned>(&self) -> Option<H> {
        let before = self.source.get(..self.start?)?;
        ron_file::from_ron(self.path, &[before, "])"].concat(), self.format).ok()
    }

    /// Everything but the list.
    ///
    /// # Errors
    /// When it can't be read.
    pub(super) fn header<H: DeserializeOwned, T>(&self, records: &Records<T>) -> Result<H, Problem> {
        // Not one of ours, or broken before the list: say what the parser says.
        let Some(start) = self.start else { return ron_file::from_ron(self.path, self.source, self.format) };
        let before = self.source.get(..start).unwrap_or_default();
        let after = self.source.get(records.end..).unwrap_or_default();
        let rest = if after.is_empty() { "])" } else { after };
        ron_file::from_ron(self.path, &[before, rest].concat(), self.format)
    }

    /// Says so if the list has no end.
    pub(super) fn cut_short<T>(&self, records: &Records<T>) -> Option<Problem> {
        if self.start.is_none() || records.end < self.source.len() {
            return None;
        }
        let message =
            "this file is cut short: what stands behind its last line is missing. Restore it from a copy before you save";
        let at = Lines::default().locate(self.source, self.source.len());
        Some(Problem { file: self.path.to_owned(), at: Some(at), message: message.to_owned() })
    }

    /// The records.
    ///
    /// # Errors
    /// When the work is no longer wanted.
    pub(super) fn records<R: Reads<'a>>(&self, reader: &R, progress: &Progress) -> Result<Records<R::Item>, Cancelled> {
        let mut records = Records { runs: Vec::new(), aside: Vec::new(), end: self.source.len() };
        let Some(mut at) = self.start else { return Ok(records) };
        let mut runs = self.runs(skip_blanks(self.source, at), reader, progress).into_iter().peekable();
        records.end = loop {
            let before = at;
            at = skip_blanks(self.source, at);
            // A run that begins inside of what was read already is none.
            while runs.next_if(|run| run.start < at).is_some() {}
            match self.source.as_bytes().get(at) {
                None => break self.source.len(),
                Some(b']') => break at,
                Some(b',') => at += 1,
                Some(_) => match runs.next_if(|run| run.start == at && !run.found.is_empty()) {
                    Some(run) => {
                        at = run.end;
                        records.runs.push(run.found);
                        // Its bytes were counted when it was read.
                        progress.advance(0)?;
                        continue;
                    }
                    None => at = self.one(at, reader, &mut records),
                },
            }
            progress.advance((at - before) as u64)?;
        };
        Ok(records)
    }

    /// Runs of records in our layout, read on all cores.
    fn runs<R: Reads<'a>>(&self, start: usize, reader: &R, progress: &Progress) -> Vec<Run<R::Item>> {
        let bytes = self.source.as_bytes();
        if bytes.len().saturating_sub(start) < 2 * self.run {
            return Vec::new();
        }
        let finder = memmem::Finder::new(record_reader::BEGINNING);
        let later = (start..bytes.len()).step_by(self.run).skip(1);
        let later = later.filter_map(|from| Some(from + finder.find(bytes.get(from..)?)? + record_reader::BLANKS));
        let mut starts: Vec<usize> = [start].into_iter().chain(later).collect();
        starts.dedup();
        starts.push(bytes.len());
        let places: Vec<Range<usize>> = starts.array_windows().map(|[start, limit]| *start..*limit).collect();
        parallel::each(places.len(), |i| self.run(places.get(i).cloned().unwrap_or_default(), reader, progress))
    }

    /// The records in our layout that begin in `place`, from its start on.
    fn run<R: Reads<'a>>(&self, place: Range<usize>, reader: &R, progress: &Progress) -> Run<R::Item> {
        let mut run = Run { start: place.start, end: place.start, found: Vec::new() };
        let mut at = place.start;
        while at < place.end
            && !progress.is_cancelled()
            && let Some((item, end)) = reader.in_our_layout(self.source, at)
        {
            run.found.push(Found { item, range: at..end });
            run.end = end;
            let rest = self.source.get(end..).and_then(|rest| rest.strip_prefix(",\n\n        "));
            at = match rest {
                Some(rest) if rest.starts_with('(') => self.source.len() - rest.len(),
                _ => break,
            };
        }
        // Whoever waits for the runs asks whether it was cancelled.
        progress.advance((run.end - run.start) as u64).unwrap_or_default();
        run
    }

    /// Reads or sets aside one record, and gives the byte from which to go on.
    fn one<R: Reads<'a>>(&self, at: usize, reader: &R, records: &mut Records<R::Item>) -> usize {
        if let Some((item, end)) = reader.in_our_layout(self.source, at) {
            records.push(Found { item, range: at..end });
            return end;
        }
        let (range, record) = record_range::<R::Record>(self.source, at);
        let whole = self.source.get(range.clone()).unwrap_or_default();
        let raw = whole.trim_end();
        let read = match record {
            Some(record) if raw.len() == whole.len() => Ok(record),
            _ => options().from_str(raw),
        };
        let end = range.end.max(at + 1);
        let range = range.start..range.start + raw.len();
        match read {
            Ok(record) => records.push(Found { item: reader.item(record), range }),
            Err(e) => records.aside.push(Aside { range, why: Why::Syntax(e) }),
        }
        end
    }

    /// The records that were set aside, as they stand in the file, in the order of their mistakes.
    pub(super) fn unread(&self, mut aside: Vec<Aside>) -> Vec<UnreadRecord> {
        aside.sort_by_key(|a| a.range.start);
        let mut lines = Lines::default();
        let unread = aside.into_iter().map(|Aside { range, why }| {
            let at = lines.locate(self.source, range.start);
            let problem = match why {
                Why::Syntax(e) => ron_file::problem(self.path, &e, at),
                Why::Said(message) => Problem { file: self.path.to_owned(), at: Some(at), message },
            };
            UnreadRecord { problem, raw: self.source.get(range).unwrap_or_default().to_owned() }
        });
        let mut unread: Vec<UnreadRecord> = unread.collect();
        unread.sort_by_key(|u| u.problem.at);
        unread
    }
}

impl<T> Records<T> {
    fn push(&mut self, found: Found<T>) {
        match self.runs.last_mut() {
            Some(run) => run.push(found),
            None => self.runs.push(vec![found]),
        }
    }
}

/// Where the record that begins at `start` ends, and the record if RON's parser can read it. If it can't be read as it is
/// balanced, it ends before the next line that begins as a record or the end of the list does: a missing bracket or quotation
/// mark costs one record, not the rest.
fn record_range<R: DeserializeOwned>(source: &str, start: usize) -> (Range<usize>, Option<R>) {
    let end = balanced_end(source, start);
    let raw = source.get(start..end).unwrap_or_default();
    if let Ok(record) = options().from_str::<R>(raw) {
        return (start..end, Some(record));
    }
    let cut = start + next_beginning(source.get(start..).unwrap_or_default());
    // Whole by its brackets: what follows is another record, or the end of the list. Else a bracket too many ended it early.
    let next = skip_blanks(source, end + usize::from(source.as_bytes().get(end) == Some(&b',')));
    let follows = matches!(source.as_bytes().get(next), Some(b'(' | b']'));
    if cut >= end && follows {
        return (start..end, None);
    }
    let record = source.get(start..cut).unwrap_or_default();
    (start..start + record.trim_end().trim_end_matches(',').len(), None)
}

/// The bytes before the next line that begins as a record or the end of the list does.
fn next_beginning(rest: &str) -> usize {
    let mut cut = rest.len();
    for mark in ["\n        (\n", "\n    ],\n", "\n    ]\n"] {
        // One that begins behind what was found is of no use: not to look for it saves the way to the end of the file.
        let near = rest.as_bytes().get(..rest.len().min(cut + mark.len())).unwrap_or_default();
        cut = memmem::find(near, mark.as_bytes()).map_or(cut, |found| found.min(cut));
    }
    cut
}
