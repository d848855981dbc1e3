//! The main job in the window, by keyboard alone and by mouse alone, and what each panel owes its user. No display is needed.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    reason = "a test that cannot go on should stop where it stands"
)]

mod access;
mod chinese;
mod focus;
mod journeys;
mod keys;
mod panels;
mod reading;
mod scrolling;
mod stage;
mod watching;
