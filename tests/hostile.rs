//! Files that were made to hurt: no panic, no stack overflow, bounded memory, and an error that names
//! the limit. `cargo test --release --features html --test hostile -- --nocapture` prints what each
//! took.

#![allow(missing_docs)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::time::Instant;

use gongkai::{InputKind, Limit, ReadError, Reader};

/// The allocator of the system, counting.
struct Counting;

thread_local! {
    /// The bytes that the thread has, and the most that it had.
    static LIVE: Cell<usize> = const { Cell::new(0) };
    static PEAK: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes to the system's allocator unchanged; the counters do not touch memory
// that is handed out.
#[allow(unsafe_code, reason = "an allocator cannot be written without")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let live = LIVE.get() + layout.size();
        LIVE.set(live);
        PEAK.set(PEAK.get().max(live));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        LIVE.set(LIVE.get().saturating_sub(layout.size()));
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Reads a page; the result with the most bytes that reading had at a time.
fn read(name: &str, page: &str) -> (Result<String, ReadError>, usize) {
    let before = LIVE.get();
    PEAK.set(before);
    let start = Instant::now();
    let result = Reader::new().html(page.as_bytes()).map(|parsed| parsed.source.into_owned());
    let elapsed = start.elapsed();
    let peak = PEAK.get() - before;
    let said = match &result {
        Ok(text) => format!("{} bytes of text", text.len()),
        Err(error) => error.to_string(),
    };
    eprintln!(
        "{name}: {:.1} MB in {} ms, at most {:.1} MB: {said}",
        page.len() as f64 / 1e6,
        elapsed.as_millis(),
        peak as f64 / 1e6
    );
    (result, peak)
}

fn past(result: Result<String, ReadError>) -> Limit {
    match result {
        Err(ReadError::PastLimit { limit, .. }) => limit,
        other => panic!("no limit was passed: {:?}", other.map(|text| text.len())),
    }
}

#[test]
fn a_million_elements_inside_one_another() {
    for tag in ["<div>", "<b>", "<span>", "<table><tr><td>", "<blockquote><p>", "<ul><li>"] {
        let (result, peak) = read(tag, &tag.repeat(1_000_000));
        assert_eq!(past(result), Limit::Nesting, "{tag}");
        assert!(peak < 4 << 20, "{tag}: {peak}");
    }
    for tag in ["<p>", "<table>"] {
        let (result, peak) = read(tag, &tag.repeat(100_000));
        assert_eq!(result, Ok(String::new()));
        assert!(peak < 100 << 20, "{tag}: {peak}");
    }
}

#[test]
fn formatting_elements_that_are_opened_again_and_again() {
    let fonts: String = (0..500).map(|i| format!("<font size={i}>")).collect();
    let (result, peak) = read("fonts", &format!("<p>{fonts}{}", "</p><p>x".repeat(200_000)));
    assert_eq!(past(result), Limit::Nodes);
    assert!(peak < 150 << 20, "{peak}");
}

#[test]
fn spans_of_millions_of_places() {
    let cell = "<td rowspan=65534 colspan=1000>x";
    let table = |rows: usize| format!("<table>{}", format!("<tr>{cell}").repeat(rows));
    let (result, peak) = read("one cell", &table(1));
    assert!(result.is_ok() && peak < 1 << 20, "{peak}");
    let (result, peak) = read("a row each", &table(5000));
    assert_eq!(past(result), Limit::Area);
    assert!(peak < 32 << 20, "{peak}");
    let (result, peak) = read("one row", &format!("<table><tr>{}", cell.repeat(5000)));
    assert_eq!(past(result), Limit::Area);
    assert!(peak < 32 << 20, "{peak}");
    let (result, _) = read("many tables", &format!("{}</table>", table(300)).repeat(20));
    assert_eq!(past(result), Limit::Area);
    let (result, peak) = read("many cells", &format!("<table><tr>{}", "<td>0".repeat(270_000)));
    assert_eq!(past(result), Limit::Cells);
    assert!(peak < 300 << 20, "{peak}");
    let (result, _) = read("overflow", "<table><tr><td colspan=99999999999999999999 rowspan=-1>x");
    assert_eq!(result, Ok("x\n".to_owned()));
}

#[test]
fn long_attributes_comments_and_texts() {
    for (name, page) in [
        ("value", format!("<p title='{}'>x", "ab".repeat(2_000_000))),
        ("comment", format!("<!--{}-->x", "-<td>".repeat(150_000))),
        ("text", "政府 ".repeat(200_000)),
        (
            "picture",
            format!(
                "<img src='data:image/png;base64,{}'>x",
                format!("{}/", "A".repeat(60)).repeat(50_000)
            ),
        ),
        ("open tag", format!("x<p {}", "=".repeat(2_000_000))),
        ("ampersands", "&".repeat(400_000)),
        ("blanks", format!("x{}", " \n".repeat(1_000_000))),
    ] {
        let (result, peak) = read(name, &page);
        assert!(result.is_ok(), "{name}: {result:?}");
        assert!(peak < 200 << 20, "{name}: {peak}");
    }
}

#[test]
fn a_million_attributes() {
    for between in [" ", "/", "=''"] {
        let attributes: String = (0..1_000_000).map(|i| format!("a{i}{between}")).collect();
        let (result, _) = read("attributes", &format!("<p {attributes}>"));
        assert_eq!(past(result), Limit::Words);
    }
}

#[test]
fn style_sheets_that_fit_everything() {
    let rules = |rule: &str, times: usize| format!("<style>{}</style>", rule.repeat(times));
    let page = |rules: String| format!("{rules}{}", "<p class=a><i>x</i>".repeat(20_000));
    for (name, rule) in [
        ("by tag", "i{opacity:0}"),
        ("any", "*{opacity:1}"),
        ("later", "p ~ p ~ p ~ p ~ i{opacity:0}"),
        ("place", "p:nth-child(3){opacity:0}"),
    ] {
        let (result, peak) = read(name, &page(rules(rule, 20_000)));
        assert_eq!(past(result), Limit::Nodes, "{name}");
        assert!(peak < 100 << 20, "{name}: {peak}");
    }
    let deep = format!("{}x", "<div>".repeat(900));
    let (result, _) = read(
        "deep",
        &format!("<style>{}</style>{deep}", "p div div div div div div div{opacity:0}"),
    );
    assert_eq!(result, Ok("x\n".to_owned()));
    let parts = format!("b{}:not(b{}){{opacity:0}}", " *".repeat(120), " *".repeat(120));
    let (result, _) = read("many parts", &format!("<style>{parts}</style>{deep}"));
    assert!(result.is_ok() || past(result) == Limit::Nodes);
    let parts = format!("b{}:not(b{}){{opacity:0}}", " *".repeat(120), " *".repeat(120));
    let (result, _) = read("many parts", &format!("<style>{parts}</style>{deep}"));
    assert!(result.is_ok() || past(result) == Limit::Nodes);
    // Selectors in selectors, and rules in rules, whose comparisons multiply.
    let many = "<p>x".repeat(100_000);
    for (name, sheet) in [
        ("later in later", ":not(:is(a ~ :not(a ~ *) ~ *) ~ * ~ *){opacity:0}".to_owned()),
        ("last", "p:nth-last-child(2n+1) ~ p:nth-last-of-type(3n){opacity:0}".repeat(200)),
        ("parents", format!("*{{{}opacity:0", "& &,& ~ &{".repeat(20))),
        ("not clear", "p:x ~ :not(:y) ~ p:z ~ :x{opacity:0}".repeat(1000)),
    ] {
        let (result, peak) = read(name, &format!("<style>{sheet}</style>{many}"));
        assert!(result.is_ok() || past(result) == Limit::Nodes, "{name}");
        assert!(peak < 150 << 20, "{name}: {peak}");
    }
    for (name, sheet) in [
        ("has", format!("p{}{{opacity:0}}", ":has(".repeat(200_000))),
        ("long", format!("{}{{opacity:0}}", "p ".repeat(1_000_000))),
        ("compound", format!("p{}{{opacity:0}}", ":is(p,i)".repeat(200_000))),
        ("rules in rules", "a{opacity:0;&".repeat(200_000)),
        ("declarations in rules", "a:hover{".repeat(200_000)),
        ("ampersands", format!("*{{{}", "&&&&&&&&{opacity:0;".repeat(1000))),
        ("layers", "@layer a.b,c,".to_owned() + &"d.".repeat(300_000) + "{p{opacity:0}}"),
        ("more layers", (0..100_000).map(|i| format!("@layer a{i}{{i{{opacity:0}}}}")).collect()),
        ("scopes", "@scope(a){".repeat(200_000)),
        ("many", (0..200_000).map(|i| format!(".a{i}{{opacity:0}}")).collect()),
        ("list", format!("{}p{{opacity:0}}", ":is(a) *,".repeat(300_000))),
        ("values", format!("p{{opacity:{}", "f(".repeat(500_000))),
        ("escapes", format!("p{{opacity:{}", "\\".repeat(500_000))),
        ("escapes in functions", format!("p{{opacity:\\66 {}", "f(".repeat(500_000))),
        ("open", "a{".repeat(300_000)),
        ("brackets", "[(".repeat(500_000)),
        ("not", format!("p{}{{opacity:0}}", ":not(".repeat(200_000))),
        ("not in not", {
            let (open, closed) = (":not(".repeat(100_000), ")".repeat(100_000));
            format!("p{open}a{closed}{{opacity:0}}")
        }),
        ("at", "@media screen{".repeat(50_000)),
        ("comments", "/*".repeat(500_000)),
        ("selectors", format!("{}p{{opacity:1}}", "b,".repeat(200_000))),
        ("quotes", "'\"".repeat(500_000)),
    ] {
        let (result, peak) = read(name, &format!("<style>{sheet}</style><p>x"));
        assert!(result.is_ok(), "{name}: {result:?}");
        assert!(peak < 200 << 20, "{name}: {peak}");
    }
    let items = "<li>x".repeat(100_000);
    for (name, list) in [
        ("classes", format!("<style>.a{{opacity:0}}</style><ul class='{}'>", "b ".repeat(16_000))),
        ("style of a list", format!("<ul style='{}'>", "opacity:1;".repeat(300_000))),
    ] {
        let (result, _) = read(name, &(list + &items));
        assert_eq!(past(result), Limit::Nodes, "{name}");
    }
    let styles = format!("<p style='{}'>x", "opacity:1;".repeat(300_000));
    assert!(read("style", &styles).0.is_ok());
}

#[test]
fn pages_cut_anywhere_and_broken_anywhere() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for name in ["publishing-system-2019.html", "by-hand-2021.html"] {
        let page = std::fs::read(folder.join(name)).expect(name);
        let whole = gongkai::read(&page).expect(name).report;
        for end in (0..page.len()).step_by(311) {
            let report = gongkai::read(&page[..end]).expect(name).report;
            for (cut, whole) in report.figures().zip(whole.figures()) {
                if cut.field == whole.field && cut.cell.value().is_some() {
                    // The last cell may be cut inside its number; html shows what is there.
                    let (cut_value, value) = (cut.cell.value(), whole.cell.value());
                    let prefix = cut_value.map(ToString::to_string).unwrap_or_default();
                    let full = value.map(ToString::to_string).unwrap_or_default();
                    assert!(full.starts_with(&prefix), "{name} cut at {end}: {}", cut.field);
                }
            }
        }
        let mut seed = 1_u64;
        for _ in 0..200 {
            let mut broken = page.clone();
            for _ in 0..20 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let at = usize::try_from(seed >> 33).unwrap_or(0) % broken.len();
                broken[at] = (seed >> 24) as u8;
            }
            let _ = Reader::new().html(&broken);
            let _ = gongkai::read(&broken);
        }
    }
}

#[test]
fn what_is_no_page_says_so() {
    for (bytes, kind) in [
        (&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], InputKind::OldWord),
        (b"\x89PNG\r\n\x1A\n", InputKind::Image),
        (b"\xFF\xD8\xFF\xE0", InputKind::Image),
        (b"GIF89a", InputKind::Image),
        (b"{\\rtf1", InputKind::Rtf),
        (b"PK\x03\x04xl/workbook.xml", InputKind::Spreadsheet),
        (b"PK\x03\x04OFD.xml", InputKind::Ofd),
        (b"PK\x05\x06", InputKind::Archive),
    ] {
        assert_eq!(InputKind::of(bytes), kind);
        assert_eq!(gongkai::read(bytes).unwrap_err(), ReadError::Unsupported { kind });
    }
    // Bytes of nothing are text that is no report.
    let noise: Vec<u8> = (0..=255).cycle().take(4000).collect();
    let parsed = gongkai::read(&noise).expect("text");
    assert!(parsed.report.figures().all(|figure| figure.cell.value().is_none()));
    assert!(gongkai::read(b"").is_ok() && gongkai::read(b"<").is_ok());
    let large = Reader::new().max_bytes(10).html(b"<p>0123456789").unwrap_err();
    assert_eq!(large, ReadError::PastLimit { limit: Limit::Bytes, max: 10 });
    assert_eq!(
        large.to_string(),
        "the document has more than 10 bytes; Reader::max_bytes sets another limit"
    );
}
