//! The data of a statement, by its kind: [`Detail`].

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Code, Operand, Origin, Side};
use crate::model::{CellState, Field, FigureKind, Form, Unit};

/// Why the text of a cell is no figure of the kind that the form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fault {
    /// It is not written as a number.
    NotANumber,
    /// It is a number with a sign where a count stands, which cannot be negative.
    Negative,
    /// It is a number with a fraction where items are counted.
    Fractional,
    /// It says itself that it is not exact: 近, 余, 约.
    Approximate,
    /// It is greater than any figure that the model holds.
    TooLarge,
    /// Its separators do not stand where thousands are separated.
    Grouping,
    /// A note behind it changes what it says: 28297（千元）, 18（减）.
    Qualified,
    /// The text says itself that the cell was not read: it was written so by this crate.
    Marked,
}

/// **The data of a statement**, by its kind. The [`Code`] of a statement follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Detail {
    /// [`Code::NotAReport`].
    NotAReport,
    /// [`Code::TooLong`].
    TooLong {
        /// The length of the text in bytes.
        length: usize,
        /// The limit that was set, in bytes.
        limit: usize,
    },
    /// [`Code::OrganUnknown`].
    OrganUnknown,
    /// [`Code::YearUnknown`].
    YearUnknown,
    /// [`Code::YearFromPeriod`].
    YearFromPeriod {
        /// The year that was found.
        year: u16,
    },
    /// [`Code::FormUnknown`].
    FormUnknown,
    /// [`Code::MixedForms`].
    MixedForms {
        /// The form whose labels are the more numerous; the tables were read by it.
        chosen: Form,
        /// A label of the other form.
        label: String,
    },
    /// [`Code::NotAFigure`].
    NotAFigure {
        /// The text of the cell.
        text: String,
        /// What the form asks for.
        expected: FigureKind,
        /// Why the text is none.
        fault: Fault,
    },
    /// [`Code::RowLength`].
    RowLength {
        /// The text of the row's cells, joined by spaces.
        text: String,
        /// How many cells there are.
        found: usize,
        /// How many columns the form has.
        expected: usize,
    },
    /// [`Code::RowCut`].
    RowCut {
        /// The text of the row's cells, joined by spaces.
        text: String,
        /// How many cells the line has, its label and blank ones included.
        found: usize,
        /// How many the lines of the table have.
        expected: usize,
    },
    /// [`Code::RowMixed`].
    RowMixed {
        /// The text of the row's cells, joined by spaces.
        text: String,
    },
    /// [`Code::RowContinued`].
    RowContinued {
        /// The text of the row's cells, joined by spaces.
        text: String,
    },
    /// [`Code::SectionAgain`].
    SectionAgain,
    /// [`Code::RowOrder`].
    RowOrder {
        /// A row that stands before it in the document, and behind it in the form.
        before: Field,
    },
    /// [`Code::Undecided`].
    Undecided {
        /// The numbers as printed.
        text: String,
        /// In how many ways they can be told apart; 0 where in none that the sums allow.
        candidates: u64,
        /// Whether there are more, because the search was ended.
        more: bool,
    },
    /// [`Code::Unplaced`].
    Unplaced {
        /// The numbers as printed, from the first to the last that may be meant.
        text: String,
        /// How many rows of numbers may be meant.
        candidates: usize,
    },
    /// [`Code::Aligned`].
    Aligned {
        /// How many figures were read so.
        count: usize,
    },
    /// [`Code::ReplacedCharacters`].
    ReplacedCharacters {
        /// How many characters were replaced.
        count: usize,
        /// The encoding that the document was read in.
        encoding: &'static str,
    },
    /// [`Code::PagesWithoutText`]: a page without text, more than a tenth of which is pictures. What they
    /// show is not read.
    PagesWithoutText {
        /// The pages, counted from 1.
        pages: Vec<u32>,
    },
    /// [`Code::UnknownGlyphs`]: glyphs whose font does not say which characters they are, digits that
    /// something may hide or change, and drawings in cells without text. Each stands as U+FFFD in the
    /// text, and the figure that it is part of is [unread](crate::Cell::Unread).
    UnknownGlyphs {
        /// How many glyphs and drawings there are.
        count: usize,
        /// The pages that they are on, counted from 1.
        pages: Vec<u32>,
    },
    /// [`Code::PagesDamaged`]: part of what the pages show is missing, or is not what it was when it was
    /// packed. The rest was read.
    PagesDamaged {
        /// The pages, counted from 1.
        pages: Vec<u32>,
    },
    /// [`Code::HiddenText`]: characters that the document has and its pages do not show.
    HiddenText {
        /// How many characters there are, on all pages together.
        count: usize,
    },
    /// [`Code::ConflictingRows`].
    ConflictingRows {
        /// The cells of the row where it stands first.
        first: String,
        /// The cells of the row where it stands again.
        second: String,
    },
    /// [`Code::ColumnOrder`].
    ColumnOrder {
        /// The column labels as they stand.
        found: String,
        /// The column labels of the form.
        expected: String,
    },
    /// [`Code::FiguresAbsent`].
    FiguresAbsent {
        /// How many figures are absent.
        count: usize,
    },
    /// [`Code::StrayFigure`].
    StrayFigure {
        /// The number as printed.
        text: String,
    },
    /// [`Code::StrayText`].
    StrayText {
        /// The text as printed.
        text: String,
    },
    /// [`Code::Annotated`].
    Annotated {
        /// The figure as printed.
        figure: String,
        /// The note behind it.
        annotation: String,
    },
    /// [`Code::UnitUnstated`].
    UnitUnstated {
        /// The amount as printed.
        text: String,
    },
    /// [`Code::UnitConflict`].
    UnitConflict {
        /// The unit in the cell, which counts.
        cell: Unit,
        /// The unit in the column header.
        header: Unit,
    },
    /// [`Code::SectionMissing`].
    SectionMissing,
    /// [`Code::SectionNumber`].
    SectionNumber {
        /// The number that the heading has.
        found: u32,
        /// The number that the section has in the form.
        expected: u32,
    },
    /// [`Code::LabelVariant`].
    LabelVariant {
        /// The label as printed.
        found: String,
        /// The label of the form that it was taken for.
        expected: String,
    },
    /// [`Code::Omitted`].
    Omitted {
        /// How many statements are not listed.
        count: usize,
    },
    /// [`Code::Reconciliation`], [`Code::RowSum`], [`Code::OutcomeSum`] or [`Code::DisputeSum`]: the
    /// two sides of an identity. Over the years [`Code::CarriedOver`], [`Code::InForce`],
    /// [`Code::PreviousItems`] or [`Code::DisclosedInAll`]; of several organs [`Code::RollUp`].
    Comparison {
        /// The identity.
        code: Code,
        /// The side that states a total; for [`Code::Reconciliation`], newly received and carried over.
        left: Side,
        /// The side that is summed up; for [`Code::Reconciliation`], the outcomes and carried forward.
        right: Side,
    },
    /// [`Code::CountImpossible`].
    CountImpossible {
        /// The figures, each with the text of its cell.
        figures: Vec<(Field, String)>,
    },
    /// [`Code::ItemsBelowZero`].
    ItemsBelowZero {
        /// The items of the year before and their change; the sum is what is left of them.
        left: Side,
    },
    /// [`Code::TotalMissing`].
    TotalMissing {
        /// What stands in the place of the total.
        total: CellState,
        /// The figures that it should sum up.
        parts: Side,
    },
    /// [`Code::ProseReceived`] to [`Code::ProseOutcomes`], [`Code::ProseReconsideration`] or
    /// [`Code::ProseLitigation`]: a figure stated in prose, and what the tables say.
    ProseFigure {
        /// The rule.
        code: Code,
        /// The figure as printed: 12件.
        text: String,
        /// The sentence that it stands in, cut to what is read at a glance.
        sentence: String,
        /// The figures of the tables that it may be: any of them is right. At least one.
        tables: Vec<Side>,
    },
    /// [`Code::ProseShare`]: a share stated in prose, and what the tables say.
    ProseShare {
        /// The share as printed: 33.9%.
        text: String,
        /// The sentence that it stands in, cut to what is read at a glance.
        sentence: String,
        /// The applications that are meant.
        part: Box<Side>,
        /// Those that they are a share of.
        whole: Box<Side>,
    },
    /// [`Code::ProseParts`]: a whole and its parts, both stated in prose.
    ProseParts {
        /// The sentence of the whole, cut to what is read at a glance.
        sentence: String,
        /// The whole as printed: 5078条.
        whole: String,
        /// The parts as printed; of many, the first ones.
        parts: Vec<String>,
        /// The sum of the parts.
        sum: Decimal,
    },
    /// [`Code::SectionEmpty`].
    SectionEmpty,
    /// [`Code::ProblemsUnstated`].
    ProblemsUnstated {
        /// The whole text of the section.
        text: String,
    },
    /// [`Code::FormMismatch`].
    FormMismatch {
        /// The form of the tables.
        form: Form,
        /// The year that is reported on.
        year: u16,
    },
    /// [`Code::PeriodMismatch`].
    PeriodMismatch {
        /// The year of the title.
        year: u16,
        /// The year in which the stated period starts.
        period: u16,
    },
    /// [`Code::Empty`].
    Empty,
    /// [`Code::YearsMissing`].
    YearsMissing {
        /// The report before the gap.
        before: Origin,
        /// The report after the gap.
        after: Origin,
        /// The first year without a report; after the [last](Detail::YearsMissing::last) where none
        /// is missing.
        first: u16,
        /// The last year without a report.
        last: u16,
    },
    /// [`Code::YearAgain`].
    YearAgain {
        /// The year.
        year: u16,
        /// The reports for it.
        reports: Vec<Origin>,
        /// The figures that are not the same in all of them.
        differing: Vec<Field>,
    },
    /// [`Code::FiguresJump`].
    FiguresJump {
        /// The figures: each in the year before, and in the year.
        figures: Vec<[Operand; 2]>,
    },
    /// [`Code::OrgansDiffer`].
    OrgansDiffer {
        /// The organs, each with the reports that name it.
        organs: Vec<(String, Vec<Origin>)>,
    },
    /// [`Code::YearUnstated`].
    YearUnstated {
        /// The reports that do not tell their year.
        reports: Vec<Origin>,
    },
    /// [`Code::OrganAgain`].
    OrganAgain {
        /// The organ, as the first of its reports names it.
        organ: String,
        /// Its reports.
        reports: Vec<Origin>,
    },
}

impl Detail {
    /// The code of statements with such data.
    pub const fn code(&self) -> Code {
        match self {
            Detail::NotAReport => Code::NotAReport,
            Detail::TooLong { .. } => Code::TooLong,
            Detail::OrganUnknown => Code::OrganUnknown,
            Detail::YearUnknown => Code::YearUnknown,
            Detail::YearFromPeriod { .. } => Code::YearFromPeriod,
            Detail::FormUnknown => Code::FormUnknown,
            Detail::MixedForms { .. } => Code::MixedForms,
            Detail::NotAFigure { .. } => Code::NotAFigure,
            Detail::RowLength { .. } => Code::RowLength,
            Detail::RowCut { .. } => Code::RowCut,
            Detail::RowMixed { .. } => Code::RowMixed,
            Detail::RowContinued { .. } => Code::RowContinued,
            Detail::SectionAgain => Code::SectionAgain,
            Detail::RowOrder { .. } => Code::RowOrder,
            Detail::Undecided { .. } => Code::Undecided,
            Detail::Unplaced { .. } => Code::Unplaced,
            Detail::Aligned { .. } => Code::Aligned,
            Detail::ReplacedCharacters { .. } => Code::ReplacedCharacters,
            Detail::PagesWithoutText { .. } => Code::PagesWithoutText,
            Detail::UnknownGlyphs { .. } => Code::UnknownGlyphs,
            Detail::PagesDamaged { .. } => Code::PagesDamaged,
            Detail::HiddenText { .. } => Code::HiddenText,
            Detail::ConflictingRows { .. } => Code::ConflictingRows,
            Detail::ColumnOrder { .. } => Code::ColumnOrder,
            Detail::FiguresAbsent { .. } => Code::FiguresAbsent,
            Detail::StrayFigure { .. } => Code::StrayFigure,
            Detail::StrayText { .. } => Code::StrayText,
            Detail::Annotated { .. } => Code::Annotated,
            Detail::UnitUnstated { .. } => Code::UnitUnstated,
            Detail::UnitConflict { .. } => Code::UnitConflict,
            Detail::SectionMissing => Code::SectionMissing,
            Detail::SectionNumber { .. } => Code::SectionNumber,
            Detail::LabelVariant { .. } => Code::LabelVariant,
            Detail::Omitted { .. } => Code::Omitted,
            Detail::Comparison { code, .. } => *code,
            Detail::CountImpossible { .. } => Code::CountImpossible,
            Detail::ItemsBelowZero { .. } => Code::ItemsBelowZero,
            Detail::TotalMissing { .. } => Code::TotalMissing,
            Detail::ProseFigure { code, .. } => *code,
            Detail::ProseShare { .. } => Code::ProseShare,
            Detail::ProseParts { .. } => Code::ProseParts,
            Detail::SectionEmpty => Code::SectionEmpty,
            Detail::ProblemsUnstated { .. } => Code::ProblemsUnstated,
            Detail::FormMismatch { .. } => Code::FormMismatch,
            Detail::PeriodMismatch { .. } => Code::PeriodMismatch,
            Detail::Empty => Code::Empty,
            Detail::YearsMissing { .. } => Code::YearsMissing,
            Detail::YearAgain { .. } => Code::YearAgain,
            Detail::FiguresJump { .. } => Code::FiguresJump,
            Detail::OrgansDiffer { .. } => Code::OrgansDiffer,
            Detail::YearUnstated { .. } => Code::YearUnstated,
            Detail::OrganAgain { .. } => Code::OrganAgain,
        }
    }
}

impl Detail {
    /// What is compared: the side that is stated, and the side that it should equal.
    ///
    /// What prose states is no figure of a table and so no side. Of [`Detail::ProseFigure`] the two are
    /// the first sums of the tables that prose may mean, of [`Detail::ProseShare`] the applications that
    /// are meant and those that they are a share of.
    pub fn sides(&self) -> [Option<&Side>; 2] {
        match self {
            Detail::Comparison { left, right, .. } => [Some(left), Some(right)],
            Detail::ItemsBelowZero { left } => [Some(left), None],
            Detail::TotalMissing { parts, .. } => [None, Some(parts)],
            Detail::ProseFigure { tables, .. } => [tables.first(), tables.get(1)],
            Detail::ProseShare { part, whole, .. } => [Some(part), Some(whole)],
            _ => [None, None],
        }
    }

    /// The figures that are compared two by two and not added up.
    pub(super) fn pairs(&self) -> &[[Operand; 2]] {
        match self {
            Detail::FiguresJump { figures } => figures,
            _ => &[],
        }
    }
}
