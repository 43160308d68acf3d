//! The three tables of the form: which label comes after which, and where the figures stand.

use super::layout::{Layout, Step, no, when};
use super::reading::{BLANK, Reading, cell};
use crate::model::labels::{
    APPLICANTS, Block, CONTENT, Group, LITIGATION, ORGANIZATIONS, ProactiveRow, RECONCILIATION,
    applicant_label, channel_label, column_label, row_label, ruling_label,
};
use crate::model::{
    ActFigure, Applicant, Channel, FeesFigure, Field, Form, ProcurementFigure, Row, Ruling,
    Section, Unit, Wording,
};
use crate::parse::label::{Column, Label};

/// What the labels of a table tell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    /// The form, and how many labels tell it.
    pub(super) form: Option<(Form, u32)>,
    /// Whether （六）其他处理 is three rows.
    pub(super) grounds: bool,
}

impl<'t, L: Layout> Reading<'t, '_, L> {
    /// The table of a section.
    pub(super) fn table(&mut self, section: Section, rest: &'t [u8]) -> Step<'t, Told> {
        match section {
            Section::Proactive => {
                let (rest, form) = self.proactive(rest)?;
                Ok((rest, Told { form: Some(form), grounds: false }))
            }
            Section::Applications => {
                let (rest, grounds) = self.matrix(rest)?;
                Ok((rest, Told { form: None, grounds }))
            }
            _ => {
                let (rest, ()) = self.disputes(rest)?;
                Ok((rest, Told::default()))
            }
        }
    }

    /// Section two: the form, and how many labels tell it.
    fn proactive(&mut self, rest: &'t [u8]) -> Step<'t, (Form, u32)> {
        /// How the first column label of the 2021 form begins.
        const NEWER: [&str; 2] = ["本年制发", "本年製發"];
        let mut rest = rest;
        let mut told: Option<Form> = None;
        let mut labels = 0;
        for block in Block::ALL {
            let rows = block.rows(told.unwrap_or(Form::Y2019));
            let Some(&head) = rows.first() else { continue };
            rest = self.open(rest)?.0;
            rest = self.label(rest, block.caption(), Label::Caption(block))?.0;
            rest = self.close(rest)?.0;
            rest = self.open(rest)?.0;
            rest = self.label(rest, CONTENT, Label::Content)?.0;
            rest = self.next(rest)?.0;
            self.base = self.column;
            let form = match told {
                Some(form) => form,
                None if NEWER.iter().any(|label| rest.starts_with(label.as_bytes())) => Form::Y2021,
                None => Form::Y2019,
            };
            told = Some(form);
            let columns = head.fields(form);
            for i in 0..columns.len() {
                if i > 0 {
                    rest = self.next(rest)?.0;
                }
                rest = self.figure_place(rest, i)?.0;
                rest = self.column_label(rest, columns, i, form)?.0;
                labels += 1;
            }
            self.width = 0;
            rest = self.close(rest)?.0;
            self.width = self.column;
            for &row in block.rows(form) {
                labels += u32::from(matches!(
                    row,
                    ProactiveRow::OtherServices | ProactiveRow::Procurement
                ));
                rest = self.open(rest)?.0;
                rest = self.label(rest, row.label(form), Label::Proactive(row))?.0;
                rest = L::first(rest, &mut self.column, self.base)?.0;
                self.stored = true;
                for (i, &field) in row.fields(form).iter().enumerate() {
                    if i > 0 {
                        rest = L::between(rest, &mut self.column)?.0;
                    }
                    rest = self.figure_place(rest, i)?.0;
                    rest = self.figure(rest, field)?.0;
                }
                rest = self.close(rest)?.0;
            }
            self.width = 0;
        }
        match told {
            Some(form) => Ok((rest, (form, labels))),
            None => no(),
        }
    }

    fn column_label(
        &mut self,
        rest: &'t [u8],
        columns: &[Field],
        i: usize,
        form: Form,
    ) -> Step<'t> {
        let Some(&field) = columns.get(i) else { return no() };
        let column = match field {
            Field::Documents(_, figure) => Column::Documents(figure),
            Field::Acts(_, ActFigure::Previous) | Field::Fees(FeesFigure::Previous) => {
                Column::Previous
            }
            Field::Acts(_, ActFigure::Change) | Field::Fees(FeesFigure::Change) => Column::Change,
            Field::Acts(_, ActFigure::Decisions) => Column::Decisions(form),
            Field::Fees(FeesFigure::Amount) => Column::Fees(Unit::TenThousandYuan),
            Field::Procurement(ProcurementFigure::Projects) => Column::Projects,
            Field::Procurement(ProcurementFigure::Amount) => Column::Procurement(Unit::Unstated),
            _ => return no(),
        };
        let Some(wording) = column_label(field, form) else { return no() };
        self.label(rest, wording, Label::Column(column))
    }

    /// Section three; whether （六） is three rows.
    fn matrix(&mut self, rest: &'t [u8]) -> Step<'t, bool> {
        let (rest, ()) = self.open(rest)?;
        let (rest, ()) = self.label(rest, RECONCILIATION, Label::Reconciliation)?;
        let (rest, ()) = self.next(rest)?;
        let (rest, ()) = self.label(rest, APPLICANTS, Label::Applicants)?;
        let (rest, ()) = self.close(rest)?;
        let (rest, ()) = self.open(rest)?;
        self.base = self.column;
        let (rest, ()) = self.applicant(rest, Applicant::NaturalPerson)?;
        let (rest, ()) = self.next(rest)?;
        let (rest, ()) = self.label(rest, ORGANIZATIONS, Label::Organizations)?;
        // 总计 stands beside 法人或其他组织, or behind the five kinds below.
        let beside = self.next(rest).and_then(|(rest, ())| self.applicant(rest, Applicant::Total));
        let (rest, total) = match beside {
            Ok((rest, ())) => (rest, true),
            Err(_) => (rest, false),
        };
        if L::GRID && !total {
            return no();
        }
        let (rest, ()) = self.close(rest)?;
        self.width = self.column;
        let (rest, ()) = self.open(rest)?;
        let (mut rest, ()) = self.applicant(rest, Applicant::CommercialEnterprise)?;
        let kinds = Applicant::KINDS.into_iter().skip(2);
        for kind in kinds.chain((!total).then_some(Applicant::Total)) {
            rest = self.next(rest)?.0;
            rest = self.applicant(rest, kind)?.0;
        }
        rest = self.close(rest)?.0;
        if L::GRID && self.width != self.base + Applicant::ALL.len() as u16 {
            return no();
        }
        for (row, group) in GROUPS.iter().enumerate().take(OTHER) {
            rest = self.open(rest)?.0;
            if let Some(group) = *group {
                rest = self.label(rest, group.label(), Label::Group(group))?.0;
                rest = self.next(rest)?.0;
            }
            rest = self.matrix_row(rest, row)?.0;
        }
        rest = self.open(rest)?.0;
        rest = self.label(rest, Group::Other.label(), Label::Group(Group::Other))?.0;
        let column = self.column;
        let single = self.counts(rest, OTHER);
        let grounds = single.is_err();
        rest = match single {
            Ok((rest, ())) => self.close(rest)?.0,
            Err(_) => {
                self.column = column;
                self.next(rest)?.0
            }
        };
        let first = if grounds { OTHER + 1 } else { Row::OutcomeTotal.index() };
        for row in first..Row::ALL.len() {
            // The label of the first ground stands beside that of its group.
            if row > OTHER + 1 {
                rest = self.open(rest)?.0;
            }
            rest = self.matrix_row(rest, row)?.0;
        }
        Ok((rest, grounds))
    }

    /// A row of the matrix, by its place in the form, from its own label on.
    fn matrix_row(&mut self, rest: &'t [u8], row: usize) -> Step<'t> {
        let (Some(&wording), Some(&label)) = (ROWS.get(row), Row::ALL.get(row)) else {
            return no();
        };
        let (rest, ()) = self.label(rest, wording, Label::Row(label))?;
        let (rest, ()) = self.counts(rest, row)?;
        self.close(rest)
    }

    /// A label over a column of the matrix.
    fn applicant(&mut self, rest: &'t [u8], applicant: Applicant) -> Step<'t> {
        let label = match applicant {
            Applicant::OtherOrganization => Label::Other,
            Applicant::Total => Label::Total,
            _ => Label::Applicant(applicant),
        };
        let (rest, ()) = self.figure_place(rest, applicant as usize)?;
        self.label(rest, applicant_label(applicant), label)
    }

    /// Section four.
    fn disputes(&mut self, rest: &'t [u8]) -> Step<'t> {
        let [first, second, third] = Channel::ALL;
        (self.base, self.width) = (0, 0);
        let (rest, ()) = self.open(rest)?;
        let (rest, ()) = self.channel(rest, first)?;
        let (rest, ()) = self.next(rest)?;
        let (rest, ()) = self.label(rest, LITIGATION, Label::Litigation)?;
        let (rest, ()) = self.close(rest)?;
        let (rest, ()) = self.open(rest)?;
        let (rest, ()) = self.rulings(rest, 0)?;
        let (rest, ()) = self.next(rest)?;
        let (rest, ()) = self.channel(rest, second)?;
        let (rest, ()) = self.next(rest)?;
        let (rest, ()) = self.channel(rest, third)?;
        let (rest, ()) = self.close(rest)?;
        self.width = self.column;
        let (rest, ()) = self.open(rest)?;
        let (rest, ()) = self.rulings(rest, Ruling::ALL.len())?;
        let (rest, ()) = self.next(rest)?;
        let (rest, ()) = self.rulings(rest, 2 * Ruling::ALL.len())?;
        let (rest, ()) = self.close(rest)?;
        let (rest, ()) = self.open(rest)?;
        // A row that starts with a blank may be one that editors leave under the labels.
        let (rest, ()) = when(rest, !L::GRID || self.column == 0)?;
        let (rest, (place, count)) = self.count(rest)?;
        let (rest, (places, more, _)) =
            self.row::<{ Channel::ALL.len() * Ruling::ALL.len() - 1 }>(rest, 1)?;
        self.stored = true;
        let mut counts = std::iter::once(count).chain(more);
        let mut next = || cell(counts.next().unwrap_or(BLANK));
        for channel in Channel::ALL {
            let rulings = &mut self.out.report.disputes[channel];
            rulings.fill([0; Ruling::ALL.len()], |_| next());
        }
        self.out.spans.set(Field::Disputes(first, Ruling::Upheld), place);
        self.out.spans.set_all(Field::Disputes(first, Ruling::Corrected), &places);
        self.close(rest)
    }

    fn channel(&mut self, rest: &'t [u8], channel: Channel) -> Step<'t> {
        self.label(rest, channel_label(channel), Label::Channel(channel))
    }

    /// The five labels of a channel, the first over a column.
    fn rulings(&mut self, rest: &'t [u8], column: usize) -> Step<'t> {
        let mut rest = rest;
        for (i, ruling) in Ruling::ALL.into_iter().enumerate() {
            if i > 0 {
                rest = self.next(rest)?.0;
            }
            rest = self.figure_place(rest, column + i)?.0;
            let label = match ruling {
                Ruling::Total => Label::Total,
                _ => Label::Ruling(ruling),
            };
            rest = self.label(rest, ruling_label(ruling), label)?.0;
        }
        Ok((rest, ()))
    }
}

/// The place of （六）其他处理 among the rows of the matrix.
const OTHER: usize = Row::OTHER.index();

/// The groups whose labels stand beside those of the matrix' rows.
static GROUPS: [Option<Group>; Row::ALL.len()] = {
    let mut groups = [None; Row::ALL.len()];
    let mut i = 0;
    while i < groups.len() {
        groups[i] = Group::before(Row::ALL[i]);
        i += 1;
    }
    groups
};

/// The labels of the matrix' rows.
pub(super) static ROWS: [Wording; Row::ALL.len()] = {
    let mut labels = [Wording("", ""); Row::ALL.len()];
    let mut i = 0;
    while i < labels.len() {
        labels[i] = row_label(Row::ALL[i]);
        i += 1;
    }
    labels
};
