//! Is it safe on disk?
