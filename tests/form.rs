//! The official form as a web page and as Markdown, read back.

#![allow(missing_docs)]

mod support;

use gongkai::write::OfficialForm;
use gongkai::{AnnualReport, Script};
use proptest::prelude::*;
use support::random;

fn equal(found: &AnnualReport, report: &AnnualReport, text: &str) -> Result<(), TestCaseError> {
    if found == report {
        return Ok(());
    }
    let (found, expected) = (format!("{found:#?}"), format!("{report:#?}"));
    let differ = found.lines().zip(expected.lines()).find(|(a, b)| a != b);
    Err(TestCaseError::fail(format!("{differ:?} in\n{text}")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_is_read_back(report in random::report(), traditional: bool) {
        let script = if traditional { Script::Traditional } else { Script::Simplified };
        let text = OfficialForm::new(&report).script(script).markdown();
        let report = AnnualReport { script, ..report };
        equal(&gongkai::parse(&text).report, &report, &text)?;
    }

    #[test]
    #[cfg(feature = "html")]
    fn the_page_is_read_back(report in random::report(), traditional: bool) {
        let script = if traditional { Script::Traditional } else { Script::Simplified };
        let page = OfficialForm::new(&report).script(script).html();
        let report = AnnualReport { script, ..report };
        let parsed = gongkai::read(page.as_bytes()).expect("a page");
        equal(&parsed.report, &report, &format!("{page}\n{}", parsed.source))?;
    }
}

/// Every published document and sample that there is: what was read of it, as a page and as Markdown,
/// is read as the same again.
#[test]
#[cfg(feature = "html")]
fn published_reports_are_read_back() {
    let Some(shared) = support::shared() else { return };
    let mut files: Vec<std::path::PathBuf> = Vec::new();
    let folders = std::fs::read_dir(shared.join("samples")).expect("samples");
    let folders = folders.map(|entry| entry.expect("entry").path()).filter(|path| path.is_dir());
    for folder in folders.chain([shared.join("real")]) {
        let entries = std::fs::read_dir(folder).expect("folder");
        files.extend(entries.map(|entry| entry.expect("entry").path()));
    }
    let is_text = |path: &std::path::Path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        (name.ends_with(".txt") || name.ends_with(".html")) && !name.contains("truth")
    };
    let (mut count, mut torn, mut differ) = (0, 0, Vec::new());
    for file in files.into_iter().filter(|path| is_text(path)) {
        let bytes = std::fs::read(&file).expect("file");
        let Ok(parsed) = gongkai::read(&bytes) else { continue };
        let report = parsed.report;
        // What is left of a table that was torn apart may be read as prose, and not so the next time.
        if gongkai::parse(&report.to_string()).report != report {
            torn += 1;
            continue;
        }
        let form = OfficialForm::new(&report);
        let page = gongkai::read(form.html().as_bytes()).expect("page").report;
        let markdown = gongkai::parse(&form.markdown()).report;
        // A run of blanks is one blank on a page, and a piece of a header that was left among the notes
        // is a piece of a header again.
        let plain = |report: &AnnualReport| {
            let json = serde_json::to_string(report).expect("JSON");
            let json =
                json.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            let report: AnnualReport = serde_json::from_str(&json).expect("a report");
            AnnualReport { notes: gongkai::Notes::default(), ..report }
        };
        let is_torn = file.to_string_lossy().contains("pdf-layout");
        let page = if is_torn {
            equal(&plain(&page), &plain(&report), "")
        } else {
            equal(&page, &report, "")
        };
        for (what, result) in [("page", page), ("Markdown", equal(&markdown, &report, ""))] {
            if let Err(error) = result {
                differ.push(format!("{} as {what}: {error}", file.display()));
            }
        }
        count += 1;
    }
    assert!(count > 20, "{count} documents");
    assert!(differ.is_empty(), "of {count}, without {torn}: {differ:#?}");
}

#[test]
fn what_markdown_would_take_for_its_own_is_written_so_that_it_shows() {
    let mut report = AnnualReport::new(gongkai::Form::Y2021);
    report.other = ["# 1", "*a* _b_ c_d", "<b>&lt;", "| x", "- y", "1. z", "[链接](a)", "`~~`"]
        .map(ToOwned::to_owned)
        .into();
    let text = OfficialForm::new(&report).markdown();
    for line in [
        "\\# 1",
        "\\*a\\* \\_b\\_ c_d",
        "&lt;b>&amp;lt;",
        "| x",
        "\\- y",
        "1. z",
        "[链接\\](a)",
        "\\`\\~\\~\\`",
    ] {
        assert!(text.contains(&format!("\n\n{line}\n")), "{line} in {text}");
    }
}
