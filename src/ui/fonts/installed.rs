//! The fonts of this machine.

use std::collections::BTreeMap;

use egui::{
    FontData, FontFamily,
    epaint::text::{FallbackRequest, FontInsert, FontProvider},
};
use egui_system_font_provider::SystemFontProvider;
use fontdb::{Database, FaceInfo, ID, Style};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::{
    choice::{Forms, leads, rank},
    line::on_the_line,
    mapped::mapped,
};
use crate::text::is_cjk;

/// The fonts of this machine, as they were when the program started. Everything here may take long: it is no work for the thread that draws.
pub(super) struct Installed {
    fonts: Database,
    /// The faces in the order in which they are asked, for each of the forms that were asked for.
    order: BTreeMap<Forms, Vec<ID>>,
    /// The system's own choice, asked where ours ends. It looks at all fonts once more, so it is made when first needed.
    system: Option<SystemFontProvider>,
}

impl Installed {
    /// Looks for them. Some milliseconds, a second from a cold disk.
    pub(super) fn scan() -> Self {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        Self { fonts, order: BTreeMap::new(), system: None }
    }

    /// A font that has a character, by preference with these forms.
    pub(super) fn font_for(&mut self, character: char, forms: Forms) -> Option<FontInsert> {
        // Of other scripts the system knows better which font is for reading.
        if is_cjk(character) {
            self.ours(character, forms).or_else(|| self.system(character))
        } else {
            self.system(character).or_else(|| self.ours(character, forms))
        }
    }

    /// The serif that goes before the shipped font, if one is installed.
    pub(super) fn lead(&mut self, forms: Forms) -> Option<FontInsert> {
        let face = self.ordered(forms).into_iter().find(|id| {
            let family = self.fonts.face(*id).map(family).unwrap_or_default();
            leads(family, forms)
        })?;
        self.insert(face)
    }

    fn ours(&mut self, character: char, forms: Forms) -> Option<FontInsert> {
        let order = self.ordered(forms);
        let face = order.into_iter().find(|id| self.has(*id, character))?;
        self.insert(face)
    }

    fn ordered(&mut self, forms: Forms) -> Vec<ID> {
        let order = self.order.entry(forms).or_insert_with(|| {
            let mut faces: Vec<&FaceInfo> = self.fonts.faces().collect();
            // Upright and of the usual weight before all others; names last, so that the order is the same at every start.
            faces.sort_by_key(|f| {
                let unusual = (f.style != Style::Normal, f.weight.0.abs_diff(400), f.stretch != fontdb::Stretch::Normal);
                (rank(family(f), forms), unusual, f.post_script_name.clone())
            });
            faces.iter().map(|f| f.id).collect()
        });
        order.clone()
    }

    fn has(&self, face: ID, character: char) -> bool {
        let look = |data: &[u8], index| {
            let glyph = FontRef::from_index(data, index).ok()?.charmap().map(character)?;
            (glyph != GlyphId::NOTDEF).then_some(())
        };
        self.fonts.with_face_data(face, look).flatten().is_some()
    }

    fn insert(&mut self, face: ID) -> Option<FontInsert> {
        let name = self.fonts.face(face).map(|f| format!("installed:{}", f.post_script_name))?;
        let data: FontData = on_the_line(mapped(&mut self.fonts, face)?);
        Some(FontInsert { name, data, families: Vec::new() })
    }

    fn system(&mut self, character: char) -> Option<FontInsert> {
        let system = self.system.get_or_insert_with(SystemFontProvider::new);
        let mut bytes = [0; 4];
        let request = FallbackRequest { cluster: character.encode_utf8(&mut bytes), family: &FontFamily::Proportional };
        let found = system.font_for(&request)?;
        Some(FontInsert { families: Vec::new(), ..found })
    }
}

/// The name of a face's family: the English one, which our lists know, if there is one.
fn family(face: &FaceInfo) -> &str {
    let english = face.families.iter().find(|(_, language)| *language == fontdb::Language::English_UnitedStates);
    english.or_else(|| face.families.first()).map_or("", |(name, _)| name.as_str())
}
