//! Paths → lines and filled areas.

use std::rc::Rc;

use super::geometry::{Area, Matrix, Point};
use super::marks::{Fill, Marks, Outline, Rule};
use super::paint::Ink;
use super::shapes::Shape;
use super::state::State;

/// The thickest line, in points. Office programs draw the lines of tables as narrow boxes.
const THIN: f64 = 3.0;
/// How many straight lines stand for a curve.
const STEPS: u32 = 6;
/// The most boxes of a path that are looked at one by one.
const BOXES: usize = 64;

/// The path that is being built, in the coordinates of the page.
#[derive(Debug, Default)]
pub(super) struct Path {
    parts: Vec<Part>,
    /// Where the last operator ended, in the coordinates of the path.
    current: Option<Point>,
    start: Option<Point>,
}

#[derive(Debug)]
struct Part {
    points: Vec<Point>,
    is_curved: bool,
    is_closed: bool,
}

impl Path {
    pub(super) fn clear(&mut self) {
        self.parts.clear();
        self.current = None;
        self.start = None;
    }

    pub(super) fn move_to(&mut self, ctm: Matrix, x: f64, y: f64) {
        let point = ctm.apply(x, y);
        self.parts.push(Part { points: vec![point], is_curved: false, is_closed: false });
        self.start = Some(point);
        self.current = Some(point);
    }

    pub(super) fn line_to(&mut self, ctm: Matrix, x: f64, y: f64) {
        self.add(ctm.apply(x, y), false);
    }

    /// Adds a curve to the last of three points. Without its first, it starts as it goes on.
    pub(super) fn curve_to(
        &mut self,
        ctm: Matrix,
        first: Option<(f64, f64)>,
        rest: [(f64, f64); 2],
    ) {
        let [second, end] = rest.map(|(x, y)| ctm.apply(x, y));
        let from = self.current.unwrap_or(end);
        let first = first.map_or(from, |(x, y)| ctm.apply(x, y));
        for step in 1..=STEPS {
            let t = f64::from(step) / f64::from(STEPS);
            let u = 1.0 - t;
            let at = |a: f64, b: f64, c: f64, d: f64| {
                u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
            };
            let point = Point {
                x: at(from.x, first.x, second.x, end.x),
                y: at(from.y, first.y, second.y, end.y),
            };
            self.add(point, true);
        }
    }

    fn add(&mut self, point: Point, is_curved: bool) {
        let Some(part) = self.parts.last_mut() else { return };
        if part.is_closed {
            // Behind `h`, a path goes on from where it started.
            let from = self.start.unwrap_or(point);
            self.parts.push(Part { points: vec![from, point], is_curved, is_closed: false });
        } else {
            part.points.push(point);
            part.is_curved |= is_curved;
        }
        self.current = Some(point);
    }

    pub(super) fn rectangle(&mut self, ctm: Matrix, x: f64, y: f64, width: f64, height: f64) {
        self.move_to(ctm, x, y);
        self.line_to(ctm, x + width, y);
        self.line_to(ctm, x + width, y + height);
        self.line_to(ctm, x, y + height);
        self.close();
    }

    pub(super) fn close(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.is_closed = true;
        }
        self.current = self.start;
    }

    /// Limits what is shown to the path.
    pub(super) fn clip(&self, state: &mut State, is_even_odd: bool) {
        let parts = || self.parts.iter().filter(|part| part.points.len() > 1);
        let mut area = Area::NOTHING;
        self.parts.iter().flat_map(|part| &part.points).for_each(|&point| area.add(point));
        if self.parts.is_empty() {
            return;
        }
        state.clip = state.clip.meet(area);
        if parts().count() != 1 || !parts().all(Part::is_box) {
            state.clip_by(self.shape(is_even_odd));
        }
    }

    fn shape(&self, is_even_odd: bool) -> Shape {
        let rings = self.parts.iter().map(|part| part.points.clone()).collect();
        Shape::new(rings, is_even_odd)
    }

    pub(super) fn fill(&self, state: &State, is_even_odd: bool, order: u32, marks: &mut Marks) {
        let ink = state.fill_ink(&state.fill);
        if ink.alpha <= 0.0 {
            return;
        }
        let areas: Vec<Area> = self.parts.iter().map(Part::area).collect();
        // A box with a box cut out of it is the frame of a cell.
        if let [a, b] = areas.as_slice() {
            let (outer, inner) = if a.holds_box(b, 0.1) { (a, b) } else { (b, a) };
            if outer.holds_box(inner, 0.1) && is_frame(outer, inner) {
                for (x0, y0, x1, y1) in [
                    (outer.x0, outer.y0, inner.x0, outer.y1),
                    (inner.x1, outer.y0, outer.x1, outer.y1),
                    (outer.x0, outer.y0, outer.x1, inner.y0),
                    (outer.x0, inner.y1, outer.x1, outer.y1),
                ] {
                    add_line(Area::new(x0, y0, x1, y1), state.clip, ink, order, marks);
                }
                return;
            }
        }
        let mut boxes: Vec<Area> = Vec::new();
        let mut is_plain = true;
        for (part, area) in self.parts.iter().zip(areas) {
            if part.points.len() < 2 {
                continue;
            }
            if area.width().min(area.height()) <= THIN {
                add_line(area, state.clip, ink, order, marks);
            } else {
                is_plain &= part.is_box();
                boxes.push(area.meet(state.clip));
            }
        }
        boxes.retain(|area| area.width() > 0.0 && area.height() > 0.0);
        // What is surrounded twice may be a hole.
        let meet = |a: &Area, b: &Area| {
            let both = a.meet(*b);
            both.width() > 0.0 && both.height() > 0.0
        };
        is_plain &= boxes.len() <= BOXES
            && !boxes.iter().enumerate().any(|(i, a)| boxes[..i].iter().any(|b| meet(a, b)));
        let whole = boxes.iter().copied().reduce(Area::join);
        if is_plain {
            marks.fills.extend(boxes.into_iter().map(|area| Fill {
                area,
                ink,
                order,
                outline: Outline::Box,
            }));
        } else if let Some(area) = whole {
            let outline = Outline::Shape(Rc::new(self.shape(is_even_odd)));
            marks.fills.push(Fill { area, ink, order, outline });
        }
    }

    pub(super) fn stroke(&self, state: &State, order: u32, marks: &mut Marks) {
        let ink = state.fill_ink(&state.stroke);
        if ink.alpha <= 0.0 {
            return;
        }
        // The thinnest line that can be shown is one of width 0.
        let half = state.line_width * state.ctm.scale() / 2.0;
        let mut oblique: Vec<Vec<Point>> = Vec::new();
        for part in &self.parts {
            let closing = part.is_closed.then(|| part.points.first()).flatten();
            let points = part.points.iter().chain(closing);
            for (from, to) in points.clone().zip(points.skip(1)) {
                let (dx, dy) = ((from.x - to.x).abs(), (from.y - to.y).abs());
                if part.is_curved || dx.min(dy) > 0.5 + dx.max(dy) * 0.002 {
                    oblique.extend(thick(*from, *to, half.max(0.1)));
                    continue;
                }
                let mut area = Area::new(from.x, from.y, to.x, to.y);
                if dx > dy {
                    (area.y0, area.y1) = (area.y0 - half, area.y1 + half);
                } else {
                    (area.x0, area.x1) = (area.x0 - half, area.x1 + half);
                }
                if area.width().min(area.height()) <= THIN {
                    let is_vertical = dy > dx;
                    push_line(area, is_vertical, state.clip, ink, order, marks);
                } else {
                    let area = area.meet(state.clip);
                    marks.fills.push(Fill { area, ink, order, outline: Outline::Box });
                }
            }
        }
        let mut area = Area::NOTHING;
        oblique.iter().flatten().for_each(|&point| area.add(point));
        let area = area.meet(state.clip);
        if area.width() > 0.0 && area.height() > 0.0 {
            let outline = Outline::Stroke(Rc::new(Shape::new(oblique, false)));
            marks.fills.push(Fill { area, ink, order, outline });
        }
    }
}

/// A line as an area.
fn thick(from: Point, to: Point, half: f64) -> Option<Vec<Point>> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy);
    if length == 0.0 {
        return None;
    }
    let (x, y) = (-dy / length * half, dx / length * half);
    let at = |p: Point, side: f64| Point { x: p.x + x * side, y: p.y + y * side };
    Some(vec![at(from, 1.0), at(to, 1.0), at(to, -1.0), at(from, -1.0)])
}

impl Part {
    fn area(&self) -> Area {
        let mut area = Area::NOTHING;
        self.points.iter().for_each(|&point| area.add(point));
        area
    }

    /// Whether its sides run along the page and across.
    fn is_box(&self) -> bool {
        let next = self.points.iter().skip(1).chain(self.points.first());
        let is_straight =
            |(a, b): (&Point, &Point)| (a.x - b.x).abs() < 0.05 || (a.y - b.y).abs() < 0.05;
        // Five points may be the corners of an L.
        let area = self.area();
        let is_corner = |p: &Point| {
            ((p.x - area.x0).abs() < 0.1 || (p.x - area.x1).abs() < 0.1)
                && ((p.y - area.y0).abs() < 0.1 || (p.y - area.y1).abs() < 0.1)
        };
        !self.is_curved
            && (4..=6).contains(&self.points.len())
            && self.points.iter().all(is_corner)
            && self.points.iter().zip(next).all(is_straight)
    }
}

fn is_frame(outer: &Area, inner: &Area) -> bool {
    [inner.x0 - outer.x0, outer.x1 - inner.x1, inner.y0 - outer.y0, outer.y1 - inner.y1]
        .iter()
        .all(|width| *width <= THIN)
        && inner.width() > THIN
        && inner.height() > THIN
}

/// Adds a narrow box as a line. A small square is a dot of a dotted line, along or across.
fn add_line(area: Area, clip: Area, ink: Ink, order: u32, marks: &mut Marks) {
    let (width, height) = (area.width(), area.height());
    if width >= height * 0.5 {
        push_line(area, false, clip, ink, order, marks);
    }
    if height >= width * 0.5 {
        push_line(area, true, clip, ink, order, marks);
    }
}

fn push_line(area: Area, is_vertical: bool, clip: Area, ink: Ink, order: u32, marks: &mut Marks) {
    // A line on the edge of what is shown is still seen, if thinner.
    let wide = Area { x0: clip.x0 - 1.0, y0: clip.y0 - 1.0, x1: clip.x1 + 1.0, y1: clip.y1 + 1.0 };
    let is_cut = if is_vertical {
        area.y0 < wide.y0 - 1.0 || area.y1 > wide.y1 + 1.0
    } else {
        area.x0 < wide.x0 - 1.0 || area.x1 > wide.x1 + 1.0
    };
    let area = area.meet(wide);
    if area.x0 > area.x1 || area.y0 > area.y1 {
        return;
    }
    marks.fills.push(Fill { area, ink, order, outline: Outline::Rule });
    let middle = area.center();
    marks.rules.push(if is_vertical {
        Rule { is_vertical, at: middle.x, from: area.y0, to: area.y1, ink, order, is_cut }
    } else {
        Rule { is_vertical, at: middle.y, from: area.x0, to: area.x1, ink, order, is_cut }
    });
}
