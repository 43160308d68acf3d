//! The rules: each holds, is violated, cannot be assessed, and is switched off.

#![allow(missing_docs)]

mod support;

use gongkai::validate::{Validation, Validator, Verdict, rules};
use gongkai::{
    ActFigure, ActKind, AnnualReport, Applicant, Cell, CellMut, Change, Channel, Code,
    DocumentFigure, DocumentKind, Field, Form, Language, Outcome, Row, Ruling, Section, Subject,
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

/// What a rule is applied to.
enum Given {
    Report(Box<AnnualReport>),
    Years(Vec<AnnualReport>),
    RollUp(Box<AnnualReport>, Vec<AnnualReport>),
}

/// Four times the same rule on the same subject.
struct Case {
    subject: Subject,
    holds: Given,
    violated: Given,
    not_assessable: Given,
    /// The figure that prevents the assessment, where it is one.
    prevented_by: Option<Field>,
}

/// A sum: its total, and one of its parts.
fn sum(total: Field, part: Field) -> Case {
    let report = consistent(1).remove(0);
    let (mut wrong, mut unread) = (report.clone(), report.clone());
    set(&mut wrong, part, Cell::Value(count(&report, part) + 1));
    set(&mut unread, part, Cell::Unread("1?".to_owned()));
    Case {
        subject: Subject::Figure(total),
        holds: Given::Report(Box::new(report)),
        violated: Given::Report(Box::new(wrong)),
        not_assessable: Given::Report(Box::new(unread)),
        prevented_by: Some(part),
    }
}

/// A rule that is not about sums: what makes it hold, violated and not assessable.
fn alter(subject: Subject, alterations: [fn(&mut AnnualReport); 3]) -> Case {
    let [holds, violated, not_assessable] = alterations.map(|alteration| {
        let mut report = consistent(1).remove(0);
        report.form = Some(Form::Y2019);
        report.year = Some(2020);
        report.organ = Some("云溪市".to_owned());
        report.overview.preamble = vec!["统计期限自2020年1月1日起至12月31日止。".to_owned()];
        report.problems.problems = vec!["栏目更新不及时。".to_owned()];
        report.other = vec!["无。".to_owned()];
        alteration(&mut report);
        Given::Report(Box::new(report))
    });
    Case { subject, holds, violated, not_assessable, prevented_by: None }
}

/// A report of 云溪市 for a year, in a form, every count of it 5.
fn fives(form: Form, year: u16) -> AnnualReport {
    let mut report = AnnualReport::new(form);
    report.organ = Some("云溪市".to_owned());
    report.year = Some(year);
    for field in report.fields().collect::<Vec<_>>() {
        match report.cell_mut(field) {
            CellMut::Count(cell) => *cell = Cell::Value(5),
            CellMut::Change(cell) => *cell = Cell::Value(Change(0)),
            CellMut::Money(_) => {}
        }
    }
    report
}

/// A rule across years: what makes it hold, violated and not assessable, of the reports for two years
/// in a form.
fn over_years(form: Form, subject: Subject, changes: [fn(&mut [AnnualReport; 2]); 3]) -> Case {
    let [holds, violated, not_assessable] = changes.map(|change| {
        // Nothing comes and goes, so that everything stays as it is.
        let mut reports = [2023, 2024].map(|year| fives(form, year));
        for report in &mut reports {
            for documents in
                [&mut report.proactive.rules, &mut report.proactive.normative_documents]
            {
                documents.repealed = documents.issued.clone();
                documents.disclosed = documents.disclosed.clone().map(|_| 0);
            }
        }
        change(&mut reports);
        Given::Years(reports.into())
    });
    Case { subject, holds, violated, not_assessable, prevented_by: None }
}

/// A rule of several reports, as they are given.
fn given(subject: Subject, [holds, violated, not_assessable]: [Given; 3]) -> Case {
    Case { subject, holds, violated, not_assessable, prevented_by: None }
}

/// The cases of the rules that compare several reports.
fn case_of_several(code: Code) -> Case {
    let total = |row| Field::Applications(row, Applicant::Total);
    let documents = |figure| Field::Documents(DocumentKind::NormativeDocuments, figure);
    let licensing = |figure| Field::Acts(ActKind::Licensing, figure);
    let undated = || AnnualReport { year: None, ..fives(Form::Y2021, 2024) };
    let of =
        |organ: &str| AnnualReport { organ: Some(organ.to_owned()), ..fives(Form::Y2021, 2024) };
    let years =
        |years: &[u16]| Given::Years(years.iter().map(|&year| fives(Form::Y2021, year)).collect());
    match code {
        Code::CarriedOver => Case {
            prevented_by: Some(total(Row::CarriedForward)),
            ..over_years(
                Form::Y2021,
                Subject::Figure(total(Row::CarriedOver)),
                [
                    |_| {},
                    |[_, now]| now.applications[Row::CarriedOver].total = Cell::Value(6),
                    |[before, _]| before.applications[Row::CarriedForward].total = Cell::Blank,
                ],
            )
        },
        Code::InForce => Case {
            prevented_by: Some(documents(DocumentFigure::Repealed)),
            ..over_years(
                Form::Y2021,
                Subject::Figure(documents(DocumentFigure::InForce)),
                [
                    |[_, now]| {
                        now.proactive.normative_documents.issued = Cell::Value(7);
                        now.proactive.normative_documents.in_force = Cell::Value(7);
                    },
                    |[_, now]| now.proactive.normative_documents.issued = Cell::Value(6),
                    |[_, now]| {
                        now.proactive.normative_documents.repealed = Cell::Unread("1?".to_owned());
                    },
                ],
            )
        },
        Code::PreviousItems => Case {
            prevented_by: Some(licensing(ActFigure::Change)),
            ..over_years(
                Form::Y2019,
                Subject::Figure(licensing(ActFigure::Previous)),
                [
                    |[before, now]| {
                        before.proactive.licensing.change = Cell::Value(Change(-2));
                        now.proactive.licensing.previous = Cell::Value(3);
                    },
                    // The change is that of the year before.
                    |[_, now]| {
                        now.proactive.licensing.change = Cell::Value(Change(-2));
                        now.proactive.licensing.previous = Cell::Value(3);
                    },
                    |[before, _]| before.proactive.licensing.change = Cell::Absent,
                ],
            )
        },
        Code::DisclosedInAll => Case {
            prevented_by: Some(documents(DocumentFigure::Total)),
            ..over_years(
                Form::Y2019,
                Subject::Figure(documents(DocumentFigure::Total)),
                [
                    |[_, now]| {
                        now.proactive.normative_documents.disclosed = Cell::Value(2);
                        now.proactive.normative_documents.total = Cell::Value(7);
                    },
                    |[_, now]| now.proactive.normative_documents.disclosed = Cell::Value(2),
                    |[_, now]| now.proactive.normative_documents.total = Cell::NotApplicable,
                ],
            )
        },
        Code::YearsMissing => given(
            Subject::Year,
            [
                years(&[2023, 2022]),
                years(&[2024, 2022]),
                Given::Years(vec![fives(Form::Y2021, 2022), undated()]),
            ],
        ),
        Code::YearAgain => given(
            Subject::Year,
            [years(&[2022]), years(&[2022, 2022]), Given::Years(vec![undated()])],
        ),
        Code::FiguresJump => Case {
            prevented_by: Some(total(Row::NewlyReceived)),
            ..over_years(
                Form::Y2021,
                Subject::Section(Section::Applications),
                [
                    |[before, now]| {
                        before.applications[Row::NewlyReceived].total = Cell::Value(100);
                        now.applications[Row::NewlyReceived].total = Cell::Value(999);
                    },
                    |[before, now]| {
                        before.applications[Row::NewlyReceived].total = Cell::Value(1000);
                        now.applications[Row::NewlyReceived].total = Cell::Value(100);
                    },
                    |[_, now]| {
                        now.applications[Row::NewlyReceived].total = Cell::Unread("1?".to_owned());
                    },
                ],
            )
        },
        Code::OrgansDiffer => over_years(
            Form::Y2021,
            Subject::Organ,
            [
                |[_, now]| now.organ = Some("云溪市 人民政府".to_owned()),
                |[_, now]| now.organ = Some("云溪市人民政府办公室".to_owned()),
                |[_, now]| now.organ = None,
            ],
        ),
        Code::YearUnstated => given(
            Subject::Year,
            [
                years(&[2022, 2023]),
                Given::Years(vec![fives(Form::Y2021, 2022), undated()]),
                Given::Years(vec![undated()]),
            ],
        ),
        Code::RollUp => {
            let rollup = |superior: u64, cell: Cell<u64>| {
                let mut reports = [of("云溪市"), of("云溪市教育局"), of("云溪市水利局")];
                set(&mut reports[0], total(Row::NewlyReceived), Cell::Value(superior));
                set(&mut reports[2], total(Row::NewlyReceived), cell);
                let [superior, one, other] = reports;
                Given::RollUp(Box::new(superior), vec![one, other])
            };
            Case {
                prevented_by: Some(total(Row::NewlyReceived)),
                ..given(
                    Subject::Figure(total(Row::NewlyReceived)),
                    [
                        rollup(10, Cell::Value(5)),
                        rollup(11, Cell::Value(5)),
                        rollup(10, Cell::Unread("5?".to_owned())),
                    ],
                )
            }
        }
        Code::OrganAgain => given(
            Subject::Organ,
            [
                Given::RollUp(Box::new(of("云溪市")), vec![of("云溪市教育局")]),
                Given::RollUp(
                    Box::new(of("云溪市")),
                    vec![of("云溪市教育局"), of("云溪市 教育局")],
                ),
                Given::RollUp(Box::new(of("云溪市")), vec![AnnualReport::default()]),
            ],
        ),
        other => panic!("rule {other} has no test: give it a case here"),
    }
}

/// The test of each rule. A rule without one fails.
fn case(code: Code) -> Case {
    let matrix = Field::Applications;
    let granted = Row::Outcome(Outcome::Granted);
    let licensing = |figure| Field::Acts(ActKind::Licensing, figure);
    match code {
        Code::Reconciliation => sum(
            matrix(Row::OutcomeTotal, Applicant::NaturalPerson),
            matrix(Row::NewlyReceived, Applicant::NaturalPerson),
        ),
        Code::RowSum => {
            sum(matrix(granted, Applicant::Total), matrix(granted, Applicant::ResearchInstitution))
        }
        Code::OutcomeSum => {
            sum(matrix(Row::OutcomeTotal, Applicant::Total), matrix(granted, Applicant::Total))
        }
        Code::DisputeSum => sum(
            Field::Disputes(Channel::LitigationDirect, Ruling::Total),
            Field::Disputes(Channel::LitigationDirect, Ruling::Corrected),
        ),
        Code::CountImpossible => Case {
            prevented_by: Some(Field::Disputes(Channel::Reconsideration, Ruling::Other)),
            ..alter(
                Subject::Section(Section::Disputes),
                [
                    |_| {},
                    |report| report.disputes.reconsideration.other = Cell::Unread("-3".to_owned()),
                    |report| report.disputes.reconsideration.other = Cell::Unread("三?".to_owned()),
                ],
            )
        },
        Code::ItemsBelowZero => Case {
            prevented_by: Some(licensing(ActFigure::Previous)),
            ..alter(
                Subject::Figure(licensing(ActFigure::Change)),
                [
                    |report| {
                        report.proactive.licensing.previous = Cell::Value(18);
                        report.proactive.licensing.change = Cell::Value(Change(-18));
                    },
                    |report| {
                        report.proactive.licensing.previous = Cell::Value(17);
                        report.proactive.licensing.change = Cell::Value(Change(-18));
                    },
                    |report| report.proactive.licensing.change = Cell::Value(Change(-18)),
                ],
            )
        },
        Code::TotalMissing => Case {
            prevented_by: Some(matrix(granted, Applicant::NaturalPerson)),
            ..alter(
                Subject::Figure(matrix(granted, Applicant::Total)),
                [
                    |_| {},
                    |report| {
                        let row = &mut report.applications[Row::Outcome(Outcome::Granted)];
                        (row.natural_person, row.total) = (Cell::Value(3), Cell::Blank);
                    },
                    |report| {
                        let row = &mut report.applications[Row::Outcome(Outcome::Granted)];
                        *row = [const { Cell::Blank }; 7].into();
                    },
                ],
            )
        },
        Code::SectionEmpty => alter(
            Subject::Section(Section::Other),
            [|_| {}, |report| report.other.clear(), |report| *report = AnnualReport::default()],
        ),
        Code::ProblemsUnstated => alter(
            Subject::Section(Section::Problems),
            [
                |_| {},
                |report| report.problems.problems = vec!["无。".to_owned()],
                |report| report.problems.problems.clear(),
            ],
        ),
        Code::FormMismatch => alter(
            Subject::Report,
            [|_| {}, |report| report.year = Some(2022), |report| report.year = None],
        ),
        Code::PeriodMismatch => alter(
            Subject::Year,
            [|_| {}, |report| report.year = Some(2019), |report| report.overview.preamble.clear()],
        ),
        Code::Empty => alter(
            Subject::Report,
            [
                |_| {},
                |report| {
                    *report = AnnualReport::new(Form::Y2021);
                    for field in report.fields().collect::<Vec<_>>() {
                        match report.cell_mut(field) {
                            CellMut::Count(cell) => *cell = Cell::Blank,
                            CellMut::Change(cell) => *cell = Cell::Blank,
                            CellMut::Money(cell) => *cell = Cell::Blank,
                        }
                    }
                },
                |report| *report = AnnualReport::default(),
            ],
        ),
        other => case_of_several(other),
    }
}

fn apply(validator: &Validator, given: &Given) -> Validation {
    match given {
        Given::Report(report) => validator.validate(report),
        Given::Years(reports) => validator.years(reports),
        Given::RollUp(superior, subordinates) => validator.rollup(superior, subordinates),
    }
}

fn verdict(validation: &Validation, code: Code, subject: Subject) -> Verdict {
    let found: Vec<_> = validation.of(code).filter(|a| a.subject == subject).collect();
    assert_eq!(found.len(), 1, "{code} of {subject}");
    found[0].verdict.clone()
}

#[test]
fn every_rule_holds_is_violated_cannot_be_assessed_and_is_switched_off() {
    let on = Validator::new();
    for rule in rules() {
        let Case { subject, holds, violated, not_assessable, prevented_by } = case(rule.code);
        let code = rule.code;
        let held = apply(&on, &holds);
        assert_eq!(verdict(&held, code, subject), Verdict::Holds, "{code}");
        assert!(!held.diagnostics().any(|f| f.code() == code && f.subject == subject), "{code}");

        let broken = apply(&on, &violated);
        assert_eq!(verdict(&broken, code, subject), Verdict::Violated, "{code}");
        let finding = broken
            .diagnostics()
            .find(|finding| finding.code() == code && finding.subject == subject)
            .expect("a finding");
        assert_eq!(finding.severity(), rule.severity());

        match verdict(&apply(&on, &not_assessable), code, subject) {
            Verdict::NotAssessable(why) => {
                assert_eq!(why.field(), prevented_by, "{code}");
                assert!(!why.message(Language::English).is_empty());
                assert!(!why.message(Language::Chinese).is_empty());
            }
            other => panic!("{code} came to {other:?}"),
        }

        let off = Validator::new().without(code);
        let validation = apply(&off, &violated);
        assert_eq!(verdict(&validation, code, subject), Verdict::SwitchedOff, "{code}");
        assert!(!validation.diagnostics().any(|finding| finding.code() == code));
    }
}

#[test]
fn a_sum_needs_its_total_and_all_its_parts() {
    let report = consistent(1).remove(0);
    for (code, total, part) in
        [Code::Reconciliation, Code::RowSum, Code::OutcomeSum, Code::DisputeSum].map(|code| {
            let case = case(code);
            let Subject::Figure(total) = case.subject else { panic!("{code} is about a figure") };
            (code, total, case.prevented_by.expect("a part"))
        })
    {
        let prevented = |field, cell| {
            let mut report = report.clone();
            set(&mut report, field, cell);
            match verdict(&report.validate(), code, Subject::Figure(total)) {
                Verdict::NotAssessable(why) => assert_eq!(why.field(), Some(field), "{code}"),
                other => panic!("{code} came to {other:?}"),
            }
        };
        prevented(part, Cell::Unread("1?".to_owned()));
        prevented(part, Cell::Absent);
        prevented(total, Cell::Blank);
        prevented(total, Cell::NotApplicable);
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
        for text in [rule.title, rule.scope, rule.silent_when, rule.remedy] {
            assert!(!text.0.is_empty() && !text.1.is_empty(), "{}", rule.code);
            assert!(text.1.chars().any(|c| c > '\u{4E00}'), "{}", rule.code);
        }
        assert!(!rule.formula.is_empty() && !rule.since.is_empty(), "{}", rule.code);
        assert!(!rule.forms.is_empty(), "{}", rule.code);
    }
}

#[test]
fn the_readme_lists_the_rules_and_codes_that_there_are() {
    let readme = include_str!("../README.md");
    for rule in rules() {
        let [title, scope] = [rule.title, rule.scope].map(|text| text.0);
        let row = format!("| {} | {title} | `{}` | {scope} |", rule.code, rule.formula);
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
                let found = Validator::new()
                    .without_proposals()
                    .validate(&altered)
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
    let total = Subject::Figure(Field::Applications(row, Applicant::Total));
    let row_sum = |report: &AnnualReport| verdict(&report.validate(), Code::RowSum, total);
    assert_eq!(row_sum(&report), Verdict::Holds);
    report.applications[(row, Applicant::Total)] = Cell::Value(8);
    assert_eq!(row_sum(&report), Verdict::Violated);
    // Nothing but blanks says nothing, whatever the total.
    for applicant in Applicant::KINDS {
        report.applications[(row, applicant)] = Cell::Blank;
    }
    assert!(matches!(row_sum(&report), Verdict::NotAssessable(_)));
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
