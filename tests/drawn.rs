//! Tables drawn with characters: what browsers for terminals and converters make of a report.

use gongkai::{Applicant, Cell, Field, NonProcessing, Outcome, Parsed, Row};

const TITLE: &str = "云溪市2021年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n";

fn counts(parsed: &Parsed<'_>, row: Row) -> [Cell<u64>; 7] {
    Applicant::ALL.map(|applicant| parsed.report.applications[(row, applicant)].clone())
}

/// Every figure stands where its span says, and the blocks are the whole text.
fn assert_placed(parsed: &Parsed<'_>) {
    for (field, span) in parsed.spans.iter() {
        if let Field::Applications(row, applicant) = field {
            if let Cell::Value(count) = parsed.report.applications[(row, applicant)] {
                assert_eq!(span.text(&parsed.source), Some(count.to_string().as_str()), "{field}");
            }
        }
    }
    let mut end = 0;
    for block in &parsed.blocks {
        assert_eq!(block.span.start, end, "{:?}", parsed.blocks);
        assert!(!block.span.is_empty(), "{:?}", parsed.blocks);
        end = block.span.end;
    }
    assert_eq!(end as usize, parsed.source.len(), "{:?} {:?}", parsed.blocks, parsed.source);
}

#[test]
fn cells_of_several_lines() {
    for [upright, rule] in [
        ["|", "+------------+----+----+----+----+----+----+-----+"],
        ["│", "├────────────┼────┼────┼────┼────┼────┼────┼─────┤"],
    ] {
        let lines = [
            rule,
            "| 一、本年新 |    |    |    |    |    |    |     |",
            "| 收政府信息 | 16 | 21 | 23 |    | 18 | 19 | 114 |",
            "| 公开申请数 |    |    |    |    |    |    |     |",
            "| 量         |    |    |    |    |    |    |     |",
            rule,
            "| 二、上年结 | 0  | 1  | 3  | 1  | 0  | /  | 5   |",
            "| 转政府信息 |    |    |    |    |    |    |     |",
            "| 公开申请数 |    |    |    |    |    |    |     |",
            "| 量         |    |    |    |    |    |    |     |",
            rule,
        ];
        let table = lines.map(|line| line.replace('|', upright)).join("\n");
        for end in ["", "\n", "\n四、政府信息公开行政复议、行政诉讼情况\n无。\n"]
        {
            let text = format!("{TITLE}{table}{end}");
            let parsed = gongkai::parse(&text);
            let v = Cell::Value;
            assert_eq!(
                counts(&parsed, Row::NewlyReceived),
                [v(16), v(21), v(23), Cell::Blank, v(18), v(19), v(114)]
            );
            assert_eq!(
                counts(&parsed, Row::CarriedOver),
                [v(0), v(1), v(3), v(1), v(0), Cell::NotApplicable, v(5)]
            );
            assert_placed(&parsed);
            let blank = Field::Applications(Row::NewlyReceived, Applicant::ALL[3]);
            let place = parsed.spans.get(blank).unwrap();
            let before = text.get(..place.start as usize).unwrap();
            assert!(place.is_empty() && before.ends_with(upright));
        }
    }
}

#[test]
fn merged_cells() {
    let text = format!(
        "{TITLE}
+---------------------+---+-------------------+---+
|                     | 自| 法人或其他组织    | 总|
|                     | 然+---+---+---+---+---+ 计|
|                     | 人| 商| 科| 社| 法| 其|   |
|                     |   | 业| 研| 会| 律| 他|   |
|                     |   | 企| 机| 公| 服|   |   |
|                     |   | 业| 构| 益| 务|   |   |
|                     |   |   |   | 组| 机|   |   |
|                     |   |   |   | 织| 构|   |   |
+---------------------+---+---+---+---+---+---+---+
| 一、本年新收政府信  | 1 | 2 | 0 | 0 | 0 | 0 | 3 |
| 息公开申请数量      |   |   |   |   |   |   |   |
+------+--------------+---+---+---+---+---+---+---+
| 三、 | （一）予以公 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| 本年 | 开           |   |   |   |   |   |   |   |
| 度办 +--------------+---+---+---+---+---+---+---+
| 理结 | （七）总计   | 1 | 2 | 0 | 0 | 0 | 0 | 3 |
| 果   |              |   |   |   |   |   |   |   |
+------+--------------+---+---+---+---+---+---+---+
"
    );
    let parsed = gongkai::parse(&text);
    let rows = [Row::NewlyReceived, Row::Outcome(Outcome::Granted), Row::OutcomeTotal];
    for (row, total) in rows.into_iter().zip([3, 1, 3]) {
        assert_eq!(counts(&parsed, row)[6], Cell::Value(total), "{row}");
        assert_eq!(counts(&parsed, row)[2], Cell::Value(0), "{row}");
    }
    assert_placed(&parsed);
}

#[test]
fn rules_under_the_labels_only() {
    let text = format!(
        "{TITLE}
+----------------------------------+--------+----------+----------+--------------+--------------+------+------+
| 类别                             | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
+----------------------------------+--------+----------+----------+--------------+--------------+------+------+
| 一、本年新收政府信息公开申请数量 | 16     | 21       | 23       | 17           | 18           | 19   | 114  |
| 二、上年结转政府信息公开申请数量 | 0      | 1        | 3        | 1            | 0            | 0    | 5    |
+----------------------------------+--------+----------+----------+--------------+--------------+------+------+
"
    );
    let parsed = gongkai::parse(&text);
    assert_eq!(counts(&parsed, Row::NewlyReceived)[6], Cell::Value(114));
    assert_eq!(counts(&parsed, Row::CarriedOver)[6], Cell::Value(5));
    assert_placed(&parsed);
}

/// A page ends inside of a row: the lines of its label stand on either side of the page's number.
#[test]
fn the_number_of_a_page_inside_of_a_row() {
    let rule = "+------+---+---+---+---+---+---+---+";
    let text = format!(
        "{TITLE}{rule}
| （五 |   |   |   |   |   |   |   |
| ）不 |   |   |   |   |   |   |   |

- 3 -

| 予处 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |
| 理   |   |   |   |   |   |   |   |
{rule}
| 1.信 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |
| 访举 |   |   |   |   |   |   |   |
| 报投 |   |   |   |   |   |   |   |
| 诉类 |   |   |   |   |   |   |   |
| 申请 |   |   |   |   |   |   |   |
{rule}
"
    );
    let parsed = gongkai::parse(&text);
    let row = Row::Outcome(Outcome::NotProcessed(NonProcessing::PetitionOrComplaint));
    assert_eq!(counts(&parsed, row)[6], Cell::Value(4));
    assert_placed(&parsed);
}

/// What is not told by lines is not read: a row cut off, a line with a hole, lines not under one another.
#[test]
fn damaged_frames() {
    let whole = "+----------+---+---+---+---+---+---+---+
| 一、本年 |   |   |   |   |   |   |   |
| 新收政府 | 1 | 2 | 0 | 0 | 0 | 0 | 3 |
| 信息公开 |   |   |   |   |   |   |   |
| 申请数量 |   |   |   |   |   |   |   |
+----------+---+---+---+---+---+---+---+
| 二、上年 |   |   |   |   |   |   |   |
| 结转政府 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |
| 信息公开 |   |   |   |   |   |   |   |
| 申请数量 |   |   |   |   |   |   |   |
+----------+---+---+---+---+---+---+---+
| 四、结转 |   |   |   |   |   |   |   |
| 下年度继 | 5 | 0 | 0 | 0 | 0 | 0 | 5 |
| 续办理   |   |   |   |   |   |   |   |
+----------+---+---+---+---+---+---+---+
";
    let read = |table: &str| {
        let text = format!("{TITLE}{table}");
        let parsed = gongkai::parse(&text);
        assert_placed(&parsed);
        [Row::NewlyReceived, Row::CarriedOver, Row::CarriedForward]
            .map(|row| counts(&parsed, row)[6].clone())
    };
    let right = [3, 4, 5].map(Cell::Value);
    assert_eq!(read(whole), right);
    let lines: Vec<&str> = whole.lines().collect();
    let mut read_right = 0;
    for removed in 0..lines.len() {
        let mut left = lines.clone();
        left.remove(removed);
        for (found, right) in read(&left.join("\n")).into_iter().zip(&right) {
            assert!(!found.is_value() || found == *right, "without line {removed}");
            read_right += usize::from(found == *right);
            assert_ne!(found, Cell::Blank, "without line {removed}");
        }
    }
    // A line of a label that is gone leaves the other rows.
    assert!(read_right > lines.len(), "{read_right}");
    for at in 0..whole.len() {
        if !whole.is_char_boundary(at) || !whole.is_char_boundary(at + 1) {
            continue;
        }
        let mut damaged = whole.to_owned();
        damaged.remove(at);
        for (found, right) in read(&damaged).into_iter().zip(&right) {
            // A digit that is gone is gone.
            let digit = whole.as_bytes()[at].is_ascii_digit();
            assert!(!found.is_value() || found == *right || digit, "without byte {at}");
            assert!(found != Cell::Blank || digit, "without byte {at}");
        }
    }
}

#[test]
fn frames_in_no_table() {
    for text in [
        "+--+\n|",
        "+-+\n+-+\n+-+",
        "┌┐\n└┘",
        "│\n│\n│\n",
        "++\n++\n++\n",
        "+-:-+\n|  |\n+-:-+\n",
        "┌─┐\n│ │\n",
        "+---+\n|\u{20000}|\n+---+",
        "|+-|\n|+-|\n|+-|",
        "+-+-+\r\n| | |\r\n+-+-+\r\n",
    ] {
        assert_placed(&gongkai::parse(text));
        assert_placed(&gongkai::parse(&format!("{TITLE}{text}")));
        assert_placed(&gongkai::parse(&format!("{text}\n{TITLE}")));
    }
}

/// Frames of any characters, cut and put together by chance: nothing panics, and every place is one.
#[test]
fn frames_by_chance() {
    let pieces = [
        "+",
        "-",
        "|",
        "=",
        "│",
        "─",
        "┌",
        "┬",
        "┐",
        "├",
        "┼",
        "┤",
        "└",
        "┴",
        "┘",
        " ",
        "\n",
        "\n",
        "1",
        "20",
        "一、",
        "本年",
        "+---+---+\n",
        "| 1 | 2 |\n",
        "\r\n",
        "\t",
        ":",
        "“",
        "𠀀",
    ];
    let mut state = 88_172_645_463_325_252_u64;
    for _ in 0..4000 {
        let mut text = TITLE.to_owned();
        for _ in 0..60 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(pieces[(state % pieces.len() as u64) as usize]);
        }
        assert_placed(&gongkai::parse(&text));
    }
}

/// A line across is missing, or stands in the wrong place: no figures of one row are those of another.
#[test]
fn lines_across_that_are_missing() {
    let v = Cell::Value;
    let tables = [
        "┌────────────────┬───┬───┬───┬───┬───┬───┬───┐
│1.信访举报投诉类│ 1 │ 2 │ 0 │ 0 │ 0 │ 0 │ 3 │
│申请            ├───┼───┼───┼───┼───┼───┼───┤
│2.重复申请      │ 4 │ 0 │ 0 │ 0 │ 0 │ 0 │ 4 │
└────────────────┴───┴───┴───┴───┴───┴───┴───┘",
        "+------------+------------+---+---+---+---+---+---+---+
| 二、上年结 |            |   |   |   |   |   |   |   |
| 转政府信息 |            | 1 | 2 | 0 | 0 | 0 | 0 | 3 |
| 公开申请数 |            |   |   |   |   |   |   |   |
| 量         |            |   |   |   |   |   |   |   |
| 三、本年度 | （一）予以 |   |   |   |   |   |   |   |
| 办理结果   | 公开       |   |   |   |   |   |   |   |
+------------+------------+---+---+---+---+---+---+---+",
        "+------------+------------+---+---+---+---+---+---+---+
| 三、本年度 | （七）总计 | 6 |   | 0 | 0 | 0 | 0 | 6 |
| 四、结转下 |            |   | 3 |   |   |   |   |   |
| 年度继续办 |            |   |   |   |   |   |   |   |
| 理         |            |   |   |   |   |   |   |   |
+------------+------------+---+---+---+---+---+---+---+",
        "+----------------+-----+---+---+---+---+---+-----+
| 1.信访举报投诉 |     |   |   |   |   |   |     |
| 类申请         | 12  | 0 | 0 | 0 | 0 | 0 | 12  |
+----------------+-----+---+---+---+---+---+-----+

- 3 -

+----------------+-----+---+---+---+---+---+-----+
|                | 34  |   |   |   |   |   | 34  |
+----------------+-----+---+---+---+---+---+-----+",
    ];
    for table in tables {
        let text = format!("{TITLE}{table}\n");
        let parsed = gongkai::parse(&text);
        for row in Row::ALL {
            let total = parsed.report.applications[(row, Applicant::Total)].clone();
            let is_known = total.is_value() || total == Cell::Blank;
            let right = row == Row::Outcome(Outcome::NotProcessed(NonProcessing::Duplicate))
                && total == v(4);
            assert!(!is_known || right, "{row}: {total:?}\n{table}");
        }
        assert_placed(&parsed);
    }
    // The frame of a row is closed at the end of a page, and opened again for the rest of its label.
    let text = "云溪市2021年政府信息公开工作年度报告\n二、主动公开政府信息情况
+------------+--------------+--------------+--------------+
| 信息内容   | 本年制发件数 | 本年废止件数 | 现行有效件数 |
+------------+--------------+--------------+--------------+
| 行政       | 71           | 105          | 6            |
+------------+--------------+--------------+--------------+

- 2 -

+------------+--------------+--------------+--------------+
| 规范性文件 |              |              |              |
+------------+--------------+--------------+--------------+
";
    let parsed = gongkai::parse(text);
    let documents = &parsed.report.proactive.normative_documents;
    assert!(documents.issued.unread().is_some(), "{documents:?}");
}

/// A whole report in the frame of one cell: figures keep their places.
#[test]
fn a_frame_around_a_report() {
    let text = "┌────────────────────────────────────┐
│云溪市2021年政府信息公开工作年度报告│
│三、收到和处理政府信息公开申请情况  │
│一、本年新收政府信息公开申请数量 1 2 0 0 0 0 3│
└────────────────────────────────────┘
";
    let text = text.replace("3│", "3 │").replace("量 1 2 0 0 0 0 3 ", "量\n│1 2 0 0 0 0 3");
    assert_placed(&gongkai::parse(&text));
}
