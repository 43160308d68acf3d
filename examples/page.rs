//! Writes pages for people: `cargo run --example page -- FILE`, `… -- --years FILE FILE…`,
//! `… -- --form FILE`
//!
//! `FILE` alone gives the review page of a report: its tables with all that there is to say about
//! them. `--years` compares the reports of one organ for several years. `--form` writes the report on
//! the official form, as an office publishes it; as Markdown, if the name of the output ends in `.md`.
//!
//! `-o OUT` writes to a file and not to the standard output; `--lang zh` gives the pages in Chinese,
//! `--light` and `--dark` their colours.

mod support;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use gongkai::write::{ColorScheme, OfficialForm, ReviewPage, YearsPage};
use gongkai::{AnnualReport, Language, Parsed};

const USAGE: &str = "\
usage: page [--lang en|zh] [--light|--dark] [-o OUT] FILE
       page [--lang en|zh] [--light|--dark] [-o OUT] --years FILE FILE…
       page [-o OUT.html|-o OUT.md] --form FILE";

#[derive(Debug, Default)]
struct Options {
    language: Language,
    scheme: ColorScheme,
    form: bool,
    years: bool,
    out: Option<String>,
    files: Vec<String>,
}

fn main() -> ExitCode {
    let Some(options) = options() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn options() -> Option<Options> {
    let mut options = Options::default();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--years" => options.years = true,
            "--form" => options.form = true,
            "--light" => options.scheme = ColorScheme::Light,
            "--dark" => options.scheme = ColorScheme::Dark,
            "--lang" => {
                options.language = match args.next()?.as_str() {
                    "en" => Language::English,
                    "zh" => Language::Chinese,
                    _ => return None,
                }
            }
            "-o" => options.out = Some(args.next()?),
            _ if arg.starts_with('-') => return None,
            _ => options.files.push(arg),
        }
    }
    let is_right = match options.files.len() {
        0 => false,
        1 => !options.years,
        _ => options.years && !options.form,
    };
    is_right.then_some(options)
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let reports = options
        .files
        .iter()
        .map(|file| support::read(file).map_err(|error| error.message(options.language)))
        .collect::<Result<Vec<_>, _>>()?;
    let page = match reports.as_slice() {
        [parsed] if options.form => form(parsed, options),
        [parsed] => review(parsed, options),
        _ => years(&reports, options),
    };
    match &options.out {
        Some(path) => std::fs::write(path, page)
            .map_err(|error| format!("{path}: cannot be written: {error}"))?,
        None => io::stdout().lock().write_all(page.as_bytes())?,
    }
    Ok(())
}

fn review(parsed: &Parsed<'_>, options: &Options) -> String {
    ReviewPage::of_parsed(parsed, &parsed.validate())
        .language(options.language)
        .color_scheme(options.scheme)
        .html()
}

fn years(parsed: &[Parsed<'_>], options: &Options) -> String {
    let reports: Vec<AnnualReport> = parsed.iter().map(|parsed| parsed.report.clone()).collect();
    let validation = gongkai::validate::years(&reports);
    YearsPage::new(&reports, &validation)
        .language(options.language)
        .color_scheme(options.scheme)
        .html()
}

fn form(parsed: &Parsed<'_>, options: &Options) -> String {
    let form = OfficialForm::new(&parsed.report);
    match &options.out {
        Some(path) if path.ends_with(".md") => form.markdown(),
        _ => form.html(),
    }
}
