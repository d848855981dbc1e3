//! What an exported Markdown file shows, as engines read it.

use comrak::{Arena, Options, nodes::NodeValue, parse_document};
use glossator::{
    layer::{Body, Brackets, Gloss, Insertion, NoteKind, Reason, Spacing, TermLink},
    terms::{ConceptId, Termbase},
    text::SourceText,
    weave::Style,
};
use pulldown_cmark::{Event, Parser, Tag};

use crate::support::{after, before, find, insertion, layer, link, markdown, note, plain, plan, suggestion, terms, text};

fn exported(text: &SourceText, marks: &[(glossator::text::Span, Body)], concepts: &Termbase) -> String {
    markdown(&plan(text, &[&layer("Lin", marks)], concepts, &Style::default()))
}

/// What `CommonMark` with footnotes makes of a file: its visible text, and what else it found in it.
fn read(markdown: &str) -> (String, Vec<String>) {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.autolink = true;
    let root = parse_document(&arena, markdown, &options);
    let (mut seen, mut other) = (String::new(), Vec::new());
    for node in root.descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(t) => seen.push_str(t),
            NodeValue::Code(c) => seen.push_str(&c.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => seen.push(' '),
            NodeValue::FootnoteReference(r) => other.push(format!("note {}", r.name)),
            NodeValue::FootnoteDefinition(_) | NodeValue::Document | NodeValue::Paragraph => {}
            value => other.push(format!("{value:?}").split(['(', ' ']).next().unwrap_or_default().to_owned()),
        }
    }
    (seen, other)
}

/// The same by another engine.
fn read_by_pulldown(markdown: &str) -> (String, Vec<String>) {
    let options = pulldown_cmark::Options::ENABLE_FOOTNOTES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
        | pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_TASKLISTS;
    let (mut seen, mut other) = (String::new(), Vec::new());
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(t) | Event::Code(t) => seen.push_str(&t),
            Event::SoftBreak | Event::HardBreak => seen.push(' '),
            Event::FootnoteReference(name) => other.push(format!("note {name}")),
            Event::Start(Tag::Paragraph | Tag::FootnoteDefinition(_)) | Event::End(_) => {}
            event => other.push(format!("{event:?}")),
        }
    }
    (seen, other)
}

#[test]
fn a_text_without_annotations_passes_byte_for_byte() {
    for source in ["# A\n\n*b*\r\n", "", "no line end", "\u{feff}odd", "a\n\n\n\nb\n"] {
        assert_eq!(exported(&text(source), &[], &Termbase::default()), source);
    }
}

#[test]
fn brackets_glosses_and_footnotes_read_as_they_are_shown() {
    let t = text("held in Zhejiang province, a “multilateral” meeting.\n");
    let marks = [
        (before(&t, "Zhejiang"), insertion("China’s")),
        (find(&t, "multilateral"), link("multi")),
        (find(&t, "meeting"), note(NoteKind::Translator, "A *first* note.\n\nIts second paragraph.")),
        (find(&t, "held"), note(NoteKind::Source, "1986. A year.")),
    ];
    let out = exported(&t, &marks, &terms(&[("multi", &["多边"])]));
    insta::assert_snapshot!(out, @r"
    held[^src-1] in \[China’s\] Zhejiang province, a “multilateral” (多边) meeting.[^tn-2]

    [^src-1]: 1986\. A year.

    [^tn-2]: A *first* note.

        Its second paragraph.
    ");
    let (seen, other) = read(&out);
    assert!(seen.starts_with("held in [China’s] Zhejiang province, a “multilateral” (多边) meeting."), "{seen}");
    assert_eq!(other, ["note src-1", "note tn-2", "Emph"]);
}

#[test]
fn sic_is_in_italics() {
    let t = text("in Wuzhan, he wrote\n");
    let out = exported(&t, &[(after(&t, "Wuzhan"), crate::support::reason("sic", Reason::Sic))], &Termbase::default());
    assert_eq!(out, "in Wuzhan \\[*sic*\\], he wrote\n");
    assert_eq!(read(&out), ("in Wuzhan [sic], he wrote".to_owned(), vec!["Emph".to_owned()]));
}

#[test]
fn nothing_internal_is_exported() {
    let t = text("a word here\n");
    let marks = [
        (find(&t, "word"), note(NoteKind::Query, "SECRET")),
        (find(&t, "word"), note(NoteKind::Comment, "SECRET")),
        (find(&t, "a"), suggestion("SECRET")),
    ];
    assert_eq!(exported(&t, &marks, &Termbase::default()), "a word here\n");
}

/// Words that mean something in Markdown where they are not escaped.
const TRAPS: &[&str] = &[
    "# not a heading",
    "- not a list",
    "1986. not a list",
    "(1) not a list",
    "a. not a list",
    "> not a quotation",
    "*not* _emphasis_",
    "**not** __strong__",
    "`not code`",
    "[not](a link)",
    "![not](an image)",
    "[note]: not a definition",
    "<b>not HTML</b>",
    "&amp; not an entity",
    "~~not struck~~ ~5 km and ~6 km",
    "$5 [US$5]",
    "- [x] not a task",
    "| not | a table |",
    "---",
    "===",
    "http://not.a/link",
    "www.not.a.link",
    "not@an.address",
    "https://例子.中国。后面",
    "[^1] not a note",
    "^[not a note]",
    "\\not an escape",
    "C# and F#",
    "a \"quote\" -- and ...",
    "==not marked==",
    "{.not} :tada:",
    "Wow!",
    "+ not",
    "%% not",
    "    not code",
    "　　两个空格",
];

#[test]
fn a_plain_text_shows_just_its_characters_in_markdown() {
    for trap in TRAPS {
        let out = exported(&plain(trap), &[], &Termbase::default());
        let visible = trap.trim();
        assert_eq!(read(&out), (visible.to_owned(), vec![]), "comrak reads {out:?}");
        assert_eq!(read_by_pulldown(&out), (visible.to_owned(), vec![]), "pulldown-cmark reads {out:?}");
    }
}

#[test]
fn words_of_an_insertion_show_just_their_characters() {
    let t = text("some words here\n");
    for trap in TRAPS {
        for brackets in [Brackets::House, Brackets::None] {
            for span in [before(&t, "some"), before(&t, "words"), find(&t, "words"), after(&t, "here")] {
                let it = Insertion { words: (*trap).to_owned(), reason: Reason::Other, brackets, spacing: Spacing::Auto };
                let marks = [(span, Body::Insertion(it))];
                let plan = plan(&t, &[&layer("Lin", &marks)], &Termbase::default(), &Style::default());
                let out = markdown(&plan);
                let visible = crate::support::shown(&plan).trim().to_owned();
                for (engine, (seen, other)) in [("comrak", read(&out)), ("pulldown-cmark", read_by_pulldown(&out))] {
                    assert_eq!(squeezed(&seen), squeezed(&visible), "{engine} reads {out:?}");
                    assert!(other.is_empty(), "{engine} finds {other:?} in {out:?}");
                }
            }
        }
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_stands_behind_a_notes_mark_makes_no_link_of_it() {
    for behind in ["(x)", "[x]", ": x", "{x}"] {
        let t = text(&format!("A{behind} and so on\n"));
        let out = exported(&t, &[(find(&t, "A"), note(NoteKind::Translator, "n"))], &Termbase::default());
        let (seen, other) = read(&out);
        assert!(seen.starts_with(&format!("A{behind} and so on")), "{out:?} shows {seen:?}");
        assert_eq!(other, ["note tn-1"], "{out:?}");
    }
}

#[test]
fn a_gloss_behind_a_bracket_is_no_links_destination() {
    let t = text("the [multilateral] order\n");
    let out = exported(&t, &[(find(&t, "[multilateral]"), link("multi"))], &terms(&[("multi", &["多边"])]));
    assert_eq!(read(&out).0, "the [multilateral] (多边) order");
    let han = text("这是[多边]的\n");
    let style = Style { gloss_brackets: ("(".to_owned(), ")".to_owned()), ..Style::for_language(&crate::support::zh()) };
    let spacing = Spacing::Verbatim { before: String::new(), after: String::new() };
    let tight = TermLink { term: ConceptId::from_term("multi"), gloss: Gloss::Auto, spacing };
    let marks = [(find(&han, "[多边]"), Body::TermLink(tight))];
    let plan = plan(&han, &[&layer("Lin", &marks)], &terms(&[("multi", &["多边"])]), &style);
    let (seen, other) = read(&markdown(&plan));
    assert_eq!((seen.as_str(), other.len()), ("这是[多边](多边)的", 0));
}

#[test]
fn labels_never_meet_the_texts_own_footnotes() {
    let t = text("One[^tn-1] two.\n\n[^tn-1]: The author’s.\n");
    let out = exported(&t, &[(find(&t, "two"), note(NoteKind::Translator, "Ours."))], &Termbase::default());
    let (_, other) = read(&out);
    assert_eq!(other, ["note tn-1", "note g-tn-1"], "{out}");
}

#[test]
fn notes_that_begin_as_a_list_or_name_a_footnote_stay_whole() {
    let t = text("One two.\n");
    let marks = [
        (find(&t, "One"), note(NoteKind::Translator, "- a\n- b")),
        (find(&t, "two"), note(NoteKind::Context, "see [^ctx-2] and ^[this]")),
    ];
    let out = exported(&t, &marks, &Termbase::default());
    insta::assert_snapshot!(out, @r"
    One[^tn-1] two.[^ctx-2]

    [^tn-1]:
        - a
        - b

    [^ctx-2]: see \[^ctx-2] and ^\[this]
    ");
    assert_eq!(read(&out).1.iter().filter(|o| o.starts_with("note")).count(), 2);
}

#[test]
fn a_plain_texts_lines_are_paragraphs_and_its_captions_too() {
    let t = plain("One.\nTwo.\n\nThree.\n");
    let caption = crate::support::reason("ABOVE: a picture", Reason::Caption);
    insta::assert_snapshot!(exported(&t, &[(before(&t, "Two"), caption)], &Termbase::default()), @r"
    One.

    \[ABOVE: a picture\]

    Two.

    Three.
    ");
}

/// What a Markdown text is made of, its text aside.
fn structure(markdown: &str) -> Vec<String> {
    let (_, other) = read(markdown);
    other.into_iter().filter(|o| !o.starts_with("note ")).collect()
}

#[test]
fn blocks_and_links_stay_what_they_are_wherever_a_mark_is_put() {
    let source = "# Title here\n\n- item one\n- item two\n\n> quoted words\n\n```rust\nlet x = 1;\n```\n\n---\n\n1. first\n2. second\n\nsee [text][foo] and [foo][] and [it](http://a.b) and `code`[^1] end\n\n| a | b |\n|---|---|\n| c | d |\n\n[foo]: http://foo\n\n[^1]: The author’s.\n";
    let t = text(source);
    let kept = structure(source);
    for at in (0..source.len()).filter(|at| source.is_char_boundary(*at)) {
        // Definitions of links and notes are no running text.
        if at > source.find("| a |").unwrap() {
            break;
        }
        for body in [
            insertion("words"),
            note(NoteKind::Translator, "a note"),
            crate::support::glossed("x", Gloss::Verbatim("词".to_owned())),
        ] {
            let out = exported(&t, &[(t.point(at), body.clone())], &Termbase::default());
            assert_eq!(structure(&out), kept, "{body:?} at {at} ({:?}) makes {out}", &source[at..(at + 8).min(source.len())]);
        }
    }
}

#[test]
fn a_note_on_code_stands_behind_it() {
    let t = text("a\n\n```\nlet x = 1;\n```\n\nb\n");
    let out = exported(&t, &[(find(&t, "x"), note(NoteKind::Translator, "n"))], &Termbase::default());
    insta::assert_snapshot!(out, @r"
    a

    ```
    let x = 1;
    ```

    [^tn-1]

    b

    [^tn-1]: n
    ");
}

#[test]
fn numbers_in_brackets_behind_a_note_of_a_plain_text_show_no_stray_marks() {
    for behind in ["[1]", "{x}", ": x", "(x)", ":x"] {
        let t = plain(&format!("multilateral{behind} and\n"));
        let out = exported(&t, &[(find(&t, "multilateral"), note(NoteKind::Translator, "n"))], &Termbase::default());
        for (seen, _) in [read(&out), read_by_pulldown(&out)] {
            assert!(seen.starts_with(&format!("multilateral{behind} and")), "{out:?} shows {seen:?}");
        }
    }
}

#[test]
fn a_line_too_long_to_lay_out_at_once_is_one_paragraph() {
    let line = "多边主义的秩序，".repeat(900);
    let t = plain(&format!("{line}\n短。\n"));
    assert!(t.blocks().len() > 3);
    assert_eq!(exported(&t, &[], &Termbase::default()), format!("{line}\n\n短。\n"));
}
