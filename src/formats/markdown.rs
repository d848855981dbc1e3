//! Annotated Markdown: brackets and glosses in the line, notes as footnotes. Nothing internal.
//!
//! A Markdown text passes byte for byte between its apparatus. A plain text becomes Markdown that shows just its characters, a paragraph a line.

use super::{
    escape,
    footnotes::{Labels, push_definitions, push_mark},
};
use crate::{
    text::Syntax,
    weave::{Apparatus, Piece, Plan, Role},
};

/// The published text as Markdown, in UTF-8. A function of the plan and nothing else.
#[must_use]
pub fn export(plan: &Plan) -> String {
    let text = plan.text();
    let newline = text.newline().as_str();
    let labels = Labels::new(text.as_str());
    let mut writer = Writer { plan, labels: &labels, out: String::with_capacity(text.len() + text.len() / 8), behind_mark: false };
    for index in 0..text.blocks().len() {
        match text.syntax() {
            Syntax::Markdown => writer.markdown_block(index),
            Syntax::Plain => writer.plain_block(index, newline),
        }
    }
    let mut out = writer.out;
    if !plan.notes().is_empty() {
        if !out.is_empty() && !out.ends_with('\n') {
            out.push_str(newline);
        }
        push_definitions(&mut out, plan.notes(), &labels, newline);
    }
    out
}

struct Writer<'a> {
    plan: &'a Plan,
    labels: &'a Labels,
    out: String,
    /// Whether a note's mark was written last.
    behind_mark: bool,
}

impl Writer<'_> {
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
        let Some(content) = text.blocks().get(index).map(|b| b.content) else { return };
        if !self.out.is_empty() {
            self.out.truncate(self.out.trim_end_matches(['\n', '\r']).len());
            self.out.push_str(&newline.repeat(2));
        }
        let start = self.out.len();
        for piece in self.plan.block(index) {
            match piece {
                Piece::Text(span) => {
                    let words = span.intersection(content).map(|s| text.slice(s)).unwrap_or_default();
                    let words = if self.out.len() == start { words.trim_start() } else { words };
                    self.separate(words);
                    escape::push(&mut self.out, words);
                }
                Piece::Replaced { .. } => {}
                Piece::Apparatus(piece) => self.apparatus(&piece),
            }
        }
        self.out.push_str(newline);
    }

    fn verbatim(&mut self, words: &str) {
        self.separate(words);
        self.out.push_str(words);
    }

    /// Keeps a note's mark from becoming part of a link with what is behind it.
    fn separate(&mut self, words: &str) {
        if !words.is_empty() && std::mem::take(&mut self.behind_mark) && words.starts_with(['(', '[', ':', '{']) {
            self.out.push('\\');
        }
    }

    fn apparatus(&mut self, piece: &Apparatus) {
        if let Role::NoteMark(number) = piece.role {
            let note = number.checked_sub(1).and_then(|i| self.plan.notes().get(i));
            if let Some(note) = note {
                push_mark(&mut self.out, &self.labels.of(note));
                self.behind_mark = true;
            }
            return;
        }
        self.out.push_str(&piece.before);
        for part in [&piece.open, &piece.words, &piece.close] {
            escape::push(&mut self.out, part);
        }
        self.out.push_str(&piece.after);
        self.behind_mark = false;
    }
}
