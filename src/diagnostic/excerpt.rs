//! A statement with the line of the source that it is about, its place marked.

use std::fmt;

use super::{Diagnostic, Language};
use crate::pages::PageMap;
use crate::span::LineIndex;

/// At most this many columns of a line are shown: some sites publish a whole report on one line.
const WIDTH: usize = 72;

/// **A [`Diagnostic`] laid out for a terminal**: the message, the place, the line of the source and
/// a mark under the text in question. See [`Diagnostic::excerpt`].
///
/// The marks count display columns, in which a Chinese character takes two, so that they stand
/// right under the text.
///
/// ```
/// let parsed = gongkai::parse("三、收到和处理政府信息公开申请情况\n（一）予以公开\t1\t0\t0\t0\t0\tx\t1\n");
/// let shown = parsed.diagnostics.iter().find(|d| d.code().as_str() == "P10").unwrap();
/// assert_eq!(
///     shown.excerpt(&parsed.source).to_string(),
///     "\
/// error[P10] applications.granted.other_organization (（一）予以公开 · 其他): “x” is not a count, \
/// such as 12; it is not written as a number
///   --> line 2, column 19
///    |
///  2 | （一）予以公开 1 0 0 0 0 x 1
///    |                          ^
/// "
/// );
/// ```
#[derive(Debug, Clone)]
pub struct Excerpt<'a> {
    diagnostic: &'a Diagnostic,
    source: &'a str,
    language: Language,
    lines: Option<&'a LineIndex>,
    pages: Option<&'a PageMap>,
}

impl<'a> Excerpt<'a> {
    pub(super) fn new(diagnostic: &'a Diagnostic, source: &'a str) -> Self {
        Excerpt { diagnostic, source, language: Language::default(), lines: None, pages: None }
    }

    /// The same in another language.
    pub fn language(self, language: Language) -> Self {
        Excerpt { language, ..self }
    }

    /// The same with a line index of the source that is already there. Without one, each excerpt
    /// finds the lines anew.
    pub fn lines(self, lines: &'a LineIndex) -> Self {
        Excerpt { lines: Some(lines), ..self }
    }

    /// The same with the page that the place was printed on, for a document that has pages: lines and
    /// columns are those of [`Parsed::source`](crate::Parsed::source), which its readers do not see.
    ///
    #[cfg_attr(feature = "pdf", doc = "```")]
    #[cfg_attr(not(feature = "pdf"), doc = "```ignore")]
    /// let file = std::fs::read("tests/fixtures/pdf/unruled-portrait-2021.pdf")?;
    /// let parsed = gongkai::read(&file)?;
    /// let finding = parsed.findings().into_iter().find(|f| f.span.is_some()).unwrap();
    /// let shown = finding.excerpt(&parsed.source).pages(&parsed.pages).to_string();
    /// assert!(shown.contains("\n  --> page 1; line "));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pages(self, pages: &'a PageMap) -> Self {
        Excerpt { pages: Some(pages), ..self }
    }
}

/// The columns that a character takes in a terminal.
fn width(c: char) -> usize {
    match c {
        '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{0300}'..='\u{036F}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{303E}'
        | '\u{3041}'..='\u{33FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{A000}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}

/// A character as it is shown: what would move the cursor becomes a space.
fn shown(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let diagnostic = self.diagnostic;
        writeln!(
            f,
            "{}[{}] {}",
            diagnostic.severity().name(self.language),
            diagnostic.code(),
            diagnostic.message(self.language)
        )?;
        let Some(span) = diagnostic.span else { return Ok(()) };
        let owned;
        let lines = match self.lines {
            Some(lines) => lines,
            None => {
                owned = LineIndex::new(self.source);
                &owned
            }
        };
        let at = lines.position(self.source, span.start);
        f.write_str("  --> ")?;
        let page = self.pages.and_then(|pages| pages.page_box(span)).map(|place| place.page);
        let (line, column) = (at.line, at.column);
        match (self.language, page) {
            (Language::English, None) => writeln!(f, "line {line}, column {column}")?,
            (Language::Chinese, None) => writeln!(f, "第 {line} 行第 {column} 字")?,
            // The line is none of the page.
            (Language::English, Some(page)) => {
                writeln!(f, "page {page}; line {line}, column {column} of the text")?;
            }
            (Language::Chinese, Some(page)) => {
                writeln!(f, "第 {page} 页；文本第 {line} 行第 {column} 字")?;
            }
        }
        let (Some(line), Some(start)) = (lines.line(self.source, at.line), lines.start(at.line))
        else {
            return Ok(());
        };

        // The marked characters, as a range of characters of the line.
        let from = at.column as usize - 1;
        let marked = line
            .char_indices()
            .skip(from)
            .take_while(|&(i, _)| start as usize + i < span.end as usize)
            .count();
        // A window of the line that holds the start of the mark.
        let mut first = 0;
        let mut before: usize = line.chars().take(from).map(width).sum();
        let mut chars = line.chars();
        let whole: usize = line.chars().map(width).sum();
        while whole > WIDTH && before > WIDTH / 2 {
            let Some(c) = chars.next() else { break };
            before -= width(c);
            first += 1;
        }
        if first > 0 {
            before += 1; // for the ellipsis
        }
        let mut used = 0;
        let window: String = line
            .chars()
            .skip(first)
            .take_while(|&c| {
                used += width(c);
                used <= WIDTH
            })
            .map(shown)
            .collect();
        let cut = window.chars().count() < line.chars().count() - first;
        let mark: usize = line
            .chars()
            .skip(from)
            .take(marked)
            .take(window.chars().count().saturating_sub(from - first))
            .map(width)
            .sum();

        let number = at.line.to_string();
        let gutter = number.len().max(2);
        writeln!(f, "{:gutter$} |", "")?;
        writeln!(
            f,
            "{number:>gutter$} | {}{window}{}",
            if first > 0 { "…" } else { "" },
            if cut { "…" } else { "" }
        )?;
        writeln!(f, "{:gutter$} | {:before$}{}", "", "", "^".repeat(mark.max(1)))
    }
}
