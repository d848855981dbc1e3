//! How far long work is, with a way to give it up.

use std::time::Duration;

use egui::{ProgressBar, RichText, Ui};

use super::inputs::{live, palette};
use crate::{effects::Work, session::Command};

/// Work that is done sooner is not spoken of.
const LONG: Duration = Duration::from_millis(200);
/// How often the count is looked at.
const AGAIN: Duration = Duration::from_millis(60);

/// Draws what has been under way for long: a bar, a count, a button to give it up. Nothing if there is no such work.
pub(super) fn show<'a>(ui: &mut Ui, work: impl Iterator<Item = &'a Work>, commands: &mut Vec<Command>) {
    let Some(work) = work.max_by_key(|work| work.since()) else { return };
    ui.ctx().request_repaint_after(LONG.saturating_sub(work.since()).max(AGAIN));
    if work.since() < LONG {
        return;
    }
    let (done, total) = work.progress.counts();
    live(ui.label(RichText::new(work.label).color(palette(ui).ink)));
    let bar = ProgressBar::new(work.progress.share().unwrap_or_default()).desired_width(120.0).desired_height(8.0);
    ui.add(bar.fill(palette(ui).accent));
    if total > 0 {
        ui.label(RichText::new(format!("{} of {}", grouped(done.min(total)), grouped(total))).color(palette(ui).faded));
    }
    if ui.small_button("Give up").on_hover_text("Nothing is left half done").clicked() {
        commands.push(Command::GiveUp);
    }
    ui.separator();
}

/// A number with a blank between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{2009}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(12_345_678), "12\u{2009}345\u{2009}678");
    }
}
