//! A document before it is laid out: headings, prose and tables, and what is to be read from them.

use std::collections::BTreeSet;

use gongkai::{
    Applicant, Channel, FeesFigure, Field, Form, Outcome, Row, Ruling, Script, Section, Wording,
};

use super::faults::Fault;
use super::model::{Report, Value};
use super::rng::Rng;

/// What is to be found in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// The figure belongs to the other form.
    NotInForm,
    /// The figure was never printed.
    Missing,
    Value(Value),
    Blank,
    NotApplicable,
    /// A part of a merged cell that shows a zero: there is no telling what the others are, but
    /// nothing greater than it.
    MergedZero,
}

/// What is to be read from a document.
pub struct Truth {
    /// By [`Field::index`].
    pub expected: Vec<Expected>,
    /// Figures that the document leaves in doubt; they may stay unread.
    pub exempt: Vec<bool>,
}

impl Truth {
    pub fn exempt_all(&mut self) {
        self.exempt.fill(true);
    }
}

/// A cell with a figure.
#[derive(Clone)]
pub struct Printed {
    pub field: Option<Field>,
    pub text: String,
}

/// A cell of the head of a table: where it starts, and over how many columns it goes.
#[derive(Clone)]
pub struct Head {
    pub text: String,
    pub at: usize,
    pub span: usize,
}

/// A row of a table.
#[derive(Clone)]
pub struct Line {
    /// Labels of groups that open here, with the columns they stand in.
    pub groups: Vec<(usize, String)>,
    /// The column of the label.
    pub depth: usize,
    pub label: String,
    pub cells: Vec<Printed>,
}

/// A table: columns of labels, then columns of figures.
#[derive(Clone)]
pub struct Table {
    pub section: Section,
    pub caption: Option<String>,
    pub caption_behind: bool,
    pub labels: usize,
    pub columns: usize,
    pub head: Vec<Vec<Head>>,
    pub lines: Vec<Line>,
}

pub enum Block {
    Title(String),
    Heading(String),
    Prose(String),
    Table(Table),
}

pub struct Document {
    pub blocks: Vec<Block>,
    pub report: Report,
    pub truth: Truth,
    pub faults: BTreeSet<Fault>,
}

impl Document {
    /// The report in the official order, in the official words.
    pub fn new(report: Report, zero: &str, rng: &mut Rng) -> Document {
        let mut truth = Truth {
            expected: vec![Expected::NotInForm; Field::COUNT],
            exempt: vec![false; Field::COUNT],
        };
        let mut write = Writer { report: &report, zero, truth: &mut truth, rng };
        let tables = [write.section_two(), vec![write.matrix()], vec![write.disputes()]];
        let [two, three, four] = tables;
        let prose = |n: usize| Block::Prose(PROSE[n].in_script(report.script).to_owned());
        let heading = |n: usize| {
            let number = NUMBERS[n];
            let text = Section::ALL[n].heading().in_script(report.script);
            Block::Heading(format!("{number}、{text}"))
        };
        let title = match report.script {
            Script::Simplified => "年政府信息公开工作年度报告",
            Script::Traditional => "年政府信息公開工作年度報告",
        };
        let mut blocks = vec![Block::Title(format!("{}{}{title}", report.organ, report.year))];
        blocks.extend([prose(0), heading(0), prose(1), prose(2), heading(1)]);
        blocks.extend(two.into_iter().map(Block::Table));
        blocks.push(heading(2));
        blocks.extend(three.into_iter().map(Block::Table));
        blocks.push(heading(3));
        blocks.extend(four.into_iter().map(Block::Table));
        blocks.extend([heading(4), prose(3), prose(4), heading(5), prose(5)]);
        Document { blocks, report, truth, faults: BTreeSet::new() }
    }

    pub fn tables(&mut self) -> impl Iterator<Item = &mut Table> {
        self.blocks.iter_mut().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// The figures of a table may stay unread.
    pub fn exempt(&mut self, table: usize) {
        let fields: Vec<Field> = self
            .tables()
            .nth(table)
            .into_iter()
            .flat_map(|table| &table.lines)
            .flat_map(|line| line.cells.iter().filter_map(|cell| cell.field))
            .collect();
        for field in fields {
            self.truth.exempt[field.index()] = true;
        }
    }
}

pub const NUMBERS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

const PROSE: [Wording; 6] = [
    Wording("本报告写明这一年公开工作的做法和数字。", "本報告寫明這一年公開工作的做法和數字。"),
    Wording(
        "这一年网站照常更新，窗口每天开门，来信都有回音，材料按月装订。",
        "這一年網站照常更新，窗口每天開門，來信都有回音，材料按月裝訂。",
    ),
    Wording(
        "栏目由两位同事轮流照看，错字当天改正，旧稿逐条核对以后放进目录。",
        "欄目由兩位同事輪流照看，錯字當天改正，舊稿逐條核對以後放進目錄。",
    ),
    Wording("有的栏目几个月才更新一次，解读写得太长。", "有的欄目幾個月才更新一次，解讀寫得太長。"),
    Wording("下一步给每个栏目定下日子，把长文章改短。", "下一步給每個欄目定下日子，把長文章改短。"),
    Wording("这一年没有别的事情要写。", "這一年沒有別的事情要寫。"),
];

const CAPTIONS: [(char, &[&str]); 5] = [
    ('一', &["proactive.rules", "proactive.normative_documents"]),
    ('五', &["proactive.licensing", "proactive.other_services"]),
    ('六', &["proactive.penalties", "proactive.coercion"]),
    ('八', &["proactive.fees"]),
    ('九', &["proactive.procurement"]),
];
const CONTENT: Wording = Wording("信息内容", "信息內容");
const FEES_AMOUNT: Wording = Wording("本年收费金额（单位：万元）", "本年收費金額（單位：萬元）");
const NOTE: Wording = Wording(
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    "（本列數據的勾稽關係為：第一項加第二項之和，等於第三項加第四項之和）",
);
const APPLICANTS: Wording = Wording("申请人情况", "申請人情況");
const ORGANIZATIONS: Wording = Wording("法人或其他组织", "法人或其他組織");
const LITIGATION: Wording = Wording("行政诉讼", "行政訴訟");
const OUTCOMES: Wording = Wording("三、本年度办理结果", "三、本年度辦理結果");
const DENIED: Wording = Wording("（三）不予公开", "（三）不予公開");
const UNAVAILABLE: Wording = Wording("（四）无法提供", "（四）無法提供");
const NOT_PROCESSED: Wording = Wording("（五）不予处理", "（五）不予處理");
const OTHER: Wording = Wording("（六）其他处理", "（六）其他處理");
const PARTIALLY: Wording = Wording(
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "（二）部分公開（區分處理的，只計這一情形，不計其他情形）",
);

/// Writes the tables of a report, and down what they say.
struct Writer<'a> {
    report: &'a Report,
    /// What a zero looks like; empty for a blank cell.
    zero: &'a str,
    truth: &'a mut Truth,
    rng: &'a mut Rng,
}

impl Writer<'_> {
    fn words(&self, words: Wording) -> String {
        words.in_script(self.report.script).to_owned()
    }

    /// The row and the column of a figure in the words of the form.
    fn label(&self, field: Field) -> (String, String) {
        let label = field.label(self.report.form, self.report.script);
        let (row, column) = label.split_once(" · ").expect("a row and a column");
        let row = match field {
            Field::Applications(Row::Outcome(Outcome::PartiallyGranted), _) => {
                self.words(PARTIALLY)
            }
            _ => row.to_owned(),
        };
        let column = match field {
            Field::Fees(FeesFigure::Amount) => self.words(FEES_AMOUNT),
            _ => column.to_owned(),
        };
        (row, column)
    }

    fn print(&mut self, field: Field) -> Printed {
        let value = self.report.values[field.index()].expect("a figure of the form");
        let (text, expected) = if value.is_zero() && self.zero != "0" {
            let blank = self.zero.is_empty();
            let expected = if blank { Expected::Blank } else { Expected::NotApplicable };
            (self.zero.to_owned(), expected)
        } else {
            (self.literal(value), Expected::Value(value))
        };
        self.truth.expected[field.index()] = expected;
        Printed { field: Some(field), text }
    }

    fn literal(&mut self, value: Value) -> String {
        match value {
            Value::Count(n) => n.to_string(),
            Value::Change(0) => "0".to_owned(),
            Value::Change(n) => {
                let decrease = match self.report.script {
                    Script::Simplified => "减",
                    Script::Traditional => "減",
                };
                let (up, down) = self.rng.pick(&[("增", decrease), ("+", "-"), ("", "-")]);
                format!("{}{}", if n < 0 { down } else { up }, n.unsigned_abs())
            }
            Value::Money(amount, unit) => {
                let in_header = self.report.form == Form::Y2021;
                let unit = match self.report.script {
                    Script::Traditional => unit.as_str().replace('万', "萬"),
                    Script::Simplified => unit.as_str().to_owned(),
                };
                format!("{amount}{}", if in_header { "" } else { &unit })
            }
        }
    }

    fn section_two(&mut self) -> Vec<Table> {
        let mut tables = Vec::new();
        for (item, rows) in CAPTIONS {
            let mut table = Table {
                section: Section::Proactive,
                caption: Some(match self.report.script {
                    Script::Simplified => format!("第二十条第（{item}）项"),
                    Script::Traditional => format!("第二十條第（{item}）項"),
                }),
                caption_behind: false,
                labels: 1,
                columns: 0,
                head: Vec::new(),
                lines: Vec::new(),
            };
            for row in rows {
                let inside = |field: &Field| {
                    field.to_string().rsplit_once('.').is_some_and(|(path, _)| path == *row)
                };
                let fields: Vec<Field> = self.report.fields().into_iter().filter(inside).collect();
                let Some(&first) = fields.first() else { continue };
                let mut head = vec![Head { text: self.words(CONTENT), at: 0, span: 1 }];
                head.extend(fields.iter().enumerate().map(|(n, &field)| Head {
                    text: self.label(field).1,
                    at: n + 1,
                    span: 1,
                }));
                table.columns = fields.len();
                table.head = vec![head];
                let label = self.label(first).0;
                let cells = fields.iter().map(|&field| self.print(field)).collect();
                table.lines.push(Line { groups: Vec::new(), depth: 0, label, cells });
            }
            if !table.lines.is_empty() {
                tables.push(table);
            }
        }
        tables
    }

    fn matrix(&mut self) -> Table {
        let column = |n: usize| Field::Applications(Row::NewlyReceived, Applicant::ALL[n]);
        let kind = |n: usize, this: &Self| this.label(column(n)).1;
        let head = vec![
            vec![
                Head { text: self.words(NOTE), at: 0, span: 3 },
                Head { text: self.words(APPLICANTS), at: 3, span: 7 },
            ],
            vec![
                Head { text: kind(0, self), at: 3, span: 1 },
                Head { text: self.words(ORGANIZATIONS), at: 4, span: 5 },
                Head { text: kind(6, self), at: 9, span: 1 },
            ],
            (1..6).map(|n| Head { text: kind(n, self), at: 3 + n, span: 1 }).collect(),
        ];
        let lines = self.report.rows().into_iter().map(|row| self.row(row)).collect();
        Table {
            section: Section::Applications,
            caption: None,
            caption_behind: false,
            labels: 3,
            columns: 7,
            head,
            lines,
        }
    }

    fn row(&mut self, row: Row) -> Line {
        let fields = Applicant::ALL.map(|applicant| Field::Applications(row, applicant));
        let mut groups = Vec::new();
        let depth = match row {
            Row::NewlyReceived | Row::CarriedOver | Row::CarriedForward => 0,
            Row::Outcome(
                Outcome::Denied(_)
                | Outcome::Unavailable(_)
                | Outcome::NotProcessed(_)
                | Outcome::Other(Some(_)),
            ) => 2,
            _ => 1,
        };
        let label = self.label(fields[0]).0;
        if row == Row::Outcome(Outcome::Granted) {
            groups.push((0, self.words(OUTCOMES)));
        }
        if depth == 2 && label.starts_with('1') {
            groups.push((
                1,
                match row {
                    Row::Outcome(Outcome::Denied(_)) => self.words(DENIED),
                    Row::Outcome(Outcome::Unavailable(_)) => self.words(UNAVAILABLE),
                    Row::Outcome(Outcome::NotProcessed(_)) => self.words(NOT_PROCESSED),
                    _ => self.words(OTHER),
                },
            ));
        }
        let cells = fields.into_iter().map(|field| self.print(field)).collect();
        Line { groups, depth, label, cells }
    }

    fn disputes(&mut self) -> Table {
        let label = |channel, ruling, this: &Self| this.label(Field::Disputes(channel, ruling));
        let channel = |n: usize, this: &Self| label(Channel::ALL[n], Ruling::Total, this).0;
        let ruling = |n: usize, this: &Self| label(Channel::ALL[n / 5], Ruling::ALL[n % 5], this).1;
        let mut second: Vec<Head> =
            (0..5).map(|n| Head { text: ruling(n, self), at: n, span: 1 }).collect();
        second.push(Head { text: channel(1, self), at: 5, span: 5 });
        second.push(Head { text: channel(2, self), at: 10, span: 5 });
        let head = vec![
            vec![
                Head { text: channel(0, self), at: 0, span: 5 },
                Head { text: self.words(LITIGATION), at: 5, span: 10 },
            ],
            second,
            (5..15).map(|n| Head { text: ruling(n, self), at: n, span: 1 }).collect(),
        ];
        let fields = Channel::ALL
            .into_iter()
            .flat_map(|channel| Ruling::ALL.map(|ruling| Field::Disputes(channel, ruling)));
        let cells = fields.map(|field| self.print(field)).collect();
        Table {
            section: Section::Disputes,
            caption: None,
            caption_behind: false,
            labels: 0,
            columns: 15,
            head,
            lines: vec![Line { groups: Vec::new(), depth: 0, label: String::new(), cells }],
        }
    }
}
