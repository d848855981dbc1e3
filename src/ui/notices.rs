//! Notices that stand in the corner for a while.
//!
//! Our own, since the ready-made ones draw their signs from emoji fonts, which not every machine has and we don't ship.

use egui::{Frame, Label, RichText, Stroke, Ui};

use super::inputs::{live, palette};
use crate::session::{Notice, NoticeKind};

/// How many are shown at once; the oldest go first.
const MOST: usize = 4;

/// The notices that are to be seen.
#[derive(Debug, Default)]
pub(super) struct Notices {
    shown: Vec<Shown>,
}

#[derive(Debug)]
struct Shown {
    notice: Notice,
    /// When it goes, by egui's clock; unknown until it was drawn once.
    until: Option<f64>,
    /// What it is about, if a later one about the same takes its place.
    about: Option<&'static str>,
}

impl Notices {
    /// Shows a notice.
    pub(super) fn add(&mut self, notice: Notice) {
        // One that repeats itself takes the place of the earlier one.
        self.shown.retain(|s| s.notice != notice);
        self.push(notice, None);
    }

    /// Shows a notice in place of the one before about the same.
    pub(super) fn update(&mut self, notice: Notice, about: &'static str) {
        self.shown.retain(|s| s.about != Some(about));
        self.push(notice, Some(about));
    }

    fn push(&mut self, notice: Notice, about: Option<&'static str>) {
        self.shown.push(Shown { notice, until: None, about });
        let over = self.shown.len().saturating_sub(MOST);
        self.shown.drain(..over);
    }

    /// Draws them in the corner at the bottom right, the latest lowest.
    pub(super) fn show(&mut self, ui: &Ui) {
        let now = ui.input(|i| i.time);
        for shown in &mut self.shown {
            shown.until = shown.until.or_else(|| seconds(shown.notice.kind).map(|s| now + s));
        }
        self.shown.retain(|s| s.until.is_none_or(|until| until > now));
        if let Some(next) = self.shown.iter().filter_map(|s| s.until).reduce(f64::min) {
            ui.ctx().request_repaint_after_secs(seconds_left(next - now));
        }
        if self.shown.is_empty() {
            return;
        }
        let area = egui::Area::new(egui::Id::unique("notices")).order(egui::Order::Foreground);
        area.anchor(egui::Align2::RIGHT_BOTTOM, [-18.0, -44.0]).show(ui.ctx(), |ui| {
            self.shown.retain(|shown| draw(ui, &shown.notice));
        });
    }
}

/// How long a notice is shown; an error stays until it is closed.
const fn seconds(kind: NoticeKind) -> Option<f64> {
    match kind {
        NoticeKind::Done => Some(3.0),
        NoticeKind::Info => Some(5.0),
        NoticeKind::Warning => Some(12.0),
        NoticeKind::Error => None,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "some seconds")]
const fn seconds_left(seconds: f64) -> f32 {
    seconds as f32
}

/// Draws one; whether it stays.
fn draw(ui: &mut Ui, notice: &Notice) -> bool {
    let palette = palette(ui);
    let color = match notice.kind {
        NoticeKind::Done => palette.success,
        NoticeKind::Info => palette.accent,
        NoticeKind::Warning => palette.warning,
        NoticeKind::Error => palette.error,
    };
    let frame =
        Frame::popup(ui.style()).fill(palette.field).stroke(Stroke::new(1.0, color)).inner_margin(egui::Margin::symmetric(12, 8));
    let mut stays = true;
    frame.show(ui, |ui| {
        ui.set_max_width(440.0);
        ui.horizontal(|ui| {
            let close = ui.small_button("×").on_hover_text("Close").accessible_name("Close notice");
            stays = !close.clicked();
            live(ui.add(Label::new(RichText::new(&notice.text).color(color)).wrap()));
        });
    });
    stays
}
