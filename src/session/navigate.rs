//! Going from place to place, and choosing what is seen.

use super::{Ask, Effect, Extend, LayerState, NoticeKind, Selection, Session, ViewMode, Workspace};
use crate::{
    layer::{AnnotationId, AuthorId, Placed},
    text::{Direction, Span, Unit, move_from, unit_at, words},
    tree::Item,
    weave::Piece,
};

pub(super) fn move_caret(workspace: &mut Workspace, unit: Unit, direction: Direction, extend: Extend) -> Vec<Effect> {
    let selection = workspace.selection;
    let span = selection.span(&workspace.text);
    // Without Shift, a step by one character from a selection goes to its end, as in every editor.
    let collapses = extend == Extend::No && unit == Unit::Character && !selection.is_empty();
    let caret = match (collapses, direction) {
        (true, Direction::Forward) => span.end(),
        (true, Direction::Backward) => span.start(),
        (false, _) => move_from(&workspace.text, selection.caret, unit, direction),
    };
    let anchor = if extend == Extend::Yes { selection.anchor } else { caret };
    select(workspace, Selection { anchor, caret });
    let mut effects = vec![Effect::Reveal(caret)];
    if unit == Unit::Word && words::are_wanted(&workspace.text, workspace.text.span_between(selection.caret, caret)) {
        // This step was one character; the next may be a word.
        effects.push(Effect::LoadWords);
    }
    effects
}

/// Asks for the dictionary, and notes for which selection.
pub(super) fn widen_to_word(session: &mut Session) -> Vec<Effect> {
    session.widening = session.workspace().map(|w| w.selection);
    vec![Effect::LoadWords]
}

/// The dictionary is there: what waited for it becomes a word, if it is still what is selected.
pub(super) fn words_loaded(session: &mut Session) -> Vec<Effect> {
    let waiting = session.widening.take();
    let Some(workspace) = session.workspace.as_mut().filter(|w| Some(w.selection) == waiting) else { return Vec::new() };
    let start = workspace.selection.span(&workspace.text).start();
    let word = unit_at(&workspace.text, start, Unit::Word);
    select(workspace, Selection::of(word))
}

pub(super) fn select(workspace: &mut Workspace, selection: Selection) -> Vec<Effect> {
    let text = &workspace.text;
    let clamp = |at: usize| text.point(at.min(text.len())).start();
    workspace.selection = Selection { anchor: clamp(selection.anchor), caret: clamp(selection.caret) };
    workspace.history.seal();
    // An annotation stays selected while text is being selected, so that it can be put there; one without a place until it has one.
    let waits = workspace.selected().is_some_and(|(_, a)| a.span().is_none());
    if selection.is_empty() && !waits {
        workspace.selected = None;
    }
    Vec::new()
}

pub(super) fn show(workspace: &mut Workspace, span: Span) -> Vec<Effect> {
    drop(select(workspace, Selection::of(span)));
    vec![Effect::Reveal(span.start())]
}

pub(super) fn select_all(workspace: &mut Workspace) -> Vec<Effect> {
    let whole = Selection::of(workspace.text.whole());
    select(workspace, whole)
}

pub(super) fn select_annotation(workspace: &mut Workspace, id: AnnotationId) -> Vec<Effect> {
    let Some((_, annotation)) = workspace.annotation(id) else { return Vec::new() };
    let span = annotation.span();
    workspace.history.seal();
    workspace.selected = Some(id);
    let Some(span) = span else { return Vec::new() };
    workspace.selection = Selection::caret(span.start());
    vec![Effect::Reveal(span.start())]
}

/// Selects an annotation that the user sees: the caret stays where it is.
pub(super) fn pick(workspace: &mut Workspace, id: AnnotationId) -> Vec<Effect> {
    if workspace.annotation(id).is_some() {
        workspace.history.seal();
        workspace.selected = Some(id);
    }
    Vec::new()
}

/// Deselects the annotation; then the text.
pub(super) fn escape(workspace: &mut Workspace) -> Vec<Effect> {
    if workspace.selected.take().is_none() {
        workspace.selection = Selection::caret(workspace.selection.caret);
    }
    Vec::new()
}

pub(super) fn next(workspace: &mut Workspace) -> Vec<Effect> {
    step(workspace, Direction::Forward)
}

pub(super) fn previous(workspace: &mut Workspace) -> Vec<Effect> {
    step(workspace, Direction::Backward)
}

/// Selects the neighbour of the selected annotation, or of the caret, in the order of the text; at the end it begins again. O(log n).
fn step(workspace: &mut Workspace, direction: Direction) -> Vec<Effect> {
    let here = match workspace.selected().and_then(|(_, a)| Placed::of(a)) {
        Some(placed) => placed.key(),
        None => {
            let (rank, id) = if direction == Direction::Forward { (i32::MIN, 0) } else { (i32::MAX, u128::MAX) };
            (workspace.selection.span(&workspace.text), rank, AnnotationId::from_u128(id))
        }
    };
    let shown = || workspace.layers.iter().filter(|l| l.shown).map(LayerState::layer);
    let by_key = |a: &&Placed, b: &&Placed| a.key().cmp(&b.key());
    let found = match direction {
        Direction::Forward => {
            let first = || shown().filter_map(|l| l.places().iter().next()).min_by(by_key);
            shown().filter_map(|l| l.after(&here)).min_by(by_key).or_else(first)
        }
        Direction::Backward => {
            let last = || shown().filter_map(|l| l.places().last()).max_by(by_key);
            shown().filter_map(|l| l.before(&here)).max_by(by_key).or_else(last)
        }
    };
    let id = found.map(|placed| placed.annotation.id);
    id.map(|id| select_annotation(workspace, id)).unwrap_or_default()
}

/// Selects the annotation at the caret; if there are several, asks which.
pub(super) fn choose(workspace: &mut Workspace) -> Vec<Effect> {
    let span = workspace.selection.span(&workspace.text);
    let ids: Vec<AnnotationId> = workspace.annotations_at(span).into_iter().map(|(_, _, a)| a.id).collect();
    match ids.as_slice() {
        [] => Vec::new(),
        [one] => select_annotation(workspace, *one),
        _ => vec![Effect::Ask(Ask::Choose(ids))],
    }
}

pub(super) fn view(workspace: &mut Workspace, view: ViewMode) -> Vec<Effect> {
    workspace.set_view(view);
    Vec::new()
}

pub(super) fn show_layer(workspace: &mut Workspace, author: &AuthorId, shown: bool) -> Vec<Effect> {
    for layer in workspace.layers.iter_mut().filter(|l| l.author().id == *author) {
        layer.shown = shown;
    }
    workspace.regroup();
    Vec::new()
}

pub(super) fn solo(workspace: &mut Workspace, author: &AuthorId) -> Vec<Effect> {
    let alone = workspace.layers.iter().all(|l| l.shown == (l.author().id == *author));
    for layer in &mut workspace.layers {
        layer.shown = alone || layer.author().id == *author;
    }
    workspace.regroup();
    Vec::new()
}

pub(super) fn work_as(workspace: &mut Workspace, author: AuthorId) -> Vec<Effect> {
    let Some(layer) = workspace.layer_of(&author) else { return Vec::new() };
    let text = format!("You are working as {} now; new annotations go to this layer", layer.author().name);
    workspace.me = Some(author);
    workspace.history.seal();
    workspace.touch();
    vec![Effect::tell(NoticeKind::Info, text)]
}

pub(super) fn copy(workspace: &Workspace) -> Vec<Effect> {
    let span = workspace.selection.span(&workspace.text);
    vec![Effect::Copy(workspace.text.slice(span).to_owned())]
}

/// Copies what readers see of the selection, or of the paragraph at the caret.
pub(super) fn copy_annotated(workspace: &Workspace) -> Vec<Effect> {
    let text = &workspace.text;
    let mut span = workspace.selection.span(text);
    if span.is_empty() {
        span = unit_at(text, span.start(), Unit::Paragraph);
    }
    let plan = workspace.published_plan();
    let mut out = String::new();
    for block in text.block_at(span.start())..=text.block_at(span.end()) {
        for piece in plan.block(block) {
            match piece {
                Piece::Text(part) => out.push_str(part.intersection(span).map(|part| text.slice(part)).unwrap_or_default()),
                Piece::Apparatus(piece) if span.start() <= piece.at && piece.at <= span.end() => out.push_str(&piece.display()),
                Piece::Replaced { .. } | Piece::Apparatus(_) => {}
            }
        }
    }
    vec![Effect::Copy(out), Effect::tell(NoticeKind::Done, "Copied with brackets and glosses")]
}
