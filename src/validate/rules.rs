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
/// | Y1–Y9 | the reports of one organ for several years ([`years`](super::years)) |
/// | R1, R2 | the report of a superior and those of its subordinates ([`rollup`](super::rollup)) |
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
    "add the figures up again, and check whether a figure is in the wrong column or row; the \
     proposals name the changes that would make all sums hold",
    "重新加总，核对有无数据错行错栏；修正建议列出可使各项勾稽关系成立的改动",
);

const IN_ONE_FORM: Text = Text(
    "the year before has no report or another form; one of the two stated amounts is blank or not \
     applicable; a figure is unread or absent; or reports for the same year differ on it",
    "没有上一年度报告或其格式不同，两年的存量数之一为空或不适用，有数据未能读取或缺失，或同一年度\
     的几份报告不一致",
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
            "applications received and carried over equal those answered and carried forward",
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
        title: Text("lawsuits: prose says what the table says", "文中行政诉讼数与表格一致"),
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
            "check whether the section was left out, published as a picture, or has another heading",
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
            "state the main problems and what is done about them, as the form asks",
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
            "one of the two may have been left over from the year before: correct it",
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
    Rule {
        code: Code::CarriedOver,
        title: Text(
            "what is carried over is what was carried forward the year before",
            "上年结转等于上一年度报告的结转下年度继续办理",
        ),
        formula: "applications.carried_over.C of a year = applications.carried_forward.C of the \
                  year before",
        scope: Text(
            "each of the seven columns of the matrix, in each year but the first",
            "首年以外各年度申请情况表的七栏，逐栏",
        ),
        silent_when: Text(
            "the year before has no report, one of the two figures is blank, not applicable, unread \
             or absent, or reports for the same year differ on it",
            "没有上一年度报告，两数之一为空、不适用、未能读取或缺失，或同一年度的几份报告不一致",
        ),
        remedy: Text(
            "check which of the two reports is right; where the older one is published already, \
             explain the difference in section six",
            "核对两份报告何者有误；上一年度报告已公布的，在第六章说明差异原因",
        ),
        forms: BOTH,
        compares: Compares::Years,
        since: "0.1.0",
    },
    Rule {
        code: Code::InForce,
        title: Text(
            "documents in force follow from those of the year before",
            "现行有效件数与上一年度相衔接",
        ),
        formula: "proactive.D.in_force of a year = proactive.D.in_force of the year before + \
                  proactive.D.issued − proactive.D.repealed",
        scope: Text(
            "rules and normative documents, in each year but the first",
            "首年以外各年度的规章、规范性文件，逐行",
        ),
        silent_when: IN_ONE_FORM,
        remedy: Text(
            "count the documents in force again; documents that were repealed without being counted \
             are the usual reason",
            "重新清理现行有效文件；常见原因是已废止的文件未计入废止件数",
        ),
        forms: &[Form::Y2021],
        compares: Compares::Years,
        since: "0.1.0",
    },
    Rule {
        code: Code::PreviousItems,
        title: Text(
            "the items of the year before are those that its report leaves",
            "上一年项目数量等于上一年度报告增减后的数量",
        ),
        formula: "proactive.R.previous of a year = proactive.R.previous of the year before + \
                  proactive.R.change of the year before",
        scope: Text(
            "each of the five rows of section two that have a change, in each year but the first",
            "首年以外各年度第二章有增/减一栏的五行，逐行",
        ),
        silent_when: IN_ONE_FORM,
        remedy: Text(
            "the columns ask for items on the list of powers (权力清单), not for decisions; check which of the \
             two reports is right",
            "该两栏填写事项数量，不是处理决定数量；核对两份报告何者有误",
        ),
        forms: &[Form::Y2019],
        compares: Compares::Years,
        since: "0.1.0",
    },
    Rule {
        code: Code::DisclosedInAll,
        title: Text(
            "documents disclosed in all follow from those of the year before",
            "对外公开总数量与上一年度相衔接",
        ),
        formula: "proactive.D.total of a year = proactive.D.total of the year before + \
                  proactive.D.disclosed",
        scope: Text(
            "rules and normative documents, in each year but the first",
            "首年以外各年度的规章、规范性文件，逐行",
        ),
        silent_when: IN_ONE_FORM,
        remedy: Text(
            "check whether the total counts the documents of that year only, or leaves out repealed \
             ones",
            "核对总数量是否只计当年，或扣除了已废止的文件",
        ),
        forms: &[Form::Y2019],
        compares: Compares::Years,
        since: "0.1.0",
    },
    Rule {
        code: Code::YearsMissing,
        title: Text("no year is left out", "各年度连续"),
        formula: "year = year of the report before + 1",
        scope: Text("each year but the first", "首年以外各年度"),
        silent_when: Text("the report does not tell its year", "报告年度不明"),
        remedy: Text(
            "add the reports for the years between, or check whether a report has the wrong year in \
             its title",
            "补充中间年度的报告，或核对标题年度是否有误",
        ),
        forms: BOTH,
        compares: Compares::Years,
        since: "0.1.0",
    },
    Rule {
        code: Code::YearAgain,
        title: Text("no year is there twice", "同一年度只有一份报告"),
        formula: "one report for each year",
        scope: Text("each year", "各年度"),
        silent_when: Text("the report does not tell its year", "报告年度不明"),
        remedy: Text(
            "keep the report that counts, or check whether one has the wrong year in its title",
            "保留有效的一份，或核对标题年度是否有误",
        ),
        forms: BOTH,
        compares: Compares::Years,
        since: "0.1.0",
    },
    Rule {
        code: Code::FiguresJump,
        title: Text("no figure jumps", "数据没有突变"),
        formula: "a tenth < figure / figure of the year before < ten, where the greater of the two \
                  is at least 100, or 100000 yuan",
        scope: Text(
            "the sections two, three and four, in each year but the first; figures that both forms \
             ask for, changes left out",
            "首年以外各年度的第二、三、四章，逐章；只比较两年格式都有的数据，增/减除外",
        ),
        silent_when: Text(
            "the year before has no report, no figure stands in both, or none jumps and one is \
             unread or absent",
            "没有上一年度报告，没有两年都有的数据，或未见突变而有数据未能读取或缺失",
        ),
        remedy: Text(
            "nothing, if the work did grow or shrink so much; else look for a digit too many or too few, or \
             another unit",
            "确属业务量变化的不必处理；否则核对有无多位、少位或单位有误",
        ),
        forms: BOTH,
        compares: Compares::Years,
        since: "0.1.0",
    },
    Rule {
        code: Code::OrgansDiffer,
        title: Text("all reports are of one organ", "各年度报告为同一机关"),
        formula: "the names are the same, spaces, punctuation, 人民政府 and 政府 left out",
        scope: Text("all the reports together", "全部报告"),
        silent_when: Text(
            "there are not two reports, one names no organ, or the names are written in different \
             scripts",
            "不足两份报告，有报告机关名称不明，或名称简繁不同",
        ),
        remedy: Text(
            "take out the reports of other organs; a change of name is no fault",
            "剔除其他机关的报告；机关更名的不必处理",
        ),
        forms: BOTH,
        compares: Compares::Years,
        since: "0.1.0",
    },
    Rule {
        code: Code::YearUnstated,
        title: Text("every report tells its year", "各报告均有年度"),
        formula: "the year of each report is known",
        scope: Text("all the reports together", "全部报告"),
        silent_when: Text("there are not two reports", "不足两份报告"),
        remedy: Text(
            "give the report its year: without one, it was compared with no other",
            "补充报告年度；年度不明的报告未参与比较",
        ),
        forms: BOTH,
        compares: Compares::Years,
        since: "0.1.0",
    },
    Rule {
        code: Code::RollUp,
        title: Text(
            "a superior's figure is the sum of its subordinates'",
            "上级数据等于各下级数据之和",
        ),
        formula: "F = sum of F over the subordinates, money in yuan",
        scope: Text(
            "each figure of the sections two, three and four",
            "第二、三、四章的数据，逐项",
        ),
        silent_when: Text(
            "there are no subordinates; the superior's figure is blank, not applicable, unread or \
             absent; no subordinate has a number; or a subordinate's figure is unread or absent, or \
             is of another year or form",
            "没有下级报告，上级数据为空、不适用、未能读取或缺失，各下级均无数据，或有下级数据未能\
             读取或缺失、年度或格式不同",
        ),
        remedy: Text(
            "check whether every subordinate was given, the superior's own office (本级) among them, \
             and which of them reported otherwise to its superior than it published",
            "核对下级是否齐全（含本级），以及哪一下级上报的数据与公布的不一致",
        ),
        forms: BOTH,
        compares: Compares::RollUp,
        since: "0.1.0",
    },
    Rule {
        code: Code::OrganAgain,
        title: Text("no subordinate is there twice", "下级机关不重复"),
        formula: "one report for each organ, names compared as in Y8",
        scope: Text("each organ that a subordinate names", "各下级机关"),
        silent_when: Text("the subordinate names no organ", "下级机关名称不明"),
        remedy: Text(
            "take one of them out, unless they are different organs of the same name",
            "剔除重复的报告；同名的不同机关不必处理",
        ),
        forms: BOTH,
        compares: Compares::RollUp,
        since: "0.1.0",
    },
];
