//! From the source text to what is displayed and back.

use std::ops::Range;

use crate::layer::AnnotationId;

/// What a stretch of the displayed text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Source text, a displayed character for each of its characters.
    Text {
        /// The byte it begins with.
        start: usize,
    },
    /// A piece of apparatus.
    Apparatus {
        /// The byte before which it stands.
        at: usize,
        /// Its annotation.
        id: AnnotationId,
    },
}

/// A stretch of the displayed text of one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Where it is displayed, in characters from the start of the block.
    pub(crate) chars: Range<usize>,
    /// The same in bytes of the displayed text.
    pub(crate) bytes: Range<usize>,
    /// What it is.
    pub(crate) shown: Shown,
}

/// To which side of apparatus a place between two characters belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// To the character before it.
    Before,
    /// To the character behind it.
    After,
}

/// What is at a place of the displayed text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The byte of the source text.
    pub(crate) byte: usize,
    /// Where the character itself begins: `byte` is behind it if the place is in its second half.
    pub(crate) under: usize,
    /// The apparatus, if it is one.
    pub(crate) apparatus: Option<AnnotationId>,
}

/// The stretches of one block, in order. Characters are the unit of egui, bytes that of the program; they meet only here.
#[derive(Debug, Clone, Default)]
pub(crate) struct DisplayMap {
    stretches: Vec<Stretch>,
    chars: usize,
}

impl DisplayMap {
    /// Adds a stretch behind the others.
    pub(crate) fn push(&mut self, text: &str, bytes: Range<usize>, shown: Shown) {
        let count = text.chars().count();
        if count > 0 {
            self.stretches.push(Stretch { chars: self.chars..self.chars + count, bytes, shown });
            self.chars += count;
        }
    }

    /// How many characters are displayed.
    pub(crate) const fn len(&self) -> usize {
        self.chars
    }

    /// The stretches.
    pub(crate) fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// What is at displayed character `at`. `display` is the displayed text.
    pub(crate) fn hit(&self, display: &str, at: usize) -> Option<Hit> {
        let i = self.stretches.partition_point(|s| s.chars.end <= at).min(self.stretches.len().checked_sub(1)?);
        let stretch = self.stretches.get(i)?;
        Some(match stretch.shown {
            Shown::Text { start } => {
                let text = display.get(stretch.bytes.clone()).unwrap_or_default();
                let offset = nth_char(text, at.saturating_sub(stretch.chars.start));
                Hit { byte: start + offset, under: start + offset, apparatus: None }
            }
            Shown::Apparatus { at, id } => Hit { byte: at, under: at, apparatus: Some(id) },
        })
    }

    /// Where source byte `byte` is displayed, in characters.
    pub(crate) fn display(&self, display: &str, byte: usize, side: Side) -> usize {
        let texts = self.stretches.iter().filter_map(|s| match s.shown {
            Shown::Text { start } => Some((start, s)),
            Shown::Apparatus { .. } => None,
        });
        let mut best = 0;
        for (start, stretch) in texts {
            let end = start + stretch.bytes.len();
            let inside = match side {
                Side::Before => start < byte && byte <= end,
                Side::After => start <= byte && byte < end,
            };
            if inside {
                let text = display.get(stretch.bytes.clone()).unwrap_or_default();
                let before = text.get(..byte - start).unwrap_or_default();
                return stretch.chars.start + before.chars().count();
            }
            if end <= byte {
                best = stretch.chars.end;
            } else if side == Side::After || start > byte {
                // Hidden between two stretches: the next visible character stands for it.
                return if side == Side::After { stretch.chars.start } else { best };
            }
        }
        best
    }
}

/// The byte offset of character number `n`.
fn nth_char(text: &str, n: usize) -> usize {
    text.char_indices().nth(n).map_or(text.len(), |(i, _)| i)
}
