//! What `check` finds.

use glossator::{
    anchor::describe,
    check::{Checked, Finding, Severity, check},
    layer::{Annotation, AnnotationId, Layer, NoteKind, Place, Target},
    terms::Termbase,
    text::SourceText,
    weave::Style,
};
use jiff::Timestamp;

use crate::support::{find, insertion, layer, lin, link, note, plan, terms, text};

fn findings(text: &SourceText, layers: &[&Layer], terms: &Termbase) -> Vec<Finding> {
    check(Checked { text, plan: &plan(text, layers, terms, &Style::default()), layers, problems: &[] })
}

#[test]
fn a_finding_says_how_bad_it_is_whose_and_where() {
    let t = text("# 题目\r\n\r\nOne 二 three four five.\r\n");
    let marks = [
        (find(&t, "four"), note(NoteKind::Query, "Why?")),
        (find(&t, "three"), link("nowhere")),
        (find(&t, "One"), insertion("")),
        (find(&t, "题目"), note(NoteKind::Source, " ")),
        (find(&t, "five"), link("unsaid")),
    ];
    let concepts = terms(&[("unsaid", &[])]);
    let found = findings(&t, &[&layer("Lin", &marks)], &concepts);
    let seen: Vec<_> = found.iter().map(|f| (f.severity, f.code, f.quote.as_str(), f.at.unwrap())).collect();
    assert_eq!(
        seen,
        [
            (Severity::Error, "empty", "题目", (1, 3)),
            (Severity::Error, "empty", "One", (3, 1)),
            (Severity::Error, "no-such-term", "three", (3, 7)),
            (Severity::Note, "open-query", "four", (3, 13)),
            (Severity::Warning, "no-gloss", "five", (3, 18)),
        ]
    );
    assert!(found.iter().all(|f| f.author.as_ref().unwrap().as_str() == "lin"));
}

#[test]
fn lost_moved_and_overruled_annotations_are_found() {
    let t = text("one two three");
    let make = |n, target| Annotation {
        target,
        ..Annotation::new(AnnotationId::from_u128(n), t.point(0), note(NoteKind::Comment, "x"), Timestamp::UNIX_EPOCH)
    };
    let lost = make(1, Target::Orphan { selector: Box::new(describe(&t, find(&t, "two"))), candidates: Vec::new() });
    let moved = make(2, Target::Placed { span: find(&t, "three"), place: Place::Moved });
    let mine = Layer::with(lin(), [lost, moved]);
    let (a, b) = (layer("Ann", &[(find(&t, "one"), insertion("1"))]), layer("Beata", &[(find(&t, "one two"), insertion("12"))]));
    let codes: Vec<_> = findings(&t, &[&a, &b, &mine], &Termbase::default()).iter().map(|f| (f.code, f.quote.clone())).collect();
    let pair = |code, quote: &str| (code, quote.to_owned());
    assert_eq!(codes, [pair("orphan", "two"), pair("overruled", "one two"), pair("moved", "three")]);
}

#[test]
fn nothing_is_found_where_nothing_is_wrong() {
    let t = text("one two");
    let marks = [(find(&t, "one"), note(NoteKind::Translator, "x")), (find(&t, "two"), link("w"))];
    assert!(findings(&t, &[&layer("Lin", &marks)], &terms(&[("w", &["词"])])).is_empty());
}
