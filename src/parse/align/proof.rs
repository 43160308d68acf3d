//! Which of the ways to read the rows of the matrix the sums of the whole table allow.
//!
//! A row of digits that are run together can often be cut in several ways whose total is right. B1
//! and B3 tie the rows together, column by column. The proof must not depend on the document being
//! right: 平潭 2020 prints outcomes that do not add up. So a way is taken only where every other way
//! to cut the row would break at least two sums more.

use super::splits::{Digits, Way, Ways};
use crate::model::Row;

/// Columns of the matrix.
pub(super) const WIDTH: usize = 7;

/// What is known of a row of the matrix.
#[derive(Default)]
pub(super) enum State {
    /// The document has no such row.
    #[default]
    Missing,
    /// Its figures stand apart; `None` is one that is no count.
    Known([Option<u64>; WIDTH]),
    /// Its digits are run together, or blank cells were dropped.
    Open(Ways, Option<Digits>),
    /// It is there and cannot be read.
    Unknown,
}

/// What the proof says of a row.
pub(super) enum Verdict {
    /// Every figure, and those that are certain.
    Read(Way, [bool; WIDTH]),
    /// So many ways are left.
    Undecided(usize),
}

const NEWLY: usize = 0;
const OVER: usize = 1;
const TOTAL: usize = Row::OutcomeTotal.index();
const FORWARD: usize = Row::CarriedForward.index();
const ROWS: usize = Row::ALL.len();

/// Combinations of ways that are tried.
const MOST_COMBINATIONS: usize = 20_000;

/// The table, one value for each cell; `None` where it is not known.
type Values = [[Option<u64>; WIDTH]; ROWS];

/// Decides the open rows.
pub(super) fn prove(states: &[State; ROWS]) -> Vec<(usize, Verdict)> {
    let mut values: Values = [[None; WIDTH]; ROWS];
    let mut open = Vec::new();
    for (row, state) in states.iter().enumerate() {
        match state {
            // A row that is not there adds nothing: a sum that holds without it says so.
            State::Missing if row != TOTAL => values[row] = [Some(0); WIDTH],
            State::Missing | State::Unknown => {}
            State::Known(known) => values[row] = *known,
            State::Open(ways, _) => open.push((row, ways.found.clone(), ways.complete)),
        }
    }
    let mut certain = [[true; WIDTH]; ROWS];
    let mut left: Vec<usize> = open.iter().map(|(_, ways, _)| ways.len()).collect();
    let searched = choose(&mut values, &open, &mut certain, &mut left);
    // A row whose own sum is wrong has no way; where all other rows are known, the columns tell.
    let broken: Vec<usize> =
        open.iter().filter(|(_, ways, _)| ways.is_empty()).map(|(row, ..)| *row).collect();
    let mut found = Vec::new();
    if let ([row], true) = (broken.as_slice(), searched) {
        if let Some(way) = by_columns(states, &values, *row) {
            values[*row] = known(&way);
            found.push((*row, way));
        }
    }
    open.iter()
        .zip(left)
        .map(|((row, ways, complete), left)| {
            let chosen = match found.iter().find(|(r, _)| r == row) {
                Some((_, way)) => Some(way.clone()),
                None => way_of(&values[*row], ways),
            };
            let verdict = match chosen {
                Some(way) if *complete && searched => {
                    match stands(states, &values, *row, &way, &certain[*row]) {
                        true => Verdict::Read(way, certain[*row]),
                        false => Verdict::Undecided(left.max(2)),
                    }
                }
                _ => Verdict::Undecided(left),
            };
            (*row, verdict)
        })
        .collect()
}

/// Whether B1 and B3 can be told in the first columns, and hold in all of them but one at most. A
/// document may be wrong in one place; columns that are not the form's are in most.
pub(super) fn columns_hold(states: &[State; ROWS], columns: usize) -> bool {
    let mut values: Values = [[None; WIDTH]; ROWS];
    for (row, state) in states.iter().enumerate() {
        match state {
            State::Missing => values[row] = [Some(0); WIDTH],
            State::Known(known) => values[row] = *known,
            State::Open(..) | State::Unknown => return false,
        }
    }
    let holds = |column: usize| {
        let reconciled = reconciliation(&values, column, None).is_some_and(|(a, b)| a == b);
        reconciled && outcomes(&values, column, None).is_some_and(|(a, b)| a == b)
    };
    let held = (0..columns).filter(|&column| holds(column)).count();
    held > 0 && held + 1 >= columns
}

fn known(way: &Way) -> [Option<u64>; WIDTH] {
    std::array::from_fn(|column| way.values.get(column).copied())
}

/// The way whose values were chosen; where only some of its figures are certain, any that has them.
fn way_of(values: &[Option<u64>; WIDTH], ways: &[Way]) -> Option<Way> {
    let fits = |way: &&Way| {
        values.iter().zip(&way.values).all(|(value, figure)| value.is_none_or(|v| v == *figure))
    };
    ways.iter().find(fits).cloned()
}

/// Chooses the ways that break the fewest sums. Figures on which the best choices differ are marked
/// as uncertain, and their values are not known. False if there were too many to try.
fn choose(
    values: &mut Values,
    open: &[(usize, Vec<Way>, bool)],
    certain: &mut [[bool; WIDTH]; ROWS],
    left: &mut [usize],
) -> bool {
    let rows: Vec<(usize, &[Way])> = open
        .iter()
        .filter(|(_, ways, _)| !ways.is_empty())
        .map(|(row, ways, _)| (*row, ways.as_slice()))
        .collect();
    let combinations = rows.iter().try_fold(1_usize, |n, (_, ways)| {
        n.checked_mul(ways.len()).filter(|&n| n <= MOST_COMBINATIONS)
    });
    let Some(combinations) = combinations else {
        return agree(values, open, certain, left);
    };
    let mut best = usize::MAX;
    let mut kept: Vec<usize> = Vec::new();
    for number in 0..combinations {
        set(values, &rows, number);
        let cost = broken_sums(values);
        if cost < best {
            best = cost;
            kept.clear();
        }
        if cost == best {
            kept.push(number);
        }
    }
    let mut chosen: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    for &number in &kept {
        let mut rest = number;
        for (i, (_, ways)) in rows.iter().enumerate() {
            let way = rest % ways.len();
            rest /= ways.len();
            if !chosen[i].contains(&way) {
                chosen[i].push(way);
            }
        }
    }
    for ((row, ways), chosen) in rows.iter().zip(&chosen) {
        let first = &ways[chosen[0]];
        for column in 0..WIDTH {
            let agree = chosen.iter().all(|&way| {
                ways[way].values[column] == first.values[column]
                    && ways[way].cells[column] == first.cells[column]
            });
            certain[*row][column] = agree;
            values[*row][column] = agree.then_some(first.values[column]);
        }
        if let Some(i) = open.iter().position(|(r, ..)| r == row) {
            left[i] = chosen.len();
        }
    }
    true
}

/// Where there are too many combinations, leaves out the ways with which a sum cannot hold whatever
/// the other rows are, and keeps the figures on which all ways of a row agree.
fn agree(
    values: &mut Values,
    open: &[(usize, Vec<Way>, bool)],
    certain: &mut [[bool; WIDTH]; ROWS],
    left: &mut [usize],
) -> bool {
    let mut ways: Vec<(usize, Vec<&Way>)> =
        open.iter().map(|(row, ways, _)| (*row, ways.iter().collect())).collect();
    if open.iter().any(|(_, ways, complete)| ways.is_empty() || !complete) {
        return false;
    }
    // Each round costs as much as there are ways; most settle after three.
    for _ in 0..8 {
        let before: usize = ways.iter().map(|(_, ways)| ways.len()).sum();
        for column in 0..WIDTH {
            for signs in [reconciliation_signs as fn(usize) -> i128, outcome_signs] {
                narrow(values, &mut ways, column, signs);
            }
        }
        if ways.iter().any(|(_, ways)| ways.is_empty()) {
            return false;
        }
        if ways.iter().map(|(_, ways)| ways.len()).sum::<usize>() == before {
            break;
        }
    }
    for ((row, ways), left) in ways.iter().zip(left) {
        *left = ways.len();
        for column in 0..WIDTH {
            let first = ways[0];
            let agree = ways.iter().all(|way| {
                way.values[column] == first.values[column]
                    && way.cells[column] == first.cells[column]
            });
            certain[*row][column] = agree;
            values[*row][column] = agree.then_some(first.values[column]);
        }
    }
    true
}

/// On which side of B1 a row stands.
fn reconciliation_signs(row: usize) -> i128 {
    match row {
        NEWLY | OVER => 1,
        TOTAL | FORWARD => -1,
        _ => 0,
    }
}

/// On which side of B3 a row stands.
fn outcome_signs(row: usize) -> i128 {
    match row {
        TOTAL => -1,
        NEWLY | OVER | FORWARD => 0,
        _ => 1,
    }
}

/// Leaves out the ways with which a sum of a column cannot hold.
fn narrow(
    values: &Values,
    ways: &mut [(usize, Vec<&Way>)],
    column: usize,
    sign: fn(usize) -> i128,
) {
    let mut bounds = [(0_i128, 0_i128); ROWS];
    let (mut low, mut high) = (0, 0);
    for row in (0..ROWS).filter(|&row| sign(row) != 0) {
        let signed = |value: u64| sign(row) * i128::from(value);
        let bound = match ways.iter().find(|(r, _)| *r == row) {
            Some((_, ways)) => {
                let all = || ways.iter().map(|way| signed(way.values[column]));
                match (all().min(), all().max()) {
                    (Some(min), Some(max)) => (min, max),
                    _ => return,
                }
            }
            None => match values[row][column] {
                Some(value) => (signed(value), signed(value)),
                None => return,
            },
        };
        bounds[row] = bound;
        low += bound.0;
        high += bound.1;
    }
    for (row, ways) in ways.iter_mut().filter(|(row, _)| sign(*row) != 0) {
        let (min, max) = bounds[*row];
        ways.retain(|way| {
            let value = sign(*row) * i128::from(way.values[column]);
            low - min + value <= 0 && high - max + value >= 0
        });
    }
}

fn set(values: &mut Values, rows: &[(usize, &[Way])], number: usize) {
    let mut rest = number;
    for (row, ways) in rows {
        values[*row] = known(&ways[rest % ways.len()]);
        rest /= ways.len();
    }
}

/// How many of the fourteen sums of the columns do not hold.
fn broken_sums(values: &Values) -> usize {
    (0..WIDTH)
        .map(|column| {
            let reconciled = reconciliation(values, column, None).is_none_or(|(a, b)| a == b);
            let summed = outcomes(values, column, None).is_none_or(|(a, b)| a == b);
            usize::from(!reconciled) + usize::from(!summed)
        })
        .sum()
}

/// Both sides of B1 in a column, without one row; `None` if another is not known.
fn reconciliation(values: &Values, column: usize, without: Option<usize>) -> Option<(u128, u128)> {
    let at = |row: usize| match without {
        Some(left_out) if left_out == row => Some(0),
        _ => values[row][column].map(u128::from),
    };
    Some((at(NEWLY)? + at(OVER)?, at(TOTAL)? + at(FORWARD)?))
}

/// Both sides of B3 in a column, the total first, without one row.
fn outcomes(values: &Values, column: usize, without: Option<usize>) -> Option<(u128, u128)> {
    let at = |row: usize| match without {
        Some(left_out) if left_out == row => Some(0),
        _ => values[row][column].map(u128::from),
    };
    let mut sum = 0;
    for row in OVER + 1..TOTAL {
        sum += at(row)?;
    }
    Some((at(TOTAL)?, sum))
}

/// The values that the sums want in a row, column by column, as the other rows have them.
fn wishes(values: &Values, row: usize) -> Vec<Vec<u64>> {
    (0..WIDTH)
        .map(|column| {
            let mut wishes = Vec::new();
            let mut wish = |one: u128, other: u128| {
                // What cannot be had is a wish all the same, which no value meets.
                let difference = one.checked_sub(other).and_then(|d| u64::try_from(d).ok());
                wishes.push(difference.unwrap_or(u64::MAX));
            };
            if matches!(row, NEWLY | OVER | TOTAL | FORWARD) {
                if let Some((came, went)) = reconciliation(values, column, Some(row)) {
                    if row <= OVER { wish(went, came) } else { wish(came, went) }
                }
            }
            if (OVER + 1..=TOTAL).contains(&row) {
                if let Some((total, sum)) = outcomes(values, column, Some(row)) {
                    if row == TOTAL { wish(sum, total) } else { wish(total, sum) }
                }
            }
            wishes
        })
        .collect()
}

fn unmet(way: &Way, wishes: &[Vec<u64>]) -> usize {
    let columns = way.values.iter().zip(wishes);
    columns.map(|(value, wishes)| wishes.iter().filter(|wish| *wish != value).count()).sum()
}

/// Whether no other way to read the row is nearly as good.
fn stands(
    states: &[State; ROWS],
    values: &Values,
    row: usize,
    way: &Way,
    certain: &[bool; WIDTH],
) -> bool {
    let State::Open(ways, digits) = &states[row] else { return false };
    let wishes = wishes(values, row);
    match digits {
        // Blank cells were dropped: nothing but the sums says where a figure stands, so that all
        // of them have to be there and to hold.
        None => {
            let held = |column: usize| {
                let wishes = &wishes[column];
                !wishes.is_empty() && wishes.iter().all(|&wish| wish == way.values[column])
            };
            (0..WIDTH).all(|column| !certain[column] || held(column)) && ways.complete
        }
        Some(digits) => {
            if certain.contains(&false) {
                return false;
            }
            let own = usize::from(!ways.found.contains(way));
            let cost = unmet(way, &wishes) + own;
            let (others, complete) = digits.wished(&wishes, cost + 1);
            complete && others.iter().all(|(_, other)| other == way)
        }
    }
}

/// The only way to cut a row whose own sum is wrong that the columns want.
fn by_columns(states: &[State; ROWS], values: &Values, row: usize) -> Option<Way> {
    /// The cell that is wrong breaks the sum of its row, and one or two of its column.
    const WRONG: usize = 3;
    let State::Open(ways, Some(digits)) = &states[row] else { return None };
    let wishes = wishes(values, row);
    if !ways.complete || wishes.iter().any(Vec::is_empty) {
        return None;
    }
    let (found, complete) = digits.wished(&wishes, WRONG + 1);
    match found.as_slice() {
        [(cost, way)] if complete && *cost <= WRONG => Some(way.clone()),
        _ => None,
    }
}
