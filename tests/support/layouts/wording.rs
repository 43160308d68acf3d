//! Labels and headings in other words than those of the form.

use super::document::{Block, Document, NUMBERS};
use super::rng::Rng;

/// `本年新制作数量 | 本年新公开数量` become `本年新 | 本年新`.
pub fn halve_heads(document: &mut Document, table: usize) {
    let table = document.tables().nth(table).expect("a table");
    for head in table.head.iter_mut().flatten().filter(|head| head.at > 0) {
        head.text = head.text.chars().take(3).collect();
    }
}

/// Loses, doubles or replaces a character of a long label.
pub fn misspell(document: &mut Document, rng: &mut Rng) -> bool {
    let mut labels: Vec<&mut String> = document
        .tables()
        .flat_map(|table| table.lines.iter_mut().map(|line| &mut line.label))
        .filter(|label| label.chars().count() >= 8)
        .collect();
    let at = rng.below(labels.len());
    let Some(label) = labels.get_mut(at) else { return false };
    if label.contains("法规禁") && rng.chance(50) {
        **label = label.replace("法规禁", "");
        return true;
    }
    let mut chars: Vec<char> = label.chars().collect();
    // Not the number in front.
    let first = if chars[0] == '（' { 3 } else { 2 };
    let place = first + rng.below(chars.len() - first);
    match rng.below(3) {
        0 => drop(chars.remove(place)),
        1 => chars.insert(place, chars[place]),
        _ => chars[place] = '止',
    }
    **label = chars.into_iter().collect();
    true
}

/// Writes the labels of the whole document in another way.
pub fn vary(document: &mut Document, rng: &mut Rng) {
    let way = rng.below(7);
    let change = |text: &str| match way {
        0 => text.replace('（', "(").replace('）', ")").replace('，', ","),
        1 => text.replacen('.', "、", 1),
        2 => text.replacen('.', ". ", 1).replacen('）', "） ", 1),
        3 => text.replace(['“', '”'], "\""),
        4 => text.replace(['“', '”'], ""),
        5 => match text {
            "行政规范性文件" => "规范性文件".to_owned(),
            "规范性文件" => "行政规范性文件".to_owned(),
            "行政規範性文件" => "規範性文件".to_owned(),
            "規範性文件" => "行政規範性文件".to_owned(),
            _ => text.to_owned(),
        },
        _ => text.replacen("、", "、 ", 1).replace("公开", "公 开"),
    };
    for table in document.tables() {
        if let Some(caption) = table.caption.as_mut().filter(|_| way == 0) {
            *caption = change(caption);
        }
        for line in &mut table.lines {
            line.label = change(&line.label);
            for (_, group) in &mut line.groups {
                *group = change(group);
            }
        }
    }
}

/// Headings as other organs write them, and mistype them.
pub fn vary_headings(document: &mut Document, rng: &mut Rng) {
    const OTHERS: [(&str, &[&str]); 6] = [
        ("总体情况", &["概述", "政府信息公开总体情况", "工作开展情况"]),
        ("主动公开政府信息情况", &["行政机关主动公开政府信息情况", "主动公开情况"]),
        ("收到和处理政府信息公开申请情况", &["行政机关收到和处理政府信息公开申请情况"]),
        (
            "政府信息公开行政复议、行政诉讼情况",
            &[
                "政府信息公开行政法复议、行政诉讼情况",
                "政府信息公开行政复议和行政诉讼情况",
                "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            ],
        ),
        (
            "存在的主要问题及改进情况",
            &["政府信息公开工作存在的主要问题及改进情况", "存在问题及改进情况"],
        ),
        ("其他需要报告的事项", &["其他报告事项", "其它报告事项", "其他事项"]),
    ];
    for block in &mut document.blocks {
        if let Block::Heading(text) = block {
            if let Some((official, others)) = OTHERS.iter().find(|(name, _)| text.ends_with(name)) {
                *text = text.replace(official, rng.pick(others));
            }
        }
    }
}

/// The headings in one line at the top.
pub fn contents(document: &mut Document) {
    let headings: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let contents = Block::Prose(format!("{},", headings.join(",")));
    document.blocks.insert(1, contents);
}

/// Letters apart, as text that was set to fill its line.
pub fn space(document: &mut Document, rng: &mut Rng) {
    let mut apart = |text: &mut String| {
        let mut spaced = String::new();
        for letter in text.chars() {
            spaced.push(letter);
            if rng.chance(12) {
                spaced.push(' ');
            }
        }
        *text = spaced.trim().to_owned();
    };
    for table in document.tables() {
        table.head.iter_mut().flatten().for_each(|head| apart(&mut head.text));
        for line in &mut table.lines {
            apart(&mut line.label);
            line.groups.iter_mut().for_each(|(_, group)| apart(group));
        }
    }
}

/// （二）部分公开 without its explanation, （六）其他 without 处理.
pub fn cut(document: &mut Document) {
    for line in document.tables().flat_map(|table| &mut table.lines) {
        let short = |text: &str| {
            let head: String = text.chars().take(5).collect();
            if head == "（六）其他" { Some(head) } else { None }
        };
        if line.label.starts_with("（二）") {
            line.label = line.label.chars().take(7).collect();
        }
        if let Some(cut) = short(&line.label) {
            line.label = cut;
        }
        for (_, group) in &mut line.groups {
            if let Some(cut) = short(group) {
                *group = cut;
            }
        }
    }
}

/// 七 for 六.
pub fn misnumber(document: &mut Document, rng: &mut Rng) {
    let at = rng.below(6);
    let headings = document.blocks.iter_mut().filter_map(|block| match block {
        Block::Heading(text) => Some(text),
        _ => None,
    });
    let following = ["二", "三", "四", "五", "六", "七"][at];
    if let Some(heading) = headings.into_iter().nth(at) {
        *heading = heading.replacen(NUMBERS[at], following, 1);
    }
}
