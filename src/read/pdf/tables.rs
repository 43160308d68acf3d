//! The text in the cells of a table, and the parts of a table that pages cut.

use std::collections::HashSet;
use std::ops::Range;

use super::geometry::{Area, Point, Turn};
use super::lines::{self, Line, starts_item};
use super::marks::Glyph;
use super::page::Straight;
use super::ruling::Lattice;
use super::shown::Shown;

/// A table, or the part of one that is on a page.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// The edges of its columns.
    pub(super) xs: Vec<f64>,
    pub(super) rows: usize,
    pub(super) cells: Vec<Cell>,
    pub(super) area: Area,
    /// Whether lines are between its cells.
    pub(super) is_sure: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) rows: Range<usize>,
    pub(super) columns: Range<usize>,
    /// Its lines, with `\n` between them.
    pub(super) text: String,
    /// Where each character was printed, by its first byte: the page, and the place on it as it is
    /// shown.
    pub(super) places: Vec<(usize, usize, Area)>,
    pub(super) page: usize,
    pub(super) area: Area,
}

/// A cell by the number of its table and its own.
pub(super) type CellOf = (usize, usize);

/// Which glyphs of a page stand in which cells, and the cells into which the text of others reaches: these
/// are not blank.
pub(super) fn owners(
    page: &mut Straight,
    lattices: &[Lattice],
) -> (Vec<Option<CellOf>>, HashSet<CellOf>) {
    let mut owners: Vec<Option<CellOf>> = Vec::with_capacity(page.glyphs.len());
    let mut reached = HashSet::new();
    let mut unsure = Vec::new();
    for (i, glyph) in page.glyphs.iter().enumerate() {
        let center = glyph.center();
        let owner = lattices
            .iter()
            .enumerate()
            .filter_map(|(table, lattice)| Some((table, lattice.cell_at(center)?)))
            .min_by(|a, b| {
                // A box in a cell is no table.
                let is_box = |t: usize| lattices[t].cells.len() < 2;
                let size = |t: usize| lattices[t].area.width() * lattices[t].area.height();
                is_box(a.0).cmp(&is_box(b.0)).then(size(a.0).total_cmp(&size(b.0)))
            });
        if let Some((table, cell)) = owner {
            let is_cut = lattices[table].is_cut(&lattices[table].cells[cell]);
            let area = lattices[table].cells[cell].area;
            let reach = glyph.area.width() * 0.3;
            let top = glyph.base.y - glyph.size * 0.7;
            let reaches_out =
                top < area.y0 - glyph.size * 0.25 || glyph.base.y > area.y1 + glyph.size * 0.25;
            // A mark across the page is larger than a cell.
            let crosses = is_cut
                || reaches_out
                || glyph.size * 0.7 > area.height()
                || glyph.area.x0 < area.x0 - reach
                || glyph.area.x1 > area.x1 + reach;
            if crosses && glyph.is_digit() {
                unsure.push(i);
            }
            // What is struck out has lines through it, which may look as those of a table.
            if reaches_out && glyph.turn == Turn::None && !glyph.is_blank() {
                let ends = [top, glyph.base.y].map(|y| Point { x: center.x, y });
                let cells = ends.into_iter().filter_map(|end| lattices[table].cell_at(end));
                reached.extend(cells.filter(|&other| other != cell).map(|other| (table, other)));
            }
        }
        if glyph.is_digit() {
            // A string that goes on from one cell into another, or out of the table: its font's widths
            // are not those with which it was set, and its figures may be in any, or it is cut.
            let before = i.checked_sub(1).and_then(|i| page.glyphs.get(i));
            let goes_on = before.is_some_and(|before| {
                let gap = (glyph.area.x0 - before.area.x1).abs();
                let is_close = before.is_digit_before(glyph) && gap < glyph.size * 0.15;
                before.is_digit() && (before.string == glyph.string || is_close)
            });
            if goes_on && owners.last().is_some_and(|&before| before != owner) {
                unsure.extend([i - 1, i]);
            }
        }
        owners.push(owner);
    }
    for i in unsure {
        page.glyphs[i].shown = Shown::Unknown;
    }
    (owners, reached)
}

/// Reads the cells of a table. None if its lines do not part all of its cells: numbers of several columns
/// or rows stand in one. A cell without text in which something is drawn, or into which the text of
/// another reaches, is not blank.
pub(super) fn read(
    lattice: &Lattice,
    is_reached: &dyn Fn(usize) -> bool,
    glyphs: &[Vec<&Glyph>],
    page: &Straight,
    number: usize,
    has_drawing: &dyn Fn(&Area) -> bool,
) -> Option<Table> {
    if !lattice.is_sure || lattice.cells.len() < 2 {
        return None;
    }
    let mut cells = Vec::with_capacity(lattice.cells.len());
    let mut several_rows = vec![0_usize; lattice.ys.len()];
    // Whether what stands before the figures of a row is one label.
    let mut is_one_row = vec![true; lattice.ys.len()];
    // A row that has a cell less than others has no line where that cell would end, and the blank place
    // is none. Where text stands in such places, they are cells all the same.
    let mut none = Vec::new();
    let mut is_open = false;
    for (i, (cell, glyphs)) in lattice.cells.iter().zip(glyphs).enumerate() {
        let lines = lines::lines(glyphs, true);
        let numbers = |line: &Line| lines::columns(line).filter(|c| lines::is_number(c)).count();
        // So do a label and its figure, where a number has a line of its own.
        let is_number =
            |line: &&Line| lines::is_number(&line.text) && !line.text.ends_with(['.', '．']);
        let has_number = lines.iter().any(|line| is_number(&line));
        let is_row = |line: &Line| {
            let is_pair = numbers(line) == 1 && !line.gaps.is_empty();
            has_number && (is_pair || (line.text.len() > 6 && crate::parse::is_label(&line.text)))
        };
        if lines.iter().any(|line| numbers(line) > 1 || is_row(line)) {
            return None;
        }
        if lines.iter().filter(|line| lines::is_number(&line.text)).count() > 1 {
            several_rows[cell.rows.start] += 1;
        }
        let mut text = String::new();
        let mut places = Vec::new();
        // Several lines of digits may be one number or several.
        let is_broken =
            lines.len() > 1 && lines.iter().all(|line| lines::may_be_number(&line.text));
        for line in &lines {
            if !text.is_empty() {
                text.push(if is_broken { lines::UNKNOWN } else { '\n' });
            }
            let start = text.len();
            text.push_str(&line.text);
            places.extend(
                line.places
                    .iter()
                    .map(|&(at, area)| (start + at, number, page.to_shown.apply_to_box(area))),
            );
        }
        if !text.is_empty() && !lines.iter().all(|line| lines::is_number(&line.text)) {
            is_one_row[cell.rows.start] = crate::parse::is_label(&text);
        }
        let area = page.to_shown.apply_to_box(cell.area);
        // What stands in a cell at the edge of the page may be behind it.
        if text.is_empty() && (is_reached(i) || has_drawing(&area) || page.is_at_edge(&area)) {
            text.push(lines::UNKNOWN);
            places.push((0, number, area));
        }
        is_open |= cell.is_open && !text.is_empty();
        if (cell.is_open || cell.is_open_before) && text.is_empty() {
            none.push((cell.rows.clone(), cell.columns.clone()));
        }
        cells.push(Cell {
            rows: cell.rows.clone(),
            columns: cell.columns.clone(),
            text,
            places,
            page: number,
            area,
        });
    }
    // Numbers in several lines are those of several rows, unless the row has one label: then its columns
    // are too narrow, and 100 is broken into 10 and 0. Such cells are no figures.
    if several_rows.iter().zip(&is_one_row).any(|(&count, &is_one)| count > 1 && !is_one) {
        return None;
    }
    // A row that starts behind others has no line where theirs start. What only goes on beside others is
    // the end of a merged cell.
    let mut last_start = vec![0; lattice.ys.len()];
    for cell in &cells {
        last_start[cell.rows.start] = cell.columns.start.max(last_start[cell.rows.start]);
    }
    let none: HashSet<(usize, usize)> = none
        .into_iter()
        .filter(|(rows, columns): &(Range<usize>, Range<usize>)| {
            let is_first = columns.start == 0;
            if is_first { columns.end <= last_start[rows.start] } else { !is_open }
        })
        .map(|(rows, columns)| (rows.start, columns.start))
        .collect();
    cells.retain(|cell| !none.contains(&(cell.rows.start, cell.columns.start)));
    cells.sort_by_key(|cell| (cell.rows.start, cell.columns.start));
    let xs = lattice.xs.clone();
    let mut table =
        Table { xs, rows: lattice.ys.len() - 1, cells, area: lattice.area, is_sure: true };
    table.drop_empty_rows();
    table.unite_rows();
    Some(table)
}

impl Table {
    /// Leaves out rows that are one blank cell: where a page ends, the sides of the table go on below
    /// its last row.
    fn drop_empty_rows(&mut self) {
        let columns = self.xs.len().saturating_sub(1);
        let mut row = 0;
        while row < self.rows {
            let is_empty = |cell: &Cell| {
                cell.rows == (row..row + 1) && cell.columns == (0..columns) && cell.text.is_empty()
            };
            if !self.cells.iter().any(is_empty) {
                row += 1;
                continue;
            }
            self.cells.retain(|cell| !is_empty(cell));
            for cell in &mut self.cells {
                cell.rows.start -= usize::from(cell.rows.start > row);
                cell.rows.end -= usize::from(cell.rows.end > row);
            }
            self.rows -= 1;
        }
    }

    /// Makes one row of two where only a merged cell ends between them, and nothing stands below it:
    /// browsers draw a merged cell that goes over pages too short.
    fn unite_rows(&mut self) {
        let columns = self.xs.len().saturating_sub(1);
        let mut row = 1;
        while row < self.rows {
            let ends = |cell: &&Cell| cell.rows.end == row;
            let starts = |cell: &&Cell| cell.rows.start == row;
            let above: Vec<&Cell> = self.cells.iter().filter(ends).collect();
            let below: Vec<&Cell> = self.cells.iter().filter(starts).collect();
            let width: usize = above.iter().map(|cell| cell.columns.len()).sum();
            let pairs = above.len() == below.len()
                && width * 3 <= columns
                && above.iter().zip(&below).all(|(above, below)| {
                    above.columns == below.columns
                        && (above.text.is_empty() || below.text.is_empty())
                });
            if !pairs || above.is_empty() {
                row += 1;
                continue;
            }
            let (rest, kept): (Vec<Cell>, Vec<Cell>) =
                std::mem::take(&mut self.cells).into_iter().partition(|c| c.rows.start == row);
            self.cells = kept;
            for rest in rest {
                let whole = self
                    .cells
                    .iter_mut()
                    .find(|above| above.rows.end == row && above.columns == rest.columns);
                if let Some(whole) = whole {
                    whole.join(rest);
                }
            }
            for cell in &mut self.cells {
                cell.rows.start -= usize::from(cell.rows.start > row);
                cell.rows.end -= usize::from(cell.rows.end > row);
            }
            self.rows -= 1;
        }
    }

    /// Whether another table, at the top of the next page, may be the rest of this one.
    pub(super) fn goes_on_in(&self, next: &Table) -> bool {
        let width = |table: &Table| table.area.width();
        self.is_sure && next.is_sure && (width(self) - width(next)).abs() <= 4.0
    }

    /// Adds the rest of the table.
    pub(super) fn append(&mut self, mut next: Table) {
        let shift = self.area.x0 - next.area.x0;
        next.xs.iter_mut().for_each(|x| *x += shift);
        self.share_columns(&mut next);
        self.drop_repeated_header(&mut next);
        let is_one_row = self.is_cut_in_a_row(&next);
        if !is_one_row && next.starts_with_a_rest(self) {
            // Of which row, and of which figures, nothing says.
            self.doubt_row(self.rows - 1);
            next.doubt_row(0);
        }
        let offset = self.rows - usize::from(is_one_row);
        let last = self.rows - 1;
        for mut cell in next.cells {
            let is_first = cell.rows.start == 0;
            cell.rows = cell.rows.start + offset..cell.rows.end + offset;
            let above = self
                .cells
                .iter_mut()
                .filter(|_| is_first)
                .find(|above| above.rows.end == last + 1 && above.columns == cell.columns);
            let Some(above) = above else {
                self.cells.push(cell);
                continue;
            };
            if is_one_row || above.is_cut(&cell) {
                above.join(cell);
            } else {
                self.cells.push(cell);
            }
        }
        self.rows = offset + next.rows;
        self.cells.sort_by_key(|cell| (cell.rows.start, cell.columns.start));
    }

    /// Leaves the header out that programs print again at the top of each page: the first row below it
    /// may be the rest of the last one before the page.
    fn drop_repeated_header(&self, next: &mut Table) {
        let of = |table: &Table, rows: usize| -> Vec<(Range<usize>, Range<usize>, String)> {
            let cells = table.cells.iter().filter(|cell| cell.rows.start < rows);
            cells.map(|cell| (cell.rows.clone(), cell.columns.clone(), cell.text.clone())).collect()
        };
        let is_header = |rows: &usize| {
            let (own, again) = (of(self, *rows), of(next, *rows));
            // Its last line may be cut.
            let alike = own.iter().zip(&again).filter(|(own, again)| own == again).count();
            own.len() == again.len()
                && own
                    .iter()
                    .zip(&again)
                    .all(|(own, again)| (&own.0, &own.1) == (&again.0, &again.1))
                && again.iter().all(|cell| cell.0.end <= *rows && !is_figure(&cell.2))
                && again.iter().any(|cell| crate::parse::is_label(&cell.2))
                && alike + 1 >= own.len()
        };
        let Some(header) = (1..next.rows.min(self.rows)).rev().find(is_header) else { return };
        next.cells.retain(|cell| cell.rows.start >= header);
        for cell in &mut next.cells {
            cell.rows = cell.rows.start - header..cell.rows.end - header;
        }
        next.rows -= header;
    }

    /// Whether the first row has figures, and no label but the rest of one of the last row above.
    fn starts_with_a_rest(&self, above: &Table) -> bool {
        let mut last = above.cells.iter().filter(|cell| cell.rows.end == above.rows);
        self.first_row_of_figures() == Some(0)
            && !self.has_label(0, |cell| above.is_begun(cell))
            && last.any(|cell| is_figure(&cell.text))
    }

    /// Whether a label begins in a row, which does not go on from another above.
    pub(super) fn has_label(&self, row: usize, goes_on: impl Fn(&Cell) -> bool) -> bool {
        self.cells.iter().filter(|cell| cell.rows.contains(&row)).any(|cell| {
            crate::parse::is_label(&cell.text) && (starts_item(&cell.text) || !goes_on(cell))
        })
    }

    /// Whether the label in a cell of another table, below, goes on from one in the last row.
    pub(super) fn is_begun(&self, rest: &Cell) -> bool {
        let mut last = self.cells.iter().filter(|cell| cell.rows.end == self.rows);
        last.any(|above| {
            above.columns == rest.columns
                && crate::parse::is_label(&format!("{}{}", above.text, rest.text))
        })
    }

    /// The first row with figures.
    pub(super) fn first_row_of_figures(&self) -> Option<usize> {
        self.cells.iter().filter(|cell| is_figure(&cell.text)).map(|cell| cell.rows.start).min()
    }

    /// Where the figures of a row stand.
    pub(super) fn figures(&self, row: usize) -> impl Iterator<Item = Area> {
        let cells = self.cells.iter().filter(move |cell| cell.rows.contains(&row));
        cells.filter(|cell| is_figure(&cell.text)).map(|cell| cell.area)
    }

    /// Makes the figures of a row unknown.
    pub(super) fn doubt_row(&mut self, row: usize) {
        self.doubt_rows(&[row]);
    }

    /// Makes the figures of rows unknown, which are in order.
    pub(super) fn doubt_rows(&mut self, rows: &[usize]) {
        for cell in self.cells.iter_mut().filter(|cell| is_figure(&cell.text)) {
            let next = rows.partition_point(|&row| row < cell.rows.start);
            if rows.get(next).is_some_and(|row| cell.rows.contains(row)) {
                lines::doubt(&mut cell.text, 0, cell.places.iter_mut().map(|place| &mut place.0));
            }
        }
    }

    /// Gives both parts the edges of either.
    fn share_columns(&mut self, next: &mut Table) {
        let mut xs = self.xs.clone();
        for &x in &next.xs {
            if !xs.iter().any(|known| (known - x).abs() <= 4.0) {
                xs.push(x);
            }
        }
        xs.sort_by(f64::total_cmp);
        let nearest = |x: f64| {
            let distance = |i: &usize| (xs[*i] - x).abs();
            (0..xs.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
        };
        for table in [&mut *self, next] {
            let map: Vec<usize> = table.xs.iter().map(|&x| nearest(x)).collect();
            for cell in &mut table.cells {
                cell.columns = map[cell.columns.start]..map[cell.columns.end];
            }
        }
        self.xs.clone_from(&xs);
        next.xs = xs;
    }

    /// Whether the page ended in the middle of a row: each column has its text in one of the two parts,
    /// or the label is in both.
    fn is_cut_in_a_row(&self, next: &Table) -> bool {
        let last = self.rows - 1;
        let above: Vec<&Cell> =
            self.cells.iter().filter(|cell| cell.rows.contains(&last)).collect();
        let below: Vec<&Cell> = next.cells.iter().filter(|cell| cell.rows.start == 0).collect();
        if above.len() != below.len() || above.len() < 2 {
            return false;
        }
        // A row of figures without a label is the rest of the one above, if that has figures.
        if next.starts_with_a_rest(self) {
            return below
                .iter()
                .all(|cell| above.iter().any(|above| above.columns == cell.columns));
        }
        let mut both = 0;
        let mut moved = false;
        let (mut figures_above, mut figures_below) = (0, 0);
        for below in below {
            let Some(above) = above.iter().find(|above| above.columns == below.columns) else {
                return false;
            };
            let is_figure =
                |cell: &Cell| !cell.text.is_empty() && !crate::parse::is_label(&cell.text);
            match (above.text.is_empty(), below.text.is_empty()) {
                (false, false) => {
                    if !above.is_one_label_with(below) {
                        return false;
                    }
                    both += 1;
                }
                (false, true) => figures_above += usize::from(is_figure(above)),
                (true, false) => {
                    moved = true;
                    figures_below += usize::from(is_figure(below));
                }
                (true, true) => {}
            }
        }
        // Figures on one side, and a label, or part of it, on the other.
        (both > 0 || moved)
            && (figures_above == 0 || figures_below == 0)
            && (both > 0 || figures_below > 0)
    }
}

/// Whether all lines of a cell are numbers, or may be.
pub(super) fn is_figure(text: &str) -> bool {
    text.split('\n').all(lines::may_be_number)
}

impl Cell {
    /// Whether a page cut the cell, and another is the rest of it.
    fn is_cut(&self, rest: &Cell) -> bool {
        if self.rows.len() == 1 && rest.rows.len() == 1 {
            return false;
        }
        rest.text.is_empty() || self.text == rest.text || self.is_one_label_with(rest)
    }

    fn is_one_label_with(&self, rest: &Cell) -> bool {
        !crate::parse::is_label(&rest.text)
            && !lines::is_number(&rest.text)
            && crate::parse::is_label(&format!("{}{}", self.text, rest.text))
    }

    fn join(&mut self, rest: Cell) {
        self.rows.end = self.rows.end.max(rest.rows.end);
        if self.text == rest.text {
            return;
        }
        if self.text.is_empty() {
            (self.page, self.area) = (rest.page, rest.area);
        } else if !rest.text.is_empty() {
            let is_broken = is_figure(&self.text) && is_figure(&rest.text);
            self.text.push(if is_broken { lines::UNKNOWN } else { '\n' });
        }
        let start = self.text.len();
        self.text.push_str(&rest.text);
        self.places.extend(rest.places.iter().map(|&(at, page, area)| (start + at, page, area)));
    }
}
