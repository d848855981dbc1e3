//! Making and changing annotations.

use super::{
    Ask, Command, Effect, Field, NoticeKind, Session, Typing, Workspace,
    action::may_write,
    edit::{Change, commit},
    files::count_of,
};
use crate::{
    layer::{
        Annotation, AnnotationId, Author, Body, Brackets, Insertion, LayerEdit, NoteKind, Place, Reason, Spacing, Target,
        TermLink,
    },
    project::Edit,
    terms::{Concept, ConceptId, TermEdit},
    text::{Span, Unit, unit_at},
    weave,
};

pub(super) use super::edit::{redo, undo};

pub(super) fn execute(session: &mut Session, command: Command) -> Vec<Effect> {
    if let Err(why) = session.workspace().map_or(Ok(()), may_write) {
        return vec![Effect::tell(NoticeKind::Error, why)];
    }
    match command {
        Command::Annotate { span, body } => annotate(session, span, body),
        Command::LinkNewTerm { span, typed } => link_new_term(session, span, &typed),
        Command::SetBody { id, body, field } => change(session, id, field, |a| a.body = body),
        Command::SetTags { id, tags } => change(session, id, Field::Tags, |a| a.tags = tags),
        Command::Retarget { id, span } => retarget(session, id, span),
        Command::Rank { id, by } => change(session, id, Field::Choice, |a| a.rank = a.rank.saturating_add(by)),
        Command::Delete(id) => delete(session, id),
        Command::PutConcept(concept) => put_concept(session, *concept),
        Command::DeleteConcept(id) => delete_concept(session, id),
        _ => Vec::new(),
    }
}

/// Asks for the words of an annotation of the selection.
pub(super) fn ask(session: &Session, question: fn(Span) -> Ask) -> Vec<Effect> {
    with_span(session, |w| question(selected(w)))
}

pub(super) fn ask_note(session: &Session, kind: NoteKind) -> Vec<Effect> {
    with_span(session, |w| Ask::Note(words(w), kind))
}

pub(super) fn ask_term(session: &Session) -> Vec<Effect> {
    with_span(session, |w| Ask::Term(words(w)))
}

pub(super) fn ask_caption(session: &Session) -> Vec<Effect> {
    with_span(session, |w| Ask::Caption(unit_at(&w.text, w.selection.caret, Unit::Paragraph).start_point()))
}

fn with_span(session: &Session, question: impl FnOnce(&Workspace) -> Ask) -> Vec<Effect> {
    session.workspace().map(|w| vec![Effect::Ask(question(w))]).unwrap_or_default()
}

/// The selection, or else the word at the caret.
fn words(workspace: &Workspace) -> Span {
    let text = &workspace.text;
    let span = selected(workspace);
    let word = if span.is_empty() { unit_at(text, span.start(), Unit::Word) } else { span };
    let is_word = text.slice(word).chars().any(char::is_alphanumeric);
    if is_word { word } else { span }
}

/// The selection without blanks and line ends at its ends, or the caret.
fn selected(workspace: &Workspace) -> Span {
    let text = &workspace.text;
    let span = workspace.selection.span(text);
    let slice = text.slice(span);
    let start = span.start() + (slice.len() - slice.trim_start().len());
    let end = span.end() - (slice.len() - slice.trim_end().len());
    if start < end { text.span_between(start, end) } else { span }
}

pub(super) fn omission(session: &mut Session) -> Vec<Effect> {
    insert(session, |w| (selected(w), "…".to_owned(), Reason::Omission))
}

pub(super) fn sic(session: &mut Session) -> Vec<Effect> {
    insert(session, |w| (words(w).end_point(), "sic".to_owned(), Reason::Sic))
}

pub(super) fn change_case(session: &mut Session) -> Vec<Effect> {
    insert(session, |w| {
        let span = words(w);
        let slice = w.text.slice(span);
        let found = slice.char_indices().find(|(_, c)| c.is_alphabetic());
        let Some((i, letter)) = found else { return (span.start_point(), String::new(), Reason::Case) };
        let start = span.start() + i;
        let end = start + letter.len_utf8();
        let changed: String =
            if letter.is_uppercase() { letter.to_lowercase().collect() } else { letter.to_uppercase().collect() };
        (w.text.span_between(start, end), changed, Reason::Case)
    })
}

/// Annotates at once, with no question to answer.
fn insert(session: &mut Session, what: impl FnOnce(&Workspace) -> (Span, String, Reason)) -> Vec<Effect> {
    let Some(workspace) = session.workspace() else { return Vec::new() };
    let (span, words, reason) = what(workspace);
    if reason == Reason::Case && workspace.text.slice(span) == words {
        return vec![Effect::tell(NoticeKind::Info, "There is no letter here that has another case")];
    }
    annotate(session, span, Body::Insertion(Insertion { words, reason, brackets: Brackets::House, spacing: Spacing::Auto }))
}

fn annotate(session: &mut Session, span: Span, body: Body) -> Vec<Effect> {
    let replaces = matches!(body, Body::Insertion(_)) && !span.is_empty();
    if replaces && session.workspace().is_some_and(|w| !weave::can_replace(&w.text, span)) {
        let why = "The selection begins or ends inside Markdown’s own marks (the # of a heading, code, HTML, a link’s address), where nothing can stand; select the words alone, or write a note";
        return vec![Effect::tell(NoticeKind::Warning, why)];
    }
    add(session, span, body, Vec::new())
}

/// Adds an annotation, after other edits that belong to the same step.
fn add(session: &mut Session, span: Span, body: Body, mut edits: Vec<Edit>) -> Vec<Effect> {
    let (now, id) = ((session.clock)(), (session.ids)());
    let Some(author) = author(session) else {
        return vec![Effect::Ask(Ask::Identity { then: Some(Box::new(Command::Annotate { span, body })) })];
    };
    let Some(workspace) = session.workspace.as_mut() else { return Vec::new() };
    workspace.add_layer(&author);
    let label = format!("Add {}", body.kind().label().to_lowercase());
    let annotation = Box::new(Annotation::new(id, span, body, now));
    edits.push(Edit::Layer { author: author.id, edit: LayerEdit::Add(annotation) });
    let effects = commit(workspace, Change::new(label, edits));
    workspace.selected = Some(id);
    effects
}

/// Who annotates: the author chosen for this project, under the name the layer has.
fn author(session: &Session) -> Option<Author> {
    let workspace = session.workspace()?;
    let id = workspace.me.as_ref()?;
    let known = workspace.layer_of(id).map(|l| l.author());
    known.or_else(|| session.me.as_ref().filter(|me| me.id == *id)).cloned()
}

/// Links a span to a new concept: what was typed is its source term, the span's words its rendering.
fn link_new_term(session: &mut Session, span: Span, typed: &str) -> Vec<Effect> {
    let Some(workspace) = session.workspace() else { return Vec::new() };
    let typed = typed.trim();
    if author(session).is_none() {
        let again = Command::LinkNewTerm { span, typed: typed.to_owned() };
        return vec![Effect::Ask(Ask::Identity { then: Some(Box::new(again)) })];
    }
    let rendering = workspace.text.slice(span).trim();
    let name = if rendering.is_empty() { typed } else { rendering };
    let id = workspace.terms.free_id(name);
    let project = &workspace.project;
    let source = (project.original_language.clone(), typed);
    let concept = Concept::pair(id.clone(), source, (project.text_language.clone(), name));
    let link = TermLink { term: id, gloss: crate::layer::Gloss::Auto, spacing: Spacing::Auto };
    add(session, span, Body::TermLink(link), vec![Edit::Terms(TermEdit::Add(Box::new(concept)))])
}

/// Changes one of the user's own annotations.
fn change(session: &mut Session, id: AnnotationId, field: Field, alter: impl FnOnce(&mut Annotation)) -> Vec<Effect> {
    let now = (session.clock)();
    let Some(workspace) = session.workspace.as_mut() else { return Vec::new() };
    let Some((layer, annotation)) = workspace.annotation(id) else { return Vec::new() };
    if !workspace.is_mine(id) {
        let name = &layer.author().name;
        return vec![Effect::tell(NoticeKind::Error, format!("Only {name} can change this annotation"))];
    }
    let mut changed = (**annotation).clone();
    alter(&mut changed);
    if changed == **annotation {
        return Vec::new();
    }
    changed.modified = now;
    let label = format!("Change {}", changed.body.kind().label().to_lowercase());
    let author = layer.author().id.clone();
    let edit = Edit::Layer { author, edit: LayerEdit::Replace(Box::new(changed)) };
    let typing = (field != Field::Choice).then_some(Typing::Annotation(id, field));
    commit(workspace, Change { label, edits: vec![edit], typing })
}

fn retarget(session: &mut Session, id: AnnotationId, span: Span) -> Vec<Effect> {
    change(session, id, Field::Choice, |a| a.target = Target::Placed { span, place: Place::Exact })
}

fn delete(session: &mut Session, id: AnnotationId) -> Vec<Effect> {
    let Some(workspace) = session.workspace.as_mut() else { return Vec::new() };
    let Some((layer, annotation)) = workspace.annotation(id) else { return Vec::new() };
    if !workspace.is_mine(id) {
        let name = &layer.author().name;
        return vec![Effect::tell(NoticeKind::Error, format!("Only {name} can delete this annotation"))];
    }
    let label = format!("Delete {}", annotation.body.kind().label().to_lowercase());
    let edit = Edit::Layer { author: layer.author().id.clone(), edit: LayerEdit::Remove(id) };
    if workspace.selected == Some(id) {
        workspace.selected = None;
    }
    commit(workspace, Change::new(label, vec![edit]))
}

pub(super) fn edit_selected(session: &Session) -> Vec<Effect> {
    let selected = session.workspace().and_then(|w| w.selected);
    selected.map(|id| vec![Effect::Ask(Ask::Edit(id))]).unwrap_or_default()
}

pub(super) fn delete_selected(session: &mut Session) -> Vec<Effect> {
    on_selected(session, |session, id, _| delete(session, id))
}

pub(super) fn rank_selected(session: &mut Session, by: i32) -> Vec<Effect> {
    on_selected(session, |session, id, _| change(session, id, Field::Choice, |a| a.rank = a.rank.saturating_add(by)))
}

pub(super) fn place_here(session: &mut Session) -> Vec<Effect> {
    on_selected(session, retarget)
}

/// Whether it is known who annotates.
pub(super) fn author_is_known(session: &Session) -> bool {
    author(session).is_some()
}

/// Confirms the places of all of the user's annotations that were moved, in one step.
pub(super) fn confirm_all(session: &mut Session) -> Vec<Effect> {
    let now = (session.clock)();
    let Some(workspace) = session.workspace.as_mut() else { return Vec::new() };
    let Some(me) = workspace.me.clone() else { return Vec::new() };
    let confirmed = workspace.moved().filter_map(|a| {
        let target = Target::Placed { span: a.span()?, place: Place::Exact };
        Some(Annotation { target, modified: now, ..(**a).clone() })
    });
    let edits: Vec<Edit> = confirmed.map(|a| Edit::Layer { author: me.clone(), edit: LayerEdit::Replace(Box::new(a)) }).collect();
    let count = edits.len();
    let mut effects = commit(workspace, Change::new("Confirm all moved places", edits));
    effects.push(Effect::tell(NoticeKind::Done, format!("{} confirmed", count_of(count, "place"))));
    effects
}

pub(super) fn confirm_place(session: &mut Session) -> Vec<Effect> {
    on_selected(session, |session, id, _| {
        change(session, id, Field::Choice, |a| {
            if let Target::Placed { place, .. } = &mut a.target {
                *place = Place::Exact;
            }
        })
    })
}

fn on_selected(session: &mut Session, run: impl FnOnce(&mut Session, AnnotationId, Span) -> Vec<Effect>) -> Vec<Effect> {
    let Some((id, span)) = session.workspace().and_then(|w| Some((w.selected?, w.selection.span(&w.text)))) else {
        return Vec::new();
    };
    run(session, id, span)
}

fn put_concept(session: &mut Session, concept: Concept) -> Vec<Effect> {
    let Some(workspace) = session.workspace.as_mut() else { return Vec::new() };
    let (label, edit) = match workspace.terms.get(&concept.id) {
        Some(old) if **old == concept => return Vec::new(),
        Some(_) => ("Change term", TermEdit::Replace(Box::new(concept))),
        None => ("Add term", TermEdit::Add(Box::new(concept))),
    };
    let typing = Some(Typing::Concept(edit.id().clone()));
    commit(workspace, Change { label: label.to_owned(), edits: vec![Edit::Terms(edit)], typing })
}

fn delete_concept(session: &mut Session, id: ConceptId) -> Vec<Effect> {
    let Some(workspace) = session.workspace.as_mut() else { return Vec::new() };
    let links = |a: &Annotation| matches!(&a.body, Body::TermLink(link) if link.term == id);
    let used = workspace.layers.iter().flat_map(|l| l.layer().iter()).filter(|a| links(a)).count();
    if used > 0 {
        let text = format!("{used} annotations link to this term; delete or relink them first");
        return vec![Effect::tell(NoticeKind::Warning, text)];
    }
    commit(workspace, Change::new("Delete term", vec![Edit::Terms(TermEdit::Remove(id))]))
}
