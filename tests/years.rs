//! The rules that compare the reports of an organ over the years.

#![allow(missing_docs)]

mod support;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use gongkai::validate::{Obstacle, Unstated, Validation, Verdict, years};
use gongkai::{
    AnnualReport, Applicant, Cell, CellMut, CellState, Change, Code, Detail, DocumentFigure,
    DocumentKind, Field, Form, Language, Money, Row, Script, Section, Subject, Unit,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;
use support::{Case, published, random};

/// What came of a rule, by the year that it was applied to.
fn verdicts(validation: &Validation, code: Code) -> BTreeMap<(String, String), Verdict> {
    let of = validation.of(code).map(|assessment| {
        let name = assessment.origin.as_ref().map_or("", |origin| &origin.name);
        // Of several reports for a year, the place stands behind it.
        let year = name.split(" (").next().unwrap_or_default().to_owned();
        ((year, assessment.subject.to_string()), assessment.verdict.clone())
    });
    of.collect()
}

fn verdict(validation: &Validation, code: Code, year: u16, path: &str) -> Verdict {
    let key = (year.to_string(), path.to_owned());
    verdicts(validation, code).remove(&key).unwrap_or_else(|| panic!("{code} of {path} in {year}"))
}

/// A report with a year and an organ, its other cells absent.
fn empty(form: Form, year: u16) -> AnnualReport {
    let mut report = AnnualReport::new(form);
    report.organ = Some("云溪市".to_owned());
    report.year = Some(year);
    report
}

fn with_over_and_forward(year: u16, over: Cell<u64>, forward: Cell<u64>) -> AnnualReport {
    let mut report = empty(Form::prescribed_for(year), year);
    report.applications[(Row::CarriedOver, Applicant::Total)] = over;
    report.applications[(Row::CarriedForward, Applicant::Total)] = forward;
    report
}

const OVER: &str = "applications.carried_over.total";

#[test]
fn four_years_of_pingtan() {
    let cases: Option<Vec<Case>> = (2019..=2022)
        .map(|year| {
            published(&format!("pingtan-{year}.glued.txt"), &format!("pingtan-{year}.truth.json"))
        })
        .collect();
    let Some(cases) = cases else { return };
    let mut reports: Vec<AnnualReport> =
        cases.iter().map(|case| gongkai::parse(&case.text).report).collect();
    // The order does not matter.
    reports.rotate_left(1);
    let validation = years(&reports);

    // What was carried over, column by column, as the documents say it: nothing into 2020 and 2021,
    // and one application of a natural person from 2021 into 2022.
    for (before, now) in cases.iter().zip(cases.iter().skip(1)) {
        for applicant in Applicant::ALL {
            let [forward, over] = ["forward", "over"]
                .map(|row| format!("applications.carried_{row}.{}", applicant.as_str()));
            let due = before.truth.cells.get(&forward).expect("the row is printed");
            let stated = now.truth.cells.get(&over).expect("the row is printed");
            let is_one = now.truth.year == 2022
                && matches!(applicant, Applicant::NaturalPerson | Applicant::Total);
            assert_eq!(due.as_deref(), Some(if is_one { "1" } else { "0" }), "{forward}");
            let expected = if due == stated { Verdict::Holds } else { Verdict::Violated };
            let found = verdict(&validation, Code::CarriedOver, now.truth.year, &over);
            assert_eq!(found, expected, "{over} in {}", now.truth.year);
            assert_eq!(found, Verdict::Holds);
        }
    }

    // 2020 prints 规章 0, 0, 7 after 0, 0, 0 in 2019: seven rules were disclosed in all, and none was
    // newly disclosed.
    let findings: Vec<_> = validation.diagnostics().collect();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(
        findings[0].message(Language::Chinese),
        "2020：proactive.rules.total (规章 · 对外公开总数量) = 7，应为 0 (2019 对外公开总数量) + \
         0 (2020 本年新公开数量) = 0，相差 7"
    );
    assert_eq!(findings[0].origin.as_ref().map(|origin| origin.index), Some(0));
    let indices: Vec<_> =
        findings[0].operands().map(|o| o.origin.as_ref().map(|origin| origin.index)).collect();
    assert_eq!(indices, [Some(0), Some(3), Some(0)]);

    // The text does not tell where the digits of 规范性文件 are to be cut, nor those of most rows of
    // the 2019 form.
    let undecided = |code, year, path: &str| match verdict(&validation, code, year, path) {
        Verdict::NotAssessable(Obstacle::Figure { state: CellState::Unread, .. }) => {}
        other => panic!("{code} of {path} in {year}: {other:?}"),
    };
    undecided(Code::DisclosedInAll, 2020, "proactive.normative_documents.total");
    for row in ["licensing", "other_services", "penalties", "coercion", "fees"] {
        undecided(Code::PreviousItems, 2020, &format!("proactive.{row}.previous"));
    }
    undecided(Code::InForce, 2022, "proactive.normative_documents.in_force");
    assert_eq!(
        verdict(&validation, Code::InForce, 2022, "proactive.rules.in_force"),
        Verdict::Holds
    );

    // In 2021 the form changes, and every rule that needs one form says so.
    let changed: Vec<_> = validation
        .assessments
        .iter()
        .filter(|a| matches!(&a.verdict, Verdict::NotAssessable(Obstacle::OtherForm { .. })))
        .map(|a| (a.code, a.origin.as_ref().map_or("", |origin| &origin.name)))
        .collect();
    assert_eq!(changed.len(), 2 + 5 + 2);
    assert!(changed.iter().all(|(_, year)| *year == "2021"), "{changed:?}");
    assert_eq!(verdicts(&validation, Code::InForce).len(), 4);
    assert_eq!(verdicts(&validation, Code::PreviousItems).len(), 10);
}

#[test]
fn a_blank_is_not_zero() {
    for (forward, over) in [
        (Cell::Blank, Cell::Value(0)),
        (Cell::Value(0), Cell::Blank),
        (Cell::Value(3), Cell::NotApplicable),
        (Cell::Blank, Cell::Blank),
        (Cell::NotApplicable, Cell::NotApplicable),
        (Cell::Value(3), Cell::Absent),
        (Cell::Unread("3?".to_owned()), Cell::Value(3)),
    ] {
        let validation = years(&[
            with_over_and_forward(2022, over.clone(), Cell::Blank),
            with_over_and_forward(2021, Cell::Blank, forward.clone()),
        ]);
        match verdict(&validation, Code::CarriedOver, 2022, OVER) {
            Verdict::NotAssessable(Obstacle::Figure { origin, state, .. }) => {
                let origin = origin.expect("one of two reports");
                assert_eq!(&*origin.name, if origin.index == 0 { "2022" } else { "2021" });
                let cell = if origin.index == 0 { over } else { forward };
                assert_eq!(state, cell.state());
            }
            other => panic!("{forward:?}, {over:?}: {other:?}"),
        }
    }
}

#[test]
fn a_gap_is_reported_and_not_bridged() {
    let validation = years(&[
        with_over_and_forward(2019, Cell::Value(0), Cell::Value(3)),
        with_over_and_forward(2022, Cell::Value(4), Cell::Value(0)),
    ]);
    let findings: Vec<_> = validation.diagnostics().collect();
    assert_eq!(findings.len(), 1);
    assert!(matches!(&findings[0].detail, Detail::YearsMissing { first: 2020, last: 2021, .. }));
    assert_eq!(
        verdict(&validation, Code::CarriedOver, 2022, OVER),
        Verdict::NotAssessable(Obstacle::NoReport { year: 2021 })
    );
    for year in ["2019", "2022"] {
        // The form of 2022 is 2021's: its rules are there, those of the form of 2019 are not.
        let of = validation
            .of(Code::InForce)
            .filter(|a| a.origin.as_ref().is_some_and(|origin| &*origin.name == year));
        assert_eq!(of.count(), if year == "2022" { 2 } else { 0 });
    }
    assert_eq!(validation.of(Code::PreviousItems).count(), 0);
}

#[test]
fn of_two_reports_for_a_year_none_is_picked() {
    let before = || with_over_and_forward(2021, Cell::Value(0), Cell::Value(3));
    let with = |over| with_over_and_forward(2022, Cell::Value(over), Cell::Value(8));
    let again = |validation: &Validation| {
        let found = validation.diagnostics().find(|d| d.code() == Code::YearAgain);
        match found.expect("a finding").detail {
            Detail::YearAgain { differing, reports, .. } => (differing, reports.len()),
            other => panic!("{other:?}"),
        }
    };
    // Whichever stands first, a wrong and a right figure are no verdict.
    for reports in [[with(3), with(4), before()], [with(4), before(), with(3)]] {
        let validation = years(&reports);
        match verdict(&validation, Code::CarriedOver, 2022, OVER) {
            Verdict::NotAssessable(Obstacle::Conflict { field, reports }) => {
                assert_eq!(field.to_string(), OVER);
                assert_ne!(reports[0].index, reports[1].index);
                assert_ne!(reports[0].name, reports[1].name);
            }
            other => panic!("{other:?}"),
        }
        let (differing, count) = again(&validation);
        assert_eq!(differing.iter().map(ToString::to_string).collect::<Vec<_>>(), [OVER]);
        assert_eq!(count, 2);
    }
    // Where they agree, so does what is said of them.
    for (over, expected) in [(3, Verdict::Holds), (4, Verdict::Violated)] {
        let validation = years(&[with(over), before(), with(over)]);
        assert_eq!(again(&validation), (Vec::new(), 2));
        let of = validation.of(Code::CarriedOver);
        let found: Vec<_> = of.filter(|a| a.subject.to_string() == OVER).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].verdict, expected);
    }
    // One that could not be read does not confirm the other.
    let mut unread = with(3);
    unread.applications[(Row::CarriedOver, Applicant::Total)] = Cell::Unread("3?".to_owned());
    let validation = years(&[with(3), before(), unread]);
    let of = validation.of(Code::CarriedOver).find(|a| a.subject.to_string() == OVER);
    assert!(matches!(
        of.expect("an assessment").verdict,
        Verdict::NotAssessable(Obstacle::Figure { state: CellState::Unread, .. })
    ));
}

#[test]
fn a_report_without_a_year_is_named() {
    let undated = AnnualReport { year: None, ..empty(Form::Y2021, 2021) };
    let validation = years(&[empty(Form::Y2021, 2021), undated, empty(Form::Y2021, 2022)]);
    let findings: Vec<_> = validation.diagnostics().collect();
    assert_eq!(findings.len(), 1);
    match &findings[0].detail {
        Detail::YearUnstated { reports } => {
            assert_eq!(reports.len(), 1);
            assert_eq!((reports[0].index, &*reports[0].name), (1, "#2"));
        }
        other => panic!("{other:?}"),
    }
    for code in [Code::YearsMissing, Code::YearAgain] {
        assert!(validation.of(code).any(|a| matches!(
            &a.verdict,
            Verdict::NotAssessable(Obstacle::UnstatedBy { origin, what: Unstated::Year })
                if origin.index == 1
        )));
    }
}

#[test]
fn few_reports() {
    assert!(
        years(&[])
            .assessments
            .iter()
            .all(|a| { matches!(a.verdict, Verdict::NotAssessable(Obstacle::Alone)) })
    );
    let one = years(&[empty(Form::Y2021, 2021)]);
    assert_eq!(one.diagnostics().count(), 0);
    assert_eq!(one.of(Code::CarriedOver).count(), 0);
    for year in [0, u16::MAX] {
        let ends = years(&[0, u16::MAX, year].map(|year| empty(Form::Y2021, year)));
        assert!(ends.diagnostics().any(|d| d.code() == Code::YearsMissing));
    }
}

#[test]
fn names_that_differ_in_script_are_not_compared() {
    let named = |year, organ: &str, script| AnnualReport {
        organ: Some(organ.to_owned()),
        script,
        ..empty(Form::Y2021, year)
    };
    let organs = |reports: &[AnnualReport]| {
        years(reports).of(Code::OrgansDiffer).map(|a| a.verdict.clone()).collect::<Vec<_>>()
    };
    let simplified = named(2021, "华阴市", Script::Simplified);
    let traditional = named(2022, "華陰市", Script::Traditional);
    assert!(matches!(
        organs(&[simplified.clone(), traditional.clone()])[..],
        [Verdict::NotAssessable(Obstacle::Scripts { .. })]
    ));
    let other = named(2023, "石门县", Script::Simplified);
    assert_eq!(organs(&[simplified.clone(), traditional, other]), [Verdict::Violated]);
    for name in ["华阴市人民政府", "华阴市政府", " 华 阴 市", "华阴市（人民政府）"]
    {
        let again = named(2022, name, Script::Simplified);
        assert_eq!(organs(&[simplified.clone(), again]), [Verdict::Holds], "{name}");
    }
    for name in ["华阴市人民政府办公室", "华阴市教育局", "阴市", "人民政府"] {
        let other = named(2022, name, Script::Simplified);
        assert_eq!(organs(&[simplified.clone(), other]), [Verdict::Violated], "{name}");
    }
}

#[test]
fn jumps_of_small_figures_are_none() {
    let with = |year, licensing: u64, fees: &str| {
        let mut report = empty(Form::Y2021, year);
        report.proactive.licensing.decisions = Cell::Value(licensing);
        report.proactive.fees.amount = Cell::Value(fees.parse().expect("money"));
        report
    };
    for (licensing, fees, expected) in [
        ([1, 10], ["0.1万元", "1万元"], 0),
        ([99, 0], ["9.99万元", "0万元"], 0),
        ([100, 0], ["1万元", "2万元"], 1),
        ([100, 11], ["10.1万元", "10.1元"], 1),
        ([10, 100], ["1万元", "10万元"], 2),
        ([u64::MAX, 1], ["1万元", "9999元"], 1),
        ([5, 5], ["70000000000000000000000000元", "7元"], 1),
        ([0, 0], ["0元", "0元"], 0),
    ] {
        let [before, now] = [2023, 2024].map(|year| {
            let i = usize::from(year == 2024);
            with(year, licensing[i], fees[i])
        });
        let validation = years(&[before, now]);
        let of = validation.of(Code::FiguresJump);
        let found = of.filter_map(|a| a.diagnostic()).collect::<Vec<_>>();
        let count = found.iter().map(|d| d.operands().count()).sum::<usize>();
        assert_eq!(count, 2 * expected, "{licensing:?} {fees:?}");
        if expected > 0 {
            assert_eq!(found[0].subject, Subject::Section(Section::Proactive));
        }
    }
}

/// Reports of consecutive years that follow from one another, in forms that change at random.
fn chain() -> impl Strategy<Value = Vec<AnnualReport>> {
    let year = (random::consistent(), prop::collection::vec(0..60_u64, 4), -20..20_i64);
    (2000..2090_u16, prop::collection::vec(year, 1..9)).prop_map(|(first, years)| {
        let mut reports: Vec<AnnualReport> = Vec::new();
        for ((mut report, counts, change), year) in years.into_iter().zip(first..) {
            report.year = Some(year);
            report.organ = Some(["云溪市", "云溪市人民政府"][usize::from(year % 2)].to_owned());
            let before = reports.last();
            if let Some(before) = before {
                report.applications[Row::CarriedOver] =
                    before.applications[Row::CarriedForward].clone();
            }
            let before = before.filter(|before| before.form == report.form);
            let count = |field: Field, otherwise: u64| {
                before.map_or(otherwise, |before| value(before, field))
            };
            for kind in DocumentKind::ALL {
                let of = |figure| Field::Documents(kind, figure);
                let of_year = if report.form == Some(Form::Y2021) {
                    let in_force = count(of(DocumentFigure::InForce), counts[0]);
                    let repealed = counts[2].min(in_force + counts[1]);
                    vec![
                        (DocumentFigure::Issued, counts[1]),
                        (DocumentFigure::Repealed, repealed),
                        (DocumentFigure::InForce, in_force + counts[1] - repealed),
                    ]
                } else {
                    let total = count(of(DocumentFigure::Total), counts[0]);
                    vec![
                        (DocumentFigure::Made, counts[3]),
                        (DocumentFigure::Disclosed, counts[1]),
                        (DocumentFigure::Total, total + counts[1]),
                    ]
                };
                for (figure, value) in of_year {
                    set(&mut report, of(figure), value);
                }
            }
            if report.form == Some(Form::Y2019) {
                let left = before.map_or(counts[2], |before| {
                    let licensing = &before.proactive.licensing;
                    let change = licensing.change.value().expect("a change").0;
                    let previous = *licensing.previous.value().expect("a count");
                    previous.checked_add_signed(change).expect("items are left")
                });
                let least = -i64::try_from(left).expect("a small count");
                report.proactive.licensing.previous = Cell::Value(left);
                report.proactive.licensing.change = Cell::Value(Change(change.max(least)));
            }
            reports.push(report);
        }
        reports
    })
}

fn value(report: &AnnualReport, field: Field) -> u64 {
    match report.cell(field) {
        gongkai::CellRef::Count(Cell::Value(value)) => *value,
        other => panic!("{field} is {other:?}"),
    }
}

fn set(report: &mut AnnualReport, field: Field, value: u64) {
    match report.cell_mut(field) {
        CellMut::Count(cell) => *cell = Cell::Value(value),
        other => panic!("{field} is {other:?}"),
    }
}

/// What is said, without the places of the reports.
fn said(validation: &Validation) -> Vec<String> {
    let mut all: Vec<String> =
        validation.diagnostics().map(|d| format!("{d} {}", d.message(Language::Chinese))).collect();
    all.sort();
    all
}

/// What came of each application of a rule, without the reasons.
fn outcomes(validation: &Validation) -> Vec<String> {
    let mut all: Vec<String> = validation
        .assessments
        .iter()
        .map(|a| {
            let verdict = match a.verdict {
                Verdict::NotAssessable(_) => "not assessable".to_owned(),
                ref verdict => format!("{verdict:?}"),
            };
            let year = a.origin.as_ref().map_or("", |o| &o.name);
            // Of several reports for a year, the number is that of the place.
            let year = year.split(" (").next().unwrap_or_default();
            let year = if year.starts_with('#') { "undated" } else { year };
            format!("{} {} {year} {verdict}", a.code, a.subject)
        })
        .collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn consistent_years_have_no_findings(reports in chain()) {
        let validation = years(&reports);
        for finding in validation.diagnostics() {
            prop_assert!(finding.code() == Code::FiguresJump, "{}", finding);
        }
        // They are not silent for want of figures.
        let held = validation.of(Code::CarriedOver).filter(|a| a.verdict == Verdict::Holds);
        prop_assert_eq!(held.count(), 7 * (reports.len() - 1));
    }

    #[test]
    fn a_figure_that_does_not_follow_is_found_and_named(
        reports in chain().prop_filter("two years", |reports| reports.len() > 1),
        which in any::<prop::sample::Index>(),
        applicant in 0..7_usize,
        more in 1..1000_u64,
    ) {
        let mut reports = reports;
        let which = which.index(reports.len() - 1) + 1;
        let mut altered = vec![Field::Applications(Row::CarriedOver, Applicant::ALL[applicant])];
        let in_force = Field::Documents(DocumentKind::Rules, DocumentFigure::InForce);
        if [which - 1, which].iter().all(|&i| reports[i].form == Some(Form::Y2021)) {
            altered.push(in_force);
        }
        for &field in &altered {
            let was = value(&reports[which], field);
            set(&mut reports[which], field, was + more);
        }
        let findings: Vec<_> = years(&reports).diagnostics().collect();
        for field in altered {
            let finding = findings.iter().find(|d| {
                d.subject == Subject::Figure(field)
                    && d.origin.as_ref().is_some_and(|origin| origin.index == which)
            });
            let Some(finding) = finding else {
                return Err(TestCaseError::fail(format!("{field} was not found")));
            };
            let message = finding.message(Language::English);
            let year = reports[which].year.expect("a year");
            for part in [format!("{year}: {field}"), (year - 1).to_string(), format!("differ by {more}")] {
                prop_assert!(message.contains(&part), "{} in {}", part, message);
            }
        }
    }

    #[test]
    fn the_order_does_not_matter(
        reports in chain(),
        arbitrary in prop::collection::vec(random::report(), 0..6),
        keys in prop::collection::vec(any::<u32>(), 16),
    ) {
        let shuffled = |reports: &[AnnualReport]| {
            let mut keyed: Vec<_> = keys.iter().zip(reports.iter().cloned()).collect();
            keyed.sort_by_key(|(key, _)| **key);
            keyed.into_iter().map(|(_, report)| report).collect::<Vec<_>>()
        };
        // With findings: every other report lost its figures to another year.
        let mut broken = reports;
        for (report, other) in broken.iter_mut().step_by(2).zip(&arbitrary) {
            report.applications = other.applications.clone();
        }
        let (one, other) = (years(&broken), years(&shuffled(&broken)));
        prop_assert_eq!(said(&one), said(&other));
        prop_assert_eq!(outcomes(&one), outcomes(&other));
        let all = [broken, arbitrary].concat();
        prop_assert_eq!(outcomes(&years(&all)), outcomes(&years(&shuffled(&all))));
    }

    #[test]
    fn every_report_can_be_compared(reports in prop::collection::vec(random::report(), 0..6)) {
        let validation = years(&reports);
        for diagnostic in validation.diagnostics() {
            prop_assert!(!diagnostic.message(Language::English).is_empty());
            prop_assert!(!diagnostic.message(Language::Chinese).is_empty());
        }
        for assessment in &validation.assessments {
            if let Verdict::NotAssessable(why) = &assessment.verdict {
                prop_assert!(!why.message(Language::English).is_empty());
                prop_assert!(!why.message(Language::Chinese).is_empty());
            }
            if let Some(origin) = &assessment.origin {
                prop_assert!(origin.index < reports.len());
            }
        }
        // Every report is spoken of: it has an assessment of its own, or shares its year with one.
        let undated = reports.iter().filter(|report| report.year.is_none()).count();
        let spoken = validation.of(Code::YearAgain).map(|a| match &a.detail {
            Some(Detail::YearAgain { reports, .. }) => reports.len(),
            _ => 1,
        });
        prop_assert_eq!(spoken.sum::<usize>(), reports.len());
        let named = validation.diagnostics().find_map(|d| match d.detail {
            Detail::YearUnstated { reports } => Some(reports.len()),
            _ => None,
        });
        prop_assert_eq!(named.unwrap_or(0), if reports.len() > 1 { undated } else { 0 });
    }
}

#[test]
fn the_greatest_figures() {
    let greatest = |year| {
        let mut report = empty(Form::prescribed_for(year), year);
        for field in report.fields().collect::<Vec<_>>() {
            match report.cell_mut(field) {
                CellMut::Count(cell) => *cell = Cell::Value(u64::MAX),
                CellMut::Change(cell) => *cell = Cell::Value(Change(i64::MAX)),
                CellMut::Money(cell) => {
                    *cell = Cell::Value(Money::new(Decimal::MAX, Unit::Yuan));
                }
            }
        }
        report
    };
    let reports: Vec<_> = (2018..2026).map(greatest).collect();
    let found = said(&years(&reports));
    assert!(found.iter().any(|text| text.contains("Y4")), "{found:#?}");
    assert!(found.iter().any(|text| text.contains("+ 9223372036854775807 (change in 2019)")));
}

#[test]
fn time_grows_with_the_number_of_reports() {
    let mut runner = TestRunner::deterministic();
    let some: Vec<AnnualReport> = (0..8)
        .map(|_| random::report().new_tree(&mut runner).expect("a report").current())
        .collect();
    let many = |count: u16, same_year: bool| -> Vec<AnnualReport> {
        let reports = some.iter().cycle().zip(1..=count);
        reports
            .map(|(report, year)| AnnualReport {
                year: Some(if same_year { 2021 + year % 2 } else { year }),
                ..report.clone()
            })
            .collect()
    };
    for same_year in [false, true] {
        let time = |reports: &[AnnualReport], times: usize| -> Duration {
            let start = Instant::now();
            for _ in 0..times {
                let validation = years(reports);
                let messages: usize =
                    validation.diagnostics().map(|d| d.message(Language::Chinese).len()).sum();
                assert!(messages > 0);
            }
            start.elapsed()
        };
        // As many reports in all, so that both take about as long, and whatever else the machine does
        // disturbs both alike.
        let (few, all) = (many(125, same_year), many(1000, same_year));
        let rounds: Vec<_> = (0..7).map(|_| (time(&few, 8), time(&all, 1))).collect();
        let few = rounds.iter().map(|(few, _)| *few).min().expect("rounds");
        let all = rounds.iter().map(|(_, all)| *all).min().expect("rounds");
        // Eight times as long would be quadratic.
        println!("8 times 125 reports {few:?}, 1000 reports {all:?}");
        assert!(all < few * 4, "{few:?} for 8 times 125 reports, {all:?} for 1000");
    }
}
