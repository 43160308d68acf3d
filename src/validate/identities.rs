//! The identities B1 to B4, which the forms state or imply, and C3, which asks for their totals.

use super::ledger::{Found, Ledger};
use super::obstacle::Obstacle;
use super::sums::Source;
use crate::diagnostic::{Code, Detail};
use crate::model::{
    AnnualReport, Applicant, Cell, CellState, Channel, Field, OtherRows, Outcome, Row, Ruling,
    Subject,
};

/// Applies B1 to B4.
pub(super) fn identities(source: &Source<'_>, quick: &QuickSums, ledger: &mut Ledger<'_>) {
    let report = source.report;
    for applicant in Applicant::ALL {
        let [left, right] = reconciliation(applicant);
        // Of what was received at least the new, of what was done at least the total has to be a
        // figure.
        let needed = [left[0], right[0]];
        let subject = Subject::Figure(right[0]);
        let cell = |row| &report.applications[(row, applicant)];
        let quick = || {
            let sum = |[a, b]: [Row; 2]| QuickSum::of([cell(a), cell(b)]).get();
            let is_there =
                cell(Row::NewlyReceived).is_value() && cell(Row::OutcomeTotal).is_value();
            let came_in = sum([Row::NewlyReceived, Row::CarriedOver]);
            is_there
                && came_in.is_some()
                && came_in == sum([Row::OutcomeTotal, Row::CarriedForward])
        };
        ledger.apply_unless(quick, Code::Reconciliation, subject, || {
            identity(source, Code::Reconciliation, &needed, &left, &right)
        });
    }
    for row in rows(report) {
        let (total, parts) = row_sum(row);
        let quick = || quick.row(row).is(&report.applications[(row, Applicant::Total)]);
        ledger.apply_unless(quick, Code::RowSum, Subject::Figure(total), || {
            identity(source, Code::RowSum, &[total], &[total], &parts)
        });
    }
    for applicant in Applicant::ALL {
        let total = Field::Applications(Row::OutcomeTotal, applicant);
        let quick = || {
            let total = &report.applications[(Row::OutcomeTotal, applicant)];
            quick.outcomes(applicant).is(total)
        };
        ledger.apply_unless(quick, Code::OutcomeSum, Subject::Figure(total), || {
            let (_, parts) = outcome_sum(&outcomes(report), applicant);
            identity(source, Code::OutcomeSum, &[total], &[total], &parts)
        });
    }
    for channel in Channel::ALL {
        let (total, parts) = dispute_sum(channel);
        let quick = || channel_sum(report, channel).is(&report.disputes[channel][Ruling::Total]);
        ledger.apply_unless(quick, Code::DisputeSum, Subject::Figure(total), || {
            identity(source, Code::DisputeSum, &[total], &[total], &parts)
        });
    }
}

/// The sum of counts, if it is known without looking at more than their values.
#[derive(Clone, Copy)]
struct QuickSum {
    sum: u64,
    is_number: bool,
    is_known: bool,
}

impl QuickSum {
    const ZERO: QuickSum = QuickSum { sum: 0, is_number: false, is_known: true };

    fn add(&mut self, cell: &Cell<u64>) {
        match cell {
            Cell::Value(count) => {
                self.is_number = true;
                let (sum, is_too_large) = self.sum.overflowing_add(*count);
                self.sum = sum;
                self.is_known &= !is_too_large;
            }
            Cell::Blank | Cell::NotApplicable => {}
            Cell::Unread(_) | Cell::Absent => self.is_known = false,
        }
    }

    fn of<'c>(cells: impl IntoIterator<Item = &'c Cell<u64>>) -> QuickSum {
        let mut sum = QuickSum::ZERO;
        cells.into_iter().for_each(|cell| sum.add(cell));
        sum
    }

    const fn get(self) -> Option<u64> {
        if self.is_known && self.is_number { Some(self.sum) } else { None }
    }

    /// Whether a total is there and is the sum.
    fn is(self, total: &Cell<u64>) -> bool {
        matches!((self.get(), total), (Some(sum), Cell::Value(total)) if sum == *total)
    }
}

/// All sums of the matrix in one pass over it: each rule would pass over its part again, and nearly
/// every sum holds.
pub(super) struct QuickSums {
    /// Of the kinds of applicant, by row.
    rows: [QuickSum; Row::ALL.len()],
    /// Of the outcomes, by column.
    outcomes: [QuickSum; Applicant::ALL.len()],
}

impl QuickSums {
    pub(super) fn new(report: &AnnualReport) -> Self {
        let mut sums = QuickSums {
            rows: [QuickSum::ZERO; Row::ALL.len()],
            outcomes: [QuickSum::ZERO; Applicant::ALL.len()],
        };
        let other = report.other_rows();
        for (row, of_row) in Row::ALL.into_iter().zip(&mut sums.rows) {
            let counts = &report.applications[row];
            *of_row = QuickSum::of(Applicant::KINDS.map(|applicant| &counts[applicant]));
            if is_summed(row, other) {
                for (applicant, of_column) in Applicant::ALL.into_iter().zip(&mut sums.outcomes) {
                    of_column.add(&counts[applicant]);
                }
            }
        }
        sums
    }

    fn row(&self, row: Row) -> QuickSum {
        self.rows[row.index()]
    }

    fn outcomes(&self, applicant: Applicant) -> QuickSum {
        self.outcomes[applicant as usize]
    }
}

fn channel_sum(report: &AnnualReport, channel: Channel) -> QuickSum {
    QuickSum::of(Ruling::PARTS.map(|ruling| &report.disputes[channel][ruling]))
}

/// Applies C3.
pub(super) fn totals(source: &Source<'_>, quick: &QuickSums, ledger: &mut Ledger<'_>) {
    const CODE: Code = Code::TotalMissing;
    let report = source.report;
    for row in rows(report) {
        let (total, parts) = row_sum(row);
        let quick = || {
            report.applications[(row, Applicant::Total)].is_value()
                && quick.row(row).get().is_some()
        };
        ledger
            .apply_unless(quick, CODE, Subject::Figure(total), || has_total(source, total, &parts));
    }
    // The total of totals is that of its row already.
    for applicant in Applicant::KINDS {
        let total = Field::Applications(Row::OutcomeTotal, applicant);
        let quick = || {
            let total = &report.applications[(Row::OutcomeTotal, applicant)];
            total.is_value() && quick.outcomes(applicant).get().is_some()
        };
        ledger.apply_unless(quick, CODE, Subject::Figure(total), || {
            let (_, parts) = outcome_sum(&outcomes(report), applicant);
            has_total(source, total, &parts)
        });
    }
    for channel in Channel::ALL {
        let (total, parts) = dispute_sum(channel);
        let quick = || {
            let total = &report.disputes[channel][Ruling::Total];
            total.is_value() && channel_sum(report, channel).get().is_some()
        };
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
    Row::ALL.into_iter().filter(|&row| is_summed(row, other)).collect()
}

fn is_summed(row: Row, other: OtherRows) -> bool {
    match row {
        Row::Outcome(Outcome::Other(ground)) => (other == OtherRows::Single) == ground.is_none(),
        row => row.outcome().is_some(),
    }
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
