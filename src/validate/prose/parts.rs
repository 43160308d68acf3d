//! N9: the parts that a sentence names are not more than their whole.

use rust_decimal::Decimal;

use super::locate::Locator;
use super::quote::quote;
use crate::diagnostic::{Code, Detail};
use crate::model::{Applicant, Field, Row, Subject};
use crate::prose::{Quantity, QuantityKind, Topic};
use crate::validate::ledger::{Found, Ledger};
use crate::validate::obstacle::{Obstacle, Reading};
use crate::validate::sums::Source;

/// At most this many parts are listed one by one.
const LISTED: usize = 12;

pub(super) fn parts(
    source: &Source<'_>,
    quantities: &[Quantity<'_>],
    locator: &mut Locator<'_>,
    ledger: &mut Ledger<'_>,
) {
    let mut rest = quantities;
    let mut seen: &[Quantity<'_>] = &[];
    while let Some(first) = rest.first() {
        let whole = first.part_of.map(|whole| whole.place);
        let count = match whole {
            Some(_) => {
                rest.iter().take_while(|q| q.part_of.map(|whole| whole.place) == whole).count()
            }
            None => 1,
        };
        let (list, behind) = rest.split_at(count.min(rest.len()));
        if let Some(place) = whole {
            // The whole stands right before its parts, but for differences between them.
            let found = seen.iter().rev().find(|quantity| quantity.place == place);
            if let Some(whole) = found {
                let outcome = judge(source, whole, list);
                let violated = matches!(outcome, Ok(Found { holds: false, .. }));
                let span = if violated { locator.span(place) } else { None };
                ledger.apply_at(Code::ProseParts, Subject::Prose(place), span, || outcome);
            }
        }
        seen = quantities.get(..seen.len() + list.len()).unwrap_or_default();
        rest = behind;
    }
}

fn judge(
    source: &Source<'_>,
    whole: &Quantity<'_>,
    list: &[Quantity<'_>],
) -> Result<Found, Obstacle> {
    if whole.approximate || list.iter().any(|part| part.approximate) {
        return Err(Obstacle::Prose(Reading::Approximate));
    }
    let (mut sum, mut least) = (Decimal::ZERO, Decimal::ZERO);
    for part in list {
        // Numbers in prose have at most 18 digits, and a factor of at most a few more.
        sum = sum.checked_add(part.value).unwrap_or(sum);
        least = least.checked_add(part.interval().low).unwrap_or(least);
    }
    let too_much = |least: Decimal| !whole.interval().contains(least) && least > whole.value;
    let holds = !too_much(least);
    if !holds && !list.iter().any(|part| too_much(part.interval().low)) {
        if list.iter().any(|part| part.part_of.is_some_and(|whole| whole.may_overlap)) {
            return Err(Obstacle::Prose(Reading::Overlapping));
        }
        let outcomes = list.iter().all(|part| {
            matches!(part.topic, Some(Topic::Outcomes(_))) && part.kind == QuantityKind::Count
        });
        let total = Field::Applications(Row::OutcomeTotal, Applicant::Total);
        if outcomes && source.needed(total).is_ok_and(|total| total == sum) {
            return Err(Obstacle::Prose(Reading::OtherWhole));
        }
    }
    let sentence = quote(source.report, whole.place);
    let mut parts: Vec<String> =
        list.iter().take(LISTED).map(|part| part.text.to_owned()).collect();
    if list.len() > LISTED {
        parts.push("…".to_owned());
    }
    let detail = Detail::ProseParts { sentence, whole: whole.text.to_owned(), parts, sum };
    Ok(Found { holds, detail })
}
