//! Thousands of random reports in every layout in which reports are published. A figure is read
//! right, or it is said that it was not: nothing is guessed, shifted by a column or made zero.
//!
//! `GONGKAI_LAYOUT=L9 GONGKAI_SEED=17 cargo test --test layouts one_document -- --nocapture` shows
//! one document and what was read from it. `GONGKAI_DOCUMENTS` sets how many are written for each
//! layout.

#[path = "support/layouts/mod.rs"]
mod layouts;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use layouts::{Fault, Layout, Score, Tally};

/// How many documents are written for each layout.
const DOCUMENTS: usize = 1000;

/// How many of the figures that a document leaves in no doubt are to be read, in per cent.
const ENOUGH: f64 = 99.5;

/// How many wrong figures a message lists.
const LISTED: usize = 40;

#[derive(Default)]
struct Results {
    layouts: BTreeMap<Layout, Tally>,
    /// Of the layouts that keep everything.
    faults: BTreeMap<Fault, Tally>,
    misses: Vec<String>,
    lost: BTreeMap<Layout, Vec<String>>,
}

impl Results {
    fn read(&mut self, layout: Layout, seed: u64) {
        let sample = layouts::sample(layout, seed);
        let parsed = gongkai::parse(&sample.text);
        let score = Score::of(&parsed, &sample.truth);
        self.layouts.entry(layout).or_default().add(&score.tally);
        if Layout::KEEP_ALL.contains(&layout) {
            for fault in &sample.faults {
                self.faults.entry(*fault).or_default().add(&score.tally);
            }
        }
        if let Some(miss) = score.misses.first() {
            self.misses.push(format!(
                "GONGKAI_LAYOUT={} GONGKAI_SEED={seed} {:?}: {} figures, {:?} {}: expected {:?}, got {}",
                layout.name(),
                sample.faults,
                score.misses.len(),
                miss.verdict,
                miss.field,
                miss.expected,
                miss.found,
            ));
        }
        let lost = self.lost.entry(layout).or_default();
        if lost.len() < LISTED && !score.lost.is_empty() {
            lost.push(format!(
                "seed {seed} {:?}: {} figures, {}",
                sample.faults,
                score.lost.len(),
                score.lost[0]
            ));
        }
    }

    fn merge(&mut self, other: Results) {
        for (layout, tally) in &other.layouts {
            self.layouts.entry(*layout).or_default().add(tally);
        }
        for (fault, tally) in &other.faults {
            self.faults.entry(*fault).or_default().add(tally);
        }
        self.misses.extend(other.misses);
        for (layout, lost) in other.lost {
            self.lost.entry(layout).or_default().extend(lost);
        }
    }

    fn tables(&self) -> String {
        const HEAD: &str = "documents | figures | right % | unread % | certain % | \
                            right % of certain | silent | wrong |\n\
                            |---|---|---|---|---|---|---|---|---|";
        let mut text = format!("\n| layout | {HEAD}\n");
        for (layout, tally) in &self.layouts {
            writeln!(text, "{}", tally.row(&layout.name())).expect("a string");
        }
        writeln!(text, "\n| fault | {HEAD}").expect("a string");
        for (fault, tally) in &self.faults {
            writeln!(text, "{}", tally.row(&format!("{fault:?}"))).expect("a string");
        }
        text
    }
}

/// For people; `cargo test` shows it with `--nocapture`, and of a test that failed.
#[allow(clippy::print_stdout, reason = "the tables are what the test is run for")]
fn show(text: &str) {
    println!("{text}");
}

/// All documents, read once for all tests.
fn results() -> &'static Results {
    static RESULTS: OnceLock<Results> = OnceLock::new();
    RESULTS.get_or_init(|| {
        let documents = std::env::var("GONGKAI_DOCUMENTS")
            .map_or(DOCUMENTS, |n| n.parse().expect("GONGKAI_DOCUMENTS is a number"));
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let next = AtomicUsize::new(0);
        let work = || {
            let mut results = Results::default();
            loop {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= documents {
                    return results;
                }
                for layout in Layout::ALL {
                    results.read(layout, u64::try_from(seed).expect("a seed"));
                }
            }
        };
        let mut results = Results::default();
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            for thread in threads {
                results.merge(thread.join().expect("a thread that reads documents"));
            }
        });
        results.misses.sort();
        show(&results.tables());
        results
    })
}

#[test]
fn no_figure_is_silently_wrong() {
    let misses = &results().misses;
    let listed = misses.iter().take(LISTED).cloned().collect::<Vec<_>>().join("\n");
    assert!(misses.is_empty(), "{} documents, among them\n{listed}", misses.len());
}

#[test]
fn what_a_layout_keeps_is_read() {
    let results = results();
    let mut text = String::new();
    for layout in Layout::KEEP_ALL {
        let rate = results.layouts.get(&layout).map_or(0.0, Tally::rate);
        if rate < ENOUGH {
            let some = results.lost[&layout].iter().take(3).cloned().collect::<Vec<_>>();
            writeln!(text, "{}: {rate:.2} %\n  {}", layout.name(), some.join("\n  "))
                .expect("a string");
        }
    }
    assert!(text.is_empty(), "less than {ENOUGH} % of what could be read was read:\n{text}");
}

/// The tests above prove nothing if a wrong figure goes unnoticed.
#[test]
fn a_wrong_figure_is_noticed() {
    for layout in [Layout::L1, Layout::Tabs] {
        let (sample, other) = (layouts::sample(layout, 1), layouts::sample(layout, 2));
        let parsed = gongkai::parse(&sample.text);
        assert!(Score::of(&parsed, &sample.truth).misses.is_empty());
        assert!(Score::of(&parsed, &other.truth).tally.wrong > 5);
    }
}

#[test]
fn one_document() {
    let (Ok(name), Ok(seed)) = (std::env::var("GONGKAI_LAYOUT"), std::env::var("GONGKAI_SEED"))
    else {
        return;
    };
    let layout =
        Layout::ALL.into_iter().find(|layout| layout.name() == name).expect("a name of a layout");
    let sample = layouts::sample(layout, seed.parse().expect("GONGKAI_SEED is a number"));
    println!("{}\n{:?}", sample.text, sample.faults);
    let parsed = gongkai::parse(&sample.text);
    for diagnostic in &parsed.diagnostics {
        println!("{diagnostic}");
    }
    let score = Score::of(&parsed, &sample.truth);
    println!("unread: {:?}", score.lost.iter().map(ToString::to_string).collect::<Vec<_>>());
    for miss in &score.misses {
        println!(
            "{:?} {}: expected {:?}, got {}",
            miss.verdict, miss.field, miss.expected, miss.found
        );
    }
    assert!(score.misses.is_empty(), "{:?}", score.tally);
}
