//! Tables whose cells are told apart by commas, as programs export them: `规章,593,296,221`, and
//! `三、收到和处理政府信息公开申请情况,,,,,,,,,` where every line is filled up with commas.

use std::ops::Range;

use super::label::{self, Label, Walked};
use super::lines::Line;
use super::pieces::bytes_of;
use super::relaid::{OBJECT, Relaid, Rows};

/// So many lines whose cells commas tell apart, or more, are a table.
const ENOUGH: usize = 3;

/// So many figures between commas are no figure of several groups of digits.
const FIGURES: usize = 5;

/// Whether commas may tell the cells of a text apart: more of its lines have such than others.
pub(super) fn may_be(text: &str, lines: &[Line]) -> bool {
    let (mut commas, mut others) = (0, 0);
    for line in lines {
        if line.marks.tab() || line.marks.bar() || line.run.count > 0 {
            others += 1;
        } else {
            commas += usize::from(has_cells(bytes_of(text, line.text)));
        }
    }
    commas >= ENOUGH && commas > others
}

/// Whether a comma stands right behind a word and before a figure or another comma, which those within
/// figures and those of prose do not.
fn has_cells(line: &[u8]) -> bool {
    let is_digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
    if line.first() == Some(&b'"') && line.windows(3).any(|three| three == b"\",\"") {
        return true;
    }
    line.windows(2).enumerate().any(|(at, two)| {
        let behind_word = at.checked_sub(1).is_some_and(|at| !is_digit(line.get(at)));
        two[0] == b',' && behind_word && (is_digit(two.get(1)) || two[1] == b',')
    })
}

/// The text with a tab in the place of each such comma; none if there is no such line.
pub(super) fn relaid(text: &str) -> Option<Relaid<'_>> {
    let mut out = Relaid::new(text);
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let line_end = |from: usize| {
            let behind = text.get(from..).and_then(|rest| rest.find('\n'));
            behind.map_or(text.len(), |end| from + end + 1)
        };
        match record(text, start).filter(|(cells, end)| is_row(text, cells, start..*end)) {
            Some((cells, end)) => {
                out.table(&row(text, &cells), start..end);
                start = line_end(end);
            }
            None => start += rest.find('\n').map_or(rest.len(), |end| end + 1),
        }
    }
    out.finish()
}

/// Whether cells are those of a row, and no sentence with commas in it.
fn is_row(text: &str, cells: &[Range<usize>], line: Range<usize>) -> bool {
    let texts = || cells.iter().filter_map(|cell| text.get(cell.clone())).map(str::trim);
    let is_sentence = texts().any(|text| text.contains(['。', '；']));
    let begins_with_label = || texts().find(|text| !text.is_empty()).is_some_and(label::is_label);
    // The figures of section four have no label.
    let is_figure = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'/');
    let are_figures = cells.len() >= FIGURES && texts().all(is_figure);
    let has_blanks = || {
        let line = text.as_bytes().get(line.clone()).unwrap_or_default();
        line.windows(2).any(|two| two == b",,") && has_cells(line)
    };
    // Prose is alone in its line, which commas fill up.
    let is_filled_up = texts().skip(1).all(str::is_empty);
    let has_row = || are_figures || has_blanks() || begins_with_label();
    // A cell alone in quotation marks is a part of a table as well, or prose.
    let is_quoted = text.as_bytes().get(line.start) == Some(&b'"');
    (cells.len() > 1 || is_quoted) && (is_filled_up || !is_sentence && has_row())
}

/// The cells of a row, and the end of its last line; none if a quotation mark is not closed.
fn record(text: &str, start: usize) -> Option<(Vec<Range<usize>>, usize)> {
    /// No cell of the form is as long.
    const LONGEST: usize = 2000;
    let bytes = text.as_bytes();
    let mut cells = Vec::new();
    let mut at = start;
    loop {
        let rest = bytes.get(at..)?;
        let cell = if rest.first() == Some(&b'"') {
            // A doubled mark stands for one.
            let mut end = 1;
            loop {
                end += rest.get(end..)?.iter().take(LONGEST).position(|&b| b == b'"')?;
                match rest.get(end + 1) {
                    Some(b'"') if end < LONGEST => end += 2,
                    None | Some(b',' | b'\r' | b'\n') => break,
                    Some(_) => return None,
                }
            }
            at += end + 1;
            at - end..at - 1
        } else {
            let length = rest.iter().position(|b| matches!(b, b',' | b'\n')).unwrap_or(rest.len());
            let ended = rest.get(length).is_none_or(|&b| b == b'\n');
            let has_return = ended && length > 0 && rest.get(length - 1) == Some(&b'\r');
            let cell = at..at + length - usize::from(has_return);
            at = cell.end;
            cell
        };
        cells.push(cell);
        match bytes.get(at) {
            Some(b',') => at += 1,
            _ => return Some((cells, at)),
        }
    }
}

/// A row with tabs. What only fills it up behind a single cell is left out, if that is no label of a row.
fn row(text: &str, cells: &[Range<usize>]) -> Rows {
    let mut rows = Rows::default();
    let texts = || cells.iter().filter_map(|cell| text.get(cell.clone()));
    let is_row = texts().next().is_some_and(|first| {
        let walked = label::read(first.trim()).walked;
        matches!(walked, Walked::Label(Label::Row(_) | Label::Proactive(_)))
    });
    let alone = !is_row && texts().skip(1).all(|text| text.trim().is_empty());
    // 1,000 without quotation marks is no two figures.
    let is_cut = texts().any(|text| text.len() == 3 && text.starts_with('0'));
    for (i, cell) in cells.iter().enumerate().take(if alone { 1 } else { cells.len() }) {
        if i > 0 {
            rows.text.push('\t');
        }
        rows.cells.push((rows.text.len(), vec![cell.clone()]));
        let content = text.get(cell.clone()).unwrap_or_default();
        let on_one_line = |c| if matches!(c, '\n' | '\r') { ' ' } else { c };
        rows.text.extend(content.replace("\"\"", "\"").chars().map(on_one_line));
        if is_cut && !content.is_empty() && content.bytes().all(|b| b.is_ascii_digit()) {
            rows.text.push(OBJECT);
        }
    }
    rows
}
