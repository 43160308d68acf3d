//! Bytes in any encoding of Chinese text → UTF-8.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// A document as text.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    /// How many characters were replaced by U+FFFD, and the encoding in which they were none.
    pub(super) replaced: usize,
    pub(super) encoding: &'static str,
}

/// Decodes a document whose declaration, if it has one, names the encoding `declared`.
///
/// A mark at the start decides; then what is valid UTF-8 is UTF-8, whatever is declared; then the
/// declaration, unless the bytes speak against it. The bytes decide because declarations are wrong
/// often: sites that moved to UTF-8 kept `charset=gb2312` in their pages.
pub(super) fn decode<'b>(bytes: &'b [u8], declared: Option<&[u8]>) -> Decoded<'b> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(encoding) = utf16(bytes) {
        return decode_as(encoding, bytes);
    }
    let Err(broken) = std::str::from_utf8(bytes) else { return decode_as(UTF_8, bytes) };
    // Text in UTF-8 of which a few bytes are broken, or the end is cut off. In other encodings hardly
    // a character is valid.
    let (mut valid, mut invalid) = (broken.valid_up_to() / 3, 0);
    for chunk in bytes.get(broken.valid_up_to()..).unwrap_or_default().utf8_chunks() {
        valid += chunk.valid().len() / 3;
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    if !bytes.is_ascii() && invalid * 20 <= multibyte(bytes).min(valid) {
        return decode_as(UTF_8, bytes);
    }
    let mut best: Option<Decoded<'b>> = None;
    let declared = declared.and_then(Encoding::for_label).map(chinese);
    // A guess takes longer than all the rest, and most declarations are right.
    let candidates: [&dyn Fn() -> Option<&'static Encoding>; 3] =
        [&|| declared.flatten(), &|| Some(guess(bytes)), &|| Some(GB18030)];
    for encoding in candidates.into_iter().filter_map(|candidate| candidate()) {
        let found = decode_as(encoding, bytes);
        if best.as_ref().is_none_or(|best| found.replaced < best.replaced) {
            best = Some(found);
        }
        if best.as_ref().is_some_and(|best| best.replaced * 200 <= bytes.len()) {
            break;
        }
    }
    best.unwrap_or_else(|| decode_as(GB18030, bytes))
}

fn decode_as<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Decoded<'b> {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let replaced = if replaced {
        let all = text.matches(char::REPLACEMENT_CHARACTER).count();
        // The text may have had the character before.
        let own = if encoding == UTF_8 { text_own(bytes) } else { 0 };
        all.saturating_sub(own).max(1)
    } else {
        0
    };
    Decoded { text, replaced, encoding: encoding.name() }
}

/// How many characters U+FFFD a text in UTF-8 has of its own.
fn text_own(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|c| c.valid().matches(char::REPLACEMENT_CHARACTER).count()).sum()
}

/// The encoding that text declared so is in: GB2312 and GBK are parts of GB18030, and pages declared
/// so hold characters that only the whole has. `None` for encodings of other languages.
fn chinese(declared: &'static Encoding) -> Option<&'static Encoding> {
    if declared == GBK || declared == GB18030 {
        Some(GB18030)
    } else if declared == BIG5 {
        Some(BIG5)
    } else {
        None
    }
}

/// The encoding that the characters of a text speak for. The hint that a page is from China would
/// turn Big5 into GBK, so none is given.
fn guess(bytes: &[u8]) -> &'static Encoding {
    /// Enough for a guess; the rest need not be looked at.
    const ENOUGH: usize = 8 << 10;
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let start = bytes.get(first..).unwrap_or_default();
    let start = start.get(..ENOUGH).unwrap_or(start);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(start, true);
    chinese(detector.guess(None, Utf8Detection::Deny)).unwrap_or(GB18030)
}

/// UTF-16 without a mark: of ASCII characters, such as those of tags, figures and line ends, one of
/// two bytes is zero. Some of other characters is as well, as in 一, which is why it is counted.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..2048).unwrap_or(bytes);
    let text = |b: u8| matches!(b, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    let (mut little, mut big) = (0, 0);
    for pair in start.chunks_exact(2) {
        match *pair {
            [a, 0] if text(a) => little += 1,
            [0, b] if text(b) => big += 1,
            _ => {}
        }
    }
    if little + big == 0 || (little + big) * 50 < start.len() {
        return None;
    }
    Some(if little > big { UTF_16LE } else { UTF_16BE })
}

/// How many characters a text would have that are more than a byte in UTF-8, three bytes each.
fn multibyte(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| !b.is_ascii()).count() / 3
}

/// The encoding that a page declares in its first bytes: `<meta charset="gb2312">`, or the same in
/// the content of an `http-equiv`, or in an XML declaration.
#[cfg(feature = "html")]
pub(super) fn declared(page: &[u8]) -> Option<&[u8]> {
    // Browsers look at 1024 bytes. Some pages have scripts before it.
    let head = page.get(..4096).unwrap_or(page);
    let mut rest = head;
    while let Some(at) = rest.iter().position(|b| matches!(b, b'c' | b'C' | b'e')) {
        rest = rest.get(at..)?;
        let name = [&b"charset"[..], b"encoding"].into_iter().find(|name| {
            rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        });
        let Some(name) = name else {
            rest = rest.get(1..)?;
            continue;
        };
        rest = rest.get(name.len()..)?.trim_ascii_start();
        let Some(value) = rest.strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let end = value
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':')))
            .unwrap_or(value.len());
        if end > 0 {
            return value.get(..end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "华阴市2020年政府信息公开工作年度报告\n一、总体情况\n全年办理申请12件，均已答复。㐂\n";

    fn bytes(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    fn check(bytes: &[u8], declared: Option<&[u8]>, text: &str) {
        let decoded = decode(bytes, declared);
        assert_eq!((decoded.text.as_ref(), decoded.replaced), (text, 0));
    }

    #[test]
    fn every_encoding_with_every_declaration() {
        let traditional =
            "華陰市2020年政府信息公開工作年度報告\n一、總體情況\n全年辦理申請12件，均已答覆。\n";
        for declared in [None, Some("gb2312"), Some("gbk"), Some("utf-8"), Some("big5"), Some("x")]
        {
            let declared = declared.map(str::as_bytes);
            check(TEXT.as_bytes(), declared, TEXT);
            check(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), declared, TEXT);
            if declared != Some(b"big5") {
                check(&bytes(GB18030, TEXT), declared, TEXT);
            }
            if !declared.is_some_and(|d| d.starts_with(b"gb")) {
                check(&bytes(BIG5, traditional), declared, traditional);
            }
            let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
            check(&little, declared, TEXT);
            check(&big, declared, TEXT);
            check(&[b"\xFF\xFE", little.as_slice()].concat(), declared, TEXT);
            check(&[b"\xFE\xFF", big.as_slice()].concat(), declared, TEXT);
        }
    }

    #[test]
    fn broken_bytes_are_counted() {
        let long = TEXT.repeat(20);
        let mut utf8 = long.clone().into_bytes();
        utf8[40] = 0xFF;
        utf8.truncate(utf8.len() - 2);
        let decoded = decode(&utf8, Some(b"utf-8"));
        assert_eq!(decoded.encoding, "UTF-8");
        assert!((2..=4).contains(&decoded.replaced), "{}", decoded.replaced);
        let mut gb = bytes(GB18030, &long);
        gb[1] = 0xFF;
        let decoded = decode(&gb, Some(b"gb2312"));
        assert_eq!(decoded.encoding, "gb18030");
        assert!((1..=2).contains(&decoded.replaced), "{}", decoded.replaced);
    }

    #[cfg(feature = "html")]
    #[test]
    fn declarations_of_pages() {
        for (page, name) in [
            ("<meta charset=\"utf-8\">", Some("utf-8")),
            ("<META http-equiv=Content-Type content='text/html; CHARSET=gb2312'>", Some("gb2312")),
            ("<?xml version=\"1.0\" encoding='GBK'?>", Some("GBK")),
            ("<meta charset=>", None),
            ("<title>charset</title>", None),
        ] {
            assert_eq!(declared(page.as_bytes()), name.map(str::as_bytes), "{page}");
        }
    }
}
