//! Where in a block nothing may be put in.

use std::ops::Range;

use crate::text::{Block, BlockKind, InlineKind, SourceText, Span, Syntax, inline_runs};

/// Whether words can stand in place of a span: not if it begins or ends inside code, HTML or a link's address. O(its blocks' length).
#[must_use]
pub fn can_replace(text: &SourceText, span: Span) -> bool {
    let end_in_markup = !span.is_empty() && is_sealed(text, span.end());
    !is_sealed(text, span.start()) && !end_in_markup
}

/// Whether a point lies inside what Markdown seals. O(block).
fn is_sealed(text: &SourceText, at: usize) -> bool {
    let block = text.blocks().get(text.block_at(at));
    block.is_some_and(|block| sealed(text, block).iter().any(|s| !s.to_notes_only && s.holds(at)))
}

/// Where in a block nothing may be put in, or no note's mark, or it would break the Markdown.
pub(super) struct Sealed {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// Whether only notes' marks may not stand here.
    pub(super) to_notes_only: bool,
    /// Whether its start is sealed too: what stands before a `#` or a fence unmakes it.
    from_start: bool,
}

impl Sealed {
    /// Whether a point lies inside.
    pub(super) const fn holds(&self, at: usize) -> bool {
        let after_start = if self.from_start { self.range.start <= at } else { self.range.start < at };
        after_start && at < self.range.end
    }
}

/// What is sealed in a block. O(block).
pub(super) fn sealed(text: &SourceText, block: &Block) -> Vec<Sealed> {
    let content = block.content;
    let source = text.slice(content);
    if text.syntax() == Syntax::Plain {
        return Vec::new();
    }
    if matches!(block.kind, BlockKind::Code | BlockKind::Rule) {
        return vec![Sealed { range: content.range(), to_notes_only: false, from_start: true }];
    }
    let mut found = Vec::new();
    let lead = lead(block, source);
    if lead > 0 {
        found.push(Sealed { range: content.start()..content.start() + lead, to_notes_only: false, from_start: true });
    }
    if source.contains(['`', '<', '[']) {
        found.extend(inline_runs(source).into_iter().filter_map(|run| {
            let to_notes_only = match run.kind {
                InlineKind::Sealed => false,
                InlineKind::Link => true,
                InlineKind::Emphasis | InlineKind::Strong | InlineKind::Code | InlineKind::Mark => return None,
            };
            let range = content.start() + run.range.start..content.start() + run.range.end;
            Some(Sealed { range, to_notes_only, from_start: false })
        }));
    }
    found
}

/// How many bytes of marks begin a heading, a quotation or the item of a list: `## `, `> `, `- `, `12. `.
fn lead(block: &Block, source: &str) -> usize {
    let marks: &[char] = match block.kind {
        _ if block.continues => return 0,
        BlockKind::Heading(_) => &['#'],
        BlockKind::Quote => &['>'],
        BlockKind::ListItem => &['-', '*', '+', '.', ')', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
        BlockKind::TableRow => &['|'],
        BlockKind::Paragraph | BlockKind::Code | BlockKind::Rule => return 0,
    };
    let blank = |c: char| c == ' ' || c == '\t';
    let rest = source.trim_start_matches(blank).trim_start_matches(marks);
    if rest.len() == source.len() || !(rest.is_empty() || rest.starts_with(blank)) {
        return 0;
    }
    source.len() - rest.trim_start_matches(blank).len()
}
