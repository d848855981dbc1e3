//! How a user likes the text to be set.

use serde::{Deserialize, Serialize};

/// The reading type, but for its size. A field that a settings file lacks has its usual value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reading {
    /// The face.
    pub face: Face,
    /// The longest line, in characters of the Latin script.
    pub measure: f32,
    /// From line to line, in sizes of type.
    pub leading: f32,
    /// Between two paragraphs, in sizes of type.
    pub gap: f32,
}

/// The face of the reading type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Face {
    /// With serifs.
    #[default]
    Serif,
    /// Without: the face of the interface.
    Sans,
}

impl Default for Reading {
    fn default() -> Self {
        Self { face: Face::Serif, measure: 70.0, leading: 1.62, gap: 0.8 }
    }
}

impl Reading {
    /// The shortest and the longest measure, in characters.
    pub const MEASURES: (f32, f32) = (45.0, 90.0);
    /// The tightest and the loosest leading, in sizes of type.
    pub const LEADINGS: (f32, f32) = (1.2, 2.0);
    /// The least and the most space between paragraphs, in sizes of type.
    pub const GAPS: (f32, f32) = (0.0, 2.0);

    /// The same within bounds; what is no number at all is as usual.
    #[must_use]
    pub fn clamped(self) -> Self {
        let usual = Self::default();
        let within =
            |value: f32, (least, most): (f32, f32), usual: f32| if value.is_nan() { usual } else { value.clamp(least, most) };
        Self {
            face: self.face,
            measure: within(self.measure, Self::MEASURES, usual.measure),
            leading: within(self.leading, Self::LEADINGS, usual.leading),
            gap: within(self.gap, Self::GAPS, usual.gap),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_out_of_bounds_is_brought_within_them() {
        let wild = Reading { face: Face::Sans, measure: 1_000.0, leading: f32::NAN, gap: -3.0 };
        assert_eq!(wild.clamped(), Reading { face: Face::Sans, measure: 90.0, leading: 1.62, gap: 0.0 });
    }
}
