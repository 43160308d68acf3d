//! The document part: paragraphs and tables as the lines of a text, in the state in which every
//! tracked change is accepted and nothing hidden is shown.
//!
//! The elements are followed with a stack, never by recursion. What holds paragraphs and tables, the
//! body, a cell or a text box, is a [`Flow`]; a table is written when its end comes, row by row.

use super::fields::{Field, is_on};
use super::flow::{Flow, OBJECT, RunProps, has_words, is_numeral};
use super::numbering::Numbering;
use super::shown::{Colour, SIZE, TextProps, has_pictures, is_out_of_place};
use super::styles::{NumberProps, Styles};
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
    /// How the letters of a run are filled.
    TextFill,
    Text,
    /// An instruction of a field.
    Code,
    /// A field with its instruction, and how much text the paragraph had before it.
    SimpleField {
        before: usize,
        is_silent: bool,
    },
    /// The properties of a content control.
    ControlProps,
    Table,
    TableProps,
    TableGrid,
    Row,
    RowProps,
    Cell,
    CellProps,
    /// Or the margins of a cell.
    CellBorders,
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
    /// Whether the drawing at hand is not shown.
    hides_drawing: bool,
}

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
            hides_drawing: false,
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
                Node::Text(text) => match self.open.last() {
                    Some(On::Text) => self.text.push_str(&text),
                    Some(On::Code) => {
                        let field = self.flow().fields.last_mut();
                        if let Some(field) = field.filter(|field| !field.has_result) {
                            field.add_code(&text);
                        }
                    }
                    _ => {}
                },
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
                b"shd" => {
                    self.flow().paragraph.fill = Some(Colour::of_shading(element));
                    None
                }
                _ => {
                    if is_out_of_place(element) {
                        self.flow().object();
                    }
                    if name == b"spacing" {
                        let before = element.length("before").unwrap_or(0);
                        let flow = self.flow();
                        flow.before = flow.before.max(u32::try_from(before).unwrap_or(0));
                    }
                    None
                }
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
                let paragraph = &mut self.flow().paragraph;
                paragraph.goes_on |= gone;
                paragraph.mark.take(element);
                None
            }
            On::RunProps => {
                let run = &mut self.flow().run;
                match name {
                    b"rStyle" => run.style = element.value().map(|style| style.into_owned()),
                    b"textFill" => return Ok(Some(On::TextFill)),
                    _ => run.text.take(element),
                }
                None
            }
            On::TextFill => {
                self.flow().run.text.take_fill(element);
                Some(On::TextFill)
            }
            On::ControlProps => {
                // Word fills it anew, with what stands in another part of the file.
                if name == b"dataBinding" {
                    self.doubt();
                }
                None
            }
            On::TableGrid => {
                if let Some(table) = self.tables.last_mut() {
                    table.take_column(element);
                }
                None
            }
            On::TableProps => {
                let styles = self.styles;
                if let Some(table) = self.tables.last_mut() {
                    table.take(element, styles);
                }
                (name == b"tblCellMar").then_some(On::TableProps)
            }
            On::RowProps => {
                if let Some(row) = self.row() {
                    row.take(element);
                }
                None
            }
            On::CellProps | On::CellBorders => {
                if let Some(row) = self.table_around().and_then(|table| table.row.as_mut()) {
                    row.cell.take(element);
                }
                matches!(name, b"tcBorders" | b"tcMar").then_some(On::CellBorders)
            }
            On::Text | On::Code => None,
            // What a namespace that nobody knows is needed for, Word leaves out.
            On::Alternate { read: false, .. }
                if element
                    .attribute("Requires")
                    .is_some_and(|needed| !self.xml.knows_all(&needed)) =>
            {
                self.flow().object();
                None
            }
            On::Alternate { read: false, drawing } if matches!(name, b"Choice" | b"Fallback") => {
                if let Some(alternate) = self.open.last_mut() {
                    *alternate = On::Alternate { read: true, drawing };
                }
                Some(if drawing { On::Drawing } else { On::Content })
            }
            On::Alternate { .. } => None,
            On::Drawing => match name {
                b"docPr" => {
                    self.hides_drawing |= is_on(element.attribute("hidden").as_deref());
                    None
                }
                _ if self.hides_drawing || is_invisible(element) => None,
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
                _ => Some(On::Drawing),
            },
            // Word leaves out what it does not know, unless the file says that it must not.
            _ if !self.xml.knows(element.prefix()) => {
                self.flow().object();
                None
            }
            _ => self.content(parent, element)?,
        })
    }

    /// The table in whose cell the flow at hand stands.
    fn table_around(&mut self) -> Option<&mut Table> {
        let flow = self.flows.len().saturating_sub(1);
        self.tables.last_mut().filter(|table| table.flow == flow)
    }

    /// What comes next may be shown otherwise: the cell at hand, or the next one of a row, or the rows of
    /// a table.
    fn doubt(&mut self) {
        let flow = self.flows.len();
        match self.tables.last_mut().filter(|table| table.flow == flow) {
            Some(Table { row: Some(row), .. }) => row.doubts_next = true,
            Some(table) => table.is_doubtful = true,
            None => self.flow().object(),
        }
    }

    /// What an element is among paragraphs, tables or runs.
    fn content(&mut self, parent: On, element: &Element<'_>) -> Result<Option<On>, ReadError> {
        Ok(match element.name() {
            b"p" => {
                // What hangs on no paragraph comes before it.
                if self.flow().paragraph.open || !self.flow().paragraph.begun {
                    self.flush_paragraph();
                }
                let paragraph = &mut self.flow().paragraph;
                (paragraph.begun, paragraph.open) = (true, true);
                paragraph.goes_on = false;
                (paragraph.fill, paragraph.mark) = (None, TextProps::default());
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
                self.tables.push(Table::new(flow, self.styles));
                Some(On::Table)
            }
            b"tblPr" if parent == On::Table => Some(On::TableProps),
            b"tblGrid" if parent == On::Table => Some(On::TableGrid),
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
            b"del" | b"moveFrom" | b"delText" | b"delInstrText" | b"conflictDel" => {
                return Ok(None);
            }
            b"instrText" => return Ok(Some(On::Code)),
            // The signs above characters. What stands over a figure may be another one.
            b"rt" => {
                self.flow().object();
                return Ok(None);
            }
            b"sdtPr" => return Ok(Some(On::ControlProps)),
            name if name.ends_with(b"Pr") => return Ok(None),
            b"tblGrid" | b"tblPrEx" | b"footnoteRef" | b"endnoteRef" => return Ok(None),
            b"AlternateContent" => {
                return Ok(Some(On::Alternate { read: false, drawing: false }));
            }
            b"drawing" | b"pict" | b"object" | b"contentPart" => {
                self.hides_drawing = false;
                // A picture, a line over a figure, a box with another one.
                self.flow().object();
                return Ok(Some(On::Drawing));
            }
            // A document within this one, which is not read.
            b"altChunk" | b"subDoc" => self.flow().object(),
            // The other way round.
            b"bdo" | b"dir" => {
                if element.value().as_deref() == Some("rtl") {
                    self.flow().object();
                }
                return Ok(Some(On::Content));
            }
            // One above the other is no figure of two digits.
            b"oMath" | b"oMathPara" => self.push(OBJECT),
            // Of the page or of the day at hand.
            b"pgNum" | b"dayShort" | b"monthShort" | b"yearShort" | b"dayLong" | b"monthLong"
            | b"yearLong" => self.push(OBJECT),
            b"fldChar" => self.field(element)?,
            b"fldSimple" => {
                let code = element.attribute("instr");
                let field = Field::simple(code.as_deref(), element.attribute("dirty").as_deref());
                let flow = self.flow();
                if field.is_stale() {
                    flow.object();
                }
                let before = flow.paragraph.text.len();
                return Ok(Some(On::SimpleField { before, is_silent: field.is_silent() }));
            }
            b"tab" | b"ptab" => self.push('\t'),
            b"br" | b"cr" => self.push('\n'),
            b"noBreakHyphen" => self.push('-'),
            b"sym" | b"symEx" => {
                self.push(symbol(element).unwrap_or(OBJECT));
            }
            b"footnoteReference" | b"endnoteReference" => {
                // On the line, the mark is one more digit to who reads it.
                let raised = self.props().is_raised();
                let flow = self.flow();
                if !raised {
                    flow.object();
                }
                flow.run.typed_mark |= is_on(element.attribute("customMarkFollows").as_deref());
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
                let goes_over = flow.instructions > 0;
                if !flow.paragraph.goes_on {
                    self.flush_paragraph();
                }
                // Whether an instruction goes on in the next paragraph is only told by its end: one that
                // is missing hides nothing that comes later.
                if goes_over {
                    let flow = self.flow();
                    flow.instructions = 0;
                    let end = flow.text.len();
                    for field in flow.fields.iter_mut().filter(|field| !field.has_result) {
                        field.cut.get_or_insert(end);
                    }
                }
            }
            On::SimpleField { before, is_silent } => {
                let flow = self.flow();
                if !is_silent && flow.paragraph.text.len() <= before {
                    flow.object();
                }
            }
            On::TextBox => {
                self.flush_paragraph();
                let inner = self.flows.pop().unwrap_or_default();
                let flow = self.flow();
                flow.paragraph.boxes.push_str(&inner.text);
                flow.has_table |= inner.has_table;
                flow.has_object |= inner.has_object;
            }
            On::Cell => {
                self.flush_paragraph();
                let inner = self.flows.pop().unwrap_or_default();
                let mut text = inner.text;
                let flow = self.flows.len();
                let table = self.tables.last_mut().filter(|table| table.flow == flow);
                let is_hidden = |table: &Table| {
                    !text.trim().is_empty()
                        && !has_words(&text)
                        && table.hides(&text, inner.size, inner.before)
                };
                // A small digit beside a large one is the mark of a note, or is seen as one.
                let is_mixed = inner
                    .digits
                    .is_some_and(|(least, most)| least.saturating_mul(3) < most.saturating_mul(2));
                let is_doubtful = (is_mixed && !has_words(&text))
                    || table.is_some_and(|table| table.is_cell_doubtful() || is_hidden(table));
                // A picture beside a label is an ornament; in the place of a figure it may be one.
                if (inner.has_object || is_doubtful)
                    && !inner.has_table
                    && !crate::parse::is_label(text.trim())
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

    fn field(&mut self, element: &Element<'_>) -> Result<(), ReadError> {
        let most = self.limits.nesting;
        let flow = self.flow();
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => {
                flow.fields.push(Field::new(element.attribute("dirty").as_deref()));
                flow.instructions += 1;
                if flow.fields.len() > most {
                    return Err(ReadError::PastLimit { limit: Limit::Nesting, max: most });
                }
            }
            Some("separate") => {
                let Some(field) = flow.fields.last_mut().filter(|field| !field.has_result) else {
                    return Ok(());
                };
                field.has_result = true;
                let (cut, is_stale) = (field.cut, field.is_stale());
                if is_stale {
                    flow.object();
                }
                flow.end_instruction(cut);
            }
            Some("end") => {
                let Some(field) = flow.fields.pop().filter(|field| !field.has_result) else {
                    return Ok(());
                };
                // The file does not hold what Word shows.
                if !field.is_silent() {
                    flow.object();
                }
                flow.end_instruction(field.cut);
            }
            _ => {}
        }
        Ok(())
    }

    /// How the text of the run at hand stands.
    fn props(&mut self) -> TextProps {
        let styles = self.styles;
        let table = self.table_around().map_or(TextProps::default(), |table| table.text);
        let flow = self.flow();
        let run = flow.run.style.as_deref().and_then(|name| styles.of_run(name));
        let paragraph = styles.of_paragraph(flow.paragraph.style.as_deref());
        let (run, paragraph) = (
            run.map_or(TextProps::default(), |s| s.text),
            paragraph.map_or(TextProps::default(), |s| s.text),
        );
        flow.run.text.or(run.within(paragraph.within(table))).or(styles.text)
    }

    /// The colour behind the text at hand.
    fn behind(&mut self) -> Colour {
        let own = self.flow().paragraph.fill.filter(|&fill| fill != Colour::Auto);
        own.or(self.table_around().map(|table| table.fill())).unwrap_or(Colour::Auto)
    }

    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        let trimmed =
            if self.preserve { &text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
        let props = self.props();
        let behind = self.behind();
        let in_cell = self.table_around().is_some();
        // Outside of cells, these are the numbers of pages in a list of contents.
        let is_off = in_cell && props.off_web == Some(true);
        let is_doubtful = is_off || props.is_doubtful(behind);
        // A label that is struck out or cannot be seen says nothing of the figures under it. Where nothing
        // tells what is behind it, it is more likely seen. What may be a figure does not go, so that its
        // cell does not become blank.
        let is_gone = props.struck == Some(true) || (is_doubtful && behind != Colour::Unknown);
        if in_cell && is_gone && has_words(trimmed) && !trimmed.contains(is_numeral) {
            self.text = text;
            return;
        }
        let is_unseen = is_doubtful && !has_words(trimmed);
        for c in trimmed.chars() {
            // A line is a paragraph, and a tab is between cells.
            let c = if c.is_control() { ' ' } else { c };
            self.push_as(if is_unseen && !c.is_whitespace() { OBJECT } else { c }, props);
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
        let size = props.size.unwrap_or(SIZE);
        flow.size = flow.size.max(Some(size));
        if c.is_ascii_digit() && !props.is_raised() {
            let (least, most) = flow.digits.unwrap_or((size, size));
            flow.digits = Some((least.min(size), most.max(size)));
        }
        props.write(c, &mut flow.paragraph.text);
    }

    /// Writes the paragraph at hand as lines, and what hangs on it.
    fn flush_paragraph(&mut self) {
        let styles = self.styles;
        let mut paragraph = std::mem::take(&mut self.flow().paragraph);
        if !paragraph.begun && paragraph.text.is_empty() && paragraph.boxes.is_empty() {
            return;
        }
        let in_cell = self.table_around().is_some();
        let style = styles.of_paragraph(paragraph.style.as_deref());
        let number = paragraph.number.or(style.map(|style| style.number).unwrap_or_default());
        let mark = paragraph.mark.or(style.map(|style| style.text).unwrap_or_default());
        let number = self.numbering.next(number, styles.name(paragraph.style.as_deref()), mark);
        let flow = self.flow();
        let start = flow.text.len();
        if style.is_some_and(|style| style.is_moved) {
            flow.has_object = true;
            paragraph.objects.insert(0, 0);
        }
        flow.has_object |= number.is_doubtful;
        flow.text.push_str(&number.text);
        if number.is_doubtful {
            paragraph.objects.insert(0, 0);
        }
        // Of a cell, its whole text tells whether it is a figure; of figures in lines of their own, these
        // are all that there is.
        if !in_cell && (paragraph.text.contains('\t') || !has_words(&paragraph.text)) {
            paragraph.show_objects();
        }
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

/// Whether an old drawing is not shown.
fn is_invisible(element: &Element<'_>) -> bool {
    element.attribute("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.to_ascii_lowercase().contains("visibility:hidden")
    })
}

/// The character of a symbol.
fn symbol(element: &Element<'_>) -> Option<char> {
    let code = u32::from_str_radix(element.attribute("char")?.trim(), 16).ok()?;
    let font = element.attribute("font").unwrap_or_default().to_ascii_lowercase();
    let is_pictures = has_pictures(&font);
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
