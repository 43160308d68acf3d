//! The characters that simple fonts have for their codes: the encodings that PDF names, and the names
//! of glyphs. Only what Chinese reports use of Latin fonts is here: ASCII, and common punctuation.

/// An encoding that PDF has a name for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Standard,
    WinAnsi,
    MacRoman,
}

impl Named {
    pub(super) fn of(name: &[u8]) -> Option<Named> {
        match name {
            b"StandardEncoding" => Some(Named::Standard),
            b"WinAnsiEncoding" => Some(Named::WinAnsi),
            b"MacRomanEncoding" => Some(Named::MacRoman),
            _ => None,
        }
    }

    pub(super) fn char(self, code: u8) -> Option<char> {
        match (self, code) {
            (Named::Standard, 0x27) => Some('\u{2019}'),
            (Named::Standard, 0x60) => Some('\u{2018}'),
            (_, 0x20..=0x7E) => Some(char::from(code)),
            (Named::WinAnsi, 0x80..=0x9F) => {
                WIN_ANSI.chars().nth(usize::from(code - 0x80)).filter(|&c| c != '\u{FFFD}')
            }
            (Named::WinAnsi, 0xA0..=0xFF) => Some(char::from(code)),
            (Named::Standard, _) => listed(STANDARD, code),
            (Named::MacRoman, _) => listed(MAC_ROMAN, code),
            _ => None,
        }
    }
}

/// 0x80 to 0x9F.
const WIN_ANSI: &str = "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ";

const STANDARD: &[(u8, char)] = &[
    (0xA5, '¥'),
    (0xA9, '\''),
    (0xAA, '“'),
    (0xB1, '–'),
    (0xB4, '·'),
    (0xB7, '•'),
    (0xBA, '”'),
    (0xBC, '…'),
    (0xD0, '—'),
];

const MAC_ROMAN: &[(u8, char)] = &[
    (0xA5, '•'),
    (0xC9, '…'),
    (0xCA, '\u{A0}'),
    (0xD0, '–'),
    (0xD1, '—'),
    (0xD2, '“'),
    (0xD3, '”'),
    (0xD4, '‘'),
    (0xD5, '’'),
    (0xE1, '·'),
];

fn listed(list: &[(u8, char)], code: u8) -> Option<char> {
    list.iter().find(|(of, _)| *of == code).map(|&(_, c)| c)
}

/// The character of a glyph with a name: `five`, `uni4E00`, `u20000`.
pub(super) fn glyph_char(name: &[u8]) -> Option<char> {
    if let &[c] = name {
        if c.is_ascii_alphabetic() {
            return Some(char::from(c));
        }
    }
    let name = std::str::from_utf8(name).ok()?;
    // A variant of a glyph shows the same character: `five.tnum`. Old-style figures as well.
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    if let Some(&(_, c)) = NAMES.iter().find(|(of, _)| *of == name) {
        return Some(c);
    }
    let hex = name
        .strip_prefix("uni")
        .filter(|hex| hex.len() == 4)
        .or_else(|| name.strip_prefix('u').filter(|hex| (4..=6).contains(&hex.len())))?;
    char::from_u32(u32::from_str_radix(hex, 16).ok()?)
}

const NAMES: &[(&str, char)] = &[
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("space", ' '),
    ("nbspace", '\u{A0}'),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '−'),
    ("period", '.'),
    ("slash", '/'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("endash", '–'),
    ("emdash", '—'),
    ("ellipsis", '…'),
    ("bullet", '•'),
    ("periodcentered", '·'),
    ("middot", '·'),
    ("degree", '°'),
    ("multiply", '×'),
    ("section", '§'),
    ("yen", '¥'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs() {
        assert_eq!(glyph_char(b"five"), Some('5'));
        assert_eq!(glyph_char(b"five.tnum"), Some('5'));
        assert_eq!(glyph_char(b"uni4E00"), Some('一'));
        assert_eq!(glyph_char(b"u20BB7"), Some('𠮷'));
        assert_eq!(glyph_char(b"A"), Some('A'));
        for unknown in [&b"g35"[..], b"cid1234", b".notdef", b"", b"5", b"uniD800"] {
            assert_eq!(glyph_char(unknown), None);
        }
        assert_eq!(Named::WinAnsi.char(0x93), Some('“'));
        assert_eq!(Named::WinAnsi.char(0x81), None);
        assert_eq!(Named::Standard.char(0x27), Some('’'));
    }
}
