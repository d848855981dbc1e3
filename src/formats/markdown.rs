//! Annotated Markdown: brackets and glosses in the line, notes as footnotes. Nothing internal.
//!
//! A Markdown text passes byte for byte between its apparatus. A plain text becomes Markdown that shows just its characters, a paragraph a line.

use std::{ops::Range, sync::Arc};

use super::{
    escape,
    footnotes::{Labels, push_definitions, push_mark},
};
use crate::{
    progress::{Cancelled, Progress},
    text::Syntax,
    weave::{Apparatus, NumberedNote, Piece, Plan, Role},
};

/// The published text as Markdown, in UTF-8. A function of the plan and nothing else. The progress counts blocks.
///
/// # Errors
/// [`Cancelled`] if it is no longer wanted.
pub fn export(plan: &Plan, progress: &Progress) -> Result<String, Cancelled> {
    write(plan, 0..plan.text().blocks().len(), progress)
}

/// Some blocks of it, with the notes they have: what a preview shows.
#[must_use]
pub fn excerpt(plan: &Plan, blocks: Range<usize>) -> String {
    // Nobody can cancel this.
    write(plan, blocks, &Progress::default()).unwrap_or_default()
}

fn write(plan: &Plan, blocks: Range<usize>, progress: &Progress) -> Result<String, Cancelled> {
    let text = plan.text();
    let newline = text.newline().as_str();
    let labels = Labels::new(text.as_str());
    let mut writer = Writer { plan, labels: &labels, out: String::new(), behind_mark: false, notes: Vec::new() };
    progress.expect(blocks.len() as u64);
    for index in blocks {
        progress.advance(1)?;
        match text.syntax() {
            Syntax::Markdown => writer.markdown_block(index),
            Syntax::Plain => writer.plain_block(index, newline),
        }
    }
    let Writer { mut out, notes, .. } = writer;
    if !notes.is_empty() {
        if !out.is_empty() && !out.ends_with('\n') {
            out.push_str(newline);
        }
        push_definitions(&mut out, &notes, &labels, newline);
    }
    Ok(out)
}

struct Writer<'a> {
    plan: &'a Plan,
    labels: &'a Labels,
    out: String,
    /// Whether a note's mark was written last.
    behind_mark: bool,
    /// The notes whose marks were written.
    notes: Vec<NumberedNote>,
}

impl<'a> Writer<'a> {
    fn markdown_block(&mut self, index: usize) {
        for piece in self.plan.block(index) {
            match piece {
                Piece::Text(span) => self.verbatim(self.plan.text().slice(span)),
                Piece::Replaced { .. } => {}
                Piece::Apparatus(piece) => self.apparatus(&piece),
            }
        }
    }

    /// A line of a plain text: a paragraph. Blank lines around it and blanks at its start mean nothing in Markdown, or the wrong thing.
    fn plain_block(&mut self, index: usize, newline: &str) {
        let text = self.plan.text();
        let Some(block) = text.blocks().get(index) else { return };
        // A line too long to lay out at once comes in several blocks, and is one paragraph.
        if !self.out.is_empty() && !block.continues {
            self.out.truncate(self.out.trim_end_matches(['\n', '\r']).len());
            self.out.push_str(&newline.repeat(2));
        }
        let start = self.out.len();
        for piece in self.plan.block(index) {
            match piece {
                Piece::Text(span) => {
                    let words = span.intersection(block.content).map(|s| text.slice(s)).unwrap_or_default();
                    let first = self.out.len() == start && !block.continues;
                    escape::push(&mut self.out, if first { words.trim_start() } else { words });
                }
                Piece::Replaced { .. } => {}
                Piece::Apparatus(piece) => self.apparatus(&piece),
            }
        }
        if !text.blocks().get(index + 1).is_some_and(|next| next.continues) {
            self.out.push_str(newline);
        }
    }

    fn verbatim(&mut self, words: &str) {
        if !words.is_empty() && std::mem::take(&mut self.behind_mark) {
            // `[^1](x)` would be a link, `[^1]: x` at a line's start a definition. The text's own `[^2]` or link behind a mark is none of that.
            let line = self.out.rsplit('\n').next().unwrap_or_default();
            let definition = words.starts_with(':') && line.trim_start().starts_with("[^") && line.matches("[^").count() == 1;
            if words.starts_with('(') || definition {
                self.out.push('\\');
            }
        }
        self.out.push_str(words);
    }

    fn apparatus(&mut self, piece: &Apparatus) {
        if let Role::NoteMark(number) = piece.role {
            if let Some(annotation) = self.plan.annotation(piece) {
                let note = NumberedNote { number, layer: piece.layer, annotation: Arc::clone(annotation) };
                self.out.push_str(&piece.before);
                push_mark(&mut self.out, &self.labels.of(&note));
                self.behind_mark = true;
                self.notes.push(note);
            }
            return;
        }
        let gap = |blanks: &str| {
            // In a plain text a caption is a line; here a line is a paragraph.
            let apart = self.plan.text().syntax() == Syntax::Plain && blanks.contains('\n');
            if apart { self.plan.text().newline().as_str().repeat(2) } else { blanks.to_owned() }
        };
        let (before, after) = (gap(&piece.before), gap(&piece.after));
        self.out.push_str(&before);
        // Marks of emphasis hold only around words that begin and end as words do.
        let worded = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let italic = piece.italic && worded(piece.words.chars().next()) && worded(piece.words.chars().next_back());
        let mark = if italic && !piece.open.is_empty() { "*" } else { "" };
        escape::push(&mut self.out, &piece.open);
        self.out.push_str(mark);
        escape::push(&mut self.out, &piece.words);
        self.out.push_str(mark);
        escape::push(&mut self.out, &piece.close);
        self.out.push_str(&after);
        self.behind_mark = false;
    }
}
