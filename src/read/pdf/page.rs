//! A page set straight: what is seen of it, with its text along the lines.

use std::collections::HashMap;

use super::drawings;
use super::geometry::{Area, Matrix, Point, Turn};
use super::grounds::{Backgrounds, SAME, Sight};
use super::marks::{Fill, Glyph, Marks, Rule};
use super::shown::Shown;
use crate::error::ReadError;
use crate::read::limits::Limits;

/// A page on which text runs from left to right.
#[derive(Debug)]
pub(super) struct Straight {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) height: f64,
    /// From here to the page as it is shown.
    pub(super) to_shown: Matrix,
    /// Glyphs that are in the document, but not seen.
    pub(super) hidden: usize,
    /// The areas that are filled, on the page as it is shown.
    pub(super) fills: Vec<Fill>,
    /// Where something is drawn that may be a figure.
    pub(super) drawings: Vec<Area>,
    /// The size of that.
    pub(super) shown_width: f64,
    pub(super) shown_height: f64,
}

impl Straight {
    /// Whether an area, on the page as it is shown, ends at an edge of it.
    pub(super) fn is_at_edge(&self, area: &Area) -> bool {
        const NEAR: f64 = 1.0;
        area.x0 < NEAR
            || area.y0 < NEAR
            || area.x1 > self.shown_width - NEAR
            || area.y1 > self.shown_height - NEAR
    }
}

/// Leaves out what is not seen, and turns the page so that most of its text runs along.
pub(super) fn straighten(
    marks: Marks,
    width: f64,
    height: f64,
    limits: &Limits,
) -> Result<Straight, ReadError> {
    let Marks { mut glyphs, mut rules, fills, mut hidden, .. } = marks;
    let backgrounds = Backgrounds::new(&fills, height, glyphs.len() + rules.len(), limits)?;
    let all = glyphs.len();
    let sights: Vec<Sight> = glyphs.iter().map(|glyph| backgrounds.sight(glyph)).collect();
    // A number of which some digits are covered is not the number that was written, whatever is left.
    let cut: Vec<bool> = (0..all)
        .map(|i| {
            let is_hidden = |i: usize| sights.get(i) == Some(&Sight::Hidden);
            let goes_on = |i: usize| match glyphs.get(i..i + 2) {
                Some([before, next]) => before.is_digit_before(next),
                _ => false,
            };
            let is_rest = i > 0 && is_hidden(i - 1) && goes_on(i - 1);
            is_rest || (is_hidden(i + 1) && goes_on(i))
        })
        .collect();
    let mut sights = sights.into_iter().zip(cut);
    glyphs.retain_mut(|glyph| match sights.next() {
        Some((Sight::Hidden, _)) => false,
        Some((sight, is_cut)) if glyph.is_digit() && (is_cut || sight == Sight::Doubtful) => {
            glyph.shown = Shown::Unknown;
            true
        }
        _ => glyph.shown != Shown::Nothing,
    });
    hidden += all - glyphs.len();
    rules.retain(|rule| {
        let middle = (rule.from + rule.to) / 2.0;
        let (x, y) = if rule.is_vertical { (rule.at, middle) } else { (middle, rule.at) };
        let place = Area::new(x, y, x, y);
        // Lines of one colour cross one another.
        let behind = backgrounds.behind(&place, rule.order, false);
        rule.ink.on(behind).distance(behind).1 >= SAME
    });

    let turn = main_turn(&glyphs);
    let back = turn.back(width, height);
    if turn != Turn::None {
        for glyph in &mut glyphs {
            glyph.area = back.apply_to_box(glyph.area);
            glyph.base = back.apply(glyph.base.x, glyph.base.y);
            glyph.turn = glyph.turn.less(turn);
        }
        for rule in &mut rules {
            let area = if rule.is_vertical {
                Area::new(rule.at, rule.from, rule.at, rule.to)
            } else {
                Area::new(rule.from, rule.at, rule.to, rule.at)
            };
            let area = back.apply_to_box(area);
            let crosses = matches!(turn, Turn::Left | Turn::Right);
            let is_vertical = rule.is_vertical != crosses;
            *rule = if is_vertical {
                Rule { is_vertical, at: area.x0, from: area.y0, to: area.y1, ..*rule }
            } else {
                Rule { is_vertical, at: area.y0, from: area.x0, to: area.x1, ..*rule }
            };
        }
    }
    let crosses = matches!(turn, Turn::Left | Turn::Right);
    let shown = (width, height);
    let height = if crosses { width } else { height };
    let mut glyphs = single(glyphs);
    let drawings = drawings::doubt_beside(&mut glyphs, &fills, &backgrounds, back, limits)?;
    let mut page = Straight {
        glyphs,
        rules,
        height,
        to_shown: turn.forth(shown.0, shown.1),
        hidden,
        fills,
        drawings,
        shown_width: shown.0,
        shown_height: shown.1,
    };
    page.strike_out();
    Ok(page)
}

/// The turn of most of the text of a page.
fn main_turn(glyphs: &[Glyph]) -> Turn {
    let turns = [Turn::None, Turn::Right, Turn::Half, Turn::Left];
    let count = |turn: Turn| glyphs.iter().filter(|glyph| glyph.turn == turn).count();
    // Of several, the first: upright text is not turned.
    let mut most = (Turn::None, 0);
    for turn in turns {
        let count = count(turn);
        if count > most.1 {
            most = (turn, count);
        }
    }
    most.0
}

/// The glyphs without those that are drawn a second time, a bit apart, to look bold. Of different ones
/// that lie over one another, none is known to be seen.
fn single(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    const CELL: f64 = 8.0;
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut places: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    let place = |point: Point| ((point.x / CELL) as i64, (point.y / CELL) as i64);
    for glyph in glyphs {
        if glyph.is_blank() {
            kept.push(glyph);
            continue;
        }
        let center = glyph.center();
        let (x, y) = place(center);
        let mut again = false;
        let mut overlaps = Vec::new();
        for near in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy))) {
            for &i in places.get(&near).into_iter().flatten() {
                let other = &kept[i];
                let reach = glyph.size.min(other.size);
                let there = other.center();
                let (dx, dy) = ((there.x - center.x).abs(), (there.y - center.y).abs());
                // Two narrow digits of one number are no nearer than they are wide.
                let near = (reach * 0.2).min(other.area.width().min(glyph.area.width()) * 0.5);
                let is_other_string = other.string != glyph.string;
                if other.shown == glyph.shown && is_other_string && dx < near && dy < reach * 0.2 {
                    again = true;
                } else if dx < overlap(other, &glyph) && dy < reach * 0.35 {
                    overlaps.push(i);
                }
            }
        }
        if again {
            continue;
        }
        let is_turned = |glyph: &Glyph| glyph.turn != Turn::None;
        let mut glyph = glyph;
        for i in overlaps {
            // A mark that was stamped or printed across the page leaves what is under it.
            if is_turned(&kept[i]) != is_turned(&glyph) {
                continue;
            }
            for glyph in [&mut kept[i], &mut glyph] {
                if glyph.is_digit() {
                    glyph.shown = Shown::Unknown;
                }
            }
        }
        let at = places.entry((x, y)).or_default();
        // No more than this fit in a place so small.
        if at.len() < 32 {
            at.push(kept.len());
        }
        kept.push(glyph);
    }
    kept
}

/// How near the middles of two glyphs are that lie over one another. Digits of a number hardly touch; those
/// that have no width are drawn as wide as any.
fn overlap(a: &Glyph, b: &Glyph) -> f64 {
    if a.is_digit() && b.is_digit() {
        a.area.width().max(b.area.width()).max(a.size * 0.15) * 0.6
    } else {
        a.size.min(b.size) * 0.25
    }
}

impl Straight {
    /// Figures with a line through them were taken back.
    fn strike_out(&mut self) {
        let mut lines: Vec<&Rule> = self.rules.iter().filter(|rule| !rule.is_vertical).collect();
        lines.sort_by(|a, b| a.at.total_cmp(&b.at));
        for glyph in self.glyphs.iter_mut().filter(|g| g.turn == Turn::None && g.is_digit()) {
            let top = glyph.base.y - glyph.size * 0.55;
            let bottom = glyph.base.y - glyph.size * 0.12;
            let first = lines.partition_point(|line| line.at < top);
            let middle = glyph.center().x;
            let is_struck = lines
                .iter()
                .skip(first)
                .take(64)
                .take_while(|line| line.at <= bottom)
                .any(|line| line.from <= middle && middle <= line.to);
            if is_struck {
                glyph.shown = Shown::Unknown;
            }
        }
    }
}
