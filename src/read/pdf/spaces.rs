//! Spaces of colours: numbers → colours.

use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Resources;

use super::functions::{Function, numbers};
use super::paint::Paint;
use super::streams::Budget;
use crate::error::ReadError;

/// How deep spaces may stand in one another.
const DEPTH: usize = 6;

/// How the numbers of a colour are meant.
#[derive(Debug, Clone)]
pub(super) enum Space {
    Gray,
    Rgb,
    Cmyk,
    /// Lightness, and how red and how yellow.
    Lab,
    /// The colours of a table.
    Indexed(Rc<Vec<Paint>>),
    /// Inks with names, and the colours that stand for them.
    Inks(Rc<Inks>),
    /// Not a colour but a pattern, which may be drawn with a colour.
    Pattern(Option<Rc<Space>>),
    Other,
}

#[derive(Debug)]
pub(super) struct Inks {
    like: Space,
    function: Option<Function>,
    /// The one ink is black, or all of them.
    is_black: bool,
}

impl Space {
    /// The space that a name stands for.
    pub(super) fn named(
        name: &Name<'_>,
        resources: &Resources<'_>,
        budget: &Budget,
    ) -> Result<Space, ReadError> {
        if let Some(space) = Space::device(name) {
            return Ok(space);
        }
        match resources.get_color_space(name) {
            Some(object) => Space::read(&object, budget, 0),
            None => Ok(Space::Other),
        }
    }

    fn device(name: &[u8]) -> Option<Space> {
        Some(match name {
            b"DeviceGray" | b"G" | b"CalGray" => Space::Gray,
            b"DeviceRGB" | b"RGB" | b"CalRGB" => Space::Rgb,
            b"DeviceCMYK" | b"CMYK" => Space::Cmyk,
            b"Pattern" => Space::Pattern(None),
            _ => return None,
        })
    }

    pub(super) fn read(
        object: &Object<'_>,
        budget: &Budget,
        depth: usize,
    ) -> Result<Space, ReadError> {
        let array = match object {
            Object::Name(name) => return Ok(Space::device(name).unwrap_or(Space::Other)),
            Object::Array(array) if depth < DEPTH => array,
            _ => return Ok(Space::Other),
        };
        let items: Vec<Object<'_>> = array.iter::<Object<'_>>().take(5).collect();
        let Some(Object::Name(kind)) = items.first() else { return Ok(Space::Other) };
        let inner = |i: usize| match items.get(i) {
            Some(object) => Space::read(object, budget, depth + 1),
            None => Ok(Space::Other),
        };
        Ok(match (&**kind, items.get(1)) {
            (b"CalGray", _) => Space::Gray,
            (b"CalRGB", _) => Space::Rgb,
            (b"Lab", _) => Space::Lab,
            (b"ICCBased", Some(Object::Stream(profile))) => match profile.dict().get::<i32>("N") {
                Some(1) => Space::Gray,
                Some(3) => Space::Rgb,
                Some(4) => Space::Cmyk,
                _ => Space::Other,
            },
            (b"Indexed" | b"I", _) => {
                let base = inner(1)?;
                let table = match items.get(3) {
                    Some(Object::String(bytes)) => bytes.to_vec(),
                    Some(Object::Stream(stream)) => budget.unpack(stream)?.bytes,
                    _ => Vec::new(),
                };
                let Some(parts) = base.parts() else { return Ok(Space::Other) };
                let colour = |entry: &[u8]| {
                    let numbers: Vec<f32> = entry.iter().map(|&b| f32::from(b) / 255.0).collect();
                    base.colour(&base.scaled(&numbers))
                };
                Space::Indexed(Rc::new(table.chunks_exact(parts).take(256).map(colour).collect()))
            }
            (b"Separation" | b"DeviceN", Some(names)) => {
                let is = |wanted: &[&[u8]]| match names {
                    Object::Name(name) => wanted.contains(&&**name),
                    Object::Array(all) => {
                        let names: Vec<Name<'_>> = all.iter::<Name<'_>>().collect();
                        matches!(names.as_slice(), [name] if wanted.contains(&&**name))
                    }
                    _ => false,
                };
                // It marks nothing.
                if is(&[b"None"]) {
                    return Ok(Space::Other);
                }
                let function = match items.get(3) {
                    Some(function) => Function::read(function, budget, 0)?,
                    None => None,
                };
                let is_black = is(&[b"Black", b"All"]);
                Space::Inks(Rc::new(Inks { like: inner(2)?, function, is_black }))
            }
            (b"Pattern", _) => {
                Space::Pattern(items.get(1).map(|_| inner(1)).transpose()?.map(Rc::new))
            }
            _ => Space::device(kind).unwrap_or(Space::Other),
        })
    }

    /// How many numbers a colour has.
    fn parts(&self) -> Option<usize> {
        match self {
            Space::Gray | Space::Indexed(_) => Some(1),
            Space::Rgb | Space::Lab => Some(3),
            Space::Cmyk => Some(4),
            _ => None,
        }
    }

    /// Numbers from 0 to 1 as the space means them.
    fn scaled(&self, numbers: &[f32]) -> Vec<f32> {
        match (self, numbers) {
            (Space::Lab, &[l, a, b]) => vec![l * 100.0, a * 200.0 - 100.0, b * 200.0 - 100.0],
            _ => numbers.to_vec(),
        }
    }

    /// The colour before any is chosen.
    pub(super) fn first(&self) -> Paint {
        match self {
            Space::Gray | Space::Rgb | Space::Cmyk => Paint::BLACK,
            Space::Lab => self.colour(&[0.0; 3]),
            Space::Indexed(_) => self.colour(&[0.0]),
            Space::Inks(_) => self.colour(&[1.0]),
            Space::Pattern(_) | Space::Other => Paint::ANY,
        }
    }

    pub(super) fn colour(&self, numbers: &[f32]) -> Paint {
        match (self, numbers) {
            (Space::Gray, &[g]) => Paint::plain([g; 3]),
            (Space::Rgb, &[r, g, b]) => Paint::plain([r, g, b]),
            (Space::Cmyk, &[c, m, y, k]) => {
                let light = |ink: f32| (1.0 - ink.clamp(0.0, 1.0)) * (1.0 - k.clamp(0.0, 1.0));
                Paint::plain([c, m, y].map(light))
            }
            (Space::Lab, &[l, a, b]) => lab(l, a, b),
            (Space::Indexed(table), &[i]) => {
                table.get(i.max(0.0) as usize).copied().unwrap_or(Paint::ANY)
            }
            (Space::Inks(inks), &[tint]) if inks.is_black => Paint::plain([1.0 - tint; 3]),
            (Space::Inks(inks), numbers) => match (&inks.function, numbers) {
                (Some(function), &[tint]) => match function.at(tint) {
                    Some(numbers) => inks.like.colour(&numbers),
                    None => inks.like.range(&function.range()),
                },
                (Some(function), _) => inks.like.range(&function.range()),
                (None, _) => Paint::ANY,
            },
            _ => Paint::ANY,
        }
    }

    /// All colours of which each number lies between two.
    pub(super) fn range(&self, numbers: &[(f32, f32)]) -> Paint {
        let low: Vec<f32> = numbers.iter().map(|pair| pair.0).collect();
        let high: Vec<f32> = numbers.iter().map(|pair| pair.1).collect();
        match self {
            // More of a number is always more light, or always less.
            Space::Gray | Space::Rgb | Space::Cmyk => self.colour(&low).or(self.colour(&high)),
            Space::Inks(inks) => match &inks.function {
                _ if inks.is_black => self.colour(&low).or(self.colour(&high)),
                Some(function) => inks.like.range(&function.range()),
                None => Paint::ANY,
            },
            Space::Indexed(table) => table.iter().copied().reduce(Paint::or).unwrap_or(Paint::ANY),
            Space::Lab | Space::Pattern(_) | Space::Other => Paint::ANY,
        }
    }
}

/// CIE 1976 L*a*b* → sRGB, near enough to tell light from dark.
fn lab(l: f32, a: f32, b: f32) -> Paint {
    let root = (l + 16.0) / 116.0;
    let cube = |t: f32| {
        if t > 6.0 / 29.0 { t * t * t } else { 3.0 * (6.0_f32 / 29.0).powi(2) * (t - 4.0 / 29.0) }
    };
    let (x, y, z) = (0.9505 * cube(root + a / 500.0), cube(root), 1.089 * cube(root - b / 200.0));
    let gamma = |part: f32| {
        let part = part.clamp(0.0, 1.0);
        if part <= 0.0031308 { 12.92 * part } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 }
    };
    Paint::plain([
        gamma(3.2406 * x - 1.5372 * y - 0.4986 * z),
        gamma(-0.9689 * x + 1.8758 * y + 0.0415 * z),
        gamma(0.0557 * x - 0.204 * y + 1.057 * z),
    ])
}

/// The colours of a gradient.
pub(super) fn shading(
    object: &Object<'_>,
    resources: &Resources<'_>,
    budget: &Budget,
) -> Result<Paint, ReadError> {
    let dict = match object {
        Object::Dict(dict) => dict.clone(),
        Object::Stream(stream) => stream.dict().clone(),
        _ => return Ok(Paint::ANY),
    };
    let space = match dict.get::<Object<'_>>("ColorSpace") {
        Some(Object::Name(name)) => Space::named(&name, resources, budget)?,
        Some(object) => Space::read(&object, budget, 0)?,
        None => return Ok(Paint::ANY),
    };
    // Without a function, the colours of a mesh are in its data, and may be all that its numbers can be.
    let Some(function) = dict.get::<Object<'_>>("Function") else { return Ok(mesh(&dict, &space)) };
    Ok(match Function::read(&function, budget, 0)? {
        Some(function) => space.range(&function.range()),
        None => Paint::ANY,
    })
}

fn mesh(dict: &Dict<'_>, space: &Space) -> Paint {
    let decode = numbers(dict, "Decode");
    match decode.get(4..) {
        Some(parts) if !parts.is_empty() => {
            let pairs: Vec<(f32, f32)> =
                parts.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
            space.range(&pairs)
        }
        _ => Paint::ANY,
    }
}

/// The first name of an entry that is a name or a list of names.
pub(super) fn first_name<'a>(dict: &Dict<'a>, key: &str) -> Option<Name<'a>> {
    match dict.get::<Object<'a>>(key)? {
        Object::Name(name) => Some(name),
        Object::Array(all) => Array::iter::<Name<'a>>(&all).next(),
        _ => None,
    }
}

/// The space of a picture.
pub(super) fn of_picture(
    picture: &Stream<'_>,
    resources: &Resources<'_>,
    budget: &Budget,
) -> Result<Space, ReadError> {
    match picture.dict().get::<Object<'_>>("ColorSpace") {
        Some(Object::Name(name)) => Space::named(&name, resources, budget),
        Some(object) => Space::read(&object, budget, 0),
        None => Ok(Space::Other),
    }
}
