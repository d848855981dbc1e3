//! What is where: panels around the page, and what stands over them.

use egui::{CentralPanel, Frame, Panel, Ui};

use super::App;
use crate::{
    session::Command,
    storage::recent,
    ui::{
        dialogs::Stay,
        focus::Region,
        inputs,
        page::{self, PageLook},
        reading::Became,
        start, status, working,
    },
};

impl App {
    /// Draws the panels and the page.
    pub(super) fn draw(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let palette = inputs::palette(ui);
        let bar = Frame::new().fill(palette.chrome).inner_margin(egui::Margin::symmetric(6, 3));
        self.regions.clear();
        let shown = Panel::top("menu").frame(bar).show(ui, |ui| self.menu.show(ui, &self.session, commands));
        self.regions.note(Region::Menu, shown.response.rect);
        if self.session.workspace().is_none() {
            (self.quick, self.draft) = (None, None);
            let recent = self.recent.get_or_insert_with(|| recent(&self.effects.settings));
            let offers = start::Offers { samples: &self.samples, recent, keys: &self.session.keys };
            if self.effects.is_busy() {
                Panel::bottom("status").frame(bar).exact_size(30.0).show(ui, |ui| {
                    ui.horizontal_centered(|ui| working::show(ui, self.effects.work(), commands));
                });
            }
            let shown = CentralPanel::no_frame().show(ui, |ui| start::show(ui, offers, self.picker.as_mut(), commands));
            self.regions.note(Region::Page, shown.response.rect);
            return;
        }
        self.recent = None;
        Panel::bottom("status").frame(bar).exact_size(30.0).show(ui, |ui| {
            status::show(ui, &self.session, (&self.effects, self.last.as_ref()), commands);
        });
        self.sides(ui, commands);
        if self.find.is_open() {
            let shown = Panel::top("find").frame(bar).exact_size(38.0).show(ui, |ui| self.find.show(ui, &self.session, commands));
            self.regions.note(Region::Find, shown.response.rect);
        }
        self.page(ui, commands);
    }

    /// The panels beside the page.
    fn sides(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let side = Frame::new().fill(inputs::palette(ui).chrome).inner_margin(egui::Margin::symmetric(12, 4));
        let width = ui.ctx().content_rect().width();
        if self.panels.left(width) {
            let panel = Panel::left("left").frame(side).default_size(220.0).size_range(150.0..=420.0);
            let shown = panel.show(ui, |ui| self.left.show(ui, &self.session, commands));
            self.regions.note(Region::Left, shown.response.rect);
        }
        if self.panels.right(width) {
            let panel = Panel::right("right").frame(side).default_size(316.0).size_range(230.0..=620.0);
            let shown = panel.show(ui, |ui| self.right.show(ui, &self.session, commands));
            self.regions.note(Region::Right, shown.response.rect);
        }
    }

    fn page(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let Some(workspace) = self.session.workspace() else { return };
        let look = PageLook {
            keys: &self.session.keys,
            size: self.effects.settings.size,
            reading: self.effects.settings.reading,
            palette: inputs::palette(ui),
            original: self.panels.original,
            covered: self.quick.is_some() || self.dialog.is_some(),
            fonts: self.fonts.set_count(),
        };
        let to_page = std::mem::take(&mut self.to_page);
        let shown = CentralPanel::no_frame().show(ui, |ui| {
            if to_page {
                ui.memory_mut(|m| m.request_focus(page::id()));
            }
            self.page.show(ui, workspace, &look, commands);
        });
        self.regions.note(Region::Page, shown.response.rect);
    }

    /// What stands over the panels: boxes, dialogs, notices.
    pub(super) fn over(&mut self, ui: &Ui, commands: &mut Vec<Command>) {
        if let (Some(quick), Some(workspace)) = (&mut self.quick, self.session.workspace())
            && !quick.show(ui, self.page.selection_rect, workspace, commands)
        {
            let answered = commands.iter().any(|c| matches!(c, Command::Annotate { .. } | Command::LinkNewTerm { .. }));
            self.draft = self.quick.take().filter(|_| !answered);
            self.to_page = true;
            ui.ctx().request_repaint();
        }
        if let Some(dialog) = &mut self.dialog
            && dialog.show(ui, &self.session, self.picker.as_mut(), commands) == Stay::Closed
        {
            self.dialog = None;
            self.to_page = true;
            ui.ctx().request_repaint();
        }
        match self.reading.show(ui, &mut self.effects.settings, &self.session.keys) {
            Became::Same => {}
            Became::Chosen => self.keep_settings(),
            Became::Closed => {
                self.keep_settings();
                self.to_page = true;
            }
        }
        self.notices.show(ui);
        self.keep_focus(ui.ctx());
    }
}
