//! Throwaway.
#![allow(warnings, clippy::all)]
use glossator::{layer::*, project::*, storage, terms::*, text::*, weave::Style, anchor};
use serde_json::Value;
use std::{fs, path::Path};
fn s(v: &Value, k: &str) -> String { v[k].as_str().unwrap_or_default().to_owned() }
fn main() {
    for (name, title, text_file, tl, ol, authors) in [
        ("platform-commons", "", "text.md", "en", "zh-Hans", vec![("lin", "Lin Hui"), ("marlow", "J. Marlow")]),
        ("letter-to-a-library", "", "text.txt", "zh-Hans", "en", vec![("wen", "Wen Qi")]),
    ] {
        let from = Path::new("/tmp/samples").join(name);
        let to = Path::new("projects").join(name);
        fs::create_dir_all(to.join("layers")).unwrap();
        let bytes = fs::read(from.join(text_file)).unwrap();
        fs::write(to.join(text_file), &bytes).unwrap();
        fs::copy(from.join("original.txt"), to.join("original.txt")).unwrap();
        let text = SourceText::from_bytes(&bytes, Syntax::of_path(Path::new(text_file)), None).unwrap();
        let first = text.as_str().lines().next().unwrap().trim_start_matches("# ").to_owned();
        let tag = |t: &str| LanguageTag::try_from(t.to_owned()).unwrap();
        let mut project = Project::new(&first, ProjectPath::try_from(text_file.to_owned()).unwrap(), tag(tl), tag(ol));
        project.original = Some(ProjectPath::try_from("original.txt".to_owned()).unwrap());
        fs::write(to.join("project.ron"), storage::write_project(Path::new("project.ron"), &project).unwrap()).unwrap();
        let concepts: Vec<Value> = serde_json::from_str(&fs::read_to_string(from.join("concepts.json")).unwrap()).unwrap();
        let terms = Termbase::with(concepts.iter().map(|c| {
            let section = |key: &str, language: &str| LanguageSection { language: tag(language), terms: c[key].as_array().unwrap().iter().map(|t| Term {
                text: s(t, "text"), romanisation: s(t, "romanisation"),
                part_of_speech: match t["pos"].as_str() { Some("Noun") => Some(PartOfSpeech::Noun), Some("ProperNoun") => Some(PartOfSpeech::ProperNoun), Some("Verb") => Some(PartOfSpeech::Verb), Some("Adjective") => Some(PartOfSpeech::Adjective), Some("Adverb") => Some(PartOfSpeech::Adverb), Some(_) => Some(PartOfSpeech::Other), None => None },
                status: match t["status"].as_str() { Some("Admitted") => Status::Admitted, Some("Deprecated") => Status::Deprecated, Some("Superseded") => Status::Superseded, _ => Status::Preferred },
            }).collect() };
            let languages = if ol == "en" { vec![section("en", "en"), section("zh", "zh-Hans")] } else { vec![section("zh", "zh-Hans"), section("en", "en")] };
            Concept { id: ConceptId::try_from(s(c, "id")).unwrap(), languages, definition: s(c, "definition"), subject: s(c, "subject"), note: s(c, "note") }
        }));
        fs::write(to.join("terms.ron"), storage::write_terms(Path::new("terms.ron"), &terms, &[]).unwrap()).unwrap();
        let annotations: Vec<Value> = serde_json::from_str(&fs::read_to_string(from.join("annotations.json")).unwrap()).unwrap();
        for (id, person) in authors {
            let author = Author { id: AuthorId::from_name(id), name: person.to_owned() };
            let mut list = Vec::new();
            for (i, a) in annotations.iter().enumerate().filter(|(_, a)| a["layer"] == id) {
                let (quote, context) = (s(a, "quote"), s(a, "context"));
                let base = text.as_str().find(&context).unwrap_or_else(|| panic!("{context}"));
                let start = base + context.find(&quote).unwrap();
                let end = start + quote.len();
                let span = match a["at"].as_str().unwrap() { "span" => text.span(start, end), "before" => text.span(start, start), _ => text.span(end, end) }.unwrap();
                let b = &a["body"];
                let body = if let Some(v) = b.get("insertion") {
                    let reason = Reason::ALL.into_iter().find(|r| format!("{r:?}") == s(v, "reason")).unwrap();
                    Body::Insertion(Insertion { words: s(v, "words"), reason, brackets: Brackets::House, spacing: Spacing::Auto })
                } else if let Some(v) = b.get("term") {
                    let gloss = match &v["gloss"] { Value::String(g) => match g.as_str() { "Always" => Gloss::Always, "Never" => Gloss::Never, _ => Gloss::Auto }, Value::Object(o) => Gloss::Verbatim(o["verbatim"].as_str().unwrap().to_owned()), _ => Gloss::Auto };
                    Body::TermLink(TermLink { term: ConceptId::try_from(s(v, "id")).unwrap(), gloss, spacing: Spacing::Auto })
                } else if let Some(v) = b.get("note") {
                    let kind = NoteKind::ALL.into_iter().find(|k| format!("{k:?}") == s(v, "kind")).unwrap();
                    Body::Note(Note { kind, text: s(v, "text") })
                } else { let v = &b["suggestion"]; Body::Suggestion(Suggestion { replacement: s(v, "replacement"), reason: s(v, "reason") }) };
                let created: jiff::Timestamp = s(a, "created").parse().unwrap();
                let ms = created.as_millisecond() as u128;
                let h = blake3::hash(format!("{name}{i}{quote}").as_bytes());
                let r = u128::from_le_bytes(h.as_bytes()[..16].try_into().unwrap());
                let id = (ms << 80) | (0x7 << 76) | ((r & 0xfff) << 64) | (0b10 << 62) | ((r >> 16) & ((1 << 62) - 1));
                let mut an = Annotation::new(AnnotationId::from_u128(id), span, body, created);
                an.tags = a["tags"].as_array().map(|t| t.iter().map(|t| t.as_str().unwrap().to_owned()).collect()).unwrap_or_default();
                list.push(an);
            }
            let layer = Layer::with(author.clone(), list);
            let path = to.join("layers").join(format!("{id}.ron"));
            fs::write(&path, storage::write_layer(&path, &layer, &[], &text, text_file).unwrap()).unwrap();
        }
    }
}
