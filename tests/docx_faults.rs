//! Files that are no Word documents, or damaged ones, or too large: errors that say so, and no panic.

#![allow(missing_docs)]

mod support;

use gongkai::{InputKind, Limit, ReadError, Reader};
use support::word::{Packing, Word, document, item, list, p, references, table, tc};

fn text(body: &str) -> String {
    match Reader::new().docx(&Word::new(body).file()) {
        Ok(parsed) => parsed.source.into_owned(),
        Err(error) => panic!("{error}"),
    }
}

fn error(word: &Word) -> ReadError {
    Reader::new().docx(&word.file()).expect_err("a fault")
}

#[test]
fn what_is_no_word_document_is_named() {
    for (bytes, kind) in [
        (&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], InputKind::OldWord),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0b\0o\0o\0k\0", InputKind::Spreadsheet),
        (b"\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0", InputKind::Encrypted),
        (b"\x89PNG\r\n\x1a\n", InputKind::Image),
        (b"{\\rtf1 x}", InputKind::Rtf),
    ] {
        assert_eq!(Reader::new().docx(bytes).unwrap_err(), ReadError::Unsupported { kind });
        assert_eq!(gongkai::read(bytes).unwrap_err(), ReadError::Unsupported { kind });
    }
    let (expected, found) = (InputKind::Docx, InputKind::Html);
    assert_eq!(
        Reader::new().docx(b"<html>").unwrap_err().to_string(),
        ReadError::WrongKind { expected, found }.to_string()
    );
    for (part, kind) in [
        ("xl/workbook.xml", InputKind::Spreadsheet),
        ("OFD.xml", InputKind::Ofd),
        ("readme.txt", InputKind::Archive),
        ("ppt/presentation.xml", InputKind::Archive),
    ] {
        let word = Word::empty().part("[Content_Types].xml", "<Types/>").part(part, "<x/>");
        assert_eq!(error(&word), ReadError::Unsupported { kind }, "{part}");
        assert_eq!(
            gongkai::read(&word.file()).unwrap_err(),
            ReadError::Unsupported { kind },
            "{part}"
        );
    }
    let odt = Word::empty()
        .packed("mimetype", b"application/vnd.oasis.opendocument.text", Packing::Stored)
        .part("content.xml", "<x/>");
    assert_eq!(error(&odt), ReadError::Unsupported { kind: InputKind::OpenDocument });
    let encrypted = Word::empty().packed("_rels/.rels", b"x", Packing::Encrypted);
    assert_eq!(error(&encrypted), ReadError::Unsupported { kind: InputKind::Encrypted });
    let mut sheet = Word::empty();
    for (name, xml) in references(
        "a.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ) {
        sheet = sheet.part(name, &xml);
    }
    assert_eq!(
        error(&sheet.part("a.xml", "<x/>")),
        ReadError::Unsupported { kind: InputKind::Spreadsheet }
    );
}

/// The reason why a document is damaged.
fn reason(word: &Word) -> String {
    match error(word) {
        ReadError::Damaged { kind: InputKind::Docx, reason } => reason,
        other => panic!("{other}"),
    }
}

#[test]
fn damaged_documents_say_what_is_wrong() {
    let mut parts = Word::empty();
    for (name, xml) in references("word/document.xml", "") {
        parts = parts.part(name, &xml);
    }
    assert_eq!(reason(&parts), "the package has no part word/document.xml");
    let with = |xml: &str, packing| {
        let mut word = Word::empty();
        for (name, xml) in references("word/document.xml", "") {
            word = word.part(name, &xml);
        }
        reason(&word.packed("word/document.xml", xml.as_bytes(), packing))
    };
    let whole = document(&p("x"));
    let part = "word/document.xml";
    assert_eq!(
        with(&whole, Packing::WrongChecksum),
        format!("{part} is damaged: its checksum is not the archive's")
    );
    assert_eq!(with(&whole, Packing::Other(8)), format!("{part} cannot be unpacked"));
    assert_eq!(
        with(&whole, Packing::Other(12)),
        format!("{part} is packed in a way that Word does not know (method 12)")
    );
    assert_eq!(with("<x/>", Packing::Stored), "its main part is no Word document");
    let cut = whole.split_once("</w:t>").expect("text").0;
    assert!(with(cut, Packing::Stored).ends_with("it ends before its elements do"));
    assert!(
        with(&whole.replace("</w:body>", "</w:bod>"), Packing::Stored)
            .contains("cannot be read at byte")
    );
    let entity = format!("<!DOCTYPE x [<!ENTITY a \"1\">]>{whole}");
    assert!(with(&entity, Packing::Stored).ends_with("it has a document type"));
    assert!(with(&document(&p("&a;")), Packing::Stored).ends_with("the entity &a; is not known"));
    assert!(with(&document(&p("&#0;")), Packing::Stored).contains("cannot be read at byte"));
    let twice = Word::new("").part("Word/Document.xml", &whole);
    assert_eq!(reason(&twice), "the archive has two parts word/document.xml");
    let mut two = Word::empty();
    for (name, xml) in references("word/document.xml", "") {
        let second =
            "<Relationship Type=\"x/officeDocument\" Target=\"other.xml\"/></Relationships>";
        two = two.part(name, &xml.replace("</Relationships>", second));
    }
    assert_eq!(reason(&two), "the package has two documents");

    // Wherever a file is cut, that is an error, and no part of the text is lost without one.
    let file = Word::new(&p("x")).file();
    for end in 4..file.len() {
        let found = Reader::new().docx(file.get(..end).expect("bytes"));
        assert!(found.is_err(), "{end} of {} bytes", file.len());
    }
}

#[test]
fn odd_nesting_does_no_harm() {
    for body in [
        "<w:tc><w:p/></w:tc>",
        "<w:tr><w:tr><w:tc/></w:tr></w:tr>",
        "<w:tbl><w:p/><w:tr/><w:tr><w:tr/><w:tc><w:tc/></w:tc></w:tr></w:tbl>",
        "<w:p><w:p><w:r><w:t>x<w:t>y</w:t></w:t></w:r></w:p><w:tbl/></w:p>",
        "<w:drawing><w:txbxContent><w:tr/><w:tbl><w:tr><w:tc><w:drawing><w:txbxContent/></w:drawing></w:tc></w:tr></w:tbl></w:txbxContent></w:drawing>",
        "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/><w:fldChar w:fldCharType=\"separate\"/></w:r></w:p>",
        "<w:p><w:pPr><w:numPr><w:numId w:val=\"-1\"/><w:ilvl w:val=\"99999999999\"/></w:numPr></w:pPr></w:p>",
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"4294967295\"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"4294967295\"/><w:vMerge/></w:tcPr></w:tc><w:tc/></w:tr></w:tbl>",
        "<w:body><w:document/></w:body>",
    ] {
        // No panic, and the text behind it is there.
        assert!(text(&format!("{body}{}", p("后"))).ends_with("后\n"), "{body}");
    }
}

/// Fails unless a document is within a limit and past a lower one.
fn limited(word: &Word, limit: Limit, enough: Reader, less: Reader, max: usize) {
    let file = word.file();
    let found = enough.docx(&file);
    assert!(found.is_ok(), "{limit}: {found:?}");
    assert_eq!(less.docx(&file).expect_err("a limit"), ReadError::PastLimit { limit, max });
}

#[test]
fn limits_are_errors_that_name_them() {
    let reader = Reader::new();
    let word = Word::new(&table(&[&["规章", "1", "2"], &["行政许可", "3", "4"]]));
    let bytes = word.file().len();
    limited(&word, Limit::Bytes, reader.max_bytes(bytes), reader.max_bytes(bytes - 1), bytes - 1);
    limited(&word, Limit::Cells, reader.max_cells(6), reader.max_cells(5), 5);
    limited(&word, Limit::Area, reader.max_area(6), reader.max_area(5), 5);
    // document, body, tbl, tr, tc, p, r and t.
    limited(&word, Limit::Nesting, reader.max_nesting(8), reader.max_nesting(7), 7);
    limited(&word, Limit::Nodes, reader.max_nodes(1000), reader.max_nodes(20), 20);
    let parts = 900 + document(&table(&[&["规章", "1", "2"], &["行政许可", "3", "4"]])).len();
    limited(
        &word,
        Limit::DecompressedBytes,
        reader.max_decompressed_bytes(parts),
        reader.max_decompressed_bytes(1000),
        1000,
    );
}

#[test]
fn a_bomb_is_unpacked_no_further_than_the_limit() {
    // A part of 64 MiB in 64 KiB.
    let word = Word::new(&p(&" ".repeat(64 << 20)));
    let file = word.file();
    assert!(file.len() < 100 << 10);
    let max = 1 << 20;
    let error = Reader::new().max_decompressed_bytes(max).docx(&file).unwrap_err();
    assert_eq!(error, ReadError::PastLimit { limit: Limit::DecompressedBytes, max });
    // And in parts that are stored.
    let word =
        Word::new("").packed("word/_rels/document.xml.rels", &vec![b' '; 2 << 20], Packing::Stored);
    let error = Reader::new().max_decompressed_bytes(max).docx(&word.file()).unwrap_err();
    assert_eq!(error, ReadError::PastLimit { limit: Limit::DecompressedBytes, max });
}

#[test]
fn deep_documents_end_in_an_error() {
    let deep = |open: &str, close: &str| {
        Word::new(&format!("{}{}", open.repeat(5000), close.repeat(5000)))
    };
    for (open, close) in [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt>", "</w:sdt>"),
        ("<w:ins><w:unknownPr>", "</w:unknownPr></w:ins>"),
    ] {
        let limit = Limit::Nesting;
        assert_eq!(error(&deep(open, close)), ReadError::PastLimit { limit, max: 1024 });
    }
    let fields = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".repeat(5000);
    let word = Word::new(&format!("<w:p>{fields}</w:p>"));
    assert_eq!(error(&word), ReadError::PastLimit { limit: Limit::Nesting, max: 1024 });
}

#[test]
fn many_rows_that_start_behind_others_take_no_long() {
    let cells = format!("{}{}", tc("", "x"), tc("", "1"));
    let row = format!("<w:tr>{cells}</w:tr>");
    let behind = format!("<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{cells}</w:tr>");
    let word =
        Word::new(&format!("<w:tbl>{}{}</w:tbl>", row.repeat(20_000), behind.repeat(20_000)));
    let start = std::time::Instant::now();
    assert!(Reader::new().docx(&word.file()).is_ok());
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn spoilt_documents_do_no_harm() {
    let lists = list(&[("chineseCounting", "%1、"), ("decimal", "%2.")]);
    let body = [
        item(1, 0, "总体情况"),
        format!("<w:p><w:r><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></w:r></w:p>", p("甲")),
        table(&[&["规章", "1", "2", "3"], &["行政许可", "4", "5", "6"]]),
        format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", table(&[&["x", "y"]])),
        item(1, 1, "其他"),
    ]
    .concat();
    let whole = document(&body).into_bytes();
    let mut seed = 20_210_930_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits") % below
    };
    let mut read = 0;
    for _ in 0..2000 {
        let mut spoilt = whole.clone();
        for _ in 0..=random(3) {
            let at = random(spoilt.len());
            match random(4) {
                0 => spoilt[at] = b"<>/\"&w0t"[random(8)],
                1 => drop(spoilt.drain(at..(at + random(40)).min(spoilt.len()))),
                2 => spoilt.insert(at, b"<>/&"[random(4)]),
                // An element, or a part of one, once more.
                _ => {
                    let end = (at + random(200)).min(spoilt.len());
                    let copy = spoilt[at..end].to_vec();
                    let to = random(spoilt.len());
                    spoilt.splice(to..to, copy);
                }
            }
        }
        let mut word = Word::empty();
        for (name, xml) in references("word/document.xml", "") {
            word = word.part(name, &xml);
        }
        let word = word.packed("word/document.xml", &spoilt, Packing::Stored).with("", &lists);
        read += usize::from(Reader::new().docx(&word.file()).is_ok());
        // And the archive around it.
        let mut file = word.file();
        let at = random(file.len());
        file[at] ^= 1 << random(8);
        let _ = Reader::new().docx(&file);
    }
    assert!(read > 100, "{read}");
}
