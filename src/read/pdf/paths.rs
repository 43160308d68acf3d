//! Paths → lines and filled areas.

use super::geometry::{Area, Matrix, Point};
use super::marks::{Fill, Marks, Paint, Rule};
use super::state::State;

/// The thickest line, in points. Office programs draw the lines of tables as narrow boxes.
const THIN: f64 = 3.0;

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

    pub(super) fn curve_to(&mut self, ctm: Matrix, points: &[(f64, f64)]) {
        for &(x, y) in points {
            self.add(ctm.apply(x, y), true);
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

    /// The box around the path; none if nothing is in it.
    pub(super) fn area(&self) -> Option<Area> {
        let mut points = self.parts.iter().flat_map(|part| &part.points).peekable();
        points.peek()?;
        let mut area = Area::NOTHING;
        points.for_each(|&point| area.add(point));
        Some(area)
    }

    pub(super) fn fill(&self, state: &State, order: u32, marks: &mut Marks) {
        if state.fill.alpha <= 0.0 {
            return;
        }
        let paint = state.fill.paint;
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
                    add_line(Area::new(x0, y0, x1, y1), state.clip, paint, order, marks);
                }
                return;
            }
        }
        for (part, area) in self.parts.iter().zip(areas) {
            if part.points.len() < 2 {
                continue;
            }
            if area.width().min(area.height()) <= THIN {
                add_line(area, state.clip, paint, order, marks);
            } else {
                let area = area.meet(state.clip);
                let fills_its_box = !part.is_curved && part.points.len() <= 6;
                if area.width() > 0.0 && area.height() > 0.0 {
                    marks.fills.push(Fill {
                        area,
                        paint: if fills_its_box { paint } else { Paint::Other },
                        order,
                        is_opaque: state.fill.is_opaque() && fills_its_box,
                    });
                }
            }
        }
    }

    pub(super) fn stroke(&self, state: &State, order: u32, marks: &mut Marks) {
        if state.stroke.alpha <= 0.0 {
            return;
        }
        // The thinnest line that can be shown is one of width 0.
        let half = state.line_width * state.ctm.scale() / 2.0;
        for part in self.parts.iter().filter(|part| !part.is_curved) {
            let closing = part.is_closed.then(|| part.points.first()).flatten();
            let points = part.points.iter().chain(closing);
            for (from, to) in points.clone().zip(points.skip(1)) {
                let (dx, dy) = ((from.x - to.x).abs(), (from.y - to.y).abs());
                if dx.min(dy) > 0.5 + dx.max(dy) * 0.002 {
                    continue;
                }
                let mut area = Area::new(from.x, from.y, to.x, to.y);
                if dx > dy {
                    (area.y0, area.y1) = (area.y0 - half, area.y1 + half);
                } else {
                    (area.x0, area.x1) = (area.x0 - half, area.x1 + half);
                }
                let paint = state.stroke.paint;
                if area.width().min(area.height()) <= THIN {
                    let is_vertical = dy > dx;
                    push_line(area, is_vertical, state.clip, paint, order, marks);
                } else {
                    let area = area.meet(state.clip);
                    marks.fills.push(Fill {
                        area,
                        paint,
                        order,
                        is_opaque: state.stroke.is_opaque(),
                    });
                }
            }
        }
    }
}

impl Part {
    fn area(&self) -> Area {
        let mut area = Area::NOTHING;
        self.points.iter().for_each(|&point| area.add(point));
        area
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
fn add_line(area: Area, clip: Area, paint: Paint, order: u32, marks: &mut Marks) {
    let (width, height) = (area.width(), area.height());
    if width >= height * 0.5 {
        push_line(area, false, clip, paint, order, marks);
    }
    if height >= width * 0.5 {
        push_line(area, true, clip, paint, order, marks);
    }
}

fn push_line(
    area: Area,
    is_vertical: bool,
    clip: Area,
    paint: Paint,
    order: u32,
    marks: &mut Marks,
) {
    // A line on the edge of what is shown is still seen, if thinner.
    let wide = Area { x0: clip.x0 - 1.0, y0: clip.y0 - 1.0, x1: clip.x1 + 1.0, y1: clip.y1 + 1.0 };
    let area = area.meet(wide);
    if area.x0 > area.x1 || area.y0 > area.y1 {
        return;
    }
    let middle = area.center();
    marks.rules.push(if is_vertical {
        Rule { is_vertical, at: middle.x, from: area.y0, to: area.y1, paint, order }
    } else {
        Rule { is_vertical, at: middle.y, from: area.x0, to: area.x1, paint, order }
    });
}
