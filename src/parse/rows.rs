//! What the reader of tables finds: rows of cells, not yet figures.

use super::header::{Headers, Table};
use crate::model::labels::ProactiveRow;
use crate::model::{Channel, Row, Section};
use crate::span::Span;

/// Which row of the form a row of cells is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    Proactive(ProactiveRow),
    Matrix(Row),
    /// The fifteen figures of section four, or the five of one channel.
    Disputes(Option<Channel>),
}

impl RowKind {
    /// The table that has such rows.
    pub(super) fn table(self) -> Table {
        match self {
            RowKind::Proactive(_) => Table::Proactive,
            RowKind::Matrix(_) => Table::Matrix,
            RowKind::Disputes(_) => Table::Disputes,
        }
    }

    /// How many kinds there are.
    pub(super) const COUNT: usize =
        ProactiveRow::ALL.len() + Row::ALL.len() + Channel::ALL.len() + 1;

    /// A number for each kind, from 0.
    pub(super) fn index(self) -> usize {
        const MATRIX: usize = ProactiveRow::ALL.len();
        const DISPUTES: usize = MATRIX + Row::ALL.len();
        match self {
            RowKind::Proactive(row) => row as usize,
            RowKind::Matrix(row) => MATRIX + row.index(),
            RowKind::Disputes(None) => DISPUTES,
            RowKind::Disputes(Some(channel)) => DISPUTES + 1 + channel as usize,
        }
    }
}

impl RowKind {
    /// The numbers of the kinds that have figures in common with this one.
    pub(super) fn overlapping(self) -> impl Iterator<Item = usize> {
        let channels = Channel::ALL.into_iter().map(|channel| RowKind::Disputes(Some(channel)));
        let others = match self {
            RowKind::Disputes(None) => Some(channels),
            _ => None,
        };
        let all = matches!(self, RowKind::Disputes(Some(_))).then_some(RowKind::Disputes(None));
        std::iter::once(self).chain(all).chain(others.into_iter().flatten()).map(RowKind::index)
    }
}

/// A row of cells behind a label.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawRow {
    pub(super) kind: RowKind,
    /// The first of the cells in [`Tables::cells`], and how many there are.
    pub(super) first: u32,
    pub(super) count: u32,
    /// Whether separators told the cells apart, so that blank cells are there as well.
    pub(super) separated: bool,
    /// The place of the first cell in its line, and how many cells the line has.
    pub(super) column: u16,
    pub(super) width: u16,
    /// The number of the header above, in [`Tables::headers`].
    pub(super) header: u16,
    /// Why its cells cannot be given to columns, although there may be as many.
    pub(super) broken: Option<Broken>,
    pub(super) label: Span,
}

/// What breaks a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// A label stands among its figures.
    Mixed,
    /// Another label stands above its own, without figures: these may be that row's.
    Stacked,
    /// A figure stands alone on the line behind it: its last cell may go on there.
    Continued,
}

/// What does not belong to any row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stray {
    Figure(Section, Span),
    Text(Section, Span),
    /// A label with a note behind it, and the label's own part.
    Variant(Section, Span, Span),
}

/// The rows of all table regions of a report.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) rows: Vec<RawRow>,
    pub(super) cells: Vec<Span>,
    pub(super) headers: Headers,
    /// How many labels tell each form, and where one stands.
    pub(super) evidence: [(u32, Span); 2],
    pub(super) stray: Vec<Stray>,
    /// Prose between the tables.
    pub(super) notes: Vec<(Section, Span)>,
}

impl Tables {
    /// No tables, without any memory.
    pub(super) fn none() -> Tables {
        Tables {
            rows: Vec::new(),
            cells: Vec::new(),
            headers: Headers::none(),
            evidence: [(0, Span::new(0, 0)); 2],
            stray: Vec::new(),
            notes: Vec::new(),
        }
    }
}
