//! The changes that are tried.

use super::digits::{are_split, joined, mistake};
use super::system::{Asked, Content, Line, Rules, System};
use crate::diagnostic::ProposalKind;

/// A change that mends something and breaks nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) kind: ProposalKind,
    /// The cells, in the order of the form, and what they would say.
    pub(super) changes: Vec<(usize, u64)>,
    pub(super) mends: Rules,
}

/// One figure, any.
pub(super) fn singles(system: &mut System) -> Vec<Move> {
    let mut moves = Vec::new();
    for cell in 0..system.len() {
        let Asked::Exactly(right) = system.asked(cell) else { continue };
        let found = system.number(cell);
        let changes = vec![(cell, right)];
        if let Some(mends) = system.mends(&changes) {
            let kind = mistake(found, right, system.is_total(cell));
            moves.push(Move { kind, changes, mends });
        }
    }
    moves
}

/// Two figures of a line, which the rules across the line ask for, or which stand side by side.
pub(super) fn pairs(system: &mut System, line: &Line) -> Vec<Move> {
    let asked: Vec<Asked> =
        line.cells.iter().map(|&cell| system.asked_across(line, cell)).collect();
    let mut moves = Vec::new();
    for (i, &a) in line.cells.iter().enumerate() {
        // What stays as it is, or cannot be set right, is in no pair.
        if asked[i] == Asked::Impossible || asked[i] == Asked::Exactly(system.number(a)) {
            continue;
        }
        for (j, &b) in line.cells.iter().enumerate().skip(i + 1) {
            let are_neighbours = j == i + 1;
            match (asked[i], asked[j]) {
                (Asked::Exactly(first), Asked::Exactly(second)) => {
                    moves.extend(pair(system, [(a, first), (b, second)], are_neighbours, true));
                }
                (Asked::Exactly(first), Asked::Anything) => {
                    if let Asked::Exactly(second) = system.with(&[(a, first)], |s| s.asked(b)) {
                        moves.extend(pair(
                            system,
                            [(a, first), (b, second)],
                            are_neighbours,
                            false,
                        ));
                    }
                }
                (Asked::Anything, Asked::Exactly(second)) => {
                    if let Asked::Exactly(first) = system.with(&[(b, second)], |s| s.asked(a)) {
                        moves.extend(pair(
                            system,
                            [(a, first), (b, second)],
                            are_neighbours,
                            false,
                        ));
                    }
                }
                (Asked::Anything, Asked::Anything) if are_neighbours => {
                    moves.extend(neighbours(system, a, b));
                }
                _ => {}
            }
        }
    }
    moves
}

/// Neighbours of which no rule across the line says anything: only what explains itself is tried.
fn neighbours(system: &mut System, a: usize, b: usize) -> Vec<Move> {
    let (first, second) = (system.number(a), system.number(b));
    let mut tried = vec![[(a, second), (b, first)]];
    if let Some(whole) = joined(first, second) {
        if let Asked::Exactly(rest) = system.with(&[(a, whole)], |s| s.asked(b)) {
            tried.push([(a, whole), (b, rest)]);
        }
        if let Asked::Exactly(rest) = system.with(&[(b, whole)], |s| s.asked(a)) {
            tried.push([(a, rest), (b, whole)]);
        }
    }
    tried.into_iter().filter_map(|changes| pair(system, changes, true, false)).collect()
}

/// Judges a pair. `is_proved` says that each figure follows from rules of its own, so that the rule
/// that ties the two together is a proof.
fn pair(
    system: &mut System,
    changes: [(usize, u64); 2],
    are_neighbours: bool,
    is_proved: bool,
) -> Option<Move> {
    let [(a, first), (b, second)] = changes;
    let (was_first, was_second) = (system.number(a), system.number(b));
    if first == was_first || second == was_second {
        return None;
    }
    let mends = system.mends(&changes)?;
    let is_split = [first, second].into_iter().any(|whole| are_split(was_first, was_second, whole));
    let kind = if are_neighbours && is_split {
        ProposalKind::SplitDigits
    } else if are_neighbours && (first, second) == (was_second, was_first) {
        ProposalKind::SwappedNeighbours
    } else {
        // Figures that no sum ties together are two changes, not one.
        let shared = system.with(&changes, |system| system.shared(a, b))?;
        if mends & shared != 0 {
            // Where the rule was needed to tell one of the figures, it proves nothing.
            is_proved.then_some(ProposalKind::TwoFigures)?
        } else if (first > was_first) == (second > was_second) {
            ProposalKind::WithTotal
        } else {
            ProposalKind::Offsetting
        }
    };
    Some(Move { kind, changes: changes.to_vec(), mends })
}

/// Three or more figures that stand one place too far along a line. One of them is lost; it is what
/// the rules ask for.
pub(super) fn shifts(system: &mut System, line: &Line) -> Vec<Move> {
    let mut moves = Vec::new();
    let asked = line.cells.iter().map(|&cell| (cell, system.asked_across(line, cell)));
    let mut cells: Vec<(usize, Asked)> = asked.collect();
    // Rows are read from the left, and so are digits that run into the next cell.
    if line.shift == ProposalKind::ShiftedRow {
        for (start, pair) in cells.windows(2).enumerate() {
            let &[(cell, _), (next, _)] = pair else { continue };
            if let Some(whole) = joined(system.number(cell), system.number(next)) {
                along(system, line, &cells[start..], Some(whole), &mut moves);
            }
        }
    }
    // A shift to the other side is one of the line read from its end.
    for _ in 0..2 {
        for start in 0..cells.len() {
            along(system, line, &cells[start..], None, &mut moves);
        }
        cells.reverse();
    }
    moves
}

/// Shifts that start with the first of the cells. Each cell takes the figure of the next, the first
/// one what `whole` says, if anything; the last has lost its own.
fn along(
    system: &mut System,
    line: &Line,
    cells: &[(usize, Asked)],
    whole: Option<u64>,
    moves: &mut Vec<Move>,
) {
    let kind = if whole.is_some() { ProposalKind::SplitDigits } else { line.shift };
    let mut changes: Vec<(usize, u64)> = Vec::new();
    let mut proofs = 0;
    for (place, pair) in cells.windows(2).enumerate() {
        let &[(cell, asked), (next, asked_next)] = pair else { return };
        if [cell, next].iter().any(|&cell| system.content(cell) == Content::Unknown) {
            return;
        }
        let right = whole.filter(|_| place == 0).unwrap_or_else(|| system.number(next));
        let is_proof = asked == Asked::Exactly(right);
        if !is_proof && asked != Asked::Anything {
            return;
        }
        if system.number(cell) != right {
            changes.push((cell, right));
            proofs += u32::from(is_proof);
        } else if changes.is_empty() {
            // The same shift starts with the next cell.
            return;
        }
        // The shift may end with the next cell. Without two figures that sums of their own ask for,
        // it would be a guess.
        if line.is_crossed() && proofs < 2 {
            continue;
        }
        let lost = match asked_next {
            Asked::Anything => system.with(&changes, |system| system.asked(next)),
            asked => asked,
        };
        let Asked::Exactly(lost) = lost else { continue };
        let mut all = changes.clone();
        if lost != system.number(next) {
            all.push((next, lost));
        }
        if all.len() < 3 {
            continue;
        }
        all.sort_unstable();
        match system.mends(&all) {
            Some(mends) if line.is_crossed() || mends.count_ones() > 1 => {
                moves.push(Move { kind, changes: all, mends });
            }
            _ => {}
        }
    }
}
