//! The start page.

use egui::{RichText, Ui};

use super::{
    inputs::{button, faded, palette, primary, section},
    picker::{FilePicker, Wanted},
};
use crate::{
    session::{Action, Command, Keymap},
    storage::{Recent, Sample},
};

/// What the page offers to open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offers<'a> {
    pub(super) samples: &'a [Sample],
    pub(super) recent: &'a [Recent],
    /// The keys in force.
    pub(super) keys: &'a Keymap,
}

/// How many recent projects are offered.
const RECENT: usize = 6;

/// Draws the page that is there when nothing is open.
pub(super) fn show(ui: &mut Ui, offers: Offers<'_>, picker: &mut dyn FilePicker, commands: &mut Vec<Command>) {
    let palette = palette(ui);
    ui.painter().rect_filled(ui.max_rect(), 0.0, palette.paper);
    let width = ui.available_width().min(620.0);
    let margin = (ui.available_width() - width) / 2.0;
    egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.add_space(margin);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.add_space((ui.ctx().content_rect().height() * 0.09).min(90.0));
                ui.label(RichText::new("Glossator").font(super::fonts::Face::Bold.id(40.0)));
                let what = "Annotate translations by hand: insertions in [brackets], glosses (多边), and notes.";
                ui.label(RichText::new(what).font(super::fonts::Face::Regular.id(18.0)).color(palette.faded));
                ui.add_space(14.0);
                buttons(ui, offers.keys, commands);
                faded(ui, "Or drop a file on this window. The text itself is never changed.");
                recent(ui, offers.recent, commands);
                section(ui, "SAMPLES");
                for sample in offers.samples {
                    self::sample(ui, sample, picker, commands);
                }
                ui.add_space(20.0);
            });
        });
    });
}

fn buttons(ui: &mut Ui, keys: &Keymap, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        if primary(ui, "Open a text or project…", Ok(()))
            .on_hover_text(keys.with_key(Action::Open.tooltip(), Action::Open))
            .clicked()
        {
            commands.push(Command::Do(Action::Open));
        }
        if ui.button("New project…").on_hover_text(keys.with_key(Action::New.tooltip(), Action::New)).clicked() {
            commands.push(Command::Do(Action::New));
        }
    });
}

fn recent(ui: &mut Ui, recent: &[Recent], commands: &mut Vec<Command>) {
    if recent.is_empty() {
        return;
    }
    section(ui, "RECENT");
    for Recent { path, title, exists } in recent.iter().take(RECENT) {
        let place = path.display().to_string();
        ui.horizontal(|ui| {
            let available = if *exists { Ok(()) } else { Err(format!("{place} is no longer there")) };
            if button(ui, title, available).on_hover_text(&place).clicked() {
                commands.push(Command::Open(path.clone()));
            }
            let note = if *exists { place } else { format!("{place} (no longer there)") };
            let color = palette(ui).faded;
            ui.add(egui::Label::new(RichText::new(note).color(color)).truncate());
        });
    }
}

fn sample(ui: &mut Ui, sample: &Sample, picker: &mut dyn FilePicker, commands: &mut Vec<Command>) {
    let palette = palette(ui);
    egui::Frame::new().fill(palette.field).stroke(egui::Stroke::new(1.0, palette.line)).corner_radius(6).inner_margin(12).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            ui.add(egui::Label::new(RichText::new(&sample.title).font(super::fonts::Face::Bold.id(17.0))).wrap());
            faded(ui, format!("Translated from {} into {}", language(&sample.languages.0), language(&sample.languages.1)));
            ui.horizontal(|ui| {
                let open = ui
                    .button("Open")
                    .on_hover_text("From projects/ in the repository, or as a copy in the program’s data folder");
                if open.accessible_name(format!("Open sample: {}", sample.title)).clicked() {
                    commands.push(Command::OpenSample { name: sample.name.clone(), into: None });
                }
                let copy = ui.button("Copy to a folder…").accessible_name(format!("Copy sample: {}", sample.title));
                if copy.on_hover_text("Choose where the copy goes, then open it").clicked() {
                    picker.ask(Wanted::SampleFolder(sample.name.clone()));
                }
            });
        },
    );
}

/// A language’s name, for those the samples are in; else its tag.
fn language(tag: &str) -> &str {
    match tag {
        "en" => "English",
        "zh-Hans" => "Chinese",
        "zh-Hant" => "Chinese (traditional)",
        other => other,
    }
}
