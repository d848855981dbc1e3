//! Exporting, with a look at what will be written.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::Ui;

use super::{Scene, Stay, path_field, typed_path};
use crate::{
    formats::markdown,
    project::Home,
    session::{Command, Workspace},
    ui::{
        inputs::{faded, primary},
        picker::Wanted,
        right::markdown_lines,
    },
    weave::Plan,
};

/// The dialog's state.
pub(super) struct Export {
    path: String,
    preview: String,
    /// What the preview leaves out.
    rest: usize,
    notes: usize,
}

/// How many paragraphs the preview shows.
const SHOWN: usize = 60;

impl Export {
    pub(super) fn new(workspace: &Workspace) -> Self {
        let plan: Arc<Plan> = workspace.published_plan();
        let blocks = plan.text().blocks().len();
        let preview = markdown::excerpt(&plan, 0..blocks.min(SHOWN));
        let path = proposal(workspace).display().to_string();
        Self { path, preview, rest: blocks.saturating_sub(SHOWN), notes: plan.notes().len() }
    }

    pub(super) fn picked(&mut self, path: &Path) {
        self.path = path.display().to_string();
    }

    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Stay {
        faded(
            ui,
            "As readers will see it: brackets, glosses, and notes as footnotes. Queries, comments and suggestions stay out.",
        );
        let (field, browse) = path_field(ui, "File", &mut self.path, "essay-annotated.md");
        if scene.fresh {
            field.request_focus();
        }
        if browse && let Some(path) = typed_path(&self.path) {
            scene.picker.ask(Wanted::Export(path));
        }
        let exists = typed_path(&self.path).is_some_and(|p| p.exists());
        let (path, mut stay) = (typed_path(&self.path), Stay::Open);
        if exists {
            faded(ui, "This file exists; it will be replaced.");
        }
        ui.add_space(4.0);
        let rest =
            if self.rest > 0 { format!(", the first {SHOWN} paragraphs; {} more follow", self.rest) } else { String::new() };
        let noun = if self.notes == 1 { "note" } else { "notes" };
        faded(ui, format!("Preview: {} {noun}{rest}", self.notes));
        let height = (ui.ctx().content_rect().height() - 360.0).max(120.0);
        egui::Frame::new().fill(ui.visuals().extreme_bg_color).inner_margin(10).corner_radius(4).show(ui, |ui| {
            egui::ScrollArea::vertical().id_salt("export preview").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                markdown_lines(ui, &self.preview);
            });
        });
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let available = path.as_ref().map(|_| ()).ok_or_else(|| "Name the file to write".to_owned());
            let good = available.is_ok();
            let go = primary(ui, "Export", available).clicked() || (field.lost_focus() && super::enter(ui) && good);
            if let (true, Some(path)) = (go, path) {
                scene.commands.push(Command::ExportTo(path));
                stay = Stay::Closed;
            }
            if ui.button("Cancel").clicked() {
                stay = Stay::Closed;
            }
        });
        stay
    }
}

/// Beside the project, named after it.
fn proposal(workspace: &Workspace) -> PathBuf {
    let beside = |path: &Path| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        path.with_file_name(format!("{stem}-annotated.md"))
    };
    match &workspace.home {
        Home::Folder(folder) => folder.join(format!("{}-annotated.md", folder.file_name().unwrap_or_default().to_string_lossy())),
        Home::BareText(path) => beside(path),
    }
}
