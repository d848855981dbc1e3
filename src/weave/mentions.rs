//! Which mention of a concept is glossed.

use std::collections::HashSet;

use super::{GlossPolicy, HiddenReason, Sources, gloss_text};
use crate::{
    layer::{Gloss, TermLink},
    terms::ConceptId,
    text::BlockKind,
};

/// The concepts mentioned so far, section by section.
pub(super) struct Mentions<'a> {
    sources: Sources<'a>,
    headings: Vec<usize>,
    seen: HashSet<(ConceptId, usize)>,
}

impl<'a> Mentions<'a> {
    /// Nothing mentioned yet.
    pub(super) fn new(sources: Sources<'a>) -> Self {
        let by_section = sources.style.gloss_policy == GlossPolicy::FirstInSection;
        let blocks = sources.text.blocks().iter().filter(|b| by_section && matches!(b.kind, BlockKind::Heading(_)));
        Self { sources, headings: blocks.map(|b| b.region.start()).collect(), seen: HashSet::new() }
    }

    /// The words of the gloss to show for a link whose gloss would stand at `at`; `None` if none is wanted.
    pub(super) fn gloss(&mut self, link: &TermLink, at: usize) -> Result<Option<String>, HiddenReason> {
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
