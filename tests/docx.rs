//! Word documents: what Word shows is what is read.

#![allow(missing_docs)]

mod support;

use std::path::PathBuf;

use gongkai::{CellState, Form, Reader, Severity};
use support::word::{MAIN, Packing, Word, document, item, list, p, r, references, table, tc};
use support::{Truth, figures};

fn source(word: &Word) -> String {
    match Reader::new().docx(&word.file()) {
        Ok(parsed) => parsed.source.into_owned(),
        Err(error) => panic!("{error}"),
    }
}

fn text(body: &str) -> String {
    source(&Word::new(body))
}

/// The folders of samples.
fn samples() -> Vec<PathBuf> {
    let Some(shared) = support::shared() else { return Vec::new() };
    let mut folders: Vec<PathBuf> = std::fs::read_dir(shared.join("samples"))
        .expect("samples")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(!folders.is_empty(), "no samples");
    folders
}

#[test]
fn samples_are_read_figure_for_figure() {
    for folder in samples() {
        let name = folder.display();
        let file = std::fs::read(folder.join("report.docx")).expect("report.docx");
        let truth = Truth::read(&folder.join("truth.json"));
        let parsed = gongkai::read(&file).unwrap_or_else(|e| panic!("{name}: {e}"));
        let found = figures(&parsed.report);
        for (path, value) in &truth.cells {
            assert_eq!(found.get(path), Some(value), "{name}: {path}");
        }
        assert_eq!(found.len(), truth.cells.len(), "{name}: more figures than are there");
        assert_eq!(parsed.report.organ.as_ref(), Some(&truth.organ), "{name}");
        assert_eq!(parsed.report.year, Some(truth.year), "{name}");
        let form = parsed.report.form.map(|form| form.to_string());
        assert_eq!(form.as_ref(), Some(&truth.form), "{name}");
        let errors = parsed.diagnostics.iter().filter(|d| d.severity() == Severity::Error);
        assert_eq!(errors.collect::<Vec<_>>(), [] as [&gongkai::Diagnostic; 0], "{name}");
    }
}

#[test]
fn the_blank_form_is_blank() {
    let Some(shared) = support::shared() else { return };
    let file = std::fs::read(shared.join("real/form-2021-blank.docx")).expect("the form");
    let parsed = gongkai::read(&file).expect("a document");
    assert_eq!(parsed.report.form, Some(Form::Y2021));
    let mut states: Vec<String> = parsed
        .report
        .figures()
        .filter(|figure| figure.cell.state() != CellState::Blank)
        .map(|figure| format!("{} is {}", figure.field, figure.cell.state()))
        .collect();
    states.extend(
        parsed
            .diagnostics
            .iter()
            .filter(|d| d.severity() == Severity::Error)
            .map(ToString::to_string),
    );
    assert_eq!(states, [] as [String; 0]);
    let empty = parsed.findings().into_iter().filter(|d| d.code() == gongkai::Code::Empty);
    assert_eq!(empty.count(), 1, "nothing says that the report is empty");
}

#[test]
fn a_paragraph_is_a_line_and_a_row_is_a_line() {
    let cells = table(&[&["规章", "1", "", "2"], &["行政许可", "3", "4", "5"]]);
    let body = format!("{}{cells}{}", p("前"), p("后"));
    assert_eq!(text(&body), "前\n规章\t1\t\t2\n行政许可\t3\t4\t5\n后\n");
}

#[test]
fn paragraphs_of_a_cell_are_joined_by_a_blank() {
    let cell = format!("<w:tc>{}{}<w:p/></w:tc>", p("科研"), p("机构"));
    let body = format!("<w:tbl><w:tr>{cell}{}</w:tr></w:tbl>", tc("", "0"));
    assert_eq!(text(&body), "科研 机构\t0\n");
}

#[test]
fn merged_cells_keep_their_places() {
    let wide = "<w:gridSpan w:val=\"2\"/>";
    let body = format!(
        "<w:tbl><w:tr>{}{}{}</w:tr><w:tr>{}{}{}{}</w:tr></w:tbl>",
        tc("<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>", "注"),
        tc(wide, "申请人情况"),
        tc("<w:vMerge w:val=\"restart\"/>", "总计"),
        tc("<w:gridSpan w:val=\"2\"/><w:vMerge/>", "not shown"),
        tc("", "自然人"),
        tc("", "其他"),
        tc("<w:vMerge w:val=\"continue\"/>", ""),
    );
    assert_eq!(text(&body), "注\t申请人情况\t\t总计\n\t自然人\t其他\t\n");
}

#[test]
fn a_cell_that_goes_on_from_nothing_is_its_own() {
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        tc("<w:vMerge/>", "5"),
        tc("", "6"),
        tc("<w:gridSpan w:val=\"2\"/><w:vMerge/>", "7"),
        tc("<w:vMerge/>", "8"),
    );
    assert_eq!(text(&body), "5\t6\n7\t8\n");
}

#[test]
fn cells_merged_to_the_right_in_the_old_way() {
    let body = format!(
        "<w:tbl><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        tc("<w:hMerge w:val=\"restart\"/>", "行政复议"),
        tc("<w:hMerge/>", ""),
        tc("", "总计"),
        tc("", "结果维持"),
        tc("", "结果纠正"),
        tc("", "0"),
    );
    assert_eq!(text(&body), "行政复议\t\t总计\n结果维持\t结果纠正\t0\n");
}

#[test]
fn columns_before_and_after_a_row_are_no_cells() {
    let body = format!(
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr>\
         <w:tr>{}{}{}</w:tr>\
         <w:tr><w:trPr><w:gridAfter w:val=\"1\"/></w:trPr>{}{}</w:tr>\
         <w:tr>{}{}</w:tr></w:tbl>",
        tc("", "自然人"),
        tc("", "总计"),
        tc("", "甲"),
        tc("", "1"),
        tc("", "2"),
        tc("", "乙"),
        tc("", "3"),
        tc("", "丙"),
        tc("", "4"),
    );
    assert_eq!(text(&body), "\t自然人\t总计\n甲\t1\t2\n乙\t3\n丙\t4\n");
}

#[test]
fn content_controls_links_and_smart_tags_are_looked_through() {
    let body = format!(
        "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>\
         <w:p><w:hyperlink><w:smartTag>{}</w:smartTag></w:hyperlink><w:sdt><w:sdtContent>{}\
         </w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>\
         <w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>{}</w:tr>\
         </w:sdtContent></w:sdt></w:tbl>",
        r("一、"),
        r("总体情况"),
        tc("", "规章"),
        tc("", "7"),
    );
    assert_eq!(text(&body), "一、总体情况\n规章\t7\n");
}

const BOX: &str = "<wps:txbx><w:txbxContent>";
const BOX_END: &str = "</w:txbxContent></wps:txbx>";

#[test]
fn text_boxes_are_read_once_behind_their_paragraph() {
    let boxed = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{BOX}{}{BOX_END}\
         </w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{}\
         </w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>{}",
        p("云溪市2020年政府信息公开工作年度报告"),
        p("云溪市2020年政府信息公开工作年度报告"),
        r("年报"),
        p("一、总体情况"),
    );
    assert_eq!(text(&boxed), "年报\n云溪市2020年政府信息公开工作年度报告\n一、总体情况\n");
}

#[test]
fn words_drawn_along_a_line_are_text() {
    let drawn = "<w:p><w:r><w:pict><v:shape><v:textpath string=\"云溪市人民政府\"/></v:shape></w:pict></w:r></w:p>";
    assert_eq!(text(&format!("{drawn}{}", p("后"))), "\n云溪市人民政府\n后\n");
}

#[test]
fn alternate_content_is_read_once() {
    let emoji = "<w:r><mc:AlternateContent><mc:Choice Requires=\"w16se\">\
                 <w16se:symEx w16se:font=\"Segoe UI Emoji\" w16se:char=\"2605\"/></mc:Choice>\
                 <mc:Fallback><w:t>★</w:t></mc:Fallback></mc:AlternateContent></w:r>";
    assert_eq!(text(&format!("<w:p>{emoji}{}</w:p>", r("信息"))), "★信息\n");
    let alone = format!(
        "<w:p><mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:p>",
        r("只有这一种")
    );
    assert_eq!(text(&alone), "只有这一种\n");
}

#[test]
fn tracked_changes_are_accepted() {
    let deleted = "<w:del w:id=\"1\"><w:r><w:delText>12</w:delText></w:r></w:del>";
    let moved = format!("<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>", r("旧"), r("新"));
    let inserted = format!("<w:ins w:id=\"2\">{}</w:ins>", r("34"));
    assert_eq!(text(&format!("<w:p>{deleted}{inserted}{moved}</w:p>")), "34新\n");

    // A change of properties holds the properties before it.
    let shown = "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>\
                 <w:t>5</w:t></w:r></w:p>";
    assert_eq!(text(shown), "5\n");

    let rows = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del w:id=\"3\"/></w:trPr>{}{}</w:tr>\
         <w:tr><w:trPr><w:ins w:id=\"4\"/></w:trPr>{}{}{}</w:tr></w:tbl>",
        tc("", "规章"),
        tc("", "1"),
        tc("", "规范性文件"),
        tc("", "2"),
        tc("", "行政许可"),
        tc("<w:cellDel w:id=\"5\"/>", "9"),
        tc("", "3"),
    );
    assert_eq!(text(&rows), "规章\t1\n行政许可\t3\n");
}

#[test]
fn paragraphs_whose_mark_is_deleted_or_hidden_are_one() {
    for mark in ["<w:del w:id=\"1\"/>", "<w:vanish/>", "<w:moveFrom w:id=\"1\"/>"] {
        let body = format!(
            "<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{}</w:p>{}{}",
            r("二、主动公开"),
            p("政府信息情况"),
            p("后"),
        );
        assert_eq!(text(&body), "二、主动公开政府信息情况\n后\n", "{mark}");
    }
}

#[test]
fn hidden_text_is_left_out() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>1</w:t></w:r>";
    let shown = "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>2</w:t></w:r>";
    assert_eq!(text(&format!("<w:p>{hidden}{shown}</w:p>")), "2\n");

    let styles = "<w:style w:type=\"character\" w:styleId=\"secret\"><w:basedOn w:val=\"base\"/></w:style>\
                  <w:style w:type=\"character\" w:styleId=\"base\"><w:rPr><w:vanish/></w:rPr></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"round\"><w:basedOn w:val=\"round\"/></w:style>";
    let body = "<w:p><w:pPr><w:pStyle w:val=\"round\"/></w:pPr>\
                <w:r><w:rPr><w:rStyle w:val=\"secret\"/></w:rPr><w:t>3</w:t></w:r>\
                <w:r><w:rPr><w:rStyle w:val=\"secret\"/><w:vanish w:val=\"false\"/></w:rPr><w:t>4</w:t></w:r></w:p>";
    assert_eq!(source(&Word::new(body).with(styles, "")), "4\n");

    let row = format!(
        "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        tc("", "甲"),
        tc("", "1"),
        tc("", "乙"),
        tc("", "2")
    );
    assert_eq!(text(&row), "乙\t2\n");
}

#[test]
fn results_of_fields_are_kept_and_instructions_are_not() {
    let char = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = "<w:r><w:instrText> =SUM(LEFT) </w:instrText></w:r>";
    let inner =
        format!("{}{}{}{}{}", char("begin"), instruction, char("separate"), r("9"), char("end"));
    let field = format!(
        "<w:p>{}{instruction}{inner}{}{}{}<w:fldSimple w:instr=\"QUOTE 3\">{}</w:fldSimple></w:p>{}",
        char("begin"),
        char("separate"),
        r("12"),
        char("end"),
        r("3"),
        p("后")
    );
    assert_eq!(text(&field), "123\n后\n");
    // An end that is missing hides nothing that comes later.
    assert_eq!(text(&format!("<w:p>{}{}</w:p>{}", char("begin"), r("x"), p("后"))), "\n后\n");
}

#[test]
fn notes_and_their_marks_are_no_digits() {
    let mark = |attribute: &str| {
        let raised = "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>";
        format!("<w:r>{raised}<w:footnoteReference {attribute} w:id=\"1\"/><w:t>1</w:t></w:r>")
    };
    assert_eq!(
        text(&format!("<w:p>{}{}</w:p>", r("12"), mark("w:customMarkFollows=\"1\""))),
        "12\n"
    );
    let typed = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r>";
    assert_eq!(text(&format!("<w:p>{}{typed}</w:p>", r("12"))), "12¹\n");
    let struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>12</w:t></w:r>";
    assert_eq!(text(&format!("<w:p>{struck}{}</w:p>", r("15"))), "1\u{336}2\u{336}15\n");
}

#[test]
fn characters_that_are_elements() {
    let body = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:tab/><w:t>减</w:t>\
                <w:noBreakHyphen/><w:softHyphen/><w:t>6</w:t><w:br/><w:t>甲</w:t><w:tab/><w:t>乙</w:t>\
                <w:sym w:font=\"Symbol\" w:char=\"F02B\"/><w:sym w:font=\"宋体\" w:char=\"F031\"/>\
                <w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r></w:p>";
    assert_eq!(text(body), "减-6\n甲\t乙+1\u{F0FC}\n");
    let cell = "<w:tc><w:p><w:r><w:t>商业</w:t><w:br/><w:t>企业</w:t><w:tab/></w:r></w:p></w:tc>";
    assert_eq!(
        text(&format!("<w:tbl><w:tr>{cell}{}</w:tr></w:tbl>", tc("", "1"))),
        "商业 企业\t1\n"
    );
    // Blanks around text without xml:space are the file's own, and line ends are blanks.
    assert_eq!(text("<w:p><w:r><w:t>\n 甲\n乙 </w:t></w:r></w:p>"), "甲 乙\n");
    assert_eq!(text(&p("&lt;&#x4E00;&#20108;&amp;")), "<一二&\n");
    let ruby = format!(
        "<w:p><w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r></w:p>",
        r("guo"),
        r("国")
    );
    assert_eq!(text(&ruby), "国\n");
}

#[test]
fn a_picture_of_a_figure_is_not_a_blank() {
    let picture = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>";
    let seal = format!("<w:p><w:r><w:pict><v:imagedata/></w:pict></w:r>{}</w:p>", r("8"));
    let fraction = "<w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t>\
                    </m:r></m:den></m:f></m:oMath></w:p>";
    let body = format!(
        "<w:tbl><w:tr>{}<w:tc>{picture}</w:tc><w:tc>{seal}</w:tc><w:tc>{fraction}</w:tc></w:tr></w:tbl>{picture}",
        tc("", "规章")
    );
    assert_eq!(text(&body), "规章\t\u{FFFC}\t8 \u{FFFC}\t\u{FFFC}\n\n");
}

#[test]
fn a_field_without_its_result_is_not_a_blank() {
    let field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>eq \\o(○,1)\
                 </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    let control = "<w:p><w:r><w:object><w:control/></w:object></w:r></w:p>";
    let body = format!(
        "<w:tbl><w:tr>{}<w:tc>{field}</w:tc><w:tc>{control}</w:tc>{}</w:tr></w:tbl>",
        tc("", "规章"),
        tc("", "")
    );
    assert_eq!(text(&body), "规章\t\u{FFFC}\t\u{FFFC}\t\n");
}

#[test]
fn a_table_that_lays_out_the_page_is_no_table() {
    let figures = table(&[
        &["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        &["规章", "1", "2", "3"],
    ]);
    let body = format!(
        "<w:tbl><w:tr>{}</w:tr><w:tr><w:tc>{}{figures}{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        tc("", "云溪市2022年政府信息公开工作年度报告"),
        p("二、主动公开政府信息情况"),
        p("三、收到和处理政府信息公开申请情况"),
        p("栏目"),
    );
    assert_eq!(
        text(&body),
        "云溪市2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\
         信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n\
         三、收到和处理政府信息公开申请情况\n栏目\n"
    );
}

#[test]
fn numbers_of_lists_are_written_out() {
    let levels = [
        ("chineseCountingThousand", "%1、"),
        ("chineseCounting", "（%2）"),
        ("decimal", "%3."),
        ("decimal", "%1.%4"),
    ];
    let body = [
        item(1, 0, "总体情况"),
        item(1, 1, "主动公开"),
        item(1, 1, "依申请公开"),
        item(1, 2, "属于国家秘密"),
        item(1, 0, "主动公开政府信息情况"),
        item(1, 1, "监督保障"),
        item(0, 0, "没有号码"),
        item(1, 3, "甲"),
        item(2, 0, "重新开始"),
        item(1, 0, "接着"),
        item(9, 0, "没有这个列表"),
    ]
    .concat();
    assert_eq!(
        source(&Word::new(&body).with("", &list(&levels))),
        "一、总体情况\n（一）主动公开\n（二）依申请公开\n1.属于国家秘密\n二、主动公开政府信息情况\n\
         （一）监督保障\n没有号码\n二.1甲\n一、重新开始\n二、接着\n没有这个列表\n"
    );
}

#[test]
fn numbers_come_from_styles_too() {
    let styles = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"/>\
        <w:style w:type=\"paragraph\" w:styleId=\"1\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"2\"><w:basedOn w:val=\"1\"/></w:style>";
    let lists = "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"of\"/></w:abstractNum>\
        <w:abstractNum w:abstractNumId=\"1\"><w:styleLink w:val=\"of\"/>\
        <w:lvl w:ilvl=\"0\"><w:start w:val=\"9\"/><w:numFmt w:val=\"japaneseCounting\"/><w:pStyle w:val=\"1\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"2\"/><w:lvlText w:val=\"%1.%2\"/><w:isLgl/></w:lvl>\
        </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let styled = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", r(text))
    };
    let body =
        [styled("1", "甲"), styled("2", "12"), styled("1", "乙"), styled("1", "丙"), p("丁")]
            .concat();
    // What stands between the number and the text stays: 9.1 and 12 are no 9.112.
    assert_eq!(
        source(&Word::new(&body).with(styles, lists)),
        "九、甲\n9.1 12\n十、乙\n十一、丙\n丁\n"
    );
}

/// A fixture as a document: lines with tabs are rows of tables, others paragraphs.
fn fixture(paragraph: impl Fn(&str) -> String, cell: impl Fn(&str) -> String) -> (String, Truth) {
    let case = support::fixtures().into_iter().find(|c| c.name == "tabs-2021").expect("a fixture");
    let mut body = String::new();
    let mut in_table = false;
    for line in case.text.lines() {
        let is_row = line.contains('\t');
        if is_row != in_table {
            body.push_str(if is_row { "<w:tbl>" } else { "</w:tbl>" });
            in_table = is_row;
        }
        if is_row {
            let cells: String = line.split('\t').map(&cell).collect();
            body.push_str(&format!("<w:tr>{cells}</w:tr>"));
        } else {
            body.push_str(&paragraph(line));
        }
    }
    (body, case.truth)
}

/// Reads a document, and compares its figures.
fn compare(word: &Word, truth: &Truth) -> gongkai::Parsed<'static> {
    let parsed = Reader::new().docx(&word.file()).unwrap_or_else(|e| panic!("{e}"));
    let found = figures(&parsed.report);
    for (path, value) in &truth.cells {
        assert_eq!(found.get(path), Some(value), "{path} in\n{}", parsed.source);
    }
    assert_eq!(parsed.report.organ.as_ref(), Some(&truth.organ));
    assert_eq!(parsed.report.year, Some(truth.year));
    parsed
}

#[test]
fn a_report_whose_numbers_are_all_automatic() {
    // Headings, and the labels of rows, each kind of number in a list of its own.
    let numbered = |text: &str| {
        let text = text.trim();
        let ordinals = ["一、", "二、", "三、", "四、", "五、", "六、"];
        for (list, strip) in
            [(1, ordinals.to_vec()), (2, vec!["1.", "2.", "3.", "4.", "5.", "6.", "7.", "8."])]
        {
            if let Some((at, rest)) =
                strip.iter().enumerate().find_map(|(i, s)| Some((i, text.strip_prefix(s)?)))
            {
                // Each number by a list that starts there.
                let list = 10 * list + u32::try_from(at).expect("small");
                return item(list, 0, rest);
            }
        }
        p(text)
    };
    let (body, truth) = fixture(numbered, |text| format!("<w:tc>{}</w:tc>", numbered(text)));
    let lists: String = (0..6)
        .map(|i| (10 + i, i + 1, "chineseCounting", "%1、"))
        .chain((0..8).map(|i| (20 + i, i + 1, "decimal", "%1.")))
        .map(|(id, start, format, pattern)| {
            format!(
                "<w:abstractNum w:abstractNumId=\"{id}\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"{start}\"/>\
                 <w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{pattern}\"/><w:lvlRestart w:val=\"0\"/></w:lvl></w:abstractNum>\
                 <w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>"
            )
        })
        .collect();
    // Each list starts again at each use, so that the numbers are those of the report.
    let mut uses = 0;
    let mut restarts = String::new();
    let body: String = body
        .split("<w:numId w:val=\"")
        .enumerate()
        .map(|(i, piece)| {
            if i == 0 {
                return piece.to_owned();
            }
            let (id, rest) = piece.split_once('"').expect("an id");
            uses += 1;
            let list = 100 + uses;
            let start = id.parse::<u32>().expect("an id") % 10 + 1;
            restarts.push_str(&format!(
                "<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"{id}\"/><w:lvlOverride w:ilvl=\"0\">\
                 <w:startOverride w:val=\"{start}\"/></w:lvlOverride></w:num>"
            ));
            format!("<w:numId w:val=\"{list}\"{rest}")
        })
        .collect();
    assert!(uses > 20, "{uses}");
    let parsed = compare(&Word::new(&body).with("", &format!("{lists}{restarts}")), &truth);
    assert!(parsed.source.contains("一、 总体情况"), "{}", parsed.source);
    let errors = parsed.diagnostics.iter().filter(|d| d.severity() == Severity::Error);
    assert_eq!(errors.collect::<Vec<_>>(), [] as [&gongkai::Diagnostic; 0]);
}

#[test]
fn a_report_within_a_table_and_behind_its_contents() {
    let (body, truth) = fixture(|line| p(line.trim()), |text| tc("", text));
    let char = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let sections =
        ["一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"];
    let contents: String = sections
        .iter()
        .enumerate()
        .map(|(i, heading)| {
            format!("<w:p>{}<w:r><w:tab/><w:t>{}</w:t></w:r></w:p>", r(heading), i + 2)
        })
        .collect();
    let contents = format!(
        "<w:p>{}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{}</w:p>{contents}<w:p>{}</w:p>",
        char("begin"),
        char("separate"),
        char("end")
    );
    let laid_out = format!("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{body}</w:tc></w:tr></w:tbl>");
    compare(&Word::new(&laid_out), &truth);
    let parsed = compare(&Word::new(&format!("{contents}{body}")), &truth);
    let errors = parsed.diagnostics.iter().filter(|d| d.severity() == Severity::Error);
    assert_eq!(errors.collect::<Vec<_>>(), [] as [&gongkai::Diagnostic; 0]);
}

#[test]
fn a_figure_that_cannot_be_told_is_not_read() {
    // The mark of a note, a digit that is struck out, a picture, a symbol.
    let (body, truth) = fixture(|line| p(line.trim()), |text| tc("", text));
    let row = body.split("<w:tr>").find(|row| row.contains("行政许可")).expect("a row");
    let (start, _) = row.rsplit_once("<w:tc>").expect("a cell");
    for content in [
        "<w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r>",
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>12</w:t></w:r><w:r><w:t>15</w:t></w:r>",
        "<w:r><w:drawing><a:blip/></w:drawing></w:r>",
        "<w:r><w:t>1</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>",
        "<m:oMath><m:r><m:t>1</m:t></m:r></m:oMath>",
    ] {
        let spoilt = body.replace(row, &format!("{start}<w:tc><w:p>{content}</w:p></w:tc></w:tr>"));
        let parsed = Reader::new().docx(&Word::new(&spoilt).file()).expect("a document");
        let found = figures(&parsed.report);
        let path = "proactive.licensing.decisions";
        assert!(truth.cells.contains_key(path));
        assert_eq!(found.get(path), None, "{content}");
        assert!(found.len() + 1 >= truth.cells.len(), "{content}");
    }
}

#[test]
fn formats_of_numbers() {
    for (format, numbers) in [
        ("chineseCounting", "1一 10十 11十一 20二十 99九十九"),
        ("chineseCountingThousand", "101一百零一 110一百一十 1001一千零一 10000 10000"),
        ("chineseLegalSimplified", "12壹拾贰 30叁拾"),
        ("ideographTraditional", "1甲 10癸 11 11"),
        ("ideographDigital", "10一〇"),
        ("decimalEnclosedCircle", "1① 20⑳ 21 21"),
        ("decimalEnclosedParen", "3⑶"),
        ("decimalFullWidth", "12１２"),
        ("decimalZero", "9 09"),
        ("upperRoman", "4IV 1999MCMXCIX"),
        ("lowerRoman", "9ix"),
        ("upperLetter", "2B"),
        ("lowerLetter", "26z"),
        ("somethingNew", "5 5"),
    ] {
        let mut rest = numbers;
        while !rest.is_empty() {
            let digits = rest.chars().take_while(char::is_ascii_digit).count();
            let (start, behind) = rest.split_at(digits);
            let behind = behind
                .strip_prefix(' ')
                .filter(|b| b.starts_with(|c: char| c.is_ascii_digit()))
                .unwrap_or(behind);
            let (shown, next) = behind.split_once(' ').unwrap_or((behind, ""));
            rest = next;
            let lists = format!(
                "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"{start}\"/>\
                 <w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"%1\"/></w:lvl></w:abstractNum>\
                 <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>"
            );
            let read = source(&Word::new(&item(1, 0, "")).with("", &lists));
            assert_eq!(read, format!("{shown}\n"), "{format} {start}");
        }
    }
}

#[test]
fn marks_of_lists_are_no_text() {
    let body = [item(1, 0, "6"), item(1, 0, "")].concat();
    assert_eq!(source(&Word::new(&body).with("", &list(&[("bullet", "●")]))), "6\n\n");
    // Who reads -6 may be right.
    assert_eq!(source(&Word::new(&body).with("", &list(&[("bullet", "-")]))), "\u{FFFC}6\n\n");
}

#[test]
fn the_document_is_found_by_its_reference() {
    const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let rels = "<Relationships><Relationship Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" Target=\"/Inhalt/Eins.xml\"/></Relationships>";
    let other = format!(
        "<x:document xmlns:x=\"{STRICT}\"><x:body><x:p><x:r><x:t>严格</x:t></x:r></x:p></x:body></x:document>"
    );
    let word = Word::empty()
        .packed("_rels/.rels", rels.as_bytes(), Packing::Stored)
        .part("[Content_Types].xml", "<Types/>")
        .part("word/document.xml", &document(&p("not this")))
        .part("inhalt/eins.xml", &other);
    assert_eq!(source(&word), "严格\n");
    // Parts may be in UTF-16.
    let wide: Vec<u8> = std::iter::once(0xFEFF)
        .chain(document(&p("宽")).encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    let mut word = Word::empty();
    for (name, xml) in references("a.xml", "") {
        word = word.part(name, &xml);
    }
    assert_eq!(source(&word.packed("a.xml", &wide, Packing::Deflated)), "宽\n");
}

#[test]
fn headers_footers_and_notes_are_left_out() {
    let note = format!("<w:hdr xmlns:w=\"{MAIN}\">{}</w:hdr>", p("页眉"));
    let word =
        Word::new(&p("正文")).part("word/header1.xml", &note).part("word/footnotes.xml", &note);
    assert_eq!(source(&word), "正文\n");
}
