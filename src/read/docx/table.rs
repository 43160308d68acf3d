//! Tables: rows of cells, and what of them is merged, deleted or hidden.

use super::shown::{Colour, SIZE, TextProps};
use super::styles::{Style, Styles};
use super::xml::Element;
use crate::error::ReadError;
use crate::read::grid::Grid;
use crate::read::limits::Limits;

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Table {
    /// How many flows are open where it stands.
    pub(super) flow: usize,
    /// The row that is being read.
    pub(super) row: Option<Row>,
    /// How its text stands by its style.
    pub(super) text: TextProps,
    /// Whether what stands in its cells may be shown otherwise.
    pub(super) is_doubtful: bool,
    /// The colour behind its cells that have none of their own.
    fill: Colour,
    margins: Margins,
    columns: Columns,
    rows: Vec<Row>,
    /// The cells of the last row that may go on below, from left to right.
    going_on: Vec<GoingOn>,
}

/// A row.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Deleted or hidden.
    pub(super) is_dropped: bool,
    /// What is known of the cell at hand.
    pub(super) cell: CellProps,
    /// Whether what stands in the next cell may be shown otherwise.
    pub(super) doubts_next: bool,
    /// How high it is, in twentieths of a point, if it grows with nothing that stands in it.
    height: Option<u32>,
    skip_before: u32,
    cells: Vec<Cell>,
}

#[derive(Debug, Default)]
struct Cell {
    text: CellText,
    columns: u32,
    rows: u32,
    /// The row of the cell above of which this one is a part.
    part_of: Option<usize>,
    down: Merge,
    /// Whether it may go on to the right.
    goes_right: bool,
}

/// What stands in a cell.
#[derive(Debug, Default)]
pub(super) struct CellText {
    /// Its lines.
    pub(super) text: String,
    pub(super) has_table: bool,
}

/// A cell that may go on in the next row.
#[derive(Debug, Clone, Copy)]
struct GoingOn {
    column: u32,
    columns: u32,
    /// The place of the cell that began it.
    row: usize,
    cell: usize,
}

/// The columns of a table as readers see them. Where the edges of two rows are not quite the same, Word
/// and LibreOffice have a column between them, which is as wide as a line.
#[derive(Debug, Default)]
struct Columns {
    /// The column that each column of the grid ends, and where the last edge is that counts.
    ends: Vec<u32>,
    /// How wide each column of the grid is.
    widths: Vec<Option<u32>>,
    from: u32,
    to: u32,
}

/// In twentieths of a point: no figure stands in a column that is not wider.
const LINE: u32 = 120;
/// The width of a column that has none.
const USUAL: u32 = 720;
/// The blank at each side of the text in a cell, where nothing is said of it.
const MARGIN: u32 = 108;
/// A row that is lower shows nothing.
const FLAT: u32 = 80;

impl Columns {
    fn add(&mut self, width: Option<u32>) {
        let width = width.filter(|&width| width > 0);
        self.widths.push(width);
        let width = width.unwrap_or(USUAL);
        self.to = self.to.saturating_add(width);
        let mut end = self.ends.last().copied().unwrap_or(0);
        if self.to - self.from > LINE {
            end += 1;
            self.from = self.to;
        }
        self.ends.push(end);
    }

    /// The number of columns in the first columns of the grid.
    fn count(&self, columns: u32) -> u32 {
        // Some programs write numbers that are no widths.
        if u64::from(self.to) <= u64::from(LINE) * self.ends.len() as u64 {
            return columns;
        }
        let columns = columns as usize;
        let behind = columns.saturating_sub(self.ends.len());
        let known = columns.min(self.ends.len()).checked_sub(1);
        let known = known.and_then(|last| self.ends.get(last)).copied().unwrap_or(0);
        known.saturating_add(u32::try_from(behind).unwrap_or(u32::MAX))
    }

    /// How wide some columns of the grid are together.
    fn width(&self, first: u32, count: u32) -> Option<u32> {
        let first = first as usize;
        let widths = self.widths.get(first..first.saturating_add(count as usize))?;
        widths.iter().copied().try_fold(0_u32, |sum, width| Some(sum.saturating_add(width?)))
    }

    /// Gives a row and its cells the columns that they cover. Each cell has at least one.
    fn fit(&self, row: &mut Row) {
        let mut column = row.skip_before;
        row.skip_before = self.count(column);
        let mut end = row.skip_before;
        for cell in &mut row.cells {
            column = column.saturating_add(cell.columns);
            let start = end;
            end = self.count(column).max(start.saturating_add(1));
            cell.columns = end.saturating_sub(start).max(1);
        }
    }
}

/// The properties of a cell.
#[derive(Debug, Default)]
pub(super) struct CellProps {
    columns: Option<u32>,
    down: Merge,
    right: Merge,
    is_deleted: bool,
    is_doubtful: bool,
    fill: Option<Colour>,
    width: Option<u32>,
    margins: Margins,
    /// Whether its text is made narrower until it fits.
    is_fitted: bool,
}

/// The blank at the left and the right of the text in a cell, in twentieths of a point.
#[derive(Debug, Default, Clone, Copy)]
struct Margins {
    left: Option<u32>,
    right: Option<u32>,
}

impl Margins {
    /// Takes a margin. Borders have the same names, but no width of their own.
    fn take(&mut self, element: &Element<'_>) {
        let width = || element.length("w").and_then(|width| u32::try_from(width).ok());
        match element.name() {
            b"left" | b"start" => self.left = width().or(self.left),
            b"right" | b"end" => self.right = width().or(self.right),
            _ => {}
        }
    }

    fn both(self, other: Margins) -> u32 {
        let left = self.left.or(other.left).unwrap_or(MARGIN);
        left.saturating_add(self.right.or(other.right).unwrap_or(MARGIN))
    }
}

/// How a cell is merged with its neighbours.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Merge {
    #[default]
    No,
    Begins,
    GoesOn,
}

impl Merge {
    /// The value of `vMerge` and `hMerge`, which is `continue` where it is left out.
    fn of(value: Option<&str>) -> Merge {
        match value {
            Some("restart" | "rest") => Merge::Begins,
            _ => Merge::GoesOn,
        }
    }
}

impl Row {
    /// Takes a property of the row.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            b"gridBefore" => self.skip_before = element.number().unwrap_or(0),
            b"del" => self.is_dropped = true,
            b"hidden" => self.is_dropped |= element.is_on(),
            // In twentieths of a point.
            b"trHeight" if element.attribute("hRule").as_deref() == Some("exact") => {
                self.height = element.length("val").and_then(|height| u32::try_from(height).ok());
            }
            _ => {}
        }
    }

    pub(super) fn begin_cell(&mut self) {
        let is_doubtful = std::mem::take(&mut self.doubts_next);
        self.cell = CellProps { is_doubtful, ..CellProps::default() };
    }

    /// Ends the cell at hand, with what stands in it.
    pub(super) fn end_cell(&mut self, text: CellText) {
        let props = std::mem::take(&mut self.cell);
        if props.is_deleted {
            return;
        }
        let columns = props.columns.unwrap_or(1).max(1);
        if props.right == Merge::GoesOn {
            if let Some(left) = self.cells.last_mut().filter(|left| left.goes_right) {
                left.columns = left.columns.saturating_add(columns);
                return;
            }
        }
        self.cells.push(Cell {
            text,
            columns,
            rows: 1,
            part_of: None,
            down: props.down,
            goes_right: props.right != Merge::No,
        });
    }
}

impl CellProps {
    /// Takes a property of the cell.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            b"gridSpan" => self.columns = element.number(),
            b"vMerge" => self.down = Merge::of(element.value().as_deref()),
            b"hMerge" => self.right = Merge::of(element.value().as_deref()),
            b"cellDel" => self.is_deleted = true,
            b"shd" => self.fill = Some(Colour::of_shading(element)),
            b"tcW" => {
                let is_length = element.attribute("type").is_none_or(|kind| kind == "dxa");
                let width = element.length("w").filter(|_| is_length);
                self.width = width.and_then(|width| u32::try_from(width).ok());
            }
            b"tcFitText" => self.is_fitted = element.is_on(),
            // A line from corner to corner: the cell is struck out, or has a mark for none.
            b"tl2br" | b"tr2bl" => self.is_doubtful |= element.is_drawn(),
            // Merged in a tracked change.
            b"cellMerge" => {
                if let Some(merge) = element.attribute("vMerge") {
                    self.down = Merge::of(Some(&merge));
                }
            }
            _ => self.margins.take(element),
        }
    }
}

impl Table {
    pub(super) fn new(flow: usize, styles: &Styles) -> Self {
        let mut table = Table {
            flow,
            row: None,
            text: TextProps::default(),
            is_doubtful: false,
            fill: Colour::Auto,
            margins: Margins::default(),
            columns: Columns::default(),
            rows: Vec::new(),
            going_on: Vec::new(),
        };
        table.take_style(styles.of_table(None));
        table
    }

    /// Takes a column of its grid.
    pub(super) fn take_column(&mut self, element: &Element<'_>) {
        if element.name() == b"gridCol" {
            let width = element.length("w").and_then(|width| u32::try_from(width).ok());
            self.columns.add(width);
        }
    }

    /// Takes a property of the table.
    pub(super) fn take(&mut self, element: &Element<'_>, styles: &Styles) {
        match element.name() {
            b"tblStyle" => self.take_style(styles.of_table(element.value().as_deref())),
            // The first column is the one on the right. What is written for such pages is not read.
            b"bidiVisual" => self.is_doubtful |= element.is_on(),
            // Out of the page.
            b"tblInd" => self.is_doubtful |= element.length("w").is_some_and(|left| left < -1800),
            b"shd" => self.fill = Colour::of_shading(element),
            _ => self.margins.take(element),
        }
    }

    fn take_style(&mut self, style: Option<&Style>) {
        let Some(style) = style else { return };
        self.text = style.text;
        self.is_doubtful |= style.is_doubtful;
        self.fill = if style.has_colours { Colour::Unknown } else { Colour::Auto };
    }

    /// The colour behind the cell at hand.
    pub(super) fn fill(&self) -> Colour {
        let own = self.row.as_ref().and_then(|row| row.cell.fill);
        own.filter(|&fill| fill != Colour::Auto).unwrap_or(self.fill)
    }

    /// Whether what stands in the cell at hand may be shown otherwise.
    pub(super) fn is_cell_doubtful(&self) -> bool {
        let row = self.row.as_ref();
        let is_flat = |row: &Row| row.height.is_some_and(|height| height < FLAT);
        self.is_doubtful || row.is_some_and(|row| is_flat(row) || row.cell.is_doubtful)
    }

    /// Whether the row at hand is too low for what stands in its cell at hand, by the size of its font
    /// and how far it begins below the upper edge: of a number that is broken in two lines, the second is
    /// not seen.
    pub(super) fn hides(&self, text: &str, size: Option<u32>, before: u32) -> bool {
        let Some(row) = &self.row else { return false };
        // How high a merged cell is, its other rows say.
        let Some(height) = row.height.filter(|_| row.cell.down == Merge::No) else { return false };
        let size = size.unwrap_or(SIZE).saturating_mul(10);
        let column = row.cells.iter().map(|cell| cell.columns);
        let column = column.fold(row.skip_before, u32::saturating_add);
        let columns = row.cell.columns.unwrap_or(1).max(1);
        let width = row.cell.width.or(self.columns.width(column, columns));
        let margins = row.cell.margins.both(self.margins);
        let room = width.filter(|_| !row.cell.is_fitted).map(|width| width.saturating_sub(margins));
        // Digits are half as wide as they are high.
        let lines = text.trim_end().lines().map(|line| {
            let halves = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<u32>();
            let wide = halves.saturating_mul(size / 2);
            room.map_or(1, |room| wide.div_ceil(room.max(size / 2))).max(1)
        });
        let lines = lines.fold(0, u32::saturating_add);
        // The last line is seen if its digits are, but for their lower edge.
        let last = (size / 4).saturating_mul(3);
        let others = lines.saturating_sub(1).saturating_mul(size + size / 8);
        before.saturating_add(others).saturating_add(last) > height
    }

    /// Ends the row at hand, and gives its cells that go on from above to those above.
    pub(super) fn end_row(&mut self) {
        let Some(mut row) = self.row.take() else { return };
        if row.is_dropped {
            return;
        }
        self.columns.fit(&mut row);
        let at = self.rows.len();
        let mut column = row.skip_before;
        let mut above = self.going_on.iter().copied().peekable();
        let mut going_on = Vec::new();
        for (i, cell) in row.cells.iter_mut().enumerate() {
            while above.next_if(|above| above.column < column).is_some() {}
            match cell.down {
                Merge::No => {}
                // What goes on, but from nothing, is shown as a cell of its own.
                Merge::Begins | Merge::GoesOn => {
                    let whole = above
                        .next_if(|above| above.column == column && above.columns == cell.columns)
                        .filter(|_| cell.down == Merge::GoesOn);
                    let own = GoingOn { column, columns: cell.columns, row: at, cell: i };
                    cell.part_of = whole.map(|whole| whole.row);
                    going_on.push(whole.unwrap_or(own));
                }
            }
            column = column.saturating_add(cell.columns);
        }
        for whole in going_on.iter().filter(|whole| whole.row < at) {
            let cell = self.rows.get_mut(whole.row).and_then(|row| row.cells.get_mut(whole.cell));
            if let Some(cell) = cell {
                cell.rows += 1;
            }
        }
        self.going_on = going_on;
        self.rows.push(row);
    }

    /// The rows as lines of text.
    ///
    /// A row with a table in one of its cells lays out the page: its cells are written one after the
    /// other, each as the lines that it has.
    pub(super) fn write(self, out: &mut String, limits: &Limits) -> Result<(), ReadError> {
        let mut grid = Grid::new(limits);
        let mut first = 0;
        for (at, row) in self.rows.iter().enumerate() {
            if row.cells.iter().any(|cell| cell.text.has_table) {
                grid.write(out);
                grid = Grid::new(limits);
                first = at + 1;
                for cell in row.cells.iter().filter(|cell| cell.part_of.is_none()) {
                    limits.use_cell()?;
                    out.push_str(&cell.text.text);
                }
                continue;
            }
            // Columns behind the last cell are not told: there are no cells in them, and a row that
            // lacks one has to be shorter than the others.
            grid.begin_at(row.skip_before);
            for cell in &row.cells {
                match cell.part_of {
                    // The grid knows how far cells reach down, unless they began before it.
                    Some(above) if above >= first => {}
                    Some(_) => grid.skip(cell.columns),
                    None => grid.cell(&one_a_line(&cell.text.text), cell.columns, cell.rows)?,
                }
            }
            grid.end_row()?;
        }
        grid.write(out);
        Ok(())
    }
}

/// The lines of a cell that have text, without the tabs that are between cells.
fn one_a_line(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    for line in text.lines().filter(|line| !line.is_empty()) {
        if !lines.is_empty() {
            lines.push('\n');
        }
        lines.extend(line.chars().map(|c| if c == '\t' { ' ' } else { c }));
    }
    lines
}
