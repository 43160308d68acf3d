//! Prose and headings in text that lost its lines: run together, broken at a fixed width, or framed
//! with bars.

#![allow(missing_docs)]

mod support;

use std::time::{Duration, Instant};

use gongkai::{AnnualReport, BlockKind, Cell, Code, Parsed, Theme};

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
    // Section one has no heading, and section five names section three.
    let text = "云溪市2023年政府信息公开工作年度报告\n工作平稳。\n三、收到和处理政府信息公开申请情况\n见图。\n五、存在的主要问题及改进情况\n栏目少。三、收到和处理政府信息公开申请情况方面，解释不足。\n";
    assert_eq!(headings(&gongkai::parse(text)), [SIX[2], SIX[4]]);
    assert_eq!(read(text).problems.preamble.len(), 1);
}

#[test]
fn headings_on_their_own_lines_are_left_alone() {
    let text = "云溪市2023年政府信息公开工作年度报告\n本报告包括一、总体情况二、主动公开政府信息情况三、收到和处理政府信息公开申请情况。\n一、总体情况\n平稳。\n二、主动公开政府信息情况\n见图。\n三、收到和处理政府信息公开申请情况\n见图。\n四、政府信息公开行政复议、行政诉讼情况\n见图。\n五、存在的主要问题及改进情况\n一是二、主动公开政府信息情况不佳。\n六、其他需要报告的事项\n无。\n";
    let parsed = gongkai::parse(text);
    assert_eq!(headings(&parsed), SIX);
}

#[test]
fn the_reports_of_pingtan() {
    for (year, sections) in [(2019, 6), (2020, 5), (2021, 6), (2022, 5)] {
        let name = format!("pingtan-{year}");
        let Some(case) =
            support::published(&format!("{name}.glued.txt"), &format!("{name}.truth.json"))
        else {
            return;
        };
        let text = case.text;
        let parsed = gongkai::parse(&text);
        assert_eq!(headings(&parsed).len(), sections, "{year}: {:?}", headings(&parsed));
        let report = read(&text);
        assert_eq!((report.organ.as_deref(), report.year), (Some("平潭综合实验区"), Some(year)));
        assert!(report.other[0].ends_with(['。', '项']), "{:?}", report.other);
    }
}

/// A report as PDF text: broken at 28 characters, the first line of a paragraph indented, with
/// numbers of pages.
const BROKEN: &str = "                云溪市人民政府
      2023 年政府信息公开工作年度报告

   本报告根据条例编制，由总体情况、主动公开、依申请公开等
部分组成。报告所列数据的统计期限自 2023 年 1 月 1 日
起至 12 月 31 日止。如有疑问，请来信来访（地址：云溪市前
号 ， 邮 编 ： 100000 ， 电 话 ： 0100 - 1 ， 电 子 邮 箱 ：
yun@example.com）。
   一、总体情况
   全年工作平稳有序，各项任务按照年初的计划逐步完成，群
众满意。
   （一）主动公开情况。全年通过门户网站和新媒体发布各类信
息 10 条。
   （二）依申请公开情况。
   全年收到申请 2 件，都在规定的期限里办结，其中按照第

                        - 1 -
\u{c}（一）项答复的 1 件，没有积压，没有超期，申请人对办理的结
果没有异议。
     另有来电若干，均当场答复，记录在案，并且按月汇总整理。
     二、主动公开政府信息情况
     五、存在的主要问题及改进情况
     （一）存在的主要问题。一是栏目少，更新不够及时；二是解
读形式单一，使用 open
data 不多。
     （二）改进情况。一是增加栏目。
     六、其他需要报告的事项
     无。
                        - 2 -
     本年度没有收费。
\u{c}";

#[test]
fn prose_broken_at_a_width_is_joined() {
    let report = read(BROKEN);
    assert_eq!((report.organ.as_deref(), report.year), (Some("云溪市人民政府"), Some(2023)));
    assert_eq!(
        report.preamble,
        [
            "本报告根据条例编制，由总体情况、主动公开、依申请公开等部分组成。报告所列数据的统计期限自 2023 年 1 月 1 日起至 12 月 31 日止。如有疑问，请来信来访（地址：云溪市前号，邮编：100000，电话：0100 - 1，电子邮箱：yun@example.com）。"
        ]
    );
    assert_eq!(
        report.overview.preamble,
        ["全年工作平稳有序，各项任务按照年初的计划逐步完成，群众满意。"]
    );
    let parts: Vec<_> = report.overview.subsections.iter().map(|p| &p.paragraphs[..]).collect();
    assert_eq!(parts[0], ["全年通过门户网站和新媒体发布各类信息 10 条。"]);
    assert_eq!(
        parts[1],
        [
            "全年收到申请 2 件，都在规定的期限里办结，其中按照第（一）项答复的 1 件，没有积压，没有超期，申请人对办理的结果没有异议。",
            "另有来电若干，均当场答复，记录在案，并且按月汇总整理。",
        ]
    );
    assert_eq!(parts.len(), 2);
    assert_eq!(
        report.problems.problems,
        ["栏目少，更新不够及时；", "解读形式单一，使用 open", "data 不多。"],
        "a line that is not full ends its paragraph"
    );
    assert_eq!(report.other, ["无。", "本年度没有收费。"]);
    let parsed = gongkai::parse(BROKEN);
    let ignored: Vec<_> =
        parsed.ignored().filter_map(|block| block.span.text(BROKEN)).map(str::trim).collect();
    assert_eq!(ignored, ["- 1 -", "- 2 -"]);
    // Written a paragraph a line, it is read as the same.
    assert_eq!(gongkai::parse(&report.to_string()).report, report);
}

#[test]
fn words_of_letters_keep_a_blank_between_broken_lines() {
    let text = BROKEN.replace("使用 open\n", "使用门户网站上的开放数据和接口 open\n");
    let report = read(&text);
    assert_eq!(
        report.problems.problems[1],
        "解读形式单一，使用门户网站上的开放数据和接口 open data 不多。"
    );
}

#[test]
fn kangxi_radicals_of_broken_prose_stay_as_published() {
    let report = read(&BROKEN.replace("各项任务", "各⼯作"));
    assert!(report.overview.preamble[0].contains("各⼯作"));
}

#[test]
fn a_paragraph_a_line_is_left_alone() {
    // Nothing here is broken, although lines end without a stop and some are as wide as others.
    let text = "云溪市2023年政府信息公开工作年度报告\n一、总体情况\n全年工作平稳有序，各项任务按照年初的计划逐步完成，群众满意，社会各界对公开工作给予好评，没有发生舆情。\n加强组织领导，明确任务分工，推动工作有序开展再上新的台阶\n窗口照常开门，来信都有回音，栏目每天更新，目录按月装订归档\n六、其他需要报告的事项\n无\n";
    let report = read(text);
    assert_eq!(report.overview.preamble.len(), 3);
    // Indented as on paper.
    let report = read(&text.replace('\n', "\n　　"));
    assert_eq!(report.overview.preamble.len(), 3);
    // Letters set apart stay so.
    let report = read(&text.replace("\n无\n", "\n本 年 度 没 有 收 费 。\n"));
    assert_eq!(report.other, ["本 年 度 没 有 收 费 。"]);
}

#[test]
fn titles_of_pdf_text() {
    for case in support::samples(&["report.pdf-layout.txt"]) {
        let report = read(&case.text);
        assert_eq!(
            (report.organ.as_ref(), report.year),
            (Some(&case.truth.organ), Some(case.truth.year)),
            "{}",
            case.name
        );
        assert!(report.preamble.iter().all(|p| p.ends_with('。')), "{:?}", report.preamble);
        assert_eq!(report.problems.problems.len(), 2, "{}", case.name);
        assert_eq!(report.problems.measures[0].items.len(), 2, "{}", case.name);
    }
    let Some(case) = support::published("hongze-2023.pdf-layout.txt", "hongze-2023.truth.json")
    else {
        return;
    };
    let report = read(&case.text);
    assert_eq!((report.organ.as_ref(), report.year), (Some(&case.truth.organ), Some(2023)));
    assert_eq!(report.preamble.len(), 1);
    assert_eq!(report.overview.preamble.len(), 1);
    let paragraphs: Vec<_> =
        report.overview.subsections.iter().map(|part| part.paragraphs.len()).collect();
    assert_eq!(paragraphs, [1; 5]);
    assert_eq!((report.problems.preamble.len(), report.other.len()), (1, 1));
}

#[test]
fn a_page_that_is_one_giant_table_l15() {
    let plain = "首页 > 年报\n云溪市2023年政府信息公开工作年度报告\n根据条例，编制本报告。\n一、总体情况\n平稳。\n（一）主动公开情况。\n发布10条。\n二、主动公开政府信息情况\n第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可 | 12\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n（一）存在的主要问题：栏目少。\n（二）改进措施：一是增加栏目。二是定期检查。\n六、其他需要报告的事项\n无。\n云溪市\n2024年1月8日\n";
    let expected = read(plain);
    assert_eq!(expected.preamble, ["根据条例，编制本报告。"]);
    assert_eq!(expected.proactive.licensing.decisions, Cell::Value(12));
    for bars in ["|", " |", " | | |", &"|".repeat(300), &" |".repeat(300), &" |  ".repeat(40)] {
        for before in ["", "| ", "|  |"] {
            let framed: String = plain
                .lines()
                .map(|line| match line.contains(" | ") {
                    // Blank cells of a row of figures are another matter.
                    true => format!("{line}\n"),
                    false => format!("{before}{line}{bars}\n"),
                })
                .collect();
            let report = read(&framed);
            assert_eq!(report, expected, "{before:?} {bars:?}");
            if before.is_empty() {
                let report = read(&plain.replace('\n', &format!("{bars}\n")));
                assert_eq!(report.other, expected.other, "{bars:?}");
                // Read right, or not read.
                let decisions = report.proactive.licensing.decisions;
                assert!(matches!(decisions, Cell::Value(12) | Cell::Unread(_)), "{decisions:?}");
            }
        }
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
        "窗口照常开门，来信都有回音，栏目每天更新，目录按月装订归档\n",
        "  窗口照常开门，来信都有回音，栏目每天更新，目录按月装订归档\n窗口照常开门，来信都有回音\n",
        "窗 口 照 常 开 门 ， 来 信 都 有 回 音 ， 栏 目 每 天 更\n\u{c}1\n",
    ] {
        let mut text = "一、总体情况\n".to_owned() + &piece.repeat(1_000_000 / piece.len());
        text.push_str("一、总体情况 平稳。");
        let start = Instant::now();
        let _ = read(&text);
        let limit = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });
        assert!(start.elapsed() < limit, "{piece}: {:?}", start.elapsed());
    }
}

/// The page around a report may be in the other script, and so may an organ's name.
#[test]
fn the_script_is_that_of_title_and_headings() {
    use gongkai::Script::{Simplified, Traditional};
    for (text, script) in [
        ("雲溪市2021年政府信息公開工作年度報告\n", Traditional),
        ("云溪市2021年政府信息公开工作年度报告\n", Simplified),
        ("【打印】【关闭】字体大小\n雲溪市2021年政府信息公開工作年度報告\n关闭窗口\n", Traditional),
        (
            "字體：【大 中 小】【關閉】\n云溪市2021年政府信息公开工作年度报告\n網站地圖\n",
            Simplified,
        ),
        ("一、總體情況\n二、主動公開政府信息情況\n", Traditional),
        ("本局无对外公开的報告。", Simplified),
        ("本報告的數據來自各個單位。", Traditional),
        ("", Simplified),
    ] {
        assert_eq!(gongkai::parse(text).report.script, script, "{text}");
    }
}
