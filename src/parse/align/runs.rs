//! Tokens → runs: numbers that follow each other, with the text beside and before them.

use super::specs::Spec;
use super::tokens::{self, Kind, Token};
use crate::parse::fold;
use crate::parse::label;
use crate::parse::literal::{self, Literal};
use crate::parse::pieces::under;
use crate::span::Span;

/// Numbers that follow each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub(super) cells: Vec<Span>,
    /// Where each of them starts on its line.
    pub(super) columns: Vec<u32>,
    /// The number of its first line.
    pub(super) line: u32,
    /// The tokens since the run before.
    pub(super) before: Vec<Token>,
    /// Whether blank cells were left out that only fill the line up.
    pub(super) trimmed: bool,
    /// Whether text stands right before the first of them.
    tight: bool,
    /// Whether separators tell the cells apart, so that no blank one can be missing.
    pub(super) separated: bool,
    /// How many separators stand before its last cell on its line.
    pub(super) last_cell: u16,
    /// The pieces of text before the first number on its line, folded.
    own: Vec<Vec<u16>>,
    /// The text since the run before, folded.
    pub(super) text_before: Vec<u16>,
    /// Whether it stands to the right of the text on the line before.
    is_beside: bool,
    /// The first pieces of text behind it, folded.
    behind: Vec<u16>,
    /// The rows whose labels the text on its line ends with, or where it has none, that before it.
    ends: Vec<usize>,
    /// Whether another label stands right above the one above.
    pub(super) is_stacked: bool,
    /// Whether `ends` are only near.
    pub(super) near: bool,
    /// The text on its line, or the last before it.
    pub(super) label: Option<Span>,
    /// Whether text beside a number says that it is no plain figure: 近150, 220条余.
    pub(super) suspect: bool,
}

impl Run {
    /// A row that was put together.
    pub(super) fn of(cells: Vec<Span>) -> Self {
        Run { cells, ..Run::default() }
    }

    pub(super) fn whole(&self) -> Span {
        let mut cells = self.cells.iter().copied();
        let first = cells.next().unwrap_or(Span::new(0, 0));
        cells.fold(first, Span::join)
    }

    /// How many characters its numbers have.
    pub(super) fn digits(&self, text: &str) -> usize {
        self.cells.iter().map(|&cell| under(text, cell).len()).sum()
    }

    pub(super) fn has_own_text(&self) -> bool {
        self.own.iter().any(|piece| !piece.is_empty())
    }

    /// Whether the label on its line, whole, is that of one row.
    pub(super) fn is_named(&self) -> bool {
        self.has_own_text() && !self.ends.is_empty()
    }

    /// The text that its label would end.
    fn label_text(&self) -> Vec<u16> {
        if self.has_own_text() { self.own.concat() } else { self.text_before.clone() }
    }

    /// Whether the label before it is that of a row.
    pub(super) fn ends_with(&self, spec: &Spec) -> bool {
        let text = || self.label_text();
        !self.ends.is_empty()
            && if self.near { spec.nearly_ends(&text()) } else { spec.ends(&text()) }
    }

    /// Whether the text beside it can be that of a row.
    pub(super) fn names(&self, spec: &Spec) -> bool {
        if !self.has_own_text() {
            return false;
        }
        // The label of a row of cells is a cell, and whole.
        if !self.ends.is_empty() || self.separated {
            return self.ends_with(spec);
        }
        self.own.iter().all(|piece| spec.has_piece(piece)) || spec.is_nearly(&self.own.concat())
    }

    /// Whether the label beside it has words before that of a row, which make it another: 非行政许可,
    /// 不予行政处罚. Where all is run together, the words of a header stand there.
    pub(super) fn has_other_words(&self, spec: &Spec, glued: bool) -> bool {
        const WORD: usize = 4;
        let text = self.own.concat();
        let rests = spec.names.iter().filter_map(|name| text.strip_suffix(name.as_slice()));
        let Some(rest) = rests.min_by_key(|rest| rest.len()) else { return false };
        let is_number = |&c: &u16| u8::try_from(c).is_ok_and(|c| c.is_ascii_digit());
        let is_whole = self.separated || (!glued && self.own.len() == 1 && rest.len() <= WORD);
        is_whole && !rest.iter().all(is_number)
    }

    /// Whether all of a row's label stands before it, or before and behind it.
    pub(super) fn has_whole_label(&self, spec: &Spec) -> bool {
        if self.separated {
            return self.ends_with(spec);
        }
        // A label alone on the line above says nothing: a number alone may be that of the page.
        let before = self.has_own_text() && (self.ends_with(spec) || spec.ends(&self.text_before));
        before || (self.is_beside && spec.is_around(&self.text_before, &self.behind))
    }
}

/// The runs of a table.
pub(super) fn runs(text: &str, parts: &[&[Token]], specs: &[Spec]) -> Vec<Run> {
    let mut runs = Vec::new();
    let stream = one_a_line(parts);
    for tokens in parts {
        runs_of(text, tokens, stream, &mut runs);
    }
    let mut tries = MOST_TRIES;
    for run in &mut runs {
        find_labels(run, specs, &mut tries);
    }
    runs
}

/// Labels that are compared letter by letter because they are none of the form's: a report has a few.
const MOST_TRIES: u32 = 100;

/// Whether nearly every number stands alone on its line.
fn one_a_line(parts: &[&[Token]]) -> bool {
    let (mut alone, mut all) = (0, 0);
    for line in parts.iter().flat_map(|tokens| tokens.chunk_by(|a, b| a.line == b.line)) {
        let numbers = line.iter().filter(|token| token.kind == Kind::Number).count();
        all += numbers;
        alone += usize::from(numbers == 1 && line.len() == 1);
    }
    alone * 2 > all
}

/// The rest of a line, found once for all of its tokens.
#[derive(Default)]
struct Extent {
    /// The first token of the next line.
    end: usize,
    last_number: Option<usize>,
    last_text: Option<usize>,
}

impl Extent {
    fn of(tokens: &[Token], from: usize) -> Self {
        let line = tokens.get(from).map(|token| token.line);
        let of_line = |(_, token): &(usize, &Token)| Some(token.line) == line;
        let rest = || tokens.iter().enumerate().skip(from).take_while(of_line);
        let last = |kind| rest().filter(|(_, token)| token.kind == kind).last().map(|(i, _)| i);
        Extent {
            end: from + rest().count(),
            last_number: last(Kind::Number),
            last_text: last(Kind::Text),
        }
    }
}

fn runs_of(text: &str, tokens: &[Token], stream: bool, runs: &mut Vec<Run>) {
    let mut i = 0;
    let mut from = 0;
    let mut line = Extent::default();
    while i < tokens.len() {
        let first = tokens[i];
        let starts = match first.kind {
            Kind::Number => true,
            // A blank cell is the row's first where figures alone stand behind it.
            Kind::Blank => {
                if i >= line.end {
                    line = Extent::of(tokens, i);
                }
                line.last_number > Some(i) && line.last_text < Some(i)
            }
            Kind::Text => false,
        };
        if !starts {
            i += 1;
            continue;
        }
        let length = tokens[i..]
            .iter()
            .take_while(|t| t.kind != Kind::Text && (stream || t.line == first.line))
            .count();
        let numbers = &tokens[i..i + length];
        let before = &tokens[from..i];
        let behind = &tokens[i + length..];
        let all = numbers.len();
        let numbers = framed(numbers);
        let own = before.iter().rev().take_while(|t| t.line == first.line);
        let mut own = own.filter(|t| t.kind == Kind::Text).peekable();
        // The label of a row of cells is one cell. Another between it and the figures is one of the
        // row's, and no figure.
        let cell = own.peek().map(|t| t.cell);
        let mut own: Vec<Vec<u16>> = own
            .take_while(|t| !t.separated || Some(t.cell) == cell)
            .map(|t| tokens::folded(text, std::slice::from_ref(t)))
            .collect();
        own.reverse();
        let above = before.iter().rev().find(|t| t.line < first.line);
        let text_behind = behind.iter().take_while(|t| t.kind == Kind::Text).take(LONGEST_REST);
        let near_before = before.get(before.len().saturating_sub(LONGEST_LABEL)..);
        let near_before = near_before.unwrap_or_default();
        runs.push(Run {
            cells: numbers.iter().map(|token| token.span).collect(),
            columns: numbers.iter().map(|token| token.x).collect(),
            line: first.line,
            before: near_before.to_vec(),
            is_beside: above.is_none_or(|above| first.x >= above.end()),
            trimmed: numbers.len() < all,
            tight: first.tight_before,
            separated: first.separated,
            last_cell: numbers.last().map_or(0, |last| last.cell),
            own,
            // Labels are short; a long text before a number is prose.
            text_before: tokens::folded(text, near_before),
            behind: tokens::folded(text, &text_behind.copied().collect::<Vec<_>>()),
            ends: Vec::new(),
            is_stacked: false,
            near: false,
            label: label_of(before, first.line),
            suspect: is_spoiled(text, before, numbers, behind),
        });
        i += length;
        from = i;
    }
}

/// The cells of a row without the blank ones that only fill its line up: those behind as many figures
/// as there are columns. With a blank cell among them, one too many would look the same.
fn framed(numbers: &[Token]) -> &[Token] {
    const WIDTH: usize = 7;
    match numbers.split_at_checked(WIDTH) {
        Some((row, rest))
            if row.iter().all(|t| t.kind == Kind::Number)
                && rest.iter().all(|t| t.kind == Kind::Blank) =>
        {
            row
        }
        _ => numbers,
    }
}

/// The text before a number on its line, or the piece before it.
fn label_of(before: &[Token], line: u32) -> Option<Span> {
    let texts = before.iter().rev().filter(|t| t.kind == Kind::Text);
    let own = texts.clone().take_while(|t| t.line == line).map(|t| t.span).reduce(Span::join);
    own.or_else(|| texts.clone().next().map(|t| t.span))
}

/// The most tokens behind a run that are looked at: the rest of a label is a few lines.
const LONGEST_REST: usize = 8;

/// The most tokens before a run that are looked at.
const LONGEST_LABEL: usize = 160;

/// Finds the rows whose labels a run stands behind.
fn find_labels(run: &mut Run, specs: &[Spec], tries: &mut u32) {
    let text = &run.label_text();
    let all = |ends: &dyn Fn(&Spec) -> bool| -> Vec<usize> {
        (0..specs.len()).filter(|&i| ends(&specs[i])).collect()
    };
    run.ends = all(&|spec| spec.ends(text));
    if run.ends.is_empty() && *tries > 0 {
        *tries -= 1;
        let near = all(&|spec| spec.nearly_ends(text));
        if near.len() == 1 {
            run.ends = near;
            run.near = true;
        }
    }
    run.is_stacked = !run.has_own_text() && is_stacked(run, specs);
}

/// Whether another label stands right above the one above a run: the figures may be those of either,
/// where some were lost.
fn is_stacked(run: &Run, specs: &[Spec]) -> bool {
    let Some(spec) = run.ends.first().and_then(|&i| specs.get(i)) else { return false };
    let name = spec.names.iter().find(|name| run.text_before.ends_with(name));
    let Some(mut rest) = name.and_then(|name| run.text_before.strip_suffix(name.as_slice())) else {
        return false;
    };
    for group in spec.groups.iter().rev() {
        rest = rest.strip_suffix(group.as_slice()).unwrap_or(rest);
    }
    specs.iter().any(|other| other.ends(rest))
}

/// Whether the text beside numbers says that they are no plain figures.
fn is_spoiled(text: &str, before: &[Token], numbers: &[Token], behind: &[Token]) -> bool {
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return false };
    // 近150: the text right before is no label's end; this is seen when the labels are looked for.
    let approximate = |token: &Token| {
        let piece = under(text, token.span);
        piece.ends_with(['近', '约', '約', '超', '第', '〔', '[', '共', ','])
            && token.line == first.line
    };
    let rest = behind.first().is_some_and(|token| {
        let piece = under(text, token.span);
        if token.kind != Kind::Text {
            return false;
        }
        let tight = last.tight_behind && token.line == last.line;
        // A label may have blanks in it: 二、 上年结转.
        let piece = text.get(token.span.start as usize..).unwrap_or(piece);
        // The last lines of wrapped labels stand before the numbers: 8.属于行政查询事⏎项.
        let may_be_rest = token.line == last.line || token.x + 2 >= last.x;
        // A misspelt label has its number: 4.保护止三方合法权益.
        let named = || label::starts(piece) || literal::ordinal(piece).1.is_some();
        (tight && !named() && !is_caption(piece))
            || (may_be_rest && literal::is_rest_of_figure(under(text, token.span)))
    });
    // The rest of a number that was broken: 10133⏎.4.
    let broken = |token: Option<&Token>| {
        token.is_some_and(|token| {
            let piece = under(text, token.span);
            piece.starts_with(['.', ',', '．'])
                || piece.ends_with(['.', ',', '．']) && is_bare(piece)
        })
    };
    // 1 5125 in one cell of several is a figure that was broken, and not two.
    let same_cell = |pair: &[Token]| pair[0].cell == pair[1].cell;
    let has_parts = first.separated && first.cell != last.cell && numbers.windows(2).any(same_cell);
    // A blank cell before the first number, where the line goes on with text, may be the row's first.
    let is_led = first.separated
        && before.last().is_some_and(|token| token.kind == Kind::Blank && token.line == first.line);
    has_parts
        || is_led
        || before.last().is_some_and(approximate)
        || rest
        || broken(behind.first())
        || broken(before.last())
}

/// Whether a text is nothing but punctuation.
fn is_bare(text: &str) -> bool {
    text.chars().all(|c| fold::fold(c) == 0)
}

/// Whether a text right behind a number is the beginning of something else: a note, a heading.
fn is_caption(text: &str) -> bool {
    let folded = fold::folded(text);
    ["注", "第二十条", "表", "附"].iter().any(|word| fold::starts_with(&folded, word))
}

/// Whether a number has a zero before other digits, so that it is several run together.
pub(super) fn has_leading_zero(text: &str, span: Span) -> bool {
    let mut digits = under(text, span).bytes();
    digits.next() == Some(b'0') && digits.next().is_some_and(|b| b.is_ascii_digit())
}

/// Whether figures are run together.
pub(super) fn is_glued(text: &str, runs: &[Run]) -> bool {
    let tight = runs.iter().filter(|run| run.tight).count();
    runs.iter().any(|run| run.cells.iter().any(|&cell| has_leading_zero(text, cell)))
        || tight * 2 > runs.len()
}

/// Whether nearly all labels stand on lines of their own above their figures, each whole and in the
/// order of the form. Where only some do, the label above need not be that of the figures:
/// 上海市科委 2024 has such lines, and so have the columns of a PDF.
pub(super) fn are_below_labels(runs: &[&Run]) -> bool {
    let below: Vec<&&Run> = runs.iter().filter(|run| !run.has_own_text()).collect();
    let named: Vec<usize> =
        below.iter().filter(|run| !run.near).filter_map(|run| run.ends.first().copied()).collect();
    below.len() * 5 >= runs.len() * 4
        && named.len() * 5 >= below.len() * 4
        && named.windows(2).all(|pair| pair[0] < pair[1])
}

/// Whether the label before each run may be that of the run before it: numbers may stand above their
/// labels, where those are set in the middle of cells. A run before the first label shows that they do, and
/// so may each behind it that has nothing but one label before it.
pub(super) fn may_be_above(runs: &[&Run], specs: &[Spec]) -> Vec<bool> {
    let mut found = Vec::with_capacity(runs.len());
    let mut is_open = false;
    for (i, run) in runs.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| runs.get(i));
        let is_only_label = || {
            let labels = run.ends.iter().filter_map(|&spec| specs.get(spec));
            labels.flat_map(|spec| &spec.names).any(|name| *name == run.text_before)
        };
        let follows = before.is_some_and(|before| {
            !run.separated
                && before.cells.len() == run.cells.len()
                && (is_open || before.ends.is_empty())
        });
        is_open = follows && is_only_label();
        found.push(is_open);
    }
    found
}

/// Whether no line of a text that has one cell on each stands twice: a tool left out those that did.
pub(super) fn is_deduplicated(text: &str, parts: &[&[Token]]) -> bool {
    if !one_a_line(parts) {
        return false;
    }
    let mut seen = std::collections::HashSet::new();
    let numbers = parts.iter().flat_map(|tokens| tokens.iter()).filter(|t| t.kind == Kind::Number);
    numbers.map(|t| under(text, t.span)).all(|number| seen.insert(number))
}

pub(super) fn same_text(text: &str, a: &Run, b: &Run) -> bool {
    let one = a.cells.iter().map(|&cell| under(text, cell));
    one.eq(b.cells.iter().map(|&cell| under(text, cell)))
}

/// Parts runs of fourteen numbers behind two labels into their rows: one after the other, or number
/// by number, whichever has the right totals.
pub(super) fn part_pairs(text: &str, runs: &mut Vec<Run>, specs: &[Spec]) {
    let mut parted = Vec::with_capacity(runs.len());
    for run in runs.drain(..) {
        match pair(text, &run, specs) {
            Some(pair) => parted.extend(pair),
            None => parted.push(run),
        }
    }
    *runs = parted;
}

fn pair(text: &str, run: &Run, specs: &[Spec]) -> Option<[Run; 2]> {
    const TWO: usize = 14;
    if run.cells.len() != TWO || run.has_own_text() {
        return None;
    }
    let second = *run.ends.first()?;
    let first = second.checked_sub(1)?;
    // Both labels, with nothing but the label of a group between.
    let text_of = |spec: &Spec| -> Option<usize> {
        let name = spec.names.iter().find(|name| run.text_before.ends_with(name))?;
        Some(run.text_before.len() - name.len())
    };
    let start = text_of(specs.get(second)?)?;
    let before = run.text_before.get(..start)?;
    let first_spec = specs.get(first)?;
    let groups = &specs.get(second)?.groups;
    let ungrouped = groups.iter().rev().find_map(|group| before.strip_suffix(group.as_slice()));
    let mut befores = [Some(before), ungrouped].into_iter().flatten();
    let before = befores.find(|b| first_spec.ends(b) || first_spec.nearly_ends(b))?;
    let plain = |cells: Vec<Span>| -> Option<(Vec<Span>, bool)> {
        let mut values = Vec::with_capacity(cells.len());
        for &cell in &cells {
            values.push(match literal::count(under(text, cell)) {
                Literal::Figure(value, _) => value,
                Literal::Blank | Literal::NotApplicable => 0,
                _ => return None,
            });
        }
        let (total, parts) = values.split_last()?;
        Some((cells, parts.iter().try_fold(0_u64, |s, &p| s.checked_add(p)) == Some(*total)))
    };
    let (one, two) = run.cells.split_at(7);
    let every = |odd: usize| run.cells.iter().skip(odd).step_by(2).copied().collect::<Vec<_>>();
    let ways = [(one.to_vec(), two.to_vec()), (every(0), every(1))];
    let mut right = Vec::new();
    for (a, b) in ways {
        let ((a, a_holds), (b, b_holds)) = (plain(a)?, plain(b)?);
        if a_holds && b_holds {
            right.push((a, b));
        }
    }
    let text_of = |cells: &[Span]| -> Vec<&str> { cells.iter().map(|&c| under(text, c)).collect() };
    let (a, b) = match right.as_slice() {
        [only] => only,
        [x, y] if text_of(&x.0) == text_of(&y.0) && text_of(&x.1) == text_of(&y.1) => x,
        _ => return None,
    };
    let row = |cells: &[Span]| Run { cells: cells.to_vec(), is_stacked: false, ..run.clone() };
    let above = Run { text_before: before.to_vec(), ends: vec![first], ..row(a) };
    Some([above, row(b)])
}
