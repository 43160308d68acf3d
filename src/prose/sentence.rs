//! A paragraph, sentence by sentence: what each number is about.
//!
//! A number is told by the words between it and the mark of punctuation or the number before it
//! (its clause), then by those behind it up to the next mark. What keeps it from being comparable
//! may also stand farther before it in the sentence: another year, another organ.

use super::clause::{Clause, Sentence};
use super::draft::{Draft, Subject};
use super::number::{Extent, Number, Numbers};
use super::organ::{BEN, Organ, QUAN, WO, own};
use super::parts;
use super::tell::{Where, weight};
use super::topic::{Qualifier, Topic};
use super::words::{Character, Folded, Word, mark_of};
use super::{Quantity, QuantityKind, Whole};
use crate::model::{AnnualReport, Paragraph, Place, Section, Theme};
use crate::parse::fold::{self, is_blank};

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
    /// Whether only quantities that tell what they count or belong together are found.
    telling: bool,
}

impl<'r> Reader<'r> {
    /// Before a paragraph is [given](Reader::paragraph) it has none to read.
    pub(super) fn new(report: &'r AnnualReport) -> Self {
        Reader {
            report,
            // The name is folded when it is first needed.
            organ: Organ::default(),
            paragraph: Paragraph::Overview(0),
            text: "",
            numbers: Numbers::new(""),
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
            telling: false,
        }
    }

    /// Leaves out the quantities of which no more is known than how many of something there are.
    pub(super) fn telling(mut self) -> Self {
        self.telling = true;
        self
    }

    /// Goes on with another paragraph.
    pub(super) fn paragraph(&mut self, paragraph: Paragraph, text: &'r str) {
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
            if self.telling {
                return true;
            }
            let plain = self.inside.iter().filter_map(|number| match number {
                Number::Quantity(amount) => Some(Draft::new(*amount)),
                _ => None,
            });
            self.drafts.extend(plain);
        }
        let paragraph = self.paragraph;
        let telling = self.telling;
        let drafts = self.drafts.iter().filter(|draft| {
            !telling || draft.topic.is_some() || draft.whole.is_some() || draft.is_whole
        });
        found.extend(drafts.map(|draft| {
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
        let mut numbers = self.inside.as_slice();
        let start_of =
            |numbers: &[Number]| numbers.first().map_or(usize::MAX, |number| number.extent().start);
        let mut next = start_of(numbers);
        let mut at = 0;
        while let Some(&Character { code: c, place }) = folded.characters.get(at) {
            let place = place as usize;
            if let Some((number, behind)) = numbers.split_first().filter(|_| next <= place) {
                numbers = behind;
                next = start_of(numbers);
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
                        let compared = matches!(folded.code(at.wrapping_sub(1)), BI | JIAO);
                        clause.year(year, self.report.year, compared, &mut sentence);
                    }
                    Number::Month(month, _) if !hidden => {
                        sentence.period = month != 12 || !ends_year(self.text, extent);
                    }
                    _ => {}
                }
                let rest = folded.characters.get(at..).unwrap_or_default();
                at += rest.iter().take_while(|c| (c.place as usize) < extent.end).count();
                continue;
            }
            if let Some(mark) = mark_of(c) {
                let of = folded.code(at.wrapping_sub(1)) == ZHONG;
                clause.mark(mark, of, &mut self.drafts, &mut sentence);
                at += 1;
                continue;
            }
            if matches!(c, WO | BEN | QUAN) {
                let next = char::from_u32(folded.code(at + 1).into()).unwrap_or(' ');
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
                clause.is_of_unknown = clause.is_of_unknown || !LIGHT.contains(&c);
                at += 1;
                continue;
            };
            at += length;
            let before = folded.characters.get(..at).unwrap_or_default();
            match word {
                Word::Nothing => {}
                // 我市政府信息公开 names no government.
                Word::Government if folded.code(at) == XIN => at -= 2,
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
        // The last number that does not stand in a bracket before this one.
        let mut before: Option<usize> = None;
        let mut last_unit: Option<&str> = None;
        let mut disputes_told = false;
        for i in 0..self.drafts.len() {
            let (told, rest) = self.drafts.split_at_mut(i);
            let Some(draft) = rest.first_mut() else { break };
            let unit = self.text.get(draft.amount.unit..draft.amount.extent.end);
            let depth = draft.depth;
            let outside = |other: &&Draft| other.depth <= depth;
            let previous = told.last();
            let deeper = previous.is_some_and(|last| depth > last.depth);
            let outer = before.and_then(|before| told.get(before));
            let place = Where {
                on_applications: self.on_applications,
                on_disputes: self.on_disputes,
                disputes_told,
                weight: unit.and_then(weight),
                before: previous.filter(outside).or(outer.filter(outside)),
                last: previous,
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
            disputes_told |= draft.topic.is_some_and(Topic::is_dispute)
                && !matches!(draft.qualifier, Some(Qualifier::Unclear | Qualifier::Matter));
            // 行政诉讼13件（含二审2件）: counted once or twice.
            if draft.back.any(parts::OPENING) && draft.back.has(Word::Instance) {
                if let Some(whole) = told.last_mut() {
                    whole.qualifier = whole.qualifier.or(Some(Qualifier::Unclear));
                }
            }
            // 行政复议180件，其中政府信息公开类27件: the first is of all matters.
            if draft.back.has(Word::Among) && draft.back.has(Word::Disclosure) {
                if let Some(whole) =
                    told.last_mut().filter(|d| d.topic.is_some_and(Topic::is_dispute))
                {
                    if !whole.back.has(Word::Disclosure) {
                        whole.qualifier = whole.qualifier.or(Some(Qualifier::Matter));
                    }
                }
            }
            if deeper {
                before = i.checked_sub(1);
            }
        }
    }
}

const BI: u16 = '比' as u16;
const JIAO: u16 = '较' as u16;
const XIN: u16 = '信' as u16;
/// Characters that tell nothing of what a number counts.
const LIGHT: [u16; 16] = {
    let light = [
        '全', '年', '为', '是', '的', '了', '有', '已', '均', '数', '量', '达', '约', '近', '到',
        '计',
    ];
    let (mut codes, mut i) = ([0; 16], 0);
    while i < codes.len() {
        codes[i] = light[i] as u16;
        i += 1;
    }
    codes
};
const DI: u16 = '底' as u16;
const MO: u16 = '末' as u16;
const ZHONG: u16 = '中' as u16;

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
fn is_foreign(before: &[Character], share: usize) -> bool {
    const ALL: &str = "占比例重约为达到的了总数量件全部年度本县市区我镇乡街道收到受理新增政府信息公开申请答复办结理果已所有大概近共计";
    let whole = before.get(share..).unwrap_or_default();
    whole.len() > 32
        || whole.iter().any(|c| !char::from_u32(c.code.into()).is_some_and(|c| ALL.contains(c)))
}

/// Where the sentence that a byte stands in starts, not before the end of the one before.
fn sentence_start(bytes: &[u8], from: usize, at: usize) -> usize {
    const STRIDE: usize = 16;
    let before = bytes.get(from..at).unwrap_or_default();
    let mut i = before.len();
    // A look at every byte without a way out is what the compiler makes fast. One byte more tells
    // nearly every character from the marks.
    while let Some(stride) = i.checked_sub(STRIDE + 1).and_then(|start| before.get(start..i)) {
        let pairs = stride.iter().zip(stride.get(1..).unwrap_or_default());
        let found = pairs.fold(false, |found, (&a, &b)| {
            found
                | (b == b'!')
                | (b == b'?')
                | (b == b'\n')
                | ((a == 0x80) & (b == 0x82))
                | ((a == 0xBC) & ((b == 0x81) | (b == 0x9F)))
        });
        if found {
            let least = i - STRIDE;
            while i > least {
                i -= 1;
                if ends_at(before, i) {
                    return from + i + 1;
                }
            }
        } else {
            i -= STRIDE;
        }
    }
    while i > 0 {
        i -= 1;
        if ends_at(before, i) {
            return from + i + 1;
        }
    }
    from
}

/// Whether a byte is the last of a mark that ends a sentence.
fn ends_at(bytes: &[u8], at: usize) -> bool {
    let before = || bytes.get(at.wrapping_sub(2)..at);
    match bytes.get(at) {
        Some(b'!' | b'?' | b'\n') => true,
        Some(0x82) => before() == Some(&[0xE3, 0x80]),
        Some(0x81 | 0x9F) => before() == Some(&[0xEF, 0xBC]),
        _ => false,
    }
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
