//! One look at all annotations: what is shown where.

use std::{collections::HashMap, sync::Arc};

use super::{Piece, Role, Style, planner::Planner, sealed::sealed, weaver::Weaver};
use crate::{
    layer::{Annotation, AnnotationId, Layer},
    terms::{LanguageTag, Termbase},
    text::{Block, SourceText, Span},
};

/// What a plan is made from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The text.
    pub text: &'a SourceText,
    /// The layers that take part. Where two contradict each other the earlier one stands.
    pub layers: &'a [&'a Layer],
    /// The concepts that term links name.
    pub terms: &'a Termbase,
    /// The language of the original: a gloss shows its terms.
    pub original: &'a LanguageTag,
    /// How it is rendered.
    pub style: &'a Style,
}

/// What is shown where. Made in O(n log n) of the annotations; [`Plan::block`] then costs what that block holds.
#[derive(Debug, Clone)]
pub struct Plan {
    pub(super) text: SourceText,
    pub(super) brackets: (String, String),
    pub(super) gloss_brackets: (String, String),
    pub(super) marks: Vec<Mark>,
    pub(super) replaced: Vec<(Span, AnnotationId)>,
    pub(super) notes: Vec<NumberedNote>,
    pub(super) numbers: HashMap<AnnotationId, usize>,
    pub(super) hidden: Vec<Hidden>,
}

/// A published note and its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberedNote {
    /// From 1, in reading order.
    pub number: usize,
    /// The number of its layer in [`Sources::layers`].
    pub layer: usize,
    /// The note.
    pub annotation: Arc<Annotation>,
}

/// A published annotation that readers don't see, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hidden {
    /// The annotation.
    pub id: AnnotationId,
    /// Why.
    pub reason: HiddenReason,
}

/// Why readers don't see an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HiddenReason {
    /// Another replacement of the same words stands.
    Overruled {
        /// The one that stands.
        by: AnnotationId,
    },
    /// Another replacement took the words it is about away.
    TextReplaced {
        /// The replacement.
        by: AnnotationId,
    },
    /// The termbase doesn't have its concept.
    NoSuchConcept,
    /// Its concept has no term in the language of the original.
    NoTerm,
    /// It begins or ends in code, or in a part of a heading, a link or HTML that readers don't see as text.
    InMarkup,
}

/// A piece of apparatus that is to be put in.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) order: Order,
    pub(super) layer: usize,
    pub(super) annotation: Arc<Annotation>,
    pub(super) role: Role,
    /// A gloss's words.
    pub(super) gloss: String,
}

/// The order of pieces at one point: role, the author's rank, the span that began last, age.
pub(super) type Order = (u8, i32, std::cmp::Reverse<usize>, AnnotationId);

impl Plan {
    /// Looks at all the annotations. O(n log n).
    #[must_use]
    pub fn new(sources: Sources<'_>) -> Self {
        Planner::new(sources).run()
    }

    /// A plan that shows nothing but the text.
    #[must_use]
    pub fn clean(text: &SourceText) -> Self {
        let (terms, language, style) = (Termbase::default(), LanguageTag::english(), Style::default());
        Self::new(Sources { text, layers: &[], terms: &terms, original: &language, style: &style })
    }

    /// The published notes, by number.
    #[must_use]
    pub fn notes(&self) -> &[NumberedNote] {
        &self.notes
    }

    /// The number of a published note.
    #[must_use]
    pub fn number_of(&self, id: AnnotationId) -> Option<usize> {
        self.numbers.get(&id).copied()
    }

    /// What readers don't see although it is published.
    #[must_use]
    pub fn hidden(&self) -> &[Hidden] {
        &self.hidden
    }

    /// The text it is a plan for.
    #[must_use]
    pub const fn text(&self) -> &SourceText {
        &self.text
    }

    /// The pieces of block number `index`, its whole region.
    #[must_use]
    pub fn block(&self, index: usize) -> Vec<Piece> {
        let Some(block) = self.text.blocks().get(index) else { return Vec::new() };
        let marks = self.marks_of(block);
        let mut weaver = Weaver::new(self, index, block);
        for (i, mark) in marks.iter().enumerate() {
            let next = marks.get(i + 1).filter(|next| next.at == mark.at);
            weaver.mark(mark, next);
        }
        weaver.finish()
    }

    /// The pieces of every block, in order.
    pub fn blocks(&self) -> impl Iterator<Item = Vec<Piece>> {
        (0..self.text.blocks().len()).map(|i| self.block(i))
    }

    /// All pieces, in order.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> {
        self.blocks().flatten()
    }

    /// The marks in a block, none of them inside what Markdown seals.
    fn marks_of(&self, block: &Block) -> Vec<Mark> {
        let last = block.region.end() == self.text.len();
        let from = self.marks.partition_point(|m| m.at < block.region.start());
        let to = self.marks.partition_point(|m| m.at < block.region.end() || (last && m.at == block.region.end()));
        let mut marks = self.marks.get(from..to).unwrap_or_default().to_vec();
        if !marks.is_empty() {
            to_content(block, &mut marks);
            self.unseal(block, &mut marks);
        }
        marks
    }

    fn unseal(&self, block: &Block, marks: &mut [Mark]) {
        let start = block.content.start();
        for run in sealed(&self.text, block) {
            let inside = |m: &&mut Mark| match m.role {
                // Above a block there is room for a line of its own.
                Role::Caption if m.at == start => false,
                Role::NoteMark(_) => run.holds(m.at),
                _ => !run.to_notes_only && run.holds(m.at),
            };
            marks.iter_mut().filter(inside).for_each(|m| m.at = run.range.end);
        }
        marks.sort_by_key(|m| m.at);
    }
}

/// A mark among the blank lines around a block stands at the block's end: on a line before a rule it would make a heading.
fn to_content(block: &Block, marks: &mut [Mark]) {
    let (start, end) = (block.content.start(), block.content.end());
    let runs = |m: &&mut Mark| !matches!(m.role, Role::Caption | Role::Replacement);
    marks.iter_mut().filter(runs).for_each(|m| m.at = m.at.clamp(start, end));
    marks.sort_by_key(|m| m.at);
}
