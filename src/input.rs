//! What a document is, told from its bytes, and what of it can be too much: all that errors name of
//! documents.

use std::fmt;

/// **What a document is**, as its first bytes tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum InputKind {
    /// Text: whatever is nothing else.
    Text,
    /// A web page.
    Html,
    /// Text among which tables stand as on web pages: Markdown of programs that recognise the text of
    /// pictures, or convert documents.
    Markdown,
    /// A Word document (`.docx`).
    Docx,
    /// A PDF document.
    Pdf,
    /// A document of old Word or WPS versions (`.doc`, `.wps`).
    OldWord,
    /// A Word document that is one file of XML, or a part of one (`.xml`).
    WordXml,
    /// A document that asks for a password. [`InputKind::of`] knows those of Word and WPS; that a PDF
    /// document does, only [`Reader::pdf`](crate::Reader) can tell, in [`ReadError::Unsupported`].
    ///
    /// [`ReadError::Unsupported`]: crate::ReadError::Unsupported
    Encrypted,
    /// A document in Rich Text Format.
    Rtf,
    /// An OFD document, the national format of fixed pages.
    Ofd,
    /// A picture.
    Image,
    /// A document of tables (`.xlsx`, `.xls`, `.et`).
    Spreadsheet,
    /// A document of LibreOffice or OpenOffice (`.odt`).
    OpenDocument,
    /// An archive that is no document, or a document of another kind, such as slides.
    Archive,
}

impl InputKind {
    /// Tells what a document is. The bytes decide, not a name: `.doc` files are often web pages.
    ///
    /// ```
    /// use gongkai::InputKind;
    ///
    /// assert_eq!(InputKind::of(b"%PDF-1.7"), InputKind::Pdf);
    /// assert_eq!(InputKind::of(b"\r\n%PDF-1.7"), InputKind::Pdf);
    /// assert_eq!(InputKind::of(b"\r\n<!DOCTYPE html><html>"), InputKind::Html);
    /// assert_eq!(
    ///     InputKind::of(b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>"),
    ///     InputKind::WordXml
    /// );
    /// assert_eq!(InputKind::of("华阴市2020年政府信息公开工作年度报告".as_bytes()), InputKind::Text);
    /// assert_eq!(InputKind::of(b"# 2020\n\n<table><tr><td>1</td></tr></table>\n"), InputKind::Markdown);
    /// ```
    pub fn of(bytes: &[u8]) -> InputKind {
        match bytes {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => archive(bytes),
            // The stream of a protected document has this name, in UTF-16.
            [0xD0, 0xCF, 0x11, 0xE0, ..] => {
                if contains(bytes, b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0") {
                    InputKind::Encrypted
                } else if contains(bytes, b"W\0o\0r\0k\0b\0o\0o\0k\0") {
                    InputKind::Spreadsheet
                } else {
                    InputKind::OldWord
                }
            }
            [b'{', b'\\', b'r', b't', b'f', ..] => InputKind::Rtf,
            [0x89, b'P', b'N', b'G', ..]
            | [0xFF, 0xD8, 0xFF, ..]
            | [b'G', b'I', b'F', b'8', ..]
            | [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..]
            | [b'I', b'I', b'*', 0, ..]
            | [b'M', b'M', 0, b'*', ..]
            | [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => InputKind::Image,
            _ if pdf_start(bytes).is_some() => InputKind::Pdf,
            _ if is_html(bytes) => xml(bytes).unwrap_or(InputKind::Html),
            _ if has_table(bytes) => InputKind::Markdown,
            _ => InputKind::Text,
        }
    }

    /// The kind in Chinese: 网页.
    pub(crate) const fn chinese(self) -> &'static str {
        match self {
            InputKind::Text => "纯文本",
            InputKind::Html => "网页",
            InputKind::Markdown => "含网页表格的 Markdown 文本",
            InputKind::Docx => "Word 文档（.docx）",
            InputKind::Pdf => "PDF 文档",
            InputKind::OldWord => "旧版 Word 或 WPS 文档（.doc、.wps）",
            InputKind::Encrypted => "有密码保护的文档",
            InputKind::Rtf => "RTF 文档",
            InputKind::Ofd => "OFD 文档",
            InputKind::Image => "图片",
            InputKind::Spreadsheet => "电子表格（.xlsx、.xls、.et）",
            InputKind::OpenDocument => "LibreOffice 文档（.odt）",
            InputKind::Archive => "压缩文件",
            InputKind::WordXml => "存为单个 XML 文件的 Word 文档",
        }
    }

    /// The advice in Chinese.
    pub(crate) const fn chinese_advice(self) -> &'static str {
        match self {
            InputKind::Spreadsheet => "请把单元格复制为文本，每行表格一行，单元格之间用制表符",
            InputKind::OldWord | InputKind::WordXml | InputKind::Rtf | InputKind::OpenDocument => {
                "请用 Word 或 WPS 打开，另存为 .docx"
            }
            InputKind::Encrypted => "请用密码打开，另存为不带密码的文件",
            InputKind::Ofd => "请用 OFD 阅读器取出文本，每行表格一行，单元格之间用制表符",
            InputKind::Image => "请先识别其中的文字，每行表格一行，单元格之间用制表符",
            InputKind::Archive => "请先解压，或把其中的文档另存为 .docx",
            _ => "请先取出文本，每行表格一行，单元格之间用制表符",
        }
    }

    /// What to do with a document that is not read.
    pub(crate) const fn advice(self) -> &'static str {
        match self {
            InputKind::Spreadsheet => "copy its cells into text, one line a row, with tabs",
            InputKind::OldWord | InputKind::WordXml | InputKind::Rtf | InputKind::OpenDocument => {
                "open it in Word or WPS and save it as .docx"
            }
            InputKind::Encrypted => "open it with its password and save it without one",
            InputKind::Ofd => "take its text out with a reader of OFD, one line a row, with tabs",
            InputKind::Image => "recognize its text first, one line a row, with tabs",
            InputKind::Archive => "unpack it, or save the document in it as .docx",
            _ => "take its text out first, one line a row, with tabs between cells",
        }
    }
}

impl fmt::Display for InputKind {
    /// The kind with its article: `a web page`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            InputKind::Text => "text",
            InputKind::Html => "a web page",
            InputKind::Markdown => "Markdown with tables of HTML",
            InputKind::Docx => "a Word document (.docx)",
            InputKind::Pdf => "a PDF document",
            InputKind::OldWord => "an old Word or WPS document (.doc, .wps)",
            InputKind::WordXml => "a Word document in one XML file",
            InputKind::Encrypted => "a document protected by a password",
            InputKind::Rtf => "a document in Rich Text Format",
            InputKind::Ofd => "an OFD document",
            InputKind::Image => "a picture",
            InputKind::Spreadsheet => "a document of tables (.xlsx, .xls, .et)",
            InputKind::OpenDocument => "a document of LibreOffice (.odt)",
            InputKind::Archive => "an archive",
        })
    }
}

/// A ZIP archive, by the names of its parts, which are never compressed.
fn archive(bytes: &[u8]) -> InputKind {
    if contains(bytes, b"word/document") {
        InputKind::Docx
    } else if contains(bytes, b"OFD.xml") {
        InputKind::Ofd
    } else if contains(bytes, b"xl/workbook") || contains(bytes, b"opendocument.spreadsheet") {
        InputKind::Spreadsheet
    } else if contains(bytes, b"opendocument.text") {
        InputKind::OpenDocument
    } else if contains(bytes, b"[Content_Types].xml") && !contains(bytes, b"ppt/presentation") {
        // The document may have another name.
        InputKind::Docx
    } else {
        InputKind::Archive
    }
}

/// Where a PDF document starts. Some servers put a mark of UTF-8 or blank lines before it, and viewers
/// open it all the same.
pub(crate) fn pdf_start(bytes: &[u8]) -> Option<usize> {
    let is_before = |b: &u8| b.is_ascii_whitespace() || matches!(b, 0xEF | 0xBB | 0xBF);
    let at = bytes.iter().take(1024).position(|b| !is_before(b))?;
    bytes.get(at..)?.starts_with(b"%PDF").then_some(at)
}

/// Whether a text starts as a web page does. Pages that were cut out of others start with any
/// element; no report in plain text starts with one.
fn is_html(bytes: &[u8]) -> bool {
    // In UTF-16 every second byte is zero.
    let mut start = bytes.iter().take(256).filter(|&&b| {
        !matches!(b, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF) && !b.is_ascii_whitespace()
    });
    let (first, second) = (start.next(), start.next());
    first == Some(&b'<')
        && second.is_some_and(|&b| b.is_ascii_alphabetic() || matches!(b, b'!' | b'?'))
}

/// Whether a text that does not start as a web page has a table of one in it, with a cell.
fn has_table(bytes: &[u8]) -> bool {
    let tag = |at: &[u8], name: &[u8]| {
        let (start, behind) = at.split_at(name.len().min(at.len()));
        let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/');
        start.eq_ignore_ascii_case(name) && behind.first().is_some_and(ends)
    };
    let mut table = false;
    let mut rest = bytes;
    // Most texts have none of these, and are looked through in words.
    while rest.contains(&b'<') {
        let at = rest.iter().position(|&b| b == b'<').unwrap_or(0);
        rest = rest.get(at + 1..).unwrap_or_default();
        if table && (tag(rest, b"td") || tag(rest, b"th")) {
            return true;
        }
        table |= tag(rest, b"table");
    }
    false
}

/// A document of an office program that is one file of XML, by the names that its first element declares.
/// What it shows is another matter than its text: deleted text is in it as well. Pages that these
/// programs write declare other names.
fn xml(bytes: &[u8]) -> Option<InputKind> {
    const START: usize = 8 << 10;
    // In UTF-16 every second byte is zero.
    let start: Vec<u8> = bytes.iter().take(START).copied().filter(|&b| b != 0).collect();
    // Pages start with elements without a prefix.
    let first = start.split(|&b| b == b'>').next().unwrap_or_default();
    let name = first.split(u8::is_ascii_whitespace).find(|name| name.contains(&b'<'));
    if !name.is_some_and(|name| contains(name, b"<?") || name.contains(&b':')) {
        return None;
    }
    let has = |names: &[&[u8]]| names.iter().any(|name| contains(&start, name));
    if has(&[b"progid=\"Excel.Sheet\"", b"spreadsheetml/2006/main", b"opendocument.spreadsheet"]) {
        Some(InputKind::Spreadsheet)
    } else if has(&[
        b"progid=\"Word.Document\"",
        b"wordprocessingml/2006/main",
        b"ooxml/wordprocessingml",
        b"office/word/2003/wordml",
        b"office/2006/xmlPackage",
    ]) {
        Some(InputKind::WordXml)
    } else {
        has(&[b"names:tc:opendocument:xmlns"]).then_some(InputKind::OpenDocument)
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    let Some(&first) = part.first() else { return true };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|&b| b == first) {
        let Some(from) = rest.get(at..) else { break };
        if from.starts_with(part) {
            return true;
        }
        rest = from.get(1..).unwrap_or_default();
    }
    false
}

/// **A limit of the [`Reader`](crate::Reader)**, as
/// [`ReadError::PastLimit`](crate::ReadError::PastLimit) names it.
///
/// - A document may have as much as the limit says; one more is an error, and nothing is read.
/// - `Display` says what is counted, in the plural, as it stands in the message of the error.
///
/// ```
/// use gongkai::{Limit, ReadError, Reader};
///
/// let error = Reader::new().max_bytes(2).read(b"three").unwrap_err();
/// let ReadError::PastLimit { limit, max } = error else { unreachable!() };
/// assert_eq!((limit, max), (Limit::Bytes, 2));
/// assert_eq!(limit.to_string(), "bytes");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Limit {
    /// The bytes of the document: [`Reader::max_bytes`](crate::Reader::max_bytes).
    Bytes,
    /// The bytes that the parts of a Word or PDF document have together when unpacked:
    /// [`Reader::max_decompressed_bytes`](crate::Reader::max_decompressed_bytes).
    DecompressedBytes,
    /// The cells of all tables together: [`Reader::max_cells`](crate::Reader::max_cells).
    Cells,
    /// The places of all tables together, where a merged cell has as many as it covers:
    /// [`Reader::max_area`](crate::Reader::max_area).
    Area,
    /// The elements and pieces of text of a web page, or of a part of a Word document:
    /// [`Reader::max_nodes`](crate::Reader::max_nodes).
    Nodes,
    /// How many elements, or objects of a PDF document, stand inside one another:
    /// [`Reader::max_nesting`](crate::Reader::max_nesting).
    Nesting,
    /// The words of a single tag or comment of a web page:
    /// [`Reader::max_words`](crate::Reader::max_words).
    Words,
    /// The pages of a PDF document: [`Reader::max_pages`](crate::Reader::max_pages).
    Pages,
    /// The objects of a PDF document: [`Reader::max_objects`](crate::Reader::max_objects).
    Objects,
    /// The operators of the pages of a PDF document:
    /// [`Reader::max_operators`](crate::Reader::max_operators).
    Operators,
    /// The glyphs of the pages of a PDF document:
    /// [`Reader::max_glyphs`](crate::Reader::max_glyphs).
    Glyphs,
    /// How many form XObjects of a PDF document, which are drawings that its pages use, stand inside
    /// one another: [`Reader::max_forms`](crate::Reader::max_forms).
    Forms,
}

impl Limit {
    /// What is counted, in Chinese: 字节.
    pub(crate) const fn chinese(self) -> &'static str {
        match self {
            Limit::Bytes => "个字节",
            Limit::DecompressedBytes => "个字节（解压后）",
            Limit::Cells => "个表格单元格",
            Limit::Area => "个表格格位（合并的单元格按所占格位计）",
            Limit::Nodes => "个元素和文本片段",
            Limit::Nesting => "层元素或对象嵌套",
            Limit::Words => "个词（单个标签或注释内）",
            Limit::Pages => "页",
            Limit::Objects => "个对象",
            Limit::Operators => "个页面操作符",
            Limit::Glyphs => "个页面字形",
            Limit::Forms => "层图形（form XObject）嵌套",
        }
    }

    /// The method of [`Reader`](crate::Reader) that sets the limit.
    pub(crate) const fn setter(self) -> &'static str {
        match self {
            Limit::Bytes => "max_bytes",
            Limit::DecompressedBytes => "max_decompressed_bytes",
            Limit::Cells => "max_cells",
            Limit::Area => "max_area",
            Limit::Nodes => "max_nodes",
            Limit::Nesting => "max_nesting",
            Limit::Words => "max_words",
            Limit::Pages => "max_pages",
            Limit::Objects => "max_objects",
            Limit::Operators => "max_operators",
            Limit::Glyphs => "max_glyphs",
            Limit::Forms => "max_forms",
        }
    }
}

impl fmt::Display for Limit {
    /// What is counted: `bytes`, `cells in its tables`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Limit::Bytes => "bytes",
            Limit::DecompressedBytes => "bytes when it is unpacked",
            Limit::Cells => "cells in its tables",
            Limit::Area => "places in its tables, merged cells counted by what they cover",
            Limit::Nodes => "elements and pieces of text",
            Limit::Nesting => "elements or objects inside one another",
            Limit::Words => "words in a single tag or comment",
            Limit::Pages => "pages",
            Limit::Objects => "objects",
            Limit::Operators => "operators on its pages",
            Limit::Glyphs => "glyphs on its pages",
            Limit::Forms => "drawings (form XObjects) inside one another",
        })
    }
}
