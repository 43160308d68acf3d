//! Every kind of statement, as people read it.

#![allow(missing_docs)]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write;

use gongkai::validate::{Validation, rollup, years};
use gongkai::{
    AnnualReport, Code, Detail, Diagnostic, InputKind, Language, Limit, Parser, ReadError, Subject,
};

/// A text for each code, of which reading or validation has to make such a statement.
fn examples() -> Vec<(Code, String)> {
    const TITLE: &str = "云溪市2020年政府信息公开工作年度报告\n";
    const TWO: &str = "二、主动公开政府信息情况\n";
    const DISPUTES: &str = "四、政府信息公开行政复议、行政诉讼情况\n行政复议\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n2\t1\t0\t0\t3\t1\t0\t0\t0\t1\t1\t0\t0\t0\t1\n";
    const THREE: &str = "三、收到和处理政府信息公开申请情况\n";
    let acts = format!("{TITLE}{TWO}信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n");
    let zeros = "\t0".repeat(7);
    vec![
        (Code::NotAReport, "今天天气不错。\n".to_owned()),
        (Code::TooLong, format!("{TITLE}{}", "很长。".repeat(20_000))),
        (Code::OrganUnknown, "2020年政府信息公开工作年度报告\n".to_owned()),
        (Code::YearUnknown, "云溪市政府信息公开工作年度报告\n".to_owned()),
        (
            Code::YearFromPeriod,
            "云溪市政府信息公开工作年度报告\n统计期限自2020年1月1日起至12月31日止。\n".to_owned(),
        ),
        (Code::FormUnknown, TITLE.to_owned()),
        (Code::MixedForms, format!("{acts}行政许可\t1\t0\t2\n信息内容\t本年收费金额\n")),
        (
            Code::NotAFigure,
            format!(
                "{acts}行政许可\t近200\t减六\t3.5\n行政处罚\t-1\t0\t1,2345\n行政强制\t1\t0\t99999999999999999999\n"
            ),
        ),
        (Code::RowLength, format!("{acts}行政许可\t265\t36788\n")),
        (
            Code::RowCut,
            format!("{TITLE}{TWO}| 信息内容 | 本年处理决定数量 |  |  |\n| 行政许可 | 2 |\n"),
        ),
        (Code::ConflictingRows, format!("{acts}行政许可\t1\t0\t2\n行政许可\t1\t0\t3\n")),
        (
            Code::ColumnOrder,
            format!(
                "{TITLE}{TWO}信息内容\t处理决定数量\t本年增/减\t上一年项目数量\n行政许可\t1\t0\t2\n"
            ),
        ),
        (Code::FiguresAbsent, format!("{acts}行政许可\t1\t0\t2\n")),
        (Code::StrayFigure, format!("{acts}其他主动公开文件\t3\t4\t5\n")),
        (Code::StrayText, format!("{acts}其他主动公开文件\t3\t4\t5\n")),
        (Code::Annotated, format!("{acts}行政许可\t22（其中修订16件）\t0\t2\n")),
        (
            Code::UnitUnstated,
            format!("{TITLE}{TWO}信息内容\t采购项目数量\t采购总金额\n政府集中采购\t15\t8040\n"),
        ),
        (
            Code::UnitConflict,
            format!("{TITLE}{TWO}信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t380元\n"),
        ),
        (Code::SectionMissing, TITLE.to_owned()),
        (Code::SectionNumber, format!("{TITLE}七、其他需要报告的事项\n无。\n")),
        (Code::LabelVariant, format!("{acts}行政许可（指依申请办理的）\t1\t0\t2\n")),
        (Code::RowMixed, format!("{acts}行政许可\t1\t规章\t2\n行政处罚\t件\t1\t2\n")),
        (Code::RowContinued, format!("{acts}行政许可\t1\t0\t28\n97\n")),
        (Code::Undecided, format!("{acts}行政许可3960181\n行政处罚2648-18538\n行政强制000\n")),
        (Code::Undecided, format!("{TITLE}{THREE}（一）予以公开1200003\n（二）部分公开00000000\n")),
        (
            Code::Unplaced,
            format!(
                "{TITLE}{THREE}1.属于国家秘密  0  0  0  0  0  0  0\n1  0  0  0  0  0  1\n4.保护第三方合法权益  0  0  0  0  0  0  0\n"
            ),
        ),
        (
            Code::Aligned,
            format!(
                "{TITLE}{THREE}1.属于国家秘密  0  0  0  0  0  0  0\n2.其他法律行政止公开  2  0  0  0  0  0  2\n"
            ),
        ),
        (Code::RowOrder, format!("{TITLE}{THREE}（七）总计{zeros}\n（一）予以公开{zeros}\n")),
        (
            Code::SectionAgain,
            format!(
                "{acts}行政许可\t1\t0\t2\n六、其他需要报告的事项\n无。\n{TWO}行政许可\t1\t0\t9\n"
            ),
        ),
        (Code::Omitted, format!("{acts}行政许可\t1\t0\t2\n{}", "其他\t3\n".repeat(1100))),
        (
            Code::Reconciliation,
            format!(
                "{TITLE}{THREE}一、本年新收政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t3\n二、上年结转政府信息公开申请数量{zeros}\n（七）总计\t2\t\t/\t0\t0\t0\t2\n四、结转下年度继续办理{zeros}\n"
            ),
        ),
        (Code::RowSum, format!("{TITLE}{THREE}（一）予以公开\t1288\t447\t0\t\t/\t3\t2932\n")),
        (
            Code::OutcomeSum,
            format!("{TITLE}{THREE}{}（七）总计\t5\t0\t0\t0\t0\t0\t5\n", outcomes(&zeros)),
        ),
        (
            Code::DisputeSum,
            format!(
                "{TITLE}四、政府信息公开行政复议、行政诉讼情况\n行政复议\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n10\t1\t0\t0\t0\n"
            ),
        ),
        (Code::CountImpossible, format!("{acts}行政许可\t-3\t0\t2.5\n")),
        (Code::ItemsBelowZero, format!("{acts}行政许可\t7\t减18\t18\n")),
        (
            Code::TotalMissing,
            format!("{TITLE}{THREE}（一）予以公开\t3\t1\t0\t0\t0\t0\t\n（二）部分公开\t0\t0\t0\t0\t2\t0\t/\n"),
        ),
        (Code::SectionEmpty, format!("{TITLE}一、总体情况\n我们照常开门。\n六、其他需要报告的事项\n")),
        (
            Code::ProblemsUnstated,
            format!("{TITLE}五、存在的主要问题及改进情况\n暂不存在问题。\n六、其他需要报告的事项\n无。\n"),
        ),
        (
            Code::FormMismatch,
            "云溪市2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t1\t0\t2\n".to_owned(),
        ),
        (
            Code::PeriodMismatch,
            format!("{TITLE}本报告数据统计期限自2019年1月1日起至12月31日止。\n一、总体情况\n我们照常开门。\n"),
        ),
        (
            Code::ProseReceived,
            format!("{}一、总体情况\n2020年，共收到政府信息公开申请13件，\n均已答复。\n{}", TITLE, matrix(&zeros)),
        ),
        (
            Code::ProseCarriedOver,
            format!("{TITLE}一、总体情况\n上年结转政府信息公开申请2件。\n{}", matrix(&zeros)),
        ),
        (
            Code::ProseAnswered,
            format!("{TITLE}一、总体情况\n全年共答复政府信息公开申请21件，按时答复率100%。\n{}", matrix(&zeros)),
        ),
        (
            Code::ProseCarriedForward,
            format!("{TITLE}一、总体情况\n政府信息公开申请结转下年度继续办理1件。\n{}", matrix(&zeros)),
        ),
        (
            Code::ProseOutcomes,
            format!("{TITLE}一、总体情况\n收到政府信息公开申请12件，予以公开11件，不予公开1件。\n{}", matrix(&zeros)),
        ),
        (
            Code::ProseShare,
            format!("{TITLE}一、总体情况\n政府信息公开申请中，予以公开12件，占91.7%。\n{}", matrix(&zeros)),
        ),
        (
            Code::ProseReconsideration,
            format!("{TITLE}一、总体情况\n因政府信息公开被申请行政复议4件。\n{DISPUTES}"),
        ),
        (
            Code::ProseLitigation,
            format!("{TITLE}一、总体情况\n因政府信息公开被提起行政诉讼4件。\n{DISPUTES}"),
        ),
        (
            Code::ProseParts,
            format!("{TITLE}一、总体情况\n主动公开信息5078条，其中网站4593条，微信539条。\n"),
        ),
        (
            Code::Empty,
            format!("{TITLE}{TWO}信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t\t\t\n"),
        ),
    ]
}

/// Twelve applications, all granted.
fn matrix(zeros: &str) -> String {
    let twelve = "\t12\t0\t0\t0\t0\t0\t12";
    let rest = outcomes(zeros);
    let rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    format!(
        "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量{twelve}\n二、上年结转政府信息公开申请数量{zeros}\n（一）予以公开{twelve}\n{rest}（七）总计{twelve}\n四、结转下年度继续办理{zeros}\n"
    )
}

/// The rows of the outcomes of the 2019 form, all zero.
fn outcomes(zeros: &str) -> String {
    let report = gongkai::AnnualReport::new(gongkai::Form::Y2019);
    let mut rows = String::new();
    for row in gongkai::Row::ALL {
        let field = gongkai::Field::Applications(row, gongkai::Applicant::Total);
        if row.outcome().is_some() && report.fields().any(|f| f == field) {
            let label = field.label(gongkai::Form::Y2019, gongkai::Script::Simplified);
            let _ = writeln!(rows, "{}{zeros}", label.split(" · ").next().unwrap_or_default());
        }
    }
    rows
}

/// A report with a title and the lines of a table.
fn report(organ: &str, year: u16, lines: &str) -> AnnualReport {
    let title = format!("{organ}{year}年政府信息公开工作年度报告\n");
    gongkai::parse(&format!("{title}{lines}")).report
}

/// The same for what is said of several reports.
fn of_several() -> Vec<(Code, Validation)> {
    const DOCUMENTS: &str =
        "二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n";
    const ACTS: &str =
        "二、主动公开政府信息情况\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n";
    const MADE: &str =
        "二、主动公开政府信息情况\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n";
    const THREE: &str = "三、收到和处理政府信息公开申请情况\n";
    let city = |year, lines: &str| report("云溪市", year, lines);
    let over = format!("{THREE}二、上年结转政府信息公开申请数量\t30\t6\t0\t\t/\t0\t36\n");
    let forward = format!("{THREE}四、结转下年度继续办理\t30\t5\t0\t0\t/\t0\t35\n");
    let new = |count: u64| {
        format!("{THREE}一、本年新收政府信息公开申请数量\t{count}\t0\t0\t0\t0\t0\t{count}\n")
    };
    let many = |count: u64, others: u64| -> Vec<AnnualReport> {
        let names = "教 水 林 农 财 税 商 交 体 文".split(' ').zip(0..count + others);
        names
            .map(|(name, i)| {
                let lines = new(if i < count { i + 1 } else { 0 });
                report(&format!("云溪市{name}局"), 2024, &lines)
            })
            .collect()
    };
    vec![
        (Code::CarriedOver, years(&[city(2021, &over), city(2020, &forward)])),
        (
            Code::InForce,
            years(&[
                city(2023, &format!("{DOCUMENTS}规章\t0\t0\t4\n规范性文件\t0\t0\t10\n")),
                city(2024, &format!("{DOCUMENTS}规章\t\t/\t3\n规范性文件\t3\t2\t12\n")),
            ]),
        ),
        (
            Code::PreviousItems,
            years(&[
                city(2019, &format!("{ACTS}行政许可\t35\t减15\t2\n行政处罚\t7\t增1\t2\n")),
                city(2020, &format!("{ACTS}行政许可\t21\t0\t2\n行政处罚\t7\t0\t2\n")),
            ]),
        ),
        (
            Code::DisclosedInAll,
            years(&[
                city(2019, &format!("{MADE}规章\t0\t0\t0\n")),
                city(2020, &format!("{MADE}规章\t0\t0\t7\n")),
            ]),
        ),
        (Code::YearsMissing, years(&[2015, 2019, 2021].map(|year| city(year, "")))),
        (
            Code::YearAgain,
            years(&[
                city(2019, &new(3)),
                city(2019, &new(3)),
                city(2020, &new(3)),
                city(2020, &new(4)),
                city(2020, &new(3)),
            ]),
        ),
        (
            Code::FiguresJump,
            years(&[
                city(2023, &format!("{}{}", new(12), "（一）予以公开\t10\t0\t0\t0\t0\t0\t100\n")),
                city(2024, &format!("{}{}", new(120), "（一）予以公开\t10\t0\t0\t0\t0\t0\t10\n")),
                city(2025, &format!("{}{}", new(0), "（一）予以公开\t10\t0\t0\t0\t0\t0\t100\n")),
            ]),
        ),
        (
            Code::OrgansDiffer,
            years(&[city(2023, ""), report("云溪县", 2022, ""), report("云溪市政府", 2024, "")]),
        ),
        (
            Code::YearUnstated,
            years(&[
                city(2023, ""),
                AnnualReport { year: None, ..city(2024, "") },
                AnnualReport { year: None, ..city(2024, "") },
            ]),
        ),
        (
            Code::YearUnstated,
            years(&[AnnualReport { year: None, ..city(2024, "") }, city(2022, "")]),
        ),
        (Code::RollUp, rollup(&city(2024, &new(20)), &many(2, 2))),
        (Code::RollUp, rollup(&city(2024, &new(56)), &many(10, 0))),
        (Code::RollUp, rollup(&city(2024, &new(20)), &many(0, 3))),
        (Code::OrganAgain, rollup(&city(2024, ""), &[many(2, 0), many(1, 0), many(1, 0)].concat())),
    ]
}

fn said(text: &str) -> Vec<Diagnostic> {
    let parsed = Parser::new().max_bytes(100_000).parse(text);
    let validation = parsed.validate();
    parsed.diagnostics.iter().cloned().chain(validation.diagnostics()).collect()
}

#[test]
fn every_kind_of_statement_in_both_languages() {
    let mut shown = String::new();
    let mut seen = BTreeSet::new();
    for (code, text) in examples() {
        let all = said(&text);
        let mut of_code = all.iter().filter(|diagnostic| diagnostic.code() == code).peekable();
        assert!(of_code.peek().is_some(), "{code} is not said of\n{text}\nbut {all:?}");
        for diagnostic in of_code.take(6) {
            let _ = writeln!(shown, "{}", diagnostic.excerpt(&text));
            let _ = writeln!(shown, "{}", diagnostic.excerpt(&text).language(Language::Chinese));
        }
        seen.insert(code);
    }
    // Of bytes, not of a text.
    let detail = Detail::ReplacedCharacters { count: 3, encoding: "gb18030" };
    let replaced = Diagnostic::new(Subject::Report, None, detail);
    let _ = writeln!(shown, "{}", replaced.excerpt(""));
    let _ = writeln!(shown, "{}", replaced.excerpt("").language(Language::Chinese));
    seen.insert(replaced.code());
    for (code, validation) in of_several() {
        let of_code: Vec<_> = validation.diagnostics().filter(|d| d.code() == code).collect();
        assert!(!of_code.is_empty(), "{code} is not said");
        for diagnostic in of_code.iter().take(6) {
            let _ = writeln!(shown, "{}", diagnostic.excerpt(""));
            let _ = writeln!(shown, "{}", diagnostic.excerpt("").language(Language::Chinese));
        }
        seen.insert(code);
    }
    // Of pages.
    for detail in [
        Detail::PagesWithoutText { pages: vec![2, 3] },
        Detail::UnknownGlyphs { count: 17, pages: (1..=15).collect() },
        Detail::PagesDamaged { pages: vec![1] },
        Detail::HiddenText { count: 4 },
    ] {
        let said = Diagnostic::new(Subject::Report, None, detail);
        let _ = writeln!(shown, "{}", said.excerpt(""));
        let _ = writeln!(shown, "{}", said.excerpt("").language(Language::Chinese));
        seen.insert(said.code());
    }
    for code in Code::ALL {
        assert!(seen.contains(code), "{code} has no example");
    }
    insta::assert_snapshot!("statements", shown);
}

#[test]
fn codes_are_what_they_were() {
    let mut list = String::new();
    for code in Code::ALL {
        let _ = writeln!(list, "{code} {} {code:?}", code.severity());
    }
    insta::assert_snapshot!("codes", list);
}

#[test]
fn marks_stand_under_the_text() {
    // A line of many thousand characters is cut to a window around the place.
    let text =
        format!("三、收到和处理政府信息公开申请情况\n（一）予以公开\t{}x\t1\n", "1\t".repeat(5));
    for diagnostic in said(&text).iter().filter(|d| d.code() == Code::NotAFigure) {
        insta::assert_snapshot!("marks", diagnostic.excerpt(&text).to_string());
    }
    let long = format!("{}（七）总计\t1\t1\t1\t1\t1\t1\t9{}", "", "，很长的一行".repeat(2000));
    for diagnostic in said(&long) {
        let excerpt = diagnostic.excerpt(&long).to_string();
        assert!(excerpt.lines().all(|line| line.chars().count() < 400), "{excerpt}");
    }
}

#[test]
fn documents_that_are_not_read_say_why_in_both_languages() {
    use InputKind::{
        Archive, Docx, Encrypted, Html, Image, Ofd, OldWord, OpenDocument, Pdf, Rtf, Spreadsheet,
        Text, WordXml,
    };
    use Limit::{
        Area, Bytes, Cells, DecompressedBytes, Forms, Glyphs, Nesting, Nodes, Objects, Operators,
        Pages, Words,
    };
    let mut errors = vec![
        ReadError::FeatureOff { kind: Html, feature: "html" },
        ReadError::WrongKind { expected: Docx, found: Pdf },
        ReadError::NotUtf8 { at: 12 },
        ReadError::Damaged { kind: Pdf, reason: "it has no pages".to_owned() },
    ];
    let kinds =
        [Archive, Encrypted, Image, Ofd, OldWord, OpenDocument, Rtf, Spreadsheet, Text, WordXml];
    errors.extend(kinds.map(|kind| ReadError::Unsupported { kind }));
    let limits = [
        Area,
        Bytes,
        Cells,
        DecompressedBytes,
        Forms,
        Glyphs,
        Nesting,
        Nodes,
        Objects,
        Operators,
        Pages,
        Words,
    ];
    errors.extend(limits.map(|limit| ReadError::PastLimit { limit, max: 1000 }));
    let mut shown = String::new();
    for error in errors {
        assert_eq!(error.message(Language::English), error.to_string());
        for language in [Language::English, Language::Chinese] {
            writeln!(shown, "{}", error.message(language)).unwrap();
        }
    }
    insta::assert_snapshot!("errors", shown);
}
