//! A page → its lines and tables, from top to bottom.

use std::cell::Cell;

use super::geometry::{Area, Matrix};
use super::grounds::Backgrounds;
use super::lines::{self, Line};
use super::marks::{Glyph, Rule};
use super::page::Straight;
use super::ruling::{self, Lattice};
use super::shown::Shown;
use super::tables::{self, Table};
use crate::error::ReadError;
use crate::input::Limit;
use crate::read::limits::Limits;

/// What a page has, from top to bottom.
#[derive(Debug)]
pub(super) struct PageItems {
    pub(super) items: Vec<Item>,
    pub(super) height: f64,
    pub(super) number: usize,
    pub(super) to_shown: Matrix,
    /// Glyphs of which nothing says for certain what they show.
    pub(super) unknown: usize,
    /// The lines across the page, from top to bottom.
    pub(super) across: Vec<Rule>,
    /// Where something is drawn that may be a figure.
    pub(super) drawings: Vec<Area>,
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
    let (owners, reached) = tables::owners(&mut page, &lattices);
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
    let grounds = Backgrounds::new(&page.fills, page.shown_height, in_cells.len(), limits)?;
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
    for (table, (lattice, glyphs)) in lattices.iter().zip(in_cells).enumerate() {
        limits.use_cells(lattice.cells.len())?;
        let is_reached = |cell: usize| reached.contains(&(table, cell));
        match tables::read(lattice, &is_reached, &glyphs, &page, number, &has_drawing) {
            Some(table) => items.push(Item::Table(table)),
            None => loose.extend(glyphs.into_iter().flatten()),
        }
    }
    let unknown = unknown + drawings.get();
    items.extend(lines::lines(&loose, false).into_iter().map(Item::Line));
    items.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let mut across: Vec<Rule> =
        page.rules.iter().filter(|rule| !rule.is_vertical).copied().collect();
    across.sort_by(|a, b| a.at.total_cmp(&b.at));
    Ok(PageItems {
        items,
        height: page.height,
        number,
        to_shown: page.to_shown,
        unknown,
        across,
        drawings: page.drawings,
    })
}

/// Leaves out boxes around other tables: they lay out the page.
fn drop_frames(lattices: &mut Vec<Lattice>) {
    // A box around a figure is none.
    let tables = lattices.iter().filter(|lattice| lattice.cells.len() > 1);
    let areas: Vec<Area> = tables.map(|lattice| lattice.area).collect();
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
