//! Pages → source text: a paragraph or a row of a table is a line.

use std::cell::Cell;

use super::aligned;
use super::fonts::Shown;
use super::furniture;
use super::geometry::{Area, Matrix};
use super::lines::{self, Line};
use super::marks::Glyph;
use super::page::{self, Straight};
use super::paragraphs;
use super::ruling::{self, Lattice};
use super::tables::{self, Table};
use crate::error::ReadError;
use crate::read::grid::Grid;
use crate::read::limits::{Limit, Limits};

/// What a page has, from top to bottom.
#[derive(Debug)]
pub(super) struct PageItems {
    pub(super) items: Vec<Item>,
    pub(super) height: f64,
    pub(super) number: usize,
    pub(super) to_shown: Matrix,
    /// Glyphs of which nothing says for certain what they show.
    pub(super) unknown: usize,
}

#[derive(Debug)]
pub(super) enum Item {
    Line(Line),
    Table(Table),
}

impl Item {
    fn top(&self) -> f64 {
        match self {
            Item::Line(line) => line.base - line.size * 0.8,
            Item::Table(table) => table.area.y0,
        }
    }
}

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

/// Finds the lines and the tables of a page.
pub(super) fn items(
    mut page: Straight,
    number: usize,
    limits: &Limits,
) -> Result<PageItems, ReadError> {
    let mut lattices = ruling::lattices(&page.rules, limits)?;
    let work = lattices.len().saturating_mul(page.glyphs.len());
    Limits::check(Limit::Area, work / 64, limits.area)?;
    drop_frames(&mut lattices);
    let owners = tables::owners(&mut page, &lattices);
    let unknown = page.glyphs.iter().filter(|glyph| glyph.shown == Shown::Unknown).count();
    let mut loose: Vec<&Glyph> = Vec::new();
    let mut in_cells: Vec<Vec<Vec<&Glyph>>> =
        lattices.iter().map(|lattice| vec![Vec::new(); lattice.cells.len()]).collect();
    for (glyph, owner) in page.glyphs.iter().zip(&owners) {
        match owner {
            Some((table, cell)) => in_cells[*table][*cell].push(glyph),
            None => loose.push(glyph),
        }
    }
    let grounds = page::Backgrounds::new(&page.fills, page.shown_height, in_cells.len(), limits)?;
    let drawings = Cell::new(0);
    let has_drawing = |area: &Area| {
        // The lines around the cell are no drawing.
        let Area { x0, y0, x1, y1 } = *area;
        let (x, y) = (((x1 - x0) / 4.0).min(5.0), ((y1 - y0) / 4.0).min(5.0));
        let inner = Area { x0: x0 + x, y0: y0 + y, x1: x1 - x, y1: y1 - y };
        let has_drawing = grounds.has_drawing(&inner);
        drawings.set(drawings.get() + usize::from(has_drawing));
        has_drawing
    };
    let mut items = Vec::new();
    for (lattice, glyphs) in lattices.iter().zip(in_cells) {
        limits.use_cells(lattice.cells.len())?;
        match tables::read(lattice, &glyphs, &page, number, &has_drawing) {
            Some(table) => items.push(Item::Table(table)),
            None => loose.extend(glyphs.into_iter().flatten()),
        }
    }
    let unknown = unknown + drawings.get();
    items.extend(lines::lines(&loose, false).into_iter().map(Item::Line));
    items.sort_by(|a, b| a.top().total_cmp(&b.top()));
    Ok(PageItems { items, height: page.height, number, to_shown: page.to_shown, unknown })
}

/// Leaves out boxes around other tables: they lay out the page.
fn drop_frames(lattices: &mut Vec<Lattice>) {
    let areas: Vec<Area> = lattices.iter().map(|lattice| lattice.area).collect();
    let is_frame = |lattice: &Lattice| {
        areas.iter().any(|area| {
            *area != lattice.area
                && lattice
                    .cell_at(area.center())
                    .is_some_and(|cell| lattice.cells[cell].area.holds_box(area, 1.0))
        })
    };
    // Each is compared with each, and a page of thousands of tables is no report.
    if areas.len() <= 256 {
        lattices.retain(|lattice| !is_frame(lattice));
    }
}

/// Writes the pages as text.
pub(super) fn source(mut pages: Vec<PageItems>, limits: &Limits) -> Result<Source, ReadError> {
    furniture::remove(&mut pages);
    let margins = paragraphs::Margins::of(&pages);
    let mut writer = Writer { source: Source::default(), table: None, last: None, limits };
    for page in &mut pages {
        let items = std::mem::take(&mut page.items);
        for item in aligned::tables(items, page.number, page.to_shown) {
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
        let Some(table) = self.table.take() else { return Ok(()) };
        self.source.has_columns |= !table.is_sure;
        self.end_line();
        let mut grid = Grid::new(self.limits);
        // Where the text of each cell starts in that of the grid.
        let mut starts = Vec::with_capacity(table.cells.len());
        let mut length = 0;
        let mut cells = table.cells.iter().peekable();
        for row in 0..table.rows {
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
