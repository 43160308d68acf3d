//! Numbers with their units: one pass over a paragraph, which looks at no byte twice but around
//! numbers.

use rust_decimal::Decimal;

use crate::model::Unit;
use crate::parse::fold::is_blank;

use super::QuantityKind;

/// A number that means something in prose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    Quantity(Amount),
    /// The number before 年.
    Year(u16, Extent),
    /// The number before 月.
    Month(u8, Extent),
}

/// From the first byte of a number up to the end of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Number {
    pub(super) fn extent(&self) -> Extent {
        match self {
            Number::Quantity(amount) => amount.extent,
            Number::Year(_, extent) | Number::Month(_, extent) => *extent,
        }
    }
}

/// A number and its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    pub(super) value: Decimal,
    /// How much one step of the last printed digit is; 0 where whole things are counted.
    pub(super) step: Decimal,
    pub(super) kind: QuantityKind,
    pub(super) approximate: bool,
    pub(super) extent: Extent,
    /// Where the unit starts.
    pub(super) unit: usize,
}

/// Finds the numbers of a paragraph, in order.
#[derive(Debug, Clone)]
pub(super) struct Numbers<'t> {
    text: &'t str,
    at: usize,
    /// The end of the last number with its unit: nothing before it is looked at again.
    behind: usize,
    /// Where the second number of a range starts.
    range: usize,
}

impl<'t> Numbers<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Numbers { text, at: 0, behind: 0, range: usize::MAX }
    }
}

impl Iterator for Numbers<'_> {
    type Item = Number;

    fn next(&mut self) -> Option<Number> {
        let bytes = self.text.as_bytes();
        // The end of the bytes that were not passed over.
        let mut near = self.at;
        while self.at < bytes.len() {
            if self.at >= near {
                (self.at, near) = candidates(bytes, self.at);
            }
            let Some(&byte) = bytes.get(self.at) else { break };
            match byte {
                // Nearly every character of prose starts with one of these; counters with two of them.
                0xE5 | 0xE7..=0xE9 => self.at += 3,
                0xE4 | 0xE6 => {
                    let &[second, third] = bytes.get(self.at + 1..self.at + 3)? else {
                        return None;
                    };
                    if is_counter([byte, second, third]) {
                        if let Some(amount) = self.chinese() {
                            return Some(Number::Quantity(amount));
                        }
                    }
                    self.at += 3;
                }
                b'0'..=b'9' => {
                    if let Some(number) = self.arabic() {
                        return Some(number);
                    }
                }
                0xEF if digit(bytes, self.at).is_some() => {
                    if let Some(number) = self.arabic() {
                        return Some(number);
                    }
                }
                0xE0..=0xEF => self.at += 3,
                _ => self.at += 1,
            }
        }
        None
    }
}

/// How many bytes are looked at in one go.
const STRIDE: usize = 32;

/// Passes over bytes among which no number starts and no counter stands: where to go on, and up to
/// which byte. Looking at every byte without a way out is what the compiler makes fast. A place
/// inside a character does no harm: its other bytes are none that anything starts with.
fn candidates(bytes: &[u8], start: usize) -> (usize, usize) {
    let mut at = start;
    while let Some(stride) = bytes.get(at..at + STRIDE + 1) {
        let pairs = stride.iter().zip(stride.get(1..).unwrap_or_default());
        let found = pairs.fold(false, |found, (&a, &b)| {
            // 件 份 条 條 by their last bytes, digits of full width by theirs.
            found
                | (a.wrapping_sub(b'0') < 10)
                | ((a == 0xBC) & (b.wrapping_sub(0x90) < 10))
                | ((a == 0xBB) & ((b == 0xB6) | (b == 0xBD)))
                | ((a == 0x9D) & (b == 0xA1))
                | ((a == 0xA2) & (b == 0x9D))
        });
        if found {
            // What is split between two strides starts up to two bytes before.
            return (at.saturating_sub(2).max(start), at + STRIDE);
        }
        at += STRIDE;
    }
    (at.saturating_sub(2).max(start), bytes.len())
}

/// Whether a character counts things that numbers in Chinese characters are put before: 件 份 条 條.
/// Before 次 and 项 such numbers are mostly no figures: 一次性, 三项制度.
#[inline]
const fn is_counter(character: [u8; 3]) -> bool {
    matches!(character, [0xE4, 0xBB, 0xB6 | 0xBD] | [0xE6, 0x9D, 0xA1] | [0xE6, 0xA2, 0x9D])
}

/// The ASCII or full-width digit that starts at a byte, and its length.
#[inline]
fn digit(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match *bytes.get(at)? {
        byte @ b'0'..=b'9' => Some((byte - b'0', 1)),
        0xEF => match bytes.get(at + 1..at + 3)? {
            &[0xBC, byte @ 0x90..=0x99] => Some((byte - 0x90, 3)),
            _ => None,
        },
        _ => None,
    }
}

/// The most digits that a figure in prose has; more are the number of something.
const MAX_DIGITS: u32 = 18;

impl<'t> Numbers<'t> {
    /// Reads the number at the place, and what is behind it. The place is moved behind the digits,
    /// whatever comes of it.
    fn arabic(&mut self) -> Option<Number> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let (mut value, mut digits, mut scale, mut sound) = (0_i64, 0_u32, 0_u32, true);
        let (mut group, mut grouped) = (0_u32, false);
        let mut at = start;
        loop {
            if let Some((d, length)) = digit(bytes, at) {
                digits += 1;
                group += 1;
                if digits <= MAX_DIGITS {
                    value = value * 10 + i64::from(d);
                    scale += u32::from(scale > 0);
                } else {
                    sound = false;
                    digits = MAX_DIGITS;
                }
                at += length;
                continue;
            }
            // 1,234 and 33.9: a mark between digits belongs to the number.
            let (mark, length) = match bytes.get(at) {
                Some(&mark @ (b',' | b'.')) => (mark, 1),
                Some(0xEF) if bytes.get(at..at + 3) == Some("．".as_bytes()) => (b'.', 3),
                Some(0xEF) if bytes.get(at..at + 3) == Some("，".as_bytes()) => (b',', 3),
                _ => break,
            };
            if digit(bytes, at + length).is_none() {
                break;
            }
            if mark == b',' {
                // A comma of full width ends a clause as well, so that the number is not certain.
                sound &= scale == 0 && length == 1;
                sound &= if grouped { group == 3 } else { group <= 3 };
                grouped = true;
            } else {
                // 1.2.3 is a version or a date.
                sound &= scale == 0 && !(grouped && group != 3);
                grouped = false;
                scale = 1;
            }
            group = 0;
            at += length;
        }
        self.at = at;
        let scale = scale.saturating_sub(1);
        if !sound || (grouped && group != 3) {
            self.behind = at;
            return None;
        }
        let number = self.behind_digits(start, at, Decimal::new(value, scale));
        self.behind = number.as_ref().map_or(at, |number| number.extent().end);
        self.at = self.behind;
        number
    }

    fn behind_digits(&mut self, start: usize, end: usize, mut value: Decimal) -> Option<Number> {
        let text = self.text;
        let rest = text.get(end..)?;
        let behind = behind_blanks(rest);
        let mut chars = behind.chars();
        let first = chars.next()?;
        let extent = Extent { start, end: end + (rest.len() - behind.len()) + first.len_utf8() };
        match first {
            '年' => {
                let year = u16::try_from(value.mantissa()).ok().filter(|_| value.scale() == 0)?;
                return (1900..2100).contains(&year).then_some(Number::Year(year, extent));
            }
            '月' => {
                let month = u8::try_from(value.mantissa()).ok().filter(|_| value.scale() == 0)?;
                return (1..=12).contains(&month).then_some(Number::Month(month, extent));
            }
            _ => {}
        }
        if start == self.range || self.is_named(start) {
            return None;
        }
        let mut step = Decimal::new(1, value.scale());
        let mut counted = value.scale() == 0;
        let mut approximate = self.is_about(start);
        // 余, 万: before the unit. A loop of at most four, so that 万万万 does not go on.
        let mut unit = behind;
        for _ in 0..4 {
            let factor: u32 = match unit.chars().next()? {
                '余' | '餘' | '多' | '来' | '來' | '几' | '幾' => {
                    approximate = true;
                    0
                }
                '十' => 10,
                '百' => 100,
                '千' => 1_000,
                // 万元 and 亿元 are units.
                '万' | '萬' if !money_behind(unit) => 10_000,
                '亿' | '億' if !money_behind(unit) => 100_000_000,
                _ => break,
            };
            if factor > 0 {
                let factor = Decimal::from(factor);
                value = value.checked_mul(factor)?;
                step = step.checked_mul(factor)?;
                counted = false;
            }
            let mut rest = unit.chars();
            rest.next();
            unit = behind_blanks(rest.as_str());
        }
        let (length, kind) = unit_of(unit, value)?;
        let unit_at = self.text.len() - unit.len();
        let end = unit_at + length;
        let after = self.text.get(end..)?;
        approximate |= is_about_behind(after);
        if let Some(second) = range_behind(self.text.as_bytes(), end) {
            self.range = second;
            return None;
        }
        // Whole things are counted one by one, and a yuan is as good as one.
        if counted && matches!(kind, QuantityKind::Count | QuantityKind::Money(Unit::Yuan)) {
            step = Decimal::ZERO;
        }
        let extent = Extent { start, end };
        let amount = Amount { value, step, kind, approximate, extent, unit: unit_at };
        Some(Number::Quantity(amount))
    }

    /// The text before a number, which is not looked at farther back than the number before it.
    fn before(&self, start: usize) -> &'t str {
        let before = self.text.get(self.behind..start).unwrap_or_default();
        match before.as_bytes() {
            [.., b'!'..=b'~'] | [.., 0xE4..=0xE9, _, _] => before,
            _ => before.trim_end_matches(is_blank),
        }
    }

    /// Whether a number is part of a name, a date, a range or a numbering: 第20条, A4, 3-5件.
    fn is_named(&self, start: usize) -> bool {
        let before = self.before(start);
        match before.chars().next_back() {
            Some('第' | '〔' | '[' | '#' | '№') => true,
            Some(c) if c.is_ascii_alphabetic() => true,
            // Right behind another number, or behind its unit.
            Some('-' | '－' | '–' | '—' | '~' | '～' | '至' | '到') => {
                self.behind > 0 && before.chars().nth(1).is_none()
            }
            // Right behind another number: 9:30, 1/3.
            // 27件/735件 is a fraction.
            Some('/' | '／') => self.behind > 0 && before.chars().nth(1).is_none(),
            Some('·' | ':' | '：') => {
                let bytes = self.text.as_bytes();
                let digit = self.behind.checked_sub(1).and_then(|i| bytes.get(i));
                before.chars().nth(1).is_none() && digit.is_some_and(u8::is_ascii_digit)
            }
            _ => false,
        }
    }

    /// Whether the words before a number say that it is not exact.
    fn is_about(&self, start: usize) -> bool {
        let before = self.before(start);
        let mut chars = before.chars().rev();
        let (Some(last), previous) = (chars.next(), chars.next()) else {
            return false;
        };
        match last {
            '近' => !matches!(previous, Some('最' | '附' | '邻' | '鄰')),
            '约' | '約' => {
                !matches!(previous, Some('预' | '預' | '节' | '節' | '合' | '公' | '违' | '違'))
            }
            '超' | '逾' => true,
            '过' | '過' => previous == Some('超'),
            '于' | '於' => matches!(previous, Some('少' | '多' | '低' | '高')),
            '少' => matches!(previous, Some('至')),
            '概' => previous == Some('大'),
            '破' => previous == Some('突'),
            _ => false,
        }
    }

    /// Reads the number in Chinese characters before the counter at the place.
    fn chinese(&mut self) -> Option<Amount> {
        let unit = self.at;
        let before = self.before(unit);
        let mut numeral = before;
        let mut approximate = false;
        if let Some(rest) = numeral.strip_suffix(['余', '餘', '多', '几', '幾']) {
            numeral = rest;
            approximate = true;
        }
        // 九千九百九十九万九千九百九十九 has 15 characters.
        let start = numeral
            .char_indices()
            .rev()
            .take(16)
            .take_while(|&(_, c)| numeral_value(c).is_some())
            .last()
            .map(|(i, _)| i)?;
        let (lead, digits) = numeral.split_at_checked(start)?;
        let value = chinese_value(digits)?;
        let length = self.text.get(unit..)?.chars().next()?.len_utf8();
        let mut end = unit + length;
        let after = self.text.get(end..)?;
        // 第二十条 and 第十九、二十条 are articles, 一件事 is a way of working; 二十条 without 第
        // may be both, 一条 is mostly no figure.
        let is_article = matches!(self.text.get(unit..end), Some("条" | "條"));
        let listed = lead.ends_with(['第', '每', '任', '同', '某', '另', '逐'])
            || (is_article && lead.ends_with(['、', '至', '到']) && !lead.ends_with("收到"));
        let idiom = value == 1 && !after.starts_with(['，', '。', '；', ',', ';', '、', '）', ')']);
        let article =
            after.starts_with(['例', '第', '规', '規', '款', '之', '事', '的', '来', '點']);
        let counts = !is_article || value > 1;
        if listed || article || (idiom && !after.is_empty()) || !counts {
            return None;
        }
        if after.starts_with('次') {
            end += '次'.len_utf8();
        }
        approximate |= lead.ends_with('近') || is_about_behind(self.text.get(end..)?);
        let start = self.behind + start;
        self.behind = end;
        self.at = end;
        Some(Amount {
            value: Decimal::from(value),
            step: Decimal::ZERO,
            kind: QuantityKind::Count,
            approximate,
            extent: Extent { start, end },
            unit,
        })
    }
}

/// A text without the blanks before it, of which there are mostly none: its first byte tells.
#[inline]
fn behind_blanks(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~' | 0xE4..=0xE9, ..] => text,
        _ => text.trim_start_matches(is_blank),
    }
}

/// 万元 and 亿元, also 万 元.
fn money_behind(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next();
    behind_blanks(chars.as_str()).starts_with('元')
}

/// The unit at the beginning of a text: its length and what it measures.
fn unit_of(text: &str, value: Decimal) -> Option<(usize, QuantityKind)> {
    use QuantityKind::{Count, Money, Percent};
    let mut chars = text.chars();
    let first = chars.next()?;
    let second = chars.next();
    let one = first.len_utf8();
    let two = one + second.map_or(0, char::len_utf8);
    Some(match first {
        '件' if second == Some('次') => (two, Count),
        // 1件事 is a way of working.
        '件' if second == Some('事') && value == Decimal::ONE => return None,
        '人' if second == Some('次') => (two, Count),
        '人' if second == Some('民') => return None,
        '批' if second == Some('次') => (two, Count),
        // Times are no figures.
        '个' | '個'
            if matches!(
                second,
                Some('月' | '工' | '小' | '自' | '季' | '百' | '学' | '學' | '年' | '星')
            ) =>
        {
            return None;
        }
        '部' if matches!(second, Some('门' | '門' | '分' | '委')) => return None,
        '期' if matches!(second, Some('间' | '間' | '限')) => return None,
        '次' if matches!(second, Some('日' | '年' | '月')) => return None,
        '条' | '條' if second == Some('例') => return None,
        // 自2019起: the year has lost its 年.
        '起' | '部' if value >= Decimal::from(1900) && value < Decimal::from(2100) => {
            return None;
        }
        '件' | '条' | '條' | '项' | '項' | '次' | '个' | '個' | '宗' | '份' | '部' | '起'
        | '例' | '篇' | '期' | '场' | '場' | '家' | '户' | '戶' | '人' | '名' | '位' | '类'
        | '類' | '批' | '册' | '冊' | '则' | '則' | '封' | '种' | '種' | '处' | '處' | '幅'
        | '组' | '組' | '套' | '张' | '張' | '所' | '台' | '臺' | '通' => (one, Count),
        '元' => (one, Money(Unit::Yuan)),
        '万' | '萬' => (money_length(text)?, Money(Unit::TenThousandYuan)),
        '亿' | '億' => (money_length(text)?, Money(Unit::HundredMillionYuan)),
        '%' | '％' | '﹪' => (one, Percent),
        _ => return None,
    })
}

/// The length of 万元 or 亿元, with the blanks that may be inside.
fn money_length(text: &str) -> Option<usize> {
    text.find('元').map(|i| i + '元'.len_utf8())
}

/// Whether the words behind a unit say that the number is not exact.
fn is_about_behind(after: &str) -> bool {
    let mut chars = behind_blanks(after).chars();
    let (first, second) = (chars.next(), chars.next());
    match (first, second) {
        (Some('余' | '餘'), next) => !matches!(next, Some('下' | '额' | '額' | '款')),
        (Some('多'), next) => {
            !matches!(next, Some('为' | '為' | '是' | '数' | '數' | '次' | '部'))
        }
        (Some('以' | '之'), Some('上' | '下' | '内' | '內')) => true,
        (Some('左'), Some('右')) | (Some('上'), Some('下')) | (Some('有'), Some('余' | '餘')) => {
            true
        }
        _ => false,
    }
}

/// Where the second number starts, if a number is the first of two between which something lies:
/// 3件-5件.
fn range_behind(bytes: &[u8], end: usize) -> Option<usize> {
    let length = match bytes.get(end) {
        Some(b'-' | b'~') => 1,
        Some(0xE2 | 0xE8 | 0xEF) => match bytes.get(end..end + 3) {
            Some(dash) if ["—", "–", "～", "－", "至"].iter().any(|d| d.as_bytes() == dash) => {
                3
            }
            _ => return None,
        },
        _ => return None,
    };
    digit(bytes, end + length).map(|_| end + length)
}

/// The value of a character of a number: up to 9 itself, from 10 a factor.
const fn numeral_value(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' | '兩' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' | '萬' => 10_000,
        _ => return None,
    })
}

/// The value of a number in Chinese characters; `None` where it is not put together as one.
fn chinese_value(text: &str) -> Option<u64> {
    let (mut total, mut section, mut ones) = (0_u64, 0_u64, None);
    let mut last_factor = u64::MAX;
    for c in text.chars() {
        match numeral_value(c)? {
            10_000 => {
                total = (section + ones.take().unwrap_or(0)).checked_mul(10_000)?;
                if total == 0 {
                    return None;
                }
                section = 0;
                last_factor = u64::MAX;
            }
            factor @ (10 | 100 | 1_000) => {
                let times = match ones.take() {
                    Some(n) if n > 0 => n,
                    None | Some(0) if factor == 10 => 1,
                    _ => return None,
                };
                if factor >= last_factor {
                    return None;
                }
                last_factor = factor;
                section += times * factor;
            }
            // 二〇二〇 is written digit by digit: no number of things.
            n => match ones.replace(n) {
                None | Some(0) => {}
                Some(_) => return None,
            },
        }
    }
    Some(total + section + ones.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, bool)> {
        Numbers::new(text)
            .filter_map(|number| match number {
                Number::Quantity(a) => {
                    let unit = text.get(a.unit..a.extent.end)?;
                    Some((format!("{}{unit}", a.value.normalize()), a.approximate))
                }
                _ => None,
            })
            .collect()
    }

    fn values(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn numbers_with_units_are_found() {
        assert_eq!(
            values("收到12件，办结１２件，共1,234条；占33.9%"),
            ["12件", "12件", "1234条", "33.9%"]
        );
        assert_eq!(
            values("浏览12.5万次，投入679.7万元，1.2亿元，3 件"),
            ["125000次", "679.7万元", "1.2亿元", "3件"]
        );
        assert_eq!(
            values("收到十二件，二十条意见，两份，一百零五件，三千件次"),
            ["12件", "20条", "2份", "105件", "3000件次"]
        );
        assert_eq!(values("收到申请一件。"), ["1件"]);
    }

    #[test]
    fn approximations_are_marked() {
        for text in [
            "近150条",
            "约150条",
            "5500余条",
            "220条余",
            "150多件",
            "150件以上",
            "超150件",
            "超过150件",
            "150件左右",
            "十余件",
            "近150十万元",
            "不少于150件",
            "1.5万余次",
            "150餘件",
        ] {
            let found = found(text);
            assert_eq!(found.len(), 1, "{text}");
            assert!(found[0].1, "{text}");
        }
        for text in ["最近150条", "预约150件", "150件多为", "150余下"] {
            assert!(found(text).iter().all(|(_, about)| !about), "{text}");
        }
    }

    #[test]
    fn what_is_no_figure_is_none() {
        for text in [
            "2020年",
            "2020年12月31日",
            "〔2020〕1号",
            "第20条",
            "第二十条第（一）项",
            "电话0913-4612345",
            "12345市民服务热线",
            "1.做好",
            "（一）项",
            "3-5件",
            "3件-5件",
            "3至5件",
            "20个工作日",
            "3个月",
            "一件事一次办",
            "1件事",
            "第三次会议",
            "二〇二〇年",
            "1.2.3件",
            "12,34件",
            "12，345件",
            "A4份",
            "9:30次",
            "5个百分点",
            "同一条",
            "每一件",
            "一条龙服务",
            "统一起来",
            "12345678901234567890件",
            "24小时",
            "《条例》第十九、二十条",
            "2019部门",
            "19部门",
        ] {
            assert_eq!(values(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn years_and_months_are_told() {
        let found: Vec<_> = Numbers::new("2020年1月1日至12月31日").collect();
        assert!(matches!(
            found[..],
            [Number::Year(2020, _), Number::Month(1, _), Number::Month(12, _)]
        ));
    }
}
