//! Cells run together: L7, a row of the table a line, and L8, the whole report in one.

use gongkai::{Field, FigureKind, Section};

use super::Layout;
use super::document::{Block, Document, Line, Printed};
use super::page::Page;
use super::rng::Rng;

pub fn write(document: &mut Document, layout: Layout, rng: &mut Rng) -> Page {
    let mut glue = Glue {
        // Spaces that the markup left between some cells.
        spaces: rng.pick(&[0, 0, 1, 4, 10]),
        doubt: Vec::new(),
        rng,
    };
    let mut page = Page::default();
    let mut whole = String::new();
    // Some sites leave a few line ends, and the title in the text.
    let (ends, title_inside) = (glue.rng.pick(&[0, 0, 20]), glue.rng.chance(30));
    for block in &document.blocks {
        if glue.rng.chance(ends) && !whole.is_empty() {
            page.table(std::mem::take(&mut whole));
        }
        match (block, layout) {
            (Block::Title(text) | Block::Heading(text) | Block::Prose(text), Layout::L7) => {
                page.prose(text);
            }
            (Block::Title(text), _) if !title_inside => page.prose(text),
            (Block::Title(text) | Block::Heading(text) | Block::Prose(text), _) => {
                glue.push(&mut whole, text)
            }
            (Block::Table(table), _) => {
                let mut lines = vec![String::new()];
                let mut start = |text: &str, glue: &mut Glue<'_>, open: bool| {
                    if open && layout == Layout::L7 {
                        lines.push(String::new());
                    }
                    glue.push(lines.last_mut().expect("a line"), text);
                };
                let caption = table.caption.as_deref().unwrap_or_default();
                if !table.caption_behind {
                    start(caption, &mut glue, false);
                }
                for row in &table.head {
                    for (n, head) in row.iter().enumerate() {
                        start(&head.text, &mut glue, n == 0);
                    }
                }
                for line in &table.lines {
                    start("", &mut glue, true);
                    for label in line.groups.iter().map(|(_, label)| label).chain([&line.label]) {
                        start(label, &mut glue, false);
                    }
                    for cell in &line.cells {
                        start(&cell.text, &mut glue, false);
                    }
                    glue.judge(table.section, line);
                }
                if table.caption_behind {
                    start(caption, &mut glue, true);
                }
                match layout {
                    Layout::L7 => {
                        lines.into_iter().filter(|l| !l.is_empty()).for_each(|l| page.table(l));
                    }
                    _ => whole.push_str(&lines.concat()),
                }
            }
        }
    }
    if !whole.is_empty() {
        page.table(whole);
    }
    for field in glue.doubt {
        document.truth.exempt[field.index()] = true;
    }
    page
}

struct Glue<'a> {
    spaces: u64,
    /// Figures whose digits can be told apart in more ways than one.
    doubt: Vec<Field>,
    rng: &'a mut Rng,
}

impl Glue<'_> {
    fn push(&mut self, line: &mut String, text: &str) {
        if !line.is_empty() && !text.is_empty() && self.rng.chance(self.spaces) {
            line.push(' ');
        }
        line.push_str(text);
    }

    fn judge(&mut self, section: Section, line: &Line) {
        let in_doubt = match section {
            Section::Proactive => splits(&line.cells) > 1,
            // A few ways are left to the sums of the columns.
            Section::Applications => totalled(&line.cells, 7) > 3,
            _ => totalled(&line.cells, 5) > 1,
        };
        if in_doubt {
            self.doubt.extend(line.cells.iter().filter_map(|cell| cell.field));
        }
    }
}

/// In how many ways the run of digits of a row can be told apart, up to two.
fn splits(cells: &[Printed]) -> usize {
    let kinds: Vec<FigureKind> =
        cells.iter().map(|cell| cell.field.map_or(FigureKind::Count, Field::kind)).collect();
    let text: Vec<char> = cells.iter().flat_map(|cell| cell.text.chars()).collect();
    ways(&text, &kinds)
}

fn ways(text: &[char], kinds: &[FigureKind]) -> usize {
    let Some((&kind, rest)) = kinds.split_first() else {
        return usize::from(text.is_empty());
    };
    (1..=text.len())
        .filter(|&end| is_figure(&text[..end], kind))
        .map(|end| ways(&text[end..], rest))
        .sum::<usize>()
        .min(2)
}

fn is_figure(text: &[char], kind: FigureKind) -> bool {
    let text: String = text.iter().collect();
    // A note in brackets is not a figure, and stands behind one.
    let (bare, note) = text.split_at(text.find('（').unwrap_or(text.len()));
    if !note.is_empty() && !note.ends_with('）') {
        return false;
    }
    if bare == "/" || bare == "-" {
        return note.is_empty();
    }
    let digits = match kind {
        FigureKind::Count => bare,
        FigureKind::Change => bare.trim_start_matches(['增', '减', '減', '+', '-']),
        FigureKind::Money => bare.trim_end_matches(['万', '萬', '元']).trim_end_matches('.'),
    };
    let whole = digits.split('.').next().unwrap_or_default();
    let plain = !digits.is_empty()
        && digits.chars().all(|c| c.is_numeric() || (c == '.' && kind == FigureKind::Money));
    plain && (whole.chars().count() == 1 || !whole.starts_with(['0', '０']))
}

/// In how many ways the digits of a row can be told apart so that in each stretch of columns the
/// last is the sum of the others, up to four.
fn totalled(cells: &[Printed], stretch: usize) -> usize {
    let marked = cells.iter().any(|cell| cell.text.chars().any(|c| !c.is_numeric()));
    if marked {
        // A mark is a cell, which leaves little to tell; it is not counted out here.
        return 1;
    }
    let digits: Vec<u64> = cells
        .iter()
        .flat_map(|cell| cell.text.chars())
        .filter_map(|c| {
            // Full-width digits are counted as the others.
            let ascii = char::from_u32(c as u32 - if c as u32 > 0xff00 { 0xfee0 } else { 0 })?;
            ascii.to_digit(10).map(u64::from)
        })
        .collect();
    let mut found = 0;
    sums(&digits, cells.len(), stretch, 0, &mut found, &mut 200_000);
    found
}

/// Counts ways: `columns` are left, and `sum` is that of the stretch so far.
fn sums(
    digits: &[u64],
    columns: usize,
    stretch: usize,
    sum: u64,
    found: &mut usize,
    steps: &mut usize,
) {
    if *steps == 0 {
        // Long runs have more ways than anybody can look at.
        *found = 4;
    }
    *steps = steps.saturating_sub(1);
    if *found >= 4 || digits.len() < columns {
        return;
    }
    if columns == 0 {
        *found += usize::from(digits.is_empty());
        return;
    }
    let is_total = columns % stretch == 1;
    let mut value: u64 = 0;
    for (n, &digit) in digits.iter().enumerate() {
        if n > 0 && digits[0] == 0 || n > 8 {
            break;
        }
        value = value * 10 + digit;
        let rest = &digits[n + 1..];
        match is_total {
            true if value == sum => sums(rest, columns - 1, stretch, 0, found, steps),
            true => {}
            false => sums(rest, columns - 1, stretch, sum + value, found, steps),
        }
    }
}
