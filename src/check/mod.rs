//! What is still wrong?
//!
//! Looks at a whole project and says what its translator should see to before readers see it.

mod findings;

pub use findings::{Checked, Finding, Severity, check};
