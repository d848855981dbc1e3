//! The list of annotations.

use egui::{RichText, TextEdit, Ui};

use super::editor::sign;
use crate::{
    layer::{AnnotationId, Kind},
    progress::Progress,
    session::{Command, Filter, ListEntry, ListItem, StateFilter, Workspace, list_entries, list_item},
    ui::{
        inputs::{dot, palette},
        later::Later,
        term_search::nothing,
        walk::Walk,
    },
};

/// The list's state: what is filtered for, and what was found.
#[derive(Debug, Default)]
pub(super) struct List {
    filter: Filter,
    found: Later<(u64, Filter), Vec<ListEntry>>,
    /// The annotation the list was scrolled to.
    at: Option<AnnotationId>,
    walk: Walk,
    /// The entries that were in view.
    seen: std::ops::Range<usize>,
    /// How far it was scrolled.
    scrolled: f32,
}

/// The height of an entry, in points.
const ROW: f32 = 46.0;

impl List {
    /// Whether it is being worked out.
    pub(super) const fn is_busy(&self) -> bool {
        self.found.is_busy()
    }

    /// Draws what is in view of the list, which is worked out elsewhere.
    pub(super) fn show(&mut self, ui: &mut Ui, workspace: &Workspace, commands: &mut Vec<Command>) {
        self.filters(ui, workspace);
        let key = (workspace.revision(), self.filter.clone());
        let entries = self.found.get(ui.ctx(), key, || {
            let (snapshot, filter) = (workspace.snapshot(), self.filter.clone());
            move |progress: &Progress| list_entries(&snapshot, &filter, progress)
        });
        let Some(entries) = entries else { return };
        if entries.is_empty() {
            let all = self.filter == Filter::default();
            return nothing(ui, if all { "No annotations yet" } else { "No annotation fits" });
        }
        let mut area = egui::ScrollArea::vertical().id_salt("annotations").auto_shrink([false, false]);
        if self.at != workspace.selected {
            // Selected elsewhere: the list follows.
            let selected = workspace.selected().map(|(_, a)| ListEntry::of(a));
            let row = selected.and_then(|entry| entries.binary_search(&entry).ok());
            // One that was just made is in the list a little later.
            if row.is_some() || selected.is_none() {
                self.at = workspace.selected;
            }
            if let Some(row) = row {
                area = area.vertical_scroll_offset(offset(ui, row));
                self.walk.rest_at(row);
            }
        }
        // The editor of what was selected leaves less room, and the list may still be on its way: what has the keyboard has to be drawn all the same.
        let by_wheel = ui.input(|i| i.smooth_scroll_delta() != egui::Vec2::ZERO);
        let out = self.walk.has_keyboard() && !by_wheel && !is_inside(self.walk.at(), self.scrolled, ui.available_height());
        let stays = out.then_some(self.walk.at());
        let walked = self.walk.step(ui, entries.len()).filter(|row| !self.seen.contains(row));
        if let Some(row) = walked.or(stays) {
            area = area.vertical_scroll_offset(offset(ui, row));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let (walk, seen) = (&mut self.walk, &mut self.seen);
        let shown = area.show_rows(ui, ROW, entries.len(), |ui, range| {
            if !range.contains(&walk.at()) {
                walk.rest_at(range.start);
            }
            *seen = range.clone();
            for (row, found) in range.clone().zip(entries.get(range).unwrap_or_default()) {
                // One that was deleted is in the list a little longer.
                let Some(item) = list_item(workspace, found.id) else { continue };
                let response = entry(ui, workspace, &item, walk.sense(row));
                walk.drawn(ui, row, &response);
                if response.clicked() {
                    self.at = Some(item.id);
                    commands.push(Command::SelectAnnotation(item.id));
                }
            }
        });
        self.scrolled = shown.state.clamped_offset().y;
    }

    fn filters(&mut self, ui: &mut Ui, workspace: &Workspace) {
        let filter = &mut self.filter;
        ui.add(TextEdit::singleline(&mut filter.words).hint_text("Filter by words").desired_width(f32::INFINITY))
            .accessible_name("Filter by words");
        ui.horizontal_wrapped(|ui| {
            let mut kind = filter.kinds.first().copied();
            combo(ui, "Kind", &mut kind, "All kinds", Kind::ALL.map(|k| (k, k.label().to_owned())));
            filter.kinds = kind.into_iter().collect();
            let authors = workspace.layers.iter().map(|l| (l.author().id.clone(), l.author().name.clone()));
            combo(ui, "Author", &mut filter.author, "Everybody", authors);
            let mut state = Some(filter.state).filter(|s| *s != StateFilter::Any);
            let states = StateFilter::ALL.into_iter().filter(|s| *s != StateFilter::Any);
            combo(ui, "State", &mut state, StateFilter::Any.label(), states.map(|s| (s, s.label().to_owned())));
            filter.state = state.unwrap_or_default();
        });
        ui.add_space(2.0);
    }
}

/// A choice of one, or of all.
fn combo<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut Option<T>,
    all: &str,
    options: impl IntoIterator<Item = (T, String)>,
) {
    let options: Vec<(T, String)> = options.into_iter().collect();
    let shown = options.iter().find(|(value, _)| Some(value) == chosen.as_ref()).map_or(all, |(_, text)| text);
    let combo = egui::ComboBox::from_id_salt(("filter", name)).selected_text(shown).width(96.0);
    let response = combo.show_ui(ui, |ui| {
        ui.selectable_value(chosen, None, all);
        for (value, text) in options.iter().cloned() {
            ui.selectable_value(chosen, Some(value), text);
        }
    });
    drop(response.response.accessible_name(name));
}

/// Whether an entry is wholly in view.
fn is_inside(row: usize, scrolled: f32, room: f32) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "a place in a list on the screen")]
    let y = row as f32 * ROW;
    scrolled <= y && y + ROW <= scrolled + room
}

/// How far the list is scrolled so that an entry is well in view.
fn offset(ui: &Ui, row: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a place in a list on the screen")]
    let y = row as f32 * ROW;
    (y - ui.available_height() * 0.4).max(0.0)
}

/// One annotation.
fn entry(ui: &mut Ui, workspace: &Workspace, item: &ListItem, sense: egui::Sense) -> egui::Response {
    let palette = palette(ui);
    let selected = workspace.selected == Some(item.id);
    let size = egui::vec2(ui.available_width(), ROW);
    let (_, rect) = ui.allocate_space(size);
    // Its own, wherever the list is scrolled to: the keyboard stays with it.
    let response = ui.interact(rect, egui::Id::unique("entry of the list").with(item.id), sense);
    let name = format!("{}: {} {}", item.kind.label(), item.quote, item.words);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, selected, &name));
    if selected || response.hovered() {
        let color = if selected { palette.selection } else { palette.focus };
        ui.painter().rect_filled(rect, 4.0, color);
    }
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(egui::vec2(6.0, 4.0))));
    inner.spacing_mut().item_spacing.y = 1.0;
    inner.spacing_mut().interact_size.y = 0.0;
    inner.horizontal(|ui| {
        dot(ui, palette.author(item.author));
        ui.label(RichText::new(sign(item.kind)).font(crate::ui::fonts::heading(12.0)).color(palette.faded));
        let quote = if item.quote.is_empty() { "(at a point)" } else { &item.quote };
        let color = if item.span.is_none() || item.moved { palette.warning } else { palette.ink };
        ui.add(egui::Label::new(RichText::new(one_line(quote)).color(color)).truncate());
    });
    inner.horizontal(|ui| {
        ui.add_space(18.0);
        let state = match (item.span.is_none(), item.moved) {
            (true, _) => "no place · ",
            (_, true) => "moved · ",
            _ => "",
        };
        let words = format!("{state}{}", one_line(&item.words));
        let color = if selected { palette.ink } else { palette.faded };
        ui.add(egui::Label::new(RichText::new(words).small().color(color)).truncate());
    });
    response
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}
