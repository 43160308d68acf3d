//! What the rows of the form look like in text that lost its structure: their labels folded, the
//! words that tell columns and forms apart, and where one table ends and the next begins.

use std::ops::Range;

use super::tokens::{self, Kind, Token, fold_into};
use crate::model::labels::{Group, ProactiveRow, row_label};
use crate::model::{
    ActFigure, DocumentFigure, FeesFigure, Field, Form, Outcome, ProcurementFigure, Row, Section,
    Unit,
};
use crate::parse::fold;
use crate::parse::pieces::under;

/// A row of the form.
#[derive(Debug)]
pub(super) struct Spec {
    pub(super) fields: &'static [Field],
    /// The ways to write its label, with and without its number, the longest first.
    pub(super) names: Vec<Vec<u16>>,
    /// The labels that stand beside it for several rows.
    pub(super) groups: Vec<Vec<u16>>,
}

impl Spec {
    /// The row of the matrix that it is.
    pub(super) fn row(&self) -> Option<Row> {
        match self.fields.first() {
            Some(Field::Applications(row, _)) => Some(*row),
            _ => None,
        }
    }

    /// Whether a text ends with the label.
    pub(super) fn ends(&self, text: &[u16]) -> bool {
        self.names.iter().any(|name| text.ends_with(name))
    }

    /// Whether the label stands around numbers: its beginning before, its rest behind.
    pub(super) fn is_around(&self, before: &[u16], behind: &[u16]) -> bool {
        self.names.iter().any(|name| {
            (1..name.len()).any(|at| {
                let (beginning, rest) = name.split_at(at);
                before.ends_with(beginning) && behind.starts_with(rest)
            })
        })
    }

    /// Whether a piece of text can be a part of the row's label, or of one beside it.
    pub(super) fn has_piece(&self, piece: &[u16]) -> bool {
        let all = || self.names.iter().take(1).chain(&self.groups);
        if piece.is_empty() || all().any(|name| has(name, piece)) {
            return true;
        }
        // （六）其 1.申请人: a part of each, with nothing between.
        (1..piece.len()).any(|at| {
            let (group, name) = piece.split_at(at);
            self.names.first().is_some_and(|own| has(own, name))
                && self.groups.iter().any(|label| has(label, group))
        })
    }

    /// Whether a text ends with what is nearly the label.
    pub(super) fn nearly_ends(&self, text: &[u16]) -> bool {
        self.names.iter().any(|name| is_near(name, text, true))
    }

    /// Whether a text is nearly the label.
    pub(super) fn is_nearly(&self, text: &[u16]) -> bool {
        self.names.iter().any(|name| is_near(name, text, false))
    }
}

fn has(whole: &[u16], part: &[u16]) -> bool {
    whole.windows(part.len()).any(|window| window == part)
}

/// Whether a text is a label but for a character in four: 其他法律行政止公开. With `end`, only its end.
pub(super) fn is_near(label: &[u16], text: &[u16], end: bool) -> bool {
    const SHORTEST: usize = 6;
    if label.len() < SHORTEST || text.is_empty() {
        return false;
    }
    let most = label.len() / 4;
    // 上年结转政府信息公开申请数量 见附件 is the label and a cell.
    let last = |text: &[u16]| text.get(text.len().saturating_sub(2)..).map(<[u16]>::to_vec);
    let (Some(one), Some(other)) = (last(label), last(text)) else { return false };
    if end && !one.iter().any(|c| other.contains(c)) {
        return false;
    }
    let text = match end {
        true => text.get(text.len().saturating_sub(label.len() + most)..).unwrap_or(text),
        false if text.len() > label.len() + most => return false,
        false => text,
    };
    // Nearly all of the label's characters have to be there, wherever they are.
    let mut there = [0_u64; 16];
    let bit = |c: u16| (usize::from(c >> 6) % 16, 1_u64 << (c % 64));
    for (word, bit) in text.iter().map(|&c| bit(c)) {
        there[word] |= bit;
    }
    let missing = label.iter().map(|&c| bit(c)).filter(|(word, bit)| there[*word] & bit == 0);
    if missing.count() > most {
        return false;
    }
    // Edits from each beginning of the label to the text; with `end` the text may begin anywhere.
    let mut costs: Vec<usize> = (0..=label.len()).collect();
    for (i, c) in text.iter().enumerate() {
        let mut diagonal = costs[0];
        costs[0] = if end { 0 } else { i + 1 };
        for (j, l) in label.iter().enumerate() {
            let edited = 1 + diagonal.min(costs[j]).min(costs[j + 1]);
            let cost = if l == c { diagonal } else { edited };
            diagonal = costs[j + 1];
            costs[j + 1] = cost;
        }
    }
    costs[label.len()] <= most
}

fn folded(text: &str) -> Vec<u16> {
    let mut out = Vec::new();
    fold_into(text, &mut out);
    out
}

/// A label with its number, and without.
fn names(label: &str, more: &[&str]) -> Vec<Vec<u16>> {
    let (bare, ordinal) = crate::parse::literal::ordinal(label);
    let mut names = vec![folded(label)];
    // 其他 and 总计 without their numbers are columns.
    if ordinal.is_some() && bare.chars().count() > 3 {
        names.push(folded(bare));
    }
    names.extend(more.iter().map(|name| folded(name)));
    names
}

/// The rows of section two.
pub(super) fn proactive(form: Form) -> Vec<Spec> {
    ProactiveRow::ALL
        .into_iter()
        .filter(|row| !row.fields(form).is_empty())
        .map(|row| {
            // Either form's label stands in tables of the other.
            let mut names = names(row.label(Form::Y2021).0, &[row.label(Form::Y2019).0]);
            names.dedup();
            Spec { fields: row.fields(form), names, groups: Vec::new() }
        })
        .collect()
}

/// The rows of the matrix, with （六） as the text has it.
pub(super) fn matrix(text: &str, parts: &[&[Token]]) -> Vec<Spec> {
    // No other label has these characters: 逾期不补正, 缴纳费用.
    let by_ground = parts.iter().any(|tokens| {
        tokens::folded(text, tokens).iter().any(|&c| c == '逾' as u16 || c == '缴' as u16)
    });
    let mut group = None;
    Row::ALL
        .into_iter()
        .filter(|row| match row {
            Row::Outcome(Outcome::Other(ground)) => ground.is_some() == by_ground,
            _ => true,
        })
        .map(|row| {
            group = match row {
                Row::Outcome(
                    Outcome::Denied(_)
                    | Outcome::Unavailable(_)
                    | Outcome::NotProcessed(_)
                    | Outcome::Other(Some(_)),
                ) => Group::before(row).or(group),
                _ => None,
            };
            let outcomes = row.outcome().is_some() || row == Row::OutcomeTotal;
            let groups = outcomes.then_some(Group::Outcomes).into_iter().chain(group);
            let more: &[&str] = match row {
                Row::Outcome(Outcome::PartiallyGranted) => &["（二）部分公开"],
                Row::OTHER => &["（六）其他"],
                _ => &[],
            };
            Spec {
                fields: Field::of_row(row),
                names: names(row_label(row).0, more),
                groups: groups.map(|group| folded(group.label().0)).collect(),
            }
        })
        .collect()
}

/// Cuts the tokens of a section where labels say that the next table begins: its heading may be lost.
pub(super) fn parts(
    text: &str,
    all: &[Token],
    start: usize,
    section: Section,
    out: &mut Vec<(Section, Range<usize>)>,
) {
    let mut section = section;
    let mut from = start;
    for (i, token) in all.iter().enumerate().skip(start) {
        if token.kind != Kind::Text {
            continue;
        }
        let piece = fold::folded(under(text, token.span));
        let next = match section {
            Section::Proactive
                if fold::contains(&piece, "申请人情况")
                    || fold::contains(&piece, "勾稽关系")
                    || fold::contains(&piece, "本年新收政府") =>
            {
                Section::Applications
            }
            Section::Applications if fold::contains(&piece, "未经复议直接") => {
                Section::Disputes
            }
            _ => continue,
        };
        out.push((section, from..i));
        (section, from) = (next, i);
    }
    out.push((section, from..all.len()));
}

/// The words that tell the columns of section two apart, and those that are left of them where the
/// second half of a label was lost.
fn column_words(field: Field) -> [&'static str; 2] {
    match field {
        Field::Documents(_, figure) => match figure {
            DocumentFigure::Made => ["制作数", "新制"],
            DocumentFigure::Disclosed => ["公开数", "新公"],
            DocumentFigure::Total => ["总数", "外公开"],
            DocumentFigure::Issued => ["制发", "年制"],
            DocumentFigure::Repealed => ["废止", "年废"],
            DocumentFigure::InForce => ["有效", "现行"],
        },
        Field::Acts(_, ActFigure::Previous) | Field::Fees(FeesFigure::Previous) => {
            ["上一年", "上一"]
        }
        Field::Acts(_, ActFigure::Change) | Field::Fees(FeesFigure::Change) => ["增减", "年增"],
        Field::Acts(_, ActFigure::Decisions) => ["处理决", "决定"],
        Field::Fees(FeesFigure::Amount) => ["收费金", "年收费"],
        Field::Procurement(ProcurementFigure::Projects) => ["采购项", "购项目"],
        Field::Procurement(ProcurementFigure::Amount) => ["总金", "采购总"],
        Field::Applications(..) | Field::Disputes(..) => ["", ""],
    }
}

/// Tells the form from the labels of section two.
pub(super) fn form(text: &str, parts: &[&[Token]]) -> Option<Form> {
    let (mut in_2019, mut in_2021) = (0, 0);
    for tokens in parts {
        let folded = tokens::folded(text, tokens);
        let count = |words: &[&str]| words.iter().filter(|w| fold::contains(&folded, w)).count();
        in_2019 += count(&["新制作", "公开总数", "上一年", "增减", "集中采购", "总金额"]);
        in_2021 += count(&["制发件", "废止件", "现行有效", "本年处理决定", "收费金额"]);
    }
    match in_2019.cmp(&in_2021) {
        std::cmp::Ordering::Less => Some(Form::Y2021),
        std::cmp::Ordering::Greater => Some(Form::Y2019),
        std::cmp::Ordering::Equal => None,
    }
}

/// The column labels that stand over a row of section two.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    /// The words that were found, and where.
    found: Vec<Place>,
    /// The words before which another says that they are of other years: 上年处理决定数量.
    elsewhen: Vec<&'static str>,
    pub(super) unit: Unit,
}

impl Header {
    /// Looks for a header in the text before a row.
    pub(super) fn see(&mut self, text: &str, before: &[Token], folded: &[u16]) {
        let mut words: Vec<[&'static str; 2]> = Vec::new();
        for form in [Form::Y2019, Form::Y2021] {
            for field in ProactiveRow::ALL.into_iter().flat_map(|row| row.fields(form)) {
                words.push(column_words(*field));
            }
        }
        words.sort_unstable();
        words.dedup();
        let found = places(text, before, &words);
        if !found.is_empty() {
            self.found = found;
            self.elsewhen = of_other_years(text, before, &words);
        }
        // Letters of the first column's label may stand between those of this one's.
        const NEAR: usize = 14;
        // In 收费⏎信息内容⏎金额（单位：万元） they part the label itself.
        let amount = ["收费金", "总金", "单位"].iter().find_map(|words| {
            let at = fold::rfind(folded, words)? + words.chars().count();
            folded.get(at..folded.len().min(at + NEAR))
        });
        if let Some(behind) = amount {
            self.unit = match behind {
                _ if fold::contains(behind, "万元") => Unit::TenThousandYuan,
                _ if fold::contains(behind, "亿元") => Unit::HundredMillionYuan,
                _ if fold::contains(behind, "元") => Unit::Yuan,
                _ => Unit::Unstated,
            };
        }
    }

    /// The labels, if they are for these columns and stand in another order.
    pub(super) fn contradicts(&self, fields: &[Field]) -> Option<String> {
        let words: Vec<_> = fields.iter().map(|field| column_words(*field)[0]).collect();
        let elsewhen = words.iter().find(|word| self.elsewhen.contains(word));
        elsewhen.map(|word| (*word).to_owned()).or_else(|| out_of_order(&self.found, &words))
    }
}

/// The words of columns that stand right behind one for other years than that of the report.
fn of_other_years(text: &str, tokens: &[Token], words: &[[&'static str; 2]]) -> Vec<&'static str> {
    /// 现行 and 度 may stand between.
    const BETWEEN: usize = 3;
    let mut found = Vec::new();
    for token in tokens.iter().filter(|token| token.kind == Kind::Text) {
        let piece = tokens::folded(text, std::slice::from_ref(token));
        for &[word, _] in words {
            let before = fold::rfind(&piece, word).and_then(|at| piece.get(..at));
            let Some(before) = before.filter(|_| word != "上一年") else { continue };
            let is_other = ["上年", "去年", "往年", "历年", "累计"].iter().any(|years| {
                fold::rfind(before, years)
                    .is_some_and(|at| before.len() <= at + years.chars().count() + BETWEEN)
            });
            if is_other {
                found.push(word);
            }
        }
    }
    found
}

/// Where a word stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    word: &'static str,
    line: u32,
    /// The column, as far as the characters before it tell.
    column: u32,
}

/// Where each of the words last stands: those of the header nearest to a row.
fn places(text: &str, tokens: &[Token], words: &[[&'static str; 2]]) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    // One blank between pieces may be one between the letters of a word.
    let next = |a: &Token, b: &Token| a.line == b.line && b.span.start <= a.span.end + 1;
    for pieces in tokens.chunk_by(|a, b| next(a, b)) {
        let Some(first) = pieces.first() else { continue };
        let piece = tokens::folded(text, pieces);
        for &[word, part] in words {
            let offset = fold::rfind(&piece, word).or_else(|| fold::rfind(&piece, part));
            if let Some(offset) = offset.and_then(|offset| u32::try_from(offset).ok()) {
                let column = first.x.saturating_add(offset.saturating_mul(2));
                found.retain(|place| place.word != word);
                found.push(Place { word, line: first.line, column });
            }
        }
    }
    found
}

/// What was found of the words, if they stand in another order. In columns that are told by spaces,
/// labels of two lines stand beside those of one: there their columns count. Elsewhere it is the
/// order of reading, since one cell a line has no columns.
fn out_of_order(found: &[Place], words: &[&str]) -> Option<String> {
    let place = |word: &&str| found.iter().find(|place| place.word == *word);
    let places: Vec<&Place> = words.iter().filter_map(place).collect();
    let ordered =
        |before: fn(&Place, &Place) -> bool| places.windows(2).all(|pair| before(pair[0], pair[1]));
    let side_by_side = places.windows(2).any(|pair| pair[0].line == pair[1].line);
    let by_column = side_by_side && ordered(|a, b| a.column < b.column);
    let by_reading = ordered(|a, b| (a.line, a.column) < (b.line, b.column));
    (!by_column && !by_reading)
        .then(|| places.iter().map(|place| place.word).collect::<Vec<_>>().join(" "))
}

/// The tokens of a table before its first number: its header.
fn head<'t>(parts: &[&'t [Token]]) -> &'t [Token] {
    let Some(tokens) = parts.first() else { return &[] };
    let end = tokens.iter().position(|token| token.kind == Kind::Number).unwrap_or(tokens.len());
    tokens.get(..end).unwrap_or_default()
}

/// How many applicants the header names, if it is the first so many and all of their labels.
pub(super) fn shown_applicants(text: &str, parts: &[&[Token]]) -> Option<usize> {
    // A word of each label, one that only it has; of 法律服务机构 the second, which its first line
    // does not have.
    const WORDS: [&str; 7] = ["自然", "商业", "科研", "社会", "服务", "其他", "总计"];
    let mut header = tokens::folded(text, head(parts));
    // 法人或其他组织 is the label over five of them.
    if let Some(at) = fold::find(&header, "法人或其他") {
        header.drain(at..at + 5);
    }
    let shown = WORDS.map(|word| fold::contains(&header, word));
    let count = shown.iter().take_while(|shown| **shown).count();
    (!shown[count..].contains(&true)).then_some(count)
}

/// The labels of the applicants, if they stand in another order than the form's.
pub(super) fn applicants_contradict(text: &str, parts: &[&[Token]]) -> Option<String> {
    const WORDS: [&str; 5] = ["自然人", "商业", "科研", "社会", "法律"];
    // 总计 stands anywhere behind 自然人, as a tool puts the lines of the header together.
    const ENDS: [&str; 2] = ["自然人", "总计"];
    let head = head(parts);
    let found = places(text, head, &WORDS.map(|word| [word; 2]));
    out_of_order(&found, &WORDS)
        .or_else(|| out_of_order(&places(text, head, &ENDS.map(|word| [word; 2])), &ENDS))
}

/// The labels of section four, if they stand in another order than the form's.
pub(super) fn rulings_contradict(text: &str, parts: &[&[Token]]) -> Option<String> {
    const CHANNELS: [[&str; 2]; 2] = [["行政复议", "行政诉讼"], ["未经", "复议后"]];
    let head = head(parts);
    let channels = CHANNELS
        .iter()
        .find_map(|words| out_of_order(&places(text, head, &words.map(|word| [word; 2])), words));
    channels.or_else(|| {
        // Where labels are wrapped, only some are whole: then nothing can be said of their order.
        const RULINGS: [&str; 4] = ["维持", "纠正", "其他结", "审结"];
        let pieces: Vec<Vec<u16>> =
            head.iter().map(|token| tokens::folded(text, std::slice::from_ref(token))).collect();
        let all = RULINGS
            .iter()
            .all(|word| pieces.iter().map(|piece| count(piece, word)).sum::<usize>() == 3);
        let found = places(text, head, &RULINGS.map(|word| [word; 2]));
        if all { out_of_order(&found, &RULINGS) } else { None }
    })
}

fn count(text: &[u16], word: &str) -> usize {
    (0..text.len()).filter(|&i| fold::starts_with(text.get(i..).unwrap_or_default(), word)).count()
}
