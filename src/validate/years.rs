//! Y1 to Y9: the reports of one organ for several years.

use std::collections::BTreeMap;
use std::iter::once;

use rust_decimal::Decimal;

use super::ledger::{Found, Ledger};
use super::obstacle::{Obstacle, Unstated};
use super::organs::{Placed, by_organ, number, organ};
use super::sums::{Source, Term, add_up};
use crate::diagnostic::{Code, Detail, Origin};
use crate::model::{
    ActFigure, ActKind, AnnualReport, Applicant, Cell, CellRef, CellState, DocumentFigure,
    DocumentKind, FeesFigure, Field, FigureKind, Form, Row, Script, Section, Subject,
};

const TABLES: [Section; 3] = [Section::Proactive, Section::Applications, Section::Disputes];

/// Applies Y1 to Y9.
pub(super) fn years(reports: &[AnnualReport], ledger: &mut Ledger<'_>) {
    let (years, undated) = by_year(reports);
    let mut before = None;
    for year in &years {
        ledger.origin = Some(year.first.origin.clone());
        ledger.apply(Code::YearAgain, Subject::Year, || Ok(again(year)));
        if let Some(before) = before {
            ledger.apply(Code::YearsMissing, Subject::Year, || Ok(gap(before, year)));
            let before = if year.year - before.year == 1 {
                Ok(before)
            } else {
                Err(Obstacle::NoReport { year: year.year - 1 })
            };
            chains(year, &before, ledger);
            for section in TABLES {
                ledger.apply(Code::FiguresJump, Subject::Section(section), || {
                    jumps(section, year, before.clone()?)
                });
            }
        }
        before = Some(year);
    }
    for report in &undated {
        ledger.origin = Some(report.origin.clone());
        for code in [Code::YearAgain, Code::YearsMissing] {
            ledger.apply(code, Subject::Year, || Err(report.unstated(Unstated::Year)));
        }
    }
    ledger.origin = None;
    let all: Vec<&Placed<'_>> =
        years.iter().flat_map(Year::reports).chain(undated.iter()).collect();
    ledger.apply(Code::OrgansDiffer, Subject::Organ, || organs(&all));
    ledger.apply(Code::YearUnstated, Subject::Year, || {
        if all.len() < 2 {
            return Err(Obstacle::Alone);
        }
        let reports = undated.iter().map(|report| report.origin.clone()).collect();
        Ok(Found { holds: undated.is_empty(), detail: Detail::YearUnstated { reports } })
    });
}

/// The reports for a year: one, where all is as it should be.
struct Year<'a> {
    year: u16,
    first: Placed<'a>,
    others: Vec<Placed<'a>>,
}

/// The years in order, and the reports that do not tell theirs.
fn by_year(reports: &[AnnualReport]) -> (Vec<Year<'_>>, Vec<Placed<'_>>) {
    let mut places: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    let mut undated = Vec::new();
    for (index, report) in reports.iter().enumerate() {
        match report.year {
            Some(year) => places.entry(year).or_default().push(index),
            None => undated.push(Placed::new(report, index, &number(index))),
        }
    }
    let years = places.into_iter().filter_map(|(year, indices)| {
        let is_alone = indices.len() == 1;
        let mut placed = indices.into_iter().filter_map(|index| {
            let name =
                if is_alone { year.to_string() } else { format!("{year} ({})", number(index)) };
            Some(Placed::new(reports.get(index)?, index, &name))
        });
        Some(Year { year, first: placed.next()?, others: placed.collect() })
    });
    (years.collect(), undated)
}

impl<'a> Year<'a> {
    fn reports(&self) -> impl Iterator<Item = &Placed<'a>> {
        once(&self.first).chain(&self.others)
    }

    /// The report that a figure is taken from: any of those for the year, as they have to agree on it.
    fn agreed(&self, field: Field) -> Result<&Source<'a>, Obstacle> {
        let first = &self.first;
        let value = first.source.value(field)?;
        for other in &self.others {
            if other.source.value(field)? != value {
                let reports = [first.origin.clone(), other.origin.clone()];
                return Err(Obstacle::Conflict { field, reports });
            }
        }
        Ok(&first.source)
    }

    fn has_form(&self, form: Form) -> bool {
        self.reports().any(|placed| placed.source.report.form_or_prescribed() == form)
    }

    /// A report whose form is not known may have the figures all the same.
    fn needs_form(&self, needed: Form) -> Result<(), Obstacle> {
        for Placed { origin, source } in self.reports() {
            match source.report.form {
                Some(form) if form != needed => {
                    return Err(Obstacle::OtherForm { origin: origin.clone(), form, needed });
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Y6.
fn again(year: &Year<'_>) -> Found {
    let first = year.first.source.report;
    let agree = |field: &Field| {
        year.others.iter().all(|other| same(first.cell(*field), other.source.report.cell(*field)))
    };
    let differing = if year.others.is_empty() {
        Vec::new()
    } else {
        Field::ALL.into_iter().filter(|field| !agree(field)).collect()
    };
    let reports = year.reports().map(|placed| placed.origin.clone()).collect();
    let detail = Detail::YearAgain { year: year.year, reports, differing };
    Found { holds: year.others.is_empty(), detail }
}

/// Whether two cells say the same, or neither was read.
fn same(one: CellRef<'_>, other: CellRef<'_>) -> bool {
    one == other
        || (one.state() == CellState::Unread && other.state() == CellState::Unread)
        || one.decimal() == other.decimal()
}

/// Y5.
fn gap(before: &Year<'_>, after: &Year<'_>) -> Found {
    let (first, last) = (before.year + 1, after.year - 1);
    let [before, after] = [before, after].map(|year| year.first.origin.clone());
    Found { holds: first > last, detail: Detail::YearsMissing { before, after, first, last } }
}

/// A figure that follows from one of the year before: Y1 to Y4.
struct Chain<'m> {
    code: Code,
    /// The form that both years need, where it matters.
    form: Option<Form>,
    stated: Field,
    /// In the year before.
    start: Field,
    changes: &'m [Move],
}

/// What is added to the figure of the year before, or taken away from it.
struct Move {
    field: Field,
    /// Whether the report for the year before states it.
    is_before: bool,
    subtracted: bool,
}

fn chains(now: &Year<'_>, before: &Result<&Year<'_>, Obstacle>, ledger: &mut Ledger<'_>) {
    let mut follow = |chain: Chain<'_>| {
        ledger.apply(chain.code, Subject::Figure(chain.stated), || {
            link(&chain, now, before.clone()?)
        });
    };
    for applicant in Applicant::ALL {
        follow(Chain {
            code: Code::CarriedOver,
            form: None,
            stated: Field::Applications(Row::CarriedOver, applicant),
            start: Field::Applications(Row::CarriedForward, applicant),
            changes: &[],
        });
    }
    // Where the form changes, the rules of both forms are there to say that it does.
    let has =
        |form| now.has_form(form) || before.as_ref().is_ok_and(|before| before.has_form(form));
    if has(Form::Y2021) {
        for kind in DocumentKind::ALL {
            let of = |figure| Field::Documents(kind, figure);
            let change =
                |figure, subtracted| Move { field: of(figure), is_before: false, subtracted };
            follow(Chain {
                code: Code::InForce,
                form: Some(Form::Y2021),
                stated: of(DocumentFigure::InForce),
                start: of(DocumentFigure::InForce),
                changes: &[
                    change(DocumentFigure::Issued, false),
                    change(DocumentFigure::Repealed, true),
                ],
            });
        }
    }
    if has(Form::Y2019) {
        let acts = ActKind::ALL.map(|kind| {
            [Field::Acts(kind, ActFigure::Previous), Field::Acts(kind, ActFigure::Change)]
        });
        let fees = [Field::Fees(FeesFigure::Previous), Field::Fees(FeesFigure::Change)];
        for [previous, change] in acts.into_iter().chain([fees]) {
            follow(Chain {
                code: Code::PreviousItems,
                form: Some(Form::Y2019),
                stated: previous,
                start: previous,
                changes: &[Move { field: change, is_before: true, subtracted: false }],
            });
        }
        for kind in DocumentKind::ALL {
            let of = |figure| Field::Documents(kind, figure);
            let disclosed = of(DocumentFigure::Disclosed);
            follow(Chain {
                code: Code::DisclosedInAll,
                form: Some(Form::Y2019),
                stated: of(DocumentFigure::Total),
                start: of(DocumentFigure::Total),
                changes: &[Move { field: disclosed, is_before: false, subtracted: false }],
            });
        }
    }
}

fn link(chain: &Chain<'_>, now: &Year<'_>, before: &Year<'_>) -> Result<Found, Obstacle> {
    if let Some(form) = chain.form {
        before.needs_form(form)?;
        now.needs_form(form)?;
    }
    // A blank is not zero: both stated amounts have to be figures. What came and went between them
    // counts as nothing where it is blank, as in other sums.
    let stated = now.agreed(chain.stated)?;
    let start = before.agreed(chain.start)?;
    stated.needed(chain.stated)?;
    start.needed(chain.start)?;
    let mut terms = Vec::with_capacity(1 + chain.changes.len());
    terms.push(Term { source: start, field: chain.start, subtracted: false });
    for &Move { field, is_before, subtracted } in chain.changes {
        let source = if is_before { before } else { now }.agreed(field)?;
        terms.push(Term { source, field, subtracted });
    }
    let left = stated.side(&[chain.stated])?;
    let right = add_up(terms.into_iter())?;
    let holds = left.sum == right.sum;
    Ok(Found { holds, detail: Detail::Comparison { code: chain.code, left, right } })
}

/// Y7. Smaller figures than these jump by chance: an office that granted 1 application may grant 10
/// in the year after.
const JUMPING_COUNT: u64 = 100;
/// The same for money: 10 万元. A mistaken unit makes more of a jump than that.
const JUMPING_YUAN: u32 = 100_000;

fn jumps(section: Section, now: &Year<'_>, before: &Year<'_>) -> Result<Found, Obstacle> {
    let (mut figures, mut missing, mut is_any) = (Vec::new(), None, false);
    for &field in Field::of_section(section) {
        match jump(field, now, before) {
            Ok(Some(true)) => {
                let [then, now] = [before, now].map(|year| year.first.source.operand(field));
                figures.push([then?, now?]);
            }
            Ok(Some(false)) => is_any = true,
            Ok(None) => {}
            Err(why) => missing = missing.or_else(|| asked(field, now, before).then_some(why)),
        }
    }
    match missing {
        Some(why) if figures.is_empty() => Err(why),
        _ if figures.is_empty() && !is_any => Err(Obstacle::Unstated(Unstated::Content)),
        _ => Ok(Found { holds: figures.is_empty(), detail: Detail::FiguresJump { figures } }),
    }
}

/// Whether a figure jumps; `None` where one of the two is no number, or a change, of which a jump
/// says nothing.
fn jump(field: Field, now: &Year<'_>, before: &Year<'_>) -> Result<Option<bool>, Obstacle> {
    let [one, other] = [before, now].map(|year| year.first.source.report.cell(field));
    match (one, other) {
        (CellRef::Change(_), _) => Ok(None),
        // Nearly all figures of nearly all reports: worth not to be made decimals.
        (CellRef::Count(Cell::Value(then)), CellRef::Count(Cell::Value(this)))
            if before.others.is_empty() && now.others.is_empty() =>
        {
            Ok(Some(is_jump_of_counts(*then, *this)))
        }
        _ => {
            let (then, now) = (before.agreed(field)?, now.agreed(field)?);
            let (Some(then), Some(now)) = (then.value(field)?, now.value(field)?) else {
                return Ok(None);
            };
            let (low, high) = (then.min(now), then.max(now));
            let floor = match field.kind() {
                FigureKind::Money => Decimal::from(JUMPING_YUAN),
                _ => Decimal::from(JUMPING_COUNT),
            };
            let tenfold = low.checked_mul(Decimal::TEN);
            Ok(Some(high >= floor && tenfold.is_some_and(|low| low <= high)))
        }
    }
}

fn is_jump_of_counts(then: u64, now: u64) -> bool {
    let (low, high) = (then.min(now), then.max(now));
    high >= JUMPING_COUNT && high / 10 >= low
}

/// Whether the forms of all reports for both years ask for a figure.
fn asked(field: Field, now: &Year<'_>, before: &Year<'_>) -> bool {
    let mut reports = before.reports().chain(now.reports()).map(|placed| placed.source.report);
    reports.all(|report| field.is_in(report.form_or_prescribed(), report.other_rows()))
}

/// Y8.
fn organs(reports: &[&Placed<'_>]) -> Result<Found, Obstacle> {
    if reports.len() < 2 {
        return Err(Obstacle::Alone);
    }
    let of = |script: Option<Script>| {
        let reports = reports.iter().map(|placed| placed.source.report);
        by_organ(reports.map(|report| {
            let is_of = script.is_none_or(|script| report.script == script);
            organ(report).filter(|_| is_of)
        }))
    };
    let at = |place: &usize| reports.get(*place).map(|placed| placed.origin.clone());
    let all = of(None);
    let differ = all.len() > 1
        && [Script::Simplified, Script::Traditional].into_iter().any(|s| of(Some(s)).len() > 1);
    if !differ {
        // 华阴市 and 華陰市 may be the same organ, and nothing here knows all characters.
        if let [(_, one), (_, other), ..] = all.as_slice() {
            if let (Some(one), Some(other)) = (one.first().and_then(at), other.first().and_then(at))
            {
                return Err(Obstacle::Scripts { reports: [one, other] });
            }
        }
        let unnamed = reports.iter().find(|placed| organ(placed.source.report).is_none());
        if let Some(unnamed) = unnamed {
            return Err(unnamed.unstated(Unstated::Organ));
        }
    }
    let named = |(name, places): (&str, Vec<usize>)| -> (String, Vec<Origin>) {
        (name.to_owned(), places.iter().filter_map(at).collect())
    };
    let organs = all.into_iter().map(named).collect();
    Ok(Found { holds: !differ, detail: Detail::OrgansDiffer { organs } })
}
