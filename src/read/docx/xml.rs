//! The XML of a part: elements by their local names, so that the strict and the usual namespaces are
//! one, within a depth, and without any entity but the five that XML has.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use crate::error::ReadError;
use crate::input::{InputKind, Limit};
use crate::read::limits::Limits;

/// Part of a document is not as it has to be.
pub(super) fn damaged(reason: impl Into<String>) -> ReadError {
    ReadError::Damaged { kind: InputKind::Docx, reason: reason.into() }
}

/// What the addresses of the namespaces contain that Word knows.
const KNOWN: [&[u8]; 5] = [
    b"schemas.openxmlformats.org",
    b"purl.oclc.org/ooxml",
    b"schemas.microsoft.com",
    b"schemas-microsoft-com",
    b"www.w3.org",
];

/// A document has about forty. Of further ones nothing is known.
const MOST_PREFIXES: usize = 256;

/// Reads the elements of a part one after the other.
pub(super) struct Xml<'x> {
    reader: quick_xml::Reader<&'x [u8]>,
    part: &'x str,
    depth: usize,
    nodes: usize,
    limits: &'x Limits,
    /// The prefixes that were declared, and whether Word knows what they stand for.
    prefixes: Vec<(Vec<u8>, bool)>,
}

/// What comes next.
pub(super) enum Node<'x> {
    Start(Element<'x>),
    End,
    Text(Cow<'x, str>),
    /// The end of the part, with every element ended.
    Done,
}

/// The beginning of an element.
pub(super) struct Element<'x> {
    tag: BytesStart<'x>,
}

impl Element<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &[u8] {
        self.tag.local_name().into_inner()
    }

    /// The prefix of the name.
    pub(super) fn prefix(&self) -> Option<&[u8]> {
        self.tag.name().prefix().map(|prefix| prefix.into_inner())
    }

    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        // Looking for an attribute that stands twice would take time that grows with the square of
        // their number; the first is taken.
        let mut attributes = self.tag.attributes();
        let mut attributes = attributes.with_checks(false).filter_map(Result::ok);
        let found = attributes.find(|a| a.key.local_name().as_ref() == name.as_bytes())?;
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }

    /// The attribute `val`, which holds the value of most properties.
    pub(super) fn value(&self) -> Option<Cow<'_, str>> {
        self.attribute("val")
    }

    /// The attribute `val` as a number.
    pub(super) fn number(&self) -> Option<u32> {
        self.value()?.trim().parse().ok()
    }

    /// A length in twentieths of a point, which may be told in another unit.
    pub(super) fn length(&self, name: &str) -> Option<i64> {
        let value = self.attribute(name)?;
        let value = value.trim();
        if let Ok(number) = value.parse() {
            return Some(number);
        }
        let (number, unit) = value.split_at_checked(value.len().checked_sub(2)?)?;
        let twips = match unit {
            "pt" => 20.0,
            "in" => 1440.0,
            "cm" => 1440.0 / 2.54,
            "mm" => 1440.0 / 25.4,
            "pc" | "pi" => 240.0,
            _ => return None,
        };
        let length = number.parse::<f64>().ok()? * twips;
        (length.abs() < 1e9).then_some(length as i64)
    }

    /// A property that is on by being there, unless its value says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off" | "none"))
    }

    /// A line that is drawn, unless its value says otherwise.
    pub(super) fn is_drawn(&self) -> bool {
        !matches!(self.value().as_deref(), None | Some("nil" | "none"))
    }
}

impl<'x> Xml<'x> {
    pub(super) fn new(part: &'x str, bytes: &'x [u8], limits: &'x Limits) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut reader = quick_xml::Reader::from_reader(bytes);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, part, depth: 0, nodes: 0, limits, prefixes: Vec::new() }
    }

    pub(super) fn next(&mut self) -> Result<Node<'x>, ReadError> {
        loop {
            match self.reader.read_event().map_err(|e| self.broken(&e.to_string()))? {
                Event::Start(tag) | Event::Empty(tag) => {
                    self.depth += 1;
                    self.count()?;
                    Limits::check(Limit::Nesting, self.depth, self.limits.nesting)?;
                    self.declare(&tag);
                    return Ok(Node::Start(Element { tag }));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::End);
                }
                Event::Text(text) => {
                    self.count()?;
                    let text = text.xml10_content().map_err(|e| self.broken(&e.to_string()))?;
                    return Ok(Node::Text(text));
                }
                Event::CData(text) => {
                    self.count()?;
                    let text = text.xml10_content().map_err(|e| self.broken(&e.to_string()))?;
                    return Ok(Node::Text(text));
                }
                Event::GeneralRef(reference) => {
                    self.count()?;
                    let character =
                        reference.resolve_char_ref().map_err(|e| self.broken(&e.to_string()))?;
                    if let Some(c) = character {
                        return Ok(Node::Text(Cow::Owned(c.to_string())));
                    }
                    let name = reference.decode().map_err(|e| self.broken(&e.to_string()))?;
                    let Some(text) = resolve_predefined_entity(&name) else {
                        return Err(self.broken(&format!("the entity &{name}; is not known")));
                    };
                    return Ok(Node::Text(Cow::Borrowed(text)));
                }
                // Office forbids them, and they could define entities.
                Event::DocType(_) => return Err(self.broken("it has a document type")),
                Event::Eof if self.depth > 0 => {
                    return Err(self.broken("it ends before its elements do"));
                }
                Event::Eof => return Ok(Node::Done),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Takes the prefixes that an element declares. Programs declare each once, or always as the same.
    fn declare(&mut self, tag: &BytesStart<'_>) {
        const NAMES: &[u8] = b"xmlns:";
        if !tag.windows(NAMES.len()).any(|bytes| bytes == NAMES) {
            return;
        }
        for attribute in tag.attributes().with_checks(false).filter_map(Result::ok) {
            let Some(prefix) = attribute.key.as_ref().strip_prefix(NAMES) else { continue };
            let is_known = KNOWN.iter().any(|known| {
                attribute.value.windows(known.len()).any(|bytes| bytes.eq_ignore_ascii_case(known))
            });
            if let Some(found) = self.prefixes.iter_mut().find(|(name, _)| name == prefix) {
                found.1 = is_known;
            } else if self.prefixes.len() < MOST_PREFIXES {
                self.prefixes.push((prefix.to_vec(), is_known));
            }
        }
    }

    /// Whether Word knows what a prefix stands for. One that is declared nowhere is a fault of which
    /// nothing follows.
    pub(super) fn knows(&self, prefix: Option<&[u8]>) -> bool {
        prefix.is_none_or(|prefix| {
            self.prefixes.iter().find(|(name, _)| name == prefix).is_none_or(|(_, known)| *known)
        })
    }

    /// Whether Word knows what each of several prefixes stands for.
    pub(super) fn knows_all(&self, prefixes: &str) -> bool {
        prefixes.split_ascii_whitespace().all(|prefix| self.knows(Some(prefix.as_bytes())))
    }

    /// Counts an element or a piece of text.
    fn count(&mut self) -> Result<(), ReadError> {
        self.nodes += 1;
        Limits::check(Limit::Nodes, self.nodes, self.limits.nodes)
    }

    /// Leaves out what is in the element that has just begun, with its end.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// Gives each element in the one that has just begun, up to its end.
    pub(super) fn each_within(
        &mut self,
        mut take: impl FnMut(&Element<'_>),
    ) -> Result<(), ReadError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Node::Start(element) = self.next()? {
                take(&element);
            }
        }
        Ok(())
    }

    fn broken(&self, why: &str) -> ReadError {
        let position = self.reader.buffer_position();
        damaged(format!("{} cannot be read at byte {position}: {why}", self.part))
    }
}
