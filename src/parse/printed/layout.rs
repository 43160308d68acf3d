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
    /// What is behind the blank cells between the label of a row and its first figure, if there are any:
    /// from the bar before that figure on, and a blank before the bar.
    fn reach<'t>(rest: &'t [u8], _column: &mut u16, _base: u16) -> &'t [u8] {
        rest
    }
    /// What stands between the label of a row and its first figure, which may be blank.
    fn first<'t>(rest: &'t [u8], column: &mut u16, base: u16) -> Step<'t>;
    /// What stands between two figures of a row.
    fn between<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t>;
    /// The next figures behind a cell, if each is one digit, as most are, and how far they stand apart.
    fn digits<const N: usize>(rest: &[u8]) -> Option<([u64; N], usize)>;
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

/// Figures that stand side by side, if each is one digit and stands behind the same bytes: `before` has
/// them, and a zero in the place of the digit. Eight bytes are compared at a time.
#[inline(always)]
fn digits<const APART: usize, const N: usize>(
    rest: &[u8],
    before: [u8; APART],
) -> Option<[u64; N]> {
    const WORD: usize = 8;
    let at_once = WORD / APART;
    // The last word may go beyond the last digit.
    let row = rest.get(..N * APART + WORD % APART)?;
    // Of each byte: what it has to be, and which bits of it that is. A digit and six more leave the
    // higher half of the byte as it is.
    let (mut wanted, mut lower, mut six, mut tested) = ([0; WORD], [0; WORD], [0; WORD], [0; WORD]);
    for i in 0..at_once * APART {
        let is_digit = i % APART == APART - 1;
        wanted[i] = before[i % APART];
        (lower[i], six[i], tested[i]) = if is_digit { (0x0F, 6, 0xF0) } else { (0, 0, 0xFF) };
    }
    let [wanted, lower, six, tested] = [wanted, lower, six, tested].map(u64::from_le_bytes);
    let mut others = 0;
    for i in 0..N.div_ceil(at_once) {
        // The last eight bytes overlap with those before them.
        let start = APART * (i * at_once).min(N - at_once);
        let word = u64::from_le_bytes(*row.get(start..)?.first_chunk()?) ^ wanted;
        others |= (((word & lower) + six) | word) & tested;
    }
    let ends = rest.get(N * APART).is_none_or(|&byte| is_end(byte));
    let digit = |i| u64::from(row[(i + 1) * APART - 1] - b'0');
    (others == 0 && ends).then(|| std::array::from_fn(digit))
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
    // Where cells hold paragraphs, there are many.
    while let Some((b"\n\n\n\n", behind)) = rest.split_first_chunk() {
        rest = behind;
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
    fn open<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        match rest {
            [b'\n' | b'\r' | b' ', ..] => Lines::next(rest, column),
            _ => Ok((rest, ())),
        }
    }

    #[inline(always)]
    fn next<'t>(rest: &'t [u8], _: &mut u16) -> Step<'t> {
        match rest {
            // Nearly always.
            [b'\n', cell @ ..] if matches!(cell, [b'!'..=0xFF, ..]) => Ok((cell, ())),
            // Nearly always, where cells hold paragraphs.
            [b'\n', b'\n', b'\n', b'\n', b'\n', cell @ ..] if matches!(cell, [b'!'..=0xFF, ..]) => {
                Ok((cell, ()))
            }
            _ => line_ends(rest),
        }
    }

    #[inline(always)]
    fn first<'t>(rest: &'t [u8], column: &mut u16, _: u16) -> Step<'t> {
        Lines::next(rest, column)
    }

    #[inline(always)]
    fn between<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        Lines::next(rest, column)
    }

    #[inline(always)]
    fn digits<const N: usize>(rest: &[u8]) -> Option<([u64; N], usize)> {
        Some((digits::<2, N>(rest, *b"\n0")?, 2))
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
    fn digits<const N: usize>(rest: &[u8]) -> Option<([u64; N], usize)> {
        match rest {
            [b'\t', ..] => Some((digits::<2, N>(rest, *b"\t0")?, 2)),
            _ => Some((digits::<6, N>(rest, *b"\n\n\t\n\n0")?, 6)),
        }
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
            if let [b'\n' | b'\r', behind @ ..] = rest {
                rest = match behind {
                    [b'|', ..] => behind,
                    _ => line_ends(rest)?.0,
                };
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
    fn reach<'t>(rest: &'t [u8], column: &mut u16, base: u16) -> &'t [u8] {
        let mut rest = rest;
        while *column + 1 < base {
            let [b' ', b'|', behind @ ..] = rest else { return rest };
            *column += 1;
            // One blank or two are a blank cell.
            rest = match behind {
                [b' ', before @ ..] if before.starts_with(b" |") => before,
                _ => behind,
            };
        }
        rest
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
        let behind = match rest {
            // Nearly always.
            [b' ', b'|', b' ', digits @ ..] if matches!(digits, [b'0'..=b'9', ..]) => digits,
            [b'|', behind @ ..] => behind,
            _ => match blanks(rest) {
                [b'|', behind @ ..] => behind,
                _ => return no(),
            },
        };
        *column += 1;
        Ok((behind, ()))
    }

    #[inline(always)]
    fn digits<const N: usize>(rest: &[u8]) -> Option<([u64; N], usize)> {
        Some((digits::<4, N>(rest, *b" | 0")?, 4))
    }

    #[inline(always)]
    fn close<'t>(rest: &'t [u8], column: &mut u16) -> Step<'t> {
        match rest {
            // Nearly always.
            [b' ', b'|', end @ ..] | [b' ', b'|', b' ', end @ ..]
                if end.first() == Some(&b'\n') =>
            {
                *column += 1;
                return Ok((end, ()));
            }
            _ => {}
        }
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
