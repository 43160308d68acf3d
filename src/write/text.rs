//! The canonical text of a report: the official layout, a line a row, tabs between cells.

use std::fmt::{self, Write};

use super::cells::{header_unit, write_cell};
use super::outline::{MEASURES, PROBLEMS, TITLE, chinese_number, heading};
use crate::model::labels::{
    APPLICANTS, Block, CONTENT, FEES_AMOUNT, Group, LITIGATION, RECONCILIATION, applicant_label,
    channel_label, column_label, row_label, ruling_label,
};
use crate::model::{
    AnnualReport, Applicant, Channel, FeesFigure, Field, Form, OtherRows, Outcome, Row, Ruling,
    Section, Unit, Wording,
};

impl fmt::Display for AnnualReport {
    /// Writes the report in the official layout and in its script: headings, captions and labels of
    /// the form, a line a row, a tab between cells.
    ///
    /// Reading the text gives an equal report, and writing that gives the same text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Writer { report: self, form: self.form_or_prescribed(), out: f }.report()
    }
}

struct Writer<'r, 'f, 'b> {
    report: &'r AnnualReport,
    form: Form,
    out: &'f mut fmt::Formatter<'b>,
}

impl Writer<'_, '_, '_> {
    fn wording(&self, wording: Wording) -> &'static str {
        wording.in_script(self.report.script)
    }

    fn line(&mut self, text: &str) -> fmt::Result {
        self.out.write_str(text)?;
        self.out.write_char('\n')
    }

    fn lines(&mut self, paragraphs: &[String]) -> fmt::Result {
        paragraphs.iter().try_for_each(|paragraph| self.line(paragraph))
    }

    fn heading(&mut self, section: Section) -> fmt::Result {
        writeln!(self.out, "{}", heading(section, self.report.script))
    }

    fn report(&mut self) -> fmt::Result {
        let report = self.report;
        self.out.write_str(report.organ.as_deref().unwrap_or_default())?;
        if let Some(year) = report.year {
            write!(self.out, "{year}年")?;
        }
        self.line(self.wording(TITLE))?;
        self.lines(&report.preamble)?;

        self.heading(Section::Overview)?;
        self.lines(&report.overview.preamble)?;
        for subsection in &report.overview.subsections {
            write!(self.out, "（{}）{}", chinese_number(subsection.ordinal), subsection.heading)?;
            if !subsection.heading.is_empty() || subsection.paragraphs.is_empty() {
                self.out.write_char('\n')?;
            }
            self.lines(&subsection.paragraphs)?;
        }

        self.heading(Section::Proactive)?;
        self.proactive()?;
        self.lines(&report.notes.proactive)?;

        self.heading(Section::Applications)?;
        self.applications()?;
        self.lines(&report.notes.applications)?;

        self.heading(Section::Disputes)?;
        self.disputes()?;
        self.lines(&report.notes.disputes)?;

        self.heading(Section::Problems)?;
        self.problems()?;
        self.heading(Section::Other)?;
        self.lines(&report.other)
    }

    fn proactive(&mut self) -> fmt::Result {
        for block in Block::ALL {
            let rows = block.rows(self.form);
            let Some(first) = rows.first() else { continue };
            self.line(self.wording(block.caption()))?;
            self.out.write_str(self.wording(CONTENT))?;
            // Column labels tell the form, so that a report whose form is not known has none.
            let columns = first.fields(self.form).iter().filter(|_| self.report.form.is_some());
            for &field in columns {
                let label = match field {
                    // The header states the unit of what is below it.
                    Field::Fees(FeesFigure::Amount)
                        if header_unit(self.report) == Unit::Unstated =>
                    {
                        FEES_AMOUNT
                    }
                    _ => column_label(field, self.form).unwrap_or(CONTENT),
                };
                self.out.write_char('\t')?;
                self.out.write_str(self.wording(label))?;
            }
            self.out.write_char('\n')?;
            for row in rows {
                self.row(row.label(self.form), row.fields(self.form))?;
            }
        }
        Ok(())
    }

    /// A row, if the report has any cell of it.
    fn row(&mut self, label: Wording, fields: &[Field]) -> fmt::Result {
        let absent = |field: &Field| self.is_absent(*field);
        if fields.iter().all(absent) {
            return Ok(());
        }
        self.out.write_str(self.wording(label))?;
        for &field in fields {
            self.out.write_char('\t')?;
            self.cell(field)?;
        }
        self.out.write_char('\n')
    }

    fn is_absent(&self, field: Field) -> bool {
        self.report.cell(field).state() == crate::model::CellState::Absent
    }

    fn cell(&mut self, field: Field) -> fmt::Result {
        write_cell(self.out, self.report, field, self.report.script)
    }

    fn applications(&mut self) -> fmt::Result {
        self.line(self.wording(RECONCILIATION))?;
        self.out.write_str(self.wording(APPLICANTS))?;
        for applicant in Applicant::ALL {
            self.out.write_char('\t')?;
            self.out.write_str(self.wording(applicant_label(applicant)))?;
        }
        self.out.write_char('\n')?;
        let other = self.report.other_rows();
        for row in Row::ALL {
            if let Some(group) = Group::before(row) {
                let is_row = group == Group::Other
                    && (other == OtherRows::Single
                        || !self.report.applications[Row::OTHER].is_absent());
                if !is_row {
                    self.line(self.wording(group.label()))?;
                }
            }
            if matches!(row, Row::Outcome(Outcome::Other(_)))
                && self.report.applications[row].is_absent()
            {
                continue;
            }
            let fields = Applicant::ALL.map(|applicant| Field::Applications(row, applicant));
            self.row(row_label(row), &fields)?;
        }
        Ok(())
    }

    fn disputes(&mut self) -> fmt::Result {
        let labels = |this: &mut Self, first: &str| -> fmt::Result {
            this.out.write_str(first)?;
            for (i, ruling) in Ruling::ALL.into_iter().enumerate() {
                if i > 0 || !first.is_empty() {
                    this.out.write_char('\t')?;
                }
                this.out.write_str(this.wording(ruling_label(ruling)))?;
            }
            Ok(())
        };
        let [first, second, third] = Channel::ALL.map(|c| self.wording(channel_label(c)));
        let litigation = self.wording(LITIGATION);
        writeln!(self.out, "{first}\t{litigation}")?;
        labels(self, "")?;
        writeln!(self.out, "\t{second}\t{third}")?;
        labels(self, "")?;
        self.out.write_char('\t')?;
        labels(self, "")?;
        self.out.write_char('\n')?;
        if self.report.disputes.is_absent() {
            return Ok(());
        }
        for channel in Channel::ALL {
            for ruling in Ruling::ALL {
                if (channel, ruling) != (Channel::Reconsideration, Ruling::Upheld) {
                    self.out.write_char('\t')?;
                }
                self.cell(Field::Disputes(channel, ruling))?;
            }
        }
        self.out.write_char('\n')
    }

    fn problems(&mut self) -> fmt::Result {
        let problems = &self.report.problems;
        self.lines(&problems.preamble)?;
        if !problems.problems.is_empty() {
            self.line(self.wording(PROBLEMS))?;
            self.items(&problems.problems)?;
        }
        if !problems.measures.is_empty() {
            self.line(self.wording(MEASURES))?;
            for group in &problems.measures {
                if !group.lead.is_empty() {
                    self.line(&group.lead)?;
                }
                self.items(&group.items)?;
            }
        }
        Ok(())
    }

    fn items(&mut self, items: &[String]) -> fmt::Result {
        items.iter().enumerate().try_for_each(|(i, item)| writeln!(self.out, "{}、{item}", i + 1))
    }
}
