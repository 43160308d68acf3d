//! The style sheets that a page holds → what they declare of an element.
//!
//! Only properties that decide whether and how text is seen are kept, and rules without any are dropped.
//! Selectors are matched as browsers match them; where one has a part that is not known here, it matches
//! *perhaps*, and what it declares can put an element's text in doubt, but not show or hide it.

use std::collections::HashMap;
use std::ops::Range;

use super::node::{Id, Kind, NONE, Node};

/// The properties that are looked at, in the order of [`Property`].
const NAMES: [&str; COUNT] = [
    "animation",
    "background-color",
    "clip",
    "clip-path",
    "color",
    "content",
    "content-visibility",
    "display",
    "filter",
    "flex-direction",
    "float",
    "font-family",
    "font-size",
    "height",
    "left",
    "letter-spacing",
    "list-style",
    "margin-left",
    "max-height",
    "max-width",
    "mso-hide",
    "opacity",
    "order",
    "overflow",
    "position",
    "rotate",
    "scale",
    "text-decoration",
    "text-indent",
    "text-security",
    "top",
    "transform",
    "unicode-bidi",
    "vertical-align",
    "visibility",
    "width",
];

/// A property that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Property {
    Animation,
    Background,
    Clip,
    ClipPath,
    Color,
    Content,
    ContentVisibility,
    Display,
    Filter,
    FlexDirection,
    Float,
    FontFamily,
    FontSize,
    Height,
    Left,
    LetterSpacing,
    ListStyle,
    MarginLeft,
    MaxHeight,
    MaxWidth,
    MsoHide,
    Opacity,
    Order,
    Overflow,
    Position,
    Rotate,
    Scale,
    TextDecoration,
    TextIndent,
    TextSecurity,
    Top,
    Transform,
    UnicodeBidi,
    VerticalAlign,
    Visibility,
    Width,
}

/// How many there are.
const COUNT: usize = Property::Width as usize + 1;

/// The place of a property by its name, and that of the longer name whose part it is: a `font` has a size
/// and a family. Names that say the same are one.
fn places(name: &str) -> [Option<usize>; 2] {
    // Most of what Word writes.
    let is_other = ["border", "padding", "mso-"].iter().any(|start| name.starts_with(start));
    if is_other && name != "mso-hide" {
        return [None, None];
    }
    let place = |name: &str| NAMES.binary_search(&name).ok();
    let name = name.strip_prefix("-webkit-").unwrap_or(name);
    match name {
        "font" => [place("font-size"), place("font-family")],
        "background" => [place("background-color"), None],
        "text-decoration-line" => [place("text-decoration"), None],
        "text-fill-color" => [place("color"), None],
        "list-style-type" => [place("list-style"), None],
        "animation-name" => [place("animation"), None],
        "overflow-x" | "overflow-y" => [place("overflow"), None],
        "right" => [place("left"), None],
        "bottom" => [place("top"), None],
        name => [place(name), None],
    }
}

/// One declaration.
#[derive(Debug)]
struct Declaration {
    place: usize,
    value: String,
    important: bool,
}

/// The declarations of a style, in small letters.
fn declarations(style: &str, into: &mut Vec<Declaration>) {
    // Nearly all styles have neither quotes nor brackets, in which the marks would be no marks.
    if style.contains(['"', '\'', '(', '[', '\\']) {
        split(style, b';').for_each(|text| declaration(text, into));
    } else {
        style.split(';').for_each(|text| declaration(text, into));
    }
}

fn declaration(text: &str, into: &mut Vec<Declaration>) {
    let Some((name, value)) = text.split_once(':') else { return };
    let name = name.trim_ascii();
    let places = match name.bytes().any(|b| b.is_ascii_uppercase()) {
        true => places(&name.to_ascii_lowercase()),
        false => places(name),
    };
    let (value, important) = match value.rsplit_once('!') {
        Some((value, word)) if word.trim_ascii().eq_ignore_ascii_case("important") => (value, true),
        _ => (value, false),
    };
    for place in places.into_iter().flatten() {
        let value = value.trim_ascii().to_ascii_lowercase();
        into.push(Declaration { place, value, important });
    }
}

/// The parts of a text between marks that stand in no quotes and in no brackets.
fn split(text: &str, mark: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = find(text, &[mark]);
        let (part, behind) = text.split_at(end);
        rest = behind.get(1..);
        Some(part)
    })
}

/// Where the first of some marks stands outside of quotes and brackets, or the length.
fn find(text: &str, marks: &[u8]) -> usize {
    let (mut quote, mut depth, mut escaped) = (None, 0_u32, false);
    for (i, b) in text.bytes().enumerate() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match (quote, b) {
            (_, b'\\') => escaped = true,
            (Some(open), b) if b == open => quote = None,
            (Some(_), _) => {}
            (None, b) if depth == 0 && marks.contains(&b) => return i,
            (None, b'"' | b'\'') => quote = Some(b),
            (None, b'(' | b'[') => depth += 1,
            (None, b')' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
}

/// What counts more: an important declaration, one of the element's own style, a rule that says more
/// of the element, and the last.
type Weight = (bool, bool, u32, usize);

/// **What is declared of an element**: a value for each property.
#[derive(Debug)]
pub(super) struct Declared<'s> {
    /// By the place of the property. They are few.
    values: Vec<(usize, &'s str, Weight)>,
}

impl<'s> Declared<'s> {
    pub(super) fn new() -> Self {
        Declared { values: Vec::new() }
    }

    /// The value of a property; an empty one where nothing is declared.
    pub(super) fn get(&self, property: Property) -> &'s str {
        let place = property as usize;
        self.values.iter().find(|value| value.0 == place).map_or("", |value| value.1)
    }

    /// Whether nothing is declared.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// What the element's own style says.
    pub(super) fn add_style(&mut self, style: &'s Style) {
        for (i, declaration) in style.0.iter().enumerate() {
            self.add(declaration, (declaration.important, true, 0, i));
        }
    }

    fn add(&mut self, declaration: &'s Declaration, weight: Weight) {
        let Declaration { place, value, .. } = declaration;
        match self.values.iter_mut().find(|other| other.0 == *place) {
            None => self.values.push((*place, value, weight)),
            Some(other) if other.2 <= weight => (other.1, other.2) = (value, weight),
            Some(_) => {}
        }
    }
}

/// The declarations of an element's own style.
#[derive(Debug, Default)]
pub(super) struct Style(Vec<Declaration>);

impl Style {
    pub(super) fn new(style: &str) -> Style {
        let mut declared = Vec::new();
        if style.contains("/*") {
            declarations(&without_comments(style), &mut declared);
        } else {
            declarations(style, &mut declared);
        }
        Style(declared)
    }

    /// Adds what an attribute says that came before style sheets, such as `bgcolor`.
    pub(super) fn and(self, property: Property, value: &str) -> Style {
        let mut declared = self.0;
        let place = property as usize;
        let declaration =
            Declaration { place, value: value.trim_ascii().to_ascii_lowercase(), important: false };
        declared.insert(0, declaration);
        Style(declared)
    }
}

/// How an element and a selector go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Matches {
    No,
    Perhaps,
    Yes,
}

/// Of what a rule speaks: the element, or text that is made before or behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Element,
    /// `::before` and `::after`.
    Made,
    /// `::first-letter` and `::first-line`.
    Start,
}

#[derive(Debug)]
struct Rule {
    /// From the right to the left, each with what is between it and the one to its left.
    compounds: Vec<(Between, Compound)>,
    of: Of,
    specificity: u32,
    declarations: Range<usize>,
}

/// What is between two parts of a selector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Descendant,
    Child,
    Next,
    Later,
}

/// The parts of a selector that speak of one element.
#[derive(Debug, Default)]
struct Compound {
    tag: Option<String>,
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Id(String),
    Class(String),
    Attribute {
        name: String,
        how: u8,
        value: String,
    },
    Not(Compound),
    /// `:nth-child(an+b)`.
    Nth {
        a: i64,
        b: i64,
        from_end: bool,
    },
    Root,
    Link,
    /// What a person does with the page, such as to point at it.
    Never,
    Unknown,
}

/// **The rules of all style sheets of a page**, by what the last part of their selectors asks for.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
    declarations: Vec<Declaration>,
    by_id: HashMap<String, Vec<usize>>,
    by_class: HashMap<String, Vec<usize>>,
    by_tag: HashMap<String, Vec<usize>>,
    others: Vec<usize>,
}

/// What the rules of a page declare of an element.
#[derive(Debug)]
pub(super) struct Ruled<'s> {
    /// Of the element, by rules that are sure to speak of it.
    pub(super) surely: Declared<'s>,
    /// Of the element, or of its first letter or line, by rules that perhaps speak of it.
    pub(super) perhaps: Declared<'s>,
    /// Whether text is made before or behind what is in it.
    pub(super) makes_text: bool,
}

impl Sheet {
    /// Adds the text of a `<style>`.
    pub(super) fn add(&mut self, text: &str) {
        let text = without_comments(text);
        let mut rest: &str = &text;
        while !rest.is_empty() {
            let head_end = find(rest, b"{;}");
            let (head, behind) = rest.split_at(head_end);
            let Some(behind) = behind.strip_prefix('{') else {
                // `@import …;`, or the end of the rules of an `@media`, whose start was passed.
                rest = behind.get(1..).unwrap_or_default();
                continue;
            };
            // What an old browser would show is in the marks of a comment of the page.
            let head = head.replace("<!--", " ").replace("-->", " ").trim_ascii().to_owned();
            if let Some(at) = head.strip_prefix('@') {
                rest = if holds_rules(&at.to_ascii_lowercase()) { behind } else { skip(behind) };
                continue;
            }
            let end = find(behind, b"{}");
            let (body, after) = behind.split_at(end);
            self.rule(&head, body);
            // Rules in a rule are not known to older browsers, and are left out.
            rest = if after.starts_with('{') {
                skip(skip_to_brace(after))
            } else {
                after.get(1..).unwrap_or_default()
            };
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    fn rule(&mut self, selectors: &str, body: &str) {
        let start = self.declarations.len();
        declarations(body, &mut self.declarations);
        let declared = start..self.declarations.len();
        if declared.is_empty() {
            return;
        }
        for text in split(selectors, b',') {
            let Some(rule) = selector(text, declared.clone()) else { continue };
            let number = self.rules.len();
            let Some((_, last)) = rule.compounds.first() else { continue };
            let key = |wanted: fn(&Part) -> Option<&String>| last.parts.iter().find_map(wanted);
            let id = key(|part| if let Part::Id(id) = part { Some(id) } else { None });
            let class = key(|part| if let Part::Class(class) = part { Some(class) } else { None });
            let list = match (id, class, &last.tag) {
                (Some(id), _, _) => self.by_id.entry(id.clone()).or_default(),
                (_, Some(class), _) => self.by_class.entry(class.clone()).or_default(),
                (_, _, Some(tag)) => self.by_tag.entry(tag.clone()).or_default(),
                _ => &mut self.others,
            };
            list.push(number);
            self.rules.push(rule);
        }
    }

    /// What the rules declare of an element. Each comparison takes one of the steps that are left.
    pub(super) fn of(&self, nodes: &[Node], id: Id, steps: &mut usize) -> Ruled<'_> {
        let mut ruled =
            Ruled { surely: Declared::new(), perhaps: Declared::new(), makes_text: false };
        let Some(node) = nodes.get(id as usize).filter(|_| !self.rules.is_empty()) else {
            return ruled;
        };
        let listed = |map: &'_ HashMap<String, Vec<usize>>, key: &str| -> Vec<usize> {
            if map.is_empty() {
                return Vec::new();
            }
            map.get(&key.to_ascii_lowercase()).cloned().unwrap_or_default()
        };
        let mut found = self.others.clone();
        found.extend(listed(&self.by_tag, node.name()));
        if let Some(id) = node.attribute("id") {
            found.extend(listed(&self.by_id, id));
        }
        let classes = node.attribute("class").unwrap_or_default();
        for class in classes.split_ascii_whitespace() {
            found.extend(listed(&self.by_class, class));
        }
        for number in found {
            let Some(rule) = self.rules.get(number) else { continue };
            let matches = rule.matches(nodes, id, steps);
            let declared = self.declarations.get(rule.declarations.clone()).unwrap_or_default();
            for declaration in declared {
                let weight = (declaration.important, false, rule.specificity, number);
                match (matches, rule.of) {
                    (Matches::No, _) => {}
                    (_, Of::Made) => {
                        ruled.makes_text |= declaration.place == Property::Content as usize
                            && is_text(&declaration.value);
                    }
                    (Matches::Yes, Of::Element) => ruled.surely.add(declaration, weight),
                    _ => ruled.perhaps.add(declaration, weight),
                }
            }
        }
        ruled
    }
}

/// Whether the `content` of an element that is made is something that is seen.
fn is_text(content: &str) -> bool {
    let is_word = ["none", "normal", "inherit", "initial", "unset"].contains(&content);
    let quoted = content.trim_matches(['"', '\'']);
    !is_word && !quoted.trim().is_empty()
}

/// Whether an at-rule holds rules that hold for a page that is seen on a screen of usual size.
fn holds_rules(at: &str) -> bool {
    let Some(query) = at.strip_prefix("media") else {
        return ["supports", "layer", "container", "scope"].iter().any(|name| at.starts_with(name));
    };
    is_for_screens(query)
}

/// Whether a media query holds for a page that is seen on a screen of usual size.
pub(super) fn is_for_screens(query: &str) -> bool {
    query.split(',').any(|query| {
        let is_other = query.contains("print") || query.contains("speech");
        let is_narrow = query.contains("max-") || query.contains('<');
        let is_choice = query.contains("prefers-") || query.contains("hover");
        is_other == query.trim_ascii().starts_with("not ") && !is_narrow && !is_choice
    })
}

/// What stands behind the first `{`.
fn skip_to_brace(text: &str) -> &str {
    text.split_once('{').map_or("", |(_, behind)| behind)
}

/// What stands behind the `}` that ends the block at hand.
fn skip(text: &str) -> &str {
    let (mut rest, mut depth) = (text, 1_u32);
    while depth > 0 {
        let end = find(rest, b"{}");
        match rest.as_bytes().get(end) {
            Some(b'{') => depth += 1,
            Some(_) => depth -= 1,
            None => return "",
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    // The declarations of a rule that holds others may go on; they are left out with it.
    rest
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = behind.split_once("*/").map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

/// One selector with its declarations; none where it speaks of something that is no text.
fn selector(text: &str, declarations: Range<usize>) -> Option<Rule> {
    let mut compounds = Vec::new();
    let mut rest = text.trim_ascii();
    let (mut of, mut specificity) = (Of::Element, 0);
    let mut between = Between::Descendant;
    while !rest.is_empty() {
        let end = find(rest, b" \t\r\n>+~");
        let (part, behind) = rest.split_at(end);
        let compound = compound(part, &mut of, &mut specificity)?;
        compounds.push((between, compound));
        let trimmed = behind.trim_ascii_start();
        between = match trimmed.bytes().next() {
            Some(b'>') => Between::Child,
            Some(b'+') => Between::Next,
            Some(b'~') => Between::Later,
            _ => Between::Descendant,
        };
        rest = trimmed.trim_start_matches(['>', '+', '~']).trim_ascii_start();
    }
    compounds.reverse();
    (!compounds.is_empty()).then_some(Rule { compounds, of, specificity, declarations })
}

/// A name at the start of a text, with what is behind it.
fn name(text: &str) -> (String, &str) {
    let mut name = String::new();
    let mut chars = text.chars();
    loop {
        let rest = chars.as_str();
        match chars.next() {
            Some('\\') => name.extend(chars.next()),
            Some(c) if c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii() => {
                name.push(c.to_ascii_lowercase());
            }
            _ => return (name, rest),
        }
    }
}

fn compound(text: &str, of: &mut Of, specificity: &mut u32) -> Option<Compound> {
    const ID: u32 = 1 << 16;
    const CLASS: u32 = 1 << 8;
    let mut compound = Compound::default();
    let mut rest = text;
    let add = |specificity: &mut u32, more: u32| *specificity = specificity.saturating_add(more);
    while let Some(first) = rest.bytes().next() {
        let behind = rest.get(1..).unwrap_or_default();
        match first {
            b'*' => rest = behind,
            b'#' | b'.' => {
                let (word, after) = name(behind);
                if word.is_empty() {
                    return None;
                }
                add(specificity, if first == b'#' { ID } else { CLASS });
                compound.parts.push(if first == b'#' { Part::Id(word) } else { Part::Class(word) });
                rest = after;
            }
            b'[' => {
                let end = find(behind, b"]").min(behind.find(']').unwrap_or(behind.len()));
                let (inside, after) = behind.split_at(end);
                add(specificity, CLASS);
                compound.parts.push(attribute(inside));
                rest = after.get(1..).unwrap_or_default();
            }
            b':' => {
                let is_element = behind.starts_with(':');
                let (word, mut after) = name(behind.trim_start_matches(':'));
                let mut argument = "";
                if let Some(inside) = after.strip_prefix('(') {
                    let end = find(inside, b")");
                    (argument, after) = inside.split_at(end);
                    after = after.get(1..).unwrap_or_default();
                }
                rest = after;
                match word.as_str() {
                    "before" | "after" => *of = Of::Made,
                    "first-letter" | "first-line" => *of = Of::Start,
                    _ if is_element => return None,
                    _ => {
                        add(specificity, CLASS);
                        compound.parts.push(pseudo(&word, argument));
                    }
                }
            }
            _ => {
                let (word, after) = name(rest);
                if word.is_empty() {
                    // `&`, `|` and whatever else: it may be any element.
                    compound.parts.push(Part::Unknown);
                    return Some(compound);
                }
                add(specificity, 1);
                compound.tag = Some(word);
                rest = after;
            }
        }
    }
    Some(compound)
}

/// `[name]`, `[name=value]`, `[name^="value"]`.
fn attribute(inside: &str) -> Part {
    let (name, behind) = name(inside.trim_ascii());
    let behind = behind.trim_ascii();
    let (how, value) = match behind.split_once('=') {
        None => (b' ', ""),
        Some((how, value)) => (how.bytes().next().unwrap_or(b'='), value.trim_ascii()),
    };
    let value = value.trim_end_matches(" i").trim_matches(['"', '\'']).to_owned();
    Part::Attribute { name, how, value }
}

fn pseudo(word: &str, argument: &str) -> Part {
    let nth = |a, b, from_end| Part::Nth { a, b, from_end };
    match word {
        "first-child" => nth(0, 1, false),
        "last-child" => nth(0, 1, true),
        "nth-child" | "nth-last-child" => match formula(argument) {
            Some((a, b)) => nth(a, b, word == "nth-last-child"),
            None => Part::Unknown,
        },
        "root" => Part::Root,
        "link" | "any-link" => Part::Link,
        // What is in brackets in it would be read in as many steps as there are brackets.
        "not" if !argument.contains('(') => {
            let (mut of, mut specificity) = (Of::Element, 0);
            let is_simple = find(argument, b" ,>+~") == argument.len();
            match compound(argument.trim_ascii(), &mut of, &mut specificity) {
                Some(compound) if is_simple => Part::Not(compound),
                _ => Part::Unknown,
            }
        }
        "hover" | "focus" | "active" | "visited" | "target" | "focus-within" | "focus-visible" => {
            Part::Never
        }
        _ => Part::Unknown,
    }
}

/// `odd`, `even`, `3`, `2n+1`.
fn formula(text: &str) -> Option<(i64, i64)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    match text.to_ascii_lowercase().as_str() {
        "odd" => Some((2, 1)),
        "even" => Some((2, 0)),
        text => match text.split_once('n') {
            None => Some((0, text.parse().ok()?)),
            Some((a, b)) => {
                let a = match a {
                    "" | "+" => 1,
                    "-" => -1,
                    a => a.parse().ok()?,
                };
                let b = if b.is_empty() { 0 } else { b.parse().ok()? };
                Some((a, b))
            }
        },
    }
}

impl Rule {
    fn matches(&self, nodes: &[Node], id: Id, steps: &mut usize) -> Matches {
        self.matches_from(0, nodes, id, steps)
    }

    /// Whether the parts of the selector from one on speak of an element and those around it.
    ///
    /// As in browsers before there were better ways, an ancestor that does not lead on is given up for one
    /// further out. This goes as deep as a selector has parts, and not as deep as the page.
    fn matches_from(&self, part: usize, nodes: &[Node], id: Id, steps: &mut usize) -> Matches {
        *steps = steps.saturating_sub(1);
        let Some((_, compound)) = self.compounds.get(part) else { return Matches::Yes };
        let own = compound.matches(nodes, id, steps);
        if own == Matches::No || part + 1 == self.compounds.len() || part >= MOST_PARTS {
            return if part >= MOST_PARTS { own.min(Matches::Perhaps) } else { own };
        }
        let between = self.compounds.get(part).map_or(Between::Descendant, |part| part.0);
        let step = |id: Id| match between {
            Between::Descendant | Between::Child => element_above(nodes, id),
            Between::Next | Between::Later => element_before(nodes, id),
        };
        let (mut best, mut at) = (Matches::No, id);
        while let Some(other) = step(at) {
            best = best.max(self.matches_from(part + 1, nodes, other, steps));
            let is_one = matches!(between, Between::Child | Between::Next);
            if best == Matches::Yes || is_one || *steps == 0 {
                break;
            }
            at = other;
        }
        best.min(own)
    }
}

/// The most parts of a selector that are looked at; each can multiply the work.
const MOST_PARTS: usize = 8;

impl Compound {
    fn matches(&self, nodes: &[Node], id: Id, steps: &mut usize) -> Matches {
        let Some(node) = nodes.get(id as usize) else { return Matches::No };
        if self.tag.as_ref().is_some_and(|tag| !node.name().eq_ignore_ascii_case(tag)) {
            return Matches::No;
        }
        let mut matches = Matches::Yes;
        for part in &self.parts {
            matches = matches.min(part.matches(nodes, node, id, steps));
            if matches == Matches::No {
                break;
            }
        }
        matches
    }
}

impl Part {
    fn matches(&self, nodes: &[Node], node: &Node, id: Id, steps: &mut usize) -> Matches {
        let is = |yes: bool| if yes { Matches::Yes } else { Matches::No };
        match self {
            Part::Id(id) => {
                is(node.attribute("id").is_some_and(|own| own.eq_ignore_ascii_case(id)))
            }
            Part::Class(class) => {
                let classes = node.attribute("class").unwrap_or_default();
                is(classes.split_ascii_whitespace().any(|own| own.eq_ignore_ascii_case(class)))
            }
            Part::Attribute { name, how, value } => {
                let Some(own) = node.attribute(name) else { return Matches::No };
                is(match how {
                    b' ' => true,
                    b'^' => own.starts_with(value.as_str()),
                    b'$' => own.ends_with(value.as_str()),
                    b'*' => own.contains(value.as_str()),
                    b'~' => own.split_ascii_whitespace().any(|word| word == value),
                    b'|' => own.split('-').next() == Some(value),
                    _ => own.eq_ignore_ascii_case(value),
                })
            }
            Part::Not(compound) => match compound.matches(nodes, id, steps) {
                Matches::Yes => Matches::No,
                Matches::Perhaps => Matches::Perhaps,
                Matches::No => Matches::Yes,
            },
            Part::Nth { a, b, from_end } => {
                let (mut place, mut at) = (1_i64, id);
                let step = |id| {
                    if *from_end { element_behind(nodes, id) } else { element_before(nodes, id) }
                };
                while let Some(other) = step(at) {
                    *steps = steps.saturating_sub(1);
                    if *steps == 0 {
                        return Matches::Perhaps;
                    }
                    (place, at) = (place + 1, other);
                }
                let rest = place.saturating_sub(*b);
                is(match a {
                    0 => rest == 0,
                    a => rest.checked_rem(*a) == Some(0) && rest.checked_div(*a) >= Some(0),
                })
            }
            Part::Root => is(node.name() == "html"),
            Part::Link => is(node.kind == Kind::Link),
            Part::Never => Matches::No,
            Part::Unknown => Matches::Perhaps,
        }
    }
}

fn element_above(nodes: &[Node], id: Id) -> Option<Id> {
    let parent = nodes.get(id as usize)?.parent;
    // The document is above all elements, and none.
    (parent != NONE && parent != 0).then_some(parent)
}

fn element_before(nodes: &[Node], id: Id) -> Option<Id> {
    sibling(nodes, id, |node| node.previous)
}

fn element_behind(nodes: &[Node], id: Id) -> Option<Id> {
    sibling(nodes, id, |node| node.next)
}

fn sibling(nodes: &[Node], id: Id, step: impl Fn(&Node) -> Id) -> Option<Id> {
    let mut at = step(nodes.get(id as usize)?);
    while nodes.get(at as usize).is_some_and(|node| node.kind == Kind::Text) {
        at = step(nodes.get(at as usize)?);
    }
    (at != NONE).then_some(at)
}
