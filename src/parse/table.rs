//! Lines of a table region → rows of the form, each with its cells in order.
//!
//! The region is read cell by cell in reading order. A label opens a row; the cells behind it are
//! the row's until the next label. So one reader serves one cell a line, tabs, and pipes, alone and
//! mixed. What a row's cells mean is decided later ([`super::assemble`]), when all labels have told
//! which form it is; here nothing is counted, filled up or left out.

mod labels;
mod separated;

use super::fold::trim;
use super::header::{HeaderLabel, Headers, Table};
use super::label::{self, Label, Walk, Walked};
use super::lines::{Line, Role, Run};
use super::literal;
use super::outline::unmarked;
use super::pieces::{bytes_of, span_of, under};
use super::rows::{Broken, RawRow, RowKind, Stray, Tables};
use crate::model::labels::Group;
use crate::model::{Applicant, Row, Section};
use crate::span::Span;

/// A row whose cells are still coming.
#[derive(Debug, Clone, Copy)]
struct Open {
    row: RawRow,
    /// The number of the line on which the label stands.
    line: u32,
}

/// What stands between the last cell and the line at hand.
#[derive(Debug, Default)]
struct Between {
    /// Where a line stands that holds nothing but a tab: it is between two cells of a row, as browsers
    /// copy cells that hold paragraphs.
    joint: Option<Span>,
    /// How many lines are empty.
    gap: u32,
    /// Whether anything stood before.
    started: bool,
}

const NOWHERE: Span = Span::new(0, 0);

/// Reads table regions.
pub(super) struct Reader<'t> {
    text: &'t str,
    /// The figures of runs, and how many were taken.
    figures: &'t [Span],
    taken: usize,
    out: Tables,
    open: Option<Open>,
    /// A label of which only the beginning has come.
    pending: Option<(Walk, Span)>,
    /// The line and the cell in which that starts.
    pending_at: (u32, u16),
    section: Section,
    /// The group of rows at hand.
    group: Option<Group>,
    /// Whether lines of bars have a bar before their first cell; looked up once a section.
    framed: bool,
    /// Whether every line of bars has one behind its last cell.
    closed_by_bars: bool,
    /// The last row of separated cells, while nothing but blanks and figures came behind it.
    closed: Option<usize>,
    /// The number of the table line at hand, the cells of it so far, and [`Tables::cells`] at its
    /// start.
    line: u32,
    column: u16,
    line_start: usize,
    /// The row of cells at hand; empty for a cell alone on its line.
    row: Span,
    /// How many cells the lines of the section have at most: 0 where that is not known.
    most_cells: usize,
    /// The last text that was no label.
    unknown: Option<Span>,
    /// The line of 信息内容, while no other label has come behind it.
    content: Option<u32>,
    /// How many figures stand alone between the labels over the columns and the first row. In text of a
    /// PDF, figures in the middle of their cells may stand before the labels of their rows.
    ahead: usize,
    /// Whether figures in cells that belong to no row came since the last row: a row of blank cells behind
    /// them may be the rest of theirs.
    strays: bool,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, figures: &'t [Span]) -> Self {
        Reader {
            text,
            figures,
            taken: 0,
            out: Tables {
                rows: Vec::with_capacity(40),
                cells: Vec::with_capacity(256),
                headers: Headers::new(),
                evidence: [(0, NOWHERE); 2],
                stray: Vec::new(),
                notes: Vec::new(),
            },
            open: None,
            pending: None,
            pending_at: (0, 0),
            section: Section::Proactive,
            group: None,
            framed: true,
            closed_by_bars: true,
            closed: None,
            line: 0,
            column: 0,
            line_start: 0,
            row: NOWHERE,
            most_cells: 0,
            unknown: None,
            content: None,
            ahead: 0,
            strays: false,
        }
    }

    /// The rows, if all runs of figures stand where they can only be cells of the rows before them.
    pub(super) fn finish(mut self) -> Option<Tables> {
        self.close();
        (self.taken == self.figures.len()).then_some(self.out)
    }

    /// Reads the lines of a section.
    pub(super) fn section(&mut self, section: Section, lines: &mut [Line]) {
        self.close();
        // What stands behind a heading goes on with no row before it.
        self.closed = None;
        self.section = section;
        self.out.headers.end_all();
        self.group = None;
        self.ahead = 0;
        self.strays = false;
        // `a | b |` or `| a | b |`: a line that starts with a bar, where others start with text, has a
        // blank first cell.
        let bars = lines.iter().any(|line| line.marks.bar());
        self.framed = !bars
            || lines.iter().filter(|line| line.marks.bar()).all(|line| {
                let line = under(self.text, line.text);
                line.starts_with('|') || !line.contains('|')
            });
        self.closed_by_bars = lines.iter().filter(|line| line.marks.bar()).all(|line| {
            let line = under(self.text, line.text);
            line.ends_with('|') || !line.contains('|')
        });
        // The ends of lines tell, of which most have one bar.
        let giant = bars
            && lines.iter().filter(|line| line.marks.bar()).any(|line| {
                let mut end = under(self.text, line.text).bytes().rev().take(16);
                end.len() == 16 && end.all(|b| matches!(b, b'|' | b' '))
            });
        self.most_cells = if giant { self.widest(lines) } else { 0 };
        let mut between = Between::default();
        for line in lines {
            let before = std::mem::replace(&mut between.gap, line.behind);
            let at_once = line.marks.digits() && self.figure_line(line, &mut between, before);
            if !at_once {
                self.line(line, &mut between, before);
            }
            if line.run.count > 0 && line.role == Role::Table {
                self.run(line.run);
            }
        }
        if let Some(empty) = between.joint {
            // Where little stands between the tab and what comes next, that may be the cell.
            self.cell(empty, true);
            self.close();
            if between.gap <= 2 {
                self.break_closed();
            }
        }
        self.close();
    }

    /// A line of nothing but digits, where it can be nothing but one more cell of the open row.
    #[inline]
    fn figure_line(&mut self, line: &mut Line, between: &mut Between, before: u32) -> bool {
        if between.joint.is_none() {
            return self.plain_figure(line);
        }
        let taken = before <= 2 && self.joined_figure(line);
        if taken {
            between.joint = None;
        }
        taken
    }

    /// Takes the figures behind one that was read: what [`Reader::plain_figure`] does with each, or
    /// [`Reader::joined_figure`] with each behind a tab.
    fn run(&mut self, run: Run) {
        let (first, count) = (run.first as usize, run.count as usize);
        let Some(figures) = self.figures.get(first..first + count) else { return };
        let cells = self.out.cells.len();
        let Some(open) = self.open.as_mut().filter(|open| cells > open.row.first as usize) else {
            return;
        };
        if self.pending.is_some() || !run.joined && open.row.separated {
            return;
        }
        self.out.cells.extend_from_slice(figures);
        self.taken += count;
        if run.joined {
            open.row.separated = true;
            self.row = NOWHERE;
            self.column = self.column.saturating_add(u16::try_from(count).unwrap_or(u16::MAX));
        } else {
            self.line += run.count;
            self.column = 1;
            self.line_start = self.out.cells.len() - 1;
        }
    }

    /// Any line.
    fn line(&mut self, line: &mut Line, between: &mut Between, before: u32) {
        if line.is_blank() {
            let tabs = match line.marks.tab() {
                true if line.raw.len() == 1 => 1,
                true => under(self.text, line.raw).bytes().filter(|&b| b == b'\t').count(),
                false => 0,
            };
            if tabs > 1 {
                // A row of nothing but blank cells.
                line.role = Role::Table;
                between.joint = None;
                self.separated_line(line, false);
            } else if tabs == 1 {
                line.role = Role::Table;
                let empty = Span::new(line.raw.start, line.raw.start);
                if between.joint.is_some() || (between.started && before > 2) {
                    // Two such lines with nothing between, or one at the start of a row: a
                    // blank cell.
                    if between.joint.is_none() {
                        self.start_line(true);
                    }
                    self.cell(empty, true);
                }
                between.joint = Some(empty);
            } else {
                between.gap += before + 1;
            }
            return;
        }
        between.started = true;
        if line.role != Role::Unseen {
            between.joint = None;
            return;
        }
        line.role = Role::Table;
        let joined = match between.joint.take() {
            Some(_) if before <= 2 => true,
            Some(empty) => {
                // The tab was the last of its row: a blank cell ends it.
                self.cell(empty, true);
                false
            }
            None => false,
        };
        if line.marks.tab() || line.marks.bar() && under(self.text, line.raw).contains('|') {
            self.separated_line(line, joined);
            return;
        }
        self.row = NOWHERE;
        if !joined {
            self.start_line(false);
        }
        if line.marks.digits() {
            if !self.digits(line.text, joined) {
                line.role = Role::TableText;
            }
            return;
        }
        if self.pending.is_none() && !joined {
            // What [`Reader::lone`] does with a label that is printed as in the form, at once.
            if let Some(label) = label::printed(under(self.text, line.text)) {
                self.column = 1;
                self.label(label, line.text, 0);
                return;
            }
        }
        let notes = self.out.notes.len();
        if !self.lone(line.text, joined) {
            line.role = Role::TableText;
        } else if self.out.notes.len() > notes {
            line.role = Role::Paragraph;
        }
    }

    /// A line of nothing but digits behind a label or another such line, which most lines are where
    /// every cell has its own: what [`Reader::lone`] does with it, at once.
    #[inline]
    fn plain_figure(&mut self, line: &mut Line) -> bool {
        let Some(open) = self.open.as_mut().filter(|open| !open.row.separated) else {
            return false;
        };
        if self.pending.is_some() || line.raw.len() > 20 || line.role != Role::Unseen {
            return false;
        }
        line.role = Role::Table;
        self.line += 1;
        self.column = 1;
        self.line_start = self.out.cells.len();
        if self.line_start == open.row.first as usize {
            open.row.column = 0;
            open.line = self.line;
        }
        self.out.cells.push(line.text);
        true
    }

    /// A line of nothing but digits behind a tab that joins it to the cells of an open row, which most
    /// lines are in the copies of browsers.
    #[inline]
    fn joined_figure(&mut self, line: &mut Line) -> bool {
        let plain = line.role == Role::Unseen && !line.marks.tab() && self.pending.is_none();
        if !plain || !self.push_next(line.text, self.column) {
            return false;
        }
        line.role = Role::Table;
        self.row = NOWHERE;
        self.column = self.column.saturating_add(1);
        true
    }

    /// A line that is one cell; false if it is none of the table's.
    fn lone(&mut self, span: Span, joined: bool) -> bool {
        let text = under(self.text, span);
        let cell = unmarked(text);
        let span = if cell.len() == text.len() { span } else { span_of(text, span.start, cell) };
        if cell.is_empty() {
            return true;
        }
        if !joined && literal::is_page_number(cell) {
            return false;
        }
        self.cell(span, joined)
    }

    /// Begins a line of the table.
    fn start_line(&mut self, separated: bool) {
        self.end_line();
        if let Some(open) = self.open {
            // A row of separated cells ends with its line; a label alone on its line takes the
            // next one. Cells that stand alone go on until the next label.
            if open.row.separated && self.open_count() > 0 || (separated && self.open_count() > 0) {
                self.close();
            }
        }
        self.line += 1;
        self.column = 0;
        self.line_start = self.out.cells.len();
    }

    /// Ends a line of the table: now its number of cells is known.
    fn end_line(&mut self) {
        let (line, width) = (self.line, self.column);
        if let Some(open) = &mut self.open {
            if open.line == line {
                open.row.width = width;
            }
        }
        self.out.headers.end_line(line, width);
    }

    fn open_count(&self) -> usize {
        self.open.map_or(0, |open| self.out.cells.len() - open.row.first as usize)
    }

    /// Reads one cell; false if it belongs to nothing.
    fn cell(&mut self, span: Span, separated: bool) -> bool {
        let column = self.column;
        self.column = self.column.saturating_add(1);
        if span.is_empty() {
            if separated {
                self.blank(span, column);
            }
            return true;
        }
        if bytes_of(self.text, span).iter().all(u8::is_ascii_digit) {
            return self.figure(span, separated, column);
        }
        self.words(under(self.text, span), span, separated, column)
    }

    /// Reads a cell of digits only.
    fn digits(&mut self, span: Span, separated: bool) -> bool {
        let column = self.column;
        self.column = self.column.saturating_add(1);
        self.figure(span, separated, column)
    }

    /// Reads a cell that is more than digits: a label, most often.
    fn words(&mut self, text: &str, span: Span, separated: bool, column: u16) -> bool {
        if separated && self.has_figures_on_line() {
            // Behind a figure of its line, text is a cell, whatever it says.
            if !literal::looks_like_figure(text) {
                if let Some(open) = &mut self.open {
                    let is_label = matches!(label::read(text).walked, Walked::Label(_));
                    open.row.broken = open.row.broken.or(is_label.then_some(Broken::Mixed));
                }
            }
            self.push(span, true, column);
            return true;
        }
        if self.pending.is_none() {
            if let Some(label) = label::printed(text) {
                self.label(label, span, column);
                return true;
            }
        }
        if let Some((mut walk, start)) = self.pending {
            let whole = start.join(span);
            match walk.feed(text) {
                Walked::Label(found) => {
                    self.pending = None;
                    self.label(found, whole, column);
                    return true;
                }
                Walked::Alive => {
                    self.pending = Some((walk, whole));
                    return true;
                }
                _ => self.drop_pending(),
            }
        }
        let read = label::read(text);
        match read.walked {
            // 3.其他 is a row of （六） only; other numbered rows of that name are no rows of the form.
            Walked::Label(Label::Row(row))
                if row == Row::UNSPECIFIED && self.group != Some(Group::Other) => {}
            // Outside of the matrix 其他 is the first line of 其他对外管理服务事项 or of 其他结果.
            Walked::Label(Label::Other) if self.section != Section::Applications => {
                let mut walk = Walk::default();
                walk.feed(text);
                self.pending = Some((walk, span));
                self.pending_at = (self.line, column);
                return true;
            }
            // 行政处罚 - is a label and its cell, which a space keeps apart: no row begins there.
            Walked::Label(_) if !separated && literal::ends_with_mark(text) => {}
            Walked::Label(found) => {
                self.label(found, span, column);
                return true;
            }
            Walked::Annotated(found, at)
                if is_remark(found, text.get(at..).unwrap_or_default()) =>
            {
                let name = span_of(text, span.start, trim(text.get(..at).unwrap_or_default()));
                self.out.stray.push(Stray::Variant(self.section, span, name));
                self.label(found, span, column);
                return true;
            }
            Walked::Alive
                if read.walk != Walk::default()
                    && (read.ordinal.is_some() || !literal::looks_like_figure(text)) =>
            {
                self.pending = Some((read.walk, span));
                self.pending_at = (self.line, column);
                return true;
            }
            _ => {}
        }
        if literal::looks_like_figure(text) {
            return self.figure(span, separated, column);
        }
        self.other_text(span, separated, column)
    }

    /// A cell that starts as a figure does, good or bad.
    fn figure(&mut self, span: Span, separated: bool, column: u16) -> bool {
        if separated && self.pending.is_none() && self.push_next(span, column) {
            return true;
        }
        self.drop_pending();
        if self.open.is_some_and(|open| open.row.separated && !separated) && self.open_count() > 0 {
            self.close();
        }
        if self.is_detached(separated) {
            self.close();
        }
        if self.open.is_none() && !self.open_disputes(span) {
            if under(self.text, span).chars().any(|c| literal::digit_value(c).is_some()) {
                // A figure without a label behind a row may belong to its last cell: a number broken
                // over two lines, or a cell that a tool put on a line of its own.
                // A line of many cells, and of as many figures as the row has, is a row of its own.
                let row = under(self.text, self.row);
                let many = row.bytes().filter(|b| matches!(b, b'|' | b'\t')).count() >= 2;
                let named = self.unknown.is_some_and(|text| text.start >= self.row.start);
                if !many {
                    self.break_closed();
                } else if !named && self.is_less_than_row() {
                    // Parts of several figures may have right totals, as those before them.
                    self.break_closed_by(Broken::Mixed);
                }
                if let Some(unknown) = self.unknown.take() {
                    self.out.stray.push(Stray::Text(self.section, unknown));
                }
                self.out.stray.push(Stray::Figure(self.section, span));
                self.strays |= separated;
                let is_ahead = !separated && self.out.headers.awaits(Table::of(self.section));
                self.ahead += usize::from(is_ahead);
            }
            return false;
        }
        self.push(span, separated, column);
        true
    }

    /// Whether the open row is one of the matrix without any cell. （六）其他处理 stands so over its grounds.
    fn is_bare_row(&self) -> bool {
        let bare = |open: Open| {
            matches!(open.row.kind, RowKind::Matrix(row) if row != Row::OTHER)
                && open.line < self.line
        };
        self.open_count() == 0 && self.open.is_some_and(bare)
    }

    /// Whether the line at hand has fewer figures than the row before, so that they may be parts of its
    /// figures, or stand in cells that are set at another height.
    fn is_less_than_row(&self) -> bool {
        let Some(row) = self.closed.and_then(|row| self.out.rows.get(row)) else { return false };
        let line = under(self.text, self.row);
        let cells = line.split(['|', '\t']).filter(|cell| !trim(cell).is_empty());
        let figures = match row.kind {
            RowKind::Matrix(_) => Applicant::ALL.len(),
            _ => row.count as usize,
        };
        cells.count() < figures
    }

    /// Marks the row before as one that may go on here.
    fn break_closed(&mut self) {
        self.break_closed_by(Broken::Continued);
    }

    fn break_closed_by(&mut self, broken: Broken) {
        if let Some(row) = self.closed.take().and_then(|row| self.out.rows.get_mut(row)) {
            row.broken = row.broken.or(Some(broken));
        }
    }

    /// Whether the open row has a figure on the line at hand.
    fn has_figures_on_line(&self) -> bool {
        let from = self.line_start.min(self.out.cells.len());
        self.open_count() > 0 && self.out.cells[from..].iter().any(|cell| !cell.is_empty())
    }

    /// Whether a separated cell stands on another line than the label before it. A line of figures
    /// without a label need not be that label's: 上海市科委 2024 prints the label of one row above the
    /// figures of another.
    fn is_detached(&self, separated: bool) -> bool {
        separated && self.open_count() == 0 && self.open.is_some_and(|open| open.line != self.line)
    }

    fn blank(&mut self, span: Span, column: u16) {
        if self.push_next(span, column) {
            return;
        }
        if self.is_detached(true) {
            self.close();
        }
        if self.open.is_none() && (column > 0 || !self.open_disputes(span)) {
            return;
        }
        self.push(span, true, column);
    }

    /// Adds a separated cell to the open row, if there is one whose label or cells stand on the same
    /// line.
    #[inline]
    fn push_next(&mut self, span: Span, column: u16) -> bool {
        let Some(open) = &mut self.open else { return false };
        if open.row.first as usize == self.out.cells.len() {
            if open.line != self.line {
                return false;
            }
            open.row.column = column;
        }
        open.row.separated = true;
        self.out.cells.push(span);
        true
    }

    fn push(&mut self, span: Span, separated: bool, column: u16) {
        let count = self.open_count();
        if let Some(open) = &mut self.open {
            if count == 0 {
                open.row.column = column;
                open.line = self.line;
            }
            open.row.separated |= separated;
            self.out.cells.push(span);
        }
    }

    /// The figures of section four have no label of their own: they stand under the header.
    fn open_disputes(&mut self, span: Span) -> bool {
        if self.section != Section::Disputes || !self.out.headers.awaits_disputes() {
            return false;
        }
        let channel = self.out.headers.channel();
        self.open_row(RowKind::Disputes(channel), Span::new(span.start, span.start));
        true
    }

    /// Text that is neither label nor figure.
    fn other_text(&mut self, span: Span, separated: bool, column: u16) -> bool {
        let text = under(self.text, span);
        // A note goes on in the line behind its figure; on the same line it is a cell of its own.
        if !separated && self.is_note(text) && self.extends(span) {
            return true;
        }
        // The unit on a line of its own under 本年收费金额.
        if let Some(unit) = literal::unit_note(text) {
            if self.open.is_none() && self.out.headers.state_unit(unit) {
                return true;
            }
        }
        let first_of_disputes = self.open_count() == 0
            && self.open.is_some_and(|open| matches!(open.row.kind, RowKind::Disputes(_)));
        let has_place = column > 0 || first_of_disputes;
        if separated && has_place && self.open.is_some() {
            // Its place in the row is certain, so it is a cell that cannot be read.
            self.push(span, true, column);
            return true;
        }
        // A unit or a counter on the line behind a figure belongs to it: 5 / 亿元.
        let behind_figure = self.open_count() > 0 || self.closed.is_some();
        self.close();
        if behind_figure && literal::is_rest_of_figure(text) {
            self.closed = self.closed.or_else(|| self.out.rows.len().checked_sub(1));
            self.break_closed();
        }
        self.closed = None;
        let table = Table::of(self.section);
        if self.is_first_column(text, separated) {
            self.out.headers.add(table, HeaderLabel::Unknown, span, self.line, column);
        } else {
            self.out.headers.add_other(table, HeaderLabel::Unknown, span, self.line, column);
        }
        if is_sentence(text) {
            self.out.notes.push((self.section, span));
            return true;
        }
        self.unknown = Some(span);
        false
    }

    /// Whether text stands where the label of the first column does, behind 信息内容, and is another.
    fn is_first_column(&self, text: &str, separated: bool) -> bool {
        let Some(content) = self.content else { return false };
        let is_behind = match separated {
            true => content == self.line,
            // A line of its own may be anything, and is short where it is a label.
            false => {
                content + 1 == self.line
                    && text.len() < 60
                    && text.contains(['数', '數', '额', '額'])
            }
        };
        self.section == Section::Proactive && is_behind && !label::may_be_column(text)
    }

    /// Whether text may be a note that belongs to the cell before: 22 / （其中修订 16 件）.
    fn is_note(&self, text: &str) -> bool {
        text.starts_with(['（', '('])
            && text.ends_with(['）', ')'])
            && !literal::is_unread_mark(text)
            && !matches!(label::read(text).walked, Walked::Label(_))
    }

    /// Adds a note to the last cell, if that is a figure.
    fn extends(&mut self, note: Span) -> bool {
        if self.open_count() == 0 {
            return false;
        }
        match self.out.cells.last_mut() {
            Some(last) if !last.is_empty() => {
                *last = last.join(note);
                true
            }
            _ => false,
        }
    }

    fn drop_pending(&mut self) {
        if let Some((_, span)) = self.pending.take() {
            self.unknown = Some(span);
            let table = Table::of(self.section);
            let label = HeaderLabel::Partial(label::columns(under(self.text, span)));
            let (line, column) = self.pending_at;
            self.out.headers.add_other(table, label, span, line, column);
            self.close();
        }
    }

    fn open_row(&mut self, kind: RowKind, label: Span) {
        self.close();
        let header = self.out.headers.current(kind.table());
        let are_ahead = match kind {
            RowKind::Proactive(_) => self.ahead > 0,
            RowKind::Matrix(_) => self.ahead >= Applicant::ALL.len(),
            RowKind::Disputes(_) => false,
        };
        self.open = Some(Open {
            row: RawRow {
                kind,
                first: u32::try_from(self.out.cells.len()).unwrap_or(u32::MAX),
                count: 0,
                separated: false,
                column: 0,
                width: 0,
                header,
                broken: are_ahead.then_some(Broken::Stacked),
                label,
            },
            line: self.line,
        });
        self.line_start = self.out.cells.len();
        self.unknown = None;
    }

    /// Ends the open row.
    fn close(&mut self) {
        if let Some((_, span)) = self.pending.take() {
            self.unknown = Some(span);
        }
        let count = self.open_count();
        if let Some(open) = self.open.take() {
            // The blanks of a header's line open a row of section four, and no more.
            if count > 0 || !matches!(open.row.kind, RowKind::Disputes(_)) {
                self.out.headers.end(open.row.kind.table());
            }
            if count > 0 {
                self.closed = open.row.separated.then_some(self.out.rows.len());
                let width = if open.line == self.line { self.column } else { open.row.width };
                let strays = std::mem::take(&mut self.strays);
                let cells = self.out.cells.get(open.row.first as usize..).unwrap_or_default();
                let is_rest = strays && cells.iter().all(|cell| cell.is_empty());
                self.out.rows.push(RawRow {
                    count: u32::try_from(count).unwrap_or(u32::MAX),
                    width: width.max(open.row.width),
                    broken: open.row.broken.or(is_rest.then_some(Broken::Mixed)),
                    ..open.row
                });
            }
        }
    }

    /// Takes the blank cells before a label in its own line away from the row above: they only
    /// hold the label's place.
    fn discard_padding(&mut self) {
        let Some(open) = self.open else { return };
        let from = (open.row.first as usize).max(self.line_start);
        let cells = &self.out.cells;
        let keep =
            from + cells[from..].iter().rposition(|cell| !cell.is_empty()).map_or(0, |i| i + 1);
        self.out.cells.truncate(keep);
        if keep == open.row.first as usize && matches!(open.row.kind, RowKind::Disputes(_)) {
            // A blank before a header's label had opened the row.
            self.open = None;
        }
    }
}

/// Whether text between tables is prose and no label.
fn is_sentence(text: &str) -> bool {
    // What has tabs or bars is a row of a table that was not understood.
    if text.contains(['\t', '|']) {
        return false;
    }
    text.contains(['。', '；', '！'])
        || text.chars().count() > 40
        || (text.starts_with('注') && text.contains(['：', ':']))
}

/// Whether a note behind a label only explains it. Others say that the row is a part of the form's:
/// 行政处罚（其中：罚款）, 行政处罚（简易程序）.
fn is_remark(label: Label, note: &str) -> bool {
    let note = note.trim_matches(['（', '(', '）', ')']);
    ["指", "单位", "單位", "区分", "區分"].iter().any(|word| note.starts_with(word))
        || matches!(note, "件" | "项" | "項" | "宗" | "个" | "個" | "次" | "条" | "條")
        // 沭阳县 2025 names the applicants in brackets.
        || label == Label::Applicants
}
