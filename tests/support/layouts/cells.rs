//! One cell a line: L1, L2, L12 and what else loses more of the table than that.

use std::collections::HashSet;

use super::Layout;
use super::document::{Block, Document, Line, Table};
use super::faults::Fault;
use super::page::{Page, wrap};
use super::rng::Rng;

pub fn write(document: &mut Document, layout: Layout, rng: &mut Rng) -> Page {
    if matches!(layout, Layout::L12 | Layout::L1Dropped | Layout::Interleaved) {
        document.truth.exempt_all();
    }
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
    page
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
