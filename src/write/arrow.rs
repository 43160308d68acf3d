//! Tidy data as Arrow record batches. The rows and columns are those of the
//! [module above](super), and one column more.
//!
//! | column | type |
//! |---|---|
//! | `file`, `form`, `path`, `state`, `unit` | `Utf8` |
//! | `organ` | `Utf8`, nullable |
//! | `year` | `UInt16`, nullable |
//! | `value` | `Decimal128(38, 10)`, nullable |
//! | `start`, `end` | `UInt32`, nullable |
//! | `codes` | `List<Utf8>` |
//! | `digits` | `Utf8`, nullable: the same value as text |
//!
//! `value` holds every count, and every amount in yuan or 亿元 down to the fen. Decimals of the model
//! can have 28 digits before the point or behind it, which no column of 38 digits holds at once. A
//! value that does not fit is null in `value`, while `state` is still `value`; `digits` has all of it
//! in any case.

use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, Decimal128Builder, ListBuilder, StringBuilder, UInt16Builder, UInt32Builder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use rust_decimal::Decimal;

use super::Entry;
use super::tidy::{COLUMNS, Line};

/// Digits of `value`, the most that 128 bits hold.
const PRECISION: u8 = 38;
/// Digits of `value` behind the point. A count has up to 20 digits before it; a fen is 10 places
/// behind the point of an amount in 亿元.
const SCALE: i8 = 10;

/// **The schema of all batches.**
///
/// ```
/// let schema = gongkai::write::arrow::schema();
/// let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
/// assert_eq!(
///     names.join(","),
///     "file,organ,year,form,path,state,value,unit,start,end,codes,digits"
/// );
/// ```
pub fn schema() -> SchemaRef {
    let [file, organ, year, form, path, state, value, unit, start, end, codes] = COLUMNS;
    Arc::new(Schema::new(vec![
        Field::new(file, DataType::Utf8, false),
        Field::new(organ, DataType::Utf8, true),
        Field::new(year, DataType::UInt16, true),
        Field::new(form, DataType::Utf8, false),
        Field::new(path, DataType::Utf8, false),
        Field::new(state, DataType::Utf8, false),
        Field::new(value, DataType::Decimal128(PRECISION, SCALE), true),
        Field::new(unit, DataType::Utf8, false),
        Field::new(start, DataType::UInt32, true),
        Field::new(end, DataType::UInt32, true),
        Field::new(codes, DataType::List(item()), false),
        Field::new("digits", DataType::Utf8, true),
    ]))
}

/// What the lists of codes are made of.
fn item() -> Arc<Field> {
    Arc::new(Field::new("item", DataType::Utf8, false))
}

/// **The figures of some reports as one record batch.** To make several, or to add reports one by
/// one, use a [`BatchBuilder`].
///
/// ```
/// use gongkai::{AnnualReport, Form};
///
/// let years = [AnnualReport::new(Form::Y2019), AnnualReport::new(Form::Y2021)];
/// let batch = gongkai::write::arrow::batch(&years)?;
/// assert_eq!((batch.num_rows(), batch.num_columns()), (198 + 200, 12));
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
///
/// # Errors
///
/// Those of [`BatchBuilder::push`].
pub fn batch<'a, E: Into<Entry<'a>>>(
    reports: impl IntoIterator<Item = E>,
) -> Result<RecordBatch, ArrowError> {
    let mut builder = BatchBuilder::new();
    reports.into_iter().try_for_each(|report| builder.push(report))?;
    builder.finish()
}

/// **Collects the figures of reports into record batches.**
///
/// ```
/// use gongkai::write::{Entry, arrow::BatchBuilder};
///
/// let parsed = gongkai::parse("三、收到和处理政府信息公开申请情况\n（一）予以公开\t1\t0\t0\t0\t0\t0\t2\n");
/// let mut builder = BatchBuilder::new();
/// builder.push(Entry::from(&parsed).file("granted.txt"))?;
/// assert_eq!(builder.len(), 200);
/// let batch = builder.finish()?;
/// assert_eq!(batch.num_rows(), 200);
/// assert!(builder.is_empty());
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
#[derive(Debug)]
pub struct BatchBuilder {
    file: StringBuilder,
    organ: StringBuilder,
    year: UInt16Builder,
    form: StringBuilder,
    path: StringBuilder,
    state: StringBuilder,
    value: Decimal128Builder,
    unit: StringBuilder,
    start: UInt32Builder,
    end: UInt32Builder,
    codes: ListBuilder<StringBuilder>,
    digits: StringBuilder,
    /// No column of text has more bytes than this.
    bytes: usize,
}

impl BatchBuilder {
    /// A builder without any rows.
    pub fn new() -> Self {
        BatchBuilder {
            file: StringBuilder::new(),
            organ: StringBuilder::new(),
            year: UInt16Builder::new(),
            form: StringBuilder::new(),
            path: StringBuilder::new(),
            state: StringBuilder::new(),
            value: Decimal128Builder::new().with_data_type(DataType::Decimal128(PRECISION, SCALE)),
            unit: StringBuilder::new(),
            start: UInt32Builder::new(),
            end: UInt32Builder::new(),
            codes: ListBuilder::new(StringBuilder::new()).with_field(item()),
            digits: StringBuilder::new(),
            bytes: 0,
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.file.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a row for every figure of a report.
    ///
    /// # Errors
    ///
    /// [`ArrowError::OffsetOverflowError`] where a column of text would grow beyond 2 GiB; nothing is
    /// added then. [`finish`](BatchBuilder::finish) the batch, and push the report again.
    pub fn push<'a>(&mut self, report: impl Into<Entry<'a>>) -> Result<(), ArrowError> {
        let lines: Vec<Texts<'_>> = report.into().lines().into_iter().map(Texts::new).collect();
        // Arrow's builders panic where offsets overflow.
        let bytes = lines.iter().fold(self.bytes, |sum, line| sum.saturating_add(line.longest()));
        if i32::try_from(bytes).is_err() {
            return Err(ArrowError::OffsetOverflowError(bytes));
        }
        self.bytes = bytes;
        lines.iter().for_each(|line| self.line(line));
        Ok(())
    }

    fn line(&mut self, Texts { line, path, digits }: &Texts<'_>) {
        self.file.append_value(line.file);
        self.organ.append_option(line.organ);
        self.year.append_option(line.year);
        self.form.append_value(line.form.as_str());
        self.path.append_value(path);
        self.state.append_value(line.state.as_str());
        self.value.append_option(line.value.and_then(scaled));
        self.unit.append_value(line.unit.as_str());
        self.start.append_option(line.span.map(|span| span.start));
        self.end.append_option(line.span.map(|span| span.end));
        for code in &line.codes {
            self.codes.values().append_value(code.as_str());
        }
        self.codes.append(true);
        self.digits.append_option(digits.as_deref());
    }

    /// The rows as a batch. The builder is empty afterwards.
    ///
    /// # Errors
    ///
    /// None that is known: the columns are those of the [`schema`].
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.bytes = 0;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.file.finish()),
            Arc::new(self.organ.finish()),
            Arc::new(self.year.finish()),
            Arc::new(self.form.finish()),
            Arc::new(self.path.finish()),
            Arc::new(self.state.finish()),
            Arc::new(self.value.finish()),
            Arc::new(self.unit.finish()),
            Arc::new(self.start.finish()),
            Arc::new(self.end.finish()),
            Arc::new(self.codes.finish()),
            Arc::new(self.digits.finish()),
        ];
        RecordBatch::try_new(schema(), columns)
    }
}

impl Default for BatchBuilder {
    fn default() -> Self {
        BatchBuilder::new()
    }
}

/// A row with those of its texts that have to be made.
struct Texts<'a> {
    line: Line<'a>,
    path: String,
    digits: Option<String>,
}

impl<'a> Texts<'a> {
    fn new(line: Line<'a>) -> Self {
        let path = line.field.to_string();
        let digits = line.value.map(|value| value.to_string());
        Texts { line, path, digits }
    }

    /// No text of the row is longer than this.
    fn longest(&self) -> usize {
        // The other texts of a row are shorter than a path.
        let codes = self.line.codes.iter().map(|code| code.as_str().len()).sum();
        [
            self.line.file.len(),
            self.line.organ.map_or(0, str::len),
            self.path.len(),
            self.digits.as_ref().map_or(0, String::len),
            codes,
        ]
        .into_iter()
        .max()
        .unwrap_or_default()
    }
}

/// The decimal as a whole number of units of the last place of `value`, if that holds it.
fn scaled(value: Decimal) -> Option<i128> {
    let value = value.normalize();
    let missing = u32::from(SCALE.unsigned_abs()).checked_sub(value.scale())?;
    let scaled = value.mantissa().checked_mul(10_i128.checked_pow(missing)?)?;
    (scaled.unsigned_abs() < 10_u128.pow(PRECISION.into())).then_some(scaled)
}

#[cfg(test)]
mod tests {
    use super::{BatchBuilder, scaled};
    use crate::model::{AnnualReport, Form};

    #[test]
    fn only_what_fits_is_scaled() {
        for (text, expected) in [
            ("0", Some(0)),
            ("-6", Some(-60_000_000_000)),
            ("18446744073709551615", Some(184_467_440_737_095_516_150_000_000_000)),
            ("0.0000000001", Some(1)),
            ("1.50000000000", Some(15_000_000_000)),
            ("0.00000000001", None),
            (
                "9999999999999999999999999999",
                Some(99_999_999_999_999_999_999_999_999_990_000_000_000),
            ),
            ("10000000000000000000000000000", None),
            ("79228162514264337593543950335", None),
        ] {
            assert_eq!(scaled(text.parse().unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn a_batch_that_is_full_says_so_and_keeps_what_it_has() {
        let report = AnnualReport::new(Form::Y2021);
        let name = "x".repeat(6 << 20);
        let mut builder = BatchBuilder::new();
        builder.push(&report).unwrap();
        // A row of 6 MiB for each of 200 figures, twice.
        builder.bytes += 200 * name.len();
        let entry = crate::write::Entry::from(&report).file(&name);
        assert!(builder.push(entry).is_err());
        assert_eq!(builder.finish().unwrap().num_rows(), 200);
        builder.push(&report).unwrap();
    }
}
