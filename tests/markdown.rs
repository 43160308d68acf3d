//! Markdown with tables of HTML in it, as recognition of text and converters write it: the fixtures' tables
//! among lines of text.

mod support;

use gongkai::{Applicant, Cell, InputKind, Outcome, Reader, Row};
use support::{Truth, figures};

/// The page of a fixture as Markdown: its tables as they are, and every other paragraph a line.
fn markdown(page: &str) -> String {
    let mut out = String::from("# 文件\n\n");
    let mut rest = page;
    while let Some(start) = rest.find("<table") {
        let (before, table) = rest.split_at(start);
        let end = table.find("</table>").map_or(table.len(), |end| end + "</table>".len());
        let (table, behind) = table.split_at(end);
        lines(before, &mut out);
        out.push_str(table);
        out.push('\n');
        rest = behind;
    }
    lines(rest, &mut out);
    out
}

/// The text of some paragraphs, each on a line; headings with their marks.
fn lines(page: &str, out: &mut String) {
    for paragraph in page.split("</p>") {
        let mut text = String::new();
        let mut is_tag = false;
        for c in paragraph.chars() {
            match c {
                '<' => is_tag = true,
                '>' => is_tag = false,
                _ if !is_tag && !c.is_whitespace() => text.push(c),
                _ => {}
            }
        }
        if text.contains('、') && text.chars().count() < 30 {
            out.push_str("## ");
        }
        if !text.is_empty() {
            out.push_str(&text);
            out.push_str("\n\n");
        }
    }
}

#[test]
fn tables_of_html_among_lines_of_text() {
    const PAGE: &str = include_str!("fixtures/word-paste-2021.html");
    let truth = Truth::read(std::path::Path::new("tests/fixtures/word-paste-2021.html.truth.json"));
    let body = PAGE.split_once("<body").map_or(PAGE, |(_, body)| body);
    let body = body.split_once('>').map_or(body, |(_, body)| body);
    let text = markdown(body);
    assert_eq!(InputKind::of(text.as_bytes()), InputKind::Markdown);
    let parsed = gongkai::read(text.as_bytes()).unwrap();
    let found = figures(&parsed.report);
    for (path, value) in &truth.cells {
        assert_eq!(found.get(path), Some(value), "{path}\n{}", parsed.source);
    }
    assert_eq!(found.len(), truth.cells.len());
}

#[test]
fn lines_end_outside_of_tables_only() {
    let text = "云溪市2021年政府信息公开工作年度报告

## 一、总体情况
全年发布信息10条。
第二行<b>粗体</b>字。

## 三、收到和处理政府信息公开申请情况
<div>
<TABLE border=1><tr>
<td rowspan=2>三、本年度办理结果</td>
<td>（一）予以
公开</td>
<td>1
</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>1</td></tr>
<tr><td>（二）部分公开</td><td>2</td><td></td><td>0</td><td>0</td><td>0</td><td>0</td><td>2</td></tr>
</TABLE>
</div>
";
    let parsed = gongkai::read(text.as_bytes()).unwrap();
    let overview = &parsed.report.overview.preamble;
    assert_eq!(overview, &["全年发布信息10条。", "第二行粗体字。"]);
    let granted = &parsed.report.applications[Row::Outcome(Outcome::Granted)];
    assert_eq!((&granted.natural_person, &granted.total), (&Cell::Value(1), &Cell::Value(1)));
    let partially = Row::Outcome(Outcome::PartiallyGranted);
    assert_eq!(
        parsed.report.applications[(partially, Applicant::CommercialEnterprise)],
        Cell::Blank
    );
}

/// A table of bars may have HTML in its cells, where others of the same text are HTML.
#[test]
fn bars_beside_tables_of_html() {
    let text = "云溪市2021年政府信息公开工作年度报告

## 二、主动公开政府信息情况

| <b>第二十条第（五）项</b> | |
|---|---|
| 信息内容 | 本年处理<br>决定数量 |
| <span style=\"font-size:10pt\">行政许可</span> | 12 |

## 四、政府信息公开行政复议、行政诉讼情况

<table><tr><td>结果维持<td>1</td></tr></table>
";
    let parsed = gongkai::read(text.as_bytes()).unwrap();
    assert_eq!(parsed.report.proactive.licensing.decisions, Cell::Value(12), "{}", parsed.source);
}

#[test]
fn what_is_markdown() {
    let kinds = [
        ("正文\n<table><tr><td>1</td></tr></table>", InputKind::Markdown),
        ("正文\n<TABLE\nborder><tr><TH>1", InputKind::Markdown),
        ("<table><tr><td>1</td></tr></table>", InputKind::Html),
        ("正文\n<table>", InputKind::Text),
        ("正文 <tables><tds>", InputKind::Text),
        ("正文 a < b, <td>1<table>", InputKind::Text),
        ("正文 <", InputKind::Text),
    ];
    for (text, kind) in kinds {
        assert_eq!(InputKind::of(text.as_bytes()), kind, "{text}");
        // The reader takes any of them.
        let text = format!("云溪市2021年政府信息公开工作年度报告\n{text}");
        let read = Reader::new().markdown(text.as_bytes()).unwrap();
        assert_eq!(read.report.year, Some(2021), "{text}");
    }
}
