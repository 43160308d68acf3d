//! Word documents (`.docx`) → source text.
//!
//! 1. [`package`] unpacks the parts of the file.
//! 2. [`styles`] and [`numbering`] say which numbers Word puts before paragraphs, and [`shown`] whether
//!    text is seen as it is written.
//! 3. [`body`] turns paragraphs and tables into lines; [`table`] knows what is merged, and [`fields`] what
//!    Word computes.
//!
//! The text is the document as Word shows it when every tracked change is accepted. Headers, footers,
//! footnotes and comments are not part of a report and are left out. What is shown but is no text, such as
//! a picture in an otherwise blank cell, is U+FFFC, which no figure is. So is what may be shown otherwise
//! than the file has it: where the page cannot be told from the file, the figure is unread.

mod body;
mod fields;
mod flow;
mod numbering;
mod package;
mod shown;
mod styles;
mod table;
mod xml;

use self::body::Body;
use self::numbering::Numbering;
use self::package::Package;
use self::styles::Styles;
use self::xml::Xml;
use super::limits::Limits;
use crate::error::ReadError;
use crate::input::InputKind;

/// The text of a document.
pub(super) fn text(bytes: &[u8], limits: &Limits) -> Result<String, ReadError> {
    match InputKind::of(bytes) {
        // Whether it is one, its parts say.
        InputKind::Docx | InputKind::Archive => {}
        InputKind::Text | InputKind::Html | InputKind::Markdown | InputKind::Pdf => {
            let found = InputKind::of(bytes);
            return Err(ReadError::WrongKind { expected: InputKind::Docx, found });
        }
        kind => return Err(ReadError::Unsupported { kind }),
    }
    let parts = Package::open(bytes, limits)?.parts()?;
    let styles = match &parts.styles {
        Some(part) => Styles::read(Xml::new("the part of styles", part, limits))?,
        None => Styles::default(),
    };
    let numbering = match &parts.numbering {
        Some(part) => Numbering::read(Xml::new("the part of lists", part, limits))?,
        None => Numbering::default(),
    };
    let xml = Xml::new(&parts.document_name, &parts.document, limits);
    Body::new(xml, &styles, numbering, limits).read()
}
