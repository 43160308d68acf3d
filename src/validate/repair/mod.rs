//! Violated sums → proposals: the changes that would make them hold.
//!
//! Every figure of the matrix takes part in a sum along its row and in one or two along its column,
//! and no two figures in the same ones. So the sums that are violated, and by how much, locate a
//! figure that is wrong. Nothing is searched for blindly: what a cell would have to say follows from
//! its sums, so the work is bounded by the size of the form, whatever the figures.

mod digits;
mod moves;
mod system;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use self::moves::{Move, pairs, shifts, singles};
use self::system::{Line, Rules, System};
use super::outcome::{Assessment, Verdict};
use crate::diagnostic::{Amendment, Code, Proposal};
use crate::model::{AnnualReport, Cell, CellRef, Field, Ruling};

/// At most so many ways of mending the same sums are listed: about one for each row, which is what
/// two columns that offset each other leave open.
const ALTERNATIVES: usize = 24;

/// At most so many proposals are listed for a table.
const MOST: usize = 48;

/// The proposals for a report, and how many more there are.
pub(super) fn proposals(
    report: &AnnualReport,
    assessments: &[Assessment],
    off: &[Code],
) -> (Vec<Proposal>, usize) {
    let is_violated = |field: fn(Field) -> bool| {
        assessments.iter().any(|assessment| {
            assessment.verdict == Verdict::Violated
                && is_mendable(assessment.code)
                && assessment.field().is_some_and(field)
        })
    };
    let (mut proposals, mut omitted) = (Vec::new(), 0);
    if is_violated(|field| matches!(field, Field::Applications(..))) {
        let (mut system, lines) = System::matrix(report, off);
        let moves = of_matrix(&mut system, &lines);
        omitted += list(report, &system, moves, &mut proposals);
    }
    if is_violated(|field| matches!(field, Field::Disputes(..))) {
        let (mut system, lines) = System::disputes(report, off);
        let moves = of_disputes(&mut system, &lines);
        omitted += list(report, &system, moves, &mut proposals);
    }
    (proposals, omitted)
}

/// The rules that proposals mend.
const fn is_mendable(code: Code) -> bool {
    matches!(
        code,
        Code::Reconciliation
            | Code::RowSum
            | Code::OutcomeSum
            | Code::DisputeSum
            | Code::TotalMissing
    )
}

/// The simplest changes that mend everything; where there are none, the simplest for each part.
fn of_matrix(system: &mut System, lines: &[Line]) -> Vec<Move> {
    let violated = system.violated();
    let mends_all = |change: &Move| change.mends == violated;
    let mut one = singles(system);
    if one.iter().any(mends_all) {
        one.retain(mends_all);
        return one;
    }
    let mut several = Vec::new();
    for line in lines {
        several.extend(pairs(system, line));
        several.extend(shifts(system, line));
    }
    if several.iter().any(mends_all) {
        several.retain(mends_all);
        return several;
    }
    let mended: Rules = one.iter().fold(0, |set, change| set | change.mends);
    several.retain(|change| change.mends & !mended != 0);
    one.extend(several);
    one
}

/// In section four each figure stands in a single sum, so that any may be the one that is wrong, the
/// total first of all. More figures are changed only where that explains itself.
fn of_disputes(system: &mut System, lines: &[Line]) -> Vec<Move> {
    let violated = system.violated();
    let mut moves = singles(system);
    for line in lines {
        moves.extend(pairs(system, line));
        moves.extend(shifts(system, line).into_iter().filter(|change| change.mends == violated));
    }
    moves
}

/// Lists changes, the most likely first; returns how many are left out.
fn list(
    report: &AnnualReport,
    system: &System,
    mut moves: Vec<Move>,
    proposals: &mut Vec<Proposal>,
) -> usize {
    moves.sort_by_key(|change| {
        (!is_dispute_total(system, change), change.kind, Reverse(change.mends.count_ones()))
    });
    let mut listed: Vec<Move> = Vec::new();
    let mut omitted = 0;
    let mut seen = BTreeSet::new();
    for change in moves {
        // The same figures may be come to in several ways; the most telling counts.
        if !seen.insert(change.changes.clone()) {
            continue;
        }
        let alternatives = listed.iter().filter(|other| other.mends == change.mends).count();
        if alternatives < ALTERNATIVES && listed.len() < MOST {
            listed.push(change);
        } else {
            omitted += 1;
        }
    }
    proposals.extend(listed.iter().map(|change| {
        let amendments = change.changes.iter().map(|&(cell, after)| {
            let field = system.field(cell);
            let before = match report.cell(field) {
                CellRef::Count(cell) => cell.clone(),
                _ => Cell::Absent,
            };
            Amendment::new(field, before, after)
        });
        Proposal::new(change.kind, amendments.collect(), system.named(change.mends))
    }));
    omitted
}

fn is_dispute_total(system: &System, change: &Move) -> bool {
    match change.changes[..] {
        [(cell, _)] => matches!(system.field(cell), Field::Disputes(_, Ruling::Total)),
        _ => false,
    }
}
