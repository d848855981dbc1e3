//! The selected annotation: what it says, what it is about, what can be done with it.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::Right;
use crate::{
    layer::{
        Annotation, Body, Brackets, Gloss, Insertion, Kind, Note, NoteKind, Place, Reason, Spacing, Suggestion, Target, TermLink,
    },
    session::{Action, Command, Field, LayerState, Session, Workspace},
    ui::inputs::{button, choice, dot, faded, line, lines, palette, section},
};

/// The longest quote shown, in characters.
const QUOTE: usize = 160;

/// Draws the editor of an annotation.
pub(super) fn show(
    ui: &mut Ui,
    right: &mut Right,
    session: &Session,
    (layer, annotation): (&LayerState, &Arc<Annotation>),
    commands: &mut Vec<Command>,
) {
    let Some(workspace) = session.workspace() else { return };
    head(ui, workspace, layer, annotation);
    let mine = workspace.is_mine(annotation.id);
    if !mine {
        not_mine(ui, layer, commands);
    }
    ui.add_enabled_ui(mine, |ui| {
        let focus = right.focus.as_mut().is_some_and(|(id, fresh)| *id == annotation.id && fresh.wants(ui));
        body(ui, workspace, annotation, focus, commands);
        if let Body::TermLink(link) = &annotation.body {
            section(ui, "TERM");
            right.concept.show(ui, workspace, &link.term, commands);
        }
        tags(ui, right, annotation, commands);
    });
    place(ui, session, annotation, commands);
    ui.horizontal(|ui| {
        if button(ui, "Delete annotation", Action::Delete.available(session))
            .on_hover_text(tip(session, Action::Delete))
            .clicked()
        {
            commands.push(Command::Do(Action::Delete));
        }
        if ui.button("Close").on_hover_text(tip(session, Action::Escape)).clicked() {
            commands.push(Command::Do(Action::Escape));
        }
    });
    let day = |t: jiff::Timestamp| t.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string();
    faded(ui, format!("Made {}, changed {}", day(annotation.created), day(annotation.modified)));
}

/// What an action does, and its key.
fn tip(session: &Session, action: Action) -> String {
    session.keys.with_key(action.tooltip(), action)
}

fn head(ui: &mut Ui, workspace: &Workspace, layer: &LayerState, annotation: &Annotation) {
    let palette = palette(ui);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        dot(ui, palette.author(layer.number));
        ui.label(RichText::new(title(annotation)).font(crate::ui::fonts::heading(15.0)));
        ui.label(RichText::new(&layer.author().name).color(palette.faded));
        let readers = if annotation.body.kind().is_published() { "published" } else { "internal" };
        ui.label(RichText::new(readers).color(palette.faded));
    });
    let mut quote: String = annotation.quote(&workspace.text).chars().take(QUOTE).collect();
    if quote.is_empty() {
        quote = around(workspace, annotation);
    }
    let quote = RichText::new(quote).font(crate::ui::fonts::Face::Regular.id(14.5));
    ui.add(egui::Label::new(quote).wrap());
    ui.add_space(4.0);
}

fn title(annotation: &Annotation) -> &'static str {
    match (&annotation.body, &annotation.target) {
        (Body::Insertion(_), Target::Placed { span, .. }) if !span.is_empty() => "Replacement",
        (body, _) => body.kind().label(),
    }
}

/// A point quotes nothing: the words around it say where it is.
fn around(workspace: &Workspace, annotation: &Annotation) -> String {
    let Some(span) = annotation.span() else { return String::new() };
    let (before, after) = workspace.text.split_at(span.start());
    let start = before.char_indices().rev().take(24).last().map_or(before.len(), |(i, _)| i);
    let before = before.get(start..).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    let after: String = after.chars().take(24).take_while(|c| *c != '\n').collect();
    format!("…{before} | {after}…")
}

fn not_mine(ui: &mut Ui, layer: &LayerState, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        faded(ui, format!("Only {} changes this layer.", layer.author().name));
        let work = ui.small_button(format!("Work as {}", layer.author().name));
        if work.on_hover_text("If this layer is yours").clicked() {
            commands.push(Command::WorkAs(layer.author().id.clone()));
        }
    });
}

fn body(ui: &mut Ui, workspace: &Workspace, annotation: &Annotation, focus: bool, commands: &mut Vec<Command>) {
    let mut changed = annotation.body.clone();
    let field = match &mut changed {
        Body::Insertion(it) => insertion(ui, it, focus),
        Body::TermLink(it) => term_link(ui, workspace, it, focus),
        Body::Note(it) => note(ui, it, focus),
        Body::Suggestion(it) => suggestion(ui, it, focus),
    };
    if let Some(field) = field.filter(|_| changed != annotation.body) {
        commands.push(Command::SetBody { id: annotation.id, body: changed, field });
    }
}

fn typed(response: &egui::Response, focus: bool, field: Field) -> Option<Field> {
    if focus {
        response.request_focus();
    }
    response.changed().then_some(field)
}

fn insertion(ui: &mut Ui, it: &mut Insertion, focus: bool) -> Option<Field> {
    let words = line(ui, "Words, without brackets", &mut it.words, "");
    let mut field = typed(&words, focus, Field::Words);
    let reasons = Reason::ALL.map(|r| (r, r.label()));
    if choice(ui, "Reason", &mut it.reason, &reasons) {
        field = Some(Field::Choice);
    }
    let mut house = it.brackets == Brackets::House;
    if ui.checkbox(&mut house, "In brackets").changed() {
        it.brackets = if house { Brackets::House } else { Brackets::None };
        field = Some(Field::Choice);
    }
    if spacing(ui, &mut it.spacing) {
        field = Some(Field::Choice);
    }
    field
}

/// Blanks that were fixed by hand or by `lift`; whether they were given up.
fn spacing(ui: &mut Ui, spacing: &mut Spacing) -> bool {
    let Spacing::Verbatim { before, after } = spacing else { return false };
    faded(ui, format!("Blanks around it are fixed: {before:?} before, {after:?} behind."));
    if ui.small_button("Work them out instead").clicked() {
        *spacing = Spacing::Auto;
        return true;
    }
    false
}

/// [`Gloss`] without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GlossChoice {
    Auto,
    Always,
    Never,
    Verbatim,
}

fn term_link(ui: &mut Ui, workspace: &Workspace, it: &mut TermLink, focus: bool) -> Option<Field> {
    let mut chosen = match it.gloss {
        Gloss::Auto => GlossChoice::Auto,
        Gloss::Always => GlossChoice::Always,
        Gloss::Never => GlossChoice::Never,
        Gloss::Verbatim(_) => GlossChoice::Verbatim,
    };
    let all = [
        (GlossChoice::Auto, "As the project has it"),
        (GlossChoice::Always, "Here in any case"),
        (GlossChoice::Never, "Not here"),
        (GlossChoice::Verbatim, "Here, in these words:"),
    ];
    let mut field = None;
    let policy = workspace.project.style.gloss_policy.label().to_lowercase();
    if choice(ui, &format!("Gloss (in this project: {policy})"), &mut chosen, &all) {
        let words = workspace
            .terms
            .get(&it.term)
            .and_then(|c| crate::weave::gloss_text(c, &workspace.project.original_language, &workspace.project.style));
        it.gloss = match chosen {
            GlossChoice::Auto => Gloss::Auto,
            GlossChoice::Always => Gloss::Always,
            GlossChoice::Never => Gloss::Never,
            GlossChoice::Verbatim => Gloss::Verbatim(words.unwrap_or_default()),
        };
        field = Some(Field::Choice);
    }
    if let Gloss::Verbatim(words) = &mut it.gloss {
        let response = line(ui, "Words of the gloss", words, "");
        field = typed(&response, focus, Field::Words).or(field);
    }
    if spacing(ui, &mut it.spacing) {
        field = Some(Field::Choice);
    }
    field
}

fn note(ui: &mut Ui, it: &mut Note, focus: bool) -> Option<Field> {
    let text = lines(ui, "Text, in Markdown", &mut it.text, 4);
    let field = typed(&text, focus, Field::Words);
    let kinds = NoteKind::ALL.map(|k| (k, k.label()));
    if choice(ui, "Kind", &mut it.kind, &kinds) { Some(Field::Choice) } else { field }
}

fn suggestion(ui: &mut Ui, it: &mut Suggestion, focus: bool) -> Option<Field> {
    let words = lines(ui, "Suggested words (empty: delete)", &mut it.replacement, 2);
    let field = typed(&words, focus, Field::Words);
    let why = lines(ui, "Why", &mut it.reason, 2);
    typed(&why, false, Field::Why).or(field)
}

/// The author's own labels. What is typed is kept as typed as long as the field has the keyboard; the labels in it count at once.
fn tags(ui: &mut Ui, right: &mut Right, annotation: &Annotation, commands: &mut Vec<Command>) {
    let draft = right.tags.take().filter(|(id, _)| *id == annotation.id);
    let mut text = draft.map_or_else(|| annotation.tags.join(", "), |(_, text)| text);
    let response = line(ui, "Tags", &mut text, "separated by commas");
    if response.changed() {
        let tags = text.split([',', '，']).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect();
        commands.push(Command::SetTags { id: annotation.id, tags });
    }
    if response.has_focus() {
        right.tags = Some((annotation.id, text));
    }
    ui.add_space(4.0);
}

fn place(ui: &mut Ui, session: &Session, annotation: &Annotation, commands: &mut Vec<Command>) {
    let Some(workspace) = session.workspace() else { return };
    let warning = palette(ui).warning;
    match &annotation.target {
        Target::Placed { place: Place::Exact, .. } => {}
        Target::Placed { place: Place::Moved, .. } => {
            ui.label(RichText::new("Moved: the text changed, and these words were found here.").color(warning));
            if button(ui, "It stands right", Action::ConfirmPlace.available(session))
                .on_hover_text(tip(session, Action::ConfirmPlace))
                .clicked()
            {
                commands.push(Command::Do(Action::ConfirmPlace));
            }
        }
        Target::Orphan { candidates, .. } => {
            let why = if candidates.is_empty() {
                "its words and what was around them are no longer in the text"
            } else {
                "its words and what is around them stand more than once"
            };
            ui.label(RichText::new(format!("Without a place: {why}.")).color(warning));
            for (i, candidate) in candidates.iter().enumerate() {
                if ui.button(format!("Show candidate {}", i + 1)).clicked() {
                    commands.push(Command::Show(*candidate));
                }
            }
        }
    }
    let wants_place = !matches!(annotation.target, Target::Placed { place: Place::Exact, .. });
    if (wants_place || !workspace.selection.is_empty())
        && button(ui, Action::PlaceHere.label(), Action::PlaceHere.available(session))
            .on_hover_text(tip(session, Action::PlaceHere))
            .clicked()
    {
        commands.push(Command::Do(Action::PlaceHere));
    }
}

/// A letter that stands for a kind in lists.
pub(super) const fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Insertion => "[ ]",
        Kind::Term => "T",
        Kind::Note(NoteKind::Translator) => "N",
        Kind::Note(NoteKind::Source) => "So",
        Kind::Note(NoteKind::Context) => "Cx",
        Kind::Note(NoteKind::Query) => "Q",
        Kind::Note(NoteKind::Comment) => "Co",
        Kind::Suggestion => "Su",
    }
}
