//! A benchmark document as a project: its text in a folder, its annotations read from the generator's JSON as an import would.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use glossator::{
    layer::{
        Annotation, AnnotationId, Author, Body, Brackets, Gloss, Insertion, Layer, Note, NoteKind, Reason, Spacing, TermLink,
    },
    progress::Progress,
    project::{Early, NewProject, OpenedLayer},
    storage::{self, Dirs, OpenedProject, StorageError},
    terms::{Concept, ConceptId, LanguageTag, Termbase},
    text::SourceText,
};
use jiff::Timestamp;
use serde::Deserialize;

/// How many links there are to a concept, in the mean.
const LINKS: usize = 12;

#[derive(Debug, Deserialize)]
pub(crate) struct Item<'a> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    pub(crate) start: usize,
    pub(crate) end: usize,
    #[serde(borrow)]
    exact: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) body: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Document<'a> {
    #[serde(borrow)]
    items: Vec<Item<'a>>,
}

/// Who annotated it.
pub(crate) fn author() -> Author {
    Author::named("Bench")
}

/// Makes the project's folder: the text as it is, no annotations.
pub(crate) fn prepare(text: &Path, folder: &Path) -> PathBuf {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    let new = NewProject {
        text: text.to_owned(),
        original: None,
        folder: folder.to_owned(),
        title: Some("Benchmark".to_owned()),
        text_language: Some(LanguageTag::english()),
        original_language: Some(LanguageTag::simplified_chinese()),
        encoding: None,
    };
    storage::create(&new).unwrap()
}

/// Opens the project with the annotations of a JSON file as its one layer, unsaved.
pub(crate) fn open(
    folder: &Path,
    annotations: &Path,
    dirs: &Dirs,
    progress: &Progress,
    early: &mut dyn FnMut(Early),
) -> Result<OpenedProject, StorageError> {
    // Text and annotations are read side by side.
    let json = OnceLock::new();
    let (mut opened, document) = std::thread::scope(|scope| {
        let document = scope.spawn(|| -> Document<'_> {
            let json: &Vec<u8> = json.get_or_init(|| fs::read(annotations).unwrap());
            serde_json::from_slice(json).unwrap()
        });
        (storage::open(folder, dirs, &mut None, progress, early), document.join().unwrap())
    });
    if let Ok(project) = &mut opened {
        let (layer, terms) = annotate(&project.opened.text, &document.items);
        project.opened.terms = terms;
        project.opened.layers = vec![OpenedLayer { layer, unread: Vec::new(), on_disk: None }];
    }
    opened
}

fn annotate(text: &SourceText, items: &[Item<'_>]) -> (Layer, Termbase) {
    let concepts = items.iter().filter(|i| i.kind == "term").count() / LINKS + 1;
    let mut terms = BTreeMap::new();
    let mut links = 0;
    let mut annotations = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        let span = text.span_from_code_points(&(item.start..item.end)).unwrap();
        assert_eq!(text.slice(span), item.exact, "annotation {i} is not where it says");
        let mut tags = Vec::new();
        let body = match item.kind.as_ref() {
            "insertion" => insertion(&item.body),
            "term" => {
                links += 1;
                let id = ConceptId::from_term(&format!("term {}", links % concepts));
                terms.entry(id.clone()).or_insert_with(|| concept(id.clone(), links % concepts, item));
                tags.push(item.body.clone().into_owned());
                Body::TermLink(TermLink { term: id, gloss: Gloss::Auto, spacing: Spacing::Auto })
            }
            _ => note(i, &item.body),
        };
        let id = AnnotationId::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + i as u128);
        annotations.push(Annotation { tags, ..Annotation::new(id, span, body, Timestamp::UNIX_EPOCH) });
    }
    (Layer::with(author(), annotations), Termbase::with(terms.into_values()))
}

fn insertion(words: &str) -> Body {
    Body::Insertion(Insertion {
        words: words.to_owned(),
        reason: Reason::Supplied,
        brackets: Brackets::House,
        spacing: Spacing::Auto,
    })
}

/// Of ten notes six are for readers, one each a source, a context, a query and a comment.
pub(crate) fn note(number: usize, words: &str) -> Body {
    let kind = match number % 10 {
        0 => NoteKind::Source,
        1 => NoteKind::Context,
        2 => NoteKind::Query,
        3 => NoteKind::Comment,
        _ => NoteKind::Translator,
    };
    Body::Note(Note { kind, text: words.to_owned() })
}

fn concept(id: ConceptId, number: usize, item: &Item<'_>) -> Concept {
    const HAN: [char; 10] = ['多', '边', '分', '散', '平', '台', '规', '则', '桥', '水'];
    let term: String = [number / 100 % 10, number / 10 % 10, number % 10].iter().map(|i| HAN[*i]).collect();
    let pair = (LanguageTag::simplified_chinese(), term.as_str());
    let definition = item.body.clone().into_owned();
    Concept { definition, ..Concept::pair(id, pair, (LanguageTag::english(), &item.exact)) }
}

/// The annotations to be added one by one: their places in code points and their words.
pub(crate) fn adds(path: &Path) -> Vec<(std::ops::Range<usize>, String)> {
    let json = fs::read(path).unwrap();
    let items: Vec<Item<'_>> = serde_json::from_slice(&json).unwrap();
    items.into_iter().map(|i| (i.start..i.end, i.body.into_owned())).collect()
}
