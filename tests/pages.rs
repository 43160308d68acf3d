//! One trap of web pages at a time.

#![allow(missing_docs)]

use gongkai::{Applicant, Cell, CellState, Code, Outcome, Parsed, Reader, Row, Section, Severity};

const TITLE: &str = "<h1>云溪市2020年政府信息公开工作年度报告</h1>";
const THREE: &str = "<p>三、收到和处理政府信息公开申请情况</p>";
const HEADER: &str = "<tr><td rowspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\
    <td colspan=7>申请人情况<tr><td rowspan=2>自然人<td colspan=5>法人或其他组织<td rowspan=2>总计\
    <tr><td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他";

fn read(page: &str) -> Parsed<'static> {
    Reader::new().html(page.as_bytes()).expect("page")
}

/// The row （一）予以公开 of a matrix with this one row.
fn granted(row: &str) -> (Vec<Cell<u64>>, Parsed<'static>) {
    let parsed = read(&format!("{TITLE}{THREE}<table>{HEADER}<tr><td>（一）予以公开{row}</table>"));
    let counts = &parsed.report.applications[Row::Outcome(Outcome::Granted)];
    let cells = Applicant::ALL.map(|applicant| counts[applicant].clone());
    (cells.to_vec(), parsed)
}

fn values(cells: &[Cell<u64>]) -> Vec<Option<u64>> {
    cells.iter().map(|cell| cell.value().copied()).collect()
}

const RIGHT: [Option<u64>; 7] = [Some(12), Some(0), None, Some(0), Some(0), Some(0), Some(12)];

#[test]
fn figures_in_the_markup_of_editors() {
    for row in [
        "<td>12<td>0<td>&nbsp;<td>0<td>0<td>0<td>12",
        "<td><p class=MsoNormal>12<o:p></o:p></p><td>0<td><o:p>&nbsp;</o:p><td>0<td>0<td>0<td>12",
        "<td><span>1</span><span lang=EN-US>2</span><td>0<td>　<td>0<td>0<td>0<td><font size=3>1</font>2",
        "<td>\n 12\n<br></td> <td><p></p><p>0</p></td><td> </td><td>\t0<td>0<td>0<td><b><i>12</b></i>",
        "<td>12<td>0<td>\u{200b}<td>0<td>0<td>0<td>&#49;&#50;",
        "<td>12<script>0</script><td>0<td><!-- 7 --><td>0<td>0<td>0<td>12<span style='display:none'>3</span>",
    ] {
        let (cells, parsed) = granted(row);
        assert_eq!(values(&cells), RIGHT, "{row}\n{}", parsed.source);
        assert_eq!(cells[2], Cell::Blank, "{row}");
    }
}

#[test]
fn figures_that_are_not_one_figure_are_not_read() {
    for row in [
        // Two paragraphs, a raised note, a deleted number.
        "<td><p>1</p><p>2</p><td>0<td><td>0<td>0<td>0<td>12",
        "<td>1<sup>2</sup><td>0<td><td>0<td>0<td>0<td>12",
        "<td><s>1</s>2<td>0<td><td>0<td>0<td>0<td>12",
        // One number for two columns, for all, and for two rows.
        "<td colspan=2>12<td><td>0<td>0<td>0<td>12",
        "<td colspan=7>12",
        "<td rowspan=2>12<td>0<td><td>0<td>0<td>0<td>12<tr><td>（二）部分公开<td>0<td>0<td>0<td>0<td>0<td>0",
        // A cell too few, and one too many.
        "<td>12<td>0<td>0<td>0<td>0<td>12",
        "<td>12<td>0<td><td>0<td>0<td>0<td>12<td>5",
    ] {
        let (cells, parsed) = granted(row);
        assert_eq!(cells[0].value(), None, "{row}\n{}", parsed.source);
        assert!(parsed.diagnostics.iter().any(|d| d.severity() == Severity::Error), "{row}");
    }
    let (cells, _) = granted("<td colspan=7>");
    assert!(cells.iter().all(|cell| *cell == Cell::Blank), "{cells:?}");
}

#[test]
fn hidden_text_is_none_unless_it_is_all() {
    let row = "<td>12<td>0<td><td>0<td>0<td>0<td>12";
    let matrix = format!("{TITLE}{THREE}<table>{HEADER}<tr><td>（一）予以公开{row}</table>");
    let shown =
        read(&format!("<div style='display : NONE'>{matrix}</div>{}", matrix.replace("12", "13")));
    let total = |parsed: &Parsed<'_>| {
        parsed.report.applications[(Row::Outcome(Outcome::Granted), Applicant::Total)]
            .value()
            .copied()
    };
    assert_eq!(total(&shown), Some(13));
    assert!(!shown.source.contains("12"));
    let hidden = read(&format!("<p>加载中</p><div id=zoom style='display:none'>{matrix}</div>"));
    assert_eq!(total(&hidden), Some(12));
}

#[test]
fn a_link_that_is_never_closed() {
    let page = format!(
        "{TITLE}<p><a href=x.doc>附件下载<p>一、总体情况<p>全年的申请都在期限内答复，公开栏按月更换。\
         {THREE}<table>{HEADER}<tr><td>（一）予以公开<td>12<td>0<td><td>0<td>0<td>0<td>12</table>"
    );
    let parsed = read(&page);
    assert_eq!(parsed.report.overview.preamble.len(), 1, "{}", parsed.source);
    assert!(parsed.source.contains("三、收到和处理政府信息公开申请情况"));
}

#[test]
fn what_stands_behind_the_report_is_ignored() {
    let page = format!(
        "<div><div class=content>{TITLE}<p>一、总体情况<p>工作按计划进行。<p>二、主动公开政府信息情况{THREE}\
         <p>四、政府信息公开行政复议、行政诉讼情况<p>五、存在的主要问题及改进情况<p>更新慢。\
         <p>六、其他需要报告的事项<p>无。</div><div><p>为您推荐</p><p>本站由云溪市人民政府办公室主办。</p></div></div>"
    );
    let parsed = read(&page);
    assert_eq!(parsed.report.other, ["无。"]);
    let last = parsed.ignored().last().expect("ignored");
    assert_eq!(
        last.span.text(&parsed.source),
        Some("为您推荐\n本站由云溪市人民政府办公室主办。\n")
    );
    assert!(parsed.source.ends_with("主办。\n"));
}

#[test]
fn encodings_and_their_declarations() {
    let page = |charset: &str| {
        format!("<meta charset={charset}>{TITLE}<p>一、总体情况<p>全年的申请都在期限内答复。")
    };
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let big5 = |text: &str| encoding_rs::BIG5.encode(text).0.into_owned();
    let utf16: Vec<u8> = page("gb2312").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        page("utf-8").into_bytes(),
        page("gb2312").into_bytes(),
        format!("\u{feff}{}", page("gbk")).into_bytes(),
        gb(&page("gb2312")),
        gb(&page("gbk")),
        gb(&page("utf-8")),
        gb(&page("")),
        utf16,
    ] {
        let parsed = gongkai::read(&bytes).expect("page");
        assert_eq!(parsed.report.organ.as_deref(), Some("云溪市"));
        assert!(parsed.diagnostics.iter().all(|d| d.code() != Code::ReplacedCharacters));
    }
    let traditional =
        "<meta charset=big5><h1>華陰市2020年政府信息公開工作年度報告</h1><p>一、總體情況";
    let parsed = Reader::new().html(&big5(traditional)).expect("page");
    assert_eq!(parsed.report.organ.as_deref(), Some("華陰市"));
    // Text in the same encodings.
    let text = "云溪市2020年政府信息公开工作年度报告\n一、总体情况\n工作按计划进行。\n";
    let bytes = gb(text);
    let parsed = gongkai::read(&bytes).expect("text");
    assert_eq!((parsed.source.as_ref(), parsed.report.year), (text, Some(2020)));

    let mut broken = gb(&page("gb2312"));
    let at = broken.len() - 9;
    broken[at] = 0xFF;
    let parsed = gongkai::read(&broken).expect("page");
    let replaced = parsed.diagnostics.first().expect("a diagnostic");
    assert_eq!(replaced.code(), Code::ReplacedCharacters);
    assert!(parsed.source.contains(char::REPLACEMENT_CHARACTER));
}

#[test]
fn a_report_of_figures_in_a_layout_of_tables() {
    let section = format!(
        "{THREE}<table>{HEADER}<tr><td>（一）予以公开<td>12<td>0<td><td>0<td>0<td>0<td>12</table>"
    );
    for page in [
        // The table of figures in one, two and three others.
        format!("<table><tr><td>菜单<td>{TITLE}{section}</table>"),
        format!("<table><tr><td><table><tr><td>{TITLE}</table><tr><td>{section}</table>"),
        format!(
            "<table><tr><td><table><tr><td>菜单<td><table><tr><td>{TITLE}{section}</table></table></table>"
        ),
        // Lists, definition lists and frames of a system.
        format!("<dl><dt>正文<dd>{TITLE}<ul><li>{section}</ul></dl>"),
    ] {
        let parsed = read(&page);
        let counts = &parsed.report.applications[Row::Outcome(Outcome::Granted)];
        let found: Vec<_> = Applicant::ALL.map(|a| counts[a].value().copied()).to_vec();
        assert_eq!(found, RIGHT, "{page}\n{}", parsed.source);
        assert_eq!(counts.research_institution, Cell::Blank);
        assert_eq!(parsed.report.organ.as_deref(), Some("云溪市"), "{page}");
    }
}

#[test]
fn a_total_without_cells_is_absent_and_not_zero() {
    let parsed = read(&format!("{TITLE}{THREE}<table>{HEADER}</table>"));
    let figures = parsed.report.figures().filter(|f| Section::Applications.has(f.field));
    assert!(figures.into_iter().all(|figure| figure.cell.state() == CellState::Absent));
}

/// A page with one row of the matrix, its first cell as given, and cells `from` the next to the total.
fn page_with(first: &str, from: usize) -> String {
    let rest: String = (from..7).map(|n| format!("<td>{n}</td>")).collect();
    let labels =
        "<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计";
    format!(
        "<p>云溪市2020年政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p>\
         <table><tr><td>申请人情况{labels}</tr>\
         <tr><td>（一）予以公开{first}{rest}</tr>\
         <tr><td>（二）部分公开<td>0<td>0<td>0<td>0<td>0<td>0<td>0</tr></table>"
    )
}

fn state_of(page: &str, path: &str) -> CellState {
    let parsed = Reader::new().html(page.as_bytes()).expect("a page");
    let field: gongkai::Field = path.parse().expect("a path");
    let state = parsed.report.cell(field).state();
    let said = parsed
        .diagnostics
        .iter()
        .any(|d| d.severity() == Severity::Error && d.subject.covers(field));
    assert_eq!(said, matches!(state, CellState::Unread | CellState::Absent), "{path} in {page}");
    state
}

#[test]
fn what_only_looks_like_digits_of_a_figure() {
    for cell in [
        "21<span style=\"vertical-align:super\">1</span>",
        "21<span class=\"MsoFootnoteReference\">1</span>",
        "21<small>1</small>",
        // Word hides it, and browsers do not know that.
        "21<span style=\"mso-hide:all\">5</span>",
        "21<span class=\"hide\">5</span>",
        "<bdo dir=rtl>12</bdo>",
        "<span style=\"text-decoration:line-through\">3</span>21",
        "<s>21</s>",
        "2<span style=\"display:block\">1</span>",
        "<span style=\"float:right\">1</span>2",
        "<math><mfrac><mn>2</mn><mn>1</mn></mfrac></math>",
        "<input value=\"21\">",
        "<textarea>21</textarea>",
        "<img src=\"21.png\">",
        "2<img src=\"1.png\">",
        "<svg><text>21</text></svg>",
    ] {
        let page = page_with(&format!("<td>{cell}"), 1);
        let state = state_of(&page, "applications.granted.natural_person");
        assert_eq!(state, CellState::Unread, "{cell}");
    }
    for cell in [
        "<xml><w:x>5</w:x></xml>21",
        "21<span style=\"font-size:0\">5</span>",
        "21<input type=\"hidden\" value=\"5\">",
        "<span style=\"vertical-align:baseline\">21</span>",
    ] {
        let page = page_with(&format!("<td>{cell}"), 1);
        let parsed = Reader::new().html(page.as_bytes()).expect("a page");
        let row = &parsed.report.applications[Row::Outcome(Outcome::Granted)];
        assert_eq!(row.natural_person, Cell::Value(21), "{cell}");
    }
}

#[test]
fn a_cell_over_all_columns_is_no_figure_of_one() {
    for text in ["12件次", "0人次", "12（件）", "不适用", "零", "同上", "暂无", "0"]
    {
        let page = page_with(&format!("<td colspan=7>{text}"), 7);
        for column in ["natural_person", "research_institution", "total"] {
            let state = state_of(&page, &format!("applications.granted.{column}"));
            assert!(
                matches!(state, CellState::Unread | CellState::Absent),
                "{text}: {column} is {state}"
            );
        }
    }
    // The label covers the place of the first figure, and one cell is missing.
    let page = page_with("", 1).replacen("<td>（一）予以公开", "<td colspan=2>（一）予以公开", 1);
    let state = state_of(&page, "applications.granted.natural_person");
    assert_ne!(state, CellState::Blank);
}

#[test]
fn a_blank_row_under_the_header_of_section_four() {
    let figures: String = (0..15).map(|n| format!("<td>{}", [1, 0, 0, 0, 1][n % 5])).collect();
    let rulings = "<td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计".repeat(3);
    let page = format!(
        "<p>云溪市2020年政府信息公开工作年度报告</p><p>四、政府信息公开行政复议、行政诉讼情况</p>\
         <table><tr><td colspan=5>行政复议<td colspan=10>行政诉讼</tr>\
         <tr><td colspan=5><td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉</tr>\
         <tr>{rulings}</tr><tr>{}</tr><tr>{figures}</tr></table>",
        "<td>&nbsp;".repeat(15)
    );
    let parsed = Reader::new().html(page.as_bytes()).expect("a page");
    assert_eq!(
        parsed.report.disputes.litigation_direct.upheld,
        Cell::Value(1),
        "{}",
        parsed.source
    );
    assert_eq!(parsed.report.disputes.reconsideration.corrected, Cell::Value(0));
}

#[test]
fn a_matrix_without_its_totals_is_not_shifted() {
    // A label over three columns leaves two blank cells, of which one would stand for a figure.
    let rows = [
        ("<td colspan=3>一、本年新收政府信息公开申请数量</td>", [5, 1, 0, 0, 0, 6]),
        (
            "<td rowspan=2>三、本年度办理结果</td><td colspan=2>（一）予以公开</td>",
            [2, 0, 0, 0, 0, 2],
        ),
        ("<td>（三）不予公开</td><td>1.属于国家秘密</td>", [0; 6]),
    ];
    let mut page = "<h1>云溪市2023年政府信息公开工作年度报告</h1>\
        <p>三、收到和处理政府信息公开申请情况</p><table>"
        .to_owned();
    for (label, counts) in rows {
        let cells = counts.map(|count| format!("<td>{count}</td>")).concat();
        page += &format!("<tr>{label}{cells}</tr>");
    }
    page += "</table>";
    let parsed = Reader::new().html(page.as_bytes()).expect("a page");
    let report = &parsed.report;
    let figures = report.figures().filter(|figure| figure.cell.value().is_some());
    assert_eq!(figures.count(), 0, "{:?}", report.applications);
}

/// A page whose matrix lost its columns to the right: labels over its columns, and a row.
fn cut_off(labels: &str, row: &str) -> (Vec<Option<u64>>, Parsed<'static>) {
    let page = format!(
        "<p>云溪市2020年政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p>\
         <table>{labels}<tr>{row}</tr></table>"
    );
    let parsed = Reader::new().html(page.as_bytes()).expect("a page");
    let counts = &parsed.report.applications[Row::Outcome(Outcome::Granted)];
    (Applicant::ALL.map(|applicant| counts[applicant].value().copied()).to_vec(), parsed)
}

#[test]
fn columns_that_a_narrow_page_cut_off_are_absent() {
    let labels = "<tr><td rowspan=3 colspan=2>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\
         <td colspan=4>申请人情<tr><td rowspan=2>自然人<td colspan=3>法人或其他\
         <tr><td>商业企业<td>科研机构<td>社会公益组织";
    let row = "<td rowspan=2>三、本年度办理结果<td>（一）予以公开<td>5<td>1<td>2<td>3";
    let (found, parsed) = cut_off(labels, row);
    assert_eq!(found[..4], [Some(5), Some(1), Some(2), Some(3)], "{}", parsed.source);
    assert_eq!(found[4..], [None; 3]);
    let absent = parsed.diagnostics.iter().filter(|d| d.code() == Code::FiguresAbsent);
    assert!(absent.count() > 2);
    let plain = "<tr><td>申请人情况<td>自然人<td>商业企业<td>科研机构<td>社会公益组织";
    let row = "<td>（一）予以公开<td>5<td>1<td>2<td>3";
    assert_eq!(cut_off(plain, row).0[..4], [Some(5), Some(1), Some(2), Some(3)]);
    let cut = "<tr><td>申请人情况<td>自然人<td>商业企业<td>科研机构<td>社会";
    assert_eq!(cut_off(cut, row).0, [Some(5), Some(1), Some(2), None, None, None, None]);
    for (labels, row) in [
        // A label missing, two swapped, one twice, one unknown, one with two columns.
        ("<tr><td>申请人情况<td>自然人<td>科研机构<td>社会公益组织<td>法律服务机构", row),
        ("<tr><td>申请人情况<td>自然人<td>科研机构<td>商业企业<td>社会公益组织", row),
        ("<tr><td>申请人情况<td>自然人<td>商业企业<td>商业企业<td>科研机构", row),
        ("<tr><td>申请人情况<td>自然人<td>商业企业<td>合计<td>社会公益组织", row),
        ("<tr><td>申请人情况<td>自然人<td colspan=2>商业企业<td>科研机构", row),
        ("<tr><td>申请人情况<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构", row),
        ("<tr><td>申请人情况<td>自然人<td>商业企业<td>科研机构<td>总计", row),
        // Rows with a cell more or less than labels, or with one over two columns.
        (plain, "<td>（一）予以公开<td>5<td>1<td>2"),
        (plain, "<td>（一）予以公开<td>5<td>1<td>2<td>3<td>4"),
        (plain, "<td>（一）予以公开<td>5<td colspan=2>1<td>2"),
        (plain, "<td colspan=2>（一）予以公开<td>5<td>1<td>2"),
        (plain, "<td>（一）予以公开<td>件<td>5<td>1<td>2<td>3"),
        // A figure in a column without a label.
        (
            "<tr><td>申请人情况<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>",
            "<td>（一）予以公开<td>5<td>1<td>2<td>3<td>4",
        ),
    ] {
        let (found, parsed) = cut_off(labels, row);
        assert_eq!(found, [None; 7], "{labels}\n{row}\n{}", parsed.source);
    }
}

#[test]
fn as_many_cells_as_the_form_has_columns_where_columns_are_cut_off() {
    // The label covers three places, and two of them and five columns are as many as the form's seven.
    let header = |labels: [&str; 4]| {
        let labels: String = labels.iter().map(|label| format!("<td>{label}")).collect();
        format!(
            "<tr><td rowspan=3 colspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\
             <td colspan=5>申请人情况<tr><td rowspan=2>自然人<td colspan=4>法人或其他组织<tr>{labels}"
        )
    };
    let cut = header(["商业企业", "科研机构", "社会公益组织", "法律服务机构"]);
    let lost = header(["", "科研机构", "社会公益组织", "法律服务机构"]);
    for (header, row, known) in [
        // The first column is blank, or only the last; other cells than the labels; nothing wrong.
        (&cut, "<td colspan=3>（一）予以公开<td><td>5<td>5<td>1<td>11", 0),
        (&cut, "<td colspan=3>（一）予以公开<td>5<td>5<td>1<td>11<td>", 5),
        (&cut, "<td colspan=2>（一）予以公开<td>5<td>1<td>5<td>1<td>11<td>", 0),
        (&cut, "<td>（一）予以公开<td>1<td>1<td>5<td>5<td>1<td>11<td>24", 0),
        (&cut, "<td colspan=3>（一）予以公开<td>5<td>1<td>5<td><td>", 5),
        (&lost, "<td colspan=3>（一）予以公开<td>5<td>5<td>1<td>11<td>4", 0),
        (&lost, "<td colspan=3>（一）予以公开<td><td>5<td>1<td>11<td>4", 0),
    ] {
        let (_, parsed) = cut_off(header, row);
        let counts = &parsed.report.applications[Row::Outcome(Outcome::Granted)];
        for (i, applicant) in Applicant::ALL.into_iter().enumerate() {
            let state = counts[applicant].state();
            let read = !matches!(state, CellState::Unread | CellState::Absent);
            assert_eq!(read, i < known, "{row}: {applicant:?} is {state}\n{}", parsed.source);
        }
    }
}
