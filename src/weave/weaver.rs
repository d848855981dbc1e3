//! Puts one block together.

use super::{
    Apparatus, Piece, Plan, Role,
    marks::Mark,
    spacing::{blank_after, blank_before, inside_word},
};
use crate::{
    layer::{AnnotationId, Body, Brackets, Insertion, Reason, Spacing},
    text::{Block, BlockKind, Span, Syntax},
};

/// A block that is being put together.
pub(super) struct Weaver<'a> {
    plan: &'a Plan,
    block: &'a Block,
    index: usize,
    pieces: Vec<Piece>,
    /// Up to where the source text is used up.
    done: usize,
    /// The last visible character.
    left: Option<char>,
    /// Whether a blank is still owed to the text behind the pieces at this point.
    owed: bool,
}

impl<'a> Weaver<'a> {
    /// Nothing put in yet.
    pub(super) fn new(plan: &'a Plan, index: usize, block: &'a Block) -> Self {
        let start = block.region.start();
        let left = plan.text.split_at(start).0.chars().next_back();
        let mut weaver = Self { plan, block, index, pieces: Vec::new(), done: start, left, owed: false };
        // A replacement that began in a block before reaches into this one.
        if let Some(replaced) = plan.replaced_around(start) {
            weaver.replace(replaced.span, replaced.by);
        }
        weaver
    }

    /// Puts a mark in; `next` stands at the same point.
    pub(super) fn mark(&mut self, mark: &Mark, next: Option<&Mark>) {
        self.text_up_to(mark.at);
        let right = next.map_or_else(|| self.right(), |n| self.opening(n).chars().next());
        let mut piece = self.apparatus(mark);
        self.space(&mut piece, mark, right, next.is_some());
        self.left = piece.display().chars().next_back().or(self.left);
        let replaced = (mark.role == Role::Replacement).then(|| mark.annotation.span()).flatten();
        if let Some(span) = replaced {
            self.replace(span, mark.annotation.id);
        }
        self.pieces.push(Piece::Apparatus(piece));
    }

    fn text_up_to(&mut self, at: usize) {
        if at > self.done {
            let span = self.plan.text.span_between(self.done, at);
            self.left = self.plan.text.slice(span).chars().next_back();
            self.pieces.push(Piece::Text(span));
            self.done = at;
        }
    }

    fn replace(&mut self, span: Span, by: AnnotationId) {
        // What parts two paragraphs stays, also where a replacement reaches over it: on the page they are two, so they are in an export.
        let end = span.end().min(self.block.content.end().max(self.done));
        let span = self.plan.text.span_between(self.done, end);
        if !span.is_empty() {
            self.pieces.push(Piece::Replaced { span, by });
        }
        self.done = end;
    }

    fn right(&self) -> Option<char> {
        self.plan.text.split_at(self.done).1.chars().next()
    }

    fn opening(&self, mark: &Mark) -> String {
        let piece = self.apparatus(mark);
        piece.open + &piece.words
    }

    /// A piece without its blanks.
    fn apparatus(&self, mark: &Mark) -> Apparatus {
        let none = || (String::new(), String::new());
        let (brackets, words) = match (&mark.annotation.body, mark.role) {
            (_, Role::NoteMark(number)) => (none(), number.to_string()),
            (Body::Insertion(Insertion { words, brackets: Brackets::House, .. }), _) => {
                (self.plan.style.insertion_brackets.clone(), words.clone())
            }
            (Body::Insertion(Insertion { words, .. }), _) => (none(), words.clone()),
            _ => (self.plan.style.gloss_brackets.clone(), self.plan.gloss_words(&mark.annotation).unwrap_or_default()),
        };
        // A piece stands in a line; only the blanks around it may hold line ends.
        let words = if words.contains(['\n', '\r']) { words.replace("\r\n", " ").replace(['\n', '\r'], " ") } else { words };
        Apparatus {
            at: self.done,
            id: mark.annotation.id,
            layer: mark.layer,
            role: mark.role,
            before: String::new(),
            open: brackets.0,
            words,
            italic: matches!(&mark.annotation.body, Body::Insertion(i) if i.reason == Reason::Sic),
            close: brackets.1,
            after: String::new(),
        }
    }

    fn space(&mut self, piece: &mut Apparatus, mark: &Mark, right: Option<char>, more: bool) {
        let spacing = match &mark.annotation.body {
            Body::Insertion(insertion) => &insertion.spacing,
            Body::TermLink(link) => &link.spacing,
            Body::Note(_) | Body::Suggestion(_) => &Spacing::Auto,
        };
        let blank = |s: &str| s.chars().all(char::is_whitespace);
        if let Spacing::Verbatim { before, after } = spacing
            && blank(before)
            && blank(after)
        {
            piece.before.clone_from(before);
            piece.after.clone_from(after);
            self.owed = false;
            return;
        }
        match mark.role {
            Role::Caption => self.space_caption(piece),
            _ if self.is_behind_code() => piece.before = self.gap(),
            Role::Gloss | Role::Insertion => self.space_auto(piece, right),
            // The blank owed by an insertion stands before the words that take the text's place: `[I] [s]tood`.
            Role::Replacement if std::mem::take(&mut self.owed) => piece.before.push(' '),
            Role::NoteMark(_) | Role::Replacement => {}
        }
        if !more && std::mem::take(&mut self.owed) {
            let closing = piece.close.chars().next_back().or_else(|| piece.words.chars().next_back());
            if blank_after(closing, right) {
                piece.after.push(' ');
            }
        }
    }

    /// Whether what stands here must begin a paragraph of its own: behind a fence it would be code.
    fn is_behind_code(&self) -> bool {
        let code = matches!(self.block.kind, BlockKind::Code | BlockKind::Rule);
        code && self.plan.text.syntax() == Syntax::Markdown && self.done == self.block.content.end()
    }

    fn space_auto(&mut self, piece: &mut Apparatus, right: Option<char>) {
        let opening = piece.open.chars().chain(piece.words.chars()).next();
        if piece.role == Role::Insertion && inside_word(self.left, right) {
            return;
        }
        if blank_before(self.left, opening) {
            piece.before.push(' ');
        }
        self.owed |= piece.role == Role::Insertion;
    }

    fn space_caption(&self, piece: &mut Apparatus) {
        let gap = self.gap();
        if self.done <= self.block.content.start() { piece.after = gap } else { piece.before = gap }
    }

    /// What parts this block from its neighbour; in Markdown at least a blank line.
    fn gap(&self) -> String {
        let text = &self.plan.text;
        let tail = |b: &Block| text.slice(text.span_between(b.content.end(), b.region.end())).to_owned();
        let before = || self.index.checked_sub(1).and_then(|i| text.blocks().get(i)).map(tail);
        let newline = text.newline().as_str();
        let found = Some(tail(self.block)).filter(|_| self.index + 1 < text.blocks().len()).or_else(before);
        let least = if text.syntax() == Syntax::Markdown { 2 } else { 1 };
        found.filter(|gap| gap.matches('\n').count() >= least).unwrap_or_else(|| newline.repeat(2))
    }

    /// The pieces, with the rest of the text.
    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.text_up_to(self.block.region.end());
        self.pieces
    }
}
