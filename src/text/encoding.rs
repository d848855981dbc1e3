//! From a file's bytes to text, without loss or guesswork that is not said.

use std::borrow::Cow;

use encoding_rs::{BIG5, DecoderResult, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use serde::{Deserialize, Serialize};

/// The encodings a source text may have. In files they go by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
    /// GB 18030, and so GBK and GB 2312.
    Gb18030,
    /// Big5 with the Hong Kong supplement, as the WHATWG defines it.
    Big5,
}

impl Encoding {
    /// Every encoding, in the order in which a user would look for it.
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Gb18030, Self::Big5];

    /// The name users know it by.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
        }
    }

    /// The encoding called `label`, in any of the names the WHATWG encoding standard lists.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::from_whatwg(encoding_rs::Encoding::for_label(label.as_bytes())?)
    }

    fn from_whatwg(found: &'static encoding_rs::Encoding) -> Option<Self> {
        if found == encoding_rs::GBK {
            return Some(Self::Gb18030);
        }
        Self::ALL.into_iter().find(|e| e.whatwg() == found)
    }

    const fn whatwg(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
            Self::Big5 => BIG5,
        }
    }

    const fn bom(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xEF\xBB\xBF",
            Self::Utf16Le => b"\xFF\xFE",
            Self::Utf16Be => b"\xFE\xFF",
            Self::Gb18030 => b"\x84\x31\x95\x33",
            Self::Big5 => b"",
        }
    }
}

impl TryFrom<String> for Encoding {
    type Error = String;

    fn try_from(label: String) -> Result<Self, Self::Error> {
        Self::from_label(&label).ok_or_else(|| format!("{label:?} is not UTF-8, UTF-16LE, UTF-16BE, GB18030 or Big5"))
    }
}

impl From<Encoding> for String {
    fn from(encoding: Encoding) -> Self {
        encoding.label().to_owned()
    }
}

/// Why bytes could not be read as text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// Not text at all.
    #[error("it is not a text file (a NUL byte at byte {offset}); save it as plain text or Markdown first")]
    Binary {
        /// Byte offset of the first NUL.
        offset: usize,
    },
    /// Not valid in the encoding asked for or found.
    #[error(
        "it is not valid {} (byte {offset}, line {line}); name the right encoding or convert it to UTF-8",
        encoding.label()
    )]
    Malformed {
        /// The encoding tried.
        encoding: Encoding,
        /// Byte offset of the first malformed sequence.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// Not in any encoding this program reads.
    #[error(
        "it is not in UTF-8, UTF-16, GB18030 or Big5 (as UTF-8 it fails at byte {offset}, line {line}); \
         convert it to UTF-8"
    )]
    Unknown {
        /// Byte offset where it stops being UTF-8.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
}

/// Text, and how it was written.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
    pub(super) bom: bool,
}

/// Decodes a whole file. A byte order mark decides; then `forced`; then UTF-8 if it is valid; then UTF-16 by its
/// NULs; then what `chardetng` (Firefox's detector) finds among the Chinese encodings.
///
/// Bytes that are UTF-8 become the text themselves, without a copy.
pub(super) fn decode(bytes: Cow<'_, [u8]>, forced: Option<Encoding>) -> Result<Decoded, DecodeError> {
    let bom = by_bom(&bytes);
    if bom.or(forced).unwrap_or(Encoding::Utf8) != Encoding::Utf8 {
        return decode_copy(&bytes, forced);
    }
    match String::from_utf8(bytes.into_owned()) {
        Ok(text) if memchr::memchr(0, text.as_bytes()).is_some() => decode_copy(text.as_bytes(), forced),
        Ok(mut text) => {
            if bom.is_some() {
                text.drain(..'\u{FEFF}'.len_utf8());
            }
            Ok(Decoded { text, encoding: Encoding::Utf8, bom: bom.is_some() })
        }
        Err(e) => decode_copy(e.as_bytes(), forced),
    }
}

/// As [`decode`], by way of a decoder.
fn decode_copy(bytes: &[u8], forced: Option<Encoding>) -> Result<Decoded, DecodeError> {
    if let Some(encoding) = by_bom(bytes) {
        let rest = bytes.get(encoding.bom().len()..).unwrap_or_default();
        return decode_as(rest, encoding, true);
    }
    if let Some(encoding) = forced {
        return decode_as(bytes, encoding, false);
    }
    if let Some(offset) = memchr::memchr(0, bytes) {
        let encoding = utf16_by_nuls(bytes).ok_or(DecodeError::Binary { offset })?;
        return decode_as(bytes, encoding, false).map_err(|_not_text| DecodeError::Binary { offset });
    }
    match decode_as(bytes, Encoding::Utf8, false) {
        Err(DecodeError::Malformed { offset, line, .. }) => chinese(bytes).ok_or(DecodeError::Unknown { offset, line }),
        done => done,
    }
}

fn by_bom(bytes: &[u8]) -> Option<Encoding> {
    Encoding::ALL.into_iter().find(|e| !e.bom().is_empty() && bytes.starts_with(e.bom()))
}

/// Text in a Western script as UTF-16 has a NUL in nearly every other byte, always on the same side.
fn utf16_by_nuls(bytes: &[u8]) -> Option<Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let nuls = |parity: usize| head.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    match (nuls(0), nuls(1)) {
        (0, odd) if odd * 50 > head.len() => Some(Encoding::Utf16Le),
        (even, 0) if even * 50 > head.len() => Some(Encoding::Utf16Be),
        _ => None,
    }
}

fn chinese(bytes: &[u8]) -> Option<Decoded> {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let order = match Encoding::from_whatwg(detector.guess(None, chardetng::Utf8Detection::Deny))? {
        Encoding::Big5 => [Encoding::Big5, Encoding::Gb18030],
        _ => [Encoding::Gb18030, Encoding::Big5],
    };
    order.into_iter().find_map(|e| decode_as(bytes, e, false).ok())
}

fn decode_as(bytes: &[u8], encoding: Encoding, bom: bool) -> Result<Decoded, DecodeError> {
    let mut decoder = encoding.whatwg().new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    if let DecoderResult::Malformed(bad, after) = result {
        let offset = read.saturating_sub(usize::from(bad) + usize::from(after));
        let line = 1 + text.matches('\n').count();
        return Err(DecodeError::Malformed { encoding, offset, line });
    }
    if encoding == Encoding::Utf8 {
        text.shrink_to_fit();
    }
    if let Some(offset) = memchr::memchr(0, text.as_bytes()) {
        return Err(DecodeError::Binary { offset });
    }
    Ok(Decoded { text, encoding, bom })
}
