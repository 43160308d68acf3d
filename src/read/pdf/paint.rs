//! Colours, as far as they are told, and what is seen of one laid over another.

/// A colour: each of its red, green and blue lies between two numbers, from 0 to 1. Where all is known
/// of it, they are the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paint {
    low: [f32; 3],
    high: [f32; 3],
}

/// What the colours below and above make of one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blend {
    Normal,
    Multiply,
    Screen,
    Darken,
    Lighten,
    Other,
}

/// What is laid on a page: a colour, and how much it covers what is there. It covers at least `least`
/// and at most `alpha`: a pattern has gaps, and behind a mask anything may be left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ink {
    pub(super) paint: Paint,
    pub(super) least: f32,
    pub(super) alpha: f32,
    pub(super) blend: Blend,
}

impl Paint {
    pub(super) const BLACK: Paint = Paint { low: [0.0; 3], high: [0.0; 3] };
    pub(super) const WHITE: Paint = Paint { low: [1.0; 3], high: [1.0; 3] };
    /// Nothing is known of it.
    pub(super) const ANY: Paint = Paint { low: [0.0; 3], high: [1.0; 3] };

    pub(super) fn plain(colour: [f32; 3]) -> Paint {
        Paint::between(colour, colour)
    }

    pub(super) fn between(a: [f32; 3], b: [f32; 3]) -> Paint {
        if a.iter().chain(&b).any(|part| !part.is_finite()) {
            return Paint::ANY;
        }
        let mut paint = Paint { low: a, high: b };
        for (low, high) in paint.low.iter_mut().zip(&mut paint.high) {
            (*low, *high) = (low.min(*high).clamp(0.0, 1.0), low.max(*high).clamp(0.0, 1.0));
        }
        paint
    }

    /// Either of two.
    pub(super) fn or(self, other: Paint) -> Paint {
        self.both(other, f32::min, f32::max)
    }

    fn both(
        self,
        other: Paint,
        low: impl Fn(f32, f32) -> f32,
        high: impl Fn(f32, f32) -> f32,
    ) -> Paint {
        let pairs = |a: [f32; 3], b: [f32; 3], each: &dyn Fn(f32, f32) -> f32| {
            [each(a[0], b[0]), each(a[1], b[1]), each(a[2], b[2])]
        };
        Paint { low: pairs(self.low, other.low, &low), high: pairs(self.high, other.high, &high) }
    }

    /// How far apart two colours are in the part in which they are furthest: at least, and at most.
    pub(super) fn distance(self, other: Paint) -> (f32, f32) {
        let (mut least, mut most) = (0.0_f32, 0.0_f32);
        for i in 0..3 {
            let (up, down) = (self.high[i] - other.low[i], other.high[i] - self.low[i]);
            least = least.max(-up).max(-down);
            most = most.max(up).max(down);
        }
        (least, most)
    }
}

impl Blend {
    fn of(self, behind: Paint, paint: Paint) -> Paint {
        let each = |one: fn(f32, f32) -> f32| behind.both(paint, one, one);
        match self {
            Blend::Normal => paint,
            Blend::Multiply => each(|a, b| a * b),
            Blend::Screen => each(|a, b| 1.0 - (1.0 - a) * (1.0 - b)),
            Blend::Darken => each(f32::min),
            Blend::Lighten => each(f32::max),
            Blend::Other => Paint::ANY,
        }
    }
}

impl Ink {
    pub(super) const BLACK: Ink =
        Ink { paint: Paint::BLACK, least: 1.0, alpha: 1.0, blend: Blend::Normal };

    /// The same with gaps in it, which may be anywhere.
    pub(super) fn in_part(self) -> Ink {
        Ink { least: 0.0, ..self }
    }

    /// What is seen when it is laid over a colour.
    pub(super) fn on(self, behind: Paint) -> Paint {
        let over = self.blend.of(behind, self.paint);
        let at = |alpha: f32| {
            let alpha = alpha.clamp(0.0, 1.0);
            let mix = |a: f32, b: f32| a * (1.0 - alpha) + b * alpha;
            behind.both(over, mix, mix)
        };
        let most = at(self.alpha);
        if self.least == self.alpha { most } else { most.or(at(self.least)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GREY: Paint = Paint { low: [0.25; 3], high: [0.5; 3] };

    #[test]
    fn colours_are_as_far_apart_as_they_can_be_told() {
        assert_eq!(Paint::BLACK.distance(Paint::WHITE), (1.0, 1.0));
        assert_eq!(Paint::BLACK.distance(Paint::ANY), (0.0, 1.0));
        assert_eq!(GREY.distance(Paint::WHITE), (0.5, 0.75));
        assert_eq!(GREY.distance(GREY), (0.0, 0.25));
        assert_eq!(Paint::plain([1.0, 0.0, 0.0]).distance(Paint::BLACK), (1.0, 1.0));
        assert_eq!(Paint::plain([f32::NAN; 3]), Paint::ANY);
    }

    #[test]
    fn what_is_laid_over_a_colour() {
        let white = Ink { paint: Paint::WHITE, ..Ink::BLACK };
        assert_eq!(white.on(Paint::BLACK), Paint::WHITE);
        assert_eq!(
            Ink { alpha: 0.5, least: 0.5, ..white }.on(Paint::BLACK),
            Paint::plain([0.5; 3])
        );
        assert_eq!(white.in_part().on(Paint::BLACK), Paint::ANY);
        let yellow = Ink { paint: Paint::plain([1.0, 1.0, 0.0]), blend: Blend::Multiply, ..white };
        assert_eq!(yellow.on(Paint::BLACK), Paint::BLACK);
        assert_eq!(yellow.on(Paint::WHITE), yellow.paint);
        assert_eq!(Ink { blend: Blend::Other, ..white }.on(Paint::BLACK), Paint::ANY);
    }
}
