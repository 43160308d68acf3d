//! Measures reading in every layout, damaged ones too: `cargo bench --bench layouts`, `… -- --quick`
//!
//! For each layout, random reports of the tests are parsed, and some of them ten times over in one
//! text. Printed are the medians of rounds that take turns: the time of a report, its ratio to
//! `std::str::from_utf8` of the same bytes, and how much longer ten times the text takes.

#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

#[allow(dead_code, unused_imports, reason = "the tests use more of it")]
#[path = "../tests/support/layouts/mod.rs"]
mod layouts;

use std::hint::black_box;
use std::time::Instant;

use layouts::Layout;

/// Reports of each layout.
const REPORTS: usize = 20;

/// Rounds of a full run, and of `--quick`.
const ROUNDS: [usize; 2] = [15, 3];

fn main() {
    let quick = std::env::args().any(|arg| arg == "--quick");
    let rounds = ROUNDS[usize::from(quick)];
    println!(
        "{:<14}{:>9}{:>12}{:>10}{:>14}{:>18}",
        "layout", "bytes", "µs", "MB/s", "× from_utf8", "ten times costs"
    );
    for layout in Layout::ALL {
        let texts: Vec<String> =
            (0..REPORTS as u64).map(|seed| layouts::sample(layout, seed).text).collect();
        let tenfold: Vec<String> = texts.iter().take(5).map(|text| text.repeat(10)).collect();
        let once: Vec<&String> = texts.iter().take(5).collect();
        let bytes: usize = texts.iter().map(String::len).sum();
        let mut times = [const { Vec::new() }; 4];
        for _ in 0..rounds {
            let tasks: [&dyn Fn(); 4] = [
                &|| {
                    for text in &texts {
                        black_box(std::str::from_utf8(black_box(text.as_bytes())).is_ok());
                    }
                },
                &|| {
                    for text in &texts {
                        black_box(gongkai::parse(black_box(text)));
                    }
                },
                &|| {
                    for text in &once {
                        black_box(gongkai::parse(black_box(text)));
                    }
                },
                &|| {
                    for text in &tenfold {
                        black_box(gongkai::parse(black_box(text)));
                    }
                },
            ];
            for (task, times) in tasks.iter().zip(&mut times) {
                let start = Instant::now();
                task();
                times.push(start.elapsed().as_secs_f64());
            }
        }
        let [utf8, parse, one, ten] = times.map(|mut times: Vec<f64>| {
            times.sort_by(f64::total_cmp);
            times[times.len() / 2]
        });
        println!(
            "{:<14}{:>9}{:>12.1}{:>10.1}{:>14.1}{:>17.2}×",
            layout.name(),
            bytes / REPORTS,
            parse / REPORTS as f64 * 1e6,
            bytes as f64 / parse / 1e6,
            parse / utf8,
            ten / one,
        );
    }
}
