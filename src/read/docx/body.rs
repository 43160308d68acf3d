//! The document part: paragraphs and tables as the lines of a text, in the state in which every
//! tracked change is accepted and nothing hidden is shown.
//!
//! The elements are followed with a stack, never by recursion. What holds paragraphs and tables, the
//! body, a cell or a text box, is a [`Flow`]; a table is written when its end comes, row by row.

use super::numbering::Numbering;
use super::styles::{NumberProps, Raised, Styles, TextProps};
use super::table::{CellText, Row, Table};
use super::xml::{Element, Node, Xml, damaged};
use crate::error::ReadError;
use crate::input::Limit;
use crate::read::limits::Limits;

/// What an element that is open is to the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum On {
    /// The whole document.
    Document,
    /// What only holds others: a link, a content control, an accepted insertion.
    Content,
    Paragraph,
    ParagraphProps,
    NumberProps,
    /// The properties of the mark that ends a paragraph.
    MarkProps,
    Run,
    RunProps,
    Text,
    Table,
    Row,
    RowProps,
    Cell,
    CellProps,
    TextBox,
    /// A drawing, of which only text boxes are read.
    Drawing,
    /// The same content in several ways, and whether one has been read, and whether it is part of
    /// a drawing.
    Alternate {
        read: bool,
        drawing: bool,
    },
}

/// What holds paragraphs and tables.
#[derive(Debug, Default)]
struct Flow {
    /// The lines so far.
    text: String,
    paragraph: Paragraph,
    run: RunProps,
    /// The fields that are open: whether the result has begun.
    fields: Vec<bool>,
    /// How many of them have not come to their result.
    instructions: usize,
    has_table: bool,
    has_picture: bool,
    /// Whether a field stands there whose result the file does not hold, though Word shows one.
    has_open_field: bool,
}

/// A paragraph, or several that became one when the marks between them were deleted.
#[derive(Debug, Default)]
struct Paragraph {
    /// Whether there is one at all.
    begun: bool,
    /// Whether it is still being read.
    open: bool,
    text: String,
    style: Option<String>,
    number: NumberProps,
    /// Whether the text goes on in the next paragraph: the mark is deleted, or hidden.
    goes_on: bool,
    /// The lines of text boxes that hang on it.
    boxes: String,
}

#[derive(Debug, Default)]
struct RunProps {
    style: Option<String>,
    text: TextProps,
    /// Whether the mark of a footnote is typed in what comes next.
    typed_mark: bool,
}

/// Reads a document.
pub(super) struct Body<'x, 'l> {
    xml: Xml<'x>,
    styles: &'l Styles,
    numbering: Numbering,
    limits: &'l Limits,
    open: Vec<On>,
    flows: Vec<Flow>,
    tables: Vec<Table>,
    /// The text of a `w:t`, until it ends, and whether the blanks around it are part of it.
    text: String,
    preserve: bool,
}

/// What stands for a thing that is no text: a cell with a picture of a figure is not blank.
const OBJECT: char = '\u{FFFC}';

impl<'x, 'l> Body<'x, 'l> {
    pub(super) fn new(
        xml: Xml<'x>,
        styles: &'l Styles,
        numbering: Numbering,
        limits: &'l Limits,
    ) -> Self {
        Body {
            xml,
            styles,
            numbering,
            limits,
            open: Vec::new(),
            flows: vec![Flow::default()],
            tables: Vec::new(),
            text: String::new(),
            preserve: false,
        }
    }

    /// The document as text.
    pub(super) fn read(mut self) -> Result<String, ReadError> {
        loop {
            match self.xml.next()? {
                Node::Start(element) => match self.start(&element)? {
                    Some(on) => self.open.push(on),
                    None => self.xml.skip()?,
                },
                Node::End => {
                    if let Some(on) = self.open.pop() {
                        self.end(on)?;
                    }
                }
                Node::Text(text) => {
                    if self.open.last() == Some(&On::Text) {
                        self.text.push_str(&text);
                    }
                }
                Node::Done => break,
            }
        }
        self.flush_paragraph();
        Ok(self.flows.pop().map(|flow| flow.text).unwrap_or_default())
    }

    fn flow(&mut self) -> &mut Flow {
        if self.flows.is_empty() {
            self.flows.push(Flow::default());
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }

    /// The row that is open in the flow at hand.
    fn row(&mut self) -> Option<&mut Row> {
        let flow = self.flows.len();
        self.tables.last_mut().filter(|table| table.flow == flow)?.row.as_mut()
    }

    /// What an element is that begins; nothing if it is to be left out with all that is in it.
    fn start(&mut self, element: &Element<'_>) -> Result<Option<On>, ReadError> {
        let name = element.name();
        // What something was before a tracked change.
        if name.ends_with(b"Change") {
            return Ok(None);
        }
        let Some(&parent) = self.open.last() else {
            return match name {
                b"document" => Ok(Some(On::Document)),
                _ => Err(damaged("its main part is no Word document")),
            };
        };
        Ok(match parent {
            On::Document => (name == b"body").then_some(On::Content),
            On::ParagraphProps => match name {
                b"pStyle" => {
                    self.flow().paragraph.style = element.value().map(|style| style.into_owned());
                    None
                }
                b"numPr" => Some(On::NumberProps),
                b"rPr" => Some(On::MarkProps),
                _ => None,
            },
            On::NumberProps => {
                let number = &mut self.flow().paragraph.number;
                match name {
                    b"numId" => number.list = element.number(),
                    b"ilvl" => number.level = element.number(),
                    _ => {}
                }
                None
            }
            On::MarkProps => {
                let gone = match name {
                    b"del" | b"moveFrom" => true,
                    b"vanish" | b"specVanish" => element.is_on(),
                    _ => false,
                };
                self.flow().paragraph.goes_on |= gone;
                None
            }
            On::RunProps => {
                let run = &mut self.flow().run;
                match name {
                    b"rStyle" => run.style = element.value().map(|style| style.into_owned()),
                    _ => run.text.take(element),
                }
                None
            }
            On::RowProps => {
                if let Some(row) = self.row() {
                    row.take(element);
                }
                None
            }
            On::CellProps => {
                // The row stands in the flow outside of the cell's own.
                let flow = self.flows.len().saturating_sub(1);
                let table = self.tables.last_mut().filter(|table| table.flow == flow);
                if let Some(row) = table.and_then(|table| table.row.as_mut()) {
                    row.cell.take(element);
                }
                None
            }
            On::Text => None,
            On::Alternate { read: false, drawing } if matches!(name, b"Choice" | b"Fallback") => {
                if let Some(alternate) = self.open.last_mut() {
                    *alternate = On::Alternate { read: true, drawing };
                }
                Some(if drawing { On::Drawing } else { On::Content })
            }
            On::Alternate { .. } => None,
            On::Drawing => match name {
                b"txbxContent" => {
                    self.flows.push(Flow::default());
                    Some(On::TextBox)
                }
                b"AlternateContent" => Some(On::Alternate { read: false, drawing: true }),
                // Words drawn along a line, as titles are.
                b"textpath" => {
                    if let Some(words) = element.attribute("string") {
                        let boxes = &mut self.flow().paragraph.boxes;
                        boxes.extend(words.trim().chars().filter(|c| !c.is_control()));
                        boxes.push('\n');
                    }
                    None
                }
                // Pictures, embedded documents, charts and diagrams.
                b"blip" | b"imagedata" | b"OLEObject" | b"chart" | b"relIds" | b"control" => {
                    self.flow().has_picture = true;
                    Some(On::Drawing)
                }
                _ => Some(On::Drawing),
            },
            _ => self.content(parent, element)?,
        })
    }

    /// What an element is among paragraphs, tables or runs.
    fn content(&mut self, parent: On, element: &Element<'_>) -> Result<Option<On>, ReadError> {
        Ok(match element.name() {
            b"p" => {
                if self.flow().paragraph.open {
                    self.flush_paragraph();
                }
                let paragraph = &mut self.flow().paragraph;
                (paragraph.begun, paragraph.open) = (true, true);
                paragraph.goes_on = false;
                paragraph.style = None;
                paragraph.number = NumberProps::default();
                Some(On::Paragraph)
            }
            b"pPr" if parent == On::Paragraph => Some(On::ParagraphProps),
            b"r" => {
                self.flow().run = RunProps::default();
                Some(On::Run)
            }
            b"rPr" if parent == On::Run => Some(On::RunProps),
            b"t" => {
                self.text.clear();
                self.preserve = element.attribute("space").as_deref() == Some("preserve");
                Some(On::Text)
            }
            b"tbl" => {
                self.flush_paragraph();
                let flow = self.flows.len();
                self.flow().has_table = true;
                self.tables.push(Table::new(flow));
                Some(On::Table)
            }
            b"tr" => {
                let flow = self.flows.len();
                match self.tables.last_mut().filter(|t| t.flow == flow && t.row.is_none()) {
                    Some(table) => {
                        table.row = Some(Row::default());
                        Some(On::Row)
                    }
                    None => Some(On::Content),
                }
            }
            b"trPr" if parent == On::Row => Some(On::RowProps),
            b"tcPr" if parent == On::Cell => Some(On::CellProps),
            b"tc" => match self.row() {
                Some(row) if row.is_dropped => None,
                Some(row) => {
                    row.begin_cell();
                    self.flows.push(Flow::default());
                    Some(On::Cell)
                }
                None => Some(On::Content),
            },
            _ => self.inline(element)?,
        })
    }

    /// What an element is among the runs of a paragraph, or in a run.
    fn inline(&mut self, element: &Element<'_>) -> Result<Option<On>, ReadError> {
        match element.name() {
            // Deleted, or moved from here.
            b"del" | b"moveFrom" | b"delText" | b"delInstrText" => return Ok(None),
            // Instructions of fields, the signs above characters, properties.
            b"instrText" | b"rt" => return Ok(None),
            name if name.ends_with(b"Pr") => return Ok(None),
            b"tblGrid" | b"tblPrEx" | b"footnoteRef" | b"endnoteRef" => return Ok(None),
            b"AlternateContent" => {
                return Ok(Some(On::Alternate { read: false, drawing: false }));
            }
            b"drawing" | b"pict" | b"object" => return Ok(Some(On::Drawing)),
            // A document within this one, which is not read.
            b"altChunk" => self.flow().has_picture = true,
            // One above the other is no figure of two digits.
            b"oMath" | b"oMathPara" => self.push(OBJECT),
            b"fldChar" => self.field(element.attribute("fldCharType").as_deref())?,
            b"tab" | b"ptab" => self.push('\t'),
            b"br" | b"cr" => self.push('\n'),
            b"noBreakHyphen" => self.push('-'),
            b"sym" | b"symEx" => {
                if let Some(c) = symbol(element) {
                    self.push(c);
                }
            }
            b"footnoteReference" | b"endnoteReference" => {
                let typed = element.attribute("customMarkFollows");
                let typed = matches!(typed.as_deref(), Some("1" | "true" | "on"));
                self.flow().run.typed_mark |= typed;
            }
            _ => return Ok(Some(On::Content)),
        }
        Ok(None)
    }

    fn end(&mut self, on: On) -> Result<(), ReadError> {
        match on {
            On::Text => self.end_text(),
            On::Paragraph => {
                let flow = self.flow();
                flow.paragraph.open = false;
                // Instructions do not go over paragraphs: an end that is missing hides nothing
                // that comes later.
                if flow.instructions > 0 {
                    flow.instructions = 0;
                    flow.fields.iter_mut().for_each(|result| *result = true);
                }
                if !flow.paragraph.goes_on {
                    self.flush_paragraph();
                }
            }
            On::TextBox => {
                self.flush_paragraph();
                let inner = self.flows.pop().unwrap_or_default();
                let flow = self.flow();
                flow.paragraph.boxes.push_str(&inner.text);
                flow.has_table |= inner.has_table;
                flow.has_picture |= inner.has_picture;
                flow.has_open_field |= inner.has_open_field;
            }
            On::Cell => {
                self.flush_paragraph();
                let inner = self.flows.pop().unwrap_or_default();
                let mut text = inner.text;
                let empty = text.trim().is_empty();
                if (inner.has_picture && !crate::parse::is_label(text.trim()))
                    || (inner.has_open_field && empty)
                {
                    text.push(OBJECT);
                }
                if let Some(row) = self.row() {
                    row.end_cell(CellText { text, has_table: inner.has_table });
                }
            }
            On::Row => {
                let flow = self.flows.len();
                if let Some(table) = self.tables.last_mut().filter(|table| table.flow == flow) {
                    table.end_row();
                }
            }
            On::Table => {
                if let Some(table) = self.tables.pop() {
                    let limits = self.limits;
                    table.write(&mut self.flow().text, limits)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn field(&mut self, kind: Option<&str>) -> Result<(), ReadError> {
        let most = self.limits.nesting;
        let flow = self.flow();
        match kind {
            Some("begin") => {
                flow.fields.push(false);
                flow.instructions += 1;
                if flow.fields.len() > most {
                    return Err(ReadError::PastLimit { limit: Limit::Nesting, max: most });
                }
            }
            Some("separate") => {
                if let Some(result @ false) = flow.fields.last_mut() {
                    *result = true;
                    flow.instructions -= 1;
                }
            }
            Some("end") => {
                let open = flow.fields.pop();
                flow.instructions -= usize::from(open == Some(false));
                flow.has_open_field |= open == Some(false);
            }
            _ => {}
        }
        Ok(())
    }

    /// How the text of the run at hand stands.
    fn props(&mut self) -> TextProps {
        let styles = self.styles;
        let flow = self.flow();
        let run = flow.run.style.as_deref().and_then(|name| styles.of_run(name));
        let paragraph = styles.of_paragraph(flow.paragraph.style.as_deref());
        let (run, paragraph) = (
            run.map_or(TextProps::default(), |s| s.text),
            paragraph.map_or(TextProps::default(), |s| s.text),
        );
        // What both styles say turns the other round: so Word shows emphasis within emphasis.
        let both = |run: Option<bool>, paragraph: Option<bool>| match (run, paragraph) {
            (Some(run), Some(paragraph)) => Some(run != paragraph),
            (run, paragraph) => run.or(paragraph),
        };
        flow.run.text.or(TextProps {
            hidden: both(run.hidden, paragraph.hidden),
            struck: both(run.struck, paragraph.struck),
            raised: run.raised.or(paragraph.raised),
        })
    }

    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        let trimmed =
            if self.preserve { &text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
        let props = self.props();
        for c in trimmed.chars() {
            // A line is a paragraph, and a tab is between cells.
            self.push_as(if c.is_control() { ' ' } else { c }, props);
        }
        self.text = text;
    }

    fn push(&mut self, c: char) {
        let props = self.props();
        self.push_as(c, props);
    }

    /// Writes a character as it stands.
    fn push_as(&mut self, c: char, props: TextProps) {
        let flow = self.flow();
        if props.hidden == Some(true) || flow.instructions > 0 || flow.run.typed_mark {
            return;
        }
        // The mark of a note is no digit of the figure before it.
        let c = match props.raised {
            Some(Raised::Above) => raised(c, ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']),
            Some(Raised::Below) => raised(c, ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉']),
            _ => c,
        };
        flow.paragraph.text.push(c);
        // Nor is a digit that is struck out. Readers see both, and so must who reads the text.
        if props.struck == Some(true) && !c.is_whitespace() {
            flow.paragraph.text.push('\u{0336}');
        }
    }

    /// Writes the paragraph at hand as lines, and what hangs on it.
    fn flush_paragraph(&mut self) {
        let styles = self.styles;
        let paragraph = std::mem::take(&mut self.flow().paragraph);
        if !paragraph.begun && paragraph.text.is_empty() && paragraph.boxes.is_empty() {
            return;
        }
        let style = styles.of_paragraph(paragraph.style.as_deref());
        let number = paragraph.number.or(style.map(|style| style.number).unwrap_or_default());
        let number = self.numbering.next(number, styles.name(paragraph.style.as_deref()));
        let flow = self.flow();
        let start = flow.text.len();
        flow.text.extend(number);
        for (i, line) in paragraph.text.split('\n').enumerate() {
            if i > 0 {
                flow.text.push('\n');
            }
            flow.text.push_str(line.trim());
        }
        // The blank behind a number before nothing.
        let end = flow.text.trim_end_matches(' ').len().max(start);
        flow.text.truncate(end);
        flow.text.push('\n');
        flow.text.push_str(&paragraph.boxes);
    }
}

fn raised(c: char, digits: [char; 10]) -> char {
    c.to_digit(10).and_then(|digit| digits.get(digit as usize).copied()).unwrap_or(c)
}

/// The character of a symbol.
fn symbol(element: &Element<'_>) -> Option<char> {
    let code = u32::from_str_radix(element.attribute("char")?.trim(), 16).ok()?;
    let font = element.attribute("font").unwrap_or_default().to_ascii_lowercase();
    let is_pictures =
        ["wingdings", "webdings", "dings", "marlett"].iter().any(|f| font.contains(f));
    // Fonts of symbols have their characters at U+F000 and the place of a letter. Those of pictures
    // mean another thing there, and stay what no figure can be.
    let plain = match code {
        0xF020..=0xF07E if !is_pictures && font != "symbol" => code - 0xF000,
        // Digits are digits in the font Symbol too, and most signs.
        0xF020..=0xF03F if !is_pictures => code - 0xF000,
        0x20..=0x7E if is_pictures => code + 0xF000,
        code => code,
    };
    char::from_u32(plain).filter(|c| !c.is_control())
}
