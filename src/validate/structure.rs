//! S1 to S5: the report as a whole.

use super::ledger::{Found, Ledger};
use super::obstacle::{Obstacle, Unstated};
use crate::diagnostic::{Code, Detail};
use crate::model::{AnnualReport, CellState, Form, Section, Subject};
use crate::parse::period_year;

/// Applies S1 to S5.
pub(super) fn structure(report: &AnnualReport, ledger: &mut Ledger<'_>) {
    let nothing = Section::ALL.iter().all(|&section| is_empty(report, section));
    for section in Section::ALL {
        ledger.apply(Code::SectionEmpty, Subject::Section(section), || {
            if nothing {
                return Err(Obstacle::Unstated(Unstated::Content));
            }
            Ok(Found { holds: !is_empty(report, section), detail: Detail::SectionEmpty })
        });
    }
    let section = Subject::Section(Section::Problems);
    ledger.apply(Code::ProblemsUnstated, section, || problems(report));
    ledger.apply(Code::FormMismatch, Subject::Report, || {
        let year = report.year.ok_or(Obstacle::Unstated(Unstated::Year))?;
        let form = report.form.ok_or(Obstacle::Unstated(Unstated::Form))?;
        if year < 2019 {
            return Err(Obstacle::Unstated(Unstated::Prescription));
        }
        let holds = form == Form::prescribed_for(year);
        Ok(Found { holds, detail: Detail::FormMismatch { form, year } })
    });
    ledger.apply(Code::PeriodMismatch, Subject::Year, || {
        let year = report.year.ok_or(Obstacle::Unstated(Unstated::Year))?;
        let mut prose = report.preamble.iter().chain(&report.overview.preamble);
        let period = prose.find_map(|paragraph| period_year(paragraph));
        let period = period.ok_or(Obstacle::Unstated(Unstated::Period))?;
        Ok(Found { holds: period == year, detail: Detail::PeriodMismatch { year, period } })
    });
    ledger.apply(Code::Empty, Subject::Report, || {
        let is_there = |field| report.cell(field).state() != CellState::Absent;
        if !report.fields().any(is_there) {
            return Err(Obstacle::Unstated(Unstated::Content));
        }
        Ok(Found { holds: !report.is_blank(), detail: Detail::Empty })
    });
}

fn is_empty(report: &AnnualReport, section: Section) -> bool {
    match section {
        Section::Overview => {
            report.overview.preamble.is_empty() && report.overview.subsections.is_empty()
        }
        Section::Proactive => report.proactive.is_absent() && report.notes.proactive.is_empty(),
        Section::Applications => {
            report.applications.is_absent() && report.notes.applications.is_empty()
        }
        Section::Disputes => report.disputes.is_absent() && report.notes.disputes.is_empty(),
        Section::Problems => prose(report).next().is_none(),
        Section::Other => report.other.is_empty(),
    }
}

/// All text of section five.
fn prose(report: &AnnualReport) -> impl Iterator<Item = &str> {
    let problems = &report.problems;
    let measures = problems.measures.iter().flat_map(|group| {
        std::iter::once(&group.lead).filter(|lead| !lead.is_empty()).chain(&group.items)
    });
    problems.preamble.iter().chain(&problems.problems).chain(measures).map(String::as_str)
}

fn problems(report: &AnnualReport) -> Result<Found, Obstacle> {
    /// Longer than this, and something is said: “我局工作中不存在明显问题，但…” goes on.
    const LONGEST: usize = 16;
    if prose(report).next().is_none() {
        return Err(Obstacle::Unstated(Unstated::Content));
    }
    // What is longer than that need not be copied to know that it is.
    let words = || prose(report).flat_map(str::chars).filter(|c| c.is_alphanumeric());
    let is_short = words().nth(LONGEST).is_none();
    let text: String = if is_short { prose(report).collect() } else { String::new() };
    let denies =
        ["无", "無", "没有", "沒有", "不存在", "不涉及"].iter().any(|word| text.contains(word));
    let says_nothing = is_short && (denies || words().next().is_none());
    Ok(Found { holds: !says_nothing, detail: Detail::ProblemsUnstated { text } })
}
