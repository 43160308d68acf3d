//! Figures that were altered: whether that is found, and whether what is proposed is what was true.

#![allow(missing_docs)]
#![allow(clippy::print_stdout, reason = "what it measures is to be seen")]

mod support;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use gongkai::validate::{Validation, Validator, Verdict};
use gongkai::{
    AnnualReport, Applicant, Cell, CellMut, CellRef, Channel, Code, Field, Proposal, Row, Ruling,
};
use proptest::prelude::*;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use support::random;

/// The same random numbers at every run.
struct Dice(TestRng);

impl Dice {
    fn new() -> Dice {
        Dice(TestRng::deterministic_rng(RngAlgorithm::ChaCha))
    }

    fn below(&mut self, end: usize) -> usize {
        self.0.random_range(0..end)
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Consistent reports of all forms: the same at every run.
fn consistent(count: usize) -> impl Iterator<Item = AnnualReport> {
    let mut runner = TestRunner::deterministic();
    let strategy = random::consistent();
    (0..count).map(move |_| strategy.new_tree(&mut runner).expect("a report").current())
}

fn get(report: &AnnualReport, field: Field) -> u64 {
    match report.cell(field) {
        CellRef::Count(Cell::Value(count)) => *count,
        cell => panic!("{field} is {cell:?}"),
    }
}

fn set(report: &mut AnnualReport, field: Field, count: u64) {
    match report.cell_mut(field) {
        CellMut::Count(cell) => *cell = Cell::Value(count),
        cell => panic!("{field} is {cell:?}"),
    }
}

fn matrix(report: &AnnualReport) -> Vec<Field> {
    report.fields().filter(|field| matches!(field, Field::Applications(..))).collect()
}

fn disputes() -> Vec<Field> {
    let of = |channel| Ruling::ALL.map(|ruling| Field::Disputes(channel, ruling));
    Channel::ALL.into_iter().flat_map(of).collect()
}

/// The rows and the columns of the matrix.
fn lines(report: &AnnualReport) -> Vec<Vec<Field>> {
    let rows: Vec<Vec<Field>> = matrix(report).chunks(7).map(<[Field]>::to_vec).collect();
    let columns = (0..7).map(|column| rows.iter().map(|row| row[column]).collect()).collect();
    [rows, columns].concat()
}

/// A change to the figures that stand in a row, one after the other; `None` where there is nothing
/// to change so.
type Alteration = fn(&mut Dice, &mut [u64]) -> Option<()>;

/// Alterations of one figure.
const OF_ONE: [(&str, Alteration); 6] = [
    ("wrong digit", |dice, cells| {
        let mut digits = cells[0].to_string().into_bytes();
        let place = dice.below(digits.len());
        digits[place] = b'0'
            + u8::try_from((usize::from(digits[place] - b'0') + 1 + dice.below(9)) % 10).ok()?;
        cells[0] = String::from_utf8(digits).ok()?.parse().ok()?;
        Some(())
    }),
    ("transposition", |dice, cells| {
        let mut digits = cells[0].to_string().into_bytes();
        let pairs: Vec<usize> = (1..digits.len()).filter(|&i| digits[i] != digits[i - 1]).collect();
        if pairs.is_empty() {
            return None;
        }
        let place = dice.pick(&pairs);
        digits.swap(place - 1, place);
        cells[0] = String::from_utf8(digits).ok()?.parse().ok()?;
        Some(())
    }),
    ("off by 1", |dice, cells| off_by(dice, cells, 1)),
    ("off by 10", |dice, cells| off_by(dice, cells, 10)),
    ("off by 100", |dice, cells| off_by(dice, cells, 100)),
    ("zeroed", |_, cells| (std::mem::take(&mut cells[0]) != 0).then_some(())),
];

fn off_by(dice: &mut Dice, cells: &mut [u64], amount: u64) -> Option<()> {
    let less = cells[0].checked_sub(amount);
    cells[0] = match less {
        Some(less) if dice.below(2) == 0 => less,
        _ => cells[0] + amount,
    };
    Some(())
}

/// Alterations of two figures that stand side by side.
const OF_NEIGHBOURS: [(&str, Alteration); 2] = [
    ("split", |dice, cells| {
        let digits = cells[0].to_string();
        if digits.len() < 2 {
            return None;
        }
        let (first, last) = digits.split_at(1 + dice.below(digits.len() - 1));
        (cells[0], cells[1]) = (first.parse().ok()?, last.parse().ok()?);
        Some(())
    }),
    ("swap", |_, cells| {
        cells.swap(0, 1);
        Some(())
    }),
];

/// What came of alterations of a kind.
#[derive(Default)]
struct Tally {
    tried: usize,
    /// The sums hold all the same.
    hidden: usize,
    found: usize,
    proposed: usize,
    /// By several proposals, each of which undoes a part.
    in_parts: usize,
    first: usize,
    alone: usize,
    kinds: BTreeMap<&'static str, usize>,
}

/// Whether a proposal undoes what was done.
fn undoes(proposal: &Proposal, truth: &AnnualReport, altered: &AnnualReport) -> bool {
    let mut report = altered.clone();
    proposal.apply(&mut report).expect("it was made for this report");
    report == *truth
}

impl Tally {
    fn count(&mut self, truth: &AnnualReport, altered: &AnnualReport) {
        if truth == altered {
            return;
        }
        let validation = altered.validate();
        self.tried += 1;
        if validation.is_consistent() {
            // Whether the sums hold is found out once more, by means of the model only.
            assert!(holds(altered), "a sum is violated and nothing says so");
            self.hidden += 1;
            return;
        }
        self.found += 1;
        let place =
            validation.proposals.iter().position(|proposal| undoes(proposal, truth, altered));
        let Some(place) = place else {
            let mut repaired = altered.clone();
            for proposal in &validation.proposals {
                if proposal.amendments.iter().all(|a| get(truth, a.field) == a.after) {
                    let _ = proposal.apply(&mut repaired);
                }
            }
            self.in_parts += usize::from(repaired == *truth);
            return;
        };
        self.proposed += 1;
        self.first += usize::from(place == 0);
        self.alone += usize::from(validation.proposals.len() == 1);
        *self.kinds.entry(validation.proposals[place].kind.as_str()).or_default() += 1;
    }

    fn print(&self, name: &str) {
        let share = |n: usize| 100.0 * n as f64 / self.found.max(1) as f64;
        println!(
            "{name:<40} {:>6} {:>6} {:>9.2} {:>9.2} {:>9.2} {:>9.2}  {:?}",
            self.tried,
            self.hidden,
            share(self.proposed),
            share(self.first),
            share(self.alone),
            share(self.in_parts),
            self.kinds
        );
    }

    fn heading(what: &str) {
        println!(
            "\n{what:<40} {:>6} {:>6} {:>9} {:>9} {:>9} {:>9}  as",
            "tried", "hidden", "% listed", "% first", "% alone", "in parts"
        );
    }
}

/// All sums of a report, as the forms state them.
fn holds(report: &AnnualReport) -> bool {
    let at = |row, applicant| get(report, Field::Applications(row, applicant));
    let rows: Vec<Row> = matrix(report)
        .chunks(7)
        .map(|row| match row[0] {
            Field::Applications(row, _) => row,
            _ => unreachable!(),
        })
        .collect();
    let column = |applicant| {
        let outcomes: u64 =
            rows.iter().filter(|row| row.outcome().is_some()).map(|&row| at(row, applicant)).sum();
        outcomes == at(Row::OutcomeTotal, applicant)
            && at(Row::NewlyReceived, applicant) + at(Row::CarriedOver, applicant)
                == at(Row::OutcomeTotal, applicant) + at(Row::CarriedForward, applicant)
    };
    let row = |&row: &Row| {
        Applicant::KINDS.map(|applicant| at(row, applicant)).iter().sum::<u64>()
            == at(row, Applicant::Total)
    };
    let channel = |channel| {
        let at = |ruling| get(report, Field::Disputes(channel, ruling));
        Ruling::PARTS.map(at).iter().sum::<u64>() == at(Ruling::Total)
    };
    Applicant::ALL.into_iter().all(column)
        && rows.iter().all(row)
        && Channel::ALL.into_iter().all(channel)
}

/// Changes the figures of some cells.
fn alter(
    dice: &mut Dice,
    truth: &AnnualReport,
    cells: &[Field],
    alteration: Alteration,
) -> Option<AnnualReport> {
    let mut counts: Vec<u64> = cells.iter().map(|&cell| get(truth, cell)).collect();
    alteration(dice, &mut counts)?;
    let mut altered = truth.clone();
    for (&cell, count) in cells.iter().zip(counts) {
        set(&mut altered, cell, count);
    }
    Some(altered)
}

const REPORTS: usize = 60;
const CELLS: usize = 6;

#[test]
fn one_altered_figure_is_found_and_put_right() {
    let mut dice = Dice::new();
    let mut all: Vec<[Tally; 2]> = OF_ONE.iter().map(|_| Default::default()).collect();
    for report in consistent(REPORTS) {
        for ((_, alteration), tallies) in OF_ONE.iter().zip(&mut all) {
            for (fields, tally) in [matrix(&report), disputes()].iter().zip(tallies) {
                for _ in 0..CELLS {
                    let cell = dice.pick(fields);
                    let Some(altered) = alter(&mut dice, &report, &[cell], *alteration) else {
                        continue;
                    };
                    tally.count(&report, &altered);
                }
            }
        }
    }
    for (place, name) in
        ["one figure of the matrix", "one figure of section four"].iter().enumerate()
    {
        Tally::heading(name);
        for ((kind, _), tallies) in OF_ONE.iter().zip(&all) {
            tallies[place].print(kind);
            assert_eq!(tallies[place].hidden, 0, "{kind} was not found");
            assert!(tallies[place].tried > 100, "{kind} was hardly tried");
            assert_eq!(tallies[place].proposed, tallies[place].found, "{kind}: not proposed");
        }
    }
    let sum = |of: fn(&Tally) -> usize| all.iter().map(|[matrix, _]| of(matrix)).sum::<usize>();
    let (found, proposed, alone) = (sum(|t| t.found), sum(|t| t.proposed), sum(|t| t.alone));
    println!("\nof {found} in the matrix, {proposed} are proposed right, {alone} of them alone");
    assert!(proposed * 100 >= found * 99);
    assert!(alone * 100 >= found * 95);
}

#[test]
fn several_altered_figures_are_found_and_often_put_right() {
    let mut dice = Dice::new();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for report in consistent(REPORTS) {
        let lines = lines(&report);
        let section_four = disputes();
        let mut count = |name: &str, altered: Option<AnnualReport>| {
            if let Some(altered) = altered {
                tallies.entry(name.to_owned()).or_default().count(&report, &altered);
            }
        };
        for (kind, alteration) in OF_NEIGHBOURS {
            for _ in 0..CELLS {
                let row = &lines[dice.below(lines.len() - 7)];
                let at = dice.below(6);
                let altered = alter(&mut dice, &report, &row[at..at + 2], alteration);
                count(&format!("matrix: {kind} in a row"), altered);
                let column = &lines[lines.len() - 7 + dice.below(7)];
                let at = dice.below(column.len() - 1);
                if kind == "swap" {
                    let altered = alter(&mut dice, &report, &column[at..at + 2], alteration);
                    count("matrix: swap in a column", altered);
                }
                let at = dice.below(14);
                let altered = alter(&mut dice, &report, &section_four[at..at + 2], alteration);
                count(&format!("section four: {kind}"), altered);
            }
        }
        for _ in 0..CELLS {
            let row = &lines[dice.below(lines.len() - 7)];
            let column = &lines[lines.len() - 7 + dice.below(7)];
            for (line, name) in
                [(row, "matrix: row"), (column, "matrix: column"), (&section_four, "section four")]
            {
                let from = dice.below(line.len() - 2);
                let altered = alter(&mut dice, &report, &line[from..], |_, cells| {
                    cells.rotate_left(1);
                    *cells.last_mut()? = 0;
                    Some(())
                });
                count(&format!("{name}: a cell lost"), altered);
                let altered = alter(&mut dice, &report, &line[from..], |_, cells| {
                    cells.rotate_right(1);
                    cells[0] = 0;
                    Some(())
                });
                count(&format!("{name}: a cell too many"), altered);
                if name == "matrix: column" {
                    continue;
                }
                let altered = alter(&mut dice, &report, &line[from..], |dice, cells| {
                    let digits = cells[0].to_string();
                    if digits.len() < 2 {
                        return None;
                    }
                    let (first, last) = digits.split_at(1 + dice.below(digits.len() - 1));
                    cells.rotate_right(1);
                    (cells[0], cells[1]) = (first.parse().ok()?, last.parse().ok()?);
                    Some(())
                });
                count(&format!("{name}: split, the rest shifted"), altered);
            }
            for (line, name) in [(row, "row"), (column, "column")] {
                let (from, to) = (dice.pick(line), dice.pick(line));
                if from == to {
                    continue;
                }
                let altered = alter(&mut dice, &report, &[from, to], |dice, cells| {
                    let moved = if dice.below(2) == 0 { 1 } else { cells[0].min(7) };
                    cells[0] = cells[0].checked_sub(moved)?;
                    cells[1] += moved;
                    Some(())
                });
                count(&format!("matrix: offsetting in a {name}"), altered);
            }
        }
    }
    Tally::heading("several figures");
    for (name, tally) in &tallies {
        tally.print(name);
        if name.starts_with("matrix") {
            assert_eq!(tally.hidden, 0, "{name} was not found");
        }
        assert!(tally.tried > 100, "{name} was hardly tried");
    }
    for (name, least) in [("matrix: split in a row", 95), ("matrix: swap in a row", 95)] {
        let Tally { found, proposed, .. } = tallies[name];
        assert!(proposed * 100 >= found * least, "{name}: {proposed} of {found}");
    }
}

#[test]
fn a_consistent_report_has_neither_a_finding_nor_a_proposal() {
    let mut reports = 0;
    for report in consistent(10_000) {
        let validation = report.validate();
        assert!(validation.is_consistent(), "{:?}", validation.diagnostics().next());
        assert!(validation.proposals.is_empty(), "{:?}", validation.proposals);
        assert_eq!(validation.proposals_omitted, 0);
        reports += 1;
    }
    println!("{reports} consistent reports, no finding and no proposal");
}

/// What a rule came to, by rule and figure.
fn verdicts(validation: &Validation) -> BTreeMap<(Code, String), Verdict> {
    validation
        .assessments
        .iter()
        .map(|a| ((a.code, a.subject.to_string()), a.verdict.clone()))
        .collect()
}

/// Longer than any report takes by far, without optimization and on a busy machine.
const LONG: Duration = Duration::from_secs(5);

/// What is true of the proposals for any report.
fn invariants(report: &AnnualReport) {
    let given = report.clone();
    let start = Instant::now();
    let validation = report.validate();
    assert!(start.elapsed() < LONG, "{:?}", start.elapsed());
    assert_eq!(*report, given);
    assert!(validation.proposals.len() <= 96);
    let before = verdicts(&validation);
    for proposal in &validation.proposals {
        assert!(!proposal.mends.is_empty() && !proposal.amendments.is_empty());
        assert!(proposal.amendments.windows(2).all(|two| two[0].field < two[1].field));
        let mut repaired = report.clone();
        proposal.apply(&mut repaired).expect("made for this report");
        let after = verdicts(&repaired.validate());
        for (rule, verdict) in &after {
            let mended = proposal.mends.iter().any(|(c, f)| (*c, f.to_string()) == *rule);
            match (&before[rule], verdict) {
                (Verdict::Violated, Verdict::Holds) => assert!(mended, "{rule:?} {proposal}"),
                (Verdict::Violated, _) => assert!(!mended, "{rule:?}: {proposal}"),
                (_, Verdict::Violated) => panic!("{rule:?} is broken by {proposal}"),
                _ => assert!(!mended, "{rule:?} {proposal}"),
            }
        }
        if proposal.mends.len() == validation.counts().violated {
            assert!(repaired.validate().is_consistent());
        }
        // It was made for the report as it was.
        let repaired_once = repaired.clone();
        assert!(proposal.apply(&mut repaired).is_err());
        assert_eq!(repaired, repaired_once);
    }
    // No two of them are the same.
    for (i, proposal) in validation.proposals.iter().enumerate() {
        assert!(validation.proposals[..i].iter().all(|p| p.amendments != proposal.amendments));
    }
    let without = Validator::new().without_proposals().validate(report);
    assert!(without.proposals.is_empty());
    assert_eq!(without.assessments, validation.assessments);
}

/// One of the states of a cell that make trouble.
fn trouble() -> impl Strategy<Value = Cell<u64>> {
    prop_oneof![
        3 => (0..60_u64).prop_map(Cell::Value),
        1 => Just(Cell::Value(u64::MAX)),
        1 => any::<u64>().prop_map(Cell::Value),
        2 => Just(Cell::Blank),
        1 => Just(Cell::NotApplicable),
        1 => Just(Cell::Unread("1?".to_owned())),
        1 => Just(Cell::Absent),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn proposals_for_any_report(report in random::report()) {
        invariants(&report);
    }

    #[test]
    fn proposals_for_a_report_with_some_faults(
        report in random::consistent(),
        faults in proptest::collection::vec((any::<prop::sample::Index>(), trouble()), 1..6),
    ) {
        let mut report = report;
        let fields = [matrix(&report), disputes()].concat();
        for (index, cell) in faults {
            if let CellMut::Count(place) = report.cell_mut(*index.get(&fields)) {
                *place = cell;
            }
        }
        invariants(&report);
    }

    #[test]
    fn the_repaired_report_is_consistent(
        report in random::consistent(),
        index in any::<prop::sample::Index>(),
        count in 0..2000_u64,
    ) {
        let field = *index.get(&[matrix(&report), disputes()].concat());
        let mut altered = report.clone();
        set(&mut altered, field, count);
        let given = altered.clone();
        let validation = altered.validate();
        prop_assert_eq!(&altered, &given, "a report was changed");
        prop_assert_eq!(validation.proposals.is_empty(), report == altered);
        for proposal in &validation.proposals {
            let mut repaired = altered.clone();
            proposal.apply(&mut repaired).expect("made for this report");
            prop_assert!(repaired.validate().is_consistent(), "{}", proposal);
        }
    }
}

#[test]
fn the_worst_figures_take_no_longer() {
    // Every pair in a row fits, and every pair in a column.
    for (in_row, in_column) in [(2, 1), (1, 2), (2, 2)] {
        for mut report in consistent(4) {
            let rows: Vec<Row> =
                Row::ALL.into_iter().filter(|row| !report.applications[*row].is_absent()).collect();
            for &row in &rows {
                report.applications[row] = [0, 0, 0, 0, 0, 0, in_row].into();
            }
            for applicant in Applicant::KINDS {
                report.applications[(Row::OutcomeTotal, applicant)] = Cell::Value(in_column);
                report.applications[(Row::NewlyReceived, applicant)] = Cell::Value(in_column);
            }
            invariants(&report);
        }
    }
    for what in [u64::MAX, u64::MAX / 3, 1, 0] {
        for mut report in consistent(4) {
            for (i, field) in [matrix(&report), disputes()].concat().into_iter().enumerate() {
                let spread = u64::try_from(i).expect("small");
                set(&mut report, field, what.saturating_sub(spread * (what / 400)));
            }
            invariants(&report);
            for row in Row::ALL {
                if !report.applications[row].is_absent() {
                    report.applications[row].total = Cell::Unread("?".to_owned());
                }
            }
            invariants(&report);
        }
    }
}
