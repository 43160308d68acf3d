//! How much of a document is read.

use std::cell::Cell;
use std::fmt;

use super::Reader;
use crate::error::ReadError;

/// **A limit of the [`Reader`](crate::Reader)**, as [`ReadError::PastLimit`] names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Limit {
    /// The bytes of the document.
    Bytes,
    /// The bytes that the parts of a compressed document have when unpacked.
    DecompressedBytes,
    /// The cells of all tables together.
    Cells,
    /// The places of all tables together, where a merged cell has as many as it covers.
    Area,
    /// The elements and pieces of text of a page or of an XML document.
    Nodes,
    /// How many elements stand inside one another.
    Nesting,
    /// The words of a single tag or comment.
    Words,
}

impl Limit {
    /// The method of [`Reader`](crate::Reader) that sets the limit.
    pub(crate) const fn setter(self) -> &'static str {
        match self {
            Limit::Bytes => "max_bytes",
            Limit::DecompressedBytes => "max_decompressed_bytes",
            Limit::Cells => "max_cells",
            Limit::Area => "max_area",
            Limit::Nodes => "max_nodes",
            Limit::Nesting => "max_nesting",
            Limit::Words => "max_words",
        }
    }
}

impl fmt::Display for Limit {
    /// What is counted: `bytes`, `cells in its tables`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Limit::Bytes => "bytes",
            Limit::DecompressedBytes => "bytes when it is unpacked",
            Limit::Cells => "cells in its tables",
            Limit::Area => "places in its tables, merged cells counted by what they cover",
            Limit::Nodes => "elements and pieces of text",
            Limit::Nesting => "elements inside one another",
            Limit::Words => "words in a single tag or comment",
        })
    }
}

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
    cells_used: Cell<usize>,
    area_used: Cell<usize>,
}

impl Limits {
    pub(super) fn new(reader: &Reader) -> Self {
        Limits {
            bytes: reader.max_bytes,
            decompressed_bytes: reader.max_decompressed_bytes,
            nodes: reader.max_nodes,
            nesting: reader.max_nesting,
            words: reader.max_words,
            cells: reader.max_cells,
            area: reader.max_area,
            cells_used: Cell::new(0),
            area_used: Cell::new(0),
        }
    }

    /// Fails if a count is past its limit.
    pub(super) fn check(limit: Limit, found: usize, max: usize) -> Result<(), ReadError> {
        if found > max { Err(ReadError::PastLimit { limit, max }) } else { Ok(()) }
    }

    /// Counts a cell.
    pub(super) fn use_cell(&self) -> Result<(), ReadError> {
        self.cells_used.set(self.cells_used.get() + 1);
        Limits::check(Limit::Cells, self.cells_used.get(), self.cells)
    }

    /// Counts the places of a row.
    pub(super) fn use_area(&self, places: usize) -> Result<(), ReadError> {
        self.area_used.set(self.area_used.get().saturating_add(places));
        Limits::check(Limit::Area, self.area_used.get(), self.area)
    }
}
