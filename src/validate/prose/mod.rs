//! N1 to N9: the figures that prose states, against the tables and against one another.
//!
//! A sentence that may be meant otherwise is not judged: what [`quantities`] says of a figure keeps
//! it from being compared, and of several figures of the tables any may be meant.
//!
//! [`quantities`]: crate::AnnualReport::quantities

mod locate;
mod parts;
mod quote;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use self::locate::Locator;
use self::quote::quote;
use super::ledger::{Found, Ledger};
use super::obstacle::{Obstacle, Reading};
use super::sums::Source;
use crate::diagnostic::{Code, Detail, Side};
use crate::model::{
    AnnualReport, Applicant, Channel, Field, OtherRows, Outcome, Row, Ruling, Subject,
};
use crate::prose::{OutcomeGroup, OutcomeGroups, Qualifier, Quantity, QuantityKind, Topic};

/// Applies N1 to N9. Where the report was read from a text, the findings know their places in it.
pub(super) fn prose(source: &Source<'_>, text: Option<&str>, ledger: &mut Ledger<'_>) {
    let quantities = source.report.telling_quantities();
    if quantities.is_empty() {
        return;
    }
    let mut locator = Locator::new(source.report, text);
    let checks: Vec<Option<Check>> = quantities
        .iter()
        .enumerate()
        .map(|(i, quantity)| check(source, quantity, quantities.get(..i).unwrap_or_default()))
        .collect();
    // The greatest figure on each topic that agrees with the tables.
    let mut agreed: BTreeMap<Topic, Decimal> = BTreeMap::new();
    for (quantity, check) in quantities.iter().zip(&checks) {
        if let (Some(topic), Some(Check { outcome: Ok(Found { holds: true, .. }), .. })) =
            (quantity.topic, check)
        {
            let greatest = agreed.entry(topic).or_insert(quantity.value);
            *greatest = quantity.value.max(*greatest);
        }
    }
    let among_several = among_several(&quantities, &checks);
    for ((quantity, check), several) in quantities.iter().zip(checks).zip(among_several) {
        let Some(Check { code, outcome }) = check else { continue };
        let repeated = quantity.kind == QuantityKind::Count
            && quantity
                .topic
                .and_then(|topic| agreed.get(&topic))
                .is_some_and(|greatest| quantity.value < *greatest);
        let outcome = match outcome {
            Ok(Found { holds: false, .. }) if repeated => Err(Obstacle::Prose(Reading::Repeated)),
            Ok(Found { holds: false, .. }) if several => {
                Err(Obstacle::Prose(Reading::Qualified(Qualifier::Unclear)))
            }
            outcome => outcome,
        };
        let violated = matches!(outcome, Ok(Found { holds: false, .. }));
        let span = if violated { locator.span(quantity.place) } else { None };
        ledger.apply_at(code, Subject::Prose(quantity.place), span, || outcome);
    }
    parts::parts(source, &quantities, &mut locator, ledger);
}

fn is_same_sentence(a: &Quantity<'_>, b: &Quantity<'_>) -> bool {
    a.place.paragraph == b.place.paragraph && std::ptr::eq(a.sentence, b.sentence)
}

/// Which figures have another on their topic in the same sentence, where the tables agree with none
/// of them: 住建局予以公开100件，公安局予以公开50件 are of two, whatever else was not understood.
fn among_several(quantities: &[Quantity<'_>], checks: &[Option<Check>]) -> Vec<bool> {
    let mut several = vec![false; quantities.len()];
    let mut start = 0;
    while let Some(first) = quantities.get(start) {
        let rest = quantities.get(start..).unwrap_or_default();
        let count = rest.iter().take_while(|quantity| is_same_sentence(quantity, first)).count();
        // How many there are on a topic, and whether the tables agree with one of them.
        let mut topics: BTreeMap<Topic, (usize, bool)> = BTreeMap::new();
        let range = start..start + count.max(1);
        let stated = |i: usize| {
            let quantity = quantities.get(i)?;
            let topic = quantity.topic.filter(|_| quantity.kind == QuantityKind::Count)?;
            let holds = match checks.get(i)?.as_ref()?.outcome.as_ref() {
                Ok(found) => found.holds,
                Err(Obstacle::Prose(Reading::Qualified(Qualifier::Unclear))) => false,
                // 邮箱收到56件，另收到124件; parts of a number that is told are no other whole.
                Err(Obstacle::Prose(Reading::Qualified(Qualifier::Part)))
                    if quantity.part_of.is_none() && !matches!(topic, Topic::Outcomes(_)) =>
                {
                    false
                }
                Err(_) => return None,
            };
            Some((topic, holds))
        };
        for (topic, holds) in range.clone().filter_map(stated) {
            let (number, agreed) = topics.entry(topic).or_default();
            *number += 1;
            *agreed |= holds;
        }
        for i in range.clone() {
            let of = stated(i).and_then(|(topic, _)| topics.get(&topic));
            if let Some(several) = several.get_mut(i) {
                *several = matches!(of, Some((2.., false)));
            }
        }
        start = range.end;
    }
    several
}

/// A rule applied to a figure.
struct Check {
    code: Code,
    outcome: Result<Found, Obstacle>,
}

fn check(source: &Source<'_>, quantity: &Quantity<'_>, before: &[Quantity<'_>]) -> Option<Check> {
    let topic = quantity.topic?;
    if quantity.kind == QuantityKind::Percent {
        let Topic::Outcomes(groups) = topic else { return None };
        // The number that the share stands behind, which the table may not have so.
        // A bracket with a part of it may stand between.
        let stated = before.iter().rev().take(3).find(|before| {
            before.topic == quantity.topic
                && before.kind == QuantityKind::Count
                && is_same_sentence(before, quantity)
        });
        let outcome = share(source, quantity, groups, stated.map(|before| before.value));
        return Some(Check { code: Code::ProseShare, outcome });
    }
    let code = match topic {
        Topic::Received | Topic::Handled => Code::ProseReceived,
        Topic::CarriedOver => Code::ProseCarriedOver,
        Topic::Answered => Code::ProseAnswered,
        Topic::CarriedForward => Code::ProseCarriedForward,
        Topic::Outcomes(_) => Code::ProseOutcomes,
        Topic::Reconsideration | Topic::Disputes => Code::ProseReconsideration,
        Topic::Litigation | Topic::LitigationDirect | Topic::LitigationAfterReconsideration => {
            Code::ProseLitigation
        }
        Topic::ProcessingFee => return None,
    };
    Some(Check { code, outcome: figure(source, quantity, code, topic) })
}

/// What a figure says of itself that keeps it from being compared, but for words that can be read
/// in several ways, one of which may be right.
fn comparable(quantity: &Quantity<'_>) -> Result<(), Obstacle> {
    if quantity.approximate {
        return Err(Obstacle::Prose(Reading::Approximate));
    }
    match quantity.qualifier {
        None | Some(Qualifier::Unclear) => Ok(()),
        Some(qualifier) => Err(Obstacle::Prose(Reading::Qualified(qualifier))),
    }
}

fn figure(
    source: &Source<'_>,
    quantity: &Quantity<'_>,
    code: Code,
    topic: Topic,
) -> Result<Found, Obstacle> {
    comparable(quantity)?;
    let (mut sides, mut missing): (Vec<Side>, Option<Obstacle>) = (Vec::new(), None);
    let mut holds = false;
    for fields in candidates(source.report, topic) {
        match source.side(&fields) {
            Ok(side) => {
                holds |= quantity.interval().contains(side.sum);
                // Where nothing was carried over, both candidates are the same number.
                if !sides.iter().any(|other| other.sum == side.sum) {
                    sides.push(side);
                }
            }
            Err(why) => missing = missing.or(Some(why)),
        }
    }
    if !holds {
        if let Some(why) = missing {
            return Err(why);
        }
        // Two channels in one number, or words that are also said of something else.
        if quantity.qualifier == Some(Qualifier::Unclear) || topic == Topic::Disputes {
            return Err(Obstacle::Prose(Reading::Qualified(Qualifier::Unclear)));
        }
        if is_of_new_ones(source, quantity.value, topic) {
            return Err(Obstacle::Prose(Reading::Qualified(Qualifier::Part)));
        }
    }
    // Beside the whole of the answers, those without the ones that need none are no news.
    if topic == Topic::Answered {
        sides.truncate(1);
    }
    let text = quantity.text.to_owned();
    let sentence = quote(source.report, quantity.place);
    let detail = Detail::ProseFigure { code, text, sentence, tables: sides };
    Ok(Found { holds, detail })
}

/// 新收713件，已办结699件，结转下年度14件: those answered of the new ones alone, which the tables do not
/// count.
fn is_of_new_ones(source: &Source<'_>, value: Decimal, topic: Topic) -> bool {
    if !matches!(topic, Topic::Received | Topic::Handled | Topic::Answered) {
        return false;
    }
    let of = |row| source.needed(Field::Applications(row, Applicant::Total)).ok();
    let is_rest = |rest: Option<Decimal>, whole: Option<Decimal>| {
        rest.is_some_and(|rest| {
            !rest.is_zero() && rest.checked_add(value).is_some_and(|sum| Some(sum) == whole)
        })
    };
    is_rest(of(Row::CarriedOver), of(Row::OutcomeTotal))
        || is_rest(of(Row::CarriedForward), of(Row::NewlyReceived))
}

/// The figures of the tables that a figure on the topic may be: the sum of any of these.
fn candidates(report: &AnnualReport, topic: Topic) -> Vec<Vec<Field>> {
    let row = |row| Field::Applications(row, Applicant::Total);
    let dispute = |channel| Field::Disputes(channel, Ruling::Total);
    let received = || {
        let both = vec![row(Row::NewlyReceived), row(Row::CarriedOver)];
        [vec![row(Row::NewlyReceived)], both]
    };
    match topic {
        Topic::Received => received().into(),
        Topic::Handled => {
            let mut candidates = Vec::from(received());
            candidates.push(vec![row(Row::OutcomeTotal)]);
            candidates
        }
        Topic::CarriedOver => vec![vec![row(Row::CarriedOver)]],
        // 不予处理 and 其他处理 are counted as answers by some and not by others.
        Topic::Answered => {
            let answers = OutcomeGroups::NONE
                .with(OutcomeGroup::Granted)
                .with(OutcomeGroup::PartiallyGranted)
                .with(OutcomeGroup::Denied)
                .with(OutcomeGroup::Unavailable);
            vec![
                vec![row(Row::OutcomeTotal)],
                outcomes(report, answers.with(OutcomeGroup::NotProcessed)),
                outcomes(report, answers),
            ]
        }
        Topic::CarriedForward => vec![vec![row(Row::CarriedForward)]],
        Topic::Outcomes(groups) => vec![outcomes(report, groups)],
        Topic::Reconsideration => vec![vec![dispute(Channel::Reconsideration)]],
        Topic::LitigationDirect => vec![vec![dispute(Channel::LitigationDirect)]],
        Topic::LitigationAfterReconsideration => {
            vec![vec![dispute(Channel::LitigationAfterReconsideration)]]
        }
        Topic::Litigation => vec![vec![
            dispute(Channel::LitigationDirect),
            dispute(Channel::LitigationAfterReconsideration),
        ]],
        Topic::Disputes => vec![Channel::ALL.map(dispute).into()],
        Topic::ProcessingFee => Vec::new(),
    }
}

/// The totals of the rows of groups of outcomes.
fn outcomes(report: &AnnualReport, groups: OutcomeGroups) -> Vec<Field> {
    let single = report.other_rows() == OtherRows::Single;
    let is_meant = |outcome: Outcome| {
        groups.contains(match outcome {
            Outcome::Granted => OutcomeGroup::Granted,
            Outcome::PartiallyGranted => OutcomeGroup::PartiallyGranted,
            Outcome::Denied(_) => OutcomeGroup::Denied,
            Outcome::Unavailable(_) => OutcomeGroup::Unavailable,
            Outcome::NotProcessed(_) => OutcomeGroup::NotProcessed,
            Outcome::Other(ground) if ground.is_none() != single => return false,
            Outcome::Other(_) => OutcomeGroup::Other,
        })
    };
    Row::ALL
        .into_iter()
        .filter(|row| row.outcome().is_some_and(is_meant))
        .map(|row| Field::Applications(row, Applicant::Total))
        .collect()
}

/// N6: a percentage is right if it is the share of what the table or the sentence says, of all that
/// were answered or of all that were received, rounded or cut off.
fn share(
    source: &Source<'_>,
    quantity: &Quantity<'_>,
    groups: OutcomeGroups,
    stated: Option<Decimal>,
) -> Result<Found, Obstacle> {
    comparable(quantity)?;
    let part = source.side(&outcomes(source.report, groups))?;
    let whole = source.side(&[Field::Applications(Row::OutcomeTotal, Applicant::Total)])?;
    let mut wholes = vec![whole.sum];
    for fields in candidates(source.report, Topic::Received) {
        wholes.push(source.side(&fields)?.sum);
    }
    wholes.retain(|whole| !whole.is_zero());
    if wholes.is_empty() || whole.sum.is_zero() {
        return Err(Obstacle::Prose(Reading::NothingToShare));
    }
    let rounded = quantity.interval();
    let is_share = |part: Decimal, whole: Decimal| {
        let share = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        let cut_off = quantity.value <= share && share < quantity.value + quantity.step();
        Some(rounded.contains(share) || cut_off)
    };
    let holds = wholes.iter().any(|&whole| {
        std::iter::once(part.sum).chain(stated).any(|part| is_share(part, whole) == Some(true))
    });
    if !holds && quantity.qualifier == Some(Qualifier::Unclear) {
        return Err(Obstacle::Prose(Reading::Qualified(Qualifier::Unclear)));
    }
    let text = quantity.text.to_owned();
    let sentence = quote(source.report, quantity.place);
    let (part, whole) = (Box::new(part), Box::new(whole));
    Ok(Found { holds, detail: Detail::ProseShare { text, sentence, part, whole } })
}
