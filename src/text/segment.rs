//! Characters, words, sentences, paragraphs: the units a caret moves by.
//!
//! Boundaries are those of Unicode Standard Annex 29; those of Chinese words come from a dictionary, once it is loaded. Nothing looks further than [`WINDOW`] bytes, so a step costs the same in
//! a line of five megabytes as in a page.

use unicode_segmentation::UnicodeSegmentation;

use super::{SourceText, Span, words};

/// How far, in bytes, a step looks in either direction.
const WINDOW: usize = 4_096;

/// What the caret moves by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A grapheme cluster: what a reader calls a character.
    Character,
    /// A word; of Chinese one character as long as [`words`] has no dictionary.
    Word,
    /// A sentence.
    Sentence,
    /// A block of the text.
    Paragraph,
    /// All of it.
    Document,
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end.
    Forward,
    /// Towards the start.
    Backward,
}

/// Where the caret stands one `unit` away from byte `at`.
#[must_use]
pub fn move_from(text: &SourceText, at: usize, unit: Unit, direction: Direction) -> usize {
    let at = text.point(at).start();
    match (unit, direction) {
        (Unit::Document, Direction::Forward) => text.len(),
        (Unit::Document, Direction::Backward) => 0,
        (Unit::Paragraph, Direction::Forward) => {
            let next = text.blocks().get(text.block_at(at) + 1);
            next.map_or(text.len(), |b| b.content.start())
        }
        (Unit::Paragraph, Direction::Backward) => paragraph_before(text, at),
        (Unit::Word, _) => word_from(text, at, direction),
        (_, Direction::Forward) => {
            let rest = after(text, at);
            at + forward(rest, unit).unwrap_or(rest.len())
        }
        (_, Direction::Backward) => {
            let rest = before(text, at);
            at - backward(rest, unit).unwrap_or(rest.len())
        }
    }
}

/// Behind the word that ends next, or before the one that began last.
fn word_from(text: &SourceText, at: usize, direction: Direction) -> usize {
    let window = text.span_between(at.saturating_sub(WINDOW), at.saturating_add(WINDOW).min(text.len()));
    let (here, known) = (at - window.start(), text.slice(window));
    let (before, rest) = known.split_at_checked(here).unwrap_or((known, ""));
    let is_word = |(_, piece): &(usize, &str)| piece.chars().any(char::is_alphanumeric);
    match direction {
        Direction::Forward => {
            let Some((i, piece)) = rest.split_word_bound_indices().find(is_word) else { return window.end() };
            window.start() + words::word_at(known, here + i).map_or(here + i + piece.len(), |word| word.end)
        }
        Direction::Backward => {
            let Some((i, _)) = before.split_word_bound_indices().rev().find(is_word) else { return window.start() };
            window.start() + words::word_at(known, i).map_or(i, |word| word.start)
        }
    }
}

/// The block that holds byte `at`, whole: one that was cut to be laid out is put together again.
fn paragraph_at(text: &SourceText, at: usize) -> Span {
    let blocks = text.blocks();
    let here = text.block_at(at);
    let continues = |i: usize| blocks.get(i).is_some_and(|b| b.continues);
    let first = (0..=here).rev().find(|i| !continues(*i)).unwrap_or(0);
    let last = (here + 1..blocks.len()).find(|i| !continues(*i)).unwrap_or(blocks.len()).saturating_sub(1);
    match (blocks.get(first), blocks.get(last)) {
        (Some(first), Some(last)) => first.content.hull(last.content),
        _ => text.whole(),
    }
}

/// The unit that holds byte `at`: what a double or triple click selects.
#[must_use]
pub fn unit_at(text: &SourceText, at: usize, unit: Unit) -> Span {
    let at = text.point(at).start();
    match unit {
        Unit::Document => text.whole(),
        Unit::Paragraph => paragraph_at(text, at),
        Unit::Character | Unit::Word | Unit::Sentence => within_block(text, at, unit),
    }
}

fn within_block(text: &SourceText, at: usize, unit: Unit) -> Span {
    let Some(block) = text.blocks().get(text.block_at(at)) else { return text.point(at) };
    let start = block.content.start().max(at.saturating_sub(WINDOW));
    let window = text.span_between(start, block.content.end().min(at + WINDOW));
    let mut found = text.point(at);
    for (i, piece) in split(text.slice(window), unit) {
        let start = window.start() + i;
        if start > at {
            break;
        }
        // A click behind the last letter of a word, before a blank or a full stop, means the word.
        let blank = !piece.chars().any(char::is_alphanumeric);
        if unit == Unit::Word && start == at && blank && !found.is_empty() && found.end() == at {
            break;
        }
        found = text.span_between(start, start + piece.trim_end().len().max(1));
    }
    // A place between two blocks is before the window.
    let inside = found.start().checked_sub(window.start()).filter(|_| unit == Unit::Word);
    let chinese = inside.and_then(|at| words::word_at(text.slice(window), at));
    chinese.map_or(found, |word| text.span_between(window.start() + word.start, window.start() + word.end))
}

fn split(text: &str, unit: Unit) -> Box<dyn Iterator<Item = (usize, &str)> + '_> {
    match unit {
        Unit::Word => Box::new(text.split_word_bound_indices()),
        Unit::Sentence => Box::new(text.split_sentence_bound_indices()),
        Unit::Character | Unit::Paragraph | Unit::Document => Box::new(text.grapheme_indices(true)),
    }
}

fn after(text: &SourceText, at: usize) -> &str {
    text.slice(text.span_between(at, at.saturating_add(WINDOW).min(text.len())))
}

fn before(text: &SourceText, at: usize) -> &str {
    text.slice(text.span_between(at.saturating_sub(WINDOW), at))
}

/// How many bytes lie before the next boundary.
fn forward(rest: &str, unit: Unit) -> Option<usize> {
    split(rest, unit).nth(1).map(|(i, _)| i)
}

/// How many bytes lie behind the boundary before.
fn backward(rest: &str, unit: Unit) -> Option<usize> {
    let start = match unit {
        Unit::Sentence => rest.split_sentence_bound_indices().last().map(|(i, _)| i),
        _ => rest.grapheme_indices(true).next_back().map(|(i, _)| i),
    };
    start.map(|i| rest.len() - i)
}

fn paragraph_before(text: &SourceText, at: usize) -> usize {
    let here = text.block_at(at);
    let start = |i: usize| text.blocks().get(i).map_or(0, |b| b.content.start());
    if at > start(here) { start(here) } else { here.checked_sub(1).map_or(0, start) }
}
