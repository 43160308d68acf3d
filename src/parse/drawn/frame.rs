//! A table drawn with characters → its cells, told by the lines around them.
//!
//! ```text
//! +------+-----+    ┌─────────┬───┐
//! | 一、 | 16  |    │一、本年 │   │
//! | 本年 |     |    │新收政府 │16 │
//! +======+=====+    ├────┬────┼───┤
//! ```
//!
//! A cell is what lines enclose, over however many lines and columns. Where one line does not stand
//! under the other, or a line has a hole, nothing is told.

use std::ops::Range;

use crate::parse::label::{self, Walked};

/// A cell: its columns and rows, and the places of its text, a piece for each of its lines.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) columns: Range<usize>,
    pub(super) rows: Range<usize>,
    pub(super) pieces: Vec<Range<usize>>,
    /// The place where its text could begin.
    pub(super) inside: usize,
}

/// The cells of a table, by the places where they begin: from above, and in a row from the left.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) rows: usize,
    pub(super) cells: Vec<Cell>,
}

/// The lines from a character to those around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arms {
    up: bool,
    down: bool,
    left: bool,
    right: bool,
}

impl Arms {
    pub(super) fn of(c: char) -> Option<Arms> {
        let (up, down, left, right) = match c {
            '+' => (true, true, true, true),
            '-' | '=' | '─' | '━' | '═' | '╌' | '╍' | '┄' | '┅' | '┈' | '┉' => {
                (false, false, true, true)
            }
            '|' | '│' | '┃' | '║' | '╎' | '╏' | '┆' | '┇' | '┊' | '┋' => {
                (true, true, false, false)
            }
            '┌'..='┏' | '╒'..='╔' | '╭' => (false, true, false, true),
            '┐'..='┓' | '╕'..='╗' | '╮' => (false, true, true, false),
            '└'..='┗' | '╘'..='╚' | '╰' => (true, false, false, true),
            '┘'..='┛' | '╛'..='╝' | '╯' => (true, false, true, false),
            '├'..='┣' | '╞'..='╠' => (true, true, false, true),
            '┤'..='┫' | '╡'..='╣' => (true, true, true, false),
            '┬'..='┳' | '╤'..='╦' => (false, true, true, true),
            '┴'..='┻' | '╧'..='╩' => (true, false, true, true),
            '┼'..='╋' | '╪'..='╬' => (true, true, true, true),
            _ => return None,
        };
        Some(Arms { up, down, left, right })
    }

    /// Whether lines of a table may start with it.
    pub(super) fn is_edge(self) -> bool {
        self.up || self.down
    }

    /// Whether it may stand in a line across.
    pub(super) fn is_in_rule(self) -> bool {
        self.left || self.right
    }

    fn is_joint(self) -> bool {
        (self.up || self.down) && (self.left || self.right)
    }

    fn is_across(self) -> bool {
        self.left && self.right
    }

    fn is_upright(self) -> bool {
        self.up && self.down && !self.left && !self.right
    }
}

/// How wide programs take characters to be.
#[derive(Debug, Clone, Copy)]
enum Measure {
    /// Those of Chinese are two columns wide.
    Wide,
    /// So are “ ” … and others that Chinese fonts make as wide.
    WideQuotes,
    /// Each is one.
    Characters,
}

impl Measure {
    const ALL: [Measure; 3] = [Measure::Wide, Measure::WideQuotes, Measure::Characters];

    fn width(self, c: char) -> usize {
        if Arms::of(c).is_some() {
            return 1;
        }
        match (self, c) {
            (Measure::Characters, _) => 1,
            (_, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\r') => 0,
            (
                Measure::WideQuotes,
                '·' | '×' | '÷' | '‘'..='”' | '…' | '—' | '①'..='⓿' | '■'..='◿' | 'Ⅰ'..='ⅿ',
            ) => 2,
            (
                _,
                '\u{1100}'..='\u{115F}'
                | '\u{2E80}'..='\u{303E}'
                | '\u{3041}'..='\u{A4CF}'
                | '\u{AC00}'..='\u{D7A3}'
                | '\u{F900}'..='\u{FAFF}'
                | '\u{FE30}'..='\u{FE6F}'
                | '\u{FF00}'..='\u{FF60}'
                | '\u{FFE0}'..='\u{FFE6}'
                | '\u{20000}'..,
            ) => 2,
            _ => 1,
        }
    }
}

/// A character, the column it starts in, and its place in the text.
type Placed = (usize, char, usize);

/// The lines of a table, each with its characters in columns.
struct Sheet<'t> {
    text: &'t str,
    lines: Vec<Vec<Placed>>,
}

impl<'t> Sheet<'t> {
    fn new(text: &'t str, lines: &[Range<usize>], measure: Measure) -> Self {
        let placed = |line: &Range<usize>| {
            let mut column = 0;
            let line_text = text.get(line.clone()).unwrap_or_default();
            let characters = line_text.char_indices().map(|(at, c)| {
                let start = column;
                column += measure.width(c);
                (start, c, line.start + at)
            });
            characters.collect()
        };
        Sheet { text, lines: lines.iter().map(placed).collect() }
    }

    fn line(&self, line: usize) -> &[Placed] {
        self.lines.get(line).map_or(&[], Vec::as_slice)
    }

    /// What starts in a column of a line.
    fn arms(&self, line: usize, column: usize) -> Option<Arms> {
        let line = self.line(line);
        let at = line.binary_search_by_key(&column, |placed| placed.0).ok()?;
        line.get(at).and_then(|placed| Arms::of(placed.1))
    }

    /// The place behind what starts in a column of a line.
    fn behind(&self, line: usize, column: usize) -> Option<usize> {
        let line = self.line(line);
        let at = line.binary_search_by_key(&column, |placed| placed.0).ok()?;
        line.get(at).map(|placed| placed.2 + placed.1.len_utf8())
    }

    /// What stands in the columns of a line from one to another.
    fn between(&self, line: usize, columns: Range<usize>) -> &[Placed] {
        let line = self.line(line);
        let at = |column| line.partition_point(|placed| placed.0 < column);
        line.get(at(columns.start)..at(columns.end)).unwrap_or_default()
    }

    /// Whether a line across fills the columns between two lines upright.
    fn is_across(&self, line: usize, columns: Range<usize>) -> bool {
        let inner = self.between(line, columns.start + 1..columns.end);
        inner.len() == columns.len() - 1
            && inner.iter().all(|placed| {
                // A colon tells how a column is aligned.
                placed.1 == ':' || Arms::of(placed.1).is_some_and(Arms::is_across)
            })
    }

    /// The text in the columns between two lines upright, without the blanks around it.
    fn piece(&self, line: usize, columns: Range<usize>) -> Option<Range<usize>> {
        let inner = self.between(line, columns.start + 1..columns.end);
        let is_ink = |placed: &&Placed| !placed.1.is_whitespace();
        let (first, last) = (inner.iter().find(is_ink)?, inner.iter().rfind(is_ink)?);
        Some(first.2..last.2 + last.1.len_utf8())
    }

    /// The columns of lines upright, as the joints of lines across tell them.
    fn uprights(&self) -> Vec<usize> {
        let mut columns = Vec::new();
        for line in &self.lines {
            let arms = |at: usize| line.get(at).and_then(|placed| Arms::of(placed.1));
            for (at, placed) in line.iter().enumerate() {
                let is_joint = Arms::of(placed.1).is_some_and(Arms::is_joint);
                let left = at.checked_sub(1).and_then(arms).is_some_and(|arms| arms.right);
                let right = arms(at + 1).is_some_and(|arms| arms.left);
                if is_joint && (left || right) {
                    columns.push(placed.0);
                }
            }
        }
        columns.sort_unstable();
        columns.dedup();
        columns
    }
}

/// The cells of a table that stands on some lines of a text; none if its lines do not tell them.
pub(super) fn frame(text: &str, lines: &[Range<usize>]) -> Option<Frame> {
    /// No report has so many bytes.
    const MOST: usize = 1 << 20;
    if lines.iter().map(ExactSizeIterator::len).sum::<usize>() > MOST {
        return None;
    }
    let placed = Measure::ALL.into_iter().find_map(|m| by_place(&Sheet::new(text, lines, m)));
    placed.or_else(|| by_bars(text, lines))
}

/// The cells of a table in which nothing is merged, by the number of bars before them: in columns that
/// are too narrow for a character, lines do not stand under one another.
fn by_bars(text: &str, lines: &[Range<usize>]) -> Option<Frame> {
    let is_bar = |c: char| Arms::of(c).is_some_and(Arms::is_upright);
    let mut count = None;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut is_new = true;
    for line in lines {
        let content = text.get(line.clone())?.trim();
        let start = line.start + text.get(line.clone())?.find(content)?;
        let joints = content.chars().filter(|&c| Arms::of(c).is_some_and(Arms::is_joint)).count();
        let bars: Vec<usize> =
            content.char_indices().filter(|c| is_bar(c.1)).map(|c| c.0).collect();
        let is_rule = bars.is_empty();
        let found = if is_rule { joints } else { bars.len() };
        if *count.get_or_insert(found) != found {
            return None;
        }
        if is_rule {
            if !content.chars().all(|c| c == ':' || Arms::of(c).is_some()) {
                return None;
            }
            is_new = true;
            continue;
        }
        if !content.starts_with(is_bar) || !content.ends_with(is_bar) {
            return None;
        }
        if std::mem::take(&mut is_new) {
            let row = rows.len();
            let cell = |(column, bar): (usize, &usize)| Cell {
                columns: column..column + 1,
                rows: row..row + 1,
                pieces: Vec::new(),
                inside: start + bar + 1,
            };
            rows.push(bars.iter().take(found - 1).enumerate().map(cell).collect());
        }
        for (cell, ends) in rows.last_mut()?.iter_mut().zip(bars.windows(2)) {
            let inner = content.get(ends[0]..ends[1])?.trim_start_matches(is_bar);
            let piece = inner.trim();
            if !piece.is_empty() {
                let at = start + ends[1] - inner.len() + inner.find(piece)?;
                cell.pieces.push(at..at + piece.len());
            }
        }
    }
    let is_figure = |piece: &&Range<usize>| {
        let text = text.get((*piece).clone()).unwrap_or_default();
        text.bytes().all(|b| b.is_ascii_digit())
    };
    // Two pieces of digits in one cell are two rows without a line between, or one broken figure: nothing
    // tells which.
    let cells: Vec<Cell> = rows.iter_mut().flat_map(std::mem::take).collect();
    let several = cells.iter().any(|cell| cell.pieces.iter().filter(is_figure).nth(1).is_some());
    (!several && !cells.is_empty()).then_some(Frame { rows: rows.len(), cells })
}

/// The cells, by the columns in which the lines upright stand.
fn by_place(sheet: &Sheet<'_>) -> Option<Frame> {
    let uprights = sheet.uprights();
    let (&left, &right) = uprights.first().zip(uprights.last())?;
    let edges: Vec<Range<usize>> = uprights.windows(2).map(|pair| pair[0]..pair[1]).collect();
    // Every line reaches from the one side to the other.
    let count = sheet.lines.len();
    let is_framed = |line: usize| {
        let ends = |column| sheet.arms(line, column).is_some_and(|arms| arms.up || arms.down);
        ends(left) && ends(right) && sheet.line(line).last().is_some_and(|last| last.0 <= right)
    };
    if !(0..count).all(is_framed) {
        return None;
    }
    // Lines across, whole or in part; between them are the rows.
    let across: Vec<Vec<bool>> = (0..count)
        .map(|line| {
            let is_across = |edge: &Range<usize>| {
                let ends = sheet.arms(line, edge.start).zip(sheet.arms(line, edge.end));
                ends.is_some_and(|(start, end)| start.right && end.left)
                    && sheet.is_across(line, edge.clone())
            };
            edges.iter().map(is_across).collect()
        })
        .collect();
    let is_rule = |line: usize| across.get(line).is_some_and(|across| across.contains(&true));
    let rows = rows(sheet, &edges, count, is_rule)?;
    let mut owner: Vec<usize> = Vec::with_capacity(rows.len() * edges.len());
    let mut cells: Vec<Cell> = Vec::new();
    for (row, lines) in rows.iter().enumerate() {
        for (column, edge) in edges.iter().enumerate() {
            let walls = lines
                .clone()
                .filter(|&line| sheet.arms(line, edge.start).is_some_and(Arms::is_upright));
            let walls = walls.count();
            if walls != 0 && walls != lines.len() {
                return None;
            }
            let above = match row.checked_sub(1).and_then(|row| rows.get(row)) {
                // Rows that share their rules are lines of one.
                Some(above) if above.end == lines.start => true,
                Some(above) => (above.end..lines.start)
                    .any(|line| across.get(line).is_some_and(|across| across[column])),
                None => true,
            };
            let left = (walls == 0).then(|| owner.last().copied()).flatten();
            let above = (!above).then(|| owner.get(owner.len() - edges.len()).copied()).flatten();
            let cell = match (left, above) {
                (Some(left), Some(above)) if left != above => return None,
                (Some(cell), _) | (None, Some(cell)) => {
                    let found = cells.get_mut(cell)?;
                    found.columns.end = found.columns.end.max(column + 1);
                    found.rows.end = row + 1;
                    cell
                }
                (None, None) if walls == 0 => return None,
                (None, None) => {
                    cells.push(Cell {
                        columns: column..column + 1,
                        rows: row..row + 1,
                        pieces: Vec::new(),
                        inside: sheet.behind(lines.start, edge.start)?,
                    });
                    cells.len() - 1
                }
            };
            owner.push(cell);
        }
    }
    // What is no rectangle is no cell.
    let area: usize = cells.iter().map(|cell| cell.columns.len() * cell.rows.len()).sum();
    if area != owner.len() {
        return None;
    }
    for cell in &mut cells {
        let columns = edges.get(cell.columns.start)?.start..edges.get(cell.columns.end - 1)?.end;
        let lines = rows.get(cell.rows.start)?.start..rows.get(cell.rows.end - 1)?.end;
        for line in lines {
            // A line upright inside of a cell belongs to another table, or to the text.
            let inner = sheet.between(line, columns.start + 1..columns.end);
            let has_line = |placed: &Placed| {
                placed.1 != '+' && Arms::of(placed.1).is_some_and(|arms| arms.up || arms.down)
            };
            if inner.iter().any(has_line) {
                return None;
            }
            cell.pieces.extend(sheet.piece(line, columns.clone()));
        }
    }
    Some(Frame { rows: rows.len(), cells })
}

/// The lines of each row: those between two lines across. Where only the labels have one below them,
/// each line is a row.
fn rows(
    sheet: &Sheet<'_>,
    edges: &[Range<usize>],
    count: usize,
    is_rule: impl Fn(usize) -> bool,
) -> Option<Vec<Range<usize>>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in 0..=count {
        if line < count && !is_rule(line) {
            continue;
        }
        let lines = start..line;
        start = line + 1;
        if lines.len() > 1 && are_rows(sheet, edges, lines.clone()) {
            rows.extend(lines.map(|line| line..line + 1));
        } else if !lines.is_empty() {
            rows.push(lines);
        }
    }
    (!rows.is_empty()).then_some(rows)
}

/// Whether lines between two lines across are a row each: all of them begin with a whole label. Those that
/// go on with the line before have a part of one, or none.
fn are_rows(sheet: &Sheet<'_>, edges: &[Range<usize>], mut lines: Range<usize>) -> bool {
    lines.all(|line| {
        let first = edges.iter().find_map(|edge| sheet.piece(line, edge.clone()));
        let first = first.and_then(|piece| sheet.text.get(piece)).unwrap_or_default();
        matches!(label::read(first).walked, Walked::Label(_) | Walked::Annotated(..))
    })
}
