//! What a choice means in the data of a region.

use senim_measure::selection::Selection;
use senim_measure::{Every, Period, Scope, State};
use senim_model::response::{Clock, Moment, Month, Response, definition_in};
use senim_texts::day_of;

use crate::choice::{Choice, Place};
use crate::figure::clock_in;

/// A choice that holds in a region's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Where.
    pub scope: Scope,
    /// What to compare it with: none of them twice, nor the place itself.
    pub with: Vec<Scope>,
    /// The first month.
    pub from: Period,
    /// The last month.
    pub to: Period,
    /// The first month and the last, before anything made figures begin later or end earlier.
    pub wanted: (Period, Period),
    /// The priority; all where it is none.
    pub priority: Option<u8>,
    /// From when to when.
    pub clock: (Moment, Moment),
    /// Since when calls are recorded as they are at the end: figures begin no earlier.
    pub definition: Option<Period>,
    /// Since when the place has its border: figures begin no earlier.
    pub border: Option<Period>,
    /// The last month of a place that is no more, where later ones are asked for: figures end there.
    pub ended: Option<Period>,
    /// The quarter that is not over, where it is asked for: of it, calls that are too few for a month
    /// are in no figure yet.
    pub open: Option<Period>,
    /// Some of the choice is not in the data, and the usual or the nearest stands in.
    pub unknown: bool,
}

impl Asked {
    /// What a choice means in the data of a release of a time (RFC 3339). `None` where there are no
    /// months at all.
    ///
    /// Where nothing is chosen: the region, the twelve months up to the last quarter that came, the
    /// most urgent priority, the first clock.
    pub fn of(choice: &Choice, data: &Response, released: &str) -> Option<Asked> {
        let (from, to) = months_of(choice, data)?;
        let mut unknown = choice.nonsense || is_beyond(choice, data);
        let mut known = |place: &Place| {
            let scope = scope_of(place, data);
            unknown |= scope.is_none();
            scope
        };
        let scope = known(&choice.place).unwrap_or(Scope::REGION);
        let with = choice.with.iter().filter_map(&mut known);
        let with: Vec<Scope> = with.filter(|with| *with != scope).collect();
        let wanted = (from, to);
        let ended = last_of(data, scope).filter(|last| *last < to);
        let to = ended.map_or(to, |last| {
            last.max(data.months.first().map_or(last, |of| of.month))
        });
        let from = from.min(to);
        let priority = match &choice.priority {
            Some(Some(id)) => {
                let found = data.priorities.iter().position(|term| term.id == *id);
                unknown |= found.is_none();
                Some(found.unwrap_or(0) as u8)
            }
            Some(None) => None,
            None => Some(0),
        };
        let definition = definition_in(&data.definitions, to)?;
        let has = |clock: &(Moment, Moment)| {
            definition
                .clocks
                .iter()
                .any(|of| (of.from, of.to) == *clock)
        };
        let usual = definition
            .clocks
            .first()
            .map(|clock| (clock.from, clock.to))?;
        unknown |= choice.clock.is_some_and(|clock| !has(&clock));
        let borders = borders_of(data, scope);
        let border = borders
            .iter()
            .rev()
            .find(|since| **since <= to && **since > from)
            .copied();
        let since = definition.since.filter(|since| *since > from);
        Some(Asked {
            scope,
            with,
            from: [since, border]
                .into_iter()
                .flatten()
                .fold(from, Period::max),
            to,
            wanted,
            priority,
            clock: choice.clock.filter(has).unwrap_or(usual),
            definition: since,
            border,
            ended,
            open: open_quarter(data, released)
                .filter(|quarter| quarter.first_day() <= to.first_day()),
            unknown,
        })
    }

    /// The place, and those it is compared with.
    pub fn places(&self) -> impl Iterator<Item = Scope> + '_ {
        std::iter::once(self.scope).chain(self.with.iter().copied())
    }

    /// The selection of a place in the time that was asked for.
    pub fn selection(&self, scope: Scope) -> Selection {
        Selection {
            scope,
            from: self.from,
            to: self.to,
            priority: self.priority,
        }
    }

    /// The choice that asks for just this.
    pub fn choice(&self, data: &Response, release: Option<String>) -> Choice {
        Choice {
            place: place_of(self.scope, data),
            with: self.with.iter().map(|with| place_of(*with, data)).collect(),
            from: Some(self.from),
            to: Some(self.to),
            priority: Some(self.priority.and_then(|at| {
                let term = data.priorities.get(usize::from(at));
                term.map(|term| term.id.clone())
            })),
            clock: Some(self.clock),
            release,
            ..Choice::default()
        }
    }

    /// What came for the months that are asked for.
    pub(crate) fn months<'a>(
        &self,
        data: &'a Response,
    ) -> impl Iterator<Item = &'a Month> + use<'a> {
        let (from, to) = (self.from, self.to);
        let months = data.months.iter();
        months.filter(move |month| from <= month.month && month.month <= to)
    }

    /// How many months are asked for.
    pub(crate) fn span(&self) -> usize {
        let months = std::iter::successors(Some(self.from), |month| Some(month.next()));
        months.take_while(|month| *month <= self.to).count()
    }

    /// The clock with its step, as it was in a month.
    pub fn clock_in(&self, data: &Response, month: Period) -> Option<Clock> {
        clock_in(data, self.clock, month)
    }
}

/// The first month and the last of a choice, as far as they are known.
fn months_of(choice: &Choice, data: &Response) -> Option<(Period, Period)> {
    let inside = |month: Period| inside(month, data);
    let to = inside(choice.to.or_else(|| usual_end(data))?);
    let came = |month: &&Month| month.state == State::Reported;
    let first = data.months.iter().find(came).or(data.months.first())?.month;
    // Nothing is asked for of before the first month that came, if not by choice.
    let usual = back(to, 11).max(first.min(to));
    let from = inside(choice.from.unwrap_or(usual));
    Some((from.min(to), to.max(from)))
}

/// The nearest month that is known.
fn inside(month: Period, data: &Response) -> Period {
    let [first, last] = [data.months.first(), data.months.last()];
    let month = first.map_or(month, |first| month.max(first.month));
    last.map_or(month, |last| month.min(last.month))
}

/// Whether a choice is of months that are not known.
fn is_beyond(choice: &Choice, data: &Response) -> bool {
    let mut chosen = [choice.from, choice.to].into_iter().flatten();
    chosen.any(|month| inside(month, data) != month)
}

/// The quarter of which months are still to come, on the day of a release.
pub(crate) fn open_quarter(data: &Response, released: &str) -> Option<Period> {
    let last = data.months.last()?.month;
    let quarter = last.within(Every::Quarter);
    let is_over = day_of(released).is_none_or(|day| quarter.last_day() < day);
    (!last.ends(Every::Quarter) && !is_over).then_some(quarter)
}

/// The last month of the last quarter that came, as what is too little for a month is published by
/// quarter; or the last month of all.
fn usual_end(data: &Response) -> Option<Period> {
    let mut came = data
        .months
        .iter()
        .rev()
        .filter(|month| month.state == State::Reported);
    let newest = came.clone().next().or(data.months.last())?.month;
    let ended = came.find(|month| month.month.ends(Every::Quarter));
    Some(ended.map_or(newest, |month| month.month))
}

/// So many months earlier.
fn back(month: Period, count: usize) -> Period {
    let mut found = month;
    for _ in 0..count {
        found = found.previous();
    }
    found
}

/// The months since which a place has another border, in order.
pub(crate) fn borders_of(data: &Response, scope: Scope) -> &[Period] {
    let borders = match (scope.area, scope.district) {
        (Some(at), _) => data.areas.get(usize::from(at)).map(|area| &area.borders),
        (None, Some(at)) => data
            .districts
            .get(usize::from(at))
            .map(|district| &district.borders),
        (None, None) => None,
    };
    borders.map(Vec::as_slice).unwrap_or_default()
}

/// The last month of an area that is no more.
pub(crate) fn last_of(data: &Response, scope: Scope) -> Option<Period> {
    let area = data.areas.get(usize::from(scope.area?))?;
    Some(area.until?.previous())
}

fn scope_of(place: &Place, data: &Response) -> Option<Scope> {
    let position = |found: Option<usize>| found.and_then(|at| u16::try_from(at).ok());
    match place {
        Place::Region => Some(Scope::REGION),
        Place::District(id) => {
            let at = data
                .districts
                .iter()
                .position(|district| district.id == *id);
            position(at).map(Scope::district)
        }
        Place::Area(id) => {
            let at = data.areas.iter().position(|area| area.id == *id);
            position(at).map(Scope::area)
        }
    }
}

pub(crate) fn place_of(scope: Scope, data: &Response) -> Place {
    let area = scope.area.and_then(|at| data.areas.get(usize::from(at)));
    let district = scope
        .district
        .and_then(|at| data.districts.get(usize::from(at)));
    match (area, district) {
        (Some(area), _) => Place::Area(area.id.clone()),
        (None, Some(district)) => Place::District(district.id.clone()),
        (None, None) => Place::Region,
    }
}
