//! What can be observed of a window: all that a screen reader is told, and what has the keyboard.

use egui::{Pos2, Rect, accesskit};
use egui_kittest::kittest::{By, NodeT, Queryable};

use crate::stage::Stage;

/// A node that screen readers see.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seen {
    pub(crate) id: accesskit::NodeId,
    pub(crate) role: accesskit::Role,
    /// What it is called; of a text, what it says.
    pub(crate) label: String,
    pub(crate) selected: Option<bool>,
    pub(crate) level: Option<usize>,
    pub(crate) live: accesskit::Live,
    pub(crate) rect: Rect,
}

impl Stage {
    /// Every node, in reading order.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        let all = self.harness.query_all(By::new().recursive(true));
        all.map(|node| {
            let node = node.accesskit_node();
            let data = node.data();
            let rect = data.bounds().map_or(Rect::NOTHING, |b| {
                Rect::from_min_max(Pos2::new(b.x0 as f32, b.y0 as f32), Pos2::new(b.x1 as f32, b.y1 as f32))
            });
            Seen {
                id: node.locate().0,
                role: data.role(),
                label: node.label().filter(|l| !l.is_empty()).or_else(|| node.value()).unwrap_or_default(),
                selected: data.is_selected(),
                level: data.level(),
                live: data.live().unwrap_or(accesskit::Live::Off),
                rect,
            }
        })
        .collect()
    }

    /// Everything that can be observed, to be compared with what can be observed later.
    pub(crate) fn picture(&self) -> String {
        let ctx = &self.harness.ctx;
        let focused = ctx.memory(egui::Memory::focused);
        format!("{:?}\n{focused:?} {:?} {:?} {:?}", self.seen(), ctx.theme(), self.copied, self.workspace_of_picture())
    }

    /// The selection, which the tree of nodes tells only of what is in view.
    fn workspace_of_picture(&self) -> Option<(glossator::session::Selection, u64)> {
        self.app().session().workspace().map(|w| (w.selection, w.revision()))
    }

    /// The name of what has the keyboard.
    pub(crate) fn focused(&self) -> String {
        let Some(id) = self.harness.ctx.memory(egui::Memory::focused) else { return String::new() };
        let node = self.seen().into_iter().find(|seen| seen.id == id.accesskit_id());
        node.map_or_else(|| format!("{id:?}"), |seen| if seen.label.is_empty() { format!("{:?}", seen.role) } else { seen.label })
    }

    /// What the page says its reader is at.
    pub(crate) fn active_descendant(&self) -> Option<accesskit::NodeId> {
        let page = self.harness.get_by_role(accesskit::Role::Document);
        page.accesskit_node().data().active_descendant()
    }

    /// Does what a screen reader does when its user activates a thing.
    pub(crate) fn activate(&mut self, id: accesskit::NodeId) {
        let request = accesskit::ActionRequest {
            action: accesskit::Action::Click,
            target_tree: accesskit::TreeId::ROOT,
            target_node: id,
            data: None,
        };
        self.harness.event(egui::Event::AccessKitActionRequest(request));
        self.settle();
    }
}
