//! Finding a described place in a text that may have changed.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::Selector;
use crate::text::{SourceText, Span};

/// Where a selector's place is in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// Where it was, and nowhere else.
    Exact(Span),
    /// Quote and context stand once, elsewhere.
    Moved(Span),
    /// Quote and context stand more than once: these are the first of them.
    Ambiguous(Vec<Span>),
    /// Quote and context stand nowhere.
    Orphaned,
}

/// How many candidates an ambiguous resolution names.
const CANDIDATES: usize = 8;

/// Finds one selector's place. O(text).
#[must_use]
pub fn resolve(text: &SourceText, selector: &Selector) -> Resolution {
    resolve_all(text, std::slice::from_ref(selector)).pop().unwrap_or(Resolution::Orphaned)
}

/// Finds many selectors' places in one pass. O(text + selectors + finds).
#[must_use]
pub fn resolve_all(text: &SourceText, selectors: &[Selector]) -> Vec<Resolution> {
    let needles: Vec<(String, usize)> = selectors.iter().map(Selector::needle).collect();
    let mut found: Vec<Vec<Span>> = vec![Vec::new(); selectors.len()];
    let kept: Vec<usize> = (0..needles.len()).filter(|i| needles.get(*i).is_some_and(|(n, _)| !n.is_empty())).collect();
    let patterns = kept.iter().filter_map(|i| needles.get(*i)).map(|(n, _)| n.as_bytes());
    let automaton =
        AhoCorasick::builder().match_kind(MatchKind::Standard).kind(Some(AhoCorasickKind::NoncontiguousNFA)).build(patterns);
    let Ok(automaton) = automaton else { return vec![Resolution::Orphaned; selectors.len()] };
    for hit in automaton.find_overlapping_iter(text.as_str()) {
        let Some(&i) = kept.get(hit.pattern().as_usize()) else { continue };
        let (Some(spans), Some(selector), Some((_, lead))) = (found.get_mut(i), selectors.get(i), needles.get(i)) else {
            continue;
        };
        if spans.len() < CANDIDATES {
            let start = hit.start() + lead;
            spans.push(text.span_between(start, start + selector.exact.len()));
        }
    }
    selectors.iter().zip(found).map(|(selector, spans)| verdict(text, selector, spans)).collect()
}

fn verdict(text: &SourceText, selector: &Selector, spans: Vec<Span>) -> Resolution {
    match spans.as_slice() {
        // A point in a text that was empty has no context: it is at home only in an empty text.
        [] if text.is_empty() && selector.needle().0.is_empty() => Resolution::Exact(text.whole()),
        [] => Resolution::Orphaned,
        [span] if text.code_points(*span) == selector.position => Resolution::Exact(*span),
        [span] => Resolution::Moved(*span),
        _ => Resolution::Ambiguous(spans),
    }
}
