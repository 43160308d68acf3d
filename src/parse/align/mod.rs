//! Tables whose text lost its structure: numbers and pieces of labels in reading order ↔ the rows of
//! the form.
//!
//! The order of a form's rows is fixed, and so is the number of columns of each. Runs of numbers are
//! given to rows in that order, wherever the pieces of text beside and before them allow; a row is
//! read only where every best assignment gives it the same run. What one run holds, where its digits
//! are run together or blank cells were dropped, the sums decide ([`proof`]).

mod disputes;
mod gaps;
mod matrix;
mod proactive;
mod proof;
mod runs;
mod sequence;
mod specs;
mod splits;
mod tokens;

use self::runs::Run;
use self::specs::Spec;
use self::tokens::{Token, tokens};
use crate::model::{Field, Form, Section, Unit};
use crate::parse::lines::Line;
use crate::span::Span;

/// A row of the form as the text has it.
#[derive(Debug)]
pub(super) struct Aligned {
    pub(super) fields: &'static [Field],
    /// The cell of each figure; `None` where it is not decided.
    pub(super) cells: Vec<Option<Span>>,
    /// All of the row's numbers.
    pub(super) whole: Span,
    /// The unit that the column header states for an amount.
    pub(super) unit: Unit,
    /// Why figures of it are not decided.
    pub(super) why: Option<Why>,
    /// Whether its total is the sum of the others, so that no figure goes on elsewhere.
    pub(super) has_right_total: bool,
    /// The label, if it is only nearly that of the row.
    pub(super) misspelt: Option<Span>,
}

/// Why figures of a row are not decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Why {
    /// The numbers can be read in so many ways, or in more than that.
    Ways { count: u64, more: bool },
    /// The numbers may be those of so many rows.
    Rows(usize),
    /// The column labels stand in another order than the form's.
    Order(String),
}

/// What alignment found.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    pub(super) form: Option<Form>,
    pub(super) rows: Vec<Aligned>,
}

/// Aligns the lines of the table sections with the form. If it is certain where the document's tables have
/// the edges of cells, digits that run together outside of them are not cut by guess.
#[cold]
pub(super) fn align(
    text: &str,
    sections: &[(Section, &[Line])],
    form: Option<Form>,
    certain: bool,
) -> Alignment {
    let mut all: Vec<Token> = Vec::new();
    let mut parts: Vec<(Section, std::ops::Range<usize>)> = Vec::new();
    for (section, lines) in sections {
        let start = all.len();
        tokens(text, lines, &mut all);
        specs::parts(text, &all, start, *section, &mut parts);
    }
    let of = |wanted: Section| -> Vec<&[Token]> {
        let parts = parts.iter().filter(|(section, _)| *section == wanted);
        parts.filter_map(|(_, range)| all.get(range.clone())).collect()
    };
    let proactive = of(Section::Proactive);
    let matrix = of(Section::Applications);
    let glued = runs::is_glued(text, &runs::runs(text, &matrix, &[]));
    let form = form.or_else(|| specs::form(text, &proactive));
    let mut out = Alignment { form, rows: Vec::new() };
    if let Some(form) = form {
        proactive::align(text, &proactive, form, certain, &mut out.rows);
    }
    matrix::align(text, &matrix, &mut out.rows);
    disputes::align(text, &of(Section::Disputes), glued, &mut out.rows);
    out
}

/// Keeps the cells on which all ways agree.
fn decide(row: &mut Aligned, ways: &[Vec<Span>]) {
    let Some((first, others)) = ways.split_first() else {
        row.why = Some(Why::Ways { count: 0, more: false });
        return;
    };
    for (i, (cell, span)) in row.cells.iter_mut().zip(first).enumerate() {
        *cell = others.iter().all(|way| way.get(i) == Some(span)).then_some(*span);
    }
    if !others.is_empty() {
        let count = ways.len() as u64;
        row.why = Some(Why::Ways { count, more: ways.len() >= MOST_WAYS });
    }
}

const MOST_WAYS: usize = 500;

/// A row to which several runs may belong, or whose run may belong elsewhere.
fn unplaced(spec: &Spec, found: &[&Run]) -> Aligned {
    let whole = found.iter().map(|run| run.whole()).reduce(Span::join);
    Aligned {
        fields: spec.fields,
        cells: vec![None; spec.fields.len()],
        whole: whole.unwrap_or(Span::new(0, 0)),
        unit: Unit::Unstated,
        why: Some(Why::Rows(found.len())),
        has_right_total: false,
        misspelt: None,
    }
}
