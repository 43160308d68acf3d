//! The matrix where labels that are merged across columns are followed by blanks, and the cell of a
//! group's label stands on the first of its lines only: so converters from HTML to Markdown write cells
//! that span rows. The lines are of different widths then, but behind each label are as many blanks as its
//! place in the form makes them.

use super::places::cells;
use super::rows::{RawRow, RowKind, Tables};
use crate::model::{Applicant, Outcome, Row};
use crate::span::Span;

/// So many rows prove that the blanks are not by chance. The matrix has 23 or 25.
const ENOUGH: usize = 16;

const FIGURES: usize = Applicant::ALL.len();

/// How many labels of groups stand before those of rows at the most.
const DEEPEST: usize = 2;

/// Whether the rows of the matrix have no cells for labels of groups above: a label inside of one or two
/// groups is followed by one blank or none, where others are followed by two. A few rows may have lost a
/// cell or gained one.
pub(super) fn are_left_out(tables: &Tables) -> bool {
    let mut found = [0; DEEPEST + 1];
    for row in &tables.rows {
        if let (RowKind::Matrix(kind), Some(_)) = (row.kind, figures(tables, row)) {
            found[groups(kind)] += 1;
        }
    }
    found.iter().sum::<usize>() >= ENOUGH && !found.contains(&0)
}

/// The figures of a row in such a matrix, which are the last cells of its line; none if there are more blanks
/// behind its label than its place in the form makes, or less.
pub(super) fn figures<'a>(tables: &'a Tables, row: &RawRow) -> Option<&'a [Span]> {
    let RowKind::Matrix(kind) = row.kind else { return None };
    let blanks = DEEPEST - groups(kind);
    let (first, figures) = cells(tables, row).split_at_checked(blanks)?;
    let fits = row.separated
        && row.broken.is_none()
        && usize::from(row.width) == usize::from(row.column) + row.count as usize
        && figures.len() == FIGURES
        && first.iter().all(|cell| cell.is_empty());
    fits.then_some(figures)
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
