//! The styles of a document: what of them decides what is read.

use std::collections::HashMap;

use super::xml::{Element, Node, Xml};
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

/// How text stands there, as far as it is said.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TextProps {
    /// Not shown.
    pub(super) hidden: Option<bool>,
    /// Struck out.
    pub(super) struck: Option<bool>,
    pub(super) raised: Option<Raised>,
}

/// The place of text on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raised {
    Not,
    Above,
    Below,
}

impl TextProps {
    /// Takes one property of a run; whether it was one that counts.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            b"vanish" | b"specVanish" => self.hidden = Some(element.is_on()),
            b"strike" | b"dstrike" => {
                // Struck once or twice: either is said by an element of its own.
                self.struck = Some(element.is_on() || self.struck == Some(true));
            }
            // Raised by hand, and no smaller.
            b"position" if element.value().is_some_and(|v| !matches!(&*v, "0" | "")) => {
                self.raised = Some(Raised::Above);
            }
            b"vertAlign" => {
                self.raised = Some(match element.value().as_deref() {
                    Some("superscript") => Raised::Above,
                    Some("subscript") => Raised::Below,
                    _ => Raised::Not,
                });
            }
            _ => {}
        }
    }

    /// These properties, and those of another where they say nothing.
    pub(super) fn or(self, other: TextProps) -> TextProps {
        TextProps {
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            raised: self.raised.or(other.raised),
        }
    }
}

/// A style, with what it has of those that it is based on.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    pub(super) number: NumberProps,
    pub(super) text: TextProps,
}

/// The styles of a document by their names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

/// Styles are based on each other this often at most. Word allows eleven; a circle has no end.
const MOST_BASES: usize = 16;

impl Styles {
    /// Reads a part of styles.
    pub(super) fn read(mut xml: Xml<'_>) -> Result<Styles, ReadError> {
        let mut styles = Styles::default();
        let mut at: Option<(String, Style)> = None;
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
                    let is_default = element.attribute("default");
                    let is_default = matches!(is_default.as_deref(), Some("1" | "true" | "on"));
                    if is_default && element.attribute("type").as_deref() == Some("paragraph") {
                        styles.default = Some(id.clone().into_owned());
                    }
                    at = Some((id.into_owned(), Style::default()));
                }
                continue;
            }
            match (name, at.as_mut()) {
                // Properties of the parts of a table, and those before a change.
                (b"tblStylePr", _) => xml.skip()?,
                (name, _) if name.ends_with(b"Change") => xml.skip()?,
                (b"basedOn", Some((_, style))) => {
                    style.based_on = element.value().map(|id| id.into_owned());
                }
                (b"numId", Some((_, style))) => style.number.list = element.number(),
                (b"ilvl", Some((_, style))) => style.number.level = element.number(),
                (_, Some((_, style))) => style.text.take(&element),
                _ => {}
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
                whole.based_on.clone_from(&base.based_on);
            }
            whole
        };
        let styles = self.styles.iter().map(|(id, style)| (id.clone(), whole(style))).collect();
        Styles { styles, default: self.default }
    }

    /// The style of a paragraph.
    pub(super) fn of_paragraph(&self, name: Option<&str>) -> Option<&Style> {
        self.styles.get(name.or(self.default.as_deref())?)
    }

    /// The name of the style of a paragraph.
    pub(super) fn name<'s>(&'s self, name: Option<&'s str>) -> Option<&'s str> {
        name.or(self.default.as_deref())
    }

    /// The style of a run.
    pub(super) fn of_run(&self, name: &str) -> Option<&Style> {
        self.styles.get(name)
    }
}
