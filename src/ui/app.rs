//! The window: panels around the page, and the loop from what the user does to what the session makes of it.

mod draw;
mod keyboard;

use std::path::PathBuf;

use egui::{Context, Ui, ViewportCommand};

use super::{
    dialogs::Dialog,
    find_bar::FindBar,
    focus::Regions,
    fonts::{self, Fonts},
    left::Left,
    menu::Menu,
    notices::Notices,
    page::Page,
    picker::{FilePicker, Wanted},
    quick::Quick,
    reading::{self, ReadingBox},
    right::Right,
    theme,
};
use crate::{
    effects::Effects,
    progress::Progress,
    project::Early,
    session::{Action, Ask, Command, Effect, Keymap, Notice, NoticeKind, Outcome, Session},
    storage::{Dirs, OpenedProject, Recent, Sample, StorageError, ThemeChoice, samples},
    text::Direction,
};

/// The application in its window.
pub struct App {
    session: Session,
    effects: Effects,
    picker: Box<dyn FilePicker>,
    fonts: Fonts,
    samples: Vec<Sample>,
    recent: Option<Vec<Recent>>,
    menu: Menu,
    left: Left,
    page: Page,
    right: Right,
    reading: ReadingBox,
    find: FindBar,
    panels: Panels,
    dialog: Option<Dialog>,
    quick: Option<Quick>,
    /// A box that was closed without an answer: opened again at the same place, it has its words again.
    draft: Option<Quick>,
    notices: Notices,
    last: Option<Notice>,
    title: String,
    /// Whether the window may close now.
    quitting: bool,
    /// Whether the page is to get the keyboard at the next frame.
    to_page: bool,
    regions: Regions,
    /// What had the keyboard at the end of the frame before.
    had: Option<egui::Id>,
    /// Moves of the caret by lines that the palette asked for: the page makes them at the next frame.
    moves: Vec<Action>,
}

/// What is shown beside the page.
#[derive(Debug, Clone, Copy, Default)]
struct Panels {
    /// As the user wants it; if nothing was said, as there is room.
    left: Option<bool>,
    right: Option<bool>,
    original: bool,
}

impl Panels {
    /// The narrowest window, in points, in which the panel on the left, and on the right, is there of itself.
    const ROOM: (f32, f32) = (1_000.0, 780.0);

    fn left(&self, width: f32) -> bool {
        self.left.unwrap_or(width >= Self::ROOM.0)
    }

    fn right(&self, width: f32) -> bool {
        self.right.unwrap_or(width >= Self::ROOM.1)
    }
}

/// Fonts and colours; to be done before the first frame.
pub fn prepare(ctx: &Context) {
    ctx.set_fonts(fonts::definitions(None));
    theme::install(ctx);
    // Ctrl+Q is an action of ours, which asks about unsaved work.
    ctx.options_mut(|o| {
        o.quit_shortcuts.clear();
        o.zoom_with_keyboard = false;
        o.fallback_theme = egui::Theme::Light;
    });
}

impl App {
    /// The window of a session, with nothing open yet.
    pub(super) fn new(session: Session, effects: Effects, picker: Box<dyn FilePicker>, fonts: Fonts) -> Self {
        Self {
            session,
            effects,
            picker,
            fonts,
            samples: samples(),
            recent: None,
            menu: Menu::default(),
            left: Left::default(),
            page: Page::default(),
            right: Right::default(),
            reading: ReadingBox::default(),
            find: FindBar::default(),
            panels: Panels::default(),
            dialog: None,
            quick: None,
            draft: None,
            notices: Notices::default(),
            last: None,
            title: String::new(),
            quitting: false,
            to_page: true,
            regions: Regions::default(),
            had: None,
            moves: Vec::new(),
        }
    }

    /// Uses these keys, and says what was wrong with the file they are from.
    pub(super) fn use_keys(&mut self, keys: Keymap) {
        const TOLD: usize = 3;
        for problem in keys.problems().iter().take(TOLD) {
            self.tell(Notice { kind: NoticeKind::Warning, text: problem.to_string() });
        }
        let more = keys.problems().len().saturating_sub(TOLD);
        if more > 0 {
            let text = format!("{more} more problems with the keys: see Help ▸ Change keys…");
            self.tell(Notice { kind: NoticeKind::Warning, text });
        }
        self.session.keys = keys;
    }

    /// Begins to open a project or a text.
    pub(super) fn open(&mut self, path: PathBuf) {
        drop(self.effects.carry_out(Effect::Open(path), &self.session));
    }

    /// The session, to look at.
    #[must_use]
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Whether the user has left: the window may close.
    #[must_use]
    pub const fn is_quitting(&self) -> bool {
        self.quitting
    }

    /// Whether work is under way whose end will change what is shown.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.effects.is_busy() || self.page.is_busy() || self.right.is_busy() || self.dialog.as_ref().is_some_and(Dialog::is_busy)
    }

    /// Does what a command says, as if the user had asked for it.
    pub fn command(&mut self, command: Command, ctx: &Context) {
        self.execute(command, ctx);
        ctx.request_repaint();
    }

    /// Opens what `read` reads, away from the thread that draws: see [`Effects::open_with`].
    pub fn open_with<R>(&mut self, read: R)
    where
        R: FnOnce(&Dirs, &Progress, &mut dyn FnMut(Early)) -> Result<OpenedProject, StorageError> + Send + 'static,
    {
        self.effects.open_with(read);
    }

    /// Draws a frame and does what the user did in it.
    pub fn frame(&mut self, ui: &mut Ui) {
        self.apply_theme(ui.ctx());
        let mut commands = Vec::new();
        while let Some(command) = self.effects.finished(&self.session) {
            self.execute(command, ui.ctx());
        }
        self.incoming(ui, &mut commands);
        self.keyboard(ui, &mut commands);
        for command in std::mem::take(&mut commands) {
            self.execute(command, ui.ctx());
        }
        self.draw(ui, &mut commands);
        self.over(ui, &mut commands);
        if !commands.is_empty() {
            // What they change is seen in the next frame.
            ui.ctx().request_repaint();
        }
        for command in commands {
            self.execute(command, ui.ctx());
        }
        for notice in self.fonts.follow(ui.ctx(), self.session.workspace()) {
            self.tell(notice);
        }
        self.window_title(ui.ctx());
    }

    fn apply_theme(&self, ctx: &Context) {
        let wanted = match self.effects.settings.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        };
        if ctx.options(|o| o.theme_preference) != wanted {
            ctx.set_theme(wanted);
        }
    }

    /// What comes from outside: answers of file dialogs, dropped files, the window's own close button.
    fn incoming(&mut self, ui: &Ui, commands: &mut Vec<Command>) {
        while let Some(pick) = self.picker.answer() {
            match (&mut self.dialog, pick.wanted.clone()) {
                (_, Wanted::SampleFolder(name)) => commands.push(Command::OpenSample { name, into: Some(pick.path) }),
                (Some(dialog), _) => dialog.picked(&pick),
                (None, Wanted::Text | Wanted::ProjectFolder) => commands.push(Command::Open(pick.path)),
                (None, Wanted::Export(_)) => commands.push(Command::ExportTo(pick.path)),
                (None, _) => {}
            }
        }
        let dropped: Vec<PathBuf> = ui.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_owned()).collect());
        for path in dropped {
            let used = self.dialog.as_mut().is_some_and(|d| d.dropped(&path));
            if !used {
                commands.push(Command::Open(path));
            }
        }
        if ui.input(|i| i.viewport().close_requested()) && !self.quitting {
            ui.ctx().send_viewport_cmd(ViewportCommand::CancelClose);
            commands.push(Command::Do(Action::Quit));
        }
    }

    /// Gives a command to the session and does what it asks for.
    fn execute(&mut self, command: Command, ctx: &Context) {
        let opened = match &command {
            Command::Finished(Outcome::Opened(opened)) => {
                Some(!opened.problems.is_empty() || opened.layers.iter().any(|l| l.layer.orphan_count() > 0))
            }
            _ => None,
        };
        // The page of a text that is there already, without its annotations, stays where it is.
        let goes_on = opened.is_some() && self.session.workspace().is_some_and(|w| w.is_early);
        for effect in self.session.execute(command) {
            let rest = self.effects.carry_out(effect, &self.session);
            if let Some(effect) = rest {
                self.effect(effect, ctx);
            }
        }
        if let Some(problems) = opened {
            if !goes_on {
                self.page.reset();
            }
            self.right.reset();
            self.find = FindBar::default();
            (self.quick, self.draft, self.last, self.dialog) = (None, None, None, None);
            self.to_page = true;
            if problems {
                self.right.show_problems();
            }
        }
    }

    /// Does what only a window can.
    fn effect(&mut self, effect: Effect, ctx: &Context) {
        match effect {
            Effect::Ask(ask) => self.ask(ask),
            Effect::Tell(notice) => self.tell(notice),
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::Reveal(at) => self.page.reveal(at),
            Effect::Window(action) => self.view(action, ctx),
            Effect::Quit => {
                self.quitting = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            // The rest has been carried out.
            _ => {}
        }
    }

    fn ask(&mut self, ask: Ask) {
        // Whatever asks wants the keyboard itself.
        self.to_page = false;
        match ask {
            Ask::Find => {
                if let Some(workspace) = self.session.workspace() {
                    self.find.open(workspace);
                }
            }
            Ask::Edit(id) => {
                self.panels.right = Some(true);
                self.right.edit(id);
            }
            ask => {
                let quick = self.session.workspace().and_then(|w| Quick::new(&ask, w));
                if let Some(mut quick) = quick {
                    if let Some(draft) = &self.draft {
                        quick.resume(draft);
                    }
                    self.quick = Some(quick);
                } else {
                    self.dialog = Dialog::new(ask, &self.session);
                }
            }
        }
    }

    /// Shows a notice for a while; the last one stays in the status bar.
    pub(super) fn tell(&mut self, notice: Notice) {
        self.notices.add(notice.clone());
        self.last = matches!(notice.kind, NoticeKind::Warning | NoticeKind::Error).then_some(notice);
    }

    fn view(&mut self, action: Action, ctx: &Context) {
        let width = ctx.content_rect().width();
        let settings = &mut self.effects.settings;
        match action {
            Action::NextRegion => return self.regions.go(ctx, Direction::Forward),
            Action::PreviousRegion => return self.regions.go(ctx, Direction::Backward),
            Action::ChangeKeys => return self.dialog = Some(Dialog::change_keys()),
            Action::ReadingType => return self.reading.toggle(),
            Action::LeftPanel => self.panels.left = Some(!self.panels.left(width)),
            Action::RightPanel => self.panels.right = Some(!self.panels.right(width)),
            Action::Original => self.panels.original = !self.panels.original,
            Action::Theme => {
                let dark = ctx.theme() == egui::Theme::Dark;
                settings.theme = if dark { ThemeChoice::Light } else { ThemeChoice::Dark };
            }
            _ if reading::act(settings, action) => {
                // In a small window a longer line is not seen at once.
                let text = reading::said(settings);
                self.notices.update(Notice { kind: NoticeKind::Info, text }, "reading type");
            }
            _ => return self.moves.push(action),
        }
        self.keep_settings();
        ctx.request_repaint();
    }

    fn keep_settings(&mut self) {
        if let Err(e) = self.effects.settings.store(self.effects.dirs()) {
            self.tell(Notice { kind: NoticeKind::Warning, text: format!("The settings could not be kept: {e}") });
        }
    }

    fn window_title(&mut self, ctx: &Context) {
        let title = match self.session.workspace() {
            None => "Glossator".to_owned(),
            Some(w) => format!("{}{} — Glossator", if w.is_saved() { "" } else { "● " }, w.project.title),
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}
