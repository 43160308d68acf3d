//! Pieces of a text: from offsets to text, and back.

use crate::span::Span;

/// The bytes from one offset to another.
pub(super) fn span(start: usize, end: usize) -> Span {
    // The length of the text was checked against the limit, which fits.
    Span::new(u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX))
}

/// The text under a span of this same text.
pub(super) fn under(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap_or_default()
}

/// The bytes under a span of this same text.
#[inline(always)]
pub(super) fn bytes_of(text: &str, span: Span) -> &[u8] {
    text.as_bytes().get(span.range()).unwrap_or_default()
}

/// The span of `part`, which is a piece of `whole` that starts at `base`.
pub(super) fn span_of(whole: &str, base: u32, part: &str) -> Span {
    let offset = (part.as_ptr() as usize).wrapping_sub(whole.as_ptr() as usize);
    let offset = if offset <= whole.len() { offset } else { 0 };
    span(base as usize + offset, base as usize + offset + part.len())
}
