//! Notes in the margin, beside their lines.

use std::sync::Arc;

use egui::{Galley, Painter, Rect, Sense, Stroke, pos2, text::LayoutJob, vec2};

use super::{
    Page, Sheet,
    compose::Setting,
    crowd::{Shown, thin_out},
    geometry::Geometry,
    map::Side,
    marks::{Mark, marks},
    rows::Row,
    stack::stack,
};
use crate::{
    layer::{AnnotationId, Body, Kind, Place, Target},
    session::{Action, Command, Workspace, annotation_words},
    ui::{fonts, theme::Palette},
    weave::Plan,
};

/// Between two notes, in points.
const GAP: f32 = 10.0;
/// How many lines of a note are shown as long as it is not selected.
const LINES: usize = 5;
/// The same where there are many.
const FEW_LINES: usize = 2;

/// A note to be shown.
struct Card {
    id: AnnotationId,
    /// The number of its paragraph.
    block: usize,
    author: usize,
    /// The height of its line.
    wanted: f32,
    /// Where its line ends: the thread to the selected note begins there.
    anchor: egui::Pos2,
    head: Arc<Galley>,
    body: Arc<Galley>,
    name: String,
}

impl Card {
    fn height(&self) -> f32 {
        self.head.size().y + 2.0 + self.body.size().y
    }
}

impl Page {
    /// Shows the notes of what is in view.
    pub(super) fn margin(&mut self, sheet: Sheet<'_>, rows: &[Row], geometry: &Geometry, commands: &mut Vec<Command>) {
        let Sheet { ui, workspace, setting } = sheet;
        self.over_card = false;
        let pointed_at = self.hovered.take();
        if geometry.notes_width <= 0.0 {
            return;
        }
        let mut cards = cards(sheet, rows, geometry, LINES);
        let total: f32 = cards.iter().map(|c| c.height() + GAP).sum();
        if total > geometry.rect.height() {
            cards = fold(sheet, self::cards(sheet, rows, geometry, FEW_LINES), geometry.rect.height());
        }
        let wanted: Vec<f32> = cards.iter().map(|c| c.wanted).collect();
        let heights: Vec<f32> = cards.iter().map(Card::height).collect();
        let selected = cards.iter().position(|c| Some(c.id) == workspace.selected);
        let tops = stack(&wanted, &heights, GAP, selected);
        for (card, top) in cards.iter().zip(tops) {
            let size = vec2(geometry.notes_width, card.height());
            let rect = Rect::from_min_size(pos2(geometry.notes, top.round()), size);
            if !geometry.rect.intersects(rect) {
                continue;
            }
            let response = ui.interact(rect.intersect(geometry.rect), ui.scope_id().with(("note", card.id)), Sense::click());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &card.name));
            self.over_card |= response.contains_pointer();
            if response.hovered() {
                self.hovered = Some(card.id);
            }
            if response.clicked() {
                commands.push(Command::Pick(card.id));
            }
            if response.double_clicked() {
                commands.push(Command::Do(Action::EditAnnotation));
            }
            let state = (Some(card.id) == workspace.selected, response.hovered() || pointed_at == Some(card.id));
            paint(&ui.painter_at(geometry.rect), card, (rect, geometry), &setting.palette, state);
        }
    }
}

fn paint(
    painter: &Painter,
    card: &Card,
    (rect, geometry): (Rect, &Geometry),
    palette: &Palette,
    (selected, hovered): (bool, bool),
) {
    let color = palette.author(card.author);
    let ground = rect.expand2(vec2(8.0, 5.0));
    if selected {
        painter.rect(ground, 4.0, palette.field, Stroke::new(1.0, color), egui::StrokeKind::Inside);
        // From the edge of the text: under the words it would look like a mark.
        let end = pos2(ground.left(), rect.top() + card.head.size().y / 2.0);
        let start = pos2(geometry.left + geometry.width + 4.0, card.anchor.y);
        painter.line_segment([start, end], Stroke::new(1.0, Palette::thin(color, 0.8)));
    } else if hovered {
        painter.rect_filled(ground, 4.0, Palette::thin(palette.field, 0.7));
    }
    painter.vline(rect.left() - 4.0, rect.y_range(), Stroke::new(if selected { 2.5 } else { 1.5 }, color));
    painter.galley(rect.min + vec2(4.0, 0.0), Arc::clone(&card.head), color);
    let below = rect.min + vec2(4.0, card.head.size().y + 2.0);
    painter.galley(below, Arc::clone(&card.body), palette.ink);
}

/// Folds notes into counts, paragraph by paragraph, until all of them fit.
fn fold(sheet: Sheet<'_>, cards: Vec<Card>, room: f32) -> Vec<Card> {
    let selected = cards.iter().position(|c| Some(c.id) == sheet.workspace.selected);
    let blocks: Vec<usize> = cards.iter().map(|c| c.block).collect();
    let heights: Vec<f32> = cards.iter().map(|c| c.height() + GAP).collect();
    let count = note_size(sheet.setting) * 1.4 + GAP;
    let shown = thin_out(&blocks, &heights, (room, count), selected);
    let mut cards: Vec<Option<Card>> = cards.into_iter().map(Some).collect();
    let mut take = |i: &usize| cards.get_mut(*i).and_then(Option::take);
    let mut left = Vec::new();
    for Shown { kept, folded } in shown {
        left.extend(kept.iter().filter_map(&mut take));
        if let Some(first) = folded.first().and_then(&mut take) {
            left.push(counted(sheet, first, folded.len()));
        }
    }
    left.sort_by(|a, b| a.wanted.total_cmp(&b.wanted));
    left
}

/// A count in the place of notes that are folded; a click selects the first of them, which then is shown.
fn counted(sheet: Sheet<'_>, first: Card, count: usize) -> Card {
    let noun = if count == 1 { "note" } else { "notes" };
    let text = format!("+ {count} {noun}");
    let format = egui::TextFormat {
        font_id: egui::FontId::proportional(note_size(sheet.setting) * 0.92),
        color: sheet.setting.palette.faded,
        ..egui::TextFormat::default()
    };
    let lay_out = |text: &str| {
        let mut job = LayoutJob::default();
        job.append(text, 0.0, format.clone());
        sheet.ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    Card { head: lay_out(&text), body: lay_out(""), name: format!("{count} more {noun}, folded"), ..first }
}

/// The size of type in notes, in points.
fn note_size(setting: &Setting) -> f32 {
    (setting.size * 0.72).clamp(11.5, 16.0)
}

/// The notes of the blocks in view, in the order of the text.
fn cards(sheet: Sheet<'_>, rows: &[Row], geometry: &Geometry, lines: usize) -> Vec<Card> {
    let Sheet { workspace, setting, .. } = sheet;
    let plan = workspace.plan();
    let mut cards = Vec::new();
    for row in rows {
        let marks = marks(workspace, row.content).into_iter().filter(|m| is_note(m.annotation.body.kind()));
        // A span that runs over several blocks has its note where it begins.
        let begins = |m: &Mark| row.content.start() <= m.span.start();
        for mark in marks.filter(begins) {
            let at = row.position(mark.span.start(), Side::After);
            if at.bottom() < geometry.rect.top() || at.top() > geometry.rect.bottom() {
                continue;
            }
            let end = at.right_center();
            let wanted = at.center().y - setting.size * 0.5;
            let text = CardText::of(workspace, plan, &mark);
            let card = card(sheet, &mark, text, (geometry.notes_width - 8.0, lines), (wanted, end));
            cards.push(Card { block: row.block, ..card });
        }
    }
    cards.sort_by(|a, b| a.wanted.total_cmp(&b.wanted));
    cards
}

const fn is_note(kind: Kind) -> bool {
    matches!(kind, Kind::Note(_) | Kind::Suggestion)
}

/// What a note says.
struct CardText {
    head: String,
    tail: String,
    words: String,
    name: String,
}

impl CardText {
    fn of(workspace: &Workspace, plan: &Plan, mark: &Mark) -> Self {
        let annotation = &mark.annotation;
        let author = workspace.layers.get(mark.layer).map(|l| l.author().name.clone()).unwrap_or_default();
        let number = plan.number_of(annotation.id).map(|n| format!("{n} ")).unwrap_or_default();
        let moved = matches!(annotation.target, Target::Placed { place: Place::Moved, .. });
        let kind = annotation.body.kind().label();
        let said = annotation_words(workspace, annotation);
        let words = match &annotation.body {
            Body::Suggestion(s) if !s.reason.is_empty() => format!("→ {said}\n{}", s.reason),
            Body::Suggestion(_) => format!("→ {said}"),
            _ if said.is_empty() => "(empty)".to_owned(),
            _ => said,
        };
        let name = format!("{kind} by {author}: {words}");
        Self {
            head: format!("{number}{kind}"), tail: format!(" · {author}{}", if moved { " · moved" } else { "" }), words, name
        }
    }
}

fn card(
    sheet: Sheet<'_>,
    mark: &Mark,
    text: CardText,
    (width, lines): (f32, usize),
    (wanted, anchor): (f32, egui::Pos2),
) -> Card {
    let Sheet { ui, workspace, setting } = sheet;
    let palette = &setting.palette;
    let size = note_size(setting);
    let mut head = LayoutJob::default();
    let plain = |font_id, color| egui::TextFormat { font_id, color, ..egui::TextFormat::default() };
    head.append(&text.head, 0.0, plain(fonts::heading(size * 0.92), palette.author(mark.author)));
    head.append(&text.tail, 0.0, plain(egui::FontId::proportional(size * 0.92), palette.faded));
    head.wrap = egui::text::TextWrapping { max_rows: 1, ..egui::text::TextWrapping::wrap_at_width(width) };
    let mut body = LayoutJob::default();
    body.append(&text.words, 0.0, plain(egui::FontId::proportional(size), palette.ink));
    body.wrap = egui::text::TextWrapping::wrap_at_width(width);
    if workspace.selected != Some(mark.annotation.id) {
        body.wrap.max_rows = lines;
    }
    let lay_out = |job| ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (head, body) = (lay_out(head), lay_out(body));
    Card { id: mark.annotation.id, block: 0, author: mark.author, wanted, anchor, head, body, name: text.name }
}
