//! A web page → source text.
//!
//! A paragraph is a line, and so is a row of a table ([`super::grid`]). What is not shown is left out,
//! and so are lines that are links and nothing else: menus, lists of other years' reports and of the
//! report's own sections, buttons to share. What a page has behind the part that holds the report's
//! headings is kept in the text, and listed as ignored.

use std::borrow::Cow;

use super::grid::Grid;
use super::limits::Limits;
use super::node::{Id, Kind, NONE, Node, Sight};
use super::tree;
use super::{encoding, text};
use crate::error::ReadError;
use crate::parse::{Block, BlockKind, Parsed, Parser};
use crate::span::Span;

/// What the end of a line of the page's source means outside of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// Hardly anything: the page is HTML.
    Flow,
    /// It ends a line: HTML stands in a text.
    Kept,
}

pub(super) fn read(
    bytes: &[u8],
    limits: &Limits,
    lines: Lines,
) -> Result<Parsed<'static>, ReadError> {
    let decoded = encoding::decode(bytes, encoding::declared(bytes));
    let nodes = tree::tree(&decoded.text, limits)?;
    let keep = Keep { links: false, hidden: false, lines: lines == Lines::Kept };
    let mut page = walk(&nodes, limits, keep)?;
    if page.link_is_prose {
        page = walk(&nodes, limits, Keep { links: true, ..keep })?;
    }
    let mut parsed = parse(page);
    let nothing = parsed.diagnostics.iter().any(|d| d.code() == crate::Code::NotAReport);
    if nothing && nodes.iter().any(|node| node.sight.is(HIDDEN)) {
        // Some pages show the report only when a script says so.
        let page = walk(&nodes, limits, Keep { links: true, hidden: true, ..keep })?;
        parsed = parse(page);
    }
    text::replaced(&mut parsed, decoded.replaced, decoded.encoding);
    Ok(parsed)
}

/// What is left out where it stands in no table of figures.
const HIDDEN: Sight = Sight::GONE.and(Sight::UNSEEN);

/// Reads the report in the text of a page.
fn parse(page: Page) -> Parsed<'static> {
    let Page { text: mut source, end, .. } = page;
    let behind = source.split_off(end);
    let mut parsed = text::parse(Cow::Owned(source), Parser::new().certain());
    if !behind.is_empty() {
        let source = parsed.source.to_mut();
        let start = u32::try_from(source.len()).unwrap_or(u32::MAX);
        source.push_str(&behind);
        let end = u32::try_from(source.len()).unwrap_or(u32::MAX);
        match parsed.blocks.last_mut() {
            Some(last) if last.kind == BlockKind::Furniture => last.span.end = end,
            _ => parsed
                .blocks
                .push(Block { span: Span::new(start, end), kind: BlockKind::Furniture }),
        }
    }
    Parsed { source: Cow::Owned(parsed.source.into_owned()), ..parsed }
}

/// What is otherwise left out.
#[derive(Debug, Clone, Copy)]
struct Keep {
    links: bool,
    hidden: bool,
    /// The ends of lines outside of tables.
    lines: bool,
}

/// The text of a page.
struct Page {
    text: String,
    /// Where the part ends that holds the report's headings.
    end: usize,
    /// Whether a sentence is a link, and nothing else. A link that is never closed makes one of all
    /// that stands behind it, and then links tell nothing.
    link_is_prose: bool,
}

fn walk(nodes: &[Node], limits: &Limits, keep: Keep) -> Result<Page, ReadError> {
    let mut writer = Writer::new(keep);
    let mut id: Id = 0;
    while let Some(node) = nodes.get(id as usize) {
        let inside = writer.enter(id, node, limits);
        if inside && node.first != NONE {
            writer.depth += 1;
            id = node.first;
            continue;
        }
        let mut node = node;
        writer.leave(id, node, inside)?;
        while node.next == NONE {
            id = node.parent;
            match nodes.get(id as usize) {
                Some(parent) => node = parent,
                None => return Ok(writer.finish()),
            }
            writer.leave(id, node, true)?;
            writer.depth -= 1;
            writer.left();
        }
        id = node.next;
    }
    Ok(writer.finish())
}

/// What stands between the last text of a line and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    /// The end of a line of the page's source, which is no blank between Chinese characters.
    Newline,
    Blank,
}

/// What stands for a thing that is no text, or does not count: a cell with it is no figure.
const OBJECT: &str = "\u{FFFC}";

/// Writes the text of a page.
struct Writer<'l> {
    keep: Keep,
    out: String,
    /// The line at hand, and what comes before its next text.
    line: String,
    gap: Gap,
    /// Whether the line has text that is in no link.
    plain: bool,
    links: u32,
    preformatted: u32,
    /// The tables around the place at hand; those of figures with their rows.
    tables: Vec<Option<Grid<'l>>>,
    /// The lines of the cell at hand.
    cell: Option<String>,
    /// Whether the cell shows something that is no text, or has text that is not seen as it is written.
    has_object: bool,
    /// Whether a script fills the cell in.
    is_filled: bool,
    /// Whether the page shows something on the line at hand that is not in its text: a picture, a number.
    is_made: bool,
    /// The outermost element around the place at hand whose text is not seen as it is written; none.
    doubtful: Id,
    link_is_prose: bool,
    /// How many elements are around the place at hand, and the fewest since the last heading.
    depth: usize,
    lowest: usize,
    headings: Headings,
}

/// Where the headings of sections stand.
#[derive(Debug, Default)]
struct Headings {
    /// Which of the numbers 一 to 七 were seen.
    numbers: u8,
    /// How many elements are around all headings seen.
    depth: usize,
    /// Where the innermost of them ended.
    end: Option<usize>,
}

impl<'l> Writer<'l> {
    fn new(keep: Keep) -> Self {
        Writer {
            keep,
            out: String::new(),
            line: String::new(),
            gap: Gap::None,
            plain: false,
            links: 0,
            preformatted: 0,
            tables: Vec::new(),
            cell: None,
            has_object: false,
            is_filled: false,
            is_made: false,
            doubtful: NONE,
            link_is_prose: false,
            depth: 0,
            lowest: 0,
            headings: Headings::default(),
        }
    }

    fn finish(mut self) -> Page {
        self.end_line();
        let Headings { numbers, end, .. } = self.headings;
        // Fewer may be no headings at all, or not all of them. Those of Markdown are in no elements.
        let are_headings = numbers.count_ones() >= 4 && !self.keep.lines;
        let end = end.filter(|_| are_headings).unwrap_or(self.out.len());
        Page { text: self.out, end, link_is_prose: self.link_is_prose }
    }

    /// Begins a node; false if nothing inside it counts.
    fn enter(&mut self, id: Id, node: &Node, limits: &'l Limits) -> bool {
        if node.kind == Kind::Left {
            return false;
        }
        let sight = node.sight;
        if self.is_in_figures() {
            // Here each thing that is not shown is a figure, or a part of one.
            self.has_object |= self.cell.is_some() && sight.is(Sight::MADE);
            self.is_filled |= self.cell.is_some() && sight.is(Sight::FILLED);
            if sight.is(Sight::GONE) {
                return false;
            }
            const DOUBTFUL: Sight = Sight::UNSEEN.and(Sight::DOUBTFUL).and(Sight::MOVED);
            self.doubt(id, sight.is(DOUBTFUL));
        } else if sight.is(HIDDEN) && !self.keep.hidden {
            return false;
        } else {
            self.doubt(id, sight.is(Sight::DOUBTFUL));
        }
        match node.kind {
            Kind::Text => self.text(node.text()),
            Kind::Inline | Kind::Left => {}
            Kind::Apart => self.gap = Gap::Blank,
            Kind::Struck => {
                self.gap = Gap::Blank;
                self.doubt(id, true);
                // In a cell it would be read as its figure.
                if self.cell.is_some() {
                    self.words(OBJECT);
                }
            }
            Kind::Object => {
                self.has_object |= self.cell.is_some();
                self.is_made = true;
                return false;
            }
            Kind::Link => self.links += 1,
            Kind::Preformatted => {
                self.end_line();
                self.preformatted += 1;
            }
            Kind::Around if self.cell.is_none() => return false,
            // A break in a cell between bars.
            Kind::Break if self.keep.lines && self.line.starts_with('|') => self.gap = Gap::Blank,
            Kind::Block | Kind::Break | Kind::Around => self.end_line(),
            Kind::Table => {
                self.end_line();
                let grid = (!node.layout && self.cell.is_none()).then(|| Grid::new(limits));
                self.tables.push(grid);
            }
            Kind::Group | Kind::Row => self.end_line(),
            Kind::Cell => {
                self.end_line();
                if let Some(Some(_)) = self.tables.last() {
                    self.cell = Some(String::new());
                    self.has_object = sight.is(Sight::MADE);
                    self.is_filled = sight.is(Sight::FILLED);
                }
            }
        }
        self.is_made |= sight.is(Sight::MADE);
        true
    }

    /// Ends a node that was begun.
    fn leave(&mut self, id: Id, node: &Node, inside: bool) -> Result<(), ReadError> {
        if !inside {
            return Ok(());
        }
        if self.doubtful == id {
            // A line ends before the doubt does.
            if !matches!(node.kind, Kind::Inline | Kind::Apart | Kind::Struck | Kind::Link) {
                self.end_line();
            }
            self.doubtful = NONE;
        }
        match node.kind {
            Kind::Text | Kind::Inline | Kind::Object | Kind::Left => return Ok(()),
            Kind::Apart | Kind::Struck => {
                self.gap = Gap::Blank;
                return Ok(());
            }
            Kind::Link => {
                self.links = self.links.saturating_sub(1);
                return Ok(());
            }
            Kind::Break if self.keep.lines && self.line.starts_with('|') => return Ok(()),
            _ => self.end_line(),
        }
        match (node.kind, self.tables.last_mut()) {
            (Kind::Preformatted, _) => self.preformatted = self.preformatted.saturating_sub(1),
            (Kind::Table, _) => {
                if let Some(Some(grid)) = self.tables.pop() {
                    grid.write(&mut self.out);
                }
            }
            (Kind::Group, Some(Some(grid))) => grid.end_group(),
            (Kind::Row, Some(Some(grid))) => grid.end_row()?,
            (Kind::Cell, Some(Some(grid))) => {
                let mut text = self.cell.take().unwrap_or_default();
                // A picture beside a label is an ornament; in the place of a figure it may be one.
                let is_filled = std::mem::take(&mut self.is_filled) && text.is_empty();
                let has_object = std::mem::take(&mut self.has_object) || is_filled;
                if has_object && !crate::parse::is_label(&text) {
                    text.push_str(OBJECT);
                }
                grid.cell(&text, node.colspan, node.rowspan)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether the place at hand is in a table of figures.
    fn is_in_figures(&self) -> bool {
        self.cell.is_some() || matches!(self.tables.last(), Some(Some(_)))
    }

    /// From here on to the end of an element, text may not be seen as it is written.
    fn doubt(&mut self, id: Id, is_doubtful: bool) {
        if is_doubtful && self.doubtful == NONE {
            self.doubtful = id;
        }
    }

    /// An element was left: it may have been the one around all headings.
    fn left(&mut self) {
        self.lowest = self.lowest.min(self.depth);
        if self.depth < self.headings.depth && self.headings.end.is_none() {
            self.headings.end = Some(self.out.len());
        }
    }

    /// Adds text to the line at hand. A run of blanks is one blank, as in a browser.
    fn text(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let blanks = rest.bytes().take_while(u8::is_ascii_whitespace).count();
            let (gap, behind) = rest.split_at(blanks);
            if !gap.is_empty() {
                if !gap.contains('\n') {
                    self.gap = Gap::Blank;
                } else if self.preformatted > 0 || self.keep.lines && !self.is_in_figures() {
                    self.end_line();
                } else {
                    self.gap = self.gap.max(Gap::Newline);
                }
            }
            if behind.is_empty() {
                return;
            }
            let end = behind.bytes().position(|b| b.is_ascii_whitespace()).unwrap_or(behind.len());
            let (words, behind) = behind.split_at(end);
            self.words(words);
            rest = behind;
        }
    }

    fn words(&mut self, words: &str) {
        if !self.line.is_empty() {
            let chinese = |b: Option<u8>| b.is_some_and(|b| !b.is_ascii());
            match self.gap {
                Gap::None => {}
                // Between Chinese characters, editors break lines anywhere.
                Gap::Newline
                    if chinese(self.line.bytes().next_back()) && chinese(words.bytes().next()) => {}
                _ => self.line.push(' '),
            }
        }
        self.gap = Gap::None;
        self.line.push_str(words);
        if self.doubtful != NONE && !words.trim_matches(is_blank).is_empty() {
            // Outside of tables, only digits that stand for themselves may be figures, and before the
            // first heading none are.
            let may_be_figure = self.headings.numbers != 0 && !words.contains(char::is_alphabetic);
            match self.cell {
                Some(_) => self.has_object = true,
                None if may_be_figure => self.line.push_str(OBJECT),
                None => {}
            }
        }
        self.plain |= self.links == 0;
    }

    /// Ends the line at hand.
    fn end_line(&mut self) {
        self.gap = Gap::None;
        let is_made = std::mem::take(&mut self.is_made);
        if self.line.is_empty() {
            return;
        }
        // A number before a line of prose is none of its words; beside a figure it is another digit.
        let is_figure = is_made && self.headings.numbers != 0 && self.cell.is_none();
        if is_figure && !self.line.contains(char::is_alphabetic) {
            self.line.push_str(OBJECT);
        }
        let line = self.line.trim_matches(is_blank);
        let linked = !std::mem::take(&mut self.plain);
        if linked && self.cell.is_none() {
            // Menus have no sentences.
            self.link_is_prose |= line.contains('。') || line.len() > 180;
        }
        if line.is_empty() || (linked && self.cell.is_none() && !self.keep.links) {
            self.line.clear();
            return;
        }
        match &mut self.cell {
            Some(cell) => {
                if !cell.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(line);
            }
            None => {
                self.out.push_str(line);
                self.out.push('\n');
            }
        }
        if let Some(number) = heading_number(line) {
            self.heading(number);
        }
        self.line.clear();
    }

    /// A line that may be the heading of a section has ended.
    fn heading(&mut self, number: u8) {
        let around = if self.headings.numbers == 0 { self.depth } else { self.lowest };
        if self.headings.numbers == 0 || around < self.headings.depth {
            self.headings.depth = around;
            self.headings.end = None;
        }
        self.headings.numbers |= 1 << number;
        self.lowest = self.depth;
    }
}

/// The number of a line such as 三、收到和处理政府信息公开申请情况, from 0.
fn heading_number(line: &str) -> Option<u8> {
    let mut chars = line.chars();
    let number =
        "一二三四五六七".chars().zip(0..).find(|&(c, _)| Some(c) == chars.clone().next())?.1;
    chars.next();
    chars.find(|&c| !is_blank(c)).filter(|c| matches!(c, '、' | '，' | '.' | '．')).map(|_| number)
}

/// Blanks, and characters that are never seen.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}')
}
