//! Lines of prose in the frame of a table: a page that is one giant table, where every line is
//! followed by tens or hundreds of bars (卓尼县), and `| 一、总体情况 |`.

use super::fold;
use super::lines::{Line, Role, span_of, under};

/// Leaves the bars out of lines that are one cell of words; whether there were any.
///
/// The whole line stays known: a table reads it with its blank cells ([`restore`]).
pub(super) fn unframe(text: &str, lines: &mut [Line]) -> bool {
    let mut any = false;
    for line in lines {
        let last = (line.text.end as usize).checked_sub(1);
        if last.and_then(|last| text.as_bytes().get(last)) != Some(&b'|') {
            continue;
        }
        let framed = under(text, line.text);
        let cell = framed.trim_matches(|c| c == '|' || fold::is_blank(c));
        // Figures and marks are cells of a table whatever stands around them.
        let words = cell.chars().filter(|&c| fold::fold(c) >= 0x4E00).take(2).count() == 2;
        if words && !cell.contains(['|', '\t']) {
            line.text = span_of(framed, line.text.start, cell);
            any = true;
        }
    }
    any
}

/// Puts the lines of a table back as they were.
pub(super) fn restore(text: &str, lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|line| line.role == Role::Unseen) {
        *line = Line::new(text, line.raw.start as usize, line.raw.end as usize);
    }
}
