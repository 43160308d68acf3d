//! Measures reading web pages: `cargo bench --features html --bench read`, `… -- --json`,
//! `… -- --quick`, `… -- FILE…`
//!
//! The yardstick is html5ever building its own tree (`markup5ever_rcdom`) of the same page, decoded
//! already. Both run in rounds that take turns, so that a slow moment of the machine falls on both;
//! what is printed are medians, and the ratio of medians of the same run.

#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;

/// A page to measure with.
struct Input {
    name: String,
    bytes: Vec<u8>,
    /// The page as text, for the yardstick.
    text: String,
}

const TASKS: [&str; 2] = ["html5ever", "read"];

/// Rounds of a full run, and of `--quick`.
const ROUNDS: [usize; 2] = [61, 9];

fn main() {
    let mut json = false;
    let mut rounds = ROUNDS[0];
    let mut inputs = vec![hand_written(), word_paste()];
    for arg in std::env::args().skip(1) {
        match arg.as_str() {
            "--json" => json = true,
            "--quick" => rounds = ROUNDS[1],
            "--bench" | "--test" => {}
            file => match std::fs::read(file) {
                Ok(bytes) => {
                    let text = match String::from_utf8(bytes.clone()) {
                        Ok(text) => text,
                        Err(_) => encoding_rs::GB18030.decode(&bytes).0.into_owned(),
                    };
                    inputs.push(Input { name: file.to_owned(), bytes, text });
                }
                Err(error) => {
                    eprintln!("{file}: {error}");
                    std::process::exit(2);
                }
            },
        }
    }
    for input in &inputs {
        let [tree, read] = measure(input, rounds);
        let (bytes, ratio) = (input.bytes.len(), read / tree);
        if json {
            println!(
                "{}",
                serde_json::json!({
                    "input": input.name, "bytes": bytes, "tree_ns": tree, "read_ns": read,
                    "read_to_tree": ratio,
                })
            );
            continue;
        }
        println!("{} ({bytes} bytes)", input.name);
        for (task, ns) in TASKS.iter().zip([tree, read]) {
            println!(
                "  {task:<12}{:>10.1} µs{:>10.0} pages/s{:>8.0} MB/s",
                ns / 1000.0,
                1e9 / ns,
                bytes as f64 / ns * 1000.0
            );
        }
        println!("  reading costs {ratio:.2} × html5ever's tree\n");
    }
}

fn measure(input: &Input, rounds: usize) -> [f64; TASKS.len()] {
    let tasks: [&dyn Fn(); TASKS.len()] = [
        &|| {
            let parser = parse_document(RcDom::default(), ParseOpts::default());
            black_box(parser.one(black_box(input.text.as_str())));
        },
        &|| {
            black_box(gongkai::read(black_box(&input.bytes)).is_ok());
        },
    ];
    // A round of a task takes a few milliseconds.
    let repeats = tasks.map(|task| {
        let start = Instant::now();
        let mut n = 0_u32;
        while start.elapsed().as_millis() < 10 {
            task();
            n += 1;
        }
        (n / 2).max(1)
    });
    let mut times = [(); TASKS.len()].map(|()| Vec::with_capacity(rounds));
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

/// A fixture as a page with few attributes.
fn hand_written() -> Input {
    page("hand-written page", "<p>", "<td>")
}

/// The same as an editor keeps what was pasted from Word.
fn word_paste() -> Input {
    page(
        "Word paste",
        "<p class=\"MsoNormal\" style=\"text-indent:32.0pt;line-height:28.0pt\"><span lang=\"EN-US\" \
         style=\"font-size:16.0pt;font-family:仿宋_GB2312\">",
        "<td width=\"64\" valign=\"center\" style=\"width:48.0pt;border:solid windowtext 1.0pt;\
         padding:0cm 5.4pt 0cm 5.4pt\"><p class=\"MsoNormal\" align=\"center\"><span \
         style=\"font-size:10.5pt\">",
    )
}

fn page(name: &str, paragraph: &str, cell: &str) -> Input {
    let mut text = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n".to_owned();
    let mut table = false;
    for line in include_str!("../tests/fixtures/tabs-2021.txt").lines() {
        let row = line.contains('\t');
        if row != table {
            text.push_str(if row { "<table>" } else { "</table>\n" });
            table = row;
        }
        if row {
            text.push_str("<tr>");
            for content in line.split('\t') {
                let _ = writeln!(text, "{cell}{content}</td>");
            }
            text.push_str("</tr>\n");
        } else if !line.is_empty() {
            let _ = writeln!(text, "{paragraph}{line}</p>");
        }
    }
    Input { name: name.to_owned(), bytes: text.clone().into_bytes(), text }
}
