//! What a number is about, told from the words around it, and what keeps it from being compared.

use super::QuantityKind;
use super::sentence::{DISPUTES, Draft, OUTCOMES, Words};
use super::topic::{OutcomeGroup, OutcomeGroups, Qualifier, Topic};
use super::words::Word;
use crate::model::Unit;

/// Words that a clause may have and still say nothing of what is counted.
const EMPTY: Words = Words::of(&[
    Word::Total,
    Word::Own,
    Word::ThisYear,
    Word::Disclosure,
    Word::Among,
    Word::Application,
    Word::Object,
    Word::Nothing,
]);

/// How a unit counts applications and disputes: `Some(true)` for 件, `Some(false)` for those that
/// count other things as well, 条 or 件次.
pub(super) fn weight(unit: &str) -> Option<bool> {
    match unit {
        "件" | "宗" | "起" | "份" | "例" => Some(true),
        "条" | "條" | "件次" => Some(false),
        _ => None,
    }
}

/// Where a number stands, and what stands before it.
pub(super) struct Where<'d> {
    pub(super) on_applications: bool,
    pub(super) on_disputes: bool,
    pub(super) weight: Option<bool>,
    pub(super) before: Option<&'d Draft>,
}

impl Draft {
    /// The topic and the qualifier.
    pub(super) fn tell(&self, place: &Where<'_>) -> (Option<Topic>, Option<Qualifier>) {
        let none = (None, None);
        match self.amount.kind {
            QuantityKind::Count => {}
            QuantityKind::Percent => return self.share(place),
            QuantityKind::Money(unit) => {
                let fee = unit != Unit::Unstated && self.back.and(self.front).has(Word::Fee);
                return (fee.then_some(Topic::ProcessingFee), self.qualifier(None, false));
            }
        }
        let Some(strong) = place.weight else {
            return none;
        };
        let mut unclear = !strong;
        let mut topic = self.topic_of(self.back).or_else(|| self.topic_of_front());
        // 新收申请数量：12件 and 行政复议方面，共3件.
        if topic.is_none() && self.back.0 & !EMPTY.0 == 0 {
            topic = self.topic_of(self.previous.0);
            unclear |= !self.previous.1;
        }
        // 依申请公开12件.
        if topic.is_none() && self.back.has(Word::Object) {
            topic = Some(Topic::Handled);
        }
        let Some(topic) = topic else {
            return (None, self.qualifier(None, false));
        };
        let own = self.back.and(self.front);
        let evident = if is_dispute(topic) {
            unclear |= self.back.has(Word::Handle);
            self.on_disclosure || place.on_applications || place.on_disputes
        } else {
            own.has(Word::Object)
                || self.on_applications
                || (place.on_applications && (!self.on_matter || own.has(Word::Application)))
        };
        // 办理相关案件74件 goes on about whatever the sentence before was about.
        unclear |= topic == Topic::Handled && !own.has(Word::Object);
        if !evident {
            // 办理行政复议案件56件 may still be of disclosure; 受理信访56件 is of something else.
            let matter = (Some(topic), Some(Qualifier::Matter));
            return if is_dispute(topic) { matter } else { none };
        }
        (Some(topic), self.qualifier(Some(topic), unclear))
    }

    fn topic_of(&self, words: Words) -> Option<Topic> {
        if words.any(DISPUTES) {
            return Some(dispute(words));
        }
        if words.has(Word::CarriedOver)
            || words.has(Word::Carry) && self.years_before == Some(1)
            || words.has(Word::Carry) && words.has(Word::PriorYear)
        {
            return Some(Topic::CarriedOver);
        }
        let goes_on = words.any(Words::of(&[Word::Carry, Word::Handle, Word::Answer]));
        if goes_on && (words.has(Word::NextYear) || self.years_before == Some(-1)) {
            return Some(Topic::CarriedForward);
        }
        let groups = groups(words);
        if !groups.is_empty() {
            return Some(Topic::Outcomes(groups));
        }
        if words.has(Word::Receive) {
            return Some(Topic::Received);
        }
        if words.has(Word::Answer) {
            return Some(Topic::Answered);
        }
        (words.has(Word::Handle)).then_some(Topic::Handled)
    }

    /// 5件予以公开, 3件结转下年度: what is counted stands behind the number.
    fn topic_of_front(&self) -> Option<Topic> {
        let goes_on = self.front.any(Words::of(&[Word::Carry, Word::Handle, Word::Answer]));
        if self.front.any(DISPUTES) {
            Some(dispute(self.front))
        } else if goes_on && self.front.has(Word::NextYear) {
            Some(Topic::CarriedForward)
        } else if self.front.any(OUTCOMES) {
            Some(Topic::Outcomes(groups(self.front)))
        } else if self.front.has(Word::Answer) && !self.back.has(Word::Receive) {
            Some(Topic::Answered)
        } else {
            None
        }
    }

    /// A percentage: the share of a group of outcomes, or nothing that is known.
    fn share(&self, place: &Where<'_>) -> (Option<Topic>, Option<Qualifier>) {
        let share = self.back.has(Word::Share) && !self.back.has(Word::Rate);
        if !share || self.share_of_outcome {
            return (None, self.qualifier(None, false));
        }
        let groups = groups(self.back);
        if !groups.is_empty() {
            let evident = self.on_applications || (place.on_applications && !self.on_matter);
            let topic = Some(Topic::Outcomes(groups));
            let matter = (!evident).then_some(Qualifier::Matter);
            return (topic, matter.or_else(|| self.qualifier(topic, false)));
        }
        // 予以公开258件，占33.9%: right behind the number that it is the share of.
        match place.before {
            Some(Draft { topic: topic @ Some(Topic::Outcomes(_)), qualifier, amount, .. })
                if amount.kind == QuantityKind::Count && self.behind_number =>
            {
                (*topic, qualifier.or_else(|| self.qualifier(*topic, false)))
            }
            _ => (None, self.qualifier(None, false)),
        }
    }

    /// What keeps the number from being that of the whole organ and year.
    fn qualifier(&self, topic: Option<Topic>, unclear: bool) -> Option<Qualifier> {
        let own = self.back.and(self.front);
        if self.back.has(Word::Change) {
            return Some(Qualifier::Difference);
        }
        if self.back.has(Word::Each) && !self.amount.value.is_zero() {
            return Some(Qualifier::Several);
        }
        let carried = matches!(topic, Some(Topic::CarriedOver | Topic::CarriedForward));
        if self.period && !carried {
            return Some(Qualifier::Period);
        }
        if self.organ {
            return Some(Qualifier::Organ);
        }
        let topic = topic?;
        let dispute = is_dispute(topic);
        if own.has(Word::Matter) || (!dispute && own.has(Word::Case)) {
            return Some(Qualifier::Matter);
        }
        let narrow = if dispute {
            const NARROW: Words = Words::of(&[
                Word::Ruling,
                Word::New,
                Word::Answer,
                Word::Carry,
                Word::CarriedOver,
                Word::NextYear,
                Word::Aside,
                Word::Among,
                Word::Ground,
            ]);
            own.any(NARROW)
        } else {
            const NARROW: Words =
                Words::of(&[Word::Aside, Word::Ground, Word::Ruling, Word::Except]);
            own.any(NARROW)
                // 其中受理10件, but not 其中本年新收713件 and 其中予以公开5件.
                || (self.among
                    && matches!(topic, Topic::Received | Topic::Answered | Topic::Handled)
                    && !self.back.has(Word::ThisYear))
                || (own.has(Word::Applicant) || self.channels == 1 || self.front.has(Word::Channel))
        };
        if narrow {
            return Some(Qualifier::Part);
        }
        // 受理并办结12件 is of both.
        let both = matches!(topic, Topic::Received) && self.back.has(Word::Answer)
            || own.any(OUTCOMES) && own.has(Word::NextYear);
        let unclear = unclear
            || both
            || self.channels > 1
            || own.has(Word::Cumulative)
            || (own.has(Word::New) && !dispute);
        unclear.then_some(Qualifier::Unclear)
    }
}

const fn is_dispute(topic: Topic) -> bool {
    matches!(
        topic,
        Topic::Reconsideration
            | Topic::Litigation
            | Topic::LitigationDirect
            | Topic::LitigationAfterReconsideration
            | Topic::Disputes
    )
}

fn dispute(words: Words) -> Topic {
    let direct = words.has(Word::LitigationDirect);
    let after = words.has(Word::LitigationAfter);
    match (words.has(Word::Reconsideration), words.has(Word::Litigation) || (direct && after)) {
        (true, true) => Topic::Disputes,
        (true, false) if direct || after => Topic::Disputes,
        (true, false) => Topic::Reconsideration,
        (false, _) if direct && !after => Topic::LitigationDirect,
        (false, _) if after && !direct => Topic::LitigationAfterReconsideration,
        (false, _) => Topic::Litigation,
    }
}

fn groups(words: Words) -> OutcomeGroups {
    const GROUPS: [(Word, OutcomeGroup); 6] = [
        (Word::Granted, OutcomeGroup::Granted),
        (Word::Partial, OutcomeGroup::PartiallyGranted),
        (Word::Denied, OutcomeGroup::Denied),
        (Word::Unavailable, OutcomeGroup::Unavailable),
        (Word::NotProcessed, OutcomeGroup::NotProcessed),
        (Word::OtherOutcome, OutcomeGroup::Other),
    ];
    let mut groups = OutcomeGroups::NONE;
    if words.has(Word::GrantedAndPartial) {
        groups = groups.with(OutcomeGroup::Granted).with(OutcomeGroup::PartiallyGranted);
    }
    for (word, group) in GROUPS {
        if words.has(word) {
            groups = groups.with(group);
        }
    }
    groups
}
