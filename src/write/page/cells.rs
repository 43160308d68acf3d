//! The cells of the tables: figures and what is no figure, marked where something is to say.

use std::fmt::Write as _;

use super::Options;
use super::findings::{Book, Findings, rule};
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

/// Marks what there is something to say about.
pub(super) struct Mark<'a> {
    pub(super) findings: &'a Findings,
    pub(super) book: &'a dyn Book,
    pub(super) options: &'a Options<'a>,
}

impl Mark<'_> {
    /// Adds a figure, as a link to the findings about it or with it, and what is shown when it is
    /// pointed at or reached.
    pub(super) fn write(
        &self,
        out: &mut String,
        what: &str,
        (about, with): (&[usize], &[usize]),
        id: &str,
    ) {
        /// More findings than these are not explained at one place.
        const MOST: usize = 4;
        let Some(&first) = about.first().or(with.first()) else {
            out.push_str(what);
            return;
        };
        // Figures that are only added up are no stops of the tabulator key: the total is.
        let stop = if about.is_empty() { " tabindex=\"-1\"" } else { "" };
        let _ = write!(
            out,
            "<a class=\"figure\"{stop} href=\"#finding-{}\" aria-describedby=\"why-{id}\">{what}",
            first + 1
        );
        for &i in about.iter().take(MOST) {
            let severity = self.findings.list[i].severity();
            let (sign, _) = super::severity(severity, self.options);
            let _ = write!(
                out,
                "<sup class=\"no {severity}\"><span aria-hidden=\"true\">{sign}</span>{}</sup>",
                i + 1
            );
        }
        let _ = write!(out, "</a><span class=\"why\" role=\"tooltip\" id=\"why-{id}\">");
        for &i in about.iter().take(MOST) {
            self.explain(out, i, true);
        }
        for &i in with.iter().take(MOST.saturating_sub(about.len())) {
            self.explain(out, i, false);
        }
        let rest = (about.len() + with.len()).saturating_sub(MOST);
        if rest > 0 {
            let more = self.options.count(rest, "more in the list", "另有", "项见发现列表");
            let _ = write!(out, "<span class=\"more\">{more}</span>");
        }
        out.push_str("</span>");
    }

    /// Says what a finding is: in full where it is about the figure.
    fn explain(&self, out: &mut String, i: usize, in_full: bool) {
        let finding = &self.findings.list[i];
        let _ = write!(out, "<span class=\"one\"><b>{} {}", i + 1, finding.code());
        if let Some(rule) = rule(finding) {
            out.push(' ');
            markup::text(out, rule.title.in_language(self.options.language));
        }
        out.push_str("</b> ");
        if in_full {
            markup::text(out, &finding.message(self.options.language));
        } else {
            let report = self.book.report(finding.origin.as_ref());
            let name = super::name(finding.subject, report, self.options);
            out.push_str(self.options.say("counts in: ", "计入："));
            if let Some(origin) = &finding.origin {
                markup::text(out, &origin.name);
                out.push(' ');
            }
            markup::text(out, &name);
        }
        out.push_str("</span>");
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
