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
        let found = found(region, picked);
        let figure = found.as_ref().and_then(|found| figure(data, found, picked));
        let state = state(region, picked, found.as_ref(), figure.as_ref());
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

/// The sums of a region that touch the time that was picked, each with whether it lies within it, and
/// the newest definition of those that do.
struct Found<'a> {
    sums: Vec<(&'a Sum, bool)>,
    newest: Option<Period>,
}

/// Nothing where no sum lies within the time.
fn found<'a>(region: &'a RegionSums, picked: &Picked<'_>) -> Option<Found<'a>> {
    let (from, to) = picked.months()?;
    let mut sums = Vec::new();
    let mut newest = None;
    for sum in &region.sums {
        let wanted = picked
            .priority
            .is_none_or(|priority| sum.priority == priority);
        let months = || sum.period.months().filter(|month| sum.months.has(*month));
        let picked = months().filter(|month| from <= *month && *month <= to);
        let picked = picked.count();
        if !wanted || picked == 0 {
            continue;
        }
        let is_within = picked == months().count();
        if is_within {
            newest = newest.max(Some(sum.since));
        }
        sums.push((sum, is_within));
    }
    newest.map(|newest| Found { sums, newest })
}

fn figure(data: &Country, found: &Found<'_>, picked: &Picked<'_>) -> Option<Figure> {
    let mut clock = None;
    let (mut within, mut beyond) = (Vec::new(), 0);
    for (sum, is_within) in &found.sums {
        let is_picked = |of: &Clock| (of.from, of.to) == picked.clock;
        let at = sum.clocks.iter().position(is_picked);
        let Some(at) = at.filter(|_| sum.since == found.newest) else {
            continue;
        };
        match sum.histograms.get(at) {
            Some(histogram) if *is_within => within.push(histogram),
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
    found: Option<&Found<'_>>,
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
    let is_mixed = found.is_some_and(|found| {
        let mut sums = found.sums.iter();
        sums.any(|(sum, is_within)| *is_within && sum.since != found.newest)
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
