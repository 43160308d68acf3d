//! Tables drawn with characters, as browsers for terminals and converters draw them: the text is read
//! with a line for each row in their place, and what was read is given its places in the text again.

mod frame;

use std::ops::Range;

use self::frame::{Arms, Frame};
use super::grid::Grid;
use super::lines::Line;
use super::pieces::{bytes_of, span};
use super::{Block, BlockKind, Parsed};
use crate::limits::Limits;
use crate::span::Span;

/// The most cells of all tables, and the most places that merged ones cover. The form has about 400.
const MOST_CELLS: usize = 1 << 18;
const MOST_PLACES: usize = 1 << 20;

/// Stands for a table whose cells are not told: nothing is read of it.
const OBJECT: char = '\u{FFFC}';

/// Whether some lines of a text may be the lines across of tables.
pub(super) fn may_be(text: &str, lines: &[Line]) -> bool {
    let starts = |line: &&Line| {
        matches!(bytes_of(text, line.text), [b'+', b'-' | b'=', ..] | [0xE2, 0x94 | 0x95, ..])
    };
    lines.iter().filter(starts).nth(1).is_some()
}

/// A text in which drawn tables are rows with a tab between cells, and where it comes from.
pub(super) struct Redrawn<'t> {
    source: &'t str,
    pub(super) text: String,
    pieces: Vec<Piece>,
    tables: Vec<Table>,
}

/// A part of the text and the part of the source that it stands for; both are the same, or the part of
/// the source is more than a line.
#[derive(Debug, Clone)]
struct Piece {
    text: Range<usize>,
    source: Range<usize>,
}

/// Where a table stands.
#[derive(Debug)]
struct Table {
    text: Range<usize>,
    source: Range<usize>,
}

/// The text with its drawn tables as rows; none if it has no such tables.
pub(super) fn redrawn(text: &str) -> Option<Redrawn<'_>> {
    let limits = &Limits::of_tables(MOST_CELLS, MOST_PLACES);
    let mut out =
        Redrawn { source: text, text: String::new(), pieces: Vec::new(), tables: Vec::new() };
    let mut copied = 0;
    for lines in tables(text) {
        let Some((first, last)) = lines.first().zip(lines.last()) else { continue };
        let place = first.start..last.end;
        if let Some(rows) = rows(text, &lines, limits) {
            out.copy(copied..place.start);
            out.table(&rows, place.clone());
            copied = place.end;
        }
    }
    if out.tables.is_empty() {
        return None;
    }
    out.copy(copied..text.len());
    Some(out)
}

/// The lines of each table that may be drawn: those that start with a line of its frame. The number of a
/// page may stand between them.
fn tables(text: &str) -> Vec<Vec<Range<usize>>> {
    /// So many lines may be between two parts of a table, and so many bytes may they have.
    const BETWEEN: usize = 6;
    const NUMBER: usize = 24;
    let mut tables: Vec<Vec<Range<usize>>> = Vec::new();
    let (mut start, mut between, mut is_near) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        let place = start..start + line.trim_end().len();
        start += line.len();
        let content = line.trim();
        if content.chars().next().and_then(Arms::of).is_some_and(Arms::is_edge) {
            match tables.last_mut().filter(|_| is_near) {
                Some(table) if between == 0 || goes_on(text, table, content) => table.push(place),
                _ => tables.push(vec![place]),
            }
            (between, is_near) = (0, true);
        } else {
            between += 1;
            is_near &= between <= BETWEEN && content.len() <= NUMBER;
        }
    }
    tables
}

/// Whether a line goes on with a table behind the end of a page: the table or the line is in the middle of
/// it.
fn goes_on(text: &str, table: &[Range<usize>], line: &str) -> bool {
    let last = table.last().and_then(|last| text.get(last.clone())).unwrap_or_default();
    !is_rule(last.trim()) || !is_rule(line)
}

/// Whether a line is a line across, and nothing else.
fn is_rule(line: &str) -> bool {
    line.len() > 2 && line.chars().all(|c| c == ':' || Arms::of(c).is_some_and(Arms::is_in_rule))
}

/// The rows of a table, and where the text of each cell stands in them and in the source.
#[derive(Debug, Default)]
struct Rows {
    text: String,
    cells: Vec<(usize, Range<usize>)>,
}

/// The rows of a drawn table; none if it can be read as it is.
fn rows(text: &str, lines: &[Range<usize>], limits: &Limits) -> Option<Rows> {
    let line = |at: &Range<usize>| text.get(at.clone()).unwrap_or_default().trim();
    let is_rule = |at: &Range<usize>| is_rule(line(at));
    let ascii = lines.iter().all(|at| line(at).starts_with(|c: char| c.is_ascii()));
    let rules = lines.iter().filter(|at| is_rule(at)).count();
    if lines.len() < 3 || ascii && rules < 2 {
        return None;
    }
    // What stands before the first line across, or behind the last, may be a part of a row.
    let is_whole = lines.first().is_some_and(is_rule) && lines.last().is_some_and(is_rule);
    let frame = frame::frame(text, lines).filter(|_| is_whole);
    if let Some(rows) = frame.and_then(|frame| written(text, &frame, limits)) {
        return Some(rows);
    }
    // Bars tell the cells of a line. A row that goes on in the next line would be read as two.
    let single = lines.windows(2).all(|pair| pair.iter().any(is_rule));
    if ascii && (single || rules <= 3) {
        return None;
    }
    Some(Rows { text: format!("{OBJECT}\n"), cells: Vec::new() })
}

/// The rows of a table whose cells are told.
fn written(text: &str, frame: &Frame, limits: &Limits) -> Option<Rows> {
    let mut grid = Grid::new(limits);
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut cells = frame.cells.iter().peekable();
    for row in 0..frame.rows {
        while let Some(cell) = cells.next_if(|cell| cell.rows.start == row) {
            let pieces = cell.pieces.iter().filter_map(|piece| text.get(piece.clone()));
            let content: Vec<&str> = pieces.collect();
            let (columns, rows) = (cell.columns.len() as u32, cell.rows.len() as u32);
            grid.cell(&content.join("\n"), columns, rows).ok()?;
            let ends = cell.pieces.first().zip(cell.pieces.last());
            let blank = cell.inside..cell.inside;
            places.push(ends.map_or(blank, |(first, last)| first.start..last.end));
        }
        grid.end_row().ok()?;
    }
    let mut rows = Rows::default();
    let found = &mut rows.cells;
    grid.write_placed(&mut rows.text, &mut |at, number| {
        if let Some(place) = places.get(number).cloned() {
            found.push((at, place));
        }
    });
    (!rows.text.is_empty()).then_some(rows)
}

impl Redrawn<'_> {
    /// Goes on with a part of the source as it is.
    fn copy(&mut self, source: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(self.source.get(source.clone()).unwrap_or_default());
        self.pieces.push(Piece { text: start..self.text.len(), source });
    }

    /// Goes on with a table.
    fn table(&mut self, rows: &Rows, source: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(&rows.text);
        // The end of the last line is that of the source.
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        let end = self.text.len();
        for (at, place) in &rows.cells {
            let from = start + at;
            let rest = self.text.get(from..end).unwrap_or_default();
            let length = rest.find(['\t', '\n', OBJECT]).unwrap_or(rest.len());
            self.pieces.push(Piece { text: from..from + length, source: place.clone() });
        }
        self.tables.push(Table { text: start..end, source });
    }

    /// What was read of the text, with its places in the source.
    pub(super) fn restored<'t>(&self, parsed: Parsed<'_>, source: &'t str) -> Parsed<'t> {
        let Parsed { report, mut diagnostics, spans, blocks, pages, .. } = parsed;
        for diagnostic in &mut diagnostics {
            diagnostic.span = diagnostic.span.map(|span| self.place(span));
        }
        let spans = spans.mapped(|span| self.place(span));
        let blocks = self.blocks(&blocks);
        Parsed { report, diagnostics, spans, blocks, pages, source: source.into() }
    }

    /// The place in the source of a part of the text.
    fn place(&self, of: Span) -> Span {
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
    fn blocks(&self, blocks: &[Block]) -> Vec<Block> {
        let mut found: Vec<Block> = Vec::with_capacity(blocks.len());
        for block in blocks {
            let Range { start, end } = block.span.range();
            let place = span(self.boundary(start), self.boundary(end));
            // The first of several blocks that stand for a table is all of it.
            let is_table = block.kind == BlockKind::Table && place.is_empty();
            let whole = |last: &Block| {
                let start = last.span.range().start;
                self.tables.iter().any(|table| table.source.start == start)
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
        let inside = self.tables.iter().find(|table| table.text.start < at && at < table.text.end);
        if let Some(table) = inside {
            return table.source.end;
        }
        match self.tables.iter().rfind(|table| table.text.end <= at) {
            Some(table) => table.source.end + (at - table.text.end),
            None => at,
        }
    }
}

impl Piece {
    /// Whether the text is the source's own.
    fn is_same(&self) -> bool {
        self.text.len() == self.source.len()
    }

    fn source_at(&self, offset: usize) -> usize {
        if self.is_same() { self.source.start + offset } else { self.source.start }
    }
}
