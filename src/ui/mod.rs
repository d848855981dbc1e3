//! Where is it drawn?
//!
//! The only user of egui: a file a panel. Panels read the session and push commands; nothing here changes a project.

mod app;
mod dialogs;
mod find_bar;
mod focus;
mod fonts;
mod fuzzy;
mod inputs;
mod keys;
mod later;
mod left;
mod menu;
mod notices;
mod outline;
mod page;
mod picker;
mod quick;
mod reading;
mod right;
mod start;
mod status;
mod term_search;
mod theme;
mod walk;
mod working;

use std::path::PathBuf;

pub use app::{App, prepare};
pub use picker::{FilePicker, NativePicker, Pick, Wanted};

use self::fonts::Fonts;
use crate::{
    effects::Effects,
    session::{Keymap, Notice, NoticeKind, Session},
    storage::{Dirs, Settings, load_keys},
};

/// Opens the window, on a project or text if one is named, and returns when it is closed.
///
/// # Errors
/// When no window can be opened; in words for the user.
pub fn run(path: Option<PathBuf>) -> Result<(), String> {
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon-256.png")).map_err(|e| e.to_string())?;
    let viewport = egui::ViewportBuilder::default()
        .with_title("Glossator")
        .with_app_id("glossator")
        .with_icon(icon)
        .with_inner_size([1360.0, 860.0])
        .with_min_inner_size([640.0, 420.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    let result = eframe::run_native(
        "glossator",
        options,
        Box::new(|creation| {
            let ctx = creation.egui_ctx.clone();
            let fonts = Fonts::of_system(&ctx);
            Ok(Box::new(app_with(&ctx, (Dirs::of_user(), fonts), Box::new(NativePicker::new(&ctx)), path)))
        }),
    );
    result.map_err(|e| format!("no window could be opened: {e}. The command line works without one: see glossator --help"))
}

/// The application in a window of its own with the shipped fonts alone, for tests: they look the same on every machine.
#[must_use]
pub fn app(ctx: &egui::Context, dirs: Dirs, picker: Box<dyn FilePicker>, path: Option<PathBuf>) -> App {
    app_with(ctx, (dirs, Fonts::shipped(ctx)), picker, path)
}

fn app_with(ctx: &egui::Context, (dirs, fonts): (Dirs, Fonts), picker: Box<dyn FilePicker>, path: Option<PathBuf>) -> App {
    prepare(ctx);
    let (settings, trouble) = Settings::load(&dirs);
    let session = Session::new(settings.author.clone());
    let wake = {
        let ctx = ctx.clone();
        move || ctx.request_repaint()
    };
    let keys = match load_keys(&dirs) {
        Ok(written) => Keymap::written(&written),
        Err(problem) => Keymap::unread(problem),
    };
    let mut app = App::new(session, Effects::new(dirs, settings, wake), picker, fonts);
    app.use_keys(keys);
    if let Some(path) = path {
        app.open(path);
    }
    if let Some(text) = trouble {
        app.tell(Notice { kind: NoticeKind::Warning, text });
    }
    app
}
