//! The style sheets that a page holds → what they declare of an element.
//!
//! Only properties that decide whether and how text is seen are kept, and rules without any are dropped.
//! The crate `cssparser` tells rules and declarations apart. Where a selector has a part that is not known
//! here, it matches *perhaps*, and what its rule declares can put an element's text in doubt, but not show
//! or hide it.

mod declarations;
mod matching;
mod selectors;

use std::collections::HashMap;
use std::rc::Rc;

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser,
};

use self::declarations::{Declaration, Declarations};
pub(super) use self::declarations::{Declared, Property, Style};
use self::matching::Matches;
pub(super) use self::matching::Matching;
use self::selectors::{Around, List, Of, Selector};
use super::node::{Id, Node};

/// A selector with what is declared of its elements.
#[derive(Debug)]
struct Rule {
    selector: Selector,
    declarations: Rc<[Declaration]>,
    layer: Layer,
    is_sure: bool,
}

/// The numbers of the layers around a rule, from the outside, in the order in which their names came up.
/// What is in no further layer comes behind all of them.
type Layer = Rc<[u32]>;

/// The most layers inside one another that a name has.
const MOST_PARTS: usize = 16;

/// The number of no further layer.
const LAST: u32 = u32::MAX;

/// **The rules of all style sheets of a page**, by what the last part of their selectors asks for.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
    /// The numbers of rules by what elements have to have.
    by_key: HashMap<String, Vec<usize>>,
    /// How many declarations there were.
    order: usize,
    /// The numbers of layers, by the number of the one around them and by their names.
    layers: HashMap<(u32, String), u32>,
    /// Whether there is more than is looked at.
    is_past: bool,
}

/// The most rules of a page, a selector each.
const MOST_RULES: usize = 1 << 16;

/// The most blocks inside one another. Reading them goes as deep as they do.
const DEEPEST: usize = 24;

/// What the rules of a page declare of an element.
#[derive(Debug)]
pub(super) struct Ruled<'s> {
    /// Of the element, by rules that are sure to speak of it.
    pub(super) surely: Declared<'s>,
    /// Of the element, or of its first letter or line, by rules that perhaps speak of it: by each alone,
    /// and by all.
    pub(super) perhaps: Vec<Declared<'s>>,
    /// Whether text is made before or behind what is in it.
    pub(super) makes_text: bool,
}

impl Sheet {
    /// Adds the text of a `<style>`.
    pub(super) fn add(&mut self, text: &str) {
        let layer = Rc::new([LAST]);
        let place = Place { rule: None, is_scoped: false, is_sure: true, layer, depth: 0 };
        let declared = Declarations { all: Vec::new(), order: self.order };
        let mut block = Block { sheet: self, place, declared };
        StyleSheetParser::new(&mut Parser::new(text), &mut block).for_each(drop);
        self.order = block.declared.order;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    fn add_rule(&mut self, place: &Place, declared: Vec<Declaration>) {
        let Some(list) = place.rule.as_ref().filter(|_| !declared.is_empty()) else { return };
        let declared: Rc<[Declaration]> = declared.into();
        for selector in list.selectors.iter().filter(|selector| selector.of != Of::Other) {
            if self.rules.len() >= MOST_RULES {
                return self.doubt();
            }
            let number = self.rules.len();
            self.by_key.entry(selector.key()).or_default().push(number);
            self.rules.push(Rule {
                selector: selector.clone(),
                declarations: declared.clone(),
                layer: place.layer.clone(),
                is_sure: place.is_sure && selector.is_sure,
            });
        }
    }

    /// There is more than is looked at: it may hide anything.
    fn doubt(&mut self) {
        if std::mem::replace(&mut self.is_past, true) {
            return;
        }
        if let Some(selector) = Selector::unknown("") {
            let declarations = Rc::new([Declaration::new(Property::Display, "none")]);
            self.by_key.entry(selector.key()).or_default().push(self.rules.len());
            let layer = Rc::new([LAST]);
            self.rules.push(Rule { selector, declarations, layer, is_sure: false });
        }
    }

    /// The layer of a name inside of another; one without a name is another each time.
    fn layer(&mut self, around: &Layer, name: &str) -> Layer {
        let mut numbers: Vec<u32> = around.iter().copied().filter(|&n| n != LAST).collect();
        let own = self.layers.len().to_string();
        let name = if name.is_empty() { &own } else { name };
        for name in name.split('.') {
            let next = u32::try_from(self.layers.len()).unwrap_or(LAST);
            let key = (numbers.last().copied().unwrap_or(LAST), name.trim_ascii().to_owned());
            numbers.push(*self.layers.entry(key).or_insert(next));
        }
        numbers.push(LAST);
        numbers.into()
    }

    /// What the rules declare of an element.
    pub(super) fn of<'s>(&'s self, nodes: &[Node], id: Id, matching: &mut Matching) -> Ruled<'s> {
        let mut ruled = Ruled { surely: Declared::new(), perhaps: Vec::new(), makes_text: false };
        let Some(node) = nodes.get(id as usize).filter(|_| !self.is_empty()) else {
            return ruled;
        };
        let classes = node.attribute("class").unwrap_or_default();
        matching.take_steps(classes);
        let mut all = Declared::new();
        let (mut found, mut key) = (Vec::new(), String::new());
        let mut look_up = |mark: &str, name: &str| {
            key.clear();
            key.extend([mark, name]);
            key.make_ascii_lowercase();
            found.extend(self.by_key.get(&key));
        };
        look_up("", "");
        look_up("", node.name());
        node.attribute("id").into_iter().for_each(|id| look_up("#", id));
        classes.split_ascii_whitespace().for_each(|class| look_up(".", class));
        for rule in found.into_iter().flatten().filter_map(|&number| self.rules.get(number)) {
            let matches = matching.matches(&rule.selector, nodes, id);
            if matching.is_over() {
                break;
            }
            if matches == Matches::No {
                continue;
            }
            if rule.selector.of == Of::Made {
                ruled.makes_text |= rule.declarations.iter().any(|declaration| {
                    declaration.property == Property::Content && is_text(&declaration.value)
                });
                continue;
            }
            let is_sure =
                matches == Matches::Yes && rule.selector.of == Of::Element && rule.is_sure;
            let mut alone = Declared::new();
            for declaration in rule.declarations.iter() {
                let add = |into: &mut Declared<'s>| {
                    into.add_rule(declaration, &rule.layer, rule.selector.specificity());
                };
                if is_sure {
                    add(&mut ruled.surely);
                } else {
                    add(&mut alone);
                    add(&mut all);
                }
            }
            ruled.perhaps.extend((!is_sure).then_some(alone));
        }
        if ruled.perhaps.len() > 1 {
            ruled.perhaps.push(all);
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

/// Whether a media query holds on a screen as most people have one: surely, perhaps, where it asks for a
/// size that some have and others do not, or not, as for print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Media {
    Not,
    Perhaps,
    Holds,
}

impl Media {
    pub(super) fn of(query: &str) -> Media {
        query.split(',').map(Media::of_one).max().unwrap_or(Media::Holds)
    }

    fn of_one(query: &str) -> Media {
        /// Screens are at least as wide and high, in pixels of CSS: those of telephones aside.
        const SMALLEST: f64 = 800.0;
        let is_other = query.contains("print") || query.contains("speech");
        let is_choice = query.contains("prefers-") || query.contains("hover");
        if is_other != query.trim_ascii().starts_with("not ") || is_choice {
            return Media::Not;
        }
        let condition = |condition: &str| {
            let is_most = condition.contains("max-");
            let is_least = condition.contains("min-");
            if condition.contains(['<', '>']) {
                return Media::Perhaps;
            }
            match length(condition) {
                Some(size) if is_most && size < SMALLEST => Media::Not,
                Some(size) if is_least && size <= SMALLEST => Media::Holds,
                _ if is_most || is_least => Media::Perhaps,
                _ => Media::Holds,
            }
        };
        query.split(')').map(condition).min().unwrap_or(Media::Holds)
    }
}

/// The length in a condition, in pixels: 48 of `(max-width: 3em`.
fn length(condition: &str) -> Option<f64> {
    let value = condition.split(':').nth(1)?.trim();
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    let (number, unit) = value.split_at(end);
    let pixels = match unit.trim() {
        "px" | "" => 1.0,
        "em" | "rem" => 16.0,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * pixels)
}

/// Where rules stand.
#[derive(Debug, Clone)]
struct Place {
    /// The selectors of the rule around them.
    rule: Option<Rc<List>>,
    /// Whether they hold in a part of the page only.
    is_scoped: bool,
    /// Whether it is known that they hold.
    is_sure: bool,
    layer: Layer,
    /// How many blocks are around them.
    depth: usize,
}

/// The rules and declarations of a block, or the rules of a style sheet, as they are read.
struct Block<'s> {
    sheet: &'s mut Sheet,
    place: Place,
    declared: Declarations,
}

impl Block<'_> {
    /// Reads a block inside of this one, with what it declares of the elements of a rule.
    fn read(&mut self, place: Place, input: &mut Parser<'_>) {
        let place = Place { depth: place.depth + 1, ..place };
        if place.depth > DEEPEST {
            while input.next().is_ok() {}
            return self.sheet.doubt();
        }
        let declared = Declarations { all: Vec::new(), order: self.declared.order };
        let mut block = Block { sheet: self.sheet, place, declared };
        RuleBodyParser::new(input, &mut block).for_each(drop);
        self.declared.order = block.declared.order;
        block.sheet.add_rule(&block.place, block.declared.all);
    }
}

impl<'i> QualifiedRuleParser<'i> for Block<'_> {
    type Prelude = List;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<List, ParseError<()>> {
        Ok(List::new(
            input,
            match &self.place.rule {
                Some(list) => Around::Rule(list),
                None if self.place.is_scoped => Around::Scope,
                None => Around::Page,
            },
        ))
    }

    fn parse_block(
        &mut self,
        list: List,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        self.read(Place { rule: Some(Rc::new(list)), ..self.place.clone() }, input);
        Ok(())
    }
}

/// A rule such as `@media` that holds others.
enum At {
    Holds,
    Perhaps,
    Scope,
    /// With its names.
    Layers(String),
}

impl<'i> AtRuleParser<'i> for Block<'_> {
    type Prelude = At;
    type AtRule = ();
    type Error = ();

    /// An error where the rule and what is in it are passed over.
    fn parse_prelude(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
    ) -> Result<At, ParseError<()>> {
        let text = declarations::text(input)?;
        match name.to_ascii_lowercase().as_str() {
            "media" if Media::of(&text) == Media::Holds => Ok(At::Holds),
            "media" if Media::of(&text) == Media::Perhaps => Ok(At::Perhaps),
            // Browsers can do what it asks for.
            "supports" if !text.contains("not") && !text.contains("selector(") => Ok(At::Holds),
            "supports" | "container" => Ok(At::Perhaps),
            "scope" => Ok(At::Scope),
            "layer" if text.matches('.').count() < MOST_PARTS => Ok(At::Layers(text)),
            "layer" => {
                self.sheet.doubt();
                Err(ParseError::unexpected_token())
            }
            _ => Err(ParseError::unexpected_token()),
        }
    }

    fn rule_without_block(&mut self, at: At, _: &ParserState) -> Result<(), ()> {
        if let At::Layers(names) = at {
            for name in names.split(',') {
                self.sheet.layer(&self.place.layer, name);
            }
        }
        Ok(())
    }

    fn parse_block(
        &mut self,
        at: At,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        let mut place = self.place.clone();
        match at {
            At::Holds => {}
            At::Perhaps => place.is_sure = false,
            At::Scope => (place.is_scoped, place.is_sure) = (true, false),
            At::Layers(name) => place.layer = self.sheet.layer(&place.layer, &name),
        }
        self.read(place, input);
        Ok(())
    }
}

impl<'i> DeclarationParser<'i> for Block<'_> {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _: &ParserState,
    ) -> Result<(), ParseError<()>> {
        self.declared.read(&name, input)
    }
}

impl RuleBodyItemParser<'_, (), ()> for Block<'_> {
    /// Only rules declare anything.
    fn parse_declarations(&self) -> bool {
        self.place.rule.is_some()
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}
