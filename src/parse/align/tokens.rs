//! Lines of a table that lost its structure → tokens: pieces of text, and numbers as they are
//! printed, which may be several figures run together.

use crate::parse::fold::{self, fold, is_blank};
use crate::parse::label;
use crate::parse::lines::{Line, is_rule};
use crate::parse::literal;
use crate::parse::pieces::{span_of, under};
use crate::span::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// A figure, several that are run together, or a mark such as `/`.
    Number,
    /// An empty cell between two separators.
    Blank,
}

/// A piece of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// The number of its line.
    pub(super) line: u32,
    /// The column in which it starts, as a person sees it: an ideograph is two columns wide.
    pub(super) x: u32,
    /// Whether its line has cells told apart by tabs or bars, and how many of these stand before.
    pub(super) separated: bool,
    pub(super) cell: u16,
    /// Whether it is one letter, or a word whose last letter stands apart.
    letter: bool,
    /// Whether text stands right before it.
    pub(super) tight_before: bool,
    /// Whether text stands right behind it.
    pub(super) tight_behind: bool,
}

impl Token {
    /// The column behind it, an ideograph being three bytes and two columns.
    pub(super) fn end(&self) -> u32 {
        self.x.saturating_add(self.span.len() / 3 * 2)
    }
}

/// A report has about 1500 tokens where every character of a label is one. A text with more than
/// this is none, and nothing is looked for in the rest.
pub(super) const MOST: usize = 40_000;

/// Cuts lines into tokens. Numbers of pages and rules of tables are left out.
pub(super) fn tokens(text: &str, lines: &[Line], out: &mut Vec<Token>) {
    let first = out.last().map_or(0, |last| last.line + 1);
    for (line, number) in lines.iter().zip(first..) {
        let content = under(text, line.text);
        if out.len() >= MOST {
            return;
        }
        if content.is_empty() || literal::is_page_number(content) || is_rule(content) {
            continue;
        }
        // Tabs at the ends of a line stand for blank cells. A PDF's columns are told by where they
        // stand on the whole line.
        let raw = under(text, line.raw);
        let tabs = raw.contains('\t') && !raw.contains('|');
        let indent = under(text, Span::new(line.raw.start, line.text.start));
        Scanner {
            line: if tabs { raw } else { content },
            base: if tabs { line.raw.start } else { line.text.start },
            number,
            separated: tabs || content.contains('|'),
            tabs,
            cell: 0,
            x: if tabs { 0 } else { width(indent) },
            out,
        }
        .scan();
    }
}

/// How many columns a text takes.
fn width(text: &str) -> u32 {
    text.chars().map(column_width).sum()
}

fn column_width(c: char) -> u32 {
    if (c as u32) < 0x1100 { 1 } else { 2 }
}

struct Scanner<'a> {
    line: &'a str,
    base: u32,
    number: u32,
    separated: bool,
    /// Whether tabs tell its cells apart, which frame nothing.
    tabs: bool,
    cell: u16,
    x: u32,
    out: &'a mut Vec<Token>,
}

impl<'a> Scanner<'a> {
    fn scan(&mut self) {
        let mut rest = self.line;
        // Where the text at hand started, and its column.
        let mut text: Option<(&'a str, u32)> = None;
        // Whether a separator came and nothing behind it yet.
        let mut empty = false;
        while let Some(c) = rest.chars().next() {
            let behind = rest.get(c.len_utf8()..).unwrap_or_default();
            if is_blank(c) || matches!(c, '\t' | '|') {
                self.text(&mut text, rest, false);
                if matches!(c, '\t' | '|') {
                    if empty {
                        let at = span_of(self.line, self.base, rest).start;
                        self.push(Kind::Blank, Span::new(at, at), self.x, false, false);
                    }
                    empty = true;
                    self.cell = self.cell.saturating_add(1);
                }
                self.x += column_width(c);
                rest = behind;
                continue;
            }
            let tight = text.is_some();
            if let Some(length) = self.number(rest, tight) {
                empty = false;
                let (figure, after) = rest.split_at(length);
                self.text(&mut text, rest, true);
                let tight_behind = after.chars().next().is_some_and(|c| !is_end(c));
                let span = span_of(self.line, self.base, figure);
                self.push(Kind::Number, span, self.x, tight, tight_behind);
                self.x += width(figure);
                rest = after;
                continue;
            }
            empty = false;
            // Brackets, ordinals and dates are text, digits and all.
            let length = bracketed(rest).or_else(|| ordinal(rest)).or_else(|| dated(rest));
            let (piece, after) = rest.split_at(length.unwrap_or(c.len_utf8()));
            text = text.or(Some((rest, self.x)));
            self.x += width(piece);
            rest = after;
        }
        self.text(&mut text, rest, false);
        if empty && self.tabs {
            let at = span_of(self.line, self.base, rest).start;
            self.push(Kind::Blank, Span::new(at, at), self.x, false, false);
        }
    }

    /// Ends the text at hand.
    fn text(&mut self, text: &mut Option<(&'a str, u32)>, rest: &'a str, tight: bool) {
        if let Some((from, x)) = text.take() {
            let piece = from.get(..from.len() - rest.len()).unwrap_or_default();
            self.push(Kind::Text, span_of(self.line, self.base, piece), x, false, tight);
        }
    }

    fn push(&mut self, kind: Kind, span: Span, x: u32, before: bool, behind: bool) {
        if self.out.len() >= MOST {
            return;
        }
        // Letters apart are one word: 本 年 收 费 金 额. The line is scanned from left to right.
        if let (Kind::Text, Some(last)) = (kind, self.out.last_mut()) {
            let letter = span.len() <= 3;
            let next = last.line == self.number && last.span.end + 1 == span.start;
            let word = last.kind == Kind::Text && !self.separated;
            if word && next && (letter || last.letter) {
                last.letter = letter;
                last.span.end = span.end;
                last.tight_behind = behind;
                return;
            }
        }
        self.out.push(Token {
            letter: span.len() <= 3,
            span,
            kind,
            line: self.number,
            x,
            separated: self.separated,
            cell: self.cell,
            tight_before: before,
            tight_behind: behind,
        });
    }

    /// The length of the number at the start of a text.
    fn number(&self, text: &str, tight: bool) -> Option<usize> {
        let first = text.chars().next()?;
        let before = self.line.get(..self.line.len() - text.len()).unwrap_or_default();
        if before.chars().next_back().is_none_or(is_end) {
            if let Some(length) = not_applicable(text) {
                return Some(length);
            }
        }
        if text.starts_with(literal::UNREAD_MARK.0) {
            return bracketed(text);
        }
        if is_bound(first) {
            let digits = run(text.get(first.len_utf8()..)?);
            return (digits > 0).then_some(first.len_utf8() + digits);
        }
        let beside = |c| literal::digit_value(c).is_some() || is_mark(c);
        let next = text.chars().nth(1);
        let several = next.is_some_and(is_mark) || is_stroke(first) && next.is_some_and(beside);
        let apart = before.ends_with(|c| is_blank(c) || beside(c));
        let glued = tight || several || apart;
        if glued && is_mark(first) && !before.ends_with('增') && !self.is_word(text) {
            // 增/减 is a label; in 规章/// and 规章--28 every mark is a cell, but the last of them may
            // also be the sign of what follows.
            let behind = text.get(first.len_utf8()..)?;
            let digit = behind.starts_with(|c| literal::digit_value(c).is_some());
            if is_stroke(first) || !digit || ordinal(behind).is_some() {
                let is_cell = behind.chars().next().is_none_or(|c| {
                    is_end(c) || is_mark(c) || is_sign(c) || literal::digit_value(c).is_some()
                }) || behind.starts_with('注')
                    || label::starts(behind);
                return is_cell.then_some(first.len_utf8());
            }
        }
        // 增 and 减 are also parts of labels, a dash is also one between words.
        let signs = if is_sign(first) { first.len_utf8() } else { 0 };
        let unsigned = text.get(signs..)?;
        let digits = run(unsigned);
        if digits == 0 || (signs > 0 && (self.is_word(text) || before.ends_with("增/"))) {
            return None;
        }
        let mut rest = unsigned.get(digits..).unwrap_or_default();
        let mut cut = 0;
        // 7… of a cell that was too narrow, 12? and 12*: the mark stays with the figure, which is then
        // none. Behind 12... no label starts whose number would be the 2.
        let no_sign = |rest: &str| !rest.starts_with(|c| literal::digit_value(c).is_some());
        if let Some(behind) = rest.strip_prefix(['+', '＋']).filter(|behind| no_sign(behind)) {
            return Some(text.len() - behind.len());
        }
        let marked = rest.trim_start_matches(is_doubt).trim_start_matches("..");
        if marked.len() < rest.len() {
            return Some(text.len() - marked.trim_start_matches('.').len());
        }
        if let Some(fraction) = rest.strip_prefix(['.', '．']).filter(|rest| run(rest) > 0) {
            rest = fraction.get(run(fraction)..).unwrap_or_default();
        } else if is_ordinal_mark(rest) && (!rest.starts_with(' ') || digits == 1) {
            // …2200003252.没有现成信息: the last digit is the number of the next row.
            let last = unsigned.get(..digits)?.chars().next_back()?.len_utf8();
            // 1475.⏎94 is one amount.
            let name = rest.get(rest.chars().next().map_or(0, char::len_utf8)..);
            let named = name.is_some_and(|name| name.chars().any(|c| !is_blank(c)));
            if last == digits || !named {
                return None;
            }
            cut = last + rest.len();
            rest = "";
        }
        if cut == 0 {
            if is_date(rest) {
                return None;
            }
            rest = unit(rest);
            rest = note(rest);
        }
        Some(text.len() - rest.len() - cut)
    }

    /// Whether the sign before a number belongs to a word: 本年增/减 128 has none, 2020-01 is a date.
    fn is_word(&self, text: &str) -> bool {
        let before = self.line.get(..self.line.len() - text.len()).unwrap_or_default();
        before.ends_with(['增', '年', '〔', '['])
    }
}

/// The length of a piece that is a mark alone: `/`, 无, 不涉及.
fn not_applicable(text: &str) -> Option<usize> {
    const LONGEST: usize = 3;
    let length: usize =
        text.chars().take_while(|&c| !is_end(c)).take(LONGEST + 1).map(char::len_utf8).sum();
    let piece = text.get(..length)?;
    (piece.chars().count() <= LONGEST && literal::is_not_applicable(piece)).then_some(length)
}

/// Whether a character ends a piece.
fn is_end(c: char) -> bool {
    is_blank(c) || matches!(c, '\t' | '|')
}

fn is_stroke(c: char) -> bool {
    matches!(c, '/' | '／')
}

/// Whether a character alone marks a figure as not applicable.
fn is_mark(c: char) -> bool {
    is_stroke(c) || matches!(c, '-' | '－' | '—' | '–')
}

/// Whether a character before a figure says that it is a bound and not a count: the two are then one
/// cell, which is none.
fn is_bound(c: char) -> bool {
    matches!(c, '>' | '＞' | '<' | '＜' | '≥' | '≤' | '≈')
}

/// Whether a character behind a figure says that it is not whole or not sure.
fn is_doubt(c: char) -> bool {
    matches!(c, '…' | '⋯' | '‥' | '?' | '？' | '*' | '＊' | '~' | '～')
}

fn is_sign(c: char) -> bool {
    matches!(c, '增' | '减' | '減' | '+' | '＋' | '-' | '－' | '−' | '–' | '—' | '↑' | '↓')
}

/// The length of the digits that a text starts with, thousands separators included.
fn run(text: &str) -> usize {
    let digits = |text: &str| -> usize {
        text.chars().take_while(|&c| literal::digit_value(c).is_some()).map(char::len_utf8).sum()
    };
    let mut length = digits(text);
    while length > 0 {
        let rest = text.get(length..).unwrap_or_default();
        let Some(group) = rest.strip_prefix([',', '，']) else { break };
        let of_three = group.chars().take_while(|&c| literal::digit_value(c).is_some()).count();
        if of_three != 3 {
            break;
        }
        length += rest.len() - group.len() + digits(group);
    }
    length
}

/// Whether the digits before are the number of a label: `.` or `、` with a name behind it.
fn is_ordinal_mark(rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    // Markdown keeps 1\. from being an item of a list.
    rest.strip_prefix('\\')
        .unwrap_or(rest)
        .strip_prefix(['.', '．', '、'])
        .is_some_and(|rest| !rest.starts_with(|c| literal::digit_value(c).is_some()))
}

/// Whether digits with this behind them are a date or the number of something.
fn is_date(rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_blank);
    rest.starts_with(['年', '月', '日', '号', '號', '%', '％', '时', '時', '届', '屆'])
}

/// Skips the unit of an amount, or a counter at the end of a cell.
fn unit(rest: &str) -> &str {
    let unit = rest.trim_start_matches(is_blank);
    for word in ["万元", "萬元", "亿元", "億元", "元", "圆", "圓"] {
        if let Some(behind) = unit.strip_prefix(word) {
            return behind;
        }
    }
    match rest.strip_prefix(['件', '项', '項', '条', '條', '宗', '个', '個', '次']) {
        Some(behind) if behind.chars().next().is_none_or(|c| is_end(c) || is_opening(c)) => behind,
        _ => rest,
    }
}

/// Skips a note behind a figure: `22（其中修订 16 件）`. The number of the next row is none.
fn note(rest: &str) -> &str {
    let bracket = rest.trim_start_matches(' ');
    let Some(length) = bracketed(bracket) else { return rest };
    let (note, behind) = bracket.split_at(length);
    let is_label = label::starts(bracket);
    let says = note.contains(|c| literal::digit_value(c).is_some())
        || note.contains("其中")
        || note.contains('含')
        || note.contains("单位")
        || note.contains("單位");
    if says && !is_label { behind } else { rest }
}

fn is_opening(c: char) -> bool {
    matches!(c, '（' | '(')
}

/// The length of a text in brackets.
fn bracketed(text: &str) -> Option<usize> {
    const LONGEST: usize = 300;
    let mut inside = text.strip_prefix(is_opening)?.char_indices();
    let opening = text.chars().next()?.len_utf8();
    let (at, closing) = inside.find(|&(at, c)| at > LONGEST || matches!(c, '）' | ')'))?;
    matches!(closing, '）' | ')').then_some(opening + at + closing.len_utf8())
}

/// The length of a row's number with its mark: `3.`.
fn ordinal(text: &str) -> Option<usize> {
    let digits = run(text);
    let rest = text.get(digits..)?;
    (digits > 0 && is_ordinal_mark(rest))
        .then(|| digits + rest.chars().next().map_or(0, char::len_utf8))
}

/// The length of digits that are a date or the number of something.
fn dated(text: &str) -> Option<usize> {
    let digits = run(text);
    (digits > 0 && is_date(text.get(digits..)?)).then_some(digits)
}

/// The folded text of the tokens that are text.
pub(super) fn folded(text: &str, tokens: &[Token]) -> Vec<u16> {
    let mut out = Vec::new();
    for token in tokens.iter().filter(|token| token.kind == Kind::Text) {
        fold_into(under(text, token.span), &mut out);
    }
    out
}

/// Adds the folded form of a text.
pub(super) fn fold_into(text: &str, out: &mut Vec<u16>) {
    for c in text.chars().map(fold).filter(|&c| c != 0) {
        match out.last_mut() {
            Some(last) if fold::is_word_start(*last) => match fold::word(*last, c) {
                Some((a, b)) => {
                    *last = a;
                    out.push(b);
                }
                None => out.push(c),
            },
            _ => out.push(c),
        }
    }
}
