//! One cell a line: L1, L2, L12 and what else loses more of the table than that.

use std::collections::HashSet;

use super::Layout;
use super::document::{Block, Document, Line, Table};
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
    for block in &document.blocks {
        match block {
            Block::Title(text) | Block::Heading(text) | Block::Prose(text) => {
                put(&mut page, text, false);
            }
            Block::Table(table) => {
                let mut cells = head(table, split_heads, layout);
                let pairs = if layout == Layout::Interleaved { 2 } else { 1 };
                for lines in table.lines.chunks(pairs) {
                    cells.extend(body(lines, rng));
                }
                cells.extend(table.caption.iter().filter(|_| table.caption_behind).cloned());
                cells.iter().for_each(|cell| put(&mut page, cell, true));
            }
        }
    }
    page
}

fn head(table: &Table, split: bool, layout: Layout) -> Vec<String> {
    let mut cells = Vec::new();
    cells.extend(table.caption.iter().filter(|_| !table.caption_behind).cloned());
    for head in table.head.iter().flatten() {
        // 本年新制作数量 is set in two lines.
        if split && table.labels == 1 && head.text.chars().count() == 7 {
            let pieces = wrap(&head.text, 3);
            let (first, rest) = (pieces[0].clone(), pieces[1..].concat());
            match layout {
                Layout::L2 => cells.push(format!("{first}\n{rest}")),
                _ => cells.extend([first, rest]),
            }
        } else {
            cells.push(head.text.clone());
        }
    }
    cells
}

/// The cells of a row; of several rows first their labels and then, by turns, their figures.
fn body(lines: &[Line], rng: &mut Rng) -> Vec<String> {
    let mut cells = Vec::new();
    for line in lines {
        cells.extend(line.groups.iter().map(|(_, group)| group.clone()));
        cells.push(line.label.clone());
    }
    if rng.chance(50) {
        let columns = lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        for column in 0..columns {
            cells
                .extend(lines.iter().filter_map(|line| Some(line.cells.get(column)?.text.clone())));
        }
    } else {
        cells.extend(lines.iter().flat_map(|line| &line.cells).map(|cell| cell.text.clone()));
    }
    cells
}
