//! Lines → sections: which lines are the headings of the six sections.
//!
//! Headings are told by their wording first, because numbers are wrong often (七 for 六), repeated
//! in tables (三、本年度办理结果), and restarted (上海市科委 2024 numbers its narrative and its tables
//! apart). Where no heading has an official wording, one that has the right words serves.

use super::fold::{self, Starts, contains};
use super::label::{self, Label, Walked};
use super::lines::{Line, Role};
use super::literal::{self, Style};
use super::pieces::{bytes_of, under};
use crate::model::Section;

/// The heading of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heading {
    /// The line that it starts on.
    pub(super) line: usize,
    /// The line behind it.
    pub(super) body: usize,
    pub(super) section: Section,
    /// The number that it has.
    pub(super) number: Option<u32>,
    /// Whether the section had a heading before.
    pub(super) again: bool,
    /// Whether its wording is one that is known for this section.
    pub(super) official: bool,
}

/// A line without the marks of Markdown and of tables around it.
#[inline]
pub(super) fn unmarked(line: &str) -> &str {
    let mark = |b: Option<&u8>| matches!(b, Some(b'#' | b'*' | b'|'));
    if !mark(line.as_bytes().first()) && !mark(line.as_bytes().last()) {
        return line;
    }
    let marked = |&b: &u8| matches!(b, b'#' | b'*' | b'|' | b' ');
    let bytes = line.as_bytes();
    let start = bytes.iter().position(|b| !marked(b)).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|b| !marked(b)).map_or(start, |last| last + 1);
    match bytes.get(start..end) {
        Some(inner) if fold::is_trimmed(inner) => line.get(start..end).unwrap_or_default(),
        _ => line.trim_matches(|c| matches!(c, '#' | '*' | '|') || fold::is_blank(c)),
    }
}

/// The headings of the sections, in the order of their lines. Lines of a contents list are marked.
pub(super) fn headings(text: &str, lines: &mut [Line]) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::with_capacity(8);
    let mut i = 0;
    while i < lines.len() {
        let line = &lines[i];
        if line.marks.digits()
            || line.role != Role::Unseen
            || !may_be_heading(bytes_of(text, line.text))
        {
            i += 1;
            continue;
        }
        let line = unmarked(under(text, line.text));
        match heading(line) {
            Is::Heading(section, number, official) => {
                found.push(Heading {
                    line: i,
                    body: i + 1,
                    section,
                    number,
                    again: false,
                    official,
                });
            }
            Is::Contents => lines[i].role = Role::Contents,
            Is::Number(number) => {
                // `一、` and `总体情况` on lines of their own.
                let next = (i + 1..lines.len()).find(|&n| !lines[n].is_blank());
                if let Some(next) = next {
                    let rest = unmarked(under(text, lines[next].text));
                    if let Some((section, official)) = name(rest, true) {
                        let body = next + 1;
                        found.push(Heading {
                            line: i,
                            body,
                            section,
                            number: Some(number),
                            again: false,
                            official,
                        });
                        i = next;
                    }
                }
            }
            Is::Nothing => {}
        }
        i += 1;
    }
    let chosen = choose(found, lines);
    for heading in &chosen {
        for line in &mut lines[heading.line..heading.body] {
            if line.role == Role::Unseen {
                line.role = Role::Heading;
            }
        }
    }
    chosen
}

/// What a line starts with that is worth a look: prose and figures are not.
static STARTS: Starts = Starts::of(
    &[
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "#", "*", "|", "、", "主",
        "收", "存", "其", "政", "行", "因", "总", "總",
    ],
    0,
);

/// Whether a line is worth a look.
fn may_be_heading(line: &[u8]) -> bool {
    // A row whose first cell has no number and which has figures is none.
    if let [b'|', b' ', 0xE6..=0xE9, ..] = line {
        if line.iter().fold(false, |any, b| any | b.is_ascii_digit()) {
            return false;
        }
    }
    let first = fold::first(line);
    // The radicals that PDF fonts put in the place of characters: ⼀, ⼆, ⾏.
    (STARTS.have(first) || (0x2F00..=0x2FD5).contains(&first)) && line.len() <= 400
}

/// The length in bytes of the shortest heading that is one without a number: nine characters.
const SHORTEST: usize = 27;

enum Is {
    Heading(Section, Option<u32>, bool),
    /// A number on a line of its own.
    Number(u32),
    /// Several headings on one line.
    Contents,
    Nothing,
}

fn heading(line: &str) -> Is {
    let (rest, ordinal) = literal::ordinal(line);
    match ordinal {
        Some(ordinal) if ordinal.style == Style::Chinese => {
            if rest.is_empty() {
                return Is::Number(ordinal.number);
            }
            match name(rest, true) {
                Some((section, official)) => Is::Heading(section, Some(ordinal.number), official),
                None if rest.contains("二、") && is_contents(rest) => Is::Contents,
                None => Is::Nothing,
            }
        }
        Some(_) => Is::Nothing,
        None => {
            // 、主动公开政府信息情况: the number was lost. Without any number only the full official
            // wording is a heading: 总体情况 alone may be a link.
            let lost = line.strip_prefix('、');
            let has_figure = || line.bytes().fold(false, |any, b| any | b.is_ascii_digit());
            if lost.is_none() && (line.len() < SHORTEST || has_figure()) {
                return Is::Nothing;
            }
            match name(lost.unwrap_or(line), lost.is_some()) {
                Some((section, true)) => Is::Heading(section, None, true),
                _ => Is::Nothing,
            }
        }
    }
}

/// The section that a heading's words name, and whether they are a known wording. `loose` allows
/// other wordings.
pub(super) fn name(words: &str, loose: bool) -> Option<(Section, bool)> {
    if let Some(section) = label::section(words) {
        return Some((section, true));
    }
    let words = words.trim_end_matches(['。', '：', ':', ' ', '\u{3000}']);
    match label::read(words).walked {
        Walked::Label(Label::Section(section)) => return Some((section, true)),
        // A row of the matrix, or the first line of one.
        Walked::Label(_) | Walked::Annotated(..) => return None,
        Walked::Alive if words.chars().count() > 3 => return None,
        _ => {}
    }
    if !loose || words.chars().count() > 40 || words.contains(['。', '；', ';', '：', ':']) {
        return None;
    }
    let words = fold::folded(words);
    let has = |word| contains(&words, word);
    let section = if has("复议") && (has("诉讼") || has("公开")) {
        Section::Disputes
    } else if has("问题")
        && (has("改进") || has("措施") || has("存在") || has("不足") || has("计划"))
    {
        Section::Problems
    } else if has("申请")
        && has("公开")
        && (has("收到") || has("处理") || has("办理") || has("依申请"))
    {
        Section::Applications
    } else if has("主动公开") && !has("申请") {
        Section::Proactive
    } else if has("其他") && (has("事项") || has("报告") || has("说明")) {
        Section::Other
    } else if has("总体情况")
        || has("概述")
        || has("概况")
        || (has("工作") && (has("开展情况") || has("推进情况") || has("落实情况")))
    {
        Section::Overview
    } else {
        return None;
    };
    Some((section, false))
}

/// Whether words that follow a number name several sections: a contents list on one line.
fn is_contents(words: &str) -> bool {
    const ENOUGH: usize = 3;
    // Most are written in the characters of either script, and need no folding.
    let printed = [
        ["主动公开", "主動公開"],
        ["申请", "申請"],
        ["复议", "複議"],
        ["问题", "問題"],
        ["其他", "其它"],
    ];
    let mut named = printed.iter().filter(|names| names.iter().any(|name| words.contains(name)));
    if named.nth(ENOUGH - 1).is_some() {
        return true;
    }
    let words = fold::folded(words);
    let named =
        ["主动公开", "申请", "复议", "问题", "其他"].iter().filter(|w| contains(&words, w)).count();
    named >= ENOUGH
}

/// One heading for each section, and those that stand again.
fn choose(found: Vec<Heading>, lines: &mut [Line]) -> Vec<Heading> {
    // Nearly always each stands once, and all in their order.
    let in_order = found.windows(2).all(|two| two[0].section < two[1].section);
    if in_order && found.iter().all(|heading| heading.official) {
        return found;
    }
    // A heading that another follows at once is a line of a contents list, if its section has
    // another heading further on.
    let mut last = [0; Section::ALL.len()];
    for (i, heading) in found.iter().enumerate() {
        last[heading.section as usize] = i;
    }
    let touch =
        |one: &Heading, next: &Heading| lines[one.body..next.line].iter().all(Line::is_blank);
    let contents: Vec<bool> = found
        .iter()
        .enumerate()
        .map(|(i, heading)| {
            let followed = found.get(i + 1).is_some_and(|next| touch(heading, next));
            let preceded = i > 0 && touch(&found[i - 1], heading);
            last[heading.section as usize] > i && (followed || preceded)
        })
        .collect();
    let mut chosen: Vec<Heading> = Vec::with_capacity(6);
    for section in Section::ALL {
        let candidates = || {
            (0..found.len())
                .filter(|&i| !contents[i])
                .map(|i| found[i])
                .filter(move |heading| heading.section == section)
        };
        let after = chosen.iter().map(|heading| heading.line).max();
        let in_order = |heading: &Heading| after.is_none_or(|line| heading.line > line);
        // A wording that is only near the form's has to stand between its neighbours: words such
        // as 主动公开 head a paragraph of section five as well.
        let bound = found
            .iter()
            .filter(|heading| heading.official && heading.section > section)
            .map(|heading| heading.line)
            .min();
        let between = |heading: &Heading| bound.is_none_or(|line| heading.line < line);
        let pick = candidates()
            .filter(|heading| heading.official)
            .find(in_order)
            .or_else(|| candidates().find(|heading| heading.official))
            .or_else(|| candidates().filter(in_order).find(between));
        chosen.extend(pick);
    }
    for i in (0..found.len()).filter(|&i| contents[i]) {
        for line in &mut lines[found[i].line..found[i].body] {
            if line.role == Role::Unseen {
                line.role = Role::Contents;
            }
        }
    }
    // An official heading that stands again, and not in a list of contents, is that of a second copy
    // of the report, or of part of it.
    let picked = chosen.len();
    for (heading, contents) in found.iter().zip(&contents) {
        if heading.official && !contents && !chosen[..picked].contains(heading) {
            chosen.push(Heading { again: true, ..*heading });
        }
    }
    chosen.sort_by_key(|heading| heading.line);
    chosen
}

/// Where the tables start in lines that no heading announces, and the section that they belong to.
pub(super) fn first_table(text: &str, lines: &[Line]) -> Option<(usize, Section)> {
    lines.iter().enumerate().find_map(|(i, line)| {
        if line.role != Role::Unseen {
            return None;
        }
        let cell =
            under(text, line.raw).split(['\t', '|']).map(fold::trim).find(|c| !c.is_empty())?;
        let section = match label::read(unmarked(cell)).walked {
            Walked::Label(Label::Caption(_)) => Section::Proactive,
            Walked::Label(Label::Row(_) | Label::Reconciliation | Label::Applicants) => {
                Section::Applications
            }
            Walked::Label(Label::Ruling(_)) => Section::Disputes,
            _ => return None,
        };
        Some((i, section))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lines::lines;

    /// The sections whose headings stand in a text, in order.
    fn found(text: &str) -> Vec<(Section, Option<u32>)> {
        headings(text, &mut lines(text)).iter().map(|h| (h.section, h.number)).collect()
    }

    #[test]
    fn headings_in_the_wordings_of_reports() {
        use Section::{Applications, Disputes, Other, Overview, Proactive, Problems};
        for (section, wordings) in [
            (
                Overview,
                &[
                    "总体情况",
                    "概述",
                    "总体概述",
                    "政府信息公开总体情况",
                    "工作开展情况",
                    "工作总体推进情况",
                    "2019年政府信息公开工作的总体情况",
                    "政府信息公开工作的基本概况",
                    "政府信息公开2020年工作要点落实情况",
                ][..],
            ),
            (
                Proactive,
                &[
                    "主动公开政府信息情况",
                    "行政机关主动公开政府信息情况",
                    "主动公开政府信息的情况",
                    "主动公开情况",
                    "主动公开政府政府情况",
                    "主動公開政府資訊情況",
                ][..],
            ),
            (
                Applications,
                &[
                    "收到和处理政府信息公开申请情况",
                    "行政机关收到和处理政府信息公开申请情况",
                    "收到和处理政府信息公开申请情",
                    "政府信息依申请公开办理情况",
                ][..],
            ),
            (
                Disputes,
                &[
                    "政府信息公开行政复议、行政诉讼情况",
                    "政府信息公开行政复议和行政诉讼情况",
                    "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
                    "政府信息公开行政法复议、行政诉讼情况",
                    "政府信息公開行政復議、行政訴訟情況",
                ][..],
            ),
            (
                Problems,
                &[
                    "存在的主要问题及改进情况",
                    "政府信息公开工作存在的主要问题及改进情况",
                    "存在问题及改进情况",
                    "存在的主要问题及整改措施",
                    "存在的主要問題及下一步計劃",
                    "当前存在的主要问题及下步改进措施",
                ][..],
            ),
            (
                Other,
                &[
                    "其他需要报告的事项",
                    "其他报告事项",
                    "其它报告事项",
                    "其他事项",
                    "其他需要報告的事項",
                ][..],
            ),
        ] {
            let number = "一二三四五六".chars().nth(section as usize).unwrap();
            for words in wordings {
                for text in [
                    format!("{number}、{words}"),
                    format!("{number}、 {words}"),
                    format!("{number} 、{words}"),
                    format!("{number},、{words}"),
                    format!("## {number}、{words}"),
                    format!("{number}、\n{words}"),
                    format!("　　{number}、{words}　"),
                    format!("| {number}、{words} |  |  |"),
                ] {
                    assert_eq!(found(&text), [(section, Some(section.number()))], "{text}");
                }
            }
        }
        assert_eq!(found("、主动公开政府信息情况"), [(Proactive, None)]);
    }

    #[test]
    fn what_is_no_heading() {
        for text in [
            "三、本年度办理结果",
            "四、结转下年度继续办理",
            "一、本年新收政府信息公开申请数量",
            "一、本年新收政府信息公开申请",
            "（二）主动公开情况",
            "二、加强学习，提高认识。",
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成。",
            "总体情况",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_list_of_contents_is_no_list_of_sections() {
        let list = "一、总体情况\n二、主动公开政府信息情况\n六、其他需要报告的事项\n";
        let text = format!(
            "{list}\n一、总体情况\n平稳。\n二、主动公开政府信息情况\n表。\n六、其他需要报告的事项\n无。\n"
        );
        let mut lines = lines(&text);
        let sections: Vec<usize> = headings(&text, &mut lines).iter().map(|h| h.line).collect();
        // The empty line is none of its own.
        assert_eq!(sections, [3, 5, 7]);
        assert!(lines[..3].iter().all(|line| line.role == Role::Contents));
    }
}
