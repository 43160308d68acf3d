//! Writing HTML: escaped text, and the tables of the forms.

use std::fmt::Write as _;

use super::layout::{Content, Heads, Place, Table};
use crate::model::Field;

/// Adds text to a page, as text or in an attribute between double quotes.
pub(super) fn text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\r' => out.push('\n'),
            c if is_forbidden(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
}

/// The text as it stands on a page.
pub(super) fn escaped(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    text(&mut out, plain);
    out
}

/// Characters that a page must not have, not even as references.
fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FDD0}'..='\u{FDEF}') || (u32::from(c) & 0xFFFE) == 0xFFFE
}

/// What is put into the places of a table, beside the labels of the form.
pub(super) trait Places {
    /// Adds the attributes of a figure's cell, each after a space.
    fn attributes(&mut self, out: &mut String, field: Field);
    /// Adds what stands in the cell.
    fn content(&mut self, out: &mut String, field: Field);
    /// The `id` of the label of a row, of which this is a figure.
    fn row_id(&self, _: Field) -> Option<String> {
        None
    }
    /// Adds what stands behind such a label.
    fn behind_label(&mut self, _: &mut String, _: Field) {}
}

/// Adds a table. Its cells name their headers where the columns of one band are not those of the next,
/// because a header would otherwise be that of all rows below it.
pub(super) fn table(out: &mut String, table: &Table, attributes: &str, places: &mut impl Places) {
    let _ = writeln!(out, "<table{attributes}>");
    for (b, band) in table.bands.iter().enumerate() {
        let named = band.caption.is_some();
        let (open, close) = if named { ("<tbody>", "") } else { ("<thead>", "</thead>") };
        if !band.head.is_empty() {
            let _ = writeln!(out, "{open}");
            if let Some(caption) = band.caption {
                let _ = write!(
                    out,
                    "<tr><th id=\"head-{b}\" class=\"caption\" colspan=\"{}\" scope=\"rowgroup\">",
                    table.columns
                );
                text(out, caption);
                out.push_str("</th></tr>\n");
            }
            for row in &band.head {
                out.push_str("<tr>");
                for (c, place) in row.iter().enumerate() {
                    let id = match place.content {
                        Content::Label(_, Heads::Columns(Some(field))) => places.row_id(field),
                        _ => named.then(|| format!("head-{b}-{c}")),
                    };
                    let id = id.map_or_else(String::new, |id| format!(" id=\"{id}\""));
                    cell(out, place, &id, places);
                }
                out.push_str("</tr>\n");
            }
            out.push_str(close);
        }
        if band.body.is_empty() && !named {
            out.push('\n');
            continue;
        }
        if !named {
            out.push_str("<tbody>\n");
        }
        for (r, row) in band.body.iter().enumerate() {
            out.push_str("<tr>");
            let own = match row.first().map(|place| place.content) {
                Some(Content::Label(_, Heads::Row(field))) => places.row_id(field),
                _ => None,
            };
            let row_id = own.unwrap_or_else(|| format!("head-{b}-row-{r}"));
            for (c, place) in row.iter().enumerate() {
                let id = |field| {
                    places.row_id(field).map_or_else(String::new, |id| format!(" id=\"{id}\""))
                };
                let headers = match place.content {
                    Content::Figure(_) if named => {
                        format!(" headers=\"head-{b} {row_id} head-{b}-{c}\"")
                    }
                    Content::Label(..) if named => format!(" id=\"{row_id}\""),
                    Content::Label(_, Heads::Row(field)) => id(field),
                    _ => String::new(),
                };
                cell(out, place, &headers, places);
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n");
}

fn cell(out: &mut String, place: &Place, attributes: &str, places: &mut impl Places) {
    let (tag, scope) = match place.content {
        Content::Label(_, Heads::Column) => ("th", " scope=\"col\""),
        Content::Label(_, Heads::Columns(_)) => ("th", " scope=\"colgroup\""),
        Content::Label(_, Heads::Row(_) | Heads::Rows) => ("th", " scope=\"row\""),
        Content::Label(_, Heads::Group) => ("th", " scope=\"rowgroup\""),
        _ => ("td", ""),
    };
    let _ = write!(out, "<{tag}{scope}{attributes}");
    if place.wide > 1 {
        let _ = write!(out, " colspan=\"{}\"", place.wide);
    }
    if place.tall > 1 {
        let _ = write!(out, " rowspan=\"{}\"", place.tall);
    }
    match place.content {
        Content::Nothing => out.push('>'),
        Content::Note(words) => {
            out.push_str(" class=\"note\">");
            text(out, words);
        }
        Content::Label(words, heads) => {
            let field = match heads {
                Heads::Row(field) | Heads::Columns(Some(field)) => Some(field),
                _ => None,
            };
            if matches!(heads, Heads::Row(_)) {
                out.push_str(" class=\"row\"");
            }
            out.push('>');
            text(out, words);
            if let Some(field) = field {
                places.behind_label(out, field);
            }
        }
        Content::Figure(field) => {
            places.attributes(out, field);
            out.push('>');
            places.content(out, field);
        }
    }
    let _ = write!(out, "</{tag}>");
}
