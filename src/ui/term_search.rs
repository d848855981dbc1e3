//! Choosing a term by a few letters.

use egui::{Key, Modifiers, RichText, TextEdit, Ui};

use super::{
    fuzzy,
    inputs::{Fresh, faded, palette},
    quick::{Chosen, FIELDS},
};
use crate::{
    session::Workspace,
    terms::{Concept, ConceptId, LanguageTag},
    text::Span,
};

/// How many terms are offered at once.
const OFFERED: usize = 8;

/// A search under way.
#[derive(Debug)]
pub(super) struct TermSearch {
    query: String,
    /// The words to be linked.
    words: String,
    chosen: usize,
    /// Every concept, by what it can be found by.
    names: Vec<String>,
    ids: Vec<ConceptId>,
    /// The concepts that fit what was typed, best first.
    offered: Vec<usize>,
}

impl TermSearch {
    /// A search for the term of a span’s words: those called so come first.
    pub(super) fn new(workspace: &Workspace, span: Span) -> Self {
        let words = workspace.text.slice(span).trim().to_owned();
        let lower = words.to_lowercase();
        let called = |c: &Concept| c.all_terms().any(|t| t.text.to_lowercase() == lower);
        let mut concepts: Vec<_> = workspace.terms.iter().collect();
        concepts.sort_by_key(|c| !called(c));
        let ids = concepts.iter().map(|c| c.id.clone()).collect();
        let names: Vec<String> = concepts.iter().map(|c| searchable(c)).collect();
        let offered = (0..names.len()).collect();
        Self { query: String::new(), words, chosen: 0, names, ids, offered }
    }

    /// Draws it; what was chosen, once it is.
    pub(super) fn show(&mut self, ui: &mut Ui, workspace: &Workspace, fresh: &mut Fresh, enter: bool) -> Option<Chosen> {
        let (up, down) =
            ui.input_mut(|i| (i.consume_key(Modifiers::NONE, Key::ArrowUp), i.consume_key(Modifiers::NONE, Key::ArrowDown)));
        let name = format!("Term in {} or {}", workspace.project.original_language, workspace.project.text_language);
        let id = egui::Id::unique(FIELDS[1]);
        fresh.focus_all(ui, id, &self.query);
        let field = TextEdit::singleline(&mut self.query)
            .id(id)
            .desired_width(f32::INFINITY)
            .hint_text(name.as_str())
            .margin(egui::Margin::symmetric(7, 5));
        let response = ui.add(field).accessible_name("Term");
        if response.changed() {
            self.offered = fuzzy::find(&self.query, &self.names);
            self.chosen = 0;
        }
        let typed = self.query.trim().to_owned();
        let shown = self.offered.len().min(OFFERED);
        let last = if typed.is_empty() { shown.saturating_sub(1) } else { shown };
        if down {
            self.chosen = (self.chosen + 1).min(last);
        }
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let mut clicked = None;
        ui.add_space(2.0);
        for (row, i) in self.offered.iter().take(OFFERED).enumerate() {
            let Some(concept) = self.ids.get(*i).and_then(|id| workspace.terms.get(id)) else { continue };
            if offer(ui, concept, workspace, row == self.chosen) {
                clicked = Some(row);
            }
        }
        if !typed.is_empty() {
            let words = if self.words.is_empty() { &typed } else { &self.words };
            let short: String = words.chars().take(40).collect();
            let more = if short.len() < words.len() { "…" } else { "" };
            let label = format!("New term: {typed} = {short}{more}");
            if ui
                .add(egui::Button::selectable(self.chosen == shown, label).min_size(egui::vec2(ui.available_width(), 0.0)))
                .clicked()
            {
                clicked = Some(shown);
            }
        } else if self.ids.is_empty() {
            faded(ui, "The termbase is empty. Type the term of the original to make the first one.");
        }
        faded(ui, "↑ ↓ choose, Enter links, Escape cancels");
        let row = clicked.or_else(|| enter.then_some(self.chosen))?;
        match self.offered.get(row).filter(|_| row < shown).and_then(|i| self.ids.get(*i)) {
            Some(id) => Some(Chosen::Known(id.clone())),
            None if typed.is_empty() => None,
            None => Some(Chosen::New(typed)),
        }
    }
}

/// Everything a concept can be found by.
fn searchable(concept: &Concept) -> String {
    concept.all_terms().flat_map(|t| [t.text.as_str(), &t.romanisation]).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// One term in the list; whether it was clicked.
fn offer(ui: &mut Ui, concept: &Concept, workspace: &Workspace, chosen: bool) -> bool {
    let project = &workspace.project;
    let button = egui::Button::selectable(chosen, summary(concept, &project.original_language, &project.text_language));
    let response = ui.add(button.min_size(egui::vec2(ui.available_width(), 0.0)).truncate());
    if concept.definition.is_empty() { response.clicked() } else { response.on_hover_text(&concept.definition).clicked() }
}

/// `多边 duōbiān = multilateral`
pub(super) fn summary(concept: &Concept, source: &LanguageTag, target: &LanguageTag) -> String {
    let terms = |language: &LanguageTag| {
        let terms = concept.preferred_in(language).into_iter();
        terms
            .map(|t| if t.romanisation.is_empty() { t.text.clone() } else { format!("{} {}", t.text, t.romanisation) })
            .collect::<Vec<_>>()
            .join(" / ")
    };
    format!("{} = {}", terms(source), terms(target))
}

/// A note that a list is empty.
pub(super) fn nothing(ui: &mut Ui, text: &str) {
    let color = palette(ui).faded;
    ui.add_space(8.0);
    ui.vertical_centered(|ui| ui.label(RichText::new(text).color(color)));
}
