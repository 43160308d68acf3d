//! Lines of prose → sections one, five and six, and the preamble.

use super::fold::{self, Starts};
use super::lines::{Line, Role};
use super::literal::{self, Ordinal, Style};
use super::outline::unmarked;
use super::pieces::under;
use crate::model::{Measures, Overview, Problems, Subsection, Theme};

/// A piece of prose as it is kept: as published, but for tabs and other controls, which are blanks.
pub(super) fn prose(text: &str) -> String {
    // Looking at every byte without a way out is what the compiler makes fast.
    kept(text, text.bytes().fold(false, |any, b| any | (b < b' ')))
}

/// The same for a piece of a line, if it is known whether control characters stand in that line.
fn kept(text: &str, controls: bool) -> String {
    if controls && text.bytes().any(|b| b < b' ') {
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
    } else {
        text.to_owned()
    }
}

/// The paragraphs between the title and section one. Lines that are no sentences are page
/// furniture: dates, sources, links.
pub(super) fn preamble(text: &str, lines: &mut [Line]) -> Vec<String> {
    let mut paragraphs = Vec::new();
    for line in lines {
        if line.role != Role::Unseen {
            continue;
        }
        let content = under(text, line.text);
        if is_prose(content) {
            line.role = Role::Paragraph;
            paragraphs.push(kept(content, line.marks.control()));
        } else {
            line.role = Role::Furniture;
        }
    }
    paragraphs
}

/// Whether a line before section one is prose of the report.
fn is_prose(line: &str) -> bool {
    !is_furniture(line)
        && !super::lines::has_separator(line)
        && (line.contains('。')
            || (line.chars().count() >= 25 && line.contains(['，', '、', '；', ',']))
            || line.ends_with(['：', '；', '！']) && line.chars().count() >= 10)
}

/// Marks every line of a narrative section that belongs to the page and not to the report.
pub(super) fn mark_furniture(text: &str, lines: &mut [Line]) {
    for line in lines {
        let content = under(text, line.text);
        if line.role == Role::Unseen && (is_furniture(content) || literal::is_page_number(content))
        {
            line.role = Role::Furniture;
        }
    }
}

/// The words that pages put around a report, folded. A line that starts with one of them, and is
/// not long, is none of the report's.
const FURNITURE: &[&str] = &[
    "相关词条",
    "热门词条",
    "联系我们",
    "联络我们",
    "相关链接",
    "相关附件",
    "附件下载",
    "附件",
    "扫一扫",
    "责任编辑",
    "信息来源",
    "来源",
    "作者",
    "浏览次数",
    "访问量",
    "点击数",
    "点击量",
    "阅读次数",
    "字体",
    "字型",
    "打印",
    "列印",
    "收藏",
    "关闭",
    "分享到",
    "分享",
    "微信",
    "微博",
    "主办",
    "承办",
    "版权所有",
    "网站标识码",
    "备案",
    "公安备案",
    "上一篇",
    "下一篇",
    "返回顶部",
    "当前位置",
    "首页",
    "索引号",
    "发布机构",
    "发布日期",
    "发布时间",
    "成文日期",
    "公开方式",
    "文号",
    "有效性",
    "时效",
    "主题分类",
    "无障碍",
    "关怀版",
    "长者版",
    "年报图解",
    "图解链接",
    "点击收听",
    "您是第",
    "网站地图",
    "技术支持",
    "编辑",
    "文件下载",
    "全真版",
    "相关解读",
];

static FURNITURE_STARTS: Starts = Starts::of(FURNITURE, 0);
/// The second characters of these words.
static FURNITURE_GOES_ON: Starts = Starts::of(FURNITURE, 1);

/// Whether a line is page furniture.
pub(super) fn is_furniture(line: &str) -> bool {
    // Sentences and paragraphs, of which there are many, are told by their end and their length.
    if (line.len() > 200 || line.ends_with('。')) && !line.starts_with('【') {
        return false;
    }
    let mut characters = line.chars().map(fold::fold).filter(|&c| c != 0);
    let Some(first) = characters.next() else {
        // A line of nothing but punctuation, such as ====.
        return true;
    };
    if !FURNITURE_STARTS.have(first)
        || !characters.next().is_some_and(|c| FURNITURE_GOES_ON.have(c))
    {
        return false;
    }
    let start = fold::folded(line.split(['：', ':']).next().unwrap_or_default());
    let starts = FURNITURE
        .iter()
        .any(|words| fold::first(words.as_bytes()) == first && fold::starts_with(&start, words));
    // 来源 and 打印 start sentences as well; those of the page have no full stop.
    starts && (line.starts_with('【') || !line.contains(['。', '；']))
}

/// Section one.
pub(super) fn overview(text: &str, lines: &mut [Line]) -> Overview {
    let mut overview = Overview::default();
    for line in lines.iter_mut() {
        if line.role != Role::Unseen {
            continue;
        }
        line.role = Role::Paragraph;
        let prose = |text| kept(text, line.marks.control());
        let mut content = unmarked(under(text, line.text));
        // （一）主动公开情况。（二）依申请公开。收到2件。 holds two headings.
        while let (rest, Some(Ordinal { number, style: Style::Bracketed })) =
            literal::ordinal(content)
        {
            let (heading, paragraph) = split_heading(rest);
            if overview.subsections.is_empty() {
                overview.subsections.reserve(8);
            }
            overview.subsections.push(Subsection {
                ordinal: number,
                heading: prose(heading),
                theme: theme(heading),
                paragraphs: Vec::new(),
            });
            content = paragraph;
            if heading.is_empty() {
                break;
            }
        }
        match overview.subsections.last_mut() {
            _ if content.is_empty() => {}
            // （一） on a line of its own: the heading comes on the next.
            Some(subsection)
                if subsection.heading.is_empty() && subsection.paragraphs.is_empty() =>
            {
                let (heading, paragraph) = split_heading(content);
                subsection.heading = prose(heading);
                subsection.theme = theme(heading);
                if !paragraph.is_empty() {
                    subsection.paragraphs.push(prose(paragraph));
                }
            }
            Some(subsection) => subsection.paragraphs.push(prose(content)),
            None => overview.preamble.push(prose(content)),
        }
    }
    overview
}

/// Cuts `主动公开情况。主要通过…` into heading and text. A line that starts with a sentence has no
/// heading.
fn split_heading(line: &str) -> (&str, &str) {
    /// The most characters before the end of a heading.
    const MOST: usize = 23;
    /// The most of a heading that is all of its line.
    const MOST_ALONE: usize = 40;
    let (mut i, mut n) = (0, 0);
    loop {
        let words = fold::words_length(line.as_bytes().get(i..).unwrap_or_default());
        i += words;
        n += words / '一'.len_utf8();
        let c = line.get(i..).unwrap_or_default().chars().next();
        match c {
            _ if n > MOST_ALONE => return ("", line),
            None => return (line, ""),
            Some(c @ ('。' | '：' | ':')) if n <= MOST => {
                let (heading, rest) = line.split_at(i + c.len_utf8());
                return (heading, fold::trim(rest));
            }
            Some('，' | '；' | '。' | ',' | ';') => return ("", line),
            Some(c) => {
                i += c.len_utf8();
                n += 1;
            }
        }
    }
}

/// The theme of a heading that is one of the names that nearly all reports use, and no more.
fn usual_theme(heading: &str) -> Option<Theme> {
    let name = heading.trim_end_matches(['。', '：', ':']);
    let name = ["方面", "情况", "情況"].iter().find_map(|end| name.strip_suffix(end));
    let name = name.unwrap_or(heading);
    let usual = USUAL.iter().find(|usual| usual.0 == name || usual.1 == name);
    usual.map(|usual| usual.2)
}

/// These names in both scripts.
const USUAL: [(&str, &str, Theme); 8] = [
    ("主动公开", "主動公開", Theme::ProactiveDisclosure),
    ("依申请公开", "依申請公開", Theme::DisclosureOnApplication),
    ("政府信息管理", "政府資訊管理", Theme::InformationManagement),
    ("平台建设", "平台建設", Theme::PlatformDevelopment),
    ("监督保障", "監督保障", Theme::Supervision),
    ("工作考核", "工作考核", Theme::PerformanceAssessment),
    ("社会评议", "社會評議", Theme::PublicAppraisal),
    ("责任追究结果", "責任追究結果", Theme::Accountability),
];

/// What a sub-section is about, told from its heading.
fn theme(heading: &str) -> Theme {
    usual_theme(heading).unwrap_or_else(|| theme_of_words(heading))
}

/// The same, told from the words in it.
fn theme_of_words(heading: &str) -> Theme {
    const THEMES: [(&[&str], Theme); 8] = [
        (&["依申请", "申请公开"], Theme::DisclosureOnApplication),
        (&["主动公开"], Theme::ProactiveDisclosure),
        (&["信息管理", "信息资源管理"], Theme::InformationManagement),
        (&["平台", "载体"], Theme::PlatformDevelopment),
        (&["监督", "保障"], Theme::Supervision),
        (&["考核"], Theme::PerformanceAssessment),
        (&["评议"], Theme::PublicAppraisal),
        (&["追究"], Theme::Accountability),
    ];
    let words = fold::folded(heading);
    let mut has = [false; THEMES.len()];
    for (at, &c) in words.iter().enumerate() {
        // The first character tells the only theme that a word there may be of.
        let theme = match char::from_u32(c.into()) {
            Some('依' | '申') => 0,
            Some('主') => 1,
            Some('信') => 2,
            Some('平' | '载') => 3,
            Some('监' | '保') => 4,
            Some('考') => 5,
            Some('评') => 6,
            Some('追') => 7,
            _ => continue,
        };
        has[theme] |= THEMES[theme].0.iter().any(|word| fold::starts_with(&words[at..], word));
    }
    let mut found = THEMES.iter().zip(has).filter(|(_, has)| *has).map(|((_, theme), _)| *theme);
    match (found.next(), found.next()) {
        (Some(theme), None) => theme,
        // 监督保障 is the name; 社会评议监督 and the like are the other theme.
        (Some(Theme::Supervision), Some(theme)) if found.next().is_none() => theme,
        _ => Theme::Other,
    }
}

/// Section five.
pub(super) fn problems(text: &str, lines: &mut [Line]) -> Problems {
    let mut problems = Problems::default();
    let mut part = Part::Preamble;
    // The pieces of both parts, and how many are of the first.
    let mut pieces: Vec<&str> = Vec::new();
    let mut count = 0;
    let mut controls = false;
    for line in lines.iter_mut() {
        if line.role != Role::Unseen {
            continue;
        }
        line.role = Role::Paragraph;
        controls |= line.marks.control();
        let content = unmarked(under(text, line.text));
        let (head, rest) = part_head(content);
        let rest = match (part, head) {
            (Part::Preamble, Some(Part::Problems)) => {
                part = Part::Problems;
                rest
            }
            (Part::Preamble | Part::Problems, Some(Part::Measures)) => {
                part = Part::Measures;
                rest
            }
            _ => content,
        };
        match part {
            Part::Preamble => problems.preamble.push(kept(rest, controls)),
            Part::Problems | Part::Measures if rest.is_empty() => {}
            Part::Problems => {
                pieces.push(rest);
                count = pieces.len();
            }
            Part::Measures => pieces.push(rest),
        }
    }
    let (of_problems, of_measures) = pieces.split_at(count);
    let mut marks = Vec::with_capacity(32);
    for group in groups(of_problems, controls, &mut marks) {
        // A sentence that introduces the list is no problem of its own.
        if !group.lead.is_empty() {
            problems.problems.push(group.lead);
        }
        if problems.problems.is_empty() {
            problems.problems = group.items;
        } else {
            problems.problems.extend(group.items);
        }
    }
    problems.measures = groups(of_measures, controls, &mut marks);
    problems
}

/// The parts of section five.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Preamble,
    Problems,
    Measures,
}

/// Whether a paragraph opens a part of section five, and what stands behind its heading.
fn part_head(paragraph: &str) -> (Option<Part>, &str) {
    let (name, ordinal) = literal::ordinal(paragraph);
    let end = name
        .char_indices()
        .take(20)
        .find(|&(_, c)| matches!(c, '。' | '：' | ':' | '，' | ',' | '；'))
        .map(|(i, c)| (i, i + c.len_utf8(), c));
    let (head, rest) = match end {
        Some((i, after, '。' | '：' | ':')) => {
            let (head, rest) = name.split_at(i);
            (head, rest.get(after - i..).unwrap_or_default())
        }
        Some(_) => return (None, paragraph),
        None if name.chars().count() <= 20 => (name, ""),
        None => return (None, paragraph),
    };
    if ordinal.is_some_and(|o| matches!(o.style, Style::Digits | Style::BracketedDigits)) {
        return (None, paragraph);
    }
    let said = Said::of(head);
    // 暂不存在问题。 and 存在的主要问题是人手少。 are all that some organs say: no headings.
    let is_sentence = rest.is_empty() && !name.ends_with(['：', ':']);
    if said.denies || (is_sentence && said.tells) {
        return (None, paragraph);
    }
    match (said.problems, said.measures) {
        (true, false) if said.exist => (Some(Part::Problems), fold::trim(rest)),
        (false, true) => (Some(Part::Measures), fold::trim(rest)),
        _ => (None, paragraph),
    }
}

/// What the words of a heading of section five say.
#[derive(Debug, Default, PartialEq)]
struct Said {
    /// 不存在, 没有, 无.
    denies: bool,
    /// 是, 将: it may be a sentence.
    tells: bool,
    /// 改进, 整改, 措施, 下一步.
    measures: bool,
    /// 问题, 不足.
    problems: bool,
    /// 存在, 主要: the problems that there are.
    exist: bool,
}

impl Said {
    fn of(head: &str) -> Said {
        let words = fold::folded(head);
        let mut said = Said::default();
        for (at, &c) in words.iter().enumerate() {
            // Nearly no character starts one of the words.
            let starts = |word| fold::starts_with(&words[at..], word);
            match char::from_u32(c.into()).unwrap_or_default() {
                '不' => {
                    said.denies |= starts("不存在");
                    said.problems |= starts("不足");
                }
                '没' => said.denies |= starts("没有"),
                '无' => said.denies = true,
                '是' | '将' => said.tells = true,
                '改' => said.measures |= starts("改进"),
                '整' => said.measures |= starts("整改"),
                '措' => said.measures |= starts("措施"),
                '下' => said.measures |= starts("下一步") || starts("下步"),
                '问' => said.problems |= starts("问题"),
                '存' => said.exist |= starts("存在"),
                '主' => said.exist |= starts("主要"),
                _ => {}
            }
        }
        said
    }
}

/// A mark before an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// 一是, 二是
    Is,
    /// 第一, 第二
    Nth,
    /// A number: 一、 or 1. or （一）
    Number(Style),
}

/// The mark at the start of a text: its number, its kind, and the text behind it.
fn mark(text: &str) -> Option<(u32, Mark, &str)> {
    if let Ok((rest, number)) = literal::chinese_number(text) {
        if let Some(rest) = rest.strip_prefix('是') {
            return Some((number, Mark::Is, rest));
        }
    }
    if let Some(rest) = text.strip_prefix('第') {
        if let Ok((rest, number)) = literal::chinese_number(rest) {
            if let Some(rest) = rest.strip_prefix(['，', ',', '、']) {
                return Some((number, Mark::Nth, rest));
            }
        }
    }
    match literal::ordinal(text) {
        (rest, Some(ordinal)) => Some((ordinal.number, Mark::Number(ordinal.style), rest)),
        _ => None,
    }
}

/// A mark inside a paragraph: byte offset, number, offset behind the mark.
type Found = (usize, u32, usize);

/// The marks of one kind inside a paragraph, in order.
/// The kind is that of the first mark that starts at one. Marks stand at the start of the paragraph
/// and behind punctuation.
fn marks(paragraph: &str, kind: Option<Mark>, found: &mut Vec<Found>) -> Option<Mark> {
    let mut kind = kind;
    found.clear();
    let mut at = 0;
    loop {
        // Most sentences start with a character of the main block that is in no mark.
        let c = fold::first(paragraph.as_bytes().get(at..).unwrap_or_default());
        let word = (0x4E00..0xA000).contains(&c);
        let (mut here, mut start) = ("", at);
        if !word || MARK_STARTS.have(c) {
            here = paragraph.get(at..).unwrap_or_default().trim_start_matches(fold::is_blank);
            start = paragraph.len() - here.len();
        }
        let may_mark = here.starts_with(|c| literal::starts_ordinal(c) || c == '第');
        if let Some((number, mark, rest)) = may_mark.then(|| mark(here)).flatten() {
            let fits = match kind {
                Some(kind) => kind == mark,
                None => number == 1,
            };
            if fits {
                kind = Some(mark);
                found.push((start, number, paragraph.len() - rest.len()));
            }
        }
        match behind_punctuation(paragraph, start) {
            Some(next) => at = next,
            None => return kind,
        }
    }
}

/// The characters of the main block that marks start with.
static MARK_STARTS: Starts =
    Starts::of(&["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "第"], 0);

/// Where the text goes on behind the next punctuation. Prose is long and punctuation rare, so this
/// strides over the characters of the main block, which start with the bytes E4 to E9.
fn behind_punctuation(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += fold::words_length(bytes.get(at..)?);
        at += match bytes.get(at)? {
            b';' | b':' | b',' | b'\n' => return Some(at + 1),
            // 。 and ！，：；
            0xE3 if bytes.get(at + 1..at + 3) == Some(&[0x80, 0x82]) => return Some(at + 3),
            0xEF if matches!(bytes.get(at + 1..), Some([0xBC, 0x81 | 0x8C | 0x9A | 0x9B, ..])) => {
                return Some(at + 3);
            }
            _ => 1,
        };
    }
}

/// Paragraphs → lists of items, each under its lead. A number that starts again opens a new list,
/// whose lead is the sentence before it.
fn groups(paragraphs: &[&str], controls: bool, found: &mut Vec<Found>) -> Vec<Measures> {
    let prose = |text| kept(text, controls);
    let mut groups: Vec<Measures> = Vec::new();
    let mut kind = None;
    for paragraph in paragraphs {
        kind = marks(paragraph, kind, found);
        let before = fold::trim(
            paragraph.get(..found.first().map_or(paragraph.len(), |m| m.0)).unwrap_or_default(),
        );
        if !before.is_empty() {
            groups.push(Measures { lead: prose(before), items: Vec::new() });
        }
        for (n, &(_, number, start)) in found.iter().enumerate() {
            let end = found.get(n + 1).map_or(paragraph.len(), |next| next.0);
            let item = fold::trim(paragraph.get(start..end).unwrap_or_default());
            let restart = number == 1 && groups.last().is_some_and(|group| !group.items.is_empty());
            if groups.is_empty() || restart {
                groups.push(Measures::default());
            }
            let next_restarts = found.get(n + 1).is_some_and(|next| next.1 == 1);
            let (item, lead) = if next_restarts { last_sentence(item) } else { (item, "") };
            if let Some(group) = groups.last_mut() {
                if group.items.is_empty() {
                    group.items.reserve(found.len() - n);
                }
                group.items.push(prose(item));
            }
            if !lead.is_empty() {
                groups.push(Measures { lead: prose(lead), items: Vec::new() });
            }
        }
    }
    groups
}

/// Cuts off the last sentence of a text of several.
fn last_sentence(text: &str) -> (&str, &str) {
    let body = text.trim_end_matches(['。', '：', ':']);
    match body.rfind('。') {
        Some(i) => {
            let (item, lead) = text.split_at(i + '。'.len_utf8());
            (fold::trim(item), fold::trim(lead))
        }
        None => (text, ""),
    }
}

/// Section six: its paragraphs. What the page puts behind it, and the organ and date under it, is
/// marked.
pub(super) fn other(text: &str, lines: &mut [Line], organ: Option<&str>) -> Vec<String> {
    // Everything from the first line of page furniture on is the page's, once the section has said
    // something.
    let mut said = false;
    let mut furniture = false;
    for line in lines.iter_mut() {
        if line.is_blank() {
            continue;
        }
        // The number of a page stands in the middle of the text.
        furniture |= line.role == Role::Furniture
            && said
            && !literal::is_page_number(under(text, line.text));
        said |= line.role == Role::Unseen;
        if furniture {
            line.role = Role::Furniture;
        }
    }
    let ends: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].role == Role::Unseen).collect();
    // Organ and date stand under the last paragraph.
    let mut rest = ends.as_slice();
    while let [_, .., last] = rest {
        let content = under(text, lines[*last].text);
        let signs = is_date(content)
            || organ.is_some_and(|organ| {
                content.chars().filter(|&c| !fold::is_blank(c)).eq(organ.chars())
            });
        if signs {
            lines[*last].role = Role::Signature;
        } else if rest.len() < ends.len() && is_short(content) && rest.len() > 1 {
            // Another name of the organ above its date.
            lines[*last].role = Role::Signature;
        } else if is_short(content) && !content.contains(['无', '無', '没', '沒']) {
            lines[*last].role = Role::Furniture;
        } else {
            break;
        }
        rest = &rest[..rest.len() - 1];
    }
    let mut paragraphs = Vec::new();
    for line in lines.iter_mut() {
        if line.role == Role::Unseen {
            line.role = Role::Paragraph;
            paragraphs.push(kept(unmarked(under(text, line.text)), line.marks.control()));
        }
    }
    paragraphs
}

/// A few words that are no sentence and no item.
fn is_short(line: &str) -> bool {
    line.chars().count() <= 24
        && !line.contains(['。', '；', '，', '：', ',', ';', ':'])
        && literal::ordinal(line).1.is_none()
}

/// 2026年1月23日, in brackets or not, or 2021-01-29.
fn is_date(line: &str) -> bool {
    let line =
        line.trim_matches(|c: char| fold::is_blank(c) || matches!(c, '（' | '）' | '(' | ')'));
    let digits = line.chars().filter(|&c| literal::digit_value(c).is_some()).count();
    line.chars().count() <= 20
        && (5..=8).contains(&digits)
        && line.chars().all(|c| {
            literal::digit_value(c).is_some()
                || fold::is_blank(c)
                || matches!(c, '年' | '月' | '日' | '-' | '/' | '.')
        })
        || (line.ends_with('日')
            && line.contains('年')
            && line.contains('月')
            && line.chars().count() <= 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_headings_have_the_theme_of_their_words() {
        for (simplified, traditional, theme) in USUAL {
            for name in [simplified, traditional] {
                for end in ["", "方面", "情况", "情況", "情况。", "方面："] {
                    let heading = format!("{name}{end}");
                    assert_eq!(usual_theme(&heading), Some(theme), "{heading}");
                    assert_eq!(theme_of_words(&heading), theme, "{heading}");
                }
            }
            assert_eq!(usual_theme(&format!("{simplified}及监督保障")), None);
        }
    }
    use crate::parse::lines::lines;

    #[test]
    fn problems_and_measures_come_apart() {
        let text = "存在的问题:一、栏目少;二、更新慢,不够及时。\n\
            改进情况:针对栏目少的问题。一是增加栏目。多方征集。二是定期检查。关于更新慢。一是专人负责。二是每日巡查。";
        let found = problems(text, &mut lines(text));
        assert_eq!(found.problems, ["栏目少;", "更新慢,不够及时。"]);
        assert_eq!(found.measures.len(), 2);
        assert_eq!(found.measures[0].lead, "针对栏目少的问题。");
        assert_eq!(found.measures[0].items, ["增加栏目。多方征集。", "定期检查。"]);
        assert_eq!(found.measures[1].lead, "关于更新慢。");
        assert_eq!(found.measures[1].items, ["专人负责。", "每日巡查。"]);
    }

    #[test]
    fn an_undivided_section_five_stays_whole() {
        let text = "工作取得一定成效，但仍有差距。下一步，一是加强学习。二是完善机制。";
        let found = problems(text, &mut lines(text));
        assert_eq!(found.preamble, [text]);
        assert!(found.problems.is_empty() && found.measures.is_empty());
    }

    #[test]
    fn subsections_with_their_text_on_the_same_line() {
        let text = "开头。\n（一）主动公开情况。全年发布信息10条。\n（二）依申请公开\n收到2件。";
        let found = overview(text, &mut lines(text));
        assert_eq!(found.preamble, ["开头。"]);
        assert_eq!(found.subsections[0].heading, "主动公开情况。");
        assert_eq!(found.subsections[0].theme, Theme::ProactiveDisclosure);
        assert_eq!(found.subsections[0].paragraphs, ["全年发布信息10条。"]);
        assert_eq!(found.subsections[1].theme, Theme::DisclosureOnApplication);
        assert_eq!(found.subsections[1].paragraphs, ["收到2件。"]);
    }

    #[test]
    fn a_sentence_about_problems_is_no_heading() {
        for text in
            ["暂不存在问题。", "存在的主要问题是人手少。", "我局无主要问题", "下一步将改进。"]
        {
            assert_eq!(part_head(text), (None, text));
        }
        for text in ["（一）存在的主要问题。", "存在的问题是：", "改进情况"] {
            assert!(part_head(text).0.is_some());
        }
    }

    #[test]
    fn a_number_on_a_line_of_its_own() {
        let text = "（一）\n主动公开情况。\n全年发布信息10条。";
        let found = overview(text, &mut lines(text));
        assert_eq!(found.subsections.len(), 1);
        assert_eq!(found.subsections[0].theme, Theme::ProactiveDisclosure);
        assert_eq!(found.subsections[0].paragraphs, ["全年发布信息10条。"]);
    }

    #[test]
    fn the_page_below_section_six_is_left_out() {
        let text = "本年度未收取信息处理费。\n\n云溪市人民政府\n2024年1月23日\n\n相關詞條\n熱門詞條\n聯絡我們";
        let mut lines = lines(text);
        mark_furniture(text, &mut lines);
        assert_eq!(other(text, &mut lines, Some("云溪市")), ["本年度未收取信息处理费。"]);
        let text = "无。\n附件下载";
        let mut lines = super::super::lines::lines(text);
        mark_furniture(text, &mut lines);
        assert_eq!(other(text, &mut lines, None), ["无。"]);
    }
}
