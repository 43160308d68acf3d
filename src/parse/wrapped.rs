//! Prose that was broken at a fixed width, as PDF text is: its lines are joined into paragraphs.
//!
//! ```text
//!    本报告由淮安市洪泽区人民政府办公室根据《中华人民共
//! 和国政府信息公开条例》要求编制。
//! ```
//!
//! Whether a report is broken so is decided once for all of its prose, on strong evidence: lines of
//! one width that end in the middle of a sentence, most often going on with less indentation. All other reports
//! have a paragraph on each line, and stay as they are.

use std::ops::Range;

use super::fold::{self, is_blank};
use super::lines::{self, Line, Role};
use super::literal;
use super::narrative;
use super::pieces::under;

/// The narrowest lines that are taken for full ones, in columns: 洪泽 2023 has 56 in a column of A4.
const NARROWEST: usize = 40;
/// The widest.
const WIDEST: usize = 240;
/// How much narrower than others a full line may be: the indentation of two characters, a character
/// that no line may start with and went to the next with the one before, and a figure.
const RAGGED: usize = 8;

/// The width in columns at which the prose was broken, if it was. `regions` are the lines of prose.
pub(super) fn width<'r>(
    text: &str,
    lines: &[Line],
    regions: impl Iterator<Item = &'r Range<usize>> + Clone,
) -> Option<usize> {
    // Most reports have next to no line that ends inside a sentence, which its last bytes tell.
    let mut breaks: Vec<(usize, bool)> = Vec::new();
    for region in regions.clone() {
        let lines = lines.get(region.clone()).unwrap_or_default();
        for pair in lines.windows(2) {
            let [line, next] = pair else { continue };
            let length = line.text.len() as usize;
            if line.behind > 0
                || !(NARROWEST..=2 * WIDEST).contains(&length)
                || line.role != Role::Unseen
                || next.role != Role::Unseen
            {
                continue;
            }
            let content = under(text, line.text);
            if ends_sentence(content) {
                continue;
            }
            let behind = under(text, next.text);
            if literal::ordinal(behind).1.is_some()
                || lines::has_separator(content)
                || narrative::is_furniture(content)
                || narrative::is_furniture(behind)
            {
                continue;
            }
            let width = columns(&unspaced(content));
            if (NARROWEST..=WIDEST).contains(&width) {
                let hangs = indent(text, next) < indent(text, line)
                    && content.contains(['，', '、', '；', '。']);
                breaks.push((width, hangs));
            }
        }
    }
    if breaks.is_empty() {
        return None;
    }
    breaks.sort_unstable();
    // The width that most of them have, of several the widest.
    let mut width = 0;
    let mut most = 0;
    let mut first = 0;
    for (i, &(here, _)) in breaks.iter().enumerate() {
        while breaks[first].0 + RAGGED < here {
            first += 1;
        }
        if i + 1 - first >= most {
            (most, width) = (i + 1 - first, here);
        }
    }
    let hangs = |b: &&(usize, bool)| b.1 && b.0 <= width && b.0 + RAGGED >= width;
    let hanging = breaks.iter().filter(hangs).count();
    let others = breaks.len() - most;
    let enough = match most {
        1 => hanging == 1 && others == 0,
        2 | 3 => hanging >= 1 && others == 0,
        _ => others * 4 <= most,
    };
    if !enough {
        return None;
    }
    // Where a paragraph has a line of its own, some are wider than any that ends inside a sentence.
    let mut wider = 0;
    for region in regions {
        for line in lines.get(region.clone()).unwrap_or_default() {
            let content = under(text, line.text);
            if line.role == Role::Unseen
                && content.len() > width + RAGGED / 2
                && !lines::has_separator(content)
                && !narrative::is_furniture(content)
                && (content.len() > 4 * WIDEST || columns(&unspaced(content)) > width + RAGGED / 2)
            {
                wider += 1;
            }
        }
    }
    (wider * 10 <= most).then_some(width)
}

/// Reads lines of prose: as they are, or where they were broken at a width, joined into paragraphs,
/// which are lines of a text of their own. What each of these turns out to be, the lines are.
pub(super) fn read(
    text: &str,
    lines: &mut [Line],
    width: Option<usize>,
    read: impl FnOnce(&str, &mut [Line]),
) {
    let Some(width) = width else { return read(text, lines) };
    let (joined, mut paragraphs, owners) = join(text, lines, width);
    read(&joined, &mut paragraphs);
    for (line, owner) in lines.iter_mut().zip(owners) {
        if let Some(paragraph) = owner.and_then(|i| paragraphs.get(i)) {
            line.role = paragraph.role;
        }
    }
}

/// The paragraphs of broken lines, one a line, and which of them each line belongs to. Numbers of
/// pages belong to none.
#[cold]
fn join(text: &str, lines: &mut [Line], width: usize) -> (String, Vec<Line>, Vec<Option<usize>>) {
    let margins = margins(text, lines);
    let mut joined = String::new();
    let mut owners = vec![None; lines.len()];
    let mut starts = Vec::new();
    // The last line of the paragraph at hand.
    let mut last: Option<(String, bool)> = None;
    let mut page_ended = false;
    let mut behind = 0;
    for (i, line) in lines.iter_mut().enumerate() {
        let after_empty = std::mem::replace(&mut behind, line.behind) > 0;
        page_ended |= starts_page(text, line);
        if line.is_blank() {
            // A blank line ends a paragraph, unless a page ends there; that shows only behind it.
            continue;
        }
        let content = under(text, line.text);
        if line.role == Role::Unseen && is_page_number(text, line, content) {
            line.role = Role::Furniture;
            page_ended = true;
            continue;
        }
        if line.role != Role::Unseen {
            last = None;
            continue;
        }
        let printed = content;
        let content = unspaced(printed);
        // Characters are set apart to fill a line.
        let filled = content.len() < printed.len();
        let adjacent = i > 0 && owners[i - 1].is_some() && !after_empty;
        let goes_on = last.as_ref().is_some_and(|(last, filled)| {
            (adjacent || page_ended)
                && (*filled || is_full(last, &content, width))
                && !ends_paragraph(last, &content, margins[i].map(|m| indent(text, line) > m + 1))
        });
        if goes_on {
            if let (Some(a), Some(b)) = (joined.chars().next_back(), content.chars().next()) {
                if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() {
                    joined.push(' ');
                }
            }
        } else {
            if !joined.is_empty() {
                joined.push('\n');
            }
            starts.push(joined.len());
        }
        joined.push_str(&content);
        owners[i] = starts.len().checked_sub(1);
        last = Some((content, filled));
        page_ended = false;
    }
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([joined.len()]);
    let paragraphs =
        starts.iter().zip(ends).map(|(&start, end)| Line::new(&joined, start, end)).collect();
    (joined, paragraphs, owners)
}

/// Whether a line is full: what comes next had no room on it. An address is not broken.
fn is_full(last: &str, next: &str, width: usize) -> bool {
    let word = next.chars().take(width).take_while(char::is_ascii_graphic).count();
    columns(last) + word.max(2) + RAGGED > width
}

/// Whether a paragraph ends between two lines, of which the second is indented or not, or stands on
/// a page where no line is.
fn ends_paragraph(last: &str, next: &str, indented: Option<bool>) -> bool {
    let new = match indented {
        Some(indented) => indented || (ends_sentence(last) && literal::ordinal(next).1.is_some()),
        None => ends_sentence(last),
    };
    new || next.starts_with('【')
}

/// The least indentation of the lines of prose on the page of each line, if others have more.
fn margins(text: &str, lines: &[Line]) -> Vec<Option<usize>> {
    let mut margins = vec![None; lines.len()];
    let mut start = 0;
    while start < lines.len() {
        let mut end = start + 1;
        while end < lines.len() && !starts_page(text, &lines[end]) {
            end += 1;
        }
        let mut indents = lines[start..end]
            .iter()
            .filter(|line| line.role == Role::Unseen)
            .map(|line| indent(text, line));
        if let Some(first) = indents.next() {
            let (least, most) = indents.fold((first, first), |(a, b), i| (a.min(i), b.max(i)));
            margins[start..end].fill((most > least + 1).then_some(least));
        }
        start = end;
    }
    margins
}

/// What stands before the text of a line.
fn lead<'t>(text: &'t str, line: &Line) -> &'t str {
    let end = if line.is_blank() { line.raw.end } else { line.text.start };
    text.get(line.raw.start as usize..end as usize).unwrap_or_default()
}

/// Whether a page starts with a line: PDF text has a form feed there.
fn starts_page(text: &str, line: &Line) -> bool {
    lead(text, line).contains('\u{C}')
}

/// How far a line is indented, in columns.
fn indent(text: &str, line: &Line) -> usize {
    let lead = lead(text, line);
    columns(lead.rsplit('\u{C}').next().unwrap_or_default())
}

/// Whether a line is the number of a page: `- 4 -`, or a figure alone where a page ends.
fn is_page_number(text: &str, line: &Line, content: &str) -> bool {
    let alone = || {
        content.len() <= 3
            && content.bytes().all(|b| b.is_ascii_digit())
            && text
                .get(line.raw.end as usize..)
                .unwrap_or_default()
                .trim_start_matches([' ', '\n', '\r'])
                .starts_with('\u{C}')
    };
    literal::is_page_number(content) || alone()
}

/// Whether a line ends where a sentence, or a heading of a list, does.
fn ends_sentence(line: &str) -> bool {
    // Most lines of prose do in this way, and three bytes tell it.
    line.as_bytes().ends_with("。".as_bytes())
        || line.ends_with(['；', '：', '！', '？', '”', ';', ':'])
}

/// The width of a text in columns: characters of Chinese fill two.
fn columns(text: &str) -> usize {
    text.chars()
        .map(|c| match c {
            '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{2060}' => 0,
            '\0'..='\u{2FF}' => 1,
            // Quotes, dashes and dots are as wide as their font wants them.
            _ => 2,
        })
        .sum()
}

/// A line whose characters were set apart to fill it, `号 ， 邮 编 ： 223100` at 洪泽 2023, as words.
fn unspaced(line: &str) -> String {
    let chinese = |c: char| !c.is_ascii() && !is_blank(c);
    // Between two characters of Chinese: how many blanks, and how often none.
    let (mut apart, mut together) = (0_usize, 0_usize);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(' ') if chinese(c) => apart += 1,
            Some(&next) if chinese(c) && chinese(next) => together += 1,
            _ => {}
        }
    }
    if apart < 4 || apart <= together {
        return line.to_owned();
    }
    let mut words = String::with_capacity(line.len());
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let before = words.chars().next_back();
        let joins = c == ' '
            && match (before, rest.peek()) {
                (Some(a), Some(&b)) if chinese(a) && chinese(b) => true,
                // Punctuation and figures have no blank between them; 711 号 keeps its own.
                (Some(a), Some(&b)) if chinese(a) && b != ' ' => fold::fold(a) <= fold::OTHER,
                (Some(a), Some(&b)) if a != ' ' && chinese(b) => fold::fold(b) <= fold::OTHER,
                _ => false,
            };
        if !joins {
            words.push(c);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_spaced_lines_are_words() {
        for (line, words) in [
            (
                "号 ， 邮 编 ： 223100 ， 电 话 ： 0517-1 ， 电 子 邮 箱 ：",
                "号，邮编：223100，电话：0517-1，电子邮箱：",
            ),
            ("全 区 共 有 711 号 令", "全区共有 711 号令"),
            ("三 、本 年 度办 理 结果", "三、本年度办理结果"),
            ("健康发展 。", "健康发展 。"),
            (
                "自 2023 年 1 月 1 日起至 2023 年 12 月 31 日",
                "自 2023 年 1 月 1 日起至 2023 年 12 月 31 日",
            ),
        ] {
            assert_eq!(unspaced(line), words);
        }
    }
}
