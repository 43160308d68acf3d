//! The sentence around a figure, cut to a length that is read at a glance.

use crate::model::{AnnualReport, Place};

/// At most this many characters before the figure, and behind it.
const BEFORE: usize = 40;
const BEHIND: usize = 32;

/// The words around a place, not farther than its sentence goes. However long the sentence, it costs
/// no more: there may be as many findings in it as it has numbers.
pub(super) fn quote(report: &AnnualReport, place: Place) -> String {
    let text = report.paragraph(place.paragraph).unwrap_or_default();
    let bytes = text.as_bytes();
    if !text.is_char_boundary(place.start) {
        return String::new();
    }
    let (mut start, mut before, mut is_cut) = (place.start, 0, false);
    while start > 0 {
        let mut at = start - 1;
        while at > 0 && !text.is_char_boundary(at) {
            at -= 1;
        }
        if ends_sentence(bytes, at) {
            break;
        }
        if before == BEFORE {
            is_cut = true;
            break;
        }
        before += 1;
        start = at;
    }
    let (mut end, mut behind, mut goes_on) = (place.start, 0, false);
    while let Some(&byte) = bytes.get(end) {
        behind += usize::from(end >= place.end);
        if behind > BEHIND {
            goes_on = true;
            break;
        }
        let at = end;
        end += match byte {
            0..=0x7F => 1,
            0x80..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0.. => 4,
        };
        if ends_sentence(bytes, at) {
            break;
        }
    }
    let before = text.get(start..place.start).unwrap_or_default().trim_start();
    let behind = text.get(place.start..end).unwrap_or_default();
    let cut = |is_cut| if is_cut { "…" } else { "" };
    [cut(is_cut), before, behind, cut(goes_on)].concat()
}

/// Whether a mark that ends a sentence starts at a byte: 。！？ and a new line.
fn ends_sentence(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        Some(b'!' | b'?' | b'\n') => true,
        Some(0xE3) => bytes.get(at + 1..at + 3) == Some(&[0x80, 0x82]),
        Some(0xEF) => matches!(bytes.get(at + 1..at + 3), Some([0xBC, 0x81 | 0x9F])),
        _ => false,
    }
}
