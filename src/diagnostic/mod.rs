//! What is said about a report: [`Diagnostic`], its stable [`Code`] and its data. The prose of a
//! message is derived from the data ([`Diagnostic::message`]), never stored.

mod detail;
mod excerpt;
mod message;
mod operand;
mod proposal;

use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::model::{Section, Subject};
use crate::span::Span;

pub use detail::{Detail, Fault};
pub use excerpt::Excerpt;
pub use operand::{Operand, Origin, Side};
pub use proposal::{Amendment, Proposal, ProposalKind, StaleProposal};

/// **How much a statement matters.** Ordered: a note is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Severity {
    /// Something worth knowing; no figure is in doubt.
    Note,
    /// Something that a person should look at.
    Warning,
    /// The arithmetic of the document does not hold. The fault is the document's: what it prints
    /// was read.
    Inconsistency,
    /// Part of the document could not be read.
    Error,
}

impl Severity {
    /// `note`, `warning`, `inconsistency` or `error`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Inconsistency => "inconsistency",
            Severity::Error => "error",
        }
    }

    /// The name for people: in English [`as_str`](Severity::as_str), in Chinese 说明, 请核对, 勾稽不符
    /// or 未能读取.
    ///
    /// ```
    /// use gongkai::{Language, Severity};
    ///
    /// assert_eq!(Severity::Inconsistency.name(Language::Chinese), "勾稽不符");
    /// ```
    pub const fn name(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, _) => self.as_str(),
            (Language::Chinese, Severity::Note) => "说明",
            (Language::Chinese, Severity::Warning) => "请核对",
            (Language::Chinese, Severity::Inconsistency) => "勾稽不符",
            (Language::Chinese, Severity::Error) => "未能读取",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// **The stage that makes a statement.**
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Stage {
    /// Reading the document.
    Parse,
    /// Judging the figures.
    Validate,
}

/// The language of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    English,
    /// 中文.
    Chinese,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal, $severity:ident, $stage:ident;)*) => {
        /// **The stable code of a kind of statement.** Codes are a public contract: a code never
        /// changes its meaning, and none is used again.
        ///
        /// Codes that start with P come from reading the document, the others from judging it and
        /// are those of the [rules](crate::validate::rules).
        ///
        /// ```
        /// use gongkai::{Code, Severity};
        ///
        /// assert_eq!(Code::RowSum.as_str(), "B2");
        /// assert_eq!(Code::RowSum.severity(), Severity::Inconsistency);
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $doc])* $name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The code as it is printed.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)* }
            }

            /// How much statements with this code matter.
            pub const fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// What statements with this code say, in an English sentence: `B2: the total of …`.
            pub fn description(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc,)*).trim(),)* }
            }

            /// The stage that makes statements with this code.
            pub const fn stage(self) -> Stage {
                match self { $(Code::$name => Stage::$stage,)* }
            }
        }
    };
}

codes! {
    /// P01: the text has neither the sections nor the tables of a report.
    NotAReport = "P01", Error, Parse;
    /// P02: the text is longer than the limit; what is behind it was not read.
    TooLong = "P02", Error, Parse;
    /// P03: no title names the organ.
    OrganUnknown = "P03", Warning, Parse;
    /// P04: neither a title nor the statement of the period names the year.
    YearUnknown = "P04", Warning, Parse;
    /// P05: the year was taken from the statement of the period.
    YearFromPeriod = "P05", Note, Parse;
    /// P06: no label tells the form of the tables.
    FormUnknown = "P06", Error, Parse;
    /// P07: labels of both forms stand in section two.
    MixedForms = "P07", Warning, Parse;
    /// P10: the text of a cell is no figure.
    NotAFigure = "P10", Error, Parse;
    /// P11: a row has more or fewer cells than the form has columns, or lost some of its line.
    RowLength = "P11", Error, Parse;
    /// P12: a row is there twice, with figures that differ.
    ConflictingRows = "P12", Error, Parse;
    /// P13: the column labels do not stand in the order of the form.
    ColumnOrder = "P13", Error, Parse;
    /// P14: figures of the form are absent: none were found for a section, a row or a cell.
    FiguresAbsent = "P14", Error, Parse;
    /// P15: a number in a table belongs to no row of the form.
    StrayFigure = "P15", Warning, Parse;
    /// P16: text in a table is no label of the form.
    StrayText = "P16", Note, Parse;
    /// P17: a note stands behind a figure in its cell.
    Annotated = "P17", Note, Parse;
    /// P18: an amount of money has no unit.
    UnitUnstated = "P18", Warning, Parse;
    /// P19: the unit in a cell is not that of its column header; the cell's was taken.
    UnitConflict = "P19", Warning, Parse;
    /// P20: a section has no heading.
    SectionMissing = "P20", Warning, Parse;
    /// P21: a section is numbered otherwise than in the form.
    SectionNumber = "P21", Note, Parse;
    /// P22: a label is incomplete or written otherwise than in the form.
    LabelVariant = "P22", Note, Parse;
    /// P23: there is more to say than is listed.
    Omitted = "P23", Error, Parse;
    /// P24: a line of a table has fewer cells than the others.
    RowCut = "P24", Error, Parse;
    /// P25: text that is no figure stands among the figures of a row, or before them.
    RowMixed = "P25", Error, Parse;
    /// P26: a figure stands alone on the line behind a row, so that a cell may go on there.
    RowContinued = "P26", Error, Parse;
    /// P27: a section stands again; its tables are compared, its prose is left out.
    SectionAgain = "P27", Warning, Parse;
    /// P28: a row of the matrix stands out of the order of the form.
    RowOrder = "P28", Warning, Parse;
    /// P29: the numbers of a row can be told apart in several ways, and no sum decides.
    Undecided = "P29", Error, Parse;
    /// P30: numbers stand apart from their labels and may be those of several rows.
    Unplaced = "P30", Error, Parse;
    /// P31: figures whose table lost its structure were read by the order and the sums of the form.
    Aligned = "P31", Note, Parse;
    /// P40: bytes of the document are no characters of its encoding, and were replaced.
    ReplacedCharacters = "P40", Warning, Parse;
    /// P41: pages are pictures, without text.
    PagesWithoutText = "P41", Error, Parse;
    /// P42: nothing says for certain which characters some glyphs show.
    UnknownGlyphs = "P42", Error, Parse;
    /// P43: part of what pages show is damaged or missing.
    PagesDamaged = "P43", Error, Parse;
    /// P44: text that the pages do not show was left out.
    HiddenText = "P44", Note, Parse;
    /// B1: newly received and carried over equal the outcomes and those carried forward.
    Reconciliation = "B1", Inconsistency, Validate;
    /// B2: the total of a row is the sum of its six kinds of applicant.
    RowSum = "B2", Inconsistency, Validate;
    /// B3: the total of the outcomes is the sum of the outcomes.
    OutcomeSum = "B3", Inconsistency, Validate;
    /// B4: the total of a channel of section four is the sum of its four rulings.
    DisputeSum = "B4", Inconsistency, Validate;
    /// C1: a count is negative or has a fraction.
    CountImpossible = "C1", Inconsistency, Validate;
    /// C2: more items were taken away than there had been, in the 2019 form.
    ItemsBelowZero = "C2", Inconsistency, Validate;
    /// C3: a row or a column of figures has no total.
    TotalMissing = "C3", Warning, Validate;
    /// N1: prose says how many applications were received, and the table says otherwise.
    ProseReceived = "N1", Warning, Validate;
    /// N2: prose says how many applications were carried over, and the table says otherwise.
    ProseCarriedOver = "N2", Warning, Validate;
    /// N3: prose says how many applications were answered, and the table says otherwise.
    ProseAnswered = "N3", Warning, Validate;
    /// N4: prose says how many applications were carried forward, and the table says otherwise.
    ProseCarriedForward = "N4", Warning, Validate;
    /// N5: prose says how many applications ended in a way, and the table says otherwise.
    ProseOutcomes = "N5", Warning, Validate;
    /// N6: prose says which share of the applications ended in a way, and the table says otherwise.
    ProseShare = "N6", Warning, Validate;
    /// N7: prose says how many reconsiderations there were, and the table says otherwise.
    ProseReconsideration = "N7", Warning, Validate;
    /// N8: prose says how many lawsuits there were, and the table says otherwise.
    ProseLitigation = "N8", Warning, Validate;
    /// N9: prose names parts that are more than their whole.
    ProseParts = "N9", Warning, Validate;
    /// S1: nothing stands in a section.
    SectionEmpty = "S1", Warning, Validate;
    /// S2: section five says no more than that there is nothing to say.
    ProblemsUnstated = "S2", Warning, Validate;
    /// S3: the form is not that prescribed for the year.
    FormMismatch = "S3", Warning, Validate;
    /// S4: the year of the title is not that of the period stated in the preamble.
    PeriodMismatch = "S4", Warning, Validate;
    /// S5: every figure of the tables is blank: the form was not filled in.
    Empty = "S5", Warning, Validate;
    /// Y1: what was carried over is not what was carried forward the year before.
    CarriedOver = "Y1", Warning, Validate;
    /// Y2: documents in force are not those of the year before with those issued and repealed.
    InForce = "Y2", Warning, Validate;
    /// Y3: the items of the year before are not those that the report for that year leaves.
    PreviousItems = "Y3", Warning, Validate;
    /// Y4: documents disclosed in all are not those of the year before and the newly disclosed.
    DisclosedInAll = "Y4", Warning, Validate;
    /// Y5: no report was given for a year between two others.
    YearsMissing = "Y5", Warning, Validate;
    /// Y6: several reports for the same year were given.
    YearAgain = "Y6", Warning, Validate;
    /// Y7: figures are at least ten times those of the year before, or at most a tenth of them.
    FiguresJump = "Y7", Note, Validate;
    /// Y8: the reports compared over the years name different organs.
    OrgansDiffer = "Y8", Warning, Validate;
    /// Y9: a report that does not tell its year was given for comparison over the years.
    YearUnstated = "Y9", Warning, Validate;
    /// R1: the figure of a superior is not the sum of its subordinates'.
    RollUp = "R1", Warning, Validate;
    /// R2: several reports of the same organ were given as subordinates'.
    OrganAgain = "R2", Warning, Validate;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// **A statement about a report**: what it is about, where that stands, and the data.
///
/// ```
/// use gongkai::{Code, Language, Severity};
///
/// let parsed = gongkai::parse("三、收到和处理政府信息公开申请情况\n（一）予以公开\t1\t0\t0\t0\t0\tx\t1\n");
/// let unread = parsed.diagnostics.iter().find(|d| d.code() == Code::NotAFigure).unwrap();
/// assert_eq!(unread.severity(), Severity::Error);
/// assert_eq!(unread.subject.to_string(), "applications.granted.other_organization");
/// assert_eq!(unread.span.unwrap().text(&parsed.source), Some("x"));
/// assert!(unread.message(Language::English).contains("“x” is not a count"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What the statement is about.
    pub subject: Subject,
    /// The report that the statement is about, where several are compared.
    pub origin: Option<Origin>,
    /// Where that stands in the source text.
    pub span: Option<Span>,
    /// The data.
    pub detail: Detail,
}

impl Diagnostic {
    /// A statement about a report on its own.
    pub const fn new(subject: Subject, span: Option<Span>, detail: Detail) -> Self {
        Diagnostic { subject, origin: None, span, detail }
    }

    /// The stable code of the kind of statement.
    pub const fn code(&self) -> Code {
        self.detail.code()
    }

    /// How much the statement matters.
    pub const fn severity(&self) -> Severity {
        self.code().severity()
    }

    /// The stage that made the statement.
    pub const fn stage(&self) -> Stage {
        self.code().stage()
    }

    /// The figures that the statement compares or adds up, where it is about any.
    pub fn operands(&self) -> impl Iterator<Item = &Operand> {
        let sides = self.detail.sides().into_iter().flatten().flat_map(|side| &side.operands);
        sides.chain(self.detail.pairs().as_flattened())
    }

    /// The statement as a sentence.
    pub fn message(&self, language: Language) -> String {
        message::message(self, language)
    }

    /// The statement with its place and the line of the source that it is about, for a terminal.
    pub fn excerpt<'a>(&'a self, source: &'a str) -> Excerpt<'a> {
        Excerpt::new(self, source)
    }
}

impl Serialize for Diagnostic {
    /// An object with code, severity, path, message (in English), span and operands; and the origin,
    /// where several reports are compared.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Diagnostic", 7)?;
        map.serialize_field("code", &self.code())?;
        map.serialize_field("severity", &self.severity())?;
        match &self.origin {
            Some(origin) => map.serialize_field("origin", origin)?,
            None => map.skip_field("origin")?,
        }
        map.serialize_field("path", &self.subject.to_string())?;
        map.serialize_field("message", &self.message(Language::English))?;
        map.serialize_field("span", &self.span)?;
        map.serialize_field("operands", &self.operands().collect::<Vec<_>>())?;
        map.end()
    }
}

impl fmt::Display for Diagnostic {
    /// Severity, code and message in English, in one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] {}", self.severity(), self.code(), self.message(Language::English))
    }
}

impl Section {
    /// The number that the section has in the form, from 1.
    pub const fn number(self) -> u32 {
        self as u32 + 1
    }
}
