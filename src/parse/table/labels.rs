//! What each label of the form does to the rows and headers at hand.

use super::super::header::{HeaderLabel, Table};
use super::super::label::Label;
use super::super::rows::{Broken, RowKind};
use super::Reader;
use crate::model::labels::{Group, ProactiveRow};
use crate::model::{Applicant, Form, Outcome, Row, Ruling, Section};
use crate::span::Span;

impl Reader<'_> {
    /// Opens the row of a label, or adds it to the header.
    pub(super) fn label(&mut self, label: Label, span: Span, column: u16) {
        self.discard_padding();
        self.content = (label == Label::Content).then_some(self.line);
        match label {
            Label::Proactive(row) => {
                self.section = Section::Proactive;
                self.tell(
                    match row {
                        ProactiveRow::OtherServices | ProactiveRow::Procurement => {
                            Some(Form::Y2019)
                        }
                        _ => None,
                    },
                    span,
                );
                self.open_row(RowKind::Proactive(row), span);
            }
            Label::Row(row) => {
                self.section = Section::Applications;
                let stacked = self.is_bare_row();
                if let Some(Outcome::Other(_)) = row.outcome() {
                    self.group = Some(Group::Other);
                }
                self.open_row(RowKind::Matrix(row), span);
                if let Some(open) = self.open.as_mut().filter(|_| stacked) {
                    open.row.broken = Some(Broken::Stacked);
                }
            }
            Label::Group(group) => {
                self.group = Some(group);
                self.section = Section::Applications;
                // （六） is a row of its own in the 2019 form; in the 2021 form, labels follow it and no
                // cells.
                match group {
                    Group::Other => self.open_row(RowKind::Matrix(Row::OTHER), span),
                    _ => self.close(),
                }
            }
            Label::Caption(_) | Label::Content => {
                self.close();
                self.section = Section::Proactive;
                self.ahead = 0;
                self.out.headers.start(Table::Proactive);
            }
            Label::Column(found) => {
                self.tell(Some(found.form()), span);
                self.header(Section::Proactive, HeaderLabel::Proactive(found), span, column);
            }
            Label::Reconciliation | Label::Applicants => {
                self.close();
                self.section = Section::Applications;
                self.ahead = 0;
                self.out.headers.start(Table::Matrix);
            }
            Label::Organizations => {
                self.header(Section::Applications, HeaderLabel::Organizations, span, column);
            }
            Label::Applicant(found) => {
                self.header(Section::Applications, HeaderLabel::Applicant(found), span, column);
            }
            Label::Other => {
                let label = HeaderLabel::Applicant(Applicant::OtherOrganization);
                self.header(Section::Applications, label, span, column);
            }
            Label::Total if self.section == Section::Disputes => {
                self.header(Section::Disputes, HeaderLabel::Ruling(Ruling::Total), span, column);
            }
            Label::Total => {
                let label = HeaderLabel::Applicant(Applicant::Total);
                self.header(Section::Applications, label, span, column);
            }
            Label::Litigation => {
                self.header(Section::Disputes, HeaderLabel::Litigation, span, column);
            }
            Label::Channel(found) => {
                self.header(Section::Disputes, HeaderLabel::Channel(found), span, column);
            }
            Label::Ruling(found) => {
                self.header(Section::Disputes, HeaderLabel::Ruling(found), span, column);
            }
            Label::Section(_) => self.close(),
        }
        self.line_start = self.out.cells.len();
        self.closed = None;
    }

    fn tell(&mut self, form: Option<Form>, span: Span) {
        if let Some(form) = form {
            let (count, at) = &mut self.out.evidence[form as usize];
            *count += 1;
            *at = span;
        }
    }

    fn header(&mut self, section: Section, label: HeaderLabel, span: Span, column: u16) {
        self.close();
        self.section = section;
        self.out.headers.add(Table::of(section), label, span, self.line, column);
    }
}
