//! What stands in a cell as the writers print it.

use std::fmt;

use crate::model::{AnnualReport, Cell, CellRef, FeesFigure, Field, Script, Unit};
use crate::parse::{ABSENT_MARK, marked};

/// The unit that the header of the fees states.
pub(super) fn header_unit(report: &AnnualReport) -> Unit {
    match report.proactive.fees.amount {
        Cell::Value(money) if money.unit == Unit::Unstated => Unit::Unstated,
        _ => Unit::TenThousandYuan,
    }
}

/// Writes a cell in any of its states, so that the same cell is read from it.
pub(super) fn write_cell(
    out: &mut dyn fmt::Write,
    report: &AnnualReport,
    field: Field,
    script: Script,
) -> fmt::Result {
    fn state<T>(
        out: &mut dyn fmt::Write,
        cell: &Cell<T>,
        value: impl FnOnce(&mut dyn fmt::Write, &T) -> fmt::Result,
    ) -> fmt::Result {
        match cell {
            Cell::Value(figure) => value(out, figure),
            Cell::Blank => Ok(()),
            Cell::NotApplicable => out.write_char('/'),
            Cell::Unread(text) => out.write_str(&marked(text)),
            Cell::Absent => out.write_str(ABSENT_MARK),
        }
    }
    match report.cell(field) {
        CellRef::Count(cell) => state(out, cell, |out, n| write!(out, "{n}")),
        CellRef::Change(cell) => state(out, cell, |out, n| write!(out, "{n}")),
        CellRef::Money(cell) => state(out, cell, |out, money| {
            write!(out, "{}", money.amount.normalize())?;
            let traditional = script == Script::Traditional;
            match money.unit {
                Unit::TenThousandYuan
                    if field == Field::Fees(FeesFigure::Amount)
                        && header_unit(report) == money.unit =>
                {
                    Ok(())
                }
                Unit::TenThousandYuan if traditional => out.write_str("萬元"),
                Unit::HundredMillionYuan if traditional => out.write_str("億元"),
                unit => out.write_str(unit.as_str()),
            }
        }),
    }
}
