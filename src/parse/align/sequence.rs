//! Things in the order of the text ↔ places in the order of the form.

/// What may stand in a place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Place {
    /// The runs that stand there in one of the best assignments.
    pub(super) runs: Vec<usize>,
    /// Whether a run stands there in all of them.
    pub(super) always: bool,
}

/// A text may have any number of runs; no form has a hundred rows.
const MOST_RUNS: usize = 2_000;

/// A run with more possible places than this is not mentioned with each of them.
const MOST_PLACES: usize = 6;

/// Assigns runs to places so that both stay in order and as many runs as can be have a place.
/// `may[run][place]` says which run may stand where.
pub(super) fn assign(may: &[Vec<bool>], places: usize) -> Vec<Place> {
    let runs = may.len();
    if runs > MOST_RUNS {
        return vec![Place::default(); places];
    }
    let allowed = |run: usize, place: usize| may[run].get(place) == Some(&true);
    // The most runs of the first `i` in the first `j` places, and of the others in the others.
    let mut before = vec![vec![0_u32; places + 1]; runs + 1];
    for i in 1..=runs {
        for j in 1..=places {
            let with = if allowed(i - 1, j - 1) { before[i - 1][j - 1] + 1 } else { 0 };
            before[i][j] = with.max(before[i - 1][j]).max(before[i][j - 1]);
        }
    }
    let mut behind = vec![vec![0_u32; places + 1]; runs + 1];
    for i in (0..runs).rev() {
        for j in (0..places).rev() {
            let with = if allowed(i, j) { behind[i + 1][j + 1] + 1 } else { 0 };
            behind[i][j] = with.max(behind[i + 1][j]).max(behind[i][j + 1]);
        }
    }
    let best = before[runs][places];
    let mut found: Vec<Place> = (0..places)
        .map(|j| Place {
            runs: (0..runs)
                .filter(|&i| allowed(i, j) && before[i][j] + 1 + behind[i + 1][j + 1] == best)
                .collect(),
            always: (0..=runs).all(|i| before[i][j] + behind[i][j + 1] < best),
        })
        .collect();
    // A run that may stand nearly anywhere tells nothing of any place.
    let mut places_of = vec![0_usize; runs];
    for &run in found.iter().flat_map(|place| &place.runs) {
        places_of[run] += 1;
    }
    for place in &mut found {
        if place.runs.iter().any(|&run| places_of[run] > MOST_PLACES) {
            *place = Place::default();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may(table: &[&str]) -> Vec<Vec<bool>> {
        table.iter().map(|row| row.bytes().map(|b| b == b'x').collect()).collect()
    }

    fn assigned(table: &[&str], places: usize) -> Vec<(Vec<usize>, bool)> {
        assign(&may(table), places).into_iter().map(|p| (p.runs, p.always)).collect()
    }

    #[test]
    fn as_many_runs_as_places_leave_no_choice() {
        let all = assigned(&["xxx", "xxx", "xxx"], 3);
        assert_eq!(all, [(vec![0], true), (vec![1], true), (vec![2], true)]);
    }

    #[test]
    fn a_run_too_few_is_decided_by_labels_only() {
        assert_eq!(
            assigned(&["xxx", "xx.", "..x"], 4),
            [(vec![0], true), (vec![1], true), (vec![2], true), (vec![], false)]
        );
        assert_eq!(
            assigned(&["xxx", "..x"], 3),
            [(vec![0], false), (vec![0], false), (vec![1], true)]
        );
    }

    #[test]
    fn a_run_too_many_leaves_its_neighbours_in_doubt() {
        assert_eq!(assigned(&["x.", "xx", ".x"], 2), [(vec![0, 1], true), (vec![1, 2], true)]);
    }
}
