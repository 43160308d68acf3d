//! R1 and R2: the report of a superior and those of its subordinates.

use super::ledger::{Found, Ledger};
use super::obstacle::{Obstacle, Unstated};
use super::organs::{Placed, by_organ, number, organ};
use super::sums::{Source, Term, add_up};
use crate::diagnostic::{Code, Detail};
use crate::model::{AnnualReport, CellState, Field, Form, OtherRows, Outcome, Row, Subject};

/// Applies R1 and R2.
pub(super) fn rollup(
    superior: &AnnualReport,
    subordinates: &[AnnualReport],
    ledger: &mut Ledger<'_>,
) {
    let organs = by_organ(subordinates.iter().map(organ));
    let subordinates = placed(subordinates, &organs);
    let whole = Source { report: superior, spans: None, origin: None };
    let comparable = comparable(superior, &subordinates);
    let needed = (superior.form_or_prescribed(), superior.other_rows());
    for field in superior.fields() {
        ledger.apply(Code::RollUp, Subject::Figure(field), || {
            comparable.clone()?;
            whole.needed(field)?;
            for subordinate in &subordinates {
                asks(subordinate, field, needed)?;
            }
            let terms = subordinates.iter();
            let right =
                add_up(terms.map(|s| Term { source: &s.source, field, subtracted: false }))?;
            let left = whole.side(&[field])?;
            let holds = left.sum == right.sum;
            Ok(Found { holds, detail: Detail::Comparison { code: Code::RollUp, left, right } })
        });
    }
    for (name, places) in organs {
        let reports: Vec<_> = places
            .iter()
            .filter_map(|&place| subordinates.get(place))
            .map(|placed| placed.origin.clone())
            .collect();
        ledger.origin = reports.first().cloned();
        ledger.apply(Code::OrganAgain, Subject::Organ, || {
            let holds = reports.len() == 1;
            Ok(Found { holds, detail: Detail::OrganAgain { organ: name.to_owned(), reports } })
        });
    }
    for unnamed in subordinates.iter().filter(|s| organ(s.source.report).is_none()) {
        ledger.origin = Some(unnamed.origin.clone());
        ledger.apply(Code::OrganAgain, Subject::Organ, || Err(unnamed.unstated(Unstated::Organ)));
    }
}

/// The subordinates, each under the name of its organ; with its number where that does not tell it
/// from the others.
fn placed<'a>(subordinates: &'a [AnnualReport], organs: &[(&str, Vec<usize>)]) -> Vec<Placed<'a>> {
    let mut names: Vec<String> = (0..subordinates.len()).map(number).collect();
    for place in organs.iter().filter(|(_, places)| places.len() > 1).flat_map(|(_, p)| p) {
        if let (Some(name), Some(report)) = (names.get_mut(*place), subordinates.get(*place)) {
            *name = format!("{} ({name})", organ(report).unwrap_or_default());
        }
    }
    for place in organs.iter().filter(|(_, places)| places.len() == 1).flat_map(|(_, p)| p) {
        if let (Some(name), Some(report)) = (names.get_mut(*place), subordinates.get(*place)) {
            organ(report).unwrap_or_default().clone_into(name);
        }
    }
    let reports = subordinates.iter().zip(names).enumerate();
    reports.map(|(index, (report, name))| Placed::new(report, index, &name)).collect()
}

/// What prevents every comparison: no subordinates, or one for another year.
fn comparable(superior: &AnnualReport, subordinates: &[Placed<'_>]) -> Result<(), Obstacle> {
    if subordinates.is_empty() {
        return Err(Obstacle::Alone);
    }
    let needed = superior.year.ok_or(Obstacle::Unstated(Unstated::Year))?;
    for subordinate in subordinates {
        let year = subordinate.source.report.year;
        let year = year.ok_or_else(|| subordinate.unstated(Unstated::Year))?;
        if year != needed {
            let origin = subordinate.origin.clone();
            return Err(Obstacle::OtherYear { origin, year, needed });
        }
    }
    Ok(())
}

/// Whether a subordinate's form asks for a figure. A cell that is there is compared whatever the form.
fn asks(
    subordinate: &Placed<'_>,
    field: Field,
    (form_needed, rows_needed): (Form, OtherRows),
) -> Result<(), Obstacle> {
    let report = subordinate.source.report;
    if report.cell(field).state() != CellState::Absent {
        return Ok(());
    }
    let origin = subordinate.origin.clone();
    match report.form {
        Some(form) if !field.is_in(form, rows_needed) => {
            return Err(Obstacle::OtherForm { origin, form, needed: form_needed });
        }
        _ => {}
    }
    if let Field::Applications(Row::Outcome(Outcome::Other(ground)), _) = field {
        let has_otherwise = Row::ALL.into_iter().any(|row| match row {
            Row::Outcome(Outcome::Other(other)) => {
                other.is_none() != ground.is_none() && !report.applications[row].is_absent()
            }
            _ => false,
        });
        if has_otherwise {
            return Err(Obstacle::OtherRows { origin, needed: rows_needed });
        }
    }
    Ok(())
}
