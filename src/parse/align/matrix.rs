//! The matrix of section three: rows in the order of the form, and sums that tie them together.

use super::proof::{self, State, Verdict, WIDTH};
use super::runs::{self, Run};
use super::sequence::{self, Place};
use super::specs::{self, Spec};
use super::splits::{self, Digits, Sums};
use super::tokens::Token;
use super::{Aligned, Why, gaps, unplaced};
use crate::model::{Field, Row, Unit};
use crate::parse::literal::{self, Literal};
use crate::parse::pieces::under;
use crate::span::Span;

/// What is known of the text of the matrix before its rows are.
struct Table<'t> {
    text: &'t str,
    /// Whether figures are run together.
    glued: bool,
    /// Whether blank cells may have been dropped.
    dropped: bool,
    /// How many columns there are: the page may be cut at its right edge.
    width: usize,
}

/// A row for each of the form's, where it is known which it is.
type Placed = [Option<Run>; Row::ALL.len()];

pub(super) fn align(text: &str, parts: &[&[Token]], out: &mut Vec<Aligned>) {
    let specs = specs::matrix(text, parts);
    let mut all = runs::runs(text, parts, &specs);
    runs::part_pairs(text, &mut all, &specs);
    let glued = runs::is_glued(text, &all);
    let dropped = !glued && !runs::is_deduplicated(text, parts);
    let width = if glued { WIDTH } else { width(text, parts, &all) };
    let table = Table { text, glued, dropped, width };
    let order = specs::applicants_contradict(text, parts);
    let placed = table.place(&specs, &all, order.as_deref(), out);
    let last_cell = all.iter().filter(|run| run.separated).map(|run| run.last_cell).max();
    // The blank cell of a label is the first of seven where a line that is shorter than others lost one.
    let is_short = |run: &Run| {
        run.separated
            && Some(run.last_cell) < last_cell
            && run.cells.first().is_some_and(|cell| cell.is_empty())
    };
    let states: [State; Row::ALL.len()] = std::array::from_fn(|row| match &placed[row] {
        Some(run) if is_short(run) => State::Unknown,
        Some(run) => match table.state(run) {
            // A figure over two lines: 102⏎1.
            State::Known(values) if goes_on(run, &all) && !has_right_total(&values) => {
                State::Unknown
            }
            state => state,
        },
        // A row that stands somewhere among the others is not one that is missing.
        None if out.iter().any(|other| other.fields == Field::of_row(Row::ALL[row])) => {
            State::Unknown
        }
        None => State::Missing,
    });
    let broken = proof::broken_totals(&states);
    let states = states.map(|state| if broken { State::Unknown } else { state });
    let verdicts = proof::prove(&states);
    let verdict = |row: usize| verdicts.iter().find(|(r, _)| *r == row).map(|(_, verdict)| verdict);
    // Which columns were cut off is known only where those that are left add up as the first do.
    let whole = width == WIDTH || proof::columns_hold(&states, width);
    for (row, run) in Row::ALL.into_iter().zip(&placed) {
        let Some(run) = run else { continue };
        let fields = Field::of_row(row);
        let mut aligned = Aligned {
            fields: fields.get(..width).unwrap_or(fields),
            cells: vec![None; width],
            whole: run.whole(),
            unit: Unit::Unstated,
            why: None,
            has_right_total: false,
            misspelt: run.label.filter(|_| run.near),
        };
        match &states[row.index()] {
            State::Known(values) if whole => {
                aligned.has_right_total = has_right_total(values);
                aligned.cells = run.cells.iter().copied().map(Some).collect();
            }
            state @ State::Open(..) => open(&mut aligned, state, verdict(row.index())),
            _ => aligned.why = Some(Why::Ways { count: 0, more: false }),
        }
        out.push(aligned);
    }
}

/// Whether a number stands alone below a row of figures, where one of them may go on.
fn goes_on(run: &Run, all: &[Run]) -> bool {
    let next = all.iter().find(|other| other.line > run.line);
    !run.separated && next.is_some_and(|next| !next.has_own_text() && next.cells.len() < WIDTH)
}

/// Fills a row whose figures the sums had to tell apart.
fn open(row: &mut Aligned, state: &State, verdict: Option<&Verdict>) {
    match verdict {
        Some(Verdict::Read(way, certain)) => {
            for ((cell, &span), certain) in row.cells.iter_mut().zip(&way.cells).zip(certain) {
                // A cell that the tool dropped has no place: it is not known to be blank.
                *cell = (*certain && !span.is_empty()).then_some(span);
            }
            if row.cells.contains(&None) {
                row.why = Some(ways_of(state, 1));
            }
        }
        Some(Verdict::Undecided(left)) => row.why = Some(ways_of(state, *left)),
        None => row.why = Some(ways_of(state, 0)),
    }
}

/// How many columns the page shows: all, or as many as have labels and as every row has figures.
fn width(text: &str, parts: &[&[Token]], runs: &[Run]) -> usize {
    let named: Vec<&Run> = runs.iter().filter(|run| run.is_named() && !run.separated).collect();
    let Some(first) = named.first().map(|run| run.cells.len()) else { return WIDTH };
    let alike = named.iter().all(|run| run.cells.len() == first);
    let cut = (2..WIDTH).contains(&first)
        && alike
        && named.len() * 5 >= Row::ALL.len() * 3
        && specs::shown_applicants(text, parts) == Some(first);
    if cut { first } else { WIDTH }
}

impl Table<'_> {
    /// Which runs may stand in the place of each row, and the one that does, if only one can. Runs that
    /// are no rows may be among them, each in the place that its label `claimed`.
    fn choose<'r>(
        &self,
        specs: &[Spec],
        runs: &[&'r Run],
        claimed: &[bool],
        below: bool,
    ) -> (Vec<Place>, Vec<Option<&'r Run>>) {
        let may: Vec<Vec<bool>> = runs
            .iter()
            .map(|run| {
                let may = |(spec, &claimed): (&Spec, &bool)| match self.fits(run) {
                    // A piece of a label may be one of several rows'.
                    true => self.may_be(run, spec, below) && (run.is_named() || !claimed),
                    false => run.names(spec),
                };
                specs.iter().zip(claimed).map(may).collect()
            })
            .collect();
        let found = sequence::assign(&may, specs.len());
        let chosen = found.iter().map(|place| {
            let first = place.runs.first().map(|&i| runs[i]);
            // Rows of the same figures may stand for each other.
            let alike = |a| place.runs.iter().all(|&b| runs::same_text(self.text, a, runs[b]));
            first.filter(|run| place.always && self.fits(run) && alike(run))
        });
        let chosen = chosen.collect();
        (found, chosen)
    }

    /// Gives runs to the rows of the form. What is left in doubt is said at once.
    fn place(
        &self,
        specs: &[Spec],
        all: &[Run],
        order: Option<&str>,
        out: &mut Vec<Aligned>,
    ) -> Placed {
        let runs: Vec<&Run> = all.iter().filter(|run| self.fits(run)).collect();
        let below = runs::are_below_labels(&runs);
        // Nothing tells whether each row stands above its label, or below.
        let above = runs::may_be_above(&runs, specs).get(1) == Some(&true);
        // A row whose label stands beside other numbers has those, whatever is wrong with them.
        let others: Vec<&Run> = all.iter().filter(|run| self.fits(run) || run.is_named()).collect();
        let claims = |spec: &Spec| others.iter().any(|run| !self.fits(run) && run.names(spec));
        let claimed: Vec<bool> = specs.iter().map(claims).collect();
        let (found, mut chosen) = self.choose(specs, &runs, &claimed, below);
        if others.len() > runs.len() {
            // What stands before such a label is in no row behind it.
            let (_, between) = self.choose(specs, &others, &claimed, below);
            for (run, other) in chosen.iter_mut().zip(between) {
                *run = run.filter(|run| other.is_some_and(|other| other.whole() == run.whole()));
            }
        }
        // A row of fewer figures may be the rest of one that stands on several lines.
        let whole: Vec<Option<&Run>> =
            chosen.iter().map(|run| run.filter(|run| run.cells.len() == WIDTH)).collect();
        let fill = !self.glued && self.width == WIDTH;
        let mut filled = if fill { gaps::fill(self.text, specs, all, &whole) } else { Vec::new() };
        let mut placed = Placed::default();
        for (i, (spec, place)) in specs.iter().zip(&found).enumerate() {
            let Some(row) = spec.row() else { continue };
            let in_gap = filled.iter().position(|(at, _)| *at == i);
            let run = in_gap.map(|at| filled.swap_remove(at).1).or_else(|| chosen[i].cloned());
            match (run, order) {
                (Some(run), _) if above => out.push(Aligned {
                    whole: run.whole(),
                    why: Some(Why::Rows(2)),
                    ..unplaced(spec, &[])
                }),
                (Some(run), None) => placed[row.index()] = Some(run),
                (Some(run), Some(order)) => out.push(Aligned {
                    whole: run.whole(),
                    why: Some(Why::Order(order.to_owned())),
                    ..unplaced(spec, &[])
                }),
                (None, _) if place.runs.is_empty() => {}
                (None, _) => {
                    let candidates: Vec<&Run> = place.runs.iter().map(|&i| runs[i]).collect();
                    out.push(unplaced(spec, &candidates));
                }
            }
        }
        placed
    }

    /// Whether a run may be a row of the matrix at all.
    fn fits(&self, run: &Run) -> bool {
        let n = run.cells.len();
        let partly = self.glued || (self.dropped && !run.separated && run.is_named());
        !run.suspect && (n == self.width || (n > 0 && n < WIDTH && partly))
    }

    fn may_be(&self, run: &Run, spec: &Spec, below: bool) -> bool {
        if run.has_own_text() {
            return run.names(spec);
        }
        if below && !run.text_before.is_empty() {
            return !run.is_stacked && run.ends_with(spec);
        }
        // Figures without any text are a row by their place among the others.
        run.cells.len() == self.width
    }

    fn state(&self, run: &Run) -> State {
        let plain = |&cell: &Span| {
            literal::plain_count(under(self.text, cell)).is_some()
                && !runs::has_leading_zero(self.text, cell)
        };
        let values = || values(self.text, &run.cells);
        if self.glued {
            if run.cells.len() == WIDTH && run.cells.iter().all(plain) {
                return State::Known(values());
            }
            return match Digits::of(self.text, &run.cells) {
                Some(digits) => State::Open(digits.ways(WIDTH, Sums::Total), Some(digits)),
                None => State::Unknown,
            };
        }
        if run.cells.len() != self.width {
            let ways = splits::placements(self.text, &run.cells, WIDTH, Sums::Total);
            return State::Open(ways, None);
        }
        // Where blank cells fill lines up, a cell too many or too few looks the same, unless the
        // total is right.
        let led = run.cells.first().is_some_and(|cell| cell.is_empty());
        if (led || run.trimmed) && !has_right_total(&values()) {
            return State::Unknown;
        }
        State::Known(values())
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
