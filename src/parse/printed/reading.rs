//! A table that is being read, cell by cell: labels, counts and other figures.

use std::marker::PhantomData;

use super::collected::Collected;
use super::layout::{Layout, Step, blanks, ends_cell, is_end, no, when};
use crate::model::labels::ProactiveRow;
use crate::model::{Applicant, Cell, CellMut, Change, DocumentFigure, Field, Wording};
use crate::parse::fold;
use crate::parse::label::{self, Column, Label, Walked};
use crate::parse::literal::{self, Literal};
use crate::span::Span;

/// A table that is being read.
pub(super) struct Reading<'t, 'c, L> {
    text: &'t str,
    pub(super) out: &'c mut Collected,
    /// Whether anything was put there.
    pub(super) stored: bool,
    /// Whether the last label was written in Traditional characters: the next one is as well.
    pub(super) traditional: bool,
    /// The place of the cell at hand in its row, where that is told by bars.
    pub(super) column: u16,
    /// The place of the first figure of a row, and the number of cells in it.
    pub(super) base: u16,
    pub(super) width: u16,
    layout: PhantomData<L>,
}

impl<'t, 'c, L: Layout> Reading<'t, 'c, L> {
    pub(super) fn new(text: &'t str, out: &'c mut Collected) -> Self {
        Reading {
            text,
            stored: false,
            traditional: out.traditional,
            out,
            column: 0,
            base: 0,
            width: 0,
            layout: PhantomData,
        }
    }

    #[inline(always)]
    pub(super) fn open(&mut self, rest: &'t [u8]) -> Step<'t> {
        L::open(rest, &mut self.column)
    }

    #[inline(always)]
    pub(super) fn next(&mut self, rest: &'t [u8]) -> Step<'t> {
        L::next(rest, &mut self.column)
    }

    #[inline(always)]
    pub(super) fn close(&mut self, rest: &'t [u8]) -> Step<'t> {
        let (rest, ()) = L::close(rest, &mut self.column)?;
        when(rest, !L::GRID || self.width == 0 || self.column == self.width)
    }

    /// Whether a cell stands in a column of figures, where that is told.
    #[inline(always)]
    pub(super) fn figure_place(&self, rest: &'t [u8], column: usize) -> Step<'t> {
        when(rest, !L::GRID || usize::from(self.column) == usize::from(self.base) + column)
    }

    /// A label of the form, as it is printed there or in other words for the same.
    #[inline(always)]
    pub(super) fn label(&mut self, rest: &'t [u8], wording: Wording, label: Label) -> Step<'t> {
        let Wording(simplified, traditional) = wording;
        let same = if self.traditional { traditional } else { simplified };
        match printed(rest, same) {
            Some(rest) => Ok((rest, ())),
            None => self.other_label(rest, wording, label),
        }
    }

    /// The same for a label that is not printed as the last one makes expect.
    #[inline(never)]
    fn other_label(&mut self, rest: &'t [u8], wording: Wording, label: Label) -> Step<'t> {
        let Wording(simplified, traditional) = wording;
        let (same, other) =
            if self.traditional { (traditional, simplified) } else { (simplified, traditional) };
        let in_other = printed(rest, other);
        let found = in_other
            .or_else(|| self.usual_wording(rest, label))
            .or_else(|| narrow(rest, same.as_bytes()));
        if let Some(behind) = found {
            self.traditional ^= in_other.is_some();
            return Ok((behind, ()));
        }
        if let Some(behind) = narrow(rest, other.as_bytes()) {
            self.traditional = !self.traditional;
            return Ok((behind, ()));
        }
        self.other_wording(rest, label)
    }

    /// What is behind a label in one of the other wordings that are usual, or broken where it usually
    /// is.
    #[inline]
    fn usual_wording(&self, rest: &'t [u8], label: Label) -> Option<&'t [u8]> {
        usual_wordings(label).iter().find_map(|[first, second]| {
            let mut rest = rest.strip_prefix(first.as_bytes())?;
            if !second.is_empty() {
                rest = match rest {
                    [b' ', rest @ ..] if !matches!(rest, [b' ' | b'\r' | b'\n', ..]) => rest,
                    _ => L::wrap(rest).ok()?.0,
                };
                rest = rest.strip_prefix(second.as_bytes())?;
            }
            ends_cell(rest).then_some(rest)
        })
    }

    /// A label as [`label::read`] knows it: with other brackets, blanks, characters or breaks.
    #[inline(never)]
    pub(super) fn other_wording(&mut self, rest: &'t [u8], label: Label) -> Step<'t> {
        /// The most lines of a label.
        const MOST: usize = 6;
        let (cell, mut behind) = self.cell(rest);
        if literal::ends_with_mark(cell) || cell.is_empty() {
            return no();
        }
        let read = label::read(cell);
        let (mut walk, mut walked) = (read.walk, read.walked);
        if walked == Walked::Alive
            && (walk == label::Walk::default()
                || read.ordinal.is_none() && literal::looks_like_figure(cell))
        {
            return no();
        }
        for _ in 0..MOST {
            match walked {
                Walked::Label(found) if found == label => return Ok((behind, ())),
                Walked::Alive => {}
                _ => return no(),
            }
            let (rest, ()) = L::wrap(behind)?;
            let (cell, more) = self.cell(rest);
            if cell.is_empty() || literal::is_page_number(cell) {
                return no();
            }
            walked = walk.feed(cell);
            behind = more;
        }
        no()
    }

    /// The text of the cell at hand, and what is behind it.
    pub(super) fn cell(&self, rest: &'t [u8]) -> (&'t str, &'t [u8]) {
        let start = self.text.len() - rest.len();
        let end = |&b: &u8| b < b' ' || b == b'|';
        let length = rest.iter().position(end).unwrap_or(rest.len());
        let cell = self.text.get(start..start + length).unwrap_or_default().trim_end_matches(' ');
        // Other blanks are for those who know them.
        let cell = if fold::is_trimmed(cell.as_bytes()) { cell } else { "" };
        (cell, rest.get(cell.len()..).unwrap_or_default())
    }

    /// The seven figures of a row, by its place in the form, behind its label.
    #[inline(always)]
    pub(super) fn counts(&mut self, rest: &'t [u8], row: usize) -> Step<'t> {
        self.stored = true;
        let rest = L::reach(rest, &mut self.column, self.base);
        let in_place = !L::GRID || self.column + 1 == self.base;
        let Some(cells) = self.out.report.applications.nth_mut(row) else { return no() };
        if let Some((digits, apart)) = L::digits(rest).filter(|_| in_place) {
            cells.fill(digits, Cell::Value);
            self.out.spans.set_row(row, self.places(rest, apart));
            return Ok((self.behind(rest, apart * digits.len(), digits.len()), ()));
        }
        let (rest, (spans, counts, plain)) =
            self.row::<{ Applicant::ALL.len() }>(rest, self.base)?;
        let Some(cells) = self.out.report.applications.nth_mut(row) else { return no() };
        if plain {
            cells.fill(counts, Cell::Value);
        } else {
            cells.fill(counts, cell);
        }
        self.out.spans.set_row(row, spans);
        Ok((rest, ()))
    }

    /// The figures of a row behind another cell, the first in a column that is known in a grid, and
    /// whether each of them is a number.
    #[inline(always)]
    pub(super) fn row<const N: usize>(
        &mut self,
        rest: &'t [u8],
        base: u16,
    ) -> Step<'t, ([Span; N], [u64; N], bool)> {
        const MIDDLE: usize = Applicant::ALL.len() - 2;
        let mut spans = [Span::new(0, 0); N];
        let mut counts = [0; N];
        let mut plain = true;
        let (mut rest, ()) = L::first(rest, &mut self.column, base)?;
        rest = when(rest, !L::GRID || self.column == base)?.0;
        let mut i = 0;
        loop {
            (rest, (spans[i], counts[i])) = self.count(rest)?;
            plain &= counts[i] < BLANK;
            i += 1;
            if i == N {
                return Ok((rest, (spans, counts, plain)));
            }
            // Between the figures of natural persons and the total is often nothing but one digit each.
            let next = (i % MIDDLE == 1 && i + MIDDLE < N).then(|| L::digits::<MIDDLE>(rest));
            if let Some((digits, apart)) = next.flatten() {
                spans[i..i + MIDDLE].copy_from_slice(&self.places::<MIDDLE>(rest, apart));
                counts[i..i + MIDDLE].copy_from_slice(&digits);
                rest = self.behind(rest, apart * MIDDLE, MIDDLE);
                i += MIDDLE;
            }
            rest = L::between(rest, &mut self.column)?.0;
        }
    }

    /// The places of figures of one digit each that stand side by side behind a cell.
    #[inline(always)]
    fn places<const N: usize>(&self, rest: &[u8], apart: usize) -> [Span; N] {
        let first = (self.text.len() - rest.len() + apart - 1) as u32;
        let place = |i| first + i as u32 * apart as u32;
        std::array::from_fn(|i| Span::new(place(i), place(i) + 1))
    }

    /// What is behind some bytes, which are so many cells.
    #[inline(always)]
    fn behind(&mut self, rest: &'t [u8], bytes: usize, cells: usize) -> &'t [u8] {
        self.column += u16::from(L::GRID) * cells as u16;
        rest.get(bytes..).unwrap_or_default()
    }

    /// A cell of a count.
    #[inline(always)]
    pub(super) fn count(&self, rest: &'t [u8]) -> Step<'t, (Span, u64)> {
        let padded = if L::GRID { blanks(rest) } else { rest };
        let start = (self.text.len() - padded.len()) as u32;
        // Most figures have few digits.
        let (mut count, mut length) = (0, 0);
        while let Some(digit @ b'0'..=b'9') = padded.get(length) {
            count = count * 10 + u32::from(digit - b'0');
            length += 1;
            if length == 8 {
                return self.long_count(rest, padded);
            }
        }
        match padded.get(length..) {
            Some(behind @ [end, ..]) if length > 0 && is_end(*end) => {
                Ok((behind, (Span::new(start, start + length as u32), count.into())))
            }
            _ => self.long_count(rest, padded),
        }
    }

    /// A cell of a count that is not a few digits, with the blanks before it and without.
    #[inline(never)]
    pub(super) fn long_count(&self, rest: &'t [u8], padded: &'t [u8]) -> Step<'t, (Span, u64)> {
        /// So many digits fit into 64 bits whatever they are.
        const MOST: usize = 19;
        let start = (self.text.len() - padded.len()) as u32;
        let (mut count, mut length) = (0, 0);
        while let Some(digit @ b'0'..=b'9') = padded.get(length) {
            if length == MOST {
                return no();
            }
            count = count * 10 + u64::from(digit - b'0');
            length += 1;
        }
        let behind = padded.get(length..).unwrap_or_default();
        if length > 0 {
            let cell = (Span::new(start, start + length as u32), count);
            return if ends_cell(behind) { Ok((behind, cell)) } else { no() };
        }
        if ends_cell(padded) {
            // What is before a blank cell tells it from an end of a line.
            let start = self.text.len() - rest.len();
            let before = self.text.as_bytes().get(start.wrapping_sub(1)).copied();
            let place = Span::new(start as u32, start as u32);
            let is_blank = before == L::BEFORE_BLANK && !matches!(padded, [b' ', ..]);
            return if is_blank { Ok((padded, (place, BLANK))) } else { no() };
        }
        let (cell, behind) = self.cell(padded);
        if !literal::is_not_applicable(cell) {
            return no();
        }
        Ok((behind, (Span::new(start, start + cell.len() as u32), MARK)))
    }

    /// A cell of section two. Of an amount only the place is kept.
    #[inline]
    pub(super) fn figure(&mut self, rest: &'t [u8], field: Field) -> Step<'t> {
        let count = self.count(rest);
        let (rest, span) = match (count, self.out.report.cell_mut(field)) {
            (Ok((rest, (span, count))), CellMut::Count(to)) => {
                *to = cell(count);
                (rest, span)
            }
            (_, CellMut::Count(_)) => return no(),
            (Ok((rest, (span, count @ (MARK | BLANK)))), CellMut::Change(to)) => {
                *to = cell(count).map(|_| Change::default());
                (rest, span)
            }
            (Ok((rest, (span, MARK | BLANK))), CellMut::Money(_)) => (rest, span),
            (_, CellMut::Change(_)) => {
                let (rest, (span, change)) = self.literal(rest, literal::change)?;
                if let CellMut::Change(to) = self.out.report.cell_mut(field) {
                    *to = Cell::Value(change);
                }
                (rest, span)
            }
            (_, CellMut::Money(_)) => {
                let (rest, (span, _)) = self.literal(rest, literal::money)?;
                (rest, span)
            }
        };
        self.out.spans.set(field, span);
        Ok((rest, ()))
    }

    /// A cell that is nothing but a figure.
    fn literal<T>(&self, rest: &'t [u8], read: impl Fn(&str) -> Literal<T>) -> Step<'t, (Span, T)> {
        let rest = if L::GRID { blanks(rest) } else { rest };
        let (cell, behind) = self.cell(rest);
        match read(cell) {
            Literal::Figure(figure, length) if length == cell.len() && length > 0 => {
                let start = (self.text.len() - rest.len()) as u32;
                Ok((behind, (Span::new(start, start + length as u32), figure)))
            }
            _ => no(),
        }
    }
}

/// Other wordings of a label than the form's that many reports have, and the two parts of one that
/// many break.
fn usual_wordings(label: Label) -> &'static [[&'static str; 2]] {
    match label {
        Label::Applicant(Applicant::CommercialEnterprise) => &[["商业", "企业"], ["商業", "企業"]],
        Label::Applicant(Applicant::ResearchInstitution) => &[["科研", "机构"], ["科研", "機構"]],
        Label::Column(Column::Documents(DocumentFigure::Made)) => {
            &[["本年新", "制作数量"], ["本年新", "製作數量"]]
        }
        Label::Column(Column::Documents(DocumentFigure::Disclosed)) => {
            &[["本年新", "公开数量"], ["本年新", "公開數量"]]
        }
        // The words of Taiwan, which encyclopedias turn reports into.
        Label::Proactive(ProactiveRow::NormativeDocuments) => {
            &[["規範性檔案", ""], ["行政規範性檔案", ""]]
        }
        _ => &[],
    }
}

/// What is behind a label, if it is printed letter for letter.
#[inline(always)]
fn printed<'t>(rest: &'t [u8], label: &str) -> Option<&'t [u8]> {
    rest.strip_prefix(label.as_bytes()).filter(|behind| ends_cell(behind))
}

/// What is behind a label, if a text starts with it and only its punctuation is narrow: `(一)` for
/// （一）.
#[inline(never)]
pub(super) fn narrow<'t>(rest: &'t [u8], label: &[u8]) -> Option<&'t [u8]> {
    /// The first bytes of the wide punctuation, whose last byte tells the narrow.
    const WIDE: [u8; 2] = [0xEF, 0xBC];
    let (mut rest, mut label) = (rest, label);
    loop {
        // Up to a difference, eight bytes at a time.
        while let (Some(a), Some(b)) = (rest.first_chunk(), label.first_chunk()) {
            let differences = u64::from_le_bytes(*a) ^ u64::from_le_bytes(*b);
            let same = differences.trailing_zeros() as usize / 8;
            (rest, label) = (rest.get(same..)?, label.get(same..)?);
            if differences != 0 {
                break;
            }
        }
        while let ([a, others @ ..], [b, more @ ..]) = (rest, label) {
            if a != b {
                break;
            }
            (rest, label) = (others, more);
        }
        match (rest, label) {
            (_, []) => return ends_cell(rest).then_some(rest),
            ([narrow, others @ ..], [a, b, last, more @ ..])
                if [*a, *b] == WIDE && *narrow == last.wrapping_sub(0x60) =>
            {
                (rest, label) = (others, more);
            }
            _ => return None,
        }
    }
}

/// Stands for a mark that says that a figure does not apply. No nineteen digits are as much.
pub(super) const MARK: u64 = u64::MAX;
/// Stands for a blank cell.
pub(super) const BLANK: u64 = u64::MAX - 1;

/// The cell that holds a count, or what stands for one.
#[inline(always)]
pub(super) fn cell(count: u64) -> Cell<u64> {
    match count {
        MARK => Cell::NotApplicable,
        BLANK => Cell::Blank,
        count => Cell::Value(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is compared at once says what [`label::read`] says of it.
    #[test]
    fn usual_wordings_are_those_of_their_labels() {
        let labels = [
            Label::Applicant(Applicant::CommercialEnterprise),
            Label::Applicant(Applicant::ResearchInstitution),
            Label::Column(Column::Documents(DocumentFigure::Made)),
            Label::Column(Column::Documents(DocumentFigure::Disclosed)),
            Label::Proactive(ProactiveRow::NormativeDocuments),
        ];
        for label in labels {
            assert_eq!(usual_wordings(label).len(), 2);
            for [first, second] in usual_wordings(label) {
                let whole = label::read(&format!("{first} {second}"));
                assert_eq!(whole.walked, Walked::Label(label), "{first}{second}");
                let mut read = label::read(first);
                assert_eq!(read.ordinal, None);
                if !second.is_empty() {
                    assert_eq!(read.walked, Walked::Alive, "{first}");
                    assert_eq!(read.walk.feed(second), Walked::Label(label), "{second}");
                }
            }
        }
    }
}
