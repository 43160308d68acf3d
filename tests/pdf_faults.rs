//! PDF documents that are damaged, or were made to mislead or to hurt: no panic, an error that says what is
//! wrong, and no figure that is not shown.

#![allow(missing_docs)]

mod support;

use std::path::Path;
use std::time::{Duration, Instant};

use gongkai::{Cell, Code, Limit, Parsed, ReadError, Reader};
use support::pdf::{FONT, X, Y, at, document, has, other, report};
use support::{Truth, figures};

#[test]
fn what_is_shown_is_read() {
    let (cell, parsed) = other(&report(FONT, "20", ""));
    assert_eq!(cell, Cell::Value(20), "{}", parsed.source);
    let (cell, _) = other(&report(FONT, "", &at(X, Y, 12, "２０")));
    assert_eq!(cell, Cell::Value(20));
    let (cell, parsed) = other(&report(FONT, "", ""));
    assert_eq!(cell, Cell::Blank, "{}", parsed.source);
}

#[test]
fn text_that_looks_bold_is_read_once() {
    let again = at(X, Y, 12, "20").replace("465", "465.3");
    assert_eq!(other(&report(FONT, "20", &again)).0, Cell::Value(20));
    // One 1 beside another is no such thing.
    let (cell, parsed) = other(&report(FONT, "", &(at(X, Y, 12, "1") + &at(X + 6, Y, 12, "1"))));
    assert_eq!(cell, Cell::Value(11), "{}", parsed.source);
}

#[test]
fn digits_drawn_from_right_to_left_are_read_as_they_stand() {
    let drawn = at(X + 6, Y, 12, "0") + &at(X, Y, 12, "2");
    assert_eq!(other(&report(FONT, "", &drawn)).0, Cell::Value(20));
}

#[test]
fn hidden_text_is_no_figure() {
    let hidden = at(X, Y, 12, "20");
    for (what, more) in [
        ("mode 3", format!("3 Tr {hidden} 0 Tr\n")),
        ("white", format!("1 g {hidden} 0 g\n")),
        ("white, CMYK", format!("0 0 0 0 k {hidden} 0 g\n")),
        ("behind a box", format!("{hidden} 0.9 g 460 662 50 36 re f 0 g\n")),
        ("clipped", format!("q 0 0 100 100 re W n {hidden} Q\n")),
        ("outside of the page", hidden.replace("465 675", "765 675")),
        ("in the colour of a box", format!("0.8 g 460 662 50 36 re f {hidden} 0 g\n")),
    ] {
        let (cell, parsed) = other(&report(FONT, "", &more));
        assert_eq!(cell, Cell::Blank, "{what}\n{}", parsed.source);
        assert!(has(&parsed, Code::HiddenText), "{what}");
    }
    // White on a dark box is seen, and so is what lies before a box.
    for more in [
        format!("0 g 462 662 50 36 re f 1 g {hidden} 0 g\n"),
        format!("0.9 g 462 662 50 36 re f 0 g {hidden}\n"),
        format!("2 Tr {hidden} 0 Tr\n"),
    ] {
        assert_eq!(other(&report(FONT, "", &more)).0, Cell::Value(20), "{more}");
    }
}

#[test]
fn hidden_layers_are_not_read() {
    let objects = ["<</Type /OCG /Name (x)>>".to_owned()];
    let entries = "/Resources <</Font <</F 3 0 R>> /Properties <</L 4 0 R>>>>";
    let content = format!("/OC /L BDC {} EMC {}", at(60, 700, 12, "甲"), at(60, 600, 12, "乙"));
    let file = String::from_utf8(document(&[(entries, &content)], &objects)).expect("ASCII");
    let shown = Reader::new().pdf(file.as_bytes()).expect("a document");
    assert_eq!(shown.source, "甲\n乙\n");
    let off = file.replace(
        "/Type /Catalog",
        "/Type /Catalog /OCProperties <</OCGs [4 0 R] /D <</OFF [4 0 R]>>>>",
    );
    let hidden = Reader::new().pdf(off.as_bytes()).expect("a document");
    assert_eq!(hidden.source, "乙\n");
}

#[test]
fn figures_in_doubt_are_unread() {
    let twenty = at(X, Y, 12, "20");
    for (what, more) in [
        ("a small figure above", twenty.clone() + &at(X + 13, Y + 5, 6, "1")),
        // Browsers draw these but a sixth smaller.
        ("a figure above, hardly smaller", twenty.clone() + &at(X + 12, Y + 4, 10, "1")),
        ("a figure below, hardly smaller", twenty.clone() + &at(X + 12, Y - 2, 10, "1")),
        ("a figure above, before it", at(X - 5, Y + 4, 10, "1") + &twenty),
        ("a smaller figure on its line", twenty.clone() + &at(X + 12, Y, 10, "1")),
        ("a figure above, as large", twenty.clone() + &at(X + 12, Y + 2, 12, "1")),
        ("another figure over it", twenty.clone() + &at(X, Y, 12, "3")),
        ("a line through it", format!("{twenty} 460 679 m 480 679 l S\n")),
        ("a line through it, drawn as a box", format!("{twenty} 460 678 20 1 re f\n")),
        ("a thick line through it", format!("{twenty} 460 676.5 20 4 re f\n")),
        ("a thick line through half of it", format!("{twenty} 471 676.5 20 4 re f\n")),
        ("a faint figure beside it", format!("{twenty} 0.92 g {} 0 g\n", at(X + 12, Y, 12, "5"))),
        ("its end cut off", format!("q 460 660 11 40 re W n {twenty} Q\n")),
        ("its end cut in two", format!("q 460 660 15 40 re W n {twenty} Q\n")),
        ("its beginning cut off", format!("q 471 660 40 40 re W n {twenty} Q\n")),
        ("apart", at(X, Y, 12, "2") + &at(X + 14, Y, 12, "0")),
        ("two lines", at(X, Y + 8, 12, "2") + &at(X, Y - 8, 12, "0")),
        ("turned", format!("BT /F 12 Tf 0 1 -1 0 {X} {Y} Tm <00320030> Tj ET\n")),
        ("over the edge of the cell", at(X + 50, Y, 12, "20")),
        ("ActualText", format!("/Span <</ActualText (30)>> BDC {twenty} EMC\n")),
    ] {
        let (cell, parsed) = other(&report(FONT, "", &more));
        assert!(matches!(cell, Cell::Unread(_)), "{what}: {cell:?}\n{}", parsed.source);
    }
}

#[test]
fn a_string_over_several_cells_is_unread() {
    // Its font says that each figure is as wide as a cell.
    let more = at(405, Y, 12, "20").replace("Tf", "Tf 54 Tc").replace("ET", "0 Tc ET");
    let (cell, parsed) = other(&report(FONT, "", &more));
    assert!(matches!(cell, Cell::Unread(_)), "{cell:?}\n{}", parsed.source);
}

#[test]
fn glyphs_without_characters_are_no_text() {
    let font = |to_unicode: &str| {
        let map = format!(
            "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> \
             endcodespacerange 2 beginbfrange {to_unicode} endbfrange endcmap"
        );
        let font = "<</Type /Font /Subtype /Type0 /BaseFont /Y /Encoding /Identity-H /ToUnicode 5 0 R \
             /DescendantFonts [<</Type /Font /Subtype /CIDFontType2 /BaseFont /Y /CIDSystemInfo \
             <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /DW 500>>]>>";
        let stream = format!("<</Length {}>>\nstream\n{map}\nendstream", map.len());
        let content = "BT /F 12 Tf 60 700 Td <00100011> Tj ET";
        let entries = "/Resources <</Font <</F 4 0 R>>>>";
        document(&[(entries, content)], &[font.to_owned(), stream])
    };
    for (map, text, known) in [
        ("<0010> <0011> <0031> <0020> <0021> <0041>", "12\n", true),
        // For private use, and for nothing.
        ("<0010> <0011> <F031> <0020> <0021> <0041>", "\u{FFFD}\u{FFFD}\n", false),
        ("<0010> <0011> <FFFC> <0020> <0021> <0041>", "\u{FFFD}\u{FFFD}\n", false),
        ("<0030> <0031> <0031> <0040> <0041> <0041>", "\u{FFFD}\u{FFFD}\n", false),
        // Radicals are the characters that they look like.
        ("<0010> <0010> <2F8F> <0011> <0011> <2F00>", "行一\n", true),
    ] {
        let parsed = Reader::new().pdf(&font(map)).expect("a document");
        assert_eq!(parsed.source, text, "{map}");
        assert_eq!(has(&parsed, Code::UnknownGlyphs), !known, "{map}");
    }
}

#[test]
fn predefined_encodings() {
    let font = |encoding: &str, ordering: &str| {
        format!(
            "<</Type /Font /Subtype /Type0 /BaseFont /Z /Encoding /{encoding} /DescendantFonts [<</Type \
             /Font /Subtype /CIDFontType0 /BaseFont /Z /CIDSystemInfo <</Registry (Adobe) /Ordering \
             ({ordering}) /Supplement 2>>>>]>>"
        )
    };
    for (encoding, ordering, codes) in [
        ("GBK-EUC-H", "GB1", "D5FEB8AE31"),
        ("UniGB-UCS2-H", "GB1", "653F5E9C0031"),
        ("UniGB-UTF16-H", "GB1", "653F5E9C0031"),
        ("ETen-B5-H", "CNS1", "AC46A9B231"),
        ("UniCNS-UTF16-H", "CNS1", "653F5E9C0031"),
        ("UniCNS-UCS2-H", "CNS1", "653F5E9C0031"),
        ("GBK2K-H", "GB1", "D5FEB8AE31"),
        ("GBKp-EUC-H", "GB1", "D5FEB8AE31"),
        ("GB-EUC-H", "GB1", "D5FEB8AE31"),
        ("B5pc-H", "CNS1", "AC46A9B231"),
    ] {
        let content = format!("BT /F 12 Tf 60 700 Td <{codes}> Tj ET");
        let entries = "/Resources <</Font <</F 4 0 R>>>>";
        let parsed = Reader::new()
            .pdf(&document(&[(entries, &content)], &[font(encoding, ordering)]))
            .expect("a document");
        assert_eq!(parsed.source.replace(' ', ""), "政府1\n", "{encoding}");
    }
}

#[test]
fn turned_pages_are_read_upright() {
    let upright = other(&report(FONT, "20", "")).1;
    for turn in [90, 180, 270] {
        let (cell, parsed) = other(&report(&format!("{FONT} /Rotate {turn}"), "20", ""));
        assert_eq!(cell, Cell::Value(20), "{turn}");
        assert_eq!(parsed.source, upright.source, "{turn}");
        let field = "applications.granted.other_organization".parse().expect("a field");
        assert_ne!(parsed.page_box(field), upright.page_box(field));
    }
}

#[test]
fn pictures_without_text_are_told() {
    let image = "<</Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray \
                 /BitsPerComponent 8 /Length 1>>\nstream\nx\nendstream";
    let entries = "/Resources <</XObject <</I 4 0 R>> /Font <</F 3 0 R>>>>";
    let text = at(60, 700, 12, "云溪市2020年政府信息公开工作年度报告");
    let content = format!("q 600 0 0 800 0 0 cm /I Do Q 3 Tr {text}");
    let parsed =
        Reader::new().pdf(&document(&[(entries, &content)], &[image.to_owned()])).expect("a page");
    assert_eq!(parsed.source, "", "recognized text is not what the page shows");
    assert!(has(&parsed, Code::PagesWithoutText) && has(&parsed, Code::NotAReport));
}

#[test]
fn limits_are_errors() {
    let past = |reader: Reader, file: &[u8]| match reader.pdf(file) {
        Err(ReadError::PastLimit { limit, .. }) => limit,
        other => panic!("{:?}", other.map(|parsed| parsed.source)),
    };
    let plain = report(FONT, "20", "");
    assert_eq!(past(Reader::new().max_bytes(100), &plain), Limit::Bytes);
    assert_eq!(past(Reader::new().max_decompressed_bytes(100), &plain), Limit::DecompressedBytes);
    assert_eq!(past(Reader::new().max_objects(3), &plain), Limit::Objects);
    assert_eq!(past(Reader::new().max_operators(20), &plain), Limit::Operators);
    assert_eq!(past(Reader::new().max_glyphs(20), &plain), Limit::Glyphs);
    assert_eq!(past(Reader::new().max_cells(5), &plain), Limit::Cells);
    let two = document(&[(FONT, ""), (FONT, "")], &[]);
    assert_eq!(past(Reader::new().max_pages(1), &two), Limit::Pages);
    // Forms inside one another.
    let forms: Vec<String> = (0..60)
        .map(|i| {
            let content = "/X Do";
            format!(
                "<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X {} 0 R>>>> \
                 /Length {}>>\nstream\n{content}\nendstream",
                i + 5,
                content.len()
            )
        })
        .collect();
    let entries = "/Resources <</XObject <</X 4 0 R>>>>";
    assert_eq!(past(Reader::new(), &document(&[(entries, "/X Do")], &forms)), Limit::Forms);
}

#[test]
fn forms_that_draw_themselves_end() {
    let form = "<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 4 0 R>>>> \
                /Length 11>>\nstream\n/X Do /X Do\nendstream";
    let entries = "/Resources <</XObject <</X 4 0 R>>>>";
    let parsed = Reader::new().pdf(&document(&[(entries, "/X Do")], &[form.to_owned()]));
    assert_eq!(parsed.expect("a page").source, "");
}

#[test]
fn cycles_and_depth_end() {
    let start = Instant::now();
    let cycle = "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n\
                 2 0 obj <</Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 9>> endobj\n\
                 3 0 obj <</Type /Pages /Kids [2 0 R 3 0 R]>> endobj\n\
                 trailer <</Root 1 0 R /Prev 0>>\n%%EOF";
    let _ = Reader::new().pdf(cycle.as_bytes());
    let own = "%PDF-1.4\n1 0 obj 1 0 R endobj\ntrailer <</Root 1 0 R>>\n%%EOF";
    let _ = Reader::new().pdf(own.as_bytes());
    for open in ["[", "<<", "<</A ", "("] {
        let deep = document(&[(FONT, &open.repeat(200_000))], &[open.repeat(200_000)]);
        let _ = Reader::new().pdf(&deep);
    }
    let many = document(&[(FONT, &"q ".repeat(500_000)), (FONT, &"Q ".repeat(500_000))], &[]);
    let _ = Reader::new().pdf(&many);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn what_unpacks_to_too_much_is_an_error() {
    let zeros = miniz_zeros(64 << 20);
    let mut file = b"%PDF-1.5\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n\
        2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n\
        3 0 obj <</Type /Page /Contents [4 0 R 4 0 R 4 0 R 4 0 R 4 0 R]>> endobj\n"
        .to_vec();
    file.extend(
        format!("4 0 obj <</Filter /FlateDecode /Length {}>>\nstream\n", zeros.len()).bytes(),
    );
    file.extend(&zeros);
    file.extend(b"\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n");
    let error = Reader::new().pdf(&file).unwrap_err();
    assert!(
        matches!(error, ReadError::PastLimit { limit: Limit::DecompressedBytes, .. }),
        "{error}"
    );
    // The same where the objects of the file are packed.
    let name = b"4 0 obj <</Type /ObjStm /N 9 /First 9 ";
    let at = file.windows(10).position(|w| w == b"4 0 obj <<").expect("the stream");
    file.splice(at..at + 10, name.iter().copied());
    let error = Reader::new().max_decompressed_bytes(32 << 20).pdf(&file).unwrap_err();
    assert!(
        matches!(error, ReadError::PastLimit { limit: Limit::DecompressedBytes, .. }),
        "{error}"
    );
}

/// Zeros, as DEFLATE packs them: stored blocks would be as long as what they hold, so that one block of
/// fixed codes repeats a zero.
fn miniz_zeros(count: usize) -> Vec<u8> {
    let mut bits = BitWriter::default();
    bits.bytes.extend([0x78, 0x9C]);
    bits.put(1, 1);
    bits.put(1, 2);
    // The literal 0, and then as often as needed: 258 bytes from one byte back.
    bits.put_code(0x30, 8);
    for _ in 0..count / 258 {
        bits.put_code(0xC5, 8);
        bits.put_code(0, 5);
    }
    bits.put_code(0, 7);
    let mut bytes = bits.finish();
    let length = (count / 258 * 258 + 1) as u32;
    // The checksum of zeros.
    let b = length % 65521;
    bytes.extend((b << 16 | 1).to_be_bytes());
    bytes
}

#[derive(Default)]
struct BitWriter {
    bytes: Vec<u8>,
    word: u32,
    count: u32,
}

impl BitWriter {
    fn put(&mut self, bits: u32, count: u32) {
        self.word |= bits << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push(self.word as u8);
            self.word >>= 8;
            self.count -= 8;
        }
    }

    /// A code of DEFLATE starts with its highest bit.
    fn put_code(&mut self, code: u32, count: u32) {
        for i in (0..count).rev() {
            self.put(code >> i & 1, 1);
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.put(0, (8 - self.count % 8) % 8);
        self.bytes
    }
}

fn fixture(name: &str) -> (Vec<u8>, Truth) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pdf");
    let file = std::fs::read(folder.join(format!("{name}.pdf"))).expect(name);
    (file, Truth::read(&folder.join(format!("{name}.truth.json"))))
}

/// The figures of a reading that are wrong, if nothing warns of them.
fn silently_wrong(parsed: &Parsed<'_>, truth: &Truth) -> Vec<String> {
    let warned = parsed
        .diagnostics
        .iter()
        .any(|d| matches!(d.code(), Code::PagesDamaged | Code::UnknownGlyphs));
    if warned || !parsed.validate().is_consistent() {
        return Vec::new();
    }
    figures(&parsed.report)
        .into_iter()
        .filter(|(path, value)| truth.cells.get(path) != Some(value))
        .map(|(path, value)| format!("{path}: {value:?}, not {:?}", truth.cells.get(&path)))
        .collect()
}

#[test]
fn documents_that_were_cut_are_damaged() {
    let (file, truth) = fixture("writer-ruled-2019");
    let step = if cfg!(debug_assertions) { file.len() / 150 } else { file.len() / 1500 };
    for end in (0..file.len()).step_by(step.max(1)) {
        if let Ok(parsed) = gongkai::read(&file[..end]) {
            assert_eq!(silently_wrong(&parsed, &truth), [] as [String; 0], "cut at {end}");
        }
    }
}

#[test]
fn documents_with_changed_bytes_are_damaged() {
    for name in ["writer-ruled-2019", "ruled-portrait-2021", "unruled-portrait-2021"] {
        changed_bytes(name);
    }
}

fn changed_bytes(name: &str) {
    let (file, truth) = fixture(name);
    let rounds = if cfg!(debug_assertions) { 50 } else { 1000 };
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    for round in 0..rounds {
        let mut changed = file.clone();
        for _ in 0..=random(4) {
            let at = random(changed.len());
            match random(3) {
                0 => changed[at] ^= 1 << random(8),
                1 => changed[at] = b"0123456789 /<>[]()R"[random(19)],
                _ => {
                    let end = (at + random(40)).min(changed.len());
                    changed.drain(at..end);
                }
            }
        }
        if let Ok(parsed) = Reader::new().pdf(&changed) {
            assert_eq!(silently_wrong(&parsed, &truth), [] as [String; 0], "{name}, round {round}");
        }
    }
}
