//! The one place where commands are told apart; each arm is a call into the command's own file.

use super::{Action, Ask, Command, Effect, Extend, Leaving, Movement, NoticeKind, Session, annotate, files, find, navigate};
use crate::{layer::NoteKind, project::Underneath};

pub(super) fn execute(session: &mut Session, command: Command) -> Vec<Effect> {
    match command {
        Command::Do(action) => act(session, action),
        Command::Open(path) => files::leave(session, Leaving::Open(path)),
        Command::OpenSample { name, into } => files::leave(session, Leaving::Sample { name, into }),
        Command::Create(new) => files::leave(session, Leaving::Create(new)),
        Command::Finished(outcome) => files::finished(session, outcome),
        Command::SaveWith(underneath) => files::save(session, underneath),
        Command::ExportTo(path) => vec![Effect::Export(path)],
        Command::GiveUp => vec![Effect::GiveUp],
        Command::SaveAndLeave(to) => files::save_and_leave(session, to),
        Command::Stay => {
            session.leaving = None;
            Vec::new()
        }
        Command::Leave { to } => files::leave_now(session, to),
        Command::IAm { author, then } => files::i_am(session, author, then),
        Command::WorkAs(author) => in_workspace(session, |w| navigate::work_as(w, author)),
        Command::MoveCaret { unit, direction, extend } => {
            in_workspace(session, |w| navigate::move_caret(w, unit, direction, extend))
        }
        Command::Select(selection) => in_workspace(session, |w| navigate::select(w, selection)),
        Command::WidenToWord => navigate::widen_to_word(session),
        Command::Show(span) => in_workspace(session, |w| navigate::show(w, span)),
        Command::SelectAnnotation(id) => in_workspace(session, |w| navigate::select_annotation(w, id)),
        Command::Pick(id) => in_workspace(session, |w| navigate::pick(w, id)),
        Command::View(view) => in_workspace(session, |w| navigate::view(w, view)),
        Command::ShowLayer { author, shown } => in_workspace(session, |w| navigate::show_layer(w, &author, shown)),
        Command::Solo(author) => in_workspace(session, |w| navigate::solo(w, &author)),
        Command::ChangeKeys(keys) => {
            session.keys = *keys;
            vec![Effect::SaveKeys]
        }
        Command::Find(query) => in_workspace(session, |w| find::find(w, &query)),
        edit => annotate::execute(session, edit),
    }
}

fn in_workspace(session: &mut Session, run: impl FnOnce(&mut super::Workspace) -> Vec<Effect>) -> Vec<Effect> {
    session.workspace.as_mut().map(run).unwrap_or_default()
}

fn act(session: &mut Session, action: Action) -> Vec<Effect> {
    if let Err(why) = action.available(session) {
        return vec![Effect::tell(NoticeKind::Info, why)];
    }
    if action.makes_annotation() && !annotate::author_is_known(session) {
        return vec![Effect::Ask(Ask::Identity { then: Some(Box::new(Command::Do(action))) })];
    }
    if let Some(view) = action.view() {
        return in_workspace(session, |w| navigate::view(w, view));
    }
    if let Some(Movement::Unit(unit, direction)) = action.movement() {
        return in_workspace(session, |w| navigate::move_caret(w, unit, direction, Extend::No));
    }
    match action {
        Action::New => vec![Effect::Ask(Ask::New)],
        Action::Open => vec![Effect::Ask(Ask::Open)],
        Action::Save => files::save(session, Underneath::Refuse),
        Action::Export => vec![Effect::Ask(Ask::Export)],
        Action::GiveUp => vec![Effect::GiveUp],
        Action::CloseProject => files::leave(session, Leaving::Start),
        Action::Quit => files::leave(session, Leaving::Quit),
        Action::Undo => annotate::undo(session),
        Action::Redo => annotate::redo(session),
        Action::Find => vec![Effect::Ask(Ask::Find)],
        Action::Palette => vec![Effect::Ask(Ask::Palette)],
        Action::Keys => vec![Effect::Ask(Ask::Keys)],
        Action::About => vec![Effect::Ask(Ask::About)],
        _ => act_in_workspace(session, action),
    }
}

fn act_in_workspace(session: &mut Session, action: Action) -> Vec<Effect> {
    match action {
        Action::Copy => in_workspace(session, |w| navigate::copy(w)),
        Action::CopyAnnotated => in_workspace(session, |w| navigate::copy_annotated(w)),
        Action::SelectAll => in_workspace(session, navigate::select_all),
        Action::FindNext => in_workspace(session, find::next),
        Action::FindPrevious => in_workspace(session, find::previous),
        Action::Next => in_workspace(session, navigate::next),
        Action::Previous => in_workspace(session, navigate::previous),
        Action::Choose => in_workspace(session, navigate::choose),
        Action::Escape => in_workspace(session, navigate::escape),
        Action::Insertion => annotate::ask(session, Ask::Insertion),
        Action::Caption => annotate::ask_caption(session),
        Action::Term => annotate::ask_term(session),
        Action::TranslatorNote => annotate::ask_note(session, NoteKind::Translator),
        Action::SourceNote => annotate::ask_note(session, NoteKind::Source),
        Action::ContextNote => annotate::ask_note(session, NoteKind::Context),
        Action::Query => annotate::ask_note(session, NoteKind::Query),
        Action::Comment => annotate::ask_note(session, NoteKind::Comment),
        Action::Suggestion => annotate::ask(session, Ask::Suggestion),
        Action::Omission => annotate::omission(session),
        Action::ChangeCase => annotate::change_case(session),
        Action::Sic => annotate::sic(session),
        Action::EditAnnotation => annotate::edit_selected(session),
        Action::Delete => annotate::delete_selected(session),
        Action::PlaceHere => annotate::place_here(session),
        Action::ConfirmPlace => annotate::confirm_place(session),
        Action::ConfirmAll => annotate::confirm_all(session),
        Action::Earlier => annotate::rank_selected(session, -1),
        Action::Later => annotate::rank_selected(session, 1),
        other => vec![Effect::Window(other)],
    }
}
