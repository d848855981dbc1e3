//! What the benchmark prints: a JSON object a line.

use std::io::Write;

fn say(line: &serde_json::Value) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

pub(crate) fn metric(name: &str, value: f64) {
    say(&serde_json::json!({ "metric": name, "value": (value * 1_000.0).round() / 1_000.0 }));
}

pub(crate) fn mark(name: &str) {
    say(&serde_json::json!({ "mark": name }));
}

pub(crate) fn note(text: &str) {
    say(&serde_json::json!({ "note": text }));
}

pub(crate) fn error(text: &str) {
    say(&serde_json::json!({ "error": text }));
}

pub(crate) fn done() {
    say(&serde_json::json!({ "done": true }));
}
