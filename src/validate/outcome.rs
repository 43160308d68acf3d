//! What comes of applying rules: [`Validation`] and what it is made of.

use std::fmt;

use super::Text;
use crate::diagnostic::{Code, Detail, Diagnostic, Language, Origin, Proposal, Severity, Side};
use crate::model::{CellState, Field, Form, OtherRows, Subject};
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

/// **Why a rule cannot be assessed.**
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Obstacle {
    /// A figure that the rule needs is not there.
    Figure {
        /// The report that it should stand in, where several are compared.
        origin: Option<Origin>,
        /// The figure.
        field: Field,
        /// What stands in its place.
        state: CellState,
    },
    /// The report does not tell its year, its form, or what else the rule needs.
    Unstated(Unstated),
    /// The same of one of several reports.
    UnstatedBy {
        /// The report.
        origin: Origin,
        /// What it does not tell.
        what: Unstated,
    },
    /// Reports were to be compared, and there is no other to compare with.
    Alone,
    /// No report for the year before was given.
    NoReport {
        /// The year before.
        year: u16,
    },
    /// Two reports for the same year do not agree on a figure that the rule needs.
    Conflict {
        /// The figure.
        field: Field,
        /// The two reports.
        reports: [Origin; 2],
    },
    /// A report does not follow the form that the rule needs: the form changed between the years, or
    /// a subordinate follows another form than its superior.
    OtherForm {
        /// The report.
        origin: Origin,
        /// The form that it follows.
        form: Form,
        /// The form that the rule needs.
        needed: Form,
    },
    /// A subordinate states （六）其他处理 in one row and its superior in three, or the other way round.
    OtherRows {
        /// The subordinate.
        origin: Origin,
        /// How the superior states it.
        needed: OtherRows,
    },
    /// A subordinate reports on another year than its superior.
    OtherYear {
        /// The subordinate.
        origin: Origin,
        /// The year that it reports on.
        year: u16,
        /// The year that the superior reports on.
        needed: u16,
    },
    /// The names of two organs are written in different scripts, and so cannot be compared.
    Scripts {
        /// Two reports that name them.
        reports: [Origin; 2],
    },
}

/// What a report does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Unstated {
    /// The year that is reported on.
    Year,
    /// The form of its tables.
    Form,
    /// The period that is reported on.
    Period,
    /// Anything at all in the section, or in the report.
    Content,
    /// What was prescribed for its year, before there was a form.
    Prescription,
    /// The organ that reports.
    Organ,
}

impl Unstated {
    const fn words(self) -> Text {
        match self {
            Unstated::Year => Text("the year is not known", "年度不明"),
            Unstated::Form => Text("the form is not known", "格式不明"),
            Unstated::Period => Text("no period is stated", "没有统计期限"),
            Unstated::Content => Text("there is nothing to assess", "没有内容"),
            Unstated::Prescription => {
                Text("no form was prescribed for the year", "该年度没有规定格式")
            }
            Unstated::Organ => Text("no organ is named", "机关名称不明"),
        }
    }
}

impl Obstacle {
    /// The figure that is missing or not agreed on, if it is one.
    pub const fn field(&self) -> Option<Field> {
        match self {
            Obstacle::Figure { field, .. } | Obstacle::Conflict { field, .. } => Some(*field),
            _ => None,
        }
    }

    /// The obstacle in a few words.
    ///
    /// ```
    /// use gongkai::{AnnualReport, Form, Language};
    /// use gongkai::validate::Verdict;
    ///
    /// let validation = AnnualReport::new(Form::Y2021).validate();
    /// let Verdict::NotAssessable(why) = &validation.assessments[0].verdict else { panic!() };
    /// assert_eq!(
    ///     why.message(Language::English),
    ///     "applications.newly_received.natural_person is absent"
    /// );
    /// ```
    pub fn message(&self, language: Language) -> String {
        match self {
            Obstacle::Figure { origin, field, state } => {
                let of = origin.as_ref().map_or("", |origin| &origin.name);
                match (language, of) {
                    (Language::English, "") => format!("{field} is {}", words(*state).0),
                    (Language::English, of) => format!("{field} of {of} is {}", words(*state).0),
                    (Language::Chinese, "") => format!("{field} {}", words(*state).1),
                    (Language::Chinese, of) => format!("{of} 的 {field} {}", words(*state).1),
                }
            }
            Obstacle::Unstated(what) => what.words().in_language(language).to_owned(),
            _ if language == Language::Chinese => self.of_several_in_chinese(),
            _ => self.of_several_in_english(),
        }
    }

    /// What prevents the comparison of several reports.
    fn of_several_in_english(&self) -> String {
        match self {
            Obstacle::Figure { .. } | Obstacle::Unstated(_) => String::new(),
            Obstacle::UnstatedBy { origin, what } => {
                format!("of the report {}, {}", origin.name, what.words().0)
            }
            Obstacle::Alone => "there is no other report to compare with".to_owned(),
            Obstacle::NoReport { year } => format!("no report for {year} was given"),
            Obstacle::Conflict { field, reports: [one, other] } => {
                format!("the reports {} and {} do not agree on {field}", one.name, other.name)
            }
            Obstacle::OtherForm { origin, form, needed } => format!(
                "the report {} follows the form of {form}, and the rule needs that of {needed}",
                origin.name
            ),
            Obstacle::OtherRows { origin, needed } => {
                let [stated, needed] = match needed {
                    OtherRows::Single => ["three rows", "one"],
                    OtherRows::ByGround => ["one row", "three"],
                };
                format!(
                    "{} states （六）其他处理 in {stated}, the superior in {needed}",
                    origin.name
                )
            }
            Obstacle::OtherYear { origin, year, needed } => {
                format!("{} reports on {year}, the superior on {needed}", origin.name)
            }
            Obstacle::Scripts { reports: [one, other] } => format!(
                "the reports {} and {} name their organs in different scripts",
                one.name, other.name
            ),
        }
    }

    fn of_several_in_chinese(&self) -> String {
        match self {
            Obstacle::Figure { .. } | Obstacle::Unstated(_) => String::new(),
            Obstacle::UnstatedBy { origin, what } => {
                format!("{} 的报告{}", origin.name, what.words().1)
            }
            Obstacle::Alone => "没有可比较的其他报告".to_owned(),
            Obstacle::NoReport { year } => format!("没有 {year} 年度报告"),
            Obstacle::Conflict { field, reports: [one, other] } => {
                format!("{} 与 {} 两份报告的 {field} 不一致", one.name, other.name)
            }
            Obstacle::OtherForm { origin, form, needed } => {
                format!("{} 的报告采用 {form} 年格式，本规则需要 {needed} 年格式", origin.name)
            }
            Obstacle::OtherRows { origin, needed } => {
                let [stated, needed] = match needed {
                    OtherRows::Single => ["三行", "一行"],
                    OtherRows::ByGround => ["一行", "三行"],
                };
                format!("{} 的（六）其他处理为{stated}，上级为{needed}", origin.name)
            }
            Obstacle::OtherYear { origin, year, needed } => {
                format!("{} 的报告为 {year} 年度，上级为 {needed} 年度", origin.name)
            }
            Obstacle::Scripts { reports: [one, other] } => {
                format!("{} 与 {} 两份报告的机关名称字体（简繁）不同", one.name, other.name)
            }
        }
    }
}

const fn words(state: CellState) -> (&'static str, &'static str) {
    match state {
        CellState::Value => ("a figure", "有数据"),
        CellState::Blank => ("blank", "为空"),
        CellState::NotApplicable => ("not applicable", "不适用"),
        CellState::Unread => ("unread", "未能读取"),
        CellState::Absent => ("absent", "缺失"),
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::English))
    }
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
    /// Where that stands in the source text, where the report was read from one.
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

    /// The two sides of a comparison as they were found: what is stated, and what it should equal.
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
