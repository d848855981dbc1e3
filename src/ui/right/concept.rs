//! A concept of the termbase: its terms, what it means.

use egui::{TextEdit, Ui};

use crate::{
    session::{Command, Workspace},
    terms::{Concept, ConceptId, LanguageSection, LanguageTag, Status, Term},
    ui::inputs::{faded, line, lines},
};

/// Edits a concept. What is typed counts at once; fields that are still empty are kept here as long as the concept is what they say.
#[derive(Debug, Default)]
pub(super) struct ConceptEditor {
    draft: Option<Concept>,
}

impl ConceptEditor {
    /// Draws the editor of a concept.
    pub(super) fn show(&mut self, ui: &mut Ui, workspace: &Workspace, id: &ConceptId, commands: &mut Vec<Command>) {
        let Some(known) = workspace.terms.get(id) else {
            faded(ui, format!("The termbase has no term “{id}”. Delete this link, or restore terms.ron."));
            return;
        };
        let draft = self.draft.take().filter(|d| d.id == *id && tidied(d) == **known);
        let mut concept = draft.unwrap_or_else(|| (**known).clone());
        let project = &workspace.project;
        ui.push_id(id.as_str(), |ui| {
            for (language, name) in [(&project.original_language, "Original"), (&project.text_language, "Rendering")] {
                ui.push_id(name, |ui| section(ui, &mut concept, language, name));
            }
            line(ui, "Definition", &mut concept.definition, "");
            line(ui, "Subject field", &mut concept.subject, "");
            lines(ui, "Note", &mut concept.note, 1);
        });
        let tidy = tidied(&concept);
        if tidy != **known {
            commands.push(Command::PutConcept(Box::new(tidy)));
        }
        if concept != **known {
            self.draft = Some(concept);
        }
    }
}

fn section(ui: &mut Ui, concept: &mut Concept, language: &LanguageTag, name: &str) {
    faded(ui, format!("{name} ({language})"));
    let at = section_of(concept, language);
    let Some(LanguageSection { terms, .. }) = concept.languages.get_mut(at) else { return };
    let mut remove = None;
    for (i, term) in terms.iter_mut().enumerate() {
        ui.push_id(i, |ui| {
            let text = TextEdit::singleline(&mut term.text).desired_width(f32::INFINITY).hint_text("term");
            drop(ui.add(text).accessible_name(format!("{name} term {}", i + 1)));
            ui.horizontal(|ui| {
                let room = (ui.available_width() - 152.0).max(60.0);
                let romanisation = TextEdit::singleline(&mut term.romanisation).desired_width(room).hint_text("romanised");
                drop(ui.add(romanisation).accessible_name(format!("{name} romanisation {}", i + 1)));
                status(ui, term, name);
                if ui.small_button("×").on_hover_text("Remove this term").clicked() {
                    remove = Some(i);
                }
            });
        });
    }
    if let Some(i) = remove.filter(|i| *i < terms.len()) {
        terms.remove(i);
    }
    if ui.small_button("Add a term").accessible_name(format!("Add a term: {name}")).clicked() {
        terms.push(Term::new(""));
    }
}

fn status(ui: &mut Ui, term: &mut Term, name: &str) {
    let before = term.status;
    let combo = egui::ComboBox::from_id_salt("status").selected_text(before.label()).width(92.0);
    let response = combo.show_ui(ui, |ui| {
        for status in Status::ALL {
            ui.selectable_value(&mut term.status, status, status.label());
        }
    });
    drop(response.response.accessible_name(format!("{name} status")));
}

/// The number of the section of a language; an empty one is made if there is none.
fn section_of(concept: &mut Concept, language: &LanguageTag) -> usize {
    let index = |same: &dyn Fn(&LanguageSection) -> bool| concept.languages.iter().position(same);
    let found = index(&|s| s.language == *language).or_else(|| index(&|s| s.language.same_language(language)));
    found.unwrap_or_else(|| {
        concept.languages.push(LanguageSection { language: language.clone(), terms: Vec::new() });
        concept.languages.len() - 1
    })
}

/// A concept without the terms that have no text and the languages that have no terms: they say nothing.
fn tidied(concept: &Concept) -> Concept {
    let mut concept = concept.clone();
    for section in &mut concept.languages {
        section.terms.retain(|t| !t.text.trim().is_empty());
        for term in &mut section.terms {
            term.text = term.text.trim().to_owned();
            term.romanisation = term.romanisation.trim().to_owned();
        }
    }
    concept.languages.retain(|s| !s.terms.is_empty());
    concept
}
