//! Carries out what the session asks for, away from the thread that draws.
//!
//! One worker does the jobs that touch files, in order; another one looks for words, so that looking need not wait for a save. What is done comes back as a
//! command; the window is woken to fetch it. Journalling alone happens at once, since an edit may not be shown as done before it is safe.

mod worker;

use std::{path::PathBuf, sync::Arc};

pub use self::worker::Work;
use self::worker::Worker;
use crate::{
    formats::{self, Format},
    layer::Layer,
    progress::Progress,
    project::{Early, Edit, Home, NewProject, Underneath},
    session::{Command, Effect, FindQuery, NoticeKind, Outcome, Session, Workspace, look_for},
    storage::{self, Dirs, Held, LayerToSave, NotSaved, OpenedProject, SaveJob, Settings, StorageError, TermsToSave},
    text::words,
};

/// Work that was done, or news of it.
struct Done {
    outcome: Outcome,
    held: Hold,
}

/// What becomes of the lock and the journal when work is done.
enum Hold {
    /// They stay as they are.
    Keep,
    /// Another project is open now.
    Switch(Option<Held>),
    /// The project that was to be opened again could not be.
    Back(Option<Held>),
}

/// Carries out effects.
pub struct Effects {
    dirs: Dirs,
    /// The user's settings, written when an effect says so.
    pub settings: Settings,
    held: Option<Held>,
    files: Worker<Done>,
    looking: Worker<Outcome>,
    saving: bool,
    /// Whether the dictionary of Chinese words was asked for.
    words_asked: bool,
}

impl Effects {
    /// Begins work. `wake` is called from other threads whenever something is done.
    #[must_use]
    pub fn new(dirs: Dirs, settings: Settings, wake: impl Fn() + Clone + Send + 'static) -> Self {
        let files = Worker::new("files", wake.clone(), || Done { outcome: accident(), held: Hold::Keep });
        let looking = Worker::new("looking", wake, accident);
        Self { dirs, settings, held: None, files, looking, saving: false, words_asked: false }
    }

    /// The folders of settings and data.
    #[must_use]
    pub const fn dirs(&self) -> &Dirs {
        &self.dirs
    }

    /// Whether work is under way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.work().next().is_some()
    }

    /// What is under way.
    pub fn work(&self) -> impl Iterator<Item = &Work> {
        self.files.pending().iter().chain(self.looking.pending())
    }

    /// Carries an effect out, or begins to. What only a window can do comes back.
    pub fn carry_out(&mut self, effect: Effect, session: &Session) -> Option<Effect> {
        match effect {
            Effect::Open(path) => self.open(move |_| Ok(path)),
            Effect::OpenSample { name, into } => self.open(move |dirs| storage::copy_sample(&name, into.as_deref(), dirs)),
            Effect::Create(new) => self.create(*new),
            Effect::Release => self.release(),
            Effect::Journal(edits) => return self.journal(&edits, session.workspace()?),
            Effect::Save(underneath) => return self.save(underneath, session.workspace()?),
            Effect::Export(path) => self.export(path, session.workspace()?),
            Effect::Look(query) => self.look(query, session.workspace()?),
            Effect::GiveUp if !self.is_busy() => return Some(Effect::tell(NoticeKind::Info, "Nothing is under way")),
            Effect::GiveUp => self.cancel(),
            Effect::StopLooking => self.looking.cancel(),
            Effect::LoadWords => self.load_words(),
            Effect::SaveSettings => return self.save_settings(session),
            Effect::SaveKeys => {
                let stored = storage::store_keys(&self.dirs, &session.keys.changes());
                return stored.err().map(|e| Effect::tell(NoticeKind::Warning, format!("The keys could not be kept: {e}")));
            }
            Effect::Quit => {
                // What was asked for before is still done: an export under way is written.
                while self.files.wait().is_some() {}
                self.release();
                return Some(Effect::Quit);
            }
            other => return Some(other),
        }
        None
    }

    /// What has been done since it was last asked, one at a time.
    pub fn finished(&mut self, session: &Session) -> Option<Command> {
        match self.files.heard() {
            Some(done) => Some(self.settle(done, session)),
            None => self.looking.heard().map(Command::Finished),
        }
    }

    /// Waits for what is under way; `None` if nothing is.
    pub fn wait(&mut self, session: &Session) -> Option<Command> {
        match self.files.wait() {
            Some(done) => Some(self.settle(done, session)),
            None => self.looking.wait().map(Command::Finished),
        }
    }

    fn settle(&mut self, done: Done, session: &Session) -> Command {
        match done.held {
            Hold::Keep => {}
            Hold::Back(held) => self.held = self.held.take().or(held),
            Hold::Switch(held) => {
                self.release();
                self.held = held;
            }
        }
        match &done.outcome {
            Outcome::Saved { at, .. } => {
                self.saving = false;
                // Edits made while the save was under way are only in the journal.
                let now = session.workspace().map(|w| w.history.position());
                if now == Some(*at) {
                    self.forget_journal();
                }
            }
            // A job that failed may have been a save.
            Outcome::SaveFailed { .. } | Outcome::ChangedUnderneath(_) | Outcome::Failed(_) => self.saving = false,
            Outcome::Early(_) | Outcome::Opened(_) | Outcome::NotOpened(_) | Outcome::Exported(_) => {}
            Outcome::Found(_) | Outcome::WordsLoaded => {}
        }
        Command::Finished(done.outcome)
    }

    fn open(&mut self, find: impl FnOnce(&Dirs) -> Result<PathBuf, StorageError> + Send + 'static) {
        let dirs = self.dirs.clone();
        // If it is the project that is open already, its lock is needed to open it again.
        let path = find(&dirs);
        let mut mine = path.as_ref().ok().and_then(|path| self.held.take_if(|held| held.is_of_project(path, &dirs)));
        self.files.run("Opening", move |progress, tell| {
            let early = &mut |early| tell(Done { outcome: Outcome::Early(Box::new(early)), held: Hold::Keep });
            let opened = path.and_then(|path| storage::open(&path, &dirs, &mut mine, progress, early));
            done_opening(opened, mine)
        });
    }

    /// Opens what `read` reads, on the worker: for projects whose annotations come from elsewhere than their own files. What it reads first it may hand
    /// over before the rest.
    pub fn open_with<R>(&mut self, read: R)
    where
        R: FnOnce(&Dirs, &Progress, &mut dyn FnMut(Early)) -> Result<OpenedProject, StorageError> + Send + 'static,
    {
        let dirs = self.dirs.clone();
        self.files.run("Opening", move |progress, tell| {
            let early = &mut |early| tell(Done { outcome: Outcome::Early(Box::new(early)), held: Hold::Keep });
            done_opening(read(&dirs, progress, early), None)
        });
    }

    fn create(&mut self, new: NewProject) {
        self.open_with(move |dirs, progress, early| {
            let path = storage::create(&new)?;
            storage::open(&path, dirs, &mut None, progress, early)
        });
    }

    /// Says that what is under way is not wanted any more. What can't be given up half done goes on.
    fn cancel(&self) {
        self.files.cancel();
        self.looking.cancel();
    }

    /// Looks for words; what was looked for before is not wanted any more.
    fn look(&mut self, query: FindQuery, workspace: &Workspace) {
        self.looking.cancel();
        let snapshot = workspace.snapshot();
        self.looking.run("Looking", move |progress, tell| {
            Outcome::Found(look_for(&snapshot, query, progress, &|part| tell(Outcome::Found(part))))
        });
    }

    /// Gives the project back. What its journal holds is saved, or its author said not to.
    fn release(&mut self) {
        self.forget_journal();
        self.held = None;
    }

    /// A journal that can't be emptied is replayed at the next start: it changes nothing that is saved.
    fn forget_journal(&mut self) {
        if let Some(held) = &mut self.held {
            held.clear().unwrap_or_default();
        }
    }

    fn journal(&mut self, edits: &[Edit], workspace: &Workspace) -> Option<Effect> {
        let name =
            |id: &crate::layer::AuthorId| workspace.layer_of(id).map_or_else(|| id.to_string(), |l| l.author().name.clone());
        let unsafe_yet = |why: String| {
            Effect::tell(NoticeKind::Error, format!("This edit is not yet safe on disk: {why}. Save as soon as you can."))
        };
        match &mut self.held {
            Some(held) => held.write(edits, &workspace.text, name).err().map(|e| unsafe_yet(e.to_string())),
            None => Some(unsafe_yet("there is no journal".to_owned())),
        }
    }

    fn save(&mut self, underneath: Underneath, workspace: &Workspace) -> Option<Effect> {
        if self.saving {
            return Some(Effect::tell(NoticeKind::Info, "Still saving"));
        }
        self.saving = true;
        let job = save_job(underneath, workspace);
        let at = workspace.history.position();
        if matches!(job.home, Home::BareText(_)) {
            return self.save_bare_text(job, at);
        }
        let dirs = self.dirs.clone();
        self.files.run("Saving", move |progress, _| Done { outcome: save(job, at, &dirs, progress), held: Hold::Keep });
        None
    }

    /// The first save of a text without a project moves lock and journal to the new folder. It is done at once, so that no edit falls between.
    fn save_bare_text(&mut self, job: SaveJob, at: u64) -> Option<Effect> {
        let bare = job.home.clone();
        let outcome = save(job, at, &self.dirs, &Progress::default());
        let mut trouble = None;
        if let (Outcome::Saved { home, .. }, Home::BareText(text)) = (&outcome, &bare) {
            match Held::of(home, &self.dirs) {
                Ok(Some(held)) => {
                    self.release();
                    self.held = Some(held);
                }
                Ok(None) => trouble = Some("its new project is open in another window".to_owned()),
                Err(e) => trouble = Some(e.to_string()),
            }
            if let Home::Folder(folder) = home {
                self.settings.became(text, folder.clone());
                // If the list can't be kept now, it is at the next project opened.
                self.settings.store(&self.dirs).unwrap_or_default();
            }
        }
        self.files.run("Saving", move |_, _| Done { outcome, held: Hold::Keep });
        trouble
            .map(|why| Effect::tell(NoticeKind::Error, format!("Saved, but later edits are not safe until the next save: {why}")))
    }

    fn export(&mut self, path: PathBuf, workspace: &Workspace) {
        let plan = Arc::clone(workspace.published_plan());
        let authors = workspace.layers.iter().map(|l| &l.author().id);
        let protected = storage::project_files(&workspace.home, &workspace.project, authors);
        self.files.run("Exporting", move |progress, _| {
            let outcome = match formats::export(&plan, Format::Markdown, progress) {
                Err(cancelled) => Outcome::Failed(format!("Nothing was exported: {cancelled}")),
                Ok(contents) => match storage::write_export(&path, &contents, &protected) {
                    Ok(()) => Outcome::Exported(path),
                    Err(e) => Outcome::Failed(e.to_string()),
                },
            };
            Done { outcome, held: Hold::Keep }
        });
    }

    /// Loads the dictionary of Chinese words, once. On a thread of its own, so that no save waits for it; without one it is done without.
    fn load_words(&mut self) {
        if std::mem::replace(&mut self.words_asked, true) {
            return;
        }
        self.looking.run("Reading the dictionary", |_, _| {
            words::load();
            Outcome::WordsLoaded
        });
    }

    fn save_settings(&mut self, session: &Session) -> Option<Effect> {
        self.settings.author.clone_from(&session.me);
        if let Some(Home::Folder(path) | Home::BareText(path)) = session.workspace().map(|w| w.home.clone()) {
            self.settings.opened(path);
        }
        let stored = self.settings.store(&self.dirs);
        stored.err().map(|e| Effect::tell(NoticeKind::Warning, format!("The settings could not be kept: {e}")))
    }
}

/// What was opened, with the plan of its page made ready.
fn done_opening(opened: Result<OpenedProject, StorageError>, mine: Option<Held>) -> Done {
    match opened {
        Ok(OpenedProject { mut opened, held }) => {
            let layers: Vec<&Layer> = opened.layers.iter().map(|l| &l.layer).collect();
            opened.plan = Some(Arc::new(opened.weave(&layers)));
            Done { outcome: Outcome::Opened(Box::new(opened)), held: Hold::Switch(held) }
        }
        Err(e) => Done { outcome: Outcome::NotOpened(e.to_string()), held: Hold::Back(mine) },
    }
}

fn save_job(underneath: Underneath, workspace: &Workspace) -> SaveJob {
    let layers = workspace.touched_layers().map(|state| LayerToSave {
        layer: state.opened.layer.clone(),
        unread: state.opened.unread.clone(),
        on_disk: state.opened.on_disk,
    });
    let terms = workspace.terms_touched().then(|| TermsToSave {
        terms: workspace.terms.clone(),
        unread: workspace.unread_concepts.clone(),
        on_disk: workspace.terms_on_disk,
    });
    SaveJob {
        home: workspace.home.clone(),
        project: (*workspace.project).clone(),
        text: workspace.text.clone(),
        layers: layers.collect(),
        terms,
        underneath,
    }
}

fn save(job: SaveJob, at: u64, dirs: &Dirs, progress: &Progress) -> Outcome {
    match storage::save(job, dirs, progress) {
        Ok(saved) => Outcome::Saved { home: saved.home, layers: saved.layers, terms: saved.terms, at, notes: saved.notes },
        Err(NotSaved { error: StorageError::ChangedUnderneath(files), .. }) => Outcome::ChangedUnderneath(files),
        Err(NotSaved { error, layers }) => {
            Outcome::SaveFailed { why: format!("Not saved: {error}. Your edits are kept in the journal."), layers }
        }
    }
}

/// What becomes of a job that panicked.
fn accident() -> Outcome {
    let why = "This could not be done because of a mistake in Glossator; please report it. Your edits are kept in the journal.";
    Outcome::Failed(why.to_owned())
}
