//! What was read of the tables that are printed as the form prints them.

use crate::model::{AnnualReport, ApplicationMatrix, Disputes, Field, Form, Proactive, Section};
use crate::span::{Span, Spans};

/// A table that was read.
#[derive(Debug, Clone, Copy)]
pub(in crate::parse) struct Printed {
    pub(in crate::parse) section: Section,
    /// The number of the line that stands for it.
    pub(in crate::parse) line: usize,
    /// From its first cell to its last.
    pub(in crate::parse) span: Span,
    /// The form that its column labels tell, and how many labels tell it.
    pub(in crate::parse) form: Option<(Form, u32)>,
    /// Whether （六）其他处理 is three rows.
    pub(in crate::parse) grounds: bool,
}

/// All such tables of a text, and their figures: amounts by their places only.
#[derive(Debug)]
pub(in crate::parse) struct Collected {
    pub(in crate::parse) tables: Vec<Printed>,
    pub(in crate::parse) report: AnnualReport,
    pub(in crate::parse) spans: Spans,
    /// Whether the last label was written in Traditional characters.
    pub(super) traditional: bool,
}

impl Collected {
    pub(in crate::parse) fn none() -> Self {
        Collected {
            tables: Vec::new(),
            report: AnnualReport::default(),
            spans: Spans::none(),
            traditional: false,
        }
    }

    /// Whether a section has such a table.
    pub(in crate::parse) fn has(&self, section: Section) -> bool {
        self.tables.iter().any(|table| table.section == section)
    }

    /// Takes the figures of a section out again.
    #[cold]
    pub(super) fn clear(&mut self, section: Section) {
        match section {
            Section::Applications => self.report.applications = ApplicationMatrix::default(),
            Section::Disputes => self.report.disputes = Disputes::default(),
            _ => self.report.proactive = Proactive::default(),
        }
        self.spans.clear(Field::of_section(section));
    }
}
