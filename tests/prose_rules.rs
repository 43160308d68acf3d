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
    check("fourth", include_str!("sentences/fourth.txt"));
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

/// Published documents and samples: their prose agrees with their tables.
#[test]
fn documents_have_no_finding_in_their_prose() {
    let Some(shared) = std::env::var_os("GONGKAI_SHARED") else { return };
    let mut folders = vec![std::path::PathBuf::from(shared)];
    let (mut documents, mut held) = (0, 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_text =
                [".txt", "scrambled.md", "markdown.md"].iter().any(|end| name.ends_with(end));
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            if !is_text {
                continue;
            }
            let validation = gongkai::parse(&text).validate();
            let of_prose = |code: gongkai::Code| code.as_str().starts_with('N');
            let finding = validation.diagnostics().find(|finding| of_prose(finding.code()));
            assert!(finding.is_none(), "{}: {finding:?}", path.display());
            documents += 1;
            held += validation
                .assessments
                .iter()
                .filter(|a| of_prose(a.code) && a.verdict == Verdict::Holds)
                .count();
            if name.starts_with("huayin") {
                let wholes = validation.of(gongkai::Code::ProseParts);
                assert_eq!(wholes.filter(|a| a.verdict == Verdict::Holds).count(), 2);
            }
        }
    }
    assert!(documents > 10 && held > 10, "{documents} documents, {held} rules hold");
}

/// Each is repeated to a length at which anything but linear time would not end.
#[test]
fn long_sentences_take_linear_time() {
    let pieces = [
        "1",
        "其中",
        "其中1件，",
        "收到申请12件，其中网上8件；信函4件（含1件）。",
        "《12件",
        "（1件",
        "2020年",
        "1,",
        "1.1.",
        "十",
        "十件",
        "局1件",
        "1月",
        "收到政府信息公开申请13件，",
        "1万万万万件",
        "１",
        "《",
        "予以公开1件占9%",
    ];
    for piece in pieces {
        for end in ["", "。"] {
            let text = piece.repeat(300_000 / piece.len()) + end;
            let mut report = with("A", &text);
            report.organ = Some("局".repeat(10_000));
            let _ = report.validate();
        }
    }
}

/// A finding knows its place in a source whose lines were broken at a fixed width.
#[test]
fn findings_know_their_place_in_broken_lines() {
    let text = "云溪市2022年政府信息公开工作年度报告\n一、总体情况\n\
        2022年以来，我市认真贯彻落实条例，全市各级政府认真履行公开职责，\n\
        主动公开信息5078条，其中门户网站4593条，政务微信539条，全部及时准\n\
        确，没有发生错误。\n";
    let parsed = gongkai::parse(text);
    let validation = parsed.validate();
    let finding = validation.diagnostics().find(|f| f.code().as_str() == "N9").expect("a finding");
    assert_eq!(finding.span.and_then(|span| span.text(text)), Some("5078条"));
}

proptest::proptest! {
    #[test]
    fn nothing_panics(text in "[0-9０-９件条項%，。、；：（）《》其中收到申请共一二十百万元近约占年月第 ]{0,80}") {
        let report = with("A", &text);
        for quantity in report.quantities() {
            assert_eq!(quantity.place.text(&report), Some(quantity.text));
            assert!(quantity.sentence.contains(quantity.text));
        }
        let _ = report.validate();
    }
}
