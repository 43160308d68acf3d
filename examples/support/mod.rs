//! What the examples share: reading a file, and padding for a terminal.

#![allow(dead_code, unreachable_pub, reason = "every example uses a part of it")]

use std::fmt;
use std::path::Path;

use gongkai::Parsed;

/// Reads the report in a file of any kind that the crate was built for.
pub fn read(path: &str) -> Result<Parsed<'static>, Unreadable> {
    let fail = |reason: String| Unreadable { path: path.to_owned(), reason };
    let bytes = std::fs::read(Path::new(path)).map_err(|e| fail(e.to_string()))?;
    Ok(gongkai::read(&bytes).map_err(|e| fail(e.to_string()))?.into_owned())
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

impl std::error::Error for Unreadable {}

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
