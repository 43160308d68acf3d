//! Documents in which a careless reader takes a figure for another. Each was found by trying to make
//! the parser read something wrong: the figure has to be right, or not read.

#![allow(missing_docs)]

mod support;

use gongkai::{Cell, Code, Severity};

const S2: &str = "二、主动公开政府信息情况\n";
const S3: &str = "三、收到和处理政府信息公开申请情况\n";
const S4: &str = "四、政府信息公开行政复议、行政诉讼情况\n";
const WIDE: &str =
    "|  |  |  | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n";
const NEW: &str = "一、本年新收政府信息公开申请数量";
const NEW_ROW: &str = "| 一、本年新收政府信息公开申请数量 | 32 | 2 | 0 | 0 | 0 | 0 | 34 |  |\n";

/// The value at a path, if there is one.
fn value(text: &str, path: &str) -> Option<String> {
    let parsed = gongkai::parse(text);
    let field: gongkai::Field = path.parse().expect("a path");
    let (cell, _) = parsed.report.cell(field).decimal();
    cell.value().map(ToString::to_string)
}

/// Reading the text must not give any of these values, and an error has to say so.
fn not_read(text: &str, paths: &[&str]) {
    let parsed = gongkai::parse(text);
    for path in paths {
        let field: gongkai::Field = path.parse().expect("a path");
        assert_eq!(value(text, path), None, "{path} in\n{text}");
        let blank = parsed.report.cell(field).state() == gongkai::CellState::Blank;
        assert!(!blank, "{path} is blank in\n{text}");
        let said = parsed
            .diagnostics
            .iter()
            .any(|d| d.severity() == Severity::Error && d.subject.covers(field));
        assert!(said, "nothing is said of {path} in\n{text}");
    }
}

#[test]
fn columns_of_section_four_in_another_order() {
    not_read(
        &format!("{S4}行政复议\n结果纠正\n结果维持\n其他结果\n尚未审结\n总计\n7\n1\n0\n0\n8\n"),
        &["disputes.reconsideration.upheld", "disputes.reconsideration.corrected"],
    );
    not_read(
        &format!(
            "{S4}| 行政复议 |  |  |  |  | 行政诉讼 |\n| 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 未经复议直接起诉 |  |  |  |  | 复议后起诉 |  |  |  |  | \n| 4 | 0 | 3 | 1 | 0 | 3 | 0 | 3 | 0 | 0 | 2 | 2 | 0 | 0 | 0 |\n"
        ),
        &["disputes.reconsideration.upheld", "disputes.litigation_direct.total"],
    );
    not_read(
        &format!(
            "{S4}行政诉讼\n行政复议\n未经复议直接起诉\n复议后起诉\n结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n0\n3\n0\n0\n3\n2\n0\n0\n0\n2\n7\n0\n0\n0\n7\n"
        ),
        &["disputes.reconsideration.corrected", "disputes.litigation_after_reconsideration.upheld"],
    );
}

#[test]
fn a_row_of_fifteen_and_another_table_for_one_channel() {
    not_read(
        &format!(
            "{S4}行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n0\t3\t1\t0\t4\t0\t3\t0\t0\t3\t2\t0\t0\t0\t2\n行政复议\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n9\t9\t9\t9\t36\n"
        ),
        &["disputes.reconsideration.upheld", "disputes.reconsideration.total"],
    );
}

#[test]
fn columns_of_section_two_that_are_not_the_forms() {
    for (header, row, path) in [
        // The 2019 columns in a report of 2021.
        (
            "本年新制作数量\t本年新公开数量\t对外公开总数量",
            "规章\t1\t3\t16",
            "proactive.rules.issued",
        ),
        // A column that the form does not have, in place of one, and besides.
        (
            "本年制发件数\t其中：修订件数\t现行有效件数",
            "规章\t1\t3\t16",
            "proactive.rules.repealed",
        ),
        (
            "本年制发件数\t备注\t本年废止件数\t现行有效件数",
            "规章\t1\t\t2\t",
            "proactive.rules.in_force",
        ),
        // A column less, and a blank one.
        ("本年制发件数\t现行有效件数\t", "规章\t1\t16\t", "proactive.rules.repealed"),
        // One label twice, and not for want of the other.
        ("现行有效件数\t本年制发件数\t本年制发件数", "规章\t9\t1\t2", "proactive.rules.issued"),
    ] {
        let act = "信息内容\t本年处理决定数量\n";
        let other = format!(
            "{act}行政许可\t1\n{act}行政处罚\t1\n{act}行政强制\t2\n信息内容\t本年收费金额\n"
        );
        not_read(&format!("{S2}{other}信息内容\t{header}\n{row}\n"), &[path]);
    }
    not_read(
        &format!("{S2}信息内容\t上一年项目数量\t处理决定数量\t增减情况\n行政许可\t7\t18\t3\n"),
        &["proactive.licensing.change", "proactive.licensing.decisions"],
    );
    not_read(
        &format!(
            "{S2}信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t7\t\t\n信息内容\t本年处理决定数量\n行政处罚\t1\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n"
        ),
        &["proactive.licensing.decisions"],
    );
}

#[test]
fn columns_of_the_matrix_in_another_order() {
    for header in [
        "申请人情况\n总计\n自然人\n法人或其他组织\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n",
        "|  | 总计 | 自然人 | 法人或其他组织 |  |  |  |  |\n|  |  |  | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n",
        "|  | 法人或其他组织 |  |  |  |  | 自然人 | 总计 |\n|  | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |  |  |\n",
        "信息内容\t采购项目数量\t采购总金额\n政府集中采购\t1\t5元\n自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t总计\t其他\n",
        "申请人情况\t总计\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n",
    ] {
        let separator = if header.contains('|') { " | " } else { "\t" };
        let row = ["21", "1", "2", "3", "4", "5", "6"].join(separator);
        not_read(
            &format!("{S3}{header}{NEW}{separator}{row}\n"),
            &["applications.newly_received.natural_person", "applications.newly_received.total"],
        );
    }
}

#[test]
fn other_cells_inside_a_row() {
    let natural = "applications.newly_received.natural_person";
    for cells in [
        "1 | （空） | 3 | 4 | 5 | 6 | 19",
        "1 | 2 | 3 | 4 | 5 | 6 | （3）",
        "1 | 2 | 3 | 4 | 5 | 6 | 其他",
        "1 | 2 | 3 | 4 | 5 | 6 | 行政复议",
        "1 | 2 | 3 | 4 | 5 | 行政 | 6",
        "1 | 2 | 3 | 4 | 5 | 6 | 本年新",
    ] {
        let text = format!("{S3}{WIDE}| {NEW} |  |  | {cells} |\n");
        let found = value(&text, natural);
        assert!(found.is_none() || found.as_deref() == Some("1"), "{found:?} in\n{text}");
        let blank = gongkai::parse(&text).report.applications[gongkai::Row::NewlyReceived]
            .natural_person
            .state();
        assert_ne!(blank, gongkai::CellState::Blank, "{text}");
        let research = value(&text, "applications.newly_received.research_institution");
        assert!(research.is_none() || research.as_deref() == Some("3"), "{research:?} in\n{text}");
    }
    let text = format!(
        "{S2}| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |  |\n| 行政许可 | 265 | (6) | 36788 |  |\n"
    );
    assert_eq!(value(&text, "proactive.licensing.change"), None);
    assert_eq!(value(&text, "proactive.licensing.decisions").as_deref(), Some("36788"));
}

#[test]
fn text_before_the_figures_of_a_row() {
    not_read(
        &format!(
            "{S3}申请人情况\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n{NEW}\t件\t1\t2\t3\t4\t5\t6\n"
        ),
        &["applications.newly_received.commercial_enterprise"],
    );
    let text = format!(
        "{S3}| 申请人情况 |  | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n| （六）其他处理 | 1.逾期不补正 | 1 | 2 | 3 | 4 | 5 | 6 |  |\n"
    );
    let commercial = value(&text, "applications.other.commercial_enterprise");
    assert!(commercial.is_none() || commercial.as_deref() == Some("2"), "{commercial:?}");
}

#[test]
fn units_and_qualifications_behind_a_figure() {
    let amount = |cell: &str| {
        value(
            &format!("{S2}信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t{cell}\n"),
            "proactive.fees.amount",
        )
    };
    for cell in
        ["28297（千元）", "28297（美元）", "28297（百万元）", "28297（约数）", "5（另收3万元）"]
    {
        assert_eq!(amount(cell), None, "{cell}");
    }
    assert_eq!(amount("5（單位:元）").as_deref(), Some("5"));
    assert_eq!(amount("5（单位：万元）").as_deref(), Some("50000"));
    let count = |cell: &str| {
        value(
            &format!("{S2}信息内容\t本年处理决定数量\n行政许可\t{cell}\n"),
            "proactive.licensing.decisions",
        )
    };
    for cell in ["12（万件）", "12（约数）", "12万", "12%", "12（%）"] {
        assert_eq!(count(cell), None, "{cell}");
    }
    assert_eq!(count("12（其中修订1件）").as_deref(), Some("12"));
}

#[test]
fn rows_that_are_no_rows_of_the_form() {
    let head = format!("{S3}信息内容\t本年制发件数\n");
    let nine = "9\n9\n9\n9\n9\n9\n54\n";
    not_read(
        &format!("{head}（五）不予处理\n6.其他\n{nine}"),
        &["applications.other.unspecified.total"],
    );
    assert_eq!(
        value(&format!("{head}（五）不予处理\n6.其他\n{nine}"), "applications.other.total"),
        None
    );
    not_read(
        &format!("{head}（三）不予公开\n9.其他\n{nine}"),
        &["applications.other.unspecified.total"],
    );
    not_read(
        &format!("{head}（三）不予公开\n3.其他\n{nine}"),
        &["applications.other.unspecified.total"],
    );
    not_read(
        &format!("{S2}信息内容\t本年处理决定数量\n行政处罚（其中：罚款）\t4\n"),
        &["proactive.penalties.decisions"],
    );
}

#[test]
fn rows_of_the_matrix_that_changed_places_are_pointed_out() {
    let case = support::fixtures().remove(0);
    assert!(!gongkai::parse(&case.text).diagnostics.iter().any(|d| d.code() == Code::RowOrder));
    let swapped = case
        .text
        .replace("1.屬於國家秘密", "\u{0}")
        .replace("7.屬於行政執法案卷", "1.屬於國家秘密")
        .replace('\u{0}', "7.屬於行政執法案卷");
    assert!(gongkai::parse(&swapped).diagnostics.iter().any(|d| d.code() == Code::RowOrder));
}

#[test]
fn a_figure_alone_on_the_line_behind_a_row() {
    for row in ["行政许可\t2829\n7\n", "行政许可\t\n49\n"] {
        not_read(
            &format!("{S2}信息内容\t本年处理决定数量\n{row}"),
            &["proactive.licensing.decisions"],
        );
    }
}

#[test]
fn the_same_row_twice() {
    let note = "注".repeat(200);
    let columns = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n";
    not_read(
        &format!("{S2}{columns}规章\t1（{note}）\t2\t3\n规章\t1（{note}）\t2\t9\n"),
        &["proactive.rules.in_force"],
    );
    // A second copy of the tables behind the report.
    let act = "信息内容\t本年处理决定数量\n行政许可\t";
    not_read(
        &format!("{S2}{act}5\n六、其他需要报告的事项\n无。\n{S2}{act}9\n"),
        &["proactive.licensing.decisions"],
    );
    let same = format!("{S2}{act}5\n六、其他需要报告的事项\n无。\n{S2}{act}5\n");
    assert_eq!(value(&same, "proactive.licensing.decisions").as_deref(), Some("5"));
    assert!(gongkai::parse(&same).diagnostics.iter().any(|d| d.code() == Code::SectionAgain));
    // The same digits under another unit.
    let fees = |unit: &str| format!("信息内容\t本年收费金额（单位：{unit}）\n行政事业性收费\t5\n");
    not_read(&format!("{S2}{}{}", fees("万元"), fees("元")), &["proactive.fees.amount"]);
}

#[test]
fn text_that_was_not_read_stays_so_when_it_is_written() {
    for text in [
        format!("{S2}信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n5\n"),
        format!("{S2}信息内容\t本年处理决定数量\n行政许可\t5\u{1}\n"),
        format!("{S2}规章\t1\t2\t3\n"),
        format!("{S2}信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t\t/\n"),
        format!("{S3}{WIDE}| {NEW} |  |  | 1 | 2 | 3 | 4 | 5 | 16 | （3） |\n"),
        "五、存在的主要问题及改进情况\n（一）存在的主要问题。一是2023年栏目更新不及时；二是12345热线衔接不够。\n".to_owned(),
        "一、总体情况\n（一）主动公开情况。（二）依申请公开。收到2件。\n".to_owned(),
    ] {
        let report = gongkai::parse(&text).report;
        let again = gongkai::parse(&report.to_string()).report;
        assert_eq!(again, report, "{text}\n{report}");
    }
}

#[test]
fn loose_bars_with_a_blank_first_cell() {
    let text = format!(
        "{S3}申请人情况 |  | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 | \n（三）不予公开 | 1.属于国家秘密 | 1 | 2 | 3 | 4 | 5 | 6 | 21 | \n | 2.其他法律行政法规禁止公开 | 6 | 5 | 4 | 3 | 2 | 1 | 21 | \n"
    );
    assert_eq!(value(&text, "applications.denied.state_secret.total").as_deref(), Some("21"));
    assert_eq!(
        value(&text, "applications.denied.forbidden_by_law.natural_person").as_deref(),
        Some("6")
    );
    let marks = format!(
        "{S4}| 行政复议 |\n| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n| - | - | - | - | - |\n"
    );
    assert_eq!(
        gongkai::parse(&marks).report.disputes.reconsideration.total,
        gongkai::Cell::NotApplicable
    );
}

#[test]
fn a_row_of_the_form_that_is_missing_beside_one_that_it_does_not_have() {
    // As many rows as the form has, but one of them is another.
    let text = support::fixtures().remove(2).text;
    let lines: Vec<&str> = text.lines().collect();
    let mut altered = Vec::new();
    for line in lines {
        if line.contains("2.重复申请") {
            continue;
        }
        if line.contains("（六）其他处理") {
            altered.push("|  | （六）其他处理 |  | 1 | 4 | 2 | 4 | 0 | 4 | 15 |".to_owned());
        }
        altered.push(line.to_owned());
    }
    assert!(gongkai::parse(&text).into_result().is_ok());
    not_read(&altered.join("\n"), &["applications.not_processed.duplicate.total"]);
}

#[test]
fn cells_on_lines_of_their_own() {
    let act = "信息内容\n\n\t\n\n本年处理决定数量\n\n\n\n\n行政许可\n\n\t\n\n";
    let path = ["proactive.licensing.decisions"];
    for figure in ["\n\n5", "28\n\n97", "二、主动公开政府信息情况\n\n5"] {
        not_read(&format!("{S2}{act}{figure}\n"), &path);
    }
    let head = "信息内容\t本年处理决定数量\n";
    for row in [
        "| 行政许可 | 12 |\n|  | 345 |\n",
        "行政许可\t12\n\t345\n",
        "行政许可\n12\n万件\n",
        "行政许可\t4\n余件\n",
    ] {
        not_read(&format!("{S2}{head}{row}"), &path);
    }
    let fees = "信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t5\n亿元\n";
    not_read(&format!("{S2}{fees}"), &["proactive.fees.amount"]);
}

#[test]
fn the_direction_of_a_change_behind_it() {
    let head = "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n";
    for cell in ["18（减）", "6（减少）", "18(负增长)", "3（-）", "6（同比下降）"]
    {
        not_read(&format!("{S2}{head}行政许可\t7\t{cell}\t3\n"), &["proactive.licensing.change"]);
    }
}

#[test]
fn rows_with_a_cell_too_many() {
    let over = "二、上年结转政府信息公开申请数量";
    let text = format!(
        "{S3}{WIDE}| {NEW} |  |  |  | 1 | 2 | 3 | 3 | 4 | 5 | 15 |\n| {over} |  |  | 1 | 1 | 1 | 1 | 1 | 1 | 6 |\n"
    );
    not_read(&text, &["applications.newly_received.natural_person"]);
    assert_eq!(value(&text, "applications.carried_over.total").as_deref(), Some("6"));
    let head = "申请人情况\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n";
    not_read(
        &format!("{S3}{head}{NEW}\t\t\t\t\t9\t\t\t9\n"),
        &["applications.newly_received.social_welfare_organization"],
    );
    not_read(
        &format!(
            "{S3}三、本年度办理结果\t（一）予以公开\t1\t1\t1\t1\t1\t1\t6\n四、结转下年度继续办理\t\t\t7\t1\t2\t3\t13\t\n"
        ),
        &["applications.carried_forward.commercial_enterprise"],
    );
    let rulings = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计";
    not_read(
        &format!(
            "{S4}| 行政复议 |  |  |  |  | 行政诉讼 |  |  |  |  |  |  |  |  |  |\n|  |  |  |  |  | 未经复议直接起诉 |  |  |  |  | 复议后起诉 |  |  |  |  |\n| {rulings} | {rulings} | {rulings} |\n|  | 2 |  | 7 |  | 9 |  | 5 |  |  | 5 |  |  | 3 | 2 | 5 |\n"
        ),
        &["disputes.reconsideration.upheld"],
    );
}

#[test]
fn headers_that_lack_or_misplace_a_column() {
    let natural = ["applications.newly_received.legal_service_organization"];
    not_read(
        &format!(
            "{S3}申请人情况\t自然人\t商业企业\t科研机构\t社会公益组织\t其他\t总计\t\n{NEW}\t1\t2\t3\t4\t5\t15\t\n"
        ),
        &natural,
    );
    not_read(
        &format!(
            "{S3}自然人\n总计\n法人或其他组织\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n{NEW}\n1\n21\n2\n3\n4\n5\n6\n"
        ),
        &natural,
    );
    let swapped =
        "申请人情况\t自然人\t商业企业\t科研机构\t法律服务机构\t社会公益组织\t其他\t总计\n";
    for between in [
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n申请人情况\n",
        "第二十条第（五）项\n",
    ] {
        not_read(&format!("{S3}{swapped}{between}{NEW}\t1\t2\t3\t4\t5\t6\t21\n"), &natural);
    }
    let act = "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t1\t0\t2\n";
    not_read(
        &format!("{S2}信息内容\n对外公开总数量\n本年新\n本年新\n规章\n16\n1\n3\n{act}"),
        &["proactive.rules.made", "proactive.rules.total"],
    );
    not_read(
        &format!("{S2}信息内容\t本年处理决定数量\n行政处罚（简易程序）\t4\n"),
        &["proactive.penalties.decisions"],
    );
}

#[test]
fn labels_copied_into_every_place_of_a_merged_cell() {
    let five = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计";
    let copies = |label: &str, n: usize| vec![label; n].join(" | ");
    let text = format!(
        "{S4}| {} | {} |\n| {five} | {} | {} |\n| {five} | {five} | {five} |\n| 1 | 2 | 3 | 4 | 10 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n",
        copies("行政复议", 5),
        copies("行政诉讼", 10),
        copies("未经复议直接起诉", 5),
        copies("复议后起诉", 5),
    );
    assert_eq!(value(&text, "disputes.reconsideration.total").as_deref(), Some("10"), "{text}");
    let text = format!(
        "{S3}|  | 自然人 | {} | 总计 |\n|  | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n| {NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 21 |\n",
        copies("法人或其他组织", 5),
    );
    assert_eq!(value(&text, "applications.newly_received.total").as_deref(), Some("21"), "{text}");
    let nested = format!(
        "{S4}### 行政复议\n| {five} |\n| 1 | 0 | 0 | 0 | 1 |\n### 行政诉讼\n#### 未经复议直接起诉\n| {five} |\n|---|---|---|---|---|\n| 0 | 3 | 0 | 0 | 3 |\n"
    );
    assert_eq!(value(&nested, "disputes.litigation_direct.corrected").as_deref(), Some("3"));
    assert_eq!(value(&nested, "disputes.reconsideration.upheld").as_deref(), Some("1"));
}

#[test]
fn labels_and_units_broken_over_two_lines() {
    let fees = |header: &str| {
        value(
            &format!("{S2}信息内容\t{header}\n行政事业性收费\t4068.208\n"),
            "proactive.fees.amount",
        )
    };
    assert_eq!(fees("本年收费金额\n（单位：万元）").as_deref(), Some("40682080"));
    assert_eq!(fees("本年收费金额（单位：\n万元）").as_deref(), Some("40682080"));
    assert_eq!(fees("本年收费金额\n(单位:元)").as_deref(), Some("4068.208"));
    let acts = "信息内容\n上一年项目\n数量\n本年增/\n减\n处理决定\n数量\n其他\n对外管理服务事项\n113\n增128\n979\n";
    assert_eq!(
        value(&format!("{S2}{acts}"), "proactive.other_services.decisions").as_deref(),
        Some("979")
    );
    let five = "结果\n维持\n结果\n纠正\n其他\n结果\n尚未\n审结\n总计\n";
    let text = format!(
        "{S4}行政复议\n行政诉讼\n{five}未经复议直接起诉\n复议后起诉\n{five}{five}{}",
        "1\n2\n3\n4\n10\n".repeat(3)
    );
    assert_eq!(value(&text, "disputes.litigation_direct.other").as_deref(), Some("3"), "{text}");
}

#[test]
fn a_part_of_a_row_is_not_the_row() {
    for label in
        ["行政许可（个人）", "行政许可（自然人）", "行政许可（含备案）", "行政许可（总计除外）"]
    {
        not_read(
            &format!("{S2}信息内容\t本年处理决定数量\n{label}\t4\n"),
            &["proactive.licensing.decisions"],
        );
    }
}

#[test]
fn a_line_drawn_between_rows_is_no_mark() {
    not_read(
        &format!("{S2}信息内容\n本年处理决定数量\n行政许可\n----------\n行政处罚\n3\n"),
        &["proactive.licensing.decisions"],
    );
}

#[test]
fn a_figure_over_two_lines_of_a_narrow_column() {
    not_read(
        &format!(
            "{S3}{NEW}    1021   0  0  0  0  0   102\n                                       1\n"
        ),
        &["applications.newly_received.total"],
    );
    not_read(
        &format!(
            "{S2}信息内容    本年处理决定数量\n行政处罚      411\n              9\n行政强制      3\n"
        ),
        &["proactive.penalties.decisions"],
    );
}

#[test]
fn a_cell_that_is_no_figure_before_the_others() {
    // 上海市科委 2024 fills its rows up with a blank cell, so that six figures and it are seven.
    let text = format!(
        "{S3}| 业 | 构 | 益组织 |  |  |  |  |  |  |\n{NEW_ROW}| 二、上年结转政府信息公开申请数量 | 见附件 | 0 | 0 | 0 | 0 | 0 | 2 |  |\n"
    );
    not_read(
        &text,
        &["applications.carried_over.natural_person", "applications.carried_over.total"],
    );
}

#[test]
fn zeros_without_a_total() {
    let rows = ["1.属于国家秘密", "3.危及“三安全一稳定”", "4.保护第三方合法权益"];
    let zeros: String = rows.iter().map(|row| format!("{row}   0  0  0  0  0  0\n")).collect();
    not_read(&format!("{S3}{zeros}"), &["applications.denied.state_secret.total"]);
    let header = "行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n";
    not_read(
        &format!("{S4}{header}0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"),
        &["disputes.reconsideration.total", "disputes.litigation_after_reconsideration.total"],
    );
}

#[test]
fn two_labels_above_one_row_of_figures() {
    let over = "二、上年结转政府信息公开申请数量";
    for figures in ["| 18 | 49 | 21 | 40 | 76 | 25 | 229 |\n", "18\n49\n21\n40\n76\n25\n229\n"] {
        not_read(
            &format!("{S3}申请人情况\n{NEW}\n{over}\n{figures}"),
            &["applications.newly_received.total", "applications.carried_over.total"],
        );
    }
}

#[test]
fn the_total_before_the_others_where_spaces_tell_columns() {
    let header = "总计  自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他\n";
    not_read(
        &format!("{S3}{header}{NEW}  12  7  5  0  0  0  0\n"),
        &["applications.newly_received.natural_person", "applications.newly_received.total"],
    );
}

#[test]
fn the_number_of_a_page_below_a_mark() {
    let text = format!("{S2}信息内容 本年处理决定数量\n行政处罚 -\n                2\n");
    assert_ne!(value(&text, "proactive.penalties.decisions").as_deref(), Some("2"), "{text}");
}

#[test]
fn figures_that_run_together_are_told_apart_by_all_sums_or_not_at_all() {
    // Two figures next to each other may be 11 and 0, or 1 and 10: B2 holds both ways.
    let text = format!("{S3}{NEW}000011011\n（七）总计0000000\n四、结转下年度继续办理0000000\n");
    not_read(&text, &["applications.newly_received.legal_service_organization"]);
}

#[test]
fn a_figure_with_a_mark_of_doubt_is_none_in_text_that_lost_its_table() {
    for cell in [
        "7…", "12...", "12?", "12？", "12*", "5~", "12+", ">12", "≥12", "近200", "12余", "l2", "1O",
    ] {
        let text = format!(
            "云溪市2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\
             第二十条第（五）项\n信息内容  本年处理决定数量\n行政许可  {cell}\n\
             第二十条第（六）项\n信息内容  本年处理决定数量\n行政处罚  8\n行政强制  3\n"
        );
        let parsed = gongkai::parse(&text);
        let decisions = &parsed.report.proactive.licensing.decisions;
        assert!(!decisions.is_value(), "{cell} was read as {decisions:?}");
        assert_eq!(parsed.report.proactive.penalties.decisions, Cell::Value(8), "{cell}");
    }
}

/// Rows of figures that bear a mark each, which are none, and among them rows of numbers whose labels
/// are wrapped around them.
#[test]
fn numbers_between_rows_that_have_their_own() {
    let marked = |label: &str, counts: [u32; 7]| {
        let cells: String = counts.iter().map(|count| format!("   {count}①")).collect();
        format!("{label}{cells}\n")
    };
    let zero = [0; 7];
    let ones = "1     1     1     1     1     1     1\n";
    let denied: String = [
        "1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
        "3.危及“三安全一稳定”",
        "4.保护第三方合法权益",
    ]
    .iter()
    .map(|label| marked(label, zero))
    .collect();
    let more: String = [
        "6.属于四类过程性信息",
        "7.属于行政执法案卷",
        "8.属于行政查询事项",
        "1.本机关不掌握相关政府信息",
        "2.没有现成信息需要另行制作",
        "3.补正后申请内容仍不明确",
        "1.信访举报投诉类申请",
        "2.重复申请",
        "3.要求提供公开出版物",
        "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息",
    ]
    .iter()
    .map(|label| marked(label, zero))
    .collect();
    let text = format!(
        "{S3}{granted}{ones}2     0     0     130     2     24     158\n{denied}\
         0     130     11     3     1     3     148\n{more}{ones}\
         130     3     1     1     0     2     137\n\
         2.申请人逾期未按收费通知要求缴纳费用、行政\n{ones}\
         处理     0     1     3     0     3     5     12\n",
        granted = marked("三、本年度办 （一）予以公开", [11, 3, 130, 1, 24, 0, 169]),
    );
    for text in [text.clone(), text + &marked("3.其他", [0, 0, 0, 1, 0, 130, 131])] {
        for row in [
            "newly_received",
            "carried_over",
            "denied.state_secret",
            "denied.internal_affairs",
            "other.unspecified",
        ] {
            for column in ["natural_person", "total"] {
                let path = format!("applications.{row}.{column}");
                let found = value(&text, &path);
                assert_eq!(found, None, "{path} in\n{text}");
            }
        }
    }
}

/// The first label behind 信息内容 counts as much as the others: figures of another year or kind are none of
/// the form's.
#[test]
fn a_first_column_of_another_kind() {
    let one = |label: &str| {
        [
            format!(
                "{S2}信息内容\t{label}\n行政许可\t3\n信息内容\t本年处理决定数量\n行政处罚\t1\n"
            ),
            format!("{S2}| 信息内容 | {label} |\n| 行政许可 | 3 |\n"),
            format!(
                "{S2}信息内容\n{label}\n行政许可\n3\n信息内容\n本年处理决定数量\n行政处罚\n1\n"
            ),
        ]
    };
    for label in [
        "上年处理决定数量",
        "上一年處理決定數量",
        "累计处理决定数量",
        "本年撤销处理决定数量",
        "本年增减数量",
    ] {
        for text in one(label) {
            not_read(&text, &["proactive.licensing.decisions"]);
        }
    }
    for label in ["本年处理决定数", "本年度处理决定数量", "本年处理决定数量（件）", "本年处理数量"]
    {
        let [tabs, _, lines] = one(label);
        for text in [tabs, lines] {
            assert_eq!(
                value(&text, "proactive.licensing.decisions").as_deref(),
                Some("3"),
                "{text}"
            );
        }
    }
    let [remarked, ..] = one("本年处理决定数量（上年）");
    not_read(&remarked, &["proactive.licensing.decisions"]);
    for label in ["上年制发件数", "本年修订件数"] {
        let header = format!("信息内容\t{label}\t本年废止件数\t现行有效件数");
        not_read(
            &format!("{S2}{header}\n规章\t1\t2\t3\n"),
            &["proactive.rules.issued", "proactive.rules.in_force"],
        );
    }
    let fees = "信息内容\t上年收费金额（单位：万元）\n行政事业性收费\t4.5\n";
    let acts = "信息内容\t本年处理决定数量\n行政许可\t3\n";
    not_read(&format!("{S2}{acts}{fees}"), &["proactive.fees.amount"]);
    not_read(&format!("{S2}{fees}"), &["proactive.fees.amount"]);
    for text in [
        "信息内容 上年度处理决定数量\n行政许可 3\n",
        "信息内容去年处理决定数量行政许可3行政处罚0\n",
    ] {
        not_read(&format!("{S2}{text}"), &["proactive.licensing.decisions"]);
    }
}

/// A label with words before it that make it another.
#[test]
fn labels_with_words_of_their_own() {
    for label in ["非行政许可", "不予行政许可", "上年行政许可", "其中：行政许可"]
    {
        for text in [format!("{label}\t3"), format!("| {label} | 3 |"), format!("{label} 3")] {
            let text = format!("{S2}信息内容\t本年处理决定数量\n{text}\n行政处罚\t1\n");
            let found = value(&text, "proactive.licensing.decisions");
            assert_eq!(found, None, "{text}");
        }
    }
}

/// The columns on both sides tell whose figures these are; that the label between them is gone, or covers
/// two columns, is said all the same.
#[test]
fn a_column_without_a_label_of_its_own_is_told() {
    let table = |header: &str| {
        format!(
            "云溪市2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\
             | 第二十条第（一）项 |  |  |  |\n| 信息内容 | {header} |\n| 规章 | 3 | 5 | 74 |\n"
        )
    };
    let told = |header: &str| {
        let text = table(header);
        let parsed = gongkai::parse(&text);
        assert_eq!(parsed.report.proactive.rules.repealed, Cell::Value(5), "{header}");
        let variants = parsed.diagnostics.iter().filter(|d| d.code() == Code::LabelVariant);
        let paths: Vec<String> = variants.map(|d| d.subject.to_string()).collect();
        paths.iter().any(|path| path == "proactive.rules")
    };
    assert!(told("本年制发件数 |  | 现行有效件数"));
    assert!(told("本年制发件数 | 本年废止件数 | "));
    assert!(!told("本年制发件数 | 本年废止件数 | 现行有效件数"));
}
