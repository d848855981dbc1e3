//! The marks in the scroll bar: where in the text annotations are, by kind and state.

use egui::{Color32, Rect, Ui, pos2, vec2};

use super::Page;
use crate::{
    layer::{Kind, NoteKind, Tally},
    progress::Progress,
    session::{Snapshot, ViewMode, Workspace},
    text::{Span, TextHash},
    tree::Sum,
    ui::{later::Later, theme::Palette},
};

/// What the marks mean.
pub(super) const LEGEND: &str =
    "Left: notes for readers. Middle: suggestions, comments. Right: queries.\nAcross: moved annotations; behind them: finds.";

/// The height of a mark, in points.
const STEP: f32 = 3.0;

/// What there is, stretch by stretch of the text, from the top of the bar to its end; worked out elsewhere.
#[derive(Debug, Default)]
pub(super) struct Overview {
    stretches: Later<Made, Vec<Stretch>>,
}

impl Overview {
    /// Whether it is being worked out.
    pub(super) const fn is_busy(&self) -> bool {
        self.stretches.is_busy()
    }
}

/// What the stretches were made for.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Made {
    text: TextHash,
    revision: u64,
    /// The number of stretches.
    count: usize,
    /// The height of the text, roughly: corrections of some lines don't matter here.
    height: u64,
    view: ViewMode,
}

#[derive(Debug)]
struct Stretch {
    range: Span,
    tally: Tally,
}

impl Page {
    /// Draws the marks. O(height of the bar · log blocks) after a change.
    pub(super) fn overview(&mut self, ui: &Ui, workspace: &Workspace, track: Rect, palette: &Palette) {
        let mut overview = std::mem::take(&mut self.overview);
        let stretches = self.look_over(ui, workspace, (&mut overview, track.height()));
        let means = LANES.map(|(_, kinds)| mean(stretches, kinds));
        let lane = track.width() / 3.0;
        let painter = ui.painter();
        let mut y = track.top();
        for Stretch { range, tally } in stretches {
            let mark = |lanes: std::ops::Range<f32>, color: Color32| {
                let corner = pos2(track.left() + lanes.start * lane, y);
                painter.rect_filled(
                    Rect::from_min_size(corner, vec2((lanes.end - lanes.start) * lane - 1.0, STEP - 1.0)),
                    0.0,
                    color,
                );
            };
            if workspace.find.in_text(*range).next().is_some() {
                mark(0.0..3.0, palette.find);
            }
            for ((at, kinds), mean) in LANES.into_iter().zip(means) {
                if let Some(strength) = strength(of_kinds(tally, kinds), mean) {
                    mark(at..at + 1.0, Palette::thin(palette.accent, strength));
                }
            }
            if tally.moved > 0 {
                mark(0.0..3.0, palette.warning);
            }
            y += STEP;
        }
        self.overview = overview;
    }

    fn look_over<'a>(&self, ui: &Ui, workspace: &Workspace, (overview, height): (&'a mut Overview, f32)) -> &'a [Stretch] {
        let total = self.heights.total();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of marks, and a rough height")]
        let (count, rough) = ((height / STEP) as usize, (total / 2_000.0) as u64);
        let (text, revision, view) = (workspace.text.hash(), workspace.revision(), workspace.view());
        let made = Made { text, revision, count, height: rough, view };
        let stretches = overview.stretches.get(ui.ctx(), made, || {
            #[expect(clippy::cast_precision_loss, reason = "some hundred marks")]
            let byte = |i: usize| self.byte_at_height(workspace, total * i as f64 / count.max(1) as f64);
            let ends: Vec<usize> = (0..=count).map(byte).collect();
            let snapshot = workspace.snapshot();
            move |_: &Progress| Ok(stretches(&snapshot, &ends, view))
        });
        stretches.map_or(&[], Vec::as_slice)
    }

    /// The byte at a height of the text, roughly: as if every block were of one width.
    fn byte_at_height(&self, workspace: &Workspace, y: f64) -> usize {
        let (block, below) = self.heights.at(y);
        let Some(content) = workspace.text.blocks().get(block).map(|b| b.content) else { return workspace.text.len() };
        let height = self.heights.of(block).max(1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a part of one block"
        )]
        let part = ((below / height).clamp(0.0, 1.0) * content.len() as f32) as usize;
        content.start() + part
    }
}

fn of_kinds(tally: &Tally, kinds: &[Kind]) -> u32 {
    kinds.iter().map(|kind| tally.of_kind(*kind)).sum()
}

#[expect(clippy::cast_precision_loss, reason = "a shade")]
fn mean(stretches: &[Stretch], kinds: &[Kind]) -> f32 {
    let all: u32 = stretches.iter().map(|s| of_kinds(&s.tally, kinds)).sum();
    all as f32 / stretches.len().max(1) as f32
}

/// How strongly a number of annotations is marked: by how much it stands out from the mean of all stretches, so that a text that is
/// annotated everywhere has a calm bar.
fn strength(count: u32, mean: f32) -> Option<f32> {
    #[expect(clippy::cast_precision_loss, reason = "a shade")]
    (count > 0).then(|| (0.3 * count as f32 / mean.max(0.1)).clamp(0.25, 0.9))
}

/// What there is between ends that follow one another. O(ends · log annotations).
fn stretches(snapshot: &Snapshot, ends: &[usize], view: ViewMode) -> Vec<Stretch> {
    let shown = |kind: Kind| view == ViewMode::Everything || kind.is_published();
    let between = |(start, end): (&usize, &usize)| {
        let range = snapshot.text.span_between(*start, *end);
        let mut tally = Tally::default();
        if view != ViewMode::Clean {
            snapshot.shown().for_each(|layer| tally.add(&layer.tally(range)));
        }
        Stretch { range, tally: tally.of_kinds(shown) }
    };
    ends.iter().zip(ends.iter().skip(1)).map(between).collect()
}

/// Which lane a kind is marked in.
const LANES: [(f32, &[Kind]); 3] = [
    (0.0, &[Kind::Note(NoteKind::Translator), Kind::Note(NoteKind::Source), Kind::Note(NoteKind::Context)]),
    (1.0, &[Kind::Suggestion, Kind::Note(NoteKind::Comment)]),
    (2.0, &[Kind::Note(NoteKind::Query)]),
];

#[cfg(test)]
mod tests {
    use super::strength;

    #[test]
    fn what_stands_out_is_marked_more_strongly_than_what_is_everywhere() {
        assert_eq!(strength(0, 5.0), None);
        assert!(strength(40, 40.0) < strength(1, 0.1), "a bar full of marks is calm, a rare one is seen");
        assert!(strength(80, 40.0) > strength(40, 40.0));
    }
}
