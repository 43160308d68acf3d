//! The rows of tidy data, which CSV and Arrow share.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{AnnualReport, CellState, Field, FigureUnit, Form};
use crate::parse::Parsed;
use crate::span::{Span, Spans};

/// The columns of [`Line`], by name.
pub(super) const COLUMNS: [&str; 11] =
    ["file", "organ", "year", "form", "path", "state", "value", "unit", "start", "end", "codes"];

/// **A report that is written as tidy data**, with its name, the places of its figures and what was
/// found about them.
///
/// - One of a [`Parsed`] knows the places, and its findings are [`Parsed::findings`].
/// - One of an [`AnnualReport`] alone knows no places, and its findings are those of
///   [`AnnualReport::validate`].
///
#[cfg_attr(feature = "csv", doc = "```")]
#[cfg_attr(not(feature = "csv"), doc = "```ignore")]
/// use gongkai::write::{Entry, csv::CsvWriter};
///
/// let parsed = gongkai::parse("三、收到和处理政府信息公开申请情况\n（一）予以公开\t1\t0\t0\t0\t0\t0\t2\n");
/// let mut writer = CsvWriter::new(Vec::new())?;
/// writer.write(Entry::from(&parsed).file("granted.txt"))?;
/// let csv = String::from_utf8(writer.finish()?).unwrap();
/// assert!(csv.contains("\ngranted.txt,,,2021,applications.granted.total,value,2,count,86,87,"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    file: &'a str,
    report: &'a AnnualReport,
    parsed: Option<&'a Parsed<'a>>,
    spans: Option<&'a Spans>,
    findings: Option<&'a [Diagnostic]>,
}

impl<'a> From<&'a AnnualReport> for Entry<'a> {
    fn from(report: &'a AnnualReport) -> Self {
        Entry { file: "", report, parsed: None, spans: None, findings: None }
    }
}

impl<'a> From<&'a Parsed<'_>> for Entry<'a> {
    fn from(parsed: &'a Parsed<'_>) -> Self {
        Entry { parsed: Some(parsed), spans: Some(&parsed.spans), ..Entry::from(&parsed.report) }
    }
}

impl<'a> Entry<'a> {
    /// The same with the name of a file, or whatever else tells the report from the others.
    #[must_use]
    pub fn file(self, file: &'a str) -> Self {
        Entry { file, ..self }
    }

    /// The same with findings that were made already, such as those of a
    /// [`Validator`](crate::validate::Validator) with rules switched off. Nothing is validated then.
    /// Of findings that compare several reports, give each report those whose origin it is.
    ///
    #[cfg_attr(feature = "csv", doc = "```")]
    #[cfg_attr(not(feature = "csv"), doc = "```ignore")]
    /// use gongkai::write::{Entry, csv::CsvWriter};
    /// use gongkai::{Code, validate::Validator};
    ///
    /// let parsed = gongkai::parse("三、收到和处理政府信息公开申请情况\n（一）予以公开\t1\t0\t0\t0\t0\t0\t2\n");
    /// let validation = Validator::new().without(Code::RowSum).validate_parsed(&parsed);
    /// let findings: Vec<_> = validation.diagnostics().collect();
    /// let mut writer = CsvWriter::new(Vec::new())?;
    /// writer.write(Entry::from(&parsed).findings(&findings))?;
    /// assert!(!String::from_utf8(writer.finish()?).unwrap().contains("B2"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn findings(self, findings: &'a [Diagnostic]) -> Self {
        Entry { findings: Some(findings), ..self }
    }

    /// The rows of the report, in the order of the forms.
    pub(super) fn lines(&self) -> Vec<Line<'a>> {
        let report = self.report;
        let findings: Cow<'a, [Diagnostic]> = match (self.findings, self.parsed) {
            (Some(findings), _) => Cow::Borrowed(findings),
            (None, Some(parsed)) => Cow::Owned(parsed.findings()),
            (None, None) => Cow::Owned(report.validate().diagnostics().collect()),
        };
        let (form, other) = (report.form_or_prescribed(), report.other_rows());
        // A cell that the form does not have is there where a report mixes both forms: what it says
        // must not be lost.
        let fields = Field::ALL.into_iter().filter(|&field| {
            field.is_in(form, other) || report.cell(field).state() != CellState::Absent
        });
        fields
            .map(|field| {
                let (cell, unit) = report.cell(field).decimal();
                Line {
                    file: self.file,
                    organ: report.organ.as_deref(),
                    year: report.year,
                    form,
                    field,
                    state: cell.state(),
                    value: cell.value().copied(),
                    unit,
                    span: self.spans.and_then(|spans| spans.get(field)),
                    codes: codes(field, &findings),
                }
            })
            .collect()
    }
}

/// One row: a figure of a report.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    pub(super) file: &'a str,
    pub(super) organ: Option<&'a str>,
    pub(super) year: Option<u16>,
    pub(super) form: Form,
    pub(super) field: Field,
    pub(super) state: CellState,
    pub(super) value: Option<Decimal>,
    pub(super) unit: FigureUnit,
    pub(super) span: Option<Span>,
    pub(super) codes: Vec<Code>,
}

/// The codes of the findings about a figure, each once.
fn codes(field: Field, findings: &[Diagnostic]) -> Vec<Code> {
    let about = |finding: &&Diagnostic| {
        // A figure of another report, where several were compared, is not this one.
        finding.subject.covers(field)
            || finding.operands().any(|o| o.field == field && o.origin == finding.origin)
    };
    let mut codes: Vec<Code> = findings.iter().filter(about).map(Diagnostic::code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
