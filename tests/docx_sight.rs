//! Word documents that show something else than their XML says at first sight: what a reader of the page
//! cannot see, or sees otherwise, is no figure.

#![allow(missing_docs)]

mod support;

use gongkai::{InputKind, ReadError, Reader};
use support::figures;
use support::word::{MAIN, Word, p, r, table, tc};
use support::word_report::{BEGINS, Block, REPEALED, Report, SPAN_2, read, run, span, unread};

fn before(columns: usize) -> String {
    format!("<w:gridBefore w:val=\"{columns}\"/>")
}

fn after(columns: usize) -> String {
    format!("<w:gridAfter w:val=\"{columns}\"/>")
}

#[test]
fn the_report_is_read() {
    Report::new().loses("as it is", &[]);
}

#[test]
fn a_place_without_a_cell_is_not_blank() {
    for (label, count, path) in [
        ("规章", 1, "proactive.rules"),
        ("规章", 2, "proactive.rules"),
        ("行政许可", 1, "proactive.licensing"),
        ("（一）予以公开", 1, "applications.granted"),
        ("1.属于国家秘密", 1, "applications.denied.state_secret"),
        ("（七）总计", 1, "applications.outcome_total"),
        ("四、结转下年度继续办理", 3, "applications.carried_forward"),
        ("四", 1, "disputes"),
    ] {
        // With columns that say that there are no cells, and without.
        for props in [after(count), String::new()] {
            let mut report = Report::new();
            let row = report.row(label);
            row.cells.truncate(row.cells.len() - count);
            row.props = props;
            report.loses(label, &[path]);
        }
    }
    let mut report = Report::new();
    let row = report.row("四");
    row.cells.remove(0);
    row.props = before(1);
    report.loses("the first of fifteen", &["disputes"]);
}

#[test]
fn a_row_that_starts_behind_others_has_moved_its_figures() {
    for cells in [4, 3] {
        let mut report = Report::new();
        let row = report.row("规章");
        row.cells.truncate(cells);
        row.props = before(1);
        report.loses("moved", &["proactive.rules"]);
    }
    for (label, path) in [
        ("行政许可", "proactive.licensing"),
        ("一、本年新收政府信息公开申请数量", "applications.newly_received"),
        ("（一）予以公开", "applications.granted"),
        ("2.重复申请", "applications.not_processed.duplicate"),
        ("四", "disputes"),
    ] {
        for columns in [1, 2] {
            let mut report = Report::new();
            report.row(label).props = before(columns);
            report.loses(label, &[path]);
        }
    }
    // A row whose first columns are those of a label above.
    let mut report = Report::new();
    let row = report.row("2.重复申请");
    row.cells.remove(0);
    row.props = before(1);
    report.loses("under a label", &[]);
}

/// Gives all rows of a table but one a first, or last, cell that is a column wider.
fn widened(mut report: Report, label: &str, is_first: bool) -> Report {
    for block in &mut report.blocks {
        let Block::Table { rows, .. } = block else { continue };
        if !rows.iter().any(|row| row.label == label) {
            continue;
        }
        for row in rows.iter_mut() {
            if row.label == label {
                row.props = if is_first { before(1) } else { after(1) };
                continue;
            }
            let cell = if is_first { row.cells.first_mut() } else { row.cells.last_mut() };
            let cell = cell.expect("a cell");
            let wide = (2..=10).rev().find(|&n| cell.contains(&span(n)));
            *cell = match wide {
                Some(n) => cell.replace(&span(n), &span(n + 1)),
                None => cell.replace("<w:tcPr>", &format!("<w:tcPr>{SPAN_2}")),
            };
        }
    }
    report
}

#[test]
fn rows_whose_edges_are_not_quite_the_same_keep_their_figures() {
    for label in ["规章", "行政许可", "（一）予以公开", "四、结转下年度继续办理", "四"]
    {
        widened(Report::new(), label, false).loses(label, &[]);
        widened(Report::new(), label, true).loses(label, &[]);
    }
}

#[test]
fn a_column_as_wide_as_a_line_is_none() {
    // LibreOffice writes such columns where it rounded the edges of rows: here between the fifth and
    // the sixth column, the one before the header's edge and the other behind that of the figures.
    let mut report = Report::new();
    for row in report.rows() {
        let wide: &[(usize, usize)] = match row.label.as_str() {
            "行政复议" => &[(1, 11)],
            "结果维持" => &[(4, 1), (5, 6)],
            "结果纠正" | "四" => &[(4, 2)],
            _ => &[],
        };
        for &(at, columns) in wide {
            let cell = &mut row.cells[at];
            for old in [5, 10] {
                *cell = cell.replace(&span(old), "");
            }
            *cell = cell.replace("<w:tcPr>", &format!("<w:tcPr>{}", span(columns)));
        }
    }
    let body = report.body();
    let (start, end) = body.rsplit_once("<w:tblPr></w:tblPr>").expect("a table");
    let grid = |line: usize| {
        let columns = (0..16).map(|i| if i == 5 { line } else { 600 });
        let columns: String = columns.map(|w| format!("<w:gridCol w:w=\"{w}\"/>")).collect();
        Word::new(&format!("{start}<w:tblGrid>{columns}</w:tblGrid>{end}"))
    };
    let parsed = Reader::new().docx(&grid(1).file()).expect("a document");
    let found = figures(&parsed.report);
    for (path, value) in &report.truth.cells {
        assert_eq!(found.get(path), Some(value), "{path} in\n{}", parsed.source);
    }
    // A column that may have a figure counts.
    let parsed = Reader::new().docx(&grid(300).file()).expect("a document");
    assert_eq!(figures(&parsed.report).len() + 15, report.truth.cells.len());
}

#[test]
fn drawings_are_no_figures() {
    let boxed = |props: &str| {
        format!(
            "<w:r><w:drawing><wp:anchor><wp:docPr {props}/><wps:txbx><w:txbxContent>{}\
             </w:txbxContent></wps:txbx></wp:anchor></w:drawing></w:r>",
            p("7")
        )
    };
    // Where a box stands on the page, the file does not say.
    unread("a box", &boxed(""));
    unread("a box over a figure", &format!("{}{}", r("5"), boxed("")));
    unread("a hidden box", &boxed("hidden=\"1\""));
    let line = "<w:r><w:pict><v:line from=\"0,0\" to=\"20,20\"/></w:pict></w:r>";
    unread("a line", line);
    unread("a line over a figure", &format!("{}{line}", r("5")));
    unread("ink", &format!("{}<w:r><w:contentPart/></w:r>", r("5")));
    let title = "云溪市2020年政府信息公开工作年度报告";
    let hidden = format!("<w:p>{}</w:p>", boxed("hidden=\"1\"").replace('7', title));
    let old = format!(
        "<w:p><w:r><w:pict><v:shape style=\"left:0;visibility: hidden\"><v:textbox><w:txbxContent>{}\
         </w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        p(title)
    );
    for body in [hidden, old] {
        let parsed = Reader::new().docx(&Word::new(&body).file()).expect("a document");
        assert!(!parsed.source.contains(title), "{}", parsed.source);
    }
    // A label is one all the same.
    let mut report = Report::new();
    report.row("规章").cells[0] = format!("<w:tc><w:p>{}{line}</w:p></w:tc>", r("规章"));
    report.loses("a line beside a label", &[]);
}

#[test]
fn content_that_no_word_knows_is_not_shown() {
    let choice = |space: &str| {
        format!(
            "<w:r><mc:AlternateContent xmlns:q=\"{space}\"><mc:Choice Requires=\"q\"><w:t>7</w:t>\
             </mc:Choice><mc:Fallback><w:t>5</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        )
    };
    unread("a choice that nobody knows", &choice("urn:of:none"));
    read("a choice", &choice("http://schemas.microsoft.com/office/word/2010/wordml"), "7");
    let other = format!("<q:box xmlns:q=\"urn:of:none\">{}</q:box>", r("7"));
    unread("an element that nobody knows", &format!("{}{other}", r("5")));
    let text = Reader::new().docx(&Word::new(&format!("<w:p>{other}{}</w:p>", r("甲"))).file());
    assert_eq!(text.expect("a document").source, "甲\n");
}

fn char(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>")
}

fn field(code: &str, result: Option<&str>) -> String {
    let code = format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
    let result = result.map_or(String::new(), |text| format!("{}{}", char("separate"), r(text)));
    format!("{}{code}{result}{}", char("begin"), char("end"))
}

#[test]
fn results_of_fields_that_are_not_in_the_file() {
    let simple = |code: &str, result: &str| {
        format!("<w:fldSimple w:instr=\"{code}\">{result}</w:fldSimple>")
    };
    // A number that Word makes, before the figure.
    unread("a number", &format!("{}{}", field(" AUTONUM ", None), r("5")));
    unread("a number in one element", &format!("{}{}", simple("AUTONUM", ""), r("5")));
    unread("a number alone", &simple(" AUTONUM", ""));
    // Of the page at hand, or computed anew.
    unread("a page", &field(" PAGE \\* ARABIC", Some("5")));
    unread("pages", &simple("NUMPAGES", &r("5")));
    // The choice stands beside the instruction, and what a sign is made of in it.
    unread("a choice", &field(" FORMDROPDOWN ", Some("")));
    unread("an old choice", &field(" FORMDROPDOWN ", Some("5")));
    unread("a sign of signs", &format!("{}{}", r("5"), field(" EQ \\s \\up 5(7)", Some(""))));
    let dirty = char("begin").replace("/>", " w:dirty=\"true\"/>");
    unread("a sum that is old", &field("=SUM(LEFT)", Some("5")).replace(&char("begin"), &dirty));
    read("a sum", &field("=SUM(LEFT)", Some("5")), "5");
    read("an entry of an index", &format!("{}{}", field("XE \"x\"", None), r("5")), "5");
    // Numbers of pages and dates that Word puts in by itself.
    unread("a number of a page", "<w:r><w:pgNum/></w:r>");
    unread("a year", &format!("{}<w:r><w:yearLong/></w:r>", r("5")));
}

#[test]
fn instructions_go_over_paragraphs() {
    let code = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let start = format!("{}{}", char("begin"), code("IF 1 = 2 \""));
    let end = format!("{}{}{}{}", code("\" \"\""), char("separate"), r("5"), char("end"));
    read(
        "a figure in an instruction",
        &format!("{start}{}</w:p><w:p>{}{end}", r("6"), r("7")),
        "5",
    );
    // A table that is what would be shown if 1 were 2.
    let (start, end) = (format!("<w:p>{start}</w:p>"), format!("<w:p>{end}</w:p>"));
    let mut report = Report::new();
    let body = report.body();
    let whole =
        body.split_once("<w:tbl>").and_then(|(_, b)| b.split_once("</w:tbl>")).expect("one").0;
    let whole = format!("<w:tbl>{whole}</w:tbl>");
    let hidden = body.replacen(&whole, &format!("{start}{whole}{end}"), 1);
    let parsed = Reader::new().docx(&Word::new(&hidden).file()).expect("a document");
    let found = figures(&parsed.report);
    report.truth.cells.retain(|path, _| path.contains("rules") || path.contains("normative"));
    assert_eq!(report.truth.cells.len(), 6);
    assert!(report.truth.cells.keys().all(|path| !found.contains_key(path)), "{}", parsed.source);
}

#[test]
fn what_word_fills_in_from_elsewhere() {
    let bound = |content: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:dataBinding w:xpath=\"/x\"/></w:sdtPr><w:sdtContent>{content}\
             </w:sdtContent></w:sdt>"
        )
    };
    unread("bound", &bound(&r("5")));
    read("not bound", &bound(&r("5")).replace("dataBinding", "alias"), "5");
    let mut report = Report::new();
    report.row("规章").cells[2] = bound(&tc("", "5"));
    report.loses("a cell that is bound", REPEALED);
    unread("another document", &format!("{}<w:subDoc/>", r("5")));
}

#[test]
fn figures_in_the_colour_of_what_is_behind_them() {
    let colour = |value: &str| format!("<w:color w:val=\"{value}\"/>");
    let shade = |fill: &str| format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>");
    unread("white", &run(&colour("FFFFFF"), "5"));
    unread("nearly white", &format!("{}{}", r("1"), run(&colour("D9D9D9"), "5")));
    unread(
        "the theme's white",
        &run("<w:color w:val=\"auto\" w:themeColor=\"background1\"/>", "5"),
    );
    unread("black on black", &run(&format!("{}{}", colour("000000"), shade("000000")), "5"));
    let marker = "<w:color w:val=\"000000\"/><w:highlight w:val=\"black\"/>";
    unread("under a marker", &run(marker, "5"));
    unread("under a black marker", &run("<w:highlight w:val=\"black\"/>", "5"));
    let pattern = "<w:shd w:val=\"pct95\" w:color=\"auto\" w:fill=\"FFFFFF\"/>";
    unread("before a pattern", &run(&format!("{}{pattern}", colour("111111")), "5"));
    let covered =
        "<w:highlight w:val=\"white\"/><w:shd w:val=\"solid\" w:color=\"auto\" w:fill=\"auto\"/>";
    unread("white on a marker", &run(covered, "5"));
    read("grey", &run(&colour("7F7F7F"), "5"), "5");
    read("red", &run(&colour("FF0000"), "5"), "5");
    read("yellow marker", &run("<w:highlight w:val=\"yellow\"/>", "5"), "5");
    read("white on black", &run(&format!("{}{}", colour("FFFFFF"), shade("000000")), "5"), "5");

    let cell =
        |text: &str, fill: &str| Report::new().with(&shade(fill), &format!("<w:p>{text}</w:p>"));
    cell(&run(&colour("FFFFFF"), "5"), "1F497D").has("white on blue", Some("5"));
    cell(&r("5"), "000000").has("as it has to be", Some("5"));
    cell(&run(&colour("1F497D"), "5"), "1F497D").loses("blue on blue", REPEALED);
    let paragraph =
        format!("<w:p><w:pPr>{}</w:pPr>{}</w:p>", shade("FF0000"), run(&colour("FF0000"), "5"));
    Report::new().with("", &paragraph).loses("red on red", REPEALED);

    let fill = |fill: &str| format!("<w14:textFill>{fill}</w14:textFill>");
    unread("no fill", &run(&fill("<w14:noFill/>"), "5"));
    let white = "<w14:solidFill><w14:srgbClr w14:val=\"FFFFFF\"/></w14:solidFill>";
    unread("a white fill", &run(&fill(white), "5"));
    let glass = "<w14:solidFill><w14:srgbClr w14:val=\"000000\"><w14:alpha w14:val=\"95000\"/>\
                 </w14:srgbClr></w14:solidFill>";
    unread("glass", &run(&fill(glass), "5"));
    // As WPS writes nearly every run.
    let black = "<w14:solidFill><w14:schemeClr w14:val=\"tx1\"/></w14:solidFill>";
    let wps = format!("<w:color w:val=\"000000\" w:themeColor=\"text1\"/>{}", fill(black));
    read("a black fill", &run(&wps, "5"), "5");
    let outline = "<w14:textOutline><w14:noFill/></w14:textOutline>";
    read("no outline", &run(outline, "5"), "5");
}

#[test]
fn labels_that_are_not_seen_are_none() {
    let label = |report: &mut Report, row: &str, at: usize, runs: &str| {
        report.row(row).cells[at] = format!("<w:tc><w:p>{runs}</w:p></w:tc>");
    };
    let white = |text: &str| run("<w:color w:val=\"FFFFFF\"/>", text);
    let struck = |text: &str| run("<w:strike/>", text);
    let both = ["proactive.rules", "proactive.normative_documents"];
    // The columns are another way round than they were.
    for old in [&white as &dyn Fn(&str) -> String, &struck] {
        let mut report = Report::new();
        let texts = ["本年制发件数", "本年废止件数"];
        let pair = |a: usize, b: usize| format!("{}{}", old(texts[a]), r(texts[b]));
        label(&mut report, "信息内容", 1, &pair(0, 1));
        label(&mut report, "信息内容", 2, &pair(1, 0));
        report.loses("columns", &both);
        let mut report = Report::new();
        label(&mut report, "规章", 0, &old("规章"));
        report.loses("a label", &["proactive.rules"]);
    }
    // White on a colour that nothing tells, as a style of tables may have it.
    let styles = "<w:style w:type=\"table\" w:styleId=\"T\"><w:tcPr><w:shd w:val=\"clear\" \
                  w:fill=\"1F497D\"/></w:tcPr></w:style>";
    let mut report = Report { styles: styles.to_owned(), ..Report::new() };
    label(&mut report, "规章", 0, &white("规章"));
    report.table_props("规章", "<w:tblStyle w:val=\"T\"/>").loses("white on blue", &[]);
}

#[test]
fn styles_that_hide_or_strike_out() {
    let style = |kind: &str, inner: &str| {
        format!("<w:style w:type=\"{kind}\" w:default=\"1\" w:styleId=\"T\">{inner}</w:style>")
    };
    let hidden = "<w:rPr><w:vanish/></w:rPr>";
    let white = "<w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr>";
    let part = |inner: &str| format!("<w:tblStylePr w:type=\"lastRow\">{inner}</w:tblStylePr>");
    let all = ["proactive", "applications", "disputes"];
    for (name, styles) in [
        ("hidden tables", style("table", hidden)),
        ("struck tables", style("table", "<w:rPr><w:strike/></w:rPr>")),
        ("white tables", style("table", white)),
        ("a hidden last row", style("table", &part(hidden))),
        ("a white last row", style("table", &part(white))),
        (
            "a last row that is crossed out",
            style(
                "table",
                &part("<w:tcPr><w:tcBorders><w:tl2br w:val=\"single\"/></w:tcBorders></w:tcPr>"),
            ),
        ),
        (
            "all white",
            format!("<w:docDefaults><w:rPrDefault>{white}</w:rPrDefault></w:docDefaults>"),
        ),
    ] {
        let report = Report { styles, ..Report::new() };
        report.loses(name, &all);
    }
    // White on blue, as the styles of Word have it, and rows in two colours.
    let shade = "<w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"4F81BD\"/></w:tcPr>";
    let styles = style("table", &format!("{}{}", part(&format!("{white}{shade}")), part(shade)));
    Report { styles, ..Report::new() }.loses("white on blue", &[]);
    // A frame that only a style tells of, and one that is based on it.
    let of =
        |name: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{name}\"/></w:pPr>{}</w:p>", r("5"));
    let paragraph = |id: &str, inner: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\">{inner}</w:style>")
    };
    let styles = paragraph("M", "<w:pPr><w:framePr w:x=\"9000\"/></w:pPr>")
        + &paragraph("N", "<w:basedOn w:val=\"M\"/>")
        + &paragraph("O", "<w:pPr><w:ind w:left=\"0\"/></w:pPr>");
    for name in ["M", "N"] {
        let report = Report { styles: styles.clone(), ..Report::new().with("", &of(name)) };
        report.loses(name, REPEALED);
    }
    Report { styles, ..Report::new().with("", &of("O")) }.has("no frame", Some("5"));
    // A style that is there, but not this table's.
    let styles = style("table", white).replace("w:default=\"1\"", "");
    Report { styles, ..Report::new() }.loses("another style", &[]);
    let styles = style("table", white).replace("w:default=\"1\"", "");
    let report = Report { styles, ..Report::new() };
    report.table_props("四", "<w:tblStyle w:val=\"T\"/>").loses("a style", &["disputes"]);
}

#[test]
fn characters_that_are_not_seen_as_they_are_written() {
    let odd = |name: &str, props: &str| {
        unread(name, &format!("{}{}", r("1"), run(props, "5")));
    };
    odd("a hair line", "<w:sz w:val=\"2\"/>");
    odd("a narrow line", "<w:w w:val=\"1\"/>");
    odd("squeezed", "<w:fitText w:val=\"20\"/>");
    odd("a shade of the page", "<w:imprint/>");
    odd("over one another", "<w:spacing w:val=\"-200\"/>");
    odd("two lines in one", "<w:eastAsianLayout w:combine=\"1\"/>");
    odd("from the right", "<w:rtl/>");
    odd("not shown by all programs", "<w:webHidden/>");
    odd("pictures", "<w:rFonts w:ascii=\"Wingdings 2\" w:hAnsi=\"Wingdings 2\"/>");
    odd("smaller by half", "<w:sz w:val=\"10\"/>");
    // What is raised by hand is no smaller, and still no digit of the figure.
    odd("raised", "<w:position w:val=\"6\"/><w:vertAlign w:val=\"baseline\"/>");
    unread("the other way round", &format!("<w:bdo w:val=\"rtl\">{}</w:bdo>", r("15")));
    unread("a sign without a code", &format!("{}<w:r><w:sym w:font=\"x\"/></w:r>", r("5")));
    unread("a sign", "<w:r><w:sym w:font=\"MT Extra\" w:char=\"F035\"/></w:r>");
    let ruby = "<w:r><w:ruby><w:rt><w:r><w:t>7</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>5</w:t></w:r>\
                </w:rubyBase></w:ruby></w:r>";
    unread("one over the other", ruby);
    let usual = "<w:rFonts w:ascii=\"仿宋\"/><w:spacing w:val=\"-4\"/><w:w w:val=\"90\"/>\
                 <w:position w:val=\"-2\"/><w:sz w:val=\"15\"/><w:rtl w:val=\"0\"/>";
    read("as usual", &run(usual, "15"), "15");
    let sizes = [("21", "1"), ("18", "5")];
    let runs = sizes.map(|(size, text)| run(&format!("<w:sz w:val=\"{size}\"/>"), text));
    read("a bit smaller", &runs.concat(), "15");
}

#[test]
fn marks_of_notes_on_the_line_are_digits_to_who_reads_them() {
    let mark = |props: &str, attribute: &str, text: &str| {
        format!(
            "{}<w:r><w:rPr>{props}</w:rPr><w:footnoteReference {attribute}/>{text}</w:r>",
            r("5")
        )
    };
    let raised = "<w:vertAlign w:val=\"superscript\"/>";
    let typed = "w:customMarkFollows=\"1\"";
    unread("a mark", &mark("", "", ""));
    unread("a mark that is typed", &mark("", typed, "<w:t>7</w:t>"));
    read("a mark above", &mark(raised, "", ""), "5");
    read("one that is typed above", &mark(raised, typed, "<w:t>7</w:t>"), "5");
}

#[test]
fn cells_that_are_crossed_out_or_cut_off() {
    let border = |kind: &str, value: &str| {
        format!("<w:tcBorders><w:{kind} w:val=\"{value}\"/></w:tcBorders>")
    };
    Report::new().with(&border("tl2br", "single"), &p("5")).loses("crossed out", REPEALED);
    Report::new().with(&border("tr2bl", "dotted"), "<w:p/>").loses("a mark for none", REPEALED);
    Report::new().with(&border("tr2bl", "nil"), &p("5")).has("no line", Some("5"));
    Report::new().with(&border("bottom", "single"), "<w:p/>").has("a border", None);
    let mut report = Report::new();
    report.row("信息内容").cells[0] = tc(&border("tl2br", "single"), "信息内容");
    report.row("注").cells[0] = tc(&format!("{SPAN_2}{BEGINS}{}", border("tl2br", "single")), "");
    report.loses("the corner of a table", &[]);

    let paragraph = |props: &str| {
        Report::new().with("", &format!("<w:p><w:pPr>{props}</w:pPr>{}</w:p>", r("5")))
    };
    let flat = "<w:spacing w:line=\"20\" w:lineRule=\"exact\"/>";
    paragraph(flat).loses("a flat line", REPEALED);
    paragraph("<w:ind w:left=\"-3000\"/>").loses("in the next cell", REPEALED);
    paragraph("<w:ind w:left=\"0\" w:hanging=\"900\"/>").loses("hanging out", REPEALED);
    paragraph("<w:ind w:left=\"420\" w:hanging=\"420\"/>").has("hanging", Some("5"));
    paragraph("<w:framePr w:x=\"9000\"/>").loses("in a frame", REPEALED);
    let usual = "<w:spacing w:line=\"240\" w:lineRule=\"exact\"/><w:ind w:left=\"-105\"/>";
    paragraph(usual).has("as usual", Some("5"));
    let mut report = Report::new();
    report.row("规章").props = "<w:trHeight w:val=\"10\" w:hRule=\"exact\"/>".to_owned();
    report.row("（七）总计").props = "<w:trHeight w:val=\"300\" w:hRule=\"exact\"/>".to_owned();
    report.loses("a flat row", &["proactive.rules"]);
    let mut report = Report::new();
    report.row("规章").props = "<w:trHeight w:val=\"1pt\" w:hRule=\"exact\"/>".to_owned();
    report.loses("a flat row in points", &["proactive.rules"]);
    paragraph("<w:ind w:left=\"-150pt\"/>").loses("in the next cell, in points", REPEALED);
    let report = Report::new().table_props("四", "<w:tblInd w:w=\"-9000\" w:type=\"dxa\"/>");
    report.loses("out of the page", &["disputes"]);
    let report = Report::new().table_props("四", "<w:tblInd w:w=\"-600\" w:type=\"dxa\"/>");
    report.loses("at the edge of the page", &[]);
    let report = Report::new().table_props("四", "<w:bidiVisual/>");
    report.loses("columns from the right", &["disputes"]);
}

#[test]
fn rows_that_are_too_low_for_what_stands_in_them() {
    let exact = |height: u32| format!("<w:trHeight w:val=\"{height}\" w:hRule=\"exact\"/>");
    let sized = |size: u32, text: &str| {
        format!("<w:p>{}</w:p>", run(&format!("<w:sz w:val=\"{size}\"/>"), text))
    };
    let wide = |width: u32| format!("<w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
    let report = |height: &str, cell: &str, content: &str| {
        let mut report = Report::new().with(cell, content);
        report.row("规章").props = height.to_owned();
        report
    };
    // Three digits in a line, of five.
    let number = sized(24, "28078");
    report(&exact(320), &wide(600), &number).loses("a second line", REPEALED);
    report(&exact(320), &wide(600), &sized(24, "1,234")).loses("a second line", REPEALED);
    report(&exact(320), &wide(600), &sized(24, "679.7万元")).loses("a second line", REPEALED);
    for (name, height, cell) in [
        ("wide enough", exact(320), wide(1200)),
        ("high enough", exact(600), wide(600)),
        ("as high as it has to be", exact(320).replace("exact", "atLeast"), wide(600)),
        ("as high as it is", String::new(), wide(600)),
        ("no margins", exact(320), {
            let no = "w:w=\"0\" w:type=\"dxa\"";
            format!("{}<w:tcMar><w:left {no}/><w:right {no}/></w:tcMar>", wide(600))
        }),
        ("made to fit", exact(320), format!("{}<w:tcFitText/>", wide(400))),
        ("of a width that is not told", exact(320), "<w:tcW w:w=\"900\" w:type=\"pct\"/>".into()),
    ] {
        report(&height, &cell, &number).has(name, Some("28078"));
    }
    // Where the cell has no width, its column has.
    let columns = "<w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"1200\"/>".to_owned()
        + &"<w:gridCol w:w=\"600\"/>".repeat(2);
    let grid = format!("</w:tblPr><w:tblGrid>{columns}</w:tblGrid><w:tblPr>");
    report(&exact(320), "", &number).table_props("规章", &grid).loses("a narrow column", REPEALED);
    report(&exact(320), "", &number)
        .table_props("规章", &grid.replace("\"600\"", "\"1200\""))
        .has("a wide column", Some("28078"));
    let borders = "<w:tcBorders><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\"/></w:tcBorders>";
    let bordered = format!("{}{borders}", wide(600));
    report(&exact(320), &bordered, &number).loses("a border is no margin", REPEALED);
    report(&exact(320), &wide(900), &format!("<w:p/>{}", sized(24, "5"))).loses("below", REPEALED);
    report(&exact(320), &wide(900), &format!("{}<w:p/>", sized(24, "5"))).has("above", Some("5"));
    report(&exact(150), &wide(900), &sized(24, "5")).loses("cut in the middle", REPEALED);
    report(&exact(220), &wide(900), &sized(21, "5")).has("a low row", Some("5"));
    let lowered = |before: u32| {
        format!("<w:p><w:pPr><w:spacing w:before=\"{before}\"/></w:pPr>{}</w:p>", r("5"))
    };
    report(&exact(320), &wide(900), &lowered(400)).loses("moved down", REPEALED);
    report(&exact(320), &wide(900), &lowered(60)).has("moved down a bit", Some("5"));
}

#[test]
fn numbers_and_marks_of_lists_before_figures() {
    let level = |format: &str, pattern: &str, more: &str| {
        format!(
            "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:suff w:val=\"nothing\"/><w:lvlText w:val=\"{pattern}\"/>{more}</w:lvl></w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>"
        )
    };
    let mark = |lists: String, mark: &str| {
        let item = format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr>{mark}</w:rPr></w:pPr>{}</w:p>",
            r("5")
        );
        Report { lists, ..Report::new().with("", &item) }
    };
    // What is shown is 15.
    mark(level("decimal", "%1", ""), "").has("a number", Some("15"));
    mark(level("bullet", "●", ""), "").has("a dot", Some("5"));
    let props = |props: &str| level("decimal", "%1", &format!("<w:rPr>{props}</w:rPr>"));
    for (name, report) in [
        ("a point behind it", mark(level("decimal", "%1.", ""), "")),
        ("hidden", mark(props("<w:vanish/>"), "")),
        ("struck out", mark(props("<w:strike/>"), "")),
        ("raised", mark(props("<w:vertAlign w:val=\"superscript\"/>"), "")),
        ("white", mark(props("<w:color w:val=\"FFFFFF\"/>"), "")),
        ("pictures", mark(props("<w:rFonts w:ascii=\"Wingdings\"/>"), "")),
        ("struck out with the paragraph", mark(level("decimal", "%1", ""), "<w:strike/>")),
        ("a digit as a mark", mark(level("bullet", "1", ""), "")),
        ("a sign as a mark", mark(level("bullet", "-", ""), "")),
        ("a picture", mark(level("bullet", "", "<w:lvlPicBulletId w:val=\"0\"/>"), "")),
        ("a format that is not known", mark(level("cardinalText", "%1", ""), "")),
        ("a sign of a font", mark(level("decimal", "\u{F031}", ""), "")),
        ("too long", mark(level("decimal", &format!("%1{}", " ".repeat(200)), ""), "")),
    ] {
        report.loses(name, REPEALED);
    }
}

#[test]
fn figures_in_lines_with_tabs() {
    // Word's tables that are no tables.
    let tab = "<w:r><w:tab/></w:r>";
    let line = |texts: [&str; 4]| {
        let cells: Vec<String> = texts
            .iter()
            .map(|text| if text.starts_with('<') { (*text).to_owned() } else { r(text) })
            .collect();
        format!("<w:p>{}</w:p>", cells.join(tab))
    };
    let number = format!("{}{}", field("AUTONUM", None), r("5"));
    let white = run("<w:color w:val=\"FFFFFF\"/>", "5");
    for (cell, value) in [(r("5"), true), (number, false), (white, false)] {
        let body = [
            p("云溪市2022年政府信息公开工作年度报告"),
            p("二、主动公开政府信息情况"),
            line(["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]),
            line(["规章", "1", &cell, "3"]),
        ];
        let parsed = Reader::new().docx(&Word::new(&body.concat()).file()).expect("a document");
        let found = figures(&parsed.report);
        assert_eq!(found.contains_key("proactive.rules.repealed"), value, "{}", parsed.source);
        assert_eq!(found["proactive.rules.in_force"].as_deref(), Some("3"), "{}", parsed.source);
    }
}

#[test]
fn word_documents_that_are_one_file_of_xml() {
    // They hold what was deleted as text.
    let deleted =
        format!("<w:p><w:del><w:r><w:delText>7</w:delText></w:r></w:del>{}</w:p>", r("5"));
    let part = support::word::document(&format!("{deleted}{}", table(&[&["规章", "1"]])));
    let old = part.replace(MAIN, "http://schemas.microsoft.com/office/word/2003/wordml");
    let flat = format!(
        "<?mso-application progid=\"Word.Document\"?><pkg:package xmlns:pkg=\"urn:x\">{part}</pkg:package>"
    );
    for xml in [part, old, flat] {
        let kind = InputKind::WordXml;
        assert_eq!(InputKind::of(xml.as_bytes()), kind);
        assert_eq!(gongkai::read(xml.as_bytes()).unwrap_err(), ReadError::Unsupported { kind });
    }
    let sheet = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>";
    assert_eq!(InputKind::of(sheet.as_bytes()), InputKind::Spreadsheet);
    let odt =
        "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"/>";
    assert_eq!(InputKind::of(odt.as_bytes()), InputKind::OpenDocument);
    // Pages that Word writes name other things.
    let page = "<html xmlns:w=\"urn:schemas-microsoft-com:office:word\"><body>甲</body></html>";
    assert_eq!(InputKind::of(page.as_bytes()), InputKind::Html);
    let page =
        "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"/>";
    assert_eq!(InputKind::of(page.as_bytes()), InputKind::Html);
}
