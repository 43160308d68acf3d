//! How much of a document is read.

use std::cell::Cell;

use crate::error::ReadError;
use crate::input::Limit;

/// The limits of one reading, and what of them is used up: the tables of a document share them.
#[derive(Debug)]
pub(super) struct Limits {
    pub(super) bytes: usize,
    #[allow(dead_code, reason = "web pages and text are not compressed")]
    pub(super) decompressed_bytes: usize,
    pub(super) nodes: usize,
    pub(super) nesting: usize,
    pub(super) words: usize,
    pub(super) cells: usize,
    pub(super) area: usize,
    pub(super) pages: usize,
    pub(super) objects: usize,
    pub(super) operators: usize,
    pub(super) glyphs: usize,
    pub(super) forms: usize,
    pub(super) used: Used,
}

/// What is used up.
#[derive(Debug, Default)]
pub(super) struct Used {
    cells: Cell<usize>,
    area: Cell<usize>,
}

impl Limits {
    /// Fails if a count is past its limit.
    pub(super) fn check(limit: Limit, found: usize, max: usize) -> Result<(), ReadError> {
        if found > max { Err(ReadError::PastLimit { limit, max }) } else { Ok(()) }
    }

    /// Counts a cell.
    pub(super) fn use_cell(&self) -> Result<(), ReadError> {
        self.use_cells(1)
    }

    /// Counts cells.
    pub(super) fn use_cells(&self, count: usize) -> Result<(), ReadError> {
        self.used.cells.set(self.used.cells.get().saturating_add(count));
        Limits::check(Limit::Cells, self.used.cells.get(), self.cells)
    }

    /// Counts the places of a row.
    pub(super) fn use_area(&self, places: usize) -> Result<(), ReadError> {
        self.used.area.set(self.used.area.get().saturating_add(places));
        Limits::check(Limit::Area, self.used.area.get(), self.area)
    }
}
