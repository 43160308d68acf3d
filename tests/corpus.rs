//! Documents with the figures that they show: every figure is compared, state included.

#![allow(missing_docs)]

mod support;

use gongkai::validate::Verdict;
use gongkai::{
    AnnualReport, BlockKind, Cell, CellRef, Change, Code, Detail, Form, Money, Parsed, Script,
    Severity, Theme, Unit,
};
use support::{Case, figures, fixtures, published, samples};

const TEXTS: [&str; 3] =
    ["report.copied-from-browser.txt", "report.pipes.txt", "report.traditional.txt"];

/// Compares a reading with what the document shows.
fn compare(case: &Case, parsed: &Parsed<'_>) {
    let name = &case.name;
    let found = figures(&parsed.report);
    for (path, value) in &case.truth.cells {
        assert_eq!(found.get(path), Some(value), "{name}: {path}");
    }
    assert_eq!(
        found.len(),
        case.truth.cells.len(),
        "{name}: figures that the document does not have"
    );
    assert_eq!(
        parsed.report.form.map(|form| form.to_string()).as_ref(),
        Some(&case.truth.form),
        "{name}"
    );
    assert_eq!(parsed.report.year, Some(case.truth.year), "{name}");
    let errors: Vec<_> =
        parsed.diagnostics.iter().filter(|d| d.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{name}: {errors:?}");
}

/// What is true of every reading of every text.
pub fn invariants(name: &str, parsed: &Parsed<'_>) {
    // The blocks lie end to end and cover the text.
    let mut end = 0;
    for block in &parsed.blocks {
        assert_eq!(block.span.start, end, "{name}: a gap or an overlap before {block:?}");
        assert!(block.span.text(&parsed.source).is_some(), "{name}: {block:?} cuts a character");
        end = block.span.end;
    }
    assert_eq!(end as usize, parsed.source.len(), "{name}");

    for (field, span) in parsed.spans.iter() {
        let text = span.text(&parsed.source).unwrap_or_else(|| panic!("{name}: {field}: {span:?}"));
        let block = parsed
            .blocks
            .iter()
            .find(|b| b.span.start <= span.start && span.start < b.span.end.max(b.span.start + 1));
        assert!(
            span.is_empty() || block.is_some_and(|b| b.kind == BlockKind::Table),
            "{name}: {field} stands outside of the tables, in {block:?}"
        );
        // The text under the span of a figure is the figure as printed.
        let plain = |text: &str| text.replace([',', '，'], "");
        match parsed.report.cell(field) {
            CellRef::Count(Cell::Value(n)) => {
                let digits: String = plain(text).chars().map(ascii).collect();
                assert_eq!(digits.parse::<u64>(), Ok(*n), "{name}: {field}: {text}");
            }
            CellRef::Change(Cell::Value(n)) => {
                assert_eq!(text.parse::<Change>(), Ok(*n), "{name}: {field}")
            }
            CellRef::Money(Cell::Value(money)) => {
                let printed: Money =
                    text.parse().unwrap_or_else(|e| panic!("{name}: {field}: {e}"));
                assert_eq!(printed.amount, money.amount, "{name}: {field}");
                assert!(
                    printed.unit == money.unit || printed.unit == Unit::Unstated,
                    "{name}: {field}"
                );
            }
            cell => match cell.state() {
                gongkai::CellState::Blank => assert_eq!(text, "", "{name}: {field}"),
                gongkai::CellState::Absent => assert_eq!(text, "（缺）", "{name}: {field}"),
                _ => assert_ne!(text, "", "{name}: {field}"),
            },
        }
    }
    for diagnostic in &parsed.diagnostics {
        if let Some(span) = diagnostic.span {
            assert!(span.text(&parsed.source).is_some(), "{name}: {diagnostic}");
        }
        assert!(!diagnostic.excerpt(&parsed.source).to_string().is_empty());
    }
    // No figure of the form is unread or absent without a word.
    for figure in parsed.report.figures().filter(|f| f.cell.value().is_none()) {
        let state = figure.cell.state();
        if matches!(state, gongkai::CellState::Unread | gongkai::CellState::Absent) {
            let told = parsed
                .diagnostics
                .iter()
                .any(|d| d.severity() >= Severity::Warning && d.subject.covers(figure.field));
            assert!(told, "{name}: {} is {state} and nothing says so", figure.field);
        }
    }
}

fn ascii(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        _ => c,
    }
}

/// Reads a document as it is, with CRLF, and with a byte order mark.
fn in_all_line_endings(case: &Case, check: impl Fn(&Parsed<'_>)) -> AnnualReport {
    let parsed = gongkai::parse(&case.text);
    invariants(&case.name, &parsed);
    check(&parsed);
    for (what, text) in [
        ("CRLF", case.text.replace('\n', "\r\n")),
        ("BOM", format!("\u{FEFF}{}", case.text)),
        ("CR", case.text.replace('\n', "\r")),
    ] {
        let other = gongkai::parse(&text);
        invariants(&format!("{} with {what}", case.name), &other);
        assert_eq!(other.report, parsed.report, "{} with {what}", case.name);
    }
    parsed.report
}

#[test]
fn fixtures_are_read_figure_for_figure() {
    let cases = fixtures();
    assert_eq!(cases.len(), 3);
    for case in &cases {
        let report = in_all_line_endings(case, |parsed| compare(case, parsed));
        assert_eq!(report.organ.as_ref(), Some(&case.truth.organ), "{}", case.name);
        assert!(report.validate().is_consistent(), "{}", case.name);
    }
}

#[test]
fn samples_are_read_figure_for_figure() {
    let cases = samples(&TEXTS);
    for case in &cases {
        in_all_line_endings(case, |parsed| compare(case, parsed));
    }
    println!("{} sample texts read", cases.len());
}

#[test]
fn what_was_altered_is_among_the_cells_that_findings_name() {
    let mut altered = 0;
    for case in samples(&TEXTS) {
        let parsed = gongkai::parse(&case.text);
        let validation = parsed.validate();
        let named: Vec<String> = validation
            .diagnostics()
            .flat_map(|finding| {
                finding.operands().map(|operand| operand.field.to_string()).collect::<Vec<_>>()
            })
            .collect();
        match &case.truth.altered {
            None => assert!(validation.is_consistent(), "{}: {named:?}", case.name),
            Some(path) => {
                altered += 1;
                assert!(named.contains(path), "{}: {path} is not among {named:?}", case.name);
                // Both sums that the cell stands in are broken, and it is in both.
                assert_eq!(named.iter().filter(|name| *name == path).count(), 2, "{}", case.name);
            }
        }
    }
    assert!(altered > 0 || support::shared().is_none());
}

#[test]
fn huayin_2020_adds_up_in_its_tables_and_in_its_prose() {
    let Some(case) = published("huayin-2020.txt", "huayin-2020.truth.json") else { return };
    let parsed = gongkai::parse(&case.text);
    let validation = parsed.validate();
    assert!(validation.is_consistent());
    assert_eq!(validation.counts().violated, 0);
    // 总计5078条：网站4539条、微信微博539条；1232条：热线794条、渭南市政府网站10条、华阴市政府网428条。
    let wholes: Vec<String> = validation
        .of(Code::ProseParts)
        .filter(|assessment| assessment.verdict == Verdict::Holds)
        .map(|assessment| match assessment.subject {
            gongkai::Subject::Prose(place) => place.text(&parsed.report).expect("text").to_owned(),
            other => panic!("{other} is no prose"),
        })
        .collect();
    assert_eq!(wholes, ["5078條", "1232條"]);
    // 收到依申请公开12件.
    let received: Vec<_> = validation.of(Code::ProseReceived).collect();
    assert!(received.iter().any(|a| a.verdict == Verdict::Holds));
}

#[test]
fn shuyang_2025_counts_what_was_carried_over_as_received() {
    let Some(case) = published("shuyang-2025.markdown.md", "shuyang-2025.truth.json") else {
        return;
    };
    // 749件 in prose are 713 new and 36 carried over; 31 were carried forward.
    let validation = gongkai::parse(&case.text).validate();
    for code in [Code::ProseReceived, Code::ProseCarriedForward] {
        assert!(validation.of(code).any(|a| a.verdict == Verdict::Holds), "{code}");
        assert!(!validation.of(code).any(|a| a.verdict == Verdict::Violated), "{code}");
    }
    let wrong = case.text.replace("749 件", "748 件");
    let found =
        gongkai::parse(&wrong).validate().diagnostics().map(|d| d.code()).collect::<Vec<_>>();
    assert!(found.contains(&Code::ProseReceived), "748 is neither 713 nor 749: {found:?}");
}

#[test]
fn huayin_2020_is_read_whole() {
    let Some(case) = published("huayin-2020.txt", "huayin-2020.truth.json") else { return };
    let report = in_all_line_endings(&case, |parsed| {
        compare(&case, parsed);
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        assert!(parsed.validate().is_consistent());
        let ignored: String =
            parsed.ignored().filter_map(|block| block.span.text(&parsed.source)).collect();
        for words in ["相關詞條", "熱門詞條", "聯絡我們"] {
            assert!(ignored.contains(words), "{words}");
        }
    });
    assert_eq!(report.organ.as_deref(), Some("華陰市"));
    assert_eq!(
        (report.year, report.form, report.script),
        (Some(2020), Some(Form::Y2019), Script::Traditional)
    );
    let money = report.proactive.procurement.amount.value().expect("an amount");
    assert_eq!((money.to_string().as_str(), money.unit), ("679.7万元", Unit::TenThousandYuan));
    assert_eq!(money.yuan().expect("yuan").to_string(), "6797000");
    let themes: Vec<Theme> = report.overview.subsections.iter().map(|part| part.theme).collect();
    assert_eq!(
        themes,
        [
            Theme::ProactiveDisclosure,
            Theme::DisclosureOnApplication,
            Theme::InformationManagement,
            Theme::PlatformDevelopment,
            Theme::Supervision,
            Theme::PerformanceAssessment,
            Theme::PublicAppraisal,
            Theme::Accountability,
        ]
    );
    assert_eq!(report.overview.preamble.len(), 1);
    assert!(report.overview.subsections.iter().all(|part| part.paragraphs.len() == 1));
    assert_eq!(report.problems.problems.len(), 2);
    let measures: Vec<usize> =
        report.problems.measures.iter().map(|group| group.items.len()).collect();
    assert_eq!(measures, [4, 3]);
    assert_eq!(report.other.len(), 1);
}

#[test]
fn reports_that_were_read_are_written_and_read_again() {
    let mut cases = fixtures();
    cases.extend(samples(&TEXTS));
    cases.extend(published("huayin-2020.txt", "huayin-2020.truth.json"));
    for case in &cases {
        let report = gongkai::parse(&case.text).report;
        let text = report.to_string();
        let again = gongkai::parse(&text);
        assert_eq!(again.report, report, "{}", case.name);
        assert_eq!(again.report.to_string(), text, "{}", case.name);
        let json = serde_json::to_string(&report).expect("JSON");
        assert_eq!(
            serde_json::from_str::<AnnualReport>(&json).expect("a report"),
            report,
            "{}",
            case.name
        );
    }
}

/// Published documents that lost their tables, with what they show.
const LOST_TABLES: [(&str, &str); 7] = [
    ("hongze-2023.pdf-layout.txt", "hongze-2023.truth.json"),
    ("kewei-2024.scrambled.md", "kewei-2024.truth.json"),
    ("shuyang-2025.markdown.md", "shuyang-2025.truth.json"),
    ("pingtan-2019.glued.txt", "pingtan-2019.truth.json"),
    ("pingtan-2020.glued.txt", "pingtan-2020.truth.json"),
    ("pingtan-2021.glued.txt", "pingtan-2021.truth.json"),
    ("pingtan-2022.glued.txt", "pingtan-2022.truth.json"),
];

#[test]
fn published_documents_that_lost_their_tables_are_read() {
    for (text, truth) in LOST_TABLES {
        let Some(case) = published(text, truth) else { return };
        let name = &case.name;
        in_all_line_endings(&case, |parsed| {
            assert_eq!(figures(&parsed.report), case.truth.cells, "{name}");
            assert_eq!(parsed.report.organ.as_ref(), Some(&case.truth.organ), "{name}");
            assert_eq!(parsed.report.year, Some(case.truth.year), "{name}");
            assert_eq!(
                parsed.report.form.map(|f| f.to_string()).as_ref(),
                Some(&case.truth.form),
                "{name}"
            );
            for path in &case.truth.undecidable {
                let field: gongkai::Field = path.parse().expect("a path");
                let state = parsed.report.cell(field).state();
                assert_eq!(state, gongkai::CellState::Unread, "{name}: {path}");
                let counted = parsed.diagnostics.iter().any(|d| {
                    d.subject.covers(field)
                        && matches!(d.detail, Detail::Undecided { candidates, .. } if candidates > 1)
                });
                assert!(counted, "{name}: nothing says in how many ways {path} can be read");
            }
        });
        // A sum that the organ got wrong is a finding, whatever the figures were proved with.
        let broken: Vec<String> = gongkai::parse(&case.text)
            .validate()
            .diagnostics()
            .map(|finding| {
                let column = finding.subject.to_string();
                format!("{} {}", finding.code(), column.rsplit('.').next().unwrap_or_default())
            })
            .collect();
        for error in &case.truth.published_errors {
            assert!(broken.iter().any(|b| error.starts_with(b)), "{name}: {error} in {broken:?}");
        }
    }
}

#[test]
fn samples_as_the_text_of_a_pdf_are_read() {
    // The right edge of these pages is cut: three columns of the matrix are not in the text.
    const CUT: [&str; 2] = ["random-2021-1003-slash_zero", "random-2021-1007-annotated"];
    for case in samples(&["report.pdf-layout.txt"]) {
        let name = &case.name;
        in_all_line_endings(&case, |parsed| {
            let found = figures(&parsed.report);
            for (path, value) in &found {
                assert_eq!(Some(value), case.truth.cells.get(path), "{name}: {path}");
            }
            assert_eq!(parsed.report.organ.as_ref(), Some(&case.truth.organ), "{name}");
            assert_eq!(parsed.report.year, Some(case.truth.year), "{name}");
            let is_cut = CUT.iter().any(|cut| name.starts_with(cut));
            let cut = |path: &&String| {
                path.starts_with("applications.")
                    && ["legal_service_organization", "other_organization", "total"]
                        .iter()
                        .any(|column| path.ends_with(&format!(".{column}")))
            };
            let lost = if is_cut { case.truth.cells.keys().filter(cut).count() } else { 0 };
            assert!(!is_cut || found.keys().all(|path| !cut(&path)), "{name}");
            println!(
                "{name}: {} of {}, {lost} not in the text",
                found.len(),
                case.truth.cells.len()
            );
            // Where blank cells left no trace, as much is read as can be proved.
            if !name.contains("blank_zero") {
                let shown = case.truth.cells.len() - lost;
                assert!(found.len() * 100 >= shown * 99, "{name}: {} of {shown}", found.len());
            }
        });
    }
}
