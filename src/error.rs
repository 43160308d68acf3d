//! The few ways in which a call can fail.

use crate::diagnostic::{Diagnostic, Severity};

/// **A text is not a figure of the kind that was asked for.**
///
/// ```
/// use gongkai::Money;
///
/// let error = "近150十万元".parse::<Money>().unwrap_err();
/// assert_eq!(error.text, "近150十万元");
/// assert!(error.to_string().contains("is not an amount of money"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not {expected}")]
#[non_exhaustive]
pub struct LiteralError {
    /// The text as it was given.
    pub text: String,
    /// What was asked for: `a change`, `an amount of money`, `a unit`.
    pub expected: &'static str,
}

/// **Part of a report could not be read**, from the strict ways of reading: `FromStr` of
/// [`AnnualReport`](crate::AnnualReport) and [`Parsed::into_result`](crate::Parsed::into_result).
///
/// The lenient way, [`parse`](crate::parse()), gives what could be read beside the same diagnostics.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", summary(.diagnostics))]
#[non_exhaustive]
pub struct ParseError {
    /// Everything that reading had to say; at least one of it is of [`Severity::Error`].
    pub diagnostics: Vec<Diagnostic>,
}

fn summary(diagnostics: &[Diagnostic]) -> String {
    let errors = || diagnostics.iter().filter(|d| d.severity() == Severity::Error);
    match (errors().next(), errors().count()) {
        (Some(first), 1) => first.to_string(),
        (Some(first), n) => format!("{first} (and {} more)", n - 1),
        (None, _) => "the report could not be read".to_owned(),
    }
}
