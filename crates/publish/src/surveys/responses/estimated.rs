//! Figures of a wave from its responses: of all, of regions, of groups, and how groups differ.

use senim_estimate::{Design, between_groups, proportion};
use senim_model::surveys::{Difference, Outcome, Part, Share, Surveys, WHOLE};

use super::{Person, Polled};
use crate::problem::{Place, Problems};
use crate::surveys::hundredths;

/// Adds the figures of a wave.
pub(super) fn add(
    polled: &mut Polled,
    wave: u16,
    people: &[Person],
    design: &Design,
    file: &str,
    problems: &Problems,
) {
    let parts = parts(&polled.surveys, wave);
    let count = polled.surveys.questions.len();
    for question in (0..count).filter_map(|at| u16::try_from(at).ok()) {
        let of = Of {
            wave,
            question,
            people,
            design,
        };
        for part in &parts {
            let Some(outcome) = of.outcome(polled, *part) else {
                continue;
            };
            if polled.surveys.outcome(wave, question, *part).is_some() {
                let question = polled.surveys.questions.get(usize::from(question));
                let name = question.map(|question| question.id.to_string());
                let message = format!(
                    "has answers to {}, of which survey_results has the same figure; keep one of them",
                    name.unwrap_or_default()
                );
                problems.error(Place::file(file), message);
                break;
            }
            polled.surveys.outcomes.push(outcome);
        }
        of.groups(polled);
    }
}

/// Of whom figures are made.
fn parts(data: &Surveys, wave: u16) -> Vec<Part> {
    let of_country = data
        .waves
        .get(usize::from(wave))
        .is_some_and(|wave| wave.region.is_none());
    let regions = data.regions.iter().zip(0..).map(|(_, at)| Part::Region(at));
    let regions = regions.filter(|_| of_country);
    let groups = data.splits.iter().zip(0..).flat_map(|(split, at)| {
        let groups = split.groups.iter().zip(0..);
        groups.map(move |(_, group)| Part::Group(at, group))
    });
    std::iter::once(Part::All)
        .chain(regions)
        .chain(groups)
        .collect()
}

/// The answers to a question in a wave.
struct Of<'a> {
    wave: u16,
    question: u16,
    people: &'a [Person],
    design: &'a Design,
}

impl Of<'_> {
    /// Who of a part gave an answer; nothing for who is not in it or did not answer.
    fn given(&self, part: Part, answer: u16) -> Vec<Option<bool>> {
        let given = |person: &Person| {
            let is_in = match part {
                Part::All => true,
                Part::Region(at) => person.region == Some(at),
                Part::Group(split, group) => {
                    person.groups.get(usize::from(split)).copied().flatten() == Some(group)
                }
            };
            let answers = person.answers.get(usize::from(self.question))?.as_ref();
            answers
                .filter(|_| is_in)
                .map(|answers| answers.contains(&answer))
        };
        self.people.iter().map(given).collect()
    }

    /// The figure of a part; `None` where nobody of it answered.
    fn outcome(&self, polled: &mut Polled, part: Part) -> Option<Outcome> {
        let mut n = None;
        let mut shares = Vec::new();
        for answer in self.answers(&polled.surveys) {
            let found = proportion(self.design, &self.given(part, answer))?;
            n = u32::try_from(found.n).ok();
            let percent = |share: f64| hundredths(share).clamp(0, WHOLE as i16) as u16;
            let value = percent(found.value);
            // Rounding does not put a figure out of its interval.
            let interval = |(low, high)| (percent(low).min(value), percent(high).max(value));
            shares.push(Share {
                answer,
                percent: value,
                about: false,
                interval: found.interval.map(interval),
            });
            let key = (self.wave, self.question, part, answer);
            polled.exact.insert(key, found);
        }
        n.map(|_| Outcome {
            wave: self.wave,
            question: self.question,
            part,
            n,
            estimated: true,
            shares,
        })
    }

    fn answers(&self, data: &Surveys) -> Vec<u16> {
        let question = data.questions.get(usize::from(self.question));
        let scale = question.and_then(|question| data.scale_of(question));
        let answers = scale.into_iter().flat_map(|scale| &scale.answers);
        answers.zip(0..).map(|(_, at)| at).collect()
    }

    /// How each two groups of a split differ.
    fn groups(&self, polled: &mut Polled) {
        let pairs: Vec<(Part, Part)> = polled
            .surveys
            .splits
            .iter()
            .zip(0..)
            .flat_map(|(split, at)| {
                let count = split.groups.len() as u16;
                (0..count).flat_map(move |one| {
                    let later = (one + 1)..count;
                    later.map(move |two| (Part::Group(at, one), Part::Group(at, two)))
                })
            })
            .collect();
        for (first, second) in pairs {
            for answer in self.answers(&polled.surveys) {
                let numbers = |part| {
                    let given = self.given(part, answer).into_iter();
                    let number = |given| if given { 1.0 } else { 0.0 };
                    given
                        .map(|given| given.map(number))
                        .collect::<Vec<Option<f64>>>()
                };
                let found = between_groups(self.design, &numbers(first), &numbers(second));
                let Some(found) = found else { continue };
                let Some((low, high)) = found.interval else {
                    continue;
                };
                polled.groups.push(Difference {
                    question: self.question,
                    answer,
                    first: (self.wave, first),
                    second: (self.wave, second),
                    value: hundredths(found.value),
                    interval: (hundredths(low), hundredths(high)),
                    estimated: true,
                });
            }
        }
    }
}
