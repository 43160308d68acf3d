//! Compares what was read with what was to be read.

use gongkai::{
    AnnualReport, Cell, CellRef, CellState, Field, Outcome, Parsed, Row, Severity, Subject,
};

use super::document::{Expected, Truth};
use super::model::Value;

/// What became of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Right,
    /// Not read, and a diagnostic says so.
    Unread,
    /// Not read, and no diagnostic says so.
    Silent,
    Wrong,
}

/// How many figures came out how.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    pub documents: usize,
    pub figures: usize,
    pub right: usize,
    pub unread: usize,
    /// Figures that the document does not leave in doubt.
    pub certain: usize,
    /// Those of them that are unread.
    pub lost: usize,
    pub silent: usize,
    pub wrong: usize,
}

impl Tally {
    pub fn add(&mut self, other: &Tally) {
        self.documents += other.documents;
        self.figures += other.figures;
        self.right += other.right;
        self.unread += other.unread;
        self.certain += other.certain;
        self.lost += other.lost;
        self.silent += other.silent;
        self.wrong += other.wrong;
    }

    /// The part of the figures that were read, of those that the documents leave in no doubt.
    pub fn rate(&self) -> f64 {
        percent(self.certain - self.lost, self.certain)
    }

    pub fn row(&self, name: &str) -> String {
        format!(
            "| {name} | {} | {} | {:.2} | {:.2} | {:.2} | {:.2} | {} | {} |",
            self.documents,
            self.figures,
            percent(self.right, self.figures),
            percent(self.unread, self.figures),
            percent(self.certain, self.figures),
            self.rate(),
            self.silent,
            self.wrong,
        )
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "counts of a test")]
    let (part, whole) = (part as f64, whole.max(1) as f64);
    100.0 * part / whole
}

/// A figure that came out otherwise than it should.
pub struct Miss {
    pub field: Field,
    pub verdict: Verdict,
    pub expected: Expected,
    pub found: String,
}

/// The score of a document.
pub struct Score {
    pub tally: Tally,
    /// Figures that are wrong or silently absent.
    pub misses: Vec<Miss>,
    /// Figures that could have been read.
    pub lost: Vec<Field>,
}

impl Score {
    pub fn of(parsed: &Parsed<'_>, truth: &Truth) -> Score {
        let mut score = Score {
            tally: Tally { documents: 1, ..Tally::default() },
            misses: Vec::new(),
            lost: Vec::new(),
        };
        for field in Field::ALL {
            let expected = truth.expected[field.index()];
            let Some(verdict) = verdict(parsed, field, expected) else { continue };
            let tally = &mut score.tally;
            tally.figures += 1;
            let certain = expected != Expected::Missing && !truth.exempt[field.index()];
            tally.certain += usize::from(certain);
            match verdict {
                Verdict::Right => tally.right += 1,
                Verdict::Unread => {
                    tally.unread += 1;
                    if certain {
                        tally.lost += 1;
                        score.lost.push(field);
                    }
                }
                Verdict::Silent => tally.silent += 1,
                Verdict::Wrong => tally.wrong += 1,
            }
            if matches!(verdict, Verdict::Silent | Verdict::Wrong) {
                let found = format!("{:?}", parsed.report.cell(field));
                score.misses.push(Miss { field, verdict, expected, found });
            }
        }
        score
    }
}

/// What became of a figure; nothing for one that the document does not have and that was not found.
fn verdict(parsed: &Parsed<'_>, field: Field, expected: Expected) -> Option<Verdict> {
    let state = parsed.report.cell(field).state();
    if matches!(state, CellState::Unread | CellState::Absent) {
        let said = parsed
            .diagnostics
            .iter()
            .any(|d| d.severity() == Severity::Error && covers(&d.subject, field));
        return match expected {
            Expected::NotInForm => None,
            _ if said => Some(Verdict::Unread),
            _ => Some(Verdict::Silent),
        };
    }
    let right = match expected {
        Expected::NotInForm | Expected::Missing => false,
        Expected::Blank => state == CellState::Blank,
        Expected::NotApplicable => state == CellState::NotApplicable,
        Expected::MergedZero => {
            state == CellState::Blank || holds(&parsed.report, field, Value::Count(0))
        }
        Expected::Value(value) => holds(&parsed.report, field, value),
    };
    Some(if right { Verdict::Right } else { Verdict::Wrong })
}

/// Whether a statement is about a figure, or, for one of （六）, about another of its rows: where the
/// section was not read, there is no telling whether it has one row or three.
fn covers(subject: &Subject, field: Field) -> bool {
    subject.covers(field)
        || match (*subject, field) {
            (
                Subject::Row(about) | Subject::Figure(about),
                Field::Applications(Row::Outcome(Outcome::Other(_)), _),
            ) => matches!(about, Field::Applications(Row::Outcome(Outcome::Other(_)), _)),
            _ => false,
        }
}

fn holds(report: &AnnualReport, field: Field, value: Value) -> bool {
    match (report.cell(field), value) {
        (CellRef::Count(Cell::Value(found)), Value::Count(n)) => *found == n,
        (CellRef::Change(Cell::Value(found)), Value::Change(n)) => found.0 == n,
        (CellRef::Money(Cell::Value(found)), Value::Money(amount, unit)) => {
            found.amount == amount && found.unit == unit
        }
        _ => false,
    }
}
