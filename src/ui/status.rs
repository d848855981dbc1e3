//! The line at the bottom: where you are, what is saved, how the page is seen.

use egui::{RichText, Ui};

use super::{
    inputs::{live, palette},
    working,
};
use crate::{
    effects::Effects,
    project::Access,
    session::{Action, Command, Keymap, Notice, NoticeKind, Session, Workspace},
};

/// The status bar.
pub(super) fn show(ui: &mut Ui, session: &Session, (effects, last): (&Effects, Option<&Notice>), commands: &mut Vec<Command>) {
    let Some(workspace) = session.workspace() else { return };
    ui.spacing_mut().button_padding = egui::vec2(7.0, 1.0);
    ui.spacing_mut().interact_size.y = 20.0;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        views(ui, session, effects.settings.size, commands);
        // What is left for it: in a narrow window not all of it is read.
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            working::show(ui, effects.work(), commands);
            state(ui, (session, workspace), last);
        });
    });
}

/// What is saved, where the caret is, who works, and the last thing that went wrong.
fn state(ui: &mut Ui, (session, workspace): (&Session, &Workspace), last: Option<&Notice>) {
    let palette = palette(ui);
    let text = |text: &str, color| egui::Label::new(RichText::new(text).color(color)).truncate();
    ui.add_space(4.0);
    let (state, color, why) = saved(workspace, &palette, &session.keys);
    live(ui.add(text(&state, color)).on_hover_text(why));
    ui.separator();
    ui.add(text(&place(workspace), palette.faded));
    ui.separator();
    let layer = workspace.me.as_ref().and_then(|me| workspace.layer_of(me)).map(|l| &l.author().name);
    let me = layer.or_else(|| session.me.as_ref().map(|me| &me.name)).map_or("nobody yet", String::as_str);
    ui.add(text(&format!("Working as {me}"), palette.faded));
    if let Some(notice) = last {
        ui.separator();
        let color = match notice.kind {
            NoticeKind::Error => palette.error,
            NoticeKind::Warning => palette.warning,
            NoticeKind::Done | NoticeKind::Info => palette.faded,
        };
        ui.add(text(&notice.text, color)).on_hover_text(&notice.text);
    }
}

/// The room that the three views need beside what is saved, in points. In less they are in the menu alone.
const VIEWS: f32 = 480.0;

fn views(ui: &mut Ui, session: &Session, size: f32, commands: &mut Vec<Command>) {
    let tip = |action: Action| session.keys.with_key(action.tooltip(), action);
    ui.add_space(4.0);
    for (action, sign) in [(Action::Larger, "+"), (Action::Smaller, "−")] {
        if ui.small_button(sign).on_hover_text(tip(action)).accessible_name(action.label()).clicked() {
            commands.push(Command::Do(action));
        }
        if action == Action::Larger {
            ui.label(format!("{size:.0}"));
        }
    }
    if ui.available_width() < VIEWS {
        return;
    }
    ui.separator();
    let shown = session.workspace().map(Workspace::view);
    for action in [Action::ViewEverything, Action::ViewPublished, Action::ViewClean] {
        if ui.selectable_label(action.view() == shown, action.label()).on_hover_text(tip(action)).clicked() {
            commands.push(Command::Do(action));
        }
    }
}

fn saved(workspace: &Workspace, palette: &super::theme::Palette, keys: &Keymap) -> (String, egui::Color32, String) {
    match &workspace.access {
        Access::ReadOnly { why } => ("Read-only".to_owned(), palette.warning, why.clone()),
        Access::Full if workspace.is_saved() => {
            ("Saved".to_owned(), palette.faded, "All annotations are in the project’s files".to_owned())
        }
        Access::Full => {
            let why =
                keys.with_key("Your edits are safe in the journal; saving writes them to the project’s files", Action::Save);
            ("● Unsaved".to_owned(), palette.warning, why)
        }
    }
}

fn place(workspace: &Workspace) -> String {
    let text = &workspace.text;
    let blocks = text.blocks().len();
    let block = text.block_at(workspace.selection.caret) + 1;
    let selection = workspace.selection.span(text);
    let selected = if selection.is_empty() {
        String::new()
    } else {
        let points = text.code_points(selection);
        let count = points.end - points.start;
        format!(" · {count} {} selected", if count == 1 { "character" } else { "characters" })
    };
    format!("Paragraph {block} of {blocks}{selected}")
}
