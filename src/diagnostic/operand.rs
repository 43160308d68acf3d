//! What a rule compares: a [`Side`] of it, made of [`Operand`]s.

use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Serialize, Serializer};

use crate::model::Field;
use crate::span::Span;

/// **One side of a comparison as it was found**: the figures that are added up, and their sum.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Side {
    /// The figures that are added up on this side.
    pub operands: Vec<Operand>,
    /// Their sum, in which blank and not-applicable cells count as nothing. Money is in yuan.
    #[serde(serialize_with = "number")]
    pub sum: Decimal,
}

/// **A figure in a comparison**, with the value and the place that were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Operand {
    /// The report that the figure stands in, where several are compared; `None` is the one report
    /// that was validated, or the superior's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The figure.
    #[serde(rename = "path")]
    pub field: Field,
    /// Whether the figure is taken away from the sum instead of added to it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub subtracted: bool,
    /// Its value, money in yuan; `None` for a blank cell or a not-applicable mark.
    #[serde(serialize_with = "optional_number")]
    pub value: Option<Decimal>,
    /// Its place in the source text, where the report was read from one.
    pub span: Option<Span>,
}

/// **One of several reports that are compared.**
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Origin {
    /// Where the report stands among those that were given, from 0.
    pub index: usize,
    /// What tells it from the others: its year, or its organ.
    #[serde(serialize_with = "text")]
    pub name: Arc<str>,
}

/// Whole numbers as JSON numbers, others as strings, so that no digit is lost.
fn number<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    match value.is_integer().then(|| value.to_i128()).flatten() {
        Some(whole) => match (u64::try_from(whole), i64::try_from(whole)) {
            (Ok(whole), _) => serializer.serialize_u64(whole),
            (_, Ok(whole)) => serializer.serialize_i64(whole),
            _ => serializer.collect_str(&whole),
        },
        None => serializer.collect_str(&value.normalize()),
    }
}

fn optional_number<S: Serializer>(value: &Option<Decimal>, s: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value, s),
        None => s.serialize_none(),
    }
}

fn text<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}
