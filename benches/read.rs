//! Measures reading web pages and, with the features `docx` and `pdf`, Word and PDF documents:
//! `cargo bench --features html,docx,pdf --bench read`, `… -- --json`, `… -- --quick`, `… -- FILE…`
//!
//! The yardstick of a page is html5ever building its own tree (`markup5ever_rcdom`) of it, decoded
//! already; that of a Word document is inflating its parts and passing over their XML; that of a PDF
//! document is hayro-syntax opening it and passing over the operators of its pages. Both run in rounds
//! that take turns, so that a slow moment of the machine falls on both; what is printed are medians, and
//! the ratio of medians of the same run.

#![allow(clippy::print_stdout, reason = "printing is what this program is for")]

#[cfg(feature = "docx")]
#[path = "../tests/support/word.rs"]
#[allow(dead_code, unreachable_pub, reason = "the tests use all of it")]
mod word;

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;

/// A page to measure with.
struct Input {
    name: String,
    bytes: Vec<u8>,
    yardstick: Yardstick,
}

/// What reading is compared with.
enum Yardstick {
    /// The tree of the page, whose text this is.
    Tree(String),
    /// The XML of the document.
    #[cfg(feature = "docx")]
    Xml,
    /// The operators of the document's pages, of which there are so many.
    #[cfg(feature = "pdf")]
    Operators(usize),
}

impl Input {
    fn new(name: &str, bytes: Vec<u8>) -> Input {
        #[cfg(feature = "docx")]
        if gongkai::InputKind::of(&bytes) == gongkai::InputKind::Docx {
            return Input { name: name.to_owned(), bytes, yardstick: Yardstick::Xml };
        }
        #[cfg(feature = "pdf")]
        if gongkai::InputKind::of(&bytes) == gongkai::InputKind::Pdf {
            let pages = pdf_operators(&bytes).0;
            return Input { name: name.to_owned(), bytes, yardstick: Yardstick::Operators(pages) };
        }
        let text = match String::from_utf8(bytes.clone()) {
            Ok(text) => text,
            Err(_) => encoding_rs::GB18030.decode(&bytes).0.into_owned(),
        };
        Input { name: name.to_owned(), bytes, yardstick: Yardstick::Tree(text) }
    }
}

impl Yardstick {
    fn name(&self) -> &'static str {
        match self {
            Yardstick::Tree(_) => "html5ever",
            #[cfg(feature = "docx")]
            Yardstick::Xml => "quick-xml",
            #[cfg(feature = "pdf")]
            Yardstick::Operators(_) => "hayro-syntax",
        }
    }

    /// How many pages the file has.
    fn pages(&self) -> Option<usize> {
        match self {
            #[cfg(feature = "pdf")]
            Yardstick::Operators(pages) => Some(*pages),
            _ => None,
        }
    }

    fn run(&self, _bytes: &[u8]) {
        match self {
            Yardstick::Tree(text) => {
                let parser = parse_document(RcDom::default(), ParseOpts::default());
                black_box(parser.one(black_box(text.as_str())));
            }
            #[cfg(feature = "docx")]
            Yardstick::Xml => {
                black_box(word_xml(black_box(_bytes)));
            }
            #[cfg(feature = "pdf")]
            Yardstick::Operators(_) => {
                black_box(pdf_operators(black_box(_bytes)));
            }
        }
    }
}

const TASKS: usize = 2;

/// Rounds of a full run, and of `--quick`.
const ROUNDS: [usize; 2] = [61, 9];

fn main() {
    let mut json = false;
    let mut rounds = ROUNDS[0];
    let mut inputs = vec![hand_written(), word_paste()];
    #[cfg(feature = "docx")]
    inputs.push(word_document());
    #[cfg(feature = "pdf")]
    inputs.extend(pdf_documents());
    for arg in std::env::args().skip(1) {
        match arg.as_str() {
            "--json" => json = true,
            "--quick" => rounds = ROUNDS[1],
            "--bench" | "--test" => {}
            file => match std::fs::read(file) {
                Ok(bytes) => inputs.push(Input::new(file, bytes)),
                Err(error) => {
                    eprintln!("{file}: {error}");
                    std::process::exit(2);
                }
            },
        }
    }
    // Pages, and what reading all of them takes.
    let mut all = (0, 0.0);
    for input in &inputs {
        let [yardstick, read] = measure(input, rounds);
        let (bytes, ratio) = (input.bytes.len(), read / yardstick);
        let name = input.yardstick.name();
        if json {
            println!(
                "{}",
                serde_json::json!({
                    "input": input.name, "bytes": bytes, "yardstick": name,
                    "yardstick_ns": yardstick, "read_ns": read, "read_to_yardstick": ratio,
                    "pages": input.yardstick.pages(),
                })
            );
            continue;
        }
        println!("{} ({bytes} bytes)", input.name);
        for (task, ns) in [(name, yardstick), ("read", read)] {
            println!(
                "  {task:<12}{:>10.1} µs{:>10.0} files/s{:>8.1} MB/s",
                ns / 1000.0,
                1e9 / ns,
                bytes as f64 / ns * 1000.0
            );
        }
        if let Some(pages) = input.yardstick.pages() {
            println!("  {:.0} pages/s", pages as f64 * 1e9 / read);
            (all.0, all.1) = (all.0 + pages, all.1 + read);
        }
        println!("  reading costs {ratio:.2} × {name}\n");
    }
    if all.0 > 0 && !json {
        println!("all {} pages: {:.0} pages/s", all.0, all.0 as f64 * 1e9 / all.1);
    }
}

fn measure(input: &Input, rounds: usize) -> [f64; TASKS] {
    let tasks: [&dyn Fn(); TASKS] = [&|| input.yardstick.run(&input.bytes), &|| {
        black_box(gongkai::read(black_box(&input.bytes)).is_ok());
    }];
    // A round of a task takes a few milliseconds.
    let repeats = tasks.map(|task| {
        let start = Instant::now();
        let mut n = 0_u32;
        while start.elapsed().as_millis() < 10 {
            task();
            n += 1;
        }
        (n / 2).max(1)
    });
    let mut times = [(); TASKS].map(|()| Vec::with_capacity(rounds));
    for _ in 0..rounds {
        for ((task, repeats), times) in tasks.iter().zip(repeats).zip(&mut times) {
            let start = Instant::now();
            for _ in 0..repeats {
                task();
            }
            times.push(start.elapsed().as_nanos() as f64 / f64::from(repeats));
        }
    }
    times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    })
}

/// A fixture as a page with few attributes.
fn hand_written() -> Input {
    page("hand-written page", "<p>", "<td>")
}

/// The same as an editor keeps what was pasted from Word.
fn word_paste() -> Input {
    page(
        "Word paste",
        "<p class=\"MsoNormal\" style=\"text-indent:32.0pt;line-height:28.0pt\"><span lang=\"EN-US\" \
         style=\"font-size:16.0pt;font-family:仿宋_GB2312\">",
        "<td width=\"64\" valign=\"center\" style=\"width:48.0pt;border:solid windowtext 1.0pt;\
         padding:0cm 5.4pt 0cm 5.4pt\"><p class=\"MsoNormal\" align=\"center\"><span \
         style=\"font-size:10.5pt\">",
    )
}

fn page(name: &str, paragraph: &str, cell: &str) -> Input {
    let mut text = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n".to_owned();
    let mut table = false;
    for line in include_str!("../tests/fixtures/tabs-2021.txt").lines() {
        let row = line.contains('\t');
        if row != table {
            text.push_str(if row { "<table>" } else { "</table>\n" });
            table = row;
        }
        if row {
            text.push_str("<tr>");
            for content in line.split('\t') {
                let _ = writeln!(text, "{cell}{content}</td>");
            }
            text.push_str("</tr>\n");
        } else if !line.is_empty() {
            let _ = writeln!(text, "{paragraph}{line}</p>");
        }
    }
    Input::new(name, text.into_bytes())
}

/// The fixture as Word writes it, with the properties of each paragraph, cell and run.
#[cfg(feature = "docx")]
fn word_document() -> Input {
    let run = "<w:rPr><w:rFonts w:hint=\"eastAsia\" w:ascii=\"仿宋_GB2312\" w:eastAsia=\"仿宋_GB2312\"/>\
               <w:color w:val=\"000000\"/><w:kern w:val=\"0\"/><w:sz w:val=\"32\"/></w:rPr>";
    let paragraph = |text: &str| {
        format!(
            "<w:p w14:paraId=\"28C57B0F\"><w:pPr><w:pStyle w:val=\"2\"/><w:widowControl/>\
             <w:spacing w:before=\"0\" w:after=\"0\"/><w:jc w:val=\"both\"/>{run}</w:pPr>\
             <w:r>{run}<w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let mut body = String::new();
    let mut table = false;
    for line in include_str!("../tests/fixtures/tabs-2021.txt").lines() {
        let row = line.contains('\t');
        if row != table {
            body.push_str(if row { "<w:tbl><w:tblPr/>" } else { "</w:tbl>" });
            table = row;
        }
        if row {
            body.push_str("<w:tr><w:trPr><w:jc w:val=\"center\"/></w:trPr>");
            for content in line.split('\t') {
                let _ = write!(
                    body,
                    "<w:tc><w:tcPr><w:tcW w:w=\"900\" w:type=\"dxa\"/><w:tcBorders><w:top \
                     w:val=\"single\" w:color=\"000000\" w:sz=\"8\"/></w:tcBorders><w:vAlign \
                     w:val=\"center\"/></w:tcPr>{}</w:tc>",
                    paragraph(content)
                );
            }
            body.push_str("</w:tr>");
        } else {
            body.push_str(&paragraph(line));
        }
    }
    Input::new("Word document", word::Word::new(&body).file())
}

/// Inflates the parts of a Word document that are read, and counts the events of their XML.
#[cfg(feature = "docx")]
fn word_xml(bytes: &[u8]) -> usize {
    let Ok(archive) = rawzip::ZipArchive::from_slice(bytes) else { return 0 };
    let mut entries = archive.entries();
    let mut events = 0;
    while let Ok(Some(entry)) = entries.next_entry() {
        let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        let read = ["document.xml", "styles.xml", "numbering.xml", ".rels", "Types].xml"];
        if !read.iter().any(|end| name.ends_with(end)) {
            continue;
        }
        let Ok(part) = archive.get_entry(entry.wayfinder()) else { continue };
        let content = miniz_oxide::inflate::decompress_to_vec_with_limit(part.data(), 1 << 28);
        let Ok(content) = content else { continue };
        let mut reader = quick_xml::Reader::from_reader(content.as_slice());
        while !matches!(reader.read_event(), Ok(quick_xml::events::Event::Eof) | Err(_)) {
            events += 1;
        }
    }
    events
}

/// The documents of the tests.
#[cfg(feature = "pdf")]
fn pdf_documents() -> Vec<Input> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pdf");
    let mut files: Vec<std::path::PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "pdf"))
        .collect();
    files.sort();
    files
        .iter()
        .filter_map(|path| {
            let name = path.file_name()?.to_string_lossy().into_owned();
            Some(Input::new(&name, std::fs::read(path).ok()?))
        })
        .collect()
}

/// Opens a document and passes over the operators of its pages: how many pages it has, and operators.
#[cfg(feature = "pdf")]
fn pdf_operators(bytes: &[u8]) -> (usize, usize) {
    let Ok(pdf) = hayro_syntax::Pdf::new(bytes.to_vec()) else { return (0, 0) };
    let pages = pdf.pages();
    let operators = pages.iter().map(|page| {
        let mut operators = page.typed_operations();
        std::iter::from_fn(|| operators.next().map(|_| ())).count()
    });
    (pages.len(), operators.sum())
}
