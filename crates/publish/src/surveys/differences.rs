//! How far figures lie apart, where they can be compared and their intervals are known.

use senim_estimate::{Ready, apart, between_waves};
use senim_model::surveys::{Difference, Outcome, Part, Share, Surveys};
use senim_surveys::compared;

use super::{Key, Polled, hundredths};

/// Differences of all waves that can be compared, and of groups of one wave.
pub(super) fn all(polled: &Polled, published: &Surveys) -> Vec<Difference> {
    let mut found = Vec::new();
    for (at, first) in published.outcomes.iter().enumerate() {
        for second in published.outcomes.iter().skip(at + 1) {
            if can_be_compared(published, first, second) {
                found.extend(of(polled, first, second));
            }
        }
    }
    let is_published = |(wave, part): (u16, Part), question| {
        let outcome = published.outcome(wave, question, part);
        outcome.is_some_and(|outcome| !outcome.shares.is_empty())
    };
    let groups = polled
        .groups
        .iter()
        .filter(|of| is_published(of.first, of.question) && is_published(of.second, of.question));
    found.extend(groups.copied());
    found.sort_by_key(|of| (of.question, of.answer, of.first, of.second));
    found
}

/// Whether two figures are of the same people at two times. Waves stand in the order of time.
fn can_be_compared(data: &Surveys, first: &Outcome, second: &Outcome) -> bool {
    first.wave != second.wave && compared(data, first, second).is_empty()
}

fn of(polled: &Polled, first: &Outcome, second: &Outcome) -> Vec<Difference> {
    let pairs = first.shares.iter().filter_map(|one| {
        let two = second.shares.iter().find(|two| two.answer == one.answer)?;
        let exact = |outcome: &Outcome| {
            let key: Key = (outcome.wave, outcome.question, outcome.part, one.answer);
            polled.exact.get(&key)
        };
        let (value, interval, estimated) = match (exact(first), exact(second)) {
            (Some(first), Some(second)) => {
                let found = between_waves(first, second);
                let (low, high) = found.interval?;
                let interval = (hundredths(low), hundredths(high));
                (hundredths(found.value), interval, true)
            }
            _ => {
                let (low, high) = apart(&ready(one)?, &ready(two)?);
                let whole = |percent: f64| ((percent / 10.0).round() * 10.0) as i16;
                let value = two.percent as i16 - one.percent as i16;
                (value, (whole(low), whole(high)), false)
            }
        };
        Some(Difference {
            question: second.question,
            answer: one.answer,
            first: (first.wave, first.part),
            second: (second.wave, second.part),
            value,
            interval,
            estimated,
        })
    });
    pairs.collect()
}

fn ready(share: &Share) -> Option<Ready> {
    let (low, high) = share.interval?;
    Some(Ready {
        value: share.percent.into(),
        low: low.into(),
        high: high.into(),
    })
}
