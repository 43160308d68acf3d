//! Pages for people who look at reports: what every such page has.

mod book;
mod cells;
mod chart;
mod findings;
mod list;
mod mark;
mod proposals;
mod prose;
mod review;
mod rules;
mod source;
mod years;

use std::fmt::Write as _;

use super::markup;
use crate::diagnostic::{Language, Severity};
use crate::model::{AnnualReport, Script, Section, Subject};

pub use review::ReviewPage;
pub use years::YearsPage;

/// **The colours of a page.**
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum ColorScheme {
    /// Light or dark, as the reader's system asks for.
    #[default]
    System,
    /// Dark letters on light ground.
    Light,
    /// Light letters on dark ground.
    Dark,
}

const CSS: &str = include_str!("page.css");

/// What can be chosen of every page.
#[derive(Debug, Clone, Copy, Default)]
struct Options<'a> {
    language: Language,
    scheme: ColorScheme,
    title: Option<&'a str>,
}

impl Options<'_> {
    /// The words of the page in its language.
    const fn say<'w>(&self, english: &'w str, chinese: &'w str) -> &'w str {
        match self.language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    /// A number of things: `3 others …`, `其余 3 项…`.
    fn count(&self, number: usize, english: &str, before: &str, behind: &str) -> String {
        match self.language {
            Language::English => format!("{number} {english}"),
            Language::Chinese => format!("{before} {number} {behind}"),
        }
    }

    /// Begins a page: everything before what is its own.
    fn open(&self, out: &mut String, title: &str, skip: (&str, &str)) {
        let language = self.say("en", "zh-Hans");
        let scheme = match self.scheme {
            ColorScheme::System => "",
            ColorScheme::Light => " class=\"light\"",
            ColorScheme::Dark => " class=\"dark\"",
        };
        let _ = write!(out, "<!DOCTYPE html>\n<html lang=\"{language}\"{scheme}>\n<head>\n");
        // Nothing is ever loaded, whatever a report says. The empty icon keeps browsers from asking.
        out.push_str(
            "<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'unsafe-inline'; img-src data:\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <link rel=\"icon\" href=\"data:,\">\n<title>",
        );
        markup::text(out, self.title.unwrap_or(title));
        let _ = write!(
            out,
            "</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#{}\">{}</a>\n",
            skip.0, skip.1
        );
    }

    /// Ends a page.
    fn close(&self, out: &mut String) {
        let made = self.say(
            "Made by gongkai; the figures are those of the published report, none was changed.",
            "由 gongkai 生成；数据均为原报告所载，未作任何改动。",
        );
        let _ = write!(
            out,
            "<footer>\n<p>{made} <span class=\"version\">{}</span></p>\n</footer>\n</body>\n</html>\n",
            env!("CARGO_PKG_VERSION")
        );
    }
}

/// A severity as a sign and a word.
fn severity(severity: Severity, options: &Options<'_>) -> (&'static str, &'static str) {
    let (sign, english) = match severity {
        Severity::Error => ("×", "Not read"),
        Severity::Inconsistency => ("≠", "Does not add up"),
        Severity::Warning => ("!", "Look at this"),
        Severity::Note => ("i", "Note"),
    };
    (sign, options.say(english, severity.name(Language::Chinese)))
}

/// The attribute that says that what follows is Chinese, where the page is not, or in another script.
fn lang(report: &AnnualReport, options: &Options<'_>) -> &'static str {
    match (options.language, report.script) {
        (Language::Chinese, Script::Simplified) => "",
        (_, Script::Simplified) => " lang=\"zh-Hans\"",
        (_, Script::Traditional) => " lang=\"zh-Hant\"",
    }
}

/// The name of what a statement is about, in the words of the report or of the page.
fn name(subject: Subject, report: &AnnualReport, options: &Options<'_>) -> String {
    let label =
        |field: crate::model::Field| field.label(report.form_or_prescribed(), report.script);
    match subject {
        Subject::Report => options.say("the report", "整篇报告").to_owned(),
        Subject::Organ => options.say("the organ", "机关名称").to_owned(),
        Subject::Year => options.say("the year", "年度").to_owned(),
        Subject::Section(section) => super::outline::heading(section, report.script),
        Subject::Row(field) => {
            let label = label(field);
            label.split_once(" · ").map_or_else(|| label.clone(), |(row, _)| row.to_owned())
        }
        Subject::Figure(field) => label(field),
        Subject::Prose(place) => {
            let section = super::outline::heading(place.paragraph.section(), report.script);
            match place.text(report) {
                Some(text) => format!("{section} · “{text}”"),
                None => section,
            }
        }
    }
}

/// Begins a section of a report, under its heading as the form has it; what is to be said about the
/// section may stand behind, and `</h2>` has to.
fn open_section(out: &mut String, section: Section, report: &AnnualReport, options: &Options<'_>) {
    let words = markup::escaped(&super::outline::heading(section, report.script));
    let _ = write!(
        out,
        "<section aria-labelledby=\"{section}\">\n<h2 id=\"{section}\"><span{}>{words}</span>",
        lang(report, options)
    );
    if options.language == Language::English {
        let gloss = match section {
            Section::Overview => "Overview",
            Section::Proactive => "Proactive disclosure",
            Section::Applications => "Applications",
            Section::Disputes => "Reconsideration and litigation",
            Section::Problems => "Problems and measures",
            Section::Other => "Other matters",
        };
        let _ = write!(out, " <span class=\"gloss\">{gloss}</span>");
    }
}

/// Begins a table's frame, in which it can be scrolled where it is wider than the page.
fn open_frame(out: &mut String, name: &str) {
    let _ = writeln!(
        out,
        "<div class=\"frame\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">",
        markup::escaped(name)
    );
}

/// The links to the sections of a report.
fn section_links(out: &mut String, report: &AnnualReport, options: &Options<'_>) {
    let lang = lang(report, options);
    for section in Section::ALL {
        let heading = markup::escaped(&super::outline::heading(section, report.script));
        let _ = writeln!(out, "<li><a href=\"#{section}\"{lang}>{heading}</a></li>");
    }
}
