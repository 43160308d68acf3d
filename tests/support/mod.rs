//! What the tests share: documents with the figures that they show, and random reports.

#![allow(dead_code, unreachable_pub, reason = "every test uses a part of it")]

#[cfg(feature = "pdf")]
pub mod pdf;
pub mod random;
#[cfg(feature = "docx")]
pub mod word;
#[cfg(feature = "docx")]
pub mod word_report;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gongkai::{AnnualReport, CellState};

/// A document and what it says.
pub struct Case {
    pub name: String,
    pub text: String,
    pub truth: Truth,
}

/// The figures of a document, by path; `None` is a blank cell, `Some("/")` a mark.
pub struct Truth {
    pub form: String,
    pub organ: String,
    pub year: u16,
    pub cells: BTreeMap<String, Option<String>>,
    pub altered: Option<String>,
    /// The figures that the text does not decide.
    pub undecidable: Vec<String>,
    /// The sums that the organ itself got wrong: `B3 total: …`.
    pub published_errors: Vec<String>,
}

impl Truth {
    pub fn read(path: &Path) -> Truth {
        let text =
            std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let json: serde_json::Value =
            serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let cells = json["cells"]
            .as_object()
            .expect("cells")
            .iter()
            .map(|(path, value)| {
                let value = match value {
                    serde_json::Value::Null => None,
                    serde_json::Value::String(text) => Some(text.clone()),
                    number => Some(number.to_string()),
                };
                (path.clone(), value)
            })
            .collect();
        Truth {
            form: json["form"].as_str().expect("form").chars().take(4).collect(),
            organ: json["organ"].as_str().expect("organ").to_owned(),
            year: json["year"].as_u64().and_then(|y| u16::try_from(y).ok()).expect("year"),
            cells,
            altered: json["altered"].as_str().map(ToOwned::to_owned),
            undecidable: strings(&json["undecidable"]),
            published_errors: strings(&json["published_errors"]),
        }
    }
}

fn strings(list: &serde_json::Value) -> Vec<String> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(|item| item.as_str().map(ToOwned::to_owned)).collect()
}

/// The documents that come with the crate.
pub fn fixtures() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    ["cell-per-line-2019", "tabs-2021", "pipes-2021"]
        .into_iter()
        .map(|name| Case {
            name: name.to_owned(),
            text: std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect(name),
            truth: Truth::read(&folder.join(format!("{name}.truth.json"))),
        })
        .collect()
}

/// The folder of published documents and samples that may lie beside the project. Where it is
/// missing, tests that need it say so and pass, unless `GONGKAI_SHARED` names it.
pub fn shared() -> Option<PathBuf> {
    let folder = match std::env::var_os("GONGKAI_SHARED") {
        Some(folder) => {
            let folder = PathBuf::from(folder);
            assert!(folder.is_dir(), "GONGKAI_SHARED names no folder: {}", folder.display());
            return Some(folder);
        }
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
    };
    if folder.is_dir() {
        Some(folder)
    } else {
        eprintln!(
            "skipped: the folder of documents is not beside the project, and GONGKAI_SHARED is not set"
        );
        None
    }
}

/// Text files of every sample, by name.
pub fn samples(names: &[&str]) -> Vec<Case> {
    let Some(shared) = shared() else { return Vec::new() };
    let mut folders: Vec<PathBuf> = std::fs::read_dir(shared.join("samples"))
        .expect("samples")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(!folders.is_empty(), "no samples in {}", shared.display());
    let mut cases = Vec::new();
    for folder in folders {
        for name in names {
            let file = folder.join(name);
            cases.push(Case {
                name: format!("{}/{name}", folder.file_name().expect("name").to_string_lossy()),
                text: std::fs::read_to_string(&file)
                    .unwrap_or_else(|e| panic!("{}: {e}", file.display())),
                truth: Truth::read(&folder.join("truth.json")),
            });
        }
    }
    cases
}

/// A published document with its figures.
pub fn published(text: &str, truth: &str) -> Option<Case> {
    let folder = shared()?.join("real");
    Some(Case {
        name: text.to_owned(),
        text: std::fs::read_to_string(folder.join(text)).expect(text),
        truth: Truth::read(&folder.join(truth)),
    })
}

/// The figures of a report in the notation of [`Truth`]; those that are unread or absent are not
/// in it.
pub fn figures(report: &AnnualReport) -> BTreeMap<String, Option<String>> {
    report
        .figures()
        .filter_map(|figure| {
            let value = match figure.cell.state() {
                CellState::Value => figure.cell.value().map(ToString::to_string),
                CellState::Blank => None,
                CellState::NotApplicable => Some("/".to_owned()),
                _ => return None,
            };
            Some((figure.field.to_string(), value))
        })
        .collect()
}

/// What a cell of a report says: its figure, or why there is none.
pub fn told(parsed: &gongkai::Parsed<'_>, path: &str) -> String {
    let cell = parsed.report.cell(path.parse().expect("a path"));
    match cell.state() {
        CellState::Value => cell.decimal().0.value().map(ToString::to_string).unwrap_or_default(),
        state => state.to_string(),
    }
}
