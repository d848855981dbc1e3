//! Where rows end: the rules of Chinese type that egui's own line breaking does not know.
//!
//! egui lays out first, and only the ends of its rows are looked at. A paragraph in which one offends is broken anew from there on, by widths that are
//! known already: line ends are put into a copy of what is laid out, and taken out of the rows again, so that whoever asks the galley about a
//! place finds rows as egui makes them and never learns of a line end that is not in the text.
//!
//! The rules are those of GB/T 15834-2011, 5.1, and of the W3C's "Requirements for Chinese Text Layout", 3.1.2; which blanks and hyphens
//! may end a row, of Unicode Standard Annex 14.

use std::sync::Arc;

use egui::{
    Galley,
    epaint::text::{FontsView, Glyph, PlacedRow},
    text::LayoutJob,
};

use crate::text::is_cjk;

/// What is to be laid out, and where its rows end if egui's breaking is not good enough.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lines {
    job: Arc<LayoutJob>,
    ended: Option<Ended>,
}

/// The same with line ends put in.
#[derive(Debug, Clone)]
struct Ended {
    job: LayoutJob,
    /// Where they are, in characters of this text; ascending.
    at: Vec<usize>,
}

impl Lines {
    /// Lines that are broken as egui does.
    pub(crate) fn plain(job: LayoutJob) -> Self {
        Self { job: Arc::new(job), ended: None }
    }

    /// Lines none of which offends, if there is any other place to break them. O(text) once, so the result is worth keeping; it is good as long
    /// as the fonts and the scale of the screen are.
    pub(crate) fn well_broken(self, fonts: &mut FontsView<'_>) -> Self {
        let galley = fonts.layout_job(LayoutJob::clone(&self.job));
        let at = row_ends(&galley, self.job.wrap.max_width.round());
        let ended = (!at.is_empty()).then(|| end_rows(&self.job, &at));
        Self { ended, ..self }
    }

    /// Lays them out. What did not change since the last frame, egui remembers.
    pub(crate) fn galley(&self, fonts: &mut FontsView<'_>) -> Arc<Galley> {
        let Some(ended) = &self.ended else { return fonts.layout_job(LayoutJob::clone(&self.job)) };
        let mut galley = Galley::clone(&fonts.layout_job(ended.job.clone()));
        galley.job = Arc::clone(&self.job);
        let mut behind = 0;
        let mut ends = ended.at.iter().peekable();
        for row in &mut galley.rows {
            behind += usize::from(row.char_count_including_newline());
            if ends.next_if(|end| **end + 1 == behind).is_some() {
                row.ends_with_newline = false;
            }
        }
        Arc::new(galley)
    }
}

/// The characters before which rows are to end, where egui's rows are not good enough. A look at the ends of the rows if they are.
fn row_ends(galley: &Galley, width: f32) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    for paragraph in galley.rows.split_inclusive(|row| row.ends_with_newline) {
        let pairs = paragraph.iter().zip(paragraph.iter().skip(1));
        if let Some(bad) = pairs.map(|(row, next)| is_bad(row, next, width)).position(|bad| bad) {
            let before: usize = paragraph.iter().take(bad).map(|row| row.glyphs.len()).sum();
            let rest: Vec<Glyph> = paragraph.iter().skip(bad).flat_map(|row| row.glyphs.iter().copied()).collect();
            ends.extend(fill(&rest, width).into_iter().map(|end| start + before + end));
        }
        start += paragraph.iter().map(|row| usize::from(row.char_count_including_newline())).sum::<usize>();
    }
    ends
}

/// Whether a row may not end where it does, or could have held more: egui takes rare characters and full-width letters for parts of one long word.
fn is_bad(row: &PlacedRow, next: &PlacedRow, width: f32) -> bool {
    let (before, after) = (row.glyphs.as_slice(), next.glyphs.as_slice());
    if place(before, after) == Place::Never {
        return true;
    }
    let Some(first) = after.first().filter(|g| is_cjk(g.chr)) else { return false };
    let used: f32 = before.iter().map(|g| g.advance_width).sum();
    // A tenth of a character's width is left for what rounding does.
    used + first.advance_width * 1.1 <= width && after.split_at_checked(1).is_some_and(|(a, b)| place(a, b) == Place::Good)
}

/// Fills rows of a width one after another, each as full as it may be: where all but the last end. O(text).
fn fill(glyphs: &[Glyph], width: f32) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut rest = glyphs;
    let mut start = 0;
    while let Some(count) = first_row(rest, width) {
        start += count;
        ends.push(start);
        rest = rest.split_at_checked(count).map_or(&[], |(_, rest)| rest);
    }
    ends
}

/// How many glyphs stand in the first row; `None` if all of them do.
fn first_row(glyphs: &[Glyph], width: f32) -> Option<usize> {
    let mut used = 0.0;
    let mut best: Option<(Place, usize)> = None;
    for (i, glyph) in glyphs.iter().enumerate() {
        let here = glyphs.split_at_checked(i).map_or(Place::Never, |(before, after)| place(before, after));
        if here > Place::Never && best.is_none_or(|(place, _)| here >= place) {
            best = Some((here, i));
        }
        used += glyph.advance_width;
        if used > width && i > 0 {
            // Where nothing may be torn, something has to be.
            return Some(best.map_or(i, |(_, at)| at));
        }
    }
    None
}

/// How good a place between two glyphs is for a row to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// No row may end here.
    Never,
    /// Inside a word, if all else fails.
    Word,
    /// Behind a hyphen or a slash.
    Joint,
    /// Between words, or beside a Chinese character.
    Good,
}

/// How good the place between `before` and `after` is.
fn place(before: &[Glyph], after: &[Glyph]) -> Place {
    const NO_BREAK: char = '\u{A0}';
    let (Some(last), Some(first)) = (before.last(), after.first()) else { return Place::Never };
    let (a, b) = (last.chr, first.chr);
    // The number of a note is set lower than the line it belongs to.
    let raised = first.line_height < last.line_height;
    if raised || first.advance_width <= 0.0 || b.is_whitespace() || a == NO_BREAK || is_one_sign(a, b) {
        return Place::Never;
    }
    if a.is_whitespace() {
        let word = before.iter().rev().find(|g| !g.chr.is_whitespace()).map(|g| g.chr);
        let bad = word.is_some_and(opens_a_bracket) || closes_in_chinese(b);
        return if bad { Place::Never } else { Place::Good };
    }
    if opens_a_bracket(a) || opens_a_quotation(a) || never_begins(b) {
        return Place::Never;
    }
    match a {
        '-' | '–' | '/' => Place::Joint,
        '—' | '…' | '”' => Place::Good,
        _ if is_cjk(a) || is_cjk(b) || a == '\u{200B}' => Place::Good,
        _ => Place::Word,
    }
}

/// Whether two characters are halves of one sign: `……`, `——`.
fn is_one_sign(a: char, b: char) -> bool {
    a == b && matches!(a, '…' | '—' | '⋯' | '―')
}

/// Whether no row may end with a character, even if a blank is behind it.
const fn opens_a_bracket(c: char) -> bool {
    matches!(c, '（' | '《' | '「' | '『' | '【' | '〈' | '〔' | '［' | '｛' | '〖' | '〘' | '〚' | '｟' | '〝' | '(' | '[' | '{')
}

/// Whether a character belongs to what is behind it, unless a blank is between: marks that other languages close with, and signs of currencies.
const fn opens_a_quotation(c: char) -> bool {
    matches!(c, '“' | '‘' | '￥' | '¥' | '＄' | '$' | '￡' | '£' | '€')
}

/// Whether a character never begins a row, even if a blank is before it.
const fn closes_in_chinese(c: char) -> bool {
    let stop = matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？' | '．' | '％' | '｡' | '､');
    stop || matches!(
        c,
        '）' | '》'
            | '」'
            | '』'
            | '】'
            | '〉'
            | '〕'
            | '］'
            | '｝'
            | '〗'
            | '〙'
            | '〛'
            | '｠'
            | '〞'
            | '〟'
            | ')'
            | ']'
            | '}'
    )
}

/// Whether a character belongs to what is before it.
const fn never_begins(c: char) -> bool {
    let latin = matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '%' | '‰' | '”' | '’' | '…' | '⋯' | '·' | '•' | '‧' | '–' | '-');
    let kana = matches!(
        c,
        'ぁ' | 'ぃ'
            | 'ぅ'
            | 'ぇ'
            | 'ぉ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ァ'
            | 'ィ'
            | 'ゥ'
            | 'ェ'
            | 'ォ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
            | 'ー'
    );
    latin || kana || closes_in_chinese(c) || matches!(c, '・' | '～' | '々' | '〻' | '℃' | '／' | '‼' | '⁇' | '⁈' | '⁉')
}

/// A copy of a job with line ends before the characters `at`. A line end belongs to the section before it.
fn end_rows(job: &LayoutJob, at: &[usize]) -> Ended {
    let mut text = String::with_capacity(job.text.len() + at.len());
    let mut bytes = Vec::with_capacity(at.len());
    let mut wanted = at.iter().peekable();
    for (i, (byte, c)) in job.text.char_indices().enumerate() {
        if wanted.next_if(|w| **w == i).is_some() {
            bytes.push(byte);
            text.push('\n');
        }
        text.push(c);
    }
    let moved = |to: egui::text::ByteIndex| to + bytes.partition_point(|b| *b <= usize::from(to));
    let mut ended = job.clone();
    ended.text = text;
    for section in &mut ended.sections {
        section.byte_range = moved(section.byte_range.start)..moved(section.byte_range.end);
    }
    Ended { job: ended, at: at.iter().enumerate().map(|(i, c)| c + i).collect() }
}

#[cfg(test)]
mod tests;
