//! Which numbers of a sentence are parts of another: 共1232条，其中网站10条；热线794条.

use rust_decimal::Decimal;

use super::QuantityKind;
use super::number::{Amount, Extent};
use super::sentence::{Draft, STAGES, Words};
use super::words::{Mark, Word};

/// The number of a whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct WholeAt {
    pub(super) extent: Extent,
    pub(super) value: Decimal,
    pub(super) may_overlap: bool,
}

/// The last number of a sentence, for the 其中 that the next begins with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Last(Amount);

/// A whole and the parts that were found up to now.
struct List {
    whole: Amount,
    /// The first part and the one behind the last.
    parts: std::ops::Range<usize>,
    sum: Decimal,
    /// What tells the parts apart, as a set of [`kind`]s.
    kinds: u8,
    /// The stages that the first part names; a part of another stage is none.
    stages: Words,
    /// The brackets around the list.
    depth: u8,
    /// Whether the whole is itself a part, so that what follows may be of the outer list.
    nested: bool,
}

const OPENING: Words = Words::of(&[Word::Among, Word::List]);

/// Finds the lists of a sentence and tells each part its whole.
pub(super) fn find(drafts: &mut [Draft], last: &mut Option<Last>, text: &str, sentence: &str) {
    let unit = |amount: &Amount| text.get(amount.unit..amount.extent.end);
    let mut list: Option<List> = None;
    // 其中 at the beginning: of the last number before, if there was only one like it.
    let mut before: Option<Amount> =
        if sentence.starts_with("其中") { last.map(|last| last.0) } else { None };
    for i in 0..drafts.len() {
        let Some(&draft) = drafts.get(i) else { break };
        let amount = draft.amount;
        if amount.kind == QuantityKind::Percent {
            continue;
        }
        // 其中，网站10条: the word may be a clause of its own.
        let alone = draft.previous.0 == Words::of(&[Word::Among]) && !draft.behind_number;
        let named = draft.back.any(OPENING) || alone;
        let opened =
            named || (draft.behind_number && matches!(draft.mark, Some(Mark::Open | Mark::Colon)));
        let excluded = draft.back.has(Word::Except) || draft.back.has(Word::Change);
        if let Some(open) = &list {
            // A bracket is closed, and the list with it.
            if draft.depth < open.depth {
                close(drafts, list.take());
            }
        }
        if opened && !excluded {
            let nested = list.is_some();
            close(drafts, list.take());
            list = before.filter(|whole| same(whole, &amount, unit)).map(|whole| List {
                whole,
                parts: i..i,
                sum: Decimal::ZERO,
                kinds: 0,
                stages: Words::default(),
                depth: draft.depth,
                nested,
            });
        }
        if let Some(open) = &mut list {
            if excluded && draft.depth >= open.depth {
                // 较上年增加3件 inside a list is no part, and ends nothing.
            } else if open.parts.end == i && open.takes(&draft, unit) {
                open.add(&draft);
            } else if open.parts.end <= i {
                close(drafts, list.take());
            }
        }
        if !excluded {
            before = Some(amount);
        }
    }
    close(drafts, list);
    // Only where no other number could be meant.
    let mut counts = drafts.iter_mut().filter(|draft| draft.amount.kind != QuantityKind::Percent);
    *last = match (counts.next(), counts.next()) {
        (Some(only), None) if only.whole.is_none() => {
            only.is_whole = true;
            Some(Last(only.amount))
        }
        _ => None,
    };
}

/// Whether two amounts are of the same kind of things.
fn same<'t>(a: &Amount, b: &Amount, unit: impl Fn(&Amount) -> Option<&'t str>) -> bool {
    a.kind == b.kind && unit(a) == unit(b)
}

/// What tells a part from others: by which way it came, who applied, how it ended, or else.
fn kind(draft: &Draft) -> u8 {
    let words = draft.back.and(draft.front);
    let mut kind = 0;
    if words.has(Word::Channel) {
        kind |= 1;
    }
    if words.has(Word::Applicant) {
        kind |= 2;
    }
    if words.any(STAGES) {
        kind |= 4;
    }
    if kind == 0 { 8 } else { kind }
}

impl List {
    /// Whether a number is one of its parts.
    fn takes<'t>(&self, draft: &Draft, unit: impl Fn(&Amount) -> Option<&'t str>) -> bool {
        if !same(&self.whole, &draft.amount, unit) {
            return false;
        }
        if self.parts.is_empty() {
            return true;
        }
        // The list may go on behind its end; what is told otherwise than its first part, or is
        // summed up, or is of another time, is something else.
        let stages = draft.back.and(draft.front).among(STAGES);
        let ends = Words::of(&[Word::Total, Word::Period, Word::PriorYear, Word::Cumulative]);
        let full = self.sum >= self.whole.value;
        let summed = draft.back.any(ends) && draft.mark != Some(Mark::Semicolon);
        let alike = stages.is_empty() == self.stages.is_empty();
        !full && !summed && alike
    }

    fn add(&mut self, draft: &Draft) {
        if self.parts.is_empty() {
            self.stages = draft.back.and(draft.front).among(STAGES);
        }
        self.parts.end += 1;
        self.sum = self.sum.checked_add(draft.amount.value).unwrap_or(self.sum);
        self.kinds |= kind(draft);
    }
}

/// Tells the parts of a list their whole.
fn close(drafts: &mut [Draft], list: Option<List>) {
    let Some(list) = list else { return };
    let may_overlap = list.kinds.count_ones() > 1 || list.nested;
    let (extent, value) = (list.whole.extent, list.whole.value);
    let first = list.parts.start;
    for draft in drafts.get_mut(list.parts).unwrap_or_default() {
        draft.whole = Some(WholeAt { extent, value, may_overlap });
    }
    // The whole stands right before its parts, but for differences between them.
    let before = drafts.get_mut(..first).unwrap_or_default();
    if let Some(whole) = before.iter_mut().rev().find(|draft| draft.amount.extent == extent) {
        whole.is_whole = true;
    }
}
