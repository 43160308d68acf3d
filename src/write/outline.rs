//! A report in the order in which it is written: headings, paragraphs, and the places of its tables.

use crate::model::{AnnualReport, Script, Section, Wording};

/// What every report is called, behind its organ and year.
pub(super) const TITLE: Wording = Wording("政府信息公开工作年度报告", "政府信息公開工作年度報告");

/// The headings in section five.
pub(super) const PROBLEMS: Wording = Wording("（一）存在的主要问题", "（一）存在的主要問題");
pub(super) const MEASURES: Wording = Wording("（二）改进情况", "（二）改進情況");

/// A piece of a report.
#[derive(Debug)]
pub(super) enum Piece<'r> {
    /// The heading of a section.
    Section(Section),
    /// A heading inside a section, with its number.
    Heading(String),
    /// A paragraph, with the number that is printed before it.
    Paragraph(String, &'r str),
    /// The tables of a section.
    Tables(Section),
}

/// A number from 1 to 99 as numbering writes it.
pub(super) fn chinese_number(number: u32) -> String {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |n: u32| DIGITS.get(n as usize).copied().unwrap_or('〇');
    match number {
        1..=9 => digit(number).to_string(),
        10 => "十".to_owned(),
        11..=19 => format!("十{}", digit(number % 10)),
        20..=99 if number % 10 == 0 => format!("{}十", digit(number / 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => number.to_string(),
    }
}

/// The title of a report.
pub(super) fn title(report: &AnnualReport, script: Script) -> String {
    let year = report.year.map_or_else(String::new, |year| format!("{year}年"));
    let organ = report.organ.as_deref().unwrap_or_default();
    format!("{organ}{year}{}", TITLE.in_script(script))
}

/// The heading of a section, with its number.
pub(super) fn heading(section: Section, script: Script) -> String {
    let number = chinese_number(section.number());
    format!("{number}、{}", section.heading().in_script(script))
}

/// Gives each piece of a report behind its title, in order.
pub(super) fn pieces<'r>(
    report: &'r AnnualReport,
    script: Script,
    mut give: impl FnMut(Piece<'r>),
) {
    fn all<'r>(give: &mut impl FnMut(Piece<'r>), paragraphs: &'r [String]) {
        paragraphs.iter().for_each(|text| give(Piece::Paragraph(String::new(), text)));
    }
    fn items<'r>(give: &mut impl FnMut(Piece<'r>), items: &'r [String]) {
        for (number, text) in (1..).zip(items) {
            give(Piece::Paragraph(format!("{number}、"), text));
        }
    }
    all(&mut give, &report.preamble);
    for section in Section::ALL {
        give(Piece::Section(section));
        match section {
            Section::Overview => {
                all(&mut give, &report.overview.preamble);
                for part in &report.overview.subsections {
                    let number = format!("（{}）", chinese_number(part.ordinal));
                    match part.paragraphs.split_first() {
                        // The number stands right before the text.
                        Some((first, others)) if part.heading.is_empty() => {
                            give(Piece::Paragraph(number, first));
                            all(&mut give, others);
                        }
                        _ => {
                            give(Piece::Heading(format!("{number}{}", part.heading)));
                            all(&mut give, &part.paragraphs);
                        }
                    }
                }
            }
            Section::Proactive => {
                give(Piece::Tables(section));
                all(&mut give, &report.notes.proactive);
            }
            Section::Applications => {
                give(Piece::Tables(section));
                all(&mut give, &report.notes.applications);
            }
            Section::Disputes => {
                give(Piece::Tables(section));
                all(&mut give, &report.notes.disputes);
            }
            Section::Problems => {
                let problems = &report.problems;
                all(&mut give, &problems.preamble);
                if !problems.problems.is_empty() {
                    give(Piece::Heading(PROBLEMS.in_script(script).to_owned()));
                    items(&mut give, &problems.problems);
                }
                if !problems.measures.is_empty() {
                    give(Piece::Heading(MEASURES.in_script(script).to_owned()));
                }
                for group in &problems.measures {
                    if !group.lead.is_empty() {
                        give(Piece::Paragraph(String::new(), &group.lead));
                    }
                    items(&mut give, &group.items);
                }
            }
            Section::Other => all(&mut give, &report.other),
        }
    }
}
