//! One block as it is to be laid out: what is displayed, in which type, and where it comes from.

use egui::{
    Align, Color32, FontId, Stroke,
    text::{ByteIndex, LayoutJob, LayoutSection, TextFormat},
};

use super::{
    breaking::Lines,
    map::{DisplayMap, Shown},
    scripts::script_runs,
};
use crate::{
    session::ViewMode,
    storage::Reading,
    text::{Block, BlockKind, InlineKind, InlineRun, SourceText, Span, Syntax, inline_runs},
    ui::{fonts::Face, theme::Palette},
    weave::{Apparatus, Piece, Plan, Role},
};

/// How blocks are set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Setting {
    /// The size of type, in points.
    pub(crate) size: f32,
    /// Face, leading, space between paragraphs.
    pub(crate) reading: Reading,
    /// The measure, in points.
    pub(crate) width: f32,
    /// The colours.
    pub(crate) palette: Palette,
    /// What is shown.
    pub(crate) view: ViewMode,
    /// For every woven layer its author's number, which decides its colour.
    pub(crate) layers: Vec<usize>,
    /// What decides the widths of characters besides their size.
    pub(crate) type_state: TypeState,
}

/// What decides the widths of characters besides their size: where rows end is kept as long as it is the same.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct TypeState {
    /// Physical pixels a point.
    pub(crate) scale: f32,
    /// How often the fonts were set since the start.
    pub(crate) fonts: u64,
}

impl Setting {
    /// The height of a line of running text.
    pub(crate) fn line_height(&self) -> f32 {
        (self.size * self.reading.leading).round()
    }
}

/// A block, ready to be laid out.
#[derive(Debug)]
pub(crate) struct Composed {
    /// What egui lays out.
    pub(crate) lines: Lines,
    /// Where each character comes from.
    pub(crate) map: DisplayMap,
    /// How far it is set in, in points.
    pub(crate) indent: f32,
    /// The space above it, in points.
    pub(crate) above: f32,
    /// What it is.
    pub(crate) kind: BlockKind,
}

/// Composes a block of a text with its apparatus.
pub(crate) fn compose(plan: &Plan, index: usize, setting: &Setting) -> Composed {
    let text = plan.text();
    let Some(block) = text.blocks().get(index) else { return empty(setting) };
    let mut composer = Composer::new(text, *block, setting, index);
    for piece in plan.block(index) {
        match piece {
            Piece::Text(span) => composer.text(span, Layer::Running),
            Piece::Replaced { span, .. } if setting.view == ViewMode::Everything => composer.text(span, Layer::Replaced),
            Piece::Replaced { .. } => {}
            Piece::Apparatus(piece) => composer.apparatus(&piece),
        }
    }
    composer.finish()
}

/// An estimate of a block's height, from its length alone.
pub(crate) fn estimate(block: &Block, setting: &Setting, first: bool) -> f32 {
    let (scale, _) = scale_of(block.kind);
    let per_line = (setting.width / (setting.size * scale * 0.47)).max(8.0);
    #[expect(clippy::cast_precision_loss, reason = "a block is a few thousand bytes")]
    let lines = (block.content.len() as f32 / per_line).ceil().max(1.0);
    lines * (setting.line_height() * scale).round() + space_above(block, setting, first)
}

fn empty(setting: &Setting) -> Composed {
    let job = LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(setting.width), ..LayoutJob::default() };
    Composed { lines: Lines::plain(job), map: DisplayMap::default(), indent: 0.0, above: 0.0, kind: BlockKind::Paragraph }
}

fn scale_of(kind: BlockKind) -> (f32, bool) {
    match kind {
        BlockKind::Heading(1) => (1.75, true),
        BlockKind::Heading(2) => (1.3, true),
        BlockKind::Heading(_) => (1.1, true),
        BlockKind::Code | BlockKind::TableRow => (0.9, false),
        _ => (1.0, false),
    }
}

fn space_above(block: &Block, setting: &Setting, first: bool) -> f32 {
    if first || block.continues {
        return 0.0;
    }
    let factor = match block.kind {
        BlockKind::Heading(1) => 2.0,
        BlockKind::Heading(_) => 1.5,
        BlockKind::ListItem => 0.35,
        BlockKind::TableRow => 0.0,
        _ => setting.reading.gap,
    };
    (setting.size * factor).round()
}

/// Whether readers see a stretch of source text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    Running,
    Replaced,
}

/// How a stretch of text is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "any of them may go with any other")]
struct Look {
    italic: bool,
    bold: bool,
    code: bool,
    mark: bool,
}

struct Composer<'a> {
    text: &'a SourceText,
    block: Block,
    setting: &'a Setting,
    first: bool,
    runs: Vec<InlineRun>,
    size: f32,
    bold: bool,
    job: LayoutJob,
    map: DisplayMap,
    /// Whether a note's mark was set last.
    behind_mark: bool,
}

impl<'a> Composer<'a> {
    fn new(text: &'a SourceText, block: Block, setting: &'a Setting, index: usize) -> Self {
        let (scale, bold) = scale_of(block.kind);
        let markdown = text.syntax() == Syntax::Markdown && block.kind != BlockKind::Code;
        let runs = if markdown { inline_runs(text.slice(block.content)) } else { Vec::new() };
        let job = LayoutJob { break_on_newline: true, ..LayoutJob::default() };
        let size = setting.size * scale;
        Self { text, block, setting, first: index == 0, runs, size, bold, job, map: DisplayMap::default(), behind_mark: false }
    }

    /// Source text, without the blank lines around the block.
    fn text(&mut self, span: Span, layer: Layer) {
        let Some(span) = span.intersection(self.block.content) else { return };
        let base = self.block.content.start();
        let mut cuts = vec![span.start(), span.end()];
        let edges = self.runs.iter().flat_map(|r| [base + r.range.start, base + r.range.end]);
        cuts.extend(edges.filter(|at| span.start() < *at && *at < span.end()));
        cuts.sort_unstable();
        cuts.dedup();
        for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
            let look = self.look(start - base);
            let hidden = look.mark && self.setting.view == ViewMode::Published;
            if hidden && !self.is_list_marker(*start) {
                continue;
            }
            self.stretch(*start, *end, look, layer);
        }
    }

    /// Whether a place is in the marker that begins the item of a list, which readers see.
    fn is_list_marker(&self, at: usize) -> bool {
        let item = self.block.kind == BlockKind::ListItem && !self.block.continues;
        let before = self.text.slice(self.text.span_between(self.block.content.start(), at));
        item && before.chars().all(|c| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '-' | '*' | '+' | '.' | ')'))
    }

    fn look(&self, at: usize) -> Look {
        let mut look = Look { bold: self.bold, code: self.block.kind == BlockKind::Code, ..Look::default() };
        for run in self.runs.iter().filter(|r| r.range.contains(&at)) {
            match run.kind {
                InlineKind::Emphasis => look.italic = true,
                InlineKind::Strong => look.bold = true,
                InlineKind::Code => look.code = true,
                InlineKind::Mark => look.mark = true,
                InlineKind::Sealed | InlineKind::Link => {}
            }
        }
        look
    }

    /// A stretch in one look: split by script, line ends shown as blanks except in code.
    fn stretch(&mut self, start: usize, end: usize, look: Look, layer: Layer) {
        let span = self.text.span_between(start, end);
        for (range, han) in script_runs(self.text.slice(span)) {
            let format = self.format(look, han, layer);
            let mut at = start + range.start;
            let piece = self.text.slice(self.text.span_between(at, start + range.end));
            for part in piece.split_inclusive('\r') {
                let visible = part.trim_end_matches('\r');
                let shown = if look.code { visible.to_owned() } else { visible.replace(['\n', '\t'], " ") };
                self.push(&shown, format.clone(), Shown::Text { start: at });
                at += part.len();
            }
        }
    }

    fn format(&self, look: Look, han: bool, layer: Layer) -> TextFormat {
        let palette = &self.setting.palette;
        let color = if look.mark || layer == Layer::Replaced { palette.ghost } else { palette.ink };
        let mut format = self.styled(look, han, color);
        if layer == Layer::Replaced {
            format.strikethrough = Stroke::new(1.0, palette.ghost);
        }
        format
    }

    fn font(&self, look: Look, han: bool) -> FontId {
        let face = match (look.bold, look.italic) {
            _ if look.code => return FontId::monospace(self.size * 0.88),
            _ if han && !look.bold => Face::Han,
            (false, false) => Face::Regular,
            (false, true) => Face::Italic,
            (true, false) => Face::Bold,
            (true, true) => Face::BoldItalic,
        };
        face.set(self.setting.reading.face, self.size)
    }

    /// Type in a look. The sans has no italic of its own: egui slants it.
    fn styled(&self, look: Look, han: bool, color: Color32) -> TextFormat {
        let slanted = look.italic && !han && self.setting.reading.face == crate::storage::Face::Sans;
        TextFormat { italics: slanted, ..self.plain(self.font(look, han), color) }
    }

    fn plain(&self, font_id: FontId, color: Color32) -> TextFormat {
        let (scale, _) = scale_of(self.block.kind);
        let tight = if self.bold { 0.85 } else { 1.0 };
        let line_height = Some((self.setting.line_height() * scale * tight).round());
        TextFormat { font_id, color, line_height, valign: Align::BOTTOM, ..TextFormat::default() }
    }

    fn apparatus(&mut self, piece: &Apparatus) {
        if piece.words.is_empty() && piece.open.is_empty() {
            return;
        }
        let shown = Shown::Apparatus { at: piece.at, id: piece.id };
        let palette = &self.setting.palette;
        let layer = self.setting.layers.get(piece.layer).copied().unwrap_or(piece.layer);
        let color = if self.setting.view == ViewMode::Published { palette.ink } else { palette.author(layer) };
        let look = Look { bold: self.bold, italic: false, code: false, mark: false };
        if let Role::NoteMark(_) = piece.role {
            let mut format = self.plain(Face::Regular.set(self.setting.reading.face, self.size * 0.66), color);
            format.valign = Align::TOP;
            format.line_height = Some((self.setting.line_height() * 0.72).round());
            // Two numbers side by side would read as one.
            let comma = if std::mem::replace(&mut self.behind_mark, true) { "," } else { "" };
            self.push(&format!("{comma}{}", piece.words), format, shown);
            return;
        }
        let [before, after] = [&piece.before, &piece.after].map(|blanks| if blanks.contains('\n') { "" } else { blanks });
        if before.is_empty() && !piece.before.is_empty() {
            self.gap(color, shown);
        }
        let whole = [before, &piece.open, &piece.words, &piece.close, after].concat();
        let words = before.len() + piece.open.len()..before.len() + piece.open.len() + piece.words.len();
        for (range, han) in script_runs(&whole) {
            for part in [range.start..range.end.min(words.start), clip(&range, &words), range.start.max(words.end)..range.end] {
                let look = Look { italic: piece.italic && words.contains(&part.start), ..look };
                let format = self.styled(look, han, color);
                self.push(whole.get(part).unwrap_or_default(), format, shown);
            }
        }
        if after.is_empty() && !piece.after.is_empty() {
            self.gap(color, shown);
        }
    }

    /// A line end and the space between two paragraphs: what blank lines around a caption are on the page.
    fn gap(&mut self, color: Color32, shown: Shown) {
        let format = self.plain(Face::Regular.set(self.setting.reading.face, self.size), color);
        self.push("\n", format.clone(), shown);
        let low = TextFormat { line_height: Some((self.setting.size * self.setting.reading.gap).round()), ..format };
        self.push("\n", low, shown);
    }

    fn push(&mut self, display: &str, format: TextFormat, shown: Shown) {
        if display.is_empty() {
            return;
        }
        let is_mark = matches!(shown, Shown::Apparatus { .. }) && display.ends_with(|c: char| c.is_ascii_digit());
        self.behind_mark &= is_mark;
        let start = self.job.text.len();
        self.job.text.push_str(display);
        let end = self.job.text.len();
        self.map.push(display, start..end, shown);
        let same = self.job.sections.last_mut().filter(|s| s.format == format && s.byte_range.end == ByteIndex(start));
        match same {
            Some(section) => section.byte_range.end = ByteIndex(end),
            None => {
                let byte_range = ByteIndex(start)..ByteIndex(end);
                self.job.sections.push(LayoutSection { leading_space: 0.0, byte_range, format });
            }
        }
    }

    fn finish(mut self) -> Composed {
        let indent = match self.block.kind {
            BlockKind::Quote => self.setting.size * 1.4,
            BlockKind::ListItem => self.setting.size * 0.8,
            BlockKind::Code => self.setting.size * 0.6,
            _ => 0.0,
        };
        if self.job.text.is_empty() {
            // An empty block still has a line for the caret to stand on, unless a replacement took it away.
            let format = self.plain(Face::Regular.set(self.setting.reading.face, self.size), self.setting.palette.ink);
            if self.block.content.is_empty() {
                self.job.append("", 0.0, format);
            }
        }
        self.job.wrap = egui::text::TextWrapping::wrap_at_width((self.setting.width - indent).max(60.0));
        let above = space_above(&self.block, self.setting, self.first);
        Composed { lines: Lines::plain(self.job), map: self.map, indent, above, kind: self.block.kind }
    }
}

/// What two ranges have in common.
fn clip(a: &std::ops::Range<usize>, b: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    a.start.max(b.start)..a.end.min(b.end)
}
