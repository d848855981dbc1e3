//! Our own writer and reader of records against RON's.
#![expect(clippy::string_slice, reason = "a test that cannot go on should stop where it stands")]

use std::path::Path;

use jiff::Timestamp;
use proptest::{collection::vec, option, prelude::*, sample::Index};

use super::{
    list_file::{ListSource, Reads},
    record::{Record, StoredPlace},
    record_reader, record_writer, ron_file,
};
use crate::{
    layer::{AnnotationId, Body, Brackets, Gloss, Insertion, Note, NoteKind, Reason, Spacing, Suggestion, TermLink},
    progress::Progress,
    terms::ConceptId,
};

/// Strings of the sort that break things: quotes, escapes, controls, what looks like a file of ours, all of Unicode.
fn any_words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z ]{0,9}",
        2 => "[多边主义，“”’]{1,5}",
        2 => "[\"'\\\\\n\r\t\0)(,\\[\\]:u{}x]{1,6}",
        1 => prop_oneof![Just("\n        (\n            id: \""), Just("\",\n        ),\n"), Just("r#\"")].prop_map(str::to_owned),
        1 => prop_oneof![Just("e\u{301}"), Just("👩‍👩‍👧")].prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

fn any_spacing() -> impl Strategy<Value = Spacing> {
    option::of((any_words(), any_words()))
        .prop_map(|s| s.map_or(Spacing::Auto, |(before, after)| Spacing::Verbatim { before, after }))
}

fn any_gloss() -> impl Strategy<Value = Gloss> {
    prop_oneof![Just(Gloss::Auto), Just(Gloss::Always), Just(Gloss::Never), any_words().prop_map(Gloss::Verbatim)]
}

fn any_body() -> impl Strategy<Value = Body> {
    let insertion =
        (any_words(), 0..Reason::ALL.len(), any::<bool>(), any_spacing()).prop_map(|(words, reason, house, spacing)| {
            let brackets = if house { Brackets::House } else { Brackets::None };
            Body::Insertion(Insertion { words, reason: Reason::ALL[reason], brackets, spacing })
        });
    let link = (any_words(), any_gloss(), any_spacing())
        .prop_map(|(term, gloss, spacing)| Body::TermLink(TermLink { term: ConceptId::from_term(&term), gloss, spacing }));
    let note =
        (0..NoteKind::ALL.len(), any_words()).prop_map(|(kind, text)| Body::Note(Note { kind: NoteKind::ALL[kind], text }));
    let suggestion =
        (any_words(), any_words()).prop_map(|(replacement, reason)| Body::Suggestion(Suggestion { replacement, reason }));
    prop_oneof![insertion, link, note, suggestion]
}

fn any_time() -> impl Strategy<Value = Timestamp> {
    let (first, last) = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    let nanosecond = prop_oneof![Just(0), Just(120_000_000), 0..1_000_000_000];
    let second = prop_oneof![first..last, 0..4_000_000_000_i64];
    (second, nanosecond).prop_map(|(second, nanosecond)| Timestamp::new(second, nanosecond).unwrap())
}

fn any_id() -> impl Strategy<Value = AnnotationId> {
    any::<u128>().prop_map(AnnotationId::from_u128)
}

fn any_record() -> impl Strategy<Value = Record<'static>> {
    let place = prop_oneof![Just(StoredPlace::Exact), Just(StoredPlace::Moved), Just(StoredPlace::Orphan)];
    let selector = (any::<(usize, usize)>(), any_words(), any_words(), any_words(), place);
    let rest = (vec(any_words(), 0..3), option::of(any_id()), prop_oneof![Just(0), any::<i32>()]);
    let times = prop_oneof![(any_time(), any_time()), any_time().prop_map(|t| (t, t))];
    (any_id(), selector, any_body(), times, rest).prop_map(|(id, selector, body, (created, modified), rest)| {
        let (at, exact, prefix, suffix, place) = selector;
        let (tags, derived_from, rank) = rest;
        let (exact, prefix, suffix) = (exact.into(), prefix.into(), suffix.into());
        let body = std::borrow::Cow::Owned(body);
        Record { id, at, exact, prefix, suffix, place, body, created, modified, tags: tags.into(), derived_from, rank }
    })
}

/// A change such as a hand or a fault makes: some characters at a place give way to others.
fn any_change() -> impl Strategy<Value = (Index, usize, String)> {
    let put = prop_oneof![Just(String::new()), "[\"'\\\\(),:\\[\\]\n 0-9a-f}{/*#-]{1,3}", any::<char>().prop_map(String::from)];
    (any::<Index>(), 0..3_usize, put)
}

fn changed(mut text: String, changes: &[(Index, usize, String)]) -> String {
    for (at, gone, put) in changes {
        let start = text.floor_char_boundary(at.index(text.len() + 1));
        let end = text[start..].char_indices().nth(*gone).map_or(text.len(), |(i, _)| start + i);
        text.replace_range(start..end, put);
    }
    text
}

fn written(record: &Record<'_>) -> String {
    let mut out = String::new();
    record_writer::write(record, &mut out);
    out
}

fn file(records: &[Record<'_>]) -> String {
    let records: String = records.iter().map(written).collect();
    format!("(\n    format: \"glossator layer\",\n    version: 1,\n    annotations: [\n{records}    ],\n)\n")
}

/// Reads records with our reader, or without it.
struct Reading {
    ours: bool,
}

impl<'a> Reads<'a> for Reading {
    type Item = Record<'a>;
    type Record = Record<'static>;

    fn in_our_layout(&self, source: &'a str, at: usize) -> Option<(Record<'a>, usize)> {
        self.ours.then(|| record_reader::read(source, at)).flatten()
    }

    fn item(&self, record: Record<'static>) -> Record<'a> {
        record
    }
}

/// All that reading a file gives: records with their bytes, what was set aside, and whether it was cut short.
fn read(source: &str, ours: bool) -> (Vec<(Record<'_>, std::ops::Range<usize>)>, String) {
    let source = ListSource::new(Path::new("lin.ron"), source, "glossator layer", "annotations").in_runs_of(200);
    let list = source.records(&Reading { ours }, &Progress::default()).unwrap();
    let rest = format!("{:?}", source.cut_short(&list));
    let records = list.runs.into_iter().flatten().map(|found| (found.item, found.range)).collect();
    (records, format!("{:?} {rest}", source.unread(list.aside)))
}

proptest! {
    #[test]
    fn a_record_is_written_as_ron_writes_it(record in any_record()) {
        let ron = ron_file::to_ron(Path::new(""), &record).unwrap().replace('\n', "\n        ");
        prop_assert_eq!(written(&record), format!("\n        {ron},\n"));
    }

    #[test]
    fn what_was_written_is_read_without_rons_parser(record in any_record()) {
        let source = written(&record);
        let (read, end) = record_reader::read(&source, record_reader::BLANKS).unwrap();
        prop_assert_eq!(read, record);
        prop_assert_eq!(&source[end..], ",\n");
    }

    #[test]
    fn whatever_is_read_without_rons_parser_is_what_it_reads(record in any_record(), changes in vec(any_change(), 1..3)) {
        let source = changed(written(&record), &changes);
        if let Some((read, end)) = record_reader::read(&source, record_reader::BLANKS) {
            let by_ron: Record = ron_file::options().from_str(&source[record_reader::BLANKS..end]).unwrap();
            prop_assert_eq!(read, by_ron);
        }
    }

    #[test]
    fn a_damaged_file_is_read_in_one_way(records in vec(any_record(), 0..6), changes in vec(any_change(), 0..4)) {
        let source = changed(file(&records), &changes);
        prop_assert_eq!(read(&source, true), read(&source, false));
    }
}

#[test]
fn a_record_that_a_string_holds_is_no_record() {
    let text = "why?".repeat(20);
    let note = Body::Note(Note { kind: NoteKind::Query, text: text.clone() });
    let record = Record {
        id: AnnotationId::from_u128(7),
        at: (3, 3),
        exact: "".into(),
        prefix: "abc".into(),
        suffix: "def".into(),
        place: StoredPlace::Exact,
        body: std::borrow::Cow::Owned(note),
        created: Timestamp::UNIX_EPOCH,
        modified: Timestamp::UNIX_EPOCH,
        tags: Vec::new().into(),
        derived_from: None,
        rank: 0,
    };
    // A raw string may hold the very bytes of records, where runs seem to begin.
    let inside = vec![record; 5];
    let outside = file(&inside[..1]).replace(&format!("\"{text}\""), &format!("r#\"{}\"#", file(&inside)));
    assert_eq!(read(&outside, true).0.len(), 1);
    assert_eq!(read(&outside, true), read(&outside, false));
    assert_eq!(read(&file(&inside), true).0.len(), 5);
}
