//! The window without a screen: the real interface, laid out and made into triangles, with nobody to paint them.

use std::{
    path::Path,
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use egui::{Context, Event, Pos2, RawInput, Rect, Vec2, ViewportId, pos2, vec2};
use glossator::{
    layer::Author,
    session::{Command, Workspace},
    storage::{Dirs, Settings},
    ui::{self, App, FilePicker, Pick, Wanted},
};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// Nobody picks files here.
pub(crate) struct NoPicker;

impl FilePicker for NoPicker {
    fn ask(&mut self, _: Wanted) {}

    fn answer(&mut self) -> Option<Pick> {
        None
    }
}

pub(crate) struct Stage {
    ctx: Context,
    pub(crate) app: App,
    size: Vec2,
    begun: Instant,
    woken: Receiver<()>,
    events: Vec<Event>,
    /// After which time the window wants to be drawn again.
    repaint: Duration,
}

impl Stage {
    /// A window of 1280 × 800 points whose user is known.
    pub(crate) fn new(home: &Path) -> Self {
        let dirs = Dirs::below(home);
        let mut settings = Settings::default();
        settings.author = Some(Author::named("Bench"));
        settings.store(&dirs).unwrap();
        let ctx = Context::default();
        let (wake, woken) = channel();
        ctx.set_request_repaint_callback(move |_| wake.send(()).unwrap_or_default());
        ctx.set_theme(egui::Theme::Light);
        let app = ui::app(&ctx, dirs, Box::new(NoPicker), None);
        Self { ctx, app, size: vec2(1280.0, 800.0), begun: Instant::now(), woken, events: Vec::new(), repaint: Duration::ZERO }
    }

    pub(crate) fn workspace(&self) -> Option<&Workspace> {
        self.app.session().workspace()
    }

    /// Draws a frame: the time from its first line to its last triangle.
    pub(crate) fn frame(&mut self) -> Duration {
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.begun.elapsed().as_secs_f64()),
            focused: true,
            max_texture_side: Some(8_192),
            events: std::mem::take(&mut self.events),
            ..RawInput::default()
        };
        input.viewports.entry(ViewportId::ROOT).or_default().native_pixels_per_point = Some(1.0);
        let begun = Instant::now();
        let app = &mut self.app;
        let output = self.ctx.run_ui(input, |ui| app.frame(ui));
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = begun.elapsed();
        drop(triangles);
        self.repaint = output.viewport_output.get(&ViewportId::ROOT).map_or(Duration::MAX, |v| v.repaint_delay);
        took
    }

    /// Draws frames until `there` is so; waits where nothing is to be drawn.
    pub(crate) fn until(&mut self, there: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        loop {
            self.frame();
            if there(self) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "it never comes");
            if self.repaint > Duration::ZERO {
                self.woken.recv_timeout(self.repaint.min(Duration::from_millis(50))).unwrap_or_default();
            }
        }
    }

    /// Draws frames until nothing is under way and nothing wants to be drawn at once.
    pub(crate) fn settle(&mut self) {
        self.until(|stage| !stage.app.is_busy() && stage.repaint > Duration::from_millis(20));
        while self.woken.try_recv().is_ok() {}
    }

    /// How many frames are asked for within a second in which nothing happens.
    pub(crate) fn idle_frames(&mut self) -> usize {
        self.settle();
        let begun = Instant::now();
        let mut frames = 0;
        while let Some(left) = Duration::from_secs(1).checked_sub(begun.elapsed()) {
            if self.repaint >= left {
                match self.woken.recv_timeout(left) {
                    Ok(()) => {}
                    Err(_) => break,
                }
            } else {
                std::thread::sleep(self.repaint);
            }
            frames += 1;
            self.frame();
        }
        frames
    }

    /// Gives a command and draws the frame that shows what it did: the time of both.
    pub(crate) fn command(&mut self, command: Command) -> Duration {
        let begun = Instant::now();
        let ctx = self.ctx.clone();
        self.app.command(command, &ctx);
        let given = begun.elapsed();
        given + self.frame()
    }

    pub(crate) fn event(&mut self, event: Event) {
        self.events.push(event);
    }

    pub(crate) fn resize(&mut self, width: f32) -> Duration {
        self.size.x = width;
        self.frame()
    }

    /// A place on the page.
    pub(crate) fn on_the_page(&self) -> Pos2 {
        pos2(self.size.x * 0.4, self.size.y * 0.5)
    }
}
