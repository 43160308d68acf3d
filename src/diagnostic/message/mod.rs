//! The sentences of diagnostics, in English and in Chinese.

mod across;
mod judging;
mod names;
pub(super) mod proposing;
mod prose;
mod reading;

use self::names::subject;
use super::{Diagnostic, Language, Stage};

pub(super) fn message(diagnostic: &Diagnostic, language: Language) -> String {
    let at = subject(diagnostic.subject, language);
    match (diagnostic.stage(), language) {
        (Stage::Parse, Language::English) => reading::english(diagnostic, &at),
        (Stage::Parse, Language::Chinese) => reading::chinese(diagnostic, &at),
        (Stage::Validate, _) => judging::message(&diagnostic.detail, &at, language),
    }
}
