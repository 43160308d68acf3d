//! Tables that are printed just as the form has them are read at once, and every other line by
//! itself. Both ways have to say the same of every text: figures, places, findings and blocks.
//!
//! `GONGKAI_DOCUMENTS` sets how many documents are written for each layout.

#[path = "support/layouts/mod.rs"]
#[allow(dead_code, unused_imports, reason = "other tests use the rest")]
mod layouts;

use gongkai::Parser;
use layouts::Layout;

/// How many documents are written for each layout.
const DOCUMENTS: u64 = 12;

/// In how many ways each is damaged.
const DAMAGES: u64 = 12;

const FIXTURES: [&str; 3] = [
    include_str!("fixtures/cell-per-line-2019.txt"),
    include_str!("fixtures/tabs-2021.txt"),
    include_str!("fixtures/pipes-2021.txt"),
];

fn agree(text: &str, what: &str) {
    let (quick, careful) = (gongkai::parse(text), Parser::new().careful().parse(text));
    let same = quick.report == careful.report
        && quick.diagnostics == careful.diagnostics
        && quick.spans == careful.spans
        && quick.blocks == careful.blocks;
    if same {
        return;
    }
    let name = std::env::temp_dir().join("gongkai-shortcut.txt");
    std::fs::write(&name, text).expect("the text can be kept");
    assert_eq!(quick.diagnostics, careful.diagnostics, "{what}: {}", name.display());
    assert_eq!(quick.blocks, careful.blocks, "{what}: {}", name.display());
    assert_eq!(quick.spans, careful.spans, "{what}: {}", name.display());
    assert_eq!(quick.report, careful.report, "{what}: {}", name.display());
}

/// A generator of numbers: the same seed gives the same numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// The text with one to three faults, each at a random place.
fn damaged(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for _ in 0..=random.below(3) {
        let at = random.below(lines.len());
        let line = &mut lines[at];
        let places: Vec<usize> = line.char_indices().map(|(i, _)| i).chain([line.len()]).collect();
        let place = places[random.below(places.len())];
        match random.below(12) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => {
                let other = random.below(lines.len());
                lines.swap(at, other);
            }
            3 => {
                line.pop();
            }
            4 => line.insert_str(place, random.of(&[" ", "\u{3000}", "\t", "|", "\r", "\n", "，"])),
            5 => {
                let piece = random.of(&["0", "7", "12", "/", "-", "余", "件", "（注）", "1."]);
                line.insert_str(place, piece);
            }
            6 => *line = line.replacen(|c: char| c.is_ascii_digit(), random.of(&["", "/", "x"]), 1),
            7 => *line = line.replace(['（', '）'], "("),
            8 => lines.insert(at, random.of(&["", " ", "\t", "3", "注：无。", "其他"]).to_owned()),
            9 => *line = format!("{}{line}", random.of(&[" ", "\t", "| ", "|  | ", "　"])),
            10 => *line = format!("{line}{}", random.of(&[" ", "\t", " |", "  |", "\r"])),
            _ => {
                let other = random.below(lines.len());
                let piece = lines[other].clone();
                lines[at] = piece;
            }
        }
        if lines.is_empty() {
            break;
        }
    }
    lines.join("\n")
}

/// A text with its tabs alone on their lines, as browsers copy cells that hold paragraphs.
fn with_tabs_apart(text: &str, random: &mut Random) -> String {
    let around = random.of(&["\n", "\n\n", "\n\n\n", "\n\n\n\n"]);
    let rows = random.of(&["\n", "\n\n\n\n\n"]);
    text.replace('\n', rows).replace('\t', &format!("{around}\t{around}"))
}

fn all_ways(text: &str, name: &str, seed: u64, damages: u64) {
    let mut random = Random(seed);
    agree(text, name);
    let windows = text.replace('\n', "\r\n");
    agree(&windows, name);
    let apart = with_tabs_apart(text, &mut random);
    agree(&apart, name);
    for damage in 0..damages {
        let text = match damage % 4 {
            0 => &apart,
            1 if damage % 8 == 1 => &windows,
            _ => text,
        };
        agree(&damaged(text, &mut random), &format!("{name}, damage {damage}"));
    }
}

#[test]
fn the_published_layouts_are_read_the_same_at_once_and_line_by_line() {
    for (i, text) in FIXTURES.iter().enumerate() {
        all_ways(text, &format!("fixture {i}"), 7, 40 * DAMAGES);
        // One cell a line and one bar a cell, of the same figures.
        all_ways(&text.replace('\t', "\n"), &format!("fixture {i} in lines"), 8, 40 * DAMAGES);
        let bars: String = text
            .split('\n')
            .map(|line| match line.contains('\t') {
                true => format!("| {} |\n", line.replace('\t', " | ")),
                false => format!("{line}\n"),
            })
            .collect();
        all_ways(&bars, &format!("fixture {i} in bars"), 9, 40 * DAMAGES);
    }
}

#[test]
fn random_reports_are_read_the_same_at_once_and_line_by_line() {
    let documents = std::env::var("GONGKAI_DOCUMENTS")
        .map_or(DOCUMENTS, |n| n.parse().expect("GONGKAI_DOCUMENTS is a number"));
    for seed in 0..documents {
        for layout in Layout::ALL {
            let sample = layouts::sample(layout, seed);
            all_ways(&sample.text, &format!("{} {seed}", layout.name()), seed, DAMAGES);
        }
    }
}
