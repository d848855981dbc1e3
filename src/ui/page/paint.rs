//! What is drawn under and over the text: selection, finds, marks, the caret.

use egui::{Color32, Painter, Pos2, Rangef, Rect, Shape, Stroke, pos2};

use super::{
    caret::caret_rect,
    compose::Setting,
    marks::{Line, Mark, marks},
    rows::Row,
};
use crate::{
    layer::{AnnotationId, Kind, Place, Target},
    session::Workspace,
    text::{BlockKind, Span},
    ui::theme::Palette,
};

/// Between two lanes of underlines, in points.
const LANE: f32 = 3.0;

/// Paints the blocks in view.
pub(super) fn paint(painter: &Painter, workspace: &Workspace, rows: &[Row], setting: &Setting, hovered: Option<AnnotationId>) {
    let selection = workspace.selection.span(&workspace.text);
    let palette = &setting.palette;
    for row in rows {
        let marks = marks(workspace, row.content);
        focus(painter, workspace, row, palette, hovered);
        for find in workspace.find.in_text(row.content) {
            fill(painter, &row.rects(find), palette.find, 2.0);
        }
        if !selection.is_empty() && selection.touches(row.content) {
            fill(painter, &row.rects(selection), palette.selection, 0.0);
        }
        if let Some((at, galley)) = &row.original {
            painter.galley(*at, galley.clone(), palette.faded);
        }
        if row.composed.kind == BlockKind::Quote {
            let x = row.origin.x - setting.size * 0.8;
            let bar = row.origin.y..=row.origin.y + row.galley.size().y;
            painter.vline(x, bar, Stroke::new(3.0, palette.line));
        }
        painter.galley(row.origin, row.galley.clone(), palette.ink);
        for mark in &marks {
            let strong = workspace.selected == Some(mark.annotation.id) || hovered == Some(mark.annotation.id);
            underline(painter, row, mark, setting, strong);
        }
    }
    if let Some(rect) = caret_rect(workspace, rows) {
        let half = (setting.size * 0.62).round();
        let middle = rect.center();
        painter.vline(middle.x, middle.y - half..=middle.y + half, Stroke::new(1.5, palette.accent));
    }
}

/// The ground under the selected and the hovered annotation: its span and its apparatus.
fn focus(painter: &Painter, workspace: &Workspace, row: &Row, palette: &Palette, hovered: Option<AnnotationId>) {
    for (id, strength) in [(hovered, 0.6), (workspace.selected, 1.0)] {
        let Some((layer, annotation)) = id.and_then(|id| workspace.annotation(id)) else { continue };
        let color = palette.focus.gamma_multiply(strength);
        let span = annotation.span().filter(|s| s.touches(row.content));
        let mut rects = span.map(|s| row.rects(s)).unwrap_or_default();
        rects.extend(row.apparatus_rects(annotation.id));
        fill(painter, &rects, color, 3.0);
        if strength >= 1.0 {
            for rect in rects {
                let y = rect.bottom() - 1.5;
                painter.hline(rect.x_range(), y, Stroke::new(1.5, palette.author(layer.number)));
            }
        }
        // A point shows where it is if nothing stands there.
        if let Some(point) = span.filter(|s| s.is_empty() && row.apparatus_rects(annotation.id).is_empty()) {
            let at = row.position(point.start(), super::map::Side::After);
            painter.vline(at.center().x, at.y_range().shrink(3.0), Stroke::new(2.0, palette.author(layer.number)));
        }
    }
}

fn fill(painter: &Painter, rects: &[Rect], color: Color32, radius: f32) {
    for rect in rects {
        painter.rect_filled(rect.expand2(egui::vec2(if radius > 0.0 { 1.0 } else { 0.0 }, 0.0)), radius, color);
    }
}

fn underline(painter: &Painter, row: &Row, mark: &Mark, setting: &Setting, strong: bool) {
    let color = setting.palette.author(mark.author);
    let color = if strong { color } else { Palette::thin(color, 0.75) };
    let moved = matches!(mark.annotation.target, Target::Placed { place: Place::Moved, .. });
    if moved && row.content.start() <= mark.span.start() {
        moved_sign(painter, row, mark.span, setting);
    }
    if mark.span.is_empty() {
        return point(painter, row, mark, setting, color);
    }
    let width = if strong { 2.0 } else { 1.2 };
    #[expect(clippy::cast_precision_loss, reason = "one of three lanes")]
    let lane = mark.lane as f32 * LANE;
    for rect in row.rects(mark.span) {
        let y = rect.center().y + rect.height() * 0.31 + lane;
        line(painter, mark.line(), rect.x_range().shrink(0.5), y, Stroke::new(width, color));
    }
}

fn line(painter: &Painter, kind: Line, along: Rangef, y: f32, stroke: Stroke) {
    let Rangef { min: left, max: right } = along;
    let ends = [pos2(left, y), pos2(right, y)];
    match kind {
        Line::None => {}
        Line::Solid => {
            painter.hline(left..=right, y, stroke);
        }
        Line::Dotted => {
            painter.extend(Shape::dotted_line(&ends, stroke.color, 3.6, stroke.width * 0.62));
        }
        Line::Dashed => {
            painter.extend(Shape::dashed_line(&ends, stroke, 6.0, 3.0));
        }
        Line::Double => {
            painter.hline(left..=right, y - 1.0, Stroke::new(stroke.width * 0.8, stroke.color));
            painter.hline(left..=right, y + 1.5, Stroke::new(stroke.width * 0.8, stroke.color));
        }
        Line::Wavy => {
            painter.add(Shape::line(wave(left, right, y), Stroke::new(stroke.width, stroke.color)));
        }
    }
}

/// The line under a kind of annotation, for the legend.
pub(crate) fn legend_line(painter: &Painter, kind: Kind, rect: Rect, color: Color32) {
    line(painter, Line::of(kind), rect.x_range(), rect.center().y, Stroke::new(1.2, color));
}

fn wave(left: f32, right: f32, y: f32) -> Vec<Pos2> {
    const STEP: f32 = 2.5;
    const HEIGHT: f32 = 1.5;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a line on the screen is some hundred steps long"
    )]
    let steps = ((right - left) / STEP).ceil().max(1.0) as u16;
    let at = |i: u16| {
        let x = (left + f32::from(i) * STEP).min(right);
        pos2(x, if i.is_multiple_of(2) { y - HEIGHT } else { y + HEIGHT })
    };
    (0..=steps).map(at).collect()
}

/// A note, query or comment on a point: a small wedge under the line.
fn point(painter: &Painter, row: &Row, mark: &Mark, setting: &Setting, color: Color32) {
    if mark.line() == Line::None {
        return;
    }
    let at = row.position(mark.span.start(), super::map::Side::Before);
    let tip = pos2(at.center().x, at.center().y + setting.size * 0.42);
    let half = setting.size * 0.2;
    let base = tip.y + half * 1.5;
    let corners = vec![tip, pos2(tip.x + half, base), pos2(tip.x - half, base)];
    painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
}

/// A small sign at the start of an annotation that was moved and not looked at since.
fn moved_sign(painter: &Painter, row: &Row, span: Span, setting: &Setting) {
    let at = row.position(span.start(), super::map::Side::After);
    let center = pos2(at.left(), at.center().y - setting.size * 0.62);
    let r = setting.size * 0.2;
    let corners = [(0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0)].map(|(x, y)| pos2(center.x + x, center.y + y));
    painter.add(Shape::convex_polygon(corners.to_vec(), setting.palette.warning, Stroke::NONE));
}

/// Where the selection is on the screen, or the caret: question boxes open there.
pub(super) fn selection_rect(workspace: &Workspace, rows: &[Row]) -> Option<Rect> {
    let selection = workspace.selection.span(&workspace.text);
    if selection.is_empty() {
        return caret_rect(workspace, rows);
    }
    let touched = rows.iter().filter(|r| r.content.touches(selection));
    touched.flat_map(|r| r.rects(selection)).reduce(Rect::union)
}
