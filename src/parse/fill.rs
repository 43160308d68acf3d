//! What alignment found → the figures that the clean grammar left out.

use super::align::{Aligned, Alignment, Why};
use super::assemble::{Assembly, expected_columns, subject};
use super::printed::Printed;
use crate::diagnostic::{Code, Detail, Diagnostic, Severity};
use crate::model::{CellState, Field, Form, OtherRows, Script, Section, Subject};
use crate::span::Span;

impl Assembly<'_> {
    /// Whether a figure is not there, or was not read.
    pub(super) fn is_incomplete(&self, printed: &[Printed]) -> bool {
        let unread = |d: &Diagnostic| {
            d.severity() == Severity::Error
                && matches!(d.subject, Subject::Figure(_) | Subject::Row(_) | Subject::Section(_))
        };
        !self.is_printed(printed) && self.has_gaps() || self.diagnostics.iter().any(unread)
    }

    /// Whether all tables were read as they are printed, and have the rows that the form has.
    fn is_printed(&self, printed: &[Printed]) -> bool {
        let by_ground = self.report.other_rows() == OtherRows::ByGround;
        printed.len() == 3
            && !self.marked_absent
            && printed
                .iter()
                .all(|table| table.section != Section::Applications || table.grounds == by_ground)
    }

    /// Reads the figures that alignment found and that are not read yet. Gives the places of the rows
    /// that were read so.
    #[cold]
    pub(super) fn fill(&mut self, alignment: &Alignment) -> Vec<Span> {
        self.report.form = self.report.form.or(alignment.form);
        let mut read = [0_usize; 3];
        let mut used: Vec<Span> = Vec::new();
        for row in &alignment.rows {
            let missing: Vec<usize> =
                (0..row.fields.len()).filter(|&i| self.is_open(row.fields[i])).collect();
            if missing.is_empty() || self.is_refused(row) {
                continue;
            }
            let count = self.fill_row(row, &missing);
            if let Some(section) = row.fields.first().map(|&field| section_of(field)) {
                read[section as usize - 1] += count;
            }
            used.push(row.whole);
        }
        // What belonged to no row belongs to one now.
        self.diagnostics.retain(|d| match (d.code(), d.span) {
            (Code::StrayFigure | Code::StrayText, Some(span)) => {
                !used.iter().any(|row| span.start < row.end && row.start < span.end)
            }
            _ => true,
        });
        self.cover();
        let sections = [Section::Proactive, Section::Applications, Section::Disputes];
        for (section, count) in sections.into_iter().zip(read) {
            if count > 0 {
                let detail = Detail::Aligned { count };
                self.diagnostics.push(Diagnostic::new(Subject::Section(section), None, detail));
            }
        }
        used
    }

    /// Whether the clean grammar knows the row and has a reason not to read it: cells were lost, or
    /// their columns are not the form's. That they follow each other proves nothing then.
    fn is_refused(&self, row: &Aligned) -> bool {
        if row.fields.first().is_some_and(|first| self.cut_off.contains(first)) {
            return true;
        }
        let reason = |d: &Diagnostic| match d.code() {
            Code::ConflictingRows | Code::RowCut | Code::RowMixed | Code::Unplaced => true,
            // A total that is right is not the beginning of another figure.
            Code::RowContinued => !row.has_right_total,
            // Of cells that may not be cells, or not all, it takes its own view.
            Code::RowLength => self.certain,
            // Of a header in pieces alignment takes its own view.
            Code::ColumnOrder => {
                row.fields.first().is_some_and(|first| self.whole_headers.contains(first))
            }
            _ => false,
        };
        let of_row = |subject| match subject {
            Subject::Figure(at) | Subject::Row(at) => {
                row.fields.iter().any(|field| field.same_row(at))
            }
            Subject::Section(section) => {
                section == Section::Disputes && row.fields.iter().all(|f| section.has(*f))
            }
            _ => false,
        };
        self.diagnostics.iter().any(|d| reason(d) && of_row(d.subject))
    }

    /// Says of every figure that is unread that it is. Where no label told the form, the rows of
    /// section two were left unread without a word on each.
    fn cover(&mut self) {
        let unread =
            self.report.fields().filter(|&f| self.report.cell(f).state() == CellState::Unread);
        for field in unread.collect::<Vec<_>>() {
            let covered = self.diagnostics.iter().any(|d| {
                d.severity() == Severity::Error
                    && match d.subject {
                        Subject::Figure(at) => at == field,
                        Subject::Row(at) => at.same_row(field),
                        Subject::Section(section) => section.has(field),
                        _ => false,
                    }
            });
            if !covered {
                let text = self.report.cell(field).unread().unwrap_or_default().to_owned();
                let span = self.spans.get(field);
                let detail = Detail::Unplaced { text, candidates: 1 };
                self.diagnostics.push(Diagnostic::new(Subject::Figure(field), span, detail));
            }
        }
    }

    /// Whether a figure is not read, and not because its own cell cannot be.
    fn is_open(&self, field: Field) -> bool {
        let own = |d: &Diagnostic| {
            d.code() == Code::NotAFigure && matches!(d.subject, Subject::Figure(at) if at == field)
        };
        // An absent figure that has a place is marked as absent there.
        let marked =
            self.report.cell(field).state() == CellState::Absent && self.spans.get(field).is_some();
        !(self.is_read(field) || marked || self.diagnostics.iter().any(own))
    }

    fn is_read(&self, field: Field) -> bool {
        !matches!(self.report.cell(field).state(), CellState::Absent | CellState::Unread)
    }

    /// How many figures of a row were read.
    fn fill_row(&mut self, row: &Aligned, missing: &[usize]) -> usize {
        // What was said of the row is said again, if there is still a reason.
        let fields = row.fields;
        self.diagnostics.retain(|d| match d.subject {
            Subject::Figure(at) | Subject::Row(at) => {
                d.severity() != Severity::Error || !fields.iter().any(|field| field.same_row(at))
            }
            Subject::Section(Section::Disputes) => {
                d.severity() != Severity::Error
                    || !matches!(fields.first(), Some(Field::Disputes(..)))
            }
            _ => true,
        });
        let mut read = 0;
        let text = self.joined(&[row.whole]);
        let mut undecided = Vec::new();
        for &i in missing {
            let field = fields[i];
            match row.cells.get(i).copied().flatten() {
                Some(span) => {
                    self.cell(field, span, row.unit);
                    read += usize::from(self.is_read(field));
                }
                None => {
                    self.set_unread(field, text.clone(), row.whole);
                    undecided.push(field);
                }
            }
        }
        if let (Some(label), Some(&first), true) = (row.misspelt, fields.first(), read > 0) {
            let expected = row_label_of(first, self.report.form_or_prescribed());
            let found = self.shown(label);
            self.say(Subject::Row(first), label, Detail::LabelVariant { found, expected });
        }
        let (Some(&first), Some(why)) = (undecided.first(), &row.why) else { return read };
        let detail = match why {
            Why::Ways { count, more } => {
                Detail::Undecided { text, candidates: *count, more: *more }
            }
            Why::Rows(candidates) => Detail::Unplaced { text, candidates: *candidates },
            Why::Order(found) => Detail::ColumnOrder {
                found: found.clone(),
                expected: expected_columns(fields, self.report.form_or_prescribed()),
            },
        };
        if undecided.len() == fields.len() {
            self.say(subject(fields, first), row.whole, detail);
        } else {
            for field in undecided {
                self.say(Subject::Figure(field), row.whole, detail.clone());
            }
        }
        read
    }
}

/// The form's label of the row of a figure.
fn row_label_of(field: Field, form: Form) -> String {
    let label = field.label(form, Script::Simplified);
    label.split_once(" · ").map_or(label.clone(), |(row, _)| row.to_owned())
}

fn section_of(field: Field) -> Section {
    match field {
        Field::Applications(..) => Section::Applications,
        Field::Disputes(..) => Section::Disputes,
        _ => Section::Proactive,
    }
}
