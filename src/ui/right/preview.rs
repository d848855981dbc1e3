//! The Markdown that an export would write, around the caret.

use egui::{RichText, Ui};

use crate::{formats::markdown, session::Workspace, ui::inputs::faded};

/// The preview of a revision and a place.
#[derive(Debug, Default)]
pub(super) struct Preview {
    made: Option<(u64, usize, String)>,
}

/// How many paragraphs before and behind the caret are shown.
const AROUND: usize = 8;

impl Preview {
    /// Draws it. O(annotations) after a change or a move to another paragraph.
    pub(super) fn show(&mut self, ui: &mut Ui, workspace: &Workspace) {
        let here = workspace.text.block_at(workspace.selection.caret);
        let revision = workspace.revision();
        if self.made.as_ref().is_none_or(|(r, at, _)| *r != revision || *at != here) {
            let blocks = here.saturating_sub(AROUND)..(here + AROUND + 1).min(workspace.text.blocks().len());
            self.made = Some((revision, here, markdown::excerpt(&workspace.published_plan(), blocks)));
        }
        let Some((_, _, text)) = &self.made else { return };
        faded(ui, "Markdown as an export writes it, around the caret");
        egui::ScrollArea::vertical().id_salt("preview").auto_shrink([false, false]).show(ui, |ui| {
            markdown_lines(ui, text);
        });
    }
}

/// Markdown as its source, a paragraph a label.
pub(in crate::ui) fn markdown_lines(ui: &mut Ui, text: &str) {
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        ui.add(egui::Label::new(RichText::new(line).font(egui::FontId::monospace(12.5))).wrap().selectable(true));
    }
}
