//! One cell a line: L1, L2, L12 and what else loses more of the table than that.

use std::collections::HashSet;

use super::Layout;
use super::document::{Block, Document, Line, Printed, Table};
use super::faults::Fault;
use super::page::{Page, wrap};
use super::rng::Rng;

pub fn write(document: &mut Document, layout: Layout, rng: &mut Rng) -> Page {
    if matches!(layout, Layout::L12 | Layout::L1Dropped) {
        document.truth.exempt_all();
    }
    let mut doubt = Vec::new();
    let mut page = Page::default();
    let mut seen = HashSet::new();
    let split_heads = rng.chance(30);
    let mut put = |page: &mut Page, text: &str, in_table: bool| {
        if text.is_empty() || (layout == Layout::L12 && !seen.insert(text.to_owned())) {
            return;
        }
        if in_table {
            page.table(text)
        } else {
            page.prose(text)
        }
        if layout == Layout::L2 {
            if in_table { page.table("") } else { page.prose("") }
        }
    };
    let wrapped = document.faults.contains(&Fault::LabelWrapped).then(|| 5 + rng.below(8));
    for block in &document.blocks {
        match block {
            Block::Title(text) | Block::Heading(text) | Block::Prose(text) => {
                put(&mut page, text, false);
            }
            Block::Table(table) => {
                let mut cells = head(table, split_heads);
                let pairs = if layout == Layout::Interleaved { 2 } else { 1 };
                for lines in table.lines.chunks(pairs) {
                    if pairs == 2 && is_undecided(lines) {
                        doubt.extend(lines.iter().flat_map(|line| &line.cells));
                    }
                    let (labels, figures) = body(lines, rng);
                    cells.extend(labels.into_iter().map(|label| match wrapped {
                        Some(width) => wrap(&label, width).join("\n"),
                        None => label,
                    }));
                    cells.extend(figures);
                }
                cells.extend(table.caption.iter().filter(|_| table.caption_behind).cloned());
                cells.iter().for_each(|cell| put(&mut page, cell, true));
            }
        }
    }
    for field in doubt.iter().filter_map(|cell| cell.field) {
        document.truth.exempt[field.index()] = true;
    }
    page
}

/// Whether the figures of two rows, printed behind both labels, may be either row's: nothing but
/// their totals tells.
fn is_undecided(lines: &[Line]) -> bool {
    let [one, two] = lines else { return false };
    let both: Vec<&Printed> = one.cells.iter().chain(&two.cells).collect();
    let value = |cell: &&Printed| -> u64 {
        let ascii = |c: char| char::from_u32(c as u32 - if c as u32 > 0xff00 { 0xfee0 } else { 0 });
        cell.text.chars().filter_map(ascii).collect::<String>().parse().unwrap_or(0)
    };
    let values: Vec<u64> = both.iter().map(value).collect();
    let holds = |row: &[u64]| row.split_last().is_some_and(|(t, r)| r.iter().sum::<u64>() == *t);
    let turns = |first: usize| values.iter().skip(first).step_by(2).copied().collect::<Vec<_>>();
    let is_row = one.cells.len() == 7 && two.cells.len() == 7;
    let (in_turn, by_turns) = (values.split_at(values.len() / 2), (turns(0), turns(1)));
    let straight = holds(in_turn.0) && holds(in_turn.1);
    let mixed = holds(&by_turns.0) && holds(&by_turns.1);
    let mixable = |a: &[u64], b: &[u64]| -> bool {
        // As they would be if they were printed the other way.
        let turned: Vec<u64> = a.iter().zip(b).flat_map(|(a, b)| [*a, *b]).collect();
        let (a, b) = turned.split_at(7);
        holds(a) && holds(b)
    };
    !is_row || !straight || mixed || mixable(in_turn.0, in_turn.1)
}

fn head(table: &Table, split: bool) -> Vec<String> {
    let mut cells = Vec::new();
    cells.extend(table.caption.iter().filter(|_| !table.caption_behind).cloned());
    for head in table.head.iter().flatten() {
        // 本年新制作数量 and 商业企业 are set in two lines.
        let pieces = match head.text.chars().count() {
            7 if table.labels == 1 => wrap(&head.text, 3),
            4 if table.labels == 3 => wrap(&head.text, 2),
            _ => Vec::new(),
        };
        if split && !pieces.is_empty() {
            let (first, rest) = (pieces[0].clone(), pieces[1..].concat());
            cells.push(format!("{first}\n{rest}"));
        } else {
            cells.push(head.text.clone());
        }
    }
    cells
}

/// The labels of rows, and their figures: one row behind the other, or by turns.
fn body(lines: &[Line], rng: &mut Rng) -> (Vec<String>, Vec<String>) {
    let labels = lines.iter().flat_map(|line| {
        line.groups.iter().map(|(_, group)| group.clone()).chain([line.label.clone()])
    });
    let mut figures = Vec::new();
    if rng.chance(50) {
        let columns = lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        for column in 0..columns {
            let of_column = lines.iter().filter_map(|line| line.cells.get(column));
            figures.extend(of_column.map(|cell| cell.text.clone()));
        }
    } else {
        figures.extend(lines.iter().flat_map(|line| &line.cells).map(|cell| cell.text.clone()));
    }
    (labels.collect(), figures)
}
