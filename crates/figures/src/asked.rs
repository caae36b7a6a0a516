//! What a choice means in the data of a region.

use senim_measure::selection::{Selected, Selection};
use senim_measure::{Cell, Every, Period, Scope, State};
use senim_model::response::{Clock, Moment, Month, Response, definition_in};

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
    /// The priority; all where it is none.
    pub priority: Option<u8>,
    /// From when to when.
    pub clock: (Moment, Moment),
    /// Since when calls are recorded as they are at the end: figures begin no earlier.
    pub definition: Option<Period>,
    /// Since when the place has its border: figures begin no earlier.
    pub border: Option<Period>,
    /// The quarter that is not over, where it is asked for: of it, calls that are too few for a month
    /// are in no figure yet.
    pub open: Option<Period>,
    /// Some of the choice is not in the data, and the usual stands in.
    pub unknown: bool,
}

impl Asked {
    /// What a choice means. `None` where there are no months at all.
    ///
    /// Where nothing is chosen: the region, the twelve months up to the last quarter that came, the
    /// most urgent priority, the first clock.
    pub fn of(choice: &Choice, data: &Response) -> Option<Asked> {
        let first = data.months.first()?.month;
        let last = usual_end(data)?;
        let mut unknown = choice.nonsense;
        let mut known = |place: &Place| {
            let scope = scope_of(place, data);
            unknown |= scope.is_none();
            scope
        };
        let scope = known(&choice.place).unwrap_or(Scope::REGION);
        let with = choice.with.iter().filter_map(&mut known);
        let with: Vec<Scope> = with.filter(|with| *with != scope).collect();
        let to = choice
            .to
            .unwrap_or(last)
            .min(data.months.last()?.month)
            .max(first);
        let year_before = to
            .within(Every::Month)
            .months()
            .next()
            .map(|month| back(month, 11));
        let from = choice.from.or(year_before).unwrap_or(first);
        let from = from.max(first).min(data.months.last()?.month);
        let (from, to) = (from.min(to), to.max(from));
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
            priority,
            clock: choice.clock.filter(has).unwrap_or(usual),
            definition: since,
            border,
            open: open_quarter(data).filter(|quarter| quarter.first_day() <= to.first_day()),
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

/// The quarter of which months are still to come.
fn open_quarter(data: &Response) -> Option<Period> {
    let last = data.months.last()?.month;
    let quarter = last.within(Every::Quarter);
    (!last.ends(Every::Quarter)).then_some(quarter)
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

/// The cells of the definition that holds in a month, and which of their histograms is that of a
/// clock. Of an area, only its own cells and those of wider places: a region has thousands.
pub(crate) fn cells_of(
    data: &Response,
    scope: Scope,
    month: Period,
    clock: (Moment, Moment),
) -> Option<(impl Iterator<Item = &Cell> + Clone, usize)> {
    let (since, at) = defined(data, month, clock)?;
    let cells = slices(data, scope).into_iter().flatten();
    Some((cells.filter(move |cell| cell.key.since == since), at))
}

/// What is known of a selection by the definition that holds in a month.
pub(crate) fn selected(
    data: &Response,
    selection: &Selection,
    month: Period,
    clock: (Moment, Moment),
) -> Option<Selected> {
    let Some(parts) = data.wide.cells(selection.scope) else {
        let (cells, at) = cells_of(data, selection.scope, month, clock)?;
        return Some(selection.sum(cells, at));
    };
    let (since, at) = defined(data, month, clock)?;
    let cells = parts.into_iter().flatten();
    Some(selection.sum(cells.filter(move |cell| cell.key.since == since), at))
}

/// Since when the definition holds that holds in a month, and which of its clocks one is.
fn defined(
    data: &Response,
    month: Period,
    clock: (Moment, Moment),
) -> Option<(Option<Period>, usize)> {
    let definition = definition_in(&data.definitions, month)?;
    let mut clocks = definition.clocks.iter();
    let at = clocks.position(|of| (of.from, of.to) == clock)?;
    Some((definition.since, at))
}

/// The parts of the sorted list of cells that a scope may be told from.
fn slices(data: &Response, scope: Scope) -> Vec<&[Cell]> {
    let Some(area) = scope.area else {
        return vec![&data.cells];
    };
    let of = |scope: Scope| {
        let from = data.cells.partition_point(|cell| cell.key.scope < scope);
        let to = data.cells.partition_point(|cell| cell.key.scope <= scope);
        data.cells.get(from..to).unwrap_or_default()
    };
    let districts = (0..data.districts.len() as u16).map(Some);
    let both = |district| {
        let wide = Scope {
            district,
            area: None,
        };
        let own = Scope {
            district,
            area: Some(area),
        };
        [of(wide), of(own)]
    };
    let all = std::iter::once(None).chain(districts);
    all.flat_map(both).filter(|part| !part.is_empty()).collect()
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
