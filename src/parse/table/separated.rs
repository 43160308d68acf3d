//! Lines whose cells are told apart by tabs or bars.

use super::super::fold::{is_blank, is_trimmed, trim};
use super::super::header::Table;
use super::super::label::{self, Walked};
use super::super::lines::{Cells, Line, is_rule};
use super::super::literal;
use super::super::pieces::{bytes_of, span_of, under};
use super::super::rows::{Broken, RowKind};
use super::{Open, Reader};
use crate::model::{Channel, Ruling, Section};
use crate::span::Span;

impl Reader<'_> {
    /// How many cells the lines of a section have, blank ones at their ends aside. 卓尼县 follows every
    /// line with hundreds of bars, and not every line with as many.
    pub(super) fn widest(&self, lines: &[Line]) -> usize {
        let cells = |line: &Line| {
            let text = under(self.text, line.text);
            let last = text.bytes().rposition(|b| !matches!(b, b'|' | b' '));
            let plain = text.as_bytes().get(..last.map_or(0, |last| last + 1)).unwrap_or_default();
            let blank = |c| c == '|' || is_blank(c);
            let text =
                if is_trimmed(plain) { plain } else { text.trim_end_matches(blank).as_bytes() };
            let bars = |part: &[u8]| part.iter().fold(0, |n: u8, &b| n + u8::from(b == b'|'));
            text.chunks(u8::MAX.into()).map(|part| usize::from(bars(part))).sum::<usize>() + 1
        };
        lines.iter().map(cells).max().unwrap_or(0)
    }

    /// A line whose cells are told apart by tabs or bars.
    pub(super) fn separated_line(&mut self, line: &Line, joined: bool) {
        let (raw, base) = (under(self.text, line.raw), line.raw.start);
        // A line with tabs is cut at its tabs: a bar in it is part of a cell.
        let bars = !line.marks.tab() || trim(raw).starts_with('|');
        let row = if bars {
            // | a | b |, a | b |, a | b: the outer bars are a frame and stand for no cell.
            let text = under(self.text, line.text);
            let row = if text.ends_with('|') { text } else { trim(raw) };
            let row = if self.framed { row.strip_prefix('|').unwrap_or(row) } else { row };
            row.strip_suffix('|').unwrap_or(row)
        } else {
            raw
        };
        if bars && is_rule(row) {
            return;
        }
        let separator = if bars { b'|' } else { b'\t' };
        self.row = span_of(raw, base, row);
        let mut cells = Cells::new(self.text, self.row, separator);
        let Some(first) = cells.next() else { return };
        if cells.is_last() {
            // One cell in a frame.
            if !first.is_empty() {
                if !joined {
                    self.start_line(false);
                }
                self.lone(first, joined);
            }
            return;
        }
        // Between a label behind a bar and a line of bars without a label, a figure on a line of its own may be
        // the number of a page.
        let is_lone = |open: Open| {
            let before = under(self.text, Span::new(0, open.row.label.start));
            !open.row.separated && before.trim_end_matches(' ').ends_with('|')
        };
        let lone = self.open.is_some_and(is_lone) && self.open_count() > 0;
        let unnamed = bars && lone && !row.contains(char::is_alphabetic);
        let before = self.out.rows.len();
        // A cell of several lines: a note behind the last cell goes on here.
        let goes_on = joined || (self.is_note(under(self.text, first)) && self.extends(first));
        if !goes_on {
            self.start_line(true);
        }
        if self.section == Section::Disputes
            && (self.is_disputes_row(separator) || self.replaces_blank_disputes(separator))
        {
            self.open_disputes(Span::new(self.row.start, self.row.start));
            // The first bar may be the frame of this line, and no blank cell, where others have another frame
            // than one bar behind their last cell.
            let text = under(self.text, line.text);
            let is_framed = bars && !self.framed && !self.closed_by_bars && text.starts_with('|');
            if let Some(open) = self.open.as_mut().filter(|_| is_framed) {
                open.row.broken = open.row.broken.or(Some(Broken::Mixed));
            }
        }
        let most = if bars && self.most_cells > 0 { self.most_cells } else { usize::MAX };
        if !goes_on || joined {
            self.cell(first, true);
        }
        let mut left = most - 1;
        loop {
            left -= self.short_cells(&mut cells, left);
            let Some(cell) = cells.next().filter(|_| left > 0) else { break };
            left -= 1;
            // What [`Reader::cell`] does with a blank and with digits behind a label, at once.
            let digits = || bytes_of(self.text, cell).iter().all(u8::is_ascii_digit);
            let plain = cell.is_empty() || self.pending.is_none() && digits();
            if plain && self.push_next(cell, self.column) {
                self.column = self.column.saturating_add(1);
            } else {
                self.cell(cell, true);
            }
        }
        self.end_line();
        if let Some(row) = self.out.rows.get_mut(before).filter(|_| unnamed) {
            row.broken = row.broken.or(Some(Broken::Mixed));
        }
    }

    /// Takes cells that are one digit or nothing, behind another cell of their row, and says how many: no
    /// more than there are columns left.
    #[inline]
    fn short_cells(&mut self, cells: &mut Cells<'_>, left: usize) -> usize {
        let first = self.out.cells.len();
        let goes_on = self.pending.is_none()
            && self.open.is_some_and(|open| open.row.separated && first > open.row.first as usize);
        if !goes_on {
            return 0;
        }
        while self.out.cells.len() - first < left {
            let Some(cell) = cells.next_short() else { break };
            self.out.cells.push(cell);
        }
        let taken = self.out.cells.len() - first;
        self.column = self.column.saturating_add(u16::try_from(taken).unwrap_or(u16::MAX));
        taken
    }

    /// Whether a line has the fifteen cells of section four and none of its labels, so that also a
    /// first cell that is no figure has its place.
    fn is_disputes_row(&self, separator: u8) -> bool {
        let cells = Cells::new(self.text, self.row, separator);
        self.out.headers.awaits_disputes()
            && self.open.is_none()
            && cells.clone().count() == Channel::ALL.len() * Ruling::ALL.len()
            && !cells
                .map(|cell| label::read(under(self.text, cell)).walked)
                .any(|walked| matches!(walked, Walked::Label(_)))
    }

    /// Whether a line has the figures of section four where only a row of blank cells came before:
    /// editors leave such rows under the header. That row is none then.
    fn replaces_blank_disputes(&mut self, separator: u8) -> bool {
        let mut found = Cells::new(self.text, self.row, separator);
        let Some(last) = self.out.rows.last() else { return false };
        let cells = self.out.cells.get(last.first as usize..).unwrap_or_default();
        let replaces = matches!(last.kind, RowKind::Disputes(_))
            && self.open.is_none()
            && cells.iter().all(|cell| cell.is_empty())
            && found.clone().count() == cells.len()
            && found.any(|cell| {
                // What cannot be told is no blank cell either.
                let text = under(self.text, cell);
                literal::looks_like_figure(text) || text.contains(['\u{FFFC}', '\u{FFFD}'])
            });
        if replaces {
            self.out.rows.pop();
            self.out.headers.await_again(Table::Disputes);
        }
        replaces
    }
}
