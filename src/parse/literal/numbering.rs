//! The numbers before headings, rows and items: `一、`, `（一）`, `1.` and `（1）`.

use nom::branch::alt;
use nom::character::complete::{anychar, char, satisfy};
use nom::combinator::{map, map_opt, not, opt, value};
use nom::multi::fold_many1;
use nom::sequence::{delimited, terminated};
use nom::{IResult, Parser};

use super::characters::{blanks, digit, digit_value, is_closing, is_opening};

/// The number before a heading or a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Ordinal {
    pub(in super::super) number: u32,
    pub(in super::super) style: Style,
}

/// How a number before a heading is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Style {
    /// `一、`
    Chinese,
    /// `（一）`
    Bracketed,
    /// `1.` or `1、`
    Digits,
    /// `（1）`
    BracketedDigits,
}

/// Takes the number before a label; the whole text again where there is none.
#[inline]
pub(in super::super) fn ordinal(text: &str) -> (&str, Option<Ordinal>) {
    // Nearly all numbers stand right before a Chinese character: 1., 一、, （一） and (一). Bytes tell
    // them, and what has no number.
    let (length, number, style) = match *text.as_bytes() {
        // Characters of Chinese behind those of the numerals.
        [] | [0xE6..=0xE9, ..] => return (text, None),
        [digit @ b'0'..=b'9', b'.', 0xE4..=0xE9, ..] => {
            (2, Some(u32::from(digit - b'0')), Style::Digits)
        }
        [a @ (0xE4 | 0xE5), b, c, ref rest @ ..] => match (numeral_of([a, b, c]), rest) {
            (None, _) if [a, b, c] != TEN => return (text, None),
            (number, [0xE3, 0x80, 0x81, 0xE4..=0xE9, ..]) => (6, number, Style::Chinese),
            _ => (0, None, Style::Chinese),
        },
        [b'(', a, b, c, b')', 0xE4..=0xE9, ..] => (5, numeral_of([a, b, c]), Style::Bracketed),
        [0xEF, 0xBC, 0x88, a, b, c, 0xEF, 0xBC, 0x89, 0xE4..=0xE9, ..] => {
            (9, numeral_of([a, b, c]), Style::Bracketed)
        }
        _ => (0, None, Style::Digits),
    };
    match (number, text.get(length..)) {
        (Some(number), Some(rest)) => (rest, Some(Ordinal { number, style })),
        _ => any_ordinal(text),
    }
}

/// The same, however the number is written.
#[inline(never)]
fn any_ordinal(text: &str) -> (&str, Option<Ordinal>) {
    // The first character tells which way of numbering it may be, if any.
    let found = match text.chars().next() {
        Some('（' | '(') => bracketed(text),
        Some(c) if digit_value(c).is_some() => digits(text),
        Some(c) if c == '十' || numeral(c).is_some() => chinese(text),
        _ => return (text, None),
    };
    match found {
        Ok((rest, ordinal)) => (rest, Some(ordinal)),
        Err(_) => (text, None),
    }
}

/// The bytes of 十.
const TEN: [u8; 3] = [0xE5, 0x8D, 0x81];

/// What a character of three bytes says as a numeral.
#[inline]
fn numeral_of(character: [u8; 3]) -> Option<u32> {
    let [a, b, c] = character.map(u32::from);
    numeral(char::from_u32((a & 0x0F) << 12 | (b & 0x3F) << 6 | (c & 0x3F))?)
}

/// Whether a number before a label may start with the character.
pub(in super::super) fn starts_ordinal(c: char) -> bool {
    is_opening(c) || c == '十' || digit_value(c).is_some() || numeral(c).is_some()
}

/// `（一）`, `(1)`; some put a comma behind the bracket as well: `(一)、概述`.
fn bracketed(input: &str) -> IResult<&str, Ordinal> {
    let number = alt((
        map(chinese_number, |number| Ordinal { number, style: Style::Bracketed }),
        map(small_number, |number| Ordinal { number, style: Style::BracketedDigits }),
    ));
    let closed = (blanks, satisfy(is_closing), opt((blanks, satisfy(is_stop))), blanks);
    delimited((satisfy(is_opening), blanks), number, closed).parse(input)
}

/// `1.`, `1、`, and `1\.` where Markdown keeps it from being an item of a list; a decimal such as 1.5 is no
/// numbering.
fn digits(input: &str) -> IResult<&str, Ordinal> {
    let point = (opt(char('\\')), satisfy(|c| matches!(c, '.' | '．')), not(digit));
    let behind = (blanks, alt((value((), char('、')), value((), point))), blanks);
    map(terminated(small_number, behind), |number| Ordinal { number, style: Style::Digits })
        .parse(input)
}

/// `一、`
fn chinese(input: &str) -> IResult<&str, Ordinal> {
    let comma = opt(satisfy(|c| matches!(c, ',' | '，')));
    let behind = (blanks, comma, satisfy(is_stop), blanks);
    map(terminated(chinese_number, behind), |number| Ordinal { number, style: Style::Chinese })
        .parse(input)
}

fn is_stop(c: char) -> bool {
    matches!(c, '、' | '.' | '．')
}

/// A number in Chinese characters, from 一 to 九十九.
pub(in super::super) fn chinese_number(input: &str) -> IResult<&str, u32> {
    let ones = |input| map_opt(anychar, numeral).parse(input);
    let (rest, first) = opt(ones).parse(input)?;
    match (opt(char('十')).parse(rest)?, first) {
        ((rest, Some(_)), tens) => {
            let (rest, last) = opt(ones).parse(rest)?;
            Ok((rest, tens.unwrap_or(1) * 10 + last.unwrap_or(0)))
        }
        ((rest, None), Some(number)) => Ok((rest, number)),
        ((_, None), None) => Err(no_match(input)),
    }
}

pub(super) fn no_match(input: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::make_error(input, nom::error::ErrorKind::Verify))
}

fn numeral(c: char) -> Option<u32> {
    match c {
        // PDF fonts put radicals in their place: ⼀, ⼆, ⼋.
        '一' | '⼀' => Some(1),
        '二' | '⼆' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' | '⼋' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

/// Whether a number in Chinese characters is made of such.
pub(in super::super) fn chinese_number_character(c: char) -> bool {
    c == '十' || numeral(c).is_some()
}

pub(super) fn small_number(input: &str) -> IResult<&str, u32> {
    let (rest, number) =
        fold_many1(digit, || 0_u32, |n, d| n.saturating_mul(10).saturating_add(d)).parse(input)?;
    if number > 99 {
        return Err(no_match(input));
    }
    Ok((rest, number))
}
