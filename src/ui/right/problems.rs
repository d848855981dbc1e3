//! What is still wrong.

use egui::{RichText, Ui};

use crate::{
    check::{self, Checked, Finding, Severity},
    layer::Layer,
    project::UnreadRecord,
    session::{Command, Workspace},
    ui::{
        inputs::{faded, palette, section},
        term_search::nothing,
        walk::Walk,
    },
};

/// The findings of a revision.
#[derive(Debug, Default)]
pub(super) struct Problems {
    found: Option<(u64, Vec<Finding>)>,
    walk: Walk,
}

/// More annotations than this are not checked after every edit.
const BIG: usize = 3_000;

impl Problems {
    /// How many errors and warnings there are. In a big project they are counted when the tab is open, not after every edit.
    pub(super) fn count(&mut self, workspace: &Workspace) -> usize {
        let annotations: usize = workspace.layers.iter().map(|l| l.layer().len()).sum();
        let known = self.found.as_ref().filter(|_| annotations > BIG).map(|(_, findings)| findings.as_slice());
        let findings = match known {
            Some(findings) => findings,
            None => self.findings(workspace),
        };
        findings.iter().filter(|f| f.severity != Severity::Note).count()
    }

    fn findings(&mut self, workspace: &Workspace) -> &[Finding] {
        let revision = workspace.revision();
        if self.found.as_ref().is_none_or(|(r, _)| *r != revision) {
            self.found = None;
        }
        let (_, findings) = self.found.get_or_insert_with(|| {
            let layers: Vec<&Layer> = workspace.layers.iter().map(|l| l.layer()).collect();
            let checked = Checked {
                project: &workspace.project,
                text: &workspace.text,
                terms: &workspace.terms,
                layers: &layers,
                problems: &workspace.problems,
            };
            (revision, check::check(checked))
        });
        findings
    }

    /// Draws the findings; a click goes to the place.
    pub(super) fn show(&mut self, ui: &mut Ui, workspace: &Workspace, commands: &mut Vec<Command>) {
        let palette = palette(ui);
        let mut walk = std::mem::take(&mut self.walk);
        let findings = self.findings(workspace);
        if findings.is_empty() {
            return nothing(ui, "Nothing is wrong");
        }
        egui::ScrollArea::vertical().id_salt("problems").auto_shrink([false, false]).show(ui, |ui| {
            walk.step(ui, findings.len());
            for (i, finding) in findings.iter().enumerate() {
                let (kind, color) = match finding.severity {
                    Severity::Error => ("Error", palette.error),
                    Severity::Warning => ("Warning", palette.warning),
                    Severity::Note => ("Open", palette.faded),
                };
                let quote = if finding.quote.is_empty() {
                    String::new()
                } else {
                    format!("“{}”: ", finding.quote.replace('\n', " "))
                };
                let text = format!("{kind} · {quote}{}", finding.message);
                let label = egui::Button::new(RichText::new(text).color(color)).frame(false).wrap();
                let response = ui.add(label.sense(walk.sense(i)));
                walk.drawn(ui, i, &response);
                if response.clicked()
                    && let Some(id) = finding.annotation
                {
                    commands.push(Command::SelectAnnotation(id));
                }
                ui.add_space(4.0);
            }
            unread(ui, workspace);
        });
        self.walk = walk;
    }
}

/// Records that could not be read, as they stand in their files.
fn unread(ui: &mut Ui, workspace: &Workspace) {
    let in_layers = workspace.layers.iter().flat_map(|l| &l.opened.unread);
    let records: Vec<&UnreadRecord> = workspace.unread_concepts.iter().chain(in_layers).collect();
    if records.is_empty() {
        return;
    }
    section(ui, "KEPT AS THEY ARE");
    faded(ui, "These records could not be read. They stay in their files as they are, also when you save.");
    for record in records {
        ui.add(egui::Label::new(RichText::new(&record.raw).monospace()).wrap());
        ui.separator();
    }
}
