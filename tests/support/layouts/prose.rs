//! Documents without tables: pictures stand for them (L13), or sentences (L14).

use super::Layout;
use super::document::{Block, Document, Expected};
use super::page::Page;
use super::rng::Rng;

pub fn write(document: &mut Document, layout: Layout, rng: &mut Rng) -> Page {
    document.truth.exempt_all();
    if layout == Layout::L13 {
        for expected in &mut document.truth.expected {
            if *expected != Expected::NotInForm {
                *expected = Expected::Missing;
            }
        }
    }
    let picture = rng.chance(50);
    let mut page = Page::default();
    for block in &document.blocks {
        match block {
            Block::Title(text) | Block::Heading(text) | Block::Prose(text) => page.prose(text),
            Block::Table(_) if layout == Layout::L13 => {
                if picture {
                    page.prose(rng.pick(&["图片1.png", "捕获2.PNG", "![](images/3.jpg)"]));
                }
            }
            Block::Table(table) => {
                let heads: Vec<&str> = table
                    .head
                    .last()
                    .map(|row| row.iter().skip(table.labels % 3).map(|head| head.text.as_str()))
                    .into_iter()
                    .flatten()
                    .collect();
                for line in &table.lines {
                    let mut sentence = line.label.clone();
                    for (n, cell) in line.cells.iter().enumerate() {
                        let head = heads.get(n).copied().unwrap_or("共");
                        sentence.push_str(&format!("{head}{}件，", cell.text));
                    }
                    page.prose(format!("{}。", sentence.trim_end_matches('，')));
                }
            }
        }
    }
    page
}
