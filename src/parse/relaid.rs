//! Texts whose tables were laid out anew, as rows with a tab between cells: what is read of them has its
//! places in the source.

use std::ops::Range;

use super::block::{Block, BlockKind};
use super::pieces::span;
use crate::span::Span;

/// Stands for a table whose cells are not told: nothing is read of it.
pub(super) const OBJECT: char = '\u{FFFC}';

/// A text in which tables are rows with a tab between cells, and where it comes from.
pub(super) struct Relaid<'t> {
    source: &'t str,
    pub(super) text: String,
    pieces: Vec<Piece>,
    tables: Vec<Piece>,
    /// How much of the source is done.
    done: usize,
}

/// A part of the text and the part of the source that it stands for: a cell, a table, or what is copied.
#[derive(Debug, Clone)]
struct Piece {
    text: Range<usize>,
    source: Range<usize>,
}

/// The rows of a table, and where the text of each cell stands in them and in the source.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) text: String,
    /// A cell of several lines has a place for each.
    pub(super) cells: Vec<(usize, Vec<Range<usize>>)>,
}

impl<'t> Relaid<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Relaid { source, text: String::new(), pieces: Vec::new(), tables: Vec::new(), done: 0 }
    }

    /// Goes on with the source as it is, up to an offset.
    fn copy(&mut self, end: usize) {
        let source = std::mem::replace(&mut self.done, end)..end;
        let start = self.text.len();
        self.text.push_str(self.source.get(source.clone()).unwrap_or_default());
        self.pieces.push(Piece { text: start..self.text.len(), source });
    }

    /// Goes on with the next table, which stands on some lines of the source.
    pub(super) fn table(&mut self, rows: &Rows, source: Range<usize>) {
        self.copy(source.start);
        let start = self.text.len();
        self.text.push_str(&rows.text);
        // The end of the last line is that of the source.
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        let end = self.text.len();
        for (at, places) in &rows.cells {
            let mut from = start + at;
            for place in places {
                // Other text than the source's has its place as a whole.
                let rest = self.text.get(from..end).unwrap_or_default();
                let whole = rest.find(['\t', '\n', OBJECT]).unwrap_or(rest.len());
                let length = if places.len() == 1 { whole } else { place.len() };
                self.pieces.push(Piece { text: from..from + length, source: place.clone() });
                // One blank, or the end of a line, is between two.
                from += length + 1;
            }
        }
        self.done = source.end;
        self.tables.push(Piece { text: start..end, source });
    }

    /// The text, if there was any table.
    pub(super) fn finish(mut self) -> Option<Self> {
        self.copy(self.source.len());
        (!self.tables.is_empty()).then_some(self)
    }

    /// The place in the source of a part of the text.
    pub(super) fn place(&self, of: Span) -> Span {
        let Range { start, end } = of.range();
        if start == end {
            let at = self.pieces.partition_point(|piece| piece.text.start <= start);
            let piece = at.checked_sub(1).and_then(|at| self.pieces.get(at));
            let place = piece.map_or(0, |piece| match start.checked_sub(piece.text.start) {
                Some(offset) if start <= piece.text.end => piece.source_at(offset),
                _ => piece.source.end,
            });
            return span(place, place);
        }
        let first = self.pieces.partition_point(|piece| piece.text.end <= start);
        let pieces = self.pieces.iter().skip(first).take_while(|piece| piece.text.start < end);
        let parts = pieces.map(|piece| {
            if !piece.is_same() {
                return piece.source.clone();
            }
            let from = start.saturating_sub(piece.text.start);
            let to = end.min(piece.text.end) - piece.text.start;
            piece.source.start + from..piece.source.start + to
        });
        let joined = parts.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
        match joined {
            Some(place) => span(place.start, place.end),
            // Nothing but what stands between cells.
            None => self.place(Span::new(of.start, of.start)),
        }
    }

    /// The blocks of the source: a table is one, whatever its rows are.
    pub(super) fn blocks(&self, blocks: &[Block]) -> Vec<Block> {
        let mut found: Vec<Block> = Vec::with_capacity(blocks.len());
        for block in blocks {
            let Range { start, end } = block.span.range();
            let place = span(self.boundary(start), self.boundary(end));
            // The first of several blocks that stand for a table is all of it.
            let is_table = block.kind == BlockKind::Table && place.is_empty();
            let whole = |last: &Block| {
                let start = last.span.range().start;
                self.tables.binary_search_by_key(&start, |table| table.source.start).is_ok()
            };
            match found.last_mut() {
                Some(last) if is_table && whole(last) => last.kind = BlockKind::Table,
                Some(last) if last.kind == block.kind => last.span.end = place.end,
                _ if place.is_empty() => {}
                _ => found.push(Block { span: place, kind: block.kind }),
            }
        }
        found
    }

    /// Where an end of a block stands in the source: inside of a table, at its end.
    fn boundary(&self, at: usize) -> usize {
        if at == self.text.len() {
            return self.source.len();
        }
        let behind = self.tables.partition_point(|table| table.text.start < at);
        match behind.checked_sub(1).and_then(|last| self.tables.get(last)) {
            Some(table) => table.source.end + at.saturating_sub(table.text.end),
            None => at,
        }
    }
}

impl Piece {
    /// Whether the text is the source's own: where marks were taken out of a cell it is shorter.
    fn is_same(&self) -> bool {
        self.text.len() == self.source.len()
    }

    fn source_at(&self, offset: usize) -> usize {
        if self.is_same() { self.source.start + offset } else { self.source.start }
    }
}
