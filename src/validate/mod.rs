//! Report → findings: whether the figures of a report agree with one another.
//!
//! Validation looks at the model only, so that a report built by hand or read from JSON is judged
//! as one that was parsed. Nothing is computed over or put right: a report stays as published.

mod counts;
mod identities;
mod ledger;
mod organs;
mod outcome;
mod repair;
mod rollup;
mod rules;
mod structure;
mod sums;
mod years;

use self::ledger::Ledger;
use self::sums::Source;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{AnnualReport, Subject};
use crate::parse::Parsed;
use crate::span::Spans;

pub use self::outcome::{Assessment, Counts, Obstacle, Unstated, Validation, Verdict};
pub use self::rules::{Compares, Rule, Text, rules};

/// **Options of validation.**
///
/// ```
/// use gongkai::{AnnualReport, Code, Form};
/// use gongkai::validate::{Validator, Verdict};
///
/// let report = AnnualReport::new(Form::Y2021);
/// let validation = Validator::new().without(Code::RowSum).validate(&report);
/// assert!(validation.of(Code::RowSum).all(|a| a.verdict == Verdict::SwitchedOff));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validator {
    off: Vec<Code>,
    without_proposals: bool,
}

impl Validator {
    /// All rules on.
    pub fn new() -> Self {
        Validator::default()
    }

    /// Switches a rule off. Codes that are no rule's change nothing.
    #[must_use]
    pub fn without(mut self, code: Code) -> Self {
        self.off.push(code);
        self
    }

    /// Leaves out the [proposals](Validation::proposals). They cost nothing where all sums hold.
    #[must_use]
    pub fn without_proposals(mut self) -> Self {
        self.without_proposals = true;
        self
    }

    /// Applies the rules to a report.
    pub fn validate(&self, report: &AnnualReport) -> Validation {
        self.with_spans(report, None)
    }

    /// Applies the rules to a report that was read from a text; the findings know their places.
    pub fn validate_parsed(&self, parsed: &Parsed<'_>) -> Validation {
        self.with_spans(&parsed.report, Some(&parsed.spans))
    }

    /// Applies the rules that compare the reports of one organ over the years: see [`years`].
    pub fn years(&self, reports: &[AnnualReport]) -> Validation {
        let mut ledger = Ledger::new(&self.off, None);
        years::years(reports, &mut ledger);
        Validation { assessments: ledger.assessments, ..Validation::default() }
    }

    /// Applies the rules that compare a superior with its subordinates: see [`rollup`].
    pub fn rollup(&self, superior: &AnnualReport, subordinates: &[AnnualReport]) -> Validation {
        let mut ledger = Ledger::new(&self.off, None);
        rollup::rollup(superior, subordinates, &mut ledger);
        Validation { assessments: ledger.assessments, ..Validation::default() }
    }

    fn with_spans(&self, report: &AnnualReport, spans: Option<&Spans>) -> Validation {
        let source = Source { report, spans, origin: None };
        let mut ledger = Ledger::new(&self.off, spans);
        identities::identities(&source, &mut ledger);
        counts::counts(&source, &mut ledger);
        identities::totals(&source, &mut ledger);
        structure::structure(report, &mut ledger);
        let assessments = ledger.assessments;
        let (proposals, proposals_omitted) = if self.without_proposals {
            Default::default()
        } else {
            repair::proposals(report, &assessments, &self.off)
        };
        Validation { assessments, proposals, proposals_omitted }
    }
}

/// **Compares the reports of one organ over the years**: the rules Y1 to Y9.
///
/// - The reports may be given in any order, and with gaps, which Y5 reports.
/// - Where several reports for the same year are given (Y6), a rule is assessed on the figures on
///   which they agree. None of them is picked.
/// - Where the form changes between two years, rules that need one form in both cannot be assessed
///   ([`Obstacle::OtherForm`]). Applications are carried over the change (Y1).
/// - A report that does not tell its year cannot be placed and is named by Y9.
/// - The [`Origin`](crate::Origin) of an assessment, of a finding and of each operand is the report:
///   its place in the slice, and its year.
///
/// ```
/// use gongkai::validate::{Obstacle, Verdict, years};
/// use gongkai::{AnnualReport, ApplicantCounts, Cell, Code, Form, Language, Row};
///
/// let mut before = AnnualReport::new(Form::Y2019);
/// before.organ = Some("云溪市人民政府".to_owned());
/// before.year = Some(2020);
/// before.applications[Row::CarriedForward] = ApplicantCounts::from([35, 0, 0, 0, 0, 0, 35]);
///
/// let mut report = AnnualReport::new(Form::Y2021);
/// report.organ = Some("云溪市".to_owned());
/// report.year = Some(2021);
/// report.applications[Row::CarriedOver] = ApplicantCounts::from([35, 1, 0, 0, 0, 0, 36]);
/// report.applications[Row::CarriedOver].research_institution = Cell::Blank;
///
/// let validation = years(&[report, before]);
/// let findings: Vec<_> = validation.diagnostics().collect();
/// assert_eq!(findings.len(), 2); // 商业企业 and 总计; a blank is not compared with a 0.
/// assert_eq!(
///     findings[1].message(Language::English),
///     "2021: applications.carried_over.total (二、上年结转政府信息公开申请数量 · 总计) = 36, \
///      but carried forward in 2020 = 35; they differ by 1"
/// );
/// // Which of the reports it is about, and which each figure comes from.
/// assert_eq!(findings[1].origin.as_ref().unwrap().index, 0);
/// let indices = findings[1].operands().map(|operand| operand.origin.as_ref().unwrap().index);
/// assert_eq!(indices.collect::<Vec<_>>(), [0, 1]);
///
/// // Documents in force are counted since the form of 2021, which the report for 2020 does not follow.
/// let in_force = validation.of(Code::InForce).next().unwrap();
/// let Verdict::NotAssessable(why) = &in_force.verdict else { panic!() };
/// assert!(matches!(why, Obstacle::OtherForm { needed: Form::Y2021, .. }));
/// ```
pub fn years(reports: &[AnnualReport]) -> Validation {
    Validator::new().years(reports)
}

/// **Compares the report of a superior with those of its subordinates**: the rules R1 and R2.
///
/// - A superior's figures are those of all its subordinates together, so that every one of them has
///   to be given. Where the superior reports on itself as well (本级), that report is one of them.
/// - Money is added up in yuan, exactly.
/// - Where a subordinate's figure is unread or absent, or it reports on another year or in another
///   form, the rule cannot be assessed, and the [`Obstacle`] names the subordinate.
/// - The [`Origin`](crate::Origin) of an operand is the subordinate: its place in the slice, and its
///   organ; `None` is the superior.
///
/// ```
/// use gongkai::validate::rollup;
/// use gongkai::{AnnualReport, Cell, Code, Form, Language};
///
/// let report = |organ: &str, fees: &str| -> Result<AnnualReport, gongkai::LiteralError> {
///     let mut report = AnnualReport::new(Form::Y2021);
///     report.organ = Some(organ.to_owned());
///     report.year = Some(2024);
///     report.proactive.fees.amount = Cell::Value(fees.parse()?);
///     Ok(report)
/// };
/// let superior = report("云溪市", "3.1万元")?;
/// let subordinates = [report("云溪市教育局", "1.2万元")?, report("云溪市水利局", "18000元")?];
///
/// let finding = rollup(&superior, &subordinates).diagnostics().next().unwrap();
/// assert_eq!(finding.code(), Code::RollUp);
/// assert_eq!(
///     finding.message(Language::English),
///     "proactive.fees.amount (行政事业性收费 · 本年收费金额) = 31000, but the subordinates sum to \
///      30000 (12000 云溪市教育局 + 18000 云溪市水利局); they differ by 1000"
/// );
/// # Ok::<(), gongkai::LiteralError>(())
/// ```
pub fn rollup(superior: &AnnualReport, subordinates: &[AnnualReport]) -> Validation {
    Validator::new().rollup(superior, subordinates)
}

impl AnnualReport {
    /// Applies all [rules] that look at one report.
    pub fn validate(&self) -> Validation {
        Validator::new().validate(self)
    }
}

impl Parsed<'_> {
    /// Everything that there is to say: what reading said, then the violations of the [rules]. What
    /// reading said already, that a section is missing or that a cell is no count, is not said again.
    ///
    /// ```
    /// let text = "三、收到和处理政府信息公开申请情况\n（一）予以公开\t1\t0\t0\t0\t0\t0\t2\n";
    /// let findings = gongkai::parse(text).findings();
    /// assert!(findings.iter().any(|finding| finding.code().as_str() == "B2"));
    /// ```
    pub fn findings(&self) -> Vec<Diagnostic> {
        self.findings_of(&Validator::new().without_proposals().validate_parsed(self))
    }

    /// The same with a validation that was made already.
    pub fn findings_of(&self, validation: &Validation) -> Vec<Diagnostic> {
        let said = |code, subject: Subject| {
            self.diagnostics.iter().any(|d| d.code() == code && d.subject == subject)
        };
        let news = validation.diagnostics().filter(|finding| match finding.code() {
            Code::SectionEmpty => {
                !said(Code::SectionMissing, finding.subject)
                    && !said(Code::FiguresAbsent, finding.subject)
                    && !said(Code::NotAReport, Subject::Report)
            }
            // Each such cell has a P10 that shows its place.
            Code::CountImpossible => false,
            _ => true,
        });
        self.diagnostics.iter().cloned().chain(news).collect()
    }

    /// Applies all [rules] that look at one report; the findings know their places in the source.
    pub fn validate(&self) -> Validation {
        Validator::new().validate_parsed(self)
    }
}
