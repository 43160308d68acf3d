//! Text → lines, each with what it turned out to be.

use super::fold::{self, trim};
use super::pieces::{bytes_of, span, span_of, under};
use super::printed::{self, Collected};
use crate::model::Section;
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
    /// How many empty lines follow it. They are no lines of their own, unless the text begins with
    /// one: a browser's copy of tables is empty lines more than anything else.
    pub(super) behind: u32,
    pub(super) role: Role,
    /// What is told of its bytes.
    pub(super) marks: Marks,
    /// The figures that stand behind it, if it is the first of several.
    pub(super) run: Run,
}

/// Figures of plain digits, each alone on its line, one behind the other: their places in
/// [`Gathered::figures`]. They have no lines of their own; the first one is on the line that has the
/// run, and the empty lines behind that line are those behind the last figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) first: u32,
    pub(super) count: u32,
    /// Whether a line of nothing but a tab stands before each.
    pub(super) joined: bool,
}

impl Run {
    const NONE: Run = Run { first: 0, count: 0, joined: false };
}

/// What was seen of the bytes of a line while its end was looked for, so that nobody needs to look
/// at them again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks(u8);

impl Marks {
    const NONE: Marks = Marks(0);
    const TAB: Marks = Marks(1);
    const CONTROL: Marks = Marks(2);
    const DIGITS: Marks = Marks(4);
    const BAR: Marks = Marks(8);

    #[inline]
    fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    #[inline]
    fn has(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether a tab stands in the line or beside it.
    #[inline]
    pub(super) fn tab(self) -> bool {
        self.has(Marks::TAB)
    }

    /// Whether a tab or another control character does.
    #[inline]
    pub(super) fn control(self) -> bool {
        self.has(Marks(Marks::TAB.0 | Marks::CONTROL.0))
    }

    /// Whether a bar may stand in the line: one stands in it or near.
    #[inline]
    pub(super) fn bar(self) -> bool {
        self.has(Marks::BAR)
    }

    /// Whether the line, without the blanks around it, is nothing but digits of ASCII.
    #[inline]
    pub(super) fn digits(self) -> bool {
        self.has(Marks::DIGITS)
    }

    /// What a bar or a control character in a line makes of it.
    #[inline]
    fn of(byte: u8) -> Marks {
        match byte {
            b'\t' => Marks::TAB,
            b'|' => Marks::BAR,
            _ => Marks::CONTROL,
        }
    }
}

impl Line {
    /// The line between two places of a text, which nobody has looked at.
    pub(super) fn new(text: &str, start: usize, end: usize) -> Line {
        let bytes = text.as_bytes().get(start..end).unwrap_or_default();
        let rare = bytes.iter().filter(|&&b| b < b' ' || b == b'|');
        let marks = rare.fold(Marks::NONE, |marks, &b| marks.with(Marks::of(b)));
        let raw = span(start, end);
        let (text, role, marks) = Line::content(text, raw, marks);
        Line { raw, text, behind: 0, role, marks, run: Run::NONE }
    }

    /// What a line without the blanks around it is.
    #[inline(always)]
    fn content(text: &str, raw: Span, marks: Marks) -> (Span, Role, Marks) {
        let blank = Span::new(raw.start, raw.start);
        let digits = |text: &[u8]| {
            let digits = text.iter().all(u8::is_ascii_digit);
            if digits { marks.with(Marks::DIGITS) } else { marks }
        };
        match bytes_of(text, raw) {
            [] => (blank, Role::Blank, marks),
            bytes if fold::is_trimmed(bytes) => (raw, Role::Unseen, digits(bytes)),
            [line @ .., b' '] if fold::is_trimmed(line) => {
                (Span::new(raw.start, raw.end - 1), Role::Unseen, digits(line))
            }
            _ => {
                let whole = under(text, raw);
                let content = trim(whole);
                if content.is_empty() {
                    return (blank, Role::Blank, marks);
                }
                let text = span_of(whole, raw.start, content);
                (text, Role::Unseen, digits(content.as_bytes()))
            }
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether it has a tab or a bar, and so may have several cells.
    pub(super) fn has_separator(&self, text: &str) -> bool {
        (self.marks.tab() || self.marks.bar()) && has_separator(under(text, self.text))
    }
}

/// The lines of a text, each figure on one of its own.
#[cfg(test)]
pub(super) fn lines(text: &str) -> Vec<Line> {
    cut(text, None).lines
}

/// The lines of a text, and the figures of their runs.
pub(super) struct Gathered {
    pub(super) lines: Vec<Line>,
    pub(super) figures: Vec<Span>,
}

/// Cuts a text into lines at `\n`, `\r\n` and, in a text without any `\n`, at `\r`. If there is a
/// place to collect them, figures that stand each alone on a line are gathered into runs, and tables
/// that are printed as in the form are read. They are most lines of a report.
#[inline(never)]
pub(super) fn cut(text: &str, printed: Option<&mut Collected>) -> Gathered {
    let bytes = text.as_bytes();
    let mut cutter = Cutter {
        text,
        ending: if bytes.contains(&b'\n') { b'\n' } else { b'\r' },
        printed,
        // A line of a report has 20 bytes or more on average, runs aside.
        lines: Vec::with_capacity((text.len() / 16).min(4096) + 16),
        figures: Vec::new(),
        start: 0,
        marks: Marks::NONE,
    };
    let mut at = 0;
    loop {
        at += prose_length(bytes.get(at..).unwrap_or_default());
        let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk()) else { break };
        at = cutter.block(block, at as u32) as usize;
    }
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let mut block = [b' '; BLOCK];
        block.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
        at = cutter.block(&block, at as u32) as usize;
    }
    cutter.end()
}

const WORD: usize = 8;
const BLOCK: usize = 8 * WORD;

/// The length of the whole blocks that have neither bars nor ends of lines, as prose has none. The
/// compiler makes the look at a block a few instructions.
#[inline(never)]
fn prose_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    for block in bytes.chunks_exact(BLOCK) {
        let rare = block.iter().fold(false, |any, &b| any | (b < b' ') | (b == b'|'));
        if rare {
            break;
        }
        length += BLOCK;
    }
    length
}

/// A text that is being cut into lines.
struct Cutter<'t, 'c> {
    text: &'t str,
    /// The byte that ends a line.
    ending: u8,
    printed: Option<&'c mut Collected>,
    lines: Vec<Line>,
    figures: Vec<Span>,
    /// Where the line at hand starts, and what was seen of it.
    start: u32,
    marks: Marks,
}

impl Cutter<'_, '_> {
    /// Takes the bytes that stand at an offset, and says where to go on.
    #[inline(always)]
    fn block(&mut self, block: &[u8; BLOCK], at: u32) -> u32 {
        let bars = block.iter().fold(false, |any, &b| any | (b == b'|'));
        let bars = if bars { Marks::BAR } else { Marks::NONE };
        self.marks = self.marks.with(bars);
        let mut place = 0;
        while let Some(word) = block.get(place..).and_then(|rest| rest.first_chunk()) {
            let mut controls = controls(*word);
            let mut next = place + WORD;
            while controls != 0 {
                let i = place + controls.trailing_zeros() as usize / 8;
                controls &= controls - 1;
                let byte = block.get(i).copied().unwrap_or_default();
                if byte != self.ending {
                    self.marks = self.marks.with(Marks::of(byte));
                    continue;
                }
                let end = at + i as u32;
                self.cut(end);
                self.marks = bars;
                let behind = self.run(end).unwrap_or_else(|| self.skip_empty(end + 1));
                let behind = (self.table(behind) - at) as usize;
                if behind > i + 1 {
                    // What is behind the empty lines starts a word.
                    next = behind;
                    break;
                }
            }
            place = next;
        }
        at + place as u32
    }

    /// Takes the run behind a line that ends at an offset, if that line is a figure, and the empty lines
    /// behind it, and says where the next line starts.
    #[inline(always)]
    fn run(&mut self, end: u32) -> Option<u32> {
        let bytes = self.text.as_bytes();
        let before = bytes.get((end as usize).wrapping_sub(1));
        if self.printed.is_none()
            || !before.is_some_and(u8::is_ascii_digit)
            || !self.lines.last()?.marks.digits()
        {
            return None;
        }
        if self.figures.capacity() == 0 {
            self.figures.reserve((bytes.len() / 16).min(512));
        }
        let first = self.figures.len();
        let ending = self.ending;
        let mut next = end as usize + 1;
        let mut joined = false;
        if let Some((figure, tab)) = figure_behind(bytes, next, ending) {
            joined = tab;
            self.figures.push(figure);
            next = figure.end as usize + 1;
            loop {
                // Most are one digit, and stand as far from one another as the first two.
                let start = match bytes.get(next..) {
                    Some([b'0'..=b'9', a, ..]) if !joined && *a == ending => next,
                    Some([a, b'\t', b, c, b'0'..=b'9', d, ..])
                        if joined && [a, b, c, d].into_iter().all(|end| *end == ending) =>
                    {
                        next + 4
                    }
                    _ => match figure_behind(bytes, next, ending) {
                        Some((figure, tab)) if tab == joined => {
                            self.figures.push(figure);
                            next = figure.end as usize + 1;
                            continue;
                        }
                        _ => break,
                    },
                };
                self.figures.push(span(start, start + 1));
                next = start + 2;
            }
        }
        let start = behind(bytes, next, self.ending);
        let count = self.figures.len() - first;
        let line = self.lines.last_mut()?;
        line.behind = (start - next) as u32;
        line.run = Run { first: first as u32, count: count as u32, joined };
        self.start = start as u32;
        Some(self.start)
    }

    /// Takes the table behind the heading that was the last line, if it is printed as in the form, and
    /// says where to go on.
    #[inline(always)]
    fn table(&mut self, next: u32) -> u32 {
        let Some(heading) = self.lines.last().filter(|_| self.printed.is_some()) else {
            return next;
        };
        match printed::announced(self.text, heading.text) {
            Some(section) => self.take_table(section, next),
            None => next,
        }
    }

    #[inline(never)]
    fn take_table(&mut self, section: Section, next: u32) -> u32 {
        let bytes = self.text.as_bytes();
        let mut start = next as usize;
        while let Some([b'\n', ..] | [b'\r', b'\n', ..]) = bytes.get(start..) {
            start += 1;
        }
        let Some(out) = &mut self.printed else { return next };
        let (line, ending) = (self.lines.len(), self.ending);
        let Some(table) = printed::table(self.text, section, start, ending, line, out) else {
            return next;
        };
        out.tables.push(table);
        let (raw, marks) = (table.span, Marks::NONE);
        self.lines.push(Line {
            raw,
            text: raw,
            behind: 0,
            role: Role::Table,
            marks,
            run: Run::NONE,
        });
        // Behind it is the end of its line, or of the text.
        self.start = raw.end + u32::from((raw.end as usize) < self.text.len());
        self.skip_empty(self.start)
    }

    /// Takes the empty lines at an offset, and says where they end.
    #[inline(always)]
    fn skip_empty(&mut self, from: u32) -> u32 {
        let next = behind(self.text.as_bytes(), from as usize, self.ending) as u32;
        if next > from {
            if let Some(line) = self.lines.last_mut() {
                line.behind += next - from;
            }
            self.start = next;
        }
        next
    }

    /// Ends the line at hand.
    #[inline(always)]
    fn cut(&mut self, end: u32) {
        let start = std::mem::replace(&mut self.start, end + 1);
        if start == end && !self.lines.is_empty() {
            if let Some(last) = self.lines.last_mut() {
                last.behind += 1;
            }
            return;
        }
        let raw = Span::new(start, end);
        // Each line is written to its place at once: building it first and copying it then takes longer
        // than all the rest.
        let lines = &mut self.lines;
        let mut push = |text, role, marks| {
            lines.push(Line { raw, text, behind: 0, role, marks, run: Run::NONE })
        };
        // Most lines of a report are a figure, and most others start and end with a character of
        // Chinese.
        match bytes_of(self.text, raw) {
            [b'0'..=b'9'] => push(raw, Role::Unseen, Marks::DIGITS),
            [b'\t'] => push(Span::new(start, start), Role::Blank, Marks::TAB),
            [0xE4..=0xE9, .., 0xE4..=0xE9, _, 0x80..=0xBF] => push(raw, Role::Unseen, self.marks),
            [b'0'..=b'9', .., b'0'..=b'9'] => self.other(raw),
            line if fold::is_trimmed(line) => push(raw, Role::Unseen, self.marks),
            _ => self.other(raw),
        }
    }

    #[inline(never)]
    fn other(&mut self, raw: Span) {
        let (text, role, marks) = Line::content(self.text, raw, self.marks);
        self.lines.push(Line { raw, text, behind: 0, role, marks, run: Run::NONE });
    }

    fn end(mut self) -> Gathered {
        // The length of the text was checked against the limit, which fits.
        self.cut(u32::try_from(self.text.len()).unwrap_or(u32::MAX - 1));
        Gathered { lines: self.lines, figures: self.figures }
    }
}

/// The first place that is not the end of a line.
#[inline(always)]
fn behind(bytes: &[u8], mut at: usize, ending: u8) -> usize {
    while bytes.get(at) == Some(&ending) {
        at += 1;
    }
    at
}

/// The figure alone on its line behind another, and whether a tab on a line of its own joins it to that
/// one: it does if no more than two empty lines stand on either side.
#[inline(never)]
fn figure_behind(bytes: &[u8], from: usize, ending: u8) -> Option<(Span, bool)> {
    const MOST_EMPTY: usize = 2;
    let mut start = behind(bytes, from, ending);
    let joined = bytes.get(start) == Some(&b'\t');
    if joined {
        if bytes.get(start + 1) != Some(&ending) || start - from > MOST_EMPTY {
            return None;
        }
        let from = start + 2;
        start = behind(bytes, from, ending);
        if start - from > MOST_EMPTY {
            return None;
        }
    }
    let mut end = start;
    while bytes.get(end).is_some_and(u8::is_ascii_digit) {
        end += 1;
    }
    // A longer one is no count.
    let plain = (1..=19).contains(&(end - start)) && bytes.get(end) == Some(&ending);
    plain.then(|| (span(start, end), joined))
}

/// The places in a word where control characters stand: the top bits of their bytes.
#[inline(always)]
fn controls(word: [u8; WORD]) -> u64 {
    const TOPS: u64 = u64::from_le_bytes([0x80; WORD]);
    let word = u64::from_le_bytes(word);
    // Without its own top bit, only a byte that is not less than 0x20 has it when 0x60 is added.
    let others = (word & !TOPS) + u64::from_le_bytes([0x60; WORD]);
    !(word | others) & TOPS
}

/// Whether a line has a tab or a bar, and so may have several cells.
pub(super) fn has_separator(line: &str) -> bool {
    let separator = |b: &u8| matches!(b, b'\t' | b'|');
    // Rows have one among their first bytes; of the others many bytes are looked at at once.
    let mut blocks = line.as_bytes().chunks_exact(32);
    blocks.any(|block| block.iter().fold(false, |any, b| any | separator(b)))
        || blocks.remainder().iter().any(separator)
}

/// The cells of a row of a text, each without the blanks around it. A blank one stands where its text
/// would start.
#[derive(Debug, Clone)]
pub(super) struct Cells<'t> {
    text: &'t str,
    separator: u8,
    /// What is left of the row; nothing behind its last cell.
    rest: Option<Span>,
}

impl<'t> Cells<'t> {
    pub(super) fn new(text: &'t str, row: Span, separator: u8) -> Self {
        Cells { text, separator, rest: Some(row) }
    }

    /// Whether the last cell was given already.
    pub(super) fn is_last(&self) -> bool {
        self.rest.is_none()
    }

    /// The cells that were not given yet.
    pub(super) fn rest(&self) -> Span {
        self.rest.unwrap_or(Span::new(0, 0))
    }

    /// The next cell, if it is one digit or nothing with a space on either side, and not the last: most
    /// cells between bars are.
    #[inline(always)]
    pub(super) fn next_short(&mut self) -> Option<Span> {
        let Span { start, end } = self.rest?;
        let bytes = self.text.as_bytes().get(start as usize..end as usize)?;
        let (cell, length) = match *bytes {
            [b' ', b'0'..=b'9', b' ', end, ..] if end == self.separator => {
                (Span::new(start + 1, start + 2), 4)
            }
            [b' ', b' ', end, ..] if end == self.separator => (Span::new(start, start), 3),
            _ => return None,
        };
        self.rest = Some(Span::new(start + length, end));
        Some(cell)
    }

    /// The cell of a piece where more than a space of ASCII stands around it.
    #[cold]
    fn trimmed(&self, piece: Span) -> Span {
        let whole = under(self.text, piece);
        let cell = trim(whole);
        let blank = Span::new(piece.start, piece.start);
        if cell.is_empty() { blank } else { span_of(whole, piece.start, cell) }
    }
}

impl Iterator for Cells<'_> {
    type Item = Span;

    #[inline(always)]
    fn next(&mut self) -> Option<Span> {
        if let Some(cell) = self.next_short() {
            return Some(cell);
        }
        let Span { start, end } = self.rest?;
        let bytes = self.text.as_bytes().get(..end as usize).unwrap_or_default();
        let at = |i: u32| bytes.get(i as usize).copied();
        let mut first = start;
        while at(first) == Some(b' ') {
            first += 1;
        }
        let stop = find(bytes, first as usize, self.separator) as u32;
        self.rest = (stop < end).then(|| Span::new(stop + 1, end));
        if first == stop {
            return Some(Span::new(start, start));
        }
        let last = if at(stop - 1) == Some(b' ') { stop - 1 } else { stop };
        let cell = Span::new(first, last);
        if fold::is_trimmed(bytes_of(self.text, cell)) {
            return Some(cell);
        }
        Some(self.trimmed(Span::new(start, stop)))
    }
}

/// Where a byte next stands, or the end, looked for in words of eight bytes. Most cells are a few bytes,
/// for which the search of a library takes longer to begin than this takes to end.
#[inline(always)]
fn find(bytes: &[u8], from: usize, sought: u8) -> usize {
    const ONES: u64 = u64::from_le_bytes([0x01; WORD]);
    const TOPS: u64 = u64::from_le_bytes([0x80; WORD]);
    let mut rest = bytes.get(from..).unwrap_or_default();
    while let Some((word, behind)) = rest.split_first_chunk() {
        // A byte that is sought becomes zero, and only from zero does one less set the top bit, up to
        // the first such byte.
        let word = u64::from_le_bytes(*word) ^ u64::from_le_bytes([sought; WORD]);
        let found = word.wrapping_sub(ONES) & !word & TOPS;
        if found != 0 {
            return bytes.len() - rest.len() + found.trailing_zeros() as usize / 8;
        }
        rest = behind;
    }
    bytes.len() - rest.len() + rest.iter().position(|&b| b == sought).unwrap_or(rest.len())
}

/// Whether a row of bars is only a rule: `---|:--:`.
pub(super) fn is_rule(row: &str) -> bool {
    row.bytes().all(|b| matches!(b, b'-' | b':' | b'|' | b' ' | b'=')) && row.contains("--")
}
