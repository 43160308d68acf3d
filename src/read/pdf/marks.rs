//! What a page shows: glyphs, lines, and areas that are filled.

use std::rc::Rc;

use super::geometry::{Area, Point, Turn};
use super::paint::Ink;
use super::pictures::Picture;
use super::shapes::Shape;
use super::shown::{Shown, is_digit};

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
    pub(super) ink: Ink,
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
        let ((_, end, base), (start, _, other)) = (self.along(), next.along());
        self.is_digit()
            && next.is_digit()
            && self.turn == next.turn
            && (base - other).abs() < reach * 0.2
            && (start - end).abs() < reach * 0.3
    }

    /// Where it begins and ends along its line, and where that line is.
    pub(super) fn along(&self) -> (f64, f64, f64) {
        let Area { x0, y0, x1, y1 } = self.area;
        match self.turn {
            Turn::None | Turn::Oblique => (x0, x1, self.base.y),
            Turn::Right => (y0, y1, self.base.x),
            Turn::Half => (-x1, -x0, self.base.y),
            Turn::Left => (-y1, -y0, self.base.x),
        }
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

/// A line along the page or across.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) is_vertical: bool,
    /// Where it is across its length.
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) ink: Ink,
    pub(super) order: u32,
    /// Whether it goes on past the edge of what is shown.
    pub(super) is_cut: bool,
}

/// An area that is filled, or a picture.
#[derive(Debug, Clone)]
pub(super) struct Fill {
    pub(super) area: Area,
    pub(super) ink: Ink,
    pub(super) order: u32,
    pub(super) outline: Outline,
}

/// What of its area a fill covers.
#[derive(Debug, Clone)]
pub(super) enum Outline {
    Box,
    /// One of the [rules](Rule). It may as well be one of many that cover text.
    Rule,
    Shape(Rc<Shape>),
    /// A line that is no border.
    Stroke(Rc<Shape>),
    Picture(Option<Rc<Picture>>),
    /// What a program that shows the document may draw by itself: a note, the value of a field.
    Unknown,
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
