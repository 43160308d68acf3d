//! Proposals of repair: a list, and what of it belongs to each figure and to each finding.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Options;
use super::book::Book;
use super::findings::Findings;
use crate::diagnostic::{Code, Diagnostic, Proposal};
use crate::model::{Field, Subject};
use crate::validate::Validation;
use crate::write::markup;

/// The proposals of a page.
#[derive(Debug)]
pub(super) struct Proposals<'a> {
    list: &'a [Proposal],
    omitted: usize,
    /// The proposals that change a figure, each with what it would be.
    of_figure: BTreeMap<Field, Vec<(usize, u64)>>,
    /// The proposals that mend a violation.
    of_finding: BTreeMap<(Code, Field), Vec<usize>>,
}

/// More proposals than these are counted, where they stand beside something else.
const MOST: usize = 3;

impl<'a> Proposals<'a> {
    pub(super) fn new(validation: &'a Validation) -> Self {
        let list = validation.proposals.as_slice();
        let mut of_figure: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut of_finding: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (i, proposal) in list.iter().enumerate() {
            for amendment in &proposal.amendments {
                of_figure.entry(amendment.field).or_default().push((i, amendment.after));
            }
            for &mended in &proposal.mends {
                of_finding.entry(mended).or_default().push(i);
            }
        }
        Proposals { list, omitted: validation.proposals_omitted, of_figure, of_finding }
    }

    /// Adds the list, if there is any.
    pub(super) fn write(
        &self,
        out: &mut String,
        book: &dyn Book,
        findings: &Findings,
        options: &Options<'_>,
    ) {
        if self.list.is_empty() {
            return;
        }
        let _ = write!(
            out,
            "<section aria-labelledby=\"proposals\">\n<h2 id=\"proposals\">{}</h2>\n<p>{}</p>\n\
             <ol class=\"proposals\">\n",
            options.say("Proposals of repair", "修正建议"),
            options.say(
                "Changes that would make the sums hold. They are inferred from the sums alone; the \
                 records of the organ decide. Those that mend the same finding are alternatives.",
                "以下改动可使勾稽关系成立，仅由合计关系推断，应以机关原始记录为准；针对同一发现的各项建议互为备选。",
            )
        );
        for (i, proposal) in self.list.iter().enumerate() {
            let _ = write!(out, "<li id=\"proposal-{}\">", i + 1);
            markup::text(out, &proposal.message(options.language));
            out.push_str("<ul class=\"operands\">");
            for amendment in &proposal.amendments {
                out.push_str("<li>");
                book.link(out, None, Subject::Figure(amendment.field), options);
                out.push_str(options.say(": ", "："));
                match amendment.before.value() {
                    Some(value) => {
                        let _ = write!(out, "{value}");
                    }
                    None => out.push_str(options.say("no figure", "无数据")),
                }
                let _ = write!(out, " → <b>{}</b></li>", amendment.after);
            }
            out.push_str("</ul>");
            let mended: Vec<usize> = proposal
                .mends
                .iter()
                .flat_map(|&(code, field)| {
                    let about = findings.about(0, field).iter().copied();
                    about.filter(move |&i| findings.list[i].code() == code)
                })
                .collect();
            if !mended.is_empty() {
                out.push_str(options.say("Mends", "可消除"));
                findings.links(out, &mended, options);
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n");
        if self.omitted > 0 {
            let more = options.count(self.omitted, "more are not listed.", "另有", "项未列出。");
            let _ = writeln!(out, "<p class=\"rest\">{more}</p>");
        }
        out.push_str("</section>\n");
    }

    /// Adds what a figure might have to be, beside what it is.
    pub(super) fn beside(&self, out: &mut String, field: Field, options: &Options<'_>) {
        let Some(proposals) = self.of_figure.get(&field) else { return };
        out.push_str("<span class=\"beside\">");
        for &(i, after) in proposals.iter().take(MOST) {
            let _ = write!(
                out,
                "<a class=\"proposal\" href=\"#proposal-{}\"><span class=\"vh\">{} </span>\
                 <span aria-hidden=\"true\">→</span>{after}?</a> ",
                i + 1,
                options.say("proposed:", "建议："),
            );
        }
        if proposals.len() > MOST {
            let _ = write!(out, "+{}", proposals.len() - MOST);
        }
        out.push_str("</span>");
    }

    /// The proposals that mend a finding, as a list of links; empty where there are none.
    pub(super) fn links(
        &self,
        finding: &Diagnostic,
        book: &dyn Book,
        options: &Options<'_>,
    ) -> String {
        let mut out = String::new();
        let Subject::Figure(field) = finding.subject else { return out };
        let Some(proposals) = self.of_finding.get(&(finding.code(), field)) else { return out };
        let report = book.report(None);
        out.push_str("<ul class=\"operands\">");
        for &i in proposals.iter().take(2 * MOST) {
            let _ = write!(out, "<li><a href=\"#proposal-{}\">", i + 1);
            for (n, amendment) in self.list[i].amendments.iter().enumerate() {
                out.push_str(if n > 0 { "; " } else { "" });
                let name = super::name(Subject::Figure(amendment.field), report, options);
                let _ = write!(out, "<span{}>", super::lang(report, options));
                markup::text(&mut out, &name);
                out.push_str("</span> ");
                if let Some(before) = amendment.before.value() {
                    let _ = write!(out, "{before} ");
                }
                let _ = write!(out, "→ {}", amendment.after);
            }
            out.push_str("</a></li>");
        }
        if proposals.len() > 2 * MOST {
            let _ = write!(out, "<li>+{}</li>", proposals.len() - 2 * MOST);
        }
        out.push_str("</ul>");
        out
    }

    /// How many are listed.
    pub(super) fn count(&self) -> usize {
        self.list.len()
    }
}
