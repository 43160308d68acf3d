//! The column labels over the rows of a table, and whether they are those of the form.
//!
//! The order of the form's columns is fixed, so that a row needs no labels to be read. But where a
//! table has labels they have to agree: a table with a column more, or with two columns swapped, would
//! otherwise be read without a word, and wrong.

use super::label::Column;
use crate::model::{Applicant, Channel, Field, Ruling};
use crate::span::Span;

/// Which table a header belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Proactive,
    Matrix,
    Disputes,
}

/// A label among the headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeaderLabel {
    Proactive(Column),
    Applicant(Applicant),
    /// 法人或其他组织.
    Organizations,
    Channel(Channel),
    /// 行政诉讼.
    Litigation,
    Ruling(Ruling),
    /// The beginning of a label; some sites lose the rest (杨陵, 利州, 凉州 print 本年新 twice).
    Partial,
    /// Text that is no label.
    Unknown,
}

/// A label with its place: its line among those of the tables, and its cell in the line.
#[derive(Debug, Clone, Copy)]
pub(super) struct HeaderCell {
    pub(super) label: HeaderLabel,
    pub(super) span: Span,
    line: u32,
    column: u16,
    /// How many cells the line has, once it is known.
    width: u16,
}

/// The labels over some rows: a run of [`Headers::cells`].
#[derive(Debug, Clone, Copy)]
struct Header {
    table: Table,
    first: usize,
}

/// The headers of all tables, in reading order.
#[derive(Debug)]
pub(super) struct Headers {
    list: Vec<Header>,
    cells: Vec<HeaderCell>,
    /// Whether rows have come under the last header, so that more labels belong to another.
    used: bool,
}

/// What the labels over a row say of its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// There are no labels.
    Unlabelled,
    /// They are the form's, in its order; the cell of a line at which the first figure stands, and
    /// the number of cells of such a line, where the labels tell.
    Form(Option<(u16, u16)>),
    /// They are not the form's.
    Other,
}

/// No form has as many labels over its columns. What is behind them is dropped, and the header is
/// not the form's.
const MOST: usize = 64;

impl Headers {
    pub(super) fn new() -> Self {
        Headers { list: Vec::with_capacity(8), cells: Vec::with_capacity(64), used: false }
    }

    /// Begins a header. One without labels yet is still the one to fill: captions come before
    /// 信息内容.
    pub(super) fn start(&mut self, table: Table) {
        match self.list.last() {
            Some(last) if last.table == table && last.first == self.cells.len() => {}
            _ => self.list.push(Header { table, first: self.cells.len() }),
        }
        self.used = false;
    }

    /// The next label begins a header, whatever it is.
    pub(super) fn end(&mut self) {
        self.used = true;
    }

    pub(super) fn add(
        &mut self,
        table: Table,
        label: HeaderLabel,
        span: Span,
        line: u32,
        column: u16,
    ) {
        if self.used || self.list.last().is_none_or(|last| last.table != table) {
            self.start(table);
        }
        self.push(HeaderCell { label, span, line, column, width: 0 });
    }

    /// Adds text that is no label, if it stands where labels stand: behind one, before any row.
    pub(super) fn add_other(&mut self, label: HeaderLabel, span: Span, line: u32, column: u16) {
        let behind = self.list.last().is_some_and(|last| last.first < self.cells.len());
        if behind && !self.used {
            self.push(HeaderCell { label, span, line, column, width: 0 });
        }
    }

    fn push(&mut self, cell: HeaderCell) {
        if self.list.last().is_some_and(|last| self.cells.len() - last.first <= MOST) {
            self.cells.push(cell);
        }
    }

    /// Sets the width of a line, which is known at its end.
    pub(super) fn end_line(&mut self, line: u32, width: u16) {
        for cell in self.cells.iter_mut().rev().take_while(|cell| cell.line == line) {
            cell.width = width;
        }
    }

    /// The header of rows that come now: its number from 1, or 0 where the last labels were another
    /// table's.
    pub(super) fn current(&self, table: Table) -> u16 {
        match self.list.last() {
            Some(last) if last.table == table => u16::try_from(self.list.len()).unwrap_or(0),
            _ => 0,
        }
    }

    /// Whether labels of section four are waiting for their figures.
    pub(super) fn awaits_disputes(&self) -> bool {
        !self.used
            && self.list.last().is_some_and(|last| last.table == Table::Disputes)
            && self.labels(self.current(Table::Disputes)).iter().any(
                |cell| matches!(cell.label, HeaderLabel::Ruling(ruling) if ruling != Ruling::Total),
            )
    }

    /// The one channel that the last labels name, if they name one.
    pub(super) fn channel(&self) -> Option<Channel> {
        let mut channel = None;
        for cell in self.labels(self.current(Table::Disputes)) {
            match cell.label {
                HeaderLabel::Channel(_) if channel.is_some() => return None,
                HeaderLabel::Channel(found) => channel = Some(found),
                HeaderLabel::Litigation => return None,
                _ => {}
            }
        }
        channel
    }

    /// The labels of a header, by its number.
    pub(super) fn labels(&self, number: u16) -> &[HeaderCell] {
        let Some(i) = (number as usize).checked_sub(1) else { return &[] };
        let Some(header) = self.list.get(i) else { return &[] };
        let end = self.list.get(i + 1).map_or(self.cells.len(), |next| next.first);
        self.cells.get(header.first..end).unwrap_or_default()
    }

    /// Whether the labels over a row are those of the form.
    pub(super) fn fit(&self, number: u16, fields: &[Field]) -> Fit {
        let cells = self.labels(number);
        if cells.is_empty() {
            return Fit::Unlabelled;
        }
        match fields.first() {
            _ if cells.len() > MOST => Fit::Other,
            Some(Field::Applications(..)) => matrix(cells),
            Some(Field::Disputes(..)) => disputes(cells, fields.len()),
            _ => proactive(cells, fields),
        }
    }
}

/// Whether other text stands among labels: behind one on its line, or between two.
fn is_mixed(cells: &[HeaderCell]) -> bool {
    cells.iter().enumerate().any(|(i, cell)| {
        let known = |other: &HeaderCell| other.label != HeaderLabel::Unknown;
        cell.label == HeaderLabel::Unknown
            && (cells[..i].iter().any(|other| known(other) && other.line == cell.line)
                || cells[i..].iter().any(known))
    })
}

/// All labels on one line of several cells.
fn on_one_line(cells: &[HeaderCell]) -> bool {
    cells.iter().all(|cell| cell.line == cells[0].line) && cells[0].width > 1
}

fn proactive(cells: &[HeaderCell], fields: &[Field]) -> Fit {
    if is_mixed(cells) {
        return Fit::Other;
    }
    let place_of = |label| match label {
        HeaderLabel::Proactive(column) => fields.iter().position(|&field| column.has(field)),
        _ => None,
    };
    let one_line = on_one_line(cells);
    let mut next = 0;
    let mut base = None;
    for cell in cells {
        if matches!(cell.label, HeaderLabel::Partial | HeaderLabel::Unknown) {
            next += usize::from(cell.label == HeaderLabel::Partial);
            continue;
        }
        // A label of another table, or of the other form.
        let Some(mut place) = place_of(cell.label) else { return Fit::Other };
        let missing = |place: usize| {
            place < fields.len() && !cells.iter().any(|other| place_of(other.label) == Some(place))
        };
        if place + 1 == next && missing(next) {
            // 上湾乡 2019 prints one label over two columns.
            place = next;
        }
        if place < next {
            return Fit::Other;
        }
        next = place + 1;
        if one_line {
            let Some(at) = (cell.column as usize).checked_sub(place) else { return Fit::Other };
            if base.is_some_and(|base| base != at) {
                return Fit::Other;
            }
            base = Some(at);
        }
    }
    let base = base.and_then(|base| u16::try_from(base).ok());
    Fit::Form(base.map(|base| (base, cells[0].width)))
}

fn matrix(cells: &[HeaderCell]) -> Fit {
    let kinds = || {
        cells.iter().filter_map(|cell| match cell.label {
            HeaderLabel::Applicant(applicant) if applicant != Applicant::Total => {
                Some((applicant, cell))
            }
            _ => None,
        })
    };
    // 沭阳县 2025 heads its tables with 数据1, 数据2, … 总计: that names no column.
    let Some((first, _)) = kinds().next() else { return Fit::Unlabelled };
    if is_mixed(cells) || !kinds().map(|(kind, _)| kind).is_sorted_by(|a, b| a < b) {
        return Fit::Other;
    }
    let place = |label| cells.iter().position(|cell| cell.label == label);
    let natural = place(HeaderLabel::Applicant(Applicant::NaturalPerson));
    if let Some(total) = place(HeaderLabel::Applicant(Applicant::Total)) {
        // 总计 stands over the six in the form, so that in a text it may come before those of the
        // second line; but never before all, nor before others of its own line.
        let behind = cells[total + 1..].iter().any(|cell| {
            cell.line == cells[total].line
                && matches!(cell.label, HeaderLabel::Applicant(_) | HeaderLabel::Organizations)
        });
        if behind
            || natural.is_none_or(|natural| total < natural) && first != Applicant::NaturalPerson
            || natural.is_some_and(|natural| total < natural)
        {
            return Fit::Other;
        }
    }
    let organizations = place(HeaderLabel::Organizations);
    if let (Some(organizations), Some(natural)) = (organizations, natural) {
        if organizations < natural {
            return Fit::Other;
        }
    }
    let Some(natural) = natural.map(|i| cells[i]) else { return Fit::Form(None) };
    // Where lines have the same number of cells, a cell of one stands under that of the other.
    let labelled = cells.iter().filter(|cell| matches!(cell.label, HeaderLabel::Applicant(_)));
    let comparable = natural.width > 1
        && labelled.clone().count() == Applicant::ALL.len()
        && labelled.clone().all(|cell| cell.width == natural.width);
    if !comparable {
        return Fit::Form(None);
    }
    let straight = labelled.into_iter().all(|cell| match cell.label {
        HeaderLabel::Applicant(applicant) => cell.column == natural.column + applicant as u16,
        _ => true,
    });
    if straight { Fit::Form(Some((natural.column, natural.width))) } else { Fit::Other }
}

fn disputes(cells: &[HeaderCell], figures: usize) -> Fit {
    if is_mixed(cells) {
        return Fit::Other;
    }
    let mut rulings = 0;
    let mut channels = None;
    let mut litigation = false;
    for cell in cells {
        match cell.label {
            HeaderLabel::Ruling(ruling) => {
                if ruling as usize != rulings % Ruling::ALL.len() {
                    return Fit::Other;
                }
                rulings += 1;
            }
            HeaderLabel::Channel(channel) => {
                let late = channel == Channel::Reconsideration && litigation;
                if late || channels.is_some_and(|last| channel <= last) {
                    return Fit::Other;
                }
                channels = Some(channel);
            }
            HeaderLabel::Litigation => litigation = true,
            _ => return Fit::Other,
        }
    }
    // Text from which repeated lines were removed has the five labels once.
    if rulings == figures || rulings == Ruling::ALL.len() { Fit::Form(None) } else { Fit::Other }
}
