//! A paragraph, sentence by sentence: what each number is about.
//!
//! A number is told by the words between it and the mark of punctuation or the number before it
//! (its clause), then by those behind it up to the next mark. What keeps it from being comparable
//! may also stand farther before it in the sentence: another year, another organ.

use super::number::{Amount, Extent, Number, Numbers};
use super::parts;
use super::tell::{Where, is_dispute, weight};
use super::topic::{Qualifier, Topic};
use super::words::{Folded, Mark, Word, mark_of};
use super::{Quantity, QuantityKind, Whole};
use crate::model::{AnnualReport, Paragraph, Place, Section, Theme};
use crate::parse::fold::{self, is_blank};

/// Words of a clause, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Words(pub(super) u64);

impl Words {
    pub(super) const fn of(words: &[Word]) -> Words {
        let (mut set, mut i) = (0, 0);
        while i < words.len() {
            set |= 1 << words[i] as u64;
            i += 1;
        }
        Words(set)
    }

    pub(super) const fn has(self, word: Word) -> bool {
        self.0 & (1 << word as u64) != 0
    }

    pub(super) const fn any(self, words: Words) -> bool {
        self.0 & words.0 != 0
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of the words that are also among others.
    pub(super) const fn among(self, others: Words) -> Words {
        Words(self.0 & others.0)
    }

    const fn insert(&mut self, word: Word) {
        self.0 |= 1 << word as u64;
    }

    pub(super) const fn and(self, other: Words) -> Words {
        Words(self.0 | other.0)
    }
}

pub(super) const OUTCOMES: Words = Words::of(&[
    Word::Granted,
    Word::Partial,
    Word::GrantedAndPartial,
    Word::Denied,
    Word::Unavailable,
    Word::NotProcessed,
    Word::OtherOutcome,
]);
pub(super) const DISPUTES: Words = Words::of(&[
    Word::Reconsideration,
    Word::Litigation,
    Word::LitigationDirect,
    Word::LitigationAfter,
]);
/// Words that say which stage of its way an application is in.
pub(super) const STAGES: Words = Words::of(&[
    Word::Receive,
    Word::Handle,
    Word::Answer,
    Word::CarriedOver,
    Word::Carry,
    Word::NextYear,
])
.and(OUTCOMES)
.and(DISPUTES);
/// A number of a sentence with the words around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Draft {
    pub(super) amount: Amount,
    /// The words of its clause before it.
    pub(super) back: Words,
    /// The words behind it.
    pub(super) front: Words,
    /// The words of the clause before its own, and whether only a colon stands between them.
    pub(super) previous: (Words, bool),
    /// Whose it is, and whether of another time.
    pub(super) subject: Subject,
    pub(super) period: bool,
    /// How many years before the year that is reported on the clause names: 2019年结转.
    pub(super) years_before: Option<i32>,
    /// How many words of its clause name a way by which applications come.
    pub(super) channels: u8,
    /// Whether an outcome is named behind 占: the whole of a share, not what is shared.
    pub(super) share_of_outcome: bool,
    /// Whether the sentence spoke of applications before the number, and of nothing else since.
    pub(super) on_applications: bool,
    /// Whether it spoke of disclosure at all.
    pub(super) on_disclosure: bool,
    /// Whether it spoke of another matter before the number.
    pub(super) on_matter: bool,
    /// Whether 其中 stood before it in the sentence.
    pub(super) among: bool,
    /// Whether the sentence speaks of some applications only: of enterprises, on one matter.
    pub(super) narrowed: bool,
    /// Whether a percentage is of another whole than all of them: 占未公开件的66.7%.
    pub(super) foreign_whole: bool,
    /// Whether the clause before it has words that are not known.
    pub(super) is_of_unknown: bool,
    /// The mark before its clause, and whether a number stands right before that mark.
    pub(super) mark: Option<Mark>,
    pub(super) behind_number: bool,
    /// How many brackets are open.
    pub(super) depth: u8,
    pub(super) topic: Option<Topic>,
    pub(super) qualifier: Option<Qualifier>,
    pub(super) whole: Option<parts::WholeAt>,
    /// Whether others are parts of it, or the next sentence may say so.
    pub(super) is_whole: bool,
}

/// Reads a paragraph, and then another.
#[derive(Debug, Clone)]
pub(super) struct Reader<'r> {
    report: &'r AnnualReport,
    organ: Organ,
    paragraph: Paragraph,
    text: &'r str,
    numbers: Numbers<'r>,
    /// A number that was found behind the end of a sentence.
    pending: Option<Number>,
    /// Where the sentence that was read last ends.
    end: usize,
    /// Whether the paragraph is about applications, or about disputes, by its place.
    on_applications: bool,
    on_disputes: bool,
    /// Whether the sentence before was about applications, and whether about another organ.
    was_on_applications: bool,
    was_on_disputes: bool,
    was_of: Subject,
    /// Whether the sentence says that not all that came are counted.
    screened: bool,
    /// The last number of the sentence before, if it is the only one of its kind.
    last: Option<parts::Last>,
    folded: Folded,
    inside: Vec<Number>,
    drafts: Vec<Draft>,
}

/// The organ that reports, as far as prose names it.
#[derive(Debug, Clone, Default)]
struct Organ {
    /// Its name in folded form, from the last character to the first.
    name: Vec<u16>,
    /// Whether it is a government, which reports for an area; `None` where it is not known.
    governs: Option<bool>,
    /// Whether it is the office of a street, 街道办事处, which governs and calls itself 我办.
    is_office: bool,
    /// Whether there is no government below it: 镇, 乡, 街道.
    is_lowest: bool,
}

impl Organ {
    /// Names are compared up to this many characters, so that a long name costs no more.
    const LONGEST: usize = 24;

    fn new(name: Option<&str>) -> Organ {
        let Some(name) = name else {
            return Organ::default();
        };
        let governs = [
            "政府",
            "街道",
            "办事处",
            "辦事處",
            "管委会",
            "管委會",
            "管理委员会",
            "管理委員會",
            "省",
            "市",
            "县",
            "縣",
            "区",
            "區",
            "州",
            "盟",
            "旗",
            "镇",
            "鎮",
            "乡",
            "鄉",
        ];
        let reversed = name.chars().rev().map(fold::fold).filter(|&c| c > 1);
        Organ {
            name: reversed.take(Organ::LONGEST).collect(),
            governs: Some(governs.iter().any(|tail| name.ends_with(tail))),
            is_office: name.ends_with("办事处") || name.ends_with("辦事處"),
            is_lowest: ["镇", "鎮", "乡", "鄉", "街道", "办事处", "辦事處"].iter().any(|tail| {
                let name = name.strip_suffix("政府").unwrap_or(name);
                name.strip_suffix("人民").unwrap_or(name).ends_with(tail)
            }),
        }
    }

    /// Whether a name that ends there in a text is its own: 市水利局 is 云溪市水利局, and 县水利局
    /// is not.
    fn is_named(&self, before: &[u16]) -> bool {
        const LEVELS: [char; 7] = ['省', '市', '县', '区', '州', '盟', '旗'];
        let is_level = |c: u16| LEVELS.contains(&char::from_u32(c.into()).unwrap_or(' '));
        let mut same = 0;
        for (own, there) in self.name.iter().zip(before.iter().rev()) {
            if own != there {
                return same >= 3 && !(is_level(*own) && is_level(*there));
            }
            same += 1;
        }
        same == self.name.len() && same > 0
    }
}

impl<'r> Reader<'r> {
    pub(super) fn new(report: &'r AnnualReport, paragraph: Paragraph, text: &'r str) -> Self {
        let reader = Reader {
            report,
            // The name is folded when it is first needed.
            organ: Organ::default(),
            paragraph,
            text,
            numbers: Numbers::new(text),
            pending: None,
            end: 0,
            on_applications: false,
            on_disputes: false,
            was_on_applications: false,
            was_on_disputes: false,
            was_of: Subject::Own,
            screened: false,
            last: None,
            folded: Folded::default(),
            inside: Vec::new(),
            drafts: Vec::new(),
        };
        reader.paragraph(paragraph, text)
    }

    /// Goes on with another paragraph.
    pub(super) fn paragraph(mut self, paragraph: Paragraph, text: &'r str) -> Self {
        let theme = match paragraph {
            Paragraph::Subsection { subsection, .. } => {
                self.report.overview.subsections.get(subsection).map(|s| s.theme)
            }
            _ => None,
        };
        self.on_applications = theme == Some(Theme::DisclosureOnApplication)
            || matches!(paragraph, Paragraph::Note(Section::Applications, _));
        self.on_disputes = matches!(paragraph, Paragraph::Note(Section::Disputes, _));
        (self.paragraph, self.text, self.numbers) = (paragraph, text, Numbers::new(text));
        (self.pending, self.end, self.last) = (None, 0, None);
        (self.was_on_applications, self.was_of) = (false, Subject::Own);
        self.was_on_disputes = false;
        self
    }

    /// Reads the next sentence that has quantities; `false` where there is none.
    pub(super) fn sentence(&mut self, found: &mut Vec<Quantity<'r>>) -> bool {
        self.inside.clear();
        loop {
            let Some(number) = self.pending.take().or_else(|| self.numbers.next()) else {
                return false;
            };
            self.inside.push(number);
            if matches!(number, Number::Quantity(_)) {
                break;
            }
            // Years without anything behind them, a megabyte of them, need not all be kept.
            if self.inside.len() > 64 {
                self.inside.drain(..32);
            }
        }
        let at = self.inside.last().map_or(0, |number| number.extent().start);
        let (text, bytes) = (self.text, self.text.as_bytes());
        let start = sentence_start(bytes, self.end, at);
        let end = sentence_end(bytes, at);
        self.inside.retain(|number| number.extent().start >= start);
        for number in self.numbers.by_ref() {
            if number.extent().start >= end {
                self.pending = Some(number);
                break;
            }
            self.inside.push(number);
        }
        self.end = end;
        let sentence = fold_trim(text.get(start..end).unwrap_or_default());

        self.drafts.clear();
        if self.needs_words(sentence) {
            if self.organ.name.is_empty() {
                self.organ = Organ::new(self.report.organ.as_deref());
            }
            self.folded.fill(text.get(start..end).unwrap_or_default(), start);
            self.draft();
            self.topics();
            parts::find(&mut self.drafts, &mut self.last, text, sentence);
        } else {
            self.last = None;
            let plain = self.inside.iter().filter_map(|number| match number {
                Number::Quantity(amount) => Some(Draft::new(*amount)),
                _ => None,
            });
            self.drafts.extend(plain);
        }
        let paragraph = self.paragraph;
        found.extend(self.drafts.iter().map(|draft| {
            let (extent, amount) = (draft.amount.extent, &draft.amount);
            Quantity {
                value: amount.value,
                kind: amount.kind,
                unit: text.get(amount.unit..extent.end).unwrap_or_default(),
                approximate: amount.approximate,
                text: text.get(extent.start..extent.end).unwrap_or_default(),
                place: Place { paragraph, start: extent.start, end: extent.end },
                sentence,
                topic: draft.topic,
                qualifier: draft.qualifier,
                part_of: draft.whole.map(|whole| Whole {
                    place: Place { paragraph, start: whole.extent.start, end: whole.extent.end },
                    value: whole.value,
                    may_overlap: whole.may_overlap,
                }),
                step: amount.step,
                is_whole: draft.is_whole,
            }
        }));
        true
    }

    /// Whether the words of the sentence may say more of its numbers: of 3个 alone they do not.
    fn needs_words(&self, sentence: &str) -> bool {
        let mut first: Option<&str> = None;
        for number in &self.inside {
            let Number::Quantity(amount) = number else { continue };
            let unit = self.text.get(amount.unit..amount.extent.end).unwrap_or_default();
            let telling = match amount.kind {
                QuantityKind::Count => weight(unit).is_some(),
                QuantityKind::Money(_) => true,
                QuantityKind::Percent => sentence.contains(['占', '佔']),
            };
            // Two of the same kind may be a whole and its part.
            if telling || first == Some(unit) {
                return true;
            }
            first.get_or_insert(unit);
        }
        sentence.starts_with("其中")
    }

    /// Goes through the characters of the sentence once, and puts to each number the words around
    /// it.
    fn draft(&mut self) {
        let folded = &self.folded;
        let mut clause = Clause { subject: self.was_of, ..Clause::default() };
        let mut sentence = Sentence {
            on_applications: self.was_on_applications,
            on_matter: self.was_on_disputes,
            ..Sentence::default()
        };
        let mut numbers = self.inside.iter().peekable();
        let mut at = 0;
        while let Some((&c, &place)) = folded.characters.get(at).zip(folded.places.get(at)) {
            let place = place as usize;
            if let Some(number) = numbers.next_if(|number| number.extent().start <= place) {
                let extent = number.extent();
                // In a title, which was left out.
                let hidden = extent.end <= place;
                match *number {
                    Number::Quantity(amount) if hidden => self.drafts.push(Draft::new(amount)),
                    Number::Quantity(amount) => {
                        let before = folded.characters.get(..at).unwrap_or_default();
                        let foreign =
                            clause.share_at.is_some_and(|share| is_foreign(before, share));
                        let draft = clause.draft(amount, &mut sentence);
                        self.drafts.push(Draft { foreign_whole: foreign, ..draft });
                    }
                    Number::Year(year, _) if !hidden => {
                        let compared = at.checked_sub(1).and_then(|i| folded.characters.get(i));
                        let compared = compared.is_some_and(|&c| matches!(c, BI | JIAO));
                        clause.year(year, self.report.year, compared, &mut sentence);
                    }
                    Number::Month(month, _) if !hidden => {
                        sentence.period = month != 12 || !ends_year(self.text, extent);
                    }
                    _ => {}
                }
                let rest = folded.places.get(at..).unwrap_or_default();
                at += rest.iter().take_while(|&&place| (place as usize) < extent.end).count();
                continue;
            }
            if let Some(mark) = mark_of(c) {
                let of = at.checked_sub(1).and_then(|i| folded.characters.get(i)) == Some(&ZHONG);
                clause.mark(mark, of, &mut self.drafts, &mut sentence);
                at += 1;
                continue;
            }
            if matches!(c, WO | BEN | QUAN) {
                let next = folded.characters.get(at + 1).copied().unwrap_or(0);
                let next = char::from_u32(next.into()).unwrap_or(' ');
                if let Some(governs) = own(c, next) {
                    // 我市 in the report of a bureau is more than the bureau, 我局 in the report of
                    // a government less than it.
                    let same = match (governs, self.organ.governs) {
                        (None, _) | (_, None) => true,
                        (Some(a), Some(b)) => a == b || (next == '办' && self.organ.is_office),
                    };
                    clause.named(if same { Subject::Own } else { Subject::Another });
                    clause.words.insert(Word::Own);
                    at += 2;
                    continue;
                }
            }
            let Some((word, length)) = folded.word(at) else {
                clause.is_of_unknown |= !LIGHT.contains(&char::from_u32(c.into()).unwrap_or(' '));
                at += 1;
                continue;
            };
            at += length;
            let before = folded.characters.get(..at).unwrap_or_default();
            match word {
                Word::Nothing => {}
                // 我市政府信息公开 names no government.
                Word::Government if folded.characters.get(at) == Some(&(XIN as u16)) => at -= 2,
                Word::Government => clause.named(match self.organ.governs {
                    Some(false) => Subject::Another,
                    Some(true) if !self.organ.is_lowest => Subject::Vague,
                    _ => Subject::Own,
                }),
                Word::Organ => {
                    let own = self.organ.is_named(before);
                    clause.named(if own { Subject::Own } else { Subject::Another });
                }
                Word::Level if self.organ.governs != Some(true) || self.organ.is_lowest => {
                    clause.words.insert(Word::Own);
                }
                // 县政府办公室本级 is the office.
                Word::Level => clause.named(clause.subject.max(Subject::Vague)),
                Word::Other => clause.other = true,
                Word::Own => clause.named(Subject::Own),
                // 2022年以来 is the year that is reported on.
                Word::Since if clause.years_before == Some(0) => {}
                word => {
                    clause.word(word, &mut self.drafts, &mut sentence);
                    if matches!(word, Word::Share | Word::About) {
                        clause.share_at = Some(at);
                    }
                }
            }
        }
        for number in numbers {
            if let Number::Quantity(amount) = number {
                self.drafts.push(Draft::new(*amount));
            }
        }
        self.was_on_applications = sentence.on_applications;
        self.was_on_disputes = sentence.on_disputes;
        self.was_of = clause.subject;
        self.screened = sentence.screened;
    }

    /// Tells what each number is about.
    fn topics(&mut self) {
        // The last number, and the last that does not stand in a bracket before this one.
        let (mut last, mut before): (Option<Draft>, Option<Draft>) = (None, None);
        let mut last_unit: Option<&str> = None;
        let mut disputes_told = false;
        for i in 0..self.drafts.len() {
            let (told, rest) = self.drafts.split_at_mut(i);
            let Some(draft) = rest.first_mut() else { break };
            let unit = self.text.get(draft.amount.unit..draft.amount.extent.end);
            let outside = |other: &Draft| other.depth <= draft.depth;
            let place = Where {
                on_applications: self.on_applications,
                on_disputes: self.on_disputes,
                disputes_told,
                weight: unit.and_then(weight),
                before: last.filter(outside).or(before.filter(outside)),
                last,
                behind_people: draft.mark.is_none()
                    && last_unit.is_some_and(|unit| matches!(unit, "名" | "位" | "人")),
                screened: self.screened,
            };
            last_unit = unit;
            (draft.topic, draft.qualifier) = draft.tell(&place);
            // 予以公开480件（含部分公开60件）: the first is of both, or of one.
            if let (Some(Topic::Outcomes(inner)), Some(whole)) = (draft.topic, told.last_mut()) {
                let opens = draft.depth > whole.depth && draft.back.any(parts::OPENING);
                if let (true, Some(Topic::Outcomes(outer))) = (opens, whole.topic) {
                    if inner.iter().any(|group| !outer.contains(group)) {
                        whole.qualifier = whole.qualifier.or(Some(Qualifier::Unclear));
                    }
                }
            }
            disputes_told |= draft.topic.is_some_and(is_dispute)
                && !matches!(draft.qualifier, Some(Qualifier::Unclear | Qualifier::Matter));
            // 行政诉讼13件（含二审2件）: counted once or twice.
            if draft.back.any(parts::OPENING) && draft.back.has(Word::Instance) {
                if let Some(whole) = told.last_mut() {
                    whole.qualifier = whole.qualifier.or(Some(Qualifier::Unclear));
                }
            }
            // 行政复议180件，其中政府信息公开类27件: the first is of all matters.
            if draft.back.has(Word::Among) && draft.back.has(Word::Disclosure) {
                if let Some(whole) = told.last_mut().filter(|d| d.topic.is_some_and(is_dispute)) {
                    if !whole.back.has(Word::Disclosure) {
                        whole.qualifier = whole.qualifier.or(Some(Qualifier::Matter));
                    }
                }
            }
            if last.is_some_and(|last| draft.depth > last.depth) {
                before = told.last().copied();
            }
            last = Some(*draft);
        }
    }
}

const WO: u16 = '我' as u16;
const BEN: u16 = '本' as u16;
const QUAN: u16 = '全' as u16;
const BI: u16 = '比' as u16;
const JIAO: u16 = '较' as u16;
const XIN: char = '信';
/// Characters that tell nothing of what a number counts.
const LIGHT: [char; 16] = [
    '全', '年', '为', '是', '的', '了', '有', '已', '均', '数', '量', '达', '约', '近', '到', '计',
];
const DI: u16 = '底' as u16;
const MO: u16 = '末' as u16;
const ZHONG: u16 = '中' as u16;

/// Whose a number is: what stands farther down says less of what the tables count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Subject {
    #[default]
    Own,
    /// 县政府, 县本级: the government that reports, with those below it or without.
    Vague,
    Another,
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

/// Whether December, at a place, ends a time that begins with the year: 1—12月, 截至12月底, but not
/// 7至12月 and not 12月.
fn ends_year(text: &str, extent: Extent) -> bool {
    const NEAR: usize = 12;
    const TO: [char; 8] = ['至', '到', '-', '—', '－', '–', '~', '～'];
    let before = text.get(..extent.start).unwrap_or_default().chars().rev().take(NEAR);
    let mut before = before.filter(|&c| !is_blank(c)).skip_while(|c| *c == '年').peekable();
    // 2022年1月1日至2022年12月31日: the second year says nothing.
    while before.next_if(char::is_ascii_digit).is_some() {}
    if before.next_if(|c| TO.contains(c)).is_some() {
        let mut before = before.skip_while(|c| TO.contains(c)).peekable();
        // 截至12月31日 names no beginning.
        if !matches!(before.peek(), Some('截' | '止')) {
            if before.next_if(|c| matches!(c, '日' | '号')).is_some() {
                while before.next_if(char::is_ascii_digit).is_some() {}
            }
            before.next_if_eq(&'份');
            before.next_if_eq(&'月');
            return before.next() == Some('1') && before.next().is_none_or(|c| !c.is_ascii_digit());
        }
    }
    let behind = text.get(extent.end..).unwrap_or_default().chars().take(NEAR);
    let mut behind = behind.filter(|c| !is_blank(*c) && *c != '份').map(fold::fold);
    match behind.next() {
        Some(DI | MO) => true,
        Some(0x33) => behind.next() == Some(0x31),
        _ => false,
    }
}

/// Whether words behind 占 name another whole than all applications.
fn is_foreign(before: &[u16], share: usize) -> bool {
    const ALL: &str = "占比例重约为达到的了总数量件全部年度本县市区我镇乡街道收到受理新增政府信息公开申请答复办结理果已所有大概近共计";
    let whole = before.get(share..).unwrap_or_default();
    whole.len() > 32
        || whole.iter().any(|&c| !char::from_u32(c.into()).is_some_and(|c| ALL.contains(c)))
}

/// 我市, 本局, 全县: whether an area or a body is named so; `Some(None)` where it may be either.
fn own(first: u16, next: char) -> Option<Option<bool>> {
    Some(match next {
        '市' | '县' | '区' | '州' | '盟' | '旗' | '省' | '镇' | '乡' | '街' => Some(true),
        '局' | '委' | '办' | '厅' | '院' | '所' | '站' | '队' | '校' | '馆' => {
            Some(false)
        }
        '单' | '机' => None,
        '部' | '中' | '行' | '社' if first != QUAN => Some(false),
        _ => return None,
    })
}

/// What is known of a sentence up to a character.
#[derive(Debug, Default)]
struct Sentence {
    period: bool,
    /// The same at the beginning of the clause.
    period_before: bool,
    /// The same before the last bracket.
    period_outside: bool,
    on_applications: bool,
    on_disclosure: bool,
    on_matter: bool,
    /// Whether the other matter is disputes.
    on_disputes: bool,
    among: bool,
    narrowed: bool,
    screened: bool,
    depth: u8,
}

/// What is known of a clause up to a character.
#[derive(Debug, Default)]
struct Clause {
    words: Words,
    previous: (Words, bool),
    channels: u8,
    share_of_outcome: bool,
    years_before: Option<i32>,
    subject: Subject,
    /// Whether it has words that are not known.
    is_of_unknown: bool,
    /// Where what is behind 占 starts.
    share_at: Option<usize>,
    /// Whether a word of the clause says that it is another organ's.
    other: bool,
    /// Whether an organ is the last thing that was named.
    named_last: bool,
    mark: Option<Mark>,
    behind_number: bool,
    /// Whether the words here may still be about the number before them.
    open: bool,
    /// Whether any mark stood since the number before.
    marked: bool,
}

impl Clause {
    fn named(&mut self, subject: Subject) {
        self.subject = subject;
        self.named_last = true;
    }

    fn word(&mut self, word: Word, drafts: &mut [Draft], sentence: &mut Sentence) {
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

    fn year(&mut self, year: u16, own: Option<u16>, compared: bool, sentence: &mut Sentence) {
        self.named_last = false;
        if compared {
            self.words.insert(Word::Change);
        } else if let Some(own) = own {
            let before = i32::from(own) - i32::from(year);
            sentence.period = before != 0;
            self.years_before = Some(before);
        }
    }

    fn mark(&mut self, mark: Mark, of: bool, drafts: &mut [Draft], sentence: &mut Sentence) {
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
    fn draft(&mut self, amount: Amount, sentence: &mut Sentence) -> Draft {
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
    fn new(amount: Amount) -> Draft {
        Clause::default().draft(amount, &mut Sentence::default())
    }
}

/// Where the sentence that a byte stands in starts, not before the end of the one before.
fn sentence_start(bytes: &[u8], from: usize, at: usize) -> usize {
    let before = bytes.get(from..at).unwrap_or_default();
    let mut i = before.len();
    while i > 0 {
        i -= 1;
        let ends = match before[i] {
            b'!' | b'?' | b'\n' => true,
            0x82 => before.get(i.wrapping_sub(2)..i) == Some(&[0xE3, 0x80]),
            0x81 | 0x9F => before.get(i.wrapping_sub(2)..i) == Some(&[0xEF, 0xBC]),
            _ => false,
        };
        if ends {
            return from + i + 1;
        }
    }
    from
}

/// Where it ends: behind its full stop.
fn sentence_end(bytes: &[u8], at: usize) -> usize {
    let mut i = at;
    while let Some(&byte) = bytes.get(i) {
        match byte {
            b'!' | b'?' | b'\n' => return i + 1,
            0xE4..=0xE9 => i += 3,
            0xE3 if bytes.get(i + 1..i + 3) == Some(&[0x80, 0x82]) => return i + 3,
            0xEF if matches!(bytes.get(i + 1..i + 3), Some([0xBC, 0x81 | 0x9F])) => return i + 3,
            _ => i += 1,
        }
    }
    bytes.len()
}

fn fold_trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}
