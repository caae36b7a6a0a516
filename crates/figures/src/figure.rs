//! What is known of a selection.

use senim_measure::quantile::quantile;
use senim_measure::rate::per_10_000;
use senim_measure::selection::Selection;
use senim_measure::share::share;
use senim_measure::{Estimate, Histogram, Period, Scope, State};
use senim_model::response::{Clock, Moment, Response, Target, definition_in};
use senim_texts::Texts;
use senim_texts::figure::{duration_by, rounded_by};

use crate::asked::Asked;
use crate::selected::selected;

/// What is known of a selection by one clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// How long calls took.
    pub histogram: Histogram,
    /// Half of them were no longer: seconds.
    pub median: Option<Estimate>,
    /// Nine in ten were no longer: seconds.
    pub p90: Option<Estimate>,
    /// How many kept the target, from 0 to 1, where there is one.
    pub within: Option<Estimate>,
    /// Calls that may belong here, but are published with others.
    pub cut: u64,
    /// The clock, with the step in which it is read: durations are known no finer.
    pub clock: Option<Clock>,
}

impl Figure {
    /// The figure of a selection by the definition that holds in its last month. `None` where
    /// nothing is published of it, with how many calls are in wider cells.
    pub fn of(
        data: &Response,
        selection: Selection,
        clock: (Moment, Moment),
    ) -> Result<Figure, u64> {
        let selected = selected(data, &selection, selection.to, clock).ok_or(0_u64)?;
        let target = target_of(&data.targets, selection.priority, clock);
        match selected.histogram.calls() {
            0 => Err(selected.cut),
            _ => {
                let figure = Figure::from_histogram(selected.histogram, target, selected.cut);
                let clock = clock_in(data, clock, selection.to);
                Ok(figure.read_by(clock))
            }
        }
    }

    /// The figure of a histogram.
    pub(crate) fn from_histogram(histogram: Histogram, target: Option<Target>, cut: u64) -> Figure {
        let kept = target.map(|target| histogram.within(target.seconds));
        Figure {
            median: quantile(&histogram, 0.5),
            p90: quantile(&histogram, 0.9),
            within: kept.and_then(|kept| share(kept, histogram.known())),
            cut,
            clock: None,
            histogram,
        }
    }

    /// The figure as its clock was read.
    pub(crate) fn read_by(self, clock: Option<Clock>) -> Figure {
        Figure { clock, ..self }
    }

    /// The step in which its clock is read, in seconds.
    pub(crate) fn step(&self) -> u32 {
        self.clock.map_or(1, |clock| clock.resolution_seconds)
    }

    /// A duration in words, no finer than the clock.
    pub(crate) fn time(&self, texts: &Texts, seconds: f64) -> String {
        duration_by(texts, seconds, self.step())
    }

    /// An estimate of seconds as it is drawn, on a chart or as a class on a map: as it is said.
    pub(crate) fn drawn(&self, found: Estimate) -> Estimate {
        let rounded = |seconds| rounded_by(seconds, self.step());
        Estimate {
            value: rounded(found.value),
            low: rounded(found.low),
            high: rounded(found.high),
        }
    }

    /// The median as it is drawn.
    pub(crate) fn drawn_median(&self) -> Option<Estimate> {
        self.median.map(|median| self.drawn(median))
    }

    /// More calls may belong here than are in the figure.
    pub(crate) fn is_few(&self) -> bool {
        self.cut > self.calls()
    }

    /// All calls.
    pub fn calls(&self) -> u64 {
        self.histogram.calls()
    }

    /// The share of calls whose duration is not known, from 0 to 1.
    pub fn unknown(&self) -> Option<Estimate> {
        share(self.histogram.unknown(), self.histogram.calls())
    }
}

/// A clock with its step, as it was in a month.
pub(crate) fn clock_in(data: &Response, clock: (Moment, Moment), month: Period) -> Option<Clock> {
    let definition = definition_in(&data.definitions, month)?;
    let mut clocks = definition.clocks.iter();
    clocks.find(|of| (of.from, of.to) == clock).copied()
}

/// The target of a priority by a clock.
pub(crate) fn target_of(
    targets: &[Target],
    priority: Option<u8>,
    clock: (Moment, Moment),
) -> Option<Target> {
    let priority = priority?;
    let mut targets = targets.iter();
    let fits = |target: &&Target| target.priority == priority && (target.from, target.to) == clock;
    targets.find(fits).copied()
}

/// Calls a year per 10,000 of so many residents: where twelve months are asked for, all of them came,
/// and all their calls are in the figure.
pub(crate) fn rate(
    data: &Response,
    asked: &Asked,
    figure: &Figure,
    people: u32,
) -> Option<Estimate> {
    let came = asked.months(data);
    let came = came.filter(|month| month.state == State::Reported).count();
    let is_whole = came == 12 && asked.span() == 12 && figure.cut == 0 && asked.open.is_none();
    per_10_000(figure.calls(), people.into()).filter(|_| is_whole)
}

/// The districts, or the areas of a district, that places are compared by.
pub(crate) fn parts(data: &Response, scope: Scope, to: Period) -> Vec<Scope> {
    let within = scope.district.or_else(|| {
        let area = data.areas.get(usize::from(scope.area?))?;
        area.district
    });
    match (scope, within) {
        (Scope::REGION, _) | (_, None) if data.districts.len() > 1 => (0..data.districts.len()
            as u16)
            .map(Scope::district)
            .collect(),
        _ => {
            let areas = data.areas.iter().zip(0..);
            let here = areas.filter(|(area, _)| within.is_none() || area.district == within);
            let there = here.filter(|(area, _)| area.until.is_none_or(|until| until > to));
            there.map(|(_, at)| Scope::area(at)).collect()
        }
    }
}
