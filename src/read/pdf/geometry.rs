//! Places on a page: matrices and boxes, in points.

use hayro_syntax::content::ops;

/// A linear map of the plane, as PDF writes it: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) const fn translation(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This map first, then another.
    pub(super) fn then(self, next: Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.0;
        let [na, nb, nc, nd, ne, nf] = next.0;
        Matrix([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    pub(super) fn apply(self, x: f64, y: f64) -> Point {
        let [a, b, c, d, e, f] = self.0;
        Point { x: a * x + c * y + e, y: b * x + d * y + f }
    }

    /// The box around a box that was mapped.
    pub(super) fn apply_to_box(self, area: Area) -> Area {
        let mut mapped = Area::NOTHING;
        for (x, y) in
            [(area.x0, area.y0), (area.x1, area.y0), (area.x0, area.y1), (area.x1, area.y1)]
        {
            mapped.add(self.apply(x, y));
        }
        mapped
    }

    /// How long a unit is after mapping, on average of both directions.
    pub(super) fn scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }

    /// The map back; none if all of the plane is mapped to a line.
    pub(super) fn inverse(self) -> Option<Matrix> {
        let [a, b, c, d, e, f] = self.0;
        let scale = a * d - b * c;
        let back = Matrix([
            d / scale,
            -b / scale,
            -c / scale,
            a / scale,
            (c * f - d * e) / scale,
            (b * e - a * f) / scale,
        ]);
        (scale != 0.0 && back.is_finite()).then_some(back)
    }

    pub(super) fn is_finite(self) -> bool {
        self.0.iter().all(|n| n.is_finite() && n.abs() < 1e9)
    }
}

impl From<&ops::Transform> for Matrix {
    fn from(op: &ops::Transform) -> Matrix {
        Matrix([op.0, op.1, op.2, op.3, op.4, op.5].map(|n| n.as_f64()))
    }
}

impl From<&ops::SetTextMatrix> for Matrix {
    fn from(op: &ops::SetTextMatrix) -> Matrix {
        Matrix([op.0, op.1, op.2, op.3, op.4, op.5].map(|n| n.as_f64()))
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A box with its sides along the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
}

impl Area {
    /// A box that holds nothing, to which points are added.
    pub(super) const NOTHING: Area =
        Area { x0: f64::INFINITY, y0: f64::INFINITY, x1: f64::NEG_INFINITY, y1: f64::NEG_INFINITY };

    pub(super) fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Area {
        Area { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) }
    }

    pub(super) fn add(&mut self, point: Point) {
        self.x0 = self.x0.min(point.x);
        self.y0 = self.y0.min(point.y);
        self.x1 = self.x1.max(point.x);
        self.y1 = self.y1.max(point.y);
    }

    pub(super) fn join(self, other: Area) -> Area {
        Area {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    pub(super) fn meet(self, other: Area) -> Area {
        Area {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        }
    }

    pub(super) fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    pub(super) fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    pub(super) fn center(&self) -> Point {
        Point { x: (self.x0 + self.x1) / 2.0, y: (self.y0 + self.y1) / 2.0 }
    }

    pub(super) fn holds(&self, point: Point) -> bool {
        self.x0 <= point.x && point.x <= self.x1 && self.y0 <= point.y && point.y <= self.y1
    }

    /// Whether another box lies inside, up to a distance.
    pub(super) fn holds_box(&self, other: &Area, tolerance: f64) -> bool {
        self.x0 - tolerance <= other.x0
            && self.y0 - tolerance <= other.y0
            && other.x1 <= self.x1 + tolerance
            && other.y1 <= self.y1 + tolerance
    }
}

/// Into which way a text or a page is turned, in quarters of a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Turn {
    #[default]
    None,
    /// A quarter, clockwise: the text runs down the page.
    Right,
    Half,
    /// The text runs up the page.
    Left,
    /// Neither along the lines of the page nor across.
    Oblique,
}

impl Turn {
    /// The turn of a text that runs along a vector, where `y` grows downward.
    pub(super) fn of(x: f64, y: f64) -> Turn {
        let length = x.hypot(y);
        if length == 0.0 || !length.is_finite() {
            return Turn::Oblique;
        }
        // 0.05 is about three degrees: scanned pages are set straight by turning their text a bit.
        let (x, y) = (x / length, y / length);
        if y.abs() < 0.05 {
            if x > 0.0 { Turn::None } else { Turn::Half }
        } else if x.abs() < 0.05 {
            if y > 0.0 { Turn::Right } else { Turn::Left }
        } else {
            Turn::Oblique
        }
    }

    /// The turn as it is seen when the page is turned back by another.
    pub(super) fn less(self, other: Turn) -> Turn {
        let quarters = |turn| match turn {
            Turn::None => Some(0),
            Turn::Right => Some(1),
            Turn::Half => Some(2),
            Turn::Left => Some(3),
            Turn::Oblique => None,
        };
        match (quarters(self), quarters(other)) {
            (Some(a), Some(b)) => match (a + 4 - b) % 4 {
                0 => Turn::None,
                1 => Turn::Right,
                2 => Turn::Half,
                _ => Turn::Left,
            },
            _ => Turn::Oblique,
        }
    }

    /// Turns a page of a size back, so that text with this turn runs along its lines.
    pub(super) fn back(self, width: f64, height: f64) -> Matrix {
        Matrix(match self {
            Turn::None | Turn::Oblique => return Matrix::IDENTITY,
            // Down the page becomes along the line: (x, y) → (y, width - x).
            Turn::Right => [0.0, -1.0, 1.0, 0.0, 0.0, width],
            Turn::Half => [-1.0, 0.0, 0.0, -1.0, width, height],
            // (x, y) → (height - y, x).
            Turn::Left => [0.0, 1.0, -1.0, 0.0, height, 0.0],
        })
    }

    /// The opposite of [`Turn::back`].
    pub(super) fn forth(self, width: f64, height: f64) -> Matrix {
        match self {
            Turn::None | Turn::Oblique => Matrix::IDENTITY,
            Turn::Right => Matrix([0.0, 1.0, -1.0, 0.0, width, 0.0]),
            Turn::Half => Turn::Half.back(width, height),
            Turn::Left => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, height]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_back_and_forth_is_nothing() {
        for turn in [Turn::None, Turn::Right, Turn::Half, Turn::Left] {
            let there = turn.back(600.0, 800.0).then(turn.forth(600.0, 800.0));
            assert_eq!(there.apply(10.0, 30.0), Point { x: 10.0, y: 30.0 }, "{turn:?}");
            assert_eq!(turn.less(turn), Turn::None);
        }
        // Text that runs down the right side of a page is at the top of it when turned back.
        assert_eq!(Turn::Right.back(600.0, 800.0).apply(590.0, 0.0), Point { x: 0.0, y: 10.0 });
        assert_eq!(Turn::Left.back(600.0, 800.0).apply(10.0, 800.0), Point { x: 0.0, y: 10.0 });
    }
}
