//! Reads a report and shows it: `cargo run --example parse`, `… -- FILE`, `… -- --json FILE`
//!
//! Without a file it reads one that is built in, so that it runs on a fresh checkout.

mod support;

use std::io::{self, Write};
use std::process::ExitCode;

use gongkai::{
    AnnualReport, Applicant, Cell, CellRef, Channel, Field, FigureKind, Form, Language, LineIndex,
    Parsed, Ruling, Script, Section, Severity,
};
use support::{left, right, width};

const FIXTURE: &str = include_str!("../tests/fixtures/cell-per-line-2019.txt");

fn main() -> ExitCode {
    let mut json = false;
    let mut language = Language::English;
    let mut file = None;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--json" => json = true,
            "--lang" => match args.next().as_deref() {
                Some("zh") => language = Language::Chinese,
                Some("en") => language = Language::English,
                _ => return usage(),
            },
            _ if file.is_none() && !arg.starts_with('-') => file = Some(arg),
            _ => return usage(),
        }
    }
    let parsed = match &file {
        None => gongkai::parse(FIXTURE),
        Some(file) => match support::read(file) {
            Ok(parsed) => parsed,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::from(2);
            }
        },
    };
    let shown = if json {
        match serde_json::to_string_pretty(&parsed.report) {
            Ok(json) => json + "\n",
            Err(error) => {
                eprintln!("cannot write JSON: {error}");
                return ExitCode::from(2);
            }
        }
    } else {
        let name = file.as_deref().unwrap_or("built-in fixture; give a FILE to read another");
        summary(&parsed, name, language)
    };
    match io::stdout().write_all(shown.as_bytes()) {
        // Whoever reads the output may stop early.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("cannot write: {error}");
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: parse [--json] [--lang en|zh] [FILE]");
    ExitCode::from(2)
}

/// A report for people: its tables, the shape of its prose, and what was found.
fn summary(parsed: &Parsed<'_>, name: &str, language: Language) -> String {
    let report = &parsed.report;
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    let unknown = "unknown".to_owned();
    line(format!(
        "{} · {} · {} · {}",
        report.organ.clone().unwrap_or_else(|| unknown.clone()),
        report.year.map_or_else(|| unknown.clone(), |year| year.to_string()),
        report.form.map_or("form unknown".to_owned(), |form| format!("form of {form}")),
        match report.script {
            Script::Simplified => "Simplified",
            Script::Traditional => "Traditional",
        }
    ));
    line(format!("({name})"));
    line(String::new());

    for section in Section::ALL {
        line(format!("{}  {}", section.number(), section.heading().in_script(report.script)));
        match section {
            Section::Overview => {
                line(format!(
                    "   {} before the sub-sections",
                    paragraphs(report.overview.preamble.len())
                ));
                for part in &report.overview.subsections {
                    let number = format!("({})", part.ordinal);
                    line(format!(
                        "   {number:<5}{} {:<28}{}",
                        left(&part.heading, 30),
                        part.theme.as_str(),
                        paragraphs(part.paragraphs.len())
                    ));
                }
            }
            Section::Proactive => table(report, section, &mut line),
            Section::Applications => matrix(report, &mut line),
            Section::Disputes => disputes(report, &mut line),
            Section::Problems => {
                let problems = &report.problems;
                if !problems.preamble.is_empty() {
                    line(format!("   {}", paragraphs(problems.preamble.len())));
                }
                for (i, problem) in problems.problems.iter().enumerate() {
                    line(format!("   problem {}: {}", i + 1, shortened(problem)));
                }
                for group in &problems.measures {
                    let lead = shortened(&group.lead);
                    line(format!("   measures ({}): {lead}", group.items.len()));
                }
            }
            Section::Other => line(format!("   {}", paragraphs(report.other.len()))),
        }
        line(String::new());
    }

    let ignored: Vec<String> = parsed
        .ignored()
        .filter_map(|block| block.span.text(&parsed.source))
        .map(|text| shortened(text.trim()))
        .filter(|text| !text.is_empty())
        .collect();
    line(format!(
        "ignored: {}",
        if ignored.is_empty() { "nothing".to_owned() } else { ignored.join(" · ") }
    ));

    let validation = parsed.validate();
    let counts = validation.counts();
    line(format!(
        "rules: {} hold, {} violated, {} not assessable",
        counts.hold, counts.violated, counts.not_assessable
    ));
    line(String::new());
    let lines = LineIndex::new(&parsed.source);
    let mut findings = parsed.findings();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
    for finding in &findings {
        let excerpt = finding.excerpt(&parsed.source).pages(&parsed.pages);
        line(excerpt.language(language).lines(&lines).to_string());
    }
    let errors = findings.iter().filter(|f| f.severity() >= Severity::Inconsistency).count();
    line(match findings.len() {
        0 => "no findings".to_owned(),
        1 => format!("1 finding, {errors} of them an error or an inconsistency"),
        n => format!("{n} findings, {errors} of them errors or inconsistencies"),
    });
    out
}

fn paragraphs(count: usize) -> String {
    if count == 1 { "1 paragraph".to_owned() } else { format!("{count} paragraphs") }
}

/// The beginning of a text.
fn shortened(text: &str) -> String {
    let mut chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let start: String = chars.by_ref().take(24).collect();
    if chars.next().is_some() { format!("{start}…") } else { start }
}

/// A cell as it is shown: blank cells and cells that are not there stay apart.
fn shown(report: &AnnualReport, field: Field) -> String {
    fn text<T: ToString>(cell: &Cell<T>) -> String {
        match cell {
            Cell::Value(value) => value.to_string(),
            Cell::Blank => "blank".to_owned(),
            Cell::NotApplicable => "/".to_owned(),
            Cell::Unread(text) => format!("?{}", shortened(text)),
            Cell::Absent => "absent".to_owned(),
        }
    }
    match report.cell(field) {
        CellRef::Count(cell) => text(cell),
        CellRef::Change(cell) => text(cell),
        CellRef::Money(cell) => text(cell),
    }
}

fn label(report: &AnnualReport, field: Field) -> (String, String) {
    let label = field.label(report.form_or_prescribed(), report.script);
    let (row, column) = label.split_once(" · ").unwrap_or((&label, ""));
    (row.to_owned(), column.to_owned())
}

/// Section two: each figure beside its labels.
fn table(report: &AnnualReport, section: Section, line: &mut impl FnMut(String)) {
    for field in report.fields().filter(|&field| section.has(field)) {
        let (row, column) = label(report, field);
        let mut value = right(&shown(report, field), 12);
        if field.kind() == FigureKind::Money {
            if let (Cell::Value(yuan), _) = report.cell(field).decimal() {
                value.push_str(&format!("  = {yuan} yuan"));
            }
        }
        line(format!("   {}{}{value}", left(&row, 24), left(&column, 20)));
    }
}

/// Section three: a row a line.
fn matrix(report: &AnnualReport, line: &mut impl FnMut(String)) {
    const LABEL: usize = 44;
    let fields: Vec<Field> = report.fields().filter(|&f| Section::Applications.has(f)).collect();
    let rows: Vec<&[Field]> = fields.chunks(Applicant::ALL.len()).collect();
    // Each column is as wide as its widest cell or label.
    let widths: Vec<usize> = (0..Applicant::ALL.len())
        .map(|i| {
            let of_cells = rows.iter().map(|row| width(&shown(report, row[i])));
            of_cells.chain([width(&label(report, rows[0][i]).1)]).max().unwrap_or(0) + 2
        })
        .collect();
    let header: String =
        widths.iter().zip(rows[0]).map(|(&w, &f)| right(&label(report, f).1, w)).collect();
    line(format!("   {}{header}", left("", LABEL)));
    for row in rows {
        let name = fit(&label(report, row[0]).0, LABEL);
        let cells: String =
            widths.iter().zip(row).map(|(&w, &f)| right(&shown(report, f), w)).collect();
        line(format!("   {}{cells}", left(&name, LABEL)));
    }
}

/// A label cut to a width.
fn fit(text: &str, to: usize) -> String {
    if width(text) <= to {
        return text.to_owned();
    }
    let mut cut = String::new();
    for c in text.chars() {
        if width(&cut) + 3 > to {
            break;
        }
        cut.push(c);
    }
    cut + "…"
}

/// Section four: a channel a line.
fn disputes(report: &AnnualReport, line: &mut impl FnMut(String)) {
    let header: String = Ruling::ALL
        .iter()
        .map(|&r| right(&label(report, Field::Disputes(Channel::Reconsideration, r)).1, 10))
        .collect();
    line(format!("   {}{header}", left("", 20)));
    for channel in Channel::ALL {
        let cells: String = Ruling::ALL
            .iter()
            .map(|&ruling| right(&shown(report, Field::Disputes(channel, ruling)), 10))
            .collect();
        let name = Field::Disputes(channel, Ruling::Total).label(Form::Y2021, report.script);
        let name = name.split(" · ").next().unwrap_or_default().to_owned();
        line(format!("   {}{cells}", left(&name, 20)));
    }
}
