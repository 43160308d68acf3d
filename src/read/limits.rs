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
    /// The pages of a PDF document.
    Pages,
    /// The objects of a PDF document.
    Objects,
    /// The operators of the pages of a PDF document.
    Operators,
    /// The glyphs that the pages of a PDF document show.
    Glyphs,
    /// How many forms of a PDF document stand inside one another.
    Forms,
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
            Limit::Pages => "max_pages",
            Limit::Objects => "max_objects",
            Limit::Operators => "max_operators",
            Limit::Glyphs => "max_glyphs",
            Limit::Forms => "max_forms",
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
            Limit::Pages => "pages",
            Limit::Objects => "objects",
            Limit::Operators => "operators on its pages",
            Limit::Glyphs => "glyphs",
            Limit::Forms => "forms inside one another",
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
    pub(super) pages: usize,
    pub(super) objects: usize,
    pub(super) operators: usize,
    pub(super) glyphs: usize,
    pub(super) forms: usize,
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
            pages: reader.max_pages,
            objects: reader.max_objects,
            operators: reader.max_operators,
            glyphs: reader.max_glyphs,
            forms: reader.max_forms,
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
        self.use_cells(1)
    }

    /// Counts cells.
    pub(super) fn use_cells(&self, count: usize) -> Result<(), ReadError> {
        self.cells_used.set(self.cells_used.get().saturating_add(count));
        Limits::check(Limit::Cells, self.cells_used.get(), self.cells)
    }

    /// Counts the places of a row.
    pub(super) fn use_area(&self, places: usize) -> Result<(), ReadError> {
        self.area_used.set(self.area_used.get().saturating_add(places));
        Limits::check(Limit::Area, self.area_used.get(), self.area)
    }
}
