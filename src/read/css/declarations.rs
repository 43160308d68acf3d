//! Declarations: what a rule or an element's own style says, and what of it counts.

use std::cmp::Ordering;

use cssparser::{Delimiter, ParseError, Parser, Token};

/// Makes the properties, each with its names.
macro_rules! properties {
    ($($property:ident: $($name:literal)|+,)+) => {
        /// A property that is looked at. Those that say the same are one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in crate::read) enum Property {
            $($property,)+
        }

        fn property(name: &str) -> Option<Property> {
            match name {
                $($($name)|+ => Some(Property::$property),)+
                _ => None,
            }
        }
    };
}

properties! {
    Animation: "animation" | "animation-name",
    Background: "background" | "background-color",
    Clip: "clip",
    ClipPath: "clip-path",
    Color: "color" | "text-fill-color",
    Content: "content",
    ContentVisibility: "content-visibility",
    Display: "display",
    Filter: "filter",
    FlexDirection: "flex-direction",
    Float: "float",
    FontFamily: "font-family",
    FontSize: "font-size" | "font",
    Height: "height",
    Left: "left" | "right",
    LetterSpacing: "letter-spacing",
    ListStyle: "list-style" | "list-style-type",
    MarginLeft: "margin-left",
    MaxHeight: "max-height",
    MaxWidth: "max-width",
    MsoHide: "mso-hide",
    Opacity: "opacity",
    Order: "order",
    Overflow: "overflow" | "overflow-x" | "overflow-y",
    Position: "position",
    Rotate: "rotate",
    Scale: "scale",
    TextDecoration: "text-decoration" | "text-decoration-line",
    TextIndent: "text-indent",
    TextSecurity: "text-security",
    Top: "top" | "bottom",
    Transform: "transform",
    UnicodeBidi: "unicode-bidi",
    VerticalAlign: "vertical-align",
    Visibility: "visibility",
    Width: "width",
}

/// The properties that a name sets: a `font` has a size and a family.
fn properties(name: &str) -> [Option<Property>; 2] {
    if name.bytes().any(|b| b.is_ascii_uppercase()) {
        return properties(&name.to_ascii_lowercase());
    }
    // Most of what Word writes.
    let is_other = ["border", "padding", "mso-"].iter().any(|start| name.starts_with(start));
    if is_other && name != "mso-hide" {
        return [None, None];
    }
    let name = name.strip_prefix("-webkit-").unwrap_or(name);
    [property(name), (name == "font").then_some(Property::FontFamily)]
}

/// One declaration.
#[derive(Debug)]
pub(super) struct Declaration {
    pub(super) property: Property,
    /// In small letters.
    pub(super) value: String,
    important: bool,
    /// How many there are up to it in all of the page's style sheets.
    order: usize,
}

impl Declaration {
    pub(super) fn new(property: Property, value: &str) -> Declaration {
        Declaration { property, value: value.to_owned(), important: false, order: 0 }
    }
}

/// The declarations of a rule or of an element's own style, as they are read.
#[derive(Debug, Default)]
pub(super) struct Declarations {
    pub(super) all: Vec<Declaration>,
    /// How many have come so far.
    pub(super) order: usize,
}

impl Declarations {
    /// Reads the value of a declaration. One that is not looked at is passed over; one that browsers
    /// drop is an error.
    pub(super) fn read(
        &mut self,
        name: &str,
        input: &mut Parser<'_>,
    ) -> Result<(), ParseError<()>> {
        let properties = properties(name);
        if properties == [None, None] {
            // Where rules can stand in rules, `a:hover {` begins as a declaration does.
            let is_rule = !name.starts_with("--");
            loop {
                match input.next_including_whitespace_and_comments() {
                    Ok(Token::CurlyBracketBlock) if is_rule => {
                        return Err(ParseError::unexpected_token());
                    }
                    Ok(_) => {}
                    Err(_) => return Ok(()),
                }
            }
        }
        let text = text(input)?;
        self.add(properties, &text);
        Ok(())
    }

    fn add(&mut self, properties: [Option<Property>; 2], text: &str) {
        let (value, important) = match text.rsplit_once('!') {
            Some((value, word)) if word.trim_ascii().eq_ignore_ascii_case("important") => {
                (value, true)
            }
            _ => (text, false),
        };
        for property in properties.into_iter().flatten() {
            self.order += 1;
            let (value, order) = (value.trim_ascii().to_ascii_lowercase(), self.order);
            let new = Declaration { property, value, important, order };
            // In one rule the last counts.
            let is_same =
                |old: &&mut Declaration| old.property == property && old.important == important;
            match self.all.iter_mut().find(is_same) {
                Some(old) => *old = new,
                None => self.all.push(new),
            }
        }
    }
}

/// What is left of the input, in small letters, without comments, and with the escapes of its words
/// resolved. An error is what browsers cannot read.
pub(super) fn text(input: &mut Parser<'_>) -> Result<String, ParseError<()>> {
    input.skip_whitespace();
    let start = input.state();
    loop {
        match input.next_including_whitespace_and_comments() {
            Ok(Token::CurlyBracketBlock) => return Err(ParseError::unexpected_token()),
            Ok(token) if token.is_parse_error() => return Err(ParseError::unexpected_token()),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    let text = input.slice_from(start.position());
    if !text.contains('\\') && !text.contains("/*") {
        return Ok(text.trim_ascii().to_ascii_lowercase());
    }
    input.reset(&start);
    let mut plain = String::with_capacity(text.len());
    write_plain(input, &mut plain)?;
    Ok(plain.trim_ascii().to_ascii_lowercase())
}

fn write_plain(input: &mut Parser<'_>, out: &mut String) -> Result<(), ParseError<()>> {
    loop {
        let start = input.position();
        match input.next_including_whitespace_and_comments() {
            Ok(Token::Comment(_)) => {
                out.push(' ');
                continue;
            }
            // `none\9` is no word of CSS.
            Ok(Token::Ident(word)) if !word.contains(char::is_whitespace) => {
                out.push_str(word);
                continue;
            }
            Ok(Token::Function(name)) => {
                out.push_str(name);
                out.push('(');
            }
            Ok(Token::ParenthesisBlock) => out.push('('),
            Ok(_) => {
                out.push_str(input.slice_from(start));
                continue;
            }
            Err(_) => return Ok(()),
        }
        input.parse_nested_block(|inside| write_plain(inside, out))?;
        out.push(')');
    }
}

/// The declarations of an element's own style.
#[derive(Debug, Default)]
pub(in crate::read) struct Style {
    own: Vec<Declaration>,
    /// What attributes say that came before style sheets. Rules count more.
    attributes: Vec<Declaration>,
}

impl Style {
    pub(in crate::read) fn new(style: &str) -> Style {
        let mut declared = Declarations::default();
        if style.contains(['"', '\'', '(', ')', '[', ']', '{', '}', '\\', '/']) {
            let mut input = Parser::new(style);
            while !input.is_exhausted() {
                // What browsers cannot read they drop up to the next semicolon.
                let _ = input.parse_until_after(Delimiter::Semicolon, |input| {
                    let name = input.expect_ident_cloned()?;
                    input.expect_colon()?;
                    declared.read(&name, input)
                });
            }
        } else {
            // In nearly all styles these marks are no part of anything else.
            for (name, value) in style.split(';').filter_map(|text| text.split_once(':')) {
                declared.add(properties(name.trim_ascii()), value);
            }
        }
        Style { own: declared.all, attributes: Vec::new() }
    }

    /// Adds what an attribute says, such as `bgcolor`.
    pub(in crate::read) fn and(mut self, property: Property, value: &str) -> Style {
        let value = value.trim_ascii().to_ascii_lowercase();
        self.attributes.insert(0, Declaration::new(property, &value));
        self
    }
}

/// Where a declaration comes from. The later count more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    Attribute,
    Rule,
    Style,
}

/// How much a declaration counts.
#[derive(Debug, Clone, Copy)]
struct Weight<'s> {
    important: bool,
    origin: Origin,
    /// The layer of its rule.
    layer: &'s [u32],
    specificity: u32,
    order: usize,
}

impl Weight<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        // What is important counts most in the first layer.
        let layers = self.layer.cmp(other.layer);
        let layers = if self.important { layers.reverse() } else { layers };
        (self.important, self.origin)
            .cmp(&(other.important, other.origin))
            .then(layers)
            .then((self.specificity, self.order).cmp(&(other.specificity, other.order)))
    }
}

/// **What is declared of an element**: a value for each property.
#[derive(Debug)]
pub(in crate::read) struct Declared<'s> {
    /// They are few.
    values: Vec<(Property, &'s str, Weight<'s>)>,
}

impl<'s> Declared<'s> {
    pub(in crate::read) fn new() -> Self {
        Declared { values: Vec::new() }
    }

    /// The value of a property; an empty one where nothing is declared.
    pub(in crate::read) fn get(&self, property: Property) -> &'s str {
        self.values.iter().find(|value| value.0 == property).map_or("", |value| value.1)
    }

    /// Whether nothing is declared.
    pub(in crate::read) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// What the element's own style says.
    pub(in crate::read) fn add_style(&mut self, style: &'s Style) {
        for (declared, origin) in
            [(&style.attributes, Origin::Attribute), (&style.own, Origin::Style)]
        {
            declared.iter().for_each(|declaration| self.add(declaration, origin, &[], 0));
        }
    }

    /// What a rule says.
    pub(super) fn add_rule(
        &mut self,
        declaration: &'s Declaration,
        layer: &'s [u32],
        specificity: u32,
    ) {
        self.add(declaration, Origin::Rule, layer, specificity);
    }

    fn add(
        &mut self,
        declaration: &'s Declaration,
        origin: Origin,
        layer: &'s [u32],
        specificity: u32,
    ) {
        let Declaration { property, value, important, order } = declaration;
        let (important, order) = (*important, *order);
        let weight = Weight { important, origin, layer, specificity, order };
        match self.values.iter_mut().find(|other| other.0 == *property) {
            None => self.values.push((*property, value, weight)),
            Some(other) if other.2.cmp(&weight).is_le() => *other = (*property, value, weight),
            Some(_) => {}
        }
    }
}
