//! The rules on prose, over sentences as organs write them: no finding where none is right.

#![allow(missing_docs)]

use std::fmt::Write;

use gongkai::validate::Verdict;
use gongkai::{
    AnnualReport, ApplicantCounts, Denial, DisputeCounts, Form, Language, NonProcessing,
    OtherGround, Outcome, Row, Severity, Subsection, Theme, Unavailability,
};

/// A report whose tables are consistent, without prose.
fn tables() -> AnnualReport {
    let mut report = AnnualReport::new(Form::Y2021);
    report.organ = Some("云溪县人民政府".to_owned());
    report.year = Some(2022);
    let mut row = |row, total| {
        report.applications[row] = ApplicantCounts::from([total, 0, 0, 0, 0, 0, total]);
    };
    row(Row::NewlyReceived, 713);
    row(Row::CarriedOver, 36);
    let outcomes = [
        (Outcome::Granted, 420),
        (Outcome::PartiallyGranted, 60),
        (Outcome::Denied(Denial::StateSecret), 5),
        (Outcome::Denied(Denial::ForbiddenByLaw), 0),
        (Outcome::Denied(Denial::SecurityAndStability), 0),
        (Outcome::Denied(Denial::ThirdPartyRights), 10),
        (Outcome::Denied(Denial::InternalAffairs), 0),
        (Outcome::Denied(Denial::DeliberativeProcess), 20),
        (Outcome::Denied(Denial::EnforcementFiles), 0),
        (Outcome::Denied(Denial::AdministrativeQuery), 0),
        (Outcome::Unavailable(Unavailability::NotHeld), 130),
        (Outcome::Unavailable(Unavailability::NeedsCreation), 20),
        (Outcome::Unavailable(Unavailability::UnclearAfterCorrection), 0),
        (Outcome::NotProcessed(NonProcessing::PetitionOrComplaint), 25),
        (Outcome::NotProcessed(NonProcessing::Duplicate), 15),
        (Outcome::NotProcessed(NonProcessing::Publication), 0),
        (Outcome::NotProcessed(NonProcessing::Excessive), 0),
        (Outcome::NotProcessed(NonProcessing::Confirmation), 0),
        (Outcome::Other(Some(OtherGround::NotCorrectedInTime)), 20),
        (Outcome::Other(Some(OtherGround::FeeNotPaid)), 0),
        (Outcome::Other(Some(OtherGround::Unspecified)), 10),
    ];
    for (outcome, total) in outcomes {
        row(Row::Outcome(outcome), total);
    }
    row(Row::OutcomeTotal, 735);
    row(Row::CarriedForward, 14);
    report.disputes.reconsideration = DisputeCounts::from([15, 4, 3, 5, 27]);
    report.disputes.litigation_direct = DisputeCounts::from([4, 1, 0, 1, 6]);
    report.disputes.litigation_after_reconsideration = DisputeCounts::from([3, 0, 1, 1, 5]);
    report
}

fn with(context: &str, text: &str) -> AnnualReport {
    let mut report = tables();
    let paragraphs = vec![text.to_owned()];
    let theme = match context {
        "A" => Theme::DisclosureOnApplication,
        "S" => Theme::Supervision,
        "M" => Theme::ProactiveDisclosure,
        _ => Theme::Other,
    };
    match context {
        "P" => report.overview.preamble = paragraphs,
        "O" => report.other = paragraphs,
        "D" => report.notes.disputes = paragraphs,
        "A" | "S" | "M" => report.overview.subsections.push(Subsection {
            ordinal: 1,
            theme,
            paragraphs,
            ..Subsection::default()
        }),
        other => panic!("{other} is no context"),
    }
    report
}

/// What the rules say of a sentence: `N1+ N5!`, sorted.
fn said(report: &AnnualReport) -> Vec<String> {
    let mut said: Vec<String> = report
        .validate()
        .assessments
        .iter()
        .filter(|a| a.code.as_str().starts_with('N'))
        .map(|a| {
            let verdict = match a.verdict {
                Verdict::Holds => '+',
                Verdict::Violated => '!',
                Verdict::NotAssessable(_) => '?',
                _ => ' ',
            };
            format!("{}{verdict}", a.code)
        })
        .collect();
    said.sort();
    said
}

struct Score {
    sentences: usize,
    findings: usize,
    found: usize,
    false_findings: usize,
    verdicts: usize,
    agreed: usize,
    shown: String,
}

fn score(list: &str) -> Score {
    let mut score = Score {
        sentences: 0,
        findings: 0,
        found: 0,
        false_findings: 0,
        verdicts: 0,
        agreed: 0,
        shown: String::new(),
    };
    for line in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let mut parts = line.split('|');
        let (Some(context), Some(text), Some(labels)) = (parts.next(), parts.next(), parts.next())
        else {
            panic!("{line}");
        };
        let mut expected: Vec<&str> = labels.split_whitespace().collect();
        expected.sort_unstable();
        let found = said(&with(context, text));
        let mut rest: Vec<&str> = expected.clone();
        let mut missed = false;
        for verdict in &found {
            match rest.iter().position(|label| label == verdict) {
                Some(at) => {
                    rest.remove(at);
                    score.agreed += 1;
                    score.found += usize::from(verdict.ends_with('!'));
                }
                None => {
                    score.false_findings += usize::from(verdict.ends_with('!'));
                    missed = true;
                }
            }
        }
        missed |= !rest.is_empty();
        score.sentences += 1;
        score.verdicts += expected.len();
        score.findings += expected.iter().filter(|label| label.ends_with('!')).count();
        if missed {
            let _ = writeln!(score.shown, "{text}\n  expected {expected:?}, said {found:?}");
        }
    }
    score
}

#[allow(clippy::print_stdout, reason = "the scores are what the test is for")]
fn check(name: &str, list: &str) {
    let Score { sentences, findings, found, false_findings, verdicts, agreed, shown } = score(list);
    println!(
        "{name}: {sentences} sentences; {found} of {findings} findings, {false_findings} false; {agreed} of {verdicts} verdicts as labelled\n{shown}"
    );
    assert_eq!(false_findings, 0, "a finding where none is right:\n{shown}");
    assert!(found * 10 >= findings * 9, "recall {found} of {findings}:\n{shown}");
    assert!(agreed * 10 >= verdicts * 9, "{agreed} of {verdicts} verdicts:\n{shown}");
}

#[test]
fn sentences_are_judged_as_labelled() {
    check("first", include_str!("sentences/first.txt"));
    check("second", include_str!("sentences/second.txt"));
    check("third", include_str!("sentences/third.txt"));
}

#[test]
fn the_tables_are_consistent_and_prose_is_never_an_inconsistency() {
    let report = with("A", "共收到政府信息公开申请1件。");
    let findings: Vec<_> = report.validate().diagnostics().collect();
    assert!(report.validate().is_consistent());
    assert!(findings.iter().all(|finding| finding.severity() == Severity::Warning));
    assert!(findings.iter().any(|finding| finding.code().as_str() == "N1"));
    assert!(findings[0].message(Language::Chinese).contains("713"));
}
