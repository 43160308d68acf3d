//! The ways in which the digits of a row can be cut into its figures, or its figures be given to its
//! columns, so that the sums of the row hold.

use std::rc::Rc;

use crate::parse::literal;
use crate::parse::pieces::under;
use crate::span::Span;

/// One way to give a run of numbers to the columns of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    /// The place of each figure; an empty one for a blank cell that the tool dropped.
    pub(super) cells: Vec<Span>,
    pub(super) values: Vec<u64>,
}

/// What sums a row has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sums {
    /// The last figure is the sum of the others: B2 of the matrix.
    Total,
    /// Every fifth figure is the sum of the four before it: B4 of section four.
    Fives,
}

impl Sums {
    /// How many figures a group has whose last is the sum of the others.
    fn group(self, width: usize) -> usize {
        match self {
            Sums::Total => width,
            Sums::Fives => 5,
        }
    }

    fn hold(self, values: &[u64]) -> bool {
        values.chunks(self.group(values.len())).all(|chunk| match chunk.split_last() {
            Some((&total, parts)) => sum(parts) == Some(total),
            None => true,
        })
    }
}

fn sum(parts: &[u64]) -> Option<u64> {
    parts.iter().try_fold(0_u64, |sum, &part| sum.checked_add(part))
}

/// All the ways that were found.
#[derive(Debug, Clone, Default)]
pub(super) struct Ways {
    pub(super) found: Vec<Way>,
    /// Whether the search came to its end.
    pub(super) complete: bool,
}

/// Steps of one search, and the ways that are kept. A row with more is left unread.
const STEPS: u32 = 300_000;
const MOST_WAYS: usize = 200;

/// Digits with the places where the text itself divides them.
pub(super) struct Digits {
    /// From 0 to 9, or [`MARK`].
    digits: Vec<u8>,
    places: Vec<Span>,
    /// Whether the text divides before the digit.
    breaks: Vec<bool>,
}

/// A not-applicable mark, which is a cell and counts as nothing.
const MARK: u8 = 10;

/// The most digits of a figure among such that are run together. The greatest count that was seen in
/// print, of the whole country, has eight.
const LONGEST: usize = 9;

/// No row of a form has so many digits.
const MOST_DIGITS: usize = 200;

impl Digits {
    /// The digits of tokens; `None` if one is more than plain digits and marks.
    pub(super) fn of(text: &str, tokens: &[Span]) -> Option<Digits> {
        let mut all = Digits { digits: Vec::new(), places: Vec::new(), breaks: Vec::new() };
        for &token in tokens {
            for (i, c) in under(text, token).char_indices() {
                let digit = match literal::digit_value(c) {
                    Some(digit) => u8::try_from(digit).ok()?,
                    None if matches!(c, '/' | '／' | '-' | '－' | '—' | '–') => MARK,
                    None => return None,
                };
                if all.digits.len() > MOST_DIGITS {
                    return None;
                }
                let start = token.start + u32::try_from(i).ok()?;
                all.breaks.push(i == 0 || digit == MARK || all.digits.last() == Some(&MARK));
                all.digits.push(digit);
                all.places.push(Span::new(start, start + u32::try_from(c.len_utf8()).ok()?));
            }
        }
        Some(all)
    }

    pub(super) fn len(&self) -> usize {
        self.digits.len()
    }

    /// Where a figure that starts at a digit may end, up to the last place: it has no zero before other
    /// digits, and the text does not divide it.
    fn ends(&self, from: usize, last: usize) -> impl Iterator<Item = usize> + '_ {
        (from + 1..=last).take_while(move |&to| self.is_figure(from, to))
    }

    /// Whether `from..to` may be one figure.
    fn is_figure(&self, from: usize, to: usize) -> bool {
        (to == from + 1 || self.digits[from] != 0)
            && to - from <= LONGEST
            && !self.breaks[from + 1..to].contains(&true)
    }

    fn value(&self, from: usize, to: usize) -> u64 {
        let digits = self.digits[from..to].iter().filter(|&&d| d != MARK);
        digits.fold(0, |n, &d| n * 10 + u64::from(d))
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.places[from].join(self.places[to - 1])
    }

    /// In how many ways the digits can be cut into so many figures, sums aside.
    pub(super) fn count(&self, width: usize) -> u64 {
        let n = self.len();
        let mut ways = vec![0_u64; n + 1];
        ways[0] = 1;
        for _ in 0..width {
            let mut next = vec![0_u64; n + 1];
            for from in (0..n).filter(|&from| ways[from] > 0) {
                for to in self.ends(from, n) {
                    next[to] = next[to].saturating_add(ways[from]);
                }
            }
            ways = next;
        }
        ways[n]
    }

    /// The ways to cut the digits into so many figures whose sums hold.
    pub(super) fn ways(&self, width: usize, sums: Sums) -> Ways {
        let group = sums.group(width);
        let mut search = Search { digits: self, steps: 0, groups: vec![None; self.len() + 1] };
        let mut out = Ways::default();
        let mut cuts = vec![0];
        search.go(group, width / group, &mut cuts, &mut out);
        out.complete = search.steps < STEPS && out.found.len() < MOST_WAYS;
        out
    }

    /// The ways to cut the digits so that at most `most` of the wishes are not met. A wish is
    /// the value that a column should have; columns without one cost nothing. That the total is not
    /// the sum of its row costs one as well.
    pub(super) fn wished(&self, wishes: &[Vec<u64>], most: usize) -> (Vec<(usize, Way)>, bool) {
        let mut out = Vec::new();
        let mut steps = 0;
        let mut cuts = vec![0];
        self.wish(wishes, most, 0, &mut cuts, &mut steps, &mut out);
        (out, steps < STEPS)
    }

    fn wish(
        &self,
        wishes: &[Vec<u64>],
        most: usize,
        cost: usize,
        cuts: &mut Vec<usize>,
        steps: &mut u32,
        out: &mut Vec<(usize, Way)>,
    ) {
        *steps += 1;
        if *steps >= STEPS || cost > most || out.len() >= MOST_WAYS {
            return;
        }
        let (k, from) = (cuts.len() - 1, cuts[cuts.len() - 1]);
        if k == wishes.len() {
            if from == self.len() {
                let way = self.way(cuts);
                let cost = cost + usize::from(!Sums::Total.hold(&way.values));
                if cost <= most {
                    out.push((cost, way));
                }
            }
            return;
        }
        let left = wishes.len() - k - 1;
        for to in self.ends(from, self.len().saturating_sub(left)) {
            let value = self.value(from, to);
            let unmet = wishes[k].iter().filter(|&&wish| wish != value).count();
            cuts.push(to);
            self.wish(wishes, most, cost + unmet, cuts, steps, out);
            cuts.pop();
        }
    }

    fn way(&self, cuts: &[usize]) -> Way {
        let pairs = || cuts.iter().zip(cuts.iter().skip(1));
        Way {
            cells: pairs().map(|(&from, &to)| self.span(from, to)).collect(),
            values: pairs().map(|(&from, &to)| self.value(from, to)).collect(),
        }
    }
}

struct Search<'a> {
    digits: &'a Digits,
    steps: u32,
    /// The groups that start at each digit, once they were looked for: where their figures end.
    groups: Vec<Option<Rc<Vec<Vec<usize>>>>>,
}

impl Search<'_> {
    /// Cuts what is left into so many groups.
    fn go(&mut self, group: usize, left: usize, cuts: &mut Vec<usize>, out: &mut Ways) {
        self.steps += 1;
        let from = cuts[cuts.len() - 1];
        if self.steps >= STEPS || out.found.len() >= MOST_WAYS {
            return;
        }
        if left == 0 {
            if from == self.digits.len() {
                out.found.push(self.digits.way(cuts));
            }
            return;
        }
        // The last group ends where the digits end.
        let end = (left == 1).then_some(self.digits.len());
        let found = match (end, self.groups[from].clone()) {
            (None, Some(found)) => found,
            _ => {
                let found = Rc::new(self.groups_at(from, group, end));
                if end.is_none() {
                    self.groups[from] = Some(Rc::clone(&found));
                }
                found
            }
        };
        for ends in found.iter() {
            cuts.extend(ends);
            self.go(group, left - 1, cuts, out);
            cuts.truncate(cuts.len() - ends.len());
        }
    }

    /// The groups of figures that start at a digit and whose last is the sum of the others. The last
    /// is chosen first: then the others are bounded.
    fn groups_at(&mut self, from: usize, group: usize, end: Option<usize>) -> Vec<Vec<usize>> {
        let digits = self.digits;
        let n = digits.len();
        let mut found = Vec::new();
        for start in from + group - 1..n {
            for stop in digits.ends(start, n) {
                if end.is_some_and(|end| end != stop) {
                    continue;
                }
                let total = self.digits.value(start, stop);
                let mut ends = Vec::with_capacity(group);
                let part = Part { from, end: start, missing: group - 1, left: total };
                self.parts(part, stop - start, &mut ends, stop, &mut found);
            }
        }
        found
    }

    fn parts(
        &mut self,
        part: Part,
        longest: usize,
        ends: &mut Vec<usize>,
        stop: usize,
        found: &mut Vec<Vec<usize>>,
    ) {
        self.steps += 1;
        let Part { from, end, missing, left } = part;
        if self.steps >= STEPS || found.len() >= MOST_WAYS {
            self.steps = STEPS;
            return;
        }
        if missing == 0 {
            if from == end && left == 0 {
                let mut all = ends.clone();
                all.push(stop);
                found.push(all);
            }
            return;
        }
        let digits = end.saturating_sub(from);
        if digits < missing || digits > missing * longest || !may_sum(digits, missing, left) {
            return;
        }
        let digits = self.digits;
        for to in digits.ends(from, (end + 1 - missing).min(from + longest)) {
            let value = self.digits.value(from, to);
            if value > left {
                break;
            }
            ends.push(to);
            let rest = Part { from: to, end, missing: missing - 1, left: left - value };
            self.parts(rest, longest, ends, stop, found);
            ends.pop();
        }
    }
}

/// What is left of the parts of a group.
#[derive(Clone, Copy)]
struct Part {
    from: usize,
    end: usize,
    /// How many figures are missing, and what they have to sum up to.
    missing: usize,
    left: u64,
}

/// Whether figures of so many digits together can have a sum.
fn may_sum(digits: usize, figures: usize, sum: u64) -> bool {
    let power = |n: usize| u32::try_from(n).ok().and_then(|n| 10_u64.checked_pow(n));
    // The longest figure has at least as many digits as the others on average; marks and zeros
    // may be in its place only where all have one digit.
    let shortest = digits.div_ceil(figures);
    let least = if shortest > 1 { power(shortest - 1).unwrap_or(u64::MAX) } else { 0 };
    // No figure has more digits than the others leave.
    let most = power(digits - figures + 1).and_then(|p| p.checked_mul(figures as u64));
    sum >= least && most.is_none_or(|most| sum < most)
}

/// The ways to give figures to more columns than there are figures, because a tool dropped the blank
/// cells, so that the sums hold.
pub(super) fn placements(text: &str, figures: &[Span], width: usize, sums: Sums) -> Ways {
    let mut ways = Ways { found: Vec::new(), complete: true };
    let values: Option<Vec<u64>> =
        figures.iter().map(|&span| literal::plain_count(under(text, span))).collect();
    let (Some(values), true) = (values, !figures.is_empty() && figures.len() <= width) else {
        return Ways::default();
    };
    let mut columns: Vec<usize> = (0..figures.len()).collect();
    for _ in 0..STEPS {
        let mut way = Way { cells: vec![Span::new(0, 0); width], values: vec![0; width] };
        for (i, &column) in columns.iter().enumerate() {
            way.cells[column] = figures[i];
            way.values[column] = values[i];
        }
        if sums.hold(&way.values) && has_totals(&way, sums) {
            ways.found.push(way);
        }
        if ways.found.len() >= MOST_WAYS || !next(&mut columns, width) {
            ways.complete = ways.found.len() < MOST_WAYS;
            return ways;
        }
    }
    ways.complete = false;
    ways
}

/// Whether a row of figures has a total, and a total has figures. Of zeros nobody can tell: 上海市政府办公厅
/// 2019 leaves their totals blank.
fn has_totals(way: &Way, sums: Sums) -> bool {
    let group = sums.group(way.cells.len());
    way.cells.chunks(group).zip(way.values.chunks(group)).all(|(cells, values)| {
        let Some((total, parts)) = cells.split_last() else { return true };
        total.is_empty() == parts.iter().all(|part| part.is_empty())
            || values.iter().all(|&value| value == 0)
    })
}

/// The next choice of columns, in order; false behind the last.
fn next(columns: &mut [usize], width: usize) -> bool {
    let n = columns.len();
    let Some(i) = (0..n).rev().find(|&i| columns[i] < width - n + i) else { return false };
    columns[i] += 1;
    for k in i + 1..n {
        columns[k] = columns[k - 1] + 1;
    }
    true
}
