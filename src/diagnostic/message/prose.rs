//! What the rules on prose have to say: both sides, and the sentence.

use rust_decimal::Decimal;

use super::names::label;
use crate::diagnostic::{Code, Detail, Language, Side};
use crate::model::{Field, Outcome, Row};

pub(super) fn message(detail: &Detail, at: &str, language: Language) -> String {
    use Language::{Chinese, English};
    match (detail, language) {
        (Detail::ProseFigure { code, text, sentence, tables }, English) => {
            let tables: Vec<String> = tables.iter().map(|side| sum(side, English)).collect();
            format!(
                "{at} says “{text}” {}, but in the tables it is {}; in full: “{}”",
                subject(*code).0,
                tables.join(", or "),
                sentence,
            )
        }
        (Detail::ProseFigure { code, text, sentence, tables }, Chinese) => {
            let tables: Vec<String> = tables.iter().map(|side| sum(side, Chinese)).collect();
            format!(
                "{at}：文中{}为“{text}”，而表中为 {}；原文：“{}”",
                subject(*code).1,
                tables.join("，或为 "),
                sentence,
            )
        }
        (Detail::ProseShare { text, sentence, part, whole }, English) => format!(
            "{at} says “{text}”, but in the tables it is {} of {}, which is {}; in full: “{}”",
            sum(part, English),
            sum(whole, English),
            share(part, whole),
            sentence,
        ),
        (Detail::ProseShare { text, sentence, part, whole }, Chinese) => format!(
            "{at}：文中占比为“{text}”，而表中为 {}，占 {} 的 {}；原文：“{}”",
            sum(part, Chinese),
            sum(whole, Chinese),
            share(part, whole),
            sentence,
        ),
        (Detail::ProseParts { sentence, whole, parts, sum }, English) => format!(
            "{at} says “{whole}”, but the parts that it names are more: {} = {}; in full: “{}”",
            parts.join(" + "),
            sum.normalize(),
            sentence,
        ),
        (Detail::ProseParts { sentence, whole, parts, sum }, Chinese) => format!(
            "{at}：文中总数为“{whole}”，而所列各部分之和超过总数：{} = {}；原文：“{}”",
            parts.join(" + "),
            sum.normalize(),
            sentence,
        ),
        _ => String::new(),
    }
}

/// What a rule compares, as it goes on behind the figure.
const fn subject(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::ProseReceived => ("were received", "收到申请数"),
        Code::ProseCarriedOver => ("were carried over", "上年结转数"),
        Code::ProseAnswered => ("were answered", "答复办结数"),
        Code::ProseCarriedForward => ("were carried forward", "结转下年度数"),
        Code::ProseReconsideration => ("of reconsideration", "行政复议数"),
        Code::ProseLitigation => ("of litigation", "行政诉讼数"),
        _ => ("ended so", "该类办理结果数"),
    }
}

/// `14 (一、本年新收… · 总计 = 13 + 二、上年结转… · 总计 = 1)`: the sum, and each figure with its
/// name. The rows of a group of outcomes go under the name of the group.
fn sum(side: &Side, language: Language) -> String {
    let mut named: Vec<(String, Option<Decimal>)> = Vec::new();
    for operand in &side.operands {
        let name = match group(operand.field) {
            Some(group) if side.operands.len() > 1 => group.to_owned(),
            _ => label(operand.field),
        };
        match named.last_mut() {
            Some((last, sum)) if *last == name => {
                *sum = match (*sum, operand.value) {
                    (Some(a), Some(b)) => a.checked_add(b),
                    (a, b) => a.or(b),
                };
            }
            _ => named.push((name, operand.value)),
        }
    }
    let one = named.len() == 1;
    let named: Vec<String> = named
        .into_iter()
        .map(|(name, value)| match (value, language) {
            _ if one => name,
            (Some(value), _) => format!("{name} = {}", value.normalize()),
            (None, Language::English) => format!("{name} = blank"),
            (None, Language::Chinese) => format!("{name} = 空"),
        })
        .collect();
    format!("{} ({})", side.sum.normalize(), named.join(" + "))
}

/// The group that the row of an outcome stands in.
const fn group(field: Field) -> Option<&'static str> {
    match field {
        Field::Applications(Row::Outcome(outcome), _) => match outcome {
            Outcome::Granted | Outcome::PartiallyGranted => None,
            Outcome::Denied(_) => Some("（三）不予公开"),
            Outcome::Unavailable(_) => Some("（四）无法提供"),
            Outcome::NotProcessed(_) => Some("（五）不予处理"),
            Outcome::Other(_) => Some("（六）其他处理"),
        },
        _ => None,
    }
}

/// The share with two digits more than whole percents.
fn share(part: &Side, whole: &Side) -> String {
    let hundred = part.sum.checked_mul(Decimal::ONE_HUNDRED);
    let share = hundred.and_then(|part| part.checked_div(whole.sum));
    share.map_or_else(|| "—".to_owned(), |share| format!("{}%", share.round_dp(2).normalize()))
}
