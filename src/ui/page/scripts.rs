//! Which runs of a text are Chinese, so that the punctuation among Han characters comes from the Chinese font.

use std::ops::Range;

use crate::text::is_cjk;

/// Splits a text into runs, each Chinese or not, in bytes. Quotation marks, dashes and dots that both scripts have go with their
/// neighbours: a closing one with what is before it, an opening one with what is behind. `……` and `——` are Chinese if either neighbour is, and
/// never torn apart.
pub(crate) fn script_runs(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut runs: Vec<(Range<usize>, bool)> = Vec::new();
    let mut rest = text;
    let mut before = None;
    let mut behind_han = false;
    while let Some(c) = rest.chars().next() {
        let sign = sign(rest, c);
        let (here, behind) = rest.split_at_checked(sign).unwrap_or((rest, ""));
        let next = behind.chars().next();
        // The next character that has a script of its own decides for a row of marks.
        let own = behind.chars().find(|n| !is_shared(*n));
        let han = match c {
            '…' | '—' if here.len() > c.len_utf8() => behind_han || own.is_some_and(is_cjk),
            '”' | '’' | '…' | '—' | '·' => {
                behind_han && next.is_none_or(|n| is_cjk(n) || is_shared(n) || n.is_whitespace())
            }
            '“' | '‘' => own.is_some_and(is_cjk) && before.is_none_or(|b| is_cjk(b) || is_shared(b)),
            _ => is_cjk(c),
        };
        let start = text.len() - rest.len();
        let end = start + here.len();
        match runs.last_mut() {
            Some((range, same)) if *same == han => range.end = end,
            _ => runs.push((start..end, han)),
        }
        (before, behind_han, rest) = (Some(c), han, behind);
    }
    runs
}

/// How many bytes the sign that begins with `c` has: a row of dots or dashes is one.
fn sign(text: &str, c: char) -> usize {
    let signs = if matches!(c, '…' | '—') { text.chars().take_while(|n| *n == c).count() } else { 1 };
    signs * c.len_utf8()
}

const fn is_shared(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

#[cfg(test)]
mod tests {
    use super::script_runs;

    /// The Chinese runs in brackets.
    fn marked(text: &str) -> String {
        let run = |(range, han): (std::ops::Range<usize>, bool)| {
            let part = text.get(range).unwrap();
            if han { format!("⟦{part}⟧") } else { part.to_owned() }
        };
        script_runs(text).into_iter().map(run).collect()
    }

    #[test]
    fn marks_among_chinese_are_chinese() {
        assert_eq!(marked("他说：“多边主义。”而"), "⟦他说：“多边主义。”而⟧");
        assert_eq!(marked("阿达·彭哈洛"), "⟦阿达·彭哈洛⟧");
        assert_eq!(marked("他答道——“是的”。"), "⟦他答道——“是的”。⟧");
    }

    #[test]
    fn marks_among_english_are_english() {
        assert_eq!(marked("“Multilateral” — or “多边” — is"), "“Multilateral” — or “⟦多边⟧” — is".replace("⟧”", "”⟧"));
        assert_eq!(marked("states—all of them…"), "states—all of them…");
    }

    #[test]
    fn dots_and_dashes_of_six_are_one_sign() {
        assert_eq!(marked("而WTO规则……——却"), "⟦而⟧WTO⟦规则……——却⟧");
        assert_eq!(marked("WTO——世界"), "WTO⟦——世界⟧");
        assert_eq!(marked("规则……WTO"), "⟦规则……⟧WTO");
    }
}
