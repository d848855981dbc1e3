//! The box that opens at the selection and asks for the words of an annotation.

use egui::{Key, KeyboardShortcut, Modifiers, Rect, RichText, TextEdit, Ui};

use super::{
    inputs::{Fresh, faded, palette, take_key},
    term_search::TermSearch,
};
use crate::{
    layer::{
        Annotation, AnnotationId, Author, Body, Brackets, Gloss, Insertion, Layer, Note, NoteKind, Reason, Spacing, Suggestion,
        TermLink,
    },
    session::{Ask, Command, Workspace},
    text::Span,
    weave::{Piece, Plan, Sources},
};

/// What is asked for.
#[derive(Debug)]
enum Question {
    Insertion { reason: Option<Reason> },
    Caption,
    Term(TermSearch),
    Note(NoteKind),
    Suggestion { why: String },
}

/// An open question.
#[derive(Debug)]
pub(super) struct Quick {
    question: Question,
    span: Span,
    words: String,
    fresh: Fresh,
    /// Where it opened: there it stays, wherever the caret goes.
    anchor: Option<Rect>,
}

/// How many characters of the text before and behind are shown with the words.
const AROUND: usize = 26;

/// The fields of the box.
pub(super) const FIELDS: [&str; 3] = ["quick words", "quick term", "quick why"];

/// The width of the box, in points.
const WIDTH: f32 = 400.0;
/// The room the box needs below the selection, in points.
const ROOM: f32 = 300.0;

impl Quick {
    /// The box for a question about a span; `None` for questions that are asked elsewhere.
    pub(super) fn new(ask: &Ask, workspace: &Workspace) -> Option<Self> {
        let (question, span) = match ask {
            Ask::Insertion(span) => (Question::Insertion { reason: None }, *span),
            Ask::Caption(span) => (Question::Caption, *span),
            Ask::Term(span) => (Question::Term(TermSearch::new(workspace, *span)), *span),
            Ask::Note(span, kind) => (Question::Note(*kind), *span),
            Ask::Suggestion(span) => (Question::Suggestion { why: String::new() }, *span),
            _ => return None,
        };
        let words = match &question {
            Question::Suggestion { .. } => workspace.text.slice(span).to_owned(),
            _ => String::new(),
        };
        Some(Self { question, span, words, fresh: Fresh::default(), anchor: None })
    }

    /// Takes over what was typed into the box closed before without an answer, if it asked the same.
    pub(super) fn resume(&mut self, draft: &Self) {
        let same = std::mem::discriminant(&self.question) == std::mem::discriminant(&draft.question);
        if same && self.span == draft.span && !matches!(self.question, Question::Term(_)) {
            self.words.clone_from(&draft.words);
        }
    }

    /// Draws it beside `anchor`. Returns whether it stays open.
    pub(super) fn show(&mut self, ui: &Ui, anchor: Option<Rect>, workspace: &Workspace, commands: &mut Vec<Command>) -> bool {
        let screen = ui.ctx().content_rect();
        self.anchor = self.anchor.or(anchor);
        let anchor = self.anchor.unwrap_or_else(|| Rect::from_center_size(screen.center(), egui::Vec2::ZERO));
        let above = anchor.bottom() + ROOM > screen.bottom() && anchor.top() > ROOM;
        let left = anchor.left().clamp(screen.left() + 8.0, (screen.right() - WIDTH - 40.0).max(screen.left() + 8.0));
        let (pivot, y) =
            if above { (egui::Align2::LEFT_BOTTOM, anchor.top() - 8.0) } else { (egui::Align2::LEFT_TOP, anchor.bottom() + 8.0) };
        let area = egui::Area::new(ui.scope_id().with("quick")).order(egui::Order::Foreground).pivot(pivot);
        let shown = area.fixed_pos(egui::pos2(left, y)).constrain(true).show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).inner_margin(12).show(ui, |ui| {
                ui.set_width(WIDTH);
                self.contents(ui, workspace, commands)
            })
        });
        shown.inner.inner
    }

    fn contents(&mut self, ui: &mut Ui, workspace: &Workspace, commands: &mut Vec<Command>) -> bool {
        // Other fields have keys of their own.
        let mine = ui.memory(|m| m.focused()).is_none_or(|id| FIELDS.iter().any(|field| egui::Id::unique(field) == id));
        if mine && take_key(ui, Key::Escape) {
            return false;
        }
        let enter = mine && take_key(ui, Key::Enter);
        ui.label(RichText::new(self.title()).font(super::fonts::heading(14.0)));
        if let Question::Term(search) = &mut self.question {
            let chosen = search.show(ui, workspace, &mut self.fresh, enter);
            let Some(chosen) = chosen else { return true };
            commands.push(link(self.span, chosen));
            return false;
        }
        self.fields(ui);
        self.preview(ui, workspace);
        ui.add_space(4.0);
        let empty = self.words.trim().is_empty() && !matches!(self.question, Question::Suggestion { .. });
        let (mut commit, mut cancel) = (enter, false);
        ui.horizontal(|ui| {
            let available = if empty { Err("Write something first".to_owned()) } else { Ok(()) };
            commit |= super::inputs::primary(ui, "Add", available).clicked();
            cancel = ui.button("Cancel").clicked();
            faded(
                ui,
                if matches!(self.question, Question::Note(_)) {
                    "Enter adds, Shift+Enter begins a line"
                } else {
                    "Enter adds, Escape cancels"
                },
            );
        });
        if commit && !empty {
            commands.push(Command::Annotate { span: self.span, body: self.body() });
            return false;
        }
        !cancel
    }

    fn title(&self) -> String {
        match &self.question {
            Question::Insertion { .. } if self.span.is_empty() => "Insert in brackets".to_owned(),
            Question::Insertion { .. } => "Put in place of the selection".to_owned(),
            Question::Caption => "Caption above this paragraph".to_owned(),
            Question::Term(_) => "Link to a term".to_owned(),
            Question::Note(kind) => kind.label().to_owned(),
            Question::Suggestion { .. } => "Suggest other words".to_owned(),
        }
    }

    fn fields(&mut self, ui: &mut Ui) {
        let name = match self.question {
            Question::Note(_) => "Text of the note",
            Question::Suggestion { .. } => "Suggested words",
            _ => "Words, without brackets",
        };
        // Only a note has lines of its own.
        let is_note = matches!(self.question, Question::Note(_));
        let lines = is_note.then(|| KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
        let id = egui::Id::unique(FIELDS[0]);
        self.fresh.focus_all(ui, id, &self.words);
        let field = TextEdit::multiline(&mut self.words)
            .id(id)
            .desired_rows(if is_note { 3 } else { 1 })
            .desired_width(f32::INFINITY)
            .return_key(lines)
            .margin(egui::Margin::symmetric(7, 5))
            .hint_text(name);
        drop(ui.add(field).accessible_name(name));
        match &mut self.question {
            Question::Insertion { reason } => reasons(ui, reason, guess_reason(&self.words)),
            Question::Note(kind) => kinds(ui, kind),
            Question::Suggestion { why } => {
                ui.add(
                    TextEdit::singleline(why)
                        .id(egui::Id::unique(FIELDS[2]))
                        .desired_width(f32::INFINITY)
                        .hint_text("Why (optional)")
                        .margin(egui::Margin::symmetric(7, 5)),
                )
                .accessible_name("Why");
            }
            Question::Caption | Question::Term(_) => {}
        }
    }

    /// The sentence as readers will see it.
    fn preview(&self, ui: &mut Ui, workspace: &Workspace) {
        if !matches!(self.question, Question::Insertion { .. }) || self.words.is_empty() {
            return;
        }
        let Some((before, words, after)) = self.woven(workspace) else { return };
        let accent = palette(ui).accent;
        let font = super::fonts::Face::Regular.id(15.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.label(RichText::new(format!("…{before}")).font(font.clone()));
            ui.label(RichText::new(words).font(font.clone()).color(accent));
            ui.label(RichText::new(format!("{after}…")).font(font));
        });
    }

    /// The words as the weave puts them into the text, with a little of the text before and behind. O(block).
    fn woven(&self, workspace: &Workspace) -> Option<(String, String, String)> {
        let annotation = Annotation::new(AnnotationId::from_u128(0), self.span, self.body(), jiff::Timestamp::UNIX_EPOCH);
        let layer = Layer::with(Author::named("preview"), [annotation]);
        let plan = Plan::new(Sources {
            text: &workspace.text,
            layers: &[&layer],
            terms: &workspace.terms,
            original: &workspace.project.original_language,
            style: &workspace.project.style,
        });
        let pieces = plan.block(workspace.text.block_at(self.span.start()));
        let at = pieces.iter().position(|p| matches!(p, Piece::Apparatus(_)))?;
        let (before, rest) = pieces.split_at_checked(at)?;
        let (Piece::Apparatus(apparatus), after) = rest.split_first()? else { return None };
        let text = |pieces: &[Piece]| -> String {
            let seen = pieces.iter().filter_map(|p| match p {
                Piece::Text(span) => Some(workspace.text.slice(*span)),
                Piece::Replaced { .. } | Piece::Apparatus(_) => None,
            });
            seen.collect()
        };
        let (before, after) = (text(before), text(after));
        let start = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(i, _)| i);
        let before = before.get(start..).unwrap_or_default().to_owned();
        Some((before, apparatus.display(), after.trim_end().chars().take(AROUND).collect()))
    }

    fn body(&self) -> Body {
        let insertion = |words: &str, reason| {
            let words = words.to_owned();
            Body::Insertion(Insertion { words, reason, brackets: Brackets::House, spacing: Spacing::Auto })
        };
        match &self.question {
            Question::Insertion { reason } => {
                let words = unbracketed(&self.words);
                insertion(words, reason.unwrap_or_else(|| guess_reason(words)))
            }
            Question::Caption => insertion(unbracketed(&self.words), Reason::Caption),
            Question::Suggestion { why } => {
                Body::Suggestion(Suggestion { replacement: self.words.clone(), reason: why.trim().to_owned() })
            }
            Question::Note(kind) => Body::Note(Note { kind: *kind, text: self.words.trim().to_owned() }),
            Question::Term(_) => Body::Note(Note { kind: NoteKind::Comment, text: self.words.clone() }),
        }
    }
}

/// Which term was chosen.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// One of the termbase.
    Known(crate::terms::ConceptId),
    /// A new one; this was typed.
    New(String),
}

fn link(span: Span, chosen: Chosen) -> Command {
    match chosen {
        Chosen::Known(term) => {
            let body = Body::TermLink(TermLink { term, gloss: Gloss::Auto, spacing: Spacing::Auto });
            Command::Annotate { span, body }
        }
        Chosen::New(typed) => Command::LinkNewTerm { span, typed },
    }
}

/// Brackets are never part of an insertion's words; who types them all the same means the words.
fn unbracketed(words: &str) -> &str {
    let words = words.trim();
    let pairs = [('[', ']'), ('［', '］')];
    let inside = pairs.iter().find_map(|(open, close)| words.strip_prefix(*open)?.strip_suffix(*close));
    inside.filter(|inside| !inside.contains(['[', ']', '［', '］'])).unwrap_or(words)
}

fn guess_reason(words: &str) -> Reason {
    match unbracketed(words) {
        "…" | "..." | ". . ." => Reason::Omission,
        "sic" => Reason::Sic,
        words if words.chars().count() == 1 && words.chars().all(char::is_alphabetic) && words.is_ascii() => Reason::Case,
        _ => Reason::Supplied,
    }
}

fn reasons(ui: &mut Ui, reason: &mut Option<Reason>, guess: Reason) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for each in Reason::ALL.into_iter().filter(|r| *r != Reason::Caption) {
            if ui.selectable_label(reason.unwrap_or(guess) == each, each.label()).clicked() {
                *reason = Some(each);
            }
        }
    });
}

fn kinds(ui: &mut Ui, kind: &mut NoteKind) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for each in NoteKind::ALL {
            let who = if each.is_published() { "Readers will see it" } else { "Never published" };
            if ui.selectable_label(*kind == each, each.label()).on_hover_text(who).clicked() {
                *kind = each;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_that_were_typed_are_taken_off() {
        assert_eq!(unbracketed(" [China’s] "), "China’s");
        assert_eq!(unbracketed("［我］"), "我");
        assert_eq!(unbracketed("[a] and [b]"), "[a] and [b]");
    }

    #[test]
    fn the_reason_is_guessed_from_the_words() {
        assert_eq!(guess_reason("…"), Reason::Omission);
        assert_eq!(guess_reason("m"), Reason::Case);
        assert_eq!(guess_reason("sic"), Reason::Sic);
        assert_eq!(guess_reason("China’s"), Reason::Supplied);
        assert_eq!(guess_reason("我"), Reason::Supplied);
    }
}
