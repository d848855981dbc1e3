//! The open project, as it is being worked on.

use std::{collections::BTreeSet, sync::Arc};

use jiff::Timestamp;

use super::{
    Find, History, LayerView, Selection, Snapshot, Step,
    plans::{Ground, Plans},
};
use crate::{
    layer::{Annotation, AnnotationId, Author, AuthorId, Layer, Place, Target},
    project::{Access, Early, Edit, EditFailure, FileHash, Home, Opened, OpenedLayer, Problem, Project, UnreadRecord},
    terms::{ConceptId, Termbase},
    text::{SourceText, Span},
    weave::Plan,
};

/// How the page shows the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewMode {
    /// The text alone.
    Clean,
    /// As it will be published.
    Published,
    /// With everything: all shown layers, replaced words too.
    Everything,
}

impl ViewMode {
    /// Every way, in the order of their keys.
    pub const ALL: [Self; 3] = [Self::Clean, Self::Published, Self::Everything];

    /// In plain English.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Clean => "Clean text",
            Self::Published => "As published",
            Self::Everything => "Everything",
        }
    }
}

/// A layer, and how it is shown.
#[derive(Debug)]
pub struct LayerState {
    /// The layer and its file.
    pub opened: OpenedLayer,
    /// Whether it is shown.
    pub shown: bool,
    /// Its author's number, from 0, for a colour that stays the same as long as the project is open, whoever joins.
    pub number: usize,
}

impl LayerState {
    /// The layer.
    #[must_use]
    pub const fn layer(&self) -> &Layer {
        &self.opened.layer
    }

    /// Whose it is.
    #[must_use]
    pub const fn author(&self) -> &Author {
        self.opened.layer.author()
    }
}

/// The open project.
#[derive(Debug)]
pub struct Workspace {
    /// Where it lives.
    pub home: Home,
    /// What `project.ron` says.
    pub project: Arc<Project>,
    /// The source text.
    pub text: SourceText,
    /// The original.
    pub original: Option<SourceText>,
    /// The termbase.
    pub terms: Termbase,
    /// Concepts that could not be read.
    pub unread_concepts: Vec<UnreadRecord>,
    /// The termbase's file as last read or written.
    pub terms_on_disk: Option<FileHash>,
    /// The layers, by author.
    pub layers: Vec<LayerState>,
    /// Authors whose layer's file could not be read and must not be written.
    pub refused: Vec<AuthorId>,
    /// What was wrong when it was read.
    pub problems: Arc<[Problem]>,
    /// Whether it may be changed.
    pub access: Access,
    /// Whose layer new annotations go to.
    pub me: Option<AuthorId>,
    /// What was done.
    pub history: History,
    /// What is selected in the text.
    pub selection: Selection,
    /// The selected annotation.
    pub selected: Option<AnnotationId>,
    /// What was looked for.
    pub find: Find,
    /// Whether another project is being opened in its place.
    pub being_left: bool,
    /// Whether its annotations are still being read.
    pub is_early: bool,
    view: ViewMode,
    revision: u64,
    touched: BTreeSet<AuthorId>,
    terms_touched: bool,
    plans: Plans,
}

impl Workspace {
    /// Begins work on what was read. Edits that a crash left over are applied, and can be undone.
    #[must_use]
    pub fn new(opened: Opened, me: Option<AuthorId>) -> Self {
        let layers = numbered(opened.layers);
        let ground = Ground { text: &opened.text, project: &opened.project, terms: &opened.terms, layers: &layers };
        let plans = Plans::new(ground, opened.plan);
        let mut workspace = Self {
            home: opened.home,
            project: Arc::new(opened.project),
            text: opened.text,
            original: opened.original,
            terms: opened.terms,
            unread_concepts: opened.unread_concepts,
            terms_on_disk: opened.terms_on_disk,
            layers,
            refused: opened.refused_layers,
            problems: opened.problems.into(),
            access: opened.access,
            me,
            history: History::default(),
            selection: Selection::default(),
            selected: None,
            find: Find::default(),
            being_left: false,
            is_early: false,
            view: ViewMode::Everything,
            revision: 0,
            touched: BTreeSet::new(),
            terms_touched: false,
            plans,
        };
        for edit in opened.recovered {
            workspace.recover(edit);
        }
        workspace
    }

    /// A text whose annotations are still being read. Until they are, nothing can be added.
    pub(super) fn early(early: Early, me: Option<AuthorId>) -> Self {
        let why = "The annotations are still being read".to_owned();
        Self { is_early: true, ..Self::new(Opened::early(early, Access::ReadOnly { why }), me) }
    }

    /// The project as it is now, for other threads to look at. O(layers).
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            revision: self.revision,
            text: self.text.clone(),
            terms: self.terms.clone(),
            project: Arc::clone(&self.project),
            layers: self.layers.iter().map(|l| LayerView { layer: l.layer().clone(), shown: l.shown }).collect(),
            published: Arc::clone(self.published_plan()),
            problems: Arc::clone(&self.problems),
        }
    }

    fn recover(&mut self, edit: Edit) {
        if let Edit::Layer { author, .. } = &edit {
            self.add_layer(&Author { id: author.clone(), name: author.to_string() });
        }
        if let Ok(inverse) = self.apply(edit) {
            let about = annotation_of(&inverse);
            self.history.push(Step::new("Recovered edit".to_owned(), vec![inverse], about), None);
        }
    }

    /// Changes with every change to what the page and the lists show.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// How the page shows the text.
    #[must_use]
    pub const fn view(&self) -> ViewMode {
        self.view
    }

    /// Shows the page in another way.
    pub fn set_view(&mut self, view: ViewMode) {
        self.view = view;
        self.touch();
    }

    /// What the page and the lists show has changed.
    pub const fn touch(&mut self) {
        self.revision += 1;
    }

    /// There are other layers than before, or they are shown or hidden.
    pub fn regroup(&mut self) {
        let ground = Ground { text: &self.text, project: &self.project, terms: &self.terms, layers: &self.layers };
        self.plans.regroup(ground);
        self.touch();
    }

    /// Changes a layer or the termbase and gives the inverse.
    ///
    /// # Errors
    /// When there is no such layer, or it would not have the edit; nothing was changed.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditFailure> {
        let inverse = match edit {
            Edit::Layer { author, edit } => {
                let state = self.layers.iter_mut().find(|l| l.author().id == author);
                let state = state.ok_or_else(|| EditFailure::NoLayer(author.clone()))?;
                let id = edit.id();
                let old = state.layer().get(id).cloned();
                let inverse = edit.apply(&mut state.opened.layer)?;
                self.plans.follow(state.layer(), old.as_ref(), state.layer().get(id));
                self.touched.insert(author.clone());
                Edit::Layer { author, edit: inverse }
            }
            Edit::Terms(edit) => {
                let id = edit.id().clone();
                let inverse = edit.apply(&mut self.terms)?;
                self.plans.follow_terms(&self.terms, &id);
                self.terms_touched = true;
                Edit::Terms(inverse)
            }
        };
        self.touch();
        Ok(inverse)
    }

    /// Adds an empty layer for an author who has none.
    pub fn add_layer(&mut self, author: &Author) {
        if self.layer_of(&author.id).is_none() {
            let opened = OpenedLayer { layer: Layer::new(author.clone()), unread: Vec::new(), on_disk: None };
            let number = self.layers.iter().map(|l| l.number + 1).max().unwrap_or(0);
            self.layers.push(LayerState { opened, shown: true, number });
            self.layers.sort_by(|a, b| a.author().id.cmp(&b.author().id));
            self.regroup();
        }
    }

    /// An author's layer.
    #[must_use]
    pub fn layer_of(&self, author: &AuthorId) -> Option<&LayerState> {
        self.layers.iter().find(|l| l.author().id == *author)
    }

    /// An annotation and the layer that has it.
    #[must_use]
    pub fn annotation(&self, id: AnnotationId) -> Option<(&LayerState, &Arc<Annotation>)> {
        self.layers.iter().find_map(|l| Some((l, l.layer().get(id)?)))
    }

    /// The selected annotation and its layer.
    #[must_use]
    pub fn selected(&self) -> Option<(&LayerState, &Arc<Annotation>)> {
        self.annotation(self.selected?)
    }

    /// The user's own annotations that were moved and not looked at since. O(1) if there are none.
    pub fn moved(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        let mine = self.me.as_ref().and_then(|me| self.layer_of(me)).map(|l| l.layer().places());
        let moved = |a: &&Arc<Annotation>| matches!(a.target, Target::Placed { place: Place::Moved, .. });
        let places = mine.map(|places| places.below(|tally| tally.moved > 0));
        places.into_iter().flatten().map(|p| &p.annotation).filter(moved)
    }

    /// Whether an annotation is the user's own.
    #[must_use]
    pub fn is_mine(&self, id: AnnotationId) -> bool {
        self.annotation(id).is_some_and(|(layer, _)| Some(&layer.author().id) == self.me.as_ref())
    }

    /// Whether an annotation of a shown layer touches a span. O(log n).
    #[must_use]
    pub fn is_annotated(&self, span: Span) -> bool {
        self.layers.iter().filter(|l| l.shown).any(|l| l.layer().touching(span).next().is_some())
    }

    /// The annotations of shown layers that touch a span, shortest first, and their places.
    #[must_use]
    pub fn annotations_at(&self, span: Span) -> Vec<(Span, &LayerState, &Arc<Annotation>)> {
        let shown = self.layers.iter().filter(|l| l.shown);
        let mut found: Vec<_> = shown.flat_map(|l| l.layer().touching(span).map(move |(place, a)| (place, l, a))).collect();
        found.sort_by_key(|(place, _, a)| (place.len(), place.start(), a.id));
        found
    }

    /// The layers in the woven page, in order of precedence, as the view has it.
    pub fn woven_layers(&self) -> impl Iterator<Item = &LayerState> {
        self.plans.authors(self.view).iter().filter_map(|author| self.layer_of(author))
    }

    /// The plan of the page as the view has it.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        self.plans.of(self.view)
    }

    /// Where shown layers link to a concept, those whose words another annotation replaced left out. O(log n + finds).
    pub fn links(&self, concept: &ConceptId) -> impl Iterator<Item = (Span, AnnotationId)> {
        self.plans.of(ViewMode::Everything).links(concept)
    }

    /// The plan of the published text: what an export writes.
    #[must_use]
    pub fn published_plan(&self) -> &Arc<Plan> {
        self.plans.of(ViewMode::Published)
    }

    /// Whether everything is on disk.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.history.is_saved()
    }

    /// The layers changed since they were last saved.
    pub fn touched_layers(&self) -> impl Iterator<Item = &LayerState> {
        self.layers.iter().filter(|l| self.touched.contains(&l.author().id))
    }

    /// Whether the termbase changed since it was last saved.
    #[must_use]
    pub const fn terms_touched(&self) -> bool {
        self.terms_touched
    }

    /// Notes which layers' files were written.
    pub fn written(&mut self, layers: &[(AuthorId, FileHash)]) {
        for state in &mut self.layers {
            let written = layers.iter().find(|(author, _)| *author == state.opened.layer.author().id);
            if let Some((_, hash)) = written {
                state.opened.on_disk = Some(*hash);
            }
        }
    }

    /// Notes what a save wrote. Edits made since then are still unsaved.
    pub fn saved(&mut self, home: Home, layers: &[(AuthorId, FileHash)], terms: Option<FileHash>, at: u64) {
        self.home = home;
        let now = self.history.position() == at;
        self.written(layers);
        if now {
            self.touched.retain(|author| !layers.iter().any(|(written, _)| written == author));
        }
        if terms.is_some() {
            self.terms_on_disk = terms;
            self.terms_touched &= !now;
        }
        self.history.mark_saved(at);
    }
}

/// Numbers the layers by their first annotation: who joins later takes a later number, so the others keep theirs.
fn numbered(layers: Vec<OpenedLayer>) -> Vec<LayerState> {
    let begun = |l: &OpenedLayer| (l.layer.oldest().map_or(Timestamp::MAX, |a| a.created), l.layer.author().id.clone());
    let mut order: Vec<_> = layers.iter().map(begun).collect();
    order.sort();
    let number = |l: &OpenedLayer| order.iter().position(|key| *key == begun(l)).unwrap_or_default();
    let numbers: Vec<usize> = layers.iter().map(number).collect();
    layers.into_iter().zip(numbers).map(|(opened, number)| LayerState { opened, shown: true, number }).collect()
}

/// The annotation an edit is about.
pub(super) fn annotation_of(edit: &Edit) -> Option<AnnotationId> {
    match edit {
        Edit::Layer { edit, .. } => Some(edit.id()),
        Edit::Terms(_) => None,
    }
}
