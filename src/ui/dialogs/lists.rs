//! The command palette, the annotations at the caret, the page of keys.

use egui::{Key, Modifiers, RichText, TextEdit, Ui};

use super::{Scene, Stay};
use crate::{
    layer::AnnotationId,
    session::{Action, Command, Group, annotation_words},
    ui::{
        fuzzy,
        inputs::{faded, palette, section},
    },
};

/// The arrow keys in a list: the number chosen next of `count`.
fn step(ui: &Ui, chosen: usize, count: usize) -> usize {
    let (up, down) =
        ui.input_mut(|i| (i.consume_key(Modifiers::NONE, Key::ArrowUp), i.consume_key(Modifiers::NONE, Key::ArrowDown)));
    let last = count.saturating_sub(1);
    if down {
        (chosen + 1).min(last)
    } else if up {
        chosen.saturating_sub(1)
    } else {
        chosen.min(last)
    }
}

/// The command palette.
#[derive(Debug, Default)]
pub(super) struct PaletteList {
    query: String,
    chosen: usize,
}

impl PaletteList {
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Stay {
        let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let names: Vec<String> = Action::ALL.iter().map(|a| format!("{}: {}", a.group().label(), a.label())).collect();
        let found = fuzzy::find(&self.query, &names);
        self.chosen = step(ui, self.chosen, found.len());
        let moved = ui.input(|i| i.key_pressed(Key::ArrowDown) || i.key_pressed(Key::ArrowUp));
        let field = ui.add(TextEdit::singleline(&mut self.query).hint_text("Find a command").desired_width(f32::INFINITY));
        let field = field.accessible_name("Find a command");
        if scene.fresh {
            field.request_focus();
        }
        if field.changed() {
            self.chosen = 0;
        }
        let mut run = None;
        egui::ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show(ui, |ui| {
            for (row, i) in found.iter().enumerate() {
                let Some(action) = Action::ALL.get(*i) else { continue };
                let available = action.available(scene.session);
                let keys = scene.session.keys.shown(*action);
                let color = if available.is_ok() { palette(ui).ink } else { palette(ui).faded };
                let name = RichText::new(names.get(*i).map_or("", String::as_str)).color(color);
                let button = egui::Button::selectable(row == self.chosen, name).shortcut_text(keys);
                let response = ui.add(button.min_size(egui::vec2(ui.available_width(), 0.0)));
                if row == self.chosen && (moved || enter) {
                    response.scroll_to_me(None);
                }
                let why =
                    available.err().map_or_else(|| action.tooltip().to_owned(), |why| format!("{}\n{why}.", action.tooltip()));
                if response.on_hover_text(why).clicked() || (enter && row == self.chosen) {
                    run = Some(*action);
                }
            }
        });
        let Some(action) = run else { return Stay::Open };
        scene.commands.push(Command::Do(action));
        Stay::Closed
    }
}

/// The annotations at the caret.
#[derive(Debug)]
pub(super) struct ChooseList {
    ids: Vec<AnnotationId>,
    chosen: usize,
}

impl ChooseList {
    pub(super) const fn new(ids: Vec<AnnotationId>) -> Self {
        Self { ids, chosen: 0 }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Stay {
        let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        self.chosen = step(ui, self.chosen, self.ids.len());
        let Some(workspace) = scene.session.workspace() else { return Stay::Closed };
        let mut picked = None;
        egui::ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
            for (row, id) in self.ids.iter().enumerate() {
                let Some((layer, annotation)) = workspace.annotation(*id) else { continue };
                let head = format!("{} · {}", annotation.body.kind().label(), layer.author().name);
                let quote: String = annotation.quote(&workspace.text).chars().take(50).collect();
                let words: String = annotation_words(workspace, annotation).chars().take(90).collect();
                let button = egui::Button::selectable(row == self.chosen, format!("{head}\n“{quote}” {words}"));
                if ui.add(button.wrap().min_size(egui::vec2(ui.available_width(), 0.0))).clicked()
                    || (enter && row == self.chosen)
                {
                    picked = Some(*id);
                }
            }
        });
        faded(ui, "↑ ↓ choose, Enter selects");
        let Some(id) = picked else { return Stay::Open };
        scene.commands.push(Command::SelectAnnotation(id));
        Stay::Closed
    }
}

/// The least width in which the keys stand in two columns, in points.
const TWO_COLUMNS: f32 = 560.0;

/// All keys, by menu.
pub(super) fn keys(ui: &mut Ui, scene: &mut Scene<'_>) -> Stay {
    let keys = &scene.session.keys;
    let height = (ui.ctx().content_rect().height() - 200.0).max(120.0);
    egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        let columns = if ui.available_width() < TWO_COLUMNS { 1 } else { 2 };
        ui.columns(columns, |columns| {
            for group in Group::ALL {
                let right = usize::from(columns.len() > 1 && matches!(group, Group::Annotate | Group::Go | Group::View));
                let Some(column) = columns.get_mut(right) else { return };
                section(column, &group.label().to_uppercase());
                for action in Action::ALL.iter().filter(|a| a.group() == group && !keys.of(**a).is_empty()) {
                    row(column, &keys.all_shown(*action), action.label());
                }
                if group == Group::Caret {
                    row(column, "Shift with these", "Select");
                }
            }
        });
    });
    ui.add_space(6.0);
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        let close = ui.button("Close");
        if scene.fresh {
            close.request_focus();
        }
        if close.clicked() {
            stay = Stay::Closed;
        }
        if ui.button(Action::ChangeKeys.label()).on_hover_text(Action::ChangeKeys.tooltip()).clicked() {
            scene.commands.push(Command::Do(Action::ChangeKeys));
            stay = Stay::Closed;
        }
    });
    stay
}

fn row(ui: &mut Ui, keys: &str, what: &str) {
    ui.horizontal_wrapped(|ui| {
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(egui::vec2(150.0, 18.0), layout, |ui| {
            ui.set_min_width(150.0);
            ui.label(RichText::new(keys).font(crate::ui::fonts::heading(14.0)));
        });
        ui.label(what);
    });
}
