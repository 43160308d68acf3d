//! The cells of the tables: figures and what is no figure, marked where something is to say.

use std::fmt::Write as _;

use super::Options;
use super::book::Book;
use super::findings::Findings;
use super::mark::Mark;
use super::proposals::Proposals;
use super::prose::{self, Prose};
use crate::diagnostic::Origin;
use crate::model::{
    ActFigure, AnnualReport, Applicant, CellState, Channel, DocumentFigure, FeesFigure, Field,
    ProcurementFigure, Subject,
};
use crate::write::layout::Layout;
use crate::write::markup::{self, Places};

/// Fills the places of the tables of a review page.
pub(super) struct Marked<'a, 'r> {
    pub(super) book: &'a OneReport<'a, 'r>,
    pub(super) findings: &'a Findings,
    pub(super) proposals: &'a Proposals<'a>,
    pub(super) options: &'a Options<'a>,
}

impl Marked<'_, '_> {
    fn report(&self) -> &AnnualReport {
        self.book.layout.report
    }
}

/// A page of one report, which shows the tables of its form.
pub(super) struct OneReport<'a, 'r> {
    pub(super) layout: &'a Layout<'r>,
    pub(super) prose: &'a Prose,
}

impl Book for OneReport<'_, '_> {
    fn report(&self, _: Option<&Origin>) -> &AnnualReport {
        self.layout.report
    }

    fn anchor(&self, _: Option<&Origin>, subject: Subject) -> Option<String> {
        match subject {
            Subject::Figure(field) | Subject::Row(field) => {
                self.layout.shows(field).then(|| subject.to_string())
            }
            Subject::Prose(place) => self
                .prose
                .has(self.layout.report, place.paragraph)
                .then(|| prose::anchor(place.paragraph)),
            _ => Some(subject.to_string()),
        }
    }
}

impl Places for Marked<'_, '_> {
    fn attributes(&mut self, out: &mut String, field: Field) {
        let _ = write!(out, " id=\"{field}\" class=\"{}", self.report().cell(field).state());
        match self.findings.gravest(self.findings.about(0, field)) {
            Some(severity) => {
                let _ = write!(out, " about {severity}");
            }
            None if !self.findings.with(0, field).is_empty() => out.push_str(" with"),
            None => {}
        }
        if stands_right(field) {
            out.push_str(" right");
        }
        out.push('"');
    }

    fn content(&mut self, out: &mut String, field: Field) {
        let mut what = String::new();
        figure(&mut what, self.book.layout, field, self.options);
        let (about, with) = (self.findings.about(0, field), self.findings.with(0, field));
        let mark = Mark { findings: self.findings, book: self.book, options: self.options };
        mark.write(out, &what, (about, with), &field.to_string());
        self.proposals.beside(out, field, self.options);
    }

    fn row_id(&self, field: Field) -> Option<String> {
        Some(Subject::Row(field).to_string())
    }

    fn behind_label(&mut self, out: &mut String, field: Field) {
        self.findings.links(out, self.findings.row(field), self.options);
    }
}

/// Adds a figure, or what stands there in its place, as a word.
pub(super) fn figure(out: &mut String, layout: &Layout<'_>, field: Field, options: &Options<'_>) {
    let cell = layout.report.cell(field);
    match cell.state() {
        CellState::Value => markup::text(out, &layout.printed(field)),
        CellState::Blank => state(out, "blank", options.say("blank", "空")),
        CellState::NotApplicable => {
            let words = options.say("not applicable", "不适用");
            let _ = write!(
                out,
                "<span class=\"state not_applicable\"><span aria-hidden=\"true\">/</span>\
                 <span class=\"vh\">{words}</span></span>"
            );
        }
        CellState::Absent => state(out, "absent", options.say("absent", "缺")),
        CellState::Unread => {
            state(out, "unread", options.say("unread", "未读"));
            out.push_str(" <q>");
            short(out, cell.unread().unwrap_or_default());
            out.push_str("</q>");
        }
    }
}

fn state(out: &mut String, class: &str, word: &str) {
    let _ = write!(out, "<span class=\"state {class}\">{word}</span>");
}

/// Adds the beginning of a text: where a row could not be given to its columns, each of its cells
/// holds the text of the row, or of more.
fn short(out: &mut String, text: &str) {
    const LONGEST: usize = 24;
    let cut = text.char_indices().nth(LONGEST).map_or(text.len(), |(i, _)| i);
    markup::text(out, text.get(..cut).unwrap_or(text));
    if cut < text.len() {
        out.push('…');
    }
}

/// Whether the cell stands in the right half of its table, so that what is shown beside it has its room
/// on the left.
fn stands_right(field: Field) -> bool {
    match field {
        Field::Documents(_, figure) => {
            matches!(figure, DocumentFigure::Total | DocumentFigure::InForce)
        }
        Field::Acts(_, figure) => matches!(figure, ActFigure::Decisions),
        Field::Fees(figure) => matches!(figure, FeesFigure::Change | FeesFigure::Amount),
        Field::Procurement(figure) => matches!(figure, ProcurementFigure::Amount),
        Field::Applications(_, applicant) => applicant >= Applicant::ResearchInstitution,
        Field::Disputes(channel, _) => channel >= Channel::LitigationDirect,
    }
}
