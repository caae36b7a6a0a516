//! A region in the time that was picked.

use senim_measure::{Histogram, Period, State};
use senim_model::response::{Clock, Country, RegionSums, Sum};
use senim_texts::{Message, Texts, f};

use super::picked::Picked;
use crate::figure::{Figure, target_of};
use crate::views::step_words;

/// A region, its figure, and why there is none or not a whole one.
pub(super) struct Row<'a> {
    pub(super) region: &'a RegionSums,
    /// What is known of it, by its newest definition.
    pub(super) figure: Option<Figure>,
    /// Its state in words, and as it stands in files.
    pub(super) state: (Message, &'static str),
}

impl<'a> Row<'a> {
    /// A region in the time, of the priority and by the clock that are picked.
    pub(super) fn of(data: &Country, region: &'a RegionSums, picked: &Picked<'_>) -> Row<'a> {
        let figure = figure(data, region, picked);
        let state = state(region, picked, figure.as_ref());
        Row {
            region,
            figure,
            state,
        }
    }

    /// All months came, and are recorded alike.
    pub(super) fn is_whole(&self) -> bool {
        self.state.1 == "reported"
    }

    /// The clock with its step.
    pub(super) fn clock(&self) -> Option<Clock> {
        self.figure.as_ref()?.clock
    }

    /// Calls that may belong here, but are published by year only.
    pub(super) fn cut(&self) -> u64 {
        self.figure.as_ref().map_or(0, |figure| figure.cut)
    }

    /// What tells it from others: the step of its clock where that is no second, as such figures are
    /// not as fine as those beside them; its state, where not all is there.
    pub(super) fn notes(&self, texts: &Texts) -> Vec<String> {
        let step = self.figure.as_ref().map(Figure::step);
        let step = step.filter(|step| *step != 1);
        let state = (!self.is_whole()).then(|| texts.t(self.state.0));
        let step = step.map(|step| step_words(texts, step));
        step.into_iter().chain(state).collect()
    }
}

/// What a sum counts for: it lies within the time that was picked, or goes beyond it.
fn sums<'a>(
    region: &'a RegionSums,
    picked: &Picked<'_>,
) -> Option<(
    impl Iterator<Item = (&'a Sum, bool)> + Clone,
    Option<Period>,
)> {
    let (from, to) = picked.months()?;
    let priority = picked.priority;
    let known = region.sums.iter().filter_map(move |sum| {
        let counts = |month: Period| from <= month && month <= to;
        let some = sum.period.months().any(counts);
        let wanted = priority.is_none_or(|priority| sum.priority == priority);
        (some && wanted).then(|| (sum, sum.period.months().all(counts)))
    });
    let within = known.clone().filter(|(_, is_within)| *is_within);
    let newest = within.map(|(sum, _)| sum.since).max()?;
    Some((known, newest))
}

fn figure(data: &Country, region: &RegionSums, picked: &Picked<'_>) -> Option<Figure> {
    let (known, newest) = sums(region, picked)?;
    let mut clock = None;
    let (mut within, mut beyond) = (Vec::new(), 0);
    for (sum, is_within) in known.filter(|(sum, _)| sum.since == newest) {
        let is_picked = |of: &Clock| (of.from, of.to) == picked.clock;
        let Some(at) = sum.clocks.iter().position(is_picked) else {
            continue;
        };
        match sum.histograms.get(at) {
            Some(histogram) if is_within => within.push(histogram),
            Some(histogram) => beyond += histogram.calls(),
            None => {}
        }
        clock = sum.clocks.get(at).copied();
    }
    let sum = Histogram::sum(within.into_iter());
    let target = target_of(&data.targets, picked.priority, picked.clock);
    (sum.calls() > 0).then(|| Figure::from_histogram(sum, target, beyond).read_by(clock))
}

fn state(
    region: &RegionSums,
    picked: &Picked<'_>,
    figure: Option<&Figure>,
) -> (Message, &'static str) {
    let months = picked.quarters.iter().flat_map(|quarter| quarter.months());
    let states: Vec<State> = months
        .map(|month| {
            let known = region.months.iter().find(|known| known.month == month);
            known.map_or(State::Missing, |known| known.state)
        })
        .collect();
    let came = |state: &State| *state == State::Reported;
    let found = sums(region, picked);
    let is_mixed = found.as_ref().is_some_and(|(known, newest)| {
        let mut within = known.clone().filter(|(_, is_within)| *is_within);
        within.any(|(sum, _)| sum.since != *newest)
    });
    match (figure, states.first()) {
        (Some(_), _) if states.iter().all(came) && !is_mixed => (f::RESPONSE_REPORTED, "reported"),
        (Some(_), _) => (f::RESPONSE_INCOMPLETE, "incomplete"),
        (None, _) if found.is_some() => (f::RESPONSE_CHANGE, "not_comparable"),
        (None, Some(State::Late)) if !states.iter().any(came) => (f::RESPONSE_LATE, "late"),
        (None, Some(_)) if !states.iter().any(came) => (f::RESPONSE_MISSING, "missing"),
        (None, _) => (f::RESPONSE_NOT_PUBLISHED, "suppressed"),
    }
}
