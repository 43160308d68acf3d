//! C1 and C2: figures that cannot be.

use super::ledger::{Found, Ledger};
use super::obstacle::{Obstacle, Unstated};
use super::sums::Source;
use crate::diagnostic::{Code, Detail, Side};
use crate::model::{
    ActFigure, ActKind, AnnualReport, Applicant, Cell, CellRef, CellState, Channel, FeesFigure,
    Field, Form, Row, Ruling, Section, Subject,
};
use crate::parse::is_impossible_count;

const TABLES: [Section; 3] = [Section::Proactive, Section::Applications, Section::Disputes];

/// Applies C1 and, in the 2019 form, C2.
pub(super) fn counts(source: &Source<'_>, ledger: &mut Ledger<'_>) {
    // Nearly no report has an unread cell, and then one look at each is enough.
    let any_unread = may_have_unread(source.report)
        && source.report.fields().any(|field| source.report.cell(field).unread().is_some());
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

/// Whether a cell is unread, be it one that the form asks for or not.
fn may_have_unread(report: &AnnualReport) -> bool {
    let is_unread = |cell: &Cell<u64>| matches!(cell, Cell::Unread(_));
    let mut rows = Row::ALL.into_iter().map(|row| &report.applications[row]);
    let mut channels = Channel::ALL.into_iter().map(|channel| &report.disputes[channel]);
    rows.any(|counts| Applicant::ALL.into_iter().any(|applicant| is_unread(&counts[applicant])))
        || channels.any(|counts| Ruling::ALL.into_iter().any(|ruling| is_unread(&counts[ruling])))
        || proactive(report).any(|field| report.cell(field).unread().is_some())
}

/// The figures of section two, which come first.
fn proactive(report: &AnnualReport) -> impl Iterator<Item = Field> + use<> {
    report.fields().take_while(|&field| Section::Proactive.has(field))
}

fn is_there(report: &AnnualReport, section: Section) -> bool {
    let is_there = |field| report.cell(field).state() != CellState::Absent;
    match section {
        Section::Proactive => proactive(report).any(is_there),
        Section::Disputes => !report.disputes.is_absent(),
        // The first row of the matrix is there in nearly every report.
        _ if !report.applications[Row::NewlyReceived].is_absent() => true,
        _ => report.fields().filter(|&field| section.has(field)).any(is_there),
    }
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
