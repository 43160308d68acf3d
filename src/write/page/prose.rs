//! Paragraphs with the figures in them that were checked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Options;
use super::findings::Findings;
use super::mark::Mark;
use crate::model::{AnnualReport, Paragraph, Place, Subject};
use crate::validate::{Validation, Verdict};
use crate::write::markup;

/// The figures of prose that rules were applied to.
#[derive(Debug)]
pub(super) struct Prose {
    /// By where a paragraph is kept: which paragraph it is, and the figures in it.
    paragraphs: BTreeMap<(usize, usize), (Paragraph, Figures)>,
}

/// What rules say of the figures of a paragraph, by their first byte and the one behind the last.
type Figures = BTreeMap<(usize, usize), Checks>;

/// What rules say of a figure.
#[derive(Debug, Default)]
struct Checks {
    holds: bool,
    violated: bool,
}

/// Tells paragraphs apart: two that say the same are kept at two places.
fn key(text: &str) -> (usize, usize) {
    (text.as_ptr().addr(), text.len())
}

/// The `id` of a paragraph.
pub(super) fn anchor(paragraph: Paragraph) -> String {
    paragraph.to_string().replace('[', ".").replace(']', "")
}

impl Prose {
    pub(super) fn new(report: &AnnualReport, validation: &Validation) -> Self {
        let mut paragraphs: BTreeMap<_, (Paragraph, Figures)> = BTreeMap::new();
        for assessment in &validation.assessments {
            let Subject::Prose(Place { paragraph, start, end }) = assessment.subject else {
                continue;
            };
            let Some(text) = report.paragraph(paragraph) else { continue };
            let (_, figures) =
                paragraphs.entry(key(text)).or_insert_with(|| (paragraph, Figures::new()));
            let checks = figures.entry((start, end)).or_default();
            checks.holds |= assessment.verdict == Verdict::Holds;
            checks.violated |= assessment.verdict == Verdict::Violated;
        }
        Prose { paragraphs }
    }

    /// Whether a paragraph has its `id` on the page.
    pub(super) fn has(&self, report: &AnnualReport, paragraph: Paragraph) -> bool {
        report.paragraph(paragraph).is_some_and(|text| self.paragraphs.contains_key(&key(text)))
    }

    /// The attribute that gives a paragraph its `id`, where anything leads to it.
    pub(super) fn id(&self, text: &str) -> String {
        self.paragraphs
            .get(&key(text))
            .map_or_else(String::new, |(paragraph, _)| format!(" id=\"{}\"", anchor(*paragraph)))
    }

    /// Adds the text of a paragraph.
    pub(super) fn write(
        &self,
        out: &mut String,
        text: &str,
        mark: &Mark<'_>,
        options: &Options<'_>,
    ) {
        let mut done = 0;
        if let Some((paragraph, figures)) = self.paragraphs.get(&key(text)) {
            for (&(start, end), checks) in figures {
                let (Some(before), Some(figure)) = (text.get(done..start), text.get(start..end))
                else {
                    continue; // It overlaps with the one before.
                };
                if !checks.holds && !checks.violated {
                    continue;
                }
                markup::text(out, before);
                let place = Place { paragraph: *paragraph, start, end };
                write_figure(out, figure, place, mark, options);
                done = end;
            }
        }
        markup::text(out, text.get(done..).unwrap_or_default());
    }
}

fn write_figure(
    out: &mut String,
    figure: &str,
    place: Place,
    mark: &Mark<'_>,
    options: &Options<'_>,
) {
    let findings: &Findings = mark.findings;
    let about = findings.prose(place);
    let words = markup::escaped(figure);
    match findings.gravest(about) {
        Some(severity) => {
            let _ = write!(out, "<span class=\"q about {severity}\">");
            let id = format!("{}.{}", anchor(place.paragraph), place.start);
            mark.write(out, &words, (about, &[]), &id);
            out.push_str("</span>");
        }
        None => {
            let _ = write!(
                out,
                "<span class=\"q agrees\">{words}<sup aria-hidden=\"true\">✓</sup>\
                 <span class=\"vh\"> ({})</span></span>",
                options.say("agrees", "核对相符")
            );
        }
    }
}
