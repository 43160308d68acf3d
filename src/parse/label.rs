//! The labels of the forms as one matcher over folded characters.
//!
//! The matcher is a tree of characters that is built at compile time from the wording of
//! `model/form.rs`. Walking it costs a step a character and gives up at the first character that no
//! label has there, so that prose is told from labels at its first or second character.

mod columns;

pub(super) use self::columns::{Column, Columns, columns, may_be_column};
use super::fold::{self, fold};
use super::literal::{self, Ordinal, Style};
use crate::model::labels::{
    APPLICANTS, Block, CONTENT, FEES_AMOUNT, Group, LITIGATION, ORGANIZATIONS, ProactiveRow,
    RECONCILIATION, applicant_label, channel_label, column_label, row_label, ruling_label,
};
use crate::model::{
    Applicant, Channel, DocumentFigure, DocumentKind, FeesFigure, Field, Form, Outcome,
    ProcurementFigure, Row, Ruling, Section, Unit, Wording,
};

/// What a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Section(Section),
    Caption(Block),
    /// 信息内容.
    Content,
    Column(Column),
    Proactive(ProactiveRow),
    /// The note on the reconciliation of the columns, in the matrix' header.
    Reconciliation,
    /// 申请人情况.
    Applicants,
    /// 法人或其他组织.
    Organizations,
    Applicant(Applicant),
    Row(Row),
    Group(Group),
    /// 行政诉讼.
    Litigation,
    Channel(Channel),
    Ruling(Ruling),
    /// 其他: a column of the matrix, or with a number its row 3.其他.
    Other,
    /// 总计: a column of both tables, or with a number the matrix' row （七）.
    Total,
}

const fn column(field: Field, form: Form) -> Wording {
    match column_label(field, form) {
        Some(wording) => wording,
        None => panic!("only figures of section two have column labels of their own"),
    }
}

const fn documents(figure: DocumentFigure) -> Entry {
    (
        column(Field::Documents(DocumentKind::Rules, figure), Form::Y2019),
        Label::Column(Column::Documents(figure)),
    )
}

const fn acts(figure: crate::model::ActFigure, form: Form, to: Column) -> Entry {
    (column(Field::Acts(crate::model::ActKind::Licensing, figure), form), Label::Column(to))
}

type Entry = (Wording, Label);

/// Labels in other wordings than the form's, with the report or the habit that uses them.
const ALIASES: &[(&str, Label)] = &[
    // The parts of headings that reports leave out, swap or add.
    ("概述", Label::Section(Section::Overview)),
    ("总体概述", Label::Section(Section::Overview)),
    ("基本情况", Label::Section(Section::Overview)),
    ("总体工作情况", Label::Section(Section::Overview)),
    ("工作总体情况", Label::Section(Section::Overview)),
    ("政府信息公开总体情况", Label::Section(Section::Overview)),
    ("政府信息公开工作总体情况", Label::Section(Section::Overview)),
    ("行政机关主动公开政府信息情况", Label::Section(Section::Proactive)),
    ("行政机关主动公开政府信息的情况", Label::Section(Section::Proactive)),
    ("主动公开政府信息的情况", Label::Section(Section::Proactive)),
    ("政府信息主动公开情况", Label::Section(Section::Proactive)),
    ("行政机关收到和处理政府信息公开申请情况", Label::Section(Section::Applications)),
    ("收到和处理政府信息公开申请的情况", Label::Section(Section::Applications)),
    ("收到和处理政府信息公开申请", Label::Section(Section::Applications)),
    ("收到和处理政府信息公开申请情", Label::Section(Section::Applications)),
    ("政府信息公开行政复议和行政诉讼情况", Label::Section(Section::Disputes)),
    ("因政府信息公开工作被申请行政复议、提起行政诉讼情况", Label::Section(Section::Disputes)),
    ("政府信息公开行政复议、行政诉讼的情况", Label::Section(Section::Disputes)),
    ("政府信息公开工作存在的主要问题及改进情况", Label::Section(Section::Problems)),
    ("存在问题及改进情况", Label::Section(Section::Problems)),
    ("存在的问题及改进情况", Label::Section(Section::Problems)),
    ("存在的主要问题和改进情况", Label::Section(Section::Problems)),
    ("存在的主要问题及改进措施", Label::Section(Section::Problems)),
    ("存在的主要问题及整改措施", Label::Section(Section::Problems)),
    ("其他报告事项", Label::Section(Section::Other)),
    ("其他需要报告事项", Label::Section(Section::Other)),
    ("其他应当报告的事项", Label::Section(Section::Other)),
    ("其他需要说明的事项", Label::Section(Section::Other)),
    ("其他事项", Label::Section(Section::Other)),
    // 川主乡 2019 has no second 第.
    ("第二十条一项", Label::Caption(Block::Item1)),
    ("第二十条五项", Label::Caption(Block::Item5)),
    ("第二十条六项", Label::Caption(Block::Item6)),
    ("第二十条八项", Label::Caption(Block::Item8)),
    ("第二十条九项", Label::Caption(Block::Item9)),
    // Units in the header, where an organ prints another than the form's or adds one.
    ("本年收费金额单位元", Label::Column(Column::Fees(Unit::Yuan))),
    ("本年收费金额万元", Label::Column(Column::Fees(Unit::TenThousandYuan))),
    ("本年收费金额元", Label::Column(Column::Fees(Unit::Yuan))),
    ("采购总金额单位万元", Label::Column(Column::Procurement(Unit::TenThousandYuan))),
    ("采购总金额万元", Label::Column(Column::Procurement(Unit::TenThousandYuan))),
    ("采购总金额单位元", Label::Column(Column::Procurement(Unit::Yuan))),
    ("采购总金额元", Label::Column(Column::Procurement(Unit::Yuan))),
    // 沭阳县 2025 has a small table for each channel, under a heading of its own.
    ("行政诉讼未经复议直接起诉", Label::Channel(Channel::LitigationDirect)),
    ("行政诉讼复议后起诉", Label::Channel(Channel::LitigationAfterReconsideration)),
    // 宿迁 cuts the label of （二） after its name.
    ("部分公开", Label::Row(Row::Outcome(Outcome::PartiallyGranted))),
];

/// How many labels come from the form itself.
const OFFICIAL: usize = 6 + 5 + 1 + 14 + 1 + 3 + 8 + 5 + (Row::ALL.len() - 3) + 5 + 1 + 3 + 4 + 2;

static LABELS: [Entry; OFFICIAL + ALIASES.len()] = labels();

const fn labels() -> [Entry; OFFICIAL + ALIASES.len()] {
    use crate::model::ActFigure;
    let mut list = [(Wording("", ""), Label::Content); OFFICIAL + ALIASES.len()];
    let mut n = 0;
    macro_rules! push {
        ($($entry:expr),* $(,)?) => {{ $( list[n] = $entry; n += 1; )* }};
    }
    let mut i = 0;
    while i < Section::ALL.len() {
        push!((Section::ALL[i].heading(), Label::Section(Section::ALL[i])));
        i += 1;
    }
    i = 0;
    while i < Block::ALL.len() {
        push!((Block::ALL[i].caption(), Label::Caption(Block::ALL[i])));
        i += 1;
    }
    push!(
        (CONTENT, Label::Content),
        documents(DocumentFigure::Made),
        documents(DocumentFigure::Disclosed),
        documents(DocumentFigure::Total),
        documents(DocumentFigure::Issued),
        documents(DocumentFigure::Repealed),
        documents(DocumentFigure::InForce),
        acts(ActFigure::Previous, Form::Y2019, Column::Previous),
        acts(ActFigure::Change, Form::Y2019, Column::Change),
        acts(ActFigure::Decisions, Form::Y2019, Column::Decisions(Form::Y2019)),
        acts(ActFigure::Decisions, Form::Y2021, Column::Decisions(Form::Y2021)),
        (
            column(Field::Fees(FeesFigure::Amount), Form::Y2021),
            Label::Column(Column::Fees(Unit::TenThousandYuan)),
        ),
        (FEES_AMOUNT, Label::Column(Column::Fees(Unit::Unstated))),
        (
            column(Field::Procurement(ProcurementFigure::Projects), Form::Y2019),
            Label::Column(Column::Projects),
        ),
        (
            column(Field::Procurement(ProcurementFigure::Amount), Form::Y2019),
            Label::Column(Column::Procurement(Unit::Unstated)),
        ),
        (
            ProactiveRow::NormativeDocuments.label(Form::Y2021),
            Label::Proactive(ProactiveRow::NormativeDocuments),
        ),
        (RECONCILIATION, Label::Reconciliation),
        (APPLICANTS, Label::Applicants),
        (ORGANIZATIONS, Label::Organizations),
    );
    i = 0;
    while i < ProactiveRow::ALL.len() {
        let row = ProactiveRow::ALL[i];
        push!((row.label(Form::Y2019), Label::Proactive(row)));
        i += 1;
    }
    i = 0;
    while i < 5 {
        push!((applicant_label(Applicant::ALL[i]), Label::Applicant(Applicant::ALL[i])));
        i += 1;
    }
    i = 0;
    while i < Row::ALL.len() {
        let row = Row::ALL[i];
        // （六）其他处理 is a group or a row, 3.其他 and （七）总计 are columns without their numbers.
        if !matches!(row.index(), 20 | 23 | 24) {
            push!((row_label(row), Label::Row(row)));
        }
        i += 1;
    }
    push!(
        (Group::Outcomes.label(), Label::Group(Group::Outcomes)),
        (Group::Denied.label(), Label::Group(Group::Denied)),
        (Group::Unavailable.label(), Label::Group(Group::Unavailable)),
        (Group::NotProcessed.label(), Label::Group(Group::NotProcessed)),
        (Group::Other.label(), Label::Group(Group::Other)),
        (LITIGATION, Label::Litigation),
    );
    i = 0;
    while i < Channel::ALL.len() {
        push!((channel_label(Channel::ALL[i]), Label::Channel(Channel::ALL[i])));
        i += 1;
    }
    i = 0;
    while i < 4 {
        push!((ruling_label(Ruling::ALL[i]), Label::Ruling(Ruling::ALL[i])));
        i += 1;
    }
    push!(
        (applicant_label(Applicant::OtherOrganization), Label::Other),
        (applicant_label(Applicant::Total), Label::Total),
    );
    assert!(n == OFFICIAL, "OFFICIAL counts the entries that are pushed");
    i = 0;
    while i < ALIASES.len() {
        push!((Wording(ALIASES[i].0, ""), ALIASES[i].1));
        i += 1;
    }
    list
}

/// A character of a label. Its children are a list through `next`.
#[derive(Clone, Copy)]
struct Node {
    character: u16,
    /// The first child, 0 for none.
    child: u16,
    /// The next child of the same parent, 0 for none.
    next: u16,
    /// The place in [`LABELS`] of the label that ends here, or [`NO_LABEL`].
    label: u8,
}

const NO_LABEL: u8 = u8::MAX;
const CAPACITY: usize = 1024;
const ROOTS: usize = 128;

struct Tree {
    nodes: [Node; CAPACITY],
    /// The first characters of labels, by their lowest bits: lists through `next`.
    roots: [u16; ROOTS],
}

static TREE: Tree = tree();

const fn root(character: u16) -> usize {
    (character ^ (character >> 7)) as usize % ROOTS
}

/// Where the label's own number ends: `一、`, `（一）` or `1.`.
const fn skip_number(bytes: &[u8]) -> usize {
    const BRACKET: [u8; 3] = *b"\xEF\xBC\x88"; // （
    const COMMA: [u8; 3] = *b"\xE3\x80\x81"; // 、
    const CLOSING: [u8; 3] = *b"\xEF\xBC\x89"; // ）
    const fn at(bytes: &[u8], i: usize, mark: [u8; 3]) -> bool {
        bytes.len() > i + 3
            && bytes[i] == mark[0]
            && bytes[i + 1] == mark[1]
            && bytes[i + 2] == mark[2]
    }
    if bytes[0].is_ascii_digit() && bytes[1] == b'.' {
        2
    } else if at(bytes, 0, BRACKET) && at(bytes, 6, CLOSING) {
        9
    } else if at(bytes, 3, COMMA) {
        6
    } else {
        0
    }
}

const fn tree() -> Tree {
    let empty = Node { character: 0, child: 0, next: 0, label: NO_LABEL };
    let mut tree = Tree { nodes: [empty; CAPACITY], roots: [0; ROOTS] };
    // Node 0 is nobody's child, so that 0 can mean none.
    let mut used = 1;
    let entries = labels();
    let mut i = 0;
    while i < entries.len() {
        let bytes = entries[i].0.0.as_bytes();
        let mut at = skip_number(bytes);
        let mut parent = 0;
        while at < bytes.len() {
            // The wording of the form is three-byte characters and a little ASCII punctuation.
            if bytes[at] < 0x80 {
                at += 1;
                continue;
            }
            let c = ((bytes[at] as u16 & 0x0F) << 12)
                | ((bytes[at + 1] as u16 & 0x3F) << 6)
                | (bytes[at + 2] as u16 & 0x3F);
            at += 3;
            // Punctuation and quotes are no part of a folded label.
            if c < 0x4E00 || c > 0x9FFF {
                continue;
            }
            let mut child =
                if parent == 0 { tree.roots[root(c)] } else { tree.nodes[parent].child } as usize;
            while child != 0 && tree.nodes[child].character != c {
                child = tree.nodes[child].next as usize;
            }
            if child == 0 {
                child = used;
                used += 1;
                let first =
                    if parent == 0 { tree.roots[root(c)] } else { tree.nodes[parent].child };
                tree.nodes[child] = Node { character: c, child: 0, next: first, label: NO_LABEL };
                if parent == 0 {
                    tree.roots[root(c)] = child as u16;
                } else {
                    tree.nodes[parent].child = child as u16;
                }
            }
            parent = child;
        }
        if tree.nodes[parent].label == NO_LABEL {
            tree.nodes[parent].label = i as u8;
        }
        i += 1;
    }
    tree
}

/// A walk through the tree. It can be continued with another piece of text, so that a label that is
/// wrapped over several lines is one label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Walk {
    node: u16,
    /// The first half of a word of Taiwan usage, 0 for none.
    half: u16,
}

/// Where a walk stands after a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Walked {
    /// No label goes on like this.
    Dead,
    /// A label may go on like this.
    Alive,
    /// A label ends here.
    Label(Label),
    /// A label ended before a bracket, and a note of the organ's own follows: the offset of the
    /// bracket.
    Annotated(Label, usize),
}

impl Walk {
    /// Walks on with a text.
    pub(super) fn feed(&mut self, text: &str) -> Walked {
        // The tree holds folded characters, so that one which is found as it stands needs no folding.
        // That is most of them.
        let mut known = 0;
        while self.half == 0 {
            let c = fold::first(text.as_bytes().get(known..).unwrap_or_default());
            if c < '一' as u16 || !self.descend(c) {
                break;
            }
            known += '一'.len_utf8();
        }
        let mut before_bracket = None;
        let rest = text.get(known..).unwrap_or_default();
        for (at, c) in rest.char_indices().map(|(at, c)| (known + at, c)) {
            if c >= '一' && self.half == 0 && self.descend(c as u32 as u16) {
                continue;
            }
            let folded = fold(c);
            if folded == 0 {
                if before_bracket.is_none() && matches!(c, '（' | '(') && self.half == 0 {
                    before_bracket = self.label().map(|label| (label, at));
                }
                continue;
            }
            if !self.step(folded) {
                return match before_bracket {
                    Some((label, at)) => Walked::Annotated(label, at),
                    None => Walked::Dead,
                };
            }
        }
        match self.label() {
            Some(label) if self.half == 0 => Walked::Label(label),
            _ => match before_bracket {
                Some((label, at)) => Walked::Annotated(label, at),
                None => Walked::Alive,
            },
        }
    }

    #[inline]
    fn step(&mut self, c: u16) -> bool {
        if self.half != 0 {
            let Some((a, b)) = fold::word(self.half, c) else { return false };
            self.half = 0;
            return self.descend(a) && self.descend(b);
        }
        if self.descend(c) {
            return true;
        }
        // No label of the form contains a character that such a word starts with.
        if fold::is_word_start(c) {
            self.half = c;
            return true;
        }
        false
    }

    #[inline]
    fn descend(&mut self, c: u16) -> bool {
        let mut child = match self.node {
            0 => TREE.roots[root(c)],
            node => TREE.nodes[node as usize].child,
        };
        while child != 0 {
            let node = &TREE.nodes[child as usize];
            if node.character == c {
                self.node = child;
                return true;
            }
            child = node.next;
        }
        false
    }

    fn label(&self) -> Option<Label> {
        match TREE.nodes[self.node as usize].label {
            NO_LABEL => None,
            i => LABELS.get(i as usize).map(|entry| entry.1),
        }
    }
}

/// The official labels as bytes: each Simplified, then Traditional.
struct Names {
    names: [&'static [u8]; 2 * OFFICIAL],
    /// The names by a hash of their bytes, so that a label which is printed letter for letter as in the
    /// form is found at once. A slot holds the place of the name and one more, 0 stands for none; a
    /// name that finds its slot taken lies in the next free one.
    slots: [u8; SLOTS],
}

/// The labels with their numbers.
static NUMBERED: Names = Names::new(true);
/// The labels without.
static NAMES: Names = Names::new(false);

const SLOTS: usize = 1024;

impl Names {
    const fn new(numbered: bool) -> Names {
        let entries = labels();
        let mut names: [&[u8]; 2 * OFFICIAL] = [&[]; 2 * OFFICIAL];
        let mut slots = [0; SLOTS];
        let mut i = 0;
        while i < names.len() {
            let Wording(simplified, traditional) = entries[i / 2].0;
            let name = if i % 2 == 0 { simplified } else { traditional }.as_bytes();
            names[i] = if numbered { name } else { name.split_at(skip_number(name)).1 };
            let mut slot = hash(names[i]);
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = i as u8 + 1;
            i += 1;
        }
        Names { names, slots }
    }

    /// The label with this name.
    fn find(&self, name: &str) -> Option<Label> {
        let name = name.as_bytes();
        let mut slot = hash(name);
        loop {
            let i = self.slots[slot].checked_sub(1)? as usize;
            if name == self.names[i] {
                return Some(LABELS[i / 2].1);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// A slot of [`Names`] for a text: its length, its first bytes and its last, multiplied and mixed.
/// Names of the form that have all of these in common lie side by side.
#[inline]
const fn hash(text: &[u8]) -> usize {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let (first, last) = match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                (u32::from_le_bytes(*first) as u64, u32::from_le_bytes(*last) as u64)
            }
            _ => (0, 0),
        },
    };
    let state = (first ^ last.rotate_left(29) ^ text.len() as u64).wrapping_mul(FACTOR);
    (state >> 40) as usize % SLOTS
}

/// A label with the number before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbered {
    pub(super) ordinal: Option<Ordinal>,
    pub(super) walk: Walk,
    pub(super) walked: Walked,
}

/// The label of a cell that is printed letter for letter as in the form, if that alone tells which it
/// is: for 其他 and 3.其他 it depends on what came before.
pub(super) fn printed(cell: &str) -> Option<Label> {
    match NUMBERED.find(cell) {
        Some(Label::Other) => None,
        Some(label) => Some(label),
        None => {
            let (rest, ordinal) = literal::ordinal(cell);
            let label = ordinal.and_then(|_| NAMES.find(rest))?;
            match resolve(Walked::Label(label), ordinal, 0) {
                Walked::Label(Label::Other | Label::Row(Row::UNSPECIFIED)) => None,
                Walked::Label(label) => Some(label),
                _ => None,
            }
        }
    }
}

/// The section that words name letter for letter, in the wording of the form or in one that reports
/// use. [`read`] finds the same, and in other characters as well; this is for the many lines that are
/// looked at as headings.
pub(super) fn section(words: &str) -> Option<Section> {
    let found = NAMES.find(words).or_else(|| {
        let alias = ALIASES.iter().find(|(alias, _)| *alias == words);
        alias.map(|(_, label)| *label)
    });
    match found {
        Some(Label::Section(section)) => Some(section),
        _ => None,
    }
}

/// Whether a text is a label of the form, or the beginning of one.
pub(crate) fn is_label(text: &str) -> bool {
    let read = read(text);
    match read.walked {
        Walked::Label(_) | Walked::Annotated(..) => true,
        Walked::Alive => read.walk != Walk::default(),
        Walked::Dead => false,
    }
}

/// Reads a cell as a label: its number, if it has one, and its name.
pub(super) fn read(cell: &str) -> Numbered {
    let (rest, ordinal) = literal::ordinal(cell);
    let mut walk = Walk::default();
    let walked = match NAMES.find(rest) {
        Some(label) => Walked::Label(label),
        None => walk.feed(rest),
    };
    Numbered { ordinal, walk, walked: resolve(walked, ordinal, cell.len() - rest.len()) }
}

/// Whether a text starts with a label, whatever stands behind it.
pub(super) fn starts(text: &str) -> bool {
    /// No label is as long, with the blanks in it: what is behind need not be looked at.
    const LONGEST: usize = 256;
    let (rest, _) = literal::ordinal(text);
    let mut walk = Walk::default();
    for c in rest.chars().take(LONGEST).map(fold).filter(|&c| c != 0) {
        if !walk.step(c) {
            return false;
        }
        if walk.half == 0 && walk.label().is_some() {
            return true;
        }
    }
    false
}

/// Tells the rows 3.其他, （六）其他 and （七）总计 from the columns of the same name by their numbers.
/// With any other number they are no labels of the form.
fn resolve(walked: Walked, ordinal: Option<Ordinal>, skipped: usize) -> Walked {
    let number = ordinal.map(|ordinal| (ordinal.number, ordinal.style));
    let resolved = |label| match (label, number) {
        (Label::Other | Label::Total, None) => Some(label),
        (Label::Other, Some((6, Style::Bracketed))) => Some(Label::Group(Group::Other)),
        (Label::Other, Some((3, Style::Digits | Style::BracketedDigits))) => {
            Some(Label::Row(Row::UNSPECIFIED))
        }
        (Label::Total, Some((7, Style::Bracketed))) => Some(Label::Row(Row::OutcomeTotal)),
        (Label::Other | Label::Total, Some(_)) => None,
        _ => Some(label),
    };
    match walked {
        Walked::Label(found) => resolved(found).map_or(Walked::Dead, Walked::Label),
        Walked::Annotated(found, at) => {
            resolved(found).map_or(Walked::Dead, |label| Walked::Annotated(label, at + skipped))
        }
        _ => walked,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Denial;

    fn label(cell: &str) -> Walked {
        read(cell).walked
    }

    #[test]
    fn a_section_named_letter_for_letter_is_the_one_that_is_read() {
        for (words, label) in ALIASES {
            let read = read(words).walked;
            assert_eq!(read, Walked::Label(*label), "{words}");
            match label {
                Label::Section(of) => assert_eq!(section(words), Some(*of), "{words}"),
                _ => assert_eq!(section(words), None, "{words}"),
            }
        }
        assert_eq!(section("主動公開政府信息情況"), Some(Section::Proactive));
        assert_eq!(section("主动公开"), None);
    }

    #[test]
    fn every_label_of_the_form_is_found_in_both_scripts() {
        for row in Row::ALL {
            for text in [row_label(row).0, row_label(row).1] {
                let expected = match row {
                    Row::OTHER => Label::Group(Group::Other),
                    _ => Label::Row(row),
                };
                assert_eq!(label(text), Walked::Label(expected), "{text}");
            }
        }
        for group in [Group::Outcomes, Group::Denied, Group::Unavailable, Group::NotProcessed] {
            assert_eq!(label(group.label().0), Walked::Label(Label::Group(group)));
            assert_eq!(label(group.label().1), Walked::Label(Label::Group(group)));
        }
        for row in ProactiveRow::ALL {
            for form in [Form::Y2019, Form::Y2021] {
                assert_eq!(label(row.label(form).1), Walked::Label(Label::Proactive(row)));
            }
        }
        for block in Block::ALL {
            assert_eq!(label(block.caption().1), Walked::Label(Label::Caption(block)));
        }
        for section in Section::ALL {
            assert_eq!(label(section.heading().1), Walked::Label(Label::Section(section)));
        }
        for channel in Channel::ALL {
            assert_eq!(label(channel_label(channel).1), Walked::Label(Label::Channel(channel)));
        }
        for (wording, expected) in LABELS.iter() {
            let text = wording.0;
            match label(text) {
                Walked::Label(found) => assert_eq!(
                    std::mem::discriminant(&found),
                    std::mem::discriminant(&match expected {
                        Label::Other | Label::Total => found,
                        other => *other,
                    }),
                    "{text}"
                ),
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn numbers_tell_rows_from_columns() {
        assert_eq!(label("其他"), Walked::Label(Label::Other));
        assert_eq!(label("3. 其他"), Walked::Label(Label::Row(Row::ALL[23])));
        assert_eq!(label("(六) 其他"), Walked::Label(Label::Group(Group::Other)));
        assert_eq!(label("總計"), Walked::Label(Label::Total));
        assert_eq!(label("(七)總計"), Walked::Label(Label::Row(Row::OutcomeTotal)));
    }

    #[test]
    fn a_wrapped_label_is_one_label() {
        let first = read("本年新");
        assert_eq!(first.walked, Walked::Alive);
        let mut walk = first.walk;
        assert_eq!(
            walk.feed("製作數量"),
            Walked::Label(Label::Column(Column::Documents(DocumentFigure::Made)))
        );
    }

    #[test]
    fn prose_is_no_label() {
        assert_eq!(label("本年度未收取信息处理费。"), Walked::Dead);
        assert_eq!(label("2020年以来我市"), Walked::Dead);
        assert_eq!(label(""), Walked::Alive);
    }

    #[test]
    fn a_note_of_the_organ_behind_a_label_is_told_apart() {
        let text = "规范性文件(指各行政机关印发的有正式文号的文件)";
        assert_eq!(
            label(text),
            Walked::Annotated(Label::Proactive(ProactiveRow::NormativeDocuments), 15)
        );
        assert_eq!(
            label("1.属于国家秘密"),
            Walked::Label(Label::Row(Row::Outcome(Outcome::Denied(Denial::StateSecret))))
        );
    }
}
