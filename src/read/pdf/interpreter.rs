//! What the operators of a page work on: the state that they change, the marks that they make, and what
//! the pages of a document share. What each of them does is told in [`content`](super::content),
//! [`objects`](super::objects) and [`annotations`](super::annotations).

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::object::{ObjRef, Stream};
use hayro_syntax::page::Resources;

use super::fonts::Font;
use super::geometry::Matrix;
use super::layers::Layers;
use super::marks::{Glyph, Marks};
use super::paint::{Ink, Paint};
use super::paths::Path;
use super::state::State;
use super::streams::Budget;
use crate::read::limits::Limits;

/// What the pages of a document share.
#[derive(Debug)]
pub(super) struct Shared<'l> {
    pub(super) limits: &'l Limits,
    pub(super) budget: Budget,
    pub(super) layers: Layers,
    /// Fonts and forms by where their dictionaries stand in the file.
    pub(super) fonts: HashMap<usize, Rc<Font>>,
    /// The same by their references.
    pub(super) fonts_at: HashMap<ObjRef, Rc<Font>>,
    pub(super) forms: HashMap<usize, Rc<Vec<u8>>>,
    /// The colours that patterns may show.
    pub(super) patterns: HashMap<usize, Paint>,
    pub(super) operators: usize,
    pub(super) glyphs: usize,
}

impl<'l> Shared<'l> {
    pub(super) fn new(limits: &'l Limits, layers: Layers) -> Self {
        Shared {
            limits,
            budget: Budget::new(limits),
            layers,
            fonts: HashMap::new(),
            fonts_at: HashMap::new(),
            forms: HashMap::new(),
            patterns: HashMap::new(),
            operators: 0,
            glyphs: 0,
        }
    }
}

/// A page that is being drawn.
pub(super) struct Interpreter<'s, 'l, 'p> {
    pub(super) shared: &'s mut Shared<'l>,
    pub(super) marks: Marks,
    pub(super) state: State,
    pub(super) saved: Vec<State>,
    pub(super) path: Path,
    /// Whether the path at hand limits what is shown from then on, and by which rule.
    pub(super) clips: Option<bool>,
    pub(super) text: Matrix,
    pub(super) line: Matrix,
    pub(super) in_text: bool,
    pub(super) marked: Vec<Marked>,
    /// How many of the marks around the place at hand are of a layer that is not shown.
    pub(super) hidden: usize,
    pub(super) order: u32,
    pub(super) string: u32,
    /// The digit at hand, if the edge of what is shown cuts it off.
    pub(super) cut: Option<Glyph>,
    /// The forms around the place at hand.
    pub(super) forms: Vec<usize>,
    /// The colours that were drawn, in a pattern.
    pub(super) palette: Option<Paint>,
    /// How many patterns are around the place at hand.
    pub(super) pattern: usize,
    /// Whether the text at hand limits what is shown behind it.
    pub(super) clips_text: bool,
    /// The pictures on the page.
    pub(super) pictures: Vec<Drawn<'p>>,
}

/// A part of the content with a mark.
#[derive(Debug)]
pub(super) struct Marked {
    pub(super) hides: bool,
    /// The text that the document gives for the part, and the first glyph in it.
    pub(super) actual: Option<(String, usize)>,
}

/// A picture on a page.
pub(super) struct Drawn<'p> {
    pub(super) fill: usize,
    pub(super) ink: Ink,
    pub(super) stream: Stream<'p>,
    pub(super) matrix: Matrix,
    pub(super) resources: Resources<'p>,
}
