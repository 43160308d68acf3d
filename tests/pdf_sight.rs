//! What a page shows of its figures: those that nobody can see are not read, and those of which it
//! cannot be told are unread.

#![allow(missing_docs)]

mod support;

use gongkai::{Cell, Code, Reader};
use support::pdf::{FONT, X, Y, at, document, has, other, report, report_with};

/// What has to be read from the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    Twenty,
    Blank,
    Unread,
}

/// Checks what is read where `more` is drawn in the cell, with more resources and objects.
fn check(what: &str, is: Is, resources: &str, objects: &[&str], more: &str) {
    let objects: Vec<String> = objects.iter().map(|&object| object.to_owned()).collect();
    let entries = format!("/Resources <</Font <</F 3 0 R>> {resources}>>");
    check_page(what, is, &entries, &objects, more);
}

fn check_page(what: &str, is: Is, entries: &str, objects: &[String], more: &str) {
    let (cell, parsed) = other(&report_with(entries, "", more, objects));
    let found = match &cell {
        Cell::Value(20) => Some(Is::Twenty),
        Cell::Blank => Some(Is::Blank),
        Cell::Unread(_) => Some(Is::Unread),
        _ => None,
    };
    assert_eq!(found, Some(is), "{what}: {cell:?}\n{}\n{:?}", parsed.source, parsed.diagnostics);
    match is {
        Is::Unread => assert!(has(&parsed, Code::UnknownGlyphs), "{what}"),
        Is::Twenty => assert!(!has(&parsed, Code::UnknownGlyphs), "{what}"),
        Is::Blank => {}
    }
    // What is beside the cell is read whatever is in it.
    let row = &parsed.report.applications[gongkai::Row::Outcome(gongkai::Outcome::Granted)];
    assert_eq!(row.total, Cell::Value(21), "{what}");
}

fn twenty() -> String {
    at(X, Y, 12, "20")
}

/// A stream with its entries.
fn stream(entries: &str, content: &str) -> String {
    format!("<<{entries} /Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// A gradient from one grey to another.
fn shading(from: f64, to: f64) -> String {
    format!(
        "<</ShadingType 2 /ColorSpace /DeviceGray /Coords [460 0 515 0] /Extend [true true] \
         /Function <</FunctionType 2 /Domain [0 1] /C0 [{from}] /C1 [{to}] /N 1>>>>"
    )
}

const CELL: &str = "461 661 58 38 re";

#[test]
fn text_over_a_gradient() {
    let twenty = twenty();
    let under = |order: &str| order.replace("TEXT", &twenty).replace("CELL", CELL);
    for (what, is, from, to, content) in [
        ("light", Is::Twenty, 0.7, 0.95, "q CELL W n /S sh Q TEXT"),
        ("from black to white", Is::Unread, 0.0, 1.0, "q CELL W n /S sh Q TEXT"),
        ("white on dark", Is::Unread, 0.0, 0.2, "q CELL W n /S sh Q 1 g TEXT 0 g"),
        ("dark on dark", Is::Unread, 0.0, 0.05, "q CELL W n /S sh Q TEXT"),
        ("elsewhere", Is::Twenty, 0.0, 1.0, "q 40 705 90 30 re W n /S sh Q TEXT"),
        ("before it", Is::Unread, 0.7, 0.9, "TEXT q CELL W n /S sh Q"),
    ] {
        check(what, is, "/Shading <</S 4 0 R>>", &[&shading(from, to)], &under(content));
    }
    let pattern = |from, to| format!("<</PatternType 2 /Shading {}>>", shading(from, to));
    for (what, is, from, to, content) in [
        ("a light fill", Is::Twenty, 0.7, 0.95, "/Pattern cs /P scn CELL f 0 g TEXT"),
        ("a fill from black to white", Is::Unread, 0.0, 1.0, "/Pattern cs /P scn CELL f 0 g TEXT"),
        ("text from black to white", Is::Unread, 0.0, 1.0, "/Pattern cs /P scn TEXT 0 g"),
    ] {
        check(what, is, "/Pattern <</P 4 0 R>>", &[&pattern(from, to)], &under(content));
    }
    // Of several functions, one behind the other.
    let pieces = |c: f64| {
        shading(0.9, 0.8).replace(
            "<</FunctionType 2",
            &format!(
                "<</FunctionType 3 /Bounds [0.5] /Encode [0 1 0 1] /Functions [<</FunctionType 2 \
                 /Domain [0 1] /C0 [0.9] /C1 [{c}] /N 1>> <</FunctionType 2 /Domain [0 1] /C0 [{c}] \
                 /C1 [0.9] /N 1>>]"
            ),
        )
    };
    let content = under("q CELL W n /S sh Q TEXT");
    check("light pieces", Is::Twenty, "/Shading <</S 4 0 R>>", &[&pieces(0.6)], &content);
    check("dark in the middle", Is::Unread, "/Shading <</S 4 0 R>>", &[&pieces(0.0)], &content);
    let odd = shading(0.9, 0.8).replace("/FunctionType 2", "/FunctionType 9");
    check("of no known function", Is::Unread, "/Shading <</S 4 0 R>>", &[&odd], &content);
}

#[test]
fn text_over_a_pattern() {
    let tiles = |content: &str| {
        stream(
            "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 4 4] /XStep 4 /YStep 4 /Resources <<>>",
            content,
        )
    };
    let content = format!("/Pattern cs /P scn {CELL} f 0 g {}", twenty());
    let resources = "/Pattern <</P 4 0 R>>";
    for (what, is, drawn) in [
        ("light", Is::Twenty, "0.8 g 0 0 2 2 re f"),
        ("black", Is::Unread, "0 g 0 0 2 2 re f"),
        ("lines", Is::Unread, "0.1 G 0 0 m 4 4 l S"),
        ("light lines", Is::Twenty, "0.8 0.9 1 RG 0 0 m 4 4 l S"),
        ("nothing", Is::Unread, ""),
    ] {
        check(what, is, resources, &[&tiles(drawn)], &content);
    }
    let plain = tiles("0 0 2 2 re f").replace("/PaintType 1", "/PaintType 2");
    let spaces = "/Pattern <</P 4 0 R>> /ColorSpace <</C [/Pattern /DeviceGray]>>";
    for (is, gray) in [(Is::Twenty, "0.9"), (Is::Unread, "0.1")] {
        let content = format!("/C cs {gray} /P scn {CELL} f 0 g {}", twenty());
        check(gray, is, spaces, &[&plain], &content);
    }
}

/// A picture of 2 × 2 places, of one number each.
fn picture(entries: &str, samples: &str) -> String {
    stream(
        &format!(
            "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /Filter \
             /ASCIIHexDecode {entries}"
        ),
        &format!("{samples}>"),
    )
}

#[test]
fn text_over_a_picture() {
    let (twenty, gray) = (twenty(), "/ColorSpace /DeviceGray");
    let draw = "q 58 0 0 38 461 661 cm /I Do Q";
    let over = format!("{draw} {twenty}");
    let resources = "/XObject <</I 4 0 R>>";
    check("light", Is::Twenty, resources, &[&picture(gray, "E0F0E0F0")], &over);
    check("black", Is::Blank, resources, &[&picture(gray, "00000000")], &over);
    check("black to the left", Is::Unread, resources, &[&picture(gray, "00FF00FF")], &over);
    let packed = picture(gray, "E0F0E0F0").replace("/ASCIIHexDecode", "/DCTDecode");
    check("packed as a photograph", Is::Unread, resources, &[&packed], &over);
    check(
        "drawn over it",
        Is::Blank,
        resources,
        &[&picture(gray, "E0F0E0F0")],
        &format!("{twenty} {draw}"),
    );
    // Only where there is something in the mask, there is a picture.
    let masked = picture(&format!("{gray} /SMask 5 0 R"), "00000000");
    for (what, is, mask) in [
        ("faint", Is::Twenty, "10201020"),
        ("nothing", Is::Twenty, "00000000"),
        ("thick", Is::Blank, "FFFFFFFF"),
        ("thick at one side", Is::Unread, "00FF00FF"),
    ] {
        let objects: [&str; 2] = [&masked, &picture(gray, mask)];
        check(what, is, resources, &objects, &over);
        check(what, is, resources, &objects, &format!("{twenty} {draw}"));
    }
    let indexed = "/ColorSpace [/Indexed /DeviceRGB 1 <FFFFE0000000>]";
    check("of a light table", Is::Twenty, resources, &[&picture(indexed, "00000000")], &over);
    check("of a table", Is::Unread, resources, &[&picture(indexed, "00010001")], &over);
    // A letterhead elsewhere on the page is no matter.
    let elsewhere = format!("q 500 0 0 60 40 735 cm /I Do Q {twenty}");
    check("elsewhere", Is::Twenty, resources, &[&packed], &elsewhere);
}

#[test]
fn drawings_in_cells_without_text() {
    let resources = "/XObject <</I 4 0 R>>";
    let gray = "/ColorSpace /DeviceGray";
    let digit = picture(gray, "00FF00FF");
    check("a picture", Is::Unread, resources, &[&digit], "q 12 0 0 12 480 675 cm /I Do Q");
    let packed = digit.replace("/ASCIIHexDecode", "/DCTDecode");
    check("a photograph", Is::Unread, resources, &[&packed], "q 12 0 0 12 480 675 cm /I Do Q");
    check("a curve", Is::Unread, "", &[], "480 675 m 480 690 490 690 490 675 c f");
    check("a circle", Is::Unread, "", &[], "480 675 m 480 690 490 690 490 675 c s");
    check("a narrow box", Is::Unread, "", &[], "485 675 1 9 re f");
    check("a short line", Is::Unread, "", &[], "483 680 m 487 680 l S");
    check("a box", Is::Unread, "", &[], "480 675 6 8 re f");
    check("a light ground", Is::Blank, "", &[], &format!("0.9 g {CELL} f 0 g"));
    check("a dark ground", Is::Blank, "", &[], &format!("0.1 g {CELL} f 0 g"));
    check("a white box", Is::Blank, "", &[], "1 g 480 675 6 8 re f 0 g");
    check(
        "a light gradient",
        Is::Blank,
        "/Shading <</S 4 0 R>>",
        &[&shading(0.8, 0.9)],
        &format!("q {CELL} W n /S sh Q"),
    );
}

#[test]
fn transparency() {
    let twenty = twenty();
    let states = "/ExtGState <</A <</ca 0.05>> /B <</ca 0.5>> /Z <</ca 0>> /M <</BM /Multiply>> \
         /D <</BM /Difference>> /X <</BM [/Screen /Normal]>> /L <</BM /Lighten>> \
         /K <</SMask <</S /Luminosity /G 4 0 R>>>> /N <</SMask /None>> /S <</CA 0.05>>>>";
    let group = "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Group <</S /Transparency>> \
         /Resources <</Font <</F 3 0 R>>>>";
    let mask = stream(group, "0 g 0 0 600 800 re f");
    let shown = stream(group, &twenty);
    let plain = shown.replace("/Group <</S /Transparency>>", "");
    let resources = format!("{states} /XObject <</G 5 0 R /P 6 0 R>>");
    for (what, is, content) in [
        ("nearly nothing", Is::Blank, "/A gs TEXT"),
        ("nothing", Is::Blank, "/Z gs TEXT"),
        ("half", Is::Twenty, "/B gs TEXT"),
        ("half, of white", Is::Blank, "/B gs 1 g TEXT"),
        ("lines that are nearly nothing", Is::Blank, "/S gs 1 Tr TEXT 0 Tr"),
        ("black multiplied", Is::Twenty, "/M gs TEXT"),
        ("white multiplied", Is::Blank, "0.5 g CELL f /M gs 1 g TEXT"),
        ("screened", Is::Blank, "/X gs TEXT"),
        ("lightened", Is::Blank, "/L gs TEXT"),
        ("another mode", Is::Unread, "/D gs TEXT"),
        ("behind a mask", Is::Unread, "/K gs TEXT"),
        ("behind a mask no more", Is::Twenty, "/K gs /N gs TEXT"),
        ("behind a mask before", Is::Twenty, "q /K gs Q TEXT"),
        ("a group", Is::Twenty, "/G Do"),
        ("a group behind a mask", Is::Unread, "/K gs /G Do"),
        ("a form behind a mask", Is::Unread, "/K gs /P Do"),
        ("a group of nothing", Is::Blank, "/Z gs /G Do"),
        ("a group that is screened", Is::Blank, "/X gs /G Do"),
        ("behind a box of glass", Is::Twenty, "TEXT /B gs 1 g CELL f"),
        ("behind a box of fog", Is::Blank, "TEXT 1 g CELL f"),
        ("marked", Is::Twenty, "TEXT /M gs 1 1 0 rg CELL f"),
        ("marked in black", Is::Blank, "TEXT /M gs 0 g CELL f"),
        ("a box behind a mask", Is::Unread, "TEXT /K gs 1 g CELL f"),
    ] {
        let content = format!("q {} Q", content.replace("TEXT", &twenty).replace("CELL", CELL));
        check(what, is, &resources, &[&mask, &shown, &plain], &content);
    }
}

#[test]
fn colours_of_other_spaces() {
    let spaces = "/ColorSpace <</K [/Separation /Black /DeviceCMYK 4 0 R] /W [/Separation /Paper \
         /DeviceGray <</FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N 1>>] /I [/Indexed /DeviceRGB 1 \
         <FFFFFF000000>] /L [/Lab <</WhitePoint [0.95 1 1.09]>>] /N [/DeviceN [/A /B] /DeviceCMYK 4 0 R] \
         /P [/ICCBased 5 0 R]>>";
    let function =
        stream("/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1 0 1]", "{0 exch 0 exch 0 exch}");
    let profile = stream("/N 4", "x");
    for (what, is, colour) in [
        ("black ink", Is::Twenty, "/K cs 1 scn"),
        ("no black ink", Is::Blank, "/K cs 0 scn"),
        ("the first ink", Is::Twenty, "/K cs"),
        ("paper", Is::Blank, "/W cs 1 scn"),
        ("no paper", Is::Twenty, "/W cs 0 scn"),
        ("white of a table", Is::Blank, "/I cs 0 sc"),
        ("black of a table", Is::Twenty, "/I cs 1 sc"),
        ("white of Lab", Is::Blank, "/L cs 100 0 0 sc"),
        ("black of Lab", Is::Twenty, "/L cs 0 0 0 sc"),
        ("two inks", Is::Unread, "/N cs 0 0 scn"),
        ("white of a profile", Is::Blank, "/P cs 0 0 0 0 scn"),
        ("black of a profile", Is::Twenty, "/P cs 0 0 0 1 scn"),
        ("of no space", Is::Unread, "/Q cs 0 scn"),
    ] {
        let content = format!("{colour} {} 0 g", twenty());
        check(what, is, spaces, &[&function, &profile], &content);
    }
}

#[test]
fn shapes_over_text_and_around_it() {
    let twenty = twenty();
    for (what, is, content) in [
        ("a triangle beside it", Is::Twenty, "TEXT 1 g 461 661 m 519 661 l 519 668 l f 0 g"),
        ("a triangle over it", Is::Unread, "TEXT 1 g 461 661 m 519 661 l 475 690 l f 0 g"),
        (
            "a round box over it",
            Is::Blank,
            "TEXT 1 g 461 661 m 519 661 l 519 690 l 519 699 510 699 500 699 c 461 699 l f 0 g",
        ),
        ("a frame around it", Is::Twenty, "TEXT 1 g 461 661 58 38 re 463 663 54 34 re f* 0 g"),
        ("two boxes beside it", Is::Twenty, "TEXT 1 g 461 661 2 38 re 490 661 20 38 re f 0 g"),
        ("two boxes, one over it", Is::Blank, "TEXT 1 g 461 661 20 38 re 490 661 20 38 re f 0 g"),
        ("a line through it, oblique", Is::Unread, "TEXT 463 672 m 482 688 l S"),
        ("a curve through it", Is::Unread, "TEXT 463 672 m 470 690 475 690 482 672 c S"),
        ("a curve through it, before it", Is::Unread, "463 679 m 470 682 475 678 482 680 c S TEXT"),
        (
            "a light curve through it",
            Is::Twenty,
            "0.8 G 463 672 m 470 690 475 690 482 672 c S 0 G TEXT",
        ),
        (
            "a circle around it",
            Is::Twenty,
            "TEXT 462 680 m 462 698 490 698 490 680 c 490 662 462 662 462 680 c S",
        ),
        (
            "clipped to a triangle beside it",
            Is::Blank,
            "q 40 661 m 60 661 l 519 699 l 519 698 l W n TEXT Q",
        ),
        (
            "clipped to two boxes beside it",
            Is::Blank,
            "q 461 661 2 38 re 510 661 9 38 re W n TEXT Q",
        ),
        (
            "clipped to a box around it",
            Is::Twenty,
            "q 461 661 m 519 661 l 519 699 l 461 699 l h W n TEXT Q",
        ),
        (
            "clipped to a round box",
            Is::Twenty,
            "q 461 661 m 519 661 l 519 690 l 519 699 510 699 500 699 c 461 699 l h W n TEXT Q",
        ),
        ("clipped to its upper half", Is::Unread, "q 461 680 58 20 re W n TEXT Q"),
        ("clipped by text", Is::Unread, "q 7 Tr BT /F 4 Tf 500 663 Td <0041> Tj ET 0 Tr TEXT Q"),
        ("as a clip", Is::Unread, "q 7 Tr TEXT 0 Tr Q"),
        ("white with a line around it", Is::Unread, "q 2 Tr 1 g 0 G TEXT Q"),
        ("its right half covered", Is::Unread, "TEXT 1 g 474 661 3 38 re f 0 g"),
        (
            "narrow boxes over it",
            Is::Unread,
            "TEXT 1 g 464 672 2 14 re 466 672 2 14 re 468 672 2 14 re 470 672 2 14 re 472 672 2 14 re 474 672 2 14 re 476 672 2 14 re f 0 g",
        ),
        (
            "thin lines over it",
            Is::Unread,
            "TEXT 1 G 2 w 463 674 m 480 674 l 463 676 m 480 676 l 463 678 m 480 678 l 463 680 m 480 680 l 463 682 m 480 682 l 463 684 m 480 684 l S 0 G",
        ),
        ("a line under it", Is::Twenty, "TEXT 464 673 m 478 673 l S"),
        // What is left of it may be read as another number.
        ("a box over its first digit", Is::Unread, "TEXT 1 g 464 670 8 18 re f 0 g"),
        ("a box over its last digit", Is::Unread, "TEXT 1 g 472 670 12 18 re f 0 g"),
    ] {
        check(what, is, "", &[], &content.replace("TEXT", &twenty));
    }
}

#[test]
fn digits_that_are_drawn_beside_a_number() {
    // The number ends at 479.1, and begins where its text does.
    let five = "480 684 m 480 680 l 484 681 486 676 480 675 c 480 674 l 488 674 488 683 481 682 c 481 683 l \
                486 683 l 486 684 l f";
    let at_left = format!("q 1 0 0 1 -22 0 cm {five} Q");
    let hand = "480.5 683 m 485 683 l 482 675 l S";
    let picture = picture("/ColorSpace /DeviceGray", "00FF00FF");
    let resources = "/XObject <</I 4 0 R>>";
    for (what, is, content) in [
        ("an area behind it", Is::Unread, format!("TEXT {five}")),
        ("an area before it", Is::Unread, format!("TEXT {at_left}")),
        ("drawn first", Is::Unread, format!("{five} TEXT")),
        ("a pale one", Is::Unread, format!("TEXT 0.7 g {five} 0 g")),
        ("one of no colour", Is::Twenty, format!("TEXT 1 g {five} 0 g")),
        ("one that is covered", Is::Twenty, format!("TEXT {five} 1 g 479.8 672 12 14 re f 0 g")),
        ("lines", Is::Unread, format!("TEXT {hand}")),
        ("a line as a digit", Is::Unread, "TEXT 1 w 482 675 m 482 683.5 l S".to_owned()),
        ("a box as a digit", Is::Unread, "TEXT 481.5 675 1 8.6 re f".to_owned()),
        ("a thick box as a digit", Is::Unread, "TEXT 481.5 675 3.5 8.6 re f".to_owned()),
        ("a box that covers it", Is::Unread, "TEXT 480.2 674 7 10 re f".to_owned()),
        (
            "digits of straight lines",
            Is::Unread,
            "TEXT 0.8 w 486 683 m 481 683 l 481 679 l 486 679 l 486 675 l 481 675 l S".to_owned(),
        ),
        (
            "digits of single lines",
            Is::Unread,
            "TEXT 481 675 0.8 3.6 re f 481 679.4 0.8 3.6 re f 486 675 0.8 3.6 re f".to_owned(),
        ),
        ("in a form", Is::Unread, format!("TEXT q 0.5 0 0 0.5 241 340 cm 960 1360 m {five} Q"))
            ,
        (
            "several digits as one path",
            Is::Unread,
            "TEXT 481 675 m 485 675 l 483 684 l h 487 675 m 491 675 l 489 684 l h 493 675 m 497 675 l 495 684 l h f"
                .to_owned(),
        ),
        (
            "a path that goes on elsewhere",
            Is::Unread,
            "TEXT 481 675 m 485 675 l 483 684 l h 60 100 m 64 100 l 62 109 l h f".to_owned(),
        ),
        ("a sign before it", Is::Unread, "TEXT 1 w 461.5 679 m 464.5 679 l S".to_owned()),
        ("a point and a digit", Is::Unread, "TEXT 480 675 1.2 1.2 re f".to_owned()),
        ("a picture", Is::Unread, "TEXT q 7 0 0 10 480 674 cm /I Do Q".to_owned()),
        ("a picture with room", Is::Unread, "TEXT q 14 0 0 26 480 666 cm /I Do Q".to_owned()),
        (
            "a picture in the content",
            Is::Unread,
            "TEXT q 7 0 0 10 480 674 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 00> EI Q".to_owned(),
        ),
        // None of these is a digit.
        ("elsewhere in the cell", Is::Twenty, "TEXT 500 675 4 8.6 re f".to_owned()),
        ("above it", Is::Twenty, "TEXT 480 688 6 9 re f".to_owned()),
        ("below it", Is::Twenty, "TEXT 480 662 6 9 re f".to_owned()),
        ("a line below that is longer", Is::Twenty, "TEXT 464 673 m 500 673 l S".to_owned()),
        ("a light ground", Is::Twenty, "0.85 g 461 671 58 14 re f 0 g TEXT".to_owned()),
        ("a dark ground at its side", Is::Twenty, "TEXT 0.5 g 480.5 661 38 38 re f 0 g".to_owned()),
        (
            "a border of dashes",
            Is::Twenty,
            (0..7).fold("TEXT".to_owned(), |all, i| format!("{all} 461 {} 0.6 4.5 re f", 661.5 + 5.5 * f64::from(i))),
        ),
    ] {
        check(what, is, resources, &[&picture], &content.replace("TEXT", &twenty()));
    }
}

#[test]
fn layers() {
    let form = |layer: &str| {
        stream(
            &format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 600 800] {layer} /Resources <</Font <</F 3 0 R>>>>"
            ),
            &twenty(),
        )
    };
    let objects: Vec<String> = vec![
        "<</Type /OCG /Name (off)>>".to_owned(),
        "<</Type /OCG /Name (on)>>".to_owned(),
        form("/OC 4 0 R"),
        form(""),
        "<</Type /OCMD /OCGs [4 0 R 5 0 R] /P /AllOn>>".to_owned(),
        "<</Type /OCMD /OCGs [4 0 R 5 0 R] /P /AnyOn>>".to_owned(),
        "<</Type /OCMD /VE [/And 5 0 R [/Not 5 0 R]]>>".to_owned(),
        "<</Type /OCMD /VE [/Or 4 0 R 5 0 R]>>".to_owned(),
    ];
    let entries = "/Resources <</Font <</F 3 0 R>> /XObject <</O 6 0 R /P 7 0 R>> /Properties <</Off 4 0 R \
         /On 5 0 R /All 8 0 R /Any 9 0 R /Never 10 0 R /Or 11 0 R>>>>";
    let twenty = twenty();
    for (what, is, content) in [
        ("off", Is::Blank, "/OC /Off BDC TEXT EMC"),
        ("on", Is::Twenty, "/OC /On BDC TEXT EMC"),
        ("one in another", Is::Blank, "/OC /Off BDC /OC /On BDC TEXT EMC EMC"),
        ("all of them", Is::Blank, "/OC /All BDC TEXT EMC"),
        ("any of them", Is::Twenty, "/OC /Any BDC TEXT EMC"),
        ("an expression that is false", Is::Blank, "/OC /Never BDC TEXT EMC"),
        ("an expression that is true", Is::Twenty, "/OC /Or BDC TEXT EMC"),
        ("a form that is off", Is::Blank, "/O Do"),
        ("a form in what is off", Is::Blank, "/OC /Off BDC /P Do EMC"),
        ("behind it", Is::Twenty, "/OC /Off BDC EMC TEXT"),
        ("a cover that is off", Is::Twenty, "TEXT /OC /Off BDC 1 g 461 661 58 38 re f 0 g EMC"),
    ] {
        let file = report_with(entries, "", &content.replace("TEXT", &twenty), &objects);
        let file = String::from_utf8(file).expect("ASCII").replace(
            "/Type /Catalog",
            "/Type /Catalog /OCProperties <</OCGs [4 0 R 5 0 R] /D <</OFF [4 0 R]>>>>",
        );
        let (cell, parsed) = other(file.as_bytes());
        let wanted = if is == Is::Twenty { Cell::Value(20) } else { Cell::Blank };
        assert_eq!(cell, wanted, "{what}: {}", parsed.source);
    }
}

#[test]
fn annotations_are_part_of_the_page() {
    let form = |content: &str| {
        stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 58 38] /Resources <</Font <</F 3 0 R>>>>",
            content,
        )
    };
    let drawn = form(&at(4, 14, 12, "20"));
    let cover = form("1 g 0 0 58 38 re f");
    let mark = form("/G gs 1 1 0 rg 0 0 58 38 re f")
        .replace("/Font", "/ExtGState <</G <</BM /Multiply>>>> /Font");
    let (twenty, rect) = (twenty(), "/Rect [461 661 519 699]");
    for (what, is, note, content) in [
        ("a note", Is::Twenty, "/Subtype /FreeText /AP <</N 4 0 R>>", ""),
        ("a field", Is::Twenty, "/Subtype /Widget /FT /Tx /V (20) /AP <</N 4 0 R>>", ""),
        ("a state", Is::Twenty, "/Subtype /Widget /AS /On /AP <</N <</On 4 0 R /Off 5 0 R>>>>", ""),
        ("a hidden note", Is::Blank, "/Subtype /FreeText /F 2 /AP <</N 4 0 R>>", ""),
        ("a cover", Is::Blank, "/Subtype /Square /AP <</N 5 0 R>>", "TEXT"),
        ("a hidden cover", Is::Twenty, "/Subtype /Square /F 2 /AP <</N 5 0 R>>", "TEXT"),
        ("a mark", Is::Twenty, "/Subtype /Highlight /AP <</N 6 0 R>>", "TEXT"),
        ("a note over it", Is::Unread, "/Subtype /FreeText /AP <</N 4 0 R>>", "OTHER"),
        ("a note that is not drawn", Is::Unread, "/Subtype /FreeText /Contents (20)", ""),
        ("a field that is not drawn", Is::Unread, "/Subtype /Widget /FT /Tx /V (20)", ""),
        ("an empty field", Is::Blank, "/Subtype /Widget /FT /Tx", ""),
        ("struck out", Is::Unread, "/Subtype /StrikeOut", "TEXT"),
        ("a link", Is::Twenty, "/Subtype /Link", "TEXT"),
        ("a window", Is::Twenty, "/Subtype /Popup", "TEXT"),
    ] {
        let entries = format!("{FONT} /Annots [<</Type /Annot {rect} {note}>>]");
        let content = content.replace("TEXT", &twenty).replace("OTHER", &at(X, Y, 12, "31"));
        let objects = [drawn.clone(), cover.clone(), mark.clone()];
        check_page(what, is, &entries, &objects, &content);
    }
    // Programs draw the values of all fields anew.
    let entries = format!(
        "{FONT} /Annots [<</Type /Annot {rect} /Subtype /Widget /FT /Tx /V (31) /AP <</N 4 0 R>>>>]"
    );
    let file = String::from_utf8(report_with(&entries, "", "", &[drawn]))
        .expect("ASCII")
        .replace("/Type /Catalog", "/Type /Catalog /AcroForm <</NeedAppearances true>>");
    assert!(matches!(other(file.as_bytes()).0, Cell::Unread(_)));
}

#[test]
fn a_page_of_shapes_ends() {
    let mut content = String::new();
    for _ in 0..400 {
        content += "0 0 m ";
        for i in 0..100 {
            content += &format!("{} {} l ", i * 6 % 600, i * 37 % 800);
        }
        content += "f ";
    }
    content += &at(60, 700, 12, "甲").repeat(2000);
    let start = std::time::Instant::now();
    let _ = Reader::new().pdf(&document(&[(FONT, &content)], &[]));
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
    let plain = report(FONT, "20", "");
    assert_eq!(other(&plain).0, Cell::Value(20));
}
