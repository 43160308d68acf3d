//! The rules that were applied, and what came of each.

use std::fmt::Write as _;

use super::Options;
use super::book::Book;
use crate::validate::{Validation, Verdict, rules};
use crate::write::markup;

/// Adds a table of the rules that were applied.
pub(super) fn write(
    out: &mut String,
    validation: &Validation,
    book: &dyn Book,
    options: &Options<'_>,
) {
    super::open_frame(out, options.say("The rules and what came of them", "规则及评定结果"));
    let _ = write!(
        out,
        "<table class=\"rules\">\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>\
         <th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n\
         <tbody>\n",
        options.say("Code", "代码"),
        options.say("Rule", "规则"),
        options.say("holds", "符合"),
        options.say("violated", "不符"),
        options.say("not assessable", "无法评定"),
    );
    for rule in rules() {
        let mut counts = [0_usize; 2];
        let mut obstacles = Vec::new();
        let mut applied = false;
        for assessment in validation.of(rule.code) {
            applied = true;
            match &assessment.verdict {
                Verdict::Holds => counts[0] += 1,
                Verdict::Violated => counts[1] += 1,
                Verdict::NotAssessable(why) => obstacles.push((assessment, why)),
                Verdict::SwitchedOff => {}
            }
        }
        if !applied {
            continue;
        }
        let title = markup::escaped(rule.title.in_language(options.language));
        let class = if counts[1] > 0 { " class=\"violated\"" } else { "" };
        let _ = write!(
            out,
            "<tr{class}><td class=\"code\">{}</td><th scope=\"row\">{title}</th><td>{}</td><td>{}</td>\
             <td class=\"why-not\">",
            rule.code, counts[0], counts[1]
        );
        if obstacles.is_empty() {
            out.push('0');
        } else {
            let _ = write!(
                out,
                "<details><summary>{}<span class=\"vh\"> {}</span></summary>\n<ul>",
                obstacles.len(),
                options.say("not assessable, and why", "项无法评定的原因")
            );
            for (assessment, why) in obstacles {
                out.push_str("<li>");
                book.link(out, assessment.origin.as_ref(), assessment.subject, options);
                out.push_str(options.say(": ", "："));
                markup::text(out, &why.message(options.language));
                out.push_str("</li>\n");
            }
            out.push_str("</ul></details>");
        }
        out.push_str("</td></tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}
