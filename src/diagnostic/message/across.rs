//! What is said of several reports: of one organ over the years, of a superior and its subordinates.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::names::{label, value};
use crate::diagnostic::{Code, Detail, Language, Operand, Origin, Side};

/// At most this many reports, organs or figures are named; the others are counted.
const NAMED: usize = 8;

pub(super) fn message(detail: &Detail, at: &str, language: Language) -> Option<String> {
    use Language::{Chinese, English};
    let text = match (detail, language) {
        (Detail::YearsMissing { before, after, first, last }, _) => {
            gap(&before.name, &after.name, *first, *last, language)
        }
        (Detail::YearAgain { year, reports, differing }, _) => {
            again(*year, reports, differing, language)
        }
        (Detail::FiguresJump { figures }, _) => jump(at, figures, language),
        (Detail::OrgansDiffer { organs }, _) => {
            let organs = organs.iter().map(|(organ, reports)| {
                let reports = list(reports.iter().map(name), language);
                format!("{organ} ({reports})")
            });
            let organs = list(organs, language);
            match language {
                English => format!(
                    "the reports name different organs: {organs}; figures of different organs \
                     cannot be compared over the years"
                ),
                Chinese => {
                    format!("各报告的机关名称不同：{organs}；不同机关的数据不能逐年比较")
                }
            }
        }
        (Detail::YearUnstated { reports }, English) => format!(
            "{} of the reports ({}) {} not tell the year and {} compared with none",
            reports.len(),
            list(reports.iter().map(name), English),
            if reports.len() == 1 { "does" } else { "do" },
            if reports.len() == 1 { "was" } else { "were" },
        ),
        (Detail::YearUnstated { reports }, Chinese) => format!(
            "{} 份报告年度不明（{}），未参与比较",
            reports.len(),
            list(reports.iter().map(name), Chinese)
        ),
        (Detail::OrganAgain { organ, reports }, English) => format!(
            "{organ} is among the subordinates {} times ({}), and its figures are added each time",
            reports.len(),
            list(reports.iter().map(number), English)
        ),
        (Detail::OrganAgain { organ, reports }, Chinese) => format!(
            "下级报告中{organ}出现 {} 次（{}），其数据被重复计入",
            reports.len(),
            list(reports.iter().map(number), Chinese)
        ),
        _ => return None,
    };
    Some(text)
}

/// A comparison of figures of several reports.
pub(super) fn comparison(
    code: Code,
    at: &str,
    left: &Side,
    right: &Side,
    language: Language,
) -> Option<String> {
    // Amounts of money can be too far apart for a decimal.
    let difference = left.sum.checked_sub(right.sum);
    let difference = difference
        .map_or("> 10^28".to_owned(), |difference| difference.abs().normalize().to_string());
    let stated = left.sum.normalize();
    let year = left.operands.first().map_or("", year);
    let due = right.sum.normalize();
    Some(match (code, language) {
        (Code::CarriedOver, Language::English) => format!(
            "{year}: {at} = {stated}, but carried forward in {} = {due}; they differ by \
             {difference}",
            right.operands.first().map_or("", self::year)
        ),
        (Code::CarriedOver, Language::Chinese) => format!(
            "{year}：{at} = {stated}，而 {} 年结转下年度继续办理 = {due}，相差 {difference}",
            right.operands.first().map_or("", self::year)
        ),
        (Code::InForce | Code::PreviousItems | Code::DisclosedInAll, Language::English) => {
            format!(
                "{year}: {at} = {stated}, but {} = {due}; they differ by {difference}",
                chain(right, language)
            )
        }
        (Code::InForce | Code::PreviousItems | Code::DisclosedInAll, Language::Chinese) => {
            format!(
                "{year}：{at} = {stated}，应为 {} = {due}，相差 {difference}",
                chain(right, language)
            )
        }
        (Code::RollUp, Language::English) => format!(
            "{at} = {stated}, but the subordinates sum to {due}{}; they differ by {difference}",
            addends(right, language)
        ),
        (Code::RollUp, Language::Chinese) => format!(
            "{at} = {stated}，而各下级之和为 {due}{}，相差 {difference}",
            addends(right, language)
        ),
        _ => return None,
    })
}

fn name(origin: &Origin) -> String {
    origin.name.to_string()
}

/// Of reports that have the same name, their places, counted from 1.
fn number(origin: &Origin) -> String {
    format!("#{}", origin.index.saturating_add(1))
}

fn year(operand: &Operand) -> &str {
    operand.origin.as_ref().map_or("", |origin| &origin.name)
}

/// The names of a list; one that is cut short says so.
fn list(names: impl ExactSizeIterator<Item = String>, language: Language) -> String {
    let others = names.len().saturating_sub(NAMED);
    let named: Vec<String> = names.take(NAMED).collect();
    let (named, others) = match (language, others) {
        (Language::English, 0) => (named.join(", "), String::new()),
        (Language::English, _) => (named.join(", "), format!(" and {others} more")),
        (Language::Chinese, 0) => (named.join("、"), String::new()),
        (Language::Chinese, _) => (named.join("、"), format!("等 {} 个", others + NAMED)),
    };
    named + &others
}

fn gap(before: &str, after: &str, first: u16, last: u16, language: Language) -> String {
    match (language, first < last) {
        (Language::English, false) => format!(
            "no report for {first} was given, between {before} and {after}; {after} was not \
             compared with the year before"
        ),
        (Language::English, true) => format!(
            "no reports for {first} to {last} were given, between {before} and {after}; {after} \
             was not compared with the year before"
        ),
        (Language::Chinese, false) => {
            format!("{before} 与 {after} 之间缺 {first} 年度报告，{after} 未与上一年度比较")
        }
        (Language::Chinese, true) => {
            format!(
                "{before} 与 {after} 之间缺 {first} 至 {last} 年度报告，{after} 未与上一年度比较"
            )
        }
    }
}

fn again(
    year: u16,
    reports: &[Origin],
    differing: &[crate::model::Field],
    language: Language,
) -> String {
    let count = reports.len();
    let names = list(reports.iter().map(number), language);
    let fields = list(differing.iter().map(ToString::to_string), language);
    match (language, differing.len()) {
        (Language::English, 0) => format!(
            "{year} is reported {count} times ({names}), with the same figures; one report is enough"
        ),
        (Language::English, n) => format!(
            "{year} is reported {count} times ({names}), and {n} {} not the same in all: {fields}; \
             rules that need {} were not assessed",
            if n == 1 { "figure is" } else { "figures are" },
            if n == 1 { "it" } else { "one of them" },
        ),
        (Language::Chinese, 0) => {
            format!("{year} 年度报告有 {count} 份（{names}），数据相同，保留一份即可")
        }
        (Language::Chinese, n) => format!(
            "{year} 年度报告有 {count} 份（{names}），其中 {n} 项数据不一致：{fields}；涉及的规则未作评定"
        ),
    }
}

fn jump(at: &str, figures: &[[Operand; 2]], language: Language) -> String {
    let [before, now] = figures.first().map_or(["", ""], |pair| [&pair[0], &pair[1]].map(year));
    let count = figures.len();
    let pair = |[then, now]: &[Operand; 2]| {
        format!("{} {} → {}", now.field, value(then, language), value(now, language))
    };
    let figures = list(figures.iter().map(pair), language);
    match language {
        Language::English => format!(
            "{now}: {at}: {} at least ten times what it was in {before}, or at most a tenth: {figures}",
            if count == 1 {
                "1 figure is".to_owned()
            } else {
                format!("each of {count} figures is")
            }
        ),
        Language::Chinese => {
            format!("{now}：{at}：{count} 项数据为 {before} 的十倍以上或十分之一以下：{figures}")
        }
    }
}

/// `10 (in_force in 2023) + 3 (issued in 2024) − 2 (repealed in 2024)`.
fn chain(side: &Side, language: Language) -> String {
    let mut text = String::new();
    for (i, operand) in side.operands.iter().enumerate() {
        // A change may be negative, and “35 + -15” is no way to write it.
        let is_less = operand.value.is_some_and(|value| value.is_sign_negative());
        let taken = operand.subtracted != is_less;
        text.push_str(match (i, taken) {
            (0, false) => "",
            (0, true) => "−",
            (_, false) => " + ",
            (_, true) => " − ",
        });
        let shown = Operand { value: operand.value.map(|value| value.abs()), ..operand.clone() };
        let year = year(operand);
        let _ = match language {
            Language::English => {
                let path = operand.field.to_string();
                let column = path.rsplit('.').next().unwrap_or_default();
                write!(text, "{} ({column} in {year})", value(&shown, language))
            }
            Language::Chinese => {
                let label = label(operand.field);
                let column = label.rsplit(" · ").next().unwrap_or_default();
                write!(text, "{} ({year} {column})", value(&shown, language))
            }
        };
    }
    text
}

/// ` (5 云溪市教育局 + 6 云溪市公安局; the other 3 are 0 or blank)`.
fn addends(side: &Side, language: Language) -> String {
    let is_something = |operand: &&Operand| operand.value.is_some_and(|value| !value.is_zero());
    let addends: Vec<&Operand> = side.operands.iter().filter(is_something).collect();
    let nothing = side.operands.len() - addends.len();
    let more = addends.len().saturating_sub(NAMED);
    let mut rest = addends.iter().skip(NAMED).filter_map(|operand| operand.value);
    let rest = rest
        .try_fold(Decimal::ZERO, Decimal::checked_add)
        .map_or("…".to_owned(), |rest| rest.normalize().to_string());
    let mut text = String::from(" (");
    let named: Vec<String> = addends
        .iter()
        .take(NAMED)
        .map(|operand| format!("{} {}", value(operand, language), year(operand)))
        .collect();
    text.push_str(&named.join(" + "));
    let _ = match (more, language) {
        (0, _) => Ok(()),
        (_, Language::English) => write!(text, " + {rest} of {more} more"),
        (_, Language::Chinese) => write!(text, " + 另 {more} 个下级 {rest}"),
    };
    let _ = match (nothing, addends.is_empty(), language) {
        (0, ..) => Ok(()),
        (1, true, Language::English) => write!(text, "the only one has 0"),
        (_, true, Language::English) => write!(text, "all {nothing} have 0 or a blank"),
        (_, true, Language::Chinese) => write!(text, "{nothing} 个下级均为 0 或空"),
        (1, false, Language::English) => write!(text, "; another has 0 or a blank"),
        (_, false, Language::English) => write!(text, "; {nothing} others have 0 or a blank"),
        (_, false, Language::Chinese) => write!(text, "；另 {nothing} 个下级为 0 或空"),
    };
    text.push(')');
    text
}
