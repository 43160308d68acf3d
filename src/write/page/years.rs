//! The page that compares the reports of one organ over the years.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::book::Book;
use super::cells::figure;
use super::chart::{Chart, Group};
use super::findings::Findings;
use super::mark::Mark;
use super::{ColorScheme, Options, lang, open_frame, open_section};
use crate::diagnostic::{Language, Origin};
use crate::model::labels::{applicant_label, channel_label, row_label, ruling_label};
use crate::model::{
    AnnualReport, Applicant, Cell, CellRef, CellState, Channel, Field, FigureUnit, Row, Section,
    Subject,
};
use crate::validate::Validation;
use crate::write::layout::{Layout, group_of};
use crate::write::markup;
use crate::write::outline::heading;

/// **A page that compares the reports of one organ for several years**: the figures side by side with
/// their changes, what does not fit together, and a chart of the applications.
///
/// - The reports may come in any order; the page has them by year.
/// - Like the [review page](super::ReviewPage) it is one file that loads nothing and runs no script.
/// - The `id` of a cell is the year and the path of its figure: `2023.applications.granted.total`.
///
/// ```
/// use gongkai::write::YearsPage;
/// use gongkai::{AnnualReport, ApplicantCounts, Form, Row};
///
/// let report = |year, carried_over, carried_forward| {
///     let mut report = AnnualReport::new(Form::Y2021);
///     report.organ = Some("云溪市人民政府".to_owned());
///     report.year = Some(year);
///     report.applications[Row::CarriedOver] = ApplicantCounts::from([carried_over, 0, 0, 0, 0, 0, carried_over]);
///     report.applications[Row::CarriedForward] =
///         ApplicantCounts::from([carried_forward, 0, 0, 0, 0, 0, carried_forward]);
///     report
/// };
/// let reports = [report(2023, 3, 7), report(2022, 0, 4)];
/// let validation = gongkai::validate::years(&reports);
/// let page = YearsPage::new(&reports, &validation).html();
/// assert!(page.contains("<td id=\"2023.applications.carried_forward.total\""));
/// assert!(page.contains("<svg class=\"plot\" role=\"img\""));
/// ```
#[derive(Debug, Clone)]
pub struct YearsPage<'a> {
    reports: &'a [AnnualReport],
    validation: &'a Validation,
    options: Options<'a>,
}

impl<'a> YearsPage<'a> {
    /// The page of some reports, and of what the rules over the years say of them.
    pub fn new(reports: &'a [AnnualReport], validation: &'a Validation) -> Self {
        YearsPage { reports, validation, options: Options::default() }
    }

    /// The language of everything that is not the reports' own; English by default.
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

    /// What the window is called; organ and years by default.
    #[must_use]
    pub fn title(mut self, title: &'a str) -> Self {
        self.options.title = Some(title);
        self
    }

    /// The page.
    pub fn html(&self) -> String {
        let findings = Findings::new(self.validation.diagnostics().collect());
        let years = Years::new(self.reports, &findings, &self.options);
        Writer { years: &years, findings: &findings, options: &self.options }.page(self.validation)
    }
}

/// The reports in order.
struct Years<'a> {
    /// By their places in what was given.
    given: &'a [AnnualReport],
    order: Vec<usize>,
    /// What each is called, and what its `id`s begin with, by its place in what was given.
    names: Vec<String>,
    keys: Vec<String>,
    /// For each figure, whether any report asks for it or has it, and whether it is shown.
    asked: Vec<bool>,
    shown: Vec<bool>,
    none: AnnualReport,
}

impl<'a> Years<'a> {
    fn new(given: &'a [AnnualReport], findings: &Findings, options: &Options<'_>) -> Self {
        let mut order: Vec<usize> = (0..given.len()).collect();
        order.sort_by_key(|&i| (given[i].year.is_none(), given[i].year, i));
        let mut of_year: BTreeMap<u16, usize> = BTreeMap::new();
        given.iter().filter_map(|report| report.year).for_each(|year| {
            *of_year.entry(year).or_default() += 1;
        });
        let unknown = options.say("no year", "年度不明");
        let is_alone = |year| of_year.get(&year) == Some(&1);
        let (mut names, mut keys) = (Vec::new(), Vec::new());
        for (i, report) in given.iter().enumerate() {
            match report.year {
                Some(year) if is_alone(year) => {
                    names.push(year.to_string());
                    keys.push(year.to_string());
                }
                Some(year) => {
                    names.push(format!("{year} ({})", i + 1));
                    keys.push(format!("{year}-{}", i + 1));
                }
                None => {
                    names.push(format!("{unknown} ({})", i + 1));
                    keys.push(format!("report-{}", i + 1));
                }
            }
        }
        let mut asked = vec![false; Field::COUNT];
        for report in given {
            report.fields().for_each(|field| asked[field.index()] = true);
        }
        let is_there = |field| given.iter().any(|r| r.cell(field).state() != CellState::Absent);
        Field::ALL.into_iter().filter(|&f| is_there(f)).for_each(|f| asked[f.index()] = true);
        let touched = findings.touched();
        let is_shown = |&field: &Field| {
            asked[field.index()]
                && (!is_of_a_kind(field) || is_anything(given, field) || touched[field.index()])
        };
        let shown = Field::ALL.iter().map(is_shown).collect();
        Years { given, order, names, keys, asked, shown, none: AnnualReport::default() }
    }

    /// The figures of a section that are wanted, and how many of them are not shown.
    fn figures(&self, section: Section, wanted: impl Fn(Field) -> bool) -> (Vec<Field>, usize) {
        let all = Field::ALL.into_iter().filter(|f| self.asked[f.index()]);
        let (shown, left_out): (Vec<Field>, Vec<Field>) =
            all.filter(|&f| section.has(f) && wanted(f)).partition(|f| self.shown[f.index()]);
        (shown, left_out.len())
    }

    /// The last report, in whose words the labels are.
    fn last(&self) -> &AnnualReport {
        self.order.last().and_then(|&i| self.given.get(i)).unwrap_or(&self.none)
    }

    /// Who reports on which years.
    fn title(&self) -> String {
        let organ = self.last().organ.as_deref().unwrap_or_default();
        let year = |i: Option<&usize>| i.and_then(|&i| self.given[i].year);
        let last = self.order.iter().rev().find(|&&i| self.given[i].year.is_some());
        match (year(self.order.first()), year(last)) {
            (Some(first), Some(last)) if first != last => format!("{organ} {first}–{last}"),
            (Some(only), _) => format!("{organ} {only}"),
            _ => organ.to_owned(),
        }
    }
}

impl Book for Years<'_> {
    fn report(&self, origin: Option<&Origin>) -> &AnnualReport {
        origin.and_then(|origin| self.given.get(origin.index)).unwrap_or(self.last())
    }

    fn anchor(&self, origin: Option<&Origin>, subject: Subject) -> Option<String> {
        let key = origin.and_then(|origin| self.keys.get(origin.index));
        match (subject, key) {
            // A row of a form is a row of figures here.
            (Subject::Figure(field) | Subject::Row(field), Some(key)) => {
                self.shown[field.index()].then(|| format!("{key}.{field}"))
            }
            (Subject::Section(section), _) => {
                TABLES.contains(&section).then(|| section.to_string())
            }
            (Subject::Report | Subject::Organ | Subject::Year, Some(key)) => {
                Some(format!("{key}.report"))
            }
            (Subject::Report | Subject::Organ | Subject::Year, None) => Some("report".to_owned()),
            _ => None,
        }
    }
}

/// The sections that have tables.
const TABLES: [Section; 3] = [Section::Proactive, Section::Applications, Section::Disputes];

/// Whether the figure is one of the kinds of applicant, most of which have next to nothing: it is
/// shown where it is something.
fn is_of_a_kind(field: Field) -> bool {
    matches!(field, Field::Applications(_, applicant) if applicant != Applicant::Total)
}

/// Whether any report has more than nothing there.
fn is_anything(given: &[AnnualReport], field: Field) -> bool {
    given.iter().any(|report| match report.cell(field) {
        CellRef::Count(Cell::Value(count)) => *count > 0,
        cell => matches!(cell.state(), CellState::Value | CellState::Unread),
    })
}

struct Writer<'a> {
    years: &'a Years<'a>,
    findings: &'a Findings,
    options: &'a Options<'a>,
}

impl Writer<'_> {
    fn page(&self, validation: &Validation) -> String {
        let options = self.options;
        let last = self.years.last();
        let lang = lang(last, options);
        let name = self.years.title();
        let mut out = String::with_capacity(64 * 1024);
        let window = format!("{} — {name}", options.say("Over the years", "年度对比"));
        let skip = options.say("Skip to the figures", "跳到数据");
        options.open(&mut out, &window, ("report", skip));
        let _ = write!(
            out,
            "<header>\n<p class=\"kind\">{}</p>\n<h1{lang}>{}</h1>\n<nav aria-label=\"{}\">\n<ul>\n\
             <li><a href=\"#chart\">{}</a></li>\n<li><a href=\"#findings\">{} ({})</a></li>\n",
            options.say("Annual reports over the years", "年度报告对比"),
            markup::escaped(&name),
            options.say("On this page", "本页内容"),
            options.say("Applications", "申请办理概况"),
            options.say("Findings", "发现"),
            self.findings.list.len(),
        );
        for section in TABLES {
            let words = markup::escaped(&heading(section, last.script));
            let _ = writeln!(out, "<li><a href=\"#{section}\"{lang}>{words}</a></li>");
        }
        let rules = options.say("Rules", "规则一览");
        let _ = write!(
            out,
            "<li><a href=\"#rules\">{rules}</a></li>\n</ul>\n</nav>\n</header>\n<main>\n"
        );
        self.chart(&mut out);
        let _ = write!(
            out,
            "<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">{}</h2>\n",
            options.say("Findings", "发现")
        );
        self.findings.write(&mut out, self.years, None, None, options);
        out.push_str("</section>\n");
        self.figures(&mut out);
        let _ = write!(out, "<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">{rules}</h2>\n");
        super::rules::write(&mut out, validation, self.years, options);
        out.push_str("</section>\n</main>\n");
        options.close(&mut out);
        out
    }

    /// Adds the chart of what came in, what was done and what was left.
    fn chart(&self, out: &mut String) {
        let options = self.options;
        let rows = [Row::NewlyReceived, Row::OutcomeTotal, Row::CarriedForward];
        let groups = self.years.order.iter().map(|&i| {
            let report = &self.years.given[i];
            let bars = rows.map(|row| match report.applications[(row, Applicant::Total)] {
                Cell::Value(count) => Ok(count),
                ref cell => Err(state_word(cell.state(), options)),
            });
            let id = format!("{}.report", self.years.keys[i]);
            Group { name: self.years.names[i].clone(), id, bars }
        });
        let title = options.say(
            "Applications newly received, dealt with and carried forward, by year",
            "各年度新收、办结和结转下年度的申请数量",
        );
        let chart = Chart {
            title,
            series: [
                options.say("newly received", "本年新收"),
                options.say("dealt with (total of the outcomes)", "办理结果总计"),
                options.say("carried forward", "结转下年度"),
            ],
            groups: groups.collect(),
        };
        let _ = write!(
            out,
            "<section aria-labelledby=\"chart\">\n<h2 id=\"chart\">{}</h2>\n",
            options.say("Applications", "申请办理概况")
        );
        chart.write(out, options);
        out.push_str("</section>\n");
    }

    fn figures(&self, out: &mut String) {
        let options = self.options;
        let last = self.years.last();
        let script = last.script;
        out.push_str("<article id=\"report\">\n");
        for section in TABLES {
            open_section(out, section, last, options);
            self.findings.links(out, &self.findings.other(Subject::Section(section)), options);
            out.push_str("</h2>\n");
            match section {
                Section::Applications => {
                    for applicant in std::iter::once(Applicant::Total).chain(Applicant::KINDS) {
                        let words = applicant_label(applicant).in_script(script);
                        let is_it =
                            |f| matches!(f, Field::Applications(_, other) if other == applicant);
                        self.table(out, Some(words), self.years.figures(section, is_it));
                    }
                }
                Section::Disputes => {
                    for channel in Channel::ALL {
                        let words = channel_label(channel).in_script(script);
                        let is_it = |f| matches!(f, Field::Disputes(other, _) if other == channel);
                        self.table(out, Some(words), self.years.figures(section, is_it));
                    }
                }
                _ => self.table(out, None, self.years.figures(section, |_| true)),
            }
            out.push_str("</section>\n");
        }
        out.push_str("</article>\n");
    }

    /// Adds a table of figures, a row each, under a heading where it is one of several in a section.
    fn table(
        &self,
        out: &mut String,
        words: Option<&str>,
        (fields, left_out): (Vec<Field>, usize),
    ) {
        let options = self.options;
        let last = self.years.last();
        let lang = lang(last, options);
        if let Some(words) = words {
            let _ = writeln!(out, "<h3{lang}>{}</h3>", markup::escaped(words));
        }
        if !fields.is_empty() {
            let section = heading(Section::Proactive, last.script);
            let words = words.unwrap_or(&section);
            open_frame(out, &format!("{}: {words}", options.say("Table", "表格")));
            let _ = write!(
                out,
                "<table class=\"years\" aria-label=\"{}\">\n<thead><tr><th scope=\"col\">{}</th>",
                markup::escaped(words),
                options.say("Figure", "项目")
            );
            for &i in &self.years.order {
                out.push_str("<th scope=\"col\">");
                markup::text(out, &self.years.names[i]);
                out.push_str("</th>");
            }
            out.push_str("</tr></thead>\n<tbody>\n");
            for &field in &fields {
                let _ = write!(out, "<tr><th scope=\"row\"{lang}>");
                let group = match field {
                    Field::Applications(row, _) => group_of(row),
                    _ => None,
                };
                if let Some(group) = group {
                    let words = group.label().in_script(last.script);
                    let _ = write!(out, "<span class=\"gloss\">{words}</span> ");
                }
                markup::text(out, &self.label(field));
                out.push_str("</th>");
                let mut before = None;
                for &i in &self.years.order {
                    self.cell(out, i, before, field);
                    before = Some(i);
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody>\n</table>\n</div>\n");
        }
        if left_out > 0 {
            let rest = options.count(
                left_out,
                "rows are 0 or empty in every year and left out.",
                "其余",
                "行各年度均为 0 或空，未列出。",
            );
            let _ = writeln!(out, "<p class=\"rest\">{rest}</p>");
        }
    }

    /// What a row is called: inside its table, without what the table is called.
    fn label(&self, field: Field) -> String {
        let last = self.years.last();
        match field {
            Field::Applications(row, _) => row_label(row).in_script(last.script).to_owned(),
            Field::Disputes(_, ruling) => ruling_label(ruling).in_script(last.script).to_owned(),
            _ => {
                // In the words of a form that has the figure.
                let has = |report: &&AnnualReport| report.fields().any(|other| other == field);
                let report = self.years.given.iter().rev().find(has).unwrap_or(last);
                field.label(report.form_or_prescribed(), last.script)
            }
        }
    }

    fn cell(&self, out: &mut String, i: usize, before: Option<usize>, field: Field) {
        let options = self.options;
        let report = &self.years.given[i];
        let cell = report.cell(field);
        let about = self.findings.about(i, field);
        let with = self.findings.with(i, field);
        let _ = write!(out, "<td id=\"{}.{field}\" class=\"", self.years.keys[i]);
        match self.findings.gravest(about) {
            Some(severity) => {
                let _ = write!(out, "about {severity}");
            }
            None if !with.is_empty() => out.push_str("with"),
            None => {}
        }
        out.push_str("\">");
        let is_asked = field.is_in(report.form_or_prescribed(), report.other_rows());
        if cell.state() == CellState::Absent && !is_asked {
            let words = options.say("not in this form", "该表无此项");
            let _ = write!(out, "<span class=\"state other-form\">{words}</span></td>");
            return;
        }
        let layout = Layout { report, script: report.script, review: true };
        let mut what = String::new();
        figure(&mut what, &layout, field, options);
        let mark = Mark { findings: self.findings, book: self.years, options };
        mark.write(out, &what, (about, with), &format!("{}.{field}", self.years.keys[i]));
        if let Some(before) = before {
            let before = self.years.given[before].cell(field).decimal();
            change(out, before, cell.decimal(), options);
        }
        out.push_str("</td>");
    }
}

/// Adds the change of a figure, where both are figures of the same unit.
fn change(
    out: &mut String,
    (before, unit_before): (Cell<Decimal>, FigureUnit),
    (now, unit): (Cell<Decimal>, FigureUnit),
    options: &Options<'_>,
) {
    let (Cell::Value(before), Cell::Value(now)) = (before, now) else { return };
    if unit != unit_before {
        return;
    }
    let Some(change) = now.checked_sub(before) else { return };
    // Nothing before and nothing now is not worth a line in each of a hundred cells.
    if now.is_zero() && change.is_zero() {
        return;
    }
    let _ = write!(
        out,
        " <span class=\"change\"><span class=\"vh\">{}</span>",
        options.say("change ", "较上年 ")
    );
    let sign = if change.is_zero() {
        "±"
    } else if change.is_sign_negative() {
        "−"
    } else {
        "+"
    };
    let _ = write!(out, "{sign}{}", change.abs().normalize());
    if unit == FigureUnit::Yuan {
        out.push_str(options.say(" yuan", "元"));
    }
    let share = change
        .abs()
        .checked_mul(Decimal::ONE_HUNDRED)
        .filter(|_| !change.is_zero())
        .and_then(|change| change.checked_div(before.abs()));
    if let Some(share) = share {
        let _ = write!(out, " ({sign}{}%)", share.round_dp(1).normalize());
    }
    out.push_str("</span>");
}

fn state_word(state: CellState, options: &Options<'_>) -> &'static str {
    match (state, options.language) {
        (CellState::Value, _) => "",
        (CellState::Blank, Language::English) => "blank",
        (CellState::Blank, Language::Chinese) => "空",
        (CellState::NotApplicable, _) => "/",
        (CellState::Unread, Language::English) => "unread",
        (CellState::Unread, Language::Chinese) => "未读",
        (CellState::Absent, Language::English) => "absent",
        (CellState::Absent, Language::Chinese) => "缺",
    }
}
