//! The fonts: a reading serif with a Chinese serif beside it, a sans for the interface.
//!
//! The shipped fonts stand first, so that a page looks the same on every machine, except that traditional Chinese gets a serif of the machine's with the
//! forms it wants. What they don't have comes from the machine, by our own order of preference, and from the system's.

mod choice;
mod finder;
mod follow;
mod installed;
mod line;
mod mapped;

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

pub(crate) use self::follow::{Fonts, named};
use self::line::on_the_line;

/// The Chinese font that is shipped, and what goes before it in every family: see [`Fonts`].
const HAN: &str = "han";
const LEAD: &str = "han-lead";

const FONTS: [(&str, &[u8]); 7] = [
    ("serif", include_bytes!("../../../assets/fonts/GlossatorSerif-Regular.ttf")),
    ("serif-italic", include_bytes!("../../../assets/fonts/GlossatorSerif-Italic.ttf")),
    ("serif-bold", include_bytes!("../../../assets/fonts/GlossatorSerif-Bold.ttf")),
    ("serif-bold-italic", include_bytes!("../../../assets/fonts/GlossatorSerif-BoldItalic.ttf")),
    ("sans", include_bytes!("../../../assets/fonts/GlossatorSans-Regular.ttf")),
    ("sans-bold", include_bytes!("../../../assets/fonts/GlossatorSans-SemiBold.ttf")),
    (HAN, include_bytes!("../../../assets/fonts/NotoSerifSC-Subset.ttf")),
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

/// Every font and family. `lead` goes before the shipped Chinese font. Each family ends with egui's own fonts, for symbols.
pub(crate) fn definitions(lead: Option<&FontData>) -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in FONTS {
        let data = FontData::from_static(bytes);
        let data = if name == HAN { on_the_line(data) } else { data };
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    if let Some(lead) = lead {
        fonts.font_data.insert(LEAD.to_owned(), Arc::new(lead.clone()));
    }
    let chinese = move || [lead.map(|_| LEAD), Some(HAN)].into_iter().flatten();
    let rest = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let mut family = |name: FontFamily, first: &[&str]| {
        let first = first.iter().flat_map(|n| if *n == HAN { chinese().collect() } else { vec![*n] });
        fonts.families.insert(name, first.map(str::to_owned).chain(rest.iter().cloned()).collect());
    };
    let named = |name: &str| FontFamily::Name(name.into());
    family(FontFamily::Proportional, &["sans", HAN]);
    family(named("interface-bold"), &["sans-bold", HAN]);
    family(named(Face::Regular.family()), &["serif", HAN]);
    family(named(Face::Italic.family()), &["serif-italic", HAN]);
    family(named(Face::Bold.family()), &["serif-bold", HAN]);
    family(named(Face::BoldItalic.family()), &["serif-bold-italic", HAN]);
    family(named(Face::Han.family()), &[HAN, "serif"]);
    if let Some(mono) = fonts.families.get_mut(&FontFamily::Monospace) {
        let behind = 1.min(mono.len());
        mono.splice(behind..behind, chinese().map(str::to_owned));
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::{HAN, LEAD, definitions};

    #[test]
    fn a_font_for_traditional_characters_goes_before_the_shipped_one_everywhere() {
        let shipped = definitions(None);
        let lead = shipped.font_data.get(HAN).unwrap();
        let fonts = definitions(Some(lead));
        for (family, chain) in &fonts.families {
            let at = |name: &str| chain.iter().position(|n| n == name);
            assert!(at(LEAD).is_some() && at(LEAD) < at(HAN), "{family:?}: {chain:?}");
        }
        assert!(shipped.families.values().all(|chain| !chain.iter().any(|n| n == LEAD)));
    }
}
