//! Section four: fifteen figures without a label of their own.

use super::runs::Run;
use super::splits::{self, Digits, Sums};
use super::tokens::Token;
use super::{Aligned, Why, decide, runs, specs};
use crate::model::{Field, Unit};
use crate::parse::literal::{self, Literal};
use crate::parse::pieces::under;
use crate::span::Span;

pub(super) fn align(text: &str, parts: &[&[Token]], glued: bool, out: &mut Vec<Aligned>) {
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
        has_right_total: false,
        misspelt: None,
    };
    let zeros = spans.iter().any(|&span| runs::has_leading_zero(text, span));
    let glued = zeros || (glued && spans.len() < fields.len());
    let others = runs.iter().filter(|other| !other.suspect).map(|other| other.digits(text)).sum();
    if let Some(order) = specs::rulings_contradict(text, parts) {
        row.why = Some(Why::Order(order));
    } else if run.suspect || 2 * run.digits(text) < others || several(&runs, fields.len()) {
        row.why = Some(Why::Ways { count: 0, more: false });
    } else if !glued && spans.len() == fields.len() {
        // Wrong totals may be the organ's: 洪泽 2023 prints two. Where the same figures in another order could
        // have right ones, they stand in that, as those of a PDF may.
        if may_be_elsewhere(text, &spans) {
            row.why = Some(Why::Ways { count: 0, more: false });
            out.push(row);
            return;
        }
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

/// Whether there are several rows of as many figures as the form has: nothing tells which it is.
fn several(runs: &[Run], n: usize) -> bool {
    runs.iter().filter(|run| !run.suspect && run.cells.len() == n).nth(1).is_some()
}

/// Whether at most one of the three totals is the sum of the four figures before it, while three of the
/// figures are together as much as the others.
fn may_be_elsewhere(text: &str, cells: &[Span]) -> bool {
    const GROUP: usize = 5;
    let count = |&cell: &Span| match literal::count(under(text, cell)) {
        Literal::Figure(value, _) => Some(u128::from(value)),
        Literal::Blank | Literal::NotApplicable => Some(0),
        _ => None,
    };
    let Some(values) = cells.iter().map(count).collect::<Option<Vec<u128>>>() else { return false };
    let sum = values.iter().sum::<u128>();
    let is_right = |group: &&[u128]| match group.split_last() {
        Some((total, parts)) => parts.iter().sum::<u128>() == *total,
        None => true,
    };
    let right = values.chunks(GROUP).filter(is_right).count();
    let mut threes = values.iter().enumerate().flat_map(|(i, a)| {
        let behind = values.get(i + 1..).unwrap_or_default();
        let twos = behind.iter().enumerate();
        twos.flat_map(move |(j, b)| behind.iter().skip(j + 1).map(move |c| a + b + c))
    });
    right < 2 && threes.any(|totals| 2 * totals == sum)
}
