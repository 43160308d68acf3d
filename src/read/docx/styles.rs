//! The styles of a document: what of them decides what is read.

use std::collections::HashMap;

use super::fields::is_on;
use super::shown::{Colour, TextProps, is_out_of_place};
use super::xml::{Node, Xml};
use crate::error::ReadError;

/// Which number a paragraph has, as far as it or its style says so.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NumberProps {
    /// The list; 0 is none.
    pub(super) list: Option<u32>,
    pub(super) level: Option<u32>,
}

impl NumberProps {
    /// These properties, and those of another where they say nothing.
    pub(super) fn or(self, other: NumberProps) -> NumberProps {
        NumberProps { list: self.list.or(other.list), level: self.level.or(other.level) }
    }
}

/// A style, with what it has of those that it is based on.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    pub(super) number: NumberProps,
    pub(super) text: TextProps,
    /// Whether paragraphs of this style stand elsewhere than in the file, or are cut off.
    pub(super) is_moved: bool,
    /// Whether cells of a table of this style have a colour.
    pub(super) has_colours: bool,
    /// Whether text in parts of such a table is not shown as it is written.
    pub(super) is_doubtful: bool,
}

impl Style {
    /// Takes the properties of a part of a table: of its first row, of every second.
    fn take_part(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let mut text = TextProps::default();
        let mut colour = None;
        xml.each_within(|element| match element.name() {
            b"shd" => colour = Some(Colour::of_shading(element)),
            b"tl2br" | b"tr2bl" => self.is_doubtful |= element.is_drawn(),
            _ => text.take(element),
        })?;
        self.has_colours |= colour.is_some();
        self.is_doubtful |= text.is_odd(colour.unwrap_or(Colour::Auto));
        Ok(())
    }
}

/// The styles of a document by their names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none, and that of tables.
    default: Option<String>,
    default_table: Option<String>,
    /// How text stands of which no style says it.
    pub(super) text: TextProps,
}

/// Styles are based on each other this often at most. Word allows eleven; a circle has no end.
const MOST_BASES: usize = 16;

impl Styles {
    /// Reads a part of styles.
    pub(super) fn read(mut xml: Xml<'_>) -> Result<Styles, ReadError> {
        let mut styles = Styles::default();
        let mut at: Option<(String, Style)> = None;
        let mut is_table = false;
        loop {
            let element = match xml.next()? {
                Node::Start(element) => element,
                Node::Done => break,
                _ => continue,
            };
            let name = element.name();
            if name == b"style" {
                if let Some((id, style)) = at.take() {
                    styles.styles.insert(id, style);
                }
                if let Some(id) = element.attribute("styleId") {
                    let kind = element.attribute("type");
                    is_table = kind.as_deref() == Some("table");
                    if is_on(element.attribute("default").as_deref()) {
                        match kind.as_deref() {
                            Some("paragraph") => styles.default = Some(id.clone().into_owned()),
                            Some("table") => styles.default_table = Some(id.clone().into_owned()),
                            _ => {}
                        }
                    }
                    at = Some((id.into_owned(), Style::default()));
                }
                continue;
            }
            match (name, at.as_mut()) {
                // Properties of the parts of a table, and those before a change.
                (b"tblStylePr", Some((_, style))) => style.take_part(&mut xml)?,
                (b"textFill", at) => {
                    let mut text = TextProps::default();
                    xml.each_within(|element| text.take_fill(element))?;
                    let own = at.map_or(&mut styles.text, |(_, style)| &mut style.text);
                    *own = text.or(*own);
                }
                (b"shd", Some((_, style))) if is_table => style.has_colours = true,
                (b"tl2br" | b"tr2bl", Some((_, style))) => style.is_doubtful |= element.is_drawn(),
                (name, _) if name.ends_with(b"Change") => xml.skip()?,
                (b"basedOn", Some((_, style))) => {
                    style.based_on = element.value().map(|id| id.into_owned());
                }
                (b"numId", Some((_, style))) => style.number.list = element.number(),
                (b"ilvl", Some((_, style))) => style.number.level = element.number(),
                (_, Some((_, style))) => {
                    style.is_moved |= is_out_of_place(&element);
                    style.text.take(&element);
                }
                (_, None) => styles.text.take(&element),
            }
        }
        styles.styles.extend(at);
        Ok(styles.inherited())
    }

    /// Gives each style what it has of those that it is based on.
    fn inherited(self) -> Styles {
        let whole = |style: &Style| {
            let mut whole = style.clone();
            for _ in 0..MOST_BASES {
                let Some(base) = whole.based_on.take().and_then(|id| self.styles.get(&id)) else {
                    break;
                };
                whole.number = whole.number.or(base.number);
                whole.text = whole.text.or(base.text);
                whole.is_moved |= base.is_moved;
                whole.has_colours |= base.has_colours;
                whole.is_doubtful |= base.is_doubtful;
                whole.based_on.clone_from(&base.based_on);
            }
            whole
        };
        let styles = self.styles.iter().map(|(id, style)| (id.clone(), whole(style))).collect();
        Styles { styles, ..self }
    }

    /// The style of a paragraph.
    pub(super) fn of_paragraph(&self, name: Option<&str>) -> Option<&Style> {
        self.styles.get(name.or(self.default.as_deref())?)
    }

    /// The name of the style of a paragraph.
    pub(super) fn name<'s>(&'s self, name: Option<&'s str>) -> Option<&'s str> {
        name.or(self.default.as_deref())
    }

    /// The style of a table.
    pub(super) fn of_table(&self, name: Option<&str>) -> Option<&Style> {
        self.styles.get(name.or(self.default_table.as_deref())?)
    }

    /// The style of a run.
    pub(super) fn of_run(&self, name: &str) -> Option<&Style> {
        self.styles.get(name)
    }
}
