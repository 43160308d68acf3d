//! Small PDF documents: pages with one row of section three.

use std::fmt::Write;

use gongkai::{Applicant, Cell, Code, Outcome, Parsed, Reader, Row};

/// A document of pages, each with its content and its entries, and of more objects.
pub fn document(pages: &[(&str, &str)], objects: &[String]) -> Vec<u8> {
    let mut all = vec!["<</Type /Catalog /Pages 2 0 R>>".to_owned()];
    let first = 4 + objects.len();
    let kids: String = (0..pages.len()).map(|i| format!("{} 0 R ", first + 2 * i)).collect();
    all.push(format!("<</Type /Pages /Kids [{kids}] /Count {}>>", pages.len()));
    // Its codes are Unicode.
    all.push(
        "<</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /UniGB-UCS2-H /DescendantFonts \
         [<</Type /Font /Subtype /CIDFontType0 /BaseFont /X /CIDSystemInfo <</Registry (Adobe) \
         /Ordering (GB1) /Supplement 4>> /DW 1000 /W [1 95 500 814 939 500]>>]>>"
            .to_owned(),
    );
    all.extend_from_slice(objects);
    for (i, (entries, content)) in pages.iter().enumerate() {
        all.push(format!(
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R {entries}>>",
            first + 2 * i + 1
        ));
        all.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
    }
    let mut file = "%PDF-1.7\n".to_owned();
    for (i, object) in all.iter().enumerate() {
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    file.push_str("trailer <</Root 1 0 R>>\n%%EOF\n");
    file.into_bytes()
}

/// The labels over the columns of section three, the first over those of its rows.
pub const APPLICANTS: [&str; 8] = [
    "申请人情况",
    "自然人",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
    "总计",
];

pub const FONT: &str = "/Resources <</Font <</F 3 0 R>>>>";

/// A text at a place, in a size.
pub fn at(x: u32, y: u32, size: u32, text: &str) -> String {
    let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /F {size} Tf {x} {y} Td <{codes}> Tj ET\n")
}

/// A report with one row of section three, ruled. `0` is drawn in its last but one cell but by `more`.
pub fn report(entries: &str, cell: &str, more: &str) -> Vec<u8> {
    report_with(entries, cell, more, &[])
}

/// The same with more objects, from number 4 on.
pub fn report_with(entries: &str, cell: &str, more: &str, objects: &[String]) -> Vec<u8> {
    let mut content = at(100, 760, 16, "云溪市2020年政府信息公开工作年度报告");
    content += &at(60, 720, 12, "三、收到和处理政府信息公开申请情况");
    content += "1 w 40 700 m 580 700 l S 40 660 m 580 660 l S\n";
    let mut x = 40;
    let labels = ["（一）予以公开", "1", "0", "0", "0", "0", cell, "21"];
    for (i, label) in labels.iter().enumerate() {
        let _ = writeln!(content, "{x} 660 m {x} 700 l S");
        if !label.is_empty() {
            content += &at(x + 5, 675, 12, label);
        }
        x += if i == 0 { 120 } else { 60 };
    }
    content += "580 660 m 580 700 l S\n";
    content += more;
    document(&[(entries, &content)], objects)
}

/// The figure in the last but one cell.
pub fn other(file: &[u8]) -> (Cell<u64>, Parsed<'static>) {
    let parsed = match Reader::new().pdf(file) {
        Ok(parsed) => parsed,
        Err(error) => panic!("{error}"),
    };
    let cell = parsed.report.applications
        [(Row::Outcome(Outcome::Granted), Applicant::OtherOrganization)]
        .clone();
    (cell, parsed)
}

pub fn has(parsed: &Parsed<'_>, code: Code) -> bool {
    parsed.diagnostics.iter().any(|d| d.code() == code)
}

/// The place of the last but one cell.
pub const X: u32 = 465;
pub const Y: u32 = 675;
