//! Term links, concept by concept: which mention is glossed.

use std::{cmp::Reverse, sync::Arc};

use super::{GlossPolicy, Hidden, HiddenReason, Plan, Role, gloss_text, marks::Mark, place};
use crate::{
    layer::{Annotation, AnnotationId, Body, Gloss, Placed, TermLink},
    terms::{Concept, ConceptId},
    text::Span,
    tree::Item,
};

/// A term link whose words readers see.
#[derive(Debug, Clone)]
pub(super) struct Link {
    concept: ConceptId,
    /// The number of the section it stands in; 0 where sections don't count.
    section: usize,
    /// Where its gloss would stand.
    at: usize,
    layer: usize,
    placed: Placed,
    /// Whether it counts as a mention, behind which another one needs no gloss.
    counts: bool,
}

/// Concept, section, place: the first mention of a concept in a section comes first.
type LinkKey = (ConceptId, usize, usize, Reverse<usize>, usize, AnnotationId);

impl Item for Link {
    type Key = LinkKey;
    type Sum = usize;

    fn key(&self) -> LinkKey {
        let start = Reverse(self.placed.span.start());
        (self.concept.clone(), self.section, self.at, start, self.layer, self.placed.annotation.id)
    }

    fn sum(&self) -> usize {
        1
    }
}

/// What becomes of a link's gloss.
enum Shown {
    Yes,
    No,
    Never(HiddenReason),
}

fn term_link(annotation: &Annotation) -> Option<&TermLink> {
    match &annotation.body {
        Body::TermLink(link) => Some(link),
        _ => None,
    }
}

impl Plan {
    /// What a link's gloss says, without brackets.
    pub(super) fn gloss_words(&self, annotation: &Annotation) -> Option<String> {
        let link = term_link(annotation)?;
        match &link.gloss {
            Gloss::Verbatim(words) => Some(words.clone()),
            _ => gloss_text(self.terms.get(&link.term)?, &self.original, &self.style),
        }
    }

    /// Every link to a concept, in the order of the text.
    pub fn links(&self, concept: &ConceptId) -> impl Iterator<Item = (Span, AnnotationId)> {
        self.links_of(concept).map(|link| (link.placed.span, link.placed.annotation.id))
    }

    fn links_of(&self, concept: &ConceptId) -> impl Iterator<Item = &Link> {
        let from = self.links.from(&before_section(concept, 0));
        from.take_while(move |link| link.concept == *concept)
    }

    pub(super) fn link(&self, layer: usize, placed: &Placed) -> Option<Link> {
        let term = term_link(&placed.annotation)?;
        let at = place::behind_quotes(&self.text, placed.span.end());
        let section = self.sections.partition_point(|start| *start <= at);
        Some(Link { concept: term.term.clone(), section, at, layer, placed: placed.clone(), counts: self.counts(term) })
    }

    fn counts(&self, link: &TermLink) -> bool {
        let first_only = matches!(self.style.gloss_policy, GlossPolicy::FirstInDocument | GlossPolicy::FirstInSection);
        match link.gloss {
            Gloss::Verbatim(_) => true,
            _ if self.terms.get(&link.term).is_none() => false,
            Gloss::Never => false,
            Gloss::Always => true,
            Gloss::Auto => first_only && !self.style.exempt.contains(&link.term),
        }
    }

    /// The first mention of a concept in a section.
    fn first_mention(&self, concept: &ConceptId, section: usize) -> Option<Link> {
        let from = self.links.from(&before_section(concept, section));
        from.take_while(|l| l.section == section && l.concept == *concept).find(|l| l.counts).cloned()
    }

    fn shown(&self, link: &Link, is_first: bool) -> Shown {
        let Some(term) = term_link(&link.placed.annotation) else { return Shown::No };
        if matches!(term.gloss, Gloss::Verbatim(_)) {
            return Shown::Yes;
        }
        let Some(concept) = self.terms.get(&term.term) else { return Shown::Never(HiddenReason::NoSuchConcept) };
        let wanted = match term.gloss {
            Gloss::Never => false,
            Gloss::Always | Gloss::Verbatim(_) => true,
            Gloss::Auto => match self.style.gloss_policy {
                _ if self.style.exempt.contains(&term.term) => false,
                GlossPolicy::FirstInDocument | GlossPolicy::FirstInSection => is_first,
                GlossPolicy::Always => true,
                GlossPolicy::Never => false,
            },
        };
        match wanted {
            false => Shown::No,
            true if gloss_text(concept, &self.original, &self.style).is_none() => Shown::Never(HiddenReason::NoTerm),
            true => Shown::Yes,
        }
    }

    /// Takes all links in at once. O(n log n).
    pub(super) fn take_links(&mut self, all: Vec<Link>) -> Vec<Mark> {
        let (gone, seen): (Vec<Link>, Vec<Link>) = all.into_iter().partition(|l| self.replaced_whole(l.placed.span).is_some());
        gone.iter().for_each(|link| self.hide_replaced(link));
        self.links = seen.into_iter().collect();
        let mut marks = Vec::new();
        let mut hidden = Vec::new();
        let mut mentioned: Option<(&ConceptId, usize)> = None;
        for link in self.links.iter() {
            let group = (&link.concept, link.section);
            let first = link.counts && mentioned != Some(group);
            if first {
                mentioned = Some(group);
            }
            match self.shown(link, first) {
                Shown::Yes => marks.push(self.gloss_mark(link)),
                Shown::No => {}
                Shown::Never(reason) => hidden.push(Hidden { id: link.placed.annotation.id, reason }),
            }
        }
        for each in hidden {
            self.hidden.insert(each);
        }
        marks
    }

    /// Takes a link in; one that was the first mention until now may lose its gloss. O(log n).
    pub(super) fn take_link(&mut self, link: Link) {
        if self.replaced_whole(link.placed.span).is_some() {
            return self.hide_replaced(&link);
        }
        let before = self.first_mention(&link.concept, link.section);
        self.links.insert(link.clone());
        self.settle(&link);
        if let Some(before) = before {
            self.settle(&before);
        }
    }

    /// Drops a link; the next mention may get the gloss. O(log n).
    pub(super) fn drop_link(&mut self, link: &Link) {
        self.hidden.remove(&link.placed.annotation.id);
        if self.links.remove(&link.key()).is_none() {
            return;
        }
        self.marks.remove(&self.gloss_mark(link).key());
        if let Some(next) = self.first_mention(&link.concept, link.section) {
            self.settle(&next);
        }
    }

    /// Shows a link's gloss, or doesn't, as it must be now.
    fn settle(&mut self, link: &Link) {
        let mark = self.gloss_mark(link);
        let id = link.placed.annotation.id;
        self.marks.remove(&mark.key());
        self.hidden.remove(&id);
        let first = self.first_mention(&link.concept, link.section).is_some_and(|first| first.key() == link.key());
        match self.shown(link, first) {
            Shown::Yes => drop(self.marks.insert(mark)),
            Shown::No => {}
            Shown::Never(reason) => drop(self.hidden.insert(Hidden { id, reason })),
        }
    }

    fn gloss_mark(&self, link: &Link) -> Mark {
        Mark::new(&self.text, (link.layer, &link.placed), self.visible(link.at), Role::Gloss)
    }

    fn hide_replaced(&mut self, link: &Link) {
        if let Some(by) = self.replaced_whole(link.placed.span) {
            self.hidden.insert(Hidden { id: link.placed.annotation.id, reason: HiddenReason::TextReplaced { by } });
        }
    }

    /// Goes on with a termbase in which one concept changed. O(log n), O(its links · log n) if it came, went, or got or lost its gloss.
    pub fn follow_terms(&mut self, terms: &crate::terms::Termbase, changed: &ConceptId) {
        let gloss = |c: Option<&Arc<Concept>>| c.map(|c| gloss_text(c, &self.original, &self.style).is_some());
        if gloss(self.terms.get(changed)) == gloss(terms.get(changed)) {
            self.terms = terms.clone();
            return;
        }
        let links: Vec<Link> = self.links_of(changed).cloned().collect();
        links.iter().for_each(|link| self.drop_link(link));
        self.terms = terms.clone();
        for link in links {
            if let Some(link) = self.link(link.layer, &link.placed) {
                self.take_link(link);
            }
        }
    }
}

const fn before_nothing() -> (usize, Reverse<usize>, usize, AnnotationId) {
    (0, Reverse(usize::MAX), 0, AnnotationId::from_u128(0))
}

/// The key before all links to a concept in a section and those behind it.
fn before_section(concept: &ConceptId, section: usize) -> LinkKey {
    let (at, start, layer, id) = before_nothing();
    (concept.clone(), section, at, start, layer, id)
}
