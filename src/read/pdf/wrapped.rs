//! Numbers that may be one, broken in two lines.
//!
//! ```text
//! 1.属于国家秘密   10   0    70
//!                   0         5
//! ```
//!
//! A column that is too narrow breaks 100 into 10 and 0, and in the text that is left of a table without
//! lines, the second line looks as another row. What tells rows apart is a label of their own, a line
//! between them, or their distance. Where none does, the figures of both lines are not read.

use super::aligned::{is_apart, is_heading, label_and_figure};
use super::geometry::Area;
use super::items::{Item, PageItems};
use super::lines::{self, Line, starts_item};
use super::marks::Rule;
use super::tables;

/// How far apart the lines of a broken number are at most, in the size of their font: where lines of a
/// label stand between them, and where nothing does.
const WITH_LABEL: f64 = 1.75;
const ALONE: f64 = 4.0;
/// How far from its label a figure may stand, up or down: those of a broken number stand half a line
/// above and below theirs.
const BESIDE: f64 = 0.45;
/// How far below figures their label may stand, where it is certain that it is theirs.
const LOWER: f64 = 0.8;
/// How many lines above may have the beginning of a label.
const ABOVE: usize = 12;

/// The figures at the end of a line, and the words before them.
struct Row {
    words: Vec<String>,
    figures: Vec<Area>,
    /// The byte at which the figures start.
    start: usize,
    base: f64,
    size: f64,
    /// Whether wide gaps are in it, as between columns.
    has_gaps: bool,
}

impl Row {
    fn new(line: &Line) -> Row {
        let mut words: Vec<&str> = line.text.split(' ').flat_map(label_and_figure).collect();
        let mut start = line.text.len();
        while words.last().is_some_and(|word| lines::may_be_number(word)) {
            start -= words.pop().map_or(0, str::len);
            start = line.text.get(..start).map_or(0, |before| before.trim_end().len());
        }
        let mut figures: Vec<Area> = Vec::new();
        for &(at, area) in line.places.iter().filter(|place| place.0 >= start) {
            let goes_on = at > start && !line.text.get(..at).is_some_and(|t| t.ends_with(' '));
            match figures.last_mut().filter(|_| goes_on) {
                Some(last) => *last = last.join(area),
                None => figures.push(area),
            }
        }
        Row {
            words: words.into_iter().map(str::to_owned).collect(),
            figures,
            start,
            base: line.base,
            size: line.size,
            has_gaps: !line.gaps.is_empty(),
        }
    }

    /// Whether it looks as a row of a table: prose has neither wide gaps nor several figures at its end.
    fn is_of_table(&self) -> bool {
        !self.has_words() || self.has_gaps || self.figures.len() > 1
    }

    fn has_words(&self) -> bool {
        !self.words.is_empty()
    }

    /// Whether the words are a label that begins here, and is not the rest of one above, as of that of a
    /// group, which is written in a narrow column.
    fn begins_label(&self, above: &[Row]) -> bool {
        let goes_on = |text: &str| above.iter().any(|above| above.is_begun(text));
        // The label is next to the figures.
        (self.words.len().saturating_sub(8)..self.words.len()).any(|first| {
            let text = self.words.get(first..).unwrap_or_default().concat();
            text.chars().nth(1).is_some()
                && crate::parse::is_label(&text)
                && (starts_item(&text) || !goes_on(&text))
        })
    }

    /// Whether a label goes on from one of these words.
    fn is_begun(&self, rest: &str) -> bool {
        // What has no letters is skipped in labels.
        let mut starts = self.phrases().filter(|start| start.contains(char::is_alphabetic));
        starts.any(|start| crate::parse::is_label(&format!("{start}{rest}")))
    }

    fn of_item(item: &Item) -> Option<Row> {
        match item {
            Item::Line(line) => Some(Row::new(line)),
            Item::Table(_) => None,
        }
    }

    /// Whether the words are the label of a row of figures, and not of columns.
    fn begins_row(&self, above: &[Row]) -> bool {
        const NOT_NUMBERED: [&str; 8] =
            ["规章", "規章", "规范", "規範", "行政", "政府", "其他对", "其他對"];
        let is_numbered = |phrase: &String| {
            NOT_NUMBERED.iter().any(|label| phrase.starts_with(label)) || starts_item(phrase)
        };
        self.begins_label(above) && self.phrases().any(|phrase| is_numbered(&phrase))
    }

    /// What may be a label among the words: each, and those that follow one another.
    fn phrases(&self) -> impl Iterator<Item = String> {
        let words = self.words.get(..self.words.len().min(8)).unwrap_or_default();
        (0..words.len()).flat_map(move |first| {
            (first + 1..=words.len())
                .filter_map(move |end| words.get(first..end).map(<[String]>::concat))
        })
    }
}

/// Makes the figures unknown of which it cannot be told whether they are numbers or parts of some.
pub(super) fn mark(page: &mut PageItems) {
    let mut all: Vec<&mut Line> = page
        .items
        .iter_mut()
        .filter_map(|item| match item {
            Item::Line(line) => Some(line),
            Item::Table(_) => None,
        })
        .collect();
    let rows: Vec<Row> = all.iter().map(|line| Row::new(line)).collect();
    let mut doubtful = vec![false; rows.len()];
    // How far the figures above are from those of each line, and whether these have a label.
    let mut above: Vec<Option<f64>> = vec![None; rows.len()];
    let mut has_label: Vec<Option<bool>> = vec![None; rows.len()];
    for (i, row) in rows.iter().enumerate().filter(|(_, row)| !row.figures.is_empty()) {
        // What is not below a row has a label if there is one on its line.
        let own = *has_label[i].get_or_insert_with(|| labelled(&rows, i, BESIDE));
        for (j, below) in rows.iter().enumerate().skip(i + 1).take(ABOVE) {
            let distance = below.base - row.base;
            let size = row.size.max(below.size);
            if distance > ALONE * size {
                break;
            }
            let between = rows.get(i + 1..j).unwrap_or_default();
            let is_table = [row, below].iter().any(|row| row.is_of_table());
            // A label of one line may stand in the middle between the lines of a broken number.
            let middle = (row.base + below.base) / 2.0;
            let mut words = between.iter().enumerate().filter(|(_, row)| row.has_words());
            let most = match (words.next(), words.next()) {
                (None, _) => ALONE,
                (Some((k, label)), None)
                    if !own
                        && (label.base - middle).abs() < 0.15 * size
                        && label.begins_label(before(&rows, i + 1 + k)) =>
                {
                    ALONE
                }
                _ => WITH_LABEL,
            };
            if below.figures.is_empty() || !is_table || distance > most * size {
                continue;
            }
            let meets = meeting(&row.figures, &below.figures).any(|(figure, under)| {
                !is_ruled_off(figure, under, (row.base, below.base), &page.across)
            });
            if !meets {
                continue;
            }
            // The nearest is the last.
            above[j] = Some(distance);
            // Where the figures above are on the line of their label, the next label is that of these.
            let reach = if row.begins_label(before(&rows, i)) { LOWER } else { BESIDE };
            let is_row = labelled(&rows, j, reach);
            has_label[j] = Some(is_row);
            // Figures without a label are the rest of those above, unless those below are nearer.
            let is_rest = above[i].is_some_and(|above| above < distance * 0.75);
            if !is_row || (!own && !is_rest) {
                doubtful[i..=j].fill(true);
            }
        }
    }
    for ((line, row), is_doubtful) in all.iter_mut().zip(&rows).zip(doubtful) {
        if is_doubtful && !row.figures.is_empty() {
            line.doubt(row.start);
        }
    }
}

/// The lines above one that may have the beginning of its label.
fn before(rows: &[Row], i: usize) -> &[Row] {
    rows.get(i.saturating_sub(ABOVE)..i).unwrap_or_default()
}

/// Whether a label begins beside figures, or a bit lower.
fn labelled(rows: &[Row], i: usize, reach: f64) -> bool {
    let Some(row) = rows.get(i) else { return false };
    let beside = |other: &&Row| {
        let lower = other.base - row.base;
        -BESIDE * row.size < lower && lower < reach * row.size
    };
    let near = rows.get(i.saturating_sub(4)..).unwrap_or_default().iter();
    let mut near = near.take_while(|other| other.base < row.base + row.size).filter(beside);
    near.any(|other| other.begins_label(before(rows, i)))
}

/// The same where the end of a page is between the lines: figures at the top of a page that have no label
/// are the rest of those at the bottom of the one before. Parts of one table are put together elsewhere.
pub(super) fn mark_over_pages(pages: &mut [PageItems]) {
    for i in 1..pages.len() {
        let Some((above, [page, ..])) = pages.split_at_mut_checked(i) else { return };
        let Some(before) = above.last_mut() else { return };
        let Some(rest) = rest_at_top(&page.items, &before.items) else { continue };
        mark_above(&mut before.items, &rest);
        for (item, row) in page.items.iter_mut().zip(&rest.lines) {
            match item {
                Item::Line(line) => line.doubt(*row),
                Item::Table(table) => table.doubt_row(*row),
            }
        }
    }
}

/// Figures at the top of a page that have no label.
struct Rest {
    /// For each of the items there, the byte from which its figures are in doubt, or the row.
    lines: Vec<usize>,
    figures: Vec<Area>,
    /// Whether it is a table that goes on from the page before.
    goes_on: bool,
}

/// Whether figures stand at the bottom of a page, and no heading behind them.
fn ends_in_figures(items: &[Item]) -> bool {
    for item in items.iter().rev() {
        match item {
            Item::Line(line) if is_heading(line) => return false,
            Item::Line(line) if !is_apart(line) && !Row::new(line).figures.is_empty() => {
                return true;
            }
            Item::Table(table) if table.first_row_of_figures().is_some() => return true,
            _ => {}
        }
    }
    false
}

fn rest_at_top(items: &[Item], before: &[Item]) -> Option<Rest> {
    if !ends_in_figures(before) {
        return None;
    }
    let mut rest = Rest { lines: Vec::new(), figures: Vec::new(), goes_on: false };
    let above: Vec<Row> = before.iter().rev().take(ABOVE).filter_map(Row::of_item).collect();
    for (i, item) in items.iter().enumerate() {
        match item {
            Item::Line(line) if is_apart(line) => break,
            Item::Line(line) => {
                let row = Row::new(line);
                // What begins beside the figures may stand a bit lower.
                let beside =
                    items.get(i..).unwrap_or_default().iter().map_while(|item| match item {
                        Item::Line(other) if other.base - line.base < BESIDE * line.size => {
                            Some(Row::new(other))
                        }
                        _ => None,
                    });
                if beside.into_iter().any(|row| row.begins_row(&above)) {
                    break;
                }
                // A page number stands alone, or over a table.
                let is_alone = match items.get(i + 1) {
                    Some(Item::Line(next)) => next.base - line.base > ALONE * line.size,
                    Some(Item::Table(_)) | None => true,
                };
                if row.figures.len() == 1 && !row.has_words() && is_alone {
                    rest.lines.push(line.text.len());
                    continue;
                }
                if row.is_of_table() {
                    rest.lines.push(row.start);
                    rest.figures.extend(row.figures);
                } else {
                    rest.lines.push(line.text.len());
                }
            }
            Item::Table(table) => {
                let Some(row) = table.first_row_of_figures() else { break };
                let last = before.iter().rev().find_map(|item| match item {
                    Item::Table(table) => Some(table),
                    Item::Line(_) => None,
                });
                let goes_on = |cell: &tables::Cell| {
                    last.is_some_and(|last| last.is_begun(cell))
                        || above.iter().any(|above| above.is_begun(&cell.text))
                };
                if !table.has_label(row, goes_on) {
                    rest.figures.extend(table.figures(row));
                    rest.lines.push(row);
                    let is_last = matches!(before.last(), Some(Item::Table(_)));
                    rest.goes_on = is_last && last.is_some_and(|last| last.goes_on_in(table));
                }
                break;
            }
        }
    }
    (!rest.figures.is_empty()).then_some(rest)
}

/// Marks the figures at the bottom of a page that others on the next page go on from.
fn mark_above(items: &mut [Item], rest: &Rest) {
    let meets = |figure: &Area| {
        rest.figures.iter().any(|under| figure.x0 < under.x1 && under.x0 < figure.x1)
    };
    for item in items.iter_mut().rev().take(ABOVE) {
        match item {
            Item::Line(line) => {
                let row = Row::new(line);
                if row.figures.is_empty() {
                    continue;
                }
                let is_first = row.figures.iter().any(meets);
                line.doubt(row.start);
                if is_first {
                    return;
                }
            }
            Item::Table(table) => {
                // Its parts are put together, and compared, when both are read.
                if !rest.goes_on {
                    table.doubt_row(table.rows.saturating_sub(1));
                }
                return;
            }
        }
    }
}

/// Whether a line of a table is between two figures. One under a figure alone is no such line.
fn is_ruled_off(figure: &Area, under: &Area, bases: (f64, f64), across: &[Rule]) -> bool {
    let (from, to) = (figure.x0.min(under.x0) - 0.5, figure.x1.max(under.x1) + 0.5);
    let bottom = bases.1 - under.height() * 0.5;
    let first = across.partition_point(|rule| rule.at <= bases.0);
    let between =
        across.get(first..).unwrap_or_default().iter().take_while(|rule| rule.at < bottom);
    // A page of a thousand lines in one place was made to keep readers busy.
    between.take(256).any(|rule| rule.from <= from && rule.to >= to)
}

/// The figures of two lines that are over one another, from left to right.
fn meeting<'f>(above: &'f [Area], below: &'f [Area]) -> impl Iterator<Item = (&'f Area, &'f Area)> {
    above.iter().flat_map(move |figure| {
        let first = below.partition_point(|under| under.x1 <= figure.x0);
        let under = below.get(first..).unwrap_or_default().iter();
        under.take_while(|under| under.x0 < figure.x1).map(move |under| (figure, under))
    })
}
