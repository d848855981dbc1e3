//! Finding fonts for characters without ever making a frame wait.
//!
//! Whoever lays out text asks, and gets what is known already; what is not is looked for on another thread, which wakes the window when it
//! knows more. Until then a character is shown as missing.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use egui::{
    Context,
    epaint::text::{FallbackRequest, FontInsert, FontProvider},
};

use super::{choice::Forms, installed::Installed};

/// A question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Question {
    /// Which font has this character?
    Character(Forms, char),
    /// Which serif goes before the shipped font?
    Lead(Forms),
}

/// Asks for fonts, and knows the answers so far.
#[derive(Clone)]
pub(super) struct Finder {
    known: Arc<Mutex<Known>>,
    /// Where questions go; nowhere if only the shipped fonts are to be used.
    questions: Option<Sender<Question>>,
}

#[derive(Default)]
struct Known {
    /// What was asked, and the answer once there is one.
    answers: BTreeMap<Question, Option<Option<FontInsert>>>,
    news: News,
}

/// What became known since it was last looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum News {
    /// Nothing.
    #[default]
    None,
    /// That something is nowhere.
    Missing,
    /// Where something is: the fonts are to be set anew.
    Found,
}

impl Finder {
    /// A finder that knows no fonts but the shipped ones: what they don't have is missing.
    pub(super) fn without_system() -> Self {
        Self { known: Arc::default(), questions: None }
    }

    /// A finder that knows the fonts of this machine, and begins to look for them at once.
    pub(super) fn of_system(ctx: &Context) -> Self {
        let known = Arc::<Mutex<Known>>::default();
        let (questions, asked) = channel();
        let (answers, ctx) = (Arc::clone(&known), ctx.clone());
        let run = move || answer(&asked, &answers, &ctx);
        // Without a thread nothing is found, and that is said.
        let started = thread::Builder::new().name("fonts".to_owned()).spawn(run).is_ok();
        Self { known, questions: started.then_some(questions) }
    }

    /// The answer, if it is known; asks for it if not.
    pub(super) fn ask(&self, question: Question) -> Option<Option<FontInsert>> {
        let mut known = lock(&self.known);
        if let Some(answer) = known.answers.get(&question) {
            return answer.clone();
        }
        let sent = self.questions.as_ref().is_some_and(|q| q.send(question).is_ok());
        if sent {
            known.answers.insert(question, None);
            return None;
        }
        known.answers.insert(question, Some(None));
        known.news = known.news.max(News::Missing);
        Some(None)
    }

    /// What became known since this was last asked.
    pub(super) fn news(&self) -> News {
        std::mem::take(&mut lock(&self.known).news)
    }

    /// The characters that are in no font, as far as is known; `None` while something is being looked for.
    pub(super) fn missing(&self) -> Option<BTreeSet<char>> {
        let known = lock(&self.known);
        if known.answers.values().any(Option::is_none) {
            return None;
        }
        let missing = known.answers.iter().filter_map(|(question, answer)| match (question, answer) {
            (Question::Character(_, c), Some(None)) => Some(*c),
            _ => None,
        });
        Some(missing.collect())
    }

    /// Forgets what is missing, so that what is asked from now on tells what another text lacks. Whether there was anything.
    pub(super) fn forget_missing(&self) -> bool {
        let mut known = lock(&self.known);
        let before = known.answers.len();
        known.answers.retain(|_, answer| !matches!(answer, Some(None)));
        known.answers.len() < before
    }
}

/// Looks for the machine's fonts, then answers one question after another until nobody asks any more.
fn answer(asked: &Receiver<Question>, known: &Mutex<Known>, ctx: &Context) {
    let mut installed = Installed::scan();
    while let Ok(first) = asked.recv() {
        let mut found = News::Missing;
        // All that was asked meanwhile is answered at once, since every answer means to set the fonts anew.
        for question in std::iter::once(first).chain(asked.try_iter()) {
            let font = match question {
                Question::Character(forms, c) => installed.font_for(c, forms),
                Question::Lead(forms) => installed.lead(forms),
            };
            if font.is_some() {
                found = News::Found;
            }
            lock(known).answers.insert(question, Some(font));
        }
        let mut known = lock(known);
        known.news = known.news.max(found);
        drop(known);
        ctx.request_repaint();
    }
}

/// What a thread that panicked has left is whole: answers are put in one at a time.
fn lock(known: &Mutex<Known>) -> MutexGuard<'_, Known> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A finder as egui asks it, for one kind of Chinese.
pub(super) struct Fallback {
    pub(super) finder: Finder,
    pub(super) forms: Forms,
}

impl FontProvider for Fallback {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let character = request.cluster.chars().next()?;
        self.finder.ask(Question::Character(self.forms, character)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Finder, Forms, News, Question};

    const RARE: Question = Question::Character(Forms::Simplified, '𠀀');

    #[test]
    fn whoever_asks_never_waits_and_hears_of_the_answer() {
        let finder = Finder::of_system(&egui::Context::default());
        assert!(finder.ask(RARE).is_none(), "it is not known at once");
        assert!(finder.missing().is_none(), "as long as it is looked for, it is not missing");
        let begin = Instant::now();
        while finder.news() == News::None {
            assert!(begin.elapsed() < Duration::from_secs(60), "no answer comes");
            std::thread::sleep(Duration::from_millis(5));
        }
        // What the answer is depends on the machine.
        let found = finder.ask(RARE).unwrap().is_some();
        assert_eq!(finder.missing().unwrap().is_empty(), found);
    }

    #[test]
    fn what_one_text_lacks_is_not_said_of_another() {
        let finder = Finder::without_system();
        assert!(matches!(finder.ask(RARE), Some(None)));
        assert_eq!(finder.missing(), Some(['𠀀'].into()));
        assert!(finder.forget_missing());
        assert_eq!(finder.missing(), Some([].into()));
    }
}
