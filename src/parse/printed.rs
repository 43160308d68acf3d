//! Tables that are printed as the form prints them, read in one pass over their bytes.
//!
//! Most tables are: every label in its place and nothing else between them, and a figure in every
//! cell. Such a table needs no lines, no rows and no headers to be understood, only to be compared
//! with the form, which is many times faster than [`super::table`]. Nothing is decided here: where
//! one byte is not as the form has it, the table is left to the careful reader. Both readers say the
//! same of every text, which the tests hold against each other on many thousand documents.
//!
//! The functions have nom's signature; the text that is left is all that they know of their place.

use std::marker::PhantomData;

use nom::IResult;

use super::fold;
use super::label::{self, Column, Label, Walked};
use super::lines::{bytes_of, span, under};
use super::literal::{self, Literal};
use crate::model::labels::{
    APPLICANTS, Block, CONTENT, Group, LITIGATION, ORGANIZATIONS, ProactiveRow, RECONCILIATION,
    applicant_label, channel_label, column_label, row_label, ruling_label,
};
use crate::model::{
    ActFigure, Applicant, Channel, FeesFigure, Field, FigureKind, Form, ProcurementFigure, Row,
    Ruling, Section, Unit, Wording,
};
use crate::span::Span;

/// A table that was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printed {
    pub(super) section: Section,
    /// From its first cell to its last.
    pub(super) span: Span,
    /// The form that its column labels tell, and how many labels tell it.
    pub(super) form: Option<(Form, u32)>,
    /// Whether （六）其他处理 is three rows.
    pub(super) grounds: bool,
    /// Its first figure in [`Cells`].
    pub(super) first: usize,
}

/// The cells of all such tables, in the order of the form.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub(super) spans: Vec<Span>,
    /// What counts they are, or [`MARK`], or [`BLANK`]. Nothing is told of changes and amounts.
    pub(super) counts: Vec<u64>,
}

/// Stands for a mark that says that a figure does not apply. No nineteen digits are as much.
pub(super) const MARK: u64 = u64::MAX;
/// Stands for a blank cell.
pub(super) const BLANK: u64 = u64::MAX - 1;

impl Cells {
    fn truncate(&mut self, length: usize) {
        self.spans.truncate(length);
        self.counts.truncate(length);
    }
}

/// The section whose tables a line announces, if it is such a heading: `二、主动公开政府信息情况`.
#[inline(always)]
pub(super) fn announced(text: &str, line: Span) -> Option<Section> {
    let may_be = matches!(
        bytes_of(text, line),
        [0xE4..=0xE5, _, _, 0xE3, 0x80, 0x81, rest @ ..] if rest.len() < LONGEST_HEADING
    );
    let section = heading(under(text, line)).filter(|_| may_be);
    section.filter(|section| {
        matches!(section, Section::Proactive | Section::Applications | Section::Disputes)
    })
}

/// The longest heading in bytes.
const LONGEST_HEADING: usize = 120;

/// The section of a heading that starts with a number and 、.
#[inline(never)]
fn heading(line: &str) -> Option<Section> {
    if line.len() > LONGEST_HEADING || !line.contains('、') {
        return None;
    }
    match label::printed(line).map_or_else(|| label::read(line).walked, Walked::Label) {
        Walked::Label(Label::Section(section)) => Some(section),
        _ => None,
    }
}

/// Reads the table of a section that starts at an offset, where a line starts. What stands behind it
/// has to be the heading of another section, or nothing.
pub(super) fn table(
    text: &str,
    section: Section,
    start: usize,
    ending: u8,
    cells: &mut Cells,
) -> Option<Printed> {
    let rest = text.as_bytes().get(start..).filter(|_| ending == b'\n')?;
    let first = cells.spans.len();
    if first == 0 {
        cells.spans.reserve(Field::COUNT);
        cells.counts.reserve(Field::COUNT);
    }
    let mut read = |flow: Flow| {
        let table = match flow {
            Flow::Bars => Reading::<Bars>::new(text, cells).table(section, rest),
            Flow::Lines => Reading::<Lines>::new(text, cells).table(section, rest),
            Flow::Tabs => Reading::<Tabs>::new(text, cells).table(section, rest),
        };
        if table.is_err() {
            cells.truncate(first);
        }
        table
    };
    let table = match rest.first() {
        Some(b'|') => read(Flow::Bars),
        _ => read(Flow::Lines).or_else(|_| read(Flow::Tabs)),
    };
    let (rest, told) = table.ok()?;
    let end = text.len() - rest.len();
    // A tab alone on its line may be one more cell.
    let blank = |line: &&str| fold::trim(line).is_empty() && !line.contains('\t');
    let next = text.get(end..)?.lines().find(|line| !blank(line));
    next.is_none_or(|line| heading(fold::trim(line)).is_some()).then_some(Printed {
        section,
        span: span(start, end),
        form: told.form,
        grounds: told.grounds,
        first,
    })
}

/// What a step of the grammar makes of the text that is left. Why a text does not go on as the form
/// does is not said: the careful reader says it.
type Step<'t, T = ()> = IResult<&'t [u8], T, ()>;

fn no<'t, T>() -> Step<'t, T> {
    Err(nom::Err::Error(()))
}

fn when<'t>(rest: &'t [u8], holds: bool) -> Step<'t> {
    if holds { Ok((rest, ())) } else { no() }
}

/// What the labels of a table tell.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    /// The form, and how many labels tell it.
    form: Option<(Form, u32)>,
    /// Whether （六）其他处理 is three rows.
    grounds: bool,
}

/// How the cells of a table are told apart.
#[derive(Debug, Clone, Copy)]
enum Flow {
    Lines,
    Tabs,
    Bars,
}

/// What stands around the cells. Each function starts behind a cell, or at the start of a line, and
/// ends before one.
trait Layout {
    /// Whether the cells of all lines stand under one another, blank ones among them.
    const GRID: bool;
    /// The byte before a blank cell; none where blank cells leave no trace.
    const BEFORE_BLANK: Option<u8>;
    /// The start of a row, up to its first cell that is not blank.
    fn open<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t>;
    /// What stands between two labels of a row, blank cells among it.
    fn next<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t>;
    /// What stands between the label of a row and its first figure, which may be blank.
    fn first<'t>(rest: &'t [u8], column: &mut u16, base: u16) -> Step<'t>;
    /// What stands between two figures of a row.
    fn between<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t>;
    /// The end of a row, up to but without the end of its line.
    fn close<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t>;
    /// A break inside a label.
    fn wrap(rest: &[u8]) -> Step<'_>;
}

fn blanks(mut rest: &[u8]) -> &[u8] {
    while let [b' ', behind @ ..] = rest {
        rest = behind;
    }
    rest
}

/// The end of a line, without the blanks before it.
#[inline(always)]
fn line_end(rest: &[u8]) -> Step<'_> {
    match blanks(rest) {
        rest @ ([] | [b'\n', ..]) => Ok((rest, ())),
        [b'\r', rest @ ..] => when(rest, matches!(rest, [] | [b'\n', ..])),
        _ => no(),
    }
}

/// The ends of one line and of any number of empty ones.
#[inline(always)]
fn line_ends(rest: &[u8]) -> Step<'_> {
    let (mut rest, ()) = line_end(rest)?;
    if rest.is_empty() {
        return no();
    }
    loop {
        match rest {
            [b'\n', behind @ ..] | [b'\r', b'\n', behind @ ..] => rest = behind,
            _ => return Ok((rest, ())),
        }
    }
}

/// One cell a line, with empty lines between them or without.
#[derive(Debug)]
struct Lines;

impl Layout for Lines {
    const GRID: bool = false;
    const BEFORE_BLANK: Option<u8> = None;

    #[inline(always)]
    fn open<'t>(rest: &'t [u8], _: &mut u16) -> Step<'t> {
        match rest {
            [b'\n' | b'\r' | b' ', ..] => line_ends(rest),
            _ => Ok((rest, ())),
        }
    }

    #[inline(always)]
    fn next<'t>(rest: &'t [u8], _: &mut u16) -> Step<'t> {
        line_ends(rest)
    }

    #[inline(always)]
    fn first<'t>(rest: &'t [u8], _: &mut u16, _: u16) -> Step<'t> {
        line_ends(rest)
    }

    #[inline(always)]
    fn between<'t>(rest: &'t [u8], _: &mut u16) -> Step<'t> {
        // Nearly always.
        if let [b'\n', rest @ ..] = rest {
            if matches!(rest, [b'0'..=b'9', ..]) {
                return Ok((rest, ()));
            }
        }
        line_ends(rest)
    }

    #[inline(always)]
    fn close<'t>(rest: &'t [u8], _: &mut u16) -> Step<'t> {
        line_end(rest)
    }

    fn wrap(rest: &[u8]) -> Step<'_> {
        line_ends(rest)
    }
}

/// A tab between the cells of a row, alone on its line or not, as browsers copy a table.
#[derive(Debug)]
struct Tabs;

impl Tabs {
    /// A tab alone on its line, with few empty lines on either side.
    #[inline(never)]
    fn alone<'t>(rest: &'t [u8]) -> Step<'t> {
        /// The most ends of lines on a side.
        const MOST: usize = 3;
        let few = |mut rest: &'t [u8]| {
            let mut ends = 0;
            while let [b'\n', behind @ ..] | [b'\r', b'\n', behind @ ..] = rest {
                rest = behind;
                ends += 1;
            }
            (1..=MOST).contains(&ends).then_some(rest)
        };
        match few(rest) {
            Some([b'\t', rest @ ..]) => few(rest).map_or_else(no, |rest| Ok((rest, ()))),
            _ => no(),
        }
    }
}

impl Layout for Tabs {
    const GRID: bool = false;
    const BEFORE_BLANK: Option<u8> = Some(b'\t');

    #[inline(always)]
    fn open<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        Lines::open(rest, column)
    }

    #[inline(always)]
    fn next<'t>(rest: &'t [u8], _: &mut u16) -> Step<'t> {
        match rest {
            [b'\t', rest @ ..] => Ok((rest, ())),
            // Nearly always, where cells hold paragraphs.
            [b'\n', b'\n', b'\t', b'\n', b'\n', rest @ ..] if rest.first() != Some(&b'\n') => {
                Ok((rest, ()))
            }
            _ => Tabs::alone(rest),
        }
    }

    #[inline(always)]
    fn first<'t>(rest: &'t [u8], column: &mut u16, _: u16) -> Step<'t> {
        Tabs::next(rest, column)
    }

    #[inline(always)]
    fn between<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        Tabs::next(rest, column)
    }

    #[inline(always)]
    fn close<'t>(rest: &'t [u8], _: &mut u16) -> Step<'t> {
        line_end(rest)
    }

    fn wrap(rest: &[u8]) -> Step<'_> {
        let (rest, ()) = line_end(rest)?;
        match rest {
            [b'\n', rest @ ..] => when(rest, !matches!(rest, [b'\n' | b'\t' | b'\r', ..])),
            _ => no(),
        }
    }
}

/// A bar before each cell and behind the last, and as many cells on every line of a table.
#[derive(Debug)]
struct Bars;

impl Bars {
    /// The next cell that is not blank.
    #[inline(always)]
    fn cell<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        let mut rest = blanks(rest);
        while let [b'|', behind @ ..] = rest {
            *column += 1;
            rest = blanks(behind);
        }
        Ok((rest, ()))
    }
}

impl Layout for Bars {
    const GRID: bool = true;
    const BEFORE_BLANK: Option<u8> = Some(b'|');

    #[inline(always)]
    fn open<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        let mut rest = rest;
        loop {
            if let [b'\n' | b'\r', ..] = rest {
                rest = line_ends(rest)?.0;
            }
            let [b'|', cells @ ..] = rest else { return no() };
            let cells = blanks(cells);
            // A rule under the labels: |---|---|.
            if let [b'-' | b':' | b'=', ..] = cells {
                let length = cells.iter().position(|&b| b == b'\n').unwrap_or(cells.len());
                let (rule, behind) = cells.split_at(length);
                let is_rule = rule.iter().all(|b| matches!(b, b'-' | b':' | b'|' | b' ' | b'='));
                if !is_rule || !rule.windows(2).any(|two| two == b"--") {
                    return no();
                }
                rest = behind;
                continue;
            }
            *column = 0;
            return Bars::cell(cells, column);
        }
    }

    #[inline(always)]
    fn next<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        let (rest, ()) = Bars::between(rest, column)?;
        Bars::cell(rest, column)
    }

    #[inline(always)]
    fn first<'t>(rest: &'t [u8], column: &mut u16, base: u16) -> Step<'t> {
        let (mut rest, ()) = Bars::between(rest, column)?;
        while *column < base {
            rest = Bars::between(rest, column)?.0;
        }
        Ok((rest, ()))
    }

    #[inline(always)]
    fn between<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        let [b'|', rest @ ..] = blanks(rest) else { return no() };
        *column += 1;
        Ok((rest, ()))
    }

    #[inline(always)]
    fn close<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        let (rest, ()) = Bars::next(rest, column)?;
        line_end(rest)
    }

    fn wrap(_: &[u8]) -> Step<'_> {
        no()
    }
}

/// A table that is being read.
struct Reading<'t, 'c, L> {
    text: &'t str,
    cells: &'c mut Cells,
    /// Whether the last label was written in Traditional characters: the next one is as well.
    traditional: bool,
    /// The place of the cell at hand in its row, where that is told by bars.
    column: u16,
    /// The place of the first figure of a row, and the number of cells in it.
    base: u16,
    width: u16,
    layout: PhantomData<L>,
}

impl<'t, 'c, L: Layout> Reading<'t, 'c, L> {
    fn new(text: &'t str, cells: &'c mut Cells) -> Self {
        Reading {
            text,
            cells,
            traditional: false,
            column: 0,
            base: 0,
            width: 0,
            layout: PhantomData,
        }
    }

    fn table(&mut self, section: Section, rest: &'t [u8]) -> Step<'t, Told> {
        match section {
            Section::Proactive => {
                let (rest, form) = self.proactive(rest)?;
                Ok((rest, Told { form: Some(form), grounds: false }))
            }
            Section::Applications => {
                let (rest, grounds) = self.matrix(rest)?;
                Ok((rest, Told { form: None, grounds }))
            }
            _ => {
                let (rest, ()) = self.disputes(rest)?;
                Ok((rest, Told::default()))
            }
        }
    }

    /// Section two: the form, and how many labels tell it.
    fn proactive(&mut self, rest: &'t [u8]) -> Step<'t, (Form, u32)> {
        let mut rest = rest;
        let mut told: Option<Form> = None;
        let mut labels = 0;
        for block in Block::ALL {
            let rows = block.rows(told.unwrap_or(Form::Y2019));
            let Some(&head) = rows.first() else { continue };
            rest = self.open(rest)?.0;
            rest = self.label(rest, block.caption(), Label::Caption(block))?.0;
            rest = self.close(rest)?.0;
            rest = self.open(rest)?.0;
            rest = self.label(rest, CONTENT, Label::Content)?.0;
            rest = self.next(rest)?.0;
            self.base = self.column;
            let form = match told {
                Some(form) => form,
                None => {
                    let is_2021 = self.column_label(rest, head.fields(Form::Y2021), 0, Form::Y2021);
                    if is_2021.is_ok() { Form::Y2021 } else { Form::Y2019 }
                }
            };
            told = Some(form);
            let columns = head.fields(form);
            for i in 0..columns.len() {
                if i > 0 {
                    rest = self.next(rest)?.0;
                }
                rest = self.figure_place(rest, i)?.0;
                rest = self.column_label(rest, columns, i, form)?.0;
                labels += 1;
            }
            self.width = 0;
            rest = self.close(rest)?.0;
            self.width = self.column;
            for &row in block.rows(form) {
                labels += u32::from(matches!(
                    row,
                    ProactiveRow::OtherServices | ProactiveRow::Procurement
                ));
                rest = self.open(rest)?.0;
                rest = self.label(rest, row.label(form), Label::Proactive(row))?.0;
                rest = L::first(rest, &mut self.column, self.base)?.0;
                for (i, field) in row.fields(form).iter().enumerate() {
                    if i > 0 {
                        rest = L::between(rest, &mut self.column)?.0;
                    }
                    rest = self.figure_place(rest, i)?.0;
                    let (behind, (span, count)) = self.figure(rest, field.kind())?;
                    self.cells.spans.push(span);
                    self.cells.counts.push(count);
                    rest = behind;
                }
                rest = self.close(rest)?.0;
            }
            self.width = 0;
        }
        match told {
            Some(form) => Ok((rest, (form, labels))),
            None => no(),
        }
    }

    fn column_label(
        &mut self,
        rest: &'t [u8],
        columns: &[Field],
        i: usize,
        form: Form,
    ) -> Step<'t> {
        let Some(&field) = columns.get(i) else { return no() };
        let column = match field {
            Field::Documents(_, figure) => Column::Documents(figure),
            Field::Acts(_, ActFigure::Previous) | Field::Fees(FeesFigure::Previous) => {
                Column::Previous
            }
            Field::Acts(_, ActFigure::Change) | Field::Fees(FeesFigure::Change) => Column::Change,
            Field::Acts(_, ActFigure::Decisions) => Column::Decisions(form),
            Field::Fees(FeesFigure::Amount) => Column::Fees(Unit::TenThousandYuan),
            Field::Procurement(ProcurementFigure::Projects) => Column::Projects,
            Field::Procurement(ProcurementFigure::Amount) => Column::Procurement(Unit::Unstated),
            _ => return no(),
        };
        let Some(wording) = column_label(field, form) else { return no() };
        self.label(rest, wording, Label::Column(column))
    }

    /// Section three; whether （六） is three rows.
    fn matrix(&mut self, rest: &'t [u8]) -> Step<'t, bool> {
        let (rest, ()) = self.open(rest)?;
        let (rest, ()) = self.label(rest, RECONCILIATION, Label::Reconciliation)?;
        let (rest, ()) = self.next(rest)?;
        let (rest, ()) = self.label(rest, APPLICANTS, Label::Applicants)?;
        let (rest, ()) = self.close(rest)?;
        let (rest, ()) = self.open(rest)?;
        self.base = self.column;
        let (rest, ()) = self.applicant(rest, Applicant::NaturalPerson)?;
        let (rest, ()) = self.next(rest)?;
        let (rest, ()) = self.label(rest, ORGANIZATIONS, Label::Organizations)?;
        // 总计 stands beside 法人或其他组织, or behind the five kinds below.
        let beside = self.next(rest).and_then(|(rest, ())| self.applicant(rest, Applicant::Total));
        let (rest, total) = match beside {
            Ok((rest, ())) => (rest, true),
            Err(_) => (rest, false),
        };
        if L::GRID && !total {
            return no();
        }
        let (rest, ()) = self.close(rest)?;
        self.width = self.column;
        let (rest, ()) = self.open(rest)?;
        let (mut rest, ()) = self.applicant(rest, Applicant::CommercialEnterprise)?;
        let kinds = Applicant::KINDS.into_iter().skip(2);
        for kind in kinds.chain((!total).then_some(Applicant::Total)) {
            rest = self.next(rest)?.0;
            rest = self.applicant(rest, kind)?.0;
        }
        rest = self.close(rest)?.0;
        if L::GRID && self.width != self.base + Applicant::ALL.len() as u16 {
            return no();
        }
        let (before, others) = Row::ALL.split_at(Row::OTHER.index());
        for &row in before {
            rest = self.open(rest)?.0;
            if let Some(group) = Group::before(row) {
                rest = self.label(rest, group.label(), Label::Group(group))?.0;
                rest = self.next(rest)?.0;
            }
            rest = self.matrix_row(rest, row)?.0;
        }
        rest = self.open(rest)?.0;
        rest = self.label(rest, Group::Other.label(), Label::Group(Group::Other))?.0;
        let column = self.column;
        let single = self.counts(rest);
        let grounds = single.is_err();
        rest = match single {
            Ok((rest, ())) => self.close(rest)?.0,
            Err(_) => {
                self.column = column;
                self.next(rest)?.0
            }
        };
        for &row in others.iter().filter(|&&row| row != Row::OTHER) {
            let is_ground = row.index() < Row::OutcomeTotal.index();
            if is_ground && !grounds {
                continue;
            }
            // The label of the first ground stands beside that of its group.
            if row.index() > Row::OTHER.index() + 1 {
                rest = self.open(rest)?.0;
            }
            rest = self.matrix_row(rest, row)?.0;
        }
        Ok((rest, grounds))
    }

    /// A row of the matrix from its own label on.
    fn matrix_row(&mut self, rest: &'t [u8], row: Row) -> Step<'t> {
        let (rest, ()) = self.label(rest, row_label(row), row_of(row))?;
        let (rest, ()) = self.counts(rest)?;
        self.close(rest)
    }

    /// A label over a column of the matrix.
    fn applicant(&mut self, rest: &'t [u8], applicant: Applicant) -> Step<'t> {
        let label = match applicant {
            Applicant::OtherOrganization => Label::Other,
            Applicant::Total => Label::Total,
            _ => Label::Applicant(applicant),
        };
        let (rest, ()) = self.figure_place(rest, applicant as usize)?;
        self.label(rest, applicant_label(applicant), label)
    }

    /// Section four.
    fn disputes(&mut self, rest: &'t [u8]) -> Step<'t> {
        let [first, second, third] = Channel::ALL;
        (self.base, self.width) = (0, 0);
        let (rest, ()) = self.open(rest)?;
        let (rest, ()) = self.channel(rest, first)?;
        let (rest, ()) = self.next(rest)?;
        let (rest, ()) = self.label(rest, LITIGATION, Label::Litigation)?;
        let (rest, ()) = self.close(rest)?;
        let (rest, ()) = self.open(rest)?;
        let (rest, ()) = self.rulings(rest, 0)?;
        let (rest, ()) = self.next(rest)?;
        let (rest, ()) = self.channel(rest, second)?;
        let (rest, ()) = self.next(rest)?;
        let (rest, ()) = self.channel(rest, third)?;
        let (rest, ()) = self.close(rest)?;
        self.width = self.column;
        let (rest, ()) = self.open(rest)?;
        let (rest, ()) = self.rulings(rest, Ruling::ALL.len())?;
        let (rest, ()) = self.next(rest)?;
        let (rest, ()) = self.rulings(rest, 2 * Ruling::ALL.len())?;
        let (rest, ()) = self.close(rest)?;
        let (rest, ()) = self.open(rest)?;
        // A row that starts with a blank may be one that editors leave under the labels.
        let (rest, ()) = when(rest, !L::GRID || self.column == 0)?;
        let (rest, ()) = self.row::<{ Channel::ALL.len() * Ruling::ALL.len() }>(rest)?;
        self.close(rest)
    }

    fn channel(&mut self, rest: &'t [u8], channel: Channel) -> Step<'t> {
        self.label(rest, channel_label(channel), Label::Channel(channel))
    }

    /// The five labels of a channel, the first over a column.
    fn rulings(&mut self, rest: &'t [u8], column: usize) -> Step<'t> {
        let mut rest = rest;
        for (i, ruling) in Ruling::ALL.into_iter().enumerate() {
            if i > 0 {
                rest = self.next(rest)?.0;
            }
            rest = self.figure_place(rest, column + i)?.0;
            let label = match ruling {
                Ruling::Total => Label::Total,
                _ => Label::Ruling(ruling),
            };
            rest = self.label(rest, ruling_label(ruling), label)?.0;
        }
        Ok((rest, ()))
    }

    #[inline(always)]
    fn open(&mut self, rest: &'t [u8]) -> Step<'t> {
        L::open(rest, &mut self.column)
    }

    #[inline(always)]
    fn next(&mut self, rest: &'t [u8]) -> Step<'t> {
        L::next(rest, &mut self.column)
    }

    #[inline(always)]
    fn close(&mut self, rest: &'t [u8]) -> Step<'t> {
        let (rest, ()) = L::close(rest, &mut self.column)?;
        when(rest, !L::GRID || self.width == 0 || self.column == self.width)
    }

    /// Whether a cell stands in a column of figures, where that is told.
    #[inline(always)]
    fn figure_place(&self, rest: &'t [u8], column: usize) -> Step<'t> {
        when(rest, !L::GRID || usize::from(self.column) == usize::from(self.base) + column)
    }

    /// A label of the form, as it is printed there or in other words for the same.
    #[inline]
    fn label(&mut self, rest: &'t [u8], wording: Wording, label: Label) -> Step<'t> {
        let Wording(simplified, traditional) = wording;
        let (same, other) =
            if self.traditional { (traditional, simplified) } else { (simplified, traditional) };
        let printed = |label: &str| {
            let behind = rest.strip_prefix(label.as_bytes())?;
            ends_cell(behind).then_some(behind)
        };
        if let Some(rest) = printed(same) {
            return Ok((rest, ()));
        }
        if let Some(rest) = printed(other) {
            self.traditional = !self.traditional;
            return Ok((rest, ()));
        }
        self.other_wording(rest, label)
    }

    /// A label as [`label::read`] knows it: with other brackets, blanks, characters or breaks.
    #[inline(never)]
    fn other_wording(&mut self, rest: &'t [u8], label: Label) -> Step<'t> {
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
    fn cell(&self, rest: &'t [u8]) -> (&'t str, &'t [u8]) {
        let start = self.text.len() - rest.len();
        let end = |b: &u8| matches!(b, b'\n' | b'\r' | b'\t' | b'|');
        let length = rest.iter().position(end).unwrap_or(rest.len());
        let cell = self.text.get(start..start + length).unwrap_or_default().trim_end_matches(' ');
        // Other blanks are for those who know them.
        let cell = if fold::is_trimmed(cell.as_bytes()) { cell } else { "" };
        (cell, rest.get(cell.len()..).unwrap_or_default())
    }

    /// The seven figures of a row, behind its label.
    #[inline(always)]
    fn counts(&mut self, rest: &'t [u8]) -> Step<'t> {
        let (rest, ()) = L::first(rest, &mut self.column, self.base)?;
        let (rest, ()) = self.figure_place(rest, 0)?;
        self.row::<{ Applicant::ALL.len() }>(rest)
    }

    /// The figures of a row, from the first one on.
    #[inline(always)]
    fn row<const N: usize>(&mut self, rest: &'t [u8]) -> Step<'t> {
        let mut rest = rest;
        let mut spans = [Span::new(0, 0); N];
        let mut counts = [0; N];
        for i in 0..N {
            if i > 0 {
                rest = L::between(rest, &mut self.column)?.0;
            }
            (rest, (spans[i], counts[i])) = self.count(rest)?;
        }
        self.cells.spans.extend_from_slice(&spans);
        self.cells.counts.extend_from_slice(&counts);
        Ok((rest, ()))
    }

    /// A cell of a count.
    #[inline(always)]
    fn count(&self, rest: &'t [u8]) -> Step<'t, (Span, u64)> {
        let padded = if L::GRID { blanks(rest) } else { rest };
        let start = (self.text.len() - padded.len()) as u32;
        // Most figures are one digit.
        match *padded {
            [digit @ b'0'..=b'9', end, ..] if is_end(end) => {
                let behind = padded.get(1..).unwrap_or_default();
                Ok((behind, (Span::new(start, start + 1), u64::from(digit - b'0'))))
            }
            _ => self.long_count(rest, padded),
        }
    }

    /// A cell of a count that is not one digit, with the blanks before it and without.
    #[inline(never)]
    fn long_count(&self, rest: &'t [u8], padded: &'t [u8]) -> Step<'t, (Span, u64)> {
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

    /// A cell of section two.
    #[inline]
    fn figure(&mut self, rest: &'t [u8], kind: FigureKind) -> Step<'t, (Span, u64)> {
        match (self.count(rest), kind) {
            (read, FigureKind::Count) => return read,
            (read @ Ok((_, (_, MARK | BLANK))), _) => return read,
            _ => {}
        }
        let rest = if L::GRID { blanks(rest) } else { rest };
        let (cell, behind) = self.cell(rest);
        let length = match kind {
            FigureKind::Change => match literal::change(cell) {
                Literal::Figure(_, length) => length,
                _ => return no(),
            },
            _ => match literal::money(cell) {
                Literal::Figure(_, length) => length,
                _ => return no(),
            },
        };
        if length != cell.len() || cell.is_empty() {
            return no();
        }
        let start = (self.text.len() - rest.len()) as u32;
        Ok((behind, (Span::new(start, start + length as u32), 0)))
    }
}

/// Whether a cell ends here.
#[inline(always)]
fn ends_cell(rest: &[u8]) -> bool {
    rest.first().is_none_or(|&byte| is_end(byte))
}

#[inline(always)]
fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | b'\t' | b'|' | b' ')
}

/// What the label of a row of the matrix is read as.
fn row_of(row: Row) -> Label {
    if row == Row::OTHER { Label::Group(Group::Other) } else { Label::Row(row) }
}
