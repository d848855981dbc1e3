//! The `glossator` program.
fn main() {}
