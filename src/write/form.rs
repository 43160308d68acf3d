//! The official form as a document for publication: HTML and Markdown.

use std::fmt::Write as _;

use super::layout::Layout;
use super::markdown::markdown;
use super::markup::{self, Places};
use super::outline::{Piece, heading, pieces, title};
use crate::model::{AnnualReport, Field, Script};

/// **The report on the official form, as an office publishes it**: a web page, a piece of one, or
/// Markdown.
///
/// - The tables are laid out as the form has them, merged cells and all; the six sections have
///   their prose.
/// - Labels are in the report's script, or in the one that [`script`](OfficialForm::script) sets. The
///   prose is never converted.
/// - Read again, the page and the Markdown give an equal report. Rows that the report does not have
///   are left out; a single cell that it does not have is `（缺）`, and one that was not read is
///   `（未读：…）`. An office that publishes has neither.
/// - A run of blanks in prose is one blank on a page.
///
/// ```
/// use gongkai::{AnnualReport, ApplicantCounts, Form, Row, Script};
/// use gongkai::write::OfficialForm;
///
/// let mut report = AnnualReport::new(Form::Y2021);
/// report.organ = Some("云溪市人民政府".to_owned());
/// report.year = Some(2023);
/// report.applications[Row::NewlyReceived] = ApplicantCounts::from([3, 1, 0, 0, 0, 0, 4]);
///
/// let page = OfficialForm::new(&report).html();
/// assert!(page.contains("<th scope=\"colgroup\" colspan=\"5\">法人或其他组织</th>"));
/// let traditional = OfficialForm::new(&report).script(Script::Traditional).html();
/// assert!(traditional.contains("法人或其他組織"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct OfficialForm<'r> {
    report: &'r AnnualReport,
    script: Script,
}

const CSS: &str = include_str!("form.css");

impl<'r> OfficialForm<'r> {
    /// The form filled in with the figures and the prose of a report.
    pub fn new(report: &'r AnnualReport) -> Self {
        OfficialForm { report, script: report.script }
    }

    /// The same with its labels in a script.
    #[must_use]
    pub fn script(self, script: Script) -> Self {
        OfficialForm { script, ..self }
    }

    /// A web page that needs no other file.
    ///
    /// ```
    /// # use gongkai::{AnnualReport, Form, write::OfficialForm};
    /// let page = OfficialForm::new(&AnnualReport::new(Form::Y2019)).html();
    /// assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-Hans\">"));
    /// ```
    pub fn html(&self) -> String {
        let language = language(self.script);
        let name = markup::escaped(&title(self.report, self.script));
        let body = self.fragment();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{name}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
        )
    }

    /// The piece of a web page that has the report, without styles: for a page that is there already.
    ///
    /// ```
    /// # use gongkai::{AnnualReport, Form, write::OfficialForm};
    /// let article = OfficialForm::new(&AnnualReport::new(Form::Y2021)).fragment();
    /// assert!(article.starts_with("<article lang=\"zh-Hans\">\n<h1>"));
    /// ```
    pub fn fragment(&self) -> String {
        let mut out = String::new();
        let _ = write!(out, "<article lang=\"{}\">\n<h1>", language(self.script));
        markup::text(&mut out, &title(self.report, self.script));
        out.push_str("</h1>\n");
        let layout = Layout { report: self.report, script: self.script, review: false };
        pieces(self.report, self.script, |piece| match piece {
            Piece::Section(section) => element(&mut out, "h2", "", &heading(section, self.script)),
            Piece::Heading(words) => element(&mut out, "h3", "", &words),
            Piece::Paragraph(number, words) => element(&mut out, "p", &number, words),
            Piece::Tables(section) => {
                let name = markup::escaped(section.heading().in_script(self.script));
                let attributes = format!(" aria-label=\"{name}\"");
                markup::table(&mut out, &layout.table(section), &attributes, &mut Printed(&layout));
            }
        });
        out.push_str("</article>\n");
        out
    }

    /// Markdown, with tables as GitHub and most others read them. Merged cells have their text in the
    /// first of the places that they cover.
    ///
    /// Characters that Markdown would take for its own are written with a backslash, or as `&lt;` and
    /// `&amp;`, and are read so by [`parse`](crate::parse()), which reads text.
    ///
    /// ```
    /// # use gongkai::{AnnualReport, ApplicantCounts, Form, Row, write::OfficialForm};
    /// let mut report = AnnualReport::new(Form::Y2021);
    /// report.applications[Row::CarriedForward] = ApplicantCounts::from([1, 0, 0, 0, 0, 0, 1]);
    /// let text = OfficialForm::new(&report).markdown();
    /// assert!(text.contains("\n| 四、结转下年度继续办理 |  |  | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"));
    /// assert_eq!(gongkai::parse(&text).report, report);
    /// ```
    pub fn markdown(&self) -> String {
        markdown(self.report, self.script)
    }
}

/// Figures as they are printed.
struct Printed<'a, 'r>(&'a Layout<'r>);

impl Places for Printed<'_, '_> {
    fn attributes(&mut self, _: &mut String, _: Field) {}

    fn content(&mut self, out: &mut String, field: Field) {
        markup::text(out, &self.0.printed(field));
    }
}

fn element(out: &mut String, tag: &str, before: &str, words: &str) {
    let _ = write!(out, "<{tag}>");
    markup::text(out, before);
    markup::text(out, words);
    let _ = writeln!(out, "</{tag}>");
}

/// The language of a page in a script.
pub(super) const fn language(script: Script) -> &'static str {
    match script {
        Script::Simplified => "zh-Hans",
        Script::Traditional => "zh-Hant",
    }
}
