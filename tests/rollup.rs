//! The rules that compare a superior with its subordinates.

#![allow(missing_docs)]

mod support;

use gongkai::validate::{Obstacle, Unstated, Validation, Verdict, rollup};
use gongkai::{
    AnnualReport, Applicant, Cell, CellMut, CellState, Change, Code, Detail, Field, Form, Language,
    Money, OtherGround, OtherRows, Outcome, Row, Subject, Unit,
};
use proptest::prelude::*;
use rust_decimal::Decimal;
use support::random;

/// Subordinates with a figure in every cell, money in several units, and their superior.
fn family() -> impl Strategy<Value = (AnnualReport, Vec<AnnualReport>)> {
    let money = (0..10_000_000_i64, 0..5_u32, 0..3_usize).prop_map(|(amount, scale, unit)| {
        let unit = [Unit::Yuan, Unit::TenThousandYuan, Unit::HundredMillionYuan][unit];
        Money::new(Decimal::new(amount, scale), unit)
    });
    let figures = (
        prop::collection::vec(0..1000_u64, Field::COUNT),
        prop::collection::vec(-50..50_i64, 5),
        prop::collection::vec(money, 2),
    );
    let forms = prop::sample::select(vec![
        (Form::Y2019, OtherRows::Single),
        (Form::Y2021, OtherRows::ByGround),
        (Form::Y2021, OtherRows::Single),
    ]);
    (forms, prop::collection::vec(figures, 1..6)).prop_map(|((form, other), all)| {
        let fields: Vec<Field> = form.fields(other).collect();
        let named = |organ: String| {
            let mut report = AnnualReport::new(form);
            (report.organ, report.year) = (Some(organ), Some(2022));
            report
        };
        let subordinates: Vec<AnnualReport> = all
            .into_iter()
            .zip(1..)
            .map(|((counts, changes, amounts), n)| {
                let mut report = named(format!("云溪市第{n}局"));
                let (mut counts, mut changes, mut amounts) =
                    (counts.into_iter(), changes.into_iter(), amounts.into_iter());
                for &field in &fields {
                    match report.cell_mut(field) {
                        CellMut::Count(cell) => *cell = counts.next().expect("a count").into(),
                        CellMut::Change(cell) => {
                            *cell = Change(changes.next().expect("a change")).into()
                        }
                        CellMut::Money(cell) => *cell = amounts.next().expect("an amount").into(),
                    }
                }
                report
            })
            .collect();
        let mut superior = named("云溪市人民政府".to_owned());
        for &field in &fields {
            let sum = subordinates.iter().map(|s| number(s, field)).sum();
            put(&mut superior, field, sum);
        }
        (superior, subordinates)
    })
}

/// A figure, money in yuan.
fn number(report: &AnnualReport, field: Field) -> Decimal {
    *report.cell(field).decimal().0.value().unwrap_or_else(|| panic!("{field} is no figure"))
}

fn put(report: &mut AnnualReport, field: Field, value: Decimal) {
    match report.cell_mut(field) {
        CellMut::Count(cell) => *cell = Cell::Value(value.try_into().expect("a count")),
        CellMut::Change(cell) => {
            *cell = Cell::Value(Change(value.try_into().expect("a change")));
        }
        CellMut::Money(cell) => *cell = Cell::Value(Money::new(value, Unit::Yuan)),
    }
}

fn city(organ: &str) -> AnnualReport {
    let mut report = AnnualReport::new(Form::Y2021);
    (report.organ, report.year) = (Some(organ.to_owned()), Some(2022));
    report
}

const NEW: Field = Field::Applications(Row::NewlyReceived, Applicant::Total);

fn with_new(organ: &str, cell: Cell<u64>) -> AnnualReport {
    let mut report = city(organ);
    report.applications[(Row::NewlyReceived, Applicant::Total)] = cell;
    report
}

fn of(validation: &Validation, field: Field) -> Verdict {
    let mut of = validation.of(Code::RollUp).filter(|a| a.subject == Subject::Figure(field));
    of.next().unwrap_or_else(|| panic!("nothing is said of {field}")).verdict.clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sum_of_subordinates_holds_and_each_altered_figure_is_named(
        (superior, subordinates) in family(),
        which in any::<prop::sample::Index>(),
        more in 1..500_i64,
    ) {
        let validation = rollup(&superior, &subordinates);
        prop_assert_eq!(validation.diagnostics().count(), 0);
        let held = validation.of(Code::RollUp).filter(|a| a.verdict == Verdict::Holds);
        prop_assert_eq!(held.count(), superior.fields().count());

        let which = which.index(subordinates.len());
        for field in superior.fields() {
            let by = Decimal::from(more);
            let mut wrong = superior.clone();
            put(&mut wrong, field, number(&superior, field) + by);
            let mut altered = subordinates.clone();
            put(&mut altered[which], field, number(&subordinates[which], field) + by);
            for (superior, subordinates) in [(&wrong, &subordinates), (&superior, &altered)] {
                let findings: Vec<_> = rollup(superior, subordinates).diagnostics().collect();
                prop_assert_eq!(findings.len(), 1);
                let finding = &findings[0];
                prop_assert_eq!((finding.code(), finding.subject), (Code::RollUp, Subject::Figure(field)));
                let operands: Vec<_> = finding.operands().collect();
                prop_assert_eq!(operands.len(), 1 + subordinates.len());
                prop_assert!(operands.iter().all(|operand| operand.field == field));
                prop_assert_eq!(&operands[0].origin, &None);
                for (i, operand) in operands[1..].iter().enumerate() {
                    let origin = operand.origin.as_ref().expect("a subordinate");
                    prop_assert_eq!((origin.index, Some(&*origin.name)), (i, subordinates[i].organ.as_deref()));
                    prop_assert_eq!(operand.value, Some(number(&subordinates[i], field)));
                }
                let message = finding.message(Language::English);
                let difference = format!("they differ by {more}");
                prop_assert!(message.contains(&field.to_string()), "{}", message);
                prop_assert!(message.ends_with(&difference), "{}", message);
            }
        }
    }

    #[test]
    fn the_order_of_subordinates_does_not_matter(
        (superior, subordinates) in family(),
        arbitrary in prop::collection::vec(random::report(), 0..2),
    ) {
        let verdicts = |subordinates: &[AnnualReport]| {
            let validation = rollup(&superior, subordinates);
            let of = validation.of(Code::RollUp).map(|a| {
                let sums = a.sides().map(|(left, right)| (left.sum, right.sum));
                (a.subject, std::mem::discriminant(&a.verdict), sums)
            });
            of.collect::<Vec<_>>()
        };
        let mut all = [arbitrary, subordinates].concat();
        for report in &mut all {
            report.year = Some(2022);
        }
        let one = verdicts(&all);
        all.reverse();
        prop_assert_eq!(one, verdicts(&all));
    }

    #[test]
    fn every_report_can_be_compared(
        superior in random::report(),
        subordinates in prop::collection::vec(random::report(), 0..5),
        same_year in any::<bool>(),
    ) {
        let mut subordinates = subordinates;
        if same_year {
            for report in &mut subordinates {
                report.year = superior.year;
            }
        }
        let validation = rollup(&superior, &subordinates);
        prop_assert_eq!(validation.of(Code::RollUp).count(), superior.fields().count());
        for assessment in &validation.assessments {
            if let Some(diagnostic) = assessment.diagnostic() {
                prop_assert!(!diagnostic.message(Language::English).is_empty());
                prop_assert!(!diagnostic.message(Language::Chinese).is_empty());
            }
            if let Verdict::NotAssessable(why) = &assessment.verdict {
                prop_assert!(!why.message(Language::English).is_empty());
                prop_assert!(!why.message(Language::Chinese).is_empty());
            }
        }
    }
}

#[test]
fn a_subordinate_without_the_figure_is_named() {
    let superior = with_new("云溪市", Cell::Value(5));
    for cell in [Cell::Unread("5?".to_owned()), Cell::Absent] {
        let subordinates =
            [with_new("云溪市教育局", Cell::Value(5)), with_new("云溪市水利局", cell.clone())];
        match of(&rollup(&superior, &subordinates), NEW) {
            Verdict::NotAssessable(Obstacle::Figure { origin, field, state }) => {
                let origin = origin.expect("a subordinate");
                assert_eq!((origin.index, &*origin.name), (1, "云溪市水利局"));
                assert_eq!((field, state), (NEW, cell.state()));
            }
            other => panic!("{other:?}"),
        }
    }
    // Beside a number, a blank and a mark count as nothing; alone they say nothing.
    let blanks = |first: Cell<u64>| {
        [
            with_new("云溪市教育局", first),
            with_new("云溪市水利局", Cell::Blank),
            with_new("云溪市林业局", Cell::NotApplicable),
        ]
    };
    assert_eq!(of(&rollup(&superior, &blanks(Cell::Value(5))), NEW), Verdict::Holds);
    let nothing = rollup(&with_new("云溪市", Cell::Value(0)), &blanks(Cell::Blank));
    assert!(matches!(of(&nothing, NEW), Verdict::NotAssessable(Obstacle::Figure { .. })));
    // Nor is a blank of the superior 0.
    for cell in [Cell::Blank, Cell::NotApplicable, Cell::Absent] {
        let superior = with_new("云溪市", cell.clone());
        match of(&rollup(&superior, &blanks(Cell::Value(0))), NEW) {
            Verdict::NotAssessable(Obstacle::Figure { origin: None, state, .. }) => {
                assert_eq!(state, cell.state());
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn other_years_are_not_compared() {
    let superior = with_new("云溪市", Cell::Value(5));
    let mut subordinates = [with_new("云溪市教育局", Cell::Value(5)), with_new("", Cell::Value(0))];
    assert_eq!(of(&rollup(&superior, &subordinates), NEW), Verdict::Holds);
    subordinates[1].year = Some(2021);
    let validation = rollup(&superior, &subordinates);
    match of(&validation, NEW) {
        Verdict::NotAssessable(Obstacle::OtherYear { origin, year: 2021, needed: 2022 }) => {
            assert_eq!((origin.index, &*origin.name), (1, "#2"));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(validation.counts().hold, 1, "R2 alone");
    subordinates[1].year = None;
    assert!(matches!(
        of(&rollup(&superior, &subordinates), NEW),
        Verdict::NotAssessable(Obstacle::UnstatedBy { what: Unstated::Year, .. })
    ));
    let undated = AnnualReport { year: None, ..superior.clone() };
    assert_eq!(
        of(&rollup(&undated, &subordinates), NEW),
        Verdict::NotAssessable(Obstacle::Unstated(Unstated::Year))
    );
    assert_eq!(of(&rollup(&superior, &[]), NEW), Verdict::NotAssessable(Obstacle::Alone));
}

#[test]
fn other_forms_are_not_compared() {
    let fill = |form, other| {
        let mut report = AnnualReport::new(form);
        (report.organ, report.year) = (Some("云溪市教育局".to_owned()), Some(2022));
        for field in form.fields(other).collect::<Vec<_>>() {
            put(&mut report, field, Decimal::ONE);
        }
        report
    };
    let forms = [
        (Form::Y2019, OtherRows::Single),
        (Form::Y2021, OtherRows::Single),
        (Form::Y2021, OtherRows::ByGround),
    ];
    for one in forms {
        for other in forms {
            let superior = fill(one.0, one.1);
            let validation = rollup(&superior, &[fill(other.0, other.1)]);
            for field in superior.fields() {
                let is_shared = field.is_in(other.0, other.1);
                let is_other_row =
                    matches!(field, Field::Applications(Row::Outcome(Outcome::Other(_)), _));
                match of(&validation, field) {
                    Verdict::Holds => assert!(is_shared, "{field}"),
                    Verdict::NotAssessable(Obstacle::OtherForm { form, needed, .. }) => {
                        assert!(!is_shared && !is_other_row, "{field}");
                        assert_eq!((form, needed), (other.0, one.0));
                    }
                    Verdict::NotAssessable(Obstacle::OtherRows { needed, .. }) => {
                        assert!(!is_shared && is_other_row, "{field}");
                        assert_eq!(needed, one.1);
                    }
                    other => panic!("{field}: {other:?}"),
                }
            }
        }
    }
    // A row that is just not there is absent, and stated in no other way.
    let mut cut = fill(Form::Y2021, OtherRows::ByGround);
    let fee = Row::Outcome(Outcome::Other(Some(OtherGround::FeeNotPaid)));
    cut.applications[fee] = [const { Cell::Absent }; 7].into();
    let validation = rollup(&fill(Form::Y2021, OtherRows::ByGround), &[cut]);
    assert!(matches!(
        of(&validation, Field::Applications(fee, Applicant::Total)),
        Verdict::NotAssessable(Obstacle::Figure { state: CellState::Absent, .. })
    ));
}

#[test]
fn money_is_added_up_exactly() {
    let with = |organ: &str, amount: &str| {
        let mut report = city(organ);
        report.proactive.fees.amount = Cell::Value(amount.parse().expect("money"));
        report
    };
    let field: Field = "proactive.fees.amount".parse().expect("a path");
    let subordinates =
        [with("甲局", "0.1万元"), with("乙局", "0.2万元"), with("丙局", "0.000001亿元")];
    for (amount, expected) in [
        ("0.31万元", Verdict::Holds),
        ("3100元", Verdict::Holds),
        ("0.310001万元", Verdict::Violated),
        ("3100.0000001元", Verdict::Violated),
    ] {
        assert_eq!(
            of(&rollup(&with("云溪市", amount), &subordinates), field),
            expected,
            "{amount}"
        );
    }
    // What has no unit is not known.
    let unstated = rollup(&with("云溪市", "3100"), &subordinates);
    assert!(matches!(of(&unstated, field), Verdict::NotAssessable(_)));
    // The greatest amounts: neither a sum nor a difference that no decimal holds may panic.
    let far = |organ: &str, amount: Decimal| {
        let mut report = city(organ);
        report.proactive.fees.amount = Cell::Value(Money::new(amount, Unit::Yuan));
        report
    };
    let [most, least] = [Decimal::MAX, Decimal::MIN];
    let twice = rollup(&far("云溪市", most), &[far("甲局", most), far("乙局", most)]);
    assert!(matches!(of(&twice, field), Verdict::NotAssessable(_)));
    let apart = rollup(&far("云溪市", most), &[far("甲局", least)]);
    let finding = apart.diagnostics().next().expect("a finding");
    for language in [Language::English, Language::Chinese] {
        assert!(finding.message(language).contains("> 10^28"), "{}", finding.message(language));
    }
}
#[test]
fn the_same_organ_twice_is_found() {
    let names = ["教育局", "水利局", "教育局 ", "", "水 利 局", "教育局"];
    let subordinates = names.map(|name| with_new(name, Cell::Value(1)));
    let validation = rollup(&with_new("云溪市", Cell::Value(6)), &subordinates);
    assert_eq!(of(&validation, NEW), Verdict::Holds, "one may have an organ's name twice");
    let again: Vec<_> = validation
        .diagnostics()
        .filter_map(|d| match d.detail {
            Detail::OrganAgain { organ, reports } => {
                Some((organ, reports.iter().map(|origin| origin.index).collect::<Vec<_>>()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(again, [("教育局".to_owned(), vec![0, 2, 5]), ("水利局".to_owned(), vec![1, 4])]);
    let side = validation
        .of(Code::RollUp)
        .find(|a| a.subject == Subject::Figure(NEW))
        .and_then(|a| a.sides().map(|(_, right)| right.clone()))
        .expect("two sides");
    let shown: Vec<_> =
        side.operands.iter().filter_map(|o| o.origin.as_ref()).map(|o| &*o.name).collect();
    assert_eq!(
        shown,
        ["教育局 (#1)", "水利局 (#2)", "教育局 (#3)", "#4", "水 利 局 (#5)", "教育局 (#6)"]
    );
    let unnamed = validation.of(Code::OrganAgain).filter(|a| {
        matches!(
            &a.verdict,
            Verdict::NotAssessable(Obstacle::UnstatedBy { origin, what: Unstated::Organ })
                if origin.index == 3
        )
    });
    assert_eq!(unnamed.count(), 1);
}

#[test]
fn a_thousand_subordinates() {
    let mut greatest = city("云溪市");
    for field in greatest.fields().collect::<Vec<_>>() {
        if let CellMut::Count(cell) = greatest.cell_mut(field) {
            *cell = Cell::Value(u64::MAX);
        }
    }
    let subordinates: Vec<AnnualReport> = (0..1000)
        .map(|n| AnnualReport { organ: Some(format!("第{n}局")), ..greatest.clone() })
        .collect();
    let validation = rollup(&greatest, &subordinates);
    let finding =
        validation.diagnostics().find(|d| d.subject == Subject::Figure(NEW)).expect("a finding");
    assert_eq!(finding.operands().count(), 1001);
    let message = finding.message(Language::English);
    assert!(message.contains("sum to 18446744073709551615000 ("), "{message}");
    assert!(message.contains(" of 992 more); they differ by 18428297329635842063385"), "{message}");
}
