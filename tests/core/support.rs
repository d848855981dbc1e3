//! Small makers of test data.

use std::path::Path;

use glossator::{
    formats::{Format, export},
    layer::{
        Annotation, AnnotationId, Author, Body, Brackets, Gloss, Insertion, Layer, Note, NoteKind, Reason, Spacing, Suggestion,
        TermLink,
    },
    progress::Progress,
    terms::{Concept, ConceptId, LanguageSection, LanguageTag, Term, Termbase},
    text::{SourceText, Span, Syntax},
    weave::{Piece, Plan, Sources, Style},
};
use jiff::Timestamp;

pub(crate) fn text(words: &str) -> SourceText {
    SourceText::from_text(words, Syntax::Markdown)
}

pub(crate) fn plain(words: &str) -> SourceText {
    SourceText::from_text(words, Syntax::Plain)
}

/// The first place of `words`.
pub(crate) fn find(text: &SourceText, words: &str) -> Span {
    let start = text.as_str().find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
    text.span(start, start + words.len()).unwrap()
}

pub(crate) fn before(text: &SourceText, words: &str) -> Span {
    find(text, words).start_point()
}

pub(crate) fn after(text: &SourceText, words: &str) -> Span {
    find(text, words).end_point()
}

pub(crate) fn insertion(words: &str) -> Body {
    reason(words, Reason::Supplied)
}

pub(crate) fn reason(words: &str, reason: Reason) -> Body {
    Body::Insertion(Insertion { words: words.to_owned(), reason, brackets: Brackets::House, spacing: Spacing::Auto })
}

pub(crate) fn link(term: &str) -> Body {
    glossed(term, Gloss::Auto)
}

pub(crate) fn glossed(term: &str, gloss: Gloss) -> Body {
    Body::TermLink(TermLink { term: ConceptId::from_term(term), gloss, spacing: Spacing::Auto })
}

pub(crate) fn note(kind: NoteKind, words: &str) -> Body {
    Body::Note(Note { kind, text: words.to_owned() })
}

pub(crate) fn suggestion(words: &str) -> Body {
    Body::Suggestion(Suggestion { replacement: words.to_owned(), reason: String::new() })
}

pub(crate) fn zh() -> LanguageTag {
    LanguageTag::simplified_chinese()
}

/// Concepts by id and the terms of the original.
pub(crate) fn terms(concepts: &[(&str, &[&str])]) -> Termbase {
    Termbase::with(concepts.iter().map(|(id, terms)| {
        let terms = terms.iter().map(|t| Term::new(*t)).collect();
        let languages = vec![LanguageSection { language: zh(), terms }];
        let id = ConceptId::from_term(id);
        Concept { id, languages, definition: String::new(), subject: String::new(), note: String::new() }
    }))
}

pub(crate) fn lin() -> Author {
    Author::named("Lin")
}

/// A layer of these annotations; ids in their order.
pub(crate) fn layer(author: &str, annotations: &[(Span, Body)]) -> Layer {
    let base = u128::from(author.len() as u32) << 64;
    let made = annotations.iter().enumerate().map(|(i, (span, body))| {
        let id = AnnotationId::from_u128(base + i as u128 + 1);
        Annotation::new(id, *span, body.clone(), Timestamp::UNIX_EPOCH)
    });
    Layer::with(Author::named(author), made)
}

pub(crate) fn plan(text: &SourceText, layers: &[&Layer], terms: &Termbase, style: &Style) -> Plan {
    Plan::new(Sources { text, layers, terms, original: &zh(), style })
}

/// A plan as Markdown.
pub(crate) fn markdown(plan: &Plan) -> String {
    export(plan, Format::Markdown, &Progress::default()).unwrap()
}

/// What a reader sees, a note's mark as `^1`.
pub(crate) fn shown(plan: &Plan) -> String {
    plan.pieces()
        .map(|piece| match piece {
            Piece::Text(span) => plan.text().slice(span).to_owned(),
            Piece::Replaced { .. } => String::new(),
            Piece::Apparatus(a) if matches!(a.role, glossator::weave::Role::NoteMark(_)) => format!("^{}", a.words),
            Piece::Apparatus(a) => a.display(),
        })
        .collect()
}

/// A text with annotations in the usual English style, as a reader sees it.
pub(crate) fn woven(text: &SourceText, annotations: &[(Span, Body)], concepts: &[(&str, &[&str])]) -> String {
    shown(&plan(text, &[&layer("Lin", annotations)], &terms(concepts), &Style::default()))
}

pub(crate) fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    glossator::storage::write_file(path, bytes.as_ref()).unwrap();
}
