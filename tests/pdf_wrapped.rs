//! PDF documents in which numbers are broken in narrow columns, or rows at the end of a page: a part of a
//! number is never read as one.

#![allow(missing_docs)]

mod support;

use gongkai::{Applicant, Cell, Denial, Outcome, Parsed, Reader, Row};
use support::pdf::{APPLICANTS, FONT, X, at, document, other, report};

const TITLE: &str = "云溪市2020年政府信息公开工作年度报告";
const GRANTED: &str = "（一）予以公开";
const SECRET: &str = "1.属于国家秘密";
const FORBIDDEN: &str = "2.其他法律行政法规禁止公开";

/// The left edge of a column.
fn edge(column: usize) -> u32 {
    let column = column as u32;
    40 + 58 * column + 92 * u32::from(column > 0)
}

/// Where the lines of a cell stand.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Stand {
    Top,
    Middle,
}

/// Draws rows of eight cells, each row as high as its lines, from a height down. Returns where it ends.
fn rows(content: &mut String, top: u32, rows: &[[&str; 8]], stand: Stand, ruled: bool) -> u32 {
    let mut y = top;
    for row in rows {
        let lines = |cell: &str| cell.split('\n').count() as u32;
        let most = row.iter().map(|cell| lines(cell)).max().unwrap_or(1);
        for (i, cell) in row.iter().enumerate() {
            let lower = if stand == Stand::Middle { (most - lines(cell)) * 6 } else { 0 };
            for (j, line) in cell.split('\n').enumerate().filter(|line| !line.1.is_empty()) {
                *content += &at(edge(i) + 4, y - 12 - lower - 12 * j as u32, 9, line);
            }
        }
        let bottom = y - 6 - 12 * most;
        if ruled {
            *content += &format!("{} {y} m {} {y} l S\n", edge(0), edge(8));
            for i in 0..=8 {
                *content += &format!("{0} {bottom} m {0} {y} l S\n", edge(i));
            }
        }
        y = bottom;
    }
    if ruled {
        *content += &format!("{} {y} m {} {y} l S\n", edge(0), edge(8));
    }
    y
}

fn heading() -> String {
    at(100, 760, 16, TITLE) + &at(60, 720, 12, "三、收到和处理政府信息公开申请情况")
}

fn parse(pages: &[String]) -> Parsed<'static> {
    let pages: Vec<(&str, &str)> = pages.iter().map(|page| (FONT, page.as_str())).collect();
    Reader::new().pdf(&document(&pages, &[])).expect("a document")
}

fn found(parsed: &Parsed<'_>, outcome: Outcome) -> [Cell<u64>; 7] {
    let counts = &parsed.report.applications[Row::Outcome(outcome)];
    Applicant::ALL.map(|applicant| counts[applicant].clone())
}

/// Checks that a row is read in full.
fn read(parsed: &Parsed<'_>, outcome: Outcome, figures: [u64; 7]) {
    assert_eq!(found(parsed, outcome), figures.map(Cell::Value), "{}", parsed.source);
}

/// Checks that some figures of a row are not read, and others are not read as anything else.
fn unread(parsed: &Parsed<'_>, outcome: Outcome, figures: [Option<u64>; 7]) {
    for (cell, figure) in found(parsed, outcome).into_iter().zip(figures) {
        let fine = match &cell {
            Cell::Value(read) => figure == Some(*read),
            Cell::Blank => false,
            _ => true,
        };
        assert!(fine, "{cell:?} for {figure:?}\n{}", parsed.source);
    }
    assert!(!parsed.diagnostics.is_empty());
}

const SECRETS: Outcome = Outcome::Denied(Denial::StateSecret);
const BY_LAW: Outcome = Outcome::Denied(Denial::ForbiddenByLaw);
const GRANTED_ROW: [&str; 8] = [GRANTED, "1", "0", "0", "0", "0", "20", "21"];
const BROKEN_ROW: [&str; 8] = [SECRET, "10\n0", "0", "0", "0", "0", "70\n5", "80\n5"];
const BY_LAW_ROW: [&str; 8] = [FORBIDDEN, "2", "0", "0", "0", "0", "4", "6"];

#[test]
fn broken_numbers_in_tables_without_lines() {
    for stand in [Stand::Top, Stand::Middle] {
        let mut content = heading();
        let table = [APPLICANTS, GRANTED_ROW, BROKEN_ROW, BY_LAW_ROW];
        rows(&mut content, 700, &table, stand, false);
        let parsed = parse(&[content]);
        unread(&parsed, SECRETS, [None, Some(0), Some(0), Some(0), Some(0), None, None]);
        read(&parsed, Outcome::Granted, [1, 0, 0, 0, 0, 20, 21]);
        read(&parsed, BY_LAW, [2, 0, 0, 0, 0, 4, 6]);
    }
}

#[test]
fn broken_numbers_in_tables_whose_lines_do_not_part_all_cells() {
    for stand in [Stand::Top, Stand::Middle] {
        let mut content = heading();
        // The first row has no line before its second figure and none below its first.
        let mut y = 700;
        content += &format!("{} {y} m {} {y} l S\n", edge(0), edge(8));
        for (i, row) in [GRANTED_ROW, BROKEN_ROW, BY_LAW_ROW].iter().enumerate() {
            let bottom = rows(&mut content, y, &[*row], stand, false);
            for edge in (0..=8).filter(|edge| i > 0 || *edge != 2).map(edge) {
                content += &format!("{edge} {bottom} m {edge} {y} l S\n");
            }
            let from = if i == 0 { 2 } else { 0 };
            content += &format!("{} {bottom} m {} {bottom} l S\n", edge(from), edge(8));
            y = bottom;
        }
        let parsed = parse(&[content]);
        unread(&parsed, SECRETS, [None, Some(0), Some(0), Some(0), Some(0), None, None]);
    }
}

#[test]
fn close_rows_without_lines_are_rows() {
    // Each has its label: no number is broken.
    let mut content = heading();
    let figures = ["12", "0", "0", "0", "0", "20", "32"];
    for (i, label) in [GRANTED, SECRET, FORBIDDEN].into_iter().enumerate() {
        let y = 690 - 11 * i as u32;
        content += &at(edge(0), y, 9, label);
        for (j, figure) in figures.iter().enumerate() {
            content += &at(edge(j + 1) + 4, y, 9, figure);
        }
    }
    let parsed = parse(&[content]);
    for outcome in [Outcome::Granted, SECRETS, BY_LAW] {
        read(&parsed, outcome, [12, 0, 0, 0, 0, 20, 32]);
    }
}

#[test]
fn rows_that_a_page_cuts_in_the_middle_of_a_number() {
    let above: [&str; 8] = [SECRET, "10", "0", "0", "0", "0", "70", "80"];
    let below: [&str; 8] = ["", "0", "", "", "", "", "5", "5"];
    let label: [&str; 8] = ["2.其他法律行政法", "3", "0", "0", "0", "0", "70", "80"];
    let rest: [&str; 8] = ["规禁止公开", "0", "", "", "", "", "5", "5"];
    for (above, below, outcome) in [(above, below, SECRETS), (label, rest, BY_LAW)] {
        for (ruled_above, ruled_below) in
            [(true, true), (false, true), (true, false), (false, false)]
        {
            for again in [false, true] {
                let mut first = heading();
                let table = [APPLICANTS, GRANTED_ROW, above];
                rows(&mut first, 120, &table, Stand::Top, ruled_above);
                let mut second = String::new();
                // The header may be printed again.
                let table = [
                    APPLICANTS,
                    below,
                    ["3.危及“三安全一稳定”", "2", "0", "0", "0", "0", "4", "6"],
                ];
                let table = if again { &table[..] } else { &table[1..] };
                rows(&mut second, 760, table, Stand::Top, ruled_below);
                let parsed = parse(&[first, second]);
                unread(&parsed, outcome, [None, Some(0), Some(0), Some(0), Some(0), None, None]);
                read(&parsed, Outcome::Granted, [1, 0, 0, 0, 0, 20, 21]);
                let security = Outcome::Denied(Denial::SecurityAndStability);
                if ruled_below {
                    read(&parsed, security, [2, 0, 0, 0, 0, 4, 6]);
                }
            }
        }
    }
}

#[test]
fn boxes_in_cells_that_touch_their_borders() {
    // Tables in cells have lines that lie on those around them, or nearly.
    for (x, width) in [(460, 60), (461, 58), (462, 40), (463, 50)] {
        for (y, height) in [(660, 24), (661, 22), (676, 24), (668, 20), (660, 40), (664, 36)] {
            let text = at(X, y + 6, 12, "20");
            let more = format!("{text} 0.5 w {x} {y} {width} {height} re S\n");
            let (cell, parsed) = other(&report(FONT, "", &more));
            let fine = cell == Cell::Value(20) || matches!(cell, Cell::Unread(_) | Cell::Absent);
            assert!(fine, "{x}, {y}, {width}, {height}: {cell:?}\n{}", parsed.source);
        }
    }
}

#[test]
fn a_figure_that_stands_lower_than_its_row() {
    // As in a table in a cell: what stands beside it is the label of a group.
    for group in ["（三）不予公开", "三、本年度办理结果"] {
        let mut content = heading();
        rows(&mut content, 700, &[APPLICANTS, GRANTED_ROW], Stand::Top, false);
        let secret = [SECRET, "10", "0", "", "0", "0", "70", "80"];
        let forbidden = [FORBIDDEN, "2", "0", "0", "0", "0", "4", "6"];
        rows(&mut content, 650, &[secret], Stand::Top, false);
        content += &at(edge(3) + 4, 618, 9, "45");
        content += &at(2, 618, 4, group);
        rows(&mut content, 600, &[forbidden], Stand::Top, false);
        let parsed = parse(&[content]);
        unread(
            &parsed,
            SECRETS,
            [Some(10), Some(0), Some(45), Some(0), Some(0), Some(70), Some(80)],
        );
    }
}

#[test]
fn numbers_that_run_out_of_the_page() {
    // Its right border lies on the edge of what is shown, and a digit is cut there.
    for x in 570..592 {
        let mut content = heading();
        content += "1 w 40 700 m 600 700 l S 40 660 m 600 660 l S\n";
        for (i, cell) in GRANTED_ROW.iter().enumerate().take(7) {
            let x = 40 + 60 * i as u32 + 60 * u32::from(i > 0);
            content += &format!("{x} 660 m {x} 700 l S\n");
            content += &at(x + 5, 675, 12, cell);
        }
        content += "520 660 m 520 700 l S 599.8 660 m 599.8 700 l S\n";
        content += &at(x, 675, 12, "97556");
        let parsed = parse(&[content]);
        let total = &parsed.report.applications[Row::Outcome(Outcome::Granted)].total;
        assert!(total.value().is_none_or(|total| *total == 97556), "{x}: {total:?}");
    }
}

/// Draws one row of boxes, each from an edge to another, with a text.
fn boxes(content: &mut String, top: u32, bottom: u32, cells: &[(u32, u32, &str)]) {
    for (from, to, text) in cells {
        *content += &format!("{from} {bottom} {} {} re S\n", to - from, top - bottom);
        *content += &at(from + 2, bottom + 6, 7, text);
    }
}

#[test]
fn labels_that_are_not_over_their_figures() {
    // The row of labels starts behind the others, or one of them is over two figures.
    let shifted = |by: u32, wide: Option<usize>| {
        let mut content = heading();
        let mut x = edge(1) - 50 + by;
        let mut labels = Vec::new();
        for (i, label) in APPLICANTS.iter().enumerate().skip(1) {
            let width = if wide == Some(i) { 100 } else { 50 };
            if wide.is_none_or(|wide| wide + 1 != i) {
                labels.push((x, x + width, *label));
                x += width;
            }
        }
        labels.insert(0, (edge(0), edge(1) - 50 + by, ""));
        boxes(&mut content, 700, 670, &labels);
        for (top, row) in [(670, GRANTED_ROW), (640, BY_LAW_ROW)] {
            let mut cells = vec![(edge(0), edge(1) - 50, row[0])];
            for (i, cell) in row.iter().enumerate().skip(1) {
                let x = edge(1) - 100 + 50 * i as u32;
                cells.push((x, x + 50, cell));
            }
            boxes(&mut content, top, top - 30, &cells);
        }
        parse(&[content])
    };
    read(&shifted(0, None), Outcome::Granted, [1, 0, 0, 0, 0, 20, 21]);
    for parsed in [shifted(50, None), shifted(100, None), shifted(0, Some(3)), shifted(0, Some(6))]
    {
        unread(&parsed, Outcome::Granted, [None; 7]);
        unread(&parsed, BY_LAW, [None; 7]);
    }
}

#[test]
fn labels_of_section_two_that_are_not_over_their_figures() {
    let documents = |by: u32| {
        let mut content = at(100, 760, 16, TITLE);
        content += &at(60, 720, 12, "二、主动公开政府信息情况");
        let row = |first: u32, cells: [&'static str; 4]| {
            let mut left = 40;
            let mut boxed = Vec::new();
            for (cell, width) in cells.into_iter().zip([first, 100, 100, 100]) {
                boxed.push((left, left + width, cell));
                left += width;
            }
            boxed
        };
        let labels = row(100 + by, ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]);
        boxes(&mut content, 700, 670, &labels);
        boxes(&mut content, 670, 640, &row(100, ["规章", "4", "5", "96"]));
        let parsed = parse(&[content]);
        let rules = parsed.report.proactive.rules.clone();
        (parsed, [rules.issued, rules.repealed, rules.in_force])
    };
    assert_eq!(documents(0).1, [4, 5, 96].map(Cell::Value));
    let (parsed, figures) = documents(100);
    assert!(figures.iter().all(|cell| cell.unread().is_some()), "{:?}", parsed.diagnostics);
}

#[test]
fn labels_of_section_two_that_are_missing() {
    let document = |labels: [&str; 4]| {
        let mut content = at(100, 760, 16, TITLE);
        content += &at(60, 720, 12, "二、主动公开政府信息情况");
        let table = [labels, ["规章", "4", "5", "96"], ["行政规范性文件", "7", "8", "90"]];
        for (i, row) in table.iter().enumerate() {
            for (j, cell) in row.iter().enumerate() {
                for (k, line) in cell.split('\n').enumerate().filter(|line| !line.1.is_empty()) {
                    let y = 690 - 24 * i as u32 - 10 * k as u32;
                    content += &at(46 + 130 * j as u32, y, 10, line);
                }
            }
        }
        parse(&[content])
    };
    let figures = |parsed: &Parsed<'_>| {
        let rules = parsed.report.proactive.rules.clone();
        [rules.issued, rules.repealed, rules.in_force]
    };
    let all = [4, 5, 96].map(Cell::Value);
    let labels = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"];
    assert_eq!(figures(&document(labels)), all);
    let wrapped = ["信息内容", "本年制发\n件数", "本年废止件数", "现行有效\n件数"];
    assert_eq!(figures(&document(wrapped)), all);
    for missing in 1..4 {
        let mut labels = labels;
        labels[missing] = "";
        let parsed = document(labels);
        assert!(figures(&parsed).iter().all(|cell| cell.value().is_none()), "{}", parsed.source);
        assert!(parsed.report.figures().all(|figure| figure.cell.value().is_none()));
    }
}

#[test]
fn figures_that_are_more_than_the_labels_over_them() {
    let with = |labels: [&'static str; 8], secret: [&'static str; 8]| {
        let mut content = heading();
        rows(&mut content, 700, &[labels, GRANTED_ROW, secret, BY_LAW_ROW], Stand::Top, false);
        parse(&[content])
    };
    let secret = [SECRET, "2", "0", "0", "0", "0", "4", "6"];
    read(&with(APPLICANTS, secret), SECRETS, [2, 0, 0, 0, 0, 4, 6]);
    let mut wrapped = APPLICANTS;
    (wrapped[2], wrapped[5]) = ("商业\n企业", "法律\n服务\n机构");
    read(&with(wrapped, secret), SECRETS, [2, 0, 0, 0, 0, 4, 6]);
    for missing in [1, 3, 4, 7] {
        let mut labels = APPLICANTS;
        labels[missing] = "";
        let parsed = with(labels, secret);
        for outcome in [Outcome::Granted, SECRETS, BY_LAW] {
            unread(&parsed, outcome, [None; 7]);
        }
    }
    // Labels in another order than in the form.
    let mut swapped = APPLICANTS;
    swapped.swap(2, 3);
    unread(&with(swapped, secret), SECRETS, [None; 7]);
    // One stray figure, and there is no column for it.
    let mut content = heading();
    let short = |mut row: [&'static str; 8]| {
        row[7] = "";
        row
    };
    let table = [short(APPLICANTS), short(GRANTED_ROW), secret, short(BY_LAW_ROW)];
    rows(&mut content, 700, &table, Stand::Top, false);
    let parsed = parse(&[content]);
    unread(&parsed, SECRETS, [None; 7]);
    for outcome in [Outcome::Granted, BY_LAW] {
        let row = found(&parsed, outcome);
        assert!(row.iter().all(|cell| cell.value().is_none()), "{}", parsed.source);
    }
}

#[test]
fn figures_that_are_drawn_in_tables_without_lines() {
    let with = |column: usize, drawing: &str| {
        let mut content = heading();
        let mut secret = [SECRET, "2", "0", "0", "0", "0", "4", "6"];
        secret[column] = "";
        rows(&mut content, 700, &[APPLICANTS, GRANTED_ROW, secret, BY_LAW_ROW], Stand::Top, false);
        // The second row stands at 652.
        content += &format!("q 1 0 0 1 {} 652 cm {drawing} Q", edge(column) + 4);
        parse(&[content])
    };
    for drawing in ["0 0 m 4 0 l 2 7 l h f", "0 3 m 4 3 l S", "1 w 1 0 m 1 6.4 l S"] {
        for column in [3, 7] {
            let parsed = with(column, drawing);
            let mut figures = [2, 0, 0, 0, 0, 4, 6].map(Some);
            figures[column - 1] = None;
            unread(&parsed, SECRETS, figures);
            read(&parsed, Outcome::Granted, [1, 0, 0, 0, 0, 20, 21]);
        }
    }
    for drawing in ["", "1 g 0 0 m 4 0 l 2 7 l h f", "0 20 m 4 20 l 2 27 l h f"] {
        assert_eq!(found(&with(3, drawing), SECRETS)[2], Cell::Blank, "{drawing}");
    }
}

#[test]
fn labels_of_section_four_that_are_fewer_than_the_figures() {
    const RULINGS: [&str; 5] = ["结果\n维持", "结果\n纠正", "其他\n结果", "尚未\n审结", "总计"];
    let document = |missing: &[u32], swapped: u32, joined: bool| {
        let mut content = at(100, 760, 16, TITLE);
        content += &at(60, 720, 12, "四、政府信息公开行政复议、行政诉讼情况");
        let edge = |i: u32| 20 + 37 * i;
        content += &at(edge(2), 690, 8, "行政复议");
        content += &at(edge(9), 690, 8, "行政诉讼");
        content += &at(edge(6), 675, 8, "未经复议直接起诉");
        content += &at(edge(12), 675, 8, "复议后起诉");
        for i in 0..15 {
            let label = if i == swapped {
                i + 1
            } else if i == swapped + 1 {
                swapped
            } else {
                i
            };
            for (j, line) in RULINGS[label as usize % 5].split('\n').enumerate() {
                if !missing.contains(&i) {
                    content += &at(edge(i) + 8, 660 - 9 * j as u32, 8, line);
                }
            }
            let figure = [3, 1, 0, 2, 6][i as usize % 5] + i / 5;
            content += &at(edge(i) + 14, 635, 8, &figure.to_string());
        }
        if joined {
            // Two of its columns have no line between them, and so none of it is parted.
            for edge in (0..=15).filter(|&i| i != 8).map(edge) {
                content += &format!("{edge} 630 m {edge} 700 l S\n");
            }
            for y in [630, 645, 700] {
                content += &format!("{} {y} m {} {y} l S\n", edge(0), edge(15));
            }
        }
        parse(&[content])
    };
    let figures = |parsed: &Parsed<'_>| {
        let disputes = &parsed.report.disputes;
        gongkai::Channel::ALL.map(|channel| {
            let counts = &disputes[channel];
            gongkai::Ruling::ALL.map(|ruling| counts[ruling].value().copied())
        })
    };
    let all = [[3, 1, 0, 2, 6], [4, 2, 1, 3, 7], [5, 3, 2, 4, 8]].map(|part| part.map(Some));
    for joined in [false, true] {
        let parsed = document(&[], 20, joined);
        assert_eq!(figures(&parsed), all, "{}", parsed.source);
        for missing in [[7].as_slice(), &[14], &[0], &[7, 8], &[4, 9]] {
            let parsed = document(missing, 20, joined);
            assert_eq!(figures(&parsed), [[None; 5]; 3], "{missing:?}\n{}", parsed.source);
            let unread = parsed.report.disputes[gongkai::Channel::ALL[0]].total.unread();
            assert!(unread.is_some(), "{missing:?}\n{}", parsed.source);
        }
        let parsed = document(&[], 6, joined);
        assert_eq!(figures(&parsed), [[None; 5]; 3], "{}", parsed.source);
    }
}

#[test]
fn a_row_that_starts_behind_others() {
    // Its first figures are under other labels, and where it does not start are no blank cells.
    for by in [1, 2] {
        let mut content = heading();
        let row = |row: &[&'static str; 8], by: usize| -> Vec<(u32, u32, &'static str)> {
            let edge = |i: usize| 20 + 56 * i as u32;
            row.iter()
                .enumerate()
                .map(|(i, cell)| (edge(i + by), edge(i + by + 1), *cell))
                .collect()
        };
        boxes(&mut content, 700, 670, &row(&APPLICANTS, 0));
        boxes(&mut content, 670, 640, &row(&GRANTED_ROW, 0));
        boxes(
            &mut content,
            640,
            610,
            &row(&["1.属于国家秘密", "7", "0", "0", "0", "0", "1", "8"], by),
        );
        boxes(&mut content, 610, 580, &row(&BY_LAW_ROW, 0));
        let parsed = parse(&[content]);
        read(&parsed, Outcome::Granted, [1, 0, 0, 0, 0, 20, 21]);
        unread(&parsed, SECRETS, [None; 7]);
    }
    // In section four as well, where no label tells.
    let mut content = at(100, 760, 16, TITLE);
    content += &at(60, 720, 12, "四、政府信息公开行政复议、行政诉讼情况");
    let edge = |i: u32| 20 + 37 * i;
    boxes(
        &mut content,
        700,
        680,
        &[(edge(0), edge(5), "行政复议"), (edge(5), edge(15), "行政诉讼")],
    );
    let over: Vec<(u32, u32, &str)> = vec![
        (edge(0), edge(5), ""),
        (edge(5), edge(10), "未经复议直接起诉"),
        (edge(10), edge(15), "复议后起诉"),
    ];
    boxes(&mut content, 680, 660, &over);
    let rulings = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let labels: Vec<(u32, u32, &str)> =
        (0..15).map(|i| (edge(i), edge(i + 1), rulings[i as usize % 5])).collect();
    boxes(&mut content, 660, 640, &labels);
    let figures: Vec<(u32, u32, &str)> =
        (2..15).map(|i| (edge(i), edge(i + 1), ["1", "2", "3"][i as usize % 3])).collect();
    boxes(&mut content, 640, 620, &figures);
    let parsed = parse(&[content]);
    let upheld = &parsed.report.disputes.reconsideration.upheld;
    assert!(upheld.value().is_none() && *upheld != Cell::Blank, "{upheld:?}\n{}", parsed.source);
}

#[test]
fn a_blank_cell_at_the_edge_of_the_page() {
    // Its figure may stand behind the edge.
    let mut content = heading();
    let texts = [GRANTED, "1", "0", "0", "0", "0", "20", ""];
    let edge = |i: usize| 40 + 60 * i as u32 + 60 * u32::from(i > 0) + 20 * u32::from(i > 7);
    let cells: Vec<(u32, u32, &str)> =
        texts.iter().enumerate().map(|(i, text)| (edge(i), edge(i + 1), *text)).collect();
    boxes(&mut content, 700, 660, &cells);
    let parsed = parse(&[content]);
    let total = &parsed.report.applications[Row::Outcome(Outcome::Granted)].total;
    assert!(matches!(total, Cell::Unread(_)), "{total:?}\n{}", parsed.source);
}

#[test]
fn broken_numbers_of_which_the_label_is_in_the_middle() {
    // Their lines are far apart, and nothing is beside either.
    let mut content = heading();
    rows(&mut content, 700, &[APPLICANTS, GRANTED_ROW], Stand::Top, false);
    content += &at(edge(0) + 4, 620, 9, SECRET);
    for (i, lines) in ["10\n0", "2\n3", "4\n5", "6\n7", "8\n9", "1\n1", "70\n5"].iter().enumerate()
    {
        for (j, line) in lines.split('\n').enumerate() {
            content += &at(edge(i + 1) + 4, 630 - 20 * j as u32, 9, line);
        }
    }
    rows(&mut content, 570, &[BY_LAW_ROW], Stand::Top, false);
    unread(&parse(&[content]), SECRETS, [None; 7]);
}

#[test]
fn broken_numbers_below_their_label() {
    // The lines of a number are as far apart as the rows, and the last is on the line of its label.
    let mut content = heading();
    rows(&mut content, 700, &[APPLICANTS, GRANTED_ROW], Stand::Top, false);
    for (i, figure) in ["10", "", "", "", "", "70", "80"].iter().enumerate() {
        content += &at(edge(i + 1) + 4, 632, 9, figure);
    }
    let last = [SECRET, "0", "0", "0", "0", "0", "5", "5"];
    for (i, figure) in last.iter().enumerate() {
        content += &at(edge(i) + 4, 604, 9, figure);
    }
    let parsed = parse(&[content]);
    unread(&parsed, SECRETS, [None, Some(0), Some(0), Some(0), Some(0), None, None]);
}

#[test]
fn the_rest_of_numbers_at_the_end_of_a_page_is_no_page_number() {
    let mut content = heading();
    let broken = [SECRET, "10\n0", "0", "0", "0", "0", "0", "80\n5"];
    rows(&mut content, 110, &[APPLICANTS, GRANTED_ROW, broken], Stand::Top, false);
    for pages in [vec![content.clone()], vec![content, heading()]] {
        let parsed = parse(&pages);
        unread(&parsed, SECRETS, [None, Some(0), Some(0), Some(0), Some(0), Some(0), None]);
    }
}

#[test]
fn figures_of_section_four_on_the_next_page() {
    // They have no label beside them, and are the rest of no others.
    let edge = |i: u32| 20 + 37 * i;
    let mut first = heading();
    rows(&mut first, 200, &[APPLICANTS, GRANTED_ROW], Stand::Top, true);
    first += &at(60, 100, 12, "四、政府信息公开行政复议、行政诉讼情况");
    let channels = [(edge(0), edge(5), "行政复议"), (edge(5), edge(15), "行政诉讼")];
    let over = [
        (edge(0), edge(5), ""),
        (edge(5), edge(10), "未经复议直接起诉"),
        (edge(10), edge(15), "复议后起诉"),
    ];
    let rulings = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let labels: Vec<(u32, u32, &str)> =
        (0..15).map(|i| (edge(i), edge(i + 1), rulings[i as usize % 5])).collect();
    let figures: Vec<(u32, u32, &str)> = (0..15)
        .map(|i| (edge(i), edge(i + 1), ["1", "2", "0", "4", "7"][i as usize % 5]))
        .collect();
    for on_first in 0..=2 {
        let (mut first, mut second) = (first.clone(), String::new());
        for (i, cells) in [&channels[..], &over, &labels, &figures].into_iter().enumerate() {
            if i < on_first {
                boxes(&mut first, 80 - 20 * i as u32, 60 - 20 * i as u32, cells);
            } else {
                boxes(&mut second, 760 - 20 * i as u32, 740 - 20 * i as u32, cells);
            }
        }
        let parsed = parse(&[first, second]);
        let disputes = &parsed.report.disputes;
        for channel in gongkai::Channel::ALL {
            let counts = gongkai::Ruling::ALL.map(|ruling| disputes[channel][ruling].clone());
            assert_eq!(counts, [1, 2, 0, 4, 7].map(Cell::Value), "{on_first}: {}", parsed.source);
        }
        read(&parsed, Outcome::Granted, [1, 0, 0, 0, 0, 20, 21]);
    }
}

#[test]
fn labels_and_figures_that_are_struck_out() {
    // The lines through the labels part their row in two, of which one has no text.
    let mut content = at(100, 760, 16, TITLE);
    content += &at(60, 720, 12, "四、政府信息公开行政复议、行政诉讼情况");
    let edge = |i: u32| 20 + 37 * i;
    let rulings = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    for by in 0..5 {
        let mut content = content.clone();
        boxes(
            &mut content,
            700,
            680,
            &[(edge(0), edge(5), "行政复议"), (edge(5), edge(15), "行政诉讼")],
        );
        for i in 0..15 {
            boxes(&mut content, 680, 656, &[(edge(i), edge(i + 1), "")]);
            boxes(&mut content, 656, 632, &[(edge(i), edge(i + 1), "")]);
            content += &at(edge(i) + 2, 664, 8, rulings[i as usize % 5]);
            content += &at(edge(i) + 12, 640, 8, "5");
            for y in [665 + by, 643] {
                content += &format!("0.6 w {} {y} m {} {y} l S\n", edge(i) + 1, edge(i) + 36);
            }
        }
        let parsed = parse(&[content]);
        let disputes = &parsed.report.disputes;
        for channel in gongkai::Channel::ALL {
            for ruling in gongkai::Ruling::ALL {
                let cell = &disputes[channel][ruling];
                let is_told = !matches!(cell, Cell::Blank | Cell::Value(_));
                assert!(is_told, "{by}: {cell:?}\n{}", parsed.source);
            }
        }
    }
}

#[test]
fn a_label_and_its_figure_in_one_cell() {
    // The cell has no line in it, and the figure has two.
    let mut content = at(100, 760, 16, TITLE);
    content += &at(60, 720, 12, "二、主动公开政府信息情况");
    content += "1 w 40 700 300 24 re S 40 640 300 60 re S\n";
    content += &at(44, 706, 10, "信息内容");
    content += &at(240, 706, 10, "本年处理决定数量");
    content += &at(44, 660, 10, "行政许可");
    content += &(at(240, 680, 10, "51764") + &at(240, 660, 10, "5"));
    let parsed = parse(&[content]);
    let decisions = parsed.report.figures().filter(|figure| figure.cell.value().is_some()).count();
    assert_eq!(decisions, 0, "{}", parsed.source);
}

#[test]
fn digits_in_doubt_stay() {
    // A row without them might be taken for one without cells, and the next one's for its own.
    let mut content = heading();
    rows(&mut content, 700, &[APPLICANTS, GRANTED_ROW, BROKEN_ROW, BY_LAW_ROW], Stand::Top, false);
    let parsed = parse(&[content]);
    assert!(parsed.source.contains("10\u{FFFD}"), "{}", parsed.source);
}
