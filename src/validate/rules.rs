//! The table of rules.

use crate::diagnostic::{Code, Language, Severity};
use crate::model::Form;

/// **A rule of validation**: a row of the table [`rules`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// The stable code.
    pub code: Code,
    /// What the rule says, in a few words.
    pub title: Text,
    /// The rule as a formula over paths, or in words where it is about no figures.
    pub formula: &'static str,
    /// What the rule is applied to: how often it is assessed.
    pub scope: Text,
    /// When the rule cannot be assessed, and so does not report.
    pub silent_when: Text,
    /// What to do about a violation.
    pub remedy: Text,
    /// The forms that the rule applies to.
    pub forms: &'static [Form],
    /// What is compared.
    pub compares: Compares,
    /// The version of the crate that has the rule since.
    pub since: &'static str,
}

/// What a rule compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Compares {
    /// The figures of one report with each other, or its parts: [`AnnualReport::validate`].
    ///
    /// [`AnnualReport::validate`]: crate::AnnualReport::validate
    OneReport,
    /// The reports of one organ for several years: [`years`](super::years).
    Years,
    /// The report of a superior with those of its subordinates: [`rollup`](super::rollup).
    RollUp,
}

/// A text in English and in Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Text(
    /// English.
    pub &'static str,
    /// Chinese.
    pub &'static str,
);

impl Text {
    /// The text in a language.
    pub const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::English => self.0,
            Language::Chinese => self.1,
        }
    }
}

impl Rule {
    /// How much a violation matters.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// **Every rule**, in the order of the codes' families.
///
/// | codes | what they are about |
/// |---|---|
/// | B1–B4 | sums within the tables, which the forms state or imply |
/// | C1–C3 | figures that cannot be, and totals that are not there |
/// | N1–N9 | figures stated in prose, against the tables and one another |
/// | S1–S5 | the report as a whole: its sections, its form, its year |
///
/// ```
/// use gongkai::{Code, Language};
///
/// let rule = gongkai::validate::rules().iter().find(|rule| rule.code == Code::RowSum).unwrap();
/// assert_eq!(rule.title.in_language(Language::English), "the total of a row is the sum of its applicants");
/// assert_eq!(rule.title.in_language(Language::Chinese), "各行总计等于各类申请人之和");
/// ```
pub fn rules() -> &'static [Rule] {
    RULES
}

const BOTH: &[Form] = &[Form::Y2019, Form::Y2021];

const NO_SUM: Text = Text(
    "the total is blank or not applicable, all its parts are, or a figure is unread or absent",
    "合计为空或不适用，各项均为空或不适用，或有数据未能读取或缺失",
);
const ADD_UP: Text = Text(
    "add the figures up again, and look whether a figure is in the wrong column or row; the \
     proposals name the changes that would make all sums hold",
    "重新加总，核对有无数据错行错栏；修正建议列出可使各项勾稽关系成立的改动",
);

const EACH_MENTION: Text = Text("each such figure in prose", "文中每一处此类数字");
const NOT_COMPARABLE: Text = Text(
    "the figure is an approximation, a difference, of another time, organ or matter, of some only, \
     the sentence can be read in several ways, or a figure of the table is not there",
    "文中数字为约数、增减数，属于其他时段、机关或事项，只涉及一部分，表述可作多种理解，或表中数据缺失",
);
const AGREE: Text = Text(
    "correct the sentence or the table; where the sentence means something narrower, let it say so",
    "更正文字或表格；文中所指范围较窄的，应写明范围",
);

const RULES: &[Rule] = &[
    Rule {
        code: Code::Reconciliation,
        title: Text(
            "what came in equals what went out",
            "第一项加第二项之和等于第三项加第四项之和",
        ),
        formula: "applications.newly_received.C + applications.carried_over.C = \
                  applications.outcome_total.C + applications.carried_forward.C",
        scope: Text("each of the seven columns of the matrix", "申请情况表的七栏，逐栏"),
        silent_when: NO_SUM,
        remedy: ADD_UP,
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::RowSum,
        title: Text(
            "the total of a row is the sum of its applicants",
            "各行总计等于各类申请人之和",
        ),
        formula: "applications.R.total = sum of applications.R.C over the six kinds of applicant",
        scope: Text("each row of the matrix", "申请情况表各行，逐行"),
        silent_when: NO_SUM,
        remedy: ADD_UP,
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::OutcomeSum,
        title: Text(
            "the total of the outcomes is the sum of the outcomes",
            "（七）总计等于各项办理结果之和",
        ),
        formula: "applications.outcome_total.C = sum of applications.R.C over the rows from \
                  （一） to （六）",
        scope: Text("each of the seven columns of the matrix", "申请情况表的七栏，逐栏"),
        silent_when: NO_SUM,
        remedy: ADD_UP,
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::DisputeSum,
        title: Text(
            "the total of a channel is the sum of its rulings",
            "行政复议、行政诉讼各组总计等于各项结果之和",
        ),
        formula: "disputes.G.total = disputes.G.upheld + disputes.G.corrected + disputes.G.other \
                  + disputes.G.pending",
        scope: Text("each of the three channels of section four", "第四章三组，逐组"),
        silent_when: NO_SUM,
        remedy: ADD_UP,
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::CountImpossible,
        title: Text("counts are whole and not negative", "数量应为非负整数"),
        formula: "every count is 0, 1, 2, …",
        scope: Text("each of the sections two, three and four", "第二、三、四章，逐章"),
        silent_when: Text(
            "the section has no cells, or a cell that is no number at all",
            "该章没有表格数据，或有数据未能读取",
        ),
        remedy: Text(
            "put the number of items or applications in the cell",
            "在该格填写件数，不带正负号和小数",
        ),
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::ItemsBelowZero,
        title: Text("no more items go than there were", "项目减少数不超过上一年项目数量"),
        formula: "proactive.R.previous + proactive.R.change ≥ 0",
        scope: Text(
            "each of the five rows of section two that have a change",
            "第二章有增/减一栏的五行，逐行",
        ),
        silent_when: Text(
            "one of the two figures is blank, not applicable, unread or absent",
            "两数之一为空、不适用、未能读取或缺失",
        ),
        remedy: Text(
            "the column 本年增/减 asks for the change in the number of items, not for decisions",
            "“本年增/减”填写项目数量的增减，不是处理决定数量",
        ),
        forms: &[Form::Y2019],
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::TotalMissing,
        title: Text("figures have their total", "有数据的行、栏应有总计"),
        formula: "where parts are greater than 0, their total is a figure",
        scope: Text(
            "each row of the matrix, each column of its outcomes, each channel of section four",
            "申请情况表各行、办理结果各栏、第四章各组",
        ),
        silent_when: Text(
            "no part is a figure, or the total or a part is unread or absent",
            "各项均无数据，或总计、各项中有未能读取或缺失的",
        ),
        remedy: Text("fill in the total", "补填总计"),
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::ProseReceived,
        title: Text(
            "applications received: prose says what the table says",
            "文中收到申请数与表格一致",
        ),
        formula: "N件 received = applications.newly_received.total, or that + applications.carried_over.total",
        scope: EACH_MENTION,
        silent_when: NOT_COMPARABLE,
        remedy: AGREE,
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::ProseCarriedOver,
        title: Text(
            "applications carried over: prose says what the table says",
            "文中上年结转数与表格一致",
        ),
        formula: "N件 carried over = applications.carried_over.total",
        scope: EACH_MENTION,
        silent_when: NOT_COMPARABLE,
        remedy: AGREE,
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::ProseAnswered,
        title: Text(
            "applications answered: prose says what the table says",
            "文中答复办结数与表格一致",
        ),
        formula: "N件 answered = applications.outcome_total.total, with or without those not processed and （六）",
        scope: EACH_MENTION,
        silent_when: NOT_COMPARABLE,
        remedy: AGREE,
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::ProseCarriedForward,
        title: Text(
            "applications carried forward: prose says what the table says",
            "文中结转下年度数与表格一致",
        ),
        formula: "N件 carried forward = applications.carried_forward.total",
        scope: EACH_MENTION,
        silent_when: NOT_COMPARABLE,
        remedy: AGREE,
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::ProseOutcomes,
        title: Text(
            "groups of outcomes: prose says what the table says",
            "文中各类办理结果数与表格一致",
        ),
        formula: "N件 of a group = sum of applications.R.total over its rows",
        scope: EACH_MENTION,
        silent_when: NOT_COMPARABLE,
        remedy: AGREE,
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::ProseShare,
        title: Text(
            "shares of outcomes: prose says what the table says",
            "文中各类办理结果占比与表格一致",
        ),
        formula: "p% of a group = its sum / applications.outcome_total.total, or / those received, rounded or cut off",
        scope: EACH_MENTION,
        silent_when: NOT_COMPARABLE,
        remedy: AGREE,
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::ProseReconsideration,
        title: Text("reconsiderations: prose says what the table says", "文中行政复议数与表格一致"),
        formula: "N件 of reconsideration = disputes.reconsideration.total",
        scope: EACH_MENTION,
        silent_when: NOT_COMPARABLE,
        remedy: AGREE,
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::ProseLitigation,
        title: Text("litigations: prose says what the table says", "文中行政诉讼数与表格一致"),
        formula: "N件 of litigation = disputes.litigation_direct.total + disputes.litigation_after_reconsideration.total",
        scope: EACH_MENTION,
        silent_when: NOT_COMPARABLE,
        remedy: AGREE,
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::ProseParts,
        title: Text("parts are not more than their whole", "文中各部分之和不超过总数"),
        formula: "sum of the parts ≤ whole",
        scope: Text("each list of parts in prose (其中…)", "文中每一处“其中”等分项列举"),
        silent_when: Text(
            "a number is an approximation, or the parts are told apart in different ways and may \
             overlap",
            "数字为约数，或各部分划分方式不同、可能重叠",
        ),
        remedy: Text(
            "correct the whole or its parts, or say that the parts overlap",
            "更正总数或分项，或说明各部分有重叠",
        ),
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::SectionEmpty,
        title: Text("every section says something", "六章均有内容"),
        formula: "a section has prose, or cells",
        scope: Text("each of the six sections", "六章，逐章"),
        silent_when: Text("nothing at all is in the report", "整篇没有内容"),
        remedy: Text(
            "look whether the section was left out, published as a picture, or has another heading",
            "核对该章是否遗漏、以图片发布，或标题与规定不同",
        ),
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::ProblemsUnstated,
        title: Text("section five names problems", "第五章应写明问题和改进情况"),
        formula: "section five says more than 无, 没有 or 不存在",
        scope: Text("section five", "第五章"),
        silent_when: Text("section five is empty (S1)", "第五章没有内容（见 S1）"),
        remedy: Text(
            "state the main problems and what is done about them, as the notice asks",
            "按规定写明存在的主要问题及改进情况",
        ),
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::FormMismatch,
        title: Text("the form is that prescribed for the year", "表格格式与年度相符"),
        formula: "form = 2019 for the years 2019 and 2020, 2021 from 2021 on",
        scope: Text("the report", "整篇"),
        silent_when: Text(
            "the year or the form is not known, or the year is before 2019",
            "年度或格式不明，或年度早于 2019 年",
        ),
        remedy: Text("fill in the form prescribed for the year", "改用该年度规定的格式"),
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::PeriodMismatch,
        title: Text("the stated period is the year of the title", "统计期限与标题年度一致"),
        formula: "the year in which the period starts = year",
        scope: Text("the report", "整篇"),
        silent_when: Text(
            "no title names the year, or the preamble states no period from 1 January on",
            "标题没有年度，或正文没有自 1 月 1 日起的统计期限",
        ),
        remedy: Text(
            "one of the two was left from the year before: put it right",
            "其中之一可能沿用了上年文字，请更正",
        ),
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
    Rule {
        code: Code::Empty,
        title: Text("the form is filled in", "表格已填写"),
        formula: "not every cell is blank",
        scope: Text("the report", "整篇"),
        silent_when: Text("the report has no cells", "没有表格数据"),
        remedy: Text("fill in the form", "填写表格"),
        forms: BOTH,
        compares: Compares::OneReport,
        since: "0.1.0",
    },
];
