//! Which of a row's cells are its figures.

use super::header::FirstColumns;
use super::rows::{RawRow, RowKind, Tables};
use crate::span::Span;

/// The cells of a row.
pub(super) fn cells<'a>(tables: &'a Tables, row: &RawRow) -> &'a [Span] {
    let first = row.first as usize;
    tables.cells.get(first..first + row.count as usize).unwrap_or_default()
}

/// Which of a row's cells is the first of its `n` figures.
///
/// Tools write merged cells as blank ones, so a row may have more cells than columns. What lies
/// outside the figures must then be blank, and where labels or other rows tell the place, it must be
/// that; where several places are left, nobody decides.
pub(super) fn place(
    tables: &Tables,
    row: &RawRow,
    n: usize,
    header: Option<(u16, u16)>,
) -> Option<usize> {
    let all = cells(tables, row);
    if all.len() < n || (all.len() > n && !row.separated) {
        return None;
    }
    let misplaced =
        header.is_some_and(|(column, width)| width == row.width && column != row.column);
    if all.len() == n {
        let starts_blank = all.first().is_some_and(|cell| cell.is_empty());
        let shifted = starts_blank && is_narrow(tables, row, n);
        let is_elsewhere = misplaced && row.separated;
        return (!(shifted || is_elsewhere)).then_some(0);
    }
    // A label among the cells would have ended the row, and cells behind it would be lost.
    if row.width != row.column + u16::try_from(all.len()).ok()? {
        return None;
    }
    if header.is_some_and(|(_, width)| width != row.width) {
        return None;
    }
    // That the blanks leave only one place proves nothing: a cell too many looks the same.
    let told = told_place(tables, row, n, header)?;
    places(all, n).contains(&told).then_some(told)
}

/// The cells of a row under labels that name but the first columns of the form; none if the row is not
/// exactly as wide as the line of labels, or has anything before them, or behind them where no label is.
pub(super) fn first_columns<'a>(
    tables: &'a Tables,
    row: &RawRow,
    columns: FirstColumns,
) -> Option<&'a [Span]> {
    let all = cells(tables, row);
    let before = usize::from(columns.start.checked_sub(row.column)?);
    let fits = row.separated
        && row.width == columns.width
        && usize::from(row.column) + all.len() == usize::from(columns.width)
        && all.iter().take(before).all(|cell| cell.is_empty())
        // A label that covers the place of the first figure leaves it blank as well.
        && all.get(before).is_some_and(|cell| !cell.is_empty());
    let end = before + usize::from(columns.count);
    let is_last = columns.has_more || all.iter().skip(end).all(|cell| cell.is_empty());
    all.get(before..end).filter(|_| fits && is_last)
}

/// The place of a row's first figure as the header above, or the other rows of its table, tell it.
fn told_place(
    tables: &Tables,
    row: &RawRow,
    n: usize,
    header: Option<(u16, u16)>,
) -> Option<usize> {
    let at = |column: usize| column.checked_sub(row.column as usize);
    if let Some((column, _)) = header.filter(|&(_, width)| width == row.width) {
        return at(column.into());
    }
    if is_narrow(tables, row, n) {
        return None;
    }
    let mut column = None;
    // Lines with the same number of cells need not have the same cells: a browser's copy has no cell
    // for a merged label. Those that have cells for such labels do.
    let alike = |other: &&RawRow| {
        same_table(row, other)
            && other.first != row.first
            && other.width == row.width
            && (other.count as usize > n || other.column == row.column)
    };
    for other in tables.rows.iter().filter(alike) {
        let others = cells(tables, other);
        let found = if others.len() == n { vec![0] } else { places(others, n) };
        let [place] = found.as_slice() else { continue };
        let found = other.column as usize + place;
        if column.is_some_and(|column| column != found) {
            // The other rows do not agree, so that none of them tells.
            return None;
        }
        column = Some(found);
    }
    column.and_then(at)
}

/// Whether a line of a row's table that is as wide has fewer cells behind its label than there are
/// columns, as where 总计 is left out or cut off: a blank cell of a merged label would then count as
/// the first figure.
fn is_narrow(tables: &Tables, row: &RawRow, n: usize) -> bool {
    // A matrix has two dozen rows; a text that repeats them is not looked through for each.
    const MOST: usize = 512;
    row.separated
        && tables.rows.iter().take(MOST).any(|other| {
            same_table(row, other)
                && other.separated
                && other.width == row.width
                && (other.count as usize) < n
        })
}

/// The most cells that a line with a row of a row's table has, if it has more than the row's `n`.
pub(super) fn padded(tables: &Tables, row: &RawRow, n: usize) -> Option<u16> {
    let alike = |other: &&RawRow| same_table(row, other) && other.separated;
    let padded = tables.rows.iter().filter(alike).filter(|other| other.count as usize > n);
    padded.map(|other| other.width).max()
}

fn same_table(a: &RawRow, b: &RawRow) -> bool {
    match (a.kind, b.kind) {
        (RowKind::Proactive(_), RowKind::Proactive(_)) => a.header == b.header,
        (RowKind::Matrix(_), RowKind::Matrix(_)) => true,
        _ => false,
    }
}

/// Where `n` figures may start so that every cell outside them is blank.
fn places(cells: &[Span], n: usize) -> Vec<usize> {
    if cells.iter().all(|cell| cell.is_empty()) {
        return (0..=cells.len().saturating_sub(n)).collect();
    }
    let first = cells.iter().position(|cell| !cell.is_empty()).unwrap_or(0);
    let last = cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
    (0..=cells.len().saturating_sub(n)).filter(|&at| at <= first && last < at + n).collect()
}
