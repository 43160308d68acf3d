//! [`Field`]: the address of every figure of either form.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::form::{Form, OtherRows, Section};
use super::{Applicant, Channel, Outcome, Place, Row, Ruling};

/// The kinds of documents that 第二十条第（一）项 counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DocumentKind {
    /// 规章.
    Rules,
    /// 规范性文件, 行政规范性文件.
    NormativeDocuments,
}

/// What is counted of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DocumentFigure {
    /// 本年新制作数量 (2019 form).
    Made,
    /// 本年新公开数量 (2019 form).
    Disclosed,
    /// 对外公开总数量 (2019 form).
    Total,
    /// 本年制发件数 (2021 form).
    Issued,
    /// 本年废止件数 (2021 form).
    Repealed,
    /// 现行有效件数 (2021 form).
    InForce,
}

/// The kinds of administrative acts that 第二十条第（五）项 and 第（六）项 count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActKind {
    /// 行政许可.
    Licensing,
    /// 其他对外管理服务事项 (2019 form).
    OtherServices,
    /// 行政处罚.
    Penalties,
    /// 行政强制.
    Coercion,
}

/// What is counted of administrative acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActFigure {
    /// 上一年项目数量 (2019 form).
    Previous,
    /// 本年增/减 (2019 form).
    Change,
    /// 处理决定数量, 本年处理决定数量.
    Decisions,
}

/// What is stated of fees: 第二十条第（八）项.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FeesFigure {
    /// 上一年项目数量 (2019 form).
    Previous,
    /// 本年增/减 (2019 form).
    Change,
    /// 本年收费金额 (2021 form).
    Amount,
}

/// What is stated of procurement: 第二十条第（九）项, 2019 form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProcurementFigure {
    /// 采购项目数量.
    Projects,
    /// 采购总金额.
    Amount,
}

/// **The address of a figure.**
///
/// - [`Display`](fmt::Display) and [`FromStr`] are its dotted path, which is also its place in the
///   report's JSON. The paths are a public contract.
/// - [`index`](Field::index) is dense: it counts from 0 to [`Field::COUNT`] − 1 in the order of the
///   form, so that what belongs to figures can be kept in an array.
/// - In JSON, its path as a string.
///
/// ```
/// use gongkai::{Applicant, Denial, Field, Outcome, Row};
///
/// let field = Field::Applications(
///     Row::Outcome(Outcome::Denied(Denial::StateSecret)),
///     Applicant::NaturalPerson,
/// );
/// assert_eq!(field.to_string(), "applications.denied.state_secret.natural_person");
/// assert_eq!("applications.denied.state_secret.natural_person".parse(), Ok(field));
/// assert_eq!(Field::ALL[field.index()], field);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Section two, 第二十条第（一）项.
    Documents(DocumentKind, DocumentFigure),
    /// Section two, 第二十条第（五）项 and 第（六）项.
    Acts(ActKind, ActFigure),
    /// Section two, 第二十条第（八）项.
    Fees(FeesFigure),
    /// Section two, 第二十条第（九）项.
    Procurement(ProcurementFigure),
    /// Section three.
    Applications(Row, Applicant),
    /// Section four.
    Disputes(Channel, Ruling),
}

/// What kind of figure a [`Field`] addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureKind {
    /// A count, never negative.
    Count,
    /// A signed change of a count.
    Change,
    /// An amount of money.
    Money,
}

impl DocumentKind {
    /// Every one, in the order of the forms.
    pub const ALL: [DocumentKind; 2] = [DocumentKind::Rules, DocumentKind::NormativeDocuments];
}

impl DocumentFigure {
    /// Every one, in the order of the forms.
    pub const ALL: [DocumentFigure; 6] = [
        DocumentFigure::Made,
        DocumentFigure::Disclosed,
        DocumentFigure::Total,
        DocumentFigure::Issued,
        DocumentFigure::Repealed,
        DocumentFigure::InForce,
    ];
}

impl ActKind {
    /// Every one, in the order of the forms.
    pub const ALL: [ActKind; 4] =
        [ActKind::Licensing, ActKind::OtherServices, ActKind::Penalties, ActKind::Coercion];
}

impl ActFigure {
    /// Every one, in the order of the forms.
    pub const ALL: [ActFigure; 3] = [ActFigure::Previous, ActFigure::Change, ActFigure::Decisions];
}

const ACTS: usize = DocumentKind::ALL.len() * DocumentFigure::ALL.len();
const FEES: usize = ACTS + ActKind::ALL.len() * ActFigure::ALL.len();
const PROCUREMENT: usize = FEES + 3;
const APPLICATIONS: usize = PROCUREMENT + 2;
const DISPUTES: usize = APPLICATIONS + Row::ALL.len() * Applicant::ALL.len();

impl Field {
    /// How many figures the two forms have between them.
    pub const COUNT: usize = DISPUTES + Channel::ALL.len() * Ruling::ALL.len();

    /// The place of the first figure of the matrix.
    pub(crate) const APPLICATIONS: usize = APPLICATIONS;

    /// Every figure of either form, in the order of the forms.
    pub const ALL: [Field; Field::COUNT] = all();

    /// The place of the figure in [`Field::ALL`].
    pub const fn index(self) -> usize {
        match self {
            Field::Documents(kind, figure) => {
                kind as usize * DocumentFigure::ALL.len() + figure as usize
            }
            Field::Acts(kind, figure) => {
                ACTS + kind as usize * ActFigure::ALL.len() + figure as usize
            }
            Field::Fees(figure) => FEES + figure as usize,
            Field::Procurement(figure) => PROCUREMENT + figure as usize,
            Field::Applications(row, applicant) => {
                APPLICATIONS + row.index() * Applicant::ALL.len() + applicant as usize
            }
            Field::Disputes(channel, ruling) => {
                DISPUTES + channel as usize * Ruling::ALL.len() + ruling as usize
            }
        }
    }

    /// The figure at a place of [`Field::ALL`].
    pub(crate) fn at(index: usize) -> Option<Field> {
        FIELDS.get(index).copied()
    }

    /// The seven figures of a row of the matrix.
    pub(crate) fn of_row(row: Row) -> &'static [Field] {
        let first = APPLICATIONS + row.index() * Applicant::ALL.len();
        FIELDS.get(first..first + Applicant::ALL.len()).unwrap_or_default()
    }

    /// The figures of a section, of both forms; none where it has no tables.
    pub(crate) fn of_section(section: Section) -> &'static [Field] {
        let figures = match section {
            Section::Proactive => FIELDS.get(..APPLICATIONS),
            Section::Applications => FIELDS.get(APPLICATIONS..DISPUTES),
            Section::Disputes => FIELDS.get(DISPUTES..),
            _ => None,
        };
        figures.unwrap_or_default()
    }

    /// The five figures of a channel of section four, or the fifteen of all three.
    pub(crate) fn of_disputes(channel: Option<Channel>) -> &'static [Field] {
        let all = FIELDS.get(DISPUTES..).unwrap_or_default();
        match channel {
            None => all,
            Some(channel) => {
                all.chunks(Ruling::ALL.len()).nth(channel as usize).unwrap_or_default()
            }
        }
    }

    /// Whether a count, a change or an amount of money stands there.
    ///
    /// ```
    /// use gongkai::{Field, FigureKind};
    ///
    /// let field: Field = "proactive.procurement.amount".parse()?;
    /// assert_eq!(field.kind(), FigureKind::Money);
    /// # Ok::<(), gongkai::UnknownField>(())
    /// ```
    pub const fn kind(self) -> FigureKind {
        match self {
            Field::Acts(_, ActFigure::Change) | Field::Fees(FeesFigure::Change) => {
                FigureKind::Change
            }
            Field::Fees(FeesFigure::Amount) | Field::Procurement(ProcurementFigure::Amount) => {
                FigureKind::Money
            }
            _ => FigureKind::Count,
        }
    }

    /// Whether a form, with its kind of （六） row, asks for the figure.
    pub const fn is_in(self, form: Form, other: OtherRows) -> bool {
        let y2019 = matches!(form, Form::Y2019);
        match self {
            Field::Documents(_, figure) => {
                y2019
                    == matches!(
                        figure,
                        DocumentFigure::Made | DocumentFigure::Disclosed | DocumentFigure::Total
                    )
            }
            Field::Acts(kind, figure) => {
                y2019
                    || (matches!(figure, ActFigure::Decisions)
                        && !matches!(kind, ActKind::OtherServices))
            }
            Field::Fees(figure) => y2019 != matches!(figure, FeesFigure::Amount),
            Field::Procurement(_) => y2019,
            Field::Applications(Row::Outcome(Outcome::Other(ground)), _) => {
                matches!(other, OtherRows::Single) == ground.is_none()
            }
            Field::Applications(..) | Field::Disputes(..) => true,
        }
    }

    /// The path without its last part: the row that the figure stands in.
    fn write_row(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Field::Documents(DocumentKind::Rules, _) => f.write_str("proactive.rules"),
            Field::Documents(DocumentKind::NormativeDocuments, _) => {
                f.write_str("proactive.normative_documents")
            }
            Field::Acts(ActKind::Licensing, _) => f.write_str("proactive.licensing"),
            Field::Acts(ActKind::OtherServices, _) => f.write_str("proactive.other_services"),
            Field::Acts(ActKind::Penalties, _) => f.write_str("proactive.penalties"),
            Field::Acts(ActKind::Coercion, _) => f.write_str("proactive.coercion"),
            Field::Fees(_) => f.write_str("proactive.fees"),
            Field::Procurement(_) => f.write_str("proactive.procurement"),
            Field::Applications(row, _) => write!(f, "applications.{row}"),
            Field::Disputes(channel, _) => write!(f, "disputes.{channel}"),
        }
    }

    /// The last part of the path: the column that the figure stands in.
    const fn column(self) -> &'static str {
        match self {
            Field::Documents(_, figure) => match figure {
                DocumentFigure::Made => "made",
                DocumentFigure::Disclosed => "disclosed",
                DocumentFigure::Total => "total",
                DocumentFigure::Issued => "issued",
                DocumentFigure::Repealed => "repealed",
                DocumentFigure::InForce => "in_force",
            },
            Field::Acts(_, ActFigure::Previous) | Field::Fees(FeesFigure::Previous) => "previous",
            Field::Acts(_, ActFigure::Change) | Field::Fees(FeesFigure::Change) => "change",
            Field::Acts(_, ActFigure::Decisions) => "decisions",
            Field::Fees(FeesFigure::Amount) | Field::Procurement(ProcurementFigure::Amount) => {
                "amount"
            }
            Field::Procurement(ProcurementFigure::Projects) => "projects",
            Field::Applications(_, applicant) => applicant.as_str(),
            Field::Disputes(_, ruling) => ruling.as_str(),
        }
    }

    /// Whether the other figure stands in the same row of the same table.
    pub fn same_row(self, other: Field) -> bool {
        match (self, other) {
            (Field::Documents(a, _), Field::Documents(b, _)) => a == b,
            (Field::Acts(a, _), Field::Acts(b, _)) => a == b,
            (Field::Fees(_), Field::Fees(_)) | (Field::Procurement(_), Field::Procurement(_)) => {
                true
            }
            (Field::Applications(a, _), Field::Applications(b, _)) => a == b,
            (Field::Disputes(a, _), Field::Disputes(b, _)) => a == b,
            _ => false,
        }
    }
}

static FIELDS: [Field; Field::COUNT] = Field::ALL;

const fn all() -> [Field; Field::COUNT] {
    let mut fields = [Field::Fees(FeesFigure::Previous); Field::COUNT];
    let mut i = 0;
    while i < Field::COUNT {
        fields[i] = if i < ACTS {
            let n = DocumentFigure::ALL.len();
            Field::Documents(DocumentKind::ALL[i / n], DocumentFigure::ALL[i % n])
        } else if i < FEES {
            let (i, n) = (i - ACTS, ActFigure::ALL.len());
            Field::Acts(ActKind::ALL[i / n], ActFigure::ALL[i % n])
        } else if i < PROCUREMENT {
            const FIGURES: [FeesFigure; 3] =
                [FeesFigure::Previous, FeesFigure::Change, FeesFigure::Amount];
            Field::Fees(FIGURES[i - FEES])
        } else if i < APPLICATIONS {
            const FIGURES: [ProcurementFigure; 2] =
                [ProcurementFigure::Projects, ProcurementFigure::Amount];
            Field::Procurement(FIGURES[i - PROCUREMENT])
        } else if i < DISPUTES {
            let (i, n) = (i - APPLICATIONS, Applicant::ALL.len());
            Field::Applications(Row::ALL[i / n], Applicant::ALL[i % n])
        } else {
            let (i, n) = (i - DISPUTES, Ruling::ALL.len());
            Field::Disputes(Channel::ALL[i / n], Ruling::ALL[i % n])
        };
        i += 1;
    }
    fields
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_row(f)?;
        f.write_str(".")?;
        f.write_str(self.column())
    }
}

/// The path names no figure of either form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the path of a figure; paths look like `applications.granted.natural_person`")]
pub struct UnknownField(
    /// The path as it was given.
    pub String,
);

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(path: &str) -> Result<Self, UnknownField> {
        FIELDS
            .into_iter()
            .find(|field| field.to_string() == path)
            .ok_or_else(|| UnknownField(path.to_owned()))
    }
}

impl Serialize for Field {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Form {
    /// The figures that the form asks for, in its order.
    pub fn fields(self, other: OtherRows) -> impl Iterator<Item = Field> {
        FIELDS.iter().copied().filter(move |field| field.is_in(self, other))
    }

    /// How many figures the form asks for.
    ///
    /// ```
    /// use gongkai::{Form, OtherRows};
    ///
    /// assert_eq!(Form::Y2021.count(OtherRows::ByGround), 200);
    /// ```
    pub const fn count(self, other: OtherRows) -> usize {
        let proactive = match self {
            Form::Y2019 => 22,
            Form::Y2021 => 10,
        };
        let rows = match other {
            OtherRows::Single => 23,
            OtherRows::ByGround => 25,
        };
        proactive + rows * Applicant::ALL.len() + Channel::ALL.len() * Ruling::ALL.len()
    }
}

impl Section {
    /// Whether the figure stands in the section.
    pub const fn has(self, field: Field) -> bool {
        match field {
            Field::Documents(..) | Field::Acts(..) | Field::Fees(_) | Field::Procurement(_) => {
                matches!(self, Section::Proactive)
            }
            Field::Applications(..) => matches!(self, Section::Applications),
            Field::Disputes(..) => matches!(self, Section::Disputes),
        }
    }
}

/// **A part of a report that a statement is about**: the whole, a section, a row or a figure.
///
/// [`Display`](fmt::Display) writes a path of which every figure's path in that part is an
/// extension: `applications`, `applications.granted`, `applications.granted.total`. The report as
/// a whole is `report`, and a piece of prose is its paragraph: `overview.preamble[0]`.
///
/// ```
/// use gongkai::{Field, Subject};
///
/// let field: Field = "disputes.reconsideration.total".parse()?;
/// assert_eq!(Subject::Row(field).to_string(), "disputes.reconsideration");
/// assert_eq!(Subject::Figure(field).to_string(), "disputes.reconsideration.total");
/// # Ok::<(), gongkai::UnknownField>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// The whole report.
    Report,
    /// The organ that reports.
    Organ,
    /// The year that is reported on.
    Year,
    /// A section.
    Section(Section),
    /// The row of a table that a figure stands in.
    Row(Field),
    /// A figure.
    Figure(Field),
    /// A piece of prose.
    Prose(Place),
}

impl Subject {
    /// Whether the statement is about this figure, alone or with others.
    pub fn covers(&self, field: Field) -> bool {
        match *self {
            Subject::Report => true,
            Subject::Organ | Subject::Year | Subject::Prose(_) => false,
            Subject::Section(section) => section.has(field),
            Subject::Row(row) => row.same_row(field),
            Subject::Figure(figure) => figure == field,
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Report => f.write_str("report"),
            Subject::Organ => f.write_str("organ"),
            Subject::Year => f.write_str("year"),
            Subject::Section(section) => f.write_str(section.as_str()),
            Subject::Row(field) => field.write_row(f),
            Subject::Figure(field) => field.fmt(f),
            Subject::Prose(place) => place.fmt(f),
        }
    }
}
