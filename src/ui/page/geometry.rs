//! Where the columns of the page are.

use egui::Rect;

/// The columns of the page, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Geometry {
    /// The page.
    pub(crate) rect: Rect,
    /// The left edge of the original, if it is shown.
    pub(crate) original: Option<f32>,
    /// The left edge of the text.
    pub(crate) left: f32,
    /// The width of the text, and of the original.
    pub(crate) width: f32,
    /// The left edge of the notes.
    pub(crate) notes: f32,
    /// The width of the notes; 0 where there is no room for them.
    pub(crate) notes_width: f32,
}

/// A character of running text, in ems: 70 of them are 33.
const CHARACTER: f32 = 33.0 / 70.0;
/// The narrowest measure, in ems, that notes may leave the text.
const LEAST: f32 = 17.0;
/// Between columns.
const GUTTER: f32 = 28.0;
/// For the scroll bar.
pub(super) const BAR: f32 = 14.0;

impl Geometry {
    /// Finds room for text, notes and original: the text comes first. `measure` is the longest line, in characters.
    pub(crate) fn new(rect: Rect, (size, measure): (f32, f32), notes: bool, original: bool) -> Self {
        let room = (rect.width() - BAR - 2.0 * GUTTER).max(120.0);
        let columns = if original { 2.0 } else { 1.0 };
        let wanted = (room * 0.27).clamp(170.0, 270.0);
        let text_is_left = (room - wanted - GUTTER * columns) / columns > size * LEAST;
        let notes_width = if notes && text_is_left { wanted } else { 0.0 };
        let gap = if notes_width > 0.0 { GUTTER } else { 0.0 };
        let text_room = room - notes_width - gap - if original { GUTTER } else { 0.0 };
        let width = (text_room / columns).min(size * measure * CHARACTER).max(100.0).round();
        let used = width * columns + notes_width + gap + if original { GUTTER } else { 0.0 };
        let start = (rect.left() + GUTTER + ((room - used) / 2.0).max(0.0)).round();
        let left = if original { start + width + GUTTER } else { start };
        Self { rect, original: original.then_some(start), left, width, notes: left + width + gap, notes_width }
    }
}
