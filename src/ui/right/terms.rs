//! The termbase.

use egui::{TextEdit, Ui};

use super::concept::ConceptEditor;
use crate::{
    layer::AnnotationId,
    session::{Action, Command, Session, Workspace},
    terms::{Concept, ConceptId},
    text::Span,
    ui::{
        fuzzy,
        inputs::{button, faded},
        term_search::{nothing, summary},
        walk::Walk,
    },
};

/// The tab's state.
#[derive(Debug, Default)]
pub(super) struct Terms {
    query: String,
    open: Option<ConceptId>,
    editor: ConceptEditor,
    walk: Walk,
}

impl Terms {
    /// Draws the terms and, of the one that is open, its editor.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        let Some(workspace) = session.workspace() else { return };
        ui.horizontal(|ui| {
            let width = ui.available_width() - 90.0;
            ui.add(TextEdit::singleline(&mut self.query).hint_text("Find a term").desired_width(width))
                .accessible_name("Find a term");
            if ui.button("New term").on_hover_text("A term without a link").clicked() {
                self.add(workspace, commands);
            }
        });
        if workspace.terms.is_empty() {
            let how = session.keys.with_key("Select a word and link it to a term", Action::Term);
            return nothing(ui, &format!("No terms yet. {how}."));
        }
        let concepts: Vec<_> = workspace.terms.iter().collect();
        let project = &workspace.project;
        let names: Vec<String> =
            concepts.iter().map(|c| summary(c, &project.original_language, &project.text_language)).collect();
        egui::ScrollArea::vertical().id_salt("terms").auto_shrink([false, false]).show(ui, |ui| {
            let found = fuzzy::find(&self.query, &names);
            self.walk.step(ui, found.len());
            for (row, i) in found.into_iter().enumerate() {
                let (Some(concept), Some(name)) = (concepts.get(i), names.get(i)) else { continue };
                let open = self.open.as_ref() == Some(&concept.id);
                let label =
                    egui::Button::selectable(open, name.as_str()).truncate().min_size(egui::vec2(ui.available_width(), 0.0));
                let response = ui.add(label.sense(self.walk.sense(row)));
                self.walk.drawn(ui, row, &response);
                if response.clicked() {
                    self.open = (!open).then(|| concept.id.clone());
                }
                if open {
                    ui.indent(concept.id.as_str(), |ui| self.details(ui, workspace, concept, commands));
                }
            }
        });
    }

    fn details(&mut self, ui: &mut Ui, workspace: &Workspace, concept: &Concept, commands: &mut Vec<Command>) {
        let mut links: Vec<(Span, AnnotationId)> = workspace.links(&concept.id).collect();
        links.sort_unstable();
        ui.horizontal(|ui| {
            let times = if links.len() == 1 { "once".to_owned() } else { format!("{} times", links.len()) };
            faded(ui, format!("Linked {times}"));
            let here = (workspace.selection.span(&workspace.text), workspace.selected.unwrap_or(AnnotationId::from_u128(0)));
            let next = links.iter().find(|m| **m > here).or_else(|| links.first());
            let available = if next.is_some() { Ok(()) } else { Err("Nothing links to this term".to_owned()) };
            if button(ui, "Next link", available).clicked()
                && let Some((_, id)) = next
            {
                commands.push(Command::SelectAnnotation(*id));
            }
            let unused = if links.is_empty() {
                Ok(())
            } else {
                Err("Annotations link to this term; delete or relink them first".to_owned())
            };
            if button(ui, "Delete term", unused).clicked() {
                commands.push(Command::DeleteConcept(concept.id.clone()));
            }
        });
        self.editor.show(ui, workspace, &concept.id, commands);
        ui.add_space(8.0);
    }

    fn add(&mut self, workspace: &Workspace, commands: &mut Vec<Command>) {
        let typed = if self.query.trim().is_empty() { "term" } else { self.query.trim() };
        let id = workspace.terms.free_id(typed);
        let project = &workspace.project;
        let concept = Concept::pair(id.clone(), (project.original_language.clone(), typed), (project.text_language.clone(), ""));
        commands.push(Command::PutConcept(Box::new(concept)));
        self.query.clear();
        self.open = Some(id);
    }
}
