//! Tables that are printed as the form prints them, read in one pass over their bytes.
//!
//! Most tables are: every label in its place and nothing else between them, and a figure in every
//! cell. Such a table needs no lines, no rows and no headers to be understood, only to be compared
//! with the form, which is many times faster than [`super::table`]. Nothing is decided here: where
//! one byte is not as the form has it, the table is left to the careful reader. Both readers say the
//! same of every text, which the tests hold against each other on many thousand documents.
//!
//! The functions have nom's signature; the text that is left is all that they know of their place.

mod collected;
mod grammar;
mod layout;
mod reading;

use nom::FindSubstring;

pub(super) use self::collected::{Collected, Printed};
use self::grammar::Told;
use self::layout::{Bars, Layout, Lines, Tabs};
use self::reading::Reading;
use super::fold;
use super::label::{self, Label, Walked};
use super::pieces::{bytes_of, span, under};
use crate::model::Section;
use crate::span::Span;

/// The section whose tables a line announces, if it is such a heading: `二、主动公开政府信息情况`.
#[inline(always)]
pub(super) fn announced(text: &str, line: Span) -> Option<Section> {
    if !matches!(bytes_of(text, line), [0xE4..=0xE5, _, _, 0xE3, 0x80, 0x81, ..]) {
        return None;
    }
    heading(under(text, line)).filter(|section| {
        matches!(section, Section::Proactive | Section::Applications | Section::Disputes)
    })
}

/// The longest heading in bytes.
const LONGEST_HEADING: usize = 120;

/// The section of a heading that starts with a number and 、.
#[inline(never)]
fn heading(line: &str) -> Option<Section> {
    let (number, name) = line.split_at_checked(2 * '一'.len_utf8())?;
    if !number.ends_with('、') || line.len() > LONGEST_HEADING {
        return None;
    }
    label::section(name).or_else(|| match label::read(line).walked {
        Walked::Label(Label::Section(section)) => Some(section),
        _ => None,
    })
}

/// Reads the table of a section that starts at an offset, where a line starts. What stands behind it
/// has to be the heading of another section, or nothing.
pub(super) fn table(
    text: &str,
    section: Section,
    start: usize,
    ending: u8,
    line: usize,
    out: &mut Collected,
) -> Option<Printed> {
    let rest = text.as_bytes().get(start..).filter(|_| ending == b'\n')?;
    // A section that stands twice is for the careful reader, and so is a line of nothing but blanks.
    if out.has(section) || rest.first().is_none_or(|b| *b <= b' ') {
        return None;
    }
    let found = match rest.first() {
        Some(b'|') => read::<Bars>(text, section, rest, out),
        _ => read::<Lines>(text, section, rest, out)
            .or_else(|| read::<Tabs>(text, section, rest, out)),
    };
    let (rest, told) = found?;
    let end = text.len() - rest.len();
    let next = next_line(text.get(end..).unwrap_or_default());
    if next.is_some_and(|line| heading(fold::trim(line)).is_none()) {
        out.clear(section);
        return None;
    }
    let Told { form, grounds } = told;
    Some(Printed { section, line, span: span(start, end), form, grounds })
}

/// The first line that is not empty.
fn next_line(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(['\n', '\r']);
    let end = rest.as_bytes().find_substring(&b"\n"[..]).unwrap_or(rest.len());
    rest.get(..end).filter(|line| !line.is_empty())
}

/// Reads a table in a layout; nothing of it is kept if it is in another.
fn read<'t, L: Layout>(
    text: &'t str,
    section: Section,
    rest: &'t [u8],
    out: &mut Collected,
) -> Option<(&'t [u8], Told)> {
    let mut reading = Reading::<L>::new(text, out);
    let found = reading.table(section, rest).ok();
    let (stored, traditional) = (reading.stored, reading.traditional);
    out.traditional = traditional;
    if found.is_none() && stored {
        out.clear(section);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lines;

    const REPORTS: [&str; 3] = [
        include_str!("../../tests/fixtures/cell-per-line-2019.txt"),
        include_str!("../../tests/fixtures/tabs-2021.txt"),
        include_str!("../../tests/fixtures/pipes-2021.txt"),
    ];

    /// The sections whose tables are read at once.
    fn printed(text: &str) -> Vec<Section> {
        let mut collected = Collected::none();
        lines::cut(text, Some(&mut collected));
        collected.tables.iter().map(|table| table.section).collect()
    }

    const ALL: [Section; 3] = [Section::Proactive, Section::Applications, Section::Disputes];

    /// That both readers agree, which other tests show, says nothing if this one is never asked.
    #[test]
    fn tables_of_every_layout_are_read_at_once() {
        for text in REPORTS {
            assert_eq!(printed(text), ALL, "{text}");
            assert_eq!(printed(&text.replace('\n', "\r\n")), ALL, "{text}");
            assert_eq!(printed(&text.replace('\t', "\n\n\t\n\n")), ALL, "{text}");
            assert_eq!(printed(&text.replace('（', "(").replace('）', ")")), ALL, "{text}");
        }
        assert_eq!(printed(&REPORTS[1].replace('\t', "\n")), ALL);
        assert_eq!(printed(&REPORTS[2].replace("| 0 |", "|  |")), ALL);
        assert_eq!(printed(&REPORTS[1].replace("\t0\t", "\t/\t")), ALL);
    }

    #[test]
    fn a_table_that_is_not_just_as_printed_is_left_to_the_careful_reader() {
        let [_, text, bars] = REPORTS;
        for (from, to) in [
            ("\t705\t", "\t705件\t"),
            ("\t705\t", "\t705\t\t"),
            ("商业", "其他"),
            ("一、本年新收", "一、本年度新收"),
            ("\t713\n", "\t713\n7\n"),
            ("\t713\n", "\t713\n注：无。\n"),
        ] {
            assert!(text.contains(from), "{from}");
            assert!(!printed(&text.replacen(from, to, 1)).contains(&Section::Applications), "{to}");
        }
        let narrow = bars.replacen("| 713 |", "|", 1);
        assert!(!printed(&narrow).contains(&Section::Applications));
        assert_eq!(printed(&format!("{text}{text}")), ALL);
    }
}
