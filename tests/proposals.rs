//! Proposals: each kind as people read it, what is proposed for published reports, and what is not.

#![allow(missing_docs)]

mod support;

use std::fmt::Write;

use gongkai::validate::{Validation, Validator};
use gongkai::{
    AnnualReport, Applicant, Cell, CellMut, Code, Field, Form, Language, Outcome, ProposalKind, Row,
};
use support::{published, samples};

/// A report without a fault: most of it natural persons.
fn report() -> AnnualReport {
    let case = support::fixtures().into_iter().find(|case| case.name == "tabs-2021");
    let report = gongkai::parse(&case.expect("a fixture").text).report;
    assert!(report.validate().is_consistent());
    report
}

/// The same with some figures altered.
fn altered(cells: &[(&str, Cell<u64>)]) -> AnnualReport {
    let mut report = report();
    for (path, cell) in cells {
        match report.cell_mut(path.parse().expect(path)) {
            CellMut::Count(place) => *place = cell.clone(),
            _ => panic!("{path} is no count"),
        }
    }
    report
}

const GRANTED: Row = Row::Outcome(Outcome::Granted);
const PARTIALLY: Row = Row::Outcome(Outcome::PartiallyGranted);

/// For each kind, a report whose first proposal is of it and gives the true report back.
fn examples() -> Vec<(ProposalKind, AnnualReport)> {
    use Cell::{Blank, NotApplicable, Value};
    let one = |path, count| altered(&[(path, Value(count))]);
    let mut row_lost = report();
    row_lost.applications[GRANTED] = [1, 0, 0, 3, 0, 294, 0].into();
    let mut row_gained = report();
    row_gained.applications[Row::NewlyReceived] = [0, 705, 3, 0, 0, 5, 0].into();
    let mut column = report();
    let rows: Vec<Row> =
        Row::ALL.into_iter().filter(|row| !report().applications[*row].is_absent()).collect();
    for (&to, &from) in rows.iter().zip(&rows[1..]).take(8).skip(2) {
        column.applications[(to, Applicant::NaturalPerson)] =
            report().applications[(from, Applicant::NaturalPerson)].clone();
    }
    let mut split_and_shifted = report();
    split_and_shifted.applications[GRANTED] = [29, 0, 1, 0, 0, 3, 0].into();
    vec![
        (ProposalKind::DroppedTotal, one("applications.granted.total", 0)),
        (ProposalKind::DroppedTotal, altered(&[("applications.granted.total", Blank)])),
        (
            ProposalKind::DroppedTotal,
            altered(&[("applications.outcome_total.legal_service_organization", NotApplicable)]),
        ),
        (ProposalKind::TransposedDigits, one("applications.newly_received.natural_person", 750)),
        (ProposalKind::OneDigit, one("applications.granted.natural_person", 29)),
        (ProposalKind::OneDigit, one("applications.other.unspecified.total", 148)),
        (ProposalKind::OneFigure, one("applications.partially_granted.natural_person", 0)),
        (
            ProposalKind::OneFigure,
            altered(&[("applications.partially_granted.natural_person", Blank)]),
        ),
        (
            ProposalKind::SplitDigits,
            altered(&[
                ("applications.granted.natural_person", Value(29)),
                ("applications.granted.commercial_enterprise", Value(0)),
            ]),
        ),
        (ProposalKind::SplitDigits, split_and_shifted),
        (
            ProposalKind::SwappedNeighbours,
            altered(&[
                ("applications.granted.legal_service_organization", Value(0)),
                ("applications.granted.other_organization", Value(3)),
            ]),
        ),
        (
            ProposalKind::SwappedNeighbours,
            altered(&[
                ("applications.granted.natural_person", Value(99)),
                ("applications.partially_granted.natural_person", Value(290)),
            ]),
        ),
        (ProposalKind::ShiftedRow, row_lost),
        (ProposalKind::ShiftedRow, row_gained),
        (ProposalKind::ShiftedColumn, column),
        (
            ProposalKind::Offsetting,
            altered(&[
                ("applications.newly_received.natural_person", Value(704)),
                ("applications.newly_received.other_organization", Value(1)),
            ]),
        ),
        (
            ProposalKind::WithTotal,
            altered(&[
                ("applications.granted.natural_person", Value(490)),
                ("applications.granted.total", Value(494)),
            ]),
        ),
        (
            ProposalKind::TwoFigures,
            altered(&[
                ("applications.granted.natural_person", Value(280)),
                ("applications.granted.legal_service_organization", Value(5)),
            ]),
        ),
    ]
}

#[test]
fn every_kind_of_proposal_in_both_languages() {
    let mut shown = String::new();
    let mut kinds = Vec::new();
    for (kind, altered) in examples() {
        let validation = altered.validate();
        let proposal = validation.proposals.first().unwrap_or_else(|| panic!("no {kind}"));
        assert_eq!(proposal.kind, kind, "{:?}", validation.proposals);
        let _ = writeln!(shown, "{proposal}\n{}\n", proposal.message(Language::Chinese));
        let mut repaired = altered.clone();
        proposal.apply(&mut repaired).expect("made for this report");
        // A blank is put right with a figure.
        assert_eq!(repaired, report(), "{proposal}");
        kinds.push(kind);
    }
    for kind in ProposalKind::ALL {
        assert!(kinds.contains(&kind), "{kind} has no example");
    }
    insta::assert_snapshot!("proposals", shown);
}

#[test]
fn a_proposal_as_json() {
    let validation = altered(&[("applications.granted.total", Cell::Blank)]).validate();
    let json = serde_json::to_string_pretty(&validation.proposals[0]).expect("JSON");
    insta::assert_snapshot!("json", json);
    for kind in ProposalKind::ALL {
        assert_eq!(serde_json::to_value(kind).expect("JSON"), kind.as_str());
    }
}

fn messages(validation: &Validation) -> Vec<String> {
    validation
        .proposals
        .iter()
        .map(|proposal| {
            let of = |a: &gongkai::Amendment| {
                format!(
                    "{} {} → {}",
                    a.field,
                    a.before.value().map_or("blank".to_owned(), u64::to_string),
                    a.after
                )
            };
            let changes: Vec<String> = proposal.amendments.iter().map(of).collect();
            format!("{}: {}", proposal.kind, changes.join(", "))
        })
        .collect()
}

#[test]
fn totals_of_section_four_that_a_published_report_left_at_0() {
    let Some(case) = published("hongze-2023.pdf-layout.txt", "hongze-2023.truth.json") else {
        return;
    };
    let validation = gongkai::parse(&case.text).validate();
    assert_eq!(validation.of(Code::DisputeSum).filter(|a| a.diagnostic().is_some()).count(), 2);
    assert_eq!(
        messages(&validation),
        [
            "dropped_total: disputes.reconsideration.total 0 → 11",
            "dropped_total: disputes.litigation_after_reconsideration.total 0 → 5",
            "one_digit: disputes.litigation_after_reconsideration.upheld 5 → 0",
        ]
    );
}

#[test]
fn outcomes_that_a_published_report_has_too_many_of() {
    // The outcomes are six more than came in, all of them natural persons: the six that are granted
    // and the six that are granted in part may be the same.
    let Some(case) = published("pingtan-2020.glued.txt", "pingtan-2020.truth.json") else { return };
    let validation = gongkai::parse(&case.text).validate();
    assert_eq!(
        messages(&validation),
        [
            "with_total: applications.granted.natural_person 6 → 0, applications.granted.total 7 → 1",
            "with_total: applications.partially_granted.natural_person 6 → 0, \
             applications.partially_granted.total 6 → 0",
        ]
    );
}

#[test]
fn the_total_that_a_published_report_left_blank() {
    let Some(case) = published("kewei-2024.scrambled.md", "kewei-2024.truth.json") else { return };
    let validation = gongkai::parse(&case.text).validate();
    assert_eq!(
        messages(&validation),
        ["dropped_total: applications.carried_forward.total blank → 1"]
    );
}

#[test]
fn the_altered_figure_of_a_sample_is_the_only_one_proposed() {
    let texts = ["report.pipes.txt", "report.copied-from-browser.txt", "report.traditional.txt"];
    let mut seen = 0;
    for case in samples(&texts) {
        let validation = gongkai::parse(&case.text).validate();
        match &case.truth.altered {
            None => assert!(validation.proposals.is_empty(), "{}", case.name),
            Some(path) => {
                seen += 1;
                let [proposal] = &validation.proposals[..] else { panic!("{}", case.name) };
                let [amendment] = &proposal.amendments[..] else { panic!("{proposal}") };
                assert_eq!(amendment.field.to_string(), *path, "{}", case.name);
            }
        }
    }
    assert!(seen > 0 || support::shared().is_none());
}

#[test]
fn a_missing_total_is_proposed_if_that_breaks_nothing() {
    let total = "applications.granted.total";
    let proposals = altered(&[(total, Cell::Blank)]).validate();
    assert_eq!(messages(&proposals), ["dropped_total: applications.granted.total blank → 294"]);
    let mended: Vec<Code> = proposals.proposals[0].mends.iter().map(|(code, _)| *code).collect();
    assert_eq!(mended, [Code::OutcomeSum, Code::TotalMissing]);

    // The same total with a wrong part: what the row says is not what the column says, and of the
    // changes that agree with both, none is the sum of the row as it stands.
    let wrong = [(total, Cell::Blank), ("applications.granted.natural_person", Cell::Value(291))];
    let altered = altered(&wrong);
    for proposal in altered.validate().proposals {
        let mut repaired = altered.clone();
        proposal.apply(&mut repaired).expect("made for this report");
        let count =
            |code| repaired.validate().of(code).filter(|a| a.diagnostic().is_some()).count();
        assert!(count(Code::OutcomeSum) < 2 && count(Code::RowSum) == 0, "{proposal}");
    }

    // All totals of a column left blank: each row tells its own.
    let mut report = report();
    for row in Row::ALL {
        if !report.applications[row].is_absent() {
            report.applications[row].total = Cell::Blank;
        }
    }
    let validation = report.validate();
    assert!(validation.proposals.iter().all(|p| p.kind == ProposalKind::DroppedTotal));
    let mut repaired = report.clone();
    for proposal in &validation.proposals {
        proposal.apply(&mut repaired).expect("each stands for itself");
    }
    assert_eq!(repaired.applications[GRANTED], self::report().applications[GRANTED]);
    assert!(repaired.validate().is_consistent());
}

#[test]
fn what_cannot_be_assessed_is_not_repaired() {
    let field: Field = "applications.granted.natural_person".parse().expect("a path");
    let unread =
        altered(&[("applications.granted.natural_person", Cell::Unread("29?".to_owned()))]);
    assert!(unread.validate().proposals.is_empty());

    // Beside an unread cell, the column can no longer tell which figure of the row is wrong.
    let beside = altered(&[
        ("applications.partially_granted.natural_person", Cell::Unread("9?".to_owned())),
        ("applications.granted.natural_person", Cell::Value(295)),
    ]);
    let validation = beside.validate();
    assert_eq!(
        messages(&validation),
        ["one_digit: applications.granted.natural_person 295 → 290"],
        "the other columns hold"
    );
    assert_eq!(validation.proposals_for(field).count(), 1);
}

#[test]
fn independent_faults_are_repaired_one_by_one() {
    let two = altered(&[
        ("applications.granted.natural_person", Cell::Value(295)),
        ("applications.newly_received.legal_service_organization", Cell::Value(50)),
        ("disputes.reconsideration.total", Cell::Value(0)),
    ]);
    let validation = two.validate();
    assert_eq!(
        messages(&validation)[..3],
        [
            "one_digit: applications.newly_received.legal_service_organization 50 → 5",
            "one_digit: applications.granted.natural_person 295 → 290",
            "dropped_total: disputes.reconsideration.total 0 → 61",
        ]
    );
    let mut repaired = two;
    for proposal in &validation.proposals[..3] {
        proposal.apply(&mut repaired).expect("each stands for itself");
    }
    assert_eq!(repaired, report());
}

#[test]
fn rules_that_are_switched_off_propose_nothing() {
    let wrong = altered(&[("applications.granted.natural_person", Cell::Value(295))]);
    let rows = Validator::new().without(Code::OutcomeSum).validate(&wrong);
    // Without the sum of its column, any figure of the row may be the one that is wrong.
    assert!(rows.proposals.len() > 1);
    assert!(rows.proposals.iter().all(|p| p.mends.iter().all(|(code, _)| *code == Code::RowSum)));
    let off = Validator::new().without(Code::OutcomeSum).without(Code::RowSum).validate(&wrong);
    assert!(off.proposals.is_empty());
    let silent = Validator::new().without_proposals().validate(&wrong);
    assert!(silent.proposals.is_empty() && !silent.is_consistent());
}

#[test]
fn findings_lead_to_their_proposals() {
    let wrong = altered(&[("applications.granted.natural_person", Cell::Value(295))]);
    let validation = wrong.validate();
    for finding in validation.diagnostics() {
        assert_eq!(validation.proposals_mending(&finding).count(), 1, "{finding}");
    }
    let field = Field::Applications(PARTIALLY, Applicant::Total);
    assert_eq!(validation.proposals_for(field).count(), 0);
}

#[test]
fn a_list_that_was_cut_short_says_so() {
    // Two persons in the wrong column, twice: any row may be the one, and either column the other.
    let mut report = AnnualReport::new(Form::Y2021);
    let mut outcomes = 0;
    for row in Row::ALL.into_iter().filter(|row| row.outcome().is_some() && *row != Row::OTHER) {
        report.applications[row] = [9, 9, 9, 9, 9, 9, 54].into();
        outcomes += 9;
    }
    let total = [outcomes; 6].iter().sum();
    let all = [outcomes, outcomes, outcomes, outcomes, outcomes, outcomes, total];
    report.applications[Row::NewlyReceived] = all.into();
    report.applications[Row::CarriedOver] = [0; 7].into();
    report.applications[Row::OutcomeTotal] = all.into();
    report.applications[Row::CarriedForward] = [0; 7].into();
    assert!(report.validate().is_consistent());
    report.applications[GRANTED] = [11, 7, 9, 9, 9, 9, 54].into();
    report.applications[PARTIALLY] = [9, 9, 11, 7, 9, 9, 54].into();
    let validation = report.validate();
    // Four pairs of columns, 21 rows.
    assert_eq!(validation.proposals.len() + validation.proposals_omitted, 4 * 21);
    assert!(validation.proposals_omitted > 0);
}
