//! The menus.

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
    /// Moving the caret: by keys and the palette, in no menu.
    Caret,
}

impl Group {
    /// Every menu, in order.
    pub const MENUS: [Self; 6] = [Self::File, Self::Edit, Self::Annotate, Self::Go, Self::View, Self::Help];
    /// Every group, in the order of the page of keys.
    pub const ALL: [Self; 7] = [Self::Caret, Self::File, Self::Edit, Self::Annotate, Self::Go, Self::View, Self::Help];

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
            Self::Caret => "Move the caret",
        }
    }
}
