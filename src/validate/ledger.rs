//! Where the outcomes of rules are collected.

use super::obstacle::Obstacle;
use super::outcome::{Assessment, Verdict};
use crate::diagnostic::{Code, Detail, Origin};
use crate::model::Subject;
use crate::span::{Span, Spans};

/// What a rule found where it could be assessed.
pub(super) struct Found {
    pub(super) holds: bool,
    pub(super) detail: Detail,
}

/// The outcomes of rules, in the order in which they were applied.
pub(super) struct Ledger<'a> {
    off: &'a [Code],
    spans: Option<&'a Spans>,
    /// The report that the rules are applied to, where several are compared.
    pub(super) origin: Option<Origin>,
    pub(super) assessments: Vec<Assessment>,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(off: &'a [Code], spans: Option<&'a Spans>) -> Self {
        Ledger { off, spans, origin: None, assessments: Vec::with_capacity(128) }
    }

    /// Applies a rule, unless it is switched off.
    pub(super) fn apply(
        &mut self,
        code: Code,
        subject: Subject,
        rule: impl FnOnce() -> Result<Found, Obstacle>,
    ) {
        let span = self.span(subject);
        self.apply_at(code, subject, span, rule);
    }

    /// Applies a rule that is known to hold without looking further, as the sums of most reports do.
    /// What was added up is then not kept.
    pub(super) fn apply_unless(
        &mut self,
        holds: impl FnOnce() -> bool,
        code: Code,
        subject: Subject,
        rule: impl FnOnce() -> Result<Found, Obstacle>,
    ) {
        if !self.off.contains(&code) && holds() {
            let span = self.span(subject);
            let (origin, verdict) = (self.origin.clone(), Verdict::Holds);
            let assessment = Assessment { code, subject, origin, span, verdict, detail: None };
            self.assessments.push(assessment);
        } else {
            self.apply(code, subject, rule);
        }
    }

    fn span(&self, subject: Subject) -> Option<Span> {
        match subject {
            Subject::Figure(field) => self.spans.and_then(|spans| spans.get(field)),
            _ => None,
        }
    }

    /// The same for something that stands at a place of its own.
    pub(super) fn apply_at(
        &mut self,
        code: Code,
        subject: Subject,
        span: Option<Span>,
        rule: impl FnOnce() -> Result<Found, Obstacle>,
    ) {
        let (verdict, detail) = if self.off.contains(&code) {
            (Verdict::SwitchedOff, None)
        } else {
            match rule() {
                Ok(Found { holds: true, detail }) => (Verdict::Holds, Some(detail)),
                Ok(Found { holds: false, detail }) => (Verdict::Violated, Some(detail)),
                Err(why) => (Verdict::NotAssessable(why), None),
            }
        };
        let origin = self.origin.clone();
        self.assessments.push(Assessment { code, subject, origin, span, verdict, detail });
    }
}
