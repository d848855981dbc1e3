//! One look at all annotations: what is shown where.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use super::{
    Apparatus, GlossPolicy, Piece, Role, Style, gloss_text, place,
    spacing::{blank_after, blank_before, inside_word},
};
use crate::{
    layer::{Annotation, AnnotationId, Body, Brackets, Gloss, Insertion, Layer, Reason, Spacing, TermLink},
    terms::{ConceptId, LanguageTag, Termbase},
    text::{Block, BlockKind, InlineKind, SourceText, Span, Syntax, inline_runs},
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
    text: SourceText,
    brackets: (String, String),
    gloss_brackets: (String, String),
    marks: Vec<Mark>,
    replaced: Vec<(Span, AnnotationId)>,
    notes: Vec<NumberedNote>,
    numbers: HashMap<AnnotationId, usize>,
    hidden: Vec<Hidden>,
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
    /// Its words are in code, or in a part of a link or of HTML that readers don't see as text.
    InMarkup,
}

#[derive(Debug, Clone)]
struct Mark {
    at: usize,
    order: Order,
    layer: usize,
    annotation: Arc<Annotation>,
    role: Role,
    /// A gloss's words.
    gloss: String,
}

/// The order of pieces at one point: role, the author's rank, the span that began last, age.
type Order = (u8, i32, std::cmp::Reverse<usize>, AnnotationId);

impl Plan {
    /// Looks at all the annotations. O(n log n).
    #[must_use]
    pub fn new(sources: Sources<'_>) -> Self {
        let mut planner = Planner { sources, marks: Vec::new(), replaced: Vec::new(), hidden: Vec::new() };
        let all = planner.sorted();
        planner.replacements(&all);
        planner.insertions_and_notes(&all);
        planner.glosses(&all);
        planner.finish()
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

/// Whether words can stand in place of a span: not if it begins or ends inside code, HTML or a link's address. O(its blocks' length).
#[must_use]
pub fn can_replace(text: &SourceText, span: Span) -> bool {
    let end_in_markup = !span.is_empty() && is_sealed(text, span.end());
    !is_sealed(text, span.start()) && !end_in_markup
}

/// Whether a point lies inside what Markdown seals. O(block).
fn is_sealed(text: &SourceText, at: usize) -> bool {
    let block = text.blocks().get(text.block_at(at));
    block.is_some_and(|block| sealed(text, block).iter().any(|s| !s.to_notes_only && s.holds(at)))
}

/// A mark among the blank lines around a block stands at the block's end: on a line before a rule it would make a heading.
fn to_content(block: &Block, marks: &mut [Mark]) {
    let (start, end) = (block.content.start(), block.content.end());
    let runs = |m: &&mut Mark| !matches!(m.role, Role::Caption | Role::Replacement);
    marks.iter_mut().filter(runs).for_each(|m| m.at = m.at.clamp(start, end));
    marks.sort_by_key(|m| m.at);
}

/// Where in a block nothing may be put in, or no note's mark, or it would break the Markdown.
struct Sealed {
    /// Bytes of the text.
    range: Range<usize>,
    to_notes_only: bool,
    /// Whether its start is sealed too: what stands before a `#` or a fence unmakes it.
    from_start: bool,
}

impl Sealed {
    const fn holds(&self, at: usize) -> bool {
        let after_start = if self.from_start { self.range.start <= at } else { self.range.start < at };
        after_start && at < self.range.end
    }
}

fn sealed(text: &SourceText, block: &Block) -> Vec<Sealed> {
    let content = block.content;
    let source = text.slice(content);
    if text.syntax() == Syntax::Plain {
        return Vec::new();
    }
    if matches!(block.kind, BlockKind::Code | BlockKind::Rule) {
        return vec![Sealed { range: content.range(), to_notes_only: false, from_start: true }];
    }
    let mut found = Vec::new();
    let lead = lead(block, source);
    if lead > 0 {
        found.push(Sealed { range: content.start()..content.start() + lead, to_notes_only: false, from_start: true });
    }
    if source.contains(['`', '<', '[']) {
        found.extend(inline_runs(source).into_iter().filter_map(|run| {
            let to_notes_only = match run.kind {
                InlineKind::Sealed => false,
                InlineKind::Link => true,
                InlineKind::Emphasis | InlineKind::Strong | InlineKind::Code | InlineKind::Mark => return None,
            };
            let range = content.start() + run.range.start..content.start() + run.range.end;
            Some(Sealed { range, to_notes_only, from_start: false })
        }));
    }
    found
}

/// How many bytes of marks begin a heading, a quotation or the item of a list: `## `, `> `, `- `, `12. `.
fn lead(block: &Block, source: &str) -> usize {
    let marks: &[char] = match block.kind {
        _ if block.continues => return 0,
        BlockKind::Heading(_) => &['#'],
        BlockKind::Quote => &['>'],
        BlockKind::ListItem => &['-', '*', '+', '.', ')', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
        BlockKind::TableRow => &['|'],
        BlockKind::Paragraph | BlockKind::Code | BlockKind::Rule => return 0,
    };
    let blank = |c: char| c == ' ' || c == '\t';
    let rest = source.trim_start_matches(blank).trim_start_matches(marks);
    if rest.len() == source.len() || !(rest.is_empty() || rest.starts_with(blank)) {
        return 0;
    }
    source.len() - rest.trim_start_matches(blank).len()
}

/// Makes a [`Plan`].
struct Planner<'a> {
    sources: Sources<'a>,
    marks: Vec<Mark>,
    replaced: Vec<(Span, AnnotationId)>,
    hidden: Vec<Hidden>,
}

/// An annotation with its place and the number of its layer.
type Placed = (Span, usize, Arc<Annotation>);

impl Planner<'_> {
    /// Every published annotation that has a place, by place; at one place the earlier layer's first.
    fn sorted(&self) -> Vec<Placed> {
        let layers = self.sources.layers.iter().enumerate();
        let placed = layers.flat_map(|(i, layer)| layer.placed().map(move |(span, a)| (span, i, Arc::clone(a))));
        let mut all: Vec<Placed> = placed.filter(|(_, _, a)| a.body.kind().is_published()).collect();
        if self.sources.layers.len() > 1 {
            all.sort_by_key(|(span, layer, a)| (*span, *layer, a.rank, a.id));
        }
        all
    }

    /// Of replacements that overlap, that of the earlier layer stands; in one layer the one that begins first, then the longer.
    fn replacements(&mut self, all: &[Placed]) {
        let mut wanted: Vec<&Placed> = all.iter().filter(|(span, _, a)| is_replacement(*span, a)).collect();
        wanted.sort_by_key(|(span, layer, a)| (*layer, span.start(), std::cmp::Reverse(span.end()), a.id));
        let mut stands: Vec<(Span, AnnotationId)> = Vec::new();
        for placed in wanted {
            let (span, _, annotation) = placed;
            if !can_replace(self.sources.text, *span) {
                self.hidden.push(Hidden { id: annotation.id, reason: HiddenReason::InMarkup });
                continue;
            }
            let at = stands.partition_point(|(s, _)| s.end() <= span.start());
            match stands.get(at).filter(|(s, _)| s.start() < span.end()) {
                Some((_, by)) => {
                    self.hidden.push(Hidden { id: annotation.id, reason: HiddenReason::Overruled { by: *by } });
                }
                None => {
                    stands.insert(at, (*span, annotation.id));
                    self.push(span.start(), placed, Role::Replacement);
                }
            }
        }
        self.replaced = stands;
    }

    fn insertions_and_notes(&mut self, all: &[Placed]) {
        for placed in all {
            let (span, _, annotation) = placed;
            match &annotation.body {
                Body::Insertion(insertion) if span.is_empty() => {
                    let caption = insertion.reason == Reason::Caption && self.on_its_own_line(span.start());
                    let role = if caption { Role::Caption } else { Role::Insertion };
                    self.push(self.visible(span.start()), placed, role);
                }
                Body::Note(_) => {
                    let at = self.visible(place::behind_punctuation(self.sources.text, span.end()));
                    self.push(at, placed, Role::NoteMark(0));
                }
                _ => {}
            }
        }
    }

    fn glosses(&mut self, all: &[Placed]) {
        let link = |a: &Placed| matches!(a.2.body, Body::TermLink(_));
        let mut links: Vec<(usize, &Placed)> =
            all.iter().filter(|a| link(a)).map(|a| (place::behind_quotes(self.sources.text, a.0.end()), a)).collect();
        links.sort_by_key(|(at, (span, layer, a))| (*at, std::cmp::Reverse(span.start()), *layer, a.id));
        let mut mentions = Mentions::new(self.sources);
        for (at, placed) in links {
            let (span, _, annotation) = placed;
            let Body::TermLink(link) = &annotation.body else { continue };
            if let Some(by) = self.replaced_whole(*span) {
                self.hidden.push(Hidden { id: annotation.id, reason: HiddenReason::TextReplaced { by } });
                continue;
            }
            match mentions.gloss(link, at) {
                Ok(Some(words)) => {
                    self.push(self.visible(at), placed, Role::Gloss);
                    if let Some(mark) = self.marks.last_mut() {
                        mark.gloss = words;
                    }
                }
                Ok(None) => {}
                Err(reason) => self.hidden.push(Hidden { id: annotation.id, reason }),
            }
        }
    }

    fn push(&mut self, at: usize, (span, layer, annotation): &Placed, role: Role) {
        let first = self.sources.text.blocks().get(self.sources.text.block_at(at)).is_some_and(|b| b.content.start() == at);
        let order = match role {
            Role::Caption if first => 0,
            Role::Gloss => 1,
            Role::Insertion => 2,
            Role::NoteMark(_) => 3,
            Role::Caption => 4,
            Role::Replacement => 5,
        };
        // Of two notes the one that began first has the lower number; of two glosses the inner term's comes first.
        let start = if matches!(role, Role::NoteMark(_)) { usize::MAX - span.start() } else { span.start() };
        let order = (order, annotation.rank, std::cmp::Reverse(start), annotation.id);
        self.marks.push(Mark { at, order, layer: *layer, annotation: Arc::clone(annotation), role, gloss: String::new() });
    }

    /// The nearest point not inside replaced text, at or behind `at`.
    fn visible(&self, at: usize) -> usize {
        let i = self.replaced.partition_point(|(s, _)| s.end() <= at);
        self.replaced.get(i).filter(|(s, _)| s.start() < at).map_or(at, |(s, _)| s.end())
    }

    fn replaced_whole(&self, span: Span) -> Option<AnnotationId> {
        let i = self.replaced.partition_point(|(s, _)| s.end() < span.end());
        self.replaced.get(i).filter(|(s, _)| s.contains(span) && !span.is_empty()).map(|(_, by)| *by)
    }

    /// Whether a point is at an end of a block, so that a caption there stands between paragraphs.
    fn on_its_own_line(&self, at: usize) -> bool {
        let text = self.sources.text;
        text.blocks().get(text.block_at(at)).is_some_and(|b| at <= b.content.start() || at >= b.content.end())
    }

    fn finish(mut self) -> Plan {
        self.marks.sort_by_key(|m| (m.at, m.order));
        let mut notes = Vec::new();
        for mark in &mut self.marks {
            if let Role::NoteMark(number) = &mut mark.role {
                *number = notes.len() + 1;
                notes.push(NumberedNote { number: *number, layer: mark.layer, annotation: Arc::clone(&mark.annotation) });
            }
        }
        Plan {
            text: self.sources.text.clone(),
            brackets: self.sources.style.insertion_brackets.clone(),
            gloss_brackets: self.sources.style.gloss_brackets.clone(),
            marks: self.marks,
            replaced: self.replaced,
            numbers: notes.iter().map(|n| (n.annotation.id, n.number)).collect(),
            notes,
            hidden: self.hidden,
        }
    }
}

fn is_replacement(span: Span, annotation: &Annotation) -> bool {
    !span.is_empty() && matches!(annotation.body, Body::Insertion(_))
}

/// Which mention of a concept is glossed.
struct Mentions<'a> {
    sources: Sources<'a>,
    headings: Vec<usize>,
    seen: HashSet<(ConceptId, usize)>,
}

impl<'a> Mentions<'a> {
    fn new(sources: Sources<'a>) -> Self {
        let by_section = sources.style.gloss_policy == GlossPolicy::FirstInSection;
        let blocks = sources.text.blocks().iter().filter(|b| by_section && matches!(b.kind, BlockKind::Heading(_)));
        Self { sources, headings: blocks.map(|b| b.region.start()).collect(), seen: HashSet::new() }
    }

    /// The words of the gloss to show for a link whose gloss would stand at `at`; `None` if none is wanted.
    fn gloss(&mut self, link: &TermLink, at: usize) -> Result<Option<String>, HiddenReason> {
        if let Gloss::Verbatim(words) = &link.gloss {
            self.mention(&link.term, at);
            return Ok(Some(words.clone()));
        }
        let concept = self.sources.terms.get(&link.term).ok_or(HiddenReason::NoSuchConcept)?;
        let style = self.sources.style;
        let wanted = match link.gloss {
            Gloss::Never => return Ok(None),
            Gloss::Always | Gloss::Verbatim(_) => {
                self.mention(&link.term, at);
                true
            }
            Gloss::Auto if style.exempt.contains(&link.term) => false,
            Gloss::Auto => match style.gloss_policy {
                GlossPolicy::FirstInDocument | GlossPolicy::FirstInSection => self.mention(&link.term, at),
                GlossPolicy::Always => true,
                GlossPolicy::Never => false,
            },
        };
        if !wanted {
            return Ok(None);
        }
        gloss_text(concept, self.sources.original, style).map(Some).ok_or(HiddenReason::NoTerm)
    }

    /// Notes a glossed mention; whether it is the first one.
    fn mention(&mut self, term: &ConceptId, at: usize) -> bool {
        let section = self.headings.partition_point(|start| *start <= at);
        self.seen.insert((term.clone(), section))
    }
}

/// Puts one block together.
struct Weaver<'a> {
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
    fn new(plan: &'a Plan, index: usize, block: &'a Block) -> Self {
        let start = block.region.start();
        let left = plan.text.split_at(start).0.chars().next_back();
        let mut weaver = Self { plan, block, index, pieces: Vec::new(), done: start, left, owed: false };
        // A replacement that began in a block before reaches into this one.
        let i = plan.replaced.partition_point(|(s, _)| s.end() <= start);
        if let Some((span, by)) = plan.replaced.get(i).filter(|(s, _)| s.start() < start) {
            weaver.replace(*span, *by);
        }
        weaver
    }

    fn mark(&mut self, mark: &Mark, next: Option<&Mark>) {
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
                (self.plan.brackets.clone(), words.clone())
            }
            (Body::Insertion(Insertion { words, .. }), _) => (none(), words.clone()),
            _ => (self.plan.gloss_brackets.clone(), mark.gloss.clone()),
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

    fn finish(mut self) -> Vec<Piece> {
        self.text_up_to(self.block.region.end());
        self.pieces
    }
}
