//! What Markdown's inline marks mean inside one block.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

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
/// Definitions elsewhere in the document are not looked up.
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
    // `[text][name]` and `[text][]` count as links although their definitions are elsewhere; a bare `[text]` doesn't.
    let mut defined_elsewhere = |link: BrokenLink<'_>| {
        let by_name = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        by_name.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(block, Options::ENABLE_STRIKETHROUGH, Some(&mut defined_elsewhere));
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Emphasis) => push(range, InlineKind::Emphasis),
            Event::Start(Tag::Strong) => push(range, InlineKind::Strong),
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                let mut link = range;
                if matches!(link_type, LinkType::Collapsed | LinkType::CollapsedUnknown) {
                    // Its text is the name of its definition. The parser may leave the empty brackets out.
                    if block.get(link.end..).is_some_and(|rest| rest.starts_with("[]")) {
                        link.end += 2;
                    }
                    push(link.clone(), InlineKind::Sealed);
                }
                links.push(link);
            }
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

/// What readers see of a Markdown block: its text without its marks. O(block).
#[must_use]
pub fn visible_text(block: &str) -> String {
    let mut seen = String::new();
    let mut at = 0;
    for mark in inline_runs(block).into_iter().filter(|run| run.kind == InlineKind::Mark) {
        seen.push_str(block.get(at..mark.range.start).unwrap_or_default());
        at = at.max(mark.range.end);
    }
    seen.push_str(block.get(at..).unwrap_or_default());
    seen
}

#[cfg(test)]
mod tests {
    use super::visible_text;

    #[test]
    fn readers_see_no_marks() {
        let block = "## *Rules* of the `bridge`, [here](http://a.b) and **now**";
        assert_eq!(visible_text(block).trim(), "Rules of the bridge, here and now");
    }
}
