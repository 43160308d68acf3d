//! Lines of prose in the frame of a table: a page that is one giant table, where every line is
//! followed by tens or hundreds of bars (卓尼县), and `| 一、总体情况 |`.

use super::fold;
use super::lines::{Line, Role, span_of, under};

/// Leaves the bars out of lines that are one cell of words, and says which lines those are.
///
/// The whole line stays known: a table reads it with its blank cells ([`restore`]).
pub(super) fn unframe(text: &str, lines: &mut [Line]) -> Vec<usize> {
    let mut changed = Vec::new();
    for (i, line) in lines.iter_mut().enumerate() {
        let last = (line.text.end as usize).checked_sub(1);
        if last.and_then(|last| text.as_bytes().get(last)) != Some(&b'|') {
            continue;
        }
        let framed = under(text, line.text);
        let frame = |b: &u8| matches!(b, b'|' | b' ');
        let bytes = framed.as_bytes();
        let end = bytes.iter().rposition(|b| !frame(b)).map_or(0, |last| last + 1);
        let start = bytes.iter().position(|b| !frame(b)).unwrap_or(end);
        // Most lines that end with a bar are rows of several cells.
        if bytes.get(start..end).is_none_or(|cell| cell.contains(&b'|')) {
            continue;
        }
        let cell = fold::trim(framed.get(start..end).unwrap_or_default());
        // Figures and marks are cells of a table whatever stands around them.
        let words = cell.chars().filter(|&c| fold::fold(c) >= 0x4E00).take(2).count() == 2;
        if words && !cell.contains('\t') {
            line.text = span_of(framed, line.text.start, cell);
            changed.push(i);
        }
    }
    changed
}

/// Puts lines of a table back as they were.
pub(super) fn restore(text: &str, lines: &mut [Line], changed: &[usize]) {
    for &i in changed {
        if let Some(line) = lines.get_mut(i).filter(|line| line.role == Role::Unseen) {
            *line = Line::new(text, line.raw.start as usize, line.raw.end as usize);
        }
    }
}
