//! What programs make of reports when they convert them: cells that are told apart by commas, figures that
//! stand above their labels or on another line than their row, and figures that were broken.

use gongkai::{Applicant, Cell, Channel, Code, NonProcessing, Outcome, Parsed, Row};

const TITLE: &str = "云溪市2021年政府信息公开工作年度报告\n";
const MATRIX: &str = "三、收到和处理政府信息公开申请情况\n";

fn total(parsed: &Parsed<'_>, row: Row) -> Cell<u64> {
    parsed.report.applications[(row, Applicant::Total)].clone()
}

fn has(parsed: &Parsed<'_>, code: Code) -> bool {
    parsed.diagnostics.iter().any(|diagnostic| diagnostic.code() == code)
}

#[test]
fn cells_that_commas_tell_apart() {
    let text = format!(
        "{TITLE}二、主动公开政府信息情况
第二十条第（一）项,,,
信息内容,本年制发件数,本年废止件数,现行有效件数
规章,593,296,221
行政规范性文件,500,292,575
第二十条第（五）项,
信息内容,本年处理决定数量
行政许可,898
{MATRIX}一、本年新收政府信息公开申请数量,,,160,210,230,170,180,190,1140
二、上年结转政府信息公开申请数量,,,0,1,3,1,0,0,5
"
    );
    let parsed = gongkai::parse(&text);
    let rules = &parsed.report.proactive.rules;
    assert_eq!(
        [&rules.issued, &rules.repealed, &rules.in_force],
        [&Cell::Value(593), &Cell::Value(296), &Cell::Value(221)]
    );
    assert_eq!(parsed.report.proactive.normative_documents.in_force, Cell::Value(575));
    assert_eq!(parsed.report.proactive.licensing.decisions, Cell::Value(898));
    assert_eq!(total(&parsed, Row::NewlyReceived), Cell::Value(1140));
    assert_eq!(total(&parsed, Row::CarriedOver), Cell::Value(5));
}

/// As programs for tables export it: every line has as many commas, and labels have the ends of lines in
/// them.
#[test]
fn cells_in_quotation_marks() {
    let text = "云溪市2021年政府信息公开工作年度报告,,,,\r
三、收到和处理政府信息公开申请情况,,,,,,,,,\r
,,,申请人情况,,,,,,\r
,,,自然人,法人或其他组织,,,,,总计\r
,,,,\"商业\n企业\",\"科研\n机构\",社会公益组织,法律服务机构,其他,\r
一、本年新收政府信息公开申请数量,,,\"1,600\",210,,170,180,/,\"2,160\"\r
二、上年结转政府信息公开申请数量,,,0,1,3,1,0,0,5\r
四、政府信息公开行政复议、行政诉讼情况,,,,,,,,,,,,,,\r
行政复议,,,,,行政诉讼,,,,,,,,,\r
结果维持,结果纠正,其他结果,尚未审结,总计,未经复议直接起诉,,,,,复议后起诉,,,,\r
,,,,,结果维持,结果纠正,其他结果,尚未审结,总计,结果维持,结果纠正,其他结果,尚未审结,总计\r
1,0,0,0,1,2,0,0,0,2,3,0,0,0,3\r
";
    let parsed = gongkai::parse(text);
    let received = &parsed.report.applications[Row::NewlyReceived];
    assert_eq!(received.natural_person, Cell::Value(1600));
    assert_eq!(received.research_institution, Cell::Blank);
    assert_eq!(received.other_organization, Cell::NotApplicable);
    assert_eq!(received.total, Cell::Value(2160));
    assert_eq!(total(&parsed, Row::CarriedOver), Cell::Value(5));
    assert_eq!(parsed.report.disputes[Channel::Reconsideration].total, Cell::Value(1));
    // Every place is one of the text.
    let place = |path: &str| parsed.spans.get(path.parse().unwrap()).unwrap();
    assert_eq!(place("applications.newly_received.total").text(text), Some("2,160"));
    let upheld = place("disputes.litigation_direct.upheld");
    assert!(text.get(upheld.start as usize..).unwrap().starts_with("2,0,0,0,2,3"));
    let mut end = 0;
    for block in &parsed.blocks {
        assert_eq!(block.span.start, end, "{:?}", parsed.blocks);
        end = block.span.end;
    }
    assert_eq!(end as usize, text.len(), "{:?}", parsed.blocks);
}

/// Prose and blank lines are filled up with commas as well, and every cell may be in quotation marks.
#[test]
fn prose_among_cells_that_commas_tell_apart() {
    let text = "云溪市2021年政府信息公开工作年度报告,,,,,,,
一、总体情况,,,,,,,
\"全年发布信息10条,其中\"\"要闻\"\"2条。\",,,,,,,
全年无诉讼。,,,,,,,
,,,,,,,
三、收到和处理政府信息公开申请情况,,,,,,,
\"一、本年新收政府信息公开申请数量\",\"16\",\"21\",\"23\",\"17\",\"18\",\"19\",\"114\"
二、上年结转政府信息公开申请数量,0,1,3,1,0,0,5
注|见附件
";
    let parsed = gongkai::parse(text);
    let prose = &parsed.report.overview.preamble;
    assert_eq!(prose, &["全年发布信息10条,其中\"要闻\"2条。", "全年无诉讼。"]);
    assert_eq!(total(&parsed, Row::NewlyReceived), Cell::Value(114));
    assert_eq!(total(&parsed, Row::CarriedOver), Cell::Value(5));
}

/// A row goes on in the next line, where a narrow cell broke its figures.
#[test]
fn rows_that_go_on_in_the_next_line() {
    for bar in [" | ", "\t"] {
        let text = format!(
            "{TITLE}{MATRIX}1.信访举报投诉类申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1
 | 2 |  |  |  |  |  | 2
2.重复申请 | 3 | 0 | 0 | 0 | 0 | 0 | 3
"
        );
        let text = text.replace(" | ", bar);
        let parsed = gongkai::parse(&text);
        let row = Row::Outcome(Outcome::NotProcessed(NonProcessing::PetitionOrComplaint));
        assert!(!total(&parsed, row).is_value(), "{text}");
    }
}

/// Some programs put the text of a merged cell into every place that it covers.
#[test]
fn copies_of_merged_cells() {
    let read = |figures: &str| {
        let text = format!(
            "{TITLE}二、主动公开政府信息情况
第二十条第（五）项\t第二十条第（五）项\t第二十条第（五）项
信息内容\t本年处理决定数量\t本年处理决定数量
行政许可\t{figures}
"
        );
        gongkai::parse(&text).report.proactive.licensing.decisions
    };
    assert_eq!(read("12\t12"), Cell::Value(12));
    assert_eq!(read("\t"), Cell::Blank);
    for figures in ["12\t13", "12\t", "\t12", "12\t12\t12"] {
        let cell = read(figures);
        assert!(cell.unread().is_some(), "{figures}: {cell:?}");
    }
}

/// A comma is in a figure or between two: nothing tells which, so that no figure is made of several.
#[test]
fn figures_with_commas_between_them() {
    for row in ["行政许可,898,898,898", "行政许可898,898,898", "行政许可,1,234"] {
        let text = format!(
            "{TITLE}二、主动公开政府信息情况\n信息内容,上一年项目数量,本年增/减,处理决定数量\n{row}\n"
        );
        let parsed = gongkai::parse(&text);
        let licensing = &parsed.report.proactive.licensing;
        for cell in [&licensing.previous, &licensing.decisions] {
            let right = [Cell::Value(898), Cell::Absent].contains(cell);
            assert!(right || cell.unread().is_some(), "{row}: {licensing:?}");
        }
    }
    // Where nothing else is beside it, it is one figure.
    let text =
        format!("{TITLE}二、主动公开政府信息情况\n信息内容\t本年处理决定数量\n行政许可\t1,234\n");
    let parsed = gongkai::parse(&text);
    assert_eq!(parsed.report.proactive.licensing.decisions, Cell::Value(1234));
}

/// In the text of a PDF, a figure in the middle of its cell may come before the label of its row.
#[test]
fn figures_above_their_labels() {
    let text = format!(
        "{TITLE}二、主动公开政府信息情况
第二十条第（六）项
信息内容
本年处理决定数量
2788
行政处罚
12676
行政强制
{MATRIX}16 21 23 17 18 19 114
一、本年新收政府信息公开申请数量
0 1 3 1 0 0 5
二、上年结转政府信息公开申请数量
0 0 3 0 2 3 8
"
    );
    let parsed = gongkai::parse(&text);
    assert!(!parsed.report.proactive.penalties.decisions.is_value());
    assert!(!parsed.report.proactive.coercion.decisions.is_value());
    assert!(!total(&parsed, Row::NewlyReceived).is_value());
    assert!(!total(&parsed, Row::CarriedOver).is_value());
    assert!(parsed.into_result().is_err());
}

/// A cell that is set at another height comes on a line of its own.
#[test]
fn figures_on_the_line_below_their_row() {
    let text = format!(
        "{TITLE}二、主动公开政府信息情况
第二十条第（一）项
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 |  | 3 |  |
|  | 394 |  | 243 |
| 行政规范性文件 | 1 | 2 | 3 |
"
    );
    let parsed = gongkai::parse(&text);
    let proactive = &parsed.report.proactive;
    assert!(proactive.rules.issued.unread().is_some(), "{:?}", proactive.rules);
    assert!(proactive.rules.in_force.unread().is_some(), "{:?}", proactive.rules);
    assert_eq!(proactive.normative_documents.in_force, Cell::Value(3));
    assert!(has(&parsed, Code::StrayFigure));
}

/// 1 5125 in a narrow cell is 15125, and no figure more.
#[test]
fn figures_that_are_broken_in_their_cells() {
    let text = format!(
        "{TITLE}{MATRIX}| 1.信访举报投诉类申请 | 1 5125 | 1251 | 2080 | 1 3519 | 2178 | 无法识别 | 3 4153 |\n"
    );
    let parsed = gongkai::parse(&text);
    let row = Row::Outcome(Outcome::NotProcessed(NonProcessing::PetitionOrComplaint));
    for applicant in Applicant::ALL {
        let cell = &parsed.report.applications[(row, applicant)];
        let known = [Cell::Value(1251), Cell::Value(2080), Cell::Value(2178)];
        assert!(cell.unread().is_some() || known.contains(cell), "{applicant}: {cell:?}");
    }
}

/// Fifteen figures whose totals are wrong where they stand, and would be right in another order.
#[test]
fn figures_of_section_four_in_another_order() {
    let read = |figures: &str| {
        let text = format!("{TITLE}四、政府信息公开行政复议、行政诉讼情况\n{figures}\n");
        let parsed = gongkai::parse(&text);
        parsed.report.disputes[Channel::Reconsideration].total.clone()
    };
    assert!(!read("0 0 0 90 90 12 0 8 0 0 8 0 39 51 0").is_value());
    assert_eq!(read("0 0 0 90 90 12 0 0 39 51 0 8 0 0 8"), Cell::Value(90));
    // These are wrong in any order: the organ's own.
    assert_eq!(read("10 1 0 0 0 0 0 0 0 0 5 0 0 0 0"), Cell::Value(0));
}

/// Markdown keeps the number of a label from being that of an item of a list.
#[test]
fn numbers_of_labels_behind_a_backslash() {
    let text = format!(
        "{TITLE}{MATRIX}（五）不予处理\n\n1\\.信访举报投诉类申请\n\n2\n\n0\n\n1\n\n0\n\n0\n\n0\n\n3\n\n\
         2\\.重复申请\n\n2\n\n0\n\n0\n\n0\n\n1\n\n1\n\n4\n"
    );
    let parsed = gongkai::parse(&text);
    for (of, count) in [(NonProcessing::PetitionOrComplaint, 3), (NonProcessing::Duplicate, 4)] {
        assert_eq!(total(&parsed, Row::Outcome(Outcome::NotProcessed(of))), Cell::Value(count));
    }
}

/// What stands around cells that commas tell apart: other separators, numbers of pages, prose with commas.
#[test]
fn what_stands_around_cells_with_commas() {
    let text = format!(
        "首页 | 政务公开\n{TITLE}二、主动公开政府信息情况
第二十条第（一）项,,,
信息内容,本年制发件数,本年废止件数,现行有效件数
行政规范性文件,,,940
第二十条第（五）项,,,
信息内容,本年处理决定数量,,
行政许可,,,
3
第二十条第（六）项,,,
信息内容,本年处理决定数量,,
行政处罚,5,,
"
    );
    let parsed = gongkai::parse(&text);
    let proactive = &parsed.report.proactive;
    assert_eq!(proactive.normative_documents.issued, Cell::Blank);
    assert_eq!(proactive.normative_documents.in_force, Cell::Value(940));
    assert!(!proactive.licensing.decisions.is_value(), "{:?}", proactive.licensing);
    assert_eq!(proactive.penalties.decisions, Cell::Value(5));
    // Alone, it is no row of three figures of one digit.
    let text = format!("{TITLE}二、主动公开政府信息情况\n行政规范性文件,,,940\n");
    let parsed = gongkai::parse(&text);
    assert!(!parsed.report.proactive.normative_documents.issued.is_value());

    let text = format!(
        "{TITLE}一、总体情况\n2021年,我局主动公开信息,1863条,\n受理申请,12件\n办理申请,12件\n{MATRIX}\
         一、本年新收政府信息公开申请数量,,,16,21,23,17,18,19,114\n二、上年结转政府信息公开申请数量,,,0,1,3,1,0,0,5\n,,,"
    );
    let parsed = gongkai::parse(&text);
    assert_eq!(
        parsed.report.overview.preamble,
        ["2021年,我局主动公开信息,1863条,", "受理申请,12件", "办理申请,12件"]
    );
    assert_eq!(total(&parsed, Row::CarriedOver), Cell::Value(5));
    let end = parsed.blocks.last().unwrap().span.end as usize;
    assert_eq!(end, text.len(), "{:?}", parsed.blocks);
}

/// 1,000 without quotation marks is no two figures.
#[test]
fn thousands_that_commas_tell_apart() {
    let text = format!(
        "{TITLE}四、政府信息公开行政复议、行政诉讼情况\n行政复议,,,,,行政诉讼,,,,,,,,,\n结果维持,结果纠正,其他结果,尚未审结,总计,,,,,,,,,,\n1,000,0,0,1,000,0,0,2,2,3,0,0,0,3\n"
    );
    let parsed = gongkai::parse(&text);
    let disputes = &parsed.report.disputes[Channel::Reconsideration];
    assert!(!disputes.upheld.is_value() && !disputes.corrected.is_value(), "{disputes:?}");
}

/// Section four has one row of figures: of two, nothing tells which it is.
#[test]
fn two_rows_of_figures_in_section_four() {
    let text = format!(
        "{TITLE}四、政府信息公开行政复议、行政诉讼情况
| 1 | 0 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 2 | 3 | 0 | 0 | 0 | 3 |
| 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
"
    );
    let parsed = gongkai::parse(&text);
    assert!(!parsed.report.disputes[Channel::Reconsideration].total.is_value());
}

/// Marks of a converter keep figures apart that stand each on a line: the first is not cut into all three.
#[test]
fn figures_on_the_lines_behind_a_glued_row() {
    let row = |label: &str, figures: [&str; 3]| {
        let [a, b, c] = figures;
        format!("|((({label}\n))) |((({a}\n))) |((({b}\n))) |((({c}\n)))\n")
    };
    let text = format!(
        "{TITLE}二、主动公开政府信息情况\n{}{}{}",
        row("信息内容", ["上一年项目数量", "本年增/减", "处理决定数量"]),
        row("行政许可", ["4238", "减18", "1684"]),
        row("其他对外管理服务事项", ["980", "增3", "6625"]),
    );
    let parsed = gongkai::parse(&text);
    let others = &parsed.report.proactive.other_services;
    assert!(!others.previous.is_value() || others.previous == Cell::Value(980), "{others:?}");
    assert!(!others.decisions.is_value() || others.decisions == Cell::Value(6625), "{others:?}");
}
