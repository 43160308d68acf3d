//! PDF documents in which a figure could be taken for another: it is read as a person sees it, or it is
//! unread and something is said.

#![allow(missing_docs)]

mod support;

use gongkai::{Cell, Code, Parsed, Reader};
use support::pdf::{APPLICANTS, FONT, X, Y, at, document, has, other, report, report_with};

/// A text at a place, with operators before it is shown.
fn with(x: u32, y: u32, operators: &str, text: &str) -> String {
    at(x, y, 12, text)
        .replace(" Td", &format!(" Td {operators}"))
        .replace("ET", "ET 0 Tc 0 Tw 100 Tz 0 Ts")
}

/// Checks that what is drawn in the cell is read as `shown`.
fn read(what: &str, shown: u64, more: &str) {
    let (cell, parsed) = other(&report(FONT, "", more));
    assert_eq!(cell, Cell::Value(shown), "{what}\n{}", parsed.source);
}

/// Checks that what is drawn in the cell is not taken for a number.
fn unread(what: &str, more: &str) {
    let (cell, parsed) = other(&report(FONT, "", more));
    assert!(matches!(cell, Cell::Unread(_)), "{what}: {cell:?}\n{}", parsed.source);
}

#[test]
fn numbers_drawn_in_pieces() {
    read("kerned", 20, "BT /F 12 Tf 465 675 Td [<0032> 60 <0030>] TJ ET");
    read("spaced", 20, &with(X, Y, "1 Tc", "20"));
    read("narrow", 11, &with(X, Y, "35 Tz", "11"));
    read("narrow, of three", 111, &with(X, Y, "35 Tz", "111"));
    read("wide", 20, &with(X, Y, "120 Tz", "20"));
    read("raised as a whole", 20, &with(X, Y, "4 Ts", "20"));
    read("by lines", 20, "BT /F 12 Tf 12 TL 465 687 Td (\\0002\\0000) ' ET");
    read("with spacing", 20, "BT /F 12 Tf 12 TL 465 687 Td 0 0.5 (\\0002\\0000) \" ET 0 Tc");
    read(
        "in any order",
        132,
        &(at(X + 6, Y, 12, "3") + &at(X + 12, Y, 12, "2") + &at(X, Y, 12, "1")),
    );
    read("one by one", 20, "BT /F 12 Tf 465 675 Td <0032> Tj <0030> Tj ET");
    read("scaled", 20, "q 0.5 0 0 0.5 465 675 cm BT /F 24 Tf <00320030> Tj ET Q");
    read("scaled by its matrix", 20, "BT /F 1 Tf 12 0 0 12 465 675 Tm <00320030> Tj ET");
    read("with a comment", 20, &format!("% (99) Tj\n{}", at(X, Y, 12, "20")));
    read("italic", 20, "BT /F 12 Tf 1 0 0.2 1 465 675 Tm <00320030> Tj ET");
    unread("wide apart", &with(X, Y, "4 Tc", "20"));
    unread("kerned apart", "BT /F 12 Tf 465 675 Td [<0032> -500 <0030>] TJ ET");
    unread("with a blank", &at(X, Y, 12, "2 0"));
    unread("one on the other", &with(X, Y, "-5 Tc", "11"));
    unread("close to one another", &with(X, Y, "-4 Tc", "11"));
    read("from right to left", 2, &with(X + 12, Y, "-12 Tc", "20"));
    unread("of no width", &with(X, Y, "1 Tz", "20"));
    unread("one of no width", &with(X, Y, "1 Tz", "7"));
    unread("too small to be seen", &at(X, Y, 1, "20"));
    unread("twice, apart", &(at(X, Y, 12, "20") + &at(X + 3, Y, 12, "20")));
    unread("twice, apart by less", &(at(X, Y, 12, "20") + &at(X + 1, Y, 12, "31")));
    unread("twice, apart by more", &(at(X, Y, 12, "20") + &at(X + 4, Y, 12, "20")));
    unread("twice, a bit higher", &(at(X, Y, 12, "20") + &at(X, Y + 3, 12, "20")));
    unread("twice, side by side", &(at(X, Y, 12, "20") + &at(X + 20, Y, 12, "20")));
    unread("mirrored", &with(X + 20, Y, "-100 Tz", "20"));
    unread("upside down", "BT /F 12 Tf -1 0 0 -1 480 685 Tm <00320030> Tj ET");
    unread("turned a bit", "BT /F 12 Tf 0.8 0.6 -0.6 0.8 465 672 Tm <00320030> Tj ET");
    unread("one under the other", &(at(X, Y + 6, 12, "2") + &at(X, Y - 6, 12, "0")));
}

#[test]
fn numbers_that_are_broken_in_narrow_columns() {
    // In two cells of a row, where they may look as two rows.
    let total = at(X + 60, Y - 12, 12, "0");
    let broken = at(X, Y + 6, 12, "2") + &at(X, Y - 6, 12, "0") + &total;
    unread("twenty and two hundred and ten", &broken);
    let parsed = Reader::new().pdf(&report(FONT, "", &broken)).expect("a document");
    let granted = &parsed.report.applications[gongkai::Row::Outcome(gongkai::Outcome::Granted)];
    assert!(matches!(granted.total, Cell::Unread(_)), "{:?}\n{}", granted.total, parsed.source);
    assert_eq!(granted.natural_person, Cell::Value(1), "{}", parsed.source);
}

#[test]
fn a_number_in_a_box_of_its_own() {
    let framed = format!("{}0.5 w 464 666 52 28 re S\n", at(X + 5, Y, 12, "20"));
    read("in a box", 20, &framed);
    unread("an empty box", "0.5 w 464 666 52 28 re S\n0.5 w 464 666 m 516 694 l S\n");
}

#[test]
fn characters_beside_a_number() {
    let signs = [
        "2O",
        "l0",
        "２〇",
        "20①",
        "20²",
        "20*",
        "20？",
        "≈20",
        "<20",
        "20+",
        "20,1",
        "2.0",
        "20.5",
        "20/30",
        "20-30",
        "2—0",
        "-20",
        "20%",
        "②0",
        "⑳",
        "٢٠",
        "二0",
        "2０．５",
        "20…",
        "…20",
        "2\u{336}0\u{336}",
        "2\u{20DD}0",
        "20\u{309}",
        "2\u{AD}0",
        "XX",
        "20万",
        "1/20",
    ];
    for text in signs {
        let (cell, parsed) = other(&report(FONT, "", &at(X, Y, 12, text)));
        assert!(matches!(cell, Cell::Unread(_)), "{text}: {cell:?}\n{}", parsed.source);
    }
    for (text, shown) in [("２０", 20), ("20", 20), ("1,234", 1234), ("020", 20), ("20件", 20)] {
        let (cell, parsed) = other(&report(FONT, "", &at(X, Y, 12, text)));
        let fine = matches!(&cell, Cell::Unread(_)) || cell == Cell::Value(shown);
        assert!(fine, "{text}: {cell:?}\n{}", parsed.source);
    }
}

#[test]
fn lines_and_marks_at_a_number() {
    let twenty = at(X, Y, 12, "20");
    read("underlined", 20, &format!("{twenty} 465 673 m 477 673 l S"));
    read("underlined by a box", 20, &format!("{twenty} 465 672.5 12 0.7 re f"));
    read("overlined", 20, &format!("{twenty} 465 687 m 477 687 l S"));
    unread("a dash over it", &(twenty.clone() + &at(X, Y, 12, "—")));
    unread("a dash over it, moved", &(twenty.clone() + &at(X + 2, Y, 12, "—")));
    unread("a cross over it", &(twenty.clone() + &at(X, Y, 12, "×")));
    unread(
        "two lines through it",
        &format!("{twenty} 465 678 m 477 678 l S 465 680 m 477 680 l S"),
    );
    unread("a line between its digits", &format!("{twenty} 471 662 m 471 698 l S"));
    unread("a line from border to border", &format!("{twenty} 471 660 m 471 700 l S"));
}

#[test]
fn a_line_through_figures_leaves_no_blank_cells() {
    // It parts the row in two: the label, which is larger, in the one, and the figures in the other.
    let mut content = at(100, 760, 16, "云溪市2020年政府信息公开工作年度报告");
    content += &at(60, 720, 12, "三、收到和处理政府信息公开申请情况");
    for y in [700, 660] {
        content += &format!("1 w 20 {y} m 580 {y} l S\n");
    }
    content += "20 678.8 m 580 678.8 l S 20 660 m 20 700 l S\n";
    content += &at(24, 675, 16, "（一）予以公开");
    for i in 0..=7 {
        let x = 160 + 60 * i;
        content += &format!("{x} 660 m {x} 700 l S\n");
        content += &at(x + 5, 675, 9, if i < 7 { "5" } else { "" });
    }
    let parsed = Reader::new().pdf(&document(&[(FONT, &content)], &[])).expect("a document");
    for figure in parsed.report.figures() {
        let is_said = !matches!(figure.cell, Cell::Blank | Cell::Value(_));
        assert!(is_said, "{} {:?}\n{}", figure.field, figure.cell, parsed.source);
    }
}

#[test]
fn a_box_in_a_cell_is_no_table() {
    let twenty = at(X, Y, 12, "20");
    for more in [
        format!("{twenty} 463 672 16 14 re S"),
        format!("{twenty} 500 672 9 9 re S"),
        format!("{twenty} 463 672 16 14 re S 471 672 m 471 686 l S"),
    ] {
        let (cell, parsed) = other(&report(FONT, "", &more));
        let fine = matches!(cell, Cell::Unread(_) | Cell::Absent) || cell == Cell::Value(20);
        assert!(fine, "{more}: {cell:?}\n{}", parsed.source);
    }
}

#[test]
fn a_number_that_runs_out_of_its_cell() {
    // Each digit is drawn by itself, and none lies on the border.
    let mut more = String::new();
    for (i, digit) in "7777777777".chars().enumerate() {
        more += &at(430 + 6 * i as u32, Y, 12, &digit.to_string());
    }
    let mut content = at(100, 760, 16, "云溪市2020年政府信息公开工作年度报告");
    content += &at(60, 720, 12, "三、收到和处理政府信息公开申请情况");
    content += "1 w 40 700 m 580 700 l S 40 660 m 580 660 l S\n";
    for (i, label) in ["（一）予以公开", "1", "0", "0", "0", "", "", "21", ""].iter().enumerate()
    {
        let x = 40 + 60 * i + 60 * usize::from(i > 0);
        content += &format!("{x} 660 m {x} 700 l S\n");
        content += &at(x as u32 + 5, Y, 12, label);
    }
    content += &more;
    let parsed = Reader::new().pdf(&document(&[(FONT, &content)], &[])).expect("a document");
    let row = &parsed.report.applications[gongkai::Row::Outcome(gongkai::Outcome::Granted)];
    assert_eq!(row.legal_service_organization.value(), None, "{}", parsed.source);
    assert_eq!(row.other_organization.value(), None, "{}", parsed.source);
}

#[test]
fn a_mark_across_the_page_is_no_figure() {
    for gray in ["0.9", "0.8", "0.75"] {
        for size in [40, 60] {
            let more = format!("{gray} g {} 0 g", at(X, Y - 10, size, "2"));
            let (cell, parsed) = other(&report(FONT, "", &more));
            assert_eq!(cell.value(), None, "{gray}, {size}: {}", parsed.source);
            let (cell, parsed) = other(&report(FONT, "20", &more));
            let fine = cell == Cell::Value(20) || matches!(cell, Cell::Unread(_));
            assert!(fine, "{gray}, {size}: {cell:?}\n{}", parsed.source);
        }
    }
}

/// A document of two pages with a table that goes on: rows of eight cells.
fn two_pages(above: &[[&str; 8]], below: &[[&str; 8]], foot: &str, head: &str) -> Parsed<'static> {
    let rows = |content: &mut String, top: u32, rows: &[[&str; 8]]| {
        let bottom = top - 30 * rows.len() as u32;
        for (i, row) in rows.iter().enumerate() {
            let y = top - 30 * i as u32;
            *content += &format!("40 {y} m 580 {y} l S\n");
            for (j, cell) in row.iter().enumerate() {
                let x = 40 + 60 * j as u32 + 60 * u32::from(j > 0);
                for (k, line) in cell.split('\n').enumerate() {
                    *content += &at(x + 5, y - 12 - 12 * k as u32, 10, line);
                }
            }
        }
        *content += &format!("40 {bottom} m 580 {bottom} l S\n");
        for j in 0..9 {
            let x = 40 + 60 * j + 60 * u32::from(j > 0);
            *content += &format!("{x} {bottom} m {x} {top} l S\n");
        }
    };
    let mut first = at(100, 760, 16, "云溪市2020年政府信息公开工作年度报告");
    first += &at(60, 720, 12, "三、收到和处理政府信息公开申请情况");
    rows(&mut first, 30 * above.len() as u32 + 60, above);
    first += &at(290, 20, 10, foot);
    let mut second = String::new();
    if !head.is_empty() {
        second += &at(200, 780, 10, head);
    }
    rows(&mut second, 760, below);
    second += &at(290, 20, 10, &foot.replace('1', "2"));
    let file = document(&[(FONT, &first), (FONT, &second)], &[]);
    Reader::new().pdf(&file).expect("a document")
}

fn cells(parsed: &Parsed<'_>, row: gongkai::Outcome) -> Vec<Option<u64>> {
    let counts = &parsed.report.applications[gongkai::Row::Outcome(row)];
    gongkai::Applicant::ALL.map(|applicant| counts[applicant].value().copied()).to_vec()
}

#[test]
fn rows_that_a_page_cuts() {
    use gongkai::Outcome::{Granted, PartiallyGranted};
    let granted = ["（一）予以公开", "1", "0", "0", "0", "0", "20", "21"];
    let partly = ["（二）部分公开", "3", "0", "0", "0", "0", "4", "7"];
    let (first, second) = ([1, 0, 0, 0, 0, 20, 21].map(Some), [3, 0, 0, 0, 0, 4, 7].map(Some));
    for (foot, head) in [("", ""), ("- 1 -", ""), ("1", "云溪市2020年年度报告"), ("第1页", "2020")]
    {
        let parsed = two_pages(&[granted], &[partly], foot, head);
        assert_eq!(cells(&parsed, Granted), first, "{foot}, {head}: {}", parsed.source);
        assert_eq!(cells(&parsed, PartiallyGranted), second, "{foot}, {head}: {}", parsed.source);
    }
    // The label goes on in the row's other part.
    let (label, rest) = ("（一）予以", "公开");
    let above = [label, "1", "0", "0", "0", "0", "20", "21"];
    let below = [rest, "", "", "", "", "", "", ""];
    let parsed = two_pages(&[above], &[below, partly], "", "");
    assert_eq!(cells(&parsed, Granted), first, "{}", parsed.source);
    // So does a figure: 2 and 0 are 20, or the 0 is another's.
    for (above, below) in [
        (["（一）予以公开", "1", "0", "0", "0", "0", "2", "21"], ["", "", "", "", "", "", "0", ""]),
        ([label, "1", "0", "0", "0", "0", "2", "21"], [rest, "", "", "", "", "", "0", ""]),
        (["（一）予以公开", "1", "0", "0", "0", "0", "2", "2"], ["", "", "", "", "", "", "0", "1"]),
    ] {
        let parsed = two_pages(&[above], &[below, partly], "", "");
        let found = cells(&parsed, Granted);
        assert!(found[5].is_none(), "{above:?} {below:?}: {found:?}\n{}", parsed.source);
        assert_eq!(cells(&parsed, PartiallyGranted), second, "{}", parsed.source);
    }
}

#[test]
fn fonts_whose_widths_are_wrong() {
    let font = |widths: &str| {
        vec![format!(
            "<</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /UniGB-UCS2-H /DescendantFonts \
             [<</Type /Font /Subtype /CIDFontType0 /BaseFont /X /CIDSystemInfo <</Registry (Adobe) \
             /Ordering (GB1) /Supplement 4>> {widths}>>]>>"
        )]
    };
    let entries = "/Resources <</Font <</F 3 0 R /G 4 0 R>>>>";
    let drawn = at(X, Y, 12, "20").replace("/F", "/G");
    for (widths, shown) in [
        ("/DW 1000 /W [814 939 500]", Some(20)),
        ("/DW 600", Some(20)),
        ("/DW 0", None),
        ("/DW 50", None),
        ("/DW -600", None),
        ("/DW 9000", None),
    ] {
        let (cell, parsed) = other(&report_with(entries, "", &drawn, &font(widths)));
        let fine = match shown {
            Some(_) => cell.value().copied() == shown,
            None => cell.value().is_none(),
        };
        assert!(fine, "{widths}: {cell:?}\n{}", parsed.source);
    }
}

#[test]
fn what_fonts_say_of_digits() {
    let font = |encoding: &str, to_unicode: &str| {
        vec![
            format!("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica {encoding} {to_unicode}>>"),
            {
                let map = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> \
                     endcodespacerange 2 beginbfchar <32> <0033> <41> <00320030> endbfchar endcmap";
                format!("<</Length {}>>\nstream\n{map}\nendstream", map.len())
            },
        ]
    };
    let entries = "/Resources <</Font <</F 3 0 R /G 4 0 R>>>>";
    let show = |text: &str| format!("BT /G 12 Tf 465 675 Td ({text}) Tj ET");
    for (what, encoding, map, text, shown) in [
        ("the standard", "", "", "20", Some(20)),
        ("another encoding", "/Encoding <</Differences [97 /two /zero]>>", "", "ab", Some(20)),
        ("its own map", "/Encoding <</Differences [50 /g7]>>", "/ToUnicode 5 0 R", "20", Some(30)),
        (
            "two digits as one",
            "/Encoding <</Differences [65 /g7]>>",
            "/ToUnicode 5 0 R",
            "A",
            Some(20),
        ),
        ("one and another", "/Encoding <</Differences [50 /two]>>", "/ToUnicode 5 0 R", "20", None),
        ("no name", "/Encoding <</Differences [97 /g1 /g2]>>", "", "ab", None),
    ] {
        let (cell, parsed) = other(&report_with(entries, "", &show(text), &font(encoding, map)));
        assert_eq!(cell.value().copied(), shown, "{what}: {cell:?}\n{}", parsed.source);
        assert!(shown.is_some() || matches!(cell, Cell::Unread(_)), "{what}: {cell:?}");
    }
    let type3 = vec![
        "<</Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] \
         /FirstChar 97 /LastChar 98 /Widths [500 500] /CharProcs <</two 5 0 R /zero 5 0 R /x 5 0 R>> \
         /Encoding <</Differences [97 /two /zero /x]>>>>"
            .to_owned(),
        "<</Length 34>>\nstream\n500 0 d0 0 0 400 700 re f         \nendstream".to_owned(),
    ];
    let (cell, parsed) = other(&report_with(entries, "", &show("ab"), &type3));
    assert_eq!(cell, Cell::Value(20), "{}", parsed.source);
    let unnamed: Vec<String> = type3.iter().map(|object| object.replace("/two", "/g2")).collect();
    let (cell, parsed) = other(&report_with(entries, "", &show("ab"), &unnamed));
    assert!(matches!(cell, Cell::Unread(_)), "{cell:?}\n{}", parsed.source);
    // A font that is not there is shown in one that the reader picks.
    let (_, parsed) = other(&report_with(entries, "", "BT /H 12 Tf 465 675 Td (20) Tj ET", &[]));
    assert!(has(&parsed, Code::PagesDamaged));
}

#[test]
fn text_in_forms_and_on_turned_pages() {
    let form = |entries: &str| {
        let content = at(5, 15, 12, "20");
        format!(
            "<</Type /XObject /Subtype /Form {entries} /Resources <</Font <</F 3 0 R>>>> /Length {}>>\n\
             stream\n{content}\nendstream",
            content.len()
        )
    };
    let entries = "/Resources <</Font <</F 3 0 R>> /XObject <</X 4 0 R>>>>";
    let draw = "q 1 0 0 1 460 660 cm /X Do Q";
    for (what, bounds, draw, shown) in [
        ("a form", "/BBox [0 0 60 40]", draw, Some(20)),
        ("a form with a matrix", "/BBox [0 0 60 40] /Matrix [1 0 0 1 460 660]", "/X Do", Some(20)),
        ("a form that is cut", "/BBox [0 0 13 40]", draw, None),
        ("a form that is turned", "/BBox [0 0 60 40] /Matrix [0 1 -1 0 500 660]", "/X Do", None),
        ("a form that is mirrored", "/BBox [0 0 60 40] /Matrix [-1 0 0 1 490 660]", "/X Do", None),
    ] {
        for turn in [0, 90, 180, 270] {
            let entries = format!("{entries} /Rotate {turn}");
            let (cell, parsed) = other(&report_with(&entries, "", draw, &[form(bounds)]));
            assert_eq!(cell.value().copied(), shown, "{what}, {turn}: {cell:?}\n{}", parsed.source);
            assert!(shown.is_some() || matches!(cell, Cell::Unread(_)), "{what}: {cell:?}");
        }
    }
    // A number that is cut is none, on whatever page.
    let number = at(X, Y, 12, "20");
    for (clip, what) in [
        ("460 660 11 40", "after 2"),
        ("460 660 14 40", "in 0"),
        ("471 660 40 40", "before 0"),
        ("460 660 50 19", "below"),
        ("460 679 50 19", "above"),
    ] {
        for turn in [0, 90, 180, 270] {
            let more = format!("q {clip} re W n {number} Q");
            let (cell, parsed) = other(&report(&format!("{FONT} /Rotate {turn}"), "", &more));
            assert!(matches!(cell, Cell::Unread(_)), "{what}, {turn}: {cell:?}\n{}", parsed.source);
        }
    }
    // What lies outside of the box that is shown is not seen.
    let (cell, _) = other(&report(&format!("{FONT} /CropBox [0 0 600 800]"), "20", ""));
    assert_eq!(cell, Cell::Value(20));
    let (cell, parsed) = other(&report(&format!("{FONT} /CropBox [0 0 471 800]"), "20", ""));
    assert_eq!(cell.value(), None, "{}", parsed.source);
}

#[test]
fn a_cell_at_the_edge_of_the_page() {
    // Its border is not on the page, and neither may be its last digits.
    let cut = |width: u32| {
        let file = report(FONT, "20", "");
        String::from_utf8(file)
            .expect("ASCII")
            .replace("[0 0 600 800]", &format!("[0 0 {width} 800]"))
    };
    let (cell, parsed) = other(cut(500).as_bytes());
    assert_eq!(cell.value(), None, "{}", parsed.source);
    let (cell, parsed) = other(cut(478).as_bytes());
    assert_eq!(cell.value(), None, "{}", parsed.source);
}

#[test]
fn an_object_that_was_replaced() {
    // The later one counts, as in a document that was changed and saved.
    let file = String::from_utf8(report(FONT, "20", "")).expect("ASCII");
    let (_, behind) = file.split_once("5 0 obj").expect("the content");
    let (object, _) = behind.split_once("endobj\n").expect("an object");
    let object = format!("5 0 obj{object}endobj\n");
    let old = object.replace("<00320030>", "<00330030>");
    let changed = file.replace(&object, &format!("{old}{object}"));
    let (cell, parsed) = other(changed.as_bytes());
    assert_eq!(cell, Cell::Value(20), "{}", parsed.source);
}

#[test]
fn a_place_without_a_box_is_no_cell() {
    // The labels have eight boxes; the row below ends with its seventh, and no line is behind it.
    let draw = |boxes: usize, figures: &[&str], side: bool| {
        let mut content = at(100, 760, 16, "云溪市2020年政府信息公开工作年度报告");
        content += &at(60, 720, 12, "三、收到和处理政府信息公开申请情况");
        let edge = |i: usize| 40 + 60 * i + 40 * usize::from(i > 0);
        content += &format!("1 w 40 700 m {0} 700 l S 40 670 m {0} 670 l S\n", edge(8));
        for (i, label) in APPLICANTS.iter().enumerate() {
            content += &format!("{0} 670 m {0} 700 l S\n", edge(i));
            content += &at(edge(i) as u32 + 2, 680, 9, label);
        }
        content += &format!("{0} 670 m {0} 700 l S\n", edge(8));
        for row in 0..2 {
            let (top, bottom) = (670 - 30 * row, 640 - 30 * row);
            content += &format!("40 {bottom} m {} {bottom} l S\n", edge(boxes));
            for i in 0..boxes {
                content += &format!("{0} {bottom} m {0} {top} l S\n", edge(i));
            }
            if side {
                content += &format!("{0} {bottom} m {0} {top} l S\n", edge(boxes));
            }
            content += &at(42, bottom + 10, 9, ["（一）予以公开", "（二）部分公开"][row as usize]);
            for (i, figure) in figures.iter().enumerate() {
                content += &at(edge(i + 1) as u32 + 2, bottom + 10, 9, figure);
            }
        }
        let parsed = Reader::new().pdf(&document(&[(FONT, &content)], &[])).expect("a document");
        let values = cells(&parsed, gongkai::Outcome::Granted);
        (values, parsed)
    };
    let (found, parsed) = draw(7, &["1", "2", "3", "4", "5", "15"], true);
    assert_eq!(found, vec![None; 7], "{}", parsed.source);
    let row = &parsed.report.applications[gongkai::Row::Outcome(gongkai::Outcome::Granted)];
    assert!(matches!(row.total, Cell::Unread(_)), "{:?}", row.total);
    // A box that is blank is a blank cell.
    let (found, parsed) = draw(8, &["1", "2", "3", "4", "5", "6"], true);
    assert_eq!(found[..6], [1, 2, 3, 4, 5, 6].map(Some), "{}", parsed.source);
    let row = &parsed.report.applications[gongkai::Row::Outcome(gongkai::Outcome::Granted)];
    assert_eq!(row.total, Cell::Blank, "{}", parsed.source);
    // Tables may be open at their sides.
    let (found, parsed) = draw(8, &["1", "2", "3", "4", "5", "6", "21"], false);
    assert_eq!(found, [1, 2, 3, 4, 5, 6, 21].map(Some), "{}", parsed.source);
}
