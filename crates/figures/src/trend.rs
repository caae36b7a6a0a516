//! One figure after the other.

use senim_measure::comparable::{Kind, segments};
use senim_measure::selection::Selection;
use senim_measure::{Every, Period, Scope, State};
use senim_model::response::{Response, definition_in};

use crate::asked::{Asked, borders_of, last_of};
use crate::figure::Figure;
use crate::revised::revised;

/// Figures of a place by month, quarter or year.
#[derive(Clone, Debug)]
pub struct Trend {
    /// How long each is.
    pub every: Every,
    /// They follow each other without gaps.
    pub points: Vec<TrendPoint>,
}

/// A period of a trend.
#[derive(Clone, Debug)]
pub struct TrendPoint {
    /// The period.
    pub period: Period,
    /// What came of it: the state of its months where they agree.
    pub state: State,
    /// Some of its months did not come.
    pub is_partial: bool,
    /// What is known was revised since the release before.
    pub is_revised: bool,
    /// What is known.
    pub figure: Option<Figure>,
    /// By another clock there are figures, which have no place among these.
    pub is_otherwise: bool,
    /// Only points of the same segment can be compared.
    pub segment: Option<usize>,
}

/// So many of all calls have to be in the figures, in hundredths, for a trend to be by month, or by
/// quarter.
const ENOUGH: u64 = 80;

/// The trend of a place over all months that are known. It is by month where most calls are
/// published by month, else by quarter, else by year.
pub fn trend(data: &Response, asked: &Asked, scope: Scope) -> Trend {
    let by_year = by(data, asked, scope, Every::Year);
    let whole = by_year.calls();
    let mut finer = [Every::Month, Every::Quarter]
        .into_iter()
        .map(|every| by(data, asked, scope, every));
    let found = finer.find(|trend| trend.calls() * 100 >= whole * ENOUGH);
    found.unwrap_or(by_year)
}

impl Trend {
    fn calls(&self) -> u64 {
        let figures = self.points.iter().filter_map(|point| point.figure.as_ref());
        figures.map(Figure::calls).sum()
    }
}

/// The trend by periods of one length.
pub(crate) fn by(data: &Response, asked: &Asked, scope: Scope, every: Every) -> Trend {
    let (Some(first), Some(last)) = (data.months.first(), data.months.last()) else {
        return Trend {
            every,
            points: Vec::new(),
        };
    };
    let (first, last) = (first.month.within(every), last.month.within(every));
    let periods = std::iter::successors(Some(first), |period| Some(period.next()));
    let mut points: Vec<TrendPoint> = periods
        .take_while(|period| *period <= last)
        .map(|period| point(data, asked, scope, period))
        .collect();
    let kinds: Vec<(Period, Option<Kind<'_>>)> = points
        .iter()
        .zip(1_usize..)
        .map(|(point, at)| (point.period, kind(data, scope, point, at)))
        .collect();
    let found = segments(&kinds);
    for (point, segment) in points.iter_mut().zip(found) {
        point.segment = segment;
    }
    Trend { every, points }
}

/// What a point is, for comparing. One that is partial is like no other.
fn kind<'a>(data: &Response, scope: Scope, point: &TrendPoint, at: usize) -> Option<Kind<'a>> {
    point.figure.as_ref()?;
    let last = point.period.months().next_back()?;
    let borders = borders_of(data, scope);
    let before = borders.iter().filter(|since| **since <= last).count();
    let alone = if point.is_partial {
        borders.len() + at
    } else {
        0
    };
    Some(Kind {
        clock: "",
        since: definition_in(&data.definitions, last)?.since,
        border: before + alone,
    })
}

fn selection(asked: &Asked, scope: Scope, period: Period) -> Selection {
    Selection {
        scope,
        from: period.months().next().unwrap_or(period),
        to: period.months().next_back().unwrap_or(period),
        priority: asked.priority,
    }
}

/// Marks what was revised since the release before.
pub(crate) fn mark_revised(data: &Response, asked: &Asked, scope: Scope, trend: &mut Trend) {
    for point in trend
        .points
        .iter_mut()
        .filter(|point| point.figure.is_some())
    {
        let selection = selection(asked, scope, point.period);
        point.is_revised = revised(data, selection, asked.clock).is_some();
    }
}

fn point(data: &Response, asked: &Asked, scope: Scope, period: Period) -> TrendPoint {
    let last = last_of(data, scope);
    let months: Vec<State> = period
        .months()
        .filter(|month| last.is_none_or(|last| *month <= last))
        .filter_map(|month| data.months.iter().find(|known| known.month == month))
        .map(|month| month.state)
        .collect();
    let came = months
        .iter()
        .filter(|state| **state == State::Reported)
        .count();
    let expected = period.months().count();
    let state = match came {
        0 => months.first().copied().unwrap_or(State::NotApplicable),
        _ => State::Reported,
    };
    let to = period.months().next_back().unwrap_or(period);
    // A period in which the definition or the border changed holds two kinds of figures.
    let starts = definition_in(&data.definitions, period.months().next().unwrap_or(period));
    let changed =
        starts.map(|one| one.since) != definition_in(&data.definitions, to).map(|two| two.since);
    let moved = borders_of(data, scope).iter().any(|since| {
        let mut months = period.months().skip(1);
        months.any(|month| month == *since)
    });
    let selection = selection(asked, scope, period);
    TrendPoint {
        is_revised: false,
        period,
        state,
        is_partial: came < expected || changed || moved,
        figure: Figure::of(data, selection, asked.clock).ok(),
        is_otherwise: false,
        segment: None,
    }
}
