//! What a report says: owned values with public fields, serde both ways, no spans and no parsing.

pub(crate) mod applications;
pub(crate) mod cell;
pub(crate) mod disputes;
pub(crate) mod field;
pub(crate) mod form;
pub(crate) mod labels;
pub(crate) mod narrative;
pub(crate) mod place;
pub(crate) mod proactive;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use applications::{
    Applicant, ApplicantCounts, ApplicationMatrix, Denial, NonProcessing, OtherGround, Outcome,
    Row, Unavailability,
};
pub use cell::{Cell, CellState, Change, Money, Unit};
pub use disputes::{Channel, DisputeCounts, Disputes, Ruling};
pub use field::{
    ActFigure, ActKind, DocumentFigure, DocumentKind, FeesFigure, Field, FigureKind,
    ProcurementFigure, Subject, UnknownField,
};
pub use form::{Form, OtherRows, Script, Section, UnknownForm, Wording};
pub use narrative::{Measures, Notes, Overview, Problems, Subsection, Theme};
pub use place::{Paragraph, Place};
pub use proactive::{Acts, Documents, Fees, Proactive, Procurement};

/// **An annual report on the work of government information disclosure**
/// (政府信息公开工作年度报告).
///
/// - Everything is owned and every field is public: a report can be built, edited, stored, sent
///   and compared.
/// - [`Display`](std::fmt::Display) writes the report as text in the official layout;
///   [`FromStr`](std::str::FromStr) reads such text strictly; [`parse`](crate::parse()) reads
///   whatever was published.
/// - JSON by serde; the paths of figures ([`Field`]) are the paths of their keys.
///
/// ```
/// use gongkai::{AnnualReport, ApplicantCounts, Form, Row};
///
/// let mut report = AnnualReport::new(Form::Y2021);
/// report.organ = Some("云溪市人民政府".to_owned());
/// report.year = Some(2023);
/// report.applications[Row::NewlyReceived] = ApplicantCounts::from([3, 1, 0, 0, 0, 0, 4]);
///
/// let text = report.to_string();
/// assert!(text.starts_with("云溪市人民政府2023年政府信息公开工作年度报告\n"));
/// assert_eq!(gongkai::parse(&text).report, report);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct AnnualReport {
    /// The form that the tables follow; `None` where no label of a table tells it.
    pub form: Option<Form>,
    /// The script that the report is written in.
    pub script: Script,
    /// The organ that reports, as its title names it; `None` where no title names one.
    pub organ: Option<String>,
    /// The calendar year that is reported on.
    pub year: Option<u16>,
    /// The paragraphs between the title and section one.
    pub preamble: Vec<String>,
    /// Section one, 一、总体情况.
    pub overview: Overview,
    /// Section two, 二、主动公开政府信息情况.
    pub proactive: Proactive,
    /// Section three, 三、收到和处理政府信息公开申请情况.
    pub applications: ApplicationMatrix,
    /// Section four, 四、政府信息公开行政复议、行政诉讼情况.
    pub disputes: Disputes,
    /// Section five, 五、存在的主要问题及改进情况.
    pub problems: Problems,
    /// Section six, 六、其他需要报告的事项: its paragraphs.
    pub other: Vec<String>,
    /// Prose beside the tables of sections two to four.
    #[serde(skip_serializing_if = "Notes::is_empty")]
    pub notes: Notes,
}

/// **A cell of the report, borrowed, by its kind.**
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellRef<'a> {
    /// The cell of a count.
    Count(&'a Cell<u64>),
    /// The cell of a signed change.
    Change(&'a Cell<Change>),
    /// The cell of an amount of money.
    Money(&'a Cell<Money>),
}

/// **A cell of the report, borrowed for change, by its kind.**
#[derive(Debug, PartialEq, Eq)]
pub enum CellMut<'a> {
    /// The cell of a count.
    Count(&'a mut Cell<u64>),
    /// The cell of a signed change.
    Change(&'a mut Cell<Change>),
    /// The cell of an amount of money.
    Money(&'a mut Cell<Money>),
}

/// **A figure of the report as a plain decimal**, for tidy data.
///
/// Money is in yuan; where the report states no unit, the value is the amount as printed and the
/// unit says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Figure {
    /// Which figure it is.
    pub field: Field,
    /// The cell: a decimal, or one of the states in which there is none.
    pub cell: Cell<Decimal>,
    /// What the decimal counts.
    pub unit: FigureUnit,
}

/// What the decimal of a [`Figure`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureUnit {
    /// Items, or their change.
    Count,
    /// Yuan.
    Yuan,
    /// Money in a unit that the report does not state.
    Unstated,
}

impl FigureUnit {
    /// `count`, `yuan` or `unstated`.
    pub const fn as_str(self) -> &'static str {
        match self {
            FigureUnit::Count => "count",
            FigureUnit::Yuan => "yuan",
            FigureUnit::Unstated => "unstated",
        }
    }
}

impl<'a> CellRef<'a> {
    /// Which of the five states the cell is in.
    pub fn state(&self) -> CellState {
        match self {
            CellRef::Count(cell) => cell.state(),
            CellRef::Change(cell) => cell.state(),
            CellRef::Money(cell) => cell.state(),
        }
    }

    /// The text of a cell that was not read.
    pub fn unread(&self) -> Option<&'a str> {
        match self {
            CellRef::Count(cell) => cell.unread(),
            CellRef::Change(cell) => cell.unread(),
            CellRef::Money(cell) => cell.unread(),
        }
    }

    /// The cell as a plain decimal with its unit, money in yuan.
    pub fn decimal(&self) -> (Cell<Decimal>, FigureUnit) {
        match *self {
            CellRef::Count(cell) => (cell.clone().map(Decimal::from), FigureUnit::Count),
            CellRef::Change(cell) => (cell.clone().map(|n| Decimal::from(n.0)), FigureUnit::Count),
            CellRef::Money(Cell::Value(money)) => match (money.yuan(), money.unit) {
                (Some(yuan), _) => (Cell::Value(yuan), FigureUnit::Yuan),
                (None, Unit::Unstated) => {
                    (Cell::Value(money.amount.normalize()), FigureUnit::Unstated)
                }
                // More digits than a decimal holds: the amount is there, but not as yuan.
                (None, _) => (Cell::Unread(money.to_string()), FigureUnit::Yuan),
            },
            CellRef::Money(cell) => (cell.clone().map(|money| money.amount), FigureUnit::Yuan),
        }
    }
}

impl AnnualReport {
    /// An empty report in a form: every cell absent, no prose.
    pub fn new(form: Form) -> Self {
        AnnualReport { form: Some(form), ..AnnualReport::default() }
    }

    /// The form that the tables follow; where no label tells it, the one prescribed for the year,
    /// and without a year that of today.
    pub fn form_or_prescribed(&self) -> Form {
        self.form.unwrap_or_else(|| self.year.map_or(Form::Y2021, Form::prescribed_for))
    }

    /// How the report states （六）其他处理: as its form does, unless the single row is there in a
    /// 2021 form.
    pub fn other_rows(&self) -> OtherRows {
        if self.applications.has_single_other_row() {
            OtherRows::Single
        } else {
            self.form_or_prescribed().other_rows()
        }
    }

    /// The figures that the report's form asks for, in the order of the form.
    pub fn fields(&self) -> impl Iterator<Item = Field> + use<> {
        self.form_or_prescribed().fields(self.other_rows())
    }

    /// Whether there are cells and all of them are blank: the form before it is filled in.
    pub(crate) fn is_blank(&self) -> bool {
        let mut states = self.fields().map(|field| self.cell(field).state()).peekable();
        states.peek() == Some(&CellState::Blank)
            && states.all(|state| matches!(state, CellState::Blank | CellState::Absent))
    }

    /// The figures that the report's form asks for, as plain decimals, in the order of the form.
    ///
    /// ```
    /// use gongkai::{AnnualReport, Cell, Form};
    ///
    /// let mut report = AnnualReport::new(Form::Y2019);
    /// report.proactive.procurement.amount = Cell::Value("679.7万元".parse()?);
    /// let amount = report.figures().find(|f| f.field.to_string() == "proactive.procurement.amount");
    /// assert_eq!(amount.unwrap().cell.value().unwrap().to_string(), "6797000");
    /// # Ok::<(), gongkai::LiteralError>(())
    /// ```
    pub fn figures(&self) -> impl Iterator<Item = Figure> {
        self.fields().map(|field| {
            let (cell, unit) = self.cell(field).decimal();
            Figure { field, cell, unit }
        })
    }

    /// The cell of a figure.
    pub fn cell(&self, field: Field) -> CellRef<'_> {
        match field {
            Field::Documents(kind, figure) => {
                let documents = match kind {
                    DocumentKind::Rules => &self.proactive.rules,
                    DocumentKind::NormativeDocuments => &self.proactive.normative_documents,
                };
                CellRef::Count(match figure {
                    DocumentFigure::Made => &documents.made,
                    DocumentFigure::Disclosed => &documents.disclosed,
                    DocumentFigure::Total => &documents.total,
                    DocumentFigure::Issued => &documents.issued,
                    DocumentFigure::Repealed => &documents.repealed,
                    DocumentFigure::InForce => &documents.in_force,
                })
            }
            Field::Acts(kind, figure) => {
                let acts = match kind {
                    ActKind::Licensing => &self.proactive.licensing,
                    ActKind::OtherServices => &self.proactive.other_services,
                    ActKind::Penalties => &self.proactive.penalties,
                    ActKind::Coercion => &self.proactive.coercion,
                };
                match figure {
                    ActFigure::Previous => CellRef::Count(&acts.previous),
                    ActFigure::Change => CellRef::Change(&acts.change),
                    ActFigure::Decisions => CellRef::Count(&acts.decisions),
                }
            }
            Field::Fees(FeesFigure::Previous) => CellRef::Count(&self.proactive.fees.previous),
            Field::Fees(FeesFigure::Change) => CellRef::Change(&self.proactive.fees.change),
            Field::Fees(FeesFigure::Amount) => CellRef::Money(&self.proactive.fees.amount),
            Field::Procurement(ProcurementFigure::Projects) => {
                CellRef::Count(&self.proactive.procurement.projects)
            }
            Field::Procurement(ProcurementFigure::Amount) => {
                CellRef::Money(&self.proactive.procurement.amount)
            }
            Field::Applications(row, applicant) => {
                CellRef::Count(&self.applications[(row, applicant)])
            }
            Field::Disputes(channel, ruling) => CellRef::Count(&self.disputes[channel][ruling]),
        }
    }

    /// The cell of a figure, for change.
    ///
    /// ```
    /// use gongkai::{AnnualReport, Cell, CellMut, Form};
    ///
    /// let mut report = AnnualReport::new(Form::Y2021);
    /// if let CellMut::Count(cell) = report.cell_mut("proactive.rules.issued".parse()?) {
    ///     *cell = Cell::Value(3);
    /// }
    /// assert_eq!(report.proactive.rules.issued, Cell::Value(3));
    /// # Ok::<(), gongkai::UnknownField>(())
    /// ```
    pub fn cell_mut(&mut self, field: Field) -> CellMut<'_> {
        match field {
            Field::Documents(kind, figure) => {
                let documents = match kind {
                    DocumentKind::Rules => &mut self.proactive.rules,
                    DocumentKind::NormativeDocuments => &mut self.proactive.normative_documents,
                };
                CellMut::Count(match figure {
                    DocumentFigure::Made => &mut documents.made,
                    DocumentFigure::Disclosed => &mut documents.disclosed,
                    DocumentFigure::Total => &mut documents.total,
                    DocumentFigure::Issued => &mut documents.issued,
                    DocumentFigure::Repealed => &mut documents.repealed,
                    DocumentFigure::InForce => &mut documents.in_force,
                })
            }
            Field::Acts(kind, figure) => {
                let acts = match kind {
                    ActKind::Licensing => &mut self.proactive.licensing,
                    ActKind::OtherServices => &mut self.proactive.other_services,
                    ActKind::Penalties => &mut self.proactive.penalties,
                    ActKind::Coercion => &mut self.proactive.coercion,
                };
                match figure {
                    ActFigure::Previous => CellMut::Count(&mut acts.previous),
                    ActFigure::Change => CellMut::Change(&mut acts.change),
                    ActFigure::Decisions => CellMut::Count(&mut acts.decisions),
                }
            }
            Field::Fees(FeesFigure::Previous) => CellMut::Count(&mut self.proactive.fees.previous),
            Field::Fees(FeesFigure::Change) => CellMut::Change(&mut self.proactive.fees.change),
            Field::Fees(FeesFigure::Amount) => CellMut::Money(&mut self.proactive.fees.amount),
            Field::Procurement(ProcurementFigure::Projects) => {
                CellMut::Count(&mut self.proactive.procurement.projects)
            }
            Field::Procurement(ProcurementFigure::Amount) => {
                CellMut::Money(&mut self.proactive.procurement.amount)
            }
            Field::Applications(row, applicant) => {
                CellMut::Count(&mut self.applications[(row, applicant)])
            }
            Field::Disputes(channel, ruling) => CellMut::Count(&mut self.disputes[channel][ruling]),
        }
    }
}
