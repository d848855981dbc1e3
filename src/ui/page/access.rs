//! The page as screen readers read it: its paragraphs as text with selection, and under each the annotations that begin in it.

use std::sync::Arc;

use egui::{Id, Rect, Sense, Ui, UiBuilder, accesskit, text::CharIndex, vec2};

use super::{
    map::Side,
    marks::{Mark, marks},
    rows::Row,
};
use crate::{
    layer::{Body, Kind, Place, Target},
    session::{Command, Workspace, annotation_words},
    text::BlockKind,
};

/// The longest quote that is read out, in characters.
const QUOTE: usize = 80;

/// Gives every block in view a node, and under it one to every annotation that is seen. O(what is in view).
pub(super) fn describe(ui: &Ui, (workspace, page): (&Workspace, Id), rows: &[Row], commands: &mut Vec<Command>) {
    if ui.ctx().accesskit_node_builder(page, |_| ()).is_none() {
        return;
    }
    let sheet = child(ui, page, ui.max_rect());
    let mut here = None;
    for (i, row) in rows.iter().enumerate() {
        let id = paragraph(&sheet, workspace, row);
        if row.content.touches(workspace.text.point(workspace.selection.caret)) {
            here = here.or(Some(id));
        }
        let begins = |m: &Mark| i == 0 || row.content.start() <= m.span.start();
        let mut seen = marks(workspace, row.content).into_iter().filter(begins).peekable();
        if seen.peek().is_none() {
            continue;
        }
        let below = child(ui, id, sheet.max_rect());
        for mark in seen {
            if annotation(&below, workspace, (row, &mark), commands) && workspace.selected == Some(mark.annotation.id) {
                here = Some(id_of(&mark));
            }
        }
    }
    // What the reader is at: the selected annotation, or else the paragraph of the caret.
    if let Some(here) = here.map(|id| id.accesskit_id()) {
        ui.ctx().accesskit_node_builder(page, |node| node.set_active_descendant(here));
    }
}

/// A place in the tree of nodes, below `parent`.
fn child(ui: &Ui, parent: Id, rect: Rect) -> Ui {
    let builder = UiBuilder::new().layer_id(ui.layer_id()).max_rect(rect).accessibility_parent(parent);
    let mut child = Ui::new(ui.ctx().clone(), parent.with("contents"), builder);
    child.set_clip_rect(ui.clip_rect());
    child
}

/// A block: its text as displayed, and what of it is selected.
fn paragraph(ui: &Ui, workspace: &Workspace, row: &Row) -> Id {
    let selection = workspace.selection.span(&workspace.text);
    let rect = Rect::from_min_size(row.origin, vec2(row.galley.size().x.max(1.0), row.galley.size().y.max(1.0)));
    let id = Id::unique("block of the page").with(row.block);
    let response = ui.interact(rect, id, Sense::hover());
    let level = match row.composed.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let role = if level.is_some() { egui::Role::Heading } else { egui::Role::Label };
    response.widget_info(|| egui::WidgetInfo::labeled(role, true, row.display()));
    if let Some(level) = level {
        ui.ctx().accesskit_node_builder(id, |node| node.set_level(usize::from(level)));
    }
    let here = row.content.touches(selection).then(|| {
        let index = |byte, side| egui::text::CCursor::new(CharIndex(row.composed.map.display(row.display(), byte, side)));
        egui::text_selection::CCursorRange::two(index(selection.start(), Side::After), index(selection.end(), Side::Before))
    });
    let transform = egui::emath::TSTransform::from_translation(row.origin.to_vec2());
    egui::text_selection::accesskit_text::update_accesskit_for_text_widget(ui.ctx(), id, here, transform, &row.galley);
    id
}

fn id_of(mark: &Mark) -> Id {
    Id::unique("annotation on the page").with(mark.annotation.id)
}

/// An annotation: what it is and says; a click selects it. Whether it is in view.
fn annotation(ui: &Ui, workspace: &Workspace, (row, mark): (&Row, &Mark), commands: &mut Vec<Command>) -> bool {
    let apparatus = || row.apparatus_rects(mark.annotation.id).into_iter();
    let rect = row.rects(mark.span).into_iter().chain(apparatus()).reduce(Rect::union);
    let rect = rect.unwrap_or_else(|| row.position(mark.span.start(), Side::After).expand2(vec2(1.0, 0.0)));
    if !ui.clip_rect().intersects(rect) {
        return false;
    }
    let id = id_of(mark);
    // It senses nothing: the pointer is the page’s.
    let response = ui.interact(rect, id, Sense::hover());
    let selected = workspace.selected == Some(mark.annotation.id);
    let kind = mark.annotation.body.kind();
    response.widget_info(|| egui::WidgetInfo::labeled(role(kind), true, announced(workspace, mark)));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_selected(selected);
        node.add_action(accesskit::Action::Click);
    });
    if ui.input(|i| i.has_accesskit_action_request(id, accesskit::Action::Click)) {
        commands.push(Command::SelectAnnotation(mark.annotation.id));
    }
    true
}

const fn role(kind: Kind) -> accesskit::Role {
    match kind {
        Kind::Insertion => accesskit::Role::ContentInsertion,
        Kind::Term => accesskit::Role::Mark,
        Kind::Suggestion => accesskit::Role::Suggestion,
        Kind::Note(_) => accesskit::Role::Comment,
    }
}

/// `Query, Lin Hui, moved, on “rules”: Which rules?`
fn announced(workspace: &Workspace, mark: &Mark) -> String {
    let annotation = Arc::as_ref(&mark.annotation);
    let author = workspace.layers.get(mark.layer).map_or("", |l| l.author().name.as_str());
    let moved = if matches!(annotation.target, Target::Placed { place: Place::Moved, .. }) { ", moved" } else { "" };
    let on = match annotation.body {
        Body::Insertion(_) | Body::Suggestion(_) => "in place of",
        Body::TermLink(_) | Body::Note(_) => "on",
    };
    let mut quote: String = annotation.quote(&workspace.text).chars().take(QUOTE).collect();
    if !quote.is_empty() {
        quote = format!(", {on} “{}”", quote.replace(['\n', '\r'], " "));
    }
    let said = annotation_words(workspace, annotation);
    let said = if said.is_empty() { "(empty)" } else { &said };
    format!("{}, {author}{moved}{quote}: {said}", annotation.body.kind().label())
}
