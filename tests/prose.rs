//! Prose and headings in text that lost its lines: run together, broken at a fixed width, or framed
//! with bars.

#![allow(missing_docs)]

use std::time::{Duration, Instant};

use gongkai::{AnnualReport, BlockKind, Code, Parsed, Theme};

/// The headings of a text, as printed.
fn headings<'t>(parsed: &'t Parsed<'_>) -> Vec<&'t str> {
    parsed
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Heading)
        .map(|block| block.span.text(&parsed.source).expect("a part of the text").trim())
        .collect()
}

fn read(text: &str) -> AnnualReport {
    let parsed = gongkai::parse(text);
    let mut end = 0;
    for block in &parsed.blocks {
        assert_eq!(block.span.start, end, "{block:?}");
        assert!(block.span.text(text).is_some(), "{block:?}");
        end = block.span.end;
    }
    assert_eq!(end as usize, text.len());
    parsed.report
}

const ONE_LINE: &str = "云溪市2023年政府信息公开工作年度报告 根据条例编制本报告，包括一、总体情况、二、主动公开政府信息情况、三、收到和处理政府信息公开申请情况、四、政府信息公开行政复议、行政诉讼情况、五、存在的主要问题及改进情况、六、其他需要报告的事项等六部分。一、总体情况 工作平稳。（一）主动公开情况。发布10条。（二）依申请公开情况。收到（含转来）2件。二、主动公开政府信息情况 第二十条第（五）项信息内容本年处理决定数量行政许可12三、收到和处理政府信息公开申请情况（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申请人情况 一、本年新收政府信息公开申请数量 2 0 0 0 0 0 2 二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0 三、本年度办理结果（一）予以公开 2 0 0 0 0 0 2 四、结转下年度继续办理 0 0 0 0 0 0 0 四、政府信息公开行政复议、行政诉讼情况 行政复议 行政诉讼 0 0 0 0 0 五、存在的主要问题及改进情况（一）存在的主要问题：栏目少。（二）改进措施：增加栏目。六、其他需要报告的事项 本年度未收取信息处理费。 云溪市";

const SIX: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

#[test]
fn a_report_on_one_line_l8() {
    let parsed = gongkai::parse(ONE_LINE);
    assert_eq!(headings(&parsed), SIX);
    let report = read(ONE_LINE);
    assert_eq!((report.organ.as_deref(), report.year), (Some("云溪市"), Some(2023)));
    assert_eq!(report.preamble.len(), 1);
    assert!(report.preamble[0].starts_with("根据条例") && report.preamble[0].ends_with("六部分。"));
    assert_eq!(report.overview.preamble, ["工作平稳。"]);
    let parts: Vec<_> =
        report.overview.subsections.iter().map(|p| (p.theme, p.paragraphs.clone())).collect();
    assert_eq!(
        parts,
        [
            (Theme::ProactiveDisclosure, vec!["发布10条。".to_owned()]),
            (Theme::DisclosureOnApplication, vec!["收到（含转来）2件。".to_owned()]),
        ]
    );
    assert_eq!(report.problems.problems, ["栏目少。"]);
    assert_eq!(report.problems.measures[0].lead, "增加栏目。");
    assert_eq!(report.other, ["本年度未收取信息处理费。"]);
}

#[test]
fn a_report_on_one_line_in_other_wordings() {
    for (from, to) in [
        ("政府信息公开行政复议、行政诉讼情况", "政府信息公开行政法复议、行政诉讼情况"),
        ("四、政府信息公开行政复议", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        ("二、主动公开政府信息情况 ", "二 、 行政机关主动公开政府信息情况"),
        ("三、收到和处理", "三、行政机关收到和处理"),
        ("六、其他需要报告的事项 ", "七、其他需要报告的事项"),
        ("一、总体情况 ", "一、概述"),
        ("五、存在的主要问题及改进情况（", "五、政府信息公开工作存在的主要问题及改进情况（"),
    ] {
        // The list in the preamble stays as it is.
        let at = ONE_LINE.find("部分。").expect("the preamble");
        let (head, body) = ONE_LINE.split_at(at);
        let text = format!("{head}{}", body.replacen(from, to, 1));
        let text = text.replace("情况、行政诉讼情况 行政复议", "情况 行政复议");
        let parsed = gongkai::parse(&text);
        assert_eq!(headings(&parsed).len(), 6, "{from} → {to}: {:?}", headings(&parsed));
        assert!(!parsed.diagnostics.iter().any(|d| d.code() == Code::SectionMissing), "{to}");
        assert_eq!(read(&text).other, ["本年度未收取信息处理费。"], "{to}");
    }
    let traditional = ONE_LINE
        .replace("总体情况", "總體情況")
        .replace("主动公开政府信息情况", "主動公開政府信息情況")
        .replace("收到和处理政府信息公开申请情况", "收到和處理政府信息公開申請情況")
        .replace("政府信息公开行政复议、行政诉讼情况", "政府信息公開行政複議、行政訴訟情況")
        .replace("存在的主要问题及改进情况", "存在的主要問題及改進情況")
        .replace("其他需要报告的事项", "其他需要報告的事項");
    assert_eq!(headings(&gongkai::parse(&traditional)).len(), 6);
}

#[test]
fn a_title_that_was_run_together_with_what_stands_around_it() {
    for head in [
        "当前位置： 首页政务公开政府信息公开年报 云溪市2023年政府信息公开工作年度报告 来源：本站 时间：2024-01-08 字体 相关链接： --> ",
        "首页政务公开政府信息公开年报云溪市2023年政府信息公开工作年度报告根据条例，现发布如下。",
        "首页 > 年报 > 正文 云溪市 2023 年政府信息公开工作年度报告 [2024-01-08] 根据条例，现发布云溪市政府信息公开工作报告如下。",
        "2023年云溪市政府信息公开工作年度报告 ",
        "云溪市2023年政府信息公开工作年度报告",
    ] {
        let (_, body) = ONE_LINE.split_at(ONE_LINE.find("一、总体情况 ").expect("section one"));
        let report = read(&format!("{head}{body}"));
        assert_eq!((report.organ.as_deref(), report.year), (Some("云溪市"), Some(2023)), "{head}");
        assert_eq!(report.overview.subsections.len(), 2, "{head}");
    }
}

#[test]
fn words_of_headings_in_sentences_are_no_headings() {
    let body = "云溪市2023年政府信息公开工作年度报告\n一、总体情况\n平稳，详见本报告三、收到和处理政府信息公开申请情况。\n";
    let parsed = gongkai::parse(body);
    assert_eq!(headings(&parsed).len(), 2, "without a better place, it is taken for the heading");
    let whole =
        format!("{body}二、主动公开政府信息情况 表。三、收到和处理政府信息公开申请情况 表。");
    let parsed = gongkai::parse(&whole);
    assert_eq!(headings(&parsed), SIX[..3]);
}

#[test]
fn headings_on_their_own_lines_are_left_alone() {
    let text = "云溪市2023年政府信息公开工作年度报告\n本报告包括一、总体情况二、主动公开政府信息情况三、收到和处理政府信息公开申请情况。\n一、总体情况\n平稳。\n二、主动公开政府信息情况\n见图。\n三、收到和处理政府信息公开申请情况\n见图。\n四、政府信息公开行政复议、行政诉讼情况\n见图。\n五、存在的主要问题及改进情况\n一是二、主动公开政府信息情况不佳。\n六、其他需要报告的事项\n无。\n";
    let parsed = gongkai::parse(text);
    assert_eq!(headings(&parsed), SIX);
}

#[test]
fn the_reports_of_pingtan() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("GONGKAI_SHARED").map_or(folder, Into::into);
    for (year, sections) in [(2019, 6), (2020, 5), (2021, 6), (2022, 5)] {
        let Ok(text) =
            std::fs::read_to_string(folder.join(format!("real/pingtan-{year}.glued.txt")))
        else {
            return;
        };
        let parsed = gongkai::parse(&text);
        assert_eq!(headings(&parsed).len(), sections, "{year}: {:?}", headings(&parsed));
        let report = read(&text);
        assert_eq!((report.organ.as_deref(), report.year), (Some("平潭综合实验区"), Some(year)));
        assert!(report.other[0].ends_with(['。', '项']), "{:?}", report.other);
    }
}

#[test]
fn a_line_of_a_megabyte_is_read_in_time() {
    for piece in [
        "一、",
        "一、总体情况",
        "三、收到和处理政府信息公开申请情况",
        "二、主动公开政府信息情",
        "2020年政府信息公开工作年度报告 ",
        "一 ",
        "（一）",
        "一、总体情况。（一）",
        "告 一、主动公开",
        "、",
    ] {
        let mut text = piece.repeat(1_000_000 / piece.len());
        text.push_str("一、总体情况 平稳。");
        let start = Instant::now();
        let _ = read(&text);
        let limit = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });
        assert!(start.elapsed() < limit, "{piece}: {:?}", start.elapsed());
    }
}
