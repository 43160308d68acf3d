//! What might be changed so that the figures of a report agree: [`Proposal`].

use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::message::proposing;
use super::{Code, Language};
use crate::model::{AnnualReport, Cell, CellMut, CellRef, Field};

/// **What a [`Proposal`] takes the fault for.** Ordered as proposals are: what says the most about
/// how the fault came about stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ProposalKind {
    /// A total was left blank, or at 0.
    DroppedTotal,
    /// Two digits that stand side by side changed places: 21 for 12.
    TransposedDigits,
    /// One digit is wrong, missing or too many: 72 for 12, 2 for 12, 122 for 12.
    OneDigit,
    /// One figure is wrong, in no way that its digits explain.
    OneFigure,
    /// The digits of a figure stand in two cells: 1 and 2 for 12.
    SplitDigits,
    /// Two figures that stand side by side, or one above the other, changed places.
    SwappedNeighbours,
    /// Figures of a row stand one column too far to a side.
    ShiftedRow,
    /// Figures of a column stand one row too high or too low.
    ShiftedColumn,
    /// What is too much in one figure is too little in another of the same row or column.
    Offsetting,
    /// A figure and the total that it goes into are wrong by the same amount.
    WithTotal,
    /// Two figures of a row or of a column are wrong.
    TwoFigures,
}

impl ProposalKind {
    /// Every kind.
    pub const ALL: [ProposalKind; 11] = [
        ProposalKind::DroppedTotal,
        ProposalKind::TransposedDigits,
        ProposalKind::OneDigit,
        ProposalKind::OneFigure,
        ProposalKind::SplitDigits,
        ProposalKind::SwappedNeighbours,
        ProposalKind::ShiftedRow,
        ProposalKind::ShiftedColumn,
        ProposalKind::Offsetting,
        ProposalKind::WithTotal,
        ProposalKind::TwoFigures,
    ];

    /// The kind in JSON, such as `transposed_digits`.
    pub const fn as_str(self) -> &'static str {
        match self {
            ProposalKind::DroppedTotal => "dropped_total",
            ProposalKind::TransposedDigits => "transposed_digits",
            ProposalKind::OneDigit => "one_digit",
            ProposalKind::OneFigure => "one_figure",
            ProposalKind::SplitDigits => "split_digits",
            ProposalKind::SwappedNeighbours => "swapped_neighbours",
            ProposalKind::ShiftedRow => "shifted_row",
            ProposalKind::ShiftedColumn => "shifted_column",
            ProposalKind::Offsetting => "offsetting",
            ProposalKind::WithTotal => "with_total",
            ProposalKind::TwoFigures => "two_figures",
        }
    }
}

impl fmt::Display for ProposalKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// **One figure that a [`Proposal`] changes.**
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Amendment {
    /// The figure.
    #[serde(rename = "path")]
    pub field: Field,
    /// What the report says.
    pub before: Cell<u64>,
    /// What it might have to say.
    pub after: u64,
}

/// **A change that would make violated sums hold, and break none.**
///
/// - It is an inference from the sums, never a fact: the organ's records decide.
/// - The crate never applies one. [`apply`](Proposal::apply) is for the caller who decided.
/// - Each proposal stands for itself. Those that mend the same sums are alternatives.
///
/// ```
/// use gongkai::{AnnualReport, Cell, DisputeCounts, Form, Language};
///
/// let mut report = AnnualReport::new(Form::Y2021);
/// report.disputes.reconsideration = DisputeCounts::from([10, 1, 0, 0, 0]);
/// let validation = report.validate();
/// let proposal = &validation.proposals[0];
/// assert_eq!(
///     proposal.message(Language::English),
///     "the total may have been dropped: change disputes.reconsideration.total \
///      (行政复议 · 总计) from 0 to 11, if the records say so; then B4 \
///      (disputes.reconsideration.total) holds"
/// );
/// proposal.apply(&mut report)?;
/// assert_eq!(report.disputes.reconsideration.total, Cell::Value(11));
/// assert!(report.validate().is_consistent());
/// # Ok::<(), gongkai::StaleProposal>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Proposal {
    /// What the fault is taken for.
    pub kind: ProposalKind,
    /// The figures that change, in the order of the form.
    pub amendments: Vec<Amendment>,
    /// The violated rules that would hold, each with the figure that it was applied to.
    pub mends: Vec<(Code, Field)>,
}

/// A figure is not, or no longer, what a [`Proposal`] would change. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} is not what the proposal would change; nothing was changed")]
#[non_exhaustive]
pub struct StaleProposal {
    /// The first such figure.
    pub field: Field,
}

impl Proposal {
    pub(crate) const fn new(
        kind: ProposalKind,
        amendments: Vec<Amendment>,
        mends: Vec<(Code, Field)>,
    ) -> Self {
        Proposal { kind, amendments, mends }
    }

    /// Changes the figures of a report, all of them or none.
    ///
    /// # Errors
    ///
    /// [`StaleProposal`], if one of the cells does not hold what the proposal would change.
    pub fn apply(&self, report: &mut AnnualReport) -> Result<(), StaleProposal> {
        for Amendment { field, before, .. } in &self.amendments {
            if report.cell(*field) != CellRef::Count(before) {
                return Err(StaleProposal { field: *field });
            }
        }
        for Amendment { field, after, .. } in &self.amendments {
            if let CellMut::Count(cell) = report.cell_mut(*field) {
                *cell = Cell::Value(*after);
            }
        }
        Ok(())
    }

    /// Whether the proposal changes the figure.
    pub fn changes(&self, field: Field) -> bool {
        self.amendments.iter().any(|amendment| amendment.field == field)
    }

    /// The proposal as a sentence: what the fault may be, what to change, and what would hold then.
    pub fn message(&self, language: Language) -> String {
        proposing::message(self, language)
    }
}

impl Amendment {
    pub(crate) const fn new(field: Field, before: Cell<u64>, after: u64) -> Self {
        Amendment { field, before, after }
    }
}

impl fmt::Display for Proposal {
    /// Kind and message in English, in one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "proposal[{}] {}", self.kind, self.message(Language::English))
    }
}

impl Serialize for Proposal {
    /// An object with kind, message (in English), amendments and what they mend.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mended {
            code: Code,
            path: Field,
        }
        let mends: Vec<Mended> =
            self.mends.iter().map(|&(code, path)| Mended { code, path }).collect();
        let mut map = serializer.serialize_struct("Proposal", 4)?;
        map.serialize_field("kind", &self.kind)?;
        map.serialize_field("message", &self.message(Language::English))?;
        map.serialize_field("amendments", &self.amendments)?;
        map.serialize_field("mends", &mends)?;
        map.end()
    }
}
