//! The figures of a table as numbers, and the rules that tie them together.

use super::super::identities::{dispute_sum, outcome_sum, outcomes, reconciliation, row_sum, rows};
use crate::diagnostic::{Code, ProposalKind};
use crate::model::{AnnualReport, Applicant, Cell, CellRef, Channel, Field, Row, Ruling};

/// What a cell says, as far as sums are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Number(u64),
    /// Blank or not applicable: counts as nothing beside a number.
    Nothing,
    /// Unread or absent: what it should say is not known.
    Unknown,
}

/// B1 to B4: both sides sum up to the same; C3: the one figure on the left is there.
#[derive(Debug)]
struct Rule {
    code: Code,
    /// What the rule is applied to, as in the assessments.
    subject: Field,
    /// The cells that have to be numbers.
    needed: Vec<usize>,
    left: Vec<usize>,
    right: Vec<usize>,
}

/// A set of rules; there are no more than 72 in a table.
pub(super) type Rules = u128;

/// What a rule, or several together, ask of a cell while all others stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// No rule that can be assessed says anything.
    Anything,
    Exactly(u64),
    /// They contradict each other, or ask for what is no count.
    Impossible,
}

/// Cells that stand in a row or in a column, in the order of the form.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) cells: Vec<usize>,
    /// The rules that tie a cell of the line to no other of the line.
    crossing: &'static [Code],
    /// What a shift along the line is called.
    pub(super) shift: ProposalKind,
}

impl Line {
    /// Whether the cells of the line stand in sums of their own.
    pub(super) const fn is_crossed(&self) -> bool {
        !self.crossing.is_empty()
    }
}

/// A table.
#[derive(Debug)]
pub(super) struct System {
    fields: Vec<Field>,
    /// The cell of each figure, by its index.
    places: [Option<usize>; Field::COUNT],
    cells: Vec<Content>,
    rules: Vec<Rule>,
    /// The rules that each cell takes part in.
    of_cell: Vec<Vec<usize>>,
    violated: Rules,
}

impl System {
    /// The matrix of applications: B1, B2, B3 and its C3, and its rows and columns.
    pub(super) fn matrix(report: &AnnualReport, off: &[Code]) -> (System, Vec<Line>) {
        let rows: Vec<Row> = rows(report).collect();
        let outcomes = outcomes(report);
        let at = |&row: &Row, applicant| Field::Applications(row, applicant);
        let fields = rows.iter().flat_map(|row| Applicant::ALL.map(|applicant| at(row, applicant)));
        let mut system = System::new(report, fields.collect());
        for applicant in Applicant::ALL {
            let [left, right] = reconciliation(applicant);
            let needed = [left[0], right[0]];
            system.rule(off, Code::Reconciliation, right[0], &needed, &left, &right);
            let (total, parts) = outcome_sum(&outcomes, applicant);
            system.sum(off, Code::OutcomeSum, total, &parts, applicant != Applicant::Total);
        }
        for &row in &rows {
            let (total, parts) = row_sum(row);
            system.sum(off, Code::RowSum, total, &parts, true);
        }
        system.violated = system.judged();
        let width = Applicant::ALL.len();
        let across = (0..rows.len()).map(|row| Line {
            cells: (row * width..(row + 1) * width).collect(),
            crossing: &[Code::Reconciliation, Code::OutcomeSum],
            shift: ProposalKind::ShiftedRow,
        });
        let down = (0..width).map(|column| Line {
            cells: (0..rows.len()).map(|row| row * width + column).collect(),
            crossing: &[Code::RowSum],
            shift: ProposalKind::ShiftedColumn,
        });
        let lines = across.chain(down).collect();
        (system, lines)
    }

    /// Section four: B4 and its C3, and its one row.
    pub(super) fn disputes(report: &AnnualReport, off: &[Code]) -> (System, Vec<Line>) {
        let fields = Field::of_disputes(None).to_vec();
        let cells = (0..fields.len()).collect();
        let mut system = System::new(report, fields);
        for channel in Channel::ALL {
            let (total, parts) = dispute_sum(channel);
            system.sum(off, Code::DisputeSum, total, &parts, true);
        }
        system.violated = system.judged();
        (system, vec![Line { cells, crossing: &[], shift: ProposalKind::ShiftedRow }])
    }

    fn new(report: &AnnualReport, fields: Vec<Field>) -> System {
        let cells = fields.iter().map(|&field| match report.cell(field) {
            CellRef::Count(Cell::Value(count)) => Content::Number(*count),
            CellRef::Count(Cell::Blank | Cell::NotApplicable) => Content::Nothing,
            _ => Content::Unknown,
        });
        let mut places = [None; Field::COUNT];
        for (cell, field) in fields.iter().enumerate() {
            places[field.index()] = Some(cell);
        }
        System {
            places,
            cells: cells.collect(),
            of_cell: vec![Vec::new(); fields.len()],
            rules: Vec::new(),
            violated: 0,
            fields,
        }
    }

    /// A total and its parts, and that the total is there.
    fn sum(&mut self, off: &[Code], code: Code, total: Field, parts: &[Field], is_due: bool) {
        self.rule(off, code, total, &[total], &[total], parts);
        if is_due {
            self.rule(off, Code::TotalMissing, total, &[], &[total], parts);
        }
    }

    /// Rules that were switched off tie nothing together.
    fn rule(
        &mut self,
        off: &[Code],
        code: Code,
        subject: Field,
        needed: &[Field],
        left: &[Field],
        right: &[Field],
    ) {
        if off.contains(&code) {
            return;
        }
        let places = |fields: &[Field]| -> Vec<usize> {
            fields.iter().filter_map(|field| self.places[field.index()]).collect()
        };
        let (needed, left, right) = (places(needed), places(left), places(right));
        for &cell in left.iter().chain(&right) {
            self.of_cell[cell].push(self.rules.len());
        }
        self.rules.push(Rule { code, subject, needed, left, right });
    }

    fn judged(&self) -> Rules {
        let violated = (0..self.rules.len()).filter(|&rule| self.is_violated(&self.rules[rule]));
        violated.fold(0, |set, rule| set | 1 << rule)
    }

    /// The rules that are violated as the report stands.
    pub(super) const fn violated(&self) -> Rules {
        self.violated
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    pub(super) fn field(&self, cell: usize) -> Field {
        self.fields[cell]
    }

    pub(super) fn content(&self, cell: usize) -> Content {
        self.cells[cell]
    }

    /// What the cell adds to a sum.
    pub(super) fn number(&self, cell: usize) -> u64 {
        match self.cells[cell] {
            Content::Number(count) => count,
            _ => 0,
        }
    }

    pub(super) fn is_total(&self, cell: usize) -> bool {
        matches!(
            self.fields[cell],
            Field::Applications(_, Applicant::Total)
                | Field::Applications(Row::OutcomeTotal, _)
                | Field::Disputes(_, Ruling::Total)
        )
    }

    /// The rules of a set, each with what it is applied to.
    pub(super) fn named(&self, set: Rules) -> Vec<(Code, Field)> {
        let is_in = |&(i, _): &(usize, &Rule)| set & (1 << i) != 0;
        let mut named: Vec<_> = self
            .rules
            .iter()
            .enumerate()
            .filter(is_in)
            .map(|(_, rule)| (rule.code, rule.subject))
            .collect();
        named.sort();
        named
    }

    /// The sum that ties two cells together, where it can be assessed.
    pub(super) fn shared(&self, a: usize, b: usize) -> Option<Rules> {
        let shared = self.of_cell[a].iter().find(|&&rule| {
            self.of_cell[b].contains(&rule) && self.residual(&self.rules[rule]).is_some()
        });
        shared.map(|&rule| 1 << rule)
    }

    /// What all rules ask of a cell.
    pub(super) fn asked(&self, cell: usize) -> Asked {
        self.asked_by(cell, |_| true)
    }

    /// What the rules across a line ask of a cell of it.
    pub(super) fn asked_across(&self, line: &Line, cell: usize) -> Asked {
        self.asked_by(cell, |code| line.crossing.contains(&code))
    }

    fn asked_by(&self, cell: usize, filter: impl Fn(Code) -> bool) -> Asked {
        if self.cells[cell] == Content::Unknown {
            return Asked::Impossible;
        }
        let mut asked = None;
        for &rule in &self.of_cell[cell] {
            let rule = &self.rules[rule];
            if !filter(rule.code) {
                continue;
            }
            let Some(count) = self.completes(rule, cell) else { continue };
            if *asked.get_or_insert(count) != count {
                return Asked::Impossible;
            }
        }
        match asked.map(u64::try_from) {
            None => Asked::Anything,
            Some(Ok(count)) => Asked::Exactly(count),
            Some(Err(_)) => Asked::Impossible,
        }
    }

    /// What a cell has to say for a sum to hold; `None` where the sum could not be assessed then.
    fn completes(&self, rule: &Rule, cell: usize) -> Option<i128> {
        if rule.code == Code::TotalMissing {
            return None;
        }
        let side = |cells: &[usize]| {
            let (mut sum, mut is_number) = (0_i128, false);
            for &other in cells {
                match self.cells[other] {
                    _ if other == cell => is_number = true,
                    Content::Number(count) => {
                        is_number = true;
                        sum += i128::from(count);
                    }
                    Content::Nothing if !rule.needed.contains(&other) => {}
                    _ => return None,
                }
            }
            is_number.then_some(sum)
        };
        let (left, right) = (side(&rule.left)?, side(&rule.right)?);
        Some(if rule.left.contains(&cell) { right - left } else { left - right })
    }

    /// By how much the left side is greater than the right; `None` where it cannot be assessed.
    fn residual(&self, rule: &Rule) -> Option<i128> {
        let is_number = |&cell: &usize| matches!(self.cells[cell], Content::Number(_));
        if rule.code == Code::TotalMissing || !rule.needed.iter().all(is_number) {
            return None;
        }
        Some(self.sum_up(&rule.left)? - self.sum_up(&rule.right)?)
    }

    fn sum_up(&self, cells: &[usize]) -> Option<i128> {
        let (mut sum, mut is_number) = (0_i128, false);
        for &cell in cells {
            match self.cells[cell] {
                Content::Number(count) => {
                    is_number = true;
                    sum += i128::from(count);
                }
                Content::Nothing => {}
                Content::Unknown => return None,
            }
        }
        is_number.then_some(sum)
    }

    fn is_violated(&self, rule: &Rule) -> bool {
        if rule.code == Code::TotalMissing {
            return rule.left.iter().all(|&total| self.cells[total] == Content::Nothing)
                && self.sum_up(&rule.right).is_some_and(|sum| sum > 0);
        }
        self.residual(rule).is_some_and(|residual| residual != 0)
    }

    /// The rules that a change mends. `None` where it mends none, breaks one, or leaves a sum
    /// violated that it touches.
    pub(super) fn mends(&mut self, changes: &[(usize, u64)]) -> Option<Rules> {
        self.with(changes, |system| {
            let mut mended = 0;
            for &(cell, _) in changes {
                for &rule in &system.of_cell[cell] {
                    let was = system.violated & (1 << rule);
                    let is = system.is_violated(&system.rules[rule]);
                    match (was != 0, is) {
                        // That a total is missing says nothing against another figure.
                        (true, true) if system.rules[rule].code == Code::TotalMissing => {}
                        (_, true) => return None,
                        (_, false) => mended |= was,
                    }
                }
            }
            (mended != 0).then_some(mended)
        })
    }

    /// Does something while some cells say something else.
    pub(super) fn with<T>(
        &mut self,
        changes: &[(usize, u64)],
        act: impl FnOnce(&System) -> T,
    ) -> T {
        let mut before = [Content::Unknown; LONGEST];
        for (kept, &(cell, count)) in before.iter_mut().zip(changes) {
            *kept = std::mem::replace(&mut self.cells[cell], Content::Number(count));
        }
        let result = act(self);
        for (kept, &(cell, _)) in before.iter().zip(changes) {
            self.cells[cell] = *kept;
        }
        result
    }
}

/// The longest line: a column of the matrix.
const LONGEST: usize = Row::ALL.len();
