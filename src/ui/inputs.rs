//! Small pieces of panels and dialogs, so that they look alike and every field has a name.

use egui::{Response, RichText, TextEdit, Ui};

use super::theme::Palette;

/// The colours of the theme in use.
pub(super) fn palette(ui: &Ui) -> Palette {
    Palette::of(ui.ctx().theme())
}

/// A small heading over a group.
pub(super) fn section(ui: &mut Ui, title: &str) {
    let palette = palette(ui);
    ui.add_space(10.0);
    ui.label(RichText::new(title).font(super::fonts::heading(13.0)).color(palette.faded));
    ui.add_space(1.0);
}

/// A label that stands back.
pub(super) fn faded(ui: &mut Ui, text: impl Into<String>) -> Response {
    let color = palette(ui).faded;
    ui.add(egui::Label::new(RichText::new(text).color(color)).wrap())
}

/// A one-line field with its name above.
pub(super) fn line(ui: &mut Ui, name: &str, text: &mut String, hint: &str) -> Response {
    let label = faded(ui, name);
    ui.add(TextEdit::singleline(text).hint_text(hint).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(7, 5)))
        .labelled_by(label.id)
}

/// A field of several lines with its name above; Enter begins a new line.
pub(super) fn lines(ui: &mut Ui, name: &str, text: &mut String, rows: usize) -> Response {
    let label = faded(ui, name);
    ui.add(TextEdit::multiline(text).desired_rows(rows).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(7, 5)))
        .labelled_by(label.id)
}

/// A choice among a few.
pub(super) fn choice<T: PartialEq + Copy>(ui: &mut Ui, name: &str, chosen: &mut T, all: &[(T, &str)]) -> bool {
    let before = *chosen;
    let label = faded(ui, name);
    let shown = all.iter().find(|(value, _)| value == chosen).map_or("", |(_, text)| *text);
    let combo = egui::ComboBox::from_id_salt(("choice", name)).selected_text(shown).width(ui.available_width().min(260.0));
    let response = combo.show_ui(ui, |ui| {
        for (value, text) in all {
            ui.selectable_value(chosen, *value, *text);
        }
    });
    response.response.labelled_by(label.id);
    *chosen != before
}

/// Takes a key pressed without Shift, Ctrl and Alt out of the input; whether it was there.
pub(super) fn take_key(ui: &Ui, wanted: egui::Key) -> bool {
    ui.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| {
            !matches!(event, egui::Event::Key { key, pressed: true, modifiers, .. } if *key == wanted && modifiers.is_none())
        });
        input.events.len() < before
    })
}

/// A field that has just opened and wants the keyboard.
///
/// It asks until it has it, for some frames: a dialog that closed in the frame before keeps the keyboard from everything below it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fresh {
    frames: u8,
}

impl Default for Fresh {
    fn default() -> Self {
        Self { frames: 3 }
    }
}

impl Fresh {
    /// Whether the field still has to ask for the keyboard in this frame.
    pub(super) fn wants(&mut self, ui: &Ui) -> bool {
        let Some(left) = self.frames.checked_sub(1) else { return false };
        self.frames = left;
        ui.ctx().request_repaint();
        true
    }

    /// Puts the keyboard to a field with all of its text selected, so that typing replaces it. To be called before the field is drawn.
    pub(super) fn focus_all(&mut self, ui: &Ui, id: egui::Id, text: &str) {
        if !self.wants(ui) || ui.memory(|m| m.has_focus(id)) {
            return;
        }
        let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
        let end = egui::text::CCursor::new(egui::text::CharIndex(text.chars().count()));
        let start = egui::text::CCursor::new(egui::text::CharIndex(0));
        state.cursor.set_char_range(Some(egui::text_selection::CCursorRange::two(start, end)));
        state.store(ui.ctx(), id);
        ui.memory_mut(|m| m.request_focus(id));
    }
}

/// Has screen readers say a text whenever it changes, once they have finished what they are at.
pub(super) fn live(response: Response) -> Response {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    response
}

/// A button that, when it can't be used, says why.
pub(super) fn button(ui: &mut Ui, text: &str, available: Result<(), String>) -> Response {
    let response = ui.add_enabled(available.is_ok(), egui::Button::new(text));
    match available {
        Ok(()) => response,
        Err(why) => response.on_disabled_hover_text(why),
    }
}

/// The button that does what a dialog is for.
pub(super) fn primary(ui: &mut Ui, text: &str, available: Result<(), String>) -> Response {
    let palette = palette(ui);
    let face = egui::Button::new(RichText::new(text).color(palette.on_accent)).fill(palette.accent);
    let response = ui.add_enabled(available.is_ok(), face);
    match available {
        Ok(()) => response,
        Err(why) => response.on_disabled_hover_text(why),
    }
}

/// A dot in an author's colour.
pub(super) fn dot(ui: &mut Ui, color: egui::Color32) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(10.0, 16.0), egui::Sense::hover());
    ui.painter().circle_filled(rect.center(), 4.5, color);
}
