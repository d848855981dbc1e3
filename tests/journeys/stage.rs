//! The whole window in a test: real panels, real files, no display.

use std::{
    cell::RefCell,
    collections::VecDeque,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
};

use egui::{Event, ImeEvent, Key, Modifiers, PointerButton, Pos2, Rect, accesskit, pos2};
use egui_kittest::{Harness, kittest::NodeT, kittest::Queryable};
use glossator::{
    session::Workspace,
    storage::Dirs,
    ui::{self, App, FilePicker, Pick, Wanted},
};
use tempfile::TempDir;

pub(crate) const ESSAY: &str = "# On Rules\n\nThe forum was held in Zhejiang province.\n\n“Multilateral is code for states,” he said. A multilateral table is small.\n";

/// A file dialog whose answers are known beforehand.
#[derive(Clone, Default)]
pub(crate) struct Answers(Rc<RefCell<(VecDeque<PathBuf>, VecDeque<Pick>)>>);

impl Answers {
    pub(crate) fn next(&self, path: PathBuf) {
        self.0.borrow_mut().0.push_back(path);
    }
}

impl FilePicker for Answers {
    fn ask(&mut self, wanted: Wanted) {
        let mut all = self.0.borrow_mut();
        if let Some(path) = all.0.pop_front() {
            all.1.push_back(Pick { wanted, path });
        }
    }

    fn answer(&mut self) -> Option<Pick> {
        self.0.borrow_mut().1.pop_front()
    }
}

pub(crate) struct Stage {
    pub(crate) harness: Harness<'static, Option<App>>,
    /// What was put on the clipboard last.
    pub(crate) copied: Option<String>,
    pub(crate) answers: Answers,
    folder: TempDir,
}

impl Stage {
    /// A window on the start page, in a fresh folder that holds `essay.md`.
    pub(crate) fn new() -> Self {
        Self::with(|_| None)
    }

    /// A window on a copy of the first sample.
    pub(crate) fn sample() -> Self {
        Self::with(|folder| {
            let dirs = Dirs::below(folder);
            Some(glossator::storage::copy_sample("platform-commons", Some(folder), &dirs).unwrap())
        })
    }

    /// A window on the essay.
    pub(crate) fn essay() -> Self {
        Self::with(|folder| Some(folder.join("essay.md")))
    }

    /// A window on a text.
    pub(crate) fn with_text(text: &str) -> Self {
        Self::with(|folder| {
            let path = folder.join("text.md");
            glossator::storage::write_file(&path, text.as_bytes()).unwrap();
            Some(path)
        })
    }

    /// The folder of a new project whose text is in a language.
    pub(crate) fn project(&self, language: &str, text: &str) -> PathBuf {
        let file = self.path("text.md");
        glossator::storage::write_file(&file, text.as_bytes()).unwrap();
        let text_language = Some(glossator::terms::LanguageTag::try_from(language.to_owned()).unwrap());
        let folder = self.path("project");
        let (original, title, original_language, encoding) = (None, None, None, None);
        let new =
            glossator::project::NewProject { text: file, original, folder, title, text_language, original_language, encoding };
        glossator::storage::create(&new).unwrap()
    }

    /// Shows a box for a character that no font has, as a real window does, where tests else stop.
    pub(crate) fn allow_missing_glyphs(&self) {
        self.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    }

    /// Moves the pointer to a place and waits until what it explains is shown.
    pub(crate) fn hover(&mut self, at: Pos2) {
        self.harness.event(Event::PointerMoved(at));
        for _ in 0..60 {
            self.harness.step();
        }
    }

    /// A window on the essay, its user known as Lin Hui.
    pub(crate) fn known() -> Self {
        Self::with(|folder| {
            let mut settings = glossator::storage::Settings::default();
            settings.author = Some(glossator::layer::Author::named("Lin Hui"));
            settings.store(&Dirs::below(folder)).unwrap();
            Some(folder.join("essay.md"))
        })
    }

    /// What the system sends when the window's close button is pressed.
    pub(crate) fn press_close(&mut self) {
        let root = self.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
        root.events.push(egui::ViewportEvent::Close);
        self.harness.step();
        if let Some(root) = self.harness.input_mut().viewports.get_mut(&egui::ViewportId::ROOT) {
            root.events.clear();
        }
        self.settle();
    }

    pub(crate) fn resize(&mut self, width: f32, height: f32) {
        self.harness.set_size(egui::vec2(width, height));
        self.settle();
    }

    pub(crate) fn with(path: impl FnOnce(&Path) -> Option<PathBuf>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        glossator::storage::write_file(&folder.path().join("essay.md"), ESSAY.as_bytes()).unwrap();
        let path = path(folder.path());
        let answers = Answers::default();
        let (picker, home) = (answers.clone(), folder.path().to_owned());
        let harness = Harness::builder()
            .with_size([1280.0, 800.0])
            .with_theme(egui::Theme::Light)
            .with_max_steps(400)
            .with_step_dt(1.0 / 60.0)
            .with_context_setup(ui::prepare)
            .build_ui_state(
                move |ui, app: &mut Option<App>| {
                    let app =
                        app.get_or_insert_with(|| ui::app(ui.ctx(), Dirs::below(&home), Box::new(picker.clone()), path.clone()));
                    app.frame(ui);
                },
                None,
            );
        let mut stage = Self { harness, copied: None, answers, folder };
        stage.settle();
        stage
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn file(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    /// Runs frames until nothing is under way.
    pub(crate) fn settle(&mut self) {
        for _ in 0..2_000 {
            self.harness.run_steps(2);
            if !self.app().is_busy() {
                self.harness.run_steps(4);
                return;
            }
            std::thread::yield_now();
        }
        panic!("work goes on and on");
    }

    pub(crate) fn app(&self) -> &App {
        self.harness.state().as_ref().unwrap()
    }

    pub(crate) fn workspace(&self) -> &Workspace {
        self.app().session().workspace().expect("a project is open")
    }

    /// Presses a key as a keyboard does: with its character, if it has one.
    pub(crate) fn key(&mut self, name: &str) {
        let mut modifiers = Modifiers::NONE;
        let mut parts: Vec<&str> = name.split('+').collect();
        let last = parts.pop().unwrap();
        for part in parts {
            match part {
                "Ctrl" => modifiers = modifiers | Modifiers::CTRL | Modifiers::COMMAND,
                "Shift" => modifiers |= Modifiers::SHIFT,
                "Alt" => modifiers |= Modifiers::ALT,
                other => panic!("no modifier {other}"),
            }
        }
        let key = Key::from_name(last).unwrap_or_else(|| panic!("no key {last}"));
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        let mut events = vec![event(true)];
        let symbol = key.symbol_or_name();
        if !modifiers.ctrl && !modifiers.alt && symbol.chars().count() == 1 && symbol.is_ascii() {
            let text = if modifiers.shift { symbol.to_uppercase() } else { symbol.to_lowercase() };
            events.push(Event::Text(text));
        }
        // Key and character come in one frame, as a keyboard sends them.
        let modified = modifiers != Modifiers::NONE;
        let input = self.harness.input_mut();
        if modified {
            input.events.push(Event::ModifiersChanged(modifiers));
        }
        input.events.append(&mut events);
        self.harness.step();
        let copied = self.harness.output().platform_output.commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        self.copied = copied.or(self.copied.take());
        self.harness.event(event(false));
        if modified {
            self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        }
        self.settle();
    }

    pub(crate) fn keys(&mut self, names: &[&str]) {
        for name in names {
            self.key(name);
        }
    }

    pub(crate) fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    /// Text as an input method gives it: candidates first, then the choice.
    pub(crate) fn ime(&mut self, text: &str) {
        for event in [ImeEvent::Preedit { text: "zhu".to_owned(), active_range_chars: None }, ImeEvent::Commit(text.to_owned())] {
            self.harness.event(Event::Ime(event));
            self.harness.step();
        }
        self.settle();
    }

    pub(crate) fn says(&self, text: &str) -> bool {
        self.harness.query_all_by_label_contains(text).next().is_some() || self.values().iter().any(|v| v.contains(text))
    }

    fn values(&self) -> Vec<String> {
        let all = self.harness.query_all(egui_kittest::kittest::By::new());
        all.filter_map(|n| n.accesskit_node().value()).collect()
    }

    pub(crate) fn click(&mut self, label: &str) {
        let at = self.rect(label).center();
        self.click_at(at, PointerButton::Primary, 1);
    }

    /// Where the thing called `label` is.
    pub(crate) fn rect(&self, label: &str) -> Rect {
        let mut found = self.harness.query_all_by_label(label);
        if let Some(node) = found.next() {
            return node.rect();
        }
        let mut near = self.harness.query_all_by_label_contains(label);
        near.next().unwrap_or_else(|| panic!("nothing is called {label:?}")).rect()
    }

    pub(crate) fn is_disabled(&self, label: &str) -> bool {
        self.harness.get_by_label_contains(label).accesskit_node().is_disabled()
    }

    pub(crate) fn click_at(&mut self, at: Pos2, button: PointerButton, times: usize) {
        self.harness.event(Event::PointerMoved(at));
        self.harness.step();
        for _ in 0..times {
            for pressed in [true, false] {
                self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
                self.harness.step();
            }
        }
        self.settle();
        // The next click is another click, not the second half of a double one.
        for _ in 0..40 {
            self.harness.step();
        }
    }

    pub(crate) fn drag(&mut self, from: Pos2, to: Pos2) {
        let button =
            |pos, pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        for event in [
            Event::PointerMoved(from),
            button(from, true),
            Event::PointerMoved(from.lerp(to, 0.5)),
            Event::PointerMoved(to),
            button(to, false),
        ] {
            self.harness.event(event);
            self.harness.step();
        }
        self.settle();
        for _ in 0..40 {
            self.harness.step();
        }
    }

    pub(crate) fn drop_file(&mut self, path: PathBuf) {
        #[derive(Debug)]
        struct Dropped(PathBuf);
        impl egui::DroppedFile for Dropped {
            fn path(&self) -> &Path {
                &self.0
            }
            fn bytes(&self) -> Result<Vec<u8>, String> {
                fs::read(&self.0).map_err(|e| e.to_string())
            }
        }
        self.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
        self.harness.step();
        self.settle();
    }

    /// Where words of the page are on the screen, by the runs of text that screen readers see.
    pub(crate) fn words(&self, words: &str) -> Rect {
        for node in self.harness.query_all(egui_kittest::kittest::By::new().recursive(true)) {
            let node = node.accesskit_node();
            let data = node.data();
            let (Some(value), Some(bounds)) = (data.value(), data.bounds()) else { continue };
            if data.role() != accesskit::Role::TextRun {
                continue;
            }
            let (Some(positions), Some(widths)) = (data.character_positions(), data.character_widths()) else { continue };
            if let Some(at) = value.find(words) {
                let first = value[..at].chars().count();
                let last = first + words.chars().count() - 1;
                let x = |i: usize| bounds.x0 as f32 + positions[i];
                return Rect::from_min_max(pos2(x(first), bounds.y0 as f32), pos2(x(last) + widths[last], bounds.y1 as f32));
            }
        }
        panic!("{words:?} is not on the screen");
    }

    /// The lines of text on the screen, by the runs that screen readers see, and where they are.
    pub(crate) fn lines(&self) -> Vec<(String, Rect)> {
        let nodes = self.harness.query_all(egui_kittest::kittest::By::new().recursive(true)).map(|n| n.accesskit_node());
        let runs = nodes.filter(|n| n.data().role() == accesskit::Role::TextRun);
        let line = |data: &accesskit::Node| {
            let (value, bounds) = (data.value()?, data.bounds()?);
            let [x0, y0, x1, y1] = [bounds.x0, bounds.y0, bounds.x1, bounds.y1].map(|v| v as f32);
            Some((value.to_owned(), Rect::from_min_max(pos2(x0, y0), pos2(x1, y1))))
        };
        runs.filter_map(|n| line(n.data())).collect()
    }

    /// Scrolls the page with the wheel, up if positive.
    pub(crate) fn wheel(&mut self, by: f32) {
        self.harness.event(Event::PointerMoved(pos2(480.0, 400.0)));
        self.settle();
        self.harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, by),
            phase: egui::TouchPhase::Move,
            modifiers: Modifiers::NONE,
            source: egui::MouseWheelSource::Trackpad,
        });
        // egui smooths it over some frames.
        for _ in 0..60 {
            self.harness.step();
        }
        self.settle();
    }

    /// Selects words of the page by dragging the mouse over them.
    pub(crate) fn drag_over(&mut self, words: &str) {
        let rect = self.words(words);
        self.drag(rect.left_center() + egui::vec2(0.5, 0.0), rect.right_center() - egui::vec2(0.5, 0.0));
    }

    pub(crate) fn selected_text(&self) -> String {
        let workspace = self.workspace();
        workspace.text.slice(workspace.selection.span(&workspace.text)).to_owned()
    }
}

/// A RON file without what differs from run to run: ids and times.
pub(crate) fn timeless(file: &str) -> String {
    let differs = |line: &&str| !["id: \"0", "created:", "modified:"].iter().any(|f| line.trim_start().starts_with(f));
    file.lines().filter(differs).collect::<Vec<_>>().join("\n")
}
