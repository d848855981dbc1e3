//! One look at all annotations: what is shown where.

use std::sync::Arc;

use super::{
    Apparatus, GlossPolicy, Piece, Role, Style,
    links::Link,
    marks::{Mark, MarkKey, first_at},
    replacements::Replaced,
    sealed::sealed,
    weaver::Weaver,
};
use crate::{
    layer::{Annotation, AnnotationId, Layer, Placed},
    terms::{LanguageTag, Termbase},
    text::{Block, BlockKind, SourceText},
    tree::{Item, Tree},
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

/// What is shown where. Made in O(n log n) of the annotations; [`Plan::block`] then costs what that block holds, and [`Plan::follow`] keeps it true
/// at the cost of what changed. A clone costs nothing.
#[derive(Debug, Clone)]
pub struct Plan {
    pub(super) text: SourceText,
    pub(super) style: Arc<Style>,
    pub(super) original: LanguageTag,
    pub(super) terms: Termbase,
    pub(super) layers: Vec<Layer>,
    /// Where sections begin, if glosses go by sections.
    pub(super) sections: Arc<[usize]>,
    pub(super) marks: Tree<Mark>,
    pub(super) replaced: Tree<Replaced>,
    pub(super) links: Tree<Link>,
    pub(super) hidden: Tree<Hidden>,
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

impl Item for Hidden {
    type Key = AnnotationId;
    type Sum = ();

    fn key(&self) -> AnnotationId {
        self.id
    }

    fn sum(&self) {}
}

impl Plan {
    /// Looks at all the annotations. O(n log n).
    #[must_use]
    pub fn new(sources: Sources<'_>) -> Self {
        let Sources { text, layers, terms, original, style } = sources;
        let mut plan = Self {
            text: text.clone(),
            style: Arc::new(style.clone()),
            original: original.clone(),
            terms: terms.clone(),
            layers: layers.iter().map(|layer| (*layer).clone()).collect(),
            sections: sections(text, style),
            marks: Tree::default(),
            replaced: Tree::default(),
            links: Tree::default(),
            hidden: Tree::default(),
        };
        plan.look_at_all();
        plan
    }

    /// Replacements first, since what they take away has no marks.
    fn look_at_all(&mut self) {
        self.replace_anew(self.text.whole());
        let (mut marks, mut links) = (Vec::new(), Vec::new());
        for (i, layer) in self.layers.iter().enumerate() {
            for placed in layer.places().iter() {
                match self.link(i, placed) {
                    Some(link) => links.push(link),
                    None => marks.extend(self.simple_mark(i, placed)),
                }
            }
        }
        marks.extend(self.take_links(links));
        marks.extend(self.marks.iter().cloned());
        self.marks = marks.into_iter().collect();
    }

    /// A plan that shows nothing but the text.
    #[must_use]
    pub fn clean(text: &SourceText) -> Self {
        let (terms, language, style) = (Termbase::default(), LanguageTag::english(), Style::default());
        Self::new(Sources { text, layers: &[], terms: &terms, original: &language, style: &style })
    }

    /// The published notes, by number.
    pub fn notes(&self) -> impl Iterator<Item = NumberedNote> {
        let notes = self.marks.iter().filter(|m| matches!(m.role, Role::NoteMark(_)));
        notes.zip(1..).map(|(m, number)| NumberedNote { number, layer: m.layer, annotation: Arc::clone(&m.annotation) })
    }

    /// How many notes are published. O(1).
    #[must_use]
    pub fn note_count(&self) -> usize {
        self.marks.total()
    }

    /// The number of a published note. O(log n).
    #[must_use]
    pub fn number_of(&self, id: AnnotationId) -> Option<usize> {
        let mut layers = self.layers.iter().enumerate();
        let (layer, annotation) = layers.find_map(|(i, layer)| Some((i, layer.get(id)?)))?;
        let mark = self.simple_mark(layer, &Placed::of(annotation)?)?;
        matches!(mark.role, Role::NoteMark(_)).then(|| self.marks.sum_before(&mark.key()) + 1)
    }

    /// The annotation of a piece.
    #[must_use]
    pub fn annotation(&self, piece: &Apparatus) -> Option<&Arc<Annotation>> {
        self.layers.get(piece.layer)?.get(piece.id)
    }

    /// What readers don't see although it is published.
    #[must_use]
    pub fn hidden(&self) -> Vec<Hidden> {
        self.hidden.iter().copied().collect()
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
        let from = first_at(block.region.start());
        let here = |m: &&Mark| m.at < block.region.end() || (last && m.at == block.region.end());
        let mut marks: Vec<Mark> = self.marks.from(&from).take_while(here).cloned().collect();
        if !marks.is_empty() {
            self.number(&from, &mut marks);
            to_content(block, &mut marks);
            self.unseal(block, &mut marks);
        }
        marks
    }

    /// Tells notes their numbers.
    fn number(&self, from: &MarkKey, marks: &mut [Mark]) {
        let mut before = self.marks.sum_before(from);
        for mark in marks {
            if let Role::NoteMark(number) = &mut mark.role {
                before += 1;
                *number = before;
            }
        }
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

/// Where the sections of a text begin, if glosses go by sections.
fn sections(text: &SourceText, style: &Style) -> Arc<[usize]> {
    let by_section = style.gloss_policy == GlossPolicy::FirstInSection;
    let headings = text.blocks().iter().filter(|b| by_section && matches!(b.kind, BlockKind::Heading(_)));
    headings.map(|b| b.region.start()).collect()
}
