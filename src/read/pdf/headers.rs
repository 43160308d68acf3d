//! Labels over the columns of a ruled table, and the figures that stand under them.

use std::collections::HashSet;
use std::ops::Range;

use super::tables::{Cell, Table, is_figure};

/// Makes figures unknown over which the labels of their columns are not: a row of labels that starts behind
/// others is shifted against the figures, and which of both is right nothing says.
pub(super) fn doubt_shifted(table: &mut Table) {
    let rows = Rows::new(table);
    if rows.leaves.is_empty() {
        return;
    }
    let mut doubtful = Vec::new();
    let mut from = 0;
    // Each turn takes the rows of one header and those below it.
    while let Some(first) = (from..table.rows).find(|&row| rows.has_figure[row]) {
        // They are in the order of their rows.
        let behind = rows.leaves.partition_point(|&leaf| table.cells[leaf].rows.start <= first);
        let end = rows.leaves.get(behind).map_or(table.rows, |&leaf| table.cells[leaf].rows.start);
        let leaves: Vec<&Cell> = rows
            .leaves
            .iter()
            .map(|&leaf| &table.cells[leaf])
            .filter(|leaf| leaf.rows.start >= from && leaf.rows.end <= first)
            .collect();
        if leaves.len() >= 3 && !fits(table, &leaves, &rows.widest(table, first..end)) {
            // Rows that start behind others are not read anyway.
            doubtful.extend((first..end).filter(|&row| rows.starts[row]));
        }
        from = end;
    }
    table.doubt_rows(&doubtful);
}

/// What the rows of a table have.
struct Rows {
    /// The cells with the labels of columns.
    leaves: Vec<usize>,
    has_figure: Vec<bool>,
    /// Whether a cell is in the first column.
    starts: Vec<bool>,
    /// The column behind the last label.
    left: Vec<usize>,
}

impl Rows {
    fn new(table: &Table) -> Rows {
        let mut rows = Rows {
            leaves: Vec::new(),
            has_figure: vec![false; table.rows],
            starts: vec![false; table.rows],
            left: vec![0; table.rows],
        };
        for (i, cell) in table.cells.iter().enumerate() {
            let is_figure = is_figure(&cell.text);
            let is_label = cell.text.len() > 3 && !is_figure && crate::parse::is_label(&cell.text);
            if is_label && crate::parse::is_column_label(&cell.text) {
                rows.leaves.push(i);
            }
            for row in cell.rows.clone().take_while(|&row| row < table.rows) {
                rows.has_figure[row] |= is_figure && cell.rows.start == row;
                rows.starts[row] |= cell.columns.start == 0;
                if is_label {
                    rows.left[row] = rows.left[row].max(cell.columns.end);
                }
            }
        }
        rows
    }

    /// The most cells that one of some rows has behind its label: in others cells are merged.
    fn widest<'t>(&self, table: &'t Table, among: Range<usize>) -> Vec<&'t Cell> {
        let mut widest = Vec::new();
        let here = table.cells.iter().filter(|cell| among.contains(&cell.rows.start));
        let behind = here.filter(|cell| cell.columns.start >= self.left[cell.rows.start]);
        let behind: Vec<&Cell> = behind.collect();
        for row in behind.chunk_by(|a, b| a.rows.start == b.rows.start) {
            if row.len() > widest.len() {
                widest = row.to_vec();
            }
        }
        widest
    }
}

/// Whether each label is over a cell of its own, and over no other.
fn fits(table: &Table, leaves: &[&Cell], row: &[&Cell]) -> bool {
    let width = |from: usize, to: usize| match (table.xs.get(from), table.xs.get(to)) {
        (Some(from), Some(to)) => (to - from).max(0.0),
        _ => 0.0,
    };
    let all = |cell: &Cell| width(cell.columns.start, cell.columns.end);
    let mut seen = HashSet::new();
    leaves.iter().all(|leaf| {
        let shared = |cell: &Cell| {
            let from = cell.columns.start.max(leaf.columns.start);
            width(from, cell.columns.end.min(leaf.columns.end))
        };
        let mut over = row.iter().filter(|cell| shared(cell) * 2.0 > all(cell));
        // One that is narrower may be over a part of one.
        let under = match (over.next(), over.next()) {
            (Some(cell), None) => Some(cell),
            (None, _) => row.iter().find(|cell| shared(cell) * 2.0 > all(leaf)),
            _ => None,
        };
        under.is_some_and(|cell| seen.insert(cell.columns.start))
    })
}
