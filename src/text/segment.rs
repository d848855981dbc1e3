//! Characters, words, sentences, paragraphs: the units a caret moves by.
//!
//! Boundaries are those of Unicode Standard Annex 29. Nothing looks further than [`WINDOW`] bytes, so a step costs the same in
//! a line of five megabytes as in a page.

use unicode_segmentation::UnicodeSegmentation;

use super::{SourceText, Span};

/// How far, in bytes, a step looks in either direction.
const WINDOW: usize = 4_096;

/// What the caret moves by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A grapheme cluster: what a reader calls a character.
    Character,
    /// A word, or one Han character.
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
    found
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
    match unit {
        Unit::Word => {
            let mut words = rest.split_word_bound_indices();
            words.find(|(_, w)| w.chars().any(char::is_alphanumeric)).map(|(i, w)| i + w.len())
        }
        _ => split(rest, unit).nth(1).map(|(i, _)| i),
    }
}

/// How many bytes lie behind the boundary before.
fn backward(rest: &str, unit: Unit) -> Option<usize> {
    let start = match unit {
        Unit::Word => {
            let mut words = rest.split_word_bound_indices().rev();
            words.find(|(_, w)| w.chars().any(char::is_alphanumeric)).map(|(i, _)| i)
        }
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
