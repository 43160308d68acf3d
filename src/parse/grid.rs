//! The cells of a table with their spans → lines of text, one a row, with a tab between cells.
//!
//! The grammar of tables compares the places of cells in lines of one table, so that a merged cell is
//! written with the blanks that it covers. Three things are told in other ways:
//!
//! - **A row of one cell** is a caption, a heading or prose, and is written as lines of its own.
//! - **Rows between two of those, or under another 信息内容, that have the same number of cells** are
//!   written without blanks: 上海市政府办公厅 2019 merges other columns in its header than in the rows
//!   below, but every row has a cell for each label.
//! - **A figure in a merged cell** stands for no single column or row of the form. It is written so
//!   that its row has too few cells, or too many, and the grammar leaves the row unread.

use std::ops::Range;

use crate::error::ReadError;
use crate::limits::Limits;

/// A table that is being read, row by row.
#[derive(Debug)]
pub(crate) struct Grid<'l> {
    limits: &'l Limits,
    rows: Vec<Row>,
    cells: Vec<Cell>,
    /// How many cells were added.
    added: usize,
    /// The text of all cells.
    text: String,
    /// The cells of rows above that reach down, by column.
    covers: Vec<Cover>,
    /// Where the cells of the row at hand start in `cells`, and the column behind the last.
    row_start: usize,
    column: u32,
    /// How many columns at the start of the row at hand have no cell.
    gap: u32,
    /// The cover at or behind that column.
    next_cover: usize,
}

#[derive(Debug)]
struct Row {
    cells: Range<usize>,
    /// The number of columns.
    width: u32,
    /// Whether cells of other rows reach into it, or its own out of it.
    tied: bool,
    /// How many columns at its start have no cell.
    gap: u32,
}

#[derive(Debug, Clone)]
struct Cell {
    column: u32,
    /// The column behind the cell.
    end: u32,
    text: Range<usize>,
    /// Which of the cells that were added it is.
    number: usize,
    /// Whether it covers places of several rows.
    tall: bool,
}

#[derive(Debug)]
struct Cover {
    columns: Range<u32>,
    /// How many rows are still to come.
    rows: u32,
    /// The cell, in `cells`.
    cell: usize,
}

/// Is told where the text of a cell starts, and which of the cells it is.
pub(crate) type Placed<'p> = dyn FnMut(usize, usize) + 'p;

/// Browsers clamp to these.
const MOST_COLUMNS: u32 = 1000;
const MOST_ROWS: u32 = 65534;

/// What no figure is.
const OBJECT: char = '\u{FFFC}';

/// Text that is longer, in bytes, stands in no cell of the form: it is prose, in a table that only
/// gives a page its layout.
const LONG: usize = 1200;

impl<'l> Grid<'l> {
    pub(crate) fn new(limits: &'l Limits) -> Self {
        Grid {
            limits,
            rows: Vec::new(),
            cells: Vec::new(),
            added: 0,
            text: String::new(),
            covers: Vec::new(),
            row_start: 0,
            column: 0,
            gap: 0,
            next_cover: 0,
        }
    }

    /// Adds a cell to the row at hand, at the next place that no cell above covers. Lines of the text
    /// are told apart by `\n`. A `rowspan` of 0 reaches to the end of the group of rows.
    pub(crate) fn cell(&mut self, text: &str, colspan: u32, rowspan: u32) -> Result<(), ReadError> {
        self.limits.use_cell()?;
        self.skip_covered();
        let column = self.column;
        let end = column.saturating_add(colspan.clamp(1, MOST_COLUMNS));
        let start = self.text.len();
        self.text.push_str(text);
        let number = self.added;
        self.added += 1;
        let cell = Cell { column, end, text: start..self.text.len(), number, tall: false };
        self.cells.push(cell);
        self.column = end;
        let rows = if rowspan == 0 { MOST_ROWS } else { rowspan.min(MOST_ROWS) } - 1;
        if rows > 0 {
            // It begins to count with the next row.
            self.covers.push(Cover {
                columns: column..end,
                rows: rows + 1,
                cell: self.cells.len() - 1,
            });
        }
        Ok(())
    }

    /// Leaves columns of the row at hand out that a cell of another table covers.
    #[allow(dead_code, reason = "only Word documents say where cells go on from other tables")]
    pub(crate) fn skip(&mut self, columns: u32) {
        self.column = self.column.saturating_add(columns.min(MOST_COLUMNS));
    }

    /// Leaves columns at the start of the row at hand out: it has no cells there. Behind the last cell
    /// of a row there is nothing to say: a row ends where its cells do.
    #[allow(dead_code, reason = "rows of web pages start in their first column")]
    pub(crate) fn begin_at(&mut self, column: u32) {
        self.gap = column.min(MOST_COLUMNS);
        self.column = self.gap;
    }

    /// Ends the row at hand.
    pub(crate) fn end_row(&mut self) -> Result<(), ReadError> {
        let own = self.row_start..self.cells.len();
        let mut width = self.column;
        let mut tied = false;
        for cover in &mut self.covers {
            width = width.max(cover.columns.end);
            tied = true;
            if !own.contains(&cover.cell) {
                // It stands in this row as well.
                let cell = self.cells[cover.cell].clone();
                self.cells[cover.cell].tall = true;
                if is_figure(&cell, self.text.get(cell.text.clone()).unwrap_or_default()) {
                    self.cells.push(Cell { tall: true, ..cell });
                }
            }
            cover.rows -= 1;
        }
        self.covers.retain(|cover| cover.rows > 0);
        if !self.covers.is_sorted_by_key(|cover| cover.columns.start) {
            self.covers.sort_by_key(|cover| cover.columns.start);
        }
        let cells = self.row_start..self.cells.len();
        if let Some(row) = self.cells.get_mut(cells.clone()) {
            row.sort_by_key(|cell| cell.column);
        }
        self.limits.use_area(width as usize)?;
        self.rows.push(Row { cells, width, tied, gap: self.gap });
        self.row_start = self.cells.len();
        (self.column, self.gap, self.next_cover) = (0, 0, 0);
        Ok(())
    }

    /// Ends a group of rows: no cell reaches out of it.
    #[cfg(feature = "html")]
    pub(crate) fn end_group(&mut self) {
        self.covers.clear();
        self.next_cover = 0;
    }

    /// Writes the rows as lines.
    #[cfg(any(test, feature = "docx", feature = "html"))]
    pub(crate) fn write(&self, out: &mut String) {
        self.write_placed(out, &mut |_, _| {});
    }

    /// Writes the rows as lines, and tells where the text of each cell starts in them. Cells are counted
    /// as they were added.
    pub(crate) fn write_placed(&self, out: &mut String, placed: &mut Placed<'_>) {
        let mut rest = self.rows.as_slice();
        while let Some((row, behind)) = rest.split_first() {
            if self.is_apart(row) {
                self.write_apart(row, out, placed);
                rest = behind;
                continue;
            }
            let ends = |row: &Row| self.is_apart(row) || self.is_header(row);
            let end = behind.iter().position(ends).map_or(rest.len(), |end| end + 1);
            let (band, behind) = rest.split_at(end);
            self.write_band(band, out, placed);
            rest = behind;
        }
    }

    /// Moves to the next column that no cell above covers.
    fn skip_covered(&mut self) {
        while let Some(cover) = self.covers.get(self.next_cover) {
            // Covers of this row's own cells stand behind those of the rows above, and before the
            // column at hand.
            if self.column < cover.columns.start || cover.cell >= self.row_start {
                return;
            }
            self.column = self.column.max(cover.columns.end);
            self.next_cover += 1;
        }
    }

    fn text_of(&self, cell: &Cell) -> &str {
        self.text.get(cell.text.clone()).unwrap_or_default()
    }

    fn cells_of(&self, row: &Row) -> &[Cell] {
        self.cells.get(row.cells.clone()).unwrap_or_default()
    }

    /// Whether a row is no row of a table of figures: it is one cell, or prose, or a caption which the
    /// page filled up with blank cells.
    fn is_apart(&self, row: &Row) -> bool {
        let cells = self.cells_of(row);
        if !row.tied && cells.len() <= 1 {
            return true;
        }
        let caption = |(first, others): (&Cell, &[Cell])| {
            !row.tied
                && self.text_of(first).starts_with("第二十条")
                && others.iter().all(|cell| cell.text.is_empty())
        };
        cells.split_first().is_some_and(caption) || cells.iter().any(|cell| cell.text.len() > LONG)
    }

    /// Whether a row begins another table: those of section two often stand in one, and each has columns
    /// of its own.
    fn is_header(&self, row: &Row) -> bool {
        const CONTENT: [&str; 4] = ["信息内容", "信息內容", "资讯内容", "資訊內容"];
        !row.tied
            && self
                .cells_of(row)
                .first()
                .is_some_and(|first| CONTENT.contains(&self.text_of(first)))
    }

    fn write_apart(&self, row: &Row, out: &mut String, placed: &mut Placed<'_>) {
        for cell in self.cells_of(row) {
            let text = self.text_of(cell);
            if !text.is_empty() {
                placed(out.len(), cell.number);
                out.push_str(text);
                out.push('\n');
            }
        }
    }

    fn write_band(&self, band: &[Row], out: &mut String, placed: &mut Placed<'_>) {
        let count = band.first().map_or(0, |row| row.cells.len());
        let alike =
            band.iter().all(|row| !row.tied && row.cells.len() == count) && !self.has_shifted(band);
        let mut starts: Vec<u32> = Vec::new();
        if !alike {
            // Columns in which no cell starts are there only for other tables of the same page, or for
            // none.
            starts =
                band.iter().flat_map(|row| self.cells_of(row)).map(|cell| cell.column).collect();
            starts.sort_unstable();
            starts.dedup();
        }
        let figures = self.first_figure(band);
        let model = self.model(band);
        for row in band {
            let cells = self.cells_of(row);
            let blank = cells.iter().all(|cell| cell.text.is_empty());
            if blank && cells.len() < 3 {
                // Nothing is in it, and the grammar takes a line of one tab for something else.
                continue;
            }
            if alike {
                for (i, cell) in cells.iter().enumerate() {
                    if i > 0 {
                        out.push('\t');
                    }
                    placed(out.len(), cell.number);
                    push_on_one_line(out, self.text_of(cell));
                }
            } else {
                let moved = self.moved(row, model, figures);
                self.write_expanded(row, &starts, figures, moved, out, placed);
            }
            out.push('\n');
        }
    }

    /// Whether a row that starts behind others, and has as many cells, has one of them elsewhere than
    /// they do. Where only the edges of rows are not quite the same, each cell is still under its own.
    fn has_shifted(&self, band: &[Row]) -> bool {
        let Some((first, others)) = band.split_first() else { return false };
        let shifted =
            |row: &Row| self.cells_of(first).iter().zip(self.cells_of(row)).any(are_apart);
        band.iter().any(|row| row.gap > 0) && others.iter().any(shifted)
    }

    /// How many cells at the end of a row are figures, or may be.
    fn count_figures(&self, row: &Row) -> usize {
        let texts = self.cells_of(row).iter().rev().map(|cell| self.text_of(cell));
        texts.take_while(|text| text.is_empty() || is_number(text)).count()
    }

    /// The row with which those that start behind others are compared, if there are any: the one with the
    /// most figures, and how many that are.
    fn model<'b>(&self, band: &'b [Row]) -> Option<(&'b Row, usize)> {
        if band.iter().all(|row| row.gap == 0) {
            return None;
        }
        let others = band.iter().filter(|row| row.gap == 0);
        others
            .map(|row| (row, self.count_figures(row)))
            .max_by_key(|(row, figures)| (*figures, row.cells.len()))
    }

    /// How many cells at the end of a row are figures, or may be, that stand elsewhere than those of other
    /// rows do, because the row starts behind them.
    fn moved(&self, row: &Row, model: Option<(&Row, usize)>, figures: Option<u32>) -> usize {
        if row.gap == 0 {
            return 0;
        }
        let cells = self.cells_of(row);
        let own = self.count_figures(row);
        if cells.iter().rev().take(own).all(|cell| cell.text.is_empty()) {
            return 0;
        }
        // Its label stands among the figures of the others.
        let label = cells.len().checked_sub(own + 1).and_then(|label| cells.get(label));
        let is_label_moved =
            label.is_some_and(|label| figures.is_some_and(|first| first <= label.column));
        let is_moved = model.is_some_and(|(model, figures)| {
            let compared = if figures == 0 { own } else { own.min(figures) };
            let pairs = cells.iter().rev().zip(self.cells_of(model).iter().rev());
            pairs.take(compared).any(are_apart)
        });
        if is_label_moved || is_moved { own } else { 0 }
    }

    /// The first column in which figures stand.
    fn first_figure(&self, band: &[Row]) -> Option<u32> {
        let is_figure = |cell: &&Cell| !cell.text.is_empty() && is_number(self.text_of(cell));
        let figures = band.iter().flat_map(|row| self.cells_of(row)).filter(is_figure);
        // The label over them tells it as well.
        let headers = band.iter().filter(|row| self.is_header(row));
        let labels = headers.filter_map(|row| self.cells_of(row).get(1));
        figures.chain(labels).map(|cell| cell.column).min()
    }

    /// Writes a row with a place for each column of its table. The last of its cells may be moved out of
    /// their columns.
    fn write_expanded(
        &self,
        row: &Row,
        starts: &[u32],
        figures: Option<u32>,
        moved: usize,
        out: &mut String,
        placed: &mut Placed<'_>,
    ) {
        let place = |column: u32| starts.partition_point(|&start| start < column);
        let mut first = true;
        let mut separate = |out: &mut String| {
            if !std::mem::take(&mut first) {
                out.push('\t');
            }
        };
        let mut next = 0;
        // Where figures stand, a place without a cell is no blank one, and the row has one less.
        let cells = self.cells_of(row);
        let mut texts = cells.iter().map(|cell| self.text_of(cell));
        let has_label = !texts.find(|text| !text.is_empty()).is_some_and(is_number);
        let in_figures = |column: u32| !has_label || figures.is_some_and(|first| first <= column);
        for (i, cell) in cells.iter().enumerate() {
            let at = place(cell.column);
            while next < at {
                let is_none = |&&column: &&u32| column < row.gap && in_figures(column);
                if starts.get(next).filter(is_none).is_none() {
                    separate(out);
                }
                next += 1;
            }
            let text = self.text_of(cell);
            separate(out);
            placed(out.len(), cell.number);
            push_on_one_line(out, text);
            if i + moved >= cells.len() {
                out.push(OBJECT);
            }
            next = next.max(at + 1);
            if !is_figure(cell, text) {
                // A label that covers the place of a figure leaves none for it: no blank cell is
                // there, and the row has one less.
                let over = |first: u32| cell.column < first && first < cell.end;
                if figures.is_some_and(over) && !text.is_empty() {
                    next = next.max(place(cell.end));
                }
                continue;
            }
            next = next.max(place(cell.end));
            if cell.tall {
                separate(out);
                placed(out.len(), cell.number);
                push_on_one_line(out, text);
            }
        }
        while next < place(row.width) {
            separate(out);
            next += 1;
        }
    }
}

/// Whether two cells, of two rows, have no column in common.
fn are_apart((a, b): (&Cell, &Cell)) -> bool {
    a.end <= b.column || b.end <= a.column
}

/// A cell of several lines as one.
fn push_on_one_line(out: &mut String, text: &str) {
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        out.push_str(line);
    }
}

/// Whether the text of a merged cell stands for the figures that it covers: 0, 12件次, 不适用, 同上.
/// Labels are merged as well.
fn is_figure(cell: &Cell, text: &str) -> bool {
    const FIGURE: usize = 12;
    const WORD: usize = 4;
    if text.is_empty() || is_number(text) {
        return !text.is_empty();
    }
    let length = text.chars().take(FIGURE + 1).count();
    let digits = text.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    // A word that a row begins with is its label, whatever it says.
    let is_word = length <= WORD && cell.column > 0;
    (is_word || (digits && length <= FIGURE)) && !super::label::is_label(text)
}

/// Whether the text is made of what figures and marks are made of.
fn is_number(text: &str) -> bool {
    text.len() <= 60
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || c.is_whitespace()
                || ('０'..='９').contains(&c)
                || "+-—－–.,，/／%％增减減无無万萬亿億元件条條项項约近余".contains(c)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of cells, each with its text, colspan and rowspan.
    fn written(rows: &[&[(&str, u32, u32)]]) -> String {
        let limits = Limits::of_tables(1 << 10, 1 << 20);
        let mut grid = Grid::new(&limits);
        for row in rows {
            for &(text, colspan, rowspan) in *row {
                grid.cell(text, colspan, rowspan).unwrap();
            }
            grid.end_row().unwrap();
        }
        let mut out = String::new();
        grid.write(&mut out);
        out
    }

    #[test]
    fn merged_cells_keep_the_places_that_they_cover() {
        let table = written(&[
            &[("注", 2, 2), ("申请人情况", 3, 1)],
            &[("自然人", 1, 1), ("其他", 1, 1), ("总计", 1, 1)],
            &[
                ("三、本年度办理结果", 1, 2),
                ("（一）予以公开", 1, 1),
                ("1", 1, 1),
                ("0", 1, 1),
                ("1", 1, 1),
            ],
            &[("（二）部分公开", 1, 1), ("", 1, 1), ("0", 1, 1), ("", 1, 1)],
        ]);
        assert_eq!(
            table,
            "注\t\t申请人情况\t\t\n\t\t自然人\t其他\t总计\n三、本年度办理结果\t（一）予以公开\t1\t0\t1\n\
             \t（二）部分公开\t\t0\t\n"
        );
    }

    #[test]
    fn rows_with_a_cell_for_each_label_need_no_grid() {
        let table = written(&[
            &[("第二十条第（五）项", 5, 1)],
            &[
                ("信息内容", 1, 1),
                ("上一年\n项目数量", 1, 1),
                ("本年增/减", 2, 1),
                ("处理决定数量", 1, 1),
            ],
            &[("行政许可", 1, 1), ("0", 2, 1), ("减6", 1, 1), ("", 1, 1)],
        ]);
        assert_eq!(
            table,
            "第二十条第（五）项\n信息内容\t上一年 项目数量\t本年增/减\t处理决定数量\n行政许可\t0\t减6\t\n"
        );
    }

    #[test]
    fn tables_of_section_two_in_one_without_captions() {
        let table = written(&[
            &[("信息内容", 1, 1), ("本年制发件数", 1, 1), ("本年废止件数", 1, 1)],
            &[("规章", 1, 1), ("0", 1, 1), ("1", 1, 1)],
            &[("信息内容", 1, 1), ("本年处理决定数量", 2, 1)],
            &[("行政许可", 1, 1), ("5", 2, 1)],
            &[("第二十条第（六）项", 1, 1), ("", 2, 1)],
            &[("行政处罚", 1, 1), ("7", 2, 1)],
        ]);
        assert_eq!(
            table,
            "信息内容\t本年制发件数\t本年废止件数\n规章\t0\t1\n信息内容\t本年处理决定数量\n\
             行政许可\t5\n第二十条第（六）项\n行政处罚\t7\n"
        );
    }

    #[test]
    fn figures_in_merged_cells_have_no_column() {
        let header: &[_] = &[("", 1, 1), ("自然人", 1, 1), ("其他", 1, 1), ("总计", 1, 1)];
        let table = written(&[header, &[("（一）予以公开", 1, 1), ("0", 3, 1)]]);
        assert_eq!(table, "\t自然人\t其他\t总计\n（一）予以公开\t0\n");
        let table = written(&[
            header,
            &[("（一）予以公开", 1, 1), ("1", 1, 1), ("5", 1, 2), ("6", 1, 1)],
            &[("（二）部分公开", 1, 1), ("2", 1, 1), ("7", 1, 1)],
        ]);
        assert_eq!(
            table,
            "\t自然人\t其他\t总计\n（一）予以公开\t1\t5\t5\t6\n（二）部分公开\t2\t5\t5\t7\n"
        );
    }

    #[test]
    fn large_spans_take_no_room() {
        let limits = Limits::of_tables(1 << 10, 100_000);
        let mut grid = Grid::new(&limits);
        for _ in 0..100 {
            grid.cell("x", u32::MAX, u32::MAX).unwrap();
            if grid.end_row().is_err() {
                return;
            }
        }
        panic!("a million places, and no error");
    }
}
