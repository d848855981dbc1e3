//! The text being annotated.

use std::{borrow::Cow, fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{
    block::{self, Block, Syntax},
    encoding::{self, DecodeError, Encoding},
    offsets::CodePointIndex,
    span::{CodePointRange, Span, SpanError, SpanErrorKind},
};

/// BLAKE3 of a text file's raw bytes: says whether it is still the text that was annotated.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TextHash(blake3::Hash);

impl TextHash {
    /// The hash of a file's bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes))
    }
}

impl From<blake3::Hash> for TextHash {
    fn from(hash: blake3::Hash) -> Self {
        Self(hash)
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_hex())
    }
}

impl fmt::Debug for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextHash({self})")
    }
}

impl Serialize for TextHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_hex())
    }
}

impl<'de> Deserialize<'de> for TextHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hex = String::deserialize(deserializer)?;
        blake3::Hash::from_hex(&hex)
            .map(Self)
            .map_err(|e| D::Error::custom(format!("not a BLAKE3 hash in 64 hexadecimal digits: {e}")))
    }
}

/// How the lines of a text end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Newline {
    /// `\n`, also for a text of one line.
    Lf,
    /// `\r\n`.
    CrLf,
    /// Some of each.
    Mixed,
}

impl Newline {
    /// The newline to add to such a text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CrLf => "\r\n",
            Self::Lf | Self::Mixed => "\n",
        }
    }
}

/// The decoded text of a file, with what it takes to speak of places in it. Immutable; a clone is a pointer.
///
/// The text keeps the file's own line ends; a byte order mark is not part of it.
#[derive(Clone)]
pub struct SourceText {
    inner: Arc<Inner>,
}

struct Inner {
    text: String,
    hash: TextHash,
    encoding: Encoding,
    bom: bool,
    newline: Newline,
    syntax: Syntax,
    offsets: CodePointIndex,
    blocks: Vec<Block>,
}

impl fmt::Debug for SourceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceText").field("bytes", &self.len()).field("hash", &self.hash()).finish()
    }
}

impl SourceText {
    /// Reads a file's bytes. `forced` overrides detection of the encoding, except against a byte order mark.
    ///
    /// # Errors
    /// When the bytes are not text, or not in an encoding this program reads.
    pub fn from_bytes(bytes: &[u8], syntax: Syntax, forced: Option<Encoding>) -> Result<Self, DecodeError> {
        Self::decoded(Cow::Borrowed(bytes), syntax, forced)
    }

    /// As [`Self::from_bytes`]; bytes in UTF-8 are kept and not copied.
    ///
    /// # Errors
    /// As [`Self::from_bytes`].
    pub fn from_vec(bytes: Vec<u8>, syntax: Syntax, forced: Option<Encoding>) -> Result<Self, DecodeError> {
        Self::decoded(Cow::Owned(bytes), syntax, forced)
    }

    fn decoded(bytes: Cow<'_, [u8]>, syntax: Syntax, forced: Option<Encoding>) -> Result<Self, DecodeError> {
        let hash = TextHash::of(&bytes);
        let decoded = encoding::decode(bytes, forced)?;
        Ok(Self::build(decoded.text, hash, decoded.encoding, decoded.bom, syntax))
    }

    /// A text that is already decoded, as if read from a UTF-8 file.
    #[must_use]
    pub fn from_text(text: &str, syntax: Syntax) -> Self {
        Self::build(text.to_owned(), TextHash::of(text.as_bytes()), Encoding::Utf8, false, syntax)
    }

    fn build(text: String, hash: TextHash, encoding: Encoding, bom: bool, syntax: Syntax) -> Self {
        let offsets = CodePointIndex::new(&text);
        let blocks = block::blocks(&text, syntax);
        let newline = newline_of(&text);
        Self { inner: Arc::new(Inner { text, hash, encoding, bom, newline, syntax, offsets, blocks }) }
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.inner.text
    }

    /// Length in bytes (of the text in UTF-8, not of the file).
    #[must_use]
    pub fn len(&self) -> usize {
        self.inner.text.len()
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.inner.text.is_empty()
    }

    /// BLAKE3 of the file's raw bytes.
    #[must_use]
    pub fn hash(&self) -> TextHash {
        self.inner.hash
    }

    /// The file's encoding.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.inner.encoding
    }

    /// Whether the file begins with a byte order mark.
    #[must_use]
    pub fn has_bom(&self) -> bool {
        self.inner.bom
    }

    /// How its lines end.
    #[must_use]
    pub fn newline(&self) -> Newline {
        self.inner.newline
    }

    /// Plain text or Markdown.
    #[must_use]
    pub fn syntax(&self) -> Syntax {
        self.inner.syntax
    }

    /// Its paragraphs, headings and so on, in order; together their regions are the whole text.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.inner.blocks
    }

    /// The number of the block whose region holds byte `at` (the last one, past the end). O(log blocks).
    #[must_use]
    pub fn block_at(&self, at: usize) -> usize {
        self.blocks().partition_point(|b| b.region.start() <= at).saturating_sub(1)
    }

    /// The characters of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.inner.text.get(span.range()).unwrap_or_default()
    }

    /// What stands before a byte position, and what from it on.
    #[must_use]
    pub fn split_at(&self, at: usize) -> (&str, &str) {
        self.inner.text.split_at_checked(at).unwrap_or((self.as_str(), ""))
    }

    /// A span from byte positions.
    ///
    /// # Errors
    /// When the ends are not in order, not in the text, or not between characters.
    pub fn span(&self, start: usize, end: usize) -> Result<Span, SpanError> {
        if start > end {
            return Err(SpanError::new(SpanErrorKind::Reversed { start, end }));
        }
        if end > self.len() {
            return Err(SpanError::new(SpanErrorKind::OutOfRange { at: end, len: self.len() }));
        }
        match [start, end].into_iter().find(|at| !self.inner.text.is_char_boundary(*at)) {
            Some(at) => Err(SpanError::new(SpanErrorKind::InsideCharacter { at })),
            None => Ok(Span::checked(start, end)),
        }
    }

    /// The span between two byte positions in any order, each moved back to the nearest character boundary.
    #[must_use]
    pub fn span_between(&self, a: usize, b: usize) -> Span {
        let (a, b) = (self.floor(a), self.floor(b));
        Span::checked(a.min(b), a.max(b))
    }

    /// The insertion point at a byte position, moved back to the nearest character boundary.
    #[must_use]
    pub fn point(&self, at: usize) -> Span {
        self.span_between(at, at)
    }

    /// The whole text as a span.
    #[must_use]
    pub fn whole(&self) -> Span {
        Span::checked(0, self.len())
    }

    fn floor(&self, at: usize) -> usize {
        self.inner.text.floor_char_boundary(at)
    }

    /// A span's place in code points.
    #[must_use]
    pub fn code_points(&self, span: Span) -> CodePointRange {
        let text = self.as_str();
        self.inner.offsets.to_code_points(text, span.start())..self.inner.offsets.to_code_points(text, span.end())
    }

    /// A span from positions in code points.
    ///
    /// # Errors
    /// When the ends are not in order or not in the text.
    pub fn span_from_code_points(&self, range: &CodePointRange) -> Result<Span, SpanError> {
        let CodePointRange { start, end } = *range;
        if start > end {
            return Err(SpanError::new(SpanErrorKind::Reversed { start, end }));
        }
        let len = self.inner.offsets.total();
        let byte = |at| {
            let found = self.inner.offsets.to_byte(self.as_str(), at);
            found.ok_or_else(|| SpanError::new(SpanErrorKind::OutOfRange { at, len }))
        };
        Ok(Span::checked(byte(start)?, byte(end)?))
    }

    /// How many code points the text has.
    #[must_use]
    pub fn code_point_len(&self) -> usize {
        self.inner.offsets.total()
    }
}

fn newline_of(text: &str) -> Newline {
    let (mut lf, mut crlf) = (false, false);
    for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
        let after_cr = at.checked_sub(1).and_then(|i| text.as_bytes().get(i)) == Some(&b'\r');
        if after_cr {
            crlf = true
        } else {
            lf = true
        }
        if lf && crlf {
            return Newline::Mixed;
        }
    }
    if crlf { Newline::CrLf } else { Newline::Lf }
}
