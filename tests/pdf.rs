//! PDF documents: what their pages show is what is read.

#![allow(missing_docs)]

mod support;

use std::path::{Path, PathBuf};

use gongkai::{
    Applicant, Cell, Code, InputKind, Outcome, Parsed, ReadError, Reader, Row, Severity,
};
use support::{Truth, figures};

/// How the figures of a reading compare with those that a document shows.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    right: usize,
    missed: usize,
}

/// Compares figures; one that is wrong ends the test.
fn score(name: &str, parsed: &Parsed<'_>, truth: &Truth) -> Score {
    let found = figures(&parsed.report);
    let mut score = Score::default();
    for (path, value) in &truth.cells {
        match found.get(path) {
            Some(read) => {
                assert_eq!(read, value, "{name}: {path}\n{}", parsed.source);
                score.right += 1;
            }
            None => score.missed += 1,
        }
    }
    for path in found.keys() {
        assert!(truth.cells.contains_key(path), "{name}: {path} is not in the document");
    }
    assert_eq!(parsed.report.organ.as_ref(), Some(&truth.organ), "{name}");
    assert_eq!(parsed.report.year, Some(truth.year), "{name}");
    assert_eq!(parsed.report.form.map(|form| form.to_string()), Some(truth.form.clone()), "{name}");
    eprintln!("{name}: {score:?}");
    score
}

fn read(path: &Path) -> Parsed<'static> {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    assert_eq!(InputKind::of(&bytes), InputKind::Pdf);
    match Reader::new().pdf(&bytes) {
        Ok(parsed) => parsed,
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

fn errors(parsed: &Parsed<'_>) -> Vec<String> {
    let errors = parsed.diagnostics.iter().filter(|d| d.severity() == Severity::Error);
    errors.map(ToString::to_string).collect()
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pdf");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("fixtures")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "pdf"))
        .collect();
    files.sort();
    assert!(files.len() >= 5);
    files
}

/// Every figure has a box, on a page of the document, with the text of the figure in it.
fn boxes(name: &str, parsed: &Parsed<'_>, pages: u32) {
    for (field, span) in parsed.spans.iter() {
        let Some(place) = parsed.page_box(field) else { panic!("{name}: {field} has no box") };
        assert!((1..=pages).contains(&place.page), "{name}: {field}: {place:?}");
        assert!(place.x0 < place.x1 && place.y0 < place.y1, "{name}: {field}: {place:?}");
        assert!(place.x1 < 1200.0 && place.y1 < 1200.0, "{name}: {field}: {place:?}");
        assert_eq!(parsed.pages.boxes(span).count(), 1, "{name}: {field}");
    }
}

#[test]
fn documents_of_chromium_and_writer_are_read_figure_for_figure() {
    for path in fixtures() {
        let name = path.file_stem().expect("name").to_string_lossy().into_owned();
        let truth = Truth::read(&path.with_extension("truth.json"));
        let parsed = read(&path);
        let score = score(&name, &parsed, &truth);
        assert_eq!(score.missed, 0, "{name}: {:?}\n{}", errors(&parsed), parsed.source);
        boxes(&name, &parsed, 3);
    }
}

#[test]
fn prose_is_joined_over_lines_and_pages() {
    for path in fixtures() {
        let parsed = read(&path);
        let report = &parsed.report;
        let name = path.display();
        assert_eq!(report.overview.subsections.len(), 2, "{name}: {:?}", report.overview);
        for subsection in &report.overview.subsections {
            assert_eq!(subsection.paragraphs.len(), 1, "{name}: {subsection:?}");
        }
        let preamble = report.preamble.concat();
        assert!(preamble.ends_with('。') && !preamble.contains('\n'), "{name}: {preamble}");
        let text = parsed.source.as_ref();
        assert!(!text.contains("file:") && !text.contains("html"), "{name}: {text}");
    }
}

#[test]
fn the_report_of_hongze_is_read_whole() {
    let Some(shared) = support::shared() else { return };
    let parsed = read(&shared.join("real/hongze-2023.pdf"));
    let truth = Truth::read(&shared.join("real/hongze-2023.truth.json"));
    let score = score("hongze-2023", &parsed, &truth);
    assert_eq!((score.right, score.missed), (186, 0));
    assert_eq!(errors(&parsed), [] as [String; 0]);
    // Section four prints a total that is not the sum of its row, and says so as it is printed.
    let wrong: Vec<Code> = parsed.validate().diagnostics().map(|d| d.code()).collect();
    assert!(wrong.contains(&Code::DisputeSum), "{wrong:?}");
    boxes("hongze-2023", &parsed, 5);
}

#[test]
fn samples_are_read_and_none_of_their_figures_is_wrong() {
    let Some(shared) = support::shared() else { return };
    let mut seen = 0;
    for entry in std::fs::read_dir(shared.join("samples")).expect("samples") {
        let folder = entry.expect("entry").path();
        if !folder.is_dir() {
            continue;
        }
        seen += 1;
        let name = folder.file_name().expect("name").to_string_lossy().into_owned();
        let truth = Truth::read(&folder.join("truth.json"));
        let score = score(&name, &read(&folder.join("report.pdf")), &truth);
        // Two were printed on pages too narrow for their tables: three of the columns are on none.
        let is_cut = name.contains("1003") || name.contains("1007");
        let total = score.right + score.missed;
        assert!(is_cut || score.right * 100 >= total * 99, "{name}: {score:?}");
        assert!(!is_cut || score.right == 125, "{name}: {score:?}");
    }
    assert!(seen > 0, "no samples");
}

#[test]
fn other_documents_are_told_apart() {
    let text = "华阴市2020年政府信息公开工作年度报告".as_bytes();
    let error = Reader::new().pdf(text).unwrap_err();
    assert_eq!(error, ReadError::WrongKind { expected: InputKind::Pdf, found: InputKind::Text });
    let old = Reader::new().pdf(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).unwrap_err();
    assert_eq!(old, ReadError::Unsupported { kind: InputKind::OldWord });
    let empty = gongkai::read(b"%PDF-1.7\n").unwrap_err();
    assert!(matches!(empty, ReadError::Damaged { kind: InputKind::Pdf, .. }), "{empty}");
}

#[test]
fn a_document_may_have_a_mark_or_blank_lines_before_it() {
    for path in fixtures() {
        let bytes = std::fs::read(&path).expect("a file");
        let report = gongkai::read(&bytes).expect("a report").report;
        for before in ["\r\n\r\n", "\u{FEFF}", "\u{FEFF}\n "] {
            let later = [before.as_bytes(), &bytes].concat();
            assert_eq!(gongkai::read(&later).expect("a report").report, report, "{before:?}");
        }
    }
}

#[test]
fn encrypted_documents_are_read_unless_they_need_a_password() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pdf/encrypted");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("fixtures") {
        let path = entry.expect("entry").path();
        let name = path.file_stem().expect("name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("a file");
        seen += 1;
        if name.starts_with("password") {
            let error = Reader::new().pdf(&bytes).unwrap_err();
            assert_eq!(error, ReadError::Unsupported { kind: InputKind::Encrypted }, "{name}");
            continue;
        }
        let parsed = read(&path);
        assert_eq!(parsed.report.organ.as_deref(), Some("云溪市"), "{name}: {}", parsed.source);
        let row = &parsed.report.applications[Row::Outcome(Outcome::Granted)];
        let found = Applicant::ALL.map(|applicant| row[applicant].clone());
        assert_eq!(found, [1, 0, 0, 0, 0, 20, 21].map(Cell::Value), "{name}: {}", parsed.source);
    }
    assert_eq!(seen, 8);
}
