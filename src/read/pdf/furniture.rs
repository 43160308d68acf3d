//! Running heads and page numbers, which are of the pages and not of the report.

use super::items::{Item, PageItems};
use super::lines::Line;

/// How much of a page is its margin, at the top and at the bottom.
const MARGIN: f64 = 0.13;

/// Takes the running heads and feet out of pages. The text of a head that says something, and not only
/// which page it is, stays on the first page: it may be the only title.
pub(super) fn remove(pages: &mut [PageItems]) {
    for is_top in [true, false] {
        // From the edge of the page inward.
        for _ in 0..3 {
            let edges: Vec<Option<Edge>> =
                pages.iter().map(|page| Edge::of(page, is_top)).collect();
            let dropped: Vec<bool> =
                (0..pages.len()).map(|i| is_furniture(&edges, i, is_top)).collect();
            if !dropped.contains(&true) {
                break;
            }
            for (i, page) in pages.iter_mut().enumerate() {
                if let Some(edge) = edges[i].as_ref().filter(|_| dropped[i]) {
                    page.items.remove(edge.item);
                }
            }
        }
    }
}

/// The line nearest to the edge of a page.
#[derive(Debug)]
struct Edge {
    item: usize,
    /// Without blanks, and with its numbers left out.
    words: String,
    numbers: Vec<u64>,
    y: f64,
}

impl Edge {
    fn of(page: &PageItems, is_top: bool) -> Option<Edge> {
        let item = if is_top { 0 } else { page.items.len().checked_sub(1)? };
        let Some(Item::Line(line)) = page.items.get(item) else { return None };
        let y = line.base / page.height;
        let in_margin = if is_top { y < MARGIN } else { y > 1.0 - MARGIN };
        if !in_margin || line.text.len() > 240 {
            return None;
        }
        let (words, numbers) = parts(line);
        Some(Edge { item, words, numbers, y: line.base })
    }

    /// Whether there are numbers, and nothing else.
    fn is_bare(&self) -> bool {
        self.words.chars().all(|c| c == '#')
    }

    /// Whether there is nothing but a number, and what is put around the number of a page.
    fn is_number_alone(&self) -> bool {
        !self.numbers.is_empty()
            && self.numbers.len() <= 2
            && self
                .words
                .chars()
                .all(|c| c == '#' || "-－—–―·•.~|/第页頁共,，Pagepageof()（）".contains(c))
    }
}

fn parts(line: &Line) -> (String, Vec<u64>) {
    let mut words = String::new();
    let mut numbers = Vec::new();
    let mut number: Option<u64> = None;
    for c in line.text.chars() {
        let digit = c.to_digit(10).or_else(|| match c {
            '０'..='９' => Some(c as u32 - '０' as u32),
            _ => None,
        });
        match digit {
            Some(digit) => {
                let so_far = number.unwrap_or_else(|| {
                    words.push('#');
                    0
                });
                number = Some(so_far.saturating_mul(10).saturating_add(u64::from(digit)));
            }
            None => {
                numbers.extend(number.take());
                if !c.is_whitespace() {
                    words.push(c);
                }
            }
        }
    }
    numbers.extend(number);
    (words, numbers)
}

fn is_furniture(edges: &[Option<Edge>], page: usize, is_top: bool) -> bool {
    let pages = edges.len();
    let Some(edge) = edges.get(page).and_then(Option::as_ref) else { return false };
    let others = || {
        edges
            .iter()
            .enumerate()
            .filter_map(|(i, e)| Some((i, e.as_ref()?)))
            .filter(|(i, _)| *i != page)
    };
    if edge.is_number_alone() {
        // Counted from any number, but counted. Elsewhere on the line it may be a figure.
        let counts = |i: usize, number: u64| number as i128 - i as i128;
        let mine = counts(page, edge.numbers[0]);
        // Two numbers with nothing around them are figures, or parts of some.
        let has_frame = !edge.is_bare();
        let mut same = others().filter(|(_, other)| other.is_number_alone());
        let counted = same.any(|(i, other)| counts(i, other.numbers[0]) == mine);
        return counted || has_frame || (pages == 1 && edge.numbers[0] == 1);
    }
    if edge.is_bare() {
        return false;
    }
    // The same words, at the same height, on most pages.
    let alike = |other: &Edge| other.words == edge.words && (other.y - edge.y).abs() < 4.0;
    let same = others().filter(|(_, other)| alike(other)).count() + 1;
    same >= 2 && same * 2 >= pages && (page > 0 || !is_top)
}
