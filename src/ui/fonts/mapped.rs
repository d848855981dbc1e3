//! The file of an installed font, mapped into memory.

use fontdb::{Database, ID};

use egui::FontData;

/// The data of a face. The file stays mapped as long as anybody has them.
pub(super) fn mapped(fonts: &mut Database, face: ID) -> Option<FontData> {
    #[expect(
        unsafe_code,
        reason = "a mapped file may change under us if somebody writes into an installed font in place; package managers replace \
                  such files as a whole, and every program that shows text maps them. Reading one into memory would cost 100 MB"
    )]
    // SAFETY: the bytes are only read, and by parsers that check every offset.
    let (bytes, index) = unsafe { fonts.make_shared_face_data(face) }?;
    Some(FontData::from_blob(bytes, index))
}
