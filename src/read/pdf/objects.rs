//! What a page draws by name: forms, pictures, gradients and patterns.

use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream};
use hayro_syntax::page::Resources;

use super::geometry::{Area, Matrix};
use super::interpreter::{Drawn, Interpreter};
use super::marks::{Fill, Glyph, Outline};
use super::paint::{Blend, Ink, Paint};
use super::pictures::Picture;
use super::shapes::Shape;
use super::spaces::{Space, shading};
use super::state::{Colour, State};
use crate::error::ReadError;
use crate::input::Limit;
use crate::read::limits::Limits;

impl<'p> Interpreter<'_, '_, 'p> {
    pub(super) fn x_object(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'p>,
    ) -> Result<(), ReadError> {
        let Some(object) = resources.get_x_object(name) else { return Ok(()) };
        let dict = object.dict();
        if self.shared.layers.hide(dict, b"OC") {
            return Ok(());
        }
        match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => {
                let matrix = self.state.ctm;
                if let Some((fill, ink)) = self.picture(dict) {
                    let resources = resources.clone();
                    self.pictures.push(Drawn { fill, ink, stream: object, matrix, resources });
                }
            }
            Some(b"Form") => self.form(&object, resources)?,
            _ => {}
        }
        Ok(())
    }

    /// Draws a picture, and gives the number of its fill, and its ink where it has no gaps.
    pub(super) fn picture(&mut self, dict: &Dict<'_>) -> Option<(usize, Ink)> {
        self.order += 1;
        self.mix(Paint::ANY);
        let area = self.state.ctm.apply_to_box(Area::new(0.0, 0.0, 1.0, 1.0)).meet(self.state.clip);
        if self.hidden > 0 || area.width() <= 0.0 || area.height() <= 0.0 {
            return None;
        }
        self.marks.pictures += area.width() * area.height();
        let is_stencil =
            ["ImageMask", "IM"].iter().any(|key| dict.get::<bool>(key).unwrap_or(false));
        let has_gaps = is_stencil || ["SMask", "Mask"].iter().any(|key| dict.contains_key(key));
        let fill = self.state.fill_ink(&self.state.fill);
        let mut ink = if is_stencil { fill } else { Ink { paint: Paint::ANY, ..fill } };
        if !is_stencil && self.state.fill.has_gaps {
            // The colour at hand is a pattern, and has nothing to do with a picture.
            let colour = Colour { has_gaps: false, ..self.state.fill.clone() };
            ink.least = self.state.fill_ink(&colour).least;
        }
        let with_gaps = if has_gaps { ink.in_part() } else { ink };
        self.fill(area, with_gaps, Outline::Picture(None));
        Some((self.marks.fills.len() - 1, ink))
    }

    fn fill(&mut self, area: Area, ink: Ink, outline: Outline) {
        self.mix(ink.paint);
        if self.hidden == 0 {
            self.marks.fills.push(Fill { area, ink, order: self.order, outline });
        }
    }

    /// Unpacks the pictures behind figures, or before them.
    pub(super) fn look_at_pictures(&mut self) -> Result<(), ReadError> {
        // A page has a few.
        for drawn in std::mem::take(&mut self.pictures).into_iter().take(64) {
            let Some(fill) = self.marks.fills.get_mut(drawn.fill) else { continue };
            let is_here = |glyph: &Glyph| glyph.is_digit() && fill.area.holds(glyph.center());
            if !self.marks.glyphs.iter().any(is_here) {
                continue;
            }
            let picture =
                Picture::read(&drawn.stream, &drawn.resources, drawn.matrix, &self.shared.budget)?;
            if let Some(picture) = picture {
                // What it covers is told by its mask now.
                fill.ink = drawn.ink;
                fill.outline = Outline::Picture(Some(Rc::new(picture)));
            }
        }
        Ok(())
    }

    pub(super) fn form(
        &mut self,
        form: &Stream<'p>,
        resources: &Resources<'p>,
    ) -> Result<(), ReadError> {
        let dict = form.dict();
        let key = dict.data().as_ptr() as usize;
        // A form that draws itself draws nothing more.
        if self.forms.contains(&key) {
            self.marks.is_damaged = true;
            return Ok(());
        }
        Limits::check(Limit::Forms, self.forms.len() + 1, self.shared.limits.forms)?;
        let content = match self.shared.forms.get(&key) {
            Some(content) => Rc::clone(content),
            None => {
                let unpacked = self.shared.budget.unpack(form)?;
                self.marks.is_damaged |= !unpacked.is_whole;
                let content = Rc::new(unpacked.bytes);
                self.shared.forms.insert(key, Rc::clone(&content));
                content
            }
        };
        let before = self.state.clone();
        let saved = std::mem::take(&mut self.saved);
        let marked = std::mem::take(&mut self.marked);
        let path = std::mem::take(&mut self.path);
        let texts = (self.text, self.line, self.in_text, self.hidden);
        if let Some(matrix) = form_matrix(dict) {
            self.transform(matrix);
        }
        if let Some(bounds) = dict.get::<Rect>("BBox") {
            let area = Area::new(bounds.x0, bounds.y0, bounds.x1, bounds.y1);
            self.clip_to_box(area);
        }
        if dict.contains_key("Group") {
            // What is drawn in a group is seen no better than the group.
            self.state.group = self.state.fill.alpha;
            self.state.stroke.alpha = self.state.group;
            self.state.is_group_masked |= std::mem::take(&mut self.state.is_masked);
            self.state.group_blend = match (self.state.blend, self.state.group_blend) {
                (blend, Blend::Normal) | (Blend::Normal, blend) => blend,
                _ => Blend::Other,
            };
            self.state.blend = Blend::Normal;
        }
        self.forms.push(key);
        match dict.get::<Dict<'_>>("Resources") {
            Some(own) => self.run(&content, &Resources::new(own))?,
            None => self.run(&content, resources)?,
        }
        self.forms.pop();
        self.state = before;
        self.saved = saved;
        self.marked = marked;
        self.path = path;
        (self.text, self.line, self.in_text, self.hidden) = texts;
        Ok(())
    }

    fn clip_to_box(&mut self, bounds: Area) {
        let ctm = self.state.ctm;
        let area = ctm.apply_to_box(bounds);
        self.state.clip = self.state.clip.meet(area);
        let [a, b, c, d, ..] = ctm.0;
        let is_straight = (a == 0.0 && d == 0.0) || (b == 0.0 && c == 0.0);
        if !is_straight {
            let Area { x0, y0, x1, y1 } = bounds;
            let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)];
            let ring = corners.iter().map(|&(x, y)| ctm.apply(x, y)).collect();
            self.state.clip_by(Shape::new(vec![ring], false));
        }
    }

    /// The colours that a pattern may show. One without colours is drawn in the given.
    pub(super) fn pattern(
        &mut self,
        name: &Name<'_>,
        numbers: &[f32],
        strokes: bool,
        resources: &Resources<'p>,
    ) -> Result<Paint, ReadError> {
        let stream = match resources.get_pattern(name) {
            Some(Object::Dict(dict)) => {
                return match dict.get::<Object<'_>>("Shading") {
                    Some(object) => shading(&object, resources, &self.shared.budget),
                    None => Ok(Paint::ANY),
                };
            }
            Some(Object::Stream(stream)) => stream,
            _ => return Ok(Paint::ANY),
        };
        if stream.dict().get::<i32>("PaintType") == Some(2) {
            let colour = if strokes { &self.state.stroke } else { &self.state.fill };
            return Ok(match &colour.space {
                Space::Pattern(Some(space)) => space.colour(numbers),
                _ => Paint::ANY,
            });
        }
        let key = stream.dict().data().as_ptr() as usize;
        if let Some(paint) = self.shared.patterns.get(&key) {
            return Ok(*paint);
        }
        let marks = std::mem::take(&mut self.marks);
        let pictures = std::mem::take(&mut self.pictures);
        let palette = self.palette.take();
        let before = self.state.clone();
        self.state = State::new(before.ctm, before.clip);
        self.pattern += 1;
        let drawn = self.form(&stream, resources);
        self.pattern -= 1;
        self.state = before;
        let is_known = drawn.is_ok() && !self.marks.is_damaged;
        self.marks = marks;
        self.pictures = pictures;
        let paint = std::mem::replace(&mut self.palette, palette);
        drawn?;
        let paint = paint.filter(|_| is_known).unwrap_or(Paint::ANY);
        self.shared.patterns.insert(key, paint);
        Ok(paint)
    }

    /// Draws the colours of a gradient over all that is shown.
    pub(super) fn shade(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'p>,
    ) -> Result<(), ReadError> {
        self.order += 1;
        let paint = match resources.get_shading(name) {
            Some(object) => shading(&object, resources, &self.shared.budget)?,
            None => Paint::ANY,
        };
        let colour = Colour { paint, has_gaps: true, ..self.state.fill.clone() };
        self.fill(self.state.clip, self.state.fill_ink(&colour), Outline::Box);
        Ok(())
    }

    pub(super) fn transform(&mut self, matrix: Matrix) {
        let ctm = matrix.then(self.state.ctm);
        if ctm.is_finite() {
            self.state.ctm = ctm;
        }
    }

    /// Fills an area given in the coordinates at hand.
    pub(super) fn fill_over(&mut self, area: Area, ink: Ink, outline: Outline) {
        self.order += 1;
        self.fill(self.state.ctm.apply_to_box(area), ink, outline);
    }
}

/// The matrix of a form.
pub(super) fn form_matrix(dict: &Dict<'_>) -> Option<Matrix> {
    let matrix = dict.get::<Array<'_>>("Matrix")?.iter::<f64>().collect::<Vec<f64>>();
    match matrix.as_slice() {
        &[a, b, c, d, e, f] => Some(Matrix([a, b, c, d, e, f])),
        _ => None,
    }
}
