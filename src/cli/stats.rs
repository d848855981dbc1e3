//! `stats`.

use std::{collections::BTreeSet, io::Write};

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::{
    arguments::Stats,
    commands::{Failure, look},
};
use crate::{
    layer::{Body, Kind, Layer, Place, Target},
    project::Opened,
};

#[derive(Debug, Serialize)]
struct Report {
    title: String,
    paragraphs: usize,
    words: usize,
    characters: usize,
    concepts: usize,
    linked_concepts: usize,
    layers: Vec<LayerReport>,
}

#[derive(Debug, Serialize)]
struct LayerReport {
    author: String,
    name: String,
    annotations: usize,
    by_kind: Vec<(&'static str, usize)>,
    moved: usize,
    orphans: usize,
    unread: usize,
}

pub(super) fn stats(wanted: &Stats, out: &mut impl Write) -> Result<u8, Failure> {
    let report = report(&look(&wanted.project)?);
    if wanted.json {
        serde_json::to_writer_pretty(&mut *out, &report)?;
        writeln!(out)?;
        return Ok(0);
    }
    writeln!(out, "{}", report.title)?;
    writeln!(out, "  {:>7} paragraphs", report.paragraphs)?;
    writeln!(out, "  {:>7} words (each Han character counts as one)", report.words)?;
    writeln!(out, "  {:>7} characters", report.characters)?;
    writeln!(out, "  {:>7} terms, {} of them linked", report.concepts, report.linked_concepts)?;
    for layer in &report.layers {
        writeln!(out, "\n{} ({}): {} annotations", layer.name, layer.author, layer.annotations)?;
        for (kind, count) in &layer.by_kind {
            writeln!(out, "  {count:>7} {}", kind.to_lowercase())?;
        }
        let rest = [(layer.moved, "moved"), (layer.orphans, "without a place"), (layer.unread, "unreadable")];
        for (count, what) in rest.into_iter().filter(|(count, _)| *count > 0) {
            writeln!(out, "  {count:>7} {what}")?;
        }
    }
    Ok(0)
}

fn report(opened: &Opened) -> Report {
    let links = opened.layers.iter().flat_map(|l| l.layer.iter()).filter_map(|a| match &a.body {
        Body::TermLink(link) => Some(&link.term),
        _ => None,
    });
    let linked: BTreeSet<_> = links.filter(|id| opened.terms.get(id).is_some()).collect();
    Report {
        title: opened.project.title.clone(),
        paragraphs: opened.text.blocks().iter().filter(|b| !b.content.is_empty() && !b.continues).count(),
        words: opened.text.as_str().unicode_words().count(),
        characters: opened.text.code_point_len(),
        concepts: opened.terms.len(),
        linked_concepts: linked.len(),
        layers: opened.layers.iter().map(|l| layer_report(&l.layer, l.unread.len())).collect(),
    }
}

fn layer_report(layer: &Layer, unread: usize) -> LayerReport {
    let count = |kind: Kind| layer.iter().filter(|a| a.body.kind() == kind).count();
    let by_kind = Kind::ALL.into_iter().map(|kind| (kind.label(), count(kind))).filter(|(_, n)| *n > 0).collect();
    let moved = |t: &Target| matches!(t, Target::Placed { place: Place::Moved, .. });
    LayerReport {
        author: layer.author().id.to_string(),
        name: layer.author().name.clone(),
        annotations: layer.len(),
        by_kind,
        moved: layer.iter().filter(|a| moved(&a.target)).count(),
        orphans: layer.orphans().count(),
        unread,
    }
}
