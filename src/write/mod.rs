//! Report → documents: text in the official layout ([`Display`](std::fmt::Display) of
//! [`AnnualReport`](crate::AnnualReport)), and the figures of many reports as tidy data, one row a
//! figure. JSON needs no code here: the model derives serde.
//!
//! Documents for people need no feature: [`OfficialForm`] is the form as a web page or Markdown, for
//! publishing; [`ReviewPage`] shows a report with all that there is to say about it, for checking;
//! [`YearsPage`] compares the reports of one organ for several years.
//!
//! # Tidy data
//!
#![cfg_attr(
    feature = "csv",
    doc = "The module [`csv`] writes tables that spreadsheets and statistics programs open."
)]
#![cfg_attr(
    feature = "arrow",
    doc = "The module [`arrow`] makes record batches, for query engines."
)]
#![cfg_attr(feature = "parquet", doc = "The module [`parquet`] writes them to Parquet files.")]
//! All (features `csv`, `arrow` and `parquet`) have the same rows and columns. A row is a figure of the
//! report's form, or another one that the report has; the order is that of the forms.
//!
//! | column | what it is |
//! |---|---|
//! | `file` | the name that the report was given; empty if none |
//! | `organ` | the organ that reports; empty (in Arrow, null) if not known |
//! | `year` | the year that is reported on; empty (null) if not known |
//! | `form` | `2019` or `2021`; where no label tells the form, the one prescribed for the year |
//! | `path` | the path of the figure: `applications.denied.state_secret.total` |
//! | `state` | `value`, `blank`, `not_applicable`, `unread` or `absent` |
//! | `value` | a plain decimal, money in yuan; empty (null) in the other four states |
//! | `unit` | `count` or `yuan`; `unstated` where a report gives an amount without a unit |
//! | `start`, `end` | where the figure stands in [`Parsed::source`](crate::Parsed::source), in bytes; empty (null) if nowhere |
//! | `codes` | the codes of the findings about the figure, in the order of [`Code::ALL`](crate::Code::ALL): in CSV with a space between them, in Arrow as a list |
//!
//! A finding is about a figure if it is about the figure itself, its row, its section or the whole
//! report, or if it compares the figure with others.

#[cfg(feature = "arrow")]
pub mod arrow;
mod cells;
#[cfg(feature = "csv")]
pub mod csv;
mod form;
mod layout;
mod markdown;
mod markup;
mod outline;
mod page;
#[cfg(feature = "parquet")]
pub mod parquet;
mod text;
#[cfg(any(feature = "arrow", feature = "csv"))]
mod tidy;

#[cfg(any(feature = "arrow", feature = "csv"))]
pub use tidy::Entry;

pub use form::OfficialForm;
pub use page::{ColorScheme, ReviewPage, YearsPage};
