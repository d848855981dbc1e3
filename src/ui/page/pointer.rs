//! The mouse on the page: selecting text, choosing annotations.

use egui::{PointerButton, Pos2, Response};

use super::{Page, PageLook, Sheet, hit, map::Hit, rows::Row};
use crate::{
    layer::AnnotationId,
    session::{Action, Command, Keymap, Selection, ViewMode, Workspace, annotation_words},
    text::{Span, Unit, unit_at, words},
    ui::fonts::{Face, named},
};

/// What the mouse is doing.
#[derive(Debug, Default)]
pub(super) struct Drag {
    /// How many times in a row it was pressed here.
    count: u32,
    /// When and where it was pressed last.
    last: Option<(f64, Pos2)>,
    /// The character, word or paragraph the selection began with.
    origin: Option<Span>,
    /// The annotation that was selected before.
    before: Option<AnnotationId>,
}

/// Presses within this time and distance are a double or triple click: seconds, points.
const AGAIN: (f64, f32) = (0.4, 6.0);

impl Page {
    pub(super) fn pointer(
        &mut self,
        sheet: Sheet<'_>,
        (response, look): (&Response, &PageLook<'_>),
        rows: &[Row],
        commands: &mut Vec<Command>,
    ) {
        let Sheet { ui, workspace, .. } = sheet;
        if look.covered {
            // What stands over the page has to be answered first; only the wheel goes on.
            self.drag.origin = None;
            return;
        }
        let over = response.hover_pos().filter(|_| response.contains_pointer() && !self.over_card);
        if over.is_some() {
            ui.set_cursor_icon(egui::CursorIcon::Text);
        }
        let (pressed, released, shift, time) = ui.input(|i| {
            let pressed = i.pointer.button_pressed(PointerButton::Primary);
            (pressed, i.pointer.button_released(PointerButton::Primary), i.modifiers.shift, i.time)
        });
        let at = response.interact_pointer_pos();
        if let Some((at, found)) = at.filter(|_| pressed && !self.over_card).and_then(|at| Some((at, hit(rows, at)?))) {
            response.request_focus();
            self.press(workspace, (at, found, time), shift, commands);
        } else if let Some(found) =
            at.filter(|_| response.dragged_by(PointerButton::Primary) && self.drag.origin.is_some()).and_then(|at| hit(rows, at))
        {
            self.drag(workspace, found, commands);
            self.scroll_at_the_edges(sheet, at, response);
        }
        if released && response.clicked() && self.drag.count == 1 && self.drag.origin.is_some() && !shift {
            self.click(workspace, at.or(over).and_then(|at| hit(rows, at)), commands);
        }
        if response.secondary_clicked()
            && workspace.selection.is_empty()
            && let Some(found) = over.and_then(|at| hit(rows, at))
        {
            commands.push(Command::Select(Selection::caret(found.byte)));
        }
        if released {
            self.drag.origin = None;
        }
        context_menu(response, look.keys, commands);
        self.hover(workspace, over.and_then(|at| hit(rows, at)), response);
    }

    fn press(&mut self, workspace: &Workspace, (at, found, time): (Pos2, Hit, f64), shift: bool, commands: &mut Vec<Command>) {
        let again = self.drag.last.is_some_and(|(then, there)| time - then < AGAIN.0 && there.distance(at) < AGAIN.1);
        self.drag.count = if again { self.drag.count % 3 + 1 } else { 1 };
        self.drag.last = Some((time, at));
        self.forget_column();
        if shift {
            let anchor = workspace.selection.anchor;
            self.drag.origin = Some(workspace.text.point(anchor));
            commands.push(Command::Select(Selection { anchor, caret: found.byte }));
            return;
        }
        if self.drag.count == 1 {
            self.drag.before = workspace.selected;
        }
        let span = self.unit(workspace, found);
        self.drag.origin = Some(span);
        commands.push(Command::Select(Selection::of(span)));
        if self.drag.count == 2 && words::are_wanted(&workspace.text, span) {
            commands.push(Command::WidenToWord);
        }
    }

    fn drag(&self, workspace: &Workspace, found: Hit, commands: &mut Vec<Command>) {
        let Some(origin) = self.drag.origin else { return };
        let here = self.unit(workspace, found);
        let selection = if here.start() < origin.start() {
            Selection { anchor: origin.end(), caret: here.start() }
        } else {
            Selection { anchor: origin.start(), caret: here.end().max(origin.end()) }
        };
        if selection != workspace.selection {
            commands.push(Command::Select(selection));
        }
    }

    /// What a selection grows by: after a double click words, after a triple click paragraphs.
    fn unit(&self, workspace: &Workspace, found: Hit) -> Span {
        match self.drag.count {
            2 => unit_at(&workspace.text, found.under, Unit::Word),
            3 => unit_at(&workspace.text, found.under, Unit::Paragraph),
            _ => workspace.text.point(found.byte),
        }
    }

    fn scroll_at_the_edges(&mut self, sheet: Sheet<'_>, at: Option<Pos2>, response: &Response) {
        let Some(at) = at else { return };
        let over = (at.y - response.rect.bottom()).max(0.0) - (response.rect.top() - at.y).max(0.0);
        if over != 0.0 {
            self.scroll(sheet, (over * 0.3).clamp(-40.0, 40.0));
            sheet.ui.request_repaint();
        }
    }

    /// A click selects the innermost annotation; clicked again, the next one around it.
    fn click(&self, workspace: &Workspace, found: Option<Hit>, commands: &mut Vec<Command>) {
        let Some(found) = found else { return };
        let here = annotations_here(workspace, found);
        let at = self.drag.before.and_then(|id| here.iter().position(|i| *i == id));
        let next = at.map_or(0, |i| (i + 1) % here.len().max(1));
        if let Some(id) = here.get(next) {
            commands.push(Command::Pick(*id));
        }
    }

    fn hover(&mut self, workspace: &Workspace, found: Option<Hit>, response: &Response) {
        let here = found.map(|found| annotations_here(workspace, found)).unwrap_or_default();
        self.hovered = self.hovered.or_else(|| here.first().copied());
        if response.dragged() {
            return;
        }
        let mut text: Vec<String> = here.iter().take(4).filter_map(|id| explain(workspace, *id)).collect();
        text.extend(found.and_then(|found| missing_here(workspace, found, response)));
        if text.is_empty() {
            return;
        }
        response.clone().on_hover_text_at_pointer(text.join("\n\n"));
    }
}

/// The annotations at a place, innermost first; of apparatus its own one first.
fn annotations_here(workspace: &Workspace, found: Hit) -> Vec<AnnotationId> {
    if workspace.view() == ViewMode::Clean {
        return Vec::new();
    }
    let point = workspace.text.point(found.byte);
    let published = workspace.view() == ViewMode::Published;
    let inside = |span: Span| span.start() <= found.byte && found.byte < span.end();
    let touching = workspace.annotations_at(point).into_iter();
    let seen = touching.filter(|(span, _, a)| inside(*span) && (!published || a.body.kind().is_published()));
    let mut ids: Vec<AnnotationId> = found.apparatus.into_iter().collect();
    ids.extend(seen.map(|(_, _, a)| a.id).filter(|id| Some(*id) != found.apparatus));
    ids
}

/// That the character at a place is in no font, if so.
fn missing_here(workspace: &Workspace, found: Hit, response: &Response) -> Option<String> {
    let behind = workspace.text.span_between(found.under, workspace.text.len());
    let c =
        workspace.text.slice(behind).chars().next().filter(|c| found.apparatus.is_none() && !c.is_ascii() && !c.is_control())?;
    let missing = response.ctx.fonts_mut(|fonts| !fonts.has_glyph(&Face::Han.id(16.0), c));
    missing.then(|| format!("No font on this machine has {}", named(c)))
}

/// What an annotation is, in a few lines.
fn explain(workspace: &Workspace, id: AnnotationId) -> Option<String> {
    let (layer, annotation) = workspace.annotation(id)?;
    let head = format!("{} · {}", annotation.body.kind().label(), layer.author().name);
    let words = annotation_words(workspace, annotation);
    let definition = match &annotation.body {
        crate::layer::Body::TermLink(link) => workspace.terms.get(&link.term).map(|c| c.definition.clone()),
        _ => None,
    };
    let lines = [Some(head), Some(words), definition];
    Some(lines.into_iter().flatten().filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n"))
}

fn context_menu(response: &Response, keys: &Keymap, commands: &mut Vec<Command>) {
    const ACTIONS: [Action; 13] = [
        Action::Insertion,
        Action::Term,
        Action::TranslatorNote,
        Action::SourceNote,
        Action::ContextNote,
        Action::Query,
        Action::Comment,
        Action::Suggestion,
        Action::Omission,
        Action::ChangeCase,
        Action::Choose,
        Action::Copy,
        Action::CopyAnnotated,
    ];
    response.context_menu(|ui| {
        for action in ACTIONS {
            let button = egui::Button::new(action.label()).shortcut_text(keys.shown(action));
            if ui.add(button).on_hover_text(action.tooltip()).clicked() {
                commands.push(Command::Do(action));
            }
        }
    });
}
