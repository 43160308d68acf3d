//! Writes the figures of reports as tidy CSV: `cargo run --example figures -- FILE…`
//!
//! One row for every figure of the report's form, in the order of the form. `state` is `value`,
//! `blank`, `not_applicable`, `unread` or `absent`; `value` is a plain decimal, money in yuan; `unit`
//! is `count` or `yuan` (`unstated` where a report gives an amount without a unit).

mod support;

use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() || files.iter().any(|arg| arg.starts_with('-')) {
        eprintln!("usage: figures FILE…");
        return ExitCode::from(2);
    }
    let mut out = io::stdout().lock();
    let mut status = ExitCode::SUCCESS;
    let mut write = || -> io::Result<()> {
        writeln!(out, "file,organ,year,form,path,state,value,unit")?;
        for file in &files {
            let report = match support::read(file) {
                Ok(parsed) => parsed.report,
                Err(error) => {
                    eprintln!("{error}");
                    status = ExitCode::from(2);
                    continue;
                }
            };
            let organ = quoted(report.organ.as_deref().unwrap_or_default());
            let year = report.year.map(|year| year.to_string()).unwrap_or_default();
            let form = report.form_or_prescribed();
            let file = quoted(file);
            for figure in report.figures() {
                let state = figure.cell.state();
                let value = figure.cell.value().map(ToString::to_string).unwrap_or_default();
                let (path, unit) = (figure.field, figure.unit.as_str());
                writeln!(out, "{file},{organ},{year},{form},{path},{state},{value},{unit}")?;
            }
        }
        out.flush()
    };
    match write() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("cannot write: {error}");
            ExitCode::from(2)
        }
        _ => status,
    }
}

/// A field of CSV, in quotes where it needs them.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
