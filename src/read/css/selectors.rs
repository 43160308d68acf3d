//! Selectors: what a style sheet writes of the elements of which its rules speak.
//!
//! The crate `selectors` parses them. What cannot be read here, and may be read by browsers, becomes a
//! selector or a part of one that is not known ([`PseudoClass::Unknown`]).

use std::cell::{Cell, OnceCell};
use std::fmt;

use cssparser::{BasicParseErrorKind, CowRcStr, ParseError, ParseErrorKind, Parser, ToCss, Token};
use precomputed_hash::PrecomputedHash;
use selectors::parser::{
    Component, NonTSPseudoClass, ParseRelative, PseudoElement, SelectorParseErrorKind,
};
use selectors::{SelectorImpl, SelectorList};

/// Of what a selector speaks: the element, or a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Element,
    /// Text that is made before or behind it: `::before`, `::after` and `::marker`.
    Made,
    /// Some of its text: `::first-letter`, `::first-line` and `::details-content`.
    Part,
    /// What is no text of the page: `::selection`, scroll bars.
    Other,
}

/// A selector.
#[derive(Debug, Clone)]
pub(super) struct Selector {
    pub(super) selector: Parsed,
    pub(super) of: Of,
    /// False where browsers may drop the rule, since they cannot read all of its selectors.
    pub(super) is_sure: bool,
    /// How long it would be with the selectors of the rules around it written out.
    pub(super) length: usize,
}

/// The longest selector that is read. Matching goes as deep as a selector has parts.
const LONGEST: usize = 512;

/// The most selectors of a rule.
const MOST: usize = 4096;

/// The most brackets inside one another in a selector.
const DEEPEST: u8 = 8;

/// Where a rule stands, which tells what `&` and `:scope` are in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Around<'a> {
    Page,
    Scope,
    /// Inside a rule with these selectors.
    Rule(&'a List),
}

impl Selector {
    /// One that speaks perhaps of any element, or of text that is made before or behind any.
    pub(super) fn unknown(text: &str) -> Option<Selector> {
        let text = text.to_ascii_lowercase();
        let is_made = [":before", ":after", "::marker"].iter().any(|name| text.contains(name));
        let (text, of) = match is_made {
            true => (":unknown::before", Of::Made),
            false => (":unknown", Of::Element),
        };
        let (selector, _) = parse(text, ParseRelative::No).ok()?;
        Some(Selector { selector, of, is_sure: false, length: text.len() })
    }

    /// One of the selectors of a rule; none if browsers do not take it for one.
    fn new(text: &str, around: Around<'_>) -> Option<Selector> {
        let (relative, above) = match around {
            Around::Rule(list) => (ParseRelative::ForNesting, list.length()),
            _ => (ParseRelative::No, 0),
        };
        let times = text.bytes().filter(|&b| b == b'&').count().max(1);
        let length = text.len().saturating_add(above.saturating_mul(times));
        if length > LONGEST {
            return Selector::unknown(text);
        }
        let is_scoped = matches!(around, Around::Scope);
        let (selector, is_sure) = match (parse(text, relative), around) {
            (Ok((selector, is_sure)), Around::Rule(list)) => {
                (selector.replace_parent_selector(list.parents()), is_sure)
            }
            // What these are in a part of the page is not told here.
            (Ok((selector, is_sure)), _)
                if !is_scoped
                    || !(selector.has_scope_selector() || selector.has_parent_selector()) =>
            {
                (selector, is_sure)
            }
            (Err(error), _) if !is_scoped && is_none(text, &error) => return None,
            _ => return Selector::unknown(text),
        };
        let of = selector.pseudo_element().copied().unwrap_or(Of::Element);
        Some(Selector { selector, of, is_sure, length })
    }

    pub(super) fn specificity(&self) -> u32 {
        self.selector.specificity()
    }

    /// What an element has to have for the selector to speak of it: an id, a class or a name, written as
    /// in selectors and in small letters; nothing if it may be any.
    pub(super) fn key(&self) -> String {
        let mut parts = self.selector.iter();
        if self.of != Of::Element {
            parts.by_ref().for_each(drop);
            parts.next_sequence();
        }
        let (mut key, mut best) = (String::new(), 0);
        for part in parts {
            let (own, rank) = match part {
                Component::ID(id) => (format!("#{}", id.0), 3),
                Component::Class(class) => (format!(".{}", class.0), 2),
                Component::LocalName(name) => (name.name.0.to_string(), 1),
                _ => continue,
            };
            if rank > best {
                (key, best) = (own.to_ascii_lowercase(), rank);
            }
        }
        key
    }
}

/// The selectors of a rule.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) selectors: Vec<Selector>,
    /// The same for rules inside of the rule, which are few.
    parents: OnceCell<SelectorList<Names>>,
}

impl List {
    pub(super) fn new(input: &mut Parser<'_>, around: Around<'_>) -> List {
        let mut selectors = Vec::new();
        let is_sure = |selector: &Selector| selector.is_sure;
        let mut are_sure =
            !matches!(around, Around::Rule(parents) if !parents.selectors.iter().all(is_sure));
        loop {
            let start = input.position();
            let is_last = loop {
                match input.next_including_whitespace_and_comments() {
                    Ok(Token::Comma) => break false,
                    Ok(_) => {}
                    Err(_) => break true,
                }
            };
            let text = input.slice_from(start);
            let text = if is_last { text } else { text.strip_suffix(',').unwrap_or(text) };
            // For one selector that they cannot read browsers drop a rule.
            let selector = Selector::new(text, around);
            are_sure &= selector.as_ref().is_some_and(|selector| selector.is_sure);
            selectors.extend(selector);
            if is_last {
                break;
            }
            if selectors.len() >= MOST {
                selectors.extend(Selector::unknown(""));
                while input.next().is_ok() {}
                break;
            }
        }
        selectors.iter_mut().for_each(|selector| selector.is_sure &= are_sure);
        List { selectors, parents: OnceCell::new() }
    }

    fn parents(&self) -> &SelectorList<Names> {
        self.parents.get_or_init(|| {
            let of_elements = self.selectors.iter().filter(|one| one.of == Of::Element);
            let list: Vec<_> = of_elements.map(|one| one.selector.clone()).collect();
            SelectorList::from_iter(list.into_iter())
        })
    }

    fn length(&self) -> usize {
        self.selectors.iter().map(|selector| selector.length).sum()
    }
}

/// Parses a selector, and tells whether all browsers know its names.
fn parse(text: &str, relative: ParseRelative) -> Result<(Parsed, bool), Error> {
    let mut input = Parser::new(text);
    input.set_nested_block_limit(DEEPEST);
    let grammar = Grammar::default();
    let list = SelectorList::parse(&grammar, &mut input, relative)?;
    let selector = list.slice().first().cloned().ok_or_else(Error::unexpected_token)?;
    Ok((selector, !grammar.is_foreign.get()))
}

/// Whether browsers take what cannot be parsed for no selector. Inside of some functions they pass over it,
/// they may count elements in other ways, and a prefix is of a namespace that may be declared.
fn is_none(text: &str, error: &Error) -> bool {
    let text = text.to_ascii_lowercase();
    let is_passed_over = [":is(", ":where(", ":host", "|"].iter().any(|part| text.contains(part));
    let is_counted = text.contains(":nth-") && matches!(error.kind, ParseErrorKind::Basic(_));
    let too_deep = ParseErrorKind::Basic(BasicParseErrorKind::TooManyNestedBlocks);
    !is_passed_over && !is_counted && error.kind != too_deep
}

type Parsed = selectors::parser::Selector<Names>;
type Error = ParseError<SelectorParseErrorKind>;

/// Which selectors are read.
#[derive(Default)]
struct Grammar {
    /// Whether there is a name that browsers may not know.
    is_foreign: Cell<bool>,
}

impl Grammar {
    /// Names that are no answer here, and are one in all browsers.
    fn known(&self, name: &str) {
        const NAMES: [&str; 18] = [
            "has",
            "lang",
            "dir",
            "disabled",
            "enabled",
            "required",
            "optional",
            "valid",
            "invalid",
            "read-only",
            "read-write",
            "placeholder-shown",
            "indeterminate",
            "defined",
            "selection",
            "placeholder",
            "backdrop",
            "file-selector-button",
        ];
        let is_known = NAMES.contains(&name) || name.starts_with("-webkit-");
        self.is_foreign.set(self.is_foreign.get() || !is_known);
    }
}

impl<'i> selectors::Parser<'i> for Grammar {
    type Impl = Names;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_parent_selector(&self) -> bool {
        true
    }

    /// What is not read is not left out of a list: browsers may be able to read it.
    fn allow_forgiving_selectors(&self) -> bool {
        false
    }

    fn parse_non_ts_pseudo_class(&self, name: CowRcStr<'i>) -> Result<PseudoClass, Error> {
        Ok(match name.to_ascii_lowercase().as_str() {
            "link" | "any-link" => PseudoClass::Link,
            "hover" | "focus" | "active" | "visited" | "target" | "focus-within"
            | "focus-visible" | "fullscreen" => PseudoClass::Never,
            "checked" => PseudoClass::Checked,
            name => {
                self.known(name);
                PseudoClass::Unknown
            }
        })
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: CowRcStr<'i>,
        arguments: &mut Parser<'i>,
        _: bool,
    ) -> Result<PseudoClass, Error> {
        self.known(&name.to_ascii_lowercase());
        while arguments.next().is_ok() {}
        Ok(PseudoClass::Unknown)
    }

    fn parse_pseudo_element(&self, name: CowRcStr<'i>) -> Result<Of, Error> {
        Ok(match name.to_ascii_lowercase().as_str() {
            "before" | "after" | "marker" => Of::Made,
            "first-letter" | "first-line" | "details-content" => Of::Part,
            name => {
                self.known(name);
                Of::Other
            }
        })
    }

    fn parse_functional_pseudo_element(
        &self,
        _: CowRcStr<'i>,
        arguments: &mut Parser<'i>,
    ) -> Result<Of, Error> {
        while arguments.next().is_ok() {}
        Ok(Of::Other)
    }
}

/// The types of which selectors are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names;

impl SelectorImpl for Names {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Name;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Name;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Name;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = PseudoClass;
    type PseudoElement = Of;
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Name(pub(super) Box<str>);

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Name(name.into())
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        cssparser::serialize_identifier(&self.0, dest)
    }
}

impl PrecomputedHash for Name {
    /// Only filters want hashes, and none are used here.
    fn precomputed_hash(&self) -> u32 {
        0
    }
}

/// A pseudo-class that does not tell of an element's place among others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PseudoClass {
    Link,
    /// Perhaps, where the page says so; else as what a person does.
    Checked,
    /// What a person does with the page, such as to point at it.
    Never,
    Unknown,
}

impl NonTSPseudoClass for PseudoClass {
    fn is_active_or_hover(&self) -> bool {
        false
    }

    /// Behind a pseudo-element only these may stand, which does not matter here.
    fn is_user_action_state(&self) -> bool {
        true
    }
}

impl ToCss for PseudoClass {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        write!(dest, ":{self:?}")
    }
}

impl PseudoElement for Of {
    fn accepts_state_pseudo_classes(&self) -> bool {
        true
    }
}

impl ToCss for Of {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        write!(dest, "::{self:?}")
    }
}
