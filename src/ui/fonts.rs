//! The fonts: a reading serif with a Chinese serif beside it, a sans for the interface.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak};

const FONTS: [(&str, &[u8]); 7] = [
    ("serif", include_bytes!("../../assets/fonts/GlossatorSerif-Regular.ttf")),
    ("serif-italic", include_bytes!("../../assets/fonts/GlossatorSerif-Italic.ttf")),
    ("serif-bold", include_bytes!("../../assets/fonts/GlossatorSerif-Bold.ttf")),
    ("serif-bold-italic", include_bytes!("../../assets/fonts/GlossatorSerif-BoldItalic.ttf")),
    ("sans", include_bytes!("../../assets/fonts/GlossatorSans-Regular.ttf")),
    ("sans-bold", include_bytes!("../../assets/fonts/GlossatorSans-SemiBold.ttf")),
    ("han", include_bytes!("../../assets/fonts/NotoSerifSC-Subset.ttf")),
];

/// A face of the reading type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Face {
    /// Upright.
    Regular,
    /// Emphasis.
    Italic,
    /// Strong emphasis, headings.
    Bold,
    /// Both.
    BoldItalic,
    /// Chinese-first: Han characters and the punctuation among them.
    Han,
}

impl Face {
    const fn family(self) -> &'static str {
        match self {
            Self::Regular => "page",
            Self::Italic => "page-italic",
            Self::Bold => "page-bold",
            Self::BoldItalic => "page-bold-italic",
            Self::Han => "page-han",
        }
    }

    /// This face of the family that the user reads in, in a size. The sans has no italic, and Chinese one face for both families.
    pub(crate) fn set(self, family: crate::storage::Face, size: f32) -> FontId {
        match (family, self) {
            (crate::storage::Face::Serif, _) | (_, Self::Han) => self.id(size),
            (crate::storage::Face::Sans, Self::Regular | Self::Italic) => FontId::proportional(size),
            (crate::storage::Face::Sans, Self::Bold | Self::BoldItalic) => heading(size),
        }
    }

    /// This face in a size.
    pub(crate) fn id(self, size: f32) -> FontId {
        FontId::new(size, FontFamily::Name(self.family().into()))
    }
}

/// The interface's headings.
pub(crate) fn heading(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("interface-bold".into()))
}

/// Every font and family. Each family ends with egui's own fonts, for symbols; rare characters come from the system.
pub(crate) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in FONTS {
        // The Chinese font's own line is higher; its characters are to stand on the Latin line.
        let tweak =
            if name == "han" { FontTweak { y_offset_factor: -0.02, ..FontTweak::default() } } else { FontTweak::default() };
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes).tweak(tweak)));
    }
    let rest = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let mut family = |name: FontFamily, first: &[&str]| {
        let chain = first.iter().map(|n| (*n).to_owned()).chain(rest.iter().cloned()).collect();
        fonts.families.insert(name, chain);
    };
    let named = |name: &str| FontFamily::Name(name.into());
    family(FontFamily::Proportional, &["sans", "han"]);
    family(named("interface-bold"), &["sans-bold", "han"]);
    family(named(Face::Regular.family()), &["serif", "han"]);
    family(named(Face::Italic.family()), &["serif-italic", "han"]);
    family(named(Face::Bold.family()), &["serif-bold", "han"]);
    family(named(Face::BoldItalic.family()), &["serif-bold-italic", "han"]);
    family(named(Face::Han.family()), &["han", "serif"]);
    if let Some(mono) = fonts.families.get_mut(&FontFamily::Monospace) {
        mono.insert(1.min(mono.len()), "han".to_owned());
    }
    fonts
}
