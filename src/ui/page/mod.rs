//! The page: the text and its apparatus, set for reading, and the surface for marking.
//!
//! Only the blocks in view are composed and laid out. The place in the text is a block and a distance below its top, so that a corrected height
//! above never moves the line under the reader's eye.

mod access;
mod breaking;
mod caret;
mod compose;
mod crowd;
mod eye;
mod geometry;
mod heights;
mod map;
mod margin;
mod marks;
mod overview;
mod paint;
mod pointer;
mod rows;
mod scripts;
mod scroll;
mod stack;

use std::{collections::HashMap, sync::Arc};

use egui::{Pos2, Rect, Sense, Ui};

use self::{
    breaking::Lines,
    compose::{Composed, Setting, TypeState},
    geometry::Geometry,
    heights::Heights,
    rows::Row,
    scroll::Top,
};
pub(crate) use self::{caret::RowMove, paint::legend_line};
use crate::{
    layer::AnnotationId,
    session::{Command, Keymap, ViewMode, Workspace},
    storage::Reading,
    text::TextHash,
    ui::theme::Palette,
};

/// The page's own state: where it is scrolled to and what is laid out. Nothing here is worth saving.
#[derive(Debug, Default)]
pub(crate) struct Page {
    heights: Heights,
    top: Top,
    eye: Option<eye::Eye>,
    overview: overview::Overview,
    /// The text the heights belong to, the setting they were measured in.
    measured: Option<(TextHash, Setting)>,
    composed: HashMap<usize, Arc<Composed>>,
    /// What stands beside a block in the original.
    originals: HashMap<usize, Lines>,
    composed_at: Option<u64>,
    reveal: Option<usize>,
    pages: Option<caret::PageMove>,
    drag: pointer::Drag,
    /// Where the caret wants to be sideways while it moves up and down.
    goal: Option<f32>,
    hovered: Option<AnnotationId>,
    /// Whether the pointer is over a note in the margin, which then is what it is about.
    over_card: bool,
    /// Where the selection is on the screen: question boxes open there.
    pub(crate) selection_rect: Option<Rect>,
    height: f32,
}

/// What the page is shown with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageLook<'a> {
    /// The keys in force.
    pub(crate) keys: &'a Keymap,
    /// The size of type, in points.
    pub(crate) size: f32,
    /// How it is set otherwise.
    pub(crate) reading: Reading,
    /// The colours.
    pub(crate) palette: Palette,
    /// Whether the original stands beside the text.
    pub(crate) original: bool,
    /// Whether something stands over the page: then it explains nothing under the pointer.
    pub(crate) covered: bool,
    /// How often the fonts were set since the start.
    pub(crate) fonts: u64,
}

/// What everything on the page is drawn with.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    ui: &'a Ui,
    workspace: &'a Workspace,
    setting: &'a Setting,
}

impl Page {
    /// Brings a byte of the text into view at the next frame.
    pub(crate) fn reveal(&mut self, byte: usize) {
        self.reveal = Some(byte);
    }

    /// Whether something it shows is being worked out.
    pub(crate) const fn is_busy(&self) -> bool {
        self.overview.is_busy()
    }

    /// Forgets everything about the text shown before.
    pub(crate) fn reset(&mut self) {
        *self = Self::default();
    }

    /// Draws the page into what is left of `ui` and pushes what the user does. O(what is in view + log text).
    pub(crate) fn show(&mut self, ui: &mut Ui, workspace: &Workspace, look: &PageLook<'_>, commands: &mut Vec<Command>) {
        let rect = ui.available_rect_before_wrap();
        let response = ui.interact(rect, id(), Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Document, true, "Page"));
        if response.has_focus() {
            // The arrows move the caret, not the keyboard's focus.
            let filter = egui::EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
        }
        ui.advance_cursor_after_rect(rect);
        ui.painter().rect_filled(rect, 0.0, look.palette.paper);
        let notes = workspace.view() != ViewMode::Clean;
        let geometry =
            Geometry::new(rect, (look.size, look.reading.measure), notes, look.original && workspace.original.is_some());
        let setting = Self::setting(ui, workspace, look, &geometry);
        let rebroken = self.measure(workspace, &setting);
        self.height = rect.height();
        let sheet = Sheet { ui, workspace, setting: &setting };
        if rebroken {
            self.keep_eye(sheet);
        }
        self.scroll_by_wheel(sheet, &response);
        self.scroll_by_pages(sheet);
        self.scroll_to_reveal(sheet, rect);
        let rows = self.lay_out(sheet, &geometry, look);
        self.note_eye(&rows, rect);
        let clipped = ui.painter_at(rect);
        paint::paint(&clipped, workspace, &rows, &setting, self.hovered);
        self.selection_rect = paint::selection_rect(workspace, &rows);
        access::describe(ui, (workspace, response.id), &rows, commands);
        self.margin(sheet, &rows, &geometry, commands);
        self.pointer(sheet, (&response, look), &rows, commands);
        self.finish_page_move(workspace, &rows, commands);
        self.scroll_bar(ui, workspace, rect, &look.palette);
    }

    fn setting(ui: &Ui, workspace: &Workspace, look: &PageLook<'_>, geometry: &Geometry) -> Setting {
        Setting {
            size: look.size,
            reading: look.reading,
            width: geometry.width,
            palette: look.palette,
            view: workspace.view(),
            layers: workspace.woven_layers().map(|l| l.number).collect(),
            type_state: TypeState { scale: ui.ctx().pixels_per_point(), fonts: look.fonts },
        }
    }

    /// Estimates all heights anew when text or measure changed; drops what was composed when anything did. O(blocks) then. Whether the lines of the
    /// same text are to be broken anew.
    fn measure(&mut self, workspace: &Workspace, setting: &Setting) -> bool {
        let hash = workspace.text.hash();
        let same_text = self.measured.as_ref().is_some_and(|(h, _)| *h == hash);
        let same = self.measured.as_ref().is_some_and(|(h, s)| *h == hash && s == setting);
        let mut resized = false;
        if !same {
            resized = !self.measured.as_ref().is_some_and(|(h, s)| {
                let same_width = s.size.to_bits() == setting.size.to_bits() && s.width.to_bits() == setting.width.to_bits();
                *h == hash && same_width && s.reading == setting.reading
            });
            if resized {
                let blocks = workspace.text.blocks().iter().enumerate();
                self.heights = Heights::new(blocks.map(|(i, b)| compose::estimate(b, setting, i == 0)).collect());
            }
            if !same_text {
                (self.top, self.eye) = (Top::default(), None);
            }
            self.measured = Some((hash, setting.clone()));
            self.composed.clear();
            self.originals.clear();
        }
        if self.composed_at != Some(workspace.revision()) || self.composed.len() > 400 {
            self.composed.clear();
            self.originals.clear();
            self.composed_at = Some(workspace.revision());
        }
        resized && same_text
    }

    fn compose(&mut self, sheet: Sheet<'_>, block: usize) -> Arc<Composed> {
        let make = || {
            let composed = compose::compose(sheet.workspace.plan(), block, sheet.setting);
            let lines = sheet.ui.fonts_mut(|fonts| composed.lines.well_broken(fonts));
            Arc::new(Composed { lines, ..composed })
        };
        Arc::clone(self.composed.entry(block).or_insert_with(make))
    }
}

/// The page's place in egui's memory: where the keyboard's focus is told by.
pub(crate) fn id() -> egui::Id {
    egui::Id::unique("the page")
}

/// What is at a place on the screen.
fn hit(rows: &[Row], at: Pos2) -> Option<map::Hit> {
    let row = rows.iter().find(|r| at.y < r.bottom()).or_else(|| rows.last())?;
    row.hit(at)
}
