//! What comes of applying rules: [`Validation`] and what it is made of.

use super::obstacle::Obstacle;
use crate::diagnostic::{Code, Detail, Diagnostic, Origin, Proposal, Severity, Side};
use crate::model::{Field, Subject};
use crate::span::Span;

/// **What came of applying a rule.**
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// The report does as the rule says.
    Holds,
    /// It does not.
    Violated,
    /// The rule cannot be assessed, and why.
    NotAssessable(Obstacle),
    /// The rule was switched off.
    SwitchedOff,
}

/// **A rule applied once**: to a row, a column, a section, a sentence, a year.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assessment {
    /// The rule.
    pub code: Code,
    /// What the rule was applied to; for a sum, its total; for B1, the total of the outcomes.
    pub subject: Subject,
    /// The report that it was applied to, where several are compared.
    pub origin: Option<Origin>,
    /// Where that stands in the source text, where the report was read from one. Prose is looked for
    /// in the source only where a rule on it is violated.
    pub span: Option<Span>,
    /// What came of it.
    pub verdict: Verdict,
    /// What was found: always where the rule is violated; where it holds, only if there is more to
    /// say than that it does.
    pub detail: Option<Detail>,
}

impl Assessment {
    /// The figure that the rule was applied to, where it was one.
    pub const fn field(&self) -> Option<Field> {
        match self.subject {
            Subject::Figure(field) => Some(field),
            _ => None,
        }
    }

    /// The two sides of a comparison as they were found: what is stated, and what it should equal. For
    /// figures in prose see [`Detail::sides`].
    pub fn sides(&self) -> Option<(&Side, &Side)> {
        match self.detail.as_ref()?.sides() {
            [Some(left), Some(right)] => Some((left, right)),
            _ => None,
        }
    }

    /// The finding, where the rule is violated.
    pub fn diagnostic(&self) -> Option<Diagnostic> {
        match (&self.verdict, &self.detail) {
            (Verdict::Violated, Some(detail)) => {
                let finding = Diagnostic::new(self.subject, self.span, detail.clone());
                Some(Diagnostic { origin: self.origin.clone(), ..finding })
            }
            _ => None,
        }
    }
}

/// **What all rules say of a report**, or of several.
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Validation {
    /// Every application of every rule.
    pub assessments: Vec<Assessment>,
    /// Changes that would make violated sums hold, the most likely first; first those of section
    /// three, then those of section four. None is ever applied.
    pub proposals: Vec<Proposal>,
    /// How many more there are that are not listed.
    pub proposals_omitted: usize,
}

impl Validation {
    /// The violations.
    pub fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        self.assessments.iter().filter_map(Assessment::diagnostic)
    }

    /// The proposals that change a figure, or mend a rule that was applied to it.
    pub fn proposals_for(&self, field: Field) -> impl Iterator<Item = &Proposal> {
        self.proposals.iter().filter(move |proposal| {
            proposal.changes(field) || proposal.mends.iter().any(|&(_, mended)| mended == field)
        })
    }

    /// The proposals that mend a violation.
    ///
    /// ```
    /// use gongkai::{AnnualReport, DisputeCounts, Form};
    ///
    /// let mut report = AnnualReport::new(Form::Y2021);
    /// report.disputes.reconsideration = DisputeCounts::from([10, 1, 0, 0, 12]);
    /// let validation = report.validate();
    /// let finding = validation.diagnostics().next().unwrap();
    /// // Any of the five figures may be the one that is wrong.
    /// assert_eq!(validation.proposals_mending(&finding).count(), 5);
    /// ```
    pub fn proposals_mending(&self, finding: &Diagnostic) -> impl Iterator<Item = &Proposal> {
        let mended = match finding.subject {
            Subject::Figure(field) => Some((finding.code(), field)),
            _ => None,
        };
        self.proposals
            .iter()
            .filter(move |proposal| mended.is_some_and(|mended| proposal.mends.contains(&mended)))
    }

    /// Whether the figures agree with one another: no rule of [`Severity::Inconsistency`] is
    /// violated. It does not mean that any could be assessed.
    pub fn is_consistent(&self) -> bool {
        !self.assessments.iter().any(|assessment| {
            assessment.verdict == Verdict::Violated
                && assessment.code.severity() == Severity::Inconsistency
        })
    }

    /// The applications of one rule.
    pub fn of(&self, code: Code) -> impl Iterator<Item = &Assessment> {
        self.assessments.iter().filter(move |assessment| assessment.code == code)
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
