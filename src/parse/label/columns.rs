//! The columns of section two and their labels, whole, cut off or with characters missing.

use crate::model::{ActFigure, DocumentFigure, FeesFigure, Field, Form, ProcurementFigure, Unit};
use crate::parse::fold;

/// A column of section two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Column {
    Documents(DocumentFigure),
    Previous,
    Change,
    Decisions(Form),
    Projects,
    /// 采购总金额, with the unit that the label states.
    Procurement(Unit),
    /// 本年收费金额, with the unit that the label states.
    Fees(Unit),
}

impl Column {
    /// The form that has the column under this label, if only one does.
    pub(in crate::parse) fn form(self) -> Form {
        match self {
            Column::Documents(
                DocumentFigure::Issued | DocumentFigure::Repealed | DocumentFigure::InForce,
            )
            | Column::Fees(_) => Form::Y2021,
            Column::Decisions(form) => form,
            _ => Form::Y2019,
        }
    }

    /// Whether the figure stands in the column.
    pub(in crate::parse) fn has(self, field: Field) -> bool {
        match (self, field) {
            (Column::Documents(a), Field::Documents(_, b)) => a == b,
            (Column::Previous, Field::Acts(_, ActFigure::Previous))
            | (Column::Change, Field::Acts(_, ActFigure::Change))
            | (Column::Decisions(_), Field::Acts(_, ActFigure::Decisions))
            | (Column::Previous, Field::Fees(FeesFigure::Previous))
            | (Column::Change, Field::Fees(FeesFigure::Change))
            | (Column::Fees(_), Field::Fees(FeesFigure::Amount))
            | (Column::Projects, Field::Procurement(ProcurementFigure::Projects))
            | (Column::Procurement(_), Field::Procurement(ProcurementFigure::Amount)) => true,
            _ => false,
        }
    }
}

/// The columns of section two whose labels begin with the same piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) struct Columns(u16);

impl Columns {
    /// Whether there is any.
    pub(in crate::parse) fn any(self) -> bool {
        self.0 != 0
    }

    /// Whether a figure may stand in one of them. A piece that begins no label says nothing.
    pub(in crate::parse) fn may_be(self, field: Field) -> bool {
        self.0 == 0 || (0..COLUMNS.len()).any(|i| self.0 & (1 << i) != 0 && COLUMNS[i].1.has(field))
    }
}

/// The columns of section two by the folded beginnings of their labels.
const COLUMNS: [(&str, Column); 12] = [
    ("本年新制作数量", Column::Documents(DocumentFigure::Made)),
    ("本年新公开数量", Column::Documents(DocumentFigure::Disclosed)),
    ("对外公开总数量", Column::Documents(DocumentFigure::Total)),
    ("本年制发件数", Column::Documents(DocumentFigure::Issued)),
    ("本年废止件数", Column::Documents(DocumentFigure::Repealed)),
    ("现行有效件数", Column::Documents(DocumentFigure::InForce)),
    ("上一年项目数量", Column::Previous),
    ("本年增减", Column::Change),
    ("处理决定数量", Column::Decisions(Form::Y2019)),
    ("采购项目数量", Column::Projects),
    ("采购总金额", Column::Procurement(Unit::Unstated)),
    ("本年收费金额", Column::Fees(Unit::Unstated)),
];

/// Whether text over a column of section two may be a label of the form that lost characters, as 本年处理决定数
/// has. One with words of its own, such as 上年处理决定数量, stands over figures of another kind.
pub(in crate::parse) fn may_be_column(text: &str) -> bool {
    const FILLING: &str = "度的总";
    const UNITS: &str = "件项条份次个单位";
    let is_one_of = |c: u16, list: &str| list.chars().any(|one| one as u32 as u16 == c);
    let text = fold::folded(text);
    let end = text.iter().rposition(|&c| !is_one_of(c, UNITS)).map_or(0, |last| last + 1);
    let text = text.get(..end).unwrap_or_default();
    let labels = COLUMNS.iter().map(|(label, _)| *label).chain(["本年处理决定数量"]);
    let mut labels = labels.map(|label| label.chars().map(|c| c as u32 as u16));
    labels.any(|mut label| {
        text.iter().all(|&c| {
            label.clone().any(|other| other == c) && label.any(|other| other == c)
                || is_one_of(c, FILLING)
        })
    })
}

/// The columns whose labels begin with a piece of text.
pub(in crate::parse) fn columns(piece: &str) -> Columns {
    let piece = fold::folded(piece);
    let begins = |label: &str| {
        let mut label = label.chars();
        piece.iter().all(|&c| label.next().is_some_and(|l| l as u32 as u16 == c))
    };
    let mut found = 0;
    for (i, (label, column)) in COLUMNS.iter().enumerate() {
        let of_2021 = matches!(column, Column::Decisions(_)) && begins("本年处理决定数量");
        if !piece.is_empty() && (begins(label) || of_2021) {
            found |= 1 << i;
        }
    }
    Columns(found)
}
