//! Where prose stands in a report: [`Paragraph`] addresses a paragraph, [`Place`] a piece of one.

use std::fmt;

use super::{AnnualReport, Section};

/// **The address of a paragraph of prose.**
///
/// - [`Display`](fmt::Display) is its place in the report's JSON, counted from 0.
/// - [`AnnualReport::paragraph`] gives its text.
///
/// ```
/// use gongkai::Paragraph;
///
/// let paragraph = Paragraph::Subsection { subsection: 1, paragraph: 0 };
/// assert_eq!(paragraph.to_string(), "overview.subsections[1].paragraphs[0]");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Paragraph {
    /// A paragraph of section one before its first sub-section.
    Overview(usize),
    /// A paragraph of a sub-section of section one.
    Subsection {
        /// Which sub-section, counted from 0.
        subsection: usize,
        /// Which of its paragraphs.
        paragraph: usize,
    },
    /// Prose beside the tables of section two, three or four.
    Note(Section, usize),
    /// A paragraph of section five before its lists.
    Problems(usize),
    /// A problem of section five.
    Problem(usize),
    /// The sentence before a group of measures of section five.
    MeasuresLead(usize),
    /// A measure of section five.
    Measure {
        /// Which group.
        group: usize,
        /// Which of its items.
        item: usize,
    },
    /// A paragraph of section six.
    Other(usize),
}

impl Paragraph {
    /// The section that the paragraph stands in.
    pub const fn section(self) -> Section {
        match self {
            Paragraph::Overview(_) | Paragraph::Subsection { .. } => Section::Overview,
            Paragraph::Note(section, _) => section,
            Paragraph::Other(_) => Section::Other,
            _ => Section::Problems,
        }
    }

    /// The paragraph behind this one, were it as long as that takes: the text decides.
    pub(crate) fn next(self, report: &AnnualReport) -> Option<Paragraph> {
        // The last of each kind leads to the first of the next: at most a few steps.
        let mut at = self.successor();
        loop {
            if report.paragraph(at).is_some() {
                return Some(at);
            }
            at = at.next_list(report)?;
        }
    }

    const fn successor(self) -> Paragraph {
        match self {
            Paragraph::Overview(i) => Paragraph::Overview(i + 1),
            Paragraph::Subsection { subsection, paragraph } => {
                Paragraph::Subsection { subsection, paragraph: paragraph + 1 }
            }
            Paragraph::Note(section, i) => Paragraph::Note(section, i + 1),
            Paragraph::Problems(i) => Paragraph::Problems(i + 1),
            Paragraph::Problem(i) => Paragraph::Problem(i + 1),
            Paragraph::MeasuresLead(group) => Paragraph::Measure { group, item: 0 },
            Paragraph::Measure { group, item } => Paragraph::Measure { group, item: item + 1 },
            Paragraph::Other(i) => Paragraph::Other(i + 1),
        }
    }

    /// The first paragraph of the list behind the one that this is not in any more.
    fn next_list(self, report: &AnnualReport) -> Option<Paragraph> {
        let subsection = |subsection| match report.overview.subsections.get(subsection) {
            Some(_) => Paragraph::Subsection { subsection, paragraph: 0 },
            None => Paragraph::Note(Section::Proactive, 0),
        };
        let group = |group| match report.problems.measures.get(group) {
            Some(_) => Paragraph::MeasuresLead(group),
            None => Paragraph::Other(0),
        };
        Some(match self {
            Paragraph::Overview(_) => subsection(0),
            Paragraph::Subsection { subsection: at, .. } => subsection(at + 1),
            Paragraph::Note(Section::Proactive, _) => Paragraph::Note(Section::Applications, 0),
            Paragraph::Note(Section::Applications, _) => Paragraph::Note(Section::Disputes, 0),
            Paragraph::Note(..) => Paragraph::Problems(0),
            Paragraph::Problems(_) => Paragraph::Problem(0),
            Paragraph::Problem(_) => group(0),
            Paragraph::MeasuresLead(at) | Paragraph::Measure { group: at, .. } => group(at + 1),
            Paragraph::Other(_) => return None,
        })
    }
}

impl fmt::Display for Paragraph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Paragraph::Overview(i) => write!(f, "overview.preamble[{i}]"),
            Paragraph::Subsection { subsection, paragraph } => {
                write!(f, "overview.subsections[{subsection}].paragraphs[{paragraph}]")
            }
            Paragraph::Note(section, i) => write!(f, "notes.{}[{i}]", section.as_str()),
            Paragraph::Problems(i) => write!(f, "problems.preamble[{i}]"),
            Paragraph::Problem(i) => write!(f, "problems.problems[{i}]"),
            Paragraph::MeasuresLead(group) => write!(f, "problems.measures[{group}].lead"),
            Paragraph::Measure { group, item } => {
                write!(f, "problems.measures[{group}].items[{item}]")
            }
            Paragraph::Other(i) => write!(f, "other[{i}]"),
        }
    }
}

/// **A piece of a paragraph**: its address and a range of bytes of its text.
///
/// - [`text`](Place::text) is the text that stands there.
/// - The range counts bytes of the paragraph, not of the source that it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The paragraph.
    pub paragraph: Paragraph,
    /// The first byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
}

impl fmt::Display for Place {
    /// The address of the paragraph.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.paragraph.fmt(f)
    }
}

impl Place {
    /// The text that stands there; `None` where the report has no such paragraph, or a shorter one.
    pub fn text<'r>(&self, report: &'r AnnualReport) -> Option<&'r str> {
        report.paragraph(self.paragraph)?.get(self.start..self.end)
    }
}

impl AnnualReport {
    /// The text of a paragraph.
    ///
    /// ```
    /// use gongkai::{AnnualReport, Paragraph};
    ///
    /// let report = AnnualReport { other: vec!["无。".to_owned()], ..AnnualReport::default() };
    /// assert_eq!(report.paragraph(Paragraph::Other(0)), Some("无。"));
    /// assert_eq!(report.paragraph(Paragraph::Other(1)), None);
    /// ```
    pub fn paragraph(&self, paragraph: Paragraph) -> Option<&str> {
        let (paragraphs, at) = match paragraph {
            Paragraph::Overview(i) => (&self.overview.preamble, i),
            Paragraph::Subsection { subsection, paragraph } => {
                (&self.overview.subsections.get(subsection)?.paragraphs, paragraph)
            }
            Paragraph::Note(Section::Proactive, i) => (&self.notes.proactive, i),
            Paragraph::Note(Section::Applications, i) => (&self.notes.applications, i),
            Paragraph::Note(Section::Disputes, i) => (&self.notes.disputes, i),
            Paragraph::Note(..) => return None,
            Paragraph::Problems(i) => (&self.problems.preamble, i),
            Paragraph::Problem(i) => (&self.problems.problems, i),
            Paragraph::MeasuresLead(group) => {
                return Some(&self.problems.measures.get(group)?.lead);
            }
            Paragraph::Measure { group, item } => (&self.problems.measures.get(group)?.items, item),
            Paragraph::Other(i) => (&self.other, i),
        };
        Some(paragraphs.get(at)?)
    }
}
