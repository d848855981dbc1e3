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

mod check;
mod cli;
mod export;
mod guards;
mod laws;
mod samples;
mod storage;
mod support;
mod weave;
