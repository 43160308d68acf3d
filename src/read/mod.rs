//! Bytes → source text: a paragraph or a row of a table is a line, with a tab between cells. What the
//! text says is read by [`parse`](crate::parse()), so that every kind of document has one grammar.

#[cfg(feature = "html")]
mod css;
#[cfg(feature = "docx")]
mod docx;
#[cfg(feature = "encoding")]
mod encoding;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "html")]
mod node;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "html")]
mod sight;
mod text;
#[cfg(feature = "html")]
mod tree;

#[cfg(feature = "docx")]
use std::borrow::Cow;

#[cfg(feature = "html")]
use self::html::Lines;
use crate::error::ReadError;
use crate::input::{InputKind, Limit};
#[cfg(any(feature = "docx", feature = "html", feature = "pdf"))]
use crate::limits;
use crate::limits::{Limits, Used};
#[cfg(any(feature = "docx", feature = "html", feature = "pdf"))]
use crate::parse::grid;
use crate::parse::{Parsed, Parser};

/// **Reads a report from a file's bytes**, whatever they are: text, Markdown, a web page, a Word document, a
/// PDF document.
///
/// - What they are is told by [`InputKind::of`]; a reader for one kind is a method of [`Reader`].
/// - Text in UTF-8 is always read, if its tables are not HTML. Everything else needs a feature of the
///   crate; without it, the error names the feature.
/// - For such text, [`Parsed::source`] is the given text. For other documents it is the text that
///   was made of them, and all spans refer to that.
///
/// ```
/// use gongkai::ReadError;
///
/// let file = "华阴市2020年政府信息公开工作年度报告\n".as_bytes();
/// let parsed = gongkai::read(file)?;
/// assert_eq!(parsed.report.organ.as_deref(), Some("华阴市"));
///
/// let picture = gongkai::read(b"\x89PNG\r\n\x1a\n").unwrap_err();
/// assert_eq!(
///     picture.to_string(),
///     "this is a picture, which is not read; recognize its text first, one line a row, with tabs"
/// );
/// # Ok::<(), ReadError>(())
/// ```
pub fn read(bytes: &[u8]) -> Result<Parsed<'_>, ReadError> {
    Reader::new().read(bytes)
}

/// **Options of reading files**: how large a document may be. Built in a `const` if you like.
///
/// - The limits keep a document that was made to do harm from taking all memory or much time. No
///   report comes near them.
/// - A document that passes a limit is an error, [`ReadError::PastLimit`], and no part of it is read.
///   [`Parser::max_bytes`] is another matter: of a text that is too long, the beginning is read.
/// - A limit that a kind of document does not know is without effect on it: text has no pages.
///
/// ```
/// use gongkai::{Limit, ReadError, Reader};
///
/// const READER: Reader = Reader::new().max_bytes(1024);
/// let error = READER.read(&[b'x'; 2000]).unwrap_err();
/// assert_eq!(error, ReadError::PastLimit { limit: Limit::Bytes, max: 1024 });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    max_bytes: usize,
    max_decompressed_bytes: usize,
    max_cells: usize,
    max_area: usize,
    max_nodes: usize,
    max_nesting: usize,
    max_words: usize,
    max_pages: usize,
    max_objects: usize,
    max_operators: usize,
    max_glyphs: usize,
    max_forms: usize,
}

impl Reader {
    /// A reader with the default limits.
    pub const fn new() -> Self {
        Reader {
            max_bytes: Parser::DEFAULT_MAX_BYTES,
            max_decompressed_bytes: 256 << 20,
            max_cells: 256 << 10,
            max_area: 1 << 20,
            max_nodes: 1 << 20,
            max_nesting: 1024,
            max_words: 16 << 10,
            max_pages: 2000,
            max_objects: 1 << 20,
            max_operators: 8 << 20,
            max_glyphs: 1 << 20,
            max_forms: 32,
        }
    }

    /// The most bytes that a document may have; by default 64 MiB.
    pub const fn max_bytes(self, max_bytes: usize) -> Self {
        Reader { max_bytes, ..self }
    }

    /// The most bytes that the parts of a Word or PDF document may have together when unpacked; by
    /// default 256 MiB.
    pub const fn max_decompressed_bytes(self, max_decompressed_bytes: usize) -> Self {
        Reader { max_decompressed_bytes, ..self }
    }

    /// The most cells that the tables of a document may have together; by default 262144. The form
    /// has about 400.
    pub const fn max_cells(self, max_cells: usize) -> Self {
        Reader { max_cells, ..self }
    }

    /// The most places that the tables of a document may have together, where a merged cell has as
    /// many as it covers; by default 1048576.
    pub const fn max_area(self, max_area: usize) -> Self {
        Reader { max_area, ..self }
    }

    /// The most elements and pieces of text that a page, or a part of a Word document, may have; by
    /// default 1048576. A page passes this limit, too, if its rules of style are compared with its elements
    /// more than sixteen times as often.
    pub const fn max_nodes(self, max_nodes: usize) -> Self {
        Reader { max_nodes, ..self }
    }

    /// How many elements of a page or of a Word document, or objects of a PDF document, may stand inside
    /// one another; by default 1024, twice what browsers allow.
    pub const fn max_nesting(self, max_nesting: usize) -> Self {
        Reader { max_nesting, ..self }
    }

    /// The most words that a single tag or comment of a page may have; by default 16384. It is looked
    /// at every 4 KiB, so that a few thousand more may pass.
    pub const fn max_words(self, max_words: usize) -> Self {
        Reader { max_words, ..self }
    }

    /// The most pages that a PDF document may have; by default 2000.
    ///
    #[cfg_attr(feature = "pdf", doc = "```")]
    #[cfg_attr(not(feature = "pdf"), doc = "```ignore")]
    /// use gongkai::Reader;
    ///
    /// let file = std::fs::read("tests/fixtures/pdf/ruled-portrait-2021.pdf")?; // two pages
    /// assert!(Reader::new().max_pages(2).read(&file).is_ok());
    /// let error = Reader::new().max_pages(1).read(&file).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "the document has more than 1 pages; Reader::max_pages sets another limit"
    /// );
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub const fn max_pages(self, max_pages: usize) -> Self {
        Reader { max_pages, ..self }
    }

    /// The most objects that a PDF document may have; by default 1048576.
    pub const fn max_objects(self, max_objects: usize) -> Self {
        Reader { max_objects, ..self }
    }

    /// The most operators that the pages of a PDF document may have together, those of a form XObject
    /// counted each time that it is drawn; by default 8388608. A page of a report has some thousands. A
    /// page on which glyphs and areas lie over one another so often that to compare them would take as
    /// long passes this limit, too.
    pub const fn max_operators(self, max_operators: usize) -> Self {
        Reader { max_operators, ..self }
    }

    /// The most glyphs that the pages of a PDF document may have together, hidden ones among them; by
    /// default 1048576. A page of a report has about 600.
    pub const fn max_glyphs(self, max_glyphs: usize) -> Self {
        Reader { max_glyphs, ..self }
    }

    /// How many form XObjects of a PDF document, which are drawings that its pages use, may stand inside
    /// one another; by default 32. The fields of a form to fill in are another matter.
    pub const fn max_forms(self, max_forms: usize) -> Self {
        Reader { max_forms, ..self }
    }

    /// Reads a report from a file's bytes, whatever they are; see [`read`].
    pub fn read<'b>(&self, bytes: &'b [u8]) -> Result<Parsed<'b>, ReadError> {
        match InputKind::of(bytes) {
            InputKind::Text => self.text(bytes),
            #[cfg(feature = "html")]
            InputKind::Html => self.html(bytes),
            #[cfg(not(feature = "html"))]
            InputKind::Html => {
                Err(ReadError::FeatureOff { kind: InputKind::Html, feature: "html" })
            }
            #[cfg(feature = "html")]
            InputKind::Markdown => self.markdown(bytes),
            #[cfg(not(feature = "html"))]
            InputKind::Markdown => {
                Err(ReadError::FeatureOff { kind: InputKind::Markdown, feature: "html" })
            }
            #[cfg(feature = "docx")]
            InputKind::Docx => self.docx(bytes),
            #[cfg(not(feature = "docx"))]
            InputKind::Docx => {
                Err(ReadError::FeatureOff { kind: InputKind::Docx, feature: "docx" })
            }
            #[cfg(feature = "pdf")]
            InputKind::Pdf => self.pdf(bytes),
            #[cfg(not(feature = "pdf"))]
            InputKind::Pdf => Err(ReadError::FeatureOff { kind: InputKind::Pdf, feature: "pdf" }),
            kind => Err(ReadError::Unsupported { kind }),
        }
    }

    /// Reads a report from text in any encoding. Others than UTF-8 need the feature `encoding`.
    ///
    /// ```
    /// let file = "\u{feff}华阴市2020年政府信息公开工作年度报告\n".as_bytes();
    /// let parsed = gongkai::Reader::new().text(file)?;
    /// assert_eq!(parsed.report.year, Some(2020));
    /// # Ok::<(), gongkai::ReadError>(())
    /// ```
    pub fn text<'b>(&self, bytes: &'b [u8]) -> Result<Parsed<'b>, ReadError> {
        self.check(bytes)?;
        text::read(bytes)
    }

    /// Reads a report from a Word document (`.docx`). Needs the feature `docx`.
    ///
    /// - The text is what Word shows: tracked changes are accepted, hidden text is left out, and the
    ///   numbers of lists are written out.
    /// - A paragraph is a line, and so is a row of a table. Headers, footers, footnotes and comments
    ///   are left out.
    /// - A character whose sight is in doubt is U+FFFC in the text, or followed by it, so that its cell is
    ///   unread: text in the colour of what is behind it, in a font of pictures, beside a drawing, or in a
    ///   field that Word computes anew.
    /// - What is no Word document gives [`ReadError::Unsupported`], which says what it is.
    ///
    /// ```
    /// use gongkai::{ReadError, Reader};
    ///
    /// // A protected document is an archive of the old kind around the new one.
    /// let mut file = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    /// file.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    /// let error = Reader::new().docx(&file).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "this is a document protected by a password, which is not read; \
    ///      open it with its password and save it without one"
    /// );
    /// ```
    #[cfg(feature = "docx")]
    pub fn docx(&self, bytes: &[u8]) -> Result<Parsed<'static>, ReadError> {
        let text = docx::text(bytes, &self.check(bytes)?)?;
        Ok(text::parse(Cow::Owned(text), Parser::new().certain()))
    }

    /// Reads a report from a web page. Needs the feature `html`.
    ///
    /// - [`Parsed::source`] is the text of the page: a paragraph a line, a row of a table a line, with
    ///   a tab between cells. A merged cell is followed by blank ones, as many as it covers.
    /// - Spans refer to that text. Where a cell stands in the bytes of the page is not kept: html5ever
    ///   tells the lines of a page, and not its bytes.
    /// - What the page does not show is left out, and so are menus and other lines that are links and
    ///   nothing else.
    /// - Where a cell shows something else than its text, or its text may not be seen as it is written,
    ///   U+FFFC is in its text, so that it is unread. This is told by the styles of elements and by the
    ///   style sheets in the page.
    /// - The encoding is told by the bytes and by what the page declares, in this order: a mark at the
    ///   start, UTF-8 that is valid, the declaration, the characters.
    ///
    /// ```
    /// use gongkai::{Applicant, Cell, Outcome, Row};
    ///
    /// let page = "<h1>云溪市2020年政府信息公开工作年度报告</h1>
    /// <p>三、收到和处理政府信息公开申请情况</p>
    /// <table>
    ///   <tr><td rowspan=2>三、本年度办理结果<td>（一）予以公开
    ///     <td>1<b>2</b><td>&nbsp;<td>0<td>0<td>0<td>0<td><p>12</p>
    ///   <tr><td>（二）部分公开<td>0<td>1<td>0<td>0<td>0<td>0<td>1
    /// </table>";
    /// let parsed = gongkai::Reader::new().html(page.as_bytes())?;
    /// let granted = &parsed.report.applications[Row::Outcome(Outcome::Granted)];
    /// assert_eq!(granted.natural_person, Cell::Value(12));
    /// assert_eq!(granted.commercial_enterprise, Cell::Blank);
    /// assert!(parsed.source.ends_with("\n\t（二）部分公开\t0\t1\t0\t0\t0\t0\t1\n"));
    /// # Ok::<(), gongkai::ReadError>(())
    /// ```
    #[cfg(feature = "html")]
    pub fn html(&self, bytes: &[u8]) -> Result<Parsed<'static>, ReadError> {
        let limits = self.check(bytes)?;
        html::read(bytes, &limits, Lines::Flow)
    }

    /// Reads a report from Markdown, or any other text, with tables of HTML in it. Needs the feature
    /// `html`.
    ///
    /// - Programs that recognise the text of pictures write tables so, and so do converters where cells
    ///   are merged, for which Markdown has no word. Markdown without such tables is read as text.
    /// - What is said of [`html`](Reader::html) is true here as well, but that the end of a line outside
    ///   of tables ends a line.
    ///
    /// ```
    /// use gongkai::{Applicant, Cell, Row};
    ///
    /// let text = "# 云溪市2020年政府信息公开工作年度报告
    /// ## 三、收到和处理政府信息公开申请情况
    /// <table>
    ///   <tr><td colspan=3>一、本年新收政府信息公开申请数量</td>
    ///     <td>12</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>12</td></tr>
    /// </table>
    /// ";
    /// let parsed = gongkai::Reader::new().markdown(text.as_bytes())?;
    /// assert_eq!(parsed.report.organ.as_deref(), Some("云溪市"));
    /// assert_eq!(parsed.report.applications[(Row::NewlyReceived, Applicant::Total)], Cell::Value(12));
    /// # Ok::<(), gongkai::ReadError>(())
    /// ```
    #[cfg(feature = "html")]
    pub fn markdown(&self, bytes: &[u8]) -> Result<Parsed<'static>, ReadError> {
        let limits = self.check(bytes)?;
        html::read(bytes, &limits, Lines::Kept)
    }

    /// Reads a report from a PDF document. Needs the feature `pdf`.
    ///
    /// - The text is what the pages show: layers that are switched off, text behind pictures or boxes,
    ///   and text in the colour of what is behind it are left out. So are running heads, page numbers,
    ///   and text that is not set along the lines of the page.
    /// - A table is found by its lines, and goes on over the ends of pages; a row of it is a line, with a
    ///   tab between cells. Columns without lines between them are as far apart as they are printed, and
    ///   are read by the order and the sums of the form, or not at all.
    /// - A paragraph is a line, wherever the page broke it.
    /// - [`Parsed::page_box`] tells where a figure was printed.
    /// - What of the pages is not read is told by diagnostics, before all others: pages that are pictures
    ///   ([`Code::PagesWithoutText`], P41), glyphs of which nothing says what they show, or what may hide
    ///   them ([`Code::UnknownGlyphs`], P42; each is U+FFFD in the text, so that its cell is unread),
    ///   pages that are damaged ([`Code::PagesDamaged`], P43), and text that is not shown
    ///   ([`Code::HiddenText`], P44). The first three are errors to [`Parsed::into_result`].
    /// - A document that is encrypted is read if it opens without a password. One that asks for a password
    ///   gives [`ReadError::Unsupported`] with [`InputKind::Encrypted`], and what is no PDF document at
    ///   all [`ReadError::WrongKind`] or [`ReadError::Unsupported`].
    ///
    /// [`Code::PagesWithoutText`]: crate::Code::PagesWithoutText
    /// [`Code::UnknownGlyphs`]: crate::Code::UnknownGlyphs
    /// [`Code::PagesDamaged`]: crate::Code::PagesDamaged
    /// [`Code::HiddenText`]: crate::Code::HiddenText
    ///
    /// ```
    /// use gongkai::{Applicant, Cell, Outcome, Reader, Row};
    ///
    /// let file = std::fs::read("tests/fixtures/pdf/ruled-portrait-2021.pdf")?;
    /// let parsed = Reader::new().pdf(&file)?;
    /// let granted = Row::Outcome(Outcome::Granted);
    /// assert_eq!(parsed.report.applications[(granted, Applicant::Total)], Cell::Value(25));
    /// assert!(parsed.into_result().is_ok()); // nothing was left unread
    ///
    /// let file = std::fs::read("tests/fixtures/pdf/encrypted/password.pdf")?;
    /// assert_eq!(
    ///     Reader::new().pdf(&file).unwrap_err().to_string(),
    ///     "this is a document protected by a password, which is not read; \
    ///      open it with its password and save it without one"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "pdf")]
    pub fn pdf(&self, bytes: &[u8]) -> Result<Parsed<'static>, ReadError> {
        let limits = self.check(bytes)?;
        pdf::read(bytes, &limits)
    }

    /// Fails if a document has too many bytes; otherwise, how much of everything else it may have.
    fn check(&self, bytes: &[u8]) -> Result<Limits, ReadError> {
        let limits = self.limits();
        Limits::check(Limit::Bytes, bytes.len(), limits.bytes)?;
        Ok(limits)
    }

    /// How much one document may have.
    fn limits(&self) -> Limits {
        Limits {
            bytes: self.max_bytes,
            decompressed_bytes: self.max_decompressed_bytes,
            nodes: self.max_nodes,
            nesting: self.max_nesting,
            words: self.max_words,
            cells: self.max_cells,
            area: self.max_area,
            pages: self.max_pages,
            objects: self.max_objects,
            operators: self.max_operators,
            glyphs: self.max_glyphs,
            forms: self.max_forms,
            used: Used::default(),
        }
    }
}

impl Default for Reader {
    fn default() -> Self {
        Reader::new()
    }
}
