//! The plans of what is woven, kept true edit by edit.

use std::sync::Arc;

use super::{LayerState, ViewMode};
use crate::{
    layer::{Annotation, AuthorId, Layer},
    project::Project,
    terms::{ConceptId, Termbase},
    text::SourceText,
    weave::{LayerChange, Plan, Sources},
};

/// What plans are made from.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) text: &'a SourceText,
    pub(super) project: &'a Project,
    pub(super) terms: &'a Termbase,
    pub(super) layers: &'a [LayerState],
}

/// A plan, and the layers it was made from, in order of precedence.
#[derive(Debug)]
struct Made {
    authors: Vec<AuthorId>,
    plan: Arc<Plan>,
}

/// The plans of the three ways to see the page.
#[derive(Debug)]
pub(super) struct Plans {
    clean: Arc<Plan>,
    everything: Made,
    /// `None` as long as it is the same as everything.
    published: Option<Made>,
}

impl Plans {
    /// `ready` is the plan of all layers by author, if somebody has made it already. Else O(n log n).
    pub(super) fn new(ground: Ground<'_>, ready: Option<Arc<Plan>>) -> Self {
        let authors = shown(ground);
        let plan = ready.unwrap_or_else(|| plan_of(ground, &authors));
        let everything = Made { authors, plan };
        let clean = Arc::new(Plan::clean(ground.text));
        let published = published(ground, &everything, None);
        Self { clean, everything, published }
    }

    /// Goes on with other layers, or with layers that are shown or hidden. O(n log n) if it makes a difference.
    pub(super) fn regroup(&mut self, ground: Ground<'_>) {
        let authors = shown(ground);
        if authors != self.everything.authors {
            let plan = plan_of(ground, &authors);
            let before = std::mem::replace(&mut self.everything, Made { authors, plan });
            // What was everything may be what is published.
            let before = self.published.take().or(Some(before));
            self.published = published(ground, &self.everything, before);
        }
    }

    /// Goes on with a layer in which one annotation changed.
    pub(super) fn follow(&mut self, layer: &Layer, old: Option<&Arc<Annotation>>, new: Option<&Arc<Annotation>>) {
        for made in self.made() {
            if let Some(i) = made.authors.iter().position(|author| *author == layer.author().id) {
                Arc::make_mut(&mut made.plan).follow(&LayerChange { layer: i, now: layer, old, new });
            }
        }
    }

    /// Goes on with a termbase in which one concept changed.
    pub(super) fn follow_terms(&mut self, terms: &Termbase, changed: &ConceptId) {
        for made in self.made() {
            Arc::make_mut(&mut made.plan).follow_terms(terms, changed);
        }
    }

    fn made(&mut self) -> impl Iterator<Item = &mut Made> {
        std::iter::once(&mut self.everything).chain(&mut self.published)
    }

    /// The plan of the page as a view has it.
    pub(super) fn of(&self, view: ViewMode) -> &Arc<Plan> {
        match view {
            ViewMode::Clean => &self.clean,
            ViewMode::Everything => &self.everything.plan,
            ViewMode::Published => self.published.as_ref().map_or(&self.everything.plan, |made| &made.plan),
        }
    }

    /// The layers woven in a view, in order of precedence.
    pub(super) fn authors(&self, view: ViewMode) -> &[AuthorId] {
        match view {
            ViewMode::Clean => &[],
            ViewMode::Everything => &self.everything.authors,
            ViewMode::Published => self.published.as_ref().map_or(&self.everything.authors, |made| &made.authors),
        }
    }
}

fn shown(ground: Ground<'_>) -> Vec<AuthorId> {
    ground.layers.iter().filter(|l| l.shown).map(|l| l.author().id.clone()).collect()
}

/// The published plan, if it is not the same as everything; the one made before, if it is of the same layers.
fn published(ground: Ground<'_>, everything: &Made, before: Option<Made>) -> Option<Made> {
    let all: Vec<&AuthorId> = ground.layers.iter().map(|l| &l.author().id).collect();
    let order = ground.project.published_order(&all).into_iter();
    let authors: Vec<AuthorId> = order.filter_map(|i| all.get(i).map(|id| (*id).clone())).collect();
    if authors == everything.authors {
        return None;
    }
    let known = before.filter(|made| made.authors == authors);
    known.or_else(|| Some(Made { plan: plan_of(ground, &authors), authors }))
}

fn plan_of(ground: Ground<'_>, authors: &[AuthorId]) -> Arc<Plan> {
    let layer = |author: &AuthorId| ground.layers.iter().find(|l| l.author().id == *author).map(LayerState::layer);
    let layers: Vec<&Layer> = authors.iter().filter_map(layer).collect();
    let Ground { text, project, terms, .. } = ground;
    let original = &project.original_language;
    Arc::new(Plan::new(Sources { text, layers: &layers, terms, original, style: &project.style }))
}
