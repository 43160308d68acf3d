//! The matrix where labels that are merged across columns are followed by blanks, and the cell of a
//! group's label stands on the first of its lines only: so converters from HTML to Markdown write cells
//! that span rows. The lines are of different widths then, but behind each label are as many blanks as its
//! place in the form makes them.

use super::rows::{RawRow, RowKind, Tables};
use crate::model::{Applicant, Outcome, Row};

/// So many rows prove that the blanks are not by chance. The matrix has 23 or 25.
const ENOUGH: usize = 16;

const FIGURES: usize = Applicant::ALL.len();

/// How many labels of groups stand before those of rows at the most.
const DEEPEST: usize = 2;

/// Whether the rows of the matrix have no cells for labels of groups above: a label inside of one or two
/// groups is followed by one blank or none, where others are followed by two, and the figures are the last
/// seven cells of each line.
pub(super) fn are_left_out(tables: &Tables) -> bool {
    let rows = tables.rows.iter().filter_map(|row| match row.kind {
        RowKind::Matrix(kind) => Some((row, groups(kind))),
        _ => None,
    });
    let mut found = [0; DEEPEST + 1];
    for (row, groups) in rows {
        let fits = row.separated
            && row.broken.is_none()
            && usize::from(row.width) == usize::from(row.column) + row.count as usize
            && row.count as usize == DEEPEST - groups + FIGURES
            && starts_blank(tables, row);
        if !fits {
            return false;
        }
        found[groups] += 1;
    }
    found.iter().sum::<usize>() >= ENOUGH && !found.contains(&0)
}

/// How many groups are around a row.
fn groups(row: Row) -> usize {
    match row {
        Row::NewlyReceived | Row::CarriedOver | Row::CarriedForward => 0,
        Row::OutcomeTotal
        | Row::Outcome(Outcome::Granted | Outcome::PartiallyGranted | Outcome::Other(None)) => 1,
        Row::Outcome(
            Outcome::Denied(_)
            | Outcome::Unavailable(_)
            | Outcome::NotProcessed(_)
            | Outcome::Other(Some(_)),
        ) => DEEPEST,
    }
}

/// Whether nothing but blanks stands between a row's label and its last seven cells.
fn starts_blank(tables: &Tables, row: &RawRow) -> bool {
    let (first, count) = (row.first as usize, row.count as usize);
    let cells = tables.cells.get(first..first + count).unwrap_or_default();
    cells.iter().rev().skip(FIGURES).all(|cell| cell.is_empty())
}
