//! What differs between two reports: [`AnnualReport::diff`].
//!
//! ```
//! use gongkai::{AnnualReport, ApplicantCounts, Form, Row};
//!
//! let mut before = AnnualReport::new(Form::Y2021);
//! before.year = Some(2022);
//! before.applications[Row::NewlyReceived] = ApplicantCounts::from([3, 1, 0, 0, 0, 0, 4]);
//! before.other = vec!["本年度无其他需要报告的事项。".to_owned()];
//! let mut after = before.clone();
//! after.year = Some(2023);
//! after.applications[Row::NewlyReceived] = ApplicantCounts::from([5, 1, 0, 0, 0, 0, 6]);
//!
//! let difference = before.diff(&after);
//! assert_eq!(
//!     difference.to_string(),
//!     "\
//! year: 2022 → 2023
//! applications.newly_received.natural_person: 3 → 5 (+2)
//! applications.newly_received.total: 4 → 6 (+2)
//! other: 100.00 % the same (14 → 14 characters)
//! "
//! );
//! ```

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::model::{
    AnnualReport, Cell, CellRef, Change, Field, FigureUnit, Form, Money, Script, Section, Unit,
};

/// **The same thing in two reports**: as it was, and as it is.
///
/// ```
/// use gongkai::diff::Pair;
/// use gongkai::{AnnualReport, Form};
///
/// let difference = AnnualReport::new(Form::Y2019).diff(&AnnualReport::new(Form::Y2021));
/// assert_eq!(difference.form, Some(Pair { before: Some(Form::Y2019), after: Some(Form::Y2021) }));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair<T> {
    /// In the report that was asked for the difference.
    pub before: T,
    /// In the report that it was given.
    pub after: T,
}

impl<T: PartialEq> Pair<T> {
    /// The two, if they differ.
    fn changed(before: T, after: T) -> Option<Pair<T>> {
        (before != after).then_some(Pair { before, after })
    }
}

/// **What differs between two reports**, of one organ in two years, or of two readings of one
/// document. Made by [`AnnualReport::diff`].
///
/// - [`Display`](fmt::Display) writes a line for each difference, in the order of the form.
/// - In JSON, what does not differ is left out.
///
/// ```
/// use gongkai::diff::Difference;
/// use gongkai::{AnnualReport, Form};
///
/// let before = AnnualReport::new(Form::Y2021);
/// let mut after = before.clone();
/// after.year = Some(2023);
/// let json = serde_json::to_string(&before.diff(&after)).unwrap();
/// assert_eq!(json, r#"{"year":{"before":null,"after":2023}}"#);
/// assert_eq!(serde_json::from_str::<Difference>(&json).unwrap(), before.diff(&after));
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Difference {
    /// The organ that reports, if it differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organ: Option<Pair<Option<String>>>,
    /// The year that is reported on, if it differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<Pair<Option<u16>>>,
    /// The form of the tables, if it differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<Pair<Option<Form>>>,
    /// The script, if it differs. Text in two scripts has little in common, whatever it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub script: Option<Pair<Script>>,
    /// The figures that differ, in the order of the forms. Those of a form that only one of the
    /// reports follows are absent from the other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<FigureChange>,
    /// The prose of each part in which either report has any, also where it is the same: prose that
    /// is taken over from the year before is what many readers look for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prose: Vec<ProseComparison>,
}

/// **A figure that differs between two reports.**
///
/// In JSON: `{"path": "applications.granted.total", "before": 12, "after": 15}`, the cells as in the
/// JSON of a report.
///
/// ```
/// use gongkai::diff::{Cells, Pair};
/// use gongkai::{AnnualReport, Cell, Form};
///
/// let before = AnnualReport::new(Form::Y2021);
/// let mut after = before.clone();
/// after.proactive.rules.issued = Cell::Value(3);
/// let change = before.diff(&after).figures.remove(0);
/// assert_eq!(change.field.to_string(), "proactive.rules.issued");
/// assert_eq!(change.cells, Cells::Count(Pair { before: Cell::Absent, after: Cell::Value(3) }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "wire::Change")]
pub struct FigureChange {
    /// Which figure it is.
    #[serde(rename = "path")]
    pub field: Field,
    /// Its cell in both reports.
    #[serde(flatten)]
    pub cells: Cells,
}

/// **A cell in two reports, by its kind**: see [`FigureChange`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Cells {
    /// The cells of a count.
    Count(Pair<Cell<u64>>),
    /// The cells of a signed change.
    Change(Pair<Cell<Change>>),
    /// The cells of an amount of money.
    Money(Pair<Cell<Money>>),
}

impl Cells {
    /// The cells as they are borrowed from a report.
    ///
    /// ```
    /// use gongkai::{AnnualReport, Cell, CellState, Form};
    ///
    /// let before = AnnualReport::new(Form::Y2021);
    /// let mut after = before.clone();
    /// after.proactive.fees.amount = Cell::NotApplicable;
    /// let cells = before.diff(&after).figures.remove(0).cells;
    /// let states = [cells.as_refs().before.state(), cells.as_refs().after.state()];
    /// assert_eq!(states, [CellState::Absent, CellState::NotApplicable]);
    /// ```
    pub fn as_refs(&self) -> Pair<CellRef<'_>> {
        match self {
            Cells::Count(Pair { before, after }) => {
                Pair { before: CellRef::Count(before), after: CellRef::Count(after) }
            }
            Cells::Change(Pair { before, after }) => {
                Pair { before: CellRef::Change(before), after: CellRef::Change(after) }
            }
            Cells::Money(Pair { before, after }) => {
                Pair { before: CellRef::Money(before), after: CellRef::Money(after) }
            }
        }
    }
}

impl FigureChange {
    /// By how much the figure grew, money in yuan; `None` where either cell has no figure, or an
    /// amount without a unit.
    ///
    /// ```
    /// use gongkai::{AnnualReport, Cell, Form};
    ///
    /// let mut before = AnnualReport::new(Form::Y2021);
    /// let mut after = before.clone();
    /// before.proactive.fees.amount = Cell::Value("1.5万元".parse()?);
    /// after.proactive.fees.amount = Cell::Value("9000元".parse()?);
    /// let growth = before.diff(&after).figures[0].growth();
    /// assert_eq!(growth.unwrap().to_string(), "-6000");
    /// # Ok::<(), gongkai::LiteralError>(())
    /// ```
    pub fn growth(&self) -> Option<Decimal> {
        let Pair { before, after } = self.cells.as_refs();
        match (before.decimal(), after.decimal()) {
            ((_, FigureUnit::Unstated), _) | (_, (_, FigureUnit::Unstated)) => None,
            ((Cell::Value(before), _), (Cell::Value(after), _)) => after.checked_sub(before),
            _ => None,
        }
    }
}

/// **The prose of one part of two reports, compared.**
///
/// Compared is the text of all paragraphs, headings and items, not how they are divided. At most
/// [`ProseComparison::MAX_CHARACTERS`] of each report are looked at.
///
/// ```
/// use gongkai::{AnnualReport, Form, Section};
///
/// let mut before = AnnualReport::new(Form::Y2021);
/// before.overview.preamble = vec!["全年公开12条。".to_owned()];
/// let mut after = before.clone();
/// after.overview.preamble = vec!["全年公开15条。".to_owned()];
/// let part = before.diff(&after).prose.remove(0);
/// assert_eq!((part.section, part.characters.before), (Some(Section::Overview), 8));
/// assert_eq!(part.similarity, 0.875);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ProseComparison {
    /// The section; `None` for the paragraphs before the first one. For sections two to four, the
    /// prose beside the tables.
    pub section: Option<Section>,
    /// How many characters there are in each report.
    pub characters: Pair<usize>,
    /// How much of the text is the same, from 0 to 1: twice the characters that stand in both in the
    /// same order, divided by the characters of both; rounded down to four decimals, so that only
    /// the same text gives 1. The search for those characters is bounded, so that texts with little
    /// in common may be a little more alike than it finds.
    pub similarity: f64,
    /// Whether all of both texts was looked at. Blanks are not, and are not counted either.
    pub complete: bool,
}

impl ProseComparison {
    /// So many characters of a part are compared; the sections of a long report have a few
    /// thousand.
    pub const MAX_CHARACTERS: usize = 1 << 15;

    /// Whether the texts are the same.
    ///
    /// ```
    /// use gongkai::{AnnualReport, Form};
    ///
    /// let mut report = AnnualReport::new(Form::Y2021);
    /// report.other = vec!["没有。".to_owned()];
    /// assert!(report.diff(&report.clone()).prose[0].is_same());
    /// ```
    pub fn is_same(&self) -> bool {
        self.complete && self.similarity >= 1.0
    }
}

impl AnnualReport {
    /// What differs between this report and another, which is taken for the later one.
    ///
    /// ```
    /// use gongkai::{AnnualReport, Form};
    ///
    /// let mut before = AnnualReport::new(Form::Y2021);
    /// before.other = vec!["2022年收取信息处理费0元。".to_owned()];
    /// let mut after = before.clone();
    /// after.other = vec!["2023年收取信息处理费0元。".to_owned()];
    /// let difference = before.diff(&after);
    /// // One of fifteen characters is another.
    /// assert_eq!(difference.prose[0].similarity, 0.9333);
    /// assert_eq!(difference.similarity(), Some(0.9333));
    /// ```
    pub fn diff(&self, other: &AnnualReport) -> Difference {
        let figures = Field::ALL.into_iter().filter_map(|field| {
            let cells = match (self.cell(field), other.cell(field)) {
                (CellRef::Count(a), CellRef::Count(b)) => {
                    Pair::changed(a, b).map(|pair| Cells::Count(pair.cloned()))
                }
                (CellRef::Change(a), CellRef::Change(b)) => {
                    Pair::changed(a, b).map(|pair| Cells::Change(pair.cloned()))
                }
                (CellRef::Money(a), CellRef::Money(b)) => {
                    Pair::changed(a, b).map(|pair| Cells::Money(pair.cloned()))
                }
                // A field is of one kind in every report.
                _ => None,
            };
            cells.map(|cells| FigureChange { field, cells })
        });
        let parts = std::iter::once(None).chain(Section::ALL.map(Some));
        let prose = parts.filter_map(|part| compare(part, &prose(self, part), &prose(other, part)));
        Difference {
            organ: Pair::changed(self.organ.clone(), other.organ.clone()),
            year: Pair::changed(self.year, other.year),
            form: Pair::changed(self.form, other.form),
            script: Pair::changed(self.script, other.script),
            figures: figures.collect(),
            prose: prose.collect(),
        }
    }
}

impl<T: Clone> Pair<&T> {
    fn cloned(self) -> Pair<T> {
        Pair { before: self.before.clone(), after: self.after.clone() }
    }
}

impl Difference {
    /// Whether nothing differs: no figure, no text, and nothing that is said about the whole.
    ///
    /// ```
    /// use gongkai::{AnnualReport, Form};
    ///
    /// let report = AnnualReport::new(Form::Y2021);
    /// assert!(report.diff(&report.clone()).is_empty());
    /// assert!(!report.diff(&AnnualReport::new(Form::Y2019)).is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        let Difference { organ, year, form, script, figures, prose } = self;
        organ.is_none()
            && year.is_none()
            && form.is_none()
            && script.is_none()
            && figures.is_empty()
            && prose.iter().all(ProseComparison::is_same)
    }

    /// How much of all prose is the same, from 0 to 1; `None` where neither report has any. A long
    /// section counts more than a short one.
    ///
    /// ```
    /// use gongkai::{AnnualReport, Form};
    ///
    /// let mut report = AnnualReport::new(Form::Y2021);
    /// assert_eq!(report.diff(&report.clone()).similarity(), None);
    /// report.other = vec!["没有。".to_owned()];
    /// assert_eq!(report.diff(&report.clone()).similarity(), Some(1.0));
    /// ```
    pub fn similarity(&self) -> Option<f64> {
        let weight = |part: &ProseComparison| {
            let Pair { before, after } = part.characters;
            before.saturating_add(after) as f64
        };
        let whole: f64 = self.prose.iter().map(weight).sum();
        let same: f64 = self.prose.iter().map(|part| part.similarity * weight(part)).sum();
        (whole > 0.0).then(|| floor(same / whole))
    }
}

/// The prose of a part, a paragraph a line.
fn prose(report: &AnnualReport, part: Option<Section>) -> String {
    let mut text = String::new();
    let mut line = |line: &str| {
        if !line.is_empty() {
            text.push_str(line);
            text.push('\n');
        }
    };
    let mut lines = |lines: &[String]| lines.iter().for_each(|text| line(text));
    match part {
        None => lines(&report.preamble),
        Some(Section::Overview) => {
            lines(&report.overview.preamble);
            for subsection in &report.overview.subsections {
                lines(std::slice::from_ref(&subsection.heading));
                lines(&subsection.paragraphs);
            }
        }
        Some(Section::Proactive) => lines(&report.notes.proactive),
        Some(Section::Applications) => lines(&report.notes.applications),
        Some(Section::Disputes) => lines(&report.notes.disputes),
        Some(Section::Problems) => {
            lines(&report.problems.preamble);
            lines(&report.problems.problems);
            for measures in &report.problems.measures {
                lines(std::slice::from_ref(&measures.lead));
                lines(&measures.items);
            }
        }
        Some(Section::Other) => lines(&report.other),
    }
    text
}

fn compare(section: Option<Section>, before: &str, after: &str) -> Option<ProseComparison> {
    let characters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let counts = Pair { before: characters(before), after: characters(after) };
    if (counts.before, counts.after) == (0, 0) {
        return None;
    }
    let most = ProseComparison::MAX_CHARACTERS;
    let complete = before == after || (counts.before <= most && counts.after <= most);
    let similarity = if before == after {
        1.0
    } else {
        // Where only blanks differ, the rest is the same.
        similarity(&compared(before), &compared(after))
    };
    Some(ProseComparison { section, characters: counts, similarity, complete })
}

/// The characters that are compared: blanks are a matter of layout.
fn compared(text: &str) -> Vec<char> {
    let characters = text.chars().filter(|c| !c.is_whitespace());
    characters.take(ProseComparison::MAX_CHARACTERS).collect()
}

/// The time is bounded without a clock, so that the result is the same on every machine: this variant
/// of Myers' algorithm ends its search for the shortest script early, so that it takes about 8 µs a
/// character where two texts have nothing in common, and less where they have; and the length has a
/// limit. The full search takes 6 s for 16384 characters of such texts, and finds 0.02 more in common.
fn similarity(before: &[char], after: &[char]) -> f64 {
    let changes = capture_diff_slices(Algorithm::Myers, before, after);
    let same: usize = changes
        .iter()
        .filter(|change| change.tag() == DiffTag::Equal)
        .map(|change| change.old_range().len())
        .sum();
    floor(2.0 * same as f64 / (before.len() + after.len()).max(1) as f64)
}

/// Four decimals, rounded down.
fn floor(ratio: f64) -> f64 {
    (ratio * 1e4).floor() / 1e4
}

impl fmt::Display for Difference {
    /// A line for each difference, and one for each part that has prose. Nothing where there is
    /// neither.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn line<T>(
            f: &mut fmt::Formatter<'_>,
            name: &str,
            pair: Option<&Pair<T>>,
            text: impl Fn(&T) -> String,
        ) -> fmt::Result {
            let Some(Pair { before, after }) = pair else { return Ok(()) };
            writeln!(f, "{name}: {} → {}", text(before), text(after))
        }
        fn or_unknown<T: ToString>(value: &Option<T>) -> String {
            value.as_ref().map_or_else(|| "unknown".to_owned(), T::to_string)
        }
        line(f, "organ", self.organ.as_ref(), or_unknown)?;
        line(f, "year", self.year.as_ref(), or_unknown)?;
        line(f, "form", self.form.as_ref(), or_unknown)?;
        line(f, "script", self.script.as_ref(), |script| match script {
            Script::Simplified => "simplified".to_owned(),
            Script::Traditional => "traditional".to_owned(),
        })?;
        self.figures.iter().try_for_each(|change| writeln!(f, "{change}"))?;
        self.prose.iter().try_for_each(|part| writeln!(f, "{part}"))
    }
}

impl fmt::Display for FigureChange {
    /// The path, the two cells, and by how much the figure grew.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Pair { before, after } = self.cells.as_refs();
        write!(f, "{}: {} → {}", self.field, shown(before), shown(after))?;
        match (self.growth(), before) {
            (Some(growth), CellRef::Money(_)) => write!(f, " ({:+} yuan)", growth.normalize()),
            (Some(growth), _) => write!(f, " ({growth:+})"),
            (None, _) => Ok(()),
        }
    }
}

fn shown(cell: CellRef<'_>) -> String {
    fn of<T: fmt::Display>(cell: &Cell<T>, unit: &str) -> String {
        match cell {
            Cell::Value(value) => format!("{value}{unit}"),
            Cell::Blank => "blank".to_owned(),
            Cell::NotApplicable => "/".to_owned(),
            Cell::Unread(text) => format!("unread “{text}”"),
            Cell::Absent => "absent".to_owned(),
        }
    }
    match cell {
        CellRef::Count(cell) => of(cell, ""),
        CellRef::Change(cell) => of(cell, ""),
        CellRef::Money(cell @ Cell::Value(Money { unit: Unit::Unstated, .. })) => {
            of(cell, " (no unit)")
        }
        CellRef::Money(cell) => of(cell, ""),
    }
}

impl fmt::Display for ProseComparison {
    /// The part, how much of it is the same, and its lengths.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Pair { before, after } = self.characters;
        let part = self.section.map_or("preamble", Section::as_str);
        write!(f, "{part}: {:.2} % the same", self.similarity * 100.0)?;
        write!(f, " ({before} → {after} characters)")?;
        if !self.complete {
            write!(f, ", of the first {} characters", ProseComparison::MAX_CHARACTERS)?;
        }
        Ok(())
    }
}

mod wire {
    //! A change of a figure as it stands in JSON: the path says of which kind the cells are.

    use serde::Deserialize;

    use super::{Cells, FigureChange, Pair};
    use crate::model::{Cell, Field, FigureKind, Money};

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Change {
        path: Field,
        before: AnyCell,
        after: AnyCell,
    }

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum AnyCell {
        Count(Cell<u64>),
        Change(Cell<super::Change>),
        Money(Cell<Money>),
    }

    impl AnyCell {
        fn count(self) -> Option<Cell<u64>> {
            match self {
                AnyCell::Count(cell) => Some(cell),
                AnyCell::Change(_) | AnyCell::Money(_) => None,
            }
        }

        fn change(self) -> Option<Cell<super::Change>> {
            match self {
                AnyCell::Count(Cell::Value(n)) => {
                    i64::try_from(n).ok().map(|n| Cell::Value(super::Change(n)))
                }
                AnyCell::Count(cell) => Some(cell.map(|_| super::Change(0))),
                AnyCell::Change(cell) => Some(cell),
                AnyCell::Money(_) => None,
            }
        }

        fn money(self) -> Option<Cell<Money>> {
            match self {
                AnyCell::Count(Cell::Value(_)) | AnyCell::Change(_) => None,
                AnyCell::Count(Cell::Blank) => Some(Cell::Blank),
                AnyCell::Count(Cell::NotApplicable) => Some(Cell::NotApplicable),
                AnyCell::Count(Cell::Unread(text)) => Some(Cell::Unread(text)),
                AnyCell::Count(Cell::Absent) => Some(Cell::Absent),
                AnyCell::Money(cell) => Some(cell),
            }
        }
    }

    impl TryFrom<Change> for FigureChange {
        type Error = String;

        fn try_from(Change { path: field, before, after }: Change) -> Result<Self, String> {
            fn pair<T>(before: Option<T>, after: Option<T>) -> Option<Pair<T>> {
                Some(Pair { before: before?, after: after? })
            }
            let cells = match field.kind() {
                FigureKind::Count => pair(before.count(), after.count()).map(Cells::Count),
                FigureKind::Change => pair(before.change(), after.change()).map(Cells::Change),
                FigureKind::Money => pair(before.money(), after.money()).map(Cells::Money),
            };
            let cells = cells.ok_or_else(|| format!("the cells are none of {field}"))?;
            Ok(FigureChange { field, cells })
        }
    }
}
