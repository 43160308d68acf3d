//! Fonts: codes of a shown string → characters and widths.
//!
//! What a code means is told, in this order, by the font's map to Unicode, by the character collection
//! or the encoding that the font names, or by the names of its glyphs. Where none tells, the code is a
//! glyph without a character, and what it shows is not read.

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};

use super::encodings::{Named, glyph_char};
use super::shown::{Shown, is_digit};
use super::streams::Budget;
use crate::error::ReadError;

#[derive(Debug)]
pub(super) struct Code {
    pub(super) shown: Shown,
    /// How far the next glyph is, in the size of the font; downward in fonts that are written down.
    pub(super) advance: f64,
    /// From where a glyph is written down, the width of the glyph; otherwise the same as `advance`.
    pub(super) width: f64,
    /// The code of one byte for which word spacing counts.
    pub(super) is_blank: bool,
}

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    to_unicode: Option<CMap>,
    pub(super) is_vertical: bool,
}

#[derive(Debug)]
enum Codes {
    Simple { chars: Box<[Option<char>; 256]>, widths: Box<[f32; 256]> },
    Composite(Box<Composite>),
}

#[derive(Debug)]
struct Composite {
    cmap: CMap,
    coded_in: CodedIn,
    /// What characters the numbers of the collection are.
    collection: Option<CMap>,
    widths: Widths,
    down: f32,
}

/// Whether the codes are Unicode themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CodedIn {
    Ucs2,
    Utf16,
    Other,
}

/// The widths of a composite font: ranges of numbers in ascending order.
#[derive(Debug)]
struct Widths {
    ranges: Vec<(u32, u32, f32)>,
    default: f32,
}

impl Font {
    /// Reads a font. What is missing or damaged leaves glyphs without characters.
    pub(super) fn read(dict: &Dict<'_>, budget: &Budget) -> Result<Font, ReadError> {
        let to_unicode = match dict.get::<Stream<'_>>("ToUnicode") {
            Some(stream) => {
                let unpacked = budget.unpack(&stream)?;
                // Part of a map may map to something else than the whole.
                unpacked.is_whole.then(|| CMap::parse(&unpacked.bytes, load_embedded)).flatten()
            }
            None => None,
        };
        let subtype = dict.get::<Name<'_>>("Subtype");
        let descendant =
            dict.get::<Array<'_>>("DescendantFonts").and_then(|a| a.iter::<Dict<'_>>().next());
        let (codes, is_vertical) = match (subtype.as_deref(), descendant) {
            (Some(b"Type0"), Some(descendant)) => {
                let composite = Composite::read(dict, &descendant, budget)?;
                let vertical =
                    composite.cmap.metadata().writing_mode == Some(WritingMode::Vertical);
                (Codes::Composite(Box::new(composite)), vertical)
            }
            _ => (simple(dict), false),
        };
        Ok(Font { codes, to_unicode, is_vertical })
    }

    /// Gives the codes of a string one after the other.
    pub(super) fn codes(
        &self,
        string: &[u8],
        mut each: impl FnMut(Code) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        match &self.codes {
            Codes::Simple { chars, widths } => {
                for &byte in string {
                    let width = f64::from(widths[usize::from(byte)]);
                    let own = chars[usize::from(byte)].map(Shown::Char);
                    let shown = agreed(self.mapped(u32::from(byte)), own);
                    let is_blank = byte == b' ';
                    each(Code { shown: clean(shown), advance: width, width, is_blank })?;
                }
            }
            Codes::Composite(composite) => {
                let mut rest = string;
                while !rest.is_empty() {
                    let (code, length) = composite.next(rest);
                    let bytes = rest.get(..length).unwrap_or(rest);
                    rest = rest.get(length..).unwrap_or_default();
                    let cid = composite.cmap.lookup_cid_code(code, length as u8);
                    let mapped = self.mapped(code);
                    // Few fonts have both, and looking the other up takes time.
                    let own = match &mapped {
                        Some(Shown::Char(c)) if !is_digit(*c) => None,
                        _ => composite.character(code, bytes, cid),
                    };
                    let shown = agreed(mapped, own);
                    let width = f64::from(composite.widths.of(cid.unwrap_or(0)));
                    let advance = if self.is_vertical { f64::from(composite.down) } else { width };
                    let is_blank = bytes == b" ";
                    each(Code { shown: clean(shown), advance, width, is_blank })?;
                }
            }
        }
        Ok(())
    }

    /// What the font's own map says.
    fn mapped(&self, code: u32) -> Option<Shown> {
        match self.to_unicode.as_ref()?.lookup_bf_string(code)? {
            BfString::Char(c) => is_character(c).then_some(Shown::Char(c)),
            BfString::String(s) => {
                (!s.is_empty() && s.chars().all(is_character)).then(|| Shown::Chars(s.into()))
            }
        }
    }
}

/// What a code shows by the map of its font, or else by its encoding. Where one of them says that it is
/// a digit and the other that it is something else, nobody knows.
fn agreed(mapped: Option<Shown>, own: Option<Shown>) -> Shown {
    if let (Some(Shown::Char(a)), Some(Shown::Char(b))) = (&mapped, &own) {
        let narrow = |c: char| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            _ => c,
        };
        if narrow(*a) != narrow(*b) && (is_digit(*a) || is_digit(*b)) {
            return Shown::Unknown;
        }
    }
    mapped.or(own).unwrap_or(Shown::Unknown)
}

/// Whether a character is one at all: not a code for private use, nor one that says that the character
/// is not known.
fn is_character(c: char) -> bool {
    !matches!(c,
        '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFFF}'
        | '\u{1FFFE}'..='\u{1FFFF}' | '\u{F0000}'..)
}

/// A character in the one form that is read: radicals that fonts have in place of the characters which
/// they look like, blanks, and marks that are never seen.
fn clean(shown: Shown) -> Shown {
    let one = |c: char| match c {
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0100}'..='\u{E01EF}' => None,
        // It is not seen in text that is set, but its glyph is a hyphen.
        '\u{AD}' => Some('-'),
        '\t' | '\n' | '\r' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' => {
            Some(' ')
        }
        _ => Some(crate::parse::unradical(c)),
    };
    match shown {
        Shown::Char(c) => one(c).map_or(Shown::Nothing, Shown::Char),
        Shown::Chars(s) => {
            let mut cleaned = s.chars().filter_map(one);
            match (cleaned.next(), cleaned.next()) {
                (None, _) => Shown::Nothing,
                (Some(c), None) => Shown::Char(c),
                _ => Shown::Chars(s.chars().filter_map(one).collect::<String>().into()),
            }
        }
        other => other,
    }
}

fn simple(dict: &Dict<'_>) -> Codes {
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
    let flags = descriptor.as_ref().and_then(|d| d.get::<i32>("Flags")).unwrap_or(0);
    let is_embedded = descriptor.as_ref().is_some_and(|d| {
        ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| d.contains_key(key))
    });
    let is_symbolic = flags & 4 != 0;
    let is_type3 = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type3");
    let encoding = dict.get::<Object<'_>>("Encoding");
    let mut base = None;
    let mut differences = None;
    match encoding {
        Some(Object::Name(name)) => base = Named::of(&name),
        Some(Object::Dict(encoding)) => {
            base = encoding.get::<Name<'_>>("BaseEncoding").and_then(|name| Named::of(&name));
            differences = encoding.get::<Array<'_>>("Differences");
        }
        _ => {}
    }
    // The encoding inside of a font program is not read, and that of a symbolic font may be any.
    if base.is_none() && !is_type3 && !(is_embedded && is_symbolic) {
        base = Some(Named::Standard);
    }
    let mut chars = Box::new([None; 256]);
    if let Some(base) = base {
        for (code, c) in (0..=255).zip(chars.iter_mut()) {
            *c = base.char(code);
        }
    }
    let mut code = 0_usize;
    for object in differences.iter().flat_map(|all| all.iter::<Object<'_>>()) {
        match object {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(256),
            Object::Name(name) => {
                if let Some(c) = chars.get_mut(code) {
                    *c = glyph_char(&name).filter(|&c| is_character(c));
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    // Widths are in the units of the font's glyphs, which are thousandths but in fonts of type 3.
    let unit = match dict.get::<Array<'_>>("FontMatrix").filter(|_| is_type3) {
        Some(matrix) => matrix.iter::<f32>().next().unwrap_or(0.001).abs(),
        None => 0.001,
    };
    let missing = descriptor.and_then(|d| d.get::<f32>("MissingWidth"));
    let listed = dict.get::<Array<'_>>("Widths");
    // The widths of the standard fonts may be left out; figures have this one in most.
    let default = missing.unwrap_or(if listed.is_some() { 0.0 } else { 550.0 });
    let mut widths = Box::new([default * unit; 256]);
    let first = dict.get::<i32>("FirstChar").and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let listed = listed.iter().flat_map(|all| all.iter::<f32>());
    for (width, to) in listed.zip(widths.iter_mut().skip(first)) {
        *to = finite(width * unit);
    }
    Codes::Simple { chars, widths }
}

fn finite(width: f32) -> f32 {
    if width.is_finite() { width.clamp(-100.0, 100.0) } else { 0.0 }
}

impl Composite {
    fn read(
        dict: &Dict<'_>,
        descendant: &Dict<'_>,
        budget: &Budget,
    ) -> Result<Composite, ReadError> {
        let mut coded_in = CodedIn::Other;
        let cmap = match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Name(name)) => {
                coded_in = match &*name {
                    b"UniGB-UCS2-H" | b"UniGB-UCS2-V" | b"UniCNS-UCS2-H" | b"UniCNS-UCS2-V"
                    | b"UniJIS-UCS2-H" | b"UniJIS-UCS2-V" => CodedIn::Ucs2,
                    b"UniGB-UTF16-H" | b"UniGB-UTF16-V" | b"UniCNS-UTF16-H" | b"UniCNS-UTF16-V"
                    | b"UniJIS-UTF16-H" | b"UniJIS-UTF16-V" => CodedIn::Utf16,
                    _ => CodedIn::Other,
                };
                match CMapName::from_bytes(&name) {
                    CMapName::IdentityH => Some(CMap::identity_h()),
                    CMapName::IdentityV => Some(CMap::identity_v()),
                    name => load_embedded(name).and_then(|data| CMap::parse(data, load_embedded)),
                }
            }
            Some(Object::Stream(stream)) => {
                let unpacked = budget.unpack(&stream)?;
                unpacked.is_whole.then(|| CMap::parse(&unpacked.bytes, load_embedded)).flatten()
            }
            _ => None,
        };
        let system = descendant.get::<Dict<'_>>("CIDSystemInfo");
        let part = |key| system.as_ref()?.get::<hayro_syntax::object::String<'_>>(key);
        let family = match (part("Registry"), part("Ordering")) {
            (Some(registry), Some(ordering)) => {
                Some(CidFamily::from_registry_ordering(&registry, &ordering))
            }
            _ => None,
        };
        let collection = family
            .and_then(|family| family.ucs2_cmap())
            .and_then(load_embedded)
            .and_then(|data| CMap::parse(data, load_embedded));
        let down = descendant
            .get::<Array<'_>>("DW2")
            .and_then(|a| a.iter::<f32>().nth(1))
            .unwrap_or(-1000.0);
        Ok(Composite {
            // Without a known encoding no code has a character or a width of its own.
            cmap: cmap.unwrap_or_else(CMap::identity_h),
            coded_in,
            collection,
            widths: Widths::read(descendant),
            down: finite(down / 1000.0),
        })
    }

    /// The next code of a string, and how many bytes it has.
    fn next(&self, string: &[u8]) -> (u32, usize) {
        let mut code = 0;
        for (length, &byte) in (1..=4_u8).zip(string) {
            code = code << 8 | u32::from(byte);
            if self.cmap.lookup_cid_code(code, length).is_some() {
                return (code, usize::from(length));
            }
        }
        // A code of no range: two bytes are the rule.
        match string {
            &[a, b, ..] => (u32::from(a) << 8 | u32::from(b), 2),
            &[a] => (u32::from(a), 1),
            [] => (0, 1),
        }
    }

    /// What a code means by the encoding and the collection of the font.
    fn character(&self, code: u32, bytes: &[u8], cid: Option<u32>) -> Option<Shown> {
        let c = match (self.coded_in, bytes) {
            (CodedIn::Ucs2 | CodedIn::Utf16, &[_, _]) => char::from_u32(code),
            (CodedIn::Utf16, &[a, b, c, d]) => {
                let units = [u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])];
                char::decode_utf16(units).next().and_then(Result::ok)
            }
            _ => None,
        };
        if let Some(c) = c {
            return is_character(c).then_some(Shown::Char(c));
        }
        // The first number of every collection is the glyph for characters that a font does not have.
        let cid = cid.filter(|&cid| cid > 0)?;
        match self.collection.as_ref()?.lookup_bf_string(cid)? {
            BfString::Char(c) => is_character(c).then_some(Shown::Char(c)),
            BfString::String(s) => s.chars().all(is_character).then(|| Shown::Chars(s.into())),
        }
    }
}

impl Widths {
    fn read(descendant: &Dict<'_>) -> Widths {
        let default = finite(descendant.get::<f32>("DW").unwrap_or(1000.0) / 1000.0);
        let mut ranges = Vec::new();
        let number = |n: Number| u32::try_from(n.as_i64()).unwrap_or(u32::MAX);
        let mut pending: Vec<u32> = Vec::new();
        let listed = descendant.get::<Array<'_>>("W");
        for object in listed.iter().flat_map(|all| all.iter::<Object<'_>>()) {
            match object {
                Object::Number(n) if pending.len() < 2 => pending.push(number(n)),
                Object::Number(n) => {
                    let width = finite(n.as_f32() / 1000.0);
                    ranges.push((pending[0], pending[1], width));
                    pending.clear();
                }
                Object::Array(widths) => {
                    if let Some(&first) = pending.last() {
                        for (cid, width) in (first..).zip(widths.iter::<f32>()) {
                            ranges.push((cid, cid, finite(width / 1000.0)));
                        }
                    }
                    pending.clear();
                }
                _ => pending.clear(),
            }
        }
        ranges.sort_by_key(|range| range.0);
        Widths { ranges, default }
    }

    fn of(&self, cid: u32) -> f32 {
        let behind = self.ranges.partition_point(|range| range.0 <= cid);
        match behind.checked_sub(1).and_then(|i| self.ranges.get(i)) {
            Some(&(_, last, width)) if cid <= last => width,
            _ => self.default,
        }
    }
}
