//! The column labels over the rows of a table, and whether they are those of the form.
//!
//! The order of the form's columns is fixed, so that a row needs no labels to be read. But where a
//! table has labels they have to agree: a table with a column more, or with two columns swapped, would
//! otherwise be read without a word, and wrong.

use super::label::{Column, Columns};
use crate::model::{Applicant, Channel, Field, Ruling, Section, Unit};
use crate::span::Span;

/// Which table a header belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Proactive,
    Matrix,
    Disputes,
}

impl Table {
    /// The table of a section.
    pub(super) fn of(section: Section) -> Table {
        match section {
            Section::Applications => Table::Matrix,
            Section::Disputes => Table::Disputes,
            _ => Table::Proactive,
        }
    }
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
    Partial(Columns),
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

/// The headers of all tables.
#[derive(Debug)]
pub(super) struct Headers {
    of: [OfTable; 3],
}

/// The headers of the tables of one kind, in reading order. Labels of other tables may stand between
/// them.
#[derive(Debug, Default)]
struct OfTable {
    cells: Vec<HeaderCell>,
    /// The first cell of each header.
    starts: Vec<usize>,
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
    /// They name the first columns of the form one by one, and no more than one that is cut off is behind
    /// them.
    First(FirstColumns),
    /// They are not the form's.
    Other,
}

/// The columns of a table whose others are cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FirstColumns {
    /// The cell of a line at which the first figure stands.
    pub(super) start: u16,
    /// How many columns have their own label.
    pub(super) count: u16,
    /// The number of cells of such a line.
    pub(super) width: u16,
    /// Whether the label of the next column is there in part.
    pub(super) has_more: bool,
}

/// No form has as many labels over its columns. What is behind them is dropped, and the header is
/// not the form's.
const MOST: usize = 64;

impl OfTable {
    fn start(&mut self) {
        if self.starts.last() != Some(&self.cells.len()) {
            self.starts.push(self.cells.len());
        }
        self.used = false;
    }

    fn add(&mut self, cell: HeaderCell) {
        if self.used || self.starts.is_empty() {
            self.start();
        }
        if self.starts.last().is_some_and(|start| self.cells.len() - start <= MOST) {
            self.cells.push(cell);
        }
    }

    fn labels(&self, number: u16) -> &[HeaderCell] {
        let Some(i) = (number as usize).checked_sub(1) else { return &[] };
        let Some(&start) = self.starts.get(i) else { return &[] };
        let end = self.starts.get(i + 1).copied().unwrap_or(self.cells.len());
        self.cells.get(start..end).unwrap_or_default()
    }

    /// The labels for which no rows have come yet.
    fn waiting(&self) -> &[HeaderCell] {
        if self.used { &[] } else { self.labels(self.number()) }
    }

    fn number(&self) -> u16 {
        u16::try_from(self.starts.len()).unwrap_or(0)
    }
}

impl Headers {
    pub(super) fn none() -> Self {
        Headers { of: Default::default() }
    }

    pub(super) fn new() -> Self {
        let table = |cells| OfTable {
            cells: Vec::with_capacity(cells),
            starts: Vec::with_capacity(8),
            used: false,
        };
        Headers { of: [table(24), table(10), table(24)] }
    }

    /// Begins a header: a caption, 信息内容 or 申请人情况 came. The words over the matrix and over
    /// section four may be mixed with its labels (上海市科委 2024), and begin no other header.
    pub(super) fn start(&mut self, table: Table) {
        let of = &mut self.of[table as usize];
        if table == Table::Proactive || of.used {
            of.start();
        }
    }

    /// The next label of any table begins a header.
    pub(super) fn end_all(&mut self) {
        for of in &mut self.of {
            of.used = true;
        }
    }

    /// Rows have come: the next label of this table begins a header.
    pub(super) fn end(&mut self, table: Table) {
        self.of[table as usize].used = true;
    }

    /// The rows that came were none: the labels wait for others.
    pub(super) fn await_again(&mut self, table: Table) {
        self.of[table as usize].used = false;
    }

    pub(super) fn add(
        &mut self,
        table: Table,
        label: HeaderLabel,
        span: Span,
        line: u32,
        column: u16,
    ) {
        self.of[table as usize].add(HeaderCell { label, span, line, column, width: 0 });
    }

    /// Adds text that is no label, if it stands where labels stand: behind one, before any row.
    pub(super) fn add_other(
        &mut self,
        table: Table,
        label: HeaderLabel,
        span: Span,
        line: u32,
        column: u16,
    ) {
        // 上一年 | 处理决 | 本年增: the halves of labels are a header as well.
        let half = matches!(label, HeaderLabel::Partial(columns) if columns.any());
        if half || !self.of[table as usize].waiting().is_empty() {
            self.add(table, label, span, line, column);
        }
    }

    /// Gives the last label, if it is an amount whose unit is open, the unit that stands behind it.
    pub(super) fn state_unit(&mut self, unit: Unit) -> bool {
        let of = &mut self.of[Table::Proactive as usize];
        if of.waiting().is_empty() {
            return false;
        }
        match of.cells.last_mut().map(|cell| &mut cell.label) {
            Some(HeaderLabel::Proactive(
                Column::Fees(open @ Unit::Unstated) | Column::Procurement(open @ Unit::Unstated),
            )) => {
                *open = unit;
                true
            }
            _ => false,
        }
    }

    /// Sets the width of a line, which is known at its end.
    pub(super) fn end_line(&mut self, line: u32, width: u16) {
        for of in &mut self.of {
            for cell in of.cells.iter_mut().rev().take_while(|cell| cell.line == line) {
                cell.width = width;
            }
        }
    }

    /// The number of the header of rows that come now, from 1; 0 for none.
    pub(super) fn current(&self, table: Table) -> u16 {
        self.of[table as usize].number()
    }

    /// Whether labels of a table are waiting for their rows.
    pub(super) fn awaits(&self, table: Table) -> bool {
        !self.of[table as usize].waiting().is_empty()
    }

    /// Whether labels of section four are waiting for their figures.
    pub(super) fn awaits_disputes(&self) -> bool {
        self.of[Table::Disputes as usize].waiting().iter().any(
            |cell| matches!(cell.label, HeaderLabel::Ruling(ruling) if ruling != Ruling::Total),
        )
    }

    /// The one channel that the last labels name, if they name one. 行政诉讼 stands over two, and says
    /// nothing where one of them follows.
    pub(super) fn channel(&self) -> Option<Channel> {
        let waiting = self.of[Table::Disputes as usize].waiting();
        let mut channels = waiting.iter().filter_map(|cell| match cell.label {
            HeaderLabel::Channel(channel) => Some(channel),
            _ => None,
        });
        let channel = channels.next()?;
        let litigation = waiting.iter().any(|cell| cell.label == HeaderLabel::Litigation);
        let one = channels.all(|other| other == channel);
        (one && !(litigation && channel == Channel::Reconsideration)).then_some(channel)
    }

    /// The labels of a header, by its number.
    pub(super) fn labels(&self, table: Table, number: u16) -> &[HeaderCell] {
        self.of[table as usize].labels(number)
    }

    /// Whether a header has its labels whole, or nearly all of them: then their order counts. That of
    /// the matrix comes in pieces where a tool lost the table: 上海市科委 2024.
    pub(super) fn is_whole(&self, table: Table, number: u16) -> bool {
        let cells = self.labels(table, number);
        let has = |wanted: HeaderLabel| cells.iter().any(|cell| cell.label == wanted);
        match table {
            Table::Proactive => true,
            Table::Matrix => {
                let kinds = Applicant::KINDS.into_iter();
                kinds.filter(|&kind| has(HeaderLabel::Applicant(kind))).count() >= 5
            }
            Table::Disputes => {
                let rulings = Ruling::ALL.into_iter();
                rulings.filter(|&ruling| has(HeaderLabel::Ruling(ruling))).count() >= 4
            }
        }
    }

    /// Whether 自然人 stands over another cell than the first behind a row's label, on a line of as many
    /// cells.
    pub(super) fn is_elsewhere(&self, table: Table, number: u16, column: u16, width: u16) -> bool {
        self.labels(table, number).iter().any(|cell| {
            cell.label == HeaderLabel::Applicant(Applicant::NaturalPerson)
                && cell.width == width
                && cell.column != column
        })
    }

    /// How many copies of its last label a header has, all on one line and side by side; none if other
    /// labels have copies.
    pub(super) fn copies(&self, table: Table, number: u16) -> Option<usize> {
        let cells = self.labels(table, number);
        let distinct = distinct(cells);
        let (first, last) = (cells.first()?, distinct.last()?);
        let copies = cells.len() - distinct.len();
        let are_last = cells.iter().rev().take(copies).all(|cell| cell.label == last.label);
        (are_last && cells.iter().all(|cell| cell.line == first.line)).then_some(copies)
    }

    /// Whether the labels over a row are those of the form.
    pub(super) fn fit(&self, table: Table, number: u16, fields: &[Field]) -> Fit {
        let cells = self.labels(table, number);
        if cells.is_empty() {
            return Fit::Unlabelled;
        }
        if cells.len() > MOST {
            return Fit::Other;
        }
        match table {
            Table::Matrix => matrix(&distinct(cells)),
            Table::Disputes => disputes(&distinct(cells), fields.len()),
            Table::Proactive if self.copies(table, number).is_some_and(|copies| copies > 0) => {
                proactive(&distinct(cells), fields)
            }
            Table::Proactive => proactive(cells, fields),
        }
    }
}

/// The labels without the copies that some tools put into every place of a merged cell: beside it on
/// its line, and below it where the lines have the same number of cells.
fn distinct(cells: &[HeaderCell]) -> Vec<HeaderCell> {
    let mut kept: Vec<HeaderCell> = Vec::with_capacity(cells.len());
    for (i, cell) in cells.iter().enumerate() {
        let copy = cells[..i].iter().filter(|other| other.label == cell.label).any(|other| {
            let beside = other.line == cell.line && other.column + 1 == cell.column;
            let above = other.line < cell.line
                && other.column == cell.column
                && other.width == cell.width
                && cell.width > 1;
            beside || above
        });
        if !copy {
            kept.push(*cell);
        }
    }
    kept
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
    // Text behind 信息内容 that is no label, nor a part of one, is that of another column.
    let is_strange = cells.first().is_some_and(|cell| cell.label == HeaderLabel::Unknown);
    if is_strange || is_mixed(cells) {
        return Fit::Other;
    }
    let place_of = |label| match label {
        HeaderLabel::Proactive(column) => fields.iter().position(|&field| column.has(field)),
        _ => None,
    };
    let one_line = on_one_line(cells);
    let complete = cells.len() == fields.len();
    let mut next = 0;
    let mut base = None;
    for (i, cell) in cells.iter().enumerate() {
        if matches!(cell.label, HeaderLabel::Partial(_) | HeaderLabel::Unknown) {
            if let HeaderLabel::Partial(columns) = cell.label {
                // 本年废 over the column of 现行有效件数: the columns are not in the form's order.
                if fields.get(next).is_some_and(|&field| !columns.may_be(field)) {
                    return Fit::Other;
                }
                next += 1;
            }
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
        if place < next || (complete && place != i) {
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
    if next > fields.len() {
        return Fit::Other;
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
    if kinds().next().is_none() {
        return Fit::Unlabelled;
    }
    let partial = cells.iter().filter(|cell| matches!(cell.label, HeaderLabel::Partial(_))).count();
    let complete = kinds().count() + partial == Applicant::KINDS.len();
    if let Some(columns) = first_columns(cells) {
        return Fit::First(columns);
    }
    if is_mixed(cells) || !complete || !kinds().map(|(kind, _)| kind).is_sorted_by(|a, b| a < b) {
        return Fit::Other;
    }
    let place = |label| cells.iter().position(|cell| cell.label == label);
    let natural = place(HeaderLabel::Applicant(Applicant::NaturalPerson));
    let organizations = place(HeaderLabel::Organizations);
    let before = |a: Option<usize>, b: Option<usize>| matches!((a, b), (Some(a), Some(b)) if a < b);
    if let Some(total) = place(HeaderLabel::Applicant(Applicant::Total)) {
        // 总计 stands over the six in the form, so that in a text it may come before those of the
        // second line; but never before 自然人 or 法人或其他组织, nor before others of its own line.
        let behind = cells[total + 1..].iter().any(|cell| {
            cell.line == cells[total].line && matches!(cell.label, HeaderLabel::Applicant(_))
        });
        if behind
            || before(Some(total), natural)
            || before(Some(total), organizations)
            || total == 0
        {
            return Fit::Other;
        }
    }
    if before(organizations, natural) {
        return Fit::Other;
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

/// The columns of a table that lost those to its right: each column from 自然人 on has its own label, in the
/// form's order, and none has two. Such a table was printed on a page too narrow for it; the last column may
/// be there in part.
fn first_columns(cells: &[HeaderCell]) -> Option<FirstColumns> {
    let labels: Vec<(Applicant, &HeaderCell)> = cells
        .iter()
        .filter_map(|cell| match cell.label {
            HeaderLabel::Applicant(applicant) => Some((applicant, cell)),
            _ => None,
        })
        .collect();
    let (&(first, natural), others) = labels.split_first()?;
    let &(_, next) = others.first()?;
    let in_place = labels.iter().zip(Applicant::ALL).enumerate().all(|(i, (label, applicant))| {
        label.0 == applicant
            && label.1.width == natural.width
            && label.1.column as usize == natural.column as usize + i
    });
    let count = u16::try_from(labels.len()).ok()?;
    let end = natural.column.checked_add(count)?;
    let rest = natural.width.checked_sub(end)?;
    // 法人或其他组织, cut off or not, is above the labels that it stands over, and 申请人情况 above all.
    let in_place_of_others = cells.iter().all(|cell| match cell.label {
        HeaderLabel::Applicant(_) => true,
        _ if cell.line < natural.line => true,
        _ if cell.line < next.line => cell.column > natural.column,
        HeaderLabel::Partial(_) => cell.line == next.line && rest == 1 && cell.column == end,
        _ => false,
    });
    let fits = first == Applicant::NaturalPerson
        && natural.column > 0
        && labels.len() < Applicant::ALL.len()
        && rest <= 1
        && in_place
        && natural.line <= next.line
        && others.iter().all(|(_, cell)| cell.line == next.line)
        && in_place_of_others;
    let has_more = cells.iter().any(|cell| {
        matches!(cell.label, HeaderLabel::Partial(_))
            && cell.line == next.line
            && cell.column == end
    });
    fits.then_some(FirstColumns { start: natural.column, count, width: natural.width, has_more })
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
    if rulings != figures && rulings != Ruling::ALL.len() {
        return Fit::Other;
    }
    // Where the lines have a cell for each figure, the figures stand below from the first on.
    let first = cells.iter().find(|cell| matches!(cell.label, HeaderLabel::Ruling(_)));
    let full = first.filter(|first| {
        let mut rulings = cells.iter().filter(|cell| matches!(cell.label, HeaderLabel::Ruling(_)));
        first.width as usize >= figures && rulings.all(|cell| cell.width == first.width)
    });
    Fit::Form(full.map(|first| (first.column, first.width)))
}
