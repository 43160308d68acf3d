//! Lines → sections: which lines are the headings of the six sections.
//!
//! Headings are told by their wording first, because numbers are wrong often (七 for 六), repeated
//! in tables (三、本年度办理结果), and restarted (上海市科委 2024 numbers its narrative and its tables
//! apart). Where no heading has an official wording, one that has the right words serves.

use super::fold::{self, contains};
use super::label::{self, Label, Walked};
use super::lines::{Line, Role, under};
use super::literal::{self, Style};
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
    official: bool,
}

/// A line without the marks of Markdown and of tables around it.
pub(super) fn unmarked(line: &str) -> &str {
    let mark = |b: Option<&u8>| matches!(b, Some(b'#' | b'*' | b'|'));
    if !mark(line.as_bytes().first()) && !mark(line.as_bytes().last()) {
        return line;
    }
    fold::trim(line.trim_matches(|c| matches!(c, '#' | '*' | '|') || fold::is_blank(c)))
}

/// The headings of the sections, in the order of their lines. Lines of a contents list are marked.
pub(super) fn headings(text: &str, lines: &mut [Line]) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::with_capacity(8);
    let mut i = 0;
    while i < lines.len() {
        let line = under(text, lines[i].text);
        if !may_be_heading(line) {
            i += 1;
            continue;
        }
        let line = unmarked(line);
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
    let chosen = choose(&found, lines);
    for heading in &chosen {
        for line in &mut lines[heading.line..heading.body] {
            if line.role == Role::Unseen {
                line.role = Role::Heading;
            }
        }
    }
    chosen
}

/// Whether a line is worth a look: prose and figures are not.
fn may_be_heading(line: &str) -> bool {
    // A byte tells figures, which most lines are, from everything else.
    matches!(line.as_bytes().first(), Some(b'#' | b'*' | b'|' | 0x80..))
        && line.len() <= 400
        && line.chars().next().is_some_and(|c| {
            matches!(
                c,
                '一' | '二'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '七'
                    | '八'
                    | '九'
                    | '十'
                    | '#'
                    | '*'
                    | '|'
                    | '、'
                    | '主'
                    | '收'
                    | '存'
                    | '其'
                    | '政'
                    | '行'
                    | '因'
                    | '总'
                    | '總'
            )
        })
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
            if lost.is_none() && line.len() < SHORTEST {
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
fn name(words: &str, loose: bool) -> Option<(Section, bool)> {
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
    let words = fold::folded(words);
    let named =
        ["主动公开", "申请", "复议", "问题", "其他"].iter().filter(|w| contains(&words, w)).count();
    named >= 3
}

/// One heading for each section, and those that stand again.
fn choose(found: &[Heading], lines: &mut [Line]) -> Vec<Heading> {
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
    for (heading, contents) in found.iter().zip(&contents) {
        if heading.official && !contents && !chosen.contains(heading) {
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
