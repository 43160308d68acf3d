//! `gongkai` (公开, “open to the public”) reads Chinese government-information-disclosure annual
//! reports (政府信息公开工作年度报告) into a typed model; proves or disputes their figures;
//! and writes them out again.
//!
//! ```
//! use gongkai::{Applicant, Cell, Row};
//!
//! let text = "\
//! 云溪市2020年政府信息公开工作年度报告
//! 二、主动公开政府信息情况
//! 第二十条第（九）项
//! 信息内容\t采购项目数量\t采购总金额
//! 政府集中采购\t15\t679.7万元
//! 三、收到和处理政府信息公开申请情况
//! 一、本年新收政府信息公开申请数量\t7\t5\t0\t0\t0\t0\t12
//! 二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t1
//! ";
//! let parsed = gongkai::parse(text);
//! let report = &parsed.report;
//! assert_eq!(report.year, Some(2020));
//! assert_eq!(report.applications[(Row::NewlyReceived, Applicant::Total)], Cell::Value(12));
//! let money = report.proactive.procurement.amount.value().unwrap();
//! assert_eq!(money.yuan().unwrap().to_string(), "6797000");
//!
//! // 上年结转 has a total of 1, and no applicant: a finding names the cell.
//! let finding = parsed.validate().diagnostics().next().unwrap();
//! assert_eq!(finding.subject.to_string(), "applications.carried_over.total");
//! assert_eq!(finding.code().as_str(), "B2");
//! ```
//!
//! # The way data flows
//!
//! 0. [`read()`] tells what a file's bytes are and turns them into text, a row of a table a line. Web
//!    pages and Markdown with tables of HTML, Word documents, PDF documents, and text in other encodings
//!    than UTF-8 need the features `html`, `docx`, `pdf` and `encoding`. Text that is text already goes straight to the next step.
//! 1. [`parse()`] turns text into [`Parsed`]: an [`AnnualReport`], the place of each figure
//!    ([`Spans`], and on the pages of a PDF document [`PageMap`]), and what has to be said about the
//!    reading ([`Diagnostic`]). It always returns what
//!    it understood; [`Parsed::into_result`] and `text.parse::<AnnualReport>()` are strict.
//! 2. [`AnnualReport::validate`] and [`Parsed::validate`] apply the [rules](validate::rules) to the
//!    figures and give a [verdict](validate::Verdict) on each.
//!    [`validate::years`] compares the reports of an organ over the years, [`validate::rollup`] a
//!    superior with its subordinates.
//! 3. [`Display`](std::fmt::Display) writes a report as text, serde as JSON, [`mod@write`] as tidy
//!    data and as documents for people.
//!
//! A report can also be built in code, or read from JSON, and is judged and written by the same
//! code. With the feature `diff`, two reports can be compared; with `schema`, there are JSON Schemas
//! of reports and findings.
//!
//! # No figure is silently wrong
//!
//! A figure is read right, or it is [unread](Cell::Unread) or [absent](Cell::Absent) and a
//! diagnostic says why. Blank cells, `/` and `0` are different statements and stay different. A sum
//! that does not hold is reported, never put right.

#![forbid(unsafe_code)]

mod diagnostic;
#[cfg(feature = "diff")]
pub mod diff;
mod error;
mod input;
#[cfg_attr(
    not(all(feature = "html", feature = "pdf")),
    allow(dead_code, reason = "each kind of document can pass some of the limits")
)]
mod limits;
mod model;
mod pages;
mod parse;
mod prose;
mod read;
#[cfg(feature = "schema")]
pub mod schema;
mod span;
pub mod validate;
pub mod write;

/// The examples of the README are compiled and run with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use diagnostic::{
    Amendment, Code, Detail, Diagnostic, Excerpt, Fault, Language, Operand, Origin, Proposal,
    ProposalKind, Severity, Side, Stage, StaleProposal,
};
pub use error::{LiteralError, ParseError, ReadError};
pub use input::{InputKind, Limit};
pub use model::{
    ActFigure, ActKind, Acts, AnnualReport, Applicant, ApplicantCounts, ApplicationMatrix, Cell,
    CellMut, CellRef, CellState, Change, Channel, Denial, DisputeCounts, Disputes, DocumentFigure,
    DocumentKind, Documents, Fees, FeesFigure, Field, Figure, FigureKind, FigureUnit, Form,
    Measures, Money, NonProcessing, Notes, OtherGround, OtherRows, Outcome, Overview, Paragraph,
    Place, Proactive, Problems, Procurement, ProcurementFigure, Row, Ruling, Script, Section,
    Subject, Subsection, Theme, Unavailability, Unit, UnknownField, UnknownForm, Wording,
};
pub use pages::{PageBox, PageMap};
pub use parse::{Block, BlockKind, Parsed, Parser, parse};
pub use prose::{
    Interval, OutcomeGroup, OutcomeGroups, Qualifier, Quantities, Quantity, QuantityKind, Topic,
    Whole,
};
pub use read::{Reader, read};
pub use span::{LineIndex, Position, Span, Spans};
