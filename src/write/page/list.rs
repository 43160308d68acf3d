//! The list of findings: each in full, with what is compared and what may mend it.

use std::fmt::Write as _;

use super::book::Book;
use super::findings::{Findings, rule};
use super::proposals::Proposals;
use super::source::Source;
use super::{Options, severity};
use crate::diagnostic::{Detail, Diagnostic, Language, Operand, Side};
use crate::model::Subject;
use crate::write::markup;

impl Findings {
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
