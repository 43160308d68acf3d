//! The state of drawing, as the operators of a page change it.

use std::rc::Rc;

use hayro_syntax::object::{Name, Object, Stream};
use hayro_syntax::page::Resources;

use super::fonts::Font;
use super::geometry::{Area, Matrix};
use super::marks::Paint;

/// What `q` keeps and `Q` brings back.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) ctm: Matrix,
    pub(super) clip: Area,
    pub(super) fill: Colour,
    pub(super) stroke: Colour,
    /// How much the group at hand covers what is behind it.
    pub(super) group: f32,
    pub(super) line_width: f64,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) character_spacing: f64,
    pub(super) word_spacing: f64,
    pub(super) horizontal: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: i64,
}

/// The colour of fills or of lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Colour {
    pub(super) space: Space,
    pub(super) paint: Paint,
    /// 1 where nothing behind is seen.
    pub(super) alpha: f32,
    /// Whether what is drawn replaces what is behind it.
    pub(super) is_plain: bool,
}

/// How the numbers of a colour are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    Gray,
    Rgb,
    Cmyk,
    Other,
}

impl State {
    pub(super) fn new(ctm: Matrix, clip: Area) -> State {
        let black = Colour { space: Space::Gray, paint: Paint::BLACK, alpha: 1.0, is_plain: true };
        State {
            ctm,
            clip,
            fill: black,
            stroke: black,
            group: 1.0,
            line_width: 1.0,
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            horizontal: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}

impl Colour {
    pub(super) fn set(&mut self, space: Space, numbers: &[f32]) {
        self.space = space;
        self.paint = match (space, numbers) {
            (Space::Gray, &[g]) => Paint::Plain([g; 3]),
            (Space::Rgb, &[r, g, b]) => Paint::Plain([r, g, b]),
            (Space::Cmyk, &[c, m, y, k]) => {
                Paint::Plain([c, m, y].map(|ink| (1.0 - ink) * (1.0 - k)))
            }
            _ => Paint::Other,
        };
    }

    /// The first colour of a space.
    pub(super) fn choose(&mut self, space: Space) {
        self.space = space;
        self.paint = if space == Space::Other { Paint::Other } else { Paint::BLACK };
    }

    pub(super) fn is_opaque(&self) -> bool {
        self.is_plain && self.alpha > 0.95
    }
}

/// The space that a name stands for.
pub(super) fn space(name: &Name<'_>, resources: &Resources<'_>) -> Space {
    match &**name {
        b"DeviceGray" | b"G" | b"CalGray" => Space::Gray,
        b"DeviceRGB" | b"RGB" | b"CalRGB" => Space::Rgb,
        b"DeviceCMYK" | b"CMYK" => Space::Cmyk,
        _ => match resources.get_color_space(name) {
            Some(Object::Name(inner)) if inner != *name => match &*inner {
                b"DeviceGray" => Space::Gray,
                b"DeviceRGB" => Space::Rgb,
                b"DeviceCMYK" => Space::Cmyk,
                _ => Space::Other,
            },
            Some(Object::Array(array)) => {
                let mut items = array.flex_iter();
                match items.next::<Name<'_>>().as_deref() {
                    Some(b"CalGray") => Space::Gray,
                    Some(b"CalRGB") => Space::Rgb,
                    Some(b"ICCBased") => {
                        let profile = items.next::<Stream<'_>>();
                        match profile.and_then(|profile| profile.dict().get::<i32>("N")) {
                            Some(1) => Space::Gray,
                            Some(3) => Space::Rgb,
                            Some(4) => Space::Cmyk,
                            _ => Space::Other,
                        }
                    }
                    _ => Space::Other,
                }
            }
            _ => Space::Other,
        },
    }
}
