//! What comes of applying rules: [`Validation`] and what it is made of.

use std::fmt;

use crate::diagnostic::{Code, Detail, Diagnostic, Language, Origin, Severity, Side};
use crate::model::{CellState, Field, Subject};
use crate::prose::Qualifier;
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
    /// A figure in prose is none that the tables state, or may be none.
    Prose(Reading),
}

/// Why a figure in prose is not compared with the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reading {
    /// It is an approximation.
    Approximate,
    /// It is not of the whole organ and the whole year, or not of what the tables count.
    Qualified(Qualifier),
    /// Another sentence on the same subject agrees with the tables, so that this one, which is less,
    /// may be about some of them.
    Repeated,
    /// The parts are told apart in different ways, so that they may overlap.
    Overlapping,
    /// The parts are those of all outcomes, and not of the number before them.
    OtherWhole,
    /// There is nothing that it could be a share of.
    NothingToShare,
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
}

impl Obstacle {
    /// The figure that is missing, if it is one.
    pub const fn field(&self) -> Option<Field> {
        match self {
            Obstacle::Figure { field, .. } => Some(*field),
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
            Obstacle::Prose(reading) => {
                let words = reading.words();
                match language {
                    Language::English => words.0.to_owned(),
                    Language::Chinese => words.1.to_owned(),
                }
            }
            Obstacle::Unstated(what) => {
                let words = match what {
                    Unstated::Year => ("the year is not known", "年度不明"),
                    Unstated::Form => ("the form is not known", "格式不明"),
                    Unstated::Period => ("no period is stated", "没有统计期限"),
                    Unstated::Content => ("there is nothing to assess", "没有内容"),
                    Unstated::Prescription => {
                        ("no form was prescribed for the year", "该年度没有规定格式")
                    }
                };
                match language {
                    Language::English => words.0.to_owned(),
                    Language::Chinese => words.1.to_owned(),
                }
            }
        }
    }
}

impl Reading {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Reading::Approximate => ("the figure is an approximation", "文中数字为约数"),
            Reading::Qualified(Qualifier::Difference) => {
                ("the figure is a difference", "文中数字为增减数")
            }
            Reading::Qualified(Qualifier::Period) => {
                ("the figure is of another time", "文中数字属于其他时段")
            }
            Reading::Qualified(Qualifier::Organ) => {
                ("the figure may be of another organ", "文中数字可能属于其他机关")
            }
            Reading::Qualified(Qualifier::Part) => {
                ("the figure is of some of them only", "文中数字只涉及其中一部分")
            }
            Reading::Qualified(Qualifier::Matter) => {
                ("the figure may be of another matter", "文中数字可能属于其他事项")
            }
            Reading::Qualified(Qualifier::Several) => {
                ("the figure is said of several at once", "文中数字同时说明几项")
            }
            Reading::Qualified(Qualifier::Unclear) => {
                ("the sentence can be read in several ways", "文中表述可作多种理解")
            }
            Reading::Repeated => (
                "another sentence agrees with the tables, and this one may be about a part",
                "另有一处与表格一致，此处可能只涉及其中一部分",
            ),
            Reading::Overlapping => ("the parts may overlap", "各部分可能有重叠"),
            Reading::OtherWhole => {
                ("the parts are those of all outcomes", "各部分为全部办理结果的组成部分")
            }
            Reading::NothingToShare => {
                ("there is nothing that it could be a share of", "没有可计算比例的总数")
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
    /// What was found, where the rule could be assessed and there is more to say than the verdict.
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
                Some(Diagnostic::new(self.subject, self.span, detail.clone()))
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
}

impl Validation {
    /// The violations.
    pub fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        self.assessments.iter().filter_map(Assessment::diagnostic)
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
