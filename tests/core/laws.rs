//! Laws that hold for any text and any annotations.

use glossator::{
    anchor::{Resolution, describe, resolve},
    layer::{Annotation, AnnotationId, Body, Gloss, Layer, LayerEdit, NoteKind, Reason},
    project::{Access, Early, Home, Opened, Project, ProjectPath},
    session::{Action, Command, Session},
    storage::{read_layer, write_layer},
    terms::LanguageTag,
    text::{Direction, SourceText, Syntax, Unit, move_from, unit_at},
    weave::{Piece, Plan, Style},
};
use jiff::Timestamp;
use proptest::prelude::*;
use std::path::Path;

use crate::support::{glossed, insertion, lin, markdown, note, plan, reason, suggestion, terms};

/// Texts of the sort that break things: Chinese, combining marks, emoji, Markdown, all line ends.
pub(crate) fn any_text() -> impl Strategy<Value = SourceText> {
    let piece = prop_oneof![
        4 => "[a-z]{1,7}",
        2 => "[多边主义分散的。，“”]{1,5}",
        1 => Just("e\u{301}".to_owned()),
        1 => Just("👩‍👩‍👧".to_owned()),
        3 => Just(" ".to_owned()),
        2 => prop_oneof![Just("\n"), Just("\r\n"), Just("\n\n"), Just("\r\n\r\n")].prop_map(str::to_owned),
        2 => prop_oneof![Just("# "), Just("> "), Just("- "), Just("**"), Just("*"), Just("`"), Just("```\n"), Just("[x](y)"), Just("<b>"), Just("\\")]
            .prop_map(str::to_owned),
    ];
    let markdown = any::<bool>();
    (prop::collection::vec(piece, 0..40), markdown).prop_map(|(pieces, markdown)| {
        SourceText::from_text(&pieces.concat(), if markdown { Syntax::Markdown } else { Syntax::Plain })
    })
}

pub(crate) fn any_body() -> impl Strategy<Value = Body> {
    prop_oneof![
        "[a-z多\\[\\]* ]{0,6}".prop_map(|w| insertion(&w)),
        "[a-z]{1,6}".prop_map(|w| reason(&w, Reason::Caption)),
        Just(glossed("multi", Gloss::Auto)),
        Just(glossed("none", Gloss::Always)),
        "[a-z]{0,4}".prop_map(|w| glossed("multi", Gloss::Verbatim(w))),
        ("[a-z\\n\"注 ]{0,9}", 0..5_usize).prop_map(|(w, k)| note(NoteKind::ALL[k], &w)),
        "[a-z]{0,4}".prop_map(|w| suggestion(&w)),
    ]
}

/// A text and annotations on it.
fn annotated() -> impl Strategy<Value = (SourceText, Vec<Annotation>)> {
    let marks = prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any_body(), -2..3_i32), 0..12);
    (any_text(), marks).prop_map(|(text, marks)| {
        let make = |(i, (a, b, body, rank)): (usize, (prop::sample::Index, prop::sample::Index, Body, i32))| {
            let span = text.span_between(a.index(text.len() + 1), b.index(text.len() + 1));
            Annotation { rank, ..Annotation::new(AnnotationId::from_u128(i as u128 + 1), span, body, Timestamp::UNIX_EPOCH) }
        };
        let annotations = marks.into_iter().enumerate().map(make).collect();
        (text, annotations)
    })
}

fn planned(text: &SourceText, annotations: &[Annotation]) -> Plan {
    let layer = Layer::with(lin(), annotations.to_vec());
    plan(text, &[&layer], &terms(&[("multi", &["多边"])]), &Style::default())
}

proptest! {
    #[test]
    fn a_span_is_a_range_between_characters(text in any_text(), a in 0..300_usize, b in 0..300_usize) {
        let valid = a <= b && b <= text.len() && text.as_str().is_char_boundary(a) && text.as_str().is_char_boundary(b);
        prop_assert_eq!(text.span(a, b).is_ok(), valid);
        if let Ok(span) = text.span(a, b) {
            prop_assert_eq!(text.span_from_code_points(&text.code_points(span)), Ok(span));
        }
    }

    #[test]
    fn the_blocks_of_a_text_are_the_text(text in any_text()) {
        let joined: String = text.blocks().iter().map(|b| text.slice(b.region)).collect();
        prop_assert_eq!(joined, text.as_str());
        prop_assert!(text.blocks().iter().all(|b| b.region.contains(b.content)));
    }

    #[test]
    fn the_caret_always_moves_on_and_never_into_a_character(text in any_text(), at in 0..300_usize) {
        let at = text.point(at.min(text.len())).start();
        for unit in [Unit::Character, Unit::Word, Unit::Sentence, Unit::Paragraph] {
            let (on, back) = (move_from(&text, at, unit, Direction::Forward), move_from(&text, at, unit, Direction::Backward));
            prop_assert!(text.as_str().is_char_boundary(on) && text.as_str().is_char_boundary(back));
            prop_assert!(on > at || at == text.len(), "{unit:?} forward from {at} stays");
            prop_assert!(back < at || at == 0, "{unit:?} backward from {at} stays");
            let span = unit_at(&text, at, unit);
            prop_assert!(text.span(span.start(), span.end()).is_ok());
        }
    }

    #[test]
    fn a_described_place_is_found_again((text, annotations) in annotated()) {
        for span in annotations.iter().filter_map(Annotation::span) {
            let found = resolve(&text, &describe(&text, span));
            let there = match &found {
                Resolution::Exact(s) => *s == span,
                Resolution::Ambiguous(all) => all.len() > 1,
                _ => false,
            };
            prop_assert!(there, "{:?} is {:?}", span, found);
        }
    }

    #[test]
    fn an_edit_taken_back_leaves_no_trace((_, annotations) in annotated(), picks in prop::collection::vec((0..3_u8, any::<prop::sample::Index>()), 0..20)) {
        let start = Layer::with(lin(), annotations[..annotations.len() / 2].to_vec());
        let mut layer = start.clone();
        let mut back = Vec::new();
        for (what, pick) in picks {
            if annotations.is_empty() { break; }
            let it = annotations[pick.index(annotations.len())].clone();
            let edit = match what {
                0 => LayerEdit::Add(Box::new(it)),
                1 => LayerEdit::Remove(it.id),
                _ => LayerEdit::Replace(Box::new(Annotation { body: insertion("other"), ..it })),
            };
            back.extend(edit.apply(&mut layer).ok());
        }
        while let Some(edit) = back.pop() {
            prop_assert!(edit.apply(&mut layer).is_ok());
        }
        prop_assert!(layer == start);
        let places = |l: &Layer| l.placed().map(|(s, a)| (s, a.id)).collect::<Vec<_>>();
        prop_assert_eq!(places(&layer), places(&start));
    }

    #[test]
    fn a_layers_file_gives_the_layer_back((text, annotations) in annotated()) {
        let layer = Layer::with(lin(), annotations);
        let path = Path::new("layers/lin.ron");
        let written = write_layer(path, &layer, &[], &text, "text.md").unwrap();
        let (read, cut_short) = read_layer(path, written.as_bytes(), &text).unwrap();
        prop_assert!(cut_short.is_none());
        prop_assert!(read.unread.is_empty(), "{:?}", read.unread);
        prop_assert!(read.layer == layer);
        prop_assert_eq!(write_layer(path, &read.layer, &[], &text, "text.md").unwrap(), written);
    }

    #[test]
    fn the_weave_of_no_layers_is_the_text(text in any_text()) {
        let woven: Vec<Piece> = Plan::clean(&text).pieces().collect();
        prop_assert!(woven.iter().all(|p| matches!(p, Piece::Text(_))));
    }

    #[test]
    fn a_weave_without_its_apparatus_is_the_text((text, annotations) in annotated()) {
        let plan = planned(&text, &annotations);
        let left: String = plan.pieces().map(|piece| match piece {
            Piece::Text(span) | Piece::Replaced { span, .. } => text.slice(span).to_owned(),
            Piece::Apparatus(_) => String::new(),
        }).collect();
        prop_assert_eq!(left, text.as_str());
    }

    #[test]
    fn an_export_depends_on_what_is_published_alone((text, annotations) in annotated()) {
        let out = markdown(&planned(&text, &annotations));
        prop_assert_eq!(&markdown(&planned(&text, &annotations)), &out);
        let published: Vec<_> = annotations.into_iter().filter(|a| a.body.kind().is_published()).collect();
        prop_assert_eq!(&markdown(&planned(&text, &published)), &out);
    }

    #[test]
    fn every_published_note_has_one_mark_and_one_definition((text, annotations) in annotated()) {
        // The text's own Markdown may swallow a mark only where it is code or HTML, which the weave keeps out of.
        let plan = planned(&text, &annotations);
        let out = markdown(&plan);
        for note in plan.notes() {
            let ends = [format!("-{}]", note.number)];
            prop_assert_eq!(ends.iter().map(|e| out.matches(e.as_str()).count()).sum::<usize>(), 2, "note {} in {}", note.number, out);
        }
    }

    #[test]
    fn undo_goes_all_the_way_back_and_redo_all_the_way_on((text, annotations) in annotated(), steps in prop::collection::vec((0..4_u8, any::<prop::sample::Index>()), 1..15)) {
        let mut session = open_session(&text);
        let start = state(&session);
        for (what, pick) in steps {
            if annotations.is_empty() { break; }
            let it = &annotations[pick.index(annotations.len())];
            let known: Vec<AnnotationId> = session.workspace().unwrap().layers.iter().flat_map(|l| l.layer().iter()).map(|a| a.id).collect();
            let some = (!known.is_empty()).then(|| known[pick.index(known.len())]);
            let command = match (what, some) {
                (1, Some(id)) => Command::Delete(id),
                (2, Some(id)) => Command::Retarget { id, span: it.span().unwrap() },
                (3, Some(id)) => Command::Rank { id, by: 1 },
                _ => Command::Annotate { span: it.span().unwrap(), body: it.body.clone() },
            };
            drop(session.execute(command));
        }
        let end = state(&session);
        while Action::Undo.available(&session).is_ok() {
            drop(session.execute(Command::Do(Action::Undo)));
        }
        prop_assert_eq!(state(&session), start);
        while Action::Redo.available(&session).is_ok() {
            drop(session.execute(Command::Do(Action::Redo)));
        }
        prop_assert_eq!(state(&session), end);
    }
}

fn open_session(text: &SourceText) -> Session {
    let mut session = Session::new(Some(lin()));
    let project =
        Project::new("t", ProjectPath::try_from("text.md".to_owned()).unwrap(), LanguageTag::english(), crate::support::zh());
    let early = Early { home: Home::Folder("nowhere".into()), project, text: text.clone() };
    let opened = Opened::early(early, Access::Full);
    drop(session.execute(Command::Finished(glossator::session::Outcome::Opened(Box::new(opened)))));
    session
}

/// Every annotation, but for its times, and the terms.
fn state(session: &Session) -> Vec<String> {
    let workspace = session.workspace().unwrap();
    let all = workspace.layers.iter().flat_map(|l| l.layer().iter());
    all.map(|a| format!("{} {:?} {:?} {}", a.id, a.target, a.body, a.rank)).collect()
}
