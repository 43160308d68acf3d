//! The official form as Markdown.

use super::layout::{Content, Layout, Place, Table};
use super::outline::{Piece, heading, pieces, title};
use crate::model::{AnnualReport, Script};

pub(super) fn markdown(report: &AnnualReport, script: Script) -> String {
    let mut out = String::from("# ");
    text(&mut out, &title(report, script), Where::Inline);
    out.push('\n');
    let layout = Layout { report, script, review: false };
    pieces(report, script, |piece| {
        out.push('\n');
        match piece {
            Piece::Section(section) => {
                out.push_str("## ");
                text(&mut out, &heading(section, script), Where::Inline);
                out.push('\n');
            }
            Piece::Heading(words) => {
                out.push_str("### ");
                text(&mut out, &words, Where::Inline);
                out.push('\n');
            }
            Piece::Paragraph(number, words) => {
                let place = if number.is_empty() { Where::Paragraph } else { Where::Inline };
                out.push_str(&number);
                text(&mut out, words, place);
                out.push('\n');
            }
            Piece::Tables(section) => write_table(&mut out, &layout, &layout.table(section)),
        }
    });
    out
}

/// Writes a table; of section two, a table for each band, as wide as what stands in it.
fn write_table(out: &mut String, layout: &Layout<'_>, table: &Table) {
    let mut is_open = false;
    for (i, band) in table.bands.iter().enumerate() {
        if let Some(caption) = band.caption {
            if i > 0 {
                out.push('\n');
            }
            out.push_str(&format!("**{caption}**\n\n"));
            is_open = false;
        }
        let columns = match band.caption {
            Some(_) => band.head.first().map_or(0, Vec::len),
            None => table.columns,
        };
        // How many rows each column is still covered for.
        let mut covered = vec![0_usize; columns];
        for row in band.head.iter().chain(&band.body) {
            let wide = |place: &Place| if band.caption.is_some() { 1 } else { place.wide };
            write_row(out, layout, row, wide, &mut covered);
            if !is_open {
                out.push_str(&"| --- ".repeat(columns));
                out.push_str("|\n");
                is_open = true;
            }
        }
    }
}

fn write_row(
    out: &mut String,
    layout: &Layout<'_>,
    row: &[Place],
    wide: impl Fn(&Place) -> usize,
    covered: &mut [usize],
) {
    let mut places = row.iter();
    let mut column = 0;
    while let Some(cover) = covered.get_mut(column) {
        if *cover > 0 {
            *cover -= 1;
            out.push_str("|  ");
            column += 1;
            continue;
        }
        let Some(place) = places.next() else {
            out.push_str("|  ");
            column += 1;
            continue;
        };
        out.push_str("| ");
        match place.content {
            Content::Nothing => {}
            Content::Note(words) | Content::Label(words, _) => text(out, words, Where::Cell),
            Content::Figure(field) => text(out, &layout.printed(field), Where::Cell),
        }
        out.push(' ');
        for i in 0..wide(place) {
            if let Some(cover) = covered.get_mut(column + i) {
                *cover = place.tall - 1;
            }
            if i > 0 {
                out.push_str("|  ");
            }
        }
        column += wide(place);
    }
    out.push_str("|\n");
}

/// Where text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Inline,
    /// It begins a paragraph.
    Paragraph,
    Cell,
}

/// Adds text so that Markdown shows it as it is.
fn text(out: &mut String, text: &str, place: Where) {
    let mut before = ' ';
    let mut chars = text.chars().enumerate().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let is_word = |c: char| c.is_alphanumeric();
        let starts = i == 0 && place == Where::Paragraph;
        match c {
            '<' => out.push_str("&lt;"),
            '&' if next == '#' || next.is_ascii_alphabetic() => out.push_str("&amp;"),
            // A backslash before anything else is one.
            '\\' if next.is_ascii_punctuation() => out.push_str("\\\\"),
            '*' | '`' => out.extend(['\\', c]),
            // Brackets are a link only with what stands right behind them.
            ']' if matches!(next, '(' | '[' | ':') => out.push_str("\\]"),
            // Between letters it is no mark.
            '_' if !(is_word(before) && is_word(next)) => out.push_str("\\_"),
            '~' if next == '~' || before == '~' => out.push_str("\\~"),
            '|' if place == Where::Cell => out.push_str("\\|"),
            '#' | '>' | '=' if starts => out.extend(['\\', c]),
            '-' | '+' if starts && !is_word(next) => out.extend(['\\', c]),
            // One line is one paragraph.
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
        before = c;
    }
}
