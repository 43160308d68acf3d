//! How one figure may have become another.

use crate::diagnostic::ProposalKind;

/// How one figure was mistaken for another.
pub(super) fn mistake(found: u64, right: u64, is_total: bool) -> ProposalKind {
    let (found_digits, right_digits) = (found.to_string(), right.to_string());
    let (a, b) = (found_digits.as_bytes(), right_digits.as_bytes());
    if is_total && found == 0 {
        ProposalKind::DroppedTotal
    } else if are_transposed(a, b) {
        ProposalKind::TransposedDigits
    } else if differ_in_one(a, b) {
        ProposalKind::OneDigit
    } else {
        ProposalKind::OneFigure
    }
}

/// Whether a figure may have been split: its first digits in one cell, its last in the next, where
/// zeros between them are not printed.
pub(super) fn are_split(first: u64, last: u64, whole: u64) -> bool {
    first > 0
        && std::iter::successors(Some(10_u64), |power| power.checked_mul(10))
            .filter(|&power| power > last)
            .any(|power| whole / power == first && whole % power == last)
}

/// Two figures written as one.
pub(super) fn joined(first: u64, last: u64) -> Option<u64> {
    let power = 10_u64.checked_pow(last.checked_ilog10().unwrap_or(0) + 1)?;
    if first == 0 { None } else { first.checked_mul(power)?.checked_add(last) }
}

fn are_transposed(a: &[u8], b: &[u8]) -> bool {
    let differ: Vec<usize> = (0..a.len()).filter(|&i| a.get(i) != b.get(i)).collect();
    match differ[..] {
        [i, j] => a.len() == b.len() && j == i + 1 && a[i] == b[j] && a[j] == b[i],
        _ => false,
    }
}

/// Whether one digit differs, or is in one of the two only.
fn differ_in_one(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 => short.get(same + 1..) == long.get(same + 1..),
        1 => short.get(same..) == long.get(same + 1..),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_named() {
        use ProposalKind::*;
        for (found, right, kind) in [
            (21, 12, TransposedDigits),
            (1324, 1234, TransposedDigits),
            (10, 1, OneDigit),
            (72, 12, OneDigit),
            (2, 12, OneDigit),
            (122, 12, OneDigit),
            (0, 7, OneDigit),
            (0, 12, OneFigure),
            (321, 123, OneFigure),
            (9, 10, OneFigure),
            (u64::MAX, 0, OneFigure),
        ] {
            assert_eq!(mistake(found, right, false), kind, "{found} for {right}");
        }
        assert_eq!(mistake(0, 7, true), DroppedTotal);
        assert_eq!(mistake(1, 7, true), OneDigit);
    }

    #[test]
    fn figures_are_split() {
        assert!(are_split(1, 2, 12));
        assert!(are_split(1, 5, 105));
        assert!(are_split(1, 0, 1000));
        assert!(!are_split(0, 12, 12));
        assert!(!are_split(2, 1, 12));
        assert!(are_split(1844674407370955161, 5, u64::MAX));
        assert_eq!(joined(1, 0), Some(10));
        assert_eq!(joined(12, 34), Some(1234));
        assert_eq!(joined(0, 34), None);
        assert_eq!(joined(u64::MAX, u64::MAX), None);
    }
}
