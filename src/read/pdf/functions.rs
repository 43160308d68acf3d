//! Functions of numbers, which tell colours: of gradients, and of inks that have a name.

use hayro_syntax::object::{Array, Dict, Object, Stream};

use super::streams::Budget;
use crate::error::ReadError;

/// How deep functions may stand in one another.
const DEPTH: usize = 8;
/// The most numbers that a function of samples may have.
const SAMPLES: usize = 1 << 20;

#[derive(Debug)]
pub(super) enum Function {
    /// From the first numbers to the second, by a power of the input.
    Power { from: Vec<f32>, to: Vec<f32>, power: f32 },
    /// One function behind the other: where each ends, and what its input is at its ends.
    Pieces { domain: (f32, f32), parts: Vec<Function>, bounds: Vec<f32>, encode: Vec<f32> },
    /// A table of one input: so many numbers for each step.
    Samples { domain: (f32, f32), outputs: usize, samples: Vec<f32> },
    /// A function for each of the numbers.
    Each(Vec<Function>),
    /// The least and the most that comes out; what comes out when is not known.
    Bounds(Vec<(f32, f32)>),
}

impl Function {
    /// None if nothing is known of it.
    pub(super) fn read(
        object: &Object<'_>,
        budget: &Budget,
        depth: usize,
    ) -> Result<Option<Function>, ReadError> {
        if depth > DEPTH {
            return Ok(None);
        }
        Ok(match object {
            Object::Array(all) => {
                let mut each = Vec::new();
                for part in all.iter::<Object<'_>>().take(32) {
                    let Some(part) = Function::read(&part, budget, depth + 1)? else {
                        return Ok(None);
                    };
                    each.push(part);
                }
                Some(Function::Each(each))
            }
            Object::Dict(dict) => match dict.get::<i32>("FunctionType") {
                Some(2) => power(dict),
                Some(3) => pieces(dict, budget, depth)?,
                _ => None,
            },
            Object::Stream(stream) => match stream.dict().get::<i32>("FunctionType") {
                Some(0) => samples(stream, budget)?,
                _ => bounds(stream.dict()).map(Function::Bounds),
            },
            _ => None,
        })
    }

    /// What comes out of a number; none if it is not known.
    pub(super) fn at(&self, input: f32) -> Option<Vec<f32>> {
        match self {
            Function::Power { from, to, power } => {
                let x = input.clamp(0.0, 1.0).powf(*power);
                Some(from.iter().zip(to).map(|(from, to)| from + x * (to - from)).collect())
            }
            Function::Pieces { domain, parts, bounds, encode } => {
                let input = input.clamp(domain.0, domain.1);
                let part = bounds.partition_point(|&bound| bound <= input).min(parts.len() - 1);
                let start = part.checked_sub(1).map_or(domain.0, |i| bounds[i]);
                let end = bounds.get(part).copied().unwrap_or(domain.1);
                let (from, to) = (encode[2 * part], encode[2 * part + 1]);
                let x = if end > start { (input - start) / (end - start) } else { 0.0 };
                parts[part].at(from + x * (to - from))
            }
            Function::Samples { domain, outputs, samples } => {
                let steps = (samples.len() / outputs).checked_sub(1)?;
                let input = (input.clamp(domain.0, domain.1) - domain.0) / (domain.1 - domain.0);
                let step = (input * steps as f32).round() as usize;
                samples.get(step * outputs..(step + 1) * outputs).map(<[f32]>::to_vec)
            }
            Function::Each(each) => {
                let mut all = Vec::new();
                for part in each {
                    all.extend(part.at(input)?);
                }
                Some(all)
            }
            Function::Bounds(_) => None,
        }
    }

    /// The least and the most that comes out.
    pub(super) fn range(&self) -> Vec<(f32, f32)> {
        match self {
            Function::Power { from, to, .. } => {
                from.iter().zip(to).map(|(a, b)| (a.min(*b), a.max(*b))).collect()
            }
            Function::Pieces { parts, .. } => {
                let mut all: Vec<(f32, f32)> = Vec::new();
                for part in parts {
                    let range = part.range();
                    if all.is_empty() {
                        all = range;
                    } else {
                        for (a, b) in all.iter_mut().zip(range) {
                            *a = (a.0.min(b.0), a.1.max(b.1));
                        }
                    }
                }
                all
            }
            Function::Samples { outputs, samples, .. } => {
                let mut all = vec![(f32::INFINITY, f32::NEG_INFINITY); *outputs];
                for step in samples.chunks_exact(*outputs) {
                    for (a, b) in all.iter_mut().zip(step) {
                        *a = (a.0.min(*b), a.1.max(*b));
                    }
                }
                all
            }
            Function::Each(each) => each.iter().flat_map(Function::range).collect(),
            Function::Bounds(bounds) => bounds.clone(),
        }
    }
}

pub(super) fn numbers(dict: &Dict<'_>, key: &str) -> Vec<f32> {
    let all = dict.get::<Array<'_>>(key);
    all.iter().flat_map(|all| all.iter::<f32>()).take(4096).collect()
}

fn bounds(dict: &Dict<'_>) -> Option<Vec<(f32, f32)>> {
    let range = numbers(dict, "Range");
    (range.len() >= 2).then(|| range.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect())
}

fn domain(dict: &Dict<'_>) -> Option<(f32, f32)> {
    match numbers(dict, "Domain").as_slice() {
        &[from, to] if from < to => Some((from, to)),
        _ => None,
    }
}

fn power(dict: &Dict<'_>) -> Option<Function> {
    let or = |numbers: Vec<f32>, other: f32| if numbers.is_empty() { vec![other] } else { numbers };
    let (from, to) = (or(numbers(dict, "C0"), 0.0), or(numbers(dict, "C1"), 1.0));
    let power = dict.get::<f32>("N").filter(|power| *power > 0.0)?;
    (from.len() == to.len()).then_some(Function::Power { from, to, power })
}

fn pieces(dict: &Dict<'_>, budget: &Budget, depth: usize) -> Result<Option<Function>, ReadError> {
    let (bounds, encode) = (numbers(dict, "Bounds"), numbers(dict, "Encode"));
    let mut parts = Vec::new();
    let listed = dict.get::<Array<'_>>("Functions");
    for part in listed.iter().flat_map(|all| all.iter::<Object<'_>>()).take(256) {
        let Some(part) = Function::read(&part, budget, depth + 1)? else { return Ok(None) };
        parts.push(part);
    }
    let fits = !parts.is_empty()
        && bounds.len() + 1 == parts.len()
        && encode.len() == 2 * parts.len()
        && bounds.is_sorted();
    Ok(domain(dict).filter(|_| fits).map(|domain| Function::Pieces {
        domain,
        parts,
        bounds,
        encode,
    }))
}

fn samples(stream: &Stream<'_>, budget: &Budget) -> Result<Option<Function>, ReadError> {
    let dict = stream.dict();
    let Some(range) = bounds(dict) else { return Ok(None) };
    let bits = dict.get::<usize>("BitsPerSample").unwrap_or(0);
    let size: Vec<f32> = numbers(dict, "Size");
    let decode = numbers(dict, "Decode");
    // Others are rare, and what comes out of them lies in their range.
    let (Some(domain), &[size], 8 | 16) = (domain(dict), size.as_slice(), bits) else {
        return Ok(Some(Function::Bounds(range)));
    };
    let is_turned =
        !numbers(dict, "Encode").is_empty() && numbers(dict, "Encode") != [0.0, size - 1.0];
    let count = (size as usize).saturating_mul(range.len());
    if is_turned
        || count == 0
        || count > SAMPLES
        || !(decode.is_empty() || decode.len() == 2 * range.len())
    {
        return Ok(Some(Function::Bounds(range)));
    }
    let unpacked = budget.unpack(stream)?;
    let scale = |i: usize, part: f32| {
        let output = i % range.len();
        let (from, to) = match decode.get(2 * output..2 * output + 2) {
            Some(pair) => (pair[0], pair[1]),
            None => range[output],
        };
        from + part * (to - from)
    };
    let samples: Vec<f32> = if bits == 8 {
        let parts = unpacked.bytes.iter().map(|&b| f32::from(b) / 255.0);
        parts.take(count).enumerate().map(|(i, part)| scale(i, part)).collect()
    } else {
        let pairs = unpacked.bytes.chunks_exact(2);
        let parts = pairs.map(|pair| f32::from(u16::from_be_bytes([pair[0], pair[1]])) / 65535.0);
        parts.take(count).enumerate().map(|(i, part)| scale(i, part)).collect()
    };
    if samples.len() < count || !unpacked.is_whole {
        return Ok(Some(Function::Bounds(range)));
    }
    Ok(Some(Function::Samples { domain, outputs: range.len(), samples }))
}
