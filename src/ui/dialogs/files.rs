//! Opening a text or a project.

use std::path::Path;

use egui::Ui;

use super::{Scene, Stay, enter, path_field, typed_path};
use crate::{
    session::Command,
    ui::{
        inputs::{button, faded, primary},
        picker::Wanted,
    },
};

/// The dialog's state.
#[derive(Debug, Default)]
pub(super) struct OpenFile {
    path: String,
}

impl OpenFile {
    pub(super) fn picked(&mut self, path: &Path) {
        self.path = path.display().to_string();
    }

    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Stay {
        faded(ui, "A text (.txt, .md) to annotate, a project’s folder, or its project.ron. You can also drop it on the window.");
        let (field, browse) = path_field(ui, "Path", &mut self.path, "essay.md");
        if scene.fresh {
            field.request_focus();
        }
        if browse {
            scene.picker.ask(Wanted::Text);
        }
        let path = typed_path(&self.path);
        let found = match &path {
            None => Err("Type a path, or browse".to_owned()),
            Some(path) if !path.exists() => Err(format!("There is nothing at {}", path.display())),
            Some(_) => Ok(()),
        };
        if let (Err(why), true) = (&found, path.is_some()) {
            faded(ui, why.clone());
        }
        ui.add_space(8.0);
        let mut stay = Stay::Open;
        ui.horizontal(|ui| {
            let good = found.is_ok();
            let go = primary(ui, "Open", found).clicked() || (field.lost_focus() && enter(ui) && good);
            if let (true, Some(path)) = (go, path) {
                scene.commands.push(Command::Open(path));
                stay = Stay::Closed;
            }
            if button(ui, "Choose a project’s folder…", Ok(())).clicked() {
                scene.picker.ask(Wanted::ProjectFolder);
            }
            if ui.button("Cancel").clicked() {
                stay = Stay::Closed;
            }
        });
        stay
    }
}
