//! Looking for words, on a thread of its own: the first find at once, then all of them.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use super::{FindMatch, Snapshot, lists::gloss_of};
use crate::{
    layer::{Annotation, Body, Layer, Placed},
    progress::{Cancelled, Progress},
    terms::ConceptId,
    text::{SourceText, Span},
};

/// What to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindQuery {
    /// The words.
    pub words: String,
    /// Tells this search from earlier ones.
    pub serial: u64,
    /// The byte from which the first find is wanted.
    pub from: usize,
}

/// What was found so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The search.
    pub serial: u64,
    /// The finds, in the order of the text.
    pub matches: Vec<FindMatch>,
    /// Whether these are all.
    pub complete: bool,
}

/// How much text is looked through between two looks at whether to go on, in bytes.
const STRIDE: usize = 1 << 20;
/// How many annotations are.
const BATCH: usize = 4_096;

/// Looks for words in the text and in what shown annotations say. Case does not matter. The first find from `query.from` on is told as soon as it is known.
/// O(text + annotations). If it is cancelled, what was found until then comes back as not complete.
#[must_use]
pub fn look_for(snapshot: &Snapshot, query: FindQuery, progress: &Progress, tell: &dyn Fn(Found)) -> Found {
    let FindQuery { words, serial, from } = query;
    let nothing = |complete| Found { serial, matches: Vec::new(), complete };
    let Some(mut search) = Search::new(snapshot, &words) else { return nothing(true) };
    if let Some(first) = search.first(from) {
        tell(Found { serial, matches: vec![first], complete: false });
    }
    match search.all(progress) {
        Ok(matches) => Found { serial, matches, complete: true },
        Err(Cancelled) => nothing(false),
    }
}

struct Search<'a> {
    snapshot: &'a Snapshot,
    automaton: AhoCorasick,
    /// The longest of what is looked for, in bytes.
    longest: usize,
    /// For every concept met so far, whether its gloss has the words.
    glosses: HashMap<ConceptId, bool>,
}

impl<'a> Search<'a> {
    fn new(snapshot: &'a Snapshot, words: &str) -> Option<Self> {
        // Upper and lower case of every letter, not only of the Latin ones.
        let mut spellings = vec![words.to_owned(), words.to_lowercase(), words.to_uppercase(), capitalised(words)];
        spellings.iter_mut().filter(|s| s.is_ascii()).for_each(|s| s.make_ascii_lowercase());
        spellings.sort_unstable();
        spellings.dedup();
        let longest = spellings.iter().map(String::len).max().filter(|longest| *longest > 0)?;
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(spellings).ok()?;
        Some(Self { snapshot, automaton, longest, glosses: HashMap::new() })
    }

    /// The first find from a byte on; if there is none, the first of all.
    fn first(&mut self, from: usize) -> Option<FindMatch> {
        self.first_in(from, self.snapshot.text.len()).or_else(|| self.first_in(0, from))
    }

    fn first_in(&mut self, from: usize, to: usize) -> Option<FindMatch> {
        let in_text = self.in_text(from, to).next();
        let until = in_text.map_or(to, Span::start);
        let range = self.snapshot.text.span_between(from, until);
        let mut placed = beginning_in(self.snapshot, range);
        placed.sort_by_key(|(span, a)| (*span, a.rank, a.id));
        let note = placed.into_iter().find(|(_, a)| self.says(a));
        let note = note.map(|(span, a)| FindMatch::Annotation { id: a.id, at: span.start() });
        note.or(in_text.map(FindMatch::Text))
    }

    fn in_text(&self, from: usize, to: usize) -> impl Iterator<Item = Span> + use<'_, 'a> {
        let text: &SourceText = &self.snapshot.text;
        let window = text.span_between(from, (to + self.longest).min(text.len()));
        let found = self.automaton.find_iter(text.slice(window));
        let spans = found.map(move |m| text.span_between(window.start() + m.start(), window.start() + m.end()));
        spans.take_while(move |span| span.start() < to)
    }

    /// Whether an annotation says the words.
    fn says(&mut self, annotation: &Annotation) -> bool {
        match &annotation.body {
            Body::TermLink(link) if annotation.body.words().is_empty() => {
                if let Some(known) = self.glosses.get(&link.term) {
                    return *known;
                }
                let says = self.automaton.is_match(&gloss_of(&self.snapshot.terms, &self.snapshot.project, &link.term));
                self.glosses.insert(link.term.clone(), says);
                says
            }
            body => self.automaton.is_match(body.words()),
        }
    }

    fn all(&mut self, progress: &Progress) -> Result<Vec<FindMatch>, Cancelled> {
        let len = self.snapshot.text.len();
        let annotations: usize = self.snapshot.shown().map(Layer::len).sum();
        progress.expect((len + annotations * 100) as u64);
        let mut matches = Vec::new();
        for start in (0..len.max(1)).step_by(STRIDE) {
            let end = (start + STRIDE).min(len);
            // A find that reaches over the border was found before it.
            let done = matches.last().map_or(0, |m| if let FindMatch::Text(span) = m { span.end() } else { 0 });
            matches.extend(self.in_text(start.max(done), end).map(FindMatch::Text));
            progress.advance((end - start) as u64)?;
        }
        let snapshot = self.snapshot;
        for (i, annotation) in snapshot.shown().flat_map(Layer::iter).enumerate() {
            if i % BATCH == 0 {
                progress.advance(BATCH as u64 * 100)?;
            }
            if self.says(annotation) {
                let at = annotation.span().map_or(len, Span::start);
                matches.push(FindMatch::Annotation { id: annotation.id, at });
            }
        }
        matches.sort_by_key(FindMatch::at);
        Ok(matches)
    }
}

/// The annotations of shown layers that begin in a range.
fn beginning_in(snapshot: &Snapshot, range: Span) -> Vec<(Span, &Annotation)> {
    let here = |p: &&Placed| range.start() <= p.span.start() && p.span.start() <= range.end();
    let all = snapshot.shown().flat_map(move |layer| {
        let from = (range.start_point(), i32::MIN, crate::layer::AnnotationId::from_u128(0));
        layer.places().from(&from).take_while(here)
    });
    all.map(|p| (p.span, &*p.annotation)).collect()
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
