//! Which numbers of a sentence are parts of another: 共1232条，其中网站10条；热线794条.

use rust_decimal::Decimal;

use super::QuantityKind;
use super::draft::{Draft, WholeAt};
use super::number::Amount;
use super::topic::Topic;
use super::words::{Mark, STAGES, Word, Words};

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
    /// Whether the list stands in brackets behind its whole.
    in_bracket: bool,
}

pub(super) const OPENING: Words = Words::of(&[Word::Among, Word::List]);

/// Finds the lists of a sentence and tells each part its whole.
pub(super) fn find(drafts: &mut [Draft], last: &mut Option<Last>, text: &str, sentence: &str) {
    let unit = |amount: &Amount| text.get(amount.unit..amount.extent.end);
    let mut list: Option<List> = None;
    // 其中 at the beginning: of the last number before, if there was only one like it.
    let mut before: Option<(Amount, bool)> =
        if sentence.starts_with("其中") { last.map(|last| (last.0, false)) } else { None };
    for i in 0..drafts.len() {
        let Some(&draft) = drafts.get(i) else { break };
        let amount = draft.amount;
        if amount.kind == QuantityKind::Percent {
            continue;
        }
        // 其中，网站10条: the word may be a clause of its own.
        let alone = draft.previous.0 == Words::of(&[Word::Among]) && !draft.behind_number;
        let named = draft.back.any(OPENING) || alone;
        // 发生率3.7%（27件） opens no list.
        let share = i.checked_sub(1).and_then(|i| drafts.get(i));
        let share = share.is_some_and(|draft| draft.amount.kind == QuantityKind::Percent);
        let counted = draft.behind_number && !share;
        let opened = named || (counted && matches!(draft.mark, Some(Mark::Open | Mark::Colon)));
        // 部分公开60件（2021年为72件）: of another time.
        let another_year = draft.years_before.is_some_and(|years| years != 0)
            || (draft.back.has(Word::PriorYear) && !draft.back.has(Word::Carry));
        let elsewhen = another_year && before.is_some_and(|(_, period)| !period);
        let excluded = draft.back.has(Word::Except) || draft.back.has(Word::Change) || elsewhen;
        if let Some(open) = &list {
            // A bracket is closed, and the list with it.
            if draft.depth < open.depth {
                close(drafts, list.take(), unit);
            }
        }
        if opened && !excluded {
            let nested = list.is_some();
            close(drafts, list.take(), unit);
            list = before.filter(|(whole, _)| same(whole, &amount, unit)).map(|(whole, _)| List {
                whole,
                parts: i..i,
                sum: Decimal::ZERO,
                kinds: 0,
                stages: Words::default(),
                depth: draft.depth,
                nested,
                in_bracket: draft.mark == Some(Mark::Open),
            });
        }
        if let Some(open) = &mut list {
            if excluded && draft.depth >= open.depth {
                // 较上年增加3件 inside a list is no part, and ends nothing.
            } else if open.parts.end == i && open.takes(&draft, unit) {
                open.add(&draft);
            } else if open.parts.end <= i {
                close(drafts, list.take(), unit);
            }
        }
        if !excluded {
            before = Some((amount, draft.period));
        }
    }
    close(drafts, list, unit);
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
    if words.has(Word::Author) {
        kind |= 16;
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

    /// Whether the parts, which are more than their whole, may be of one farther before: 发布会12场，
    /// 负责人出席5场，其中县级3场，部门9场.
    fn is_of_another<'t>(
        &self,
        drafts: &[Draft],
        unit: impl Fn(&Amount) -> Option<&'t str> + Copy,
    ) -> bool {
        let parts = drafts.get(self.parts.clone()).unwrap_or_default();
        if self.nested && parts.iter().any(|part| part.amount.value > self.whole.value) {
            return true;
        }
        // Far enough for a sentence; a list of thousands is looked at no farther.
        const FAR: usize = 16;
        let before = drafts.get(..self.parts.start).unwrap_or_default().iter().rev().take(FAR);
        let mut behind_semicolon = false;
        for draft in before.skip_while(|draft| draft.amount.extent != self.whole.extent) {
            if draft.amount.extent == self.whole.extent {
                if draft.topic.is_some_and(Topic::is_dispute) {
                    return false;
                }
            } else if behind_semicolon {
                return false;
            } else if draft.amount.value >= self.sum && same(&self.whole, &draft.amount, unit) {
                return true;
            }
            behind_semicolon = draft.mark == Some(Mark::Semicolon);
        }
        false
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
fn close<'t>(
    drafts: &mut [Draft],
    list: Option<List>,
    unit: impl Fn(&Amount) -> Option<&'t str> + Copy,
) {
    let Some(list) = list else { return };
    if !list.in_bracket && list.sum > list.whole.value && list.is_of_another(drafts, unit) {
        return;
    }
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
