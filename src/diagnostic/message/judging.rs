//! What the rules have to say, in English and in Chinese.

use std::fmt::Write as _;

use super::across;
use super::names::{label, value};
use crate::diagnostic::{Code, Detail, Language, Operand, Side};
use crate::model::CellState;

pub(super) fn message(detail: &Detail, at: &str, language: Language) -> String {
    use Language::{Chinese, English};
    match (detail, language) {
        (Detail::Comparison { code, left, right }, _) => {
            across::comparison(*code, at, left, right, language)
                .unwrap_or_else(|| comparison(*code, at, left, right, language))
        }
        (Detail::CountImpossible { figures }, English) => format!(
            "{at}: {} can be no count, which is a whole number and not negative",
            cells(figures, " and ")
        ),
        (Detail::CountImpossible { figures }, Chinese) => {
            format!("{at}：{} 不可能是数量，数量应为非负整数", cells(figures, "、"))
        }
        (Detail::ItemsBelowZero { left }, English) => format!(
            "{at}: of {} items of the year before, the change leaves {}; change and decisions may \
             have been mixed up",
            first(left),
            left.sum
        ),
        (Detail::ItemsBelowZero { left }, Chinese) => format!(
            "{at}：上一年项目数量为 {}，增减后为 {}，不应小于 0；请核对增/减一栏",
            first(left),
            left.sum
        ),
        (Detail::TotalMissing { total, parts }, English) => format!(
            "{at} is {}, but figures stand in its parts; they sum to {}",
            state(*total, English),
            sum(parts, English)
        ),
        (Detail::TotalMissing { total, parts }, Chinese) => {
            format!("{at} {}，而各项之和为 {}", state(*total, Chinese), sum(parts, Chinese))
        }
        (Detail::SectionEmpty, English) => format!("{at}: nothing stands in this section"),
        (Detail::SectionEmpty, Chinese) => format!("{at}：本章没有内容"),
        (Detail::ProblemsUnstated { text }, English) => format!(
            "{at}: the whole section says “{text}”; the form asks for the main problems and what \
             is done about them"
        ),
        (Detail::ProblemsUnstated { text }, Chinese) => {
            format!("{at}：全章只有“{text}”，应写明存在的主要问题和改进情况")
        }
        (Detail::FormMismatch { form, year }, English) => format!(
            "the tables follow the form of {form}, but the form prescribed for {year} is that of {}",
            crate::model::Form::prescribed_for(*year)
        ),
        (Detail::FormMismatch { form, year }, Chinese) => format!(
            "表格采用{form}年格式，{year} 年度应采用{}年格式",
            crate::model::Form::prescribed_for(*year)
        ),
        (Detail::PeriodMismatch { year, period }, English) => format!(
            "the title says {year}, but the period stated in the preamble starts in {period}"
        ),
        (Detail::PeriodMismatch { year, period }, Chinese) => {
            format!("标题为 {year} 年度，而正文所列统计期限始于 {period} 年")
        }
        (Detail::Empty, English) => {
            "the report is empty: every figure of its tables is blank, as in the form before it is \
             filled in"
                .to_owned()
        }
        (Detail::Empty, Chinese) => "报告未填写：表格各栏均为空白".to_owned(),
        (Detail::ProseFigure { .. } | Detail::ProseShare { .. } | Detail::ProseParts { .. }, _) => {
            super::prose::message(detail, at, language)
        }
        // What reading says is written elsewhere.
        _ => across::message(detail, at, language).unwrap_or_default(),
    }
}

/// `applications.granted.total (…) = “-3”`, for each.
fn cells(figures: &[(crate::model::Field, String)], and: &str) -> String {
    let cells: Vec<String> =
        figures.iter().map(|(field, text)| format!("“{text}” ({field})")).collect();
    cells.join(and)
}

fn first(side: &Side) -> String {
    side.operands.first().map_or_else(String::new, |operand| value(operand, Language::English))
}

fn state(state: CellState, language: Language) -> &'static str {
    match (state, language) {
        (CellState::NotApplicable, Language::English) => "marked as not applicable",
        (CellState::NotApplicable, Language::Chinese) => "标为不适用",
        (_, Language::English) => "blank",
        (_, Language::Chinese) => "为空",
    }
}

/// Of more figures than this, those that are nothing are counted and not listed.
const LISTED: usize = 6;

/// `12 (8 + 4 + blank)`: the sum, and what was added where there is more than one figure. In a long
/// sum each figure has its name.
fn sum(side: &Side, language: Language) -> String {
    let mut text = side.sum.normalize().to_string();
    if side.operands.len() <= 1 {
        return text;
    }
    let long = side.operands.len() > LISTED;
    let is_nothing = |operand: &&Operand| operand.value.is_none_or(|value| value.is_zero());
    let mut left_out = 0;
    text.push_str(" (");
    let mut is_first = true;
    for operand in &side.operands {
        if long && is_nothing(&operand) {
            left_out += 1;
            continue;
        }
        match (is_first, operand.subtracted) {
            (true, false) => {}
            (true, true) => text.push('−'),
            (false, false) => text.push_str(" + "),
            (false, true) => text.push_str(" − "),
        }
        is_first = false;
        text.push_str(&value(operand, language));
        if long {
            let label = label(operand.field);
            let row = label.split_once(" · ").map_or(label.as_str(), |(row, _)| row);
            let _ = write!(text, " {row}");
        }
    }
    let _ = match (left_out, is_first, language) {
        (0, ..) => Ok(()),
        (_, true, Language::English) => write!(text, "all {left_out} are 0 or blank"),
        (_, true, Language::Chinese) => write!(text, "{left_out} 项均为 0 或空"),
        (1, false, Language::English) => write!(text, "; the other is 0 or blank"),
        (_, false, Language::English) => write!(text, "; the other {left_out} are 0 or blank"),
        (_, false, Language::Chinese) => write!(text, "；其余 {left_out} 项为 0 或空"),
    };
    text.push(')');
    text
}

fn comparison(code: Code, at: &str, left: &Side, right: &Side, language: Language) -> String {
    let difference = (left.sum - right.sum).abs().normalize();
    let (l, r) = (sum(left, language), sum(right, language));
    match (code, language) {
        (Code::Reconciliation, Language::English) => format!(
            "{at}: newly received + carried over = {l}, outcome total + carried forward = {r}; \
             they differ by {difference}"
        ),
        (Code::Reconciliation, Language::Chinese) => format!(
            "{at}：本年新收与上年结转之和 = {l}，办理结果总计与结转下年度之和 = {r}，相差 {difference}"
        ),
        (_, Language::English) => {
            format!("{at} = {l}, but its parts sum to {r}; they differ by {difference}")
        }
        (_, Language::Chinese) => format!("{at} = {l}，各项之和 = {r}，相差 {difference}"),
    }
}
