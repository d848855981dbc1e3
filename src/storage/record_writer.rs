//! Writing records: the very bytes that RON's pretty printer gives, set in by a record's place in its file, several times as fast.
//!
//! The layout is that of [`ron_file::to_ron`](super::ron_file::to_ron) with eight blanks before every line; a test holds the
//! two together.

use std::fmt::Write as _;

use jiff::Timestamp;
use uuid::Uuid;

use super::{record::Record, record_names::Named};
use crate::layer::{AnnotationId, Body, Brackets, Gloss, Insertion, Spacing, TermLink};

/// Appends a record: a blank line, the record, a comma.
pub(super) fn write(record: &Record<'_>, out: &mut String) {
    out.push_str("\n        (\n            id: ");
    id(record.id, out);
    out.push_str(",\n            at: (");
    number(record.at.0, out);
    out.push_str(", ");
    number(record.at.1, out);
    out.push(')');
    for (name, words) in [("exact", &record.exact), ("prefix", &record.prefix), ("suffix", &record.suffix)] {
        field(name, out);
        quoted(words, out);
    }
    if !record.place.is_exact() {
        field("place", out);
        out.push_str(record.place.word());
    }
    field("body", out);
    body(&record.body, out);
    field("created", out);
    time(record.created, out);
    field("modified", out);
    time(record.modified, out);
    tags(&record.tags, out);
    if let Some(from) = record.derived_from {
        field("derived_from", out);
        id(from, out);
    }
    if record.rank != 0 {
        field("rank", out);
        number(record.rank, out);
    }
    out.push_str(",\n        ),\n");
}

/// Ends the field before and begins one.
fn field(name: &str, out: &mut String) {
    out.push_str(",\n            ");
    out.push_str(name);
    out.push_str(": ");
}

/// Begins a field of a body; the one before ends with its line.
fn inner(name: &str, out: &mut String) {
    out.push_str("                ");
    out.push_str(name);
    out.push_str(": ");
}

fn body(body: &Body, out: &mut String) {
    match body {
        Body::Insertion(it) => insertion(it, out),
        Body::TermLink(it) => term_link(it, out),
        Body::Note(it) => {
            out.push_str("Note((\n");
            inner("kind", out);
            out.push_str(it.kind.word());
            out.push_str(",\n");
            words("text", &it.text, out);
        }
        Body::Suggestion(it) => {
            out.push_str("Suggestion((\n");
            words("replacement", &it.replacement, out);
            if !it.reason.is_empty() {
                words("reason", &it.reason, out);
            }
        }
    }
    out.push_str("            ))");
}

fn insertion(it: &Insertion, out: &mut String) {
    out.push_str("Insertion((\n");
    words("words", &it.words, out);
    inner("reason", out);
    out.push_str(it.reason.word());
    out.push_str(",\n");
    match it.brackets {
        Brackets::House => {}
        // RON has a `None` of its own.
        Brackets::None => out.push_str("                brackets: r#None,\n"),
    }
    spacing(&it.spacing, out);
}

fn term_link(it: &TermLink, out: &mut String) {
    out.push_str("TermLink((\n");
    words("term", it.term.as_str(), out);
    match &it.gloss {
        Gloss::Auto => {}
        Gloss::Always => out.push_str("                gloss: Always,\n"),
        Gloss::Never => out.push_str("                gloss: Never,\n"),
        Gloss::Verbatim(text) => {
            inner("gloss", out);
            out.push_str("Verbatim(");
            quoted(text, out);
            out.push_str("),\n");
        }
    }
    spacing(&it.spacing, out);
}

fn spacing(spacing: &Spacing, out: &mut String) {
    if let Spacing::Verbatim { before, after } = spacing {
        out.push_str("                spacing: Verbatim(\n                    before: ");
        quoted(before, out);
        out.push_str(",\n                    after: ");
        quoted(after, out);
        out.push_str(",\n                ),\n");
    }
}

/// A field of a body that is a string.
fn words(name: &str, text: &str, out: &mut String) {
    inner(name, out);
    quoted(text, out);
    out.push_str(",\n");
}

fn tags(tags: &[String], out: &mut String) {
    if tags.is_empty() {
        return;
    }
    field("tags", out);
    out.push_str("[\n");
    for tag in tags {
        out.push_str("                ");
        quoted(tag, out);
        out.push_str(",\n");
    }
    out.push_str("            ]");
}

fn id(id: AnnotationId, out: &mut String) {
    out.push('"');
    out.push_str(Uuid::from_u128(id.as_u128()).hyphenated().encode_lower(&mut Uuid::encode_buffer()));
    out.push('"');
}

fn time(time: Timestamp, out: &mut String) {
    // A string takes all that is written to it.
    write!(out, "\"{time}\"").unwrap_or_default();
}

fn number(number: impl std::fmt::Display, out: &mut String) {
    write!(out, "{number}").unwrap_or_default();
}

/// A string as RON quotes it: escaped as by [`char::escape_debug`].
fn quoted(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    while !rest.is_empty() {
        // What needs no escape is copied a run at a time.
        let (run, other) = rest.split_at_checked(plain_run(rest)).unwrap_or(("", rest));
        out.push_str(run);
        let mut chars = other.chars();
        out.extend(chars.next().into_iter().flat_map(char::escape_debug));
        rest = chars.as_str();
    }
    out.push('"');
}

/// How many bytes at the start are characters known to stand for themselves. Of the many others that do, `escape_debug` says so.
fn plain_run(text: &str) -> usize {
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let ascii = plain_ascii(rest.as_bytes());
        at += ascii;
        match rest.get(ascii..).and_then(|r| r.chars().next()) {
            Some(c) if is_plain(c) => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// How many ASCII characters at the start stand for themselves. Sixteen are looked at at once, without a branch, so that the
/// compiler may take them in one go.
fn plain_ascii(bytes: &[u8]) -> usize {
    const STEP: usize = 16;
    let plain = |byte: u8| (b' '..=b'~').contains(&byte) & (byte != b'"') & (byte != b'\'') & (byte != b'\\');
    let steps = bytes.chunks_exact(STEP).take_while(|step| step.iter().fold(true, |all, byte| all & plain(*byte)));
    let whole = steps.count() * STEP;
    whole + bytes.iter().skip(whole).take_while(|byte| plain(**byte)).count()
}

/// Whether a character beyond ASCII is known to stand for itself: the punctuation and the characters that texts of ours are
/// full of.
const fn is_plain(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3029}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}')
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn every_character_is_written_as_rust_escapes_it() {
        for c in char::MIN..=char::MAX {
            let mut out = String::new();
            quoted(&format!("{c}a"), &mut out);
            assert_eq!(out, format!("\"{}a\"", c.escape_debug()));
        }
    }
}
