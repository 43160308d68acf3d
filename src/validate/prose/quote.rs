//! The sentence around a figure, cut to a length that is read at a glance.

use crate::model::{AnnualReport, Place};

/// At most this many characters before the figure, and behind it.
const BEFORE: usize = 40;
const BEHIND: usize = 32;

/// The words around a place, not farther than its sentence goes. However long the sentence, it costs
/// no more: there may be as many findings in it as it has numbers.
pub(super) fn quote(report: &AnnualReport, place: Place) -> String {
    let text = report.paragraph(place.paragraph).unwrap_or_default();
    let (before, rest) = text.split_at_checked(place.start).unwrap_or_default();
    let mut start = place.start;
    let mut is_cut = false;
    for (n, (i, c)) in before.char_indices().rev().enumerate() {
        if ends_sentence(c) {
            break;
        }
        if n == BEFORE {
            is_cut = true;
            break;
        }
        start = i;
    }
    let mut quote = String::new();
    if is_cut {
        quote.push('…');
    }
    quote.push_str(text.get(start..place.start).unwrap_or_default().trim_start());
    let figure = place.end.saturating_sub(place.start);
    let mut length = 0;
    for (i, c) in rest.char_indices() {
        length += usize::from(i >= figure);
        if length > BEHIND {
            quote.push('…');
            break;
        }
        quote.push(c);
        if ends_sentence(c) {
            break;
        }
    }
    quote
}

const fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '\n')
}
