//! The smallest parts of a report: figures, changes, amounts of money, numbering, years.
//!
//! Each reads one cell or one piece of a line, and says exactly what it took.

mod characters;
mod numbering;

use std::str::FromStr;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{all_consuming, map, opt, recognize, success, value};
use nom::multi::{many0_count, many1_count};
use nom::sequence::{delimited, preceded, terminated};
use nom::{Finish, IResult, Parser};
use rust_decimal::Decimal;

pub(super) use self::characters::digit_value;
use self::characters::{blanks, digit, is_closing, is_opening};
pub(super) use self::numbering::{
    Ordinal, Style, chinese_number, chinese_number_character, ordinal, starts_ordinal,
};
use self::numbering::{no_match, small_number};
use super::fold::{is_blank, trim};
use crate::diagnostic::Fault;
use crate::error::LiteralError;
use crate::model::{Change, Money, Unit};

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Literal<T> {
    /// A figure, the length of its text, and whether a note stands behind it.
    Figure(T, usize),
    Blank,
    NotApplicable,
    /// The writer's mark for a cell that a document does not have.
    Absent,
    /// The writer's mark for a cell that was not read, with its text.
    Unread(String),
    Fault(Fault),
}

/// The writer's mark for a cell that a document does not have, in a row of which it has others.
pub(crate) const ABSENT_MARK: &str = "（缺）";

/// What the writer puts around the text of a cell that was not read, so that it is not read as a
/// figure the next time: a 5 whose column is not known is no 5.
pub(crate) const UNREAD_MARK: (&str, &str) = ("（未读：", "）");

/// Whether a cell is marked as unread.
pub(super) fn is_unread_mark(text: &str) -> bool {
    text.starts_with(UNREAD_MARK.0) && text.ends_with(UNREAD_MARK.1)
}

/// The text in the mark; what would end a cell is written there as % and its two digits.
fn unmarked(text: &str) -> Option<String> {
    let text = text.strip_prefix(UNREAD_MARK.0)?.strip_suffix(UNREAD_MARK.1)?;
    let text = text.replace("%09", "\t").replace("%0A", "\n").replace("%0D", "\r");
    Some(text.replace("%7C", "|").replace("%25", "%"))
}

/// A text as it stands in the mark.
pub(crate) fn marked(text: &str) -> String {
    let text = text.replace('%', "%25").replace('|', "%7C");
    let text = text.replace('\t', "%09").replace('\n', "%0A").replace('\r', "%0D");
    format!("{}{text}{}", UNREAD_MARK.0, UNREAD_MARK.1)
}

/// A number as it is printed: sign, digits, fraction.
struct Number {
    sign: Option<Sign>,
    digits: u128,
    scale: u32,
    fault: Option<Fault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
}

/// The most digits that a [`Decimal`] holds whatever they are.
const MAX_DIGITS: usize = 28;

/// Digits with thousands separators and a fraction: `11398889`, `1,234`, `１２`, `24252.311082`.
fn number(input: &str) -> IResult<&str, Number> {
    let (rest, whole) = recognize((
        take_while1(|c| digit_value(c).is_some()),
        many0_count((one_of(",，"), take_while1(|c| digit_value(c).is_some()))),
    ))
    .parse(input)?;
    let (rest, fraction) =
        opt(preceded(one_of(".．"), take_while1(|c| digit_value(c).is_some()))).parse(rest)?;
    let fraction = fraction.unwrap_or_default();

    let mut groups = whole.split([',', '，']);
    let first = groups.next().unwrap_or_default().chars().count();
    let grouped = whole.contains([',', '，']);
    let well_grouped = first <= 3 && groups.all(|group| group.chars().count() == 3);
    let mut digits = 0_u128;
    let mut length = 0;
    for d in whole.chars().chain(fraction.chars()).filter_map(digit_value) {
        length += usize::from(length > 0 || d > 0);
        if length <= MAX_DIGITS {
            digits = digits * 10 + u128::from(d);
        }
    }
    let scale = fraction.chars().count();
    let fault = if grouped && !well_grouped {
        Some(Fault::Grouping)
    } else if length > MAX_DIGITS || scale > MAX_DIGITS {
        Some(Fault::TooLarge)
    } else {
        None
    };
    let scale = u32::try_from(scale.min(MAX_DIGITS)).unwrap_or(0);
    Ok((rest, Number { sign: None, digits, scale, fault }))
}

/// A sign and a number: `-6`, `+18`, `增128`, `减少6`.
fn signed(input: &str) -> IResult<&str, Number> {
    // Most numbers have no sign, and need no look at the words.
    if input.starts_with(|c| digit_value(c).is_some()) {
        return number(input);
    }
    let behind = (blanks, opt(one_of(":：")), blanks);
    let (rest, sign) = terminated(sign, behind).parse(input)?;
    map(number, |number| Number { sign: Some(sign), ..number }).parse(rest)
}

fn sign(input: &str) -> IResult<&str, Sign> {
    let plus = alt((tag("增加"), tag("新增"), tag("增"), tag("+"), tag("＋"), tag("↑")));
    let minus = alt((tag("减少"), tag("減少"), tag("减"), tag("減"), tag("↓")));
    let dash = satisfy(|c| matches!(c, '-' | '－' | '−' | '–' | '—'));
    alt((value(Sign::Plus, plus), value(Sign::Minus, minus), value(Sign::Minus, dash))).parse(input)
}

/// A counter behind a number: `12件`.
fn counter(input: &str) -> IResult<&str, &str> {
    alt((
        alt((tag("件次"), tag("人次"), tag("件"), tag("项"), tag("項"), tag("条"), tag("條"))),
        alt((
            tag("个"),
            tag("個"),
            tag("宗"),
            tag("次"),
            tag("份"),
            tag("部"),
            tag("起"),
            tag("例"),
        )),
    ))
    .parse(input)
}

/// A note in brackets, to the end of the cell: `（其中修订1件）`.
fn note(input: &str) -> IResult<&str, &str> {
    recognize((
        blanks,
        one_of("（("),
        take_while1(|c| !matches!(c, '（' | '(' | '）' | ')')),
        one_of("）)"),
    ))
    .parse(input)
}

/// What may stand behind a figure in its cell. A unit in brackets is a note as well.
fn tail(input: &str) -> IResult<&str, &str> {
    all_consuming(recognize((blanks, opt(counter), many0_count(note), blanks))).parse(input)
}

/// Whether a note behind a figure changes what the figure says: 28297（千元）, 12（约数）.
fn changes_figure(note: &str) -> bool {
    is_approximate(note)
        || note
            .contains(['千', '万', '萬', '亿', '億', '百', '元', '圆', '％', '%', '‰', '倍', '折'])
}

/// Whether text on a line of its own may be the rest of a figure on the line before: 亿元, 余件.
pub(super) fn is_rest_of_figure(text: &str) -> bool {
    const PARTS: &str = "千万萬亿億百元圆%％余餘多左右件项項条條个個宗次份部起例人";
    // 10133⏎.4 is one amount.
    let fraction = text.strip_prefix(['.', '．', ',', '，']);
    fraction.is_some_and(|rest| rest.starts_with(|c| digit_value(c).is_some()))
        || text.chars().count() <= 6 && text.chars().all(|c| PARTS.contains(c) || is_blank(c))
}

/// Whether the text says itself that it is not exact.
fn is_approximate(text: &str) -> bool {
    ["近", "约", "約", "余", "餘", "多", "左右", "以上", "以下", "不足", "超过", "超過"]
        .iter()
        .any(|word| text.contains(word))
}

fn fault(text: &str) -> Fault {
    if is_approximate(text) && text.chars().any(|c| digit_value(c).is_some()) {
        Fault::Approximate
    } else {
        Fault::NotANumber
    }
}

/// Whether a note behind a change says which way it goes: 18（减）.
fn changes_sign(note: &str) -> bool {
    note.contains(['减', '減', '负', '負', '降', '少', '↓']) || note.contains(is_dash)
}

fn note_fault(note: &str) -> Fault {
    if is_approximate(note) { Fault::Approximate } else { Fault::Qualified }
}

/// Empty cells and marks, which all kinds of figure share.
fn no_figure<T>(text: &str) -> Option<Literal<T>> {
    if text.is_empty() {
        return Some(Literal::Blank);
    }
    if text == ABSENT_MARK {
        return Some(Literal::Absent);
    }
    if let Some(text) = unmarked(text) {
        return Some(Literal::Unread(text));
    }
    is_not_applicable(text).then_some(Literal::NotApplicable)
}

/// `/`, `-`, `—`, `无` and their like.
pub(super) fn is_not_applicable(text: &str) -> bool {
    let slash = |c| matches!(c, '/' | '／' | '\\');
    matches!(text, "无" | "無" | "不涉及" | "不适用" | "不適用" | "N/A" | "n/a")
        // A longer run of dashes is a line drawn between things.
        || ((1..=3).contains(&text.chars().count())
            && (text.chars().all(slash) || text.chars().all(is_dash)))
}

/// Whether a text ends with a mark for what is not applicable.
pub(super) fn ends_with_mark(text: &str) -> bool {
    // The last byte of a character that ends a label is nearly never one of these.
    matches!(text.as_bytes().last(), Some(b'-' | b'/' | 0x8D | 0x92..=0x95 | 0x8F))
        && text.ends_with(|c| is_dash(c) || matches!(c, '/' | '／'))
}

/// A count of plain digits, as nearly all are.
pub(super) fn plain_count(text: &str) -> Option<u64> {
    // Nineteen digits fit into 64 bits whatever they are.
    if text.is_empty() || text.len() > 19 {
        return None;
    }
    text.bytes().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u64::from(b - b'0')))
}

/// Reads the cell of a count.
pub(super) fn count(cell: &str) -> Literal<u64> {
    let text = trim(cell);
    if let Some(value) = plain_count(text) {
        return Literal::Figure(value, text.len());
    }
    if let Some(literal) = no_figure(text) {
        return literal;
    }
    match (signed, tail).parse(text) {
        Ok((_, (_, rest))) if changes_figure(rest) => Literal::Fault(note_fault(rest)),
        Ok((_, (number, rest))) => {
            if let Some(fault) = number.fault {
                Literal::Fault(fault)
            } else if number.sign.is_some() {
                Literal::Fault(Fault::Negative)
            } else if number.scale > 0 {
                Literal::Fault(Fault::Fractional)
            } else {
                match u64::try_from(number.digits) {
                    Ok(value) => Literal::Figure(value, text.len() - rest.len()),
                    Err(_) => Literal::Fault(Fault::TooLarge),
                }
            }
        }
        Err(_) => Literal::Fault(fault(text)),
    }
}

/// Whether the text of a cell is a number that no count can be: negative, or with a fraction.
pub(crate) fn is_impossible_count(cell: &str) -> bool {
    matches!(count(cell), Literal::Fault(Fault::Negative | Fault::Fractional))
}

/// A change of one sign and plain digits, as nearly all are: `增128`, `-6`, `4`.
pub(super) fn plain_change(text: &str) -> Option<Change> {
    let (sign, digits) = match text.strip_prefix(['增', '+']) {
        Some(digits) => (1, digits),
        None => match text.strip_prefix(['减', '減', '-']) {
            Some(digits) => (-1, digits),
            None => (1, text),
        },
    };
    let magnitude = i64::try_from(plain_count(digits)?).ok()?;
    Some(Change(sign * magnitude))
}

/// Reads the cell of a change.
pub(super) fn change(cell: &str) -> Literal<Change> {
    let text = trim(cell);
    if let Some(change) = plain_change(text) {
        return Literal::Figure(change, text.len());
    }
    if let Some(literal) = no_figure(text) {
        return literal;
    }
    match (signed, tail).parse(text) {
        Ok((_, (_, rest))) if changes_figure(rest) || changes_sign(rest) => {
            Literal::Fault(note_fault(rest))
        }
        Ok((_, (number, rest))) => {
            if let Some(fault) = number.fault {
                return Literal::Fault(fault);
            }
            if number.scale > 0 {
                return Literal::Fault(Fault::Fractional);
            }
            let magnitude = i64::try_from(number.digits);
            match (magnitude, number.sign) {
                (Ok(n), Some(Sign::Minus)) => Literal::Figure(Change(-n), text.len() - rest.len()),
                (Ok(n), _) => Literal::Figure(Change(n), text.len() - rest.len()),
                (Err(_), _) => Literal::Fault(Fault::TooLarge),
            }
        }
        Err(_) => Literal::Fault(fault(text)),
    }
}

fn unit(input: &str) -> IResult<&str, Unit> {
    alt((
        value(
            Unit::TenThousandYuan,
            alt((tag("万元"), tag("萬元"), tag("万圆"), tag("万"), tag("萬"))),
        ),
        value(Unit::HundredMillionYuan, alt((tag("亿元"), tag("億元"), tag("亿"), tag("億")))),
        value(Unit::Yuan, alt((tag("元"), tag("圆"), tag("圓")))),
    ))
    .parse(input)
}

/// A unit behind an amount, with or without brackets.
fn stated_unit(input: &str) -> IResult<&str, Unit> {
    preceded(
        blanks,
        alt((
            unit,
            delimited(
                (one_of("（("), opt((alt((tag("单位"), tag("單位"))), one_of(":："))), blanks),
                unit,
                one_of("）)"),
            ),
            success(Unit::Unstated),
        )),
    )
    .parse(input)
}

/// A unit alone, in brackets or behind its name: `（单位：万元）`, `单位：元`.
pub(super) fn unit_note(text: &str) -> Option<Unit> {
    let open = opt(satisfy(is_opening));
    let name = opt((alt((tag("单位"), tag("單位"))), one_of(":：")));
    let note = delimited((open, blanks, name, blanks), unit, (blanks, opt(satisfy(is_closing))));
    all_consuming(note).parse(text).ok().map(|(_, unit)| unit)
}

fn amount(input: &str) -> IResult<&str, (Number, Unit)> {
    preceded(
        (opt(alt((tag("人民币"), tag("人民幣"), tag("¥"), tag("￥")))), blanks),
        (number, stated_unit),
    )
    .parse(input)
}

/// An amount of plain digits with its unit right behind it, as nearly all are: `679.7万元`, `251000`.
fn plain_money(text: &str) -> Option<Money> {
    let end = text.bytes().position(|b| !matches!(b, b'0'..=b'9' | b'.')).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    let unit = match unit {
        "" => Unit::Unstated,
        "万元" | "萬元" => Unit::TenThousandYuan,
        "元" => Unit::Yuan,
        _ => return None,
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let has_point = number.len() > whole.len();
    if whole.is_empty() || has_point == fraction.is_empty() || number.len() > 18 {
        return None;
    }
    let digits = |digits: u64, part: &str| {
        part.bytes()
            .try_fold(digits, |n, b| b.is_ascii_digit().then(|| n * 10 + u64::from(b - b'0')))
    };
    let digits = digits(digits(0, whole)?, fraction)?;
    Some(Money::new(Decimal::new(i64::try_from(digits).ok()?, fraction.len() as u32), unit))
}

/// Reads the cell of an amount of money. The unit is the one that the cell states.
pub(super) fn money(cell: &str) -> Literal<Money> {
    let text = trim(cell);
    if let Some(money) = plain_money(text) {
        return Literal::Figure(money, text.len());
    }
    if let Some(literal) = no_figure(text) {
        return literal;
    }
    match (amount, all_consuming(recognize((blanks, many0_count(note), blanks)))).parse(text) {
        Ok((_, (_, rest))) if changes_figure(rest) => Literal::Fault(note_fault(rest)),
        Ok((_, ((number, unit), rest))) => match (number.fault, number.decimal()) {
            (Some(fault), _) => Literal::Fault(fault),
            (None, Some(amount)) => {
                Literal::Figure(Money::new(amount, unit), text.len() - rest.len())
            }
            (None, None) => Literal::Fault(Fault::TooLarge),
        },
        Err(_) => Literal::Fault(fault(text)),
    }
}

impl Number {
    fn decimal(&self) -> Option<Decimal> {
        let digits = i128::try_from(self.digits).ok()?;
        Decimal::try_from_i128_with_scale(digits, self.scale).ok()
    }
}

/// Whether a text may be a figure of some kind, good or bad: it starts as one does. This tells the
/// cells of a row from what else may stand between them where nothing else does.
pub(super) fn looks_like_figure(text: &str) -> bool {
    // Most are digits, and most other texts are labels.
    if plain_count(text).is_some() || plain_change(text).is_some() {
        return true;
    }
    // Of the words that a figure may start with, these are the first characters.
    let word = matches!(text.as_bytes().first(), Some(0xE4..=0xE9));
    if word && !text.starts_with(['增', '新', '减', '減', '无', '無', '不']) {
        return false;
    }
    // 1.逾期不补正 is a label in other words, and no figure.
    let is_label = || matches!(ordinal(text), (rest, Some(_)) if !rest.is_empty());
    (text.starts_with(|c| digit_value(c).is_some()) && !is_label())
        || signed.parse(text).is_ok() && !is_label()
        || is_unread_mark(text)
        || is_not_applicable(text)
        || text == ABSENT_MARK
}

/// Whether a line of a table is the number of a page: `- 4 -`, `— 5 —`, `第 3 页`.
pub(super) fn is_page_number(text: &str) -> bool {
    fn dashes(input: &str) -> IResult<&str, usize> {
        many1_count(satisfy(|c| is_dash(c) || c == '·')).parse(input)
    }
    fn numbered<'t>(
        word: char,
    ) -> impl Parser<&'t str, Output = (), Error = nom::error::Error<&'t str>> {
        value((), (char(word), blanks, small_number, blanks, one_of("页頁")))
    }
    fn page(input: &str) -> IResult<&str, ()> {
        let of = (blanks, opt(one_of("/／,，")), blanks, numbered('共'));
        alt((
            value((), (dashes, blanks, small_number, blanks, dashes)),
            value((), (numbered('第'), opt(of))),
        ))
        .parse(input)
    }
    // Nearly every line of a table starts otherwise, which its first byte tells: - · — － 第.
    matches!(text.as_bytes().first(), Some(b'-' | 0xC2 | 0xE2 | 0xE7 | 0xEF))
        && text.starts_with(|c| is_dash(c) || matches!(c, '·' | '第'))
        && all_consuming(page).parse(trim(text)).is_ok()
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '－' | '—' | '–' | '―' | '‐' | '‑' | '−' | '─')
}

/// A year from 1990 to 2099 in ASCII or full-width digits, with 年 behind it or not.
pub(super) fn year(input: &str) -> IResult<&str, u16> {
    let (rest, (a, b, c, d)) = (digit, digit, digit, digit).parse(input)?;
    let number = a * 1000 + b * 100 + c * 10 + d;
    let more = rest.chars().next().is_some_and(|c| digit_value(c).is_some());
    match u16::try_from(number) {
        Ok(number) if (1990..=2099).contains(&number) && !more => Ok((rest, number)),
        _ => Err(no_match(input)),
    }
}

fn literal_error<T>(text: &str, expected: &'static str) -> Result<T, LiteralError> {
    Err(LiteralError { text: text.to_owned(), expected })
}

impl FromStr for Change {
    type Err = LiteralError;

    /// Reads `增128`, `减6`, `減少6`, `+18`, `-18`, `4` and their like; nothing may stand behind it.
    fn from_str(text: &str) -> Result<Self, LiteralError> {
        match change(text) {
            Literal::Figure(value, length) if length == trim(text).len() => Ok(value),
            _ => literal_error(text, "a change"),
        }
    }
}

impl FromStr for Money {
    type Err = LiteralError;

    /// Reads `679.7万元`, `251000元`, `8040` and their like; nothing may stand behind it.
    fn from_str(text: &str) -> Result<Self, LiteralError> {
        match money(text) {
            Literal::Figure(value, length) if length == trim(text).len() => Ok(value),
            _ => literal_error(text, "an amount of money"),
        }
    }
}

impl FromStr for Unit {
    type Err = LiteralError;

    /// Reads 元, 万元, 亿元, in either script; the empty text is [`Unit::Unstated`].
    fn from_str(text: &str) -> Result<Self, LiteralError> {
        match all_consuming(alt((unit, value(Unit::Unstated, nom::combinator::eof))))
            .parse(text)
            .finish()
        {
            Ok((_, unit)) => Ok(unit),
            Err(_) => literal_error(text, "a unit"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        for (text, value) in [
            ("0", 0),
            ("11398889", 11_398_889),
            (" 12 ", 12),
            ("１２", 12),
            ("1,234", 1234),
            ("1，234，567", 1_234_567),
            ("12件", 12),
            ("007", 7),
            ("18446744073709551615", u64::MAX),
        ] {
            assert!(matches!(count(text), Literal::Figure(n, _) if n == value), "{text}");
        }
        assert_eq!(count("22（其中修订 16 件）"), Literal::Figure(22, 2));
        assert_eq!(count("22\n（其中修订 16 件）"), Literal::Figure(22, 2));
        assert_eq!(count("1,234 (注)"), Literal::Figure(1234, 5));
    }

    #[test]
    fn plain_amounts_are_read_as_the_grammar_reads_them() {
        for text in [
            "0",
            "8040",
            "679.7万元",
            "679.7萬元",
            "251000元",
            "24252.311082",
            "1.50",
            "007",
            "0.0元",
            "1.",
            ".5",
            "1.2.3",
            "1,234元",
            "123456789012345678",
            "1234567890123456789",
            "5 万元",
            "5万",
        ] {
            let grammar = match (amount, nom::combinator::eof).parse(text) {
                Ok((_, ((number, unit), _))) if number.fault.is_none() => {
                    number.decimal().map(|amount| Money::new(amount, unit))
                }
                _ => None,
            };
            if let Some(plain) = plain_money(text) {
                assert_eq!(Some(&plain), grammar.as_ref(), "{text}");
                assert_eq!(plain.to_string(), grammar.map_or_else(String::new, |m| m.to_string()));
            }
        }
        assert!(plain_money("679.7万元").is_some() && plain_money("1.2.3").is_none());
        for text in ["商业", "行政许可", "增", "新增", "减少", "无正当理由", "不予公开", "近200"]
        {
            let starts = ['增', '新', '减', '減', '无', '無', '不'];
            assert!(text.starts_with(starts) || !looks_like_figure(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_count() {
        for (text, fault) in [
            ("-6", Fault::Negative),
            ("增6", Fault::Negative),
            ("1.5", Fault::Fractional),
            ("12.0", Fault::Fractional),
            ("12,34", Fault::Grouping),
            ("1234,567", Fault::Grouping),
            ("220条余", Fault::Approximate),
            ("近150十万元", Fault::Approximate),
            ("12?", Fault::NotANumber),
            ("1 2", Fault::NotANumber),
            ("一", Fault::NotANumber),
            ("1e3", Fault::NotANumber),
            ("1_000", Fault::NotANumber),
            ("18446744073709551616", Fault::TooLarge),
            ("99999999999999999999999999999999999999999", Fault::TooLarge),
        ] {
            assert_eq!(count(text), Literal::Fault(fault), "{text}");
        }
    }

    #[test]
    fn marks_and_blanks() {
        for text in ["/", "／", "-", "—", "——", "－", "无", "無", "不涉及", "--", "\u{3000}/\u{A0}"]
        {
            assert_eq!(count(text), Literal::NotApplicable, "{text}");
            assert_eq!(change(text), Literal::NotApplicable, "{text}");
            assert_eq!(money(text), Literal::NotApplicable, "{text}");
        }
        for text in ["", " ", "\u{A0}", "\u{3000}\u{200B}"] {
            assert_eq!(count(text), Literal::Blank);
        }
        assert_eq!(count("（缺）"), Literal::Absent);
    }

    #[test]
    fn changes() {
        for (text, value) in [
            ("增128", 128),
            ("减6", -6),
            ("減6", -6),
            ("+18", 18),
            ("-18", -18),
            ("－18", -18),
            ("减少6", -6),
            ("增加 6", 6),
            ("4", 4),
            ("0", 0),
            ("增0", 0),
            ("减1,234", -1234),
        ] {
            assert_eq!(text.parse(), Ok(Change(value)), "{text}");
        }
        assert_eq!("持平".parse::<Change>().ok(), None);
        assert_eq!(change("增6（新增）"), Literal::Figure(Change(6), 4));
    }

    #[test]
    fn amounts() {
        for (text, amount, unit) in [
            ("679.7萬元", "679.7", Unit::TenThousandYuan),
            ("160.5964万元", "160.5964", Unit::TenThousandYuan),
            ("251000元", "251000", Unit::Yuan),
            ("251,000.50 元", "251000.50", Unit::Yuan),
            ("8040", "8040", Unit::Unstated),
            ("6.5亿元", "6.5", Unit::HundredMillionYuan),
            ("679.7（万元）", "679.7", Unit::TenThousandYuan),
            ("￥100元", "100", Unit::Yuan),
        ] {
            let money: Money = text.parse().unwrap_or_else(|e| panic!("{e}"));
            assert_eq!((money.amount.to_string().as_str(), money.unit), (amount, unit), "{text}");
        }
        for text in ["近150十万元", "679.7万余元", "-5元", "1e3元", "元", "13,5739元", "1.2.3元"]
        {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }

    #[test]
    fn numbering_before_a_label() {
        for (text, rest, number, style) in [
            ("一、总体情况", "总体情况", 1, Style::Chinese),
            ("一 、总体情况", "总体情况", 1, Style::Chinese),
            ("一,、总体", "总体", 1, Style::Chinese),
            ("十二、总体", "总体", 12, Style::Chinese),
            ("（三）不予公开", "不予公开", 3, Style::Bracketed),
            ("(一)、概述", "概述", 1, Style::Bracketed),
            ("1.属于", "属于", 1, Style::Digits),
            ("1、 属于", "属于", 1, Style::Digits),
            ("(2) 其他", "其他", 2, Style::BracketedDigits),
        ] {
            assert_eq!(ordinal(text), (rest, Some(Ordinal { number, style })), "{text}");
        }
        for text in ["2019年", "1.5", "一是", "（本列数据", "12", "第二十条"] {
            assert_eq!(ordinal(text), (text, None), "{text}");
        }
    }

    #[test]
    fn page_numbers() {
        for text in ["- 4 -", "— 5 —", "-1-", "第 3 页", "第3页 共5页"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["-6", "4", "—", "- -"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
