//! Areas with any outline, and where they are.

use super::geometry::{Area, Point};

/// An area with an outline of straight lines; curves are cut into some.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    rings: Vec<Vec<Point>>,
    /// Whether what is surrounded twice is outside again.
    is_even_odd: bool,
}

/// How much of a box an area covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cover {
    None,
    Part,
    Whole,
}

impl Shape {
    pub(super) fn new(rings: Vec<Vec<Point>>, is_even_odd: bool) -> Shape {
        Shape { rings, is_even_odd }
    }

    /// How many lines its outline has.
    pub(super) fn len(&self) -> usize {
        self.rings.iter().map(Vec::len).sum()
    }

    /// The box around each of its parts.
    pub(super) fn areas(&self) -> impl Iterator<Item = Area> {
        self.rings.iter().filter(|ring| ring.len() > 1).map(|ring| {
            let mut area = Area::NOTHING;
            ring.iter().for_each(|&point| area.add(point));
            area
        })
    }

    pub(super) fn covers(&self, area: &Area) -> Cover {
        let crosses = self.lines().any(|(a, b)| crosses(a, b, area));
        match (crosses, self.holds(area.center())) {
            (true, _) => Cover::Part,
            (false, true) => Cover::Whole,
            (false, false) => Cover::None,
        }
    }

    fn lines(&self) -> impl Iterator<Item = (Point, Point)> {
        self.rings.iter().flat_map(|ring| {
            let next = ring.iter().skip(1).chain(ring.first());
            ring.iter().copied().zip(next.copied())
        })
    }

    fn holds(&self, place: Point) -> bool {
        let (mut winding, mut crossings) = (0_i64, 0_u64);
        for (a, b) in self.lines() {
            let is_down = a.y <= place.y && place.y < b.y;
            let is_up = b.y <= place.y && place.y < a.y;
            if !is_down && !is_up {
                continue;
            }
            let x = a.x + (place.y - a.y) / (b.y - a.y) * (b.x - a.x);
            if x > place.x {
                winding += if is_down { 1 } else { -1 };
                crossings += 1;
            }
        }
        if self.is_even_odd { crossings % 2 == 1 } else { winding != 0 }
    }
}

/// Whether a line from one place to another goes through a box.
fn crosses(from: Point, to: Point, area: &Area) -> bool {
    // What part of the line is between the sides, and between the top and the bottom.
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    for (at, step, low, high) in
        [(from.x, to.x - from.x, area.x0, area.x1), (from.y, to.y - from.y, area.y0, area.y1)]
    {
        if step == 0.0 {
            if at < low || at > high {
                return false;
            }
            continue;
        }
        let (a, b) = ((low - at) / step, (high - at) / step);
        first = first.max(a.min(b));
        last = last.min(a.max(b));
    }
    first <= last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    #[test]
    fn how_much_of_a_box_is_covered() {
        let triangle = Shape::new(vec![ring(&[(0.0, 0.0), (10.0, 0.0), (0.0, 10.0)])], false);
        let at = |x: f64, y: f64| Area::new(x, y, x + 1.0, y + 1.0);
        assert_eq!(triangle.covers(&at(2.0, 2.0)), Cover::Whole);
        assert_eq!(triangle.covers(&at(4.5, 4.5)), Cover::Part);
        assert_eq!(triangle.covers(&at(8.0, 8.0)), Cover::None);
        assert_eq!(triangle.covers(&Area::new(-1.0, -1.0, 11.0, 11.0)), Cover::Part);
        let outer = ring(&[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]);
        let inner = ring(&[(4.0, 4.0), (8.0, 4.0), (8.0, 8.0), (4.0, 8.0)]);
        let frame = Shape::new(vec![outer.clone(), inner.clone()], true);
        assert_eq!(frame.covers(&at(5.0, 5.0)), Cover::None);
        assert_eq!(frame.covers(&at(2.0, 2.0)), Cover::Whole);
        assert_eq!(Shape::new(vec![outer, inner], false).covers(&at(5.0, 5.0)), Cover::Whole);
    }
}
