//! Carries out what the session asks for, away from the thread that draws.
//!
//! One worker does the jobs in order. What is done comes back as a command; the window is woken to fetch it. Journalling alone happens at once, since an
//! edit may not be shown as done before it is safe.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use crate::{
    formats::{self, Format},
    project::{Edit, Home, NewProject, Underneath},
    session::{Command, Effect, NoticeKind, Outcome, Session, Workspace},
    storage::{self, Dirs, Held, LayerToSave, NotSaved, OpenedProject, SaveJob, Settings, StorageError, TermsToSave},
};

/// A piece of work, done by the worker.
type Job = Box<dyn FnOnce() -> Done + Send>;

/// Work that was done.
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
    jobs: Sender<Job>,
    done: Receiver<Done>,
    pending: usize,
    saving: bool,
}

impl Effects {
    /// Begins work. `wake` is called from the worker whenever something is done.
    #[must_use]
    pub fn new(dirs: Dirs, settings: Settings, wake: impl Fn() + Send + 'static) -> Self {
        let (jobs, work) = channel::<Job>();
        let (finished, done) = channel();
        let run = move || {
            while let Ok(job) = work.recv() {
                if finished.send(guarded(job)).is_err() {
                    break;
                }
                wake();
            }
        };
        // Without a worker every job is done at once, by whoever asks for it: see `run`.
        drop(thread::Builder::new().name("effects".to_owned()).spawn(run));
        Self { dirs, settings, held: None, jobs, done, pending: 0, saving: false }
    }

    /// The folders of settings and data.
    #[must_use]
    pub const fn dirs(&self) -> &Dirs {
        &self.dirs
    }

    /// Whether work is under way.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        self.pending > 0
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
            Effect::SaveSettings => return self.save_settings(session),
            Effect::SaveKeys => {
                let stored = storage::store_keys(&self.dirs, &session.keys.changes());
                return stored.err().map(|e| Effect::tell(NoticeKind::Warning, format!("The keys could not be kept: {e}")));
            }
            Effect::Quit => {
                // What was asked for before is still done: an export under way is written.
                while self.pending > 0 && self.done.recv().is_ok() {
                    self.pending -= 1;
                }
                self.release();
                return Some(Effect::Quit);
            }
            other => return Some(other),
        }
        None
    }

    /// What has been done since it was last asked, one at a time.
    pub fn finished(&mut self, session: &Session) -> Option<Command> {
        let done = self.done.try_recv().ok()?;
        Some(self.settle(done, session))
    }

    /// Waits for what is under way; `None` if nothing is.
    pub fn wait(&mut self, session: &Session) -> Option<Command> {
        if self.pending == 0 {
            return None;
        }
        let done = self.done.recv().ok()?;
        Some(self.settle(done, session))
    }

    fn settle(&mut self, done: Done, session: &Session) -> Command {
        self.pending -= 1;
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
            Outcome::Opened(_) | Outcome::NotOpened(_) | Outcome::Exported(_) => {}
        }
        Command::Finished(done.outcome)
    }

    fn run(&mut self, job: impl FnOnce() -> Done + Send + 'static) {
        self.pending += 1;
        if let Err(unsent) = self.jobs.send(Box::new(job)) {
            // There is no worker: better late than never.
            let (finished, done) = channel();
            finished.send((unsent.0)()).unwrap_or_default();
            self.done = done;
        }
    }

    fn open(&mut self, find: impl FnOnce(&Dirs) -> Result<PathBuf, StorageError> + Send + 'static) {
        let dirs = self.dirs.clone();
        // If it is the project that is open already, its lock is needed to open it again.
        let path = find(&dirs);
        let mine = path.as_ref().ok().and_then(|path| self.held.take_if(|held| held.is_of_project(path, &dirs)));
        self.run(move || open(path, &dirs, mine));
    }

    fn create(&mut self, new: NewProject) {
        let dirs = self.dirs.clone();
        self.run(move || open(storage::create(&new), &dirs, None));
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
        self.run(move || Done { outcome: save(job, at, &dirs), held: Hold::Keep });
        None
    }

    /// The first save of a text without a project moves lock and journal to the new folder. It is done at once, so that no edit falls between.
    fn save_bare_text(&mut self, job: SaveJob, at: u64) -> Option<Effect> {
        let bare = job.home.clone();
        let outcome = save(job, at, &self.dirs);
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
        self.run(move || Done { outcome, held: Hold::Keep });
        trouble
            .map(|why| Effect::tell(NoticeKind::Error, format!("Saved, but later edits are not safe until the next save: {why}")))
    }

    fn export(&mut self, path: PathBuf, workspace: &Workspace) {
        let plan = workspace.published_plan();
        let authors = workspace.layers.iter().map(|l| &l.author().id);
        let protected = storage::project_files(&workspace.home, &workspace.project, authors);
        self.run(move || {
            let contents = formats::export(&plan, Format::Markdown);
            let outcome = match storage::write_export(&path, &contents, &protected) {
                Ok(()) => Outcome::Exported(path),
                Err(e) => Outcome::Failed(e.to_string()),
            };
            Done { outcome, held: Hold::Keep }
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

fn open(path: Result<PathBuf, StorageError>, dirs: &Dirs, mut mine: Option<Held>) -> Done {
    let failed = |e: StorageError, held| Done { outcome: Outcome::NotOpened(e.to_string()), held: Hold::Back(held) };
    let path = match path {
        Ok(path) => path,
        Err(e) => return failed(e, mine),
    };
    match storage::open(&path, dirs, &mut mine) {
        Ok(OpenedProject { opened, held }) => Done { outcome: Outcome::Opened(Box::new(opened)), held: Hold::Switch(held) },
        Err(e) => failed(e, mine),
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
        project: workspace.project.clone(),
        text: workspace.text.clone(),
        layers: layers.collect(),
        terms,
        underneath,
    }
}

fn save(job: SaveJob, at: u64, dirs: &Dirs) -> Outcome {
    match storage::save(job, dirs) {
        Ok(saved) => Outcome::Saved { home: saved.home, layers: saved.layers, terms: saved.terms, at, notes: saved.notes },
        Err(NotSaved { error: StorageError::ChangedUnderneath(files), .. }) => Outcome::ChangedUnderneath(files),
        Err(NotSaved { error, layers }) => {
            Outcome::SaveFailed { why: format!("Not saved: {error}. Your edits are kept in the journal."), layers }
        }
    }
}

/// Does a job; if it panics, that is a mistake in this program and must not take the window with it.
fn guarded(job: Job) -> Done {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(job)).unwrap_or_else(|_| {
        let why =
            "This could not be done because of a mistake in Glossator; please report it. Your edits are kept in the journal.";
        Done { outcome: Outcome::Failed(why.to_owned()), held: Hold::Keep }
    })
}
