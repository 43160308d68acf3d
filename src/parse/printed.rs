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
    ActFigure, AnnualReport, Applicant, ApplicationMatrix, Cell, Channel, Disputes, FeesFigure,
    Field, FigureKind, Form, ProcurementFigure, Row, Ruling, Section, Unit, Wording,
};
use crate::span::{Span, Spans};

/// A table that was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printed {
    pub(super) section: Section,
    /// The number of the line that stands for it.
    pub(super) line: usize,
    /// From its first cell to its last.
    pub(super) span: Span,
    /// The form that its column labels tell, and how many labels tell it.
    pub(super) form: Option<(Form, u32)>,
    /// Whether （六）其他处理 is three rows.
    pub(super) grounds: bool,
}

/// All such tables of a text, and their figures: those of section two by their places only.
#[derive(Debug)]
pub(super) struct Collected {
    pub(super) tables: Vec<Printed>,
    pub(super) report: AnnualReport,
    pub(super) spans: Spans,
}

impl Collected {
    pub(super) fn none() -> Self {
        Collected { tables: Vec::new(), report: AnnualReport::default(), spans: Spans::none() }
    }

    /// Whether a section has such a table.
    pub(super) fn has(&self, section: Section) -> bool {
        self.tables.iter().any(|table| table.section == section)
    }

    /// Takes the figures of a section out again.
    #[cold]
    fn clear(&mut self, section: Section) {
        match section {
            Section::Applications => self.report.applications = ApplicationMatrix::default(),
            Section::Disputes => self.report.disputes = Disputes::default(),
            _ => {}
        }
        self.spans.clear(Field::of_section(section));
    }
}

/// The section whose tables a line announces, if it is such a heading: `二、主动公开政府信息情况`.
#[inline(always)]
pub(super) fn announced(text: &str, line: Span) -> Option<Section> {
    if !matches!(bytes_of(text, line), [0xE4..=0xE5, _, _, 0xE3, 0x80, 0x81, ..]) {
        return None;
    }
    heading(under(text, line)).filter(|section| {
        matches!(section, Section::Proactive | Section::Applications | Section::Disputes)
    })
}

/// The longest heading in bytes.
const LONGEST_HEADING: usize = 120;

/// The section of a heading that starts with a number and 、.
#[inline(never)]
fn heading(line: &str) -> Option<Section> {
    let (number, name) = line.split_at_checked(2 * '一'.len_utf8())?;
    if !number.ends_with('、') || line.len() > LONGEST_HEADING {
        return None;
    }
    // Most are printed as in the form.
    match label::printed(name).map_or_else(|| label::read(line).walked, Walked::Label) {
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
    line: usize,
    out: &mut Collected,
) -> Option<Printed> {
    let rest = text.as_bytes().get(start..).filter(|_| ending == b'\n')?;
    // A section that stands twice is for the careful reader, and so is a line of nothing but blanks.
    if out.has(section) || rest.first().is_none_or(|b| *b <= b' ') {
        return None;
    }
    let found = match rest.first() {
        Some(b'|') => read::<Bars>(text, section, rest, out),
        _ => read::<Lines>(text, section, rest, out)
            .or_else(|| read::<Tabs>(text, section, rest, out)),
    };
    let (rest, told) = found?;
    let end = text.len() - rest.len();
    if next_line(rest).is_some_and(|line| !is_heading(text, line)) {
        out.clear(section);
        return None;
    }
    let Told { form, grounds } = told;
    Some(Printed { section, line, span: span(start, end), form, grounds })
}

/// The first line that is not empty.
fn next_line(mut rest: &[u8]) -> Option<&[u8]> {
    while let [b'\n' | b'\r', behind @ ..] = rest {
        rest = behind;
    }
    let end = rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
    rest.get(..end).filter(|line| !line.is_empty())
}

/// Whether a piece of a text is the heading of a section.
fn is_heading(text: &str, line: &[u8]) -> bool {
    let start = (line.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
    let line = text.get(start..start + line.len()).unwrap_or_default();
    heading(fold::trim(line)).is_some()
}

/// Reads a table in a layout; nothing of it is kept if it is in another.
fn read<'t, L: Layout>(
    text: &'t str,
    section: Section,
    rest: &'t [u8],
    out: &mut Collected,
) -> Option<(&'t [u8], Told)> {
    let mut reading = Reading::<L>::new(text, out);
    let found = reading.table(section, rest).ok();
    if found.is_none() && reading.stored {
        out.clear(section);
    }
    found
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
    /// Where the digit stands in eight bytes that begin behind a figure, if the next figure is one digit,
    /// as most are. They are a number whose lowest byte comes first.
    fn digit(bytes: u64) -> Option<u32>;
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

/// The byte at a place of eight.
#[inline(always)]
fn byte(bytes: u64, place: u32) -> u8 {
    (bytes >> (8 * place)) as u8
}

/// Whether eight bytes begin with others.
#[inline(always)]
fn begins<const N: usize>(bytes: u64, with: [u8; N]) -> bool {
    let mut all = [0; 8];
    all[..N].copy_from_slice(&with);
    bytes & (u64::MAX >> (64 - 8 * N)) == u64::from_le_bytes(all)
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
        line_ends(rest)
    }

    #[inline(always)]
    fn digit(bytes: u64) -> Option<u32> {
        (byte(bytes, 0) == b'\n' && byte(bytes, 2) == b'\n').then_some(1)
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
    fn digit(bytes: u64) -> Option<u32> {
        let is_end = |byte| matches!(byte, b'\n' | b'\t');
        if begins(bytes, *b"\n\n\t\n\n") {
            return (byte(bytes, 6) == b'\n').then_some(5);
        }
        (byte(bytes, 0) == b'\t' && is_end(byte(bytes, 2))).then_some(1)
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
    fn digit(bytes: u64) -> Option<u32> {
        (begins(bytes, *b" | ") && byte(bytes, 4) == b' ').then_some(3)
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
    out: &'c mut Collected,
    /// Whether anything was put there.
    stored: bool,
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
    fn new(text: &'t str, out: &'c mut Collected) -> Self {
        Reading {
            text,
            out,
            stored: false,
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
        /// How the first column label of the 2021 form begins.
        const NEWER: [&str; 2] = ["本年制发", "本年製發"];
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
                None if NEWER.iter().any(|label| rest.starts_with(label.as_bytes())) => Form::Y2021,
                None => Form::Y2019,
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
                self.stored = true;
                for (i, &field) in row.fields(form).iter().enumerate() {
                    if i > 0 {
                        rest = L::between(rest, &mut self.column)?.0;
                    }
                    rest = self.figure_place(rest, i)?.0;
                    let (behind, span) = self.figure(rest, field.kind())?;
                    self.out.spans.set(field, span);
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
        let single = self.counts(rest, Row::OTHER);
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
        let (rest, ()) = self.label(rest, ROWS[row.index()], Label::Row(row))?;
        let (rest, ()) = self.counts(rest, row)?;
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
        let (rest, (place, count)) = self.count(rest)?;
        let (rest, (places, more, _)) =
            self.row::<{ Channel::ALL.len() * Ruling::ALL.len() - 1 }>(rest, 1)?;
        self.stored = true;
        let mut counts = std::iter::once(count).chain(more);
        let mut next = || cell(counts.next().unwrap_or(BLANK));
        for channel in Channel::ALL {
            let rulings = &mut self.out.report.disputes[channel];
            rulings.fill([0; Ruling::ALL.len()], |_| next());
        }
        self.out.spans.set(Field::Disputes(first, Ruling::Upheld), place);
        self.out.spans.set_all(Field::Disputes(first, Ruling::Corrected), &places);
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
    #[inline(always)]
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
        match narrow(rest, same.as_bytes()) {
            Some(rest) => Ok((rest, ())),
            None => self.other_wording(rest, label),
        }
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
        let end = |&b: &u8| b < b' ' || b == b'|';
        let length = rest.iter().position(end).unwrap_or(rest.len());
        let cell = self.text.get(start..start + length).unwrap_or_default().trim_end_matches(' ');
        // Other blanks are for those who know them.
        let cell = if fold::is_trimmed(cell.as_bytes()) { cell } else { "" };
        (cell, rest.get(cell.len()..).unwrap_or_default())
    }

    /// The seven figures of a row, behind its label.
    #[inline(always)]
    fn counts(&mut self, rest: &'t [u8], row: Row) -> Step<'t> {
        let (rest, (spans, counts, plain)) =
            self.row::<{ Applicant::ALL.len() }>(rest, self.base)?;
        self.stored = true;
        let cells = &mut self.out.report.applications[row];
        if plain {
            cells.fill(counts, Cell::Value);
        } else {
            cells.fill(counts, cell);
        }
        self.out.spans.set_row(row, spans);
        Ok((rest, ()))
    }

    /// The figures of a row behind another cell, the first in a column that is known in a grid, and
    /// whether each of them is one digit.
    #[inline(always)]
    fn row<const N: usize>(
        &mut self,
        rest: &'t [u8],
        base: u16,
    ) -> Step<'t, ([Span; N], [u64; N], bool)> {
        let mut rest = rest;
        let mut spans = [Span::new(0, 0); N];
        let mut counts = [0; N];
        let mut plain = true;
        for i in 0..N {
            let in_place = !L::GRID || i > 0 || self.column + 1 == base;
            if let Some((digit, place)) = next_digit::<L>(rest).filter(|_| in_place) {
                let start = (self.text.len() - rest.len()) as u32 + place;
                spans[i] = Span::new(start, start + 1);
                counts[i] = u64::from(digit - b'0');
                rest = rest.get(place as usize + 1..).unwrap_or_default();
                self.column += u16::from(L::GRID);
                continue;
            }
            rest = match i {
                0 => L::first(rest, &mut self.column, base)?.0,
                _ => L::between(rest, &mut self.column)?.0,
            };
            if i == 0 {
                rest = when(rest, !L::GRID || self.column == base)?.0;
            }
            (rest, (spans[i], counts[i])) = self.count(rest)?;
            plain = false;
        }
        Ok((rest, (spans, counts, plain)))
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
    fn figure(&mut self, rest: &'t [u8], kind: FigureKind) -> Step<'t, Span> {
        match (self.count(rest), kind) {
            (Ok((rest, (span, _))), FigureKind::Count) | (Ok((rest, (span, MARK | BLANK))), _) => {
                return Ok((rest, span));
            }
            (_, FigureKind::Count) => return no(),
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
        Ok((behind, Span::new(start, start + length as u32)))
    }
}

/// What is behind a label, if a text starts with it and only its punctuation is narrow: `(一)` for
/// （一）.
#[inline(never)]
fn narrow<'t>(rest: &'t [u8], label: &[u8]) -> Option<&'t [u8]> {
    /// The first bytes of the wide punctuation, whose last byte tells the narrow.
    const WIDE: [u8; 2] = [0xEF, 0xBC];
    let (mut rest, mut label) = (rest, label);
    loop {
        // Up to a difference, eight bytes at a time.
        while let (Some((a, others)), Some((b, more))) =
            (rest.split_first_chunk::<8>(), label.split_first_chunk::<8>())
        {
            if a != b {
                break;
            }
            (rest, label) = (others, more);
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

/// Whether a cell ends here.
#[inline(always)]
fn ends_cell(rest: &[u8]) -> bool {
    rest.first().is_none_or(|&byte| is_end(byte))
}

#[inline(always)]
fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | b'\t' | b'|' | b' ')
}

/// The figure behind another, if it is one digit, and where it stands.
#[inline(always)]
fn next_digit<L: Layout>(rest: &[u8]) -> Option<(u8, u32)> {
    let bytes = u64::from_le_bytes(*rest.first_chunk()?);
    let place = L::digit(bytes)?;
    let digit = byte(bytes, place);
    digit.is_ascii_digit().then_some((digit, place))
}

/// Stands for a mark that says that a figure does not apply. No nineteen digits are as much.
const MARK: u64 = u64::MAX;
/// Stands for a blank cell.
const BLANK: u64 = u64::MAX - 1;

/// The cell that holds a count, or what stands for one.
#[inline(always)]
fn cell(count: u64) -> Cell<u64> {
    match count {
        MARK => Cell::NotApplicable,
        BLANK => Cell::Blank,
        count => Cell::Value(count),
    }
}

/// The labels of the matrix' rows.
static ROWS: [Wording; Row::ALL.len()] = {
    let mut labels = [Wording("", ""); Row::ALL.len()];
    let mut i = 0;
    while i < labels.len() {
        labels[i] = row_label(Row::ALL[i]);
        i += 1;
    }
    labels
};
