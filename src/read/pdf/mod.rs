//! PDF documents → source text.
//!
//! 1. [`streams`] unpacks what is packed, within the limits. Objects and encryption are hayro-syntax's.
//! 2. [`content`] runs the operators of a page and gives its [`marks`]: glyphs with their characters
//!    ([`fonts`]), lines ([`paths`]), filled areas. What pages draw by name is in [`objects`], what lies
//!    over them in [`annotations`]. A colour is known as far as its [`spaces`] tell, and may be a range
//!    of colours ([`paint`]): of a gradient, a pattern, a part of a picture ([`pictures`]).
//! 3. [`page`] leaves out what is not seen ([`grounds`]), takes figures back of which that cannot be told, and turns the
//!    page so that its text runs along. Digits may also be drawn, and be no text ([`drawings`]).
//! 4. [`ruling`] makes tables of the lines, and [`tables`] puts glyphs into their cells, and the parts of
//!    a table together that pages cut; figures that are not under the labels of their columns are taken
//!    back ([`headers`]). All other glyphs are [`lines`]. Both are the [`items`] of a page.
//!    Digits that may be a number broken in two lines are taken back ([`wrapped`]).
//! 5. [`aligned`] makes tables of figures that stand under one another where no lines do. Of those that
//!    are more than the labels over them, none is read ([`labels`]).
//! 6. [`document`] writes it all, without running heads ([`furniture`]), and with the lines of a
//!    paragraph joined ([`paragraphs`]).
//!
//! The text is what the document shows. A glyph of which nothing says what it shows is U+FFFD, which no
//! figure has and no label.

mod aligned;
mod annotations;
mod content;
mod document;
mod drawings;
mod encodings;
mod fonts;
mod functions;
mod furniture;
mod geometry;
mod grounds;
mod headers;
mod interpreter;
mod items;
mod labels;
mod layers;
mod lines;
mod marks;
mod objects;
mod page;
mod paint;
mod paragraphs;
mod paths;
mod pictures;
mod ruling;
mod shapes;
mod shown;
mod spaces;
mod state;
mod streams;
mod tables;
mod wrapped;

use std::borrow::Cow;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::document::Source;
use self::interpreter::Shared;
use self::layers::Layers;
use self::streams::{Budget, damaged};
use super::limits::Limits;
use super::text;
use crate::diagnostic::{Detail, Diagnostic};
use crate::error::ReadError;
use crate::input::{self, InputKind, Limit};
use crate::model::Subject;
use crate::pages::{PageBox, PageMap};
use crate::parse::{Parsed, Parser};
use crate::span::Span;

/// Reads the report in a document.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Parsed<'static>, ReadError> {
    match InputKind::of(bytes) {
        InputKind::Pdf => {}
        found @ (InputKind::Text | InputKind::Html | InputKind::Markdown | InputKind::Docx) => {
            return Err(ReadError::WrongKind { expected: InputKind::Pdf, found });
        }
        kind => return Err(ReadError::Unsupported { kind }),
    }
    // The document counts its bytes from where it starts.
    let start = input::pdf_start(bytes).unwrap_or(0);
    let bytes = bytes.get(start..).unwrap_or_default();
    streams::check_nesting(bytes, limits)?;
    Budget::new(limits).measure_objects(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            ReadError::Unsupported { kind: InputKind::Encrypted }
        }
        LoadPdfError::Decryption(_) => damaged("it is encrypted in a way that is not known"),
        LoadPdfError::Invalid => damaged("it has no pages"),
    })?;
    Limits::check(Limit::Objects, pdf.len(), limits.objects)?;
    let pages = pdf.pages();
    Limits::check(Limit::Pages, pages.len(), limits.pages)?;

    let mut shared = Shared::new(limits, Layers::read(pdf.xref()));
    let mut findings = Findings::default();
    let mut items = Vec::new();
    for (number, page) in (1..).zip(pages.iter()) {
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let marks = content::marks(page, &mut shared)?;
        let pictures = marks.pictures / (width * height).max(1.0);
        if marks.is_damaged {
            findings.damaged.push(number);
        }
        let page = page::straighten(marks, width, height, limits)?;
        findings.hidden += page.hidden;
        if page.glyphs.iter().all(marks::Glyph::is_blank) && pictures > 0.1 {
            findings.pictures.push(number);
        }
        let page = items::items(page, number as usize, limits)?;
        if page.unknown > 0 {
            findings.unknown += page.unknown;
            findings.unknown_on.push(number);
        }
        items.push(page);
    }
    let Source { text, places, has_columns } = document::source(items, limits)?;
    let parser = if has_columns { Parser::new() } else { Parser::new().certain() };
    let mut parsed = text::parse(Cow::Owned(text), parser);
    parsed.pages = PageMap::new(places.iter().map(|place| {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let area = place.area;
        let page_box = PageBox {
            page: u32::try_from(place.page).unwrap_or(u32::MAX),
            x0: area.x0 as f32,
            y0: area.y0 as f32,
            x1: area.x1 as f32,
            y1: area.y1 as f32,
        };
        (Span::new(offset(place.start), offset(place.end)), page_box)
    }));
    parsed.diagnostics.splice(0..0, findings.diagnostics());
    Ok(parsed)
}

/// What has to be said about the pages.
#[derive(Debug, Default)]
struct Findings {
    /// The pages that are pictures without text.
    pictures: Vec<u32>,
    damaged: Vec<u32>,
    unknown: usize,
    unknown_on: Vec<u32>,
    hidden: usize,
}

impl Findings {
    fn diagnostics(self) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        let mut say = |detail| all.push(Diagnostic::new(Subject::Report, None, detail));
        if !self.pictures.is_empty() {
            say(Detail::PagesWithoutText { pages: self.pictures });
        }
        if self.unknown > 0 {
            say(Detail::UnknownGlyphs { count: self.unknown, pages: self.unknown_on });
        }
        if !self.damaged.is_empty() {
            say(Detail::PagesDamaged { pages: self.damaged });
        }
        if self.hidden > 0 {
            say(Detail::HiddenText { count: self.hidden });
        }
        all
    }
}
