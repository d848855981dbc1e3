//! Starts the program under an Xvfb of its own and drives it as hands and eyes would.

use std::{
    env, fs,
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use egui::{Event, ImeEvent, Key, Modifiers, PointerButton, Pos2, accesskit::Node};
use egui_inspection::{Request, Response, protocol, read_message, write_message};

/// How long anything may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A process that ends with its owner.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// A screen of its own.
pub(crate) struct Display {
    name: String,
    _server: Process,
}

pub(crate) struct Window {
    stream: TcpStream,
    program: Process,
    _display: Option<Display>,
}

impl Window {
    /// The program with these arguments on a screen of its own, its settings and data below `home`.
    pub(crate) fn open(home: &Path, arguments: &[&str]) -> Self {
        let display = Display::new();
        let window = Self::open_on(&display, home, arguments);
        Self { _display: Some(display), ..window }
    }

    /// The same on a screen that is there.
    pub(crate) fn open_on(display: &Display, home: &Path, arguments: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = format!("127.0.0.1:{port}");
        let program = Command::new(env!("CARGO_BIN_EXE_glossator"))
            .args(arguments)
            .current_dir(home)
            .env("GLOSSATOR_HOME", home)
            .env("DISPLAY", &display.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("EGUI_INSPECTION", &address)
            .spawn()
            .unwrap();
        let mut program = Process(program);
        let begun = Instant::now();
        let stream = loop {
            if let Ok(mut stream) = TcpStream::connect(&address) {
                protocol::read_handshake(&mut stream).unwrap();
                break stream;
            }
            assert!(program.0.try_wait().unwrap().is_none(), "the program ended at once");
            assert!(begun.elapsed() < PATIENCE, "the program cannot be reached");
            sleep(Duration::from_millis(1));
        };
        Self { stream, program, _display: None }
    }

    fn ask(&mut self, request: &Request) -> Response {
        write_message(&mut self.stream, request).unwrap();
        match read_message(&mut self.stream).unwrap() {
            Response::Error { message } => panic!("{message}"),
            response => response,
        }
    }

    fn events(&mut self, events: Vec<Event>) {
        self.ask(&Request::ApplyEvents { events });
    }

    fn nodes(&mut self) -> Vec<Node> {
        match self.ask(&Request::GetTree) {
            Response::Tree { accesskit, .. } => {
                accesskit.map(|t| t.nodes.into_iter().map(|(_, node)| node).collect()).unwrap_or_default()
            }
            _ => panic!("no tree"),
        }
    }

    fn named(&mut self, text: &str) -> Option<Node> {
        let says = |n: &Node| n.label().is_some_and(|l| l.contains(text)) || n.value().is_some_and(|v| v.contains(text));
        self.nodes().into_iter().find(says)
    }

    /// Waits until something in the window says this.
    pub(crate) fn wait_for(&mut self, text: &str) -> Node {
        let begun = Instant::now();
        loop {
            if let Some(node) = self.named(text) {
                return node;
            }
            assert!(begun.elapsed() < PATIENCE, "nothing in the window says {text:?}");
            sleep(Duration::from_millis(1));
        }
    }

    /// The process, for what the system knows of it.
    #[allow(dead_code, reason = "for benchmarks")]
    pub(crate) fn process(&self) -> u32 {
        self.program.0.id()
    }

    pub(crate) fn click(&mut self, label: &str) {
        self.wait_for(label);
        // Where it is once the first frames have found its place.
        self.settle();
        let bounds = self.wait_for(label).bounds().unwrap();
        let pos = Pos2::new((bounds.x0 + bounds.x1) as f32 / 2.0, (bounds.y0 + bounds.y1) as f32 / 2.0);
        self.events(vec![Event::PointerMoved(pos)]);
        for pressed in [true, false] {
            self.events(vec![Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }]);
        }
    }

    pub(crate) fn key(&mut self, name: &str) {
        let ctrl = name.starts_with("Ctrl+");
        let key = Key::from_name(name.trim_start_matches("Ctrl+")).unwrap();
        let modifiers = if ctrl { Modifiers::CTRL | Modifiers::COMMAND } else { Modifiers::NONE };
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        let mut press = vec![event(true)];
        let symbol = key.symbol_or_name();
        if !ctrl && symbol.len() == 1 {
            press.push(Event::Text(symbol.to_lowercase()));
        }
        self.events(press);
        self.events(vec![event(false)]);
        self.settle();
    }

    pub(crate) fn keys(&mut self, names: &[&str]) {
        for name in names {
            self.key(name);
        }
    }

    pub(crate) fn type_text(&mut self, text: &str) {
        self.events(vec![Event::Text(text.to_owned())]);
        self.settle();
    }

    /// Text as an input method gives it.
    pub(crate) fn ime(&mut self, text: &str) {
        self.events(vec![Event::Ime(ImeEvent::Preedit { text: "dasan".to_owned(), active_range_chars: None })]);
        self.events(vec![Event::Ime(ImeEvent::Commit(text.to_owned()))]);
        self.settle();
    }

    /// Selects the first place of these words by finding them.
    pub(crate) fn find(&mut self, words: &str) {
        self.key("Ctrl+F");
        self.wait_for("Find");
        self.key("Ctrl+A");
        self.type_text(words);
        self.key("Escape");
    }

    fn settle(&mut self) {
        self.ask(&Request::Settle { max_steps: 200 });
    }

    /// Ctrl+Q: nothing is unsaved, so the program ends, and well.
    pub(crate) fn quit(mut self) {
        // The program may be gone before it can answer.
        let event = Event::Key {
            key: Key::Q,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::CTRL | Modifiers::COMMAND,
        };
        write_message(&mut self.stream, &Request::ApplyEvents { events: vec![event] }).unwrap();
        let begun = Instant::now();
        loop {
            if let Some(status) = self.program.0.try_wait().unwrap() {
                assert!(status.success(), "the program ended with {status}");
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "the program does not end");
            sleep(Duration::from_millis(30));
        }
    }
}

impl Display {
    /// Starts an Xvfb on a free number.
    pub(crate) fn new() -> Self {
        let (server, name) = xvfb();
        Self { name, _server: server }
    }
}

fn xvfb() -> (Process, String) {
    for n in 200..260 {
        let socket = format!("/tmp/.X11-unix/X{n}");
        if fs::metadata(&socket).is_ok() || fs::metadata(format!("/tmp/.X{n}-lock")).is_ok() {
            continue;
        }
        let name = format!(":{n}");
        let started = Command::new("Xvfb")
            .args([name.as_str(), "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut display = Process(started.expect("Xvfb is needed for this test: scripts/setup installs it"));
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if fs::metadata(&socket).is_ok() {
                return (display, name);
            }
            if display.0.try_wait().unwrap().is_some() {
                break;
            }
            sleep(Duration::from_millis(30));
        }
    }
    panic!("no display is free");
}
