//! Rows of bars, tabs and commas that lost a cell, gained one, or stand among others: no figure of them is
//! read under another label, and none is blank where a number stands.

use gongkai::{Applicant, Cell, Channel, Outcome, Row};

const TITLE: &str = "云溪市2021年政府信息公开工作年度报告\n";
const TWO: &str = "二、主动公开政府信息情况\n";
const THREE: &str = "三、收到和处理政府信息公开申请情况\n";
const FOUR: &str = "四、政府信息公开行政复议、行政诉讼情况\n";

fn is_told(cell: &Cell<u64>) -> bool {
    cell.is_value() || *cell == Cell::Blank
}

/// Fourteen cells under a header of which a line lost its first bar: the bar before the row is no blank cell.
#[test]
fn section_four_one_cell_short() {
    let labels = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计";
    let broken =
        format!("| {labels} | 结果维持 | 结果纠正 | 其他结\n果 | 尚未审结 | 总计 | {labels} |\n");
    let whole = format!("{labels} | {labels} | {labels}\n");
    for header in [broken, whole] {
        let figures = "| 6 | 28 | 24 | 58 | 3 | 3 | 36 | 28 | 70 | 5 | 0 | 20 | 14 | 39 |";
        let text = format!("{TITLE}{FOUR}{header}{figures}\n");
        let disputes = gongkai::parse(&text).report.disputes;
        for channel in Channel::ALL {
            let counts = &disputes[channel];
            assert!(!is_told(&counts.upheld) && !is_told(&counts.total), "{channel}: {counts:?}");
        }
    }
}

/// Two figures in one cell and a blank one elsewhere: what stands between may be one place off.
#[test]
fn two_figures_in_a_cell() {
    let figures = "| 1 | 0 | 0 | 0 | 1 | 20    0 | 0 | 15 | 35 | 33 | | 0 | 20 | 1 | 54 |";
    let labels = "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 ".repeat(3);
    let text = format!("{TITLE}{FOUR}{labels}|\n{figures}\n");
    let disputes = gongkai::parse(&text).report.disputes;
    for channel in [Channel::LitigationDirect, Channel::LitigationAfterReconsideration] {
        let counts = &disputes[channel];
        assert!(!is_told(&counts.corrected) && !is_told(&counts.pending), "{counts:?}");
    }
}

/// A misspelt label is recognised by what is around it, and its row has to be as wide as the others.
#[test]
fn a_misspelt_label_before_a_row_that_lost_a_cell() {
    let read = |row: &str| {
        let text = format!(
            "{TITLE}{THREE}|  |  |  | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
|  | （一）予以公开 |  | 1 | 67 |  | 3 | 5 |  | 76 |
{row}
"
        );
        gongkai::parse(&text).report.applications[(Row::OutcomeTotal, Applicant::NaturalPerson)]
            .clone()
    };
    assert!(!is_told(&read("|  | 七）总计 |  | 67 |  | 3 |   5 |  | 75 |")));
}

/// Rows of bars that were run together on one line.
#[test]
fn two_rows_on_one_line() {
    let text = format!(
        "{TITLE}{TWO}| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 | | 规章 |  |  | 3 | \
         | 行政规范性文件 |  | 21 |  | | 第二十条第（五）项 |\n"
    );
    let documents = gongkai::parse(&text).report.proactive.normative_documents;
    assert!(!is_told(&documents.issued) && !is_told(&documents.repealed), "{documents:?}");
}

/// The number of a page between a label and its figures, in a row of bars.
#[test]
fn the_number_of_a_page_inside_of_a_row() {
    for figures in ["| 2 |  |  |", "|  |  |  |"] {
        let text = format!(
            "{TITLE}{TWO}第二十条第（五）项\n| 信息内容 | 本年处理决定数量 |  |  |\n\
             | 行政许可 \n \n3\n\n{figures}\n"
        );
        let decisions = gongkai::parse(&text).report.proactive.licensing.decisions;
        assert!(!is_told(&decisions), "{figures}: {decisions:?}");
    }
}

/// A matrix without places for cells that span rows: a row with a bar too many is as wide as whole ones.
#[test]
fn a_bar_too_many_where_spans_are_left_out() {
    let mut text = format!("{TITLE}{THREE}");
    let rows = [
        "一、本年新收政府信息公开申请数量 |  | ",
        "二、上年结转政府信息公开申请数量 |  | ",
        "三、本年度办理结果 | （一）予以公开 | ",
        "（二）部分公开 | ",
        "（三）不予公开 | 1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
        "3.危及“三安全一稳定”",
        "4.保护第三方合法权益",
        "5.属于三类内部事务信息",
        "6.属于四类过程性信息",
        "7.属于行政执法案卷",
        "8.属于行政查询事项",
        "（四）无法提供 | 1.本机关不掌握相关政府信息",
        "2.没有现成信息需要另行制作",
        "3.补正后申请内容仍不明确",
        "（五）不予处理 | 1.信访举报投诉类申请",
        "2.重复申请",
        "3.要求提供公开出版物",
        "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息",
        "（六）其他处理 | ",
    ];
    for row in rows {
        text.push_str(&format!("| {row} | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"));
    }
    text.push_str("| （七）总计 |  |  | 9 |  | 370 | 9 |  || 388 |\n");
    text.push_str("| 四、结转下年度继续办理 |  |  | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n");
    let matrix = gongkai::parse(&text).report.applications;
    for applicant in Applicant::ALL {
        let cell = &matrix[(Row::OutcomeTotal, applicant)];
        assert!(!is_told(cell), "{applicant}: {cell:?}");
    }
    let granted = Row::Outcome(Outcome::Granted);
    assert_eq!(matrix[(granted, Applicant::Total)], Cell::Value(1));
    assert_eq!(matrix[(Row::CarriedForward, Applicant::Total)], Cell::Value(2));
}

/// The last cell of a row that commas tell apart stands on the next line.
#[test]
fn the_last_cell_on_the_next_line() {
    let text = format!(
        "{TITLE}{THREE},,,自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计
\"一、本年新收政府信息公开申请数量\",,,\"1\",\"2\",\"0\",\"0\",\"0\",\"0\",
\"3\"
\"二、上年结转政府信息公开申请数量\",,,\"1\",\"2\",\"0\",\"0\",\"0\",\"0\",\"3\"
"
    );
    let matrix = gongkai::parse(&text).report.applications;
    assert!(!is_told(&matrix[(Row::NewlyReceived, Applicant::Total)]));
    assert_eq!(matrix[(Row::CarriedOver, Applicant::Total)], Cell::Value(3));

    let text = format!(
        "{TITLE}{FOUR}行政复议,,,,,行政诉讼,,,,,,,,,\n结果维持,结果纠正,其他结果,尚未审结,总计,,,,,,,,,,\n\
         1,0,0,0,1,2,0,0,0,2,3,0,0,0,\n3\n"
    );
    let disputes = gongkai::parse(&text).report.disputes;
    assert!(!is_told(&disputes[Channel::LitigationAfterReconsideration].total));
}
