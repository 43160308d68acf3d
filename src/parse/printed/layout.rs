//! How the cells of a table are told apart: by the ends of lines, by tabs, or by bars.

use nom::IResult;

/// What a step of the grammar makes of the text that is left. Why a text does not go on as the form
/// does is not said: the careful reader says it.
pub(super) type Step<'t, T = ()> = IResult<&'t [u8], T, ()>;

pub(super) fn no<'t, T>() -> Step<'t, T> {
    Err(nom::Err::Error(()))
}

pub(super) fn when<'t>(rest: &'t [u8], holds: bool) -> Step<'t> {
    if holds { Ok((rest, ())) } else { no() }
}

/// What stands around the cells. Each function starts behind a cell, or at the start of a line, and
/// ends before one.
pub(super) trait Layout {
    /// Whether the cells of all lines stand under one another, blank ones among them.
    const GRID: bool;
    /// The byte before a blank cell; none where blank cells leave no trace.
    const BEFORE_BLANK: Option<u8>;
    /// The start of a row, up to its first cell that is not blank.
    fn open<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t>;
    /// What stands between two labels of a row, blank cells among it.
    fn next<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t>;
    /// What stands between the label of a row and its first figure, which may be blank.
    fn first<'t>(rest: &'t [u8], column: &mut u16, base: u16) -> Step<'t>;
    /// What stands between two figures of a row.
    fn between<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t>;
    /// Where the digit stands in eight bytes that begin behind a figure, if the next figure is one digit,
    /// as most are. They are a number whose lowest byte comes first.
    fn digit(bytes: u64) -> Option<u32>;
    /// The end of a row, up to but without the end of its line.
    fn close<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t>;
    /// A break inside a label.
    fn wrap(rest: &[u8]) -> Step<'_>;
}

pub(super) fn blanks(mut rest: &[u8]) -> &[u8] {
    while let [b' ', behind @ ..] = rest {
        rest = behind;
    }
    rest
}

/// The byte at a place of eight.
#[inline(always)]
pub(super) fn byte(bytes: u64, place: u32) -> u8 {
    (bytes >> (8 * place)) as u8
}

/// Whether eight bytes begin with others.
#[inline(always)]
pub(super) fn begins<const N: usize>(bytes: u64, with: [u8; N]) -> bool {
    let mut all = [0; 8];
    all[..N].copy_from_slice(&with);
    bytes & (u64::MAX >> (64 - 8 * N)) == u64::from_le_bytes(all)
}

/// The end of a line, without the blanks before it.
#[inline(always)]
pub(super) fn line_end(rest: &[u8]) -> Step<'_> {
    match blanks(rest) {
        rest @ ([] | [b'\n', ..]) => Ok((rest, ())),
        [b'\r', rest @ ..] => when(rest, matches!(rest, [] | [b'\n', ..])),
        _ => no(),
    }
}

/// The ends of one line and of any number of empty ones.
#[inline(always)]
pub(super) fn line_ends(rest: &[u8]) -> Step<'_> {
    let (mut rest, ()) = line_end(rest)?;
    if rest.is_empty() {
        return no();
    }
    loop {
        match rest {
            [b'\n', behind @ ..] | [b'\r', b'\n', behind @ ..] => rest = behind,
            _ => return Ok((rest, ())),
        }
    }
}

/// One cell a line, with empty lines between them or without.
#[derive(Debug)]
pub(super) struct Lines;

impl Layout for Lines {
    const GRID: bool = false;
    const BEFORE_BLANK: Option<u8> = None;

    #[inline(always)]
    fn open<'t>(rest: &'t [u8], _: &mut u16) -> Step<'t> {
        match rest {
            [b'\n' | b'\r' | b' ', ..] => line_ends(rest),
            _ => Ok((rest, ())),
        }
    }

    #[inline(always)]
    fn next<'t>(rest: &'t [u8], _: &mut u16) -> Step<'t> {
        line_ends(rest)
    }

    #[inline(always)]
    fn first<'t>(rest: &'t [u8], _: &mut u16, _: u16) -> Step<'t> {
        line_ends(rest)
    }

    #[inline(always)]
    fn between<'t>(rest: &'t [u8], _: &mut u16) -> Step<'t> {
        line_ends(rest)
    }

    #[inline(always)]
    fn digit(bytes: u64) -> Option<u32> {
        (byte(bytes, 0) == b'\n' && byte(bytes, 2) == b'\n').then_some(1)
    }

    #[inline(always)]
    fn close<'t>(rest: &'t [u8], _: &mut u16) -> Step<'t> {
        line_end(rest)
    }

    fn wrap(rest: &[u8]) -> Step<'_> {
        line_ends(rest)
    }
}

/// A tab between the cells of a row, alone on its line or not, as browsers copy a table.
#[derive(Debug)]
pub(super) struct Tabs;

impl Tabs {
    /// A tab alone on its line, with few empty lines on either side.
    #[inline(never)]
    fn alone<'t>(rest: &'t [u8]) -> Step<'t> {
        /// The most ends of lines on a side.
        const MOST: usize = 3;
        let few = |mut rest: &'t [u8]| {
            let mut ends = 0;
            while let [b'\n', behind @ ..] | [b'\r', b'\n', behind @ ..] = rest {
                rest = behind;
                ends += 1;
            }
            (1..=MOST).contains(&ends).then_some(rest)
        };
        match few(rest) {
            Some([b'\t', rest @ ..]) => few(rest).map_or_else(no, |rest| Ok((rest, ()))),
            _ => no(),
        }
    }
}

impl Layout for Tabs {
    const GRID: bool = false;
    const BEFORE_BLANK: Option<u8> = Some(b'\t');

    #[inline(always)]
    fn open<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        Lines::open(rest, column)
    }

    #[inline(always)]
    fn next<'t>(rest: &'t [u8], _: &mut u16) -> Step<'t> {
        match rest {
            [b'\t', rest @ ..] => Ok((rest, ())),
            // Nearly always, where cells hold paragraphs.
            [b'\n', b'\n', b'\t', b'\n', b'\n', rest @ ..] if rest.first() != Some(&b'\n') => {
                Ok((rest, ()))
            }
            _ => Tabs::alone(rest),
        }
    }

    #[inline(always)]
    fn first<'t>(rest: &'t [u8], column: &mut u16, _: u16) -> Step<'t> {
        Tabs::next(rest, column)
    }

    #[inline(always)]
    fn between<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        Tabs::next(rest, column)
    }

    #[inline(always)]
    fn digit(bytes: u64) -> Option<u32> {
        let is_end = |byte| matches!(byte, b'\n' | b'\t');
        if begins(bytes, *b"\n\n\t\n\n") {
            return (byte(bytes, 6) == b'\n').then_some(5);
        }
        (byte(bytes, 0) == b'\t' && is_end(byte(bytes, 2))).then_some(1)
    }

    #[inline(always)]
    fn close<'t>(rest: &'t [u8], _: &mut u16) -> Step<'t> {
        line_end(rest)
    }

    fn wrap(rest: &[u8]) -> Step<'_> {
        let (rest, ()) = line_end(rest)?;
        match rest {
            [b'\n', rest @ ..] => when(rest, !matches!(rest, [b'\n' | b'\t' | b'\r', ..])),
            _ => no(),
        }
    }
}

/// A bar before each cell and behind the last, and as many cells on every line of a table.
#[derive(Debug)]
pub(super) struct Bars;

impl Bars {
    /// The next cell that is not blank.
    #[inline(always)]
    fn cell<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        let mut rest = blanks(rest);
        while let [b'|', behind @ ..] = rest {
            *column += 1;
            rest = blanks(behind);
        }
        Ok((rest, ()))
    }
}

impl Layout for Bars {
    const GRID: bool = true;
    const BEFORE_BLANK: Option<u8> = Some(b'|');

    #[inline(always)]
    fn open<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        let mut rest = rest;
        loop {
            if let [b'\n' | b'\r', ..] = rest {
                rest = line_ends(rest)?.0;
            }
            let [b'|', cells @ ..] = rest else { return no() };
            let cells = blanks(cells);
            // A rule under the labels: |---|---|.
            if let [b'-' | b':' | b'=', ..] = cells {
                let length = cells.iter().position(|&b| b == b'\n').unwrap_or(cells.len());
                let (rule, behind) = cells.split_at(length);
                let is_rule = rule.iter().all(|b| matches!(b, b'-' | b':' | b'|' | b' ' | b'='));
                if !is_rule || !rule.windows(2).any(|two| two == b"--") {
                    return no();
                }
                rest = behind;
                continue;
            }
            *column = 0;
            return Bars::cell(cells, column);
        }
    }

    #[inline(always)]
    fn next<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        let (rest, ()) = Bars::between(rest, column)?;
        Bars::cell(rest, column)
    }

    #[inline(always)]
    fn first<'t>(rest: &'t [u8], column: &mut u16, base: u16) -> Step<'t> {
        let (mut rest, ()) = Bars::between(rest, column)?;
        while *column < base {
            rest = Bars::between(rest, column)?.0;
        }
        Ok((rest, ()))
    }

    #[inline(always)]
    fn between<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        let [b'|', rest @ ..] = blanks(rest) else { return no() };
        *column += 1;
        Ok((rest, ()))
    }

    #[inline(always)]
    fn digit(bytes: u64) -> Option<u32> {
        (begins(bytes, *b" | ") && byte(bytes, 4) == b' ').then_some(3)
    }

    #[inline(always)]
    fn close<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        let (rest, ()) = Bars::next(rest, column)?;
        line_end(rest)
    }

    fn wrap(_: &[u8]) -> Step<'_> {
        no()
    }
}

/// Whether a cell ends here.
#[inline(always)]
pub(super) fn ends_cell(rest: &[u8]) -> bool {
    rest.first().is_none_or(|&byte| is_end(byte))
}

#[inline(always)]
pub(super) fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | b'\t' | b'|' | b' ')
}

/// The figure behind another, if it is one digit, and where it stands.
#[inline(always)]
pub(super) fn next_digit<L: Layout>(rest: &[u8]) -> Option<(u8, u32)> {
    let bytes = u64::from_le_bytes(*rest.first_chunk()?);
    let place = L::digit(bytes)?;
    let digit = byte(bytes, place);
    digit.is_ascii_digit().then_some((digit, place))
}
