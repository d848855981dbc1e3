//! How long a project's files take to be read and written, and how much memory that takes.
//!
//! `cargo bench --no-default-features --bench layers [-- COUNT…]`: for 1,000, 10,000 and 100,000 annotations (one for every
//! hundred characters of a text that it makes up; or as many as are named) the median of five runs of each step, and what the
//! first run did to the memory of the process: how far it rose, and what it kept in the end. Every step has a process of its
//! own. “read” is `read_layer` of bytes in memory, “open” the whole project from its folder, “save” all of it as the window
//! does it, with flush and rename.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a benchmark that cannot go on should stop where it stands, and its result is what it prints"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use glossator::{
    layer::{
        Annotation, AnnotationId, Author, Body, Brackets, Gloss, Insertion, Layer, Note, NoteKind, Reason, Spacing, TermLink,
    },
    progress::Progress,
    project::{FileHash, NewProject, Underneath},
    storage::{self, Dirs, LayerToSave, OpenedProject, SaveJob},
    terms::ConceptId,
    text::{SourceText, Syntax},
};
use jiff::{SignedDuration, Timestamp};

const RUNS: usize = 5;
const STEPS: [&str; 4] = ["text", "read", "open", "save"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [step, folder] = arguments.as_slice()
        && STEPS.contains(&step.as_str())
    {
        return println!("{}", measured(step, Path::new(folder)));
    }
    let named: Vec<usize> = arguments.iter().map(|a| a.parse().expect("a number of annotations")).collect();
    for count in if named.is_empty() { vec![1_000, 10_000, 100_000] } else { named } {
        let home = tempfile::tempdir().unwrap();
        let folder = make_project(home.path(), count);
        let size = |name: &str| fs::metadata(folder.join(name)).unwrap().len() / 1_000;
        println!("{count} annotations: text {} kB, layer {} kB", size("text.txt"), size("layers/lin.ron"));
        for step in STEPS {
            let child = Command::new(std::env::current_exe().unwrap()).args([step, folder.to_str().unwrap()]).output().unwrap();
            println!("  {step:<5} {}", String::from_utf8_lossy(&child.stdout).trim_end());
        }
    }
}

/// A generator of numbers: the same every time (Steele, Lea and Flood’s `SplitMix64`).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % limit as u64).unwrap()
    }
}

/// Words of a language that does not exist, one in twelve of them Chinese.
fn words(numbers: &mut Numbers, count: usize) -> String {
    const SYLLABLES: [&str; 12] = ["ba", "tre", "shi", "lan", "gor", "pel", "mu", "stre", "kon", "ify", "dle", "o’"];
    const HAN: [&str; 6] = ["多边", "主义", "分散", "秩序", "，浙江", "省。"];
    let mut out = String::new();
    for _ in 0..count {
        match numbers.below(12) {
            0 => (0..=numbers.below(4)).for_each(|_| out.push_str(HAN[numbers.below(HAN.len())])),
            _ => (0..=numbers.below(3)).for_each(|_| out.push_str(SYLLABLES[numbers.below(SYLLABLES.len())])),
        }
        out.push(' ');
    }
    out
}

fn make_project(home: &Path, count: usize) -> PathBuf {
    let mut numbers = Numbers(42);
    let mut text = String::new();
    let mut left = count * 100;
    while left > 0 {
        let paragraph = words(&mut numbers, 120);
        left = left.saturating_sub(paragraph.chars().count());
        text.push_str(paragraph.trim_end());
        text.push_str("\n\n");
    }
    let source = home.join("text.txt");
    storage::write_file(&source, text.as_bytes()).unwrap();
    let new = NewProject {
        text: source,
        original: None,
        folder: home.join("project"),
        title: None,
        text_language: None,
        original_language: None,
        encoding: None,
    };
    let folder = storage::create(&new).unwrap();
    let text = SourceText::from_text(&text, Syntax::Plain);
    let layer = make_layer(&text, count, &mut numbers);
    let path = folder.join("layers/lin.ron");
    let written = storage::write_layer(&path, &layer, &[], &text, "text.txt").unwrap();
    storage::write_file(&path, written.as_bytes()).unwrap();
    folder
}

fn make_layer(text: &SourceText, count: usize, numbers: &mut Numbers) -> Layer {
    let base = 0x019c_d1b7_a740_7e3b_8d06_d3a8_5609_220e_u128;
    let made: Timestamp = "2026-03-09T08:30:00.123456789Z".parse().unwrap();
    let annotations = (0..count).map(|i| {
        let start = text.len() / count * i;
        let (length, body) = match numbers.below(20) {
            0..12 => (
                1 + numbers.below(50),
                Body::Note(Note { kind: NoteKind::ALL[numbers.below(5)], text: words(numbers, 7).trim_end().to_owned() }),
            ),
            12..17 => {
                let term = ConceptId::from_term(&words(numbers, 2));
                (1 + numbers.below(20), Body::TermLink(TermLink { term, gloss: Gloss::Auto, spacing: Spacing::Auto }))
            }
            _ => {
                let words = words(numbers, 6).trim_end().to_owned();
                let insertion = Insertion { words, reason: Reason::Supplied, brackets: Brackets::House, spacing: Spacing::Auto };
                (0, Body::Insertion(insertion))
            }
        };
        let id = AnnotationId::from_u128(base + ((i as u128) << 80));
        let now = made + SignedDuration::from_secs(i64::try_from(i).unwrap());
        let mut annotation = Annotation::new(id, text.span_between(start, start + length), body, now);
        if numbers.below(3) == 0 {
            annotation.modified = now + SignedDuration::from_hours(5);
        }
        annotation
    });
    Layer::with(Author::named("Lin"), annotations)
}

/// One step five times: the median, and what it needed.
fn measured(step: &str, folder: &Path) -> String {
    let dirs = Dirs::below(&folder.join("home"));
    let bytes = fs::read(folder.join("text.txt")).unwrap();
    let text = SourceText::from_vec(bytes, Syntax::Plain, None).unwrap();
    let path = folder.join("layers/lin.ron");
    let mut times = Vec::new();
    let mut memory = Vec::new();
    match step {
        "text" => {
            let bytes = fs::read(folder.join("text.txt")).unwrap();
            for _ in 0..RUNS {
                let bytes = bytes.clone();
                time(&mut times, &mut memory, || SourceText::from_vec(bytes, Syntax::Plain, None).unwrap());
            }
        }
        "read" => {
            let bytes = fs::read(&path).unwrap();
            for _ in 0..RUNS {
                time(&mut times, &mut memory, || storage::read_layer(&path, &bytes, &text).unwrap());
            }
        }
        "open" => {
            for _ in 0..RUNS {
                time(&mut times, &mut memory, || open(folder, &dirs));
            }
        }
        _ => {
            let mut layer = open(folder, &dirs).opened.layers.remove(0);
            for _ in 0..RUNS {
                let job = save_job(folder, &text, &layer.layer, layer.on_disk);
                let saved = time(&mut times, &mut memory, || storage::save(job, &dirs, &Progress::default()).unwrap());
                layer.on_disk = Some(saved.layers[0].1);
            }
        }
    }
    times.sort_by(f64::total_cmp);
    let (peak, kept) = memory[0];
    format!("{:>8.1} ms ({:.1} to {:.1}), +{peak:.1} MB, +{kept:.1} MB kept", times[RUNS / 2], times[0], times[RUNS - 1])
}

fn open(folder: &Path, dirs: &Dirs) -> OpenedProject {
    storage::open(folder, dirs, &mut None, &Progress::default(), &mut |_| {}).unwrap()
}

fn save_job(folder: &Path, text: &SourceText, layer: &Layer, on_disk: Option<FileHash>) -> SaveJob {
    let opened = storage::look(folder, &Dirs::below(folder)).unwrap();
    SaveJob {
        home: opened.home,
        project: opened.project,
        text: text.clone(),
        layers: vec![LayerToSave { layer: layer.clone(), unread: Vec::new(), on_disk }],
        terms: None,
        underneath: Underneath::Refuse,
    }
}

/// Does a step; notes how long it took, how far memory rose, and how much of that is kept.
fn time<T>(times: &mut Vec<f64>, memory: &mut Vec<(f64, f64)>, step: impl FnOnce() -> T) -> T {
    // Writing 5 there lets the peak begin anew: proc_pid_clear_refs(5).
    fs::OpenOptions::new()
        .write(true)
        .open("/proc/self/clear_refs")
        .and_then(|mut file| std::io::Write::write_all(&mut file, b"5"))
        .unwrap_or_default();
    let before = resident("VmRSS:");
    let begun = Instant::now();
    let done = step();
    times.push(begun.elapsed().as_secs_f64() * 1_000.0);
    memory.push((resident("VmHWM:") - before, resident("VmRSS:") - before));
    done
}

/// A line of what the kernel says of this process's memory, in MB.
fn resident(line: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let found = status.lines().find_map(|l| l.strip_prefix(line)).unwrap();
    found.split_whitespace().next().unwrap().parse::<f64>().unwrap() / 1_000.0
}
