//! Tables with merged cells: drawn with characters, or as rows of bars without the cells that one above
//! goes on over.

use std::ops::Range;

use super::Layout;
use super::document::{Block, Document, Table};
use super::page::{Page, wrap};
use super::rng::Rng;

/// A cell over some rows and columns.
struct Cell {
    rows: Range<usize>,
    columns: Range<usize>,
    text: String,
}

struct Cells {
    cells: Vec<Cell>,
    rows: usize,
    columns: usize,
}

pub fn write(document: &mut Document, layout: Layout, rng: &mut Rng) -> Page {
    let pen = Pen {
        characters: rng.pick(&[ASCII, ASCII, BOX]),
        merged: rng.chance(70),
        label: 3 + rng.below(20),
        middle: rng.chance(50),
        padded: rng.chance(70),
        indent: rng.pick(&[0, 0, 3]),
    };
    let mut page = Page::default();
    for block in &document.blocks {
        match block {
            Block::Title(text) | Block::Heading(text) | Block::Prose(text) => page.prose(text),
            Block::Table(table) => {
                let cells = Cells::of(table);
                page.table("");
                match layout {
                    Layout::Drawn => pen.draw(&cells, &mut page),
                    _ => left_out(&cells, &mut page),
                }
                page.table("");
            }
        }
    }
    page
}

impl Cells {
    fn of(table: &Table) -> Cells {
        let figures = table.lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        let columns = table.labels + figures.max(table.columns);
        let mut cells = Vec::new();
        let mut row = 0;
        let caption = |row: usize, cells: &mut Vec<Cell>, behind: bool| {
            let text = table.caption.clone().filter(|_| table.caption_behind == behind);
            usize::from(
                text.map(|text| cells.push(Cell { rows: row..row + 1, columns: 0..columns, text }))
                    .is_some(),
            )
        };
        row += caption(row, &mut cells, false);
        let heads = table.head.len();
        for (n, head_row) in table.head.iter().enumerate() {
            for head in head_row {
                let covered = head.at..head.at + head.span;
                let below = table.head.iter().skip(n + 1).take_while(|below| {
                    below.iter().all(|other| {
                        other.at >= covered.end || other.at + other.span <= covered.start
                    })
                });
                let rows = row + n..row + n + 1 + below.count();
                cells.push(Cell { rows, columns: covered, text: head.text.clone() });
            }
        }
        row += heads;
        // Groups that are still open, each with its place among the cells.
        let mut open: Vec<(usize, usize)> = Vec::new();
        for line in &table.lines {
            open.retain(|&(depth, _)| {
                depth < line.depth && line.groups.iter().all(|group| group.0 > depth)
            });
            for (depth, group) in &line.groups {
                if *depth >= line.depth {
                    let text = group.clone();
                    cells.push(Cell { rows: row..row + 1, columns: 0..columns, text });
                    open.clear();
                    row += 1;
                    continue;
                }
                open.push((*depth, cells.len()));
                let (columns, text) = (*depth..depth + 1, group.clone());
                cells.push(Cell { rows: row..row, columns, text });
            }
            for &(_, cell) in &open {
                cells[cell].rows.end = row + 1;
            }
            if table.labels > 0 {
                let columns = line.depth..table.labels;
                cells.push(Cell { rows: row..row + 1, columns, text: line.label.clone() });
            }
            for (n, figure) in line.cells.iter().enumerate() {
                let column = table.labels + n;
                let columns = column..column + 1;
                cells.push(Cell { rows: row..row + 1, columns, text: figure.text.clone() });
            }
            row += 1;
        }
        row += caption(row, &mut cells, true);
        let mut found = Cells { cells, rows: row, columns };
        found.fill();
        found
    }

    /// Puts blank cells where there are none.
    fn fill(&mut self) {
        for row in 0..self.rows {
            for column in 0..self.columns {
                if self.at(row, column).is_none() {
                    let (rows, columns) = (row..row + 1, column..column + 1);
                    self.cells.push(Cell { rows, columns, text: String::new() });
                }
            }
        }
        self.cells.sort_by_key(|cell| (cell.rows.start, cell.columns.start));
    }

    fn at(&self, row: usize, column: usize) -> Option<usize> {
        let has = |cell: &Cell| cell.rows.contains(&row) && cell.columns.contains(&column);
        self.cells.iter().position(has)
    }

    /// Each cell in its first place only, and blank ones in the others.
    fn flat(&self) -> Cells {
        let cells = self.cells.iter().map(|cell| Cell {
            rows: cell.rows.start..cell.rows.start + 1,
            columns: cell.columns.start..cell.columns.start + 1,
            text: cell.text.clone(),
        });
        let mut flat = Cells { cells: cells.collect(), rows: self.rows, columns: self.columns };
        flat.fill();
        flat
    }
}

/// Rows of bars in which a cell over several columns is followed by blank ones, and one over several rows
/// is in the first of them only.
fn left_out(cells: &Cells, page: &mut Page) {
    page.table(format!("|{}", "  |".repeat(cells.columns)));
    page.table(format!("|{}", " --- |".repeat(cells.columns)));
    for row in 0..cells.rows {
        let mut line = "|".to_owned();
        for cell in cells.cells.iter().filter(|cell| cell.rows.start == row) {
            line.push_str(&format!(" {} |", cell.text));
            line.push_str(&" |".repeat(cell.columns.len() - 1));
        }
        page.table(line);
    }
}

/// The characters of a drawing: a line across, one upright, and where they meet, by the lines that go
/// from there up, down, left and right.
struct Characters {
    across: char,
    upright: char,
    joints: [char; 16],
}

const ASCII: &Characters = &Characters { across: '-', upright: '|', joints: ['+'; 16] };
const BOX: &Characters = &Characters {
    across: '─',
    upright: '│',
    joints: [' ', '─', '─', '─', '│', '┌', '┐', '┬', '│', '└', '┘', '┴', '│', '├', '┤', '┼'],
};

struct Pen {
    characters: &'static Characters,
    merged: bool,
    /// The widest column of labels, in characters.
    label: usize,
    middle: bool,
    padded: bool,
    indent: usize,
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() || "“”…─│".contains(c) { 1 } else { 2 }).sum()
}

impl Pen {
    fn draw(&self, cells: &Cells, page: &mut Page) {
        let flat;
        let cells = if self.merged {
            cells
        } else {
            flat = cells.flat();
            &flat
        };
        let pad = usize::from(self.padded);
        let mut widths = vec![2; cells.columns];
        for cell in cells.cells.iter().filter(|cell| cell.columns.len() == 1) {
            let is_figure = cell.text.chars().any(|c| c.is_ascii_digit()) && cell.text.len() < 20;
            let most = if is_figure { usize::MAX } else { 2 * self.label };
            let widest = &mut widths[cell.columns.start];
            *widest = (*widest).max(width(&cell.text).min(most));
        }
        let room = |columns: &Range<usize>| {
            let inner: usize = widths[columns.clone()].iter().map(|width| width + 2 * pad).sum();
            inner + columns.len() - 1 - 2 * pad
        };
        let lines: Vec<Vec<String>> = cells
            .cells
            .iter()
            .map(|cell| {
                let is_figure = width(&cell.text) <= room(&cell.columns);
                if is_figure {
                    vec![cell.text.clone()]
                } else {
                    wrap(&cell.text, room(&cell.columns) / 2)
                }
            })
            .collect();
        // As high as the cells of one row are; the last of several rows takes what is left over.
        let mut heights = vec![1; cells.rows];
        for (cell, lines) in cells.cells.iter().zip(&lines) {
            let others: usize =
                heights[cell.rows.start..cell.rows.end - 1].iter().map(|height| height + 1).sum();
            let last = &mut heights[cell.rows.end - 1];
            *last = (*last).max(lines.len().saturating_sub(others));
        }
        let top = |row: usize| heights[..row].iter().map(|height| height + 1).sum::<usize>();
        let total = top(cells.rows) + 1;
        let left =
            |column: usize| widths[..column].iter().map(|width| width + 2 * pad + 1).sum::<usize>();
        let right = left(cells.columns) + 1;
        let mut sheet = vec![vec![' '; right]; total];
        // The lines from each place: up, down, left, right.
        let mut arms = vec![vec![0_usize; right]; total];
        for cell in &cells.cells {
            let (y0, y1) = (top(cell.rows.start), top(cell.rows.end));
            let (x0, x1) = (left(cell.columns.start), left(cell.columns.end));
            for y in [y0, y1] {
                for (x, arms) in arms[y].iter_mut().enumerate().take(x1 + 1).skip(x0) {
                    *arms |= (usize::from(x > x0) * 2) | usize::from(x < x1);
                }
            }
            for (y, row) in arms.iter_mut().enumerate().take(y1 + 1).skip(y0) {
                for x in [x0, x1] {
                    row[x] |= (usize::from(y > y0) * 8) | (usize::from(y < y1) * 4);
                }
            }
        }
        for (y, row) in arms.iter().enumerate() {
            for (x, &arms) in row.iter().enumerate() {
                sheet[y][x] = match arms {
                    0 => ' ',
                    3 => self.characters.across,
                    12 => self.characters.upright,
                    arms => self.characters.joints[arms],
                };
            }
        }
        for (cell, lines) in cells.cells.iter().zip(&lines) {
            let (y0, y1) = (top(cell.rows.start) + 1, top(cell.rows.end));
            let gap = if self.middle { (y1 - y0 - lines.len()) / 2 } else { 0 };
            for (n, line) in lines.iter().enumerate() {
                let mut x = left(cell.columns.start) + 1 + pad;
                for c in line.chars() {
                    sheet[y0 + gap + n][x] = c;
                    // The second half of a wide character.
                    if width(&c.to_string()) == 2 {
                        sheet[y0 + gap + n][x + 1] = '\0';
                    }
                    x += width(&c.to_string());
                }
            }
        }
        for line in sheet {
            let line: String = line.into_iter().filter(|&c| c != '\0').collect();
            page.table(format!("{}{line}", " ".repeat(self.indent)));
        }
    }
}
