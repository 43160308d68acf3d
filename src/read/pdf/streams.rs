//! The bytes of streams, unpacked within the limits.

use std::cell::Cell;

use hayro_syntax::Filter;
use hayro_syntax::object::stream::DecodeFailure;
use hayro_syntax::object::{Array, Dict, Stream};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit as inflate;

use crate::error::ReadError;
use crate::input::{InputKind, Limit};
use crate::read::limits::Limits;

/// How many bytes a byte can become, by one filter: DEFLATE and LZW repeat 258 bytes in two bits and
/// 4096 in nine.
const FLATE_RATIO: usize = 1032;
const LZW_RATIO: usize = 3641;
const RUN_RATIO: usize = 64;
const ASCII85_RATIO: usize = 4;

/// Part of a document is not as it has to be.
pub(super) fn damaged(reason: impl Into<String>) -> ReadError {
    ReadError::Damaged { kind: InputKind::Pdf, reason: reason.into() }
}

/// How much may still be unpacked.
#[derive(Debug)]
pub(super) struct Budget {
    left: Cell<usize>,
    max: usize,
}

/// The bytes of a stream.
#[derive(Debug, Default)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// Whether all of them are there and are what they were when they were packed, as far as that
    /// can be told.
    pub(super) is_whole: bool,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Budget {
        Budget { left: Cell::new(limits.decompressed_bytes), max: limits.decompressed_bytes }
    }

    fn past(&self) -> ReadError {
        ReadError::PastLimit { limit: Limit::DecompressedBytes, max: self.max }
    }

    fn take(&self, bytes: usize) -> Result<(), ReadError> {
        let left = self.left.get().checked_sub(bytes).ok_or_else(|| self.past())?;
        self.left.set(left);
        Ok(())
    }

    /// Unpacks a stream.
    ///
    /// DEFLATE is undone here and not by hayro-syntax, which has no limit and keeps silent about bytes
    /// that are missing or changed: half a page would be a page with other figures.
    pub(super) fn unpack(&self, stream: &Stream<'_>) -> Result<Unpacked, ReadError> {
        let filters = stream.filters();
        let raw = stream.raw_data();
        if filters.is_empty() {
            self.take(raw.len())?;
            return Ok(Unpacked { bytes: raw.into_owned(), is_whole: true });
        }
        if filters.as_slice() == [Filter::FlateDecode] && !is_predicted(stream.dict()) {
            return self.inflate(&raw);
        }
        let mut worst = raw.len();
        for filter in &filters {
            worst = worst.saturating_mul(ratio(*filter));
        }
        if worst > self.left.get() {
            return Err(self.past());
        }
        match stream.decoded_data() {
            Ok(bytes) => {
                self.take(bytes.len())?;
                Ok(Unpacked { bytes: bytes.into_owned(), is_whole: true })
            }
            Err(DecodeFailure::ImageDecode) => Ok(Unpacked::default()),
            Err(_) => Ok(Unpacked::default()),
        }
    }

    fn inflate(&self, raw: &[u8]) -> Result<Unpacked, ReadError> {
        let (bytes, is_whole) = match inflate(raw, self.left.get()) {
            Ok(bytes) => (bytes, true),
            Err(error) if error.status == TINFLStatus::HasMoreOutput => return Err(self.past()),
            Err(error) => (error.output, false),
        };
        self.take(bytes.len())?;
        Ok(Unpacked { bytes, is_whole })
    }

    /// Measures the streams that hold the objects of a file. These are unpacked by hayro-syntax when
    /// an object in them is asked for, and it has no limit. Where they are encrypted, they are taken
    /// to be as large as they can be.
    pub(super) fn measure_objects(&self, file: &[u8]) -> Result<(), ReadError> {
        let mut at = 0;
        while let Some(found) = find(file.get(at..).unwrap_or_default(), b"stream") {
            let keyword = at + found;
            // Nothing is looked at twice, so that many streams take no longer than a long one.
            let from = at.max(keyword.saturating_sub(4096));
            let before = file.get(from..keyword).unwrap_or_default();
            let data = file.get(keyword + b"stream".len()..).unwrap_or_default();
            let end = find(data, b"endstream").unwrap_or(data.len());
            at = keyword + b"stream".len() + end + b"endstream".len();
            let data = data.get(..end).unwrap_or_default();
            let start = rfind(before, b"obj").unwrap_or(0);
            let dict = before.get(start..).unwrap_or_default();
            // A name may be written with its characters escaped.
            let holds_objects =
                [&b"ObjStm"[..], b"XRef", b"#"].iter().any(|name| find(dict, name).is_some());
            if !holds_objects {
                continue;
            }
            let names = [&b"FlateDecode"[..], b"/Fl", b"LZW", b"RunLength", b"/RL"];
            let packed: usize = names.iter().map(|name| count(dict, name)).sum();
            // FlateDecode counts twice: as itself and as /Fl.
            if packed > 2 || (packed == 2 && find(dict, b"FlateDecode").is_none()) {
                return Err(damaged("an object stream is packed more than once"));
            }
            let data = data.strip_prefix(b"\r\n").unwrap_or(data);
            let data = data.strip_prefix(b"\n").unwrap_or(data);
            let known = find(dict, b"FlateDecode").is_some() && data.first() == Some(&0x78);
            if known {
                // What is not inflated at all here, hayro-syntax does not inflate either.
                self.inflate(data)?;
            } else {
                let worst = match packed {
                    0 => 1,
                    2 => FLATE_RATIO,
                    _ => LZW_RATIO,
                };
                self.take(data.len().saturating_mul(worst))?;
            }
        }
        Ok(())
    }
}

/// Fails if objects stand too deep inside one another. hayro-syntax reads none that do, but looks into
/// each part of them again and again.
pub(super) fn check_nesting(file: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let mut depth = 0_usize;
    let mut rest = file;
    while let Some((&first, behind)) = rest.split_first() {
        rest = match (first, behind.first()) {
            (b'<', Some(b'<')) | (b'[', _) => {
                depth += 1;
                Limits::check(Limit::Nesting, depth, limits.nesting)?;
                behind.get(usize::from(first == b'<')..).unwrap_or_default()
            }
            (b'>', Some(b'>')) | (b']', _) => {
                depth = depth.saturating_sub(1);
                behind.get(usize::from(first == b'>')..).unwrap_or_default()
            }
            (b'e', _) if rest.starts_with(b"endobj") => {
                depth = 0;
                behind
            }
            // What is in a stream is no object.
            (b's', _) if rest.starts_with(b"stream") => {
                let end = find(behind, b"endstream").unwrap_or(behind.len());
                behind.get(end + b"endstream".len()..).unwrap_or_default()
            }
            _ => behind,
        };
    }
    Ok(())
}

fn ratio(filter: Filter) -> usize {
    match filter {
        Filter::FlateDecode => FLATE_RATIO,
        Filter::LzwDecode => LZW_RATIO,
        Filter::RunLengthDecode => RUN_RATIO,
        Filter::Ascii85Decode => ASCII85_RATIO,
        _ => 1,
    }
}

/// Whether a stream was changed before it was packed, so that it packs better.
fn is_predicted(dict: &Dict<'_>) -> bool {
    let one = |params: &Dict<'_>| params.get::<i32>("Predictor").unwrap_or(1) > 1;
    ["DecodeParms", "DP"].iter().any(|key| {
        dict.get::<Dict<'_>>(key).is_some_and(|params| one(&params))
            || dict
                .get::<Array<'_>>(key)
                .is_some_and(|all| all.iter::<Dict<'_>>().any(|params| one(&params)))
    })
}

pub(super) fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    let &first = part.first()?;
    let mut at = 0;
    loop {
        let rest = bytes.get(at..)?;
        at += rest.iter().position(|&b| b == first)?;
        if bytes.get(at..)?.starts_with(part) {
            return Some(at);
        }
        at += 1;
    }
}

fn rfind(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).rposition(|window| window == part)
}

fn count(bytes: &[u8], part: &[u8]) -> usize {
    bytes.windows(part.len()).filter(|window| *window == part).count()
}
