//! What the user wants, and what must be done for it outside the session.

use std::path::PathBuf;

use super::{Action, FindQuery, Found, Keymap, Selection, ViewMode};
use crate::{
    layer::{AnnotationId, Author, AuthorId, Body, NoteKind},
    project::{Early, Edit, FileHash, Home, NewProject, Opened, Underneath},
    terms::{Concept, ConceptId},
    text::{Direction, Span, Unit},
};

/// A wish of the user's, or news from outside.
#[derive(Debug)]
pub enum Command {
    /// An action of the menus.
    Do(Action),
    /// Open a project's folder, its `project.ron`, or a text.
    Open(PathBuf),
    /// Open an embedded sample, copied into a folder (the data folder if none is named).
    OpenSample {
        /// The sample's folder name.
        name: String,
        /// Where to copy it.
        into: Option<PathBuf>,
    },
    /// Make a project and open it.
    Create(Box<NewProject>),
    /// Something asked for has been done, or could not be.
    Finished(Outcome),
    /// Move the caret.
    MoveCaret {
        /// By how much.
        unit: Unit,
        /// Which way.
        direction: Direction,
        /// Whether the selection goes along.
        extend: Extend,
    },
    /// Select text.
    Select(Selection),
    /// Widen the selection, a Chinese character, to its word as soon as words can be told.
    WidenToWord,
    /// Select a span, and bring it into view.
    Show(Span),
    /// Select an annotation, and bring its place into view.
    SelectAnnotation(AnnotationId),
    /// Select an annotation that is in view: caret and page stay.
    Pick(AnnotationId),
    /// Annotate a span.
    Annotate {
        /// What.
        span: Span,
        /// With what.
        body: Body,
    },
    /// Link a span to a new concept whose source term was typed.
    LinkNewTerm {
        /// What; its words become the rendering.
        span: Span,
        /// The source term.
        typed: String,
    },
    /// Change what an annotation says. Changes of one field in a row are one step of history.
    SetBody {
        /// Which.
        id: AnnotationId,
        /// To what.
        body: Body,
        /// Which part of it was changed.
        field: Field,
    },
    /// Change an annotation's labels.
    SetTags {
        /// Which.
        id: AnnotationId,
        /// To what.
        tags: Vec<String>,
    },
    /// Put an annotation on another span: an orphan, or one that stands wrong.
    Retarget {
        /// Which.
        id: AnnotationId,
        /// Where to.
        span: Span,
    },
    /// Change the place of an annotation among its neighbours at one point: -1 earlier, 1 later.
    Rank {
        /// Which.
        id: AnnotationId,
        /// Which way.
        by: i32,
    },
    /// Delete an annotation.
    Delete(AnnotationId),
    /// Change a concept, or add it.
    PutConcept(Box<Concept>),
    /// Delete a concept.
    DeleteConcept(ConceptId),
    /// Look at the page in another way.
    View(ViewMode),
    /// Show or hide a layer.
    ShowLayer {
        /// Whose.
        author: AuthorId,
        /// Whether to show it.
        shown: bool,
    },
    /// Show one layer alone; all of them if it is alone already.
    Solo(AuthorId),
    /// Annotate as this author.
    WorkAs(AuthorId),
    /// Say who I am, then go on with what was interrupted.
    IAm {
        /// Who.
        author: Author,
        /// What was interrupted.
        then: Option<Box<Self>>,
    },
    /// Look for words in the text and in annotations.
    Find(String),
    /// Use other keys from now on.
    ChangeKeys(Box<Keymap>),
    /// Save, and say what to do with files that somebody else replaced.
    SaveWith(Underneath),
    /// Save, then leave the project (and the program, if so).
    SaveAndLeave(Leaving),
    /// Don’t leave after all.
    Stay,
    /// Give up what is under way: opening, saving, exporting, looking.
    GiveUp,
    /// Write an export.
    ExportTo(PathBuf),
    /// Leave the project (and the program, if so), whatever is unsaved.
    Leave {
        /// What for.
        to: Leaving,
    },
}

/// Where somebody who leaves a project goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaving {
    /// To the start page.
    Start,
    /// Out of the program.
    Quit,
    /// To another project or text.
    Open(PathBuf),
    /// To an embedded sample, copied into a folder if one is named.
    Sample {
        /// The sample's folder name.
        name: String,
        /// Where to copy it.
        into: Option<PathBuf>,
    },
    /// To a project that is yet to be made.
    Create(Box<NewProject>),
}

/// Whether a movement of the caret extends the selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extend {
    /// It does.
    Yes,
    /// It drops it.
    No,
}

/// A field of an annotation that a user types into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The words of an insertion, the text of a note, the replacement of a suggestion, a verbatim gloss.
    Words,
    /// The reason of a suggestion.
    Why,
    /// The labels.
    Tags,
    /// Anything chosen rather than typed: every change is a step of its own.
    Choice,
}

/// What must be done outside the session.
#[derive(Debug)]
pub enum Effect {
    /// Ask the user something.
    Ask(Ask),
    /// Open a project or a text.
    Open(PathBuf),
    /// Open an embedded sample.
    OpenSample {
        /// The sample's folder name.
        name: String,
        /// Where to copy it.
        into: Option<PathBuf>,
    },
    /// Make a project and open it.
    Create(Box<NewProject>),
    /// Close the project's journal and lock.
    Release,
    /// Keep these edits safe, before they are shown as done.
    Journal(Vec<Edit>),
    /// Save what changed.
    Save(Underneath),
    /// Write an export.
    Export(PathBuf),
    /// Give up what is under way.
    GiveUp,
    /// Look for words.
    Look(FindQuery),
    /// What was looked for is not wanted any more.
    StopLooking,
    /// Remember the user's settings.
    SaveSettings,
    /// Load the dictionary of Chinese words.
    LoadWords,
    /// Remember which keys the user changed.
    SaveKeys,
    /// Put text on the clipboard.
    Copy(String),
    /// Bring a place of the text into view.
    Reveal(usize),
    /// Change something that only the window has: its panels, its size of type.
    Window(Action),
    /// Tell the user.
    Tell(Notice),
    /// End the program.
    Quit,
}

/// A question for the user; the answer comes as a command.
#[derive(Debug)]
pub enum Ask {
    /// Which file to open?
    Open,
    /// What is the new project to be?
    New,
    /// Where to export to?
    Export,
    /// Which words to insert?
    Insertion(Span),
    /// A caption for which place?
    Caption(Span),
    /// Which term?
    Term(Span),
    /// What does the note say?
    Note(Span, NoteKind),
    /// What should stand there?
    Suggestion(Span),
    /// Who are you?
    Identity {
        /// What to go on with.
        then: Option<Box<Command>>,
    },
    /// Which of several annotations?
    Choose(Vec<AnnotationId>),
    /// Save before leaving?
    Unsaved(Leaving),
    /// What to do with files that somebody else replaced?
    ChangedUnderneath(Vec<PathBuf>),
    /// What to find?
    Find,
    /// Which command?
    Palette,
    /// Put the keys to the selected annotation's words.
    Edit(AnnotationId),
    /// The keys.
    Keys,
    /// What this program is.
    About,
}

/// How an effect ended.
#[derive(Debug)]
pub enum Outcome {
    /// A project's text was read; the rest is still being read.
    Early(Box<Early>),
    /// A project was read.
    Opened(Box<Opened>),
    /// Words were found, or some of them.
    Found(Found),
    /// All was saved.
    Saved {
        /// Where it lives now.
        home: Home,
        /// The layers' files as written.
        layers: Vec<(AuthorId, FileHash)>,
        /// The termbase's file as written.
        terms: Option<FileHash>,
        /// The state that was saved: [`History::position`](super::History::position) at that time.
        at: u64,
        /// What the user should know.
        notes: Vec<String>,
    },
    /// Nothing was saved: somebody replaced these files since they were read.
    ChangedUnderneath(Vec<PathBuf>),
    /// An export was written.
    Exported(PathBuf),
    /// The dictionary of Chinese words is there.
    WordsLoaded,
    /// Nothing was opened; what was open still is.
    NotOpened(String),
    /// It could not be done.
    Failed(String),
    /// Not all could be saved.
    SaveFailed {
        /// Why, in words for the user.
        why: String,
        /// The layers' files that were written all the same.
        layers: Vec<(AuthorId, FileHash)>,
    },
}

/// Something to tell the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub kind: NoticeKind,
    /// In plain words.
    pub text: String,
}

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// It went well.
    Done,
    /// Good to know.
    Info,
    /// Something needs care.
    Warning,
    /// It went wrong.
    Error,
}

impl Effect {
    /// Tells the user something.
    #[must_use]
    pub fn tell(kind: NoticeKind, text: impl Into<String>) -> Self {
        Self::Tell(Notice { kind, text: text.into() })
    }
}
