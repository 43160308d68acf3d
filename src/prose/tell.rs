//! What a number is about, told from the words around it, and what keeps it from being compared.

use super::QuantityKind;
use super::draft::{Draft, Subject};
use super::topic::{OutcomeGroup, OutcomeGroups, Qualifier, Topic};
use super::words::{DISPUTES, Mark, OUTCOMES, Word, Words};
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
    /// Whether disputes on disclosure were told of before in the sentence.
    pub(super) disputes_told: bool,
    pub(super) weight: Option<bool>,
    /// The last number that a share may be of, outside of brackets.
    pub(super) before: Option<&'d Draft>,
    pub(super) last: Option<&'d Draft>,
    /// Whether people are counted right before: 1名申请人提起复议2件.
    pub(super) behind_people: bool,
    /// Whether the sentence says that not all that came are counted.
    pub(super) screened: bool,
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
            // 收到申请居前的为：住建150件.
            unclear |= !self.previous.1 || self.is_of_unknown || self.previous.0.has(Word::Aside);
        }
        // 依申请公开12件.
        if topic.is_none() && self.back.has(Word::Object) {
            topic = Some(Topic::Handled);
        }
        let Some(topic) = topic else {
            return (None, self.qualifier(None, false));
        };
        let own = self.back.and(self.front);
        let evident = if topic.is_dispute() {
            unclear |= self.back.has(Word::Handle);
            // 办理公开申请713件、行政复议180件 says nothing of what the latter are about.
            const DISCLOSURE: Words = Words::of(&[Word::Disclosure, Word::Object]);
            let said = self.back.and(self.front).and(self.previous.0).any(DISCLOSURE);
            unclear |= !said && !place.on_disputes && !place.disputes_told;
            // 办结行政复议22件、行政诉讼9件: what narrows the first may narrow both.
            if let Some(last) = place.last.filter(|_| self.mark != Some(Mark::Semicolon)) {
                unclear |= last.qualifier.is_some() && last.back.any(DISPUTES);
            }
            self.on_disclosure || place.on_applications || place.on_disputes
        } else {
            own.has(Word::Object)
                || self.on_applications
                || (place.on_applications && (!self.on_matter || own.has(Word::Application)))
        };
        // 合并办理46件，实际答复689件.
        let aside = place.last.is_some_and(|last| last.back.has(Word::Aside));
        let going = matches!(topic, Topic::Answered | Topic::Received | Topic::Handled);
        unclear |= going && aside;
        // 收到735件，其中有效申请713件.
        unclear |= going && place.screened;
        // 占行政复议案件180件的15%, and 1名申请人提起复议2件.
        unclear |= self.back.has(Word::Share) || place.behind_people;
        // 办理相关案件74件 goes on about whatever the sentence before was about.
        unclear |= topic == Topic::Handled && !own.has(Word::Object);
        if !evident {
            // 办理行政复议案件56件 may still be of disclosure; 受理信访56件 is of something else.
            let matter = (Some(topic), Some(Qualifier::Matter));
            return if topic.is_dispute() { matter } else { none };
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
            // 不予公开、无法提供等255件，其中无法提供占58.8%.
            let of_part = self.back.has(Word::Among)
                && place.last.is_some_and(|last| matches!(last.topic, Some(Topic::Outcomes(_))));
            let matter = (!evident).then_some(Qualifier::Matter);
            return (
                topic,
                matter.or_else(|| self.qualifier(topic, self.foreign_whole || of_part)),
            );
        }
        // 予以公开258件，占33.9%: right behind the number that it is the share of.
        match place.before {
            Some(&Draft { topic: topic @ Some(Topic::Outcomes(_)), qualifier, amount, .. })
                if amount.kind == QuantityKind::Count && self.behind_number =>
            {
                (topic, qualifier.or_else(|| self.qualifier(topic, self.foreign_whole)))
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
        // 由650件升至713件: the first is of another time.
        if self.back.has(Word::From) && self.front.has(Word::Change) {
            return Some(Qualifier::Period);
        }
        if self.subject == Subject::Another {
            return Some(Qualifier::Organ);
        }
        let topic = topic?;
        let dispute = topic.is_dispute();
        if own.has(Word::Matter) || (!dispute && own.has(Word::Case)) {
            return Some(Qualifier::Matter);
        }
        let narrow = if dispute {
            const NARROW: Words = Words::of(&[
                Word::Ruling,
                Word::Instance,
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
                // 其余14件均已答复, but not 其余14件结转下年度.
                || (self.back.has(Word::Rest)
                    && matches!(topic, Topic::Received | Topic::Answered | Topic::Handled))
                || (own.has(Word::Applicant) || self.channels == 1 || self.front.has(Word::Channel))
        };
        if narrow {
            return Some(Qualifier::Part);
        }
        // 受理并办结12件 is of both.
        let both = matches!(topic, Topic::Received) && self.back.has(Word::Answer)
            || own.any(OUTCOMES) && own.has(Word::NextYear);
        let unclear = unclear
            || self.subject == Subject::Vague
            || (self.narrowed && matches!(topic, Topic::Outcomes(_) | Topic::Answered))
            || (own.has(Word::Content) && !dispute)
            || both
            || self.channels > 1
            || own.has(Word::Cumulative)
            || (own.has(Word::New) && !dispute);
        unclear.then_some(Qualifier::Unclear)
    }
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
