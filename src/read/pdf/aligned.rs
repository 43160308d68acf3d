//! Tables without lines: figures that stand under one another are a column.
//!
//! ```text
//!            （二）部分公开（区分处理的，
//!                                        18520  4247           15277       38044
//! （三）不    只计这一情形，不计其他情形）
//! 予公开     1.属于国家秘密              2620                  18961  …
//! ```
//!
//! A run of lines becomes a table only if all of it fits: no two figures of a row in one column, and a
//! label beside each row. Otherwise its lines stay as they are printed, for the grammar to find out.
//! What is made here is never sure: a column may be missing from all rows.

use super::geometry::{Area, Matrix};
use super::items::Item;
use super::lines::{self, Line, UNKNOWN, may_be_number, starts_item};
use super::tables::{Cell, Table};

/// A page, as far as it matters to the tables on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page<'p> {
    pub(super) number: usize,
    pub(super) to_shown: Matrix,
    /// Where something is drawn that may be a figure.
    pub(super) drawings: &'p [Area],
}

impl Page<'_> {
    /// The text of a cell without one: something may be drawn in it.
    fn blank(&self, area: &Area) -> Option<Piece> {
        let reach = area.height() * 0.5;
        let is_here = |drawing: &&Area| {
            let middle = drawing.center().y;
            drawing.x0 < area.x1 + reach
                && area.x0 - reach < drawing.x1
                && area.y0 < middle
                && middle < area.y1
        };
        let drawing = self.drawings.iter().find(is_here)?;
        Some(Piece {
            text: UNKNOWN.to_string(),
            places: vec![(0, *drawing)],
            area: *drawing,
            base: area.y1,
            size: area.height(),
        })
    }
}

/// A word of a line, or several that no wide gap parts.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    places: Vec<(usize, Area)>,
    area: Area,
    base: f64,
    size: f64,
}

/// A label, of one line or of several.
#[derive(Debug)]
struct Block {
    pieces: Vec<Piece>,
    text: String,
    area: Area,
}

/// Replaces runs of lines that are tables.
pub(super) fn tables(items: Vec<Item>, page: Page<'_>) -> Vec<Item> {
    let mut made = Vec::with_capacity(items.len());
    let mut run: Vec<Line> = Vec::new();
    for item in items {
        match item {
            Item::Line(line) if !is_apart(&line) => run.push(line),
            other => {
                end_run(&mut run, &mut made, page);
                made.push(other);
            }
        }
    }
    end_run(&mut run, &mut made, page);
    made
}

fn end_run(run: &mut Vec<Line>, made: &mut Vec<Item>, page: Page<'_>) {
    let lines = std::mem::take(run);
    let made_of = disputes(&lines, page).or_else(|| table(&lines, page));
    match made_of {
        Some((header, table)) => {
            made.extend(header.into_iter().map(Item::Line));
            made.push(Item::Table(table));
        }
        None => made.extend(lines.into_iter().map(Item::Line)),
    }
}

/// Whether a line is of no table: a heading, a caption, or prose.
pub(super) fn is_apart(line: &Line) -> bool {
    let text = line.text.trim_start();
    let sentence = line.gaps.is_empty() && (text.contains('。') || text.chars().count() > 45);
    is_heading(line) || sentence
}

/// Whether a line is a heading, or a caption over a table.
pub(super) fn is_heading(line: &Line) -> bool {
    let text = line.text.trim_start();
    let heading = text.chars().next().is_some_and(|c| "一二三四五六七八".contains(c))
        && text.chars().nth(1).is_some_and(|c| "、，.．".contains(c))
        // The rows of section three that are numbered so: 本年新收, 上年结转, 本年度办理结果, 结转下年度.
        && text.chars().nth(2).is_some_and(|c| !"本上结結".contains(c));
    heading || text.starts_with("第二十条")
}

/// Whether a word stands in the place of a figure. 1. is the number of a label.
pub(super) fn is_figure(word: &str) -> bool {
    let starts = word.chars().next().is_some_and(|c| c.is_ascii_digit() || "增减減+-".contains(c));
    match word {
        "/" | "-" | "—" | "--" | "——" | "无" | "無" => true,
        _ if word.ends_with(['.', '、']) => false,
        _ if may_be_number(word) => true,
        _ => starts && word.contains(['（', '(']) && word.ends_with(['）', ')']),
    }
}

/// The words of a line: figures one by one, other words as far as no wide gap parts them.
fn pieces(line: &Line) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut start = 0;
    let mut last_is_figure = true;
    for word in line.text.split(' ').flat_map(label_and_figure) {
        // What `split` leaves out is a blank.
        start += usize::from(line.text.get(start..).is_some_and(|rest| rest.starts_with(' ')));
        let end = start + word.len();
        let places: Vec<(usize, Area)> = line
            .places
            .iter()
            .filter(|(at, _)| (start..end).contains(at))
            .map(|&(at, area)| (at - start, area))
            .collect();
        let is_wide = line.gaps.iter().any(|gap| gap.0 == start);
        let figure = is_figure(word);
        if let Some(area) = places.iter().map(|place| place.1).reduce(Area::join) {
            let joins = !figure && !last_is_figure && !is_wide;
            match pieces.last_mut().filter(|_| joins) {
                Some(last) => {
                    last.text.push(' ');
                    let shift = last.text.len();
                    last.text.push_str(word);
                    last.places.extend(places.iter().map(|&(at, area)| (at + shift, area)));
                    last.area = last.area.join(area);
                }
                None => pieces.push(Piece {
                    text: word.to_owned(),
                    places,
                    area,
                    base: line.base,
                    size: line.size,
                }),
            }
            last_is_figure = figure;
        }
        start = end;
    }
    pieces
}

/// A label that has a figure right behind it, and the figure: the columns of browsers are a point or
/// two apart.
pub(super) fn label_and_figure(word: &str) -> impl Iterator<Item = &str> {
    let label = word.trim_end_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
    let whole = label.len() == word.len() || label.is_empty() || !crate::parse::is_label(label);
    let cut = if whole { word.len() } else { label.len() };
    let (label, figure) = word.split_at(cut);
    [label, figure].into_iter().filter(|part| !part.is_empty())
}

fn table(lines: &[Line], page: Page<'_>) -> Option<(Vec<Line>, Table)> {
    // Figures have no words behind them.
    let mut figures: Vec<Piece> = Vec::new();
    let mut words: Vec<(usize, Piece)> = Vec::new();
    let mut first_row = None;
    for (i, line) in lines.iter().enumerate() {
        let mut all = pieces(line);
        let behind = all.iter().rposition(|piece| !is_figure(&piece.text)).map_or(0, |i| i + 1);
        let row = all.split_off(behind);
        if !row.is_empty() && first_row.is_none() {
            first_row = Some(i);
        }
        figures.extend(row);
        words.extend(all.into_iter().map(|piece| (i, piece)));
    }
    let first_row = first_row?;
    let columns = columns(&figures)?;
    if columns.len() < 2 && figures.len() < 2 {
        return None;
    }
    let rows = rows(&figures, &columns)?;
    // Labels stand to the left of the figures; what stands over them is the header.
    let left = columns.first()?.0;
    let top = rows.first()?.0;
    let (labels, others): (Vec<_>, Vec<_>) =
        words.into_iter().partition(|(_, piece)| piece.area.x0 < left - 1.0);
    if others.iter().any(|(_, piece)| piece.base > top + piece.size * 0.5) {
        return None;
    }
    let blocks = blocks(labels.into_iter().map(|(_, piece)| piece));
    let mut owners = Vec::with_capacity(rows.len());
    for (base, row) in &rows {
        let size = row.iter().flatten().map(|piece| piece.size).fold(0.0, f64::max);
        let beside = |block: &&Block| {
            let center = block.area.center().y;
            let middle = base - size * 0.38;
            let half = (block.area.height() / 2.0).max(size * 0.5);
            (center - middle).abs() < half
                && crate::parse::is_label(&block.text)
                && !has_no_figures(&block.text)
        };
        // Of a group and a label in it, the one that is nearer to the figures.
        let owner = blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| beside(block))
            .max_by(|a, b| a.1.area.x0.total_cmp(&b.1.area.x0))?
            .0;
        owners.push(owner);
    }
    let mut unique = owners.clone();
    unique.sort_unstable();
    unique.dedup();
    if unique.len() < owners.len() {
        return None;
    }
    // In the order of the page: rows with figures, and labels whose cells are all blank.
    let mut order: Vec<(f64, usize, Option<usize>)> = Vec::new();
    for (row, (&owner, (base, _))) in owners.iter().zip(&rows).enumerate() {
        order.push((*base, owner, Some(row)));
    }
    for (i, block) in blocks.iter().enumerate() {
        if !owners.contains(&i) && block.area.y1 > top - block.pieces[0].size {
            order.push((block.area.center().y + block.pieces[0].size * 0.38, i, None));
        }
    }
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut header: Vec<Line> =
        lines.iter().take(first_row).filter(|line| line.base < top).cloned().collect();
    // The first line of a label may stand above its figures.
    let of_rows = |line: &Line| {
        let mut pieces = owners.iter().flat_map(|&owner| &blocks[owner].pieces);
        pieces.any(|piece| piece.base == line.base)
    };
    header.retain(|line| !of_rows(line));
    let above: Vec<f64> = header.iter().map(|line| line.base).collect();
    let mut cells = Vec::new();
    let mut count = 0;
    let is_doubtful = lacks_labels(&header, &columns);
    if let Some(labels) = header_cells(&header, &columns) {
        header.clear();
        for (i, pieces) in labels.iter().enumerate() {
            let area = pieces.iter().map(|piece| piece.area).reduce(Area::join)?;
            cells.push(cell(pieces, 0..1, i..i + 1, page, area));
        }
        count = 1;
    }
    for (base, owner, row) in order {
        let block = &blocks[owner];
        if row.is_none() {
            if block.pieces.iter().any(|piece| above.contains(&piece.base)) {
                continue;
            }
            // The label of a group has no figures of its own.
            if is_group(&block.text) {
                cells.push(cell(&block.pieces, count..count + 1, 0..1, page, block.area));
                count += 1;
                continue;
            }
            if !crate::parse::is_label(&block.text) {
                return None;
            }
        }
        cells.push(cell(&block.pieces, count..count + 1, 0..1, page, block.area));
        for (i, column) in columns.iter().enumerate() {
            let piece = row.and_then(|row| rows[row].1[i].as_ref());
            let size = block.pieces[0].size;
            let area = Area::new(column.0, base - size, column.1, base + size * 0.2);
            let mut piece = piece.cloned().or_else(|| page.blank(&area));
            if let Some(piece) = piece.as_mut().filter(|_| is_doubtful) {
                lines::doubt(&mut piece.text, 0, piece.places.iter_mut().map(|place| &mut place.0));
            }
            let pieces = piece.as_slice();
            cells.push(cell(pieces, count..count + 1, i + 1..i + 2, page, area));
        }
        count += 1;
    }
    let mut xs = vec![0.0];
    xs.extend(columns.iter().map(|column| column.0));
    xs.push(columns.last()?.1);
    let area = Area::new(0.0, top, columns.last()?.1, rows.last()?.0);
    Some((header, Table { xs, rows: count, cells, area, is_sure: false }))
}

/// The table of section four, which is one row of figures without a label: the labels over them tell
/// the columns, where each of the fifteen has one.
fn disputes(lines: &[Line], page: Page<'_>) -> Option<(Vec<Line>, Table)> {
    let (row, above) = lines.split_last()?;
    let figures = pieces(row);
    if figures.is_empty() || !figures.iter().all(|piece| is_figure(&piece.text)) {
        return None;
    }
    // 未经复议直接起诉 and 复议后起诉 stand over the labels.
    let over =
        above.iter().rposition(|line| line.text.contains("起诉") || line.text.contains("起訴"))?;
    let (header, labels) = above.split_at(over + 1);
    let mut words: Vec<Piece> = labels.iter().flat_map(header_words).collect();
    words.sort_by(|a, b| a.area.x0.total_cmp(&b.area.x0));
    let mut columns: Vec<(f64, f64, Vec<Piece>)> = Vec::new();
    for word in words {
        match columns.last_mut() {
            Some(last) if word.area.x0 < last.1 => {
                last.1 = last.1.max(word.area.x1);
                last.2.push(word);
            }
            _ => columns.push((word.area.x0, word.area.x1, vec![word])),
        }
    }
    if columns.len() != 15 {
        return None;
    }
    let mut cells = Vec::new();
    for (i, (_, _, words)) in columns.iter_mut().enumerate() {
        words.sort_by(|a, b| a.base.total_cmp(&b.base));
        let area = words.iter().map(|piece| piece.area).reduce(Area::join)?;
        cells.push(cell(words, 0..1, i..i + 1, page, area));
    }
    let mut placed: Vec<Option<&Piece>> = vec![None; 15];
    for figure in &figures {
        // A figure stands under one label, and under no other.
        let mut under = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| figure.area.x0 < column.1 && column.0 < figure.area.x1);
        let (Some((column, _)), None) = (under.next(), under.next()) else { return None };
        if placed[column].replace(figure).is_some() {
            return None;
        }
    }
    for (i, (column, figure)) in columns.iter().zip(placed).enumerate() {
        let area = Area::new(column.0, row.base - row.size, column.1, row.base + row.size * 0.2);
        let piece = figure.cloned().or_else(|| page.blank(&area));
        let pieces = piece.as_slice();
        cells.push(cell(pieces, 1..2, i..i + 1, page, area));
    }
    let mut xs: Vec<f64> = columns.iter().map(|column| column.0).collect();
    xs.push(columns.last()?.1);
    let area = Area::new(*xs.first()?, header.last()?.base, *xs.last()?, row.base);
    // 行政复议 covers two rows, and so stands a bit lower than 行政诉讼, which comes behind it.
    let mut header = header.to_vec();
    let is_long = |line: &Line| line.text.chars().count() > 6;
    let first = header.iter().take(over).rposition(is_long).map_or(0, |i| i + 1);
    let mut channels: Vec<Line> = header.drain(first..over).collect();
    channels.sort_by(|a, b| a.left().total_cmp(&b.left()));
    if let Some(line) = channels.into_iter().reduce(beside) {
        header.insert(first, line);
    }
    Some((header, Table { xs, rows: 2, cells, area, is_sure: false }))
}

/// Two lines as one, in which they are two columns.
fn beside(mut left: Line, right: Line) -> Line {
    left.text.push(' ');
    let shift = left.text.len();
    left.gaps.push((shift, 4.0));
    left.gaps.extend(right.gaps.iter().map(|&(at, width)| (at + shift, width)));
    left.places.extend(right.places.iter().map(|&(at, area)| (at + shift, area)));
    left.text.push_str(&right.text);
    left.area = left.area.into_iter().chain(right.area).reduce(Area::join);
    left
}

/// The header of a table of section two, cell by cell: 信息内容, and a label over each column.
fn header_cells(lines: &[Line], columns: &[(f64, f64)]) -> Option<Vec<Vec<Piece>>> {
    let mut cells = vec![Vec::new(); columns.len() + 1];
    for word in lines.iter().flat_map(header_words) {
        let center = word.area.center().x;
        let distance = |column: &(f64, f64)| ((column.0 + column.1) / 2.0 - center).abs();
        let nearest = (0..columns.len())
            .filter(|&i| word.area.x0 < columns[i].1 && columns[i].0 < word.area.x1)
            .min_by(|&a, &b| distance(&columns[a]).total_cmp(&distance(&columns[b])));
        let cell = match nearest {
            Some(column) => column + 1,
            None if word.area.x1 < columns.first()?.0 => 0,
            None => return None,
        };
        cells[cell].push(word);
    }
    let is_first = |cell: &Vec<Piece>| {
        let text: String = cell.iter().map(|piece| piece.text.as_str()).collect();
        CONTENT.contains(&text.as_str())
    };
    (cells.first().is_some_and(is_first) && cells.iter().all(|cell| !cell.is_empty()))
        .then_some(cells)
}

/// The first label of the tables of section two.
const CONTENT: [&str; 4] = ["信息内容", "信息內容", "資訊內容", "资讯内容"];

/// Whether there are more columns than labels in the header of a table of section two: which of them has
/// none, their places may not tell.
fn lacks_labels(lines: &[Line], columns: &[(f64, f64)]) -> bool {
    if !lines.iter().any(|line| CONTENT.iter().any(|label| line.text.contains(label))) {
        return false;
    }
    let left = columns.first().map_or(0.0, |column| column.0);
    let words: Vec<Piece> = lines.iter().flat_map(header_words).collect();
    let is_over =
        |word: &Piece, column: &(f64, f64)| word.area.x0 < column.1 && column.0 < word.area.x1;
    let labelled =
        columns.iter().filter(|column| words.iter().any(|word| is_over(word, column))).count();
    let others = words
        .iter()
        .filter(|word| word.area.x1 >= left && !columns.iter().any(|column| is_over(word, column)));
    labelled + others.count() < columns.len()
}

/// The words of a header, which stand next to one another with hardly a gap between columns.
fn header_words(line: &Line) -> Vec<Piece> {
    let mut words: Vec<Piece> = Vec::new();
    let ends = line.places.iter().skip(1).map(|place| place.0).chain([line.text.len()]);
    for (&(start, area), end) in line.places.iter().zip(ends) {
        let text = line.text.get(start..end).unwrap_or_default().trim_end();
        match words.last_mut().filter(|last| area.x0 - last.area.x1 < line.size * 0.08) {
            Some(last) => {
                last.places.push((last.text.len(), area));
                last.text.push_str(text);
                last.area = last.area.join(area);
            }
            None => words.push(Piece {
                text: text.to_owned(),
                places: vec![(0, area)],
                area,
                base: line.base,
                size: line.size,
            }),
        }
    }
    words
}

/// The intervals in which figures stand, from left to right.
fn columns(figures: &[Piece]) -> Option<Vec<(f64, f64)>> {
    let mut spans: Vec<(f64, f64)> = figures.iter().map(|f| (f.area.x0, f.area.x1)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns: Vec<(f64, f64)> = Vec::new();
    for (from, to) in spans {
        match columns.last_mut() {
            Some(last) if from < last.1 => last.1 = last.1.max(to),
            _ => columns.push((from, to)),
        }
    }
    (!columns.is_empty()).then_some(columns)
}

/// A row: where it stands, and what is in each column.
type Row = (f64, Vec<Option<Piece>>);

/// The figures by row and column; none if two of a row are in one column.
fn rows(figures: &[Piece], columns: &[(f64, f64)]) -> Option<Vec<Row>> {
    let mut sorted: Vec<&Piece> = figures.iter().collect();
    sorted.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut rows: Vec<Row> = Vec::new();
    for figure in sorted {
        let column = columns.iter().position(|c| figure.area.x0 >= c.0 && figure.area.x1 <= c.1)?;
        let near = rows.last().is_some_and(|row| figure.base - row.0 < figure.size * 0.4);
        if !near {
            rows.push((figure.base, vec![None; columns.len()]));
        }
        let place = rows.last_mut()?.1.get_mut(column)?;
        if place.is_some() {
            return None;
        }
        *place = Some(figure.clone());
    }
    Some(rows)
}

/// The labels that pieces make: a piece under another goes on with it, if both are one label.
fn blocks(pieces: impl Iterator<Item = Piece>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for piece in pieces {
        let above = blocks.iter_mut().rev().find(|block| {
            let overlap = block.area.x1.min(piece.area.x1) - block.area.x0.max(piece.area.x0);
            // Text on one line with others may stand a bit higher or lower than they do.
            let gap = piece.area.y0 - block.area.y1;
            overlap > 0.4 * piece.area.width().min(block.area.width())
                && gap > -0.5 * piece.size
                && gap <= 0.9 * piece.size
        });
        let joined = above.filter(|block| {
            let whole = format!("{}{}", block.text, piece.text);
            // 信息, the end of 5.属于三类内部事务信息, also begins a label.
            let is_rest = starts_item(&block.text) && !starts_item(&piece.text);
            let is_one =
                crate::parse::is_label(&whole) || GROUP.iter().any(|g| g.starts_with(&whole));
            is_one && (is_rest || !crate::parse::is_label(&piece.text))
        });
        match joined {
            Some(block) => {
                block.text.push_str(&piece.text);
                block.area = block.area.join(piece.area);
                block.pieces.push(piece);
            }
            None => blocks.push(Block {
                text: piece.text.clone(),
                area: piece.area,
                pieces: vec![piece],
            }),
        }
    }
    blocks
}

/// The label over most of the rows of section three, which has no figures.
const GROUP: [&str; 2] = ["三、本年度办理结果", "三、本年度辦理結果"];

/// Whether a label is of a group that has no row of its own: what stands beside it is a figure of
/// another row, lower than its label. 其他处理 is a row in the form of 2019.
fn has_no_figures(label: &str) -> bool {
    is_group(label) && !label.contains('六')
}

/// Whether a label is of a group of rows.
fn is_group(label: &str) -> bool {
    let mut chars = label.chars().filter(|c| !"（()） ".contains(*c));
    let bracket = label.starts_with(['（', '(']);
    match chars.next() {
        Some('三') => true,
        Some('四' | '五' | '六') => bracket,
        _ => false,
    }
}

fn cell(
    pieces: &[Piece],
    rows: std::ops::Range<usize>,
    columns: std::ops::Range<usize>,
    page: Page<'_>,
    area: Area,
) -> Cell {
    let mut text = String::new();
    let mut places = Vec::new();
    for piece in pieces {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&piece.text);
        places.extend(
            piece
                .places
                .iter()
                .map(|&(at, area)| (start + at, page.number, page.to_shown.apply_to_box(area))),
        );
    }
    let area = page.to_shown.apply_to_box(area);
    Cell { rows, columns, text, places, page: page.number, area }
}
