//! Chinese words: which characters belong together.
//!
//! The dictionary is that of jieba (<https://github.com/fxsjy/jieba>). It takes a tenth of a second and 33 MB, so it is loaded only when
//! it is first needed, by a thread that may wait; until then every character is a word of its own.

use std::{ops::Range, sync::OnceLock};

use jieba_rs::Jieba;

use super::{SourceText, Span, is_han};

static DICTIONARY: OnceLock<Jieba> = OnceLock::new();

/// How many characters on either side of a place are looked at. Words are short; a line of a whole book is not.
const REACH: usize = 100;

/// Loads the dictionary, if that was not done before. Takes long: not for a thread that draws.
pub fn load() {
    DICTIONARY.get_or_init(Jieba::new);
}

/// Whether the dictionary is there.
#[must_use]
pub fn are_known() -> bool {
    DICTIONARY.get().is_some()
}

/// Whether a span begins in Chinese whose words can't be told yet.
#[must_use]
pub fn are_wanted(text: &SourceText, span: Span) -> bool {
    !are_known() && text.slice(span).starts_with(is_han)
}

/// The word that holds the Han character at byte `at`; `None` if there is none, or no dictionary.
pub(super) fn word_at(text: &str, at: usize) -> Option<Range<usize>> {
    let dictionary = DICTIONARY.get()?;
    let (before, behind) = text.split_at_checked(at)?;
    if !behind.starts_with(is_han) {
        return None;
    }
    let back: usize = before.chars().rev().take(REACH).take_while(|c| is_han(*c)).map(char::len_utf8).sum();
    let on: usize = behind.chars().take(REACH).take_while(|c| is_han(*c)).map(char::len_utf8).sum();
    let start = at - back;
    // New names are found by their characters (the argument `true`), since no dictionary has them all.
    let words = dictionary.cut(text.get(start..at + on)?, true);
    let here = words.iter().position(|w| back < w.byte_end)?;
    let word = |i: usize| words.get(i).map(|w| (start + w.byte_start..start + w.byte_end, w.word));
    let (mut range, own) = word(here)?;
    if let Some((before, _)) = here.checked_sub(1).and_then(word).filter(|(_, before)| joins(before, own)) {
        range.start = before.start;
    } else if let Some((next, _)) = word(here + 1).filter(|(_, next)| joins(own, next)) {
        range.end = next.end;
    }
    Some(range)
}

/// Whether the second of two words only ends the first: a dictionary can’t have every -ism, and this one has 多边 and 主义 apart.
fn joins(word: &str, ending: &str) -> bool {
    ["主义", "主义者"].contains(&ending) && word.chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::{load, word_at};

    fn words(text: &str, of: &[char]) -> Vec<String> {
        load();
        let at = |c: &char| text.find(*c).and_then(|at| word_at(text, at)).and_then(|range| text.get(range));
        of.iter().map(|c| at(c).unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn a_word_is_found_from_any_of_its_characters() {
        assert_eq!(
            words("主张多边主义的国家", &['张', '多', '边', '义', '的', '家']),
            ["主张", "多边主义", "多边主义", "多边主义", "的", "国家"]
        );
    }

    #[test]
    fn latin_letters_and_marks_are_no_chinese_words() {
        assert_eq!(words("遵守WTO规则。", &['守', 'W', '则', '。']), ["遵守", "", "规则", ""]);
    }

    #[test]
    fn in_a_line_of_a_whole_book_only_what_is_near_is_looked_at() {
        let text = format!("{}贸易组织{}", "国家".repeat(2_000), "规则".repeat(2_000));
        assert_eq!(words(&text, &['贸', '织']), ["贸易组织", "贸易组织"]);
    }
}
