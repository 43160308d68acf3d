//! The figures that a report states in prose: what they count, what they are about, where they
//! stand.
//!
//! [`AnnualReport::quantities`] goes through the prose sentence by sentence. [`number`] finds the
//! numbers and their units; only where a sentence has some are its [`words`] looked at, from which
//! [`sentence`] puts to each number the words of its [`clause`], [`tell`] tells what it is about, and
//! [`parts`] of which whole it is a part.

mod clause;
mod draft;
mod number;
mod organ;
mod parts;
mod sentence;
mod tell;
mod topic;
mod words;

use rust_decimal::Decimal;

use crate::model::{AnnualReport, Paragraph, Place, Unit};

pub use topic::{OutcomeGroup, OutcomeGroups, Qualifier, Topic};

/// **A figure stated in prose**: 共收到政府信息公开申请12件.
///
/// - Its value is that of the number with the factor behind it: 12.5万次 is 125000; 679.7万元 is
///   679.7, and its unit 万元.
/// - Years, dates, times, ranges, and the numbers of documents, articles, lists and telephones are
///   no quantities. Neither is a number without a unit.
/// - A number in Chinese characters is a quantity only before 件, 份 and 条 (收到十二件), and not where
///   it is that of an article.
///
/// ```
/// use gongkai::{AnnualReport, QuantityKind, Topic};
///
/// let text = "2020年共收到政府信息公开申请12件，予以公开10件，占83.3%。";
/// let report = AnnualReport { other: vec![text.to_owned()], ..AnnualReport::default() };
/// let quantities: Vec<_> = report.quantities().collect();
/// assert_eq!(quantities.len(), 3);
/// assert_eq!(quantities[0].text, "12件");
/// assert_eq!(quantities[0].topic, Some(Topic::Received));
/// assert_eq!(quantities[2].kind, QuantityKind::Percent);
/// assert!(quantities[2].interval().contains("83.333".parse().unwrap()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quantity<'r> {
    /// The value in [`unit`](Quantity::unit).
    pub value: Decimal,
    /// What is measured.
    pub kind: QuantityKind,
    /// The unit as printed: 件, 人次, 万元, %.
    pub unit: &'r str,
    /// Whether the text says that the number is not exact: 近, 约, 余, 多, 以上, 左右.
    pub approximate: bool,
    /// Number and unit as printed.
    pub text: &'r str,
    /// Where number and unit stand.
    pub place: Place,
    /// The sentence that they stand in.
    pub sentence: &'r str,
    /// What the figure is about, where the words around it say so.
    pub topic: Option<Topic>,
    /// What keeps the figure from being that of the whole organ and the whole year.
    pub qualifier: Option<Qualifier>,
    /// The whole that it is a part of: 共1232条，其中网站10条.
    pub part_of: Option<Whole>,
    /// How much one step of the last printed digit is; 0 where whole things are counted.
    step: Decimal,
    /// Whether others are parts of it.
    pub(crate) is_whole: bool,
}

/// What a [`Quantity`] measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum QuantityKind {
    /// Things that are counted.
    Count,
    /// Money, in the unit that is printed.
    Money(Unit),
    /// A share in a hundred.
    Percent,
}

/// **The whole that a quantity is a part of.**
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Whole {
    /// Where the number of the whole stands, in the same paragraph.
    pub place: Place,
    /// Its value.
    pub value: Decimal,
    /// Whether the parts may overlap, because they are told apart in different ways: so many by
    /// letter, so many of enterprises.
    pub may_overlap: bool,
}

/// **The values that are printed as a number**, from `low` up to but without `high`.
///
/// - 33.9% is [33.85, 33.95): what rounds to the printed digits.
/// - What is counted one by one is exact: both ends are the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The least value.
    pub low: Decimal,
    /// The value that is just too great, or that of `low` where there is only one.
    pub high: Decimal,
}

impl Interval {
    /// Whether a value lies in the interval.
    pub fn contains(&self, value: Decimal) -> bool {
        self.low <= value && (value < self.high || value == self.low)
    }
}

impl Quantity<'_> {
    /// The values that are printed so.
    ///
    /// ```
    /// use gongkai::AnnualReport;
    ///
    /// let other = vec!["网办率33.9%，办件12件，访问12.5万次。".to_owned()];
    /// let report = AnnualReport { other, ..AnnualReport::default() };
    /// let ends: Vec<_> = report
    ///     .quantities()
    ///     .map(|q| (q.interval().low.to_string(), q.interval().high.to_string()))
    ///     .collect();
    /// assert_eq!(ends[0], ("33.85".to_owned(), "33.95".to_owned()));
    /// assert_eq!(ends[1], ("12".to_owned(), "12".to_owned()));
    /// assert_eq!(ends[2], ("124500".to_owned(), "125500".to_owned()));
    /// ```
    pub fn interval(&self) -> Interval {
        let half = self.step / Decimal::TWO;
        Interval { low: (self.value - half).normalize(), high: (self.value + half).normalize() }
    }

    /// How much one step of the last printed digit is: 0.1 for 33.9%, 1000 for 12.5万次, 0 where
    /// whole things are counted one by one.
    pub fn step(&self) -> Decimal {
        self.step
    }
}

impl AnnualReport {
    /// The figures stated in the prose of sections one, five and six and beside the tables, in the
    /// order of the sections.
    ///
    /// - Lazily: a paragraph is looked at when its turn comes, and one without numbers costs nothing
    ///   but a look.
    /// - The rules N1 to N9 of [validation](crate::validate) compare them with the tables and with
    ///   one another.
    ///
    /// ```
    /// use gongkai::{AnnualReport, Subsection};
    ///
    /// let mut report = AnnualReport::default();
    /// report.overview.subsections.push(Subsection {
    ///     paragraphs: vec!["主动公开信息总计5078条；其中网站4539条；微信微博539条。".to_owned()],
    ///     ..Subsection::default()
    /// });
    /// let quantities: Vec<_> = report.quantities().collect();
    /// let values: Vec<_> = quantities.iter().map(|q| q.value.to_string()).collect();
    /// assert_eq!(values, ["5078", "4539", "539"]);
    /// let place = quantities[1].place;
    /// assert_eq!(place.paragraph.to_string(), "overview.subsections[0].paragraphs[0]");
    /// assert_eq!(place.text(&report), Some("4539条"));
    /// assert_eq!(quantities[2].part_of.unwrap().place, quantities[0].place);
    /// ```
    pub fn quantities(&self) -> Quantities<'_> {
        Quantities {
            report: self,
            next: Some(Paragraph::Overview(0)),
            reader: sentence::Reader::new(self),
            found: Vec::new(),
            given: 0,
        }
    }

    /// Those of the [quantities](AnnualReport::quantities) that are on a topic, or a whole, or a
    /// part of one.
    pub(crate) fn telling_quantities(&self) -> Vec<Quantity<'_>> {
        let mut found = Vec::new();
        let mut reader = sentence::Reader::new(self).telling();
        let mut next = Some(Paragraph::Overview(0));
        while let Some(paragraph) = next {
            if let Some(text) = self.paragraph(paragraph) {
                reader.paragraph(paragraph, text);
                while reader.sentence(&mut found) {}
            }
            next = paragraph.next(self);
        }
        found
    }
}

/// The figures stated in prose: see [`AnnualReport::quantities`].
#[derive(Debug, Clone)]
pub struct Quantities<'r> {
    report: &'r AnnualReport,
    /// The paragraph that is read next.
    next: Option<Paragraph>,
    /// Reads the paragraph that was given to it last.
    reader: sentence::Reader<'r>,
    /// Those of the sentence that was read last.
    found: Vec<Quantity<'r>>,
    /// How many of them were given.
    given: usize,
}

impl<'r> Iterator for Quantities<'r> {
    type Item = Quantity<'r>;

    fn next(&mut self) -> Option<Quantity<'r>> {
        loop {
            if let Some(quantity) = self.found.get(self.given) {
                self.given += 1;
                return Some(quantity.clone());
            }
            self.found.clear();
            self.given = 0;
            if !self.reader.sentence(&mut self.found) {
                let paragraph = self.next?;
                if let Some(text) = self.report.paragraph(paragraph) {
                    self.reader.paragraph(paragraph, text);
                }
                self.next = paragraph.next(self.report);
            }
        }
    }
}
