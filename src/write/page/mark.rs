//! The mark of a figure, in a table or in prose, that there is something to say about.

use std::fmt::Write as _;

use super::Options;
use super::book::Book;
use super::findings::{Findings, rule};
use crate::write::markup;

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
