//! What is of too few people is not published.

use senim_model::surveys::{Outcome, Part, Surveys};

/// Takes away figures of fewer people than the threshold. Where one part alone of a wave is too small,
/// the smallest other goes with it: else the number of people of the whole less the others would be
/// theirs. What somebody else has published already stays.
pub(super) fn leave_out(surveys: &mut Surveys) {
    let least = surveys.min_base;
    let Surveys {
        outcomes, waves, ..
    } = surveys;
    let quoted = |outcome: &Outcome| {
        let wave = waves.get(usize::from(outcome.wave));
        wave.is_some_and(|wave| wave.quoted)
    };
    let is_small = |outcome: &Outcome| outcome.n.is_some_and(|n| n < least) && !quoted(outcome);
    let mut small: Vec<usize> = numbered(outcomes, is_small);
    for at in small.clone() {
        let Some(alone) = outcomes.get(at) else {
            continue;
        };
        let kin: Vec<usize> = numbered(outcomes, |other| are_kin(alone, other));
        let hidden = kin.iter().filter(|at| small.contains(at)).count();
        let left = kin.iter().filter(|at| !small.contains(at));
        let smallest = left.min_by_key(|at| outcomes.get(**at).and_then(|of| of.n));
        if let (1, Some(next)) = (hidden, smallest.copied()) {
            small.push(next);
        }
    }
    for at in small {
        if let Some(outcome) = outcomes.get_mut(at) {
            outcome.n = None;
            outcome.shares.clear();
        }
    }
}

fn numbered(outcomes: &[Outcome], is: impl Fn(&Outcome) -> bool) -> Vec<usize> {
    let all = outcomes.iter().enumerate();
    all.filter(|(_, outcome)| is(outcome))
        .map(|(at, _)| at)
        .collect()
}

/// Whether two figures are of parts that make up one whole.
fn are_kin(one: &Outcome, two: &Outcome) -> bool {
    let parts = match (one.part, two.part) {
        (Part::Region(_), Part::Region(_)) => true,
        (Part::Group(split, _), Part::Group(other, _)) => split == other,
        _ => false,
    };
    parts && (one.wave, one.question) == (two.wave, two.question)
}

#[cfg(test)]
mod tests {
    use senim_model::surveys::Share;

    use super::*;

    fn left(parts: &[(Part, u32)]) -> Vec<bool> {
        let outcome = |(part, n): &(Part, u32)| Outcome {
            wave: 0,
            question: 0,
            part: *part,
            n: Some(*n),
            estimated: false,
            shares: vec![Share {
                answer: 0,
                percent: 5_000,
                about: false,
                interval: None,
            }],
        };
        let mut surveys = Surveys {
            min_base: 50,
            outcomes: parts.iter().map(outcome).collect(),
            ..Surveys::default()
        };
        leave_out(&mut surveys);
        let is_left = |outcome: &Outcome| outcome.n.is_some() && !outcome.shares.is_empty();
        surveys.outcomes.iter().map(is_left).collect()
    }

    #[test]
    fn no_figure_of_few_is_left_and_none_can_be_had_by_subtraction() {
        let group = |split, at, n| (Part::Group(split, at), n);
        assert_eq!(
            left(&[(Part::All, 400), group(0, 0, 370), group(0, 1, 49)]),
            [true, false, false]
        );
        let three = [
            group(0, 0, 300),
            group(0, 1, 60),
            group(0, 2, 40),
            group(1, 0, 200),
        ];
        assert_eq!(left(&three), [true, false, false, true]);
        let two_small = [group(0, 0, 300), group(0, 1, 20), group(0, 2, 40)];
        assert_eq!(left(&two_small), [true, false, false]);
        assert_eq!(left(&[(Part::All, 49)]), [false]);
        assert_eq!(left(&[(Part::All, 50), group(0, 0, 50)]), [true, true]);
    }
}
