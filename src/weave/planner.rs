//! Decides what is shown where.

use std::{cmp::Reverse, sync::Arc};

use super::{Hidden, HiddenReason, NumberedNote, Plan, Role, Sources, can_replace, mentions::Mentions, place, plan::Mark};
use crate::{
    layer::{Annotation, AnnotationId, Body, Reason},
    text::Span,
};

/// Makes a [`Plan`].
pub(super) struct Planner<'a> {
    sources: Sources<'a>,
    marks: Vec<Mark>,
    replaced: Vec<(Span, AnnotationId)>,
    hidden: Vec<Hidden>,
}

/// An annotation with its place and the number of its layer.
type Placed = (Span, usize, Arc<Annotation>);

impl<'a> Planner<'a> {
    /// Nothing planned yet.
    pub(super) const fn new(sources: Sources<'a>) -> Self {
        Self { sources, marks: Vec::new(), replaced: Vec::new(), hidden: Vec::new() }
    }

    /// Looks at all the annotations: replacements first, since what they take away has no marks.
    pub(super) fn run(mut self) -> Plan {
        let all = self.sorted();
        self.replacements(&all);
        self.insertions_and_notes(&all);
        self.glosses(&all);
        self.finish()
    }

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
        wanted.sort_by_key(|(span, layer, a)| (*layer, span.start(), Reverse(span.end()), a.id));
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
        links.sort_by_key(|(at, (span, layer, a))| (*at, Reverse(span.start()), *layer, a.id));
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
        let order = (order, annotation.rank, Reverse(start), annotation.id);
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
