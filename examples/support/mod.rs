//! What the examples share: reading a file, and padding for a terminal.

#![allow(dead_code, unreachable_pub, reason = "every example uses a part of it")]

use std::path::Path;
use std::{fmt, io};

use gongkai::{Language, Parsed, ReadError};

/// Reads the report in a file of any kind that the crate was built for.
pub fn read(path: &str) -> Result<Parsed<'static>, Unreadable> {
    let fail = |reason| Unreadable { path: path.to_owned(), reason };
    let bytes = std::fs::read(Path::new(path)).map_err(|error| fail(Reason::File(error)))?;
    let parsed = gongkai::read(&bytes).map_err(|error| fail(Reason::Document(error)))?;
    Ok(parsed.into_owned())
}

/// A file that could not be read.
#[derive(Debug)]
pub struct Unreadable {
    path: String,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    File(io::Error),
    Document(ReadError),
}

impl Unreadable {
    /// Which file, and why.
    pub fn message(&self, language: Language) -> String {
        let reason = match &self.reason {
            Reason::File(error) => error.to_string(),
            Reason::Document(error) => error.message(language),
        };
        match language {
            Language::Chinese => format!("{}：无法读取：{reason}", self.path),
            _ => format!("{}: cannot be read: {reason}", self.path),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::English))
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
