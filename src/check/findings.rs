//! Findings about structure and anchors.

use serde::Serialize;

use crate::{
    layer::{Annotation, AnnotationId, AuthorId, Body, Layer, NoteKind, Place, Target},
    project::Problem,
    text::{SourceText, Span},
    weave::{HiddenReason, Plan},
};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something is wrong and will be missing or wrong for readers.
    Error,
    /// Something should be looked at.
    Warning,
    /// Something is open.
    Note,
}

/// Something to see to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What sort of finding it is, for programs: `orphan`, `open-query`.
    pub code: &'static str,
    /// What is wrong and what to do, in words for the user.
    pub message: String,
    /// The annotation it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annotation: Option<AnnotationId>,
    /// Whose layer that is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<AuthorId>,
    /// The words it is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// Line and column in the text, from 1, in code points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<(usize, usize)>,
}

/// What is to be checked.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// The text.
    pub text: &'a SourceText,
    /// What readers see.
    pub plan: &'a Plan,
    /// The layers.
    pub layers: &'a [&'a Layer],
    /// What was wrong with the files.
    pub problems: &'a [Problem],
}

/// The longest quote in a finding, in characters.
const QUOTE: usize = 60;

/// Everything that is wrong: files first, then in the order of the text. O(n log n + text + findings × line).
#[must_use]
pub fn check(checked: Checked<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = checked.problems.iter().map(file_problem).collect();
    let mut placed: Vec<(Option<Span>, Finding)> = Vec::new();
    for layer in checked.layers {
        for annotation in layer.iter() {
            let found = of_annotation(annotation).into_iter();
            placed.extend(found.map(|draft| (annotation.span(), finish(checked, layer, annotation, draft))));
        }
    }
    placed.extend(hidden(checked));
    placed.sort_by_key(|(span, finding)| (*span, finding.severity, finding.annotation));
    let mut lines = Lines::new(checked.text);
    findings.extend(placed.into_iter().map(|(span, finding)| Finding { at: span.map(|s| lines.locate(s.start())), ..finding }));
    findings
}

/// Lines and columns of ever later places: the text is looked through once.
struct Lines<'a> {
    text: &'a SourceText,
    seen: usize,
    line: usize,
    line_start: usize,
}

impl<'a> Lines<'a> {
    const fn new(text: &'a SourceText) -> Self {
        Self { text, seen: 0, line: 1, line_start: 0 }
    }

    fn locate(&mut self, at: usize) -> (usize, usize) {
        let passed = self.text.slice(self.text.span_between(self.seen, at));
        for end in memchr::memchr_iter(b'\n', passed.as_bytes()) {
            self.line += 1;
            self.line_start = self.seen + end + 1;
        }
        self.seen = at;
        let before = self.text.slice(self.text.span_between(self.line_start, at));
        (self.line, before.chars().count() + 1)
    }
}

/// Severity, code and message.
type Draft = (Severity, &'static str, String);

fn file_problem(problem: &Problem) -> Finding {
    let message = problem.to_string();
    Finding { severity: Severity::Error, code: "file", message, annotation: None, author: None, quote: String::new(), at: None }
}

fn of_annotation(annotation: &Annotation) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut say = |severity, code, message: &str| drafts.push((severity, code, message.to_owned()));
    match &annotation.target {
        Target::Orphan { candidates, .. } if candidates.is_empty() => {
            say(
                Severity::Error,
                "orphan",
                "its words and what was around them are no longer in the text: place it by hand or delete it",
            );
        }
        Target::Orphan { .. } => {
            say(
                Severity::Error,
                "orphan",
                "its words and what is around them stand more than once in the text: place it by hand",
            );
        }
        Target::Placed { place: Place::Moved, .. } => {
            say(Severity::Warning, "moved", "the text changed and it was found elsewhere: confirm its place");
        }
        Target::Placed { .. } => {}
    }
    match &annotation.body {
        Body::Insertion(insertion) if insertion.words.is_empty() => {
            say(Severity::Error, "empty", "an insertion without words: write them or delete it");
        }
        Body::Note(note) if note.text.trim().is_empty() => {
            say(Severity::Error, "empty", "a note without text: write it or delete it");
        }
        Body::Note(note) if note.kind == NoteKind::Query => say(Severity::Note, "open-query", "an open query"),
        _ => {}
    }
    drafts
}

fn finish(checked: Checked<'_>, layer: &Layer, annotation: &Annotation, (severity, code, message): Draft) -> Finding {
    let quote: String = annotation.quote(checked.text).chars().take(QUOTE).collect();
    let words: String = annotation.body.words().chars().take(QUOTE).collect();
    let kind = annotation.body.kind().label().to_lowercase();
    // On a point nothing is quoted: what the annotation says tells which it is.
    let message = if quote.is_empty() && !words.is_empty() { format!("{kind} “{words}”: {message}") } else { message };
    Finding { severity, code, message, annotation: Some(annotation.id), author: Some(layer.author().id.clone()), quote, at: None }
}

/// What readers would not see although it is published.
fn hidden(checked: Checked<'_>) -> Vec<(Option<Span>, Finding)> {
    let find = |id| checked.layers.iter().find_map(|layer| Some((*layer, layer.get(id)?)));
    let hidden = checked.plan.hidden().into_iter().filter_map(|hidden| {
        let (layer, annotation) = find(hidden.id)?;
        Some((annotation.span(), finish(checked, layer, annotation, why_hidden(annotation, hidden.reason))))
    });
    hidden.collect()
}

fn why_hidden(annotation: &Annotation, reason: HiddenReason) -> Draft {
    let term = match &annotation.body {
        Body::TermLink(link) => link.term.to_string(),
        _ => String::new(),
    };
    match reason {
        HiddenReason::NoSuchConcept => {
            (Severity::Error, "no-such-term", format!("it links to {term:?}, which the termbase does not have"))
        }
        HiddenReason::NoTerm => (
            Severity::Warning,
            "no-gloss",
            format!("the term {term:?} has no word in the original’s language, so no gloss is shown"),
        ),
        HiddenReason::InMarkup => (
            Severity::Warning,
            "in-markup",
            "it begins or ends inside Markdown’s own marks (a heading’s #, code, HTML, a link’s address), where nothing can be put in".to_owned(),
        ),
        HiddenReason::Overruled { by } => (
            Severity::Warning,
            "overruled",
            format!("another insertion ({by}) stands in place of these words, so readers don’t see this one"),
        ),
        HiddenReason::TextReplaced { by } => {
            (Severity::Warning, "text-replaced", format!("an insertion ({by}) took its words away, so readers don’t see it"))
        }
    }
}
