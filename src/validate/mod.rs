//! Report → findings: whether the figures of a report agree with one another.
//!
//! Validation looks at the model only, so that a report built by hand or read from JSON is judged
//! as one that was parsed. Nothing is computed over or put right: a report stays as published.

mod identities;

use crate::diagnostic::{Code, Detail, Diagnostic, Severity, Side};
use crate::model::{AnnualReport, Field, Subject};
use crate::parse::Parsed;
use crate::span::Spans;

/// **A rule of validation**: a row of the table [`rules`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// The stable code.
    pub code: Code,
    /// What the rule says, in a few English words.
    pub title: &'static str,
    /// The same in Chinese.
    pub title_zh: &'static str,
    /// The rule as a formula over paths.
    pub formula: &'static str,
    /// What the rule is applied to: how often it is assessed in a report.
    pub scope: &'static str,
    /// When the rule cannot be assessed, and so does not report.
    pub silent_when: &'static str,
    /// The version of the crate that has the rule since.
    pub since: &'static str,
}

impl Rule {
    /// How much a violation matters.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// **Every rule**, in the order in which they are applied.
///
/// | code | rule |
/// |---|---|
/// | B1 | per column: `newly_received` + `carried_over` = `outcome_total` + `carried_forward` |
/// | B2 | per row of the matrix: `total` = the sum of the six kinds of applicant |
/// | B3 | per column: `outcome_total` = the sum of the outcomes |
/// | B4 | per channel of section four: `total` = `upheld` + `corrected` + `other` + `pending` |
///
/// ```
/// let codes: Vec<_> = gongkai::validate::rules().iter().map(|rule| rule.code.as_str()).collect();
/// assert_eq!(codes, ["B1", "B2", "B3", "B4"]);
/// ```
pub fn rules() -> &'static [Rule] {
    identities::RULES
}

/// **What came of applying a rule.**
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// The figures agree.
    Holds,
    /// The figures disagree.
    Violated,
    /// The rule cannot be assessed: this figure is blank, not applicable, unread or absent where
    /// the rule needs it.
    NotAssessable(Field),
    /// The rule was switched off.
    SwitchedOff,
}

/// **A rule applied once**: to a row, a column or a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assessment {
    /// The rule.
    pub code: Code,
    /// The total that the rule is about; for B1, the total of the outcomes.
    pub field: Field,
    /// What came of it.
    pub verdict: Verdict,
    /// The two sides as they were found, where both could be summed up.
    pub sides: Option<(Side, Side)>,
}

/// **What all rules say of a report.**
///
/// ```
/// use gongkai::{AnnualReport, ApplicantCounts, Form, Language, Row};
/// use gongkai::validate::Verdict;
///
/// let mut report = AnnualReport::new(Form::Y2021);
/// report.applications[Row::NewlyReceived] = ApplicantCounts::from([3, 1, 0, 0, 0, 0, 5]);
/// let validation = report.validate();
/// let finding = validation.diagnostics().next().unwrap();
/// assert_eq!(
///     finding.message(Language::Chinese),
///     "applications.newly_received.total (一、本年新收政府信息公开申请数量 · 总计) = 5，\
///      各项之和 = 4 (3 + 1 + 0 + 0 + 0 + 0)，相差 1"
/// );
/// assert!(validation.assessments.iter().any(|a| matches!(a.verdict, Verdict::NotAssessable(_))));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Validation {
    /// Every application of every rule.
    pub assessments: Vec<Assessment>,
}

impl Validation {
    /// The violations.
    pub fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        self.assessments.iter().filter_map(|assessment| {
            let (left, right) = assessment.sides.clone()?;
            if assessment.verdict != Verdict::Violated {
                return None;
            }
            let mut operands = left.operands.iter().chain(&right.operands);
            let total = operands.find(|operand| operand.field == assessment.field);
            let span = total.and_then(|operand| operand.span);
            let detail = Detail::Imbalance { code: assessment.code, left, right };
            Some(Diagnostic::new(Subject::Figure(assessment.field), span, detail))
        })
    }

    /// Whether no rule is violated. It does not mean that any could be assessed.
    pub fn is_consistent(&self) -> bool {
        self.assessments.iter().all(|assessment| assessment.verdict != Verdict::Violated)
    }

    /// How many applications of rules came to hold, to be violated, and could not be assessed.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for assessment in &self.assessments {
            match assessment.verdict {
                Verdict::Holds => counts.hold += 1,
                Verdict::Violated => counts.violated += 1,
                Verdict::NotAssessable(_) => counts.not_assessable += 1,
                Verdict::SwitchedOff => counts.switched_off += 1,
            }
        }
        counts
    }
}

/// How many applications of rules came to each verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct Counts {
    /// [`Verdict::Holds`].
    pub hold: usize,
    /// [`Verdict::Violated`].
    pub violated: usize,
    /// [`Verdict::NotAssessable`].
    pub not_assessable: usize,
    /// [`Verdict::SwitchedOff`].
    pub switched_off: usize,
}

/// **Options of validation.**
///
/// ```
/// use gongkai::{AnnualReport, Code, Form};
/// use gongkai::validate::{Validator, Verdict};
///
/// let report = AnnualReport::new(Form::Y2021);
/// let validation = Validator::new().without(Code::RowSum).validate(&report);
/// assert!(
///     validation
///         .assessments
///         .iter()
///         .filter(|a| a.code == Code::RowSum)
///         .all(|a| a.verdict == Verdict::SwitchedOff)
/// );
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
        self.with_spans(report, None)
    }

    /// Applies the rules to a report that was read from a text; the findings know their places.
    pub fn validate_parsed(&self, parsed: &Parsed<'_>) -> Validation {
        self.with_spans(&parsed.report, Some(&parsed.spans))
    }

    fn with_spans(&self, report: &AnnualReport, spans: Option<&Spans>) -> Validation {
        Validation { assessments: identities::assess(report, spans, &self.off) }
    }
}

impl AnnualReport {
    /// Applies all [rules] to the report.
    pub fn validate(&self) -> Validation {
        Validator::new().validate(self)
    }
}

impl Parsed<'_> {
    /// Everything that there is to say: what reading said, then the violations of the [rules].
    ///
    /// ```
    /// let parsed = gongkai::parse("三、收到和处理政府信息公开申请情况\n（一）予以公开\t1\t0\t0\t0\t0\t0\t2\n");
    /// let findings = parsed.findings();
    /// assert_eq!(findings.last().unwrap().code().as_str(), "B2");
    /// ```
    pub fn findings(&self) -> Vec<Diagnostic> {
        self.diagnostics.iter().cloned().chain(self.validate().diagnostics()).collect()
    }

    /// Applies all [rules] to the report; the findings know their places in the source.
    pub fn validate(&self) -> Validation {
        Validator::new().validate_parsed(self)
    }
}
