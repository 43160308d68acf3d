//! Random tables: the lines that are read, against the places that the cells of html5ever's own tree
//! (`markup5ever_rcdom`) have by the standard's way of forming a table.

#![allow(missing_docs)]

use std::collections::BTreeMap;
use std::fmt::Write;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;

/// A cell of the tree: its text, colspan and rowspan.
type Cell = (String, usize, usize);

/// The rows of the tree, and of how many each group of rows has.
fn rows(page: &str) -> Vec<(usize, Vec<Cell>)> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let (mut rows, mut groups) = (Vec::new(), 0);
    visit(&dom.document, &mut rows, &mut groups);
    rows
}

fn visit(node: &Handle, rows: &mut Vec<(usize, Vec<Cell>)>, groups: &mut usize) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        match &*name.local {
            "tbody" | "thead" | "tfoot" => *groups += 1,
            "tr" => rows.push((*groups, Vec::new())),
            "td" | "th" => {
                let span = |name: &str| {
                    let attrs = attrs.borrow();
                    let attr = attrs.iter().find(|attr| &*attr.name.local == name)?;
                    let digits: String =
                        attr.value.chars().take_while(char::is_ascii_digit).collect();
                    digits.parse::<usize>().ok()
                };
                let mut text = String::new();
                texts(node, &mut text);
                let colspan = span("colspan").unwrap_or(1).clamp(1, 1000);
                let rowspan = match span("rowspan").unwrap_or(1) {
                    0 => usize::MAX,
                    n => n,
                };
                if let Some((_, row)) = rows.last_mut() {
                    row.push((
                        text.split_whitespace().collect::<Vec<_>>().join(" "),
                        colspan,
                        rowspan,
                    ));
                }
                return;
            }
            _ => {}
        }
    }
    for child in node.children.borrow().iter() {
        visit(child, rows, groups);
    }
}

fn texts(node: &Handle, out: &mut String) {
    match &node.data {
        NodeData::Text { contents } => out.push_str(&contents.borrow()),
        NodeData::Element { name, .. } if matches!(&*name.local, "br" | "p") => out.push(' '),
        _ => {}
    }
    for child in node.children.borrow().iter() {
        texts(child, out);
    }
}

/// The lines of a table by the standard: every place of the grid is filled in.
fn expected(rows: &[(usize, Vec<Cell>)]) -> String {
    // Which cell has a place: the row and the number of the cell, and whether it starts there.
    let mut places: BTreeMap<(usize, usize), (usize, usize, bool)> = BTreeMap::new();
    for (y, (group, cells)) in rows.iter().enumerate() {
        let mut x = 0;
        for (n, &(_, colspan, rowspan)) in cells.iter().enumerate() {
            while places.contains_key(&(y, x)) {
                x += 1;
            }
            let last = y.saturating_add(rowspan - 1);
            for (below, _) in
                rows.iter().enumerate().filter(|(r, row)| (y..=last).contains(r) && row.0 == *group)
            {
                for column in x..x + colspan {
                    let start = (below, column) == (y, x);
                    places.entry((below, column)).or_insert((y, n, start));
                }
            }
            x += colspan;
        }
    }
    let tied = |y: usize| {
        rows[y].1.iter().any(|cell| cell.2 > 1)
            || places.range((y, 0)..(y + 1, 0)).any(|(_, c)| c.0 != y)
    };
    let apart = |y: &usize| rows[*y].1.len() <= 1 && !tied(*y);
    let all: Vec<usize> = (0..rows.len()).collect();
    let mut out = String::new();
    for band in all.chunk_by(|a, b| apart(a) == apart(b)) {
        let alike = band.iter().all(|&y| !tied(y) && rows[y].1.len() == rows[band[0]].1.len());
        let starts: std::collections::BTreeSet<usize> = places
            .iter()
            .filter(|((y, _), cell)| band.contains(y) && cell.2)
            .map(|((_, x), _)| *x)
            .collect();
        for &y in band {
            let texts: Vec<&str> = rows[y].1.iter().map(|cell| cell.0.as_str()).collect();
            let blank = texts.iter().all(|text| text.is_empty());
            if blank && (apart(&y) || texts.len() < 3) {
                continue;
            }
            if apart(&y) || alike {
                let _ = writeln!(out, "{}", texts.join("\t"));
                continue;
            }
            let width =
                places.range((y, 0)..(y + 1, 0)).map(|((_, x), _)| x + 1).max().unwrap_or(0);
            let line: Vec<&str> = starts
                .iter()
                .filter(|x| **x < width)
                .map(|x| match places.get(&(y, *x)) {
                    Some(&(from, n, true)) if from == y => rows[y].1[n].0.as_str(),
                    _ => "",
                })
                .collect();
            let _ = writeln!(out, "{}", line.join("\t"));
        }
    }
    out
}

/// The contents of cells: labels, since figures in merged cells are written otherwise.
fn content() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("自然人"),
        Just("本年新\n <b>制作</b>数量"),
        Just("<p class=MsoNormal>行<span>政</span>处罚<o:p></o:p></p>"),
        Just("&nbsp;"),
        Just(""),
        Just("<p>\n <font size=2>其他</font>\n</p>"),
    ]
}

fn cell() -> impl Strategy<Value = String> {
    let colspan = prop_oneof![6 => Just(""), 1 => Just(" colspan=2"), 1 => Just(" colspan='3;'"), 1 => Just(" colspan=0")];
    let rowspan = prop_oneof![6 => Just(""), 1 => Just(" rowspan=2"), 1 => Just(" rowspan=\"4\""), 1 => Just(" rowspan=0")];
    let end = prop_oneof![Just("</td>\n"), Just("")];
    (colspan, rowspan, content(), end).prop_map(|(colspan, rowspan, content, end)| {
        format!("<td{colspan}{rowspan}>{content}{end}")
    })
}

fn table() -> impl Strategy<Value = String> {
    let row = prop::collection::vec(cell(), 0..6)
        .prop_map(|cells| format!("<tr>{}</tr>", cells.concat()));
    let group = prop::collection::vec(row, 1..5);
    prop::collection::vec(group, 1..4).prop_map(|groups| {
        let groups = groups.into_iter().map(|rows| format!("<tbody>{}</tbody>", rows.concat()));
        format!("<table>{}</table>", groups.collect::<String>())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_are_what_the_tree_says(page in table()) {
        let rows = rows(&page);
        prop_assume!(rows.iter().map(|row| row.1.len()).sum::<usize>() > 1);
        // Cells that overlap are an error of the page, for which the standard has no places.
        let parsed = gongkai::Reader::new().html(page.as_bytes()).expect("page");
        // Between Chinese characters a break of the source's lines is no blank.
        let plain = |text: &str| text.replace(['\u{a0}', ' '], "");
        prop_assert_eq!(plain(&parsed.source), plain(&expected(&rows)), "{}", page);
    }
}
