//! How much of a document is read.

use std::cell::Cell;
use std::fmt;

use super::Reader;
use crate::error::ReadError;

/// **A limit of the [`Reader`](crate::Reader)**, as [`ReadError::PastLimit`] names it.
///
/// - A document may have as much as the limit says; one more is an error, and nothing is read.
/// - `Display` says what is counted, in the plural, as it stands in the message of the error.
///
/// ```
/// use gongkai::{Limit, ReadError, Reader};
///
/// let error = Reader::new().max_bytes(2).read(b"three").unwrap_err();
/// let ReadError::PastLimit { limit, max } = error else { unreachable!() };
/// assert_eq!((limit, max), (Limit::Bytes, 2));
/// assert_eq!(limit.to_string(), "bytes");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Limit {
    /// The bytes of the document: [`Reader::max_bytes`](crate::Reader::max_bytes).
    Bytes,
    /// The bytes that the parts of a Word or PDF document have together when unpacked:
    /// [`Reader::max_decompressed_bytes`](crate::Reader::max_decompressed_bytes).
    DecompressedBytes,
    /// The cells of all tables together: [`Reader::max_cells`](crate::Reader::max_cells).
    Cells,
    /// The places of all tables together, where a merged cell has as many as it covers:
    /// [`Reader::max_area`](crate::Reader::max_area).
    Area,
    /// The elements and pieces of text of a web page, or of a part of a Word document:
    /// [`Reader::max_nodes`](crate::Reader::max_nodes).
    Nodes,
    /// How many elements, or objects of a PDF document, stand inside one another:
    /// [`Reader::max_nesting`](crate::Reader::max_nesting).
    Nesting,
    /// The words of a single tag or comment of a web page:
    /// [`Reader::max_words`](crate::Reader::max_words).
    Words,
    /// The pages of a PDF document: [`Reader::max_pages`](crate::Reader::max_pages).
    Pages,
    /// The objects of a PDF document: [`Reader::max_objects`](crate::Reader::max_objects).
    Objects,
    /// The operators of the pages of a PDF document:
    /// [`Reader::max_operators`](crate::Reader::max_operators).
    Operators,
    /// The glyphs of the pages of a PDF document:
    /// [`Reader::max_glyphs`](crate::Reader::max_glyphs).
    Glyphs,
    /// How many form XObjects of a PDF document, which are drawings that its pages use, stand inside
    /// one another: [`Reader::max_forms`](crate::Reader::max_forms).
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
            Limit::Nesting => "elements or objects inside one another",
            Limit::Words => "words in a single tag or comment",
            Limit::Pages => "pages",
            Limit::Objects => "objects",
            Limit::Operators => "operators on its pages",
            Limit::Glyphs => "glyphs on its pages",
            Limit::Forms => "drawings (form XObjects) inside one another",
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
