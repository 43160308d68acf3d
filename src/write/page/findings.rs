//! What there is to say about a report: the list, and what of it belongs to each cell.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::proposals::Proposals;
use super::source::Source;
use super::{Options, lang, name, severity};
use crate::diagnostic::{Detail, Diagnostic, Language, Operand, Origin, Severity, Side};
use crate::model::{AnnualReport, Field, Place, Subject};
use crate::validate::{Rule, rules};
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

/// The rule of a finding, where it comes from one.
pub(super) fn rule(finding: &Diagnostic) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.code == finding.code())
}

/// A figure of one of the reports of a page.
type At = (usize, usize);

fn at(origin: Option<&Origin>, field: Field) -> At {
    (origin.map_or(0, |origin| origin.index), field.index())
}

/// The findings of a page, the gravest first.
#[derive(Debug)]
pub(super) struct Findings {
    pub(super) list: Vec<Diagnostic>,
    /// The findings about a figure.
    about: BTreeMap<At, Vec<usize>>,
    /// Those that only count with it.
    with: BTreeMap<At, Vec<usize>>,
    /// Those about a row, by its first figure.
    rows: BTreeMap<At, Vec<usize>>,
    /// Those about a piece of prose.
    prose: BTreeMap<Place, Vec<usize>>,
    /// Those about something else.
    others: Vec<usize>,
}

impl Findings {
    pub(super) fn new(mut list: Vec<Diagnostic>) -> Self {
        list.sort_by_key(|finding| Reverse(finding.severity()));
        let (mut about, mut with, mut rows) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (mut prose, mut others) = (BTreeMap::<Place, Vec<usize>>::new(), Vec::new());
        let add = |map: &mut BTreeMap<At, Vec<usize>>, at, i| map.entry(at).or_default().push(i);
        for (i, finding) in list.iter().enumerate() {
            let origin = finding.origin.as_ref();
            let mut own = None;
            match finding.subject {
                Subject::Figure(field) => {
                    own = Some(at(origin, field));
                    add(&mut about, at(origin, field), i);
                }
                Subject::Row(field) => add(&mut rows, at(origin, first_of_row(field)), i),
                Subject::Prose(place) => prose.entry(place).or_default().push(i),
                _ => others.push(i),
            }
            for operand in finding.operands() {
                let at = at(operand.origin.as_ref(), operand.field);
                if own != Some(at) {
                    add(&mut with, at, i);
                }
            }
        }
        Findings { list, about, with, rows, prose, others }
    }

    /// The findings about a figure of a report.
    pub(super) fn about(&self, report: usize, field: Field) -> &[usize] {
        self.about.get(&(report, field.index())).map_or(&[], Vec::as_slice)
    }

    /// The findings in which a figure counts.
    pub(super) fn with(&self, report: usize, field: Field) -> &[usize] {
        self.with.get(&(report, field.index())).map_or(&[], Vec::as_slice)
    }

    /// For each figure, whether anything is said about it in any report.
    pub(super) fn touched(&self) -> Vec<bool> {
        let mut touched = vec![false; Field::COUNT];
        self.about.keys().chain(self.with.keys()).for_each(|&(_, field)| touched[field] = true);
        touched
    }

    /// The findings about the row that a figure stands in.
    pub(super) fn row(&self, field: Field) -> &[usize] {
        self.rows.get(&at(None, first_of_row(field))).map_or(&[], Vec::as_slice)
    }

    /// The findings about a piece of prose.
    pub(super) fn prose(&self, place: Place) -> &[usize] {
        self.prose.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The findings about what is no row and no figure.
    pub(super) fn other(&self, subject: Subject) -> Vec<usize> {
        let is_it = |&i: &usize| self.list[i].subject == subject;
        self.others.iter().copied().filter(is_it).collect()
    }

    /// The gravest of some findings.
    pub(super) fn gravest(&self, of: &[usize]) -> Option<Severity> {
        of.iter().map(|&i| self.list[i].severity()).max()
    }

    /// Adds links to findings, by their numbers.
    pub(super) fn links(&self, out: &mut String, of: &[usize], options: &Options<'_>) {
        /// More than these are not listed at one place: a damaged document may have a thousand.
        const MOST: usize = 8;
        if of.is_empty() {
            return;
        }
        out.push_str(" <span class=\"links\">");
        for &i in of.iter().take(MOST) {
            let severity = self.list[i].severity();
            let (sign, word) = super::severity(severity, options);
            let finding = options.say("finding", "发现");
            let _ = write!(
                out,
                "<a class=\"no {severity}\" href=\"#finding-{n}\"><span aria-hidden=\"true\">{sign}\
                 </span>{n}<span class=\"vh\"> ({finding} {n}: {word})</span></a>",
                n = i + 1
            );
        }
        if of.len() > MOST {
            let _ = write!(out, " +{}", of.len() - MOST);
        }
        out.push_str("</span>");
    }

    /// Adds the list.
    pub(super) fn write(
        &self,
        out: &mut String,
        book: &dyn Book,
        source: Option<&Source<'_>>,
        proposals: Option<&Proposals<'_>>,
        options: &Options<'_>,
    ) {
        if self.list.is_empty() {
            let nothing = options.say(
                "Nothing was found. What could not be assessed is listed with the rules below.",
                "未发现问题。无法评定的规则见下文规则一览。",
            );
            let _ = writeln!(out, "<p class=\"nothing\">{nothing}</p>");
            return;
        }
        out.push_str("<ol class=\"findings\">\n");
        for (number, finding) in (1..).zip(&self.list) {
            Item { finding, book, proposals, options }.write(out, number, source);
        }
        out.push_str("</ol>\n");
    }
}

fn first_of_row(field: Field) -> Field {
    Field::ALL.into_iter().find(|other| other.same_row(field)).unwrap_or(field)
}

/// A finding that is written.
struct Item<'a> {
    finding: &'a Diagnostic,
    book: &'a dyn Book,
    proposals: Option<&'a Proposals<'a>>,
    options: &'a Options<'a>,
}

impl Item<'_> {
    fn write(&self, out: &mut String, number: usize, source: Option<&Source<'_>>) {
        let options = self.options;
        let diagnostic = self.finding;
        let (sign, word) = severity(diagnostic.severity(), options);
        let rule = rule(diagnostic);
        // What reading says may be as long a list as the form has rows: a line or two for each.
        let brief = if rule.is_none() { " brief" } else { "" };
        let _ = write!(
            out,
            "<li id=\"finding-{number}\" class=\"{}{brief}\">\n<h3><span class=\"number\">{number}\
             </span> <span class=\"severity\"><span aria-hidden=\"true\">{sign}</span> {word}</span> \
             <span class=\"code\">{}</span>",
            diagnostic.severity(),
            diagnostic.code()
        );
        if let Some(rule) = rule {
            let _ = write!(out, " {}", markup::escaped(rule.title.in_language(options.language)));
        }
        out.push_str("</h3>\n<p>");
        markup::text(out, &diagnostic.message(options.language));
        out.push_str("</p>\n<dl>\n");
        term(out, options.say("Where", "位置"));
        self.book.link(out, self.finding.origin.as_ref(), diagnostic.subject, options);
        if let (Some(source), Some(span)) = (source, diagnostic.span) {
            out.push_str(options.say(", ", "，"));
            source.show(out, span, options);
        }
        out.push_str("</dd>\n");
        for (words, side) in self.sides() {
            term(out, words);
            self.side(out, side);
            out.push_str("</dd>\n");
        }
        self.pairs(out);
        let proposals = self.proposals;
        let links = proposals.map(|proposals| proposals.links(diagnostic, self.book, options));
        if let Some(links) = links.filter(|links| !links.is_empty()) {
            term(out, options.say("Proposals", "修正建议"));
            let _ = writeln!(out, "{links}</dd>");
        }
        if let Some(rule) = rule {
            term(out, options.say("Rule", "规则"));
            let _ = writeln!(out, "<code>{}</code></dd>", markup::escaped(rule.formula));
            term(out, options.say("What to do", "处理"));
            markup::text(out, rule.remedy.in_language(options.language));
            out.push_str("</dd>\n");
        }
        out.push_str("</dl>\n</li>\n");
    }

    /// What is compared, and what it is called.
    fn sides(&self) -> Vec<(&'static str, &Side)> {
        let say = |english, chinese| match self.options.language {
            Language::English => english,
            Language::Chinese => chinese,
        };
        match &self.finding.detail {
            Detail::ProseFigure { tables, .. } => {
                tables.iter().map(|side| (say("In the tables", "表中"), side)).collect()
            }
            Detail::ProseShare { part, whole, .. } => {
                vec![(say("The part", "部分"), &**part), (say("The whole", "总数"), &**whole)]
            }
            detail => {
                let names = [say("Stated", "所列"), say("Should equal", "应等于")];
                names.into_iter().zip(detail.sides()).filter_map(|(n, s)| Some((n, s?))).collect()
            }
        }
    }

    /// Adds the figures that are compared two by two.
    fn pairs(&self, out: &mut String) {
        let Detail::FiguresJump { figures } = &self.finding.detail else { return };
        term(out, self.options.say("Figures", "数据"));
        out.push_str("<ul class=\"operands\">");
        for pair in figures {
            out.push_str("<li>");
            for (i, operand) in pair.iter().enumerate() {
                out.push_str(if i > 0 { " → " } else { "" });
                self.operand(out, operand);
            }
            out.push_str("</li>");
        }
        out.push_str("</ul></dd>\n");
    }

    /// Adds a figure with its value.
    fn operand(&self, out: &mut String, operand: &Operand) {
        let figure = Subject::Figure(operand.field);
        self.book.link(out, operand.origin.as_ref(), figure, self.options);
        out.push_str(" = ");
        match operand.value {
            Some(value) => {
                let _ = write!(out, "<b>{}</b>", value.normalize());
            }
            None => out.push_str(self.options.say("blank", "空")),
        }
    }

    /// Adds a side of a comparison, each figure a link to its cell. In a long sum, those that are
    /// nothing are counted.
    fn side(&self, out: &mut String, side: &Side) {
        const LISTED: usize = 6;
        let is_nothing = |operand: &Operand| operand.value.is_none_or(|value| value.is_zero());
        let long = side.operands.len() > LISTED;
        let mut left_out = 0;
        if side.operands.len() != 1 {
            let _ = write!(out, "<strong>{}</strong>", side.sum.normalize());
        }
        out.push_str("<ul class=\"operands\">");
        for operand in &side.operands {
            if long && is_nothing(operand) {
                left_out += 1;
                continue;
            }
            out.push_str(if operand.subtracted { "<li>− " } else { "<li>" });
            self.operand(out, operand);
            out.push_str("</li>");
        }
        if left_out > 0 {
            let rest = self.options.count(left_out, "others are 0 or blank", "其余", "项为 0 或空");
            let _ = write!(out, "<li>{rest}</li>");
        }
        out.push_str("</ul>");
    }
}

fn term(out: &mut String, term: &str) {
    let _ = write!(out, "<dt>{term}</dt><dd>");
}
