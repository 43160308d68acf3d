//! Pages → source text: a paragraph or a row of a table is a line.

use super::aligned;
use super::furniture;
use super::geometry::Area;
use super::headers;
use super::items::{Item, PageItems};
use super::labels;
use super::lines::{self, Line};
use super::paragraphs;
use super::tables::Table;
use super::wrapped;
use crate::error::ReadError;
use crate::read::grid::Grid;
use crate::read::limits::Limits;

/// The text of a document, and where it was printed.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub(super) text: String,
    /// In the order of the text.
    pub(super) places: Vec<Place>,
    /// Whether columns that no lines part stand in it.
    pub(super) has_columns: bool,
}

/// Where a part of the text was printed. That of a blank cell is empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) page: usize,
    pub(super) area: Area,
}

/// Writes the pages as text.
pub(super) fn source(mut pages: Vec<PageItems>, limits: &Limits) -> Result<Source, ReadError> {
    furniture::remove(&mut pages);
    pages.iter_mut().for_each(wrapped::mark);
    wrapped::mark_over_pages(&mut pages);
    labels::doubt_unlabelled(&mut pages);
    let margins = paragraphs::Margins::of(&pages);
    let mut writer = Writer { source: Source::default(), table: None, last: None, limits };
    for page in &mut pages {
        let items = std::mem::take(&mut page.items);
        let on = aligned::Page {
            number: page.number,
            to_shown: page.to_shown,
            drawings: &page.drawings,
        };
        for item in aligned::tables(items, on) {
            match item {
                Item::Table(table) => writer.table(table)?,
                Item::Line(line) => {
                    writer.end_table()?;
                    writer.line(&line, page, &margins);
                }
            }
        }
    }
    writer.end_table()?;
    writer.end_line();
    Ok(writer.source)
}

struct Writer<'l> {
    source: Source,
    table: Option<Table>,
    /// The line that was written last, if its paragraph may go on.
    last: Option<paragraphs::Last>,
    limits: &'l Limits,
}

impl Writer<'_> {
    fn line(&mut self, line: &Line, page: &PageItems, margins: &paragraphs::Margins) {
        let has_columns = line.gaps.len() >= 2
            || (!line.gaps.is_empty() && lines::columns(line).any(lines::is_number));
        let goes_on = !has_columns
            && self.last.as_ref().is_some_and(|last| margins.goes_on(last, line, page.number));
        let text = &mut self.source.text;
        if goes_on {
            let ends = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            if ends(text.chars().next_back()) && ends(line.text.chars().next()) {
                text.push(' ');
            }
        } else {
            self.end_line();
        }
        let text = &mut self.source.text;
        let start = text.len();
        let places = if has_columns {
            let line = line.in_columns();
            text.push_str(&line.text);
            line.places
        } else {
            text.push_str(&line.text);
            line.places.clone()
        };
        let ends = places.iter().skip(1).map(|place| place.0).chain([text.len() - start]);
        for (&(at, area), end) in places.iter().zip(ends) {
            self.source.places.push(Place {
                start: start + at,
                end: start + end,
                page: page.number,
                area: page.to_shown.apply_to_box(area),
            });
        }
        self.source.has_columns |= has_columns;
        self.last = (!has_columns).then(|| paragraphs::Last::new(line, page.number));
        if has_columns {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        if !self.source.text.is_empty() && !self.source.text.ends_with('\n') {
            self.source.text.push('\n');
        }
        self.last = None;
    }

    fn table(&mut self, table: Table) -> Result<(), ReadError> {
        let goes_on = self.table.as_ref().is_some_and(|above| {
            above.cells.last().map(|cell| cell.page) < table.cells.first().map(|cell| cell.page)
                && above.goes_on_in(&table)
        });
        match &mut self.table {
            Some(above) if goes_on => above.append(table),
            _ => {
                self.end_table()?;
                self.table = Some(table);
            }
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        let Some(mut table) = self.table.take() else { return Ok(()) };
        if table.is_sure {
            headers::doubt_shifted(&mut table);
        }
        self.source.has_columns |= !table.is_sure;
        self.end_line();
        let mut grid = Grid::new(self.limits);
        // Where the text of each cell starts in that of the grid.
        let mut starts = Vec::with_capacity(table.cells.len());
        let mut length = 0;
        let mut cells = table.cells.iter().peekable();
        let mut starts_at = vec![usize::MAX; table.rows];
        for cell in &table.cells {
            for row in cell.rows.clone().take_while(|&row| row < table.rows) {
                starts_at[row] = starts_at[row].min(cell.columns.start);
            }
        }
        for (row, starts_at) in starts_at.into_iter().enumerate() {
            // A row without cells starts nowhere.
            let start = if starts_at == usize::MAX { 0 } else { starts_at };
            grid.begin_at(u32::try_from(start).unwrap_or(u32::MAX));
            while let Some(cell) = cells.next_if(|cell| cell.rows.start == row) {
                starts.push(length);
                length += cell.text.len();
                let count =
                    |range: &std::ops::Range<usize>| u32::try_from(range.len()).unwrap_or(u32::MAX);
                grid.cell(&cell.text, count(&cell.columns), count(&cell.rows))?;
            }
            grid.end_row()?;
        }
        let Source { text, places, .. } = &mut self.source;
        grid.write_placed(text, &mut |at, cell| {
            let Some(cell) = table.cells.get(cell) else { return };
            if cell.places.is_empty() {
                places.push(Place { start: at, end: at, page: cell.page, area: cell.area });
            }
            let ends = cell.places.iter().skip(1).map(|place| place.0).chain([cell.text.len()]);
            for (&(start, page, area), end) in cell.places.iter().zip(ends) {
                places.push(Place { start: at + start, end: at + end, page, area });
            }
        });
        Ok(())
    }
}
