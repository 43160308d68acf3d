//! Drawings beside figures. A digit that is drawn as a line, an area or a picture is no text, and to who
//! reads the page it is a part of the number at which it stands.

use std::collections::{HashMap, HashSet};

use super::geometry::{Area, Matrix, Turn};
use super::grounds::Backgrounds;
use super::marks::{Fill, Glyph, Outline};
use super::shown::Shown;
use crate::error::ReadError;
use crate::input::Limit;
use crate::read::limits::Limits;

/// How wide and how high the places are in which pieces are looked for, in points.
const PLACE: f64 = 16.0;
/// No figure of a table is larger, in points.
const LARGEST: f64 = 72.0;
/// A line that is longer is no part of a digit, in points.
const BORDER: f64 = 20.0;
/// How near two pieces are that touch, and two dashes of one line.
const TOUCH: f64 = 0.75;
const DASH: f64 = 3.0;
/// The most pieces of a place that are compared one by one. More are taken for one drawing.
const CROWD: usize = 128;
/// How often a piece may be looked for in a place. A page that needs more was made to keep readers busy.
const STEPS: usize = 1 << 24;
/// How many pieces of a drawing are looked at for whether they are seen.
const LOOKED_AT: usize = 8;

/// A part of what is drawn: the area, and of which fill it is.
#[derive(Debug, Clone, Copy)]
struct Piece {
    fill: usize,
    area: Area,
    is_line: bool,
}

/// Pieces that touch one another.
#[derive(Debug)]
struct Drawing {
    area: Area,
    pieces: Vec<usize>,
    is_box: bool,
    is_picture: bool,
    is_seen: Option<bool>,
}

/// How many drawings are looked at, where no text is at them, for whether they are seen.
const ALONE: usize = 1024;

/// Makes digits unknown at which something is drawn that may be one more, and gives where something is
/// drawn that may be a figure. `back` turns what is drawn as the glyphs are turned.
pub(super) fn doubt_beside(
    glyphs: &mut [Glyph],
    fills: &[Fill],
    grounds: &Backgrounds<'_>,
    back: Matrix,
    limits: &Limits,
) -> Result<Vec<Area>, ReadError> {
    let is_figure = |glyph: &Glyph| {
        glyph.is_digit()
            && glyph.shown != Shown::Unknown
            && glyph.turn == Turn::None
            && glyph.size <= LARGEST
    };
    // Where figures stand, others may on the same lines.
    let figures = || glyphs.iter().filter(|glyph| is_figure(glyph));
    let lines: HashSet<i32> =
        figures().flat_map(|g| places(reach(g)).map(|place| place.1)).collect();
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let largest = figures().map(|glyph| glyph.size).fold(0.0, f64::max);
    let pieces = pieces(fills, back);
    let mut here: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
    let mut steps = 0;
    for (i, piece) in pieces.iter().enumerate() {
        for place in places(piece.area) {
            steps += 1;
            if lines.contains(&place.1) {
                here.entry(place).or_default().push(i);
            }
        }
        if steps > STEPS {
            return Err(ReadError::PastLimit { limit: Limit::Operators, max: limits.operators });
        }
    }
    let (mut drawings, owners) = drawings(&pieces, fills, &here);
    for glyph in glyphs.iter_mut().filter(|glyph| is_figure(glyph)) {
        let mut near: Vec<usize> = Vec::new();
        for piece in places(reach(glyph)).filter_map(|place| here.get(&place)).flatten() {
            let Some(drawing) = owners.get(piece) else { continue };
            if !near.contains(drawing) {
                near.push(*drawing);
            }
        }
        let is_doubtful = near.into_iter().any(|i| {
            drawings.get_mut(i).is_some_and(|drawing| {
                drawing.is_beside(glyph) && drawing.is_seen(&pieces, fills, grounds, back)
            })
        });
        if is_doubtful {
            glyph.shown = Shown::Unknown;
        }
    }
    let may_be_figure = |drawing: &&mut Drawing| {
        let (width, height) = (drawing.area.width(), drawing.area.height());
        height <= 1.3 * largest && width <= 4.0 * largest && width.max(height) >= 1.0
    };
    Ok(drawings
        .iter_mut()
        .filter(may_be_figure)
        .enumerate()
        .filter_map(|(i, drawing)| {
            let is_seen = i > ALONE || drawing.is_seen(&pieces, fills, grounds, back);
            is_seen.then_some(drawing.area)
        })
        .collect())
}

/// Where what stands beside a glyph is.
fn reach(glyph: &Glyph) -> Area {
    let Area { x0, y0, x1, y1 } = glyph.area;
    Area { x0: x0 - glyph.size, y0, x1: x1 + glyph.size, y1 }
}

/// The places that an area meets.
fn places(area: Area) -> impl Iterator<Item = (i32, i32)> {
    let range = |from: f64, to: f64| {
        let place = |at: f64| (at / PLACE).floor().clamp(-64.0, 4096.0) as i32;
        place(from - TOUCH)..=place(to + TOUCH)
    };
    let columns = range(area.x0, area.x1);
    range(area.y0, area.y1).flat_map(move |y| columns.clone().map(move |x| (x, y)))
}

/// What is drawn, in pieces: of an outline with several parts, each.
fn pieces(fills: &[Fill], back: Matrix) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (i, fill) in fills.iter().enumerate() {
        let is_line = matches!(fill.outline, Outline::Rule);
        let mut add = |area: Area| {
            let area = back.apply_to_box(area.meet(fill.area));
            let (width, height) = (area.width(), area.height());
            // What is larger than a digit in both ways is a ground.
            if width >= 0.0 && height >= 0.0 && width.min(height) <= LARGEST {
                pieces.push(Piece { fill: i, area, is_line });
            }
        };
        match &fill.outline {
            Outline::Shape(shape) | Outline::Stroke(shape) => shape.areas().for_each(add),
            _ => add(fill.area),
        }
    }
    pieces
}

/// The drawings near figures, and of which each piece is a part.
fn drawings(
    pieces: &[Piece],
    fills: &[Fill],
    here: &HashMap<(i32, i32), Vec<usize>>,
) -> (Vec<Drawing>, HashMap<usize, usize>) {
    let mut first: Vec<usize> = (0..pieces.len()).collect();
    for all in here.values() {
        for (n, &i) in all.iter().enumerate() {
            for &j in all.iter().take(n) {
                if all.len() > CROWD {
                    unite(&mut first, i, all[0]);
                    break;
                }
                if touch(&pieces[i], &pieces[j]) {
                    unite(&mut first, i, j);
                }
            }
        }
    }
    let mut drawings: Vec<Drawing> = Vec::new();
    let mut owners: HashMap<usize, usize> = HashMap::new();
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    for &i in here.values().flatten() {
        if owners.contains_key(&i) {
            continue;
        }
        let outline = &fills[pieces[i].fill].outline;
        let number = *numbers.entry(root(&mut first, i)).or_insert_with(|| {
            drawings.push(Drawing {
                area: Area::NOTHING,
                pieces: Vec::new(),
                is_box: true,
                is_picture: false,
                is_seen: None,
            });
            drawings.len() - 1
        });
        let drawing = &mut drawings[number];
        drawing.area = drawing.area.join(pieces[i].area);
        drawing.pieces.push(i);
        drawing.is_box &= drawing.pieces.len() == 1 && matches!(outline, Outline::Box);
        drawing.is_picture |= matches!(outline, Outline::Picture(_) | Outline::Unknown);
        owners.insert(i, number);
    }
    (drawings, owners)
}

fn root(first: &mut [usize], mut i: usize) -> usize {
    while first[i] != i {
        first[i] = first[first[i]];
        i = first[i];
    }
    i
}

fn unite(first: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(first, a), root(first, b));
    first[a.max(b)] = a.min(b);
}

/// Whether two pieces are parts of one drawing.
fn touch(a: &Piece, b: &Piece) -> bool {
    let (dx, dy) = (
        a.area.x0.max(b.area.x0) - a.area.x1.min(b.area.x1),
        a.area.y0.max(b.area.y0) - a.area.y1.min(b.area.y1),
    );
    if a.is_line && b.is_line {
        let is_down = |piece: &Piece| piece.area.height() > piece.area.width();
        // The dashes of a line.
        return match (is_down(a), is_down(b)) {
            (true, true) => dx <= 0.0 && dy <= DASH,
            (false, false) => dx <= DASH && dy <= 0.0,
            _ => dx <= TOUCH && dy <= TOUCH,
        } || (dx <= TOUCH && dy <= TOUCH);
    }
    // The lines of a table are no part of what stands in it, and no ground is of what stands on it.
    let is_border =
        |piece: &Piece| piece.is_line && piece.area.width().max(piece.area.height()) > BORDER;
    let is_ground = a.area.holds_box(&b.area, 0.0) || b.area.holds_box(&a.area, 0.0);
    dx <= TOUCH && dy <= TOUCH && !is_border(a) && !is_border(b) && !is_ground
}

impl Drawing {
    /// Whether it stands on the line of a digit and right beside it, and is no larger than digits are.
    fn is_beside(&self, glyph: &Glyph) -> bool {
        let Area { x0, y0, x1, y1 } = self.area;
        let (size, base) = (glyph.size, glyph.base.y);
        let (width, height) = (x1 - x0, y1 - y0);
        let highest = match () {
            // A digit of a picture may have room around it.
            () if self.is_picture => 2.5,
            // The ground of the next cell is a bit higher than a line.
            () if self.is_box => 1.2,
            () => 1.3,
        };
        let is_small =
            height <= highest * size && width <= 4.0 * size && width.max(height) >= 0.07 * size;
        // What is over the figures or under them is a line, or stands in another cell.
        let middle = (y0 + y1) / 2.0;
        let is_on_line = base - 0.8 * size <= middle && middle <= base;
        let (reach, over) = (0.6 * size, 0.25 * size);
        let right = x0 - glyph.area.x1;
        let left = glyph.area.x0 - x1;
        let is_at_side = |gap: f64| -over <= gap && gap <= reach;
        is_small && is_on_line && (is_at_side(right) || is_at_side(left))
    }

    /// Whether any of it is seen before what is behind it.
    fn is_seen(
        &mut self,
        pieces: &[Piece],
        fills: &[Fill],
        grounds: &Backgrounds<'_>,
        back: Matrix,
    ) -> bool {
        if let Some(is_seen) = self.is_seen {
            return is_seen;
        }
        let forth = back.inverse();
        let is_seen = self.pieces.len() > LOOKED_AT
            || self.pieces.iter().any(|&i| {
                let Piece { fill, area, .. } = pieces[i];
                let area = forth.map_or(area, |forth| forth.apply_to_box(area));
                grounds.shows(&fills[fill], &area)
            });
        self.is_seen = Some(is_seen);
        is_seen
    }
}
