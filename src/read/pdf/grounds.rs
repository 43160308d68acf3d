//! What is behind text and before it: areas, lines and pictures, one laid over the other.

use super::geometry::{Area, Turn};
use super::marks::{Fill, Glyph, Outline};
use super::paint::{Blend, Ink, Paint};
use super::shapes::Cover;
use crate::error::ReadError;
use crate::input::Limit;
use crate::read::limits::Limits;

/// How high the bands are in which areas are looked for, in points.
const BAND: f64 = 16.0;
/// How many comparisons of glyphs with areas a page may need, for each of them. A page with more was
/// made to keep readers busy. A higher limit of operators allows more.
const COMPARISONS: usize = 4096;
/// So many operators allow one more of them: the default limit allows just these.
const OPERATORS: usize = 2048;
/// How far apart two colours are, of 1, that cannot be told apart, and two that hardly can.
pub(super) const SAME: f32 = 0.06;
const FAINT: f32 = 0.27;
/// How much the ground of a cell may vary, if it is no drawing: gradients and watermarks do.
const VARIED: f32 = 0.35;

/// Whether a glyph is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    Clear,
    /// It is faint, or something covers part of it: one may see it or not, or take it for struck out.
    Doubtful,
    Hidden,
}

/// The areas that are behind or before text, in bands from top to bottom.
pub(super) struct Backgrounds<'f> {
    bands: Vec<Vec<&'f Fill>>,
}

impl<'f> Backgrounds<'f> {
    pub(super) fn new(
        fills: &'f [Fill],
        height: f64,
        items: usize,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let count = (height / BAND).clamp(0.0, 4096.0) as usize + 1;
        let mut bands = vec![Vec::new(); count];
        let mut weights = vec![0_usize; count];
        let mut comparisons = 0_usize;
        let band = |y: f64| (y / BAND).clamp(0.0, (count - 1) as f64) as usize;
        for fill in fills {
            let weight = match &fill.outline {
                Outline::Shape(shape) | Outline::Stroke(shape) => 1 + shape.len() / 4,
                Outline::Picture(Some(_)) => 16,
                _ => 1,
            };
            // What meets a part of a glyph is looked for at its middle.
            for band in band(fill.area.y0 - BAND)..=band(fill.area.y1 + BAND) {
                bands[band].push(fill);
                weights[band] = weights[band].saturating_add(weight);
                comparisons += 1;
            }
        }
        let most = weights.into_iter().max().unwrap_or(0);
        let allowed = COMPARISONS.max(limits.operators / OPERATORS).saturating_mul(items.max(4096));
        if comparisons > allowed || most.saturating_mul(items) > allowed {
            return Err(ReadError::PastLimit { limit: Limit::Operators, max: limits.operators });
        }
        Ok(Backgrounds { bands })
    }

    /// What is drawn on a place, one over the other, and its ink there.
    fn at<'a>(
        &'a self,
        place: &'a Area,
        with_rules: bool,
    ) -> impl Iterator<Item = (&'f Fill, Ink)> + use<'a, 'f> {
        let band = (place.center().y / BAND).clamp(0.0, (self.bands.len() - 1) as f64) as usize;
        let fills = self.bands.get(band).map(Vec::as_slice).unwrap_or_default();
        fills.iter().filter_map(move |fill| {
            let meets = fill.area.x0 <= place.x1
                && place.x0 <= fill.area.x1
                && fill.area.y0 <= place.y1
                && place.y0 <= fill.area.y1;
            if !meets {
                return None;
            }
            let ink = match &fill.outline {
                Outline::Shape(shape) | Outline::Stroke(shape) => match shape.covers(place) {
                    Cover::None => return None,
                    Cover::Part => fill.ink.in_part(),
                    Cover::Whole => fill.ink,
                },
                Outline::Picture(Some(picture)) => picture.ink(place, fill.ink),
                Outline::Rule if !with_rules => return None,
                Outline::Box | Outline::Rule | Outline::Picture(None) | Outline::Unknown => {
                    fill.ink
                }
            };
            let is_whole = fill.area.holds_box(place, 0.0);
            Some((*fill, if is_whole { ink } else { ink.in_part() }))
        })
    }

    pub(super) fn behind(&self, place: &Area, order: u32, with_rules: bool) -> Paint {
        let before = self.at(place, with_rules).filter(|(fill, _)| fill.order <= order);
        before.fold(Paint::WHITE, |behind, (_, ink)| ink.on(behind))
    }

    /// Whether something is drawn in an area but a ground of one colour.
    pub(super) fn has_drawing(&self, area: &Area) -> bool {
        let mut top = area.y0;
        while top < area.y1 {
            let strip = Area { y0: top, y1: area.y1.min(top + BAND), ..*area };
            let ground = self.behind(&strip, u32::MAX, true);
            if ground.distance(ground).1 > VARIED {
                return true;
            }
            top += BAND;
        }
        false
    }

    pub(super) fn sight(&self, glyph: &Glyph) -> Sight {
        // The middle of the glyph. A thick line through it leaves some of that.
        let (dx, dy) = (glyph.area.width() * 0.22, glyph.area.height() * 0.22);
        let Area { x0, y0, x1, y1 } = glyph.area;
        let middle = Area { x0: x0 + dx, y0: y0 + dy, x1: x1 - dx, y1: y1 - dy };
        let (least, most) = self.contrast(&middle, glyph.ink, glyph.order, false);
        if most < SAME {
            Sight::Hidden
        } else if least < FAINT && glyph.turn != Turn::Oblique {
            Sight::Doubtful
        } else {
            Sight::Clear
        }
    }

    /// Whether a part of a fill is seen before what is behind it.
    pub(super) fn shows(&self, fill: &Fill, area: &Area) -> bool {
        self.contrast(area, fill.ink, fill.order, true).1 >= FAINT
    }

    /// How far what is drawn on a place is from what is around it: at least, and at most. It is nothing
    /// where it is covered. It may cover all of what lies behind it on a part of the place.
    fn contrast(&self, place: &Area, ink: Ink, order: u32, covers: bool) -> (f32, f32) {
        let mut behind = Paint::WHITE;
        let mut seen = None;
        for (fill, over) in self.at(place, true).filter(|(fill, _)| fill.order != order) {
            if covers && fill.order < order && place.holds_box(&fill.area, 0.0) {
                continue;
            }
            if fill.order > order {
                if over.least > 0.94 && over.blend == Blend::Normal {
                    return (0.0, 0.0);
                }
                // From here on, both are behind the rest.
                let own = *seen.get_or_insert(ink.on(behind));
                seen = Some(over.on(own));
            }
            behind = over.on(behind);
        }
        seen.unwrap_or_else(|| ink.on(behind)).distance(behind)
    }
}
