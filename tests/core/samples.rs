//! The sample projects are what they should be.

use std::{collections::HashMap, path::Path};

use glossator::{
    check::{Checked, Severity, check},
    layer::{Body, Kind, Layer, NoteKind, Reason},
    project::Opened,
    storage,
    weave::Plan,
};

fn sample(name: &str) -> Opened {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects").join(name);
    let opened = storage::look(&folder, &storage::Dirs::of_user()).unwrap();
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    opened
}

fn plan_of(opened: &Opened) -> Plan {
    let layers: Vec<&Layer> = opened.layers.iter().map(|l| &l.layer).collect();
    opened.weave(&layers)
}

fn exported(opened: &Opened) -> String {
    let plan = plan_of(opened);
    assert!(plan.hidden().is_empty(), "readers miss {:?}", plan.hidden());
    crate::support::markdown(&plan)
}

fn errors(opened: &Opened) -> Vec<String> {
    let layers: Vec<&Layer> = opened.layers.iter().map(|l| &l.layer).collect();
    let checked = Checked { text: &opened.text, plan: &plan_of(opened), layers: &layers, problems: &[] };
    check(checked).into_iter().filter(|f| f.severity < Severity::Note).map(|f| f.message).collect()
}

#[test]
fn the_first_sample_shows_everything_there_is() {
    let opened = sample("platform-commons");
    assert!(opened.layers.len() >= 2);
    let bodies: Vec<_> = opened.layers.iter().flat_map(|l| l.layer.iter()).map(|a| a.body.clone()).collect();
    let mut kinds: HashMap<Kind, usize> = HashMap::new();
    for body in &bodies {
        *kinds.entry(body.kind()).or_default() += 1;
    }
    assert!(kinds[&Kind::Insertion] >= 15 && kinds[&Kind::Term] >= 25 && kinds[&Kind::Suggestion] >= 1, "{kinds:?}");
    let notes: usize = NoteKind::ALL.iter().map(|k| kinds[&Kind::Note(*k)]).sum();
    assert!(notes >= 15);
    for reason in Reason::ALL {
        let found = bodies.iter().any(|b| matches!(b, Body::Insertion(i) if i.reason == reason));
        assert!(found, "no insertion for {reason:?}");
    }
    assert_eq!(opened.original.as_ref().unwrap().blocks().len(), opened.text.blocks().len(), "paragraphs stand side by side");
    assert_eq!(errors(&opened), Vec::<String>::new());
    insta::assert_snapshot!("platform-commons", exported(&opened));
}

#[test]
fn the_second_sample_goes_the_other_way() {
    let opened = sample("letter-to-a-library");
    assert_eq!(opened.project.text_language.as_str(), "zh-Hans");
    assert_eq!(opened.original.as_ref().unwrap().blocks().len(), opened.text.blocks().len());
    assert_eq!(errors(&opened), Vec::<String>::new());
    insta::assert_snapshot!("letter-to-a-library", exported(&opened));
}

#[test]
fn saving_a_sample_changes_no_byte_of_it() {
    for name in ["platform-commons", "letter-to-a-library"] {
        let opened = sample(name);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects").join(name);
        for layer in &opened.layers {
            let path = folder.join("layers").join(format!("{}.ron", layer.layer.author().id));
            let text_file = opened.project.text.as_str();
            let written = storage::write_layer(&path, &layer.layer, &[], &opened.text, text_file).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), written, "{}", path.display());
        }
        let path = folder.join("terms.ron");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), storage::write_terms(&path, &opened.terms, &[]).unwrap());
    }
}

#[test]
fn the_program_has_the_samples_in_it() {
    let home = tempfile::tempdir().unwrap();
    let dirs = storage::Dirs::below(home.path());
    assert_eq!(storage::samples().len(), 2);
    for sample in storage::samples() {
        let folder = storage::copy_sample(&sample.name, Some(home.path()), &dirs).unwrap();
        let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects").join(&sample.name);
        let text = storage::look(&folder, &dirs).unwrap().project.text;
        assert_eq!(std::fs::read(folder.join(text.as_str())).unwrap(), std::fs::read(original.join(text.as_str())).unwrap());
    }
    assert!(storage::copy_sample("nothing", None, &dirs).is_err());
}
