//! The tree of a page as html5ever builds it, with no more of each element than reading needs.
//!
//! The nodes stand in one array and point to each other by number, so that neither walking nor
//! dropping a tree ever recurses.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{
    Attribute, ElementFlags, ExpandedName, NodeOrText, QualName, QuirksMode, TreeSink,
};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{ParseOpts, local_name, ns, parse_document};

use super::css::{Media, Sheet};
use super::limits::Limits;
use super::node::{Content, Id, Kind, NONE, Node, Sight};
use super::sight;
use crate::error::ReadError;
use crate::input::Limit;

/// Builds the tree of a page.
pub(super) fn tree(page: &str, limits: &Limits) -> Result<Vec<Node>, ReadError> {
    // A page is given in pieces: between them is seen whether it has passed a limit. html5ever looks
    // through the open elements at every tag, so that a page of a million nested ones would take it
    // hours.
    const PIECE: usize = 4096;
    let mut parser = parse_document(Sink::new(limits), ParseOpts::default());
    let mut rest = page;
    let mut words = 0;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(floor(rest, PIECE));
        parser.process(StrTendril::from_slice(piece));
        let sink = &parser.tokenizer.sink.sink;
        sink.check()?;
        // A piece in which nothing ends is inside of a tag or a comment. html5ever compares each
        // attribute of a tag with those before.
        words = if sink.seen.replace(0) > 0 { 0 } else { words + words_in(piece) };
        Limits::check(Limit::Words, words, limits.words)?;
        rest = behind;
    }
    let sink = parser.finish();
    sink.check()?;
    let mut nodes = sink.nodes.into_inner();
    put_in_order(&mut nodes);
    tell_layout(&mut nodes);
    let mut sheet = Sheet::default();
    for (id, text) in sink.styles.into_inner() {
        match nodes.get(id as usize).map_or(Media::Not, media_of) {
            Media::Holds => sheet.add(&text),
            // Whether these rules hold is not known.
            Media::Perhaps => sheet.add(&format!("@container (width){{{text}}}")),
            Media::Not => {}
        }
    }
    sight::tell(&mut nodes, &sheet, sink.has_quirks.get(), limits)?;
    Ok(nodes)
}

/// How many attributes a piece of a tag has at most, and at least about as many.
fn words_in(piece: &str) -> usize {
    let bytes = piece.as_bytes();
    // Pictures in attributes have a few slashes, which part nothing.
    let slashes = bytes.iter().filter(|b| **b == b'/').count() * 40 > bytes.len();
    let parts =
        |b: u8| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'') || (slashes && b == b'/');
    bytes.windows(2).filter(|pair| parts(pair[0]) && !parts(pair[1])).count()
}

/// The last boundary of a character at or before an offset that is no less than a character.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Whether a `<style>` is a style sheet, and one for screens.
fn media_of(style: &Node) -> Media {
    let kind = style.attribute("type").unwrap_or_default().trim();
    let media = style.attribute("media").unwrap_or_default().trim().to_ascii_lowercase();
    let is_sheet = kind.is_empty() || kind.eq_ignore_ascii_case("text/css");
    if is_sheet { Media::of(&media) } else { Media::Not }
}

/// Browsers show the first head of a table before all other rows and its first foot behind them, wherever
/// they stand.
fn put_in_order(nodes: &mut [Node]) {
    let child = |nodes: &[Node], table: usize, wanted: &str| {
        let mut child = nodes[table].first;
        while let Some(node) = nodes.get(child as usize) {
            if node.name() == wanted {
                return Some(child);
            }
            child = node.next;
        }
        None
    };
    for table in 0..nodes.len() {
        if nodes[table].kind != Kind::Table {
            continue;
        }
        let Ok(id) = Id::try_from(table) else { return };
        if let Some(head) = child(nodes, table, "thead") {
            let first = nodes[table].first;
            if first != head {
                insert(nodes, id, head, first);
            }
        }
        if let Some(foot) = child(nodes, table, "tfoot") {
            insert(nodes, id, foot, NONE);
        }
    }
}

/// Tells tables of figures from those that only give a page its layout: they have other tables inside,
/// or a single cell.
fn tell_layout(nodes: &mut [Node]) {
    let table_above = |nodes: &[Node], mut id: Id| {
        while let Some(node) = nodes.get(id as usize) {
            id = node.parent;
            match nodes.get(id as usize) {
                Some(node) if node.kind == Kind::Table => return Some(id as usize),
                _ => {}
            }
        }
        None
    };
    let mut tables = Vec::new();
    for id in 0..nodes.len() {
        match nodes[id].kind {
            Kind::Cell => {
                if let Some(table) = table_above(nodes, id as Id) {
                    nodes[table].colspan = nodes[table].colspan.saturating_add(1);
                }
            }
            Kind::Table => tables.push(id),
            _ => {}
        }
    }
    for &id in &tables {
        if nodes[id].colspan < 2 {
            nodes[id].layout = true;
            continue;
        }
        let mut around = table_above(nodes, id as Id);
        while let Some(table) = around {
            nodes[table].layout = true;
            around = table_above(nodes, table as Id);
        }
    }
}

/// An element as html5ever holds it.
#[derive(Clone)]
struct Handle {
    id: Id,
    name: Rc<QualName>,
}

struct Sink {
    nodes: RefCell<Vec<Node>>,
    document: Handle,
    most_nodes: usize,
    most_nesting: usize,
    /// The limit that was passed.
    past: Cell<Option<Limit>>,
    /// How many elements, comments and texts have come.
    seen: Cell<usize>,
    /// Whether browsers show the page as those of old did.
    has_quirks: Cell<bool>,
    /// The texts of style sheets, each with its element.
    styles: RefCell<Vec<(Id, String)>>,
}

impl Sink {
    fn new(limits: &Limits) -> Self {
        let name = Rc::new(QualName::new(None, ns!(), local_name!("")));
        Sink {
            nodes: RefCell::new(vec![Node::new(Kind::Block)]),
            document: Handle { id: 0, name },
            most_nodes: limits.nodes,
            most_nesting: limits.nesting,
            past: Cell::new(None),
            seen: Cell::new(0),
            has_quirks: Cell::new(false),
            styles: RefCell::default(),
        }
    }

    fn check(&self) -> Result<(), ReadError> {
        match self.past.get() {
            Some(Limit::Nesting) => {
                Err(ReadError::PastLimit { limit: Limit::Nesting, max: self.most_nesting })
            }
            Some(limit) => Err(ReadError::PastLimit { limit, max: self.most_nodes }),
            None => Ok(()),
        }
    }

    /// Adds a node; once there are too many, none.
    fn add(&self, node: Node) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        if nodes.len() >= self.most_nodes {
            self.past.set(Some(Limit::Nodes));
            return NONE;
        }
        nodes.push(node);
        Id::try_from(nodes.len() - 1).unwrap_or(NONE)
    }

    /// Puts an element or text under a parent, before another node or as its last.
    fn put(&self, parent: Id, child: NodeOrText<Handle>, before: Id) {
        self.seen.set(self.seen.get() + 1);
        let text = match child {
            NodeOrText::AppendNode(handle) => return self.insert(parent, handle.id, before),
            NodeOrText::AppendText(text) => text,
        };
        {
            let mut nodes = self.nodes.borrow_mut();
            let Some(node) = nodes.get_mut(parent as usize) else { return };
            if node.kind == Kind::Left {
                match node.name() {
                    "style" => self.add_style(parent, &text),
                    // What it writes is shown in its place.
                    "script" if text.contains("document.write") => node.kind = Kind::Object,
                    _ => {}
                }
                return;
            }
            let last = node.last;
            let previous = nodes.get(before as usize).map_or(last, |node| node.previous);
            let previous = nodes.get_mut(previous as usize).map(|previous| &mut previous.content);
            if let Some(Content::Text(before)) = previous {
                return before.push_tendril(&text);
            }
        }
        let id = self.add(Node { content: Content::Text(text), ..Node::new(Kind::Text) });
        self.insert(parent, id, before);
    }

    /// Keeps a piece of the text of a style sheet.
    fn add_style(&self, id: Id, text: &str) {
        let mut styles = self.styles.borrow_mut();
        match styles.last_mut() {
            Some((last, style)) if *last == id => style.push_str(text),
            _ => styles.push((id, text.to_owned())),
        }
    }

    /// Puts a node under a parent, before another or as its last.
    fn insert(&self, parent: Id, id: Id, before: Id) {
        let depth = insert(&mut self.nodes.borrow_mut(), parent, id, before);
        if depth as usize > self.most_nesting {
            self.past.set(Some(Limit::Nesting));
        }
    }

    fn parent(&self, id: Id) -> Id {
        self.nodes.borrow().get(id as usize).map_or(NONE, |node| node.parent)
    }
}

/// Puts a node under a parent, before another or as its last. Returns how deep it then is.
fn insert(nodes: &mut [Node], parent: Id, id: Id, before: Id) -> u32 {
    let Some(depth) = nodes.get(parent as usize).map(|node| node.depth + 1) else { return 0 };
    if id == parent || nodes.get(id as usize).is_none() {
        return 0;
    }
    detach(nodes, id);
    let previous = match nodes.get(before as usize) {
        Some(before) => before.previous,
        None => nodes[parent as usize].last,
    };
    let node = &mut nodes[id as usize];
    (node.parent, node.depth, node.previous, node.next) = (parent, depth, previous, before);
    match nodes.get_mut(previous as usize) {
        Some(previous) => previous.next = id,
        None => nodes[parent as usize].first = id,
    }
    match nodes.get_mut(before as usize) {
        Some(before) => before.previous = id,
        None => nodes[parent as usize].last = id,
    }
    depth
}

/// Takes a node out of its parent.
fn detach(nodes: &mut [Node], id: Id) {
    let Some(node) = nodes.get_mut(id as usize) else { return };
    let (parent, previous, next) = (node.parent, node.previous, node.next);
    (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    if parent == NONE {
        return;
    }
    match nodes.get_mut(previous as usize) {
        Some(previous) => previous.next = next,
        None => nodes[parent as usize].first = next,
    }
    match nodes.get_mut(next as usize) {
        Some(next) => next.previous = previous,
        None => nodes[parent as usize].last = previous,
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        self.seen.set(self.seen.get() + 1);
        let mut node = Node { name: name.local.clone(), ..Node::new(kind(&name)) };
        attributes(&mut node, attrs);
        Handle { id: self.add(node), name: Rc::new(name) }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.seen.set(self.seen.get() + 1);
        Handle { id: NONE, name: self.document.name.clone() }
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle { id: NONE, name: self.document.name.clone() }
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(parent.id, child, NONE);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        if self.parent(element.id) == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        // A template is not shown, whatever is in it.
        target.clone()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.has_quirks.set(mode == QuirksMode::Quirks);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        self.put(self.parent(sibling.id), child, sibling.id);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        if let Some(node) = self.nodes.borrow_mut().get_mut(target.id as usize) {
            attributes(node, attrs);
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        detach(&mut self.nodes.borrow_mut(), target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let first = self.nodes.borrow().get(node.id as usize).map_or(NONE, |node| node.first);
            if first == NONE || node.id == new_parent.id {
                return;
            }
            self.insert(new_parent.id, first, NONE);
            if self.parent(first) == node.id {
                return;
            }
        }
    }
}

fn kind(name: &QualName) -> Kind {
    match name.local {
        local_name!("table") => Kind::Table,
        local_name!("tbody") | local_name!("thead") | local_name!("tfoot") => Kind::Group,
        local_name!("tr") => Kind::Row,
        local_name!("td") | local_name!("th") => Kind::Cell,
        local_name!("br") | local_name!("hr") => Kind::Break,
        local_name!("a") => Kind::Inline,
        local_name!("sup") | local_name!("sub") | local_name!("small") => Kind::Apart,
        // Digits that are shown from right to left are others than those that are written.
        local_name!("del") | local_name!("s") | local_name!("strike") | local_name!("bdo") => {
            Kind::Struck
        }
        local_name!("img")
        | local_name!("input")
        | local_name!("textarea")
        | local_name!("select")
        | local_name!("button")
        | local_name!("meter")
        | local_name!("progress")
        | local_name!("object")
        | local_name!("embed")
        | local_name!("iframe")
        | local_name!("canvas")
        | local_name!("audio")
        | local_name!("video")
        // What is said beside a digit is read with it.
        | local_name!("rt")
        | local_name!("svg")
        | local_name!("math") => Kind::Object,
        local_name!("pre") | local_name!("listing") | local_name!("xmp") => Kind::Preformatted,
        local_name!("nav") | local_name!("aside") | local_name!("footer") => Kind::Around,
        local_name!("head")
        | local_name!("script")
        | local_name!("style")
        | local_name!("noscript")
        | local_name!("template")
        | local_name!("title")
        | local_name!("noembed")
        | local_name!("noframes")
        | local_name!("datalist")
        | local_name!("rp") => Kind::Left,
        local_name!("html")
        | local_name!("body")
        | local_name!("p")
        | local_name!("div")
        | local_name!("h1")
        | local_name!("h2")
        | local_name!("h3")
        | local_name!("h4")
        | local_name!("h5")
        | local_name!("h6")
        | local_name!("ul")
        | local_name!("ol")
        | local_name!("li")
        | local_name!("dl")
        | local_name!("dt")
        | local_name!("dd")
        | local_name!("section")
        | local_name!("article")
        | local_name!("header")
        | local_name!("main")
        | local_name!("center")
        | local_name!("form")
        | local_name!("fieldset")
        | local_name!("blockquote")
        | local_name!("address")
        | local_name!("figure")
        | local_name!("figcaption")
        | local_name!("details")
        | local_name!("dialog")
        | local_name!("legend")
        | local_name!("summary")
        | local_name!("caption") => Kind::Block,
        // Word's own data, which pasted pages hold.
        _ if &*name.local == "xml" => Kind::Left,
        _ => Kind::Inline,
    }
}

/// Takes over what an element's attributes say.
fn attributes(node: &mut Node, attrs: Vec<Attribute>) {
    for attr in &attrs {
        match attr.name.local {
            local_name!("colspan") => node.colspan = number(&attr.value).unwrap_or(1),
            local_name!("rowspan") => node.rowspan = number(&attr.value).unwrap_or(1),
            local_name!("class") if node.kind == Kind::Inline && sets_apart(&attr.value) => {
                node.kind = Kind::Apart;
            }
            local_name!("type") if node.kind == Kind::Object => {
                if attr.value.eq_ignore_ascii_case("hidden") {
                    node.sight = node.sight.and(Sight::GONE);
                }
            }
            local_name!("href") if node.kind == Kind::Inline => node.kind = Kind::Link,
            _ => {}
        }
    }
    if node.kind == Kind::Cell {
        node.colspan = node.colspan.max(1);
        if !attrs.iter().any(|attr| attr.name.local == local_name!("rowspan")) {
            node.rowspan = 1;
        }
    } else {
        (node.colspan, node.rowspan) = (0, 0);
    }
    let attrs = match &mut node.content {
        Content::Attributes(old) if !old.is_empty() => {
            old.iter().cloned().chain(attrs).collect::<Box<[Attribute]>>()
        }
        _ => attrs.into_boxed_slice(),
    };
    node.content = Content::Attributes(attrs);
}

/// A number as browsers read it: `colspan="7;"` is 7.
fn number(value: &str) -> Option<u32> {
    let value = value.trim_ascii_start();
    let value = value.strip_prefix('+').unwrap_or(value);
    let digits = value.bytes().take_while(u8::is_ascii_digit);
    let mut number = None;
    for digit in digits {
        let so_far: u32 = number.unwrap_or(0);
        number = Some(so_far.saturating_mul(10).saturating_add(u32::from(digit - b'0')));
    }
    number
}

/// Whether a class says by its name that its element is a note's number, or is not shown. What style
/// sheets make of it is not known, so that digits in it are none of the figure beside.
fn sets_apart(class: &str) -> bool {
    class.contains("FootnoteReference") || class.split_ascii_whitespace().any(sight::is_hidden_word)
}
