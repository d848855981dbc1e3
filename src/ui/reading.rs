//! The box in which the reading type is chosen, with the page beside it as the preview.

use egui::{Slider, Ui};

use super::inputs::{choice, faded};
use crate::{
    session::{Action, Keymap},
    storage::{Face, Reading, Settings},
};

/// What the box is called.
const NAME: &str = "Reading type";

/// How much a key changes the measure, in characters, and the leading, in sizes of type.
const STEPS: (f32, f32) = (3.0, 0.06);

/// Does an action that changes the reading type; whether it is one.
pub(super) fn act(settings: &mut Settings, action: Action) -> bool {
    let reading = &mut settings.reading;
    match action {
        Action::Larger => settings.size += 1.0,
        Action::Smaller => settings.size -= 1.0,
        Action::UsualSize => settings.size = Settings::USUAL_SIZE,
        Action::Wider => reading.measure += STEPS.0,
        Action::Narrower => reading.measure -= STEPS.0,
        Action::Looser => reading.leading += STEPS.1,
        Action::Tighter => reading.leading -= STEPS.1,
        _ => return false,
    }
    settings.size = settings.size.clamp(Settings::SIZES.0, Settings::SIZES.1);
    settings.reading = settings.reading.clamped();
    true
}

/// The reading type in a sentence.
pub(super) fn said(settings: &Settings) -> String {
    let Reading { measure, leading, .. } = settings.reading;
    format!("Size {:.0}, lines of up to {measure:.0} characters, {leading:.2} sizes apart", settings.size)
}

/// The box.
#[derive(Debug, Default)]
pub(super) struct ReadingBox {
    open: bool,
    fresh: bool,
    /// Whether something was changed that is not in the settings’ file yet.
    changed: bool,
}

/// What became of the box in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Became {
    /// It stays as it is.
    Same,
    /// Something was chosen: the settings are to be written.
    Chosen,
    /// It was closed.
    Closed,
}

impl ReadingBox {
    /// Opens it, or closes it if it is open.
    pub(super) const fn toggle(&mut self) {
        self.open = !self.open;
        self.fresh = self.open;
    }

    /// Closes it; whether it was open.
    pub(super) const fn close(&mut self) -> bool {
        std::mem::replace(&mut self.open, false)
    }

    /// Draws it over the page, which goes on as usual.
    pub(super) fn show(&mut self, ui: &Ui, settings: &mut Settings, keys: &Keymap) -> Became {
        if !self.open {
            return Became::Same;
        }
        let before = (settings.size, settings.reading);
        let screen = ui.ctx().content_rect();
        let mut closed = false;
        let window = egui::Window::new(NAME).title_bar(false).auto_sized().constrain_to(screen.shrink(8.0));
        let window = window.pivot(egui::Align2::RIGHT_TOP).default_pos(screen.right_top() + egui::vec2(-12.0, 40.0));
        window.show(ui.ctx(), |ui| {
            ui.set_width(f32::min(320.0, screen.width() - 64.0));
            let room = (screen.height() - 80.0).max(80.0);
            egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
                closed = self.contents(ui, settings, keys);
            });
        });
        self.changed |= before != (settings.size, settings.reading);
        if closed {
            self.open = false;
        }
        // While a slider is dragged nothing is written.
        let settled = !ui.input(|i| i.pointer.any_down());
        match (closed, settled && std::mem::take(&mut self.changed)) {
            (true, _) => Became::Closed,
            (false, true) => Became::Chosen,
            (false, false) => Became::Same,
        }
    }

    /// Draws what is in it; whether it is to be closed.
    fn contents(&mut self, ui: &mut Ui, settings: &mut Settings, keys: &Keymap) -> bool {
        ui.label(egui::RichText::new(NAME).font(super::fonts::heading(18.0)));
        ui.add_space(4.0);
        let faces = [(Face::Serif, "Serif"), (Face::Sans, "Sans")];
        let reading = &mut settings.reading;
        choice(ui, "Face", &mut reading.face, &faces);
        let hint = |one, other| format!("{}  {}", keys.shown(one), keys.shown(other));
        let size =
            slider(ui, ("Size, in points", &mut settings.size), Settings::SIZES, (1.0, 0), hint(Action::Smaller, Action::Larger));
        if std::mem::take(&mut self.fresh) {
            size.request_focus();
        }
        let (wide, loose) = (hint(Action::Narrower, Action::Wider), hint(Action::Tighter, Action::Looser));
        slider(ui, ("Longest line, in characters", &mut reading.measure), Reading::MEASURES, (1.0, 0), wide);
        slider(ui, ("Line to line, in sizes", &mut reading.leading), Reading::LEADINGS, (0.02, 2), loose);
        slider(ui, ("Between paragraphs, in sizes", &mut reading.gap), Reading::GAPS, (0.1, 1), String::new());
        ui.add_space(6.0);
        let mut closed = false;
        ui.horizontal(|ui| {
            closed = ui.button("Close").clicked();
            if ui.button("As usual").on_hover_text("Everything in this box as it was made").clicked() {
                (settings.size, settings.reading) = (Settings::USUAL_SIZE, Reading::default());
            }
        });
        closed
    }
}

/// A number between bounds, with its name and its keys above.
fn slider(
    ui: &mut Ui,
    (name, value): (&str, &mut f32),
    (least, most): (f32, f32),
    (step, decimals): (f64, usize),
    keys: String,
) -> egui::Response {
    let mut label = None;
    ui.horizontal(|ui| {
        label = Some(faded(ui, name).id);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| faded(ui, keys));
    });
    ui.spacing_mut().slider_width = ui.available_width() - 70.0;
    let response = ui.add(Slider::new(value, least..=most).step_by(step).fixed_decimals(decimals));
    match label {
        Some(label) => response.labelled_by(label),
        None => response,
    }
}
