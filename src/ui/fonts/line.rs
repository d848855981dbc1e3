//! Characters of another font on the line of the Latin serif.

use egui::{FontData, FontTweak};
use skrifa::{FontRef, MetadataProvider, instance::Location, instance::Size};

/// How far below the middle of its line the reading serif's base line is, as a share of its size.
const BASE: f32 = 0.350;

/// Moves a font's characters so that they stand on the line of the Latin ones. egui puts the middles of two fonts' lines together, and
/// Chinese fonts have higher lines.
pub(super) fn on_the_line(font: FontData) -> FontData {
    let Some(base) = base(&font) else { return font };
    font.tweak(FontTweak { y_offset_factor: BASE - base, ..FontTweak::default() })
}

/// How far below the middle of its line a font's base line is, as a share of its size.
fn base(font: &FontData) -> Option<f32> {
    let face = FontRef::from_index((*font.font).as_ref(), font.index).ok()?;
    let metrics = face.metrics(Size::unscaled(), &Location::default());
    // Of the same numbers as egui's own (epaint, font_face.rs); `descent` is negative.
    let height = metrics.ascent - metrics.descent + metrics.leading;
    Some((metrics.ascent - height / 2.0) / f32::from(metrics.units_per_em.max(1)))
}
