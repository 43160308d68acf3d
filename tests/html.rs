//! Web pages: every figure of every sample, and the traps of real pages.

#![allow(missing_docs)]

mod support;

use gongkai::{CellState, Parsed, Severity};
use support::{Truth, figures, shared};

/// Compares all that a page says with the truth.
fn agrees(name: &str, parsed: &Parsed<'_>, truth: &Truth) {
    let found = figures(&parsed.report);
    for (path, value) in &truth.cells {
        assert_eq!(found.get(path), Some(value), "{name}: {path}\n{}", parsed.source);
    }
    assert_eq!(found.len(), truth.cells.len(), "{name}");
    assert_eq!(parsed.report.organ.as_deref(), Some(truth.organ.as_str()), "{name}");
    assert_eq!(parsed.report.year, Some(truth.year), "{name}");
    assert_eq!(parsed.report.form.map(|f| f.to_string()), Some(truth.form.clone()), "{name}");
}

/// Blocks lie end to end, and spans are places of the text.
fn tiles(name: &str, parsed: &Parsed<'_>) {
    let mut end = 0;
    for block in &parsed.blocks {
        assert_eq!(block.span.start, end, "{name}: {block:?}");
        end = block.span.end;
    }
    assert_eq!(end as usize, parsed.source.len(), "{name}");
    for (field, span) in parsed.spans.iter() {
        assert!(span.text(&parsed.source).is_some(), "{name}: {field}");
    }
}

#[test]
fn every_figure_of_every_sample() {
    let Some(shared) = shared() else { return };
    let (mut count, mut chrome) = (0, 0);
    let folders = std::fs::read_dir(shared.join("samples")).expect("samples");
    for folder in folders.map(|entry| entry.expect("entry").path()).filter(|p| p.is_dir()) {
        let truth = Truth::read(&folder.join("truth.json"));
        for file in ["report.html", "report.gbk.html"] {
            let path = folder.join(file);
            let name = path.display().to_string();
            let bytes = std::fs::read(&path).expect(&name);
            let parsed = gongkai::read(&bytes).expect(&name);
            agrees(&name, &parsed, &truth);
            tiles(&name, &parsed);
            for diagnostic in &parsed.diagnostics {
                assert!(diagnostic.severity() < Severity::Warning, "{name}: {diagnostic}");
            }
            let ignored: String =
                parsed.ignored().filter_map(|block| block.span.text(&parsed.source)).collect();
            if parsed.source.contains("索引号") {
                assert!(
                    ignored.contains("索引号") && ignored.contains("主办："),
                    "{name}: {ignored}"
                );
                chrome += 1;
            }
            assert!(!parsed.source.contains("var a"), "{name}");
            assert_eq!(parsed.report.other.len(), 1, "{name}: {:?}", parsed.report.other);
            count += truth.cells.len();
        }
    }
    assert!(count > 2900 && chrome >= 4, "{count} figures, {chrome} pages with chrome");
}

#[test]
fn the_published_page_with_other_spans_in_its_body() {
    let Some(shared) = shared() else { return };
    let folder = shared.join("real");
    let truth = Truth::read(&folder.join("shanghai-office-2019.truth.json"));
    let bytes = std::fs::read(folder.join("shanghai-office-2019.html")).expect("page");
    let parsed = gongkai::read(&bytes).expect("page");
    agrees("shanghai-office-2019", &parsed, &truth);
    tiles("shanghai-office-2019", &parsed);
    assert_eq!(truth.cells.len(), 198);
    let blanks = parsed.report.figures().filter(|f| f.cell.state() == CellState::Blank);
    assert_eq!(blanks.count(), 135);
}

#[test]
fn pages_as_systems_and_people_write_them() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for name in ["word-paste-2021", "publishing-system-2019", "by-hand-2021"] {
        let bytes = std::fs::read(folder.join(format!("{name}.html"))).expect(name);
        let truth = Truth::read(&folder.join(format!("{name}.html.truth.json")));
        let parsed = gongkai::read(&bytes).expect(name);
        agrees(name, &parsed, &truth);
        tiles(name, &parsed);
        for diagnostic in &parsed.diagnostics {
            assert!(diagnostic.severity() < Severity::Warning, "{name}: {diagnostic}");
        }
        let report = &parsed.report;
        assert_eq!(report.preamble.len(), 1, "{name}: {:?}", report.preamble);
        assert_eq!(report.overview.subsections.len(), 2, "{name}: {:?}", report.overview);
        assert_eq!(report.problems.problems.len(), 1, "{name}: {:?}", report.problems);
        assert_eq!(report.other.len(), 1, "{name}: {:?}", report.other);
    }
}
