//! Web pages: every figure of every sample, and the traps of real pages.

#![allow(missing_docs)]

mod support;

use gongkai::{CellState, Code, Parsed, Severity};
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

/// A page in which a cell of a table was damaged.
fn damaged(page: &str, seed: &mut u64) -> String {
    let mut random = |n: usize| {
        *seed =
            seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*seed >> 33).unwrap_or(0) % n
    };
    // The tables of the form, not that of the metadata.
    let from = page.find("第二十条").unwrap_or(0);
    let starts: Vec<usize> =
        page.match_indices("<td").map(|(at, _)| at).filter(|at| *at > from).collect();
    let start = starts[random(starts.len())];
    let (before, rest) = page.split_at(start);
    let (cell, behind) = rest.split_at(rest.find("</td>").map_or(rest.len(), |at| at + 5));
    let inside = cell.trim_start_matches("<td");
    match random(7) {
        0 => format!("{before}{behind}"),
        1 => format!("{before}{cell}{cell}{behind}"),
        2 => format!("{before}<td colspan=2{inside}{behind}"),
        3 => format!("{before}<td rowspan=2{inside}{behind}"),
        4 => format!("{before}<td></td>{cell}{behind}"),
        5 => format!("{before}{cell}</tr><tr>{behind}"),
        _ => format!("{before}{}{behind}", cell.replace("span=", "spam=")),
    }
}

#[test]
fn damaged_tables_have_no_wrong_figure() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut pages =
        vec![(folder.join("word-paste-2021.html"), folder.join("word-paste-2021.html.truth.json"))];
    if let Some(shared) = shared() {
        for name in [
            "random-2019-1000",
            "random-2021-1001",
            "random-2019-1002-blank_zero",
            "random-2021-1003-slash_zero",
        ] {
            let sample = shared.join("samples").join(name);
            pages.push((sample.join("report.html"), sample.join("truth.json")));
        }
        let real = shared.join("real");
        pages.push((
            real.join("shanghai-office-2019.html"),
            real.join("shanghai-office-2019.truth.json"),
        ));
    }
    let (mut wrong, mut read, mut all) = (Vec::new(), 0, 0);
    let mut seed = 1;
    for (page, truth) in pages {
        let text = std::fs::read_to_string(&page).expect("page");
        let truth = Truth::read(&truth);
        for i in 0..40 {
            let was = seed;
            let damaged = damaged(&text, &mut seed);
            let parsed = gongkai::read(damaged.as_bytes()).expect("page");
            let found = figures(&parsed.report);
            all += truth.cells.len();
            let unstated = parsed.diagnostics.iter().any(|d| d.code() == Code::UnitUnstated);
            for (path, value) in found {
                match truth.cells.get(&path) {
                    Some(truth) if *truth == value => read += 1,
                    // The label that states the unit was lost, and a warning says so.
                    _ if path == "proactive.fees.amount" && unstated => {}
                    truth => wrong.push((
                        page.display().to_string(),
                        i,
                        was,
                        path,
                        value,
                        truth.cloned(),
                    )),
                }
            }
        }
    }
    eprintln!("{read} of {all} figures read, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(read * 100 > all * 90, "{read} of {all}");
}
