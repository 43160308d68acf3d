//! Reads a folder of reports into one table:
//! `cargo run --release --features full --example corpus -- FOLDER [--out DIR]`
//!
//! Every file in the folder and in the folders below it is read, whatever it is. Written are
//! `corpus.csv` and, with the feature `parquet`, `corpus.parquet`: a row for every figure of every
//! report, in the order of the paths. Then a summary is printed: what was read, what does not add up,
//! and what could not be read and why.
//!
//! The exit status is 0 if the folder was gone through and the tables were written, whatever the files
//! are; 2 otherwise.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use gongkai::write::{Entry, csv::CsvWriter};
use gongkai::{CellState, Code, Diagnostic, Parsed, Parser, Severity};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

/// So many files are in memory at a time.
const ROUND: usize = 256;

/// What is written.
const TABLES: [&str; 2] = ["corpus.csv", "corpus.parquet"];

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (mut folder, mut out) = (None, PathBuf::from("."));
    while let Some(arg) = args.next() {
        match (arg.as_str(), &folder) {
            ("--out", _) => match args.next() {
                Some(path) => out = PathBuf::from(path),
                None => return usage(),
            },
            (arg, None) if !arg.starts_with('-') => folder = Some(PathBuf::from(arg)),
            _ => return usage(),
        }
    }
    let Some(folder) = folder else { return usage() };
    match corpus(&folder, &out) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: corpus FOLDER [--out DIR]");
    ExitCode::from(2)
}

fn corpus(folder: &Path, out: &Path) -> io::Result<()> {
    let mut summary = Summary::default();
    let mut files = files(folder, &mut summary)?;
    let mut tables = Tables::create(out)?;
    // The tables of an earlier run are no reports, wherever they lie.
    let tables_of_old: Vec<PathBuf> =
        TABLES.iter().filter_map(|table| fs::canonicalize(out.join(table)).ok()).collect();
    files.retain(|file| {
        let named = TABLES.iter().any(|table| file.ends_with(table));
        !(named && fs::canonicalize(file).is_ok_and(|file| tables_of_old.contains(&file)))
    });
    // Nothing is drawn where standard error is no terminal.
    let bar = ProgressBar::new(files.len() as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} files, {eta} left") {
        bar.set_style(style);
    }
    for round in files.chunks(ROUND) {
        // The results stand in the order of the files, whichever is read first.
        let results: Vec<_> = round
            .par_iter()
            .map(|path| {
                let result = read(path);
                bar.inc(1);
                result
            })
            .collect();
        for (path, result) in round.iter().zip(results) {
            let name = name(path, folder);
            match result {
                Ok(read) => {
                    tables.write(&read, &name)?;
                    summary.add(&read, name);
                }
                Err(reason) => summary.failed(reason, name),
            }
        }
    }
    bar.finish_and_clear();
    let written = tables.finish()?;
    summary.print(folder, &written)
}

/// The path inside the folder, with `/` on every system.
fn name(path: &Path, folder: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Every file in a folder and below it, in the order of the paths. Links to folders are not followed,
/// so that none is visited twice.
fn files(folder: &Path, summary: &mut Summary) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        let entries = match fs::read_dir(&at) {
            Ok(entries) => entries,
            // Without the folder itself there is nothing to do; another is one among many.
            Err(error) if at == folder => {
                return Err(io::Error::new(
                    error.kind(),
                    format!("{}: cannot be read: {error}", at.display()),
                ));
            }
            Err(error) => {
                summary.failed(error.to_string(), name(&at, folder));
                continue;
            }
        };
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) {
                Ok((path, kind)) if kind.is_dir() => folders.push(path),
                Ok((path, _)) => files.push(path),
                Err(error) => summary.failed(error.to_string(), name(&at, folder)),
            }
        }
    }
    files.sort();
    Ok(files)
}

/// A report with what there is to say about it.
struct Report {
    parsed: Parsed<'static>,
    findings: Vec<Diagnostic>,
}

/// Reads a file, or says why not. A panic would be a fault of the library: it must not take the other
/// files with it.
fn read(path: &Path) -> Result<Report, String> {
    panic::catch_unwind(AssertUnwindSafe(|| read_file(path)))
        .unwrap_or_else(|_| Err("reading it failed with a panic".to_owned()))
}

fn read_file(path: &Path) -> Result<Report, String> {
    // A pipe would wait for ever.
    if !fs::metadata(path).map_err(|error| error.to_string())?.is_file() {
        return Err("this is no file".to_owned());
    }
    // One byte more than the limit, so that the library says that the file passes it.
    let limit = Parser::DEFAULT_MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(|error| error.to_string())?;
    let parsed = gongkai::read(&bytes).map_err(|error| error.to_string())?.into_owned();
    let says = |code| parsed.diagnostics.iter().any(|d| d.code() == code);
    if says(Code::NotAReport) && says(Code::PagesWithoutText) {
        return Err(
            "its pages are pictures, without text (P41); recognize their text first".to_owned()
        );
    }
    if says(Code::NotAReport) && says(Code::UnknownGlyphs) {
        return Err("nothing says which characters it shows (P42); recognize its text".to_owned());
    }
    if says(Code::NotAReport) {
        return Err("this is not a report (P01)".to_owned());
    }
    let findings = parsed.findings();
    Ok(Report { parsed, findings })
}

/// The files that are written.
struct Tables {
    csv: CsvWriter<BufWriter<File>>,
    csv_path: PathBuf,
    #[cfg(feature = "parquet")]
    parquet: (gongkai::write::parquet::ParquetWriter<File>, PathBuf),
}

impl Tables {
    fn create(folder: &Path) -> io::Result<Tables> {
        fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        let csv_path = folder.join(TABLES[0]);
        #[cfg(feature = "parquet")]
        let parquet = {
            let path = folder.join(TABLES[1]);
            (gongkai::write::parquet::ParquetWriter::new(create(&path)?)?, path)
        };
        Ok(Tables {
            csv: CsvWriter::new(BufWriter::new(create(&csv_path)?))?,
            csv_path,
            #[cfg(feature = "parquet")]
            parquet,
        })
    }

    fn write(&mut self, report: &Report, name: &str) -> io::Result<()> {
        let entry = Entry::from(&report.parsed).file(name).findings(&report.findings);
        #[cfg(feature = "parquet")]
        self.parquet.0.write(entry.clone())?;
        self.csv.write(entry)
    }

    /// The names of what was written.
    fn finish(self) -> io::Result<Vec<PathBuf>> {
        self.csv.finish()?.flush()?;
        Ok(vec![
            self.csv_path,
            #[cfg(feature = "parquet")]
            self.parquet.0.finish().map(|_| self.parquet.1)?,
        ])
    }
}

fn create(path: &Path) -> io::Result<File> {
    File::create(path).map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: cannot be written: {error}", path.display()))
}

/// What is told at the end.
#[derive(Default)]
struct Summary {
    reports: usize,
    /// By form and by year, as they are printed.
    forms: BTreeMap<String, usize>,
    years: BTreeMap<String, usize>,
    /// By state, in the order of the states.
    figures: BTreeMap<CellState, usize>,
    /// How often each sum does not hold, by report.
    wrong: BTreeMap<String, Vec<Code>>,
    /// The reports of which some figures were not read: how many, and the codes that say why.
    incomplete: BTreeMap<String, (usize, Vec<Code>)>,
    /// The files that are not read, by the reason.
    failed: BTreeMap<String, Vec<String>>,
}

impl Summary {
    fn failed(&mut self, reason: String, name: String) {
        self.failed.entry(reason).or_default().push(name);
    }

    fn add(&mut self, Report { parsed, findings }: &Report, name: String) {
        let report = &parsed.report;
        self.reports += 1;
        *self.forms.entry(or_unknown(report.form)).or_default() += 1;
        *self.years.entry(or_unknown(report.year)).or_default() += 1;
        let mut missing = 0;
        for figure in report.figures() {
            let state = figure.cell.state();
            *self.figures.entry(state).or_default() += 1;
            missing += usize::from(matches!(state, CellState::Unread | CellState::Absent));
        }
        let codes = |severity| -> Vec<Code> {
            let findings = findings.iter().filter(|finding| finding.severity() == severity);
            findings.map(Diagnostic::code).collect()
        };
        if missing > 0 {
            self.incomplete.insert(name.clone(), (missing, codes(Severity::Error)));
        }
        let wrong = codes(Severity::Inconsistency);
        if !wrong.is_empty() {
            self.wrong.insert(name, wrong);
        }
    }

    fn print(&self, folder: &Path, written: &[PathBuf]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let failed: usize = self.failed.values().map(Vec::len).sum();
        let (files, folder) = (self.reports + failed, folder.display());
        writeln!(out, "{folder}: {files} files, {} reports, {failed} not read", self.reports)?;
        writeln!(out, "forms: {}", counts(&self.forms))?;
        writeln!(out, "years: {}", counts(&self.years))?;
        let figures: usize = self.figures.values().sum();
        writeln!(out, "figures: {figures}; {}", counts(&self.figures))?;
        for path in written {
            writeln!(out, "written: {}", path.display())?;
        }
        if !self.incomplete.is_empty() {
            writeln!(out, "\nfigures unread or absent ({}):", self.incomplete.len())?;
            for (name, (missing, codes)) in &self.incomplete {
                writeln!(out, "  {name}: {missing} ({})", of_each(codes))?;
            }
        }
        if !self.wrong.is_empty() {
            writeln!(out, "\nnot adding up ({}):", self.wrong.len())?;
            for (name, codes) in &self.wrong {
                writeln!(out, "  {name}: {}", of_each(codes))?;
            }
        }
        for (reason, names) in &self.failed {
            writeln!(out, "\nnot read ({}): {reason}", names.len())?;
            for name in names {
                writeln!(out, "  {name}")?;
            }
        }
        out.flush()
    }
}

fn or_unknown(what: Option<impl Display>) -> String {
    what.map_or_else(|| "unknown".to_owned(), |what| what.to_string())
}

/// `B2 1, B3 1`.
fn of_each(codes: &[Code]) -> String {
    let mut by_code: BTreeMap<Code, usize> = BTreeMap::new();
    for code in codes {
        *by_code.entry(*code).or_default() += 1;
    }
    counts(&by_code)
}

/// `value 12, blank 3`.
fn counts<K: Display>(counts: &BTreeMap<K, usize>) -> String {
    let counts: Vec<String> = counts.iter().map(|(what, n)| format!("{what} {n}")).collect();
    counts.join(", ")
}
