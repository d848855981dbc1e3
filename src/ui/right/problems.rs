//! What is still wrong.

use egui::{RichText, Ui};

use crate::{
    check::{Finding, Severity},
    progress::Progress,
    project::UnreadRecord,
    session::{Command, Workspace},
    ui::{
        inputs::{faded, palette, section},
        later::Later,
        term_search::nothing,
        theme::Palette,
        walk::Walk,
    },
};

/// The findings, worked out elsewhere after every edit.
#[derive(Debug, Default)]
pub(super) struct Problems {
    found: Later<u64, Vec<Finding>>,
    walk: Walk,
    /// The entries that were in view.
    seen: std::ops::Range<usize>,
}

/// The height of an entry, in points.
const ROW: f32 = 44.0;

impl Problems {
    /// Whether it is being worked out.
    pub(super) const fn is_busy(&self) -> bool {
        self.found.is_busy()
    }

    /// How many errors and warnings there are, as far as is known.
    pub(super) fn count(&mut self, ui: &Ui, workspace: &Workspace) -> usize {
        let findings = self.findings(ui, workspace).into_iter().flatten();
        findings.take_while(|f| f.severity != Severity::Note).take(MANY).count()
    }

    fn findings(&mut self, ui: &Ui, workspace: &Workspace) -> Option<&Vec<Finding>> {
        self.found.get(ui.ctx(), workspace.revision(), || {
            let snapshot = workspace.snapshot();
            move |_: &Progress| {
                let mut findings = snapshot.check();
                // What is wrong before what is open.
                findings.sort_by_key(|f| f.severity == Severity::Note);
                Ok(findings)
            }
        })
    }

    /// Draws the findings in view; a click goes to the place.
    pub(super) fn show(&mut self, ui: &mut Ui, workspace: &Workspace, commands: &mut Vec<Command>) {
        let (mut walk, mut seen) = (std::mem::take(&mut self.walk), std::mem::take(&mut self.seen));
        if let Some(findings) = self.findings(ui, workspace) {
            list(ui, workspace, (findings, &mut walk, &mut seen), commands);
        }
        (self.walk, self.seen) = (walk, seen);
    }
}

fn list(
    ui: &mut Ui,
    workspace: &Workspace,
    (findings, walk, seen): (&[Finding], &mut Walk, &mut std::ops::Range<usize>),
    commands: &mut Vec<Command>,
) {
    let palette = palette(ui);
    if findings.is_empty() {
        return nothing(ui, "Nothing is wrong");
    }
    let kept = unread(workspace).next().is_some();
    let most = if kept { ui.available_height() * 0.6 } else { f32::INFINITY };
    let mut area = egui::ScrollArea::vertical().id_salt("problems").auto_shrink([false, kept]).max_height(most);
    if let Some(row) = walk.step(ui, findings.len()).filter(|row| !seen.contains(row)) {
        #[expect(clippy::cast_precision_loss, reason = "a place in a list on the screen")]
        let y = row as f32 * ROW;
        area = area.vertical_scroll_offset((y - ui.available_height() * 0.4).max(0.0));
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        area.show_rows(ui, ROW, findings.len(), |ui, range| {
            if !range.contains(&walk.at()) {
                walk.rest_at(range.start);
            }
            *seen = range.clone();
            for (row, finding) in range.clone().zip(findings.get(range).unwrap_or_default()) {
                let response = entry(ui, finding, &palette, walk.sense(row));
                walk.drawn(ui, row, &response);
                if response.clicked()
                    && let Some(id) = finding.annotation
                {
                    commands.push(Command::SelectAnnotation(id));
                }
            }
        });
    });
    if kept {
        kept_records(ui, workspace);
    }
}

/// More than this is many.
const MANY: usize = 100;

/// A finding in two lines, the whole of it on hovering.
fn entry(ui: &mut Ui, finding: &Finding, palette: &Palette, sense: egui::Sense) -> egui::Response {
    let (kind, color) = match finding.severity {
        Severity::Error => ("Error", palette.error),
        Severity::Warning => ("Warning", palette.warning),
        Severity::Note => ("Open", palette.faded),
    };
    let quote = if finding.quote.is_empty() { String::new() } else { format!("“{}”: ", finding.quote.replace('\n', " ")) };
    let text = format!("{kind} · {quote}{}", finding.message);
    let mut job = egui::text::LayoutJob::default();
    let format = egui::TextFormat { font_id: egui::FontId::proportional(13.5), color, ..egui::TextFormat::default() };
    job.append(&text, 0.0, format);
    job.wrap = egui::text::TextWrapping { max_rows: 2, ..egui::text::TextWrapping::wrap_at_width(ui.available_width() - 8.0) };
    let button = egui::Button::new(job).frame_when_inactive(false).wrap_mode(egui::TextWrapMode::Wrap).sense(sense);
    let response = ui.add_sized([ui.available_width(), ROW], button.min_size(egui::vec2(ui.available_width(), ROW)));
    response.on_hover_text(text)
}

/// Records that could not be read, as they stand in their files.
fn unread(workspace: &Workspace) -> impl Iterator<Item = &UnreadRecord> {
    workspace.unread_concepts.iter().chain(workspace.layers.iter().flat_map(|l| &l.opened.unread))
}

fn kept_records(ui: &mut Ui, workspace: &Workspace) {
    section(ui, "KEPT AS THEY ARE");
    faded(ui, "These records could not be read. They stay in their files as they are, also when you save.");
    egui::ScrollArea::vertical().id_salt("kept records").auto_shrink([false, false]).show(ui, |ui| {
        for record in unread(workspace).take(MANY) {
            ui.add(egui::Label::new(RichText::new(&record.raw).monospace()).wrap());
            ui.separator();
        }
        let more = unread(workspace).count().saturating_sub(MANY);
        if more > 0 {
            faded(ui, format!("… and {more} more"));
        }
    });
}
