//! The identities B1 to B4, which the forms state or imply.

use super::{Assessment, Rule, Verdict};
use crate::diagnostic::{Code, Operand, Side};
use crate::model::{
    AnnualReport, Applicant, Cell, CellRef, Channel, Field, OtherRows, Outcome, Row, Ruling,
};
use crate::span::Spans;

const SILENT: &str = "the total is blank or not applicable, all its parts are, or a figure is \
                      unread or absent: then the rule is not assessable";

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: Code::Reconciliation,
        title: "what came in equals what went out",
        title_zh: "第一项加第二项之和等于第三项加第四项之和",
        formula: "applications.newly_received.C + applications.carried_over.C = \
                  applications.outcome_total.C + applications.carried_forward.C",
        scope: "each of the seven columns of the matrix",
        silent_when: SILENT,
        since: "0.1.0",
    },
    Rule {
        code: Code::RowSum,
        title: "the total of a row is the sum of its applicants",
        title_zh: "各行总计等于各类申请人之和",
        formula: "applications.R.total = sum of applications.R.C over the six kinds of applicant",
        scope: "each row of the matrix",
        silent_when: SILENT,
        since: "0.1.0",
    },
    Rule {
        code: Code::OutcomeSum,
        title: "the total of the outcomes is the sum of the outcomes",
        title_zh: "（七）总计等于各项办理结果之和",
        formula: "applications.outcome_total.C = sum of applications.R.C over the rows from \
                  （一） to （六）",
        scope: "each of the seven columns of the matrix",
        silent_when: SILENT,
        since: "0.1.0",
    },
    Rule {
        code: Code::DisputeSum,
        title: "the total of a channel is the sum of its rulings",
        title_zh: "行政复议、行政诉讼各组总计等于各项结果之和",
        formula: "disputes.G.total = disputes.G.upheld + disputes.G.corrected + disputes.G.other \
                  + disputes.G.pending",
        scope: "each of the three channels of section four",
        silent_when: SILENT,
        since: "0.1.0",
    },
];

/// Applies the identities.
pub(super) fn assess(
    report: &AnnualReport,
    spans: Option<&Spans>,
    off: &[Code],
) -> Vec<Assessment> {
    let judge = Judge { report, spans, off };
    let other = report.other_rows();
    // Every row that is in the matrix is checked, also one that the form does not have.
    let in_matrix = |row: &Row| match row {
        Row::Outcome(Outcome::Other(ground)) => {
            (other == OtherRows::Single) == ground.is_none()
                || !report.applications[*row].is_absent()
        }
        _ => true,
    };
    let outcomes = || {
        Row::ALL.into_iter().filter(|row| match row {
            Row::Outcome(Outcome::Other(ground)) => {
                (other == OtherRows::Single) == ground.is_none()
            }
            row => row.outcome().is_some(),
        })
    };
    let mut assessments = Vec::with_capacity(7 + 26 + 7 + 3);
    for applicant in Applicant::ALL {
        let at = |row| Field::Applications(row, applicant);
        let left = [at(Row::NewlyReceived), at(Row::CarriedOver)];
        let right = [at(Row::OutcomeTotal), at(Row::CarriedForward)];
        // Of what was received at least the new, of what was done at least the total has to be a
        // figure.
        let needed = [left[0], right[0]];
        assessments.push(judge.rule(Code::Reconciliation, right[0], &needed, &left, &right));
    }
    for row in Row::ALL.into_iter().filter(in_matrix) {
        let total = Field::Applications(row, Applicant::Total);
        let parts = Applicant::KINDS.map(|applicant| Field::Applications(row, applicant));
        assessments.push(judge.rule(Code::RowSum, total, &[total], &[total], &parts));
    }
    for applicant in Applicant::ALL {
        let total = Field::Applications(Row::OutcomeTotal, applicant);
        let parts: Vec<Field> = outcomes().map(|row| Field::Applications(row, applicant)).collect();
        assessments.push(judge.rule(Code::OutcomeSum, total, &[total], &[total], &parts));
    }
    for channel in Channel::ALL {
        let total = Field::Disputes(channel, Ruling::Total);
        let parts = Ruling::PARTS.map(|ruling| Field::Disputes(channel, ruling));
        assessments.push(judge.rule(Code::DisputeSum, total, &[total], &[total], &parts));
    }
    assessments
}

struct Judge<'a> {
    report: &'a AnnualReport,
    spans: Option<&'a Spans>,
    off: &'a [Code],
}

impl Judge<'_> {
    fn rule(
        &self,
        code: Code,
        field: Field,
        needed: &[Field],
        left: &[Field],
        right: &[Field],
    ) -> Assessment {
        if self.off.contains(&code) {
            return Assessment { code, field, verdict: Verdict::SwitchedOff, sides: None };
        }
        let sides = needed
            .iter()
            .try_for_each(|&field| match self.count(field) {
                Cell::Value(_) => Ok(()),
                _ => Err(field),
            })
            .and_then(|()| Ok((self.side(left)?, self.side(right)?)));
        match sides {
            Err(missing) => {
                let verdict = Verdict::NotAssessable(missing);
                Assessment { code, field, verdict, sides: None }
            }
            Ok((left, right)) => {
                let holds = left.sum == right.sum;
                let verdict = if holds { Verdict::Holds } else { Verdict::Violated };
                Assessment { code, field, verdict, sides: Some((left, right)) }
            }
        }
    }

    fn count(&self, field: Field) -> &Cell<u64> {
        match self.report.cell(field) {
            CellRef::Count(cell) => cell,
            // The identities add up counts only.
            CellRef::Change(_) | CellRef::Money(_) => &Cell::Absent,
        }
    }

    /// Adds up figures. Blank and not-applicable cells count as nothing beside a number; figures
    /// that are unread or absent, or a side without any number, leave the sum unknown.
    fn side(&self, fields: &[Field]) -> Result<Side, Field> {
        let mut operands = Vec::with_capacity(fields.len());
        let mut sum = 0_u128;
        for &field in fields {
            let value = match self.count(field) {
                Cell::Value(value) => Some(*value),
                Cell::Blank | Cell::NotApplicable => None,
                Cell::Unread(_) | Cell::Absent => return Err(field),
            };
            // At most a few dozen counts of 64 bits: no sum of them is too large for 128.
            sum += u128::from(value.unwrap_or(0));
            let span = self.spans.and_then(|spans| spans.get(field));
            operands.push(Operand { field, value, span });
        }
        if operands.iter().all(|operand| operand.value.is_none()) {
            return Err(fields[0]);
        }
        Ok(Side { operands, sum })
    }
}
