//! Text → lines, each with what it turned out to be.

use super::fold::{self, trim};
use crate::span::Span;

/// What a line of the source is to the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nobody has looked at it yet.
    Unseen,
    Blank,
    Title,
    Heading,
    Paragraph,
    Table,
    /// A list of the headings, before the report.
    Contents,
    /// What stands around the report on its page.
    Furniture,
    /// The organ and the date under the report.
    Signature,
    /// Text between the cells of a table that is no label of the form.
    TableText,
}

/// A line of the source, or a part of one in which a report was run together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// The whole line or part, without its line ending.
    pub(super) raw: Span,
    /// The line without the blanks around it.
    pub(super) text: Span,
    pub(super) role: Role,
}

impl Line {
    /// The line between two places of a text, which nobody has looked at.
    #[inline(always)]
    pub(super) fn new(text: &str, start: usize, end: usize) -> Line {
        let raw = span(start, end);
        if start == end {
            return Line { raw, text: raw, role: Role::Blank };
        }
        if text.as_bytes().get(start..end).is_some_and(fold::is_trimmed) {
            return Line { raw, text: raw, role: Role::Unseen };
        }
        let piece = text.get(start..end).unwrap_or_default();
        let content = trim(piece);
        if content.is_empty() {
            Line { raw, text: span(start, start), role: Role::Blank }
        } else {
            Line { raw, text: span_of(piece, raw.start, content), role: Role::Unseen }
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

pub(super) fn span(start: usize, end: usize) -> Span {
    // The length of the text was checked against the limit, which fits.
    Span::new(u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX))
}

/// The text under a span of this same text.
pub(super) fn under(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap_or_default()
}

/// The span of `part`, which is a piece of `whole` that starts at `base`.
pub(super) fn span_of(whole: &str, base: u32, part: &str) -> Span {
    let offset = (part.as_ptr() as usize).wrapping_sub(whole.as_ptr() as usize);
    let offset = if offset <= whole.len() { offset } else { 0 };
    span(base as usize + offset, base as usize + offset + part.len())
}

/// Cuts a text into lines at `\n`, `\r\n` and, in a text without any `\n`, at `\r`.
#[inline(never)]
pub(super) fn lines(text: &str) -> Vec<Line> {
    let ending = if find(text, 0, b'\n').is_some() { b'\n' } else { b'\r' };
    // A line of a report has 20 bytes on average where every cell has its own.
    let mut lines = Vec::with_capacity(text.len() / 18 + 16);
    let mut start = 0;
    loop {
        let end = find(text, start, ending).unwrap_or(text.len());
        lines.push(Line::new(text, start, end));
        if end == text.len() {
            return lines;
        }
        start = end + 1;
    }
}

/// Where a byte next stands, looked for in words of eight bytes. Most lines of a report are a few
/// bytes, for which the search of the standard library takes longer to begin than this takes to end.
fn find(text: &str, from: usize, byte: u8) -> Option<usize> {
    let mut rest = text.as_bytes().get(from..)?;
    let mut at = from;
    while let Some((word, behind)) = rest.split_first_chunk::<8>() {
        let found = matches(*word, byte);
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        (rest, at) = (behind, at + 8);
    }
    rest.iter().position(|&b| b == byte).map(|i| at + i)
}

/// A word in which the top bit of the first byte that is the one sought is set, and no lower bit of
/// any byte; 0 if none is.
fn matches(word: [u8; 8], sought: u8) -> u64 {
    const ONES: u64 = u64::from_le_bytes([0x01; 8]);
    const TOPS: u64 = u64::from_le_bytes([0x80; 8]);
    // A byte that is sought becomes zero, and only from zero does one less set the top bit, up to
    // the first such byte.
    let word = u64::from_le_bytes(word) ^ u64::from_le_bytes([sought; 8]);
    word.wrapping_sub(ONES) & !word & TOPS
}

/// Whether a line has a tab or a bar, and so may have several cells.
pub(super) fn has_separator(line: &str) -> bool {
    let mut rest = line.as_bytes();
    while let Some((word, behind)) = rest.split_first_chunk::<8>() {
        if matches(*word, b'\t') | matches(*word, b'|') != 0 {
            return true;
        }
        rest = behind;
    }
    rest.iter().any(|b| matches!(b, b'\t' | b'|'))
}

/// The cells of a row. They are a few bytes each, so that looking at every byte is the fastest way.
pub(super) fn pieces(row: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(row);
    std::iter::from_fn(move || {
        let row = rest?;
        let Some(end) = row.bytes().position(|b| b == separator) else {
            rest = None;
            return Some(row);
        };
        rest = row.get(end + 1..);
        row.get(..end)
    })
}

/// Whether a row of bars is only a rule: `---|:--:`.
pub(super) fn is_rule(row: &str) -> bool {
    row.contains("--") && row.bytes().all(|b| matches!(b, b'-' | b':' | b'|' | b' ' | b'='))
}
