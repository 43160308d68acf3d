//! The state of drawing, as the operators of a page change it.

use std::rc::Rc;

use super::fonts::Font;
use super::geometry::{Area, Matrix};
use super::paint::{Blend, Ink, Paint};
use super::shapes::{Cover, Shape};
use super::spaces::Space;

/// The most shapes that may limit what is shown, one in another. Past them, nothing is known of it.
const CLIPS: usize = 16;

/// What `q` keeps and `Q` brings back.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) ctm: Matrix,
    pub(super) clip: Area,
    /// What else limits what is shown, but for boxes.
    pub(super) clips: Vec<Rc<Shape>>,
    /// Whether something limits what is shown of which the outline is not known.
    pub(super) is_clipped_somehow: bool,
    pub(super) fill: Colour,
    pub(super) stroke: Colour,
    /// How much the group at hand covers what is behind it.
    pub(super) group: f32,
    pub(super) group_blend: Blend,
    /// Whether a mask is over what is drawn, and over the group at hand.
    pub(super) is_masked: bool,
    pub(super) is_group_masked: bool,
    pub(super) blend: Blend,
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
#[derive(Debug, Clone)]
pub(super) struct Colour {
    pub(super) space: Space,
    pub(super) paint: Paint,
    /// Whether it is a pattern, which may have gaps.
    pub(super) has_gaps: bool,
    /// 1 where nothing behind is seen.
    pub(super) alpha: f32,
}

impl State {
    pub(super) fn new(ctm: Matrix, clip: Area) -> State {
        let black = Colour { space: Space::Gray, paint: Paint::BLACK, has_gaps: false, alpha: 1.0 };
        State {
            ctm,
            clip,
            clips: Vec::new(),
            is_clipped_somehow: false,
            fill: black.clone(),
            stroke: black,
            group: 1.0,
            group_blend: Blend::Normal,
            is_masked: false,
            is_group_masked: false,
            blend: Blend::Normal,
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

    /// What a colour is on the page.
    pub(super) fn ink(&self, colour: &Colour) -> Ink {
        let has_gaps = colour.has_gaps || self.is_masked || self.is_group_masked;
        let blend = match (self.blend, self.group_blend) {
            (blend, Blend::Normal) | (Blend::Normal, blend) => blend,
            _ => Blend::Other,
        };
        let alpha = colour.alpha.clamp(0.0, 1.0);
        Ink { paint: colour.paint, least: if has_gaps { 0.0 } else { alpha }, alpha, blend }
    }

    /// The ink of what fills an area, where a shape may take part of that away.
    pub(super) fn fill_ink(&self, colour: &Colour) -> Ink {
        let ink = self.ink(colour);
        if self.clips.is_empty() && !self.is_clipped_somehow { ink } else { ink.in_part() }
    }

    pub(super) fn clip_by(&mut self, shape: Shape) {
        if self.clips.len() < CLIPS {
            self.clips.push(Rc::new(shape));
        } else {
            self.is_clipped_somehow = true;
        }
    }

    /// How much of a box the shapes leave.
    pub(super) fn leaves(&self, area: &Area) -> Cover {
        let mut left = if self.is_clipped_somehow { Cover::Part } else { Cover::Whole };
        for shape in &self.clips {
            match shape.covers(area) {
                Cover::None => return Cover::None,
                Cover::Part => left = Cover::Part,
                Cover::Whole => {}
            }
        }
        left
    }
}

impl Colour {
    pub(super) fn set(&mut self, space: Space, numbers: &[f32]) {
        self.paint = space.colour(numbers);
        self.space = space;
        self.has_gaps = false;
    }

    /// Another colour of the same space.
    pub(super) fn change(&mut self, numbers: &[f32]) {
        self.paint = self.space.colour(numbers);
        self.has_gaps = false;
    }

    /// The first colour of a space.
    pub(super) fn choose(&mut self, space: Space) {
        self.paint = space.first();
        self.has_gaps = matches!(space, Space::Pattern(_));
        self.space = space;
    }

    pub(super) fn set_pattern(&mut self, paint: Paint) {
        self.paint = paint;
        self.has_gaps = true;
    }
}
