//! Glyphs → lines of text.

use super::geometry::{Area, Turn};
use super::marks::Glyph;
use super::shown::{Shown, is_digit};

/// What stands for a glyph that shows no known character: no figure has it, and no label.
pub(super) const UNKNOWN: char = '\u{FFFD}';

/// How far apart two figures are that are not one number, and two other characters that are not one
/// word, in the size of their font.
const FIGURE_GAP: f64 = 0.2;
const WORD_GAP: f64 = 0.3;
/// How far apart the columns of a table are.
const COLUMN_GAP: f64 = 0.9;

/// A line of text.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// Where each character of the text was printed, by its first byte.
    pub(super) places: Vec<(usize, Area)>,
    /// The gaps that are as wide as those between columns: the byte behind each, and its width in
    /// characters.
    pub(super) gaps: Vec<(usize, f64)>,
    pub(super) area: Option<Area>,
    pub(super) base: f64,
    /// The size of its largest character.
    pub(super) size: f64,
}

impl Line {
    pub(super) fn left(&self) -> f64 {
        self.area.map_or(0.0, |area| area.x0)
    }

    pub(super) fn right(&self) -> f64 {
        self.area.map_or(0.0, |area| area.x1)
    }

    fn push(&mut self, glyph: &Glyph, is_raised: bool) {
        let start = self.text.len();
        match &glyph.shown {
            Shown::Char(c) => self.text.push(if is_raised { raised(*c) } else { *c }),
            Shown::Chars(s) => self.text.push_str(s),
            Shown::Unknown => self.text.push(UNKNOWN),
            Shown::Nothing => return,
        }
        self.places.push((start, glyph.area));
        self.area = Some(self.area.map_or(glyph.area, |area| area.join(glyph.area)));
    }

    /// The line with its columns as far apart as they are printed, and what its places then are.
    pub(super) fn in_columns(&self) -> Line {
        let mut spaced = Line { text: String::new(), places: Vec::new(), ..self.clone() };
        let mut gaps = self.gaps.iter().peekable();
        let mut places = self.places.iter().peekable();
        for (at, c) in self.text.char_indices() {
            if let Some((_, width)) = gaps.next_if(|gap| gap.0 == at) {
                // One blank is there already.
                let blanks = (width * 2.0).clamp(3.0, 60.0) as usize - 1;
                spaced.text.extend(std::iter::repeat_n(' ', blanks));
            }
            if let Some((_, area)) = places.next_if(|place| place.0 == at) {
                spaced.places.push((spaced.text.len(), *area));
            }
            spaced.text.push(c);
        }
        spaced
    }

    /// Makes the numbers from a byte on unknown.
    pub(super) fn doubt(&mut self, from: usize) {
        let places = self.places.iter_mut().map(|place| &mut place.0);
        let mut text = self.text.clone();
        doubt(&mut text, from, self.gaps.iter_mut().map(|gap| &mut gap.0));
        doubt(&mut self.text, from, places);
    }
}

/// Makes the numbers of a text unknown, from a byte on, and moves the places of its characters. Their
/// digits stay: a row without numbers may be taken for one without cells, and those of the next for its
/// own.
pub(super) fn doubt<'p>(
    text: &mut String,
    from: usize,
    places: impl Iterator<Item = &'p mut usize>,
) {
    let mut places = places.peekable();
    let mut doubted = String::with_capacity(text.len());
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        while let Some(place) = places.next_if(|place| **place == at) {
            *place = doubted.len();
        }
        doubted.push(c);
        let goes_on = |next: char| is_digit(next) || ".,，".contains(next) || next == UNKNOWN;
        let is_end = chars.peek().is_none_or(|next| !goes_on(next.1));
        if at >= from && (is_digit(c) || ".,，".contains(c)) && is_end {
            doubted.push(UNKNOWN);
        }
    }
    *text = doubted;
}

/// A small figure above the line is no digit of the number before it.
fn raised(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32('⁴' as u32 + (c as u32 - '4' as u32)).unwrap_or(UNKNOWN),
        _ => c,
    }
}

/// The lines that glyphs are on, from top to bottom. Text that is turned is left out, unless it is in
/// a cell; figures that are turned are no figures there.
pub(super) fn lines(glyphs: &[&Glyph], in_cell: bool) -> Vec<Line> {
    let mut along: Vec<&Glyph> =
        glyphs.iter().copied().filter(|glyph| glyph.turn == Turn::None).collect();
    along.sort_by(|a, b| a.base.y.total_cmp(&b.base.y));
    let mut lines = Vec::new();
    let mut rest = along.as_mut_slice();
    while let Some(first) = rest.first() {
        let mut size = first.size;
        let mut base = first.base.y;
        let mut count = 0;
        for glyph in rest.iter() {
            let reach = 0.35 * size.max(glyph.size);
            if glyph.base.y - base > reach {
                break;
            }
            if glyph.size > size {
                // What was first is raised above the line.
                (size, base) = (glyph.size, glyph.base.y);
            }
            count += 1;
        }
        let (row, behind) = std::mem::take(&mut rest).split_at_mut(count.max(1));
        rest = behind;
        if let Some(line) = line(row) {
            lines.push(line);
        }
    }
    if in_cell {
        // The columns of labels are often written across, one group of words after the other.
        let mut turned = Line::default();
        let across = glyphs.iter().filter(|glyph| glyph.turn != Turn::None && !glyph.is_blank());
        for glyph in across {
            if glyph.is_digit() {
                let unknown = Glyph { shown: Shown::Unknown, ..(*glyph).clone() };
                turned.push(&unknown, false);
            } else if glyph.turn != Turn::Oblique {
                turned.push(glyph, false);
            }
        }
        if !turned.text.is_empty() {
            lines.push(turned);
        }
    }
    lines
}

/// The line of the glyphs of one row, if there is text in it.
fn line(row: &mut [&Glyph]) -> Option<Line> {
    row.sort_by(|a, b| a.area.x0.total_cmp(&b.area.x0));
    let size = row.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    // Where most of the large characters stand.
    let mut bases: Vec<f64> =
        row.iter().filter(|g| g.size > size * 0.75).map(|g| g.base.y).collect();
    bases.sort_by(f64::total_cmp);
    let base = bases.get(bases.len() / 2).copied()?;
    let mut line = Line { base, size, ..Line::default() };
    let mut last: Option<&Glyph> = None;
    let mut end = f64::NEG_INFINITY;
    let mut blank = false;
    let odd = odd_digits(row);
    for (&glyph, is_odd) in row.iter().zip(odd) {
        if glyph.is_blank() {
            blank = true;
            continue;
        }
        let mut is_raised = false;
        if let Some(last) = last {
            let gap = glyph.area.x0 - end;
            let em = last.size.min(glyph.size);
            let both_digits = last.is_digit() && glyph.is_digit();
            if blank || gap > em * if both_digits { FIGURE_GAP } else { WORD_GAP } {
                line.text.push(' ');
                if gap > em * COLUMN_GAP {
                    line.gaps.push((line.text.len(), gap / em));
                }
            }
            let small = glyph.size < size * 0.8;
            is_raised = small && (glyph.base.y - base).abs() > size * 0.12;
        }
        blank = false;
        if is_odd && !is_raised {
            line.push(&Glyph { shown: Shown::Unknown, ..glyph.clone() }, false);
        } else {
            line.push(glyph, is_raised);
        }
        end = end.max(glyph.area.x1);
        last = Some(glyph);
    }
    (!line.text.is_empty()).then_some(line)
}

/// Which digits of a row, from left to right, are smaller than those right beside them, or stand higher
/// or lower: browsers draw the number of a note but a sixth smaller. They may be no digits of the number.
fn odd_digits(row: &[&Glyph]) -> Vec<bool> {
    let mut odd = vec![false; row.len()];
    let mut last: Option<usize> = None;
    for (i, glyph) in row.iter().enumerate() {
        if !glyph.is_digit() {
            last = None;
            continue;
        }
        if let Some((before, other)) = last.and_then(|i| Some((i, row.get(i)?))) {
            let size = glyph.size.max(other.size);
            let is_near = glyph.area.x0 - other.area.x1 <= size * FIGURE_GAP;
            let is_other_size = glyph.size.min(other.size) < size * 0.92;
            let is_off = (glyph.base.y - other.base.y).abs() > size * 0.12;
            if is_near && (is_other_size || is_off) {
                if !is_other_size || glyph.size > other.size {
                    odd[before] = true;
                }
                if !is_other_size || glyph.size < other.size {
                    odd[i] = true;
                }
            }
        }
        last = Some(i);
    }
    odd
}

/// The pieces of a line between its wide gaps.
pub(super) fn columns(line: &Line) -> impl Iterator<Item = &str> {
    let ends = line.gaps.iter().map(|gap| gap.0).chain([line.text.len()]);
    let mut start = 0;
    ends.map(move |end| {
        let piece = line.text.get(start..end).unwrap_or_default();
        start = end;
        piece.trim()
    })
}

/// Whether a text is a number, as far as its characters tell.
pub(super) fn is_number(text: &str) -> bool {
    text.chars().any(is_digit)
        && text.chars().all(|c| is_digit(c) || ".,，-+－—增减減万元萬".contains(c))
}

/// The same where some of its digits may be unknown.
pub(super) fn may_be_number(text: &str) -> bool {
    is_number(text) || (text.contains(UNKNOWN) && is_number(&text.replace(UNKNOWN, "0")))
}

/// Whether a line starts as an item of a list or a heading does.
pub(super) fn starts_item(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    let opens = matches!(first, '（' | '(' | '第');
    let number = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    let rest: String = chars.take(3).collect();
    if opens {
        return rest.chars().next().is_some_and(number);
    }
    number(first) && rest.contains(['、', '.', '．', '是'])
}
