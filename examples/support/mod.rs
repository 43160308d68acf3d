//! What the examples share: reading a file, and padding for a terminal.

#![allow(dead_code, unreachable_pub, reason = "every example uses a part of it")]

use std::fmt;
use std::path::Path;

/// Reads a file of text.
pub fn read(path: &str) -> Result<String, Unreadable> {
    let fail = |reason: String| Unreadable { path: path.to_owned(), reason };
    let bytes = std::fs::read(Path::new(path)).map_err(|e| fail(e.to_string()))?;
    String::from_utf8(bytes).map_err(|e| {
        let bytes = e.as_bytes();
        let kind = match bytes {
            [b'P', b'K', 3, 4, ..] => "a Word file or another archive",
            [b'%', b'P', b'D', b'F', ..] => "a PDF file",
            [0xD0, 0xCF, 0x11, 0xE0, ..] => "an old Word file",
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "UTF-16 text",
            _ => "no UTF-8 text",
        };
        fail(format!("it is {kind}; this program reads text in UTF-8"))
    })
}

/// A file that could not be read.
#[derive(Debug)]
pub struct Unreadable {
    pub path: String,
    pub reason: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: cannot be read: {}", self.path, self.reason)
    }
}

/// The columns that a text takes in a terminal, where a Chinese character takes two.
pub fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if c < '\u{1100}' || ('\u{2010}'..='\u{203B}').contains(&c) { 1 } else { 2 })
        .sum()
}

/// The text with blanks behind it, to a width.
pub fn left(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// The text with blanks before it, to a width.
pub fn right(text: &str, to: usize) -> String {
    format!("{}{text}", " ".repeat(to.saturating_sub(width(text))))
}
