//! A text's paragraphs, headings, list items: what the page lays out one at a time.

use std::path::Path;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// How a source text is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Syntax {
    /// Every line is a paragraph.
    Plain,
    /// `CommonMark`.
    Markdown,
}

impl Syntax {
    /// By the file's extension: `.md` and `.markdown` are Markdown, the rest is plain text.
    #[must_use]
    pub fn of_path(path: &Path) -> Self {
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        let markdown = ["md", "markdown", "mdown"].iter().any(|e| extension.eq_ignore_ascii_case(e));
        if markdown { Self::Markdown } else { Self::Plain }
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading and its level, from 1.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A block quotation.
    Quote,
    /// One item of a list, with its marker.
    ListItem,
    /// Code, its line ends kept.
    Code,
    /// A thematic break.
    Rule,
    /// One row of a table.
    TableRow,
}

/// A stretch of text laid out as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// From the end of the region before to the start of the next content: the regions of all blocks, joined, are the
    /// text.
    pub region: Span,
    /// The block without the blank lines around it and without its last line end.
    pub content: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Whether this goes on with the line of the block before: lines too long to lay out at once are cut.
    pub continues: bool,
}

/// The longest block, in bytes; a longer one is cut into blocks that continue one another.
const LONGEST: usize = 6_000;

/// Splits a text into blocks. There is always at least one. O(text).
pub(super) fn blocks(text: &str, syntax: Syntax) -> Vec<Block> {
    let mut found = match syntax {
        Syntax::Plain => plain(text),
        Syntax::Markdown => Scanner::default().run(text),
    };
    if found.is_empty() {
        found.push(Draft { start: 0, end: 0, kind: BlockKind::Paragraph, continues: false });
    }
    let mut parts = Vec::with_capacity(found.len());
    found.into_iter().for_each(|draft| cut(text, draft, &mut parts));
    let starts = parts.iter().skip(1).map(|d| d.start).chain([text.len()]);
    let mut region_start = 0;
    let mut blocks = Vec::with_capacity(parts.len());
    for (draft, region_end) in parts.iter().zip(starts) {
        blocks.push(Block {
            region: Span::checked(region_start, region_end),
            content: Span::checked(draft.start, draft.end),
            kind: draft.kind,
            continues: draft.continues,
        });
        region_start = region_end;
    }
    blocks
}

#[derive(Debug, Clone, Copy)]
struct Draft {
    start: usize,
    end: usize,
    kind: BlockKind,
    continues: bool,
}

/// A line without its end, and where it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

fn plain(text: &str) -> Vec<Draft> {
    let paragraph =
        |(start, line): (usize, &str)| Draft { start, end: start + line.len(), kind: BlockKind::Paragraph, continues: false };
    lines(text).filter(|(_, line)| !line.trim().is_empty()).map(paragraph).collect()
}

/// What a Markdown line is, by its beginning.
enum Line<'a> {
    Blank,
    Fence(&'a str),
    Heading(u8),
    Rule { underline: Option<u8> },
    Quote,
    Item,
    TableRow,
    Indented,
    Text,
}

fn classify(line: &str) -> Line<'_> {
    let rest = line.trim_start_matches(' ');
    let indent = line.len() - rest.len();
    if rest.trim().is_empty() {
        return Line::Blank;
    }
    if indent >= 4 || rest.starts_with('\t') {
        return Line::Indented;
    }
    let marker = |c: char| rest.len() - rest.trim_start_matches(c).len();
    let hashes = marker('#');
    if (1..=6).contains(&hashes) && rest.trim_start_matches('#').chars().next().is_none_or(char::is_whitespace) {
        return Line::Heading(u8::try_from(hashes).unwrap_or(6));
    }
    match rest.chars().next() {
        Some(c @ ('`' | '~')) if marker(c) >= 3 => Line::Fence(rest.get(..marker(c)).unwrap_or(rest)),
        Some('>') => Line::Quote,
        Some('|') => Line::TableRow,
        Some(c @ ('-' | '=' | '*' | '_')) if is_rule(rest, c) => Line::Rule { underline: underline(rest, c) },
        _ if is_item(rest) => Line::Item,
        _ => Line::Text,
    }
}

/// Three or more of one mark and nothing else; or any number of `=`, or of `-` without blanks, under a paragraph.
fn is_rule(rest: &str, mark: char) -> bool {
    let marks = rest.chars().filter(|c| *c == mark).count();
    let pure = rest.chars().all(|c| c == mark || c.is_whitespace());
    pure && (marks >= 3 || underline(rest, mark).is_some())
}

fn underline(rest: &str, mark: char) -> Option<u8> {
    let solid = rest.trim_end().chars().all(|c| c == mark);
    match mark {
        '=' if solid => Some(1),
        '-' if solid => Some(2),
        _ => None,
    }
}

fn is_item(rest: &str) -> bool {
    let after = if let Some(after) = rest.strip_prefix(['-', '*', '+']) {
        after
    } else {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() == rest.len() || rest.len() - digits.len() > 9 {
            return false;
        }
        let Some(after) = digits.strip_prefix(['.', ')']) else { return false };
        after
    };
    after.is_empty() || after.starts_with([' ', '\t'])
}

#[derive(Default)]
struct Scanner<'a> {
    done: Vec<Draft>,
    open: Option<Draft>,
    fence: Option<&'a str>,
}

impl<'a> Scanner<'a> {
    fn run(mut self, text: &'a str) -> Vec<Draft> {
        for (start, line) in lines(text) {
            let end = start + line.len();
            if let Some(fence) = self.fence {
                self.extend(end);
                if closes(line, fence) {
                    self.fence = None;
                    self.close();
                }
                continue;
            }
            self.line(start, end, classify(line));
        }
        self.close();
        self.done
    }

    fn line(&mut self, start: usize, end: usize, line: Line<'a>) {
        let open = self.open.map(|d| d.kind);
        match line {
            Line::Blank => self.close(),
            Line::Fence(fence) => {
                self.begin(start, end, BlockKind::Code);
                self.fence = Some(fence);
            }
            Line::Heading(level) => self.alone(start, end, BlockKind::Heading(level)),
            Line::Rule { underline: Some(level) } if open == Some(BlockKind::Paragraph) => {
                self.extend(end);
                if let Some(d) = &mut self.open {
                    d.kind = BlockKind::Heading(level);
                }
                self.close();
            }
            Line::Rule { .. } => self.alone(start, end, BlockKind::Rule),
            Line::Quote if open == Some(BlockKind::Quote) => self.extend(end),
            Line::Quote => self.begin(start, end, BlockKind::Quote),
            Line::Item => self.begin(start, end, BlockKind::ListItem),
            Line::TableRow => self.alone(start, end, BlockKind::TableRow),
            Line::Indented if open.is_none() => self.begin(start, end, BlockKind::Code),
            Line::Indented | Line::Text if self.open.is_some() => self.extend(end),
            Line::Indented | Line::Text => self.begin(start, end, BlockKind::Paragraph),
        }
    }

    fn begin(&mut self, start: usize, end: usize, kind: BlockKind) {
        self.close();
        self.open = Some(Draft { start, end, kind, continues: false });
    }

    fn alone(&mut self, start: usize, end: usize, kind: BlockKind) {
        self.begin(start, end, kind);
        self.close();
    }

    fn extend(&mut self, end: usize) {
        if let Some(d) = &mut self.open {
            d.end = end;
        }
    }

    fn close(&mut self) {
        self.done.extend(self.open.take());
    }
}

fn closes(line: &str, fence: &str) -> bool {
    let line = line.trim();
    line.starts_with(fence) && line.chars().all(|c| fence.starts_with(c))
}

/// Cuts a block that is too long to lay out at once, at a blank or after a full stop where there is one.
fn cut(text: &str, whole: Draft, parts: &mut Vec<Draft>) {
    let mut rest = whole;
    while rest.end - rest.start > LONGEST {
        let at = cut_point(text, rest.start, rest.start + LONGEST);
        parts.push(Draft { end: at, ..rest });
        rest = Draft { start: at, continues: true, ..rest };
    }
    parts.push(rest);
}

fn cut_point(text: &str, start: usize, limit: usize) -> usize {
    let limit = text.floor_char_boundary(limit);
    let tail_start = text.floor_char_boundary(limit - (limit - start) / 4);
    let tail = text.get(tail_start..limit).unwrap_or_default();
    let good = |c: char| c.is_whitespace() || matches!(c, '。' | '，' | '；' | '！' | '？');
    if let Some((i, c)) = tail.char_indices().rev().find(|(_, c)| good(*c)) {
        return tail_start + i + c.len_utf8();
    }
    // No blank: between two grapheme clusters, so that no accent is parted from its letter.
    match tail.grapheme_indices(true).next_back() {
        Some((i, _)) if i > 0 => tail_start + i,
        _ => limit,
    }
}
