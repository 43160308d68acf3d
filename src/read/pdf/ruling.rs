//! Lines on a page → tables of cells.
//!
//! Lines that touch one another are a table. Between two neighbours of the grid that all of its lines
//! make, a line is or is not; where none is, they are one merged cell.

use std::ops::Range;

use super::geometry::{Area, Point};
use super::marks::Rule;
use crate::error::ReadError;
use crate::input::Limit;
use crate::read::limits::Limits;

/// How near lines are that touch, in points: browsers draw a border around each cell, and leave two
/// pixels between them.
const TOUCH: f64 = 3.5;
/// The widest that the lines of one edge may be apart.
const EDGE: f64 = 6.0;
/// The shortest line.
const SHORTEST: f64 = 5.0;
/// How much of a side a line has to cover to be a border there.
const COVERED: f64 = 0.6;

/// A table.
#[derive(Debug)]
pub(super) struct Lattice {
    pub(super) area: Area,
    /// The edges of its columns and rows, which are one less.
    pub(super) xs: Vec<f64>,
    pub(super) ys: Vec<f64>,
    pub(super) cells: Vec<Cell>,
    /// The cell at each place, row by row.
    places: Vec<usize>,
    /// Whether each cell is a box.
    pub(super) is_sure: bool,
    /// The part of it whose cells are not cut off by the edge of what is shown.
    whole: Area,
}

#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) columns: Range<usize>,
    pub(super) rows: Range<usize>,
    pub(super) area: Area,
    /// Whether it ends at the right side of the table, and no line is there, as there is beside other
    /// cells.
    pub(super) is_open: bool,
    /// Whether it begins at the left side so.
    pub(super) is_open_before: bool,
}

impl Lattice {
    /// Whether the edge of what is shown cuts a cell off, and figures in it with it.
    pub(super) fn is_cut(&self, cell: &Cell) -> bool {
        !self.whole.holds_box(&cell.area, 0.1)
    }

    /// The cell at a place of the page.
    pub(super) fn cell_at(&self, place: Point) -> Option<usize> {
        if !self.area.holds(place) {
            return None;
        }
        let columns = self.xs.len().checked_sub(1)?;
        let index = |edges: &[f64], at: f64| {
            edges.partition_point(|&edge| edge <= at).saturating_sub(1).min(edges.len() - 2)
        };
        self.places.get(index(&self.ys, place.y) * columns + index(&self.xs, place.x)).copied()
    }
}

/// The tables that lines make.
pub(super) fn lattices(rules: &[Rule], limits: &Limits) -> Result<Vec<Lattice>, ReadError> {
    let vertical = whole_lines(rules, true);
    let horizontal = whole_lines(rules, false);
    // Which table each line is of: first the vertical ones, then the horizontal ones.
    let mut groups = Groups::new(vertical.len() + horizontal.len());
    let mut met = 0_usize;
    for (i, line) in horizontal.iter().enumerate() {
        let first = vertical.partition_point(|v| v.at < line.from - TOUCH);
        for (j, crossing) in vertical.iter().enumerate().skip(first) {
            if crossing.at > line.to + TOUCH {
                break;
            }
            met += 1;
            if crossing.from - TOUCH <= line.at && line.at <= crossing.to + TOUCH {
                groups.join(j, vertical.len() + i);
            }
        }
        Limits::check(Limit::Area, met / 16, limits.area)?;
    }
    let mut members: Vec<(usize, usize)> =
        (0..vertical.len() + horizontal.len()).map(|i| (groups.find(i), i)).collect();
    members.sort_unstable();
    let mut tables: Vec<(Vec<&Rule>, Vec<&Rule>)> = Vec::new();
    let mut lone: Vec<&Rule> = Vec::new();
    for group in members.chunk_by(|a, b| a.0 == b.0) {
        let ids = || group.iter().map(|&(_, i)| i);
        let along: Vec<&Rule> = ids().filter_map(|i| vertical.get(i)).collect();
        let across: Vec<&Rule> =
            ids().filter_map(|i| horizontal.get(i.checked_sub(vertical.len())?)).collect();
        if across.is_empty() {
            lone.extend(along);
        } else if !along.is_empty() && group.len() >= 3 {
            tables.push((along, across));
        }
    }
    add_sides(&mut tables, &lone);
    let mut lattices = Vec::new();
    for (along, across) in &tables {
        lattices.extend(lattice(along, across, limits)?);
    }
    let mut tables = lattices;
    tables.sort_by(|a, b| a.area.y0.total_cmp(&b.area.y0));
    Ok(tables)
}

/// Gives tables the lines at their sides that no line meets: a merged cell that goes on from the page
/// before to the next has no line above or below.
fn add_sides<'r>(tables: &mut [(Vec<&'r Rule>, Vec<&'r Rule>)], lone: &[&'r Rule]) {
    // A page has one or two of these.
    for line in lone.iter().take(64) {
        let beside = tables.iter_mut().filter_map(|table| {
            let lines = || table.0.iter();
            let top = lines().map(|line| line.from).fold(f64::INFINITY, f64::min);
            let bottom = lines().map(|line| line.to).fold(f64::NEG_INFINITY, f64::max);
            let left = lines().map(|line| line.at).fold(f64::INFINITY, f64::min);
            let right = lines().map(|line| line.at).fold(f64::NEG_INFINITY, f64::max);
            let slack = (bottom - top) * 0.1;
            let is_as_high = line.from <= top + slack
                && line.to >= bottom - slack
                && line.to - line.from <= (bottom - top) * 1.2;
            let distance = (left - line.at).max(line.at - right);
            (is_as_high && distance > 0.0).then_some((distance, table))
        });
        if let Some((_, table)) = beside.min_by(|a, b| a.0.total_cmp(&b.0)) {
            table.0.push(line);
            table.0.sort_by(|a, b| a.at.total_cmp(&b.at));
        }
    }
}

/// The lines of one direction, those that go on from one another as one, in the order of where they
/// are.
fn whole_lines(rules: &[Rule], is_vertical: bool) -> Vec<Rule> {
    let mut pieces: Vec<Rule> =
        rules.iter().filter(|rule| rule.is_vertical == is_vertical).copied().collect();
    pieces.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut whole: Vec<Rule> = Vec::new();
    let mut rest = pieces.as_mut_slice();
    while let Some(first) = rest.first() {
        let at = first.at;
        let count = rest.partition_point(|rule| rule.at <= at + 0.8);
        let (row, behind) = std::mem::take(&mut rest).split_at_mut(count.max(1));
        rest = behind;
        row.sort_by(|a, b| a.from.total_cmp(&b.from));
        let first = whole.len();
        for rule in row.iter() {
            match whole.get_mut(first..).and_then(<[Rule]>::last_mut) {
                Some(last) if rule.from <= last.to + 3.0 => {
                    last.to = last.to.max(rule.to);
                    last.is_cut |= rule.is_cut;
                }
                _ => whole.push(*rule),
            }
        }
    }
    whole.retain(|rule| rule.to - rule.from >= SHORTEST);
    whole.sort_by(|a, b| a.at.total_cmp(&b.at));
    whole
}

/// Things that belong together.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Groups {
        Groups((0..count).collect())
    }

    fn find(&mut self, mut i: usize) -> usize {
        while let Some(&parent) = self.0.get(i) {
            if parent == i {
                break;
            }
            // The way is shorter the next time.
            let above = self.0.get(parent).copied().unwrap_or(parent);
            if let Some(place) = self.0.get_mut(i) {
                *place = above;
            }
            i = above;
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(place) = self.0.get_mut(a.max(b)) {
            *place = a.min(b);
        }
    }
}

/// Where lines are, those near to one another as one.
fn edges(lines: &[&Rule]) -> Vec<f64> {
    let mut edges: Vec<f64> = Vec::new();
    let (mut first, mut last) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    for line in lines {
        if line.at - last <= TOUCH && line.at - first <= EDGE {
            if let Some(edge) = edges.last_mut() {
                *edge = (first + line.at) / 2.0;
            }
        } else {
            first = line.at;
            edges.push(line.at);
        }
        last = line.at;
    }
    edges
}

/// Adds an edge where the lines across end: tables are open at their sides, and where a page ends.
fn close(edges: &mut Vec<f64>, across: &[&Rule]) {
    let from = across.iter().map(|line| line.from).fold(f64::INFINITY, f64::min);
    let to = across.iter().map(|line| line.to).fold(f64::NEG_INFINITY, f64::max);
    if edges.first().is_some_and(|&edge| from < edge - EDGE) {
        edges.insert(0, from);
    }
    if edges.last().is_some_and(|&edge| to > edge + EDGE) {
        edges.push(to);
    }
}

fn lattice(
    vertical: &[&Rule],
    horizontal: &[&Rule],
    limits: &Limits,
) -> Result<Option<Lattice>, ReadError> {
    let (mut xs, mut ys) = (edges(vertical), edges(horizontal));
    let (sides, ends) = ([xs.first(), xs.last()], [ys.first(), ys.last()]);
    let drawn: Vec<f64> = sides.into_iter().chain(ends).flatten().copied().collect();
    close(&mut xs, horizontal);
    close(&mut ys, vertical);
    let (Some(columns), Some(rows)) = (xs.len().checked_sub(1), ys.len().checked_sub(1)) else {
        return Ok(None);
    };
    if columns == 0 || rows == 0 {
        return Ok(None);
    }
    limits.use_area(columns.saturating_mul(rows))?;
    let right = borders(vertical, &xs, &ys);
    let below = borders(horizontal, &ys, &xs);
    let mut groups = Groups::new(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let here = row * columns + column;
            if column + 1 < columns && !right[(column + 1) * rows + row] {
                groups.join(here, here + 1);
            }
            if row + 1 < rows && !below[(row + 1) * columns + column] {
                groups.join(here, here + columns);
            }
        }
    }
    let mut cells: Vec<Cell> = Vec::new();
    let mut counts: Vec<usize> = Vec::new();
    let mut of_group = vec![usize::MAX; columns * rows];
    let mut places = Vec::with_capacity(columns * rows);
    for here in 0..columns * rows {
        let (row, column) = (here / columns, here % columns);
        let group = groups.find(here);
        if of_group[group] == usize::MAX {
            of_group[group] = cells.len();
            let area = Area::new(xs[column], ys[row], xs[column + 1], ys[row + 1]);
            cells.push(Cell {
                columns: column..column + 1,
                rows: row..row + 1,
                area,
                is_open: false,
                is_open_before: false,
            });
            counts.push(0);
        }
        let id = of_group[group];
        let cell = &mut cells[id];
        cell.columns = cell.columns.start.min(column)..cell.columns.end.max(column + 1);
        cell.rows = cell.rows.start.min(row)..cell.rows.end.max(row + 1);
        cell.area = cell.area.join(Area::new(xs[column], ys[row], xs[column + 1], ys[row + 1]));
        counts[id] += 1;
        places.push(id);
    }
    let is_sure =
        cells.iter().zip(&counts).all(|(c, &count)| c.columns.len() * c.rows.len() == count);
    let side = right.get(columns * rows..).unwrap_or_default();
    if side.contains(&true) {
        for cell in cells.iter_mut().filter(|cell| cell.columns.end == columns) {
            cell.is_open = !side.get(cell.rows.clone()).is_some_and(|side| side.contains(&true));
        }
    }
    let side = right.get(..rows).unwrap_or_default();
    if side.contains(&true) {
        // A merged cell that goes on from the page before has no line at its side in some documents.
        let begins = |cell: &&mut Cell| cell.columns.start == 0 && cell.rows.start > 0;
        for cell in cells.iter_mut().filter(begins) {
            let beside = side.get(cell.rows.clone());
            cell.is_open_before = !beside.is_some_and(|side| side.contains(&true));
        }
    }
    let area = Area::new(xs[0], ys[0], xs[columns], ys[rows]);
    // Lines that go on where nothing is shown any more, and no border ends them: so do the cells.
    let mut whole = area;
    let is_cut = |lines: &[&Rule], at: f64, borders: Option<&[f64]>| {
        let here = |end: f64| (end - at).abs() < EDGE;
        !borders.is_some_and(|borders| borders.contains(&at))
            && lines.iter().any(|line| line.is_cut && (here(line.from) || here(line.to)))
    };
    let (sides, ends) = (drawn.get(..2), drawn.get(2..));
    whole.x0 += f64::from(u8::from(is_cut(horizontal, area.x0, sides)));
    whole.x1 -= f64::from(u8::from(is_cut(horizontal, area.x1, sides)));
    whole.y0 += f64::from(u8::from(is_cut(vertical, area.y0, ends)));
    whole.y1 -= f64::from(u8::from(is_cut(vertical, area.y1, ends)));
    Ok(Some(Lattice { area, xs, ys, cells, places, is_sure, whole }))
}

/// Whether a line is on each edge beside each part across it.
fn borders(lines: &[&Rule], edges: &[f64], across: &[f64]) -> Vec<bool> {
    let parts = across.len() - 1;
    let mut covered = vec![0.0_f64; edges.len() * parts];
    let mut pieces: Vec<(usize, f64, f64)> = lines
        .iter()
        .map(|line| {
            let behind = edges.partition_point(|&edge| edge < line.at);
            let near = |i: usize| edges.get(i).map_or(f64::INFINITY, |edge| (edge - line.at).abs());
            let edge = match behind.checked_sub(1) {
                Some(before) if near(before) < near(behind) => before,
                _ => behind.min(edges.len() - 1),
            };
            (edge, line.from, line.to)
        })
        .collect();
    pieces.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let (mut last_edge, mut end) = (usize::MAX, f64::NEG_INFINITY);
    for (edge, from, to) in pieces {
        if edge != last_edge {
            (last_edge, end) = (edge, f64::NEG_INFINITY);
        }
        // What a line over the same edge covers already is not counted again.
        let from = from.max(end);
        end = end.max(to);
        let first = across.partition_point(|&x| x <= from).saturating_sub(1);
        for part in first..parts {
            if across[part] >= to {
                break;
            }
            let length = to.min(across[part + 1]) - from.max(across[part]);
            covered[edge * parts + part] += length.max(0.0);
        }
    }
    let mut borders = Vec::with_capacity(covered.len());
    for edge in 0..edges.len() {
        for part in 0..parts {
            let length = across[part + 1] - across[part];
            borders.push(covered[edge * parts + part] >= COVERED * length);
        }
    }
    borders
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reader;
    use crate::read::pdf::paint::Ink;

    fn table(lines: &[(bool, f64, f64, f64)]) -> Vec<Lattice> {
        let rules: Vec<Rule> = lines
            .iter()
            .map(|&(is_vertical, at, from, to)| Rule {
                is_vertical,
                at,
                from,
                to,
                ink: Ink::BLACK,
                order: 0,
                is_cut: false,
            })
            .collect();
        lattices(&rules, &Reader::new().limits()).unwrap()
    }

    fn cells(table: &Lattice) -> Vec<(Range<usize>, Range<usize>)> {
        table.cells.iter().map(|cell| (cell.rows.clone(), cell.columns.clone())).collect()
    }

    #[test]
    fn a_merged_cell_has_no_line_in_it() {
        let tables = table(&[
            (false, 0.0, 0.0, 100.0),
            (false, 20.0, 50.0, 100.0),
            (false, 40.0, 0.0, 100.0),
            (true, 0.0, 0.0, 40.0),
            (true, 50.0, 0.0, 40.0),
            (true, 100.0, 0.0, 40.0),
            // Under a word, and touching nothing.
            (false, 200.0, 0.0, 30.0),
        ]);
        assert_eq!(tables.len(), 1);
        assert_eq!(cells(&tables[0]), [(0..2, 0..1), (0..1, 1..2), (1..2, 1..2)]);
        assert!(tables[0].is_sure);
        assert_eq!(tables[0].cell_at(Point { x: 75.0, y: 30.0 }), Some(2));
        assert_eq!(tables[0].cell_at(Point { x: 75.0, y: 50.0 }), None);
    }

    #[test]
    fn a_border_around_each_cell_is_one_line() {
        let mut lines = Vec::new();
        for (x, y) in [(0.0, 0.0), (52.0, 0.0), (0.0, 22.0), (52.0, 22.0)] {
            lines.extend([
                (true, x, y, y + 20.0),
                (true, x + 50.0, y, y + 20.0),
                (false, y, x, x + 50.0),
                (false, y + 20.0, x, x + 50.0),
            ]);
        }
        let tables = table(&lines);
        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0].cells.len(), 4);
    }

    #[test]
    fn a_table_may_be_open_at_its_sides() {
        let tables =
            table(&[(false, 0.0, 0.0, 100.0), (false, 20.0, 0.0, 100.0), (true, 50.0, 0.0, 40.0)]);
        assert_eq!(tables[0].cells.len(), 4);
    }
}
