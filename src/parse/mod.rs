//! Source text → report. Tables that are drawn, or whose cells commas tell apart, are laid out anew
//! ([`relaid`]). Lines become sections ([`outline`]), the lines of tables become rows of
//! cells ([`table`]), and cells become figures ([`assemble`]); prose becomes paragraphs
//! ([`narrative`]). Nothing here can fail: what is not understood is kept, marked and reported.

mod align;
mod assemble;
mod block;
mod commas;
mod drawn;
mod fill;
pub(crate) mod fold;
mod framed;
pub(crate) mod grid;
mod header;
mod inline;
mod label;
mod lines;
mod literal;
mod narrative;
mod outline;
mod pieces;
mod places;
mod printed;
mod relaid;
mod rows;
mod spanned;
mod table;
mod title;
mod wrapped;

use std::borrow::Cow;
use std::str::FromStr;

pub use block::{Block, BlockKind};
#[cfg(feature = "pdf")]
pub(crate) use fold::unradical;
#[cfg(any(feature = "docx", feature = "html", feature = "pdf"))]
pub(crate) use label::is_label;
pub(crate) use literal::{ABSENT_MARK, is_impossible_count, marked};
pub(crate) use title::period_year;

use self::assemble::Assembly;
use self::header::Table;
use self::lines::{Gathered, Line, Role};
use self::outline::Heading;
use self::pieces::under;
use self::printed::{Collected, Printed};
use self::relaid::Relaid;
use self::rows::Tables;
use self::title::Title;
use crate::diagnostic::{Detail, Diagnostic, Severity};
use crate::error::ParseError;
use crate::model::{AnnualReport, Field, Form, Script, Section, Subject};
use crate::pages::{PageBox, PageMap};
use crate::span::{Span, Spans};

/// **Reads a report from text**: one cell a line, tabs as a browser copies them, bars, commas, or tables that
/// are drawn with characters.
///
/// It cannot fail and cannot panic: what is not understood is [unread](crate::Cell::Unread) or
/// listed among the [blocks](Parsed::blocks), and
/// [diagnostics](Parsed::diagnostics) say why. To have an error instead, use
/// [`Parsed::into_result`] or `text.parse::<AnnualReport>()`.
///
/// Options are set with a [`Parser`].
///
/// ```
/// use gongkai::{Applicant, Cell, Form, Row};
///
/// let text = "\
/// 云溪市2020年政府信息公开工作年度报告
/// 二、主动公开政府信息情况
/// 第二十条第（五）项
/// 信息内容\t上一年项目数量\t本年增/减\t处理决定数量
/// 行政许可\t265\t减6\t36788
/// 三、收到和处理政府信息公开申请情况
/// 一、本年新收政府信息公开申请数量\t12\t0\t0\t0\t0\t0\t12
/// ";
/// let parsed = gongkai::parse(text);
/// assert_eq!(parsed.report.organ.as_deref(), Some("云溪市"));
/// assert_eq!(parsed.report.form, Some(Form::Y2019));
/// assert_eq!(parsed.report.proactive.licensing.change, Cell::Value(gongkai::Change(-6)));
/// assert_eq!(parsed.report.applications[(Row::NewlyReceived, Applicant::Total)], Cell::Value(12));
/// ```
pub fn parse(text: &str) -> Parsed<'_> {
    Parser::new().parse(text)
}

/// **Options of reading.** Built in a `const` if you like.
///
/// ```
/// use gongkai::Parser;
///
/// const PARSER: Parser = Parser::new().max_bytes(1024 * 1024);
/// let parsed = PARSER.parse("华阴市2020年政府信息公开工作年度报告");
/// assert_eq!(parsed.report.year, Some(2020));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parser {
    max_bytes: usize,
    /// Whether tabs are where the document's own tables have the edges of cells.
    certain: bool,
    /// Whether every line is looked at by itself.
    careful: bool,
}

impl Parser {
    /// The default of [`max_bytes`](Parser::max_bytes): 64 MiB, a thousand times the longest report
    /// seen.
    pub const DEFAULT_MAX_BYTES: usize = 64 << 20;

    /// A parser with the default options.
    pub const fn new() -> Self {
        Parser { max_bytes: Parser::DEFAULT_MAX_BYTES, certain: false, careful: false }
    }

    /// Reads at most so many bytes of a text. What stands behind them is not looked at, and a
    /// diagnostic ([`Code::TooLong`](crate::Code::TooLong)) says so. No more than 2 GiB are ever
    /// read.
    pub const fn max_bytes(self, max_bytes: usize) -> Self {
        Parser { max_bytes, ..self }
    }

    /// Tabs are where the document's own tables have the edges of cells. A row with too many cells or
    /// too few is then no row that lost its structure, and is not aligned with the form.
    #[cfg_attr(
        not(any(feature = "html", feature = "pdf")),
        allow(dead_code, reason = "plain text tells no such thing")
    )]
    pub(crate) const fn certain(self) -> Self {
        Parser { certain: true, ..self }
    }

    /// Looks at every line by itself, also where a table is printed just as the form has it and could
    /// be read at once. That takes longer and reads the same: the tests hold one against the other.
    #[doc(hidden)]
    pub const fn careful(self) -> Self {
        Parser { careful: true, ..self }
    }

    /// Reads a report from text; see [`parse`].
    pub fn parse<'t>(&self, text: &'t str) -> Parsed<'t> {
        let limit = self.max_bytes.min(i32::MAX as usize);
        let read = text.get(..floor(text, limit)).unwrap_or_default();
        let mut parsed = read_text(read, self.certain, !self.careful);
        if read.len() < text.len() {
            let detail = Detail::TooLong { length: text.len(), limit };
            parsed.diagnostics.insert(0, Diagnostic::new(Subject::Report, None, detail));
        }
        parsed
    }
}

impl Default for Parser {
    fn default() -> Self {
        Parser::new()
    }
}

/// The last boundary of a character at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// **What was read**: the report, where everything stands, and what has to be said about it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Parsed<'t> {
    /// The report.
    pub report: AnnualReport,
    /// What reading has to say, in the order of the text; first what is about the whole report.
    pub diagnostics: Vec<Diagnostic>,
    /// Where each figure stands in [`source`](Parsed::source).
    pub spans: Spans,
    /// The text that all spans refer to.
    pub source: Cow<'t, str>,
    /// What each part of the text is to the report. The blocks lie end to end and cover all of it.
    pub blocks: Vec<Block>,
    /// Where each part of [`source`](Parsed::source) was printed; empty for documents without pages.
    pub pages: PageMap,
}

impl Parsed<'_> {
    /// The parts of the text of which nothing is in the report.
    ///
    /// ```
    /// let parsed = gongkai::parse("首页 > 政务公开\n华阴市2020年政府信息公开工作年度报告\n");
    /// let ignored: Vec<_> =
    ///     parsed.ignored().map(|block| block.span.text(&parsed.source).unwrap()).collect();
    /// assert_eq!(ignored, ["首页 > 政务公开\n"]);
    /// ```
    pub fn ignored(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.kind.is_ignored())
    }

    /// The report, if all of it could be read: no diagnostic is of [`Severity::Error`]. A figure of
    /// the form that the document does not have is such an error.
    ///
    /// ```
    /// let error = gongkai::parse("今天天气不错").into_result().unwrap_err();
    /// assert_eq!(error.diagnostics[0].code().as_str(), "P01");
    /// ```
    pub fn into_result(self) -> Result<AnnualReport, ParseError> {
        if self.diagnostics.iter().any(|d| d.severity() == Severity::Error) {
            return Err(ParseError { diagnostics: self.diagnostics });
        }
        Ok(self.report)
    }

    /// The same with a source of its own, free of the text that it was read from.
    pub fn into_owned(self) -> Parsed<'static> {
        Parsed {
            report: self.report,
            diagnostics: self.diagnostics,
            spans: self.spans,
            source: Cow::Owned(self.source.into_owned()),
            blocks: self.blocks,
            pages: self.pages,
        }
    }

    /// Where a figure was printed; `None` where the document has no such cell, or no pages. The place of
    /// a [diagnostic](Parsed::diagnostics) or a block is told by [`PageMap::page_box`].
    ///
    #[cfg_attr(feature = "pdf", doc = "```")]
    #[cfg_attr(not(feature = "pdf"), doc = "```ignore")]
    /// use gongkai::Field;
    ///
    /// let file = std::fs::read("tests/fixtures/pdf/ruled-portrait-2021.pdf")?;
    /// let parsed = gongkai::read(&file)?;
    /// let field: Field = "applications.newly_received.total".parse()?;
    /// let place = parsed.page_box(field).unwrap();
    /// assert_eq!(place.page, 1);
    /// assert!(place.x0 < place.x1 && place.y0 < place.y1);
    ///
    /// // Text has no pages.
    /// assert_eq!(gongkai::parse(&parsed.source).page_box(field), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn page_box(&self, field: Field) -> Option<PageBox> {
        self.pages.page_box(self.spans.get(field)?)
    }
}

impl FromStr for AnnualReport {
    type Err = ParseError;

    /// Reads a report strictly: anything that could not be read is an error, and so is a figure of
    /// the form that is not there.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        parse(text).into_result()
    }
}

/// Whether a text is the label over a column of figures.
#[cfg(feature = "pdf")]
pub(crate) fn is_column_label(text: &str) -> bool {
    use label::{Label, Walked};
    let walked = label::read(text).walked;
    let (Walked::Label(label) | Walked::Annotated(label, _)) = walked else { return false };
    matches!(
        label,
        Label::Column(_) | Label::Applicant(_) | Label::Ruling(_) | Label::Other | Label::Total
    )
}

/// Reads a text; if tables are drawn in it, or commas tell their cells apart, with a line of tabs for each of
/// their rows.
fn read_text(text: &str, certain: bool, gather: bool) -> Parsed<'_> {
    let mut printed = Collected::none();
    let gathered = lines::cut(text, gather.then_some(&mut printed));
    let relaid = if drawn::may_be(text, &gathered.lines) {
        drawn::relaid(text)
    } else if printed.tables.is_empty() && commas::may_be(text, &gathered.lines) {
        commas::relaid(text)
    } else {
        None
    };
    match relaid {
        Some(relaid) => restored(&relaid, read_again(&relaid.text, true, gather), text),
        None => read_lines(text, gathered, printed, certain),
    }
}

/// What was read of a text that was laid out anew, with its places in the source.
fn restored<'t>(relaid: &Relaid<'_>, parsed: Parsed<'_>, source: &'t str) -> Parsed<'t> {
    let Parsed { report, mut diagnostics, spans, blocks, pages, .. } = parsed;
    for diagnostic in &mut diagnostics {
        diagnostic.span = diagnostic.span.map(|span| relaid.place(span));
    }
    let spans = spans.mapped(|span| relaid.place(span));
    let blocks = relaid.blocks(&blocks);
    Parsed { report, diagnostics, spans, blocks, pages, source: Cow::Borrowed(source) }
}

/// Reads a text once more, or one in which no table is drawn.
fn read_again(text: &str, certain: bool, gather: bool) -> Parsed<'_> {
    let mut printed = Collected::none();
    let gathered = lines::cut(text, gather.then_some(&mut printed));
    read_lines(text, gathered, printed, certain)
}

/// Reads the lines of a text. Figures that stand each alone on a line may be gathered into runs, and
/// tables may be read as they are printed; where anything but the plain rows of a whole report turns up,
/// the text is read again with a line for each.
fn read_lines(text: &str, gathered: Gathered, printed: Collected, certain: bool) -> Parsed<'_> {
    let Gathered { mut lines, figures } = gathered;
    let mut framed = framed::unframe(text, &mut lines);
    let mut headings = outline::headings(text, &mut lines);
    if let Some(apart) = inline::cut(text, &lines, &headings) {
        if !printed.tables.is_empty() {
            return read_again(text, certain, false);
        }
        lines = apart;
        framed = framed::unframe(text, &mut lines);
        headings = outline::headings(text, &mut lines);
    }
    let (mut regions, found_table) = regions(text, &lines, &headings);
    if !printed.tables.iter().all(|table| fills_region(&regions, &lines, table)) {
        return read_again(text, certain, false);
    }
    framed.retain(|line| {
        regions.iter().any(|region| is_table(region.section) && region.lines.contains(line))
    });
    framed::restore(text, &mut lines, &framed);
    let head = regions.first().map_or(lines.len(), |region| region.lines.start);

    let mut title = title::find(text, lines.get(..head).unwrap_or_default()).unwrap_or_default();
    for (i, line) in lines.iter_mut().enumerate().take(head) {
        if title.lines.contains(&i) && !line.is_blank() {
            line.role = Role::Title;
        } else if i < title.lines.start && !line.is_blank() {
            line.role = Role::Furniture;
        }
    }

    let empty = headings.is_empty() && !found_table && title == Title::default();
    let mut assembly = Assembly {
        text,
        report: AnnualReport {
            script: script(text, &lines, &title, &headings),
            organ: title.organ.take(),
            year: title.year,
            ..printed.report
        },
        spans: printed.spans,
        diagnostics: Vec::new(),
        omitted: 0,
        certain,
        marked_absent: false,
        whole_headers: Vec::new(),
        cut_off: Vec::new(),
        conflicts: Vec::new(),
        seen: None,
        padded: None,
        spans_left_out: None,
    };
    if empty {
        assembly.diagnostics.push(Diagnostic::new(Subject::Report, None, Detail::NotAReport));
    }

    let printed = printed.tables;
    let is_printed = |section| printed.iter().any(|table| table.section == section);
    let mut reader = None;
    let report = &mut assembly.report;
    let before = title.lines.end..head;
    let prose = regions.iter().filter(|region| !is_table(region.section)).map(|r| &r.lines);
    let width = wrapped::width(text, &lines, std::iter::once(&before).chain(prose));
    wrapped::read(text, &mut lines[..head], width, |text, lines| {
        report.preamble = narrative::preamble(text, lines);
    });
    for region in &mut regions {
        let lines = &mut lines[region.lines.clone()];
        match region.section {
            Section::Overview | Section::Problems | Section::Other if region.again => {
                for line in lines.iter_mut().filter(|line| line.role == Role::Unseen) {
                    line.role = Role::Furniture;
                }
            }
            Section::Overview | Section::Problems | Section::Other => {
                wrapped::read(text, lines, width, |text, lines| {
                    narrative::mark_furniture(text, lines);
                    match region.section {
                        Section::Overview => report.overview = narrative::overview(text, lines),
                        Section::Problems => report.problems = narrative::problems(text, lines),
                        _ => {
                            report.other = narrative::other(text, lines, report.organ.as_deref());
                        }
                    }
                });
            }
            section if is_printed(section) => {}
            section => reader
                .get_or_insert_with(|| table::Reader::new(text, &figures))
                .section(section, lines),
        }
    }
    let tables = match reader {
        Some(reader) => reader.finish(),
        None => figures.is_empty().then(Tables::none),
    };
    let Some(tables) = tables.filter(|tables| agrees(tables, &printed)) else {
        return read_again(text, certain, false);
    };
    if report.year.is_none() {
        report.year = report
            .preamble
            .iter()
            .chain(&report.overview.preamble)
            .find_map(|p| title::period_year(p));
        if let Some(year) = report.year {
            let detail = Detail::YearFromPeriod { year };
            assembly.diagnostics.push(Diagnostic::new(Subject::Year, None, detail));
        }
    }
    assembly.tables(&tables, &printed);
    for table in &printed {
        assembly.printed(table);
    }
    let mut aligned = Vec::new();
    let incomplete = assembly.is_incomplete(&printed);
    if incomplete && !(figures.is_empty() && printed.is_empty()) {
        return read_again(text, certain, false);
    }
    if !empty && incomplete {
        let sections: Vec<(Section, &[Line])> = regions
            .iter()
            .filter(|region| is_table(region.section))
            .filter_map(|region| Some((region.section, lines.get(region.lines.clone())?)))
            .collect();
        aligned = assembly.fill(&align::align(text, &sections, assembly.report.form, certain));
        mark_table(&mut lines, &aligned);
    }
    // What was a note before may be a row of figures now: a report on one line has all of them there.
    let notes =
        tables.notes.iter().filter(|(_, note)| !aligned.iter().any(|row| meet(*row, *note)));
    for &(section, span) in notes {
        let note = narrative::prose(under(text, span));
        let notes = &mut assembly.report.notes;
        match section {
            Section::Proactive => notes.proactive.push(note),
            Section::Applications => notes.applications.push(note),
            _ => notes.disputes.push(note),
        }
    }
    if !empty {
        assembly.superfluous(&tables);
        if incomplete || assembly.marked_absent {
            assembly.absent();
        }
        about_the_whole(&mut assembly, &headings, &lines);
    }
    if assembly.omitted > 0 {
        let detail = Detail::Omitted { count: assembly.omitted };
        assembly.diagnostics.push(Diagnostic::new(Subject::Report, None, detail));
    }
    assembly.diagnostics.sort_by_key(|d| d.span.map_or(0, |span| span.start + 1));
    Parsed {
        report: assembly.report,
        diagnostics: assembly.diagnostics,
        spans: assembly.spans,
        source: Cow::Borrowed(text),
        blocks: block::blocks(text, &lines),
        pages: PageMap::default(),
    }
}

fn meet(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// Marks the lines on which rows of figures were found as those of a table. Both are given in the
/// order of the text, or nearly so.
fn mark_table(lines: &mut [Line], rows: &[Span]) {
    for row in rows {
        let first = lines.partition_point(|line| line.raw.end <= row.start);
        for line in lines.iter_mut().skip(first).take_while(|line| line.raw.start < row.end) {
            if matches!(line.role, Role::TableText | Role::Paragraph | Role::Furniture) {
                line.role = Role::Table;
            }
        }
    }
}

/// The lines of a section.
struct Region {
    section: Section,
    /// Whether the section stood before.
    again: bool,
    lines: std::ops::Range<usize>,
}

/// Whether a section is a table, and not prose.
fn is_table(section: Section) -> bool {
    matches!(section, Section::Proactive | Section::Applications | Section::Disputes)
}

/// Whether a table that was read as it is printed is all that a section has, and is its only one.
fn fills_region(regions: &[Region], lines: &[Line], table: &Printed) -> bool {
    let mut of_section = regions.iter().filter(|region| region.section == table.section);
    let region = of_section.next().filter(|_| of_section.next().is_none());
    region.is_some_and(|region| {
        let mut others = region.lines.clone().filter(|&other| other != table.line);
        region.lines.contains(&table.line)
            && others.all(|other| lines.get(other).is_some_and(|line| line.role != Role::Unseen))
    })
}

/// Whether nothing that the other tables say is about those that were read as they are printed.
fn agrees(tables: &Tables, printed: &[Printed]) -> bool {
    let (table, told) = printed.iter().fold(([false; 3], None), |(mut table, told), found| {
        table[Table::of(found.section) as usize] = true;
        (table, told.or(found.form))
    });
    let told_otherwise = told.is_some_and(|(form, _)| {
        [Form::Y2019, Form::Y2021]
            .into_iter()
            .any(|other| other != form && tables.evidence[other as usize].0 > 0)
    });
    !told_otherwise && !tables.rows.iter().any(|row| table[row.kind.table() as usize])
}

/// The lines behind each heading, and where tables stand without one.
fn regions(text: &str, lines: &[Line], headings: &[Heading]) -> (Vec<Region>, bool) {
    let mut regions: Vec<Region> = headings
        .iter()
        .enumerate()
        .map(|(i, heading)| Region {
            section: heading.section,
            again: heading.again,
            lines: heading.body..headings.get(i + 1).map_or(lines.len(), |next| next.line),
        })
        .collect();
    // Headings that the title search must not see belong to the region behind them.
    if let (Some(region), Some(heading)) = (regions.first_mut(), headings.first()) {
        region.lines.start = heading.line;
    }
    let has_tables = headings.iter().any(|heading| is_table(heading.section));
    if has_tables && headings.iter().any(|heading| heading.section == Section::Proactive) {
        return (regions, true);
    }
    // Section two has no heading: its tables, or those of a section behind it, may start anywhere
    // before the first table section that has one.
    let end = headings.iter().find(|h| is_table(h.section)).map_or(lines.len(), |h| h.line);
    let Some((start, section)) = outline::first_table(text, &lines[..end]) else {
        return (regions, has_tables);
    };
    let at = regions.iter().position(|region| region.lines.end > start).unwrap_or(regions.len());
    let stop = match regions.get_mut(at) {
        Some(region) if region.lines.start <= start => {
            let stop = region.lines.end;
            region.lines.end = start;
            regions.insert(at + 1, Region { section, again: false, lines: start..stop });
            return (regions, true);
        }
        Some(region) => region.lines.start,
        None => lines.len(),
    };
    regions.insert(at, Region { section, again: false, lines: start..stop });
    (regions, true)
}

/// What has to be said about organ, year, form and headings.
fn about_the_whole(assembly: &mut Assembly<'_>, headings: &[Heading], lines: &[Line]) {
    let report = &assembly.report;
    let mut say = |subject, span, detail| {
        assembly.diagnostics.push(Diagnostic::new(subject, span, detail));
    };
    if report.organ.is_none() {
        say(Subject::Organ, None, Detail::OrganUnknown);
    }
    if report.year.is_none() {
        say(Subject::Year, None, Detail::YearUnknown);
    }
    if report.form.is_none() {
        say(Subject::Report, None, Detail::FormUnknown);
    }
    for section in Section::ALL {
        match headings.iter().find(|heading| heading.section == section) {
            None => say(Subject::Section(section), None, Detail::SectionMissing),
            Some(Heading { number: Some(found), line, .. }) if *found != section.number() => {
                let detail = Detail::SectionNumber { found: *found, expected: section.number() };
                say(Subject::Section(section), Some(lines[*line].text), detail);
            }
            Some(_) => {}
        }
    }
    for heading in headings.iter().filter(|heading| !heading.official && !heading.again) {
        let span = lines[heading.line].text.join(lines[heading.body.saturating_sub(1)].text);
        let expected = heading.section.heading().in_script(Script::Simplified).to_owned();
        let found = under(assembly.text, span).chars().take(80).collect();
        let detail = Detail::LabelVariant { found, expected };
        say(Subject::Section(heading.section), Some(span), detail);
    }
    for heading in headings.iter().filter(|heading| heading.again) {
        let span = Some(lines[heading.line].text);
        say(Subject::Section(heading.section), span, Detail::SectionAgain);
    }
}

/// Which script a text is written in, told from its title and headings, or from its beginning where
/// it has neither.
fn script(text: &str, lines: &[Line], title: &Title, headings: &[Heading]) -> Script {
    /// So many characters tell it.
    const ENOUGH: usize = 40;
    /// Fewer may be a title without an organ, or a heading alone, and say little.
    const FEW: usize = 12;
    let marked = std::iter::once(title.lines.clone())
        .chain(headings.iter().map(|heading| heading.line..heading.body))
        .flat_map(|range| lines.get(range).unwrap_or_default())
        .filter(|line| matches!(line.role, Role::Title | Role::Heading))
        .map(|line| under(text, line.text));
    let (mut all, mut traditional) = (0, 0);
    for piece in marked {
        let (characters, of_them) = traditional_characters(piece, ENOUGH - all);
        all += characters;
        traditional += of_them;
        // However many characters follow, these are one in ten.
        if all == ENOUGH || traditional * 10 > ENOUGH {
            break;
        }
    }
    if all < FEW {
        let (characters, of_them) = traditional_characters(text, ENOUGH - all);
        all += characters;
        traditional += of_them;
    }
    if traditional * 10 > all { Script::Traditional } else { Script::Simplified }
}

/// How many characters that are not of ASCII a text has, but so many at the most, and how many of them
/// are written so only in Traditional script.
fn traditional_characters(text: &str, most: usize) -> (usize, usize) {
    let (mut all, mut traditional) = (0, 0);
    let mut rest = text.as_bytes();
    while all < most {
        rest = match rest {
            [0xE4..=0xE9, _, _, behind @ ..] => {
                all += 1;
                traditional += usize::from(fold::is_traditional(fold::first(rest)));
                behind
            }
            // Any other character that is not of ASCII starts with such a byte.
            [first, behind @ ..] => {
                all += usize::from(*first >= 0xC0);
                behind
            }
            [] => break,
        };
    }
    (all, traditional)
}
