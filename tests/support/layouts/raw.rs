//! Text of a PDF file in reading order (L9Raw), and what a converter makes of it where it takes
//! some of the rows for tables and loses the labels of others (L10).

use gongkai::Section;

use super::document::{Block, Document, Line, Table};
use super::page::{Page, wrap};
use super::rng::Rng;

pub fn write(document: &mut Document, rng: &mut Rng) -> Page {
    let (measure, group, label) = (30 + rng.below(10), rng.below(5) + 3, rng.below(18) + 5);
    let mut page = Page::default();
    for block in &document.blocks {
        match block {
            Block::Title(text) | Block::Heading(text) | Block::Prose(text) => {
                wrap(text, measure).into_iter().for_each(|line| page.prose(line));
            }
            Block::Table(table) => {
                head(&mut page, table, label);
                for line in &table.lines {
                    for (depth, text) in &line.groups {
                        let width = if *depth == 0 { 2 } else { group };
                        wrap(text, width).into_iter().for_each(|piece| page.table(piece));
                    }
                    let figures = figures(line, " ");
                    let mut pieces = wrap(&line.label, label);
                    let last = pieces.pop().unwrap_or_default();
                    let alone = !pieces.is_empty() && line.cells.len() == 7;
                    pieces.into_iter().for_each(|piece| page.table(piece));
                    if alone {
                        page.table(last);
                        page.table(figures);
                    } else {
                        page.table(format!("{last} {figures}").trim().to_owned());
                    }
                }
                behind(&mut page, table);
            }
        }
    }
    page
}

fn figures(line: &Line, between: &str) -> String {
    let cells: Vec<&str> = line.cells.iter().map(|cell| cell.text.as_str()).collect();
    cells.join(between)
}

fn head(page: &mut Page, table: &Table, width: usize) {
    if let Some(caption) = table.caption.as_ref().filter(|_| !table.caption_behind) {
        page.table(caption);
    }
    for row in &table.head {
        if table.labels == 1 {
            let texts: Vec<&str> = row.iter().map(|head| head.text.as_str()).collect();
            page.table(texts.join(" "));
        } else {
            for head in row {
                wrap(&head.text, width).into_iter().for_each(|line| page.table(line));
            }
        }
    }
}

fn behind(page: &mut Page, table: &Table) {
    if let Some(caption) = table.caption.as_ref().filter(|_| table.caption_behind) {
        page.table(caption);
    }
}

/// L10. Rows of the matrix stand in the order of the form, but some without their labels, which
/// stand before or behind them in lines of their own.
pub fn scramble(document: &mut Document, rng: &mut Rng) -> Page {
    let mut page = Page::default();
    for block in &document.blocks {
        match block {
            Block::Title(text) | Block::Heading(text) | Block::Prose(text) => page.prose(text),
            Block::Table(table) => match table.section {
                Section::Applications => matrix(&mut page, table, rng),
                Section::Disputes => {
                    head(&mut page, table, 6);
                    bars(&mut page, table.lines.iter().map(|line| figures(line, " | ")), 15);
                }
                _ if table.columns == 1 => {
                    head(&mut page, table, 6);
                    for line in &table.lines {
                        page.table(format!("{} {}", line.label, figures(line, " ")));
                    }
                    behind(&mut page, table);
                }
                _ => {
                    let head: Vec<&str> =
                        table.head.iter().flatten().map(|head| head.text.as_str()).collect();
                    table.caption.iter().for_each(|caption| page.table(caption));
                    if !head.is_empty() {
                        bars(&mut page, std::iter::once(head.join(" | ")), table.columns + 1);
                    }
                    for line in &table.lines {
                        page.table(format!("| {} | {} |", line.label, figures(line, " | ")));
                    }
                }
            },
        }
    }
    page
}

fn bars(page: &mut Page, rows: impl Iterator<Item = String>, columns: usize) {
    for (n, row) in rows.enumerate() {
        page.table(format!("| {row} |"));
        if n == 0 {
            page.table(format!("|{}", "---|".repeat(columns)));
        }
    }
}

fn matrix(page: &mut Page, table: &Table, rng: &mut Rng) {
    head(page, table, 7);
    let mut rest = table.lines.as_slice();
    while !rest.is_empty() {
        let (some, others) = rest.split_at((1 + rng.below(4)).min(rest.len()));
        rest = others;
        if rng.chance(60) {
            for line in some {
                line.groups.iter().for_each(|(_, group)| page.table(group));
            }
            let rows = some.iter().map(|line| format!("{} | {}", line.label, figures(line, " | ")));
            bars(page, rows, 8);
            continue;
        }
        // The labels of all of them together, before their figures or behind them.
        let behind = rng.chance(30);
        let labels = |page: &mut Page| {
            for line in some {
                for (_, group) in &line.groups {
                    wrap(group, 4).into_iter().for_each(|piece| page.table(piece));
                }
                wrap(&line.label, 11).into_iter().for_each(|piece| page.table(piece));
            }
        };
        if !behind {
            labels(page);
        }
        if rng.chance(10) {
            page.table("1");
        }
        for line in some {
            bars(page, std::iter::once(figures(line, " | ")), 7);
        }
        if behind {
            page.table("");
            labels(page);
        }
    }
}
