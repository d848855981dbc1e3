//! How is it read and written?
//!
//! A file a format. Every exporter draws from a [`Plan`], so what the page shows is what it writes.

mod escape;
mod footnotes;
pub mod markdown;

use crate::{
    progress::{Cancelled, Progress},
    weave::Plan,
};

/// A format to export to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `CommonMark` with footnotes.
    Markdown,
}

impl Format {
    /// The usual extension of its files, without a dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
        }
    }
}

/// The published text in a format.
///
/// # Errors
/// [`Cancelled`] if it is no longer wanted.
pub fn export(plan: &Plan, format: Format, progress: &Progress) -> Result<String, Cancelled> {
    match format {
        Format::Markdown => markdown::export(plan, progress),
    }
}
