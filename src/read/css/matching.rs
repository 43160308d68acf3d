//! Which selectors speak of which elements of a page.
//!
//! The crate `selectors` matches them. Whatever it has no answer to, such as a pseudo-class that is not
//! known here, is asked twice: once as if it spoke of the element, and once as if it did not. Where the
//! answers differ, a selector matches *perhaps*.

use std::cell::Cell;
use std::fmt;

use selectors::OpaqueElement;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::matching::{
    ElementSelectorFlags, MatchingContext, MatchingForInvalidation, MatchingMode,
    NeedsSelectorFlags, QuirksMode, SelectorCaches, matches_selector,
};

use super::selectors::{Name, Names, Of, PseudoClass, Selector};
use crate::read::node::{Id, Kind, NONE, Node};

/// How an element and a selector go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Matches {
    No,
    Perhaps,
    Yes,
}

/// The work of comparing selectors with the elements of a page.
pub(in crate::read) struct Matching {
    /// How many steps are left.
    steps: usize,
    quirks: QuirksMode,
    caches: SelectorCaches,
}

impl Matching {
    /// `has_quirks` is whether browsers show the page as those of old did: then classes are the same in
    /// small and in large letters.
    pub(in crate::read) fn new(steps: usize, has_quirks: bool) -> Self {
        let quirks = if has_quirks { QuirksMode::Quirks } else { QuirksMode::NoQuirks };
        Matching { steps, quirks, caches: SelectorCaches::default() }
    }

    /// Takes steps for an attribute: that of a list is read for each of its items.
    pub(in crate::read) fn take_steps(&mut self, attribute: &str) {
        self.steps = self.steps.saturating_sub(attribute.len() / 4);
    }

    /// Whether no steps are left.
    pub(in crate::read) fn is_over(&self) -> bool {
        self.steps == 0
    }

    pub(super) fn matches(&mut self, selector: &Selector, nodes: &[Node], id: Id) -> Matches {
        self.steps = self.steps.saturating_sub(1 + selector.length / 16);
        let (matches, is_clear) = self.ask(selector, nodes, id, self.quirks, false);
        let others = [(QuirksMode::Quirks, false), (self.quirks, true), (QuirksMode::Quirks, true)];
        let mut is_other =
            |(quirks, guess)| self.ask(selector, nodes, id, quirks, guess).0 != matches;
        match matches {
            _ if !is_clear && others.into_iter().any(&mut is_other) => Matches::Perhaps,
            true => Matches::Yes,
            false => Matches::No,
        }
    }

    /// Whether a selector speaks of an element if all that is not known is guessed, and whether nothing
    /// had to be.
    fn ask(
        &mut self,
        selector: &Selector,
        nodes: &[Node],
        id: Id,
        quirks: QuirksMode,
        guess: bool,
    ) -> (bool, bool) {
        let answer = Answer {
            nodes,
            guess,
            is_clear: Cell::new(true),
            steps: Cell::new(self.steps),
            is_between: Cell::new(false),
        };
        let element = Element { answer: &answer, id };
        let mode = match selector.of {
            Of::Element => MatchingMode::Normal,
            _ => MatchingMode::ForStatelessPseudoElement,
        };
        let (no_flags, no_change) = (NeedsSelectorFlags::No, MatchingForInvalidation::No);
        let mut context =
            MatchingContext::new(mode, None, &mut self.caches, quirks, no_flags, no_change);
        let matches = matches_selector(&selector.selector, 0, None, &element, &mut context);
        self.steps = answer.steps.get();
        (matches, answer.is_clear.get())
    }
}

/// An answer that is looked for.
struct Answer<'n> {
    nodes: &'n [Node],
    /// What is said of all that is not known.
    guess: bool,
    /// Whether nothing was guessed.
    is_clear: Cell<bool>,
    steps: Cell<usize>,
    /// Whether the next element is asked for what stands between two parts of a selector, and not to
    /// count elements: a count that is broken off would be wrong.
    is_between: Cell<bool>,
}

/// An element of a page.
#[derive(Clone, Copy)]
struct Element<'a> {
    answer: &'a Answer<'a>,
    id: Id,
}

impl fmt::Debug for Element<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "element {}", self.id)
    }
}

impl<'a> Element<'a> {
    fn node(&self) -> Option<&'a Node> {
        self.answer.nodes.get(self.id as usize)
    }

    /// The value of an attribute. Long ones take more than a step.
    fn attribute(&self, name: &str) -> Option<&'a str> {
        let value = self.node()?.attribute(name)?;
        self.take_steps(1 + value.len() / 64);
        Some(value)
    }

    fn take_steps(&self, steps: usize) {
        self.answer.steps.set(self.answer.steps.get().saturating_sub(steps));
    }

    /// Goes to another element; none once no steps are left.
    fn go(&self, id: Id) -> Option<Self> {
        self.take_steps(1);
        let is_over = self.answer.steps.get() == 0 && self.answer.is_between.get();
        (id != NONE && !is_over).then_some(Element { id, ..*self })
    }

    fn sibling(&self, step: impl Fn(&Node) -> Id) -> Option<Self> {
        let nodes = self.answer.nodes;
        let mut at = step(self.node()?);
        while nodes.get(at as usize).is_some_and(|node| node.kind == Kind::Text) {
            at = step(nodes.get(at as usize)?);
        }
        self.go(at)
    }

    /// Whether one of some words is a name. Where only small and large letters differ this is not clear:
    /// with another first line, or none, the same page is shown otherwise.
    fn has_word<'w>(
        &self,
        words: impl Iterator<Item = &'w str> + Clone,
        name: &Name,
        case: CaseSensitivity,
    ) -> bool {
        let has = |case: CaseSensitivity| {
            words.clone().any(|word| case.eq(word.as_bytes(), name.0.as_bytes()))
        };
        let is_so = has(case);
        if !is_so && has(CaseSensitivity::AsciiCaseInsensitive) {
            self.answer.is_clear.set(false);
        }
        is_so
    }
}

impl selectors::Element for Element<'_> {
    type Impl = Names;

    fn opaque(&self) -> OpaqueElement {
        match self.node() {
            Some(node) => OpaqueElement::new(node),
            None => OpaqueElement::new(self.answer),
        }
    }

    fn parent_element(&self) -> Option<Self> {
        // The document is above all elements, and none.
        self.go(self.node()?.parent).filter(|parent| parent.id != 0)
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.sibling(|node| node.previous)
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.sibling(|node| node.next)
    }

    fn first_element_child(&self) -> Option<Self> {
        // Only `:has` asks for it, which is not read.
        None
    }

    fn is_html_element_in_html_document(&self) -> bool {
        true
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.take_steps(1);
        self.node().is_some_and(|node| node.name().eq_ignore_ascii_case(&name.0))
    }

    fn has_namespace(&self, _: &Name) -> bool {
        // Only that of no namespace is asked for, in which no element of a page is.
        false
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.node().map(Node::name) == other.node().map(Node::name)
    }

    fn attr_matches(
        &self,
        _: &NamespaceConstraint<&Name>,
        name: &Name,
        operation: &AttrSelectorOperation<&Name>,
    ) -> bool {
        self.attribute(&name.0).is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(
        &self,
        class: &PseudoClass,
        context: &mut MatchingContext<'_, Names>,
    ) -> bool {
        self.take_steps(1);
        match class {
            PseudoClass::Link => self.is_link(),
            PseudoClass::Never => false,
            PseudoClass::Checked
                if ["checked", "selected"].iter().all(|name| self.attribute(name).is_none()) =>
            {
                false
            }
            PseudoClass::Checked | PseudoClass::Unknown => {
                self.answer.is_clear.set(false);
                self.answer.guess != context.in_negation()
            }
        }
    }

    fn match_pseudo_element(&self, _: &Of, _: &mut MatchingContext<'_, Names>) -> bool {
        false
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        // This is asked each time before another part of a selector is.
        self.answer.is_between.set(true);
        self.node().is_some_and(|node| {
            matches!(node.name(), "a" | "area") && node.attribute("href").is_some()
        })
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        self.take_steps(1);
        let own = self.attribute("id");
        own.is_some_and(|own| self.has_word(std::iter::once(own), id, case))
    }

    fn has_class(&self, class: &Name, case: CaseSensitivity) -> bool {
        self.take_steps(1);
        let own = self.attribute("class");
        own.is_some_and(|own| self.has_word(own.split_ascii_whitespace(), class, case))
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.node().is_some_and(|node| node.first == NONE)
    }

    fn is_root(&self) -> bool {
        self.node().is_some_and(|node| node.name() == "html" && node.parent == 0)
    }

    fn ignores_nth_child_selectors(&self) -> bool {
        // Elements are counted next.
        self.answer.is_between.set(false);
        false
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
