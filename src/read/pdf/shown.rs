//! What a glyph shows, as far as its font tells.

/// What a code of a string shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shown {
    Char(char),
    /// A ligature, or the parts of a composed character.
    Chars(Box<str>),
    /// A glyph, and nothing says of which character.
    Unknown,
    /// Nothing to see or to read.
    Nothing,
}

/// Whether a character is a digit as figures have them.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}
