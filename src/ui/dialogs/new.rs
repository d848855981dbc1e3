//! Making a project.

use std::path::Path;

use egui::Ui;

use super::{Scene, Stay, path_field, typed_path};
use crate::{
    project::NewProject,
    session::Command,
    terms::LanguageTag,
    ui::{
        inputs::{faded, line, primary},
        picker::{Pick, Wanted},
    },
};

/// The dialog's state.
#[derive(Debug, Default)]
pub(super) struct New {
    text: String,
    original: String,
    folder: String,
    /// The folder that was proposed; a folder that was typed is left alone.
    proposed: String,
    title: String,
    text_language: String,
    original_language: String,
}

impl New {
    pub(super) fn picked(&mut self, pick: &Pick) {
        let path = pick.path.display().to_string();
        match pick.wanted {
            Wanted::NewText => self.text = path,
            Wanted::NewOriginal => self.original = path,
            Wanted::NewFolder => {
                let stem = typed_path(&self.text).and_then(|p| Some(p.file_stem()?.to_string_lossy().into_owned()));
                self.folder = pick.path.join(stem.unwrap_or_else(|| "project".to_owned())).display().to_string();
            }
            _ => {}
        }
    }

    /// The first file dropped is the text, the second the original.
    pub(super) fn dropped(&mut self, path: &Path) {
        let field = if self.text.is_empty() { &mut self.text } else { &mut self.original };
        *field = path.display().to_string();
    }

    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Stay {
        faded(ui, "Your files are copied into the project’s folder, byte for byte, and left alone.");
        let (field, browse) = path_field(ui, "Text to annotate", &mut self.text, "essay.md");
        if scene.fresh {
            field.request_focus();
        }
        if browse {
            scene.picker.ask(Wanted::NewText);
        }
        self.propose_folder();
        if path_field(ui, "Original (optional)", &mut self.original, "what it was translated from").1 {
            scene.picker.ask(Wanted::NewOriginal);
        }
        if path_field(ui, "Folder to make", &mut self.folder, "where to make it").1 {
            scene.picker.ask(Wanted::NewFolder);
        }
        line(ui, "Title (optional)", &mut self.title, "the text’s name");
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                line(left, "Language of the text", &mut self.text_language, "guessed; e.g. en");
                line(right, "Language of the original", &mut self.original_language, "guessed; e.g. zh-Hans");
            }
        });
        ui.add_space(8.0);
        let wanted = self.wanted();
        if let (Err(why), false) = (&wanted, self.text.is_empty()) {
            faded(ui, why.clone());
        }
        let mut stay = Stay::Open;
        ui.horizontal(|ui| {
            let available = wanted.as_ref().map(|_| ()).map_err(Clone::clone);
            if primary(ui, "Make project", available).clicked()
                && let Ok(new) = wanted
            {
                scene.commands.push(Command::Create(Box::new(new)));
                stay = Stay::Closed;
            }
            if ui.button("Cancel").clicked() {
                stay = Stay::Closed;
            }
        });
        stay
    }

    /// Beside the text, named after it.
    fn propose_folder(&mut self) {
        let proposal = typed_path(&self.text).filter(|p| p.is_file()).map(|p| p.with_extension("").display().to_string());
        if let Some(proposal) = proposal.filter(|_| self.folder == self.proposed) {
            self.folder.clone_from(&proposal);
            self.proposed = proposal;
        }
    }

    fn wanted(&self) -> Result<NewProject, String> {
        let file = |text: &str, name: &str| match typed_path(text) {
            None => Ok(None),
            Some(path) if path.is_file() => Ok(Some(path)),
            Some(path) => Err(format!("{name}: there is no file {}", path.display())),
        };
        let language = |text: &str| {
            let text = text.trim();
            if text.is_empty() { Ok(None) } else { LanguageTag::try_from(text.to_owned()).map(Some) }
        };
        let folder = typed_path(&self.folder).ok_or("Name the folder to make")?;
        if folder.exists() {
            return Err(format!("{} already exists; name another folder", folder.display()));
        }
        Ok(NewProject {
            text: file(&self.text, "Text")?.ok_or("Name the text to annotate")?,
            original: file(&self.original, "Original")?,
            folder,
            title: Some(self.title.trim().to_owned()).filter(|t| !t.is_empty()),
            text_language: language(&self.text_language)?,
            original_language: language(&self.original_language)?,
            encoding: None,
        })
    }
}
