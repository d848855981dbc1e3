//! The Markdown that an export would write, around the caret.

use std::sync::Arc;

use egui::{RichText, Ui};

use crate::{
    formats::markdown,
    progress::Progress,
    session::Workspace,
    ui::{inputs::faded, later::Later},
};

/// The preview of a revision and a place, worked out elsewhere.
#[derive(Debug, Default)]
pub(super) struct Preview {
    made: Later<(u64, usize), String>,
}

/// How many paragraphs before and behind the caret are shown.
const AROUND: usize = 8;

impl Preview {
    /// Whether it is being worked out.
    pub(super) const fn is_busy(&self) -> bool {
        self.made.is_busy()
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, workspace: &Workspace) {
        let here = workspace.text.block_at(workspace.selection.caret);
        let blocks = here.saturating_sub(AROUND)..(here + AROUND + 1).min(workspace.text.blocks().len());
        let text = self.made.get(ui.ctx(), (workspace.revision(), here), || {
            let plan = Arc::clone(workspace.published_plan());
            move |_: &Progress| Ok(markdown::excerpt(&plan, blocks))
        });
        let Some(text) = text else { return };
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
