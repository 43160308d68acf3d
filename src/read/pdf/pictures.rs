//! Pictures: the colours behind and before text.
//!
//! Only those with text on them are unpacked. What is packed as JPEG or by another codec of pictures
//! may have any colour.

use hayro_syntax::object::{Dict, Stream};
use hayro_syntax::page::Resources;

use super::functions::numbers;
use super::geometry::{Area, Matrix};
use super::paint::{Ink, Paint};
use super::spaces::{Space, of_picture};
use super::streams::Budget;
use crate::error::ReadError;

/// The most samples of a picture, and the most that are looked at behind one glyph.
const SAMPLES: usize = 1 << 24;
const LOOKED_AT: usize = 1 << 14;

#[derive(Debug)]
pub(super) struct Picture {
    /// From the page to the picture, which is 1 wide and 1 high.
    back: Matrix,
    colours: Colours,
    /// How much each place of it covers; all of it where none is told.
    mask: Option<Option<Raster>>,
}

#[derive(Debug)]
enum Colours {
    Raster(Raster, Space),
    /// A mask through which the colour at hand is drawn.
    Stencil(Option<Raster>),
    Unknown,
}

/// Numbers from 0 to 255 for each place.
#[derive(Debug)]
struct Raster {
    width: usize,
    height: usize,
    parts: usize,
    samples: Vec<u8>,
}

impl Picture {
    pub(super) fn read(
        stream: &Stream<'_>,
        resources: &Resources<'_>,
        matrix: Matrix,
        budget: &Budget,
    ) -> Result<Option<Picture>, ReadError> {
        let Some(back) = matrix.inverse() else { return Ok(None) };
        let dict = stream.dict();
        let is_stencil = dict.get::<bool>("ImageMask").unwrap_or(false);
        let colours = if is_stencil {
            Colours::Stencil(Raster::read(stream, 1, false, budget)?)
        } else {
            let space = of_picture(stream, resources, budget)?;
            let parts = match &space {
                Space::Gray | Space::Indexed(_) => 1,
                Space::Rgb => 3,
                Space::Cmyk => 4,
                _ => 0,
            };
            let is_indexed = matches!(space, Space::Indexed(_));
            match Raster::read(stream, parts, is_indexed, budget)? {
                Some(raster) => Colours::Raster(raster, space),
                None => Colours::Unknown,
            }
        };
        let mask = match dict.get::<Stream<'_>>("SMask") {
            Some(mask) => Some(Raster::read(&mask, 1, false, budget)?),
            None => dict.contains_key("Mask").then_some(None),
        };
        Ok(Some(Picture { back, colours, mask }))
    }

    /// What it lays on a part of the page.
    pub(super) fn ink(&self, area: &Area, ink: Ink) -> Ink {
        let area = self.back.apply_to_box(*area);
        let mut ink = ink;
        match &self.colours {
            Colours::Raster(raster, space) => {
                let range = raster.range(&area);
                let numbers: Option<Vec<(f32, f32)>> = range.map(|range| {
                    let scale = if matches!(space, Space::Indexed(_)) { 1.0 } else { 255.0 };
                    let part = |b: u8| f32::from(b) / scale;
                    range.iter().map(|&(low, high)| (part(low), part(high))).collect()
                });
                ink.paint = match (numbers, space) {
                    (None, _) => Paint::ANY,
                    // The colours of a table are in no order.
                    (Some(numbers), Space::Indexed(_)) if numbers[0].0 != numbers[0].1 => {
                        space.range(&numbers)
                    }
                    (Some(numbers), Space::Indexed(_)) => space.colour(&[numbers[0].0]),
                    (Some(numbers), _) => space.range(&numbers),
                };
            }
            // Where a stencil is 0, it is drawn.
            Colours::Stencil(Some(raster)) => ink = ink.where_drawn(raster.range(&area), true),
            Colours::Stencil(None) => ink = ink.in_part(),
            Colours::Unknown => ink.paint = Paint::ANY,
        }
        match &self.mask {
            None => ink,
            Some(None) => ink.in_part(),
            Some(Some(raster)) => ink.where_drawn(raster.range(&area), false),
        }
    }
}

impl Ink {
    fn where_drawn(self, range: Option<Vec<(u8, u8)>>, is_turned: bool) -> Ink {
        let Some(&(low, high)) = range.as_deref().and_then(<[_]>::first) else {
            return self.in_part();
        };
        let (low, high) = if is_turned { (255 - high, 255 - low) } else { (low, high) };
        let part = |b: u8| f32::from(b) / 255.0;
        Ink { least: self.least * part(low), alpha: self.alpha * part(high), ..self }
    }
}

impl Raster {
    fn read(
        stream: &Stream<'_>,
        parts: usize,
        is_indexed: bool,
        budget: &Budget,
    ) -> Result<Option<Raster>, ReadError> {
        let dict = stream.dict();
        let size = |key| dict.get::<usize>(key).unwrap_or(0);
        let (width, height) = (size("Width"), size("Height"));
        let bits = if dict.get::<bool>("ImageMask").unwrap_or(false) {
            1
        } else {
            size("BitsPerComponent")
        };
        let count = width.saturating_mul(height).saturating_mul(parts);
        if count == 0 || count > SAMPLES || !matches!(bits, 1 | 2 | 4 | 8) {
            return Ok(None);
        }
        let is_turned = match decode(dict, parts) {
            Decode::Plain => false,
            Decode::Turned if !is_indexed => true,
            _ => return Ok(None),
        };
        let unpacked = budget.unpack(stream)?;
        let row = (width * parts * bits).div_ceil(8);
        if !unpacked.is_whole || unpacked.bytes.len() < row * height {
            return Ok(None);
        }
        let most = (1_u32 << bits) - 1;
        let scale = if is_indexed { 1 } else { 255 / most };
        let mut samples = Vec::with_capacity(count);
        for row in unpacked.bytes.chunks_exact(row).take(height) {
            for i in 0..width * parts {
                let byte = u32::from(row[i * bits / 8]);
                let sample = byte >> (8 - bits - i * bits % 8) & most;
                let sample = if is_turned { most - sample } else { sample };
                samples.push((sample * scale) as u8);
            }
        }
        Ok(Some(Raster { width, height, parts, samples }))
    }

    /// The least and the most in a part of it, for each of its numbers; none if that is not known.
    fn range(&self, area: &Area) -> Option<Vec<(u8, u8)>> {
        let span = |from: f64, to: f64, count: usize| {
            let most = count as f64;
            // What is drawn between two places is mixed of both.
            let first = (from * most - 0.5).floor().clamp(0.0, most - 1.0) as usize;
            let last = (to * most + 0.5).floor().clamp(0.0, most - 1.0) as usize;
            first..last + 1
        };
        let columns = span(area.x0, area.x1, self.width);
        // The first row is the upper one.
        let rows = span(1.0 - area.y1, 1.0 - area.y0, self.height);
        if columns.len().saturating_mul(rows.len()) > LOOKED_AT {
            return None;
        }
        let mut range = vec![(u8::MAX, u8::MIN); self.parts];
        for row in rows {
            let start = (row * self.width + columns.start) * self.parts;
            let samples = self.samples.get(start..start + columns.len() * self.parts)?;
            for place in samples.chunks_exact(self.parts) {
                for (range, &sample) in range.iter_mut().zip(place) {
                    *range = (range.0.min(sample), range.1.max(sample));
                }
            }
        }
        Some(range)
    }
}

enum Decode {
    Plain,
    Turned,
    Other,
}

fn decode(dict: &Dict<'_>, parts: usize) -> Decode {
    let all = numbers(dict, "Decode");
    let is = |pair: [f32; 2]| all.len() == 2 * parts && all.chunks_exact(2).all(|p| p == pair);
    if all.is_empty() || is([0.0, 1.0]) {
        Decode::Plain
    } else if is([1.0, 0.0]) {
        Decode::Turned
    } else {
        Decode::Other
    }
}
