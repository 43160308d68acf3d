//! The operators of a page → what it shows.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Rect, Stream};
use hayro_syntax::page::{Page, Resources};

use super::fonts::{Font, Shown};
use super::geometry::{Area, Matrix, Turn};
use super::layers::Layers;
use super::marks::{Fill, Glyph, Marks, Paint, is_digit};
use super::paths::Path;
use super::state::{Colour, Space, State, space};
use super::streams::Budget;
use crate::error::ReadError;
use crate::read::limits::{Limit, Limits};

/// What the pages of a document share.
#[derive(Debug)]
pub(super) struct Shared<'l> {
    limits: &'l Limits,
    budget: Budget,
    layers: Layers,
    /// Fonts and forms by where their dictionaries stand in the file.
    fonts: HashMap<usize, Rc<Font>>,
    forms: HashMap<usize, Rc<Vec<u8>>>,
    operators: usize,
    glyphs: usize,
}

impl<'l> Shared<'l> {
    pub(super) fn new(limits: &'l Limits, layers: Layers) -> Self {
        Shared {
            limits,
            budget: Budget::new(limits),
            layers,
            fonts: HashMap::new(),
            forms: HashMap::new(),
            operators: 0,
            glyphs: 0,
        }
    }
}

/// What a page shows.
pub(super) fn marks(page: &Page<'_>, shared: &mut Shared<'_>) -> Result<Marks, ReadError> {
    let (width, height) = page.render_dimensions();
    let shown = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
    let ctm = Matrix(page.initial_transform(true).as_coeffs());
    let mut interpreter = Interpreter {
        shared,
        marks: Marks::default(),
        state: State::new(ctm, shown),
        saved: Vec::new(),
        path: Path::default(),
        clips: false,
        text: Matrix::IDENTITY,
        line: Matrix::IDENTITY,
        in_text: false,
        marked: Vec::new(),
        hidden: 0,
        order: 0,
        string: 0,
        cut: None,
        forms: Vec::new(),
    };
    let mut content = Vec::new();
    let raw = page.raw();
    let streams: Vec<Stream<'_>> = match raw.get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(array)) => array.iter::<Stream<'_>>().collect(),
        Some(_) => Vec::new(),
        None => {
            // Something is said to be there, and cannot be read.
            interpreter.marks.is_damaged |= raw.contains_key("Contents");
            Vec::new()
        }
    };
    for stream in streams {
        let unpacked = interpreter.shared.budget.unpack(&stream)?;
        interpreter.marks.is_damaged |= !unpacked.is_whole;
        content.extend(unpacked.bytes);
        content.push(b'\n');
    }
    interpreter.run(&content, page.resources())?;
    // A page never ends inside a text.
    interpreter.marks.is_damaged |= interpreter.in_text;
    Ok(interpreter.marks)
}

struct Interpreter<'s, 'l> {
    shared: &'s mut Shared<'l>,
    marks: Marks,
    state: State,
    saved: Vec<State>,
    path: Path,
    /// Whether the path at hand limits what is shown from then on.
    clips: bool,
    text: Matrix,
    line: Matrix,
    in_text: bool,
    marked: Vec<Marked>,
    /// How many of the marks around the place at hand are of a layer that is not shown.
    hidden: usize,
    order: u32,
    string: u32,
    /// The digit at hand, if the edge of what is shown cuts it off.
    cut: Option<Glyph>,
    /// The forms around the place at hand.
    forms: Vec<usize>,
}

/// A part of the content with a mark.
struct Marked {
    hides: bool,
    /// The text that the document gives for the part, and the first glyph in it.
    actual: Option<(String, usize)>,
}

impl Interpreter<'_, '_> {
    fn run(&mut self, content: &[u8], resources: &Resources<'_>) -> Result<(), ReadError> {
        let mut ops = TypedIter::new(content);
        while let Some(op) = ops.next() {
            self.shared.operators += 1;
            Limits::check(Limit::Operators, self.shared.operators, self.shared.limits.operators)?;
            self.operator(&op, resources)?;
        }
        Ok(())
    }

    fn operator(&mut self, op: &Op<'_, '_>, resources: &Resources<'_>) -> Result<(), ReadError> {
        match op {
            Op::SaveState(_) => {
                // As many as a page of some use has, and more.
                if self.saved.len() < 4096 {
                    self.saved.push(self.state.clone());
                }
            }
            Op::RestoreState(_) => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            Op::Transform(matrix) => {
                let ctm = Matrix::from(matrix).then(self.state.ctm);
                if ctm.is_finite() {
                    self.state.ctm = ctm;
                }
            }
            Op::LineWidth(width) => self.state.line_width = width.0.as_f64().abs(),
            Op::SetGraphicsState(name) => {
                if let Some(dict) = resources.get_ext_g_state(name.0) {
                    self.graphics_state(&dict)?;
                }
            }
            Op::XObject(name) => self.x_object(name.0, resources)?,
            Op::InlineImage(image) => self.picture(image.0.dict()),
            Op::Shading(_) => {
                let area = self.state.clip;
                self.fill(area, Paint::Other, false);
            }
            Op::BeginMarkedContent(_) => self.marked.push(Marked { hides: false, actual: None }),
            Op::BeginMarkedContentWithProperties(mark) => {
                self.begin_marked(mark.0, mark.1, resources)
            }
            Op::EndMarkedContent(_) => self.end_marked(),
            _ => {
                if !self.path_operator(op) && !self.colour_operator(op, resources) {
                    self.text_operator(op, resources)?;
                }
            }
        }
        Ok(())
    }

    fn path_operator(&mut self, op: &Op<'_, '_>) -> bool {
        let ctm = self.state.ctm;
        let number = |n: &Number| n.as_f64();
        match op {
            Op::MoveTo(p) => self.path.move_to(ctm, number(&p.0), number(&p.1)),
            Op::LineTo(p) => self.path.line_to(ctm, number(&p.0), number(&p.1)),
            Op::CubicTo(p) => {
                let [a, b, c, d, e, f] = [p.0, p.1, p.2, p.3, p.4, p.5].map(|n| n.as_f64());
                self.path.curve_to(ctm, &[(a, b), (c, d), (e, f)]);
            }
            Op::CubicStartTo(p) => {
                let [a, b, c, d] = [p.0, p.1, p.2, p.3].map(|n| n.as_f64());
                self.path.curve_to(ctm, &[(a, b), (c, d)]);
            }
            Op::CubicEndTo(p) => {
                let [a, b, c, d] = [p.0, p.1, p.2, p.3].map(|n| n.as_f64());
                self.path.curve_to(ctm, &[(a, b), (c, d)]);
            }
            Op::RectPath(p) => {
                let [x, y, width, height] = [p.0, p.1, p.2, p.3].map(|n| n.as_f64());
                self.path.rectangle(ctm, x, y, width, height);
            }
            Op::ClosePath(_) => self.path.close(),
            Op::ClipNonZero(_) | Op::ClipEvenOdd(_) => self.clips = true,
            Op::EndPath(_) => self.paint(false, false),
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_) => {
                self.paint(true, false);
            }
            Op::StrokePath(_) => self.paint(false, true),
            Op::CloseAndStrokePath(_) => {
                self.path.close();
                self.paint(false, true);
            }
            Op::FillAndStrokeNonZero(_) | Op::FillAndStrokeEvenOdd(_) => self.paint(true, true),
            Op::CloseFillAndStrokeNonZero(_) | Op::CloseFillAndStrokeEvenOdd(_) => {
                self.path.close();
                self.paint(true, true);
            }
            _ => return false,
        }
        true
    }

    /// Draws the path and ends it.
    fn paint(&mut self, fills: bool, strokes: bool) {
        self.order += 1;
        if self.hidden == 0 {
            if fills {
                self.path.fill(&self.state, self.order, &mut self.marks);
            }
            if strokes {
                self.path.stroke(&self.state, self.order, &mut self.marks);
            }
        }
        if std::mem::take(&mut self.clips) {
            if let Some(area) = self.path.area() {
                self.state.clip = self.state.clip.meet(area);
            }
        }
        self.path.clear();
    }

    fn colour_operator(&mut self, op: &Op<'_, '_>, resources: &Resources<'_>) -> bool {
        let numbers = |all: &[Number]| all.iter().map(Number::as_f32).collect::<Vec<_>>();
        let state = &mut self.state;
        let again =
            |colour: &mut Colour, given: &[Number]| colour.set(colour.space, &numbers(given));
        match op {
            Op::NonStrokeColorDeviceGray(c) => state.fill.set(Space::Gray, &[c.0.as_f32()]),
            Op::StrokeColorDeviceGray(c) => state.stroke.set(Space::Gray, &[c.0.as_f32()]),
            Op::NonStrokeColorDeviceRgb(c) => {
                state.fill.set(Space::Rgb, &numbers(&[c.0, c.1, c.2]))
            }
            Op::StrokeColorDeviceRgb(c) => state.stroke.set(Space::Rgb, &numbers(&[c.0, c.1, c.2])),
            Op::NonStrokeColorCmyk(c) => {
                state.fill.set(Space::Cmyk, &numbers(&[c.0, c.1, c.2, c.3]));
            }
            Op::StrokeColorCmyk(c) => {
                state.stroke.set(Space::Cmyk, &numbers(&[c.0, c.1, c.2, c.3]));
            }
            Op::ColorSpaceNonStroke(name) => state.fill.choose(space(name.0, resources)),
            Op::ColorSpaceStroke(name) => state.stroke.choose(space(name.0, resources)),
            Op::NonStrokeColor(c) => again(&mut state.fill, &c.0),
            Op::StrokeColor(c) => again(&mut state.stroke, &c.0),
            Op::NonStrokeColorNamed(c) if c.1.is_some() => state.fill.paint = Paint::Other,
            Op::StrokeColorNamed(c) if c.1.is_some() => state.stroke.paint = Paint::Other,
            Op::NonStrokeColorNamed(c) => again(&mut state.fill, &c.0),
            Op::StrokeColorNamed(c) => again(&mut state.stroke, &c.0),
            _ => return false,
        }
        true
    }

    fn text_operator(
        &mut self,
        op: &Op<'_, '_>,
        resources: &Resources<'_>,
    ) -> Result<(), ReadError> {
        match op {
            Op::BeginText(_) => {
                self.text = Matrix::IDENTITY;
                self.line = Matrix::IDENTITY;
                self.in_text = true;
            }
            Op::EndText(_) => self.in_text = false,
            Op::CharacterSpacing(n) => self.state.character_spacing = n.0.as_f64(),
            Op::WordSpacing(n) => self.state.word_spacing = n.0.as_f64(),
            Op::HorizontalScaling(n) => self.state.horizontal = n.0.as_f64() / 100.0,
            Op::TextLeading(n) => self.state.leading = n.0.as_f64(),
            Op::TextRise(n) => self.state.rise = n.0.as_f64(),
            Op::TextRenderingMode(n) => self.state.mode = n.0.as_i64(),
            Op::TextFont(font) => {
                self.state.font = self.font(font.0, resources)?;
                self.state.size = font.1.as_f64();
            }
            Op::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                self.state.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Op::SetTextMatrix(matrix) => {
                let matrix = Matrix::from(matrix);
                if matrix.is_finite() {
                    self.text = matrix;
                    self.line = matrix;
                }
            }
            Op::ShowText(string) => self.show(string.0)?,
            Op::NextLineAndShowText(string) => {
                self.next_line(0.0, -self.state.leading);
                self.show(string.0)?;
            }
            Op::ShowTextWithParameters(given) => {
                self.state.word_spacing = given.0.as_f64();
                self.state.character_spacing = given.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.show(given.2)?;
            }
            Op::ShowTexts(array) => {
                for item in array.0.iter::<Object<'_>>() {
                    match item {
                        Object::String(string) => self.show(&string)?,
                        Object::Number(by) => {
                            let by = -by.as_f64() / 1000.0 * self.state.size;
                            let is_vertical =
                                self.state.font.as_ref().is_some_and(|font| font.is_vertical);
                            self.advance(is_vertical, by);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::translation(x, y).then(self.line);
        self.text = self.line;
    }

    fn advance(&mut self, is_vertical: bool, by: f64) {
        let step = if is_vertical {
            Matrix::translation(0.0, by)
        } else {
            Matrix::translation(by * self.state.horizontal, 0.0)
        };
        self.text = step.then(self.text);
    }

    fn show(&mut self, string: &[u8]) -> Result<(), ReadError> {
        let Some(font) = self.state.font.clone() else {
            // A text whose font is missing is shown with one that the reader of the document picks.
            self.marks.is_damaged |= !string.is_empty();
            return Ok(());
        };
        self.string += 1;
        self.order += 1;
        font.codes(string, |code| {
            self.shared.glyphs += 1;
            Limits::check(Limit::Glyphs, self.shared.glyphs, self.shared.limits.glyphs)?;
            let state = &self.state;
            let matrix =
                Matrix([state.size * state.horizontal, 0.0, 0.0, state.size, 0.0, state.rise])
                    .then(self.text)
                    .then(state.ctm);
            let blank = if code.is_blank { state.word_spacing } else { 0.0 };
            let by = code.advance * state.size + state.character_spacing + blank;
            self.glyph(code.shown, code.width, matrix, font.is_vertical);
            self.advance(font.is_vertical, by);
            Ok(())
        })
    }

    fn glyph(&mut self, shown: Shown, width: f64, matrix: Matrix, is_vertical: bool) {
        if shown == Shown::Nothing || !matrix.is_finite() {
            return;
        }
        let [a, b, c, d, ..] = matrix.0;
        let (left, bottom) = if is_vertical { (-width / 2.0, -0.88) } else { (0.0, 0.0) };
        let unit = Area::new(left, bottom - 0.12, left + width, bottom + 0.88);
        let area = matrix.apply_to_box(unit);
        let state = &self.state;
        let colour = if state.mode == 1 || state.mode == 5 { &state.stroke } else { &state.fill };
        let is_shown = self.hidden == 0
            && state.mode != 3
            && state.mode != 7
            && colour.alpha > 0.0
            && c.hypot(d) > 0.1;
        let is_cut = is_shown && !state.clip.holds(area.center());
        // Mirrored text is not read: `y` grows downward here, so that upright text has `d` below 0.
        let turn = if a * d - b * c < 0.0 { Turn::of(a, b) } else { Turn::Oblique };
        // What hardly covers what is behind it is seen or not.
        let is_faint = colour.alpha < 0.15 && turn != Turn::Oblique;
        let mut glyph = Glyph {
            shown,
            area,
            base: matrix.apply(left, bottom),
            size: c.hypot(d),
            turn,
            paint: if colour.alpha < 0.5 { Paint::Other } else { colour.paint },
            order: self.order,
            string: self.string,
        };
        if !is_shown || is_cut {
            self.marks.hidden += usize::from(!glyph.is_blank());
            if is_cut && glyph.is_digit() {
                // A number of which some digits are cut off is not the number that is seen.
                if let Some(last) =
                    self.marks.glyphs.last_mut().filter(|g| g.is_digit_before(&glyph))
                {
                    last.shown = Shown::Unknown;
                }
                self.cut = Some(glyph);
            }
            return;
        }
        let is_rest = self.cut.take().is_some_and(|cut| cut.is_digit_before(&glyph));
        // A digit that is cut in two, and others behind it may not even be in the document.
        let reach = glyph.area.width() * 0.1;
        let clip = self.state.clip;
        let is_half = glyph.area.x0 < clip.x0 - reach || glyph.area.x1 > clip.x1 + reach;
        if glyph.is_digit() && turn == Turn::None && is_half {
            glyph.shown = Shown::Unknown;
        }
        if glyph.is_digit() && (is_faint || is_rest) {
            glyph.shown = Shown::Unknown;
        }
        self.marks.glyphs.push(glyph);
    }

    fn font(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'_>,
    ) -> Result<Option<Rc<Font>>, ReadError> {
        match resources.get_font(name) {
            Some(dict) => self.font_of(&dict).map(Some),
            None => Ok(None),
        }
    }

    fn font_of(&mut self, dict: &Dict<'_>) -> Result<Rc<Font>, ReadError> {
        let key = dict.data().as_ptr() as usize;
        if let Some(font) = self.shared.fonts.get(&key) {
            return Ok(Rc::clone(font));
        }
        let font = Rc::new(Font::read(dict, &self.shared.budget)?);
        self.shared.fonts.insert(key, Rc::clone(&font));
        Ok(font)
    }

    fn graphics_state(&mut self, dict: &Dict<'_>) -> Result<(), ReadError> {
        if let Some(alpha) = dict.get::<f32>("ca") {
            self.state.fill.alpha = alpha * self.state.group;
        }
        if let Some(alpha) = dict.get::<f32>("CA") {
            self.state.stroke.alpha = alpha * self.state.group;
        }
        if let Some(width) = dict.get::<f64>("LW") {
            self.state.line_width = width.abs();
        }
        let mode = match dict.get::<Object<'_>>("BM") {
            Some(Object::Name(name)) => Some(name),
            Some(Object::Array(all)) => all.iter::<Name<'_>>().next(),
            _ => None,
        };
        let mut plain = mode.map(|mode| matches!(&*mode, b"Normal" | b"Compatible"));
        match dict.get::<Object<'_>>("SMask") {
            Some(Object::Dict(_)) => plain = Some(false),
            Some(Object::Name(_)) if plain.is_none() => plain = Some(true),
            _ => {}
        }
        if let Some(plain) = plain {
            self.state.fill.is_plain = plain;
            self.state.stroke.is_plain = plain;
        }
        if let Some(font) = dict.get::<Array<'_>>("Font") {
            let mut items = font.flex_iter();
            if let (Some(dict), Some(size)) = (items.next::<Dict<'_>>(), items.next::<f64>()) {
                self.state.font = Some(self.font_of(&dict)?);
                self.state.size = size;
            }
        }
        Ok(())
    }

    fn x_object(&mut self, name: &Name<'_>, resources: &Resources<'_>) -> Result<(), ReadError> {
        let Some(object) = resources.get_x_object(name) else { return Ok(()) };
        let dict = object.dict();
        if self.shared.layers.hide(dict, b"OC") {
            return Ok(());
        }
        match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => self.picture(dict),
            Some(b"Form") => self.form(&object, resources)?,
            _ => {}
        }
        Ok(())
    }

    fn picture(&mut self, dict: &Dict<'_>) {
        self.order += 1;
        let area = self.state.ctm.apply_to_box(Area::new(0.0, 0.0, 1.0, 1.0)).meet(self.state.clip);
        let sees_through =
            ["SMask", "Mask", "ImageMask", "IM"].iter().any(|key| dict.contains_key(key));
        if self.hidden == 0 && area.width() > 0.0 && area.height() > 0.0 {
            self.marks.pictures += area.width() * area.height();
            self.fill(area, Paint::Other, !sees_through);
        }
    }

    fn fill(&mut self, area: Area, paint: Paint, is_opaque: bool) {
        if self.hidden == 0 {
            let is_opaque = is_opaque && self.state.fill.is_opaque();
            self.marks.fills.push(Fill { area, paint, order: self.order, is_opaque });
        }
    }

    fn form(&mut self, form: &Stream<'_>, resources: &Resources<'_>) -> Result<(), ReadError> {
        let dict = form.dict();
        let key = dict.data().as_ptr() as usize;
        // A form that draws itself draws nothing more.
        if self.forms.contains(&key) {
            self.marks.is_damaged = true;
            return Ok(());
        }
        Limits::check(Limit::Forms, self.forms.len() + 1, self.shared.limits.forms)?;
        let content = match self.shared.forms.get(&key) {
            Some(content) => Rc::clone(content),
            None => {
                let unpacked = self.shared.budget.unpack(form)?;
                self.marks.is_damaged |= !unpacked.is_whole;
                let content = Rc::new(unpacked.bytes);
                self.shared.forms.insert(key, Rc::clone(&content));
                content
            }
        };
        let before = self.state.clone();
        let saved = std::mem::take(&mut self.saved);
        let marked = std::mem::take(&mut self.marked);
        let path = std::mem::take(&mut self.path);
        let texts = (self.text, self.line, self.in_text, self.hidden);
        let matrix: Vec<f64> =
            dict.get::<Array<'_>>("Matrix").iter().flat_map(|all| all.iter::<f64>()).collect();
        if let &[a, b, c, d, e, f] = matrix.as_slice() {
            let ctm = Matrix([a, b, c, d, e, f]).then(self.state.ctm);
            if ctm.is_finite() {
                self.state.ctm = ctm;
            }
        }
        if let Some(bounds) = dict.get::<Rect>("BBox") {
            let area = Area::new(bounds.x0, bounds.y0, bounds.x1, bounds.y1);
            self.state.clip = self.state.clip.meet(self.state.ctm.apply_to_box(area));
        }
        if dict.contains_key("Group") {
            // What is drawn in a group is seen no better than the group.
            self.state.group = self.state.fill.alpha;
            self.state.stroke.alpha = self.state.group;
        }
        self.forms.push(key);
        match dict.get::<Dict<'_>>("Resources") {
            Some(own) => self.run(&content, &Resources::new(own))?,
            None => self.run(&content, resources)?,
        }
        self.forms.pop();
        self.state = before;
        self.saved = saved;
        self.marked = marked;
        self.path = path;
        (self.text, self.line, self.in_text, self.hidden) = texts;
        Ok(())
    }

    fn begin_marked(&mut self, tag: &Name<'_>, properties: &Object<'_>, resources: &Resources<'_>) {
        let mut hides = false;
        let mut actual = None;
        match properties {
            Object::Name(name) => {
                hides = &**tag == b"OC" && self.shared.layers.hide(&resources.properties, name);
                let dict = resources.properties.get::<Dict<'_>>(name);
                actual = dict.and_then(|dict| actual_text(&dict));
            }
            Object::Dict(dict) => actual = actual_text(dict),
            _ => {}
        }
        self.hidden += usize::from(hides);
        let actual = actual.map(|text| (text, self.marks.glyphs.len()));
        self.marked.push(Marked { hides, actual });
    }

    fn end_marked(&mut self) {
        let Some(marked) = self.marked.pop() else { return };
        self.hidden -= usize::from(marked.hides);
        let Some((text, first)) = marked.actual else { return };
        let Some(glyphs) = self.marks.glyphs.get_mut(first..) else { return };
        let mut printed = String::new();
        for glyph in glyphs.iter() {
            match &glyph.shown {
                Shown::Char(c) => printed.push(*c),
                Shown::Chars(s) => printed.push_str(s),
                Shown::Unknown => printed.push('\u{FFFD}'),
                Shown::Nothing => {}
            }
        }
        let figures = |text: &str| text.chars().filter(|&c| is_digit(c)).collect::<String>();
        if figures(&printed) != figures(&text) {
            // What is drawn and what the document says is drawn are different figures.
            for glyph in glyphs.iter_mut().filter(|glyph| !glyph.is_blank()) {
                glyph.shown = Shown::Unknown;
            }
        } else if !printed.is_empty() && printed.chars().all(|c| c == '\u{FFFD}') {
            if let Some((first, others)) = glyphs.split_first_mut() {
                first.shown = Shown::Chars(text.into());
                others.iter_mut().for_each(|glyph| glyph.shown = Shown::Nothing);
            }
        }
    }
}

/// The text that the document gives for a part of the content.
fn actual_text(dict: &Dict<'_>) -> Option<String> {
    let string = dict.get::<hayro_syntax::object::String<'_>>("ActualText")?;
    let bytes: &[u8] = &string;
    Some(match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(utf16) => {
            let units = utf16.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect()
        }
        None => match bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
            Some(utf8) => String::from_utf8_lossy(utf8).into_owned(),
            None => bytes.iter().map(|&b| char::from(b)).collect(),
        },
    })
}
