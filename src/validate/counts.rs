//! C1 and C2: figures that cannot be.

use super::ledger::{Found, Ledger};
use super::sums::Source;
use super::{Obstacle, Unstated};
use crate::diagnostic::{Code, Detail, Side};
use crate::model::{
    ActFigure, ActKind, AnnualReport, CellRef, CellState, FeesFigure, Field, Form, Section, Subject,
};
use crate::parse::is_impossible_count;

const TABLES: [Section; 3] = [Section::Proactive, Section::Applications, Section::Disputes];

/// Applies C1 and, in the 2019 form, C2.
pub(super) fn counts(source: &Source<'_>, ledger: &mut Ledger<'_>) {
    // Nearly no report has an unread cell, and then one look at each is enough.
    let any_unread =
        source.report.fields().any(|field| source.report.cell(field).unread().is_some());
    for section in TABLES {
        let subject = Subject::Section(section);
        ledger.apply_unless(
            || !any_unread && is_there(source.report, section),
            Code::CountImpossible,
            subject,
            || whole(source, section),
        );
    }
    if source.report.form_or_prescribed() != Form::Y2019 {
        return;
    }
    let acts = ActKind::ALL
        .map(|kind| [Field::Acts(kind, ActFigure::Previous), Field::Acts(kind, ActFigure::Change)]);
    let fees = [Field::Fees(FeesFigure::Previous), Field::Fees(FeesFigure::Change)];
    for [previous, change] in acts.into_iter().chain([fees]) {
        ledger.apply(Code::ItemsBelowZero, Subject::Figure(change), || {
            let sum = source.needed(previous)? + source.needed(change)?;
            let operands = vec![source.operand(previous)?, source.operand(change)?];
            let detail = Detail::ItemsBelowZero { left: Side { operands, sum } };
            Ok(Found { holds: !sum.is_sign_negative() || sum.is_zero(), detail })
        });
    }
}

fn is_there(report: &AnnualReport, section: Section) -> bool {
    let mut fields = report.fields().filter(|&field| section.has(field));
    fields.any(|field| report.cell(field).state() != CellState::Absent)
}

fn whole(source: &Source<'_>, section: Section) -> Result<Found, Obstacle> {
    let report = source.report;
    if !is_there(report, section) {
        return Err(Obstacle::Unstated(Unstated::Content));
    }
    let (mut figures, mut unread) = (Vec::new(), None);
    for field in report.fields().filter(|&field| section.has(field)) {
        let cell = report.cell(field);
        match (cell, cell.unread()) {
            (CellRef::Count(_), Some(text)) if is_impossible_count(text) => {
                figures.push((field, text.to_owned()));
            }
            (CellRef::Count(_), Some(_)) => unread = unread.or(Some(field)),
            _ => {}
        }
    }
    match unread {
        Some(field) if figures.is_empty() => Err(source.missing(field, CellState::Unread)),
        _ => Ok(Found { holds: figures.is_empty(), detail: Detail::CountImpossible { figures } }),
    }
}
