//! What Glossator promises, without a window.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    reason = "a test that cannot go on should stop where it stands"
)]

mod broken_files;
mod check;
mod cli;
mod crashes;
mod desk;
mod early;
mod export;
mod guards;
mod laws;
mod long_jobs;
mod places;
mod plans;
mod samples;
mod saving;
mod support;
mod texts;
mod trees;
mod weave;
