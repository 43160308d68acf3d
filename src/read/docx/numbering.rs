//! Automatic numbers: in many reports `一、` and `（一）` are no text, but what Word makes of a list.

use std::collections::{HashMap, HashSet};

use super::shown::{Colour, TextProps};
use super::styles::NumberProps;
use super::xml::{Element, Node, Xml};
use crate::error::ReadError;

/// Word has nine levels of a list.
const LEVELS: usize = 9;

/// The text around the numbers of a level is never so long. Without a bound, a long one before each
/// of many short paragraphs would be more text than the document is.
const LONGEST_PATTERN: usize = 128;

/// The lists of a document, and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: HashMap<u32, Kind>,
    lists: HashMap<u32, List>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    /// The levels of lists whose own first number has been used.
    begun: HashSet<(u32, usize)>,
}

/// How numbers look and follow one another, which several lists may share.
#[derive(Debug, Default)]
struct Kind {
    levels: [Option<Level>; LEVELS],
    /// The style that holds the levels, where they are not here.
    by_style: Option<String>,
    /// The style whose levels these are.
    of_style: Option<String>,
}

/// A list: a kind, with levels that differ from it.
#[derive(Debug, Default)]
struct List {
    kind: u32,
    levels: [Option<Level>; LEVELS],
    starts: [Option<u32>; LEVELS],
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    /// `%1、`: the numbers of the levels among other text.
    pattern: String,
    /// What stands between the number and the text is nothing.
    glued: bool,
    /// Begins again behind this many levels; 0 is never.
    restart: Option<u32>,
    /// All numbers in digits.
    legal: bool,
    /// The style of the paragraphs of this level.
    style: Option<String>,
    /// How its numbers stand.
    text: TextProps,
    /// Whether its mark is a picture, or the text around its numbers is not kept.
    is_odd: bool,
}

/// What Word puts before the text of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Number {
    /// The number, with what stands between it and the text.
    pub(super) text: String,
    /// Whether it may be read as a part of a figure behind it, but is no number.
    pub(super) is_doubtful: bool,
}

impl Default for Level {
    fn default() -> Self {
        Level {
            start: 0,
            format: "decimal".to_owned(),
            pattern: String::new(),
            glued: false,
            restart: None,
            legal: false,
            style: None,
            text: TextProps::default(),
            is_odd: false,
        }
    }
}

impl Level {
    fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            b"start" => self.start = element.number().unwrap_or(0),
            b"numFmt" => {
                self.format = element.value().unwrap_or_default().into_owned();
                // Formats that Word made up later stand in another attribute.
                if self.format == "custom" {
                    self.format = element.attribute("format").unwrap_or_default().into_owned();
                }
            }
            b"lvlText" => {
                let pattern = element.value().unwrap_or_default();
                if pattern.len() <= LONGEST_PATTERN {
                    self.pattern = pattern.into_owned();
                } else {
                    self.is_odd = true;
                }
            }
            b"lvlPicBulletId" => self.is_odd = true,
            b"suff" => self.glued = element.value().as_deref() == Some("nothing"),
            b"lvlRestart" => self.restart = element.number(),
            b"isLgl" => self.legal = element.is_on(),
            b"pStyle" => self.style = element.value().map(|style| style.into_owned()),
            _ => {}
        }
    }
}

/// Where in a part of lists the reading is.
enum At {
    Nowhere,
    Kind(u32),
    List(u32),
}

impl Numbering {
    /// Reads a part of lists.
    pub(super) fn read(mut xml: Xml<'_>) -> Result<Numbering, ReadError> {
        let mut all = Numbering::default();
        let mut at = At::Nowhere;
        let mut level = 0;
        loop {
            let element = match xml.next()? {
                Node::Start(element) => element,
                Node::Done => break,
                _ => continue,
            };
            let number = |name| element.attribute(name).and_then(|n| n.trim().parse::<u32>().ok());
            match (element.name(), &at) {
                (b"abstractNum", _) => {
                    at = number("abstractNumId").map_or(At::Nowhere, At::Kind);
                    level = LEVELS;
                }
                (b"num", _) => {
                    at = number("numId").map_or(At::Nowhere, At::List);
                    level = LEVELS;
                }
                (b"abstractNumId", At::List(list)) => {
                    if let Some(kind) = element.number() {
                        all.lists.entry(*list).or_default().kind = kind;
                    }
                }
                (b"numStyleLink", At::Kind(kind)) => {
                    let style = element.value().map(|style| style.into_owned());
                    all.kinds.entry(*kind).or_default().by_style = style;
                }
                (b"styleLink", At::Kind(kind)) => {
                    let style = element.value().map(|style| style.into_owned());
                    all.kinds.entry(*kind).or_default().of_style = style;
                }
                (b"lvlOverride", At::List(_)) => {
                    level = number("ilvl").map_or(LEVELS, |level| level as usize);
                }
                (b"startOverride", At::List(list)) => {
                    let starts = &mut all.lists.entry(*list).or_default().starts;
                    if let Some(start) = starts.get_mut(level) {
                        *start = element.number();
                    }
                }
                (b"lvl", _) => {
                    level = number("ilvl").map_or(LEVELS, |level| level as usize);
                    if let Some(place) = all.level_mut(&at, level) {
                        *place = Some(Level::default());
                    }
                }
                (b"pPr", _) => xml.skip()?,
                (b"rPr", _) => {
                    let mut text = TextProps::default();
                    xml.each_within(|element| text.take(element))?;
                    if let Some(Some(level)) = all.level_mut(&at, level) {
                        level.text = text;
                    }
                }
                _ => {
                    if let Some(Some(level)) = all.level_mut(&at, level) {
                        level.take(&element);
                    }
                }
            }
        }
        all.follow_styles();
        Ok(all)
    }

    /// Gives the lists whose kind only names a style the kind that has the levels of the style.
    fn follow_styles(&mut self) {
        let mut of_style: HashMap<&str, u32> = HashMap::new();
        for (&id, kind) in &self.kinds {
            if let Some(style) = &kind.of_style {
                let found = of_style.entry(style).or_insert(id);
                *found = id.min(*found);
            }
        }
        for list in self.lists.values_mut() {
            let style = self.kinds.get(&list.kind).and_then(|kind| kind.by_style.as_deref());
            if let Some(&kind) = style.and_then(|style| of_style.get(style)) {
                list.kind = kind;
            }
        }
    }

    fn level_mut(&mut self, at: &At, level: usize) -> Option<&mut Option<Level>> {
        match at {
            At::Nowhere => None,
            At::Kind(kind) => self.kinds.entry(*kind).or_default().levels.get_mut(level),
            At::List(list) => self.lists.entry(*list).or_default().levels.get_mut(level),
        }
    }

    /// What stands before the next paragraph of a list, and how its mark stands.
    pub(super) fn next(
        &mut self,
        props: NumberProps,
        style: Option<&str>,
        mark: TextProps,
    ) -> Number {
        self.number(props, style, mark).unwrap_or_default()
    }

    fn number(
        &mut self,
        props: NumberProps,
        style: Option<&str>,
        mark: TextProps,
    ) -> Option<Number> {
        let id = props.list.filter(|&list| list != 0)?;
        let list = self.lists.get(&id)?;
        let kind = self.kinds.get(&list.kind)?;
        let levels: [Option<&Level>; LEVELS] =
            std::array::from_fn(|i| list.levels[i].as_ref().or(kind.levels[i].as_ref()));
        // A list that belongs to a style of headings has a level for each such style.
        let of_style = || {
            let style = style?;
            levels.iter().position(|l| l.is_some_and(|l| l.style.as_deref() == Some(style)))
        };
        let at = match props.level {
            Some(level) => level as usize,
            None => of_style().unwrap_or(0),
        };
        let level = *levels.get(at)?.as_ref()?;

        let counters = self.counters.entry(list.kind).or_default();
        let own_start = list.starts[at].filter(|_| self.begun.insert((id, at)));
        let number = match (own_start, counters[at]) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => list.starts[at].unwrap_or(level.start),
        };
        counters[at] = Some(number);
        for (counter, deeper) in counters.iter_mut().zip(&levels).skip(at + 1) {
            let restart = deeper.and_then(|deeper| deeper.restart);
            if restart.is_none_or(|behind| behind as usize > at) {
                *counter = None;
            }
        }
        let numbers: [u32; LEVELS] = std::array::from_fn(|i| {
            counters[i].unwrap_or_else(|| {
                list.starts[i].or(levels[i].map(|level| level.start)).unwrap_or(0)
            })
        });
        // A mark before a paragraph is no part of its text: `- 6` would be a figure of its own.
        if level.format == "bullet" {
            // But who reads it may take it for one, and what is a picture may be anything.
            let is_sign = |c: char| c.is_alphanumeric() || "+-－—–−.,，/".contains(c);
            let is_doubtful = level.is_odd || level.pattern.contains(is_sign);
            return Some(Number { text: String::new(), is_doubtful });
        }
        let shown = level.text.or(mark);
        if shown.hidden == Some(true) {
            // Word hides it, and LibreOffice does not.
            return Some(Number { text: String::new(), is_doubtful: true });
        }
        let mut text = String::new();
        let mut is_odd = level.is_odd;
        let mut rest = level.pattern.chars().peekable();
        while let Some(c) = rest.next() {
            let digit = rest.peek().and_then(|c| c.to_digit(10)).filter(|&d| d > 0);
            match digit {
                Some(digit) if c == '%' => {
                    rest.next();
                    let i = digit as usize - 1;
                    let format = match levels[i] {
                        Some(_) if level.legal => "decimal",
                        Some(level) => &level.format,
                        None => "decimal",
                    };
                    is_odd |= !write_number(&mut text, numbers[i], format);
                }
                // Symbols of fonts have no meaning without them, and a line is a line.
                _ if ('\u{E000}'..='\u{F8FF}').contains(&c) => is_odd = true,
                _ if c.is_control() => {}
                _ => text.push(c),
            }
        }
        if !text.is_empty() && !level.glued {
            text.push(' ');
        }
        if shown.is_odd(Colour::Auto) {
            let mut odd = String::new();
            text.chars().for_each(|c| shown.write(c, &mut odd));
            text = odd;
        }
        let is_doubtful = is_odd || (!text.is_empty() && shown.is_doubtful(Colour::Auto));
        Some(Number { text, is_doubtful })
    }
}

/// Writes a number in one of Word's formats, or in digits where the format has no such number; whether
/// it is known to be shown so.
fn write_number(out: &mut String, number: u32, format: &str) -> bool {
    let from = |first: u32, count: u32| {
        (1..=count).contains(&number).then(|| char::from_u32(first + number - 1)).flatten()
    };
    let of = |letters: &str| letters.chars().nth((number as usize).checked_sub(1)?);
    let single = match format {
        "ideographTraditional" => of("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => of("子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from(0x2460, 20),
        "decimalEnclosedParen" => from(0x2474, 20),
        "decimalEnclosedFullstop" => from(0x2488, 20),
        "ideographEnclosedCircle" => from(0x3280, 10),
        "upperLetter" => from(0x41, 26),
        "lowerLetter" => from(0x61, 26),
        _ => None,
    };
    if let Some(c) = single {
        out.push(c);
        return true;
    }
    let digits = number.to_string();
    let each = |out: &mut String, letters: [char; 10]| {
        out.extend(digits.bytes().map(|d| letters[usize::from(d - b'0') % 10]));
    };
    match format {
        "none" => {}
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => {
            counted(out, number, COUNTED, COUNTED_UNITS);
        }
        "chineseLegalSimplified" => {
            counted(out, number, LEGAL, ['拾', '佰', '仟']);
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            each(out, COUNTED);
        }
        "decimalFullWidth" | "decimalFullWidth2" => {
            each(out, ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９']);
        }
        "decimalZero" if number < 10 => {
            out.push('0');
            out.push_str(&digits);
        }
        "upperRoman" => roman(out, number, false),
        "lowerRoman" => roman(out, number, true),
        _ => {
            out.push_str(&digits);
            return matches!(format, "decimal" | "decimalHalfWidth" | "decimalZero");
        }
    }
    true
}

const COUNTED: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const COUNTED_UNITS: [char; 3] = ['十', '百', '千'];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

/// A number as it is said: 一, 十, 十一, 二十一, 一百零一.
fn counted(out: &mut String, number: u32, digits: [char; 10], units: [char; 3]) {
    if number == 0 || number > 9999 {
        out.push_str(&number.to_string());
        return;
    }
    let mut gap = false;
    let mut begun = false;
    for (place, unit) in
        [(1000, Some(units[2])), (100, Some(units[1])), (10, Some(units[0])), (1, None)]
    {
        let digit = (number / place % 10) as usize;
        if digit == 0 {
            gap = begun;
            continue;
        }
        if gap {
            out.push('零');
        }
        gap = false;
        // 十一, not 一十一; but 一百一十一, and 壹拾壹.
        if !(place == 10 && digit == 1 && !begun && units == COUNTED_UNITS) {
            out.push(digits[digit]);
        }
        out.extend(unit);
        begun = true;
    }
}

fn roman(out: &mut String, number: u32, small: bool) {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3999 {
        out.push_str(&number.to_string());
        return;
    }
    let mut left = number;
    for (value, sign) in SIGNS {
        while left >= value {
            left -= value;
            out.push_str(&if small { sign.to_ascii_lowercase() } else { sign.to_owned() });
        }
    }
}
