//! Lines of prose → paragraphs: a line that was broken because it was full goes on in the next.

use std::collections::HashMap;

use super::items::{Item, PageItems};
use super::lines::{Line, starts_item};

/// Where the text of each page begins and ends, and how far apart its lines are.
#[derive(Debug)]
pub(super) struct Margins {
    pages: HashMap<usize, Margin>,
}

#[derive(Debug, Clone, Copy)]
struct Margin {
    left: f64,
    right: f64,
    pitch: f64,
    /// The size of most of the text.
    size: f64,
}

/// The last line of a paragraph.
#[derive(Debug)]
pub(super) struct Last {
    page: usize,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
    ends_sentence: bool,
}

impl Last {
    pub(super) fn new(line: &Line, page: usize) -> Last {
        let end = line.text.chars().next_back();
        Last {
            page,
            left: line.left(),
            right: line.right(),
            base: line.base,
            size: line.size,
            ends_sentence: end.is_some_and(|c| "。；：！？”;:".contains(c)),
        }
    }
}

impl Margins {
    pub(super) fn of(pages: &[PageItems]) -> Margins {
        let mut known: HashMap<usize, Margin> = HashMap::new();
        for page in pages {
            let lines: Vec<&Line> = page
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Line(line) if line.area.is_some() => Some(line),
                    _ => None,
                })
                .collect();
            // Lines of some length: headings and the like say nothing about where lines end.
            let long = |line: &&&Line| line.right() - line.left() > 12.0 * line.size;
            // A few may be longer than the text is wide, such as a running head.
            let nth = |mut edges: Vec<f64>, tenths: usize| {
                edges.sort_by(f64::total_cmp);
                edges.get(edges.len().saturating_sub(1) * tenths / 10).copied()
            };
            let left = nth(lines.iter().filter(long).map(|l| l.left()).collect(), 2);
            let right = nth(lines.iter().filter(long).map(|l| l.right()).collect(), 8);
            let (Some(left), Some(right)) = (left, right) else { continue };
            let mut pitches: Vec<f64> = lines
                .windows(2)
                .map(|pair| pair[1].base - pair[0].base)
                .filter(|pitch| *pitch > 0.0)
                .collect();
            pitches.sort_by(f64::total_cmp);
            let pitch = pitches.get(pitches.len() / 2).copied().unwrap_or(f64::INFINITY);
            let mut sizes: Vec<f64> = lines.iter().filter(long).map(|line| line.size).collect();
            sizes.sort_by(f64::total_cmp);
            let size = sizes.get(sizes.len() / 2).copied().unwrap_or(f64::INFINITY);
            known.insert(page.number, Margin { left, right, pitch, size });
        }
        // Pages of the same document have the same margins: one with a few short lines has those of
        // the others.
        let width = |m: &Margin| m.right - m.left;
        let widest = known.values().copied().max_by(|a, b| width(a).total_cmp(&width(b)));
        // On a page of tables, notes may be all the text that there is.
        let size = known.values().map(|margin| margin.size).fold(0.0, f64::max);
        let mut margins = HashMap::new();
        for page in pages {
            let own = known.get(&page.number).copied();
            let Some(margin) = own.or(widest) else { continue };
            let margin = match widest {
                Some(widest) if page.height > 0.0 && width(&margin) < width(&widest) * 0.9 => {
                    Margin { pitch: margin.pitch, ..widest }
                }
                _ => margin,
            };
            margins.insert(page.number, Margin { size, ..margin });
        }
        Margins { pages: margins }
    }

    /// Whether the paragraph of a line goes on in the next.
    pub(super) fn goes_on(&self, last: &Last, next: &Line, page: usize) -> bool {
        let (Some(before), Some(here)) = (self.pages.get(&last.page), self.pages.get(&page)) else {
            return false;
        };
        let size = last.size.max(next.size);
        if (last.size - next.size).abs() > size * 0.15 {
            return false;
        }
        // An address or a number is not broken, and goes to the next line whole.
        let word = next.text.chars().take_while(char::is_ascii_graphic).count();
        let room = size * (1.6 + word as f64 * 0.55);
        let is_full = last.right > before.right - room;
        // A paragraph is indented by two characters.
        let is_indented = next.left() > here.left + size * 0.7;
        let was_indented = last.left > before.left + size * 0.7;
        // The lines of a title are centered, each for itself.
        let is_title = last.page == page
            && last.size.min(next.size) > here.size * 1.2
            && !last.ends_sentence
            && !starts_item(&next.text)
            && !next.text.contains(['。', '，', '；']);
        if is_title {
            let apart = next.base - last.base;
            return is_full && apart > 0.0 && apart < size * 2.2;
        }
        if !is_full || is_indented {
            return false;
        }
        if last.page != page {
            return !last.ends_sentence || was_indented || !starts_item(&next.text);
        }
        let apart = next.base - last.base;
        if apart <= 0.0 || apart > here.pitch * 1.4 {
            return false;
        }
        !(last.ends_sentence && starts_item(&next.text))
    }
}
