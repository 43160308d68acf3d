//! Titles: the organ and the year of a report.
//!
//! `华阴市2020年政府信息公开工作年度报告` and the ways in which sites write it: the year first, words
//! left out or swapped, the title on two or three lines, broken inside the organ, with decorations.

use super::fold::{self, Starts, fold, is_blank};
use super::lines::{Line, Role, has_separator};
use super::literal;
use super::pieces::under;

/// What a title says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Title {
    pub(super) organ: Option<String>,
    pub(super) year: Option<u16>,
    /// The first line of the title, and the line behind it.
    pub(super) lines: std::ops::Range<usize>,
}

/// A title in one piece of text: the words before its tail, and the year.
#[derive(Debug, PartialEq)]
struct Parts<'t> {
    organ: &'t str,
    year: Option<u16>,
}

/// The last character of every title. No other is folded to it.
const END: char = '告';

/// Whether a text has [`END`]. Most of its characters are of three bytes, like this.
fn has_end(text: &str) -> bool {
    // From here on the search of the standard library takes less time than its start.
    if text.len() > 64 {
        return text.contains(END);
    }
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [0xE5, 0x91, 0x8A, ..] => return true,
            [0xE4..=0xE9, _, _, behind @ ..] => behind,
            [_, behind @ ..] => behind,
            [] => return false,
        };
    }
}

/// The longest text that is looked at as a title, in characters.
const LONGEST: usize = 80;

/// Finds the title among the lines before the report's first section.
pub(super) fn find(text: &str, lines: &[Line]) -> Option<Title> {
    // Pages have tables of metadata before the report, which hold the title as well; it is taken from
    // there where it is not surer elsewhere.
    let mut rows = false;
    let without_rows = best(text, lines, |line| {
        let is_row = is_row(text, line);
        rows |= is_row;
        !is_row
    });
    let best = match without_rows {
        Some((score, _)) if rows && score < SUREST => best(text, lines, |_| true),
        None if rows => best(text, lines, |_| true),
        found => found,
    };
    best.map(|(_, title)| title)
}

/// How sure a title is that is alone on its line and names organ and year.
const SUREST: u32 = 5;

/// The surest title among the lines that are wanted.
fn best(text: &str, lines: &[Line], mut wanted: impl FnMut(&Line) -> bool) -> Option<(u32, Title)> {
    let mut best: Option<(u32, Title)> = None;
    let ends = |line: &Line| {
        let line = under(text, line.text);
        // No character is longer than four bytes.
        line.len() <= 4 * LONGEST && has_end(line)
    };
    let mut next_ends = lines.first().is_some_and(ends);
    for i in 0..lines.len() {
        let here_ends = std::mem::replace(&mut next_ends, lines.get(i + 1).is_some_and(ends));
        // A title ends in 报告, perhaps on the next line; 公 stands in every other part of it.
        if !here_ends && !next_ends {
            continue;
        }
        let line = under(text, lines[i].text);
        if lines[i].role != Role::Unseen
            || line.len() > 3 * LONGEST
            || !(here_ends || line.contains('公'))
            || !wanted(&lines[i])
        {
            continue;
        }
        let Some((score, title)) = at(text, lines, i) else { continue };
        if best.as_ref().is_none_or(|(s, _)| score > *s) {
            best = Some((score, title));
        }
        if best.as_ref().is_some_and(|(s, _)| *s >= SUREST) {
            break;
        }
    }
    best
}

/// The cell of a row that has a place of it.
fn cell_around(row: &str, at: usize) -> &str {
    let is_end = |b: &u8| matches!(b, b'\t' | b'|');
    let (before, behind) = row.as_bytes().split_at_checked(at).unwrap_or_default();
    let start = before.iter().rposition(is_end).map_or(0, |end| end + 1);
    let end = behind.iter().position(is_end).map_or(row.len(), |end| at + end);
    fold::trim(row.get(start..end).unwrap_or_default())
}

/// Whether a line is a row of several cells: 信息内容 | 云溪市2023年政府信息公开工作年度报告 |
fn is_row(text: &str, line: &Line) -> bool {
    line.has_separator(text) && has_separator(unwrapped(under(text, line.text)))
}

/// The title that starts, or has its year, on a line; with how sure it is.
fn at(text: &str, lines: &[Line], i: usize) -> Option<(u32, Title)> {
    let adjacent = |j: Option<usize>| {
        j.and_then(|j| lines.get(j))
            .filter(|l| l.role == Role::Unseen)
            .filter(|l| !l.has_separator(text))
            .map(|l| fold::trim(under(text, l.text)))
            .filter(|l| l.len() <= LONGEST || l.chars().count() <= LONGEST)
    };
    let below = |i: usize| lines.get(i).filter(|line| line.behind == 0).map(|_| i + 1);
    let line = unwrapped(under(text, lines[i].text));
    let mut range = i..i + 1;
    let mut standalone = !is_row(text, &lines[i]);

    let joined;
    let parts = if !standalone {
        line.match_indices(END).map(|(at, _)| cell_around(line, at)).find_map(parts)?
    } else if let Some(parts) = parts(line) {
        parts
    } else {
        // 2024 年上海市科委政府信息公开工作 / 年度报告
        let next = adjacent(below(i))?;
        // 首页 政务公开 政府信息公开年报, and the title, organ and all, on the line below.
        let whole = |next: Parts| !next.organ.is_empty() && !is_organ_tail(&clean(next.organ));
        if line.contains("公开") && parts(next).is_some_and(whole) {
            return None;
        }
        joined = format!("{line}{next}");
        range.end += 1;
        parts(&joined)?
    };
    let mut organ = clean(parts.organ);
    if standalone && !is_words(parts.organ) && parts.organ.contains(['>', '＞', '»']) {
        standalone = false; // a breadcrumb
    }

    // The organ, or its beginning, on the line above: 重庆市沙坪坝区人民政府小龙坎街道 / 办事处2023年…
    if standalone && (organ.is_empty() || is_organ_tail(&organ)) {
        let above = adjacent(above(lines, i, 0)).or_else(|| {
            // A blank line between the organ and the rest is only layout where nothing else names
            // the organ.
            organ.is_empty().then(|| adjacent(above(lines, i, 1))).flatten()
        });
        if let Some(above) = above.map(unwrapped).filter(|l| looks_like_organ(l)) {
            organ = clean(above) + &organ;
            range.start = (0..i).rev().find(|&j| !lines[j].is_blank()).unwrap_or(i);
        } else if organ.is_empty() {
            // 武昌经开区(滨江)管委会 stands below its title.
            if let Some(below) = adjacent(below(range.end - 1)).filter(|l| looks_like_organ(l)) {
                organ = clean(below);
                range.end += 1;
            }
        }
    }
    let score = u32::from(standalone) * 2
        + u32::from(!organ.is_empty()) * 2
        + u32::from(parts.year.is_some());
    let organ = (!organ.is_empty()).then_some(organ);
    Some((score, Title { organ, year: parts.year, lines: range }))
}

/// The line above another, with so many lines between them, empty or not.
fn above(lines: &[Line], i: usize, between: u32) -> Option<usize> {
    let above = i.checked_sub(1)?;
    match lines.get(above)?.behind {
        empty if empty == between => Some(above),
        empty if empty > between => None,
        empty => self::above(lines, above, between - empty - 1),
    }
}

/// Whether a text is nothing but characters of the main block: three bytes each, from E4 to E9.
fn is_words(text: &str) -> bool {
    let mut characters = text.as_bytes().chunks_exact(3);
    characters.all(|character| matches!(character, [0xE4..=0xE9, ..]))
        && characters.remainder().is_empty()
}

/// A line without the decorations before a title.
fn unwrapped(line: &str) -> &str {
    let mut line = super::outline::unmarked(line);
    // What most lines start with is none of the words below.
    if !line.starts_with(['【', '标', '標', '名', '文', '信', '(', '（', '关', '關', 't'])
    {
        return fold::trim(line);
    }
    // 【公开制度】 before, 标题: and its like as metadata.
    while let Some(rest) = line.strip_prefix('【').and_then(|l| l.split_once('】')) {
        line = rest.1;
    }
    for name in
        ["标题", "標題", "名称", "名稱", "文件名称", "信息名称", "文字解读", "文字解讀", "title"]
    {
        if let Some(rest) = line.strip_prefix(name) {
            let rest = rest.trim_start_matches(is_blank);
            if let Some(rest) = rest.strip_prefix([':', '：']) {
                line = rest;
            }
        }
    }
    for mark in ["(图解)", "（图解）", "关于", "關於"] {
        line = line.strip_prefix(mark).unwrap_or(line);
    }
    fold::trim(line)
}

/// Reads a text as a title.
fn parts(text: &str) -> Option<Parts<'_>> {
    usual_parts(text).or_else(|| any_parts(text))
}

/// The same, however the title is written.
fn any_parts(text: &str) -> Option<Parts<'_>> {
    if !has_end(text) {
        return None;
    }
    // The folded characters that count, with their places.
    let mut folded = [0; LONGEST];
    let mut places = [0; LONGEST];
    let mut count = 0;
    for (n, (at, c)) in fold::Characters::of(text).enumerate() {
        let is_word = c > fold::OTHER;
        if n >= LONGEST || !is_word && text.get(at..)?.starts_with(['。', '，', '；', '《']) {
            return None;
        }
        if c != 0 {
            (folded[count], places[count]) = (c, at);
            count += 1;
        }
    }
    let (folded, places) = (&mut folded[..count], &places[..count]);
    fold_words(folded);

    let end = fold::rfind(folded, "报告")?;
    let behind = places.get(end + 2).map_or("", |&i| text.get(i..).unwrap_or_default());
    // Behind the title there may be a note or the site's name; never the rest of a sentence.
    if !behind.is_empty() {
        let gap = text.get(places[end + 1]..).unwrap_or_default();
        if !gap
            .chars()
            .nth(1)
            .is_some_and(|c| matches!(c, '（' | '(' | '-' | '_' | '—' | '|' | '－' | '【'))
        {
            return None;
        }
    }

    let mut left = end;
    let strip = |left: &mut usize, words: &[&str]| -> bool {
        let mut any = false;
        while let Some(word) = words.iter().find(|word| ends_with(&folded[..*left], word)) {
            let length = word.chars().count();
            // 2021年度 keeps its 年度.
            let before = *left - length;
            if word.starts_with('年') && before > 0 && is_digit(folded[before - 1]) {
                break;
            }
            *left = before;
            any = true;
        }
        any
    };
    strip(&mut left, &["年度", "工作", "情况", "总结"]);
    let disclosure = strip_once(&mut left, folded, &["公开"]);
    strip(&mut left, &["年度", "工作"]);
    let information = strip_once(&mut left, folded, &["信息"]);
    if !disclosure && !information {
        return None;
    }
    let _ = strip_once(&mut left, folded, &["政府", "政务"]);

    let head_end = places.get(left).map_or(text.len(), |&i| i);
    let head = fold::trim(text.get(..head_end).unwrap_or_default());
    let (organ, year) = organ_and_year(head);
    Some(Parts { organ, year })
}

/// The same for a title as nearly all are written, which its bytes tell: the organ, the year, and the
/// form's words.
fn usual_parts(text: &str) -> Option<Parts<'_>> {
    const TAILS: [&str; 2] = ["年政府信息公开工作年度报告", "年政府信息公開工作年度報告"];
    const YEAR: usize = 4;
    let head = TAILS.iter().find_map(|tail| text.strip_suffix(tail))?;
    let (organ, year) = head.split_at_checked(head.len().checked_sub(YEAR)?)?;
    let length = (text.len() - YEAR) / END.len_utf8() + YEAR;
    if !is_words(organ) || organ.is_empty() || length > LONGEST {
        return None;
    }
    let (_, year) = literal::year(year).ok()?;
    Some(Parts { organ, year: Some(year) })
}

/// Puts words of the form in the place of those of Taiwan usage, as [`fold::folded`] does, but a
/// character for a character.
fn fold_words(folded: &mut [u16]) {
    for i in 1..folded.len() {
        if !fold::is_word_start(folded[i - 1]) {
            continue;
        }
        if let Some((a, b)) = fold::word(folded[i - 1], folded[i]) {
            folded[i - 1] = a;
            folded[i] = b;
        }
    }
}

fn is_digit(c: u16) -> bool {
    char::from_u32(c.into()).is_some_and(|c| c.is_ascii_digit())
}

fn ends_with(folded: &[u16], word: &str) -> bool {
    let mut rest = folded.iter().rev();
    word.chars().rev().all(|c| rest.next() == Some(&(c as u32 as u16)))
}

fn strip_once(left: &mut usize, folded: &[u16], words: &[&str]) -> bool {
    match words.iter().find(|word| ends_with(&folded[..*left], word)) {
        Some(word) => {
            *left -= word.chars().count();
            true
        }
        None => false,
    }
}

/// The organ and the year in what stands before the tail of a title.
fn organ_and_year(head: &str) -> (&str, Option<u16>) {
    let mut found = None;
    let mut before_is_digit = false;
    for (i, c) in head.char_indices() {
        let is_digit = literal::digit_value(c).is_some();
        if !is_digit || std::mem::replace(&mut before_is_digit, is_digit) {
            before_is_digit = is_digit;
            continue;
        }
        if let Ok((rest, year)) = literal::year(head.get(i..).unwrap_or_default()) {
            let rest = rest.trim_start_matches(is_blank);
            let rest = rest.strip_prefix('年').unwrap_or(rest);
            let rest = rest.strip_prefix('度').unwrap_or(rest);
            found = Some((i, rest, year));
        }
    }
    let Some((start, rest, year)) = found else { return (head, None) };
    let before = fold::trim(head.get(..start).unwrap_or_default());
    let rest = fold::trim(rest);
    // 2019年上海市人民政府办公厅…: the year first.
    (if before.is_empty() { rest } else { before }, Some(year))
}

/// An organ's name without blanks, punctuation around it, and the path of a breadcrumb.
fn clean(organ: &str) -> String {
    if is_words(organ) && !has_any(organ, ["容", "题", "題", "称", "稱"]) {
        return organ.to_owned();
    }
    let mut organ = organ.rsplit(['>', '＞', '»']).next().unwrap_or_default();
    // The name of a row of metadata, where a tool left only blanks between its cells.
    if organ.contains(['容', '题', '題', '称', '稱']) {
        for name in ["信息内容", "信息內容", "資訊內容", "标题", "標題", "名称", "名稱"]
        {
            if let Some((_, rest)) = organ.split_once(name) {
                organ = rest;
            }
        }
    }
    let organ = organ.trim_matches(|c: char| {
        is_blank(c)
            || matches!(
                c,
                '“' | '”' | '"' | ':' | '：' | '-' | '·' | '|' | '《' | '》' | ',' | '，'
            )
    });
    let mut cleaned = String::with_capacity(organ.len());
    // A name is the same in a font that writes ⼈⺠ for 人民.
    cleaned.extend(organ.chars().filter(|&c| !is_blank(c)).map(fold::unradical));
    cleaned
}

/// Whether a text of nothing but characters of three bytes has one of several.
fn has_any<const N: usize>(words: &str, characters: [&str; N]) -> bool {
    words.as_bytes().chunks_exact(3).any(|c| characters.iter().any(|one| one.as_bytes() == c))
}

/// The characters that the ends of organs' names start with, in either script.
static TAIL_STARTS: Starts =
    Starts::of(&["办", "辦", "人", "管", "委", "局", "厅", "廳", "街", "政", "分", "中"], 0);

/// Whether an organ's name is only the end of one.
fn is_organ_tail(organ: &str) -> bool {
    // The longest has seven characters.
    if is_words(organ)
        && (organ.len() > 7 * '局'.len_utf8() || !TAIL_STARTS.have(fold::first(organ.as_bytes())))
    {
        return false;
    }
    const TAILS: [&str; 16] = [
        "办事处",
        "人民政府",
        "人民政府办公室",
        "人民政府办公厅",
        "管理委员会",
        "管委会",
        "委员会",
        "办公室",
        "办公厅",
        "管理局",
        "局",
        "厅",
        "街道办事处",
        "政府办公室",
        "分局",
        "中心",
    ];
    let folded = fold::folded(organ);
    let length = folded.len() * '局'.len_utf8();
    TAILS.iter().any(|tail| tail.len() == length && ends_with(&folded, tail))
}

/// Whether a line may be the name of an organ, or the beginning of one.
fn looks_like_organ(line: &str) -> bool {
    let count = line.chars().count();
    (2..=30).contains(&count)
        && line.chars().all(|c| {
            is_blank(c) || matches!(c, '（' | '）' | '(' | ')' | '、' | '〇') || fold(c) >= 0x4E00
        })
        && !["正文", "首页", "首頁", "政府信息公开年报", "年度报告", "信息公开", "打印", "打 印"]
            .contains(&line)
        && !line.contains("年报")
        && !line.contains("公开")
}

/// What stands before a title where breadcrumbs were run together with it.
const BREADCRUMBS: [&str; 12] = [
    "当前位置",
    "您现在的位置",
    "首页",
    "首頁",
    "政府信息公开年报",
    "政府信息公开年度报告",
    "政府信息公开",
    "法定主动公开内容",
    "信息公开年报",
    "信息公开",
    "政务公开",
    "正文",
];

/// Where the title starts that ends at a place of a text in which more stands before and behind it.
pub(super) fn ending_at(text: &str, end: usize) -> Option<usize> {
    // The rest of a sentence, as in …年度报告由六部分组成, is no title.
    let behind = text.get(end..)?;
    let goes_on = ["根据", "根據", "按照", "依据", "依據", "本报告", "本報告", "为", "為", "现将"];
    let starts = |c| is_blank(c) || matches!(c, '[' | '【' | '（' | '(' | '0'..='9');
    if !(behind.is_empty()
        || behind.starts_with(starts)
        || goes_on.iter().any(|words| behind.starts_with(words)))
    {
        return None;
    }
    let before = text.get(..end)?;
    let window = before.char_indices().rev().take(LONGEST).take_while(|&(_, c)| {
        !matches!(c, '。' | '，' | '；' | '：' | ':' | '>' | '＞' | '»' | '】' | ']' | '|' | '\t')
    });
    // The title starts behind a blank, or at the start of what may belong to it.
    let mut starts = [0; 8];
    let mut count = 0;
    let mut previous = end;
    for (at, c) in window {
        if is_blank(c) && count + 1 < starts.len() {
            starts[count] = previous;
            count += 1;
        }
        previous = at;
    }
    starts[count] = previous;
    let mut yearly = None;
    for &start in &starts[..=count] {
        let mut piece = before.get(start..)?;
        while let Some(rest) = BREADCRUMBS.iter().find_map(|words| {
            // 政府信息公开 is the tail of a title as well, when nothing stands before it.
            piece.strip_prefix(words).filter(|rest| rest.contains('年'))
        }) {
            piece = rest;
        }
        let Some(Parts { organ, year: Some(_) }) = parts(piece) else { continue };
        let start = end - piece.len();
        let organ = clean(organ);
        if organ.is_empty() {
            yearly = Some(start);
        } else if looks_like_organ(&organ)
            && !organ
                .starts_with(['现', '現', '根', '按', '本', '编', '編', '将', '將', '为', '為'])
        {
            return Some(start);
        }
    }
    yearly
}

/// The year in a statement of the period: `自2019年1月1日起至12月31日止`.
pub(crate) fn period_year(text: &str) -> Option<u16> {
    text.match_indices('年').find_map(|(i, _)| {
        let before = fold::trim(text.get(..i)?);
        let start = before.char_indices().rev().nth(3).map(|(i, _)| i)?;
        let (rest, year) = literal::year(before.get(start..)?).ok()?;
        let behind = text.get(i..)?;
        let mut digits = behind.chars().skip(1).filter(|&c| !is_blank(c));
        let january = [Some('1'), Some('月'), Some('1'), Some('日')]
            .into_iter()
            .all(|expected| digits.next() == expected);
        (rest.is_empty() && january).then_some(year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lines::lines;

    fn title(text: &str) -> (Option<String>, Option<u16>) {
        let title = find(text, &lines(text)).unwrap_or_default();
        (title.organ, title.year)
    }

    #[test]
    fn a_usual_title_says_what_any_other_would() {
        let long = "某".repeat(63);
        for organ in
            ["华阴市", "沭阳县人民政府办公室", "年度工作公开", "信息", "某局2021年", "", &long]
        {
            for year in ["2020", "1989", "20201", "２０２０", "二〇二〇", ""] {
                for tail in ["年政府信息公开工作年度报告", "年政府信息公開工作年度報告"]
                {
                    for behind in ["", "（全文）", " "] {
                        let text = format!("{organ}{year}{tail}{behind}");
                        if let Some(usual) = usual_parts(&text) {
                            assert_eq!(Some(usual), any_parts(&text), "{text}");
                        }
                    }
                }
            }
        }
        let text = format!("{long}某2020年政府信息公开工作年度报告");
        assert_eq!(usual_parts(&text), None);
        assert!(usual_parts("华阴市2020年政府信息公开工作年度报告").is_some());
    }

    #[test]
    fn the_ways_of_titles() {
        for (text, organ, year) in [
            ("龙田镇人民政府2021年政府信息公开工作年度报告", "龙田镇人民政府", 2021),
            ("平利县正阳镇2021年度政府信息公开工作年度报告", "平利县正阳镇", 2021),
            ("2019年川主乡政府信息公开工作年度报告", "川主乡", 2019),
            ("2023年桐屿街道政府信息公开年度报告", "桐屿街道", 2023),
            ("小关乡2022年信息公开工作年度报告", "小关乡", 2022),
            ("2019年宅梧镇政府信息公开工作报告", "宅梧镇", 2019),
            ("上湾乡人民政府2019年度政府信息公开年度工作报告", "上湾乡人民政府", 2019),
            ("某局2021年政务信息公开工作年度报告", "某局", 2021),
            ("某局2024年度政府信息工作年度报告", "某局", 2024),
            ("孝感市人民政府办公室\n2020年政府信息公开工作年度报告", "孝感市人民政府办公室", 2020),
            (
                "重庆市沙坪坝区人民政府小龙坎街道\n办事处2023年政府信息公开工作年度报告",
                "重庆市沙坪坝区人民政府小龙坎街道办事处",
                2023,
            ),
            ("云溪市2023年政府信息公开\n工作年度报告", "云溪市", 2023),
            ("正文\n2024 年上海市科委政府信息公开工作\n年度报告", "上海市科委", 2024),
            (
                "2020年政府信息公开工作年度报告\n武昌经开区(滨江)管委会",
                "武昌经开区(滨江)管委会",
                2020,
            ),
            ("黑龙江省甘南县气象局 2024年政府信息公开工作年度报告", "黑龙江省甘南县气象局", 2024),
            ("# 沐阳县人民政府 2025 年 政府信息公开工作年度报告", "沐阳县人民政府", 2025),
            ("标题: 平潭综合实验区2020年度政府信息公开工作年度报告", "平潭综合实验区", 2020),
            ("title: 平潭县2020年政府信息公开工作年度报告", "平潭县", 2020),
            ("发布机构,1,信息内容,石门县2019年政府信息公开工作年度报告", "石门县", 2019),
            ("⽯门县⼈⺠政府2019年政府信息公开⼯作年度报告", "石门县人民政府", 2019),
            (
                "城口县人民政府机关2020年政府信息公开工作年度报告（图片版）",
                "城口县人民政府机关",
                2020,
            ),
            ("海关总署(本级机关)2020政府信息公开工作年度报告", "海关总署(本级机关)", 2020),
            ("華陰市2020年政府資訊公開工作年度報告", "華陰市", 2020),
            (
                "索引号\t1\t信息内容\t石门县自然资源局2019年政府信息公开工作年度报告",
                "石门县自然资源局",
                2019,
            ),
            ("首页 > 公开 > 洪湖市2019年政府信息公开工作年度报告", "洪湖市", 2019),
        ] {
            assert_eq!(title(text), (Some(organ.to_owned()), Some(year)), "{text}");
        }
    }

    #[test]
    fn a_title_without_organ_or_year_says_so() {
        assert_eq!(
            title("2020年政府信息公开工作年度报告\n\n根据条例，编制本报告。"),
            (None, Some(2020))
        );
        assert_eq!(title("华阴市政府信息公开工作年度报告"), (Some("华阴市".to_owned()), None));
        assert_eq!(title("政府信息公开工作年度报告"), (None, None));
    }

    #[test]
    fn prose_is_no_title() {
        for text in [
            "现将2020年政府信息公开工作年度报告如下",
            "根据《条例》，现公布2020年政府信息公开工作年度报告",
            "按要求完成政府各部门2020年度政府信息公开工作年度報告,並面向社會公開。",
            "首页 > 政务公开 > 政府信息公开年报",
        ] {
            assert_eq!(title(text), (None, None), "{text}");
        }
    }

    #[test]
    fn a_text_has_the_end_of_a_title_or_not() {
        assert_eq!(END.to_string().as_bytes(), [0xE5, 0x91, 0x8A]);
        for text in ["报告", "告", "１告", " \u{A0}é😀告。", "一告"] {
            assert!(has_end(text), "{text}");
        }
        for text in ["", "报", "吉 午", "😀"] {
            assert!(!has_end(text), "{text}");
        }
    }

    #[test]
    fn one_character_ends_every_title() {
        let others = ('\u{80}'..='\u{FFFF}').filter(|&c| fold(c) == END as u16);
        assert!(others.eq([END]));
    }

    #[test]
    fn years_of_the_period() {
        assert_eq!(period_year("统计期限自2019年1月1日起至12月31日止"), Some(2019));
        assert_eq!(period_year("自 2023 年 1 月 1 日起"), Some(2023));
        assert_eq!(period_year("2019年5月1日"), None);
    }
}
