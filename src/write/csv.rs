//! Tidy data as CSV: UTF-8, a header, a row a figure. The columns are those of the
//! [module above](super).
//!
//! ```
//! use gongkai::write::csv::CsvWriter;
//! use gongkai::{AnnualReport, Cell, Form};
//!
//! let mut report = AnnualReport::new(Form::Y2019);
//! report.organ = Some("云溪市".to_owned());
//! report.proactive.procurement.amount = Cell::Value("679.7万元".parse().unwrap());
//!
//! let mut writer = CsvWriter::new(Vec::new())?;
//! writer.write(&report)?;
//! let csv = String::from_utf8(writer.finish()?).unwrap();
//! assert!(csv.starts_with("file,organ,year,form,path,state,value,unit,start,end,codes\n"));
//! assert!(csv.contains("\n,云溪市,,2019,proactive.procurement.amount,value,6797000,yuan,,,\n"));
//! assert_eq!(csv.lines().count(), 1 + 198);
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, Write};

use super::Entry;
use super::tidy::{COLUMNS, Line};

/// **Options of tidy CSV.** Built in a `const` if you like.
///
/// ```
/// use gongkai::write::csv::Csv;
///
/// const EXCEL: Csv = Csv::new().bom(true);
/// let csv = EXCEL.writer(Vec::new())?.finish()?;
/// assert!(csv.starts_with("\u{feff}file,organ,".as_bytes()));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Csv {
    bom: bool,
    header: bool,
}

impl Csv {
    /// The default options: a header, no mark of the encoding.
    pub const fn new() -> Self {
        Csv { bom: false, header: true }
    }

    /// Whether the bytes `EF BB BF` stand before everything else. Excel takes a file without them
    /// for one in the encoding of the computer, and shows Chinese text as rubbish.
    #[must_use]
    pub const fn bom(self, bom: bool) -> Self {
        Csv { bom, ..self }
    }

    /// Whether the first row names the columns. Without it, and without the mark, rows can be added
    /// to a file that has them already.
    ///
    /// ```
    /// use gongkai::write::csv::Csv;
    ///
    /// let nothing = Csv::new().header(false).writer(Vec::new())?.finish()?;
    /// assert!(nothing.is_empty());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub const fn header(self, header: bool) -> Self {
        Csv { header, ..self }
    }

    /// A writer with these options. What comes before the rows is written now, so that a table
    /// without reports still has its header.
    pub fn writer<W: Write>(self, mut out: W) -> io::Result<CsvWriter<W>> {
        if self.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut out = ::csv::Writer::from_writer(out);
        if self.header {
            out.write_record(COLUMNS).map_err(io_error)?;
        }
        Ok(CsvWriter { out })
    }
}

impl Default for Csv {
    fn default() -> Self {
        Csv::new()
    }
}

/// **Writes the figures of any number of reports as tidy CSV.**
///
/// Text is written as it was published. A spreadsheet takes a cell that starts with `=` for a
/// formula; whoever opens tables of unknown origin in one should import them as text.
///
/// ```
/// use gongkai::write::{Entry, csv::CsvWriter};
/// use gongkai::{AnnualReport, Form};
///
/// let years = [AnnualReport::new(Form::Y2019), AnnualReport::new(Form::Y2021)];
/// let mut writer = CsvWriter::new(Vec::new())?;
/// for (report, name) in years.iter().zip(["2020.txt", "2021.txt"]) {
///     writer.write(Entry::from(report).file(name))?;
/// }
/// let csv = String::from_utf8(writer.finish()?).unwrap();
/// assert_eq!(csv.lines().count(), 1 + 198 + 200);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct CsvWriter<W: Write> {
    out: ::csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// A writer with the default options of [`Csv`].
    pub fn new(out: W) -> io::Result<Self> {
        Csv::new().writer(out)
    }

    /// Writes a row for every figure of a report.
    pub fn write<'a>(&mut self, report: impl Into<Entry<'a>>) -> io::Result<()> {
        report.into().lines().iter().try_for_each(|line| self.line(line))
    }

    fn line(&mut self, line: &Line<'_>) -> io::Result<()> {
        let codes: Vec<&str> = line.codes.iter().map(|code| code.as_str()).collect();
        let record = [
            line.file,
            line.organ.unwrap_or_default(),
            &text(line.year),
            line.form.as_str(),
            &line.field.to_string(),
            line.state.as_str(),
            &text(line.value),
            line.unit.as_str(),
            &text(line.span.map(|span| span.start)),
            &text(line.span.map(|span| span.end)),
            &codes.join(" "),
        ];
        self.out.write_record(record).map_err(io_error)
    }

    /// Writes out what is still in memory, and gives the output back. A writer that is dropped
    /// writes it out as well, but cannot say whether that succeeded.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(|error| error.into_error())
    }
}

/// The error of the output itself: the conversion that the crate offers hides its kind, by which a
/// closed pipe is told from a full disk.
fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
