//! Report → findings: whether the figures of a report agree with one another.
//!
//! Validation looks at the model only, so that a report built by hand or read from JSON is judged
//! as one that was parsed. Nothing is computed over or put right: a report stays as published.

mod counts;
mod identities;
mod ledger;
mod outcome;
mod prose;
mod rules;
mod structure;
mod sums;

use self::ledger::Ledger;
use self::sums::Source;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{AnnualReport, Subject};
use crate::parse::Parsed;
use crate::span::Spans;

pub use self::outcome::{Assessment, Counts, Obstacle, Reading, Unstated, Validation, Verdict};
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

    /// Applies the rules to a report.
    pub fn validate(&self, report: &AnnualReport) -> Validation {
        self.with_spans(report, None, None)
    }

    /// Applies the rules to a report that was read from a text; the findings know their places.
    pub fn validate_parsed(&self, parsed: &Parsed<'_>) -> Validation {
        self.with_spans(&parsed.report, Some(&parsed.spans), Some(&parsed.source))
    }

    fn with_spans(
        &self,
        report: &AnnualReport,
        spans: Option<&Spans>,
        text: Option<&str>,
    ) -> Validation {
        let source = Source { report, spans, origin: None };
        let mut ledger = Ledger::new(&self.off, spans);
        identities::identities(&source, &mut ledger);
        counts::counts(&source, &mut ledger);
        identities::totals(&source, &mut ledger);
        prose::prose(&source, text, &mut ledger);
        structure::structure(report, &mut ledger);
        Validation { assessments: ledger.assessments }
    }
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
        self.findings_of(&self.validate())
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
