//! What holds paragraphs and tables: the body of a document, a cell, a text box.

use super::fields::Field;
use super::shown::{Colour, TextProps};
use super::styles::NumberProps;

/// What stands for a thing that is no text: a cell with a picture of a figure is not blank.
pub(super) const OBJECT: char = '\u{FFFC}';

/// What holds paragraphs and tables.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// The lines so far.
    pub(super) text: String,
    pub(super) paragraph: Paragraph,
    pub(super) run: RunProps,
    /// The fields that are open.
    pub(super) fields: Vec<Field>,
    /// How many of them have not come to their result, in the paragraph at hand.
    pub(super) instructions: usize,
    pub(super) has_table: bool,
    /// The size of its largest text, and of its smallest and its largest digits, in half points, and how far below its upper edge a paragraph begins,
    /// in twentieths of a point.
    pub(super) size: Option<u32>,
    pub(super) digits: Option<(u32, u32)>,
    pub(super) before: u32,
    /// Whether something is shown that is no text, or is no more in the file, or whether what is shown
    /// may be something else.
    pub(super) has_object: bool,
}

/// A paragraph, or several that became one when the marks between them were deleted.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Whether there is one at all.
    pub(super) begun: bool,
    /// Whether it is still being read.
    pub(super) open: bool,
    pub(super) text: String,
    pub(super) style: Option<String>,
    pub(super) number: NumberProps,
    /// Whether the text goes on in the next paragraph: the mark is deleted, or hidden.
    pub(super) goes_on: bool,
    /// The colour behind it.
    pub(super) fill: Option<Colour>,
    /// How the mark that ends it stands, and with it its number.
    pub(super) mark: TextProps,
    /// Where in it something stands that is no text, or may be something else.
    pub(super) objects: Vec<usize>,
    /// The lines of text boxes that hang on it.
    pub(super) boxes: String,
}

#[derive(Debug, Default)]
pub(super) struct RunProps {
    pub(super) style: Option<String>,
    pub(super) text: TextProps,
    /// Whether the mark of a footnote is typed in what comes next.
    pub(super) typed_mark: bool,
}

impl Paragraph {
    /// Writes what stands for things that are no text, among figures.
    pub(super) fn show_objects(&mut self) {
        if self.objects.is_empty() || !self.text.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        let mut text =
            String::with_capacity(self.text.len() + self.objects.len() * OBJECT.len_utf8());
        let mut from = 0;
        for &at in &self.objects {
            text.push_str(self.text.get(from..at).unwrap_or_default());
            text.push(OBJECT);
            from = at.max(from);
        }
        text.push_str(self.text.get(from..).unwrap_or_default());
        self.text = text;
    }
}

impl Flow {
    /// Something stands here that is no text, or is no more in the file, or may be shown as something
    /// else.
    pub(super) fn object(&mut self) {
        self.has_object = true;
        self.paragraph.objects.push(self.paragraph.text.len());
    }

    /// Ends the instruction of a field, which may have gone over paragraphs: what stands in them is not
    /// shown.
    pub(super) fn end_instruction(&mut self, cut: Option<usize>) {
        match cut {
            Some(end) => {
                self.text.truncate(end);
                self.paragraph.text.clear();
                self.paragraph.boxes.clear();
                self.paragraph.objects.clear();
            }
            None => self.instructions = self.instructions.saturating_sub(1),
        }
    }
}

/// Whether text has words, and not only what figures and marks are made of.
pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(|c| c.is_alphabetic() && !"增减減无無万萬亿億元件項项條条".contains(c))
}

/// Whether a character may be part of a number.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_numeric() || "〇零一二三四五六七八九十百千两".contains(c)
}
