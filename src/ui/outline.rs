//! The headings of the text.

use egui::{Response, Sense, Ui};

use super::{inputs::section, walk::Walk};
use crate::{
    session::{Command, Workspace},
    text::{BlockKind, Span, TextHash, visible_text},
};

/// The headings of the text shown last.
#[derive(Debug, Default)]
pub(super) struct Outline {
    of: Option<TextHash>,
    headings: Vec<Heading>,
    /// The heading the list was scrolled to.
    at: Option<usize>,
    walk: Walk,
    /// The entries that were in view.
    seen: std::ops::Range<usize>,
}

#[derive(Debug)]
struct Heading {
    level: u8,
    content: Span,
}

/// The longest heading in the outline, in characters.
const LONGEST: usize = 70;
/// The height of an entry, in points.
const ROW: f32 = 24.0;

impl Outline {
    /// Draws the headings in view; the one the caret is under is marked, and followed. O(log headings), O(blocks) when the text is new.
    pub(super) fn show(&mut self, ui: &mut Ui, workspace: &Workspace, commands: &mut Vec<Command>) {
        self.look_up(workspace);
        if self.headings.is_empty() {
            return;
        }
        section(ui, "OUTLINE");
        let caret = workspace.selection.caret;
        let here = self.headings.partition_point(|h| h.content.start() <= caret).checked_sub(1);
        let height = ui.available_height().max(ROW * 6.0);
        let mut area = egui::ScrollArea::vertical().id_salt("outline").auto_shrink([false, true]).max_height(height);
        self.walk.rest_at(here.unwrap_or_default());
        let walked = self.walk.step(ui, self.headings.len());
        let comes = (here != self.at).then_some(here.unwrap_or_default());
        self.at = here;
        if let Some(row) = walked.or(comes).filter(|row| !self.seen.contains(row)) {
            #[expect(clippy::cast_precision_loss, reason = "a place in a list on the screen")]
            let y = row as f32 * ROW;
            area = area.vertical_scroll_offset((y - height * 0.4).max(0.0));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let (walk, seen) = (&mut self.walk, &mut self.seen);
        area.show_rows(ui, ROW, self.headings.len(), |ui, range| {
            *seen = range.clone();
            for (row, heading) in range.clone().zip(self.headings.get(range).unwrap_or_default()) {
                let response = entry(ui, workspace, (heading, here == Some(row)), walk.sense(row));
                walk.drawn(ui, row, &response);
                if response.clicked() {
                    commands.push(Command::Show(heading.content.start_point()));
                }
            }
        });
    }

    fn look_up(&mut self, workspace: &Workspace) {
        let hash = workspace.text.hash();
        if self.of == Some(hash) {
            return;
        }
        let headings = workspace.text.blocks().iter().filter_map(|b| match b.kind {
            BlockKind::Heading(level) => Some(Heading { level, content: b.content }),
            _ => None,
        });
        *self = Self { of: Some(hash), headings: headings.collect(), ..Self::default() };
    }
}

fn entry(ui: &mut Ui, workspace: &Workspace, (heading, here): (&Heading, bool), sense: Sense) -> Response {
    let words: String = visible_text(workspace.text.slice(heading.content)).trim().chars().take(LONGEST).collect();
    let drawn = ui.horizontal(|ui| {
        ui.set_min_height(ROW);
        ui.add_space(f32::from(heading.level.saturating_sub(1)) * 10.0);
        let label = egui::Button::selectable(here, words.as_str()).truncate().sense(sense);
        ui.add(label).on_hover_text(words.as_str())
    });
    drawn.inner
}
