//! What belongs together?
//!
//! A [`Project`] is what `project.ron` says. [`Opened`] is everything read from a project's folder, as plain data: storage makes it,
//! the session works on it. An [`Edit`] is a change to any of it.

mod edit;
mod model;
mod opened;
mod request;
mod written_keys;

pub use edit::{Edit, EditFailure};
pub use model::{Project, ProjectPath};
pub use opened::{Access, Early, FileHash, Home, Opened, OpenedLayer, Problem, UnreadRecord};
pub use request::{NewProject, Underneath};
pub use written_keys::{Placed, WrittenKeys};
