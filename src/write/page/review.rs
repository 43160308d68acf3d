//! The review page of one report.

use std::fmt::Write as _;

use super::cells::{Marked, OneReport};
use super::findings::Findings;
use super::mark::Mark;
use super::proposals::Proposals;
use super::prose::Prose;
use super::source::Source;
use super::{ColorScheme, Options, lang, open_frame, open_section, rules, section_links};
use crate::diagnostic::Language;
use crate::model::{AnnualReport, CellState, Subject};
use crate::parse::Parsed;
use crate::validate::Validation;
use crate::write::layout::Layout;
use crate::write::markup;
use crate::write::outline::{Piece, heading, pieces, title};

/// **A page for checking a report**: its tables on the official form, with everything that there is to
/// say about them.
///
/// - Figures that are blank, not applicable, unread or absent say so, and are told apart by words.
/// - Disputed figures are marked. Pointing at one, or reaching it by keyboard, shows the rule and what
///   was added up; it leads to the list of findings, and that back to every figure it is about.
/// - Proposals of repair stand beside the figures, never in their place.
/// - The page is one file that loads nothing and runs no script. It can be printed, read on a phone and
///   with a screen reader, in light and in dark.
/// - The `id` of a cell is the path of its figure, so that `page.html#applications.granted.total`
///   leads to it.
///
/// ```
/// use gongkai::write::{ColorScheme, ReviewPage};
/// use gongkai::Language;
///
/// let text = "三、收到和处理政府信息公开申请情况\n（一）予以公开\t1\t0\t0\t0\t0\t0\t2\n";
/// let parsed = gongkai::parse(text);
/// let validation = parsed.validate();
/// let page = ReviewPage::of_parsed(&parsed, &validation)
///     .language(Language::Chinese)
///     .color_scheme(ColorScheme::Light)
///     .html();
/// assert!(page.contains("<td id=\"applications.granted.total\" class=\"value about inconsistency"));
/// assert!(page.contains("<a href=\"#applications.granted.total\">（一）予以公开 · 总计</a>"));
/// ```
#[derive(Debug, Clone)]
pub struct ReviewPage<'a> {
    report: &'a AnnualReport,
    parsed: Option<&'a Parsed<'a>>,
    validation: &'a Validation,
    options: Options<'a>,
}

impl<'a> ReviewPage<'a> {
    /// The page of a report that was read: findings show their places in its text, and what reading
    /// itself had to say is there as well.
    pub fn of_parsed(parsed: &'a Parsed<'a>, validation: &'a Validation) -> Self {
        ReviewPage {
            report: &parsed.report,
            parsed: Some(parsed),
            validation,
            options: Options::default(),
        }
    }

    /// The page of a report from code or from JSON.
    ///
    /// ```
    /// use gongkai::{AnnualReport, Form, write::ReviewPage};
    ///
    /// let report = AnnualReport::new(Form::Y2021);
    /// let page = ReviewPage::of_report(&report, &report.validate()).html();
    /// assert!(page.contains("<span class=\"state absent\">absent</span>"));
    /// ```
    pub fn of_report(report: &'a AnnualReport, validation: &'a Validation) -> Self {
        ReviewPage { report, parsed: None, validation, options: Options::default() }
    }

    /// The language of everything that is not the report's own; English by default.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.options.language = language;
        self
    }

    /// The colours; as the reader's system asks for by default.
    #[must_use]
    pub fn color_scheme(mut self, scheme: ColorScheme) -> Self {
        self.options.scheme = scheme;
        self
    }

    /// What the window is called; the title of the report by default.
    #[must_use]
    pub fn title(mut self, title: &'a str) -> Self {
        self.options.title = Some(title);
        self
    }

    /// The page.
    pub fn html(&self) -> String {
        let options = &self.options;
        let report = self.report;
        let diagnostics = match self.parsed {
            Some(parsed) => parsed.findings_of(self.validation),
            None => self.validation.diagnostics().collect(),
        };
        let findings = Findings::new(diagnostics);
        let proposals = Proposals::new(self.validation);
        let source = self.parsed.map(|parsed| Source::new(&parsed.source, &parsed.pages));
        let layout = Layout { report, script: report.script, review: true };
        let prose = Prose::new(report, self.validation);
        let book = OneReport { layout: &layout, prose: &prose };
        let lang = lang(report, options);
        let name = title(report, report.script);

        let mut out = String::with_capacity(64 * 1024);
        let window = format!("{} — {name}", options.say("Review", "审阅"));
        options.open(
            &mut out,
            &window,
            ("report", options.say("Skip to the report", "跳到报告正文")),
        );
        let _ = write!(
            out,
            "<header>\n<p class=\"kind\">{}</p>\n<h1{lang}><span id=\"organ\"></span>\
             <span id=\"year\"></span>{}</h1>\n",
            options.say("Review of an annual report", "年度报告审阅"),
            markup::escaped(&name)
        );
        self.navigation(&mut out, findings.list.len(), proposals.count());
        out.push_str("</header>\n<main>\n");
        self.summary(&mut out, &findings);
        let _ = write!(
            out,
            "<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">{}</h2>\n",
            options.say("Findings", "发现")
        );
        findings.write(&mut out, &book, source.as_ref(), Some(&proposals), options);
        out.push_str("</section>\n");
        proposals.write(&mut out, &book, &findings, options);
        self.report(&mut out, &book, &findings, &proposals);
        let _ = write!(
            out,
            "<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">{}</h2>\n",
            options.say("Rules", "规则一览")
        );
        rules::write(&mut out, self.validation, &book, options);
        out.push_str("</section>\n</main>\n");
        options.close(&mut out);
        out
    }

    fn navigation(&self, out: &mut String, findings: usize, proposals: usize) {
        let options = &self.options;
        let _ = write!(
            out,
            "<nav aria-label=\"{}\">\n<ul>\n<li><a href=\"#findings\">{} ({findings})</a></li>\n",
            options.say("On this page", "本页内容"),
            options.say("Findings", "发现"),
        );
        if proposals > 0 {
            let _ = writeln!(
                out,
                "<li><a href=\"#proposals\">{} ({proposals})</a></li>",
                options.say("Proposals of repair", "修正建议")
            );
        }
        section_links(out, self.report, options);
        let _ = write!(
            out,
            "<li><a href=\"#rules\">{}</a></li>\n</ul>\n</nav>\n",
            options.say("Rules", "规则一览")
        );
    }

    /// Adds what there is, in numbers.
    fn summary(&self, out: &mut String, findings: &Findings) {
        let options = &self.options;
        let report = self.report;
        let mut states = [0_usize; 5];
        for field in report.fields() {
            states[match report.cell(field).state() {
                CellState::Value => 0,
                CellState::Blank => 1,
                CellState::NotApplicable => 2,
                CellState::Unread => 3,
                CellState::Absent => 4,
            }] += 1;
        }
        let _ = write!(
            out,
            "<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">{}</h2>\n<p>",
            options.say("At a glance", "概览")
        );
        let unknown = options.say("not known", "不明");
        let year = report.year.map_or_else(|| unknown.to_owned(), |year| year.to_string());
        let form = report.form.map_or(unknown, |form| form.as_str());
        let _ = write!(
            out,
            "{}{year} · {}{form}",
            options.say("Year: ", "年度："),
            options.say("form: ", "表格格式：")
        );
        for subject in [Subject::Report, Subject::Organ, Subject::Year] {
            findings.links(out, &findings.other(subject), options);
        }
        let counts = self.validation.counts();
        out.push_str("</p>\n<dl class=\"tiles\">\n");
        let mut tile = |term: &str, class: &str, number: usize| {
            let _ = writeln!(out, "<div class=\"{class}\"><dt>{term}</dt><dd>{number}</dd></div>");
        };
        tile(options.say("figures read", "已读取数据"), "value", states[0]);
        tile(options.say("blank", "空"), "blank", states[1]);
        tile(options.say("not applicable", "不适用"), "not_applicable", states[2]);
        tile(options.say("unread", "未读"), "unread", states[3]);
        tile(options.say("absent", "缺"), "absent", states[4]);
        tile(options.say("checks that hold", "核对相符"), "holds", counts.hold);
        tile(options.say("violated", "核对不符"), "violated", counts.violated);
        tile(options.say("not assessable", "无法评定"), "obstacle", counts.not_assessable);
        out.push_str("</dl>\n</section>\n");
    }

    /// Adds the report itself.
    fn report(
        &self,
        out: &mut String,
        book: &OneReport<'_, '_>,
        findings: &Findings,
        proposals: &Proposals<'_>,
    ) {
        let options = &self.options;
        let report = self.report;
        let lang = lang(report, options);
        out.push_str("<article id=\"report\">\n");
        self.legend(out);
        let mut open = false;
        pieces(report, report.script, |piece| match piece {
            Piece::Section(section) => {
                if std::mem::replace(&mut open, true) {
                    out.push_str("</section>\n");
                }
                open_section(out, section, report, options);
                findings.links(out, &findings.other(Subject::Section(section)), options);
                out.push_str("</h2>\n");
            }
            Piece::Heading(words) => {
                let _ = writeln!(out, "<h3{lang}>{}</h3>", markup::escaped(&words));
            }
            Piece::Paragraph(number, words) => {
                let id = book.prose.id(words);
                let _ = write!(out, "<p class=\"prose\"{id}{lang}>{number}");
                let mark = Mark { findings, book, options };
                book.prose.write(out, words, &mark, options);
                out.push_str("</p>\n");
            }
            Piece::Tables(section) => {
                let words = heading(section, report.script);
                let table = options.say("Table", "表格");
                open_frame(out, &format!("{table}: {words}"));
                let attributes = format!(
                    " class=\"form {section}\"{lang} aria-label=\"{}\"",
                    markup::escaped(&words)
                );
                let mut cells = Marked { book, findings, proposals, options };
                markup::table(out, &book.layout.table(section), &attributes, &mut cells);
                out.push_str("</div>\n");
            }
        });
        if open {
            out.push_str("</section>\n");
        }
        out.push_str("</article>\n");
    }

    /// Adds what the marks of the tables mean.
    fn legend(&self, out: &mut String) {
        let options = &self.options;
        let say = |en, zh| options.say(en, zh);
        let _ = write!(
            out,
            "<ul class=\"legend\" aria-label=\"{}\">\n\
             <li><span class=\"state blank\">{}</span> {}</li>\n\
             <li><span class=\"state not_applicable\">/</span> {}</li>\n\
             <li><span class=\"state unread\">{}</span> {}</li>\n\
             <li><span class=\"state absent\">{}</span> {}</li>\n\
             <li><span class=\"sample about inconsistency\">12<sup class=\"no inconsistency\">≠1</sup></span> {}</li>\n\
             <li><span class=\"sample with\">12</span> {}</li>\n\
             <li><span class=\"q agrees\">12<sup>✓</sup></span> {}</li>\n\
             <li><span class=\"proposal\">→21?</span> {}</li>\n</ul>\n",
            say("What the marks mean", "图例"),
            say("blank", "空"),
            say("the cell is empty, which is not 0", "空格，不等于 0"),
            say("marked as not applicable", "标注为不适用"),
            say("unread", "未读"),
            say("could not be read with certainty", "未能确定读取"),
            say("absent", "缺"),
            say("the document has no such cell", "原文没有此格"),
            say("disputed, with the number of the finding", "有疑问，附发现编号"),
            say("counts in a sum that does not hold", "计入不符的合计"),
            say("stated in prose, and agrees with the tables", "正文数据，与表格相符"),
            say("proposed, not published", "修正建议，非原文"),
        );
    }
}
