//! What Markdown's inline marks mean inside one block.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What a run of a Markdown block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InlineKind {
    /// Emphasised text, its marks included.
    Emphasis,
    /// Strongly emphasised text, its marks included.
    Strong,
    /// Code, its marks included.
    Code,
    /// Syntax that no reader sees: `#`, `*`, `\`, a link's destination.
    Mark,
    /// Where nothing may be put in, or it would break the Markdown: code, raw HTML, a link's destination.
    Sealed,
    /// A link with its text, in which no note's mark may stand: that would be a link in a link.
    Link,
}

/// A run of one block. Runs may nest and overlap; they are sorted by start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineRun {
    /// Bytes, counted from the start of the block.
    pub range: Range<usize>,
    /// What it is.
    pub kind: InlineKind,
}

/// The runs of one Markdown block. O(block).
///
/// References to definitions elsewhere in the document are not followed: such a link is plain text here.
#[must_use]
pub fn inline_runs(block: &str) -> Vec<InlineRun> {
    let mut runs = Vec::new();
    let mut seen = 0; // everything before this is visible text or already marked
    let mut links = Vec::new();
    let mut push = |range: Range<usize>, kind| {
        if !range.is_empty() {
            runs.push(InlineRun { range, kind });
        }
    };
    for (event, range) in Parser::new_ext(block, Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
        match event {
            Event::Start(Tag::Emphasis) => push(range, InlineKind::Emphasis),
            Event::Start(Tag::Strong) => push(range, InlineKind::Strong),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => links.push(range),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some(link) = links.pop() {
                    push(seen..link.end, InlineKind::Sealed);
                    push(link, InlineKind::Link);
                }
            }
            Event::Code(_) | Event::InlineHtml(_) | Event::Html(_) => {
                push(seen..range.start, InlineKind::Mark);
                let kind = if matches!(event, Event::Code(_)) { InlineKind::Code } else { InlineKind::Mark };
                seen = range.end;
                push(range.clone(), kind);
                if kind == InlineKind::Code {
                    let ticks = block.get(range.clone()).map_or(0, |code| code.len() - code.trim_start_matches('`').len());
                    push(range.start..range.start + ticks, InlineKind::Mark);
                    push(range.end - ticks..range.end, InlineKind::Mark);
                }
                push(range, InlineKind::Sealed);
            }
            Event::Text(_) | Event::SoftBreak | Event::HardBreak => {
                push(seen..range.start, InlineKind::Mark);
                seen = seen.max(range.end);
            }
            _ => {}
        }
    }
    push(seen..block.len(), InlineKind::Mark);
    runs.retain(|run| run.range.start < run.range.end);
    runs.sort_by_key(|run| (run.range.start, std::cmp::Reverse(run.range.end)));
    runs
}
