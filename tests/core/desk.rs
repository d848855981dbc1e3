//! The program without a window: commands in, files out.

use glossator::{
    effects::Effects,
    layer::{Author, NoteKind},
    session::{Action, Command, Effect, NoticeKind, Session},
    storage::{self, Dirs, Settings},
    text::{SourceText, Span},
};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

use crate::support::{find, note, put};

pub(crate) const ESSAY: &str = "# Essay\n\nThe distributed order is multilateral.\n\nIt is held in Zhejiang province.\n";

/// A program without a window.
pub(crate) struct Desk {
    pub(crate) session: Session,
    pub(crate) effects: Effects,
    pub(crate) asked: Vec<String>,
    pub(crate) told: Vec<(NoticeKind, String)>,
    pub(crate) quit: bool,
}

impl Desk {
    pub(crate) fn new(home: &Path) -> Self {
        let session = Session::new(Some(Author::named("Lin Hui")));
        let effects = Effects::new(Dirs::below(home), Settings::default(), || {});
        Self { session, effects, asked: Vec::new(), told: Vec::new(), quit: false }
    }

    pub(crate) fn opened(home: &Path, path: &Path) -> Self {
        let mut desk = Self::new(home);
        desk.run(Command::Open(path.to_owned()));
        desk
    }

    /// Does a command and waits until all it leads to is done.
    pub(crate) fn run(&mut self, command: Command) {
        self.execute(command);
        while let Some(command) = self.effects.wait(&self.session) {
            self.execute(command);
        }
    }

    pub(crate) fn execute(&mut self, command: Command) {
        for effect in self.session.execute(command) {
            match self.effects.carry_out(effect, &self.session) {
                Some(Effect::Ask(ask)) => self.asked.push(format!("{ask:?}")),
                Some(Effect::Tell(notice)) => self.told.push((notice.kind, notice.text)),
                Some(Effect::Quit) => self.quit = true,
                _ => {}
            }
        }
    }

    pub(crate) fn text(&self) -> &SourceText {
        &self.session.workspace().unwrap().text
    }

    pub(crate) fn find(&self, words: &str) -> Span {
        find(self.text(), words)
    }

    pub(crate) fn annotate(&mut self, words: &str, text: &str) {
        let span = self.find(words);
        self.run(Command::Annotate { span, body: note(NoteKind::Translator, text) });
    }

    /// What is annotated with what, of all layers.
    pub(crate) fn notes(&self) -> Vec<(String, String)> {
        let workspace = self.session.workspace().unwrap();
        let all = workspace.layers.iter().flat_map(|l| l.layer().iter());
        all.map(|a| (a.quote(&workspace.text).to_owned(), a.body.words().to_owned())).collect()
    }

    pub(crate) fn save(&mut self) {
        self.run(Command::Do(Action::Save));
    }

    pub(crate) fn is_saved(&self) -> bool {
        self.session.workspace().unwrap().is_saved()
    }
}

pub(crate) fn project() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    put(&folder.path().join("essay.md"), ESSAY);
    let new = glossator::project::NewProject {
        text: folder.path().join("essay.md"),
        original: None,
        folder: folder.path().join("essay"),
        title: None,
        text_language: None,
        original_language: None,
        encoding: None,
    };
    let path = storage::create(&new).unwrap();
    (folder, path)
}

pub(crate) fn pair(a: &str, b: &str) -> (String, String) {
    (a.to_owned(), b.to_owned())
}
