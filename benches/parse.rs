//! Measures reading: `cargo bench --bench parse`, `… -- --json`, `… -- --quick`, `… -- FILE…`
//!
//! Every task runs on the same bytes, in rounds that take turns, so that a slow moment of the
//! machine falls on all of them. What is printed are medians of the rounds, and ratios of medians of
//! the same run: to `std::str::from_utf8` of the text, and to `serde_json::from_str` of the same
//! report's JSON. Allocations are counted by an allocator of the bench's own. Then follow how the time
//! grows with the text, and how many reports two threads read in the time of one.
//!
//! `… -- --repeat N` only reads each input N times, for a tool that counts instructions. `--only`
//! leaves the inputs out that stand before it.

#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use gongkai::AnnualReport;
use rayon::prelude::*;

/// The allocator of the system, counting while it is told to: counting takes time that the other
/// measurements should not see.
struct Counting;

static ON: AtomicBool = AtomicBool::new(false);
static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);
static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator unchanged; the counters do not touch memory
// that is handed out.
#[allow(unsafe_code, reason = "an allocator cannot be written without")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if ON.load(Ordering::Relaxed) {
            ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
            let live = LIVE.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
            PEAK.fetch_max(live, Ordering::Relaxed);
        }
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        if ON.load(Ordering::Relaxed) {
            LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
        }
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A report to measure with.
struct Input {
    name: String,
    text: String,
}

/// What was measured on one input.
struct Result {
    name: String,
    bytes: usize,
    /// Median nanoseconds of each task, in the order of [`TASKS`].
    nanoseconds: [f64; TASKS.len()],
    allocations: usize,
    paragraphs: usize,
    peak: usize,
}

const TASKS: [&str; 7] =
    ["from_utf8", "json", "parse", "validate", "write", "to_json", "parse+validate"];
const UTF8: usize = 0;
const JSON: usize = 1;
const PARSE: usize = 2;

/// Rounds of a full run, and of `--quick`.
const ROUNDS: [usize; 2] = [61, 9];

fn main() {
    let mut json = false;
    let mut repeat = None;
    let mut rounds = ROUNDS[0];
    let mut inputs = vec![
        fixture("one cell a line", include_str!("../tests/fixtures/cell-per-line-2019.txt")),
        fixture("browser copy", include_str!("../tests/fixtures/tabs-2021.txt")),
        fixture("pipe table", include_str!("../tests/fixtures/pipes-2021.txt")),
    ];
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--json" => json = true,
            "--only" => inputs.clear(),
            "--repeat" => repeat = args.next().and_then(|times| times.parse::<u32>().ok()),
            "--quick" => rounds = ROUNDS[1],
            "--bench" | "--test" => {}
            file => match std::fs::read_to_string(file) {
                Ok(text) => inputs.push(Input { name: file.to_owned(), text }),
                Err(error) => {
                    eprintln!("{file}: {error}");
                    std::process::exit(2);
                }
            },
        }
    }
    if let Some(times) = repeat {
        for input in inputs.iter().cycle().take(inputs.len() * times as usize) {
            black_box(gongkai::parse(black_box(&input.text)));
        }
        return;
    }
    let results: Vec<Result> = inputs.iter().map(|input| measure(input, rounds)).collect();
    if json {
        print_json(&results);
    } else {
        print_table(&results);
        print_growth(&inputs, rounds);
        print_threads(&inputs, rounds);
    }
}

fn fixture(name: &str, text: &str) -> Input {
    Input { name: name.to_owned(), text: text.to_owned() }
}

fn measure(input: &Input, rounds: usize) -> Result {
    let bytes = input.text.as_bytes();
    let parsed = gongkai::parse(&input.text);
    let report = parsed.report.clone();
    let json = serde_json::to_string(&report).unwrap_or_default();
    let tasks: [&dyn Fn(); TASKS.len()] = [
        &|| {
            black_box(std::str::from_utf8(black_box(bytes)).is_ok());
        },
        &|| {
            black_box(serde_json::from_str::<AnnualReport>(black_box(&json)).is_ok());
        },
        &|| {
            black_box(gongkai::parse(black_box(&input.text)));
        },
        &|| {
            black_box(black_box(&parsed).validate());
        },
        &|| {
            black_box(black_box(&report).to_string());
        },
        &|| {
            black_box(serde_json::to_string(black_box(&report)).is_ok());
        },
        &|| {
            black_box(gongkai::parse(black_box(&input.text)).validate());
        },
    ];
    let nanoseconds = medians(tasks, rounds);
    let (allocations, peak) = count(|| gongkai::parse(&input.text));
    let report = &report;
    let paragraphs = report.preamble.len()
        + report.overview.preamble.len()
        + report.overview.subsections.iter().map(|s| 1 + s.paragraphs.len()).sum::<usize>()
        + report.problems.preamble.len()
        + report.problems.problems.len()
        + report.problems.measures.iter().map(|m| 1 + m.items.len()).sum::<usize>()
        + report.other.len();
    Result {
        name: input.name.clone(),
        bytes: bytes.len(),
        nanoseconds,
        allocations,
        paragraphs,
        peak,
    }
}

/// The median nanoseconds of tasks that take turns.
fn medians<const N: usize>(tasks: [&dyn Fn(); N], rounds: usize) -> [f64; N] {
    // A round of a task takes about a millisecond.
    let repeats = tasks.map(|task| {
        let start = Instant::now();
        let mut n = 0_u32;
        while start.elapsed().as_micros() < 2000 {
            task();
            n += 1;
        }
        (n / 2).max(1)
    });
    let mut times = [(); N].map(|()| Vec::with_capacity(rounds));
    for _ in 0..rounds {
        for ((task, repeats), times) in tasks.iter().zip(repeats).zip(&mut times) {
            let start = Instant::now();
            for _ in 0..repeats {
                task();
            }
            times.push(start.elapsed().as_nanos() as f64 / f64::from(repeats));
        }
    }
    times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    })
}

/// The allocations of a call, and the most bytes that it had at a time.
fn count<T>(call: impl FnOnce() -> T) -> (usize, usize) {
    ON.store(true, Ordering::Relaxed);
    let result = black_box(call());
    ON.store(false, Ordering::Relaxed);
    drop(result);
    LIVE.store(0, Ordering::Relaxed);
    (ALLOCATIONS.swap(0, Ordering::Relaxed), PEAK.swap(0, Ordering::Relaxed))
}

fn print_table(results: &[Result]) {
    for result in results {
        println!(
            "{} ({} bytes): {} allocations, {} strings of prose, peak {} bytes",
            result.name, result.bytes, result.allocations, result.paragraphs, result.peak
        );
        println!("  {:<16}{:>10}{:>10}{:>14}{:>10}", "task", "µs", "MB/s", "× from_utf8", "× json");
        for (task, ns) in TASKS.iter().zip(result.nanoseconds) {
            println!(
                "  {task:<16}{:>10.2}{:>10.0}{:>14.2}{:>10.2}",
                ns / 1000.0,
                result.bytes as f64 / ns * 1000.0,
                ns / result.nanoseconds[UTF8],
                ns / result.nanoseconds[JSON],
            );
        }
        let [_, _, parse, validate, _, to_json, _] = result.nanoseconds;
        let all = (parse + validate + to_json) / 100.0;
        println!(
            "  of text to checked JSON, parse takes {:.0} %, validate {:.0} %, to_json {:.0} %",
            parse / all,
            validate / all,
            to_json / all,
        );
        println!(
            "  parse costs {:.2} × from_utf8 of its bytes, {:.2} × serde_json::from_str of its JSON; \
             {} allocations beyond one for each string of prose\n",
            parse / result.nanoseconds[UTF8],
            parse / result.nanoseconds[JSON],
            result.allocations.saturating_sub(result.paragraphs),
        );
    }
}

/// Prints how the time grows with prose, with what a page has under the report, and with what stands
/// before it.
fn print_growth(inputs: &[Input], rounds: usize) {
    const NOISE: usize = 100_000;
    let Some(input) = inputs.first() else { return };
    let once = &input.text;
    let is_prose = |line: &&str| line.len() > 200;
    let mut prose = String::new();
    for line in once.split_inclusive('\n') {
        let times = if is_prose(&line) { 10 } else { 1 };
        (0..times).for_each(|_| prose.push_str(line));
    }
    let furniture = "联系我们 网站地图 版权所有 主办单位 政务新媒体 无障碍浏览\n";
    let page = format!("{once}\n{}", furniture.repeat(20));
    let longer_page = format!("{once}\n{}", furniture.repeat(200));
    let noise = "首页 政务公开 政府信息公开 新闻动态 办事服务 互动交流 数据开放\n".repeat(NOISE);
    let behind_noise = format!("{noise}{once}");
    let read = |text: &String| {
        black_box(gongkai::parse(black_box(text)));
    };
    let [one, more_prose, page, longer_page, behind_noise] = medians(
        [&|| read(once), &|| read(&prose), &|| read(&page), &|| read(&longer_page), &|| {
            read(&behind_noise)
        }],
        rounds,
    );
    println!("{}", input.name);
    println!("  ten times the prose costs {:.2} ×", more_prose / one);
    println!("  ten times the lines under the report cost {:.2} ×", longer_page / page);
    println!(
        "  {NOISE} lines before the report are passed at {:.2} GB/s",
        noise.len() as f64 / (behind_noise - one)
    );
}

/// Prints how much faster two threads read many reports than one does.
fn print_threads(inputs: &[Input], rounds: usize) {
    const REPORTS: usize = 20_000;
    let texts = inputs.iter().map(|input| input.text.as_str());
    let texts: Vec<&str> = texts.cycle().take(REPORTS).collect();
    // The threads are there before: what is to be seen is how they read, not how they start.
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let (Ok(single), Ok(double)) = (pool(1), pool(2)) else {
        println!("  no threads could be started, so that none were measured\n");
        return;
    };
    let read = |pool: &rayon::ThreadPool| {
        pool.install(|| texts.par_iter().for_each(|text| drop(gongkai::parse(black_box(text)))));
    };
    let [one, two] = medians([&|| read(&single), &|| read(&double)], (rounds / 4).max(1));
    println!("  two threads read {REPORTS} reports {:.2} × as fast as one\n", one / two);
}

fn print_json(results: &[Result]) {
    for result in results {
        let tasks: serde_json::Map<String, serde_json::Value> = TASKS
            .iter()
            .zip(result.nanoseconds)
            .map(|(task, ns)| ((*task).to_owned(), serde_json::json!(ns)))
            .collect();
        println!(
            "{}",
            serde_json::json!({
                "input": result.name,
                "bytes": result.bytes,
                "median_ns": tasks,
                "parse_to_from_utf8": result.nanoseconds[PARSE] / result.nanoseconds[UTF8],
                "parse_to_json": result.nanoseconds[PARSE] / result.nanoseconds[JSON],
                "allocations": result.allocations,
                "prose_strings": result.paragraphs,
                "peak_bytes": result.peak,
            })
        );
    }
}
