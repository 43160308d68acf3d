//! Tables whose text lost its structure: numbers and pieces of labels in reading order ↔ the rows of
//! the form.
//!
//! The order of a form's rows is fixed, and so is the number of columns of each. Runs of numbers are
//! given to rows in that order, wherever the pieces of text beside and before them allow; a row is
//! read only where every best assignment gives it the same run. What one run holds, where its digits
//! are run together or blank cells were dropped, the sums decide ([`super::proof`]).

use super::gaps;
use super::lines::{Line, under};
use super::literal::{self, Literal};
use super::proof::{self, State, Verdict, WIDTH};
use super::runs::{self, Run};
use super::sequence;
use super::specs::{self, Spec};
use super::splits::{self, Digits, Sums};
use super::tokens::{Token, tokens};
use crate::model::{Field, FigureKind, Form, Row, Section, Unit};
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

/// Aligns the lines of the table sections with the form.
pub(super) fn align(text: &str, sections: &[(Section, &[Line])], form: Option<Form>) -> Alignment {
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
        align_proactive(text, &proactive, form, &mut out.rows);
    }
    align_matrix(text, &matrix, &mut out.rows);
    align_disputes(text, &of(Section::Disputes), glued, &mut out.rows);
    out
}

fn align_proactive(text: &str, parts: &[&[Token]], form: Form, out: &mut Vec<Aligned>) {
    let specs = specs::proactive(form);
    let runs = runs::runs(text, parts, &specs);
    let glued = runs::is_glued(text, &runs);
    let below = runs::are_below_labels(&runs);
    let may: Vec<Vec<bool>> = runs
        .iter()
        .map(|run| specs.iter().map(|spec| may_be_proactive(run, spec, glued, below)).collect())
        .collect();
    let mut header = specs::Header::default();
    let mut headers = Vec::with_capacity(runs.len());
    // The number of a page may stand within a header.
    let (mut before, mut folded) = (Vec::new(), Vec::new());
    for (run, may) in runs.iter().zip(&may) {
        before.extend_from_slice(&run.before);
        folded.extend_from_slice(&run.text_before);
        if may.contains(&true) {
            header.see(text, &before, &folded);
            before.clear();
            folded.clear();
        }
        headers.push(header.clone());
    }
    for (spec, found) in specs.iter().zip(sequence::assign(&may, specs.len())) {
        let [i] = found.runs.as_slice() else {
            if !found.runs.is_empty() {
                out.push(unplaced(spec, &runs, &found.runs));
            }
            continue;
        };
        let (run, header) = (&runs[*i], &headers[*i]);
        let mut row = Aligned {
            fields: spec.fields,
            cells: vec![None; spec.fields.len()],
            whole: run.whole(),
            unit: header.unit,
            why: None,
        };
        if !found.always {
            row.why = Some(Why::Rows(2));
        } else if let Some(order) = header.contradicts(spec.fields) {
            row.why = Some(Why::Order(order));
        } else if !glued {
            row.cells = run.cells.iter().copied().map(Some).collect();
        } else {
            let ways = figures(text, &run.cells, spec.fields);
            decide(&mut row, &ways);
        }
        out.push(row);
    }
}

/// Whether a run may be a row of section two. Nothing but its label tells one of these rows from
/// another, so that there has to be one.
fn may_be_proactive(run: &Run, spec: &Spec, glued: bool, below: bool) -> bool {
    let named = run.has_whole_label(spec) || (below && run.ends_with(spec));
    let fits = if glued {
        run.cells.len() <= spec.fields.len()
    } else {
        run.cells.len() == spec.fields.len()
    };
    named && fits && !run.suspect
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

/// The ways to cut numbers that are run together into figures of these kinds. A sign stands before
/// a figure, a fraction and a unit behind it: `2648-18538` begins with 2648, `39573802895.90元` ends with
/// an amount.
fn figures(text: &str, numbers: &[Span], fields: &[Field]) -> Vec<Vec<Span>> {
    let mut ways = Vec::new();
    cut(text, numbers, fields, &mut Vec::new(), &mut ways);
    ways
}

fn cut(
    text: &str,
    numbers: &[Span],
    fields: &[Field],
    so_far: &mut Vec<Span>,
    ways: &mut Vec<Vec<Span>>,
) {
    let (Some((&number, rest)), Some(&field)) = (numbers.split_first(), fields.get(so_far.len()))
    else {
        if numbers.is_empty() && so_far.len() == fields.len() && ways.len() < MOST_WAYS {
            ways.push(so_far.clone());
        }
        return;
    };
    let whole = under(text, number);
    let ends = whole.char_indices().map(|(at, c)| at + c.len_utf8());
    for end in ends {
        let (figure, behind) = whole.split_at(end);
        let cut_in_digits = behind.chars().next().is_none_or(|c| literal::digit_value(c).is_some());
        if ways.len() >= MOST_WAYS || !cut_in_digits || !is_figure(figure, field) {
            continue;
        }
        let length = u32::try_from(end).unwrap_or(0);
        so_far.push(Span::new(number.start, number.start + length));
        if behind.is_empty() {
            cut(text, rest, fields, so_far, ways);
        } else {
            let mut numbers = numbers.to_vec();
            numbers[0] = Span::new(number.start + length, number.end);
            cut(text, &numbers, fields, so_far, ways);
        }
        so_far.pop();
    }
}

/// Whether a piece of run-together digits can be a figure: no report prints 007.
fn is_figure(figure: &str, field: Field) -> bool {
    let digits = figure.trim_start_matches(|c| literal::digit_value(c).is_none());
    let mut digits = digits.chars();
    let zero = digits.next().and_then(literal::digit_value) == Some(0);
    if zero && digits.next().is_some_and(|c| literal::digit_value(c).is_some()) {
        return false;
    }
    match field.kind() {
        FigureKind::Change => !matches!(literal::change(figure), Literal::Fault(_)),
        FigureKind::Money => !matches!(literal::money(figure), Literal::Fault(_)),
        FigureKind::Count => !matches!(literal::count(figure), Literal::Fault(_)),
    }
}

fn unplaced(spec: &Spec, runs: &[Run], found: &[usize]) -> Aligned {
    let whole = found.iter().map(|&i| runs[i].whole()).reduce(Span::join);
    Aligned {
        fields: spec.fields,
        cells: vec![None; spec.fields.len()],
        whole: whole.unwrap_or(Span::new(0, 0)),
        unit: Unit::Unstated,
        why: Some(Why::Rows(found.len().max(2))),
    }
}

fn align_matrix(text: &str, parts: &[&[Token]], out: &mut Vec<Aligned>) {
    let specs = specs::matrix(text, parts);
    let mut runs = runs::runs(text, parts, &specs);
    runs::part_pairs(text, &mut runs, &specs);
    let glued = runs::is_glued(text, &runs);
    let dropped = !glued && !runs::is_deduplicated(text, parts);
    let all = runs.clone();
    runs.retain(|run| !run.suspect && fits(run, glued, dropped));
    let below = runs::are_below_labels(&runs);
    let may: Vec<Vec<bool>> = runs
        .iter()
        .map(|run| specs.iter().map(|spec| may_be_matrix(run, spec, below)).collect())
        .collect();
    let order = specs::applicants_contradict(text, parts);
    let found = sequence::assign(&may, specs.len());
    let mut chosen: Vec<Option<&Run>> = Vec::with_capacity(specs.len());
    for place in &found {
        let first = place.runs.first().map(|&i| &runs[i]);
        // Rows of the same figures may stand for each other.
        let alike =
            first.is_some_and(|a| place.runs.iter().all(|&b| runs::same_text(text, a, &runs[b])));
        chosen.push(first.filter(|_| place.always && alike));
    }
    // A row of fewer figures may be the rest of one that stands on several lines.
    let whole: Vec<Option<&Run>> =
        chosen.iter().map(|run| run.filter(|run| run.cells.len() == WIDTH)).collect();
    let filled = if glued { Vec::new() } else { gaps::fill(text, &specs, &all, &whole) };
    let mut states: [State; Row::ALL.len()] = std::array::from_fn(|_| State::Missing);
    let mut placed: [Option<&Run>; Row::ALL.len()] = [None; Row::ALL.len()];
    for (i, (spec, place)) in specs.iter().zip(&found).enumerate() {
        let Some(row) = spec.row() else { continue };
        let in_gap = filled.iter().find(|(at, _)| *at == i).map(|(_, run)| run);
        let Some(run) = in_gap.or(chosen[i]) else {
            if !place.runs.is_empty() {
                states[row.index()] = State::Unknown;
                out.push(unplaced(spec, &runs, &place.runs));
            }
            continue;
        };
        if let Some(order) = &order {
            let mut row = unplaced(spec, &runs, &place.runs);
            row.whole = run.whole();
            row.why = Some(Why::Order(order.clone()));
            out.push(row);
            continue;
        }
        placed[row.index()] = Some(run);
        states[row.index()] = state(text, run, glued);
    }
    let verdicts = proof::prove(&states);
    for (row, run) in Row::ALL.into_iter().zip(placed) {
        let Some(run) = run else { continue };
        let mut aligned = Aligned {
            fields: Field::of_row(row),
            cells: vec![None; WIDTH],
            whole: run.whole(),
            unit: Unit::Unstated,
            why: None,
        };
        match (&states[row.index()], verdicts.iter().find(|(r, _)| *r == row.index())) {
            (State::Open(..), Some((_, Verdict::Read(way, certain)))) => {
                for ((cell, &span), certain) in
                    aligned.cells.iter_mut().zip(&way.cells).zip(certain)
                {
                    // A cell that the tool dropped has no place: it is not known to be blank.
                    *cell = (*certain && !span.is_empty()).then_some(span);
                }
                if aligned.cells.contains(&None) {
                    aligned.why = Some(ways_of(&states[row.index()], 1));
                }
            }
            (state @ State::Open(..), verdict) => {
                let left = match verdict {
                    Some((_, Verdict::Undecided(left))) => *left,
                    _ => 0,
                };
                aligned.why = Some(ways_of(state, left));
            }
            (State::Known(_), _) => {
                aligned.cells = run.cells.iter().copied().map(Some).collect();
            }
            _ => aligned.why = Some(Why::Ways { count: 0, more: false }),
        }
        out.push(aligned);
    }
}

/// In how many ways an open row can be read.
fn ways_of(state: &State, left: usize) -> Why {
    let State::Open(ways, digits) = state else { return Why::Ways { count: 0, more: false } };
    let count = match digits {
        // Where no way has the right sum, all ways to cut the digits are left.
        Some(digits) if ways.found.is_empty() => digits.count(WIDTH),
        _ => left.max(ways.found.len()) as u64,
    };
    Why::Ways { count, more: !ways.complete }
}

/// Whether a run may be a row of the matrix at all.
fn fits(run: &Run, glued: bool, dropped: bool) -> bool {
    let n = run.cells.len();
    n == WIDTH || (n > 0 && n < WIDTH && (glued || (dropped && !run.separated && run.is_named())))
}

fn may_be_matrix(run: &Run, spec: &Spec, below: bool) -> bool {
    if run.has_own_text() {
        return run.names(spec);
    }
    if below && !run.text_before.is_empty() {
        return run.ends_with(spec);
    }
    // Seven figures without any text are a row by their place among the others.
    run.cells.len() == WIDTH
}

fn state(text: &str, run: &Run, glued: bool) -> State {
    let digits = Digits::of(text, &run.cells);
    if glued {
        let single = |cells: &[Span]| {
            let whole = |&cell: &Span| {
                literal::plain_count(under(text, cell)).is_some()
                    && !runs::has_leading_zero(text, cell)
            };
            cells.len() == WIDTH && cells.iter().all(whole)
        };
        return match digits {
            _ if single(&run.cells) => State::Known(values(text, &run.cells)),
            Some(digits) => State::Open(digits.ways(WIDTH, Sums::Total), Some(digits)),
            None => State::Unknown,
        };
    }
    if run.cells.len() == WIDTH {
        let values = values(text, &run.cells);
        // Where blank cells fill lines up, a cell too many or too few looks the same, unless the
        // total is right.
        let led = run.cells.first().is_some_and(|cell| cell.is_empty());
        if (led || run.trimmed) && !has_right_total(&values) {
            return State::Unknown;
        }
        return State::Known(values);
    }
    State::Open(splits::placements(text, &run.cells, WIDTH, Sums::Total), None)
}

fn has_right_total(values: &[Option<u64>; WIDTH]) -> bool {
    let [parts @ .., total] = values;
    let sum = parts.iter().try_fold(0_u64, |sum, part| sum.checked_add((*part)?));
    sum.is_some() && sum == *total
}

fn values(text: &str, cells: &[Span]) -> [Option<u64>; WIDTH] {
    std::array::from_fn(|i| match literal::count(under(text, *cells.get(i)?)) {
        Literal::Figure(value, _) => Some(value),
        Literal::Blank | Literal::NotApplicable => Some(0),
        _ => None,
    })
}

fn align_disputes(text: &str, parts: &[&[Token]], glued: bool, out: &mut Vec<Aligned>) {
    let fields = Field::of_disputes(None);
    let runs = runs::runs(text, parts, &[]);
    // The figures have no label of their own. What else stands among them, such as the number of a
    // page, is less than they are.
    let longest = runs.iter().max_by_key(|run| (!run.suspect, run.digits(text)));
    let Some(run) = longest else { return };
    let spans = run.cells.clone();
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
    let mut row = Aligned {
        fields,
        cells: vec![None; fields.len()],
        whole: first.join(*last),
        unit: Unit::Unstated,
        why: None,
    };
    let zeros = spans.iter().any(|&span| runs::has_leading_zero(text, span));
    let glued = zeros || (glued && spans.len() < fields.len());
    let others = runs.iter().filter(|other| !other.suspect).map(|other| other.digits(text)).sum();
    if let Some(order) = specs::rulings_contradict(text, parts) {
        row.why = Some(Why::Order(order));
    } else if run.suspect || 2 * run.digits(text) < others {
        row.why = Some(Why::Ways { count: 0, more: false });
    } else if !glued && spans.len() == fields.len() {
        row.cells = spans.iter().copied().map(Some).collect();
    } else {
        let ways = if glued {
            Digits::of(text, &spans).map(|digits| digits.ways(fields.len(), Sums::Fives))
        } else if run.separated {
            None
        } else {
            Some(splits::placements(text, &spans, fields.len(), Sums::Fives))
        };
        let ways = ways.unwrap_or_default();
        if ways.complete {
            let cells: Vec<Vec<Span>> = ways.found.iter().map(|way| way.cells.clone()).collect();
            decide(&mut row, &cells);
            for cell in &mut row.cells {
                // A cell that the tool dropped has no place: it is not known to be blank.
                *cell = cell.filter(|span| !span.is_empty());
            }
            if row.cells.contains(&None) && row.why.is_none() {
                row.why = Some(Why::Ways { count: 1, more: false });
            }
        } else {
            row.why = Some(Why::Ways { count: ways.found.len() as u64, more: true });
        }
    }
    out.push(row);
}
