//! Tidy data as Parquet files: the [record batches](super::arrow) of many reports, a row group each.

use std::io::{self, Write};

use parquet::arrow::ArrowWriter;

use super::Entry;
use super::arrow::{BatchBuilder, schema};

/// Rows of a row group, about three hundred reports.
const ROWS: usize = 1 << 16;

/// **Writes the figures of reports as a Parquet file.**
///
/// The rows and columns are those of the [record batches](super::arrow). Rows are kept in memory up
/// to some ten thousand and then written out. [`finish`](ParquetWriter::finish) has to be called: a
/// Parquet file without its end cannot be read.
///
/// ```
/// use gongkai::write::parquet::ParquetWriter;
/// use gongkai::{AnnualReport, Form};
///
/// let report = AnnualReport::new(Form::Y2021);
/// let mut writer = ParquetWriter::new(Vec::new())?;
/// writer.write(&report)?;
/// let file = writer.finish()?;
/// assert!(file.starts_with(b"PAR1") && file.ends_with(b"PAR1"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct ParquetWriter<W: Write + Send> {
    batch: BatchBuilder,
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> std::fmt::Debug for ParquetWriter<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ParquetWriter").field("batch", &self.batch).finish_non_exhaustive()
    }
}

impl<W: Write + Send> ParquetWriter<W> {
    /// Starts a file.
    pub fn new(out: W) -> io::Result<Self> {
        let writer = ArrowWriter::try_new(out, schema(), None)?;
        Ok(ParquetWriter { batch: BatchBuilder::new(), writer })
    }

    /// Writes the figures of a report.
    pub fn write<'a>(&mut self, report: impl Into<Entry<'a>>) -> io::Result<()> {
        self.batch.push(report).map_err(io::Error::other)?;
        if self.batch.len() >= ROWS { self.flush() } else { Ok(()) }
    }

    /// Writes out the rows that are in memory.
    fn flush(&mut self) -> io::Result<()> {
        let batch = self.batch.finish().map_err(io::Error::other)?;
        self.writer.write(&batch)?;
        Ok(self.writer.flush()?)
    }

    /// Ends the file and gives back what it was written to.
    pub fn finish(mut self) -> io::Result<W> {
        if !self.batch.is_empty() {
            self.flush()?;
        }
        Ok(self.writer.into_inner()?)
    }
}
