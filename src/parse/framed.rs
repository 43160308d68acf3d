//! Lines of prose in the frame of a table: a page that is one giant table, where every line is
//! followed by tens or hundreds of bars (卓尼县), and `| 一、总体情况 |`.

use super::fold;
use super::lines::{Cells, Line, Role};
use super::pieces::{bytes_of, span_of, under};
use crate::span::Span;

/// Leaves the bars out of lines that are one cell of words, and says which lines those are.
///
/// The whole line stays known: a table reads it with its blank cells ([`restore`]).
pub(super) fn unframe(text: &str, lines: &mut [Line]) -> Vec<usize> {
    let mut changed = Vec::new();
    for (i, line) in lines.iter_mut().enumerate() {
        if !line.marks.bar() {
            continue;
        }
        let bytes = bytes_of(text, line.text);
        if bytes.last() != Some(&b'|') || ends_with_figure(bytes) {
            continue;
        }
        let framed = under(text, line.text);
        let start = bytes.iter().position(|b| !frame(b)).unwrap_or(bytes.len());
        let place = Span::new(line.text.start.saturating_add(start as u32), line.text.end);
        let mut cells = Cells::new(text, place, b'|');
        let Some(cell) = cells.next() else { continue };
        // Most lines that end with a bar are rows of several cells.
        if !bytes_of(text, cells.rest()).iter().all(frame) {
            continue;
        }
        let cell = under(text, cell);
        // Figures and marks are cells of a table whatever stands around them.
        let words = cell.chars().filter(|&c| fold::fold(c) >= 0x4E00).take(2).count() == 2;
        if words && !cell.contains('\t') {
            line.text = span_of(framed, line.text.start, cell);
            changed.push(i);
        }
    }
    changed
}

/// Whether a byte belongs to the frame.
fn frame(byte: &u8) -> bool {
    matches!(byte, b'|' | b' ')
}

/// Whether the last cell of a line is a figure: then the line is a row, or no words.
fn ends_with_figure(line: &[u8]) -> bool {
    let before = |end: usize, skip: fn(&u8) -> bool| {
        let rest = line.get(..end).unwrap_or_default();
        rest.iter().rposition(|b| !skip(b)).map_or(0, |last| last + 1)
    };
    let end = before(line.len(), frame);
    let start = before(end, u8::is_ascii_digit);
    let edge = before(start, |&b| b == b' ');
    start < end && (edge == 0 || line.get(edge - 1) == Some(&b'|'))
}

/// Puts lines of a table back as they were.
pub(super) fn restore(text: &str, lines: &mut [Line], changed: &[usize]) {
    for &i in changed {
        if let Some(line) = lines.get_mut(i).filter(|line| line.role == Role::Unseen) {
            let whole = Line::new(text, line.raw.start as usize, line.raw.end as usize);
            *line = Line { behind: line.behind, ..whole };
        }
    }
}
