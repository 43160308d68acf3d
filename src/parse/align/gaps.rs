//! Rows of the matrix whose numbers stand on several lines, or among each other.
//!
//! A PDF's columns do not always keep the numbers of a row on one line: the rows around such numbers
//! are known, so that it is known how many rows they are. They are read where there is only one way
//! to make these rows of them: in the order of the text, from left to right in each row, beside its
//! label, with the right total.

use super::proof::WIDTH;
use super::runs::Run;
use super::specs::Spec;
use crate::parse::literal;
use crate::parse::pieces::under;
use crate::span::Span;

/// More rows than this are never taken apart.
const MOST_ROWS: usize = 3;

/// A long label moves the numbers beside it by so many columns to the right.
const MOVED: u32 = 8;

/// Steps of one search.
const STEPS: u32 = 50_000;

/// Finds the rows that stand between those that are `chosen`: their places among the rows of the
/// form, each with its run. All runs are given in the order of the text, the chosen ones among them.
pub(super) fn fill(
    text: &str,
    specs: &[Spec],
    all: &[Run],
    chosen: &[Option<&Run>],
) -> Vec<(usize, Run)> {
    let at = |run: &Run| all.iter().position(|other| other.whole() == run.whole());
    let mut found = Vec::new();
    let mut i = 0;
    while i < chosen.len() {
        if chosen[i].is_some() {
            i += 1;
            continue;
        }
        let end = (i..chosen.len()).find(|&k| chosen[k].is_some()).unwrap_or(chosen.len());
        let from = match i.checked_sub(1).and_then(|k| chosen[k]) {
            Some(run) => at(run).map(|k| k + 1),
            None => Some(0),
        };
        let to = match chosen.get(end).copied().flatten() {
            Some(run) => at(run),
            None => Some(all.len()),
        };
        if let (Some(from), Some(to)) = (from, to) {
            if let (Some(rows), Some(between)) = (specs.get(i..end), all.get(from..to)) {
                let gap = Gap { text, rows, runs: between };
                found.extend(gap.solve().into_iter().enumerate().map(|(k, run)| (i + k, run)));
            }
        }
        i = end;
    }
    found
}

struct Gap<'a> {
    text: &'a str,
    rows: &'a [Spec],
    runs: &'a [Run],
}

/// A number of the gap.
struct Number {
    span: Span,
    column: u32,
    value: u64,
    /// The row beside whose label it stands, if it stands beside one.
    row: Option<usize>,
}

impl Gap<'_> {
    /// The rows, or nothing.
    fn solve(&self) -> Vec<Run> {
        let count = self.rows.len();
        let Some(numbers) = self.numbers().filter(|n| n.len() == count * WIDTH) else {
            return Vec::new();
        };
        if count > MOST_ROWS {
            return Vec::new();
        }
        let mut search = Search {
            numbers: &numbers,
            rows: vec![Vec::new(); count],
            steps: 0,
            found: Vec::new(),
        };
        search.go(0);
        let complete = search.steps < STEPS;
        let values = |rows: &[Vec<usize>]| -> Vec<u64> {
            rows.iter().flatten().map(|&i| numbers[i].value).collect()
        };
        let Some((first, others)) = search.found.split_first() else { return Vec::new() };
        // Equal numbers may stand for each other.
        if !complete || others.iter().any(|rows| values(rows) != values(first)) {
            return Vec::new();
        }
        first.iter().map(|row| Run::of(row.iter().map(|&i| numbers[i].span).collect())).collect()
    }

    /// The numbers of the gap, if they are plain and their labels fit.
    fn numbers(&self) -> Option<Vec<Number>> {
        let mut numbers = Vec::new();
        for run in self.runs {
            if run.suspect || run.separated {
                return None;
            }
            let mut row = None;
            if run.has_own_text() {
                let mut named = (0..self.rows.len()).filter(|&i| run.names(&self.rows[i]));
                row = Some(named.next()?);
                // A piece that may be of several labels says nothing.
                if named.next().is_some() {
                    row = None;
                }
            }
            for (&span, &column) in run.cells.iter().zip(&run.columns) {
                let value = literal::plain_count(under(self.text, span))?;
                numbers.push(Number { span, column, value, row });
            }
        }
        Some(numbers)
    }
}

struct Search<'a> {
    numbers: &'a [Number],
    /// The numbers that each row has so far.
    rows: Vec<Vec<usize>>,
    steps: u32,
    found: Vec<Vec<Vec<usize>>>,
}

impl Search<'_> {
    fn go(&mut self, next: usize) {
        self.steps += 1;
        if self.steps >= STEPS || self.found.len() > 100 {
            self.steps = STEPS;
            return;
        }
        let Some(number) = self.numbers.get(next) else {
            self.found.push(self.rows.clone());
            return;
        };
        for row in 0..self.rows.len() {
            let before = self.rows[row].last().map(|&i| self.numbers[i].column);
            let fits = number.row.is_none_or(|own| own == row)
                && before.is_none_or(|column| column <= number.column + MOVED)
                && self.rows[row].len() < WIDTH;
            if fits {
                self.rows[row].push(next);
                if self.rows[row].len() < WIDTH || self.total_holds(row) {
                    self.go(next + 1);
                }
                self.rows[row].pop();
            }
        }
    }

    fn total_holds(&self, row: usize) -> bool {
        let mut values = self.rows[row].iter().map(|&i| self.numbers[i].value);
        let parts = values.clone().take(WIDTH - 1).try_fold(0_u64, u64::checked_add);
        parts == values.next_back()
    }
}
