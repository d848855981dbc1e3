//! Glossator: annotating translations by hand.
//!
//! A translator opens a text and attaches bracketed insertions, term links and notes to spans of it. The text file is never
//! written; the annotations live in layer files beside it. ARCHITECTURE.md is the map; the modules below stand in the order in
//! which they may use one another, lowest first.

mod parallel;

pub mod progress;

pub mod tree;

pub mod text;

pub mod anchor;

pub mod terms;

pub mod layer;

pub mod weave;

pub mod project;

pub mod check;

pub mod formats;

pub mod storage;

pub mod session;

pub mod effects;

pub mod cli;

#[cfg(feature = "gui")]
pub mod ui;
