//! What is still wrong?
