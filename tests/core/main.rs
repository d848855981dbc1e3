//! What Glossator promises, without a window.

mod cli;
mod export;
mod guards;
mod laws;
mod samples;
mod storage;
mod support;
mod weave;
