//! The project at one moment, for other threads to look at.

use std::sync::Arc;

use crate::{
    check::Checked,
    layer::Layer,
    project::{Problem, Project},
    terms::Termbase,
    text::SourceText,
    weave::Plan,
};

/// The project at one moment. Making one costs nothing that grows with the text or the annotations: it shares them.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// Names the moment: [`Workspace::revision`](super::Workspace::revision).
    pub revision: u64,
    /// The text.
    pub text: SourceText,
    /// The termbase.
    pub terms: Termbase,
    /// What `project.ron` says.
    pub project: Arc<Project>,
    /// The layers, by author.
    pub layers: Vec<LayerView>,
    /// What readers see.
    pub published: Arc<Plan>,
    /// What was wrong when the project was read.
    pub problems: Arc<[Problem]>,
}

/// A layer at one moment.
#[derive(Debug, Clone)]
pub struct LayerView {
    /// The layer.
    pub layer: Layer,
    /// Whether it is shown.
    pub shown: bool,
}

impl Snapshot {
    /// The shown layers.
    pub fn shown(&self) -> impl Iterator<Item = &Layer> {
        self.layers.iter().filter(|l| l.shown).map(|l| &l.layer)
    }

    /// Everything that is wrong. O(n log n).
    #[must_use]
    pub fn check(&self) -> Vec<crate::check::Finding> {
        let layers: Vec<&Layer> = self.layers.iter().map(|l| &l.layer).collect();
        crate::check::check(Checked { text: &self.text, plan: &self.published, layers: &layers, problems: &self.problems })
    }
}
