//! What a gloss says.

use super::{GlossOrder, Style};
use crate::terms::{Concept, LanguageTag, Term};

/// A concept's gloss in the terms of `language`, without brackets; `None` if it has no term there.
#[must_use]
pub fn gloss_text(concept: &Concept, language: &LanguageTag, style: &Style) -> Option<String> {
    let terms: Vec<String> = concept.preferred_in(language).into_iter().map(|t| one(t, style.gloss_order)).collect();
    let text = terms.join(&style.alternatives);
    (!text.is_empty()).then_some(text)
}

fn one(term: &Term, order: GlossOrder) -> String {
    let Term { text, romanisation, .. } = term;
    match order {
        _ if romanisation.is_empty() => text.clone(),
        GlossOrder::Characters => text.clone(),
        GlossOrder::RomanisationCharacters => format!("{romanisation} {text}"),
        GlossOrder::CharactersRomanisation => format!("{text} {romanisation}"),
    }
}
