//! The main job in the window, by keyboard alone and by mouse alone, and what each panel owes its user. No display is needed.

mod journeys;
mod panels;
mod stage;
