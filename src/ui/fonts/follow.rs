//! The fonts follow the project: its kind of Chinese, and what of it no font has.

use std::collections::BTreeSet;

use std::sync::Arc;

use egui::{Context, FontData};

use super::{
    choice::Forms,
    definitions,
    finder::{Fallback, Finder, News, Question},
};
use crate::{
    session::{Notice, NoticeKind, Workspace},
    text::{TextHash, is_han},
};

/// The fonts as they are set.
pub(crate) struct Fonts {
    finder: Finder,
    forms: Forms,
    /// Whether traditional characters have a font with their own forms; `None` while that is looked for, or if they need none.
    lead: Option<Lead>,
    /// The text that is open.
    text: Option<TextHash>,
    /// What was said about it.
    told: Told,
    /// How often they were set.
    set: u64,
}

/// Whether a serif with the wanted forms is installed.
enum Lead {
    /// It is, and set.
    Set,
    /// It isn't.
    Nowhere,
}

/// What the user was told once about a text's characters.
#[derive(Default)]
struct Told {
    forms: bool,
    missing: bool,
}

impl Fonts {
    /// The shipped fonts alone, for tests: the same on every machine.
    pub(crate) fn shipped(ctx: &Context) -> Self {
        Self::with(Finder::without_system(), ctx)
    }

    /// The shipped fonts, and those of the machine as soon as they are found.
    pub(crate) fn of_system(ctx: &Context) -> Self {
        Self::with(Finder::of_system(ctx), ctx)
    }

    fn with(finder: Finder, ctx: &Context) -> Self {
        let mut fonts = Self { finder, forms: Forms::default(), lead: None, text: None, told: Told::default(), set: 0 };
        fonts.set(ctx);
        fonts
    }

    /// How often the fonts were set: what was measured before is not as wide any more.
    pub(crate) const fn set_count(&self) -> u64 {
        self.set
    }

    /// Sets the fonts anew if the project asks for other ones or more were found; what the user should know of what is missing. To be called once
    /// a frame, after all is drawn: O(1) unless something happened.
    pub(crate) fn follow(&mut self, ctx: &Context, workspace: Option<&Workspace>) -> Vec<Notice> {
        let text = workspace.map(|w| w.text.hash());
        let forms = workspace.map_or(self.forms, forms_of);
        let news = self.finder.news();
        let mut stale = news == News::Found || forms != self.forms;
        if text != self.text {
            self.text = text;
            self.told = Told::default();
            stale |= self.finder.forget_missing();
        }
        if stale {
            self.forms = forms;
            self.lead = None;
            self.set(ctx);
        }
        if workspace.is_none() { Vec::new() } else { self.notices(news) }
    }

    fn set(&mut self, ctx: &Context) {
        self.set += 1;
        let lead = self.find_lead();
        ctx.set_fonts(definitions(lead.as_ref()));
        ctx.set_font_providers(vec![Arc::new(Fallback { finder: self.finder.clone(), forms: self.forms })]);
    }

    /// The serif that goes before the shipped font, if this text needs one and it was found.
    fn find_lead(&mut self) -> Option<FontData> {
        if self.forms == Forms::Simplified {
            return None;
        }
        let found = self.finder.ask(Question::Lead(self.forms))?;
        self.lead = Some(if found.is_some() { Lead::Set } else { Lead::Nowhere });
        found.map(|font| font.data)
    }

    fn notices(&mut self, news: News) -> Vec<Notice> {
        let mut notices = Vec::new();
        if self.forms != Forms::Simplified && self.lead.is_none() && news != News::None {
            // The answer came without a font to set.
            drop(self.find_lead());
        }
        if matches!(self.lead, Some(Lead::Nowhere)) && !self.told.forms {
            self.told.forms = true;
            notices.push(tell(FORMS.to_owned()));
        }
        if news != News::None && !self.told.missing {
            let missing = self.finder.missing().filter(|m| !m.is_empty());
            self.told.missing = missing.is_some();
            notices.extend(missing.map(|m| tell(in_no_font(&m))));
        }
        notices
    }
}

const FORMS: &str = "This text is in traditional Chinese, and no font on this machine has its forms: characters look as they do on the \
                     mainland. Install a font such as Noto Serif CJK TC, and start Glossator again.";

const fn tell(text: String) -> Notice {
    Notice { kind: NoticeKind::Warning, text }
}

/// The forms for a project: those of the text if it is Chinese, else those of the original.
fn forms_of(workspace: &Workspace) -> Forms {
    let project = &workspace.project;
    Forms::of(&project.text_language).or_else(|| Forms::of(&project.original_language)).unwrap_or_default()
}

/// What to say about characters that are in no font. Their numbers are said too: they can't be seen.
fn in_no_font(missing: &BTreeSet<char>) -> String {
    const NAMED: usize = 4;
    let named: Vec<String> = missing.iter().take(NAMED).map(|c| named(*c)).collect();
    let more = match missing.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let such = if missing.iter().any(|c| is_han(*c)) { ", such as BabelStone Han or Jigmo for rare characters" } else { "" };
    let list = named.join(", ");
    format!("No font on this machine has {list}{more}. Install one that does{such}, and start Glossator again.")
}

/// A character and its number in Unicode.
pub(crate) fn named(c: char) -> String {
    format!("{c} (U+{:04X})", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::in_no_font;

    #[test]
    fn a_missing_character_is_told_by_its_number_and_with_what_helps() {
        let told = in_no_font(&['𠀀', '𪚥'].into());
        assert!(told.starts_with("No font on this machine has 𠀀 (U+20000), 𪚥 (U+2A6A5). Install one"), "{told}");
        assert!(in_no_font(&"abcdef".chars().collect()).contains("d (U+0064) and 2 more. Install one that does, and"));
    }
}
