//! Checks reports: `cargo run --example check -- FILE…`, `… -- --json FILE…`, `… -- --lang zh FILE…`
//!
//! Prints what reading and validation have to say. `--json` prints one JSON object a line with file,
//! code, severity, path, message, span, line, column and operands. The exit status is 0 if there is
//! nothing worse than a warning, 1 if there is an inconsistency or an error, 2 if a file cannot be
//! read.

mod support;

use std::io::{self, Write};
use std::process::ExitCode;

use gongkai::{Diagnostic, Language, LineIndex, Severity};

fn main() -> ExitCode {
    let mut json = false;
    let mut language = Language::English;
    let mut files = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--json" => json = true,
            "--lang" => match args.next().as_deref() {
                Some("zh") => language = Language::Chinese,
                Some("en") => language = Language::English,
                _ => return usage(),
            },
            _ if arg.starts_with("-") => return usage(),
            _ => files.push(arg),
        }
    }
    if files.is_empty() {
        return usage();
    }
    let mut out = io::stdout().lock();
    let mut status = 0;
    for file in &files {
        let parsed = match support::read(file) {
            Ok(parsed) => parsed,
            Err(error) => {
                eprintln!("{error}");
                status = 2;
                continue;
            }
        };
        let validation = parsed.validate();
        let findings = parsed.findings();
        let lines = LineIndex::new(&parsed.source);
        let written = if json {
            findings.iter().try_for_each(|finding| {
                writeln!(out, "{}", object(file, finding, &parsed.source, &lines, language))
            })
        } else {
            let counts = validation.counts();
            findings
                .iter()
                .try_for_each(|finding| {
                    let excerpt = finding.excerpt(&parsed.source).language(language).lines(&lines);
                    writeln!(out, "{file}: {excerpt}")
                })
                .and_then(|()| {
                    writeln!(
                        out,
                        "{file}: findings: {}; of the rules, {} hold, {} are violated, {} cannot be assessed",
                        findings.len(),
                        counts.hold,
                        counts.violated,
                        counts.not_assessable
                    )
                })
        };
        if let Err(error) = written {
            if error.kind() != io::ErrorKind::BrokenPipe {
                eprintln!("cannot write: {error}");
            }
            return ExitCode::from(2);
        }
        if findings.iter().any(|finding| finding.severity() >= Severity::Inconsistency) {
            status = status.max(1);
        }
    }
    ExitCode::from(status)
}

fn usage() -> ExitCode {
    eprintln!("usage: check [--json] [--lang en|zh] FILE…");
    ExitCode::from(2)
}

/// A finding as a JSON object.
fn object(
    file: &str,
    finding: &Diagnostic,
    source: &str,
    lines: &LineIndex,
    language: Language,
) -> serde_json::Value {
    let at = finding.span.map(|span| lines.position(source, span.start));
    let operands: Vec<_> = finding.operands().collect();
    serde_json::json!({
        "file": file,
        "code": finding.code(),
        "severity": finding.severity(),
        "path": finding.subject.to_string(),
        "message": finding.message(language),
        "span": finding.span,
        "line": at.map(|at| at.line),
        "column": at.map(|at| at.column),
        "operands": operands,
    })
}
