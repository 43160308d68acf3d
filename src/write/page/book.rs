//! The reports of a page, and links to where it shows them.

use std::fmt::Write as _;

use super::{Options, lang, name};
use crate::diagnostic::Origin;
use crate::model::{AnnualReport, Subject};
use crate::write::markup;

/// The reports that a page shows, and where it shows what.
pub(super) trait Book {
    /// A report: where several are compared, the one that something stands in.
    fn report(&self, origin: Option<&Origin>) -> &AnnualReport;
    /// The `id` of what a statement is about; `None` where the page does not show it.
    fn anchor(&self, origin: Option<&Origin>, subject: Subject) -> Option<String>;

    /// Adds what a statement is about, as a link where the page shows it.
    fn link(
        &self,
        out: &mut String,
        origin: Option<&Origin>,
        subject: Subject,
        options: &Options<'_>,
    ) {
        let report = self.report(origin);
        let lang = lang(report, options);
        let anchor = self.anchor(origin, subject);
        let _ = match &anchor {
            Some(anchor) => write!(out, "<a href=\"#{}\"{lang}>", markup::escaped(anchor)),
            None => write!(out, "<span{lang}>"),
        };
        if let Some(origin) = origin {
            markup::text(out, &origin.name);
            out.push(' ');
        }
        markup::text(out, &name(subject, report, options));
        out.push_str(if anchor.is_some() { "</a>" } else { "</span>" });
    }
}
