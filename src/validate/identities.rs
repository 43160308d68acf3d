//! The identities B1 to B4, which the forms state or imply, and C3, which asks for their totals.

use super::Obstacle;
use super::ledger::{Found, Ledger};
use super::sums::Source;
use crate::diagnostic::{Code, Detail};
use crate::model::{
    AnnualReport, Applicant, Cell, CellRef, CellState, Channel, Field, OtherRows, Outcome, Row,
    Ruling, Subject,
};

/// Applies B1 to B4.
pub(super) fn identities(source: &Source<'_>, ledger: &mut Ledger<'_>) {
    let report = source.report;
    let outcomes = outcomes(report);
    for applicant in Applicant::ALL {
        let [left, right] = reconciliation(applicant);
        // Of what was received at least the new, of what was done at least the total has to be a
        // figure.
        let needed = [left[0], right[0]];
        let subject = Subject::Figure(right[0]);
        let quick = || {
            let sums = [quick_sum(report, &left), quick_sum(report, &right)];
            needed.iter().all(|&field| is_figure(report, field)) && is_equal(sums)
        };
        ledger.apply_unless(quick, Code::Reconciliation, subject, || {
            identity(source, Code::Reconciliation, &needed, &left, &right)
        });
    }
    for row in rows(report) {
        let (total, parts) = row_sum(row);
        let quick = || is_equal([quick_sum(report, &[total]), quick_sum(report, &parts)]);
        ledger.apply_unless(quick, Code::RowSum, Subject::Figure(total), || {
            identity(source, Code::RowSum, &[total], &[total], &parts)
        });
    }
    for applicant in Applicant::ALL {
        let (total, parts) = outcome_sum(&outcomes, applicant);
        let quick = || is_equal([quick_sum(report, &[total]), quick_sum(report, &parts)]);
        ledger.apply_unless(quick, Code::OutcomeSum, Subject::Figure(total), || {
            identity(source, Code::OutcomeSum, &[total], &[total], &parts)
        });
    }
    for channel in Channel::ALL {
        let (total, parts) = dispute_sum(channel);
        let quick = || is_equal([quick_sum(report, &[total]), quick_sum(report, &parts)]);
        ledger.apply_unless(quick, Code::DisputeSum, Subject::Figure(total), || {
            identity(source, Code::DisputeSum, &[total], &[total], &parts)
        });
    }
}

/// The sum of counts, if it is known without looking at more than their values.
fn quick_sum(report: &AnnualReport, fields: &[Field]) -> Option<u64> {
    let (mut sum, mut is_number) = (0_u64, false);
    for &field in fields {
        match report.cell(field) {
            CellRef::Count(Cell::Value(count)) => {
                is_number = true;
                sum = sum.checked_add(*count)?;
            }
            CellRef::Count(Cell::Blank | Cell::NotApplicable) => {}
            _ => return None,
        }
    }
    is_number.then_some(sum)
}

fn is_equal([left, right]: [Option<u64>; 2]) -> bool {
    left.is_some() && left == right
}

fn is_figure(report: &AnnualReport, field: Field) -> bool {
    report.cell(field).state() == CellState::Value
}

/// Applies C3.
pub(super) fn totals(source: &Source<'_>, ledger: &mut Ledger<'_>) {
    const CODE: Code = Code::TotalMissing;
    let report = source.report;
    let outcomes = outcomes(report);
    for row in rows(report) {
        let (total, parts) = row_sum(row);
        let quick = || is_figure(report, total) && quick_sum(report, &parts).is_some();
        ledger
            .apply_unless(quick, CODE, Subject::Figure(total), || has_total(source, total, &parts));
    }
    // The total of totals is that of its row already.
    for applicant in Applicant::KINDS {
        let (total, parts) = outcome_sum(&outcomes, applicant);
        let quick = || is_figure(report, total) && quick_sum(report, &parts).is_some();
        ledger
            .apply_unless(quick, CODE, Subject::Figure(total), || has_total(source, total, &parts));
    }
    for channel in Channel::ALL {
        let (total, parts) = dispute_sum(channel);
        let quick = || is_figure(report, total) && quick_sum(report, &parts).is_some();
        ledger
            .apply_unless(quick, CODE, Subject::Figure(total), || has_total(source, total, &parts));
    }
}

/// Both sides of B1 in a column: what came in, and what went out.
pub(super) const fn reconciliation(applicant: Applicant) -> [[Field; 2]; 2] {
    [
        [
            Field::Applications(Row::NewlyReceived, applicant),
            Field::Applications(Row::CarriedOver, applicant),
        ],
        [
            Field::Applications(Row::OutcomeTotal, applicant),
            Field::Applications(Row::CarriedForward, applicant),
        ],
    ]
}

/// The rows of the matrix that are checked: those of the form, and any other that is there.
pub(super) fn rows(report: &AnnualReport) -> impl Iterator<Item = Row> {
    let other = report.other_rows();
    Row::ALL.into_iter().filter(move |&row| match row {
        Row::Outcome(Outcome::Other(ground)) => {
            (other == OtherRows::Single) == ground.is_none()
                || !report.applications[row].is_absent()
        }
        _ => true,
    })
}

/// The rows that （七）总计 sums up.
pub(super) fn outcomes(report: &AnnualReport) -> Vec<Row> {
    let other = report.other_rows();
    let is_outcome = |row: &Row| match row {
        Row::Outcome(Outcome::Other(ground)) => (other == OtherRows::Single) == ground.is_none(),
        row => row.outcome().is_some(),
    };
    Row::ALL.into_iter().filter(is_outcome).collect()
}

/// The total of a row, and its parts.
pub(super) fn row_sum(row: Row) -> (Field, [Field; 6]) {
    let at = |applicant| Field::Applications(row, applicant);
    (at(Applicant::Total), Applicant::KINDS.map(at))
}

/// The total of the outcomes in a column, and its parts.
pub(super) fn outcome_sum(outcomes: &[Row], applicant: Applicant) -> (Field, Vec<Field>) {
    let at = |row| Field::Applications(row, applicant);
    (at(Row::OutcomeTotal), outcomes.iter().map(|&row| at(row)).collect())
}

/// The total of a channel, and its parts.
pub(super) fn dispute_sum(channel: Channel) -> (Field, [Field; 4]) {
    let at = |ruling| Field::Disputes(channel, ruling);
    (at(Ruling::Total), Ruling::PARTS.map(at))
}

fn identity(
    source: &Source<'_>,
    code: Code,
    needed: &[Field],
    left: &[Field],
    right: &[Field],
) -> Result<Found, Obstacle> {
    for &field in needed {
        source.needed(field)?;
    }
    let (left, right) = (source.side(left)?, source.side(right)?);
    Ok(Found { holds: left.sum == right.sum, detail: Detail::Comparison { code, left, right } })
}

fn has_total(source: &Source<'_>, total: Field, parts: &[Field]) -> Result<Found, Obstacle> {
    let state = source.report.cell(total).state();
    if matches!(state, CellState::Unread | CellState::Absent) {
        return Err(source.missing(total, state));
    }
    let parts = source.side(parts)?;
    let holds = state == CellState::Value || parts.sum.is_zero();
    Ok(Found { holds, detail: Detail::TotalMissing { total: state, parts } })
}
