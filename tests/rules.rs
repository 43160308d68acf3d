//! The rules: each holds, is violated, cannot be assessed, and is switched off.

#![allow(missing_docs)]

mod support;

use gongkai::validate::{Validator, Verdict, rules};
use gongkai::{
    AnnualReport, Applicant, Cell, CellMut, Channel, Code, Field, Outcome, Row, Ruling, Section,
};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use support::random;

/// Consistent reports: the same at every run.
fn consistent(count: usize) -> Vec<AnnualReport> {
    let mut runner = TestRunner::deterministic();
    (0..count)
        .map(|_| random::consistent().new_tree(&mut runner).expect("a report").current())
        .collect()
}

fn set(report: &mut AnnualReport, field: Field, cell: Cell<u64>) {
    match report.cell_mut(field) {
        CellMut::Count(place) => *place = cell,
        _ => panic!("{field} is no count"),
    }
}

fn count(report: &AnnualReport, field: Field) -> u64 {
    match report.cell(field) {
        gongkai::CellRef::Count(Cell::Value(value)) => *value,
        cell => panic!("{field} is {cell:?}"),
    }
}

/// A total of each rule, and a figure that it adds up.
fn example(code: Code) -> (Field, Field) {
    let matrix = |row, applicant| Field::Applications(row, applicant);
    let granted = Row::Outcome(Outcome::Granted);
    match code {
        Code::Reconciliation => (
            matrix(Row::OutcomeTotal, Applicant::NaturalPerson),
            matrix(Row::NewlyReceived, Applicant::NaturalPerson),
        ),
        Code::RowSum => {
            (matrix(granted, Applicant::Total), matrix(granted, Applicant::ResearchInstitution))
        }
        Code::OutcomeSum => {
            (matrix(Row::OutcomeTotal, Applicant::Total), matrix(granted, Applicant::Total))
        }
        Code::DisputeSum => (
            Field::Disputes(Channel::LitigationDirect, Ruling::Total),
            Field::Disputes(Channel::LitigationDirect, Ruling::Corrected),
        ),
        other => panic!("rule {other} has no test: give it an example here"),
    }
}

fn verdict(validator: &Validator, report: &AnnualReport, code: Code, total: Field) -> Verdict {
    let validation = validator.validate(report);
    let found: Vec<_> =
        validation.assessments.iter().filter(|a| a.code == code && a.field == total).collect();
    assert_eq!(found.len(), 1, "{code} of {total}");
    found[0].verdict
}

#[test]
fn every_rule_holds_is_violated_cannot_be_assessed_and_is_switched_off() {
    let report = &consistent(1)[0];
    let on = Validator::new();
    for rule in rules() {
        let (total, part) = example(rule.code);
        assert_eq!(verdict(&on, report, rule.code, total), Verdict::Holds, "{}", rule.code);

        let mut wrong = report.clone();
        set(&mut wrong, part, Cell::Value(count(report, part) + 1));
        assert_eq!(verdict(&on, &wrong, rule.code, total), Verdict::Violated, "{}", rule.code);
        let finding = on
            .validate(&wrong)
            .diagnostics()
            .find(|finding| finding.code() == rule.code)
            .expect("a finding");
        assert_eq!(finding.severity(), rule.severity());
        assert!(finding.operands().any(|operand| operand.field == part));

        for state in [Cell::Unread("1?".to_owned()), Cell::Absent] {
            let mut unread = report.clone();
            set(&mut unread, part, state);
            assert_eq!(
                verdict(&on, &unread, rule.code, total),
                Verdict::NotAssessable(part),
                "{}",
                rule.code
            );
        }
        for state in [Cell::Blank, Cell::NotApplicable] {
            let mut blank = report.clone();
            set(&mut blank, total, state);
            assert_eq!(
                verdict(&on, &blank, rule.code, total),
                Verdict::NotAssessable(total),
                "{}",
                rule.code
            );
        }
        let off = Validator::new().without(rule.code);
        assert_eq!(verdict(&off, &wrong, rule.code, total), Verdict::SwitchedOff, "{}", rule.code);
        assert!(!off.validate(&wrong).diagnostics().any(|finding| finding.code() == rule.code));
    }
}

#[test]
fn the_table_of_rules_is_complete() {
    let mut codes: Vec<Code> = rules().iter().map(|rule| rule.code).collect();
    codes.dedup();
    assert_eq!(codes.len(), rules().len());
    for code in Code::ALL.iter().filter(|code| code.stage() == gongkai::Stage::Validate) {
        assert!(codes.contains(code), "{code} is in no row of the table");
    }
    for rule in rules() {
        for text in
            [rule.title, rule.title_zh, rule.formula, rule.scope, rule.silent_when, rule.since]
        {
            assert!(!text.is_empty(), "{}", rule.code);
        }
    }
}

#[test]
fn the_readme_lists_the_rules_and_codes_that_there_are() {
    let readme = include_str!("../README.md");
    for rule in rules() {
        let row =
            format!("| {} | {} | `{}` | {} |", rule.code, rule.title, rule.formula, rule.scope);
        assert!(readme.contains(&row), "the README has no row {row}");
    }
    for code in Code::ALL {
        let listed = readme.lines().any(|line| {
            line.starts_with(&format!("| {code} |"))
                && (code.stage() == gongkai::Stage::Validate
                    || line.contains(&format!("| {} |", code.severity())))
        });
        assert!(listed, "the README does not list {code} with its severity");
    }
}

#[test]
fn any_figure_changed_by_any_amount_is_found_and_named() {
    let mut tried = 0;
    let mut forms = Vec::new();
    for report in consistent(12) {
        forms.push((report.form, report.other_rows()));
        assert!(report.validate().is_consistent());
        for field in report.fields().filter(|&f| !Section::Proactive.has(f)) {
            let was = count(&report, field);
            for now in
                [was + 1, was.wrapping_sub(1), was + 10, was * 10 + 7, 0, u64::MAX, was ^ (1 << 40)]
            {
                if now == was {
                    continue;
                }
                let mut altered = report.clone();
                set(&mut altered, field, Cell::Value(now));
                let found = altered
                    .validate()
                    .diagnostics()
                    .any(|finding| finding.operands().any(|operand| operand.field == field));
                assert!(found, "{field}: {was} → {now} was not found");
                tried += 1;
            }
        }
    }
    forms.sort();
    forms.dedup();
    assert_eq!(forms.len(), 3, "both forms and the single row have to be among the reports");
    println!("{tried} alterations, all found and named");
}

#[test]
fn blanks_count_as_nothing_beside_a_number() {
    let mut report = consistent(1).remove(0);
    let row = Row::Outcome(Outcome::Granted);
    report.applications[row] = [
        Cell::Value(3),
        Cell::Blank,
        Cell::NotApplicable,
        Cell::Blank,
        Cell::Value(4),
        Cell::Blank,
        Cell::Value(7),
    ]
    .into();
    let total = Field::Applications(row, Applicant::Total);
    let on = Validator::new();
    assert_eq!(verdict(&on, &report, Code::RowSum, total), Verdict::Holds);
    report.applications[(row, Applicant::Total)] = Cell::Value(8);
    assert_eq!(verdict(&on, &report, Code::RowSum, total), Verdict::Violated);
    // Nothing but blanks says nothing, whatever the total.
    for applicant in Applicant::KINDS {
        report.applications[(row, applicant)] = Cell::Blank;
    }
    assert!(matches!(verdict(&on, &report, Code::RowSum, total), Verdict::NotAssessable(_)));
}

#[test]
fn sums_too_large_for_64_bits_are_sums() {
    let mut report = consistent(1).remove(0);
    let row = Row::Outcome(Outcome::Granted);
    for applicant in Applicant::ALL {
        report.applications[(row, applicant)] = Cell::Value(u64::MAX);
    }
    let finding = report
        .validate()
        .diagnostics()
        .find(|finding| {
            finding.subject == gongkai::Subject::Figure(Field::Applications(row, Applicant::Total))
        })
        .expect("a finding");
    assert!(finding.message(gongkai::Language::English).contains("110680464442257309690"));
}

#[test]
fn an_empty_report_is_neither_consistent_nor_not() {
    for report in [AnnualReport::default(), AnnualReport::new(gongkai::Form::Y2019)] {
        let validation = report.validate();
        assert!(
            validation.assessments.iter().all(|a| matches!(a.verdict, Verdict::NotAssessable(_)))
        );
        assert_eq!(validation.diagnostics().count(), 0);
    }
}
