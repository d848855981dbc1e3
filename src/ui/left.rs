//! The panel on the left: project, outline, layers.

use egui::{RichText, Ui};

use super::{
    inputs::{dot, faded, palette, section},
    outline::Outline,
    walk::Walk,
};
use crate::{
    layer::Kind,
    project::Home,
    session::{Action, Command, Keymap, Session, Workspace},
};

/// The height of the legend, in points.
const LEGEND: f32 = 172.0;
/// A panel lower than this scrolls as a whole.
const LOW: f32 = 560.0;

/// The panel's state: where the keyboard is in its lists.
#[derive(Debug, Default)]
pub(super) struct Left {
    outline: Outline,
    layers: Walk,
}

impl Left {
    /// Draws the panel.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let Some(workspace) = session.workspace() else { return };
        let height = ui.available_height();
        egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            project(ui, workspace);
            layers(ui, &mut self.layers, (workspace, &session.keys), commands);
            let left = (height - ui.min_rect().height() - LEGEND).max(0.0);
            let most = if height < LOW { 200.0 } else { left };
            ui.scope(|ui| {
                ui.set_max_height(most);
                self.outline.show(ui, workspace, commands);
            });
            legend(ui);
        });
    }
}

fn project(ui: &mut Ui, workspace: &Workspace) {
    section(ui, "PROJECT");
    ui.add(egui::Label::new(RichText::new(&workspace.project.title).font(super::fonts::heading(15.0))).wrap());
    let project = &workspace.project;
    let terms = workspace.terms.len();
    let noun = if terms == 1 { "term" } else { "terms" };
    faded(ui, format!("{} → {} · {terms} {noun}", project.original_language, project.text_language));
    let place = match &workspace.home {
        Home::Folder(folder) => folder.display().to_string(),
        Home::BareText(path) => format!("{} (a project is made beside it at the first save)", path.display()),
    };
    let name = place.rsplit(['/', '\\']).next().unwrap_or(&place).to_owned();
    faded(ui, name).on_hover_text(place);
}

fn layers(ui: &mut Ui, walk: &mut Walk, (workspace, keys): (&Workspace, &Keymap), commands: &mut Vec<Command>) {
    section(ui, "LAYERS");
    let palette = palette(ui);
    if workspace.layers.is_empty() {
        faded(ui, format!("Nothing is annotated yet. Select some words{}.", hints(keys)));
    }
    walk.step(ui, workspace.layers.len());
    for (i, state) in workspace.layers.iter().enumerate() {
        let author = state.author();
        let mine = workspace.me.as_ref() == Some(&author.id);
        ui.horizontal(|ui| {
            dot(ui, palette.author(state.number));
            let mut shown = state.shown;
            let response = ui.checkbox(&mut shown, author.name.as_str());
            walk.drawn(ui, i, &response);
            if response.on_hover_text("Show or hide this layer").changed() {
                commands.push(Command::ShowLayer { author: author.id.clone(), shown });
            }
            ui.label(RichText::new(state.layer().len().to_string()).color(palette.faded));
        });
        ui.horizontal(|ui| {
            ui.add_space(18.0);
            let solo = ui.add(quiet("Only this")).on_hover_text("Show this layer alone; again, all of them");
            if solo.accessible_name(format!("Only {}", author.name)).clicked() {
                commands.push(Command::Solo(author.id.clone()));
            }
            if mine {
                ui.label(RichText::new("you").color(palette.accent)).on_hover_text("New annotations go to this layer");
            } else {
                let work = ui.add(quiet("Work as")).on_hover_text("New annotations go to this layer, and its own can be changed");
                if work.accessible_name(format!("Work as {}", author.name)).clicked() {
                    commands.push(Command::WorkAs(author.id.clone()));
                }
            }
        });
        ui.add_space(2.0);
    }
    for author in &workspace.refused {
        faded(ui, format!("{author}: this layer’s file could not be read; see Problems"));
    }
}

/// Which keys make the commonest annotations.
fn hints(keys: &Keymap) -> String {
    let common = [(Action::Insertion, "an insertion"), (Action::Term, "a term"), (Action::TranslatorNote, "a note")];
    let known = common.into_iter().filter(|(action, _)| !keys.of(*action).is_empty());
    let list: Vec<String> = known.map(|(action, what)| format!("{} for {what}", keys.shown(action))).collect();
    if list.is_empty() { " and choose from the menu Annotate".to_owned() } else { format!(" and press {}", list.join(", ")) }
}

/// A button that stands back until it is looked for.
fn quiet(text: &str) -> egui::Button<'_> {
    egui::Button::new(RichText::new(text).small()).small().frame_when_inactive(false)
}

/// What the lines under the text mean.
fn legend(ui: &mut Ui) {
    section(ui, "LINES UNDER THE TEXT");
    let palette = palette(ui);
    let kinds = [
        (Kind::Term, "term"),
        (Kind::Note(crate::layer::NoteKind::Translator), "note for readers"),
        (Kind::Note(crate::layer::NoteKind::Query), "query"),
        (Kind::Note(crate::layer::NoteKind::Comment), "comment"),
        (Kind::Suggestion, "suggestion"),
    ];
    for (kind, words) in kinds {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(egui::vec2(30.0, 16.0), egui::Sense::hover());
            super::page::legend_line(ui.painter(), kind, rect, palette.faded);
            ui.label(RichText::new(words).color(palette.faded));
        });
    }
    faded(ui, "The colour is the author’s.");
}
