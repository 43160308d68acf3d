//! Rows with bars or tabs between their cells: L3 to L6, L11, L15 and copies from a browser.

use super::Layout;
use super::document::{Block, Document, Head, Line, Table};
use super::page::Page;
use super::rng::Rng;

/// How the rows of a document are written.
struct Style {
    layout: Layout,
    /// Whether cells that another one spans are there as blank cells.
    spans: bool,
    /// Whether `|---|` stands under the head.
    rule: bool,
    /// How many rows a table has before its head is repeated.
    batch: usize,
}

pub fn write(document: &mut Document, layout: Layout, rng: &mut Rng) -> Page {
    let spans = match layout {
        Layout::L3 | Layout::L15 => true,
        Layout::L4 => rng.chance(60),
        Layout::L11 => rng.chance(50),
        _ => false,
    };
    let style = Style {
        layout,
        spans,
        rule: matches!(layout, Layout::L4 | Layout::L4b)
            && (layout != Layout::L4 || rng.chance(60)),
        batch: if layout == Layout::L4b { 1 + rng.below(6) } else { usize::MAX },
    };
    if layout == Layout::L11 {
        // Nothing tells which of the two years is which.
        document.truth.exempt_all();
    }
    let mut page = Page::default();
    let year = document.report.year;
    for block in &document.blocks {
        match block {
            Block::Title(text) | Block::Heading(text) | Block::Prose(text) => match layout {
                Layout::L15 => page.prose(format!("{text} {}", "| ".repeat(30 + rng.below(30)))),
                Layout::L4b if matches!(block, Block::Heading(_)) => {
                    page.prose(format!("## {text}"));
                }
                _ => page.prose(text),
            },
            Block::Table(table) => style.table(&mut page, table, year, rng),
        }
    }
    page
}

impl Style {
    fn table(&self, page: &mut Page, table: &Table, year: u16, rng: &mut Rng) {
        let caption = |page: &mut Page, behind: bool| {
            let Some(text) = table.caption.as_ref().filter(|_| table.caption_behind == behind)
            else {
                return;
            };
            match self.layout {
                Layout::L4b => page.table(format!("### {text}")),
                _ if self.spans => self.row(page, &self.padded(table, text)),
                _ => page.table(text.clone()),
            }
        };
        caption(page, false);
        if self.layout == Layout::L4b {
            self.small_tables(page, table, year, rng);
        } else {
            self.head(page, table, year);
            for line in &table.lines {
                self.line(page, table, line, rng);
            }
        }
        caption(page, true);
    }

    /// Tables of a few rows, each with its head; the labels of groups are headings between them.
    fn small_tables(&self, page: &mut Page, table: &Table, year: u16, rng: &mut Rng) {
        if table.labels == 0 && !table.head.is_empty() && self.batch < 4 {
            self.disputes_apart(page, table);
            return;
        }
        let mut left = 0;
        for (n, line) in table.lines.iter().enumerate() {
            for (_, group) in &line.groups {
                page.table("");
                page.table(format!("### {group}"));
                left = 0;
            }
            if left == 0 {
                if n > 0 {
                    page.table("");
                }
                self.head(page, table, year);
                left = self.batch;
            }
            left -= 1;
            self.line(page, table, line, rng);
        }
    }

    /// A table for each of the three channels of section four.
    fn disputes_apart(&self, page: &mut Page, table: &Table) {
        let text = |row: usize, at: usize| {
            let head = table.head.get(row).and_then(|row| row.iter().find(|head| head.at == at));
            head.map_or(String::new(), |head| head.text.clone())
        };
        let litigation = text(0, 5);
        let titles = [
            text(0, 0),
            format!("{litigation}（{}）", text(1, 5)),
            format!("{litigation}（{}）", text(1, 10)),
        ];
        for (n, title) in titles.iter().enumerate() {
            page.table(format!("### {title}"));
            let rulings: Vec<String> = (0..5).map(|ruling| text(1, ruling)).collect();
            self.row(page, &rulings);
            page.table(format!("|{}", "---|".repeat(5)));
            for line in &table.lines {
                let cells = line.cells.iter().skip(n * 5).take(5).map(|cell| cell.text.clone());
                self.row(page, &cells.collect::<Vec<_>>());
            }
        }
    }

    fn padded(&self, table: &Table, text: &str) -> Vec<String> {
        let mut cells = vec![text.to_owned()];
        cells.resize(table.labels + table.columns, String::new());
        cells
    }

    fn head(&self, page: &mut Page, table: &Table, year: u16) {
        if self.layout == Layout::L11 && table.labels > 0 {
            self.row(page, &["年度".to_owned(), (year - 1).to_string(), year.to_string()]);
        }
        let rows = table.head.len();
        for (n, row) in table.head.iter().enumerate() {
            let mut cells = self.head_row(table, row);
            if self.layout == Layout::L4b && table.labels == 3 {
                // Only the lowest row of the head is repeated, and names all columns.
                if n + 1 < rows {
                    continue;
                }
                cells = [
                    "类别",
                    "自然人",
                    "商业企业",
                    "科研机构",
                    "社会公益组织",
                    "法律服务机构",
                    "其他",
                    "总计",
                ]
                .map(ToOwned::to_owned)
                .to_vec();
            }
            self.row(page, &cells);
            if self.rule && (n == 0 || n + 1 == rows && self.layout == Layout::L4b) {
                page.table(format!("|{}", "---|".repeat(cells.len())));
            }
        }
    }

    fn head_row(&self, table: &Table, row: &[Head]) -> Vec<String> {
        if !self.spans {
            return row.iter().map(|head| head.text.clone()).collect();
        }
        let mut cells = vec![String::new(); table.labels + table.columns];
        for head in row {
            cells[head.at].clone_from(&head.text);
        }
        cells
    }

    fn line(&self, page: &mut Page, table: &Table, line: &Line, rng: &mut Rng) {
        let mut cells = Vec::new();
        if self.spans {
            cells.resize(table.labels, String::new());
            for (depth, group) in &line.groups {
                if let Some(cell) = cells.get_mut(*depth).filter(|cell| cell.is_empty()) {
                    cell.clone_from(group);
                } else {
                    self.row(page, &self.padded(table, group));
                }
            }
            match cells.get_mut(line.depth) {
                // A group that is repeated where the label stands.
                Some(cell) if !cell.is_empty() => {
                    let group = std::mem::replace(cell, line.label.clone());
                    self.row(page, &self.padded(table, &group));
                }
                Some(cell) => cell.clone_from(&line.label),
                None => {}
            }
        } else {
            // Over a small table they are headings.
            if self.layout != Layout::L4b {
                cells.extend(line.groups.iter().map(|(_, group)| group.clone()));
            }
            cells.extend(Some(line.label.clone()).filter(|label| !label.is_empty()));
        }
        cells.extend(line.cells.iter().map(|cell| cell.text.clone()));
        if self.layout == Layout::L11 {
            cells.extend(line.cells.iter().map(|_| rng.below(30).to_string()));
        }
        self.row(page, &cells);
    }

    fn row(&self, page: &mut Page, cells: &[String]) {
        match self.layout {
            Layout::Tabs => page.table(cells.join("\t")),
            Layout::L3 | Layout::L15 => {
                let bars =
                    if self.layout == Layout::L15 { "| ".repeat(30) } else { "|".to_owned() };
                page.table(format!("{} {bars}", cells.join(" | ")));
            }
            Layout::L5 | Layout::L6 => {
                page.table("|");
                for (n, cell) in cells.iter().enumerate() {
                    if self.layout == Layout::L6 {
                        if n > 0 {
                            page.table("|");
                        }
                        page.table(cell.clone());
                    } else {
                        page.table(format!("{cell} |"));
                    }
                }
            }
            _ => page.table(format!("| {} |", cells.join(" | "))),
        }
    }
}
