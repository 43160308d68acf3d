//! Builds a report in code, validates it, writes it, and reads it again: `cargo run --example build`
//!
//! This is what an office does that publishes its report from data.

#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

use std::error::Error;

use gongkai::{
    Acts, AnnualReport, Applicant, ApplicantCounts, Cell, Channel, Denial, DisputeCounts,
    Documents, Form, Language, Measures, Outcome, Row, Subsection, Theme,
};

fn main() -> Result<(), Box<dyn Error>> {
    let mut report = AnnualReport::new(Form::Y2021);
    report.organ = Some("云溪市人民政府".to_owned());
    report.year = Some(2023);
    report.preamble = vec!["本报告的统计期限自2023年1月1日起至12月31日止。".to_owned()];

    report.overview.preamble = vec!["这一年信息公开工作按计划进行。".to_owned()];
    report.overview.subsections = vec![Subsection {
        ordinal: 1,
        heading: "主动公开".to_owned(),
        theme: Theme::ProactiveDisclosure,
        paragraphs: vec!["全年公开信息1136条。".to_owned()],
    }];

    let documents = |issued, repealed, in_force| Documents {
        issued: Cell::Value(issued),
        repealed: Cell::Value(repealed),
        in_force: Cell::Value(in_force),
        ..Documents::default()
    };
    let acts = |decisions| Acts { decisions: Cell::Value(decisions), ..Acts::default() };
    report.proactive.rules = documents(0, 0, 0);
    report.proactive.normative_documents = documents(6, 1, 32);
    report.proactive.licensing = acts(550);
    report.proactive.penalties = acts(4119);
    report.proactive.coercion = acts(195);
    report.proactive.fees.amount = Cell::Value("7730.28万元".parse()?);

    // Every row is there, most of them empty; then those that are not.
    for row in Row::ALL.into_iter().filter(|&row| row != Row::OTHER) {
        report.applications[row] = ApplicantCounts::from([0; 7]);
    }
    let secret = Row::Outcome(Outcome::Denied(Denial::StateSecret));
    report.applications[Row::NewlyReceived] = ApplicantCounts::from([20, 1, 0, 0, 0, 0, 21]);
    report.applications[Row::Outcome(Outcome::Granted)] =
        ApplicantCounts::from([19, 1, 0, 0, 0, 0, 20]);
    report.applications[secret] = ApplicantCounts::from([1, 0, 0, 0, 0, 0, 1]);
    report.applications[Row::OutcomeTotal] = ApplicantCounts::from([20, 1, 0, 0, 0, 0, 21]);

    for channel in Channel::ALL {
        report.disputes[channel] = DisputeCounts::from([0; 5]);
    }
    report.disputes.reconsideration = DisputeCounts::from([10, 1, 0, 0, 11]);

    report.problems.problems = vec!["有的栏目更新慢。".to_owned()];
    report.problems.measures =
        vec![Measures { lead: String::new(), items: vec!["定期检查栏目。".to_owned()] }];
    report.other = vec!["本年度未收取信息处理费。".to_owned()];

    println!("The report adds up: {}\n", report.validate().is_consistent());

    let text = report.to_string();
    println!("{text}");
    let again: AnnualReport = text.parse()?;
    println!("Read again, it is the same report: {}", again == report);
    let json = serde_json::to_string(&report)?;
    let from_json: AnnualReport = serde_json::from_str(&json)?;
    println!("From its JSON of {} bytes as well: {}\n", json.len(), from_json == report);

    // A slip of the pen is found, and the finding names the cell and what was added up.
    report.applications[(secret, Applicant::NaturalPerson)] = Cell::Value(2);
    for finding in report.validate().diagnostics() {
        println!("{}: {}", finding.code(), finding.message(Language::English));
    }
    Ok(())
}
