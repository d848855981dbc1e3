//! Exporting, with a look at what will be written.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::Ui;

use super::{Scene, Stay, path_field, typed_path};
use crate::{
    formats::markdown,
    progress::Progress,
    project::Home,
    session::{Command, Workspace},
    ui::{
        inputs::{faded, primary},
        later::Later,
        picker::Wanted,
        right::markdown_lines,
    },
    weave::Plan,
};

/// The dialog's state.
pub(super) struct Export {
    path: String,
    preview: Later<(), String>,
    plan: Arc<Plan>,
}

/// How many paragraphs the preview shows.
const SHOWN: usize = 60;

impl Export {
    pub(super) fn new(workspace: &Workspace) -> Self {
        let path = proposal(workspace).display().to_string();
        Self { path, preview: Later::default(), plan: Arc::clone(workspace.published_plan()) }
    }

    /// Whether the preview is being worked out.
    pub(super) const fn is_busy(&self) -> bool {
        self.preview.is_busy()
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
        faded(ui, self.summary());
        let plan = Arc::clone(&self.plan);
        let preview = self.preview.get(ui.ctx(), (), || move |_: &Progress| Ok(markdown::excerpt(&plan, shown(&plan))));
        let height = (ui.ctx().content_rect().height() - 360.0).max(120.0);
        egui::Frame::new().fill(ui.visuals().extreme_bg_color).inner_margin(10).corner_radius(4).show(ui, |ui| {
            egui::ScrollArea::vertical().id_salt("export preview").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                markdown_lines(ui, preview.map_or("", String::as_str));
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

    fn summary(&self) -> String {
        let (notes, rest) = (self.plan.note_count(), self.plan.text().blocks().len().saturating_sub(SHOWN));
        let noun = if notes == 1 { "note" } else { "notes" };
        let rest = if rest > 0 { format!(", the first {SHOWN} paragraphs; {rest} more follow") } else { String::new() };
        format!("Preview: {notes} {noun}{rest}")
    }
}

/// The blocks the preview shows.
fn shown(plan: &Plan) -> std::ops::Range<usize> {
    0..plan.text().blocks().len().min(SHOWN)
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
