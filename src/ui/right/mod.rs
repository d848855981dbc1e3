//! The panel on the right: the selected annotation, and lists.

mod concept;
mod editor;
mod list;
mod preview;
mod problems;
mod terms;

use egui::Ui;

pub(super) use self::preview::markdown_lines;
use self::{concept::ConceptEditor, list::List, preview::Preview, problems::Problems, terms::Terms};
use crate::{
    layer::AnnotationId,
    session::{Command, Session},
    ui::inputs::Fresh,
};

/// Which list is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Annotations,
    Terms,
    Problems,
    Preview,
}

/// The panel's state.
#[derive(Debug, Default)]
pub(super) struct Right {
    tab: Tab,
    list: List,
    terms: Terms,
    problems: Problems,
    preview: Preview,
    concept: ConceptEditor,
    tags: Option<(AnnotationId, String)>,
    /// The annotation whose words are to get the keyboard.
    focus: Option<(AnnotationId, Fresh)>,
}

impl Right {
    /// Puts the keyboard to an annotation's words.
    pub(super) fn edit(&mut self, id: AnnotationId) {
        self.focus = Some((id, Fresh::default()));
    }

    /// Whether something it shows is being worked out.
    pub(super) const fn is_busy(&self) -> bool {
        self.list.is_busy() || self.problems.is_busy() || self.preview.is_busy()
    }

    /// Forgets everything about the project shown before.
    pub(super) fn reset(&mut self) {
        *self = Self { tab: self.tab, ..Self::default() };
    }

    /// Shows what was wrong on opening.
    pub(super) const fn show_problems(&mut self) {
        self.tab = Tab::Problems;
    }

    /// Draws the panel.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let Some(workspace) = session.workspace() else { return };
        if let Some(selected) = workspace.selected() {
            let most = ui.available_height() * 0.62;
            egui::ScrollArea::vertical().id_salt("editor").max_height(most).auto_shrink([false, true]).show(ui, |ui| {
                // Fields of their own for every annotation: the undo of one must not bring back the words of another.
                ui.push_id(selected.1.id, |ui| editor::show(ui, self, session, selected, commands));
            });
            ui.separator();
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.spacing_mut().button_padding = egui::vec2(6.0, 3.0);
            let found = self.problems.count(ui, workspace);
            let problems = if found == 0 {
                "Problems".to_owned()
            } else {
                format!("Problems ({})", if found > 99 { "99+".to_owned() } else { found.to_string() })
            };
            for (tab, name) in [
                (Tab::Annotations, "Annotations"),
                (Tab::Terms, "Terms"),
                (Tab::Problems, problems.as_str()),
                (Tab::Preview, "Preview"),
            ] {
                ui.selectable_value(&mut self.tab, tab, name);
            }
        });
        ui.add_space(4.0);
        match self.tab {
            Tab::Annotations => self.list.show(ui, workspace, commands),
            Tab::Terms => self.terms.show(ui, session, commands),
            Tab::Problems => self.problems.show(ui, workspace, commands),
            Tab::Preview => self.preview.show(ui, workspace),
        }
    }
}
