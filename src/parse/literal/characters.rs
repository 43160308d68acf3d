//! Single characters that figures and numbering are made of.

use nom::bytes::complete::take_while;
use nom::character::complete::anychar;
use nom::combinator::map_opt;
use nom::{IResult, Parser};

use crate::parse::fold::is_blank;

pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '（' | '(')
}

pub(super) fn is_closing(c: char) -> bool {
    matches!(c, '）' | ')')
}

pub(super) fn blanks(input: &str) -> IResult<&str, &str> {
    // There are none nearly everywhere where there may be some.
    if matches!(input.as_bytes().first(), Some(b'!'..=b'~' | 0xE4..=0xE9)) {
        return Ok((input, ""));
    }
    take_while(is_blank).parse(input)
}

/// The value of an ASCII or full-width digit.
pub(in super::super) fn digit_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

pub(super) fn digit(input: &str) -> IResult<&str, u32> {
    map_opt(anychar, digit_value).parse(input)
}
