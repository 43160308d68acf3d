//! Text in UTF-8 → report.

use crate::error::ReadError;
use crate::parse::{Parsed, Parser};

pub(super) fn read(bytes: &[u8]) -> Result<Parsed<'_>, ReadError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(parse(text)),
        Err(error) => Err(ReadError::NotUtf8 { at: error.valid_up_to() }),
    }
}

/// Reads the report in a text whose length was checked already.
pub(super) fn parse(text: &str) -> Parsed<'_> {
    Parser::new().max_bytes(usize::MAX).parse(text)
}
