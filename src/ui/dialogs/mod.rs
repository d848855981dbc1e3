//! Questions that stand over everything until they are answered.

mod change_keys;
mod export;
mod files;
mod lists;
mod new;
mod small;

use std::path::{Path, PathBuf};

use egui::{RichText, Ui};

use self::{
    change_keys::ChangeKeys,
    export::Export,
    files::OpenFile,
    lists::{ChooseList, PaletteList},
    new::New,
};
use super::picker::{FilePicker, Pick, Wanted};
use crate::session::{Ask, Command, Leaving, Session};

/// An open dialog.
pub(super) struct Dialog {
    kind: Kind,
    fresh: bool,
}

enum Kind {
    Open(OpenFile),
    New(New),
    Export(Box<Export>),
    Unsaved(Leaving),
    Identity { name: String, then: Option<Box<Command>> },
    Changed(Vec<PathBuf>),
    Choose(ChooseList),
    Palette(PaletteList),
    Keys,
    ChangeKeys(ChangeKeys),
    About,
}

/// What a dialog may look at and do.
pub(super) struct Scene<'a> {
    pub(super) session: &'a Session,
    pub(super) picker: &'a mut dyn FilePicker,
    pub(super) commands: &'a mut Vec<Command>,
    /// Whether this is the dialog's first frame: its first field wants the keyboard.
    pub(super) fresh: bool,
}

/// Whether a dialog stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stay {
    Open,
    Closed,
}

impl Dialog {
    /// The dialog for a question; `None` for questions that are asked elsewhere.
    pub(super) fn new(ask: Ask, session: &Session) -> Option<Self> {
        let kind = match ask {
            Ask::Open => Kind::Open(OpenFile::default()),
            Ask::New => Kind::New(New::default()),
            Ask::Export => Kind::Export(Box::new(Export::new(session.workspace()?))),
            Ask::Unsaved(to) => Kind::Unsaved(to),
            Ask::Identity { then } => Kind::Identity { name: String::new(), then },
            Ask::ChangedUnderneath(files) => Kind::Changed(files),
            Ask::Choose(ids) => Kind::Choose(ChooseList::new(ids)),
            Ask::Palette => Kind::Palette(PaletteList::default()),
            Ask::Keys => Kind::Keys,
            Ask::About => Kind::About,
            _ => return None,
        };
        Some(Self { kind, fresh: true })
    }

    /// The dialog in which keys are changed.
    pub(super) fn change_keys() -> Self {
        Self { kind: Kind::ChangeKeys(ChangeKeys::default()), fresh: true }
    }

    /// Draws it over everything else.
    pub(super) fn show(&mut self, ui: &Ui, session: &Session, picker: &mut dyn FilePicker, commands: &mut Vec<Command>) -> Stay {
        let fresh = std::mem::take(&mut self.fresh);
        let mut scene = Scene { session, picker, commands, fresh };
        let screen = ui.ctx().content_rect();
        let width = match self.kind {
            Kind::Export(_) | Kind::Keys | Kind::ChangeKeys(_) => 720.0,
            Kind::New(_) | Kind::Open(_) | Kind::Palette(_) | Kind::Choose(_) => 540.0,
            _ => 440.0,
        };
        let frame = egui::Frame::popup(ui.style()).inner_margin(20);
        let modal = egui::Modal::new(egui::Id::unique("dialog")).frame(frame);
        let shown = modal.show(ui.ctx(), |ui| {
            ui.set_width(f32::min(width, screen.width() - 80.0));
            // In a small window all of it scrolls.
            let room = (screen.height() - 60.0).max(80.0);
            let all = egui::ScrollArea::vertical().id_salt("dialog").max_height(room).min_scrolled_height(room);
            all.show(ui, |ui| self.contents(ui, &mut scene)).inner
        });
        let stays = shown.inner;
        if stays == Stay::Open && shown.should_close() {
            if matches!(self.kind, Kind::Unsaved(_) | Kind::Changed(_)) {
                commands.push(Command::Stay);
            }
            return Stay::Closed;
        }
        stays
    }

    /// Whether something it shows is being worked out.
    pub(super) fn is_busy(&self) -> bool {
        matches!(&self.kind, Kind::Export(export) if export.is_busy())
    }

    fn contents(&mut self, ui: &mut Ui, scene: &mut Scene<'_>) -> Stay {
        ui.label(RichText::new(self.title()).font(super::fonts::heading(18.0)));
        ui.add_space(6.0);
        match &mut self.kind {
            Kind::Open(open) => open.show(ui, scene),
            Kind::New(new) => new.show(ui, scene),
            Kind::Export(export) => export.show(ui, scene),
            Kind::Unsaved(to) => small::unsaved(ui, scene, to),
            Kind::Identity { name, then } => small::identity(ui, scene, name, then),
            Kind::Changed(files) => small::changed(ui, scene, files),
            Kind::Choose(list) => list.show(ui, scene),
            Kind::Palette(list) => list.show(ui, scene),
            Kind::Keys => lists::keys(ui, scene),
            Kind::ChangeKeys(keys) => keys.show(ui, scene),
            Kind::About => small::about(ui),
        }
    }

    fn title(&self) -> &'static str {
        match &self.kind {
            Kind::Open(_) => "Open",
            Kind::New(_) => "New project",
            Kind::Export(_) => "Export annotated Markdown",
            Kind::Unsaved(_) => "Save before you go?",
            Kind::Identity { .. } => "Who are you?",
            Kind::Changed(_) => "Changed by another program",
            Kind::Choose(_) => "Annotations here",
            Kind::Palette(_) => "Commands",
            Kind::Keys => "Keys",
            Kind::ChangeKeys(_) => "Change keys",
            Kind::About => "Glossator",
        }
    }

    /// Takes the answer of a file dialog.
    pub(super) fn picked(&mut self, pick: &Pick) {
        match &mut self.kind {
            Kind::Open(open) if matches!(pick.wanted, Wanted::Text | Wanted::ProjectFolder) => open.picked(&pick.path),
            Kind::New(new) => new.picked(pick),
            Kind::Export(export) if matches!(pick.wanted, Wanted::Export(_)) => export.picked(&pick.path),
            _ => {}
        }
    }

    /// Takes a file that was dropped on the window; whether it was of use.
    pub(super) fn dropped(&mut self, path: &Path) -> bool {
        if let Kind::New(new) = &mut self.kind {
            new.dropped(path);
            return true;
        }
        false
    }
}

/// A path as typed: blanks and quotation marks around it, as other programs copy it, are taken off; `~` is the home folder.
fn typed_path(text: &str) -> Option<PathBuf> {
    let text = text.trim().trim_matches(['"', '\'']);
    let text = text.strip_prefix("file://").unwrap_or(text);
    if text.is_empty() {
        return None;
    }
    let home = directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match (text.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => Some(home.join(rest)),
        _ => Some(PathBuf::from(text)),
    }
}

/// A field for a path with a button that opens the system's dialog.
fn path_field(ui: &mut Ui, name: &str, text: &mut String, hint: &str) -> (egui::Response, bool) {
    let label = super::inputs::faded(ui, name);
    let mut browse = false;
    let response = ui.horizontal(|ui| {
        let width = ui.available_width() - 92.0;
        let field = egui::TextEdit::singleline(text).desired_width(width).hint_text(hint).margin(egui::Margin::symmetric(7, 5));
        let response = ui.add(field).labelled_by(label.id);
        browse = ui.button("Browse…").accessible_name(format!("Browse: {name}")).clicked();
        response
    });
    (response.inner, browse)
}

/// Enter; together with a field that has just lost the keyboard, Enter in that field.
fn enter(ui: &Ui) -> bool {
    ui.input(|i| i.key_pressed(egui::Key::Enter))
}
