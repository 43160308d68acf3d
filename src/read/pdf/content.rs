//! The operators of a page → what it shows.

use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::fonts::Font;
use super::geometry::{Area, Matrix, Turn};
use super::interpreter::{Interpreter, Marked, Shared};
use super::marks::{Glyph, Marks};
use super::paint::{Blend, Ink, Paint};
use super::paths::Path;
use super::shapes::Cover;
use super::shown::{Shown, is_digit};
use super::spaces::{Space, first_name};
use super::state::State;
use crate::error::ReadError;
use crate::input::Limit;
use crate::read::limits::Limits;

/// The smallest size of a figure that is read, in points.
const TINY: f64 = 2.0;

/// What a page shows.
pub(super) fn marks<'p>(page: &Page<'p>, shared: &mut Shared<'_>) -> Result<Marks, ReadError> {
    let (width, height) = page.render_dimensions();
    let shown = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
    let ctm = Matrix(page.initial_transform(true).as_coeffs());
    let mut interpreter = Interpreter {
        shared,
        marks: Marks::default(),
        state: State::new(ctm, shown),
        saved: Vec::new(),
        path: Path::default(),
        clips: None,
        text: Matrix::IDENTITY,
        line: Matrix::IDENTITY,
        in_text: false,
        marked: Vec::new(),
        hidden: 0,
        order: 0,
        string: 0,
        cut: None,
        forms: Vec::new(),
        palette: None,
        pattern: 0,
        clips_text: false,
        pictures: Vec::new(),
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
    interpreter.state = State::new(ctm, shown);
    interpreter.hidden = 0;
    interpreter.annotations(page)?;
    interpreter.look_at_pictures()?;
    Ok(interpreter.marks)
}

impl<'p> Interpreter<'_, '_, 'p> {
    pub(super) fn run(
        &mut self,
        content: &[u8],
        resources: &Resources<'p>,
    ) -> Result<(), ReadError> {
        let mut ops = TypedIter::new(content);
        while let Some(op) = ops.next() {
            self.shared.operators += 1;
            Limits::check(Limit::Operators, self.shared.operators, self.shared.limits.operators)?;
            self.operator(&op, resources)?;
        }
        Ok(())
    }

    fn operator(&mut self, op: &Op<'_, '_>, resources: &Resources<'p>) -> Result<(), ReadError> {
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
            Op::Transform(matrix) => self.transform(Matrix::from(matrix)),
            Op::LineWidth(width) => self.state.line_width = width.0.as_f64().abs(),
            Op::SetGraphicsState(name) => {
                if let Some(dict) = resources.get_ext_g_state(name.0) {
                    self.graphics_state(&dict)?;
                }
            }
            Op::XObject(name) => self.x_object(name.0, resources)?,
            Op::InlineImage(image) => {
                self.picture(image.0.dict());
            }
            Op::Shading(name) => self.shade(name.0, resources)?,
            Op::BeginMarkedContent(_) => self.marked.push(Marked { hides: false, actual: None }),
            Op::BeginMarkedContentWithProperties(mark) => {
                self.begin_marked(mark.0, mark.1, resources)
            }
            Op::EndMarkedContent(_) => self.end_marked(),
            _ => {
                if !self.path_operator(op) && !self.colour_operator(op, resources)? {
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
                self.path.curve_to(ctm, Some((a, b)), [(c, d), (e, f)]);
            }
            Op::CubicStartTo(p) => {
                let [a, b, c, d] = [p.0, p.1, p.2, p.3].map(|n| n.as_f64());
                self.path.curve_to(ctm, None, [(a, b), (c, d)]);
            }
            Op::CubicEndTo(p) => {
                let [a, b, c, d] = [p.0, p.1, p.2, p.3].map(|n| n.as_f64());
                self.path.curve_to(ctm, Some((a, b)), [(c, d), (c, d)]);
            }
            Op::RectPath(p) => {
                let [x, y, width, height] = [p.0, p.1, p.2, p.3].map(|n| n.as_f64());
                self.path.rectangle(ctm, x, y, width, height);
            }
            Op::ClosePath(_) => self.path.close(),
            Op::ClipNonZero(_) => self.clips = Some(false),
            Op::ClipEvenOdd(_) => self.clips = Some(true),
            Op::EndPath(_) => self.paint(None, false),
            Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) => {
                self.paint(Some(false), false);
            }
            Op::FillPathEvenOdd(_) => self.paint(Some(true), false),
            Op::StrokePath(_) => self.paint(None, true),
            Op::CloseAndStrokePath(_) => {
                self.path.close();
                self.paint(None, true);
            }
            Op::FillAndStrokeNonZero(_) => self.paint(Some(false), true),
            Op::FillAndStrokeEvenOdd(_) => self.paint(Some(true), true),
            Op::CloseFillAndStrokeNonZero(_) => {
                self.path.close();
                self.paint(Some(false), true);
            }
            Op::CloseFillAndStrokeEvenOdd(_) => {
                self.path.close();
                self.paint(Some(true), true);
            }
            _ => return false,
        }
        true
    }

    /// Draws the path and ends it. What fills it, does so by one rule or the other.
    fn paint(&mut self, fills_even_odd: Option<bool>, strokes: bool) {
        self.order += 1;
        if self.hidden == 0 {
            if let Some(is_even_odd) = fills_even_odd {
                self.path.fill(&self.state, is_even_odd, self.order, &mut self.marks);
                self.mix(self.state.fill.paint);
            }
            if strokes {
                self.path.stroke(&self.state, self.order, &mut self.marks);
                self.mix(self.state.stroke.paint);
            }
        }
        if let Some(is_even_odd) = self.clips.take() {
            self.path.clip(&mut self.state, is_even_odd);
        }
        self.path.clear();
    }

    /// Adds a colour to those of the pattern at hand.
    pub(super) fn mix(&mut self, paint: Paint) {
        if self.pattern > 0 {
            self.palette = Some(self.palette.map_or(paint, |palette| palette.or(paint)));
        }
    }

    fn colour_operator(
        &mut self,
        op: &Op<'_, '_>,
        resources: &Resources<'p>,
    ) -> Result<bool, ReadError> {
        let numbers = |all: &[Number]| all.iter().map(Number::as_f32).collect::<Vec<_>>();
        let budget = &self.shared.budget;
        let state = &mut self.state;
        match op {
            Op::NonStrokeColorDeviceGray(c) => state.fill.set(Space::Gray, &[c.0.as_f32()]),
            Op::StrokeColorDeviceGray(c) => state.stroke.set(Space::Gray, &[c.0.as_f32()]),
            Op::NonStrokeColorDeviceRgb(c) => {
                state.fill.set(Space::Rgb, &numbers(&[c.0, c.1, c.2]));
            }
            Op::StrokeColorDeviceRgb(c) => state.stroke.set(Space::Rgb, &numbers(&[c.0, c.1, c.2])),
            Op::NonStrokeColorCmyk(c) => {
                state.fill.set(Space::Cmyk, &numbers(&[c.0, c.1, c.2, c.3]));
            }
            Op::StrokeColorCmyk(c) => {
                state.stroke.set(Space::Cmyk, &numbers(&[c.0, c.1, c.2, c.3]));
            }
            Op::ColorSpaceNonStroke(name) => {
                state.fill.choose(Space::named(name.0, resources, budget)?);
            }
            Op::ColorSpaceStroke(name) => {
                state.stroke.choose(Space::named(name.0, resources, budget)?);
            }
            Op::NonStrokeColor(c) => state.fill.change(&numbers(&c.0)),
            Op::StrokeColor(c) => state.stroke.change(&numbers(&c.0)),
            Op::NonStrokeColorNamed(c) => match &c.1 {
                Some(name) => {
                    let paint = self.pattern(name, &numbers(&c.0), false, resources)?;
                    self.state.fill.set_pattern(paint);
                }
                None => state.fill.change(&numbers(&c.0)),
            },
            Op::StrokeColorNamed(c) => match &c.1 {
                Some(name) => {
                    let paint = self.pattern(name, &numbers(&c.0), true, resources)?;
                    self.state.stroke.set_pattern(paint);
                }
                None => state.stroke.change(&numbers(&c.0)),
            },
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn text_operator(
        &mut self,
        op: &Op<'_, '_>,
        resources: &Resources<'p>,
    ) -> Result<(), ReadError> {
        match op {
            Op::BeginText(_) => {
                self.text = Matrix::IDENTITY;
                self.line = Matrix::IDENTITY;
                self.in_text = true;
            }
            Op::EndText(_) => {
                self.in_text = false;
                self.state.is_clipped_somehow |= std::mem::take(&mut self.clips_text);
            }
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
        let ink = match state.mode {
            1 | 5 => state.ink(&state.stroke),
            // What is drawn through text that is a clip shows it, or does not.
            7 => Ink { alpha: 1.0, ..state.ink(&state.fill).in_part() },
            // A line of another colour around its characters may be all that there is to see.
            2 | 6 if state.fill.paint != state.stroke.paint => {
                let (fill, stroke) = (state.ink(&state.fill), state.ink(&state.stroke));
                Ink { paint: fill.paint.or(stroke.paint), ..fill }
            }
            _ => state.ink(&state.fill),
        };
        self.clips_text |= state.mode >= 4;
        let is_shown = self.hidden == 0 && state.mode != 3 && ink.alpha > 0.0 && c.hypot(d) > 0.1;
        if is_shown {
            self.mix(ink.paint);
        }
        let state = &self.state;
        let (dx, dy) = (area.width() * 0.15, area.height() * 0.15);
        let Area { x0, y0, x1, y1 } = area;
        let left_of_it = state.leaves(&Area { x0: x0 + dx, y0: y0 + dy, x1: x1 - dx, y1: y1 - dy });
        let seen = area.meet(state.clip);
        // Mirrored text is not read: `y` grows downward here, so that upright text has `d` below 0.
        let turn = if a * d - b * c < 0.0 { Turn::of(a, b) } else { Turn::Oblique };
        // Digits are as wide as their place, but not as high.
        let (wide, high) = match turn {
            Turn::Right | Turn::Left => (0.3, 0.2),
            _ => (0.2, 0.3),
        };
        let is_cut = is_shown
            && (left_of_it == Cover::None
                || seen.width() <= area.width() * wide
                || seen.height() <= area.height() * high);
        let mut glyph = Glyph {
            shown,
            area,
            base: matrix.apply(left, bottom),
            size: c.hypot(d),
            turn,
            ink,
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
        let (x, y) = match turn {
            Turn::Right | Turn::Left => (glyph.size * 0.2, glyph.area.height() * 0.1),
            _ => (glyph.area.width() * 0.1, glyph.size * 0.2),
        };
        let clip = self.state.clip;
        let is_half = glyph.area.x0 < clip.x0 - x
            || glyph.area.x1 > clip.x1 + x
            || glyph.area.y0 < clip.y0 - y
            || glyph.area.y1 > clip.y1 + y
            || left_of_it == Cover::Part;
        // Nobody sees what is so small, or so narrow.
        let (start, end, _) = glyph.along();
        let is_tiny = glyph.size < TINY || end - start < glyph.size * 0.1;
        if glyph.is_digit() && (is_half || is_tiny) {
            glyph.shown = Shown::Unknown;
        }
        if glyph.is_digit() && is_rest {
            glyph.shown = Shown::Unknown;
        }
        self.marks.glyphs.push(glyph);
    }

    fn font(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'p>,
    ) -> Result<Option<Rc<Font>>, ReadError> {
        // Writer chooses the font again for every few glyphs, and looking an object up among the packed
        // ones means to pass over those before it.
        let at = resources.fonts.get_ref(name);
        if let Some(font) = at.and_then(|at| self.shared.fonts_at.get(&at)) {
            return Ok(Some(Rc::clone(font)));
        }
        let Some(dict) = resources.get_font(name) else { return Ok(None) };
        let font = self.font_of(&dict)?;
        if let Some(at) = at {
            self.shared.fonts_at.insert(at, Rc::clone(&font));
        }
        Ok(Some(font))
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
        // What turns light into dark may turn anything into anything.
        for key in ["TR", "TR2"] {
            let is_plain = |name: Name<'_>| matches!(&*name, b"Identity" | b"Default");
            if dict.contains_key(key) && !dict.get::<Name<'_>>(key).is_some_and(is_plain) {
                self.state.is_masked = true;
            }
        }
        if let Some(mode) = first_name(dict, "BM") {
            self.state.blend = match &*mode {
                b"Normal" | b"Compatible" => Blend::Normal,
                b"Multiply" => Blend::Multiply,
                b"Screen" => Blend::Screen,
                b"Darken" => Blend::Darken,
                b"Lighten" => Blend::Lighten,
                _ => Blend::Other,
            };
        }
        match dict.get::<Object<'_>>("SMask") {
            Some(Object::Name(name)) if &*name == b"None" => self.state.is_masked = false,
            Some(_) => self.state.is_masked = true,
            None => {}
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

    fn begin_marked(&mut self, tag: &Name<'_>, properties: &Object<'_>, resources: &Resources<'p>) {
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
