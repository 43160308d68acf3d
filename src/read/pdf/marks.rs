//! What a page shows: glyphs, lines, and areas that are filled.

use super::fonts::Shown;
use super::geometry::{Area, Point, Turn};

/// A colour, as far as it is told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Paint {
    /// Red, green and blue, from 0 to 1.
    Plain([f32; 3]),
    /// A pattern, or a colour of a space that is not looked into.
    Other,
}

impl Paint {
    pub(super) const BLACK: Paint = Paint::Plain([0.0; 3]);
    pub(super) const WHITE: Paint = Paint::Plain([1.0; 3]);

    /// Whether two colours are no further apart than that, in each of their parts.
    pub(super) fn is_like(self, other: Paint, distance: f32) -> bool {
        match (self, other) {
            (Paint::Plain(a), Paint::Plain(b)) => {
                a.iter().zip(b).all(|(a, b)| (a - b).abs() < distance)
            }
            _ => false,
        }
    }
}

/// A glyph. All places are on the page as it is shown, from its upper left corner, in points.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) shown: Shown,
    /// Where it is: its advance wide, and from a bit below the line to the height of a character.
    pub(super) area: Area,
    /// Where it stands on its line.
    pub(super) base: Point,
    /// The size of its font.
    pub(super) size: f64,
    pub(super) turn: Turn,
    pub(super) paint: Paint,
    /// When it was drawn.
    pub(super) order: u32,
    /// Which string it was drawn with; the glyphs of a string follow one another by their widths alone.
    pub(super) string: u32,
}

impl Glyph {
    /// The place by which it is in one cell or another.
    pub(super) fn center(&self) -> Point {
        self.area.center()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.shown == Shown::Char(' ')
    }

    /// Whether it is a digit, and another is the next of the same number.
    pub(super) fn is_digit_before(&self, next: &Glyph) -> bool {
        let reach = self.size.min(next.size);
        self.is_digit()
            && next.is_digit()
            && (self.base.y - next.base.y).abs() < reach * 0.2
            && (next.area.x0 - self.area.x1).abs() < reach * 0.3
    }

    /// Whether it is a figure, or may be one.
    pub(super) fn is_digit(&self) -> bool {
        match &self.shown {
            Shown::Char(c) => is_digit(*c),
            Shown::Chars(s) => s.chars().any(is_digit),
            Shown::Unknown => true,
            Shown::Nothing => false,
        }
    }
}

pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A line along the page or across.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) is_vertical: bool,
    /// Where it is across its length.
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) paint: Paint,
    pub(super) order: u32,
}

/// An area that is filled, or a picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fill {
    pub(super) area: Area,
    pub(super) paint: Paint,
    pub(super) order: u32,
    /// Whether nothing behind it is seen.
    pub(super) is_opaque: bool,
}

/// Everything that a page shows.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) fills: Vec<Fill>,
    /// The characters that are in the document, but are not shown.
    pub(super) hidden: usize,
    /// How much of the page is pictures, in square points.
    pub(super) pictures: f64,
    /// Whether part of the content could not be unpacked or understood.
    pub(super) is_damaged: bool,
}
