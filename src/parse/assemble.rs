//! Rows of cells → figures of the report, with their places and what has to be said about them.

use super::fold::trim;
use super::header::{Fit, HeaderLabel, Headers, Table};
use super::label::Column;
use super::literal::{self, Literal};
use super::pieces::under;
use super::places::{cells, first_columns, padded, place};
use super::printed::Printed;
use super::rows::{Broken, RawRow, RowKind, Stray, Tables};
use super::spanned;
use crate::diagnostic::{Detail, Diagnostic, Fault};
use crate::model::labels::{applicant_label, column_label, ruling_label};
use crate::model::{
    AnnualReport, Applicant, Cell, CellMut, CellState, FeesFigure, Field, FigureKind, Form,
    ProcurementFigure, Script, Section, Subject, Unit,
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
    /// Whether a cell bears the writer's mark for one that is absent.
    pub(super) marked_absent: bool,
    /// The first figures of rows whose column labels are whole, and in another order than the form's, or
    /// not over the row's cells.
    pub(super) whole_headers: Vec<Field>,
    /// The first figures of rows whose table has but the first columns of the form: cells behind those
    /// are no figures, however many they are.
    pub(super) cut_off: Vec<Field>,
    /// Whether separators stand where the document's own tables have the edges of cells.
    pub(super) certain: bool,
    /// The rows that stand twice with different figures.
    pub(super) conflicts: Vec<RowKind>,
    /// The header that was last looked at for a row of the matrix, and what it says: nearly all of
    /// its rows share one.
    pub(super) seen: Option<(u16, Fit)>,
    /// The most cells that a line of the matrix has, if it has more than figures; once it is known.
    pub(super) padded: Option<Option<u16>>,
    /// Whether the lines of the matrix have no cells for the labels of groups above; once it is known.
    pub(super) spans_left_out: Option<bool>,
}

/// A text may repeat a row any number of times; more diagnostics than this are counted only.
const MOST_DIAGNOSTICS: usize = 1000;

/// Unread text is kept up to this many characters: it is there to be recognised, not to be stored.
const LONGEST: usize = 200;

impl Assembly<'_> {
    pub(super) fn tables(&mut self, tables: &Tables, printed: &[Printed]) {
        self.form(tables, printed);
        let mut seen: [Option<&RawRow>; RowKind::COUNT] = [None; RowKind::COUNT];
        let mut last: Option<&RawRow> = None;
        for row in &tables.rows {
            let first = match row.kind {
                RowKind::Disputes(_) => row.kind.overlapping().find_map(|kind| seen[kind]),
                kind => seen[kind.index()],
            };
            match first {
                Some(first) => self.again(tables, first, row),
                None => {
                    self.row(tables, row);
                    seen[row.kind.index()] = Some(row);
                    if let RowKind::Matrix(_) = row.kind {
                        self.order(last, row);
                        last = Some(row);
                    }
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

    pub(super) fn say(&mut self, subject: Subject, span: Span, detail: Detail) {
        // Only rows that stand again and cells that belong to no row come in any number.
        if self.diagnostics.len() < MOST_DIAGNOSTICS {
            self.diagnostics.push(Diagnostic::new(subject, Some(span), detail));
        } else {
            self.omitted += 1;
        }
    }

    pub(super) fn shown(&self, span: Span) -> String {
        let shown = under(self.text, span).chars().take(LONGEST);
        shown.map(|c| if c.is_control() { ' ' } else { c }).collect()
    }

    /// Reads the amounts of section two, if it was read as it is printed: their places are known.
    pub(super) fn printed(&mut self, table: &Printed) {
        if table.section != Section::Proactive {
            return;
        }
        let fees = (Field::Fees(FeesFigure::Amount), Unit::TenThousandYuan);
        let procurement = (Field::Procurement(ProcurementFigure::Amount), Unit::Unstated);
        // The form's label states the unit of the one and not that of the other.
        for (field, unit) in [fees, procurement] {
            if let Some(span) = self.spans.get(field) {
                self.cell(field, span, unit);
            }
        }
    }

    /// Tells the form from the labels.
    fn form(&mut self, tables: &Tables, printed: &[Printed]) {
        let [(mut in_2019, at_2019), (mut in_2021, at_2021)] = tables.evidence;
        for table in printed {
            match table.form {
                Some((Form::Y2019, labels)) => in_2019 += labels,
                Some((Form::Y2021, labels)) => in_2021 += labels,
                None => {}
            }
        }
        let grounds = tables.rows.iter().any(|row| match row.kind {
            RowKind::Matrix(row) => (21..24).contains(&row.index()),
            _ => false,
        }) || printed.iter().any(|table| table.grounds);
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
        let Some(&first) = fields.first() else {
            // A row that the form does not have: 政府集中采购 among tables of the 2021 form.
            let text = self.shown(row.label);
            self.say(Subject::Section(Section::Proactive), row.label, Detail::StrayText { text });
            self.stray(cells);
            return;
        };
        if self.lone_figures(tables, row, fields) {
            return;
        }
        let whole = whole(cells, row.label);
        if matches!(row.kind, RowKind::Proactive(_)) && self.report.form.is_none() {
            // Cells that the writer marked as unread know their places all the same.
            let marked = |span: &Span| literal::is_unread_mark(under(self.text, *span));
            if cells.len() == fields.len() && cells.iter().all(marked) {
                return fields
                    .iter()
                    .zip(cells)
                    .for_each(|(&f, &at)| self.cell(f, at, Unit::Unstated));
            }
            return self.unread(fields, cells, whole);
        }
        let columns = match self.columns(tables, row, fields) {
            Ok(columns) => columns,
            Err(detail) => {
                self.say(subject(fields, first), whole, detail);
                return self.unread(fields, cells, whole);
            }
        };
        if self.plain_row(row.kind, first, columns) {
            return;
        }
        if self.has_two_in_one(columns) {
            let text = self.joined(columns);
            self.say(subject(fields, first), whole, Detail::RowMixed { text });
            return self.unread(fields, cells, whole);
        }
        // Without labels over the columns, a figure of another kind says that they may have changed
        // places: -2620 where items are counted, 223.1万元 where projects are.
        let fit = || tables.headers.fit(row.kind.table(), row.header, fields);
        if self.has_foreign_figure(fields, columns) && fit() == Fit::Unlabelled {
            let text = self.joined(columns);
            self.say(subject(fields, first), whole, Detail::RowMixed { text });
            return self.unread(fields, cells, whole);
        }
        let unit = match row.kind {
            RowKind::Proactive(_) => unit_of(&tables.headers, row.header),
            _ => Unit::Unstated,
        };
        for (&field, &span) in fields.iter().zip(columns) {
            self.cell(field, span, unit);
        }
    }

    /// Fills a row of the matrix or of section four whose cells are plain digits, each alone on its line
    /// and as many as the form has. Only labels that are not the form's are against it.
    fn lone_figures(&mut self, tables: &Tables, row: &RawRow, fields: &'static [Field]) -> bool {
        let plain = row.broken.is_none() && !row.separated && row.count as usize == fields.len();
        let Some(&first) = fields.first().filter(|_| plain) else { return false };
        !matches!(row.kind, RowKind::Proactive(_))
            && !matches!(self.fit(tables, row, fields), Fit::Other | Fit::First(..))
            && self.plain_row(row.kind, first, cells(tables, row))
    }

    /// What the labels over a row say.
    fn fit(&mut self, tables: &Tables, row: &RawRow, fields: &[Field]) -> Fit {
        if !matches!(row.kind, RowKind::Matrix(_)) {
            return tables.headers.fit(row.kind.table(), row.header, fields);
        }
        match self.seen {
            Some((header, fit)) if header == row.header => fit,
            _ => {
                let fit = tables.headers.fit(Table::Matrix, row.header, fields);
                self.seen = Some((row.header, fit));
                fit
            }
        }
    }

    /// The cells of a row that are its figures, one for each column; what is wrong, if they cannot be
    /// told.
    fn columns<'a>(
        &mut self,
        tables: &'a Tables,
        row: &RawRow,
        fields: &[Field],
    ) -> Result<&'a [Span], Detail> {
        let cells = cells(tables, row);
        match row.broken {
            Some(Broken::Mixed) => return Err(Detail::RowMixed { text: self.joined(cells) }),
            Some(Broken::Continued) => {
                return Err(Detail::RowContinued { text: self.joined(cells) });
            }
            Some(Broken::Stacked) if !row.separated && cells.len() == fields.len() => {
                return Err(Detail::Unplaced { text: self.joined(cells), candidates: 1 });
            }
            Some(Broken::Stacked) | None => {}
        }
        let header = match self.fit(tables, row, fields) {
            Fit::First(columns) => {
                self.cut_off.extend(fields.first());
                let found = first_columns(tables, row, columns).filter(|_| self.certain);
                return found.ok_or_else(|| self.column_order(&tables.headers, row, fields));
            }
            Fit::Other => {
                let table = row.kind.table();
                let is_elsewhere = row.separated
                    && tables.headers.is_elsewhere(table, row.header, row.column, row.width);
                if tables.headers.is_whole(table, row.header) || is_elsewhere {
                    self.whole_headers.extend(fields.first());
                }
                return Err(self.column_order(&tables.headers, row, fields));
            }
            Fit::Unlabelled => None,
            Fit::Form(place) => {
                self.missing_label(&tables.headers, row, fields);
                place
            }
        };
        if let (RowKind::Matrix(_), true, None) = (row.kind, row.separated, header) {
            let known = self.spans_left_out;
            let left_out = known.unwrap_or_else(|| spanned::are_left_out(tables));
            self.spans_left_out = Some(left_out);
            if left_out {
                let figures = spanned::figures(tables, row);
                return figures.ok_or_else(|| Detail::RowMixed { text: self.joined(cells) });
            }
        }
        if let Some(expected) = self.full_width(tables, row, fields.len(), header) {
            let (text, found) = (self.joined(cells), row.width.into());
            return Err(Detail::RowCut { text, found, expected });
        }
        let copies = match row.kind {
            RowKind::Proactive(_) => tables.headers.copies(Table::Proactive, row.header),
            _ => None,
        };
        if let Some(copies) = copies.filter(|&copies| copies > 0) {
            let columns = self.without_copies(row, cells, fields.len(), copies);
            return columns.ok_or_else(|| self.column_order(&tables.headers, row, fields));
        }
        let Some(offset) = place(tables, row, fields.len(), header) else {
            let (text, found) = (self.joined(cells), cells.len());
            return Err(Detail::RowLength { text, found, expected: fields.len() });
        };
        let columns = cells.get(offset..offset + fields.len()).unwrap_or_default();
        // Text before the figures may be one more column, of labels or of units, unless the header
        // stands right above.
        let proven = header.is_some_and(|(_, width)| width == row.width);
        let text = columns.first().map_or("", |&span| under(self.text, span));
        if !proven && !text.is_empty() && !literal::looks_like_figure(text) {
            return Err(Detail::RowMixed { text: self.joined(cells) });
        }
        Ok(columns)
    }

    /// The cells of a row without so many copies of the last, if they are all that is behind it: some tools
    /// put the text of a merged cell into every place that it covers.
    fn without_copies<'a>(
        &self,
        row: &RawRow,
        cells: &'a [Span],
        n: usize,
        copies: usize,
    ) -> Option<&'a [Span]> {
        let (columns, others) = cells.split_at_checked(n)?;
        let last = under(self.text, *columns.last()?);
        let same = others.iter().all(|&copy| under(self.text, copy) == last);
        (row.separated && others.len() == copies && same).then_some(columns)
    }

    /// Says where a column of section two has no label of its own: 上湾乡 2019 prints one label over two
    /// columns. The others tell its place, not what stands in it.
    fn missing_label(&mut self, headers: &Headers, row: &RawRow, fields: &[Field]) {
        let labels = headers.labels(row.kind.table(), row.header);
        let named = labels.iter().filter(|cell| cell.label != HeaderLabel::Unknown);
        let few = (1..fields.len()).contains(&named.count());
        let ends = labels.first().zip(labels.last());
        let (RowKind::Proactive(_), true, Some((from, to))) = (row.kind, few, ends) else { return };
        let found: Vec<String> = labels.iter().map(|cell| self.shown(cell.span)).collect();
        let expected = expected_columns(fields, self.report.form_or_prescribed());
        let detail = Detail::LabelVariant { found: found.join(" "), expected };
        if let Some(&first) = fields.first() {
            self.say(subject(fields, first), from.span.join(to.span), detail);
        }
    }

    /// The number of cells that a row's line should have, if it has fewer: where tools write merged
    /// cells as blank ones, every line of a table has the same number of cells, so that one with fewer
    /// is not whole, though it may have as many cells behind its label as there are columns.
    fn full_width(
        &mut self,
        tables: &Tables,
        row: &RawRow,
        n: usize,
        header: Option<(u16, u16)>,
    ) -> Option<usize> {
        if !row.separated || (row.count as usize) < n {
            return None;
        }
        let told = match (header, row.kind) {
            (Some((_, width)), _) => Some(width),
            // All rows of the matrix are of one table.
            (None, RowKind::Matrix(_)) => {
                *self.padded.get_or_insert_with(|| padded(tables, row, n))
            }
            (None, _) => padded(tables, row, n),
        };
        told.filter(|&width| width > row.width).map(usize::from)
    }

    /// Whether a cell has two numbers and another is blank: those between may be one place off.
    fn has_two_in_one(&self, cells: &[Span]) -> bool {
        let numbers = |cell: &Span| {
            let mut words = under(self.text, *cell).split_whitespace();
            words.clone().count() > 1 && words.all(|word| literal::plain_count(word).is_some())
        };
        cells.iter().any(numbers) && cells.iter().any(|cell| cell.is_empty())
    }

    /// Whether a count of section two is written as a change or as an amount.
    fn has_foreign_figure(&self, fields: &[Field], cells: &[Span]) -> bool {
        let is_section_two =
            fields.first().is_some_and(|&field| Section::Proactive.has(field)) && fields.len() > 1;
        is_section_two
            && fields.iter().zip(cells).any(|(field, &span)| {
                let text = under(self.text, span);
                let foreign = |literal: Literal<u64>| {
                    matches!(literal, Literal::Fault(Fault::Negative | Fault::Fractional))
                };
                field.kind() == FigureKind::Count
                    && literal::plain_count(text).is_none()
                    && (foreign(literal::count(text))
                        || matches!(literal::money(text), Literal::Figure(m, _) if m.unit != Unit::Unstated))
            })
    }

    /// Says so where a row of the matrix stands behind one that the form has after it. The order of the
    /// rows is fixed, so that labels may have changed places: nothing else would tell.
    fn order(&mut self, last: Option<&RawRow>, row: &RawRow) {
        let Some(last) = last.filter(|last| last.kind.index() > row.kind.index()) else { return };
        let first = |row: &RawRow| self.fields(row).first().copied();
        if let (Some(before), Some(field)) = (first(last), first(row)) {
            self.say(Subject::Row(field), row.label, Detail::RowOrder { before });
        }
    }

    /// Fills a row of plain digits, as nearly all are, at once.
    fn plain_row(&mut self, kind: RowKind, first: Field, cells: &[Span]) -> bool {
        let filled = match kind {
            RowKind::Matrix(row) => self.plain(cells).map(|counts| {
                self.report.applications[row].fill(counts, Cell::Value);
            }),
            RowKind::Disputes(Some(channel)) => self.plain(cells).map(|counts| {
                self.report.disputes[channel].fill(counts, Cell::Value);
            }),
            RowKind::Disputes(None) => {
                self.plain(cells).map(|[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o]| {
                    let disputes = &mut self.report.disputes;
                    disputes.reconsideration.fill([a, b, c, d, e], Cell::Value);
                    disputes.litigation_direct.fill([f, g, h, i, j], Cell::Value);
                    disputes.litigation_after_reconsideration.fill([k, l, m, n, o], Cell::Value);
                })
            }
            RowKind::Proactive(_) => None,
        };
        if filled.is_some() {
            self.spans.set_all(first, cells);
        }
        filled.is_some()
    }

    /// The counts in cells of plain digits; `None` if any is something else.
    fn plain<const N: usize>(&self, cells: &[Span]) -> Option<[u64; N]> {
        let cells: &[Span; N] = cells.try_into().ok()?;
        let mut counts = [0; N];
        let text = self.text.as_bytes();
        for (count, &span) in counts.iter_mut().zip(cells) {
            *count = match text.get(span.start as usize) {
                // Most figures are one digit.
                Some(digit @ b'0'..=b'9') if span.len() == 1 => u64::from(digit - b'0'),
                _ => literal::plain_count(under(self.text, span))?,
            };
        }
        Some(counts)
    }

    /// A row that was there before.
    fn again(&mut self, tables: &Tables, first: &RawRow, second: &RawRow) {
        let (one, two) = (cells(tables, first), cells(tables, second));
        let same_text = |(a, b): (&Span, &Span)| under(self.text, *a) == under(self.text, *b);
        let unit = |row: &RawRow| match row.kind {
            RowKind::Proactive(_) => unit_of(&tables.headers, row.header),
            _ => Unit::Unstated,
        };
        if first.kind == second.kind
            && one.len() == two.len()
            && unit(first) == unit(second)
            && one.iter().zip(two).all(same_text)
        {
            return;
        }
        let fields = self.fields(second);
        let Some(&field) = fields.first() else { return };
        // A row that is in doubt already stays so; its text was kept the first time.
        if self.conflicts.contains(&second.kind) {
            self.omitted += 1;
            return;
        }
        self.conflicts.push(second.kind);
        let (first_text, second_text) = (self.joined(one), self.joined(two));
        self.say(
            subject(fields, field),
            whole(two, second.label),
            Detail::ConflictingRows { first: first_text, second: second_text },
        );
        self.unread(fields, one, whole(one, first.label));
    }

    /// Leaves all figures of a row unread, with the text of the row.
    fn unread(&mut self, fields: &[Field], cells: &[Span], whole: Span) {
        let text = self.joined(cells);
        for &field in fields {
            self.set_unread(field, text.clone(), whole);
        }
    }

    pub(super) fn set_unread(&mut self, field: Field, text: String, span: Span) {
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
    pub(super) fn joined(&self, cells: &[Span]) -> String {
        let mut text = String::new();
        for &span in cells.iter().take(LONGEST) {
            if !text.is_empty() {
                text.push(' ');
            }
            let cell = under(self.text, span).chars().take(LONGEST);
            text.extend(cell.map(|c| if c.is_control() { ' ' } else { c }));
            if text.len() > 4 * LONGEST {
                break;
            }
        }
        let cut: String = text.chars().take(LONGEST).collect();
        trim(&cut).to_owned()
    }

    /// Reads one cell as one figure.
    pub(super) fn cell(&mut self, field: Field, span: Span, unit: Unit) {
        let text = under(self.text, span);
        let cell = self.report.cell_mut(field);
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
            let text = match self.report.cell(field).unread() {
                Some(text) if fault == Fault::Marked => text.to_owned(),
                _ => self.joined(&[span]),
            };
            self.say(
                Subject::Figure(field),
                span,
                Detail::NotAFigure { text: text.clone(), expected: field.kind(), fault },
            );
            return self.set_unread(field, text, span);
        }
        self.marked_absent |= self.report.cell(field).state() == CellState::Absent;
        let (figure, behind) = match length {
            Some(length) => text.split_at_checked(length).unwrap_or((text, "")),
            None => (text, ""),
        };
        let place = Span::new(span.start, span.end - u32::try_from(behind.len()).unwrap_or(0));
        self.spans.set(field, place);
        let annotation = trim(behind);
        if field.kind() == FigureKind::Money {
            self.unit(field, place, unit);
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
    fn unit(&mut self, field: Field, span: Span, stated: Unit) {
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

    /// What to say of column labels that are not the form's.
    fn column_order(&self, headers: &Headers, row: &RawRow, fields: &[Field]) -> Detail {
        let found: Vec<String> = headers
            .labels(row.kind.table(), row.header)
            .iter()
            .map(|cell| self.shown(cell.span))
            .collect();
        let expected = expected_columns(fields, self.report.form_or_prescribed());
        Detail::ColumnOrder { found: found.join(" "), expected }
    }

    /// Whether a figure of the form has no place.
    pub(super) fn has_gaps(&self) -> bool {
        let (form, other) = (self.report.form_or_prescribed(), self.report.other_rows());
        self.spans.missing().any(|field| field.is_in(form, other))
    }

    /// Says which figures the document does not have.
    pub(super) fn absent(&mut self) {
        let absent = |field: &Field| self.report.cell(*field).state() == CellState::Absent;
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

/// The column labels of the form over figures, in Simplified script.
pub(super) fn expected_columns(fields: &[Field], form: Form) -> String {
    let labels: Vec<&str> = fields
        .iter()
        .filter_map(|&field| match field {
            Field::Applications(_, applicant) => Some(applicant_label(applicant)),
            Field::Disputes(_, ruling) => Some(ruling_label(ruling)),
            _ => column_label(field, form),
        })
        .map(|wording| wording.in_script(Script::Simplified))
        .collect();
    labels.join(" ")
}

/// What a row of figures is: a row of the form, or all of section four.
pub(super) fn subject(fields: &[Field], first: Field) -> Subject {
    match fields.last() {
        Some(last) if !last.same_row(first) => Subject::Section(Section::Disputes),
        _ => Subject::Row(first),
    }
}

/// The unit that a header states for an amount of money.
fn unit_of(headers: &Headers, header: u16) -> Unit {
    let unit = headers.labels(Table::Proactive, header).iter().find_map(|cell| match cell.label {
        HeaderLabel::Proactive(Column::Fees(unit) | Column::Procurement(unit)) => Some(unit),
        _ => None,
    });
    unit.unwrap_or_default()
}

/// All of a row, from its first cell to its last.
fn whole(cells: &[Span], label: Span) -> Span {
    match cells {
        [first, .., last] => first.join(*last),
        [only] => *only,
        [] => label,
    }
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
        Literal::Unread(text) => {
            *cell = Cell::Unread(text);
            return (Some(Fault::Marked), None);
        }
        Literal::Fault(fault) => return (Some(fault), None),
    };
    (None, length)
}
