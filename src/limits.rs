//! How much of a document is read.

use std::cell::Cell;

use crate::error::ReadError;
use crate::input::Limit;

/// The limits of one reading, and what of them is used up: the tables of a document share them.
#[derive(Debug)]
pub(crate) struct Limits {
    pub(crate) bytes: usize,
    #[allow(dead_code, reason = "web pages and text are not compressed")]
    pub(crate) decompressed_bytes: usize,
    pub(crate) nodes: usize,
    pub(crate) nesting: usize,
    pub(crate) words: usize,
    pub(crate) cells: usize,
    pub(crate) area: usize,
    pub(crate) pages: usize,
    pub(crate) objects: usize,
    pub(crate) operators: usize,
    pub(crate) glyphs: usize,
    pub(crate) forms: usize,
    pub(crate) used: Used,
}

/// What is used up.
#[derive(Debug, Default)]
pub(crate) struct Used {
    cells: Cell<usize>,
    area: Cell<usize>,
}

impl Limits {
    /// Limits of tables only.
    pub(crate) fn of_tables(cells: usize, area: usize) -> Limits {
        const ANY: usize = usize::MAX;
        Limits {
            bytes: ANY,
            decompressed_bytes: ANY,
            nodes: ANY,
            nesting: ANY,
            words: ANY,
            cells,
            area,
            pages: ANY,
            objects: ANY,
            operators: ANY,
            glyphs: ANY,
            forms: ANY,
            used: Used::default(),
        }
    }

    /// Fails if a count is past its limit.
    pub(crate) fn check(limit: Limit, found: usize, max: usize) -> Result<(), ReadError> {
        if found > max { Err(ReadError::PastLimit { limit, max }) } else { Ok(()) }
    }

    /// Counts a cell.
    pub(crate) fn use_cell(&self) -> Result<(), ReadError> {
        self.use_cells(1)
    }

    /// Counts cells.
    pub(crate) fn use_cells(&self, count: usize) -> Result<(), ReadError> {
        self.used.cells.set(self.used.cells.get().saturating_add(count));
        Limits::check(Limit::Cells, self.used.cells.get(), self.cells)
    }

    /// Counts the places of a row.
    pub(crate) fn use_area(&self, places: usize) -> Result<(), ReadError> {
        self.used.area.set(self.used.area.get().saturating_add(places));
        Limits::check(Limit::Area, self.used.area.get(), self.area)
    }
}
