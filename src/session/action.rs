//! Everything the menus can do, in one table: what it is called, what it does, its keys, and why it may be unavailable.
//!
//! The menus, the palette, the key handling and the page of keys all read this table.

use super::{Group, Session, ViewMode, Workspace};
use crate::{layer::Place, layer::Target, project::Access};

macro_rules! actions {
    ($($(#[doc = $doc:literal])+ $name:ident: $group:ident, $label:literal, [$($keys:literal),*];)+) => {
        /// Something a user can do from a menu, the palette or by a key.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[doc = $doc])+ $name,)+ }

        impl Action {
            /// Every action, in the order of the menus.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// What it is called.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)+ }
            }

            /// What it does, in a sentence.
            #[must_use]
            pub const fn tooltip(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+).trim_ascii(),)+ }
            }

            /// Its menu.
            #[must_use]
            pub const fn group(self) -> Group {
                match self { $(Self::$name => Group::$group,)+ }
            }

            /// Its name in this file. [`Action::id`] is made from it.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)+ }
            }

            /// Its keys if nobody changed them, each as [`Shortcut`](super::Shortcut) reads it. Which keys count is in the
            /// [`Keymap`](super::Keymap). A key without Ctrl or Alt works only on the page, not while typing.
            #[must_use]
            pub const fn default_keys(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($keys),*],)+ }
            }
        }
    };
}

actions! {
    /// Make a project from a text and, if there is one, its original.
    New: File, "New project…", ["Ctrl+N"];
    /// Open a project or a text.
    Open: File, "Open…", ["Ctrl+O"];
    /// Write the annotations to disk. The text itself is never written.
    Save: File, "Save", ["Ctrl+S"];
    /// Preview and write the annotated text.
    Export: File, "Export…", ["Ctrl+E"];
    /// Give up what is under way: opening, saving, exporting, looking. Nothing is left half done.
    GiveUp: File, "Give up what is under way", [];
    /// Go back to the start page.
    CloseProject: File, "Close project", ["Ctrl+W"];
    /// Leave Glossator.
    Quit: File, "Quit", ["Ctrl+Q"];

    /// Take back the last step.
    Undo: Edit, "Undo", ["Ctrl+Z"];
    /// Do again what was taken back.
    Redo: Edit, "Redo", ["Ctrl+Shift+Z", "Ctrl+Y"];
    /// Copy the selected text.
    Copy: Edit, "Copy text", ["Ctrl+C"];
    /// Copy the selected paragraphs with their brackets and glosses.
    CopyAnnotated: Edit, "Copy with annotations", ["Ctrl+Shift+C"];
    /// Select the whole text.
    SelectAll: Edit, "Select all", ["Ctrl+A"];
    /// Find words in the text and in annotations.
    Find: Edit, "Find…", ["Ctrl+F"];
    /// Go to the next find.
    FindNext: Edit, "Find next", ["F3", "Ctrl+G"];
    /// Go to the find before.
    FindPrevious: Edit, "Find previous", ["Shift+F3", "Ctrl+Shift+G"];
    /// Find a command by its name.
    Palette: Edit, "Command palette…", ["Ctrl+Shift+P"];

    /// Supply words at the caret, or put words in place of the selection, in brackets.
    Insertion: Annotate, "Insertion…", ["["];
    /// Leave the selection out: […].
    Omission: Annotate, "Omission […]", ["."];
    /// Change the case of the first letter selected, or of the word at the caret, in brackets.
    ChangeCase: Annotate, "Change case", ["Shift+C"];
    /// Mark the word before the caret, or the selection, as found in the original, with “sic” in brackets.
    Sic: Annotate, "Sic", ["Shift+S"];
    /// Put a caption on a line of its own above this paragraph.
    Caption: Annotate, "Caption above…", ["Shift+A"];
    /// Link the selection, or the word at the caret, to a term.
    Term: Annotate, "Term link…", ["T"];
    /// Write a translator’s note, which readers will see.
    TranslatorNote: Annotate, "Translator’s note…", ["N"];
    /// Say where something comes from; readers will see it.
    SourceNote: Annotate, "Source note…", ["O"];
    /// Explain a background; readers will see it.
    ContextNote: Annotate, "Context note…", ["X"];
    /// Ask the author or a colleague; readers won’t see it.
    Query: Annotate, "Query…", ["Q"];
    /// Remark on something; readers won’t see it.
    Comment: Annotate, "Comment…", ["C"];
    /// Propose other words for the selection; the text stays as it is.
    Suggestion: Annotate, "Suggestion…", ["S"];
    /// Edit the selected annotation.
    EditAnnotation: Annotate, "Edit annotation", ["Enter"];
    /// Delete the selected annotation.
    Delete: Annotate, "Delete annotation", ["Delete", "Backspace"];
    /// Put the selected annotation on the selected text.
    PlaceHere: Annotate, "Place on selection", ["P"];
    /// Confirm that an annotation that was moved stands right.
    ConfirmPlace: Annotate, "Confirm moved place", ["Shift+P"];
    /// Confirm that all of your annotations that were moved stand right.
    ConfirmAll: Annotate, "Confirm all moved places", [];
    /// Show this piece before its neighbour at the same point.
    Earlier: Annotate, "Earlier at this point", ["Alt+Left"];
    /// Show this piece behind its neighbour at the same point.
    Later: Annotate, "Later at this point", ["Alt+Right"];

    /// Select the next annotation.
    Next: Go, "Next annotation", ["J", "F8"];
    /// Select the annotation before.
    Previous: Go, "Previous annotation", ["K", "Shift+F8"];
    /// Choose among the annotations at the caret.
    Choose: Go, "Annotations at the caret…", ["A"];
    /// Deselect, close what is open.
    Escape: Go, "Deselect", ["Escape"];
    /// Put the keyboard to the next part of the window: menus, left panel, page, right panel.
    NextRegion: Go, "Next part of the window", ["F6"];
    /// Put the keyboard to the part of the window before.
    PreviousRegion: Go, "Part of the window before", ["Shift+F6"];

    /// Show the text alone.
    ViewClean: View, "Clean text", ["1"];
    /// Show the text as it will be published.
    ViewPublished: View, "As published", ["2"];
    /// Show the text with everything.
    ViewEverything: View, "Everything", ["3"];
    /// Show or hide the panel on the left: project, outline, layers.
    LeftPanel: View, "Left panel", ["F9"];
    /// Show or hide the panel on the right: annotation and lists.
    RightPanel: View, "Right panel", ["F10"];
    /// Show or hide the original beside the text.
    Original: View, "Original", ["F7"];
    /// Set the text larger.
    Larger: View, "Larger text", ["Ctrl+Plus"];
    /// Set the text smaller.
    Smaller: View, "Smaller text", ["Ctrl+Minus"];
    /// Set the text in its usual size.
    UsualSize: View, "Usual text size", ["Ctrl+0"];
    /// Set longer lines.
    Wider: View, "Longer lines", ["W"];
    /// Set shorter lines.
    Narrower: View, "Shorter lines", ["Shift+W"];
    /// Set the lines further apart.
    Looser: View, "More space between lines", ["L"];
    /// Set the lines closer together.
    Tighter: View, "Less space between lines", ["Shift+L"];
    /// Choose face, size, length of lines and spaces of the text.
    ReadingType: View, "Reading type…", ["Ctrl+T"];
    /// Switch between light and dark.
    Theme: View, "Light or dark", ["Ctrl+Shift+L"];

    /// Show all keys.
    Keys: Help, "Keys", ["F1"];
    /// Give actions other keys.
    ChangeKeys: Help, "Change keys…", ["Shift+F1"];
    /// Say what this program is.
    About: Help, "About Glossator", [];

    /// Move the caret a character back. With Shift every move of the caret selects.
    CharacterBack: Caret, "Character back", ["Left"];
    /// Move the caret a character on.
    CharacterForward: Caret, "Character forward", ["Right"];
    /// Move the caret a word back.
    WordBack: Caret, "Word back", ["Ctrl+Left"];
    /// Move the caret a word on.
    WordForward: Caret, "Word forward", ["Ctrl+Right"];
    /// Move the caret a sentence back.
    SentenceBack: Caret, "Sentence back", ["Alt+Up"];
    /// Move the caret a sentence on.
    SentenceForward: Caret, "Sentence forward", ["Alt+Down"];
    /// Move the caret a paragraph back.
    ParagraphBack: Caret, "Paragraph back", ["Ctrl+Up"];
    /// Move the caret a paragraph on.
    ParagraphForward: Caret, "Paragraph forward", ["Ctrl+Down"];
    /// Move the caret a line up.
    LineUp: Caret, "Line up", ["Up"];
    /// Move the caret a line down.
    LineDown: Caret, "Line down", ["Down"];
    /// Move the caret to the start of its line.
    LineStart: Caret, "Start of the line", ["Home"];
    /// Move the caret to the end of its line.
    LineEnd: Caret, "End of the line", ["End"];
    /// Move the caret a page up.
    PageUp: Caret, "Page up", ["PageUp"];
    /// Move the caret a page down.
    PageDown: Caret, "Page down", ["PageDown"];
    /// Move the caret to the start of the text.
    TextStart: Caret, "Start of the text", ["Ctrl+Home"];
    /// Move the caret to the end of the text.
    TextEnd: Caret, "End of the text", ["Ctrl+End"];
}

impl Action {
    /// Whether it can be done now; if not, why.
    ///
    /// # Errors
    /// With the reason, in words for the user.
    pub fn available(self, session: &Session) -> Result<(), String> {
        match self {
            Self::New
            | Self::Open
            | Self::GiveUp
            | Self::Quit
            | Self::Palette
            | Self::Keys
            | Self::About
            | Self::Theme
            | Self::Escape => Ok(()),
            Self::Larger | Self::Smaller | Self::UsualSize | Self::LeftPanel | Self::RightPanel => Ok(()),
            Self::Wider | Self::Narrower | Self::Looser | Self::Tighter | Self::ReadingType => Ok(()),
            Self::ChangeKeys | Self::NextRegion | Self::PreviousRegion => Ok(()),
            Self::FindNext | Self::FindPrevious if session.workspace().is_some_and(|w| w.find.matches().is_empty()) => {
                Err(session.keys.with_key("Nothing was found; look for something first", Self::Find))
            }
            _ => {
                let workspace = session.workspace().ok_or("Open a project or a text first")?;
                self.available_in(workspace)
            }
        }
    }

    fn available_in(self, workspace: &Workspace) -> Result<(), String> {
        match self {
            Self::Save => may_write(workspace).and_then(|()| {
                let nothing = workspace.is_saved();
                if nothing { Err("Everything is saved".to_owned()) } else { Ok(()) }
            }),
            Self::Undo => workspace.history.undo_label().map(|_| ()).ok_or_else(|| "Nothing to undo".to_owned()),
            Self::Redo => workspace.history.redo_label().map(|_| ()).ok_or_else(|| "Nothing to do again".to_owned()),
            Self::Copy if workspace.selection.is_empty() => Err("Select some text first".to_owned()),
            Self::Original if workspace.original.is_none() => Err("This project has no original".to_owned()),
            Self::Next | Self::Previous if workspace.layers.iter().all(|l| !l.shown || l.layer().is_empty()) => {
                Err("There are no annotations to go to".to_owned())
            }
            Self::Choose if !workspace.is_annotated(workspace.selection.span(&workspace.text)) => {
                Err("There is no annotation at the caret".to_owned())
            }
            _ if self.group() == Group::Annotate => may_write(workspace).and_then(|()| self.can_annotate(workspace)),
            _ => Ok(()),
        }
    }

    fn can_annotate(self, workspace: &Workspace) -> Result<(), String> {
        let need = |text: &str| Err(text.to_owned());
        match self {
            Self::Omission | Self::Suggestion if workspace.selection.is_empty() => need("Select the words first"),
            Self::ConfirmAll if workspace.moved().next().is_none() => need("None of your annotations was moved"),
            Self::EditAnnotation if workspace.selected().is_none() => need("Select an annotation first"),
            Self::Delete | Self::PlaceHere | Self::ConfirmPlace | Self::Earlier | Self::Later => self.can_change(workspace),
            _ => Ok(()),
        }
    }

    fn can_change(self, workspace: &Workspace) -> Result<(), String> {
        let Some((layer, annotation)) = workspace.selected() else { return Err("Select an annotation first".to_owned()) };
        if !workspace.is_mine(annotation.id) {
            let name = &layer.author().name;
            return Err(format!("This annotation is {name}’s; only {name} can change it (see Layers: Work as)"));
        }
        match (self, &annotation.target) {
            (Self::ConfirmPlace, Target::Placed { place: Place::Moved, .. }) => Ok(()),
            (Self::ConfirmPlace, _) => Err("This annotation was not moved".to_owned()),
            (Self::Earlier | Self::Later, Target::Orphan { .. }) => Err("This annotation has no place".to_owned()),
            _ => Ok(()),
        }
    }

    /// Whether this action makes an annotation, so that its author must be known.
    #[must_use]
    pub const fn makes_annotation(self) -> bool {
        matches!(
            self,
            Self::Insertion
                | Self::Omission
                | Self::ChangeCase
                | Self::Sic
                | Self::Caption
                | Self::Term
                | Self::TranslatorNote
                | Self::SourceNote
                | Self::ContextNote
                | Self::Query
                | Self::Comment
                | Self::Suggestion
        )
    }

    /// The view this action switches to.
    #[must_use]
    pub const fn view(self) -> Option<ViewMode> {
        match self {
            Self::ViewClean => Some(ViewMode::Clean),
            Self::ViewPublished => Some(ViewMode::Published),
            Self::ViewEverything => Some(ViewMode::Everything),
            _ => None,
        }
    }
}

/// Whether the project may be changed.
pub(super) fn may_write(workspace: &Workspace) -> Result<(), String> {
    match (&workspace.access, &workspace.me) {
        (Access::ReadOnly { why }, _) => Err(why.clone()),
        _ if workspace.being_left => Err("Another project is being opened".to_owned()),
        (Access::Full, Some(me)) if workspace.refused.contains(me) => {
            Err("Your layer’s file could not be read, so nothing can be added to it: see Problems".to_owned())
        }
        (Access::Full, _) => Ok(()),
    }
}
