//! The text of a PDF file: a page of characters on which columns are kept apart by spaces (L9).

use super::document::{Block, Document, Expected, Printed, Table};
use super::page::{Page, upright, wrap};
use super::rng::Rng;

/// How a document is set.
struct Setting {
    /// The widths of the columns of labels, in characters of the label.
    labels: [usize; 3],
    /// The width of a column of figures, in half-width characters.
    figures: usize,
    /// Between two lines of a label a figure stands on a line of its own.
    between: bool,
    /// The number of a label on a line of its own between those of its text.
    loose_numbers: bool,
    /// Blank lines behind rows.
    loose: u64,
    /// How far figures stand from the middle of their column.
    drift: usize,
    /// How often a page ends inside a table, in per cent.
    pages: u64,
    /// Letters of the vertical group label a line.
    vertical: usize,
}

/// Text at a place: the line and the half-width column where it starts.
struct Placed {
    line: usize,
    column: usize,
    text: String,
}

pub fn write(document: &mut Document, rng: &mut Rng) -> Page {
    if document.truth.expected.contains(&Expected::Blank) {
        document.truth.exempt_all();
    }
    let setting = Setting {
        labels: [rng.below(3) + 2, rng.below(5) + 4, rng.below(18) + 4],
        figures: rng.below(6) + 6,
        between: rng.chance(40),
        loose_numbers: rng.chance(20),
        loose: rng.pick(&[0, 0, 20, 60]),
        drift: rng.pick(&[0, 0, 1, 2]),
        pages: rng.pick(&[0, 60]),
        vertical: if rng.chance(40) { 1 } else { rng.below(3) + 2 },
    };
    let measure = 30 + rng.below(10);
    let mut page = Page::default();
    for block in &document.blocks {
        match block {
            Block::Title(text) | Block::Heading(text) | Block::Prose(text) => {
                for (n, line) in wrap(text, measure).into_iter().enumerate() {
                    page.prose(if n == 0 { format!("    {line}") } else { line });
                }
            }
            Block::Table(table) => setting.table(&mut page, table, rng),
        }
    }
    page
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

impl Setting {
    /// Where the columns of a table start, the end of the last included.
    fn columns(&self, table: &Table, rng: &mut Rng) -> Vec<usize> {
        let mut at = vec![rng.below(6)];
        for n in 0..table.labels + table.columns {
            let last = at[n];
            at.push(
                last + match table.labels {
                    1 if n == 0 => self.labels[2].max(5) * 2 + 2,
                    1 => self.figures * 2 + 4,
                    3 if n == 0 => self.vertical.max(1) * 2 + 2,
                    3 if n < 3 => self.labels[n] * 2 + 2,
                    _ => self.figures,
                },
            );
        }
        at
    }

    fn table(&self, page: &mut Page, table: &Table, rng: &mut Rng) {
        let at = self.columns(table, rng);
        let middle = |columns: &[usize], text: &str| {
            let (start, end) = (columns[0], columns[columns.len() - 1]);
            start + (end - start).saturating_sub(width(text)) / 2
        };
        let caption = table.caption.as_ref().map(|text| (middle(&at, text), text));
        if let Some((column, text)) = caption.filter(|_| !table.caption_behind) {
            page.table(format!("{}{text}", " ".repeat(column)));
        }
        let mut placed = Vec::new();
        let mut line = 0;
        for row in &table.head {
            let cells: Vec<(usize, Vec<String>)> = row
                .iter()
                .map(|head| {
                    let columns = &at[head.at..=head.at + head.span];
                    let room = columns[head.span] - columns[0] - 1;
                    (head.at, wrap(&head.text, room / 2))
                })
                .collect();
            let height = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
            for ((_, lines), head) in cells.iter().zip(row) {
                let first = line + (height - lines.len()) / 2;
                for (n, text) in lines.iter().enumerate() {
                    let column = middle(&at[head.at..=head.at + head.span], text);
                    placed.push(Placed { line: first + n, column, text: text.clone() });
                }
            }
            line += height;
        }
        self.body(table, &at, line, &mut placed, rng);
        draw(page, placed, self.pages, rng);
        if let Some((column, text)) = caption.filter(|_| table.caption_behind) {
            page.table(format!("{}{text}", " ".repeat(column)));
        }
    }

    fn body(
        &self,
        table: &Table,
        at: &[usize],
        first: usize,
        placed: &mut Vec<Placed>,
        rng: &mut Rng,
    ) {
        let mut line = first;
        // The lines that each row takes, for the labels of groups beside it.
        let mut taken = Vec::new();
        for row in &table.lines {
            let start = line;
            let mut lines = Vec::new();
            if table.labels > 0 {
                let room = (at[table.labels] - at[row.depth] - 1) / 2;
                lines = self.label(&row.label, room);
            }
            let (mut height, mut figures) = (lines.len().max(1), (lines.len().max(1) - 1) / 2);
            let mut gap = usize::MAX;
            if self.between && lines.len() % 2 == 0 && !lines.is_empty() {
                (gap, figures, height) = (lines.len() / 2, lines.len() / 2, lines.len() + 1);
            } else if lines.len() % 2 == 0 && rng.chance(50) {
                figures = lines.len() / 2;
            }
            for (n, (indent, text)) in lines.into_iter().enumerate() {
                let line = start + n + usize::from(n >= gap);
                placed.push(Placed { line, column: at[row.depth] + indent, text });
            }
            let columns = &at[table.labels..];
            for (n, cell) in row.cells.iter().enumerate() {
                let drift = rng.below(self.drift + 1);
                figure(cell, &columns[n..=n + 1], start + figures, drift, placed);
            }
            line += height;
            if rng.chance(self.loose) {
                line += 1;
            }
            taken.push((start, line));
        }
        self.groups(table, at, &taken, placed);
    }

    /// The lines of a label, each with its indent.
    fn label(&self, label: &str, room: usize) -> Vec<(usize, String)> {
        let number: String = label.chars().take(2).collect();
        let text: String = label.chars().skip(2).collect();
        if self.loose_numbers && number.ends_with('.') && label.chars().count() > room {
            let indented = wrap(&text, room.saturating_sub(1)).into_iter().map(|line| (2, line));
            let mut lines: Vec<(usize, String)> = indented.collect();
            lines.insert(1, (0, number));
            return lines;
        }
        wrap(label, room).into_iter().map(|line| (0, line)).collect()
    }

    /// The labels of groups, centred beside their rows.
    fn groups(
        &self,
        table: &Table,
        at: &[usize],
        taken: &[(usize, usize)],
        placed: &mut Vec<Placed>,
    ) {
        for (n, row) in table.lines.iter().enumerate() {
            for (depth, group) in &row.groups {
                // A group goes on to the next label in its column or left of it.
                let rest = &table.lines[n + 1..];
                let rows = rest
                    .iter()
                    .position(|next| {
                        next.depth <= *depth || next.groups.iter().any(|(other, _)| other == depth)
                    })
                    .unwrap_or(rest.len());
                let (start, end) = (taken[n].0, taken[n + rows].1);
                let lines = match depth {
                    0 if self.vertical == 1 => upright(group),
                    0 => wrap(group, self.vertical),
                    _ => wrap(group, self.labels[1]),
                };
                let height = end - start;
                let top = start + height.saturating_sub(lines.len()) / 2;
                for (k, text) in lines.into_iter().enumerate() {
                    placed.push(Placed { line: top + k, column: at[*depth], text });
                }
            }
        }
    }
}

fn figure(cell: &Printed, columns: &[usize], line: usize, drift: usize, placed: &mut Vec<Placed>) {
    let room = columns[1] - columns[0];
    let column = columns[0] + drift + room.saturating_sub(width(&cell.text)) / 2;
    placed.push(Placed { line, column, text: cell.text.clone() });
}

/// Sets texts on lines. A text that runs into the next moves that one on. Behind the end of a page
/// everything may stand further right.
fn draw(page: &mut Page, mut placed: Vec<Placed>, pages: u64, rng: &mut Rng) {
    placed.sort_by_key(|text| (text.line, text.column));
    let last = placed.last().map_or(0, |text| text.line);
    let mut texts = placed.into_iter().peekable();
    let end_of_page = if last > 8 && rng.chance(pages) { rng.below(last) } else { usize::MAX };
    let margin = rng.below(14);
    for number in 0..=last {
        let (mut line, mut end) = (String::new(), 0);
        while let Some(text) = texts.next_if(|text| text.line == number) {
            if text.text.is_empty() {
                continue;
            }
            let gap = text.column.saturating_sub(end).max(usize::from(end > 0));
            line.push_str(&" ".repeat(gap));
            line.push_str(&text.text);
            end += gap + width(&text.text);
        }
        if number <= end_of_page {
            page.table(line);
        } else if number == end_of_page + 1 {
            page.table("");
            page.table(format!("{}- 3 -", " ".repeat(20 + margin)));
            page.table(format!("\u{c}{}{line}", " ".repeat(margin)));
        } else {
            page.table(format!("{}{line}", " ".repeat(margin)));
        }
    }
}
