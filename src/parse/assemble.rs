//! Rows of cells → figures of the report, with their places and what has to be said about them.

use super::fold::trim;
use super::label::Column;
use super::lines::under;
use super::literal::{self, Literal};
use super::table::{Header, HeaderLabel, RawRow, RowKind, Stray, Tables};
use crate::diagnostic::{Detail, Diagnostic, Fault};
use crate::model::labels::{applicant_label, column_label};
use crate::model::{
    AnnualReport, Applicant, ApplicantCounts, Cell, CellMut, CellState, DisputeCounts, Field,
    FigureKind, Form, Script, Section, Subject, Unit,
};
use crate::span::{Span, Spans};

/// Fills a report with the figures of its tables.
pub(super) struct Assembly<'t> {
    pub(super) text: &'t str,
    pub(super) report: AnnualReport,
    pub(super) spans: Spans,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many diagnostics were left out.
    pub(super) omitted: usize,
    /// How many cells of the report were filled.
    pub(super) filled: usize,
    /// The header that was last found to be in the order of the form.
    pub(super) ordered: Option<u16>,
}

/// A text may repeat a row any number of times; more diagnostics than this are counted only.
const MOST_DIAGNOSTICS: usize = 1000;

/// Unread text is kept up to this many characters: it is there to be recognised, not to be stored.
const LONGEST: usize = 200;

impl Assembly<'_> {
    pub(super) fn tables(&mut self, tables: &Tables) {
        self.form(tables);
        let mut first: [Option<&RawRow>; RowKind::COUNT] = [None; RowKind::COUNT];
        for row in &tables.rows {
            match first[row.kind.index()] {
                Some(first) => self.again(tables, first, row),
                None => {
                    self.row(tables, row);
                    first[row.kind.index()] = Some(row);
                }
            }
        }
        for stray in &tables.stray {
            let (section, span, detail) = match *stray {
                Stray::Figure(section, span) => {
                    (section, span, Detail::StrayFigure { text: self.shown(span) })
                }
                Stray::Text(section, span) => {
                    (section, span, Detail::StrayText { text: self.shown(span) })
                }
                Stray::Variant(section, span, name) => {
                    let (found, expected) = (self.shown(span), self.shown(name));
                    (section, span, Detail::LabelVariant { found, expected })
                }
            };
            self.say(Subject::Section(section), span, detail);
        }
    }

    fn say(&mut self, subject: Subject, span: Span, detail: Detail) {
        // Only rows that stand again and cells that belong to no row come in any number.
        if self.diagnostics.len() < MOST_DIAGNOSTICS {
            self.diagnostics.push(Diagnostic::new(subject, Some(span), detail));
        } else {
            self.omitted += 1;
        }
    }

    fn shown(&self, span: Span) -> String {
        under(self.text, span).chars().take(LONGEST).collect()
    }

    /// Tells the form from the labels.
    fn form(&mut self, tables: &Tables) {
        let [(in_2019, at_2019), (in_2021, at_2021)] = tables.evidence;
        let grounds = tables.rows.iter().any(|row| match row.kind {
            RowKind::Matrix(row) => (21..24).contains(&row.index()),
            _ => false,
        });
        self.report.form = match in_2019.cmp(&in_2021) {
            std::cmp::Ordering::Less => Some(Form::Y2021),
            std::cmp::Ordering::Greater => Some(Form::Y2019),
            std::cmp::Ordering::Equal if grounds => Some(Form::Y2021),
            std::cmp::Ordering::Equal => None,
        };
        if in_2019 > 0 && in_2021 > 0 {
            let chosen = self.report.form_or_prescribed();
            let other = if chosen == Form::Y2019 { at_2021 } else { at_2019 };
            let label = self.shown(other);
            self.say(
                Subject::Section(Section::Proactive),
                other,
                Detail::MixedForms { chosen, label },
            );
        }
    }

    /// The figures that a row holds, in the order of its columns.
    fn fields(&self, row: &RawRow) -> &'static [Field] {
        match row.kind {
            RowKind::Proactive(kind) => kind.fields(self.report.form_or_prescribed()),
            RowKind::Matrix(kind) => Field::of_row(kind),
            RowKind::Disputes(channel) => Field::of_disputes(channel.filter(|_| row.count < 15)),
        }
    }

    fn row(&mut self, tables: &Tables, row: &RawRow) {
        let fields = self.fields(row);
        let cells = cells(tables, row);
        let header = tables.headers.get((row.header as usize).wrapping_sub(1));
        let Some(&first) = fields.first() else {
            // A row that the form does not have: 政府集中采购 among tables of the 2021 form.
            let text = self.shown(row.label);
            self.say(Subject::Section(Section::Proactive), row.label, Detail::StrayText { text });
            self.stray(cells);
            return;
        };
        let whole = cells.iter().copied().reduce(Span::join).unwrap_or(row.label);
        if matches!(row.kind, RowKind::Proactive(_)) && self.report.form.is_none() {
            return self.unread(fields, cells, whole);
        }
        if let Some(header) = header {
            // The rows of the matrix share one header, which is looked at once.
            let known = matches!(row.kind, RowKind::Matrix(_)) && self.ordered == Some(row.header);
            if !known && in_order(header, fields) {
                self.ordered = Some(row.header);
            } else if !known {
                let detail = self.column_order(header, fields);
                self.say(Subject::Row(first), whole, detail);
                return self.unread(fields, cells, whole);
            }
        }
        if let Some(expected) = full_width(tables, row, fields.len(), header) {
            let (text, found) = (self.joined(cells), row.width.into());
            self.say(Subject::Row(first), whole, Detail::RowCut { text, found, expected });
            return self.unread(fields, cells, whole);
        }
        let Some(offset) = fit(tables, row, fields.len(), header) else {
            let (text, found) = (self.joined(cells), cells.len());
            let expected = fields.len();
            self.say(Subject::Row(first), whole, Detail::RowLength { text, found, expected });
            return self.unread(fields, cells, whole);
        };
        let cells = cells.get(offset..offset + fields.len()).unwrap_or_default();
        if self.plain_row(row.kind, first, cells) {
            return;
        }
        for (&field, &span) in fields.iter().zip(cells) {
            self.cell(field, span, header);
        }
    }

    /// Fills a row of plain digits, as nearly all are, at once.
    fn plain_row(&mut self, kind: RowKind, first: Field, cells: &[Span]) -> bool {
        match kind {
            RowKind::Matrix(row) => match self.plain(cells) {
                Some(counts) => self.report.applications[row] = ApplicantCounts::from(counts),
                None => return false,
            },
            RowKind::Disputes(Some(channel)) => match self.plain(cells) {
                Some(counts) => self.report.disputes[channel] = DisputeCounts::from(counts),
                None => return false,
            },
            RowKind::Disputes(None) | RowKind::Proactive(_) => return false,
        }
        self.spans.set_all(first, cells);
        self.filled += cells.len();
        true
    }

    /// The counts in cells of plain digits; `None` if any is something else.
    fn plain<const N: usize>(&self, cells: &[Span]) -> Option<[u64; N]> {
        let cells: &[Span; N] = cells.try_into().ok()?;
        let mut counts = [0; N];
        for (count, &span) in counts.iter_mut().zip(cells) {
            *count = literal::plain_count(under(self.text, span))?;
        }
        Some(counts)
    }

    /// A row that was there before.
    fn again(&mut self, tables: &Tables, first: &RawRow, second: &RawRow) {
        let texts = |row| self.joined(cells(tables, row));
        let (one, two) = (texts(first), texts(second));
        if one == two {
            return;
        }
        let fields = self.fields(first);
        let Some(&field) = fields.first() else { return };
        let whole =
            cells(tables, second).iter().copied().reduce(Span::join).unwrap_or(second.label);
        self.say(Subject::Row(field), whole, Detail::ConflictingRows { first: one, second: two });
        let place = cells(tables, first).iter().copied().reduce(Span::join).unwrap_or(first.label);
        self.unread(fields, cells(tables, first), place);
    }

    /// Leaves all figures of a row unread, with the text of the row.
    fn unread(&mut self, fields: &[Field], cells: &[Span], whole: Span) {
        let text = self.joined(cells);
        for &field in fields {
            self.set_unread(field, text.clone(), whole);
        }
    }

    fn set_unread(&mut self, field: Field, text: String, span: Span) {
        // It may have been filled before, or be none of the form's: then the count is too high, and
        // every figure is looked at.
        self.filled += Field::COUNT;
        self.spans.set(field, span);
        match self.report.cell_mut(field) {
            CellMut::Count(cell) => *cell = Cell::Unread(text),
            CellMut::Change(cell) => *cell = Cell::Unread(text),
            CellMut::Money(cell) => *cell = Cell::Unread(text),
        }
    }

    fn stray(&mut self, cells: &[Span]) {
        for &span in cells.iter().filter(|span| !span.is_empty()) {
            let text = self.shown(span);
            self.say(Subject::Section(Section::Proactive), span, Detail::StrayFigure { text });
        }
    }

    /// The texts of cells, joined by spaces.
    fn joined(&self, cells: &[Span]) -> String {
        let mut text = String::new();
        for &span in cells {
            if !text.is_empty() {
                text.push(' ');
            }
            text.extend(
                under(self.text, span).chars().map(|c| if c.is_control() { ' ' } else { c }),
            );
            if text.chars().count() > LONGEST {
                return text.chars().take(LONGEST).collect();
            }
        }
        text
    }

    /// Reads one cell as one figure.
    fn cell(&mut self, field: Field, span: Span, header: Option<&Header>) {
        let text = under(self.text, span);
        let cell = self.report.cell_mut(field);
        self.filled += 1;
        if let (CellMut::Count(cell), Some(count)) = (cell, literal::plain_count(text)) {
            *cell = Cell::Value(count);
            return self.spans.set(field, span);
        }
        let (fault, length) = match self.report.cell_mut(field) {
            CellMut::Count(cell) => store(cell, literal::count(text)),
            CellMut::Change(cell) => store(cell, literal::change(text)),
            CellMut::Money(cell) => store(cell, literal::money(text)),
        };
        if let Some(fault) = fault {
            let text = self.joined(&[span]);
            self.say(
                Subject::Figure(field),
                span,
                Detail::NotAFigure { text: text.clone(), expected: field.kind(), fault },
            );
            return self.set_unread(field, text, span);
        }
        if self.report.cell(field).state() == CellState::Absent {
            self.filled -= 1;
        }
        let (figure, behind) = match length {
            Some(length) => text.split_at_checked(length).unwrap_or((text, "")),
            None => (text, ""),
        };
        let place = Span::new(span.start, span.end - u32::try_from(behind.len()).unwrap_or(0));
        self.spans.set(field, place);
        let annotation = trim(behind);
        if field.kind() == FigureKind::Money {
            self.unit(field, place, header);
        }
        if annotation.contains(['（', '(']) {
            let detail = Detail::Annotated {
                figure: figure.to_owned(),
                annotation: annotation.chars().take(LONGEST).collect(),
            };
            self.say(Subject::Figure(field), span, detail);
        }
    }

    /// Gives an amount the unit of its column header, if its cell states none.
    fn unit(&mut self, field: Field, span: Span, header: Option<&Header>) {
        let stated = header.and_then(|header| {
            header.labels.iter().flatten().find_map(|cell| match cell.label {
                HeaderLabel::Proactive(Column::Fees(unit) | Column::Procurement(unit)) => {
                    Some(unit)
                }
                _ => None,
            })
        });
        let stated = stated.unwrap_or_default();
        let CellMut::Money(Cell::Value(money)) = self.report.cell_mut(field) else { return };
        let cell = money.unit;
        if cell == Unit::Unstated {
            money.unit = stated;
            if stated == Unit::Unstated {
                let text = self.shown(span);
                self.say(Subject::Figure(field), span, Detail::UnitUnstated { text });
            }
        } else if stated != Unit::Unstated && stated != cell {
            self.say(Subject::Figure(field), span, Detail::UnitConflict { cell, header: stated });
        }
    }

    /// What to say of column labels that stand in another order than the form's.
    fn column_order(&self, header: &Header, fields: &[Field]) -> Detail {
        let found: Vec<String> =
            header.labels.iter().flatten().map(|cell| self.shown(cell.span)).collect();
        let expected: Vec<&str> = fields
            .iter()
            .filter_map(|&field| match field {
                Field::Applications(_, applicant) => Some(applicant_label(applicant)),
                _ => column_label(field, self.report.form_or_prescribed()),
            })
            .map(|wording| wording.in_script(Script::Simplified))
            .collect();
        Detail::ColumnOrder { found: found.join(" "), expected: expected.join(" ") }
    }

    /// Says which figures the document does not have.
    pub(super) fn absent(&mut self) {
        let absent = |field: &Field| self.report.cell(*field).state() == CellState::Absent;
        // Every figure that was set has a place, so that a count tells whether any can be absent.
        let other = self.report.other_rows();
        if self.filled == self.report.form_or_prescribed().count(other) {
            return;
        }
        let fields: Vec<Field> = self.report.fields().collect();
        let mut said = Vec::new();
        for section in [Section::Proactive, Section::Applications, Section::Disputes] {
            let of_section: Vec<Field> =
                fields.iter().copied().filter(|&f| section.has(f)).collect();
            let count = of_section.iter().filter(|f| absent(f)).count();
            if count == of_section.len() {
                said.push((Subject::Section(section), count));
                continue;
            }
            for row in of_section.chunk_by(|a, b| a.same_row(*b)) {
                let missing: Vec<Field> = row.iter().copied().filter(|f| absent(f)).collect();
                match missing.as_slice() {
                    [] => {}
                    [field] => said.push((Subject::Figure(*field), 1)),
                    [field, ..] if missing.len() == row.len() => {
                        said.push((Subject::Row(*field), missing.len()));
                    }
                    some => said.extend(some.iter().map(|&field| (Subject::Figure(field), 1))),
                }
            }
        }
        for (subject, count) in said {
            self.diagnostics.push(Diagnostic::new(subject, None, Detail::FiguresAbsent { count }));
        }
    }

    /// A row of the matrix that only the other form's （六） has, beside those of this one.
    pub(super) fn superfluous(&mut self, tables: &Tables) {
        let other = self.report.other_rows();
        let form = self.report.form_or_prescribed();
        for row in &tables.rows {
            let RowKind::Matrix(kind) = row.kind else { continue };
            if Field::Applications(kind, Applicant::Total).is_in(form, other) {
                continue;
            }
            let text = self.shown(row.label);
            let first = Field::Applications(kind, Applicant::NaturalPerson);
            self.say(Subject::Row(first), row.label, Detail::StrayText { text });
        }
    }
}

/// Whether the column labels that are known stand in the order of the form.
fn in_order(header: &Header, fields: &[Field]) -> bool {
    let found = || header.labels.iter().flatten();
    let mut last = None;
    for cell in found() {
        let place = fields.iter().position(|&field| match (cell.label, field) {
            (HeaderLabel::Proactive(column), _) => column.has(field),
            (HeaderLabel::Applicant(a), Field::Applications(_, b)) => a == b,
            _ => false,
        });
        // A label of another table says nothing about this one.
        let Some(place) = place else { continue };
        // 总计 stands over the others in the form, so its place in a text says nothing, unless it is
        // on one line with them.
        let beside = |label| found().any(|other| other.line == cell.line && other.label == label);
        if cell.label == HeaderLabel::Applicant(Applicant::Total)
            && !beside(HeaderLabel::Applicant(Applicant::CommercialEnterprise))
        {
            continue;
        }
        if last.is_none_or(|last| place > last) {
            last = Some(place);
            continue;
        }
        // 上湾乡 2019 prints one label over two columns.
        let twice = found().filter(|other| other.label == cell.label).count() > 1;
        if !twice {
            return false;
        }
    }
    true
}

/// Puts what a cell says into the model; the fault, and the length of a figure's text.
fn store<T>(cell: &mut Cell<T>, literal: Literal<T>) -> (Option<Fault>, Option<usize>) {
    let mut length = None;
    *cell = match literal {
        Literal::Figure(value, n) => {
            length = Some(n);
            Cell::Value(value)
        }
        Literal::Blank => Cell::Blank,
        Literal::NotApplicable => Cell::NotApplicable,
        Literal::Absent => Cell::Absent,
        Literal::Fault(fault) => return (Some(fault), None),
    };
    (None, length)
}

fn cells<'a>(tables: &'a Tables, row: &RawRow) -> &'a [Span] {
    let first = row.first as usize;
    tables.cells.get(first..first + row.count as usize).unwrap_or_default()
}

/// Which of a row's cells is the first of its `n` figures.
///
/// Tools write merged cells as blank ones, so a row may have more cells than columns. What lies
/// outside the figures must then be blank; where that leaves several places, the header or the
/// other rows of the table decide, and where they do not, nobody does.
fn fit(tables: &Tables, row: &RawRow, n: usize, header: Option<&Header>) -> Option<usize> {
    let all = cells(tables, row);
    if all.len() < n || (all.len() > n && !row.separated) {
        return None;
    }
    if all.len() == n {
        return Some(0);
    }
    let places = places(all, n);
    match places.as_slice() {
        [] => return None,
        [place] => return Some(*place),
        _ if all.iter().all(|cell| cell.is_empty()) => return Some(0),
        _ => {}
    }
    let at = |column: u16| (column as usize).checked_sub(row.column as usize);
    let by_header = header
        .filter(|header| header.count > 0 && header.width == row.width)
        .and_then(|header| at(header.column));
    if let Some(place) = by_header {
        return places.contains(&place).then_some(place);
    }
    let mut column = None;
    for other in
        tables.rows.iter().filter(|other| same_table(row, other) && other.width == row.width)
    {
        let others = cells(tables, other);
        let found = if others.len() == n { vec![0] } else { self::places(others, n) };
        let [place] = found.as_slice() else { continue };
        let found = other.column as usize + place;
        if column.is_some_and(|column| column != found) {
            return None;
        }
        column = Some(found);
    }
    let place = column?.checked_sub(row.column as usize)?;
    places.contains(&place).then_some(place)
}

/// The number of cells that a row's line should have, if it has fewer: where tools write merged cells
/// as blank ones, every line of a table has the same number of cells, so that one with fewer is not
/// whole, though it may have as many cells behind its label as there are columns.
fn full_width(tables: &Tables, row: &RawRow, n: usize, header: Option<&Header>) -> Option<usize> {
    if !row.separated || (row.count as usize) < n {
        return None;
    }
    let padded = tables
        .rows
        .iter()
        .filter(|other| same_table(row, other) && other.separated && other.count as usize > n)
        .map(|other| other.width);
    let header = header.filter(|header| header.count > 0).map(|header| header.width);
    padded.chain(header).max().filter(|&width| width > row.width).map(usize::from)
}

fn same_table(a: &RawRow, b: &RawRow) -> bool {
    match (a.kind, b.kind) {
        (RowKind::Proactive(_), RowKind::Proactive(_)) => a.header == b.header,
        (RowKind::Matrix(_), RowKind::Matrix(_)) => true,
        _ => false,
    }
}

/// Where `n` figures may start so that every cell outside them is blank.
fn places(cells: &[Span], n: usize) -> Vec<usize> {
    let first = cells.iter().position(|cell| !cell.is_empty()).unwrap_or(0);
    let last = cells.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
    (0..=cells.len().saturating_sub(n)).filter(|&at| at <= first && last < at + n).collect()
}
