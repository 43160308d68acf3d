//! Where a piece of prose stands in the source that the report was read from.
//!
//! A paragraph of the model is the text of one line, or of several that were joined: the same
//! characters, with other blanks between them. So it is looked for without its blanks.

use crate::model::{AnnualReport, Place};
use crate::parse::fold::is_blank;
use crate::span::Span;

/// Looks for pieces of prose, in the order in which they stand.
pub(super) struct Locator<'a> {
    report: &'a AnnualReport,
    text: Option<&'a str>,
    /// The characters of the source without blanks, each with its place; filled when first needed.
    source: Vec<(char, u32)>,
    /// How often nothing was found: a source that is another one is not searched again and again.
    failed: u8,
}

impl<'a> Locator<'a> {
    pub(super) const fn new(report: &'a AnnualReport, text: Option<&'a str>) -> Self {
        Locator { report, text, source: Vec::new(), failed: 0 }
    }

    /// The place in the source; `None` where it cannot be told.
    pub(super) fn span(&mut self, place: Place) -> Option<Span> {
        /// What stands before the piece, by which it is told from others, is as long as this.
        const BEFORE: usize = 80;
        const SHORTER: usize = 16;
        const TRIES: u8 = 16;
        let text = self.text?;
        if self.failed >= TRIES {
            return None;
        }
        if self.source.is_empty() {
            let places = text.char_indices().filter(|(_, c)| !is_left_out(*c));
            self.source.extend(places.map(|(i, c)| (c, u32::try_from(i).unwrap_or(u32::MAX))));
        }
        let paragraph = self.report.paragraph(place.paragraph)?;
        let before: Vec<char> =
            paragraph.get(..place.start)?.chars().filter(|c| !is_left_out(*c)).collect();
        let piece: Vec<char> =
            place.text(self.report)?.chars().filter(|c| !is_left_out(*c)).collect();
        // The number of a page may stand between the lines that were joined, so that only what is
        // right before the piece is found as it is.
        for length in [BEFORE, SHORTER] {
            let from = before.len().saturating_sub(length);
            let mut words = before.get(from..)?.to_vec();
            words.extend(&piece);
            if let Some(at) = self.find(&words) {
                let start = self.source.get(at + words.len() - piece.len())?.1;
                let (last, at) = *self.source.get(at + words.len() - 1)?;
                return Some(Span::new(start, at + u32::try_from(last.len_utf8()).ok()?));
            }
        }
        self.failed += 1;
        None
    }

    /// Where the words stand first, by the method of Knuth, Morris and Pratt.
    fn find(&self, words: &[char]) -> Option<usize> {
        let mut borders = vec![0; words.len()];
        let mut length = 0;
        for i in 1..words.len() {
            while length > 0 && words[i] != words[length] {
                length = borders[length - 1];
            }
            length += usize::from(words[i] == words[length]);
            borders[i] = length;
        }
        let mut length = 0;
        for (i, &(c, _)) in self.source.iter().enumerate() {
            while length > 0 && c != *words.get(length)? {
                length = borders[length - 1];
            }
            length += usize::from(words.get(length) == Some(&c));
            if length == words.len() {
                return Some(i + 1 - length);
            }
        }
        None
    }
}

/// Controls are blanks in the model.
fn is_left_out(c: char) -> bool {
    is_blank(c) || c.is_control()
}
