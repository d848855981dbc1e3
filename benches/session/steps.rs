//! What is measured, step by step.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, vec2};
use glossator::{
    layer::{AnnotationId, Body},
    session::{Action, Command, Field, Looking},
    terms::Concept,
    text::Span,
};

use super::{
    document,
    report::{mark, metric, note},
    stage::Stage,
};

/// When this process was started, by who started it.
pub(crate) fn since_start() -> Duration {
    let started: u64 = std::env::var("GLOSSATOR_BENCH_STARTED").ok().and_then(|s| s.parse().ok()).unwrap_or_default();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    now.saturating_sub(Duration::from_nanos(started))
}

pub(crate) fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

/// The value that `share` of the values don't exceed.
fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = ((values.len() as f64 * share).ceil() as usize).clamp(1, values.len());
    values[at - 1]
}

pub(crate) fn quantiles(name: &str, mut values: Vec<f64>) {
    metric(&format!("{name}_p50_ms"), quantile(&mut values, 0.5));
    metric(&format!("{name}_p99_ms"), quantile(&mut values, 0.99));
}

/// The most memory this process ever held, in MB.
pub(crate) fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1_000.0
}

pub(crate) struct Paths {
    pub(crate) annotations: PathBuf,
    pub(crate) adds: PathBuf,
    pub(crate) folder: PathBuf,
    pub(crate) home: PathBuf,
}

/// Opens the document, works on it, saves it.
pub(crate) fn work(paths: &Paths) {
    let mut stage = Stage::new(&paths.home);
    let (folder, annotations) = (paths.folder.clone(), paths.annotations.clone());
    stage.app.open_with(move |dirs, progress, early| document::open(&folder, &annotations, dirs, progress, early));
    open(&mut stage, ["text_ms", "open_ms"]);
    mark("opened");
    metric("rendered", annotated(&stage) as f64);
    metric("idle_frames", stage.idle_frames() as f64);
    let added = add(&mut stage, &paths.adds);
    edit_and_delete(&mut stage, &added);
    scroll(&mut stage);
    jump(&mut stage);
    resize(&mut stage);
    find(&mut stage);
    save(&mut stage, &paths.folder);
    metric("peak_rss_mb", peak());
}

/// How often a thing is done whose instructions are counted.
const TIMES: usize = 10;

/// Opens the document and does each of three things some times over, each in a function of its own that callgrind can be told to count.
pub(crate) fn count(paths: &Paths) {
    let mut stage = Stage::new(&paths.home);
    let (folder, annotations) = (paths.folder.clone(), paths.annotations.clone());
    stage.app.open_with(move |dirs, progress, early| document::open(&folder, &annotations, dirs, progress, early));
    open(&mut stage, ["text_ms", "open_ms"]);
    let text = stage.workspace().unwrap().text.clone();
    stage.command(Command::Show(text.point(text.len() / 2)));
    let pos = stage.on_the_page();
    stage.event(Event::PointerMoved(pos));
    stage.settle();
    for i in 0..TIMES {
        let span = text.point(text.len() / 2 + i * 3);
        counted_add(&mut stage, span);
        stage.settle();
    }
    for _ in 0..TIMES {
        wheel(&mut stage);
        counted_scroll(&mut stage);
    }
    for i in 0..TIMES {
        counted_weave(&stage, i * text.blocks().len() / TIMES);
    }
}

#[inline(never)]
fn counted_add(stage: &mut Stage, span: Span) {
    stage.command(Command::Annotate { span, body: document::note(4, "One more.") });
}

#[inline(never)]
fn counted_scroll(stage: &mut Stage) {
    stage.frame();
}

#[inline(never)]
fn counted_weave(stage: &Stage, block: usize) {
    std::hint::black_box(stage.workspace().unwrap().plan().block(block));
}

fn wheel(stage: &mut Stage) {
    stage.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -100.0),
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
        source: MouseWheelSource::Trackpad,
    });
}

/// Opens what was saved.
pub(crate) fn reopen(paths: &Paths) {
    let mut stage = Stage::new(&paths.home);
    let ctx_path = paths.folder.clone();
    stage.command(Command::Open(ctx_path));
    open(&mut stage, ["reopen_text_ms", "reopen_ms"]);
    metric("reopened", annotated(&stage) as f64);
    metric("reopen_peak_rss_mb", peak());
}

/// Opens a text without a word.
pub(crate) fn empty(paths: &Paths) {
    let mut stage = Stage::new(&paths.home);
    stage.command(Command::Open(paths.folder.clone()));
    stage.until(|s| s.workspace().is_some_and(|w| !w.is_early));
    stage.settle();
    metric("empty_rss_mb", peak());
}

/// Waits for the text, then for all annotations.
fn open(stage: &mut Stage, [text, all]: [&str; 2]) {
    stage.until(|s| s.workspace().is_some());
    metric(text, millis(since_start()));
    stage.until(|s| s.workspace().is_some_and(|w| !w.is_early));
    metric(all, millis(since_start()));
}

fn annotated(stage: &Stage) -> usize {
    stage.workspace().map_or(0, |w| w.layers.iter().map(|l| l.layer().places().total().count).sum())
}

fn add(stage: &mut Stage, path: &Path) -> Vec<AnnotationId> {
    let mut added = Vec::new();
    for (i, (range, words)) in document::adds(path).into_iter().enumerate() {
        let span = stage.workspace().unwrap().text.span_from_code_points(&range).unwrap();
        stage.command(Command::Show(span));
        stage.settle();
        let took = stage.command(Command::Annotate { span, body: document::note(i + 4, &words) });
        metric("add_ms", millis(took));
        added.push(stage.workspace().unwrap().selected.unwrap());
        stage.settle();
    }
    added
}

fn edit_and_delete(stage: &mut Stage, added: &[AnnotationId]) {
    for id in added {
        stage.command(Command::SelectAnnotation(*id));
        stage.settle();
        let body = document::note(4, "Other words than before.");
        metric("edit_ms", millis(stage.command(Command::SetBody { id: *id, body, field: Field::Words })));
        stage.settle();
    }
    for id in added {
        stage.command(Command::SelectAnnotation(*id));
        stage.settle();
        metric("delete_ms", millis(stage.command(Command::Delete(*id))));
        stage.settle();
    }
}

/// 240 frames of 100 points, from 40 % of the document on.
fn scroll(stage: &mut Stage) {
    let text = &stage.workspace().unwrap().text;
    let place = text.point(text.len() * 2 / 5);
    stage.command(Command::Show(place));
    let pos = stage.on_the_page();
    stage.event(Event::PointerMoved(pos));
    stage.settle();
    let mut times = Vec::new();
    for _ in 0..240 {
        wheel(stage);
        times.push(millis(stage.frame()));
    }
    quantiles("scroll", times);
    stage.settle();
}

/// 60 jumps over the whole document, one a frame.
fn jump(stage: &mut Stage) {
    let mut times = Vec::new();
    for i in 0..60_usize {
        let text = &stage.workspace().unwrap().text;
        // The golden ratio leaves no part of the document out.
        let part = (i as f64 * 0.618_033_988_75).fract();
        let place: Span = text.point((text.len() as f64 * part) as usize);
        times.push(millis(stage.command(Command::Show(place))));
    }
    quantiles("jump", times);
    stage.settle();
}

fn resize(stage: &mut Stage) {
    for width in [1_100.0, 1_220.0, 1_000.0, 1_340.0, 1_280.0] {
        metric("resize_ms", millis(stage.resize(width)));
        stage.settle();
    }
}

/// A word that is there often, in text and notes.
fn find(stage: &mut Stage) {
    let words = {
        let text = stage.workspace().unwrap().text.as_str();
        let sample = text.get(..text.floor_char_boundary(50_000)).unwrap();
        let mut counts = std::collections::BTreeMap::<&str, usize>::new();
        sample
            .split(|c: char| !c.is_ascii_alphabetic())
            .filter(|w| w.len() >= 3)
            .for_each(|w| *counts.entry(w).or_default() += 1);
        counts.into_iter().max_by_key(|(_, n)| *n).unwrap().0.to_owned()
    };
    let begun = Instant::now();
    stage.command(Command::Find(words.clone()));
    stage.until(|s| s.workspace().is_some_and(|w| !w.find.matches().is_empty()));
    metric("find_first_ms", millis(begun.elapsed()));
    stage.until(|s| s.workspace().is_some_and(|w| w.find.state() == Looking::Done));
    metric("find_all_ms", millis(begun.elapsed()));
    let found = stage.workspace().unwrap().find.matches().len();
    note(&format!("{found} finds of {words:?}"));
    stage.command(Command::Find(String::new()));
    stage.settle();
}

/// One more annotation, then all is written and flushed.
fn save(stage: &mut Stage, folder: &Path) {
    let text = &stage.workspace().unwrap().text;
    let span = text.point(text.len() / 2);
    stage.command(Command::Annotate { span, body: document::note(4, "One more.") });
    stage.settle();
    // The first save writes what was imported, the terms too.
    let concept = stage.workspace().unwrap().terms.iter().next().map(|c| (**c).clone());
    if let Some(concept) = concept {
        stage.command(Command::PutConcept(Box::new(Concept { note: "Imported.".to_owned(), ..concept })));
    }
    stage.command(Command::Do(Action::Save));
    stage.until(|s| s.workspace().is_some_and(|w| w.is_saved()));
    stage.settle();
    let id = stage.workspace().unwrap().layers[0].layer().places().last().unwrap().annotation.id;
    for i in 0..3 {
        let body: Body = document::note(4, &format!("One more, the {i}th."));
        stage.command(Command::SetBody { id, body, field: Field::Choice });
        stage.settle();
        let begun = Instant::now();
        let frame = stage.command(Command::Do(Action::Save));
        stage.until(|s| s.workspace().is_some_and(|w| w.is_saved()));
        metric("save_ms", millis(begun.elapsed()));
        metric("save_frame_ms", millis(frame));
        stage.settle();
    }
    let bytes = std::fs::metadata(folder.join("layers/bench.ron")).unwrap().len();
    metric("save_bytes", bytes as f64);
}
