//! The first part in a real window: a frame counts until the next one begins.

use std::{
    collections::VecDeque,
    path::Path,
    time::{Duration, Instant},
};

use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, vec2};
use glossator::{
    layer::Author,
    session::Command,
    storage::{Dirs, Settings},
    ui::{self, App},
};

use super::{
    document,
    report::{mark, metric},
    stage::NoPicker,
    steps::{Paths, millis, peak, quantiles, since_start},
};

/// What is done, one after the other.
#[derive(Debug)]
enum Step {
    /// Wait for the text.
    Text,
    /// Wait for the annotations.
    Annotations,
    /// Go to a part of the text, unmeasured.
    Go(f64),
    /// Wait a few frames.
    Rest(u32),
    /// Add an annotation.
    Add(std::ops::Range<usize>, String),
    /// Scroll by 100 points.
    Scroll,
    /// Jump to a part of the text.
    Jump(f64),
    /// Close the window.
    End,
}

struct Driver {
    app: App,
    steps: VecDeque<Step>,
    /// What the frame before did, and when it began.
    last: Option<(&'static str, Instant)>,
    times: Vec<(&'static str, f64)>,
}

/// Opens the document in a window, adds, scrolls and jumps; prints what the frames took.
pub(crate) fn work(paths: &Paths) {
    let dirs = Dirs::below(&paths.home);
    let mut settings = Settings::default();
    settings.author = Some(Author::named("Bench"));
    settings.store(&dirs).unwrap();
    let (folder, annotations) = (paths.folder.clone(), paths.annotations.clone());
    let steps = steps(&paths.adds);
    let viewport = egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]);
    let options = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..eframe::NativeOptions::default() };
    let start = move |creation: &eframe::CreationContext<'_>| {
        let mut app = ui::app(&creation.egui_ctx, dirs, Box::new(NoPicker), None);
        app.open_with(move |dirs, progress, early| document::open(&folder, &annotations, dirs, progress, early));
        let driver = Driver { app, steps, last: None, times: Vec::new() };
        Ok(Box::new(driver) as Box<dyn eframe::App>)
    };
    eframe::run_native("glossator benchmark", options, Box::new(start)).unwrap();
}

fn steps(adds: &Path) -> VecDeque<Step> {
    let mut steps = VecDeque::from([Step::Text, Step::Annotations, Step::Rest(20)]);
    for (i, (range, words)) in document::adds(adds).into_iter().enumerate() {
        steps.extend([Step::Go([0.0, 0.5, 1.0][i / 4]), Step::Rest(12), Step::Add(range, words), Step::Rest(12)]);
    }
    steps.extend([Step::Go(0.4), Step::Rest(12)]);
    steps.extend((0..240).map(|_| Step::Scroll));
    steps.extend((0..60).map(|i| Step::Jump((f64::from(i) * 0.618_033_988_75).fract())));
    steps.extend([Step::Rest(2), Step::End]);
    steps
}

impl Driver {
    fn note(&mut self) {
        if let Some((name, begun)) = self.last.take() {
            self.times.push((name, millis(begun.elapsed())));
        }
    }

    /// Does the next step at the start of a frame.
    fn step(&mut self, ui: &egui::Ui) {
        self.note();
        let Some(step) = self.steps.pop_front() else { return };
        let workspace = self.app.session().workspace();
        let place = |part: f64| workspace.map(|w| w.text.point((w.text.len() as f64 * part) as usize)).unwrap();
        match step {
            Step::Text if workspace.is_none() => self.steps.push_front(Step::Text),
            Step::Text => metric("text_ms", millis(since_start())),
            Step::Annotations if workspace.is_none_or(|w| w.is_early) => self.steps.push_front(Step::Annotations),
            Step::Annotations => {
                metric("open_ms", millis(since_start()));
                mark("opened");
            }
            Step::Go(part) => self.app.command(Command::Show(place(part)), ui.ctx()),
            Step::Rest(frames) if frames > 0 => self.steps.push_front(Step::Rest(frames - 1)),
            Step::Rest(_) => {}
            Step::Add(range, words) => {
                let span = workspace.unwrap().text.span_from_code_points(&range).unwrap();
                self.last = Some(("add", Instant::now()));
                self.app.command(Command::Annotate { span, body: document::note(4, &words) }, ui.ctx());
            }
            Step::Scroll => self.last = Some(("scroll", Instant::now())),
            Step::Jump(part) => {
                let span = place(part);
                self.last = Some(("jump", Instant::now()));
                self.app.command(Command::Show(span), ui.ctx());
            }
            Step::End => {
                self.report();
                ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    fn report(&mut self) {
        let of = |name: &str, all: &[(&str, f64)]| -> Vec<f64> { all.iter().filter(|t| t.0 == name).map(|t| t.1).collect() };
        of("add", &self.times).into_iter().for_each(|time| metric("add_ms", time));
        quantiles("scroll", of("scroll", &self.times));
        quantiles("jump", of("jump", &self.times));
        metric("peak_rss_mb", peak());
    }
}

impl eframe::App for Driver {
    fn raw_input_hook(&mut self, _: &egui::Context, input: &mut egui::RawInput) {
        if matches!(self.steps.front(), Some(Step::Scroll)) {
            input.events.push(Event::PointerMoved(egui::pos2(512.0, 400.0)));
            input.events.push(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, -100.0),
                phase: TouchPhase::Move,
                modifiers: Modifiers::NONE,
                source: MouseWheelSource::Trackpad,
            });
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.step(ui);
        // At the end the program itself would ask about what is unsaved.
        if !self.steps.is_empty() {
            self.app.frame(ui);
        }
        ui.ctx().request_repaint_after(Duration::ZERO);
    }
}
