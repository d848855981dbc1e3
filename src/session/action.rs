//! Everything the menus can do, in one table: what it is called, what it does, its keys, and why it may be unavailable.
//!
//! The menus, the palette, the key handling and the page of keys all read this table.

use super::{Session, ViewMode, Workspace};
use crate::{layer::Place, layer::Target, project::Access};

/// A menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Files and projects.
    File,
    /// Undo, copy, find.
    Edit,
    /// Making and changing annotations.
    Annotate,
    /// Going from place to place.
    Go,
    /// How things look.
    View,
    /// Help.
    Help,
}

impl Group {
    /// Every menu, in order.
    pub const ALL: [Self; 6] = [Self::File, Self::Edit, Self::Annotate, Self::Go, Self::View, Self::Help];

    /// In plain English.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Annotate => "Annotate",
            Self::Go => "Go",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

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

            /// Its keys, each written `Ctrl+Shift+P`. A key without Ctrl or Alt works only on the page, not while typing.
            #[must_use]
            pub const fn keys(self) -> &'static [&'static str] {
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
    /// Switch between light and dark.
    Theme: View, "Light or dark", ["Ctrl+Shift+L"];

    /// Show all keys.
    Keys: Help, "Keys", ["F1"];
    /// Say what this program is.
    About: Help, "About Glossator", [];
}

impl Action {
    /// Whether it can be done now; if not, why.
    ///
    /// # Errors
    /// With the reason, in words for the user.
    pub fn available(self, session: &Session) -> Result<(), String> {
        match self {
            Self::New | Self::Open | Self::Quit | Self::Palette | Self::Keys | Self::About | Self::Theme | Self::Escape => Ok(()),
            Self::Larger | Self::Smaller | Self::UsualSize | Self::LeftPanel | Self::RightPanel => Ok(()),
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
            Self::FindNext | Self::FindPrevious if workspace.find.matches().is_empty() => {
                Err("Nothing was found; look for something first (Ctrl+F)".to_owned())
            }
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
