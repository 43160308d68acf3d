//! Places in a source text: [`Span`], [`LineIndex`] and [`Position`], and [`Spans`], which knows
//! the place of every figure.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::Field;

/// **A range of bytes of the source text**, from `start` up to but without `end`.
///
/// Offsets count UTF-8 bytes, everywhere in this crate. Lines and columns are computed only when
/// something is shown to a person: [`LineIndex`].
///
/// ```
/// use gongkai::Span;
///
/// let text = "规章\t0";
/// assert_eq!(Span::new(7, 8).text(text), Some("0"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to but without `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Span { start, end }
    }

    /// The text under the span; `None` where the span does not fit the text.
    pub fn text(self, source: &str) -> Option<&str> {
        source.get(self.range())
    }

    /// The span as a range of `usize`.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span is empty, as that of a blank cell is.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// **The place of every figure in the source text**: an array by [`Field::index`].
///
/// The span of a figure is the figure as printed (`增128`, `679.7万元`), without the blanks around
/// it and without a note behind it. That of a blank cell is empty and stands where the cell is.
/// Several figures share a span where the text does not say which is which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spans {
    spans: Box<[Span; Field::COUNT]>,
}

/// No text is as long as this, so it marks a figure without a place.
const NONE: Span = Span::new(u32::MAX, u32::MAX);

impl Spans {
    /// Spans without any place: those of a report that was not read from a text.
    pub fn none() -> Self {
        Spans { spans: Box::new([NONE; Field::COUNT]) }
    }

    /// The place of a figure; `None` where the text has no such cell.
    pub fn get(&self, field: Field) -> Option<Span> {
        let span = self.spans[field.index()];
        (span != NONE).then_some(span)
    }

    /// The figures that have no place.
    pub(crate) fn missing(&self) -> impl Iterator<Item = Field> {
        let places = self.spans.iter().enumerate();
        places.filter(|(_, span)| **span == NONE).filter_map(|(i, _)| Field::at(i))
    }

    pub(crate) fn set(&mut self, field: Field, span: Span) {
        self.spans[field.index()] = span;
    }

    /// Gives places to the figures of a row of the matrix, by its place in [`Row::ALL`](crate::model::Row::ALL).
    #[inline]
    pub(crate) fn set_row(&mut self, row: usize, spans: [Span; 7]) {
        let first = Field::APPLICATIONS + row * spans.len();
        if let Some(places) = self.spans.get_mut(first..).and_then(|all| all.first_chunk_mut()) {
            *places = spans;
        }
    }

    /// The same figures with other places.
    pub(crate) fn mapped(mut self, place: impl Fn(Span) -> Span) -> Spans {
        self.spans.iter_mut().filter(|span| **span != NONE).for_each(|span| *span = place(*span));
        self
    }

    /// Takes the places of figures away.
    pub(crate) fn clear(&mut self, fields: &[Field]) {
        fields.iter().for_each(|&field| self.set(field, NONE));
    }

    /// Gives places to a figure and to those behind it in [`Field::ALL`].
    pub(crate) fn set_all(&mut self, first: Field, spans: &[Span]) {
        let first = first.index();
        if let Some(places) = self.spans.get_mut(first..first + spans.len()) {
            places.copy_from_slice(spans);
        }
    }

    /// The figures that have a place, in the order of the forms.
    pub fn iter(&self) -> impl Iterator<Item = (Field, Span)> {
        Field::ALL.into_iter().zip(self.spans.iter().copied()).filter(|(_, span)| *span != NONE)
    }
}

/// **A place as a person counts it**: both numbers from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line. `\n`, `\r\n` and a lone `\r` each end one.
    pub line: u32,
    /// The column, counted in characters.
    pub column: u32,
}

/// **The starts of the lines of a text**, to turn byte offsets into [`Position`]s.
///
/// ```
/// use gongkai::{LineIndex, Position};
///
/// let text = "规章\r\n行政许可\t265";
/// let index = LineIndex::new(text);
/// assert_eq!(index.position(text, 21), Position { line: 2, column: 6 });
/// assert_eq!(index.line(text, 2), Some("行政许可\t265"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of a text.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (i, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || (byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(u32::try_from(i + 1).unwrap_or(u32::MAX));
            }
        }
        LineIndex { starts }
    }

    /// Line and column of a byte offset. An offset inside a character is that character's; one
    /// behind the end is the end.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset).max(1) - 1;
        let start = self.starts[line] as usize;
        let column = text
            .get(start..)
            .unwrap_or_default()
            .char_indices()
            .take_while(|&(i, c)| start + i + c.len_utf8() <= offset as usize);
        let column = u32::try_from(column.count()).unwrap_or(u32::MAX - 1) + 1;
        Position { line: u32::try_from(line + 1).unwrap_or(u32::MAX), column }
    }

    /// The line of a byte offset, counted from 1.
    pub(crate) fn number(&self, offset: u32) -> u32 {
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    /// The text of a line, counted from 1, without its line ending.
    pub fn line<'t>(&self, text: &'t str, line: u32) -> Option<&'t str> {
        let i = (line as usize).checked_sub(1)?;
        let start = *self.starts.get(i)? as usize;
        let end = self.starts.get(i + 1).map_or(text.len(), |&end| end as usize);
        Some(text.get(start..end)?.trim_end_matches(['\n', '\r']))
    }

    /// The byte offset at which a line, counted from 1, starts.
    pub fn start(&self, line: u32) -> Option<u32> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }
}
