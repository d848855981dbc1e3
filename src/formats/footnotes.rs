//! Notes as Markdown footnotes.

use crate::layer::{Body, Kind, NoteKind};
use crate::weave::NumberedNote;

/// Labels for a text's notes that none of its own footnotes has.
pub(super) struct Labels {
    /// Set before every label, should the text use ours.
    prefix: String,
}

impl Labels {
    pub(super) fn new(text: &str) -> Self {
        let mut prefix = String::new();
        if text.contains("[^") {
            let lower = text.to_lowercase();
            while ["tn-", "src-", "ctx-"].iter().any(|kind| lower.contains(&format!("[^{prefix}{kind}"))) {
                prefix.push_str("g-");
            }
        }
        Self { prefix }
    }

    /// `tn-3`: what kind of note it is, and its number.
    pub(super) fn of(&self, note: &NumberedNote) -> String {
        let kind = match note.annotation.body.kind() {
            Kind::Note(NoteKind::Source) => "src",
            Kind::Note(NoteKind::Context) => "ctx",
            _ => "tn",
        };
        format!("{}{kind}-{}", self.prefix, note.number)
    }
}

/// Appends the definitions of all notes, in their order.
pub(super) fn push_definitions(out: &mut String, notes: &[NumberedNote], labels: &Labels, newline: &str) {
    for note in notes {
        let Body::Note(body) = &note.annotation.body else { continue };
        out.push_str(newline);
        out.push_str(&format!("[^{}]:", labels.of(note)));
        push_text(out, &body.text, newline);
    }
}

/// A note's Markdown, indented as its definition wants it. One that begins with a list, a quotation or the like begins on the next line.
fn push_text(out: &mut String, text: &str, newline: &str) {
    let text = guarded(text.trim());
    let mut lines = text.lines();
    if begins_as_block(&text) {
        out.push_str(newline);
    } else {
        let first = lines.next().unwrap_or_default();
        out.push(' ');
        // An empty note still has its mark in the text, and a definition may not be empty.
        out.push_str(if first.is_empty() { "…" } else { first });
        out.push_str(newline);
    }
    for line in lines {
        if !line.trim().is_empty() {
            out.push_str("    ");
            out.push_str(line.trim_end());
        }
        out.push_str(newline);
    }
}

/// No footnote inside a footnote; and a number that begins a note is no list.
fn guarded(text: &str) -> String {
    let text = text.replace("[^", "\\[^").replace("^[", "^\\[");
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = text.get(digits..).unwrap_or_default();
    // `1986. A year` is prose; `1. First` with a second item under it is a list.
    let is_list = text.lines().filter(|l| l.trim_start().starts_with(|c: char| c.is_ascii_digit())).count() > 1;
    if digits > 0 && rest.starts_with(['.', ')']) && !is_list {
        let number = text.get(..digits).unwrap_or_default();
        return format!("{number}\\{rest}");
    }
    text
}

fn begins_as_block(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let item = ["- ", "* ", "+ ", "> ", "#", "```", "~~~", "|", "    "].iter().any(|m| first.starts_with(m));
    let digits = first.len() - first.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    item || (digits > 0 && first.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')'])))
}

/// The mark of a note in the text.
pub(super) fn push_mark(out: &mut String, label: &str) {
    if out.ends_with('!') && !out.ends_with("\\!") {
        // `![^1]` would begin an image.
        out.insert(out.len() - 1, '\\');
    }
    out.push_str(&format!("[^{label}]"));
}
