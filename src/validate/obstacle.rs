//! Why a rule cannot be assessed: [`Obstacle`].

use std::fmt;

use super::rules::Text;
use crate::diagnostic::{Language, Origin};
use crate::model::{CellState, Field, Form, OtherRows};
use crate::prose::Qualifier;

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
            Obstacle::Prose(reading) => {
                let words = reading.words();
                match language {
                    Language::English => words.0.to_owned(),
                    Language::Chinese => words.1.to_owned(),
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
            Obstacle::Figure { .. } | Obstacle::Unstated(_) | Obstacle::Prose(_) => String::new(),
            Obstacle::UnstatedBy { origin, what } => {
                format!("in the report {}, {}", origin.name, what.words().0)
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
            Obstacle::Figure { .. } | Obstacle::Unstated(_) | Obstacle::Prose(_) => String::new(),
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
