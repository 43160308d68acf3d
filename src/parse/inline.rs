//! Headings inside a line: a report that was run together on one line, or on a few.
//!
//! 平潭 published its reports of 2017 to 2025 so: `…年度报告 一、总体情况 …二、主动公开政府信息情况 第二十条
//! 第（一）项信息内容…`. Such a line is cut into lines of its own before and behind each heading, so that
//! the [`outline`] finds the sections as it does everywhere. Only a report of which a section has no
//! heading on a line of its own is looked at.
//!
//! Every look at a place of the text goes a bounded number of characters far: the time is linear
//! however the text is made.

use super::fold::{self, fold, is_blank};
use super::lines::{Line, Role};
use super::literal::{self, Style};
use super::outline::{self, Heading};
use super::pieces::under;
use super::title;
use crate::model::Section;

/// A place that may be the heading of a section.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    line: usize,
    /// Where the heading starts and ends in the text.
    start: usize,
    end: usize,
    section: Section,
    /// Whether it has a line of its own, and needs no cut.
    own: bool,
    /// Whether its wording is the form's and it stands where a sentence has ended.
    strong: bool,
}

/// The lines of a text, cut at the headings inside of them; nothing if there is no such heading.
pub(super) fn cut(text: &str, lines: &[Line], headings: &[Heading]) -> Option<Vec<Line>> {
    let known = |section| headings.iter().any(|h| h.section == section && h.official);
    if Section::ALL.into_iter().all(known) {
        return None;
    }
    let found = without_contents(text, candidates(text, lines, headings));
    let chosen = choose(&found);
    if chosen.iter().all(|heading| heading.own) {
        return None;
    }
    let head = chosen.first().map_or(0, |heading| heading.start);
    let mut cuts: Vec<usize> = Vec::new();
    for heading in chosen.iter().filter(|heading| !heading.own) {
        cuts.extend([heading.start, heading.end]);
    }
    for (i, heading) in chosen.iter().enumerate() {
        // Sub-headings are cut as well, where the prose stands on the line of its heading.
        if matches!(heading.section, Section::Overview | Section::Problems) && !heading.own {
            let line_end = lines[heading.line].raw.end as usize;
            let end = chosen.get(i + 1).map_or(line_end, |next| next.start.min(line_end));
            cuts.extend(subheadings(text, heading.end, end));
        }
    }
    if let Some(last) = chosen.last().filter(|last| last.section == Section::Other && !last.own) {
        cuts.extend(tail(text, last.end, lines[last.line].raw.end as usize));
    }
    cuts.extend(title_within(text, lines, head).into_iter().flatten());
    cuts.sort_unstable();
    Some(apart(text, lines, &cuts))
}

/// The lines, each cut at the places of a sorted list that lie inside of it.
fn apart(text: &str, lines: &[Line], cuts: &[usize]) -> Vec<Line> {
    let mut apart = Vec::with_capacity(lines.len() + cuts.len());
    let mut cuts = cuts.iter().copied().peekable();
    for line in lines {
        let (mut start, end) = (line.raw.start as usize, line.raw.end as usize);
        while let Some(at) = cuts.next_if(|&at| at < end) {
            if at > start {
                apart.push(Line::new(text, start, at));
                start = at;
            }
        }
        apart.push(Line { behind: line.behind, ..Line::new(text, start, end) });
    }
    apart
}

/// Everything that looks like the heading of a section, in the order of the text.
fn candidates(text: &str, lines: &[Line], headings: &[Heading]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut headings = headings.iter().peekable();
    for (i, line) in lines.iter().enumerate() {
        let here = headings.next_if(|heading| heading.line == i);
        if line.is_blank() || matches!(line.role, Role::Contents | Role::Table) {
            continue;
        }
        let (from, to) = (line.text.start as usize, line.text.end as usize);
        let own = |section, strong| Candidate {
            line: i,
            start: from,
            end: to,
            section,
            own: true,
            strong,
        };
        if let Some(heading) = here.filter(|heading| heading.official) {
            found.push(own(heading.section, true));
            continue;
        }
        let before = found.len();
        let content = under(text, line.text);
        let mut behind = 0;
        for (at, _) in content.match_indices('、') {
            // A heading that was just found holds commas itself.
            if at < behind {
                continue;
            }
            let Some((start, end, section, strong)) = heading_at(content, at) else { continue };
            behind = end;
            found.push(Candidate {
                line: i,
                start: from + start,
                end: from + end,
                section,
                own: start == 0 && end == content.len(),
                strong,
            });
        }
        if let Some(heading) = here.filter(|_| found.len() == before) {
            found.push(own(heading.section, false));
        }
    }
    found
}

/// The heading whose number stands before the comma at an offset: where it starts and ends, its
/// section, and whether it certainly is one.
fn heading_at(line: &str, comma: usize) -> Option<(usize, usize, Section, bool)> {
    let is_numeral = |c| literal::chinese_number_character(c);
    let before = line.get(..comma)?;
    let number = before.trim_end_matches([',', '，', ' ', '\u{3000}']);
    if before.len() - number.len() > 6 {
        return None;
    }
    let start = number.char_indices().rev().take(3).take_while(|&(_, c)| is_numeral(c)).last()?.0;
    let ahead = line.get(..start)?.chars().rev().find(|&c| !is_blank(c));
    // 第三、 counts, （三）、 numbers something smaller, and 、三、 stands in a list of the headings.
    if ahead.is_some_and(|c| {
        is_numeral(c)
            || matches!(c, '第' | '（' | '(' | '、' | '，' | ',' | '和' | '及' | '括' | '《')
    }) {
        return None;
    }
    let (words, ordinal) = literal::ordinal(line.get(start..)?);
    ordinal.filter(|ordinal| ordinal.style == Style::Chinese)?;
    let (length, section, official) = wording(words)?;
    let end = line.len() - words.len() + length;
    let strong = official && ahead.is_none_or(|c| ends_sentence(c, line.get(..start)));
    Some((start, end, section, strong))
}

/// Whether a heading may follow a character: it ends a sentence or a cell, and is no word of the
/// sentence that the heading is named in, as in 详见本报告三、收到和处理政府信息公开申请情况.
fn ends_sentence(c: char, before: Option<&str>) -> bool {
    let is_word = !c.is_ascii() && fold(c) > fold::OTHER;
    let before = before.unwrap_or_default().trim_end_matches(is_blank);
    !is_word
        || before.ends_with("年度报告")
        || before.ends_with("年度報告")
        || before.ends_with(['元', '条', '條', '件', '无', '無', '况', '況', '项', '項'])
}

/// How far a heading is looked at, in characters.
const LONGEST: usize = 44;

/// The heading's words at the start of a text: their length, the section that they name, and whether
/// they are the form's. The longest known wording goes before the shortest that is only near one.
fn wording(text: &str) -> Option<(usize, Section, bool)> {
    let mut last = [0; 2];
    let mut official = None;
    let mut near = None;
    let mut digits = 0;
    let mut chars = text.char_indices().take(LONGEST).peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let folded = fold(c);
        let number = char::from_u32(folded.into()).is_some_and(|c| c.is_ascii_digit());
        // A year stands in headings: 2019年政府信息公开工作的总体情况. All other figures are cells.
        if number {
            digits += 1;
        } else if digits > 0 && c != '年' && !is_blank(c) || digits > 4 {
            break;
        } else if !is_blank(c) {
            digits = 0;
        }
        if matches!(c, '。' | '；' | '：' | '，' | '（' | '(' | '[' | '【' | '《' | '|' | '\t')
        {
            break;
        }
        let next = chars.peek().map(|&(_, c)| c);
        if literal::chinese_number_character(c) && next == Some('、') {
            break;
        }
        if folded == 0 || number {
            continue;
        }
        last = [last[1], folded];
        let cut_off = folded == '情' as u16
            && next.is_some_and(|c| matches!(c, '（' | '(') || c.is_ascii_digit());
        if !(ends_heading(last) || cut_off) || next.is_some_and(goes_on) {
            continue;
        }
        match outline::name(text.get(..end)?, true) {
            Some((section, true)) => official = Some((end, section, true)),
            Some((section, false)) if near.is_none() => near = Some((end, section, false)),
            _ => {}
        }
    }
    let (end, section, is_official) = official.or(near)?;
    // 一、总体情况。 and 五、存在的问题： keep their stop.
    let rest = text.get(end..)?;
    let stop = rest.chars().next().filter(|c| matches!(c, '。' | '：' | ':'));
    Some((end + stop.map_or(0, char::len_utf8), section, is_official))
}

/// Whether two folded characters are the last of a heading.
fn ends_heading(last: [u16; 2]) -> bool {
    const ENDS: [(char, char); 11] = [
        ('情', '况'),
        ('概', '述'),
        ('概', '况'),
        ('事', '项'),
        ('措', '施'),
        ('计', '划'),
        ('打', '算'),
        ('安', '排'),
        ('问', '题'),
        ('方', '向'),
        ('不', '足'),
    ];
    ENDS.iter().any(|&(a, b)| last == [a as u16, b as u16])
}

/// Whether a character that follows shows that the words are part of a sentence or of a longer
/// heading.
fn goes_on(c: char) -> bool {
    matches!(
        c,
        '的' | '等'
            | '和'
            | '及'
            | '与'
            | '與'
            | '以'
            | '、'
            | '，'
            | ','
            | '；'
            | ';'
            | '》'
            | '”'
            | '」'
            | '）'
            | ')'
    )
}

/// Leaves out headings that follow one another at once, if their section has another one further on:
/// they are a list of contents.
fn without_contents(text: &str, found: Vec<Candidate>) -> Vec<Candidate> {
    let mut last = [0; Section::ALL.len()];
    for (i, candidate) in found.iter().enumerate() {
        last[candidate.section as usize] = i;
    }
    let touch = |one: &Candidate, next: &Candidate| {
        one.line == next.line
            && text
                .get(one.end..next.start)
                .is_some_and(|between| between.len() < 40 && between.chars().all(|c| fold(c) == 0))
    };
    let listed = |i: usize| {
        let followed = found.get(i + 1).is_some_and(|next| touch(&found[i], next));
        let preceded = i > 0 && touch(&found[i - 1], &found[i]);
        last[found[i].section as usize] > i && (followed || preceded)
    };
    (0..found.len()).filter(|&i| !listed(i)).map(|i| found[i]).collect()
}

/// The headings among the candidates: those that are certain, and for a section without any the
/// first that stands between its neighbours.
fn choose(found: &[Candidate]) -> Vec<Candidate> {
    // A heading on a line of its own goes before its words inside of a sentence.
    let mut lined = [false; Section::ALL.len()];
    for candidate in found.iter().filter(|c| c.strong && c.own) {
        lined[candidate.section as usize] = true;
    }
    let certain = |c: &Candidate| c.strong && (c.own || !lined[c.section as usize]);
    let mut chosen: Vec<Candidate> = found.iter().copied().filter(certain).collect();
    for section in Section::ALL {
        if chosen.iter().any(|c| c.section == section) {
            continue;
        }
        let after = chosen.iter().filter(|c| c.section < section).map(|c| c.end).min();
        let until = chosen.iter().filter(|c| c.section > section).map(|c| c.start).max();
        let weak = found.iter().find(|c| {
            c.section == section
                && after.is_none_or(|end| c.start >= end)
                && until.is_none_or(|start| c.end <= start)
        });
        chosen.extend(weak);
    }
    chosen.sort_by_key(|candidate| candidate.start);
    chosen
}

/// Where `（一）`, `（二）` … stand in a piece of prose, each behind the end of a sentence and each
/// with a greater number than the one before.
fn subheadings(text: &str, from: usize, to: usize) -> Vec<usize> {
    let prose = text.get(from..to).unwrap_or_default();
    let mut found = Vec::new();
    let mut last = 0;
    for (at, _) in prose.match_indices(['（', '(']) {
        let piece = prose.get(at..).unwrap_or_default();
        let (_, Some(ordinal)) = literal::ordinal(piece) else { continue };
        let before = prose.get(..at).unwrap_or_default().chars().next_back();
        let ends = before
            .is_none_or(|c| is_blank(c) || matches!(c, '。' | '！' | '？' | ']' | '】' | '.'));
        if ordinal.style == Style::Bracketed && ordinal.number > last && ends {
            found.push(from + at);
            last = ordinal.number;
        }
    }
    found
}

/// Where the text goes on behind the last sentence of section six and a blank: the organ and the
/// date, or what the page has below the report, as 附件下载 at 平潭 2021.
fn tail(text: &str, from: usize, to: usize) -> Option<usize> {
    let prose = text.get(from..to)?;
    let (sentences, rest) = prose.split_at(prose.rfind('。')? + '。'.len_utf8());
    rest.starts_with(is_blank).then_some(from + sentences.len())
}

/// How many places of the text before section one are looked at for the title.
const TITLES: usize = 64;

/// Where the title starts and ends, if it stands among other text on its line.
fn title_within(text: &str, lines: &[Line], head: usize) -> Option<[usize; 2]> {
    let mut tries = 0;
    for line in lines {
        let (start, end) = (line.text.start as usize, (line.text.end as usize).min(head));
        if start >= head || tries >= TITLES {
            return None;
        }
        let content = text.get(start..end).unwrap_or_default();
        for (at, _) in content.match_indices('告').take(TITLES - tries) {
            tries += 1;
            let end = at + '告'.len_utf8();
            if let Some(title) = title::ending_at(content, end) {
                // A title that ends its line is found without help, 标题: before it or not.
                if end == content.len() && (title == 0 || end < 200) {
                    return None;
                }
                return Some([start + title, start + end]);
            }
        }
    }
    None
}
