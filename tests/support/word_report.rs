//! A report as a Word document with the merged cells that such reports have, in which a cell or a row is
//! changed, and what has to be read then.

use gongkai::{Reader, Severity};

use super::word::{Word, p, tc};
use super::{Truth, figures};

/// A report with the merged cells that Word's tables have.
pub struct Report {
    pub blocks: Vec<Block>,
    pub truth: Truth,
    pub styles: String,
    pub lists: String,
}

pub enum Block {
    Line(String),
    Table { props: String, rows: Vec<Row> },
}

/// A row: its properties, its label, and its cells.
pub struct Row {
    pub props: String,
    pub label: String,
    pub cells: Vec<String>,
}

pub const SPAN_2: &str = "<w:gridSpan w:val=\"2\"/>";
pub const BEGINS: &str = "<w:vMerge w:val=\"restart\"/>";
pub const GOES_ON: &str = "<w:vMerge/>";

pub fn span(columns: usize) -> String {
    format!("<w:gridSpan w:val=\"{columns}\"/>")
}

pub fn row(label: &str, cells: Vec<String>) -> Row {
    Row { props: String::new(), label: label.to_owned(), cells }
}

pub fn plain<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    texts.into_iter().map(|text| tc("", text)).collect()
}

impl Report {
    pub fn new() -> Report {
        let case = super::fixtures().into_iter().find(|c| c.name == "tabs-2021").expect("one");
        let mut blocks: Vec<Block> = Vec::new();
        let mut header = 0;
        for line in case.text.lines().filter(|line| !line.trim().is_empty()) {
            let texts: Vec<&str> = line.split('\t').collect();
            let is_number = |text: &&&str| text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            let figures = texts.iter().rev().take_while(is_number).count();
            let row = match (texts.as_slice(), figures) {
                (["信息内容", ..], _) => row("信息内容", plain(texts)),
                ([label, ..], 1 | 3) => row(label, plain(texts.iter().copied())),
                (_, 15) => row("四", plain(texts)),
                ([label, ..], 7) if texts.len() == 8 && !label.starts_with(['一', '二', '四']) =>
                {
                    let cells = std::iter::once(tc(GOES_ON, ""));
                    row(label, cells.chain(plain(texts.iter().copied())).collect())
                }
                ([label, rest @ ..], 7) if texts.len() == 8 => {
                    let cells = std::iter::once(tc(SPAN_2, label));
                    row(label, cells.chain(plain(rest.iter().copied())).collect())
                }
                ([group, label, ..], 7) => {
                    let cells = std::iter::once(tc(BEGINS, group));
                    row(label, cells.chain(plain(texts[1..].iter().copied())).collect())
                }
                (["商业" | "企业" | "科研", ..] | ["机构", ..], _) => continue,
                (_, 0) if line.contains('\t') => {
                    header += 1;
                    match header {
                        1 => row(
                            "注",
                            vec![
                                tc(&format!("{SPAN_2}{BEGINS}"), texts[0]),
                                tc(&span(7), texts[1]),
                            ],
                        ),
                        2 => row(
                            "自然人",
                            vec![
                                tc(&format!("{SPAN_2}{GOES_ON}"), ""),
                                tc(BEGINS, "自然人"),
                                tc(&span(5), "法人或其他组织"),
                                tc(BEGINS, "总计"),
                            ],
                        ),
                        3 => row(
                            "行政复议",
                            vec![tc(&span(5), "行政复议"), tc(&span(10), "行政诉讼")],
                        ),
                        4 => {
                            let mut cells: Vec<String> =
                                texts[..5].iter().map(|text| tc(BEGINS, text)).collect();
                            cells.extend(texts[5..].iter().map(|text| tc(&span(5), text)));
                            row("结果维持", cells)
                        }
                        _ => {
                            let mut cells = vec![tc(GOES_ON, ""); 5];
                            cells.extend(plain(texts));
                            row("结果纠正", cells)
                        }
                    }
                }
                _ => {
                    blocks.push(Block::Line(line.trim().to_owned()));
                    continue;
                }
            };
            if !matches!(blocks.last(), Some(Block::Table { .. })) {
                blocks.push(Block::Table { props: String::new(), rows: Vec::new() });
            }
            let Some(Block::Table { rows, .. }) = blocks.last_mut() else { unreachable!() };
            let is_applicants = row.label == "自然人";
            rows.push(row);
            if is_applicants {
                let mut cells = vec![tc(&format!("{SPAN_2}{GOES_ON}"), ""), tc(GOES_ON, "")];
                let columns = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"];
                cells.extend(plain(columns));
                cells.push(tc(GOES_ON, ""));
                rows.push(self::row("商业企业", cells));
            }
        }
        Report { blocks, truth: case.truth, styles: String::new(), lists: String::new() }
    }

    pub fn rows(&mut self) -> impl Iterator<Item = &mut Row> {
        self.blocks.iter_mut().flat_map(|block| match block {
            Block::Table { rows, .. } => rows.as_mut_slice(),
            Block::Line(_) => &mut [],
        })
    }

    /// The row with a label.
    pub fn row(&mut self, label: &str) -> &mut Row {
        let mut rows = self.rows();
        rows.find(|row| row.label == label).unwrap_or_else(|| panic!("no row {label}"))
    }

    /// Puts content into the cell of the invalidated regulations, in place of 0.
    pub fn with(mut self, cell_props: &str, content: &str) -> Report {
        self.row("规章").cells[2] = format!("<w:tc><w:tcPr>{cell_props}</w:tcPr>{content}</w:tc>");
        self
    }

    /// Gives the table that has a row properties.
    pub fn table_props(mut self, label: &str, new: &str) -> Report {
        for block in &mut self.blocks {
            if let Block::Table { props, rows } = block {
                if rows.iter().any(|row| row.label == label) {
                    *props = new.to_owned();
                }
            }
        }
        self
    }

    pub fn body(&self) -> String {
        let mut body = String::new();
        for block in &self.blocks {
            match block {
                Block::Line(line) => body.push_str(&p(line)),
                Block::Table { props, rows } => {
                    body.push_str(&format!("<w:tbl><w:tblPr>{props}</w:tblPr>"));
                    for Row { props, cells, .. } in rows {
                        let cells = cells.concat();
                        body.push_str(&format!("<w:tr><w:trPr>{props}</w:trPr>{cells}</w:tr>"));
                    }
                    body.push_str("</w:tbl>");
                }
            }
        }
        body
    }

    /// Reads it: what is under these paths has to be unread, or not found, with an error that says so,
    /// and everything else as it is.
    pub fn loses(&self, name: &str, paths: &[&str]) {
        let word = Word::new(&self.body()).with(&self.styles, &self.lists);
        let parsed = Reader::new().docx(&word.file()).unwrap_or_else(|e| panic!("{name}: {e}"));
        let found = figures(&parsed.report);
        for (path, value) in &self.truth.cells {
            let lost = paths.iter().find(|lost| {
                path.strip_prefix(**lost)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            });
            let Some(lost) = lost else {
                assert_eq!(found.get(path), Some(value), "{name}: {path} in\n{}", parsed.source);
                continue;
            };
            assert_eq!(found.get(path), None, "{name}: {path} in\n{}", parsed.source);
            let section = lost.split('.').next().expect("a path");
            let is_said = parsed
                .diagnostics
                .iter()
                .any(|d| d.severity() == Severity::Error && d.to_string().contains(section));
            assert!(is_said, "{name}: nothing says that {path} is lost");
        }
    }

    /// Reads it: the cell that [`Report::with`] fills has this value.
    pub fn has(mut self, name: &str, value: Option<&str>) {
        let path = "proactive.rules.repealed".to_owned();
        self.truth.cells.insert(path, value.map(ToOwned::to_owned));
        self.loses(name, &[]);
    }
}

pub const REPEALED: &[&str] = &["proactive.rules.repealed"];

/// Runs in a paragraph, in the cell of one figure, which is unread then.
pub fn unread(name: &str, runs: &str) {
    Report::new().with("", &format!("<w:p>{runs}</w:p>")).loses(name, REPEALED);
}

/// Runs in a paragraph, in the cell of one figure, which is read as this.
pub fn read(name: &str, runs: &str, value: &str) {
    Report::new().with("", &format!("<w:p>{runs}</w:p>")).has(name, Some(value));
}

pub fn run(props: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{props}</w:rPr><w:t>{text}</w:t></w:r>")
}
