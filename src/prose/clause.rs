//! What the words of a clause say of the numbers in it.
//!
//! A clause ends at a mark of punctuation or at a number, which then keeps what was known up to it.

use super::draft::{Draft, Subject};
use super::number::Amount;
use super::words::{Mark, OUTCOMES, Word, Words};

/// What is known of a sentence up to a character.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    pub(super) period: bool,
    /// The same at the beginning of the clause.
    pub(super) period_before: bool,
    /// The same before the last bracket.
    pub(super) period_outside: bool,
    pub(super) on_applications: bool,
    pub(super) on_disclosure: bool,
    pub(super) on_matter: bool,
    /// Whether the other matter is disputes.
    pub(super) on_disputes: bool,
    pub(super) among: bool,
    pub(super) narrowed: bool,
    pub(super) screened: bool,
    pub(super) depth: u8,
}

impl Sentence {
    /// 自然人申请680件，其中予以公开400件: what follows is of some only, until all are spoken of.
    fn narrow(&mut self, words: Words) {
        const SOME: Words = Words::of(&[Word::Applicant, Word::Channel]);
        const ALL: Words = Words::of(&[Word::Answer, Word::Handle]);
        const WHOLE: Words =
            Words::of(&[Word::Total, Word::Object, Word::ThisYear, Word::Own, Word::Among]);
        let content = words.has(Word::Content) && !words.any(OUTCOMES) && !words.has(Word::Ground);
        if words.any(SOME) || content {
            self.narrowed = true;
        } else if words.has(Word::Receive) || (words.any(ALL) && words.any(WHOLE)) {
            self.narrowed = false;
        }
    }
}

/// What is known of a clause up to a character.
#[derive(Debug, Default)]
pub(super) struct Clause {
    pub(super) words: Words,
    pub(super) previous: (Words, bool),
    pub(super) channels: u8,
    pub(super) share_of_outcome: bool,
    pub(super) years_before: Option<i32>,
    pub(super) subject: Subject,
    /// Whether it has words that are not known.
    pub(super) is_of_unknown: bool,
    /// Where what is behind 占 starts.
    pub(super) share_at: Option<usize>,
    /// Whether a word of the clause says that it is another organ's.
    pub(super) other: bool,
    /// Whether an organ is the last thing that was named.
    pub(super) named_last: bool,
    pub(super) mark: Option<Mark>,
    pub(super) behind_number: bool,
    /// Whether the words here may still be about the number before them.
    pub(super) open: bool,
    /// Whether any mark stood since the number before.
    pub(super) marked: bool,
}

impl Clause {
    pub(super) fn named(&mut self, subject: Subject) {
        self.subject = subject;
        self.named_last = true;
    }

    pub(super) fn word(&mut self, word: Word, drafts: &mut [Draft], sentence: &mut Sentence) {
        self.named_last = false;
        match word {
            Word::Object => {
                sentence.on_applications = true;
                sentence.on_disclosure = true;
                sentence.on_matter = false;
                sentence.on_disputes = false;
            }
            Word::Application if sentence.on_disclosure => sentence.on_applications = true,
            Word::Disclosure => sentence.on_disclosure = true,
            Word::Matter => {
                sentence.on_matter = true;
                sentence.on_applications &= self.words.has(Word::Object);
            }
            Word::Reconsideration
            | Word::Litigation
            | Word::LitigationDirect
            | Word::LitigationAfter => {
                sentence.on_disputes = true;
                sentence.on_matter = true;
                sentence.on_applications = false;
            }
            Word::PriorYear | Word::Period | Word::Since => sentence.period = true,
            Word::ThisYear => sentence.period = false,
            Word::Among => {
                sentence.among = true;
                // 上年结转36件已全部办结，其中予以公开20件.
                let last = drafts.last().is_some_and(|last| last.back.has(Word::CarriedOver));
                sentence.narrowed |= last;
            }
            Word::Screened => sentence.screened = true,
            Word::Channel => self.channels = self.channels.saturating_add(1),
            _ => {}
        }
        // 约占 is two words in one.
        if word == Word::About {
            self.words.insert(Word::Share);
        }
        self.share_of_outcome |= self.words.has(Word::Share) && OUTCOMES.any(Words::of(&[word]));
        self.words.insert(word);
        if let (true, Some(last)) = (self.open, drafts.last_mut()) {
            last.front.insert(word);
        }
    }

    pub(super) fn year(
        &mut self,
        year: u16,
        own: Option<u16>,
        compared: bool,
        sentence: &mut Sentence,
    ) {
        self.named_last = false;
        if compared {
            self.words.insert(Word::Change);
        } else if let Some(own) = own {
            let before = i32::from(own) - i32::from(year);
            sentence.period = before != 0;
            self.years_before = Some(before);
        }
    }

    pub(super) fn mark(
        &mut self,
        mark: Mark,
        of: bool,
        drafts: &mut [Draft],
        sentence: &mut Sentence,
    ) {
        match mark {
            Mark::Open => sentence.depth = sentence.depth.saturating_add(1),
            Mark::Close => sentence.depth = sentence.depth.saturating_sub(1),
            _ => {}
        }
        // 行政复议、行政诉讼 is one clause; behind a number 、 ends what is said of it.
        if mark == Mark::Pause && !self.open {
            return;
        }
        // 上年结转的36件中，予以公开20件.
        let carried = drafts.last().is_some_and(|last| last.back.has(Word::CarriedOver));
        sentence.narrowed |= of && self.behind_number && carried;
        sentence.narrow(self.words);
        // 结转下年度的14件已全部办结，予以公开8件.
        let carried = carried || drafts.last().is_some_and(|last| last.back.has(Word::NextYear));
        sentence.narrowed |= self.behind_number && self.words.has(Word::Answer) && carried;
        self.marked = true;
        self.open = false;
        // The time of a comparison is that of what is compared with.
        if self.words.has(Word::Change) {
            sentence.period = sentence.period_before;
        }
        // 420件（2021年为385件）: the time in brackets ends with them.
        match mark {
            Mark::Open => sentence.period_outside = sentence.period,
            Mark::Close => sentence.period = sentence.period_outside,
            _ => {}
        }
        sentence.period_before = sentence.period;
        let previous = (self.words, mark == Mark::Colon);
        // 县公安局，共收到: the name before the comma is the subject. One inside the clause is not.
        let named = self.named_last || self.behind_number;
        let subject = if named { self.subject } else { Subject::Own };
        *self = Clause {
            previous: if self.words.is_empty() { self.previous } else { previous },
            subject: subject.max(drafts.last().map_or(Subject::Own, |draft| draft.subject)),
            mark: Some(mark),
            behind_number: self.behind_number && self.words.is_empty(),
            marked: true,
            ..Clause::default()
        };
    }

    /// A number ends the clause.
    pub(super) fn draft(&mut self, amount: Amount, sentence: &mut Sentence) -> Draft {
        let about = amount.approximate || self.words.has(Word::About);
        sentence.narrow(self.words);
        let subject = if self.other { Subject::Another } else { self.subject };
        let draft = Draft {
            amount: Amount { approximate: about, ..amount },
            back: self.words,
            front: Words::default(),
            previous: self.previous,
            subject,
            period: sentence.period,
            years_before: self.years_before,
            channels: self.channels,
            share_of_outcome: self.share_of_outcome,
            on_applications: sentence.on_applications,
            on_disclosure: sentence.on_disclosure,
            on_matter: sentence.on_matter,
            among: sentence.among,
            narrowed: sentence.narrowed,
            foreign_whole: false,
            is_of_unknown: self.is_of_unknown,
            mark: if self.marked { self.mark } else { None },
            behind_number: self.behind_number,
            depth: sentence.depth,
            topic: None,
            qualifier: None,
            whole: None,
            is_whole: false,
        };
        if self.words.has(Word::Change) {
            sentence.period = sentence.period_before;
        }
        *self = Clause { subject, behind_number: true, open: true, ..Clause::default() };
        draft
    }
}

impl Draft {
    /// A number of which nothing is known but its value.
    pub(super) fn new(amount: Amount) -> Draft {
        Clause::default().draft(amount, &mut Sentence::default())
    }
}
