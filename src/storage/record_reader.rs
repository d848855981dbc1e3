//! Reading records in the very layout that [`record_writer`](super::record_writer) gives them, many times as fast as RON's own
//! parser.
//!
//! A file of ours is all in that layout. What a human or another program wrote differs: at the slightest difference this reader
//! gives up on the record, and RON's parser decides whether it is one and, if not, says why. So the two must agree on whatever
//! this one reads; tests hold them to it.

use std::borrow::Cow;

use jiff::Timestamp;
use uuid::Uuid;

use super::{
    record::{Record, StoredPlace},
    record_names::Named,
};
use crate::{
    layer::{AnnotationId, Body, Brackets, Gloss, Insertion, Note, Spacing, Suggestion, TermLink},
    terms::ConceptId,
};

/// How the line before a record ends and a record begins, up to what its id is.
pub(super) const BEGINNING: &str = "\n        (\n            id: \"";
/// How many of its bytes stand before the record.
pub(super) const BLANKS: usize = 9;

/// The record that begins with the bracket at byte `at`, and the byte behind its last one, where its comma stands; `None` if it
/// is not in our layout.
pub(super) fn read(source: &str, at: usize) -> Option<(Record<'_>, usize)> {
    let mut cursor = Cursor { rest: source.get(at..)? };
    let record = cursor.record()?;
    cursor.rest.starts_with(',').then_some((record, source.len() - cursor.rest.len()))
}

/// What is still to be read.
struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn record(&mut self) -> Option<Record<'a>> {
        self.eat("(\n            id: ")?;
        let id = self.id()?;
        self.eat(",\n            at: (")?;
        let start = self.number()?;
        self.eat(", ")?;
        let at = (start, self.number()?);
        self.eat("),\n            exact: ")?;
        let exact = self.string()?;
        self.eat(",\n            prefix: ")?;
        let prefix = self.string()?;
        self.eat(",\n            suffix: ")?;
        let suffix = self.string()?;
        let place = if self.has(",\n            place: ") { self.word()? } else { StoredPlace::Exact };
        self.eat(",\n            body: ")?;
        let body = Cow::Owned(self.body()?);
        self.eat(",\n            created: ")?;
        let (created, modified) = self.times()?;
        let tags = if self.has(",\n            tags: [\n") { self.tags()? } else { Vec::new() }.into();
        let derived_from = if self.has(",\n            derived_from: ") { Some(self.id()?) } else { None };
        let rank = if self.has(",\n            rank: ") { self.number()? } else { 0 };
        self.eat(",\n        )")?;
        Some(Record { id, at, exact, prefix, suffix, place, body, created, modified, tags, derived_from, rank })
    }

    fn body(&mut self) -> Option<Body> {
        let body = if self.has("Note((\n                kind: ") {
            let kind = self.word()?;
            self.eat(",\n                text: ")?;
            Body::Note(Note { kind, text: self.line()? })
        } else if self.has("TermLink((\n                term: ") {
            let term = ConceptId::try_from(self.line()?).ok()?;
            Body::TermLink(TermLink { term, gloss: self.gloss()?, spacing: self.spacing()? })
        } else if self.has("Insertion((\n                words: ") {
            let words = self.line()?;
            self.eat("                reason: ")?;
            let reason = self.word()?;
            self.eat(",\n")?;
            let brackets = if self.has("                brackets: r#None,\n") { Brackets::None } else { Brackets::House };
            Body::Insertion(Insertion { words, reason, brackets, spacing: self.spacing()? })
        } else {
            self.eat("Suggestion((\n                replacement: ")?;
            let replacement = self.line()?;
            let reason = if self.has("                reason: ") { self.line()? } else { String::new() };
            Body::Suggestion(Suggestion { replacement, reason })
        };
        self.eat("            ))")?;
        Some(body)
    }

    fn gloss(&mut self) -> Option<Gloss> {
        if !self.has("                gloss: ") {
            return Some(Gloss::Auto);
        }
        if self.has("Always,\n") {
            return Some(Gloss::Always);
        }
        if self.has("Never,\n") {
            return Some(Gloss::Never);
        }
        self.eat("Verbatim(")?;
        let text = self.string()?.into_owned();
        self.eat("),\n")?;
        Some(Gloss::Verbatim(text))
    }

    fn spacing(&mut self) -> Option<Spacing> {
        if !self.has("                spacing: Verbatim(\n                    before: ") {
            return Some(Spacing::Auto);
        }
        let before = self.line()?;
        self.eat("                    after: ")?;
        let after = self.line()?;
        self.eat("                ),\n")?;
        Some(Spacing::Verbatim { before, after })
    }

    fn tags(&mut self) -> Option<Vec<String>> {
        let mut tags = Vec::new();
        while self.has("                ") {
            tags.push(self.line()?);
        }
        self.eat("            ]")?;
        Some(tags)
    }

    /// When it was made and changed. Of most annotations this is the same.
    fn times(&mut self) -> Option<(Timestamp, Timestamp)> {
        let text = self.string()?;
        let created = text.parse().ok()?;
        self.eat(",\n            modified: ")?;
        let changed = self.string()?;
        let modified = if changed == text { created } else { changed.parse().ok()? };
        Some((created, modified))
    }

    fn id(&mut self) -> Option<AnnotationId> {
        let id = Uuid::try_parse(&self.string()?).ok()?;
        Some(AnnotationId::from_u128(id.as_u128()))
    }

    /// A string up to the end of its line.
    fn line(&mut self) -> Option<String> {
        let text = self.string()?.into_owned();
        self.eat(",\n")?;
        Some(text)
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.eat("\"")?;
        let plain = self.plain()?;
        if self.has("\"") {
            return Some(plain.into());
        }
        let mut text = plain.to_owned();
        while !self.has("\"") {
            text.push(self.escaped()?);
            text.push_str(self.plain()?);
        }
        Some(text.into())
    }

    /// The characters up to the next quotation mark or backslash.
    fn plain(&mut self) -> Option<&'a str> {
        let end = memchr::memchr2(b'"', b'\\', self.rest.as_bytes())?;
        let (plain, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        Some(plain)
    }

    /// A character that is written with a backslash.
    fn escaped(&mut self) -> Option<char> {
        let mut chars = self.rest.strip_prefix('\\')?.chars();
        let c = match chars.next()? {
            c @ ('"' | '\'' | '\\') => c,
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            'u' => {
                let body = chars.as_str().strip_prefix('{')?;
                let (digits, rest) = body.split_at_checked(body.bytes().take(7).position(|b| !b.is_ascii_hexdigit())?)?;
                chars = rest.strip_prefix('}')?.chars();
                char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
            }
            _ => return None,
        };
        self.rest = chars.as_str();
        Some(c)
    }

    fn word<T: Named>(&mut self) -> Option<T> {
        let end = self.rest.bytes().position(|b| !b.is_ascii_alphabetic())?;
        let (word, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        T::of_word(word)
    }

    fn number<T: std::str::FromStr>(&mut self) -> Option<T> {
        let signed = self.rest.strip_prefix('-').unwrap_or(self.rest);
        let digits = signed.bytes().position(|b| !b.is_ascii_digit())?;
        let (number, rest) = self.rest.split_at_checked(self.rest.len() - signed.len() + digits)?;
        self.rest = rest;
        number.parse().ok()
    }

    /// Passes over what must stand here.
    fn eat(&mut self, expected: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(expected)?;
        Some(())
    }

    /// Passes over what may stand here; whether it does.
    fn has(&mut self, expected: &str) -> bool {
        self.eat(expected).is_some()
    }
}
