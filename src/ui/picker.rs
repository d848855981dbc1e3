//! Asking for a file by the system's own dialog.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, Sender, channel},
};

/// What a file is wanted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A text or a project to open.
    Text,
    /// A project's folder to open.
    ProjectFolder,
    /// A text for a new project.
    NewText,
    /// The original for a new project.
    NewOriginal,
    /// A folder in which to make a project.
    NewFolder,
    /// A folder into which to copy the sample of this name.
    SampleFolder(String),
    /// A file to export to; this one is proposed.
    Export(PathBuf),
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// What it was wanted for.
    pub wanted: Wanted,
    /// The file or folder.
    pub path: PathBuf,
}

/// Asks for files. The answer comes later, or never.
pub trait FilePicker {
    /// Asks.
    fn ask(&mut self, wanted: Wanted);
    /// The next answer.
    fn answer(&mut self) -> Option<Pick>;
}

/// The system's own dialogs.
#[derive(Debug)]
pub struct NativePicker {
    ctx: egui::Context,
    send: Sender<Pick>,
    receive: Receiver<Pick>,
}

impl NativePicker {
    /// Wakes `ctx` when there is an answer.
    #[must_use]
    pub fn new(ctx: &egui::Context) -> Self {
        let (send, receive) = channel();
        Self { ctx: ctx.clone(), send, receive }
    }
}

impl FilePicker for NativePicker {
    fn ask(&mut self, wanted: Wanted) {
        let (send, ctx) = (self.send.clone(), self.ctx.clone());
        // A dialog may take as long as its user does.
        let run = move || {
            if let Some(path) = pick(&wanted) {
                send.send(Pick { wanted, path }).unwrap_or_default();
                ctx.request_repaint();
            }
        };
        drop(std::thread::Builder::new().name("file dialog".to_owned()).spawn(run));
    }

    fn answer(&mut self) -> Option<Pick> {
        self.receive.try_recv().ok()
    }
}

fn pick(wanted: &Wanted) -> Option<PathBuf> {
    let dialog = rfd::FileDialog::new();
    let texts = |dialog: rfd::FileDialog| {
        dialog.add_filter("Text and Markdown", &["txt", "md", "markdown"]).add_filter("All files", &["*"])
    };
    match wanted {
        Wanted::Text => {
            let dialog =
                dialog.add_filter("Texts and projects", &["txt", "md", "markdown", "ron"]).add_filter("All files", &["*"]);
            dialog.set_title("Open a text or a project.ron").pick_file()
        }
        Wanted::ProjectFolder => dialog.set_title("Open a project’s folder").pick_folder(),
        Wanted::NewText => texts(dialog).set_title("The text to annotate").pick_file(),
        Wanted::NewOriginal => texts(dialog).set_title("The original").pick_file(),
        Wanted::NewFolder => dialog.set_title("The folder in which to make the project").pick_folder(),
        Wanted::SampleFolder(_) => dialog.set_title("The folder into which to copy the sample").pick_folder(),
        Wanted::Export(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let dialog = dialog.set_title("Export annotated Markdown").set_file_name(name).add_filter("Markdown", &["md"]);
            let dialog = path.parent().map(|folder| dialog.clone().set_directory(folder)).unwrap_or(dialog);
            dialog.save_file()
        }
    }
}
