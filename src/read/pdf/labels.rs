//! Labels over figures where no lines part the columns: which column is whose is told by their places
//! alone, and only if each has its label.

use super::aligned::{is_apart, is_figure, label_and_figure};
use super::items::{Item, PageItems};
use super::lines::Line;

/// A character of each label over the columns of section three that no other label over it has, in
/// either script.
const APPLICANTS: [&[char]; 6] = [&['然'], &['商'], &['研'], &['益'], &['律'], &['总', '總', '合']];
/// The same of section four, where the labels of each of three parts are these.
const RULINGS: [&[char]; 5] =
    [&['维', '維'], &['纠', '糾'], &['他', '它'], &['尚'], &['总', '總', '合']];

/// Makes the figures of a table unknown where some row has more than the labels over them, in the order
/// of the pages: what stands beside labels that are missing is not known of any row.
pub(super) fn doubt_unlabelled(pages: &mut [PageItems]) {
    let mut table = Table::default();
    for item in pages.iter_mut().flat_map(|page| &mut page.items) {
        match item {
            Item::Line(line) if !is_apart(line) => table.take(line),
            _ => table = Table::default(),
        }
    }
}

/// The rows under the same labels.
#[derive(Debug, Default)]
struct Table<'l> {
    /// How many figures a row may have.
    most: Option<usize>,
    /// The characters of labels in the lines without figures since the last with some, and where they
    /// stand along the lines.
    labels: Vec<(char, f64)>,
    /// The lines with figures, and the byte at which they start.
    rows: Vec<(&'l mut Line, usize)>,
    is_doubtful: bool,
}

impl<'l> Table<'l> {
    fn take(&mut self, line: &'l mut Line) {
        let (figures, start) = figures(&line.text);
        if figures < 2 {
            let all = line.places.iter().filter_map(|&(at, area)| {
                let c = line.text.get(at..).and_then(|rest| rest.chars().next())?;
                Some((c, area.center().x))
            });
            self.labels.extend(all.filter(|(c, _)| is_mark(*c)));
            return;
        }
        // Labels of rows stand between those of figures as well. A page begins with the header again.
        let labels = std::mem::take(&mut self.labels);
        if let Some(most) = allowed(&labels) {
            if self.most != Some(most) {
                *self = Table { most: Some(most), ..Table::default() };
            }
        }
        self.is_doubtful |= self.most.is_some_and(|most| figures > most);
        self.rows.push((line, start));
        if self.is_doubtful {
            self.rows.drain(..).for_each(|(line, start)| line.doubt(start));
        }
    }
}

/// How many figures stand at the end of a line, and the byte at which they start.
fn figures(line: &str) -> (usize, usize) {
    let words: Vec<&str> = line.split(' ').flat_map(label_and_figure).collect();
    let (mut count, mut start) = (0, line.len());
    for word in words.into_iter().rev().take_while(|word| is_figure(word)) {
        count += 1;
        start = line.get(..start - word.len()).map_or(0, |before| before.trim_end().len());
    }
    (count, start)
}

fn is_mark(c: char) -> bool {
    APPLICANTS.iter().chain(&RULINGS).any(|marks| marks.contains(&c))
}

/// How many figures a row may have under these labels: none, where it cannot be told which label is
/// missing, or where they are not in the order of the form. Nothing is told where most are missing.
fn allowed(labels: &[(char, f64)]) -> Option<usize> {
    let places = |marks: &[char]| -> Vec<f64> {
        labels.iter().filter(|(c, _)| marks.contains(c)).map(|(_, x)| *x).collect()
    };
    let has_most = |places: &[Vec<f64>]| {
        places.iter().filter(|places| !places.is_empty()).count() * 2 > places.len()
    };
    let applicants: Vec<Vec<f64>> = APPLICANTS.iter().map(|marks| places(marks)).collect();
    if has_most(&applicants) {
        let missing = applicants.iter().filter(|places| places.is_empty()).count();
        // Words of other labels may have the same characters.
        let single = applicants.iter().filter(|places| places.len() == 1).flatten();
        return Some(if single.is_sorted() { 7 - missing } else { 0 });
    }
    let rulings: Vec<Vec<f64>> = RULINGS.iter().map(|marks| places(marks)).collect();
    if has_most(&rulings) {
        let parts = rulings[0].len();
        let is_whole = rulings.iter().all(|places| places.len() == parts);
        let mut all: Vec<(usize, f64)> = Vec::new();
        for (ruling, places) in rulings.into_iter().enumerate() {
            all.extend(places.into_iter().map(|x| (ruling, x)));
        }
        all.sort_by(|a, b| a.1.total_cmp(&b.1));
        let in_order = all.iter().enumerate().all(|(i, (ruling, _))| *ruling == i % RULINGS.len());
        return Some(if is_whole && in_order { RULINGS.len() * parts } else { 0 });
    }
    None
}
