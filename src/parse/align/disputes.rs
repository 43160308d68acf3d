//! Section four: fifteen figures without a label of their own.

use super::splits::{self, Digits, Sums};
use super::tokens::Token;
use super::{Aligned, Why, decide, runs, specs};
use crate::model::{Field, Unit};
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
        misspelt: None,
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
