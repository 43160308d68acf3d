//! The nodes of the tree of a page, and what is told of each.

use html5ever::interface::Attribute;
use html5ever::tendril::StrTendril;
use html5ever::{LocalName, local_name};

/// The number of a node. That of the document is 0.
pub(super) type Id = u32;

/// The number of no node.
pub(super) const NONE: Id = u32::MAX;

/// What an element means to the text of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// Stands in a line.
    Inline,
    /// The same, but apart from the text around it: a raised number is no digit of the one before, nor
    /// is a deleted one.
    Apart,
    /// The same, and struck out: what stands there does not count.
    Struck,
    /// Shows something that is no text: a picture, a formula, the field of a form.
    Object,
    /// Stands on lines of its own.
    Block,
    /// The same, and lines of its source are lines of its text.
    Preformatted,
    /// Ends a line.
    Break,
    /// Is around the report by its meaning, unless it stands in a cell.
    Around,
    /// Leads elsewhere.
    Link,
    Table,
    /// A group of rows.
    Group,
    Row,
    Cell,
    /// Is not shown, or is none of the page's text.
    Left,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// How its text is seen.
    pub(super) sight: Sight,
    /// Whether a table only gives a page its layout.
    pub(super) layout: bool,
    /// Of a cell; of a table, the number of its cells.
    pub(super) colspan: u32,
    pub(super) rowspan: u32,
    pub(super) parent: Id,
    pub(super) first: Id,
    pub(super) next: Id,
    pub(super) previous: Id,
    pub(super) last: Id,
    pub(super) depth: u32,
    /// Of an element.
    pub(super) name: LocalName,
    pub(super) content: Content,
}

/// What a node has besides other nodes.
#[derive(Debug)]
pub(super) enum Content {
    Text(StrTendril),
    Attributes(Box<[Attribute]>),
}

impl Node {
    pub(super) fn new(kind: Kind) -> Node {
        Node {
            kind,
            sight: Sight::default(),
            layout: false,
            colspan: 0,
            rowspan: 0,
            parent: NONE,
            first: NONE,
            next: NONE,
            previous: NONE,
            last: NONE,
            depth: 0,
            name: local_name!(""),
            content: Content::Attributes(Box::default()),
        }
    }

    /// The text of a node that is text.
    pub(super) fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) => text,
            Content::Attributes(_) => "",
        }
    }

    /// The name of an element, in small letters.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn attributes(&self) -> &[Attribute] {
        match &self.content {
            Content::Text(_) => &[],
            Content::Attributes(attributes) => attributes,
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let attr = self.attributes().iter().find(|attr| &*attr.name.local == name)?;
        Some(&attr.value)
    }
}

/// **How the text of an element is seen.** Several of these may be so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sight(u8);

impl Sight {
    /// It is not shown, and has no place.
    pub(super) const GONE: Sight = Sight(1);
    /// It has a place in which nothing is seen.
    pub(super) const UNSEEN: Sight = Sight(2);
    /// It is shown otherwise than it is written, or may not be seen.
    pub(super) const DOUBTFUL: Sight = Sight(4);
    /// The same, which tells something in a table of figures only.
    pub(super) const MOVED: Sight = Sight(8);
    /// Something is shown in it that is not in the text.
    pub(super) const MADE: Sight = Sight(16);
    /// A script writes something into it.
    pub(super) const FILLED: Sight = Sight(32);
    /// Perhaps it has a place and perhaps not, so that cells behind it may stand elsewhere.
    pub(super) const LOOSE: Sight = Sight(64);

    /// Whether one of these is so.
    pub(super) const fn is(self, any: Sight) -> bool {
        self.0 & any.0 != 0
    }

    pub(super) const fn and(self, other: Sight) -> Sight {
        Sight(self.0 | other.0)
    }

    pub(super) fn set(&mut self, other: Sight, yes: bool) {
        if yes {
            *self = self.and(other);
        }
    }
}
