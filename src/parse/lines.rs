//! Text → lines, each with what it turned out to be.

use super::fold::trim;
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

/// A line of the source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// The whole line, without its line ending.
    pub(super) raw: Span,
    /// The line without the blanks around it.
    pub(super) text: Span,
    pub(super) role: Role,
}

impl Line {
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
pub(super) fn lines(text: &str) -> Vec<Line> {
    let ending = if text.contains('\n') { b'\n' } else { b'\r' };
    // A line of a report has 20 bytes on average where every cell has its own.
    let mut lines = Vec::with_capacity(text.len() / 18 + 16);
    let mut start = 0;
    loop {
        let rest = text.get(start..).unwrap_or_default();
        let end = find(rest, ending);
        let piece = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let content = trim(piece);
        let (at, role) = if content.is_empty() {
            (span(start, start), Role::Blank)
        } else {
            let offset = start + content.as_ptr() as usize - piece.as_ptr() as usize;
            (span(offset, offset + content.len()), Role::Unseen)
        };
        lines.push(Line { raw: span(start, start + piece.len()), text: at, role });
        match end {
            Some(end) => start += end + 1,
            None => return lines,
        }
    }
}

/// Where a byte first stands. Most lines of a report are a few bytes, for which the search in long
/// strides takes longer than looking at each.
fn find(text: &str, byte: u8) -> Option<usize> {
    const SHORT: usize = 32;
    let bytes = text.as_bytes();
    let (head, tail) = bytes.split_at(bytes.len().min(SHORT));
    head.iter().position(|&b| b == byte).or_else(|| {
        let tail = text.get(text.len() - tail.len()..);
        match tail {
            Some(tail) => tail.find(byte as char).map(|i| i + head.len()),
            // The stride ends inside a character.
            None => text.find(byte as char),
        }
    })
}
