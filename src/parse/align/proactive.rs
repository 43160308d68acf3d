//! Section two: rows that nothing but their labels tells apart, and figures without sums.

use super::runs::{self, Run};
use super::specs::{self, Spec};
use super::tokens::Token;
use super::{Aligned, MOST_WAYS, Why, decide, sequence, unplaced};
use crate::model::{Field, FigureKind, Form};
use crate::parse::literal::{self, Literal};
use crate::parse::pieces::under;
use crate::span::Span;

pub(super) fn align(
    text: &str,
    parts: &[&[Token]],
    form: Form,
    certain: bool,
    out: &mut Vec<Aligned>,
) {
    let specs = specs::proactive(form);
    let runs = runs::runs(text, parts, &specs);
    let glued = runs::is_glued(text, &runs);
    let below = runs::are_below_labels(&runs.iter().collect::<Vec<_>>());
    let above = runs::may_be_above(&runs.iter().collect::<Vec<_>>(), &specs);
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
                let candidates: Vec<&Run> = found.runs.iter().map(|&i| &runs[i]).collect();
                out.push(unplaced(spec, &candidates));
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
            has_right_total: false,
            misspelt: run.label.filter(|_| run.near),
        };
        if !found.always {
            row.why = Some(Why::Rows(1));
        } else if above[*i] {
            row.why = Some(Why::Rows(2));
        } else if goes_on(run, &runs, glued) || glued && certain {
            row.why = Some(Why::Ways { count: 2, more: false });
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

/// Whether a number stands alone below a row, where its last figure may go on: 6⏎8092 is one amount in a
/// narrow column. Here no sum tells that from the number of a page.
fn goes_on(run: &Run, all: &[Run], glued: bool) -> bool {
    let next = all.iter().find(|other| other.line > run.line);
    let is_row = run.separated && !glued;
    !is_row && next.is_some_and(|next| !next.has_own_text() && next.text_before.is_empty())
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
    named && fits && !run.suspect && !run.has_other_words(spec, glued)
}

/// The ways to cut numbers that are run together into figures of these kinds. A sign stands before
/// a figure, a fraction and a unit behind it: `2648-18538` begins with 2648, `39573802895.90元` ends with
/// an amount.
fn figures(text: &str, numbers: &[Span], fields: &[Field]) -> Vec<Vec<Span>> {
    let mut ways = Vec::new();
    // A comma is in a figure, or between two: nothing tells which.
    let has_comma = |&number: &Span| under(text, number).contains([',', '，']);
    if numbers.len() == fields.len() || !numbers.iter().any(has_comma) {
        cut(text, numbers, fields, &mut Vec::new(), &mut ways);
    }
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
