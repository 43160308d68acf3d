//! Adding up figures of a report.

use rust_decimal::Decimal;

use super::obstacle::Obstacle;
use crate::diagnostic::{Operand, Origin, Side};
use crate::model::{AnnualReport, Cell, CellRef, CellState, Field};
use crate::span::Spans;

/// A report with the places of its figures, and what tells it from others.
#[derive(Clone)]
pub(super) struct Source<'a> {
    pub(super) report: &'a AnnualReport,
    pub(super) spans: Option<&'a Spans>,
    pub(super) origin: Option<Origin>,
}

impl Source<'_> {
    /// A figure, money in yuan; `None` where the cell is blank or not applicable.
    pub(super) fn value(&self, field: Field) -> Result<Option<Decimal>, Obstacle> {
        let cell = self.report.cell(field);
        match cell {
            CellRef::Count(Cell::Value(count)) => Ok(Some(Decimal::from(*count))),
            CellRef::Change(Cell::Value(change)) => Ok(Some(Decimal::from(change.0))),
            // An amount without a unit is not known, and so is as good as unread.
            CellRef::Money(Cell::Value(money)) => {
                money.yuan().map(Some).ok_or_else(|| self.missing(field, CellState::Unread))
            }
            _ => match cell.state() {
                CellState::Blank | CellState::NotApplicable => Ok(None),
                state => Err(self.missing(field, state)),
            },
        }
    }

    /// A figure that has to be one.
    pub(super) fn needed(&self, field: Field) -> Result<Decimal, Obstacle> {
        let state = self.report.cell(field).state();
        self.value(field)?.ok_or_else(|| self.missing(field, state))
    }

    pub(super) fn missing(&self, field: Field, state: CellState) -> Obstacle {
        Obstacle::Figure { origin: self.origin.clone(), field, state }
    }

    pub(super) fn operand(&self, field: Field) -> Result<Operand, Obstacle> {
        Ok(Operand {
            origin: self.origin.clone(),
            field,
            subtracted: false,
            value: self.value(field)?,
            span: self.spans.and_then(|spans| spans.get(field)),
        })
    }

    /// Adds up figures of the report: see [`add_up`].
    pub(super) fn side(&self, fields: &[Field]) -> Result<Side, Obstacle> {
        add_up(fields.iter().map(|&field| Term { source: self, field, subtracted: false }))
    }
}

/// A figure that is added to a sum, or taken away from it.
pub(super) struct Term<'s, 'a> {
    pub(super) source: &'s Source<'a>,
    pub(super) field: Field,
    pub(super) subtracted: bool,
}

/// Adds up figures. Blank and not-applicable cells count as nothing beside a number; figures that are
/// unread or absent, or a side without any number, leave the sum unknown.
pub(super) fn add_up<'s, 'a: 's>(
    terms: impl ExactSizeIterator<Item = Term<'s, 'a>>,
) -> Result<Side, Obstacle> {
    let mut side = Side { operands: Vec::with_capacity(terms.len()), sum: Decimal::ZERO };
    let (mut is_number, mut first) = (false, None);
    for Term { source, field, subtracted } in terms {
        let operand = Operand { subtracted, ..source.operand(field)? };
        if let Some(value) = operand.value {
            is_number = true;
            // Only money can come near the greatest decimal.
            let value = if subtracted { -value } else { value };
            side.sum = side
                .sum
                .checked_add(value)
                .ok_or_else(|| source.missing(field, CellState::Unread))?;
        }
        side.operands.push(operand);
        first = first.or(Some((source, field)));
    }
    match first {
        Some((source, field)) if !is_number => {
            Err(source.missing(field, source.report.cell(field).state()))
        }
        _ => Ok(side),
    }
}
