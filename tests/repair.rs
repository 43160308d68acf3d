//! What is true of the proposals for any report, and how long they take.

#![allow(missing_docs)]

mod support;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use gongkai::validate::{Validation, Validator, Verdict};
use gongkai::{AnnualReport, Applicant, Cell, CellMut, Code, Field, Row, Section};
use proptest::prelude::*;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use support::random;

fn set(report: &mut AnnualReport, field: Field, count: u64) {
    match report.cell_mut(field) {
        CellMut::Count(cell) => *cell = Cell::Value(count),
        cell => panic!("{field} is {cell:?}"),
    }
}

/// The figures that stand in sums.
fn fields(report: &AnnualReport) -> Vec<Field> {
    report.fields().filter(|&field| !Section::Proactive.has(field)).collect()
}

/// Consistent reports: the same at every run.
fn consistent(count: usize) -> impl Iterator<Item = AnnualReport> {
    let mut runner = TestRunner::deterministic();
    let strategy = random::consistent();
    (0..count).map(move |_| strategy.new_tree(&mut runner).expect("a report").current())
}

/// What a rule came to, by rule and figure.
fn verdicts(validation: &Validation) -> BTreeMap<(Code, String), Verdict> {
    validation
        .assessments
        .iter()
        .map(|a| ((a.code, a.subject.to_string()), a.verdict.clone()))
        .collect()
}

/// Longer than any report takes by far, without optimization and on a busy machine.
const LONG: Duration = Duration::from_secs(5);

/// What is true of the proposals for any report.
fn invariants(report: &AnnualReport) {
    let given = report.clone();
    let start = Instant::now();
    let validation = report.validate();
    assert!(start.elapsed() < LONG, "{:?}", start.elapsed());
    assert_eq!(*report, given);
    assert!(validation.proposals.len() <= 96);
    let before = verdicts(&validation);
    for proposal in &validation.proposals {
        assert!(!proposal.mends.is_empty() && !proposal.amendments.is_empty());
        assert!(proposal.amendments.windows(2).all(|two| two[0].field < two[1].field));
        let mut repaired = report.clone();
        proposal.apply(&mut repaired).expect("made for this report");
        let after = verdicts(&repaired.validate());
        for (rule, verdict) in &after {
            let mended = proposal.mends.iter().any(|(c, f)| (*c, f.to_string()) == *rule);
            match (&before[rule], verdict) {
                (Verdict::Violated, Verdict::Holds) => assert!(mended, "{rule:?} {proposal}"),
                (Verdict::Violated, _) => assert!(!mended, "{rule:?}: {proposal}"),
                (_, Verdict::Violated) => panic!("{rule:?} is broken by {proposal}"),
                _ => assert!(!mended, "{rule:?} {proposal}"),
            }
        }
        if proposal.mends.len() == validation.counts().violated {
            assert!(repaired.validate().is_consistent());
        }
        // It was made for the report as it was.
        let repaired_once = repaired.clone();
        assert!(proposal.apply(&mut repaired).is_err());
        assert_eq!(repaired, repaired_once);
    }
    // No two of them are the same.
    for (i, proposal) in validation.proposals.iter().enumerate() {
        assert!(validation.proposals[..i].iter().all(|p| p.amendments != proposal.amendments));
    }
    let without = Validator::new().without_proposals().validate(report);
    assert!(without.proposals.is_empty());
    assert_eq!(without.assessments, validation.assessments);
}

/// One of the states of a cell that make trouble.
fn trouble() -> impl Strategy<Value = Cell<u64>> {
    prop_oneof![
        3 => (0..60_u64).prop_map(Cell::Value),
        1 => Just(Cell::Value(u64::MAX)),
        1 => any::<u64>().prop_map(Cell::Value),
        2 => Just(Cell::Blank),
        1 => Just(Cell::NotApplicable),
        1 => Just(Cell::Unread("1?".to_owned())),
        1 => Just(Cell::Absent),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn proposals_for_any_report(report in random::report()) {
        invariants(&report);
    }

    #[test]
    fn proposals_for_a_report_with_some_faults(
        report in random::consistent(),
        faults in proptest::collection::vec((any::<prop::sample::Index>(), trouble()), 1..6),
    ) {
        let mut report = report;
        let fields = fields(&report);
        for (index, cell) in faults {
            if let CellMut::Count(place) = report.cell_mut(*index.get(&fields)) {
                *place = cell;
            }
        }
        invariants(&report);
    }

    #[test]
    fn the_repaired_report_is_consistent(
        report in random::consistent(),
        index in any::<prop::sample::Index>(),
        count in 0..2000_u64,
    ) {
        let field = *index.get(&fields(&report));
        let mut altered = report.clone();
        set(&mut altered, field, count);
        let given = altered.clone();
        let validation = altered.validate();
        prop_assert_eq!(&altered, &given, "a report was changed");
        prop_assert_eq!(validation.proposals.is_empty(), report == altered);
        for proposal in &validation.proposals {
            let mut repaired = altered.clone();
            proposal.apply(&mut repaired).expect("made for this report");
            prop_assert!(repaired.validate().is_consistent(), "{}", proposal);
        }
    }
}

#[test]
fn the_worst_figures_take_no_longer() {
    // Every pair in a row fits, and every pair in a column.
    for (in_row, in_column) in [(2, 1), (1, 2), (2, 2)] {
        for mut report in consistent(4) {
            let rows: Vec<Row> =
                Row::ALL.into_iter().filter(|row| !report.applications[*row].is_absent()).collect();
            for &row in &rows {
                report.applications[row] = [0, 0, 0, 0, 0, 0, in_row].into();
            }
            for applicant in Applicant::KINDS {
                report.applications[(Row::OutcomeTotal, applicant)] = Cell::Value(in_column);
                report.applications[(Row::NewlyReceived, applicant)] = Cell::Value(in_column);
            }
            invariants(&report);
        }
    }
    for what in [u64::MAX, u64::MAX / 3, 1, 0] {
        for mut report in consistent(4) {
            for (i, field) in fields(&report).into_iter().enumerate() {
                let spread = u64::try_from(i).expect("small");
                set(&mut report, field, what.saturating_sub(spread * (what / 400)));
            }
            invariants(&report);
            for row in Row::ALL {
                if !report.applications[row].is_absent() {
                    report.applications[row].total = Cell::Unread("?".to_owned());
                }
            }
            invariants(&report);
        }
    }
}
