//! Tables drawn with characters, as browsers for terminals and converters draw them: the text is read
//! with a line for each row in their place, and what was read is given its places in the text again.

mod frame;

use std::ops::Range;

use self::frame::{Arms, Cell, Frame};
use super::grid::Grid;
use super::label::{self, Label, Walked};
use super::lines::Line;
use super::literal;
use super::pieces::bytes_of;
use super::relaid::{OBJECT, Relaid, Rows};
use crate::limits::Limits;

/// The most cells of all tables, and the most places that merged ones cover. The form has about 400.
const MOST_CELLS: usize = 1 << 18;
const MOST_PLACES: usize = 1 << 20;

/// Whether some lines of a text may be the lines across of tables.
pub(super) fn may_be(text: &str, lines: &[Line]) -> bool {
    let starts = |line: &&Line| {
        matches!(bytes_of(text, line.text), [b'+', b'-' | b'=', ..] | [0xE2, 0x94 | 0x95, ..])
    };
    lines.iter().filter(starts).nth(1).is_some()
}

/// The text with its drawn tables as rows; none if it has no such tables.
pub(super) fn relaid(text: &str) -> Option<Relaid<'_>> {
    let limits = &Limits::of_tables(MOST_CELLS, MOST_PLACES);
    let mut out = Relaid::new(text);
    for lines in tables(text) {
        let Some((first, last)) = lines.first().zip(lines.last()) else { continue };
        let place = first.start..last.end;
        if let Some(rows) = rows(text, &lines, limits) {
            out.table(&rows, place);
        }
    }
    out.finish()
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
    // Bars tell the cells of a line, where each is a row: lines above, under the labels and below are all
    // that such tables have. A row that goes on in the next line would be read as two.
    let single = lines.windows(2).all(|pair| pair.iter().any(is_rule));
    if ascii && (single || rules <= 3) {
        return None;
    }
    Some(Rows { text: format!("{OBJECT}\n"), cells: Vec::new() })
}

/// The rows of a table whose cells are told. The figures of a row that is in doubt are no figures there.
fn written(text: &str, frame: &Frame, limits: &Limits) -> Option<Rows> {
    let contents: Vec<String> = frame.cells.iter().map(|cell| content(text, cell)).collect();
    let doubtful = doubtful(text, frame, &contents);
    let mut grid = Grid::new(limits);
    let mut places: Vec<Vec<Range<usize>>> = Vec::new();
    let mut cells = frame.cells.iter().zip(contents).peekable();
    for row in 0..frame.rows {
        while let Some((cell, mut content)) = cells.next_if(|(cell, _)| cell.rows.start == row) {
            let (columns, rows) = (cell.columns.len() as u32, cell.rows.len() as u32);
            let is_doubtful = cell.rows.clone().any(|row| doubtful.get(row) == Some(&true));
            if is_doubtful && is_figure(&content) {
                content.push(OBJECT);
            }
            grid.cell(&content, columns, rows).ok()?;
            let mut pieces = cell.pieces.clone();
            if pieces.is_empty() {
                pieces.push(cell.inside..cell.inside);
            }
            places.push(pieces);
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

/// The text of a cell, with the ends of its lines.
fn content(text: &str, cell: &Cell) -> String {
    let pieces: Vec<&str> =
        cell.pieces.iter().filter_map(|piece| text.get(piece.clone())).collect();
    pieces.join("\n")
}

/// Whether a cell may be one of figures: of digits and marks, or blank.
fn is_figure(content: &str) -> bool {
    !content.chars().any(char::is_alphabetic)
}

/// Which rows may be parts of others, because a line across is missing or in the wrong place: a cell beside
/// their figures is none of the form's labels, or is one that goes on over other rows, or their figures are
/// on several lines.
fn doubtful(text: &str, frame: &Frame, contents: &[String]) -> Vec<bool> {
    let mut doubtful = vec![false; frame.rows];
    let has_digits = |content: &str| content.bytes().any(|b| b.is_ascii_digit());
    let line = |cell: &Cell| {
        let start = cell.pieces.first().map_or(0, |piece| piece.start);
        text.as_bytes().get(..start).and_then(|before| before.iter().rposition(|&b| b == b'\n'))
    };
    // The first figure of each row, and the line of each.
    let mut first = vec![usize::MAX; frame.rows];
    let mut lines = vec![None; frame.rows];
    for (cell, content) in frame.cells.iter().zip(contents) {
        if !is_figure(content) || !has_digits(content) {
            continue;
        }
        let row = cell.rows.start;
        first[row] = first[row].min(cell.columns.start);
        if cell.rows.len() > 1 {
            doubtful[cell.rows.clone()].fill(true);
        } else if *lines[row].get_or_insert_with(|| line(cell)) != line(cell) {
            doubtful[row] = true;
        }
    }
    for (cell, content) in frame.cells.iter().zip(contents) {
        let with_figures = cell.rows.clone().filter(|&row| cell.columns.start < first[row]);
        let with_figures: Vec<usize> =
            with_figures.filter(|&row| first[row] != usize::MAX).collect();
        if content.is_empty() || literal::looks_like_figure(content) || with_figures.is_empty() {
            continue;
        }
        let is_label = match label::read(content).walked {
            Walked::Label(Label::Group(_) | Label::Caption(_)) => true,
            Walked::Label(_) | Walked::Annotated(..) => cell.rows.len() == 1,
            _ => false,
        };
        if !is_label {
            with_figures.into_iter().for_each(|row| doubtful[row] = true);
        }
    }
    doubtful
}
