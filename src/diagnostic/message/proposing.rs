//! The sentences of proposals.

use super::names::label;
use crate::diagnostic::{Amendment, Code, Language, Proposal, ProposalKind};
use crate::model::{Cell, Field};

/// More figures, or more sums, are not spelled out: a shifted column would fill a page.
const FEW: usize = 3;

pub(in crate::diagnostic) fn message(proposal: &Proposal, language: Language) -> String {
    let Proposal { kind, amendments, mends } = proposal;
    let is_short = amendments.len() < FEW;
    let changes: Vec<String> =
        amendments.iter().map(|amendment| change(amendment, is_short, language)).collect();
    let (in_english, in_chinese) = fault(*kind);
    match language {
        Language::English => format!(
            "{in_english}: change {}, if the records say so; then {}",
            list(&changes, ", ", " and "),
            held(mends, language)
        ),
        Language::Chinese => format!(
            "{in_chinese}：经核实后可将 {}；如此则 {}",
            changes.join("，"),
            held(mends, language)
        ),
    }
}

const fn fault(kind: ProposalKind) -> (&'static str, &'static str) {
    match kind {
        ProposalKind::DroppedTotal => ("the total may have been dropped", "总计疑似漏填"),
        ProposalKind::TransposedDigits => {
            ("two digits may have changed places", "数字疑似前后颠倒")
        }
        ProposalKind::OneDigit => {
            ("one digit may be wrong, missing or too many", "疑似错、漏或多一位数字")
        }
        ProposalKind::OneFigure => ("one figure may be wrong", "疑似一处数据有误"),
        ProposalKind::SplitDigits => {
            ("the digits of one figure may stand in two cells", "一个数据疑似拆在两格")
        }
        ProposalKind::SwappedNeighbours => {
            ("two neighbouring figures may have changed places", "相邻两格数据疑似互换")
        }
        ProposalKind::ShiftedRow => {
            ("figures of a row may stand one column too far to a side", "一行数据疑似错开一栏")
        }
        ProposalKind::ShiftedColumn => {
            ("figures of a column may stand one row too high or too low", "一栏数据疑似错开一行")
        }
        ProposalKind::Offsetting => (
            "what is too much in one figure may be too little in the other",
            "两处数据疑似一多一少",
        ),
        ProposalKind::WithTotal => (
            "a figure and its total may be wrong by the same amount",
            "一处数据及其合计疑似差数相同",
        ),
        ProposalKind::TwoFigures => ("two figures may be wrong", "疑似两处数据有误"),
    }
}

/// Where few figures change, each with path and label; where many do, with what is read the easiest.
fn change(amendment: &Amendment, is_short: bool, language: Language) -> String {
    let Amendment { field, before, after } = amendment;
    let label = label(*field);
    let at = match language {
        _ if is_short => format!("{field} ({label})"),
        Language::English => field.to_string(),
        Language::Chinese => label,
    };
    match (before, language) {
        (Cell::Value(before), Language::English) => format!("{at} from {before} to {after}"),
        (Cell::Value(before), Language::Chinese) => format!("{at} 由 {before} 改为 {after}"),
        (Cell::NotApplicable, Language::English) => {
            format!("{at} from not applicable to {after}")
        }
        (Cell::NotApplicable, Language::Chinese) => format!("{at} 由“不适用”改为 {after}"),
        (_, Language::English) => format!("{at} from blank to {after}"),
        (_, Language::Chinese) => format!("{at} 由空白改为 {after}"),
    }
}

fn held(mends: &[(Code, Field)], language: Language) -> String {
    if mends.len() <= FEW {
        let rules: Vec<String> =
            mends.iter().map(|(code, field)| format!("{code} ({field})")).collect();
        return match language {
            Language::English => {
                let verb = if rules.len() == 1 { "holds" } else { "hold" };
                format!("{} {verb}", list(&rules, ", ", " and "))
            }
            Language::Chinese => format!("{} 成立", rules.join("、")),
        };
    }
    let mut codes: Vec<String> = mends.iter().map(|(code, _)| code.to_string()).collect();
    codes.dedup();
    match language {
        Language::English => {
            format!("{} violated rules hold ({})", mends.len(), codes.join(", "))
        }
        Language::Chinese => format!("{} 项不符的关系（{}）成立", mends.len(), codes.join("、")),
    }
}

fn list(items: &[String], between: &str, last: &str) -> String {
    match items {
        [first @ .., end] if !first.is_empty() => format!("{}{last}{end}", first.join(between)),
        _ => items.concat(),
    }
}
