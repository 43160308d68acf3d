//! The lines of a document, and what goes wrong with lines.

use super::Layout;
use super::document::Document;
use super::faults::Fault;
use super::rng::Rng;

/// Lines, and whether each stands in a table.
#[derive(Default)]
pub struct Page {
    lines: Vec<(String, bool)>,
}

impl Page {
    pub fn prose(&mut self, line: impl Into<String>) {
        self.lines.push((line.into(), false));
    }

    pub fn table(&mut self, line: impl Into<String>) {
        self.lines.push((line.into(), true));
    }

    /// The text, with the faults of lines put in.
    pub fn finish(mut self, document: &mut Document, layout: Layout, rng: &mut Rng) -> String {
        if rng.chance(10) {
            self.furniture(rng);
            document.faults.insert(Fault::Furniture);
        }
        let pdf = layout.is_pdf();
        if layout != Layout::L8 && rng.chance(if pdf { 40 } else { 6 }) {
            self.page_numbers(document, pdf, rng);
        }
        if rng.chance(5) {
            self.lines.iter_mut().for_each(|(line, _)| line.push_str("  "));
            document.faults.insert(Fault::TrailingSpaces);
        }
        let end = if rng.chance(10) {
            document.faults.insert(Fault::CarriageReturns);
            "\r\n"
        } else {
            "\n"
        };
        let mut text = String::new();
        for (line, _) in &self.lines {
            text.push_str(line);
            text.push_str(end);
        }
        if rng.chance(5) {
            text = text.chars().map(radical).collect();
            document.faults.insert(Fault::Radicals);
        }
        text
    }

    fn furniture(&mut self, rng: &mut Rng) {
        let before =
            ["首页 > 政务公开 > 年度报告", "索引号：000014349/2024-00012", "字体：【大 中 小】"];
        let behind = [
            "【打印】【关闭】",
            "网站备案号：ICP备12345678号-1",
            "上一篇：没有了",
            "扫一扫打开当前页",
        ];
        self.lines.insert(0, (rng.pick(&before).to_owned(), false));
        self.lines.push((rng.pick(&behind).to_owned(), false));
    }

    fn page_numbers(&mut self, document: &mut Document, pdf: bool, rng: &mut Rng) {
        let tables: Vec<usize> =
            (0..self.lines.len()).filter(|&n| self.lines[n].1 && n > 0).collect();
        if tables.is_empty() {
            return;
        }
        let mut places: Vec<usize> = (0..rng.between(1, 3)).map(|_| rng.pick(&tables)).collect();
        places.sort_unstable();
        // A bare number may as well be a figure.
        let bare = pdf && rng.chance(20);
        if bare {
            document.truth.exempt_all();
        }
        for (n, place) in places.into_iter().enumerate().rev() {
            let number = match (bare, rng.below(2)) {
                (true, _) => format!("{}{}", " ".repeat(rng.below(30)), n + 2),
                (false, 0) => format!("{}- {} -", " ".repeat(rng.below(30)), n + 2),
                (false, _) => format!("— {} —", n + 2),
            };
            self.lines.insert(place, (number, true));
            if pdf && rng.chance(50) {
                self.lines.insert(place, (String::new(), true));
            }
        }
        document.faults.insert(Fault::PageNumber);
    }
}

/// The radicals that fonts of PDF files give for common characters.
fn radical(c: char) -> char {
    match c {
        '一' => '⼀',
        '二' => '⼆',
        '八' => '⼋',
        '人' => '⼈',
        '行' => '⾏',
        '目' => '⽬',
        '无' => '⽆',
        '方' => '⽅',
        '大' => '⼤',
        '生' => '⽣',
        _ => c,
    }
}

/// Cuts a text into pieces of a number of characters. No piece starts with a mark that closes.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let (width, mut pieces, mut start) = (width.max(2), Vec::new(), 0);
    while start < chars.len() {
        let mut end = (start + width).min(chars.len());
        if end < chars.len() && end > start + 1 && "，。、；：）”".contains(chars[end]) {
            end -= 1;
        }
        pieces.push(chars[start..end].iter().collect::<String>().trim().to_owned());
        start = end;
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// One character a line.
pub fn upright(text: &str) -> Vec<String> {
    text.chars().filter(|c| !c.is_whitespace()).map(String::from).collect()
}
