//! Text → report.

use std::borrow::Cow;

use crate::error::ReadError;
use crate::parse::{Parsed, Parser};

#[cfg(not(feature = "encoding"))]
pub(super) fn read(bytes: &[u8]) -> Result<Parsed<'_>, ReadError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(parse(Cow::Borrowed(text), Parser::new())),
        Err(error) => Err(ReadError::NotUtf8 { at: error.valid_up_to() }),
    }
}

#[cfg(feature = "encoding")]
pub(super) fn read(bytes: &[u8]) -> Result<Parsed<'_>, ReadError> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        // The mark at the start stays, so that spans are places of the caller's bytes.
        if !bytes.contains(&0) {
            return Ok(parse(Cow::Borrowed(text), Parser::new()));
        }
    }
    let decoded = super::encoding::decode(bytes, None);
    let mut parsed = parse(decoded.text, Parser::new());
    replaced(&mut parsed, decoded.replaced, decoded.encoding);
    Ok(parsed)
}

/// Reads the report in a text whose length was checked already.
pub(super) fn parse(text: Cow<'_, str>, parser: Parser) -> Parsed<'_> {
    let parser = parser.max_bytes(usize::MAX);
    match text {
        Cow::Borrowed(text) => parser.parse(text),
        Cow::Owned(text) => {
            let Parsed { report, diagnostics, spans, blocks, pages, .. } = parser.parse(&text);
            Parsed { report, diagnostics, spans, blocks, pages, source: Cow::Owned(text) }
        }
    }
}

/// Says that characters were replaced, if any were.
#[cfg(feature = "encoding")]
pub(super) fn replaced(parsed: &mut Parsed<'_>, count: usize, encoding: &'static str) {
    use crate::diagnostic::{Detail, Diagnostic};
    use crate::model::Subject;

    if count > 0 {
        let detail = Detail::ReplacedCharacters { count, encoding };
        parsed.diagnostics.insert(0, Diagnostic::new(Subject::Report, None, detail));
    }
}
