//! Finding things by a few letters.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

/// The numbers of the `names` that have the letters of `query`, best first; all of them in order if nothing is asked for. Case and accents don’t
/// matter, so `fensan` finds `fēnsàn`. O(length of the names).
pub(super) fn find(query: &str, names: &[String]) -> Vec<usize> {
    if query.trim().is_empty() {
        return (0..names.len()).collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, usize)> = names
        .iter()
        .enumerate()
        .filter_map(|(i, name)| {
            // The best of its parts counts: a whole short name is nearer than letters strewn over a long one.
            let parts = name.split(" · ").chain([name.as_str()]);
            let scores = parts.filter_map(|part| {
                let score = pattern.score(Utf32Str::new(part, &mut buffer), &mut matcher)?;
                let length = u32::try_from(part.chars().count()).unwrap_or(u32::MAX);
                Some(score.saturating_mul(4).saturating_sub(length.min(40)))
            });
            Some((scores.max()?, i))
        })
        .collect();
    scored.sort_by_key(|(score, i)| (std::cmp::Reverse(*score), *i));
    scored.into_iter().map(|(_, i)| i).collect()
}
