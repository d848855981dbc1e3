//! Dialogs of a sentence and some buttons.

use std::path::PathBuf;

use egui::{Ui, Widget};

use super::{Scene, Stay, enter};
use crate::{
    layer::Author,
    project::Underneath,
    session::{Command, Leaving},
    ui::inputs::{faded, line, primary},
};

pub(super) fn unsaved(ui: &mut Ui, scene: &mut Scene<'_>, to: &Leaving) -> Stay {
    ui.label("Some annotations are not in the project’s files yet.");
    ui.add_space(8.0);
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        let save = primary(ui, "Save", Ok(()));
        if scene.fresh {
            save.request_focus();
        }
        if save.clicked() {
            scene.commands.push(Command::SaveAndLeave(to.clone()));
            stay = Stay::Closed;
        }
        if ui.button("Don’t save").on_hover_text("Give up what was done since the last save").clicked() {
            scene.commands.push(Command::Leave { to: to.clone() });
            stay = Stay::Closed;
        }
        if ui.button("Cancel").clicked() {
            scene.commands.push(Command::Stay);
            stay = Stay::Closed;
        }
    });
    stay
}

pub(super) fn identity(ui: &mut Ui, scene: &mut Scene<'_>, name: &mut String, then: &mut Option<Box<Command>>) -> Stay {
    ui.label("Annotations carry their author’s name, and every author has a file of their own. You are asked only once.");
    ui.add_space(4.0);
    let field = line(ui, "Your name", name, "as colleagues should read it");
    if scene.fresh {
        field.request_focus();
    }
    let known = name.trim().chars().any(char::is_alphanumeric);
    if known {
        faded(ui, format!("Your layer’s file: layers/{}.ron", Author::named(name).id));
    }
    ui.add_space(8.0);
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        let available = if known { Ok(()) } else { Err("Write your name first".to_owned()) };
        if primary(ui, "That’s me", available).clicked() || (field.lost_focus() && enter(ui) && known) {
            scene.commands.push(Command::IAm { author: Author::named(name), then: then.take() });
            stay = Stay::Closed;
        }
        if ui.button("Cancel").clicked() {
            stay = Stay::Closed;
        }
    });
    stay
}

pub(super) fn changed(ui: &mut Ui, scene: &mut Scene<'_>, files: &[PathBuf]) -> Stay {
    ui.label("Since this project was opened, another program (a file sync, a second computer) replaced:");
    for file in files {
        ui.label(file.display().to_string());
    }
    ui.label("Nothing was saved yet. You can keep both: their version gets a name of its own beside yours.");
    ui.add_space(8.0);
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        if primary(ui, "Keep both and save mine", Ok(())).clicked() {
            scene.commands.push(Command::SaveWith(Underneath::KeepBoth));
            stay = Stay::Closed;
        }
        if ui.button("Don’t save now").on_hover_text("Your edits stay in the journal").clicked() {
            scene.commands.push(Command::Stay);
            stay = Stay::Closed;
        }
    });
    stay
}

pub(super) fn about(ui: &mut Ui) -> Stay {
    ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
    ui.label("Annotate translations by hand: bracketed insertions, term glosses and notes, kept apart from the text.");
    ui.add_space(6.0);
    faded(
        ui,
        "Licensed under MIT or Apache-2.0. The fonts are derived from Source Serif 4, Source Sans 3 and Noto Serif SC, under the SIL Open Font License.",
    );
    ui.add_space(8.0);
    if egui::Button::new("Close").ui(ui).clicked() { Stay::Closed } else { Stay::Open }
}
